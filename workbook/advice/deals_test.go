package advice

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// deal changes the one deal of the workbook without findings, on 12 March.
func deal(change func(d *workbook.Deal)) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Deals[0]) }
}

// asked has the deal be about the return that is asked for.
func asked(status workbook.DealStatus) func(w *workbook.Workbook) {
	return deal(func(d *workbook.Deal) { d.Return, d.Status = "R1", status })
}

func budget(iso string, status workbook.DealStatus) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Review.Budget, w.Deals[0].Status = valuetest.Day(iso), status }
}

const (
	dealS = "If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; Ada approves it."
	hope  = "a yes is missing. Unconfirmed is a hope, not an agreement."
)

func init() {
	day := valuetest.Day
	also := also{"deal-unconfirmed": {workbook.LessonAsks}, "deal-after-budget": {workbook.LessonReviews}, "deal-beside-job": {workbook.LessonFirstMile}}
	got := func(s Severity, field, text, do string) []Finding { return found(s, "deals/D1", field, text, do) }
	over := deal(func(d *workbook.Deal) {
		*d = workbook.Deal{ID: "D1", Deliver: "Open incidents", Return: "R2", Approver: "Ada", Outcome: workbook.OutcomeMet, Due: day("2027-01-31")}
	})
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonPrenegotiate,
		also:    also,
		missing: []string{"deal-no-outcome", "deal-no-number", "deal-no-date", "deal-no-reward", "deal-no-approver", "deal-no-source", "deal-no-partial"},
		rules: []ruleTest{
			{"deal-no-number", deal(func(d *workbook.Deal) { d.Target = valuetest.Bound("=None is open") }), deal(func(d *workbook.Deal) { d.Target = value.Bound{} }),
				got(Warns, "target", "Your deal about “Days from home” has no number on your side.", "Write how much, so that nobody has to judge whether it was enough.")},
			{"deal-no-number", over, deal(func(d *workbook.Deal) { d.Target, d.Return, d.Deliver = value.Bound{}, "", "" }),
				got(Warns, "target", "Your deal has no number on your side.", "Write how much, so that nobody has to judge whether it was enough.")},
			{"deal-no-date", over, deal(func(d *workbook.Deal) { d.Due = value.Date{} }),
				got(Warns, "due", "Your deal about “Days from home” has no day by which you deliver.", "Agree on one that falls before the budget.")},
			{"deal-no-reward", over, deal(func(d *workbook.Deal) { d.Get, d.Effective = "", value.Date{} }),
				got(Warns, "get", "Your deal “Open incidents” does not say how much you get, or from when.", "Write both.")},
			{"deal-no-reward", none, deal(func(d *workbook.Deal) { d.Get = "" }),
				got(Warns, "get", "Your deal “Open incidents” does not say how much you get.", "Write it so that both of you would recognize it.")},
			{"deal-no-reward", none, deal(func(d *workbook.Deal) { d.Deliver, d.Effective = "", value.Date{} }),
				got(Warns, "effective", "Your deal does not say from when you get it.", "Write the first day on which you have it.")},
			{"deal-no-approver", deal(func(d *workbook.Deal) { d.Approver, d.Outcome = "", workbook.OutcomeMissed }), deal(func(d *workbook.Deal) { d.Approver = "" }),
				got(Warns, "approver", "Nobody is named who can say yes to three days a week at home.", "Ask your manager whose signature it needs.")},
			{"deal-no-approver", none, deal(func(d *workbook.Deal) { d.Approver, d.Get, d.Outcome = "", "", workbook.OutcomeMet }),
				got(Warns, "approver", "Nobody is named who can say yes to “Days from home”.", "Ask your manager whose signature it needs.")},
			{"deal-no-source", over, deal(func(d *workbook.Deal) { d.Source = "" }),
				got(Hints, "source", "It is open where “Open incidents” will be read.", "Name a report that both of you can open.")},
			{"deal-no-partial", over, deal(func(d *workbook.Deal) { d.Partial = "" }),
				got(Hints, "partial", "Your deal does not say what half a result earns.", "Settle it now, while nobody has an interest in the answer.")},
			{"deal-flat", deal(func(d *workbook.Deal) { d.Today = valuetest.Amount("5") }), deal(func(d *workbook.Deal) { d.Today = valuetest.Amount("4") }),
				got(Blocks, "target", "You promise at most 4 incidents, and today is 4 incidents already.", "Promise more, or deliver it now and ask.")},
			{"deal-flat", deal(func(d *workbook.Deal) { d.Today, d.Target = valuetest.Amount("94 %"), valuetest.Bound("at least 95 %") }),
				deal(func(d *workbook.Deal) { d.Today, d.Target = valuetest.Amount("96"), valuetest.Bound("at least 95 %") }),
				got(Blocks, "target", "You promise at least 95%, and today is 96% already.", "Promise more, or deliver it now and ask.")},
			{"deal-units-differ", deal(func(d *workbook.Deal) { d.Today = valuetest.Amount("5") }), deal(func(d *workbook.Deal) { d.Today = valuetest.Amount("5 %") }),
				got(Warns, "today", "“Open incidents” stands at 5%, and you promise at most 4 incidents.", "Write both in one unit, so that they can be compared.")},
			{"deal-units-differ", deal(func(d *workbook.Deal) {
				d.Today, d.Target = valuetest.Amount("87 %"), valuetest.Bound("at least 95 % of quota")
			}),
				deal(func(d *workbook.Deal) {
					d.Today, d.Target = valuetest.Amount("87 % of leads"), valuetest.Bound("at least 95 % of quota")
				}),
				got(Warns, "today", "“Open incidents” stands at 87% of leads, and you promise at least 95% of quota.", "Write both in one unit, so that they can be compared.")},
			{"deal-reward-early", deal(func(d *workbook.Deal) { d.Effective = d.Due }), deal(func(d *workbook.Deal) { d.Effective = day("2027-06-01") }),
				got(Warns, "effective", "Three days a week at home would come on 1 Jun, before you deliver on 30 Jun.",
					"Move it behind the result, or call it an advance and say what a miss would mean.")},
			{"deal-unconfirmed", asked(workbook.DealConfirmed), asked(workbook.DealEmailed),
				got(Warns, "status", "Your ask for “Base pay” leans on a deal that nobody has confirmed.", "Send the recap and wait for a yes, or ask without it.")},
			{"deal-unconfirmed", deal(func(d *workbook.Deal) { d.Status = workbook.DealSaid }), asked(""), // nothing is asked of days from home
				got(Warns, "status", "Your ask for “Base pay” leans on a deal that nobody has confirmed.", "Send the recap and wait for a yes, or ask without it.")},
			{"deal-unconfirmed", func(w *workbook.Workbook) { // another one is confirmed
				asked(workbook.DealConfirmed)(w)
				w.Deals = append(w.Deals, workbook.Deal{ID: "D2", Return: "R1", Status: workbook.DealSaid})
			}, asked(workbook.DealSaid),
				got(Warns, "status", "Your ask for “Base pay” leans on a deal that nobody has confirmed.", "Send the recap and wait for a yes, or ask without it.")},
			{"deal-after-budget", budget("2027-04-10", workbook.DealConfirmed), budget("2027-04-10", workbook.DealSaid),
				got(Warns, "status", "The deal about “Days from home” is not confirmed, and the budget is set on 10 Apr.", "Get a yes before that day.")},
			{"deal-after-budget", func(w *workbook.Workbook) {
				budget("2027-04-10", "")(w)
				w.Deals[0].Deliver, w.Deals[0].Target = "", value.Bound{}
			}, budget("2027-04-10", ""),
				got(Warns, "status", "The deal about “Days from home” is not confirmed, and the budget is set on 10 Apr.", "Get a yes before that day.")},
			{"deal-unconfirmed", func(w *workbook.Workbook) {
				asked("")(w)
				w.Deals[0].Deliver, w.Deals[0].Target = "", value.Bound{}
			}, asked(""),
				got(Warns, "status", "Your ask for “Base pay” leans on a deal that nobody has confirmed.", "Send the recap and wait for a yes, or ask without it.")},
			{"deal-after-budget", budget("2027-03-11", workbook.DealSaid), budget("2027-03-12", ""),
				got(Warns, "status", "The deal about “Days from home” is not confirmed, and the budget is set on 12 Mar.", "Get a yes before that day.")},
			{"deal-no-outcome", deal(func(d *workbook.Deal) { d.Due = day("2027-03-12") }), deal(func(d *workbook.Deal) { d.Due = day("2027-03-11") }),
				got(Warns, "outcome", "11 Mar has passed, and it is open how “Open incidents” ended.", "Report it, good or not.")},
			{"deal-beside-job", deal(func(d *workbook.Deal) { d.KPI, d.Deliver = "", " open  Incidents." }), deal(func(d *workbook.Deal) { d.KPI, d.Deliver = "K9", "New pumps" }),
				got(Hints, "kpi", "“New pumps” is none of your targets in lesson 7.", "Make sure that it comes on top of them.")},
			{"deal-beside-job", deal(func(d *workbook.Deal) { d.KPI, d.Deliver = "", "Incidents closed" }), deal(func(d *workbook.Deal) { d.KPI, d.Deliver = "", "Two nurses trained" }),
				got(Hints, "kpi", "“Two nurses trained” is none of your targets in lesson 7.", "Make sure that it comes on top of them.")},
			{"deal-beside-job", func(w *workbook.Workbook) { w.KPIs, w.Deals[0].KPI, w.Deals[0].Deliver = nil, "", "New pumps" },
				deal(func(d *workbook.Deal) { d.KPI, d.Deliver, d.Target = "", "", valuetest.Bound("=The pumps run") }),
				got(Hints, "kpi", "“The pumps run” is none of your targets in lesson 7.", "Make sure that it comes on top of them.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.Deals = nil }, []string{"No deal yet. Think of the next piece of work that your manager would miss."}},
			{"blank", func(w *workbook.Workbook) { w.Deals = []workbook.Deal{{ID: "D1"}} },
				[]string{"No deal yet. Think of the next piece of work that your manager would miss."}},
			{"only your side", deal(func(d *workbook.Deal) { d.Get, d.Return = "", "" }),
				[]string{"You say what you deliver and not what you get: that is a promise, not a deal."}},
			{"only theirs", deal(func(d *workbook.Deal) { d.Deliver, d.Target = "", value.Bound{} }), []string{"You say what you get and not for what: that is a wish."}},
			{"idea", deal(func(d *workbook.Deal) { d.Status = "" }), []string{dealS + " So far only you know it."}},
			{"said", deal(func(d *workbook.Deal) { d.Status = workbook.DealSaid }), []string{dealS + " It was said on 2 Mar; nothing is in writing."}},
			{"said, who knows when", deal(func(d *workbook.Deal) { d.Status, d.Since = workbook.DealSaid, value.Date{} }),
				[]string{dealS + " It was said; nothing is in writing."}},
			{"e-mailed", deal(func(d *workbook.Deal) { d.Status = workbook.DealEmailed }), []string{dealS + " You wrote it down on 2 Mar; " + hope}},
			{"confirmed", none, []string{dealS + " Confirmed on 2 Mar; 110 days left to deliver."}},
			{"a day left", deal(func(d *workbook.Deal) { d.Due, d.Since = day("2027-03-13"), day("2026-12-30") }),
				[]string{"If “Open incidents” goes from 12 to at most 4 incidents by 13 Mar, then three days a week at home from 1 Jul; Ada approves it. " +
					"Confirmed on 30 Dec 2026; 1 day left to deliver."}},
			{"the last day", deal(func(d *workbook.Deal) { d.Due, d.Since = day("2027-03-12"), value.Date{} }),
				[]string{"If “Open incidents” goes from 12 to at most 4 incidents by 12 Mar, then three days a week at home from 1 Jul; Ada approves it. " +
					"Confirmed; today is the day to deliver."}},
			{"hardly anything", deal(func(d *workbook.Deal) {
				*d = workbook.Deal{ID: "D1", Deliver: "Open incidents", Return: "R2", Status: workbook.DealConfirmed}
			}), []string{"If “Open incidents”, then “Days from home”. Confirmed.", "Still open: what half a result earns, and what happens if your manager moves on."}},
			{"half a result", deal(func(d *workbook.Deal) { d.Partial = "" }), []string{dealS + " Confirmed on 2 Mar; 110 days left to deliver.", "Still open: what half a result earns."}},
			{"due", deal(func(d *workbook.Deal) { d.Due, d.Successor = day("2027-03-11"), "" }),
				[]string{"11 Mar has passed: report the result, good or not, before you are asked."}},
			{"met", deal(func(d *workbook.Deal) { d.Due, d.Outcome = day("2027-03-11"), workbook.OutcomeMet }),
				[]string{"You delivered. Ask Ada for three days a week at home in writing, from 1 Jul."}},
			{"met, for who knows what", deal(func(d *workbook.Deal) {
				*d = workbook.Deal{ID: "D1", Deliver: "Open incidents", Outcome: workbook.OutcomeMet}
			}), []string{"You delivered. Ask for what you were promised in writing."}},
			{"partly", deal(func(d *workbook.Deal) { d.Outcome = workbook.OutcomePartly }),
				[]string{"You delivered a part of it: ask for what you settled for half a result."}},
			{"missed", deal(func(d *workbook.Deal) { d.Outcome = workbook.OutcomeMissed }), []string{"You missed it: say so first, with the reason and a new day."}},
			{"two", func(w *workbook.Workbook) { w.Deals = append(w.Deals, workbook.Deal{ID: "D2", Get: "a title"}) },
				[]string{dealS + " Confirmed on 2 Mar; 110 days left to deliver.", "You say what you get and not for what: that is a wish."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.Deals = nil }, "0 –", workbook.LessonPrenegotiate},
			{"a wish", func(w *workbook.Workbook) { w.Deals = []workbook.Deal{{ID: "D1", Return: "R1"}} }, "1 1 deal", workbook.LessonPrenegotiate},
			{"two", func(w *workbook.Workbook) { w.Deals = append(w.Deals, workbook.Deal{ID: "D2"}) }, "2 2 deals", ""},
		},
	})
}

