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

// Clean makes text safe to store and to show: valid UTF-8, no control
// character but newline and tab, no bidirectional override (U+202A–E,
// U+2066–9), which can make a line read other than it is. Every kind of line
// break becomes a newline, so that words do not run together. Every boundary
// calls it: typing, pasting, importing, loading and exporting.
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
	return unicode.IsControl(r) || breaks(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}
