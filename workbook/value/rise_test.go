package value

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestExact(t *testing.T) {
	for s, want := range map[string]bool{
		"0 USD": false, "92000 USD": false, "92500 USD": false, "112500 USD": false, "1250000 USD": false, "105000 USD": false, "500 USD": false, "150 USD": false,
		"92750 USD": true, "92001 USD": true, "112750 USD": true, "212500 USD": true, "99.50 USD": true, "150.50 USD": true, "5.25 %": false, "": false,
	} {
		if got := stored(s).Exact(); got != want {
			t.Errorf("%s: %v", s, got)
		}
	}
}

func TestRises(t *testing.T) {
	for _, tt := range []struct{ a, b, inflation, rise, real string }{
		{"100000 USD", "110000 USD", "10 %", "10", "0"},
		{"85000 USD", "95000 USD", "2.5 %", "11.8", "9"},
		{"80000 USD", "84000 USD", "3 %", "5", "1.9"},
		{"90000 USD", "81000 USD", "0 %", "-10", "-10"},
		{"3 days", "2 days", "", "-33.3", ""},
		{"85000 USD", "95000 USD", "", "11.8", ""},
		{"85000 USD", "95000 USD", "2.5", "11.8", ""},
		{"85000 USD", "95000 USD", "?low", "11.8", ""},
		{"85000 USD", "95000 EUR", "2.5 %", "", ""},
		{"0 USD", "95000 USD", "2.5 %", "", ""},
		{"", "95000 USD", "2.5 %", "", ""},
	} {
		show := func(d decimal.Decimal, ok bool) string {
			if !ok {
				return ""
			}
			return d.String()
		}
		rise := show(Rise(stored(tt.a), stored(tt.b)))
		real := show(RealRise(stored(tt.a), stored(tt.b), stored(tt.inflation)))
		if rise != tt.rise || real != tt.real {
			t.Errorf("%s to %s at %s: %q, %q; want %q, %q", tt.a, tt.b, tt.inflation, rise, real, tt.rise, tt.real)
		}
	}
}

// The real rise is (1+rise) ÷ (1+inflation) − 1 by definition, so inflation on
// top of it gives the rise back.
func TestRealRiseProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := decimal.NewFromInt(rapid.Int64Range(1, 1e7).Draw(t, "a"))
		b := decimal.NewFromInt(rapid.Int64Range(0, 1e7).Draw(t, "b"))
		i := decimal.New(rapid.Int64Range(0, 500).Draw(t, "inflation"), -1)
		got, ok := RealRise(NewAmount(a, "USD"), NewAmount(b, "USD"), NewAmount(i, "%"))
		one := decimal.NewFromInt(1)
		want := b.DivRound(a, 30).DivRound(one.Add(i.DivRound(hundred, 30)), 30).Sub(one).Mul(hundred)
		if !ok || got.Sub(want).Abs().GreaterThan(decimal.New(5, -2).Add(decimal.New(1, -9))) {
			t.Fatalf("%s, want %s", got, want)
		}
	})
}

func stored(s string) Amount {
	var a Amount
	if err := a.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return a
}

var anyAmount = rapid.Map(rapid.SampledFrom([]string{"", "0 USD", "90000 USD", "92750.5 USD", "90000 EUR", "5 %", "2 days a week", "7", "?about 90k"}), stored)
