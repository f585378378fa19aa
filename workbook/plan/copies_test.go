package plan_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// TestNothingOfScreens: a plan is read away from the program, and names no page of it.
func TestNothingOfScreens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		md := plan.Markdown(plan.Build(w, plan.Mine, today))
		for _, word := range []string{"lesson", "catalog", "this will tell you", "the ranking will", "typing slip"} {
			if strings.Contains(md, word) {
				t.Fatalf("%q in\n%s", word, md)
			}
		}
	})
}

// TestDoubtfulPay: where one amount may be by the hour, nothing is added up, and no
// copy says a rise.
func TestDoubtfulPay(t *testing.T) {
	w := filled(t)
	w.Job.Base, w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = euro(39), euro(40), euro(41), euro(42)
	w.Returns[0].Need, w.Figures, w.Steps, w.Portions = workbook.Need{}, nil, nil, nil
	w.Offers[0].Base, w.Offers[1].Base = euro(41), euro(43)
	for _, a := range plan.Audiences() {
		md := plan.Markdown(plan.Build(released(w), a, today))
		for _, wrong := range []string{"5,639", "5,541", "in all,", "year in all;"} {
			if strings.Contains(md, wrong) {
				t.Errorf("for %s, %q in\n%s", a, wrong, md)
			}
		}
	}
	w.Asks[0].Opening = euro(82000)
	if got := written(t, w, plan.Manager, "asks"); strings.Contains(got, "Rise") {
		t.Errorf("a rise from €39 to €82,000:\n%s", got)
	}
}

// TestLooseTalk: a need of one's own and a hint at leaving are remarked on the card, where
// they stand, and before they are released.
func TestLooseTalk(t *testing.T) {
	w := filled(t)
	w.Asks[0].Term, w.Asks[0].Reason = "I would like €96,000, or I leave.", "My rent went up."
	card := written(t, w, plan.Mine, "card")
	for _, want := range []string{"> I would like €96,000, or I leave.\n\n*! This hints at leaving.*\n", "- **Why:** My rent went up.\n\n*! This reason is your own; say what they gain.*\n"} {
		if !strings.Contains(card, want) {
			t.Errorf("no %q in\n%s", want, card)
		}
	}
	why := map[string]string{}
	for _, o := range plan.OwnTexts(w) {
		why[o.Label] = o.Why
	}
	if why["Base pay, words"] != "Hints at leaving." || why["Base pay, reason"] != "Your own need; say what they gain." || why["Base pay, cost"] != "" {
		t.Errorf("%q", why)
	}
}

// TestOwnPeriod: every copy speaks of pay as the person is paid.
func TestOwnPeriod(t *testing.T) {
	w := trades()["nurse"]
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("19.40 USD"), Bonus: valuetest.Amount("600 USD")}, Period: workbook.ByHour, Hours: valuetest.Amount("40 hours a week")}
	a := &w.Asks[0]
	a.Minimum, a.Target, a.Opening = valuetest.Amount("21 USD"), valuetest.Amount("22 USD"), valuetest.Amount("23 USD")
	w.Offers[0].Base, w.Offers[0].Cost = valuetest.Amount("22 USD"), valuetest.Amount("50 USD/month")
	w.Offers[0].Take, w.Offers[0].Covers, w.Profile.Meeting = value.Yes, map[workbook.ID]value.Answer{workbooktest.ID(3): value.Yes}, valuetest.Day("2026-12-10")
	w.Figures[0].Middle = valuetest.Amount("22.50 USD")
	w = released(w)
	for who, want := range map[plan.Audience][]string{
		plan.Mine: {"**In numbers:** \\$23 an hour\n", "**Minimum for Base pay:** \\$21 an hour base, \\$44,280 a year in all\n", "; \\$45,160 a year after its costs\n"},
		plan.Manager: {"**In numbers:** \\$23 an hour, base pay\n", "**Today:** \\$19.40 an hour\n", "**Rise:** +18.6%\n",
			"| Source | Kind | Middle | Basis |\n", "| \\$22.50 an hour |"},
	} {
		md := plan.Markdown(plan.Build(w, who, valuetest.Day("2026-11-25")))
		for _, s := range want {
			if !strings.Contains(md, s) {
				t.Errorf("for %s, no %q in\n%s", who, s, md)
			}
		}
		if strings.Contains(md, "mixes") {
			t.Errorf("an hour's pay and a year's are taken for two currencies:\n%s", md)
		}
	}
}

