package share

import (
	"encoding/json"
	"errors"
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Beside is what lies beside a workbook: what came from a coach, with what became of it, and
// which files went and came. No export of the workbook has it. The state last exchanged with
// each other machine is a File of its own, which no field has room for.
type Beside struct {
	ID          workbook.ID // the workbook's
	Suggestions []Suggestion
	Questions   []Question
	Tasks       []Task
	Exchanges   []Exchange
}

// State is what became of a suggestion, a question or a task.
type State string

// A suggestion is open, taken, changed (taken in other words) or declined; a question or a
// task is open or done. Blank is open.
const (
	Open     State = "open"
	Taken    State = "taken"
	Changed  State = "changed"
	Declined State = "declined"
	Done     State = "done"
)

// Received is who sent something, and what became of it.
type Received struct {
	From  workbook.ID // the data folder that it came from
	Name  string      // who wrote it, to be shown
	State State
	On    value.Date // the day since which it is so; blank while it is open
}

// Open tells whether it still waits.
func (r Received) Open() bool { return r.State == "" || r.State == Open }

// Suggestion is one that was received.
type Suggestion struct {
	reply.Suggestion
	Received Received
}

// Question is one that was received.
type Question struct {
	reply.Question
	Received Received
}

// Task is one that was received.
type Task struct {
	reply.Task
	Received Received
}

// Exchange is a file that went out or was taken in.
type Exchange struct {
	ID   workbook.ID
	With reply.Sender // the other machine, with the number and the day of the file
	Way  Way
}

// Way is where a file went.
type Way string

// The two ways.
const (
	Out Way = "out"
	In  Way = "in"
)

func receivedRows[R any](at func(*R) *Received, states ...State) schema.Rows[R] {
	return schema.Inside(at,
		schema.Line("from", "The id of the data folder that it came from.", func(r *Received) *string { return (*string)(&r.From) }),
		schema.Line("name", "Who wrote it, to be shown.", func(r *Received) *string { return &r.Name }),
		schema.Choice("state", "What became of it; left out it is open.", states, func(r *Received) *State { return &r.State }),
		schema.Day("on", "Since when it is so.", value.Behind, func(r *Received) *value.Date { return &r.On }),
	)
}

// BesideSchema is the collections of what lies beside a workbook.
var BesideSchema = schema.New("beside", func(b *Beside) *workbook.ID { return &b.ID },
	schema.Many("suggestions", "suggestion", "", "What was suggested.",
		func(b *Beside) *[]Suggestion { return &b.Suggestions }, func(s *Suggestion) *workbook.ID { return &s.ID },
		reply.SuggestionRows(func(s *Suggestion) *reply.Suggestion { return &s.Suggestion }),
		receivedRows(func(s *Suggestion) *Received { return &s.Received }, Open, Taken, Changed, Declined)),
	schema.Many("questions", "question", "", "What was asked.",
		func(b *Beside) *[]Question { return &b.Questions }, func(q *Question) *workbook.ID { return &q.ID },
		reply.QuestionRows(func(q *Question) *reply.Question { return &q.Question }),
		receivedRows(func(q *Question) *Received { return &q.Received }, Open, Done)),
	schema.Many("tasks", "task", "", "What was asked to be done.",
		func(b *Beside) *[]Task { return &b.Tasks }, func(t *Task) *workbook.ID { return &t.ID },
		reply.TaskRows(func(t *Task) *reply.Task { return &t.Task }),
		receivedRows(func(t *Task) *Received { return &t.Received }, Open, Done)),
	schema.Many("exchanges", "exchange", "", "Which files went and came.",
		func(b *Beside) *[]Exchange { return &b.Exchanges }, func(e *Exchange) *workbook.ID { return &e.ID },
		reply.SenderRows(func(e *Exchange) *reply.Sender { return &e.With }),
		schema.Choice("way", "Whether it went out or came in.", []Way{Out, In}, func(e *Exchange) *Way { return &e.Way })),
)

// ErrOther is of a reply that is about another workbook.
var ErrOther = errors.New("This reply is about another workbook. Nothing was taken in; import it where that one is.")

// Receive takes in what a reply has: what is not there yet comes in open, the rest stays as
// it is, so that a reply can be taken in twice.
func (b *Beside) Receive(r reply.Reply) error {
	if r.ID != b.ID {
		return ErrOther
	}
	from := Received{From: r.Sender.From, Name: r.Sender.Name}
	add := func(collection string, id workbook.ID) any {
		if k := workbook.RecordKey(collection, id); !BesideSchema.Has(b, k) {
			return BesideSchema.Add(b, k)
		}
		return nil
	}
	for _, s := range r.Suggestions {
		if to, fresh := add("suggestions", s.ID).(*Suggestion); fresh {
			*to = Suggestion{s, from}
		}
	}
	for _, q := range r.Questions {
		if to, fresh := add("questions", q.ID).(*Question); fresh {
			*to = Question{q, from}
		}
	}
	for _, t := range r.Tasks {
		if to, fresh := add("tasks", t.ID).(*Task); fresh {
			*to = Task{t, from}
		}
	}
	b.Record(In, r.Sender)
	return nil
}

// Record notes a file that went or came; the same one is noted once.
func (b *Beside) Record(way Way, with reply.Sender) {
	number, _ := with.Number.Int()
	id := schema.DerivedID(workbook.ID(fmt.Sprintf("exchange %s %s %d %s", way, with.From, number, with.Day.ISO())), 0)
	*BesideSchema.Add(b, workbook.RecordKey("exchanges", id)).(*Exchange) = Exchange{id, with, way}
}

// Versions gives the three that there are of an answer that a suggestion is about, as JSON,
// nil for blank: what it was when the coach read it, mine as it is now, and what is suggested.
func (s Suggestion) Versions(w workbook.Workbook) (was, mine, suggested json.RawMessage) {
	c := s.Change()
	if mine = answersOf(w)[place{c.Record, c.Field}]; c.Field == "" {
		mine = workbook.Schema.Encode(&w, c.Record)
	}
	return c.Before, mine, c.After
}

// Overtaken tells whether the answer says something else by now than the coach had read,
// and not what they suggest.
func (s Suggestion) Overtaken(w workbook.Workbook) bool {
	was, mine, suggested := s.Versions(w)
	is := func(raw json.RawMessage) bool { return same(changed(s.Change(), raw), changed(s.Change(), mine)) }
	return !is(was) && !is(suggested)
}

func changed(c workbook.Change, to json.RawMessage) workbook.Change {
	c.After = to
	return c
}

// Take gives the changes that put what is suggested into w, whatever stands there now; none
// where it is so already. An error says why it cannot be taken; nothing is changed then.
func (s Suggestion) Take(w workbook.Workbook) ([]workbook.Change, error) {
	c := s.Change()
	_, c.Before, _ = s.Versions(w)
	out := w.Clone()
	here := workbook.Schema.Has(&w, c.Record)
	switch {
	case c.Field != "" && !here:
		return nil, errors.New("What it is about is gone from the workbook. Nothing was changed; decline it, or bring that back first.")
	case c.Field == "" && c.After != nil && here:
		return nil, nil
	case c.Field == "" && c.After == nil:
		out.Delete(c.Record)
	default:
		if err := workbook.Schema.Replay(&out, []workbook.Change{c}); err != nil {
			return nil, fmt.Errorf("The suggestion cannot be read, and nothing was changed: %w.", err)
		}
	}
	workbook.Schema.Clean(&out)
	if err := out.Validate(); err != nil && w.Validate() == nil {
		return nil, fmt.Errorf("The suggestion does not fit the workbook, and nothing was changed: %w", err)
	}
	return workbook.Diff(w, out), nil
}
