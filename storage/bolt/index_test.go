package bolt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// shelf makes a store with some workbooks, old enough for the index.
func shelf(t testing.TB, dir string, n int) (*Store, []storage.Snapshot) {
	t.Helper()
	s := open(t, dir)
	ids := storetest.IDs()
	var snaps []storage.Snapshot
	for i := range n {
		w := workbook.Workbook{ID: ids(), Profile: workbook.Profile{Name: fmt.Sprint("book ", i)}}
		snaps = append(snaps, must(s.Create(ctx, w))(t))
		age(t, s, w.ID)
	}
	return s, snaps
}

// planted changes the index's line of a workbook, so that a list shows whether
// it came from there.
func planted(t *testing.T, s *Store, id workbook.ID) {
	t.Helper()
	known, whole := s.readIndex(ctx)
	x, there := known[id]
	if !whole || !there {
		t.Fatalf("%s is not in the index", id)
	}
	x.Name = "from the index"
	ok(t, s.updateIndex(map[workbook.ID]indexed{id: x}, nil))
}

func listed(t *testing.T, s *Store, id workbook.ID) string {
	t.Helper()
	for _, e := range must(s.List(ctx))(t) {
		if e.ID == id {
			if e.Problem != nil {
				t.Fatal(e.Problem)
			}
			return e.Name
		}
	}
	return "not listed"
}

func TestIndex(t *testing.T) {
	s, snaps := shelf(t, t.TempDir(), 4)
	a, b := snaps[0], snaps[1]
	id := a.Workbook.ID
	must(s.List(ctx))(t)
	planted(t, s, id)
	if got := listed(t, s, id); got != "from the index" {
		t.Errorf("listed %q: the workbook was opened though nothing changed", got)
	}
	info := must(os.Stat(s.indexPath()))(t)
	must(s.List(ctx))(t)
	must(storetest.SaveAs(ctx, s, b, returnNamed(b.Workbook, "01J00000000000000000000NEW", "x")))(t)
	if again := must(os.Stat(s.indexPath()))(t); !again.ModTime().Equal(info.ModTime()) {
		t.Error("an unchanged list, or a save, wrote the index")
	}

	next := a.Workbook.Clone()
	next.Profile.Name = "renamed"
	must(storetest.SaveAs(ctx, s, a, next))(t)
	if got := listed(t, s, id); got != "renamed" {
		t.Errorf("listed %q after a save", got)
	}
	// A file as young as this may change again within one tick of the clock, so
	// its line is not believed.
	if known, _ := s.readIndex(ctx); known[id].Name != "renamed" || known[id].Modified != 0 {
		t.Errorf("of a file just written the index has %+v", known[id])
	}
	info = must(os.Stat(s.indexPath()))(t)
	must(s.List(ctx))(t)
	if again := must(os.Stat(s.indexPath()))(t); !again.ModTime().Equal(info.ModTime()) {
		t.Error("the same line was written again")
	}
	age(t, s, id)
	listed(t, s, id)
	if known, _ := s.readIndex(ctx); known[id].Name != "renamed" {
		t.Errorf("the index has %+v", known[id])
	}

	ok(t, s.Delete(ctx, id))
	listed(t, s, id)
	if known, _ := s.readIndex(ctx); len(known) != 3 || known[id] != (indexed{}) {
		t.Errorf("the index has %+v", known)
	}

	// Another version of the program may count otherwise.
	c := snaps[2].Workbook.ID
	planted(t, s, c)
	other := must(Open(s.dir, Options{Now: time.Now, Program: "other"}))(t)
	if got := listed(t, other, c); got != "book 2" {
		t.Errorf("listed %q from another version's index", got)
	}
}

// A workbook that was just made and listed is missed where its folder goes.
func TestYoungWorkbookIsMissed(t *testing.T) {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	w := workbook.Workbook{ID: ids(), Profile: workbook.Profile{Name: "young"}}
	must(s.Create(ctx, w))(t)
	must(s.List(ctx))(t)
	ok(t, os.RemoveAll(s.book(w.ID)))
	if missing := s.Missing(); len(missing) != 1 || !strings.Contains(missing[0], "“young”") {
		t.Errorf("missing: %q", missing)
	}
}

