package cli

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"firstmile/storage"
)

const (
	idA = "01M800WTXKKM6RVXCKDTSVQW2J"
	idB = "01M800WTWKT8QV72P5XZQXH2CJ"
	idC = "01N900WTWKT8QV72P5XZQXH2CJ"
)

// What is begun is offered: a name, or whose it is.
func TestOffered(t *testing.T) {
	all := []storage.Entry{{ID: idA, Name: "Promotion", Person: "Zoë Albrecht"}, {ID: idB, Name: "A raise", Person: "Zoë Albrecht"}, {ID: idC}}
	for typed, want := range map[string][]string{"": {"Promotion", "A raise", idC}, "zo": {"Zoë Albrecht"}, "PRO": {"Promotion"}, "01n": {idC}, "x": nil} {
		if got := offered(all, typed); !slices.Equal(got, want) {
			t.Errorf("%q offers %q, want %q", typed, got, want)
		}
	}
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
