package storage_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

var ctx = context.Background()

// screen collects the reports, as a screen would.
type screen struct {
	mu   sync.Mutex
	list []storage.Report
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
		name := r.Next.Profile.Name
		if r.Err != nil {
			name += "!"
		}
		out = append(out, name)
	}
	return out
}

func memory() *storetest.Memory { return storetest.NewMemory(time.Now) }

func create(t rapid.TB, s storage.Store, id workbook.ID) storage.Snapshot {
	t.Helper()
	snap, err := s.Create(ctx, workbook.Workbook{ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func named(w workbook.Workbook, name string) workbook.Workbook {
	w = w.Clone()
	w.Profile.Name = name
	return w
}

func load(t rapid.TB, s storage.Store, id workbook.ID) storage.Snapshot {
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
		base := create(t, store, "a")
		var seen screen
		saver := storage.NewSaver(store, seen.report)
		saver.Save(base, named(base.Workbook, "one"))
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, store, "a"); got.Workbook.Profile.Name != "one" {
			t.Errorf("stored %q", got.Workbook.Profile.Name)
		}
		synctest.Wait()
		r := seen.reports()[0]
		if r.ID != "a" || r.Snapshot.Revision != 2 || r.Snapshot.Workbook.Profile.Name != "one" || r.Err != nil || r.Pending != 0 {
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
		base := create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		saver.Save(base, named(base.Workbook, "0"))
		<-hang.Begun
		for i := range 100 { // none of these waits, though the store hangs
			saver.Save(base, named(base.Workbook, fmt.Sprint(i+1)))
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

// A change that was saved and taken back before the screen saw the report looks
// like no change from the base that the screen still has.
func TestSaverTakesBackWhatItSaved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory())
		base := create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)

		one := named(base.Workbook, "typed")
		one.Returns = []workbook.Return{{ID: "r1", Name: "a return"}}
		saver.Save(base, one)
		<-hang.Begun
		other := base.Workbook.Clone()
		other.Returns = []workbook.Return{{ID: "r2", Name: "by another window"}}
		if _, err := hang.Store.Save(ctx, base, other); err != nil {
			t.Fatal(err)
		}
		saver.Save(base, base.Workbook) // undone
		hang.Release()
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		storetest.Equal(t, load(t, hang, "a").Workbook, other)

		// A base that shows the first save but not the second.
		synctest.Wait()
		first := seen.reports()[0].Snapshot
		saver.Save(first, first.Workbook) // redone
		if err := saver.Close(ctx); err != nil {
			t.Fatal(err)
		}
		storetest.Equal(t, load(t, hang, "a").Workbook, first.Workbook)
	})
}

func TestSaverHangHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory(), "a")
		a, b := create(t, hang, "a"), create(t, hang, "b")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		saver.Save(a, named(a.Workbook, "hangs"))
		<-hang.Begun
		saver.Save(b, named(b.Workbook, "goes on"))
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
		base := create(t, fail, "a")
		var seen screen
		saver := storage.NewSaver(fail, seen.report)
		saver.Save(base, named(base.Workbook, "one"))
		begin := time.Now()
		// After 1, 2, 5 and 5 seconds.
		for i, after := range []time.Duration{0, 1, 3, 8, 13} {
			time.Sleep(time.Until(begin.Add(after*time.Second + time.Millisecond)))
			synctest.Wait()
			if n := fail.Tries(); n != i+1 {
				t.Fatalf("%d tries after %d s, want %d", n, after, i+1)
			}
		}
		if r := seen.reports()[4]; !errors.Is(r.Err, storage.ErrFull) || r.Pending != 1 || r.Snapshot.Revision != 0 {
			t.Errorf("reported %+v", r)
		}

		saver.Retry()
		synctest.Wait()
		if n := fail.Tries(); n != 6 {
			t.Errorf("%d tries after Retry, want 6", n)
		}
		saver.Save(base, named(base.Workbook, "two"))
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
		saver.Save(load(t, fail, "a"), named(base.Workbook, "three"))
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
		a, b := create(t, store, "a"), create(t, store, "b")
		fail := storetest.NewFail(store, storage.ErrReadOnly)
		var seen screen
		saver := storage.NewSaver(fail, seen.report)
		saver.Save(a, named(a.Workbook, "one"))
		saver.Save(b, named(b.Workbook, "two"))
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
		saver.Save(load(t, store, "a"), named(a.Workbook, "three"))
		if err := saver.Close(ctx); !errors.Is(err, storage.ErrFull) {
			t.Errorf("close: %v", err)
		}
		fail.With(nil)
		tries := fail.Tries()
		time.Sleep(time.Minute)
		if fail.Tries() != tries {
			t.Error("a closed saver still tries")
		}
		saver.Save(a, named(a.Workbook, "late"))
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
		base := create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		saver.Save(base, named(base.Workbook, "0"))
		<-hang.Begun
		saver.Save(base, named(base.Workbook, "1"))
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
		saver.Save(base, named(base.Workbook, "2"))
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
		base := create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		saver.Visit("a", storage.Visit{Place: "first"})
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		if got := load(t, hang, "a").Visit.Place; got != "first" {
			t.Errorf("visit %q", got)
		}
		saver.Save(base, named(base.Workbook, "one"))
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

func (panics) Save(context.Context, storage.Snapshot, workbook.Workbook) (storage.Snapshot, error) {
	panic("a bug")
}

