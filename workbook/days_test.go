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

func TestCheckInsLeft(t *testing.T) {
	day := valuetest.Day
	tests := []struct {
		name                             string
		cadence                          workbook.Cadence
		next, budget, talk, after, today string
		want                             string
	}{
		{"weekly before the budget", workbook.Weekly, "2027-02-05", "2027-03-01", "2027-03-12", "", "2027-02-01", "2027-02-05 2027-02-12 2027-02-19 2027-02-26"},
		{"fortnightly", workbook.Fortnightly, "2027-02-08", "2027-03-15", "2027-02-25", "", "2027-02-01", "2027-02-08 2027-02-22 2027-03-08"},
		{"the day of the budget is too late", workbook.Weekly, "2027-02-22", "2027-03-01", "", "", "2027-02-01", "2027-02-22"},
		{"today counts", workbook.Weekly, "2027-02-01", "2027-02-09", "", "", "2027-02-01", "2027-02-01 2027-02-08"},
		{"one that has passed is counted on from", workbook.Weekly, "2027-01-04", "2027-02-10", "", "", "2027-02-01", "2027-02-01 2027-02-08"},
		{"months end where they end", workbook.Monthly, "2027-01-31", "2027-04-30", "", "", "2027-01-30", "2027-01-31 2027-02-28 2027-03-31"},
		{"quarterly", workbook.Quarterly, "2027-02-10", "2027-09-01", "", "", "2027-02-01", "2027-02-10 2027-05-10 2027-08-10"},
		{"none: the next alone", workbook.NoCadence, "2027-02-10", "2027-09-01", "", "", "2027-02-01", "2027-02-10"},
		{"none, passed", workbook.NoCadence, "2027-01-10", "2027-09-01", "", "", "2027-02-01", ""},
		{"no cadence yet", "", "2027-02-10", "2027-09-01", "", "", "2027-02-01", "2027-02-10"},
		{"no next", workbook.Weekly, "", "2027-09-01", "", "", "2027-02-01", ""},
		{"next after the budget", workbook.Weekly, "2027-03-02", "2027-03-01", "", "", "2027-02-01", ""},
		{"no budget: to the talk", workbook.Weekly, "2027-02-05", "", "2027-02-19", "", "2027-02-01", "2027-02-05 2027-02-12 2027-02-19"},
		{"no budget: to the meeting after it", workbook.Weekly, "2027-02-05", "", "2027-02-10", "2027-02-20", "2027-02-01", "2027-02-05 2027-02-12 2027-02-19"},
		{"budget passed: to the talk", workbook.Weekly, "2027-02-05", "2027-02-01", "2027-02-12", "", "2027-02-01", "2027-02-05 2027-02-12"},
		{"all passed: the next alone", workbook.Weekly, "2027-02-05", "2027-01-10", "2027-01-12", "", "2027-02-01", "2027-02-05"},
		{"no day at all: the next alone", workbook.Weekly, "2027-02-05", "", "", "", "2027-02-01", "2027-02-05"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := workbook.Workbook{Profile: workbook.Profile{Meeting: day(tt.talk)},
				Review: workbook.Review{Cadence: tt.cadence, Next: day(tt.next), Budget: day(tt.budget), After: day(tt.after)}}
			var got []string
			for _, d := range w.CheckInsLeft(day(tt.today)) {
				got = append(got, d.ISO())
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("%s, not %s", s, tt.want)
			}
		})
	}
}

// A budget far off, as a slip of the year makes it, fills no screen for ever.
func TestCheckInsAreBounded(t *testing.T) {
	w := workbook.Workbook{Review: workbook.Review{Cadence: workbook.Weekly, Next: valuetest.Day("2027-02-05"), Budget: valuetest.Day("2199-02-05")}}
	if n := len(w.CheckInsLeft(valuetest.Day(workbooktest.CasesISO))); n != 104 {
		t.Errorf("%d check-ins", n)
	}
}

func toldDays(w workbook.Workbook, today string) []string {
	var out []string
	for _, m := range w.Days(valuetest.Day(today)) {
		s := fmt.Sprintf("%s %s %s %s.%s", m.Date.ISO(), m.Kind, m.Says, m.Record, m.Field)
		if m.Mine {
			s += " (mine)"
		}
		out = append(out, s)
	}
	return out
}

