package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
)

func TestUndoGoesByWord(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	why := func() string { return d.Workbook().Returns[0].Why }
	d.Key("1", "enter")
	d.Type("one two three")
	for i, want := range []string{"one two ", "one ", ""} {
		d.Key("ctrl+z")
		if got := why(); got != want {
			t.Fatalf("after %d times ctrl+z it is %q, want %q", i+1, got, want)
		}
	}
	d.Want("Undone: ")
	d.Key("ctrl+z")
	d.Want("Nothing to undo.")
	for i, want := range []string{"one ", "one two ", "one two three"} {
		d.Key("ctrl+y")
		if got := why(); got != want {
			t.Fatalf("after %d times ctrl+y it is %q, want %q", i+1, got, want)
		}
	}
	d.Key("ctrl+y")
	d.Want("Nothing to do again.")
	d.Key("ctrl+z")
	d.Type("2½") // a new word ends what could be done again
	d.Key("ctrl+y")
	d.Want("Nothing to do again.")
	if got := why(); got != "one two 2½" {
		t.Errorf("it is %q", got)
	}
}

func TestUndoInATextShowsAtOnceAndTypingGoesOn(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("1", "enter")
	d.Type("alpha beta")
	d.Key("ctrl+z")
	d.Absent("beta")
	d.Type("gamma")
	d.Want("alpha gamma")
	if got := d.Workbook().Returns[0].Why; got != "alpha gamma" {
		t.Errorf("it is %q", got)
	}
}

func TestUndoOverLists(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	before := d.Workbook()
	names := func() (out []string) {
		for _, r := range d.Workbook().Returns {
			out = append(out, r.Name)
		}
		return out
	}
	d.Key("1", "down", "d", "d", "P", "c", "down", "enter", "esc")
	if n := len(names()); n != 6 {
		t.Fatalf("%d returns after deleting two of seven and adding one", n)
	}
	changed := d.Workbook()
	d.Key("u", "u", "u", "u")
	if diff(before, d.Workbook()) {
		t.Errorf("four times u gives %v", names())
	}
	d.Key("U", "U", "U", "U")
	if diff(changed, d.Workbook()) {
		t.Errorf("four times U gives %v", names())
	}
}

func diff(a, b workbook.Workbook) bool { return len(workbook.Diff(a, b)) > 0 }

func TestADeletedReturnComesBackWithItsAskAndMarks(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	before := d.Workbook()
	d.Key("1", "d")
	if w := d.Workbook(); len(w.Returns) != 6 || len(w.Asks) != 1 {
		t.Fatalf("%d returns and %d asks are left", len(w.Returns), len(w.Asks))
	}
	d.WantWrapped("Deleted “Base pay” and seven that hung on it. u brings all back.")
	d.Key("esc", "u") // from another page
	if diff(before, d.Workbook()) {
		t.Error("it did not come back whole")
	}
}

func TestUndoIsKeptPerWorkbook(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: append(prepared(t), filled(t)...)})
	d.ClickOn("Test")
	d.Key("enter", "1", "d", "esc", "esc")
	d.ClickOn("Alex")
	d.Key("enter")
	d.Want("Alex Example")
	d.Key("u")
	d.Want("Nothing to undo.")
	if n := len(d.Workbook().Returns); n != 7 {
		t.Errorf("%d returns", n)
	}
}

func TestUndoLeavesWhatAnotherWindowWrote(t *testing.T) {
	for _, c := range []struct {
		name  string
		mine  func(a *uitest.Driver) // in two parts, the other window writing in between
		again func(a *uitest.Driver)
	}{
		{"another step", func(a *uitest.Driver) { a.Type("mine ") }, func(a *uitest.Driver) { a.Type("more") }},
		{"the same word", func(a *uitest.Driver) { a.Type("mi") }, func(a *uitest.Driver) { a.Type("ne") }},
		{"nothing after", func(a *uitest.Driver) { a.Type("mine") }, func(a *uitest.Driver) { a.Focus() }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := uitest.New(t, uitest.Options{Books: prepared(t)})
			b := a.Second()
			a.Key("1", "enter")
			b.Key("1", "down", "enter")
			c.mine(a)
			b.Type("theirs")
			b.Key("esc", "esc", "e", "tab")
			b.Type("Dana")
			c.again(a)
			a.Key("ctrl+z", "ctrl+z", "ctrl+z")
			w := a.Workbook()
			if w.Returns[0].Why != "" {
				t.Errorf("mine is %q, want it undone", w.Returns[0].Why)
			}
			if w.Returns[1].Why != "theirs" || w.Profile.Person != "Dana" {
				t.Errorf("theirs are %q and %q", w.Returns[1].Why, w.Profile.Person)
			}
			b.Focus()
			b.Key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
			if w := b.Workbook(); w.Profile.Person != "" || w.Returns[1].Why != "" {
				t.Errorf("the second window's undo leaves %q and %q", w.Profile.Person, w.Returns[1].Why)
			}
		})
	}
}

