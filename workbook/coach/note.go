package coach

import (
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Note is a line that only the coach sees.
type Note struct {
	ID    workbook.ID
	On    Place
	About string // the name that its record had when it was written
	Text  string
	Bring bool // to be brought up; it stays until it is ticked
	Made  value.Date
}

// NoteRecords are the notes.
const NoteRecords = "notes"

var notes = schema.Many(NoteRecords, "note", NoteRecords, "Lines that only the coach sees.",
	func(p *Part) *[]Note { return &p.Notes }, func(n *Note) *workbook.ID { return &n.ID },
	placeRows(func(n *Note) *Place { return &n.On }),
	schema.Line("about", "What its record was called.", func(n *Note) *string { return &n.About }, schema.Elsewhere),
	schema.Lines("text", "The note.", func(n *Note) *string { return &n.Text }),
	schema.Switch("bring", "Whether it is to be brought up.", "bring it up", "keep it", func(n *Note) *bool { return &n.Bring }),
	schema.Day("made", "The day it was written.", value.Behind, func(n *Note) *value.Date { return &n.Made }, schema.Elsewhere),
)

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(value.CleanLine(s)), " ") }
