package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

const (
	asksGap = "Your ask would close 53% of the weighted gap of lesson 1."
	asksPay = "“Base pay”: the target is 11.8% above today, +9% after inflation and at the middle of three market figures (1.00 of it, today 0.89: the compa-ratio)."
)

func init() {
	chapterTests = append(chapterTests, chapterTest{
		lesson: workbook.LessonAsks,
		missing: []string{
			"ask-no-minimum", "asks-none", "ask-no-target", "ask-no-opening", "ask-no-words", "ask-no-reason", "ask-no-proof",
			"ask-exact-no-reason", "pay-hours", "currency-none", "meeting-none", "figures-few", "figure-no-amount", "figure-no-source",
		},
		rules: []ruleTest{
			{"ask-no-minimum", func(w *workbook.Workbook) { w.Asks[0].Minimum, w.Asks[0].Say = value.Amount{}, workbook.SayWords },
				func(w *workbook.Workbook) { w.Asks[0].Minimum = value.Amount{} },
				found(Blocks, "asks/A1", "minimum", "Your ask for “Base pay” has no minimum.",
					"Write the least that you would accept, before someone names a number for you.")},
			{"ask-target-below-minimum", func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("90000 USD") },
				func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("89999 USD") },
				found(Blocks, "asks/A1", "target", "Your ask for “Base pay” aims for $89,999, below its own minimum of $90,000.",
					"Raise the target, or lower the minimum if you would accept less.")},
			{"ask-target-below-minimum", officeDays("3 days", "2 days", "1 day"), officeDays("2 days", "3 days", "1 day"),
				found(Blocks, "asks/A1", "target", "Your ask for “Office days” aims for 3 days, above its own minimum of 2 days.",
					"Lower the target, or raise the minimum if you would accept less.")},
			{"ask-opening-below-target", func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("94000 EUR") },
				func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("94000 USD") },
				found(Blocks, "asks/A1", "opening", "Your ask for “Base pay” opens at $94,000, below its target of $95,000.",
					"Open at the target or better, since talks seldom move in your favor from there.")},
			{"ask-opening-below-target", officeDays("3 days", "2 days", "1 day"), officeDays("3 days", "1 day", "2 days"),
				found(Blocks, "asks/A1", "opening", "Your ask for “Office days” opens at 2 days, above its target of 1 day.",
					"Open at the target or better, since talks seldom move in your favor from there.")},
			{"ask-opening-below-minimum", func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("89000 USD") }, func(w *workbook.Workbook) {
				w.Asks[0].Opening, w.Asks[0].Target = valuetest.Amount("89000 USD"), value.Amount{}
			},
				found(Blocks, "asks/A1", "opening", "Your ask for “Base pay” opens at $89,000, below its own minimum of $90,000.",
					"Raise the opening: you would be asking for what you would refuse.")},
			{"asks-many", func(w *workbook.Workbook) { w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}) },
				func(w *workbook.Workbook) {
					w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}, workbook.Ask{ID: "A3", Return: "R3"})
				},
				found(Blocks, "asks/A3", "", "You have three asks, and two is the limit.",
					"Keep the two that matter most; the rest can be traded inside a package.")},
			{"ask-return-gone", none, func(w *workbook.Workbook) { w.Asks[0].Return = "gone" },
				found(Blocks, "asks/A1", "return", "An ask points at a return that is gone.", "Delete it, and ask for a return that you have.")},
			{"asks-same-return", func(w *workbook.Workbook) { w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}) },
				func(w *workbook.Workbook) { w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R1"}) },
				found(Blocks, "asks/A2", "return", "Two asks are about “Base pay”.", "Keep the better of the two and delete the other.")},
			{"unread", none, func(w *workbook.Workbook) { w.Asks[0].Minimum = value.UnreadAmount("about 90k") },
				found(Blocks, "asks/A1", "minimum", "“about 90k” in your ask for “Base pay” cannot be read.",
					"Type it again, such as 92k or 92,000; until then nothing counts it.")},
			{"unread", none, func(w *workbook.Workbook) { w.Asks[0].Today, w.Asks[0].Return = value.UnreadAmount("a bit"), "gone" },
				found(Blocks, "asks/A1", "today", "“a bit” in your ask for a return that is gone cannot be read.",
					"Type it again, such as 92k or 92,000; until then nothing counts it.")},
			{"unread", none, func(w *workbook.Workbook) { w.Figures[0].Date = value.UnreadDate("last year") },
				found(Blocks, "figures/F1", "date", "“last year” in a market figure cannot be read.",
					"Type it again, such as 12 mar or 2027-03-12; until then nothing counts it.")},
			{"unread", none, func(w *workbook.Workbook) {
				w.Job.Base, w.Job.Inflation = value.UnreadAmount("4k a month"), value.UnreadAmount("high")
			},
				append(found(Blocks, "job/W", "base", "“4k a month” in today's job cannot be read.",
					"Type it again, such as 92k or 92,000; until then nothing counts it."),
					found(Blocks, "job/W", "inflation", "“high” in today's job cannot be read.",
						"Type it again, such as 2.5%; until then nothing counts it.")...)},
			{"unread", none, func(w *workbook.Workbook) { w.Profile.Meeting = value.UnreadDate("next week") },
				found(Blocks, "profile/W", "meeting", "“next week” in the meeting date cannot be read.",
					"Type it again, such as 12 mar, 10:30; until then nothing counts it.")},
			{"meeting-past", func(w *workbook.Workbook) { w.Profile.Meeting = value.NewDate(2026, 12, 1) }, func(w *workbook.Workbook) {
				w.Profile.Meeting, w.Review.After = value.NewDate(2026, 12, 1), value.NewDate(2027, 1, 12)
			},
				found(Warns, "profile/W", "meeting", "The meeting on 1 Dec 2026 is past.",
					"Write down the next one; deadlines are measured against it.")},
			{"meeting-none", func(w *workbook.Workbook) { w.Profile.Meeting, w.Asks = value.Date{}, nil },
				func(w *workbook.Workbook) { w.Profile.Meeting = value.Date{} },
				found(Hints, "profile/W", "meeting", "The conversation has no date yet.",
					"Ask for one, and write it down: deadlines are measured against it.")},
			{"asks-none", empty, func(w *workbook.Workbook) { w.Asks = nil },
				found(Warns, "", "", "You have not chosen an ask yet.", "Choose the one or two returns that would change the most.")},
			{"ask-no-target", func(w *workbook.Workbook) { w.Asks[0].Target, w.Asks[0].Say = value.Amount{}, workbook.SayWords },
				func(w *workbook.Workbook) { w.Asks[0].Target = value.Amount{} },
				found(Warns, "asks/A1", "target", "Your ask for “Base pay” has no target.",
					"Write what you would be glad to get, your minimum or better.")},
			{"ask-no-opening", func(w *workbook.Workbook) { w.Asks[0].Opening, w.Asks[0].Say = value.Amount{}, workbook.SayWords },
				func(w *workbook.Workbook) { w.Asks[0].Opening = value.Amount{} },
				found(Warns, "asks/A1", "opening", "Your ask for “Base pay” has no opening.",
					"Write the number that you will say first, your target or better.")},
			{"ask-no-words", none, func(w *workbook.Workbook) { w.Asks[0].Term = "" },
				found(Warns, "asks/A1", "term", "Your ask for “Base pay” has no exact words yet.", "Write the sentence as you will say it.")},
			{"ask-no-reason", func(w *workbook.Workbook) { w.Asks[0].Reason, w.Asks[0].Opening = "", valuetest.Amount("98750 USD") },
				func(w *workbook.Workbook) { w.Asks[0].Reason = "" },
				found(Warns, "asks/A1", "reason", "Your ask for “Base pay” has no reason in the employer's terms.",
					"Write what they gain, or what it would cost them to do without.")},
			{"ask-no-proof", func(w *workbook.Workbook) { w.Asks[0].Proofs, w.Asks[0].KPIs = nil, []workbook.ID{"K1"} }, func(w *workbook.Workbook) { w.Asks[0].Proofs = nil },
				found(Warns, "asks/A1", "proofs", "Your ask for “Base pay” has no proof beside it.", "Name a result that others can check.")},
			{"ask-no-proof", none, func(w *workbook.Workbook) { w.Asks[0].Proofs = nil },
				found(Warns, "asks/A1", "proofs", "Your ask for “Base pay” has no proof beside it.", "Name a result that others can check.")},
			{"ask-exact-no-reason", func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("98750 USD") },
				func(w *workbook.Workbook) { w.Asks[0].Opening, w.Asks[0].Reason = valuetest.Amount("98750 USD"), "" },
				found(Warns, "asks/A1", "reason", "Your ask for “Base pay” opens at the exact figure $98,750 without a reason for it.",
					"Write how you arrived at it, or round it (Loschelder et al. 2016).")},
			{"ask-below-must", func(w *workbook.Workbook) {
				w.Asks[0].Minimum, w.Returns[0].Need.Sort = valuetest.Amount("89000 USD"), workbook.Nice
			}, func(w *workbook.Workbook) { w.Asks[0].Minimum = valuetest.Amount("89000 USD") },
				found(Warns, "asks/A1", "minimum", "You would accept $89,000 for “Base pay”, but your must-have is at least $90,000.",
					"Only one of the two can hold: change the minimum, or change the must-have.")},
			{"ask-below-must", numbers("6 %", "10 %", "12 %"), numbers("5 %", "10 %", "12 %"), // of 85,000
				found(Warns, "asks/A1", "minimum", "You would accept $89,250 for “Base pay”, but your must-have is at least $90,000.",
					"Only one of the two can hold: change the minimum, or change the must-have.")},
			{"ask-below-today", func(w *workbook.Workbook) { w.Asks[0].Today = valuetest.Amount("90000 USD") },
				func(w *workbook.Workbook) { w.Asks[0].Today = valuetest.Amount("90001 USD") },
				found(Warns, "asks/A1", "minimum", "The minimum of your ask for “Base pay” is $90,000, below the $90,001 you have today.",
					"Check both numbers, and that both mean the same: base or total.")},
			{"ask-below-today", officeDays("3 days", "2 days", "1 day"), func(w *workbook.Workbook) {
				w.Asks[0].Basis = workbook.TotalBasis
				w.Job.Equity = valuetest.Amount("20000 USD")
			},
				found(Warns, "asks/A1", "target", "The target of your ask for “Base pay” is $95,000, below the $110,000 you have today.",
					"Check both numbers, and that both mean the same: base or total.")},
			{"ask-below-alternative", func(w *workbook.Workbook) { w.Offers[0].Bonus = valuetest.Amount("5000 USD") },
				func(w *workbook.Workbook) { w.Offers[0].Base = valuetest.Amount("90001 USD") },
				found(Warns, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but Globex would pay $90,001.",
					"Raise the minimum, or write down what makes up for the difference.")},
			{"ask-below-alternative", func(w *workbook.Workbook) {
				w.Asks[0].Basis, w.Offers[0].Base, w.Offers[0].Bonus = workbook.TotalBasis, valuetest.Amount("96000 USD"), valuetest.Amount("9000 EUR")
			}, func(w *workbook.Workbook) {
				w.Asks[0].Basis, w.Offers[0].Bonus, w.Offers[0].Employer = workbook.TotalBasis, valuetest.Amount("9000 USD"), ""
			}, found(Warns, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but an unnamed employer would pay $99,000 in all.",
				"Raise the minimum, or write down what makes up for the difference.")},
			{"ask-below-alternative", func(w *workbook.Workbook) {
				w.Offers[0].Base, w.Offers[0].Take = valuetest.Amount("96000 USD"), value.No
			}, numbers("5 %", "10 %", "12 %"), // of 85,000
				found(Warns, "asks/A1", "minimum", "You would accept $89,250 for “Base pay”, but Globex would pay $90,000.",
					"Raise the minimum, or write down what makes up for the difference.")},
			{"ask-below-alternative", func(w *workbook.Workbook) { // 96,000 euros and a bonus ask say nothing of dollars and pay
				w.Returns[0].Need.Threshold, w.Offers[0].Covers = value.Bound{Statement: "fair"}, map[workbook.ID]value.Answer{"R1": value.Yes}
				w.Offers[0].Base = valuetest.Amount("96000 EUR")
				w.Returns[1].Kind, w.Asks = workbook.KindBonus, append(w.Asks, workbook.Ask{ID: "A2", Return: "R2", Minimum: valuetest.Amount("5000 EUR")})
			}, func(w *workbook.Workbook) { // the written offer counts, not the higher spoken one
				w.Offers[0].Base = valuetest.Amount("91000 USD")
				w.Offers = append(w.Offers,
					workbook.Offer{ID: "O2", Employer: "Hooli", Pay: workbook.Pay{Base: valuetest.Amount("99000 USD")}, Status: workbook.Verbal, Take: value.Yes})
			}, found(Warns, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but Globex would pay $91,000.",
				"Raise the minimum, or write down what makes up for the difference.")},
			{"currency-none", func(w *workbook.Workbook) { w.Job.Base = valuetest.Amount("85000 ¤") }, func(w *workbook.Workbook) {
				*w = workbook.Workbook{ID: "W", Job: workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("85000 ¤")}}}
			}, found(Hints, "profile/W", "currency", "Your amounts have no currency yet.",
				"Name it in the conversation (e on the map), or type one amount with its sign; the others follow.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Term = "I saved us $5,000 more than planned" },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I ask for 95,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $95,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-minimum", func(w *workbook.Workbook) { w.Asks[0].Term = "I would like $13,000 more" },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I would like $5,000 more a year" },
				found(Blocks, "asks/A1", "term", "Your words for “Base pay” say $90,000, which is your minimum.",
					"Say your opening instead: whoever hears the least you would take has no reason to offer more.")},
			{"ask-words-minimum", func(w *workbook.Workbook) {
				titles(w)
				w.Asks[0].Term = "I would like to be Head chef."
			}, func(w *workbook.Workbook) {
				titles(w)
				w.Asks[0].Term = "Sous chef at least, please."
			}, found(Blocks, "asks/A1", "term", "Your words for “Base pay” say “Sous chef”, which is your minimum.",
				"Say your opening instead: whoever hears the least you would take has no reason to offer more.")},
			{"ask-words-differ", titles, func(w *workbook.Workbook) {
				titles(w)
				w.Asks[0].Term = "I would like to be Head chef."
			}, found(Warns, "asks/A1", "term", "Your words for “Base pay” say “Head chef”, and the opening is “Executive head chef”.", "Make the words and the numbers agree.")},
			{"ask-words-minimum", none, func(w *workbook.Workbook) { w.Asks[0].Term = "Between 90 and 98 thousand" },
				found(Blocks, "asks/A1", "term", "Your words for “Base pay” say $90,000, which is your minimum.",
					"Say your opening instead: whoever hears the least you would take has no reason to offer more.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Say, w.Asks[0].Term = workbook.SayRange, "I ask for 95,000" },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I would like my base pay to be $89,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $89,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Term = "A base of $7,000" },
				func(w *workbook.Workbook) { w.Asks[0].Term = "A base of 89,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $89,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Say, w.Asks[0].Term = workbook.SayRange, "A base of 97,000" },
				func(w *workbook.Workbook) { w.Asks[0].Term = "A base of 97,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $97,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Term = "It saved us $200,000 last year." },
				func(w *workbook.Workbook) { w.Asks[0].Say, w.Asks[0].Term = workbook.SayRange, "I would like $99k." },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $99,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) {
				officeDays("4 days", "3 days", "1 day")(w)
				w.Asks[0].Say, w.Asks[0].Term = workbook.SayRange, "2 days, as we said"
			}, func(w *workbook.Workbook) { w.Asks[0].Term = "I would like $60,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $60,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Say, w.Asks[0].Term = workbook.SayWords, "A base of 98,000" },
				func(w *workbook.Workbook) {
					officeDays("4 days", "2 days", "1 day")(w)
					w.Asks[0].Term = "I would like to work 3 days in the office."
				},
				found(Warns, "asks/A1", "term", "Your words for “Office days” say 3 days, and the opening is 1 day.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) {
				officeDays("3 days", "2 days", "1 day")(w)
				w.Asks[0].Term = "4 days, as today"
			}, func(w *workbook.Workbook) { w.Asks[0].Term = "A base of 84,000" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say $84,000, and the opening is $98,000.",
					"Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Term = "I would like 15.3%." },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I am asking for 20%." },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say 20%, and the opening is $98,000, +15.3%.", "Make the words and the numbers agree.")},
			{"ask-words-differ", func(w *workbook.Workbook) { w.Asks[0].Term = "I would like 15% on top." },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I would like £98,000." },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” say £98,000, and the opening is $98,000.", "Make the words and the numbers agree.")},
			{"ask-words-minimum", func(w *workbook.Workbook) { w.Asks[0].Term = "A base of 98,000; the posting says 95,000." },
				func(w *workbook.Workbook) { w.Asks[0].Term = "I want 98,000, and at least 90.000 USD." },
				found(Blocks, "asks/A1", "term", "Your words for “Base pay” say $90,000, which is your minimum.",
					"Say your opening instead: whoever hears the least you would take has no reason to offer more.")},
			{"ask-words-minimum", officeDays("3 days", "2 days", "1 day"), func(w *workbook.Workbook) {
				officeDays("3 days", "2 days", "1 day")(w)
				w.Asks[0].Say, w.Asks[0].Term = workbook.SayWords, "Three days in the office would do."
			}, found(Blocks, "asks/A1", "term", "Your words for “Office days” say 3 days, which is your minimum.",
				"Say your opening instead: whoever hears the least you would take has no reason to offer more.")},
			{"ask-hints-leaving", func(w *workbook.Workbook) { w.Asks[0].Reason = "The night shift would leave on time." },
				func(w *workbook.Workbook) { w.Asks[0].Reason = "I would like this so that I stay with the hotel." },
				found(Warns, "asks/A1", "reason", "Your words for “Base pay” hint at leaving (“so that I stay”).",
					"Leave that out; ask for what you want, and keep your way out in your bag.")},
			{"ask-reason-own", func(w *workbook.Workbook) { w.Asks[0].Reason = "The children's ward had no gap in its rota." },
				func(w *workbook.Workbook) { w.Asks[0].Reason = "My rent went up and my second child starts daycare." },
				found(Warns, "asks/A1", "reason", "Your reason for “Base pay” is your own (“My rent”), and they need not care about it.",
					"Say what they gain, or what it would cost them to do without.")},
			{"ask-reason-own", func(w *workbook.Workbook) {
				w.Asks[0].Reason = "My children's ward cut falls by half. Tired nurses make more errors."
			}, func(w *workbook.Workbook) { w.Asks[0].Reason = "Customers ask for me. Besides, im exhausted." },
				found(Warns, "asks/A1", "reason", "Your reason for “Base pay” is your own (“exhausted”), and they need not care about it.",
					"Say what they gain, or what it would cost them to do without.")},
			{"ask-hints-leaving", func(w *workbook.Workbook) {
				w.Asks[0].Term, w.Asks[0].Reason = "I would like to leave at three on Thursdays.", "Two nurses quit in March, and retention is 97% since."
			}, func(w *workbook.Workbook) { w.Asks[0].Term = "$98,000 from May or I walk" },
				found(Warns, "asks/A1", "term", "Your words for “Base pay” hint at leaving (“or I walk”).",
					"Leave that out; ask for what you want, and keep your way out in your bag.")},
			{"ask-no-room", func(w *workbook.Workbook) { w.Asks[0].Say = workbook.SayRange }, numbers("90000 USD", "98000 USD", "98000 USD"),
				found(Warns, "asks/A1", "opening", "Your ask for “Base pay” opens at its target, $98,000.",
					"Open a little beyond it, so that you can give something and still arrive.")},
			{"ask-minimum-today", numbers("90000 USD", "95000 USD", "98000 USD"), func(w *workbook.Workbook) {
				numbers("85000 USD", "95000 USD", "98000 USD")(w)
				w.Returns[0].Need.Threshold = value.Bound{}
			}, found(Warns, "asks/A1", "minimum", "Your minimum for “Base pay” is what you have today, $85,000.",
				"Write the least that would be worth the talk, or accept that a no costs you nothing.")},
			{"ask-in-words-only", func(w *workbook.Workbook) { w.Asks[0].Say = workbook.SayWords }, func(w *workbook.Workbook) {
				numbers("", "", "")(w)
				w.Asks[0].Say = workbook.SayWords
			}, found(Warns, "asks/A1", "opening", "“Base pay” has to be at least $90,000, and you ask for it in words alone.",
				"Write its numbers, so that you will know whether you got it.")},
			{"asks-open-gap", func(w *workbook.Workbook) { w.Returns[1].Today = value.NewPoints(9) }, func(w *workbook.Workbook) { w.Returns[1].Today = value.NewPoints(1) },
				[]Finding{{Severity: Warns, Text: "Your asks leave your largest gap open: “Days from home”.",
					Do: "Ask for it too, or say in lesson 1 that it matters less than you wrote."}}},
			{"asks-open-gap", none, func(w *workbook.Workbook) {
				w.Asks = append(w.Asks, w.Asks[0])
				w.Asks[1].ID = "A2"
				w.Returns[1].Today = value.NewPoints(1)
			},
				[]Finding{{Severity: Warns, Text: "Your asks leave your largest gap open: “Days from home”.",
					Do: "Ask for it in place of one of them, or say in lesson 1 that it matters less than you wrote."}}},
			{"pay-doubt", func(w *workbook.Workbook) { w.Job.Base = valuetest.Amount("85000 USD/year") }, func(w *workbook.Workbook) { w.Job.Base = valuetest.Amount("39 USD") },
				found(Blocks, "job/W", "period", "$39 stands beside $90,000: is it by the hour?",
					"Say in today's pay what your pay is for, an hour, a month or a year; until then no percentage is made of the two.")},
			{"pay-doubt", func(w *workbook.Workbook) { w.Job.Bonus = valuetest.Amount("85000 USD") }, func(w *workbook.Workbook) {
				w.Job.Period, w.Figures[0].Middle = workbook.ByYear, valuetest.Amount("45 USD")
			}, found(Blocks, "figures/F1", "middle", "$45 stands beside $85,000: is it by the hour?",
				"Type it again with what it is for, such as an hour or a month, or mend the other; until then no percentage is made of them.")},
			{"pay-hours", func(w *workbook.Workbook) {
				w.Figures[0].Middle, w.Job.Hours = valuetest.Amount("45 USD/hour"), valuetest.Amount("40")
			},
				func(w *workbook.Workbook) { w.Figures[0].Middle = valuetest.Amount("45 USD/hour") },
				found(Warns, "job/W", "hours", "Some of your amounts are for an hour and some are not, so they are not compared.",
					"Write in today's pay how many hours a week you work.")},
			{"figure-other-role", func(w *workbook.Workbook) { w.Profile.Role, w.Figures[0].Role = "Senior nurse", "Nurse" },
				func(w *workbook.Workbook) { w.Profile.Role, w.Figures[0].Role = "Nurse", "Ward manager" },
				found(Hints, "figures/F1", "role", "The figure from “Union survey” is for “Ward manager”, and you are “Nurse”.",
					"Be ready to say why the two compare, or find a figure for your own role.")},
			{"figure-names-peer", func(w *workbook.Workbook) {
				w.Figures[0].Kind, w.Figures[0].Source = workbook.FigurePeer, "A colleague in the same role"
			},
				func(w *workbook.Workbook) {
					w.Figures[0].Kind, w.Figures[0].Source = workbook.FigurePeer, "Maria in billing told me"
				},
				found(Warns, "figures/F1", "source", "The figure from “Maria in billing told me” names a colleague.",
					"Write it without the name, such as “a colleague in the same role”, or leave it at home.")},
			{"figures-other-basis", func(w *workbook.Workbook) { w.Figures[0].Middle = value.Amount{} },
				func(w *workbook.Workbook) { w.Figures[0].Basis = workbook.TotalBasis },
				found(Hints, "asks/A1", "basis", "Your ask for “Base pay” is about base pay, so one figure of total pay is not counted.",
					"Find figures on the same basis, since base and total are never mixed.")},
			{"ask-units-differ", numbers("6 %", "10 %", "12 %"), func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("98000 EUR") },
				found(Warns, "asks/A1", "opening", "The numbers of your ask for “Base pay” are not in one unit: $90,000 and €98,000.",
					"Write all of them in the same currency or unit; until then they are not compared.")},
			{"ask-units-differ", func(w *workbook.Workbook) {
				w.Returns[0].Kind, w.Job.Benefits = workbook.KindBenefits, valuetest.Amount("6000 USD")
				w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = valuetest.Amount("4 % match"), valuetest.Amount("5 % match"), valuetest.Amount("6 % match")
			}, func(w *workbook.Workbook) { w.Job.Base = valuetest.Amount("85000 EUR") },
				found(Warns, "asks/A1", "minimum", "The numbers of your ask for “Base pay” are not in one unit: €85,000 and $90,000.",
					"Write all of them in the same currency or unit; until then they are not compared.")},
			{"ask-must-units", mustBeside(workbook.KindPlace, "at least 2 days a week", "2 Days per week", "3 days a week", "4 days a week"),
				mustBeside(workbook.KindPlace, "at least 2 days a week", "8 hours a week", "12 hours a week", "16 hours a week"),
				found(Warns, "asks/A1", "minimum", "“Base pay” has to be at least 2 days a week, and the minimum of your ask is 8 hours a week: "+
					"they are not compared, since they are not in one unit.",
					"Write both in the same unit; until then nobody can tell whether the ask brings what you must have.")},
			{"ask-must-units", mustBeside(workbook.KindPlace, "at least 2", "2 days a week", "3 days a week", "4 days a week"), // a bare number counts what the ask does
				mustBeside(workbook.KindPlace, "at least 2 days a month", "", "2 days a week", "3 days a week"),
				found(Warns, "asks/A1", "target", "“Base pay” has to be at least 2 days a month, and the target of your ask is 2 days a week: "+
					"they are not compared, since they are not in one unit.",
					"Write both in the same unit; until then nobody can tell whether the ask brings what you must have.")},
			{"ask-must-units", mustBeside(workbook.KindPay, "at least 7500 USD/month", "90000 USD", "95000 USD", "98000 USD"), // converted
				func(w *workbook.Workbook) { // of how many days nobody knows
					mustBeside(workbook.KindPay, "at least 400 USD/day", "90000 USD", "95000 USD", "98000 USD")(w)
					w.Job.Period = workbook.ByYear
				},
				found(Warns, "asks/A1", "minimum", "“Base pay” has to be at least $400 a day, and the minimum of your ask is $90,000: "+
					"they are not compared, since one cannot be turned into the other here.",
					"Write both for the same period, such as a month.")},
			{"ask-must-units", mustBeside(workbook.KindPay, "at least 90000 USD", "6 %", "10 %", "12 %"), // a rise on today's pay
				mustBeside(workbook.KindPay, "at least 90000 EUR", "90000 USD", "95000 USD", "98000 USD"),
				found(Warns, "asks/A1", "minimum", "“Base pay” has to be at least €90,000, and the minimum of your ask is $90,000: "+
					"they are not compared, since no rate is known here.",
					"Write both in one currency.")},
			{"ask-must-units", mustBeside(workbook.KindBonus, "at least 10 %", "8500 USD", "9000 USD", "10000 USD"), // of the base of 85,000
				mustBeside(workbook.KindPay, "at least 5 %", "90000 USD", "95000 USD", "98000 USD"),
				found(Warns, "asks/A1", "minimum", "“Base pay” has to be at least 5%, and the minimum of your ask is $90,000: "+
					"they are not compared, since it is not known what the share is of.",
					"Write both as money, or both as a percentage; a share of base pay counts once today's base is known.")},
			{"ask-must-units", func(w *workbook.Workbook) { // nothing that must be had is said of total pay
				mustBeside(workbook.KindPay, "at least 90000 EUR", "90000 USD", "95000 USD", "98000 USD")(w)
				w.Asks[0].Basis, w.Returns[0].Need.Basis = workbook.TotalBasis, workbook.BaseBasis
			}, func(w *workbook.Workbook) {
				mustBeside(workbook.KindBonus, "at least 10 %", "8500 USD", "9000 USD", "10000 USD")(w)
				w.Job.Base = value.Amount{}
			},
				found(Warns, "asks/A1", "minimum", "“Base pay” has to be at least 10%, and the minimum of your ask is $8,500: "+
					"they are not compared, since it is not known what the share is of.",
					"Write both as money, or both as a percentage; a share of base pay counts once today's base is known.")},
			{"ask-below-must", mustBeside(workbook.KindBonus, "at least 10 %", "8500 USD", "9000 USD", "10000 USD"),
				mustBeside(workbook.KindBonus, "at least 10 %", "8499 USD", "9000 USD", "10000 USD"),
				found(Warns, "asks/A1", "minimum", "You would accept $8,499 for “Base pay”, but your must-have is at least 10%.",
					"Only one of the two can hold: change the minimum, or change the must-have.")},
			{"ask-below-must", mustBeside(workbook.KindPlace, "at least 2", "2 days a week", "3 days a week", "4 days a week"),
				mustBeside(workbook.KindPlace, "at least 2", "1 day a week", "3 days a week", "4 days a week"),
				found(Warns, "asks/A1", "minimum", "You would accept 1 day a week for “Base pay”, but your must-have is at least 2.",
					"Only one of the two can hold: change the minimum, or change the must-have.")},
			{"job-units-differ", func(w *workbook.Workbook) { // an hour's beside a year's is added up
				w.Job.Base, w.Job.Bonus, w.Job.Hours = valuetest.Amount("42.5 USD/hour"), valuetest.Amount("1200 USD"), valuetest.Amount("36 hours a week")
			}, func(w *workbook.Workbook) { w.Job.Bonus = valuetest.Amount("5000 EUR") },
				found(Warns, "job/W", "bonus", "Today's pay mixes $85,000 and €5,000, so it is not added up.",
					"Write all of it in one currency; no rate is known here.")},
			{"job-units-differ", func(w *workbook.Workbook) { w.Job.Equity = value.UnreadAmount("x") },
				func(w *workbook.Workbook) { w.Job.Bonus = valuetest.Amount("5000 EUR") },
				found(Warns, "job/W", "bonus", "Today's pay mixes $85,000 and €5,000, so it is not added up.",
					"Write all of it in one currency; no rate is known here.")},
			{"currency-unknown", func(w *workbook.Workbook) { w.Profile.Currency = "" }, func(w *workbook.Workbook) { w.Profile.Currency = "euros" },
				found(Warns, "profile/W", "currency", "“euros” is not a currency code.", "Set it to three letters, such as USD, EUR or GBP.")},
			{"figure-order", func(w *workbook.Workbook) { w.Figures[0].Low = valuetest.Amount("99000 EUR") },
				func(w *workbook.Workbook) { w.Figures[0].Low = valuetest.Amount("99000 USD") },
				found(Warns, "figures/F1", "middle", "The figure from “Union survey” does not run from low to high.",
					"Put low, middle and high in order.")},
			{"figure-order", none, func(w *workbook.Workbook) {
				w.Figures[1].High = valuetest.Amount("80000 USD")
				w.Figures[1].Source = ""
			},
				found(Warns, "figures/F2", "high", "A market figure without a source does not run from low to high.",
					"Put low, middle and high in order.")},
			{"figures-mixed", func(w *workbook.Workbook) { w.Figures = nil }, func(w *workbook.Workbook) { w.Asks[0].Basis = workbook.TotalBasis },
				found(Warns, "asks/A1", "basis", "Your ask for “Base pay” is about total pay in USD, and none of your market figures is.",
					"Find figures on the same basis and in the same currency, since base and total are never mixed.")},
			{"figures-mixed", none, func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("95000 EUR") },
				found(Warns, "asks/A1", "basis", "Your ask for “Base pay” is about base pay in EUR, and none of your market figures is.",
					"Find figures on the same basis and in the same currency, since base and total are never mixed.")},
			{"figures-mixed", numbers("6 %", "10 %", "12 %"), func(w *workbook.Workbook) { w.Asks[0].Basis = workbook.TotalBasis },
				found(Warns, "asks/A1", "basis", "Your ask for “Base pay” is about total pay in USD, and none of your market figures is.",
					"Find figures on the same basis and in the same currency, since base and total are never mixed.")},
			{"ask-range-flat", func(w *workbook.Workbook) { w.Asks[0].Say = workbook.SayRange }, func(w *workbook.Workbook) {
				w.Asks[0].Say, w.Asks[0].Opening = workbook.SayRange, valuetest.Amount("95000 USD")
			},
				found(Hints, "asks/A1", "opening", "Your ask for “Base pay” is to be said as a range, but both ends are $95,000.",
					"Let the range start at your target and reach beyond it (Ames & Mason 2015), or say one figure.")},
			{"ask-above-market", func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("100000 USD") },
				func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("100001 USD") },
				found(Hints, "asks/A1", "opening", "Your opening of $100,001 for “Base pay” is above every market figure you found.",
					"Have a reason ready for it, or look for a typing slip.")},
			{"ask-above-market", func(w *workbook.Workbook) { // the one that is on another basis, in another currency or without an end is not counted
				w.Asks[0].Opening = valuetest.Amount("120000 USD")
				w.Figures[0].Middle, w.Figures[1].High, w.Figures[2].Basis = valuetest.Amount("94000 EUR"), value.Amount{}, workbook.TotalBasis
			}, func(w *workbook.Workbook) {
				numbers("6 %", "10 %", "20 %")(w) // of 85,000
				w.Figures[0].High, w.Figures[1].Basis, w.Figures[2].High = valuetest.Amount("101000 USD"), workbook.TotalBasis, valuetest.Amount("150000 EUR")
			}, found(Hints, "asks/A1", "opening", "Your opening of $102,000 for “Base pay” is above every market figure you found.",
				"Have a reason ready for it, or look for a typing slip.")},
			{"ask-above-market", func(w *workbook.Workbook) { w.Figures = nil }, func(w *workbook.Workbook) { w.Figures = w.Figures[:1] },
				found(Hints, "asks/A1", "opening", "Your opening of $98,000 for “Base pay” is above every market figure you found.",
					"Have a reason ready for it, or look for a typing slip.")},
			{"ask-above-market", func(w *workbook.Workbook) {
				w.Returns[0].Kind, w.Asks[0].Opening = workbook.KindBonus, valuetest.Amount("150000 USD")
			}, func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("400000 USD") },
				found(Hints, "asks/A1", "opening", "Your opening of $400,000 for “Base pay” is above every market figure you found.",
					"Have a reason ready for it, or look for a typing slip.")},
			{"figures-few", func(w *workbook.Workbook) { w.Returns[0].Kind = workbook.KindBonus; w.Figures = nil },
				func(w *workbook.Workbook) { w.Figures = nil },
				found(Hints, "asks/A1", "", "Your ask for “Base pay” stands on no market figures.",
					"Find three figures of two kinds, say a survey and two postings: that is enough.")},
			{"figures-few", none, func(w *workbook.Workbook) {
				w.Figures[0].Middle = valuetest.Amount("94000 EUR")
				w.Figures[1].Basis = workbook.TotalBasis
			},
				found(Hints, "asks/A1", "", "Your ask for “Base pay” stands on one market figure.",
					"Find three figures of two kinds, say a survey and two postings: that is enough.")},
			{"figures-few", none, func(w *workbook.Workbook) { w.Figures[0].Kind = workbook.FigurePosting },
				found(Hints, "asks/A1", "", "Your ask for “Base pay” stands on market figures of one kind only.",
					"Find three figures of two kinds, say a survey and two postings: that is enough.")},
			{"figure-no-amount", func(w *workbook.Workbook) { w.Figures[0].Middle = value.UnreadAmount("x") },
				func(w *workbook.Workbook) { w.Figures[1].High = value.Amount{} },
				found(Hints, "figures/F2", "middle", "The figure from “Initech posting” has no middle to compare with.",
					"Write its middle, or its low and its high.")},
			{"figure-no-source", none, func(w *workbook.Workbook) { w.Figures[0].Source = "" },
				found(Hints, "figures/F1", "source", "A market figure has no source.", "Write where it is from, or it will not convince anyone.")},
			{"figure-no-source", func(w *workbook.Workbook) { w.Figures[0].Date = value.UnreadDate("x") },
				func(w *workbook.Workbook) { w.Figures[0].Date = value.Date{} },
				found(Hints, "figures/F1", "date", "The figure from “Union survey” has no date.",
					"Write of when it is, or it will not convince anyone.")},
			{"figure-hours", func(w *workbook.Workbook) {
				w.Job.Period, w.Job.Hours, w.Figures[0].Middle = "hour", valuetest.Amount("40"), valuetest.Amount("87430 USD/year")
			}, func(w *workbook.Workbook) {
				w.Job.Period, w.Job.Hours, w.Figures[0].Middle = "hour", valuetest.Amount("36"), valuetest.Amount("87430 USD/year")
			}, found(Hints, "figures/F1", "middle", "The figure from “Union survey” gives $87,430 a year, which counts as $46.70 an hour at your 36 hours a week; at 40 it is $42.03 an hour.",
				"See for how many hours a week the source counts, and type the figure by the hour.")},
			{"ask-below-alternative", func(w *workbook.Workbook) {
				w.Job.Hours, w.Offers[0].Hours, w.Offers[0].Base = valuetest.Amount("36"), valuetest.Amount("40"), valuetest.Amount("99000 USD")
			}, func(w *workbook.Workbook) {
				w.Job.Hours, w.Offers[0].Hours, w.Offers[0].Base = valuetest.Amount("40"), valuetest.Amount("40"), valuetest.Amount("99000 USD")
			}, found(Warns, "asks/A1", "minimum", "You would accept $90,000 for “Base pay”, but Globex would pay $99,000.",
				"Raise the minimum, or write down what makes up for the difference.")},
			{"figure-old", func(w *workbook.Workbook) { w.Figures[0].Date = value.NewDate(2025, 3, 12) },
				func(w *workbook.Workbook) { w.Figures[0].Date = value.NewDate(2025, 3, 11) },
				found(Hints, "figures/F1", "date", "The figure from “Union survey” is more than two years old.", "Look for a newer one.")},
		},
		insights: []insightTest{
			{"no ask", empty, []string{"Choose an ask, and this will tell you how much of what you miss it would close."}},
			{"a dangling ask", func(w *workbook.Workbook) { w.Asks[0].Return = "gone" },
				[]string{"Choose an ask, and this will tell you how much of what you miss it would close."}},
			{"an ask", none, []string{asksGap, asksPay}},
			{"two asks", func(w *workbook.Workbook) { w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}) },
				[]string{"Your two asks would close 100% of the weighted gap of lesson 1.", asksPay}},
			{"not rated", func(w *workbook.Workbook) { noGap(w) },
				[]string{"Rate your returns in lesson 1, and this will tell you how much of the gap your asks would close.", asksPay}},
			{"beside the gap", func(w *workbook.Workbook) { w.Asks[0].Return = "R3" },
				[]string{"Your ask would close nothing of the weighted gap of lesson 1; the largest part of it is “Base pay”."}},
			{"what it rests on", func(w *workbook.Workbook) {
				w.Job.Inflation, w.Job.Period, w.Job.Hours, w.Job.Base = value.Amount{}, workbook.ByHour, valuetest.Amount("36 hours a week"), valuetest.Amount("20 USD/hour")
				w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = valuetest.Amount("21 USD"), valuetest.Amount("22 USD"), valuetest.Amount("23 USD")
				w.Figures, w.Offers = []workbook.Figure{{ID: "F1", Middle: valuetest.Amount("38000 USD/year")}}, nil
				w.Returns[0].Need, w.Steps, w.Portions = workbook.Need{}, nil, nil
			}, []string{asksGap, "“Base pay”: the target is 10% above today and 8% above the middle of one market figure (1.08 of it, today 0.99: the compa-ratio).",
				"Reckoned at 36 hours a week."}},
			{"no inflation, no figures", func(w *workbook.Workbook) { w.Job.Inflation, w.Figures = value.Amount{}, nil },
				[]string{asksGap, "“Base pay”: the target is 11.8% above today."}},
			{"only figures", func(w *workbook.Workbook) { w.Job.Base, w.Figures = value.Amount{}, w.Figures[2:] },
				[]string{asksGap, "“Base pay”: the target is 2% below the middle of one market figure (0.98 of it: the compa-ratio)."}},
			{"as it is", func(w *workbook.Workbook) { w.Asks[0].Target, w.Figures = w.Job.Base, nil },
				[]string{asksGap, "“Base pay”: the target is what you have today and −2.4% after inflation."}},
			{"less", func(w *workbook.Workbook) {
				w.Asks[0].Target, w.Figures, w.Job.Inflation = valuetest.Amount("42500 USD"), nil, valuetest.Amount("0 %")
			}, []string{asksGap, "“Base pay”: the target is 50% below today and −50% after inflation."}},
			{"above the market", func(w *workbook.Workbook) {
				w.Job.Base, w.Figures, w.Asks[0].Target = value.Amount{}, w.Figures[2:], valuetest.Amount("100000 USD")
			}, []string{asksGap, "“Base pay”: the target is 3% above the middle of one market figure (1.03 of it: the compa-ratio)."}},
			{"days", func(w *workbook.Workbook) {
				w.Asks[0] = workbook.Ask{ID: "A1", Return: "R2", Today: valuetest.Amount("1 days"), Target: valuetest.Amount("3 days")}
			}, []string{"Your ask would close 47% of the weighted gap of lesson 1.", "“Days from home”: the target is 3 days, from 1 day today."}},
			{"a percentage", func(w *workbook.Workbook) { numbers("5 %", "8 %", "10 %")(w); w.Figures = nil },
				[]string{asksGap, "“Base pay”: the target is 8% above today and +5.4% after inflation."}},
			{"two currencies", func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("95000 EUR") }, []string{asksGap}},
		},
		progress: []progressTest{
			{"no ask", func(w *workbook.Workbook) { w.Asks = nil }, "2 3, 2 1 · 2, 1 0 of 2, 2 1", workbook.LessonAsks},
			{"neither ask nor", func(w *workbook.Workbook) { w.Asks, w.Figures = nil, nil }, "2 3, 2 1 · 2, 0 –, 2 1", workbook.LessonAsks},
			{"no minimum", func(w *workbook.Workbook) { w.Asks[0].Minimum = value.Amount{} }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
			{"no reason", func(w *workbook.Workbook) { w.Asks[0].Reason = "" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
			{"target too low", func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("60000 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
			{"opening too low", func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("60000 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
			{"dangling ask", func(w *workbook.Workbook) { w.Asks[0].Return = "gone" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
			{"less is more", officeDays("3 days", "2 days", "1 day"), "", ""},
			{"in words", func(w *workbook.Workbook) {
				w.Asks[0] = workbook.Ask{ID: "A1", Return: "R1", Say: workbook.SayWords, Term: "x", Reason: "y"}
			}, "2 3, 2 1 · 2, 2 1 of 2, 2 1", ""},
			{"in no words", func(w *workbook.Workbook) {
				w.Asks[0] = workbook.Ask{ID: "A1", Return: "R1", Say: workbook.SayWords, Reason: "y"}
			}, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		},
	})
}

// titles makes the first ask one for a title.
func titles(w *workbook.Workbook) {
	w.Asks[0].Minimum, w.Asks[0].Target, w.Asks[0].Opening = value.Words("Sous chef"), value.Words("Head chef"), value.Words("Executive head chef")
	w.Asks[0].Term = "I would like to be Executive head chef."
}
