package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bojanz/currency"
	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

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
	a, err := parseMoney(text, s, known)
	if err == nil && a.note != "" {
		// Words that would be read otherwise once they are shown are no note.
		home := ""
		if len(known) > 0 {
			home = known[0]
		}
		shown := a.In(home)
		if again, err := parseMoney(shown, typedLine(shown), known); err != nil || !again.Equal(a) {
			return Amount{}, notAmount(text, s)
		}
	}
	return a, offers(err, known)
}

// offers takes out of a question what would not be read without another one, but for
// whose sign it is.
func offers(err error, known []string) error {
	if e, ok := err.(*InputError); ok {
		e.Readings = slices.DeleteFunc(e.Readings, func(r Reading) bool {
			_, err := parseMoney(r.Text, typedLine(r.Text), known)
			next, asks := err.(*InputError)
			return asks && (e.which || !next.which)
		})
	}
	return err
}

// ParsePay is ParseMoney for a part of pay, where none of it is an answer: 0.
func ParsePay(text string, known ...string) (Amount, error) {
	if nothing(typedLine(text)) {
		text = "0"
	}
	return ParseMoney(text, known...)
}

const (
	perYear  = `x|×|a year|/year|per year|times a year|times|payments?|payments a year|salaries|gehälter|pagas|mal|薪|mois|monate|mesi|mensilità|mensualités|meses`
	salaries = `gehälter|monatsgehälter|monatslöhne|löhne|salaries|salaires|salarios|salários|sueldos|payments?|months|mois|monate|pagas|mensilità|mensualités|pensje|pensji|platů|löner|lønninger`
	between  = `between |from |either |zwischen |von |entre |de |od |mellan |mellom |mellem |fra |från |tra |da |tussen |van `
	and      = `to|and|or|bis|und|oder|ou|et|o|y|e|u|i|a|à|al|ai|lub|albo|do|nebo|až|eller|till|til|och|og|of|en|tot|и|или|до`
)

// The shapes of what stands around a number.
var (
	swissEnd   = lazy.New(`(?:[.,:]\s?[-–—]{1,2}|/-|/?=|[-–—])$`) // 92'000.–, 38 500:-, ₹12,50,000/-, 85,000/=
	francs     = lazy.New(`[.,:][-–—]{1,2}(?:\s|$)`)
	minus      = lazy.New(`^[-–]\s*\D{0,3}\d`)
	twoNumbers = lazy.New(`(?i)^(?:` + between + `)?(.*?\d\s*\pL{0,4}\.?\s?\p{Sc}?)(?:\s*(?:-|–|—|->|→|~)\s*|\s+(?:` + and + `)\s+)(\D{0,4}\d.*)$`)
	eitherOr   = lazy.New(`^(\D{0,4}\d[\d.,' ]*\pL{0,4})\s*/\s*(\D{0,4}\d.*)$`)
	added      = lazy.New(`(?i)^(.*?\d.*?)\s*(?:\+|\bplus\b)\s*\D{0,4}\d.*$`)
	plusWord   = lazy.New(`([\d\pL])\+(\pL)`)
	roughly    = lazy.New(`(?i)^(?:(?:~|≈|<|>|>=|<=|≥|≤)|(?:about|around|roughly|approx\.?|approximately|almost|nearly|circa|ca\.?|c\.|some|over|under|above|below|more than|less than|up to|etwa|rund|environ|unos|cca\.?|około|ok\.|ung\.)\s)\s*` +
		`|\s*(?:\+|-?\s?ish|\bmaybe|\bperhaps|\bor so|\bor more|\bplus)$`)
	beforeTax = lazy.New(`(?i)^(?:gross|brutto|bruto|before tax(?:es)?|pre-?tax|税前)$`)
	payments  = lazy.New(`(?i)^(1[2-6])\s*(?:x|×|\*|` + salaries + `)\s*(?:(?:à|a|at|of|zu|de|di|da|von|je|@|po|på)\s)?\s*(\D{0,4}\d.*)$`)
	manyTimes = lazy.New(`(?i)^(.*\d.*?)(?:,\s*(1[2-6])\s*(?:` + perYear + `)|\s*[x×*·]\s*(1[2-6])\s*(?:` + perYear + `)?|\s+(?:en|sur|in|auf|på|over|em)\s+(1[2-6])\s+(?:` + salaries + `|meses|mesi)|,?\s+(?:for\s+|paid\s+)?(1[2-6])\s+(?:months|times(?:\s+a\s+year)?|payments\s+a\s+year|` + salaries + `))$`)
	// thirteenth is one more pay in a year: "+ trzynastka", "plus 13th month".
	thirteenth  = lazy.New(`(?i)^(.*\d.*?)\s*(?:\+|\bplus|\band|\bz|\bmit|\bcon|\bavec|\be|\bi|\by|\bog|\boch|\bmed)\s*(?:(?:an?|the|il|la|le|une?|der|das|ein|ett|et)\s+)?(?:trzynastk[aąi]|(?:13th|thirteenth)(?:[ -]?(?:month|salary|pay|cheque|paycheck))*|tredicesima|(?:13e|treizième) mois|13\.? ?(?:monats)?gehalt|dreizehntes(?: gehalt)?|13\.? (?:plat|lön|løn|lønn))$`)
	oneHalf     = lazy.New(`(\d) 1/2\b`)
	unspacedW   = lazy.New(`^([\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+):?\s*(\d.*)$`)
	capitals    = lazy.New(`^[A-Z]{3}$`)
	yearAtLeast = decimal.NewFromInt(15_000)
	thousandK   = decimal.NewFromInt(10_000)
)

