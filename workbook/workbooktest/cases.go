package workbooktest

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// CasesISO is the day of the cases below, a Monday.
const CasesISO = "2027-02-01"

func day(iso string) value.Date { return valuetest.Day(iso) }

func named(id workbook.ID, name string, kind workbook.Kind) workbook.Return {
	return workbook.Return{ID: id, Name: name, Kind: kind, Why: "It matters to me",
		Today: value.NewPoints(4), Wanted: value.NewPoints(8), Weight: value.NewPoints(8)}
}

func must(r workbook.Return, threshold string, met value.Answer) workbook.Return {
	r.Need = workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound(threshold), Met: met, Leave: value.Yes}
	return r
}

func nice(r workbook.Return, share int) workbook.Return {
	r.Weight = value.NewPoints(6)
	r.Need = workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(share)}
	return r
}

// ready is lesson 6 of a person who has seen to it, for an ask or two.
func ready(asks ...string) workbook.Review {
	return workbook.Review{Budget: day("2027-03-15"), BudgetFrom: "Imre in finance", Cadence: workbook.Fortnightly, Next: day("2027-02-08"),
		Agenda: Proofs(append([]string{"What we agreed"}, asks...)...), Sent: day("2027-02-22"), After: day("2027-04-22")}
}

// Rosa is a ward nurse whose reward comes too early and whose talk comes too late.
func Rosa() workbook.Workbook {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	return workbook.Workbook{
		ID:      "W",
		Profile: workbook.Profile{Name: "Nights", Person: "Rosa", With: "Ines, head of the ward", Meeting: day("2027-03-12"), Currency: "USD"},
		Returns: []workbook.Return{
			must(named("R1", "No night shifts", workbook.KindTime), "at most 2 night shifts a month", value.No),
			nice(named("R2", "Paid training", workbook.KindGrowth), 100),
			named("R3", "Good colleagues", workbook.KindRelationships),
		},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Term: "I would like to work no night shifts from April on.",
			Today: a("4 night shifts a month"), Minimum: a("2 night shifts a month"), Target: a("1 night shift a month"), Opening: a("0 night shifts a month"),
			Reason: "Fewer people call in sick after nights", Cost: "A new rota", Proofs: Proofs("No sick day since October")}},
		Deals: []workbook.Deal{{ID: "D1", Deliver: "Nurses trained on the new pumps", Target: valuetest.Bound("=Two nurses are signed off on the new pumps"),
			Due: day("2027-04-30"), Source: "The training list", Return: "R1", Get: "one night shift a month at most", Effective: day("2027-04-01"),
			Approver: "Ines", Partial: "One nurse: two night shifts", Outside: "If the pumps come late, the date moves as much",
			Status: workbook.DealEmailed, Since: day("2027-01-20")}},
		Review: workbook.Review{Budget: day("2027-03-01"), BudgetFrom: "HR calendar", Cadence: workbook.Weekly, Next: day("2027-02-05"),
			Agenda: Proofs("What we agreed", "No night shifts")},
		KPIs: []workbook.KPI{
			{ID: "K1", What: "Medication checks signed", Target: valuetest.Bound("at least 98 %"), Actual: a("99 %"), AsOf: day("2027-01-15"), Agreed: "Ines, in September", Confirmed: value.Yes},
			{ID: "K2", What: "Falls with injury", Target: valuetest.Bound("at most 0"), Actual: a("0"), AsOf: day("2027-01-15"), Agreed: "Ines, in September", Confirmed: value.Yes},
		},
	}
}

