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

// The timeline has all days, with how far off they are, in the plan for oneself.
func TestTimeline(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	wen := workbooktest.Wen()
	wen.Review.Theirs = "Fewer\nincidents"
	wen.Review.Date = value.UnreadDate("in the fall")
	wen.CheckIns = append(wen.CheckIns, workbook.CheckIn{ID: "C3", Heard: "More of it"})
	wen.CheckIns[1].Private = true
	got := plan.Markdown(plan.BuildPart(wen, plan.Mine, today, "timeline"))
	for _, line := range []string{
		"24 days to the talk, 42 to the budget, and three check-ins before it: bring one fact to each.",
		"| 11 Jan 2027 | 21 days ago | check-in: Thirteen incidents; heard: Better |",
		"| 25 Jan 2027 | 7 days ago | check-in: Eleven incidents; heard: Good |",
		"| 8 Feb 2027 | in 7 days | check-in |",
		"| 25 Feb 2027 | in 24 days | the talk, with Lee; agenda of 3 points |",
		"| 15 Mar 2027 | in 42 days | budget is set, says Imre in finance |",
		"| 1 Jul 2027 | in 150 days | you get: three days a week at home |",
		"| in the fall | – | official review |",
		"| – | – | check-in; heard: More of it |",
		"**Check-ins:** fortnightly, the next 8 Feb 2027",
		"2. Base pay",
	} {
		if !strings.Contains(got, line) {
			t.Errorf("%s is missing:\n%s", line, got)
		}
	}
	if shared := plan.Markdown(plan.BuildPart(wen, plan.Coach, today, "timeline")); strings.Contains(shared, "Eleven") || !strings.Contains(shared, "Thirteen") {
		t.Errorf("a coach reads:\n%s", shared)
	}
	for next, want := range map[string]string{"2027-01-11": "**Check-ins:** fortnightly, the next 8 Feb 2027", "2027-02-09": "**Check-ins:** fortnightly, the next 9 Feb 2027"} {
		wen.Review.Next = valuetest.Day(next)
		if got := plan.Markdown(plan.BuildPart(wen, plan.Mine, today, "timeline")); !strings.Contains(got, want) {
			t.Errorf("%s is missing:\n%s", want, got)
		}
	}
	for _, s := range plan.Build(workbook.Workbook{ID: "W", Profile: workbook.Profile{Name: "A raise"}}, plan.Mine, today).Sections {
		if s.ID == "timeline" {
			t.Errorf("nothing is dated, and there is a timeline: %v", s)
		}
	}
}

// The card says how long it is to the talk and what the person owes until then, and
// nothing that is kept from others.
func TestDaysOnTheCard(t *testing.T) {
	day := valuetest.Day
	w := workbook.Workbook{ID: "W", Profile: workbook.Profile{Name: "A raise", Meeting: day("2027-02-25")}, Review: workbook.Review{Sent: day("2027-02-22")},
		Deals: []workbook.Deal{
			{ID: "D1", Deliver: "The audit", Due: day("2027-02-20"), Status: workbook.DealConfirmed},
			{ID: "D2", Deliver: "Only thought of", Due: day("2027-02-20")},
			{ID: "D3", Deliver: "Done already", Due: day("2027-02-20"), Status: workbook.DealConfirmed, Outcome: workbook.OutcomeMet},
			{ID: "D4", Deliver: "After the talk", Due: day("2027-02-26"), Status: workbook.DealConfirmed},
		},
		Promises: []workbook.Promise{{ID: "P1", What: "The rota", By: day("2027-02-05")}, {ID: "P2", What: "Kept", By: day("2027-02-06"), Kept: value.Yes},
			{ID: "P3", What: "Hidden", By: day("2027-02-06"), Private: true}},
		Offers: []workbook.Offer{{ID: "O1", Employer: "Globex", Deadline: day("2027-02-20")}},
	}
	card := func(today string) string { return plan.Markdown(plan.BuildPart(w, plan.Mine, day(today), "card")) }
	for today, want := range map[string]string{
		"2027-02-01": "24 days to the talk. Yours until then – you promised: The rota, 5 Feb; you deliver: The audit, 20 Feb; page goes out, 22 Feb.\n",
		"2027-02-24": "1 day to the talk.\n",
		"2027-02-25": "The talk is today.\n",
	} {
		if got := card(today); !strings.Contains(got, want) || strings.Contains(got, "Globex") {
			t.Errorf("%s, not %s", got, want)
		}
	}
	if got := card("2027-02-26"); strings.Contains(got, "talk.") {
		t.Errorf("the talk has passed: %s", got)
	}
}
