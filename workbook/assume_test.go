package workbook_test

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// What converted pay rests on is said once, and what nobody said is told as such.
func TestAssumptions(t *testing.T) {
	job := func(base, hours string, by workbook.PayPeriod, n workbook.Payments) workbook.Job {
		return workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount(base)}, Period: by, Hours: valuetest.Amount(hours), Payments: n}
	}
	for name, tt := range map[string]struct {
		w    workbook.Workbook
		of   func(workbook.Workbook) workbook.Assumptions
		want string
	}{
		"a month in a year, not said": {workbook.Workbook{Job: job("8200 PLN/month", "", workbook.ByMonth, "")}, workbook.Workbook.AssumedInAll,
			"at 12 payments a year, since you did not say how many"},
		"a month in a year, said": {workbook.Workbook{Job: job("8200 PLN/month", "", workbook.ByMonth, "13")}, workbook.Workbook.AssumedInAll, "at 13 payments a year"},
		"as it was typed": {workbook.Workbook{Job: job("20 USD/hour", "36 hours a week", workbook.ByHour, "")},
			func(w workbook.Workbook) workbook.Assumptions { return w.Assumed(w.Job.Base) }, ""},
		"bare, as pay is spoken of": {workbook.Workbook{Job: job("20 USD", "36 hours a week", workbook.ByHour, "")}, workbook.Workbook.AssumedInAll, "at 36 hours a week"},
		"a year that is shown by the hour": {workbook.Workbook{Job: job("38000 USD/year", "36 hours a week", workbook.ByHour, "")},
			func(w workbook.Workbook) workbook.Assumptions { return w.Assumed(w.Job.Base) }, "at 36 hours a week"},
		"and is a year's in all":   {workbook.Workbook{Job: job("38000 USD/year", "36 hours a week", workbook.ByHour, "")}, workbook.Workbook.AssumedInAll, ""},
		"hours that are not known": {workbook.Workbook{Job: job("20 USD/hour", "", workbook.ByHour, "")}, workbook.Workbook.AssumedInAll, ""},
		"by the year":              {workbook.Workbook{Job: job("82000 EUR", "36 hours a week", workbook.ByYear, "")}, workbook.Workbook.AssumedInAll, ""},
		"payments beside the amount": {workbook.Workbook{Job: job("4000 EUR/month, 14 a year", "", workbook.ByMonth, "")},
			func(w workbook.Workbook) workbook.Assumptions { return w.Assumed(w.Job.Base) }, "at 14 payments a year"},
		"two of them": {workbook.Workbook{Job: job("8200 PLN/month", "36 hours a week", workbook.ByHour, "")},
			func(w workbook.Workbook) workbook.Assumptions { return w.Assumed(w.Job.Base) },
			"at 36 hours a week, and at 12 payments a year, since you did not say how many"},
		"an offer of its own hours": {workbook.Workbook{Job: job("20 USD", "36 hours a week", workbook.ByHour, ""),
			Offers: []workbook.Offer{{Employer: "Globex", Hours: valuetest.Amount("40 hours a week"), Pay: workbook.Pay{Base: valuetest.Amount("80000 USD/year")}}}},
			func(w workbook.Workbook) workbook.Assumptions {
				return w.AssumedInAll().With(w.AssumedBase(w.Offers[0]))
			}, "at 36 hours a week (40 at Globex)"},
		"of it alone": {workbook.Workbook{Job: job("20 USD", "36 hours a week", workbook.ByHour, ""),
			Offers: []workbook.Offer{{Employer: "Globex", Hours: valuetest.Amount("40 hours a week"), Pay: workbook.Pay{Base: valuetest.Amount("30 USD")}}}},
			func(w workbook.Workbook) workbook.Assumptions { return w.AssumedOf(w.Offers[0]) }, "at 40 hours a week at Globex"},
		"an offer of its own payments": {workbook.Workbook{Job: job("4500 EUR", "", workbook.ByMonth, ""),
			Offers: []workbook.Offer{{Employer: "Globex", Payments: "14", Pay: workbook.Pay{Base: valuetest.Amount("4200 EUR")}}}},
			func(w workbook.Workbook) workbook.Assumptions { return w.AssumedInAll().With(w.AssumedOf(w.Offers[0])) },
			"at 12 payments a year (14 at Globex), since you did not say how many"},
		"an ask, and the market": {workbook.Workbook{Job: job("20 USD", "36 hours a week", workbook.ByHour, ""),
			Returns: []workbook.Return{{ID: "R1", Kind: workbook.KindPay}}, Figures: []workbook.Figure{{Low: valuetest.Amount("38000 USD/year")}, {Middle: valuetest.Amount("40000 USD/year")}},
			Asks: []workbook.Ask{{Return: "R1", Target: valuetest.Amount("22 USD")}}},
			func(w workbook.Workbook) workbook.Assumptions {
				return w.AssumedAsk(w.Asks[0]).With(w.AssumedMarket(workbook.BaseBasis, w.Asks[0].Target))
			}, "at 36 hours a week"},
	} {
		s := tt.w.Settled()
		if got := tt.of(s).String(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
		if got := tt.of(s.Settled()).String(); got != tt.want {
			t.Errorf("%s, settled again: %q", name, got)
		}
	}
}