// Tomas is an electrician who does extra work in place of the job.
func Tomas() workbook.Workbook {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	return workbook.Workbook{
		ID:      "W",
		Profile: workbook.Profile{Name: "Base pay", Person: "Tomas", With: "Mr. Adler, owner", Meeting: day("2027-03-05"), Currency: "USD"},
		Job:     workbook.Job{Pay: workbook.Pay{Base: a("55000 USD")}},
		Returns: []workbook.Return{
			must(named("R1", "Base pay", workbook.KindPay), "at least 58000 USD", value.No),
			nice(named("R2", "Paid training", workbook.KindGrowth), 100),
			named("R3", "Good tools", workbook.KindSupport),
		},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Term: "I would like my base pay to be $64,000 from April on.",
			Minimum: a("58000 USD"), Target: a("61000 USD"), Opening: a("64000 USD"), Reason: "Crews lose no time any more", Cost: "9,000 a year",
			Extras: []workbook.ID{"E1"}}},
		Review: ready("Base pay"),
		KPIs: []workbook.KPI{{ID: "K1", What: "Jobs passed at first inspection", Target: valuetest.Bound("at least 95 %"), Actual: a("91 %"),
			Agreed: "Mr. Adler, on hiring", Source: "Inspection reports", AsOf: day("2027-01-29"), Confirmed: value.Yes}},
		Extras: []workbook.Extra{
			{ID: "E1", What: "Rebuilt the tool store", Whom: "the crew", Result: "Nobody searches for cable now", Told: "Mr. Adler",
				Words: "I sorted it and I built the racks on my weekend.", Leg: workbook.Ability, Habit: value.No},
			{ID: "E2", What: "Taught the apprentice on Saturdays", Whom: "Ben", Result: "He passed his exam", Credit: Proofs("Ben"), Leg: workbook.Goodwill, Habit: value.No},
			{ID: "E3", What: "Answers the night line", Whom: "customers", Result: "Calls are taken", Told: "Mr. Adler", Words: "I answer it.", Leg: workbook.Goodwill, Habit: value.Yes},
		},
	}
}

// Dana sells, and has a ladder that falls through the floor.
func Dana() workbook.Workbook {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	return workbook.Workbook{
		ID:      "W",
		Profile: workbook.Profile{Name: "Total pay", Person: "Dana", With: "Kim", Meeting: day("2027-02-25"), Currency: "USD"},
		Job:     workbook.Job{Pay: workbook.Pay{Base: a("90000 USD"), Variable: a("35000 USD")}},
		Returns: []workbook.Return{
			nice(named("R1", "Total pay", workbook.KindPay), 60),
			must(named("R2", "My territory", workbook.KindSupport), "=The north stays mine", value.Yes),
			nice(named("R3", "Paid training", workbook.KindGrowth), 40),
		},
		Asks: []workbook.Ask{{ID: "A1", Return: "R1", Basis: workbook.TotalBasis, Term: "I would like my total pay to be $140,000.", Today: a("125000 USD"),
			Minimum: a("128000 USD"), Target: a("132000 USD"), Opening: a("140000 USD"), Reason: "The region grew", Cost: "15,000 a year", Proofs: Proofs("131% of quota")}},
		Review: ready("Total pay"),
		KPIs: []workbook.KPI{{ID: "K1", What: "Quota", Target: valuetest.Bound("at least 100 %"), Actual: a("131 %"), Agreed: "Kim, in March",
			Confirmed: value.Yes, AsOf: day("2027-01-31")}},
		Talk: workbook.Talk{Opening: "I have another offer and would hate to leave, so let us talk about pay.", PauseWhen: "Anything new", Pause: "May I sleep on it?",
			Next: "Kim asks finance", NextBy: day("2027-03-20"), Tactical: "Which part is hardest?", Reset: "What would have to be true?", Final: "Thank you for being plain."},
		Steps: []workbook.Step{
			{ID: "S1", Ask: "A1", Offer: a("136000 USD"), For: "a decision by Friday"},
			{ID: "S2", Ask: "A1", Offer: a("131000 USD")},
			{ID: "S3", Ask: "A1", Offer: a("127000 USD"), For: "the new region"},
		},
		Objections: []workbook.Objection{
			{ID: "B1", Ask: "A1", Hear: "Are you leaving?"},
			{ID: "B2", Ask: "A1", Hear: "I can do half", Answer: "What would the other half take?", Proof: "131% of quota", Trade: "R2", Date: day("2027-04-15")},
		},
	}
}

