package content

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// namesOf gives the names of what is found, "name (synonym)" where a synonym was.
func namesOf(found []Match) (out []string) {
	for _, m := range found {
		name := m.Name
		if m.Synonym != "" {
			name += " (" + m.Synonym + ")"
		}
		out = append(out, name)
	}
	return out
}

// The words that people looked for and did not find, and how their trades spell them.
func TestFindReturns(t *testing.T) {
	p := builtinPack(t)
	for _, tt := range []struct {
		typed string
		first []string
	}{
		{"raise", []string{"Base pay (raise)", "Pay in line with peers (raise)", "A yearly pay review (raise)", "A path to promotion (raise)"}},
		{"salary", []string{"Base pay (salary)"}},
		{"money", []string{"Base pay (money)", "Pay for overtime (money)", "Performance bonus (money)"}},
		{"commission", []string{"A better commission rate"}},
		{"remote", []string{"Days at home (remote)", "Work from anywhere (remote)"}},
		{"wfh", []string{"Days at home (wfh)", "Work from anywhere (wfh)"}},
		{"on-call", []string{"On-call pay", "No weekend calls (on-call)"}},
		{"on call", []string{"On-call pay", "No weekend calls (on-call)"}},
		{"ONCALL", []string{"On-call pay", "No weekend calls (on-call)"}},
		{"shift", []string{"Shift swaps", "Meals on shift", "Hours posted ahead (shifts)", "A say in my shifts"}},
		{"shares", []string{"Shares or options"}},
		{"forklift licence", []string{"Good tools (forklift)", "Training paid for (licence)"}},
		{"company car", []string{"A company car"}},
		{"a new laptop", []string{"Good tools (laptop)"}},
		{"parking", []string{"A parking spot"}},
		{"conference", []string{"Training paid for (conference)"}},
		{"friday", []string{"Shorter work week (fridays off)"}},
		{"day off", []string{"Shorter work week (day off)", "More vacation (days off)"}},
		{"seen", []string{"Credit for my work (being seen)", "A say in decisions (being seen)"}},

		{"overtime", []string{"Pay for overtime", "Leaving on time (overtime)"}},
		{"promotion", []string{"A path to promotion", "A better job title (promotion)"}},
		{"base pay", []string{"Base pay"}},
		{"home", []string{"Days at home", "A site near home"}},
		{"home office", []string{"Days at home (home office)"}},
		{"home-office", []string{"Days at home (home office)"}},
		{"vacations", []string{"More vacation"}},
		{"Pénsion", []string{"Pension contribution"}},
		{"kid", []string{"Help with child care (kids)"}},
		{"ticket", []string{"Travel costs paid (train ticket)"}},
		{"pay overtime", []string{"Pay for overtime"}},
		{"wages ", []string{"Base pay (wage)"}},
	} {
		if got := namesOf(p.FindReturns(tt.typed)); len(got) < len(tt.first) || !slices.Equal(got[:len(tt.first)], tt.first) {
			t.Errorf("%q finds %q", tt.typed, got)
		}
	}
	if got := p.FindReturns(" - "); len(got) != len(p.Returns()) || got[0].Name != p.Returns()[0].Name {
		t.Errorf("a blank text finds %d returns, the first %q", len(got), got[0].Name)
	}
	if got := p.FindReturns("xylophone"); len(got) != 0 {
		t.Errorf("finds %q", namesOf(got))
	}
}

// The screen shows the synonym that matched before the others.
func TestTheSynonymThatMatchedStandsFirst(t *testing.T) {
	p := builtinPack(t)
	m := p.FindReturns("wage")[0]
	want := p.Returns()[0].Also
	if m.Also[0] != "wage" || len(m.Also) != len(want) || slices.ContainsFunc(want, func(s string) bool { return !slices.Contains(m.Also, s) }) {
		t.Errorf("%q of %q", m.Also, want)
	}
	if want[0] == "wage" {
		t.Error("the pack was changed")
	}
}

// A synonym that is typed leads to its return, and not below so many others that
// nobody looks there.
func TestNoSynonymIsDead(t *testing.T) {
	const inSight = 6
	p := builtinPack(t)
	for _, r := range p.Returns() {
		if len(r.Also) < 3 {
			t.Errorf("%s has %d synonyms", r.Name, len(r.Also))
		}
		for _, also := range r.Also {
			if n := len([]rune(also)); n > 20 {
				t.Errorf("%s: %q has %d characters", r.Name, also, n)
			}
			at := slices.IndexFunc(p.FindReturns(also), func(m Match) bool { return m.Name == r.Name && m.Synonym == also })
			if at < 0 || at >= inSight {
				t.Errorf("%s: %q finds it at %d", r.Name, also, at)
			}
		}
	}
}

// Everyday words were written down before the synonyms: a few may find nothing.
func TestEverydayWordsFindSomething(t *testing.T) {
	b, err := os.ReadFile("testdata/everyday.txt")
	if err != nil {
		t.Fatal(err)
	}
	p, words, missed := builtinPack(t), 0, []string{}
	for word := range strings.Lines(string(b)) {
		if word = strings.TrimSpace(word); strings.HasPrefix(word, "#") {
			continue
		}
		words++
		if found := namesOf(p.FindReturns(word)); len(found) == 0 {
			missed = append(missed, word)
		} else {
			t.Logf("%s: %q", word, found[:min(3, len(found))])
		}
	}
	t.Logf("%d of %d everyday words find a return; not %q", words-len(missed), words, missed)
	if len(missed)*20 > words {
		t.Errorf("%d of %d words find nothing: %q", len(missed), words, missed)
	}
}
