package advice

import "firstmile/workbook"

var returnRuleTests = []ruleTest{
	{"returns-few", none, func(w *workbook.Workbook) { w.Returns = w.Returns[:1]; w.Returns[0].Kind = workbook.KindTime },
		found(Warns, workbook.LessonReturns, "", "", "You have named one return; three is where a comparison starts.", "Add what you get, or want to get, from work; the catalog helps.")},
	{"returns-few", none, empty,
		found(Warns, workbook.LessonReturns, "", "", "You have not named a return yet.", "Add what you get, or want to get, from work; the catalog helps.")},
	{"returns-only-money", empty, func(w *workbook.Workbook) {
		w.Returns[1].Kind, w.Returns[2].Kind = workbook.KindBonus, workbook.KindEquity
	},
		found(Warns, workbook.LessonReturns, "", "", "Every return you named is money.", "Add at least one that is not: time, place, growth, recognition.")},
	{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[1].Why = "" },
		found(Hints, workbook.LessonReturns, "returns/R2", "why", "“Days from home” has no reason beside it.", "Write in a line why it matters to you.")},
	{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[1].Why, w.Returns[1].Name = "", "" },
		found(Hints, workbook.LessonReturns, "returns/R2", "why", "A return without a name has no reason beside it.", "Write in a line why it matters to you.")},
	{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[0].Why = "8" },
		found(Hints, workbook.LessonReturns, "returns/R1", "why", "“8” is no reason why “Base pay” matters.", "Write in a line why it matters to you.")},
	{"return-no-kind", none, func(w *workbook.Workbook) { w.Returns[0].Kind = "" },
		found(Hints, workbook.LessonReturns, "returns/R1", "kind", "“Base pay” has no kind yet.", "Choose one, so that pay can be told from what no payroll pays.")},
	{"return-no-name", none, func(w *workbook.Workbook) { w.Returns[1].Name = "" },
		found(Warns, workbook.LessonReturns, "returns/R2", "name", "A return has no name.", "Name it, or delete it.")},
	{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Today = 0 },
		found(Hints, workbook.LessonReturns, "returns/R2", "today", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Wanted = 0 },
		found(Hints, workbook.LessonReturns, "returns/R2", "wanted", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Weight = 0 },
		found(Hints, workbook.LessonReturns, "returns/R2", "weight", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"returns-content", func(w *workbook.Workbook) { noGap(w); w.Returns[2].Today = 0 }, noGap,
		found(Hints, workbook.LessonReturns, "returns/R1", "wanted", "By your own numbers there is nothing left to want.", "Look again at today and wanted, and find where more would change your week.")},
}
