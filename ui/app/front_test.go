package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// What lies over a screen has the editor: nothing that comes in from elsewhere
// writes into it.
func TestWhatLiesOverAScreenKeepsItsText(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	other := d.Second()
	d.Key("1", "a")
	d.Type("hom")
	d.Key("ctrl+p")
	d.Type("exp")
	other.Key("1", "d")
	d.Focus()
	if !strings.Contains(d.Screen(), "/ exp") {
		t.Fatalf("the command list has another text:\n%s", d.Screen())
	}
	d.Key("esc")
	d.Want("Find: hom")
}

// esc never loses text: what was typed in the catalog is there when it is opened again.
func TestTheCatalogKeepsWhatWasTyped(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "a")
	d.Type("Quiet mornings")
	d.Key("esc", "a")
	d.Want("Find: Quiet mornings")
	d.Key("tab") // adds it, and rates it
	w := d.Workbook()
	if got := w.Returns[len(w.Returns)-1].Name; got != "Quiet mornings" {
		t.Fatalf("the last return is %q", got)
	}
	if p := d.App().Place(); p.Field != "why" || p.Record.ID() != w.Returns[len(w.Returns)-1].ID {
		t.Errorf("tab leads to %+v", p)
	}
}

// Keys that come while a workbook is being made are for what comes next.
func TestOneWorkbookForTwoEnters(t *testing.T) {
	d := uitest.New(t, uitest.Options{})
	d.Type("A raise")
	enter, err := uitest.Key("enter")
	if err != nil {
		t.Fatal(err)
	}
	_, one := d.App().Update(enter)
	_, two := d.App().Update(enter)
	if one == nil || two != nil {
		t.Fatal("the second enter starts something of its own")
	}
	d.Send(one())
	if n := len(d.Entries()); n != 1 {
		t.Fatalf("%d workbooks", n)
	}
	d.Want("Find:") // the second enter folded the reading away
}

// A finding below the refused third ask leads to a form, not under one.
func TestAFindingLeavesTheSwap(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Height: 34})
	d.Key("3", "down", "down", "enter")
	d.ClickOn("has no proof")
	if !d.App().Typing() || strings.Contains(d.Screen(), "would be a third ask") {
		t.Fatalf("typing %t:\n%s", d.App().Typing(), d.Screen())
	}
	d.Type("A result")
	if got := d.Workbook().Asks[1].Proofs; len(got) != 1 || got[0].Text != "A result" {
		t.Errorf("the proofs are %+v", got)
	}
}

// The focus belongs to a record: what another window deletes above it does not
// put another one under the next key.
func TestTheFocusStaysOnItsRecord(t *testing.T) {
	for lesson, down := range map[string]int{"1": 2, "3": 4, "4": 2} {
		d := uitest.New(t, uitest.Options{Example: true, Width: 120, Height: 40})
		other := d.Second()
		d.Key(lesson)
		for range down {
			d.Key("down")
		}
		before := d.App().Place().Record
		other.Key(lesson)
		if lesson == "4" {
			other.Key("down")
		}
		other.Key("d")
		d.Focus()
		if after := d.App().Place().Record; after != before {
			t.Errorf("lesson %s: the focus went from %s to %s", lesson, before, after)
		}
	}
}

// The library has the workbook in focus that one comes from.
func TestTheLibraryFocusesWhereOneComesFrom(t *testing.T) {
	d := uitest.New(t, uitest.Options{})
	d.Type("First")
	d.Key("enter", "esc", "esc")
	d.Key("n")
	d.Type("Second")
	d.Key("enter", "esc", "esc")
	for _, name := range []string{"First", "Second", "First"} {
		for range 3 { // to the top, then to the one
			d.Key("up")
		}
		if !strings.Contains(focused(d), name) {
			d.Key("down")
		}
		d.Key("enter", "esc")
		if got := focused(d); !strings.Contains(got, name) {
			t.Errorf("coming from %s the focus is on %q", name, got)
		}
	}
}

func focused(d *uitest.Driver) string {
	for _, l := range d.Lines() {
		if strings.Contains(l, "▸") {
			return l
		}
	}
	return ""
}