// cents are said behind the name of the money: 13 pounds 50, 13 quid 50p.
var cents = lazy.New(`(?i)(^|[^\d.,\s]\s?)(\d{1,3})\s?(pounds?|quid|euros?|dollars?|bucks)\s(?:and\s)?(\d\d)(?:\s?(?:p|pence|cents?|ct)\b)?([^\d.,\pL]|$)`)

// Cents gives a text with the cents in their numbers: 13 pounds 50 is 13.50 pounds.
func Cents(s string) string { return cents.ReplaceAllString(s, "$1$2.$4 $3$5") }

// parseMoney takes off a typed amount, from its ends, what it is for, its currency
// and the words beside it, and reads the number that is left.
func parseMoney(text, s string, known []string) (Amount, error) {
	if m := halfMonth.FindStringSubmatch(s); m != nil {
		return Amount{}, twiceAMonth(text, m[1], known)
	}
	if m := payments.FindStringSubmatch(s); m != nil {
		a, err := parseMoney(text, m[2], known)
		if err == nil && (a.per.IsZero() || a.per == Month) {
			return a.For(Month.Payments(number(m[1]))), nil
		}
		return a, err
	}
	t := typedMoney{text: text, rest: plusWord.ReplaceAllString(oneHalf.ReplaceAllString(s, "$1.5"), "$1 + $2"), known: known}
	t.cutParens()
	times := 0
	each := true // else it may be all of a year's: 47,600 in 14 payments
	t.rest = thirteenth.ReplaceAllString(t.rest, "$1, 13 a year")
	if m := manyTimes.FindStringSubmatch(t.rest); m != nil {
		each = m[4]+m[5] == "" || strings.Contains(strings.ToLower(t.rest[len(m[1]):]), "times")
		t.rest, times = m[1], number(m[2]+m[3]+m[4]+m[5])
	}
	t.rest = Cents(t.rest)
	whole := t.rest
	t.rest = strings.TrimSpace(roughly.ReplaceAllString(whole, ""))
	rough := t.rest != whole
	t.cut()
	if times > 0 {
		switch {
		case !each && t.per.IsZero() && !t.small():
			return Amount{}, ask(text, "Is "+Echo(s)+" all of a year, or each payment?", "Type it with a year or a month behind it.",
				append(t.reading(t.rest+" a year"), t.reading(fmt.Sprint(t.rest, " x ", times))...)...)
		case !t.per.IsZero() && t.per != Month:
			return Amount{}, notAmount(text, s)
		}
		t.per = Month.Payments(times)
	}
	if err := t.several(whole); err != nil {
		return Amount{}, err
	}
	if utf8.RuneCountInString(t.notes()) > maxUnit {
		return Amount{}, notAmount(text, s)
	}
	switch {
	case t.percent:
		return Amount{}, BadInput(text, "This needs the amount itself, not a percentage.", "Type it such as 92k or 92,000.")
	case t.two != "":
		return Amount{}, question(text, Echo(s)+" names two currencies.", "Type one of them.")
	case minus.MatchString(t.rest):
		return Amount{}, question(text, "An amount here cannot be below zero.", "Type it without the minus sign.")
	case rough:
		if r := t.reading(t.rest); r != nil {
			return Amount{}, ask(text, Echo(s)+" is not one exact number.", "Type your best single number, such as 90k.", r...)
		}
	}
	return t.amount(s)
}