// TestWhatPayRestsOn: each section says once what its converted amounts and its totals
// rest on, and that a number is the usual one.
func TestWhatPayRestsOn(t *testing.T) {
	w := filled(t)
	w.Profile.Currency, w.Returns[0].Need = "USD", workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: valuetest.Amount("43000 USD/year")}}
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("19.40 USD"), Bonus: valuetest.Amount("600 USD")}, Period: workbook.ByHour, Hours: valuetest.Amount("36 hours a week")}
	a := &w.Asks[0]
	a.Minimum, a.Target, a.Opening = valuetest.Amount("21 USD"), valuetest.Amount("22 USD"), valuetest.Amount("43000 USD/year")
	w.Offers[0].Base, w.Offers[0].Bonus, w.Offers[0].Equity, w.Offers[0].Hours = valuetest.Amount("80000 USD/year"), value.Amount{}, value.Amount{}, valuetest.Amount("40 hours a week")
	w.Offers[1].Base, w.Offers[1].Benefits = valuetest.Amount("22 USD"), valuetest.Amount("900 USD")
	w.Figures = []workbook.Figure{{ID: workbooktest.ID(60), Source: "A survey", Middle: valuetest.Amount("38000 USD/year")}}
	const hours = "*Reckoned at 36 hours a week.*"
	for id, want := range map[string]string{"card": hours, "bag": hours, "walkaway": hours, "asks": hours, "market": hours,
		"alternatives": "*Reckoned at 36 hours a week (40 at Contoso (example)).*"} {
		if got := written(t, w, plan.Mine, id); strings.Count(got, want) != 1 || strings.Count(got, "Reckoned") != 1 {
			t.Errorf("no %q once in\n%s", want, got)
		}
	}
	for _, id := range []string{"asks", "market"} {
		if got := written(t, w, plan.Manager, id); strings.Count(got, hours) != 1 {
			t.Errorf("for the manager, no %q in\n%s", hours, got)
		}
	}
	if got := written(t, w, plan.Mine, "alternatives"); !strings.Contains(got, "Not counted, because blank: the benefits of today's job.") {
		t.Errorf("what staying lacks is not said:\n%s", got)
	}
	w.Job.Base, w.Job.Period, w.Job.Hours, w.Figures, w.Offers = valuetest.Amount("8200 PLN/month"), workbook.ByMonth, value.Amount{}, nil, w.Offers[:1]
	w.Offers[0].Base, w.Profile.Currency = valuetest.Amount("9400 PLN/month"), "PLN"
	if got := written(t, w, plan.Mine, "alternatives"); strings.Count(got, "*Reckoned at 12 payments a year, since you did not say how many.*") != 1 {
		t.Errorf("that nobody said 12 is not said:\n%s", got)
	}
}

// TestRepeatsAreMarked: a coach's file says of a text, beside it and at the foot, that it
// repeats what is private, and never says what that is.
func TestRepeatsAreMarked(t *testing.T) {
	w := trades()["nurse"]
	if md := plan.Markdown(plan.Build(w, plan.Coach, today)); strings.Contains(md, "keep private") {
		t.Errorf("nothing repeats what is private:\n%s", md)
	}
	w.Asks[0].Term, w.Asks[0].Reason = "I need the evenings for my mother's care.", "It keeps the ward staffed."
	w.Asks[0].Proofs = workbooktest.Proofs("My mother's care takes every Thursday", "No sick day in a year")
	w.Returns[0].Why = "My mother needs care."
	md := plan.Markdown(plan.Build(w, plan.Coach, today))
	for _, want := range []string{"> I need the evenings for my mother's care. (! repeats what you keep private)\n", "Thursday (! repeats what you keep private)\n",
		"| My mother needs care. (! repeats what you keep private) |",
		"\n*! Three texts here may say what you keep private: ask, proofs; ask, term; return, why. Look at them before you give this copy away.*\n"} {
		if !strings.Contains(md, want) {
			t.Errorf("no %q in\n%s", want, md)
		}
	}
	for _, not := range []string{"staffed. (!", "year (!", "Takes every Thursday"} {
		if strings.Contains(md, not) {
			t.Errorf("%q in\n%s", not, md)
		}
	}
	if mine := plan.Markdown(plan.Build(w, plan.Mine, today)); strings.Contains(mine, "keep private") {
		t.Errorf("one's own plan bears marks:\n%s", mine)
	}
}

// What a source, an employer or the person gave stands as it was given, and only what is
// compared is converted.
func TestAmountsStandAsTheyWereGiven(t *testing.T) {
	w := filled(t)
	w.Job.Period, w.Job.Base = "hour", valuetest.Amount("38.75 USD/hour")
	w.Job.Hours = valuetest.Amount("36")
	w.Figures = w.Figures[:1]
	w.Figures[0].Low, w.Figures[0].High = value.Amount{}, value.Amount{}
	w.Figures[0].Middle = valuetest.Amount("87430 USD/year")
	w.Offers = w.Offers[:1]
	w.Offers[0].Base, w.Offers[0].Payments = valuetest.Amount("2200 USD/month"), "14"
	md := plan.Markdown(plan.Build(w, plan.Mine, today))
	for _, want := range []string{`\$87,430 a year`, `\$46.70 an hour, of one figure`, `\$2,200 a month, 14 a year`} {
		if !strings.Contains(md, want) {
			t.Errorf("no %s in\n%s", want, md)
		}
	}
}

// What the numbers contradict does not stand in the bag as something to rely on.
func TestTheBagRestsOnNoContradiction(t *testing.T) {
	w := filled(t)
	for i := range w.Returns {
		w.Returns[i].Need.Met = value.Yes // of base pay, too, which is below its line
	}
	if bag := written(t, w, plan.Mine, "bag"); strings.Contains(bag, "Staying") {
		t.Error(bag)
	}
}
