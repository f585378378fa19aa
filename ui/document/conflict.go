package document

import (
	"bytes"
	"encoding/json"
	"slices"

	"firstmile/storage"
	"firstmile/workbook"
)

// Conflict is an answer that two windows wrote, each without having seen the other's. Both
// are on disk until a person chooses.
type Conflict struct {
	Record workbook.Key
	Field  string          // as in a change
	Here   json.RawMessage // what this window shows; nil for blank
	There  []json.RawMessage
}

// Conflicts lists the answers of which one is to be chosen, the oldest conflict first.
func (d *DocumentOf[W]) Conflicts() []Conflict {
	var out []Conflict
	for _, s := range d.open() {
		if d.schema.Encode(&d.book, s.Record) == nil ||
			slices.ContainsFunc(out, func(c Conflict) bool { return c.Record == s.Record && c.Field == s.Field }) {
			continue
		}
		c := Conflict{Record: s.Record, Field: s.Field, Here: d.answer(&d.book, s.Record, s.Field)}
		add := func(answer json.RawMessage) {
			same := func(a json.RawMessage) bool { return bytes.Equal(a, answer) }
			if !same(c.Here) && !slices.ContainsFunc(c.There, same) {
				c.There = append(c.There, answer)
			}
		}
		add(d.answer(&d.disk.Workbook, s.Record, s.Field))
		for _, other := range d.open() {
			if other.Record == s.Record && other.Field == s.Field && other.Window != d.window {
				add(other.Answer)
			}
		}
		if len(c.There) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Choose ends a conflict with an answer: that which is here, one from there, or another
// that has of both.
func (d *DocumentOf[W]) Choose(by View, c Conflict, answer json.RawMessage) {
	var changes []workbook.Change
	for _, s := range d.open() {
		if s.Record == c.Record && s.Field == c.Field {
			raw, _ := json.Marshal(s) // of plain texts, which always can be
			changes = append(changes, workbook.Change{Record: s.Key(), Before: raw})
		}
	}
	if stands := d.answer(&d.disk.Workbook, c.Record, c.Field); !bytes.Equal(stands, answer) {
		changes = append(changes, workbook.Change{Record: c.Record, Field: c.Field, Before: stands, After: answer})
	}
	d.send(changes)
	if !bytes.Equal(c.Here, answer) {
		s := d.of(by)
		s.undo = append(s.undo, step{"choose", []workbook.Change{{Record: c.Record, Field: c.Field, Before: c.Here, After: answer}}})
		s.redo = nil
	}
	d.merge()
}

// open gives the sides on disk that are not being dropped from here.
func (d *DocumentOf[W]) open() []storage.Side {
	return slices.DeleteFunc(slices.Clone(d.disk.Sides), func(s storage.Side) bool {
		return slices.ContainsFunc(d.sent, func(c sent) bool { return c.Record == s.Key() })
	})
}

// beside gives what this window wrote beside answers, as changes of them.
func (d *DocumentOf[W]) beside() []workbook.Change {
	var out []workbook.Change
	for _, s := range d.open() {
		if s.Window == d.window && d.schema.Has(&d.disk.Workbook, s.Record) {
			out = append(out, workbook.Change{Record: s.Record, Field: s.Field, After: s.Answer})
		}
	}
	return out
}

func (d *DocumentOf[W]) answer(w *W, record workbook.Key, name string) json.RawMessage {
	raw, _ := d.schema.Answer(record, d.schema.Encode(w, record), name) // it was encoded just now
	return raw
}
