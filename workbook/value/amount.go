package value

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/currency"

	"firstmile/workbook/lazy"
)

// Amount is an exact decimal with a unit: money when the unit is an ISO 4217
// code, "%" for per cent, or any words ("days a week"). The zero value is "not
// yet answered", which is not the amount 0. Text that could not be read is kept
// as it was typed (Unread), so that nothing a person wrote is lost.
type Amount struct {
	value  decimal.Decimal
	unit   string
	unread string
	set    bool
}

// maxAmount bounds amounts, so that a slip of the finger is caught.
var MaxAmount = decimal.New(1, 12)

const (
	maxUnit   = 40 // characters of a unit
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

// IsZero tells whether it is not yet answered.
func (a Amount) IsZero() bool { return !a.set && a.unread == "" }

// OK tells whether there is an amount to reckon with.
func (a Amount) OK() bool { return a.set }

// Unread is the text that could not be read as an amount, "" when there is none.
func (a Amount) Unread() string { return a.unread }

// Value is the number; 0 unless OK.
func (a Amount) Value() decimal.Decimal { return a.value }

// Unit is an ISO 4217 code, "%", other words ("% of base" among them) or "".
func (a Amount) Unit() string { return a.unit }

// Money tells whether the unit is a currency.
func (a Amount) Money() bool { return a.set && IsCurrency(a.unit) }

// Equal tells whether both are the same answer; 1.0 and 1 are.
func (a Amount) Equal(b Amount) bool {
	return a.set == b.set && a.unread == b.unread && a.unit == b.unit && a.value.Equal(b.value)
}

// Comparable tells whether both are answered in the same unit; units in words
// may differ in number and capitals ("1 day a week", "2 Days per week"). Amounts
// of two currencies are never compared: the program knows no rates.
func (a Amount) Comparable(b Amount) bool {
	return a.set && b.set && (a.unit == b.unit || a.unit != "" && b.unit != "" && unitKey(a.unit) == unitKey(b.unit))
}

// unitKey is what two spellings of one unit have in common. A currency is only
// like itself.
func unitKey(unit string) string {
	if unit == "%" || IsCurrency(unit) {
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
	a.unread = CleanLine(a.unread)
	a.unit = strings.Join(strings.Fields(CleanLine(a.unit)), " ")
	if code := strings.ToUpper(a.unit); IsCurrency(code) {
		a.unit = code
	}
	return a
}

// Less tells whether a is below b; false when they cannot be compared.
func (a Amount) Less(b Amount) bool { return a.Comparable(b) && a.value.LessThan(b.value) }

// Add gives the sum, and false when the units differ or either is unanswered.
func (a Amount) Add(b Amount) (Amount, bool) {
	if !a.Comparable(b) {
		return Amount{}, false
	}
	return NewAmount(a.value.Add(b.value), a.unit), true
}

// String gives the one form in which amounts are shown: €92,000, CHF 92,000,
// 5%, 2 days a week; unread text as it was typed; "" when not yet answered. In a
// field that is typed into, use In.
func (a Amount) String() string { return a.show(symbols[a.unit]) }

// In is String for a field of a workbook in the currency home: text that the
// parsers read back as the same amount there. Where home shares its sign with
// another currency, as CAD does with USD, it writes the code: "$92,000" typed in
// a Canadian workbook is Canadian.
func (a Amount) In(home string) string {
	symbol := symbols[a.unit]
	if symbol != "" && home != a.unit && slices.ContainsFunc(signs, func(s currencySign) bool { return s.sign == symbol && slices.Contains(s.codes, home) }) {
		symbol = ""
	}
	return a.show(symbol)
}

func (a Amount) show(symbol string) string {
	if !a.set {
		return a.unread
	}
	n := a.Number()
	switch {
	case a.unit == "":
		return n
	case strings.HasPrefix(a.unit, "%"):
		return n + a.unit
	case symbol != "":
		return symbol + n
	case IsCurrency(a.unit):
		return a.unit + " " + n
	}
	return n + " " + a.unit
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
	case len(frac) == 1 && IsCurrency(a.unit):
		frac += "0" // €12.50, not €12.5
	case len(frac) == 3 && len(whole) <= 3 && whole != "0":
		frac += "0" // 12.3450: 12.345 would be read as twelve thousand
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

// MarshalText writes the stored form: "92000 EUR", "5 %", "2 days a week",
// "0", or "?" before text that could not be read.
func (a Amount) MarshalText() ([]byte, error) {
	switch {
	case a.unread != "":
		return []byte(unreadMark + a.unread), nil
	case !a.set:
		return nil, nil
	case a.unit == "":
		return []byte(a.value.String()), nil
	}
	return []byte(a.value.String() + " " + a.unit), nil
}

var storedAmount = lazy.New(`^(\d{1,13}(?:\.\d{1,6})?)(?: (.+))?$`)

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
	m := storedAmount.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("%q is not an amount such as \"92000 EUR\"", Shorten(s, 60))
	}
	v, err := decimal.NewFromString(m[1])
	if err != nil {
		return fmt.Errorf("%q is not an amount: %w", Shorten(s, 60), err)
	}
	// A file that was tampered with must not carry an escape sequence in a unit.
	if m[2] != CleanLine(m[2]) || strings.TrimSpace(m[2]) != m[2] {
		return fmt.Errorf("%q has a unit that is not plain text", Shorten(s, 60))
	}
	if v.GreaterThan(MaxAmount) || utf8.RuneCountInString(m[2]) > maxUnit {
		return fmt.Errorf("%q is larger than an amount can be", Shorten(s, 60))
	}
	*a = NewAmount(v, m[2])
	return nil
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

// InputError says why typed text could not be read and what to type instead.
// What was typed is kept by whoever asked.
type InputError struct {
	Text    string // what was typed
	Problem string // what is wrong, or the question to the person
	Try     string // what to type

	// Readings are what the text may mean, the likelier first: typing one of them
	// in its place answers the question. None where nothing can be offered.
	Readings []Reading

	asks bool // an amount was surely meant: the text must not pass for a statement
}

// Reading is one thing that typed text may mean.
type Reading struct {
	Text string // what to type for it, which is read without a question
	Says string // what it is understood as: "€92,500 a year"
}

// Error gives the problem and what to type, two sentences.
func (e *InputError) Error() string { return e.Problem + " " + e.Try }

func BadInput(text, problem, try string) error {
	return &InputError{Text: text, Problem: problem, Try: try}
}

// question is badInput for text that surely means an amount, but not which.
func question(text, problem, try string) error {
	return &InputError{Text: text, Problem: problem, Try: try, asks: true}
}

// echo repeats what was typed inside a sentence.
func Echo(s string) string { return "“" + Shorten(strings.TrimSpace(CleanLine(s)), 30) + "”" }

// symbols are the currency signs that need no code beside them.
var symbols = map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}

// signs are the currency signs people type, with the codes that they may mean;
// the workbook's own currency decides among several, else the first counts,
// but for those that no one country owns (asks). A sign stands before the ones
// that it contains.
var signs = []currencySign{
	{"US$", []string{"USD"}, false},
	{"CA$", []string{"CAD"}, false},
	{"AU$", []string{"AUD"}, false},
	{"NZ$", []string{"NZD"}, false},
	{"HK$", []string{"HKD"}, false},
	{"MX$", []string{"MXN"}, false},
	{"C$", []string{"CAD"}, false},
	{"A$", []string{"AUD"}, false},
	{"S$", []string{"SGD"}, false},
	{"R$", []string{"BRL"}, false},
	{"€", []string{"EUR"}, false},
	{"£", []string{"GBP"}, false},
	{"¥", []string{"JPY", "CNY"}, false},
	{"₹", []string{"INR"}, false},
	{"₩", []string{"KRW"}, false},
	{"₪", []string{"ILS"}, false},
	{"₺", []string{"TRY"}, false},
	{"₱", []string{"PHP"}, false},
	{"₦", []string{"NGN"}, false},
	{"₴", []string{"UAH"}, false},
	{"zł", []string{"PLN"}, false},
	{"Kč", []string{"CZK"}, false},
	{"Fr", []string{"CHF"}, false},
	{"$", []string{"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"}, false},
	{"dollars", []string{"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}, false},
	{"dollar", []string{"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}, false},
	{"euros", []string{"EUR"}, false},
	{"euro", []string{"EUR"}, false},
	{"pounds", []string{"GBP"}, false},
	{"kr", []string{"SEK", "NOK", "DKK", "ISK"}, true},
	{"Rs", []string{"INR", "PKR", "LKR", "NPR", "MUR"}, true},
}

type currencySign struct {
	sign  string
	codes []string
	asks  bool
}

// wordCodes are currency codes that are English words too: written small, they
// are the word.
var wordCodes = map[string]bool{"all": true, "try": true, "top": true, "cup": true, "pen": true, "mad": true, "bob": true, "gel": true}

// ValidCurrency gives the ISO 4217 code in capitals, of a code or of a sign
// that people type for one (£, dollars), or an InputError that says what a code
// looks like.
func ValidCurrency(code string) (string, error) {
	up := strings.ToUpper(strings.TrimSpace(CleanLine(code)))
	for _, s := range signs {
		if strings.EqualFold(s.sign, up) && !s.asks {
			return s.codes[0], nil
		}
	}
	if !IsCurrency(up) {
		return "", BadInput(code, Echo(code)+" is not a currency code.", "Type three letters, such as USD, EUR or GBP.")
	}
	return up, nil
}

func IsCurrency(code string) bool {
	if len(code) != 3 || !capital(code[0]) || !capital(code[1]) || !capital(code[2]) {
		return false
	}
	_, err := currency.ParseISO(code)
	return err == nil
}

func capital(b byte) bool { return b >= 'A' && b <= 'Z' }

// maxTyped is the most bytes of text that a parser looks at.
const maxTyped = 200

// ParseMoney reads an amount of money as people type it: 92k, 92,000, 92.000,
// €92000, $1.2m, 92 000 CHF. Where no currency is typed, code counts. A comma
// or point is read by its place; text that could mean two amounts is refused
// with a question (InputError). All amounts are a year's: "a year" is dropped,
// an amount for a month, a week, a day or an hour is refused. Blank text is a
// blank amount.
func ParseMoney(text, code string) (Amount, error) {
	a, err := parseAmount(text, code, code, true)
	switch {
	case err != nil || !a.set || IsCurrency(a.unit):
		return a, err
	case a.unit == "%":
		return Amount{}, BadInput(text, "This needs the amount itself, not a percentage.", "Type it such as 92k or 92,000.")
	}
	return Amount{}, BadInput(text, fmt.Sprintf("The workbook's currency, %s, is not a code.", Echo(code)), "Type the amount with one, such as 92,000 EUR.")
}

// ParsePay is ParseMoney for a part of pay, where none of it is an answer: 0.
func ParsePay(text, code string) (Amount, error) {
	switch strings.ToLower(typedLine(text)) {
	case "none", "nothing", "no", "nil", "n/a", "-", "–":
		text = "0"
	}
	return ParseMoney(text, code)
}

// ParsePercent reads a percentage; the sign may be left out.
func ParsePercent(text string) (Amount, error) {
	a, err := parseAmount(text, "%", "", false)
	if err == nil && a.set && a.unit != "%" {
		return Amount{}, BadInput(text, "This needs a percentage.", "Type it such as 2.5%.")
	}
	if err == nil && a.value.GreaterThan(thousand) { // 92k is pay
		return Amount{}, BadInput(text, "That is more than a percentage can be here.", "Type it such as 2.5%.")
	}
	return a, err
}

// ParseQuantity reads money, a percentage, or a number with words for a unit
// ("2 days a week"). Money needs its currency typed; code decides only what a
// shared sign such as $ means. See ParseMoney for the rest.
func ParseQuantity(text, code string) (Amount, error) {
	return parseAmount(text, "", code, false)
}

// spaces are those that people and spreadsheets put between groups of digits;
// the invisible marks around a pasted number go.
var spaces = strings.NewReplacer(
	"\u00a0", " ", "\u2007", " ", "\u2009", " ", "\u202f", " ", "’", "'",
	"\u200b", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "")

// typedLine is what the parsers see of typed text.
func typedLine(text string) string {
	return strings.Join(strings.Fields(spaces.Replace(CleanLine(text))), " ")
}

var (
	digits     = `\d[\d.,' ]*`
	scaleWords = `k|thousand|grand|mn?|mio|mil|millions?|bn?|billions?|lakhs?|lacs?|lpa|crores?|cr`

	amountShape     = lazy.New(`(?i)^(` + digits + `?)\s*(` + scaleWords + `)?$`)
	percentShape    = lazy.New(`(?i)^(.*\d)\s*(?:%|percent|per cent|pct\.?)$`)
	percentOf       = lazy.New(`^(` + digits + `)%\s*(\pL.*)$`)
	numberThenWords = lazy.New(`(?i)^(` + digits + `?(?:\s*(?:` + scaleWords + `))?)\s+(\pL.*)$`)
	numberThenTime  = lazy.New(`(?i)^(` + digits + `?)((?:h|hrs?|hours?|mins?|minutes?|d|days?|w|weeks?|months?)\b.*)$`)
	leadingScale    = lazy.New(`(?i)^(?:` + scaleWords + `|percent|per cent|pct)\b`)
	swissEnd        = lazy.New(`[.,][-–—]{1,2}$`) // 92'000.–
	minus           = lazy.New(`^[-−–]\s*\D{0,3}\d`)
	twoNumbers      = lazy.New(`(?i)\d\s*(?:` + scaleWords + `)?\s*(?:-|–|—|\bto\b|\band\b|\bor\b)\s*\D{0,4}\d`)
	roughly         = lazy.New(`(?i)^(?:~|≈|about|around|roughly|approx|almost|nearly|circa|ca?\.|some |over |under |<|>)|(?:\+|ish|or so|or more)$`)
	retirementPlan  = lazy.New(`(?i)^401\s?\(?k\)?\s+\D`)
)

// periods tell the year's amounts, which all amounts are, from those for less
// than a year. They stand at the end.
var periods = []struct {
	name string
	tail *lazy.Regexp
}{
	{"year", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every|in a)\s+)(?:years?|yr|y|annum|a)\.?$`)},
	{"year", lazy.New(`(?i)^(.*?\d.*?)\s+(?:p\.?\s?a\.?|yearly|annually|annual|a year)$`)},
	{"month", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:months?|mon|mo|mth|m)\.?$`)},
	{"month", lazy.New(`(?i)^(.*?\d.*?)\s+(?:p\.?\s?m\.?|pcm|monthly)$`)},
	{"hour", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:hours?|hr|h)\.?$`)},
	{"hour", lazy.New(`(?i)^(.*?\d.*?)\s+(?:p\.?\s?h\.?|hourly)$`)},
	{"day", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:days?|d)\.?$`)},
	{"day", lazy.New(`(?i)^(.*?\d.*?)\s+(?:p\.?\s?d\.?|daily)$`)},
	{"week", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:weeks?|wk|w)\.?$`)},
	{"week", lazy.New(`(?i)^(.*?\d.*?)\s+(?:p\.?\s?w\.?|weekly)$`)},
	{"two weeks", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:fortnight|two weeks|2 weeks|other week)\.?$`)},
	{"two weeks", lazy.New(`(?i)^(.*?\d.*?)\s+(?:biweekly|fortnightly)$`)},
	{"quarter", lazy.New(`(?i)^(.*?\d.*?)(?:\s*/\s*|\s+(?:per|an?|each|every)\s+)(?:quarter|qtr|q)\.?$`)},
	{"quarter", lazy.New(`(?i)^(.*?\d.*?)\s+quarterly$`)},
}

