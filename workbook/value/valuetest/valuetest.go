// Package valuetest makes values for the tests of every package that has them:
// those of a stored form, and random ones.
package valuetest

import (
	"encoding/json"
	"fmt"

	"firstmile/workbook/value"
)

// Amount gives the amount of a stored form, such as "92000 EUR".
func Amount(stored string) value.Amount { return read[value.Amount](stored) }

// Day gives the date of a stored form, such as "2027-03-12".
func Day(stored string) value.Date { return read[value.Date](stored) }

// Bound gives the bound of a stored form, such as "at least 92000 EUR".
func Bound(stored string) value.Bound { return read[value.Bound](stored) }

func read[T any](stored string) (v T) {
	raw, err := json.Marshal(stored)
	if err == nil {
		err = json.Unmarshal(raw, &v)
	}
	if err != nil {
		panic(fmt.Sprintf("valuetest: %v", err))
	}
	return v
}
