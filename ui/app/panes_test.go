package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"firstmile/storage/storetest"
	"firstmile/ui/app"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// client is a workbook of somebody with two returns.
func client(person, employer string) workbook.Workbook {
	w := uitest.Empty("A raise")
	w.Profile.Person, w.Profile.Employer = person, employer
	for _, name := range []string{"Base pay", "Days at home"} {
		w.Returns = append(w.Returns, workbook.Return{ID: uitest.NewID(), Name: name, Kind: workbook.KindPay})
	}
	return w
}

// sideBySide opens clients beside each other, in their order; the last has the keys.
func sideBySide(t testing.TB, width, height int, of ...workbook.Workbook) *uitest.Driver {
	t.Helper()
	var books []workbook.Workbook
	for _, w := range of {
		if !slices.ContainsFunc(books, func(b workbook.Workbook) bool { return b.ID == w.ID }) {
			books = append(books, w)
		}
	}
	d := uitest.New(t, uitest.Options{Width: width, Height: height, Books: books, Open: []workbook.ID{of[0].ID}})
	for _, w := range of[1:] {
		d.Key("w", "a")
		d.Type(w.Profile.Person)
		d.Key("enter")
	}
	return d
}

func stored(t testing.TB, d *uitest.Driver, id workbook.ID) workbook.Workbook {
	t.Helper()
	snap, err := d.Store().Load(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return snap.Workbook
}

// Two clients, typed into in turn, with the window resized in between and words that are
// commands outside of a text: each word lands in its client's answer and nowhere else.
func TestTwoClientsInTurn(t *testing.T) {
	t.Parallel()
	dana, priya := client("Dana Reyes", "Holt"), client("Priya Nair", "Contoso")
	d := sideBySide(t, 120, 40, dana, priya)
	for range 2 {
		d.Key("1", "enter", "ctrl+r")
	}
	want := [2]string{}
	dice := rand.New(rand.NewPCG(1, 2))
	sizes := [][2]int{{200, 50}, {120, 40}, {100, 30}, {80, 24}, {40, 12}}
	for turn := range storetest.Part(300) {
		_, at := d.App().Panes()
		d.Key("enter") // the text opens at the letter where it was left
		if !d.App().Typing() {
			t.Fatalf("turn %d: enter does not open the text:\n%s", turn, d.Screen())
		}
		for range 1 + dice.IntN(6) {
			letter := string("duwqx3pMC hello"[dice.IntN(15)])
			want[at] += letter
			d.Type(letter)
		}
		if dice.IntN(4) == 0 {
			size := sizes[dice.IntN(len(sizes))]
			d.Resize(size[0], size[1])
		}
		d.Key("ctrl+r")
		if _, now := d.App().Panes(); now == at || d.App().Typing() {
			t.Fatalf("turn %d: pane %d has the keys, in a text: %v", turn, now, d.App().Typing())
		}
	}
	for i, w := range []workbook.Workbook{dana, priya} {
		got := stored(t, d, w.ID)
		if why := got.Returns[0].Why; strings.TrimRight(why, " ") != strings.TrimRight(want[i], " ") {
			t.Errorf("%s has %d letters, %d were typed\n%s\n%s", w.Profile.Person, len(why), len(want[i]), why, want[i])
		}
		got.Returns[0].Why = ""
		storetest.Equal(t, got, w)
	}
}

// A key that follows on the change of panes is a command there, never a letter.
func TestNoPaneGetsTheKeysInsideAText(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 120, 40, dana, priya)
	d.Key("1", "enter")
	d.Type("half a wo")
	d.Key("left", "left", "ctrl+r")
	d.Want("Now Dana Reyes, the map.")
	d.Key("d", "u", "3") // nothing to take back here, and lesson 3
	d.Key("ctrl+r")
	d.Want("Now Priya Nair, lesson 1; enter goes on in the text.")
	d.Key("enter")
	d.Type("X")
	if got := stored(t, d, priya.ID).Returns[0].Why; got != "half a Xwo" {
		t.Errorf("the text is %q", got)
	}
	d.Key("ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
	if got := stored(t, d, priya.ID).Returns[0].Why; got != "" {
		t.Errorf("undone it is %q", got)
	}
	storetest.Equal(t, stored(t, d, dana.ID), dana)
}

// What is undone is said with whose it is, and only its own is.
func TestEachClientUndoesItsOwn(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 120, 40, dana, priya)
	for range 2 {
		d.Key("1", "enter")
		d.Type("because")
		d.Key("esc", "ctrl+r")
	}
	d.Key("u")
	d.Want("Priya: Undone: Why it matters, “Base pay”.")
	if got := stored(t, d, priya.ID).Returns[0].Why; got != "" {
		t.Errorf("%q is left", got)
	}
	if got := stored(t, d, dana.ID).Returns[0].Why; got != "because" {
		t.Errorf("the other's is %q", got)
	}
	d.Key("u")
	d.Want("Priya: Nothing to undo.")
}

