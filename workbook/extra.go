package workbook

import (
	"slices"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Extra is a piece of work beyond the job (lesson 8).
type Extra struct {
	ID     ID
	What   string       // what was done
	Whom   string       // for whom
	Result string       // what changed
	Credit []Entry      // who else had a part in it
	Told   string       // who was told
	Words  string       // in which words
	Leg    Leg          // which part of trust it shows
	Habit  value.Answer // whether it has become routine
	Over   value.Answer // whether it went over somebody's head
	Outage
	Private bool // left out of the coach's plan
}

// Outage is what one does who has to go over somebody's head, after the essay on the
// outage.
type Outage struct {
	Knew      bool // they knew first
	Agreement bool // it was about the agreement, not about persons
	Showed    bool // the person was there
	News      bool // news was passed on to those at work
	Announced bool // those who had done it announced it
	Thanked   bool // they were thanked by name, with their head in copy
}

// ExtraRecords are the pieces of work beyond the job.
const ExtraRecords = "extras"

var wentOver = schema.When(func(_ *Workbook, e *Extra) bool { return e.Over == value.Yes })

var extras = schema.Many(ExtraRecords, "piece of extra work", string(LessonTrust), "Work beyond the job (lesson 8).",
	func(w *Workbook) *[]Extra { return &w.Extras }, func(e *Extra) *ID { return &e.ID },
	schema.Line("what", "What was done.", func(e *Extra) *string { return &e.What }),
	schema.Line("whom", "For whom.", func(e *Extra) *string { return &e.Whom }),
	schema.Line("result", "What changed.", func(e *Extra) *string { return &e.Result }),
	schema.Entries("credit", "Who else had a part in it.", func(e *Extra) *[]Entry { return &e.Credit }),
	schema.Line("told", "Who was told.", func(e *Extra) *string { return &e.Told }),
	schema.Lines("words", "In which words.", func(e *Extra) *string { return &e.Words }),
	schema.Choice("leg", "Which part of trust it shows.", Legs(), func(e *Extra) *Leg { return &e.Leg }),
	schema.Answer("habit", "Whether it has become routine.", func(e *Extra) *value.Answer { return &e.Habit }),
	schema.Answer("over", "Whether it went over somebody's head.", func(e *Extra) *value.Answer { return &e.Over }),
	schema.Group("outage", func(e *Extra) *Outage { return &e.Outage },
		tick("knew", "Over a head: those concerned knew first.", func(o *Outage) *bool { return &o.Knew }),
		tick("agreement", "Over a head: it was about the agreement, not about persons.", func(o *Outage) *bool { return &o.Agreement }),
		tick("showed", "Over a head: the person was there.", func(o *Outage) *bool { return &o.Showed }),
		tick("news", "Over a head: news was passed on to those at work.", func(o *Outage) *bool { return &o.News }),
		tick("announced", "Over a head: those who had done it announced it.", func(o *Outage) *bool { return &o.Announced }),
		tick("thanked", "Over a head: they were thanked by name, with their head in copy.", func(o *Outage) *bool { return &o.Thanked })),
	schema.Private("Left out of the coach's plan and the manager's.", func(e *Extra) *bool { return &e.Private }),
)

func tick(name, what string, at func(*Outage) *bool) schema.Rows[Outage] {
	return schema.Switch(name, what, "yes", "no", at, wentOver)
}

// Leg is a part of trust, as a widely used model has them (Mayer et al. 1995).
type Leg string

// The legs. The model calls goodwill benevolence, and a word that is kept integrity.
const (
	Ability  Leg = "ability"
	Goodwill Leg = "goodwill"
	WordKept Leg = "word"
)

// Legs lists what can be chosen.
func Legs() []Leg { return []Leg{Ability, Goodwill, WordKept} }

// String gives the words shown for the leg.
func (l Leg) String() string {
	if l == WordKept {
		return "word kept"
	}
	return string(l)
}

// Shown lists the parts of trust that there is an example of: a target that was hit
// shows ability, and a promise that was kept a word kept.
func (w Workbook) Shown() []Leg {
	hit, _, _ := w.Scorecard()
	return slices.DeleteFunc(Legs(), func(l Leg) bool {
		return !slices.ContainsFunc(w.Extras, func(e Extra) bool { return e.Leg == l }) && (l != Ability || len(hit) == 0) &&
			(l != WordKept || !slices.ContainsFunc(w.Promises, func(p Promise) bool { return p.Kept == value.Yes }))
	})
}

// Extra finds a piece of extra work by id, as Return does.
func (w Workbook) Extra(id ID) *Extra { return find(w.Extras, id, func(e *Extra) ID { return e.ID }) }

// Promise is something that the person said they would do (lesson 8).
type Promise struct {
	ID      ID
	What    string
	To      string
	By      value.Date
	Kept    value.Answer
	Private bool // left out of the coach's plan
}

// PromiseRecords are the promises.
const PromiseRecords = "promises"

var promises = schema.Many(PromiseRecords, "promise", string(LessonTrust), "What the person said they would do (lesson 8).",
	func(w *Workbook) *[]Promise { return &w.Promises }, func(p *Promise) *ID { return &p.ID },
	schema.Line("what", "What was promised.", func(p *Promise) *string { return &p.What }),
	schema.Line("to", "To whom.", func(p *Promise) *string { return &p.To }),
	schema.Day("by", "By when.", value.Ahead, func(p *Promise) *value.Date { return &p.By }),
	schema.Answer("kept", "Whether it was kept.", func(p *Promise) *value.Answer { return &p.Kept }),
	schema.Private("Left out of the coach's plan. The manager's plan has no promises at all.", func(p *Promise) *bool { return &p.Private }),
)

// Promise finds a promise by id, as Return does.
func (w Workbook) Promise(id ID) *Promise {
	return find(w.Promises, id, func(p *Promise) ID { return p.ID })
}
