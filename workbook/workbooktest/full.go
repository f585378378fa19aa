package workbooktest

import (
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// TodayISO is a day on which nothing in Full has run out.
const TodayISO = "2027-03-12"

// Full is a workbook with every activity done and nothing to find.
func Full() workbook.Workbook {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	return workbook.Workbook{
		ID:      "W",
		Profile: workbook.Profile{Name: "A raise", With: "Ada", Meeting: valuetest.Day("2027-04-01"), Currency: "USD"},
		Job:     workbook.Job{Pay: workbook.Pay{Base: a("85000 USD"), Bonus: a("5000 USD")}, Inflation: a("2.5 %")},
		Returns: []workbook.Return{
			{ID: "R1", Name: "Base pay", Kind: workbook.KindPay, Why: "Rent",
				Today: value.NewPoints(4), Wanted: value.NewPoints(8), Weight: value.NewPoints(9),
				Need: workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at least 90000 USD"), Leave: value.Yes}},
			{ID: "R2", Name: "Days from home", Kind: workbook.KindPlace, Why: "The commute",
				Today: value.NewPoints(5), Wanted: value.NewPoints(9), Weight: value.NewPoints(8),
				Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(60)}},
			{ID: "R3", Name: "Training", Kind: workbook.KindGrowth, Why: "The next role",
				Today: value.NewPoints(7), Wanted: value.NewPoints(7), Weight: value.NewPoints(6),
				Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(40)}},
		},
		Review: workbook.Review{Budget: valuetest.Day("2027-05-01"), BudgetFrom: "Imre in finance", Decider: "Finance", Cadence: workbook.Fortnightly,
			Next: valuetest.Day("2027-03-15"), Agenda: Proofs("What we agreed", "Base pay"), Sent: valuetest.Day("2027-03-29"), After: valuetest.Day("2027-06-01")},
		CheckIns: []workbook.CheckIn{{ID: "C1", Day: valuetest.Day("2027-03-01"), Showed: "Eleven open incidents", Heard: "Fewer than ever"}},
		Deals: []workbook.Deal{{ID: "D1", Deliver: "Open incidents", Today: a("12 incidents"), Target: valuetest.Bound("at most 4 incidents"),
			Due: valuetest.Day("2027-06-30"), Source: "The incident board", KPI: "K1", Return: "R2", Get: "three days a week at home",
			Effective: valuetest.Day("2027-07-01"), Approver: "Ada", Partial: "At six: two days", Outside: "A new system moves the date",
			Successor: "The e-mail is in my file", Status: workbook.DealConfirmed, Since: valuetest.Day("2027-03-02")}},
		KPIs: []workbook.KPI{{ID: "K1", What: "Open incidents", Agreed: "Ada, in October", Target: valuetest.Bound("at most 12 incidents"), Actual: a("11 incidents"),
			AsOf: valuetest.Day("2027-03-01"), Source: "The incident board", Confirmed: value.Yes}},
		Extras: []workbook.Extra{{ID: "E1", What: "Wrote the handover guide", Whom: "The night shift", Result: "They stopped calling at home", Credit: Proofs("Sam"),
			Told: "Ada", Words: "Sam tested every step; I wrote it down; we use it every night.", Leg: workbook.Goodwill, Habit: value.No}},
		Promises: []workbook.Promise{{ID: "P1", What: "The rota", To: "The team", By: valuetest.Day("2027-03-05"), Kept: value.Yes}},
		Talk: workbook.Talk{Opening: "Thank you for the time. I would like to talk about my base pay. May I begin with what came of our open incidents?",
			Question1: "What would make this easy to say yes to?", Question2: "Who else has a say?", PauseWhen: "Anything new", Pause: "May I sleep on it?",
			Tactical: "Which part is hardest?", Reset: "What would have to be true, and by when?", Final: "Thank you for being plain.",
			Next: "Ada asks finance", NextBy: valuetest.Day("2027-04-15")},
		Objections: []workbook.Objection{{ID: "B1", Ask: "A1", Hear: "There is no budget", Answer: "When is the next one settled?", Proof: "The migration",
			Trade: "R3", Date: valuetest.Day("2027-04-20")}},
		Steps: []workbook.Step{
			{ID: "S1", Ask: "A1", Offer: a("94000 USD"), For: "a decision by Friday"},
			{ID: "S2", Ask: "A1", Offer: a("92000 USD"), For: "the spring audit"},
			{ID: "S3", Ask: "A1", Offer: a("91000 USD"), For: "the new region"},
		},
		Packages: []workbook.Package{{ID: "Q1", Name: "More pay"}},
		Portions: []workbook.Portion{{ID: "Q2", Package: "Q1", Return: "R1", Offer: a("95000 USD")}},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Term: "A base of 98,000", Minimum: a("90000 USD"), Target: a("95000 USD"), Opening: a("98000 USD"),
			Reason: "The migration saved two contractors", Proofs: Proofs("The migration")}},
		Figures: []workbook.Figure{
			{ID: "F1", Source: "Union survey", Kind: workbook.FigureSurvey, Middle: a("94000 USD"), Date: valuetest.Day("2026-10-01")},
			{ID: "F2", Source: "Initech posting", Kind: workbook.FigurePosting, Low: a("90000 USD"), High: a("100000 USD"), Date: valuetest.Day("2027-02-01")},
			{ID: "F3", Source: "Hooli posting", Kind: workbook.FigurePosting, Middle: a("97000 USD"), Date: valuetest.Day("2027-02-02")},
		},
		Offers: []workbook.Offer{{ID: "O1", Employer: "Globex", Pay: workbook.Pay{Base: a("90000 USD")}, SignOn: a("3000 USD"),
			Deadline: valuetest.Day("2027-04-30"), Status: workbook.Written, Take: value.Yes, WillSay: "I have an offer in writing, and I would rather stay."}},
		PackAnswers: []workbook.PackAnswer{{ID: "N1", Answer: "That the migration was mine to finish",
			Asked:  "At stake: What you would regret not having said.",
			Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake"}},
		Released: []workbook.Released{{ID: "T1", Where: workbook.Where{Ask: "A1", Field: "term"}, Text: "A base of 98,000"}},
	}
}

// Proofs are entries with these texts.
func Proofs(texts ...string) []workbook.Entry {
	var out []workbook.Entry
	for i, text := range texts {
		out = append(out, workbook.Entry{ID: schema.DerivedID("proofs of "+workbook.ID(text), i), Text: text})
	}
	return out
}
