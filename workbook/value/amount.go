package value

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

// Amount is an exact decimal with a unit: money when the unit is an ISO 4217
// code or Bare, "%" for per cent, a time of day, a day, or any words ("days a
// week"). Money may be for a period, and bear a note. Where less than a number is
// meant, it is plain words ("Principal"), with which nothing is reckoned. The zero
// value is "not yet answered", which is not the amount 0. Text that could not be
// read is kept as it was typed (Unread), so that nothing a person wrote is lost.
type Amount struct {
	value   decimal.Decimal
	rest    decimal.Decimal // what the value of converted pay was rounded by; it is compared, and never shown or stored
	unit    string
	per     Period // of money
	from    Period // of converted pay: what it was for before; it is never stored
	note    string // of money: the words beside it, "base"
	words   string // in place of a number
	unread  string
	set     bool
	doubted bool // beside it stands another that it cannot be of one kind with; see Doubted
}

// MaxAmount bounds amounts, so that a slip of the finger is caught.
var MaxAmount = decimal.New(1, 12)

const (
	maxUnit   = 40 // characters of a unit and of a note
	maxPlaces = 6  // decimal places
)

// NewAmount gives an answered amount. The value is not below zero; what is
// stored has at most 13 digits and 6 decimal places, or it cannot be loaded
// again (ParseMoney and its kin see to that).
func NewAmount(value decimal.Decimal, unit string) Amount {
	return Amount{value: value, unit: unit, set: true}
}

// UnreadAmount keeps text that could not be read as an amount.
func UnreadAmount(text string) Amount { return Amount{unread: CleanLine(text)} }

// Words gives an answer in words, with which nothing is reckoned.
func Words(text string) Amount { return Amount{words: CleanLine(text)} }

// Units that are written in a way of their own.
const (
	clock = "@time" // the value is in minutes from midnight
	onDay = "@day"  // the value is that of Date.day
)

// Clock gives a time of day.
func Clock(hour, minute int) Amount {
	return NewAmount(decimal.NewFromInt(int64(hour*60+minute)), clock)
}

// OnDay gives a day as an answer to how much: "by October".
func OnDay(d Date) Amount { return NewAmount(decimal.NewFromInt(int64(d.day)), onDay) }

// IsZero tells whether it is not yet answered.
func (a Amount) IsZero() bool { return !a.set && a.unread == "" && a.words == "" }

// OK tells whether there is an amount to reckon with.
func (a Amount) OK() bool { return a.set }

// Unread is the text that could not be read as an amount, "" when there is none.
func (a Amount) Unread() string { return a.unread }

// InWords is the answer where it is in plain words, "" where it is none.
func (a Amount) InWords() string { return a.words }

// Value is the number; 0 unless OK.
func (a Amount) Value() decimal.Decimal { return a.value }

// Unit is an ISO 4217 code, Bare, "%", other words ("% of base" among them) or "".
func (a Amount) Unit() string { return a.unit }

// Counted tells whether the unit is one in words, of which bare numbers beside it may be.
func (a Amount) Counted() bool {
	return a.set && a.unit != "" && a.unit != clock && a.unit != onDay && !a.inMonths() && !strings.HasPrefix(a.unit, "%") && !a.Money()
}

// Counting gives the number in a unit in words, as it stands behind one or more.
func (a Amount) Counting(unit string) Amount {
	if a.value.Equal(one) {
		return NewAmount(a.value, singular(unit))
	}
	return NewAmount(a.value, plural(unit))
}

// Per is what an amount of pay is for; not said where it is as its workbook has it.
func (a Amount) Per() Period { return a.per }

// InAll tells money whose note says that it is all of a job's pay: "18 LPA CTC".
func (a Amount) InAll() bool {
	for _, w := range strings.Fields(strings.ToLower(a.note)) {
		switch strings.Trim(w, ".,()") {
		case "ctc", "ote", "tcc", "tc", "ttc", "package", "pkg", "all-in", "allin":
			return true
		}
	}
	return strings.EqualFold(a.note, "all in") || strings.EqualFold(a.note, "total comp") || strings.EqualFold(a.note, "total")
}

