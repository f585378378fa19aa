package advice

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// What lesson 6 counts in days.
const (
	agendaDays = 21 // before the talk: time to write an agenda
	pageDays   = 3  // working days that a reader should have; a rule of ours, from practice
	freshDays  = 10 // after the talk: both remember it
	lastDays   = 7  // before the talk: half a page is better than none
)

func init() {
	teach(chapter{
		lesson: workbook.LessonReviews,
		rules: []rule{
			{id: "review-after-budget", severity: Warns, also: []workbook.Lesson{workbook.LessonAsks}, check: reviewAfterBudget},
			{id: "review-page-late", severity: Warns, check: reviewPageLate},
			{id: "review-no-agenda", severity: Warns, missing: true, check: reviewNoAgenda},
			{id: "review-no-budget", severity: Hints, missing: true, check: reviewNoBudget},
			{id: "review-no-next", severity: Hints, missing: true, check: reviewNoNext},
			{id: "review-agenda-silent", severity: Hints, check: reviewAgendaSilent},
			{id: "review-open", severity: Hints, missing: true, check: reviewOpen},
			{id: "checkins-few", severity: Hints, missing: true, check: checkInsFew},
		},
		insight:  insightReviews,
		progress: progressReviews,
	})
}

// talkAhead tells whether the talk is still to come, talkPast whether it was held.
func (w *dated) talkAhead() bool { m := w.Profile.Meeting; return m.OK() && !m.Before(w.today) }
func (w *dated) talkPast() bool  { return w.Profile.Meeting.Before(w.today) }

// budgetAhead tells whether something can still be done before the money is decided.
func (w *dated) budgetAhead() bool { return w.today.Before(w.Review.Budget) }

func reviewAfterBudget(w *dated) []Finding {
	meeting, budget := w.Profile.Meeting, w.Review.Budget
	if !w.budgetAhead() || !budget.Before(meeting) {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ProfileRecords), Field: "meeting",
		Text: fmt.Sprintf("Your talk on %s comes after the budget is set on %s.", meeting.Short(w.today), budget.Short(w.today)),
		Do:   "Ask for an earlier day; say what it is for."})
}

// reviewPageLate keeps quiet once the page is on its way: nothing can be done about it.
func reviewPageLate(w *dated) []Finding {
	sent, meeting := w.Review.Sent, w.Profile.Meeting
	late := sent.OK() && meeting.OK() && sent.WorkdaysTo(meeting) < pageDays
	if !late || !w.talkAhead() || !w.today.Before(sent) {
		return nil
	}
	days, working := sent.DaysTo(meeting), sent.WorkdaysTo(meeting)
	text := fmt.Sprintf("The page goes out %s before the talk.", value.Counted(days, "day"))
	switch {
	case days < 0:
		text = "The page goes out after the talk."
	case days == 0:
		text = "The page goes out on the day of the talk."
	case days >= pageDays: // a weekend lies between
		text = fmt.Sprintf("The page goes out %s before the talk, %s.", value.Counted(days, "day"),
			[]string{"none of them a working day", "one of them a working day", "two of them working days"}[working])
	}
	do := "Send it three working days ahead."
	if w.today.WorkdaysTo(meeting) < pageDays {
		do = "Send it today; half a page is enough."
	}
	return one(Finding{Record: w.at(workbook.ReviewRecords), Field: "sent", Text: text, Do: do})
}

func reviewNoAgenda(w *dated) []Finding {
	if !w.talkAhead() || w.today.DaysTo(w.Profile.Meeting) > agendaDays || len(w.AgendaPoints()) > 0 {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ReviewRecords), Field: "agenda", Text: "The talk has no agenda of yours.",
		Do: "Write four lines: agreed, delivered, fell short, requests."})
}

func reviewNoBudget(w *dated) []Finding {
	if !w.Review.Budget.IsZero() {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ReviewRecords), Field: "budget", Text: "You do not know when the budget is set.",
		Do: "Ask finance or HR; it is a fair question."})
}

