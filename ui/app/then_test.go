package app_test

import (
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// Once the lessons are answered, the map says what comes next by the day of the talk, with its key.
func TestTheMapSaysWhatIsNext(t *testing.T) {
	for _, tt := range []struct {
		name, meeting, says string
		results             []workbook.AskResult
	}{
		{"before", "2027-04-01", "t Every piece stands. Say the first sentence aloud twice", nil},
		{"the day", workbooktest.TodayISO, "p The talk is today. Take the card; change", nil},
		{"the day after", "2027-03-11", "t The talk was on 11 Mar. Write down what", nil},
		{"written down", "2027-03-11", "t Send the recap today, while both remember",
			[]workbook.AskResult{{ID: "X1", Ask: "A1", Came: workbook.CameNo}}},
	} {
		for _, width := range []int{60, 120} {
			t.Run(tt.name, func(t *testing.T) {
				w := workbooktest.Full()
				w.Profile.Meeting, w.Results = valuetest.Day(tt.meeting), tt.results
				d := uitest.New(t, uitest.Options{Books: []workbook.Workbook{w}, Width: width, Height: 24, Today: valuetest.Day(workbooktest.TodayISO)})
				d.Want(tt.says)
				d.Absent("Go on with lesson")
			})
		}
	}
}
