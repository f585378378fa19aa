package workbook

import (
	"slices"

	"firstmile/workbook/lazy"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// AskResult is what came of an ask in the talk.
type AskResult struct {
	ID      ID
	Ask     ID
	Came    Came
	What    string       // what exactly
	Writing value.Answer // whether it is in writing
	By      value.Date   // by when
	Private bool         // left out of the coach's plan
}

// ResultRecords are what came of the asks.
const ResultRecords = "results"

var results = schema.Many(ResultRecords, "result", AfterPage, "What came of the asks, one each (after the talk).",
	func(w *Workbook) *[]AskResult { return &w.Results }, func(r *AskResult) *ID { return &r.ID },
	schema.Ref("ask", "The ask.", AskRecords, schema.GoesToo, func(r *AskResult) *ID { return &r.Ask },
		schema.Elsewhere), // it is made from its ask
	schema.Choice("came", "What came of it.", AllCame(), func(r *AskResult) *Came { return &r.Came }),
	schema.Line("what", "What exactly.", func(r *AskResult) *string { return &r.What }),
	schema.Answer("writing", "Whether it is in writing.", func(r *AskResult) *value.Answer { return &r.Writing }),
	schema.Day("by", "By when.", value.Ahead, func(r *AskResult) *value.Date { return &r.By }),
	schema.Private("Left out of the coach's plan. The manager's plan has no results.", func(r *AskResult) *bool { return &r.Private }),
)

// Came is what came of an ask.
type Came string

// What may come of an ask. A "not yet" is a no that wants something changed first, a
// "no" is final.
const (
	CameAgreed Came = "agreed"
	CamePart   Came = "part"
	CameNotYet Came = "notyet"
	CameNo     Came = "no"
)

// AllCame lists what can be chosen.
func AllCame() []Came { return []Came{CameAgreed, CamePart, CameNotYet, CameNo} }

// String gives the words shown for it.
func (c Came) String() string {
	if c == CameNotYet {
		return "not yet"
	}
	return string(c)
}

// ResultOf finds what came of an ask, nil while it is not said.
func (w Workbook) ResultOf(ask ID) *AskResult {
	return find(w.Results, ask, func(r *AskResult) ID { return r.Ask })
}

// SayCame says what came of an ask. The record bears an id made of the ask's, so that two
// windows that say it make one record.
func (w *Workbook) SayCame(ask ID, came Came) {
	r := w.ResultOf(ask)
	if r == nil {
		r = Schema.Add(w, RecordKey(ResultRecords, schema.DerivedID("result "+ask, 0))).(*AskResult)
		r.Ask = ask
	}
	r.Came = came
}

// Doubtful tells a deal whose reward the talk put in doubt: what was asked of its return
// came to a no, or to a part. What is confirmed after that talk holds again.
func (w Workbook) Doubtful(d Deal) bool {
	a := w.AskFor(d.Return)
	if a == nil {
		return false
	}
	r := w.ResultOf(a.ID)
	if r == nil || r.Came != CameNo && r.Came != CamePart {
		return false
	}
	held := w.Profile.Meeting
	return d.Status != DealConfirmed || !held.OK() || !d.Since.OK() || d.Since.DaysTo(held) >= 0
}

// Recap is what was said in the talk.
type Recap struct {
	Said   string
	Theirs string // what they will do, a line each
	Mine   string // what the person will do, a line each
	Open   string
}

// RecapRecords has the one recap.
const RecapRecords = "recap"

var recap = schema.One(RecapRecords, AfterPage, "What was said in the talk.", func(w *Workbook) *Recap { return &w.Recap },
	schema.Lines("said", "What was said.", func(r *Recap) *string { return &r.Said }),
	schema.Lines("theirs", "What they will do, a line each.", func(r *Recap) *string { return &r.Theirs }),
	schema.Lines("mine", "What the person will do, a line each.", func(r *Recap) *string { return &r.Mine }),
	schema.Lines("open", "What is open.", func(r *Recap) *string { return &r.Open }),
)

var ofRecap = lazy.New(`(?i)\brecap|\b(summary|notes|minutes)\s+(of|from)\s+(the|our|this|that)\s+(talk|meeting|conversation)\b`)

// SpeaksOfRecap tells a step that is the recap itself, which is done once that is sent.
func SpeaksOfRecap(s string) bool { return ofRecap.MatchString(s) }

// Note is a line that was kept from the shell and waits to be placed.
type Note struct {
	ID   ID
	Text string
	Day  value.Date
}

// NoteRecords are the notes that wait to be placed.
const NoteRecords = "notes"

var notes = schema.Many(NoteRecords, "note", NotesPage, "Lines that were kept as they came and wait to be placed.",
	func(w *Workbook) *[]Note { return &w.Notes }, func(n *Note) *ID { return &n.ID },
	schema.Line("text", "The line.", func(n *Note) *string { return &n.Text }),
	schema.Day("day", "The day that it is about.", value.Behind, func(n *Note) *value.Date { return &n.Day }),
)

// Ending is how a talk went, as what came of its asks tells.
type Ending string

// How a talk may have gone; blank while nothing is said of any ask.
const (
	EndedAgreed Ending = "agreed" // to all that was asked for
	EndedPart   Ending = "part"   // to some of it
	EndedReset  Ending = "reset"  // something has to change first
	EndedFinal  Ending = "final"  // no
)

// Ended tells how the talk went. A "not yet" outweighs the rest, since it leaves something
// to show.
func (w Workbook) Ended() Ending {
	var came []Came
	for _, r := range w.Results {
		if r.Came != "" {
			came = append(came, r.Came)
		}
	}
	only := func(c Came) bool { return !slices.ContainsFunc(came, func(d Came) bool { return d != c }) }
	switch {
	case len(came) == 0:
		return ""
	case slices.Contains(came, CameNotYet):
		return EndedReset
	case only(CameAgreed):
		return EndedAgreed
	case only(CameNo):
		return EndedFinal
	}
	return EndedPart
}
