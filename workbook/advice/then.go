package advice

import (
	"slices"

	"firstmile/workbook"
)

// Doing is what there is to do once the lessons are answered, or the talk is there.
type Doing int

// The lessons come first, until the talk is near or held.
const (
	GoOn      Doing = iota // with the next lesson
	Rehearse               // all is answered
	TakeCard               // the talk is today or tomorrow
	WriteDown              // the talk was held: what came of it, the recap, the next round
)

const allStands = "Every piece stands. Say the first sentence aloud twice, and leave the rest."

// Then says what there is to do next by the day of the talk, as the board says it; nothing
// while the lessons come first.
func (a *Advice) Then() (string, Doing) {
	w := &a.on
	held := w.today.OK() && w.talkPast()
	switch told := afterTalk(w); {
	case held && len(w.Results) == 0: // the recap is made of what came
		return talkHeld(w), WriteDown
	case held, w.Ended() == workbook.EndedReset:
		return told, WriteDown
	case told != "":
		return told, TakeCard
	case !a.Answered():
		return "", GoOn
	}
	if missing := missingLinks(board(w)); len(missing) > 0 {
		return "Every lesson is answered. Say the first sentence aloud twice. On the board is still missing: " + missing[0] + ".", Rehearse
	}
	return allStands, Rehearse
}

// Answered tells whether every lesson that asks something is done.
func (a *Advice) Answered() bool {
	return !slices.ContainsFunc(a.Progresses(), func(p Progress) bool { return p.Lesson.Built() && p.State != Done })
}
