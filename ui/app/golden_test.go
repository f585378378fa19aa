package app_test

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/coach"
)

// pages are the states that are compared with a file. After a change on
// purpose: go test ./ui/app -run Golden -update, and read the difference.
var pages = []string{
	"first/start", "library/several", "library/broken", "library/deleted", "library/erase", "filled/two answers", "filled/older files", "library/rename",
	"locked/passphrase", "locked/not the passphrase", "locked/library",
	"filled/map", "filled/map gaps", "filled/conversation", "filled/plan mine", "filled/plan coach", "filled/plan manager", "filled/plan letters", "talked/plan letters", "empty/plan letters",
	"filled/export manager", "filled/export exists", "filled/help", "filled/commands", "filled/find base",
	"filled/reading 1", "filled/returns", "filled/returns form", "filled/returns catalog",
	"filled/needs must", "filled/needs points", "filled/needs must form", "filled/needs nice form",
	"filled/asks", "filled/asks card", "filled/asks swap", "filled/asks form", "filled/asks figure form", "filled/asks job form",
	"filled/offers", "filled/offers take", "filled/offers form",
	"filled/reviews", "filled/reviews past", "filled/reviews form", "late/reviews", "unsaid/reviews", "empty/reviews",
	"filled/firstmile", "filled/firstmile form", "empty/firstmile", "empty/firstmile none set", "targets/firstmile", "targets/firstmile hit",
	"filled/after", "empty/after", "held/after", "debriefed/after", "debriefed/after said", "debriefed/after form", "debriefed/after said form",
	"filled/board", "filled/opening", "filled/opening form", "filled/objections", "filled/objections form", "filled/objections catalog",
	"filled/ladder", "filled/ladder in words", "filled/ladder form", "filled/noes form", "filled/packages", "filled/packages scored", "filled/packages form",
	"empty/board", "empty/opening", "empty/objections", "empty/ladder", "empty/packages", "empty/packages one",
	"filled/rehearsal", "filled/rehearsal shown", "filled/rehearsal counted", "filled/rehearsal elevator", "filled/rehearsal elevator words",
	"empty/rehearsal", "empty/rehearsal shown", "empty/rehearsal elevator",
	"filled/ledger", "filled/ledger tick", "filled/ledger ideas", "filled/ledger words", "empty/ledger", "half/ledger", "half/ledger all mine", "half/ledger late",
	"empty/map", "empty/conversation", "empty/plan mine", "empty/reading 5", "empty/returns", "empty/returns catalog", "empty/needs",
	"empty/asks", "empty/offers", "empty/offers new",
	"empty/deals", "filled/deals", "filled/deals gap", "filled/deals questions", "filled/deals new", "dealt/deals", "dealt/deals second", "dealt/deals last",
	"sorted/needs must", "nine/needs", "sorted/offers", "since/map", "failing/map", "failing/quit page", "failing/not saved", "failing/deleted form", "failing/deleted not saved", "failing/erased form", "failing/erased not saved",
	"panes/maps", "panes/lesson", "panes/menu", "panes/form", "panes/library",
	"coached/asks", "coached/questions", "coached/questions last", "coached/questions form",
	"side/lesson", "side/note", "side/next", "side/sessions", "side/session form", "side/homework", "side/homework form", "side/release", "side/notes", "side/to send", "side/empty",
	"notes/map", "notes/map row", "notes/list", "notes/long", "notes/proof of which", "notes/places", "notes/places off", "notes/form", "notes/none", "notes/placed",
}

func byName(t *testing.T, name string) state {
	t.Helper()
	for _, s := range states() {
		if s.name == name {
			return s
		}
	}
	t.Fatalf("no state is called %q", name)
	return state{}
}

func TestGolden(t *testing.T) {
	for _, name := range pages {
		s := byName(t, name)
		for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				d := s.new(t, size[0], size[1])
				golden.RequireEqual(t, d.Screen()+"\n")
			})
		}
	}
}

// TestGoldenOfTheBoard has it at each width that brings columns.
func TestGoldenOfTheBoard(t *testing.T) {
	for _, name := range []string{"clients/board", "clients/last row", "clients/narrowed", "clients/brief"} {
		s := byName(t, name)
		for _, size := range [][2]int{{200, 50}, {120, 40}, {100, 30}, {80, 24}, {40, 12}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				d := s.new(t, size[0], size[1])
				golden.RequireEqual(t, d.Screen()+"\n")
			})
		}
	}
}

