package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook/lazy"
)

// maxTyped is the most bytes of text that a parser looks at.
const maxTyped = 200

// ParseMoney reads an amount of money as people type it: 92k, 92,000, 92.000,
// €92000, $1.2m, 92 000 CHF, $19.40 an hour, 8 200 zł/mies., 14 Gehälter à 4.000,
// 88k base. known are the currencies of the workbook, its own first; they decide
// what a sign means that several share. Where no currency is typed, it is Bare.
// Text that could mean two amounts is refused with a question and its readings
// (InputError). Blank text is a blank amount.
func ParseMoney(text string, known ...string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	return parseMoney(text, s, known)
}

// ParsePay is ParseMoney for a part of pay, where none of it is an answer: 0.
func ParsePay(text string, known ...string) (Amount, error) {
	if nothing(typedLine(text)) {
		text = "0"
	}
	return ParseMoney(text, known...)
}

// ParseShare is ParsePay for a part of pay that may be a share of base pay: 10%,
// 10% of base. Of any other share it asks what it is of.
func ParseShare(text string, known ...string) (Amount, error) {
	s := typedLine(text)
	m := shareShape.FindStringSubmatch(s)
	if m == nil {
		return ParsePay(text, known...)
	}
	share, err := ParsePercent(m[1] + "%")
	if err != nil {
		return Amount{}, err
	}
	switch of := strings.ToLower(strings.Trim(m[2], " .")); {
	case of == "", strings.Contains(of, "base"), strings.Contains(of, "salary"), strings.Contains(of, "bonus"), strings.Contains(of, "pay"):
		return NewAmount(share.value, ofBase), nil
	case strings.HasPrefix(of, "of "):
		return NewAmount(share.value, "% "+of), nil
	}
	n := share.Number()
	return Amount{}, ask(text, fmt.Sprintf("%s of what?", Echo(s)), "Type what it comes to in a year, or what it is a share of.",
		Reading{n + "% of base pay", n + "% of base pay"}, Reading{n + "% of sales", n + "% of what you sell"})
}

// ofBase is the unit of a share of base pay.
const ofBase = "% of base"

// ShareOfBase tells whether an amount is a share of base pay.
func (a Amount) ShareOfBase() bool { return a.set && a.unit == ofBase }

// Of is so many per cent of another amount, rounded to hundredths.
func (a Amount) Of(whole Amount) Amount {
	return NewAmount(whole.value.Mul(a.value).DivRound(hundred, 2), whole.unit).For(whole.per)
}

// ParsePercent reads a percentage; the sign may be left out.
func ParsePercent(text string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if m := percentShape.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	a, err := parseCount(text, s, "%")
	switch {
	case err != nil && !err.(*InputError).asks && strings.ContainsFunc(s, unicode.IsDigit):
		return Amount{}, BadInput(text, "This needs a percentage.", "Type it such as 2.5%.")
	case err == nil && a.value.GreaterThan(thousand): // 92k is pay
		return Amount{}, BadInput(text, "That is more than a percentage can be here.", "Type it such as 2.5%.")
	}
	return a, err
}

// ParseQuantity reads money, a percentage, or a number with words for a unit: 2
// days a week, two weeks a month, none. Money needs its currency typed; known
// decides only what a shared sign means. See ParseMoney for the rest.
func ParseQuantity(text string, known ...string) (Amount, error) {
	a, err := parseQuantity(text, known)
	if err != nil || !a.OK() || a.Money() {
		return a, err
	}
	// Words that would be read otherwise once they are shown are no unit.
	if again, err := parseQuantity(a.In(""), known); err != nil || !again.Equal(a) {
		return Amount{}, notCount(text, typedLine(text))
	}
	return a, nil
}

func parseQuantity(text string, known []string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if nothing(s) {
		s = "0"
	}
	if n, rest, ok := cutSpelled(s); ok {
		s = strings.TrimSpace(fmt.Sprint(n, " ", rest))
	}
	if m := percentShape.FindStringSubmatch(s); m != nil {
		return parseCount(text, m[1], "%")
	}
	if m := percentOf.FindStringSubmatch(s); m != nil {
		return parseCount(text, m[1], "% "+m[2])
	}
	body := s
	if at := strings.LastIndex(s, " ("); at > 0 && strings.HasSuffix(s, ")") {
		body = s[:at] // a note
	}
	if rest, _, _ := cutPeriod(body); rest != "" {
		if m, ok := cutCurrency(rest, known); ok && isNumber(m.rest) {
			return parseMoney(text, s, known)
		}
	}
	return parseCount(text, s, "")
}

