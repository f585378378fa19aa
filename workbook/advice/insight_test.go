package advice

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
)

func TestInsight(t *testing.T) {
	const (
		asksGap   = "Your ask would close 39% of the weighted gap of lesson 1."
		asksPay   = "Base pay: the target is 11.8% above today, +9% after inflation and at the middle of three market figures (compa-ratio 1.00, today 0.89)."
		firm      = "Globex covers every must-have, in writing, until 30 Apr: that is your alternative if you cannot agree."
		noWay     = "No walk-away covers your must-haves yet."
		unasked   = "No ask is about Base pay yet; lesson 3 is the place."
		back      = "Without an offer you fall back on today's job"
		ask       = "You can still ask; just do not speak of leaving."
		offerLack = "Globex comes nearest to being an alternative: two answers are missing."
	)
	tests := []struct {
		name   string
		lesson workbook.Lesson
		change func(w *workbook.Workbook)
		want   []string
	}{
		{"none rated", workbook.LessonReturns, empty, []string{"Rate two returns or more, and the ranking will show which gap is the largest."}},
		{"one rated", workbook.LessonReturns, func(w *workbook.Workbook) { w.Returns = w.Returns[:1] }, []string{"Rate two returns or more, and the ranking will show which gap is the largest."}},
		{"no gap", workbook.LessonReturns, noGap, []string{"By your own numbers you have all that you want of each; ask yourself whether that is so."}},
		{"money second", workbook.LessonReturns, none, []string{"Base pay is second; your largest gap is Days from home.", "You already have enough of Training: do not trade it away."}},
		{"money third", workbook.LessonReturns, func(w *workbook.Workbook) { w.Returns[2].Today = value.NewPoints(0); w.Returns[0].Name = "pay" }, []string{"Pay is third; your largest gap is Days from home."}},
		{"money first", workbook.LessonReturns, func(w *workbook.Workbook) { w.Returns[0].Today = value.NewPoints(0) }, []string{"Your largest gap is Base pay: 56% of all that you miss.", "You already have enough of Training: do not trade it away."}},
		{"no money", workbook.LessonReturns, func(w *workbook.Workbook) { w.Returns = w.Returns[1:]; w.Returns[1].Weight = value.NewPoints(1) }, []string{"Your largest gap is Days from home: 100% of all that you miss."}},
		{"a tie", workbook.LessonReturns, func(w *workbook.Workbook) {
			w.Returns[0] = rated("R1", 2, 9, 8)
			w.Returns[2].Weight = value.NewPoints(4)
		}, []string{"A return without a name and Days from home pull equally hard."}},
		{"two enough", workbook.LessonReturns, func(w *workbook.Workbook) { w.Returns[1].Today = value.NewPoints(10) }, []string{"Your largest gap is Base pay: 100% of all that you miss.", "You already have enough of Days from home and Training: do not trade it away."}},

		{"no must-have", workbook.LessonNeeds, empty, []string{"Move the one thing over which you would leave to the must-haves, and this will tell you whether your job meets it."}},
		{"only one, unmet", workbook.LessonNeeds, none, []string{"Your job does not meet your only must-have."}},
		{"only one, met", workbook.LessonNeeds, met(value.Yes), []string{"Your job meets your only must-have."}},
		{"only one, open", workbook.LessonNeeds, met(value.Unknown), []string{"You have not said yet whether your job meets your only must-have."}},
		{"unasked", workbook.LessonNeeds, func(w *workbook.Workbook) { w.Asks = nil }, []string{"Your job does not meet your only must-have.", unasked}},
		{"all", workbook.LessonNeeds, met(value.Yes, value.Yes, value.Yes), []string{"Your job meets all 3 of your must-haves."}},
		{"some", workbook.LessonNeeds, func(w *workbook.Workbook) { met(value.No, value.Yes, value.Yes)(w) }, []string{"Your job meets 2 of your 3 must-haves."}},
		{"none", workbook.LessonNeeds, met(value.No, value.No), []string{"Your job meets none of your 2 must-haves.", "No ask is about Days from home: a must-have that you neither have nor ask for is a contradiction."}},
		{"all open", workbook.LessonNeeds, met(value.Unknown, value.Unknown), []string{"You have not said yet which of your 2 must-haves your job meets."}},
		{"one open", workbook.LessonNeeds, met(value.Yes, value.Yes, value.Unknown), []string{"So far your job meets 2 of your 3 must-haves; one is still to be checked."}},
		{"two open", workbook.LessonNeeds, met(value.Yes, value.Unknown, value.Unknown), []string{"So far your job meets 1 of your 3 must-haves; two are still to be checked."}},
		{"three unasked", workbook.LessonNeeds, func(w *workbook.Workbook) { w.Asks = nil; met(value.No, value.No, value.No)(w) }, []string{"Your job meets none of your 3 must-haves.", "No ask is about Base pay, Days from home and Training yet; lesson 3 is the place."}},

		{"no ask", workbook.LessonAsks, empty, []string{"Choose an ask, and this will tell you how much of what you miss it would close."}},
		{"a dangling ask", workbook.LessonAsks, func(w *workbook.Workbook) { w.Asks[0].Return = "gone" }, []string{"Choose an ask, and this will tell you how much of what you miss it would close."}},
		{"an ask", workbook.LessonAsks, none, []string{asksGap, asksPay}},
		{"two asks", workbook.LessonAsks, func(w *workbook.Workbook) { w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}) }, []string{"Your two asks would close 100% of the weighted gap of lesson 1.", asksPay}},
		{"not rated", workbook.LessonAsks, func(w *workbook.Workbook) { noGap(w) }, []string{"Rate your returns in lesson 1, and this will tell you how much of the gap your asks would close.", asksPay}},
		{"beside the gap", workbook.LessonAsks, func(w *workbook.Workbook) { w.Asks[0].Return = "R3" }, []string{"Your ask would close nothing of the weighted gap of lesson 1; the largest part of it is Days from home."}},
		{"no inflation, no figures", workbook.LessonAsks, func(w *workbook.Workbook) { w.Job.Inflation, w.Figures = value.Amount{}, nil }, []string{asksGap, "Base pay: the target is 11.8% above today."}},
		{"only figures", workbook.LessonAsks, func(w *workbook.Workbook) { w.Job.Base, w.Figures = value.Amount{}, w.Figures[2:] }, []string{asksGap, "Base pay: the target is 2% below the middle of one market figure (compa-ratio 0.98)."}},
		{"as it is", workbook.LessonAsks, func(w *workbook.Workbook) { w.Asks[0].Target, w.Figures = w.Job.Base, nil }, []string{asksGap, "Base pay: the target is what you have today and −2.4% after inflation."}},
		{"less", workbook.LessonAsks, func(w *workbook.Workbook) {
			w.Asks[0].Target, w.Figures, w.Job.Inflation = valuetest.Amount("42500 USD"), nil, valuetest.Amount("0 %")
		}, []string{asksGap, "Base pay: the target is 50% below today and −50% after inflation."}},
		{"above the market", workbook.LessonAsks, func(w *workbook.Workbook) {
			w.Job.Base, w.Figures, w.Asks[0].Target = value.Amount{}, w.Figures[2:], valuetest.Amount("100000 USD")
		}, []string{asksGap, "Base pay: the target is 3% above the middle of one market figure (compa-ratio 1.03)."}},
		{"days", workbook.LessonAsks, func(w *workbook.Workbook) {
			w.Asks[0] = workbook.Ask{ID: "A1", Return: "R2", Today: valuetest.Amount("1 days"), Target: valuetest.Amount("3 days")}
		}, []string{"Your ask would close 61% of the weighted gap of lesson 1.", "Days from home: the target is 3 days, from 1 days today."}},
		{"a percentage", workbook.LessonAsks, func(w *workbook.Workbook) { percents("5 %", "8 %", "10 %")(w); w.Figures = nil }, []string{asksGap, "Base pay: the target is 8% above today and +5.4% after inflation."}},
		{"two currencies", workbook.LessonAsks, func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("95000 EUR") }, []string{asksGap}},

		{"nothing to measure by", workbook.LessonOffers, empty, []string{"Without a must-have there is nothing to measure an offer by: sort your returns in lesson 2 first."}},
		{"no offers", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers = nil }, []string{noWay, "You can still ask; just do not speak of leaving."}},
		{"without an offer", workbook.LessonOffers, without(value.No), []string{noWay + " " + back + ", which does not meet your only must-have.", ask}},
		{"without an offer, met", workbook.LessonOffers, without(value.Yes), []string{back + ", which meets your only must-have: you can ask calmly.", ask}},
		{"without an offer, two met", workbook.LessonOffers, without(value.Yes, value.Yes), []string{back + ", which meets all 2 of your must-haves: you can ask calmly.", ask}},
		{"without an offer, one of two", workbook.LessonOffers, without(value.Yes, value.No), []string{noWay + " " + back + ", which meets 1 of your 2 must-haves.", ask}},
		{"without an offer, none of two", workbook.LessonOffers, without(value.No, value.No), []string{noWay + " " + back + ", which meets none of your 2 must-haves.", ask}},
		{"without an offer, open", workbook.LessonOffers, without(value.Yes, value.Unknown), []string{noWay + " " + back + "; say in lesson 2 which of them it meets.", ask}},
		{"said, and then there was one", workbook.LessonOffers, func(w *workbook.Workbook) { w.Fallback.NoOffer = true }, []string{firm}},
		{"firm", workbook.LessonOffers, none, []string{firm}},
		{"firm without end", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Deadline, w.Offers[0].Employer = value.Date{}, "eBay" }, []string{"eBay covers every must-have, in writing: that is your alternative if you cannot agree."}},
		{"verbal", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Employer = workbook.Verbal, "" }, []string{"An unnamed employer covers every must-have, but only by word of mouth: ask for it in writing before you rely on it."}},
		{"a missing cell", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} }, []string{noWay, "Ask Globex about Base pay: a yes would give you an alternative."}},
		{"take", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Take = "" }, []string{noWay, "Decide whether you would take the offer of Globex: a yes would give you an alternative."}},
		{"no word", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Status = workbook.Exploring }, []string{noWay, "Get a clear word from Globex that this is an offer: that would give you an alternative."}},
		{"two missing", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Status, w.Offers[0].Take = workbook.Exploring, value.Unknown }, []string{noWay, offerLack}},
		{"fails", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("1 USD") }, []string{noWay, "Globex comes nearest, but does not cover Base pay."}},
		{"the nearest that fails", workbook.LessonOffers, func(w *workbook.Workbook) {
			met(value.No, value.No)(w)
			w.Offers = []workbook.Offer{{ID: "O1", Employer: "Far", Covers: map[workbook.ID]value.Answer{"R1": value.No, "R2": value.No}}, {ID: "O2", Employer: "Near", Covers: map[workbook.ID]value.Answer{"R1": value.Yes, "R2": value.No}}}
		}, []string{noWay, "Near comes nearest, but does not cover Days from home."}},
		{"not named yet", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0] = workbook.Offer{ID: "O1", Status: workbook.Exploring} }, []string{noWay}},
		{"gone by the meeting", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) }, []string{"Globex covers every must-have, but only until 31 Mar, before you meet: ask them for more time, or no walk-away covers your must-haves at the table."}},
		{"stands at the meeting", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Deadline = w.Profile.Meeting }, []string{"Globex covers every must-have, in writing, until 1 Apr: that is your alternative if you cannot agree."}},
		{"not worth naming", workbook.LessonOffers, func(w *workbook.Workbook) { w.Offers[0].Take = value.No }, []string{noWay}},
		{"a second", workbook.LessonOffers, func(w *workbook.Workbook) {
			w.Offers = append(w.Offers, workbook.Offer{ID: "O2", Employer: "Far"}, workbook.Offer{ID: "O3", Employer: "Initech", Status: workbook.Verbal, Take: value.Yes})
		}, []string{firm, "Ask Initech about Base pay: a yes would give you a second alternative."}},
		{"a second that fails", workbook.LessonOffers, func(w *workbook.Workbook) {
			w.Offers = append(w.Offers, workbook.Offer{ID: "O2", Employer: "Far", Covers: map[workbook.ID]value.Answer{"R1": value.No}})
		}, []string{firm}},

		{"not built", workbook.LessonTrust, none, nil},
	}
	for _, tt := range tests {
		t.Run(string(tt.lesson)+" "+tt.name, func(t *testing.T) {
			w := workbooktest.Full()
			tt.change(&w)
			if diff := cmp.Diff(tt.want, Insight(w, tt.lesson, valuetest.Day(workbooktest.TodayISO))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// met makes the first returns must-haves with these answers.
func met(answers ...value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		for i, a := range answers {
			w.Returns[i].Need.Sort, w.Returns[i].Need.Met = workbook.Must, a
		}
	}
}

// without takes the offer away, says so, and has the job meet the must-haves.
func without(answers ...value.Answer) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Offers, w.Fallback.NoOffer = nil, true
		met(answers...)(w)
	}
}

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "no", 1: "one", 10: "ten", 11: "11", -1: "-1"} {
		if got := value.Spell(n); got != want {
			t.Errorf("%d is spelled %q", n, got)
		}
	}
	for n, want := range map[int]string{1: "first", 10: "tenth", 11: "number 11", 0: "number 0"} {
		if got := value.Ordinal(n); got != want {
			t.Errorf("the ordinal of %d is %q", n, got)
		}
	}
	if value.Count(1, "answer") != "one answer" || value.Count(2, "answer") != "two answers" || value.List(nil) != "" {
		t.Error("count or list is wrong")
	}
	long := "a name that is much longer than what a sentence can repeat"
	if got := quote(long + "\x1b[31m"); got != "“a name that is much longer than what a …”" {
		t.Errorf("quoted as %s", got)
	}
}

func rated(id workbook.ID, today, wanted, weight int) workbook.Return {
	return workbook.Return{ID: id, Today: value.NewPoints(today), Wanted: value.NewPoints(wanted), Weight: value.NewPoints(weight)}
}
