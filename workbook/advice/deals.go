package advice

import (
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonPrenegotiate,
		rules: []rule{
			{id: "deal-no-date", severity: Warns, missing: true, check: eachDeal(dealNoDate)},
		},
		insight: insightDeals,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			n := len(w.Deals)
			whole := slices.ContainsFunc(w.Deals, func(d workbook.Deal) bool { return d.Deliver != "" && (d.Get != "" || d.Return != "") })
			return n > 0, whole, value.Counted(n, "deal")
		},
	})
}

func eachDeal(look func(w *dated, d workbook.Deal) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.DealRecords, w.Deals, func(d *workbook.Deal) (workbook.ID, *Finding) { return d.ID, look(w, *d) })
	}
}

func dealNoDate(w *dated, d workbook.Deal) *Finding {
	if !d.Due.IsZero() {
		return nil
	}
	return &Finding{Field: "due", Text: "Your deal about " + dealName(w, d) + " has no day by which you deliver.",
		Do: "Agree on one that falls before the budget."}
}

// dealName is what sentences call a deal: the return that it brings, or what is delivered.
func dealName(w *dated, d workbook.Deal) string {
	if r := w.Return(d.Return); r != nil {
		return quote(r.Name)
	}
	return called(d.Deliver, "something to deliver")
}

func insightDeals(w *dated) []string {
	if len(w.Deals) == 0 {
		return []string{"No deal yet. Think of the next piece of work that your manager would miss."}
	}
	return []string{"You have " + value.Count(len(w.Deals), "deal") + "."}
}
