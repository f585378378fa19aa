package app_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// What hangs on a record is told when it is deleted, and undo brings all of it back and
// goes there.
func TestDeletingSaysWhatHangsOnIt(t *testing.T) {
	leaning := func(w *workbook.Workbook) { // on the second target
		k := w.KPIs[1].ID
		w.KPIs[1].What = "Support backlog"
		w.Deals[0].KPI, w.Asks[0].KPIs, w.Asks[1].KPIs = k, []workbook.ID{k}, nil
		for i := range w.Objections {
			w.Objections[i].KPI = ""
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*workbook.Workbook)
		keys   []string
		says   string
	}{
		{"links that loosen, and sets", leaning, []string{"7", "down"}, "Deleted “Support backlog”. An ask and a deal leaned on it; u brings all back."},
		{"one of each kind", func(w *workbook.Workbook) { leaning(w); w.Deals = nil; w.Asks[1].KPIs = w.Asks[0].KPIs }, []string{"7", "down"},
			"Deleted “Support backlog”. Two asks leaned on it; u brings all back."},
		{"nothing", func(w *workbook.Workbook) { leaning(w); w.Deals[0].KPI, w.Asks[0].KPIs, w.Asks[1].KPIs = "", nil, nil }, []string{"7", "down"},
			"Deleted “Support backlog”. u brings it back."},
		{"what goes too", func(w *workbook.Workbook) {
			w.Objections = nil
			w.Steps = []workbook.Step{{ID: uitest.NewID(), Ask: w.Asks[1].ID}, {ID: uitest.NewID(), Ask: w.Asks[1].ID}, {ID: uitest.NewID(), Ask: w.Asks[0].ID}}
		}, []string{"3", "down"}, "Took back “The senior title” with its two steps. u brings all back."},
		{"a check-in", nil, []string{"6", "g"}, "Deleted the check-in. u brings it back."},
		{"a deal", nil, []string{"5"}, "Deleted “Planning errors”. u brings it back."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := uitest.Example(t)
			if tt.change != nil {
				tt.change(&w)
			}
			if err := w.Validate(); err != nil {
				t.Fatal(err)
			}
			d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
			d.Key(tt.keys...)
			before, at := d.Workbook(), d.App().Place().Record
			d.Key("d")
			d.WantWrapped(tt.says)
			d.Key("u")
			storetest.Equal(t, d.Workbook(), before)
			if got := d.App().Place().Record; got != at {
				t.Errorf("after u the focus is on %s, before on %s", got, at)
			}
			d.Key("U", "esc", "u") // again, from another page
			d.Key("enter")
			if got := d.App().Place().Record; got != at {
				t.Errorf("after u on the map the focus is on %s, before on %s", got, at)
			}
		})
	}
}

// However much hangs on a record with a long name, the sentence has one row of 80.
func TestDeletingFitsARow(t *testing.T) {
	w := uitest.Example(t)
	w.Returns[0].Name = strings.Repeat("a long name ", 9)
	for _, page := range []string{"1", "3"} {
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
		d.Key(page, "d")
		if l := line(t, d, "that hung on it."); ansi.StringWidth(l) > 80 || !strings.Contains(l, "u brings all back.") {
			t.Errorf("%q", l)
		}
	}
}
