package advice

import (
	"fmt"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonTrust,
		rules: []rule{
			{id: "extra-no-result", severity: Warns, missing: true, check: eachExtra(extraNoResult)},
		},
		insight: insightTrust,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			n := len(w.Extras)
			told := slices.ContainsFunc(w.Extras, func(e workbook.Extra) bool { return e.Result != "" && e.Told != "" })
			return n+len(w.Promises) > 0, told, fmt.Sprint(n)
		},
	})
}

func eachExtra(look func(w *dated, e workbook.Extra) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.ExtraRecords, w.Extras, func(e *workbook.Extra) (workbook.ID, *Finding) { return e.ID, look(w, *e) })
	}
}

func extraNoResult(_ *dated, e workbook.Extra) *Finding {
	if e.Result != "" {
		return nil
	}
	return &Finding{Field: "result", Text: value.Sentence(extraWork(e)) + " has no result.", Do: "Say what is different since."}
}

// extraWork is what sentences call a piece of extra work; it begins small where it has no name.
func extraWork(e workbook.Extra) string {
	return called(e.What, "a piece of extra work without a name")
}

func insightTrust(w *dated) []string {
	if len(w.Extras) == 0 {
		return []string{"Think of one time somebody was better off because you did more than your job."}
	}
	return []string{"You have " + value.Count(len(w.Extras), "piece of extra work") + "."}
}
