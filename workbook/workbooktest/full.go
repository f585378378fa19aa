package workbooktest

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"

	"pgregory.net/rapid"
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
			{ID: "R1", Name: "Base pay", Kind: workbook.KindPay, Why: "Rent", Today: value.NewPoints(4), Wanted: value.NewPoints(8), Weight: value.NewPoints(9),
				Need: workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at least 90000 USD"), Leave: value.Yes}},
			{ID: "R2", Name: "Days from home", Kind: workbook.KindPlace, Why: "The commute", Today: value.NewPoints(2), Wanted: value.NewPoints(9), Weight: value.NewPoints(8),
				Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(60)}},
			{ID: "R3", Name: "Training", Kind: workbook.KindGrowth, Why: "The next role", Today: value.NewPoints(7), Wanted: value.NewPoints(7), Weight: value.NewPoints(6),
				Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(40)}},
		},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Term: "A base of 98,000", Minimum: a("90000 USD"), Target: a("95000 USD"), Opening: a("98000 USD"),
			Reason: "The migration saved two contractors", Proofs: Proofs("The migration")}},
		Figures: []workbook.Figure{
			{ID: "F1", Source: "Union survey", Kind: workbook.FigureSurvey, Middle: a("94000 USD"), Date: valuetest.Day("2026-10-01")},
			{ID: "F2", Source: "Initech posting", Kind: workbook.FigurePosting, Low: a("90000 USD"), High: a("100000 USD"), Date: valuetest.Day("2027-02-01")},
			{ID: "F3", Source: "Hooli posting", Kind: workbook.FigurePosting, Middle: a("97000 USD"), Date: valuetest.Day("2027-02-02")},
		},
		Offers: []workbook.Offer{{ID: "O1", Employer: "Globex", Pay: workbook.Pay{Base: a("90000 USD")}, SignOn: a("3000 USD"), Deadline: valuetest.Day("2027-04-30"), Status: workbook.Written, Take: value.Yes,
			WillSay: "I have an offer in writing, and I would rather stay."}},
	}
}

