package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// What lesson 2 asks depends on the column; a bare number counts in money where
// the return is.
func TestNeedFields(t *testing.T) {
	asked := func(r workbook.Return) (out string) {
		for _, f := range workbook.Schema.Collection(workbook.ReturnRecords).Fields {
			if f.Page == string(workbook.LessonNeeds) && f.Asked(&workbook.Workbook{}, &r) {
				out += f.Name + " "
			}
		}
		return out
	}
	for sort, want := range map[workbook.Sort]string{
		workbook.NotYet: "sort ", workbook.Must: "sort threshold met leave ", workbook.Nice: "sort share worst best ",
	} {
		if got := asked(workbook.Return{Need: workbook.Need{Sort: sort}}); got != want {
			t.Errorf("of %q is asked %s", sort, got)
		}
	}
	w := workbook.Workbook{Profile: workbook.Profile{Currency: "CHF"}}
	how := w.Typing(value.NewDate(2027, 3, 12), nil)
	for kind, want := range map[workbook.Kind]string{workbook.KindPay: "at least 93,000 a year", workbook.KindTime: "at least 93"} {
		r, typed := workbook.Return{Kind: kind}, map[bool]string{true: "93k pa", false: "93"}[kind.Money()]
		if err := workbook.Schema.Field(workbook.ReturnRecords, "threshold").Type(&w, &r, typed, how); err != nil || r.Need.Threshold.String() != want {
			t.Errorf("%s: %s, %v", kind, r.Need.Threshold, err)
		}
	}
}

// What is written beside a threshold says whether it is of base or of total pay, where nothing
// else does; the two are not set beside each other.
func TestTheWordBesideAThresholdIsItsBasis(t *testing.T) {
	for name, c := range map[string]struct {
		line      string
		chosen    workbook.Basis // of the must-have
		ask       workbook.Basis // of the ask about it, "" for no ask
		base, all string         // what an offer pays, and its bonus
		want      value.Answer
	}{
		"base of an offer":                  {"base of at least 88k", "", "", "88k", "", value.Yes},
		"base of an offer, short":           {"base of at least 88k", "", "", "87k", "9k", value.No},
		"base, while the ask is for total":  {"base of at least 88k", "", workbook.TotalBasis, "80k", "9k", value.No},
		"without a word the ask says it":    {"at least 95k", "", workbook.TotalBasis, "88k", "9k", value.Yes},
		"total of an offer":                 {"total of at least 95k", "", "", "88k", "9k", value.Yes},
		"total of an offer, short":          {"total of at least 98k", "", "", "88k", "9k", value.No},
		"what is chosen outweighs the word": {"base of at least 95k", workbook.TotalBasis, "", "88k", "9k", value.Yes},
		"base with something in it":         {"88k base and bonus", "", workbook.TotalBasis, "80k", "9k", value.Yes},
	} {
		t.Run(name, func(t *testing.T) {
			w := workbook.Workbook{ID: "W", Profile: workbook.Profile{Currency: "EUR"}, Job: workbook.Job{Period: workbook.ByYear},
				Returns: []workbook.Return{{ID: "R1", Name: "Pay", Kind: workbook.KindPay, Need: workbook.Need{Sort: workbook.Must, Basis: c.chosen}}},
				Offers:  []workbook.Offer{{ID: "O1", Employer: "Contoso"}}}
			if c.ask != "" {
				w.Asks = []workbook.Ask{{ID: "A1", Return: "R1", Basis: c.ask}}
			}
			for _, typed := range []struct{ record, field, text string }{
				{"returns/R1", "threshold", c.line}, {"offers/O1", "base", c.base}, {"offers/O1", "bonus", c.all},
			} {
				k := workbook.Key(typed.record)
				f := workbook.Schema.Field(k.Collection(), typed.field)
				if err := f.Type(&w, workbook.Schema.Record(&w, k), typed.text, w.Typing(valuetest.Day("2027-01-30"), nil)); err != nil {
					t.Fatal(err)
				}
			}
			w = w.Settled()
			if got := w.MustCovered(w.Offers[0], w.Returns[0]); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	need := workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at least 9000 EUR (total)")}
	w := workbook.Workbook{Returns: []workbook.Return{{ID: "R1", Kind: workbook.KindPay, Need: need}}}
	w.Job = workbook.Job{Period: workbook.ByMonth, Pay: workbook.Pay{Base: valuetest.Amount("8000 EUR"), Bonus: valuetest.Amount("12000 EUR")}}
	w = w.Settled()
	if got := w.MustMet(w.Returns[0]); got != value.Yes { // 108,000 of 9,000 a month, and no 9,000 a year
		t.Errorf("by the month: %q", got)
	}
	w.Job.Bonus = valuetest.Amount("11999 EUR/year")
	if got := w.MustMet(w.Returns[0]); got != value.No {
		t.Errorf("by the month, a euro short: %q", got)
	}
}
