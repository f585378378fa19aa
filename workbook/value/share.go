package value

import (
	"fmt"
	"strings"
	"unicode"

	"firstmile/workbook/lazy"
)

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

var percentWords = map[string]bool{"percent": true, "pct": true, "pct.": true, "prozent": true}

var (
	percentShape = lazy.New(`(?i)^(.*\d)\s*(?:%|percent|per cent|pct\.?|prozent)$`)
	percentOf    = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent)\s*(\pL.*)$`)
	shareShape   = lazy.New(`(?i)^(` + digits + `)\s*(?:%|percent|per cent|pct\.?|prozent)\s*(\D*)$`)
)
