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

var afterwards = valuetest.Day("2027-04-02")

// fresh gives ids that no workbook in these tests has.
func fresh() workbook.IDs {
	n := 0
	return func() workbook.ID { n++; return workbook.ID(fmt.Sprintf("7ZZ%023d", n)) }
}

// talked is a workbook the day after its talk, of two asks.
func talked() workbook.Workbook {
	w := workbooktest.Full()
	w.Profile.Name, w.Profile.Person, w.Profile.With = "A raise at Northwind", "Alex", "Ada, head of operations"
	w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2", Opening: valuetest.Amount("3 days a week"), Target: valuetest.Amount("2 days a week"), Private: true})
	w.Results = []workbook.AskResult{
		{ID: "X1", Ask: "A1", Came: workbook.CameAgreed, What: "90000 from May", Writing: value.Yes},
		{ID: "X2", Ask: "A2", Came: workbook.CameNotYet, By: valuetest.Day("2027-09-30")},
	}
	w.Recap = workbook.Recap{Said: "Ada wants the audit first", Theirs: "Ask HR", Mine: " Send the page of figures\n\nthe rota \n", Open: "The start date"}
	w.Talk.Criteria = "Two audits without a finding\n a yes from HR"
	w.Promises = append(w.Promises, workbook.Promise{ID: "P2", What: "The rota", To: "The night shift"})
	return w
}

func TestNextRound(t *testing.T) {
	w := talked()
	before := w.Clone()
	next := w.NextRound("7ZZ00000000000000000000000", fresh(), afterwards)
	sameRecords(t, "the round before changed", before, w)

	if p := next.Profile; p.Name != "A raise at Northwind, round 2" || p.Before != w.ID || p.With != w.Profile.With || p.Person != "Alex" || !p.Meeting.IsZero() {
		t.Errorf("%+v", p)
	}
	for what, n := range map[string][2]int{
		"returns": {len(next.Returns), len(w.Returns)}, "targets": {len(next.KPIs), 1}, "extras": {len(next.Extras), 1}, "figures": {len(next.Figures), len(w.Figures)},
		"asks": {len(next.Asks), 0}, "steps": {len(next.Steps), 0}, "objections": {len(next.Objections), 0}, "results": {len(next.Results), 0}, "check-ins": {len(next.CheckIns), 0},
	} {
		if n[0] != n[1] {
			t.Errorf("%d %s, not %d", n[0], what, n[1])
		}
	}
	if next.Recap != (workbook.Recap{}) || next.Talk != (workbook.Talk{Next: w.Talk.Next, NextBy: w.Talk.NextBy}) {
		t.Errorf("%+v, %+v", next.Recap, next.Talk)
	}
	if r := next.Review; !r.After.Equal(w.Review.After) || !r.Budget.Equal(w.Review.Budget) || r.Agenda != nil || !r.Next.IsZero() || !r.Sent.IsZero() {
		t.Errorf("%+v", r) // the next check-in has passed
	}
	if r := next.Returns[0]; r.Name != "Base pay" || r.Weight != w.Returns[0].Weight || r.Need.Leave != value.Yes || r.Need.Threshold != w.Returns[0].Need.Threshold {
		t.Errorf("%+v", r)
	}

	if len(next.Deals) != 2 { // the one that runs, and what came "not yet"
		t.Fatalf("%d deals", len(next.Deals))
	}
	if d := next.Deals[0]; d.Deliver != "Open incidents" || d.KPI != next.KPIs[0].ID || d.Return != next.Returns[1].ID {
		t.Errorf("the deal that runs: %+v", d)
	}
	if d := next.Deals[1]; d.Target.Statement != "Two audits without a finding; a yes from HR" || d.Get != "2 days a week" || d.Return != next.Returns[1].ID ||
		!d.Due.Equal(valuetest.Day("2027-09-30")) || d.Status != workbook.DealSaid || d.Since.ISO() != "2027-04-01" || !d.Private {
		t.Errorf("what came “not yet”: %+v", d)
	}
	var promised []string
	for _, p := range next.Promises {
		promised = append(promised, p.What+" / "+p.To)
	}
	if want := []string{"The rota / The night shift", "Send the page of figures / Ada"}; !slices.Equal(promised, want) {
		t.Errorf("promised: %q", promised)
	}
}