// Wen is a developer who has everything ready, so that nothing may nag.
func Wen() workbook.Workbook {
	a := func(s string) value.Amount { return valuetest.Amount(s) }
	return workbook.Workbook{
		ID:      "W",
		Profile: workbook.Profile{Name: "Base pay and home", Person: "Wen", With: "Lee", Meeting: day("2027-02-25"), Currency: "EUR"},
		Job:     workbook.Job{Pay: workbook.Pay{Base: a("82000 EUR")}},
		Returns: []workbook.Return{
			must(named("R1", "Base pay", workbook.KindPay), "at least 88000 EUR", value.No),
			must(named("R2", "Days at home", workbook.KindPlace), "at least 2 days a week", value.No),
			nice(named("R3", "Paid training", workbook.KindGrowth), 100),
		},
		Asks: []workbook.Ask{
			{ID: "A1", Return: "R1", Term: "I would like my base pay to be €96,000.", Minimum: a("88000 EUR"), Target: a("92000 EUR"), Opening: a("96000 EUR"),
				Reason: "The work used to be bought outside", Cost: "14,000 a year", Proofs: Proofs("The outside contract was not renewed")},
			{ID: "A2", Return: "R2", Term: "I would like to work from home four days a week.", Today: a("1 day a week"), Minimum: a("2 days a week"), Target: a("3 days a week"),
				Opening: a("4 days a week"), Reason: "Quiet days are when the planning gets done", Cost: "None", Proofs: Proofs("On time in the trial month")},
		},
		Deals: []workbook.Deal{{ID: "D1", Deliver: "Open incidents", Today: a("12 incidents"), Target: valuetest.Bound("at most 4 incidents"), Due: day("2027-06-30"),
			Source: "The incident board", Return: "R2", Get: "three days a week at home", Effective: day("2027-07-01"), Approver: "Lee", Partial: "At eight: two days",
			Outside: "A new system moves the date", Successor: "The e-mail is in my file", Status: workbook.DealConfirmed, Since: day("2027-01-28")}},
		Review: ready("Base pay", "Days at home"),
		CheckIns: []workbook.CheckIn{
			{ID: "C1", Day: day("2027-01-11"), Showed: "Thirteen incidents", Heard: "Better"},
			{ID: "C2", Day: day("2027-01-25"), Showed: "Eleven incidents", Heard: "Good"},
		},
		KPIs: []workbook.KPI{{ID: "K1", What: "Open incidents", Target: valuetest.Bound("at most 12 incidents"), Actual: a("11 incidents"), Agreed: "Lee, in October",
			Source: "The incident board", AsOf: day("2027-01-31"), Confirmed: value.Yes}},
		Extras: []workbook.Extra{{ID: "E1", What: "Wrote the handover guide", Whom: "the night shift", Result: "They stopped calling at home", Credit: Proofs("Sam"), Told: "Lee",
			Words: "Sam tested every step; I wrote it down; we use it every night.", Leg: workbook.Goodwill, Habit: value.No}},
		Promises: []workbook.Promise{{ID: "P1", What: "The rota", To: "the team", By: day("2027-01-22"), Kept: value.Yes}},
		Talk: workbook.Talk{Opening: "Thank you for the time. I would like to talk about two things: my base pay and days at home.", Question1: "What would make this easy?",
			Question2: "Who else has a say?", PauseWhen: "Anything new", Pause: "May I come back on Thursday?", Next: "Lee asks finance", NextBy: day("2027-03-01"),
			Tactical: "Which part is hardest?", Reset: "What would have to be true?", Final: "Thank you for being plain."},
		Objections: []workbook.Objection{
			{ID: "B1", Ask: "A1", Hear: "There is no budget", Answer: "When is the next one settled?", Proof: "The outside contract was not renewed", Trade: "R3", Date: day("2027-03-08")},
			{ID: "B2", Ask: "A2", Hear: "Not now", Answer: "What will be different then?", Proof: "On time in the trial month", Trade: "R3", Date: day("2027-03-29")},
		},
		Steps: []workbook.Step{
			{ID: "S1", Ask: "A1", Offer: a("92000 EUR"), For: "a decision by Friday"},
			{ID: "S2", Ask: "A1", Offer: a("90000 EUR"), For: "the spring audit"},
			{ID: "S3", Ask: "A1", Offer: a("89000 EUR"), For: "the new region"},
		},
	}
}
