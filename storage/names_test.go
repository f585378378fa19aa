package storage_test

import (
	"testing"

	"pgregory.net/rapid"

	"firstmile/storage"
)

func entriesOf(names ...string) []storage.Entry {
	var out []storage.Entry
	for _, n := range names {
		out = append(out, storage.Entry{Name: n})
	}
	return out
}

func TestUnusedName(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"New", "New"},
		{"A raise", "A raise (3)"},
		{"a RAISE", "a RAISE (3)"},
		{"A raise (2)", "A raise (3)"},
		{"A raise (2027)", "A raise (2027)"},
		{"Plan", "Plan (2)"},
		{"STRASSE", "STRASSE (2)"},
		{"ΚΑΦΈΣ", "ΚΑΦΈΣ (2)"},
	} {
		if got := storage.UnusedName(entriesOf("A raise", "A raise (2)", "plan", "Straße", "Καφές"), c.name); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[ab]( \([0-9]{1,2}\))?`)
		all := entriesOf(s.Draw(t, "a"), s.Draw(t, "b"), s.Draw(t, "c"))
		got := storage.UnusedName(all, s.Draw(t, "name"))
		for _, e := range all {
			if storage.FoldName(e.Name) == storage.FoldName(got) {
				t.Fatalf("%q is taken", got)
			}
		}
	})
}