// How far a deal is that came of a "not yet" is only what is known of it.
func TestNotYetBecomesADeal(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*workbook.Workbook)
		status workbook.DealStatus
		since  string
		takes  string
		get    string
	}{
		"said":               {nil, workbook.DealSaid, "2027-04-01", "Two audits without a finding; a yes from HR", "2 days a week"},
		"in writing":         {func(w *workbook.Workbook) { w.Results[1].Writing = value.Yes }, workbook.DealEmailed, "", "Two audits without a finding; a yes from HR", "2 days a week"},
		"not said what":      {func(w *workbook.Workbook) { w.Talk.Criteria = "" }, "", "", "", "2 days a week"},
		"said what exactly":  {func(w *workbook.Workbook) { w.Talk.Criteria, w.Results[1].What = "", "A second audit" }, workbook.DealSaid, "2027-04-01", "A second audit", "2 days a week"},
		"the day is unknown": {func(w *workbook.Workbook) { w.Profile.Meeting = value.Date{} }, workbook.DealSaid, "", "Two audits without a finding; a yes from HR", "2 days a week"},
		"held early":         {func(w *workbook.Workbook) { w.Profile.Meeting = valuetest.Day("2027-05-01") }, workbook.DealSaid, "", "Two audits without a finding; a yes from HR", "2 days a week"},
		"no target": {func(w *workbook.Workbook) { w.Asks[1].Target = value.Amount{} }, workbook.DealSaid, "2027-04-01",
			"Two audits without a finding; a yes from HR", "3 days a week"},
		"only words": {func(w *workbook.Workbook) {
			w.Asks[1].Target, w.Asks[1].Opening, w.Asks[1].Term = value.Amount{}, value.Amount{}, "Two days\nat home"
		}, workbook.DealSaid, "2027-04-01", "Two audits without a finding; a yes from HR", "Two days at home"},
	} {
		t.Run(name, func(t *testing.T) {
			w := talked()
			if tt.change != nil {
				tt.change(&w)
			}
			next := w.NextRound("7ZZ00000000000000000000000", fresh(), afterwards)
			d := next.Deals[len(next.Deals)-1]
			if d.Status != tt.status || d.Since.ISO() != tt.since || d.Target.Statement != tt.takes || d.Get != tt.get {
				t.Errorf("%+v", d)
			}
		})
	}
}

// What has ended, has no day or has passed stays in the round before.
func TestWhatStaysInTheRoundBefore(t *testing.T) {
	w := talked()
	day := func(iso string) value.Date { return valuetest.Day(iso) }
	w.Figures = []workbook.Figure{{ID: "F1", Source: "dated", Date: day("2027-01-01")}, {ID: "F2", Source: "undated"}}
	w.Offers = []workbook.Offer{{ID: "O1", Employer: "open", Deadline: afterwards}, {ID: "O2", Employer: "run out", Deadline: day("2027-04-01")},
		{ID: "O3", Employer: "declined", Status: workbook.Declined}, {ID: "O4", Employer: "no day"}}
	w.Deals[0].Outcome, w.Deals[0].Effective = workbook.OutcomeMet, day("2027-04-01")
	w.Talk.NextBy, w.Review.After = day("2027-04-01"), day("2027-03-30")
	next := w.NextRound("7ZZ00000000000000000000000", fresh(), afterwards)
	var names []string
	for _, f := range next.Figures {
		names = append(names, f.Source)
	}
	for _, o := range next.Offers {
		names = append(names, o.Employer)
	}
	if want := []string{"dated", "open", "no day"}; !slices.Equal(names, want) {
		t.Errorf("%q come along, not %q", names, want)
	}
	if len(next.Deals) != 1 || next.Talk != (workbook.Talk{}) || !next.Review.After.IsZero() {
		t.Errorf("%d deals, %+v, %+v", len(next.Deals), next.Talk, next.Review)
	}
}

