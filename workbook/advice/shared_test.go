package advice

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// Where a return is kept from the reader, what follows from all of them is not told: here or
// before the workbook came here. What is private itself is in nothing.
func TestShared(t *testing.T) {
	few := func() workbook.Workbook {
		w := workbooktest.Full().Clone()
		w.Returns = w.Returns[:2]
		w.Returns[0].Name, w.Returns[1].Name = "First", "Second"
		w.Returns[0].Need = workbook.Need{Sort: workbook.Nice}
		return w
	}
	today := valuetest.Day(workbooktest.TodayISO)
	tells := func(a *Advice) bool {
		return slices.ContainsFunc(a.Findings(), func(f Finding) bool { return slices.Contains(ofAll, f.Rule) })
	}
	if open := Shared(few(), false, today); open.Partly() || !tells(open) {
		t.Errorf("nothing is private, and of all is not told: %v", open.Findings())
	}
	if kept := Shared(few(), true, today); !kept.Partly() || tells(kept) {
		t.Error("a return was kept back before, and it is told what follows from all")
	}
	w := few()
	w.Returns[1].Private = true
	a := Shared(w, false, today)
	if !a.Partly() || tells(a) {
		t.Error("a return is private, and it is told what follows from all")
	}
	if got := a.Settled(); len(got.Returns) != 1 || got.Returns[0].Name != "First" {
		t.Errorf("of what is private there is %v", got.Returns)
	}
	for _, id := range ofAll {
		if ruled(id).check == nil {
			t.Errorf("there is no rule %s", id)
		}
	}
}