// cutPeriod takes "a year", "/mo" and the like off the end.
func cutPeriod(s string) (rest, period string) {
	for _, p := range periods {
		if m := p.tail.FindStringSubmatch(s); m != nil {
			return strings.TrimSpace(m[1]), p.name
		}
	}
	return s, ""
}

// beforeTax is what people say of pay that all amounts here are anyway.
var beforeTax = lazy.New(`(?i),?\s+\(?(?:gross|brutto|before tax(?:es)?|pre-?tax)\)?\.?$`)

// parseAmount takes the period and the currency off the number, reads the
// number and gives it its unit: bare where none is typed. home is the currency
// that a shared sign means; money refuses units in words.
func parseAmount(text, bare, home string, money bool) (Amount, error) {
	if len(text) > maxTyped {
		return Amount{}, BadInput(text, "That is too long for an amount.", "Type the number alone, such as 92k or 92,000.")
	}
	s := typedLine(text)
	if s == "" {
		return Amount{}, nil
	}
	if money {
		s = beforeTax.ReplaceAllString(s, "")
	}
	rest, period := cutPeriod(s)
	rest, code, err := cutCurrency(text, rest, home)
	if err != nil {
		return Amount{}, err
	}
	if code == "" && !money {
		rest, period = s, "" // "2 days a week" is one unit
	}
	rest = swissEnd.ReplaceAllString(rest, "")
	if minus.MatchString(rest) {
		return Amount{}, question(text, "An amount here cannot be below zero.", "Type it without the minus sign.")
	}

	unit := bare
	if code != "" {
		unit = code
	} else if m := percentShape.FindStringSubmatch(rest); m != nil {
		rest, unit = m[1], "%"
	} else if m := percentOf.FindStringSubmatch(rest); m != nil && !money && bare == "" {
		rest, unit = m[1], "% "+m[2]
	} else if words, number := cutWords(rest); words != "" && !amountShape.MatchString(rest) {
		switch {
		case retirementPlan.MatchString(rest):
			return Amount{}, BadInput(text, "Does “401k” mean the plan or an amount?", "Put the plan's name after the number, such as 4% match.")
		case money:
			return Amount{}, notMoney(text, s, words)
		case utf8.RuneCountInString(words) > maxUnit:
			return Amount{}, BadInput(text, "The words after the number are too long for a unit.", "Shorten them, such as 2 days a week.")
		case !leadingScale.MatchString(words):
			rest, unit = number, words
		}
	}

	m := amountShape.FindStringSubmatch(strings.TrimSpace(rest))
	if m == nil {
		return Amount{}, notAmount(text, s)
	}
	if unit == "" && !money && strings.EqualFold(m[2], "m") {
		return Amount{}, question(text, fmt.Sprintf("Does the m in %s mean millions, meters or minutes?", Echo(s)), "Write the word out, such as 30 minutes.")
	}
	v, err := parseNumber(text, strings.TrimSpace(m[1]), m[2] != "", strings.HasPrefix(unit, "%"))
	if err != nil {
		return Amount{}, err
	}
	v = v.Shift(scaleOf(m[2]))
	switch {
	case v.GreaterThan(MaxAmount):
		return Amount{}, question(text, "That is more than an amount can be here.", "Check the zeros.")
	case -v.Exponent() > maxPlaces:
		return Amount{}, question(text, "That has more decimals than an amount keeps.", "Round it to six at most.")
	case period != "" && period != "year" && unit != "%":
		return Amount{}, question(text, fmt.Sprintf("That is an amount for %s; amounts here are for a year.", article(period)), "Type what it comes to in a year.")
	}
	return NewAmount(v, unit), nil
}

