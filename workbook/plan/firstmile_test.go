package plan_test

import (
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// part is one section of a plan, as a file has it.
func part(w workbook.Workbook, a plan.Audience, id string) string {
	return plan.Markdown(plan.BuildPart(w, a, valuetest.Day(workbooktest.CasesISO), id))
}

func TestFirstMileOnCard(t *testing.T) {
	const stands = "You hired me for open incidents: it stands at 11 against at most 12 incidents, and on top of it I wrote the handover guide."
	for _, c := range []struct {
		name   string
		of     func() workbook.Workbook
		change func(w *workbook.Workbook)
		has    string
		hasNot []string
	}{
		{"open", workbooktest.Wen, func(*workbook.Workbook) {}, "> " + stands, []string{"✗ ", "✓ "}},
		{"own count", workbooktest.Wen, func(w *workbook.Workbook) { w.KPIs[0].Confirmed = "" }, "✓ Open incidents: 11 against at most 12 incidents\n", []string{"You hired me"}},
		{"unknown", workbooktest.Wen, func(w *workbook.Workbook) { w.KPIs[0].Actual = value.Amount{} }, "", []string{"You hired me", "Open incidents:"}},
		{"shut", workbooktest.Tomas, func(*workbook.Workbook) {}, "✗ Jobs passed at first inspection: 91% against at least 95%\n", []string{"You hired me", "on target by"}},
		{"shut, with a day", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].By = valuetest.Day("2027-03-31") },
			"✗ Jobs passed at first inspection: 91% against at least 95%, on target by 31 Mar\n", []string{"You hired me"}},
		{"its day has passed", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].By = valuetest.Day("2027-01-31") },
			"✗ Jobs passed at first inspection: 91% against at least 95%\n", []string{"on target by"}},
		{"a statement", workbooktest.Tomas, func(w *workbook.Workbook) {
			w.KPIs[0] = workbook.KPI{ID: "K1", What: "Audit", Target: valuetest.Bound("=No finding"), Met: value.No, Agreed: "Ada"}
		}, "✗ Audit: No finding (missed)\n", nil},
		{"a statement without a name", workbooktest.Tomas, func(w *workbook.Workbook) {
			w.KPIs[0] = workbook.KPI{ID: "K1", Target: valuetest.Bound("=No finding"), Met: value.No, Agreed: "Ada"}
		}, "✗ No finding (missed)\n", nil},
		{"without a name", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].What = "" }, "✗ 91% against at least 95%\n", []string{"without a name"}},
		{"what is missed before what is hit", workbooktest.Rosa, func(w *workbook.Workbook) { w.KPIs[0].Actual = valuetest.Amount("97 %") },
			"✗ Medication checks signed: 97% against at least 98%\n", []string{"Falls with injury"}},
		{"none", workbooktest.Wen, func(w *workbook.Workbook) { w.KPIs = nil }, "", []string{"You hired me"}},
	} {
		w := c.of()
		c.change(&w)
		got := part(w, plan.Mine, "card")
		if !strings.Contains(got, c.has) {
			t.Errorf("%s: no %q in\n%s", c.name, c.has, got)
		}
		for _, s := range c.hasNot {
			if strings.Contains(strings.ReplaceAll(got, "*✗ ", ""), s) {
				t.Errorf("%s: %q in\n%s", c.name, s, got)
			}
		}
	}
}

// What proves an ask on the card is neither a target that is missed nor, while one is,
// extra work; then it says what its proof waits for.
func TestProofOnCard(t *testing.T) {
	const waits, no = "*Its proof is extra work, which waits until the target is met.*", "*No proof yet.*"
	for _, c := range []struct {
		name   string
		change func(w *workbook.Workbook)
		want   string
	}{
		{"extra work alone", func(w *workbook.Workbook) { w.Asks[0].Extras = []workbook.ID{"E1"} }, waits},
		{"extra work beside a missed target", func(w *workbook.Workbook) {
			w.Asks[0].KPIs, w.Asks[0].Extras = []workbook.ID{"K1"}, []workbook.ID{"E1"}
		}, waits},
		{"a missed target", func(w *workbook.Workbook) { w.Asks[0].KPIs = []workbook.ID{"K1"} }, "*Its proof is a target that is missed.*"},
		{"none", func(*workbook.Workbook) {}, no},
		{"a line beside them", func(w *workbook.Workbook) {
			w.Asks[0].KPIs, w.Asks[0].Extras, w.Asks[0].Proofs = []workbook.ID{"K1"}, []workbook.ID{"E1"}, workbooktest.Proofs("The gas ticket")
		}, "**Proof:** The gas ticket\n"},
	} {
		w := workbooktest.Tomas()
		w.Asks = w.Asks[:1]
		w.Asks[0].Extras, w.Asks[0].KPIs, w.Asks[0].Proofs = nil, nil, nil
		c.change(&w)
		got := part(w, plan.Mine, "card")
		if !strings.Contains(got, c.want) || c.want != no && strings.Contains(got, no) || strings.Contains(got, "**Proof:** Jobs passed") {
			t.Errorf("%s: no %q in\n%s", c.name, c.want, got)
		}
	}
}

func TestScorecard(t *testing.T) {
	w := workbooktest.Rosa()
	w.KPIs[1].Actual, w.KPIs[1].By, w.KPIs[1].Outside = valuetest.Amount("1"), valuetest.Day("2027-03-31"), "The lift"
	got := part(w, plan.Mine, "kpis")
	for _, row := range []string{
		"| The job | Target | Actual | Result | As of | They agree | On target by |",
		"| Medication checks signed | at least 98% | 99% | hit | 15 Jan 2027 | yes | – |",
		"| Falls with injury | at most 0 | 1 | missed | 15 Jan 2027 | yes | 31 Mar 2027 |",
		"| Falls with injury | Ines, in September | The lift |",
		"Bergeron et al. 2013",
	} {
		if !strings.Contains(got, row) {
			t.Errorf("no %q in\n%s", row, got)
		}
	}
	w.KPIs[1].Private = true
	coach := plan.Markdown(plan.Build(w, plan.Coach, valuetest.Day(workbooktest.CasesISO)))
	if strings.Contains(coach, "Falls with injury") || !strings.Contains(coach, "Medication checks signed") || !strings.Contains(coach, "What is kept private is not counted here.") {
		t.Errorf("the coach reads\n%s", coach)
	}
	w = workbook.Workbook{ID: "W", FirstMile: workbook.FirstMile{NoKPI: true}}
	if got := part(w, plan.Mine, "kpis"); !strings.Contains(got, "Nobody has set you a target.") || strings.Contains(got, "lesson") {
		t.Errorf("without a target:\n%s", got)
	}
}