// ParseTerm is ParseQuantity for an ask that is not about money: what is wanted
// may be a time of day, a day ("by October"), or plain words. Words in quotes stay
// words. Text with digits that are none of these is refused.
func ParseTerm(text string, today Date, known ...string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if words := spokenWords(s); words != s && words != "" {
		return Words(words), nil
	}
	if a, ok := parseClock(s); ok {
		return a, nil
	}
	if d, ok := parseBy(s, today); ok {
		return OnDay(d), nil
	}
	a, err := ParseQuantity(text, known...)
	if err == nil {
		return a, nil
	}
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return Words(s), nil
	}
	if e, ok := err.(*InputError); ok && !e.asks {
		return Amount{}, BadInput(text, e.Problem, "Type a number with what it counts, such as 2 days a week; or say it in words, in quotes.")
	}
	return Amount{}, err
}

// spokenWords takes the quotes off an answer that is to stay words.
func spokenWords(s string) string {
	for _, q := range []string{`""`, "“”", "„“", "«»", "''"} {
		open, size := utf8.DecodeRuneInString(q)
		if body, ok := strings.CutPrefix(s, string(open)); ok {
			if body, ok = strings.CutSuffix(body, q[size:]); ok {
				return strings.TrimSpace(body)
			}
		}
	}
	if strings.ContainsFunc(s, unicode.IsDigit) || nothing(s) {
		return ""
	}
	if _, _, ok := cutSpelled(s); ok {
		return ""
	}
	return s
}

var clockShape = lazy.New(`(?i)^(?:at |by |until |from |before |after )?(\d{1,2})(?:[:h](\d\d))?\s*([ap]\.?m\.?|uhr|h|o'clock)?$`)

// parseClock reads a time of day: 17:45, 5:45 pm, 17h45.
func parseClock(s string) (Amount, bool) {
	m := clockShape.FindStringSubmatch(s)
	if m == nil || m[2] == "" && m[3] == "" || m[2] == "" && strings.EqualFold(m[3], "h") {
		return Amount{}, false
	}
	hour, minute := number(m[1]), number(cmp.Or(m[2], "0"))
	switch strings.ToLower(strings.ReplaceAll(m[3], ".", "")) {
	case "pm":
		if hour < 12 {
			hour += 12
		}
	case "am":
		hour %= 12
	}
	return Clock(hour, minute), hour < 24 && minute < 60
}

var (
	dayLong = decimal.NewFromInt(24 * 60)
	byDay   = lazy.New(`(?i)^(?:by|until|till|from|before|not later than|no later than|on|as of|starting|bis|ab)\s+(.+)$`)
)

// parseBy reads a day up to or from which something holds: by October is its last
// day. A bare number is no day here, nor is what could be two days.
func parseBy(s string, today Date) (Date, bool) {
	m := byDay.FindStringSubmatch(s)
	typed := s
	if m != nil {
		typed = m[1]
	} else if !strings.ContainsFunc(s, unicode.IsDigit) || plainDigits.MatchString(s) {
		return Date{}, false
	}
	if isSpan(typed) {
		return Date{}, false // two days are a number
	}
	for _, t := range []string{typed, "end of " + typed} {
		if d, err := ParseDate(t, today, Ahead); err == nil && d.OK() {
			return d, true
		}
	}
	return Date{}, false
}

// spaces are those that people and spreadsheets put between groups of digits;
// the invisible marks around a pasted number go.
var spaces = strings.NewReplacer("’", "'", "‘", "'", "\u200b", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "", "٬", ",", "٫", ".", "，", ",", "−", "-")

