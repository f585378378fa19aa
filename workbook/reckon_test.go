package workbook_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func ids[T any](all []T, of func(T) workbook.ID) string {
	var out []string
	for _, v := range all {
		out = append(out, string(of(v)))
	}
	return strings.Join(out, " ")
}

func returnIDs(all []*workbook.Return) string {
	return ids(all, func(r *workbook.Return) workbook.ID { return r.ID })
}
func offerIDs(all []workbook.Offer) string {
	return ids(all, func(o workbook.Offer) workbook.ID { return o.ID })
}

func rated(id workbook.ID, today, wanted, weight int) workbook.Return {
	return workbook.Return{ID: id, Today: value.NewPoints(today), Wanted: value.NewPoints(wanted), Weight: value.NewPoints(weight)}
}

func TestRankingAndCandidates(t *testing.T) {
	w := workbook.Workbook{Returns: []workbook.Return{rated("R1", 5, 7, 5), rated("R2", 0, 10, 1), rated("R3", 9, 1, 10), rated("R4", 2, 4, 5),
		{ID: "R5", Today: value.NewPoints(1)}}}
	if got := returnIDs(w.Ranking()); got != "R1 R2 R4 R3" {
		t.Errorf("ranking: %s", got)
	}
	if got := returnIDs(w.Candidates()); got != "R1 R2 R4 R3 R5" {
		t.Errorf("candidates: %s", got)
	}
	w.Returns[4].Need = workbook.Need{Sort: workbook.Must, Met: value.No}
	w.Returns[2].Need = workbook.Need{Sort: workbook.Must, Met: value.Yes}
	if got := returnIDs(w.Candidates()); got != "R5 R1 R2 R4 R3" {
		t.Errorf("candidates with an unmet must-have: %s", got)
	}
	if got := returnIDs(w.UnmetMusts()); got != "R5" {
		t.Errorf("unmet must-haves: %s", got)
	}
	if got := ids(w.Returns, func(r workbook.Return) workbook.ID { return r.ID }); got != "R1 R2 R3 R4 R5" {
		t.Errorf("the workbook's own order changed: %s", got)
	}
}

func TestTrades(t *testing.T) {
	nice := func(id workbook.ID, share value.Points) workbook.Return {
		return workbook.Return{ID: id, Need: workbook.Need{Sort: workbook.Nice, Share: share}}
	}
	w := workbook.Workbook{Returns: []workbook.Return{nice("R1", 0), nice("R2", value.NewPoints(30)),
		{ID: "R3", Need: workbook.Need{Sort: workbook.Must}}, nice("R4", value.NewPoints(70)), nice("R5", value.NewPoints(30))},
		Asks: []workbook.Ask{{ID: "A1", Return: "R4"}}}
	if got := returnIDs(w.Trades()); got != "R2 R5 R1" {
		t.Errorf("trades: %s", got)
	}
	r := &w.Returns[1] // there is enough of it, and it matters: it is kept
	r.Today, r.Wanted, r.Weight = value.NewPoints(9), value.NewPoints(9), value.NewPoints(8)
	if got := returnIDs(w.Trades()); got != "R5 R1" {
		t.Errorf("trades of what is kept: %s", got)
	}
	r.Weight = value.NewPoints(2) // of no weight: it can go
	if got := returnIDs(w.Trades()); got != "R2 R5 R1" {
		t.Errorf("trades of what matters little: %s", got)
	}
}

func TestPoints(t *testing.T) {
	nice := func(id workbook.ID, share int, met value.Answer) workbook.Return {
		return workbook.Return{ID: id, Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(share), Met: met}}
	}
	w := workbook.Workbook{Returns: []workbook.Return{nice("R1", 40, value.No), nice("R2", 35, value.Yes), nice("R3", 25, value.Yes), nice("R4", 0, value.Unanswered),
		{ID: "R5", Need: workbook.Need{Sort: workbook.Must, Met: value.Yes}}}}
	offer := workbook.Offer{Covers: map[workbook.ID]value.Answer{"R1": value.Yes, "R2": value.No, "R5": value.Yes}}
	for _, tt := range []struct {
		name   string
		of     *workbook.Offer
		points int
		whole  bool
	}{
		{"today's job, one without points left out", nil, 60, true},
		{"one of three is not answered", &offer, 40, false},
		{"nothing is answered", &workbook.Offer{}, 0, false},
	} {
		if points, whole := w.Points(tt.of); points != tt.points || whole != tt.whole {
			t.Errorf("%s: %d, %v", tt.name, points, whole)
		}
	}
	offer.Cover("R3", value.Unknown)
	if points, whole := w.Points(&offer); points != 40 || whole {
		t.Errorf("what is not known: %d, %v", points, whole)
	}
}

