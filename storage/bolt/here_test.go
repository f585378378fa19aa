package bolt

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

// What a process left that was killed counts no more, and goes when the next one starts;
// what one has that lives stays.
func TestLeftStanding(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	w := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t).Workbook
	ok(t, s.Stand(w.ID, storage.Spot{Place: "map"}))
	here := filepath.Join(dir, hereName, string(w.ID))
	ok(t, os.WriteFile(filepath.Join(here, "KILLED"), []byte(`{"place":"asks"}`), fileMode))
	ok(t, os.WriteFile(filepath.Join(here, "KILLED"+aliveName), nil, fileMode))
	ok(t, os.WriteFile(filepath.Join(here, "TORN"), []byte(`{"pla`), fileMode))
	next := open(t, dir)
	if got := next.Others(w.ID); len(got) != 1 || got[0].Place != "map" || got[0].Window != s.Window() {
		t.Errorf("the others are %v, want the one that lives", got)
	}
	long := time.Now().Add(-time.Hour)
	for _, name := range []string{"KILLED", "KILLED" + aliveName, "TORN", s.Window(), s.Window() + aliveName} {
		ok(t, os.Chtimes(filepath.Join(here, name), long, long))
	}
	next = open(t, dir)
	entries := must(os.ReadDir(here))(t)
	if len(entries) != 2 || len(next.Others(w.ID)) != 1 {
		t.Errorf("left are %v, want the two files of the one that lives", entries)
	}
	s.Leave()
	if left := must(os.ReadDir(here))(t); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
	ok(t, s.Delete(ctx, w.ID))
	ok(t, s.Erase(ctx, w.ID))
	open(t, dir)
	if _, err := os.Stat(here); !os.IsNotExist(err) {
		t.Errorf("the folder of an erased workbook is still there: %v", err)
	}
}

// A window finds its place though others start and sweep at the same time.
func TestStandingWhileOthersSweep(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	w := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t).Workbook
	next := open(t, dir)
	stop, swept := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(swept)
		for {
			select {
			case <-stop:
				return
			default:
				next.sweepHere()
			}
		}
	}()
	for range 200 {
		ok(t, s.Stand(w.ID, storage.Spot{Place: "map"}))
		s.Leave()
	}
	close(stop)
	<-swept
}