// One client twice is one workbook with one undo, and both show what one types.
func TestOneClientTwice(t *testing.T) {
	dana := client("Dana Reyes", "")
	d := sideBySide(t, 160, 40, dana, dana)
	d.Key("1", "enter")
	d.Type("because")
	d.Key("ctrl+r")
	if n := strings.Count(d.Screen(), "Dana Reyes"); n < 2 {
		t.Errorf("the name stands %d times:\n%s", n, d.Screen())
	}
	d.Key("u")
	d.Want("Undone: Why it matters, “Base pay”.")
	if got := stored(t, d, dana.ID).Returns[0].Why; got != "" {
		t.Errorf("%q is left", got)
	}
}

// Without colors the pane with the keys is told by its mark, its heavy rule, the marks of
// its rows, and the name before the keys; there is only one of each.
func TestOnePaneHasTheFocus(t *testing.T) {
	dana, priya, jonas := client("Dana Reyes", ""), client("Priya Nair", ""), client("Jonas Weber", "")
	d := sideBySide(t, 160, 30, dana, priya, jonas)
	for _, name := range []string{"Jonas", "Dana", "Priya"} {
		lines := strings.Split(d.Screen(), "\n")
		at := strings.Index(lines[0], "▸")
		if at < 0 || !strings.HasPrefix(strings.TrimLeft(lines[0][at+len("▸"):], " "), name) {
			t.Errorf("the mark is not before %s: %s", name, lines[0])
		}
		if n := len(strings.FieldsFunc(lines[1], func(r rune) bool { return r != '━' })); n != 1 {
			t.Errorf("%d heavy rules: %s", n, lines[1])
		}
		if n := strings.Count(d.Screen(), "▸"); n != 2 {
			t.Errorf("%d marks:\n%s", n, d.Screen())
		}
		if last := strings.TrimLeft(lines[len(lines)-1], " "); !strings.HasPrefix(last, name+" ") {
			t.Errorf("the keys are %q", last)
		}
		d.Key("ctrl+r")
	}
}

// Two from 100 columns, three from 150, tabs below; neither costs a row.
func TestPanesFitTheWidth(t *testing.T) {
	all := []workbook.Workbook{client("Dana Reyes", ""), client("Priya Nair", ""), client("Jonas Weber", "")}
	for _, c := range []struct{ panes, width, beside int }{
		{2, 99, 1}, {2, 100, 2}, {3, 149, 1}, {3, 150, 3}, {3, 100, 1}, {2, 200, 2},
	} {
		d := sideBySide(t, c.width, 30, all[:c.panes]...)
		first, _, _ := strings.Cut(d.Screen(), "\n")
		if got := strings.Count(first, "│") + 1; got != c.beside {
			t.Errorf("%d panes at %d: %d beside each other: %s", c.panes, c.width, got, first)
		}
		for _, w := range all[:c.panes] {
			if !strings.Contains(first, w.Profile.Person) {
				t.Errorf("%d panes at %d: %s is not in %s", c.panes, c.width, w.Profile.Person, first)
			}
		}
		if c.beside == 1 && !strings.Contains(first, fmt.Sprintf("[%d %s]", c.panes, all[c.panes-1].Profile.Person)) {
			t.Errorf("the tab is not marked: %s", first)
		}
	}
}

