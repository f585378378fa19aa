package field_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

func k(t *testing.T, name string) tea.KeyPressMsg {
	t.Helper()
	key, err := uitest.Key(name)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// host is a screen with nothing but a workbook.
type host struct {
	w       workbook.Workbook
	version int
	ed      *field.Editor
	steps   []string
	went    []workbook.Key // where it was to go
}

func newHost() *host {
	h := &host{w: uitest.Empty("Test"), ed: field.NewEditor()}
	h.w.Profile.Currency = "EUR"
	h.w.Returns = []workbook.Return{{ID: uitest.NewID()}}
	return h
}

func (h *host) Workbook() workbook.Workbook { return h.w }
func (h *host) Named() workbook.Workbook    { return h.w.Named() }
func (h *host) Version() int                { return h.version }
func (h *host) Edit(step string, change func(*workbook.Workbook)) {
	next := h.w.Clone()
	change(&next)
	h.w, h.steps = next, append(h.steps, step)
	h.version++
}
func (h *host) Words(key string) (label, help, example string) {
	f := uitest.Pack().Field(key)
	return f.Label, f.Help, f.Example
}
func (h *host) NameOf(k workbook.Key) string {
	if r := h.w.Return(k.ID()); r != nil && r.Name != "" {
		return r.Name
	}
	return "(no name)"
}
func (h *host) Follow(k workbook.Key) { h.went = append(h.went, k) }
func (h *host) Typing() schema.Typing { return h.w.Typing(uitest.Today, uitest.NewID) }
func (h *host) Editor() *field.Editor { return h.ed }
func (h *host) Styles() *theme.Styles { return style }
func (h *host) Keys() *theme.KeyMap   { return theme.Keys(theme.New(theme.Terminal{}).Sign) }

// form asks of the one return what lesson 1 asks.
func (h *host) form() *field.Form {
	return &field.Form{Record: workbook.RecordKey(workbook.ReturnRecords, h.w.Returns[0].ID), Page: string(workbook.LessonReturns)}
}

// job asks for today's pay.
func (h *host) job() *field.Form {
	return &field.Form{Record: workbook.RecordKey(workbook.JobRecords, h.w.ID), Page: string(workbook.LessonAsks)}
}

// outcome is what a form makes of a key.
type outcome int

const (
	ignored outcome = iota
	handled
	left
)

// pressForm hands a key to the focused field, then to the form's commands.
func pressForm(t *testing.T, f *field.Form, h *host, name string) outcome {
	t.Helper()
	if f.Type(h, k(t, name)) {
		return handled
	}
	out := ignored
	if row, found := f.Commands(h, func() { out = left }).Press(k(t, name)); found {
		if row.Do(); out == ignored {
			out = handled
		}
	}
	return out
}

func TestFormKeysMove(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Focus("")
	for _, c := range []struct {
		key, focus string
		outcome    outcome
	}{
		{"tab", "kind", handled}, {"shift+tab", "name", handled}, {"shift+tab", "private", handled}, {"tab", "name", handled},
		{"down", "kind", handled}, {"down", "why", handled}, {"up", "kind", handled}, {"enter", "why", handled},
		{"enter", "today", handled}, {"j", "today", handled}, {"enter", "wanted", handled}, {"enter", "weight", handled},
		{"ctrl+p", "weight", ignored}, {"f1", "weight", ignored},
		{"enter", "private", handled}, {"enter", "private", left},
	} {
		if got := pressForm(t, f, h, c.key); got != c.outcome || f.Focused(h.w) != c.focus {
			t.Fatalf("%s: outcome %d at %s, want %d at %s", c.key, got, f.Focused(h.w), c.outcome, c.focus)
		}
	}
	f.Focus("kind")
	if pressForm(t, f, h, "esc") != left {
		t.Error("esc does not leave the form")
	}
}

func TestADigitOnASliderReplacesWhatStoodThere(t *testing.T) {
	h := newHost()
	h.w.Returns[0].Today = value.NewPoints(1)
	f := h.form()
	f.Focus("today")
	for _, c := range []struct{ key, want string }{{"0", "0"}, {"1", "1"}, {"0", "10"}, {"left", "9"}, {"1", "1"}, {"0", "10"},
		{"backspace", "1"}, {"backspace", ""}, {"4", "4"}} {
		pressForm(t, f, h, c.key)
		if got := h.w.Returns[0].Today.String(); got != c.want {
			t.Errorf("%s makes it %q, want %q", c.key, got, c.want)
		}
	}
	pressForm(t, f, h, "tab")
	pressForm(t, f, h, "shift+tab")
	pressForm(t, f, h, "2")
	if got := h.w.Returns[0].Today.String(); got != "2" {
		t.Errorf("a digit after coming back makes it %q", got)
	}
}

// A word that is typed at a choice goes to the option that begins with it, and nowhere else.
func TestAWordChooses(t *testing.T) {
	for _, c := range []struct {
		keys, want string
		told       bool
	}{
		{"growth", "growth", false}, {"ti", "time", false}, {"GRO", "growth", false}, {"recognition", "recognition", false}, {"rel", "relationships", false},
		{"place", "place", false}, {"pp", "place", false}, {"ppp", "pay", false}, {"p", "pay", false}, {"pl", "place", false},
		{"growthx", "growth", true}, {"growing", "growth", true}, {"h", "", true}, {"l", "", true}, {"hourly pay", "", true}, {"19.40 an hour", "", true},
		{"time l", "time", true}, {"gro wth", "growth", false}, {" ", "", false},
		{"t<right>r", "recognition", false}, {"pl<tab><shift+tab>t", "time", false}, {"tx<left>g", "growth", false},
		{"p<backspace>", "", false}, {"px<backspace>", "pay", false}, {"px<backspace>t", "time", false},
	} {
		h := newHost()
		f := h.form()
		f.Focus("kind")
		for keys := c.keys; keys != ""; {
			key := keys[:1]
			if keys[0] == '<' {
				key = keys[1:strings.IndexByte(keys, '>')]
				keys = keys[1+len(key):]
			} else if key == " " {
				key = "space"
			}
			pressForm(t, f, h, key)
			keys = keys[1:]
		}
		text := strings.Join(stripped(f.Draw(h, 90, true)), "\n")
		if got := string(h.w.Returns[0].Kind); got != c.want || strings.Contains(text, "There is nothing to type here") != c.told {
			t.Errorf("%q chooses %q, want %q, told %t:\n%s", c.keys, got, c.want, c.told, text)
		}
	}
}

func TestUndoStepsGoByWordAndField(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Focus("why")
	for _, key := range []string{"a", "b", "space", "c", "tab", "3"} {
		pressForm(t, f, h, key)
	}
	s := h.steps
	if len(s) != 5 || s[0] != s[1] || s[1] != s[2] || s[2] == s[3] || s[3] == s[4] {
		t.Errorf("the steps are %q", s)
	}
}

func TestAFormWithoutItsRecordDoesNothing(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Focus("")
	h.w.Returns = nil
	h.version++
	for _, key := range []string{"x", "tab", "y", "tab", "3", "right", "tab", "right", "p", "tab", "enter"} {
		pressForm(t, f, h, key)
		f.Draw(h, 60, true)
	}
	f.Paste(h, "text")
	if len(h.w.Returns) != 0 {
		t.Error("it made a return")
	}
}

func TestFormFitsItsWidth(t *testing.T) {
	h := newHost()
	h.w.Returns[0] = workbook.Return{ID: h.w.Returns[0].ID, Name: strings.Repeat("給料 wide 👩🏽‍💼 ", 20),
		Why: strings.Repeat("abcdefghij", 30), Kind: workbook.KindPay}
	h.w.Job.Base = value.UnreadAmount("nothing that can be read, of a length that does not fit anywhere at all")
	f := h.form()
	all := []string{"name", "kind", "why", "today", "wanted", "weight", "private"}
	for i, name := range append(all, "base", "inflation") {
		if i >= len(all) {
			f = h.job()
		}
		f.Focus(name)
		for _, focused := range []bool{false, true} {
			for w := 20; w < 110; w++ {
				d := f.Draw(h, w, focused)
				for _, l := range d.Lines {
					if n := ansi.StringWidth(l); n > w {
						t.Fatalf("%s at %d: a line is %d wide: %q", name, w, n, ansi.Strip(l))
					}
				}
				if d.Cursor != nil && (d.Cursor.X >= w || d.Cursor.Y >= len(d.Lines)) {
					t.Fatalf("%s at %d: the cursor is at %v", name, w, d.Cursor)
				}
			}
		}
	}
}

func TestAClickFocusesAFieldAndAnOption(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Focus("")
	click := func(text string) {
		t.Helper()
		d := f.Draw(h, 90, true)
		for y, l := range d.Lines {
			if before, _, found := strings.Cut(ansi.Strip(l), text); found {
				if do := d.Hit(ansi.StringWidth(before), y); do != nil {
					do()
					return
				}
			}
		}
		t.Fatalf("%q cannot be clicked in %q", text, stripped(d))
	}
	click("Kind")
	if f.Focused(h.w) != "kind" {
		t.Fatalf("the focus is on %s", f.Focused(h.w))
	}
	click("○ time")
	if h.w.Returns[0].Kind != workbook.KindTime {
		t.Errorf("the kind is %q", h.w.Returns[0].Kind)
	}
	click("Why it matters")
	pressForm(t, f, h, "x")
	if h.w.Returns[0].Why != "x" {
		t.Errorf("typing after a click stores %q", h.w.Returns[0].Why)
	}
}

func TestAProblemStandsBesideAFieldThatIsLeft(t *testing.T) {
	h := newHost()
	f := h.job()
	f.Focus("base")
	f.Paste(h, "many")
	if text := strings.Join(stripped(f.Draw(h, 90, true)), "\n"); strings.Contains(text, "Your text is kept.") {
		t.Errorf("it is said while one types:\n%s", text)
	}
	pressForm(t, f, h, "tab")
	if text := strings.Join(stripped(f.Draw(h, 90, true)), "\n"); !strings.Contains(text, "! ") ||
		!strings.Contains(text, "Your text is kept.") || !strings.Contains(text, "many") {
		t.Errorf("it is not said:\n%s", text)
	}
	if h.w.Job.Base.Unread() != "many" {
		t.Errorf("stored is %q", h.w.Job.Base.Unread())
	}
}

// What is not asked as the answers stand is not in the form; what another choice
// asks comes in.
func TestAFormAsksWhatTheAnswersCallFor(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Page = string(workbook.LessonNeeds)
	f.Focus("threshold")
	if got := f.Focused(h.w); got != "sort" {
		t.Errorf("of a return that is not sorted %q is asked", got)
	}
	pressForm(t, f, h, "right")
	pressForm(t, f, h, "tab")
	if got := f.Focused(h.w); got != "threshold" {
		t.Errorf("behind the sort of a must-have comes %q", got)
	}
	h.Edit("undo", func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} })
	if got := f.Focused(h.w); got != "sort" {
		t.Errorf("once the column is taken back %q is asked", got)
	}
}

