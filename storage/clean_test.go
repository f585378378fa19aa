package storage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
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

// A side and a history that something else wrote come out clean, and the side can be
// dropped all the same.
func TestCleanedSidesAndHistory(t *testing.T) {
	ctx := context.Background()
	one := storetest.NewMemory(func() time.Time { return time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC) })
	other := one.Another()
	w := workbook.Workbook{ID: "01J00000000000000000000001", Profile: workbook.Profile{Name: "A raise"}}
	w.Review.Agenda = []workbook.Entry{{ID: "01J00000000000000000000003", Text: valuetest.Hostile}}
	base, err := one.Create(ctx, w)
	if err != nil {
		t.Fatal(err)
	}
	said := func(s storage.Store, what string) {
		t.Helper()
		next := base.Workbook.Clone()
		next.Profile.Employer = what + valuetest.Hostile
		if _, err := s.Save(ctx, w.ID, workbook.Diff(base.Workbook, next)); err != nil {
			t.Fatal(err)
		}
	}
	said(one, "here ")
	said(other, "there ")
	s := storage.Cleaned(one)
	snap, err := s.Load(ctx, w.ID)
	if err != nil || len(snap.Sides) != 1 || string(snap.Sides[0].Answer) != `"there `+valuetest.Seen+`"` {
		t.Fatalf("%+v, %v", snap.Sides, err)
	}
	log, err := s.History(ctx, w.ID)
	if err != nil || len(log) < 2 {
		t.Fatalf("%+v, %v", log, err)
	}
	clean := func(of string, changes []workbook.Change) {
		t.Helper()
		for _, c := range changes {
			for _, raw := range []json.RawMessage{c.Before, c.After} {
				var v any
				if raw != nil && json.Unmarshal(raw, &v) != nil {
					t.Fatalf("%s: %s", of, raw)
				}
				if strings.ContainsFunc(fmt.Sprint(v), valuetest.Forbidden) {
					t.Errorf("%s: %q", of, raw)
				}
			}
		}
	}
	sides := 0
	for _, r := range log {
		clean("the history", r.Changes)
		clean("the sides of the history", r.Sides)
		sides += len(r.Sides)
	}
	if sides != 1 {
		t.Errorf("the history has %d sides", sides)
	}
	raw, err := json.Marshal(snap.Sides[0])
	if err != nil {
		t.Fatal(err)
	}
	next := snap.Workbook.Clone()
	next.Profile.Role = valuetest.Hostile // as an undo of what a history holds would
	r, err := s.Save(ctx, w.ID, append(workbook.Diff(snap.Workbook, next), workbook.Change{Record: snap.Sides[0].Key(), Before: raw}))
	clean("the receipt", r.Done)
	if err != nil || len(r.Sides) != 0 {
		t.Errorf("the side stays: %+v, %v", r.Sides, err)
	}
}

// A name of characters that nobody sees is none.
func TestCleanedNames(t *testing.T) {
	ctx := context.Background()
	inner := storetest.NewMemory(time.Now)
	const unseen = "\u200b\u2060\U000E0041"
	w := workbook.Workbook{ID: "01J00000000000000000000001", Profile: workbook.Profile{Name: unseen, Person: unseen}}
	if _, err := inner.Create(ctx, w); err != nil {
		t.Fatal(err)
	}
	s := storage.Cleaned(inner)
	entries, err := s.List(ctx)
	if err != nil || entries[0].Name != "" || entries[0].Person != "" {
		t.Errorf("%+v, %v", entries, err)
	}
	if snap, err := s.Load(ctx, w.ID); err != nil || snap.Workbook.Profile.Name != "" {
		t.Errorf("%+v, %v", snap.Workbook.Profile, err)
	}
}
