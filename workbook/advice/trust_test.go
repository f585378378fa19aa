package advice

import (
	"firstmile/workbook"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonTrust,
		missing: []string{"extra-no-result"},
		rules: []ruleTest{
			{"extra-no-result", none, func(w *workbook.Workbook) { w.Extras[0].Result = "" },
				found(Warns, "extras/E1", "result", "“Wrote the handover guide” has no result.", "Say what is different since.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.Extras, w.Promises = nil, nil }, []string{"Think of one time somebody was better off because you did more than your job."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.Extras, w.Promises = nil, nil }, "0 –", workbook.LessonTrust},
		},
	})
}
