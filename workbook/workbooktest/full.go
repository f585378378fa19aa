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
		Review: workbook.Review{Budget: valuetest.Day("2027-05-01"), Decider: "Finance"},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Term: "A base of 98,000", Minimum: a("90000 USD"), Target: a("95000 USD"), Opening: a("98000 USD"),
			Reason: "The migration saved two contractors", Proofs: Proofs("The migration")}},
		Figures: []workbook.Figure{
			{ID: "F1", Source: "Union survey", Kind: workbook.FigureSurvey, Middle: a("94000 USD"), Date: valuetest.Day("2026-10-01")},
			{ID: "F2", Source: "Initech posting", Kind: workbook.FigurePosting, Low: a("90000 USD"), High: a("100000 USD"), Date: valuetest.Day("2027-02-01")},
			{ID: "F3", Source: "Hooli posting", Kind: workbook.FigurePosting, Middle: a("97000 USD"), Date: valuetest.Day("2027-02-02")},
		},
		Offers: []workbook.Offer{{ID: "O1", Employer: "Globex", Pay: workbook.Pay{Base: a("90000 USD")}, SignOn: a("3000 USD"),
			Deadline: valuetest.Day("2027-04-30"), Status: workbook.Written, Take: value.Yes, WillSay: "I have an offer in writing, and I would rather stay."}},
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
