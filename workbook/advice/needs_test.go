package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonNeeds,
		missing: []string{"must-no-threshold", "must-not-checked", "musts-none", "must-untested", "returns-unsorted"},
		also:    also{"must-uncovered": {workbook.LessonAsks}, "must-unasked": {workbook.LessonAsks}},
		rules: []ruleTest{
			{"must-uncovered", func(w *workbook.Workbook) { w.Asks = nil }, func(w *workbook.Workbook) { w.Asks, w.Offers = nil, nil },
				found(Blocks, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.",
					"Ask for it in lesson 3, find an offer that has it, or move it to the nice-to-haves.")},
			{"must-uncovered", none, func(w *workbook.Workbook) { w.Asks = nil; w.Offers[0].Take = value.No },
				found(Blocks, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.",
					"Ask for it in lesson 3, find an offer that has it, or move it to the nice-to-haves.")},
			{"must-uncovered", func(w *workbook.Workbook) { w.Asks, w.Offers = nil, nil; w.Returns[0].Need.Met = value.Yes },
				func(w *workbook.Workbook) { w.Asks = nil; w.Offers[0].Deadline = w.Offers[0].Deadline.AddDays(-90) },
				found(Blocks, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.",
					"Ask for it in lesson 3, find an offer that has it, or move it to the nice-to-haves.")},
			{"must-unasked", func(w *workbook.Workbook) { w.Asks, w.Offers = nil, nil }, func(w *workbook.Workbook) { w.Asks = nil },
				found(Warns, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask covers it; only an offer elsewhere does.",
					"Ask for it here first, or be clear with yourself that you would leave over it.")},
			{"must-no-threshold", func(w *workbook.Workbook) { w.Returns[1].Need.Threshold = value.Bound{} },
				func(w *workbook.Workbook) { w.Returns[0].Need.Threshold = value.Bound{} },
				found(Warns, "returns/R1", "threshold", "“Base pay” is a must-have without a threshold.",
					"Write what can be checked: a number, or a statement that is true or not.")},
			{"must-not-checked", none, func(w *workbook.Workbook) { w.Job.Base = value.Amount{} },
				found(Warns, "returns/R1", "met", "You have not said whether today's job meets “Base pay”.",
					"Answer yes or no, and find out first if you need to.")},
			{"must-not-checked", none, func(w *workbook.Workbook) { w.Returns[0].Need.Met, w.Returns[0].Name = value.Unknown, "" },
				found(Warns, "returns/R1", "met", "You have not said whether today's job meets a return without a name.",
					"Answer yes or no, and find out first if you need to.")},
			{"unread", func(w *workbook.Workbook) { w.Returns[1].Need.Threshold = value.UnreadBound("4k a month") },
				func(w *workbook.Workbook) { w.Returns[0].Need.Threshold = value.UnreadBound("4k a month") },
				found(Blocks, "returns/R1", "threshold", "“4k a month” in the threshold of “Base pay” cannot be read.",
					"Type it again, such as 92k or 92,000; until then nothing counts it.")},
			{"must-hesitates", func(w *workbook.Workbook) { w.Returns[1].Need.Leave = value.No },
				func(w *workbook.Workbook) { w.Returns[0].Need.Leave = value.No },
				found(Warns, "returns/R1", "leave", "You would not leave over “Base pay” at 95% of it, $85,500.",
					"Move it to the nice-to-haves, where it can be traded; or say that you would leave.")},
			{"must-untested", func(w *workbook.Workbook) { w.Returns[0].Need.Leave, w.Returns[0].Need.Threshold = "", value.Bound{} },
				func(w *workbook.Workbook) { w.Returns[0].Need.Leave = "" },
				found(Hints, "returns/R1", "leave", "You have not put “Base pay” to the hesitation test.",
					"Imagine 95% of it, $85,500, and answer whether you would really leave.")},
			{"must-met-contradicts", func(w *workbook.Workbook) { w.Returns[0].Need.Met = value.No },
				func(w *workbook.Workbook) { w.Returns[0].Need.Met = value.Yes },
				found(Warns, "returns/R1", "met",
					"You say that today's job meets “Base pay”, but today's pay beside the threshold (at least $90,000) says otherwise.",
					"Correct the answer, the threshold or what there is today.")},
			{"must-met-contradicts", func(w *workbook.Workbook) { w.Returns[0].Need.Met = value.Unknown }, func(w *workbook.Workbook) {
				w.Returns[0].Need.Met = value.No
				w.Job.Base = valuetest.Amount("90000 USD")
			},
				found(Warns, "returns/R1", "met",
					"You say that today's job does not meet “Base pay”, but today's pay beside the threshold (at least $90,000) says otherwise.",
					"Correct the answer, the threshold or what there is today.")},
			{"must-met-contradicts", none, func(w *workbook.Workbook) {
				w.Returns[1].Need = workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at most 5 shifts a week"), Met: value.Yes, Leave: value.Yes}
				w.Asks = []workbook.Ask{{ID: "A1", Return: w.Returns[1].ID, Today: valuetest.Amount("6 shifts a week")}}
			}, found(Warns, "returns/R2", "met",
				"You say that today's job meets “Days from home”, but the ask about it says 6 shifts a week today, and the threshold is at most 5 shifts a week.",
				"Correct the answer, the threshold or what there is today.")},
			{"musts-none", empty, func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} },
				found(Warns, "", "", "You have no must-have yet.",
					"Find the one thing without which you would leave, or say that there is none.")},
			{"must-hesitates", none, func(w *workbook.Workbook) {
				w.Returns[0].Need.Leave, w.Returns[0].Need.Threshold = value.No, value.Bound{Statement: "paid on time"}
			}, found(Warns, "returns/R1", "leave", "One exception in twenty to “Base pay” would not make you leave.",
				"Move it to the nice-to-haves, where it can be traded; or say that you would leave.")},
			{"musts-many-fail", musts(5), func(w *workbook.Workbook) {
				musts(9)(w)
				for i := range w.Returns {
					w.Returns[i].Need.Met = value.No
				}
				w.Returns[3].Need.Met = value.Yes
			}, found(Blocks, "", "", "Nine must-haves; eight fail today and you are still here: which one would make you resign?",
				"Keep that one, and make the others nice-to-haves; or say that you would leave over none.")},
			{"stays-with-musts", none, func(w *workbook.Workbook) { w.Fallback.Stay = true },
				found(Warns, "fallback/W", "stay", "You would leave over nothing, and you have one must-have.", "Make them nice-to-haves, or take that back.")},
			{"musts-none", func(w *workbook.Workbook) { w.Returns[0].Need, w.Fallback.Stay = workbook.Need{}, true },
				func(w *workbook.Workbook) { w.Returns[0].Need = workbook.Need{} },
				found(Warns, "", "", "You have no must-have yet.", "Find the one thing without which you would leave, or say that there is none.")},
			{"musts-many", musts(4), musts(5),
				found(Warns, "", "", "You have five must-haves; hardly any job meets so many.",
					"Put each to the hesitation test, and keep those over which you would really leave.")},
			{"nice-shares", func(w *workbook.Workbook) { w.Returns[1].Need.Sort = workbook.NotYet },
				func(w *workbook.Workbook) { w.Returns[1].Need.Share = value.NewPoints(50) },
				found(Hints, "returns/R2", "share", "The weights of your nice-to-haves sum to 90, not 100.",
					"Weigh each by the swing from its worst to its best, so that all together make 100.")},
			{"nice-shares", none, func(w *workbook.Workbook) { w.Returns[1].Need.Share, w.Returns[2].Need.Share = 0, 0 },
				found(Hints, "returns/R2", "share", "Your nice-to-haves have no weights yet.",
					"Weigh each by the swing from its worst to its best, so that all together make 100.")},
			{"nice-shares", func(w *workbook.Workbook) {
				w.Returns[1].Need.Share, w.Returns[2].Need.Share = value.NewPoints(100), value.NewPoints(0)
			}, func(w *workbook.Workbook) { w.Returns[1].Need.Share, w.Returns[2].Need.Share = value.NewPoints(100), 0 },
				found(Hints, "returns/R3", "share", "“Training” has no weight yet, while the others already sum to 100.",
					"Give it a part of the 100, or a 0 if its swing is worth nothing to you.")},
			{"returns-unsorted", none, func(w *workbook.Workbook) { w.Returns[1].Need = workbook.Need{} },
				found(Hints, "returns/R2", "sort", "“Days from home” is not sorted yet.",
					"Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},
			{"returns-unsorted", none, func(w *workbook.Workbook) { w.Returns[1].Need, w.Returns[2].Need = workbook.Need{}, workbook.Need{} },
				found(Hints, "returns/R2", "sort", "“Days from home” and one other are not sorted yet.",
					"Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},
			{"returns-unsorted", none, func(w *workbook.Workbook) {
				for i := range w.Returns {
					w.Returns[i].Need = workbook.Need{}
				}
				w.Returns[0].Name = ""
			}, found(Hints, "returns/R1", "sort", "A return without a name and two others are not sorted yet.",
				"Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},
		},
		insights: []insightTest{
			{"no must-have", empty,
				[]string{"Move the one thing over which you would leave to the must-haves, and this will tell you whether your job meets it."}},
			{"only one, unmet", none, []string{"Your job does not meet your only must-have."}},
			{"only one, met", met(value.Yes), []string{"Your job meets your only must-have."}},
			{"only one, open", met(value.Unknown), []string{"You have not said yet whether your job meets your only must-have."}},
			{"unasked", func(w *workbook.Workbook) { w.Asks = nil },
				[]string{"Your job does not meet your only must-have.", "No ask is about “Base pay” yet; lesson 3 is the place."}},
			{"all", met(value.Yes, value.Yes, value.Yes), []string{"Your job meets all three of your must-haves."}},
			{"some", func(w *workbook.Workbook) { met(value.No, value.Yes, value.Yes)(w) }, []string{"Your job meets two of your three must-haves."}},
			{"none", met(value.No, value.No),
				[]string{"Your job meets none of your two must-haves.",
					"No ask is about “Days from home”: a must-have that you neither have nor ask for is a contradiction."}},
			{"all open", met(value.Unknown, value.Unknown), []string{"You have not said yet which of your two must-haves your job meets."}},
			{"one open", met(value.Yes, value.Yes, value.Unknown), []string{"So far your job meets two of your three must-haves; one is still to be checked."}},
			{"two open", met(value.Yes, value.Unknown, value.Unknown),
				[]string{"So far your job meets one of your three must-haves; two are still to be checked."}},
			{"three unasked", func(w *workbook.Workbook) { w.Asks = nil; met(value.No, value.No, value.No)(w) },
				[]string{"Your job meets none of your three must-haves.", "No ask is about “Base pay”, “Days from home” and “Training” yet; lesson 3 is the place."}},
		},
		progress: []progressTest{
			{"unsorted", func(w *workbook.Workbook) { w.Returns[2].Need = workbook.Need{} }, "2 3, 1 1 · 1, 2 1 of 2, 2 1", workbook.LessonNeeds},
			{"no must-have", func(w *workbook.Workbook) { w.Returns[0].Need.Sort = workbook.Nice }, "2 3, 1 0 · 3, 2 1 of 2, 2 1", workbook.LessonNeeds},
			{"no threshold", func(w *workbook.Workbook) {
				w.Returns[0].Need.Threshold, w.Offers[0].Covers = value.Bound{}, map[workbook.ID]value.Answer{"R1": value.Yes}
			}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
			{"unread threshold", func(w *workbook.Workbook) {
				w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Threshold: value.UnreadBound("x"), Met: value.No}
				w.Offers[0].Covers = map[workbook.ID]value.Answer{"R1": value.Yes}
			}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
			{"not checked", func(w *workbook.Workbook) { w.Job.Base = value.Amount{} }, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
		},
	})
}
