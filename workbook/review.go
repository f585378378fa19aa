package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Review is when the money is decided and by whom, and how the person drives the talk
// about it (lesson 6): a talk after that day asks for what is spent.
type Review struct {
	Budget     value.Date // the day on which the money is decided
	BudgetFrom string     // who said so
	Decider    string     // who decides on it
	Away       string     // when they cannot be reached
	Date       value.Date // the official review
	Cadence    Cadence    // how often the two meet
	Next       value.Date // the next check-in
	Theirs     string     // what the other side wants to reach
	Agenda     []Entry    // the person's own
	Sent       value.Date // the day on which the page goes out
	After      value.Date // the meeting after the talk
}

// ReviewRecords has the one review.
const ReviewRecords = "review"

var onReviews = schema.On(string(LessonReviews))

var review = schema.One(ReviewRecords, "", "When the money is decided and by whom (asked with the meeting), and the days and the agenda of lesson 6.",
	func(w *Workbook) *Review { return &w.Review },
	schema.Day("budget", "The day on which the money is decided.", value.Ahead, func(r *Review) *value.Date { return &r.Budget }),
	schema.Line("budgetfrom", "Who said so.", func(r *Review) *string { return &r.BudgetFrom }),
	schema.Line("decider", "Who decides on it.", func(r *Review) *string { return &r.Decider }),
	schema.Line("away", "When they, or who sits across the table, cannot be reached.", func(r *Review) *string { return &r.Away }),
	schema.Day("date", "The day of the official review.", value.Ahead, func(r *Review) *value.Date { return &r.Date }, onReviews),
	schema.Choice("cadence", "How often the person and the manager meet.", Cadences(), func(r *Review) *Cadence { return &r.Cadence }, onReviews),
	schema.Day("next", "The next check-in.", value.Ahead, func(r *Review) *value.Date { return &r.Next }, onReviews),
	schema.Lines("theirs", "What the other side wants to reach.", func(r *Review) *string { return &r.Theirs }, onReviews),
	schema.Entries("agenda", "The person's own agenda for the talk.", func(r *Review) *[]Entry { return &r.Agenda }, onReviews),
	schema.Day("sent", "The day on which the page goes out; it is sent once that day has passed.", value.Ahead, func(r *Review) *value.Date { return &r.Sent }, onReviews),
	schema.Day("after", "The meeting after the talk.", value.Ahead, func(r *Review) *value.Date { return &r.After }, onReviews),
)

// Cadence is how often the person and the manager meet.
type Cadence string

// The cadences; with none there is no next check-in to count from.
const (
	Weekly      Cadence = "weekly"
	Fortnightly Cadence = "fortnightly"
	Monthly     Cadence = "monthly"
	Quarterly   Cadence = "quarterly"
	NoCadence   Cadence = "none"
)

// Cadences lists what can be chosen.
func Cadences() []Cadence { return []Cadence{Weekly, Fortnightly, Monthly, Quarterly, NoCadence} }

// CheckIn is one of the regular meetings (lesson 6).
type CheckIn struct {
	ID      ID
	Day     value.Date
	Showed  string // what the person showed
	Heard   string // what the person heard
	Private bool   // left out of the coach's plan
}

// CheckInRecords are the check-ins.
const CheckInRecords = "checkins"

var checkIns = schema.Many(CheckInRecords, "check-in", string(LessonReviews), "Check-ins that were held (lesson 6).",
	func(w *Workbook) *[]CheckIn { return &w.CheckIns }, func(c *CheckIn) *ID { return &c.ID },
	schema.Day("day", "The day.", value.Behind, func(c *CheckIn) *value.Date { return &c.Day }),
	schema.Line("showed", "What the person showed.", func(c *CheckIn) *string { return &c.Showed }),
	schema.Line("heard", "What the person heard.", func(c *CheckIn) *string { return &c.Heard }),
	schema.Private("Left out of the coach's plan. The manager's plan has no check-ins.", func(c *CheckIn) *bool { return &c.Private }),
)

// CheckIn finds a check-in by id, as Return does.
func (w Workbook) CheckIn(id ID) *CheckIn {
	return find(w.CheckIns, id, func(c *CheckIn) ID { return c.ID })
}

// Nth tells which of the check-ins from the next one on is on a day, counted from 0, and
// -1 where none is.
func (r Review) Nth(day value.Date) int {
	for n := range 10 * maxCheckIns {
		switch d, more := r.Cadence.after(r.Next, n); {
		case !d.OK() || day.Before(d):
			return -1
		case d.DaysTo(day) == 0:
			return n
		case !more:
			return -1
		}
	}
	return -1
}
