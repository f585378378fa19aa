package field_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

func records(names ...string) (out []field.Option) {
	for i, name := range names {
		out = append(out, field.Option{Value: fmt.Sprint(i), Label: name})
	}
	return out
}

func many(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("Project %c", 'A'+i))
	}
	return names
}

func TestWhatCanBePicked(t *testing.T) {
	none := func(string) {}
	long := strings.Repeat("a long name ", 5)
	for _, c := range []struct {
		name string
		d    field.Drawing
		want string
		at   field.Point
	}{
		{"few across", field.Pick("1", records("One", "Two"), 60, style, none), "○ none  ○ One  ● Two", field.Point{X: 17}},
		{"none of them", field.Pick("", records("One", "Two"), 60, style, none), "● none  ○ One  ○ Two", field.Point{X: 2}},
		{"few that do not fit", field.Pick("1", records("One", long), 30, style, none), "○ none|○ One|● a long name a long name a l…", field.Point{X: 2, Y: 2}},
		{"many", field.Pick("0", records(many(5)...), 90, style, none),
			"○ none|● Project A|○ Project B|○ Project C|○ Project D|○ Project E", field.Point{X: 2, Y: 1}},
		{"more than are seen", field.Pick("6", records(many(12)...), 90, style, none),
			"↑ 5 more lines|○ Project E|○ Project F|● Project G|○ Project H|↓ 4 more lines", field.Point{X: 2, Y: 3}},
		{"ticks", field.Ticks(1, func(v string) bool { return v != "1" }, records("One", "Two\nof them", long), 20, style, none),
			"  ✓ One|› ○ Two of them|  ✓ a long name a l…", field.Point{X: 4, Y: 1}},
		{"ticks further down", field.Ticks(11, func(v string) bool { return v == "11" }, records(many(12)...), 20, style, none),
			"↑ 7 more lines|  ○ Project H|  ○ Project I|  ○ Project J|  ○ Project K|› ✓ Project L", field.Point{X: 4, Y: 5}},
	} {
		if got := strings.Join(stripped(c.d), "|"); got != c.want || c.d.At() != c.at {
			t.Errorf("%s:\n%s at %v, want\n%s at %v", c.name, got, c.d.At(), c.want, c.at)
		}
	}
	clicked := ""
	field.Ticks(0, func(string) bool { return false }, records("One", "Two"), 20, style, func(v string) { clicked = v }).Hit(3, 1)()
	if clicked != "1" {
		t.Errorf("a click on the second picks %q", clicked)
	}
	ascii := theme.New(theme.Terminal{ASCII: true})
	if got := strings.Join(stripped(field.Pick("0", records("One"), 40, ascii, none)), "|"); got != "( ) none  (*) One" {
		t.Errorf("in ASCII it is %q", got)
	}
}

// asking has forms ask for the return of an ask, as a link or as the one of a set that
// backs it; a test can see either in linked.
type asking struct {
	*host
	form   *field.Form
	linked []workbook.ID
}

func newAsking(t *testing.T, set bool, names ...string) *asking {
	t.Helper()
	a := &asking{host: newHost()}
	a.w.Returns = nil
	for _, name := range names {
		a.w.Returns = append(a.w.Returns, workbook.Return{ID: uitest.NewID(), Name: name})
	}
	a.w.Asks = []workbook.Ask{{ID: uitest.NewID()}}
	a.form = &field.Form{Record: workbook.RecordKey(workbook.AskRecords, a.w.Asks[0].ID), Page: string(workbook.LessonAsks)}
	asks := workbook.Schema.Collection(workbook.AskRecords)
	was := slices.Clone(asks.Fields)
	t.Cleanup(func() { asks.Fields = was })
	link := *asks.Field("return")
	link.Elsewhere = false
	if set { // beside the workbook, which has no field of the kind that a form asks
		link = *schema.Refs("return", "", workbook.ReturnRecords, func(*workbook.Ask) *[]workbook.ID { return &a.linked })[0]
		link.Label, link.Page = "asks.return", a.form.Page
	}
	asks.Fields = append([]*schema.Field{&link}, slices.DeleteFunc(slices.Clone(was), func(f *schema.Field) bool { return f.Name == "return" })...)
	a.form.Focus("return")
	return a
}

