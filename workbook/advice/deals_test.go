package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonPrenegotiate,
		missing: []string{"deal-no-date"},
		rules: []ruleTest{
			{"deal-no-date", none, func(w *workbook.Workbook) { w.Deals[0].Due = value.Date{} },
				found(Warns, "deals/D1", "due", "Your deal about “Days from home” has no day by which you deliver.", "Agree on one that falls before the budget.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.Deals = nil }, []string{"No deal yet. Think of the next piece of work that your manager would miss."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.Deals = nil }, "0 –", workbook.LessonPrenegotiate},
		},
	})
}
