package value

import "github.com/shopspring/decimal"

var (
	one        = decimal.NewFromInt(1)
	two        = decimal.NewFromInt(2)
	hundred    = decimal.NewFromInt(100)
	twoHundred = decimal.NewFromInt(200)
	thousand   = decimal.NewFromInt(1000)
)

// Raised is so many per cent more than a, rounded to places decimal places.
func (a Amount) Raised(percent Amount, places int32) Amount {
	up := NewAmount(a.exact().Mul(hundred.Add(percent.value)).DivRound(hundred, places), a.unit).For(a.per)
	up.doubted = a.doubted
	return up
}

// Times is so many times a, rounded to hundredths.
func (a Amount) Times(n decimal.Decimal) Amount {
	a.value, a.rest = a.exact().Mul(n).Round(2), decimal.Zero
	return a
}

// Apart is how far two amounts of one unit are from each other, blank where they are of
// two: of times in minutes, of days in days.
func (a Amount) Apart(b Amount) Amount {
	if !a.Comparable(b) {
		return Amount{}
	}
	unit := a.unit
	switch unit {
	case clock:
		unit = "minutes"
	case onDay:
		unit = "days"
	}
	return NewAmount(a.exact().Sub(b.exact()).Abs(), unit).For(a.per)
}

// Exact tells whether an amount of money is finer than people round to: more
// than three significant digits, or four behind a leading 1 where the last is a
// 5. 92,000, 92,500 and 112,500 are round; 92,750 is exact.
func (a Amount) Exact() bool {
	if !a.Money() || a.value.IsZero() {
		return false
	}
	v := a.value
	for v.GreaterThanOrEqual(thousand) {
		v = v.Shift(-1)
	}
	if v.LessThan(twoHundred) && a.value.GreaterThanOrEqual(thousand) {
		v = v.Add(v)
	}
	return !v.IsInteger()
}

// Rise is how much more b is than a, in per cent, rounded to a tenth.
func Rise(a, b Amount) (decimal.Decimal, bool) {
	if !a.Comparable(b) || !a.value.IsPositive() {
		return decimal.Zero, false
	}
	return b.exact().Sub(a.exact()).Mul(hundred).DivRound(a.exact(), 1), true
}

// RealRise is the rise after inflation: (1+rise) ÷ (1+inflation) − 1, in per
// cent, rounded to a tenth.
func RealRise(a, b, inflation Amount) (decimal.Decimal, bool) {
	if !a.Comparable(b) || !a.value.IsPositive() || !inflation.OK() || inflation.unit != "%" {
		return decimal.Zero, false
	}
	// Rounded once, at the end: a·(100+inflation) is a hundred times a in today's money.
	grown := a.exact().Mul(hundred.Add(inflation.value))
	return b.exact().Mul(hundred).Sub(grown).Mul(hundred).DivRound(grown, 1), true
}

// CompaRatio is pay ÷ the middle of the market, rounded to hundredths; false
// where the two cannot be compared.
func CompaRatio(pay, middle Amount) (decimal.Decimal, bool) {
	if !pay.Comparable(middle) || !middle.value.IsPositive() {
		return decimal.Zero, false
	}
	return pay.exact().DivRound(middle.exact(), 2), true
}
