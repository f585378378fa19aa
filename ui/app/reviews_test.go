package app_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// Each day opens where it was given: a form of the lesson, or another page.
func TestADayOpensWhereItWasGiven(t *testing.T) {
	for _, tt := range []struct {
		row, page, collection, field string
	}{
		{"check-in: Planning errors", "reviews", workbook.CheckInRecords, "day"},
		{"in 34  check-in", "reviews", workbook.ReviewRecords, "next"},
		{"page goes out", "reviews", workbook.ReviewRecords, "sent"},
		{"the talk, with Sam Sample", screen.DetailsScreen, "", "meeting"},
		{"next step: Sam takes it to HR", "strategy", "", "nextby"},
		{"Contoso (example) wants an answer", "offers", workbook.OfferRecords, "deadline"},
		{"to come back to: There is no budget", "strategy", workbook.ObjectionRecords, "date"},
		{"on target: Plans out by Friday", "firstmile", workbook.KPIRecords, "by"},
		{"budget is set, says Imre", screen.DetailsScreen, "", "budget"},
		{"in 72", "reviews", workbook.ReviewRecords, "after"},
		{"you deliver: Planning errors", "prenegotiate", workbook.DealRecords, "due"},
		{"you get: Days at home", "prenegotiate", workbook.DealRecords, "effective"},
		{"official review", "reviews", workbook.ReviewRecords, "date"},
	} {
		t.Run(tt.row, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Example: true, Width: 100, Height: 40})
			d.Key("6")
			d.ClickOn(tt.row) // gives it the focus
			if d.App().Place().Screen != "reviews" || d.App().Typing() {
				t.Fatalf("one click leads to %+v", d.App().Place())
			}
			d.Key("enter")
			p := d.App().Place()
			if p.Screen != tt.page || p.Field != tt.field || tt.collection != "" && p.Record.Collection() != tt.collection {
				t.Errorf("it leads to %+v", p)
			}
		})
	}
}

// A check-in is written down on the day on which it is held, and the timeline and the
// advice follow it.
func TestACheckInIsWrittenDown(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("6", "a")
	d.Type("Two errors in January")
	d.Key("esc")
	d.Want("30 Jan         today   check-in: Two errors in January")
	all := d.Workbook().CheckIns
	if n := len(all); n != 2 || !all[1].Day.Equal(uitest.Today) || all[1].Showed != "Two errors in January" {
		t.Fatalf("%+v", all)
	}
	d.Key("enter")
	d.Key("ctrl+n") // the same question of the next check-in
	if p := d.App().Place(); p.Record.ID() != all[0].ID || p.Field != "day" {
		t.Errorf("ctrl+n leads to %+v", p)
	}
	d.Key("esc")
	d.Want("▸  8 Jan   22 days ago")
	d.Key("P")
	if !d.Workbook().CheckIns[0].Private {
		t.Error("P does not mark it")
	}
	d.Key("d")
	d.Want("Deleted the check-in. u brings it back.")
	if n := len(d.Workbook().CheckIns); n != 1 {
		t.Errorf("%d check-ins", n)
	}
	d.Key("u")
	d.Want("8 Jan   22 days ago   check-in: Planning errors")
}

func TestOnlyCheckInsAreDeletedInTheTimeline(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("6", "d")
	d.WantWrapped("Only check-ins that were written down are deleted here")
	d.Key("P")
	d.WantWrapped("Only check-ins that were written down are marked as yours here.")
}

// The calendar is the person's days, and nothing else of the plan.
func TestTheDaysAreExported(t *testing.T) {
	name := uitest.Folder + "/alex-example-a-raise-at-northwind-example-plan-mine.ics"
	for _, keys := range [][]string{{"6", "x", "enter"}, {"ctrl+p", "c", "a", "l", "e", "n", "d", "a", "r", "enter", "enter"}} {
		d := uitest.New(t, uitest.Options{Example: true})
		d.Key(keys...)
		d.Want("Written to")
		if file := string(d.Exported[name]); !strings.HasPrefix(file, "BEGIN:VCALENDAR") || strings.Contains(file, "Contoso") {
			t.Errorf("%q is written: %q", name, file)
		}
	}
}

// The next day has the focus when one comes, and keeps it when the day is moved.
func TestTheTimelineKeepsItsFocus(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("6")
	d.Want("▸  5 Feb     in 6 days   check-in")
	d.ClickOn("page goes out")
	d.Key("enter")
	for range len("5 Mar 2027") {
		d.Key("backspace")
	}
	d.Type("20 feb")
	d.Key("esc")
	d.Want("▸ 20 Feb    in 21 days   page goes out")
	d.Key("g", "up")
	d.Want("▸  8 Jan")
	d.Key("G")
	d.Want("▸ 10 Nov")
	d.Resize(40, 12)
	d.Key("g")
	d.Want("▸  8 Jan")
	d.Key("down", "down") // today is no row to stop on
	d.Want("▸  5 Feb")
	d.Absent("8 Jan", "22 Jan") // it starts at the next day
}