// typedLine is what the parsers see of typed text: digits and signs of any script
// in their plain form.
func typedLine(text string) string {
	s := norm.NFKC.String(spaces.Replace(CleanLine(text)))
	s = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && unicode.Is(unicode.Nd, r) {
			for zero := r; ; zero-- {
				if !unicode.Is(unicode.Nd, zero-1) || r-zero == 9 {
					return '0' + r - zero
				}
			}
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func tooLong(text string) (string, error) {
	if len(text) > maxTyped {
		return "", BadInput(text, "That is too long for an amount.", "Type the number alone, such as 92k or 92,000.")
	}
	return typedLine(text), nil
}

func nothing(s string) bool {
	switch strings.ToLower(s) {
	case "none", "nothing", "no", "nil", "n/a", "-", "–", "zero", "never", "not any":
		return true
	}
	return false
}

const perYear = `x|×|a year|/year|per year|times a year|times|payments?|payments a year|salaries|gehälter|pagas|mal`

const digits = `\d(?:[\d.,' ]*\d)?`

// scales are the words for thousands and millions, as powers of ten. Those of mil
// differ by language; the person is asked.
var scales = map[string]int32{
	"k": 3, "thousand": 3, "grand": 3, "tsd": 3, "tsd.": 3, "tausend": 3, "tys": 3, "tys.": 3, "tis": 3, "tis.": 3, "тыс": 3, "тыс.": 3, "mille": 3, "duizend": 3, "rb": 3, "ribu": 3, "千": 3,
	"mila": 3, "万": 4, "萬": 4, "만": 4, "百万": 6, "千万": 7, "천만": 7, "억": 8, "l": 5, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "lpa": 5,
	"m": 6, "mn": 6, "mio": 6, "mio.": 6, "mln": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "juta": 6, "jt": 6,
	"cr": 7, "crore": 7, "crores": 7, "億": 8, "亿": 8, "b": 9, "bn": 9, "billion": 9, "billions": 9, "mrd": 9, "mil": 0,
}

// Scale tells by how many places a word behind a number moves its point: 3 for "k"
// and "Tsd"; false where it does not.
func Scale(word string) (places int32, ok bool) {
	places = scales[strings.ToLower(word)]
	return places, places > 0
}

// cutScale takes the number of an amount apart from its scale: "92k", "60 Tsd.";
// false where it is none.
func cutScale(s string) (number, word string, scale int32, ok bool) {
	m := amountShape.FindStringSubmatch(s)
	if m == nil {
		return "", "", 0, false
	}
	scale, known := scales[strings.ToLower(m[2])]
	return m[1], m[2], scale, known || m[2] == ""
}

var (
	amountShape  = lazy.New(`^(` + digits + `)\s*(\pL+\.?)?$`)
	percentShape = lazy.New(`(?i)^(.*\d)\s*(?:%|percent|per cent|pct\.?|prozent)$`)
	percentOf    = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent)\s*(\pL.*)$`)
	shareShape   = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent|pct\.?|prozent)\s*(\D*)$`)
	numberFirst  = lazy.New(`^(` + digits + `)\s*(\pL.*)$`)
	glued        = lazy.New(`(?i)^(?:h|hrs?|hours?|mins?|minutes?|d|days?|w|weeks?|months?)(?:\s|$)`)
	swissEnd     = lazy.New(`(?:[.,]\s?[-–—]{1,2}|/-|=)$`) // 92'000.–, ₹12,50,000/-
	minus        = lazy.New(`^[-–]\s*\D{0,3}\d`)
	twoNumbers   = lazy.New(`(?i)^(?:between |from |either )?(.*?\d\s*\pL{0,4}\.?)\s*(?:-|–|—|\bto\b|\band\b|\bor\b|\bbis\b|~)\s*(\D{0,4}\d.*)$`)
	roughly      = lazy.New(`(?i)^(?:~|≈|about|around|roughly|approx\.?|approximately|almost|nearly|circa|ca\.?|some|over|under|above|below|more than|less than|<|>|>=|<=|≥|≤)\s*|\s*(?:\+|ish|\bmaybe|\bperhaps|\bor so|\bor more|\bplus)$`)
	beforeTax    = lazy.New(`(?i)^(?:gross|brutto|bruto|before tax(?:es)?|pre-?tax|税前)$`)
	payments     = lazy.New(`(?i)^(1[2-6])\s*(?:x|×|\*|gehälter|monatsgehälter|salaries|salaires|payments?|months|pagas|mensilità|pensje|löner)\s*(?:à|a|at|of|zu|de|di|von|je|@)?\s*(\D{0,4}\d.*)$`)
	manyTimes    = lazy.New(`(?i)^(.*\d.*?)(?:,\s*(1[2-6])\s*(?:` + perYear + `)|\s*[x×*]\s*(1[2-6])\s*(?:` + perYear + `)?)$`)
	capitals     = lazy.New(`^[A-Z]{3}$`)
)

// payWords are abbreviations of pay that look like codes of currencies.
var payWords = []string{"OTE", "CTC", "TCC", "TTC", "FTE", "RSU", "NET", "MAX", "MIN", "AVG", "LTI", "STI", "HRA"}

