//go:build unix

package uitest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"firstmile/storage/bolt"
	"firstmile/storage/storetest"
	"firstmile/ui/cli"
	"firstmile/workbook"
)

// library makes a data folder with so many workbooks, old enough for the index.
func library(t *testing.T, n int) (data string, list func() (took, busy time.Duration)) {
	t.Helper()
	data = t.TempDir()
	s, err := bolt.Open(data, bolt.Options{Now: time.Now, Program: cli.Version})
	if err != nil {
		t.Fatal(err)
	}
	ids, then := storetest.IDs(), time.Now().Add(-time.Hour)
	for i := range n {
		w := workbook.Workbook{ID: ids(), Profile: workbook.Profile{Name: fmt.Sprint("Raise ", i), Person: "Robin Example", Employer: "Northwind"}}
		_, err := s.Create(context.Background(), w)
		if err == nil {
			err = os.Chtimes(filepath.Join(data, "workbooks", string(w.ID), "workbook.db"), then, then)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return data, func() (took, busy time.Duration) {
		at, before := time.Now(), worked(t)
		if all, err := s.List(context.Background()); err != nil || len(all) != n {
			t.Fatalf("%d are listed, %v", len(all), err)
		}
		return time.Since(at), worked(t) - before
	}
}

// worked is how long the processor has been busy with this process: unlike time, it does
// not depend on what else the machine has to do.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// firstFrame tells when the program shows something, and what.
func firstFrame(t *testing.T, data string) (after time.Duration, screen string) {
	t.Helper()
	var once sync.Once
	at, seen := time.Now(), make(chan string, 1)
	term := run(t, &Terminal{Seen: func(s string) {
		if strings.TrimSpace(s) != "" {
			once.Do(func() { after = time.Since(at); seen <- s })
		}
	}}, data)
	term.Wait("a first frame", func(s string) bool { return strings.TrimSpace(s) != "" })
	screen = <-seen
	term.WaitFor("Raise ")
	term.Keys("ctrl+c")
	term.Exit()
	return after, screen
}

// The first frame of many workbooks comes as soon as that of one, also where the index was
// lost and each of them has to be read.
func TestManyWorkbooks(t *testing.T) {
	many, late := 200, 5*time.Second // a busy machine must not fail it
	if storetest.Long() {
		many, late = 10_000, 400*time.Millisecond
	}
	Build(t, "firstmile")
	one, _ := library(t, 1)
	data, list := library(t, many)
	alone, _ := firstFrame(t, one)
	cold, _ := list()
	var warm, busy []time.Duration
	for range 9 {
		took, of := list()
		warm, busy = append(warm, took), append(busy, of)
	}
	slices.Sort(warm)
	slices.Sort(busy)
	first, _ := firstFrame(t, data)
	if err := os.Remove(filepath.Join(data, "index.db")); err != nil {
		t.Fatal(err)
	}
	lost, screen := firstFrame(t, data)
	t.Logf("%d workbooks: listed in %v without an index, in %v with one, %v of it at work; first frame after %v, with one workbook after %v, with the index lost after %v",
		many, cold, warm[len(warm)/2], busy[len(busy)/2], first, alone, lost)
	if first > alone+late || lost > alone+late {
		t.Error("the first frame is late")
	}
	if storetest.Long() && (busy[len(busy)/2] > 100*time.Millisecond || !strings.Contains(screen, "Looking through")) {
		t.Errorf("listing took %v of work, and the first frame without an index was\n%s", busy[len(busy)/2], screen)
	}
}
