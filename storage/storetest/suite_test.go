package storetest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/schema"
)

// What every store must do. open makes an empty data folder and gives a function that
// opens it: each call is another window on the same records.
func TestStores(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		books.all(t, func(*testing.T) func() storage.StoreOf[workbook.Workbook] {
			m := storetest.NewMemory(time.Now)
			return func() storage.StoreOf[workbook.Workbook] { return m.Another() }
		})
	})
	t.Run("bolt", func(t *testing.T) {
		books.all(t, func(t *testing.T) func() storage.StoreOf[workbook.Workbook] {
			open := folder(t)
			return func() storage.StoreOf[workbook.Workbook] { return open() }
		})
	})
	t.Run("memory of another schema", func(t *testing.T) {
		diaries.all(t, func(*testing.T) func() storage.StoreOf[diary] {
			m := storetest.NewMemoryOf(time.Now, diaries.schema)
			return func() storage.StoreOf[diary] { return m.Another() }
		})
	})
	t.Run("bolt beside workbooks", func(t *testing.T) { diaries.all(t, besideBooks(diaries, "diaries")) })
	t.Run("a coach's part", func(t *testing.T) { sides.all(t, besideBooks(sides, "coach")) })
}

// folder makes a data folder and gives a function that opens it.
func folder(t *testing.T) func() *bolt.Store {
	options := bolt.Options{Now: time.Now, Program: "test", Parts: []bolt.Part{
		{Name: "diaries", Called: "the diary of this workbook", Schema: diaries.schema},
		{Name: "coach", Called: "your side of this workbook", Schema: coach.Schema},
	}}
	dir := t.TempDir()
	return func() *bolt.Store { return must(bolt.Open(dir, options))(t) }
}

// beside is a store of what stands beside workbooks, which are made with it.
type beside[W any] struct {
	*bolt.StoreOf[W]
	books *bolt.Store
	of    *schema.Schema[W]
}

// besideBooks opens that in a data folder, by the name of the part.
func besideBooks[W any](k kit[W], name string) func(*testing.T) func() storage.StoreOf[W] {
	return func(t *testing.T) func() storage.StoreOf[W] {
		open := folder(t)
		return func() storage.StoreOf[W] {
			books := open()
			return beside[W]{bolt.Beside(books, name, k.schema), books, k.schema}
		}
	}
}

func (b beside[W]) Create(ctx context.Context, w W) (storage.SnapshotOf[W], error) {
	if _, err := b.books.Create(ctx, workbook.Workbook{ID: b.of.ID(&w)}); err != nil && !errors.Is(err, storage.ErrExists) {
		return storage.SnapshotOf[W]{}, err
	}
	return b.StoreOf.Create(ctx, w)
}