// OfBase tells money whose note says that it is base pay alone: "88k base".
func (a Amount) OfBase() bool {
	words := strings.Fields(strings.ToLower(a.note))
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(baseWords, w) }) &&
		!slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(baseWords, w) && !slices.Contains(payWords, w) })
}

var (
	baseWords = strings.Fields("base basic grundgehalt grundlohn fixum 基本給")
	payWords  = strings.Fields("pay salary wage wages gross brutto")
)

// Net tells money whose note says that it is after tax, which nothing before tax is set
// beside.
func (a Amount) Net() bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(a.note)), func(w string) bool {
		return slices.Contains(netWords, strings.Trim(w, ".,()"))
	})
}

var netWords = strings.Fields("net nett netto neto netos netta netti nette nets nettó líquido líquidos liquido libres limpios rękę ręki čistého čistá 手取り 税后 到手 세후 take-home in-hand")

// Note is the words that were typed beside money: "OTE".
func (a Amount) Note() string { return a.note }

// Money tells whether the unit is a currency, or to be one.
func (a Amount) Money() bool { return a.set && isMoney(a.unit) }

func isMoney(unit string) bool { return unit == Bare || IsCurrency(unit) }

// Named gives bare money a currency; other amounts, and all where code is none,
// stay as they are.
func (a Amount) Named(code string) Amount {
	if a.unit == Bare && IsCurrency(code) {
		a.unit = code
	}
	return a
}

// For gives money a period; without one it has none.
func (a Amount) For(p Period) Amount {
	if a.Money() {
		a.per = p
	}
	return a
}

// Doubted gives an amount that is shown but never compared: beside it stands one
// that it cannot be of one kind with, and the person has not said which is meant.
func (a Amount) Doubted() Amount {
	a.doubted = true
	return a
}

// Equal tells whether both are the same answer; 1.0 and 1 are.
func (a Amount) Equal(b Amount) bool {
	return a.set == b.set && a.unread == b.unread && a.words == b.words && a.unit == b.unit && a.per == b.per && a.note == b.note && a.value.Equal(b.value)
}

// Comparable tells whether both are answered in the same unit, for the same
// period; units in words may differ in number and capitals ("1 day a week", "2 Days
// per week"). Amounts of two currencies are never compared: the program knows no
// rates. Amounts of two periods are converted first (To).
func (a Amount) Comparable(b Amount) bool { return !a.doubted && !b.doubted && a.Like(b) }

// Like is Comparable, also of amounts that are in doubt.
func (a Amount) Like(b Amount) bool {
	return a.set && b.set && a.per == b.per &&
		(a.unit == b.unit || a.unit != "" && b.unit != "" && unitKey(a.unit) == unitKey(b.unit))
}

// unitKey is what two spellings of one unit have in common. A currency is only
// like itself.
func unitKey(unit string) string {
	if unit == "%" || isMoney(unit) {
		return unit
	}
	words := strings.Fields(strings.ReplaceAll(strings.ToLower(unit), "/", " per "))
	for i, w := range words {
		switch w {
		case "a", "an", "each", "every":
			words[i] = "per"
		default:
			words[i] = strings.TrimSuffix(w, "s")
		}
	}
	return strings.Join(words, " ")
}

// Clean makes its text safe to store and to show, and gives the unit the one form
// that a typed one gets, so that "92000 eur" in a file written by hand is money.
func (a Amount) Clean() Amount {
	a.unread, a.words, a.note = CleanLine(a.unread), CleanLine(a.words), strings.TrimSpace(CleanLine(a.note))
	a.unit = strings.Join(strings.Fields(CleanLine(a.unit)), " ")
	if code := strings.ToUpper(a.unit); IsCurrency(code) {
		a.unit = code
	}
	return a
}

// Less tells whether a is below b; false when they cannot be compared.
func (a Amount) Less(b Amount) bool { return a.Comparable(b) && a.exact().LessThan(b.exact()) }

// exact is the value before a conversion rounded it, so that two amounts compare in
// one way whatever period they are shown in.
func (a Amount) exact() decimal.Decimal { return a.value.Add(a.rest).Round(maxPlaces) }