// An edit beats a deletion that had not seen it, and the person is told.
func TestADeletionLeavesWhatAnotherWindowWrote(t *testing.T) {
	for _, undone := range []bool{false, true} {
		a := uitest.New(t, uitest.Options{Books: prepared(t)})
		b := a.Second()
		a.Key("1")
		b.Key("1", "enter")
		b.Type("theirs")
		a.Key("d")
		a.Want("Another window had written into it in the meantime, so it stays.")
		if undone {
			a.Key("u")
		}
		if got := a.Workbook().Returns[0]; got.Why != "theirs" {
			t.Errorf("undone %v: the why is %q", undone, got.Why)
		}
		a.Want(a.Workbook().Returns[0].Name)
		a.Key("up", "up", "d")
		a.Want("u brings it back")
		if got := a.Workbook().Returns[0]; got.Why == "theirs" {
			t.Error("a deletion that has seen the edit does not count")
		}
	}
}

// A lesson that was opened before another window's answers came in shows them.
func TestAnswersOfAnotherWindowComeBeforeTheReading(t *testing.T) {
	for _, pressed := range []bool{false, true} {
		a := uitest.New(t, uitest.Options{Books: prepared(t)})
		b := a.Second()
		b.Key("3")
		b.Want("The mistake it prevents")
		if pressed {
			b.Key("down")
		}
		a.Key("3", "enter", "enter")
		b.Focus()
		if pressed { // it is being read
			b.Want("more lines")
			b.Absent("1 of 2")
		} else {
			b.Want("1 of 2")
		}
	}
}

func TestASecondWindowSeesTheFirstOnes(t *testing.T) {
	two := func(t *testing.T) (a, b *uitest.Driver) {
		a = uitest.New(t, uitest.Options{Example: true})
		b = a.Second()
		a.Key("1", "enter", "ctrl+u")
		a.Type("From the first window.")
		return a, b
	}
	t.Run("on focus", func(t *testing.T) {
		_, b := two(t)
		b.Key("1")
		b.Focus()
		b.WantWrapped("first window.")
	})
	t.Run("on opening a lesson", func(t *testing.T) {
		_, b := two(t)
		b.Key("1")
		b.WantWrapped("first window.")
	})
	t.Run("after its own save", func(t *testing.T) {
		a := uitest.New(t, uitest.Options{Example: true})
		b := a.Second()
		b.Key("1")
		a.Key("1", "enter", "ctrl+u")
		a.Type("From the first window.")
		b.Absent("window.")
		b.Key("down", "P", "up") // another record: of one and the same the later save counts
		b.WantWrapped("window.")
		b.Want("(mine)")
	})
	t.Run("on coming back from the map", func(t *testing.T) {
		a := uitest.New(t, uitest.Options{Example: true})
		b := a.Second()
		a.Key("1", "d", "d")
		b.Key("1", "esc")
		b.Want("5")
	})
}

func TestBothWindowsAnswersSurvive(t *testing.T) {
	a := uitest.New(t, uitest.Options{Books: prepared(t)})
	b := a.Second()
	a.Key("1", "enter")
	b.Key("1", "down", "enter")
	for range 5 {
		a.Type("ab ")
		b.Type("cd ")
	}
	w := a.Workbook()
	if w.Returns[0].Why != "ab ab ab ab ab " || w.Returns[1].Why != "cd cd cd cd cd " {
		t.Errorf("stored are %q and %q", w.Returns[0].Why, w.Returns[1].Why)
	}
	a.Focus()
	b.Focus()
	a.Want("ab ab ab ab ab")
	b.Want("cd cd cd cd cd")
}

func TestTypingGoesOnWhereItWasWhenAnotherWindowSaves(t *testing.T) {
	a := uitest.New(t, uitest.Options{Books: prepared(t)})
	b := a.Second()
	a.Key("1", "enter")
	a.Type("13")
	a.Key("left")
	b.Key("1", "down", "P")
	a.Focus()
	a.Type("2")
	if got := a.Workbook().Returns[0].Why; got != "123" {
		t.Errorf("it is %q, want 123: the cursor was between 1 and 3", got)
	}
	c := a.Second()
	a.Key("esc", "esc", "3", "enter", "t")
	a.Type("92")
	c.Key("1", "down", "P")
	a.Focus()
	a.Type("k")
	if got := a.Workbook().Named().Job.Base.String(); got != "€92,000" {
		t.Errorf("it is %q, want €92,000: 92 was typed, then k", got)
	}
}

