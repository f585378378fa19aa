package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	return parseMoney(text, s, known)
}

// ParsePay is ParseMoney for a part of pay, where none of it is an answer: 0.
func ParsePay(text string, known ...string) (Amount, error) {
	if nothing(typedLine(text)) {
		text = "0"
	}
	return ParseMoney(text, known...)
}

const perYear = `x|×|a year|/year|per year|times a year|times|payments?|payments a year|salaries|gehälter|pagas|mal`

// The shapes of what stands around a number.
var (
	swissEnd   = lazy.New(`(?:[.,]\s?[-–—]{1,2}|/-|=)$`) // 92'000.–, ₹12,50,000/-
	minus      = lazy.New(`^[-–]\s*\D{0,3}\d`)
	twoNumbers = lazy.New(`(?i)^(?:between |from |either )?(.*?\d\s*\pL{0,4}\.?)\s*(?:-|–|—|\bto\b|\band\b|\bor\b|\bbis\b|~)\s*(\D{0,4}\d.*)$`)
	roughly    = lazy.New(`(?i)^(?:~|≈|about|around|roughly|approx\.?|approximately|almost|nearly|circa|ca\.?|some|over|under|above|below|more than|less than|<|>|>=|<=|≥|≤)\s*|\s*(?:\+|ish|\bmaybe|\bperhaps|\bor so|\bor more|\bplus)$`)
	beforeTax  = lazy.New(`(?i)^(?:gross|brutto|bruto|before tax(?:es)?|pre-?tax|税前)$`)
	payments   = lazy.New(`(?i)^(1[2-6])\s*(?:x|×|\*|gehälter|monatsgehälter|salaries|salaires|payments?|months|pagas|mensilità|pensje|löner)\s*(?:à|a|at|of|zu|de|di|von|je|@)?\s*(\D{0,4}\d.*)$`)
	manyTimes  = lazy.New(`(?i)^(.*\d.*?)(?:,\s*(1[2-6])\s*(?:` + perYear + `)|\s*[x×*]\s*(1[2-6])\s*(?:` + perYear + `)?)$`)
	capitals   = lazy.New(`^[A-Z]{3}$`)
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
