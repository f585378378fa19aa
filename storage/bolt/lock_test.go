package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

func TestLockDeadline(t *testing.T) {
	dir := t.TempDir()
	s := must(Open(dir, Options{Now: time.Now, LockTimeout: 20 * time.Millisecond}))(t)
	patient := open(t, dir)
	base := must(patient.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	next := returnNamed(base.Workbook, "01J00000000000000000000NEW", "x")

	free := must(patient.lockBook(ctx, s.book(id), false))(t)
	_, err := storetest.SaveAs(ctx, s, base, next)
	fails(t, err, storage.ErrBusy)
	_, err = s.Load(ctx, id)
	fails(t, err, storage.ErrBusy)
	fails(t, s.Delete(ctx, id), storage.ErrBusy)
	fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrBusy)
	entries := must(s.List(ctx))(t)
	if len(entries) != 1 || !errors.Is(entries[0].Problem, storage.ErrBusy) {
		t.Errorf("listed as %+v", entries)
	}
	before := runtime.NumGoroutine()
	for range 20 { // as the saver does while another window hangs
		_, err := storetest.SaveAs(ctx, s, base, next)
		fails(t, err, storage.ErrBusy)
	}
	if now := runtime.NumGoroutine(); now > before+1 {
		t.Errorf("%d goroutines, %d before: each keeps a thread", now, before)
	}
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	if _, err = patient.Load(short, id); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("canceled while it waits: %v", err)
	}
	free()

	// The locks that came too late were let go of.
	must(storetest.SaveAs(ctx, patient, base, next))(t)

	// Readers do not wait for each other.
	free = must(patient.lockBook(ctx, s.book(id), true))(t)
	must(patient.Load(ctx, id))(t)
	_, err = storetest.SaveAs(ctx, patient, base, base.Workbook.Clone())
	ok(t, err) // nothing to write needs no writer's lock
	free()

	free = must(patient.lockFolders(ctx))(t)
	_, err = s.Create(ctx, storetest.Sample(storetest.IDs()))
	fails(t, err, storage.ErrBusy)
	fails(t, s.Delete(ctx, id), storage.ErrBusy)
	ok(t, os.Mkdir(filepath.Join(s.books(), ".new-x"), folderMode))
	must(Open(dir, Options{Now: time.Now, LockTimeout: time.Millisecond}))(t) // leaves it to another
	free()
	ok(t, patient.Delete(ctx, id))
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
