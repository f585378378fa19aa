package app_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/uitest"
)

// under gives what stands from the cursor on in its line, and what before it.
func under(t *testing.T, d *uitest.Driver) (before, after string) {
	t.Helper()
	x, y, shown := d.Cursor()
	lines := d.Lines()
	if !shown || y >= len(lines) {
		t.Fatalf("no cursor is in sight:\n%s", d.Screen())
	}
	return ansi.Truncate(lines[y], x, ""), ansi.TruncateLeft(lines[y], x, "")
}

// A screen reader reads from the cursor: it stands in the page, never in its frame, and
// where nothing is typed or chosen on the first word of a line.
func TestTheCursorIsOnEveryPage(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		each(t, size[0], size[1], func(t *testing.T, s state, d *uitest.Driver) {
			_, y, _ := d.Cursor()
			before, after := under(t, d)
			first, last := 2, size[1]-3
			if size[1] < 16 { // neither a rule nor an empty note
				first, last = 1, size[1]-2
			}
			if y < first || y > last {
				t.Fatalf("%v: the cursor is in row %d, outside of the page:\n%s", size, y, d.Screen())
			}
			if s.text || strings.Contains(d.Lines()[y], "more line") {
				return
			}
			if first := []rune(after); len(first) == 0 || strings.TrimSpace(before+after) == "" {
				t.Errorf("%v: the cursor is behind the line %q:\n%s", size, before, d.Screen())
			} else if word := unicode.IsLetter(first[0]) || unicode.IsDigit(first[0]); !word && !strings.HasPrefix(strings.TrimSpace(after), "–") && !strings.ContainsAny(before, "●○·") {
				t.Errorf("%v: the cursor is on %q:\n%s", size, after, d.Screen())
			}
		})
	}
}

func TestTheCursorIsWhereOneIs(t *testing.T) {
	for _, c := range []struct {
		state, before, after string // what the line has right before the cursor, and from it on
	}{
		{"filled/map", "▸ ! ", "9  The board"},
		{"filled/map gaps", "▸ ! “", "Plans out by Friday"},
		{"library/last row", "▸ ", "株式会社"},
		{"filled/returns", " ", "Base pay, today: "},                // the sentence says the focused cell
		{"filled/offers take", " ", "Contoso (example): would you"}, // so it does below the table of marks
		{"filled/returns form slider", "▸ Today           ●●●●●○○○○○", "   5"},
		{"filled/returns form choice", "● ", "pay"},
		{"filled/returns catalog", "Find: ", ""},
		{"filled/asks card", "▸ ", "Days at home"},
		{"filled/plan mine", " ", "1 Card"},
		{"filled/plan manager", "▸ ✓ ", "Title"},
		{"filled/reading 1", " ", "The mistake"},
		{"filled/help", " ", "Put the pieces"},
		{"filled/conversation", "A raise at Northwind (example)", ""},
		{"empty/returns", "▸ ", "Add a return"},
		{"failing/quit page", " ", "r "},
		{"filled/export coach", ".md", ""},
	} {
		d := byName(t, c.state).new(t, 80, 24)
		if before, after := under(t, d); !strings.HasSuffix(before, c.before) || !strings.HasPrefix(after, c.after) {
			t.Errorf("%s: the cursor is between %q and %q:\n%s", c.state, before, after, d.Screen())
		}
	}
}

// What scrolls is read from the first line that is seen.
func TestTheCursorFollowsWhatIsScrolled(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "r", "pgdown")
	if _, y, _ := d.Cursor(); y != 3 || !strings.HasPrefix(strings.TrimSpace(d.Lines()[2]), "↑") {
		t.Errorf("the cursor is in row %d:\n%s", y, d.Screen())
	}
}
