package advice

import (
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Insight is what a lesson tells back: one or two sentences reckoned from the
// answers. While too little is answered it says what is missing, never a guess.
func Insight(w workbook.Workbook, l workbook.Lesson, today value.Date) []string {
	switch l {
	case workbook.LessonReturns:
		return insightReturns(w)
	case workbook.LessonNeeds:
		return insightNeeds(w)
	case workbook.LessonAsks:
		return insightAsks(w)
	case workbook.LessonOffers:
		return insightOffers(w, today)
	}
	return nil
}
