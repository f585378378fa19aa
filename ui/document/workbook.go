package document

import (
	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// Document is one open workbook, with what its answers show.
type Document struct {
	*DocumentOf[workbook.Workbook]

	shown shown
}

// shown is what is made of the answers, as of a version on a day: each part once a
// change, since screens ask for it at each frame.
type shown struct {
	version int
	day     value.Date
	advice  *advice.Advice
	plans   map[plan.Audience]plan.Document
	letters []plan.Letter
}

// New opens a document on a workbook that is on disk; see NewOf.
func New(snap storage.Snapshot, window string, save Save) *Document {
	return &Document{DocumentOf: NewOf(workbook.Schema, snap, window, save)}
}

// Advice is what the answers show on a day, worked out once a change.
func (d *Document) Advice(today value.Date) *advice.Advice {
	s := d.showing(today)
	if s.advice == nil {
		s.advice = advice.Of(d.book, today)
	}
	return s.advice
}

// Plan is the plan for an audience as of a day. It is not to be changed.
func (d *Document) Plan(who plan.Audience, today value.Date) plan.Document {
	s := d.showing(today)
	made, ok := s.plans[who]
	if !ok {
		made = plan.Build(d.book, who, today)
		s.plans[who] = made
	}
	return made
}

// Letters are the plan's letters as of a day. They are not to be changed.
func (d *Document) Letters(today value.Date) []plan.Letter {
	s := d.showing(today)
	if s.letters == nil {
		s.letters = plan.Letters(d.book, today)
	}
	return s.letters
}

func (d *Document) showing(today value.Date) *shown {
	if s := &d.shown; s.plans == nil || s.version != d.version || s.day != today {
		*s = shown{version: d.version, day: today, plans: map[plan.Audience]plan.Document{}}
	}
	return &d.shown
}
