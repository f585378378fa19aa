package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func ids[T any](all []T, of func(T) ID) string {
	var out []string
	for _, v := range all {
		out = append(out, string(of(v)))
	}
	return strings.Join(out, " ")
}

func returnIDs(all []Return) string { return ids(all, func(r Return) ID { return r.ID }) }
func offerIDs(all []Offer) string   { return ids(all, func(o Offer) ID { return o.ID }) }

func rated(id ID, today, wanted, weight int) Return {
	return Return{ID: id, Today: NewPoints(today), Wanted: NewPoints(wanted), Weight: NewPoints(weight)}
}

func TestRankingAndCandidates(t *testing.T) {
	w := Workbook{Returns: []Return{rated("R1", 5, 7, 5), rated("R2", 0, 10, 1), rated("R3", 9, 1, 10), rated("R4", 2, 4, 5), {ID: "R5", Today: NewPoints(1)}}}
	if got := returnIDs(w.Ranking()); got != "R1 R2 R4 R3" {
		t.Errorf("ranking: %s", got)
	}
	if got := returnIDs(w.Candidates()); got != "R1 R2 R4 R3 R5" {
		t.Errorf("candidates: %s", got)
	}
	w.Returns[4].Need = Need{Sort: Must, Met: No}
	w.Returns[2].Need = Need{Sort: Must, Met: Yes}
	if got := returnIDs(w.Candidates()); got != "R5 R1 R2 R4 R3" {
		t.Errorf("candidates with an unmet must-have: %s", got)
	}
	if got := returnIDs(w.UnmetMusts()); got != "R5" {
		t.Errorf("unmet must-haves: %s", got)
	}
	if got := returnIDs(w.Returns); got != "R1 R2 R3 R4 R5" {
		t.Errorf("the workbook's own order changed: %s", got)
	}
}

func TestTrades(t *testing.T) {
	nice := func(id ID, share Points) Return { return Return{ID: id, Need: Need{Sort: Nice, Share: share}} }
	w := Workbook{Returns: []Return{nice("R1", 0), nice("R2", NewPoints(30)), {ID: "R3", Need: Need{Sort: Must}}, nice("R4", NewPoints(70)), nice("R5", NewPoints(30))},
		Asks: []Ask{{ID: "A1", Return: "R4"}}}
	if got := returnIDs(w.Trades()); got != "R2 R5 R1" {
		t.Errorf("trades: %s", got)
	}
}

func TestAskToday(t *testing.T) {
	w := full(t)
	w.Job = Job{Base: stored("85000 USD"), Bonus: stored("5000 USD"), Equity: stored("3000 USD"), Benefits: stored("2000 USD")}
	for _, tt := range []struct {
		kind  Kind
		basis Basis
		today string
		want  string
	}{
		{KindPay, "", "", "$85,000"},
		{KindPay, TotalBasis, "", "$95,000"},
		{KindPay, TotalBasis, "90000 USD", "$90,000"},
		{KindPay, "", "?soon", "soon"},
		{KindBonus, "", "", "$5,000"},
		{KindEquity, TotalBasis, "", "$3,000"},
		{KindBenefits, "", "", "$2,000"},
		{KindTime, "", "", ""},
		{KindTime, "", "4 days", "4 days"},
	} {
		w.Returns[0].Kind = tt.kind
		if got := w.AskToday(Ask{Return: "R1", Basis: tt.basis, Today: stored(tt.today)}); got.String() != tt.want {
			t.Errorf("%s %s %q: today is %q, want %q", tt.kind, tt.basis, tt.today, got, tt.want)
		}
	}
	if got := w.AskToday(Ask{Return: "gone"}); !got.IsZero() {
		t.Errorf("of a return that is gone there is %v today", got)
	}
	w.Returns[0].Kind, w.Job.Equity = KindPay, stored("3000 EUR")
	if got := w.AskToday(Ask{Return: "R1", Basis: TotalBasis}); !got.IsZero() {
		t.Errorf("two currencies make the total %v", got)
	}
}