func TestUndoingWhatAFormIsOpenOnClosesIt(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
	}{{"ask", []string{"3", "d", "G", "up", "up", "up", "up", "up", "up", "up", "enter"}}, {"figure", []string{"3", "f"}}, {"offer", []string{"4", "a"}}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Example: true})
			d.Key(c.keys...)
			if !d.App().Typing() {
				t.Fatalf("no form:\n%s", d.Screen())
			}
			d.Key("ctrl+z")
			if d.App().Typing() {
				t.Errorf("the form of a record that is gone stays open:\n%s", d.Screen())
			}
		})
	}
}

func TestTheCatalogKeepsWhatIsTypedInIt(t *testing.T) {
	for name, away := range map[string][]string{
		"commands":       {"ctrl+p", "q", "esc"},
		"help":           {"f1", "esc"},
		"another lesson": {"ctrl+p", "t", "w", "o", "space", "a", "s", "k", "s", "enter", "f", "x", "esc", "esc", "1"},
		"the library":    {"ctrl+p", "a", "l", "l", "space", "w", "o", "r", "k", "b", "enter", "n", "x", "esc", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Example: true})
			d.Key("1", "c")
			d.Type("sab")
			d.Want("Find: sab")
			d.Key(away...)
			d.Want("Find: sab", "A sabbatical")
			d.Type("ba")
			d.Want("Find: sabba")
		})
	}
}

func TestAFormKeepsItsTextBehindOtherPages(t *testing.T) {
	for name, away := range map[string][]string{
		"commands":       {"ctrl+p", "q", "esc"},
		"help":           {"f1", "esc"},
		"another lesson": {"ctrl+p", "t", "w", "o", "space", "a", "s", "k", "s", "enter", "f", "x", "esc", "esc", "1"},
		"the library":    {"ctrl+p", "a", "l", "l", "space", "w", "o", "r", "k", "b", "enter", "n", "x", "esc", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := uitest.New(t, uitest.Options{Example: true})
			d.Key("1", "enter", "ctrl+u")
			d.Type("before ")
			d.Key(away...)
			d.Type("and behind")
			d.Want("before and behind")
			if got := d.Workbook().Returns[0].Why; got != "before and behind" {
				t.Errorf("stored is %q", got)
			}
		})
	}
}

func TestAFormOfWhatAnotherLessonDeletedIsClosed(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("3", "enter", "ctrl+p")
	d.Type("returns you")
	d.Key("enter", "d", "esc", "3")
	if d.App().Typing() {
		t.Errorf("the form of an ask that is gone is open:\n%s", d.Screen())
	}
}

// Half an amount is no answer to go back to: one undo takes back all that was typed in it.
func TestAnAmountIsUndoneWhole(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("4", "down", "enter")
	for f := d.App().Place().Field; f != "base"; f = d.App().Place().Field {
		d.Key("tab")
	}
	was := d.Workbook().Offers[0].Base
	for range 12 {
		d.Key("backspace")
	}
	d.Type("1.950 € x 13")
	d.Key("esc", "u")
	if got := d.Workbook().Offers[0].Base; !got.Equal(was) {
		t.Errorf("%s (%s), and it was %s", got, got.Unread(), was)
	}
}

// On the map nothing is seen of what is taken back, so it is said.
func TestUndoOnTheMapSaysWhat(t *testing.T) {
	d := uitest.New(t, uitest.Options{Books: prepared(t)})
	d.Key("1", "enter")
	d.Type("alpha")
	d.Key("esc", "esc", "u")
	name := d.Workbook().Returns[0].Name
	d.Want("Undone: Why it matters, “" + name + "”.")
	d.Key("U")
	d.Want("Done again: Why it matters, “" + name + "”.")
	d.Key("U")
	d.WantWrapped("Nothing to do again. What was undone before this start, u takes back.")
}

// A name that is typed in a catalog and not added stands in no answer: the page does not say
// that it is saved.
func TestANameThatIsNotAddedIsNotSaid(t *testing.T) {
	for keys, back := range map[string]string{"1 a": "esc", "8 i": "esc"} {
		d := uitest.New(t, uitest.Options{Example: true})
		d.Key(strings.Fields(keys)...)
		d.Want("Saved ")
		d.Type("Zebra")
		d.Want("enter adds it")
		d.Absent("Saved ")
		d.Key(back)
		d.Want("Saved ")
		d.Absent("enter adds it")
	}
}
