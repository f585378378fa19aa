package plan

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
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
//
// Numbers have to look like what they count, and phrases to be the person's own:
// work is full of numbers, of offers and of people who leave.
type guard struct {
	own      [][]string
	currency string
	names    []secret
	says     []secret
	numbers  []secretNumber
	leaks    []Leak
}

type secret struct {
	words []string
	run   string // for scripts that put no spaces between words
	exact string // for names of a few letters, which are looked for as they are written
	what  string // what texts do that have it: "repeat a must-have"
}

type secretNumber struct {
	amount value.Amount
	step   bool // how far a number is above today
	what   string
}

// label is what a sentence calls a text.
type label struct {
	name string
	many bool
}

func (l label) leak(what string) string {
	if l.many {
		return fmt.Sprintf("%s %s; they are left out of the manager's copy.", l.name, what)
	}
	return fmt.Sprintf("%s %s; it is left out of the manager's copy.", l.name, strings.Replace(what, " ", "s ", 1))
}

// minPlanWords is the shortest plan for a no that is looked for in other texts:
// "wait" is said of much else.
const minPlanWords = 4

// newGuard learns the secrets; asks are those that the manager hears of.
func newGuard(w workbook.Workbook, asks []workbook.Ask) *guard {
	g := &guard{own: nameForms(w.Profile.Employer), currency: w.Currency()}
	open, steps := openNumbers(w, asks)
	rises := slices.Clone(open)
	for _, a := range asks {
		for _, n := range spoken(a) {
			rises = append(rises, risen(w.AskToday(a), w.AskAmount(a, n)))
		}
	}
	steps = append(steps, open...)
	for _, a := range w.Asks {
		minimum, target, now := w.AskAmount(a, a.Minimum), w.AskAmount(a, a.Target), w.AskToday(a)
		g.number(a.Minimum, false, "a minimum", open)
		g.number(minimum, false, "a minimum", open) // 7% is also what it makes of today's pay
		g.number(above(now, minimum), true, "how far the minimum is above today", steps)
		g.number(risen(now, minimum), false, "how far the minimum is above today", rises)
		g.unread("a minimum", open, a.Minimum.Unread())
		heard := slices.ContainsFunc(asks, func(o workbook.Ask) bool { return o.ID == a.ID })
		if heard && a.Target.Equal(a.Opening) {
			continue // what is said first is no secret, even in an ask that is put in words
		}
		g.number(a.Target, false, "the target", open)
		g.number(target, false, "the target", open)
		g.number(above(now, target), true, "how far the target is above today", steps)
		g.number(risen(now, target), false, "how far the target is above today", rises)
		g.unread("the target", open, a.Target.Unread())
	}
	for _, o := range w.Offers {
		what := fmt.Sprintf("name “%s”, an offer elsewhere", short(o.Employer))
		for _, words := range nameForms(o.Employer) {
			g.names = append(g.names, secret{words: words, what: what})
		}
		if s := fold(o.Employer); spaceless(s) {
			g.names = append(g.names, secret{run: s, what: what})
		}
		if s := strings.TrimSpace(o.Employer); len(nameForms(s)) == 0 && utf8.RuneCountInString(s) > 1 {
			g.names = append(g.names, secret{exact: s, what: what})
		}
		first, _ := w.FirstYear(o)
		steady, _ := w.Steady(o)
		for _, a := range []value.Amount{o.Base, o.Bonus, o.Equity, o.Benefits, o.SignOn, first, steady} {
			if a.Money() {
				g.number(a, false, "a number of an offer elsewhere", open)
			}
		}
	}
	if plan := wordsOf(w.Fallback.Plan); len(plan) >= minPlanWords {
		g.says = append(g.says, secret{words: plan, what: "repeat what you will do after a no"})
	}
	for _, r := range w.Returns {
		if r.Need.Sort != workbook.Must {
			continue
		}
		g.number(r.Need.Threshold.Amount, false, "the number of a must-have", open)
		g.unread("the number of a must-have", open, r.Need.Threshold.Unread())
		s := secret{words: wordsOf(r.Need.Threshold.Statement), what: "repeat a must-have"}
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

// number learns an amount, unless it is said openly.
func (g *guard) number(a value.Amount, step bool, what string, open []value.Amount) {
	said := slices.ContainsFunc(open, func(o value.Amount) bool { return o.Comparable(a) && o.Value().Equal(a.Value()) })
	if a.OK() && !a.Value().IsZero() && !said {
		g.numbers = append(g.numbers, secretNumber{a, step, fmt.Sprintf("give away %s, %s", what, a)})
	}
}

// unread learns the numbers in what was typed for an amount and could not be
// read as one: "88-90k" is as secret as 88k.
func (g *guard) unread(what string, open []value.Amount, text string) {
	for _, sentence := range sentences(text) {
		for _, n := range numbersIn(sentence) {
			if n.value.GreaterThanOrEqual(tenThousand) {
				g.number(value.NewAmount(n.value, g.currency), false, what, open)
			}
		}
	}
}

// risen is how far n is above now in per cent, blank where it is not.
func risen(now, n value.Amount) value.Amount {
	rise, ok := value.Rise(now, n)
	if !ok || !n.Money() || !rise.IsPositive() {
		return value.Amount{}
	}
	return value.NewAmount(rise, "%")
}

// above is how much more money n is than there is now, blank where it is not.
func above(now, n value.Amount) value.Amount {
	if !n.Money() || !now.Less(n) {
		return value.Amount{}
	}
	return value.NewAmount(n.Value().Sub(now.Value()), n.Unit())
}

// text gives the text, or nothing and a Leak where it gives a secret away.
func (g *guard) text(record workbook.Key, field string, name label, text string) string {
	what := g.tells(text)
	if what == "" {
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
func (g *guard) amount(record workbook.Key, field string, name label, a value.Amount) string {
	if !a.OK() || !a.Money() && g.text(record, field, name, a.Unit()) != a.Unit() {
		return ""
	}
	return a.String()
}

// tells finds what a text does with a secret, "" where there is none.
func (g *guard) tells(text string) string {
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
		if s.run != "" && strings.Contains(fold(text), s.run) || s.exact != "" && standsIn(text, s.exact) {
			return s.what
		}
	}
	for _, s := range g.says {
		if s.in(text) {
			return s.what
		}
	}
	for _, sentence := range sentences(text) {
		for _, n := range numbersIn(sentence) {
			for _, s := range g.numbers {
				if n.tells(s) {
					return s.what
				}
			}
		}
		sentence = ofWork.ReplaceAllString(sentence, "")
		for _, own := range g.own {
			sentence = strings.ReplaceAll(sentence, strings.Join(own, " "), "the company")
		}
		for _, p := range phrases() {
			if p.shape.MatchString(sentence) {
				return p.what
			}
		}
	}
	return ""
}

// sentences gives a text as it is looked through: in small letters, with one
// kind of space, dash and apostrophe, and in sentences, since no phrase goes
// across their ends: "the service we offer. Elsewhere".
func sentences(text string) []string {
	return sentenceEnd.Split(strings.Join(strings.Fields(marks.Replace(fold(text))), " "), -1)
}

var (
	marks = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "‐", "-", "‒", "-", "–", "-", "—", "-", "−", "-",
		"*", "", "`", "", "~", "", "#", "", `"`, "", "“", "", "”", "", "„", "")
	sentenceEnd = lazy.New(`[.;:!?]+(?: |$)`)
)

// Parts of the phrases.
const (
	ends = `(?:$| ?[,)]| - )`
	// will is what stands between "I" and what a person would do. "Not" and
	// "never" are not in it, and it takes an "I": customers leave too.
	will = `\bi(?:'(?:d|ll|m|ve)| (?:would|will|might|may|could|should|am|have (?:to|been)|(?:need|want|plan) to))` +
		`(?:,? (?:be|been|have|like|hate|to|ready|prepared|willing|going|forced|rather|also|just|even|then|` +
		`start|think|thinking|about|of|consider|considering|no choice but|[a-z]+ly))*,? `
	wont = `\bi (?:would not|wouldn't|will not|won't|cannot|can't|could not|couldn't) `
	// gone follows "leave" where it is not the rota that is left to Sam.
	gone = `(?:` + ends + `| (?:over|if|because|unless|otherwise|instead|than|then|altogether|for good|` +
		`for (?:another|a (?:better|new))|(?:from )?(?:the|my|this) (?:company|firm|job|employer))\b)`
	// pay is what an employer offers, where a colleague offers help.
	pay = `(?:\p{Sc}|[0-9][0-9.,' ]*(?:%|k\b|[0-9]{3}\b)|` +
		`(?:an?|the|another)(?: [a-z]+)? (?:job|position|post|contract)\b)`
	firm = `\b(?:competitors?|rivals?|(?:another|other) (?:firms?|company|companies|employers?))`
)

// ofWork is what sounds like a secret and is someone's daily work.
var ofWork = lazy.New(`\boffers? (?:to|for|from) (?:[a-z]+ ){0,2}(?:clients?|customers?|suppliers?|students?|candidates?|applicants?)\b|` +
	`\bmust-have (?:features?|requirements?|items?|scope)\b`)

type phrase struct {
	what  string
	shape *lazy.Regexp
}

// phrases tell of an alternative or of a line whoever says them.
var phrases = sync.OnceValue(func() []phrase {
	any := func(shapes ...string) *lazy.Regexp { return lazy.New(strings.Join(shapes, "|")) }
	return []phrase{
		{"speak of another offer", any(
			`\b(?:another|other|competing|written|outside|second|job) offers?\b`,
			`\boffers? (?:in writing|in hand|on the table|elsewhere)\b`,
			`\bi(?: already| now| also| do| recently)?(?:'ve| have| hold| got| received| was made)`+
				`(?: (?:got|had|received|also|already|now))* (?:an?|one|two|three)(?: [a-z]+)? `+
				`offers?(?:`+ends+`| (?:from|at|with|that|which|and|but|in|last|yesterday)\b)`,
			`\bmade me an? (?:[a-z]+ )?offer\b`,
			`\b(?:(?:has|they|they have|someone|recruiter) offered me|i(?: was| got|'ve been| have been) offered) `+pay,
			firm+`(?: [a-z]+){0,3} (?:offer(?:s|ed)?|pays?|wants?|hire|approached|contacted) me\b`)},
		{"speak of leaving", any(
			will+`(?:leave|leaving|quit|quitting|resign|resigning)`+gone,
			`\bi (?:leave|quit|resign) (?:over|if|unless)\b|\b(?:or|then|otherwise|if not),? i(?:'m gone| leave| quit| resign)`+ends,
			wont+`stay(?:`+ends+`| (?:if|here|on|without)\b)`,
			will+`(?:walk(?:ing)? (?:away|out)|hand(?:ing)? in my (?:notice|resignation))\b`,
			will+`(?:interviewing|looking|applying|look|apply)(?: [a-z]+)? `+
				`(?:elsewhere|for (?:another|a new|other) (?:jobs?|positions?|employers?))\b`,
			will+`(?:interviewing(?:`+ends+`| (?:at|with)\b)|(?:talking|in talks) (?:to|with) (?:an? )?`+firm+`)`,
			`\binterview(?:s|ing) elsewhere\b`)},
		{"speak of a minimum", any(
			`\bmy (?:absolute |bare )?minimum\b|\bmy bottom line\b|\breservation (?:point|price)\b`,
			`\bleast (?:that )?i(?:'d| would| could| can| will) (?:accept|take)\b`,
			will+`settle for\b`,
			wont+`(?:go|accept|settle)(?: [a-z]+)? (?:below|lower|less|under)(?:`+ends+`| th(?:an|at|is)\b)`)},
		{"speak of an alternative", any(`\bbatna\b`)},
		{"speak of a must-have", any( // everyone must have something
			`\bmust-haves?\b`, `\bmust haves\b`, `\b(?:an?|my|our)(?: (?:absolute|real|hard|clear))? must have\b`)},
		{"speak of a walk-away line", any(`\bwalk-?aways?\b`)},
	}
})

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
	return strings.FieldsFunc(fold(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) || r == 'ʼ' // Unicode has an apostrophe that is a letter
	})
}

