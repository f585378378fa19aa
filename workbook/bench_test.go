package workbook_test

import (
	"fmt"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// filled has the size of a workbook in use: a dozen returns, two asks, eight
// figures, five offers.
func filled(t testing.TB) workbook.Workbook {
	w := workbooktest.Full()
	for i := range 9 {
		r := w.Returns[i%3]
		r.ID, r.Name = workbook.ID(fmt.Sprint("S", i)), fmt.Sprint("Return ", i)
		r.Need.Sort = []workbook.Sort{workbook.Must, workbook.Nice, workbook.NotYet}[i%3]
		w.Returns = append(w.Returns, r)
	}
	second := w.Asks[0]
	second.ID, second.Return, second.Reason = "A2", "S0", ""
	w.Asks = append(w.Asks, second)
	for i := range 5 {
		f := w.Figures[i%3]
		f.ID = workbook.ID(fmt.Sprint("G", i))
		w.Figures = append(w.Figures, f)
	}
	for i := range 4 {
		o := w.Offers[0]
		o.ID, o.Covers = workbook.ID(fmt.Sprint("P", i)), map[workbook.ID]value.Answer{"S3": value.Yes, "S6": value.Answers()[i%3]}
		w.Offers = append(w.Offers, o)
	}
	return w
}

func BenchmarkFindings(b *testing.B) {
	w, today := filled(b), valuetest.Day(workbooktest.TodayISO)
	b.ReportAllocs()
	for b.Loop() {
		advice.Of(w, today).Findings()
	}
}

func BenchmarkInsight(b *testing.B) {
	w, today := filled(b), valuetest.Day(workbooktest.TodayISO)
	b.ReportAllocs()
	for b.Loop() {
		said := advice.Of(w, today)
		for _, l := range workbook.Lessons() {
			said.Insight(l)
		}
	}
}

func BenchmarkRecords(b *testing.B) {
	w := filled(b)
	b.ReportAllocs()
	for b.Loop() {
		w.Records()
	}
}

// BenchmarkLetter is what a letter costs the workbook itself: a copy and what
// differs in it, in one of 300 returns.
func BenchmarkLetter(b *testing.B) {
	w := filled(b)
	for i := range 300 {
		r := w.Returns[i%3]
		r.ID = workbook.ID(fmt.Sprintf("T%03d", i))
		w.Returns = append(w.Returns, r)
	}
	b.ReportAllocs()
	for b.Loop() {
		next := w.Clone()
		next.Return("T200").Why += "x"
		if len(workbook.Diff(w, next)) != 1 {
			b.Fatal("a letter is not one change")
		}
	}
}

// BenchmarkKeystroke is what one key costs: the rules, the insights and what changed.
func BenchmarkKeystroke(b *testing.B) {
	w, today := filled(b), valuetest.Day(workbooktest.TodayISO)
	b.ReportAllocs()
	for b.Loop() {
		next := w.Clone()
		next.Profile.Role += "x"
		said := advice.Of(next, today)
		said.Findings()
		for _, l := range workbook.Lessons() {
			said.Insight(l)
		}
		workbook.Diff(w, next)
	}
}
