package storage_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

var ctx = context.Background()

// screen gives workbooks new names and collects the reports, as a screen would.
type screen struct {
	mu    sync.Mutex
	list  []storage.Report
	named map[asked]string
}

// asked is what a report answers.
type asked struct {
	id   workbook.ID
	upto uint64
}

// name has a new name for a workbook saved.
func (s *screen) name(saver *storage.Saver, id workbook.ID, name string) {
	after, err := json.Marshal(name)
	if err != nil {
		panic(err)
	}
	s.mu.Lock() // a closed saver reports at once
	defer s.mu.Unlock()
	upto := saver.Save(id, []workbook.Change{{Record: workbook.RecordKey(workbook.ProfileRecords, id), Field: "name", After: after}})
	if s.named == nil {
		s.named = map[asked]string{}
	}
	s.named[asked{id, upto}] = name
}

func (s *screen) report(r storage.Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, r)
}

func (s *screen) reports() []storage.Report {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.list)
}

// names gives what the reports so far say: the name asked for, with "!" when it failed.
func (s *screen) names() (out []string) {
	for _, r := range s.reports() {
		name := s.named[asked{r.ID, r.Upto}]
		if r.Err != nil {
			name += "!"
		}
		out = append(out, name)
	}
	return out
}

func memory() *storetest.Memory { return storetest.NewMemory(time.Now) }

func create(t testing.TB, s storage.Store, id workbook.ID) {
	t.Helper()
	if _, err := s.Create(ctx, workbook.Workbook{ID: id}); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, s storage.Store, id workbook.ID) storage.Snapshot {
	t.Helper()
	snap, err := s.Load(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func wantNames(t *testing.T, s *screen, want ...string) {
	t.Helper()
	if got := s.names(); !slices.Equal(got, want) {
		t.Fatalf("reports %q, want %q", got, want)
	}
}

func TestSaverSaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := memory()
		create(t, store, "a")
		var seen screen
		saver := storage.NewSaver(store, seen.report)
		seen.name(saver, "a", "one")
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, store, "a"); got.Workbook.Profile.Name != "one" {
			t.Errorf("stored %q", got.Workbook.Profile.Name)
		}
		synctest.Wait()
		r := seen.reports()[0]
		if r.ID != "a" || r.Before != 1 || r.Revision != 2 || r.Saved.IsZero() || r.Upto != 1 || r.Err != nil || r.Pending != 0 {
			t.Errorf("reported %+v", r)
		}
		if err := saver.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

func TestSaverKeepsOrderAndCollapses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory())
		create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		seen.name(saver, "a", "0")
		<-hang.Begun
		for i := range 100 { // none of these waits, though the store hangs
			seen.name(saver, "a", fmt.Sprint(i+1))
		}
		if n := saver.Pending(); n != 1 {
			t.Errorf("%d workbooks pending, want 1", n)
		}
		hang.Release()
		if err := saver.Close(ctx); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		wantNames(t, &seen, "0", "100")
		if r := seen.reports(); r[0].Pending != 1 || r[1].Pending != 0 {
			t.Errorf("pending %d, then %d", r[0].Pending, r[1].Pending)
		}
		if got := load(t, hang, "a"); got.Revision != 3 || got.Workbook.Profile.Name != "100" {
			t.Errorf("stored %d %q", got.Revision, got.Workbook.Profile.Name)
		}
	})
}

func TestSaverHangHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory(), "a")
		create(t, hang, "a")
		create(t, hang, "b")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		seen.name(saver, "a", "hangs")
		<-hang.Begun
		seen.name(saver, "b", "goes on")
		synctest.Wait()
		wantNames(t, &seen, "goes on")
		if got := load(t, hang, "b").Workbook.Profile.Name; got != "goes on" {
			t.Errorf("stored %q", got)
		}

		short, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		if err := saver.Flush(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("flush of a hanging save: %v", err)
		}
		// Closing in spite of it tells the store to stop.
		short, cancel = context.WithTimeout(ctx, time.Second)
		defer cancel()
		if err := saver.Close(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("close with a hanging save: %v", err)
		}
		synctest.Wait()
		wantNames(t, &seen, "goes on", "hangs!")
		if saver.Pending() != 1 {
			t.Errorf("%d pending, want 1", saver.Pending())
		}
	})
}

func TestSaverRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fail := storetest.NewFail(memory(), storage.ErrFull)
		create(t, fail, "a")
		var seen screen
		saver := storage.NewSaver(fail, seen.report)
		seen.name(saver, "a", "one")
		begin := time.Now()
		// After 1, 2, 5 and 5 seconds.
		for i, after := range []time.Duration{0, 1, 3, 8, 13} {
			time.Sleep(time.Until(begin.Add(after*time.Second + time.Millisecond)))
			synctest.Wait()
			if n := fail.Tries(); n != i+1 {
				t.Fatalf("%d tries after %d s, want %d", n, after, i+1)
			}
		}
		if r := seen.reports()[4]; !errors.Is(r.Err, storage.ErrFull) || r.Pending != 1 || r.Revision != 0 {
			t.Errorf("reported %+v", r)
		}

		saver.Retry()
		synctest.Wait()
		if n := fail.Tries(); n != 6 {
			t.Errorf("%d tries after Retry, want 6", n)
		}
		seen.name(saver, "a", "two")
		synctest.Wait()
		if n := fail.Tries(); n != 7 {
			t.Errorf("%d tries after a newer save, want 7", n)
		}
		fail.With(nil)
		time.Sleep(5*time.Second + time.Millisecond)
		synctest.Wait()
		wantNames(t, &seen, "one!", "one!", "one!", "one!", "one!", "one!", "two!", "two")
		if saver.Pending() != 0 {
			t.Errorf("%d pending after all was saved", saver.Pending())
		}

		// The next failure begins with the short wait again.
		fail.With(storage.ErrBusy)
		saver.Backoff = func(attempt int) time.Duration { return time.Duration(attempt) * time.Hour }
		seen.name(saver, "a", "three")
		synctest.Wait()
		fail.With(nil)
		time.Sleep(time.Hour + time.Millisecond)
		synctest.Wait()
		if got := seen.names(); got[len(got)-1] != "three" {
			t.Errorf("reports %q", got)
		}
		saver.Retry() // nothing to retry
		if err := saver.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

func TestSaverFlushTellsWhatFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := memory()
		create(t, store, "a")
		create(t, store, "b")
		fail := storetest.NewFail(store, storage.ErrReadOnly)
		var seen screen
		saver := storage.NewSaver(fail, seen.report)
		seen.name(saver, "a", "one")
		seen.name(saver, "b", "two")
		synctest.Wait()
		begin := time.Now()
		if err := saver.Flush(ctx); !errors.Is(err, storage.ErrReadOnly) {
			t.Errorf("flush: %v", err)
		}
		if n := fail.Tries(); n != 4 || !time.Now().Equal(begin) {
			t.Errorf("%d tries, want each once more and no waiting (%v)", n, time.Since(begin))
		}
		// It is kept, and a flush once there is room saves it.
		fail.With(nil)
		if err := saver.Flush(ctx); err != nil {
			t.Errorf("flush: %v", err)
		}
		if got := load(t, store, "a").Workbook.Profile.Name + load(t, store, "b").Workbook.Profile.Name; got != "onetwo" {
			t.Errorf("stored %q", got)
		}

		fail.With(storage.ErrFull)
		seen.name(saver, "a", "three")
		if err := saver.Close(ctx); !errors.Is(err, storage.ErrFull) {
			t.Errorf("close: %v", err)
		}
		fail.With(nil)
		tries := fail.Tries()
		time.Sleep(time.Minute)
		if fail.Tries() != tries {
			t.Error("a closed saver still tries")
		}
		seen.name(saver, "a", "late")
		saver.Visit("a", storage.Visit{Place: "late"})
		synctest.Wait()
		last := seen.reports()[len(seen.reports())-1]
		if !errors.Is(last.Err, storage.ErrClosed) || last.Pending != 1 {
			t.Errorf("a save after Close: %+v", last)
		}
		if got := load(t, store, "a"); got.Workbook.Profile.Name != "one" || got.Visit.Place != "" {
			t.Errorf("saved after Close: %+v", got)
		}
	})
}