func article(period string) string {
	switch period {
	case "hour":
		return "an hour"
	case "two weeks":
		return period
	}
	return "a " + period
}

// scaleOf is how many places a word for thousands or millions moves the point.
func scaleOf(word string) int32 {
	switch w := strings.ToLower(word); {
	case w == "":
		return 0
	case w == "k", w == "thousand", w == "grand":
		return 3
	case strings.HasPrefix(w, "la"), w == "lpa":
		return 5
	case strings.HasPrefix(w, "cr"):
		return 7
	case w[0] == 'b':
		return 9
	}
	return 6
}

// cutWords takes the words behind a number off it: "2 days a week", "35h".
func cutWords(s string) (words, number string) {
	if m := numberThenWords.FindStringSubmatch(s); m != nil {
		return m[2], m[1]
	}
	if m := numberThenTime.FindStringSubmatch(s); m != nil {
		return m[2], m[1]
	}
	return "", s
}

func notMoney(text, s, words string) error {
	if twoNumbers.MatchString(s) || roughly.MatchString(s) {
		return notAmount(text, s)
	}
	return BadInput(text, fmt.Sprintf("The words %s after the number cannot be read.", Echo(words)),
		"Type the amount alone or with a currency code, such as 92,000 EUR.")
}

func notAmount(text, s string) error {
	switch {
	case twoNumbers.MatchString(s):
		return BadInput(text, fmt.Sprintf("There is room for one amount, and %s has two.", Echo(s)), "Type one of them.")
	case roughly.MatchString(s):
		return BadInput(text, Echo(s)+" is not one exact number.", "Type your best single number, such as 90k.")
	}
	return BadInput(text, Echo(s)+" is not an amount that can be read.", "Type it such as 92k, 92,000 or €92000.")
}

