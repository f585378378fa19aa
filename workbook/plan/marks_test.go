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

// TestMarks names, case by case, what is marked, and as what.
func TestMarks(t *testing.T) {
	w := trades()["planner"]
	w.Returns[1].Private = true
	w.Figures = []workbook.Figure{{ID: workbooktest.ID(7), Source: "Maria in billing", Kind: workbook.FigurePeer},
		{ID: workbooktest.ID(9), Source: "Union survey", Kind: workbook.FigureSurvey}}
	w.Offers = append(w.Offers, workbook.Offer{ID: workbooktest.ID(10), Employer: "Northwind East"}, workbook.Offer{ID: workbooktest.ID(11), Employer: "HP"},
		workbook.Offer{ID: workbooktest.ID(12), Employer: "Contoso Ltd"}, workbook.Offer{ID: workbooktest.ID(13), Employer: "Target Inc"},
		workbook.Offer{ID: workbooktest.ID(14), Employer: "Hospital Barmherzige, ward 3"})
	const offer, minimum, target, private = "Names an offer of lesson 4.", "Says your minimum.", "Says your target.", "Repeats what you keep private."
	for text, want := range map[string]string{
		"KONTOR LEHMANN’s offer": offer, "at Lehmann": offer, "lehmann": "", "KONTOR": offer, "contoso pays more": offer, "CONTOSO called": offer, "we hit the target": "", "Northwind East": offer, "Northwind": "", "HP printers": offer, "hp": "",
		"no error on my ward": "", "our Hospital": "", "ask Barmherzige": offer, "Hospital Barmherzige, ward 3": offer,
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
	w.Offers[0].Variable = value.UnreadAmount("12-14k")
	if got := reason(w, "14k"); got != "Says what an offer pays." {
		t.Errorf("what could not be read of an offer is not looked for: %q", got)
	}
	for text, want := range map[string]string{ // days as they are said, endings, thousands
		"by the 20th of March": "Says a date of an offer.", "Lehmanns": offer, "about 98 thousand": "Says what an offer pays.", "98 people": "", "98.": "Says what an offer pays.",
		"no calls on my weekends": "Says a must-have.", "weekends": "",
	} {
		if got := reason(trades()["planner"], text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestHourlyPay: a minimum by the hour is marked in all the ways in which people say it,
// and what has decimals and counts something is none.
func TestHourlyPay(t *testing.T) {
	w := prepared("Tees Depot", "12.80 GBP/hour", "13.50 GBP/hour", "14.25 GBP/hour", "15 GBP/hour", "=No Sundays", workbook.Offer{Employer: "Hartley"})
	const minimum, target = "Says your minimum.", "Says your target."
	for text, want := range map[string]string{
		"£13.50": minimum, "13.5": minimum, "I need 13.5 or I go": minimum, "13.5 quid": minimum, "13,5": minimum, "13 pound 50": minimum, "13 quid 50": minimum,
		"13 pounds and 50p an hour": minimum, "thirteen and a half": minimum, "Thirteen and a half quid would do.": minimum, "thirteen pounds fifty": minimum, "thirteen fifty": minimum,
		"13½ an hour": minimum, "fourteen and a quarter": target, "14 pounds 25": target,
		"13.5 hours": "", "thirteen and a half hours": "", "13.5%": "", "13 people": "", "13.5 pallets an hour more": "", "13 and 14": "", "a day and a half": "", "15": "",
	} {
		if got := reason(w, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOpenNames: who sits across, and what else everybody reads, is no secret because it
// stands in what is private, too; what they are may be one.
func TestOpenNames(t *testing.T) {
	w := workbooktest.Full()
	w.Profile.With, w.Profile.Person, w.Review.Decider, w.Profile.Role = "Bea Lang, head of engineering", "Alex Roe", "Ms. Okafor", "Night planner"
	w.Deals[0].Approver, w.Deals[0].Source, w.Deals[0].Successor, w.Deals[0].Private = "Bea", "Okafor's list", "Alex Roe writes to Sam Dale", true
	w.Returns[2].Name, w.Returns[2].Private = "Head of engineering", true
	const private = "Repeats what you keep private."
	open := map[string]string{
		"Bea Lang, head of engineering": private, "Bea counts the same": "", "Bea Lang": "", "Alex Roe": "", "Ask Ms. Okafor": "", "The night planner": "",
		"I would like to be head of engineering": private, "Sam Dale knows": private,
	}
	if i := slices.IndexFunc(plan.Repeats(w), func(o plan.OwnText) bool { return o.Text == w.Profile.With }); i >= 0 {
		t.Error("who sits across is marked at the head")
	}
	for text, want := range open {
		w.Extras[0].Words = text
		got := ""
		for _, o := range plan.Repeats(w) {
			if o.Text == text && strings.HasSuffix(o.Label, "words") {
				got = o.Why
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestOwnRole: a private offer of the same role as today's makes the role no secret.
func TestOwnRole(t *testing.T) {
	w := trades()["planner"]
	w.Profile.Role = "Planner at night"
	w.Offers[0].Private, w.Offers[0].Role = true, "planner, at Night"
	if got := reason(w, "As a planner at night I save them the second shift."); got != "" {
		t.Errorf("the own role is a secret: %q", got)
	}
	for _, o := range plan.OwnTexts(w) {
		if o.Field == "role" && o.Why != "" {
			t.Errorf("%s: %q is marked: %s", o.Label, o.Text, o.Why)
		}
	}
	w.Offers[0].Role = "Head of planning"
	if got := reason(w, "I would make a good head of planning."); got == "" {
		t.Error("another role of a private offer is not marked")
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

// A number that stands alone is marked where it is what the person typed, however small.
func TestMarksOfADayRate(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Period: "day", Pay: workbook.Pay{Base: valuetest.Amount("280 EUR")}},
		Returns: []workbook.Return{{ID: "R1", Name: "Day rate", Kind: workbook.KindPay}},
		Asks:    []workbook.Ask{{ID: "A1", Return: "R1", Minimum: valuetest.Amount("310 EUR"), Reason: "I will not go below 310.", Cost: "It takes 310 visits a year"}}}
	for _, o := range plan.OwnTexts(w) {
		switch marked := o.Why != ""; {
		case strings.HasSuffix(o.Label, "reason") && !marked:
			t.Errorf("%q is not marked", o.Text)
		case strings.HasSuffix(o.Label, "cost") && marked:
			t.Errorf("%q is marked: %s", o.Text, o.Why)
		}
	}
}

// TestMarksOfTheLaterLessons: a deal that is only spoken of, the ladder, packages, what
// was prepared for a no, promises, and rows that are private.
func TestMarksOfTheLaterLessons(t *testing.T) {
	w := workbooktest.Wen()
	w.Deals = append(w.Deals, workbook.Deal{ID: "D2", Deliver: "Fewer tickets", Target: valuetest.Bound("at most 30 tickets a week"), Get: "a course in Lisbon every autumn", Partial: "One nurse: two nights", Status: workbook.DealSaid})
	w.Packages, w.Portions = []workbook.Package{{ID: "Q1"}}, []workbook.Portion{{ID: "Q2", Package: "Q1", Return: "R1", Offer: valuetest.Amount("93500 EUR")}}
	w.Objections[0].Answer = "When is the next one settled, and who prepares the list?"
	w.Promises[0].What = "The rota by Friday"
	w.KPIs = append(w.KPIs, workbook.KPI{ID: "K2", What: "Complaints from the depot", Private: true})
	const spoken, prepared, promised = "Tells of a deal that is not in writing.", "Repeats what you prepared for a no.", "Repeats a promise of yours."
	for text, want := range map[string]string{
		"I dream of a course in Lisbon.": spoken, "At 30 tickets we all sleep.": spoken, "30 people": "", "three days a week at home": "Says your target.",
		"89,500 would do": "", "89k": "Says a step of your ladder.", "93,500": "Says what a package holds.",
		"The next one gets settled soon.": prepared, "Tell me who prepares the list.": "", "There is a budget for this.": prepared, "the list of incidents": "", "The nurse on nights is glad.": "", "The next one is mine.": "",
		"The rota is done by Friday.": promised, "the rota": "", "complaints from every depot": "Repeats what you keep private.", "Open incidents fell.": "",
	} {
		if got := reason(w, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestWhatOnlyLooksAlike: a number is held back where it is a secret one, and called by its
// name only where it surely is that one; a deal in writing may say its own reward.
func TestWhatOnlyLooksAlike(t *testing.T) {
	w := trades()["planner"]
	w.Returns = append(w.Returns, workbook.Return{ID: "R8", Name: "One Friday off in two"}, workbook.Return{ID: "R9", Name: "At least 88,000 a year"})
	w.Asks = append(w.Asks, workbook.Ask{ID: "A9", Return: "R9"},
		workbook.Ask{ID: "A8", Return: "R8", Minimum: valuetest.Amount("1 Friday a month"), Target: valuetest.Amount("2 mid-size accounts")})
	w.Figures = []workbook.Figure{{ID: "F1", Source: "A posting", Low: valuetest.Amount("88000 EUR"), High: valuetest.Amount("92000 EUR")}}
	w.Deals = []workbook.Deal{{ID: "D1", Deliver: "The migration", Get: "senior, and 92,000 a year", Status: workbook.DealEmailed, Target: valuetest.Bound("=live")},
		{ID: "D2", Deliver: "The migration", Get: "a day off", Status: workbook.DealEmailed, Target: valuetest.Bound("=costs at 88,000")}}
	for text, want := range map[string]string{
		"Opened two accounts no one wanted": "Has the same number as your target.", "Two mid-size accounts would do.": "Says your target.", "three accounts": "",
		"Packed 88,000 boxes": "Has the same number as your minimum.", "Not below 88,000.": "Says your minimum.", "€92,000": "Says your target.",
		"88,000 boxes, and not below 88,000": "Says your minimum.",
	} {
		if got := reason(w, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for label, want := range map[string]string{
		"One Friday off in two, its name":  "Has the same number as your minimum.",
		"At least 88,000 a year, its name": "Has the same number as your minimum.",
		"Market figure 1":                  "Has the same number as your minimum.",
		"Deal 1":                           "",
		"Deal 2":                           "Says your minimum.",
	} {
		i := slices.IndexFunc(plan.OwnTexts(w), func(o plan.OwnText) bool { return o.Label == label })
		if i < 0 {
			t.Errorf("no %s", label)
		} else if got := plan.OwnTexts(w)[i].Why; got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}
