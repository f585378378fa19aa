package document_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/ui/document"
	"firstmile/workbook"
)

// Undo and redo go on in the next session where they ended in the last one.
func TestUndoOutlivesTheDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, q, store := setup(t)
		save := func() { d.Report(q.save(t, "W"), time.Now()) }
		states := []workbook.Workbook{d.Book()} // what there was, the present one at `at`
		at := 0
		for n := range rapid.IntRange(1, 15).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"write", "write", "undo", "redo", "delete"}).Draw(t, "step") {
			case "write":
				d.Edit(mine, time.Duration(n).String(), role(time.Duration(n).String()))
			case "delete":
				d.Edit(mine, "delete", deleted("R2"))
			case "undo":
				if d.Undo(mine) == nil {
					at--
				}
				save()
				continue
			case "redo":
				if d.Redo(mine) == nil {
					at++
				}
				save()
				continue
			}
			save()
			if len(workbook.Diff(states[at], d.Book())) > 0 {
				at++
				states = append(states[:at], d.Book())
			}
		}
		next := document.New(load(t, store), "next", q.Save)
		next.Past(mine, history(t, store))
		for i := at; i > 0; i-- {
			if err := next.Undo(mine); err != nil || len(workbook.Diff(next.Book(), states[i-1])) > 0 {
				t.Fatalf("undo %d: %v, role %q", at-i+1, err, next.Book().Profile.Role)
			}
		}
		if next.Undo(mine) == nil {
			t.Fatal("there was more to undo than was done")
		}
		for i := 1; i < len(states); i++ {
			if err := next.Redo(mine); err != nil || len(workbook.Diff(next.Book(), states[i])) > 0 {
				t.Fatalf("redo %d of %d: %v, role %q", i, len(states)-1, err, next.Book().Profile.Role)
			}
		}
	})
}

func history(t rapid.TB, s storage.Store) []storage.Revision {
	t.Helper()
	log, err := s.History(context.Background(), "W")
	if err != nil {
		t.Fatal(err)
	}
	return log
}