func TestAskAmountAndDirection(t *testing.T) {
	w := full(t)
	a := w.Asks[0]
	for in, want := range map[string]string{"10 %": "$93,500", "0 %": "$85,000", "2.5 %": "$87,125", "90000 EUR": "€90,000", "": "", "?x": "x"} {
		if got := w.AskAmount(a, stored(in)); got.String() != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
	w.Returns[0].Kind = KindBonus
	if got := w.AskAmount(a, stored("10 %")); got.String() != "10%" {
		t.Errorf("10%% of bonus is %v", got)
	}
	if w.LessIsMore(a) || !w.Worse(a, stored("1 USD"), stored("2 USD")) || w.Worse(a, stored("1 USD"), stored("2 EUR")) {
		t.Error("more money is not better")
	}
	less := Ask{Return: "R2", Today: stored("4 days"), Minimum: stored("3 days"), Target: stored("2 days"), Opening: stored("1 day")}
	if !w.LessIsMore(less) || !w.Worse(less, stored("2 days"), stored("1 day")) {
		t.Error("numbers that all fall from today do not ask for less")
	}
	for name, change := range map[string]func(*Ask){
		"opening above target": func(a *Ask) { a.Opening = stored("3 days") },
		"target below minimum": func(a *Ask) { a.Minimum = stored("1 day") },
		"no today":             func(a *Ask) { a.Today = Amount{} },
		"minimum above today":  func(a *Ask) { a.Minimum = stored("5 days") },
		"money": func(a *Ask) {
			a.Today, a.Minimum, a.Target, a.Opening = stored("4 USD"), stored("3 USD"), stored("2 USD"), stored("1 USD")
		},
	} {
		b := less
		change(&b)
		if w.LessIsMore(b) {
			t.Errorf("%s: asks for less", name)
		}
	}
	w.Returns[1].Need = Need{Sort: Must, Threshold: Threshold{Amount: stored("3 days")}}
	if w.LessIsMore(less) {
		t.Error("a must-have of at least 3 days asks for less")
	}
}

func TestTotals(t *testing.T) {
	o := Offer{Base: stored("90000 USD"), Bonus: stored("9000 USD"), Equity: stored("5000.50 USD"), Benefits: stored("1000 USD"), SignOn: stored("3000 USD")}
	for _, tt := range []struct {
		change        func(*Offer)
		steady, first string
		whole         bool
	}{
		{func(*Offer) {}, "$105,000.50", "$108,000.50", true},
		{func(o *Offer) { o.Bonus = Amount{} }, "$96,000.50", "$99,000.50", true},
		{func(o *Offer) { o.Bonus = stored("9000 EUR") }, "$96,000.50", "$99,000.50", false},
		{func(o *Offer) { o.Bonus = UnreadAmount("some") }, "$96,000.50", "$99,000.50", false},
		{func(o *Offer) { o.Base = Amount{} }, "", "", false},
		{func(o *Offer) { o.Base = UnreadAmount("x") }, "", "", false},
	} {
		c := o
		tt.change(&c)
		steady, whole := c.Steady()
		first, whole2 := c.FirstYear()
		if steady.String() != tt.steady || first.String() != tt.first || whole != tt.whole || whole2 != tt.whole {
			t.Errorf("%v %v, %v %v; want %+v", steady, whole, first, whole2, tt)
		}
	}
	if got, ok := (Job{Base: stored("1 USD"), Bonus: stored("2 USD"), Inflation: stored("3 %")}).Total(); !ok || got.String() != "$3" {
		t.Errorf("today's total is %v", got)
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

func TestMarket(t *testing.T) {
	figure := func(low, middle, high string, b Basis) Figure {
		return Figure{Low: stored(low), Middle: stored(middle), High: stored(high), Basis: b}
	}
	w := Workbook{Figures: []Figure{
		figure("", "94000 USD", "", ""), figure("90000 USD", "", "100000 USD", BaseBasis), figure("", "99000 USD", "", ""),
		figure("", "120000 USD", "", TotalBasis), figure("", "80000 EUR", "", ""), figure("90000 USD", "", "", ""), figure("", "?x", "1 USD", ""), figure("1 USD", "?x", "1 USD", ""),
	}}
	for _, tt := range []struct {
		basis      Basis
		unit, want string
		n          int
	}{
		{BaseBasis, "USD", "$95,000", 3}, {TotalBasis, "USD", "$120,000", 1}, {BaseBasis, "EUR", "€80,000", 1}, {TotalBasis, "EUR", "", 0}, {BaseBasis, "", "", 0},
	} {
		got, n := w.MarketMiddle(tt.basis, tt.unit)
		if got.String() != tt.want || n != tt.n {
			t.Errorf("%s %s: %v of %d, want %s of %d", tt.basis, tt.unit, got, n, tt.want, tt.n)
		}
	}
	w.Figures = w.Figures[:2]
	if got, _ := w.MarketMiddle(BaseBasis, "USD"); got.String() != "$94,500" {
		t.Errorf("the median of two is %v", got)
	}
	if got, ok := w.CompaRatio(stored("89775 USD"), BaseBasis); !ok || got.String() != "0.95" {
		t.Errorf("compa-ratio %v", got)
	}
	for _, pay := range []string{"", "90000 EUR", "?x"} {
		if _, ok := w.CompaRatio(stored(pay), BaseBasis); ok {
			t.Errorf("%q has a compa-ratio", pay)
		}
	}
	if _, ok := w.CompaRatio(stored("90000 USD"), TotalBasis); ok {
		t.Error("base and total are mixed")
	}
}

func TestQualifies(t *testing.T) {
	today := day(t, todayISO)
	if w := full(t); !w.Qualifies(w.Offers[0], today) || offerIDs(w.Alternatives(today)) != "O1" {
		t.Fatal("a written offer that covers all does not qualify")
	}
	for name, tt := range map[string]struct {
		change func(w *Workbook, o *Offer)
		want   bool
	}{
		"verbal":             {func(w *Workbook, o *Offer) { o.Status = Verbal }, true},
		"last day":           {func(w *Workbook, o *Offer) { o.Deadline = today }, true},
		"no deadline":        {func(w *Workbook, o *Offer) { o.Deadline = Date{} }, true},
		"said yes":           {func(w *Workbook, o *Offer) { o.Base, o.Covers = Amount{}, map[ID]Answer{"R1": Yes} }, true},
		"exploring":          {func(w *Workbook, o *Offer) { o.Status = Exploring }, false},
		"no status":          {func(w *Workbook, o *Offer) { o.Status = "" }, false},
		"declined":           {func(w *Workbook, o *Offer) { o.Status = Declined }, false},
		"marked expired":     {func(w *Workbook, o *Offer) { o.Status = Expired }, false},
		"expired yesterday":  {func(w *Workbook, o *Offer) { o.Deadline = today.AddDays(-1) }, false},
		"would not take":     {func(w *Workbook, o *Offer) { o.Take = No }, false},
		"does not know":      {func(w *Workbook, o *Offer) { o.Take = Unknown }, false},
		"take blank":         {func(w *Workbook, o *Offer) { o.Take = "" }, false},
		"too little":         {func(w *Workbook, o *Offer) { o.Base = stored("89999 USD") }, false},
		"another currency":   {func(w *Workbook, o *Offer) { o.Base = stored("999999 EUR") }, false},
		"unknown cell":       {func(w *Workbook, o *Offer) { w.Returns[1].Need.Sort = Must }, false},
		"said no":            {func(w *Workbook, o *Offer) { o.Covers = map[ID]Answer{"R1": No} }, false},
		"without must-haves": {func(w *Workbook, o *Offer) { w.Returns[0].Need.Sort = Nice }, false},
	} {
		w := full(t)
		tt.change(&w, &w.Offers[0])
		if got := w.Qualifies(w.Offers[0], today); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAlternatives(t *testing.T) {
	w := full(t)
	base := w.Offers[0]
	add := func(id ID, status Status, pay string) {
		o := base
		o.ID, o.Status, o.Base, o.Covers = id, status, stored(pay), map[ID]Answer{"R1": Yes}
		w.Offers = append(w.Offers, o)
	}
	w.Offers = nil
	add("O1", Verbal, "200000 USD")
	add("O2", Written, "91000 USD")
	add("O3", Written, "99000 EUR")
	add("O4", Written, "95000 USD")
	add("O5", Written, "120000 EUR")
	add("O6", Written, "1 GBP")
	add("O7", Exploring, "1 USD")
	if got := offerIDs(w.Alternatives(day(t, todayISO))); got != "O4 O2 O5 O3 O6 O1" {
		t.Errorf("alternatives: %s", got)
	}
	if got := offerIDs(w.Offers); got != "O1 O2 O3 O4 O5 O6 O7" {
		t.Errorf("the workbook's own order changed: %s", got)
	}
}

func TestMissingAndFails(t *testing.T) {
	w := full(t)
	w.Returns[1].Need, w.Returns[2].Need = Need{Sort: Must}, Need{Sort: Must}
	o := w.Offers[0]
	o.Base, o.Covers = stored("1 USD"), map[ID]Answer{"R2": Unknown}
	if returnIDs(w.Missing(o)) != "R2 R3" || returnIDs(w.Fails(o)) != "R1" {
		t.Errorf("missing %s, fails %s", returnIDs(w.Missing(o)), returnIDs(w.Fails(o)))
	}
}

// The best alternative is one of those that qualify, and none stands before a
// better one that can be compared with it.
func TestAlternativesProperties(t *testing.T) {
	today := day(t, todayISO)
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorkbook().Draw(t, "w")
		ways := w.Alternatives(today)
		for i, o := range ways {
			if !w.Qualifies(o, today) || o.Take != Yes || o.Expired(today) || len(w.Fails(o))+len(w.Missing(o)) > 0 {
				t.Fatalf("%s does not qualify", o.ID)
			}
			for _, p := range ways[i+1:] {
				x, _ := o.Steady()
				y, _ := p.Steady()
				if p.Firm() && !o.Firm() || o.Firm() == p.Firm() && x.Less(y) {
					t.Fatalf("%s stands before %s", o.ID, p.ID)
				}
			}
		}
		if n := len(slices.DeleteFunc(slices.Clone(w.Offers), func(o Offer) bool { return !w.Qualifies(o, today) })); n != len(ways) {
			t.Fatalf("%d qualify, %d are alternatives", n, len(ways))
		}
	})
}

func TestScaleShares(t *testing.T) {
	for _, tt := range []struct{ in, want []Points }{
		{nil, nil},
		{[]Points{0}, []Points{NewPoints(100)}},
		{[]Points{0, 0, 0}, []Points{NewPoints(34), NewPoints(33), NewPoints(33)}},
		{[]Points{NewPoints(0), NewPoints(0)}, []Points{NewPoints(50), NewPoints(50)}},
		{[]Points{NewPoints(1), NewPoints(2)}, []Points{NewPoints(33), NewPoints(67)}},
		{[]Points{NewPoints(50), 0, NewPoints(100)}, []Points{NewPoints(33), 0, NewPoints(67)}},
		{[]Points{NewPoints(60), 0, NewPoints(40)}, []Points{NewPoints(60), 0, NewPoints(40)}},
		{[]Points{0, NewPoints(30), 0, 0, NewPoints(20)}, []Points{NewPoints(17), NewPoints(30), NewPoints(17), NewPoints(16), NewPoints(20)}},
		{[]Points{NewPoints(0), 0}, []Points{NewPoints(0), NewPoints(100)}},
		{[]Points{0, NewPoints(99), 0}, []Points{NewPoints(1), NewPoints(99), 0}},
		{[]Points{NewPoints(60), NewPoints(40)}, []Points{NewPoints(60), NewPoints(40)}},
	} {
		w := shares(tt.in...)
		w.ScaleShares()
		if diff := cmp.Diff(shares(tt.want...), w); diff != "" {
			t.Errorf("%v: %s", tt.in, diff)
		}
	}
}

// shares has the given shares, and a must-have in between that is no part of them.
func shares(in ...Points) Workbook {
	w := Workbook{Returns: []Return{{ID: "M", Need: Need{Sort: Must, Share: NewPoints(7)}}}}
	for i, p := range in {
		w.Returns = append(w.Returns, Return{ID: ID(rune('A' + i)), Need: Need{Sort: Nice, Share: p}})
	}
	return w
}

func TestScaleSharesProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.SliceOfN(rapid.OneOf(rapid.Map(rapid.IntRange(-8, 30), func(n int) Points { return Points(max(n, 0)) }), rapid.Map(rapid.IntRange(0, MaxPoints+1), func(n int) Points { return Points(n) })), 1, 12).Draw(t, "shares")
		w := shares(in...)
		w.ScaleShares()
		nice := w.Sorted(Nice)
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
			case in[i].IsZero() && r.Need.Share == NewPoints(0):
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
		if after != 100 || left > 0 && (blanks == 0 || before <= 100-blanks) || w.Returns[0].Need.Share != NewPoints(7) {
			t.Fatalf("%v sums to %d: %v", in, after, w)
		}
		again := w.Clone()
		again.ScaleShares()
		if diff := cmp.Diff(w, again); diff != "" {
			t.Fatalf("not idempotent: %s", diff)
		}
	})
}
