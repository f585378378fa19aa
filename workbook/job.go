package workbook

import (
	"strconv"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Job is today's pay, beside which asks and offers stand, and what pay is spoken of in.
type Job struct {
	Pay
	Period    PayPeriod    // what the person's pay is spoken of in
	Hours     value.Amount // worked in a week
	Days      value.Amount // worked in a week
	Payments  Payments     // months that are paid in a year
	Inflation value.Amount // per cent a year, as the person gives it
}

// Payments is how many months are paid in a year; blank counts as 12.
type Payments string

// PaymentsAYear lists what can be chosen.
func PaymentsAYear() []Payments { return []Payments{"12", "13", "14"} }

// number is 0 where it is not said.
func (p Payments) number() int {
	n, _ := strconv.Atoi(string(p))
	return n
}

// JobRecords has the one job of today.
const JobRecords = "job"

var job = schema.One(JobRecords, string(LessonAsks), "Today's pay, and what pay is spoken of in.", func(w *Workbook) *Job { return &w.Job },
	payRows(func(j *Job) *Pay { return &j.Pay },
		schema.Choice("period", "What pay is spoken of in; left out it is taken from the first amount that says it.", PayPeriods(), func(j *Job) *PayPeriod { return &j.Period }),
		schema.Quantity("hours", "Hours worked in a week; pay by the hour becomes pay of another period by them.", func(j *Job) *value.Amount { return &j.Hours },
			perWeek[Job](100)),
		schema.Quantity("days", "Days worked in a week, for pay by the day.", func(j *Job) *value.Amount { return &j.Days },
			perWeek[Job](7), schema.When(func(w *Workbook, j *Job) bool { return !j.Days.IsZero() || w.paidBy(value.Day) })),
		schema.Choice("payments", "Months that are paid in a year; left out they are 12.", PaymentsAYear(), func(j *Job) *Payments { return &j.Payments },
			schema.When(func(w *Workbook, j *Job) bool { return j.Payments != "" || w.paidBy(value.Month) }))),
	schema.Percent("inflation", "Per cent a year, as the person gives it: `\"2.5 %\"`.", func(j *Job) *value.Amount { return &j.Inflation }),
)

// paidBy tells whether the person's pay, or any amount of it, is for a period.
func (w Workbook) paidBy(p value.Period) bool {
	if w.Job.Period.Period() == p {
		return true
	}
	for at := range amounts(&w) {
		if at.Amount.Per().Name() == p.Name() {
			return true
		}
	}
	return false
}

// perWeek reads a number of hours or days in a week, up to most.
func perWeek[R any](most int) schema.Trait {
	read := schema.Read(func(_ *Workbook, _ *R, text string, _ schema.Typing) (value.Amount, error) {
		return value.ParseWeekly(text, most)
	})
	return func(f *schema.Field) {
		f.Example = "38"
		if most < 24 {
			f.Example = "5"
		}
		read(f)
	}
}
