package advice

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// reviewed changes lesson 6 of the workbook, which is otherwise done; today is 2027-03-12, a
// Friday.
func reviewed(change func(p *workbook.Profile, r *workbook.Review)) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { change(&w.Profile, &w.Review) }
}

func held(showed ...string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.CheckIns = nil
		for i, s := range showed {
			w.CheckIns = append(w.CheckIns, workbook.CheckIn{ID: workbook.ID("C" + string(rune('1'+i))), Day: valuetest.Day("2027-03-01").AddDays(i), Showed: s})
		}
	}
}

func agenda(points ...string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) { w.Review.Agenda = workbooktest.Proofs(points...) }
}

func askOf(name string, points ...string) func(*workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Returns[0].Name = name
		agenda(points...)(w)
	}
}

func init() {
	day := valuetest.Day
	sent := func(iso string) func(*workbook.Workbook) {
		return reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Sent = day(iso) })
	}
	meets := func(iso string) func(*workbook.Workbook) {
		return reviewed(func(p *workbook.Profile, _ *workbook.Review) { p.Meeting = day(iso) })
	}
	days := func(meeting, budget, next, page, after string) func(*workbook.Workbook) {
		return reviewed(func(p *workbook.Profile, r *workbook.Review) {
			p.Meeting, r.Budget, r.Next, r.Sent, r.After = day(meeting), day(budget), day(next), day(page), day(after)
		})
	}
	late := func(text, do string) []Finding { return found(Warns, "review/W", "sent", text, do) }
	const ahead, now = "Send it three working days ahead.", "Send it today; half a page is enough."
	silent := func(name string) []Finding {
		return found(Hints, "review/W", "agenda", "Your agenda does not mention “"+name+"”.", "Name it; a surprise makes people defensive.")
	}
	afterBudget := func(meeting string) []Finding {
		return found(Warns, "profile/W", "meeting", "Your talk on "+meeting+" comes after the budget is set on 1 May.", "Ask for an earlier day; say what it is for.")
	}
	few := func(record workbook.Key, text string) []Finding {
		return found(Hints, record, "showed", text, "One result each, with its source.")
	}
	both := func(a, b func(*workbook.Workbook)) func(*workbook.Workbook) {
		return func(w *workbook.Workbook) { a(w); b(w) }
	}
	chapterTests = append(chapterTests, chapterTest{
		lesson:  workbook.LessonReviews,
		missing: []string{"review-no-agenda", "review-no-budget", "review-no-next", "review-open", "checkins-few"},
		also:    also{"review-after-budget": {workbook.LessonAsks}},
		rules: []ruleTest{
			{"review-after-budget", meets("2027-05-01"), meets("2027-05-02"), afterBudget("2 May")},
			{"review-after-budget", days("2027-04-01", "2027-03-12", "", "", "2027-06-01"), meets("2027-06-01 10:30"), afterBudget("1 Jun")}, // a budget set today waits for nobody
			{"review-page-late", sent("2027-03-29"), sent("2027-03-30"), late("The page goes out 2 days before the talk.", ahead)},
			{"review-page-late", sent("2027-03-12"), sent("2027-03-31"), late("The page goes out 1 day before the talk.", ahead)},
			{"review-page-late", sent(""), sent("2027-04-01"), late("The page goes out on the day of the talk.", ahead)},
			{"review-page-late", meets(""), sent("2027-04-02"), late("The page goes out after the talk.", ahead)},
			{"review-page-late", days("2027-04-12", "2027-05-01", "", "2027-04-07", ""), both(meets("2027-04-12"), sent("2027-04-09")),
				late("The page goes out 3 days before the talk, one of them a working day.", ahead)},
			{"review-page-late", days("2027-03-10", "2027-05-01", "", "2027-03-13", ""), both(meets("2027-03-16"), sent("2027-03-15")),
				late("The page goes out 1 day before the talk.", now)},
			{"review-no-agenda", both(meets("2027-04-03"), agenda()), both(meets("2027-04-02"), agenda("  ")),
				found(Warns, "review/W", "agenda", "The talk has no agenda of yours.", "Write four lines: agreed, delivered, fell short, requests.")},
			{"review-no-agenda", both(meets("2027-03-11"), agenda()), both(meets("2027-03-12"), agenda()),
				found(Warns, "review/W", "agenda", "The talk has no agenda of yours.", "Write four lines: agreed, delivered, fell short, requests.")},
			{"review-no-budget", reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Budget = value.UnreadDate("spring") }),
				reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Budget = value.Date{} }),
				found(Hints, "review/W", "budget", "You do not know when the budget is set.", "Ask finance or HR; it is a fair question.")},
			{"review-open", reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Sent, r.Budget = value.Date{}, value.Date{} }),
				reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Sent = value.Date{} }),
				found(Hints, "review/W", "sent", "It is open when your page goes out.", "Send it three working days before the talk; half a page is enough.")},
			{"review-open", none, reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Next = value.Date{} }),
				found(Hints, "review/W", "next", "The next check-in has no day.", "Ask for fifteen minutes, or say that you have none.")},
			{"review-no-next", meets("2027-03-11"), reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.After = value.Date{} }),
				found(Hints, "review/W", "after", "No next meeting is booked.", "Book it before you stand up.")},
			{"review-no-next", days("2027-04-01", "", "", "", "2027-03-11"), days("2027-03-11", "2027-05-01", "", "", ""),
				found(Warns, "review/W", "after", "No next meeting is booked.", "Ask for a day now, while the talk is fresh.")},
			{"review-no-next", func(w *workbook.Workbook) {
				w.Review, w.CheckIns, w.Profile.Meeting = workbook.Review{}, nil, value.Date{}
			}, days("", "", "", "", ""), found(Hints, "review/W", "after", "No next meeting is booked.", "Book it before you stand up.")},
			{"review-no-next", none, days("2027-03-01", "2027-05-01", "", "", "2027-03-11"),
				found(Warns, "review/W", "after", "No next meeting is booked.", "Ask for a day now.")},
			{"review-no-next", none, days("2027-03-02", "2027-05-01", "", "", ""),
				found(Warns, "review/W", "after", "No next meeting is booked.", "Ask for a day now, while the talk is fresh.")},
			{"review-no-next", none, days("2027-03-01", "2027-05-01", "", "", ""),
				found(Warns, "review/W", "after", "No next meeting is booked.", "Ask for a day now.")},
			{"review-agenda-silent", agenda("What we agreed", "My BASE PAY"), agenda("What we agreed"), silent("Base pay")},
			{"review-agenda-silent", agenda("Pay"), agenda("Payroll"), silent("Base pay")},
			{"review-agenda-silent", askOf("Days at home", "Work from home on Fridays"), askOf("Days at home", "Three days of travel"), silent("Days at home")},
			{"review-agenda-silent", askOf("No night shifts", "Fewer nights"), askOf("No night shifts", "No change"), silent("No night shifts")},
			{"review-agenda-silent", askOf(" ", "What we agreed"), askOf("The senior title", "The budget"), silent("The senior title")},
			{"review-agenda-silent", both(agenda("What we agreed"), meets("2027-03-11")), both(agenda("What we agreed"), func(w *workbook.Workbook) {
				w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R1"}, workbook.Ask{ID: "A3"})
			}), silent("Base pay")}, // once for a return that is asked for twice
			{"checkins-few", held(""), held("", " "), few("checkins/C1", "None of your check-ins has a fact beside it.")},
			{"checkins-few", held("Fewer returns", ""), held("Fewer returns", "", ""), few("checkins/C2", "One of your check-ins has a fact beside it.")},
			{"checkins-few", both(held("Fewer returns", "", ""), func(w *workbook.Workbook) { w.CheckIns[2].Day = day("2027-03-13") }),
				held("", "a", "b", "", ""), few("checkins/C1", "Two of your check-ins have a fact beside them.")},
		},
		insights: []insightTest{
			{"none", days("", "", "", "", ""), []string{"Find one date first: the day on which the money for raises is divided."}},
			{"no budget date", days("2027-04-01", "", "2027-03-15", "", ""), []string{"20 days to the talk. Nobody has told you when the budget is set, so it may be early or late."}},
			{"good order", none, []string{"20 days to the talk, 50 to the budget, and four check-ins before it: bring one fact to each."}},
			{"one check-in", days("2027-03-20", "2027-03-20", "2027-03-15", "", ""), []string{"8 days to the talk, 8 to the budget, and one check-in before it: bring one fact to it."}},
			{"check-ins not known", days("2027-04-01", "2027-05-01", "", "", ""), []string{"20 days to the talk, 50 to the budget."}},
			{"no talk yet", days("", "2027-05-01", "2027-03-15", "", ""), []string{"50 days to the budget, and four check-ins before it: bring one fact to each."}},
			{"talk today", days("2027-03-12", "2027-05-01", "2027-03-15", "2027-03-09", ""),
				[]string{"The talk is today. 50 days to the budget, and four check-ins before it: bring one fact to each."}},
			{"too late", days("2027-05-12", "2027-05-01", "2027-03-15", "", ""), []string{"Your talk on 12 May comes 11 days after the budget is set: ask for half an hour before 1 May."}},
			{"too late by a day", days("2027-05-02", "2027-05-01", "2027-03-15", "", ""), []string{"Your talk on 2 May comes 1 day after the budget is set: ask for half an hour before 1 May."}},
			{"budget passed", days("2027-04-01", "2027-03-11", "2027-03-15", "", ""),
				[]string{"This budget was set on 11 Mar. Ask for what needs none, and for the day of the next one."}},
			{"budget today, no talk", days("", "2027-03-12", "2027-03-15", "", ""),
				[]string{"This budget is set today. Ask for what needs none, and for the day of the next one."}},
			{"seven days, no page", days("2027-03-19", "2027-05-01", "2027-03-15", "", ""), []string{"7 days to the talk and no page sent: half a page today is enough."}},
			{"eight days", days("2027-03-20", "2027-05-01", "2027-03-15", "", ""),
				[]string{"8 days to the talk, 50 to the budget, and four check-ins before it: bring one fact to each."}},
			{"page on its way", days("2027-03-19", "2027-05-01", "2027-03-15", "2027-03-11", ""),
				[]string{"7 days to the talk, 50 to the budget, and four check-ins before it: bring one fact to each."}},
			{"page goes out today", days("2027-03-12", "2027-05-01", "2027-03-15", "2027-03-12", ""),
				[]string{"The talk is today and no page was sent: bring half a page."}},
			{"no check-in left", days("2027-04-01", "2027-05-01", "2027-05-02", "", ""), []string{"No check-in is left before the budget: ask for fifteen minutes this week."}},
			{"they never meet", both(days("2027-03-14", "2027-05-01", "", "", ""), reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Cadence = workbook.NoCadence })),
				[]string{"No check-in is left before the budget: ask for fifteen minutes this week."}},
			{"talk past, none booked", days("2027-03-11", "2027-05-01", "2027-05-02", "", ""), []string{"The talk was on 11 Mar, and no next one is in the calendar."}},
			{"talk past, the next one too", days("2027-03-01", "2027-05-01", "2027-03-15", "", "2027-03-11"), []string{"The talk was on 1 Mar, and no next one is in the calendar."}},
			{"talk past, one booked", days("2027-03-11", "2027-03-01", "", "", "2027-06-01"), []string{"The talk was on 11 Mar. The next meeting is on 1 Jun."}},
			{"talk past, budget ahead", days("2027-03-11", "2027-05-01", "2027-04-26", "", "2027-06-01"),
				[]string{"50 days to the budget, and one check-in before it: bring one fact to it."}},
		},
		progress: []progressTest{
			{"none", func(w *workbook.Workbook) {
				w.Review, w.CheckIns, w.Profile.Meeting = workbook.Review{}, nil, value.Date{}
			}, "0 –", workbook.LessonReviews},
			{"all", none, "2 in order", ""},
			{"never meets", reviewed(func(_ *workbook.Profile, r *workbook.Review) { r.Next, r.Cadence = value.Date{}, workbook.NoCadence }), "2 in order", ""},
			{"budget and page open", days("2027-04-01", "", "2027-03-15", "", "2027-06-01"), "1 2 open", workbook.LessonReviews},
			{"after the budget", meets("2027-05-02"), "2 late", ""},
		},
	})
}

