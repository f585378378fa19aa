package plan

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// told is a text that is searched for what it tells.
type told struct {
	text, folded string
	words        []string // folded
	written      []string // as they are written
}

// ordinal is a day as it is said: the 12th of February.
var ordinal = lazy.New(`(?i)(\d)(?:st|nd|rd|th)\b(?: of\b)?`)

func read(text string) told {
	t := told{text: value.Plainly(ordinal.ReplaceAllString(text, "$1"))}
	t.folded = fold(t.text)
	t.words, t.written = strings.FieldsFunc(t.folded, notInWord), strings.FieldsFunc(t.text, notInWord)
	return t
}

// hasRun tells whether words stand in it one behind the other.
func (t told) hasRun(part []string) bool {
	for i := 0; i+len(part) <= len(t.words); i++ {
		if slices.Equal(t.words[i:i+len(part)], part) {
			return true
		}
	}
	return len(part) == 1 && spaceless(part[0]) && strings.Contains(t.folded, part[0])
}

// names tells whether one word of a name of several stands in it as it is written, in
// capitals or with an ending; in small letters it is a word like others.
func (t told) names(name []string) bool {
	const long, ending = 5, 2
	for _, w := range t.written {
		if w == strings.ToUpper(name[0]) {
			return true
		}
		if rest, ok := strings.CutPrefix(w, name[0]); ok && (rest == "" || len(rest) <= ending && utf8.RuneCountInString(name[0]) >= long) {
			return true
		}
	}
	return spaceless(name[0]) && strings.Contains(t.text, name[0])
}

// hasNear tells whether words stand in it near each other, in whatever order and number.
func (t told) hasNear(part []string) bool {
	const near = 4
	for i, w := range t.words {
		around := t.words[max(0, i-near):min(len(t.words), i+near+1)]
		if same(w)(part[0]) && !slices.ContainsFunc(part[1:], func(p string) bool { return !slices.ContainsFunc(around, same(p)) }) {
			return true
		}
	}
	return spaceless(part[0]) && strings.Contains(t.folded, part[0])
}

// same finds a word again in the singular or the plural.
func same(word string) func(string) bool {
	return func(w string) bool { return strings.TrimSuffix(w, "s") == strings.TrimSuffix(word, "s") }
}

// number is a number in a text, with what it can mean: 7.333 is 7 or 7,333.
type number struct {
	may    []decimal.Decimal
	round  []decimal.Decimal // in thousands, which people round
	money  bool              // it looks like money: a sign, a scale or decimals
	exact  bool              // it has decimals
	behind string            // the next word, or "%"
}

var (
	inText    = lazy.New(`(?:\p{Sc}|\b[A-Z]{3})?\s?\d(?:[\d.,'’_ \x{a0}\x{202f}]*\d)?`)
	wordAfter = lazy.New(`^[\s-]*([百千]?[万億]|\pL+)?`)
	moneyWord = lazy.New(`^\s?(?:\p{Sc}|[A-Z]{3}\b|(?i:zł|euros?\b|dollars?\b|pounds?\b|quid\b|bucks\b|yen\b|(?:an?|per|/) ?(?:hour|day|week|month|year)\b))`)
	percent   = lazy.New(`^ ?(?:%|percent\b)`)
	// halves are said behind the number: thirteen and a half.
	halves = lazy.New(`(?i)(\d) and (a|one|1|three|3) (half|quarters?)\b`)
	// countsNothing are words behind a number that are not what it counts.
	countsNothing = strings.Fields("would will is was and or but a an the i to for if in at me we from then as")
)

