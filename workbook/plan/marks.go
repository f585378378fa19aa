package plan

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// secrets are what a text is held against before it goes to others. What they
// find is marked, for the person to look at; they keep nothing back, and what
// they do not find is no safer for it.
type secrets struct {
	own     []string // the words of the person's own employer, which name no other
	words   []secretWords
	numbers []secretNumber
	open    []secretNumber // what is said openly
	year    value.WorkYear // by which pay is also told; the usual one where it is not known
	why     string         // of the answer that is being learned
}

type secretWords struct {
	words []string // folded; where text has no spaces, one run of letters
	exact bool     // as they are written: one word of a name of several is a word like others
	why   string
}

type secretNumber struct {
	value decimal.Decimal
	unit  string // "" for money; else "%", or the first word of what is counted
	small bool   // money of so few digits that it has to look like money
	why   string
}

// secretsFrom learns what a reader is not to find between the lines: for the
// coach what is private, for the manager lessons 2 and 4 and the minimum, too.
func secretsFrom(w workbook.Workbook, reader Audience) *secrets {
	w = w.Settled()
	s := &secrets{own: wordsOf(w.Profile.Employer), year: w.WorkYear()}
	if !s.year.Hours.IsPositive() {
		s.year.Hours = decimal.NewFromInt(40)
	}
	if !s.year.Days.IsPositive() {
		s.year.Days = decimal.NewFromInt(5)
	}
	shared := workbook.Schema.Shared(w)
	for _, a := range w.Asks {
		if heard(w, a) {
			s.learnNumbers(&s.open, append(spoken(a), w.AskToday(a))...)
		}
	}
	for _, t := range workbook.Schema.Texts(&w) {
		private := !workbook.Schema.Has(&shared, t.Record)
		if s.why = reasons[t.Label]; private && (s.why == "" || reader == Coach) {
			s.why = "Repeats what you keep private."
		}
		if s.why == "" || reader == Coach && !private {
			continue
		}
		s.learn(w, t)
	}
	if reader == Manager {
		for _, o := range w.Offers {
			s.why = reasons["offers.base"]
			first, _ := w.FirstYear(o)
			steady, _ := w.Steady(o)
			s.learnNumbers(&s.numbers, first, steady)
		}
	}
	return s
}

// reasons say what a text that repeats an answer gives away.
var reasons = map[string]string{
	"asks.minimum":      "Says your minimum.",
	"asks.target":       "Says your target.",
	"returns.threshold": "Says a must-have.",
	"offers.employer":   "Names an offer of lesson 4.",
	"offers.base":       "Says what an offer pays.",
	"offers.bonus":      "Says what an offer pays.",
	"offers.equity":     "Says what an offer pays.",
	"offers.benefits":   "Says what an offer pays.",
	"offers.signon":     "Says what an offer pays.",
	"offers.deadline":   "Says a date of an offer.",
	"offers.start":      "Says a date of an offer.",
	"fallback.plan":     "Says what you will do after a no.",
	"figures.source":    "Names who told you a figure.",
}

// learn takes in one answer.
func (s *secrets) learn(w workbook.Workbook, t workbook.Text) {
	rec := workbook.Schema.Record(&w, t.Record)
	switch at := workbook.Schema.Field(t.Record.Collection(), t.Field).At(rec).(type) {
	case *value.Amount:
		s.learnNumbers(&s.numbers, *at)
		for _, n := range numbersIn(at.Unread()) { // "88-90k" is as secret as 88k
			for _, v := range n.may {
				s.numbers = append(s.numbers, secretNumber{value: v, small: v.LessThan(thousand), why: s.why})
			}
		}
		if a, is := rec.(*workbook.Ask); is {
			now, n := w.AskToday(*a), w.AskAmount(*a, *at)
			s.learnNumbers(&s.numbers, above(now, n), risen(now, n))
		}
	case *value.Bound:
		s.learnNumbers(&s.numbers, at.Amount)
		if r, is := rec.(*workbook.Return); is && w.AskFor(r.ID) == nil { // what is asked for is said
			s.phrase(at.Statement)
		}
	case *value.Date:
		s.date(*at)
	default:
		f, figure := rec.(*workbook.Figure)
		peer := figure && f.Kind == workbook.FigurePeer && t.Field == "source"
		switch {
		case t.Label == "offers.employer":
			s.name(t.Text, len(t.Text))
		case peer:
			s.name(t.Text, 1) // "Maria in billing" is called Maria
		case s.why != reasons[t.Label] || t.Label == "fallback.plan":
			s.phrase(t.Text)
		}
	}
}

