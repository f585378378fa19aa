package workbook

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ruleTest shows one rule twice: quiet is the near miss, fires the smallest
// change of a workbook without findings that brings the finding about.
type ruleTest struct {
	rule  string
	quiet func(w *Workbook)
	fires func(w *Workbook)
	want  []Finding // without Rule, which the test adds
}

func none(*Workbook) {}

// empty leaves the workbook that a person begins with.
func empty(w *Workbook) { *w = Workbook{ID: "W", Profile: w.Profile} }

var ruleTests = []ruleTest{
	// Lesson 1.
	{"returns-few", none, func(w *Workbook) { w.Returns = w.Returns[:1]; w.Returns[0].Kind = KindTime },
		found(Warns, LessonReturns, "", "", "You have named one return; three is where a comparison starts.", "Add what you get, or want to get, from work; the catalog helps.")},
	{"returns-few", none, empty,
		found(Warns, LessonReturns, "", "", "You have not named a return yet.", "Add what you get, or want to get, from work; the catalog helps.")},
	{"returns-only-money", empty, func(w *Workbook) { w.Returns[1].Kind, w.Returns[2].Kind = KindBonus, KindEquity },
		found(Warns, LessonReturns, "", "", "Every return you named is money.", "Add at least one that is not: time, place, growth, recognition.")},
	{"return-no-why", none, func(w *Workbook) { w.Returns[1].Why = "" },
		found(Hints, LessonReturns, "returns/R2", "why", "“Days from home” has no reason beside it.", "Write in a line why it matters to you.")},
	{"return-no-why", none, func(w *Workbook) { w.Returns[1].Why, w.Returns[1].Name = "", "" },
		found(Hints, LessonReturns, "returns/R2", "why", "A return without a name has no reason beside it.", "Write in a line why it matters to you.")},
	{"return-no-name", none, func(w *Workbook) { w.Returns[1].Name = "" },
		found(Warns, LessonReturns, "returns/R2", "name", "A return has no name.", "Name it, or delete it.")},
	{"return-unrated", none, func(w *Workbook) { w.Returns[1].Today = 0 },
		found(Hints, LessonReturns, "returns/R2", "today", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"return-unrated", none, func(w *Workbook) { w.Returns[1].Wanted = 0 },
		found(Hints, LessonReturns, "returns/R2", "wanted", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"return-unrated", none, func(w *Workbook) { w.Returns[1].Weight = 0 },
		found(Hints, LessonReturns, "returns/R2", "weight", "“Days from home” is not in the ranking yet.", "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each.")},
	{"returns-no-gap", func(w *Workbook) { noGap(w); w.Returns[2].Today = 0 }, noGap,
		found(Hints, LessonReturns, "returns/R1", "wanted", "By your own numbers there is nothing left to want.", "Look again at today and wanted, and find where more would change your week.")},

	// Lesson 2.
	{"must-uncovered", func(w *Workbook) { w.Asks = nil }, func(w *Workbook) { w.Asks, w.Offers = nil, nil },
		found(Blocks, LessonNeeds, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.", "Make it one of your asks, find an offer with it, or admit that it is a nice-to-have.")},
	{"must-uncovered", none, func(w *Workbook) { w.Asks = nil; w.Offers[0].Take = No },
		found(Blocks, LessonNeeds, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.", "Make it one of your asks, find an offer with it, or admit that it is a nice-to-have.")},
	{"must-uncovered", func(w *Workbook) { w.Asks, w.Offers = nil, nil; w.Returns[0].Need.Met = Yes }, func(w *Workbook) { w.Asks = nil; w.Offers[0].Deadline = w.Offers[0].Deadline.AddDays(-90) },
		found(Blocks, LessonNeeds, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask and no offer covers it.", "Make it one of your asks, find an offer with it, or admit that it is a nice-to-have.")},
	{"must-unasked", func(w *Workbook) { w.Asks, w.Offers = nil, nil }, func(w *Workbook) { w.Asks = nil },
		found(Warns, LessonNeeds, "returns/R1", "", "“Base pay” is a must-have that today's job does not meet, and no ask covers it; only an offer elsewhere does.", "Ask for it here first, or be clear with yourself that you would leave over it.")},
	{"must-no-threshold", func(w *Workbook) { w.Returns[1].Need.Threshold = Threshold{} }, func(w *Workbook) { w.Returns[0].Need.Threshold = Threshold{} },
		found(Warns, LessonNeeds, "returns/R1", "threshold", "“Base pay” is a must-have without a threshold.", "Write what can be checked: a number, or a statement that is true or not.")},
	{"must-not-checked", none, func(w *Workbook) { w.Job.Base = Amount{} },
		found(Warns, LessonNeeds, "returns/R1", "met", "You have not said whether today's job meets “Base pay”.", "Answer yes or no, and find out first if you need to.")},
	{"must-not-checked", none, func(w *Workbook) { w.Returns[0].Need.Met, w.Returns[0].Name = Unknown, "" },
		found(Warns, LessonNeeds, "returns/R1", "met", "You have not said whether today's job meets a return without a name.", "Answer yes or no, and find out first if you need to.")},
	{"threshold-unread", func(w *Workbook) { w.Returns[1].Need.Threshold = UnreadThreshold("4k a month") }, func(w *Workbook) { w.Returns[0].Need.Threshold = UnreadThreshold("4k a month") },
		found(Blocks, LessonNeeds, "returns/R1", "threshold", "“4k a month” in the threshold of “Base pay” cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it.")},
	{"must-hesitates", func(w *Workbook) { w.Returns[1].Need.Leave = No }, func(w *Workbook) { w.Returns[0].Need.Leave = No },
		found(Warns, LessonNeeds, "returns/R1", "leave", "You would not leave over “Base pay” at 95% of it.", "Then it is a nice-to-have: move it, and let it be traded.")},
	{"must-untested", func(w *Workbook) { w.Returns[0].Need.Leave, w.Returns[0].Need.Threshold = "", Threshold{} }, func(w *Workbook) { w.Returns[0].Need.Leave = "" },
		found(Hints, LessonNeeds, "returns/R1", "leave", "You have not put “Base pay” to the hesitation test.", "Imagine 95% of it, and answer whether you would really leave.")},
	{"must-met-contradicts", func(w *Workbook) { w.Returns[0].Need.Met = No }, func(w *Workbook) { w.Returns[0].Need.Met = Yes },
		found(Warns, LessonNeeds, "returns/R1", "met", "You say that today's job meets “Base pay”, but today's pay beside the threshold (at least $90,000) says otherwise.", "Correct the answer, the threshold or today's pay.")},
	{"must-met-contradicts", func(w *Workbook) { w.Returns[0].Need.Met = Unknown }, func(w *Workbook) { w.Returns[0].Need.Met = No; w.Job.Base = stored("90000 USD") },
		found(Warns, LessonNeeds, "returns/R1", "met", "You say that today's job does not meet “Base pay”, but today's pay beside the threshold (at least $90,000) says otherwise.", "Correct the answer, the threshold or today's pay.")},
	{"musts-none", empty, func(w *Workbook) { w.Returns[0].Need = Need{} },
		found(Warns, LessonNeeds, "", "", "You have no must-have yet.", "Find the one thing without which you would leave, and write down what would count as having it.")},
	{"musts-many", musts(4), musts(5),
		found(Warns, LessonNeeds, "", "", "You have five must-haves; hardly any job meets so many.", "Put each to the hesitation test, and keep those over which you would really leave.")},
	{"nice-shares", func(w *Workbook) { w.Returns[1].Need.Sort = NotYet }, func(w *Workbook) { w.Returns[1].Need.Share = NewPoints(50) },
		found(Hints, LessonNeeds, "returns/R2", "share", "The weights of your nice-to-haves sum to 90, not 100.", "Weigh each by the swing from its worst to its best, so that all together make 100.")},
	{"nice-shares", none, func(w *Workbook) { w.Returns[1].Need.Share, w.Returns[2].Need.Share = 0, 0 },
		found(Hints, LessonNeeds, "returns/R2", "share", "Your nice-to-haves have no weights yet.", "Weigh each by the swing from its worst to its best, so that all together make 100.")},
	{"nice-shares", func(w *Workbook) { w.Returns[1].Need.Share, w.Returns[2].Need.Share = NewPoints(100), NewPoints(0) }, func(w *Workbook) { w.Returns[1].Need.Share, w.Returns[2].Need.Share = NewPoints(100), 0 },
		found(Hints, LessonNeeds, "returns/R3", "share", "“Training” has no weight yet, while the others already sum to 100.", "Give it a part of the 100, or a 0 if its swing is worth nothing to you.")},
	{"returns-unsorted", none, func(w *Workbook) { w.Returns[1].Need = Need{} },
		found(Hints, LessonNeeds, "returns/R2", "sort", "“Days from home” is not sorted yet.", "Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},
	{"returns-unsorted", none, func(w *Workbook) { w.Returns[1].Need, w.Returns[2].Need = Need{}, Need{} },
		found(Hints, LessonNeeds, "returns/R2", "sort", "“Days from home” and one other are not sorted yet.", "Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},
	{"returns-unsorted", none, func(w *Workbook) {
		for i := range w.Returns {
			w.Returns[i].Need = Need{}
		}
		w.Returns[0].Name = ""
	}, found(Hints, LessonNeeds, "returns/R1", "sort", "A return without a name and two others are not sorted yet.", "Decide whether you would leave over it, a must-have, or not, a nice-to-have.")},

	// Lesson 3.
	{"ask-no-minimum", func(w *Workbook) { w.Asks[0].Minimum, w.Asks[0].Say = Amount{}, SayWords }, func(w *Workbook) { w.Asks[0].Minimum = Amount{} },
		found(Blocks, LessonAsks, "asks/A1", "minimum", "Your ask for “Base pay” has no minimum.", "Write the least that you would accept, before someone names a number for you.")},
	{"ask-target-below-minimum", func(w *Workbook) { w.Asks[0].Target = stored("90000 USD") }, func(w *Workbook) { w.Asks[0].Target = stored("89999 USD") },
		found(Blocks, LessonAsks, "asks/A1", "target", "Your ask for “Base pay” aims for $89,999, below its own minimum of $90,000.", "Raise the target, or lower the minimum if you would accept less.")},
	{"ask-target-below-minimum", officeDays("3 days", "2 days", "1 day"), officeDays("2 days", "3 days", "1 day"),
		found(Blocks, LessonAsks, "asks/A1", "target", "Your ask for “Office days” aims for 3 days, above its own minimum of 2 days.", "Lower the target, or raise the minimum if you would accept less.")},
	{"ask-opening-below-target", func(w *Workbook) { w.Asks[0].Opening = stored("94000 EUR") }, func(w *Workbook) { w.Asks[0].Opening = stored("94000 USD") },
		found(Blocks, LessonAsks, "asks/A1", "opening", "Your ask for “Base pay” opens at $94,000, below its target of $95,000.", "Open at the target or better, since talks seldom move in your favor from there.")},
	{"ask-opening-below-target", officeDays("3 days", "2 days", "1 day"), officeDays("3 days", "1 day", "2 days"),
		found(Blocks, LessonAsks, "asks/A1", "opening", "Your ask for “Office days” opens at 2 days, above its target of 1 day.", "Open at the target or better, since talks seldom move in your favor from there.")},
	{"ask-opening-below-minimum", func(w *Workbook) { w.Asks[0].Opening = stored("89000 USD") }, func(w *Workbook) { w.Asks[0].Opening, w.Asks[0].Target = stored("89000 USD"), Amount{} },
		found(Blocks, LessonAsks, "asks/A1", "opening", "Your ask for “Base pay” opens at $89,000, below its own minimum of $90,000.", "Raise the opening: you would be asking for what you would refuse.")},
	{"asks-many", func(w *Workbook) { w.Asks = append(w.Asks, Ask{ID: "A2", Return: "R2"}) },
		func(w *Workbook) {
			w.Asks = append(w.Asks, Ask{ID: "A2", Return: "R2"}, Ask{ID: "A3", Return: "R3"})
		},
		found(Blocks, LessonAsks, "asks/A3", "", "You have three asks, and two is the limit.", "Keep the two that matter most; the rest can be traded inside a package.")},
	{"ask-no-return", none, func(w *Workbook) { w.Asks[0].Return = "gone" },
		found(Blocks, LessonAsks, "asks/A1", "return", "An ask points at a return that is gone.", "Point it at a return that you have, or delete it.")},
	{"asks-same-return", func(w *Workbook) { w.Asks = append(w.Asks, Ask{ID: "A2", Return: "R2"}) }, func(w *Workbook) { w.Asks = append(w.Asks, Ask{ID: "A2", Return: "R1"}) },
		found(Blocks, LessonAsks, "asks/A2", "return", "Two asks are about “Base pay”.", "Keep the better of the two and delete the other.")},
	{"ask-unread", none, func(w *Workbook) { w.Asks[0].Minimum = UnreadAmount("about 90k") },
		found(Blocks, LessonAsks, "asks/A1", "minimum", "“about 90k” in your ask for “Base pay” cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it.")},
	{"ask-unread", none, func(w *Workbook) { w.Asks[0].Today, w.Asks[0].Return = UnreadAmount("a bit"), "gone" },
		found(Blocks, LessonAsks, "asks/A1", "today", "“a bit” in your ask for a return that is gone cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it.")},
	{"figure-unread", none, func(w *Workbook) { w.Figures[0].Date = UnreadDate("last year") },
		found(Blocks, LessonAsks, "figures/F1", "date", "“last year” in a market figure cannot be read.", "Type it again, such as 12 mar or 2027-03-12; until then nothing counts it.")},
	{"job-unread", none, func(w *Workbook) {
		w.Job.Base, w.Job.Inflation = UnreadAmount("4k a month"), UnreadAmount("high")
	},
		append(found(Blocks, LessonAsks, "job/W", "base", "“4k a month” in today's job cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it."),
			found(Blocks, LessonAsks, "job/W", "inflation", "“high” in today's job cannot be read.", "Type it again, such as 2.5%; until then nothing counts it.")...)},
	{"meeting-unread", none, func(w *Workbook) { w.Profile.Meeting = UnreadDate("next week") },
		found(Blocks, LessonAsks, "profile/W", "meeting", "“next week” in the meeting date cannot be read.", "Type it again, such as 12 mar or 2027-03-12; until then nothing counts it.")},
	{"meeting-past", none, func(w *Workbook) { w.Profile.Meeting = NewDate(2026, 12, 1) },
		found(Warns, LessonAsks, "profile/W", "meeting", "The meeting on 1 Dec 2026 is past.", "Write down the next one; deadlines are measured against it.")},
	{"meeting-none", func(w *Workbook) { w.Profile.Meeting, w.Asks = Date{}, nil }, func(w *Workbook) { w.Profile.Meeting = Date{} },
		found(Hints, LessonAsks, "profile/W", "meeting", "The conversation has no date yet.", "Ask for one, and write it down: deadlines are measured against it.")},
	{"asks-none", empty, func(w *Workbook) { w.Asks = nil },
		found(Warns, LessonAsks, "", "", "You have not chosen an ask yet.", "Choose the one or two returns that would change the most.")},
	{"ask-no-target", func(w *Workbook) { w.Asks[0].Target, w.Asks[0].Say = Amount{}, SayWords }, func(w *Workbook) { w.Asks[0].Target = Amount{} },
		found(Warns, LessonAsks, "asks/A1", "target", "Your ask for “Base pay” has no target.", "Write what you would be glad to get, your minimum or better.")},
	{"ask-no-opening", func(w *Workbook) { w.Asks[0].Opening, w.Asks[0].Say = Amount{}, SayWords }, func(w *Workbook) { w.Asks[0].Opening = Amount{} },
		found(Warns, LessonAsks, "asks/A1", "opening", "Your ask for “Base pay” has no opening.", "Write the number that you will say first, your target or better.")},
	{"ask-no-words", none, func(w *Workbook) { w.Asks[0].Term = "" },
		found(Warns, LessonAsks, "asks/A1", "term", "Your ask for “Base pay” has no exact words yet.", "Write the sentence as you will say it.")},
	{"ask-no-reason", func(w *Workbook) { w.Asks[0].Reason, w.Asks[0].Opening = "", stored("98750 USD") }, func(w *Workbook) { w.Asks[0].Reason = "" },
		found(Warns, LessonAsks, "asks/A1", "reason", "Your ask for “Base pay” has no reason in the employer's terms.", "Write what they gain, or what it would cost them to do without.")},
	{"ask-no-proof", none, func(w *Workbook) { w.Asks[0].Proofs = nil },
		found(Warns, LessonAsks, "asks/A1", "proofs", "Your ask for “Base pay” has no proof beside it.", "Name a result that others can check.")},
	{"ask-exact-no-reason", func(w *Workbook) { w.Asks[0].Opening = stored("98750 USD") }, func(w *Workbook) { w.Asks[0].Opening, w.Asks[0].Reason = stored("98750 USD"), "" },
		found(Warns, LessonAsks, "asks/A1", "reason", "Your ask for “Base pay” opens at the exact figure $98,750 without a reason for it.", "Write how you arrived at it, or round it (Loschelder et al. 2016).")},
	{"ask-below-must", func(w *Workbook) { w.Asks[0].Minimum, w.Returns[0].Need.Sort = stored("89000 USD"), Nice }, func(w *Workbook) { w.Asks[0].Minimum = stored("89000 USD") },
		found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept $89,000 for “Base pay”, but your must-have is at least $90,000.", "Only one of the two can hold: change the minimum, or change the must-have.")},
	{"ask-below-must", percents("6 %", "10 %", "12 %"), percents("5 %", "10 %", "12 %"), // of 85,000
		found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept 5% for “Base pay”, but your must-have is at least $90,000.", "Only one of the two can hold: change the minimum, or change the must-have.")},
	{"ask-below-today", func(w *Workbook) { w.Asks[0].Today = stored("90000 USD") }, func(w *Workbook) { w.Asks[0].Today = stored("90001 USD") },
		found(Warns, LessonAsks, "asks/A1", "minimum", "The minimum of your ask for “Base pay” is $90,000, below the $90,001 you have today.", "Check both numbers, and that both mean the same: base or total.")},
	{"ask-below-today", officeDays("3 days", "2 days", "1 day"), func(w *Workbook) { w.Asks[0].Basis = TotalBasis; w.Job.Equity = stored("20000 USD") },
		found(Warns, LessonAsks, "asks/A1", "target", "The target of your ask for “Base pay” is $95,000, below the $110,000 you have today.", "Check both numbers, and that both mean the same: base or total.")},
	{"ask-below-alternative", func(w *Workbook) { w.Offers[0].Bonus = stored("9000 USD") }, func(w *Workbook) { w.Offers[0].Base = stored("90001 USD") },
		found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but Globex would pay $90,001.", "Ask yourself whether the minimum is one, or what else makes up for the difference.")},
	{"ask-below-alternative", func(w *Workbook) {
		w.Asks[0].Basis, w.Offers[0].Base, w.Offers[0].Bonus = TotalBasis, stored("96000 USD"), stored("9000 EUR")
	}, func(w *Workbook) {
		w.Asks[0].Basis, w.Offers[0].Bonus, w.Offers[0].Employer = TotalBasis, stored("9000 USD"), ""
	}, found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but an unnamed employer would pay $99,000 in all.", "Ask yourself whether the minimum is one, or what else makes up for the difference.")},
	{"ask-below-alternative", func(w *Workbook) { w.Offers[0].Base, w.Offers[0].Take = stored("96000 USD"), No }, percents("5 %", "10 %", "12 %"), // of 85,000
		found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept $89,250 for “Base pay”, but Globex would pay $90,000.", "Ask yourself whether the minimum is one, or what else makes up for the difference.")},
	{"ask-below-alternative", func(w *Workbook) { // 96,000 euros and a bonus ask say nothing of dollars and pay
		w.Returns[0].Need.Threshold, w.Offers[0].Covers = Threshold{Statement: "fair"}, map[ID]Answer{"R1": Yes}
		w.Offers[0].Base = stored("96000 EUR")
		w.Returns[1].Kind, w.Asks = KindBonus, append(w.Asks, Ask{ID: "A2", Return: "R2", Minimum: stored("5000 EUR")})
	}, func(w *Workbook) { // the written offer counts, not the higher spoken one
		w.Offers[0].Base = stored("91000 USD")
		w.Offers = append(w.Offers, Offer{ID: "O2", Employer: "Hooli", Base: stored("99000 USD"), Status: Verbal, Take: Yes})
	}, found(Warns, LessonAsks, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but Globex would pay $91,000.", "Ask yourself whether the minimum is one, or what else makes up for the difference.")},
	{"ask-words-differ", func(w *Workbook) { w.Asks[0].Term = "From 85,000 to 98k" }, func(w *Workbook) { w.Asks[0].Term = "A base of 97,000" },
		found(Warns, LessonAsks, "asks/A1", "term", "Your words for “Base pay” say $97,000, but the opening is $98,000.", "Make the words and the numbers agree.")},
	{"ask-words-differ", func(w *Workbook) { w.Asks[0].Say, w.Asks[0].Term = SayRange, "A base of 95,000 or more" }, func(w *Workbook) { w.Asks[0].Term = "A base of 95,000 or more" },
		found(Warns, LessonAsks, "asks/A1", "term", "Your words for “Base pay” say $95,000, but the opening is $98,000.", "Make the words and the numbers agree.")},
	{"ask-words-differ", func(w *Workbook) { w.Asks[0].Say, w.Asks[0].Term = SayWords, "A base of 97,000" }, func(w *Workbook) { officeDays("3 days", "2 days", "1 day")(w); w.Asks[0].Term = "Two days" },
		found(Warns, LessonAsks, "asks/A1", "term", "Your words for “Office days” say 2 days, but the opening is 1 day.", "Make the words and the numbers agree.")},
	{"ask-units-differ", percents("6 %", "10 %", "12 %"), func(w *Workbook) { w.Asks[0].Opening = stored("98000 EUR") },
		found(Warns, LessonAsks, "asks/A1", "opening", "The numbers of your ask for “Base pay” are not in one unit: $90,000 and €98,000.", "Write all of them in the same currency or unit; until then they are not compared.")},
	{"ask-units-differ", func(w *Workbook) {
		w.Returns[0].Kind, w.Job.Benefits = KindBenefits, stored("6000 USD")
		w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = stored("4 % match"), stored("5 % match"), stored("6 % match")
	}, func(w *Workbook) { w.Job.Base = stored("85000 EUR") },
		found(Warns, LessonAsks, "asks/A1", "minimum", "The numbers of your ask for “Base pay” are not in one unit: €85,000 and $90,000.", "Write all of them in the same currency or unit; until then they are not compared.")},
	{"job-units-differ", func(w *Workbook) { w.Job.Equity = UnreadAmount("x") }, func(w *Workbook) { w.Job.Bonus = stored("5000 EUR") },
		found(Warns, LessonAsks, "job/W", "bonus", "Today's pay mixes $85,000 and €5,000, so it is not added up.", "Write all of it in one currency; no rate is known here.")},
	{"currency-unknown", func(w *Workbook) { w.Profile.Currency = "" }, func(w *Workbook) { w.Profile.Currency = "euros" },
		found(Warns, LessonAsks, "profile/W", "currency", "“euros” is not a currency code.", "Set it to three letters, such as USD, EUR or GBP.")},
	{"figure-order", func(w *Workbook) { w.Figures[0].Low = stored("99000 EUR") }, func(w *Workbook) { w.Figures[0].Low = stored("99000 USD") },
		found(Warns, LessonAsks, "figures/F1", "middle", "The figure from “Union survey” does not run from low to high.", "Put low, middle and high in order.")},
	{"figure-order", none, func(w *Workbook) { w.Figures[1].High = stored("80000 USD"); w.Figures[1].Source = "" },
		found(Warns, LessonAsks, "figures/F2", "high", "A market figure without a source does not run from low to high.", "Put low, middle and high in order.")},
	{"figures-mixed", func(w *Workbook) { w.Figures = nil }, func(w *Workbook) { w.Asks[0].Basis = TotalBasis },
		found(Warns, LessonAsks, "asks/A1", "basis", "Your ask for “Base pay” is about total pay in USD, and none of your market figures is.", "Find figures on the same basis and in the same currency, since base and total are never mixed.")},
	{"figures-mixed", none, func(w *Workbook) { w.Asks[0].Target = stored("95000 EUR") },
		found(Warns, LessonAsks, "asks/A1", "basis", "Your ask for “Base pay” is about base pay in EUR, and none of your market figures is.", "Find figures on the same basis and in the same currency, since base and total are never mixed.")},
	{"figures-mixed", percents("6 %", "10 %", "12 %"), func(w *Workbook) { w.Asks[0].Basis = TotalBasis },
		found(Warns, LessonAsks, "asks/A1", "basis", "Your ask for “Base pay” is about total pay in USD, and none of your market figures is.", "Find figures on the same basis and in the same currency, since base and total are never mixed.")},
	{"ask-range-flat", func(w *Workbook) { w.Asks[0].Say = SayRange }, func(w *Workbook) { w.Asks[0].Say, w.Asks[0].Opening = SayRange, stored("95000 USD") },
		found(Hints, LessonAsks, "asks/A1", "opening", "Your ask for “Base pay” is to be said as a range, but both ends are $95,000.", "Let the range start at your target and reach beyond it (Ames & Mason 2015), or say one figure.")},
	{"ask-above-market", func(w *Workbook) { w.Asks[0].Opening = stored("100000 USD") }, func(w *Workbook) { w.Asks[0].Opening = stored("100001 USD") },
		found(Hints, LessonAsks, "asks/A1", "opening", "Your opening of $100,001 for “Base pay” is above every market figure you found.", "Have a reason ready for it, or look for a typing slip.")},
	{"ask-above-market", func(w *Workbook) { // the one that is on another basis, in another currency or without an end is not counted
		w.Asks[0].Opening = stored("120000 USD")
		w.Figures[0].Middle, w.Figures[1].High, w.Figures[2].Basis = stored("94000 EUR"), Amount{}, TotalBasis
	}, func(w *Workbook) {
		percents("6 %", "10 %", "20 %")(w) // of 85,000
		w.Figures[0].High, w.Figures[1].Basis, w.Figures[2].High = stored("101000 USD"), TotalBasis, stored("150000 EUR")
	}, found(Hints, LessonAsks, "asks/A1", "opening", "Your opening of $102,000 for “Base pay” is above every market figure you found.", "Have a reason ready for it, or look for a typing slip.")},
	{"ask-above-market", func(w *Workbook) { w.Figures = nil }, func(w *Workbook) { w.Figures = w.Figures[:1] },
		found(Hints, LessonAsks, "asks/A1", "opening", "Your opening of $98,000 for “Base pay” is above every market figure you found.", "Have a reason ready for it, or look for a typing slip.")},
	{"ask-above-market", func(w *Workbook) { w.Returns[0].Kind, w.Asks[0].Opening = KindBonus, stored("150000 USD") }, func(w *Workbook) { w.Asks[0].Opening = stored("980000 USD") },
		found(Hints, LessonAsks, "asks/A1", "opening", "Your opening of $980,000 for “Base pay” is above every market figure you found.", "Have a reason ready for it, or look for a typing slip.")},
	{"figures-few", func(w *Workbook) { w.Returns[0].Kind = KindBonus; w.Figures = nil }, func(w *Workbook) { w.Figures = nil },
		found(Hints, LessonAsks, "asks/A1", "", "Your ask for “Base pay” stands on no market figures.", "Find three figures of two kinds, say a survey and two postings: that is enough.")},
	{"figures-few", none, func(w *Workbook) { w.Figures[0].Middle = stored("94000 EUR"); w.Figures[1].Basis = TotalBasis },
		found(Hints, LessonAsks, "asks/A1", "", "Your ask for “Base pay” stands on one market figure.", "Find three figures of two kinds, say a survey and two postings: that is enough.")},
	{"figures-few", none, func(w *Workbook) { w.Figures[0].Kind = FigurePosting },
		found(Hints, LessonAsks, "asks/A1", "", "Your ask for “Base pay” stands on market figures of one kind only.", "Find three figures of two kinds, say a survey and two postings: that is enough.")},
	{"figure-no-amount", func(w *Workbook) { w.Figures[0].Middle = UnreadAmount("x") }, func(w *Workbook) { w.Figures[1].High = Amount{} },
		found(Hints, LessonAsks, "figures/F2", "middle", "The figure from “Initech posting” has no middle to compare with.", "Write its middle, or its low and its high.")},
	{"figure-no-source", none, func(w *Workbook) { w.Figures[0].Source = "" },
		found(Hints, LessonAsks, "figures/F1", "source", "A market figure has no source.", "Write where it is from, or it will not convince anyone.")},
	{"figure-no-source", func(w *Workbook) { w.Figures[0].Date = UnreadDate("x") }, func(w *Workbook) { w.Figures[0].Date = Date{} },
		found(Hints, LessonAsks, "figures/F1", "date", "The figure from “Union survey” has no date.", "Write of when it is, or it will not convince anyone.")},
	{"figure-old", func(w *Workbook) { w.Figures[0].Date = NewDate(2025, 3, 12) }, func(w *Workbook) { w.Figures[0].Date = NewDate(2025, 3, 11) },
		found(Hints, LessonAsks, "figures/F1", "date", "The figure from “Union survey” is more than two years old.", "Look for a newer one.")},

	// Lesson 4.
	{"offers-none-qualifies", func(w *Workbook) { w.Offers = nil }, func(w *Workbook) { w.Offers[0].Base = stored("80000 USD") },
		found(Warns, LessonOffers, "", "", "No walk-away covers your must-haves yet.", "Fill the missing answers, or look further; until then do not speak of leaving.")},
	{"offer-expires-before-meeting", func(w *Workbook) { w.Offers[0].Deadline = w.Profile.Meeting }, func(w *Workbook) { w.Offers[0].Deadline = w.Profile.Meeting.AddDays(-1) },
		found(Warns, LessonOffers, "offers/O1", "deadline", "The offer of Globex runs out on 31 Mar, before your meeting on 1 Apr.", "Ask them for more time, or ask for an earlier meeting.")},
	{"offer-expired-counted", func(w *Workbook) { w.Offers[0].Deadline, w.Offers[0].Status = NewDate(2027, 3, 11), Expired }, func(w *Workbook) { w.Offers[0].Deadline = NewDate(2027, 3, 11) },
		found(Warns, LessonOffers, "offers/O1", "status", "The offer of Globex ran out on 11 Mar, and it is not marked as expired.", "Ask whether it still stands, or mark it; until then do not count on it.")},
	{"offer-unread", none, func(w *Workbook) { w.Offers[0].Deadline, w.Offers[0].Base = UnreadDate("soon"), UnreadAmount("4k pm") },
		append(found(Blocks, LessonOffers, "offers/O1", "base", "“4k pm” in the offer of Globex cannot be read.", "Type it again, such as 92k or 92,000; until then nothing counts it."),
			found(Blocks, LessonOffers, "offers/O1", "deadline", "“soon” in the offer of Globex cannot be read.", "Type it again, such as 12 mar or 2027-03-12; until then nothing counts it.")...)},
	{"offer-units-differ", func(w *Workbook) { w.Offers[0].Bonus = UnreadAmount("x") }, func(w *Workbook) { w.Offers[0].SignOn = stored("3000 EUR") },
		found(Warns, LessonOffers, "offers/O1", "signon", "The offer of Globex mixes $90,000 and €3,000, so its total is not whole.", "Write all of it in one currency; no rate is known here.")},
	{"offer-other-currency", func(w *Workbook) { w.Job.Base = Amount{} }, func(w *Workbook) { w.Offers[0].Base = stored("96000 EUR") },
		found(Hints, LessonOffers, "offers/O1", "base", "The offer of Globex is in EUR and today's pay in USD, so the two are not compared.", "Convert it yourself, at a rate that you can name.")},
	{"offer-contradicts-threshold", covers(Yes), covers(No),
		found(Warns, LessonOffers, "offers/O1", "covers", "You marked “Base pay” as “no” for Globex, but its $90,000 beside your threshold (at least $90,000) says otherwise.", "Correct the mark or the amount.")},
	{"offer-contradicts-threshold", covers(Unknown), func(w *Workbook) { covers(Yes)(w); w.Offers[0].Base = stored("89000 USD") },
		found(Warns, LessonOffers, "offers/O1", "covers", "You marked “Base pay” as “yes” for Globex, but its $89,000 beside your threshold (at least $90,000) says otherwise.", "Correct the mark or the amount.")},
	{"offer-would-not-take", func(w *Workbook) { w.Offers[0].Take, w.Offers[0].Status = No, Exploring }, func(w *Workbook) { w.Offers[0].Take = No },
		found(Hints, LessonOffers, "offers/O1", "take", "You would not take the offer of Globex, so it is not counted.", "Do not use it in the talk; that would be a bluff.")},
	{"offer-no-take", func(w *Workbook) { w.Offers[0].Take, w.Offers[0].Base = "", stored("89000 USD") }, func(w *Workbook) { w.Offers[0].Take = Unknown },
		found(Hints, LessonOffers, "offers/O1", "take", "You have not said whether you would take the offer of Globex.", "Decide as if they called tonight; an offer that you would not take does not count.")},
	{"offer-unknown", func(w *Workbook) { w.Offers[0].Base, w.Offers[0].Take = Amount{}, No }, func(w *Workbook) { w.Offers[0].Base = Amount{} },
		found(Hints, LessonOffers, "offers/O1", "covers", "You do not know whether Globex covers “Base pay”.", "Ask them; it is a fair question at any stage.")},
	{"offer-unknown", none, func(w *Workbook) {
		w.Offers[0].Employer = ""
		w.Returns[1].Need.Sort, w.Returns[2].Need.Sort = Must, Must
	}, found(Hints, LessonOffers, "offers/O1", "covers", "You do not know whether an unnamed employer covers “Days from home” and one other.", "Ask them; it is a fair question at any stage.")},
	{"offer-no-deadline", func(w *Workbook) { w.Offers[0].Deadline, w.Offers[0].Status = Date{}, Verbal }, func(w *Workbook) { w.Offers[0].Deadline = Date{} },
		found(Hints, LessonOffers, "offers/O1", "deadline", "The written offer of Globex has no deadline here.", "Write the last day on which you can accept it, and ask if the letter does not say.")},
	{"offer-nothing-to-say", func(w *Workbook) { w.Offers[0].WillSay, w.Offers[0].Take = "", No }, func(w *Workbook) { w.Offers[0].WillSay = "" },
		found(Hints, LessonOffers, "offers/O1", "willsay", "You count on Globex but have not written what you would say of it openly.", "Write the sentence that you would say if your manager asked.")},
	{"offer-no-employer", none, func(w *Workbook) { w.Offers[0].Employer = "" },
		found(Hints, LessonOffers, "offers/O1", "employer", "An offer has no employer's name.", "Name it, or delete it.")},
}

func found(s Severity, l Lesson, record Key, field, text, do string) []Finding {
	return []Finding{{Severity: s, Lesson: l, Record: record, Field: field, Text: text, Do: do}}
}

func noGap(w *Workbook) {
	for i := range w.Returns {
		w.Returns[i].Wanted = w.Returns[i].Today
	}
}

func musts(n int) func(w *Workbook) {
	return func(w *Workbook) {
		w.Returns = nil
		for i := range n {
			w.Returns = append(w.Returns, Return{ID: ID("R" + string(rune('a'+i))), Need: Need{Sort: Must}})
		}
	}
}

func covers(a Answer) func(w *Workbook) {
	return func(w *Workbook) { w.Offers[0].Covers = map[ID]Answer{"R1": a} }
}

// officeDays asks for less of something: four days in the office today.
func officeDays(minimum, target, opening string) func(w *Workbook) {
	return func(w *Workbook) {
		w.Returns[0].Name, w.Returns[0].Kind, w.Returns[0].Need.Threshold = "Office days", KindPlace, Threshold{Amount: stored("3 days"), AtMost: true}
		w.Asks[0].Today, w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = stored("4 days"), stored(minimum), stored(target), stored(opening)
	}
}

// percents asks for pay as a rise on today's.
func percents(minimum, target, opening string) func(w *Workbook) {
	return func(w *Workbook) {
		w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = stored(minimum), stored(target), stored(opening)
	}
}

func TestNothingToFind(t *testing.T) {
	if got := Findings(full(t), day(t, todayISO)); got != nil {
		t.Errorf("a workbook that is done has findings:\n%s", cmp.Diff([]Finding(nil), got))
	}
}

func TestRules(t *testing.T) {
	today := day(t, todayISO)
	for _, tt := range ruleTests {
		t.Run(tt.rule, func(t *testing.T) {
			quiet := full(t)
			tt.quiet(&quiet)
			if got := only(tt.rule, Findings(quiet, today)); got != nil {
				t.Errorf("fires where it should not: %+v", got)
			}
			fires := full(t)
			tt.fires(&fires)
			for i := range tt.want {
				tt.want[i].Rule = tt.rule
			}
			if diff := cmp.Diff(tt.want, only(tt.rule, Findings(fires, today))); diff != "" {
				t.Errorf("finding (-want +got):\n%s", diff)
			}
			records, err := fires.Records()
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range Findings(fires, today) {
				checkFinding(t, records, f)
			}
		})
	}
}

func only(rule string, all []Finding) []Finding {
	var out []Finding
	for _, f := range all {
		if f.Rule == rule {
			out = append(out, f)
		}
	}
	return out
}

func TestRuleTable(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.ID] {
			t.Errorf("two rules have the id %s", r.ID)
		}
		seen[r.ID] = true
		if !slices.ContainsFunc(ruleTests, func(tt ruleTest) bool { return tt.rule == r.ID }) {
			t.Errorf("rule %s has no test", r.ID)
		}
		if !r.Lesson.Built() {
			t.Errorf("rule %s belongs to no lesson with an activity", r.ID)
		}
	}
	for _, tt := range ruleTests {
		if !seen[tt.rule] {
			t.Errorf("the test of %s tests no rule", tt.rule)
		}
	}
	Rules()[0].ID = "changed"
	if Rules()[0].ID == "changed" {
		t.Error("a caller can change the table")
	}
	if Hints.String()+Warns.String()+Blocks.String() != "hintwarnsblocks" {
		t.Error("severities have other names")
	}
}

// recordFields gives the JSON fields of the records of each collection; a return's
// need counts as its own.
var recordFields = map[string][]string{
	ProfileRecords: jsonFields(Profile{}),
	JobRecords:     jsonFields(Job{}),
	ReturnRecords:  append(jsonFields(Return{}), jsonFields(Need{})...),
	AskRecords:     jsonFields(Ask{}),
	FigureRecords:  jsonFields(Figure{}),
	OfferRecords:   jsonFields(Offer{}),
}

func jsonFields(v any) []string {
	var out []string
	for t, i := reflect.TypeOf(v), 0; i < t.NumField(); i++ {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out = append(out, name)
	}
	return out
}

type fataler interface {
	Helper()
	Errorf(string, ...any)
}

// checkFinding holds for every finding, whatever the workbook.
func checkFinding(t fataler, records map[Key][]byte, f Finding) {
	t.Helper()
	for _, s := range []string{f.Text, f.Do} {
		if !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "!?\n\t") || strings.Contains(s, "..") || strings.Contains(s, "  ") || s != Clean(s) {
			t.Errorf("%s: not one sentence: %q", f.Rule, s)
		}
		if i := strings.Index(s, ". "); i >= 0 && s[i+2] >= 'A' && s[i+2] <= 'Z' {
			t.Errorf("%s: two sentences: %q", f.Rule, s)
		}
		if s == "" || s[0] >= 'a' && s[0] <= 'z' {
			t.Errorf("%s: begins small: %q", f.Rule, s)
		}
	}
	if f.Record == "" {
		if f.Field != "" {
			t.Errorf("%s: a field without a record", f.Rule)
		}
		return
	}
	if f.Field != "" && !slices.Contains(recordFields[f.Record.Collection()], f.Field) {
		t.Errorf("%s: %s has no field %q", f.Rule, f.Record.Collection(), f.Field)
	}
	if _, ok := records[f.Record]; !ok {
		t.Errorf("%s: there is no record %s", f.Rule, f.Record)
	}
}

func TestFindingsProperties(t *testing.T) {
	today := day(t, todayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorkbook().Draw(t, "w")
		before, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		got := Findings(w, today)
		for _, l := range Lessons() {
			for _, s := range Insight(w, l, today) {
				if !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "!?") || s != CleanLine(s) || s[0] >= 'a' && s[0] <= 'z' && !slices.ContainsFunc(w.Offers, func(o Offer) bool { return strings.HasPrefix(s, o.Employer) }) {
					t.Fatalf("%s: not a sentence: %q", l, s)
				}
			}
		}
		if after, err := json.Marshal(w); err != nil || string(after) != string(before) {
			t.Fatalf("the rules changed the workbook:\n%s\n%s", before, after)
		}
		if diff := cmp.Diff(got, Findings(w.Clone(), today)); diff != "" {
			t.Fatalf("the rules say two things of one workbook:\n%s", diff)
		}
		records, err := w.Records()
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range got {
			checkFinding(t, records, f)
			if i > 0 && (f.Severity > got[i-1].Severity || f.Severity == got[i-1].Severity && f.Lesson.Number() < got[i-1].Lesson.Number()) {
				t.Fatalf("%s stands behind %s", f.Rule, got[i-1].Rule)
			}
		}
	})
}

// The contradiction is resolved by any of the three ways out that it names.
func TestMustUncoveredIsResolved(t *testing.T) {
	today := day(t, todayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorkbook().Draw(t, "w")
		for _, f := range only("must-uncovered", Findings(w, today)) {
			id := f.Record.ID()
			asked := w.Clone()
			asked.Asks = append(asked.Asks, Ask{ID: "A9", Return: id})
			offered := w.Clone()
			offered.Offers = append(offered.Offers, Offer{ID: "O9", Covers: map[ID]Answer{id: Yes}})
			nice := w.Clone()
			nice.Return(id).Need.Sort = Nice
			for way, w := range map[string]Workbook{"an ask": asked, "an offer": offered, "a nice-to-have": nice} {
				if slices.ContainsFunc(only("must-uncovered", Findings(w, today)), func(g Finding) bool { return g.Record == f.Record }) {
					t.Fatalf("%s does not resolve %s", way, f.Text)
				}
			}
		}
	})
}

// Deleting what a finding points at takes the finding with it.
func TestDeletedRecordHasNoFindings(t *testing.T) {
	today := day(t, todayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorkbook().Draw(t, "w")
		seen := map[Key]bool{}
		for _, f := range Findings(w, today) {
			if seen[f.Record] {
				continue
			}
			seen[f.Record] = true
			c := w.Clone()
			id := f.Record.ID()
			switch f.Record.Collection() {
			case ReturnRecords:
				c.DeleteReturn(id)
			case AskRecords:
				c.DeleteAsk(id)
			case FigureRecords:
				c.DeleteFigure(id)
			case OfferRecords:
				c.DeleteOffer(id)
			default:
				continue
			}
			for _, g := range Findings(c, today) {
				if g.Record == f.Record {
					t.Fatalf("%s is deleted, and %s still points at it", f.Record, g.Rule)
				}
			}
		}
	})
}

func TestExact(t *testing.T) {
	for s, want := range map[string]bool{
		"0 USD": false, "92000 USD": false, "92500 USD": false, "112500 USD": false, "1250000 USD": false, "105000 USD": false, "500 USD": false, "150 USD": false,
		"92750 USD": true, "92001 USD": true, "112750 USD": true, "212500 USD": true, "99.50 USD": true, "150.50 USD": true, "5.25 %": false, "": false,
	} {
		if got := exact(stored(s)); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}