// inLesson gives the findings of a lesson, each with its record.
func inLesson(w workbook.Workbook, l workbook.Lesson) []string {
	var out []string
	for _, f := range Of(w, valuetest.Day(workbooktest.CasesISO)).Findings() {
		if f.Lesson == l {
			out = append(out, f.Severity.String()+" "+f.Rule)
		}
	}
	return out
}

// The acceptance cases: what each person finds and reads in lesson 6, and nothing else.
func TestReviewCases(t *testing.T) {
	const order = "24 days to the talk, 42 to the budget, and three check-ins before it: bring one fact to each."
	for _, tt := range []struct {
		name string
		w    workbook.Workbook
		want []string
		told string
	}{
		{"Rosa", workbooktest.Rosa(), []string{"warns review-after-budget", "hint review-no-next"},
			"Your talk on 12 Mar comes 11 days after the budget is set: ask for half an hour before 1 Mar."},
		{"Tomas", workbooktest.Tomas(), nil, "32 days to the talk, 42 to the budget, and three check-ins before it: bring one fact to each."},
		{"Dana", workbooktest.Dana(), nil, order},
		{"Wen", workbooktest.Wen(), nil, order},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := inLesson(tt.w, workbook.LessonReviews); !slices.Equal(got, tt.want) {
				t.Errorf("finds %q, not %q", got, tt.want)
			}
			if got := strings.Join(Of(tt.w, valuetest.Day(workbooktest.CasesISO)).Insight(workbook.LessonReviews), " "); got != tt.told {
				t.Errorf("tells %q, not %q", got, tt.told)
			}
		})
	}
	if rosa := workbooktest.Rosa(); len(rosa.CheckInsLeft(valuetest.Day(workbooktest.CasesISO))) != 4 {
		t.Error("Rosa has not four check-ins before the budget")
	}
}

