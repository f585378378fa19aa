package workbook

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/lazy"
)

// Shares are what the words about a piece of extra work give to whom: how often they say
// I and we, and which of those who had a part in it they name.
type Shares struct {
	I, We   int
	Named   []string // as they stand in the list of who had a part in it
	English bool     // the words are English; of others nothing is counted
}

// Shares counts the words of a piece of extra work. It knows English alone.
func (e Extra) Shares() Shares {
	text := acronyms.ReplaceAllString(strings.ReplaceAll(e.Words, "’", "'"), " ")
	words := strings.FieldsFunc(text, func(r rune) bool { return !part(r) }) // I'm is I and m
	var s Shares
	if s.English = english(words); !s.English {
		return s
	}
	for _, w := range words {
		switch {
		case ones(strings.ToLower(w)):
			s.I++
		case ours(strings.ToLower(w)) && w != "US":
			s.We++
		}
	}
	for _, c := range e.Credit {
		for _, name := range people(c.Text) {
			if !slices.Contains(s.Named, name) && slices.ContainsFunc(calls(name), func(call string) bool { return says(text, call) }) {
				s.Named = append(s.Named, name)
			}
		}
	}
	return s
}

// acronyms have an I of their own.
var acronyms = lazy.New(`\b(?:I/O|A\.I\b\.?|I\.T\b\.?)`)

// part tells whether a letter belongs to a word.
func part(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

// set is a list of words, made at its first use.
func set(words string) func(word string) bool {
	all := sync.OnceValue(func() map[string]bool {
		out := map[string]bool{}
		for _, w := range strings.Fields(words) {
			out[w] = true
		}
		return out
	})
	return func(word string) bool { return all()[word] }
}

var (
	ones = set("i me my mine")
	ours = set("we us our ours")
	// sure are in no language nearby; a few letters such as I, me, we and a are.
	sure = set("our ours mine the and it its they them their he she his you your this that were are with by myself ourselves " +
		"not have has had been when after because who which what into every each about before while everybody everyone")
	// foreign are small words of other languages that English does not have.
	foreign = set("ich wir und der das dem nicht mit hat habe haben ein eine ist wurde " + "je nous et le les des une avec est ont " +
		"yo nosotros el los las que lo por una fue " + "io noi gli che di ho abbiamo della il " + "ik wij het een van hebben heb " +
		"eu nós um uma com não foi " + "jag jeg vi och og det att har " + "ja się nie na że zrobiłem jest")
)

// english tells whether more of the words are English than are not.
func english(words []string) bool {
	yes, no, perhaps := 0, 0, 0
	for _, w := range words {
		low := strings.ToLower(w)
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case sure(low):
			yes++
		case foreign(low), unicode.IsLower(first) && strings.ContainsFunc(w, func(r rune) bool { return r > unicode.MaxASCII }),
			!unicode.In(first, unicode.Latin, unicode.Nd) && !unicode.IsMark(first):
			no++
		case ones(low), ours(low), low == "a", low == "an":
			perhaps = 1
		}
	}
	return yes+perhaps > no
}

// people are those that a line names: "Sam; Ines Moreau" names two.
func people(line string) []string {
	var out []string
	for _, name := range strings.FieldsFunc(between.ReplaceAllString(line, ";"), func(r rune) bool { return strings.ContainsRune(",;/&+()\n", r) }) {
		if name = strings.Trim(strings.TrimSpace(name), ".:"); name != "" {
			out = append(out, name)
		}
	}
	return out
}

var between = lazy.New(`\s+(?:and|with)\s+`)

// calls are what a person or a group may be called in words: "Ines Moreau" is Ines, and
// "Sam from IT" is Sam.
func calls(name string) []string {
	out := []string{name}
	rest := strings.Fields(name)
	for len(rest) > 1 && titles(strings.ToLower(strings.Trim(rest[0], "."))) {
		rest = rest[1:]
		out = append(out, strings.Join(rest, " "))
	}
	if len(rest) > 1 && capital(rest[0]) && (capital(rest[1]) || followers(rest[1])) {
		out = append(out, rest[0])
	}
	return out
}

var (
	titles    = set("the a an my our mr mrs ms mx dr prof sir")
	followers = set("from in of at who") // what may stand behind a first name
)

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// alsoWords are names that are words too: in small letters they name nobody.
var alsoWords = set("will may mark grace hope joy art bill rob pat sue drew faith april june august frank rich jack rose dawn summer guy gene dean chance skip miles ray " +
	"penny ivy lily iris amber ruby violet daisy sandy dusty stormy chase hunter mason carter cooper baker page reed reid wade lance rusty tad bob nick josh " +
	"don ken long young read white black brown green grant case an so it in on van")

// says tells whether a text has a name as whole words.
func says(text, name string) bool {
	if !alsoWords(strings.ToLower(name)) {
		text, name = strings.ToLower(text), strings.ToLower(name)
	}
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		after, _ := utf8.DecodeRuneInString(text[at+i+len(name):])
		if !part(before) && !part(after) {
			return true
		}
		at += i + len(name)
	}
}
