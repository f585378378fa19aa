package plan

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	sections["timeline"] = planner.timeline
	onCard["days"] = planner.daysLeft
}

// timeline has all days by date, how the two meet, and the agenda.
func (p planner) timeline() []Block {
	r := p.w.Review
	var out []Block
	t := Table{Header: []string{"Day", "From today", "What"}, Align: []Align{Right, Right, Left}}
	for _, m := range p.w.Days(p.today) {
		t.Rows = append(t.Rows, cells(m.Date.String(), fromToday(p.today, m.Date), p.dayIs(m)))
	}
	for _, d := range []struct {
		day  value.Date
		what string
	}{{r.Sent, "page goes out"}, {r.Date, "official review"}, {r.Budget, joined("budget is set", by("says", r.BudgetFrom))}, {r.After, "next meeting"}} {
		if !d.day.OK() && (!d.day.IsZero() || strings.Contains(d.what, ",")) { // as it was typed
			t.Rows = append(t.Rows, cells(d.day.String(), "", d.what))
		}
	}
	for _, c := range p.w.CheckIns {
		if !c.Day.OK() && (!c.Day.IsZero() || !blank(c.Showed) || !blank(c.Heard)) {
			t.Rows = append(t.Rows, cells(c.Day.String(), "", checkInSays(c)))
		}
	}
	if len(t.Rows) > 0 {
		out = append(out, used(t))
	}
	next, from := r.Next, ""
	if r.Next.Before(p.today) { // counted on from
		next, from = r.NextCheckIn(p.today), r.Next.String()
	}
	facts := answered(Fact{"Check-ins", joined(meets(r.Cadence), by("the next", next.String()), by("counted from", from))}, Fact{"Their goals", r.Theirs})
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	if points := p.w.AgendaPoints(); len(points) > 0 {
		out = append(out, Paragraph{Text: "Your agenda", Lead: true}, List{Items: points, Numbered: true})
	}
	if len(out) == 0 {
		return nil
	}
	return append(p.insight(workbook.LessonReviews), out...)
}

// dayIs is what a day is, and at a check-in what was heard there too.
func (p planner) dayIs(m workbook.Moment) string {
	if c := p.w.CheckIn(m.Record.ID()); c != nil && m.Record.Collection() == workbook.CheckInRecords {
		return checkInSays(*c)
	}
	return m.Says
}

func checkInSays(c workbook.CheckIn) string {
	what := "check-in"
	if !blank(c.Showed) {
		what += ": " + c.Showed
	}
	if !blank(c.Heard) {
		what += "; heard: " + c.Heard
	}
	return what
}

// by puts words before an answer; "" where it is blank.
func by(words, answer string) string {
	if blank(answer) {
		return ""
	}
	return words + " " + answer
}

func meets(c workbook.Cadence) string {
	if c == workbook.NoCadence {
		return "none"
	}
	return string(c)
}

// fromToday says how far off a day is.
func fromToday(today, d value.Date) string {
	switch n := today.DaysTo(d); {
	case n == 0:
		return "today"
	case n < 0:
		return value.Counted(-n, "day") + " ago"
	default:
		return "in " + value.Counted(n, "day")
	}
}

// owed are the days of a person's own side, which a card may show.
var owed = []workbook.MomentKind{workbook.PageMoment, workbook.DeliveryMoment, workbook.OnTargetMoment, workbook.PromiseMoment}

// daysLeft says how long it is to the talk, and what the person owes until then.
func (p planner) daysLeft() []Block {
	talk := p.w.Profile.Meeting
	if !talk.OK() || talk.Before(p.today) {
		return nil
	}
	s := "The talk is today."
	if n := p.today.DaysTo(talk); n > 0 {
		s = value.Counted(n, "day") + " to the talk."
	}
	var due []string
	for _, m := range p.w.Days(p.today) {
		if slices.Contains(owed, m.Kind) && !m.Date.Before(p.today) && !talk.Before(m.Date) && p.open(m) {
			due = append(due, m.Says+", "+m.Date.Short(p.today))
		}
	}
	if len(due) > 0 {
		s += " Yours until then – " + strings.Join(due, "; ") + "."
	}
	return []Block{Paragraph{Text: s}}
}

// open tells whether something is still owed, and no secret.
func (p planner) open(m workbook.Moment) bool {
	id := m.Record.ID()
	switch m.Kind {
	case workbook.DeliveryMoment:
		return p.w.Deal(id).Outcome == "" && !m.Mine
	case workbook.PromiseMoment:
		promise := p.w.Promise(id)
		return promise.Kept == value.Unanswered && !promise.Private
	}
	return !m.Mine
}
