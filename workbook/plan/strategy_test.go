package plan_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// Dana's ladder falls through the floor: what stands where, and what a manager never reads.
func TestDanasCopies(t *testing.T) {
	w := workbooktest.Dana()
	card, bag := part(w, plan.Mine, "card"), part(w, plan.Mine, "bag")
	for _, secret := range []string{"128,000", "136,000", "131,000", "127,000", "Ladder", "Minimum", "Tactical", "territory"} {
		if strings.Contains(card, secret) {
			t.Errorf("the card has %q:\n%s", secret, card)
		}
	}
	for _, want := range []string{"> I have another offer and would hate to leave, so let us talk about pay.\n\n*! This speaks of leaving or of an offer.*\n",
		"- **Proof:** 131% of quota\n", "- **If I hear:** I can do half → What would the other half take?\n", "- **Pause:** May I sleep on it?\n", "- **Next step:** Kim asks finance, by 20 Mar 2027\n"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
	if strings.Contains(card, "Are you leaving?") {
		t.Errorf("the card has an objection without an answer:\n%s", card)
	}
	for _, want := range []string{"**Minimum for Total pay:** $128,000", "**Ladder for Total pay:** $140,000 → $136,000 → $131,000 → $127,000", "**Final no:** Thank you for being plain."} {
		if !strings.Contains(strings.ReplaceAll(bag, `\$`, "$"), want) {
			t.Errorf("the bag lacks %q:\n%s", want, bag)
		}
	}
	manager := plan.Markdown(plan.Build(released(w), plan.Manager, valuetest.Day(workbooktest.CasesISO)))
	for _, secret := range []string{"128,000", "136,000", "131,000", "127,000", w.Talk.Opening, "Are you leaving", "do half", "other half", "sleep on it", "hardest", "the new region", "territory", "Anything new"} {
		if strings.Contains(manager, secret) {
			t.Errorf("the manager reads %q:\n%s", secret, manager)
		}
	}
}

func TestStrategySections(t *testing.T) {
	w := workbooktest.Wen()
	w.Objections[0].KPI, w.Objections[1].Extra = "K1", "E1"
	w.Objections = append(w.Objections, workbook.Objection{ID: "B3", Hear: "Let me think"}, workbook.Objection{ID: "B4"})
	w.Talk.Criteria = "Two audits without a finding"
	w.Packages = []workbook.Package{{ID: "Q1", Name: "More pay"}, {ID: "Q2"}}
	w.Portions = []workbook.Portion{{ID: "P1", Package: "Q1", Return: "R1", Offer: valuetest.Amount("95000 EUR")}, {ID: "P2", Package: "Q2", Return: "R1", Offer: valuetest.Amount("92000 EUR")},
		{ID: "P3", Package: "Q2", Return: "R3", Offer: value.Words("A course a year"), Score: value.NewPoints(5)}}
	for id, want := range map[string][]string{
		"objections": {"**To the ask for Base pay**\n\n- **If I hear:** There is no budget\n- **Then I say:** When is the next one settled?\n- **Proof:** The outside contract was not renewed\n" +
			"- **The target that shows it:** Open incidents: 11 against at most 12 incidents\n- **Trade:** Paid training\n- **Next date:** 8 Mar 2027\n",
			"**To the ask for Days at home**\n\n", "- **The extra work that shows it:** Wrote the handover guide: They stopped calling at home\n", "**To any of them**\n\n- **If I hear:** Let me think\n\n*If-then"},
		"ladder": {"| Step | Said | Gives | In return for |\n| --- | ---: | ---: | --- |\n| Opening | €96,000 | – | – |\n| First | €92,000 | €4,000 | a decision by Friday |\n" +
			"| Second | €90,000 | €2,000 | the spring audit |\n| Third | €89,000 | €1,000 | the new region |\n| Minimum | €88,000 | – | – |\n"},
		"noes": {"- **Tactical no:** Which part is hardest?\n- **Reset no:** What would have to be true?\n- **Final no:** Thank you for being plain.\n- **What it takes:** Two audits without a finding\n"},
		"bag": {"- **Minimum for Base pay:** €88,000\n- **Minimum for Days at home:** 2 days a week\n- **Ladder for Base pay:** €96,000 → €92,000 → €90,000 → €89,000\n- **Tactical no:**",
			"**Packages to offer together**\n\n| Package | More pay | B |\n| --- | ---: | ---: |\n| Base pay | €95,000 | €92,000 |\n| Paid training | – | A course a year, 5 of 10 |\n| Worth to you, of 100 |"},
		"card": {"**First sentence**\n\n> Thank you for the time. I would like to talk about two things: my base pay and days at home.\n",
			"**Base pay**\n", "- **If I hear:** There is no budget → When is the next one settled?\n\n**Days at home**\n", "- **If I hear:** Not now → What will be different then?\n",
			"- **Ask:** What would make this easy?\n- **Then ask:** Who else has a say?\n" + "- **Pause:** May I come back on Thursday?\n- **Pause when:** Anything new\n- **Next step:** Lee asks finance, by 1 Mar 2027\n"},
	} {
		got := part(w, plan.Mine, id)
		for _, s := range want {
			if !strings.Contains(got, s) {
				t.Errorf("%s lacks\n%s\nin\n%s", id, s, got)
			}
		}
	}
	for i := range w.Steps {
		w.Steps[i].Private = true
	}
	w.Objections[0].Private, w.Packages[0].Private = true, true
	coach := plan.Markdown(plan.Build(w, plan.Coach, valuetest.Day(workbooktest.CasesISO)))
	for _, secret := range []string{"Ladder for", "Concession ladder\n", "There is no budget", "More pay", "spring audit"} {
		if strings.Contains(coach, secret) {
			t.Errorf("the coach reads %q:\n%s", secret, coach)
		}
	}
	if !strings.Contains(coach, "Not now") || !strings.Contains(coach, "A course a year") {
		t.Error(coach)
	}
}

// What lies on the table names no offer and has three objections at most.
func TestObjectionsOnCard(t *testing.T) {
	w := workbooktest.Wen()
	w.Offers = []workbook.Offer{{ID: "O1", Employer: "Contoso"}}
	answers := []string{"At Contoso they have it.", "I have another offer.", "First", "Second\nof two lines", "", "Third", "Fourth"}
	w.Objections = nil
	for i, s := range answers {
		w.Objections = append(w.Objections, workbook.Objection{ID: workbook.ID("B" + string(rune('1'+i))), Ask: "A1", Hear: "No", Answer: s})
	}
	var got []string
	for line := range strings.Lines(part(w, plan.Mine, "card")) {
		if _, said, ok := strings.Cut(line, "If I hear:** "); ok {
			got = append(got, strings.TrimSuffix(said, "\n"))
		}
	}
	if want := []string{"No → First", "No → Second of two lines", "No → Third"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// While a target is missed, extra work is no proof that is held up.
func TestProofWhileMissed(t *testing.T) {
	w := workbooktest.Tomas()
	if card := part(w, plan.Mine, "card"); strings.Contains(card, "tool store") || !strings.Contains(card, "*Its proof is extra work") {
		t.Error(card)
	}
	w.KPIs[0].Actual = valuetest.Amount("95 %")
	if card := part(w, plan.Mine, "card"); !strings.Contains(card, "- **Proof:** Rebuilt the tool store: Nobody searches for cable now\n") {
		t.Error(card)
	}
}

// What is in the plan when lesson 9 is half done is what was answered, and no more.
func TestStrategyHalfDone(t *testing.T) {
	w := workbooktest.Rosa()
	w.Talk.NextBy, w.Packages = valuetest.Day("2027-03-20"), []workbook.Package{{ID: "Q1"}}
	w.Steps = []workbook.Step{{ID: "S1", Ask: "A1", For: "a new rota"}}
	if card := part(w, plan.Mine, "card"); !strings.Contains(card, "- **Next step:** by 20 Mar 2027\n") || strings.Contains(card, "First sentence") || strings.Contains(card, "Pause") {
		t.Error(card)
	}
	if bag := part(w, plan.Mine, "bag"); strings.Contains(bag, "Ladder") || !strings.Contains(bag, "**Packages to offer together**\n\n- A\n") {
		t.Error(bag)
	}
	if got := part(w, plan.Mine, "ladder"); !strings.Contains(got, "| First | – | a new rota |\n") {
		t.Error(got)
	}
	for _, id := range []string{"objections", "noes"} {
		if got := plan.BuildPart(w, plan.Mine, valuetest.Day(workbooktest.CasesISO), id); len(got.Sections) != 0 {
			t.Errorf("%s: %+v", id, got.Sections)
		}
	}
}

// What waits to be placed is for oneself alone.
func TestNotesToPlace(t *testing.T) {
	w := workbooktest.Wen()
	w.Notes = []workbook.Note{{ID: "N1", Text: "No incident in week 4", Day: valuetest.Day("2027-01-29")}, {ID: "N2", Text: "Lee asked for more"}}
	if got := part(w, plan.Mine, "notes"); !strings.Contains(got, "- Lee asked for more\n- 29 Jan, No incident in week 4\n") {
		t.Error(got)
	}
	for _, a := range []plan.Audience{plan.Coach, plan.Manager} {
		if md := plan.Markdown(plan.Build(w, a, valuetest.Day(workbooktest.CasesISO))); strings.Contains(md, "week 4") {
			t.Errorf("%s reads\n%s", a, md)
		}
	}
}