// Words in which nothing can be seen are none: a line of the next round could not hold them.
func TestUnseenWordsDoNotComeAlong(t *testing.T) {
	for _, came := range []workbook.Came{workbook.CameAgreed, workbook.CameNotYet} {
		w := workbook.Workbook{ID: "W", Asks: []workbook.Ask{{ID: "A1", Term: "\u200b"}}, Results: []workbook.AskResult{{ID: "T1", Ask: "A1", Came: came}}}
		w.Returns = []workbook.Return{{ID: "R1", Name: "Base pay"}}
		w.Asks[0].Return = "R1"
		if came == workbook.CameAgreed {
			w.Results[0].By = afterwards.AddDays(30)
		}
		next := w.NextRound("7ZZ00000000000000000000000", fresh(), afterwards)
		if len(next.Deals) != 1 || next.Deals[0].Get != "" {
			t.Errorf("%s: %+v", came, next.Deals)
		}
	}
}

func TestRoundsAreNumbered(t *testing.T) {
	for name, want := range map[string]string{
		"A raise": "A raise, round 2", "A raise, round 2": "A raise, round 3", "Round 2": "Round 3", "": "Round 2", "A raise (Round 9)": "A raise (Round 9), round 2",
		"A second round": "A second round, round 2", "Ground 2": "Ground 2, round 2", "The raise – round 12 ": "The raise, round 13",
	} {
		w := workbook.Workbook{ID: "W", Profile: workbook.Profile{Name: name}}
		if got := w.NextRound("X", fresh(), afterwards).Profile.Name; got != want {
			t.Errorf("behind %q comes %q, not %q", name, got, want)
		}
	}
}

// Whatever the answers are, the next round can be stored, has no link that leads nowhere
// and no id of the round before, and nothing of what was prepared for one talk only.
func TestNextRoundIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		before := w.Clone()
		next := w.NextRound("7ZZ00000000000000000000000", fresh(), workbooktest.Date().Draw(t, "today"))
		sameRecords(t, "the round before changed", before, w)
		if err := next.Validate(); err != nil { // of links too
			t.Fatal(err)
		}
		old := string(must(workbook.Export(w)))
		for k := range next.Records() {
			if strings.Contains(old, `"`+string(k.ID())+`"`) {
				t.Fatalf("%s has an id of the round before", k)
			}
		}
		whole := string(must(workbook.Export(next)))
		for k := range w.Records() {
			if k.ID() != w.ID && strings.Contains(whole, `"`+string(k.ID())+`"`) {
				t.Fatalf("%s stands in the next round", k)
			}
		}
		for _, e := range slices.Concat(w.Review.Agenda, entriesOf(w)) {
			if strings.Contains(whole, `"`+string(e.ID)+`"`) {
				t.Fatalf("the entry %s stands in the next round", e.ID)
			}
		}
		if len(next.Asks)+len(next.Steps)+len(next.Packages)+len(next.Portions)+len(next.Results)+len(next.CheckIns)+len(next.Released) > 0 ||
			len(next.Objections) > len(w.Results) || len(next.Notes) > len(strings.Split(w.Recap.Theirs, "\n")) {
			t.Fatal("what was made for the talk came along")
		}
		again := next.NextRound("7ZZ99999999999999999999999", fresh(), afterwards)
		if again.Profile.Before != next.ID || again.Validate() != nil {
			t.Fatalf("the third round: %+v, %v", again.Profile, again.Validate())
		}
	})
}

