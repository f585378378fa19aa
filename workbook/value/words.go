package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

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

// All gives the whole of n as a sentence names it: "your only must-have", "both of
// your must-haves", "all three of your must-haves".
func All(n int, thing string) string {
	switch n {
	case 1:
		return "your only " + thing
	case 2:
		return "both of your " + Plural(n, thing)
	}
	return "all " + Spell(n) + " of your " + Plural(n, thing)
}

// Some gives k of n: "one of your three must-haves", "none of your two must-haves".
func Some(k, n int, thing string) string {
	if k == 0 {
		return "none of your " + Count(n, thing)
	}
	return Spell(k) + " of your " + Count(n, thing)
}

// Article puts the article before a noun: "a deal", "an objection".
func Article(noun string) string {
	if noun != "" && strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// Times says how often: "once", "twice", "three times".
func Times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return Count(n, "time")
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

// spelled reads a small number in words or digits: two, 4, twenty-five.
func spelled(w string) (int, bool) {
	if n, err := strconv.Atoi(w); err == nil {
		return n, n >= 0
	}
	w = strings.ToLower(w)
	if i := slices.Index(cardinals[1:], w); i >= 0 {
		return i + 1, true
	}
	if i := slices.Index(teens, w); i >= 0 {
		return i + 11, true
	}
	ten, rest, both := strings.Cut(w, "-")
	i := slices.Index(tens, ten)
	if i < 0 {
		return 0, false
	}
	n := 10 * (i + 2)
	if !both {
		return n, true
	}
	unit := slices.Index(cardinals[1:10], rest)
	return n + unit + 1, unit >= 0
}

var (
	teens = strings.Fields("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	tens  = strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety")
)

// cutSpelled takes a number in words off the front: "two weeks a month", "ninety
// k", "once a week" (which is 1 time a week). A bare "one" is a number too.
func cutSpelled(s string) (n int, rest string, ok bool) {
	w, rest, _ := strings.Cut(s, " ")
	switch strings.ToLower(w) {
	case "once":
		return 1, "time " + rest, rest != ""
	case "twice":
		return 2, "times " + rest, rest != ""
	}
	if strings.ContainsFunc(w, unicode.IsDigit) {
		return 0, s, false
	}
	if n, ok = spelled(w); !ok {
		return 0, s, false
	}
	if next, after, _ := strings.Cut(rest, " "); next == "hundred" {
		n, rest = n*100, after
	}
	return n, rest, true
}

// singular gives a unit as it stands behind 1: "night shift a month".
func singular(unit string) string {
	return withNoun(unit, func(w string) string {
		if n := len(w); n > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			return w[:n-1]
		}
		return w
	})
}

// plural gives a unit as it stands behind 2, where its noun is one that work is counted
// in; others are left as they were typed.
func plural(unit string) string {
	return withNoun(unit, func(w string) string {
		if slices.Contains(countable, strings.ToLower(w)) {
			return w + "s"
		}
		return w
	})
}

var countable = strings.Fields("minute hour shift day night morning evening weekend week month call visit trip course training account client patient case customer train project " +
	"monday tuesday wednesday thursday friday saturday sunday")

// endNoun are the words that the noun of a unit ends before.
var endNoun = []string{"a", "an", "per", "each", "every", "of", "in", "from", "at", "for", "on", "to", "with"}

// withNoun changes the noun of a unit: "night shift a month"; "a month" has none.
func withNoun(unit string, noun func(string) string) string {
	words := strings.Fields(unit)
	for i, w := range words {
		if slices.Contains(endNoun, w) {
			break
		}
		if i+1 == len(words) || slices.Contains(endNoun, words[i+1]) {
			words[i] = noun(w)
			break
		}
	}
	return strings.Join(words, " ")
}