func (a *asking) press(t *testing.T, keys ...string) (out outcome) {
	t.Helper()
	for _, key := range keys {
		out = pressForm(t, a.form, a.host, key)
	}
	return out
}

// picked are the names of what is linked.
func (a *asking) picked(set bool) string {
	ids := a.linked
	if !set {
		ids = []workbook.ID{a.w.Asks[0].Return}
	}
	var out []string
	for i := range a.w.Returns {
		if slices.Contains(ids, a.w.Returns[i].ID) {
			out = append(out, a.w.Returns[i].Name)
		}
	}
	return strings.Join(out, ", ")
}

func (a *asking) text(width int, focused bool) string {
	return strings.Join(stripped(a.form.Draw(a.host, width, focused)), "\n")
}

func TestAFormPicksARecord(t *testing.T) {
	for keys, want := range map[string]string{
		"": "", "right": "Base pay", "right right": "Growth", "left": "Travel", "right left": "", "right right right right": "",
		"g": "Growth", "t r": "Travel", "b backspace": "", "g x": "Growth",
	} {
		a := newAsking(t, false, "Base pay", "Growth", "Travel")
		a.press(t, strings.Fields(keys)...)
		if got := a.picked(false); got != want {
			t.Errorf("%q picks %q, want %q", keys, got, want)
		}
	}
	a := newAsking(t, false, "Base pay", strings.Repeat("Growth ", 12))
	a.press(t, "g")
	if text := a.text(110, true); !strings.Contains(text, "Choose with ←\u00a0→.") || !strings.Contains(text, "● Growth") {
		t.Errorf("in focus it is\n%s", text)
	}
	if a.press(t, "enter") != handled || a.form.Focused(a.w) != "term" {
		t.Errorf("enter goes to %q", a.form.Focused(a.w))
	}
	if text := a.text(50, true); strings.Count(text, "Growth") != 12 || strings.Contains(text, "Base pay") {
		t.Errorf("out of focus it is\n%s", text)
	}
}

func TestAFormTicksRecords(t *testing.T) {
	for keys, want := range map[string]string{
		"": "", "right": "", "space": "Base pay", "space space": "", "right space": "Growth", "left space": "Travel",
		"space right right space": "Base pay, Travel", "g space": "Growth", "g space backspace": "", "tab shift+tab space": "Base pay",
		"t x backspace space": "Travel", "right tab shift+tab space": "Base pay",
	} {
		a := newAsking(t, true, "Base pay", "Growth", "Travel")
		a.press(t, strings.Fields(keys)...)
		if got := a.picked(true); got != want {
			t.Errorf("%q picks %q, want %q", keys, got, want)
		}
	}
	a := newAsking(t, true, "Base pay", "Growth", "Travel")
	a.press(t, "space", "right", "right", "space")
	if s := a.steps; len(s) != 2 || s[0] == s[1] {
		t.Errorf("two ticks are the steps %q", s)
	}
	if text := a.text(110, true); !strings.Contains(text, "  ✓ Base pay") || !strings.Contains(text, "› ✓ Travel") || !strings.Contains(text, "←\u00a0→ go through them, space ticks.") {
		t.Errorf("in focus it is\n%s", text)
	}
	a.press(t, "x")
	if text := a.text(80, true); !strings.Contains(text, "There is nothing to type here") {
		t.Errorf("a letter of no name leaves\n%s", text)
	}
	a.press(t, "tab")
	if text := a.text(80, true); strings.Contains(text, "Growth") || !strings.Contains(text, "Base pay\n") || !strings.Contains(text, "Travel\n") {
		t.Errorf("out of focus it is\n%s", text)
	}
}

