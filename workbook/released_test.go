package workbook_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// TestReleases: a release is for one text in one place.
func TestReleases(t *testing.T) {
	w := workbooktest.Full()
	w.Released = nil
	term, reason := workbook.Where{Ask: "A1", Field: "term"}, workbook.Where{Ask: "A1", Field: "reason"}
	look := func(p workbook.Where, text string, now, before bool) {
		t.Helper()
		if n, b := w.MayRead(p, text); n != now || b != before {
			t.Errorf("%v, %q: released now %t, before %t", p, text, n, b)
		}
	}
	look(term, "a", false, false)
	w.Release(term, "a")
	look(term, "a", true, false)
	look(term, "b", false, true)
	look(reason, "a", false, false)
	w.Release(term, "b")
	look(term, "a", false, true)
	if len(w.Released) != 1 {
		t.Errorf("%d records for one place", len(w.Released))
	}
	w.TakeBack(term)
	look(term, "b", false, false)
	w.Release(term, strings.Repeat("x", value.MaxText+1))
	look(term, strings.Repeat("x", value.MaxText+1), false, false)
	name := workbook.Where{Field: "name"}
	w.Release(name, w.Profile.Name)
	w.Release(term, "b")
	w.Delete(term.Key(w))
	look(term, "b", false, false) // it went with its ask
	w.ID = "another"
	look(name, "A raise", true, false) // a copy of a workbook has the releases too
}

// TestReleasesMerge: two windows that release the same text make one record, and
// where they release two, one of them counts.
func TestReleasesMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := workbooktest.Any().Draw(t, "w")
		p := workbook.Where{Field: "name"}
		texts := rapid.SampledFrom([]string{"", "a", "b"})
		one, two := base.Clone(), base.Clone()
		first, second := texts.Draw(t, "first"), texts.Draw(t, "second")
		one.TakeBack(p)
		two.TakeBack(p)
		one.Release(p, first)
		two.Release(p, second)
		merged := one.Clone()
		if _, _, err := workbook.Schema.Apply(&merged, workbook.Diff(base, two), nil); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, r := range merged.Released {
			if r.Where == p {
				n++
				if r.Text != first && r.Text != second {
					t.Fatalf("released %q, which nobody released", r.Text)
				}
			}
		}
		if n != 1 {
			t.Fatalf("%d records of one place", n)
		}
	})
}
