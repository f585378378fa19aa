package screen_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
)

// TestLettersOneByOne: they are turned through, and copied whole.
func TestLettersOneByOne(t *testing.T) {
	w := uitest.Example(t)
	w.Deals[0].Status = workbook.DealEmailed
	b := newBench(t, w)
	p := screen.NewPlan()
	b.press(p, "4")
	for i, want := range []string{"Request", "Recap", "Nudge: ", "Criteria", "Request"} {
		text := b.draw(p, 76, 20)
		if head := strings.Split(text, "\n")[2]; !strings.HasPrefix(head, want) {
			t.Errorf("letter %d is %q, not %s", i, head, want)
		}
		b.press(p, []string{"down", "tab", "j", "tab", "up"}[i])
	}
	if text := b.draw(p, 76, 20); !strings.Contains(text, "Criteria") || !strings.Contains(text, "needs an ask that was answered") {
		t.Errorf("up does not lead back to the last:\n%s", text)
	}
	if copy, _ := p.Commands(b.context()).Get("copy"); copy.Off != "This letter needs an ask that was answered with “not yet” or “no”." {
		t.Errorf("a letter that cannot be written can be copied: %q", copy.Off)
	}
	b.press(p, "shift+tab")
	text := b.draw(p, 76, 20)
	for _, s := range []string{"Subject: A yes or a correction?\n", "Dear Sam Sample,\n", "Nothing is sent from here: firstmile opens no connection."} {
		if !strings.Contains(text, s) {
			t.Errorf("no %q in\n%s", s, text)
		}
	}
	b.press(p, "Y")
	if !strings.HasPrefix(b.copied, "Subject: A yes or a correction?\n\nDear Sam Sample,\n\n") || !strings.HasSuffix(b.copied, "\n\nAlex Example\n") {
		t.Errorf("copied: %q", b.copied)
	}
	text = b.draw(p, 38, 8)
	b.press(p, slices.Repeat([]string{"pgdown"}, 20)...)
	if below := b.draw(p, 38, 8); !strings.Contains(text, "Subject:") || !strings.Contains(below, "opens no connection") || !strings.Contains(below, "Nudge: ") {
		t.Errorf("a long letter is not seen whole:\n%s\n%s", text, below)
	}
}

// TestPlaceOfALetter: a letter is a place to go to, by the record that it is about.
func TestPlaceOfALetter(t *testing.T) {
	w := uitest.Example(t)
	w.Deals[0].Status = workbook.DealEmailed
	deal := workbook.RecordKey(workbook.DealRecords, w.Deals[0].ID)
	b := newBench(t, w)
	p := screen.NewPlan()
	b.press(p, "g")
	for place, want := range map[screen.Place]string{
		{Screen: screen.PlanScreen, Field: screen.LettersPart}:               "Request",
		{Screen: screen.PlanScreen, Field: screen.LettersPart, Record: deal}: "Nudge: ",
	} {
		p.Enter(b.context(), place)
		if text := b.draw(p, 76, 20); !strings.Contains(text, want) || p.Place(b.context()) != place {
			t.Errorf("%v leads to %v:\n%s", place, p.Place(b.context()), text)
		}
	}
}

// TestTheCardIsCopied as it is read, without colors.
func TestTheCardIsCopied(t *testing.T) {
	b := newBench(t, uitest.Example(t))
	p := screen.NewPlan()
	b.press(p, "Y")
	if !strings.HasPrefix(b.copied, "Card\n") || !strings.Contains(b.copied, "\n│ I would like my base pay to be €96,000 from the first of May.\n") || strings.Contains(b.copied, "\x1b") {
		t.Errorf("copied: %q", b.copied)
	}
	for _, key := range []string{"2", "3", "g"} {
		b.copied = ""
		b.press(p, key, "Y")
		copy, _ := p.Commands(b.context()).Get("copy")
		if b.copied != "" || copy.Off == "" {
			t.Errorf("after %s something was copied: %q %q", key, b.copied, copy.Off)
		}
	}
	empty := newBench(t, workbook.Workbook{ID: "W"})
	empty.press(screen.NewPlan(), "Y")
	if empty.copied != "" {
		t.Errorf("an empty card was copied: %q", empty.copied)
	}
}

// TestWhatALetterGivesAway stands above it, and is not copied with it.
func TestWhatALetterGivesAway(t *testing.T) {
	w := uitest.Example(t)
	w.Returns[0].Name = "Not below 88,000"
	w.Asks[0].Return, w.Asks[0].Minimum = w.Returns[0].ID, valuetest.Amount("88000 EUR")
	w.Talk.Opening = "I need 88,000."
	w.Profile.Meeting, w.Review.Budget = value.Date{}, value.Date{}
	b := newBench(t, w)
	p := screen.NewPlan()
	b.press(p, "4")
	text := strings.Join(strings.Fields(b.draw(p, 76, 20)), " ")
	if beware, subject := strings.Index(text, "! “Not below 88,000” has the same number as"), strings.Index(text, "Subject:"); beware < 0 || subject < beware {
		t.Errorf("nothing stands above the letter:\n%s", text)
	}
	b.press(p, "Y")
	if strings.Contains(b.copied, "88,000") || strings.Contains(b.copied, "minimum") {
		t.Errorf("copied: %q", b.copied)
	}
}
