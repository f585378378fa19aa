package plan

import "firstmile/workbook"

// askedUnder is the section in which the answers to a coach's questions of a lesson stand.
var askedUnder = map[string]workbook.Lesson{
	"returns":      workbook.LessonReturns,
	"walkaway":     workbook.LessonNeeds,
	"asks":         workbook.LessonAsks,
	"alternatives": workbook.LessonOffers,
	"deals":        workbook.LessonPrenegotiate,
	"timeline":     workbook.LessonReviews,
	"kpis":         workbook.LessonFirstMile,
	"extramile":    workbook.LessonTrust,
	"objections":   workbook.LessonStrategy,
}

// asked has the questions of a coach's own, as they were asked, with their answers. The
// manager's plan is made elsewhere, and has none.
func (p planner) asked(section string) []Block {
	lesson, is := askedUnder[section]
	if !is {
		return nil
	}
	var out []Block
	for _, a := range p.w.AnsweredIn(lesson) {
		out = append(out, Paragraph{Text: a.Asked, Lead: true}, Paragraph{Text: a.Answer})
	}
	return out
}
