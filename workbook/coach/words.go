package coach

import (
	"encoding/json"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Words are a suggestion or a question of the coach's, about one place of the workbook.
type Words struct {
	ID    workbook.ID
	On    Place
	Kind  WordsKind
	Read  string // what stood there when it was written; of a suggestion JSON, as a workbook.Change holds it
	Value string // what is suggested, as JSON too, or what is asked
	Why   string
	Sent  value.Date
	State WordsState
}

// WordsRecords are the suggestions and questions.
const WordsRecords = "words"

var words = schema.Many(WordsRecords, "suggestion or question", WordsRecords, "Suggestions and questions for the client.",
	func(p *Part) *[]Words { return &p.Words }, func(w *Words) *workbook.ID { return &w.ID },
	placeRows(func(w *Words) *Place { return &w.On }),
	schema.Choice("kind", "Whether something is suggested or asked.", WordsKinds(), func(w *Words) *WordsKind { return &w.Kind }),
	schema.Lines("read", "What stood there when it was written; of a suggestion as JSON.", func(w *Words) *string { return &w.Read }, schema.Elsewhere),
	schema.Lines("value", "What is suggested, as JSON, or what is asked.", func(w *Words) *string { return &w.Value }),
	schema.Line("why", "Why.", func(w *Words) *string { return &w.Why }),
	schema.Day("sent", "The day it was sent.", value.Behind, func(w *Words) *value.Date { return &w.Sent }),
	schema.Choice("state", "What became of it; left out it is `draft`.", WordsStates(), func(w *Words) *WordsState { return &w.State }),
)

// WordsKind tells a suggestion from a question.
type WordsKind string

// The kinds.
const (
	Suggestion WordsKind = "suggestion"
	Question   WordsKind = "question"
)

// WordsKinds lists what can be chosen.
func WordsKinds() []WordsKind { return []WordsKind{Suggestion, Question} }

// WordsState is what became of words.
type WordsState string

// The states; what the client wrote in place of a suggestion is a change.
const (
	Draft    WordsState = "draft"
	Sent     WordsState = "sent"
	Taken    WordsState = "taken"
	Changed  WordsState = "changed"
	Declined WordsState = "declined"
)

// WordsStates lists what can be chosen.
func WordsStates() []WordsState { return []WordsState{Draft, Sent, Taken, Changed, Declined} }

// Released is what the coach released to the client, as it was then: what was changed since
// is not released.
type Released struct {
	ID       workbook.ID
	Homework workbook.ID // what of the two was released
	Words    workbook.ID
	Text     string // all of it that travels
}

// ReleasedRecords are what was released.
const ReleasedRecords = "released"

var released = schema.Kept(schema.Many(ReleasedRecords, "released line", "", "What was released to the client; what was changed since is not released.",
	func(p *Part) *[]Released { return &p.Released }, func(r *Released) *workbook.ID { return &r.ID },
	schema.Ref("homework", "The piece of homework.", HomeworkRecords, schema.GoesToo, func(r *Released) *workbook.ID { return &r.Homework }),
	schema.Ref("words", "The suggestion or question.", WordsRecords, schema.GoesToo, func(r *Released) *workbook.ID { return &r.Words }),
	schema.Lines("text", "All of it that travels, as it was released.", func(r *Released) *string { return &r.Text }),
))

// travels is all of a piece of homework that a client may get, in one text.
func (h Homework) travels() string { return travelling(h.Task, h.Why, h.Due) }

// travels is all of words that a client may get, in one text.
func (w Words) travels() string { return travelling(w.Kind, w.On, w.Read, w.Value, w.Why) }

// travelling tells apart whatever differs in a part.
func travelling(parts ...any) string {
	raw, _ := json.Marshal(parts) // of texts and days, which always can be
	return string(raw)
}

// Release lets a piece of homework or words travel as they are now, given their key; of a
// record that is not there it does nothing. A text of more than value.MaxText characters
// cannot be kept, so it is not released.
func (p *Part) Release(k workbook.Key) {
	r := Released{Text: p.travels(k)}
	if r.Text == "" || len([]rune(r.Text)) > value.MaxText {
		return
	}
	// One id for a record, so that two windows that release it make one.
	r.ID = schema.DerivedID(workbook.ID("released "+string(k)), 0)
	switch k.Collection() {
	case HomeworkRecords:
		r.Homework = k.ID()
	default:
		r.Words = k.ID()
	}
	*Schema.Add(p, workbook.RecordKey(ReleasedRecords, r.ID)).(*Released) = r
}

// TakeBack undoes what was released of a record.
func (p *Part) TakeBack(k workbook.Key) {
	Schema.Delete(p, workbook.RecordKey(ReleasedRecords, schema.DerivedID(workbook.ID("released "+string(k)), 0)))
}

// MayTravel tells whether a piece of homework or words were released as they are now.
func (p *Part) MayTravel(k workbook.Key) bool {
	r, _ := Schema.Record(p, workbook.RecordKey(ReleasedRecords, schema.DerivedID(workbook.ID("released "+string(k)), 0))).(*Released)
	text := p.travels(k)
	return r != nil && text != "" && r.Text == text
}

func (p *Part) travels(k workbook.Key) string {
	switch rec := Schema.Record(p, k).(type) {
	case *Homework:
		return rec.travels()
	case *Words:
		return rec.travels()
	}
	return ""
}