// written gives a screen as a terminal of a color profile gets it.
func written(t *testing.T, d *uitest.Driver, p colorprofile.Profile) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := (&colorprofile.Writer{Forward: &b, Profile: p}).Write([]byte(d.Styled() + "\n")); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoldenStyles(t *testing.T) {
	for name, keys := range map[string][]string{"map": {"tab"}, "asks": {"3", "enter", "tab", "tab"}, "offers": {"4", "down"}} {
		for _, look := range []struct {
			name    string
			light   bool
			profile colorprofile.Profile
		}{{"dark", false, colorprofile.TrueColor}, {"light", true, colorprofile.TrueColor}, {"16", false, colorprofile.ANSI},
			{"16 light", true, colorprofile.ANSI}, {"nocolor", false, colorprofile.ASCII}} {
			t.Run(name+"/"+look.name, func(t *testing.T) {
				t.Parallel()
				d := uitest.New(t, uitest.Options{Example: true, Light: look.light})
				d.Send(tea.ColorProfileMsg{Profile: look.profile}) // as the terminal's is told at the start
				d.Key(keys...)
				golden.RequireEqual(t, written(t, d, look.profile))
			})
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;:]*)m`)

// colors tells whether a style sequence sets a color.
func colors(params string) bool {
	for _, p := range strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ':' }) {
		n, _ := strconv.Atoi(p)
		if n >= 30 && n <= 49 || n >= 90 && n <= 107 {
			return true
		}
	}
	return false
}

func TestWithoutColorNoColorIsLeft(t *testing.T) {
	each(t, 100, 30, func(t *testing.T, s state, d *uitest.Driver) {
		out := written(t, d, colorprofile.ASCII)
		for _, m := range sgr.FindAllStringSubmatch(out, -1) {
			if colors(m[1]) {
				t.Fatalf("%q sets a color", m[0])
			}
		}
		if plain := ansi.Strip(out); strings.Join(trimmed(plain), "\n") != strings.Join(trimmed(d.Screen()+"\n"), "\n") {
			t.Errorf("the text is another without color:\n%s", plain)
		}
	})
}

func trimmed(s string) []string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// warn is how the warning color of the dark theme begins.
const warn = "\x1b[38;2;255;158;100m"

// TestNoMeaningIsByColorAlone looks at whatever is in the warning color: it, or
// the line that it goes on from, must have a sign or say what is wrong in words.
func TestNoMeaningIsByColorAlone(t *testing.T) {
	seen := 0
	for _, s := range states() {
		d := s.new(t, 100, 30)
		above := false
		for _, l := range strings.Split(d.Styled(), "\n") {
			here := false
			for _, after := range strings.Split(l, warn)[1:] {
				seen++
				here = true
				text, _, _ := strings.Cut(after, "\x1b[")
				says := strings.ContainsAny(text, "!✗") || strings.Contains(strings.ToLower(text), "not") || strings.Contains(text, "two is the limit")
				if !says && !above {
					t.Errorf("%s: %q is a warning by its color only", s.name, text)
				}
			}
			above = here
		}
	}
	if seen < 20 {
		t.Errorf("only %d warnings were seen", seen)
	}
}

// TestTheFocusHasASign looks for a place that is shown by its color only.
func TestTheFocusHasASign(t *testing.T) {
	each(t, 100, 30, func(t *testing.T, s state, d *uitest.Driver) {
		if slices.ContainsFunc([]string{"reading", "said", "plan", "help", "quit", "not saved", "erase", "older files", "swap", "gap", "elevator", "panes/three", "clients/none", "clients/brief"}, func(page string) bool { return strings.Contains(s.name, page) }) {
			return // pages without rows
		}
		if !s.text && !strings.Contains(d.Screen(), "▸") && !strings.Contains(d.Screen(), "No workbook yet") {
			t.Errorf("nothing says where one is:\n%s", d.Screen())
		}
	})
}

// Where a terminal has none of our signs, what is not ASCII was typed by the person.
func TestWithoutSignsASCIIIsLeft(t *testing.T) {
	each(t, 80, 24, func(t *testing.T, s state, d *uitest.Driver) {
		typed := typedIn(t, d)
		d.App().InASCII()
		for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
			d.Resize(size[0], size[1])
			fits(t, s, d, size[0], size[1])
			for _, r := range d.Screen() {
				if r >= utf8.RuneSelf && !strings.ContainsRune(typed, r) {
					t.Fatalf("%v: %q is no sign that it has:\n%s", size, r, d.Screen())
				}
			}
		}
	})
}

// typedIn is what the person has typed, in all workbooks, and how amounts are written.
func typedIn(t *testing.T, d *uitest.Driver) string {
	t.Helper()
	entries, err := d.Store().List(d.Context())
	if err != nil {
		t.Fatal(err)
	}
	typed := "€£¥"
	for _, e := range entries {
		typed += e.Name + e.Person + e.Employer
		if snap, err := d.Store().Load(d.Context(), e.ID); err == nil {
			for _, text := range workbook.Schema.Texts(&snap.Workbook) {
				typed += text.Text
			}
		}
		if d.Parts() == nil {
			continue
		}
		if snap, err := d.Parts().Load(d.Context(), e.ID); err == nil {
			for _, text := range coach.Schema.Texts(&snap.Workbook) {
				typed += text.Text
			}
		}
	}
	return strings.Map(func(r rune) rune { // what has a stand-in is drawn by it, whoever typed it
		if strings.ContainsRune("✓✗·━═┼┤•–↑↓←▸●○→…×─│├‹›“”", r) {
			return -1
		}
		return r
	}, typed)
}
