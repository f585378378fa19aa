package advice

import (
	"firstmile/workbook"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonStrategy,
		missing: []string{"talk-no-opening"},
		rules: []ruleTest{
			{"talk-no-opening", none, func(w *workbook.Workbook) { w.Talk.Opening = "" },
				found(Warns, "talk/W", "opening", "The first sentence is not written.", "Build it, and say it aloud.")},
		},
		insights: []insightTest{
			{"none", func(w *workbook.Workbook) { w.Talk, w.Objections, w.Steps, w.Packages = workbook.Talk{}, nil, nil, nil }, []string{"Nothing is on the board yet; begin with the first sentence."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) { w.Talk, w.Objections, w.Steps, w.Packages = workbook.Talk{}, nil, nil, nil }, "0 –", workbook.LessonStrategy},
		},
	})
}
