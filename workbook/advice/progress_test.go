package advice

import (
	"fmt"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"

	"pgregory.net/rapid"
)

func TestProgresses(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(w *workbook.Workbook)
		want   string // state and count of lessons 1 to 4
		next   workbook.Lesson
	}{
		"all done":    {none, "2 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonPrenegotiate},
		"empty":       {empty, "0 –, 0 –, 0 –, 0 –", workbook.LessonReturns},
		"two returns": {func(w *workbook.Workbook) { w.Returns = w.Returns[:2] }, "1 2, 2 1 · 1, 2 1 of 2, 2 1", workbook.LessonReturns},
		"only money": {func(w *workbook.Workbook) {
			w.Returns[1].Kind, w.Returns[2].Kind = workbook.KindPay, workbook.KindBonus
		}, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
		"no why":       {func(w *workbook.Workbook) { w.Returns[2].Why = "" }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
		"unrated":      {func(w *workbook.Workbook) { w.Returns[2].Weight = 0 }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonReturns},
		"unsorted":     {func(w *workbook.Workbook) { w.Returns[2].Need = workbook.Need{} }, "2 3, 1 1 · 1, 2 1 of 2, 2 1", workbook.LessonNeeds},
		"no must-have": {func(w *workbook.Workbook) { w.Returns[0].Need.Sort = workbook.Nice }, "2 3, 1 0 · 3, 2 1 of 2, 2 1", workbook.LessonNeeds},
		"no threshold": {func(w *workbook.Workbook) {
			w.Returns[0].Need.Threshold, w.Offers[0].Covers = value.Bound{}, map[workbook.ID]value.Answer{"R1": value.Yes}
		}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
		"unread threshold": {func(w *workbook.Workbook) {
			w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Threshold: value.UnreadBound("x"), Met: value.No}
			w.Offers[0].Covers = map[workbook.ID]value.Answer{"R1": value.Yes}
		}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
		"not checked":     {func(w *workbook.Workbook) { w.Job.Base = value.Amount{} }, "2 3, 1 1 · 2, 2 1 of 2, 2 1", workbook.LessonNeeds},
		"no ask":          {func(w *workbook.Workbook) { w.Asks = nil }, "2 3, 2 1 · 2, 1 0 of 2, 2 1", workbook.LessonAsks},
		"neither ask nor": {func(w *workbook.Workbook) { w.Asks, w.Figures = nil, nil }, "2 3, 2 1 · 2, 0 –, 2 1", workbook.LessonAsks},
		"no minimum":      {func(w *workbook.Workbook) { w.Asks[0].Minimum = value.Amount{} }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"no reason":       {func(w *workbook.Workbook) { w.Asks[0].Reason = "" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"target too low":  {func(w *workbook.Workbook) { w.Asks[0].Target = valuetest.Amount("1 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"opening too low": {func(w *workbook.Workbook) { w.Asks[0].Opening = valuetest.Amount("1 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"dangling ask":    {func(w *workbook.Workbook) { w.Asks[0].Return = "gone" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"less is more":    {officeDays("3 days", "2 days", "1 day"), "", ""},
		"in words": {func(w *workbook.Workbook) {
			w.Asks[0] = workbook.Ask{ID: "A1", Return: "R1", Say: workbook.SayWords, Term: "x", Reason: "y"}
		}, "2 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonPrenegotiate},
		"in no words": {func(w *workbook.Workbook) {
			w.Asks[0] = workbook.Ask{ID: "A1", Return: "R1", Say: workbook.SayWords, Reason: "y"}
		}, "2 3, 2 1 · 2, 1 1 of 2, 2 1", workbook.LessonAsks},
		"no offer": {func(w *workbook.Workbook) { w.Offers = nil }, "2 3, 2 1 · 2, 2 1 of 2, 0 –", workbook.LessonOffers},
		"no offer, said": {func(w *workbook.Workbook) {
			w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true, Plan: "ask again"}
		}, "2 3, 2 1 · 2, 2 1 of 2, 2 none", workbook.LessonPrenegotiate},
		"no offer, no plan":   {func(w *workbook.Workbook) { w.Offers, w.Fallback = nil, workbook.Fallback{NoOffer: true} }, "2 3, 2 1 · 2, 2 1 of 2, 1 none", workbook.LessonOffers},
		"only a plan":         {func(w *workbook.Workbook) { w.Offers, w.Fallback.Plan = nil, "ask again" }, "2 3, 2 1 · 2, 2 1 of 2, 1 0", workbook.LessonOffers},
		"take not answered":   {func(w *workbook.Workbook) { w.Offers[0].Take = "" }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", workbook.LessonOffers},
		"a cell not answered": {func(w *workbook.Workbook) { w.Offers[0].Base = value.Amount{} }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", workbook.LessonOffers},
		"declined":            {func(w *workbook.Workbook) { w.Offers[0] = workbook.Offer{ID: "O1", Status: workbook.Declined} }, "2 3, 2 1 · 2, 2 1 of 2, 2 1", workbook.LessonPrenegotiate},
	} {
		t.Run(name, func(t *testing.T) {
			w := workbooktest.Full()
			tt.change(&w)
			all := Progresses(w)
			if len(all) != 9 {
				t.Fatalf("%d lines", len(all))
			}
			if tt.want == "" {
				if all[2].State != Done {
					t.Errorf("lesson 3 is %v", all[2])
				}
				return
			}
			got := ""
			for i, p := range all {
				if p.Lesson.Number() != i+1 {
					t.Errorf("%s is line %d", p.Lesson, i+1)
				}
				if i < 4 {
					got += fmt.Sprintf(", %d %s", p.State, p.Count)
				} else if p.State != Untouched || p.Count != "–" {
					t.Errorf("%s is %v", p.Lesson, p)
				}
			}
			if got[2:] != tt.want || Next(w) != tt.next {
				t.Errorf("got %s, next %s; want %s, next %s", got[2:], Next(w), tt.want, tt.next)
			}
		})
	}
	if got := Summarize(workbooktest.Full()); got != (Summary{Done: 4, Built: 4}) {
		t.Errorf("%+v", got)
	}
	if got := Summarize(workbook.Workbook{}); got != (Summary{Built: 4}) {
		t.Errorf("%+v", got)
	}
}

// A lesson that is done has nothing in it that blocks for want of an answer.
func TestDoneMeansAnswered(t *testing.T) {
	today := valuetest.Day(workbooktest.TodayISO)
	wants := map[workbook.Lesson][]string{
		workbook.LessonReturns: {"returns-few", "returns-only-money", "return-no-why", "return-no-name", "return-unrated"},
		workbook.LessonNeeds:   {"must-no-threshold", "threshold-unread", "musts-none", "returns-unsorted"},
		workbook.LessonAsks:    {"ask-no-minimum", "ask-target-below-minimum", "ask-opening-below-target", "ask-return-gone", "asks-none", "ask-no-reason"},
	}
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Small().Draw(t, "w")
		for _, p := range Progresses(w) {
			if p.State != Done {
				continue
			}
			for _, rule := range wants[p.Lesson] {
				if got := only(rule, Findings(w, today)); got != nil {
					t.Fatalf("%s is done, and %s", p.Lesson, got[0].Text)
				}
			}
		}
	})
}

func TestLessons(t *testing.T) {
	for i, l := range workbook.Lessons() {
		if l.Number() != i+1 || l.Built() != (i < 4) {
			t.Errorf("%s is number %d", l, l.Number())
		}
	}
	if workbook.Lesson("other").Number() != 0 || workbook.Lesson("other").Built() {
		t.Error("an unknown lesson is known")
	}
	workbook.Lessons()[0] = "changed"
	if workbook.Lessons()[0] != workbook.LessonReturns {
		t.Error("a caller can change the lessons")
	}
}
