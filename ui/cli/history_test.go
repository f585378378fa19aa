package cli

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// A history names what it tells of as the screens do, what is gone by now too, and says
// which window wrote what.
func TestHistoryInWords(t *testing.T) {
	ctx := context.Background()
	at := time.Date(2027, 1, 30, 9, 0, 0, 0, time.Local)
	first := storetest.NewMemory(func() time.Time { at = at.Add(5 * time.Minute); return at })
	second := first.Another()
	ids := storetest.IDs()
	w := workbook.Workbook{ID: ids(), Profile: workbook.Profile{Name: "A raise"}}
	if _, err := first.Create(ctx, w); err != nil {
		t.Fatal(err)
	}
	save := func(s storage.Store, from workbook.Workbook, change func(*workbook.Workbook)) workbook.Workbook {
		t.Helper()
		next := from.Clone()
		change(&next)
		if _, err := s.Save(ctx, w.ID, workbook.Diff(from, next)); err != nil {
			t.Fatal(err)
		}
		snap, err := s.Load(ctx, w.ID)
		if err != nil {
			t.Fatal(err)
		}
		return snap.Workbook
	}
	pay := ids()
	w = save(first, w, func(w *workbook.Workbook) {
		w.Returns = append(w.Returns, workbook.Return{ID: pay, Name: "Base pay", Kind: workbook.KindPay})
	})
	w = save(second, w, func(w *workbook.Workbook) {
		w.Asks = append(w.Asks, workbook.Ask{ID: ids(), Return: pay})
	})
	old := w
	w = save(first, w, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent went up" })
	_ = save(second, old, func(w *workbook.Workbook) { w.Returns[0].Why = "The work grew,\nand how" })
	w = save(first, w, func(w *workbook.Workbook) { w.Returns[0].Why = "Rent went up twice" })
	w = save(first, w, func(w *workbook.Workbook) { w.Delete(workbook.RecordKey(workbook.ReturnRecords, pay)) })
	log, err := first.History(ctx, w.ID)
	if err != nil {
		t.Fatal(err)
	}
	words, err := pack()
	if err != nil {
		t.Fatal(err)
	}
	past := pastOf(w, log, words, value.NewDate(2027, 1, 30))
	want := `30 January 2027
  09:05     The workbook began.
  09:10  A  1 Returns: “Base pay” added. Kind: pay
  09:15  B  3 One or two asks: “Base pay” added
  09:20  A  1 Returns: “Base pay”, Why it matters: – → Rent went up
  09:25  B  1 Returns: “Base pay”, Why it matters: window B has “The work grew, and how” beside it
  09:30  A  1 Returns: “Base pay”, Why it matters: Rent went up → Rent went up twice
`
	got := pastLines(past, 0)
	rest, found := strings.CutPrefix(got, want)
	if !found || !strings.Contains(rest, "“Base pay” taken out. Kind: pay; Why it matters: Rent went up twice\n") || !strings.Contains(rest, "3 One or two asks: “Base pay” taken out") {
		t.Errorf("told:\n%s\nwant:\n%s", got, want)
	}
	for _, width := range []int{40, 60, 80} {
		for line := range strings.Lines(pastLines(past, width)) {
			if n := ansi.StringWidth(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("%d cells in a width of %d: %q", n, width, line)
			}
			if width == 80 && strings.Contains(line, "→ Rent went up twice") && !strings.Contains(line, "Why it matters: Rent went up →") {
				t.Errorf("cut though it fits: %q", line)
			}
		}
	}
}
