package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Review is when the money is decided and by whom: a talk after that day asks for
// what is spent.
type Review struct {
	Budget  value.Date // the day on which the money is decided
	Decider string     // who decides on it
	Away    string     // when they cannot be reached
}

// ReviewRecords has the one review.
const ReviewRecords = "review"

var review = schema.One(ReviewRecords, "", "When the money is decided, and by whom (asked with the meeting).", func(w *Workbook) *Review { return &w.Review },
	schema.Day("budget", "The day on which the money is decided.", value.Ahead, func(r *Review) *value.Date { return &r.Budget }),
	schema.Line("decider", "Who decides on it.", func(r *Review) *string { return &r.Decider }),
	schema.Line("away", "When they, or who sits across the table, cannot be reached.", func(r *Review) *string { return &r.Away }),
)