// Add gives the sum, and false when the units differ or either is unanswered.
func (a Amount) Add(b Amount) (Amount, bool) {
	if !a.Comparable(b) {
		return Amount{}, false
	}
	sum := NewAmount(a.value.Add(b.value), a.unit).For(a.per)
	sum.rest = a.rest.Add(b.rest)
	return sum, true
}

// String gives the one form in which amounts are shown: €92,000, $19.40 an hour,
// CHF 92,000, 5%, 2 days a week, 17:45, 31 Oct 2027; what is in words or could not
// be read as it was typed; "" when not yet answered. In a field that is typed into,
// use In.
func (a Amount) String() string { return a.show(symbolOf(a.unit), true) }

// In is String for a field of a workbook in the currency home: text that the
// parsers read back as the same amount there. Where several currencies share a
// sign it writes the code: "$92,000" typed in a Canadian workbook is Canadian.
func (a Amount) In(home string) string {
	symbol := symbolOf(a.unit)
	for _, s := range signs {
		if s.sign == symbol && strings.Contains(s.codes, " ") && (home != a.unit || symbol == "") {
			symbol = ""
		}
	}
	if a.words != "" && a.words != spokenWords(a.words) {
		return "“" + a.words + "”"
	}
	return a.show(symbol, false)
}

func (a Amount) show(symbol string, read bool) string {
	if !a.set {
		return a.unread + a.words
	}
	n := a.Number()
	switch {
	case a.unit == "":
		return n
	case a.unit == clock:
		m := a.value.IntPart()
		return fmt.Sprintf("%d:%02d", m/60, m%60)
	case a.unit == onDay:
		return a.Day().String()
	case strings.HasPrefix(a.unit, "%"):
		return n + a.unit
	case !a.Money():
		if read && a.value.Equal(one) { // 1 night shift a month
			return n + " " + singular(a.unit)
		}
		return n + " " + a.unit
	case a.unit == Bare:
	case symbol != "":
		n = symbol + n
	default:
		n = a.unit + " " + n
	}
	if !a.per.IsZero() {
		n += " " + a.per.String()
	}
	if a.note != "" {
		n += " (" + a.note + ")"
	}
	return n
}

// Day is the day where the answer is one.
func (a Amount) Day() Date {
	if a.unit != onDay || !a.set {
		return Date{}
	}
	return Date{day: int(a.value.IntPart())}
}

// Number gives the digits without the unit, grouped in threes but for a
// percentage: 92,000. The parsers read back exactly what it gives.
func (a Amount) Number() string {
	if !a.set {
		return ""
	}
	whole, frac, _ := strings.Cut(a.value.String(), ".")
	if strings.HasPrefix(a.unit, "%") {
		if frac != "" {
			return whole + "." + frac
		}
		return whole
	}
	switch {
	case len(frac) == 1 && a.Money():
		frac += "0" // €12.50, not €12.5
	case (len(frac) == 3 || len(frac) == 4) && whole != "0":
		frac += "00"[len(frac)-3:] // 12.34500: 12.345 would be read as twelve thousand, and of 12.3450 one is asked
	}
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	if frac != "" {
		b.WriteString("." + frac)
	}
	return b.String()
}

// unreadMark sets off text that could not be read from an amount, a date or a
// threshold in the stored form.
const unreadMark = "?"

// wordsMark sets off an answer in words in the stored form.
const wordsMark = "="

// MarshalText writes the stored form: "92000 EUR", "19.4 USD/hour", "4000
// EUR/month, 14 a year", "90000 USD (OTE)", "92000 ¤", "5 %", "2 days a week", "0",
// "17:45", "2027-10-31", "=" before words and "?" before text that could not be read.
func (a Amount) MarshalText() ([]byte, error) {
	switch {
	case a.unread != "":
		return []byte(unreadMark + a.unread), nil
	case a.words != "":
		return []byte(wordsMark + a.words), nil
	case !a.set:
		return nil, nil
	case a.unit == "":
		return []byte(a.value.String()), nil
	case a.unit == onDay:
		return []byte(a.Day().ISO()), nil
	case a.unit == clock:
		return []byte(a.String()), nil
	}
	s := a.value.String() + " " + a.unit
	if a.Money() {
		if s += a.per.stored(); a.note != "" {
			s += " (" + a.note + ")"
		}
	}
	return []byte(s), nil
}

