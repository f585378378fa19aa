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

// debriefed is the example after its talk.
func debriefed(t *testing.T) workbook.Workbook {
	w := filled(t)
	w.Results = []workbook.AskResult{
		{ID: workbooktest.ID(901), Ask: w.Asks[0].ID, Came: workbook.CamePart, What: "€90,000 from 1 May", Writing: value.No, By: valuetest.Day("2027-04-02")},
		{ID: workbooktest.ID(902), Ask: w.Asks[1].ID, Came: workbook.CameNotYet, Private: true},
	}
	w.Recap = workbook.Recap{Said: "Sam wants the audit first", Theirs: "Ask HR about the title\nLook at the band", Mine: "Send the page of figures", Open: "The start date"}
	w.Talk.Criteria = "Two audits without a finding"
	return w
}

func TestAfterInThePlan(t *testing.T) {
	w := debriefed(t)
	got := written(t, w, plan.Mine, "after")
	for _, want := range []string{"| Base pay | part | €90,000 from 1 May | no | 2 Apr |", "| not yet |", "€90,000 is above your minimum, €2,000 below the target.",
		"**What was said:** Sam wants the audit first", "**They will:** Ask HR about the title", "**I will:** Send the page of figures", "**Open:** The start date",
		"**What it takes:** Two audits without a finding"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if noes := written(t, w, plan.Mine, "noes"); strings.Contains(noes, "Two audits") {
		t.Errorf("what it takes is told twice:\n%s", noes)
	}
	if got := written(t, w, plan.Coach, "after"); strings.Contains(got, "not yet") || !strings.Contains(got, "Base pay") {
		t.Errorf("the coach reads\n%s", got)
	}
	if got := plan.Markdown(plan.Build(released(w), plan.Manager, today)); strings.Contains(got, "audit first") || strings.Contains(got, "90,000 from") || strings.Contains(got, "After the talk") {
		t.Errorf("the manager reads\n%s", got)
	}
}

// What the talk put in doubt is told as promised nowhere, until it is confirmed anew; and
// the plan begins with what came of the talk.
func TestAfterANoNothingIsTakenForPromised(t *testing.T) {
	day := valuetest.Day
	const promised, doubt = "you get: three days a week at home", "in doubt since the talk: three days a week at home"
	for name, c := range map[string]struct {
		came  workbook.Came
		since string
		holds bool
	}{
		"no": {workbook.CameNo, "2027-01-28", false}, "part": {workbook.CamePart, "2027-01-28", false}, "agreed": {workbook.CameAgreed, "2027-01-28", true},
		"not yet": {workbook.CameNotYet, "2027-01-28", true}, "confirmed after the talk": {workbook.CameNo, "2027-02-26", true}, "nothing came": {"", "2027-01-28", true},
	} {
		w := workbooktest.Wen()
		w.Results = []workbook.AskResult{{ID: "Z1", Ask: "A2", Came: c.came}}
		w.Deals[0].Since, w.Deals[0].Return = day(c.since), w.Asks[1].Return
		now := day("2027-02-26")
		d := plan.Build(w, plan.Mine, now)
		text := plan.Markdown(d)
		ics, _ := plan.Calendar(w, now, false)
		if strings.Contains(text, promised) != c.holds || strings.Contains(text, doubt) == c.holds || strings.Contains(text, "Agreed on") != c.holds || strings.Contains(ics, "As agreed") != c.holds {
			t.Errorf("%s:\n%s\n%s", name, text, ics)
		}
		if first := d.Sections[0].ID; first == "after" != (c.came != "") {
			t.Errorf("%s: the plan begins with %s", name, first)
		}
	}
}

// Before the talk there is no such section, and nothing says that it is missing.
func TestNoAfterBeforeTheTalk(t *testing.T) {
	w := filled(t)
	w.Talk.Criteria = "Two audits without a finding"
	d := plan.Build(w, plan.Mine, today)
	for _, s := range d.Sections {
		if s.ID == "after" {
			t.Errorf("there is a section: %+v", s)
		}
	}
	if got := written(t, w, plan.Mine, "noes"); !strings.Contains(got, "Two audits") {
		t.Errorf("what it takes is not told:\n%s", got)
	}
}

// Once the talk was held, nothing is said to be mended before it.
func TestNothingIsMendedBeforeATalkThatWasHeld(t *testing.T) {
	w := workbooktest.Rosa()
	for days, want := range map[int]bool{1: true, 0: true, -1: false} {
		today := valuetest.Day(workbooktest.CasesISO)
		w.Profile.Meeting = today.AddDays(days)
		if got := strings.Contains(plan.Markdown(plan.Build(w, plan.Mine, today)), "to mend before the talk"); got != want {
			t.Errorf("%d days to the talk: told is %v", days, got)
		}
	}
}