// TestNextTie: the pair that is named is beside each other in the ranking, and wanting
// one point less of the one above lets it lead no more; of any pair above it, it would.
func TestNextTie(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		above, below, level := w.NextTie()
		ranked := w.Ranking()
		for i := 1; i+1 < len(ranked); i++ {
			up, down := ranked[i], ranked[i+1]
			less := *up
			less.Wanted = value.NewPoints(up.Wanted.Or(0) - 1)
			before, _ := up.Pull()
			after, _ := less.Pull()
			next, _ := down.Pull()
			if ties := before > next && next > 0 && after <= next; ties != (up == above) {
				t.Fatalf("%s with %d, %d for one point less, above %s with %d: ties %v, named %v", up.ID, before, after, down.ID, next, ties, up == above)
			} else if ties {
				if down != below || level != (after == next) {
					t.Fatalf("named %v, level %v", below, level)
				}
				return
			}
		}
		if above != nil {
			t.Fatalf("%v is named, and no pair is near", above)
		}
	})
}

func TestAskToday(t *testing.T) {
	w := workbooktest.Full()
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("85000 USD"), Bonus: valuetest.Amount("5000 USD"),
		Equity: valuetest.Amount("3000 USD"), Benefits: valuetest.Amount("2000 USD")}}
	for _, tt := range []struct {
		kind  workbook.Kind
		basis workbook.Basis
		today string
		want  string
	}{
		{workbook.KindPay, "", "", "$85,000"},
		{workbook.KindPay, workbook.TotalBasis, "", "$95,000"},
		{workbook.KindPay, workbook.TotalBasis, "90000 USD", "$90,000"},
		{workbook.KindPay, "", "?soon", "soon"},
		{workbook.KindBonus, "", "", "$5,000"},
		{workbook.KindEquity, workbook.TotalBasis, "", "$3,000"},
		{workbook.KindBenefits, "", "", "$2,000"},
		{workbook.KindTime, "", "", ""},
		{workbook.KindTime, "", "4 days", "4 days"},
	} {
		w.Returns[0].Kind = tt.kind
		if got := w.AskToday(workbook.Ask{Return: "R1", Basis: tt.basis, Today: valuetest.Amount(tt.today)}); got.String() != tt.want {
			t.Errorf("%s %s %q: today is %q, want %q", tt.kind, tt.basis, tt.today, got, tt.want)
		}
	}
	if got := w.AskToday(workbook.Ask{Return: "gone"}); !got.IsZero() {
		t.Errorf("of a return that is gone there is %v today", got)
	}
	w.Returns[0].Kind, w.Job.Equity = workbook.KindPay, valuetest.Amount("3000 EUR")
	if got := w.AskToday(workbook.Ask{Return: "R1", Basis: workbook.TotalBasis}); !got.IsZero() {
		t.Errorf("two currencies make the total %v", got)
	}
}