// name is mentioned in full, or by one of its first n words as they are written.
func (s *secrets) name(name string, n int) {
	full, written := wordsOf(name), strings.FieldsFunc(name, notInWord)
	if utf8.RuneCountInString(strings.Join(full, "")) >= 3 {
		s.words = append(s.words, secretWords{words: full, why: s.why})
	}
	for _, word := range written[:min(n, len(written))] {
		long := utf8.RuneCountInString(word) >= 3 || len(full) == 1
		if long && !slices.Contains(generic, fold(word)) && !slices.Contains(s.own, fold(word)) {
			s.words = append(s.words, secretWords{words: []string{word}, exact: true, why: s.why})
		}
	}
}

// generic are words of a name that name nothing.
var generic = strings.Fields("the and inc ltd llc plc gmbh group company example")

// phrase is repeated where a text has as many of its words in a row.
func (s *secrets) phrase(text string) {
	const telling = 4
	words := wordsOf(text)
	for n := min(telling, len(words)); len(words) >= n && n > 0; words = words[1:] {
		if utf8.RuneCountInString(strings.Join(words[:n], "")) >= 3 {
			s.words = append(s.words, secretWords{words: words[:n], why: s.why})
		}
	}
}

// date is written with the month's name or in numbers, the day or the month first.
func (s *secrets) date(d value.Date) {
	t, err := time.Parse(time.DateOnly, d.ISO())
	if err != nil {
		return
	}
	for _, form := range []string{"2 January", "2 Jan", "January 2", "Jan 2", "2 1", "02 01", "1 2", "01 02"} {
		s.words = append(s.words, secretWords{words: wordsOf(t.Format(form)), why: s.why})
	}
}

// learnNumbers takes in amounts, of pay with what they make in other periods.
func (s *secrets) learnNumbers(to *[]secretNumber, all ...value.Amount) {
	add := func(v decimal.Decimal, unit string) {
		*to = append(*to, secretNumber{value: v, unit: unit, small: unit == "" && v.LessThan(thousand), why: s.why})
	}
	for _, n := range all {
		switch unit := wordsOf(n.Unit()); {
		case !n.OK() || n.Value().IsZero():
		case n.Money():
			if n.Per().IsZero() {
				n = n.For(value.Year)
			}
			add(n.Value(), "")
			for _, p := range value.Periods() {
				if v, ok := n.To(p, s.year); ok && p != n.Per() {
					add(v.Value(), "")
				}
			}
		case n.Unit() == "%":
			add(n.Value(), "%")
		case len(unit) > 0:
			add(n.Value(), unit[0])
		}
	}
}

var thousand = decimal.NewFromInt(1000)

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
	return value.NewAmount(n.Value().Sub(now.Value()), n.Unit()).For(n.Per())
}

// tells finds why a text is to be looked at twice, "" where nothing is known.
func (s *secrets) tells(text string) string {
	words, written := wordsOf(text), strings.FieldsFunc(text, notInWord)
	for _, secret := range s.words {
		in := words
		if secret.exact {
			in = written
		}
		if hasRun(in, secret.words) || len(secret.words) == 1 && spaceless(secret.words[0]) && strings.Contains(fold(text), fold(secret.words[0])) {
			return secret.why
		}
	}
	for _, n := range numbersIn(text) {
		if slices.ContainsFunc(s.open, n.is) {
			continue
		}
		if i := slices.IndexFunc(s.numbers, n.is); i >= 0 {
			return s.numbers[i].why
		}
	}
	return ""
}