// several asks which is meant where more than one number is left.
func (t *typedMoney) several(s string) error {
	s = francs.ReplaceAllString(s, " ")
	if m := twoNumbers.FindStringSubmatch(s); m != nil {
		return t.oneOf(m[1], m[2])
	}
	if _, _, years := cutYears(s); !years {
		if m := eitherOr.FindStringSubmatch(s); m != nil {
			return t.oneOf(m[1], m[2])
		}
	}
	if m := added.FindStringSubmatch(s); m != nil {
		first := typedMoney{text: t.text, rest: m[1], known: t.known}
		first.cut()
		if r := first.reading(first.rest); r != nil {
			return ask(t.text, fmt.Sprintf("There is room for one amount, and %s has two.", Echo(s)), "Type the first alone, and the rest in its own field.", r...)
		}
	}
	return nil
}

// amount reads the number that is left, and asks where it, its currency or a word
// beside it may mean more than one thing.
func (t *typedMoney) amount(s string) (Amount, error) {
	digits, word, scale, ok := cutScale(t.rest)
	if !ok {
		return Amount{}, t.notAmount(s)
	}
	if may := doubtful[strings.TrimSuffix(strings.ToLower(word), ".")]; may != nil {
		var r []Reading
		for _, w := range may {
			r = append(r, t.reading(digits+" "+w)...)
		}
		return Amount{}, ask(t.text, fmt.Sprintf("Does %s in %s mean %ss?", strings.TrimSuffix(word, "."), Echo(s), strings.Join(may, "s or ")), "Type the amount in full.", r...)
	}
	if strings.EqualFold(word, "lpa") && t.per.IsZero() {
		t.per = Year
	}
	v, marks := readDigits(digits, word != "" && !unspaced(word), false) // 5,200千円
	if marks == nil && word == "" && t.thousandths(digits) {
		marks = numbers(digits, strings.Replace(digits, ".", "", 1))
	}
	if marks != nil {
		return Amount{}, t.marks(s, digits, word, marks)
	}
	if v.GreaterThanOrEqual(thousandK) && scale+t.scale == 3 { // 65000k
		return Amount{}, ask(t.text, fmt.Sprintf("Are there thousands twice in %s?", Echo(s)), "Type the amount in full.", append(t.reading(v.String()), t.reading(v.String()+" k")...)...)
	}
	v = v.Shift(scale + t.scale)
	if err := fits(t.text, v); err != nil {
		return Amount{}, err
	}
	a := NewAmount(v, cmp.Or(t.code, Bare)).For(t.per)
	a.note = t.notes()
	switch {
	case hasSign(a.note):
		return Amount{}, notAmount(t.text, s)
	case twoPeriods(t.note), twoPeriods(t.lead):
		return Amount{}, question(t.text, Echo(s)+" is for two periods.", "Type one of them.")
	case t.code == "" && len(t.codes) > 1:
		return Amount{}, whichOf(t.text, t.sign, t.codes, func(code string) string { return a.Named(code).In("") })
	case counted(t.note), t.code == "" && shares(t.note):
		return Amount{}, BadInput(t.text, fmt.Sprintf("The words %s after the number are no money.", Echo(t.note)), "Type the amount alone or with a currency code, such as 92,000 EUR.")
	}
	if w := unknownWord(t.lead + " " + t.note); w != "" {
		// It may be a word for thousands, a period or a currency that is not known here.
		r := t.reading(a.value.String())
		if word == "" && v.LessThan(thousand) {
			r = append(r, t.reading(digits+" thousand")...)
		}
		return Amount{}, ask(t.text, fmt.Sprintf("What does %s mean in %s?", Echo(w), Echo(s)), "Type the amount in full, such as 94,000 a year, with the word in parentheses.", r...)
	}
	return a, nil
}

