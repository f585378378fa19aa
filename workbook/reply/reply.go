// Package reply is what a coach sends back to the person whose workbook they read:
// suggestions, questions and tasks, and nothing else. A coach's notes and sessions have no
// place in it.
package reply

import (
	"encoding/json"
	"fmt"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Sender says who sent a file, and which of theirs it is.
type Sender struct {
	From   workbook.ID  // the data folder that it was written from, which has an id made by chance
	Name   string       // whom to show it as coming from
	Number value.Points // the how many-th exchange it is, from 1; 1000 is the highest, and stays
	Day    value.Date   // the day on which it was written, without a time
}

// MaxNumber is the highest number of an exchange.
const MaxNumber = value.MaxPoints

// SenderRows are the fields of a sender, inside a record.
func SenderRows[R any](at func(*R) *Sender) schema.Rows[R] {
	return schema.Inside(at,
		schema.Line("from", "The id of the data folder that the file was written from.", func(s *Sender) *string { return (*string)(&s.From) }),
		schema.Line("name", "Who wrote it, to be shown.", func(s *Sender) *string { return &s.Name }),
		schema.Score("number", "The how many-th exchange it is, from 1; 1000 stays.", MaxNumber, func(s *Sender) *value.Points { return &s.Number }),
		schema.Day("day", "The day on which it was written.", value.Behind, func(s *Sender) *value.Date { return &s.Day }),
	)
}

// Reply is what a coach sends back.
type Reply struct {
	ID          workbook.ID // the workbook's
	Sender      Sender
	Suggestions []Suggestion
	Questions   []Question
	Tasks       []Task
}

// Suggestion is an answer that a coach proposes. It is one change, told by what the coach
// had read and what they propose; see Change.
type Suggestion struct {
	ID     workbook.ID
	Record workbook.Key
	Field  string // as in a workbook.Change: "" for the record as a whole
	Read   string // JSON of what the coach had read, "" for blank; of a record as a whole "" adds it
	Value  string // JSON of what they propose, "" for blank; of a record as a whole "" deletes it
	Why    string
	Day    value.Date
}

// Question is what a coach asks about a place.
type Question struct {
	ID     workbook.ID
	Record workbook.Key // "" for the workbook as a whole
	Field  string       // "" for the record as a whole
	Text   string
	Day    value.Date
}

// Task is what a coach asks the person to do until they meet again.
type Task struct {
	ID   workbook.ID
	Task string
	Why  string
	Due  value.Date
}

// Schema is the collections of a reply.
var Schema = schema.New("reply", func(r *Reply) *workbook.ID { return &r.ID },
	schema.One("sender", "", "Who sent it.", func(r *Reply) *Sender { return &r.Sender },
		SenderRows(func(s *Sender) *Sender { return s })),
	schema.Many("suggestions", "suggestion", "", "What the coach proposes, an answer each.",
		func(r *Reply) *[]Suggestion { return &r.Suggestions }, func(s *Suggestion) *workbook.ID { return &s.ID },
		SuggestionRows(func(s *Suggestion) *Suggestion { return s })),
	schema.Many("questions", "question", "", "What the coach asks.",
		func(r *Reply) *[]Question { return &r.Questions }, func(q *Question) *workbook.ID { return &q.ID },
		QuestionRows(func(q *Question) *Question { return q })),
	schema.Many("tasks", "task", "", "What the coach asks the person to do.",
		func(r *Reply) *[]Task { return &r.Tasks }, func(t *Task) *workbook.ID { return &t.ID },
		TaskRows(func(t *Task) *Task { return t })),
)

// SuggestionRows are the fields of a suggestion, inside a record.
func SuggestionRows[R any](at func(*R) *Suggestion) schema.Rows[R] {
	return schema.Inside(at,
		schema.Line("record", "The record that it is about, such as `asks/01J…`.", func(s *Suggestion) *string { return (*string)(&s.Record) }),
		schema.Line("field", "The field, with the id of the part behind a slash where it has several; left out for the record as a whole.",
			func(s *Suggestion) *string { return &s.Field }),
		schema.Lines("read", "What the coach had read, as JSON; left out for blank, and of a record that is to be added.",
			func(s *Suggestion) *string { return &s.Read }),
		schema.Lines("value", "What is proposed, as JSON; left out for blank, and of a record that is to be deleted.",
			func(s *Suggestion) *string { return &s.Value }),
		schema.Line("why", "Why.", func(s *Suggestion) *string { return &s.Why }),
		schema.Day("day", "The day of the suggestion.", value.Behind, func(s *Suggestion) *value.Date { return &s.Day }),
	)
}

// QuestionRows are the fields of a question, inside a record.
func QuestionRows[R any](at func(*R) *Question) schema.Rows[R] {
	return schema.Inside(at,
		schema.Line("record", "The record that it is about; left out for the workbook as a whole.", func(q *Question) *string { return (*string)(&q.Record) }),
		schema.Line("field", "The field that it is about.", func(q *Question) *string { return &q.Field }),
		schema.Lines("text", "The question.", func(q *Question) *string { return &q.Text }),
		schema.Day("day", "The day of the question.", value.Behind, func(q *Question) *value.Date { return &q.Day }),
	)
}

// TaskRows are the fields of a task, inside a record.
func TaskRows[R any](at func(*R) *Task) schema.Rows[R] {
	return schema.Inside(at,
		schema.Line("task", "What is to be done.", func(t *Task) *string { return &t.Task }),
		schema.Line("why", "Why.", func(t *Task) *string { return &t.Why }),
		schema.Day("due", "The day by which it is to be done.", value.Ahead, func(t *Task) *value.Date { return &t.Due }),
	)
}

// Format is the file that a reply travels in; docs/share.md describes it.
var Format = schema.Format{Name: "firstmile-reply", Version: 1}

// Export writes a reply as a file that travels.
func Export(r Reply) ([]byte, error) { return Schema.Export(r, Format) }

// Import reads what Export writes, strictly: a suggestion that no workbook could take is
// refused too. Errors are *schema.Error.
func Import(data []byte) (Reply, error) {
	r, err := Schema.Import(data, Format)
	if err != nil {
		return Reply{}, err
	}
	for i, s := range r.Suggestions {
		if problem := s.problem(r.ID); problem != "" {
			return Reply{}, &schema.Error{Path: fmt.Sprintf("reply.suggestions[%d]", i), Problem: problem}
		}
	}
	return r, nil
}

// Change is what taking the suggestion does where nothing was changed since the coach read it.
func (s Suggestion) Change() workbook.Change {
	raw := func(text string) json.RawMessage {
		if text == "" {
			return nil
		}
		return json.RawMessage(text)
	}
	return workbook.Change{Record: s.Record, Field: s.Field, Before: raw(s.Read), After: raw(s.Value)}
}

// Suggest gives the suggestion of a change.
func Suggest(id workbook.ID, c workbook.Change, why string, day value.Date) Suggestion {
	return Suggestion{ID: id, Record: c.Record, Field: c.Field, Read: string(c.Before), Value: string(c.After), Why: why, Day: day}
}

// problem says why no workbook could take the suggestion, "" when one could.
func (s Suggestion) problem(id workbook.ID) string {
	of := workbook.Schema.Collection(s.Record.Collection())
	name, _, _ := strings.Cut(s.Field, "/")
	switch {
	case of == nil:
		return fmt.Sprintf("There are no records %q in a workbook.", value.Shorten(string(s.Record), value.MaxQuote))
	case of.Kept:
		return fmt.Sprintf("Nothing can be suggested for %q: the program keeps it.", of.Name)
	case of.One && (s.Record.ID() != id || s.Field == ""):
		return fmt.Sprintf("There is one %q in a workbook; it can neither come nor go.", of.Name)
	case s.Field != "" && of.Field(name) == nil:
		return fmt.Sprintf("There is no field %q in %q.", value.Shorten(name, value.MaxQuote), of.Name)
	case s.Read == s.Value:
		return "What is suggested is what was read."
	}
	for _, raw := range []string{s.Read, s.Value} {
		if raw == "" {
			continue
		}
		w := workbook.Workbook{ID: id}
		if s.Field != "" {
			workbook.Schema.Add(&w, s.Record)
		}
		c := workbook.Change{Record: s.Record, Field: s.Field, After: json.RawMessage(raw)}
		if _, _, err := workbook.Schema.Apply(&w, []workbook.Change{c}, nil); err != nil {
			return value.Sentence(fmt.Sprintf("%s cannot be read: %v.", value.Shorten(raw, value.MaxQuote), err))
		}
	}
	return ""
}
