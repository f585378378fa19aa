package field_test

import (
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/ui/uitest"
	"firstmile/workbook/value"
)

func press(t *testing.T, e *field.Editor, names ...string) {
	t.Helper()
	for _, n := range names {
		k, err := uitest.Key(n)
		if err != nil {
			t.Fatal(err)
		}
		e.Key(k)
	}
}

func TestCursorStandsBehindTheText(t *testing.T) {
	for _, text := range []string{
		"", "a", "hello", "語", "給料と住宅", "👩🏽‍💼", "🇩🇪🇫🇷", "e\u0301té", "a語b👩🏽‍💼c", "שלום", "عربي", "한국어",
	} {
		for _, lines := range []bool{false, true} {
			e := field.NewEditor()
			e.Edit(text, lines)
			d := e.Draw(60, lipgloss.NewStyle())
			if d.Cursor == nil || d.Cursor.X != ansi.StringWidth(text) || d.Cursor.Y != 0 {
				t.Errorf("%q, lines %t: the cursor is at %+v, want column %d", text, lines, d.Cursor, ansi.StringWidth(text))
			}
			if d.Lines[0] != text {
				t.Errorf("%q is drawn as %q", text, d.Lines[0])
			}
		}
	}
}

func TestCursorWalksThroughWideText(t *testing.T) {
	const text = "a語b給料c"
	e := field.NewEditor()
	e.Edit(text, false)
	r := []rune(text)
	for i := len(r); i >= 0; i-- {
		d := e.Draw(60, lipgloss.NewStyle())
		if want := ansi.StringWidth(string(r[:i])); d.Cursor.X != want {
			t.Errorf("behind %q the cursor is in column %d, want %d", string(r[:i]), d.Cursor.X, want)
		}
		press(t, e, "left")
	}
}

func TestCursorOfALongTextStaysInSight(t *testing.T) {
	for _, width := range []int{4, 17, 40} {
		for _, word := range []string{"word ", "語", "語 a "} {
			e := field.NewEditor()
			in := func(what string) {
				t.Helper()
				d := e.Draw(width, lipgloss.NewStyle())
				if d.Cursor.Y < 0 || d.Cursor.Y >= len(d.Lines) || d.Cursor.X >= width {
					t.Fatalf("%q at %d, %s: the cursor is at %+v of %d lines", word, width, what, *d.Cursor, len(d.Lines))
				}
				if d.Focus != d.Cursor.Y {
					t.Fatalf("%q at %d, %s: line %d is kept in sight, the cursor is in %d", word, width, what, d.Focus, d.Cursor.Y)
				}
			}
			e.Edit(strings.Repeat(word, 60), true)
			in("opened")
			for range 12 {
				press(t, e, "up")
				in("going up")
			}
			for range 16 {
				press(t, e, "down")
				in("going down")
			}
			for range 10 {
				for _, r := range word {
					press(t, e, strings.ReplaceAll(string(r), " ", "space"))
				}
				in("typing")
			}
			e.Paste(strings.Repeat(word, 30))
			in("pasting")
			press(t, e, "ctrl+home")
			in("at the start")
			e.Edit("", true)
			in("emptied")
		}
	}
}

func TestTypingFollowsALongText(t *testing.T) {
	e := field.NewEditor()
	e.Edit("", true)
	for range 40 {
		press(t, e, "w", "o", "r", "d", "space")
		e.Draw(20, lipgloss.NewStyle())
	}
	press(t, e, "E", "N", "D")
	d := e.Draw(20, lipgloss.NewStyle())
	if all := strings.Join(d.Lines, "\n"); !strings.Contains(all, "END") {
		t.Errorf("what was typed last is out of sight:\n%s", all)
	}
}

func TestTextIsCleanedOnItsWayIn(t *testing.T) {
	for _, c := range []struct{ in, line, lines string }{
		{"a\r\nb", "a b", "a\nb"},
		{"a\rb", "a b", "a\nb"},
		{"a\u2028b\u2029c", "a b c", "a\nb\nc"},
		{"\x1b[31mred\x1b[0m", "red", "red"},
		{"\x1b]0;title\x07text", "text", "text"},
		{"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link", "link"},
		{"a\x00b\x07c\x7fd", "abcd", "abcd"},
		{"a\u009b31mb", "a31mb", "a31mb"},
		{"\u202eevil\u202c \u2066x\u2069", "evil x", "evil x"},
		{"👩🏽‍💼 e\u0301", "👩🏽‍💼 e\u0301", "👩🏽‍💼 e\u0301"},
		{"bad \xff byte", "bad  byte", "bad  byte"},
	} {
		for _, lines := range []bool{false, true} {
			e := field.NewEditor()
			e.Edit("", lines)
			e.Paste(c.in)
			want := c.line
			if lines {
				want = c.lines
			}
			if got := e.Text(); got != want {
				t.Errorf("pasting %q, lines %t: %q, want %q", c.in, lines, got, want)
			}
		}
	}
}

