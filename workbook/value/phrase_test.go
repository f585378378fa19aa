package value

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// said makes phrases from the grammar itself: every way to say a day, in any mix of
// the languages.
func said(t *rapid.T, name string, depth int) string {
	rules := theGrammar()[name]
	if len(rules) == 0 {
		return wordOf(t, name)
	}
	var fits []compiledRule
	for _, r := range rules {
		if depth > 0 || !slices.ContainsFunc(r.parts, func(p part) bool { return len(p.names) > 0 && len(theGrammar()[p.names[0]]) > 0 }) {
			fits = append(fits, r)
		}
	}
	if len(fits) == 0 {
		return "12 mar"
	}
	var out []string
	for _, p := range rapid.SampledFrom(fits).Draw(t, name).parts {
		if (p.optional || p.filler) && rapid.IntRange(0, 2).Draw(t, "left out") > 0 {
			continue
		}
		switch {
		case p.filler:
			out = append(out, wordOf(t, "fill"))
		case p.signs != "":
			out = append(out, string(rapid.SampledFrom([]rune(p.signs)).Draw(t, "sign")))
		default:
			out = append(out, said(t, rapid.SampledFrom(p.names).Draw(t, "part"), depth-1))
		}
	}
	return strings.Join(out, rapid.SampledFrom([]string{" ", " ", ""}).Draw(t, "between"))
}

func wordOf(t *rapid.T, class string) string {
	if class == "num" {
		return rapid.StringMatching(`[1-9]|[12]\d|3[01]|202[5-9]|20270312|\d{1,4}`).Draw(t, "number")
	}
	l := theWords()
	var words []string
	for w, all := range l.words {
		if slices.ContainsFunc(all, func(m meaning) bool { return m.class == class }) {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return "?" // an unknown word
	}
	slices.Sort(words)
	return rapid.SampledFrom(words).Draw(t, class)
}

var parsers = map[string]func(string, Date, Direction) (Date, error){"a day": ParseDate, "a moment": ParseMoment}

// holds checks what is true of every text: what is read is shown as it can be typed,
// and every reading of a question is read without one.
func holds(t *rapid.T, text string) {
	today := NewDate(2000, 1, 1).AddDays(rapid.IntRange(0, 100*365).Draw(t, "today"))
	for _, way := range []Direction{Ahead, Behind} {
		for name, parse := range parsers {
			d, err := parse(text, today, way)
			if input := (*InputError)(nil); errors.As(err, &input) {
				if !d.IsZero() {
					t.Fatalf("%s: %q is refused and read as %v", name, text, d)
				}
				for _, r := range input.Readings {
					if again, err := parse(r.Text, today, way); err != nil || again.String() != r.Text {
						t.Fatalf("%s: %q may be %q, which is read as %v, %v", name, text, r.Text, again, err)
					}
				}
				continue
			}
			if again, err := parse(d.String(), today, way); err != nil || again != d {
				t.Fatalf("%s: %q is read as %q, which is read as %v, %v", name, text, d, again, err)
			}
		}
	}
}

func TestPhrasesOfTheGrammar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { holds(t, said(t, "moment", 4)) })
}

// Words in no order are refused, or hold as well.
func TestPhrasesOfWords(t *testing.T) {
	vocabulary := strings.Fields("12 3 31 29 10:30 3pm 14th 12nd mar march mars maj cer jui feb 2027 27 2026 next last first this friday fri so do monday end of mid early late " +
		"week month quarter year Q1 KW W10 in two weeks 3/4 4/13 12.3. 3月12日 2027-03-12 , . - kl 10 at noon the and or ago before after +6w morgen half 下周五 来週 1930")
	rapid.Check(t, func(t *rapid.T) {
		holds(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 6).Draw(t, "words"), " "))
	})
}

// A text without end, or of words that may mean much, takes no time to speak of.
func TestPhraseIsBounded(t *testing.T) {
	today := NewDate(2026, 11, 25)
	for _, text := range []string{strings.Repeat("a ", 90), strings.Repeat("12 ", 24), strings.Repeat("to ", 24), strings.Repeat("第一", 12), strings.Repeat("12 or ", 12)} {
		p := newPhrase(text, today, Ahead, true)
		if p.best("moment"); p.steps > maxSteps+1 {
			t.Errorf("%q takes %d steps", text, p.steps)
		}
	}
}
