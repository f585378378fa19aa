package theme_test

import (
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
)

func TestSignsHaveStandIns(t *testing.T) {
	ascii := theme.Terminal{ASCII: true}
	for line, want := range map[string]string{
		"✓ met  ✗ not met  · open":        "+ met  x not met  - open",
		"├─┼─┤ │ ━ ═ • –":                 "+-+-+ | = = * -",
		"↑ 3 more ↓ ▸ here × ‹gap› “now”": "^ 3 more v > here x <gap> \"now\"",
		"Days at ho… 24":                  "Days at ... 24",
		"… and é… and \x1b[1mbold…\x1b[m": ". and é. and \x1b[1mbo...\x1b[m",
		"José, 昇給, €5, plain":             "José, 昇給, €5, plain", // letters are no signs
		"👩🏽\u200d💻 ✓":                     "👩 +",
	} {
		if got := ascii.Shown(line); got != want {
			t.Errorf("%q is shown as %q, want %q", line, got, want)
		}
	}
}

// Whatever is replaced, nothing behind it moves, in terminals that join characters
// and in those that do not.
func TestShownKeepsItsCells(t *testing.T) {
	for _, text := range []string{"👩\u200d💻", "❤️", "👍🏽", "1️⃣", "👨\u200d👩\u200d👧\u200d👦", "🏳️\u200d🌈", "🇩🇪", "🇩", "日本", "नमस्ते", "क्\u200dष", "நி", "กำ", "e\u0301", "✓ ● ○ … →", "\x1b[1mNaïve…\x1b[m", "\ufe0f", "\u200d"} {
		line := "a " + text + "   b"
		for _, term := range []theme.Terminal{{}, {ASCII: true}, {Joined: true}, {ASCII: true, Joined: true}} {
			got := term.Shown(line)
			if n := ansi.StringWidth(got); term.Joined && n != ansi.StringWidth(line) {
				t.Errorf("%q has %d cells, shown as %q %d in %+v", line, ansi.StringWidth(line), got, n, term)
			}
			if n := ansi.StringWidthWc(got); !term.Joined && n != ansi.StringWidth(line) {
				t.Errorf("%q, shown as %q, has %d cells where nothing is joined, not %d", line, got, n, ansi.StringWidth(line))
			}
		}
	}
}

func TestWhatCanBeDrawnStays(t *testing.T) {
	for _, line := range []string{"👩🏽\u200d💻 and ❤️ 1️⃣", "✓ ● ○ … →", "नमस्ते"} {
		if got := (theme.Terminal{Joined: true}).Shown(line); got != line {
			t.Errorf("%q is shown as %q", line, got)
		}
	}
	if got := (theme.Terminal{}).Shown("👩🏽\u200d💻 and ❤️, क्\u200dष  x"); got != "👩 and ❤ , क्\u200dष x" {
		t.Errorf("shown as %q", got)
	}
}
