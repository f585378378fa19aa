package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// copies keeps the files of a folder to put them back.
func copies(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, e := range must(os.ReadDir(folder))(t) {
		out[e.Name()] = must(os.ReadFile(filepath.Join(folder, e.Name())))(t)
	}
	return out
}

// A sync tool or a backup puts an older workbook.db back, while the workbook is open or
// not: what was saved since is there all the same.
func TestOlderFilePutBack(t *testing.T) {
	for name, way := range map[string]func(*Store, storage.Snapshot, workbook.Workbook) error{
		"written over":  func(s *Store, _ storage.Snapshot, _ workbook.Workbook) error { return nil },
		"and saved":     saveNext,
		"and read anew": func(s *Store, snap storage.Snapshot, _ workbook.Workbook) error { return nil },
	} {
		for _, fresh := range []bool{false, true} {
			t.Run(fmt.Sprint(name, fresh), func(t *testing.T) {
				s := open(t, t.TempDir())
				snap := must(s.Create(ctx, oneReturn()))(t)
				id := snap.Workbook.ID
				snap = type1(t, s, snap, 1)
				path := filepath.Join(s.book(id), fileName)
				old := must(os.ReadFile(path))(t)
				for n := range 5 {
					snap = type1(t, s, snap, n+2)
				}
				ok(t, os.WriteFile(path+".new", old, fileMode))
				ok(t, os.Rename(path+".new", path))
				if fresh {
					s = open(t, s.dir)
				}
				want := returnNamed(snap.Workbook, "01J00000000000000000000NEW", "next")
				ok(t, way(s, snap, want))
				if name != "and saved" {
					want = snap.Workbook
				}
				got := must(open(t, s.dir).Load(ctx, id))(t)
				storetest.Equal(t, got.Workbook, want)
				if kept := must(filepath.Glob(path + ".damaged-*"))(t); len(kept) != 1 {
					t.Errorf("kept: %v", kept)
				}
			})
		}
	}
}

func saveNext(s *Store, snap storage.Snapshot, next workbook.Workbook) error {
	_, err := s.Save(ctx, next.ID, workbook.Diff(snap.Workbook, next))
	return err
}

// Where all files went back under an open window, what it said was saved is there, under
// numbers that no other state had; the older file is kept, and the person is told.
func TestAllPutBack(t *testing.T) {
	for _, save := range []bool{false, true} {
		s := open(t, t.TempDir())
		snap := must(s.Create(ctx, oneReturn()))(t)
		id := snap.Workbook.ID
		snap = type1(t, s, snap, 1)
		files, asOf, asOfSaved := copies(t, s.book(id)), snap.Workbook, snap.Saved
		for n := range 5 {
			snap = type1(t, s, snap, n+2)
		}
		ok(t, restore(s.book(id), files))
		want := snap.Workbook
		if save {
			want = returnNamed(want, "01J00000000000000000000NEW", "next")
			ok(t, saveNext(s, snap, want))
		}
		got := must(s.Load(ctx, id))(t)
		storetest.Equal(t, got.Workbook, want)
		readableSentence(t, got.Mended)
		if got.Older == nil || got.Older.Workbook.Returns[0].Name != asOf.Returns[0].Name || !got.Older.Saved.Equal(asOfSaved) {
			t.Errorf("the older one is %+v", got.Older)
		}
		if again := must(s.Load(ctx, id))(t); again.Older != nil {
			t.Error("the older one is asked about twice")
		}
		if got.Revision < snap.Revision+passOver || !strings.HasPrefix(got.Mended, "Older files") {
			t.Errorf("revision %d after %d, told %q", got.Revision, snap.Revision, got.Mended)
		}
		storetest.Equal(t, must(open(t, s.dir).Load(ctx, id))(t).Workbook, want)
		kept := must(filepath.Glob(filepath.Join(s.book(id), fileName+".damaged-*")))(t)
		if len(kept) != 1 || string(must(os.ReadFile(kept[0]))(t)) != string(files[fileName]) {
			t.Errorf("kept: %v", kept)
		}
	}
}

// A workbook that was erased and taken in again is another one than the window knew.
func TestCreatedAnew(t *testing.T) {
	s := open(t, t.TempDir())
	first := must(s.Create(ctx, oneReturn()))(t)
	id := first.Workbook.ID
	for n := range 3 {
		first = type1(t, s, first, n+2)
	}
	other := open(t, s.dir)
	ok(t, other.Delete(ctx, id))
	ok(t, other.Erase(ctx, id))
	want := must(other.Create(ctx, oneReturn()))(t).Workbook
	got := must(s.Load(ctx, id))(t)
	storetest.Equal(t, got.Workbook, want)
	if got.Mended != "" {
		t.Errorf("told %q", got.Mended)
	}
}

