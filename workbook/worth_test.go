package workbook_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// offered has an ask for pay, one for fewer nights, and a return that is told in words.
func offered() workbook.Workbook {
	a := valuetest.Amount
	return workbook.Workbook{
		ID: "W",
		Returns: []workbook.Return{
			{ID: "R1", Name: "Base pay", Kind: workbook.KindPay, Weight: value.NewPoints(8)},
			{ID: "R2", Name: "Nights", Kind: workbook.KindTime, Weight: value.NewPoints(6)},
			{ID: "R3", Name: "Training", Kind: workbook.KindGrowth, Weight: value.NewPoints(2), Need: workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(100)}},
		},
		Job: workbook.Job{Pay: workbook.Pay{Base: a("80000 USD")}},
		Asks: []workbook.Ask{
			{ID: "A1", Return: "R1", Minimum: a("88000 USD"), Target: a("92000 USD"), Opening: a("96000 USD")},
			{ID: "A2", Return: "R2", Today: a("4 nights a month"), Minimum: a("2 nights a month"), Target: a("1 night a month"), Opening: a("0 nights a month")},
		},
		Packages: []workbook.Package{{ID: "Q1"}, {ID: "Q2", Name: "More time"}},
	}
}

// part is what a package brings: its number, of which return, how much, and a score.
func part(of, ret, offer string, score int) workbook.Portion {
	p := workbook.Portion{ID: workbook.ID(of + ret), Package: workbook.ID(of), Return: workbook.ID(ret), Offer: valuetest.Amount(offer)}
	if score >= 0 {
		p.Score = value.NewPoints(score)
	}
	return p
}

func TestWhatPackagesAreWorth(t *testing.T) {
	for _, tt := range []struct {
		name  string
		parts []workbook.Portion
		edit  func(*workbook.Workbook)
		want  string // points by package; then what is not counted
		even  string
	}{
		{"nothing", nil, nil, "", ""},
		{"half way", []workbook.Portion{part("Q1", "R1", "92000 USD", -1), part("Q2", "R1", "90000 USD", -1)}, nil, "50 25", "A is worth 25 points more than More time"},
		{"outside of the two", []workbook.Portion{part("Q1", "R1", "99000 USD", -1), part("Q2", "R1", "80000 USD", -1)}, nil, "100 0", "A is worth 100 points more than More time"},
		{"less is more", []workbook.Portion{part("Q1", "R2", "0 nights a month", -1), part("Q2", "R2", "2 nights a month", -1)}, nil, "100 0", "A is worth 100 points more than More time"},
		{"weighed", []workbook.Portion{part("Q1", "R1", "96000 USD", -1), part("Q1", "R2", "2 nights a month", -1),
			part("Q2", "R2", "0 nights a month", -1), part("Q2", "R3", "=a term", 10)}, nil, "50 50", "equal within 5"}, // 8 of 16, and 6 + 2
		{"within five", []workbook.Portion{part("Q1", "R1", "92000 USD", -1), part("Q2", "R1", "92400 USD", -1)}, nil, "50 55", "equal within 5"},
		{"six apart", []workbook.Portion{part("Q1", "R1", "92000 USD", -1), part("Q2", "R1", "92480 USD", -1)}, nil, "50 56", "More time is worth six points more than A"},
		{"a rise in per cent", []workbook.Portion{part("Q1", "R1", "15 %", -1), part("Q2", "R1", "10 %", -1)}, nil, "50 0", "A is worth 50 points more than More time"},
		{"words without a score", []workbook.Portion{part("Q1", "R1", "92000 USD", -1), part("Q1", "R3", "=a course", -1), part("Q2", "R1", "92000 USD", -1), part("Q2", "R3", "=a term", 10)}, nil,
			"50 50; Training in Q1", ""},
		{"word for word the best and the least", []workbook.Portion{part("Q1", "R1", "88000 USD", -1), part("Q1", "R3", "=A term.", -1), part("Q2", "R1", "88000 USD", -1), part("Q2", "R3", "=no course", -1)},
			func(w *workbook.Workbook) { w.Returns[2].Need.Worst, w.Returns[2].Need.Best = "No course", "a term" }, "20 0", "A is worth 20 points more than More time"},
		{"word for word the opening and the minimum", []workbook.Portion{part("Q1", "R3", "=Lead", -1), part("Q2", "R3", "=senior", -1)},
			func(w *workbook.Workbook) {
				w.Asks = append(w.Asks, workbook.Ask{ID: "A3", Return: "R3", Minimum: value.Words("Senior"), Opening: value.Words("Lead")})
			}, "100 0", "A is worth 100 points more than More time"},
		{"a score of one's own counts first", []workbook.Portion{part("Q1", "R3", "=a term", 7), part("Q2", "R3", "=no course", -1)},
			func(w *workbook.Workbook) { w.Returns[2].Need.Worst, w.Returns[2].Need.Best = "No course", "a term" }, "70 0", "A is worth 70 points more than More time"},
		{"without a weight", []workbook.Portion{part("Q1", "R1", "92000 USD", -1), part("Q1", "R3", "=a course", 5)}, func(w *workbook.Workbook) { w.Returns[2].Weight = 0 },
			"50 0; Training", ""},
		{"of no weight at all", []workbook.Portion{part("Q1", "R3", "=a course", 5)}, func(w *workbook.Workbook) { w.Returns[2].Weight = value.NewPoints(0) }, "", ""},
		{"a blank part is none", []workbook.Portion{part("Q1", "R3", "", -1), part("Q2", "R1", "96000 USD", -1)}, nil, "0 100", "More time is worth 100 points more than A"},
		{"one package", []workbook.Portion{part("Q1", "R1", "92000 USD", -1)}, func(w *workbook.Workbook) { w.Packages = w.Packages[:1] }, "50", ""},
		{"no room between the numbers", []workbook.Portion{part("Q1", "R1", "88000 USD", 4)}, func(w *workbook.Workbook) { w.Asks[0].Opening = w.Asks[0].Minimum },
			"40 0", "A is worth 40 points more than More time"},
		{"another currency", []workbook.Portion{part("Q1", "R1", "92000 EUR", -1)}, nil, "; Base pay in Q1", ""},
	} {
		w := offered()
		w.Portions = tt.parts
		if tt.edit != nil {
			tt.edit(&w)
		}
		w = w.Settled()
		got := w.Worth()
		if said := counted(w, got); said != tt.want {
			t.Errorf("%s: it is %q, want %q", tt.name, said, tt.want)
		}
		if even := got.Even(w); even != tt.even {
			t.Errorf("%s: it says %q, want %q", tt.name, even, tt.even)
		}
	}
}