// parseMoney takes off a typed amount, from its ends, what it is for, its currency
// and the words beside it, and reads the number that is left.
func parseMoney(text, s string, known []string) (Amount, error) {
	if m := payments.FindStringSubmatch(s); m != nil {
		a, err := parseMoney(text, m[2], known)
		if err == nil && (a.per.IsZero() || a.per == Month) {
			return a.For(Month.Payments(number(m[1]))), nil
		}
		return a, err
	}
	t := typedMoney{text: text, rest: s, known: known}
	t.cutParens()
	times := 0
	if m := manyTimes.FindStringSubmatch(t.rest); m != nil {
		t.rest, times = m[1], number(m[2]+m[3])
	}
	t.cut()
	if t.note = strings.TrimSpace(t.lead + " " + t.note); utf8.RuneCountInString(t.note) > maxUnit {
		return Amount{}, notAmount(text, s)
	}
	if times > 0 {
		if !t.per.IsZero() && t.per != Month {
			return Amount{}, notAmount(text, s)
		}
		t.per = Month.Payments(times)
	}
	if m := twoNumbers.FindStringSubmatch(s); m != nil {
		return Amount{}, t.oneOf(m[1], m[2])
	}
	if t.percent {
		return Amount{}, BadInput(text, "This needs the amount itself, not a percentage.", "Type it such as 92k or 92,000.")
	}
	if t.two != "" {
		return Amount{}, question(text, Echo(s)+" names two currencies.", "Type one of them.")
	}
	if minus.MatchString(t.rest) {
		return Amount{}, question(text, "An amount here cannot be below zero.", "Type it without the minus sign.")
	}
	if bare := roughly.ReplaceAllString(t.rest, ""); bare != t.rest {
		if r := t.reading(bare); r != nil {
			return Amount{}, ask(text, Echo(s)+" is not one exact number.", "Type your best single number, such as 90k.", r...)
		}
	}
	digits, word, scale, ok := cutScale(t.rest)
	if !ok {
		return Amount{}, t.notAmount(s)
	}
	if strings.EqualFold(word, "mil") {
		return Amount{}, ask(text, fmt.Sprintf("Does mil in %s mean thousands or millions?", Echo(s)), "Type the amount in full.",
			append(t.reading(digits+" thousand"), t.reading(digits+" million")...)...)
	}
	if strings.EqualFold(word, "lpa") && t.per.IsZero() {
		t.per = Year
	}
	v, marks := readDigits(digits, word != "", false)
	if marks != nil {
		return Amount{}, t.marks(s, digits, word, marks)
	}
	v = v.Shift(scale + t.scale)
	if err := fits(text, v); err != nil {
		return Amount{}, err
	}
	unit := t.code
	switch {
	case len(t.codes) > 1 && unit == "":
		n := NewAmount(v, Bare).For(t.per)
		n.note = t.note
		return Amount{}, whichOf(text, t.sign, t.codes, func(code string) string { return n.Named(code).In("") })
	case unit == "":
		unit = Bare
	}
	if beside, _, _ := strings.Cut(t.note, " "); unit == Bare && word == "" && v.LessThan(thousand) && t.behind && unknownWord(beside) {
		// It may be a word for thousands that is not known here.
		return Amount{}, ask(text, fmt.Sprintf("What does %s mean in %s?", Echo(beside), Echo(s)), "Type the amount in full, such as 94,000.",
			append(t.reading(digits), t.reading(digits+" thousand")...)...)
	}
	if strings.ContainsFunc(t.note, func(r rune) bool { return unicode.Is(unicode.Sc, r) }) {
		return Amount{}, notAmount(text, s)
	}
	if counted(t.note) {
		return Amount{}, BadInput(text, fmt.Sprintf("The words %s after the number are no money.", Echo(t.note)), "Type the amount alone or with a currency code, such as 92,000 EUR.")
	}
	a := NewAmount(v, unit).For(t.per)
	a.note = t.note
	return a, nil
}

// unknownWord tells a word beside an amount that says nothing of pay as far as is known here.
func unknownWord(w string) bool {
	w = strings.ToLower(strings.Trim(w, "+.,: "))
	return w != "" && !counted(w) && !slices.Contains(strings.Fields("base basic gross brutto brut bruto net netto total ote ctc tc all-in all fixed fix pay wage rate "+
		"salary plus pro super tax hourly before after incl including excl excluding with without cash bonus commission ex"), w)
}

