package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// feared is a workbook with so many objections.
func feared(n int) workbook.Workbook {
	w := uitest.Empty("A raise")
	w.Profile.Meeting = uitest.Today.AddDays(1)
	for i := range n {
		w.Objections = append(w.Objections, workbook.Objection{ID: uitest.NewID(), Hear: fmt.Sprintf("No number %d", i+1), Answer: fmt.Sprintf("Answer %d", i+1)})
	}
	return w
}

func rehearse(t *testing.T, w workbook.Workbook) *uitest.Driver {
	t.Helper()
	d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}})
	d.Key("t")
	return d
}

// they is what the other side says on screen.
func they(t *testing.T, d *uitest.Driver) string {
	t.Helper()
	_, after, ok := strings.Cut(d.Screen(), "They say: “")
	said, _, _ := strings.Cut(after, "”")
	if !ok {
		t.Fatalf("nobody says anything:\n%s", d.Screen())
	}
	return strings.TrimSuffix(said, ".")
}

// never fails the test when a text is on the screen.
func never(t *testing.T, d *uitest.Driver, text string) {
	t.Helper()
	if strings.Contains(d.Screen(), text) {
		t.Errorf("it says %q:\n%s", text, d.Screen())
	}
}

func TestEachObjectionIsSaidOnceAndWhatWasNotComesAgain(t *testing.T) {
	d := rehearse(t, feared(6))
	var order, again []string
	for i := range 6 {
		d.Want(fmt.Sprintf("Card %d of 6, in random order.", i+1))
		order = append(order, they(t, d))
		never(t, d, "Answer")
		d.Key("enter")
		d.Want("Answer " + strings.TrimPrefix(order[i], "No number "))
		if i == 1 || i == 4 {
			d.Key("n")
		} else {
			d.Key("y")
		}
	}
	if all := slices.Compact(slices.Sorted(slices.Values(order))); len(all) != 6 {
		t.Fatalf("they said %q", order)
	}
	if slices.IsSorted(order) {
		t.Errorf("%q is no random order", order)
	}
	d.Want("You said four of six; two come again.")
	d.Key("enter")
	for i := range 2 {
		d.Want(fmt.Sprintf("Card %d of 2, once more.", i+1))
		again = append(again, they(t, d))
		d.Key("enter", "y")
	}
	if want := []string{order[1], order[4]}; !slices.Equal(again, want) {
		t.Errorf("what came again is %q, want %q", again, want)
	}
	d.Want("You said all six.")
	d.ClickOn("Once more, in another order")
	d.Want("Card 1 of 6, in random order.")
}

// The order is that of the seed, and stays while one looks elsewhere.
func TestTheOrderStays(t *testing.T) {
	w := feared(9)
	d, other := rehearse(t, w), rehearse(t, w)
	for i := range 8 {
		if they(t, d) != they(t, other) {
			t.Fatalf("card %d of two rehearsals with one seed is another", i+1)
		}
		here := they(t, d)
		d.Type("half a sen")
		d.Key("esc", "9")
		d.Key("esc", "t")
		if they(t, d) != here {
			t.Fatalf("card %d is another after a look elsewhere", i+1)
		}
		d.Want("half a sen")
		d.Key("enter", "y")
		other.Key("enter", "y")
	}
}

func TestWhatIsTypedIsKeptOnlyWhenToldTo(t *testing.T) {
	d := rehearse(t, feared(1))
	d.Type("Better, y n k")
	d.Key("alt+enter")
	d.Type("and a second line")
	never(t, d, "Answer 1")
	d.Key("enter")
	d.Want("Answer 1", "Better, y n k", "and a second line", "puts what you typed here")
	if got := d.Workbook().Objections[0].Answer; got != "Answer 1" {
		t.Fatalf("shown, the answer is %q", got)
	}
	d.Key("k")
	if got := d.Workbook().Objections[0].Answer; got != "Better, y n k\nand a second line" {
		t.Fatalf("kept is %q", got)
	}
	never(t, d, "puts what you typed")
	d.Key("k")
	d.Want("word for word the same")
	d.Key("enter") // back to it, and kept once more: a step of its own
	d.Type(".")
	d.Key("enter", "k", "u")
	if got := d.Workbook().Objections[0].Answer; got != "Better, y n k\nand a second line" {
		t.Fatalf("undone once it is %q", got)
	}
	d.Key("u")
	if got := d.Workbook().Objections[0].Answer; got != "Answer 1" {
		t.Fatalf("undone twice it is %q", got)
	}
	d.Key("y")
	if got := d.Workbook().Objections[0].Answer; got != "Answer 1" {
		t.Errorf("said, the answer is %q", got)
	}
	d.Want("You said it.")
}

