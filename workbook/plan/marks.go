package plan

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// secrets are what a text is held against before it goes to others. What they
// find is marked, for the person to look at; they keep nothing back, and what
// they do not find is no safer for it.
type secrets struct {
	words         []secretWords
	numbers, open []secretNumber // open is what is said aloud
	own           []string       // the words of the person's own employer, which name no other
	year          value.WorkYear // by which pay is also told; the usual one where it is not known
	why           string         // of the answer that is being learned
}

type secretWords struct {
	words []string
	how   func(t told, words []string) bool
	why   string
}

type secretNumber struct {
	value decimal.Decimal
	units []string // what is counted; none for money
	why   string
	given bool // as the person gave it, and not what that makes in another period
}

const private = "Repeats what you keep private."

// reasons say what a text that repeats an answer gives away.
var reasons = map[string]string{
	"asks.minimum":      "Says your minimum.",
	"asks.target":       "Says your target.",
	"returns.threshold": "Says a must-have.",
	"offers.employer":   "Names an offer of lesson 4.",
	"offers.deadline":   "Says a date of an offer.",
	"offers.start":      "Says a date of an offer.",
	"fallback.plan":     "Says what you will do after a no.",
	"figures.source":    "Names who told you a figure.",
	"deals.get":         unwritten,
	"deals.target":      unwritten,
	"deals.partial":     unwritten,
	"promises.what":     "Repeats a promise of yours.",
	"objections.hear":   prepared,
	"objections.answer": prepared,
	"steps.offer":       "Says a step of your ladder.",
	"portions.offer":    "Says what a package holds.",
}

const (
	unwritten = "Tells of a deal that is not in writing."
	prepared  = "Repeats what you prepared for a no."
)

const pays = "Says what an offer pays."

// secretsFrom learns what a reader is not to find between the lines: for the
// coach what is private, for the manager lessons 2 and 4 and the minimum, too.
func secretsFrom(w workbook.Workbook, reader Audience) *secrets {
	w = w.Settled()
	s := &secrets{own: wordsOf(w.Profile.Employer), year: w.WorkYear()}
	s.year.Hours, s.year.Days = positive(s.year.Hours, 40), positive(s.year.Days, 5)
	shared := workbook.Schema.Shared(w)
	for _, a := range w.Asks {
		if heard(w, a) {
			s.learnNumbers(&s.open, append(spoken(a), w.AskToday(a))...)
		}
	}
	for _, t := range workbook.Schema.Texts(&w) {
		at := workbook.Schema.Field(t.Record.Collection(), t.Field).At(workbook.Schema.Record(&w, t.Record))
		s.why = reasons[t.Label]
		if d := w.Deal(t.Record.ID()); s.why == unwritten && (written(*d) || t.Field == "get" && w.AskFor(d.Return) != nil) { // what is asked for is said
			s.why = ""
		}
		if n, is := at.(*value.Amount); is && (n.Money() || n.Unread() != "") && t.Record.Collection() == workbook.OfferRecords {
			s.why = pays
		}
		hidden := !workbook.Schema.Has(&shared, t.Record)
		if hidden && (s.why == "" || reader == Coach) {
			s.why = private
		}
		if s.why != "" && (hidden || reader == Manager) {
			s.learn(w, t, at)
		}
	}
	if s.why = pays; reader == Manager {
		for _, o := range w.Offers {
			first, _ := w.FirstYear(o)
			steady, _ := w.Steady(o)
			s.learnNumbers(&s.numbers, first, steady)
		}
	}
	said := openly(w)
	s.words = slices.DeleteFunc(s.words, func(secret secretWords) bool {
		return slices.ContainsFunc(said, func(words []string) bool {
			return slices.EqualFunc(words, secret.words, func(a, b string) bool { return a == fold(b) })
		})
	})
	return s
}

// openLabels are the answers that everybody reads at the head of a copy, or hears in the talk.
var openLabels = []string{"profile.with", "profile.person", "profile.employer", "profile.role", "review.decider"}

// openly are the words of them, which are no secret wherever else they stand: who talks with
// whom, who decides, where and as what. A person is also called by a part of their name,
// but what they are may be what somebody secretly wants to become.
func openly(w workbook.Workbook) [][]string {
	var out [][]string
	runs := func(text string, least int) {
		for _, all := range [][]string{wordsOf(text), telling(text)} {
			for i := range all {
				for n := i + 1; n <= len(all); n++ {
					if n-i >= least || n-i == len(all) {
						out = append(out, all[i:n])
					}
				}
			}
		}
	}
	for _, name := range []string{w.Profile.With, w.Profile.Person, w.Review.Decider} {
		out = append(out, wordsOf(name), telling(name))
		runs(workbook.ShortName(name), 1)
	}
	runs(w.Profile.Employer, 2)
	runs(w.Profile.Role, 2)
	return out
}