func TestDays(t *testing.T) {
	wen, full := workbooktest.Wen(), workbooktest.Full()
	full.Results = []workbook.AskResult{{ID: "X1", Ask: "A1", By: valuetest.Day("2027-04-02")}}
	full.Deals[0].Private, full.KPIs[0].By = true, valuetest.Day("2027-05-05")
	full.Profile.Meeting = valuetest.Day("2027-04-01 10:30")
	bare := workbook.Workbook{ID: "W", Profile: workbook.Profile{Meeting: value.UnreadDate("soon")}, Returns: []workbook.Return{{ID: "R1", Name: "Days at home"}},
		Deals:    []workbook.Deal{{ID: "D1", Return: "R1", Effective: valuetest.Day("2027-02-03"), Due: valuetest.Day("2027-02-02"), Target: value.Bound{Statement: "It runs"}}, {ID: "D2", Outcome: workbook.OutcomeMissed, Effective: valuetest.Day("2027-02-03")}},
		Offers:   []workbook.Offer{{ID: "O1", Deadline: valuetest.Day("2027-02-02")}, {ID: "O2", Status: workbook.Declined, Deadline: valuetest.Day("2027-02-02")}},
		KPIs:     []workbook.KPI{{ID: "K1", Target: valuetest.Bound("at least 3"), Actual: valuetest.Amount("2"), By: valuetest.Day("2027-02-09"), Private: true}},
		CheckIns: []workbook.CheckIn{{ID: "C1", Day: valuetest.Day("2027-02-05")}}, Promises: []workbook.Promise{{ID: "P1", By: valuetest.Day("2027-02-06")}},
		Review: workbook.Review{Next: valuetest.Day("2027-02-05"), Budget: valuetest.Day("2027-02-20"), Sent: valuetest.Day("2027-01-20")}}
	for _, tt := range []struct {
		name, today string
		w           workbook.Workbook
		want        []string
	}{
		{"none", workbooktest.CasesISO, workbook.Workbook{ID: "W"}, nil},
		{"all ready", workbooktest.CasesISO, wen, []string{
			"2027-01-11 held check-in: Thirteen incidents checkins/C1.day",
			"2027-01-22 promise promise kept to the team: The rota promises/P1.by (mine)",
			"2027-01-25 held check-in: Eleven incidents checkins/C2.day",
			"2027-02-08 checkin check-in review/W.next",
			"2027-02-22 checkin check-in review/W.next",
			"2027-02-22 page page goes out review/W.sent",
			"2027-02-25 talk the talk, with Lee; agenda of 3 points profile/W.meeting",
			"2027-03-01 step next step: Lee asks finance talk/W.nextby",
			"2027-03-08 checkin check-in review/W.next",
			"2027-03-08 objection to come back to: There is no budget objections/B1.date (mine)",
			"2027-03-15 budget budget is set, says Imre in finance review/W.budget",
			"2027-03-22 checkin check-in review/W.next",
			"2027-03-29 objection to come back to: Not now objections/B2.date (mine)",
			"2027-04-05 checkin check-in review/W.next",
			"2027-04-19 checkin check-in review/W.next",
			"2027-04-22 nextmeeting next meeting review/W.after",
			"2027-06-30 delivery you deliver: Open incidents deals/D1.due",
			"2027-07-01 reward you get: three days a week at home deals/D1.effective",
		}},
		{"what is private, a result and an offer", "2027-03-30", full, []string{
			"2027-03-01 held check-in: Eleven open incidents checkins/C1.day",
			"2027-03-05 promise promise kept to The team: The rota promises/P1.by (mine)",
			"2027-03-29 page page went out review/W.sent",
			"2027-04-01 talk the talk, with Ada; agenda of 2 points profile/W.meeting",
			"2027-04-02 result they said by this day: Base pay results/X1.by (mine)",
			"2027-04-12 checkin check-in review/W.next",
			"2027-04-15 step next step: Ada asks finance talk/W.nextby",
			"2027-04-20 objection to come back to: There is no budget objections/B1.date (mine)",
			"2027-04-26 checkin check-in review/W.next",
			"2027-04-30 offer Globex wants an answer offers/O1.deadline (mine)",
			"2027-05-01 budget budget is set, says Imre in finance review/W.budget",
			"2027-05-10 checkin check-in review/W.next",
			"2027-05-24 checkin check-in review/W.next",
			"2027-06-01 nextmeeting next meeting review/W.after",
			"2027-06-30 delivery you deliver: Open incidents deals/D1.due (mine)",
			"2027-07-01 reward you get: three days a week at home deals/D1.effective (mine)",
		}},
		{"blanks", workbooktest.CasesISO, bare, []string{
			"2027-01-20 page page went out review/W.sent",
			"2027-02-02 delivery you deliver: It runs deals/D1.due (mine)",
			"2027-02-02 offer an offer wants an answer offers/O1.deadline (mine)",
			"2027-02-03 reward you get: Days at home deals/D1.effective (mine)",
			"2027-02-05 checkin check-in checkins/C1.day",
			"2027-02-06 promise you promised promises/P1.by (mine)",
			"2027-02-09 ontarget on target kpis/K1.by (mine)",
			"2027-02-20 budget budget is set review/W.budget",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := toldDays(tt.w, tt.today); !slices.Equal(got, tt.want) {
				t.Errorf("\n%s\n\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// Check-ins are shown up to the last day of the conversation, whatever comes first, for a
// quarter where no day is known, and the next one always: it is an answer.
func TestPlannedCheckIns(t *testing.T) {
	day := valuetest.Day
	for _, tt := range []struct {
		name                      string
		cadence                   workbook.Cadence
		next, budget, talk, after string
		want                      string
	}{
		{"past the budget, up to the talk", workbook.Fortnightly, "2027-02-05", "2027-02-10", "2027-03-12", "", "02-05 02-19 03-05"},
		{"past the talk, up to the meeting after it", workbook.Fortnightly, "2027-02-05", "", "2027-02-10", "2027-03-01", "02-05 02-19"},
		{"on the day of the budget", workbook.Monthly, "2027-03-22", "2027-03-22", "2027-03-01", "", "03-22"},
		{"the next one behind them all", workbook.Weekly, "2027-04-01", "2027-03-22", "2027-03-01", "", "04-01"},
		{"no day: a quarter", workbook.Monthly, "2027-02-05", "", "", "", "02-05 03-05 04-05"},
		{"all days passed: a quarter", workbook.Monthly, "2027-01-05", "2027-01-10", "2027-01-20", "2027-01-31", "02-05 03-05 04-05"},
		{"a quarter, and the next one alone", workbook.Weekly, "2027-08-05", "", "", "", "08-05"},
		{"none", workbook.NoCadence, "2027-02-05", "2027-03-22", "2027-03-01", "", "02-05"},
		{"passed", workbook.NoCadence, "2027-01-05", "2027-03-22", "2027-03-01", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := workbook.Workbook{ID: "W", Profile: workbook.Profile{Meeting: day(tt.talk)},
				Review: workbook.Review{Cadence: tt.cadence, Next: day(tt.next), Budget: day(tt.budget), After: day(tt.after)}}
			var got []string
			for _, m := range w.Days(day(workbooktest.CasesISO)) {
				if m.Kind == workbook.CheckInMoment {
					got = append(got, m.Date.ISO()[len("2027-"):])
				}
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("%s, not %s", s, tt.want)
			}
		})
	}
}

// What has passed is told as such.
func TestPassedDays(t *testing.T) {
	day := valuetest.Day
	w := workbook.Workbook{ID: "W", Review: workbook.Review{Budget: day("2027-01-10"), BudgetFrom: "Imre"}, Deals: []workbook.Deal{
		{ID: "D1", Deliver: "The audit", Due: day("2027-01-11"), Get: "a day at home", Effective: day("2027-01-12"), Outcome: workbook.OutcomeMet, Status: workbook.DealConfirmed},
		{ID: "D2", Deliver: "The list", Due: day("2027-01-13"), Get: "a term", Effective: day("2027-02-12"), Outcome: workbook.OutcomeMet, Status: workbook.DealConfirmed},
		{ID: "D3", Deliver: "The rest", Due: day("2027-01-14"), Outcome: workbook.OutcomePartly, Status: workbook.DealConfirmed},
		{ID: "D4", Deliver: "More", Due: day("2027-01-15"), Get: "a title", Effective: day("2027-01-16"), Status: workbook.DealConfirmed},
	}}
	var got []string
	for _, m := range w.Days(day(workbooktest.CasesISO)) {
		got = append(got, m.Says)
	}
	want := []string{"budget was set, says Imre", "you delivered: The audit", "you got: a day at home", "you delivered: The list", "you delivered in part: The rest",
		"you deliver: More", "you get: a title", "you get: a term"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	w.Review.Budget = day(workbooktest.CasesISO)
	if days := w.Days(day(workbooktest.CasesISO)); !slices.ContainsFunc(days, func(m workbook.Moment) bool { return m.Says == "budget is set, says Imre" }) {
		t.Errorf("a budget that is set today: %v", days)
	}
}

// Days are in order, each points at an answer there is, and a coach is shown none of
// what is private.
func TestDaysHold(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		shared := workbook.Schema.Shared(w)
		days := w.Days(today)
		for i, m := range days {
			if i > 0 && m.Date.Before(days[i-1].Date) {
				t.Fatalf("%s stands behind %s", m.Date, days[i-1].Date)
			}
			f := workbook.Schema.Field(m.Record.Collection(), m.Field)
			if f == nil || m.Says == "" || m.Kind == "" {
				t.Fatalf("%+v", m)
			}
			if !workbook.Schema.Has(&w, m.Record) {
				t.Fatalf("%s is not there", m.Record)
			}
			if !workbook.Schema.Has(&shared, m.Record) && !m.Mine {
				t.Fatalf("%+v is private", m)
			}
		}
	})
}