// What was promised or is to be looked at again after the talk has its day in the next
// round, whatever the answers are.
func TestNoDayOfTheTalkIsLost(t *testing.T) {
	seen := 0
	rapid.Check(t, func(t *rapid.T) {
		w, today := workbooktest.Any().Draw(t, "w"), workbooktest.Date().Draw(t, "today")
		if !today.OK() {
			return
		}
		for i := range w.Results { // more of them than chance has
			w.Results[i].Came = rapid.SampledFrom(workbook.AllCame()).Draw(t, "came")
			w.Results[i].By = today.AddDays(rapid.IntRange(0, 300).Draw(t, "days"))
		}
		days := map[string]bool{}
		next := w.NextRound("7ZZ00000000000000000000000", fresh(), today)
		for _, m := range next.Days(today) {
			days[m.Date.ISO()] = true
		}
		for _, m := range w.Days(today) {
			owed := m.Kind == workbook.ResultMoment && w.Ask(resultOf(w, m).Ask) != nil
			if m.Kind == workbook.RewardMoment {
				d := w.Deal(m.Record.ID())
				owed = !w.Doubtful(*d)
			}
			if !owed || m.Date.Before(today) {
				continue
			}
			if seen++; !days[m.Date.ISO()] {
				t.Fatalf("%s (%s) is lost", m.Says, m.Date.ISO())
			}
		}
	})
	if seen == 0 {
		t.Error("nothing was promised")
	}
}

func resultOf(w workbook.Workbook, m workbook.Moment) workbook.AskResult {
	return w.Results[slices.IndexFunc(w.Results, func(r workbook.AskResult) bool { return r.ID == m.Record.ID() })]
}

// What came of the talk comes along as what it is.
func TestWhatCameComesAlong(t *testing.T) {
	day := valuetest.Day
	w := talked()
	w.Results = []workbook.AskResult{
		{ID: "X1", Ask: "A1", Came: workbook.CameNo, What: "The budget is closed until 1 July", By: day("2027-06-15")},
		{ID: "X2", Ask: "A2", Came: workbook.CamePart, What: "Two days a week", By: day("2027-05-01")},
	}
	w.Recap.Mine, w.Talk.Next, w.Talk.NextBy = "Send Ada the recap", "I send Ada the recap", day("2027-04-05")
	w.Review.Budget, w.Review.BudgetFrom = day("2027-04-30"), "Ada"
	if all := w.Days(afterwards); !slices.ContainsFunc(all, func(m workbook.Moment) bool { return m.Says == "to look at again: The budget is closed until 1 July" }) {
		t.Errorf("the days after a no: %+v", all)
	}
	next := w.NextRound("7ZZ00000000000000000000000", fresh(), afterwards)
	if len(next.Objections) != 1 || next.Objections[0].Hear != "The budget is closed until 1 July" || !next.Objections[0].Date.Equal(day("2027-06-15")) {
		t.Errorf("to come back to: %+v", next.Objections)
	}
	d := next.Deals[len(next.Deals)-1]
	if d.Get != "Two days a week" || !d.Effective.Equal(day("2027-05-01")) || d.Outcome != workbook.OutcomeMet || d.Status != workbook.DealSaid || d.Approver != "Ada" || !d.Private {
		t.Errorf("agreed to: %+v", d)
	}
	if len(next.Notes) != 1 || next.Notes[0].Text != "Ada will: Ask HR" {
		t.Errorf("theirs: %+v", next.Notes)
	}
	if next.Talk != (workbook.Talk{}) || slices.ContainsFunc(next.Promises, func(p workbook.Promise) bool { return strings.Contains(p.What, "recap") }) {
		t.Errorf("the recap comes along: %+v, %+v", next.Talk, next.Promises)
	}
	if !next.Review.Budget.IsZero() || next.Review.BudgetFrom != "" {
		t.Errorf("the closed budget comes along: %+v", next.Review)
	}
}

func entriesOf(w workbook.Workbook) []workbook.Entry {
	var out []workbook.Entry
	for _, e := range w.Extras {
		out = append(out, e.Credit...)
	}
	return out
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}
