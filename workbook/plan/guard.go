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
// manager's plan goes without it.
type Leak struct {
	Record workbook.Key
	Field  string // as in the record's JSON
	Text   string // one sentence: where to look, and what it says that it should not
}

// Leaks tells which of the texts that a manager would read give away an offer,
// a must-have, a minimum or a target, so that the person can write them anew.
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
//   - what the person will do after a no, where it is four words or more;
//   - a phrase that tells of an offer, of leaving or of a line (phrases);
//   - the number of a minimum, of a target, of a must-have, or of an offer's
//     pay, unless that number is said for an ask or is what there is today. A
//     market figure excuses none: its cells show it, no sentence does;
//   - in money, how far a minimum or a target is above today, unless that is
//     said for an ask or follows from what is said.
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
	what  told
}

type secretNumber struct {
	amount workbook.Amount
	step   bool // how far a number is above today
	what   told
}

// told is what a text does with a secret, as "it" and as "they" do it.
type told struct{ it, they, rest string }

func names(rest string) told   { return told{"names", "name", rest} }
func repeats(rest string) told { return told{"repeats", "repeat", rest} }
func speaks(rest string) told  { return told{"speaks of", "speak of", rest} }
func gives(rest string) told   { return told{"gives away", "give away", rest} }

// label is what a sentence calls a text.
type label struct {
	name string
	many bool
}

func (l label) leak(t told) string {
	if l.many {
		return fmt.Sprintf("%s %s %s; they are left out of the manager's copy.", l.name, t.they, t.rest)
	}
	return fmt.Sprintf("%s %s %s; it is left out of the manager's copy.", l.name, t.it, t.rest)
}

// smallPay is the least amount of an offer that counts as telling: a benefit
// of 12 is no secret wherever a 12 stands.
var smallPay = decimal.NewFromInt(1000)

// minPlanWords is the shortest plan for a no that is looked for in other texts:
// "wait" is said of much else.
const minPlanWords = 4

// newGuard learns the secrets; asks are those that the manager hears of.
func newGuard(w workbook.Workbook, asks []workbook.Ask) *guard {
	g := &guard{own: nameForms(w.Profile.Employer)}
	open, steps := openNumbers(w, asks)
	for _, a := range w.Asks {
		minimum, target, now := w.AskAmount(a, a.Minimum), w.AskAmount(a, a.Target), w.AskToday(a)
		g.number(a.Minimum, "a minimum", open)
		g.number(minimum, "a minimum", open) // 7% is also what it makes of today's pay
		g.step(now, minimum, "the minimum", open, steps)
		heard := slices.ContainsFunc(asks, func(o workbook.Ask) bool { return o.ID == a.ID })
		if heard && a.Target.Equal(a.Opening) {
			continue // what is said first is no secret, even in an ask that is put in words
		}
		g.number(a.Target, "the target", open)
		g.number(target, "the target", open)
		g.step(now, target, "the target", open, steps)
	}
	for _, o := range w.Offers {
		what := names(fmt.Sprintf("“%s”, an offer elsewhere", short(o.Employer)))
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
	if plan := wordsOf(w.Fallback.Plan); len(plan) >= minPlanWords {
		g.says = append(g.says, secret{words: plan, what: repeats("what you will do after a no")})
	}
	for _, r := range w.Returns {
		if r.Need.Sort != workbook.Must {
			continue
		}
		g.number(r.Need.Threshold.Amount, "the number of a must-have", open)
		s := secret{words: wordsOf(r.Need.Threshold.Statement), what: repeats("a must-have")}
		if f := fold(r.Need.Threshold.Statement); spaceless(f) {
			s.run = f
		}
		asked := slices.ContainsFunc(asks, func(a workbook.Ask) bool { return a.Return == r.ID && s.in(a.Term) })
		if !asked && letters(s.words) >= 3 || !asked && s.run != "" {
			g.says = append(g.says, s)
		}
	}
	return g
}

func (g *guard) number(a workbook.Amount, what string, open []workbook.Amount) {
	if a.OK() && !a.Value().IsZero() && !among(open, a) {
		g.numbers = append(g.numbers, secretNumber{a, false, gives(what + ", " + a.String())})
	}
}

func (g *guard) step(now, n workbook.Amount, what string, open, steps []workbook.Amount) {
	if a := above(now, n); a.OK() && !among(open, a) && !among(steps, a) {
		g.numbers = append(g.numbers, secretNumber{a, true, gives(fmt.Sprintf("how far %s is above today, %s", what, a))})
	}
}

func among(all []workbook.Amount, a workbook.Amount) bool {
	return slices.ContainsFunc(all, func(o workbook.Amount) bool { return o.Comparable(a) && o.Value().Equal(a.Value()) })
}

// above is how much more money n is than there is now, blank where it is not.
func above(now, n workbook.Amount) workbook.Amount {
	if !n.Money() || !now.Less(n) {
		return workbook.Amount{}
	}
	return workbook.NewAmount(n.Value().Sub(now.Value()), n.Unit())
}

// text gives the text, or nothing and a Leak where it gives a secret away.
func (g *guard) text(record workbook.Key, field string, name label, text string) string {
	what, telling := g.tells(text)
	if !telling {
		return text
	}
	leak := Leak{record, field, name.leak(what)}
	if !slices.Contains(g.leaks, leak) {
		g.leaks = append(g.leaks, leak)
	}
	return ""
}

// amount lets a number through, which is said openly, but not every unit: a
// unit is typed by the person too. What could not be read is no number yet.
func (g *guard) amount(record workbook.Key, field string, name label, a workbook.Amount) string {
	if !a.OK() || !a.Money() && g.text(record, field, name, a.Unit()) != a.Unit() {
		return ""
	}
	return a.String()
}

// tells finds what a text gives away.
func (g *guard) tells(text string) (told, bool) {
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
				return s.what, true
			}
		}
		if s.run != "" && strings.Contains(fold(text), s.run) {
			return s.what, true
		}
	}
	for _, s := range g.says {
		if s.in(text) {
			return s.what, true
		}
	}
	for _, n := range g.numbers {
		if mentions(text, n.amount, n.step) {
			return n.what, true
		}
	}
	return phrase(text)
}

