// Package valuetest makes values for the tests of every package that has them:
// those of a stored form, and random ones.
package valuetest

import (
	"encoding/json"
	"fmt"
	"strings"

	"firstmile/workbook/value"
)

// Amount gives the amount of a stored form, such as "92000 EUR".
func Amount(stored string) value.Amount { return read[value.Amount](stored) }

// Day gives the date of a stored form, such as "2027-03-12".
func Day(stored string) value.Date { return read[value.Date](stored) }

// Bound gives the bound of a stored form, such as "at least 92000 EUR".
func Bound(stored string) value.Bound { return read[value.Bound](stored) }

func read[T any](stored string) (v T) {
	raw, err := json.Marshal(stored)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("valuetest: %v", err))
	}
	return v
}

// Hostile is text as something else may write it: escapes of a terminal, overrides and
// marks of direction, tag characters, broken UTF-8, every kind of line break. Seen is
// what a line of it may show.
const (
	Hostile = "A\x1b]0;pwn\x07\x1b[31mB\x9b\u009b2J\u202ecip\u2066x\u2069\u200e\u200f\u061c\U000E0001\U000E0041\U000E007F\x00\x7f\r\v\u2028\u2029\x85\u0085end"
	Seen    = "A]0;pwn[31mB\uFFFD2Jcipx    \uFFFD end"
)

// Forbidden tells a character that no boundary lets through. It is written anew, so
// that it judges value.Clean.
func Forbidden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r <= 0x9F ||
		strings.ContainsRune("\u200e\u200f\u061c\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", r) || r >= 0xE0000 && r <= 0xE007F
}
