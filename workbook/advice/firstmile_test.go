package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonFirstMile,
		missing: []string{"kpi-no-target"},
		rules: []ruleTest{
			{"kpi-no-target", none, func(w *workbook.Workbook) { w.KPIs[0].Target = value.Bound{} },
				found(Warns, "kpis/K1", "target", "“Open incidents” has no target.", "Look it up, with its source.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.KPIs = nil }, []string{"Write down the one thing your manager would name if asked how you are doing."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.KPIs = nil }, "0 –", workbook.LessonFirstMile},
		},
	})
}
