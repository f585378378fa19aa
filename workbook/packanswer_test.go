package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// Two windows that answer one question write one record, and two packs may use one id.
func TestOneQuestionHasOneAnswer(t *testing.T) {
	k := workbook.PackAnswerKey("lee-2", "stake")
	if k != workbook.PackAnswerKey("lee-2", "stake") || k == workbook.PackAnswerKey("lee", "stake") || k == workbook.PackAnswerKey("lee-2", "stakes") {
		t.Error("the keys of answers are not told apart")
	}
	w := workbook.Workbook{ID: "01JABCDEFG0000000000000001"}
	a := workbook.Schema.Add(&w, k).(*workbook.PackAnswer)
	*a = workbook.PackAnswer{ID: k.ID(), Answer: "Mine", Asked: "At stake: What?", Lesson: workbook.LessonAsks, Pack: "lee-2", Question: "stake"}
	if err := w.Validate(); err != nil {
		t.Error(err)
	}
	if got := w.NameOf(k, value.Date{}); got != "At stake: What?" {
		t.Errorf("it is called %q", got)
	}
}

func TestAnsweredIn(t *testing.T) {
	w := workbook.Workbook{PackAnswers: []workbook.PackAnswer{
		{ID: "N1", Answer: "one", Lesson: workbook.LessonAsks},
		{ID: "N2", Answer: " ", Lesson: workbook.LessonAsks},
		{ID: "N3", Answer: "three"}, // of a file that names no lesson
	}}
	for l, want := range map[workbook.Lesson]string{workbook.LessonAsks: "N1", workbook.LessonStrategy: "N3", workbook.LessonNeeds: ""} {
		got := ""
		for _, a := range w.AnsweredIn(l) {
			got += string(a.ID)
		}
		if got != want {
			t.Errorf("%s: %q", l, got)
		}
	}
}

// The next round is in the coach's words, too; what was answered for the talk that is over
// stays with it.
func TestNextRoundKeepsThePack(t *testing.T) {
	w := workbooktest.Full()
	w.Profile.Pack = "lee-2"
	next := w.NextRound("01JABCDEFG0000000000000009", fresh(), value.NewDate(2027, 5, 1))
	if next.Profile.Pack != "lee-2" || len(next.PackAnswers) > 0 {
		t.Errorf("the next round has %q and %v", next.Profile.Pack, next.PackAnswers)
	}
}
