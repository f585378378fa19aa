package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// typedAmount is an amount with the field that it was typed into.
type typedAmount struct {
	field  string
	amount value.Amount
}

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
		case !t.amount.OK():
		case !first.OK():
			first = t.amount
		case !first.Comparable(t.amount):
			return first, t
		}
	}
	return first, typedAmount{}
}
