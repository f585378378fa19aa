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

// Rosa's deal was written down; Wen's is confirmed, and stands on the card before the asks.
func TestDealsSection(t *testing.T) {
	on := valuetest.Day(workbooktest.CasesISO)
	part := func(w workbook.Workbook, who plan.Audience, id string) string {
		return plan.Markdown(plan.BuildPart(w, who, on, id))
	}
	for _, who := range []plan.Audience{plan.Mine, plan.Coach} {
		got := part(workbooktest.Rosa(), who, "deals")
		for _, want := range []string{
			"If “Two nurses are signed off on the new pumps” by 30 Apr, then one night shift a month at most from 1 Apr; Ines approves it.\n",
			"You wrote it down on 20 Jan; a yes is missing. Unconfirmed is a hope, not an agreement. Still open: what happens if your manager moves on.\n",
			"**You deliver:** Nurses trained on the new pumps\n", "**Read from:** The training list\n", "**Half a result:** One nurse: two night shifts\n",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("for %s: no %q in\n%s", who, want, got)
			}
		}
		for _, twice := range []string{"20 Jan", "30 Apr", "Ines approves", "Approved by", "Promised", "**Since"} {
			if n := strings.Count(got, twice); n > 1 || strings.HasPrefix(twice, "A") && n > 0 || strings.HasPrefix(twice, "P") && n > 0 {
				t.Errorf("for %s: %q stands there %d times:\n%s", who, twice, n, got)
			}
		}
		if card := part(workbooktest.Rosa(), who, "card"); strings.Contains(card, "Agreed") {
			t.Errorf("what nobody confirmed is called agreed:\n%s", card)
		}
		card := part(workbooktest.Wen(), who, "card")
		agreed := strings.Index(card, "Agreed on 28 Jan: If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; Lee approves it.\n")
		if agreed < 0 || agreed > strings.Index(card, "**Base pay**") {
			t.Errorf("the agreed deal is at %d:\n%s", agreed, card)
		}
	}
	w := workbooktest.Wen()
	w.Deals[0].Private = true
	if md := plan.Markdown(plan.Build(w, plan.Coach, on)); strings.Contains(md, "three days a week at home") {
		t.Errorf("a private deal is in the coach's copy:\n%s", md)
	}
	w.Deals[0].Outcome, w.Deals[0].Due = workbook.OutcomeMissed, on.AddDays(-1)
	if card := part(w, plan.Mine, "card"); strings.Contains(card, "Agreed") {
		t.Errorf("a deal that was missed is on the card:\n%s", card)
	}
	w.Deals[0].Outcome = ""
	if card := part(w, plan.Mine, "card"); strings.Contains(card, "Agreed") {
		t.Errorf("a deal whose day has passed is on the card:\n%s", card)
	}
	w.Deals[0].Outcome = workbook.OutcomeMet
	if card := part(w, plan.Mine, "card"); !strings.Contains(card, "\nAgreed on 28 Jan, and delivered: three days a week at home from 1 Jul.\n") {
		t.Errorf("what was delivered is not on the card:\n%s", card)
	}
	w.Deals[0].Status = workbook.DealSaid
	if card := part(w, plan.Mine, "card"); strings.Contains(card, "Agreed") {
		t.Errorf("what nobody confirmed is called agreed:\n%s", card)
	}
	w.Deals[0].Status, w.Deals[0].Outcome = workbook.DealConfirmed, workbook.OutcomeMissed
	if got := part(w, plan.Mine, "deals"); !strings.Contains(got, "**How far it is:** confirmed, 28 Jan\n") || !strings.Contains(got, "**How it ended:** missed\n") {
		t.Errorf("it is not told how it ended:\n%s", got)
	}
	w.Deals[0] = workbook.Deal{ID: "D1", Deliver: "Open incidents", Status: workbook.DealSaid, Since: value.Date{}}
	if got := part(w, plan.Mine, "deals"); !strings.Contains(got, "that is a promise, not a deal") || !strings.Contains(got, "**How far it is:** said\n") {
		t.Error(got)
	}
}
