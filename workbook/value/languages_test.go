package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Each language has all that days are said with.
func TestLanguagesAreWhole(t *testing.T) {
	l := theWords()
	if want := strings.Fields("en de fr es pt it nl pl cs sv nb da fi ja zh"); !slices.Equal(l.codes, want) {
		t.Errorf("the languages are %v, want %v", l.codes, want)
	}
	lists := map[string]int{"months": 12, "days": 7, "numbers": 15, "ordinals": 5}
	longer := map[string]int{"en numbers": 20, "en ordinals": 20, "ja numbers": 12, "zh numbers": 12}
	need := strings.Fields("today tomorrow overmorrow yesterday day workday week month quarter halfyear year weekend next this last end start mid after before or by half noon midnight morning afternoon evening")
	// what some say otherwise, or not at all
	but := map[string]string{"es weekend": "fin de semana is an end of a week"}
	for _, code := range l.codes {
		for row, count := range lists {
			if got := len(l.table[code][row]); got != cmp.Or(longer[code+" "+row], count) {
				t.Errorf("%s has %d %s", code, got, row)
			}
			for i, words := range l.table[code][row] {
				if len(words) == 0 {
					t.Errorf("%s has no word for number %d of its %s", code, i+1, row)
				}
			}
		}
		for _, row := range need {
			if len(l.table[code][row]) == 0 && but[code+" "+row] == "" {
				t.Errorf("%s has no %s", code, row)
			}
		}
		if !slices.ContainsFunc([]string{"in", "later"}, func(row string) bool { return len(l.table[code][row]) > 0 }) ||
			!slices.ContainsFunc([]string{"ago", "agopre"}, func(row string) bool { return len(l.table[code][row]) > 0 }) {
			t.Errorf("%s has no way to say in two weeks, or two weeks ago", code)
		}
	}
}

// No row is there that nothing reads: a slip in its name would pass unseen.
func TestLanguagesAreUsed(t *testing.T) {
	used := map[string]bool{}
	for _, rules := range theGrammar() {
		for _, r := range rules {
			for _, p := range r.parts {
				for _, name := range p.names {
					used[name] = true
				}
				if p.filler {
					used["fill"] = true
				}
			}
		}
	}
	for word, all := range theWords().words {
		for _, m := range all {
			if !used[m.class] {
				t.Errorf("%s is a %s, which no rule knows", word, m.class)
			}
		}
	}
	for name := range used {
		if _, rule := theGrammar()[name]; !rule && !slices.Contains([]string{"num", "unknown", "_"}, name) && !slices.ContainsFunc(allMeanings(), func(m meaning) bool { return m.class == name }) {
			t.Errorf("a rule knows %s, which is no word and no rule", name)
		}
	}
}

func allMeanings() []meaning {
	var out []meaning
	for _, all := range theWords().words {
		out = append(out, all...)
	}
	return out
}

// A month and a day of the week are read by every name that the table has.
func TestLanguagesNameDays(t *testing.T) {
	l, today := theWords(), NewDate(2026, 11, 25)
	for _, code := range l.codes {
		for i, names := range l.table[code]["months"] {
			for _, name := range names {
				name = strings.ReplaceAll(name, "_", " ")
				if meant := l.words[joined(lex(name))]; slices.ContainsFunc(meant, func(m meaning) bool { return m.class == "month" && m.n != i+1 }) {
					t.Errorf("%s: %s is another month elsewhere", code, name)
					continue
				}
				for _, text := range []string{"12 " + name + " 2027", "12. " + name + " 2027", "2027 " + name + " 12"} {
					if d, err := ParseDate(text, today, Ahead); err != nil || d != NewDate(2027, 1, 12).plus(i, aMonth) {
						t.Errorf("%s: %q is read as %v, %v", code, text, d, err)
					}
				}
			}
		}
		for i, names := range l.table[code]["days"] {
			date := NewDate(2027, 3, 7+i) // a Sunday first
			for _, name := range names {
				text := strings.ReplaceAll(name, "_", " ") + fmt.Sprintf(" %d.3.2027", 7+i)
				if d, err := ParseDate(text, today, Ahead); err != nil || d != date {
					t.Errorf("%s: %q is read as %v, %v", code, text, d, err)
				}
			}
		}
	}
}
