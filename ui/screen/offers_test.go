package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// monthly is a workbook with many must-haves, pay by the month and offers that leave
// parts of it blank.
func monthly(musts int) workbook.Workbook {
	w := uitest.Empty("Monthly")
	for i := range musts {
		w.Returns = append(w.Returns, workbook.Return{ID: uitest.NewID(), Name: fmt.Sprint("A must-have of mine ", i+1), Need: workbook.Need{Sort: workbook.Must}})
	}
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("8200 PLN/month"), Bonus: valuetest.Amount("6012 PLN")}, Period: workbook.ByMonth}
	w.Offers = []workbook.Offer{
		{ID: uitest.NewID(), Employer: "Contoso", Status: workbook.Written, Take: value.Yes, Pay: workbook.Pay{Base: valuetest.Amount("9400 PLN"), Equity: valuetest.Amount("3000 PLN")}, Cost: valuetest.Amount("200 PLN/month")},
		{ID: uitest.NewID(), Employer: "Fabrikam", Pay: workbook.Pay{Base: valuetest.Amount("9000 PLN")}, SignOn: valuetest.Amount("5000 PLN")},
	}
	return w
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// Name and total stay in sight, with what it is after its costs, whichever cell has the
// focus; how many columns are not in sight is said in words.
func TestTheTotalsStayInSight(t *testing.T) {
	const musts = 6
	b := newBench(t, monthly(musts))
	l := screen.NewLesson(b.context(), workbook.LessonOffers)
	for _, width := range []int{60, 70, 78, 98, 118} {
		b.press(l, "left", "left", "left", "left", "left", "left", "left", "left", "left", "left")
		for i := range musts + 4 {
			text := b.draw(l, width, 24)
			for _, want := range []string{"in all a", "after its", "PLN 104,412", "PLN 115,800", "PLN 113,400", "▸ Staying", "["} {
				if !strings.Contains(text, want) {
					t.Fatalf("at %d, column %d, no %q:\n%s", width, i, want, text)
				}
			}
			if before, behind := strings.Contains(text, "‹"), strings.Contains(text, " more ›"); i == 0 && (before || !behind) || i == musts-1 && width < 80 && !before {
				t.Errorf("at %d, column %d, it is not said that there are more columns:\n%s", width, i, text)
			}
			b.press(l, "right")
		}
	}
}

// Below the table stands what the total of the focused row rests on, and what it leaves out.
func TestWhatATotalRestsOnAndLeavesOut(t *testing.T) {
	b := newBench(t, monthly(1))
	l := screen.NewLesson(b.context(), workbook.LessonOffers)
	if text := flat(b.draw(l, 78, 24)); strings.Count(text, "The totals are reckoned at 12 payments a year, since you did not say how many.") != 1 {
		t.Error(text)
	}
	for _, want := range []string{
		"Not counted, because blank: today's equity.", "Not counted, because blank: Contoso's bonus.", "Not counted, because blank: Fabrikam's bonus and equity.",
	} {
		if text := flat(b.draw(l, 78, 24)); !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
		b.press(l, "down")
	}
	b.press(l, "right", "right")
	if text := flat(b.draw(l, 78, 24)); !strings.Contains(text, "PLN 108,000 in a steady one, at 12 payments a year, since you did not say how many. Not counted") {
		t.Error(text)
	}
	b.press(l, "up", "up")
	if text := flat(b.draw(l, 78, 24)); !strings.Contains(text, "Staying: PLN 104,412 a year in all, at 12 payments a year, since you did not say how many.") {
		t.Error(text)
	}
	w := monthly(1)
	w.Returns[0].Need.Met, w.Offers[0].Covers = value.No, map[workbook.ID]value.Answer{w.Returns[0].ID: value.Yes}
	said := newBench(t, w)
	if text := flat(said.draw(screen.NewLesson(said.context(), workbook.LessonOffers), 78, 24)); strings.Count(text, "at 12 payments") != 1 ||
		!strings.Contains(text, "a year ahead of staying after its costs, not counting its bonus, which you left blank. Reckoned at 12 payments") {
		t.Error(text)
	}
	if text := b.draw(l, 38, 10); !strings.Contains(text, "in all a year") || !strings.Contains(flat(text), "PLN 104,412") {
		t.Error(text)
	}
}

// hourly is a workbook of who is paid by the hour, with an ask and a figure of a year.
func hourly() workbook.Workbook {
	w := uitest.Empty("Hourly")
	w.Profile.Currency = "USD"
	w.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "Base pay", Kind: workbook.KindPay}}
	w.Job = workbook.Job{Pay: workbook.Pay{Base: valuetest.Amount("19.40 USD")}, Period: workbook.ByHour, Hours: valuetest.Amount("36 hours a week")}
	w.Asks = []workbook.Ask{{ID: uitest.NewID(), Return: w.Returns[0].ID, Minimum: valuetest.Amount("22 USD"), Target: valuetest.Amount("23 USD")}}
	w.Figures = []workbook.Figure{{ID: uitest.NewID(), Source: "A survey", Middle: valuetest.Amount("38000 USD/year")}}
	return w
}

