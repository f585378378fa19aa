package workbook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

var today = value.NewDate(2027, 3, 12)

// paid makes an amount of pay that says what it is for, of about 20 to 40 an hour.
func paid(t *rapid.T, name string) value.Amount {
	p := rapid.SampledFrom([]value.Period{value.Hour, value.Day, value.Week, value.TwoWeeks, value.Month, value.Month.Payments(13), value.Year}).Draw(t, name+" for")
	hours := map[string]int64{"hour": 1, "day": 8, "week": 40, "two weeks": 80, "month": 170, "year": 2080}[p.Name()]
	cents := rapid.OneOf(rapid.Int64Range(2000, 4000), rapid.SampledFrom([]int64{2000, 2500, 3000})).Draw(t, name)
	return value.NewAmount(decimal.New(cents*hours+rapid.Int64Range(0, 1).Draw(t, "a cent"), -2), "EUR").For(p)
}

// paidWorkbook has base pay, lines, asks, figures and offers for periods of many kinds.
func paidWorkbook(t *rapid.T) workbook.Workbook {
	w := workbook.Workbook{ID: workbooktest.ID(1)}
	w.Job = workbook.Job{Pay: workbook.Pay{Base: paid(t, "base"), Bonus: rapid.SampledFrom([]value.Amount{{}, value.NewAmount(decimal.NewFromInt(2000), "EUR").For(value.Year),
		value.NewAmount(decimal.NewFromInt(150), "EUR").For(value.Month)}).Draw(t, "bonus")}}
	w.Job.Hours = value.NewAmount(decimal.New(rapid.SampledFrom([]int64{300, 375, 385, 400}).Draw(t, "hours"), -1), "")
	w.Job.Days = value.NewAmount(decimal.NewFromInt(rapid.Int64Range(4, 5).Draw(t, "days")), "")
	w.Job.Payments = rapid.SampledFrom([]workbook.Payments{"", "12", "13", "14"}).Draw(t, "payments")
	basis := rapid.SampledFrom([]workbook.Basis{"", workbook.TotalBasis})
	for n := range 2 {
		r := workbook.Return{ID: workbooktest.ID(10 + n), Kind: workbook.KindPay, Need: workbook.Need{Sort: workbook.Must,
			Threshold: value.Bound{Amount: paid(t, "line")}, Basis: basis.Draw(t, "basis")}}
		w.Returns = append(w.Returns, r)
		w.Asks = append(w.Asks, workbook.Ask{ID: workbooktest.ID(20 + n), Return: r.ID, Basis: basis.Draw(t, "basis"), Minimum: paid(t, "minimum"), Target: paid(t, "target"), Opening: paid(t, "opening"), Reason: "The migration"})
		w.Figures = append(w.Figures, workbook.Figure{ID: workbooktest.ID(30 + n), Basis: basis.Draw(t, "basis"), Low: paid(t, "low"), Middle: paid(t, "middle"), High: paid(t, "high")})
		// Of other hours than today's the better pay by the hour may be the worse by the year.
		o := workbook.Offer{ID: workbooktest.ID(40 + n), Pay: workbook.Pay{Base: paid(t, "offered")}, Status: workbook.Written, Take: value.Yes}
		o.Payments = rapid.SampledFrom([]workbook.Payments{"", "12", "14"}).Draw(t, "payments there")
		w.Offers = append(w.Offers, o)
	}
	return w
}

// told is what a workbook concludes from its pay: what meets what, which is better,
// what it comes to in a year and the rises in per cent.
func told(w workbook.Workbook) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, r := range w.Returns {
		say("%s is met today: %s", r.ID, w.MustMet(r))
		for _, o := range w.Offers {
			say("%s meets %s: %s", o.ID, r.ID, w.MustCovered(o, r))
		}
	}
	for _, a := range w.Asks {
		now := w.AskToday(a)
		_, rises := value.Rise(now, w.AskAmount(a, a.Target)) // the tenth of a per cent may round either way
		_, compared := w.CompaRatio(now, w.AskBasis(a))
		say("%s: %v %v; %v %v %v %v", a.ID, rises, compared, w.LessIsMore(a), w.Worse(a, a.Target, a.Minimum), w.Worse(a, a.Opening, a.Target), w.Worse(a, now, a.Target))
	}
	for _, f := range w.Figures {
		say("%s: %v %v", f.ID, f.Low.Less(f.Middle), f.High.Less(f.Middle))
	}
	for _, o := range w.Offers {
		sum, whole := w.Steady(o)
		say("%s pays %s %v", o.ID, sum.Value().Round(0), whole)
	}
	sum, whole := w.Total(w.Job.Pay)
	say("today pays %s %v", sum.Value().Round(0), whole)
	for _, o := range w.Alternatives(today) {
		say("a way out: %s", o.ID)
	}
	_, doubted := w.Doubt()
	say("in doubt: %v", doubted)
	return out
}