func TestAskAmountAndDirection(t *testing.T) {
	w := workbooktest.Full()
	a := w.Asks[0]
	for in, want := range map[string]string{"10 %": "$93,500", "0 %": "$85,000", "2.5 %": "$87,125", "90000 EUR": "€90,000", "": "", "?x": "x"} {
		if got := w.AskAmount(a, valuetest.Amount(in)); got.String() != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	w.Returns[0].Kind = workbook.KindBonus
	if got := w.AskAmount(a, valuetest.Amount("10 %")); got.String() != "10%" {
		t.Errorf("10%% of bonus is %v", got)
	}
	if w.LessIsMore(a) || !w.Worse(a, valuetest.Amount("1 USD"), valuetest.Amount("2 USD")) ||
		w.Worse(a, valuetest.Amount("1 USD"), valuetest.Amount("2 EUR")) {
		t.Error("more money is not better")
	}
	less := workbook.Ask{Return: "R2", Today: valuetest.Amount("4 days"), Minimum: valuetest.Amount("3 days"), Target: valuetest.Amount("2 days"),
		Opening: valuetest.Amount("1 day")}
	if !w.LessIsMore(less) || !w.Worse(less, valuetest.Amount("2 days"), valuetest.Amount("1 day")) {
		t.Error("numbers that all fall from today do not ask for less")
	}
	untold := less
	untold.Today = value.Amount{}
	if !w.LessIsMore(untold) {
		t.Error("three numbers that fall do not ask for less where today is not told")
	}
	earlier := workbook.Ask{Return: "R2", Minimum: valuetest.Amount("18:30"), Target: valuetest.Amount("17:45"), Opening: valuetest.Amount("17:30")}
	if !w.LessIsMore(earlier) {
		t.Error("three times that fall do not ask for an earlier one")
	}
	for name, change := range map[string]func(*workbook.Ask){
		"opening above target": func(a *workbook.Ask) { a.Opening = valuetest.Amount("3 days") },
		"target below minimum": func(a *workbook.Ask) { a.Minimum = valuetest.Amount("1 day") },
		"no today, no opening": func(a *workbook.Ask) { a.Today, a.Opening = value.Amount{}, value.Amount{} },
		"minimum above today":  func(a *workbook.Ask) { a.Minimum = valuetest.Amount("5 days") },
		"money": func(a *workbook.Ask) {
			a.Today, a.Minimum, a.Target, a.Opening = valuetest.Amount("4 USD"), valuetest.Amount("3 USD"), valuetest.Amount("2 USD"), valuetest.Amount("1 USD")
		},
	} {
		b := less
		change(&b)
		if w.LessIsMore(b) {
			t.Errorf("%s: asks for less", name)
		}
	}
	w.Returns[1].Need = workbook.Need{Sort: workbook.Must, Threshold: value.Bound{Amount: valuetest.Amount("3 days")}}
	if w.LessIsMore(less) {
		t.Error("a must-have of at least 3 days asks for less")
	}
}

// Offers of other hours are set beside today's job by the hour as well.
func TestByTheHour(t *testing.T) {
	w := workbook.Workbook{Job: workbook.Job{Hours: valuetest.Amount("30"), Pay: workbook.Pay{Base: valuetest.Amount("15.20 EUR/hour")}}}
	o := workbook.Offer{Hours: valuetest.Amount("37.5"), Pay: workbook.Pay{Base: valuetest.Amount("2300 EUR/month")}}
	if got, ok := w.ByTheHour(o); got.String() != "€14.15" || !ok {
		t.Errorf("%s %v", got, ok)
	}
	o.Hours = valuetest.Amount("30")
	if got, ok := w.ByTheHour(o); ok {
		t.Errorf("of the same hours: %s", got)
	}
}

// Pay after tax is not set beside a line before tax.
func TestNetBesideGross(t *testing.T) {
	w := workbooktest.Full()
	w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at least 2600 EUR/month")}
	o := workbook.Offer{Pay: workbook.Pay{Base: valuetest.Amount("2550 EUR/month (net)")}}
	if got := w.MustCovered(o, w.Returns[0]); got != value.Unanswered {
		t.Errorf("%s against %s: %q", o.Base, w.Returns[0].Need.Threshold, got)
	}
	o.Base = valuetest.Amount("2550 EUR/month")
	if got := w.MustCovered(o, w.Returns[0]); got != value.No {
		t.Errorf("%s against %s: %q", o.Base, w.Returns[0].Need.Threshold, got)
	}
}

func TestTotals(t *testing.T) {
	var w workbook.Workbook
	o := workbook.Offer{Pay: workbook.Pay{Base: valuetest.Amount("90000 USD"), Bonus: valuetest.Amount("9000 USD"),
		Equity: valuetest.Amount("5000.50 USD"), Benefits: valuetest.Amount("1000 USD")}, SignOn: valuetest.Amount("3000 USD")}
	for _, tt := range []struct {
		change        func(*workbook.Offer)
		steady, first string
		whole         bool
	}{
		{func(*workbook.Offer) {}, "$105,000.50", "$108,000.50", true},
		{func(o *workbook.Offer) { o.Bonus = value.Amount{} }, "$96,000.50", "$99,000.50", true},
		{func(o *workbook.Offer) { o.Bonus = valuetest.Amount("9000 EUR") }, "$96,000.50", "$99,000.50", false},
		{func(o *workbook.Offer) { o.Bonus = value.UnreadAmount("some") }, "$96,000.50", "$99,000.50", false},
		{func(o *workbook.Offer) { o.Bonus = valuetest.Amount("10 % of base") }, "$105,000.50", "$108,000.50", true}, // of base, not of the sign-on
		{func(o *workbook.Offer) { o.Base = valuetest.Amount("90000 USD (CTC)") }, "$90,000 (CTC)", "$93,000", true}, // the parts are in it
		{func(o *workbook.Offer) { o.Base = value.Amount{} }, "", "", false},
		{func(o *workbook.Offer) { o.Base = value.UnreadAmount("x") }, "", "", false},
	} {
		c := o
		tt.change(&c)
		steady, whole := w.Steady(c)
		first, whole2 := w.FirstYear(c)
		if steady.String() != tt.steady || first.String() != tt.first || whole != tt.whole || whole2 != tt.whole {
			t.Errorf("%v %v, %v %v; want %+v", steady, whole, first, whole2, tt)
		}
	}
	if got, ok := w.Total(workbook.Pay{Base: valuetest.Amount("1 USD"), Bonus: valuetest.Amount("2 USD")}); !ok || got.String() != "$3" {
		t.Errorf("today's total is %v", got)
	}
}

func TestMarket(t *testing.T) {
	figure := func(low, middle, high string, b workbook.Basis) workbook.Figure {
		return workbook.Figure{Low: valuetest.Amount(low), Middle: valuetest.Amount(middle), High: valuetest.Amount(high), Basis: b}
	}
	w := workbook.Workbook{Figures: []workbook.Figure{
		figure("", "94000 USD", "", ""), figure("90000 USD", "", "100000 USD", workbook.BaseBasis), figure("", "99000 USD", "", ""),
		figure("", "120000 USD", "", workbook.TotalBasis), figure("", "80000 EUR", "", ""), figure("90000 USD", "", "", ""),
		figure("", "?x", "1 USD", ""), figure("1 USD", "?x", "1 USD", ""),
	}}
	for _, tt := range []struct {
		basis      workbook.Basis
		unit, want string
		n          int
	}{
		{workbook.BaseBasis, "USD", "$95,000", 3}, {workbook.TotalBasis, "USD", "$120,000", 1}, {workbook.BaseBasis, "EUR", "€80,000", 1},
		{workbook.TotalBasis, "EUR", "", 0}, {workbook.BaseBasis, "", "", 0},
	} {
		got, n := w.MarketMiddle(tt.basis, value.NewAmount(decimal.Zero, tt.unit))
		if got.String() != tt.want || n != tt.n {
			t.Errorf("%s %s: %v of %d, want %s of %d", tt.basis, tt.unit, got, n, tt.want, tt.n)
		}
	}
	w.Figures = w.Figures[:2]
	if got, _ := w.MarketMiddle(workbook.BaseBasis, valuetest.Amount("1 USD")); got.String() != "$94,500" {
		t.Errorf("the median of two is %v", got)
	}
	if got, ok := w.CompaRatio(valuetest.Amount("89775 USD"), workbook.BaseBasis); !ok || got.String() != "0.95" {
		t.Errorf("compa-ratio %v", got)
	}
	for _, pay := range []string{"", "90000 EUR", "?x"} {
		if _, ok := w.CompaRatio(valuetest.Amount(pay), workbook.BaseBasis); ok {
			t.Errorf("%q has a compa-ratio", pay)
		}
	}
	if _, ok := w.CompaRatio(valuetest.Amount("90000 USD"), workbook.TotalBasis); ok {
		t.Error("base and total are mixed")
	}
}

func TestQualifies(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	if w := workbooktest.Full(); !w.Qualifies(w.Offers[0], today) || offerIDs(w.Alternatives(today)) != "O1" {
		t.Fatal("a written offer that covers all does not qualify")
	}
	for name, tt := range map[string]struct {
		change func(w *workbook.Workbook, o *workbook.Offer)
		want   bool
	}{
		"verbal":      {func(w *workbook.Workbook, o *workbook.Offer) { o.Status = workbook.Verbal }, true},
		"last day":    {func(w *workbook.Workbook, o *workbook.Offer) { o.Deadline = today }, true},
		"no deadline": {func(w *workbook.Workbook, o *workbook.Offer) { o.Deadline = value.Date{} }, true},
		"said yes": {func(w *workbook.Workbook, o *workbook.Offer) {
			o.Base, o.Covers = value.Amount{}, map[workbook.ID]value.Answer{"R1": value.Yes}
		}, true},
		"exploring":          {func(w *workbook.Workbook, o *workbook.Offer) { o.Status = workbook.Exploring }, false},
		"no status":          {func(w *workbook.Workbook, o *workbook.Offer) { o.Status = "" }, false},
		"declined":           {func(w *workbook.Workbook, o *workbook.Offer) { o.Status = workbook.Declined }, false},
		"marked expired":     {func(w *workbook.Workbook, o *workbook.Offer) { o.Status = workbook.Expired }, false},
		"expired yesterday":  {func(w *workbook.Workbook, o *workbook.Offer) { o.Deadline = today.AddDays(-1) }, false},
		"would not take":     {func(w *workbook.Workbook, o *workbook.Offer) { o.Take = value.No }, false},
		"does not know":      {func(w *workbook.Workbook, o *workbook.Offer) { o.Take = value.Unknown }, false},
		"take blank":         {func(w *workbook.Workbook, o *workbook.Offer) { o.Take = "" }, false},
		"too little":         {func(w *workbook.Workbook, o *workbook.Offer) { o.Base = valuetest.Amount("89999 USD") }, false},
		"another currency":   {func(w *workbook.Workbook, o *workbook.Offer) { o.Base = valuetest.Amount("999999 EUR") }, false},
		"unknown cell":       {func(w *workbook.Workbook, o *workbook.Offer) { w.Returns[1].Need.Sort = workbook.Must }, false},
		"said no":            {func(w *workbook.Workbook, o *workbook.Offer) { o.Covers = map[workbook.ID]value.Answer{"R1": value.No} }, false},
		"without must-haves": {func(w *workbook.Workbook, o *workbook.Offer) { w.Returns[0].Need.Sort = workbook.Nice }, false},
	} {
		w := workbooktest.Full()
		tt.change(&w, &w.Offers[0])
		if got := w.Qualifies(w.Offers[0], today); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAlternatives(t *testing.T) {
	w := workbooktest.Full()
	base := w.Offers[0]
	add := func(id workbook.ID, status workbook.Status, pay string) {
		o := base
		o.ID, o.Status, o.Base, o.Covers = id, status, valuetest.Amount(pay), map[workbook.ID]value.Answer{"R1": value.Yes}
		w.Offers = append(w.Offers, o)
	}
	w.Offers = nil
	add("O1", workbook.Verbal, "200000 USD")
	add("O2", workbook.Written, "91000 USD")
	add("O3", workbook.Written, "99000 EUR")
	add("O4", workbook.Written, "95000 USD")
	add("O5", workbook.Written, "120000 EUR")
	add("O6", workbook.Written, "1 GBP")
	add("O7", workbook.Exploring, "1 USD")
	if got := offerIDs(w.Alternatives(valuetest.Day(workbooktest.TodayISO))); got != "O4 O2 O5 O3 O6 O1" {
		t.Errorf("alternatives: %s", got)
	}
	if got := offerIDs(w.Offers); got != "O1 O2 O3 O4 O5 O6 O7" {
		t.Errorf("the workbook's own order changed: %s", got)
	}
}

func TestMissingAndFails(t *testing.T) {
	w := workbooktest.Full()
	w.Returns[1].Need, w.Returns[2].Need = workbook.Need{Sort: workbook.Must}, workbook.Need{Sort: workbook.Must}
	o := w.Offers[0]
	o.Base, o.Covers = valuetest.Amount("1 USD"), map[workbook.ID]value.Answer{"R2": value.Unknown}
	if returnIDs(w.Missing(o)) != "R2 R3" || returnIDs(w.Fails(o)) != "R1" {
		t.Errorf("missing %s, fails %s", returnIDs(w.Missing(o)), returnIDs(w.Fails(o)))
	}
}

// The best alternative is one of those that qualify, and none stands before a
// better one that can be compared with it.
func TestAlternativesProperties(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		ways := w.Alternatives(today)
		for i, o := range ways {
			if !w.Qualifies(o, today) || o.Take != value.Yes || o.Expired(today) || len(w.Fails(o))+len(w.Missing(o)) > 0 {
				t.Fatalf("%s does not qualify", o.ID)
			}
			for _, p := range ways[i+1:] {
				x, _ := w.AfterCosts(o)
				y, _ := w.AfterCosts(p)
				if p.Firm() && !o.Firm() || o.Firm() == p.Firm() && x.Less(y) {
					t.Fatalf("%s stands before %s", o.ID, p.ID)
				}
			}
		}
		if n := len(slices.DeleteFunc(slices.Clone(w.Offers), func(o workbook.Offer) bool { return !w.Qualifies(o, today) })); n != len(ways) {
			t.Fatalf("%d qualify, %d are alternatives", n, len(ways))
		}
	})
}

// TestReckoningOfAnything: whatever follows from the answers follows from any,
// among them amounts that could not be read and links that point nowhere, and
// leaves them as they are.
func TestReckoningOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.OneOf(workbooktest.Any(), workbooktest.Small()).Draw(t, "w")
		before := w.Clone()
		given := map[reflect.Type][]reflect.Value{}
		give := func(v any) { given[reflect.TypeOf(v)] = append(given[reflect.TypeOf(v)], reflect.ValueOf(v)) }
		for _, v := range []any{workbook.ID("gone"), workbook.Key("returns/gone"), "", "USD",
			valuetest.Day(workbooktest.TodayISO), value.UnreadDate("soon"), value.Amount{}, value.UnreadAmount("lots"),
			valuetest.Amount("90000 USD"), valuetest.Amount("0 %")} {
			give(v)
		}
		give(w)
		give(fresh())
		for _, c := range workbook.Schema.Collections {
			for id, rec := range c.Each(&w) {
				give(id)
				give(reflect.ValueOf(rec).Elem().Interface())
			}
		}
		for _, all := range slices.Collect(maps.Values(given)) {
			if of := all[0].Type(); of.PkgPath() == reflect.TypeOf(w).PkgPath() {
				for _, v := range all {
					callAll(v, given)
				}
			}
		}
		sameRecords(t, "reckoning changed the workbook", before, w)
	})
}