// all runs every test of a store of records.
func (k kit[W]) all(t *testing.T, open func(*testing.T) func() storage.StoreOf[W]) {
	for name, test := range map[string]func(*testing.T, func() storage.StoreOf[W]){
		"create and load":             k.createAndLoad,
		"create refuses an id in use": k.createExists,
		"not found":                   k.notFound,
		"save":                        k.save,
		"save of nothing":             k.saveNothing,
		"save only what differs":      k.saveDiffering,
		"disjoint records":            k.disjoint,
		"same base twice":             k.sameBaseTwice,
		"same save twice":             k.sameSaveTwice,
		"same answer":                 k.sameAnswer,
		"other fields of one record":  k.otherFields,
		"deleted elsewhere":           k.deletedElsewhere,
		"nothing shared":              k.nothingShared,
		"text":                        k.texts,
		"visit":                       k.visit,
		"history":                     k.history,
		"forget":                      k.forget,
		"canceled":                    k.canceled,
		"many writers":                k.manyWriters,
		"unreadable answer":           k.unreadable,
		"watch":                       k.watch,
		"passphrase":                  k.passphrase,
		"two windows equal the model": k.twoWindows,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
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

func (k kit[W]) createAndLoad(t *testing.T, window func() storage.StoreOf[W]) {
	w := k.sample(storetest.IDs())
	snap := must(window().Create(ctx, w))(t)
	if snap.Revision != 1 || snap.Saved.IsZero() || snap.Visit != (storage.Visit{}) {
		t.Errorf("created as %d, saved %v, visit %v", snap.Revision, snap.Saved, snap.Visit)
	}
	k.equal(t, snap.Workbook, w)
	again := k.load(t, window(), k.id(w))
	k.equal(t, again.Workbook, w)
	if again.Revision != 1 || !again.Saved.Equal(snap.Saved) {
		t.Errorf("loaded as %d, saved %v; created %v", again.Revision, again.Saved, snap.Saved)
	}
	empty := k.blank("01J00000000000000000000XYZ")
	k.equal(t, must(window().Create(ctx, empty))(t).Workbook, empty)
	k.equal(t, k.load(t, window(), k.id(empty)).Workbook, empty)
}

func (k kit[W]) createExists(t *testing.T, window func() storage.StoreOf[W]) {
	w := k.sample(storetest.IDs())
	s := window()
	must(s.Create(ctx, w))(t)
	_, err := window().Create(ctx, k.blank(k.id(w)))
	fails(t, err, storage.ErrExists)
	k.equal(t, k.load(t, s, k.id(w)).Workbook, w)
}

// nowhere are ids that nothing bears, or may bear.
var nowhere = []workbook.ID{"01J00000000000000000000ABC", "", "..", "../../etc", "01j00000000000000000000abc", "01J/0000000000000000000ABC"}

func (k kit[W]) notFound(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	for _, id := range nowhere {
		w := k.blank(id)
		_, err := s.Load(ctx, id)
		fails(t, err, storage.ErrNotFound)
		_, err = k.saveAs(s, storage.SnapshotOf[W]{Workbook: w}, k.named(w, "x"))
		fails(t, err, storage.ErrNotFound)
		_, err = k.saveAs(s, storage.SnapshotOf[W]{Workbook: w}, w)
		fails(t, err, storage.ErrNotFound)
		_, err = s.History(ctx, id)
		fails(t, err, storage.ErrNotFound)
		fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrNotFound)
		fails(t, s.Erase(ctx, id), storage.ErrNotFound)
	}
}

func (k kit[W]) save(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	snap := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	for i := range 5 {
		next := k.named(snap.Workbook, fmt.Sprint("name ", i))
		snap = must(k.saveAs(s, snap, next))(t)
		if snap.Revision != uint64(i+2) {
			t.Errorf("revision %d after %d saves", snap.Revision, i+1)
		}
		k.equal(t, snap.Workbook, next)
		again := k.load(t, window(), k.id(snap.Workbook))
		k.equal(t, again.Workbook, next)
		if again.Revision != snap.Revision || !again.Saved.Equal(snap.Saved) {
			t.Errorf("loaded %d of %v, saved %d of %v", again.Revision, again.Saved, snap.Revision, snap.Saved)
		}
	}
}

func (k kit[W]) saveNothing(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	old := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	cur := must(k.saveAs(window(), old, k.named(old.Workbook, "elsewhere")))(t)
	got := must(k.saveAs(s, old, k.schema.Clone(old.Workbook)))(t)
	if got.Revision != cur.Revision {
		t.Errorf("revision %d after nothing was saved, want %d", got.Revision, cur.Revision)
	}
	k.equal(t, got.Workbook, cur.Workbook) // what is on disk, not what was passed
	if n := len(must(s.History(ctx, k.id(old.Workbook)))(t)); n != 2 {
		t.Errorf("%d revisions in the history, want 2", n)
	}
}

func (k kit[W]) saveDiffering(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	snap := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	item := k.items(snap.Workbook)[2]
	next := k.edit(snap.Workbook, func(w *W) {
		*k.first(w) = "changed"
		*k.text(k.schema.Record(w, k.item(item))) = "changed"
	})
	must(k.saveAs(s, snap, next))(t)
	log := must(s.History(ctx, k.id(next)))(t)
	var keys []workbook.Key
	for _, c := range log[len(log)-1].Changes {
		keys = append(keys, c.Record)
	}
	want := []workbook.Key{workbook.RecordKey(k.one, k.id(next)), k.item(item)}
	slices.Sort(want)
	if !slices.Equal(keys, want) {
		t.Errorf("wrote %v, want %v", keys, want)
	}
}

func (k kit[W]) disjoint(t *testing.T, window func() storage.StoreOf[W]) {
	a, b := window(), window()
	base := must(a.Create(ctx, k.sample(storetest.IDs())))(t)
	mine := k.with(base.Workbook, k.items(base.Workbook)[0], "by a")
	theirs := k.with(base.Workbook, "01J00000000000000000000NEW", "by b")
	must(k.saveAs(a, base, mine))(t)
	got := must(k.saveAs(b, base, theirs))(t)
	want := k.with(mine, "01J00000000000000000000NEW", "by b")
	k.equal(t, got.Workbook, want)
	k.equal(t, k.load(t, a, k.id(want)).Workbook, want)
}

// sameBaseTwice is what a saver does whose screen has not seen the first report.
func (k kit[W]) sameBaseTwice(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	other := k.with(base.Workbook, "01J00000000000000000000NEW", "other window")
	must(k.saveAs(window(), base, other))(t)
	one := k.named(base.Workbook, "one")
	must(k.saveAs(s, base, one))(t)
	two := k.edit(one, func(w *W) { *k.first(w), *k.second(w) = "two", "more" })
	got := must(k.saveAs(s, base, two))(t)
	k.equal(t, got.Workbook, k.with(two, "01J00000000000000000000NEW", "other window"))
	if got.Revision != 4 {
		t.Errorf("revision %d, want 4", got.Revision)
	}
}

func (k kit[W]) sameSaveTwice(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	next := k.without(k.named(base.Workbook, "next"), k.items(base.Workbook)[0])
	first := must(k.saveAs(s, base, next))(t)
	second := must(k.saveAs(s, base, next))(t)
	k.equal(t, second.Workbook, next)
	if second.Revision != first.Revision {
		t.Errorf("what is stored already became revision %d", second.Revision)
	}
}

// sameAnswer: two windows in one answer. What stands on disk first stays, what the other
// wrote stands beside it, and goes on there until somebody chooses.
func (k kit[W]) sameAnswer(t *testing.T, window func() storage.StoreOf[W]) {
	a, b := window(), window()
	base := must(a.Create(ctx, k.sample(storetest.IDs())))(t)
	id := k.id(base.Workbook)
	theirs := must(k.saveAs(a, base, k.named(base.Workbook, "theirs")))(t)
	beside := func(s storage.StoreOf[W], want ...string) storage.SnapshotOf[W] {
		t.Helper()
		snap := k.load(t, s, id)
		var got []string
		for _, side := range snap.Sides {
			if side.Window != b.Window() || side.Record != workbook.RecordKey(k.one, id) || side.Field != k.field || side.At.IsZero() {
				t.Errorf("beside it stands %+v", side)
			}
			got = append(got, string(side.Answer))
		}
		if !slices.Equal(got, want) {
			t.Errorf("beside the answer stands %q, want %q", got, want)
		}
		return snap
	}
	mine := k.named(base.Workbook, "mine")
	r := must(b.Save(ctx, id, k.diff(base.Workbook, mine)))(t)
	if len(r.Done) > 0 || len(r.Sides) != 1 || r.Revision != theirs.Revision+1 {
		t.Errorf("the receipt is %+v", r)
	}
	k.equal(t, beside(a, `"mine"`).Workbook, theirs.Workbook)
	must(b.Save(ctx, id, k.diff(mine, k.named(mine, "mine, more"))))(t)
	k.equal(t, beside(window(), `"mine, more"`).Workbook, theirs.Workbook)
	// The other goes on in the answer itself.
	more := must(k.saveAs(a, theirs, k.named(theirs.Workbook, "theirs, more")))(t)
	snap := beside(b, `"mine, more"`)
	k.equal(t, snap.Workbook, more.Workbook)
	// Somebody chooses: the side goes, and with it the answer changes, or stays.
	stale := snap.Sides[0]
	stale.Answer = []byte(`"mine"`)
	must(a.Save(ctx, id, []workbook.Change{{Record: stale.Key(), Before: must(json.Marshal(stale))(t)}}))(t)
	beside(a, `"mine, more"`) // written into since
	drop := workbook.Change{Record: snap.Sides[0].Key(), Before: must(json.Marshal(snap.Sides[0]))(t)}
	name := k.diff(more.Workbook, k.named(more.Workbook, "mine, more"))
	must(b.Save(ctx, id, append([]workbook.Change{drop}, name...)))(t)
	k.equal(t, beside(a).Workbook, k.named(more.Workbook, "mine, more"))
	log := must(a.History(ctx, id))(t)
	last := log[len(log)-1]
	if len(last.Changes) != 1 || len(last.Sides) != 1 || last.Window != b.Window() {
		t.Errorf("the history has %+v", last)
	}
	// Where both say the same in the end, there is nothing to choose.
	one := k.load(t, a, id)
	must(a.Save(ctx, id, k.diff(one.Workbook, k.named(one.Workbook, "A"))))(t)
	must(b.Save(ctx, id, k.diff(one.Workbook, k.named(one.Workbook, "B"))))(t)
	beside(a, `"B"`)
	must(b.Save(ctx, id, k.diff(k.named(one.Workbook, "B"), k.named(one.Workbook, "A"))))(t)
	beside(a)
}

// otherFields: two windows in one record, each in a field of its own.
func (k kit[W]) otherFields(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	theirs := k.edit(base.Workbook, func(w *W) { *k.second(w) = "Theirs" })
	mine := k.named(base.Workbook, "Mine")
	must(k.saveAs(window(), base, theirs))(t)
	got := must(k.saveAs(s, base, mine))(t)
	want := k.named(theirs, "Mine")
	k.equal(t, got.Workbook, want)
	k.equal(t, k.load(t, window(), k.id(want)).Workbook, want)
}

func (k kit[W]) deletedElsewhere(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	base := must(s.Create(ctx, k.sample(storetest.IDs())))(t)
	id := k.items(base.Workbook)[3]
	without := k.without(base.Workbook, id)
	// They delete, this window changes: there is nothing left to change, and the
	// receipt says so, so that who changed it can bring the record back whole.
	must(k.saveAs(window(), base, without))(t)
	changed := k.with(base.Workbook, id, "kept")
	r := must(s.Save(ctx, k.id(base.Workbook), k.diff(base.Workbook, changed)))(t)
	if key := k.item(id); !slices.Equal(r.Gone, []workbook.Key{key}) || r.Before != r.Revision {
		t.Errorf("the receipt is %+v", r)
	}
	got := k.load(t, s, k.id(base.Workbook))
	k.equal(t, got.Workbook, without)
	got = must(k.saveAs(s, got, changed))(t)
	k.equal(t, got.Workbook, changed)
	// They change, this window deletes: an edit beats a deletion that had not seen it.
	theirs := must(k.saveAs(window(), got, k.with(got.Workbook, id, "changed")))(t)
	got = must(k.saveAs(s, got, without))(t)
	k.equal(t, got.Workbook, theirs.Workbook)
	got = must(k.saveAs(s, got, without))(t)
	k.equal(t, got.Workbook, without)
}

// nothingShared: what the caller does with its values never reaches the store.
func (k kit[W]) nothingShared(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	w := k.sample(storetest.IDs())
	want := k.schema.Clone(w)
	snap := must(s.Create(ctx, w))(t)
	item := k.items(w)
	scribble := func(w W, id workbook.ID) { *k.text(k.schema.Record(&w, k.item(id))) = "scribble" }
	scribble(w, item[0])
	scribble(snap.Workbook, item[1])
	k.equal(t, k.load(t, s, k.id(w)).Workbook, want)
	base := k.load(t, s, k.id(w))
	next := k.named(base.Workbook, "next")
	want = k.schema.Clone(next)
	got := must(k.saveAs(s, base, next))(t)
	scribble(next, item[0])
	k.equal(t, got.Workbook, want)
	scribble(got.Workbook, item[2])
	k.equal(t, k.load(t, s, k.id(w)).Workbook, want)
}

func (k kit[W]) texts(t *testing.T, window func() storage.StoreOf[W]) {
	s := window()
	snap := must(s.Create(ctx, k.blank(storetest.IDs()())))(t)
	for _, text := range storetest.Texts() {
		snap = must(k.saveAs(s, snap, k.edit(snap.Workbook, func(w *W) {
			*k.second(w) = text
			*k.text(k.schema.Add(w, k.item("01J00000000000000000000NEW"))) = text
		})))(t)
		got := k.load(t, window(), k.id(snap.Workbook)).Workbook
		if *k.second(&got) != text || k.of(got, "01J00000000000000000000NEW") != text {
			t.Errorf("%.60q came back as %.60q", text, *k.second(&got))
		}
	}
}