// Pay is shown with what it is for, and with what it was converted by.
func TestPayIsShownWithItsPeriod(t *testing.T) {
	w := hourly()
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonAsks)
	for key, want := range map[workbook.Key][]string{
		workbook.RecordKey(workbook.AskRecords, w.Asks[0].ID):       {"Pay by the hour, in USD; reckoned at 36 hours a week."},
		workbook.RecordKey(workbook.FigureRecords, w.Figures[0].ID): {"middle $20.30 an hour", "Reckoned at 36 hours a week."},
		workbook.RecordKey(workbook.JobRecords, w.ID):               {"Together $36,317 a year.", "Reckoned at 36 hours a week."},
	} {
		l.Enter(b.context(), screen.Place{Record: key})
		text := flat(b.draw(l, 60, 40))
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("no %q in\n%s", s, text)
			}
		}
	}
	for field, want := range map[string][]string{
		"target":  {"Minimum $22 an hour", "$19.40 an hour, from today's job", "– $23 an hour; 18.6% above today"},
		"opening": {"Target $23 an hour", "For example: 22.50, or"},
		"term":    {"For example: I would like my base pay to be 22.50 an hour from"},
	} {
		l.Enter(b.context(), screen.Place{Record: workbook.RecordKey(workbook.AskRecords, w.Asks[0].ID), Field: field})
		text := flat(b.draw(l, 60, 60))
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("in %s, no %q in\n%s", field, s, text)
			}
		}
	}
	w.Job.Period, w.Job.Base, w.Job.Bonus, w.Asks, w.Figures = workbook.ByMonth, valuetest.Amount("8200 USD"), valuetest.Amount("900 USD"), w.Asks[:1], nil
	w.Asks[0].Minimum, w.Asks[0].Target = value.Amount{}, value.Amount{}
	b = newBench(t, w)
	l = screen.NewLesson(b.context(), workbook.LessonAsks)
	l.Enter(b.context(), screen.Place{Record: workbook.RecordKey(workbook.AskRecords, w.Asks[0].ID), Field: "minimum"})
	if text := flat(b.draw(l, 60, 60)); !strings.Contains(text, "For example: 8,500, or") {
		t.Error(text)
	}
	l.Enter(b.context(), screen.Place{Record: workbook.RecordKey(workbook.JobRecords, w.ID), Field: "base"})
	if text := flat(b.draw(l, 60, 60)); !strings.Contains(text, "– $8,200 a month") || !strings.Contains(text, "Bonus $900 a year") {
		t.Error(text)
	}
	w.Job.Period = workbook.ByYear
	w.Job.Base = valuetest.Amount("82000 USD")
	b = newBench(t, w)
	l = screen.NewLesson(b.context(), workbook.LessonAsks)
	l.Enter(b.context(), screen.Place{Record: workbook.RecordKey(workbook.JobRecords, w.ID), Field: "base"})
	if text := flat(b.draw(l, 60, 60)); !strings.Contains(text, "– $82,000 a year") || !strings.Contains(text, "Bonus $900 Variable") {
		t.Error(text)
	}
}

// Headings get the room that is left before they take three lines.
func TestHeadingsHaveTheRoomThatIsLeft(t *testing.T) {
	w := uitest.Empty("Room")
	w.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "A better job title by summer", Need: workbook.Need{Sort: workbook.Must}}}
	w.Offers = []workbook.Offer{{ID: uitest.NewID(), Employer: "Contoso"}}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: 120, Height: 40})
	d.Key("4", "enter")
	d.Want("A better job title by summer")
}

// A figure that has no middle shows its range in the list.
func TestAFigureShowsItsRange(t *testing.T) {
	w := uitest.Empty("Range")
	w.Figures = []workbook.Figure{
		{ID: uitest.NewID(), Source: "A posting", Low: valuetest.Amount("70000 USD"), High: valuetest.Amount("82000 USD")},
		{ID: uitest.NewID(), Source: "A survey", Middle: valuetest.Amount("75000 USD"), High: valuetest.Amount("90000 USD")},
		{ID: uitest.NewID(), Source: "A peer", High: valuetest.Amount("91000 USD")},
	}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("3", "enter", "esc")
	got := flat(d.Screen())
	for _, want := range []string{"A posting $70,000–$82,000", "A survey $75,000", "A peer $91,000"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q:\n%s", want, d.Screen())
		}
	}
}
