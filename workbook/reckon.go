package workbook

import (
	"cmp"
	"slices"

	"firstmile/workbook/value"

	"github.com/shopspring/decimal"
)

// MustMet tells whether today's job meets a must-have, or brings a nice-to-have: what the person
// answered, else what today's pay shows against the threshold.
func (w Workbook) MustMet(r Return) value.Answer {
	if r.Need.Met != value.Unanswered {
		return r.Need.Met
	}
	if met := w.meets(w.Job.Pay, w.WorkYear(), r); met != value.Unanswered {
		return met
	}
	return w.MetByAsk(r)
}

// MetByAsk tells whether what there is today of a must-have, as the ask about it says,
// meets its threshold; unanswered where the two cannot be compared.
func (w Workbook) MetByAsk(r Return) value.Answer {
	a := w.AskFor(r.ID)
	if a == nil || a.Today.IsZero() {
		return value.Unanswered
	}
	line := w.BoundBeside(r, a.Today)
	now := a.Today
	if line.Amount.Money() {
		now = w.inMoney(r.Kind, now, w.Job.Base, w.WorkYear())
	}
	switch met, ok := line.Meets(now); {
	case !ok:
		return value.Unanswered
	case met:
		return value.Yes
	}
	return value.No
}

// meets reckons where the threshold of a return in money stands beside the part of
// pay that it is about, base or total as it says; unanswered where they cannot be
// compared.
func (w Workbook) meets(p Pay, y value.WorkYear, r Return) value.Answer {
	part, line := p.Of(r.Kind), r.Need.Threshold
	if year, ok := inYear(line.Amount, y); ok && line.Amount.InAll() {
		line.Amount = w.besideYears(year) // a total is a year's, whatever it was typed for
	}
	switch basis := w.BasisOf(&r); {
	case r.Kind != KindPay:
	case basis == PartBasis: // no job says what it pays of it
		return value.Unanswered
	case basis == TotalBasis:
		sum, whole := total(p, y)
		sum = w.besideYears(sum)
		if part = sum; !whole && sum.OK() && sum.Less(line.Amount) {
			return value.Unanswered // what could not be added may make up for it
		}
	}
	switch {
	case line.Amount.Money():
		part = w.inMoney(r.Kind, part, p.Base, y)
	case part.Money(): // a share of that job's base
		line.Amount = w.inMoney(r.Kind, line.Amount, p.Base, y)
	}
	met, ok := line.Meets(part)
	switch {
	case !ok, part.Net() != line.Amount.Net():
		return value.Unanswered
	case met:
		return value.Yes
	}
	return value.No
}

// BoundBeside gives the threshold of a must-have as it compares with a number that stands
// beside it: a bare one counts what that counts, and a share of base is the money that it
// comes to where the other is money.
func (w Workbook) BoundBeside(r Return, n value.Amount) value.Bound {
	line := r.Need.Threshold
	switch {
	case !line.Amount.OK():
	case line.Amount.Unit() == "" && n.Counted():
		line.Amount = line.Amount.Counting(n.Unit())
	case n.Money():
		line.Amount = w.inMoney(r.Kind, line.Amount, w.Job.Base, w.WorkYear())
	}
	return line
}

// inMoney gives a share of base pay as the money that it comes to in a year. Any other
// amount stays as it is, and all do where the base is not known, or no money. A bare percentage is a
// share of base where the amount is of a bonus.
func (w Workbook) inMoney(k Kind, a, base value.Amount, y value.WorkYear) value.Amount {
	share := a
	if k == KindBonus && a.Unit() == "%" {
		share = value.NewAmount(a.Value(), "% of base")
	}
	if b, ok := inYear(base, y); ok && b.Money() && !doubted(b) && share.ShareOfBase() {
		return w.besideYears(share.Of(b, cmp.Or(base.From().Times(), y.Payments)))
	}
	return a
}

// besideYears gives a total, which bears no period, as the amounts for a year stand
// beside it in a settled workbook: with one, unless pay is spoken of by the year.
func (w Workbook) besideYears(total value.Amount) value.Amount {
	if own := w.OwnPeriod(); own.IsZero() || own == value.Year {
		return total
	}
	return total.For(value.Year)
}

