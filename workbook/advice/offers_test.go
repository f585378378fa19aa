package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

var offerRuleTests = []ruleTest{
	{"offers-none-qualifies", func(w *workbook.Workbook) { w.Offers = nil }, func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("80000 USD") },
		found(Warns, workbook.LessonOffers, "", "", "No walk-away covers your must-haves yet.", "Fill the missing answers, or look further; until then do not speak of leaving.")},
	{"offer-expires-before-meeting", func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting }, func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) },
		found(Warns, workbook.LessonOffers, "offers/O1", "deadline", "The offer of Globex runs out on 31 Mar, before your meeting on 1 Apr.", "Ask them for more time, or ask for an earlier meeting.")},
	{"offer-expired-counted", func(w *workbook.Workbook) {
		w.Offers[0].Deadline, w.Offers[0].Status = value.NewDate(2027, 3, 11), workbook.Expired
	}, func(w *workbook.Workbook) { w.Offers[0].Deadline = value.NewDate(2027, 3, 11) },
		found(Warns, workbook.LessonOffers, "offers/O1", "status", "The offer of Globex ran out on 11 Mar, and it is not marked as expired.", "Ask whether it still stands, or mark it; until then do not count on it.")},
	{"offer-unread", none, func(w *workbook.Workbook) {
		w.Offers[0].Deadline, w.Offers[0].Base = value.UnreadDate("soon"), value.UnreadAmount("4k pm")
	},
		append(found(Blocks, workbook.LessonOffers, "offers/O1", "base", "“4k pm” in the offer of Globex cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it."),
			found(Blocks, workbook.LessonOffers, "offers/O1", "deadline", "“soon” in the offer of Globex cannot be read.", "Type it again, such as 12 mar or 2027-03-12; until then nothing counts it.")...)},
	{"offer-units-differ", func(w *workbook.Workbook) { w.Offers[0].Bonus = value.UnreadAmount("x") }, func(w *workbook.Workbook) { w.Offers[0].SignOn = valuetest.Amount("3000 EUR") },
		found(Warns, workbook.LessonOffers, "offers/O1", "signon", "The offer of Globex mixes $90,000 and €3,000, so its total is not whole.", "Write all of it in one currency; no rate is known here.")},
	{"offer-other-currency", func(w *workbook.Workbook) { w.Job.Base = value.Amount{} }, func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("96000 EUR") },
		found(Hints, workbook.LessonOffers, "offers/O1", "base", "The offer of Globex is in EUR and today's pay in USD, so the two are not compared.", "Convert it yourself, at a rate that you can name.")},
	{"offer-contradicts-threshold", covers(value.Yes), covers(value.No),
		found(Warns, workbook.LessonOffers, "offers/O1", "covers", "You marked “Base pay” as “no” for Globex, but its $90,000 beside your threshold (at least $90,000) says otherwise.", "Correct the mark or the amount.")},
	{"offer-contradicts-threshold", covers(value.Unknown), func(w *workbook.Workbook) { covers(value.Yes)(w); w.Offers[0].Base = valuetest.Amount("89000 USD") },
		found(Warns, workbook.LessonOffers, "offers/O1", "covers", "You marked “Base pay” as “yes” for Globex, but its $89,000 beside your threshold (at least $90,000) says otherwise.", "Correct the mark or the amount.")},
	{"offer-no-take", func(w *workbook.Workbook) { w.Offers[0].Take, w.Offers[0].Base = "", valuetest.Amount("89000 USD") }, func(w *workbook.Workbook) { w.Offers[0].Take = value.Unknown },
		found(Hints, workbook.LessonOffers, "offers/O1", "take", "You have not said whether you would take the offer of Globex.", "Decide as if they called tonight; an offer that you would not take does not count.")},
	{"offer-unknown", func(w *workbook.Workbook) { w.Offers[0].Base, w.Offers[0].Take = value.Amount{}, value.No }, func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} },
		found(Hints, workbook.LessonOffers, "offers/O1", "covers", "You do not know whether Globex covers “Base pay”.", "Ask them; it is a fair question at any stage.")},
	{"offer-unknown", none, func(w *workbook.Workbook) {
		w.Offers[0].Employer = ""
		w.Returns[1].Need.Sort, w.Returns[2].Need.Sort = workbook.Must, workbook.Must
	}, found(Hints, workbook.LessonOffers, "offers/O1", "covers", "You do not know whether an unnamed employer covers “Days from home” and one other.", "Ask them; it is a fair question at any stage.")},
	{"offer-no-deadline", func(w *workbook.Workbook) { w.Offers[0].Deadline, w.Offers[0].Status = value.Date{}, workbook.Verbal }, func(w *workbook.Workbook) { w.Offers[0].Deadline = value.Date{} },
		found(Hints, workbook.LessonOffers, "offers/O1", "deadline", "The written offer of Globex has no deadline here.", "Write the last day on which you can accept it, and ask if the letter does not say.")},
	{"offer-nothing-to-say", func(w *workbook.Workbook) { w.Offers[0].WillSay, w.Offers[0].Take = "", value.No }, func(w *workbook.Workbook) { w.Offers[0].WillSay = "" },
		found(Hints, workbook.LessonOffers, "offers/O1", "willsay", "You count on Globex but have not written what you would say of it openly.", "Write the sentence that you would say if your manager asked.")},
	{"offer-no-employer", none, func(w *workbook.Workbook) { w.Offers[0].Employer = "" },
		found(Hints, workbook.LessonOffers, "offers/O1", "employer", "An offer has no employer's name.", "Name it, or delete it.")},
	{"fallback-no-plan", func(w *workbook.Workbook) { w.Fallback.NoOffer = true }, func(w *workbook.Workbook) { w.Offers, w.Fallback.NoOffer = nil, true },
		found(Hints, workbook.LessonOffers, "fallback/W", "plan", "You have no offer, and have not written what you will do after a no.", "Write one step that is in your own hands, with a day.")},
	{"fallback-no-plan", func(w *workbook.Workbook) {
		w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true, Plan: "ask again in June"}
	}, func(w *workbook.Workbook) { w.Offers, w.Fallback.NoOffer = nil, true },
		found(Hints, workbook.LessonOffers, "fallback/W", "plan", "You have no offer, and have not written what you will do after a no.", "Write one step that is in your own hands, with a day.")},
}
