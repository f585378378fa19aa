package bolt

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage/storetest"
	"firstmile/workbook"
)

const (
	ratioMost  = 3       // times a put; the aim is 1.6, but a busy machine must not fail a test
	bookMost   = 4 << 20 // bytes of one workbook in which 10 records are edited
	typingMost = 6 << 20 // bytes of one in which two windows type for an hour
)

// beside measures saves, each beside a put into a bbolt file that is held open.
type beside struct {
	t           testing.TB
	s           *Store
	w           workbook.Workbook
	db          *bbolt.DB
	saves, puts []time.Duration
}

func newBeside(t testing.TB, records int) *beside {
	b := &beside{t: t, s: open(t, t.TempDir())}
	ids := storetest.IDs()
	b.w = workbook.Workbook{ID: ids()}
	for range records {
		b.w.Returns = append(b.w.Returns, workbook.Return{ID: ids(), Name: "a return", Why: strings.Repeat("words ", 20)})
	}
	must(b.s.Create(ctx, b.w))(t)
	b.db = must(bbolt.Open(filepath.Join(t.TempDir(), "held.db"), fileMode, nil))(t)
	t.Cleanup(func() { ok(t, b.db.Close()) })
	return b
}

// once edits the name of a record, and puts.
func (b *beside) once(record, n int) {
	next := returnNamed(b.w, b.w.Returns[record].ID, fmt.Sprint("name ", n))
	changes := workbook.Diff(b.w, next)
	at := time.Now()
	must(b.s.Save(ctx, b.w.ID, changes))(b.t)
	b.saves = append(b.saves, time.Since(at))
	b.w = next
	at = time.Now()
	ok(b.t, b.db.Update(func(tx *bbolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
		if err != nil {
			return err
		}
		return bucket.Put(fmt.Append(nil, record), []byte(strings.Repeat("words ", 20)))
	}))
	b.puts = append(b.puts, time.Since(at))
}

// ratio is what a save costs in puts, of so many in a hundred, between two saves.
func (b *beside) ratio(percent, from, to int) float64 {
	at := func(all []time.Duration) float64 {
		return float64(slices.Sorted(slices.Values(all[from:to]))[(to-from)*percent/100])
	}
	return at(b.saves) / at(b.puts)
}

// BenchmarkSaveBesidePut tells what a save costs beside a put, with few and many records,
// after few and many saves.
func BenchmarkSaveBesidePut(b *testing.B) {
	for _, records := range []int{10, 1000} {
		b.Run(fmt.Sprint(records, " records"), func(b *testing.B) {
			m := newBeside(b, records)
			for n := 0; b.Loop(); n++ {
				m.once(n%records, n)
			}
			b.ReportMetric(m.ratio(50, 0, len(m.saves)), "saves/put")
			b.ReportMetric(m.ratio(99, 0, len(m.saves)), "p99")
		})
	}
}

// A save costs at the end what it cost at the beginning, and the folder stays small: two
// answers of ten records are edited in turn.
func TestSavesStayCheap(t *testing.T) {
	m := newBeside(t, 10)
	saves, most, growth := 1000, int64(0), 2.0 // a busy machine must not fail it
	if storetest.Long() {
		saves, growth = 100_000, 1.3
	}
	for n := range saves {
		m.once(n%2, n)
		if n%100 == 0 {
			most = max(most, sizeOf(t, m.s.book(m.w.ID)))
		}
		if n == 20_000 {
			t.Logf("after 20,000 saves the folder has %d KiB, at most %d", sizeOf(t, m.s.book(m.w.ID))>>10, most>>10)
		}
	}
	first, last := m.ratio(50, 0, saves/10), m.ratio(50, saves-saves/10, saves)
	t.Logf("%d saves: p50 %.2f puts in the first tenth, %.2f in the last, p99 %.2f in all; the folder had at most %d KiB",
		saves, first, last, m.ratio(99, 0, saves), most>>10)
	if last > first*growth {
		t.Errorf("a save costs %.2f puts at the beginning and %.2f at the end", first, last)
	}
	if first > ratioMost || last > ratioMost {
		t.Errorf("a save costs %.2f and %.2f puts, more than %d", first, last, ratioMost)
	}
	if most > bookMost {
		t.Errorf("the folder had %d bytes", most)
	}
}

// Two windows type into one workbook, 8 letters a second in turn, into texts of several
// thousand letters: an hour of it leaves a folder of some MiB.
func TestTypingStaysSmall(t *testing.T) {
	t.Parallel()
	keys, most := 1200, int64(0)
	if storetest.Long() {
		keys = 8 * 3600
	}
	dir, now := t.TempDir(), time.Now()
	var windows [2]*Store
	for i := range windows {
		windows[i] = must(Open(dir, Options{Now: func() time.Time { return now }, Program: "test"}))(t)
	}
	ids := storetest.IDs()
	w := workbook.Workbook{ID: ids()}
	for range 10 {
		w.Returns = append(w.Returns, workbook.Return{ID: ids(), Name: "a return"})
	}
	must(windows[0].Create(ctx, w))(t)
	for n := range keys {
		now = now.Add(time.Second / 8)
		next := w.Clone()
		r := &next.Returns[n%2+n/2000*2%10]
		if r.Why += "x"; n%2000 < 2 { // it begins with a text that was there
			r.Why = strings.Repeat("words ", 500)
		}
		must(windows[n%2].Save(ctx, w.ID, workbook.Diff(w, next)))(t)
		w = next
		if n%100 == 0 {
			most = max(most, sizeOf(t, windows[0].book(w.ID)))
		}
	}
	storetest.Equal(t, must(open(t, dir).Load(ctx, w.ID))(t).Workbook, w)
	t.Logf("%d letters of two windows: the folder had at most %d KiB", keys, most>>10)
	if most > typingMost {
		t.Errorf("the folder had %d bytes", most)
	}
}

func sizeOf(t testing.TB, folder string) (bytes int64) {
	t.Helper()
	for _, e := range must(os.ReadDir(folder))(t) {
		bytes += must(e.Info())(t).Size()
	}
	return bytes
}