// Flush does not wait for what is enqueued after it began, nor for an attempt
// older than itself to count.
func TestSaverFlushLooksBackOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory())
		create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		seen.name(saver, "a", "0")
		<-hang.Begun
		seen.name(saver, "a", "1")
		flushed := make(chan error, 1)
		go func() { flushed <- saver.Flush(ctx) }()
		synctest.Wait()
		hang.Step() // 0 was under way before
		<-hang.Begun
		select {
		case <-flushed:
			t.Error("flushed while 1 was not on disk")
		default:
		}
		seen.name(saver, "a", "2")
		hang.Step()
		if err := <-flushed; err != nil {
			t.Error(err)
		}
		<-hang.Begun // 2 still hangs
		closed := make(chan error, 1)
		go func() { closed <- saver.Close(ctx) }()
		synctest.Wait()
		hang.Release()
		if err := <-closed; err != nil {
			t.Error(err)
		}
		synctest.Wait()
		wantNames(t, &seen, "0", "1", "2")
	})
}

func TestSaverVisits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory())
		create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		saver.Visit("a", storage.Visit{Place: "first"})
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, hang, "a").Visit.Place; got != "first" {
			t.Errorf("visit %q", got)
		}
		seen.name(saver, "a", "one")
		<-hang.Begun
		saver.Visit("a", storage.Visit{Place: "second"})
		saver.Visit("a", storage.Visit{Place: "third"})
		hang.Release()
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, hang, "a").Visit.Place; got != "third" {
			t.Errorf("visit %q", got)
		}
		saver.Visit("nobody", storage.Visit{}) // fails, is dropped and not reported
		if err := saver.Close(ctx); err != nil {
			t.Error(err)
		}
		synctest.Wait()
		wantNames(t, &seen, "one")
	})
}

// panics is a store with a bug.
type panics struct{ storage.Store }

func (panics) Save(context.Context, workbook.ID, []workbook.Change) (storage.Receipt, error) {
	panic("a bug")
}

func (panics) Visit(context.Context, workbook.ID, storage.Visit) error { panic("a bug") }

func TestSaverOutlivesABug(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen screen
		saver := storage.NewSaver(panics{}, seen.report)
		saver.Visit("a", storage.Visit{})
		seen.name(saver, "a", "never")
		if err := saver.Close(ctx); err == nil || saver.Pending() != 1 {
			t.Errorf("closed with %v, %d pending", err, saver.Pending())
		}
		synctest.Wait()
		if r := seen.reports(); r[0].Err == nil {
			t.Errorf("reported %+v", r)
		}
	})
}

// What failed and was taken back since leaves nothing to save, and is reported.
func TestSaverReportsWhatWasTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fail := storetest.NewFail(memory(), storage.ErrFull)
		create(t, fail, "a")
		var seen screen
		saver := storage.NewSaver(fail, seen.report)
		key := workbook.RecordKey(workbook.ProfileRecords, "a")
		typed := workbook.Change{Record: key, Field: "role", After: []byte(`"Lead"`)}
		saver.Save("a", []workbook.Change{typed})
		synctest.Wait()
		saver.Save("a", []workbook.Change{{Record: key, Field: "role", Before: typed.After}})
		synctest.Wait()
		if saver.Pending() != 1 {
			t.Errorf("%d pending on a full disk", saver.Pending())
		}
		fail.With(nil)
		saver.Retry()
		synctest.Wait()
		all := seen.reports()
		if r := all[len(all)-1]; r.Err != nil || r.Upto != 2 || r.Before != r.Revision || r.Pending != 0 {
			t.Errorf("reported %+v", r)
		}
		if err := saver.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

// gated is a store whose saves wait to be told how they end.
type gated struct {
	storage.Store
	ends chan error
}

func (g gated) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	if err := <-g.ends; err != nil {
		return storage.Receipt{}, err
	}
	return g.Store.Save(ctx, id, changes)
}

// What was typed during an attempt that fails comes behind what the attempt had.
func TestTypedDuringAnAttemptThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := gated{memory(), make(chan error)}
		create(t, store, "a")
		var seen screen
		saver := storage.NewSaver(store, seen.report)
		seen.name(saver, "a", "one")
		synctest.Wait()
		seen.name(saver, "a", "two")
		store.ends <- storage.ErrFull
		synctest.Wait()
		saver.Retry()
		store.ends <- nil
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, store, "a").Workbook.Profile.Name; got != "two" {
			t.Errorf("stored %q", got)
		}
	})
}