// twoPeriods tells words beside an amount that are a period: it has one besides.
func twoPeriods(words string) bool {
	_, _, ok := cutPeriod("1 " + words)
	return ok && words != ""
}

func hasSign(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
}

// thousandths tells whether a point before three digits may be a decimal one: the
// currency has thousandths, as dinars have.
func (t *typedMoney) thousandths(digits string) bool {
	code := t.code
	if code == "" && len(t.known) > 0 {
		code = t.known[0]
	}
	places, ok := currency.GetDigits(code)
	return ok && places == 3 && digits[0] != '0' && groupedByPoint.MatchString(digits) && strings.Count(digits, ".") == 1
}

// twiceAMonth asks whether pay that comes twice a month is half of a month's.
func twiceAMonth(text, half string, known []string) error {
	a, err := parseMoney(text, half, known)
	if err != nil {
		return err
	}
	t := typedMoney{text: text, code: a.unit, known: known, per: Month, note: a.note}
	if a.unit == Bare {
		t.code = ""
	}
	twice := a.Times(two).value.String()
	return ask(text, fmt.Sprintf("Is %s half of a month's pay?", Echo(half)), "Type what it comes to in a month.", t.reading(twice)...)
}

// counted tells words that make a number one of days, of shifts or of times,
// rather than of money.
func counted(words string) bool {
	if strings.HasPrefix(words, "w/") { // with
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(words), " ")
	first = strings.TrimSuffix(first, "s")
	return slices.Contains([]string{"day", "d", "h", "hr", "w", "hour", "week", "month", "minute", "min", "night", "shift", "weekend", "time", "evening", "year",
		"mile", "km", "kg", "load", "piece", "percent"}, first) ||
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
	said        string   // the words in parentheses, which are a note whatever they say
	two         string   // a second currency
	percent     bool
	unknownCode string
}

