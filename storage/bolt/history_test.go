package bolt

import (
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

// clock is a time that a test moves.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func windowAt(t *testing.T, dir string, c *clock) *Store {
	t.Helper()
	return must(Open(dir, Options{Now: c.now}))(t)
}

// type1 saves the text that many letters long into the reason of a return.
func type1(t *testing.T, s *Store, base storage.Snapshot, letters int) storage.Snapshot {
	t.Helper()
	next := base.Workbook.Clone()
	next.Returns[0].Why = strings.Repeat("a", letters)
	return must(storetest.SaveAs(ctx, s, base, next))(t)
}

func oneReturn() workbook.Workbook {
	ids := storetest.IDs()
	return workbook.Workbook{ID: ids(), Returns: []workbook.Return{{ID: ids()}}}
}

// What is typed within a grain of the history is one entry, and only that is.
func TestTypingIsOneEntry(t *testing.T) {
	dir, c := t.TempDir(), &clock{time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)}
	s, other := windowAt(t, dir, c), windowAt(t, dir, c)
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	entries := func(want int, what string) []storage.Revision {
		t.Helper()
		log := must(s.History(ctx, id))(t)
		if len(log) != want {
			t.Fatalf("%s: %d entries, want %d", what, len(log), want)
		}
		return log
	}
	for i := range 50 {
		c.at = c.at.Add(time.Second)
		snap = type1(t, s, snap, i+1)
	}
	last := entries(2, "50 letters")[1]
	if before, after := string(last.Changes[0].Before), string(last.Changes[0].After); strings.Contains(before, "a\"") ||
		!strings.Contains(after, strings.Repeat("a", 50)) {
		t.Errorf("from %s to %s", before, after)
	}
	if last.Number != 51 || !last.At.Equal(c.at) {
		t.Errorf("revision %d at %v", last.Number, last.At)
	}
	c.at = c.at.Add(storage.HistoryGrain)
	snap = type1(t, s, snap, 51)
	entries(3, "after a pause")
	snap = type1(t, other, snap, 52)
	entries(4, "another window")
	snap = type1(t, s, snap, 53)
	entries(5, "this one again")
	c.at = c.at.Add(-time.Hour)
	snap = type1(t, s, snap, 54)
	entries(6, "a clock that was set back")
	next := snap.Workbook.Clone()
	next.Profile.Name = "another record"
	snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
	entries(7, "another record")
	for _, gone := range []bool{true, false} { // a record that goes and comes back
		next := snap.Workbook.Clone()
		next.Returns = nil
		if !gone {
			next.Returns = oneReturn().Returns
		}
		snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
	}
	entries(9, "gone and back")
}

// A long answer is saved as it is typed; the file must not grow with the square
// of its length.
func TestTypingDoesNotFillTheDisk(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	snap := must(s.Create(ctx, oneReturn()))(t)
	for i := range 1500 {
		snap = type1(t, s, snap, i+1)
	}
	info := must(os.Stat(filepath.Join(s.book(snap.Workbook.ID), fileName)))(t)
	if info.Size() > 512<<10 {
		t.Errorf("%d bytes for 1,500 letters", info.Size())
	}
}

// An entry of the history that is damaged keeps no answer from being saved.
func TestDamagedHistoryDoesNotStopSaving(t *testing.T) {
	s := open(t, t.TempDir())
	snap := type1(t, s, must(s.Create(ctx, oneReturn()))(t), 1)
	path := filepath.Join(s.book(snap.Workbook.ID), fileName)
	db := must(bbolt.Open(path, fileMode, nil))(t)
	ok(t, db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket(historyBucket).Put([]byte(revisionKey(2)), []byte("not sealed"))
	}))
	ok(t, db.Close())
	snap = type1(t, s, snap, 2)
	if got := must(s.Load(ctx, snap.Workbook.ID))(t).Workbook.Returns[0].Why; got != "aa" {
		t.Errorf("stored %q", got)
	}
}
