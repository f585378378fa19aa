package bolt

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// BenchmarkSaveBesidePut tells what a save costs beside a put into a bbolt file that is held open,
// in the same run: with few and many records, after few and many saves.
func BenchmarkSaveBesidePut(b *testing.B) {
	for _, records := range []int{10, 1000} {
		b.Run(fmt.Sprint(records, " records"), func(b *testing.B) {
			s := open(b, b.TempDir())
			ids := storetest.IDs()
			w := workbook.Workbook{ID: ids()}
			for range records {
				w.Returns = append(w.Returns, workbook.Return{ID: ids(), Name: "a return", Why: strings.Repeat("words ", 20)})
			}
			must(s.Create(ctx, w))(b)
			db := must(bbolt.Open(filepath.Join(b.TempDir(), "held.db"), fileMode, nil))(b)
			defer db.Close()
			var saves, puts []time.Duration
			for n := 0; b.Loop(); n++ {
				next := returnNamed(w, w.Returns[n%records].ID, fmt.Sprint("name ", n))
				changes := workbook.Diff(w, next)
				at := time.Now()
				must(s.Save(ctx, w.ID, changes))(b)
				saves = append(saves, time.Since(at))
				w = next
				at = time.Now()
				ok(b, db.Update(func(tx *bbolt.Tx) error {
					bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
					if err != nil {
						return err
					}
					return bucket.Put(fmt.Append(nil, n%records), []byte(strings.Repeat("words ", 20)))
				}))
				puts = append(puts, time.Since(at))
			}
			slices.Sort(saves)
			slices.Sort(puts)
			b.ReportMetric(float64(saves[len(saves)/2])/float64(puts[len(puts)/2]), "saves/put")
			b.ReportMetric(float64(saves[len(saves)*99/100])/float64(puts[len(puts)*99/100]), "p99")
		})
	}
}
