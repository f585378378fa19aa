package advice

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Unread is the rule of what was typed but could not be read.
const Unread = "unread"

// unread is the one rule that holds for every field of every lesson: what was
// typed but could not be read is kept, and nothing counts it.
func unread(w *dated) []Finding {
	var out []Finding
	for _, t := range workbook.Schema.Unread(&w.Workbook) {
		if d := w.Deal(t.Record.ID()); d != nil && t.Record.Collection() == workbook.DealRecords && t.Field == "today" && d.Target.Statement != "" {
			continue // a promise in words is set beside no number
		}
		lesson := workbook.Lesson(t.Page)
		if lesson.Number() == 0 { // the conversation itself, or what came of it: the ask is what it is for
			lesson = workbook.LessonAsks
		}
		if lesson.Number() == 0 { // what came of the talk
			lesson = workbook.LessonStrategy
		}
		out = append(out, Finding{Rule: Unread, Severity: Blocks, Lesson: lesson, Record: t.Record, Field: t.Field,
			Text: fmt.Sprintf("“%s” in %s cannot be read.", value.Shorten(value.CleanLine(t.Text), value.MaxQuote), where(w, t)),
			Do:   "Type it again, such as " + exampleOf(w, t) + "; until then nothing counts it."})
	}
	return out
}

// exampleOf is what could be typed in place of a text.
func exampleOf(w *dated, t workbook.Text) string {
	rec := workbook.Schema.Record(&w.Workbook, t.Record)
	return workbook.Schema.Field(t.Record.Collection(), t.Field).ExampleFor(&w.Workbook, rec)
}

// where names the record of a text, as a sentence goes on behind "in".
func where(w *dated, t workbook.Text) string {
	switch id := t.Record.ID(); t.Record.Collection() {
	case workbook.ProfileRecords:
		return "the meeting date"
	case workbook.ReviewRecords:
		if t.Field == "budget" {
			return "the day on which the money is set"
		}
		return "the days of your reviews"
	case workbook.JobRecords:
		return "today's job"
	case workbook.ReturnRecords:
		return "the " + t.Field + " of " + quote(w.Return(id).Name)
	case workbook.AskRecords:
		return "your ask for " + askName(w, *w.Ask(id))
	case workbook.OfferRecords:
		return "the offer of " + employer(*w.Offer(id))
	case workbook.DealRecords:
		return "your deal" + dealAbout(w, *w.Deal(id))
	case workbook.KPIRecords:
		return target(*w.KPI(id))
	case workbook.StepRecords:
		if a := w.Ask(w.Step(id).Ask); a != nil {
			return "a step for " + askName(w, *a)
		}
	case workbook.TalkRecords:
		return "the next step"
	}
	return value.Article(workbook.Schema.Collection(t.Record.Collection()).Noun)
}