// Small makes small workbooks in the form in which records give them back:
// slices in the order of their ids, nothing empty but nil.
func Small() *rapid.Generator[workbook.Workbook] {
	return rapid.Custom(func(t *rapid.T) workbook.Workbook {
		w := workbook.Workbook{ID: "W"}
		w.Profile = workbook.Profile{Name: anyText.Draw(t, "name"), Meeting: anyDate.Draw(t, "meeting"), Currency: rapid.SampledFrom([]string{"", "USD", "EUR", "x"}).Draw(t, "currency")}
		w.Job = workbook.Job{Pay: workbook.Pay{Base: anyAmount.Draw(t, "base"), Bonus: anyAmount.Draw(t, "bonus"), Equity: anyAmount.Draw(t, "equity"), Benefits: anyAmount.Draw(t, "benefits")}, Inflation: anyAmount.Draw(t, "inflation")}
		w.Fallback = workbook.Fallback{NoOffer: rapid.Bool().Draw(t, "no offer"), Plan: anyText.Draw(t, "plan")}
		ids := func(prefix string, most int) (out []workbook.ID) {
			for i := range 6 {
				if len(out) < most && rapid.Bool().Draw(t, prefix) {
					out = append(out, workbook.ID(fmt.Sprint(prefix, i)))
				}
			}
			return out
		}
		for _, id := range ids("R", 6) {
			w.Returns = append(w.Returns, workbook.Return{ID: id, Name: anyText.Draw(t, "name"), Kind: rapid.SampledFrom(append(workbook.Kinds(), "")).Draw(t, "kind"), Why: anyText.Draw(t, "why"),
				Today: anyScore.Draw(t, "today"), Wanted: anyScore.Draw(t, "wanted"), Weight: anyScore.Draw(t, "weight"), Private: rapid.Bool().Draw(t, "private"),
				Need: workbook.Need{Sort: rapid.SampledFrom(workbook.Sorts()).Draw(t, "sort"), Threshold: anyThreshold.Draw(t, "threshold"), Met: anyAnswer.Draw(t, "met"), Leave: anyAnswer.Draw(t, "leave"), Share: anyScore.Draw(t, "share"), Worst: anyText.Draw(t, "worst"), Best: anyText.Draw(t, "best")}})
		}
		anyReturn := rapid.SampledFrom([]workbook.ID{"R0", "R1", "R2", "R3", "R4", "R5", "gone", ""})
		for _, id := range ids("A", 3) {
			w.Asks = append(w.Asks, workbook.Ask{ID: id, Return: anyReturn.Draw(t, "return"), Term: anyTerm.Draw(t, "term"), Basis: rapid.SampledFrom(append(workbook.Bases(), "")).Draw(t, "basis"),
				Today: anyAmount.Draw(t, "today"), Minimum: anyAmount.Draw(t, "minimum"), Target: anyAmount.Draw(t, "target"), Opening: anyAmount.Draw(t, "opening"),
				Say: rapid.SampledFrom(append(workbook.Says(), "")).Draw(t, "say"), Reason: anyText.Draw(t, "reason"), Cost: anyText.Draw(t, "cost"),
				Proofs: Proofs(rapid.SampledFrom([][]string{nil, {"one"}, {"one", "two"}}).Draw(t, "proofs")...)})
		}
		for _, id := range ids("F", 4) {
			w.Figures = append(w.Figures, workbook.Figure{ID: id, Source: anyText.Draw(t, "source"), Kind: rapid.SampledFrom(append(workbook.FigureKinds(), "")).Draw(t, "kind"),
				Low: anyAmount.Draw(t, "low"), Middle: anyAmount.Draw(t, "middle"), High: anyAmount.Draw(t, "high"),
				Basis: rapid.SampledFrom(append(workbook.Bases(), "")).Draw(t, "basis"), Date: anyDate.Draw(t, "date")})
		}
		for _, id := range ids("O", 4) {
			o := workbook.Offer{ID: id, Employer: anyText.Draw(t, "employer"), Pay: workbook.Pay{Base: anyAmount.Draw(t, "base"), Bonus: anyAmount.Draw(t, "bonus"), Equity: anyAmount.Draw(t, "equity")}, SignOn: anyAmount.Draw(t, "signon"),
				Start: anyDate.Draw(t, "start"), Deadline: anyDate.Draw(t, "deadline"), Status: rapid.SampledFrom(append(workbook.Statuses(), "")).Draw(t, "status"), Take: anyAnswer.Draw(t, "take"), WillSay: anyText.Draw(t, "willsay")}
			for _, r := range w.Returns {
				if answer := anyAnswer.Draw(t, "covers"); answer != value.Unanswered {
					if o.Covers == nil {
						o.Covers = map[workbook.ID]value.Answer{}
					}
					o.Covers[r.ID] = answer
				}
			}
			w.Offers = append(w.Offers, o)
		}
		return w
	})
}

var (
	anyText   = rapid.SampledFrom([]string{"", "Pay", "a name", "日本 💰", "<b>&", "A sentence that is longer than the forty characters a sentence repeats."})
	anyTerm   = rapid.SampledFrom([]string{"", "Pay", "A base of 85,000 from May", "from $80k to 90k", "Two days a week", "10 % or 1 day", "It is one. See 95,000!"})
	anyScore  = rapid.Map(rapid.IntRange(-3, 10), func(n int) value.Points { return value.Points(max(n, 0)) })
	anyAnswer = rapid.SampledFrom([]value.Answer{value.Unanswered, value.Yes, value.Yes, value.No, value.Unknown})
	anyDate   = rapid.Map(rapid.IntRange(-6, 6), func(n int) value.Date {
		switch n {
		case -6:
			return value.UnreadDate("soon")
		case -5, -4:
			return value.Date{}
		}
		d, _ := value.ParseISODate(TodayISO)
		return d.AddDays(n * 200)
	})
	anyAmount = rapid.Map(rapid.SampledFrom([]string{"", "", "0 USD", "80000 USD", "90000 USD", "90000 USD", "92750.5 USD", "100000 USD", "90000 EUR", "5 %", "10 %", "2 days a week", "3 days a week", "7", "?about 90k"}), valuetest.Amount)

	anyThreshold = rapid.Map(rapid.SampledFrom([]string{"", "at least 90000 USD", "at most 2 days a week", "at least 85000 EUR", "=no weekend calls", "?4k a month"}), valuetest.Bound)
)

// Proofs are entries with these texts.
func Proofs(texts ...string) []workbook.Entry {
	var out []workbook.Entry
	for i, text := range texts {
		out = append(out, workbook.Entry{ID: schema.DerivedID("proofs of "+workbook.ID(text), i), Text: text})
	}
	return out
}
