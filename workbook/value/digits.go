package value

import (
	"strings"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

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

func fits(text string, v decimal.Decimal) error {
	switch {
	case v.GreaterThan(MaxAmount):
		return question(text, "That is more than an amount can be here.", "Check the zeros.")
	case -v.Exponent() > maxPlaces:
		return question(text, "That has more decimals than an amount keeps.", "Round it to six at most.")
	}
	return nil
}

// isNumber tells digits with or without a scale.
func isNumber(s string) bool {
	_, _, _, ok := cutScale(s)
	return ok
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

var amountShape = lazy.New(`^(` + digits + `)\s*(\pL+\.?)?$`)
