package content

import (
	"cmp"
	"slices"
	"strings"
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
	some             // a word of the text does, where all words find nothing
	none
)

// small are the words that say nothing of what is wished for.
var small = []string{"a", "an", "the", "my", "new", "more", "some", "of", "to", "no", "ahead", "week", "every", "other"}

// FindReturns gives the returns of the catalog that a text may mean, best
// first, in the order of the catalog where they fit equally well: all of them
// for a blank text. Case, accents, hyphens, blanks and the s of a plural make no
// difference.
func (p *Pack) FindReturns(text string) []Match {
	typed := fold(text)
	out := p.find(typed)
	if len(out) > 0 {
		return out
	}
	named := slices.DeleteFunc(slices.Clone(typed), func(w string) bool { return slices.Contains(small, w) })
	if len(named) > 0 {
		out = p.find(named)
	}
	if len(out) > 0 || len(named) < 2 {
		return out
	}
	for _, w := range named {
		for _, m := range p.find([]string{w}) {
			known := func(have Match) bool { return have.Name == m.Name }
			if m.fit <= word && utf8.RuneCountInString(w) >= telling && !slices.ContainsFunc(out, known) {
				m.fit = some
				out = append(out, m)
			}
		}
	}
	return out[:min(len(out), most)]
}

// Of a text that nothing fits as a whole, a word of so many letters is looked for
// alone, and no more than so many returns are near enough.
const (
	telling = 4
	most    = 4
)

// Near tells a return whose name and synonyms the text is no part of.
func (m Match) Near() bool { return m.fit >= apart }

func (p *Pack) find(typed []string) []Match {
	var out []Match
	for _, r := range p.Returns() {
		if m := r.match(typed); m.fit != none {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return cmp.Compare(a.fit, b.fit) })
	return out
}

// match holds a return against the folded words of a text.
func (r Return) match(typed []string) Match {
	name, matched := fold(r.Name), -1
	m := Match{Return: r, fit: fitOf(name, typed)}
	all := slices.Concat(name, fold(string(r.Kind)), fold(r.Why))
	for i, also := range r.Also {
		words := fold(also)
		all = append(all, words...)
		fits := fitOf(words, typed)
		switch fits {
		case whole:
			fits = part
		case first, part, start:
			fits = word
		}
		if fits < m.fit {
			m.fit, matched = fits, i
		}
	}
	lost := func(w string) bool { return fitOf(all, []string{w}) == none }
	if m.fit == none && !slices.ContainsFunc(typed, lost) {
		m.fit = apart
	}
	if matched >= 0 {
		m.Synonym = r.Also[matched]
		m.Also = slices.Concat(r.Also[matched:matched+1], r.Also[:matched], r.Also[matched+1:])
	}
	return m
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
