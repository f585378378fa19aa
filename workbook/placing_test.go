package workbook_test

import (
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// TestResultIn: a text is the result of a target, or holds the one amount that can be set
// beside it; else nothing is guessed.
func TestResultIn(t *testing.T) {
	for _, c := range []struct{ target, actual, text, want string }{
		{"at least 100 %", "", "131%", "131 %"},
		{"at least 100 %", "", "131", "131 %"}, // as the form has it
		{"at least 100 %", "", "Now at 131% in January", "131 %"},
		{"at least 100 %", "", "131% of quota, up from 120%", ""},
		{"at least 100 %", "", "131%, as I said: 131%", "131 %"},
		{"at least 100 %", "", "12 calls", ""},
		{"at least 100 %", "", "No planning error in week 4", ""},
		{"at least 100 %", "", "", ""},
		{"at most 3 a month", "", "2", "2 a month"},
		{"at most 3 a month", "", "none", "0 a month"},
		{"at most 12 incidents", "", "Down to 11 incidents this week", "11 incidents"},
		{"at most 12 incidents", "", "11 weeks", ""},
		{"at least 1200000 EUR", "", "Closed the year at €1.3m", "1300000 EUR"},
		{"", "4 calls", "6 calls on Monday", "6 calls"},
		{"", "", "6 calls", "6 calls"},
		{"=The handover is done", "", "100%", ""},
	} {
		w := workbook.Workbook{KPIs: []workbook.KPI{{ID: workbooktest.ID(1), Target: valuetest.Bound(c.target), Actual: valuetest.Amount(c.actual)}}}
		got, ok := w.ResultIn(workbooktest.ID(1), c.text, valuetest.Day("2027-01-30"))
		if want := valuetest.Amount(c.want); ok != (c.want != "") || !got.Equal(want) {
			t.Errorf("%s, %q: %v %v, want %v", c.target, c.text, got, ok, want)
		}
	}
	if _, ok := (workbook.Workbook{}).ResultIn(workbooktest.ID(1), "3", value.Date{}); ok {
		t.Error("a target that is not there has a result")
	}
}

// TestKeepResult: nobody has agreed to a new number, and it was counted over another time;
// the same one that is read again is still theirs.
func TestKeepResult(t *testing.T) {
	day, id := valuetest.Day("2027-01-30"), workbooktest.ID(1)
	for _, c := range []struct {
		name     string
		keep     func(w *workbook.Workbook) bool
		was      value.Answer
		recounts bool
		now      value.Answer
		period   string
	}{
		{"another", func(w *workbook.Workbook) bool { return w.KeepResult(id, valuetest.Amount("4"), day) }, value.Yes, true, value.Unanswered, ""},
		{"another, and they had not agreed", func(w *workbook.Workbook) bool { return w.KeepResult(id, valuetest.Amount("4"), day) }, value.No, true, value.Unanswered, ""},
		{"another, and nobody had said", func(w *workbook.Workbook) bool { return w.KeepResult(id, valuetest.Amount("4"), day) }, value.Unanswered, false, value.Unanswered, ""},
		{"the same", func(w *workbook.Workbook) bool { return w.KeepResult(id, valuetest.Amount("3"), day) }, value.Yes, false, value.Yes, "January"},
		{"a statement that is not met any more", func(w *workbook.Workbook) bool { return w.KeepMet(id, value.No, day) }, value.Yes, true, value.Unanswered, ""},
		{"a statement that still is", func(w *workbook.Workbook) bool { return w.KeepMet(id, value.Yes, day) }, value.Yes, false, value.Yes, "January"},
		{"no such target", func(w *workbook.Workbook) bool {
			return w.KeepResult("K", valuetest.Amount("4"), day) || w.KeepMet("K", value.No, day)
		}, value.Yes, false, value.Yes, "January"},
	} {
		w := workbook.Workbook{KPIs: []workbook.KPI{{ID: id, Actual: valuetest.Amount("3"), Met: value.Yes, Confirmed: c.was, Period: "January"}}}
		recounts := c.keep(&w)
		if k := w.KPIs[0]; recounts != c.recounts || k.Confirmed != c.now || k.Period != c.period {
			t.Errorf("%s: %t, %+v", c.name, recounts, k)
		}
	}
}

// TestKeepCheckIn: one day has one check-in, as long as there is room.
func TestKeepCheckIn(t *testing.T) {
	var w workbook.Workbook
	day := valuetest.Day("2027-01-30")
	keep := func(n int, day value.Date, text string) workbook.Key {
		return w.KeepCheckIn(workbooktest.ID(n), day, text)
	}
	first := keep(1, day, "The log")
	if again := keep(2, day, "and the plan"); again != first || w.CheckIns[0].Showed != "The log; and the plan" {
		t.Errorf("%s, %v", again, w.CheckIns)
	}
	if other := keep(3, day.AddDays(1), "x"); other == first || len(w.CheckIns) != 2 {
		t.Errorf("another day: %s, %v", other, w.CheckIns)
	}
	if long := keep(4, day, strings.Repeat("x", value.MaxText)); long == first || w.Validate() != nil && len(w.CheckIns) != 3 {
		t.Errorf("no room: %s, %d", long, len(w.CheckIns))
	}
	if unread := keep(5, value.UnreadDate("some day"), "y"); unread != workbook.RecordKey(workbook.CheckInRecords, workbooktest.ID(5)) {
		t.Errorf("a day that cannot be read: %s", unread)
	}
}