// counted tells words that make a number one of days, of shifts or of times,
// rather than of money.
func counted(words string) bool {
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	first = strings.TrimSuffix(first, "s")
	return slices.Contains([]string{"day", "d", "h", "hr", "w", "hour", "week", "month", "minute", "min", "night", "shift", "weekend", "time", "evening", "year"}, first) ||
		first != "" && strings.ContainsAny(unitKey(words), " ") && strings.Contains(" "+unitKey(words)+" ", " per ")
}

// typedMoney is a typed amount of money, taken apart from its ends.
type typedMoney struct {
	text, rest  string
	known       []string
	per         Period
	code, sign  string
	codes       []string // that share the sign
	scale       int32    // of the sign: TEUR
	note, lead  string   // the words behind the number, and those before it
	two         string   // a second currency
	percent     bool
	behind      bool // the note stands behind the number
	unknownCode string
}

func (t *typedMoney) cut() {
	for {
		before := t.rest
		t.rest = strings.TrimSpace(swissEnd.ReplaceAllString(strings.TrimRight(t.rest, ".,; "), ""))
		if t.rest == "" {
			t.rest = before
			return
		}
		if strings.HasSuffix(t.rest, "%") {
			t.percent = true
			return
		}
		if t.note == "" && t.cutParens() {
			continue
		}
		if rest, p, ok := cutPeriod(t.rest); ok && t.per.IsZero() && strings.ContainsFunc(rest, unicode.IsDigit) {
			t.rest, t.per = rest, p
			continue
		}
		if m, ok := cutCurrency(t.rest, t.known); ok && m.rest != t.rest && strings.ContainsFunc(m.rest, unicode.IsDigit) {
			if t.code != "" || t.sign != "" {
				t.two = m.code
				return
			}
			t.rest, t.code, t.sign, t.codes, t.scale = m.rest, m.code, m.sign, m.codes, m.scale
			continue
		} else if ok && m.rest == t.rest {
			t.two = m.sign
			return
		}
		if !t.cutNote() && t.rest == before {
			return
		}
	}
}

// cutParens takes a note in parentheses off the end.
func (t *typedMoney) cutParens() bool {
	open := strings.LastIndexByte(t.rest, '(')
	if open <= 0 || !strings.HasSuffix(t.rest, ")") {
		return false
	}
	note := strings.TrimSpace(t.rest[open+1 : len(t.rest)-1])
	if note == "" || utf8.RuneCountInString(note) > maxUnit {
		return false
	}
	if t.rest = strings.TrimSpace(t.rest[:open]); !beforeTax.MatchString(note) {
		t.note = note
	}
	return true
}

// cutNote takes a word off the end, or off the front, that is neither a number nor
// a scale.
func (t *typedMoney) cutNote() bool {
	if at := strings.LastIndexByte(t.rest, ' '); at > 0 {
		w := t.rest[at+1:]
		body := strings.TrimRight(t.rest[:at], " ,")
		_, scale := scales[strings.ToLower(w)]
		if !scale && !roughly.MatchString(t.rest[:at]+" "+w) && !strings.ContainsFunc(w, unicode.IsDigit) && !strings.ContainsAny(t.rest[:1], "~<>≈") && !roughly.MatchString(w) && strings.ContainsFunc(body, unicode.IsDigit) {
			switch {
			case beforeTax.MatchString(w), strings.EqualFold(w, "tax") && strings.HasSuffix(strings.ToLower(body), "before"):
				t.rest = strings.TrimRight(strings.TrimSuffix(body, "before"), " ,")
				return true
			case capitals.MatchString(w) && !slices.Contains(payWords, w):
				t.unknownCode = w
				return false
			case utf8.RuneCountInString(t.note)+utf8.RuneCountInString(w)+1 > maxUnit:
				return false
			}
			if plus, ok := strings.CutSuffix(body, " +"); ok { // 120k + super
				body, w = plus, "+ "+w
			}
			t.rest, t.note, t.behind = body, strings.TrimSpace(w+" "+t.note), true
			return true
		}
	}
	w, body, ok := strings.Cut(t.rest, " ")
	if !ok || strings.ContainsFunc(w, unicode.IsDigit) || !strings.ContainsFunc(w, unicode.IsLetter) || roughly.MatchString(t.rest) || !startsWithNumber(body) {
		return false
	}
	t.rest, t.lead = body, strings.TrimSpace(t.lead+" "+strings.Trim(w, ":"))
	return true
}