// Reckoned tells whether an offer covers a must-have by its amounts alone;
// unanswered where they do not tell.
func (w Workbook) Reckoned(o Offer, r Return) value.Answer { return w.meets(o.Pay, w.YearOf(o), r) }

// MustCovered tells whether an offer covers a must-have, or brings a nice-to-have: what the person
// answered, else what the offer's amounts show against the threshold.
func (w Workbook) MustCovered(o Offer, r Return) value.Answer {
	if a := o.Covers[r.ID]; a != value.Unanswered {
		return a
	}
	return w.Reckoned(o, r)
}

// UnmetMusts lists the must-haves that today's job does not meet.
func (w Workbook) UnmetMusts() []*Return {
	return w.where(func(r *Return) bool { return r.Need.Sort == Must && w.MustMet(*r) == value.No })
}

// AskToday is what there is now of what is asked for: the ask's own answer, or
// for money that of the job, on the ask's basis. It is blank where a part of
// today's total cannot be added, since a rise on half of it would be wrong. A share of
// base is the money that it comes to, where the ask's numbers are money.
func (w Workbook) AskToday(a Ask) value.Amount {
	now, r := w.askToday(a), w.Return(a.Return)
	if r != nil && (a.Minimum.Money() || a.Target.Money() || a.Opening.Money()) {
		return w.inMoney(r.Kind, now, w.Job.Base, w.WorkYear())
	}
	return now
}

func (w Workbook) askToday(a Ask) value.Amount {
	if !a.Today.IsZero() {
		return a.Today
	}
	r := w.Return(a.Return)
	if r == nil {
		return value.Amount{}
	}
	switch basis := w.AskBasis(a); {
	case r.Kind != KindPay:
	case basis == PartBasis:
		return value.Amount{}
	case basis == TotalBasis:
		if total, whole := w.Total(w.Job.Pay); whole {
			return w.besideYears(total)
		}
		return value.Amount{}
	}
	return w.Job.Of(r.Kind)
}

// AskAmount gives one of the ask's numbers as it compares with AskToday: for pay,
// a percentage is a rise on today, and a share of base is the money it comes to; any
// other number is itself.
func (w Workbook) AskAmount(a Ask, n value.Amount) value.Amount {
	r := w.Return(a.Return)
	now := w.AskToday(a)
	switch {
	case !n.OK() || r == nil || !now.Money():
		return n
	case n.ShareOfBase():
		if base, ok := inYear(w.Job.Base, w.WorkYear()); ok {
			return n.Of(base, w.WorkYear().Payments).For(now.Per())
		}
	case n.Unit() == "%" && r.Kind == KindPay:
		if now.Value().LessThan(sureHour) {
			return now.Raised(n, 2)
		}
		return now.Raised(n, 0)
	}
	return n
}

// LessIsMore tells whether an ask is for less of something ("days in the
// office"), so that its minimum is the highest of its numbers: the must-have
// says "at most", or all its numbers fall, from today, where that is told, to the
// opening. Money is
// never asked for downward but where the must-have says so.
func (w Workbook) LessIsMore(a Ask) bool {
	if r := w.Return(a.Return); r != nil && r.Need.Sort == Must && r.Need.Threshold.Amount.Comparable(a.Target) {
		return r.Need.Threshold.AtMost
	}
	now := w.AskToday(a)
	if !a.Target.OK() || a.Target.Money() || a.Target.Unit() == "%" || a.Minimum.Less(a.Target) || a.Target.Less(a.Opening) {
		return false
	}
	if !now.Comparable(a.Target) { // then all three have to say so
		return a.Opening.Less(a.Minimum) && a.Opening.Comparable(a.Target)
	}
	return a.Target.Less(now) && !now.Less(a.Minimum)
}

