package coach

import (
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Session is one meeting of coach and client.
type Session struct {
	ID      workbook.ID
	Day     value.Date
	Over    Over
	Covered Covered
	Agreed  string // what the two agreed, a line each
	Seen    string // what the coach saw
}

// SessionRecords are the sessions.
const SessionRecords = "sessions"

var sessions = schema.Many(SessionRecords, "session", SessionRecords, "Meetings of coach and client.",
	func(p *Part) *[]Session { return &p.Sessions }, func(s *Session) *workbook.ID { return &s.ID },
	schema.Moment("day", "The day, and its time where that is known.", value.Behind, func(s *Session) *value.Date { return &s.Day }),
	schema.Choice("over", "Where they met.", Overs(), func(s *Session) *Over { return &s.Over }),
	schema.Group("covered", func(s *Session) *Covered { return &s.Covered }, coveredRows()...),
	schema.Lines("agreed", "What the two agreed, a line each.", func(s *Session) *string { return &s.Agreed }),
	schema.Lines("seen", "What the coach saw.", func(s *Session) *string { return &s.Seen }),
)

// Over is where a session was held.
type Over string

// Where sessions are held.
const (
	OverRoom  Over = "room"
	OverPhone Over = "phone"
	OverVideo Over = "video"
)

// Overs lists what can be chosen.
func Overs() []Over { return []Over{OverRoom, OverPhone, OverVideo} }

// Covered marks the lessons that a session spoke of, in their order.
type Covered [9]bool

// coveredRows are a switch for each lesson, so that two windows that mark two lessons keep
// both.
func coveredRows() []schema.Rows[Covered] {
	var out []schema.Rows[Covered]
	for i, l := range workbook.Lessons() {
		out = append(out, schema.Switch(string(l), "Whether lesson "+string(rune('1'+i))+" was spoken of.", "spoken of", "not spoken of",
			func(c *Covered) *bool { return &c[i] }))
	}
	return out
}

// Lessons lists what a session spoke of.
func (c Covered) Lessons() []workbook.Lesson {
	var out []workbook.Lesson
	for i, l := range workbook.Lessons() {
		if c[i] {
			out = append(out, l)
		}
	}
	return out
}
