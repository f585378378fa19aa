package value

import (
	"cmp"
	"fmt"

	"github.com/shopspring/decimal"
)

// Period is what an amount of pay is for. The zero value is not said: it counts
// as whatever period its workbook is in.
type Period struct {
	unit  string // hour, day, week, two weeks, month, quarter, year
	times int    // of a month, how many are paid in a year where that is said; of years, how many an amount is spread over
}

// The periods of pay.
var (
	Hour     = Period{unit: "hour"}
	Day      = Period{unit: "day"}
	Week     = Period{unit: "week"}
	TwoWeeks = Period{unit: "two weeks"}
	Month    = Period{unit: "month"}
	Quarter  = Period{unit: "quarter"}
	Year     = Period{unit: "year"}
)

// The most years that a grant is spread over, and the months that are paid in a year.
const (
	maxYears    = 10
	minPayments = 12
	maxPayments = 16
)

// sized are the periods by name.
func sized(unit string) (Period, bool) {
	for _, p := range periods {
		if p.unit == unit {
			return p.Period, true
		}
	}
	return Period{}, false
}

// Periods lists those that a person's pay may be spoken of in.
func Periods() []Period { return []Period{Hour, Day, Week, Month, Year} }

// IsZero tells whether it is not said.
func (p Period) IsZero() bool { return p == Period{} }

// Payments gives a month of which so many are paid in a year, 12 to 16.
func (p Period) Payments(n int) Period {
	if p.unit == Month.unit {
		p.times = n
	}
	return p
}

// Times is how many such months are paid in a year, where that was said; else 0.
func (p Period) Times() int {
	if p.unit != Month.unit {
		return 0
	}
	return p.times
}

// Name is hour, day, week, two weeks, month, quarter or year; "4 years" for what
// is spread over several; "" where it is not said.
func (p Period) Name() string {
	if p.unit == Year.unit && p.times > 0 {
		return fmt.Sprintf("%d years", p.times)
	}
	return p.unit
}

// String gives it as it stands behind an amount: "an hour", "a year", "over 4
// years", "a month, 14 a year".
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.unit == Hour.unit:
		return "an hour"
	case p.unit == TwoWeeks.unit:
		return "every two weeks"
	case p.unit == Year.unit && p.times > 0:
		return "over " + p.Name()
	case p.times > 0:
		return fmt.Sprintf("a %s, %d a year", p.unit, p.times)
	}
	return "a " + p.unit
}

// stored gives it as it stands behind a code in a file: "/hour", "/month, 14 a year".
func (p Period) stored() string {
	switch {
	case p.IsZero():
		return ""
	case p.unit == Month.unit && p.times > 0:
		return fmt.Sprintf("/month, %d a year", p.times)
	}
	return "/" + p.Name()
}

// WorkYear is what turns pay of one period into pay of another, as far as the
// person told it.
type WorkYear struct {
	Hours    decimal.Decimal // worked in a week; 0 where not told
	Days     decimal.Decimal // worked in a week; 0 where not told
	Payments int             // months paid in a year; 0 counts as 12
}

// convertedPlaces is how exact pay stays while it is turned from one period into
// another and back.
const convertedPlaces = 24

var weeks = decimal.NewFromInt(52)

// in tells how many of a period a year of work has; false where that is not known.
func (y WorkYear) in(p Period) (decimal.Decimal, bool) {
	switch p.unit {
	case Hour.unit:
		return weeks.Mul(y.Hours), y.Hours.IsPositive()
	case Day.unit:
		return weeks.Mul(y.Days), y.Days.IsPositive()
	case Week.unit:
		return weeks, true
	case TwoWeeks.unit:
		return decimal.NewFromInt(26), true
	case Month.unit:
		return decimal.NewFromInt(int64(cmp.Or(p.times, y.Payments, minPayments))), true
	case Quarter.unit:
		return decimal.NewFromInt(4), true
	case Year.unit:
		return decimal.NewFromInt(1).DivRound(decimal.NewFromInt(int64(max(1, p.times))), convertedPlaces), true
	}
	return decimal.Zero, false
}

// Rest is one thing that a conversion between two periods rests on.
type Rest struct {
	Number, Unit string
	Usual        bool // nobody said it: the usual number stands in
}

// Rests lists what a conversion between two periods rests on; nothing where it rests
// on the calendar alone.
func (y WorkYear) Rests(from, to Period) []Rest {
	if from == to {
		return nil
	}
	var out []Rest
	for _, p := range []Period{from, to} {
		var r Rest
		switch p.unit {
		case Hour.unit:
			r = Rest{Number: y.Hours.String(), Unit: "hours a week"}
		case Day.unit:
			r = Rest{Number: y.Days.String(), Unit: "days a week"}
		case Month.unit:
			n := cmp.Or(p.times, y.Payments)
			r = Rest{fmt.Sprint(cmp.Or(n, minPayments)), "payments a year", n == 0}
		default:
			continue
		}
		out = append(out, r)
	}
	return out
}

// To gives an amount of pay for another period, rounded to whole units from 1,000
// up and to hundredths below; false where it has no period or the two do not meet
// in what is known of the year.
func (a Amount) To(p Period, y WorkYear) (Amount, bool) {
	if !a.Money() || a.per.IsZero() || p.IsZero() {
		return a, false
	}
	if a.per == p {
		return a, true
	}
	from, ok1 := y.in(a.per)
	to, ok2 := y.in(p)
	if !ok1 || !ok2 {
		return a, false
	}
	exact := a.value.Add(a.rest).Mul(from).DivRound(to, convertedPlaces)
	v := exact.Round(2)
	if v.GreaterThanOrEqual(thousand) {
		v = v.Round(0)
	}
	a.value, a.rest, a.per, a.from = v, exact.Sub(v), p, a.From()
	return a, true
}

// AsTyped gives a converted amount of pay as it was given: $87,430 a year in a workbook
// by the hour.
func (a Amount) AsTyped(y WorkYear) Amount {
	per := cmp.Or(a.per, Year)
	from, ok1 := y.in(per)
	to, ok2 := y.in(a.from)
	if a.from.IsZero() || a.from == per || !ok1 || !ok2 {
		return a
	}
	a.value, a.per, a.from, a.rest = a.value.Add(a.rest).Mul(from).DivRound(to, convertedPlaces).Round(2), a.from, Period{}, decimal.Decimal{}
	return a
}

// From is what an amount of pay was for before it was converted.
func (a Amount) From() Period { return cmp.Or(a.from, a.per) }
