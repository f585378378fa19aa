package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"firstmile/workbook/value"
)

// Assumption is one thing that converted pay rests on.
type Assumption struct {
	value.Rest
	At    string // the employer whose own it is; "" where it is today's job's, or the person's own
	typed bool   // it stands beside the amount itself: 4,000 a month, 14 a year
}

// Assumptions are what the amounts of a section or of a table rest on, each once.
type Assumptions []Assumption

// Assumed lists what amounts of a settled workbook rest on as they are shown: nothing
// where they are for what they were typed for.
func (w Workbook) Assumed(shown ...value.Amount) Assumptions {
	var out Assumptions
	for _, a := range shown {
		out = out.and(a, shownFor(a), w.WorkYear(), nil)
	}
	return out
}

// AssumedInAll lists what the totals of today's job rest on, in a settled workbook.
func (w Workbook) AssumedInAll() Assumptions { return assumedInAll(w.Job.Pay, w.WorkYear(), nil) }

// AssumedOf lists what the totals of an offer of a settled workbook rest on.
func (w Workbook) AssumedOf(o Offer) Assumptions { return assumedInAll(o.Pay, w.YearOf(o), &o) }

// AssumedBase is Assumed for the base of an offer, which may have hours and payments of its own.
func (w Workbook) AssumedBase(o Offer) Assumptions {
	return Assumptions(nil).and(o.Base, shownFor(o.Base), w.YearOf(o), &o)
}

// AssumedAsk lists what the numbers of an ask rest on, and what there is today.
func (w Workbook) AssumedAsk(a Ask) Assumptions {
	out := w.Assumed(a.Today, a.Minimum, a.Target, a.Opening)
	switch r := w.Return(a.Return); {
	case r == nil || !a.Today.IsZero():
	case r.Kind == KindPay && w.AskBasis(a) == PartBasis:
	case r.Kind == KindPay && w.AskBasis(a) == TotalBasis:
		out = out.With(w.AssumedInAll())
	default:
		out = out.With(w.Assumed(w.Job.Of(r.Kind)))
	}
	return out
}

// AssumedMarket lists what the market figures rest on that MarketMiddle sets beside an amount.
func (w Workbook) AssumedMarket(basis Basis, like value.Amount) Assumptions {
	if basis == TotalBasis && like.Per().IsZero() {
		like = w.besideYears(like)
	}
	var out Assumptions
	for _, f := range w.Figures {
		if f.Basis.Or() == basis && f.Mid().Comparable(like) {
			out = out.With(w.Assumed(f.Low, f.Middle, f.High))
		}
	}
	return out
}

func assumedInAll(p Pay, y value.WorkYear, o *Offer) Assumptions {
	if sum, _ := total(p, y); !sum.OK() {
		return nil
	}
	var out Assumptions
	for _, part := range p.Parts() {
		out = out.and(part.Amount, value.Year, y, o)
	}
	return out
}

// shownFor is the period that a settled amount is shown in: a year's may bear none.
func shownFor(a value.Amount) value.Period {
	if a.Per().IsZero() {
		return value.Year
	}
	return a.Per()
}

func (all Assumptions) and(a value.Amount, to value.Period, y value.WorkYear, o *Offer) Assumptions {
	if !a.Money() || a.From().IsZero() {
		return all
	}
	for _, r := range y.Rests(a.From(), to) {
		one := Assumption{Rest: r}
		switch isPay := r.Unit == "payments a year"; {
		case isPay && o != nil && o.Payments.number() > 0 && a.From() == value.Month.Payments(o.Payments.number()) && r.Number == string(o.Payments),
			!isPay && o != nil && o.Hours.OK() && r.Unit == "hours a week":
			one.At = employerName(*o)
		case isPay && r.Number != strconv.Itoa(cmp.Or(y.Payments, 12)):
			one.typed = true
		}
		all = all.With(Assumptions{one})
	}
	return all
}

// With adds others, each once.
func (all Assumptions) With(more ...Assumptions) Assumptions {
	for _, m := range more {
		for _, a := range m {
			if !slices.Contains(all, a) {
				all = append(all, a)
			}
		}
	}
	return all
}

// String says them as they go on behind an amount: "at 36 hours a week (40 at Contoso)",
// "at 12 payments a year, since you did not say how many"; "" where there are none.
func (all Assumptions) String() string { return all.say(", since you did not say how many") }

// Plainly is String for a reader who was asked nothing.
func (all Assumptions) Plainly() string { return all.say("") }

// Note is a sentence of them, "" where there are none.
func (all Assumptions) Note() string {
	if len(all) == 0 {
		return ""
	}
	return Reckoned + " " + all.String() + "."
}

// Reckoned begins the sentence that says what amounts rest on.
const Reckoned = "Reckoned"

func (all Assumptions) say(unsaid string) string {
	var said, usual []string
	for _, unit := range []string{"hours a week", "days a week", "payments a year"} {
		var own, others []string // numbers; the others with whose they are
		at, guessed := "", false
		for _, a := range all {
			if a.Unit == unit && a.At == "" && !a.typed {
				own, guessed = append(own, a.Number), guessed || a.Usual
			}
		}
		for _, a := range all {
			switch {
			case a.Unit != unit || a.At == "" && !a.typed || slices.Contains(own, a.Number):
			case len(own) == 0:
				own = append(own, a.Number)
				if at = a.At; at != "" {
					at = " at " + at
				}
			case a.typed:
				others = append(others, a.Number+" where it says so")
			default:
				others = append(others, a.Number+" at "+a.At)
			}
		}
		if len(own) == 0 {
			continue
		}
		s := own[0] + " " + unit + at
		if len(others) > 0 {
			s += " (" + value.List(others) + ")"
		}
		if guessed {
			usual = append(usual, s+unsaid)
		} else {
			said = append(said, s)
		}
	}
	if len(said) > 0 {
		usual = append([]string{value.List(said)}, usual...)
	}
	if len(usual) == 0 {
		return ""
	}
	return "at " + strings.Join(usual, ", and at ")
}

func employerName(o Offer) string {
	if o.Employer == "" {
		return "an unnamed employer"
	}
	return value.Shorten(value.CleanLine(o.Employer), value.MaxQuote)
}