// callAll calls every method of a value, with each of the values given for an
// argument; one that none is given for is blank.
func callAll(v reflect.Value, given map[reflect.Type][]reflect.Value) {
	for i := range v.NumMethod() {
		var call func(m reflect.Value, args []reflect.Value)
		call = func(m reflect.Value, args []reflect.Value) {
			switch {
			case len(args) < m.Type().NumIn():
			case m.Type().IsVariadic():
				m.CallSlice(args)
				return
			default:
				m.Call(args)
				return
			}
			of := m.Type().In(len(args))
			all := given[of]
			if len(all) == 0 {
				all = []reflect.Value{reflect.Zero(of)}
			}
			for _, a := range all {
				call(m, append(slices.Clone(args), a))
			}
		}
		call(v.Method(i), nil)
	}
}

func TestScaleShares(t *testing.T) {
	for _, tt := range []struct{ in, want []value.Points }{
		{nil, nil},
		{[]value.Points{0}, []value.Points{value.NewPoints(100)}},
		{[]value.Points{0, 0, 0}, []value.Points{value.NewPoints(34), value.NewPoints(33), value.NewPoints(33)}},
		{[]value.Points{value.NewPoints(0), value.NewPoints(0)}, []value.Points{value.NewPoints(50), value.NewPoints(50)}},
		{[]value.Points{value.NewPoints(1), value.NewPoints(2)}, []value.Points{value.NewPoints(33), value.NewPoints(67)}},
		{[]value.Points{value.NewPoints(50), 0, value.NewPoints(100)}, []value.Points{value.NewPoints(33), 0, value.NewPoints(67)}},
		{[]value.Points{value.NewPoints(60), 0, value.NewPoints(40)}, []value.Points{value.NewPoints(60), 0, value.NewPoints(40)}},
		{[]value.Points{0, value.NewPoints(30), 0, 0, value.NewPoints(20)},
			[]value.Points{value.NewPoints(17), value.NewPoints(30), value.NewPoints(17), value.NewPoints(16), value.NewPoints(20)}},
		{[]value.Points{value.NewPoints(0), 0}, []value.Points{value.NewPoints(0), value.NewPoints(100)}},
		{[]value.Points{0, value.NewPoints(99), 0}, []value.Points{value.NewPoints(1), value.NewPoints(99), 0}},
		{[]value.Points{value.NewPoints(60), value.NewPoints(40)}, []value.Points{value.NewPoints(60), value.NewPoints(40)}},
	} {
		w := shares(tt.in...)
		w.ScaleShares()
		if diff := cmp.Diff(shares(tt.want...), w); diff != "" {
			t.Errorf("%v: %s", tt.in, diff)
		}
	}
}

