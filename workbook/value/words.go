package value

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Sentence begins a sentence with s; a person's own words, in quotes, stay as
// they were written. All sentences are in English, so a first letter is one byte.
func Sentence(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// Plural gives a noun as it stands behind n.
func Plural(n int, thing string) string {
	if n == 1 {
		return thing
	}
	return thing + "s"
}

// Count gives a number with its noun as a sentence wants it: "two returns".
func Count(n int, thing string) string { return Spell(n) + " " + Plural(n, thing) }

// Counted gives a number with its noun as a list wants it: "2 returns".
func Counted(n int, thing string) string { return fmt.Sprint(n, " ", Plural(n, thing)) }

var (
	cardinals = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	ordinals  = [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)

// Spell writes numbers up to ten as words.
func Spell(n int) string {
	if n >= 0 && n < len(cardinals) {
		return cardinals[n]
	}
	return fmt.Sprint(n)
}

// Ordinal gives first, second and so on up to tenth, then "number 11".
func Ordinal(n int) string {
	if n > 0 && n < len(ordinals) {
		return ordinals[n]
	}
	return fmt.Sprintf("number %d", n)
}

// Others counts those that are not named: "one other", "two others".
func Others(n int) string { return Count(n, "other") }

// List joins names as a sentence does: "a, b and c".
func List(names []string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + " and " + names[n]
}

// SignedPercent gives a change: "+5%", "−5%", "0%".
func SignedPercent(d decimal.Decimal) string {
	switch d.Sign() {
	case 1:
		return "+" + d.String() + "%"
	case -1:
		return "−" + d.Abs().String() + "%"
	}
	return "0%"
}