// A talk after the budget is marked at both, and a budget that nobody knows is a row.
func TestTheOrderOfTalkAndBudgetIsSeen(t *testing.T) {
	w := workbooktest.Rosa()
	w.ID = uitest.NewID()
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("6")
	d.Want("! the talk, with Ines; agenda of 2 points", "! budget is set, says HR calendar")
	w.Review.Budget, w.Review.BudgetFrom = value.Date{}, ""
	w.ID = uitest.NewID()
	d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("6")
	d.Want("?                the day on which the budget is set")
	d.Absent("! the talk")
	d.ClickOn("the day on which the budget is set")
	d.Key("enter")
	if p := d.App().Place(); p.Screen != screen.DetailsScreen || p.Field != "budget" {
		t.Errorf("it leads to %+v", p)
	}
}

// Weeks without a check-in are a row from three on, up to the talk and not behind it.
func TestGapsBetweenCheckIns(t *testing.T) {
	day := func(n int) value.Date { return uitest.Today.AddDays(n) }
	for _, tt := range []struct {
		name       string
		talk, next int
		cadence    workbook.Cadence
		want       []string
	}{
		{"weekly", 40, 7, workbook.Weekly, nil},
		{"three weeks", 21, 0, workbook.NoCadence, []string{"3 weeks without"}},
		{"a day less", 20, 0, workbook.NoCadence, nil},
		{"not said", 40, 0, "", nil},
		{"monthly", 40, 6, workbook.Monthly, []string{"4 weeks without", "3 weeks without"}}, // it goes on before the budget
		{"far off", 80, 50, workbook.NoCadence, []string{"7 weeks without", "4 weeks without"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := uitest.Empty("Gaps")
			w.Profile.Meeting, w.Review.Cadence, w.Review.Budget, w.Review.After = day(tt.talk), tt.cadence, day(90), day(170)
			if tt.next > 0 {
				w.Review.Next = day(tt.next)
			}
			d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Height: 60})
			d.Key("6", "enter", "esc", "6")
			d.Want("the talk")
			d.Want(tt.want...)
			for _, s := range []string{"3 weeks without", "4 weeks without", "7 weeks without", "5 weeks without", "10 weeks without"} {
				if !slices.Contains(tt.want, s) {
					d.Absent(s)
				}
			}
		})
	}
}

// What is found about a field of the lesson leads to its form, and about the meeting and
// the budget to the conversation.
func TestReviewFindingsLeadToTheirField(t *testing.T) {
	for rule, want := range map[string]screen.Place{
		"review-no-next":      {Screen: "reviews", Field: "after"},
		"review-after-budget": {Screen: screen.DetailsScreen, Field: "meeting"},
	} {
		w := workbooktest.Rosa()
		w.ID = uitest.NewID()
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
		d.Key("6", "v")
		d.ClickOn(map[string]string{"review-no-next": "No next meeting is booked.", "review-after-budget": "comes after the budget"}[rule])
		if p := d.App().Place(); p.Screen != want.Screen || p.Field != want.Field {
			t.Errorf("%s leads to %+v", rule, p)
		}
	}
}

// What was added and left as it was is no record; what was written in is, and so is what
// came with a name.
func TestWhatIsAddedAndLeftAsItWasIsNotKept(t *testing.T) {
	for name, c := range map[string]struct {
		keys  []string
		count func(workbook.Workbook) int
	}{
		"figure":   {[]string{"3", "f"}, func(w workbook.Workbook) int { return len(w.Figures) }},
		"offer":    {[]string{"4", "a"}, func(w workbook.Workbook) int { return len(w.Offers) }},
		"deal":     {[]string{"5", "a"}, func(w workbook.Workbook) int { return len(w.Deals) }},
		"check-in": {[]string{"6", "a"}, func(w workbook.Workbook) int { return len(w.CheckIns) }},
		"target":   {[]string{"7", "a"}, func(w workbook.Workbook) int { return len(w.KPIs) }},
		"extra":    {[]string{"8", "a"}, func(w workbook.Workbook) int { return len(w.Extras) }},
		"promise":  {[]string{"8", "m"}, func(w workbook.Workbook) int { return len(w.Promises) }},
	} {
		d := uitest.New(t, uitest.Options{Example: true})
		d.Key(c.keys...)
		had := c.count(uitest.Example(t))
		if n := c.count(d.Workbook()); n != had+1 {
			t.Errorf("%s: %q makes %d of %d", name, c.keys, n, had)
			continue
		}
		d.Key("esc")
		if n := c.count(d.Workbook()); n != had {
			t.Errorf("%s: %d are there, not %d:\n%s", name, n, had, d.Screen())
		}
		d.Key("u")
		d.Want("Nothing to undo.")
	}
}

// The answer that nobody set a target stands again where the proposed one was left blank.
func TestNoTargetIsSaidAgain(t *testing.T) {
	w := uitest.Example(t)
	w.KPIs, w.FirstMile.NoKPI = nil, true
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("7", "a", "esc")
	if w := d.Workbook(); !w.FirstMile.NoKPI || len(w.KPIs) != 0 {
		t.Errorf("%+v, %d targets", w.FirstMile, len(w.KPIs))
	}
}