func counted(w workbook.Workbook, v workbook.Worth) string {
	var points []string
	for _, p := range w.Packages {
		if n, ok := v.Points[p.ID]; ok {
			points = append(points, fmt.Sprint(n))
		}
	}
	out := strings.Join(points, " ")
	for _, u := range v.Uncounted {
		out += "; " + u.Return.Name
		for _, id := range u.Unscored {
			out += " in " + string(id)
		}
	}
	return out
}

func TestWhatAPackageMayBeMadeOf(t *testing.T) {
	w := offered()
	w.Returns = append(w.Returns, workbook.Return{ID: "R4", Name: "Colleagues", Weight: value.NewPoints(3)}, workbook.Return{ID: "R5", Name: "Desk"})
	w.Portions = []workbook.Portion{part("Q1", "R4", "=Kim", -1), part("gone", "R5", "=a window", 3)}
	var names []string
	for _, r := range w.Packable() {
		names = append(names, r.Name)
	}
	if want := []string{"Base pay", "Nights", "Colleagues", "Training"}; !slices.Equal(names, want) {
		t.Errorf("it is %q, want %q", names, want)
	}
	if packed := w.Packed(); len(packed) != 1 || packed[0].Name != "Colleagues" {
		t.Errorf("in a package stand %v", packed)
	}
	for id, want := range map[workbook.ID]string{"Q1": "A", "Q2": "More time", "none": ""} {
		if got := w.PackageName(id); got != want {
			t.Errorf("%s is called %q, want %q", id, got, want)
		}
	}
}

// A score is asked of what has no number between two numbers of its ask.
func TestWhatIsScored(t *testing.T) {
	for _, tt := range []struct {
		part workbook.Portion
		want bool
	}{
		{part("Q1", "R1", "92000 USD", -1), false},
		{part("Q1", "R1", "92000 USD", 3), true}, // it can be taken back
		{part("Q1", "R3", "2 courses", -1), true},
		{part("Q1", "R3", "=a course", -1), true},
		{part("Q1", "R3", "", -1), false},
	} {
		w := offered()
		w.Portions = []workbook.Portion{tt.part}
		if got := workbook.Schema.Field(workbook.PortionRecords, "score").Asked(&w, &w.Portions[0]); got != tt.want {
			t.Errorf("%v: its score is asked: %t", tt.part.Offer, got)
		}
	}
}

// Whatever stands in a workbook: points are of 100, and more of what is asked for is
// never worth less.
func TestWorthIsOfAHundredAndGrowsWithTheOffer(t *testing.T) {
	random := workbooktest.Any()
	rapid.Check(t, func(t *rapid.T) {
		any := random.Draw(t, "workbook").Settled()
		for id, n := range any.Worth().Points {
			if n < 0 || n > 100 {
				t.Fatalf("%s is worth %d", id, n)
			}
		}
		w := offered()
		least, best := rapid.Int64Range(0, 1000).Draw(t, "minimum"), rapid.Int64Range(0, 1000).Draw(t, "opening")
		w.Asks[0].Minimum, w.Asks[0].Opening = value.NewAmount(decimal.NewFromInt(least), "USD"), value.NewAmount(decimal.NewFromInt(best), "USD")
		w.Portions = []workbook.Portion{part("Q1", "R1", "0 USD", 5), part("Q1", "R3", "=a course", rapid.IntRange(0, 10).Draw(t, "score"))}
		before := -1
		for _, n := range slices.Sorted(slices.Values(rapid.SliceOfN(rapid.Int64Range(0, 1200), 2, 6).Draw(t, "offers"))) {
			w.Portions[0].Offer = value.NewAmount(decimal.NewFromInt(n), "USD")
			now := w.Settled().Worth().Points["Q1"]
			if now < before {
				t.Fatalf("%d is worth %d, and less of it %d", n, now, before)
			}
			before = now
		}
	})
}