func TestNothingTypedIsNothingToKeep(t *testing.T) {
	d := rehearse(t, feared(2))
	d.Key("enter")
	never(t, d, "keep what I typed")
	d.Key("k")
	d.Want("Nothing is typed that could be kept")
}

// Without objections the catalog's are to practice with; what is kept becomes one.
func TestThePracticeOfWhoHasNoObjections(t *testing.T) {
	w := feared(0)
	w.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "Base pay"}}
	w.Asks = []workbook.Ask{{ID: uitest.NewID(), Return: w.Returns[0].ID}}
	d := rehearse(t, w)
	d.Want("You have no objection of your own yet. Here are 14 common ones", "Card 1 of 14")
	hear := they(t, d)
	d.Type("Mine")
	d.Key("enter")
	d.Want("Nothing yet.", "for example:")
	d.Key("k")
	all := d.Workbook().Objections
	if len(all) != 1 || all[0].Hear != hear || all[0].Answer != "Mine" || all[0].Ask != w.Asks[0].ID {
		t.Fatalf("kept is %+v", all)
	}
	d.Key("u")
	d.Want("Card 1 of 14", "Nothing yet.")
	if n := len(d.Workbook().Objections); n != 0 {
		t.Fatalf("undone there are %d", n)
	}
	d.Key("U", "y")
	d.Want("Card 2 of 14")
	if n := len(d.Workbook().Objections); n != 1 {
		t.Errorf("done again there are %d", n)
	}
}

// An objection written elsewhere in the meantime is what is rehearsed from then on.
func TestThePracticeGivesWayToOnesOwn(t *testing.T) {
	d := rehearse(t, feared(0))
	d.Key("esc")
	other := d.Second()
	other.Key("9", "enter")
	on(t, other, "Objections")
	other.Key("a")
	other.Type("We never did that")
	d.Key("t")
	d.Want("Card 1 of 1. They say: “We never did that.”")
}

func TestAnObjectionThatGoesInAnotherWindow(t *testing.T) {
	d := rehearse(t, feared(3))
	first := they(t, d)
	d.Type("What I would say")
	other := d.Second()
	other.Key("9")
	if strings.Contains(other.Screen(), "The mistake it prevents") {
		other.Key("enter")
	}
	on(t, other, "Objections")
	for range 2 { // the open one, and another
		other.Key("g")
		if !strings.Contains(other.Screen(), "▸ "+first) {
			other.Key("down")
		}
		other.Key("d")
	}
	left := other.Workbook().Objections
	if len(left) != 1 || left[0].Hear == first {
		other.Key("u")
		t.Fatalf("left are %+v", left)
	}
	d.Send(tea.FocusMsg{}) // looks at the disk
	d.Want("What I would say", first)
	d.Type(", whole")
	d.Key("enter")
	d.Want("This objection was deleted", "What I would say, whole", "Card 1 of 2")
	d.Key("k")
	if all := d.Workbook().Objections; len(all) != 2 || all[1].Hear != first || all[1].Answer != "What I would say, whole" {
		t.Fatalf("kept is %+v", all)
	}
	d.Key("u", "y")
	d.Want("Card 1 of 1", left[0].Hear)
	d.Key("enter", "y")
	d.Want("You said it.")
}

// A mark is added each half minute while a card is open: never more than one is waited
// for where one sits, none once it is shown, and no other page waits.
func TestTheTimeIsMarkedAndNothingElseHappensByItself(t *testing.T) {
	d := rehearse(t, feared(3))
	drawn := 0
	d.Watch(func(tea.Msg) { drawn++ })
	d.Advance(29 * time.Second)
	never(t, d, "0:30")
	d.Advance(31 * time.Second)
	d.Want("0:30   1:00")
	if drawn != 2 || d.Waits() != 1 {
		t.Errorf("in a minute %d messages came, and %d are waited for", drawn, d.Waits())
	}
	d.Advance(time.Hour)
	d.Want("2:30   3:00")
	if never(t, d, "3:30"); d.Waits() != 0 {
		t.Errorf("behind the last mark %d are waited for", d.Waits())
	}
	d.Key("enter", "y")
	never(t, d, "0:30")
	d.Advance(20 * time.Second)
	d.Key("enter", "y") // its half minute comes late, on the next card
	d.Advance(15 * time.Second)
	never(t, d, "0:30")
	d.Advance(15 * time.Second)
	d.Want("0:30")
	d.Key("enter")
	d.Advance(time.Hour)
	never(t, d, "1:00")
	d.Key("esc")
	d.Advance(time.Hour)
	if d.Waits() != 0 {
		t.Errorf("on the map %d are waited for", d.Waits())
	}
	d.Key("1", "esc")
	if d.Waits() != 0 {
		t.Errorf("elsewhere %d are waited for", d.Waits())
	}
}

