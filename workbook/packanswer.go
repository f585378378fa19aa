package workbook

import (
	"cmp"
	"fmt"
	"strings"

	"firstmile/workbook/schema"
)

// PackAnswer is the answer to an open question of a coach's own. It keeps the question as
// it was asked, so that it can be read where the coach's pack is not.
type PackAnswer struct {
	ID       ID
	Answer   string
	Private  bool   // left out of the coach's plan
	Asked    string // the question, as it was asked
	Lesson   Lesson // where it was asked
	Pack     string // the id of the pack
	Question string // the id of the question in it
}

// PackAnswerRecords are the answers to questions of a coach's own.
const PackAnswerRecords = "packanswers"

// neverAsked marks what the program writes itself.
var neverAsked = schema.When(func(*Workbook, *PackAnswer) bool { return false })

var packAnswers = schema.Many(PackAnswerRecords, "answer to your coach", QuestionsPage,
	"Answers to open questions of a coach's own, which a content pack asks.",
	func(w *Workbook) *[]PackAnswer { return &w.PackAnswers }, func(a *PackAnswer) *ID { return &a.ID },
	schema.Lines("answer", "The answer.", func(a *PackAnswer) *string { return &a.Answer }),
	schema.Private("Left out of the coach's plan. The manager's plan has none of these.", func(a *PackAnswer) *bool { return &a.Private }),
	schema.Line("asked", "The question, as it was asked.", func(a *PackAnswer) *string { return &a.Asked }, neverAsked),
	schema.Choice("lesson", "The lesson that it was asked in.", Lessons(), func(a *PackAnswer) *Lesson { return &a.Lesson }, neverAsked),
	schema.Line("pack", "The id of the pack that asked it.", func(a *PackAnswer) *string { return &a.Pack }, neverAsked),
	schema.Line("question", "The id of the question in its pack.", func(a *PackAnswer) *string { return &a.Question }, neverAsked),
)

// PackAnswerKey names the record of the answer to a question of a pack, which is the same
// in every window.
func PackAnswerKey(pack, question string) Key {
	return RecordKey(PackAnswerRecords, schema.DerivedID(ID(fmt.Sprintf("packanswer %q %q", pack, question)), 0))
}

// PackAnswer finds an answer by id, as Return does.
func (w Workbook) PackAnswer(id ID) *PackAnswer {
	return find(w.PackAnswers, id, func(a *PackAnswer) ID { return a.ID })
}

// In is the lesson that the question belongs to; where a file names none, the one that
// prepares the talk itself.
func (a PackAnswer) In() Lesson { return cmp.Or(a.Lesson, LessonStrategy) }

// AnsweredIn lists the answers to a coach's questions of a lesson, without those that say
// nothing.
func (w Workbook) AnsweredIn(l Lesson) (out []PackAnswer) {
	for _, a := range w.PackAnswers {
		if a.In() == l && strings.TrimSpace(a.Answer) != "" {
			out = append(out, a)
		}
	}
	return out
}
