package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"firstmile/storage"
)

// A sentence is broken between words alone, and a table stays as it is.
func TestWrapped(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"one two three", 0, "one two three"},
		{"one two three", 7, "one two\nthree"},
		{"mended by: firstmile doctor --repair", 31, "mended by: firstmile doctor\n--repair"},
		{"a/long/path/to/copy is there", 10, "a/long/path/to/copy\nis there"},
		{"There is:\n  A raise           01M800WTXK", 12, "There is:\n  A raise           01M800WTXK"},
		{"Été à Genève", 5, "Été à\nGenève"},
	} {
		if got := wrapped(c.text, c.width); got != c.want {
			t.Errorf("wrapped(%q, %d) is %q, want %q", c.text, c.width, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-zé日-]{1,9}`), 1, 30).Draw(t, "words")
		text := strings.Join(words, " ")
		got := wrapped(text, 40)
		if strings.ReplaceAll(got, "\n", " ") != text {
			t.Fatalf("%q became %q", text, got)
		}
		for line := range strings.Lines(got) {
			if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > 40 {
				t.Fatalf("%d cells: %q", n, line)
			}
		}
	})
}

// The list stays as wide as its table: a long name is cut, and what stands against opening a
// workbook has lines of its own.
func TestListLines(t *testing.T) {
	at := time.Date(2026, 11, 27, 14, 2, 0, 0, time.Local)
	all := []storage.Entry{
		{ID: idA, Name: strings.Repeat("x", 90), Done: 1, Built: 9},
		{ID: idB, Name: "Hurt", Problem: wrong("This workbook's file is damaged and was left as it was. "+
			"Restore workbooks/%s from a backup: firstmile restore.", idB)},
		{ID: idC, Protected: true, Saved: at},
		{ID: idA},
	}
	const x60 = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
	pad := func(s string) string { return s + strings.Repeat(" ", 62-ansi.StringWidth(s)) }
	want := pad("Name") + "Lessons\n" + x60 + "  1 of 9\nHurt\n" +
		"  ! This workbook's file is damaged and was left as it was. Restore\n    workbooks/" + idB + " from a backup: firstmile restore.\n" +
		pad(idC) + "locked, saved 27 Nov 2026, 14:02\n" + pad(noName+" "+idA) + "0 of 0\n"
	if got := (&program{}).listLines(all, 80); got != want {
		t.Errorf("listed\n%s, want\n%s", got, want)
	}
	want = "  " + x60 + "  " + idA + "\n  Hurt" + strings.Repeat(" ", 58) + idB + "\n  " + pad("(locked, saved 27 Nov 2026, 14:02)") + idC
	if got := named(all[:3]); got != want {
		t.Errorf("named\n%s, want\n%s", got, want)
	}
}
