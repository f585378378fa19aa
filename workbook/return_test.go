package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
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