// standsIn tells whether a text has a name as it is written, not inside a word.
func standsIn(text, name string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for rest := text; ; {
		before, after, found := strings.Cut(rest, name)
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		first, _ := utf8.DecodeRuneInString(after)
		if !inWord(last) && !inWord(first) {
			return true
		}
		rest = after
	}
}

func letters(words []string) int { return utf8.RuneCountInString(strings.Join(words, "")) }

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
	bracketed = lazy.New(`\([^)]*\)|\[[^\]]*\]`)
	companies = strings.Fields("inc ltd llc llp plc gmbh ag se sa sas srl bv nv ab oy as co corp corporation company limited incorporated group holding holdings")
)

// nameForms gives the ways in which a company is mentioned: in full, and
// without brackets, "the" and the legal form. Fewer than three characters name
// nothing.
func nameForms(name string) [][]string {
	full := wordsOf(name)
	core := wordsOf(bracketed.ReplaceAllString(name, " "))
	for len(core) > 1 && slices.Contains(companies, core[len(core)-1]) {
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

// number is a number in a sentence. What stands near it is written with a # in
// its place: in at, and in span without the rest of a range, "88-92k".
type number struct {
	value    decimal.Decimal
	at, span string
	bare     bool // it has neither groups of thousands nor a k: 88 may mean 88,000
}

const numeral = `(?:([1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:[.,'_][0-9]{2,3})*[.,'_][0-9]{3}))\b|([0-9]+))` +
	`([.,][0-9]+)?(?: ?(k|mn?|mio|thousand|grand|million|lakh|lac|crore)\b)?`

var (
	aNumber = lazy.New(numeral)
	andOne  = lazy.New(`^ ?(?:-|/|to|and|or) ?\p{Sc}? ?` + numeral)
	groups  = strings.NewReplacer(",", "", ".", "", "'", "", "_", "", " ", "")
	scales  = map[string]int32{"k": 3, "thousand": 3, "grand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "lakh": 5, "lac": 5, "crore": 7}
)

// nearby is how many bytes on either side of a number say what it is.
const nearby = 80

func numbersIn(sentence string) []number {
	var out []number
	s := inDigits(sentence)
	for _, at := range aNumber.FindAllStringIndex(s, -1) {
		before, after := s[max(0, at[0]-nearby):at[0]], s[at[1]:min(len(s), at[1]+nearby)]
		m := aNumber.FindStringSubmatch(s[at[0]:at[1]])
		scale, end := m[4], after
		if next := andOne.FindStringSubmatch(after); next != nil {
			end = after[len(next[0]):]
			if m[1] == "" && scale == "" {
				scale = next[4] // the k is for both
			}
		}
		v, err := decimal.NewFromString(groups.Replace(m[1]+m[2]) + strings.Replace(m[3], ",", ".", 1))
		if err == nil {
			out = append(out, number{v.Shift(scales[scale]), before + "#" + after, before + "#" + end, m[1]+scale == ""})
		}
	}
	return out
}

// tells finds out whether the number is the secret one.
func (n number) tells(s secretNumber) bool {
	a, same := s.amount, n.value.Equal(s.amount.Value())
	switch {
	case !a.Money():
		return same && n.counts(a.Unit())
	case same && n.priced(strings.ToLower(a.Unit())):
		return !s.step || !saved.MatchString(n.at)
	case same && slices.ContainsFunc(next(n.at), several.MatchString):
		return false // "88,000 planning orders"
	case s.step:
		return same && raise.MatchString(n.span)
	case same:
		return !n.bare || n.value.GreaterThanOrEqual(tenThousand) // 2027 is a year
	}
	return n.bare && n.value.Shift(3).Equal(a.Value()) && a.Value().GreaterThanOrEqual(tenThousand) &&
		last.MatchString(n.span) && (asks.MatchString(n.at) || fromScaled.MatchString(n.at))
}

var (
	tenThousand = decimal.NewFromInt(10000)

	price      = lazy.New(`\p{Sc} ?(?:[0-9.,']+ ?k? ?(?:-|to|and|or) ?)?#|# ?(?:\p{Sc}|(?:euros?|dollars?|pounds?|francs?|rupees?|kr)\b)`)
	perCent    = lazy.New(`# ?(?:%|per ?cent\b|pct\b)`)
	last       = lazy.New(`#(?:$| ?[,)]| - | (?:is|would|will|works|at least|or more|minimum)\b)`)
	fromScaled = lazy.New(`[0-9] ?(?:k|thousand|grand) ?(?:-|/|to|and|or) ?\p{Sc}?#`)
	raise      = lazy.New(`\b(?:raise|extra|another|additional)(?: [a-z]+){0,2} ?#|#(?: (?:a|per) [a-z]+)? (?:more|extra|above|on top|raise)\b`)
	asks       = lazy.New(`\b(?:accept|settle|live with|(?:happy|fine|content|glad) with|at least|hope|hoping|` +
		`would do|(?:would be|is) (?:fine|enough|okay|ok)|for me` +
		`|(?:not|never|nothing|anything|go)(?: [a-z]+)? (?:below|under|less|lower)|(?:would|could|can|i'd|i'll) take|my (?:minimum|floor|limit|base|pay|salary)` +
		`|(?:i'd like|i would like|need|want|i expect|ask for|asking for|looking for|meet at|go down to|` +
		`raise of|raise by)(?: about| around)? #)|# (?:raise|minimum)\b`)

	saved    = lazy.New(`\b(?:sav(?:e[ds]?|ings?)|cuts?|revenues?|sales|sold|won|brought)\b`)
	duration = lazy.New(`\b(?:in|within|after|by|from|to|for|took|takes|last|lasted|past|every) #|` +
		`#(?:[ -]\pL+){1,2} (?:a (?:year|quarter|month|week|day|sprint|term)|of|ago|earl(?:y|ier)|late|later)\b`)
	ofAYear   = strings.NewReplacer(" per ", " a ", "/", " a ")
	several   = lazy.New(`^(?:people|staff|[a-z]{2,}[^siu]s)$`)
	following = lazy.New(`#(?:[ -]?\pL+){1,3}`)
	joining   = strings.Fields(`a an the my your our this that and or but as if per plus minus with without in on at by for from to of before after until unless
		since including not no was would will could can may base gross net always works sounds seems looks feels makes means suits fits does covers pays meets`)
)

// priced tells whether a currency stands beside the number.
func (n number) priced(code string) bool {
	tight := strings.ReplaceAll(n.at, " ", "")
	return price.MatchString(n.span) || strings.Contains(tight, code+"#") || strings.Contains(tight, "#"+code)
}

// counts tells whether the number counts what unit says: "2 home days" are some
// of the "days a week". So much is per cent that it has to be asked for.
func (n number) counts(unit string) bool {
	if m := perCent.FindString(n.span); m != "" || strings.HasPrefix(unit, "%") {
		rest := strings.Replace(n.span, m, "#", 1)
		asked := asks.MatchString(rest) && (last.MatchString(rest) || raise.MatchString(rest)) &&
			!slices.ContainsFunc(next(rest), several.MatchString)
		return m != "" && strings.HasPrefix(unit, "%") && (asked || rest == "#")
	}
	if a := ofAYear.Replace(n.span); unit == "" || duration.MatchString(a) && !strings.Contains(a, ofAYear.Replace(fold(unit))) {
		return false // "in 2 days", "2 days a year"
	}
	return asks.MatchString(n.at) && last.MatchString(n.span) || slices.ContainsFunc(next(n.span), func(word string) bool { // "never below 2"
		return slices.ContainsFunc(next("#"+fold(unit)), func(u string) bool { return singular(u) == singular(word) })
	})
}

// next gives the words behind a number that say what it counts.
func next(at string) []string {
	words := wordsOf(following.FindString(at))
	if i := slices.IndexFunc(words, func(w string) bool { return slices.Contains(joining, w) }); i >= 0 {
		words = words[:i]
	}
	return words
}

func singular(word string) string { return strings.TrimSuffix(word, "s") }

var (
	ones     = strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens     = strings.Fields("ten twenty thirty forty fifty sixty seventy eighty ninety")
	below100 = `(?:(?:` + strings.Join(tens[1:], "|") + `)(?:[ -](?:` + strings.Join(ones[:9], "|") + `))?|` + strings.Join(ones, "|") + `)`

	spelled  = lazy.New(`\b(?:(?:a |` + below100 + `[ -])?hundred(?:[ -](?:and )?` + below100 + `)?|` + below100 + `)\b`)
	hundreds = lazy.New(`\b([0-9]{1,3}) thousand (?:and )?([0-9]{3})\b`)
)

// inDigits writes numbers in digits: "eighty-eight thousand" becomes 88 thousand.
func inDigits(s string) string {
	s = spelled.ReplaceAllStringFunc(s, func(words string) string {
		n := 0
		for _, w := range wordsOf(words) {
			if w == "hundred" {
				n = max(n, 1) * 100
			} else if i := slices.Index(ones, w); i >= 0 {
				n += i + 1
			} else {
				n += 10 * (slices.Index(tens, w) + 1)
			}
		}
		return strconv.Itoa(n)
	})
	return hundreds.ReplaceAllString(s, "$1$2")
}

// maxShort is how many characters of a person's own words a sentence repeats.
const maxShort = 40

func short(s string) string {
	s = oneLine(s)
	if r := []rune(s); len(r) > maxShort {
		return string(r[:maxShort-1]) + "…"
	}
	return s
}
