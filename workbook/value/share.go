package value

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

// ParseShare is ParsePay for a part of pay that may be a share of base pay: 10%,
// 10% of base. Of any other share it asks what it is of.
func ParseShare(text string, known ...string) (Amount, error) {
	s := typedLine(text)
	if m := fractionShape.FindStringSubmatch(s); m != nil {
		return NewAmount(decimal.New(fractions[strings.ToLower(m[1])], -1), ofBase), nil
	}
	if m := monthsShape.FindStringSubmatch(InDigits(s)); m != nil {
		n, may := readDigits(m[1], false, true)
		if may != nil || n.GreaterThan(mostMonths) || !n.IsPositive() {
			return Amount{}, BadInput(text, "That is no bonus in months of base pay.", "Type it such as 4 months, or what it comes to in a year.")
		}
		return NewAmount(n, ofMonths).Counting(ofMonths), nil
	}
	if m := twoShares.FindStringSubmatch(s); m != nil {
		return Amount{}, ask(text, fmt.Sprintf("There is room for one share, and %s has two.", Echo(s)), "Type one of them.",
			Reading{m[1] + ofBase, m[1] + ofBase}, Reading{m[2] + ofBase, m[2] + ofBase})
	}
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

// fractionShape are the shares of base pay that people say in words.
var (
	fractionShape = lazy.New(`(?i)^(?:an?\s|one\s)?\s*(half|quarter|fifth|eighth|tenth|twentieth)\s+(?:of\s+)?(?:an?\s|my\s|the\s|one\s)?\s*(?:base|basic|annual|yearly|year's|salary|pay)\b[\pL ]*$`)
	fractions     = map[string]int64{"half": 500, "quarter": 250, "fifth": 200, "eighth": 125, "tenth": 100, "twentieth": 50} // in thousandths
	twoShares     = lazy.New(`(?i)^(?:between |from )?(` + digits + `)\s*%?\s*(?:-|–|—|~|/|to|and|or|bis|und|oder|à|a)\s*(` + digits + `)\s*(?:%|percent|per cent|pct\.?|prozent)`)
)

// monthsShape is a bonus as it is spoken of where it is months of pay: 4 months, 年4ヶ月.
var monthsShape = lazy.New(`(?i)^(?:ボーナス|賞与)?\s?年?(?:計|間)?\s?(` + digits + `)\s?(?:(?:ヶ|か|カ|ケ|ヵ|箇|个)?月分?|개월|months?['’]?s?(?:\s(?:of\s)?(?:base|pay|salary|wages?|base pay))?|mois(?: de salaire)?|(?:brutto)?monat(?:e|sgehälter|sgehalt|slöhne|slohn|slöhnen)|mesi|mensilità|meses|månader|måneder|maand(?:en)?)$`)

var mostMonths = decimal.NewFromInt(24)

// The units of a share of base pay.
const (
	ofBase   = "% of base"
	ofMonths = "months of base" // a twelfth of a year's each
)

// ShareOfBase tells whether an amount is a share of base pay.
func (a Amount) ShareOfBase() bool { return a.set && (a.unit == ofBase || a.inMonths()) }

func (a Amount) inMonths() bool { return a.unit == ofMonths || a.unit == "month of base" }

// Of is so many per cent of another amount, or so many months of a year's pay that comes
// in so many payments, rounded to hundredths.
func (a Amount) Of(whole Amount, payments int) Amount {
	of := hundred
	if a.inMonths() {
		of = decimal.NewFromInt(int64(cmp.Or(payments, 12)))
	}
	part := NewAmount(whole.exact().Mul(a.value).DivRound(of, 2), whole.unit).For(whole.per)
	part.doubted, part.from = whole.doubted, whole.from
	return part
}

// ParsePercent reads a percentage; the sign may be left out.
func ParsePercent(text string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if m := percentShape.FindStringSubmatch(riseWord.ReplaceAllString(s, "")); m != nil {
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

var percentWords = map[string]bool{"percent": true, "pct": true, "pct.": true, "prozent": true}

var (
	percentShape = lazy.New(`(?i)^(.*\d)\s*(?:%|percent|per cent|pct\.?|prozent)$`)
	percentOf    = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent)\s*(\pL.*)$`)
	shareShape   = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent|pct\.?|prozent)\s*(\D*)$`)
)

// riseWord stands behind a rise in per cent or in money: 10% more.
var riseWord = lazy.New(`(?i)\s*\b(?:more|extra|on top|raise|rise|increase|increment|hike|up|higher|mehr|obendrauf|de plus|mas|mer|in più|a mais)$`)

// IsPercent tells whether text is a percentage, with its sign or its word.
func IsPercent(text string) bool {
	s := strings.TrimPrefix(typedLine(text), "+")
	return percentShape.MatchString(riseWord.ReplaceAllString(s, ""))
}

// CutMore takes off what says that typed money comes on top of what there is: +5k, 2
// dollars more an hour.
func CutMore(text string) (rest string, more bool) {
	s := typedLine(text)
	if body, ok := strings.CutPrefix(s, "+"); ok {
		return strings.TrimSpace(body), true
	}
	rest, p, _ := cutPeriod(s)
	if body := riseWord.ReplaceAllString(rest, ""); body != rest && strings.ContainsFunc(body, unicode.IsDigit) {
		return strings.TrimSpace(body + " " + p.String()), true
	}
	return text, false
}
