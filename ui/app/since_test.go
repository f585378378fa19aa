package app_test

import (
	"context"
	"testing"
	"time"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// changedElsewhere changes the example as a command or another window does, which notes no
// place, a while later.
func changedElsewhere(t testing.TB, d *uitest.Driver, change func(*workbook.Workbook)) {
	t.Helper()
	d.Advance(time.Hour)
	was := d.Workbook()
	next := was.Clone()
	change(&next)
	other := d.Store().(*storetest.Memory).Another()
	if _, err := other.Save(context.Background(), was.ID, workbook.Diff(was, next)); err != nil {
		t.Fatal(err)
	}
	d.Advance(time.Hour)
}

// threeChanges are one in a return, one in the ledger and a note.
func threeChanges(w *workbook.Workbook) {
	w.Returns[1].Why = "Planning needs two quiet days"
	w.Promises = append(w.Promises, workbook.Promise{ID: uitest.NewID(), What: "The rota"})
	w.KeepNote(uitest.NewID(), uitest.Today, "Praise from the night shift")
}

// What was changed elsewhere since the last session is told on the map, once.
func TestSinceTheLastSession(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 100, Height: 30})
	d.Absent("elsewhere:")
	d.Key("1", "P", "esc", "q") // its own changes are none
	changedElsewhere(t, d, threeChanges)
	d = d.Restart()
	d.Want("Since 12:00, elsewhere: 1 Returns (“Days at home”), 8 Give first (“The rota”) and the notes")
	d.Key("2", "esc")
	d.Absent("elsewhere:")
	d.Key("q")
	d = d.Restart()
	d.Absent("elsewhere:")
}

// While the workbook is open it is what came in since the map was last left.
func TestSinceTheMapWasLeft(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("2")
	changedElsewhere(t, d, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent" })
	d.Follow()
	d.Absent("elsewhere:") // it is no page of its own
	d.Key("esc")
	d.Want("Since 12:00, elsewhere: 1 Returns (“Base pay”).")
	changedElsewhere(t, d, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent and food" })
	d.Follow() // nothing has gone by unseen, and the line stays
	d.Want("Since 12:00, elsewhere: 1 Returns (“Base pay”).")
	d.Key("1", "esc")
	d.Absent("elsewhere:")
	d.Key("1")
	changedElsewhere(t, d, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent" })
	changedElsewhere(t, d, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent and food" })
	d.Key("esc")
	d.Absent("elsewhere:") // all is as it was
}

// Undo still goes back behind the session where the map looks at the history again.
func TestSinceKeepsUndo(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "P", "esc", "2")
	changedElsewhere(t, d, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent" })
	d.Follow()
	d.Key("esc", "u")
	if w := d.Workbook(); w.Returns[0].Private || w.Returns[0].Why != "Rent" {
		t.Errorf("after undo: private %t, why %q", w.Returns[0].Private, w.Returns[0].Why)
	}
	d.Key("u")
	d.Want("Nothing to undo.")
}

// sinceMap is the map after three pages were changed elsewhere.
func sinceMap(t testing.TB, width, height int) *uitest.Driver {
	t.Helper()
	d := uitest.New(t, uitest.Options{Width: 120, Height: 40, Example: true})
	changedElsewhere(t, d, threeChanges)
	d = d.Restart()
	d.Resize(width, height)
	return d
}