// number is a number in a text, with what it can mean: 7.333 is 7 or 7,333.
type number struct {
	may    []decimal.Decimal
	money  bool   // it looks like money: a sign, a scale or decimals
	alone  bool   // nothing is counted by it
	behind string // the next word, or "%"
}

var (
	inText    = lazy.New(`(?:\p{Sc}|\b[A-Z]{3})?\s?\d(?:[\d.,'’_ \x{a0}\x{202f}]*\d)?`)
	wordAfter = lazy.New(`^[\s-]*([百千]?[万億]|\pL+)?`)
	moneyWord = lazy.New(`^\s?(?:\p{Sc}|[A-Z]{3}\b|(?i:zł|euros?\b|dollars?\b|pounds?\b|yen\b|(?:an?|per|/) ?(?:hour|day|week|month|year)\b))`)
)

func numbersIn(text string) []number {
	var out []number
	s := value.InDigits(norm.NFKC.String(text))
	for _, at := range inText.FindAllStringIndex(s, -1) {
		typed, rest := s[at[0]:at[1]], s[at[1]:]
		word := wordAfter.FindStringSubmatch(rest)
		scale, scaled := value.Scale(word[1])
		if scaled {
			rest = strings.TrimPrefix(rest[len(word[0]):], ".")
			word = wordAfter.FindStringSubmatch(rest)
		}
		n := number{money: scaled || strings.Trim(typed, " ")[0] > '9' || moneyWord.MatchString(rest), behind: fold(word[1])}
		n.alone = word[1] == "" && !strings.HasPrefix(rest, "%")
		if strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, " %") || n.behind == "percent" {
			n.behind = "%"
		}
		digits := strings.FieldsFunc(typed, func(r rune) bool { return r < '0' || r > '9' })
		readings := []string{strings.Join(digits, "")}
		if last := len(digits) - 1; last > 0 {
			readings = append(readings, strings.Join(digits[:last], "")+"."+digits[last])
			n.money = n.money || len(digits[last]) == 2
		}
		for _, r := range readings {
			if v, err := decimal.NewFromString(r); err == nil {
				n.may = append(n.may, v.Shift(scale))
				if n.alone && !scaled && v.LessThan(thousand) { // at 88
					n.may = append(n.may, v.Shift(3))
				}
			}
		}
		out = append(out, n)
	}
	return out
}

// near is how far two numbers may be apart and mean the same: a month's pay is rounded.
var near = decimal.New(5, -4)

// is tells whether the number says a secret one.
func (n number) is(s secretNumber) bool {
	switch {
	case s.unit == "" && (n.behind == "%" || s.small && !n.money):
		return false
	case s.unit != "" && strings.TrimSuffix(n.behind, "s") != strings.TrimSuffix(s.unit, "s"):
		return false
	}
	return slices.ContainsFunc(n.may, func(v decimal.Decimal) bool { return v.Sub(s.value).Abs().LessThanOrEqual(s.value.Mul(near)) })
}

func hasRun(words, part []string) bool {
	for i := 0; len(part) > 0 && i+len(part) <= len(words); i++ {
		if slices.Equal(words[i:i+len(part)], part) {
			return true
		}
	}
	return false
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

// spaceless tells whether a text is in a script that does not part its words.
func spaceless(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	})
}

// Repeats lists the texts in the coach's plan that repeat what is kept private,
// with the reason.
func Repeats(w workbook.Workbook) []OwnText {
	m, shared := secretsFrom(w, Coach), workbook.Schema.Shared(w)
	var out []OwnText
	for _, t := range workbook.Schema.Texts(&shared) {
		switch workbook.Schema.Field(t.Record.Collection(), t.Field).At(workbook.Schema.Record(&shared, t.Record)).(type) {
		case *string, *[]workbook.Entry: // the coach may know the numbers of what is shared
			if why := m.tells(t.Text); why != "" {
				out = append(out, OwnText{Label: workbook.Schema.Collection(t.Record.Collection()).Noun + ", " + t.Field, Text: t.Text, Why: why})
			}
		}
	}
	return out
}
