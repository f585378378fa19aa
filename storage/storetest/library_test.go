package storetest_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// TestSample: what it lacks, no store is tested with.
func TestSample(t *testing.T) {
	for _, name := range workbooktest.Unanswered(storetest.Sample(storetest.IDs())) {
		t.Errorf("Sample has nothing in %s: add a record of it with an answer", name)
	}
}

// What every store of workbooks must do beside what every store of records must.
func TestLibraries(t *testing.T) {
	for name, open := range map[string]func(*testing.T) func() storage.Store{
		"memory": func(*testing.T) func() storage.Store {
			m := storetest.NewMemory(time.Now)
			return func() storage.Store { return m.Another() }
		},
		"bolt": func(t *testing.T) func() storage.Store {
			open := folder(t)
			return func() storage.Store { return open() }
		},
	} {
		t.Run(name, func(t *testing.T) {
			for name, test := range map[string]func(*testing.T, func() storage.Store){
				"a deleted id is in use":  deletedExists,
				"nothing there":           nothingThere,
				"dangling ask":            danglingAsk,
				"list":                    list,
				"delete, undelete, erase": deleteUndeleteErase,
				"passphrase":              passphraseListed,
				"where windows stand":     spots,
			} {
				t.Run(name, func(t *testing.T) { test(t, open(t)) })
			}
		})
	}
}

func load(t rapid.TB, s storage.Store, id workbook.ID) storage.Snapshot {
	t.Helper()
	return must(s.Load(ctx, id))(t)
}

// edit gives a changed copy.
func edit(w workbook.Workbook, change func(*workbook.Workbook)) workbook.Workbook {
	w = w.Clone()
	change(&w)
	return w
}

func delReturn(w *workbook.Workbook, id workbook.ID) {
	w.Delete(workbook.RecordKey(workbook.ReturnRecords, id))
}

func named(w workbook.Workbook, name string) workbook.Workbook {
	return edit(w, func(w *workbook.Workbook) { w.Profile.Name = name })
}

// deletedExists: an id that is deleted could not be undeleted otherwise.
func deletedExists(t *testing.T, window func() storage.Store) {
	w := storetest.Sample(storetest.IDs())
	s := window()
	must(s.Create(ctx, w))(t)
	ok(t, s.Delete(ctx, w.ID))
	_, err := s.Create(ctx, workbook.Workbook{ID: w.ID})
	fails(t, err, storage.ErrExists)
	fails(t, s.Forget(ctx, w.ID), storage.ErrNotFound)
	fails(t, s.Checkpoint(ctx, w.ID), storage.ErrNotFound)
	ok(t, s.Undelete(ctx, w.ID))
	storetest.Equal(t, load(t, s, w.ID).Workbook, w)
}

func nothingThere(t *testing.T, window func() storage.Store) {
	s := window()
	for _, id := range nowhere {
		fails(t, s.Delete(ctx, id), storage.ErrNotFound)
		fails(t, s.Undelete(ctx, id), storage.ErrNotFound)
	}
	if entries := must(s.List(ctx))(t); len(entries) != 0 {
		t.Errorf("an empty store lists %v", entries)
	}
	must(s.Create(ctx, workbook.Workbook{ID: nowhere[0]}))(t)
	done, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.List(done)
	fails(t, err, context.Canceled)
}

func danglingAsk(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.Returns[5].ID
	must(storetest.SaveAs(ctx, window(), base, edit(base.Workbook, func(w *workbook.Workbook) { delReturn(w, id) })))(t)
	next := edit(base.Workbook, func(w *workbook.Workbook) {
		w.Asks = append(w.Asks, workbook.Ask{ID: "01J00000000000000000000ASK", Return: id})
	})
	got := must(storetest.SaveAs(ctx, s, base, next))(t)
	want := edit(next, func(w *workbook.Workbook) {
		w.Returns = slices.DeleteFunc(w.Returns, func(r workbook.Return) bool { return r.ID == id })
	})
	storetest.Equal(t, got.Workbook, want)
	storetest.Equal(t, load(t, s, want.ID).Workbook, want)
	if e := must(s.List(ctx))(t); len(e) != 1 || e[0].Problem != nil {
		t.Errorf("listed as %+v", e)
	}
}

func list(t *testing.T, window func() storage.Store) {
	s := window()
	ids := storetest.IDs()
	byName := map[string]workbook.ID{}
	// Created in this order, so that a later creation sorts first by its time as
	// by its name, should the clock stand still.
	for _, name := range []string{"D", "C", "B", "A"} {
		w := named(storetest.Sample(ids), name)
		w.ID = ids()
		byName[name] = must(s.Create(ctx, w))(t).Workbook.ID
	}
	day := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	ok(t, s.Visit(ctx, byName["C"], storage.Visit{Opened: day}))
	ok(t, s.Visit(ctx, byName["D"], storage.Visit{Opened: day.Add(time.Hour)}))
	check := func(want string) {
		t.Helper()
		for range 2 { // the second from the index
			got := ""
			for _, e := range must(window().List(ctx))(t) {
				got += e.Name
				if e.Problem != nil || e.ID != byName[e.Name] || e.Saved.IsZero() {
					t.Errorf("entry %+v", e)
				}
			}
			if got != want {
				t.Fatalf("listed %q, want %q", got, want)
			}
		}
	}
	check("DCAB")
	ok(t, s.Visit(ctx, byName["B"], storage.Visit{Opened: day.Add(2 * time.Hour)}))
	check("BDCA")
	ok(t, s.Delete(ctx, byName["D"]))
	check("BCA")
	ok(t, s.Delete(ctx, byName["A"]))
	ok(t, s.Erase(ctx, byName["A"]))
	check("BC")
	ok(t, s.Undelete(ctx, byName["D"]))
	check("BDC")
	e := must(s.List(ctx))(t)[0]
	w := load(t, s, e.ID).Workbook
	sum := advice.Of(w, value.Date{}).Summary()
	if e.Person != w.Profile.Person || e.Employer != w.Profile.Employer || e.Meeting != w.Profile.Meeting || e.Done != sum.Done || e.Built != sum.Built {
		t.Errorf("listed as %+v", e)
	}
}

