package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
)

// What is copied goes to the terminal's clipboard, and the note says what it was.
func TestCopying(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("p", "Y")
	d.Want("Copied: the card.")
	if !strings.HasPrefix(d.Copied, "Card\n") {
		t.Errorf("the clipboard has %q", d.Copied)
	}
	d.Key("4", "Y")
	d.Want("Copied: “Half an hour before 1 April 2027?”")
	if !strings.HasPrefix(d.Copied, "Subject: Half an hour before 1 April 2027?\n\nDear Sam Sample,\n") {
		t.Errorf("the clipboard has %q", d.Copied)
	}
	d.Key("tab", "Y")
	d.Want("This letter needs what was said in the talk")
}
