package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

func TestLockDeadline(t *testing.T) {
	dir := t.TempDir()
	s := must(Open(dir, Options{Now: time.Now, LockTimeout: 20 * time.Millisecond}))(t)
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	must(s.List(ctx))(t)
	next := returnNamed(base.Workbook, "01J00000000000000000000NEW", "x")

	free := must(s.lockBook(ctx, s.book(id), false))(t)
	_, err := s.Save(ctx, base, next)
	fails(t, err, storage.ErrBusy)
	_, err = s.Load(ctx, id)
	fails(t, err, storage.ErrBusy)
	fails(t, s.Delete(ctx, id), storage.ErrBusy)
	fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrBusy)
	entries := must(s.List(ctx))(t)
	if len(entries) != 1 || !errors.Is(entries[0].Problem, storage.ErrBusy) {
		t.Errorf("listed as %+v", entries)
	}
	patient := open(t, dir)
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	if _, err = patient.Load(short, id); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("canceled while it waits: %v", err)
	}
	free()

	// The locks that came too late were let go of.
	must(patient.Save(ctx, base, next))(t)

	// Readers do not wait for each other.
	free = must(s.lockBook(ctx, s.book(id), true))(t)
	must(s.Load(ctx, id))(t)
	_, err = s.Save(ctx, base, base.Workbook.Clone())
	ok(t, err) // nothing to write needs no writer's lock
	free()

	free = must(s.lockFolders(ctx))(t)
	_, err = s.Create(ctx, storetest.Sample(storetest.IDs()))
	fails(t, err, storage.ErrBusy)
	fails(t, s.Delete(ctx, id), storage.ErrBusy)
	ok(t, os.Mkdir(filepath.Join(s.books(), ".new-x"), folderMode))
	must(Open(dir, Options{Now: time.Now, LockTimeout: time.Millisecond}))(t) // leaves it to another
	free()
	ok(t, s.Delete(ctx, id))
}

func TestLockFileComesBack(t *testing.T) {
	s := open(t, t.TempDir())
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	path := filepath.Join(s.book(base.Workbook.ID), lockName)
	ok(t, os.Remove(path)) // as in a backup that left out empty files
	must(s.Load(ctx, base.Workbook.ID))(t)
	if info := must(os.Stat(path))(t); info.Mode().Perm() != fileMode {
		t.Errorf("mode %v", info.Mode())
	}
}
