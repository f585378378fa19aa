package value

import (
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

const digits = `\d(?:[\d.,' ]*\d)?`

// scales are the words for thousands and millions, as powers of ten; 0 for those that
// are more than one in the languages of people: of these one is asked (doubtful).
var scales = func() map[string]int32 {
	out := map[string]int32{}
	for by, words := range map[int32]string{
		3: "k к thousand grand tsd tausend tys tis tisíc тыс тысяч тис хил mille duizend rb ribu 千 천 mila ezer tusen tuhat tuhatta þús tuh tūkst mii hiljada tisuća tisoč χιλ χιλιάδες พัน ألف الف هزار אלף nghìn ngàn",
		4: "万 萬 만 หมื่น",
		5: "l lakh lakhs lac lacs lpa แสน",
		6: "m mn mio mln million millions millionen millones millón milhões milhão milioni milione milionů miliony milionów miljoen miljoner millioner millió milyon милл млн juta jt triệu tr 百万 백만 ล้าน مليون میلیون",
		7: "cr crore crores 千万 천만", 8: "億 亿 억", 9: "b bn billion billions mrd tỷ ty",
		0: strings.Join(slices.Sorted(maps.Keys(doubtful)), " "),
	} {
		for _, w := range strings.Fields(words) {
			out[w] = by
		}
	}
	return out
}()

// doubtful are the words for thousands or millions of which one is asked, with what
// they may be.
var doubtful = map[string][]string{"mil": {"thousand", "million"}, "mill": {"million", "thousand"}, "t": {"thousand"}, "mm": {"million"}, "bin": {"thousand"}, "kk": {"million"}}

// Scale tells by how many places a word behind a number moves its point: 3 for "k"
// and "Tsd"; false where it does not.
func Scale(word string) (places int32, ok bool) {
	places, _ = scaleOf(word)
	return places, places > 0
}

// cutScale takes the number of an amount apart from its scale: "92k", "60 Tsd.";
// false where it is none.
func cutScale(s string) (number, word string, scale int32, ok bool) {
	m := amountShape.FindStringSubmatch(s)
	if m == nil {
		return "", "", 0, false
	}
	scale, known := scaleOf(m[2])
	return m[1], m[2], scale, known || m[2] == ""
}

// scaleOf knows a word for thousands or millions, with or without a full stop.
func scaleOf(word string) (places int32, ok bool) {
	places, ok = scales[strings.TrimSuffix(strings.ToLower(word), ".")]
	return places, ok
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

var amountShape = lazy.New(`^(` + digits + `)\s*([\pL\pM]+\.?)?$`)
