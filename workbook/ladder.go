package workbook

import (
	"slices"

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
	From         value.Amount // the step before, or the opening
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
		r := Rung{Step: s, At: w.stepAmount(a, s.Offer), From: before}
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
// led the other side to ask for less in experiments on price, Tey et al. 2021). They pass
// through the target, not over it. What is counted goes in whole steps, money in round
// ones. None where an end is no number.
func (w Workbook) ProposedSteps(a Ask) []value.Amount {
	opening, target, minimum := w.stepAmount(a, a.Opening), w.stepAmount(a, a.Target), w.stepAmount(a, a.Minimum)
	if !w.Worse(a, minimum, opening) {
		return nil
	}
	d := newDescent(opening, minimum)
	for left := d.way.Mul(half); d.step(d.to.Add(left), true); {
		left = left.Mul(half)
	}
	if w.Worse(a, minimum, target) && w.Worse(a, target, opening) && !slices.ContainsFunc(d.steps, target.Value().Equal) {
		d = newDescent(opening, minimum)
		d.through(target.Value())
	}
	var out []value.Amount
	for _, at := range d.steps {
		out = append(out, value.NewAmount(at, opening.Unit()).For(opening.Per()))
	}
	return out
}

// descent is a way down in steps that shrink.
type descent struct {
	way, to, finest decimal.Decimal // how far it is, to where, and what steps are rounded to
	splits          bool            // it is no count of whole things
	before, given   decimal.Decimal // the last step and what it gave
	steps           []decimal.Decimal
}

func newDescent(opening, minimum value.Amount) *descent {
	d := &descent{way: opening.Value().Sub(minimum.Value()), to: minimum.Value(), before: opening.Value(),
		finest: decimal.New(1, 0), splits: opening.Money() || opening.Unit() == "%"}
	if d.splits {
		for d.finest = decimal.New(1, -2); !d.finest.Shift(1).Mul(apart).GreaterThan(d.way.Abs()); d.finest = d.finest.Shift(1) {
		}
	}
	d.given = d.way.Abs().Add(d.finest)
	return d
}

// step goes to a place, rounded, unless that is no smaller step than the last, or no step
// down, or the end.
// What is counted is not rounded where its place has to be exact.
func (d *descent) step(place decimal.Decimal, exact bool) bool {
	at := place.Div(d.finest).Round(0).Mul(d.finest)
	return (d.splits || !exact || at.Equal(place)) && d.take(at)
}

func (d *descent) take(at decimal.Decimal) bool {
	less := d.before.Sub(at).Abs()
	down := d.before.Sub(at).Sign() == d.way.Sign() && at.Sub(d.to).Sign() == d.way.Sign()
	if len(d.steps) >= MaxSteps || !down || !less.LessThan(d.given) {
		return false
	}
	d.steps, d.before, d.given = append(d.steps, at), at, less
	return true
}

// through goes over a place between, in two steps where it is far, and on from there.
func (d *descent) through(place decimal.Decimal) {
	far := d.before.Sub(place)
	if far.Add(far).Abs().GreaterThanOrEqual(d.way.Abs()) {
		first := *d
		if first.step(d.before.Sub(far.Mul(twoThirds)), false) && first.before.Sub(place).Abs().LessThan(first.given) && !first.before.Equal(place) {
			*d = first
		}
	}
	for left := place.Sub(d.to); d.take(place); place = place.Sub(left).Div(d.finest).Round(0).Mul(d.finest) {
		left = left.Div(left.Abs()).Mul(decimal.Min(left.Abs(), d.given)).Mul(half)
	}
}

var twoThirds = decimal.NewFromInt(2).DivRound(decimal.NewFromInt(3), 6)

// apart is how many times rounder than the whole way money may be: then an eighth of it
// is still three of what it is rounded to, and the steps shrink (ours).
var apart = decimal.NewFromInt(24)
