package workbook

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// MaxOpening is how many words a first sentence has room for, so that it is said in one
// breath or two (ours).
const MaxOpening = 40

// ProposedOpening builds a first sentence from what the answers come to: what fell short
// comes first, else what was reached, else what shows that the ask is earned. A clause
// whose answer is blank is left out; "" where there is nothing to say yet. Names that
// would make it too long are cut.
func (w Workbook) ProposedOpening(today value.Date) string {
	const longest = 12 // words of a name
	s := w.opening(today, MaxOpening)
	for most := longest; WordsIn(s) > MaxOpening && most > 1; most-- {
		s = w.opening(today, most)
	}
	return s
}

// WordsIn counts the words of a text as they are said: a dash is none.
func WordsIn(s string) int {
	n := 0
	for word := range strings.FieldsSeq(s) {
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

func (w Workbook) opening(today value.Date, most int) string {
	gate := w.Gate(today)
	if gate.Shut() {
		return "Before I ask for anything: " + fellShort(*gate.Missed[0], today, most)
	}
	names := w.askedFor(most)
	if what := w.cameOf(gate.Hit); what != "" {
		out := []string{thanks}
		switch things := value.List(names); len(names) {
		case 0:
		case 1:
			out = append(out, "I would like to talk about one thing: "+things+".")
		default:
			out = append(out, "I would like to talk about "+value.Spell(len(names))+" things: "+things+".")
		}
		return strings.Join(append(out, "May I begin with what came of "+firstWords(what, most)+"?"), " ")
	}
	var moves []string
	if proof := w.firstProof(); proof != "" {
		moves = append(moves, "show you "+shown(firstWords(proof, most)))
	}
	if len(names) > 0 {
		moves = append(moves, "ask for "+value.List(w.askedOf(most)))
	}
	if len(moves) == 0 {
		return ""
	}
	return thanks + " I would like to " + strings.Join(moves, ", and then ") + "."
}

const thanks = "Thank you for the time."

// fellShort says where a target stands, and by when it is reached.
func fellShort(k KPI, today value.Date, most int) string {
	what := firstWords(k.What, most)
	actual, target := k.Stands()
	switch {
	case actual == "" && what == "":
		what = "“" + firstWords(target, most) + "” is not so yet"
	case actual == "":
		what += " is still open"
	case what == "":
		what = "I am at " + actual + " against " + target
	default:
		what += " is at " + actual + " against " + target
	}
	if by := k.OnTargetBy(today); by.OK() {
		what += ", and this is how I get there by " + by.Short(today)
	}
	return strings.TrimSuffix(what, ".") + "."
}

// askedFor are the returns of the asks, as they stand inside a sentence, each once.
func (w Workbook) askedFor(most int) []string {
	return w.asked(func(_ Ask, r *Return) string { return MidSentence(firstWords(r.Name, most)) })
}

// askedOf is askedFor behind "ask for": nobody asks for the pay that one has.
func (w Workbook) askedOf(most int) []string {
	return w.asked(func(a Ask, r *Return) string { return a.MoreOf(firstWords(r.Name, most)) })
}

var (
	ofPay   = lazy.New(`(?i)\b(pay|salary|wages?|compensation|income|earnings|base)\b`)
	notMore = lazy.New(`(?i)\b(raises?|rises?|increases?|more|higher|better|equal|fair|parental|sick|holiday|vacation|leave|review|band|transparency|on time)\b`)
)

// MoreOf names what is asked for behind "a request for": of pay, more of it.
func (a Ask) MoreOf(name string) string {
	name = MidSentence(name)
	money := a.Target.Money() || a.Opening.Money() || a.Minimum.Money()
	if money && ofPay.MatchString(name) && !notMore.MatchString(name) {
		return "more " + name
	}
	return name
}

// asked names the returns of the asks, each once.
func (w Workbook) asked(named func(Ask, *Return) string) []string {
	var out []string
	for _, a := range w.Asks[:min(len(w.Asks), MaxAsks)] {
		r := w.Return(a.Return)
		if r == nil {
			continue
		}
		if name := named(a, r); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// cameOf names the target to begin with: one that shows an ask, else the first.
func (w Workbook) cameOf(hit []*KPI) string {
	var first string
	for _, k := range hit {
		if slices.ContainsFunc(w.Asks, func(a Ask) bool { return slices.Contains(a.KPIs, k.ID) }) && k.What != "" {
			return k.Inside()
		}
		if first == "" {
			first = k.Inside()
		}
	}
	return first
}

// Inside names the job inside a sentence. One that is done or not is called as it was
// written: it may be the name of a piece of work.
func (k KPI) Inside() string {
	if k.Target.Statement != "" {
		return ended(k.What)
	}
	return MidSentence(ended(k.What))
}

// firstProof is what shows the first ask that is shown by anything.
func (w Workbook) firstProof() string {
	for _, a := range w.Asks {
		proofs := w.Proofs(a)
		if len(proofs) == 0 {
			continue
		}
		if e := w.Extra(proofs[0].Record.ID()); e != nil && e.What != "" {
			return e.What
		}
		return proofs[0].Text
	}
	return ""
}

// shown puts what shows an ask behind "show you": a whole sentence behind "that", and
// what one did behind "that I".
func shown(proof string) string {
	proof = MidSentence(proof)
	words := strings.Fields(proof)
	switch {
	case len(words) == 0:
	case slices.Contains(did, words[0]), strings.HasSuffix(words[0], "ed") && !strings.HasSuffix(words[0], "eed"):
		return "that I " + proof
	case isSentence(words):
		return "that " + proof
	}
	return proof
}

// IsSentence tells a text that says something of something: "The audit was passed".
func IsSentence(s string) bool { return isSentence(strings.Fields(ended(s))) }

// isSentence tells words that say something of something.
func isSentence(words []string) bool {
	return len(words) > 2 && slices.ContainsFunc(words[1:len(words)-1], func(w string) bool { return slices.Contains(tells, w) })
}

var (
	// did are words with which people begin what they did, beside those that end in -ed.
	did = strings.Fields("wrote rewrote taught built rebuilt took led made ran kept found won sold brought cut set held began grew met got put gave did")
	// tells are verbs that make a sentence of what stands before and behind them.
	tells = strings.Fields("is are was were has have had does do did can could will would fell rose grew went came stopped dropped doubled halved saved passed")
)

// MidSentence makes a name fit inside a sentence: its first letter is small, unless the
// word is a name of its own or an abbreviation; its full stop is taken off.
func MidSentence(name string) string {
	name = strings.TrimRight(strings.TrimSpace(name), ".")
	first, _, _ := strings.Cut(name, " ")
	r, size := utf8.DecodeRuneInString(name)
	if !unicode.IsUpper(r) || properName(first) || strings.ContainsFunc(first[size:], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) {
		return name
	}
	return string(unicode.ToLower(r)) + name[size:]
}

// properName tells a word that begins large wherever it stands.
func properName(word string) bool {
	word = strings.TrimRight(strings.TrimRight(word, ",;:.!?"), "s")
	first, _, _ := strings.Cut(strings.ReplaceAll(word, "’", "'"), "'")
	return utf8.RuneCountInString(first) == 1 && first != "A" || slices.Contains(large, strings.TrimRight(first, "s"))
}

// large are the names that begin what people want from work: days, months, feasts, languages.
var large = strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December " +
	"Easter Christma Ramadan English German French Spanish Italian Dutch Polish Portuguese Excel")

// firstWords are so many words of a text, on one line.
func firstWords(s string, most int) string {
	all := strings.Fields(value.CleanLine(s))
	if len(all) <= most {
		return strings.Join(all, " ")
	}
	return strings.TrimRight(strings.Join(all[:most], " "), ",;:") + " …"
}
