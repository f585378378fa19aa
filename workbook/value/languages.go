package value

import (
	_ "embed" // the table of words
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed languages.txt
var languagesTable string

// langs is a set of the table's languages, a bit each.
type langs uint32

// every is what digits and signs are in.
const every = ^langs(0)

// meaning is one thing that a word may say: its class, such as month, and which of
// that class.
type meaning struct {
	class string
	n     int
	in    langs
}

// unit is what spans and periods of days are counted in.
type unit int

const (
	aDay unit = iota + 1
	aWorkday
	aWeek
	aFortnight
	aMonth
	aQuarter
	aHalfYear
	aYear
	aWeekend
)

// rows tells what the words of a row of the table mean. Rows that are not here are a
// class of their own name; lists count from 1, but for the days from Sunday, which is 0.
var rows = map[string]meaning{
	"months": {class: "month"}, "days": {class: "weekday"}, "dayletters": {class: "dayletter"}, "dayplurals": {class: "dayplural"}, "numbers": {class: "number"}, "ordinals": {class: "nth"}, "endings": {class: "ending"},
	"twenty": {class: "number", n: 20}, "thirty": {class: "number", n: 30}, "thirtieth": {class: "nth", n: 30},
	"today": {class: "offset"}, "tomorrow": {class: "offset", n: 1}, "overmorrow": {class: "offset", n: 2}, "yesterday": {class: "offset", n: -1},
	"day": {class: "unit", n: int(aDay)}, "workday": {class: "unit", n: int(aWorkday)}, "week": {class: "unit", n: int(aWeek)},
	"fortnight": {class: "unit", n: int(aFortnight)}, "month": {class: "unit", n: int(aMonth)}, "quarter": {class: "unit", n: int(aQuarter)},
	"halfyear": {class: "unit", n: int(aHalfYear)}, "year": {class: "unit", n: int(aYear)}, "weekend": {class: "unit", n: int(aWeekend)},
	"calmonth": {class: "calunit", n: int(aMonth)},
	"last":     {class: "mod", n: -1}, "this": {class: "mod"}, "next": {class: "mod", n: 1}, "overnext": {class: "mod", n: 2}, "coming": {class: "mod", n: coming},
	"end": {class: "edge", n: atEnd}, "start": {class: "edge", n: atStart}, "mid": {class: "edge", n: atMiddle}, "early": {class: "edge", n: early}, "late": {class: "edge", n: late},
	"eow": {class: "endof", n: int(aWeek)}, "eom": {class: "endof", n: int(aMonth)}, "eoq": {class: "endof", n: int(aQuarter)}, "eoy": {class: "endof", n: int(aYear)},
}

// coming is this Friday, but next week.
const coming = 9

const (
	atEnd = iota
	atStart
	atMiddle
	early
	late
)

// lexicon finds what a word, or a few words, may mean.
type lexicon struct {
	words   map[string][]meaning
	longest int // the most tokens of an entry
	codes   []string
	table   map[string]map[string][][]string // language, row, list, words: as the file has them
}

// theWords is read at its first use: a start does not wait for it.
var theWords = sync.OnceValue(readWords)

func readWords() *lexicon {
	l := &lexicon{words: make(map[string][]meaning, 4096), table: map[string]map[string][][]string{}}
	plain := strings.Split(Fold(languagesTable), "\n")
	long := strings.Split(Fold(umlauts.Replace(languagesTable)), "\n") // as it is typed where there are no umlauts
	for i, line := range plain {
		key, list, _ := strings.Cut(line, " ")
		switch {
		case key == "" || key[0] == '#':
		case key[0] == '[':
			l.codes = append(l.codes, strings.Trim(key, "[]"))
			l.table[l.codes[len(l.codes)-1]] = map[string][][]string{}
		default:
			l.row(key, list)
			if long[i] != line {
				_, list, _ = strings.Cut(long[i], " ")
				l.row(key, list)
			}
		}
	}
	for _, all := range l.words { // see (*phrase).words
		slices.SortStableFunc(all, func(a, b meaning) int { return int(b.in&1) - int(a.in&1) })
	}
	return l
}

func (l *lexicon) row(key, list string) {
	code := l.codes[len(l.codes)-1]
	in := langs(1) << (len(l.codes) - 1)
	m, named := rows[key]
	if !named {
		m.class = key
	}
	lists := strings.Split(list, "|")
	l.table[code][key] = nil
	for i, list := range lists {
		words := strings.Fields(list)
		l.table[code][key] = append(l.table[code][key], words)
		n := m.n
		if len(lists) > 1 || m.class == "roman" {
			if n = i + 1; key == "days" || key == "dayletters" || key == "dayplurals" {
				n = i
			}
		}
		for _, w := range words {
			tokens := lex(strings.ReplaceAll(w, "_", " "))
			l.add(tokens, meaning{m.class, n, in})
			if key == "last" {
				l.add(tokens, meaning{"nth", lastOne, in})
			}
		}
	}
}

func (l *lexicon) add(tokens []token, m meaning) {
	l.longest = max(l.longest, len(tokens))
	word := joined(tokens)
	all := l.words[word]
	if i := slices.IndexFunc(all, func(o meaning) bool { return o.class == m.class && o.n == m.n }); i >= 0 {
		all[i].in |= m.in
		return
	}
	l.words[word] = append(all, m)
}

// begins gives the months that a word is the beginning of: the English ones where
// there are any.
func (l *lexicon) begins(word string) []meaning {
	if len(word) < 3 || strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return nil
	}
	var found [13]langs
	for name, all := range l.words {
		if strings.HasPrefix(name, word) {
			for _, m := range all {
				if m.class == "month" {
					found[m.n] |= m.in
				}
			}
		}
	}
	english := slices.ContainsFunc(found[:], func(in langs) bool { return in&1 > 0 })
	var out []meaning
	for n, in := range found {
		if in > 0 && (!english || in&1 > 0) {
			out = append(out, meaning{"month", n, in})
		}
	}
	return out
}

var (
	folds   = strings.NewReplacer("ł", "l", "ø", "o", "æ", "ae", "ß", "ss", "đ", "d", "ð", "d", "þ", "th", "œ", "oe", "ı", "i", "’", "'", "‘", "'", "´", "'", "°", "o")
	umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ø", "oe", "å", "aa")
)

// Fold gives small letters without accents, so that what is typed finds a name however it
// is spelled: "zoe" and "Zoë" are the same.
func Fold(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(folds.Replace(strings.ToLower(s))) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// only gives the set of some languages.
func (l *lexicon) only(codes ...string) langs {
	var out langs
	for i, code := range l.codes {
		if slices.Contains(codes, code) {
			out |= 1 << i
		}
	}
	return out
}