func deleteUndeleteErase(t *testing.T, window func() storage.Store) {
	s := window()
	w := storetest.Sample(storetest.IDs())
	base := must(s.Create(ctx, w))(t)
	ok(t, s.Delete(ctx, w.ID))
	_, err := window().Load(ctx, w.ID)
	fails(t, err, storage.ErrNotFound)
	_, err = storetest.SaveAs(ctx, s, base, named(w, "late"))
	fails(t, err, storage.ErrNotFound)
	fails(t, s.Delete(ctx, w.ID), storage.ErrNotFound)
	gone := must(window().Deleted(ctx))(t)
	if len(gone) != 1 || gone[0].ID != w.ID || gone[0].Name != w.Profile.Name || gone[0].Deleted.IsZero() || gone[0].Problem != nil {
		t.Errorf("deleted: %+v", gone)
	}
	ok(t, window().Undelete(ctx, w.ID))
	if gone := must(window().Deleted(ctx))(t); len(gone) != 0 {
		t.Errorf("brought back, and still deleted: %+v", gone)
	}
	fails(t, s.Undelete(ctx, w.ID), storage.ErrNotFound)
	got := must(storetest.SaveAs(ctx, s, base, named(w, "late")))(t)
	storetest.Equal(t, got.Workbook, named(w, "late"))
	fails(t, s.Erase(ctx, w.ID), storage.ErrNotFound) // it was brought back
	storetest.Equal(t, load(t, s, w.ID).Workbook, named(w, "late"))
	ok(t, s.Delete(ctx, w.ID))
	ok(t, s.Erase(ctx, w.ID))
	fails(t, s.Erase(ctx, w.ID), storage.ErrNotFound)
	fails(t, s.Undelete(ctx, w.ID), storage.ErrNotFound)
}

func randomEdit(t *rapid.T, w *workbook.Workbook, ids workbook.IDs) {
	text := func() string { return anyLine(t) }
	kind := rapid.IntRange(0, 5).Draw(t, "edit")
	if len(w.Returns) == 0 && kind > 1 {
		kind = 1
	}
	pick := func() *workbook.Return {
		return &w.Returns[rapid.IntRange(0, len(w.Returns)-1).Draw(t, "which")]
	}
	switch kind {
	case 0:
		w.Profile.Name = text()
	case 1:
		w.Returns = append(w.Returns, workbook.Return{ID: ids(), Name: text()})
	case 2:
		delReturn(w, pick().ID)
	case 3:
		pick().Why = text()
	case 4:
		w.Asks = append(w.Asks, workbook.Ask{ID: ids(), Return: pick().ID, Term: text()})
	case 5:
		w.Offers = append(w.Offers, workbook.Offer{ID: ids(), Covers: map[workbook.ID]value.Answer{pick().ID: value.No}})
	}
}

// spots: windows that have a workbook open know where the others stand.
func spots(t *testing.T, window func() storage.Store) {
	a, b, c := window(), window(), window()
	w := storetest.Sample(storetest.IDs())
	must(a.Create(ctx, w))(t)
	stand := func(s storage.Store, spot storage.Spot) { t.Helper(); ok(t, s.Stand(w.ID, spot)) }
	places := func(s storage.Store) (out []string) {
		for _, spot := range s.Others(w.ID) {
			out = append(out, spot.Place)
			if spot.Follows {
				out = append(out, "follows")
			}
		}
		return out
	}
	want := func(s storage.Store, want ...string) {
		t.Helper()
		if got := places(s); !slices.Equal(got, want) {
			t.Errorf("the others are %q, want %q", got, want)
		}
	}
	want(a)
	within, end := context.WithCancel(ctx)
	told := a.WatchOthers(within, w.ID)
	<-told // at the start
	at := time.Date(2027, 1, 30, 12, 0, 0, 0, time.UTC)
	stand(a, storage.Spot{Place: "map", Active: at})
	stand(b, storage.Spot{Place: "asks", Active: at.Add(time.Second)})
	<-told
	stand(c, storage.Spot{Active: at.Add(-time.Second), Follows: true})
	<-told
	want(a, "asks", "", "follows")
	want(c, "asks", "map")
	stand(a, storage.Spot{Place: "needs", Active: at.Add(time.Minute)})
	want(c, "needs", "asks")
	b.Leave(w.ID)
	<-told
	want(a, "", "follows")
	want(b, "needs", "", "follows")
	a.Leave()
	a.Leave() // twice is once
	want(b, "", "follows")
	end()
	for range told {
	}
	if got := a.Others("nothing"); len(got) != 0 {
		t.Errorf("others of nothing are %v", got)
	}
}
