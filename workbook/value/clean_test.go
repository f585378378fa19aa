package value_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
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
		"שלום\u200f, 日本 é 💰":        "שלום, 日本 é 💰",
		"pay\u200eyap\u061cx":       "payyapx",
		"👩🏽\u200d💼 ❤\ufe0f 1\ufe0f\u20e3":                  "👩🏽\u200d💼 ❤\ufe0f 1\ufe0f\u20e3",
		"🏴\U000E0067\U000E0062\U000E007F secret\U000E0041": "🏴 secret",
		"nul\x00 del\x7f": "nul del",
	} {
		if got := value.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if got := value.CleanLine("a\r\nb\tc\u2029d"); got != "a b c d" {
		t.Errorf("CleanLine gives %q", got)
	}
}

func TestCleanProperties(t *testing.T) {
	runes := rapid.SampledFrom([]rune{'a', ' ', '\n', '\r', '\t', '\v', 0, 0x1b, 0x7f, 0x85, 0x9b, 0x200e, 0x2028, 0x2029, 0x202a, 0x202e,
		0x2066, 0x2069, 0x061c, 0x200f, 0x200d, 0xfe0f, 0xe0000, 0xe0041, 0xe007f, 0xfffd, 'é', '💰'})
	any := rapid.OneOf(rapid.String(), rapid.StringOf(runes), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		s := any.Draw(t, "s")
		for name, clean := range map[string]func(string) string{"Clean": value.Clean, "CleanLine": value.CleanLine} {
			got := clean(s)
			if clean(got) != got {
				t.Fatalf("%s is not idempotent: %q, %q", name, got, clean(got))
			}
			if !utf8.ValidString(got) || strings.ContainsFunc(got, valuetest.Forbidden) {
				t.Fatalf("%s leaves %q", name, got)
			}
			if name == "CleanLine" && strings.ContainsAny(got, "\n\t") {
				t.Fatalf("CleanLine leaves %q", got)
			}
		}
	})
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{
		" A raise \n":                 "A raise",
		"":                            "",
		" \t":                         "",
		"\u200b\u200d\ufe0f":          "",
		" \u2060\u00ad\ufeff ":        "",
		"\u3164\u115f\u2800":          "",
		"\u202e\u200e\U000E0041\x1b":  "",
		"\u200b \u200b":               "",
		"a\u200b":                     "a\u200b",
		"👩🏽\u200d💼":                   "👩🏽\u200d💼",
		"昇給":                          "昇給",
		"\U000E0041A\U000E0042 raise": "A raise",
	} {
		if got := value.Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCleanHostile(t *testing.T) {
	if got := value.CleanLine(valuetest.Hostile); got != valuetest.Seen {
		t.Errorf("%q, want %q", got, valuetest.Seen)
	}
}