// Any of the files may be lost, one at a time, and what a program that was killed leaves
// behind is in nobody's way.
func TestLostFiles(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	for n := range snapEvery + 3 {
		snap = type1(t, s, snap, n%40+1)
	}
	if all := snapshots(s.book(id)); len(all) == 0 || len(all) > 2 {
		t.Fatalf("copies of the revisions %d", all)
	}
	files := copies(t, s.book(id))
	for lost := range files {
		ok(t, restore(s.book(id), files))
		ok(t, os.Remove(filepath.Join(s.book(id), lost)))
		ok(t, os.WriteFile(filepath.Join(s.book(id), fileName+tmpSuffix), []byte("half"), fileMode))
		got := must(open(t, s.dir).Load(ctx, id))(t)
		storetest.Equal(t, got.Workbook, snap.Workbook)
		if (lost == fileName) != (got.Mended != "") {
			t.Errorf("%s lost: told %q", lost, got.Mended)
		}
		if strings.Contains(got.Mended, "kept") {
			t.Errorf("%s lost: told %q, and nothing is kept", lost, got.Mended)
		}
	}
}

// Without a copy and a log, what can be read in the file itself is there.
func TestSalvaged(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	gone := snap.Workbook.Returns[2].ID
	for n := range 9 {
		snap = type1(t, s, snap, n+1)
	}
	next := snap.Workbook.Clone()
	next.Delete(workbook.RecordKey(workbook.ReturnRecords, gone))
	snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
	path := filepath.Join(s.book(id), fileName)
	whole := must(os.ReadFile(path))(t)
	clear(whole[:2*page]) // both metas
	ok(t, restore(s.book(id), map[string][]byte{fileName: whole, lockName: nil}))
	got := must(open(t, s.dir).Load(ctx, id))(t)
	storetest.Equal(t, got.Workbook, snap.Workbook)
	readableSentence(t, got.Mended)
	if !strings.Contains(got.Mended, "All your answers") {
		t.Errorf("told %q", got.Mended)
	}
}

// What two windows write into a log does not grow without end, and neither does the rest.
func TestFilesStaySmall(t *testing.T) {
	c := &clock{time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)}
	s := windowAt(t, t.TempDir(), c)
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	saves := 3000
	if storetest.Brief() {
		saves = 1200
	}
	for n := range saves {
		c.at = c.at.Add(125 * time.Millisecond)
		snap = type1(t, s, snap, n%600)
	}
	total := int64(0)
	for _, b := range copies(t, s.book(id)) {
		total += int64(len(b))
	}
	if total > 4<<20 {
		t.Errorf("%d bytes after %d saves", total, saves)
	}
	t.Logf("%d bytes after %d saves", total, saves)
	log := must(s.History(ctx, id))(t)
	if log[len(log)-1].Number != snap.Revision {
		t.Errorf("the history ends at %d", log[len(log)-1].Number)
	}
}

// What was in a line that cannot be read may have been saved: not all answers are called back.
func TestEndOfTheLogDamaged(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	before := type1(t, s, snap, 3)
	type1(t, s, before, 5)
	log := filepath.Join(s.book(id), logName)
	b := must(os.ReadFile(log))(t)
	b[len(b)-9] ^= 1
	ok(t, os.WriteFile(log, b, fileMode))
	ok(t, os.Remove(filepath.Join(s.book(id), fileName)))
	fresh := open(t, s.dir)
	if h := fresh.Examine(ctx, id); len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, "Its file is missing. What can be read comes back") {
		t.Errorf("wrong: %+v", h.Wrong)
	}
	got := must(fresh.Load(ctx, id))(t)
	storetest.Equal(t, got.Workbook, before.Workbook)
	readableSentence(t, got.Mended)
	if !strings.HasSuffix(got.Mended, "later answers may be missing.") || !strings.HasPrefix(got.Mended, "The workbook's file was missing.") {
		t.Errorf("told %q", got.Mended)
	}
}

// The list shows what is damaged as it will be, changes nothing, and leaves it to a person's
// opening to tell. When it was opened last is known still.
func TestListDoesNotMend(t *testing.T) {
	for name, hurt := range map[string]func(string) error{
		"lost":      os.Remove,
		"truncated": func(path string) error { return os.Truncate(path, 100) },
		"no metas": func(path string) error {
			b, err := os.ReadFile(path)
			clear(b[:min(2*page, len(b))])
			return errors.Join(err, os.WriteFile(path, b, fileMode))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			w := storetest.Sample(storetest.IDs())
			snap := must(s.Create(ctx, w))(t)
			visit := storage.Visit{Place: "somewhere", Opened: s.time()}
			ok(t, s.Visit(ctx, w.ID, visit))
			path := filepath.Join(s.book(w.ID), fileName)
			long := s.now().Add(-time.Hour) // so that the index has it
			ok(t, os.Chtimes(path, long, long))
			must(s.List(ctx))(t)
			ok(t, hurt(path))
			before := copies(t, s.book(w.ID))
			for range 2 {
				all := must(open(t, s.dir).List(ctx))(t)
				if len(all) != 1 || all[0].Problem != nil || all[0].Name != w.Profile.Name || !all[0].Opened.Equal(visit.Opened) {
					t.Fatalf("listed: %+v", all)
				}
			}
			if after := copies(t, s.book(w.ID)); fmt.Sprint(after) != fmt.Sprint(before) {
				t.Error("listing changed something")
			}
			got := must(open(t, s.dir).Load(ctx, w.ID))(t)
			storetest.Equal(t, got.Workbook, snap.Workbook)
			if got.Mended == "" || !got.Visit.Opened.Equal(visit.Opened) || name == "no metas" && got.Visit.Place != visit.Place {
				t.Errorf("told %q, visit %+v", got.Mended, got.Visit)
			}
		})
	}
}
