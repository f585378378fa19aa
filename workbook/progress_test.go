package workbook

import (
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestProgresses(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(w *Workbook)
		want   string // state and count of lessons 1 to 4
		next   Lesson
	}{
		"all done":     {none, "2 3, 2 1 · 2, 2 1 of 2, 2 1", LessonPrenegotiate},
		"empty":        {empty, "0 –, 0 –, 0 –, 0 –", LessonReturns},
		"two returns":  {func(w *Workbook) { w.Returns = w.Returns[:2] }, "1 2, 2 1 · 1, 2 1 of 2, 2 1", LessonReturns},
		"only money":   {func(w *Workbook) { w.Returns[1].Kind, w.Returns[2].Kind = KindPay, KindBonus }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", LessonReturns},
		"no why":       {func(w *Workbook) { w.Returns[2].Why = "" }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", LessonReturns},
		"unrated":      {func(w *Workbook) { w.Returns[2].Weight = 0 }, "1 3, 2 1 · 2, 2 1 of 2, 2 1", LessonReturns},
		"unsorted":     {func(w *Workbook) { w.Returns[2].Need = Need{} }, "2 3, 1 1 · 1, 2 1 of 2, 2 1", LessonNeeds},
		"no must-have": {func(w *Workbook) { w.Returns[0].Need.Sort = Nice }, "2 3, 1 0 · 3, 2 1 of 2, 2 1", LessonNeeds},
		"no threshold": {func(w *Workbook) {
			w.Returns[0].Need.Threshold, w.Offers[0].Covers = value.Bound{}, map[ID]value.Answer{"R1": value.Yes}
		}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", LessonNeeds},
		"unread threshold": {func(w *Workbook) {
			w.Returns[0].Need = Need{Sort: Must, Threshold: value.UnreadBound("x"), Met: value.No}
			w.Offers[0].Covers = map[ID]value.Answer{"R1": value.Yes}
		}, "2 3, 1 1 · 2, 2 1 of 2, 2 1", LessonNeeds},
		"not checked":         {func(w *Workbook) { w.Job.Base = value.Amount{} }, "2 3, 1 1 · 2, 2 1 of 2, 2 1", LessonNeeds},
		"no ask":              {func(w *Workbook) { w.Asks = nil }, "2 3, 2 1 · 2, 1 0 of 2, 2 1", LessonAsks},
		"neither ask nor":     {func(w *Workbook) { w.Asks, w.Figures = nil, nil }, "2 3, 2 1 · 2, 0 –, 2 1", LessonAsks},
		"no minimum":          {func(w *Workbook) { w.Asks[0].Minimum = value.Amount{} }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"no reason":           {func(w *Workbook) { w.Asks[0].Reason = "" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"target too low":      {func(w *Workbook) { w.Asks[0].Target = valuetest.Amount("1 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"opening too low":     {func(w *Workbook) { w.Asks[0].Opening = valuetest.Amount("1 USD") }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"dangling ask":        {func(w *Workbook) { w.Asks[0].Return = "gone" }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"less is more":        {officeDays("3 days", "2 days", "1 day"), "", ""},
		"in words":            {func(w *Workbook) { w.Asks[0] = Ask{ID: "A1", Return: "R1", Say: SayWords, Term: "x", Reason: "y"} }, "2 3, 2 1 · 2, 2 1 of 2, 2 1", LessonPrenegotiate},
		"in no words":         {func(w *Workbook) { w.Asks[0] = Ask{ID: "A1", Return: "R1", Say: SayWords, Reason: "y"} }, "2 3, 2 1 · 2, 1 1 of 2, 2 1", LessonAsks},
		"no offer":            {func(w *Workbook) { w.Offers = nil }, "2 3, 2 1 · 2, 2 1 of 2, 0 –", LessonOffers},
		"no offer, said":      {func(w *Workbook) { w.Offers, w.Fallback = nil, Fallback{true, "ask again"} }, "2 3, 2 1 · 2, 2 1 of 2, 2 none", LessonPrenegotiate},
		"no offer, no plan":   {func(w *Workbook) { w.Offers, w.Fallback = nil, Fallback{NoOffer: true} }, "2 3, 2 1 · 2, 2 1 of 2, 1 none", LessonOffers},
		"only a plan":         {func(w *Workbook) { w.Offers, w.Fallback.Plan = nil, "ask again" }, "2 3, 2 1 · 2, 2 1 of 2, 1 0", LessonOffers},
		"take not answered":   {func(w *Workbook) { w.Offers[0].Take = "" }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", LessonOffers},
		"a cell not answered": {func(w *Workbook) { w.Offers[0].Base = value.Amount{} }, "2 3, 2 1 · 2, 2 1 of 2, 1 1", LessonOffers},
		"declined":            {func(w *Workbook) { w.Offers[0] = Offer{ID: "O1", Status: Declined} }, "2 3, 2 1 · 2, 2 1 of 2, 2 1", LessonPrenegotiate},
	} {
		t.Run(name, func(t *testing.T) {
			w := full(t)
			tt.change(&w)
			all := w.Progresses()
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
			if got[2:] != tt.want || w.Next() != tt.next {
				t.Errorf("got %s, next %s; want %s, next %s", got[2:], w.Next(), tt.want, tt.next)
			}
		})
	}
	if got := Summarize(full(t)); got != (Summary{Done: 4, Built: 4}) {
		t.Errorf("%+v", got)
	}
	if got := Summarize(Workbook{}); got != (Summary{Built: 4}) {
		t.Errorf("%+v", got)
	}
}

// A lesson that is done has nothing in it that blocks for want of an answer.
func TestDoneMeansAnswered(t *testing.T) {
	today := valuetest.Day(todayISO)
	wants := map[Lesson][]string{
		LessonReturns: {"returns-few", "returns-only-money", "return-no-why", "return-no-name", "return-unrated"},
		LessonNeeds:   {"must-no-threshold", "threshold-unread", "musts-none", "returns-unsorted"},
		LessonAsks:    {"ask-no-minimum", "ask-target-below-minimum", "ask-opening-below-target", "ask-return-gone", "asks-none", "ask-no-reason"},
	}
	rapid.Check(t, func(t *rapid.T) {
		w := anyWorkbook().Draw(t, "w")
		for _, p := range w.Progresses() {
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
	for i, l := range Lessons() {
		if l.Number() != i+1 || l.Built() != (i < 4) {
			t.Errorf("%s is number %d", l, l.Number())
		}
	}
	if Lesson("other").Number() != 0 || Lesson("other").Built() {
		t.Error("an unknown lesson is known")
	}
	Lessons()[0] = "changed"
	if Lessons()[0] != LessonReturns {
		t.Error("a caller can change the lessons")
	}
}
