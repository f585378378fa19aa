package value

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestCounting: the noun of a unit stands behind a number as it is said, and what is no
// noun stays.
func TestCounting(t *testing.T) {
	for _, c := range []struct {
		n          int64
		unit, want string
	}{
		{2, "call", "2 calls"}, {1, "calls", "1 call"}, {2, "night shift a month", "2 night shifts a month"},
		{2, "a month", "2 a month"}, {1, "a week", "1 a week"}, {2, "per month", "2 per month"}, {0, "day", "0 days"}, {0, "Friday a month", "0 Fridays a month"}, {2, "errors", "2 errors"},
	} {
		if got := NewAmount(decimal.NewFromInt(c.n), "").Counting(c.unit).String(); got != c.want {
			t.Errorf("%d counting %q: %q, want %q", c.n, c.unit, got, c.want)
		}
	}
}
