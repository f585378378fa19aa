package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// typed is a value with the field that it was typed into.
type typed[T any] struct {
	field string
	value T
}

type (
	typedAmount = typed[value.Amount]
	typedDate   = typed[value.Date]
)

func jobPay(j workbook.Job) []typedAmount { return pay(j.Base, j.Bonus, j.Equity, j.Benefits) }

func offerPay(o workbook.Offer) []typedAmount {
	return append(pay(o.Base, o.Bonus, o.Equity, o.Benefits), typedAmount{"signon", o.SignOn})
}

func pay(base, bonus, equity, benefits value.Amount) []typedAmount {
	return []typedAmount{{"base", base}, {"bonus", bonus}, {"equity", equity}, {"benefits", benefits}}
}

// otherUnit gives the first amount that has another unit than those before it,
// and the amount that it differs from; its field is "" when all agree.
func otherUnit(all ...typedAmount) (first value.Amount, other typedAmount) {
	for _, t := range all {
		switch {
		case !t.value.OK():
		case !first.OK():
			first = t.value
		case !first.Comparable(t.value):
			return first, t
		}
	}
	return first, typedAmount{}
}