// Worse tells whether x is worse for the person than y as a number of the ask:
// lower, or higher where less is more; false when they cannot be compared.
func (w Workbook) Worse(a Ask, x, y value.Amount) bool {
	x, y = w.AskAmount(a, x), w.AskAmount(a, y)
	if w.LessIsMore(a) {
		return y.Less(x)
	}
	return x.Less(y)
}

// Steady is what an offer pays in a year once the sign-on is spent; see Total.
func (w Workbook) Steady(o Offer) (value.Amount, bool) { return total(o.Pay, w.YearOf(o)) }

// FirstYear is what an offer pays in its first year, the sign-on included; see Total.
func (w Workbook) FirstYear(o Offer) (value.Amount, bool) {
	return total(o.Pay, w.YearOf(o), o.SignOn)
}

// ByTheHour is what an offer pays in all by the hour, where it is for other hours a week
// than today's job and both are told; 52 weeks of it are a year.
func (w Workbook) ByTheHour(o Offer) (value.Amount, bool) {
	mine, theirs := w.Job.Hours, o.Hours
	sum, whole := w.Steady(o)
	if !whole || !mine.OK() || !theirs.OK() || mine.Value().Equal(theirs.Value()) {
		return value.Amount{}, false
	}
	hourly, ok := sum.For(value.Year).To(value.Hour, w.YearOf(o))
	return hourly.For(value.Period{}), ok
}

// Uncounted lists the parts of pay that are blank in an offer and paid in today's job,
// or in another offer, so that its total is not all of it.
func (w Workbook) Uncounted(o Offer) []string { return w.uncounted(o.Pay) }

// UncountedToday lists the parts of pay that are blank in today's job and paid in an offer.
func (w Workbook) UncountedToday() []string { return w.uncounted(w.Job.Pay) }

func (w Workbook) uncounted(p Pay) []string {
	paid := map[int]bool{}
	for _, other := range append([]Pay{w.Job.Pay}, paysOf(w.Offers)...) {
		for i, part := range other.Parts()[1:] {
			paid[i] = paid[i] || part.Amount.OK() && part.Amount.Value().IsPositive()
		}
	}
	var out []string
	for i, part := range p.Parts()[1:] {
		if part.Amount.IsZero() && paid[i] {
			out = append(out, partNames[i])
		}
	}
	return out
}

// partNames are the parts of pay beside the base in words, as Parts has them.
var partNames = []string{"bonus", "variable pay", "equity", "benefits"}

func paysOf(offers []Offer) []Pay {
	out := make([]Pay, len(offers))
	for i, o := range offers {
		out[i] = o.Pay
	}
	return out
}

// AfterCosts is Steady less what taking the offer costs in a year; blank where a
// cost cannot be taken off.
func (w Workbook) AfterCosts(o Offer) (value.Amount, bool) {
	sum, whole := w.Steady(o)
	if o.Cost.IsZero() || !sum.OK() {
		return sum, whole
	}
	cost, ok := inYear(o.Cost, w.YearOf(o))
	if !ok || !sum.Comparable(cost) || sum.Less(cost) {
		return value.Amount{}, false
	}
	return value.NewAmount(sum.Value().Sub(cost.Value()), sum.Unit()), whole
}

// Mid is the middle of a market figure: the one given, else half way between
// its low and its high, as a posting gives them; blank without either.
func (f Figure) Mid() value.Amount {
	if !f.Middle.IsZero() || !f.Low.Comparable(f.High) {
		return f.Middle
	}
	return value.NewAmount(f.Low.Value().Add(f.High.Value()).Mul(half).Round(2), f.Low.Unit()).For(f.Low.Per())
}

var half = decimal.New(5, -1)

// MarketMiddle is the median of the middles (Mid) of the market figures of one
// basis that can be set beside an amount, with how many there are. The program
// supplies no figures.
func (w Workbook) MarketMiddle(basis Basis, like value.Amount) (value.Amount, int) {
	if basis == TotalBasis && like.Per().IsZero() {
		like = w.besideYears(like)
	}
	var middles []decimal.Decimal
	for _, f := range w.Figures {
		if f.Basis.Or() != basis {
			continue
		}
		if m := f.Mid(); m.Comparable(like) {
			middles = append(middles, m.Value())
		}
	}
	n := len(middles)
	if n == 0 {
		return value.Amount{}, 0
	}
	slices.SortFunc(middles, decimal.Decimal.Cmp)
	mid := middles[n/2]
	if n%2 == 0 {
		mid = mid.Add(middles[n/2-1]).Mul(half).Round(2)
	}
	return value.NewAmount(mid, like.Unit()).For(like.Per()), n
}

