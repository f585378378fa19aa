package workbook

// Lesson is the stable name of one of the nine lessons. It is what an answer,
// a finding and a content file refer to.
type Lesson string

// The nine lessons, in the order in which they are taught.
const (
	LessonReturns      Lesson = "returns"
	LessonNeeds        Lesson = "needs"
	LessonAsks         Lesson = "asks"
	LessonOffers       Lesson = "offers"
	LessonPrenegotiate Lesson = "prenegotiate"
	LessonReviews      Lesson = "reviews"
	LessonFirstMile    Lesson = "firstmile"
	LessonTrust        Lesson = "trust"
	LessonStrategy     Lesson = "strategy"
)

// The pages beside the lessons that ask something.
const (
	AfterPage     = "after"     // what came of the talk
	NotesPage     = "notes"     // what was kept from the shell and waits to be placed
	QuestionsPage = "questions" // what a coach's own pack asks in a lesson
)

var lessons = []Lesson{
	LessonReturns, LessonNeeds, LessonAsks, LessonOffers, LessonPrenegotiate,
	LessonReviews, LessonFirstMile, LessonTrust, LessonStrategy,
}

// Lessons lists all nine lessons in order.
func Lessons() []Lesson { return append([]Lesson(nil), lessons...) }

// Number is the lesson's place in the course, 1 to 9, or 0 for an unknown lesson.
func (l Lesson) Number() int {
	for i, known := range lessons {
		if l == known {
			return i + 1
		}
	}
	return 0
}

// Built tells whether the lesson has an activity, which is to say that something
// is asked in it; the others open to their reading.
func (l Lesson) Built() bool {
	for _, c := range Schema.Collections {
		for _, f := range c.Fields {
			if f.Page == string(l) && l != "" {
				return true
			}
		}
	}
	return false
}
