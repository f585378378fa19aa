package workbook

import (
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"fmt"
	"testing"
)

// filled has the size of a workbook in use: a dozen returns, two asks, eight
// figures, five offers.
func filled(t testing.TB) Workbook {
	w := full(t)
	for i := range 9 {
		r := w.Returns[i%3]
		r.ID, r.Name = ID(fmt.Sprint("S", i)), fmt.Sprint("Return ", i)
		r.Need.Sort = []Sort{Must, Nice, NotYet}[i%3]
		w.Returns = append(w.Returns, r)
	}
	second := w.Asks[0]
	second.ID, second.Return, second.Reason = "A2", "S0", ""
	w.Asks = append(w.Asks, second)
	for i := range 5 {
		f := w.Figures[i%3]
		f.ID = ID(fmt.Sprint("G", i))
		w.Figures = append(w.Figures, f)
	}
	for i := range 4 {
		o := w.Offers[0]
		o.ID, o.Covers = ID(fmt.Sprint("P", i)), map[ID]value.Answer{"S3": value.Yes, "S6": value.Answers()[i%3]}
		w.Offers = append(w.Offers, o)
	}
	return w
}

func BenchmarkFindings(b *testing.B) {
	w, today := filled(b), valuetest.Day(todayISO)
	b.ReportAllocs()
	for b.Loop() {
		Findings(w, today)
	}
}

func BenchmarkInsight(b *testing.B) {
	w, today := filled(b), valuetest.Day(todayISO)
	b.ReportAllocs()
	for b.Loop() {
		for _, l := range lessons {
			Insight(w, l, today)
		}
	}
}

func BenchmarkRecords(b *testing.B) {
	w := filled(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.Records(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkKeystroke is what one key costs: all three.
func BenchmarkKeystroke(b *testing.B) {
	w, today := filled(b), valuetest.Day(todayISO)
	b.ReportAllocs()
	for b.Loop() {
		Findings(w, today)
		for _, l := range lessons {
			Insight(w, l, today)
		}
		if _, err := w.Records(); err != nil {
			b.Fatal(err)
		}
	}
}
