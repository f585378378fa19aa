package app_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"firstmile/storage/storetest"
	"firstmile/ui/uitest"
)

// Two views of one workbook, typed into in turn, 10,000 keys: into fields of their
// own, into one after the other, and into the same at once. Every letter is there,
// in the order in which they were typed.
func TestTwoViewsOfOneWorkbook(t *testing.T) {
	t.Parallel()
	d := uitest.New(t, uitest.Options{Example: true})
	d.App().Beside()
	returns := d.Workbook().Returns
	want := make([]string, len(returns))
	at := []int{0, 0} // the return whose form is open in each view
	open := func(view, n int) {
		if at[view] = n; n > 0 {
			d.Key(strings.Fields(strings.Repeat("down ", n))...)
		}
		d.Key("enter")
	}
	check := func(n int) {
		if got := d.Workbook().Returns[n]; strings.TrimRight(got.Why, " ") != strings.TrimRight(want[n], " ") {
			t.Fatalf("%s has %d characters, %d were typed:\n%s\n%s", got.Name, len(got.Why), len(want[n]), got.Why, want[n])
		}
	}
	for view := range at {
		d.App().Show(view)
		d.Key("1")
		open(view, 3*view)
	}
	for i, r := range returns {
		want[i] = r.Why
	}
	dice := rand.New(rand.NewPCG(1, 2))
	keys := 10_000
	if storetest.Race {
		keys = 1000
	}
	for key := range keys {
		view := key % 2
		d.App().Show(view)
		if key%200 >= 198 { // on to another return, which is at times the other view's
			check(at[view])
			d.Key("esc", "up", "up", "up", "up", "up", "up", "up")
			open(view, dice.IntN(3)+view)
			d.Key("ctrl+u")
			want[at[view]] = ""
			continue
		}
		letter := string(rune('a' + dice.IntN(26)))
		if dice.IntN(6) == 0 {
			letter = " "
		}
		want[at[view]] += letter
		d.Type(letter)
	}
	for n := range want {
		check(n)
	}
}

func TestEachViewUndoesItsOwn(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.App().Beside()
	open := [][]string{{"1", "enter"}, {"1", "down", "enter"}}
	for view, keys := range open {
		d.App().Show(view)
		d.Key(keys...)
	}
	for _, word := range []string{"one ", "two ", "three"} {
		for view := range open {
			d.App().Show(view)
			d.Type(word)
		}
	}
	why := func(n int) string { return d.Workbook().Returns[n].Why }
	for view := range open {
		d.App().Show(view)
		for _, left := range []string{"one two ", "one ", ""} {
			d.Key("ctrl+z")
			if got := why(view); got != left {
				t.Errorf("view %d took a step back to %q, want %q", view, got, left)
			}
		}
		if got := why(1 - view); view == 0 && got != "one two three" {
			t.Errorf("the other view has %q now", got)
		}
		d.Key("ctrl+z")
		d.Want("Nothing to undo.")
	}
	d.App().Show(0)
	d.Key("ctrl+y", "ctrl+y")
	if got := []string{why(0), why(1)}; got[0] != "one two " || got[1] != "" {
		t.Errorf("done again: %q", got)
	}
}