// ctrl+g goes to what is picked, ctrl+a makes one, linked in the same step.
func TestAFormFollowsAndMakesRecords(t *testing.T) {
	for _, set := range []bool{false, true} {
		a := newAsking(t, set)
		if text := a.text(80, true); !strings.Contains(text, "Nothing to pick yet: make one with ctrl+a.") {
			t.Errorf("with nothing to pick it is\n%s", text)
		}
		for _, key := range []string{"right", "left", "space", "backspace"} {
			if a.press(t, key); a.picked(set) != "" {
				t.Errorf("%s picks %q of nothing", key, a.picked(set))
			}
		}
		if row, _ := a.form.Commands(a.host, nil).Get("form.follow"); row.Off != "Nothing is picked here yet." {
			t.Errorf("going there is off for %q", row.Off)
		}
		steps := len(a.steps)
		a.press(t, "ctrl+a")
		if len(a.w.Returns) != 1 || len(a.steps) != steps+1 || len(a.went) != 1 || a.went[0].ID() != a.w.Returns[0].ID {
			t.Fatalf("%d records in %d steps, and it goes to %v", len(a.w.Returns), len(a.steps)-steps, a.went)
		}
		a.w.Returns[0].Name = "New"
		if a.picked(set) != "New" {
			t.Errorf("the new record is not linked")
		}
		a.press(t, "ctrl+g")
		if len(a.went) != 2 || a.went[1] != a.went[0] {
			t.Errorf("ctrl+g goes to %v", a.went)
		}
		a.press(t, "tab", "ctrl+g", "ctrl+a")
		if len(a.went) != 2 || len(a.w.Returns) != 1 {
			t.Error("the keys of a link work in a text")
		}
	}
}

// There is room for two asks, which are made from their cards.
func TestAFormMakesNoAsks(t *testing.T) {
	a := newAsking(t, true, "Base pay")
	asks := workbook.Schema.Collection(workbook.AskRecords)
	asks.Fields[0].Target = workbook.AskRecords
	row, _ := a.form.Commands(a.host, nil).Get("form.make")
	if row.Off != "Asks are made on their own page: there is room for two." {
		t.Errorf("it is off for %q", row.Off)
	}
	if text := a.text(80, true); !strings.Contains(text, "Nothing to pick yet.") {
		t.Errorf("it is\n%s", text)
	}
}

// What a page links by itself is not asked.
func TestAFormLeavesOutWhatThePageLinks(t *testing.T) {
	h := newHost()
	h.w.Asks = []workbook.Ask{{ID: uitest.NewID()}}
	f := &field.Form{Record: workbook.RecordKey(workbook.AskRecords, h.w.Asks[0].ID), Page: string(workbook.LessonAsks)}
	f.Focus("return")
	if got := f.Focused(h.w); got != "term" {
		t.Errorf("the first question is %s", got)
	}
}

func TestLinksFitASmallWindow(t *testing.T) {
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprint(i, strings.Repeat(" 給料 wide 👩🏽‍💼", 1+i)))
	}
	for _, set := range []bool{false, true} {
		a := newAsking(t, set, names...)
		for i := range 20 {
			a.press(t, "right", "space")
			for w := 20; w < 100; w += 7 {
				d := a.form.Draw(a.host, w, true)
				for _, l := range append(d.Lines, a.form.Draw(a.host, w, false).Lines...) {
					if n := ansi.StringWidth(l); n > w {
						t.Fatalf("at %d: a line is %d wide: %q", w, n, ansi.Strip(l))
					}
				}
				if d.Cursor == nil || d.Cursor.X >= w || d.Cursor.Y >= len(d.Lines) {
					t.Fatalf("at %d: the cursor is at %v", w, d.Cursor)
				}
			}
			at := fmt.Sprint(i)
			if set {
				at = fmt.Sprint((i + 1) % 20)
			}
			d := a.form.Draw(a.host, 40, true).Window(8, style)
			if line := ansi.Strip(d.Lines[d.Focus]); !strings.Contains(line, " "+at+" 給") {
				t.Fatalf("of 40x12 the focus is on %q, want %s", line, at)
			}
		}
	}
}
