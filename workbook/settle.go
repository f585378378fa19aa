package workbook

import (
	"slices"

	"github.com/shopspring/decimal"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Named gives a copy in which bare money has a currency: that of its record, where
// one stands beside it, or else the workbook's.
func (w Workbook) Named() Workbook {
	w = w.Clone()
	home := w.Currency()
	row := map[ID]string{}
	for p := range amounts(&w) {
		if unit := p.Amount.Unit(); value.IsCurrency(unit) && row[p.ID] == "" {
			row[p.ID] = unit
		}
	}
	for p := range amounts(&w) {
		if code := row[p.ID]; code != "" {
			*p.Amount = p.Amount.Named(code)
		}
		*p.Amount = p.Amount.Named(home)
	}
	return w
}

// Settled gives a copy to reckon with and to show: bare money has a currency, pay is
// in the person's own period, its other parts are a year's, a rise in per cent is
// the pay that it comes to. What cannot be converted stays as it is, and two periods
// are never compared. Amounts that are in doubt are shown and not compared (Doubt).
// Where the person's own period is the year, or is not known, a year's amounts bear
// no period. A settled copy is settled still.
func (w Workbook) Settled() Workbook {
	w = w.Named()
	own, year := w.OwnPeriod(), w.WorkYear()
	doubt, doubted := w.Doubt()
	for p := range amounts(&w) {
		if doubted && slices.Contains(doubt.all, p.Amount) {
			*p.Amount = p.Amount.Doubted()
		}
		y := year
		if o, ok := p.Rec.(*Offer); ok {
			y = w.YearOf(*o)
			switch p.Amount {
			case &o.Base:
				*p.Amount = paidOver(o.Base, o.Payments.number(), own)
			case &o.Cost:
				y.Payments = 12 // what one pays by the month one pays in each
			}
		}
		to := own
		switch p.Field.Spans(&w, p.Rec) {
		case schema.Itself:
			continue
		case schema.Yearly:
			to = value.Year
		}
		*p.Amount = settled(*p.Amount, to, own, y)
	}
	for i := range w.Asks {
		a := &w.Asks[i]
		for _, n := range []*value.Amount{&a.Minimum, &a.Target, &a.Opening} {
			*n = w.AskAmount(*a, *n)
		}
	}
	for i := range w.Steps {
		s := &w.Steps[i]
		s.Offer = w.AskAmount(*w.askOfStep(s), s.Offer)
	}
	for i := range w.Portions {
		p := &w.Portions[i]
		p.Offer = w.AskAmount(*w.askOfPortion(p), p.Offer)
	}
	return w
}

// paidOver gives a month's pay of which so many are paid in a year, where that is said:
// 14 of them are more than 12. own is what a bare one is for.
func paidOver(a value.Amount, payments int, own value.Period) value.Amount {
	if a.Money() && a.Per().IsZero() && own == value.Month {
		a = a.For(own)
	}
	if payments == 0 || a.Per() != value.Month || a.From() != value.Month { // or it is settled already
		return a
	}
	return a.For(value.Month.Payments(payments))
}

func settled(a value.Amount, to, own value.Period, y value.WorkYear) value.Amount {
	if a.Per().IsZero() {
		a = a.For(to)
	}
	if a.Money() && to.IsZero() { // the person's own is not known: a year's at once
		to = value.Year
	}
	if b, ok := a.To(to, y); ok {
		a = b
	}
	if a.Per() == value.Year && (own.IsZero() || own == value.Year) {
		a = a.For(value.Period{})
	}
	return a
}

// Doubt is two amounts of pay of a workbook that cannot well be for what they are
// said to be for: 39 beside 82,000.
type Doubt struct {
	One, Other value.Amount
	Record     Key       // of the one that is farther from the rest
	Field      string    // its field
	Guess      PayPeriod // what it would have to be for; "" where none brings them together

	all []*value.Amount // every amount that is not to be compared until the person has answered
}

// muchMore is how many times farther above base pay than another amount of pay a part
// beside it may be before one of the two is in doubt: a good year's commission is several
// times the base (ours).
var muchMore = decimal.NewFromInt(4)

// allPay tells whether a record is of total pay, which is for a year where it says nothing
// else; an ask about a part of it, such as a bonus, is not.
func (w *Workbook) allPay(rec any) bool {
	switch rec := rec.(type) {
	case *Figure:
		return true
	case *Return:
		return rec.Kind == KindPay
	case *Ask:
		r := w.Return(rec.Return)
		return r != nil && r.Kind == KindPay
	case *Step:
		return w.allPay(w.askOfStep(rec))
	case *Portion:
		return w.allPay(w.askOfPortion(rec))
	}
	return false
}

// Doubt finds amounts of one currency that differ more than five times once they are
// converted (ours), unless the person typed what each of them is for. An amount
// beside base pay, such as a bonus, is in doubt only where it is the larger.
func (w *Workbook) Doubt() (Doubt, bool) {
	own, code, y := w.OwnPeriod(), w.Currency(), w.WorkYear()
	type figure struct {
		schema.Place
		is   value.Amount
		said bool
	}
	var pay, beside []figure
	for p := range amounts(w) {
		f := figure{p, p.Amount.Named(code), !p.Amount.Per().IsZero()}
		if !f.is.Money() || !f.is.Value().IsPositive() || !p.Field.Asked(w, p.Rec) { // one that is no must any more keeps its threshold
			continue
		}
		switch p.Field.Spans(w, p.Rec) {
		case schema.Own:
			if !f.said {
				f.is = f.is.For(own)
			}
			if p.Amount == &w.Job.Base { // what it is beside, where it is there
				pay = slices.Insert(pay, 0, f)
			} else {
				pay = append(pay, f)
			}
		case schema.Yearly:
			switch {
			case p.Of.Name == JobRecords || p.Of.Name == OfferRecords:
				beside = append(beside, f)
			case w.allPay(p.Rec):
				if !f.said {
					f.is = f.is.For(value.Year)
				}
				pay = append(pay, f)
			}
		}
	}
	clash := func(a, b figure) bool { return w.apart(a.is, b.is, y) != 0 && !(a.said && b.said) }
	// The largest and the smallest of a currency, of all and of those that do not say
	// what they are for: where none of these clash, none do.
	ends := map[string]*[4]int{}
	for i, f := range pay {
		e := ends[f.is.Unit()]
		if e == nil {
			e = &[4]int{i, i, -1, -1}
			ends[f.is.Unit()] = e
		}
		for k, j := range e {
			if k >= 2 && f.said {
				break
			}
			if less := j >= 0 && w.yearly(f.is, y).LessThan(w.yearly(pay[j].is, y)); j < 0 || less == (k%2 == 1) {
				e[k] = i
			}
		}
	}
	one, other := -1, -1
	for _, e := range ends {
		for _, pair := range [][2]int{{e[0], e[1]}, {e[0], e[3]}, {e[2], e[1]}} {
			i, j := min(pair[0], pair[1]), max(pair[0], pair[1])
			if i >= 0 && clash(pay[i], pay[j]) && (one < 0 || i < one) {
				one, other = i, j
			}
		}
	}
	if one >= 0 {
		b := pay[other]
		near := func(a figure) (n int) {
			for _, b := range pay {
				if w.apart(a.is, b.is, y) == 0 {
					n++
				}
			}
			return n
		}
		if a := pay[one]; b.said || near(a) < near(b) {
			b = a
		}
		a := pay[slices.IndexFunc(pay, func(f figure) bool { return clash(f, b) })] // today's base, where it is one
		d := doubt(w, b.Place, b.is, a.is, func(n int) bool { return n == 0 }, y)
		for _, f := range pay {
			if f.Amount == a.Amount || clash(a, f) {
				d.all = append(d.all, f.Amount)
			}
		}
		return d, true
	}
	var d Doubt
	for _, b := range beside {
		for _, a := range pay {
			if own := a.Of == b.Of && a.ID == b.ID || a.Of.Name == JobRecords; own && !a.said && w.apart(a.is.Times(muchMore), b.is, y) < 0 {
				if d.all == nil {
					d = doubt(w, a.Place, a.is, b.is, func(n int) bool { return n >= 0 }, y) // base pay may be far above a bonus
					d.all = []*value.Amount{a.Amount}
				}
				d.all = append(d.all, b.Amount) // an offer's too: nothing is added to what it may not be for
			}
		}
	}
	return d, d.all != nil
}

func doubt(w *Workbook, at schema.Place, is, beside value.Amount, fits func(apart int) bool, y value.WorkYear) Doubt {
	d := Doubt{One: is, Other: beside, Record: at.Record(), Field: at.Field.Name}
	likely := PayPeriods()
	if is.Value().GreaterThan(decimal.NewFromInt(200)) { // more than an hour pays, in most currencies
		likely = []PayPeriod{ByMonth, ByWeek, ByDay, ByHour, ByYear}
	}
	for _, p := range likely {
		if fits(w.apart(is.For(p.Period()), beside, y)) && p.Period() != is.Per() {
			d.Guess = p
			break
		}
	}
	return d
}