func TestTheLimitIsSaid(t *testing.T) {
	e := field.NewEditor()
	e.Edit("", true)
	e.Paste(strings.Repeat("x", value.MaxText))
	if e.Full() || len(e.Text()) != value.MaxText {
		t.Fatalf("full %t with %d characters", e.Full(), len(e.Text()))
	}
	press(t, e, "y")
	if !e.Full() || len(e.Text()) != value.MaxText {
		t.Errorf("full %t with %d characters", e.Full(), len(e.Text()))
	}
	press(t, e, "backspace")
	if e.Full() || len(e.Text()) != value.MaxText-1 {
		t.Errorf("full %t with %d characters after Backspace", e.Full(), len(e.Text()))
	}
	e.Paste("zz")
	if got := e.Text(); !e.Full() || !strings.HasSuffix(got, "xz") || len(got) != value.MaxText {
		t.Errorf("full %t with %d characters", e.Full(), len(got))
	}
}

func TestManyLinesCanBeTyped(t *testing.T) {
	e := field.NewEditor()
	e.Edit("", true)
	for range 150 { // textarea stops at 99 in silence
		press(t, e, "x", "enter")
	}
	if got := strings.Count(e.Text(), "\n"); got != 150 {
		t.Errorf("%d lines, want 150", got)
	}
	e.Edit("", true)
	e.Paste(strings.Repeat("line\n", 12_000/5))
	if got := strings.Count(e.Text(), "\n"); got != 12_000/5 {
		t.Errorf("%d lines pasted", got)
	}
}

// The textarea reserves 10,000 rows for each text that it is set to.
func TestAFieldIsOpenedForLittle(t *testing.T) {
	e := field.NewEditor()
	e.Edit("made here", true)
	const times = 50
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range times {
		e.Edit("one line\nand another", true)
		e.Edit("", false)
	}
	runtime.ReadMemStats(&after)
	if each := (after.TotalAlloc - before.TotalAlloc) / (2 * times); each > 30_000 {
		t.Errorf("handing it to a field takes %d bytes", each)
	}
}

func TestKeysThatTheTextHasNoUseFor(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines bool
		key   string
		uses  bool
	}{
		{"", false, "enter", false}, {"", false, "tab", false}, {"", true, "shift+tab", false}, {"", true, "esc", false},
		{"", true, "enter", true}, {"", true, "alt+enter", true}, {"", false, "alt+enter", false},
		{"", false, "backspace", true}, {"", false, "left", true}, {"", false, "delete", true}, {"", false, "home", true},
		{"a", true, "up", false}, {"a", true, "down", false}, {"a\nb", true, "up", true}, {"a\nb", true, "down", false},
		{"", false, "x", true}, {"", false, "?", true}, {"", false, "f5", false}, {"", false, "pgup", false},
	} {
		if c.key == "f5" {
			c.key = "f2"
		}
		e := field.NewEditor()
		e.Edit(c.text, c.lines)
		k, err := uitest.Key(c.key)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.Key(k); got != c.uses {
			t.Errorf("%q in %q (lines %t): used %t, want %t", c.key, c.text, c.lines, got, c.uses)
		}
	}
}

func TestTheHostClipboardIsNotRead(t *testing.T) {
	e := field.NewEditor()
	e.Edit("a", true)
	press(t, e, "ctrl+v")
	if e.Text() != "a" {
		t.Errorf("ctrl+v made it %q", e.Text())
	}
}

// What another window writes into a text that is being typed moves no letter away from the
// cursor.
func TestFollowKeepsTheCursor(t *testing.T) {
	for _, tt := range []struct{ was, is, want string }{
		{"A|tail", "Atail END", "A|tail END"},
		{"tail|", "START tail", "START tail|"},
		{"one\ntw|o\nthree", "zero\none\ntwo\nthree", "zero\none\ntw|o\nthree"},
		{"one\ntw|o", "one\ntwo\nthree", "one\ntw|o\nthree"},
		{"mine|", "mine\ntheirs", "mine|\ntheirs"},
		{"one\nmine|", "one\nmine\ntheirs\nmore", "one\nmine|\ntheirs\nmore"},
		{"a wo|rd", "a", "a|"},
		{"|", "theirs", "theirs|"},
		{"mine|", "", "|"},
		{"日本|語", "日本語です", "日本|語です"},
		{"same|", "same", "same|"},
	} {
		e := field.NewEditor()
		text, behind, _ := strings.Cut(tt.was, "|")
		e.Edit(text+behind, true)
		for range []rune(behind) {
			e.Key(tea.KeyPressMsg{Code: tea.KeyLeft})
		}
		e.Follow(tt.is)
		e.Key(tea.KeyPressMsg{Code: '|', Text: "|"})
		if got := e.Text(); got != tt.want {
			t.Errorf("%q becomes %q: %q, want %q", tt.was, tt.is, got, tt.want)
		}
	}
	long := strings.Repeat("a word and ", 200) // in many rows
	e := field.NewEditor()
	e.Edit(long, true)
	e.Draw(40, lipgloss.NewStyle())
	for range 5 {
		e.Key(tea.KeyPressMsg{Code: tea.KeyLeft})
	}
	e.Follow(long + "\nEND")
	e.Key(tea.KeyPressMsg{Code: '|', Text: "|"})
	if want := long[:len(long)-5] + "|" + long[len(long)-5:] + "\nEND"; e.Text() != want {
		t.Errorf("in a long text it went from %d to %d", len(long)-5, strings.Index(e.Text(), "|"))
	}
}