// reviewNoNext warns after the talk: nobody stands up again to book the meeting. Before
// there is a talk or a lesson begun, there is none to come after.
func reviewNoNext(w *dated) []Finding {
	if begun, _, _ := progressReviews(w.Workbook); w.nextBooked() || !begun && w.Profile.Meeting.IsZero() {
		return nil
	}
	f := Finding{Record: w.at(workbook.ReviewRecords), Field: "after", Text: "No next meeting is booked.", Do: "Book it before you stand up."}
	if w.talkPast() {
		f.Severity, f.Do = Warns, "Ask for a day now, while the talk is fresh."
		if w.Profile.Meeting.DaysTo(w.today) > freshDays {
			f.Do = "Ask for a day now."
		}
	}
	return one(f)
}

// nextBooked tells whether there is a meeting after the talk; once the talk was held,
// one that lies ahead.
func (w *dated) nextBooked() bool {
	after := w.Review.After
	return !after.IsZero() && !(w.talkPast() && after.Before(w.today))
}

// reviewOpen names what keeps the lesson open where nothing else does.
func reviewOpen(w *dated) []Finding {
	begun, done, _ := progressReviews(w.Workbook)
	if !begun || done || len(reviewNoBudget(w))+len(reviewNoNext(w))+len(reviewNoAgenda(w)) > 0 {
		return nil
	}
	f := Finding{Record: w.at(workbook.ReviewRecords), Field: "sent", Text: "It is open when your page goes out.", Do: "Send it three working days before the talk; half a page is enough."}
	switch r := w.Review; {
	case len(w.AgendaPoints()) == 0:
		f.Field, f.Text, f.Do = "agenda", "The talk has no agenda of yours yet.", "Write four lines: agreed, delivered, fell short, requests."
	case r.Next.IsZero() && r.Cadence != workbook.NoCadence:
		f.Field, f.Text, f.Do = "next", "The next check-in has no day.", "Ask for fifteen minutes, or say that you have none."
	}
	return one(f)
}

func reviewAgendaSilent(w *dated) []Finding {
	points := w.AgendaPoints()
	if len(points) == 0 || w.talkPast() {
		return nil
	}
	var out []Finding
	told := map[workbook.ID]bool{}
	for _, a := range w.Asks {
		r := w.Return(a.Return)
		if r == nil || told[r.ID] || strings.TrimSpace(r.Name) == "" || slices.ContainsFunc(points, func(s string) bool { return mentions(s, r.Name) }) {
			continue
		}
		told[r.ID] = true
		out = append(out, Finding{Record: w.at(workbook.ReviewRecords), Field: "agenda", Text: fmt.Sprintf("Your agenda does not mention %s.", quote(r.Name)),
			Do: "Name it; a surprise makes people defensive."})
	}
	return out
}

// mentions tells whether a text has a name in it, or a word of it that says something:
// “my pay” is about “Base pay”.
func mentions(text, name string) bool {
	if strings.Contains(strings.ToLower(text), strings.ToLower(strings.TrimSpace(name))) {
		return true
	}
	said := wordsOf(text)
	return slices.ContainsFunc(wordsOf(name), func(w string) bool { return slices.Contains(said, w) })
}

// wordsOf gives the words of a text that say something, without the s of a plural.
func wordsOf(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var out []string
	for _, w := range words {
		if w = strings.TrimSuffix(w, "s"); !slices.Contains(plainWords, w) {
			out = append(out, w)
		}
	}
	return out
}

// plainWords stand in any agenda, whatever it is about; without the s of a plural.
var plainWords = strings.Fields("a an and at for from in into my no not of off on one or our per thi that the to two up we what with without your more les " +
	"day week month year hour new i it be")

// checkInsFew looks at those that were held.
func checkInsFew(w *dated) []Finding {
	held, shown := 0, 0
	var open workbook.ID
	for _, c := range w.CheckIns {
		if w.today.Before(c.Day) {
			continue
		}
		held++
		if strings.TrimSpace(c.Showed) != "" {
			shown++
		} else if open == "" {
			open = c.ID
		}
	}
	if held < 2 || 2*shown >= held {
		return nil
	}
	text := value.Sentence(value.Spell(shown)) + " of your check-ins have a fact beside them."
	switch shown {
	case 0:
		text = "None of your check-ins has a fact beside it."
	case 1:
		text = "One of your check-ins has a fact beside it."
	}
	return one(Finding{Record: workbook.RecordKey(workbook.CheckInRecords, open), Field: "showed", Text: text, Do: "One result each, with its source."})
}