// learn takes in one answer.
func (s *secrets) learn(w workbook.Workbook, t workbook.Text, at any) {
	rec := workbook.Schema.Record(&w, t.Record)
	switch at := at.(type) {
	case *value.Amount:
		s.learnNumbers(&s.numbers, *at)
		for _, n := range read(at.Unread()).numbers() { // "88-90k" is as secret as 88k
			for _, v := range n.may {
				s.numbers = append(s.numbers, secretNumber{v, nil, s.why, false})
			}
		}
		if a, is := rec.(*workbook.Ask); is {
			s.learnNumbers(&s.numbers, beyond(w.AskToday(*a), w.AskAmount(*a, *at))...)
		}
	case *value.Bound:
		s.learnNumbers(&s.numbers, at.Amount)
		if r, is := rec.(*workbook.Return); !is || w.AskFor(r.ID) == nil { // what is asked for is said
			s.told(at.Statement)
		}
	case *value.Date:
		s.date(*at)
	default:
		f, figure := rec.(*workbook.Figure)
		switch {
		case t.Label == "offers.employer":
			s.name(t.Text, len(t.Text))
		case figure && f.Kind == workbook.FigurePeer && t.Field == "source":
			s.name(t.Text, 1) // "Maria in billing" is called Maria
		case t.Field == "role" && slices.Equal(wordsOf(t.Text), wordsOf(w.Profile.Role)): // which everybody knows
		case t.Label == "deals.get" && s.why == unwritten: // the reward is what is not known yet
			s.phrase(t.Text)
		case s.why == reasons["promises.what"], s.why == prepared, s.why != reasons[t.Label], t.Label == "fallback.plan", s.why == unwritten:
			s.told(t.Text)
		}
	}
}

// name is mentioned in full, or by one of its first n words as they are written.
func (s *secrets) name(name string, n int) {
	full, written := wordsOf(name), strings.FieldsFunc(name, notInWord)
	if runes(full) >= 3 {
		s.words = append(s.words, secretWords{full, told.hasRun, s.why})
	}
	core := slices.DeleteFunc(slices.Clone(full), func(w string) bool { return slices.Contains(generic, w) })
	if len(core) == 1 && len(full) > 1 && runes(core) >= 4 && !slices.Contains(ordinary, core[0]) && !slices.Contains(s.own, core[0]) {
		s.words = append(s.words, secretWords{core, told.hasRun, s.why}) // "contoso" of Contoso Ltd
	}
	for _, word := range written[:min(n, len(written))] {
		long := utf8.RuneCountInString(word) >= 3 || len(full) == 1
		if inSmall(word) && slices.ContainsFunc(written, func(w string) bool { return !inSmall(w) }) {
			continue // "ward" in "Barmherzige, ward 3" is a word like others
		}
		if long && !slices.Contains(generic, fold(word)) && !slices.Contains(s.own, fold(word)) {
			s.words = append(s.words, secretWords{[]string{word}, told.names, s.why})
		}
	}
}

// inSmall tells a word without a capital letter, such as a number.
func inSmall(word string) bool { return !strings.ContainsFunc(word, unicode.IsUpper) }

// generic are words of a name that name nothing, and small ones of a phrase that tell nothing.
var (
	generic = strings.Fields("the and inc ltd llc llp plc gmbh group company sons software services systems partners example hospital clinic school ward unit team department")
	small   = strings.Fields("for the and not you are out off our had has was who how all any can get but may with from that this than then them they have been will would more most less least only every each after before instead into over when what")
)

// ordinary are names of employers that in small letters are words like others.
var ordinary = strings.Fields("target apple orange shell square block signal general first united american national oracle visa meta delta alpha omega " +
	"frontier progress express capital central western eastern northern southern global international summit bridge spark stone river forest harbor " +
	"state city public health energy water power light house works group union people trade north south")

// told is repeated as a passage where it speaks of the work, as deals, promises and replies
// do: two words of it stand in any text about that work.
func (s *secrets) told(text string) {
	switch s.why {
	case reasons["promises.what"], prepared, unwritten:
		s.passage(text)
	default:
		s.phrase(text)
	}
}

// phrase is repeated where two of its words that tell something, and are neighbors
// in it, are near each other; a single one is repeated by itself.
func (s *secrets) phrase(text string) {
	all := telling(text)
	if len(all) == 1 && runes(all) >= 3 {
		s.words = append(s.words, secretWords{all, told.hasNear, s.why})
	}
	s.runs(all, 2)
}

