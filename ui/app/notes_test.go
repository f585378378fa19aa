package app_test

import (
	"regexp"
	"testing"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// withNotes opens the example with these notes, of today, at the page where they wait.
func withNotes(t *testing.T, texts ...string) *uitest.Driver {
	t.Helper()
	w := uitest.Example(t)
	for _, text := range texts {
		w.KeepNote(uitest.NewID(), uitest.Today, text)
	}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("g", "9") // from lesson 9 one comes back to the last lesson of the map
	d.Key("esc", "down", "enter")
	d.Want("Notes to place", "Where does it go?")
	return d
}

// TestNotesArePlaced: each digit puts the note where it counts and goes there; the note
// goes, and one undo brings all back.
func TestNotesArePlaced(t *testing.T) {
	proofs := func(w workbook.Workbook) (n int) {
		for _, a := range w.Asks {
			n += len(a.Proofs)
		}
		return n
	}
	for _, c := range []struct {
		name, text string
		keys       []string
		page       string // what is on screen then
		came       func(before, after workbook.Workbook) bool
	}{
		{"proof of the second ask", "The audit went well", []string{"3", "down", "enter"}, "3  One or two asks", func(b, a workbook.Workbook) bool {
			p := a.Asks[1].Proofs
			return proofs(a) == proofs(b)+1 && p[len(p)-1].Text == "The audit went well"
		}},
		{"proof, asked again", "The audit went well", []string{"3", "3", "enter"}, "3  One or two asks", func(b, a workbook.Workbook) bool {
			return len(a.Asks[1].Proofs) == len(b.Asks[1].Proofs)+1
		}},
		{"check-in", "Sam liked the log", []string{"6"}, "6  Drive your reviews", func(b, a workbook.Workbook) bool {
			last := a.CheckIns[len(a.CheckIns)-1]
			return len(a.CheckIns) == len(b.CheckIns)+1 && last.Day == uitest.Today && last.Showed == "Sam liked the log"
		}},
		{"result", "97% were out by Friday", []string{"7"}, "7  The first mile", func(b, a workbook.Workbook) bool {
			return a.KPIs[1].Actual.String() == "97%" && a.KPIs[1].AsOf == uitest.Today && a.KPIs[1].What == b.KPIs[1].What
		}},
		{"result is proposed", "97% were out by Friday", []string{"enter", "enter"}, "7  The first mile", func(_, a workbook.Workbook) bool {
			return a.KPIs[1].Actual.String() == "97%"
		}},
		{"extra work", "Showed the night shift how", []string{"8", "enter"}, "8  Give first", func(b, a workbook.Workbook) bool {
			return len(a.Extras) == len(b.Extras)+1 && a.Extras[len(a.Extras)-1].What == "Showed the night shift how"
		}},
		{"promise", "The rota", []string{"8", "8", "enter"}, "8  Give first", func(b, a workbook.Workbook) bool {
			p := a.Promises[len(a.Promises)-1]
			return len(a.Promises) == len(b.Promises)+1 && p.What == "The rota" && p.By == uitest.Today
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := withNotes(t, c.text)
			before := d.Workbook()
			d.Key(c.keys...)
			d.Want(c.page)
			if after := d.Workbook(); len(after.Notes) != 0 || !c.came(before, after) {
				t.Errorf("it is not where it belongs: %+v", after)
			}
			said := "Placed. Undo brings the note back."
			if c.page == "7  The first mile" {
				said = "Placed. They have not counted it yet. Undo brings the note back."
			}
			d.Want(said)
			d.Key("ctrl+z")
			storetest.Equal(t, d.Workbook(), before)
		})
	}
}

// TestNotesThatCannotGoThere: what a note is not is said, and nothing changes.
func TestNotesThatCannotGoThere(t *testing.T) {
	d := withNotes(t, "No planning error in week 4")
	before := d.Workbook()
	d.Key("7")
	d.Want("This note has no amount that can stand beside a target.")
	d.Key("enter", "down", "down", "down", "enter") // the same, by its row
	d.Want("This note has no amount that can stand beside a target.", "Where does it go?")
	storetest.Equal(t, d.Workbook(), before)

	w := uitest.Empty("Bare")
	w.KeepNote(uitest.NewID(), uitest.Today, "97%")
	d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("G", "enter")
	d.Key("3")
	d.Want("There is no ask yet: lesson 3 has them.")
	d.Key("7")
	d.Want("There is no target yet: lesson 7 has them.")

	w = uitest.Example(t) // read since
	w.KeepNote(uitest.NewID(), uitest.Today.AddDays(-9), "97%")
	d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("ctrl+p", "n", "o", "t", "e", "s", "enter", "7")
	d.Want("It has a later result, of 29 Jan: 96%.")
}

// TestNotesAreEdited: a note is added, edited and deleted here, too; the newest stands
// first, and a note that says nothing is placed nowhere.
func TestNotesAreEdited(t *testing.T) {
	d := withNotes(t, "First", "Second")
	d.Key("d")
	d.Want("Deleted the note. u brings it back.")
	d.Absent("Second")
	d.Key("u")
	d.Want("Second")
	d.Key("g", "e")
	d.Type(", and more")
	d.Key("esc")
	if got := d.Workbook().Notes[1].Text; got != "Second, and more" {
		t.Errorf("the newest is not first: %q", got)
	}
	d.Key("a")
	d.Type("x")
	d.Key("esc", "g", "e", "ctrl+u", "esc", "g", "8")
	d.Want("This note says nothing yet: e edits it.")
	if w := d.Workbook(); len(w.Notes) != 3 || w.Notes[2].Day != uitest.Today || len(w.Extras) != len(uitest.Example(t).Extras) {
		t.Errorf("%+v", w.Notes)
	}
}

// TestNoteFromTheMap: N makes a note of today, to type at once, whether others wait or not.
func TestNoteFromTheMap(t *testing.T) {
	for _, w := range []workbook.Workbook{uitest.Example(t), uitest.Empty("Bare")} {
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
		d.Key("N")
		d.Type("Sam said thank you")
		d.Key("esc")
		d.Want("Where does it go?", "Sam said thank you")
		if all := d.Workbook().Notes; len(all) != 1 || all[0].Text != "Sam said thank you" || all[0].Day != uitest.Today {
			t.Errorf("%+v", all)
		}
		d.Key("esc")
		d.Want("1 note to place")
	}
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("?")
	if got := d.Screen(); !regexp.MustCompile(`N +note\b`).MatchString(got) {
		t.Errorf("the help has no N:\n%s", got)
	}
}

// TestNotesOnTheMap: the map says what waits, leads there by key and click, and comes
// back to its row; where nothing waits there is no row.
func TestNotesOnTheMap(t *testing.T) {
	d := withNotes(t, "One", "Two")
	d.Key("esc")
	d.Want("▸   2 notes to place")
	d.Key("up", "down", "enter")
	d.Want("Where does it go?")
	d.Key("d", "esc")
	d.Want("▸   1 note to place")
	d = d.Restart()
	d.Want("▸   1 note to place")
	d.Key("g")
	d.ClickOn("1 note to place")
	d.ClickOn("1 note to place")
	d.Want("Where does it go?")
	d.ClickOn("Check-in of 30 Jan")
	d.Want("6  Drive your reviews")
	d.Key("esc", "esc")
	d.Absent("to place")
	d.Key("G")
	d.Want("Then")
}

// TestFindGoesToNotes: find opens the note, and what came of the talk on its page.
func TestFindGoesToNotes(t *testing.T) {
	w := uitest.Example(t)
	w.KeepNote(uitest.NewID(), uitest.Today, "Xylophone")
	w.KeepNote(uitest.NewID(), uitest.Today, "Another")
	w.Recap.Said = "Zeppelin"
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("/", "x", "y", "l", "enter")
	d.Want("Notes to place", "▸ Note  Xylophone")
	d.Key("esc", "esc", "/", "z", "e", "p", "p", "enter")
	d.Want("After the talk", "▸ What was said  Zeppelin")
}

// TestNotesFromAnotherWindow: what the shell keeps shows in a window that is open, and a
// note that was placed elsewhere goes.
func TestNotesFromAnotherWindow(t *testing.T) {
	d := withNotes(t, "Mine")
	keep := func(change func(*workbook.Workbook)) {
		t.Helper()
		snap := d.Snapshot()
		next := snap.Workbook.Clone()
		change(&next)
		if _, err := storetest.SaveAs(d.Context(), d.Store(), snap, next); err != nil {
			t.Fatal(err)
		}
		d.Focus()
	}
	keep(func(w *workbook.Workbook) { w.KeepNote(uitest.NewID(), uitest.Today, "From the shell") })
	d.Want("From the shell", "▸ 30 Jan  Mine")
	d.Key("enter")
	keep(func(w *workbook.Workbook) {
		for len(w.Notes) > 0 {
			w.Delete(workbook.RecordKey(workbook.NoteRecords, w.Notes[0].ID))
		}
	})
	d.Want("Add a note here (a)")
	d.Key("enter", "3") // nothing to place
	d.Key("a")
	d.Type("Again")
	d.Key("esc")
	d.Want("Where does it go?", "Again")
}

// TestNoteWithoutADay: it goes to a check-in without one, and its day is mended at the note.
func TestNoteWithoutADay(t *testing.T) {
	w := uitest.Example(t)
	w.KeepNote(uitest.NewID(), value.UnreadDate("some day"), "Told Sam")
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("tab", "enter")
	d.Want("Notes to place", "some day")
	d.Key("esc", "6")
	d.Want("6  Drive your reviews")
	c := d.Workbook().CheckIns
	if last := c[len(c)-1]; last.Showed != "Told Sam" || !last.Day.IsZero() {
		t.Errorf("%+v", last)
	}
}