func insightReviews(w *dated) []string {
	meeting, budget, left := w.Profile.Meeting, w.Review.Budget, w.CheckInsLeft(w.today)
	toTalk := value.Counted(w.today.DaysTo(meeting), "day") + " to the talk"
	if w.today.DaysTo(meeting) == 0 {
		toTalk = "The talk is today"
	}
	switch day := func(d value.Date) string { return d.Short(w.today) }; {
	case w.talkPast() && !w.nextBooked():
		return []string{fmt.Sprintf("The talk was on %s, and no next one is in the calendar.", day(meeting))}
	case w.budgetAhead() && len(left) == 0 && (w.Review.Next.OK() || w.Review.Cadence == workbook.NoCadence):
		return []string{"No check-in is left before the budget: ask for fifteen minutes this week."}
	case w.talkAhead() && w.today.DaysTo(meeting) == 0 && !w.Review.Sent.Before(w.today):
		return []string{"The talk is today and no page was sent: bring half a page."}
	case w.talkAhead() && w.today.DaysTo(meeting) <= lastDays && !w.Review.Sent.Before(w.today):
		return []string{toTalk + " and no page sent: half a page today is enough."}
	case budget.OK() && !w.budgetAhead() && !w.talkPast():
		was := "was set on " + day(budget)
		if budget.DaysTo(w.today) == 0 {
			was = "is set today"
		}
		return []string{"This budget " + was + ". Ask for what needs none, and for the day of the next one."}
	case w.budgetAhead() && budget.Before(meeting):
		return []string{fmt.Sprintf("Your talk on %s comes %s after the budget is set: ask for half an hour before %s.",
			day(meeting), value.Counted(budget.DaysTo(meeting), "day"), day(budget))}
	case w.budgetAhead():
		return goodOrder(w, toTalk, len(left))
	case w.talkAhead():
		return []string{toTalk + ". Nobody has told you when the budget is set, so it may be early or late."}
	case w.talkPast():
		s := fmt.Sprintf("The talk was on %s.", day(meeting))
		if after := w.Review.After; after.OK() {
			s += fmt.Sprintf(" The next meeting is on %s.", day(after))
		}
		return []string{s}
	}
	return []string{"Find one date first: the day on which the money for raises is divided."}
}

// goodOrder counts the days to a budget that is ahead, in good order.
func goodOrder(w *dated, toTalk string, left int) []string {
	days := w.today.DaysTo(w.Review.Budget)
	s := value.Counted(days, "day") + " to the budget"
	if w.talkAhead() {
		s = fmt.Sprintf("%s, %d to the budget", toTalk, days)
		if w.today.DaysTo(w.Profile.Meeting) == 0 {
			s = fmt.Sprintf("%s. %s to the budget", toTalk, value.Counted(days, "day"))
		}
	}
	switch left {
	case 0: // when they meet is not known
	case 1:
		s += ", and one check-in before it: bring one fact to it"
	default:
		s += fmt.Sprintf(", and %s before it: bring one fact to each", value.Count(left, "check-in"))
	}
	return []string{s + "."}
}

// progressReviews counts what is open of what the lesson asks. It is all asked of who
// has begun.
func progressReviews(w workbook.Workbook) (started, done bool, count string) {
	r := w.Review
	started = r.Cadence != "" || !r.Date.IsZero() || !r.Next.IsZero() || len(r.Agenda) > 0 || !r.Sent.IsZero() || !r.After.IsZero() || r.Theirs != "" || len(w.CheckIns) > 0
	open := 0
	for _, is := range []bool{
		r.Budget.IsZero(),
		r.Next.IsZero() && r.Cadence != workbook.NoCadence,
		len(w.AgendaPoints()) == 0,
		r.Sent.IsZero(),
		r.After.IsZero(),
	} {
		if is {
			open++
		}
	}
	switch {
	case open > 0:
		return started, false, fmt.Sprint(open, " open")
	case r.Budget.Before(w.Profile.Meeting):
		return started, true, "late"
	}
	return started, true, "in order"
}