func startsWithNumber(s string) bool {
	_, body, ok := strings.Cut(" "+s, " ")
	return ok && strings.ContainsFunc(body, unicode.IsDigit)
}

// reading is what is typed for one of the things that the number may mean, with
// what stands around it; none for what is no number.
func (t *typedMoney) reading(number string) []Reading {
	digits, word, scale, ok := cutScale(number)
	v, may := readDigits(digits, word != "", false)
	if !ok || may != nil || v.Shift(scale+t.scale).GreaterThan(MaxAmount) {
		return nil
	}
	a := NewAmount(v.Shift(scale+t.scale), cmp.Or(t.code, Bare)).For(t.per)
	a.note = t.note
	r := Reading{a.In(""), a.String()}
	if t.code == "" && t.sign != "" { // which of its currencies is asked next
		r.Text, r.Says = t.sign+r.Text, t.sign+r.Says
	} else if len(t.known) > 0 {
		r.Says = a.Named(t.known[0]).String()
	}
	return []Reading{r}
}

// oneOf asks which of two numbers is meant; of "88-92k" both are thousands.
func (t *typedMoney) oneOf(first, second string) error {
	s := typedLine(t.text)
	u := typedMoney{text: t.text, rest: second, known: t.known}
	u.cut()
	if _, word, _, ok := cutScale(u.rest); ok && plainDigits.MatchString(first) {
		first += word
	}
	e := InputError{Text: t.text, Problem: fmt.Sprintf("There is room for one amount, and %s has two.", Echo(s)), Try: "Type one of them.", asks: true}
	f := typedMoney{text: t.text, rest: strings.TrimSpace(first), known: t.known}
	f.cut()
	for _, o := range []typedMoney{f, u} {
		if o.code == "" && o.sign == "" {
			o.code, o.sign = cmp.Or(u.code, f.code), cmp.Or(u.sign, f.sign)
		}
		if o.per.IsZero() {
			o.per = u.per
		}
		e.Readings = append(e.Readings, o.reading(o.rest)...)
	}
	return &e
}

// marks asks what the commas and points of a number mean, where there are several
// things that they may.
func (t *typedMoney) marks(s, number, scale string, may []decimal.Decimal) error {
	if len(may) == 0 {
		return unreadable(t.text)
	}
	e := InputError{Text: t.text, Problem: fmt.Sprintf("The marks in %s may mean more than one number.", Echo(s)), Try: "Type the amount in full, such as 92,000.", asks: true}
	if scale != "" {
		e.Problem, e.Try = fmt.Sprintf("Does the mark in %s stand for thousands or decimals?", Echo(s)), "Type the amount in full, without k or m."
	}
	for _, v := range may {
		if v = v.Shift(scales[strings.ToLower(scale)]); v.LessThanOrEqual(MaxAmount) {
			e.Readings = append(e.Readings, t.reading(NewAmount(v, Bare).Number())...)
		}
	}
	return &e
}

// notAmount says why no number is left, and offers one where it is near at hand.
func (t *typedMoney) notAmount(s string) error {
	if t.unknownCode != "" {
		body := strings.TrimSpace(strings.TrimSuffix(t.rest, t.unknownCode))
		return ask(t.text, fmt.Sprintf("“%s” is no currency.", t.unknownCode), "Type the amount with a code such as EUR, or alone.", t.reading(body)...)
	}
	if n, rest, ok := cutSpelled(t.rest); ok {
		words := strings.Fields(rest)
		scale := int32(0)
		for len(words) > 0 {
			by, known := scales[strings.ToLower(words[0])]
			if !known || by == 0 {
				break
			}
			scale, words = scale+by, words[1:]
		}
		if len(words) == 0 {
			number := NewAmount(decimal.NewFromInt(int64(n)).Shift(scale), Bare).Number()
			return ask(t.text, fmt.Sprintf("Is %s the amount that you mean?", Echo(s)), "Type it in digits, such as 90k.", t.reading(number)...)
		}
	}
	return notAmount(t.text, s)
}

func notAmount(text, s string) error {
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return BadInput(text, Echo(s)+" is not an amount yet.", "Type it such as 92k or €92,000 once you know it.")
	}
	return BadInput(text, Echo(s)+" is not an amount that can be read.", "Type it such as 92k, 92,000 or €92000.")
}

