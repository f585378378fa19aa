package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonReviews,
		missing: []string{"review-no-budget"},
		rules: []ruleTest{
			{"review-no-budget", none, func(w *workbook.Workbook) { w.Review.Budget = value.Date{} },
				found(Hints, "review/W", "budget", "You do not know when the budget is set.", "Ask finance or HR; it is a fair question.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) {
				w.Review, w.CheckIns, w.Profile.Meeting = workbook.Review{}, nil, value.Date{}
			}, []string{"Find one date first: the day on which the money for raises is divided."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) {
				w.Review, w.CheckIns, w.Profile.Meeting = workbook.Review{}, nil, value.Date{}
			}, "0 –", workbook.LessonReviews},
		},
	})
}
