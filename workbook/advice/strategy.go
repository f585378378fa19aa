package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonStrategy,
		rules: []rule{
			{id: "talk-no-opening", severity: Warns, missing: true, check: talkNoOpening},
		},
		insight: insightStrategy,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			started = w.Talk != workbook.Talk{} || len(w.Objections)+len(w.Steps)+len(w.Packages) > 0
			return started, w.Talk.Opening != "" && w.Talk.Next != "" && len(w.Objections) > 0, value.Counted(len(w.Objections), "objection")
		},
	})
}

func talkNoOpening(w *dated) []Finding {
	if w.Talk.Opening != "" {
		return nil
	}
	return one(Finding{Record: w.at(workbook.TalkRecords), Field: "opening", Text: "The first sentence is not written.", Do: "Build it, and say it aloud."})
}

func insightStrategy(w *dated) []string {
	if w.Talk == (workbook.Talk{}) && len(w.Objections) == 0 {
		return []string{"Nothing is on the board yet; begin with the first sentence."}
	}
	return []string{"The board is begun."}
}