// CompaRatio is pay ÷ the market's middle, rounded to hundredths; false
// without figures on the same basis and in the same currency.
func (w Workbook) CompaRatio(pay value.Amount, basis Basis) (decimal.Decimal, bool) {
	if basis == TotalBasis && pay.Per().IsZero() {
		pay = w.besideYears(pay)
	}
	mid, _ := w.MarketMiddle(basis, pay)
	return value.CompaRatio(pay, mid)
}

// Expired tells whether an offer can no longer be accepted.
func (o Offer) Expired(today value.Date) bool {
	return o.Status == Expired || o.Deadline.Before(today)
}

// Live tells whether an offer could still become a way out.
func (o Offer) Live(today value.Date) bool { return o.Status != Declined && !o.Expired(today) }

// Firm tells how far an offer can be counted on: written is firm, verbal is
// unconfirmed, the rest is not an offer yet.
func (o Offer) Firm() bool { return o.Status == Written }

// Qualifies tells whether an offer is an alternative to agreement: verbal or
// written, not expired, every must-have a yes, and the person would take it.
// Without must-haves nothing qualifies: there is nothing to measure it by.
func (w Workbook) Qualifies(o Offer, today value.Date) bool {
	if !o.Live(today) || o.Take != value.Yes || o.Status != Written && o.Status != Verbal {
		return false
	}
	some := false
	for i := range w.Returns {
		if w.Returns[i].Need.Sort != Must {
			continue
		}
		if w.MustCovered(o, w.Returns[i]) != value.Yes {
			return false
		}
		some = true
	}
	return some
}

// AtTheTable is the day on which an alternative has to stand: that of the
// meeting, or today where it is not known or past.
func (w Workbook) AtTheTable(today value.Date) value.Date {
	if today.Before(w.Profile.Meeting) {
		return w.Profile.Meeting
	}
	return today
}

// Alternatives lists the offers that qualify, the best first: written before
// verbal, then what pays more in all after its costs. Totals of two currencies are not
// compared: those in the currency of today's base come first, the others in the
// order in which they were written. The first is the BATNA.
func (w Workbook) Alternatives(today value.Date) []Offer {
	out := slices.DeleteFunc(slices.Clone(w.Offers), func(o Offer) bool { return !w.Qualifies(o, today) })
	units := []string{w.Job.Base.Unit()}
	for _, o := range out {
		if !slices.Contains(units, o.Base.Unit()) {
			units = append(units, o.Base.Unit())
		}
	}
	slices.SortStableFunc(out, func(a, b Offer) int {
		if a.Firm() != b.Firm() {
			if a.Firm() {
				return -1
			}
			return 1
		}
		if c := slices.Index(units, a.Base.Unit()) - slices.Index(units, b.Base.Unit()); c != 0 {
			return c
		}
		x, _ := w.AfterCosts(a)
		y, _ := w.AfterCosts(b)
		switch {
		case y.Less(x):
			return -1
		case x.Less(y):
			return 1
		}
		return 0
	})
	return out
}

// Missing lists the must-haves to which an offer's answer is not known.
func (w Workbook) Missing(o Offer) []*Return {
	return w.where(func(r *Return) bool {
		if r.Need.Sort != Must {
			return false
		}
		a := w.MustCovered(o, *r)
		return a != value.Yes && a != value.No
	})
}

// Fails lists the must-haves that an offer does not cover.
func (w Workbook) Fails(o Offer) []*Return {
	return w.where(func(r *Return) bool { return r.Need.Sort == Must && w.MustCovered(o, *r) == value.No })
}
