//go:build unix

package uitest

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Extra work and a promise in the ledger, by keys, down to the disk.
func TestLedger(t *testing.T) {
	t.Parallel()
	for _, size := range sizes {
		t.Run(size.String(), func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			term := run(t, &Terminal{Size: size}, data)
			at := NewPerson(term).Name("A raise at Northwind").Map().Lesson(workbook.LessonTrust).Start()
			ledger := Ledger{at}
			ledger.Add("Wrote the guide", "The night shift", "Nobody calls at home", "Kim", "Sam", "Kim tested it and I wrote it.")
			ledger.WaitFor("I once · we never · named: Kim")
			ledger.Promise("The rota", "The team", "2027-01-20", "no")
			ledger.WaitFor("! late: 20 Jan")
			ledger.Saved("late")
			ledger.Map().Quit()
			w := onDisk(t, data, "A raise")
			if len(w.Extras) != 1 || w.Extras[0].Told != "Sam" || len(w.Extras[0].Credit) != 1 || len(w.Promises) != 1 || w.Promises[0].Kept != value.No {
				t.Errorf("on disk: %+v %+v", w.Extras, w.Promises)
			}
		})
	}
}
