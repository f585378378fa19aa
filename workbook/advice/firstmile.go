package advice

import (
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonFirstMile,
		rules: []rule{
			{id: "kpi-no-target", severity: Warns, missing: true, check: eachKPI(kpiNoTarget)},
		},
		insight: insightFirstMile,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			open := slices.ContainsFunc(w.KPIs, func(k workbook.KPI) bool { return k.Result() == workbook.KPIUnknown })
			return len(w.KPIs) > 0 || w.WithoutKPI(), w.WithoutKPI() || len(w.KPIs) > 0 && !open, value.Counted(len(w.KPIs), "target")
		},
	})
}

func eachKPI(look func(w *dated, k workbook.KPI) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.KPIRecords, w.KPIs, func(k *workbook.KPI) (workbook.ID, *Finding) { return k.ID, look(w, *k) })
	}
}

func kpiNoTarget(_ *dated, k workbook.KPI) *Finding {
	if !k.Target.IsZero() {
		return nil
	}
	return &Finding{Field: "target", Text: value.Sentence(target(k)) + " has no target.", Do: "Look it up, with its source."}
}

// target is what sentences call a target; it begins small where it has no name.
func target(k workbook.KPI) string { return called(k.What, "a target without a name") }

func insightFirstMile(w *dated) []string {
	if len(w.KPIs) == 0 {
		return []string{"Write down the one thing your manager would name if asked how you are doing."}
	}
	return []string{"You have " + value.Count(len(w.KPIs), "target") + "."}
}
