package storetest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/bolt"
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

// What every store of workbooks must do. open makes an empty data folder and gives
// a function that opens it: each call is another window on the same workbooks.
func TestStores(t *testing.T) {
	for name, open := range map[string]func(*testing.T) func() storage.Store{
		"memory": func(*testing.T) func() storage.Store {
			m := storetest.NewMemory(time.Now)
			return func() storage.Store { return m.Another() }
		},
		"bolt": func(t *testing.T) func() storage.Store {
			dir := t.TempDir()
			return func() storage.Store { return must(bolt.Open(dir, bolt.Options{Now: time.Now, Program: "test"}))(t) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			for name, test := range suite {
				t.Run(name, func(t *testing.T) { test(t, open(t)) })
			}
			t.Run("two windows equal the model", func(t *testing.T) { twoWindows(t, open) })
		})
	}
}

var suite = map[string]func(*testing.T, func() storage.Store){
	"create and load":             createAndLoad,
	"create refuses an id in use": createExists,
	"not found":                   notFound,
	"save":                        save,
	"save of nothing":             saveNothing,
	"save only what differs":      saveDiffering,
	"disjoint records":            disjoint,
	"same base twice":             sameBaseTwice,
	"same save twice":             sameSaveTwice,
	"same answer":                 sameAnswer,
	"other fields of one record":  otherFields,
	"deleted elsewhere":           deletedElsewhere,
	"dangling ask":                danglingAsk,
	"nothing shared":              nothingShared,
	"text":                        text,
	"visit":                       visit,
	"history":                     history,
	"forget":                      forget,
	"list":                        list,
	"delete, undelete, erase":     deleteUndeleteErase,
	"canceled":                    canceled,
	"many writers":                manyWriters,
	"unreadable answer":           unreadable,
	"watch":                       watch,
}

var ctx = context.Background()

