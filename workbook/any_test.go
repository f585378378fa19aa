package workbook_test

import (
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// Texts that break other programs do not break the rules, and what the rules
// say of them is safe to show on one line.
func TestNastyTexts(t *testing.T) {
	today := value.NewDate(2027, 3, 12)
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		before := w.Clone()
		recs := w.Records()
		for _, f := range advice.Of(w, today).Findings() {
			if f.Text != value.CleanLine(f.Text) || f.Text == "" || f.Do == "" {
				t.Fatalf("%s says %q, %q", f.Rule, f.Text, f.Do)
			}
			if _, ok := recs[f.Record]; f.Record != "" && !ok {
				t.Fatalf("%s points at %s", f.Rule, f.Record)
			}
		}
		for _, l := range workbook.Lessons() {
			for _, s := range advice.Of(w, today).Insight(l) {
				if s != value.CleanLine(s) || s == "" {
					t.Fatalf("%s says %q", l, s)
				}
			}
		}
		sameRecords(t, "the rules changed the workbook", before, w)
	})
}

func TestNastyInput(t *testing.T) {
	today := value.NewDate(2027, 3, 12)
	rapid.Check(t, func(t *rapid.T) {
		s := workbooktest.Lines().Draw(t, "s")
		value.ParseMoney(s, "EUR")
		value.ParsePercent(s)
		value.ParseQuantity(s, "EUR")
		value.ParseDate(s, today, value.Behind)
		value.ParseBound(s, true, "EUR")
	})
}