var (
	storedAmount = lazy.New(`^(\d{1,13}(?:\.\d{1,6})?)(?: (.+))?$`)
	storedMoney  = lazy.New(`^([A-Z]{3}|¤)(?:/([a-z]+|two weeks|(\d+) years)(?:, (\d+) a year)?)?(?: \((.+)\))?$`)
	storedClock  = lazy.New(`^(\d{1,2}):(\d\d)$`)
	storedDay    = lazy.New(`^\d{4}-\d\d-\d\d$`)
)

// UnmarshalText reads the stored form, strictly; a is left as it was on an error.
func (a *Amount) UnmarshalText(b []byte) error {
	s := string(b)
	if s == "" {
		*a = Amount{}
		return nil
	}
	if text, ok := strings.CutPrefix(s, unreadMark); ok {
		*a = UnreadAmount(text)
		return nil
	}
	if text, ok := strings.CutPrefix(s, wordsMark); ok {
		*a = Words(text)
		return nil
	}
	if m := storedClock.FindStringSubmatch(s); m != nil {
		c := Clock(int(decimal.RequireFromString(m[1]).IntPart()), int(decimal.RequireFromString(m[2]).IntPart()))
		if c.value.GreaterThanOrEqual(dayLong) {
			return fmt.Errorf("%q is not a time of day", s)
		}
		*a = c
		return nil
	}
	if storedDay.MatchString(s) {
		var d Date
		if err := d.UnmarshalJSON([]byte(`"` + s + `"`)); err != nil {
			return err
		}
		*a = OnDay(d)
		return nil
	}
	m := storedAmount.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("%q is not an amount such as \"92000 EUR\"", Shorten(s, 60))
	}
	v, err := decimal.NewFromString(m[1])
	if err != nil {
		return fmt.Errorf("%q is not an amount: %w", Shorten(s, 60), err)
	}
	read := NewAmount(v, m[2])
	if money := storedMoney.FindStringSubmatch(m[2]); money != nil && isMoney(money[1]) {
		if read, err = storedPay(v, money); err != nil {
			return err
		}
	}
	// A file that was tampered with must not carry an escape sequence in a unit.
	if read.unit != CleanLine(read.unit) || strings.TrimSpace(read.unit) != read.unit || read.note != strings.TrimSpace(CleanLine(read.note)) {
		return fmt.Errorf("%q has a unit that is not plain text", Shorten(s, 60))
	}
	if v.GreaterThan(MaxAmount) || utf8.RuneCountInString(read.unit) > maxUnit || utf8.RuneCountInString(read.note) > maxUnit || read.unit == clock || read.unit == onDay {
		return fmt.Errorf("%q is larger than an amount can be", Shorten(s, 60))
	}
	*a = read
	return nil
}

// storedPay reads what stands behind a currency in the stored form.
func storedPay(v decimal.Decimal, m []string) (Amount, error) {
	a := NewAmount(v, m[1])
	a.note = m[5]
	if m[2] == "" {
		return a, nil
	}
	p, ok := sized(m[2])
	if m[3] != "" {
		p, ok = Period{Year.unit, number(m[3])}, number(m[3]) >= 2 && number(m[3]) <= maxYears
	}
	if m[4] != "" {
		n := number(m[4])
		ok = ok && p == Month && n >= minPayments && n <= maxPayments
		p = p.Payments(n)
	}
	if !ok {
		return a, fmt.Errorf("%q is not a period of pay", Shorten(m[0], 60))
	}
	return a.For(p), nil
}

// number reads a few digits; more of them are far too many for what it is used for.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// MarshalJSON writes the stored form as a string.
func (a Amount) MarshalJSON() ([]byte, error) {
	b, err := a.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(string(b))
}

// UnmarshalJSON reads the stored form from a string.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("an amount is a string such as \"92000 EUR\", not %s", b)
	}
	return a.UnmarshalText([]byte(s))
}