// must fails the test on an error and gives the value.
func must[T any](v T, err error) func(rapid.TB) T {
	return func(t rapid.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fails(t rapid.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v, want %v", err, want)
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

func withReturn(w workbook.Workbook, id workbook.ID, name string) workbook.Workbook {
	return edit(w, func(w *workbook.Workbook) {
		if r := w.Return(id); r != nil {
			r.Name = name
			return
		}
		w.Returns = append(w.Returns, workbook.Return{ID: id, Name: name})
	})
}

func createAndLoad(t *testing.T, window func() storage.Store) {
	w := storetest.Sample(storetest.IDs())
	snap := must(window().Create(ctx, w))(t)
	if snap.Revision != 1 || snap.Saved.IsZero() || snap.Visit != (storage.Visit{}) {
		t.Errorf("created as %d, saved %v, visit %v", snap.Revision, snap.Saved, snap.Visit)
	}
	storetest.Equal(t, snap.Workbook, w)
	again := load(t, window(), w.ID)
	storetest.Equal(t, again.Workbook, w)
	if again.Revision != 1 || !again.Saved.Equal(snap.Saved) {
		t.Errorf("loaded as %d, saved %v; created %v", again.Revision, again.Saved, snap.Saved)
	}
	empty := workbook.Workbook{ID: "01J00000000000000000000XYZ"}
	storetest.Equal(t, must(window().Create(ctx, empty))(t).Workbook, empty)
	storetest.Equal(t, load(t, window(), empty.ID).Workbook, empty)
}

func createExists(t *testing.T, window func() storage.Store) {
	w := storetest.Sample(storetest.IDs())
	s := window()
	must(s.Create(ctx, w))(t)
	_, err := window().Create(ctx, workbook.Workbook{ID: w.ID})
	fails(t, err, storage.ErrExists)
	storetest.Equal(t, load(t, s, w.ID).Workbook, w)
	ok(t, s.Delete(ctx, w.ID))
	_, err = s.Create(ctx, workbook.Workbook{ID: w.ID})
	fails(t, err, storage.ErrExists) // it could not be undeleted otherwise
	ok(t, s.Undelete(ctx, w.ID))
	storetest.Equal(t, load(t, s, w.ID).Workbook, w)
}

func notFound(t *testing.T, window func() storage.Store) {
	s := window()
	for _, id := range []workbook.ID{"01J00000000000000000000ABC", "", "..", "../../etc", "01j00000000000000000000abc", "01J/0000000000000000000ABC"} {
		w := workbook.Workbook{ID: id}
		_, err := s.Load(ctx, id)
		fails(t, err, storage.ErrNotFound)
		_, err = storetest.SaveAs(ctx, s, storage.Snapshot{Workbook: w}, named(w, "x"))
		fails(t, err, storage.ErrNotFound)
		_, err = storetest.SaveAs(ctx, s, storage.Snapshot{Workbook: w}, w)
		fails(t, err, storage.ErrNotFound)
		_, err = s.History(ctx, id)
		fails(t, err, storage.ErrNotFound)
		fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrNotFound)
		fails(t, s.Delete(ctx, id), storage.ErrNotFound)
		fails(t, s.Undelete(ctx, id), storage.ErrNotFound)
		fails(t, s.Erase(ctx, id), storage.ErrNotFound)
	}
	if entries := must(s.List(ctx))(t); len(entries) != 0 {
		t.Errorf("an empty store lists %v", entries)
	}
}

func save(t *testing.T, window func() storage.Store) {
	s := window()
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	for i := range 5 {
		next := named(snap.Workbook, fmt.Sprint("name ", i))
		snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
		if snap.Revision != uint64(i+2) {
			t.Errorf("revision %d after %d saves", snap.Revision, i+1)
		}
		storetest.Equal(t, snap.Workbook, next)
		again := load(t, window(), snap.Workbook.ID)
		storetest.Equal(t, again.Workbook, next)
		if again.Revision != snap.Revision || !again.Saved.Equal(snap.Saved) {
			t.Errorf("loaded %d of %v, saved %d of %v", again.Revision, again.Saved, snap.Revision, snap.Saved)
		}
	}
}

func saveNothing(t *testing.T, window func() storage.Store) {
	s := window()
	old := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	cur := must(storetest.SaveAs(ctx, window(), old, named(old.Workbook, "elsewhere")))(t)
	got := must(storetest.SaveAs(ctx, s, old, old.Workbook.Clone()))(t)
	if got.Revision != cur.Revision {
		t.Errorf("revision %d after nothing was saved, want %d", got.Revision, cur.Revision)
	}
	storetest.Equal(t, got.Workbook, cur.Workbook) // what is on disk, not what was passed
	if n := len(must(s.History(ctx, old.Workbook.ID))(t)); n != 2 {
		t.Errorf("%d revisions in the history, want 2", n)
	}
}

func saveDiffering(t *testing.T, window func() storage.Store) {
	s := window()
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	next := edit(snap.Workbook, func(w *workbook.Workbook) {
		w.Returns[2].Why = "changed"
		w.Delete(workbook.RecordKey(workbook.FigureRecords, w.Figures[0].ID))
	})
	must(storetest.SaveAs(ctx, s, snap, next))(t)
	log := must(s.History(ctx, next.ID))(t)
	var keys []workbook.Key
	for _, c := range log[len(log)-1].Changes {
		keys = append(keys, c.Record)
	}
	want := []workbook.Key{
		workbook.Key(workbook.FigureRecords + "/" + snap.Workbook.Figures[0].ID),
		workbook.Key(workbook.ReturnRecords + "/" + snap.Workbook.Returns[2].ID),
	}
	if !slices.Equal(keys, want) {
		t.Errorf("wrote %v, want %v", keys, want)
	}
}

func disjoint(t *testing.T, window func() storage.Store) {
	a, b := window(), window()
	base := must(a.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	mine := withReturn(base.Workbook, base.Workbook.Returns[0].ID, "by a")
	theirs := withReturn(base.Workbook, "01J00000000000000000000NEW", "by b")
	must(storetest.SaveAs(ctx, a, base, mine))(t)
	got := must(storetest.SaveAs(ctx, b, base, theirs))(t)
	want := withReturn(mine, "01J00000000000000000000NEW", "by b")
	storetest.Equal(t, got.Workbook, want)
	storetest.Equal(t, load(t, a, want.ID).Workbook, want)
}

// sameBaseTwice is what a saver does whose screen has not seen the first report.
func sameBaseTwice(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	other := withReturn(base.Workbook, "01J00000000000000000000NEW", "other window")
	must(storetest.SaveAs(ctx, window(), base, other))(t)
	one := named(base.Workbook, "one")
	must(storetest.SaveAs(ctx, s, base, one))(t)
	two := edit(one, func(w *workbook.Workbook) { w.Profile.Name = "two"; w.Profile.Role = "more" })
	got := must(storetest.SaveAs(ctx, s, base, two))(t)
	storetest.Equal(t, got.Workbook, withReturn(two, "01J00000000000000000000NEW", "other window"))
	if got.Revision != 4 {
		t.Errorf("revision %d, want 4", got.Revision)
	}
}

func sameSaveTwice(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	next := edit(base.Workbook, func(w *workbook.Workbook) { w.Profile.Name = "next"; delReturn(w, w.Returns[0].ID) })
	first := must(storetest.SaveAs(ctx, s, base, next))(t)
	second := must(storetest.SaveAs(ctx, s, base, next))(t)
	storetest.Equal(t, second.Workbook, next)
	if second.Revision != first.Revision {
		t.Errorf("what is stored already became revision %d", second.Revision)
	}
}

// sameAnswer: two windows in one answer. What stands on disk first stays, what the other
// wrote stands beside it, and goes on there until somebody chooses.
func sameAnswer(t *testing.T, window func() storage.Store) {
	a, b := window(), window()
	base := must(a.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	theirs := must(storetest.SaveAs(ctx, a, base, named(base.Workbook, "theirs")))(t)
	beside := func(s storage.Store, want ...string) storage.Snapshot {
		t.Helper()
		snap := load(t, s, id)
		var got []string
		for _, side := range snap.Sides {
			if side.Window != b.Window() || side.Record != workbook.RecordKey(workbook.ProfileRecords, id) || side.Field != "name" || side.At.IsZero() {
				t.Errorf("beside it stands %+v", side)
			}
			got = append(got, string(side.Answer))
		}
		if !slices.Equal(got, want) {
			t.Errorf("beside the answer stands %q, want %q", got, want)
		}
		return snap
	}
	mine := named(base.Workbook, "mine")
	r := must(b.Save(ctx, id, workbook.Diff(base.Workbook, mine)))(t)
	if len(r.Done) > 0 || len(r.Sides) != 1 || r.Revision != theirs.Revision+1 {
		t.Errorf("the receipt is %+v", r)
	}
	storetest.Equal(t, beside(a, `"mine"`).Workbook, theirs.Workbook)
	must(b.Save(ctx, id, workbook.Diff(mine, named(mine, "mine, more"))))(t)
	storetest.Equal(t, beside(window(), `"mine, more"`).Workbook, theirs.Workbook)
	// The other goes on in the answer itself.
	more := must(storetest.SaveAs(ctx, a, theirs, named(theirs.Workbook, "theirs, more")))(t)
	snap := beside(b, `"mine, more"`)
	storetest.Equal(t, snap.Workbook, more.Workbook)
	// Somebody chooses: the side goes, and with it the answer changes, or stays.
	stale := snap.Sides[0]
	stale.Answer = []byte(`"mine"`)
	must(a.Save(ctx, id, []workbook.Change{{Record: stale.Key(), Before: must(json.Marshal(stale))(t)}}))(t)
	beside(a, `"mine, more"`) // written into since
	drop := workbook.Change{Record: snap.Sides[0].Key(), Before: must(json.Marshal(snap.Sides[0]))(t)}
	name := workbook.Diff(more.Workbook, named(more.Workbook, "mine, more"))
	must(b.Save(ctx, id, append([]workbook.Change{drop}, name...)))(t)
	storetest.Equal(t, beside(a).Workbook, named(more.Workbook, "mine, more"))
	log := must(a.History(ctx, id))(t)
	last := log[len(log)-1]
	if len(last.Changes) != 1 || len(last.Sides) != 1 || last.Window != b.Window() {
		t.Errorf("the history has %+v", last)
	}
	// Where both say the same in the end, there is nothing to choose.
	one := load(t, a, id)
	must(a.Save(ctx, id, workbook.Diff(one.Workbook, named(one.Workbook, "A"))))(t)
	must(b.Save(ctx, id, workbook.Diff(one.Workbook, named(one.Workbook, "B"))))(t)
	beside(a, `"B"`)
	must(b.Save(ctx, id, workbook.Diff(named(one.Workbook, "B"), named(one.Workbook, "A"))))(t)
	beside(a)
}

// otherFields: two windows in one record, each in a field of its own.
func otherFields(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	theirs, mine := base.Workbook.Clone(), base.Workbook.Clone()
	theirs.Profile.Role = "Theirs"
	mine.Profile.With = "Mine"
	must(storetest.SaveAs(ctx, window(), base, theirs))(t)
	got := must(storetest.SaveAs(ctx, s, base, mine))(t)
	want := theirs.Clone()
	want.Profile.With = "Mine"
	storetest.Equal(t, got.Workbook, want)
	storetest.Equal(t, load(t, window(), want.ID).Workbook, want)
}

func deletedElsewhere(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.Returns[3].ID
	without := edit(base.Workbook, func(w *workbook.Workbook) { delReturn(w, id) })
	// They delete, this window changes: there is nothing left to change, and the
	// receipt says so, so that who changed it can bring the record back whole.
	must(storetest.SaveAs(ctx, window(), base, without))(t)
	changed := withReturn(base.Workbook, id, "kept")
	r := must(s.Save(ctx, base.Workbook.ID, workbook.Diff(base.Workbook, changed)))(t)
	if key := workbook.RecordKey(workbook.ReturnRecords, id); !slices.Equal(r.Gone, []workbook.Key{key}) || r.Before != r.Revision {
		t.Errorf("the receipt is %+v", r)
	}
	got := load(t, s, base.Workbook.ID)
	storetest.Equal(t, got.Workbook, without)
	got = must(storetest.SaveAs(ctx, s, got, changed))(t)
	storetest.Equal(t, got.Workbook, changed)
	// They change, this window deletes: an edit beats a deletion that had not seen it.
	theirs := must(storetest.SaveAs(ctx, window(), got, withReturn(got.Workbook, id, "changed")))(t)
	got = must(storetest.SaveAs(ctx, s, got, without))(t)
	storetest.Equal(t, got.Workbook, theirs.Workbook)
	got = must(storetest.SaveAs(ctx, s, got, without))(t)
	storetest.Equal(t, got.Workbook, without)
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

// nothingShared: what the caller does with its values never reaches the store.
func nothingShared(t *testing.T, window func() storage.Store) {
	s := window()
	w := storetest.Sample(storetest.IDs())
	want := w.Clone()
	snap := must(s.Create(ctx, w))(t)
	w.Returns[0].Name = "scribble"
	snap.Workbook.Returns[1].Name = "scribble"
	storetest.Equal(t, load(t, s, w.ID).Workbook, want)
	base := load(t, s, w.ID)
	next := named(base.Workbook, "next")
	want = next.Clone()
	got := must(storetest.SaveAs(ctx, s, base, next))(t)
	next.Returns[0].Name = "scribble"
	storetest.Equal(t, got.Workbook, want)
	got.Workbook.Asks[0].Proofs[0].Text = "scribble"
	storetest.Equal(t, load(t, s, w.ID).Workbook, want)
}

func text(t *testing.T, window func() storage.Store) {
	s := window()
	snap := must(s.Create(ctx, workbook.Workbook{ID: storetest.IDs()()}))(t)
	for _, text := range storetest.Texts() {
		snap = must(storetest.SaveAs(ctx, s, snap, edit(snap.Workbook, func(w *workbook.Workbook) {
			w.Profile.Person = text
			w.Returns = []workbook.Return{{ID: "01J00000000000000000000NEW", Why: text}}
		})))(t)
		got := load(t, window(), snap.Workbook.ID).Workbook
		if got.Profile.Person != text || got.Returns[0].Why != text {
			t.Errorf("%.60q came back as %.60q", text, got.Profile.Person)
		}
	}
}

func visit(t *testing.T, window func() storage.Store) {
	s := window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	v := storage.Visit{Place: "asks/2?x=\"é\"", Opened: time.Date(2026, 11, 20, 8, 0, 0, 5, time.FixedZone("", 3600))}
	ok(t, s.Visit(ctx, id, v))
	got := load(t, window(), id)
	if got.Revision != 1 || got.Visit.Place != v.Place || !got.Visit.Opened.Equal(v.Opened) || !got.Saved.Equal(base.Saved) {
		t.Errorf("visited: %d %+v", got.Revision, got.Visit)
	}
	storetest.Equal(t, got.Workbook, base.Workbook)
	saved := must(storetest.SaveAs(ctx, s, base, named(base.Workbook, "next")))(t)
	if saved.Revision != 2 || saved.Visit.Place != v.Place {
		t.Errorf("saved: %d %+v", saved.Revision, saved.Visit)
	}
	load(t, s, id) // loading sets nothing
	if e := must(s.List(ctx))(t); !e[0].Opened.Equal(v.Opened) {
		t.Errorf("listed as opened %v", e[0].Opened)
	}
}

func history(t *testing.T, window func() storage.Store) {
	s := window()
	w := storetest.Sample(storetest.IDs())
	snap := must(s.Create(ctx, w))(t)
	states := []workbook.Workbook{snap.Workbook}
	for i := range 20 {
		next := edit(snap.Workbook, func(w *workbook.Workbook) {
			w.Profile.Name = fmt.Sprint("name ", i)
			if i%3 == 0 {
				delReturn(w, w.Returns[0].ID)
			}
		})
		snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
		states = append(states, next)
	}
	log := must(window().History(ctx, w.ID))(t)
	// Replayed, the history gives a state that was at each of its revisions, and
	// the last; a return that went is a revision of its own.
	records := map[workbook.Key][]byte{}
	number := uint64(0)
	for _, r := range log {
		if r.Number <= number || r.At.IsZero() {
			t.Errorf("revision %d at %v behind %d", r.Number, r.At, number)
		}
		number = r.Number
		done, gone, beside, err := workbook.Schema.ApplyTo(w.ID, records, r.Changes)
		if err != nil || len(gone)+len(beside) > 0 {
			t.Fatal(err, gone, beside)
		}
		if number > 1 && !reflect.DeepEqual(done, r.Changes) {
			t.Errorf("revision %d: what was replaced is %s, the history says %s", r.Number, done, r.Changes)
		}
		storetest.Equal(t, must(workbook.FromRecords(w.ID, records))(t), states[number-1])
	}
	if n := uint64(len(states)); number != n || len(log) < 14 {
		t.Errorf("%d entries up to revision %d, want %d", len(log), number, n)
	}
}

// forget: what was is gone, what is stays, and another window goes on from there.
func forget(t *testing.T, window func() storage.Store) {
	s, other := window(), window()
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	base = must(storetest.SaveAs(ctx, s, base, named(base.Workbook, "before")))(t)
	base = must(storetest.SaveAs(ctx, s, base, named(base.Workbook, "after")))(t)
	load(t, other, id)
	ok(t, s.Forget(ctx, id))
	ok(t, s.Forget(ctx, id))
	for _, w := range []storage.Store{s, other, window()} {
		got := load(t, w, id)
		storetest.Equal(t, got.Workbook, base.Workbook)
		if got.Revision != base.Revision || got.Mended != "" || len(got.Sides) != 0 {
			t.Errorf("then revision %d, want %d; told %q", got.Revision, base.Revision, got.Mended)
		}
		if log := must(w.History(ctx, id))(t); len(log) != 0 {
			t.Errorf("the history has %d entries", len(log))
		}
	}
	next := must(storetest.SaveAs(ctx, other, base, named(base.Workbook, "next")))(t)
	storetest.Equal(t, load(t, s, id).Workbook, next.Workbook)
	if log := must(window().History(ctx, id))(t); len(log) != 1 || log[0].Number != next.Revision {
		t.Errorf("the history begins with %+v", log)
	}
	ok(t, s.Checkpoint(ctx, id))
	ok(t, s.Delete(ctx, id))
	fails(t, s.Forget(ctx, id), storage.ErrNotFound)
	fails(t, s.Checkpoint(ctx, id), storage.ErrNotFound)
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

func canceled(t *testing.T, window func() storage.Store) {
	s := window()
	w := storetest.Sample(storetest.IDs())
	base := must(s.Create(ctx, w))(t)
	done, cancel := context.WithCancel(ctx)
	cancel()
	_, err := storetest.SaveAs(done, s, base, named(w, "never"))
	fails(t, err, context.Canceled)
	_, err = s.Load(done, w.ID)
	fails(t, err, context.Canceled)
	_, err = s.List(done)
	fails(t, err, context.Canceled)
	_, err = s.Create(done, workbook.Workbook{ID: "01J00000000000000000000XYZ"})
	fails(t, err, context.Canceled)
	storetest.Equal(t, load(t, s, w.ID).Workbook, w)
}

// unreadable: an answer that could be written but never read would shut the
// person out of the workbook.
func unreadable(t *testing.T, window func() storage.Store) {
	s := window()
	w := storetest.Sample(storetest.IDs())
	base := must(s.Create(ctx, w))(t)
	bad := edit(w, func(w *workbook.Workbook) { w.Profile.Meeting = value.NewDate(1500, 1, 1) })
	if _, err := storetest.SaveAs(ctx, s, base, bad); err == nil {
		t.Error("saved a date that cannot be read back")
	}
	bad.ID = "01J00000000000000000000XYZ"
	if _, err := s.Create(ctx, bad); err == nil {
		t.Error("created with a date that cannot be read back")
	}
	storetest.Equal(t, load(t, s, w.ID).Workbook, w)
}

// watch: a window is told of another's saves, and the channel closes with its context.
func watch(t *testing.T, window func() storage.Store) {
	a, b := window(), window()
	base := must(a.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	load(t, b, id)
	watching, end := context.WithCancel(ctx)
	saved := b.Watch(watching, id)
	for n := range 3 {
		base = must(storetest.SaveAs(ctx, a, base, named(base.Workbook, fmt.Sprint("name ", n))))(t)
		select {
		case <-saved:
		case <-time.After(patience):
			t.Fatal("nobody was told")
		}
		if got := load(t, b, id); got.Revision != base.Revision {
			t.Errorf("told of revision %d, there is %d", base.Revision, got.Revision)
		}
	}
	end()
	for range saved {
	}
}

// patience ends a test that would hang; it is never waited for.
const patience = 20 * time.Second

func manyWriters(t *testing.T, window func() storage.Store) {
	const writers, saves = 6, 8
	ids := storetest.IDs()
	s := window()
	shared := must(s.Create(ctx, workbook.Workbook{ID: ids()}))(t)
	mine := make([]workbook.ID, writers)
	for i := range mine {
		mine[i] = ids()
	}
	var wg sync.WaitGroup
	finals := make([]storage.Snapshot, writers)
	for i := range writers {
		own := must(s.Create(ctx, workbook.Workbook{ID: ids()}))(t)
		wg.Go(func() {
			s := window()
			common := shared
			for n := range saves {
				var err error
				// One workbook of its own and a record of its own in the shared one.
				if own, err = storetest.SaveAs(ctx, s, own, named(own.Workbook, fmt.Sprint(i, n))); err != nil {
					t.Error(err)
					return
				}
				if common, err = storetest.SaveAs(ctx, s, common, withReturn(common.Workbook, mine[i], fmt.Sprint(i, n))); err != nil {
					t.Error(err)
					return
				}
			}
			finals[i] = own
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	got := load(t, s, shared.Workbook.ID)
	if got.Revision != 1+writers*saves || len(got.Workbook.Returns) != writers {
		t.Errorf("revision %d with %d returns", got.Revision, len(got.Workbook.Returns))
	}
	for i, id := range mine {
		if r := got.Workbook.Return(id); r == nil || r.Name != fmt.Sprint(i, saves-1) {
			t.Errorf("writer %d: %+v", i, r)
		}
		again := load(t, s, finals[i].Workbook.ID)
		storetest.Equal(t, again.Workbook, finals[i].Workbook)
		if again.Revision != 1+saves {
			t.Errorf("writer %d's own workbook is at %d", i, again.Revision)
		}
	}
}

// twoWindows compares random edits, saves and reloads from two windows with a
// map of records.
func twoWindows(t *testing.T, open func(*testing.T) func() storage.Store) {
	window := open(t)
	ids := storetest.IDs()
	rapid.Check(t, func(t *rapid.T) {
		type view struct {
			store storage.Store
			base  storage.Snapshot
			local workbook.Workbook
			sides map[workbook.Key][]byte // what stands beside an answer in the model
		}
		w := workbook.Workbook{ID: ids()}
		first := must(window().Create(ctx, w))(t)
		views := []*view{{window(), first, first.Workbook, map[workbook.Key][]byte{}}, {window(), first, first.Workbook, map[workbook.Key][]byte{}}}
		model := first.Workbook.Records()
		revision := uint64(1)

		steps := rapid.IntRange(1, 12).Draw(t, "steps")
		for range steps {
			v := views[rapid.IntRange(0, 1).Draw(t, "window")]
			switch rapid.SampledFrom([]string{"edit", "edit", "edit", "save", "save", "reload"}).Draw(t, "step") {
			case "edit":
				v.local = edit(v.local, func(w *workbook.Workbook) { randomEdit(t, w, ids) })
			case "save":
				before, after := v.base.Workbook.Records(), v.local.Records()
				changed := false
				for _, k := range slices.Sorted(maps.Keys(union(before, after))) {
					a, there := after[k]
					if bytes.Equal(before[k], a) {
						continue
					}
					old, had := model[k]
					if _, knew := before[k]; knew && there && !had {
						continue // the other window deleted it
					}
					if !there && had && !bytes.Equal(old, before[k]) {
						continue // the other window wrote into it, which this one had not seen
					}
					if side := v.sides[k]; there && had && (side != nil || !bytes.Equal(old, before[k]) && !bytes.Equal(old, a)) {
						if bytes.Equal(old, a) {
							a = nil // both say the same by now
						}
						changed = changed || !bytes.Equal(side, a)
						v.sides[k] = a
						continue // the other window wrote into the same answer
					}
					changed = changed || had != there || !bytes.Equal(old, a)
					if there {
						model[k] = a
					} else {
						delete(model, k)
					}
				}
				if changed {
					revision++
				}
				v.base = must(storetest.SaveAs(ctx, v.store, v.base, v.local))(t)
				v.local = v.base.Workbook
			case "reload":
				v.base = must(v.store.Load(ctx, w.ID))(t)
				v.local = v.base.Workbook
			}
			if v.base.Revision > revision {
				t.Fatalf("revision %d, the model has %d", v.base.Revision, revision)
			}
		}
		got := must(window().Load(ctx, w.ID))(t)
		storetest.Equal(t, got.Workbook, must(workbook.FromRecords(w.ID, model))(t))
		if got.Revision != revision {
			t.Fatalf("revision %d, want %d", got.Revision, revision)
		}
	})
}

func union(a, b map[workbook.Key][]byte) map[workbook.Key][]byte {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func randomEdit(t *rapid.T, w *workbook.Workbook, ids workbook.IDs) {
	text := func() string { return value.CleanLine(rapid.StringN(0, 8, -1).Draw(t, "text")) }
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