// A card that changes its column in the form is asked that column's questions.
func TestAnotherColumnAsksOtherQuestions(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("2", "enter")
	d.Want("Threshold")
	d.Key("shift+tab", "right")
	d.Want("Points of 100")
	d.Absent("At 95")
	if p := d.App().Place(); p.Field != "sort" {
		t.Errorf("the focus is on %q", p.Field)
	}
}

// What is typed after a form was left and opened again is a step of its own.
func TestUndoKeepsTwoStretchesOfTypingApart(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	why := func() string { w := d.Workbook(); return w.Returns[0].Why }
	old := why()
	d.Key("1", "enter")
	d.Type("abc")
	d.Key("esc", "enter")
	d.Type("def")
	d.Key("ctrl+z")
	if got := why(); got != old+"abc" {
		t.Errorf("one step back: %q", got)
	}
	d.Key("esc", "P", "P", "u") // there and back leaves nothing to undo
	if got := why(); got != old {
		t.Errorf("two steps back: %q", got)
	}
}

// A return that was added by a click is the one that tab rates, also behind the help.
func TestWhatAClickAddedHasTheFocus(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 100, Height: 30})
	d.Key("1", "a")
	d.Type("Quiet")
	d.ClickOn("your own")
	d.Key("f1", "esc", "tab")
	w := d.Workbook()
	if p := d.App().Place(); p.Record.ID() != w.Returns[len(w.Returns)-1].ID {
		t.Errorf("in focus is %s\n%s", p.Record, d.Screen())
	}
}

// busy is a store whose workbooks cannot be loaded.
type busy struct {
	storage.Store
	on bool
}

func (b *busy) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	if b.on {
		return storage.Snapshot{}, errors.New("Another window is saving. Try again.")
	}
	return b.Store.Load(ctx, id)
}

// What is typed ahead of a workbook is for the workbook: in the library a d
// would delete one.
func TestKeysForAWorkbookThatDoesNotOpen(t *testing.T) {
	store := &busy{Store: storetest.NewMemory(noon)}
	d := uitest.New(t, uitest.Options{Store: store, Books: several(t)})
	n := len(d.Entries())
	a := d.App()
	ahead := func() tea.Cmd {
		_, load := a.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
		a.Update(tea.KeyPressMsg{Code: '1', Text: "1"})
		a.Update(tea.KeyPressMsg{Code: 'd', Text: "d"})
		a.Update(tea.PasteMsg{Content: "d"})
		return load
	}
	store.on = true
	d.Send(ahead()())
	d.Want("Another window is saving.")
	if got := len(d.Entries()); got != n {
		t.Errorf("%d workbooks, there were %d", got, n)
	}
	store.on = false
	d.Send(ahead()())
	if p := a.Place(); p.Screen != string(workbook.LessonReturns) {
		t.Errorf("the keys lead to %+v", p)
	}
}

// esc keeps what was typed for a name, old or new.
func TestANameIsKeptForTheNextTime(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("esc", "n")
	d.Type("Half a na")
	d.Key("esc", "n")
	d.Want("Half a na")
	d.Type("me")
	d.Key("enter")
	if n := len(d.Entries()); n != 2 {
		t.Fatalf("%d workbooks", n)
	}
	d.Key("esc", "esc", "n")
	d.Absent("▸ Half a name")
	d.Key("esc", "r", "ctrl+u")
	d.Type("Another")
	d.Key("esc", "r")
	d.Want("▸ Another")
	d.Key("esc", "r", "enter", "r")
	d.Want("▸ Another")
	if d.Entries()[0].Name != "Another" && d.Entries()[1].Name != "Another" {
		t.Errorf("stored %+v", d.Entries())
	}
}

// A currency that is none still travels: the rescue file has to be taken back.
func TestAnyCurrencyTravels(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	w := d.Workbook()
	w.Profile.Currency = "Euro, I think"
	data, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	got, err := workbook.Import(data)
	if err != nil || got.Profile.Currency != w.Profile.Currency {
		t.Errorf("it comes back as %q: %v", got.Profile.Currency, err)
	}
}

// While no day is set for the talk, the map's line of keys says where, whatever else is open.
func TestTheMapAsksForTheDay(t *testing.T) {
	w := prepared(t)[0]
	w.Profile.Meeting = value.Date{}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Want("tab gaps", "e meeting")
}
