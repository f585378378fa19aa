package plan_test

import (
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// Answers to a coach's questions stand under their lesson in one's own copy and in the
// coach's, where they are not private; the manager's has none of them.
func TestPackAnswersStandUnderTheirLesson(t *testing.T) {
	under := map[workbook.Lesson]string{
		workbook.LessonReturns: "returns", workbook.LessonNeeds: "walkaway", workbook.LessonAsks: "asks", workbook.LessonOffers: "alternatives",
		workbook.LessonPrenegotiate: "deals", workbook.LessonReviews: "timeline", workbook.LessonFirstMile: "kpis", workbook.LessonTrust: "extramile",
		workbook.LessonStrategy: "objections",
	}
	for l, section := range under {
		w := workbook.Workbook{PackAnswers: []workbook.PackAnswer{
			{ID: "N1", Answer: "Said in two\nlines", Asked: "At stake: What would you regret?", Lesson: l, Pack: "lee-2", Question: "stake"},
			{ID: "N2", Answer: "Kept to myself", Private: true, Asked: "Alone: What else?", Lesson: l, Pack: "lee-2", Question: "alone"},
		}}
		mine := written(t, w, plan.Mine, section)
		if !strings.Contains(mine, "**At stake: What would you regret?**\n\nSaid in two") || !strings.Contains(mine, "Kept to myself") {
			t.Errorf("%s: one's own copy has\n%s", l, mine)
		}
		coach := plan.Markdown(plan.Build(w, plan.Coach, today))
		if !strings.Contains(coach, "Said in two") || strings.Contains(coach, "Kept to myself") || strings.Contains(coach, "Alone") {
			t.Errorf("%s: the coach's copy has\n%s", l, coach)
		}
		manager := plan.Markdown(plan.Build(w, plan.Manager, today))
		if strings.Contains(manager, "Said") || strings.Contains(manager, "stake") || strings.Contains(manager, "Kept") {
			t.Errorf("%s: the manager's copy has\n%s", l, manager)
		}
		if only := plan.Markdown(plan.BuildPart(w, plan.Mine, today, "card")); strings.Contains(only, "Said") {
			t.Errorf("%s: the card has\n%s", l, only)
		}
	}
}

// An answer that repeats what is private is told in the coach's copy.
func TestPackAnswerThatRepeats(t *testing.T) {
	const secret = "The migration was mine to finish"
	w := workbook.Workbook{PackAnswers: []workbook.PackAnswer{
		{ID: "N1", Answer: secret, Asked: "At stake: What?", Lesson: workbook.LessonAsks},
		{ID: "N2", Answer: secret, Private: true, Asked: "Alone: What else?", Lesson: workbook.LessonAsks},
	}}
	if coach := plan.Markdown(plan.Build(w, plan.Coach, today)); !strings.Contains(coach, secret+" (! repeats what you keep private)") {
		t.Errorf("the coach's copy has\n%s", coach)
	}
}