// Whichever period pay is spoken of in, what is concluded is the same.
func TestSamePayInAnyPeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := paidWorkbook(t)
		var first []string
		for _, p := range workbook.PayPeriods() {
			w.Job.Period = p
			s := w.Settled()
			if diff := workbooktest.Diff(s, s.Settled()); diff != "" {
				t.Fatalf("by the %s: a settled copy is settled as something else: %s", p, diff)
			}
			is := told(s)
			for _, f := range advice.Of(w, today).Findings() {
				if strings.Contains(f.Rule, "below") || strings.HasPrefix(f.Rule, "must") || strings.HasPrefix(f.Rule, "offer") { // what compares pay
					is = append(is, fmt.Sprintf("%s: %s %s", f.Rule, f.Record, f.Field))
				}
			}
			slices.Sort(is[len(told(s)):])
			switch {
			case first == nil:
				first = is
			case !slices.Equal(first, is):
				t.Fatalf("by the %s other than by the hour: %s", p, cmp.Diff(first, is))
			}
		}
	})
}

// While two amounts of pay are in doubt, no percentage is made of either, nor of what
// follows from them.
func TestDoubtIsInNoPercentage(t *testing.T) {
	amount := func(t *rapid.T, name string) value.Amount {
		a := value.NewAmount(decimal.NewFromInt(rapid.SampledFrom([]int64{0, 19, 39, 350, 3400, 41000, 82000}).Draw(t, name)), "EUR")
		return a.For(rapid.SampledFrom([]value.Period{{}, {}, value.Hour, value.Month, value.Year}).Draw(t, name+" for"))
	}
	rapid.Check(t, func(t *rapid.T) {
		w := paidWorkbook(t)
		w.Job.Period = rapid.SampledFrom(append(workbook.PayPeriods(), "")).Draw(t, "period")
		w.Job.Base = amount(t, "base")
		bonus, _ := value.ParseShare("10%")
		w.Returns = append(w.Returns, workbook.Return{ID: workbooktest.ID(12), Kind: workbook.KindBonus})
		w.Asks[1].Return, w.Asks[1].Target, w.Asks[1].Opening = workbooktest.ID(12), bonus, bonus
		w.Asks[0].Minimum, w.Asks[0].Target = amount(t, "minimum"), amount(t, "target")
		w.Figures[0].Middle, w.Offers[0].Base = amount(t, "middle"), amount(t, "offered")
		named := w.Named()
		if _, doubted := named.Doubt(); !doubted {
			return
		}
		s := w.Settled()
		doubtful := func(a value.Amount) bool { return a.OK() && !a.Comparable(a) }
		if !slices.ContainsFunc([]value.Amount{s.Job.Base, s.Asks[0].Minimum, s.Asks[0].Target, s.Asks[0].Opening, s.Figures[0].Low, s.Figures[0].Middle, s.Figures[0].High,
			s.Figures[1].Low, s.Figures[1].Middle, s.Figures[1].High, s.Offers[0].Base, s.Offers[1].Base, s.Job.Bonus, s.Returns[0].Need.Threshold.Amount,
			s.Returns[1].Need.Threshold.Amount}, doubtful) {
			t.Fatal("there is a doubt, and no amount is in doubt")
		}
		for i, a := range s.Asks {
			now := s.AskToday(a)
			for k, n := range []value.Amount{a.Minimum, a.Target, a.Opening} {
				from := doubtful(n) || doubtful(now) || k > 0 && w.Asks[i].Target.ShareOfBase() && doubtful(s.Job.Base)
				if rise, ok := value.Rise(now, s.AskAmount(a, n)); ok && from {
					t.Fatalf("ask %d: %s over %s, of which one is in doubt, is a rise of %s", i, n, now, rise)
				}
				if ratio, ok := s.CompaRatio(n, a.Basis.Or()); ok && doubtful(n) {
					t.Fatalf("ask %d: %s, which is in doubt, has a compa-ratio of %s", i, n, ratio)
				}
			}
		}
		if sum, _ := s.Total(s.Job.Pay); doubtful(s.Job.Base) && sum.OK() && !doubtful(sum) {
			t.Fatalf("a total of %s is made of %s, which is in doubt", sum, s.Job.Base)
		}
	})
}

