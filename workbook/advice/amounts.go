package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// otherUnit gives the first amount that has another unit than those before it,
// and the amount that it differs from; its field is "" when all agree.
func otherUnit(all ...workbook.Part) (first value.Amount, other workbook.Part) {
	for _, p := range all {
		switch {
		case !p.Amount.OK(), p.Amount.ShareOfBase(): // a share of base is money once the base is
		case !first.OK():
			first = p.Amount
		case !first.Like(p.Amount):
			return first, p
		}
	}
	return first, workbook.Part{}
}
