package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Pay is what a job pays in a year, part by part.
type Pay struct {
	Base     value.Amount
	Bonus    value.Amount
	Equity   value.Amount
	Benefits value.Amount
}

// payRows are the parts of pay of a record that has one.
func payRows[R any](of func(*R) *Pay) schema.Rows[R] {
	return schema.Inside(of,
		schema.Money("base", "Base pay.", func(p *Pay) *value.Amount { return &p.Base }),
		schema.Money("bonus", "Bonus.", func(p *Pay) *value.Amount { return &p.Bonus }),
		schema.Money("equity", "Equity.", func(p *Pay) *value.Amount { return &p.Equity }),
		schema.Money("benefits", "Benefits.", func(p *Pay) *value.Amount { return &p.Benefits }))
}

// Part is one amount with the name of its field.
type Part struct {
	Field  string
	Amount value.Amount
}

// Parts lists the parts of pay, the base first.
func (p Pay) Parts() []Part {
	return []Part{{"base", p.Base}, {"bonus", p.Bonus}, {"equity", p.Equity}, {"benefits", p.Benefits}}
}

// Of gives the part of pay that a return of a kind is about, blank for other kinds.
func (p Pay) Of(k Kind) value.Amount {
	switch k {
	case KindPay:
		return p.Base
	case KindBonus:
		return p.Bonus
	case KindEquity:
		return p.Equity
	case KindBenefits:
		return p.Benefits
	}
	return value.Amount{}
}

// Meets reckons where the threshold of a return in money stands beside the part
// of pay that it is about; unanswered where they cannot be compared.
func (p Pay) Meets(r Return) value.Answer {
	met, ok := r.Need.Threshold.Meets(p.Of(r.Kind))
	switch {
	case !ok:
		return value.Unanswered
	case met:
		return value.Yes
	}
	return value.No
}

// Total is what it comes to in a year, and whether every part that was answered
// could be added. It is blank without a base.
func (p Pay) Total() (value.Amount, bool) { return p.with() }

// with is Total with more beside it.
func (p Pay) with(more ...value.Amount) (value.Amount, bool) {
	if !p.Base.OK() {
		return value.Amount{}, false
	}
	total, whole := p.Base, true
	for _, part := range p.Parts()[1:] {
		more = append(more, part.Amount)
	}
	for _, a := range more {
		if a.IsZero() {
			continue
		}
		if sum, ok := total.Add(a); ok {
			total = sum
		} else {
			whole = false
		}
	}
	return total, whole
}

// Job is today's pay, beside which asks and offers stand.
type Job struct {
	Pay
	Inflation value.Amount // per cent a year, as the person gives it
}

// JobRecords has the one job of today.
const JobRecords = "job"

var job = schema.One(JobRecords, string(LessonAsks), "Today's pay, a year's worth each.", func(w *Workbook) *Job { return &w.Job },
	payRows(func(j *Job) *Pay { return &j.Pay }),
	schema.Percent("inflation", "Per cent a year, as the person gives it: `\"2.5 %\"`.", func(j *Job) *value.Amount { return &j.Inflation }),
)
