package advice

import (
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"pgregory.net/rapid"
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

// A lesson that was begun and is not done says what is missing: the circle on the map never
// stays open without a word.
func TestWhatIsOpenIsNamed(t *testing.T) {
	day := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(rt *rapid.T) {
		a := Of(workbooktest.Small().Draw(rt, "w"), day)
		for _, p := range a.Progresses() {
			if _, doing := a.Then(); doing != GoOn {
				continue // the day of the talk says what there is to do
			}
			told := strings.Join(a.Insight(p.Lesson), " ")
			if slices.ContainsFunc([]string{"No deal yet.", "not a deal.", "that is a wish.", "Missing: ", "Choose an ask, "}, func(says string) bool { return strings.Contains(told, says) }) {
				continue // the lesson itself says it
			}
			if p.State == Started && !slices.ContainsFunc(a.Findings(), func(f Finding) bool { return f.About(p.Lesson) }) {
				rt.Fatalf("lesson %d is begun, and nothing says what it lacks; it tells %q", p.Lesson.Number(), told)
			}
		}
	})
}

// An ask for a title is whole without a word on how its numbers are said.
func TestATitleNeedsNoFigure(t *testing.T) {
	w := workbooktest.Full()
	for _, n := range []*value.Amount{&w.Asks[0].Minimum, &w.Asks[0].Target, &w.Asks[0].Opening} {
		*n = value.Words("Senior")
	}
	w.Asks[0].Say = ""
	lesson := workbook.LessonAsks
	if got := Of(w, valuetest.Day(workbooktest.TodayISO)).Progresses()[lesson.Number()-1]; got.State != Done {
		t.Errorf("%+v", got)
	}
}