// The same lesson in all: each keeps its own rows, and one that is alone goes on alone.
func TestTheSameLesson(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 140, 30, dana, priya)
	d.Key("w", "l", "1")
	for _, at := range []string{"Dana Reyes · 1 ", "Priya Nair · 1 "} {
		d.Want(at)
	}
	if n := strings.Count(d.Screen(), "same lesson"); n != 2 {
		t.Errorf("it is said %d times", n)
	}
	d.Key("p")
	d.Want("Dana Reyes · The plan")
	d.Key("w", "l", "esc")
	d.Want("Dana Reyes · The plan")
	d.Want("Priya Nair · map")
}

// The menu waits, and nothing but what it lists does anything.
func TestTheMenuOfPanes(t *testing.T) {
	dana, priya, jonas := client("Dana Reyes", ""), client("Priya Nair", ""), client("Jonas Weber", "")
	d := sideBySide(t, 160, 30, dana, priya, jonas)
	d.Key("w")
	d.Want("z whole", "c close", "/ find")
	d.Key("x", "d", "n", "p")
	d.Want("z whole", "c close", "/ find")
	d.Key("z")
	if first, _, _ := strings.Cut(d.Screen(), "\n"); strings.Contains(first, "│") || !strings.Contains(first, "[3 Jonas Weber]") {
		t.Errorf("not alone: %s", first)
	}
	d.Key("w", "z", "w", "s")
	if n, at := d.App().Panes(); n != 3 || at != 0 {
		t.Errorf("swapped: %d of %d", at, n)
	}
	d.Key("w", "2", "w", "1", "w", "2", "w", "c")
	d.Want("Closed Priya Nair. Now Jonas Weber, the map.")
	d.Key("w", "c", "w", "c")
	d.Want("Only one workbook is open here")
	if n, _ := d.App().Panes(); n != 1 {
		t.Errorf("%d panes", n)
	}
	d.Key("esc", "ctrl+r")
	d.Want("One workbook is open here: w, then a, puts another beside it.")
	for _, w := range []workbook.Workbook{dana, priya, jonas} {
		storetest.Equal(t, stored(t, d, w.ID), w)
	}
}

// What lies over the panes holds the keys until it is closed.
func TestNoOtherPaneUnderAPage(t *testing.T) {
	d := sideBySide(t, 120, 30, client("Dana Reyes", ""), client("Priya Nair", ""))
	for _, open := range []string{"?", "/", "x", "ctrl+p"} {
		d.Key(open)
		if first := d.Lines()[0]; open != "?" && !strings.HasPrefix(first, " Priya · ") {
			t.Errorf("%s: whose it is about is not said: %s", open, first)
		}
		d.Key("ctrl+r")
		d.Want("Close this first (esc).")
		if _, at := d.App().Panes(); at != 1 {
			t.Errorf("%s: pane %d has the keys", open, at)
		}
		d.Key("esc")
	}
}

// A first click elsewhere moves the keys and does nothing else.
func TestAClickElsewhereOnlyMovesTheKeys(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 120, 30, dana, priya)
	y, line := 0, ""
	for y, line = range strings.Split(d.Screen(), "\n") {
		if strings.Contains(line, "2  Must-haves") {
			break
		}
	}
	x := strings.Index(line, "2  Must-haves")
	d.Click(x, y)
	d.Want("Now Dana Reyes, the map.")
	d.Click(x, y)
	if line := marked(d); !strings.HasPrefix(line, " ▸   2  Must-haves") {
		t.Errorf("the second click chose %s", line)
	}
}

