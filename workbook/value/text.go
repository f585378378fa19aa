package value

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is the most characters one answer keeps. Far above what a person
// types, and low enough that one paste cannot make every later key slow.
const MaxText = 20_000

// MaxQuote is how many characters of a person's own words a sentence repeats.
const MaxQuote = 40

// Clean makes text safe to store and to show: valid UTF-8, no control character
// but newline and tab, nothing that makes a line read other than it is (marks and
// overrides of direction) or that is there and never seen (tag characters). What
// joins emoji and chooses their form stays. Every kind of line break becomes a
// newline, so that words do not run together. Every boundary calls it: typing,
// pasting, importing, loading and exporting.
func Clean(s string) string {
	if !strings.ContainsFunc(s, unwanted) && utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case breaks(r):
			return '\n'
		case unwanted(r):
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n"))
}

// CleanLine is Clean for an answer of one line: line breaks and tabs become spaces.
func CleanLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		return r
	}, Clean(s))
}

// breaks tells a line break other than newline: return, vertical tab (Word's
// soft return), form feed, next line, line and paragraph separator.
func breaks(r rune) bool {
	return r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func unwanted(r rune) bool {
	if r == '\n' || r == '\t' {
		return false
	}
	return unicode.IsControl(r) || breaks(r) || r >= 0x80 && unicode.Is(hidden, r)
}

// hidden are the marks of direction (U+200E, U+200F, U+061C), its embeddings,
// overrides and isolates, and the tag characters.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x061C, Hi: 0x061C, Stride: 1}, {Lo: 0x200E, Hi: 0x200F, Stride: 1}, {Lo: 0x202A, Hi: 0x202E, Stride: 1}, {Lo: 0x2066, Hi: 0x2069, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0xE0000, Hi: 0xE007F, Stride: 1}},
}

// Name gives a name as it is kept, clean and without spaces around it. One in which
// nothing can be seen is none.
func Name(s string) string {
	if s = strings.TrimSpace(CleanLine(s)); Unseen(s) {
		return ""
	}
	return s
}

// Unseen tells a text of characters that leave nothing to see, such as joiners, among
// spaces. One of spaces alone is none.
func Unseen(s string) bool {
	some := false
	for _, r := range s {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector, unseen) {
			some = true
		} else if !unicode.IsSpace(r) {
			return false
		}
	}
	return some
}

// unseen are letters and marks that have no shape: fillers and the blank pattern of dots.
var unseen = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x034F, Hi: 0x034F, Stride: 1}, {Lo: 0x115F, Hi: 0x1160, Stride: 1}, {Lo: 0x17B4, Hi: 0x17B5, Stride: 1},
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, {Lo: 0x3164, Hi: 0x3164, Stride: 1}, {Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}},
}