func (panics) Visit(context.Context, workbook.ID, storage.Visit) error { panic("a bug") }

func TestSaverOutlivesABug(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var seen screen
		saver := storage.NewSaver(panics{}, seen.report)
		saver.Visit("a", storage.Visit{})
		saver.Save(storage.Snapshot{Workbook: workbook.Workbook{ID: "a"}}, workbook.Workbook{ID: "a"})
		if err := saver.Close(ctx); err == nil || saver.Pending() != 1 {
			t.Errorf("closed with %v, %d pending", err, saver.Pending())
		}
		synctest.Wait()
		if r := seen.reports(); r[0].Err == nil {
			t.Errorf("reported %+v", r)
		}
	})
}

func TestSaverTake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang := storetest.NewHang(memory())
		base := create(t, hang, "a")
		var seen screen
		saver := storage.NewSaver(hang, seen.report)
		typed := named(base.Workbook, "typed")
		saver.Save(base, typed)
		<-hang.Begun
		other := base.Workbook.Clone()
		other.Returns = []workbook.Return{{ID: "r", Name: "by another window"}}
		elsewhere, err := hang.Store.Save(ctx, base, other)
		if err != nil {
			t.Fatal(err)
		}
		want := func(what string, disk storage.Snapshot, revision uint64, w workbook.Workbook) {
			t.Helper()
			got, local, err := saver.Take(base, base.Workbook, disk) // the screen took "typed" back
			if err != nil || got.Revision != revision {
				t.Fatalf("%s: base %d, %v, want %d", what, got.Revision, err, revision)
			}
			storetest.Equal(t, local, w)
		}
		want("a save is under way", elsewhere, 1, base.Workbook)
		hang.Release()
		if err := saver.Flush(ctx); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		want("between the two", elsewhere, 2, other)
		want("the report", seen.reports()[0].Snapshot, 3, other)
		newer, local, err := saver.Take(elsewhere, other, base)
		if err != nil || newer.Revision != 2 {
			t.Errorf("an older disk became base %d, %v", newer.Revision, err)
		}
		storetest.Equal(t, local, other)

		bad := base
		bad.Revision = 9
		bad.Workbook = workbook.Workbook{ID: "a", Profile: workbook.Profile{Meeting: value.NewDate(1500, 1, 1)}}
		if got, _, err := saver.Take(base, typed, bad); err == nil || got.Revision != 1 {
			t.Errorf("took in what cannot be read: %d, %v", got.Revision, err)
		}
	})
}

// A screen that types, undoes and takes in reports late, another window that
// saves its own records, a store that hangs and fails: in the end the disk has
// what the screen shows and what the other window saved.
func TestSaverEndsAtWhatTheScreenShows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		store := memory()
		fail := storetest.NewFail(store, nil)
		hang := storetest.NewHang(fail)
		base := create(t, store, "a")
		mine, theirs := []workbook.ID{"m1", "m2", "m3"}, []workbook.ID{"t1", "t2"}

		reports := make(chan storage.Report, 1000)
		saver := storage.NewSaver(hang, func(r storage.Report) { reports <- r })
		saver.Backoff = func(int) time.Duration { return time.Hour } // retried by hand
		local, other := base.Workbook, base
		change := func(w workbook.Workbook, ids []workbook.ID) workbook.Workbook {
			w = w.Clone()
			id := rapid.SampledFrom(ids).Draw(t, "record")
			switch r := w.Return(id); {
			case r == nil:
				w.Returns = append(w.Returns, workbook.Return{ID: id, Name: "x"})
			case rapid.Bool().Draw(t, "delete"):
				w.DeleteReturn(id)
			default: // few names, so that changes are often taken back
				r.Name = rapid.SampledFrom([]string{"x", "y"}).Draw(t, "name")
			}
			return w
		}
		take := func(disk storage.Snapshot) {
			var err error
			if base, local, err = saver.Take(base, local, disk); err != nil {
				t.Fatal(err)
			}
		}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.SampledFrom([]string{"type", "type", "type", "disk", "disk", "report", "reload", "other", "fail", "mend"}).Draw(t, "step") {
			case "type":
				local = change(local, mine)
				saver.Save(base, local)
			case "disk": // one save goes on, if one hangs
				select {
				case <-hang.Begun:
					hang.Step()
				default:
					saver.Retry()
				}
			case "report":
				select {
				case r := <-reports:
					if r.Err == nil {
						take(r.Snapshot)
					}
				default:
				}
			case "reload": // the screen noticed the other window
				take(load(t, store, "a"))
			case "other":
				snap, err := store.Save(ctx, other, change(other.Workbook, theirs))
				if err != nil {
					t.Fatal(err)
				}
				other = snap
			case "fail":
				fail.With(storage.ErrFull)
			case "mend":
				fail.With(nil)
			}
		}
		fail.With(nil)
		hang.Release()
		if err := saver.Close(ctx); err != nil {
			t.Fatal(err)
		}
		disk := load(t, store, "a").Workbook
		for _, side := range []struct {
			ids  []workbook.ID
			want workbook.Workbook
		}{{mine, local}, {theirs, other.Workbook}} {
			for _, id := range side.ids {
				got, want := disk.Return(id), side.want.Return(id)
				if (got == nil) != (want == nil) || got != nil && *got != *want {
					t.Fatalf("%s: %+v on disk, want %+v", id, got, want)
				}
			}
		}
	})
}
