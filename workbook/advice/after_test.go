package advice

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// what says of the first ask what came.
func what(c workbook.Came, exactly string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Results = []workbook.AskResult{{ID: "X1", Ask: w.Asks[0].ID, Came: c, What: exactly, Writing: value.Yes}}
	}
}

// askedFor changes the first ask's numbers.
func askedFor(minimum, target string) func(w *workbook.Workbook) {
	return func(w *workbook.Workbook) {
		w.Asks[0].Minimum, w.Asks[0].Target = value.Amount{}, value.Amount{}
		if minimum != "" {
			w.Asks[0].Minimum = valuetest.Amount(minimum)
		}
		if target != "" {
			w.Asks[0].Target = valuetest.Amount(target)
		}
	}
}

// inOffice makes the first ask one for fewer days in the office.
func inOffice(w *workbook.Workbook) {
	w.Returns[1].Need = workbook.Need{}
	w.Asks[0] = workbook.Ask{ID: "A1", Return: "R2", Today: valuetest.Amount("5 days a week"), Minimum: valuetest.Amount("4 days a week"),
		Target: valuetest.Amount("2 days a week"), Opening: valuetest.Amount("1 days a week")}
}

func TestAfter(t *testing.T) {
	const part, agreed = workbook.CamePart, workbook.CameAgreed
	pay := askedFor("88000 USD", "92000 USD")
	for _, tt := range []struct {
		name   string
		change []func(*workbook.Workbook)
		want   string
	}{
		{"nothing came yet", nil, ""},
		{"between", []func(*workbook.Workbook){pay, what(part, "$90,000 from 1 May")}, "$90,000 is above your minimum, $2,000 below the target."},
		{"in thousands, spelled", []func(*workbook.Workbook){pay, what(part, "ninety thousand dollars")}, "$90,000 is above your minimum, $2,000 below the target."},
		{"the target", []func(*workbook.Workbook){pay, what(agreed, "92k from May")}, "$92,000 is the target itself."},
		{"more than the target", []func(*workbook.Workbook){pay, what(agreed, "$93,500")}, "$93,500 is $1,500 above the target."},
		{"the minimum", []func(*workbook.Workbook){pay, what(part, "$88,000")}, "$88,000 is your minimum, $4,000 below the target."},
		{"less than the minimum", []func(*workbook.Workbook){pay, what(part, "$86,000")}, "$86,000 is $2,000 below your minimum."},
		{"more on top", []func(*workbook.Workbook){pay, what(part, "$5,000 more")}, "$90,000 is above your minimum, $2,000 below the target."},
		{"no minimum", []func(*workbook.Workbook){askedFor("", "92000 USD"), what(part, "$90,000")}, "$90,000 is $2,000 below the target."},
		{"no target", []func(*workbook.Workbook){askedFor("88000 USD", ""), what(part, "$90,000")}, "$90,000 is above your minimum."},
		{"its rise beside it", []func(*workbook.Workbook){pay, what(part, "$90,000, which is 6 %")}, "$90,000 is above your minimum, $2,000 below the target."},
		{"two numbers", []func(*workbook.Workbook){pay, what(part, "$90,000 now, $92,000 next year")}, ""},
		{"another currency", []func(*workbook.Workbook){pay, what(part, "€90,000")}, ""},
		{"on top of nobody knows what", []func(*workbook.Workbook){pay, what(part, "they could find $5,000 more")}, ""},
		{"no number", []func(*workbook.Workbook){pay, what(part, "a raise from 1 May")}, ""},
		{"a number of something else", []func(*workbook.Workbook){pay, what(part, "3 more days at home")}, ""},
		{"no is no", []func(*workbook.Workbook){pay, what(workbook.CameNo, "not $90,000")}, "The no is to the ask, and not to you."},
		{"no numbers to set it beside", []func(*workbook.Workbook){askedFor("", ""), what(part, "$90,000")}, ""},
		{"less is more, between", []func(*workbook.Workbook){inOffice, what(part, "three days a week, from May")},
			"3 days a week is below your minimum, 1 day a week above the target."},
		{"less is more, too many", []func(*workbook.Workbook){inOffice, what(part, "5 days a week")}, "5 days a week is 1 day a week above your minimum."},
		{"less is more, fewer still", []func(*workbook.Workbook){inOffice, what(agreed, "1 day a week")}, "1 day a week is 1 day a week below the target."},
		{"not in writing", []func(*workbook.Workbook){pay, what(part, "$90,000"), func(w *workbook.Workbook) { w.Results[0].Writing = "" }},
			"$90,000 is above your minimum, $2,000 below the target. Send the recap today."},
		{"not yet", []func(*workbook.Workbook){what(workbook.CameNotYet, ""), talk(func(t *workbook.Talk) { t.Criteria = "Two audits" })},
			"You have until 15 Apr to show “Two audits”; the next check-in is on 15 Mar."},
		{"a final no", []func(*workbook.Workbook){what(workbook.CameNo, ""), func(w *workbook.Workbook) { w.Fallback.Plan = "Ask again in October." }},
			"The no is to the ask, and not to you. What you wanted to do after a no: “Ask again in October”."},
		{"the next step", []func(*workbook.Workbook){talk(func(t *workbook.Talk) { t.Next, t.NextBy = "Ada asks finance.", valuetest.Day("2027-04-15") })},
			"Next: Ada asks finance, by 15 Apr."},
		{"the next step without a day", []func(*workbook.Workbook){talk(func(t *workbook.Talk) { t.Next, t.NextBy = "Ada asks finance", value.Date{} })}, "Next: Ada asks finance."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := workbooktest.Full()
			w.Talk.Next, w.Profile.Meeting = "", valuetest.Day("2027-03-12")
			for _, change := range tt.change {
				change(&w)
			}
			if diff := cmp.Diff(tt.want, strings.Join(Of(w, valuetest.Day(workbooktest.TodayISO)).After(), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// What is told is one line of clean text, whatever was typed.
func TestAfterOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "w")
		for _, s := range Of(w, workbooktest.Date().Draw(t, "today")).After() {
			if s != value.CleanLine(s) || s == "" {
				t.Fatalf("%q", s)
			}
		}
	})
}