// Doing what a finding says makes it go away.
func TestReviewFindingsAreResolved(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		if rapid.Bool().Draw(t, "ahead") { // random days lie far off
			w.Profile.Meeting = today.AddDays(rapid.IntRange(0, 30).Draw(t, "talk"))
			w.Review.Sent = today.AddDays(rapid.IntRange(-1, 30).Draw(t, "page"))
			w.Review.Budget = today.AddDays(rapid.IntRange(-1, 30).Draw(t, "budget"))
		}
		for _, f := range Of(w, today).Findings() {
			c := w.Clone()
			r := &c.Review
			switch f.Rule {
			case "review-after-budget":
				c.Profile.Meeting = r.Budget.AddDays(-1)
			case "review-page-late":
				if r.Sent = today; today.WorkdaysTo(c.Profile.Meeting) >= pageDays {
					for r.Sent = c.Profile.Meeting; r.Sent.WorkdaysTo(c.Profile.Meeting) < pageDays; {
						r.Sent = r.Sent.AddDays(-1)
					}
				}
			case "review-no-agenda":
				r.Agenda = workbooktest.Proofs("What we agreed")
			case "review-no-budget":
				r.Budget = today.AddDays(60)
			case "review-no-next":
				r.After = today.AddDays(90)
			case "review-agenda-silent":
				for _, ret := range c.Returns {
					r.Agenda = append(r.Agenda, workbook.Entry{ID: "G" + ret.ID, Text: ret.Name})
				}
			case "checkins-few":
				for i := range c.CheckIns {
					c.CheckIns[i].Showed = "A result"
				}
			default:
				continue
			}
			if left := only(f.Rule, Of(c, today).Findings()); len(left) > 0 {
				t.Fatalf("%s leaves %+v", f.Do, left)
			}
		}
	})
}
