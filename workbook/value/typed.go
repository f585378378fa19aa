package value

import (
	"strconv"
	"strings"
	"unicode"

	"firstmile/workbook/lazy"

	"golang.org/x/text/unicode/norm"
)

// maxTyped is the most bytes of text that a parser looks at.
const maxTyped = 200

// spaces are those that people and spreadsheets put between groups of digits;
// the invisible marks around a pasted number go, and 18½ is not 181/2.
var spaces = strings.NewReplacer("’", "'", "‘", "'", "\u200b", "", "\u200e", "", "\u200f", "", "\u2060", "", "\ufeff", "", "٬", ",", "٫", ".", "٪", "%", "〜", "~",
	" ½", ".5", "½", ".5", " ¼", ".25", "¼", ".25", " ¾", ".75", "¾", ".75", "，", ",", "−", "-")

// typedLine is what the parsers see of typed text: digits and signs of any script
// in their plain form.
func typedLine(text string) string {
	s := norm.NFKC.String(spaces.Replace(CleanLine(text)))
	s = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && unicode.Is(unicode.Nd, r) {
			for zero := r; ; zero-- {
				if !unicode.Is(unicode.Nd, zero-1) || r-zero == 9 {
					return '0' + r - zero
				}
			}
		}
		return r
	}, s)
	s = manAndMore.ReplaceAllStringFunc(s, inMan)
	return strings.Join(strings.Fields(s), " ")
}

// manAndMore is a number with a word for ten thousand in its middle: 29万5千, 3만5000.
var manAndMore = lazy.New(`\d+(?:万|萬|만)(?:\d[千천]|\d,?\d{3}\b|\d{4})`)

// Plainly writes the numbers of a text that have a word in their middle in digits.
func Plainly(text string) string { return manAndMore.ReplaceAllStringFunc(text, inMan) }

// inMan writes such a number in digits.
func inMan(s string) string {
	s = strings.NewReplacer(",", "", "千", "000", "천", "000", "萬", "万", "만", "万").Replace(s)
	man, rest, _ := strings.Cut(s, "万")
	n, err := strconv.Atoi(man)
	more, err2 := strconv.Atoi(rest)
	if err != nil || err2 != nil {
		return s
	}
	return strconv.Itoa(n*10_000 + more)
}

func tooLong(text string) (string, error) {
	if len(text) > maxTyped {
		return "", BadInput(text, "That is too long for an amount.", "Type the number alone.")
	}
	return typedLine(text), nil
}

func nothing(s string) bool {
	switch strings.ToLower(s) {
	case "none", "nothing", "no", "nil", "n/a", "-", "–", "zero", "never", "not any":
		return true
	}
	return false
}