func TestIndexLostDamagedOrInUse(t *testing.T) {
	s, snaps := shelf(t, t.TempDir(), 4)
	id := snaps[0].Workbook.ID
	must(s.List(ctx))(t)
	whole := must(os.ReadFile(s.indexPath()))(t)
	for name, harm := range map[string]func() error{
		"lost":    func() error { return os.Remove(s.indexPath()) },
		"empty":   func() error { return os.WriteFile(s.indexPath(), nil, fileMode) },
		"cut":     func() error { return os.WriteFile(s.indexPath(), whole[:2*page], fileMode) },
		"no bolt": func() error { return os.WriteFile(s.indexPath(), make([]byte, 3*page), fileMode) },
		"a wrong line": func() error {
			db := must(bbolt.Open(s.indexPath(), fileMode, nil))(t)
			defer db.Close()
			return db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(s.indexBucket()).Put([]byte(id), []byte("junk and more")) })
		},
		"a wrong type": func() error {
			db := must(bbolt.Open(s.indexPath(), fileMode, nil))(t)
			defer db.Close()
			return db.Update(func(tx *bbolt.Tx) error { return putValue(tx, s.indexBucket(), string(id), "text") })
		},
	} {
		t.Run(name, func(t *testing.T) {
			ok(t, harm())
			if got := listed(t, s, id); got != "book 0" {
				t.Errorf("listed %q", got)
			}
			planted(t, s, id) // it is whole again
			if got := listed(t, s, id); got != "from the index" {
				t.Errorf("listed %q", got)
			}
		})
	}

	free := must(s.lockIndex(ctx, false))(t)
	defer free()
	if got := listed(t, s, id); got != "book 0" {
		t.Errorf("listed %q while the index is in use", got)
	}
}

// A freelist that cannot be loaded shows only when the index is written.
func TestIndexDamagedForWriting(t *testing.T) {
	s, snaps := shelf(t, t.TempDir(), 3)
	must(s.List(ctx))(t)
	b := must(os.ReadFile(s.indexPath()))(t)
	for at := 0; at < len(b); at += page {
		if at >= 2*page && b[at+8] == 0x10 { // a freelist page becomes something else
			b[at+8] = 0x40
		}
	}
	ok(t, os.WriteFile(s.indexPath(), b, fileMode))
	next := snaps[0].Workbook.Clone()
	next.Profile.Name = "renamed"
	must(storetest.SaveAs(ctx, s, snaps[0], next))(t)
	age(t, s, next.ID)
	for range 2 {
		if got := listed(t, s, next.ID); got != "renamed" {
			t.Errorf("listed %q", got)
		}
	}
	if known, whole := s.readIndex(ctx); !whole || len(known) != 3 {
		t.Errorf("the index has %+v, %v", known, whole)
	}
}

func TestIndexInAFolderThatCannotBeWritten(t *testing.T) {
	s, snaps := shelf(t, t.TempDir(), 2)
	// A folder where the lock file should be works even against root.
	ok(t, os.Mkdir(filepath.Join(s.dir, "index.lock"), folderMode))
	ok(t, os.Mkdir(filepath.Join(s.dir, "index.db.new"), folderMode))
	ok(t, os.WriteFile(filepath.Join(s.dir, "index.db.new", "x"), nil, fileMode))
	for range 2 {
		if got := listed(t, s, snaps[0].Workbook.ID); got != "book 0" {
			t.Errorf("listed %q", got)
		}
	}
}

// BenchmarkList measures a list by the index against one by opening each.
func BenchmarkList(b *testing.B) {
	s, _ := shelf(b, b.TempDir(), 2000)
	b.Run("lost index", func(b *testing.B) {
		for b.Loop() {
			ok(b, removeFile(s.indexPath()))
			must(s.List(ctx))(b)
		}
	})
	b.Run("index", func(b *testing.B) {
		for b.Loop() {
			must(s.List(ctx))(b)
		}
	})
}

// Erasing one workbook costs the lines of no other.
func TestErasingKeepsTheIndex(t *testing.T) {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	var books []workbook.ID
	for range 3 {
		w := storetest.Sample(ids)
		must(s.Create(ctx, w))(t)
		age(t, s, w.ID)
		books = append(books, w.ID)
	}
	must(s.List(ctx))(t)
	path := filepath.Join(s.book(books[0]), fileName)
	was := must(os.Stat(path))(t)
	ok(t, os.WriteFile(path, make([]byte, was.Size()), fileMode)) // who opens it will find nothing
	ok(t, os.RemoveAll(filepath.Join(s.book(books[0]), logName)))
	ok(t, os.Chtimes(path, was.ModTime(), was.ModTime()))
	ok(t, s.Delete(ctx, books[1]))
	ok(t, s.Erase(ctx, books[1]))
	entries := must(s.List(ctx))(t)
	if len(entries) != 2 || entries[0].Problem != nil || entries[1].Problem != nil {
		t.Errorf("listed %+v", entries)
	}
}