func ask(text, problem, try string, readings ...Reading) error {
	return &InputError{Text: text, Problem: problem, Try: try, Readings: readings, asks: true}
}

func fits(text string, v decimal.Decimal) error {
	switch {
	case v.GreaterThan(MaxAmount):
		return question(text, "That is more than an amount can be here.", "Check the zeros.")
	case -v.Exponent() > maxPlaces:
		return question(text, "That has more decimals than an amount keeps.", "Round it to six at most.")
	}
	return nil
}

// parseCount reads a number, with the words behind it for a unit where none is given.
func parseCount(text, s, unit string) (Amount, error) {
	s = strings.TrimRight(s, " .,;")
	if minus.MatchString(s) {
		return Amount{}, question(text, "An amount here cannot be below zero.", "Type it without the minus sign.")
	}
	if m := twoNumbers.FindStringSubmatch(s); m != nil && strings.ContainsFunc(m[1], unicode.IsDigit) && plainDigits.MatchString(strings.TrimSpace(m[1])) {
		words := strings.TrimLeft(m[2], "0123456789")
		if unit != "" {
			words = unit
		}
		return Amount{}, ask(text, fmt.Sprintf("There is room for one number, and %s has two.", Echo(s)), "Type one of them.",
			Reading{strings.TrimSpace(m[1] + words), strings.TrimSpace(m[1] + words)}, Reading{strings.TrimSuffix(m[2], words) + words, strings.TrimSuffix(m[2], words) + words})
	}
	body, words := s, ""
	if m := numberFirst.FindStringSubmatch(s); m != nil {
		spaced := strings.HasPrefix(s[len(m[1]):], " ")
		w, rest, _ := strings.Cut(m[2], " ")
		by, isScale := scales[strings.ToLower(w)]
		switch {
		case unit != "":
		case isScale && by > 0 && rest == "" && strings.EqualFold(w, "m"):
			return Amount{}, ask(text, fmt.Sprintf("Does the m in %s mean millions, meters or minutes?", Echo(s)), "Write the word out, such as 30 minutes.",
				Reading{m[1] + " minutes", m[1] + " minutes"}, Reading{m[1] + " million", m[1] + " million"}, Reading{m[1] + " meters", m[1] + " meters"})
		case isScale && by > 0 && len(w) > 1, strings.EqualFold(w, "k"):
			if rest != "" && number(m[1]) == 401 {
				return Amount{}, BadInput(text, "Does “401k” mean the plan or an amount?", "Put the plan's name after the number, such as 4% match.")
			}
			body, words = m[1]+" "+w, rest
		case spaced || glued.MatchString(m[2]):
			body, words = m[1], m[2]
		}
		if utf8.RuneCountInString(words) > maxUnit {
			return Amount{}, BadInput(text, "The words after the number are too long for a unit.", "Shorten them, such as 2 days a week.")
		}
	}
	digits, word, scale, ok := cutScale(body)
	if first, _, _ := strings.Cut(words, " "); !ok || percentWords[strings.ToLower(first)] || scales[strings.ToLower(first)] > 0 || words != "" && !letter1(words) {
		return Amount{}, notCount(text, s)
	}
	v, marks := readDigits(digits, word != "", strings.HasPrefix(unit, "%"))
	if marks != nil {
		if len(marks) == 0 {
			return Amount{}, unreadable(text)
		}
		e := InputError{Text: text, Problem: fmt.Sprintf("Does the mark in %s stand for thousands or decimals?", Echo(s)), Try: "Type it in full, or with a point, such as 2.125%.", asks: true}
		for _, v := range marks {
			n := NewAmount(v.Shift(scale), cmp.Or(unit, words)).String()
			e.Readings = append(e.Readings, Reading{n, n})
		}
		return Amount{}, &e
	}
	v = v.Shift(scale)
	if err := fits(text, v); err != nil {
		return Amount{}, err
	}
	return NewAmount(v, cmp.Or(unit, words)), nil
}

// isNumber tells digits with or without a scale.
func isNumber(s string) bool {
	_, _, _, ok := cutScale(s)
	return ok
}

