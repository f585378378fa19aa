package storage_test

import (
	"context"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// What something else wrote into a file comes out without its escapes, and what
// is saved afterwards is only what was changed.
func TestCleaned(t *testing.T) {
	ctx := context.Background()
	inner := storetest.NewMemory(func() time.Time { return time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC) })
	const bad, good = "A\x1b]0;pwn\x07B\u202e", "A]0;pwnB"
	w := workbook.Workbook{ID: "01J00000000000000000000001", Profile: workbook.Profile{Name: bad, Person: bad, Employer: bad}}
	w.Returns = []workbook.Return{{ID: "01J00000000000000000000002", Why: bad + "\nmore"}}
	if _, err := inner.Create(ctx, w); err != nil {
		t.Fatal(err)
	}
	s := storage.Cleaned(inner)
	entries, err := s.List(ctx)
	if err != nil || entries[0].Name != good || entries[0].Person != good || entries[0].Employer != good {
		t.Errorf("%+v, %v", entries, err)
	}
	base, err := s.Load(ctx, w.ID)
	if err != nil || base.Workbook.Returns[0].Why != good+"\nmore" {
		t.Fatalf("%+v, %v", base, err)
	}
	next := base.Workbook.Clone()
	next.Profile.Role = "Lead"
	saved, err := storetest.SaveAs(ctx, s, base, next)
	if err != nil || saved.Workbook.Profile.Name != good || saved.Workbook.Returns[0].Why != good+"\nmore" {
		t.Errorf("%+v, %v", saved, err)
	}
	log, err := s.History(ctx, w.ID)
	if err != nil || len(log) != 2 || len(log[1].Changes) != 1 {
		t.Errorf("%+v, %v", log, err)
	}
}
