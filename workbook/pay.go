package workbook

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// PayPeriod is what a person's pay is spoken of in.
type PayPeriod string

// The periods that one is paid by.
const (
	ByHour  PayPeriod = "hour"
	ByDay   PayPeriod = "day"
	ByWeek  PayPeriod = "week"
	ByMonth PayPeriod = "month"
	ByYear  PayPeriod = "year"
)

// PayPeriods lists what can be chosen.
func PayPeriods() []PayPeriod { return []PayPeriod{ByHour, ByDay, ByWeek, ByMonth, ByYear} }

// Period gives the period of amounts.
func (p PayPeriod) Period() value.Period {
	i := slices.Index(PayPeriods(), p)
	if i < 0 {
		return value.Period{}
	}
	return value.Periods()[i]
}

// Pay is what a job pays, part by part. A bare base is for the period that the
// person's pay is spoken of in; the other parts are for a year.
type Pay struct {
	Base     value.Amount
	Bonus    value.Amount // may be a share of base
	Variable value.Amount // commission and the like: what it comes to at target; may be a share of base
	Earned   value.Amount // what the variable part came to last year
	Equity   value.Amount // may be spread over some years
	Benefits value.Amount
}

// payRows are the parts of pay of a record that has one; between stand behind the base.
func payRows[R any](of func(*R) *Pay, between ...schema.Rows[R]) schema.Rows[R] {
	share := schema.Read(func(_ *Workbook, _ *R, text string, t schema.Typing) (value.Amount, error) {
		return value.ParseShare(text, t.Known...)
	})
	yearly, adopts := schema.Paid(schema.Yearly), adopts[R]()
	rows := []schema.Rows[R]{schema.Inside(of, schema.Money("base", "Base pay; bare it is for what pay is spoken of in.", func(p *Pay) *value.Amount { return &p.Base },
		schema.Paid(schema.Own), readsPay(func(r *R) *value.Amount { return &of(r).Base }, func(*Workbook, *R) schema.Span { return schema.Own }), adopts))}
	rows = append(rows, between...)
	return schema.All(append(rows, schema.Inside(of,
		schema.Money("bonus", "Bonus, or the share of base that it is; bare it is for a year, as are the parts below.", func(p *Pay) *value.Amount { return &p.Bonus }, yearly, share, adopts),
		schema.Money("variable", "Variable pay, such as commission, at target.", func(p *Pay) *value.Amount { return &p.Variable }, yearly, share, adopts),
		schema.Money("earned", "What the variable pay came to last year.", func(p *Pay) *value.Amount { return &p.Earned }, yearly, adopts,
			schema.When(func(_ *Workbook, r *R) bool { p := of(r); return !p.Variable.IsZero() || !p.Earned.IsZero() })),
		schema.Money("equity", "Equity; it may be spread over years.", func(p *Pay) *value.Amount { return &p.Equity }, yearly, adopts),
		schema.Money("benefits", "Benefits, in money.", func(p *Pay) *value.Amount { return &p.Benefits }, yearly, adopts)))...)
}

// Part is one amount with the name of its field.
type Part struct {
	Field  string
	Amount value.Amount
}