func letter1(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func notCount(text, s string) error {
	if roughly.MatchString(s) {
		return question(text, Echo(s)+" is not one exact number.", "Type your best single number.")
	}
	return BadInput(text, Echo(s)+" is not a number that can be read.", "Type it with what it counts, such as 2 days a week.")
}

func unreadable(text string) error {
	return question(text, fmt.Sprintf("The digits and marks in %s do not make one amount.", Echo(text)), "Type it such as 92,000 or 92000.")
}

var (
	groupedByComma = lazy.New(`^\d{1,3}(,\d{3})+$`)
	groupedByPoint = lazy.New(`^\d{1,3}(\.\d{3})+$`)
	groupedIndian  = lazy.New(`^\d{1,2}(,\d{2})+,\d{3}$`)
	groupedBySpace = lazy.New(`^\d{1,3}([ ']\d{3})+$`)
	plainDigits    = lazy.New(`^\d+$`)

	noMarks = strings.NewReplacer(",", "", ".", "", " ", "", "'", "")
)

// readDigits reads digits with commas and points by their place. Where these may
// mean several numbers it gives them as may; an empty list means none. scaled tells
// that k or m follows, after which three digits behind a point are no longer surely
// a group: "1.234k" may be 1,234 or 1,234,000. In a percentage a point is a decimal
// mark, since no one means a thousand per cent by "1.125%".
func readDigits(s string, scaled, percent bool) (v decimal.Decimal, may []decimal.Decimal) {
	none := []decimal.Decimal{}
	whole, frac, split, doubt := s, "", false, false
	// The last comma or point is the decimal mark when the other one stands before
	// it, or when it stands once and not before exactly three digits.
	if last := strings.LastIndexAny(s, ".,"); last >= 0 {
		mark := s[last : last+1]
		before, after := s[:last], s[last+1:]
		once := strings.Count(s, mark) == 1
		grouped := strings.ContainsAny(before, " '.,")
		lone := strings.TrimLeft(before, "0") == "" // 0.125
		switch {
		case !once:
		case len(after) == 4 && !lone && !percent: // 82,0000: a zero too many, or a mark in the wrong place
			doubt = true
		case len(after) != 3, percent && mark == ".", lone, len(before) > 3 && !grouped: // 1234.567: no group has that shape
			whole, frac, split = before, after, true
		case grouped, scaled, percent: // 54'000.000
			doubt = true
		}
		if doubt {
			d := noMarks.Replace(before)
			if d == "" || !plainDigits.MatchString(after) || !plainDigits.MatchString(d) {
				return v, none
			}
			if len(after) == 4 {
				return v, numbers(d+after, d+after[:3])
			}
			return v, numbers(d+"."+after, d+after)
		}
	}
	if split && !plainDigits.MatchString(frac) {
		return v, none
	}
	switch {
	case plainDigits.MatchString(whole), groupedByComma.MatchString(whole), groupedByPoint.MatchString(whole),
		groupedIndian.MatchString(whole), groupedBySpace.MatchString(whole):
	default:
		return v, none
	}
	text := noMarks.Replace(whole)
	if len(strings.TrimLeft(text, "0")) > 15 {
		return decimal.New(1, 16), nil // too large to keep, whatever it is
	}
	if split {
		text += "." + frac
	}
	v, err := decimal.NewFromString(text)
	if err != nil {
		return v, none
	}
	return v, nil
}

func numbers(all ...string) []decimal.Decimal {
	out := make([]decimal.Decimal, 0, len(all))
	for _, s := range all {
		if v, err := decimal.NewFromString(s); err == nil {
			out = append(out, v)
		}
	}
	return out
}

var percentWords = map[string]bool{"percent": true, "pct": true, "pct.": true, "prozent": true}

// Choose asks which of several amounts text means; bare ones are said in the currency home.
func Choose(text, problem, try, home string, may []Amount) error {
	e := InputError{Text: text, Problem: problem, Try: try, asks: true}
	for _, a := range may {
		e.Readings = append(e.Readings, Reading{a.In(home), a.Named(home).String()})
	}
	return &e
}

// ParseWeekly reads how many of something a week has, up to most: 38, 37.5 hours a week.
func ParseWeekly(text string, most int) (Amount, error) {
	a, err := ParseQuantity(text)
	switch {
	case err != nil || a.IsZero():
		return a, err
	case a.Money(), strings.HasPrefix(a.unit, "%"), !a.value.IsPositive(), a.value.GreaterThan(decimal.NewFromInt(int64(most))):
		return Amount{}, BadInput(text, fmt.Sprintf("This needs a number for a week, %d at most.", most), "Type it alone, such as "+fmt.Sprint(min(most, 38))+".")
	}
	return NewAmount(a.value, ""), nil
}
