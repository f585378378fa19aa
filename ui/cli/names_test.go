package cli

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/workbook"
)

const (
	idA = "01M800WTXKKM6RVXCKDTSVQW2J"
	idB = "01M800WTWKT8QV72P5XZQXH2CJ"
	idC = "01N900WTWKT8QV72P5XZQXH2CJ"
)

func entries(names ...string) (out []storage.Entry) {
	for i, id := range []string{idA, idB, idC}[:len(names)] {
		out = append(out, storage.Entry{ID: workbook.ID(id), Name: names[i]})
	}
	return out
}

func TestMatch(t *testing.T) {
	all := entries("A raise", "A raise at Northwind", "Été à Genève")
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"A raise", []string{idA}}, // exact wins over being a beginning
		{"a RAISE", []string{idA}},
		{"  a   raise ", []string{idA}},
		{"a raise a", []string{idB}},
		{"a r", []string{idA, idB}},
		{"A", []string{idA, idB}},
		{"northwind", nil}, // a beginning, not any part
		{idA, []string{idA}},
		{strings.ToLower(idA), []string{idA}},
		{"01M800WTXK", []string{idA}},
		{"01m800wtxk", []string{idA}},
		{"01M800WTX", nil}, // too little: ids made about the same time begin alike
		{"01n", nil},
		{"été", []string{idC}},
		{"ÉTÉ", []string{idC}},
		{"e\u0301te\u0301 a\u0300", []string{idC}}, // decomposed, as macOS types it
		{"", nil},
		{" ", nil},
		{"\x1b", nil},
	} {
		var got []string
		for _, e := range match(all, c.typed) {
			got = append(got, string(e.ID))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("match(%q) gives %v, want %v", c.typed, got, c.want)
		}
	}
	twins := entries("Twin", "twin")
	if got := match(twins, "TWIN"); len(got) != 2 {
		t.Errorf("two workbooks of one name: %v", got)
	}
	if got := match(entries("", ""), ""); got != nil {
		t.Errorf("nothing typed matches %v", got)
	}
}

// Whatever the names: a full name or id is found, so is every beginning, in
// either case, and nothing else comes with it.
func TestMatchProperties(t *testing.T) {
	name := rapid.StringMatching(`[a-dA-D ]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		all := entries(name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c"))
		e := rapid.SampledFrom(all).Draw(t, "entry")
		has := func(found []storage.Entry) bool {
			return slices.ContainsFunc(found, func(f storage.Entry) bool { return f.ID == e.ID })
		}
		if found := match(all, string(e.ID)); len(found) != 1 || !has(found) {
			t.Fatalf("id %s gives %v", e.ID, found)
		}
		full := storage.FoldName(e.Name)
		if full == "" {
			return
		}
		if found := match(all, e.Name); !has(found) {
			t.Fatalf("name %q gives %v", e.Name, found)
		}
		cut := strings.TrimSpace(full[:rapid.IntRange(1, len(full)).Draw(t, "cut")])
		typed := cut
		if rapid.Bool().Draw(t, "upper") {
			typed = strings.ToUpper(typed)
		}
		found := match(all, typed)
		exact := slices.ContainsFunc(all, func(f storage.Entry) bool { return storage.FoldName(f.Name) == cut })
		if !exact && !has(found) {
			t.Fatalf("beginning %q of %q gives %v", typed, e.Name, found)
		}
		for _, f := range found {
			if exact && storage.FoldName(f.Name) != cut || !strings.HasPrefix(storage.FoldName(f.Name), cut) {
				t.Fatalf("%q gives %q", typed, f.Name)
			}
		}
	})
}

// What shell writes is read back by a shell as one word, with nothing expanded.
func TestShell(t *testing.T) {
	for in, want := range map[string]string{
		"plain": "plain", "A raise": `"A raise"`, "$(rm)": `'$(rm)'`, "it's `x`": `'it'\''s ` + "`x`'", "-x": `"-x"`, "": `""`, "a!b": `'a!b'`,
		"a\n'b\x1b\u202e": `$'a\012\047b\033\342\200\256'`,
	} {
		if got := shell(in); got != want {
			t.Errorf("shell(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestArgument(t *testing.T) {
	for in, want := range map[string]string{"plain": "plain", "-x": `-- "-x"`, "A raise": `"A raise"`} {
		if got := argument(in); got != want {
			t.Errorf("argument(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	for _, err := range []error{wrong("a thing."), &failure{text: "Two. Sentences."}} {
		if sentence(err) != err.Error() {
			t.Errorf("%q changed", err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range quoted(rapid.String().Draw(t, "typed")) {
			if unicode.IsControl(r) {
				t.Fatalf("a control character in a message: %q", r)
			}
		}
	})
}
