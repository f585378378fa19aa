package storetest_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func (k kit[W]) visit(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	id := k.id(base.Workbook)
	v := storage.Visit{Place: "asks/2?x=\"é\"", Opened: time.Date(2026, 11, 20, 8, 0, 0, 5, time.FixedZone("", 3600))}
	ok(t, s.Visit(ctx, id, v))
	got := k.load(t, window(), id)
	if got.Revision != 1 || got.Visit.Place != v.Place || !got.Visit.Opened.Equal(v.Opened) || !got.Saved.Equal(base.Saved) {
		t.Errorf("visited: %d %+v", got.Revision, got.Visit)
	}
	k.equal(t, got.Workbook, base.Workbook)
	saved := must(k.saveAs(s, base, k.named(base.Workbook, "next")))(t)
	if saved.Revision != 2 || saved.Visit.Place != v.Place {
		t.Errorf("saved: %d %+v", saved.Revision, saved.Visit)
	}
	k.load(t, s, id) // loading sets nothing
	if got := k.load(t, window(), id); !got.Visit.Opened.Equal(v.Opened) {
		t.Errorf("then opened %v", got.Visit.Opened)
	}
}

func (k kit[W]) history(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	w := k.sample(storetest.IDs())
	snap := must(s.Create(ctx, w))(t)
	states := []W{snap.Workbook}
	for i := range 20 {
		next := k.named(snap.Workbook, fmt.Sprint("name ", i))
		if i%3 == 0 {
			next = k.without(next, k.items(next)[0])
		}
		snap = must(k.saveAs(s, snap, next))(t)
		states = append(states, next)
	}
	log := must(window().History(ctx, k.id(w)))(t)
	// Replayed, the history gives a state that was at each of its revisions, and
	// the last; a return that went is a revision of its own.
	records := map[workbook.Key][]byte{}
	number := uint64(0)
	for _, r := range log {
		if r.Number <= number || r.At.IsZero() {
			t.Errorf("revision %d at %v behind %d", r.Number, r.At, number)
		}
		number = r.Number
		done, gone, beside, err := k.schema.ApplyTo(k.id(w), records, r.Changes)
		if err != nil || len(gone)+len(beside) > 0 {
			t.Fatal(err, gone, beside)
		}
		if number > 1 && !reflect.DeepEqual(done, r.Changes) {
			t.Errorf("revision %d: what was replaced is %s, the history says %s", r.Number, done, r.Changes)
		}
		k.equal(t, must(k.schema.FromRecords(k.id(w), records))(t), states[number-1])
	}
	if n := uint64(len(states)); number != n || len(log) < 14 {
		t.Errorf("%d entries up to revision %d, want %d", len(log), number, n)
	}
}

// forget: what was is gone, what is stays, and another window goes on from there.
func (k kit[W]) forget(t *testing.T, window func() storage.StoreOf[W]) {
	s, other := window(), window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	id := k.id(base.Workbook)
	base = must(k.saveAs(s, base, k.named(base.Workbook, "before")))(t)
	base = must(k.saveAs(s, base, k.named(base.Workbook, "after")))(t)
	k.load(t, other, id)
	ok(t, s.Forget(ctx, id))
	ok(t, s.Forget(ctx, id))
	for _, w := range []storage.StoreOf[W]{s, other, window()} {
		got := k.load(t, w, id)
		k.equal(t, got.Workbook, base.Workbook)
		if got.Revision != base.Revision || got.Mended != "" || len(got.Sides) != 0 {
			t.Errorf("then revision %d, want %d; told %q", got.Revision, base.Revision, got.Mended)
		}
		if log := must(w.History(ctx, id))(t); len(log) != 0 {
			t.Errorf("the history has %d entries", len(log))
		}
	}
	next := must(k.saveAs(other, base, k.named(base.Workbook, "next")))(t)
	k.equal(t, k.load(t, s, id).Workbook, next.Workbook)
	if log := must(window().History(ctx, id))(t); len(log) != 1 || log[0].Number != next.Revision {
		t.Errorf("the history begins with %+v", log)
	}
	ok(t, s.Checkpoint(ctx, id))
	fails(t, s.Forget(ctx, "01J00000000000000000000XYZ"), storage.ErrNotFound)
	fails(t, s.Checkpoint(ctx, "01J00000000000000000000XYZ"), storage.ErrNotFound)
}

func (k kit[W]) canceled(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	w := k.sample(storetest.IDs())
	base := must(s.Create(ctx, w))(t)
	done, cancel := context.WithCancel(ctx)
	cancel()
	_, err := s.Save(done, k.id(w), k.diff(base.Workbook, k.named(w, "never")))
	fails(t, err, context.Canceled)
	_, err = s.Load(done, k.id(w))
	fails(t, err, context.Canceled)
	_, err = s.Create(done, k.blank("01J00000000000000000000XYZ"))
	fails(t, err, context.Canceled)
	k.equal(t, k.load(t, s, k.id(w)).Workbook, w)
}

// unreadable: an answer that could be written but never read would shut the
// person out of the workbook.
func (k kit[W]) unreadable(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	w := k.sample(storetest.IDs())
	base := must(s.Create(ctx, w))(t)
	bad := k.edit(w, func(w *W) { *k.day(w) = value.NewDate(1500, 1, 1) })
	if _, err := k.saveAs(s, base, bad); err == nil {
		t.Error("saved a date that cannot be read back")
	}
	bad = k.blank("01J00000000000000000000XYZ")
	*k.day(&bad) = value.NewDate(1500, 1, 1)
	if _, err := s.Create(ctx, bad); err == nil {
		t.Error("created with a date that cannot be read back")
	}
	k.equal(t, k.load(t, s, k.id(w)).Workbook, w)
}

