package value

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/lazy"
)

var (
	// numeral is all that belongs to one, with its sign, its currency's sign and its scale.
	numeral = lazy.New(`[+\-–−±]?(?:\p{Sc} ?)?\p{Nd}(?:[\p{Nd}.,'’\x{a0}\x{202f}]*\p{Nd})?(?: \p{Nd}{3}\b)*` +
		`(?:[kKmM]\b| ?[%‰]| ?\p{Sc})?`)
	// noAmount are numbers that are no amount.
	noAmount = lazy.New(`\b\d{1,2}(?:st|nd|rd|th)? ` + months + `[a-z]*(?: \d{4})?\b|\b` + months + `[a-z]* (?:\d{1,2}, )?\d{4}\b` +
		`|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d\b` +
		`|\b\d+ (?:days?|weeks?|minutes?|seconds?|more|lines?|words|characters|notes?)\b|\b\d{1,2} of \d{1,2}\b|\b[Ll]essons? \d\b|\bF1\b|\bctrl\+\d\b`)
	// smallCount is a number up to ten, which tells no amount by itself.
	smallCount = lazy.New(`^(?:\d|10)$`)
)

const months = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`

// AmountsIn gives the parts of a line, as bytes from and to, that may be an amount, or tell
// one: all numbers but days, times, lessons and small counts, which are known by how they are
// written. goesOn tells that the next line may begin with the rest of a number.
func AmountsIn(line string, goesOn bool) [][]int {
	keep := noAmount.FindAllStringIndex(line, -1)
	return slices.DeleteFunc(numeral.FindAllStringIndex(line, -1), func(n []int) bool {
		return slices.ContainsFunc(keep, func(k []int) bool { return k[0] <= n[0] && n[1] <= k[1] }) || onlyCounts(line, goesOn, n[0], n[1])
	})
}

// WithoutAmounts is a line in which nothing tells an amount: three dots stand for each.
func WithoutAmounts(line string) string {
	var b strings.Builder
	at := 0
	for _, n := range AmountsIn(line, false) {
		b.WriteString(line[at:n[0]] + "•••")
		at = n[1]
	}
	return b.String() + line[at:]
}

// onlyCounts tells a small number with nothing beside it that makes an amount of it.
func onlyCounts(line string, goesOn bool, from, to int) bool {
	if !smallCount.MatchString(line[from:to]) {
		return false
	}
	before, after := line[:from], line[to:]
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.In(last, unicode.L, unicode.Sc) || unicode.In(next, unicode.L, unicode.Sc) {
		return false
	}
	if goesOn && strings.HasPrefix(after+"  ", "  ") {
		return false
	}
	words := strings.TrimRight(before, " ")
	front, _, _ := strings.Cut(strings.TrimPrefix(after, " "), " ")
	back := words[strings.LastIndex(words, " ")+1:]
	return !isAmount(line[from:to]+" "+front) && !isAmount(back+" "+line[from:to])
}

// isAmount tells a number with a word that makes money of it.
func isAmount(text string) bool {
	a, err := ParseMoney(text)
	return err == nil && a.OK() && (a.Unit() != Bare || !a.Per().IsZero() || !a.Value().Equal(a.Value().Truncate(0)) || len(a.Number()) > len("10"))
}
