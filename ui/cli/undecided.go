package cli

import (
	"bytes"
	"slices"
	"strings"

	"firstmile/storage"
	"firstmile/workbook"
)

// undecided are the answers of which a person has not yet chosen one of several texts, a change
// each that has only the record and the field.
func undecided(snap storage.Snapshot) (out []workbook.Change) {
	for _, s := range snap.Sides {
		stands, err := workbook.Schema.Answer(s.Record, workbook.Schema.Encode(&snap.Workbook, s.Record), s.Field)
		if err != nil || !workbook.Schema.Has(&snap.Workbook, s.Record) || bytes.Equal(stands, s.Answer) {
			continue
		}
		known := func(c workbook.Change) bool { return c.Record == s.Record && c.Field == s.Field }
		if !slices.ContainsFunc(out, known) {
			out = append(out, workbook.Change{Record: s.Record, Field: s.Field})
		}
	}
	return out
}

// undecidedFindings are those answers as check has them.
func (p *program) undecidedFindings(snap storage.Snapshot) (out []found) {
	for _, c := range undecided(snap) {
		name, _, _ := strings.Cut(c.Field, "/")
		lesson := workbook.Lesson("")
		if f := workbook.Schema.Field(c.Record.Collection(), name); f != nil {
			lesson = workbook.Lesson(f.Page)
		}
		out = append(out, found{"decide", "two-answers", lesson, c.Record, c.Field,
			"There are two texts in " + quoted(p.placeOf(snap.Workbook, c.Record, c.Field)) + ".",
			"Open the workbook and press ctrl+t to choose."})
	}
	return out
}

// tellUndecided says which answers wait for a choice, and which of the texts counts.
func (p *program) tellUndecided(snap storage.Snapshot) {
	for _, f := range p.undecidedFindings(snap) {
		p.tell("%s The one that stands in the workbook counts until you choose: firstmile open %s, then ctrl+t.",
			f.Text, argument(label(storage.Entry{ID: snap.Workbook.ID, Name: snap.Workbook.Profile.Name})))
	}
}
