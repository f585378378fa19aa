package screen_test

import (
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook/plan"
)

// TestReleasing: nothing is released by itself; the unmarked go with one key, what
// is marked one by one, and what was changed is not released any more.
func TestReleasing(t *testing.T) {
	w := uitest.Example(t)
	w.Released = nil
	w.Asks[0].Reason = "Contoso asked how we plan."
	b := newBench(t, w)
	p := screen.NewPlan()
	want := func(texts ...string) {
		t.Helper()
		for _, s := range texts {
			if text := b.draw(p, 90, 90); !strings.Contains(text, s) {
				t.Errorf("no %q in\n%s", s, text)
			}
		}
	}
	b.press(p, "g")
	want("only what you released", " 0 of 29", "▸ ○ Title", "! Base pay, reason", "– Names an offer of lesson 4.", "Left out: 29 texts not released; lessons 2, 4 and 9; deals not in writing; untold extra\n")
	b.press(p, "space")
	want(" 1 of 29", "▸ ✓ Title")
	b.press(p, "space")
	want(" 0 of 29", "▸ ○ Title")
	b.press(p, "A")
	want(" 28 of 29", "! Base pay, reason", "Left out: 1 text not released")
	for range 15 {
		b.press(p, "down")
	}
	want("▸ ! Base pay, reason")
	b.press(p, "enter")
	if text := b.draw(p, 90, 40); !strings.Contains(text, "Contoso asked how we plan.") || strings.Contains(text, "Title") {
		t.Errorf("the text is not shown alone:\n%s", text)
	}
	b.press(p, "space", "enter")
	want(" 29 of 29", "▸ ✓ Base pay, reason", "Left out: lessons 2, 4 and 9; deals not in writing; untold extra work;")
	b.book.Asks[0].Reason = "We plan better now."
	b.version++
	want(" 28 of 29", "▸ ○ Base pay, reason", "– "+plan.Changed)
	b.press(p, "A")
	want(" 28 of 29")
	b.press(p, "right")
	want("2 As it will be read", "A raise at Northwind (example)\n", "What I would like to talk about", "€14,000 a year in base pay")
	if text := b.draw(p, 90, 90); strings.Contains(text, "We plan better now.") || strings.Contains(text, "Left out") {
		t.Errorf("the copy as it will be read has what is not released:\n%s", text)
	}
	b.press(p, "1", "space", "2")
	want("We plan better now.")
	b.press(p, "left", "space")
	if text := b.draw(p, 38, 10); !strings.Contains(text, "Text 16 of 29") || strings.Contains(text, "Title") || !strings.Contains(text, "We plan better now.") {
		t.Errorf("a narrow page shows one text:\n%s", text)
	}
}