// An offer of 14 months' pay is worth more than its month beside one of 12, and a
// month's cost is paid in each month.
func TestPaymentsOfAnOffer(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("4500 EUR")}, Period: workbook.ByMonth},
		Offers: []workbook.Offer{{Payments: "14", Pay: workbook.Pay{Base: valuetest.Amount("4200 EUR")}, Cost: valuetest.Amount("100 EUR/month")}}}
	s := w.Settled()
	base, total := s.Offers[0].Base.String(), amount(s.Steady(s.Offers[0]))
	if after := amount(s.AfterCosts(s.Offers[0])); base != "€4,900 a month" || total != "€58,800" || after != "€57,600" {
		t.Errorf("%s, %s in all, %s after its costs", base, total, after)
	}
	w.Job.Payments = "14"
	s = w.Settled()
	if base, after := s.Offers[0].Base.String(), amount(s.AfterCosts(s.Offers[0])); base != "€4,200 a month" || after != "€57,600" {
		t.Errorf("beside 14 of today: %s, %s after its costs", base, after)
	}
}

// Hours and payments of an offer are asked where they can differ from today's.
func TestWhatAnOfferIsAsked(t *testing.T) {
	for _, tt := range []struct {
		base            string
		hours, payments bool
	}{{"82000 EUR/year", true, false}, {"20 USD/hour", true, false}, {"8200 PLN/month", true, true}} {
		w := workbook.Workbook{Job: workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount(tt.base)}}, Offers: []workbook.Offer{{}}}
		for name, want := range map[string]bool{"hours": tt.hours, "payments": tt.payments} {
			if got := workbook.Schema.Field(workbook.OfferRecords, name).Asked(&w, &w.Offers[0]); got != want {
				t.Errorf("%s: %s is asked: %v", tt.base, name, got)
			}
		}
	}
}

// What is blank in one job and paid in another is named, for staying too.
func TestUncounted(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("80000 EUR"), Variable: valuetest.Amount("9000 EUR"), Earned: valuetest.Amount("8000 EUR")}},
		Offers: []workbook.Offer{{Pay: workbook.Pay{Base: valuetest.Amount("80000 EUR"), Bonus: valuetest.Amount("2000 EUR")}}}}
	if got := w.Uncounted(w.Offers[0]); !slices.Equal(got, []string{"variable pay"}) {
		t.Errorf("of the offer: %q", got)
	}
	if got := w.UncountedToday(); !slices.Equal(got, []string{"bonus"}) {
		t.Errorf("of today's job: %q", got)
	}
}

func amount(a value.Amount, _ bool) string { return a.String() }
