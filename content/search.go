package content

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Match is a return of the catalog that was found.
type Match struct {
	Return         // its Also begins with Synonym
	Synonym string // the one that matched; "" where the name did, or words here and there
	fit     fit
}

// fit is how well a text fits a name or a synonym, best first.
type fit int

const (
	whole fit = iota // the text is all of it
	first            // the text is its first word, or its first words
	part             // the text is a word of it, or several in a row; or all of a synonym
	start            // it begins with the text
	word             // a word of it begins with the text
	apart            // each word of the text begins one of the name, a synonym, the kind or the why
	some             // a part of the text does, where all of it finds nothing
	none
)

// small gives the words that say nothing of what is wished for or said.
var small = sync.OnceValue(func() []string {
	return fold("a an the my new more some of to no ahead week every other " +
		"i me you your we our us it is are was be been have had has do does did can will would that this there here for with and but so in on at")
})

// Of a text that nothing fits as a whole, a word of so many letters is looked for
// alone, and no more than so many entries are near enough.
const (
	telling = 4
	most    = 4
)

// entry is what a text is held against.
type entry struct {
	name string
	also []string // what else it is called
	rest string   // words that it may be found by where nothing else fits
}

// hit is an entry that was found.
type hit struct {
	at      int // in the list of entries
	synonym int // the one that matched; -1 where the name did, or words here and there
	fit     fit
}

// FindReturns gives the returns of the catalog that a text may mean, best
// first, in the order of the catalog where they fit equally well: all of them
// for a blank text. Case, accents, hyphens, blanks and the s of a plural make no
// difference.
func (p *Pack) FindReturns(text string) []Match {
	var all []entry
	for _, r := range p.Returns() {
		all = append(all, entry{r.Name, r.Also, string(r.Kind) + " " + r.Why})
	}
	var out []Match
	for _, h := range search(all, text) {
		m := Match{Return: p.Returns()[h.at], fit: h.fit}
		if i := h.synonym; i >= 0 {
			m.Synonym = m.Also[i]
			m.Also = slices.Concat(m.Also[i:i+1], m.Also[:i], m.Also[i+1:])
		}
		out = append(out, m)
	}
	return out
}

// FindObjections gives the objections of the catalog that a text may mean, such
// as a sentence that the other side may say; otherwise it is as FindReturns.
func (p *Pack) FindObjections(text string) []Objection {
	return matching(p.Objections(), text, func(o Objection) entry { return entry{name: o.Hear, also: o.Words} })
}

// FindIdeas gives the ideas for extra work that a text may mean, by their words and
// by where they come from; otherwise it is as FindReturns.
func (p *Pack) FindIdeas(text string) []Idea {
	return matching(p.Ideas(), text, func(i Idea) entry { return entry{name: i.Name, rest: i.From} })
}

// matching gives the things that a text may mean, the nearest first.
func matching[T any](all []T, text string, as func(T) entry) []T {
	entries := make([]entry, len(all))
	for i, x := range all {
		entries[i] = as(x)
	}
	var out []T
	for _, h := range search(entries, text) {
		out = append(out, all[h.at])
	}
	return out
}

// Near tells a return whose name and synonyms the text is no part of.
func (m Match) Near() bool { return m.fit >= apart }

// search gives the entries that a text may mean: those that it fits as a whole,
// else without its small words, else those that a part of it may mean.
func search(all []entry, text string) []hit {
	typed := fold(text)
	out := find(all, typed)
	if len(out) > 0 {
		return out
	}
	named := slices.DeleteFunc(slices.Clone(typed), func(w string) bool { return slices.Contains(small(), w) })
	if len(named) > 0 {
		out = find(all, named)
	}
	if len(out) > 0 || len(typed) < 2 {
		return out
	}
	near := said(all, typed)
	for _, w := range named {
		if utf8.RuneCountInString(w) >= telling {
			near = append(near, slices.DeleteFunc(find(all, []string{w}), func(h hit) bool { return h.fit > word })...)
		}
	}
	for _, h := range near {
		if !slices.ContainsFunc(out, func(have hit) bool { return have.at == h.at }) {
			h.fit = some
			out = append(out, h)
		}
	}
	return out[:min(len(out), most)]
}

// find gives the entries that a text fits, best first.
func find(all []entry, typed []string) []hit {
	var out []hit
	for i, e := range all {
		if h := e.match(typed); h.fit != none {
			h.at = i
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b hit) int { return cmp.Compare(a.fit, b.fit) })
	return out
}

// said gives the entries whose name or synonyms stand in a text, whole, those
// first of which more of it is made.
func said(all []entry, typed []string) []hit {
	var out []hit
	letters := map[int]int{} // by entry
	for i, e := range all {
		h, longest := hit{at: i, synonym: -1}, 0
		for j, also := range append([]string{e.name}, e.also...) {
			words := fold(also)
			if n := len(strings.Join(words, "")); fitOf(typed, words) <= part {
				letters[i] += n
				if n > longest {
					h.synonym, longest = j-1, n
				}
			}
		}
		if longest > 0 {
			out = append(out, h)
		}
	}
	slices.SortStableFunc(out, func(a, b hit) int { return cmp.Compare(letters[b.at], letters[a.at]) })
	return out
}

// match holds an entry against the folded words of a text.
func (e entry) match(typed []string) hit {
	name := fold(e.name)
	h := hit{synonym: -1, fit: fitOf(name, typed)}
	all := slices.Concat(name, fold(e.rest))
	for i, also := range e.also {
		words := fold(also)
		all = append(all, words...)
		fits := fitOf(words, typed)
		switch fits {
		case whole:
			fits = part
		case first, part, start:
			fits = word
		}
		if fits < h.fit {
			h.fit, h.synonym = fits, i
		}
	}
	lost := func(w string) bool { return fitOf(all, []string{w}) == none }
	if h.fit == none && !slices.ContainsFunc(typed, lost) {
		h.fit = apart
	}
	return h
}

// fitOf holds what was typed against a name or a synonym. Where one word ends
// and the next begins does not matter: "oncall" is a part of "on-call pay".
func fitOf(words, typed []string) fit {
	want, best := strings.Join(typed, ""), none
	for at := range words {
		rest := strings.Join(words[at:], "")
		if !strings.HasPrefix(rest, want) {
			continue
		}
		fits, run := word, ""
		if at == 0 {
			fits = start
		}
		for _, w := range words[at:] {
			if run += w; run == want && at == 0 {
				fits = first
			} else if run == want {
				fits = part
			}
		}
		if at == 0 && rest == want {
			fits = whole
		}
		best = min(best, fits)
	}
	return best
}

// fold gives the words of a text in lower case, without accents and without the
// s of a plural.
func fold(text string) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	for i, w := range words {
		if single := strings.TrimSuffix(w, "s"); len(single) > 2 && !strings.HasSuffix(single, "s") {
			words[i] = single
		}
	}
	return words
}
