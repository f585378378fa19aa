package value

import (
	"strings"

	"firstmile/workbook/lazy"
)

// What stands in the exact words of an ask is read to find a slip, and a slip
// that is passed over costs less than a false alarm. So only an amount in digits
// counts that stands alone and is surely asked for.
var (
	numberInWords = lazy.New(`(?:(?:\b[A-Z]{1,3})?\p{Sc}\s?|\b[A-Z]{3}\s?)?(?:\d{1,3}(?:[ ']\d{3})+\b|\d(?:[\d.,]*\d)?)` +
		`(?i:\s?(?:` + scaleWords + `)\b)?(?:\s?(?:\p{Sc}|(?i:euros?|dollars?|pounds?)\b|[A-Z]{3}\b))?`)
	likeMoney   = lazy.New(`[^\d.,' ]|\d[.,' ]\d{3}(?:\D|$)|^\d{5}`)
	percentWord = lazy.New(`(?i)\s?(?:%|\b(?:percent|per cent|pct)\b)`)

	// askedFor ends where the amount begins: a wish, or nothing at all, and then
	// no word that could make it another amount than the one wished for.
	askedFor = lazy.New(`(?i)(?:^|\b(?:(?:would|'d) like|want|propose|suggest|expect|(?:ask|asking|hope|hoping|looking|aim|aiming) for)\b)` +
		`(?:\s*\b(?:an?|the|my|our|new|base|basic|fixed|gross|total|annual|yearly|salary|pay|` +
		`bonus|budget|allowance|to|should|be|of|at|for|from|about|around|earn|get|receive|have|work|you to|raise (?:my|to)|rise to|increase to)\b)*\s*$`)
	// otherAmount begins behind an amount that is no year's pay, or is added to it.
	otherAmount = lazy.New(`(?i)^\s*(?:more|extra|on top|higher|above|less|fewer|(?:/|an? |per |each |every )\s*(?:month|week|day|hour|quarter))\b`)
)

// AskedInWords gives the one amount in the unit of said that the words ask for.
func AskedInWords(words string, said Amount) (Amount, bool) {
	if said.unit == "" || !strings.ContainsAny(words, "0123456789") {
		return Amount{}, false
	}
	s := percentWord.ReplaceAllString(typedLine(words), " %")
	unit := len(strings.Fields(unitKey(said.unit)))
	var one Amount
	sure := false
	for _, at := range numberInWords.FindAllStringIndex(s, -1) {
		typed, after := s[at[0]:at[1]], s[at[1]:]
		var a Amount
		if said.Money() {
			if !likeMoney.MatchString(typed) {
				continue
			}
			var err error
			if a, err = ParseMoney(typed, said.unit); err != nil {
				return Amount{}, false
			}
		} else {
			behind := strings.Fields(strings.ReplaceAll(after, "/", " per "))
			n := min(unit, len(behind))
			v, err := parseNumber(typed, typed, false, strings.HasPrefix(said.unit, "%"))
			a = NewAmount(v, strings.TrimRight(strings.Join(behind[:n], " "), ".,;:!?)"))
			if after = strings.Join(behind[n:], " "); err != nil || !a.Comparable(said) {
				continue
			}
		}
		if one.OK() {
			return Amount{}, false
		}
		one, sure = a, askedFor.MatchString(s[:at[0]]) && !otherAmount.MatchString(after)
	}
	return one, sure && one.Comparable(said)
}
