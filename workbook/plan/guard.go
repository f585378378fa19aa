package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook"
)

// Leak is a text that the manager would read and that gives a secret away. The
// manager's plan shows Withheld in its place.
type Leak struct {
	Record workbook.Key
	Field  string // as in the record's JSON
	Text   string // one sentence: what it says that it should not
}

// Withheld stands in the manager's plan where a text was left out.
const Withheld = "Left out for now"

// Leaks tells which of the texts that a manager would read give away an offer,
// a must-have or a minimum, so that the person can write them anew.
func Leaks(w workbook.Workbook) []Leak {
	_, leaks := spokenBy(w)
	return leaks
}

// guard knows the secrets of a workbook. A secret is
//   - the name of an employer with an offer, as whole words and without regard
//     to case, accents or "Inc." (inside the name of the person's own employer
//     it is none);
//   - the statement of a must-have, unless the ask about that very return says
//     it in its own words: then it is asked for openly;
//   - the number of a minimum, of a must-have, or of an offer's pay, unless the
//     manager's plan itself shows that number in the same unit.
type guard struct {
	own     [][]string
	names   []secret
	says    []secret
	numbers []secretNumber
	leaks   []Leak
}

type secret struct {
	words []string
	run   string // for scripts that put no spaces between words
	what  string
}

type secretNumber struct {
	amount workbook.Amount
	what   string
}

// smallPay is the least amount of an offer that counts as telling: a benefit
// of 12 is no secret wherever a 12 stands.
var smallPay = decimal.NewFromInt(1000)

func newGuard(w workbook.Workbook, asks []workbook.Ask, open []workbook.Amount) *guard {
	g := &guard{own: nameForms(w.Profile.Employer)}
	for _, o := range w.Offers {
		what := fmt.Sprintf("names “%s”, an offer elsewhere", short(o.Employer))
		for _, words := range nameForms(o.Employer) {
			g.names = append(g.names, secret{words: words, what: what})
		}
		if s := fold(o.Employer); spaceless(s) {
			g.names = append(g.names, secret{run: s, what: what})
		}
		for _, a := range []workbook.Amount{o.Base, o.Bonus, o.Equity, o.Benefits, o.SignOn} {
			if a.Money() && a.Value().GreaterThanOrEqual(smallPay) {
				g.number(a, "a number of an offer elsewhere", open)
			}
		}
	}
	for _, r := range w.Returns {
		if r.Need.Sort != workbook.Must {
			continue
		}
		g.number(r.Need.Threshold.Amount, "the number of a must-have", open)
		s := secret{words: wordsOf(r.Need.Threshold.Statement), what: "repeats a must-have"}
		if f := fold(r.Need.Threshold.Statement); spaceless(f) {
			s.run = f
		}
		asked := slices.ContainsFunc(asks, func(a workbook.Ask) bool { return a.Return == r.ID && s.in(a.Term) })
		if !asked && letters(s.words) >= 3 || !asked && s.run != "" {
			g.says = append(g.says, s)
		}
	}
	for _, a := range w.Asks {
		g.number(a.Minimum, "a minimum", open)
		g.number(w.AskAmount(a, a.Minimum), "a minimum", open) // 7% is also what it makes of today's pay
	}
	return g
}

func (g *guard) number(a workbook.Amount, what string, open []workbook.Amount) {
	if !a.OK() || a.Value().IsZero() || slices.ContainsFunc(open, func(o workbook.Amount) bool { return o.Comparable(a) && o.Value().Equal(a.Value()) }) {
		return
	}
	g.numbers = append(g.numbers, secretNumber{a, what})
}

// text gives the text, or Withheld and a Leak where it gives a secret away.
// name says what the sentence calls the text.
func (g *guard) text(record workbook.Key, field, name, text string) string {
	why := g.why(text)
	if why == "" {
		return text
	}
	leak := Leak{record, field, fmt.Sprintf("%s %s; it is left out of the manager's plan.", name, why)}
	if !slices.Contains(g.leaks, leak) {
		g.leaks = append(g.leaks, leak)
	}
	return Withheld
}

// amount lets a number through, which is said openly, but not every unit: a
// unit is typed by the person too.
func (g *guard) amount(record workbook.Key, field, name string, a workbook.Amount) string {
	if a.OK() && !a.Money() && g.text(record, field, name, a.Unit()) == Withheld {
		return Withheld
	}
	return a.String()
}

// why tells what a text gives away, "" for nothing.
func (g *guard) why(text string) string {
	words := wordsOf(text)
	covered := make([]bool, len(words))
	for _, own := range g.own {
		for _, i := range places(words, own) {
			for k := range own {
				covered[i+k] = true
			}
		}
	}
	for _, s := range g.names {
		for _, i := range places(words, s.words) {
			if slices.Contains(covered[i:i+len(s.words)], false) {
				return s.what
			}
		}
		if s.run != "" && strings.Contains(fold(text), s.run) {
			return s.what
		}
	}
	for _, s := range g.says {
		if s.in(text) {
			return s.what
		}
	}
	for _, n := range g.numbers {
		if mentions(text, n.amount) {
			return fmt.Sprintf("gives away %s, %s", n.what, n.amount)
		}
	}
	return ""
}

