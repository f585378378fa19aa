package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonReturns,
		missing: []string{"returns-few", "return-no-why", "return-no-kind", "return-no-name", "return-unrated"},
		rules: []ruleTest{
			{"returns-few", none, func(w *workbook.Workbook) { w.Returns = w.Returns[:1]; w.Returns[0].Kind = workbook.KindTime },
				found(Warns, "", "", "You have named one return; three is where a comparison starts.",
					"Add what you get, or want to get, from work; the catalog helps.")},
			{"returns-few", none, empty,
				found(Warns, "", "", "You have not named a return yet.", "Add what you get, or want to get, from work; the catalog helps.")},
			{"returns-only-money", empty, func(w *workbook.Workbook) {
				w.Returns[1].Kind, w.Returns[2].Kind = workbook.KindBonus, workbook.KindEquity
			},
				found(Warns, "", "", "Every return you named is money.", "Add at least one that is not: time, place, growth, recognition.")},
			{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[1].Why = "" },
				found(Hints, "returns/R2", "why", "“Days from home” has no reason beside it.", "Write in a line why it matters to you.")},
			{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[1].Why, w.Returns[1].Name = "", "" },
				found(Hints, "returns/R2", "why", "A return without a name has no reason beside it.", "Write in a line why it matters to you.")},
			{"return-no-why", none, func(w *workbook.Workbook) { w.Returns[0].Why = "8" },
				found(Hints, "returns/R1", "why", "“8” is no reason why “Base pay” matters.", "Write in a line why it matters to you.")},
			{"return-no-kind", none, func(w *workbook.Workbook) { w.Returns[0].Kind = "" },
				found(Hints, "returns/R1", "kind", "“Base pay” has no kind yet.", "Choose one, so that pay can be told from what no payroll pays.")},
			{"return-no-name", none, func(w *workbook.Workbook) { w.Returns[1].Name = "" },
				found(Warns, "returns/R2", "name", "A return has no name.", "Name it, or delete it.")},
			{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Today = 0 },
				found(Hints, "returns/R2", "today", "“Days from home” is not in the ranking yet.",
					"Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
			{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Wanted = 0 },
				found(Hints, "returns/R2", "wanted", "“Days from home” is not in the ranking yet.",
					"Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
			{"return-unrated", none, func(w *workbook.Workbook) { w.Returns[1].Weight = 0 },
				found(Hints, "returns/R2", "weight", "“Days from home” is not in the ranking yet.",
					"Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
			{"return-wants-less", func(w *workbook.Workbook) {
				w.Returns[0].Today, w.Returns[0].Wanted = value.NewPoints(7), value.NewPoints(7)
			}, func(w *workbook.Workbook) {
				w.Returns[0].Today, w.Returns[0].Wanted = value.NewPoints(7), value.NewPoints(2)
			}, found(Hints, "returns/R1", "wanted", "You have 7 of “Base pay” and want 2.", "Look at the two scores again; if less of it is what you want, name what you want more of instead.")},
			{"returns-content", func(w *workbook.Workbook) { noGap(w); w.Returns[2].Today = 0 }, noGap,
				found(Hints, "returns/R1", "wanted", "By your own numbers there is nothing left to want.",
					"Look again at today and wanted, and find where more would change your week.")},
		},
		insights: []insightTest{
			{"none rated", empty, []string{"Rate two returns or more, and the ranking will show which gap is the largest."}},
			{"one rated", func(w *workbook.Workbook) { w.Returns = w.Returns[:1] },
				[]string{"Rate two returns or more, and the ranking will show which gap is the largest."}},
			{"no gap", noGap, []string{"By your own numbers you have all that you want of each; ask yourself whether that is so."}},
			{"money second", daysFirst,
				[]string{"“Base pay” is second; your largest gap is “Days from home”.", keepTraining, "How firm: “Days from home” leads down to a weight of 6."}},
			{"money third", func(w *workbook.Workbook) {
				daysFirst(w)
				w.Returns[2].Today = value.NewPoints(0)
				w.Returns[0].Name = "pay"
			},
				[]string{"“pay” is third; your largest gap is “Days from home”.", "How firm: “Days from home” leads down to a weight of 7.",
					"Wanting one point less of “Training” would draw it level with “pay”."}},
			{"money first", func(w *workbook.Workbook) { w.Returns[0].Today = value.NewPoints(0) },
				[]string{"Your largest gap is “Base pay”: 69% of all that you miss.", keepTraining, "How firm: “Base pay” leads down to a weight of 5."}},
			{"no money", func(w *workbook.Workbook) { w.Returns = w.Returns[1:]; w.Returns[1].Weight = value.NewPoints(1) },
				[]string{"Your largest gap is “Days from home”: 100% of all that you miss."}},
			{"a tie", func(w *workbook.Workbook) {
				w.Returns[0] = rated("R1", 5, 9, 8)
				w.Returns[2].Weight = value.NewPoints(4)
			}, []string{"A return without a name and “Days from home” pull equally hard: a tie is a tie, so look which of them you would miss first."}},
			{"two enough", func(w *workbook.Workbook) { w.Returns[1].Today = value.NewPoints(10) },
				[]string{"Your largest gap is “Base pay”: 100% of all that you miss.",
					"Keep “Days from home” and “Training”: you have enough of each, so do not trade it away."}},
		},
		progress: []progressTest{
			{"two returns", func(w *workbook.Workbook) { w.Returns = w.Returns[:2] }, "1 2, 2 1 · 1, 2 1 of 2, 2 1", workbook.LessonReturns},
			{"only money", func(w *workbook.Workbook) {
				w.Returns[1].Kind, w.Returns[2].Kind = workbook.KindPay, workbook.KindBonus
			}, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
			{"no why", func(w *workbook.Workbook) { w.Returns[2].Why = "" }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
			{"unrated", func(w *workbook.Workbook) { w.Returns[2].Weight = 0 }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
		},
	})
}

// daysFirst makes the days from home the largest gap.
func daysFirst(w *workbook.Workbook) { w.Returns[1].Today = value.NewPoints(2) }

const keepTraining = "Keep “Training”: you have enough of it, so do not trade it away."
