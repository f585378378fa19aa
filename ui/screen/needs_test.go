package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// focusedRow gives the focused row and what stands indented below it.
func focusedRow(text string) string {
	_, after, _ := strings.Cut(text, "▸ ")
	return strings.Join(strings.Fields(after), " ")
}

// In any size the focused return shows its name whole, and what is known of it; what
// its points make together follows each digit.
func TestTheFocusedNeedIsWholeInAnySize(t *testing.T) {
	w := uitest.Example(t)
	w.Returns[3].Name = "A title that says to suppliers what it is that I really do" // a nice-to-have
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonNeeds)
	for _, height := range []int{8, 12, 20, 36} {
		for width := 38; width < 130; width += 4 {
			b.press(l, "g")
			for _, group := range []workbook.Sort{workbook.Must, workbook.Nice} {
				for _, r := range w.Sorted(group) {
					text := b.draw(l, width, height)
					row := focusedRow(text)
					want := []string{map[value.Answer]string{value.Yes: "✓ met", value.No: "✗ not met"}[w.MustMet(*r)]}
					if group == workbook.Nice {
						want = []string{r.Need.Share.String(), "100 of 100"}
					} else if r.Need.Threshold.Amount.OK() {
						want = append(want, r.Need.Threshold.Amount.String())
					}
					for _, word := range append(want, strings.Fields(r.Name)...) {
						if !strings.Contains(row, word) {
							t.Fatalf("%d×%d: of “%s” %q is not in sight:\n%s", width, height, r.Name, word, text)
						}
					}
					b.press(l, "down")
				}
			}
		}
	}
}

// A name is cut only where its twenty cells and the amounts beside it take the width.
func TestNamesComeBeforeTheirLines(t *testing.T) {
	w := uitest.Example(t)
	w.Returns[1].Name = strings.Repeat("Days at home ", 4)
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonNeeds)
	for width := 38; width < 130; width++ {
		text := b.draw(l, width, 40)
		for _, r := range w.Returns {
			begin := r.Name[:min(len(r.Name), 19)]
			if !strings.Contains(text, begin) {
				t.Errorf("at %d %q is cut in its twenty cells:\n%s", width, r.Name, text)
			}
			if strings.Contains(text, "line that") && !strings.Contains(text, "at least €88,000") {
				t.Errorf("at %d an amount is cut:\n%s", width, text)
			}
		}
	}
}

func TestTheTotalSaysWhatIsLeft(t *testing.T) {
	for sum, want := range map[int]string{0: "0 of 100: 100 left", 80: "80 of 100: 20 left", 100: "100 of 100\n", 105: "105 of 100: take 5 away"} {
		w := uitest.Example(t)
		nice := w.Sorted(workbook.Nice)
		for _, r := range nice {
			r.Need.Share = value.NewPoints(0)
		}
		nice[0].Need.Share, nice[1].Need.Share = value.NewPoints(min(sum, 60)), value.NewPoints(max(0, sum-60))
		b := newBench(t, w)
		if text := b.draw(screen.NewLesson(b.context(), workbook.LessonNeeds), 78, 30); !strings.Contains(text, want) {
			t.Errorf("%d: there is no %q in\n%s", sum, want, text)
		}
	}
}

// What a must-have is asked depends on what is known of it.
func TestTheHesitationTestIsARow(t *testing.T) {
	for _, c := range []struct {
		line  string
		leave value.Answer
		want  string
	}{
		{"", value.Unanswered, "Base pay: what would count as having it? (enter)"},
		{"88k", value.Unanswered, "Base pay: at 95% of it, €83,600, would you leave? y yes, n no"},
		{"88k", value.Yes, "Base pay: at 95% of it, €83,600, would you leave? yes"},
		{"88k", value.No, "Base pay: at 95% of it, €83,600, would you leave? no: n makes it nice"},
		{"base of at least 88k", value.Unanswered, "Base pay: at 95% of it, €83,600 (base), would you leave? y yes, n no"},
		{"paid on the first", value.Unanswered, "Base pay: at one exception in twenty, would you leave? y yes, n no"},
	} {
		w := uitest.Example(t)
		r := w.Returns[0]
		r.Need = workbook.Need{Sort: workbook.Must, Leave: c.leave}
		if c.line != "" {
			if err := workbook.Schema.Field(workbook.ReturnRecords, "threshold").Type(&w, &r, c.line, w.Typing(uitest.Today, nil)); err != nil {
				t.Fatal(err)
			}
		}
		w.Returns = []workbook.Return{r}
		b := newBench(t, w)
		text := strings.Join(strings.Fields(b.draw(screen.NewLesson(b.context(), workbook.LessonNeeds), 78, 30)), " ")
		if !strings.Contains(text, c.want) {
			t.Errorf("there is no %q in\n%s", c.want, text)
		}
	}
}

func TestManyNeedsAreAWindow(t *testing.T) {
	w := uitest.Empty("Many")
	for i := range 300 {
		w.Returns = append(w.Returns, workbook.Return{ID: uitest.NewID(), Name: fmt.Sprint("Return ", i), Need: workbook.Need{Sort: workbook.Sorts()[i%3]}})
	}
	b := newBench(t, w)
	l := screen.NewLesson(b.context(), workbook.LessonNeeds)
	for i, want := range []string{"Return 1", "Return 2", "Return 0"} {
		if text := b.draw(l, 78, 20); !strings.HasPrefix(focusedRow(text), want+" ") {
			t.Errorf("%d: the focus is not on %s:\n%s", i, want, text)
		}
		b.press(l, "tab")
	}
	b.press(l, "G")
	if text := b.draw(l, 78, 20); !strings.HasPrefix(focusedRow(text), "Return 297") {
		t.Errorf("the last one is not in sight:\n%s", text)
	}
}