// phrases tell of an alternative or of a line whoever says them. A hyphen makes
// the difference in "must-have": everyone must have something.
var (
	phrases = func() []secret {
		var out []secret
		add := func(what told, first, second []string) {
			for _, a := range first {
				for _, b := range second {
					out = append(out, secret{words: wordsOf(a + " " + b), what: what})
				}
			}
		}
		offers := []string{"offer", "offers"}
		add(speaks("another offer"), []string{"another", "other", "competing", "written", "outside", "second"}, offers)
		add(speaks("another offer"), offers, []string{"in writing", "elsewhere"})
		add(speaks("another offer"), offers[:1], []string{"from"}) // who compares offers from suppliers does their work
		add(speaks("leaving"), []string{"I would", "I will", "I'll", "I'd", "I might", "I could"}, []string{"leave", "quit", "resign", "walk"})
		add(speaks("a minimum"), []string{"my minimum", "reservation point"}, []string{""})
		add(speaks("an alternative"), []string{"BATNA"}, []string{""})
		return out
	}()
	hyphened = []struct {
		shape *regexp.Regexp
		what  told
	}{
		{regexp.MustCompile(`(?:^|[^\pL\pN])must(?:[-‐–]haves?|\s+haves)(?:[^\pL\pN]|$)`), speaks("a must-have")},
		{regexp.MustCompile(`(?:^|[^\pL\pN])walk[-‐–]?aways?(?:[^\pL\pN]|$)`), speaks("a walk-away line")},
	}
	sentenceEnd = regexp.MustCompile(`[.;:!?]+(?:\s|$)`)
)

func phrase(text string) (told, bool) {
	s := fold(text)
	for _, sentence := range sentenceEnd.Split(s, -1) { // "the service we offer. From May on"
		words := wordsOf(sentence)
		for _, p := range phrases {
			if len(places(words, p.words)) > 0 {
				return p.what, true
			}
		}
	}
	for _, h := range hyphened {
		if h.shape.MatchString(s) {
			return h.what, true
		}
	}
	return told{}, false
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
	return strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == 'ʼ' }) // Unicode has an apostrophe that is a letter
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
// written: 88k, 88,000, 88.000, 88 000, $88000, 0.088m, eighty-eight thousand,
// and for money 88 alone, but not where it is a step: ten more is not ten
// thousand. A number counted in words ("2 days") has to have one of them near
// it, or every 2 would be a secret.
func mentions(text string, a workbook.Amount, step bool) bool {
	s := fold(text)
	for _, at := range digitsRun.FindAllStringIndex(s, -1) {
		rest := s[at[1]:]
		// Every stretch of the run is tried: "88-92k" holds 88 and 92.
		groups := digits.FindAllStringIndex(s[at[0]:at[1]], -1)
		for i := range groups {
			whole := ""
			before := s[:at[0]+groups[i][0]]
			for j := i; j < min(len(groups), i+maxGroups); j++ {
				part := s[at[0]+groups[j][0] : at[0]+groups[j][1]]
				after := s[at[0]+groups[j][1]:]
				hit := j > i && reads(whole+"."+part, after, a, step) || reads(whole+part, after, a, step)
				if !hit && rangeMark.MatchString(after) {
					hit = reads(whole+part, rest, a, step) // the k of "4-7k" is for both
				}
				if hit && (near(after, a) || near(rest, a)) && (!step || telling(before, after, a, smallPay)) {
					return true
				}
				whole += part
			}
		}
	}
	return a.Unit() != "" && mentionsSpelled(s, a, step)
}