// notes are all the words beside the amount, but for those that only say what all pay is.
func (t *typedMoney) notes() string {
	words := strings.Join(strings.Fields(t.lead+" "+t.note+" "+t.said), " ")
	if beforeTax.MatchString(words) {
		return ""
	}
	return words
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
		if t.note == "" && t.said == "" && t.cutParens() {
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
	t.rest = strings.TrimSpace(t.rest[:open])
	period, _, isPeriod := cutPeriod("1 " + note)
	code, isCode := cutCurrency("1 "+note, t.known)
	switch {
	case manyTimes.MatchString("1, " + note): // (14 pagas)
		t.rest += ", " + note
	case isPeriod && period == "1", isCode && code.rest == "1": // (monthly), (CAD)
		t.rest += " " + note
	case !beforeTax.MatchString(note):
		t.said = note
	}
	return true
}

// cutNote takes a word off the end, or off the front, that is neither a number nor
// a scale.
func (t *typedMoney) cutNote() bool {
	if at := strings.LastIndexByte(t.rest, ' '); at > 0 {
		w := t.rest[at+1:]
		body := strings.TrimRight(t.rest[:at], " ,")
		_, scale := scaleOf(w)
		if !scale && (!strings.ContainsFunc(w, unicode.IsDigit) || noteWords()[noteKey(w)]) && strings.ContainsFunc(body, unicode.IsDigit) {
			switch {
			case beforeTax.MatchString(w), strings.EqualFold(w, "tax") && strings.HasSuffix(strings.ToLower(body), "before"):
				t.rest = strings.TrimRight(strings.TrimSuffix(body, "before"), " ,")
				return true
			case capitals.MatchString(w) && !noteWords()[noteKey(w)]:
				t.unknownCode = w
				return false
			case utf8.RuneCountInString(t.note)+utf8.RuneCountInString(w)+1 > maxUnit:
				return false
			}
			if plus, ok := strings.CutSuffix(body, " +"); ok { // 120k + super
				body, w = plus, "+ "+w
			}
			t.rest, t.note = body, strings.TrimSpace(w+" "+t.note)
			return true
		}
	}
	w, body, ok := strings.Cut(t.rest, " ")
	if m := unspacedW.FindStringSubmatch(t.rest); m != nil { // 手取り28万
		w, body, ok = m[1], m[2], true
		if rest, p, is := cutPeriod("1" + w); is && t.per.IsZero() { // 平均年収480万
			w, t.per = rest[1:], p
		}
	}
	if !ok || strings.ContainsFunc(w, unicode.IsDigit) || w != "" && !strings.ContainsFunc(w, unicode.IsLetter) || !startsWithNumber(body) {
		return false
	}
	t.rest, t.lead = body, strings.TrimSpace(t.lead+" "+strings.Trim(w, ":"))
	return true
}

func startsWithNumber(s string) bool {
	_, body, ok := strings.Cut(" "+s, " ")
	return ok && strings.ContainsFunc(body, unicode.IsDigit)
}

// small tells a number that is a month's rather than a year's, whatever its currency.
func (t *typedMoney) small() bool {
	digits, _, scale, ok := cutScale(t.rest)
	v, may := readDigits(digits, false, false)
	return ok && may == nil && v.Shift(scale).LessThan(yearAtLeast)
}

// reading is what is typed for one of the things that the number may mean, with
// what stands around it; none for what is no number.
func (t *typedMoney) reading(number string) []Reading {
	digits, word, scale, ok := cutScale(number)
	v, may := readDigits(digits, word != "", false)
	if !ok || may != nil || v.Shift(scale+t.scale).GreaterThan(MaxAmount) || hasSign(t.notes()) || twoPeriods(t.notes()) {
		return nil
	}
	a := NewAmount(v.Shift(scale+t.scale), cmp.Or(t.code, Bare)).For(t.per)
	a.note = t.notes()
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
	if len(e.Readings) < 2 {
		e.Readings = nil
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
		by, _ := scaleOf(scale)
		if v = v.Shift(by); v.LessThanOrEqual(MaxAmount) {
			e.Readings = append(e.Readings, t.reading(NewAmount(v, Bare).Number())...)
		}
	}
	return &e
}

// notAmount says why no number is left, and offers one where it is near at hand.
func (t *typedMoney) notAmount(s string) error {
	if t.unknownCode != "" {
		body := strings.TrimSpace(strings.TrimSuffix(t.rest, t.unknownCode))
		for at := strings.LastIndexByte(body, ' '); at > 0 && !isNumber(body); at = strings.LastIndexByte(body, ' ') { // 85k in NYC
			body = body[:at]
		}
		return ask(t.text, fmt.Sprintf("“%s” is no currency.", t.unknownCode), "Type the amount with a code such as EUR, or alone.", t.reading(body)...)
	}
	if n, rest, ok := cutSpelled(t.rest); ok {
		words := strings.Fields(rest)
		scale := int32(0)
		for len(words) > 0 {
			by, known := scaleOf(words[0])
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
	return BadInput(text, Echo(s)+" is not an amount that can be read.", "Type it such as 92k, 92,000 or 8,200 a month.")
}