// Parts lists the parts of pay that count, the base first: of the variable part what
// was earned last year, where that is known.
func (p Pay) Parts() []Part {
	variable := Part{"variable", p.Variable}
	if p.Earned.OK() {
		variable = Part{"earned", p.Earned}
	}
	return []Part{{"base", p.Base}, {"bonus", p.Bonus}, variable, {"equity", p.Equity}, {"benefits", p.Benefits}}
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

// WorkYear is what turns pay of one period into pay of another, as the person told it.
func (w Workbook) WorkYear() value.WorkYear {
	return value.WorkYear{Hours: w.Job.Hours.Value(), Days: w.Job.Days.Value(), Payments: cmp.Or(w.Job.Payments.number(), w.Job.Base.From().Times())} // 6,450 x 13 says so itself
}

// YearOf is WorkYear for an offer, which may have hours of its own. Payments of its own
// are taken into account where its base is settled.
func (w Workbook) YearOf(o Offer) value.WorkYear {
	y := w.WorkYear()
	if o.Hours.OK() {
		y.Hours = o.Hours.Value()
	}
	return y
}

// Total is what pay comes to in a year, and whether every part that was answered
// could be added. It is blank without a base, where that cannot be turned into a
// year's, and where a part is in doubt.
func (w Workbook) Total(p Pay) (value.Amount, bool) { return total(p, w.WorkYear()) }

func total(p Pay, y value.WorkYear, more ...value.Amount) (value.Amount, bool) {
	sum, ok := inYear(p.Base, y)
	if !ok || doubted(sum) {
		return value.Amount{}, false
	}
	base, whole := sum, true
	parts := p.Parts()[1:]
	if p.Base.InAll() { // then the parts are in it
		parts = nil
	}
	for _, part := range parts {
		more = append(more, part.Amount)
	}
	for _, a := range more {
		if a.IsZero() {
			continue
		}
		if a.ShareOfBase() {
			a = a.Of(base, cmp.Or(p.Base.From().Times(), y.Payments))
		}
		if a, _ = inYear(a, y); doubted(a) {
			return value.Amount{}, false
		}
		if both, ok := sum.Add(a); ok {
			sum = both
		} else {
			whole = false
		}
	}
	return sum, whole
}

// PeriodAt is what a bare amount of pay at a place is for; not said where it is no pay, or
// where that is not known.
func (w *Workbook) PeriodAt(f *schema.Field, rec any) value.Period {
	switch f.Spans(w, rec) {
	case schema.Own:
		return w.OwnPeriod()
	case schema.Yearly:
		return value.Year
	}
	return value.Period{}
}

// doubted tells an amount that is in doubt (Settled): it compares with nothing, not with itself.
func doubted(a value.Amount) bool { return a.OK() && !a.Comparable(a) }

// inYear turns pay into a year's, without a period; false where that is not known.
func inYear(a value.Amount, y value.WorkYear) (value.Amount, bool) {
	if !a.OK() || a.Per().IsZero() {
		return a, a.OK()
	}
	a, ok := a.To(value.Year, y)
	if !ok {
		return a, false
	}
	return a.For(value.Period{}), true
}

// amounts is Schema.Amounts, which the collections that Schema is made of cannot name.
var amounts func(*Workbook) iter.Seq[schema.Place]

func init() { amounts = Schema.Amounts }

// known lists the currencies in use, the workbook's own first.
func (w Workbook) known() []string {
	out := []string{w.Profile.Currency}
	for p := range amounts(&w) {
		if unit := p.Amount.Unit(); value.IsCurrency(unit) && !slices.Contains(out, unit) {
			out = append(out, unit)
		}
	}
	return out
}

// Currency is the ISO 4217 code that bare amounts are in: the one that the person
// named, else the first that stands in the workbook; "" while there is none.
func (w Workbook) Currency() string {
	if w.Profile.Currency != "" {
		return w.Profile.Currency
	}
	if all := w.known(); len(all) > 1 {
		return all[1]
	}
	return ""
}

// OwnPeriod is what the person's pay is spoken of in: what they chose, else what the
// first amount of pay says that has a period; not said while there is none.
func (w Workbook) OwnPeriod() value.Period {
	if p := w.Job.Period.Period(); !p.IsZero() {
		return p
	}
	for p := range amounts(&w) {
		if per := p.Amount.Per(); !per.IsZero() && p.Field.Spans(&w, p.Rec) == schema.Own {
			if i := slices.IndexFunc(value.Periods(), func(q value.Period) bool { return q.Name() == per.Name() }); i >= 0 {
				return value.Periods()[i]
			}
		}
	}
	return value.Period{}
}

// Adopt keeps as the workbook's own the currency and the period that the person
// typed first, so that what they type bare counts in them from then on.
func (w *Workbook) Adopt() {
	if w.Profile.Currency == "" {
		w.Profile.Currency = w.Currency()
	}
	if own := w.OwnPeriod(); w.Job.Period == "" {
		w.Job.Period = PayPeriod(own.Name())
	}
}

func adopts[R any]() schema.Trait { return schema.Left(func(w *Workbook, _ *R) { w.Adopt() }) }

// readsPay reads pay that is spoken of in the person's own period, and asks what a
// bare amount is for where the answers beside it make that a question.
func readsPay[R any](at func(*R) *value.Amount, span func(*Workbook, *R) schema.Span) schema.Trait {
	return schema.Read(func(w *Workbook, r *R, text string, t schema.Typing) (value.Amount, error) {
		a, err := value.ParseMoney(text, t.Known...)
		if err == nil {
			err = w.asksPeriod(a, at(r), text, span(w, r))
		}
		if err != nil {
			return value.Amount{}, err
		}
		return a, nil
	})
}

// farApart is how many times one amount of pay is another from which both cannot
// well be for the same period (ours).
const farApart = 5

// sureYear is from where on a bare amount of a currency that most are paid some tens
// of thousands of a year in is surely a year's, and sureHour up to where it is none.
var (
	sureYear = decimal.NewFromInt(20_000)
	sureHour = decimal.NewFromInt(1000)
	// leastMonth is less than a month pays in any currency.
	leastMonth = decimal.NewFromInt(100)
)

// yearly are the currencies in which a year's pay has five digits or more, and a
// month's fewer.
var yearlyPay = strings.Fields("USD EUR GBP CHF CAD AUD NZD SGD")

// asksPeriod asks what a bare amount of pay is for, where that is in doubt.
// span is what a bare amount at that place is for: as pay is spoken of, or a year.
func (w *Workbook) asksPeriod(a value.Amount, at *value.Amount, text string, span schema.Span) error {
	if !a.Money() || !a.Per().IsZero() || a.Value().IsZero() {
		return nil
	}
	old := *at
	*at = value.Amount{} // what stood there before says nothing of what stands there now
	defer func() { *at = old }()
	pay, code := w.OwnPeriod(), w.Currency()
	own := pay
	if span == schema.Yearly {
		own = value.Year
	}
	typed := a
	if a = a.Named(code); value.IsCurrency(a.Unit()) {
		code = a.Unit()
	}
	usual := code == "" || slices.Contains(yearlyPay, code)
	var other value.Amount // today's base, or else the first there is
	for p := range amounts(w) {
		if other.OK() && p.Amount != &w.Job.Base {
			continue
		}
		if b := p.Amount.Named(code); p.Field.Spans(w, p.Rec) == schema.Own && b.Unit() == a.Unit() && b.Value().IsPositive() {
			other = b
			if b.Per().IsZero() { // as pay is spoken of in this workbook
				other = b.For(pay)
			}
		}
	}
	switch {
	case other.OK():
		if w.apart(a.For(own), other, w.WorkYear()) == 0 {
			return nil
		}
	case own == value.Year, own.IsZero() && usual:
		if !usual || own == value.Year && a.Value().GreaterThanOrEqual(sureHour) || a.Value().GreaterThanOrEqual(sureYear) {
			return nil
		}
	case own == value.Hour:
		if !usual || a.Value().LessThan(sureHour) {
			return nil
		}
	case own == value.Month:
		if a.Value().GreaterThanOrEqual(leastMonth) && !(usual && a.Value().GreaterThanOrEqual(sureYear)) {
			return nil
		}
	case !own.IsZero():
		return nil
	}
	problem := "What is " + value.Echo(text) + " for?"
	if other.OK() {
		problem = other.String() + " stands beside " + a.String() + ": what is it for?"
	}
	return value.Choose(text, problem, "Type it with its period, such as "+typed.For(value.Month).In(w.Currency())+".", w.Currency(), w.readings(typed, other, code))
}

// readings are what a bare amount may be for, the likelier first.
func (w *Workbook) readings(a, other value.Amount, code string) []value.Amount {
	all := []value.Amount{a.For(value.Year), a.For(value.Month), a.For(value.Week), a.For(value.Day), a.For(value.Hour)}
	switch {
	case other.OK():
		y := w.WorkYear()
		slices.SortStableFunc(all, func(p, q value.Amount) int {
			return abs(w.apart(p.Named(code), other, y)) - abs(w.apart(q.Named(code), other, y))
		})
	case a.Value().LessThan(sureHour):
		of := value.Year
		if w.OwnPeriod() == value.Month {
			of = value.Month
		}
		thousands := value.NewAmount(a.Value().Shift(3), a.Unit()).For(of)
		all = []value.Amount{a.For(value.Hour), thousands, a.For(value.Day), a.For(value.Week), a.For(value.Month)}
	case a.Value().LessThan(sureYear):
		all[0], all[1] = all[1], all[0]
	}
	return all
}

func abs(n int) int { return max(n, -n) }

// yearly is what an amount of pay makes in a year; 0 where that cannot be told. Where
// hours or days of work are not told, the usual ones stand in.
func (w *Workbook) yearly(a value.Amount, y value.WorkYear) decimal.Decimal {
	if a.Per().IsZero() {
		return a.Value()
	}
	if !y.Hours.IsPositive() {
		y.Hours = decimal.NewFromInt(40)
	}
	if !y.Days.IsPositive() {
		y.Days = decimal.NewFromInt(5)
	}
	a, _ = inYear(a, y)
	return a.Value()
}

// apart tells whether two amounts of one currency cannot well be for what they are
// said to be for: -1 where a is far below b, 1 where it is far above. It takes more
// than a short week to make a factor of five.
func (w *Workbook) apart(a, b value.Amount, y value.WorkYear) int {
	if a.Unit() != b.Unit() {
		return 0
	}
	in, beside, times := w.yearly(a, y), w.yearly(b, y), decimal.NewFromInt(farApart)
	switch {
	case !in.IsPositive() || !beside.IsPositive():
		return 0
	case beside.GreaterThan(in.Mul(times)):
		return -1
	case in.GreaterThan(beside.Mul(times)):
		return 1
	}
	return 0
}
