package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Talk is how the talk is opened, held and ended (lesson 9).
type Talk struct {
	Opening   string     // the first sentence
	Question1 string     // what the person asks
	Question2 string     // what they ask next
	PauseWhen string     // when they would pause
	Pause     string     // in which words
	Tactical  string     // the reply to a no that is a move in the talk
	Reset     string     // the reply to a no that wants something changed first
	Final     string     // the reply to a no that is final
	Next      string     // what happens next
	NextBy    value.Date // by when
	Criteria  string     // after a no: what it takes
}

// TalkRecords has the one talk.
const TalkRecords = "talk"

var talk = schema.One(TalkRecords, string(LessonStrategy), "How the talk is opened, held and ended (lesson 9).", func(w *Workbook) *Talk { return &w.Talk },
	schema.Lines("opening", "The first sentence.", func(t *Talk) *string { return &t.Opening }),
	schema.Line("question1", "What the person asks.", func(t *Talk) *string { return &t.Question1 }),
	schema.Line("question2", "What they ask next.", func(t *Talk) *string { return &t.Question2 }),
	schema.Line("pausewhen", "When they would pause.", func(t *Talk) *string { return &t.PauseWhen }),
	schema.Line("pause", "The words for it.", func(t *Talk) *string { return &t.Pause }),
	schema.Lines("tactical", "The reply to a no that is a move in the talk.", func(t *Talk) *string { return &t.Tactical }),
	schema.Lines("reset", "The reply to a no that wants something changed first.", func(t *Talk) *string { return &t.Reset }),
	schema.Lines("final", "The reply to a no that is final.", func(t *Talk) *string { return &t.Final }),
	schema.Line("next", "What happens next.", func(t *Talk) *string { return &t.Next }),
	schema.Day("nextby", "By when.", value.Ahead, func(t *Talk) *value.Date { return &t.NextBy }),
	schema.Lines("criteria", "After a no: what it takes.", func(t *Talk) *string { return &t.Criteria }),
)

// Objection is an answer that the person fears, with what they say to it (lesson 9).
type Objection struct {
	ID      ID
	Ask     ID     // the ask that it is about
	Hear    string // what the other side says
	Answer  string // what the person says to it
	Proof   string // what shows it, in words of one's own
	KPI     ID     // or a target that shows it
	Extra   ID     // or a piece of extra work that does
	Trade   ID     // the return that is offered in its place
	Date    value.Date
	Private bool // left out of the coach's plan
}

// ObjectionRecords are the objections.
const ObjectionRecords = "objections"

var objections = schema.Many(ObjectionRecords, "objection", string(LessonStrategy), "Answers that the person fears, with what they say to them (lesson 9).",
	func(w *Workbook) *[]Objection { return &w.Objections }, func(o *Objection) *ID { return &o.ID },
	schema.Ref("ask", "The ask that it is about.", AskRecords, schema.Loosens, func(o *Objection) *ID { return &o.Ask }),
	schema.Line("hear", "What the other side says.", func(o *Objection) *string { return &o.Hear }),
	schema.Lines("answer", "What the person says to it.", func(o *Objection) *string { return &o.Answer }),
	schema.Line("proof", "What shows it, in the person's own words.", func(o *Objection) *string { return &o.Proof }),
	schema.Ref("kpi", "A target that shows it.", KPIRecords, schema.Loosens, func(o *Objection) *ID { return &o.KPI },
		schema.When(func(w *Workbook, o *Objection) bool { return o.KPI != "" || len(w.KPIs) > 0 })),
	schema.Ref("extra", "A piece of extra work that shows it.", ExtraRecords, schema.Loosens, func(o *Objection) *ID { return &o.Extra },
		schema.When(func(w *Workbook, o *Objection) bool { return o.Extra != "" || len(w.Extras) > 0 })),
	schema.Ref("trade", "The return that is offered in its place.", ReturnRecords, schema.Loosens, func(o *Objection) *ID { return &o.Trade },
		schema.Among(func(w *Workbook, _ *Objection) []ID { return w.tradable() })),
	schema.Day("date", "The next date that is asked for.", value.Ahead, func(o *Objection) *value.Date { return &o.Date }),
	schema.Private("Left out of the coach's plan. The manager's plan has no objections.", func(o *Objection) *bool { return &o.Private }),
)

// tradable are the returns that may be given or taken in place of an ask: those that are no
// must-have and are not asked for.
func (w *Workbook) tradable() []ID {
	var out []ID
	for _, r := range w.Returns {
		if r.Need.Sort != Must && w.AskFor(r.ID) == nil {
			out = append(out, r.ID)
		}
	}
	return out
}

// Objection finds an objection by id, as Return does.
func (w Workbook) Objection(id ID) *Objection {
	return find(w.Objections, id, func(o *Objection) ID { return o.ID })
}

// Step is one concession, from the opening of an ask toward its minimum (lesson 9).
type Step struct {
	ID      ID
	Ask     ID           // the ask that it is about
	Offer   value.Amount // what is said then
	For     string       // what comes back for it
	Private bool         // left out of the coach's plan
}

// StepRecords are the concessions.
const StepRecords = "steps"

var steps = schema.Many(StepRecords, "step", string(LessonStrategy), "Concessions, from the opening of an ask toward its minimum, in their order (lesson 9).",
	func(w *Workbook) *[]Step { return &w.Steps }, func(s *Step) *ID { return &s.ID },
	schema.Ref("ask", "The ask that it is about.", AskRecords, schema.GoesToo, func(s *Step) *ID { return &s.Ask }),
	schema.Quantity("offer", "What is said then.", func(s *Step) *value.Amount { return &s.Offer },
		besideAsk((*Workbook).askOfStep, func(s *Step) *value.Amount { return &s.Offer })),
	schema.Line("for", "What comes back for it.", func(s *Step) *string { return &s.For }),
	schema.Private("Left out of the coach's plan. The manager's plan has no steps at all.", func(s *Step) *bool { return &s.Private }),
)

// askOfStep is the ask that a step is of; a blank one where it is gone.
func (w *Workbook) askOfStep(s *Step) *Ask {
	if a := w.Ask(s.Ask); a != nil {
		return a
	}
	return &Ask{}
}

// Step finds a concession by id, as Return does.
func (w Workbook) Step(id ID) *Step { return find(w.Steps, id, func(s *Step) ID { return s.ID }) }

// StepsOf gives the concessions of an ask, in their order.
func (w Workbook) StepsOf(ask ID) []*Step {
	var out []*Step
	for i := range w.Steps {
		if w.Steps[i].Ask == ask {
			out = append(out, &w.Steps[i])
		}
	}
	return out
}