// While the page is left the time stands still, and begins anew when one comes back.
func TestTheTimeOfALeftCard(t *testing.T) {
	d := rehearse(t, feared(2))
	d.Advance(30 * time.Second)
	d.Want("0:30")
	d.Key("esc")
	d.Advance(time.Hour)
	d.Key("t")
	never(t, d, "0:30")
	d.Advance(30 * time.Second)
	d.Want("0:30")
}

func TestTheElevator(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	w := d.Workbook()
	d.Key("t", "tab")
	d.Want("three minutes", "First sentence", "Base pay", "The senior title")
	for _, words := range []string{"Before I ask", "I would like"} {
		never(t, d, words)
	}
	d.Advance(4 * time.Minute)
	d.Want("0:30   1:00   1:30   2:00   2:30   3:00")
	never(t, d, "3:30")
	d.ClickOn("Base pay")
	says(t, d, strings.Join(strings.Fields(w.Talk.Opening)[:5], " "))
	says(t, d, "I would like my base pay to be")
	d.Key("enter")
	never(t, d, "I would like")
	never(t, d, "0:30")
	d.Key("tab")
	d.Want("Card 1 of 2")
	d = rehearse(t, feared(1))
	d.Key("tab")
	says(t, d, "Nothing to say yet")
	d.Key("enter")
	says(t, d, "Nothing to say yet")
}

// Typing goes on through a resize, a paste of several lines and a burst of keys.
func TestTypingInARehearsal(t *testing.T) {
	d := rehearse(t, feared(2))
	d.Type("One ")
	d.Resize(40, 12)
	d.Type("two ")
	d.Resize(20, 5)
	d.Type("three ")
	d.Resize(80, 24)
	d.Want("One two three")
	d.Paste("four\nfive\x1b[31m and q")
	d.Type(strings.Repeat(" t", 40))
	d.Want("five and q t t")
	if at := d.App().Place().Screen; at != screen.RehearsalScreen {
		t.Fatalf("it is on %q", at)
	}
	d.Key("enter")
	d.ClickOn("aloud, or typed")
	d.Type(" end")
	d.ClickOn("what you had prepared")
	d.Want("Answer", "t end")
	d.Paste("\nlost")
	never(t, d, "lost")
}

// esc leads back to where one came from, and the board has the key too.
func TestTheWayToTheRehearsalAndBack(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("3", "esc")
	before := d.App().Place()
	if d.Key("t", "esc"); d.App().Place() != before {
		t.Errorf("it leads back to %v, want %v", d.App().Place(), before)
	}
	d.Key("9", "t")
	d.Want("They say:")
	if d.Key("esc"); d.App().Place().Screen != "strategy" {
		t.Errorf("from the board it leads back to %v", d.App().Place())
	}
	d.Key("t", "enter")
	again := d.Restart()
	if at := again.App().Place().Screen; at != "map" {
		t.Errorf("the next start is on %q", at)
	}
}

// On the day of the talk t still rehearses; from the day after it tells what came.
func TestTheKeyOfTheTalkGoesByTheDay(t *testing.T) {
	for day, want := range map[string]string{"": "t rehearse", "2027-03-11": "t rehearse", "2027-03-12": "t rehearse", "2027-03-13": "t after the talk"} {
		w := feared(1)
		w.Profile.Meeting = valuetest.Day("2027-03-12")
		o := uitest.Options{Books: []workbook.Workbook{w}, Today: valuetest.Day("2027-03-12")}
		if day == "" {
			w.Profile.Meeting = value.Date{}
			o.Books[0] = w
		} else {
			o.Today = valuetest.Day(day)
		}
		d := uitest.New(t, o)
		d.Want(want)
		d.Key("9")
		if strings.Contains(d.Screen(), "The mistake it prevents") {
			d.Key("enter")
		}
		d.Want(want)
	}
}
