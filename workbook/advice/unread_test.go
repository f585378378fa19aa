package advice

import (
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// What is given as an example of what to type fits the answer, and can be typed there.
func TestTheExampleFitsTheAnswer(t *testing.T) {
	type book = workbook.Workbook
	const money = "92k or 92,000"
	bad, badBound := value.UnreadAmount("5'5.5"), value.UnreadBound("5'5.5")
	place := func(w *book) *workbook.Ask {
		w.Asks = append(w.Asks, workbook.Ask{ID: "A9", Return: "R3"})
		return &w.Asks[len(w.Asks)-1]
	}
	kpi := func(k workbook.KPI) func(*book) { return func(w *book) { w.KPIs = append(w.KPIs, k) } }
	for name, tt := range map[string]struct {
		record, field string
		with          func(*book)
		want          string
	}{
		"a threshold of pay": {"returns/R1", "threshold", func(w *book) { w.Returns[0].Need.Threshold = badBound }, money},
		"a threshold of a place": {"returns/R3", "threshold", func(w *book) {
			w.Returns[2].Need = workbook.Need{Sort: workbook.Must, Threshold: badBound}
		}, "at least 2 days a week, or words that are true or not"},
		"an ask about pay":     {"asks/A1", "minimum", func(w *book) { w.Asks[0].Minimum = bad }, money},
		"an ask about a place": {"asks/A9", "minimum", func(w *book) { place(w).Minimum = bad }, "2 days a week, or words in quotes"},
		"an ask that counts": {"asks/A9", "minimum", func(w *book) {
			a := place(w)
			a.Minimum, a.Target = bad, valuetest.Amount("3 nights a month")
		}, "2 nights a month, or words in quotes"},
		"a step of such an ask": {"steps/S9", "offer", func(w *book) {
			place(w)
			w.Steps = append(w.Steps, workbook.Step{ID: "S9", Ask: "A9", Offer: bad})
		}, "2 days a week, or words in quotes"},
		"a target": {"kpis/K9", "target", kpi(workbook.KPI{ID: "K9", Target: badBound}), "at least 97% or at most 4 incidents"},
		"a target beside a count": {"kpis/K9", "target", func(w *book) {
			w.KPIs = append(w.KPIs, workbook.KPI{ID: "K9", Target: badBound, Actual: valuetest.Amount("7 complaints")})
		}, "at least 4 complaints"},
		"a target of money": {"kpis/K9", "target", func(w *book) {
			w.KPIs = append(w.KPIs, workbook.KPI{ID: "K9", Target: badBound, Actual: valuetest.Amount("80000 USD")})
		}, money},
		"a result": {"kpis/K9", "actual", kpi(workbook.KPI{ID: "K9", Actual: bad}), "97% or 4 incidents"},
		"a promise's today": {"deals/D9", "today", func(w *book) {
			w.Deals = append(w.Deals, workbook.Deal{ID: "D9", Today: bad, Target: value.Bound{Amount: valuetest.Amount("95 %")}})
		}, "97%"},
	} {
		t.Run(name, func(t *testing.T) {
			today := valuetest.Day(workbooktest.TodayISO)
			w := workbooktest.Full()
			tt.with(&w)
			found := false
			for _, f := range Of(w, today).Findings() {
				if f.Rule != Unread || string(f.Record) != tt.record || f.Field != tt.field {
					continue
				}
				found = true
				if want := "Type it again, such as " + tt.want + "; until then nothing counts it."; f.Do != want {
					t.Errorf("%q, want %q", f.Do, want)
				}
			}
			if !found {
				t.Fatal("it is not found")
			}
			example, _, _ := strings.Cut(tt.want, ", or")
			example, _, _ = strings.Cut(example, " or 92,000")
			for text := range strings.SplitSeq(example, " or ") {
				at := workbook.Schema.Field(workbook.Key(tt.record).Collection(), tt.field)
				rec := workbook.Schema.Record(&w, workbook.Key(tt.record))
				if err := at.Type(&w, rec, text, schema.Typing{Today: today, Known: []string{"USD"}}); err != nil {
					t.Errorf("%q cannot be typed there: %v", text, err)
				}
			}
		})
	}
}
