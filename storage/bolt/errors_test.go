package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// A data folder that is away, as with a stick that was pulled out, is told from a workbook
// that was deleted and from one that was erased. Nothing is made in its place, and once it
// is back all goes on.
func TestTheFolderIsAway(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "stick")
	s := open(t, dir)
	base := must(s.Create(ctx, oneReturn()))(t)
	id := base.Workbook.ID
	next := returnNamed(base.Workbook, "01J00000000000000000000NEW", "next")
	calls := map[string]func() error{
		"save":    func() error { return saveNext(s, base, next) },
		"load":    func() error { _, err := s.Load(ctx, id); return err },
		"list":    func() error { _, err := s.List(ctx); return err },
		"deleted": func() error { _, err := s.Deleted(ctx); return err },
		"history": func() error { _, err := s.History(ctx, id); return err },
		"visit":   func() error { return s.Visit(ctx, id, storage.Visit{}) },
		"delete":  func() error { return s.Delete(ctx, id) },
		"create":  func() error { _, err := s.Create(ctx, workbook.Workbook{ID: "01J00000000000000000000002"}); return err },
	}
	for _, mountPoint := range []bool{false, true} {
		ok(t, os.Rename(dir, dir+".away"))
		if mountPoint { // the folder stays, and is empty
			ok(t, os.Mkdir(dir, folderMode))
		}
		for name, call := range calls {
			err := call()
			if !errors.Is(err, storage.ErrGone) || errors.Is(err, storage.ErrDeleted) || !strings.Contains(err.Error(), "older "+dir+" is not there any more") ||
				!strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if left, err := os.ReadDir(dir); len(left) > 0 || (err == nil) != mountPoint {
			t.Errorf("made in its place: %v", left)
		}
		ok(t, os.RemoveAll(dir))
		ok(t, os.Rename(dir+".away", dir))
		ok(t, calls["load"]())
	}
	ok(t, os.Rename(s.book(id), s.book(id)+".moved"))
	fails(t, calls["save"](), storage.ErrNotFound)
	fails(t, calls["load"](), storage.ErrNotFound)
	ok(t, os.Rename(s.book(id)+".moved", s.book(id)))

	ok(t, calls["delete"]())
	for _, name := range []string{"save", "load", "visit"} {
		fails(t, calls[name](), storage.ErrDeleted)
	}
	ok(t, s.Undelete(ctx, id))
	ok(t, calls["save"]())
	ok(t, calls["delete"]())
	ok(t, s.Erase(ctx, id))
	err := calls["save"]()
	fails(t, err, storage.ErrNotFound)
	if errors.Is(err, storage.ErrDeleted) {
		t.Error("what was erased is told to be there")
	}
}

// A workbook that another window holds at the first start has its name in the list all the
// same: the log says it.
func TestNameOfABusyWorkbook(t *testing.T) {
	s := must(Open(t.TempDir(), Options{Now: time.Now, LockTimeout: 20 * time.Millisecond}))(t)
	base := must(s.Create(ctx, oneReturn()))(t)
	next := base.Workbook.Clone()
	next.Profile.Name, next.Profile.Person = "A raise at Contoso", "Kim"
	ok(t, saveNext(s, base, next))
	defer must(s.lockBook(ctx, s.book(next.ID), false))(t)()
	entries := must(open(t, s.dir).List(ctx))(t)
	if len(entries) != 1 || entries[0].Name != "A raise at Contoso" || entries[0].Person != "Kim" || !errors.Is(entries[0].Problem, storage.ErrBusy) {
		t.Errorf("listed as %+v", entries)
	}
}

// What was read of a workbook says whether it can be written.
func TestReadOnlyIsTold(t *testing.T) {
	s := open(t, t.TempDir())
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	if must(s.Load(ctx, base.Workbook.ID))(t).ReadOnly {
		t.Error("a workbook that can be written is told to be read only")
	}
}

// What may not be read is named: one workbook's file, or the data folder.
func TestWhatMayNotBeRead(t *testing.T) {
	for path, want := range map[string]string{
		filepath.Join("d", "workbooks", "x", fileName): "This workbook's file cannot be read. Nothing was changed; check who may read it.",
		filepath.Join("d", "workbooks"):                "The data folder cannot be opened. Nothing was changed; check who may read it.",
	} {
		err := explain("x", reading, fmt.Errorf("reading: %w", &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}))
		if fails(t, err, storage.ErrReadOnly); err.Error() != want {
			t.Errorf("of %s: %q, want %q", path, err, want)
		}
	}
}

// A workbook's file that is read only is named, where the folder around it is not.
func TestReadOnlyFileIsNamed(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "workbooks", "x")
	ok(t, os.MkdirAll(folder, 0o700))
	path := filepath.Join(folder, fileName)
	ok(t, os.WriteFile(path, nil, 0o400))
	said := func(doing action) string {
		err := explain("x", doing, fmt.Errorf("writing: %w", &fs.PathError{Op: "open", Path: path, Err: fs.ErrPermission}))
		fails(t, err, storage.ErrReadOnly)
		readableSentence(t, err.Error())
		return err.Error()
	}
	if got := said(saving); got != "Not saved: this workbook's own file, workbook.db, is read only." {
		t.Errorf("said %q", got)
	}
	if got := said(managing); !strings.HasSuffix(got, "allow writing to workbooks/x/workbook.db.") {
		t.Errorf("said %q", got)
	}
	ok(t, os.Chmod(path, 0o600))
	if got := said(saving); got != sentences[storage.ErrReadOnly][saving] {
		t.Errorf("of a file that is not read only: %q", got)
	}
}
