package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
)

// Two windows on one answer, neither of which is told of anything by the terminal: each
// follows the other, and where both wrote, both texts are there to choose from.
func TestTwoWindowsOnOneAnswer(t *testing.T) {
	left := uitest.New(t, uitest.Options{Example: true})
	right := left.Second()
	for _, d := range []*uitest.Driver{left, right} {
		d.Key("1", "enter", "ctrl+u")
	}
	left.Type("Left")
	right.Type("Right")
	left.Follow()
	right.Follow()
	left.Want("Two answers", "Left")
	right.Want("Two answers", "Right")
	right.Key("ctrl+t")
	right.Want("In this window", "Left", "Both, one behind the other")
	right.Key("3")
	right.Absent("Two answers")
	right.Want("Chosen. ctrl+z takes it back, and both are to choose from again.")
	right.Key("ctrl+t") // which swaps no letters
	right.Want("No answer has two texts to choose from.")
	left.Follow()
	left.Absent("Two answers")
	for _, d := range []*uitest.Driver{left, right} {
		if got := d.Workbook().Returns[0].Why; got != "Right\nLeft" {
			t.Errorf("the reason is %q", got)
		}
	}
}

// A choice is taken back with both texts, in the window that chose and after all were
// closed, where each is called by its time; and a note about them goes with them.
func TestAChoiceIsTakenBack(t *testing.T) {
	left := uitest.New(t, uitest.Options{Example: true})
	right := left.Second()
	for _, d := range []*uitest.Driver{left, right} {
		d.Key("1", "enter", "ctrl+u")
	}
	left.Type("Left")
	right.Type("R")
	for range 2 {
		left.Follow()
		right.Follow()
	}
	right.Want("Another window wrote this answer too.")
	left.Key("ctrl+t", "enter")
	left.Want("Chosen. ctrl+z takes it back")
	right.Follow()
	right.Absent("Two answers", "Another window wrote this answer too.")
	left.Key("ctrl+z")
	left.Want("Both texts are there again: ctrl+t shows", "Two answers")
	right.Follow()
	right.Want("Two answers")
	left.Key("ctrl+t", "down", "enter")

	next := left.Restart()
	next.Key("esc", "u")
	next.Want("Undone: ", "Both texts are there again", "Two answers")
	next.Key("ctrl+t")
	next.Want("Left", "     R", ", another window", "1 the first", "2 the second")
	next.Absent("In this window", "In the other window")
	next.Key("1")
	next.Want("Chosen. u takes it back")
}

// Two windows at the end of the same proof: it stays one proof in each, whether they
// follow each other letter by letter or not at all, and each keeps what it typed.
func TestTwoWindowsInOneProof(t *testing.T) {
	for _, follow := range []bool{false, true} {
		left := uitest.New(t, uitest.Options{Example: true})
		right := left.Second()
		proofs := len(left.Workbook().Asks[0].Proofs)
		for _, d := range []*uitest.Driver{left, right} {
			d.Key("3", "enter")
			for range 30 {
				if strings.Contains(d.Screen(), "▸ Proof") {
					break
				}
				d.Key("tab")
			}
			d.Key("ctrl+end")
		}
		for i := range 12 {
			left.Type(string(rune('a' + i)))
			right.Type(string(rune('A' + i)))
			if follow {
				left.Follow()
				right.Follow()
			}
		}
		left.Follow()
		right.Follow()
		left.Want("abcdefghijkl", "Two answers")
		right.Want("ABCDEFGHIJKL", "Two answers")
		if got := left.Workbook().Asks[0].Proofs; len(got) != proofs {
			t.Errorf("follow %v: %d proofs, there were %d: %+v", follow, len(got), proofs, got)
		}
	}
}

// What another window writes into the text being typed leaves the cursor where it was.
func TestTwoWindowsLeaveTheCursor(t *testing.T) {
	left := uitest.New(t, uitest.Options{Example: true})
	right := left.Second()
	for _, d := range []*uitest.Driver{left, right} {
		d.Key("1", "enter", "ctrl+u")
	}
	left.Type("tail")
	right.Follow()
	right.Key("home")
	right.Type("A")
	left.Follow()
	left.Type(" END")
	right.Follow()
	right.Type("X")
	right.Want("AXtail END")
	left.Follow()
	left.Type("!")
	left.Want("AXtail END!")
}

// While the last letters are on their way nothing is chosen: what this window had stored
// before them would be taken for another's, and choosing could drop them.
func TestNothingIsChosenWhileItIsSaved(t *testing.T) {
	left := uitest.New(t, uitest.Options{Example: true})
	right := left.Second()
	for _, d := range []*uitest.Driver{left, right} {
		d.Key("1", "enter", "ctrl+u")
	}
	left.Type("Left")
	right.Type("Right")
	right.Follow()
	right.Want("Two answers")
	right.App().SetSaver(deaf{})
	right.Type(" and more")
	right.Key("ctrl+t")
	right.WantWrapped("Your last words are being saved; choose in a moment.")
	right.Key("enter", "1", "2", "3", "esc")
	right.Want("Right and more")
}

// Both together may be longer than a field takes in; then they are not offered.
func TestBothMayBeTooLong(t *testing.T) {
	left := uitest.New(t, uitest.Options{Example: true})
	right := left.Second()
	for _, d := range []*uitest.Driver{left, right} {
		d.Key("1", "enter", "ctrl+u")
	}
	for i, d := range []*uitest.Driver{left, right} {
		d.Paste(strings.Repeat([]string{"left ", "right "}[i], 2500))
	}
	right.Follow()
	right.Want("Two answers")
	right.Key("ctrl+t")
	right.Want("In this window")
	page, _ := right.App().Commands()
	if _, both := page.Get("choose.c"); both {
		t.Error("both together are offered")
	}
}