// shares has the given shares, and a must-have in between that is no part of them.
func shares(in ...value.Points) workbook.Workbook {
	w := workbook.Workbook{Returns: []workbook.Return{{ID: "M", Need: workbook.Need{Sort: workbook.Must, Share: value.NewPoints(7)}}}}
	for i, p := range in {
		w.Returns = append(w.Returns, workbook.Return{ID: workbook.ID(rune('A' + i)), Need: workbook.Need{Sort: workbook.Nice, Share: p}})
	}
	return w
}

func TestScaleSharesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(rapid.OneOf(rapid.Map(rapid.IntRange(-8, 30), func(n int) value.Points { return value.Points(max(n, 0)) }),
			rapid.Map(rapid.IntRange(0, value.MaxPoints+1), func(n int) value.Points { return value.Points(n) })), 1, 12).Draw(t, "shares")
		w := shares(in...)
		w.ScaleShares()
		nice := w.Sorted(workbook.Nice)
		before, after, blanks, left := 0, 0, 0, 0
		for i, r := range nice {
			before, after = before+in[i].Or(0), after+r.Need.Share.Or(0)
			if in[i].IsZero() {
				blanks++
			}
			if r.Need.Share.IsZero() {
				left++
			}
		}
		for i, r := range nice {
			switch {
			case in[i].IsZero() && r.Need.Share == value.NewPoints(0):
				t.Fatalf("%v becomes %v: a blank became 0", in, w)
			case !in[i].IsZero() && r.Need.Share.IsZero():
				t.Fatalf("%v becomes %v: an answer is gone", in, w)
			case !in[i].IsZero() && blanks > 0 && before < 100 && r.Need.Share != in[i]:
				t.Fatalf("%v becomes %v: an answer changed", in, w)
			}
			for j := range nice {
				if in[i] > in[j] && in[j] > 0 && r.Need.Share < nice[j].Need.Share {
					t.Fatalf("%v becomes %v: the order changed", in, w)
				}
			}
		}
		// All sum to 100, and a blank is left only where nothing is left for it.
		if after != 100 || left > 0 && (blanks == 0 || before <= 100-blanks) || w.Returns[0].Need.Share != value.NewPoints(7) {
			t.Fatalf("%v sums to %d: %v", in, after, w)
		}
		again := w.Clone()
		again.ScaleShares()
		if diff := cmp.Diff(w, again); diff != "" {
			t.Fatalf("not idempotent: %s", diff)
		}
	})
}

