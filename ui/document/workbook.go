package document

import (
	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// Document is one open workbook, with what its answers show.
type Document struct {
	*DocumentOf[workbook.Workbook]

	shown struct { // what the answers show, as of a version on a day
		version int
		day     value.Date
		advice  *advice.Advice
	}
}

// New opens a document on a workbook that is on disk; see NewOf.
func New(snap storage.Snapshot, window string, save Save) *Document {
	return &Document{DocumentOf: NewOf(workbook.Schema, snap, window, save)}
}

// Advice is what the answers show on a day, worked out once a change.
func (d *Document) Advice(today value.Date) *advice.Advice {
	s := &d.shown
	if s.advice == nil || s.version != d.version || s.day != today {
		s.version, s.day, s.advice = d.version, today, advice.Of(d.book, today)
	}
	return s.advice
}