// An ask about total pay is for a year: 9,000 beside 8,200 a month is in doubt.
func TestDoubtOfTotalPay(t *testing.T) {
	w := workbook.Workbook{Profile: workbook.Profile{Currency: "PLN"}, Job: workbook.Job{Period: "month", Pay: workbook.Pay{Base: valuetest.Amount("8200 PLN"), Bonus: valuetest.Amount("6000 PLN")}},
		Returns: []workbook.Return{{ID: "R1", Name: "Total pay", Kind: workbook.KindPay}, {ID: "R2", Name: "Bonus", Kind: workbook.KindBonus}},
		Asks:    []workbook.Ask{{ID: "A1", Return: "R1", Basis: workbook.TotalBasis, Minimum: valuetest.Amount("9000 PLN")}}}
	if d, ok := w.Doubt(); !ok || d.Field != "minimum" || d.Guess != "month" {
		t.Errorf("%v %+v", ok, d)
	}
	w.Asks[0].Minimum = valuetest.Amount("110000 PLN")
	if d, ok := w.Doubt(); ok {
		t.Errorf("%s beside %s is no question", d.One, d.Other)
	}
	w.Asks = nil
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("48000 PLN"), Variable: valuetest.Amount("250000 PLN")}}
	if d, ok := w.Doubt(); ok {
		t.Errorf("a commission of %s beside %s is no question", d.Other, d.One)
	}
	w.Job = workbook.Job{Period: "month", Pay: workbook.Pay{Base: valuetest.Amount("8200 PLN")}}
	w.Asks = make([]workbook.Ask, 1)
	w.Asks[0] = workbook.Ask{ID: "A1", Return: "R2", Minimum: valuetest.Amount("9000 PLN")}
	if d, ok := w.Doubt(); ok {
		t.Errorf("a bonus of %s beside %s is no question", d.One, d.Other)
	}
	// What a return needed while it was a must is kept, and asked no more.
	w.Asks, w.Returns[0].Need = nil, workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: valuetest.Amount("110000 PLN")}}
	if d, ok := w.Doubt(); !ok || d.Field != "threshold" {
		t.Errorf("of a must: %v %+v", ok, d)
	}
	w.Returns[0].Need.Sort = workbook.Nice
	if d, ok := w.Doubt(); ok {
		t.Errorf("a threshold of %s, which is not asked, is no question", d.One)
	}
}

// Pay that is given as so many payments a year counts so, and a bonus in months is of base.
func TestPaymentsOfTheBaseItself(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("6450 CHF/month, 13 a year"), Bonus: valuetest.Amount("2 months of base")}},
		Returns: []workbook.Return{{ID: "R1", Kind: workbook.KindPay}}, Asks: []workbook.Ask{{ID: "A1", Return: "R1", Target: valuetest.Amount("7000 CHF/month, 13 a year")}}}
	s := w.Settled()
	if rise, _ := value.Rise(s.AskToday(s.Asks[0]), s.AskAmount(s.Asks[0], s.Asks[0].Target)); rise.String() != "8.5" {
		t.Errorf("7,000 is %s%% above 6,450", rise)
	}
	if got, whole := s.Total(s.Job.Pay); got.String() != "CHF 96,750" || !whole { // 6450 x 13 and two months more
		t.Errorf("in all %s, %v", got, whole)
	}
}