// Deleting a workbook closes its pane; the other keeps what it shows.
func TestADeletedClientsPaneCloses(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 120, 30, dana, priya)
	d.Key("1", "ctrl+r", "esc")
	d.Key("g")
	for !strings.Contains(marked(d), "Priya") {
		d.Key("down")
	}
	d.Key("d")
	if n, _ := d.App().Panes(); n != 1 {
		t.Errorf("%d panes:\n%s", n, d.Screen())
	}
	d.Key("u")
	storetest.Equal(t, stored(t, d, priya.ID), priya)
}

// marked is the line that is marked.
func marked(d *uitest.Driver) string {
	for _, line := range strings.Split(d.Screen(), "\n")[1:] {
		if strings.Contains(line, "▸") {
			return line
		}
	}
	return ""
}

// Find looks into all, and says whose each place is.
func TestFindInAll(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	dana.Returns[1].Why = "The commute takes two hours."
	d := sideBySide(t, 120, 30, dana, priya)
	d.Key("w", "/")
	d.Type("commute")
	d.Want("Dana: The commute takes two hours.")
	d.Key("enter")
	if _, at := d.App().Panes(); at != 0 {
		t.Errorf("pane %d has the keys", at)
	}
	d.Want("Dana Reyes · 1 ")
}

// The arrangement comes back: panes, focus, places and the same lesson; no text is open.
func TestTheArrangementComesBack(t *testing.T) {
	dana, priya, jonas := client("Dana Reyes", ""), client("Priya Nair", ""), client("Jonas Weber", "")
	d := sideBySide(t, 160, 30, dana, priya, jonas)
	d.Key("1", "ctrl+r", "2", "w", "2", "1", "enter")
	d.Type("half a word")
	d.Advance(2 * time.Second)
	d = d.Restart()
	d.Resize(160, 30)
	for _, at := range []string{"Dana Reyes · 2 ", "Priya Nair · 1 ", "Jonas Weber · 1 "} {
		d.Want(at)
	}
	if n, at := d.App().Panes(); n != 3 || at != 1 || d.App().Typing() {
		t.Errorf("pane %d of %d, in a text: %v", at, n, d.App().Typing())
	}
	d.Key("w", "c")
	d.Key("w", "c")
	d.Advance(2 * time.Second)
	if got := d.Restart(); strings.Contains(got.Screen(), "[1 ") {
		t.Errorf("panes that were closed come back:\n%s", got.Screen())
	}
}

// A workbook that is gone closes its pane, which is said.
func TestAnArrangementWithoutOne(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	d := sideBySide(t, 120, 30, dana, priya)
	d.Advance(2 * time.Second)
	if err := d.Store().Delete(context.Background(), dana.ID); err != nil {
		t.Fatal(err)
	}
	d = d.Restart()
	d.Want("Its pane is closed.")
	if n, _ := d.App().Panes(); n != 1 {
		t.Errorf("%d panes", n)
	}
	d.Want("Priya Nair")
}

// One that is locked is asked for when its pane gets the keys.
func TestALockedClientInTheArrangement(t *testing.T) {
	dana, priya := client("Dana Reyes", ""), client("Priya Nair", "")
	store := storetest.NewMemory(func() time.Time { return uitest.Noon })
	for _, w := range []workbook.Workbook{dana, priya} {
		if _, err := store.Create(context.Background(), w); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := store.Protect(context.Background(), priya.ID, "", "seven words"); err != nil {
		t.Fatal(err)
	}
	d := uitest.New(t, uitest.Options{Width: 120, Height: 30, Store: store.Another(),
		Arrangement: app.Arrangement{Panes: []app.PanePlace{{ID: dana.ID}, {ID: priya.ID, Place: "returns"}}}})
	d.Key("ctrl+r")
	d.Want("What is its passphrase?")
	d.Type("seven words")
	d.Key("enter")
	d.Want("Priya Nair")
	if n, at := d.App().Panes(); n != 2 || at != 1 {
		t.Errorf("pane %d of %d:\n%s", at, n, d.Screen())
	}
}
