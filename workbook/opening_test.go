package workbook_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func TestProposedOpening(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	proof := func(text string) func(w *workbook.Workbook) {
		return func(w *workbook.Workbook) { w.KPIs, w.Asks[0].Proofs = nil, workbooktest.Proofs(text) }
	}
	name := func(text string) func(w *workbook.Workbook) {
		return func(w *workbook.Workbook) { w.Returns[0].Name, w.KPIs[0].What = text, "" }
	}
	for _, tt := range []struct {
		name   string
		of     func() workbook.Workbook
		change func(w *workbook.Workbook)
		want   string
	}{
		{"gate open, two asks", workbooktest.Wen, nil,
			"Thank you for the time. I would like to talk about two things: base pay and days at home. May I begin with what came of open incidents?"},
		{"one ask", workbooktest.Rosa, nil,
			"Thank you for the time. I would like to talk about one thing: no night shifts. May I begin with what came of medication checks signed?"},
		{"the target that shows the ask", workbooktest.Rosa, func(w *workbook.Workbook) { w.Asks[0].KPIs = []workbook.ID{"K2"} },
			"Thank you for the time. I would like to talk about one thing: no night shifts. May I begin with what came of falls with injury?"},
		{"no ask", workbooktest.Dana, func(w *workbook.Workbook) { w.Asks = nil }, "Thank you for the time. May I begin with what came of quota?"},
		{"two asks for one return", workbooktest.Wen, func(w *workbook.Workbook) { w.Asks[1].Return = "R1" },
			"Thank you for the time. I would like to talk about one thing: base pay. May I begin with what came of open incidents?"},
		{"a return that is gone", workbooktest.Wen, func(w *workbook.Workbook) { w.Asks[0].Return = "" },
			"Thank you for the time. I would like to talk about one thing: days at home. May I begin with what came of open incidents?"},
		{"gate shut", workbooktest.Tomas, nil, "Before I ask for anything: Jobs passed at first inspection is at 91% against at least 95%."},
		{"with a day", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].By = valuetest.Day("2027-03-31") },
			"Before I ask for anything: Jobs passed at first inspection is at 91% against at least 95%, and this is how I get there by 31 Mar."},
		{"a day that has passed", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].By = valuetest.Day("2027-01-31") },
			"Before I ask for anything: Jobs passed at first inspection is at 91% against at least 95%."},
		{"without a name", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs[0].What = "" }, "Before I ask for anything: I am at 91% against at least 95%."},
		{"a count says its unit once", workbooktest.Wen, func(w *workbook.Workbook) { w.KPIs[0].Actual = valuetest.Amount("14") },
			"Before I ask for anything: Open incidents is at 14 against at most 12 incidents."},
		{"a statement", workbooktest.Tomas, func(w *workbook.Workbook) {
			w.KPIs[0] = workbook.KPI{ID: "K1", What: "The audit", Target: valuetest.Bound("=Passed without a finding"), Met: value.No, By: valuetest.Day("2028-03-31")}
		}, "Before I ask for anything: The audit is still open, and this is how I get there by 31 Mar 2028."},
		{"a statement without a name", workbooktest.Tomas, func(w *workbook.Workbook) {
			w.KPIs[0] = workbook.KPI{ID: "K1", Target: valuetest.Bound("=The audit is passed"), Met: value.No}
		}, "Before I ask for anything: “The audit is passed” is not so yet."},
		{"no target", workbooktest.Dana, func(w *workbook.Workbook) { w.KPIs = nil }, "Thank you for the time. I would like to show you 131% of quota, and then ask for more total pay."},
		{"a result that is not known", workbooktest.Dana, func(w *workbook.Workbook) { w.KPIs[0].Actual = value.Amount{} },
			"Thank you for the time. I would like to show you 131% of quota, and then ask for more total pay."},
		{"what was done shows it", workbooktest.Tomas, func(w *workbook.Workbook) { w.KPIs = nil },
			"Thank you for the time. I would like to show you that I rebuilt the tool store, and then ask for more base pay."},
		{"a sentence shows it", workbooktest.Wen, proof("The outside contract was not renewed."),
			"Thank you for the time. I would like to show you that the outside contract was not renewed, and then ask for more base pay and days at home."},
		{"no proof", workbooktest.Dana, func(w *workbook.Workbook) { w.KPIs, w.Asks[0].Proofs = nil, nil }, "Thank you for the time. I would like to ask for more total pay."},
		{"an abbreviation", workbooktest.Tomas, both(name("IT training"), proof("NPS of 71")), "Thank you for the time. I would like to show you NPS of 71, and then ask for IT training."},
		{"a day of the week", workbooktest.Dana, both(name("Fridays off"), proof("")), "Thank you for the time. I would like to ask for Fridays off."},
		{"nothing", func() workbook.Workbook { return workbook.Workbook{} }, nil, ""},
	} {
		w := tt.of()
		if tt.change != nil {
			tt.change(&w)
		}
		if got := w.ProposedOpening(today); got != tt.want {
			t.Errorf("%s:\n %s\nwant\n %s", tt.name, got, tt.want)
		}
	}
}

func both(changes ...func(w *workbook.Workbook)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		for _, change := range changes {
			change(w)
		}
	}
}

// However long the names are, it is said in one go, and it is one line.
func TestProposedOpeningIsShort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := func(label string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"Base", "pay", "at", "–", "home,", "was", "IT", "wrote"}), 0, 60).Draw(t, label), " ")
		}
		w := rapid.SampledFrom([]func() workbook.Workbook{workbooktest.Rosa, workbooktest.Tomas, workbooktest.Dana, workbooktest.Wen}).Draw(t, "of")()
		w.Returns[0].Name, w.Returns[1].Name = words("first"), words("second")
		if len(w.KPIs) > 0 && rapid.Bool().Draw(t, "targets") {
			w.KPIs[0].What = words("target")
		} else {
			w.KPIs, w.Asks[0].Proofs = nil, workbooktest.Proofs(words("proof"))
		}
		s := w.ProposedOpening(valuetest.Day(workbooktest.CasesISO))
		if n := workbook.WordsIn(s); n > workbook.MaxOpening || strings.Contains(s, "  ") || strings.Contains(s, "\n") {
			t.Fatalf("%d words: %q", n, s)
		}
	})
}