// cutCurrency takes an ISO code, a sign or both off either end.
func cutCurrency(text, s, home string) (rest, code string, err error) {
	rest, code = cutCode(s)
	for _, sg := range signs {
		body, found := cutSign(rest, sg.sign)
		if !found {
			continue
		}
		body = strings.TrimSpace(body)
		switch {
		case code != "" && slices.Contains(sg.codes, code):
			return body, code, nil // "$92,000 CAD"
		case code != "":
			return "", "", question(text, Echo(s)+" names two currencies.", "Type one of them.")
		case slices.Contains(sg.codes, home):
			return body, home, nil
		case sg.asks:
			return "", "", question(text, "“"+sg.sign+"” is used by several countries: which one?", "Type the code instead, such as 500,000 "+sg.codes[0]+".")
		}
		return body, sg.codes[0], nil
	}
	if code != "" && !amountShape.MatchString(swissEnd.ReplaceAllString(rest, "")) && !minus.MatchString(rest) {
		return s, "", nil // three letters at the end of words, not a currency
	}
	return rest, code, nil
}

// cutCode takes an ISO 4217 code off either end: "USD 92k", "92kusd".
func cutCode(s string) (rest, code string) {
	if n := len(s); n > 3 {
		if code, ok := typedCode(s[:3]); ok && !letter(s[3]) {
			return strings.TrimSpace(s[3:]), code
		}
		body := s[:n-3]
		if code, ok := typedCode(s[n-3:]); ok && (!letter(body[n-4]) || amountShape.MatchString(body)) {
			return strings.TrimSpace(body), code
		}
	}
	return s, ""
}