// A text that was changed elsewhere is taken anew; one that was not stays as it is
// typed, with the cursor where it was.
func TestAFormSeesWhatChangedElsewhere(t *testing.T) {
	h := newHost()
	f := h.job()
	f.Focus("base")
	for _, key := range []string{"9", "2", "k"} {
		pressForm(t, f, h, key)
	}
	h.Edit("elsewhere", func(w *workbook.Workbook) { w.Profile.Role = "Lead" })
	pressForm(t, f, h, "backspace")
	if got := h.ed.Text(); got != "92" {
		t.Errorf("the text became %q", got)
	}
	h.Edit("elsewhere", func(w *workbook.Workbook) { w.Job.Base = value.UnreadAmount("theirs") })
	pressForm(t, f, h, "x")
	if got := h.w.Job.Base.Unread(); got != "theirsx" {
		t.Errorf("typing behind another window's answer gives %q", got)
	}
}

func TestALongTextIsShortenedWithAMark(t *testing.T) {
	h := newHost()
	h.w.Returns[0].Why = strings.Repeat("many words ", 60)
	f := h.form()
	f.Focus("")
	text := strings.Join(stripped(f.Draw(h, 60, true)), "\n")
	if strings.Count(text, "many") > 20 || !strings.Contains(text, "…") {
		t.Errorf("it is\n%s", text)
	}
}

// A form asks some of the fields, in an order of its own, and one at a time where the page
// shows the others.
func TestAFormOfSomeFields(t *testing.T) {
	h := newHost()
	f := h.form()
	f.Fields = []string{"weight", "why"}
	if got := f.Focused(h.w); got != "weight" {
		t.Errorf("it begins with %q", got)
	}
	both := strings.Join(stripped(f.Draw(h, 60, true)), "\n")
	if weight, why := strings.Index(both, "Weight"), strings.Index(both, "Why it matters"); weight < 0 || why < weight || strings.Contains(both, "Wanted") {
		t.Errorf("it asks:\n%s", both)
	}
	pressForm(t, f, h, "tab")
	if got := f.Focused(h.w); got != "why" {
		t.Errorf("tab leads to %q", got)
	}
	f.Alone = true
	if one := strings.Join(stripped(f.Draw(h, 60, true)), "\n"); strings.Contains(one, "Weight") || !strings.Contains(one, "Why it matters") {
		t.Errorf("one at a time it asks:\n%s", one)
	}
}