func (s secret) in(text string) bool {
	return len(places(wordsOf(text), s.words)) > 0 || s.run != "" && strings.Contains(fold(text), s.run)
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

func wordsOf(s string) []string {
	return strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func letters(words []string) int {
	n := 0
	for _, w := range words {
		n += len([]rune(w))
	}
	return n
}

// places finds where part stands in words.
func places(words, part []string) []int {
	var out []int
	for i := 0; len(part) > 0 && i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			out = append(out, i)
		}
	}
	return out
}

var (
	bracketed = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	companies = map[string]bool{"inc": true, "ltd": true, "llc": true, "llp": true, "plc": true, "gmbh": true, "ag": true, "se": true,
		"sa": true, "sas": true, "srl": true, "bv": true, "nv": true, "ab": true, "oy": true, "as": true, "co": true, "corp": true,
		"corporation": true, "company": true, "limited": true, "incorporated": true, "group": true, "holding": true, "holdings": true}
)

// nameForms gives the ways in which a company is mentioned: in full, and
// without brackets, "the" and the legal form. Fewer than three characters name
// nothing.
func nameForms(name string) [][]string {
	full := wordsOf(name)
	core := wordsOf(bracketed.ReplaceAllString(name, " "))
	for len(core) > 1 && companies[core[len(core)-1]] {
		core = core[:len(core)-1]
	}
	if len(core) > 1 && core[0] == "the" {
		core = core[1:]
	}
	var out [][]string
	for _, words := range [][]string{core, full} {
		if letters(words) >= 3 && (len(out) == 0 || !slices.Equal(out[0], words)) {
			out = append(out, words)
		}
	}
	return out
}

// spaceless tells whether a text is in a script that does not part its words,
// where a name has to be looked for inside them.
func spaceless(s string) bool {
	return len([]rune(s)) >= 2 && strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

var (
	digitsRun = regexp.MustCompile(`[0-9]+(?:[^\pL0-9]{1,3}[0-9]+)*`)
	digits    = regexp.MustCompile(`[0-9]+`)
	scaleWord = regexp.MustCompile(`^(?:([km])|\s*(k|m|mn|mio|thousand|grand|million|lakh|lac|crore)\b)`)
	grouped   = regexp.MustCompile(`^[.,'’_\s][0-9]{3}`)
	perCent   = regexp.MustCompile(`^\s*(?:%|per ?cent\b|pct\b)`)
	scales    = map[string]int32{"k": 3, "thousand": 3, "grand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "lakh": 5, "lac": 5, "crore": 7}
	spelled   = map[string]int64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
		"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)

// maxGroups bounds how many runs of digits are read together as one number.
const maxGroups = 6

// mentions tells whether a text holds the number of an amount, however it is
// written: 88k, 88,000, 88.000, 88 000, $88000, 0.088m, and for money 88 alone.
// A number counted in words ("2 days") has to have one of them near it, or
// every 2 would be a secret.
func mentions(text string, a workbook.Amount) bool {
	s := fold(text)
	for _, at := range digitsRun.FindAllStringIndex(s, -1) {
		rest := s[at[1]:]
		// Every stretch of the run is tried: "88-92k" holds 88 and 92.
		groups := digits.FindAllStringIndex(s[at[0]:at[1]], -1)
		for i := range groups {
			whole := ""
			for j := i; j < min(len(groups), i+maxGroups); j++ {
				part := s[at[0]+groups[j][0] : at[0]+groups[j][1]]
				after := s[at[0]+groups[j][1]:]
				if j > i && reads(whole+"."+part, after, a) || reads(whole+part, after, a) {
					if near(after, a) || near(rest, a) {
						return true
					}
				}
				whole += part
			}
		}
	}
	if a.Money() || a.Unit() == "" {
		return false
	}
	words := strings.Fields(s)
	for i, word := range words {
		n, ok := spelled[strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })]
		if ok && a.Value().Equal(decimal.NewFromInt(n)) && near(" "+strings.Join(words[i+1:], " "), a) {
			return true
		}
	}
	return false
}

// reads tells whether digits, with the k or m behind them, make the amount.
func reads(number, after string, a workbook.Amount) bool {
	if len(number) > 24 {
		return false
	}
	v, err := decimal.NewFromString(number)
	if err != nil {
		return false
	}
	if v.Equal(a.Value()) {
		return true
	}
	if m := scaleWord.FindStringSubmatch(after); m != nil && v.Shift(scales[m[1]+m[2]]).Equal(a.Value()) {
		return true
	}
	// People say 88 and mean 88,000; the 88 of 88,123 means nothing by itself.
	return a.Money() && !grouped.MatchString(after) && a.Value().GreaterThanOrEqual(smallPay.Shift(1)) && v.Shift(3).Equal(a.Value()) && !perCent.MatchString(after)
}

// near tells whether what follows a number goes with the amount's unit.
func near(after string, a workbook.Amount) bool {
	switch {
	case a.Money(), a.Unit() == "":
		return true
	case a.Unit() == "%":
		return perCent.MatchString(after)
	}
	next := wordsOf(after)
	if len(next) == 0 {
		return true // "never below 2"
	}
	for _, word := range next[:min(len(next), 4)] {
		for _, unit := range wordsOf(a.Unit()) {
			if len(unit) >= 3 && singular(word) == singular(unit) {
				return true
			}
		}
	}
	return false
}

func singular(word string) string { return strings.TrimSuffix(word, "s") }

// maxShort is how many characters of a person's own words a sentence repeats.
const maxShort = 40

func short(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > maxShort {
		return string(r[:maxShort-1]) + "…"
	}
	return s
}
