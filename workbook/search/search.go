// Package search finds things by what a person types of their names and days: without
// regard to case and accents, the beginnings of words before what stands inside them.
package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/value"
)

// Fit is how well a thing fits what was typed, best first. It is that of the word that fits
// worst.
type Fit int

// The fits.
const (
	Whole  Fit = iota // each word typed is a word of it
	Begins            // or begins one
	Inside            // or stands inside one
	None
)

// Thing is what something may be found by. It is made once for a list, and held against
// every letter that is typed.
type Thing struct {
	text string
	days []string // as 2027-03-12
}

// Of is a thing of some names and some days; days that were not read are passed over.
func Of(names []string, days ...value.Date) Thing {
	t := Thing{text: value.Fold(strings.Join(names, "\n"))}
	for _, d := range days {
		if d.OK() {
			t.days = append(t.days, d.ISO())
		}
	}
	return t
}

// Query is what was typed, word by word.
type Query struct{ words []string }

// maxWords is how many words are looked for; who types more looks for none of the rest.
const maxWords = 16

// For reads what was typed.
func For(typed string) Query {
	words := strings.Fields(value.Fold(value.CleanLine(typed)))
	return Query{words[:min(len(words), maxWords)]}
}

// Blank tells whether nothing was typed, which everything fits.
func (q Query) Blank() bool { return len(q.words) == 0 }

// Fit tells how well a thing fits. A word may be of its names or of a day, written 2027-03-12,
// or with day, month and year in any order; all that are of a day are of the same one.
func (q Query) Fit(t Thing) Fit {
	var names [maxWords]Fit
	best := Whole
	for i, w := range q.words {
		names[i] = inText(t.text, w)
		best = max(best, names[i])
	}
	for _, d := range t.days {
		fit := Whole
		for i, w := range q.words {
			if names[i] > Whole {
				fit = max(fit, min(names[i], onDay(d, w)))
			}
		}
		best = min(best, fit)
	}
	return best
}

// inText holds a word against the words of a text.
func inText(text, word string) Fit {
	best := None
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return best
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, size := utf8.DecodeRuneInString(text[i+len(word):])
		switch begins := i == 0 || !inWord(before); {
		case begins && (size == 0 || !inWord(after)):
			return Whole
		case begins:
			best = Begins
		default:
			best = min(best, Inside)
		}
		_, size = utf8.DecodeRuneInString(text[i:])
		at = i + size
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// months are their names, as they are typed.
var months = strings.Fields("january february march april may june july august september october november december")

// onDay holds a word against a day: 2027-03-12 as far as it is typed, 12, mar or march, or
// 2027.
func onDay(iso, word string) Fit {
	year, day := iso[:len("2027")], strings.TrimPrefix(iso[len("2027-03-"):], "0")
	month := months[10*(iso[5]-'0')+iso[6]-'0'-1]
	switch {
	case len(word) > len(year) && strings.HasPrefix(iso, word), word == year, word == day, len(word) >= len("mar") && strings.HasPrefix(month, word):
		return Whole
	case strings.HasPrefix(day, word), strings.HasPrefix(month, word):
		return Begins
	}
	return None
}

// Narrow keeps the things of a list that fit, the best first, and those that fit alike in
// their order.
func Narrow[T any](all []T, typed string, of func(T) Thing) []T {
	q := For(typed)
	if q.Blank() {
		return slices.Clone(all)
	}
	type found struct {
		it  T
		fit Fit
	}
	var fits []found
	for _, it := range all {
		if fit := q.Fit(of(it)); fit < None {
			fits = append(fits, found{it, fit})
		}
	}
	slices.SortStableFunc(fits, func(a, b found) int { return cmp.Compare(a.fit, b.fit) })
	out := make([]T, len(fits))
	for i, f := range fits {
		out[i] = f.it
	}
	return out
}