// watch: a window is told of another's saves, and the channel closes with its context.
func (k kit[W]) watch(t *testing.T, window func() storage.StoreOf[W]) {
	a, b := window(), window()
	base := must(a.Create(ctx, k.sample(storetest.IDs())))(t)
	id := k.id(base.Workbook)
	k.load(t, b, id)
	watching, end := context.WithCancel(ctx)
	saved := b.Watch(watching, id)
	for n := range 3 {
		base = must(k.saveAs(a, base, k.named(base.Workbook, fmt.Sprint("name ", n))))(t)
		select {
		case <-saved:
		case <-time.After(patience):
			t.Fatal("nobody was told")
		}
		if got := k.load(t, b, id); got.Revision != base.Revision {
			t.Errorf("told of revision %d, there is %d", base.Revision, got.Revision)
		}
	}
	end()
	for range saved {
	}
}

// patience ends a test that would hang; it is never waited for.
const patience = 20 * time.Second

func (k kit[W]) manyWriters(t *testing.T, window func() storage.StoreOf[W]) {
	const writers, saves = 6, 8
	ids := storetest.IDs()
	s := window()
	shared := must(s.Create(ctx, k.blank(ids())))(t)
	mine := make([]workbook.ID, writers)
	for i := range mine {
		mine[i] = ids()
	}
	var wg sync.WaitGroup
	finals := make([]storage.SnapshotOf[W], writers)
	for i := range writers {
		own := must(s.Create(ctx, k.blank(ids())))(t)
		wg.Go(func() {
			s := window()
			common := shared
			for n := range saves {
				var err error
				// One workbook of its own and a record of its own in the shared one.
				if own, err = k.saveAs(s, own, k.named(own.Workbook, fmt.Sprint(i, n))); err != nil {
					t.Error(err)
					return
				}
				if common, err = k.saveAs(s, common, k.with(common.Workbook, mine[i], fmt.Sprint(i, n))); err != nil {
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
	got := k.load(t, s, k.id(shared.Workbook))
	if got.Revision != 1+writers*saves || len(k.items(got.Workbook)) != writers {
		t.Errorf("revision %d with %d items", got.Revision, len(k.items(got.Workbook)))
	}
	for i, id := range mine {
		if text := k.of(got.Workbook, id); text != fmt.Sprint(i, saves-1) {
			t.Errorf("writer %d: %q", i, text)
		}
		again := k.load(t, s, k.id(finals[i].Workbook))
		k.equal(t, again.Workbook, finals[i].Workbook)
		if again.Revision != 1+saves {
			t.Errorf("writer %d's own workbook is at %d", i, again.Revision)
		}
	}
}

// twoWindows compares random edits, saves and reloads from two windows with a
// map of records.
func (k kit[W]) twoWindows(t *testing.T, window func() storage.StoreOf[W]) {
	ids := storetest.IDs()
	rapid.Check(t, func(t *rapid.T) {
		type view struct {
			store storage.StoreOf[W]
			base  storage.SnapshotOf[W]
			local W
			sides map[workbook.Key][]byte // what stands beside an answer in the model
		}
		w := k.blank(ids())
		first := must(window().Create(ctx, w))(t)
		views := []*view{{window(), first, first.Workbook, map[workbook.Key][]byte{}}, {window(), first, first.Workbook, map[workbook.Key][]byte{}}}
		model := k.schema.Records(&first.Workbook)
		revision := uint64(1)

		steps := rapid.IntRange(1, 12).Draw(t, "steps")
		for range steps {
			v := views[rapid.IntRange(0, 1).Draw(t, "window")]
			switch rapid.SampledFrom([]string{"edit", "edit", "edit", "save", "save", "reload"}).Draw(t, "step") {
			case "edit":
				v.local = k.edit(v.local, func(w *W) { k.random(t, w, ids) })
			case "save":
				before, after := k.schema.Records(&v.base.Workbook), k.schema.Records(&v.local)
				changed := false
				for _, key := range slices.Sorted(maps.Keys(union(before, after))) {
					a, there := after[key]
					if bytes.Equal(before[key], a) {
						continue
					}
					old, had := model[key]
					if _, knew := before[key]; knew && there && !had {
						continue // the other window deleted it
					}
					if !there && had && !bytes.Equal(old, before[key]) {
						continue // the other window wrote into it, which this one had not seen
					}
					if side := v.sides[key]; there && had && (side != nil || !bytes.Equal(old, before[key]) && !bytes.Equal(old, a)) {
						if bytes.Equal(old, a) {
							a = nil // both say the same by now
						}
						changed = changed || !bytes.Equal(side, a)
						v.sides[key] = a
						continue // the other window wrote into the same answer
					}
					changed = changed || had != there || !bytes.Equal(old, a)
					if there {
						model[key] = a
					} else {
						delete(model, key)
					}
				}
				if changed {
					revision++
				}
				v.base = must(k.saveAs(v.store, v.base, v.local))(t)
				v.local = v.base.Workbook
			case "reload":
				v.base = must(v.store.Load(ctx, k.id(w)))(t)
				v.local = v.base.Workbook
			}
			if v.base.Revision > revision {
				t.Fatalf("revision %d, the model has %d", v.base.Revision, revision)
			}
		}
		got := must(window().Load(ctx, k.id(w)))(t)
		k.equal(t, got.Workbook, must(k.schema.FromRecords(k.id(w), model))(t))
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
