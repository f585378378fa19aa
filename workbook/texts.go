package workbook

import "firstmile/workbook/value"

// Text is one answer as it is written, with where it stands: what find looks
// through.
type Text struct {
	Text   string
	Lesson Lesson // "" for the conversation itself
	Record Key
	Field  string // as in the record's JSON
	Label  string // the field's key in content, "needs.threshold"
}

// Texts lists every answer that is typed: words, amounts and dates.
func (w Workbook) Texts() []Text {
	var out []Text
	add := func(l Lesson, collection string, id ID, label, field, text string) {
		if text != "" {
			out = append(out, Text{text, l, RecordKey(collection, id), field, label + "." + field})
		}
	}
	p := w.Profile
	for _, f := range []struct{ field, text string }{{"name", p.Name}, {"person", p.Person}, {"employer", p.Employer}, {"role", p.Role}, {"with", p.With}, {"meeting", p.Meeting.String()}} {
		add("", ProfileRecords, w.ID, ProfileRecords, f.field, f.text)
	}
	for _, r := range w.Returns {
		add(LessonReturns, ReturnRecords, r.ID, ReturnRecords, "name", r.Name)
		add(LessonReturns, ReturnRecords, r.ID, ReturnRecords, "why", r.Why)
		add(LessonNeeds, ReturnRecords, r.ID, "needs", "threshold", r.Need.Threshold.String())
		add(LessonNeeds, ReturnRecords, r.ID, "needs", "worst", r.Need.Worst)
		add(LessonNeeds, ReturnRecords, r.ID, "needs", "best", r.Need.Best)
	}
	j := w.Job
	for _, f := range []textAmount{{"base", j.Base}, {"bonus", j.Bonus}, {"equity", j.Equity}, {"benefits", j.Benefits}, {"inflation", j.Inflation}} {
		add(LessonAsks, JobRecords, w.ID, JobRecords, f.field, f.amount.String())
	}
	for _, a := range w.Asks {
		for _, f := range []textAmount{{"today", a.Today}, {"minimum", a.Minimum}, {"target", a.Target}, {"opening", a.Opening}} {
			add(LessonAsks, AskRecords, a.ID, AskRecords, f.field, f.amount.String())
		}
		add(LessonAsks, AskRecords, a.ID, AskRecords, "term", a.Term)
		add(LessonAsks, AskRecords, a.ID, AskRecords, "reason", a.Reason)
		add(LessonAsks, AskRecords, a.ID, AskRecords, "cost", a.Cost)
		for _, proof := range a.Proofs {
			add(LessonAsks, AskRecords, a.ID, AskRecords, "proofs", proof)
		}
	}
	for _, f := range w.Figures {
		for _, n := range []textAmount{{"low", f.Low}, {"middle", f.Middle}, {"high", f.High}} {
			add(LessonAsks, FigureRecords, f.ID, FigureRecords, n.field, n.amount.String())
		}
		add(LessonAsks, FigureRecords, f.ID, FigureRecords, "date", f.Date.String())
		add(LessonAsks, FigureRecords, f.ID, FigureRecords, "source", f.Source)
		add(LessonAsks, FigureRecords, f.ID, FigureRecords, "role", f.Role)
		add(LessonAsks, FigureRecords, f.ID, FigureRecords, "place", f.Place)
	}
	for _, o := range w.Offers {
		for _, f := range []textAmount{{"base", o.Base}, {"bonus", o.Bonus}, {"equity", o.Equity}, {"benefits", o.Benefits}, {"signon", o.SignOn}} {
			add(LessonOffers, OfferRecords, o.ID, OfferRecords, f.field, f.amount.String())
		}
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "start", o.Start.String())
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "deadline", o.Deadline.String())
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "employer", o.Employer)
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "role", o.Role)
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "place", o.Place)
		add(LessonOffers, OfferRecords, o.ID, OfferRecords, "willsay", o.WillSay)
	}
	add(LessonOffers, FallbackRecords, w.ID, FallbackRecords, "plan", w.Fallback.Plan)
	return out
}

type textAmount struct {
	field  string
	amount value.Amount
}
