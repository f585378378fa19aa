package app_test

import (
	"errors"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func TestTheWheel(t *testing.T) {
	for _, c := range []struct {
		name string
		d    func() *uitest.Driver
	}{
		{"map", func() *uitest.Driver { return byName(t, "filled/map first").new(t, 80, 24) }},
		{"library", func() *uitest.Driver { return byName(t, "library/several").new(t, 80, 24) }},
		{"reading", func() *uitest.Driver { return byName(t, "empty/reading 1").new(t, 80, 24) }},
		{"returns", func() *uitest.Driver { return byName(t, "filled/returns").new(t, 80, 24) }},
		{"plan", func() *uitest.Driver { return byName(t, "filled/plan mine").new(t, 80, 24) }},
		{"help", func() *uitest.Driver { return byName(t, "filled/help").new(t, 40, 12) }},
		{"commands", func() *uitest.Driver { return byName(t, "filled/commands").new(t, 80, 24) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.d()
			before := d.Screen()
			d.Wheel(1)
			if d.Screen() == before {
				t.Errorf("down does nothing:\n%s", before)
			}
			d.Wheel(-1)
			if d.Screen() != before {
				t.Errorf("up does not lead back:\n%s\nfrom\n%s", d.Screen(), before)
			}
		})
	}
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "enter")
	d.Wheel(2) // a form follows its focus
	d.Key("esc", "esc", "e")
	d.Wheel(2)
	d.Key("esc", "x")
	d.Wheel(2)
}

func TestClicks(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 100, Height: 30})
	at := func(screen string) {
		t.Helper()
		if got := d.App().Place().Screen; got != screen {
			t.Fatalf("it is at %q, want %q\n%s", got, screen, d.Screen())
		}
	}
	d.ClickOn("2  Must-haves")
	at("map")
	d.ClickOn("2  Must-haves") // the first click chooses, the second opens
	at("needs")
	d.ClickOn("Paid training")
	d.Want("▸ Paid training")
	d.Key("esc")
	d.ClickOn("has no proof")
	at("asks")
	if p := d.App().Place(); p.Field != "proofs" {
		t.Errorf("a gap leads to %+v", p)
	}
	d.Key("esc")
	d.ClickOn("Someone to learn from")
	d.ClickOn("Ask for it")
	d.Want("would be a third ask")
	d.ClickOn("Keep the two")
	d.Key("esc", "4")
	x, y, ok := d.Find("Fabrikam")
	if !ok {
		t.Fatal(d.Screen())
	}
	d.Click(x, y)
	x, _, _ = d.Find("home")
	d.Click(x, y)
	d.Want("Days at home")
	d.Click(x, y)
	w := d.Workbook()
	if got := w.Offers[1].Covers[w.Sorted(workbook.Must)[1].ID]; got == value.Unknown {
		t.Errorf("a second click on the cell leaves it at %q", got)
	}
	d.Key("esc", "p")
	d.ClickOn("○ manager")
	d.Want("● manager")
	d.Key("esc", "1", "r")
	d.Wheel(30)
	d.ClickOn("▸ Back to it (enter)")
	d.Want("Your returns")
	d.ClickOn("Bonus")
	d.Want("▸ Bonus")
	d.ClickOn("Bonus, today: 4") // opens its form
	if !d.App().Typing() {
		t.Errorf("a click on the scores does not open them:\n%s", d.Screen())
	}
	d.Key("esc", "c")
	d.ClickOn("Pay for overtime")
	if n := len(d.Workbook().Returns); n != 8 {
		t.Errorf("%d returns after a click in the catalog", n)
	}
	d.Key("esc", "ctrl+p")
	d.ClickOn("Lesson 4")
	at("offers")
	d.Key("ctrl+p")
	d.Type("all w")
	d.ClickOn("All workbooks")
	at("")
	d.ClickOn("Alex")
	at("offers")
}

func TestSlidersAndFormsByMouse(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 100, Height: 30})
	d.Key("1", "enter", "tab")
	x, y, _ := d.Find("●")
	d.Click(x+6, y)
	if got := d.Workbook().Returns[0].Today.String(); got != "7" {
		t.Errorf("the seventh dot is %s", got)
	}
	d.Wheel(1)
	if f := d.App().Place().Field; f != "wanted" {
		t.Errorf("the wheel leads to %q", f)
	}
	d.Wheel(-1)
	if f := d.App().Place().Field; f != "today" {
		t.Errorf("the wheel leads back to %q", f)
	}
	d.Key("esc", "x")
	d.ClickOn("○ coach")
	d.Want("● coach", "a-raise-at-northwind-example-plan-coach.md")
	d.Key("esc", "esc", "2")
	d.ClickOn("Paid training")
	d.ClickOn("Paid training") // the second opens it
	d.Want("Points of 100")
}

func TestAStrangeClickDoesNothing(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	before := d.Screen()
	for _, xy := range [][2]int{{-1, -1}, {500, 500}, {79, 23}, {0, 0}} {
		d.Click(xy[0], xy[1])
	}
	if d.Screen() != before {
		t.Errorf("it became\n%s", d.Screen())
	}
}

func TestTheMeetingIsSaid(t *testing.T) {
	for day, want := range map[int]string{0: "talk today", 1: "talk tomorrow", 2: "talk in 2 days", -1: "talk was yesterday", -3: "talk was 3 days ago"} {
		w := uitest.Empty("Test")
		w.Profile.Meeting = uitest.Today.AddDays(day)
		d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: 100})
		d.Want(want)
	}
	w := uitest.Empty("Test")
	w.Profile.Meeting = uitest.Today.AddDays(1)
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: 100})
	d.SetToday(uitest.Today.AddDays(1)) // midnight passes
	d.Focus()
	d.Want("talk today")
}

func TestTheExampleThatCannotBeMade(t *testing.T) {
	d := uitest.New(t, uitest.Options{ExampleFails: errors.New("The example is gone.")})
	d.Key("tab")
	d.Want("The example is gone.", "What are you preparing for?")
}

func TestAFailedExportIsSaid(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, ExportFails: errors.New("The folder cannot be written.")})
	d.Key("x", "enter")
	d.Want("! The folder cannot be written.")
	d.Absent("ctrl+o")
	d.Key("esc")
	if d.App().Over() || strings.Contains(d.Screen(), "Written") {
		t.Errorf("esc does not close it:\n%s", d.Screen())
	}
}

func TestFarewellSaysWhereThePlanIs(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	if got := d.App().Farewell(); got != "" {
		t.Errorf("it is %q", got)
	}
	d.Key("x", "enter", "ctrl+c")
	if got, want := d.App().Farewell(), "Written to "+uitest.Folder+"/alex-example-a-raise-at-northwind-example-plan-mine.md"; got != want {
		t.Errorf("it is %q, want %q", got, want)
	}
}

func TestWithoutWordsThereIsNoProgram(t *testing.T) {
	wrong := errors.New("content/lessons/01-returns.md:3: unknown key")
	d := uitest.New(t, uitest.Options{PackFails: wrong})
	if !d.Quit() || !errors.Is(d.App().Err(), wrong) {
		t.Errorf("quit %t with %v", d.Quit(), d.App().Err())
	}
	if err := uitest.New(t, uitest.Options{}).App().Err(); err != nil {
		t.Errorf("a good start has %v", err)
	}
}