// lesson5 is what lesson 5 finds in a workbook and tells back.
func lesson5(w workbook.Workbook, today value.Date) (rules, told []string) {
	a := Of(w, today)
	for _, f := range a.Findings() {
		if f.Lesson == workbook.LessonPrenegotiate {
			rules = append(rules, f.Severity.String()+" "+f.Rule+" "+string(f.Record))
		}
	}
	slices.Sort(rules)
	return rules, a.Insight(workbook.LessonPrenegotiate)
}

func TestDealCases(t *testing.T) {
	for name, c := range map[string]struct {
		w           workbook.Workbook
		rules, told []string
	}{
		"Rosa": {workbooktest.Rosa(), []string{"hint deal-beside-job deals/D1", "warns deal-after-budget deals/D1", "warns deal-reward-early deals/D1", "warns deal-unconfirmed deals/D1"},
			[]string{"If “Two nurses are signed off on the new pumps” by 30 Apr, then one night shift a month at most from 1 Apr; Ines approves it. " +
				"You wrote it down on 20 Jan; a yes is missing. Unconfirmed is a hope, not an agreement.", "Still open: what happens if your manager moves on."}},
		"Tomas": {workbooktest.Tomas(), nil, []string{"No deal yet. Think of the next piece of work that your manager would miss."}},
		"Dana":  {workbooktest.Dana(), nil, []string{"No deal yet. Think of the next piece of work that your manager would miss."}},
		"Wen": {workbooktest.Wen(), nil, []string{"If “Open incidents” goes from 12 to at most 4 incidents by 30 Jun, then three days a week at home from 1 Jul; Lee approves it. " +
			"Confirmed on 28 Jan; 149 days left to deliver."}},
	} {
		rules, told := lesson5(c.w, valuetest.Day(workbooktest.CasesISO))
		if diff := cmp.Diff(c.rules, rules); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(c.told, told); diff != "" {
			t.Errorf("%s is told (-want +got):\n%s", name, diff)
		}
	}
}