// numbers reads the numbers of a text, those in words too.
func (t told) numbers() []number {
	var out []number
	s := strings.NewReplacer("½", ".5", "¼", ".25", "¾", ".75").Replace(t.text)
	s = value.Cents(inDecimals(value.InDigits(norm.NFKC.String(s))))
	for _, at := range inText.FindAllStringIndex(s, -1) {
		typed, rest := s[at[0]:at[1]], s[at[1]:]
		word := wordAfter.FindStringSubmatch(rest)
		scale, scaled := value.Scale(word[1])
		if scaled {
			rest = strings.TrimPrefix(rest[len(word[0]):], ".")
			word = wordAfter.FindStringSubmatch(rest)
		}
		digits := strings.FieldsFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
		n := number{money: scaled || !strings.HasPrefix(strings.TrimSpace(typed), digits[0]) || moneyWord.MatchString(rest), behind: fold(word[1])}
		if percent.MatchString(rest) {
			n.behind = "%"
		}
		readings := []string{strings.Join(digits, "")}
		if last := len(digits) - 1; last > 0 {
			n.exact = len(digits[last]) < 3
			readings = append(readings, strings.Join(digits[:last], "")+"."+digits[last])
			n.money = n.money || len(digits[last]) == 2
		}
		for _, r := range readings {
			v := decimal.RequireFromString(r)
			n.may = append(n.may, v.Shift(scale))
			atThat := n.alone() && !scaled && len(digits[len(digits)-1]) < 3 && v.GreaterThanOrEqual(twenty) // at 88
			if scaled && scale == 3 || atThat {
				n.round = append(n.round, v.Shift(3))
			}
		}
		out = append(out, n)
	}
	return out
}

// inDecimals writes halves and quarters in decimals.
func inDecimals(s string) string {
	return halves.ReplaceAllStringFunc(s, func(said string) string {
		m := halves.FindStringSubmatch(said)
		switch part := fold(m[3]); {
		case part == "half":
			return m[1] + ".5"
		case m[2] == "3" || fold(m[2]) == "three":
			return m[1] + ".75"
		}
		return m[1] + ".25"
	})
}

// alone tells whether nothing is counted by it.
func (n number) alone() bool { return n.behind == "" || slices.Contains(countsNothing, n.behind) }

var (
	thousand, twenty = decimal.NewFromInt(1000), decimal.NewFromInt(20)
	// Two numbers mean the same that are as near as this: a month's pay is rounded, and
	// 41,400 is called 41 thousand.
	rounded, roundly = decimal.New(5, -4), decimal.New(1, -2)
)

// counts tells whether the word behind a number is surely one for what is counted.
func (n number) counts() bool {
	return strings.HasSuffix(n.behind, "s") && len(n.behind) > 2 && n.behind != "is" && n.behind != "means" ||
		slices.Contains(counters, n.behind)
}

var counters = strings.Fields("people men women children staff percent per pct km kg km2 m cm mm min minute hour day week month year square sq staffers beds")

// is tells whether the number says a secret one.
func (n number) is(s secretNumber) bool {
	near := func(by decimal.Decimal) func(v decimal.Decimal) bool {
		return func(v decimal.Decimal) bool { return v.Sub(s.value).Abs().LessThanOrEqual(s.value.Abs().Mul(by)) }
	}
	switch {
	case len(s.units) > 0 && !slices.ContainsFunc(s.units, same(n.behind)):
		return false
	case len(s.units) > 0:
	case n.behind == "%":
		return false
	case s.value.LessThan(thousand) && !n.money && !(n.alone() && n.exact):
		// A small number may be of anything, but for one that the person gave so.
		if !s.given || s.value.LessThan(twenty) || n.counts() {
			return false
		}
	}
	return slices.ContainsFunc(n.may, near(rounded)) || len(s.units) == 0 && slices.ContainsFunc(n.round, near(roundly))
}

// of tells whether a number that says a secret one is of the same thing, as far as its text
// tells: it is money, or all that counts the secret one stands in the text with it.
func (n number) of(s secretNumber, t told) bool {
	if len(s.units) == 0 {
		return n.money || !n.counts()
	}
	return !slices.ContainsFunc(s.units, func(unit string) bool {
		return unit != "%" && utf8.RuneCountInString(unit) > 2 && !slices.ContainsFunc(t.words, same(unit))
	})
}

// same tells whether two numbers may say the same.
func (n number) same(m number) bool {
	return (n.behind == m.behind || n.money && m.money) && slices.ContainsFunc(n.may, func(v decimal.Decimal) bool {
		return slices.ContainsFunc(m.may, v.Equal)
	})
}

// fold makes texts comparable that look alike: no case, accents, full-width
// forms or invisible characters.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(unicode.ToUpper(r))
	}, norm.NFKD.String(s))
}

func notInWord(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.Mn, unicode.Nd, unicode.Cf)
}

func wordsOf(s string) []string { return strings.FieldsFunc(fold(s), notInWord) }

func runes(words []string) int { return utf8.RuneCountInString(strings.Join(words, "")) }

// spaceless tells whether a text is in a script that does not part its words.
func spaceless(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}
