package plan_test

import (
	"os"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// prepared is a workbook with one ask about pay, one offer, and what a person of
// that trade would have written down.
func prepared(employer, base, minimum, target, opening, must string, o workbook.Offer) workbook.Workbook {
	a := valuetest.Amount
	w := workbook.Workbook{
		ID:      workbooktest.ID(1),
		Profile: workbook.Profile{Employer: employer},
		Job:     workbook.Job{Pay: workbook.Pay{Base: a(base)}},
		Returns: []workbook.Return{
			{ID: workbooktest.ID(2), Name: "Base pay", Kind: workbook.KindPay},
			{ID: workbooktest.ID(3), Name: "Quiet days", Need: workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound(must)}},
		},
		Asks:   []workbook.Ask{{ID: workbooktest.ID(4), Return: workbooktest.ID(2), Minimum: a(minimum), Target: a(target), Opening: a(opening)}},
		Offers: []workbook.Offer{o},
	}
	w.Offers[0].ID, w.Profile.Currency = workbooktest.ID(5), w.Job.Base.Unit()
	return w
}

// trades are the workbooks that testdata/sentences.tsv is about.
func trades() map[string]workbook.Workbook {
	day := valuetest.Day
	offer := func(employer, base string) workbook.Offer {
		return workbook.Offer{Employer: employer, Pay: workbook.Pay{Base: valuetest.Amount(base)}, Status: workbook.Written}
	}
	of := map[string]workbook.Offer{
		"planner": offer("Kontor Lehmann", "98500 EUR"), "nurse": offer("Mercy West Clinic", "45760 USD"), "cook": offer("Hotel Pod Różą", "112800 PLN"),
		"seller": offer("Initech", "95000 USD"), "teacher": offer("Vega Academy", "45500 GBP"), "tokyo": offer("楽天", "8500000 JPY"),
	}
	for trade, d := range map[string][2]string{"planner": {"2027-03-20", "2027-05-01"}, "nurse": {"2026-12-15", "2027-02-08"},
		"cook": {"2027-01-15", "2027-02-01"}, "seller": {"2027-01-31", "2027-03-01"}, "teacher": {"2027-02-28", "2027-09-01"}, "tokyo": {"2027-04-10", "2027-07-01"}} {
		o := of[trade]
		o.Deadline, o.Start = day(d[0]), day(d[1])
		if trade == "seller" {
			o.SignOn = valuetest.Amount("10000 USD")
		}
		of[trade] = o
	}
	out := map[string]workbook.Workbook{
		"planner": prepared("Northwind", "82000 EUR", "88000 EUR", "92000 EUR", "96000 EUR", "=No calls on weekends", of["planner"]),
		"nurse":   prepared("St. Anne", "40352 USD", "44000 USD", "46000 USD", "48000 USD", "=Every second weekend off", of["nurse"]),
		"cook":    prepared("Hotel Wisła", "98400 PLN", "108000 PLN", "114000 PLN", "120000 PLN", "=Two free weekends a month", of["cook"]),
		"seller":  prepared("Globex", "85000 USD", "92500 USD", "95500 USD", "98000 USD", "at least 120000 USD", of["seller"]),
		"teacher": prepared("Hill School", "41500 GBP", "45000 GBP", "46500 GBP", "48000 GBP", "at most 19 lessons a week", of["teacher"]),
		"tokyo":   prepared("株式会社ノース", "7400000 JPY", "8000000 JPY", "8400000 JPY", "8880000 JPY", "=在宅勤務は週3日", of["tokyo"]),
	}
	w := out["planner"]
	w.Returns = append(w.Returns, workbook.Return{ID: workbooktest.ID(6), Name: "Days at home",
		Need: workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at least 2 days a week")}})
	w.Fallback.Plan = "Start at Kontor Lehmann in May and give notice"
	out["planner"] = w
	w = out["nurse"]
	w.Figures = []workbook.Figure{{ID: workbooktest.ID(7), Source: "Maria in billing", Kind: workbook.FigurePeer, Middle: valuetest.Amount("45000 USD")}}
	w.Returns = append(w.Returns, workbook.Return{ID: workbooktest.ID(8), Name: "My mother's care", Why: "Takes every Thursday", Private: true})
	out["nurse"] = w
	w = out["teacher"]
	w.Fallback.Plan = "Go back to supply work and write the book"
	out["teacher"] = w
	return out
}

// reason tells what is said of a text where it is an ask's reason.
func reason(w workbook.Workbook, text string) string {
	w = w.Clone()
	w.Asks[0].Reason = text
	for _, o := range plan.OwnTexts(w) {
		if o.Field == "reason" {
			return o.Why
		}
	}
	return ""
}

// What the marks found of sentences that were written before them, and are not
// to be tuned to: of the disclosures in per cent at least, of the others at most.
const (
	leastRecall = 95
	mostAlarms  = 15
)

// TestSentences measures the marks. They are a help for looking, no guard: what
// they pass over still has to be released.
func TestSentences(t *testing.T) {
	data, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	books := trades()
	marked, all := map[string]int{}, map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		row := strings.Split(line, "\t")
		all[row[1]]++
		why := reason(books[row[0]], row[2])
		if why != "" {
			marked[row[1]]++
		}
		if (why != "") != (row[1] == "told") {
			t.Logf("%s, %s: %q %s", row[0], row[1], row[2], why)
		}
	}
	recall, alarms := 100*marked["told"]/all["told"], 100*marked["clean"]/all["clean"]
	t.Logf("marked %d of %d disclosures (%d%%) and %d of %d others (%d%%)", marked["told"], all["told"], recall, marked["clean"], all["clean"], alarms)
	if recall < leastRecall || alarms > mostAlarms {
		t.Errorf("that is worse than %d%% and %d%%", leastRecall, mostAlarms)
	}
}

// TestMarks names, case by case, what is marked, and as what.
func TestMarks(t *testing.T) {
	w := trades()["planner"]
	w.Returns[1].Private = true
	w.Figures = []workbook.Figure{{ID: workbooktest.ID(7), Source: "Maria in billing", Kind: workbook.FigurePeer},
		{ID: workbooktest.ID(9), Source: "Union survey", Kind: workbook.FigureSurvey}}
	w.Offers = append(w.Offers, workbook.Offer{ID: workbooktest.ID(10), Employer: "Northwind East"}, workbook.Offer{ID: workbooktest.ID(11), Employer: "HP"})
	const offer, minimum, target, private = "Names an offer of lesson 4.", "Says your minimum.", "Says your target.", "Repeats what you keep private."
	for text, want := range map[string]string{
		"KONTOR LEHMANN’s offer": offer, "at Lehmann": offer, "lehmann": "", "Northwind East": offer, "Northwind": "", "HP printers": offer, "hp": "",
		"88k": minimum, "88.000": minimum, "８８，０００": minimum, "€7,333 a month": minimum, "42.31 an hour": minimum, "42 people": "",
		"not below 88.": minimum, "88 calls": "", "88 000 EUR": minimum, "+7.3%": minimum, "6,000 more": minimum,
		"92k": target, "96k": "", "8,000 a month": "", "82,000": "", "14,000 more": "",
		"98.5 Tsd": "Says what an offer pays.", "on 20 March": "Says a date of an offer.", "20.3.": "Says a date of an offer.", "5/1": "Says a date of an offer.",
		"2 days from home": "Says a must-have.", "2 weeks": "",
		"start at Kontor and give notice": offer, "I start at home": "", "in May and give notice": "Says what you will do after a no.",
		"quiet days": private, "Maria told me": "Names who told you a figure.", "billing": "", "the union survey": "",
	} {
		if got := reason(w, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	w.Asks[0].Say = workbook.SayRange // from the target to the opening: both are said
	if got := reason(w, "92k"); got != "" {
		t.Errorf("a number that is said is marked: %s", got)
	}
	w.Asks[0].Minimum = value.UnreadAmount("86-87k")
	if got := reason(w, "87k"); got != minimum {
		t.Errorf("what could not be read is not looked for: %q", got)
	}
}

// TestRepeats: what a coach reads in words and is kept private elsewhere.
func TestRepeats(t *testing.T) {
	w := trades()["nurse"]
	w.Asks[0].Reason = "My mother's care needs the evenings."
	w.Asks[0].Cost = "44,000"
	w.Offers[0].Private = true
	w.Fallback.Plan = "I go to Mercy for 45,760 a year."
	var got []string
	for _, r := range plan.Repeats(w) {
		got = append(got, r.Label+": "+r.Why)
	}
	if want := "ask, reason: Repeats what you keep private.|fallback, plan: Repeats what you keep private."; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
