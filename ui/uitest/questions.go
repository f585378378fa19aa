//go:build unix

package uitest

// Questions is the page of a coach's own questions in one lesson.
type Questions struct{ Lesson }

// Questions opens the coach's questions of a lesson that is begun.
func (l Lesson) Questions() Questions {
	l.tb.Helper()
	l.WaitFor("Your coach asks")
	l.Keys("Q")
	l.WaitFor("esc lesson")
	return Questions{l}
}

// Answer goes down to a question, types an answer and leaves its form.
func (q Questions) Answer(down int, label, text string) {
	q.tb.Helper()
	for range down {
		q.Keys("down")
	}
	q.WaitLine("▸ " + label)
	q.Keys("enter")
	q.WaitFor("Keep private")
	q.Type(text)
	q.WaitFor(text)
	q.Keys("esc")
	q.WaitFor("esc lesson", text)
}

// Back goes back to the lesson.
func (q Questions) Back() Lesson {
	q.tb.Helper()
	q.Keys("esc")
	return onLesson(q.Terminal, q.ID)
}