// passage is a text of everyday words: three of them have to be near each other, or all
// where there are two.
func (s *secrets) passage(text string) {
	all := telling(text)
	s.runs(all, max(2, min(3, len(all))))
}

// runs are repeated where so many neighbors are near each other.
func (s *secrets) runs(all []string, n int) {
	for i := n; i <= len(all); i++ {
		s.words = append(s.words, secretWords{all[i-n : i], told.hasNear, s.why})
	}
}

// telling are the words of a text that tell something.
func telling(text string) []string {
	return slices.DeleteFunc(wordsOf(text), func(w string) bool {
		return utf8.RuneCountInString(w) < 3 && !spaceless(w) || slices.Contains(small, w)
	})
}

// date is written with the month's name or in numbers, the day or the month first.
func (s *secrets) date(d value.Date) {
	t, err := time.Parse(time.DateOnly, d.ISO())
	if err != nil {
		return
	}
	forms := []string{"2 January", "2 Jan", "January 2", "Jan 2", "2 1", "02 01", "1 2", "01 02"}
	if t.AddDate(0, 0, 7).Month() != t.Month() {
		forms = append(forms, "end of January")
	}
	for _, form := range forms {
		s.words = append(s.words, secretWords{wordsOf(t.Format(form)), told.hasRun, s.why})
	}
}

// learnNumbers takes in amounts, of pay with what they make in other periods.
func (s *secrets) learnNumbers(to *[]secretNumber, all ...value.Amount) {
	for _, n := range all {
		what, _, _ := strings.Cut(n.Unit(), " a ")
		switch {
		case !n.OK() || n.Value().IsZero():
		case n.Money():
			if n.Per().IsZero() {
				n = n.For(value.Year)
			}
			given := n.AsTyped(s.year)
			for _, p := range append(value.Periods(), n.Per()) {
				if v, ok := n.To(p, s.year); ok {
					*to = append(*to, secretNumber{v.Value(), nil, s.why, p == given.Per()})
				}
			}
		case what == "%":
			*to = append(*to, secretNumber{n.Value(), []string{what}, s.why, false})
		case len(wordsOf(what)) > 0:
			*to = append(*to, secretNumber{n.Value(), wordsOf(what), s.why, false})
		}
	}
}

func positive(n decimal.Decimal, usual int64) decimal.Decimal {
	if n.IsPositive() {
		return n
	}
	return decimal.NewFromInt(usual)
}

// beyond is how much more money n is than there is now, and in per cent.
func beyond(now, n value.Amount) []value.Amount {
	if !n.Money() || !now.Less(n) {
		return nil
	}
	rise, _ := value.Rise(now, n)
	return []value.Amount{value.NewAmount(n.Value().Sub(now.Value()), n.Unit()).For(n.Per()), value.NewAmount(rise, "%")}
}

// tells finds why a text is to be looked at twice, "" where nothing is known.
func (s *secrets) tells(text string) string {
	if why := s.repeated(text); why != "" {
		return why
	}
	return s.number(text, nil)
}

// repeated finds words of an answer in a text.
func (s *secrets) repeated(text string) string {
	t := read(text)
	for _, secret := range s.words {
		if secret.how(t, secret.words) {
			return secret.why
		}
	}
	return ""
}

// number finds a number in a text that is a secret one too, but for those that are known
// to who reads it. One that is surely of something else only looks the same.
func (s *secrets) number(text string, known []number) string {
	t, chance := read(text), ""
	for _, n := range t.numbers() {
		if slices.ContainsFunc(s.open, n.is) || slices.ContainsFunc(known, n.same) {
			continue
		}
		for _, secret := range s.numbers {
			switch {
			case !n.is(secret):
			case n.of(secret, t):
				return secret.why
			case chance == "":
				chance = alike(secret.why)
			}
		}
	}
	return chance
}

// likeness names the answers that a number may have in common with a text by chance.
var likeness = map[string]string{
	reasons["asks.minimum"]:      "your minimum",
	reasons["asks.target"]:       "your target",
	reasons["returns.threshold"]: "a must-have",
	reasons["steps.offer"]:       "a step of your ladder",
	reasons["portions.offer"]:    "a package",
	pays:                         "an offer",
	unwritten:                    "a deal that is not in writing",
	private:                      "what you keep private",
}

// alike is the reason for a number that is no secret by itself and looks like one.
func alike(why string) string {
	if what := likeness[why]; what != "" {
		return sameNumber + what + "."
	}
	return why
}

const sameNumber = "Has the same number as "
