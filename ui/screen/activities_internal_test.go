package screen

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// A lesson in which something is asked has an activity to ask it and a chapter that
// judges the answers, and no other lesson has either: the program leans on it.
func TestWhatIsAskedHasAnActivityAndAChapter(t *testing.T) {
	empty, built := workbook.Workbook{ID: "W"}, 0
	for _, l := range append(workbook.Lessons(), "") {
		asked, activity, chapter := l.Built(), activities[l] != nil, len(advice.Of(empty, value.Date{}).Insight(l)) > 0
		if activity != asked || chapter != asked {
			t.Errorf("%q: something is asked: %t, it has an activity: %t, a chapter in advice: %t", l, asked, activity, chapter)
		}
		if asked {
			built++
		}
	}
	if len(activities) != built {
		t.Errorf("%d activities for the %d lessons in which something is asked", len(activities), built)
	}
	if n := advice.Of(empty, value.Date{}).Summary().Built; n != built {
		t.Errorf("advice knows of %d lessons, something is asked in %d", n, built)
	}
	for _, c := range workbook.Schema.Collections {
		for _, f := range c.Fields {
			beside := []string{"", workbook.AfterPage, workbook.NotesPage, workbook.QuestionsPage}
			if l := workbook.Lesson(f.Page); l.Number() == 0 && !slices.Contains(beside, f.Page) {
				t.Errorf("%s is asked in %q, which is no lesson", f.Label, l)
			}
		}
	}
}