// mentionsSpelled is mentions for numbers in words.
func mentionsSpelled(s string, a workbook.Amount, step bool) bool {
	least := smallSpelled
	if step {
		least = smallPay
	}
	for _, n := range spelledOut(s) {
		v := decimal.NewFromInt(n.value)
		if v.Equal(a.Value()) && near(n.after, a) && (!a.Money() || telling(n.before, n.after, a, least)) {
			return true
		}
		if !step && n.value >= 20 && bare(v, n.after, a) { // below 20 they count months and colleagues
			return true
		}
	}
	return false
}

// smallSpelled is the least amount that tells when it is spelled without a currency.
var smallSpelled = decimal.NewFromInt(100)

// telling keeps small numbers from being taken for money: they have to be large
// enough or to stand beside a currency.
func telling(before, after string, a workbook.Amount, least decimal.Decimal) bool {
	code := strings.ToLower(a.Unit())
	return a.Value().GreaterThanOrEqual(least) || priceBefore.MatchString(before) || priceAfter.MatchString(after) ||
		strings.HasSuffix(strings.TrimSpace(before), code) || strings.HasPrefix(strings.TrimSpace(after), code)
}

var (
	priceBefore = regexp.MustCompile(`\p{Sc}\s*$`)
	priceAfter  = regexp.MustCompile(`^\s*(?:\p{Sc}|(?:euros?|dollars?|pounds?|francs?|more|extra)\b)`)
	rangeMark   = regexp.MustCompile(`^\s?[-–]`)
	letterRun   = regexp.MustCompile(`\pL+`)
	oneNumber   = regexp.MustCompile(`^(?:\s+|[-‐])$`) // what stands between the words of one number
	thousands   = map[string]int64{"k": 1e3, "thousand": 1e3, "grand": 1e3, "million": 1e6}
)

type spelledNumber struct {
	value         int64
	before, after string
}

// spelledOut finds the numbers that are spelled in words, each as long as it
// goes: "one hundred sixty-five thousand" holds no sixty-five.
func spelledOut(s string) []spelledNumber {
	var out []spelledNumber
	at := letterRun.FindAllStringIndex(s, -1)
	for i := 0; i < len(at); {
		var words []string
		for k := i; k < len(at) && (k == i || oneNumber.MatchString(s[at[k-1][1]:at[k][0]])); k++ {
			word := s[at[k][0]:at[k][1]]
			if spelled[word] == 0 && thousands[word] == 0 && word != "hundred" && word != "and" && word != "a" {
				break
			}
			words = append(words, word)
		}
		value, n := readSpelled(words)
		if n > 0 {
			out = append(out, spelledNumber{value, s[:at[i][0]], s[at[i+n-1][1]:]})
		}
		i += max(n, 1)
	}
	return out
}

// readSpelled reads the number that words begin with, and tells how many of
// them it took.
func readSpelled(words []string) (value int64, taken int) {
	var total, part int64
	whole, scale := 0, int64(1e9) // how many words make total, and what they end with
	for k, word := range words {
		n, by := spelled[word], thousands[word]
		switch {
		case word == "a" && k == 0:
			continue
		case word == "and" && k > 0 && (words[k-1] == "hundred" || thousands[words[k-1]] > 0):
			continue
		case n >= 10 && part%100 == 0, n > 0 && n < 10 && (part%100 == 0 || part%100 >= 20 && part%10 == 0):
			if k == 1 && words[0] == "a" {
				return 0, 0
			}
			part += n
		case word == "hundred" && part < 100:
			part = max(part, 1) * 100
		case by > 0 && by < scale && (part > 0 || k == 1 && words[0] == "a"):
			total += max(part, 1) * by
			part, whole, scale = 0, k+1, by
		case by > 0 && total > 0: // "sixty thousand sixty-five thousand" are two
			return total, whole
		default:
			return value, taken
		}
		value, taken = total+part, k+1
	}
	return value, taken
}

// reads tells whether digits, with the k or m behind them, make the amount.
func reads(number, after string, a workbook.Amount, step bool) bool {
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
	return !step && !grouped.MatchString(after) && bare(v, after, a)
}

// bare tells whether a number means thousands: people say 88 and mean 88,000;
// the 88 of 88,123 means nothing by itself.
func bare(v decimal.Decimal, after string, a workbook.Amount) bool {
	return a.Money() && a.Value().GreaterThanOrEqual(smallPay.Shift(1)) && v.Shift(3).Equal(a.Value()) && !perCent.MatchString(after)
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
