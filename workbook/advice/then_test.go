package advice

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// What is next follows the day of the talk, once the lessons are answered; a lesson that is
// answered is never what to go on with.
func TestThen(t *testing.T) {
	unanswered := func(w *workbook.Workbook) { w.Asks = nil }
	for _, tt := range []struct {
		name   string
		change func(*workbook.Workbook)
		says   string
		doing  Doing
	}{
		{"all ready", none, allStands, Rehearse},
		{"a piece is missing", func(w *workbook.Workbook) { w.Talk.Pause = "" },
			"Every lesson is answered. Say the first sentence aloud twice. On the board is still missing: the words for a pause.", Rehearse},
		{"a lesson is left", unanswered, "", GoOn},
		{"today", meeting("2027-03-12"), "The talk is today. Take the card; change nothing else.", TakeCard},
		{"today, a lesson is left", both(unanswered, meeting("2027-03-12")), "The talk is today. Take the card; change nothing else.", TakeCard},
		{"the day after, nothing entered", meeting("2027-03-11"), "The talk was on 11 Mar. Write down what came of it, while you remember.", WriteDown},
		{"the day after, entered", both(meeting("2027-03-11"), came(workbook.CameAgreed)), "Send the recap today, while both remember the same talk.", WriteDown},
		{"days after, entered", both(meeting("2027-03-01"), came(workbook.CameNo)),
			"What came of the talk is written down: send the recap if you have not, and begin the next round when it is time.", WriteDown},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := workbooktest.Full()
			tt.change(&w)
			if says, doing := Of(w, valuetest.Day(workbooktest.TodayISO)).Then(); says != tt.says || doing != tt.doing {
				t.Errorf("%q (%d), want %q (%d)", says, doing, tt.says, tt.doing)
			}
		})
	}
}

// A missed target comes before all that matters as much, and what follows from it is not told again.
func TestDigestGate(t *testing.T) {
	w := workbooktest.Full()
	gateShut(&w)
	w.Profile.Meeting = valuetest.Day("2027-03-11")
	var rules []string
	for _, l := range Digest(Of(w, valuetest.Day(workbooktest.TodayISO)).Findings()) {
		rules = append(rules, l.Rule)
		if l.Rule == "kpi-missed-extra" || l.Rule == "extras-outnumber" {
			t.Errorf("%s tells the miss again", l.Rule)
		}
	}
	if len(rules) < 2 || rules[0] != "kpi-missed" {
		t.Errorf("the order is %q", rules)
	}
}
