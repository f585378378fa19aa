package advice

import (
	"fmt"

	"firstmile/workbook"
)

// State is how far a lesson has come.
type State int

// A lesson is done when what it asks for is answered; findings may remain.
const (
	Untouched State = iota
	Started
	Done
)

// Progress is one line of the map.
type Progress struct {
	Lesson workbook.Lesson
	State  State
	Count  string // what there is so far, such as "3 · 4"; "–" for nothing
}

// Progresses gives the nine lines of the map.
func Progresses(w workbook.Workbook) []Progress {
	out := make([]Progress, 0, len(workbook.Lessons()))
	for _, l := range workbook.Lessons() {
		p := Progress{Lesson: l, Count: "–"}
		switch l {
		case workbook.LessonReturns:
			p.set(len(w.Returns) > 0, returnsDone(w), fmt.Sprint(len(w.Returns)))
		case workbook.LessonNeeds:
			must, nice := len(w.Sorted(workbook.Must)), len(w.Sorted(workbook.Nice))
			p.set(must+nice > 0, needsDone(w), fmt.Sprintf("%d · %d", must, nice))
		case workbook.LessonAsks:
			p.set(len(w.Asks)+len(w.Figures) > 0, asksDone(w), fmt.Sprintf("%d of %d", len(w.Asks), workbook.MaxAsks))
		case workbook.LessonOffers:
			count := fmt.Sprint(len(w.Offers))
			if w.WithoutOffer() {
				count = "none"
			}
			p.set(len(w.Offers) > 0 || w.Fallback != (workbook.Fallback{}), offersDone(w), count)
		}
		out = append(out, p)
	}
	return out
}

func (p *Progress) set(started, done bool, count string) {
	if !started {
		return
	}
	p.State, p.Count = Started, count
	if done {
		p.State = Done
	}
}

// Next is the lesson to go on with: the first with an activity that is not
// done, else the first without one.
func Next(w workbook.Workbook) workbook.Lesson {
	for _, p := range Progresses(w) {
		if p.State != Done {
			return p.Lesson
		}
	}
	return workbook.LessonStrategy
}

// Summary is a workbook's line in the library.
type Summary struct {
	Done  int // lessons that are done
	Built int // lessons that have an activity
}

// Summarize counts the lessons that are done.
func Summarize(w workbook.Workbook) Summary {
	var s Summary
	for _, p := range Progresses(w) {
		if p.Lesson.Built() {
			s.Built++
		}
		if p.State == Done {
			s.Done++
		}
	}
	return s
}
