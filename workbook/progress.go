package workbook

import (
	"firstmile/workbook/value"
	"fmt"
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
	Lesson Lesson
	State  State
	Count  string // what there is so far, such as "3 · 4"; "–" for nothing
}

// Progresses gives the nine lines of the map.
func (w Workbook) Progresses() []Progress {
	out := make([]Progress, 0, len(lessons))
	for _, l := range lessons {
		p := Progress{Lesson: l, Count: "–"}
		switch l {
		case LessonReturns:
			p.set(len(w.Returns) > 0, w.returnsDone(), fmt.Sprint(len(w.Returns)))
		case LessonNeeds:
			must, nice := len(w.Sorted(Must)), len(w.Sorted(Nice))
			p.set(must+nice > 0, w.needsDone(), fmt.Sprintf("%d · %d", must, nice))
		case LessonAsks:
			p.set(len(w.Asks)+len(w.Figures) > 0, w.asksDone(), fmt.Sprintf("%d of %d", len(w.Asks), MaxAsks))
		case LessonOffers:
			count := fmt.Sprint(len(w.Offers))
			if w.WithoutOffer() {
				count = "none"
			}
			p.set(len(w.Offers) > 0 || w.Fallback != (Fallback{}), w.offersDone(), count)
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

func (w Workbook) returnsDone() bool {
	beyond := false
	for _, r := range w.Returns {
		if _, rated := r.Pull(); !rated || !r.hasWhy() || r.Name == "" {
			return false
		}
		beyond = beyond || !r.Kind.Money()
	}
	return beyond && len(w.Returns) >= MinReturns
}

func (w Workbook) needsDone() bool {
	musts := w.Sorted(Must)
	for _, r := range musts {
		if r.Need.Threshold.IsZero() || r.Need.Threshold.Unread() != "" || w.MustMet(r) == value.Unanswered {
			return false
		}
	}
	return len(musts) > 0 && len(w.Sorted(NotYet)) == 0
}

func (w Workbook) asksDone() bool {
	for _, a := range w.Asks {
		if w.Return(a.Return) == nil || a.Reason == "" || !a.ready() || w.Worse(a, a.Target, a.Minimum) || w.Worse(a, a.Opening, a.Target) {
			return false
		}
	}
	return len(w.Asks) > 0
}

// ready tells whether the numbers, or for an ask in words the words, are there.
func (a Ask) ready() bool {
	if a.Say == SayWords {
		return a.Term != ""
	}
	return a.Minimum.OK() && a.Target.OK() && a.Opening.OK()
}

func (w Workbook) offersDone() bool {
	for _, o := range w.Offers {
		if o.Status == Declined || o.Status == Expired {
			continue
		}
		if o.Take == value.Unanswered {
			return false
		}
		for _, r := range w.Sorted(Must) {
			if w.MustCovered(o, r) == value.Unanswered {
				return false
			}
		}
	}
	return len(w.Offers) > 0 || w.WithoutOffer() && w.Fallback.Plan != ""
}

// Next is the lesson to go on with: the first with an activity that is not
// done, else the first without one.
func (w Workbook) Next() Lesson {
	for _, p := range w.Progresses() {
		if p.State != Done {
			return p.Lesson
		}
	}
	return LessonStrategy
}

// Summary is a workbook's line in the library.
type Summary struct {
	Done  int // lessons that are done
	Built int // lessons that have an activity
}

// Summarize counts the lessons that are done.
func Summarize(w Workbook) Summary {
	var s Summary
	for _, p := range w.Progresses() {
		if p.Lesson.Built() {
			s.Built++
		}
		if p.State == Done {
			s.Done++
		}
	}
	return s
}
