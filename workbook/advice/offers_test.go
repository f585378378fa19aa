package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

const (
	firm      = "Globex covers every must-have, in writing, until 30 Apr" + evenly
	staying1  = "Staying does not meet your only must-have."
	evenly    = ": your way out, and it pays what staying pays in all, not counting its bonus, which you left blank."
	noWay     = "No walk-away covers your must-haves yet."
	fallBack  = "Without an offer you fall back on today's job"
	stillAsk  = "You can still ask; just do not speak of leaving."
	offerLack = "Globex comes nearest to being an alternative: two answers are missing."
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonOffers,
		missing: []string{"offer-no-take", "offer-no-deadline", "offer-nothing-to-say", "offer-no-employer", "fallback-no-plan", "offers-open"},
		rules: []ruleTest{
			{"offers-none-qualifies", func(w *workbook.Workbook) { w.Offers = nil },
				func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("80000 USD") },
				found(Warns, "", "", noWay, "Look further; until then do not speak of leaving.")},
			{"offers-none-qualifies", func(w *workbook.Workbook) { w.Offers = nil },
				func(w *workbook.Workbook) { w.Offers[0].Status = "" },
				found(Warns, "", "", noWay, "Get a clear word from Globex that this is an offer; until then do not speak of leaving.")},
			{"offers-none-qualifies", func(w *workbook.Workbook) { w.Offers = nil },
				func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Take = "", "" },
				found(Warns, "", "", noWay, "Fill the missing answers, or look further; until then do not speak of leaving.")},
			{"offers-open", none, func(w *workbook.Workbook) { w.Offers, w.Fallback = nil, workbook.Fallback{Plan: "Ask again in May."} },
				found(Hints, "fallback/W", "nooffer", "You have named no offer, and have not said that there is none.", "Write down the one that you have, or say that there is none.")},
			{"offers-open", none, func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Take = "", "" },
				found(Hints, "offers/O1", "take", "You have not said whether you would go to Globex.", "Decide as if they called tonight; a no is an answer, too.")},
			{"offer-expires-before-meeting", func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting },
				func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) },
				found(Warns, "offers/O1", "deadline", "The offer of Globex runs out on 31 Mar, before your meeting on 1 Apr.",
					"Ask them for more time, or ask for an earlier meeting.")},
			{"offer-expired-counted", func(w *workbook.Workbook) {
				w.Offers[0].Deadline, w.Offers[0].Status = value.NewDate(2027, 3, 11), workbook.Expired
			}, func(w *workbook.Workbook) { w.Offers[0].Deadline = value.NewDate(2027, 3, 11) },
				found(Warns, "offers/O1", "status", "The offer of Globex ran out on 11 Mar, and it is not marked as expired.",
					"Ask whether it still stands, or mark it; until then do not count on it.")},
			{"unread", none, func(w *workbook.Workbook) {
				w.Offers[0].Deadline, w.Offers[0].Base = value.UnreadDate("soon"), value.UnreadAmount("4k pm")
			},
				append(found(Blocks, "offers/O1", "deadline", "“soon” in the offer of Globex cannot be read.",
					"Type it again, such as 12 mar or 2027-03-12; until then nothing counts it."),
					found(Blocks, "offers/O1", "base", "“4k pm” in the offer of Globex cannot be read.",
						"Type it again, such as 92k or 92,000; until then nothing counts it.")...)},
			{"offer-units-differ", func(w *workbook.Workbook) { w.Offers[0].Bonus = valuetest.Amount("10 % of base") },
				func(w *workbook.Workbook) { w.Offers[0].SignOn = valuetest.Amount("3000 EUR") },
				found(Warns, "offers/O1", "signon", "The offer of Globex mixes $90,000 and €3,000, so its total is not whole.",
					"Write all of it in one currency; no rate is known here.")},
			{"offer-other-currency", func(w *workbook.Workbook) { w.Job.Base = value.Amount{} },
				func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("96000 EUR") },
				found(Hints, "offers/O1", "base", "The offer of Globex is in EUR and today's pay in USD, so the two are not compared.",
					"Convert it yourself, at a rate that you can name.")},
			{"offer-contradicts-threshold", covers(value.Yes), covers(value.No),
				found(Warns, "offers/O1", "covers",
					"You marked “Base pay” as “no” for Globex, but its $90,000 beside your threshold (at least $90,000) says otherwise.",
					"Correct the mark or the amount.")},
			{"offer-contradicts-threshold", covers(value.Unknown),
				func(w *workbook.Workbook) { covers(value.Yes)(w); w.Offers[0].Base = valuetest.Amount("89000 USD") },
				found(Warns, "offers/O1", "covers",
					"You marked “Base pay” as “yes” for Globex, but its $89,000 beside your threshold (at least $90,000) says otherwise.",
					"Correct the mark or the amount.")},
			{"offer-take-fails", func(w *workbook.Workbook) {
				w.Offers[0].Take, w.Offers[0].Base = value.No, valuetest.Amount("89000 USD")
			},
				func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("89000 USD") },
				found(Warns, "offers/O1", "take", "You would take the offer of Globex, though it does not bring “Base pay”, a must-have.",
					"Only one of the two can hold: say no to the offer, or make it a nice-to-have.")},
			{"offer-no-take", func(w *workbook.Workbook) { w.Offers[0].Take, w.Offers[0].Base = "", valuetest.Amount("89000 USD") },
				func(w *workbook.Workbook) { w.Offers[0].Take = value.Unknown },
				found(Hints, "offers/O1", "take", "You have not said whether you would take the offer of Globex.",
					"Decide as if they called tonight; an offer that you would not take does not count.")},
			{"offer-unknown", func(w *workbook.Workbook) { w.Offers[0].Base, w.Offers[0].Take = value.Amount{}, value.No },
				func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} },
				found(Hints, "offers/O1", "covers", "You do not know whether Globex covers “Base pay”.",
					"Ask them; it is a fair question at any stage.")},
			{"offer-unknown", none, func(w *workbook.Workbook) {
				w.Offers[0].Employer = ""
				w.Returns[1].Need.Sort, w.Returns[2].Need.Sort = workbook.Must, workbook.Must
			}, found(Hints, "offers/O1", "covers", "You do not know whether an unnamed employer covers “Days from home” and one other.",
				"Ask them; it is a fair question at any stage.")},
			{"offer-no-deadline", func(w *workbook.Workbook) { w.Offers[0].Deadline, w.Offers[0].Status = value.Date{}, workbook.Verbal },
				func(w *workbook.Workbook) { w.Offers[0].Deadline = value.Date{} },
				found(Hints, "offers/O1", "deadline", "The written offer of Globex has no deadline here.",
					"Write the last day on which you can accept it, and ask if the letter does not say.")},
			{"offer-nothing-to-say", func(w *workbook.Workbook) { w.Offers[0].WillSay, w.Offers[0].Take = "", value.No },
				func(w *workbook.Workbook) { w.Offers[0].WillSay = "" },
				found(Hints, "offers/O1", "willsay", "You count on Globex but have not written what you would say of it openly.",
					"Write the sentence that you would say if your manager asked.")},
			{"offer-no-employer", none, func(w *workbook.Workbook) { w.Offers[0].Employer = "" },
				found(Hints, "offers/O1", "employer", "An offer has no employer's name.", "Name it, or delete it.")},
			{"fallback-no-plan", func(w *workbook.Workbook) { w.Fallback.NoOffer = true },
				func(w *workbook.Workbook) { w.Offers, w.Fallback.NoOffer = nil, true },
				found(Hints, "fallback/W", "plan", "You have no offer, and have not written what you will do after a no.",
					"Write one step that is in your own hands, with a day.")},
			{"fallback-no-plan", func(w *workbook.Workbook) {
				w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true, Plan: "ask again in June"}
			}, func(w *workbook.Workbook) { w.Offers, w.Fallback.NoOffer = nil, true },
				found(Hints, "fallback/W", "plan", "You have no offer, and have not written what you will do after a no.",
					"Write one step that is in your own hands, with a day.")},
		},
		insights: []insightTest{
			{"nothing to measure by", empty,
				[]string{"Without a must-have there is nothing to measure an offer by: sort your returns in lesson 2 first."}},
			{"no offers", func(w *workbook.Workbook) { w.Offers = nil }, []string{noWay, stillAsk}},
			{"without an offer", without(value.No), []string{noWay + " " + fallBack + ", which does not meet your only must-have.", stillAsk}},
			{"without an offer, met", without(value.Yes), []string{fallBack + ", which meets your only must-have: you can ask calmly, and there is no need to speak of leaving."}},
			{"without an offer, two met", without(value.Yes, value.Yes),
				[]string{fallBack + ", which meets both of your must-haves: you can ask calmly, and there is no need to speak of leaving."}},
			{"without an offer, one of two", without(value.Yes, value.No), []string{noWay + " " + fallBack + ", which meets one of your two must-haves.", stillAsk}},
			{"without an offer, none of two", without(value.No, value.No), []string{noWay + " " + fallBack + ", which meets none of your two must-haves.", stillAsk}},
			{"without an offer, open", without(value.Yes, value.Unknown), []string{noWay + " " + fallBack + "; say in lesson 2 which of them it meets.", stillAsk}},
			{"said, and then there was one", func(w *workbook.Workbook) { w.Fallback.NoOffer = true }, []string{staying1, firm}},
			{"firm", none, []string{staying1, firm}},
			{"firm without end", func(w *workbook.Workbook) { w.Offers[0].Deadline, w.Offers[0].Employer = value.Date{}, "eBay" },
				[]string{staying1, "eBay covers every must-have, in writing" + evenly}},
			{"verbal", func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Employer = workbook.Verbal, "" },
				[]string{staying1, "An unnamed employer covers every must-have, but only by word of mouth: ask for it in writing before you rely on it."}},
			{"a missing cell", func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} },
				[]string{staying1, noWay, "Ask Globex about “Base pay”: a yes would give you an alternative."}},
			{"take", func(w *workbook.Workbook) { w.Offers[0].Take = "" },
				[]string{staying1, noWay, "Decide whether you would take the offer of Globex: a yes would give you an alternative."}},
			{"no word", func(w *workbook.Workbook) { w.Offers[0].Status = workbook.Exploring },
				[]string{staying1, noWay, "Get a clear word from Globex that this is an offer: that would give you an alternative."}},
			{"two missing", func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Take = workbook.Exploring, value.Unknown }, []string{staying1, noWay, offerLack}},
			{"fails", func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("60000 USD") },
				[]string{staying1, noWay, "Globex comes nearest, but does not cover “Base pay”."}},
			{"the nearest that fails", func(w *workbook.Workbook) {
				met(value.No, value.No)(w)
				w.Offers = []workbook.Offer{
					{ID: "O1", Employer: "Far", Covers: map[workbook.ID]value.Answer{"R1": value.No, "R2": value.No}},
					{ID: "O2", Employer: "Near", Covers: map[workbook.ID]value.Answer{"R1": value.Yes, "R2": value.No}},
				}
			}, []string{"Staying meets none of your two must-haves.", noWay, "Near comes nearest, but does not cover “Days from home”."}},
			{"not named yet", func(w *workbook.Workbook) { w.Offers[0] = workbook.Offer{ID: "O1", Status: workbook.Exploring} }, []string{staying1, noWay}},
			{"gone by the meeting", func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) },
				[]string{staying1, "Globex covers every must-have, but only until 31 Mar, before you meet: " +
					"ask them for more time, or no walk-away covers your must-haves at the table."}},
			{"stands at the meeting", func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting },
				[]string{staying1, "Globex covers every must-have, in writing, until 1 Apr" + evenly}},
			{"not worth naming", func(w *workbook.Workbook) { w.Offers[0].Take = value.No }, []string{staying1, noWay}},
			{"a second", func(w *workbook.Workbook) {
				w.Offers = append(w.Offers, workbook.Offer{ID: "O2", Employer: "Far"},
					workbook.Offer{ID: "O3", Employer: "Initech", Status: workbook.Verbal, Take: value.Yes})
			}, []string{staying1, firm, "Ask Initech about “Base pay”: a yes would give you a second alternative."}},
			{"a second that fails", func(w *workbook.Workbook) {
				w.Offers = append(w.Offers, workbook.Offer{ID: "O2", Employer: "Far", Covers: map[workbook.ID]value.Answer{"R1": value.No}})
			}, []string{staying1, firm}},
			{"ahead, after its costs", func(w *workbook.Workbook) {
				w.Offers[0].Base, w.Offers[0].Bonus, w.Offers[0].Cost = valuetest.Amount("101000 USD"), valuetest.Amount("2000 USD"), valuetest.Amount("200 USD/month")
				w.Offers[0].Travel = valuetest.Amount("5 hours a week")
			}, []string{staying1, "Globex covers every must-have, in writing, until 30 Apr: your way out, $10,600 a year ahead of staying after its costs, " +
				"for 5 more hours a week on the way.", "Your minimum comes to $95,000 in all, $5,600 below it. Write in lesson 3 what makes up for that."}},
			{"what it rests on, not said", func(w *workbook.Workbook) {
				w.Job.Base, w.Job.Period = valuetest.Amount("8200 PLN/month"), workbook.ByMonth
				w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Met: value.No}
				w.Job.Bonus, w.Asks = valuetest.Amount("6012 PLN"), nil
				w.Offers[0].Base, w.Offers[0].Covers = valuetest.Amount("9400 PLN/month"), map[workbook.ID]value.Answer{"R1": value.Yes}
			}, []string{staying1, "Globex covers every must-have, in writing, until 30 Apr: your way out, PLN 8,388 a year ahead of staying in all, " +
				"not counting its bonus, which you left blank.", "Reckoned at 12 payments a year, since you did not say how many."}},
			{"what it rests on, said", func(w *workbook.Workbook) {
				w.Job.Base, w.Job.Period, w.Job.Hours = valuetest.Amount("20 USD/hour"), workbook.ByHour, valuetest.Amount("36 hours a week")
				w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Met: value.No}
				w.Job.Bonus, w.Asks, w.Figures, w.Offers[0].Travel = value.Amount{}, nil, nil, valuetest.Amount("1 hour a week")
				w.Portions = nil
				w.Offers[0].Base, w.Offers[0].Hours = valuetest.Amount("22 USD"), valuetest.Amount("40 hours a week")
				w.Offers[0].Covers = map[workbook.ID]value.Answer{"R1": value.Yes}
			}, []string{staying1, "Globex covers every must-have, in writing, until 30 Apr: your way out, $8,320 a year ahead of staying in all, " +
				"for 4 more hours a week of work and 1 more hour a week on the way.", "Reckoned at 36 hours a week (40 at Globex)."}},
			{"staying is worth more", func(w *workbook.Workbook) {
				w.Returns[0].Need.Met, w.Offers[0].Bonus = value.Yes, valuetest.Amount("0 USD")
				w.Job.Base = valuetest.Amount("95000 USD")
			}, []string{"Staying meets your only must-have: it is the one to beat.",
				"Globex covers every must-have, in writing, until 30 Apr, and pays $10,000 a year less than staying in all: staying is worth more."}},
			{"staying is all there is", func(w *workbook.Workbook) {
				w.Returns[0].Need.Met, w.Offers[0].Base = value.Yes, valuetest.Amount("80000 USD")
			}, []string{"Staying meets your only must-have: it is the one to beat."}},
		},
		progress: []progressTest{
			{"no offer", func(w *workbook.Workbook) { w.Offers = nil }, "2 3, 2 1 · 2, 2 1 of 2, 0 –", workbook.LessonOffers},
			{"no offer, said", func(w *workbook.Workbook) {
				w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true, Plan: "ask again"}
			}, "2 3, 2 1 · 2, 2 1 of 2, 2 none", ""},
			{"no offer, no plan", func(w *workbook.Workbook) { w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true} },
				"2 3, 2 1 · 2, 2 1 of 2, 1 none", workbook.LessonOffers},
			{"only a plan", func(w *workbook.Workbook) { w.Offers, w.Fallback.Plan = nil, "ask again" }, "2 3, 2 1 · 2, 2 1 of 2, 1 0", workbook.LessonOffers},
			{"take not answered", func(w *workbook.Workbook) { w.Offers[0].Take = "" }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", workbook.LessonOffers},
			{"a cell not answered", func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", workbook.LessonOffers},
			{"declined", func(w *workbook.Workbook) { w.Offers[0] = workbook.Offer{ID: "O1", Status: workbook.Declined} },
				"2 3, 2 1 · 2, 2 1 of 2, 2 1", ""},
		},
	})
}