// What is told of one deal on its page is told in the lesson, behind the deal itself.
func TestOfDeal(t *testing.T) {
	today := valuetest.Day(workbooktest.CasesISO)
	a := Of(workbooktest.Rosa(), today)
	want := []string{"You wrote it down on 20 Jan; " + hope, "Still open: what happens if your manager moves on."}
	if diff := cmp.Diff(want, a.OfDeal("D1")); diff != "" {
		t.Error(diff)
	}
	if got := a.OfDeal("D9"); got != nil {
		t.Errorf("of a deal that is gone %q", got)
	}
	if got := Of(workbook.Workbook{Deals: []workbook.Deal{{ID: "D1"}}}, today).OfDeal("D1"); len(got) != 1 {
		t.Errorf("of a blank deal %q", got)
	}
}

// Who does what a finding says is rid of it.
func TestDealFindingsAreResolved(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	way := map[string]func(w *workbook.Workbook, d *workbook.Deal){
		"deal-no-number":   func(_ *workbook.Workbook, d *workbook.Deal) { d.Target = valuetest.Bound("at least 5 calls") },
		"deal-no-date":     func(_ *workbook.Workbook, d *workbook.Deal) { d.Due = today.AddDays(30) },
		"deal-no-reward":   func(_ *workbook.Workbook, d *workbook.Deal) { d.Get, d.Effective = "a title", today.AddDays(9999) },
		"deal-no-approver": func(_ *workbook.Workbook, d *workbook.Deal) { d.Approver = "Lee" },
		"deal-no-source":   func(_ *workbook.Workbook, d *workbook.Deal) { d.Source = "The log" },
		"deal-no-partial":  func(_ *workbook.Workbook, d *workbook.Deal) { d.Partial = "Half" },
		"deal-no-outcome":  func(_ *workbook.Workbook, d *workbook.Deal) { d.Outcome = workbook.OutcomePartly },
		"deal-flat":        func(_ *workbook.Workbook, d *workbook.Deal) { d.Target = valuetest.Bound("=It is done") },
		"deal-units-differ": func(_ *workbook.Workbook, d *workbook.Deal) {
			d.Today, d.Target = valuetest.Amount("5 calls"), valuetest.Bound("at least 9 calls")
		},
		"deal-reward-early": func(_ *workbook.Workbook, d *workbook.Deal) { d.Effective = d.Due },
		"deal-unconfirmed":  func(_ *workbook.Workbook, d *workbook.Deal) { d.Status = workbook.DealConfirmed },
		"deal-after-budget": func(_ *workbook.Workbook, d *workbook.Deal) { d.Status = workbook.DealConfirmed },
		"deal-beside-job":   func(w *workbook.Workbook, d *workbook.Deal) { d.KPI = w.KPIs[0].ID },
	}
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		for _, f := range Of(w, today).Findings() {
			if f.Record.Collection() != workbook.DealRecords || f.Rule == Unread {
				continue
			}
			mended := w.Clone()
			way[f.Rule](&mended, mended.Deal(f.Record.ID()))
			if slices.ContainsFunc(only(f.Rule, Of(mended, today).Findings()), func(g Finding) bool { return g.Record == f.Record }) {
				t.Fatalf("%s is still found: %s", f.Rule, f.Do)
			}
		}
	})
}
