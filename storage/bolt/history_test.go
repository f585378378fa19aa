package bolt

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

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
	total := int64(0)
	for _, e := range must(os.ReadDir(s.book(snap.Workbook.ID)))(t) {
		total += must(e.Info())(t).Size()
	}
	if total > 3<<20 {
		t.Errorf("%d bytes for 1,500 letters", total)
	}
}

// Lines of the log that are damaged, or one that was cut off, keep no answer from being
// saved, and the rest of the history is there.
func TestDamagedLogDoesNotStopSaving(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	path := filepath.Join(s.book(id), logName)
	for i, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)-7] },
		func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		func(b []byte) []byte { return append(b, "torn"...) },
		func([]byte) []byte { return nil },
	} {
		snap = type1(t, s, snap, 2*i+1)
		ok(t, os.WriteFile(path, damage(must(os.ReadFile(path))(t)), fileMode))
		snap = type1(t, s, snap, 2*i+2)
		if got := must(open(t, s.dir).Load(ctx, id))(t); len(got.Workbook.Returns[0].Why) != 2*i+2 || got.Mended != "" {
			t.Errorf("damage %d: stored %q, told %q", i, got.Workbook.Returns[0].Why, got.Mended)
		}
		if log := must(s.History(ctx, id))(t); log[len(log)-1].Number != snap.Revision {
			t.Errorf("damage %d: the history ends at %d", i, log[len(log)-1].Number)
		}
	}
}
