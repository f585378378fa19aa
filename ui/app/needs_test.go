package app_test

import (
	"fmt"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func TestANeedIsSortedWithOneKeyAndKeepsTheFocus(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	sort := func() workbook.Sort { return d.Workbook().Returns[2].Need.Sort } // Home
	d.Key("2", "G")
	for _, step := range []struct {
		key  string
		want workbook.Sort
	}{
		// sorting one return several times in a row is undone together
		{"m", workbook.Must}, {"b", workbook.NotYet}, {"n", workbook.Nice}, {"m", workbook.Must}, {"u", workbook.NotYet}, {"n", workbook.Nice}, {"n", workbook.Nice},
	} {
		d.Key(step.key)
		if got := sort(); got != step.want {
			t.Fatalf("%s sorts it as %q, want %q", step.key, got, step.want)
		}
		if _, y, _ := d.Find("▸ Home"); y == 0 {
			t.Fatalf("%s: it lost the focus:\n%s", step.key, d.Screen())
		}
	}
	d.Want("It stands under “Nice-to-have” already.")
}

// Sorting goes on with what stood behind the return in the group that it left.
func TestSortingGoesOnByItself(t *testing.T) {
	w := prepared(t)[0]
	for i := range w.Returns {
		w.Returns[i].Need = workbook.Need{}
	}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("2", "enter", "m")
	d.Want("Must-have  1", "▸ Training", "“Pay”: must-have. Next is “Training”.")
	d.Key("n")
	d.Want("▸ Home", "Next is “Home”.")
	d.Key("n")
	d.Want("▸ Home", "Nice-to-have  2", "Not yet  0", "All are sorted.")
	d.Key("ctrl+n") // now the next nice-to-have
	d.Want("▸ Training")
	d.Key("enter", "tab", "ctrl+n") // and the same question of it
	if p := d.App().Place(); p.Field != "worst" || p.Record.ID() != w.Returns[2].ID {
		t.Errorf("ctrl+n leads from a field to %+v", p)
	}
}

// What is sorted again leads to what is still to sort, not to what has long been; where
// nothing is left, ctrl+n says so.
func TestSortingAgain(t *testing.T) {
	w := prepared(t)[0]
	for i := range w.Returns {
		w.Returns[i].Need = workbook.Need{}
	}
	w.Returns = w.Returns[:2]
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("2", "enter", "n", "up", "m")
	d.Want("▸ Pay", "“Pay”: must-have. ctrl+n goes on with “Training”.")
	d.Key("ctrl+n")
	d.Want("▸ Training")
	d.Key("n", "ctrl+n")
	d.Want("▸ Training", "“Training” stands alone in its group, and all are sorted")
	d.Key("m", "n")
	d.Want("“Training”: nice-to-have.")
	if strings.Contains(d.Screen(), "ctrl+n goes on") {
		t.Errorf("it leads to what is sorted:\n%s", d.Screen())
	}
}

// From the middle it goes on downwards, then round to what was passed over; undo and redo
// bring the cursor to the return that they sort.
func TestSortingIsTakenBackWhereItWas(t *testing.T) {
	w := prepared(t)[0]
	for i := range w.Returns {
		w.Returns[i].Need = workbook.Need{}
	}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("2", "enter", "down")
	for _, step := range []struct{ key, on, counts string }{
		{"m", "Home", "1 0 2"}, {"n", "Pay", "1 1 1"}, {"n", "Pay", "1 2 0"},
		{"u", "Pay", "1 1 1"}, {"u", "Home", "1 0 2"}, {"u", "Training", "0 0 3"},
		{"U", "Training", "1 0 2"}, {"U", "Home", "1 1 1"}, {"U", "Pay", "1 2 0"},
	} {
		d.Key(step.key)
		d.Want("▸ " + step.on)
		var got []string
		for _, s := range []workbook.Sort{workbook.Must, workbook.Nice, workbook.NotYet} {
			b := d.Workbook()
			got = append(got, fmt.Sprint(len(b.Sorted(s))))
		}
		if strings.Join(got, " ") != step.counts {
			t.Errorf("%s sorts %q, want %q", step.key, got, step.counts)
		}
	}
}

// The next record goes on at the same field while one fills in a column, and at its first
// blank one where the record before it is whole.
func TestTheNextRecordGoesOnWhereItIsBlank(t *testing.T) {
	w := prepared(t)[0]
	w.Returns = w.Returns[:2]
	w.Returns[0].Why, w.Returns[1].Why = "", ""
	w.Returns[0].Today, w.Returns[1].Today = value.NewPoints(2), 0
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("1", "enter")
	if !d.App().Typing() {
		d.Key("enter")
	}
	field := func() string { return d.App().Place().Field }
	if field() != "why" {
		t.Fatalf("it begins at %q\n%s", field(), d.Screen())
	}
	d.Key("ctrl+n")
	if field() != "why" {
		t.Errorf("down a column it goes on at %q", field())
	}
	w.Returns[0].Why, w.Returns[0].Wanted, w.Returns[0].Weight = "It pays", value.NewPoints(8), value.NewPoints(8)
	w.Returns[1].Wanted, w.Returns[1].Weight = 0, 0
	d = uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("1", "enter", "shift+tab", "shift+tab")
	before := field()
	d.Key("ctrl+n")
	if field() != "why" {
		t.Errorf("behind a whole record, from %q, it goes on at %q", before, field())
	}
}

func TestPointsAreTypedInTheirRows(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	share := func(i int) string { return d.Workbook().Returns[i].Need.Share.String() }
	d.Key("2", "5")
	d.Want("Points are for nice-to-haves: n makes it one.")
	d.Key("tab")
	d.Want("▸ The senior title", "100 of 100")
	d.Key("4")
	d.Want("64 of 100: 36 left")
	d.Key("5")
	d.Want("105 of 100: take 5 away", "= make it 100")
	if share(3) != "45" {
		t.Errorf("4 and 5 give %s", share(3))
	}
	d.Key("backspace", "0")
	d.Want("100 of 100")
	d.Absent("take 5 away")
	d.Key("ctrl+n", "1", "0", "0", "down", "0")
	if share(3) != "40" || share(4) != "100" || share(5) != "0" {
		t.Errorf("typed 40, 100, 0: %s, %s, %s", share(3), share(4), share(5))
	}
	d.Key("up", "1", "0", "5")
	d.Want("Points end at 100.", "▸ Paid training")
	if share(4) != "5" {
		t.Errorf("1, 0 and 5 give %s", share(4))
	}
	d.Key("=")
	d.Want("100 of 100", "The points of the nice-to-haves now make 100.")
	d.Key("=")
	d.Want("The points make 100 already.")
	for range 5 {
		d.Key("u")
	}
	if share(3) != "40" || share(4) != "25" || share(5) != "20" {
		t.Errorf("all is undone: %s, %s, %s", share(3), share(4), share(5))
	}
}

func TestPointsAreScaledTo100(t *testing.T) {
	w := prepared(t)[0]
	w.Returns[1].Need.Share, w.Returns[2].Need = value.NewPoints(30), workbook.Need{Sort: workbook.Nice, Share: value.NewPoints(30)}
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("2", "=")
	for _, r := range d.Workbook().Returns[1:] {
		if r.Need.Share.String() != "50" {
			t.Errorf("%s has %s", r.Name, r.Need.Share)
		}
	}
}

func TestGroupsAreWalkedByOneKey(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("2")
	for _, step := range [][2]string{{"tab", "Training"}, {"right", "Home"}, {"l", "Pay"}, {"shift+tab", "Home"}, {"left", "Training"}, {"h", "Pay"}, {"down", "Training"}, {"G", "Home"}} {
		d.Key(step[0])
		d.Want("▸ " + step[1])
	}
}

func TestOneWouldLeaveOverNone(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	stays := func(want bool) {
		t.Helper()
		if got := d.Workbook().Fallback.Stay; got != want {
			t.Fatalf("stays: %t, want %t\n%s", got, want, d.Screen())
		}
	}
	d.Key("2")
	d.Want("o leave over none")
	d.Key("o")
	stays(true)
	d.Want("You would leave over none, and you have must-haves.", "y make them nice", "o I would leave")
	d.Key("u")
	stays(false)
	d.Key("U", "y") // its must-have becomes a nice-to-have
	stays(true)
	d.Want("Must-have  0  You would leave over none of it.", "Nice-to-have  2", "One must-have went to the nice-to-haves.")
	d.Absent("and you have must-haves")
	d.Key("o")
	stays(false)
}

// TestOneQuestionForManyMustHaves: which one would make you resign, and the keys that
// answer it.
func TestOneQuestionForManyMustHaves(t *testing.T) {
	musts := func(d *uitest.Driver) (names []string) {
		for _, r := range d.Workbook().Sorted(workbook.Must) {
			names = append(names, r.Name)
		}
		return names
	}
	open := func(t *testing.T) *uitest.Driver {
		t.Helper()
		d := uitest.New(t, uitest.Options{Books: nine(t)})
		d.Key("2", "down")
		d.Want("Which one would make you resign?  y only this  n not this  o none", "▸ Days at home")
		return d
	}
	t.Run("only this", func(t *testing.T) {
		d := open(t)
		d.Key("y")
		if got := musts(d); len(got) != 1 || got[0] != "Days at home" {
			t.Errorf("left are %q", got)
		}
		d.Want("▸ Days at home", "Nice-to-have  8", "“Days at home” is your must-have.")
		d.Absent("Which one")
		d.Key("u")
		if got := musts(d); len(got) != 9 {
			t.Errorf("u brings back %q", got)
		}
	})
	t.Run("not this", func(t *testing.T) {
		d := open(t)
		for range 4 {
			d.Want("Which one would make you resign?")
			d.Key("n", "ctrl+n", "ctrl+n") // one is kept, the next one is not
		}
		d.Want("Which one would make you resign?")
		d.Key("n")
		if got := musts(d); len(got) != 4 {
			t.Errorf("left are %q", got)
		}
		d.Absent("Which one")
	})
	t.Run("none, by clicks", func(t *testing.T) {
		d := open(t)
		d.ClickOn("none")
		d.ClickOn("make them nice")
		if got := musts(d); len(got) != 0 || !d.Workbook().Fallback.Stay {
			t.Errorf("left are %q", got)
		}
	})
}

func TestTheHesitationTestIsAnsweredInItsRow(t *testing.T) {
	w := prepared(t)[0]
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	need := func() workbook.Need { return d.Workbook().Returns[0].Need }
	d.Key("2")
	d.ClickOn("what would count as having it?")
	d.Type("88k")
	d.Key("esc")
	d.Want("at 95% of it, €83,600, would you leave? y yes, n no")
	d.Key("y")
	if need().Leave != value.Yes {
		t.Errorf("y answers %q", need().Leave)
	}
	d.Want("would you leave? yes")
	d.Key("u", "enter", "tab", "tab", "tab")
	d.Type("n")
	d.Key("esc")
	d.Want("would you leave? no: n makes it nice")
	d.Key("n")
	if need().Sort != workbook.Nice {
		t.Errorf("after no it stands under %q", need().Sort)
	}
}

func TestClicksOnNeeds(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true, Width: 120, Height: 40})
	d.Key("2")
	d.ClickOn("Paid training")
	d.Want("▸ Paid training", "At its worst")
	if d.App().Typing() {
		t.Error("the first click opens the form")
	}
	d.Key("3")
	d.ClickOn("▸ Paid training")
	if p := d.App().Place(); !d.App().Typing() || p.Field != "share" {
		t.Errorf("the second click leads to %+v", p)
	}
	d.Key("esc")
	d.ClickOn("At its best") // of the record beside the list
	if p := d.App().Place(); !d.App().Typing() || p.Field != "best" {
		t.Errorf("a click on an answer leads to %+v", p)
	}
}