// The weight down to which a ranking is firm is the lowest that still leads.
func TestLeadsTo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		to, ok := w.LeadsTo()
		ranked := w.Ranking()
		if !ok {
			if len(ranked) > 1 {
				a, _ := ranked[0].Pull()
				b, _ := ranked[1].Pull()
				if a != b && a > 0 {
					t.Fatalf("%s leads, and nothing says how firmly", ranked[0].ID)
				}
			}
			return
		}
		top := ranked[0]
		leads := func(weight int) bool {
			gap, _ := top.Gap()
			next, _ := ranked[1].Pull()
			return weight >= 0 && gap*weight > next
		}
		if weight, _ := top.Weight.Int(); to > weight || !leads(to) || leads(to-1) {
			t.Fatalf("%s of weight %d leads down to %d", top.ID, weight, to)
		}
	})
}

// A share of base pay and money are set beside each other where the base is known, and
// nowhere else.
func TestAShareIsReckonedWhereTheBaseIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		base, bonus, line string
		want              value.Answer
	}{
		"a share reaches money":             {"85000 EUR", "10 % of base", "at least 8500 EUR", value.Yes},
		"a share falls short of money":      {"85000 EUR", "10 % of base", "at least 8501 EUR", value.No},
		"money reaches a share":             {"85000 EUR", "8500 EUR", "at least 10 %", value.Yes},
		"money falls short of a share":      {"85000 EUR", "8499 EUR", "at least 10 % of base", value.No},
		"two shares":                        {"", "12 % of base", "at least 10 % of base", value.Yes},
		"months of base":                    {"72000 EUR", "2 months of base", "at least 12000 EUR", value.Yes},
		"without a base":                    {"", "10 % of base", "at least 8500 EUR", value.Unanswered},
		"a share of sales":                  {"85000 EUR", "10 % of sales", "at least 8500 EUR", value.Unanswered},
		"another currency":                  {"85000 EUR", "10 % of base", "at least 8500 USD", value.Unanswered},
		"a base by the hour, hours unknown": {"40 EUR/hour", "10 % of base", "at least 8500 EUR", value.Unanswered},
	} {
		t.Run(name, func(t *testing.T) {
			must := workbook.Return{ID: "R1", Name: "Bonus", Kind: workbook.KindBonus, Need: workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound(c.line)}}
			w := workbook.Workbook{ID: "W", Profile: workbook.Profile{Currency: "EUR"}, Returns: []workbook.Return{must}}
			pay := workbook.Pay{Bonus: valuetest.Amount(c.bonus), Base: valuetest.Amount(c.base)}
			w.Job.Pay, w.Offers = pay, []workbook.Offer{{ID: "O1", Employer: "Contoso", Pay: pay}}
			w = w.Settled()
			if got := w.MustMet(w.Returns[0]); got != c.want {
				t.Errorf("today's job: %q, want %q", got, c.want)
			}
			if got := w.MustCovered(w.Offers[0], w.Returns[0]); got != c.want {
				t.Errorf("the offer: %q, want %q", got, c.want)
			}
		})
	}
	ask := workbook.Ask{ID: "A1", Return: "R1", Target: valuetest.Amount("12000 EUR")}
	w := workbook.Workbook{Returns: []workbook.Return{{ID: "R1", Kind: workbook.KindBonus}}, Asks: []workbook.Ask{ask}}
	w.Job.Base, w.Job.Bonus = valuetest.Amount("85000 EUR"), valuetest.Amount("10 % of base")
	if got := w.AskToday(ask).String(); got != "€8,500" {
		t.Errorf("beside a target in money today's share is %s", got)
	}
	ask.Target = valuetest.Amount("15 % of base")
	if got := w.AskToday(ask).String(); got != "10% of base" {
		t.Errorf("beside a share it is %s", got)
	}
}
