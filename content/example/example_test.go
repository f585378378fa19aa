package example

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

const newID = workbook.ID("01KZZZZZZZZZZZZZZZZZZZZZZZ")

func get(t *testing.T, today value.Date) workbook.Workbook {
	t.Helper()
	w, err := Workbook(today, func() workbook.ID { return newID })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestTells holds the example to what it is there to show.
func TestTells(t *testing.T) {
	for _, today := range []value.Date{written, value.NewDate(2026, time.February, 28), value.NewDate(2031, time.December, 31)} {
		w := get(t, today)
		if w.ID != newID {
			t.Errorf("the id is %s, not a new one", w.ID)
		}
		if n := today.DaysTo(w.Profile.Meeting); n != 41 {
			t.Errorf("the meeting is in %d days, not 41", n)
		}
		var got []string
		for _, f := range advice.Of(w, today).Findings() {
			got = append(got, f.Severity.String()+" "+f.Rule)
		}
		want := []string{"warns kpi-missed", "warns must-unasked", "warns ask-no-proof", "warns ask-below-alternative", "warns deal-after-budget",
			"warns deal-no-reward", "warns deal-no-approver", "warns kpi-missed-extra", "warns extra-no-told", "warns extras-outnumber", "warns ask-no-objection",
			"hint offer-unknown", "hint deal-no-partial", "hint extra-no-credit", "hint step-free"}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: findings %q, want %q", today, got, want)
		}
		ways := w.Alternatives(today)
		if len(ways) != 1 || !ways[0].Firm() || !w.Profile.Meeting.Before(ways[0].Deadline) {
			t.Errorf("%s: alternatives %v, want the written one with a deadline after the meeting", today, ways)
		}
		for _, o := range plan.OwnTexts(w) { // what it releases stays so, whatever the day; of lessons 5 to 9 nothing is released yet
			if later := o.Deal+o.KPI+o.Extra != "" || o.Of != ""; o.Why != "" || o.Released != (o.Figure == "" && !later) {
				t.Errorf("%s: %+v", today, o)
			}
		}
	}
}

// TestShape counts what each lesson has, and finds no lesson undone.
func TestShape(t *testing.T) {
	w := get(t, written)
	kinds, figures := map[workbook.Kind]bool{}, map[workbook.FigureKind]bool{}
	for _, r := range w.Returns {
		kinds[r.Kind] = true
	}
	for _, f := range w.Figures {
		figures[f.Kind] = true
	}
	shares := 0
	for _, r := range w.Sorted(workbook.Nice) {
		shares += r.Need.Share.Or(0)
	}
	got := []int{len(w.Returns), len(kinds), len(w.Ranking()), len(w.Sorted(workbook.Must)), len(w.UnmetMusts()),
		len(w.Sorted(workbook.Nice)), shares, len(w.Asks), len(w.Figures), len(figures), len(w.Offers), len(w.Missing(w.Offers[1]))}
	want := []int{7, 7, 7, 3, 2, 4, 100, 2, 3, 2, 2, 1}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("returns, kinds, ranked, musts, unmet, nice, shares, asks, figures, kinds, offers, unknown cells: %v, want %v", got, want)
	}
	for _, p := range advice.Of(w, value.Date{}).Progresses() {
		if p.Lesson.Built() && p.State != advice.Done {
			t.Errorf("lesson %s is not done in the example", p.Lesson)
		}
	}
}

// TestClearlyInvented: nobody should take the example's firms or figures for real ones.
func TestClearlyInvented(t *testing.T) {
	w := get(t, written)
	texts := []string{w.Profile.Name, w.Profile.Person, w.Profile.Employer}
	for _, f := range w.Figures {
		texts = append(texts, f.Source)
	}
	for _, o := range w.Offers {
		texts = append(texts, o.Employer)
	}
	for _, s := range texts {
		if !strings.Contains(strings.ToLower(s), "example") {
			t.Errorf("%q does not say that it is an example", s)
		}
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(string(file)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		switch word {
		case "he", "she", "his", "her", "hers", "him", "man", "woman", "wife", "husband", "mr", "mrs", "ms":
			t.Errorf("the example has the gendered word %q", word)
		}
	}
}

// TestEveryDateMoves: the example is always as far from its meeting as on the day
// for which it was written.
func TestEveryDateMoves(t *testing.T) {
	was, is := get(t, written), get(t, written.AddDays(400))
	days := func(w workbook.Workbook) map[string]value.Date {
		out := map[string]value.Date{}
		for _, c := range workbook.Schema.Collections {
			for id, rec := range c.Each(&w) {
				for _, f := range c.Fields {
					if d, is := f.At(rec).(*value.Date); is && d.OK() {
						out[f.Label+" of "+string(id)] = *d
					}
				}
			}
		}
		return out
	}
	if n := len(days(was)); n < 6 {
		t.Errorf("%d dates", n)
	}
	for of, d := range days(was) {
		if !d.AddDays(400).Equal(days(is)[of]) {
			t.Errorf("%s is %s, then %s", of, d, days(is)[of])
		}
	}
}

func TestBrokenFile(t *testing.T) {
	defer func(b []byte) { file = b }(file)
	file = []byte("{}")
	if _, err := Workbook(written, func() workbook.ID { return newID }); err == nil {
		t.Error("a broken example was taken")
	}
}
