package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// What the words come to follows each letter, under the words and in the list.
func TestTheLedgerCountsEachLetter(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("8", "down", "enter", "tab", "tab", "tab", "tab", "tab")
	d.Absent("named:")
	for _, step := range [][2]string{
		{"I did it", "– I once · we never · named: nobody"},
		{" and we use it", "– I once · we once · named: nobody"},
		{", and I am glad", "– I twice · we once · named: nobody"},
	} {
		d.Type(step[0])
		d.Want(step[1])
	}
	d.Key("esc")
	d.Want("! You say I twice and name nobody: let one other person shine in it.")
	d.Key("enter", "tab", "tab", "tab")
	d.Type("Ines")
	d.Key("tab", "tab")
	d.Type(", says Ines")
	d.Want("I twice · we once · named: Ines")
	d.Key("shift+tab")
	d.Type("Sam")
	d.Key("esc")
	d.Want("I twice · we once · named: Ines  ✓ well told")
	d.Absent("! nobody yet")
}

func TestTicksAreMadeWhereTheyStand(t *testing.T) {
	for _, width := range []int{80, 120} {
		d := uitest.New(t, uitest.Options{Example: true, Width: width, Height: 40})
		ticks := func() workbook.Outage { return d.Workbook().Extras[0].Outage }
		d.Key("8", "space")
		d.Want("They knew first: no longer ticked.", "[–] They knew first")
		d.Key("tab", "tab", "tab", "tab", "space") // the first time the cursor goes to the marked one
		d.Want("[✓] I passed on news")
		if x, y, _ := d.Cursor(); !strings.HasPrefix(string([]rune(d.Lines()[y])[x:]), "I passed on news") {
			t.Errorf("the cursor stands at %d, %d:\n%s", x, y, d.Screen())
		}
		d.Key("left", "left", "left", "left", "space")
		d.ClickOn("They announced it")
		if got, want := ticks(), (workbook.Outage{Agreement: true, Showed: true, News: true, Announced: true, Thanked: true}); got != want {
			t.Errorf("the ticks are %+v", got)
		}
		d.Key("u", "u", "u", "u")
		if got, want := ticks(), (workbook.Outage{Knew: true, Agreement: true, Showed: true}); got != want {
			t.Errorf("taken back, the ticks are %+v", got)
		}
		d.Key("down", "space")
		d.Want("There are six ticks to make where “Over a head” is a yes: enter asks it.")
		if w := d.Workbook(); w.Extras[1].Outage != (workbook.Outage{}) {
			t.Error("a tick was made of what went over no head")
		}
	}
}

func TestIdeasAreAddedToTheLedger(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		d := uitest.New(t, uitest.Options{Books: empty(t), Width: width, Height: 24})
		d.Key("8", "enter", "i")
		d.Want("Find:", "20 of 20")
		d.Type("thank a")
		d.WantWrapped("▸ Thank a new customer by hand", "Kumar, A., & Epley, N. (2018)")
		d.Key("enter")
		d.Want("20 of 20", "Added “Thank a new customer")
		d.Type("Sang in the hall")
		d.Want("“Sang in the hall”")
		d.Key("tab") // adds it, and asks for whom
		d.Type("The choir")
		w := d.Workbook()
		if len(w.Extras) != 2 || w.Extras[0].What != "Thank a new customer by hand" || w.Extras[1].What != "Sang in the hall" || w.Extras[1].Whom != "The choir" {
			t.Errorf("%d: the ledger has %+v", width, w.Extras)
		}
		d.Key("esc", "i")
		d.Type("thank a")
		d.Want("✓ yours")
		d.Key("enter")
		if n := len(d.Workbook().Extras); n != 2 {
			t.Errorf("%d: what was there is added again: %d", width, n)
		}
		d.Type("kept while away")
		d.Key("esc", "i")
		d.Want("Find: kept while away")
	}
}

func TestPromisesStandInTheLedger(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: empty(t)})
	d.Key("8", "enter", "m")
	d.Type("A plan")
	d.Key("tab")
	d.Type("Ben")
	d.Key("tab")
	d.Type("2027-01-20")
	d.Key("esc")
	d.Want("▸ Promise: a plan", "! kept? 20 Jan", "You have not said whether you kept “A plan”.")
	d.Key("enter", "tab", "tab", "tab", "right", "right", "esc")
	if got := d.Workbook().Promises[0].Kept; got != value.No {
		t.Fatalf("kept: %q", got)
	}
	d.Want("! late: 20 Jan", "You promised Ben “A plan” by 20 Jan: speak first, with a new day.")
	d.Key("P")
	d.Want("(mine) Promise: a plan", "the coach's copy leaves it out")
	d.Key("a")
	d.Type("x")
	d.Key("ctrl+u", "tab")
	d.Type("Ben")
	d.Key("esc", "d")
	d.Want("Deleted “(no name)”. u brings it back.")
	d.Key("d")
	d.Want("Deleted “A plan”. u brings it back.", "▸ Add a piece of extra work (a)")
	d.Key("d")
	d.Want("There is nothing in the ledger yet: a adds a piece of extra work.")
	d.ClickOn("Add a piece of extra work")
	if w := d.Workbook(); len(w.Extras) != 1 || len(w.Promises) != 0 {
		t.Errorf("%+v %+v", w.Extras, w.Promises)
	}
}
