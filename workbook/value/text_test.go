package value

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"plain\ttext\nhere":         "plain\ttext\nhere",
		"a\r\nb\rc":                 "a\nb\nc",
		"a\vb\fc\u0085d\u2028e":     "a\nb\nc\nd\ne",
		"\x1b[31mred\x1b[0m":        "[31mred[0m",
		"\u009b31mred":              "31mred",
		"pay\u202eyap\u2066x\u2069": "payyapx",
		"bad\xffbyte":               "bad\uFFFDbyte",
		"שלום\u200f, 日本 é 💰":        "שלום\u200f, 日本 é 💰",
		"nul\x00 del\x7f":           "nul del",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := CleanLine("a\r\nb\tc\u2029d"); got != "a b c d" {
		t.Errorf("CleanLine gives %q", got)
	}
}

func TestCleanProperties(t *testing.T) {
	runes := rapid.SampledFrom([]rune{'a', ' ', '\n', '\r', '\t', '\v', 0, 0x1b, 0x7f, 0x85, 0x9b, 0x200e, 0x2028, 0x2029, 0x202a, 0x202e,
		0x2066, 0x2069, 0xfffd, 'é', '💰'})
	any := rapid.OneOf(rapid.String(), rapid.StringOf(runes), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		s := any.Draw(t, "s")
		for name, clean := range map[string]func(string) string{"Clean": Clean, "CleanLine": CleanLine} {
			got := clean(s)
			if clean(got) != got {
				t.Fatalf("%s is not idempotent: %q, %q", name, got, clean(got))
			}
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool {
				return unicode.IsControl(r) && r != '\n' && r != '\t' || strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029", r)
			}) {
				t.Fatalf("%s leaves %q", name, got)
			}
			if name == "CleanLine" && strings.ContainsAny(got, "\n\t") {
				t.Fatalf("CleanLine leaves %q", got)
			}
		}
	})
}

func TestPoints(t *testing.T) {
	var blank Points
	if _, ok := blank.Int(); ok || !blank.IsZero() || blank.String() != "" || blank.Or(7) != 7 {
		t.Error("blank points are not blank")
	}
	for n, want := range map[int]int{-1: 0, 0: 0, 7: 7, 1000: 1000, 1001: 1000} {
		if p := NewPoints(n); p.Or(-1) != want || p.IsZero() {
			t.Errorf("NewPoints(%d) = %v", n, p)
		}
	}
	if NewPoints(7).String() != "7" {
		t.Error(NewPoints(7))
	}
	for _, bad := range []string{`-1`, `1001`, `1.5`, `"5"`, `[]`, `1e9`} {
		p := NewPoints(3)
		if err := json.Unmarshal([]byte(bad), &p); err == nil || p != NewPoints(3) {
			t.Errorf("%s was read as %v", bad, p)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Uint16Range(0, MaxPoints+1).Draw(t, "p"))
		b, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		got := NewPoints(3)
		if err := json.Unmarshal(b, &got); err != nil || got != p {
			t.Fatalf("%v is stored as %s and loaded as %v, %v", p, b, got, err)
		}
	})
}
