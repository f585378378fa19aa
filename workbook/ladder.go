package workbook

import (
	"github.com/shopspring/decimal"

	"firstmile/workbook/value"
)

// MaxSteps is how many steps a ladder should have (ours).
const MaxSteps = 3

// Rung is one step of a ladder, set beside the numbers of its ask. Where less is more,
// everything is turned around.
type Rung struct {
	Step         *Step
	At           value.Amount // the offer as it compares with the ask's numbers
	Given        value.Amount // how far it is from the step before, or from the opening; blank where it gives nothing
	Unlike       value.Amount // the number that it cannot be set beside, since the units differ; blank where it can
	BelowMinimum bool         // it gives more than the least that would be accepted
	AboveOpening bool         // it asks for more than was said first
	TakesBack    bool         // it asks for more than the step before
	Grows        bool         // it gives no less than the step before did
}

// Ladder sets the steps of an ask, in their order, beside its numbers.
func (w Workbook) Ladder(a Ask) []Rung {
	opening, minimum := w.stepAmount(a, a.Opening), w.stepAmount(a, a.Minimum)
	like := firstOK(opening, minimum, w.stepAmount(a, a.Target))
	var out []Rung
	before, given := opening, value.Amount{}
	for _, s := range w.StepsOf(a.ID) {
		r := Rung{Step: s, At: w.stepAmount(a, s.Offer)}
		if like = firstOK(like, r.At); !r.At.Like(like) {
			if r.At.OK() {
				r.Unlike = like
			}
			out = append(out, r)
			continue
		}
		r.BelowMinimum, r.AboveOpening = w.Worse(a, r.At, minimum), w.Worse(a, opening, r.At)
		r.TakesBack = len(out) > 0 && !r.AboveOpening && w.Worse(a, before, r.At)
		if w.Worse(a, r.At, before) {
			r.Given = before.Apart(r.At)
		}
		r.Grows = r.Given.OK() && given.OK() && !r.Given.Less(given)
		before, given = r.At, r.Given
		out = append(out, r)
	}
	return out
}

// stepAmount is a number as it stands in a ladder: bare, it counts what the ask's numbers
// count, or else its steps; in per cent it is a rise on what there is today.
func (w Workbook) stepAmount(a Ask, n value.Amount) value.Amount {
	unit := w.counts(&a, nil)
	for _, s := range w.StepsOf(a.ID) {
		if unit == "" && s.Offer.Counted() {
			unit = s.Offer.Unit()
		}
	}
	if unit != "" && n.OK() && n.Unit() == "" {
		n = n.Counting(unit)
	}
	return w.AskAmount(a, n)
}

func firstOK(all ...value.Amount) value.Amount {
	for _, n := range all {
		if n.OK() {
			return n
		}
	}
	return value.Amount{}
}

// ProposedSteps are steps from the opening of an ask toward its minimum, each smaller than
// the one before: half, a quarter and an eighth of the way are left (ours; shrinking steps
// led the other side to ask for less in experiments on price, Tey et al. 2021). What is
// counted goes in whole steps, money in round ones. None where an end is no number.
func (w Workbook) ProposedSteps(a Ask) []value.Amount {
	opening, minimum := w.stepAmount(a, a.Opening), w.stepAmount(a, a.Minimum)
	if !w.Worse(a, minimum, opening) {
		return nil
	}
	way := opening.Value().Sub(minimum.Value())
	finest, splits := decimal.New(1, 0), opening.Money() || opening.Unit() == "%"
	if splits {
		for finest = decimal.New(1, -2); !finest.Shift(1).Mul(apart).GreaterThan(way.Abs()); finest = finest.Shift(1) {
		}
	}
	var out []value.Amount
	before, given := opening.Value(), way.Abs().Add(finest)
	for range MaxSteps {
		way = way.Mul(half)
		at := minimum.Value().Add(way).Div(finest).Round(0).Mul(finest)
		less := before.Sub(at).Abs()
		if !splits && !at.Equal(minimum.Value().Add(way)) || less.IsZero() || !less.LessThan(given) || at.Equal(minimum.Value()) {
			break
		}
		out = append(out, value.NewAmount(at, opening.Unit()).For(opening.Per()))
		before, given = at, less
	}
	return out
}

// apart is how many times rounder than the whole way money may be: then an eighth of it
// is still three of what it is rounded to, and the steps shrink (ours).
var apart = decimal.NewFromInt(24)
