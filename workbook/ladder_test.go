package workbook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// asking is an ask about pay, or about something that is counted, with its two ends.
func asking(kind workbook.Kind, today, minimum, target, opening string) (workbook.Workbook, workbook.Ask) {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	w := workbook.Workbook{ID: "W", Returns: []workbook.Return{{ID: "R1", Name: "It", Kind: kind}}}
	w.Asks = []workbook.Ask{{ID: "A1", Return: "R1", Today: a(today), Minimum: a(minimum), Target: a(target), Opening: a(opening)}}
	return w, w.Asks[0]
}

func TestProposedSteps(t *testing.T) {
	for _, tt := range []struct {
		kind                            workbook.Kind
		today, minimum, target, opening string
		want                            string
	}{
		{workbook.KindPay, "", "88000 EUR", "92000 EUR", "96000 EUR", "€92,000 · €90,000 · €89,000"},
		{workbook.KindPay, "", "88200 EUR", "92000 EUR", "97500 EUR", "€93,800 · €92,000 · €91,100"},
		{workbook.KindPay, "", "72000 USD", "76000 USD", "78000 USD", "$76,000 · $75,000 · $74,500"},
		{workbook.KindPay, "", "88000 EUR", "88500 EUR", "96000 EUR", "€91,000 · €88,500 · €88,300"},
		{workbook.KindPlace, "", "1 day", "3 days", "4 days", "3 days"},
		{workbook.KindPay, "", "18 USD/hour", "19 USD/hour", "20 USD/hour", "$19 an hour · $18.50 an hour · $18.25 an hour"},
		{workbook.KindPay, "80000 EUR", "5 %", "7 %", "9 %", "€85,600 · €84,800 · €84,400"},
		{workbook.KindPay, "", "5 %", "7 %", "9 %", "7% · 6% · 5.5%"},
		{workbook.KindPay, "", "88000 EUR", "92000 EUR", "96000 USD", ""},
		{workbook.KindPay, "", "88000 EUR", "88000 EUR", "88000 EUR", ""},
		{workbook.KindPay, "", "96000 EUR", "92000 EUR", "88000 EUR", ""},
		{workbook.KindPay, "", "", "92000 EUR", "96000 EUR", ""},
		{workbook.KindPlace, "1 day", "2 days a week", "3 days a week", "4 days a week", "3 days a week"},
		{workbook.KindPlace, "", "2", "3 days a week", "4", "3 days a week"},
		{workbook.KindTime, "6 nights", "4 nights", "2 nights", "0 nights", "2 nights · 3 nights"},
		{workbook.KindTime, "9 nights", "8 nights", "4 nights", "0 nights", "4 nights · 6 nights · 7 nights"},
		{workbook.KindPlace, "", "1 day", "2 days", "2 days", ""},
		{workbook.KindRecognition, "", "=Senior", "=Lead", "=Principal", ""},
	} {
		w, a := asking(tt.kind, tt.today, tt.minimum, tt.target, tt.opening)
		var got []string
		for _, n := range w.ProposedSteps(a) {
			got = append(got, n.String())
		}
		if s := strings.Join(got, " · "); s != tt.want {
			t.Errorf("%s to %s: %q, want %q", tt.opening, tt.minimum, s, tt.want)
		}
	}
}

// Whatever the ends, what is proposed is a ladder with which nothing is wrong.
func TestProposedStepsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 2_000_000)
		unit := rapid.SampledFrom([]string{" EUR", " USD/hour", " %", " nights", ""}).Draw(t, "unit")
		kind := rapid.SampledFrom([]workbook.Kind{workbook.KindPay, workbook.KindTime}).Draw(t, "kind")
		amount := func(label string) string {
			s := fmt.Sprint(n.Draw(t, label))
			if rapid.Bool().Draw(t, label+" small") {
				s = fmt.Sprint(rapid.IntRange(0, 12).Draw(t, label))
			}
			return s + unit
		}
		minimum, opening := amount("minimum"), amount("opening")
		w, a := asking(kind, "", minimum, amount("target"), opening)
		for i, o := range w.ProposedSteps(a) {
			w.Steps = append(w.Steps, workbook.Step{ID: workbook.ID(fmt.Sprint("S", i)), Ask: "A1", Offer: o})
		}
		through := func(s workbook.Step) bool { return s.Offer.Equal(a.Target) }
		if len(w.Steps) > 0 && w.Worse(a, a.Minimum, a.Target) && w.Worse(a, a.Target, a.Opening) && !slices.ContainsFunc(w.Steps, through) {
			t.Fatalf("from %s to %s over the target %s: %+v", opening, minimum, a.Target, w.Steps)
		}
		if len(w.Steps) > workbook.MaxSteps {
			t.Fatalf("%d steps", len(w.Steps))
		}
		for _, r := range w.Ladder(a) {
			if r.BelowMinimum || r.AboveOpening || r.TakesBack || r.Grows || r.Unlike.OK() || !r.Given.OK() {
				t.Fatalf("from %s to %s: %s, %+v", opening, minimum, r.At, r)
			}
		}
	})
}

// What a ladder comes to, each step beside the one before.
func TestLadder(t *testing.T) {
	w := workbooktest.Dana()
	var got []string
	for _, r := range w.Ladder(w.Asks[0]) {
		got = append(got, fmt.Sprintf("%s gives %s %v %v %v %v", r.At, r.Given, r.BelowMinimum, r.AboveOpening, r.TakesBack, r.Grows))
	}
	want := "$136,000 gives $4,000 false false false false\n$131,000 gives $5,000 false false false true\n$127,000 gives $4,000 true false false false"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("%s\nwant\n%s", s, want)
	}
}

func TestEnded(t *testing.T) {
	for _, tt := range []struct {
		came []workbook.Came
		want workbook.Ending
	}{
		{nil, ""}, {[]workbook.Came{""}, ""},
		{[]workbook.Came{workbook.CameAgreed, ""}, workbook.EndedAgreed},
		{[]workbook.Came{workbook.CameAgreed, workbook.CameNo}, workbook.EndedPart},
		{[]workbook.Came{workbook.CamePart}, workbook.EndedPart},
		{[]workbook.Came{workbook.CameNo, workbook.CameNotYet}, workbook.EndedReset},
		{[]workbook.Came{workbook.CameNo, workbook.CameNo}, workbook.EndedFinal},
	} {
		var w workbook.Workbook
		for _, c := range tt.came {
			w.Results = append(w.Results, workbook.AskResult{Came: c})
		}
		if got := w.Ended(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.came, got, tt.want)
		}
	}
}
