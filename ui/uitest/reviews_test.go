//go:build unix

package uitest

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
)

// A check-in and a point of the agenda are written in a real terminal, stand on the
// timeline at once, and are on disk.
func TestReviewsByKeys(t *testing.T) {
	t.Parallel()
	for _, size := range []Size{{80, 24}, {120, 40}} {
		data := t.TempDir()
		m := NewPerson(run(t, &Terminal{Size: size}, data)).Example()
		r := Reviews{m.Lesson(workbook.LessonReviews)}
		r.WaitLine("▸", "5 Feb", "check-in")
		r.Point("More than base pay")
		r.WaitLine("the talk, with Sam Sample; agenda of 5 points")
		r.CheckIn("Two errors in January", "Good to know")
		r.Saved("Two errors in January")
		w := onDisk(t, data, "A raise at Northwind (example)")
		if c := w.CheckIns[len(w.CheckIns)-1]; c.Showed != "Two errors in January" || c.Heard != "Good to know" || !c.Day.Equal(valuetest.Day(day)) {
			t.Errorf("%v: on disk is %+v", size, c)
		}
	}
}