func typedCode(s string) (string, bool) {
	up := strings.ToUpper(s)
	return up, IsCurrency(up) && (s == up || !wordCodes[strings.ToLower(s)])
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// cutSign takes a sign off either end, without case. A sign of letters does not
// touch other letters, and may bear a point ("kr.", "Rs.").
func cutSign(s, sign string) (string, bool) {
	n := len(sign)
	first, _ := utf8.DecodeRuneInString(sign)
	last, _ := utf8.DecodeLastRuneInString(sign)
	if len(s) > n && strings.EqualFold(s[:n], sign) {
		if next, _ := utf8.DecodeRuneInString(s[n:]); !unicode.IsLetter(last) || !unicode.IsLetter(next) {
			return strings.TrimPrefix(s[n:], "."), true
		}
	}
	if unicode.IsLetter(last) {
		s = strings.TrimSuffix(s, ".")
	}
	if len(s) > n && strings.EqualFold(s[len(s)-n:], sign) {
		if prev, _ := utf8.DecodeLastRuneInString(s[:len(s)-n]); !unicode.IsLetter(first) || !unicode.IsLetter(prev) {
			return s[:len(s)-n], true
		}
	}
	return s, false
}

var (
	groupedByComma = lazy.New(`^\d{1,3}(,\d{3})+$`)
	groupedByPoint = lazy.New(`^\d{1,3}(\.\d{3})+$`)
	groupedIndian  = lazy.New(`^\d{1,2}(,\d{2})+,\d{3}$`)
	groupedBySpace = lazy.New(`^\d{1,3}([ ']\d{3})+$`)
	plainDigits    = lazy.New(`^\d+$`)

	marks = strings.NewReplacer(",", "", ".", "", " ", "", "'", "")
)

// parseNumber reads digits with commas and points by their place. scaled tells
// that k or m follows, after which three digits behind a point are no longer
// surely a group: "1.234k" may be 1,234 or 1,234,000. In a percentage a point is
// a decimal mark, since no one means a thousand per cent by "1.125%".
func parseNumber(text, s string, scaled, percent bool) (decimal.Decimal, error) {
	whole, frac, split := s, "", false
	// The last comma or point is the decimal mark when the other one stands before
	// it, or when it stands once and not before exactly three digits.
	if last := strings.LastIndexAny(s, ".,"); last >= 0 {
		mark, other := s[last:last+1], ","
		if mark == "," {
			other = "."
		}
		before, after := s[:last], s[last+1:]
		once := strings.Count(s, mark) == 1
		switch {
		case !once:
		case strings.Contains(before, other), len(after) != 3,
			percent && mark == ".",
			strings.TrimLeft(before, "0") == "" || len(before) > 3: // 0.125 and 1234.567: no group has that shape
			whole, frac, split = before, after, true
		case scaled || percent:
			try := "Type the amount in full, without k or m."
			if percent {
				try = "Type it with a point, such as 2.125%."
			}
			return decimal.Zero, question(text, fmt.Sprintf("Does the %s in %s mark thousands or decimals?", markName(mark), Echo(text)), try)
		}
	}
	if split && !plainDigits.MatchString(frac) {
		return decimal.Zero, unreadable(text)
	}
	switch {
	case plainDigits.MatchString(whole), groupedByComma.MatchString(whole), groupedByPoint.MatchString(whole),
		groupedIndian.MatchString(whole), groupedBySpace.MatchString(whole):
	default:
		return decimal.Zero, unreadable(text)
	}
	number := marks.Replace(whole)
	if len(strings.TrimLeft(number, "0")) > 15 {
		return decimal.Zero, question(text, "That is more than an amount can be here.", "Check the zeros.")
	}
	if split {
		number += "." + frac
	}
	v, err := decimal.NewFromString(number)
	if err != nil {
		return decimal.Zero, unreadable(text)
	}
	return v, nil
}

func markName(mark string) string {
	if mark == "," {
		return "comma"
	}
	return "point"
}

func unreadable(text string) error {
	return BadInput(text, fmt.Sprintf("The digits and marks in %s do not make one amount.", Echo(text)), "Type it such as 92,000 or 92000.")
}

// shorten cuts s to n characters, the last an ellipsis.
func Shorten(s string, n int) string {
	if len(s) <= n {
		return s // no more characters than bytes
	}
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
