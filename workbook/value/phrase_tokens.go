package value

import (
	"slices"
	"strings"
	"unicode"
)

// token is a number, a word, a sign, or one character of Japanese or Chinese.
type token string

func (t token) digits() bool { return t != "" && t[0] >= '0' && t[0] <= '9' }

// lex parts a folded text into tokens. What says nothing is left out: commas and
// parentheses, the dot of an abbreviation, an apostrophe and a hyphen inside words.
func lex(s string) []token {
	var out []token
	r := []rune(s)
	at := func(i int) rune {
		if i < 0 || i >= len(r) {
			return ' '
		}
		return r[i]
	}
	run := func(i int, of func(rune) bool) int {
		for i < len(r) && of(r[i]) {
			i++
		}
		return i
	}
	for i := 0; i < len(r); {
		switch c := r[i]; {
		case digit(c):
			end := run(i, digit)
			out = append(out, token(r[i:end]))
			i = end
		case latin(c):
			end := run(i, latin)
			word := string(r[i:end])
			if word != "s" || at(i-1) != '\'' || len(out) == 0 { // two weeks' and a week's time
				out = append(out, token(word))
			}
			if i = end; at(i) == '.' || at(i) == '\'' && elided[word] {
				i++
			}
		default:
			if !silent(at(i-1), c, at(i+1)) {
				out = append(out, sign(c))
			}
			i++
		}
	}
	return out
}

// elided are the articles that lean on a number: l'8 marzo. A year does so, too: mar '27.
var elided = map[string]bool{"l": true, "dell": true, "all": true, "dall": true, "nell": true}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func latin(r rune) bool { return unicode.IsLetter(r) && !eastern(r) }

// eastern tells a character of Japanese or Chinese, which is a token by itself.
func eastern(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// silent tells what is left out, from what stands before and behind it.
func silent(before, r, behind rune) bool {
	switch r {
	case '\'':
		return !digit(behind)
	case '-':
		return latin(before) && latin(behind)
	}
	return unicode.IsSpace(r) || strings.ContainsRune(",;()[]!?\"、。，（）", r)
}

func sign(r rune) token {
	if strings.ContainsRune("–—−‐‑〜", r) {
		return "-"
	}
	return token(r)
}

// joined is how tokens stand in the table of words.
func joined(tokens []token) string {
	if len(tokens) == 1 {
		return string(tokens[0])
	}
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = string(t)
	}
	return strings.Join(words, " ")
}

var easternDigits = strings.Split("〇一二三四五六七八九", "")

// easternNumber reads 十二, 二十一 and 二〇二七, with how many tokens it is made of.
func easternNumber(tokens []token) (n, length, digits int) {
	tens := false
	for _, t := range tokens {
		d := slices.Index(easternDigits, string(t))
		switch {
		case t == "十" && !tens && length <= 1:
			n, tens = 10*max(n, 1), true
		case d < 0 || tens && n%10 > 0:
			return n, length, digits
		case tens:
			n += d
		default:
			n = 10*n + d
		}
		length, digits = length+1, digits+1
	}
	return n, length, digits
}
