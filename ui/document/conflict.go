package document

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// Conflict is an answer that two windows wrote, each without having seen the other's. Both
// are on disk until a person chooses.
type Conflict struct {
	Record workbook.Key
	Field  string // as in a change
	Here   Text   // what this window shows
	Mine   bool   // and wrote since it was opened
	There  []Text
}

// Text is one of the answers that can be chosen.
type Text struct {
	Answer json.RawMessage // nil for blank
	At     time.Time       // when it was written; zero where that is not known
}

// Conflicts lists the answers of which one is to be chosen, the oldest conflict first.
func (d *DocumentOf[W]) Conflicts() []Conflict {
	var out []Conflict
	for _, s := range d.open() {
		if d.schema.Encode(&d.book, s.Record) == nil ||
			slices.ContainsFunc(out, func(c Conflict) bool { return c.Record == s.Record && c.Field == s.Field }) {
			continue
		}
		at := answerKey{s.Record, s.Field}
		c := Conflict{Record: s.Record, Field: s.Field, Here: Text{d.answer(&d.book, s.Record, s.Field), d.when[at]}, Mine: d.wrote[at]}
		add := func(text Text) {
			same := func(a Text) bool { return bytes.Equal(a.Answer, text.Answer) }
			if !same(c.Here) && !slices.ContainsFunc(c.There, same) {
				c.There = append(c.There, text)
			}
		}
		add(Text{d.stands(s.Record, s.Field), d.when[at]})
		for _, other := range d.open() {
			if other.Record == s.Record && other.Field == s.Field && other.Window != d.window {
				add(Text{other.Answer, other.At})
			}
		}
		if len(c.There) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Choose ends a conflict with an answer: that which is here, one from there, or another
// that has of both. Undo takes it back, and both are to choose from again.
func (d *DocumentOf[W]) Choose(by View, c Conflict, answer json.RawMessage) {
	made := step{name: "choose"}
	for _, s := range d.open() {
		if s.Record == c.Record && s.Field == c.Field {
			made.sides = append(made.sides, workbook.Change{Record: s.Key(), Before: rawSide(s)})
		}
	}
	if stands := d.stands(c.Record, c.Field); !bytes.Equal(stands, answer) {
		made.changes = append(made.changes, workbook.Change{Record: c.Record, Field: c.Field, Before: stands, After: answer})
	}
	d.send(made.all())
	s := d.of(by)
	s.undo, s.redo = append(s.undo, made), nil
	d.merge()
}

// all are the changes of a step in an order in which a side takes in no answer that belongs
// beside it: it goes before them and comes after them.
func (s step) all() []workbook.Change {
	var out, come []workbook.Change
	for _, c := range s.sides {
		if c.After == nil {
			out = append(out, c)
		} else {
			come = append(come, c)
		}
	}
	return slices.Concat(out, s.changes, come)
}

// sidesAbout gives the answers that sides stand beside, as changes of them.
func sidesAbout(changes []workbook.Change) []workbook.Change {
	var out []workbook.Change
	for _, c := range changes {
		if s, ok := sideOf(c); ok {
			out = append(out, workbook.Change{Record: s.Record, Field: s.Field})
		}
	}
	return out
}

// sideOf reads the side that came or went.
func sideOf(c workbook.Change) (s storage.Side, ok bool) {
	raw := c.After
	if raw == nil {
		raw = c.Before
	}
	return s, json.Unmarshal(raw, &s) == nil
}

func rawSide(s storage.Side) json.RawMessage {
	raw, _ := json.Marshal(s) // of plain texts, which always can be
	return raw
}

// open gives the sides on disk, but for those that are being dropped from here, and with
// those that are coming back.
func (d *DocumentOf[W]) open() []storage.Side {
	out := slices.Clone(d.disk.Sides)
	for _, c := range d.sent {
		if c.Record.Collection() != storage.SideRecords {
			continue
		}
		out = slices.DeleteFunc(out, func(s storage.Side) bool { return s.Key() == c.Record })
		if s, ok := sideOf(c.Change); ok && c.After != nil {
			out = append(out, s)
		}
	}
	return out
}

// beside gives what this window wrote beside answers, as changes of them.
func (d *DocumentOf[W]) beside() []workbook.Change {
	var out []workbook.Change
	for _, s := range d.open() {
		if d.own(s) {
			out = append(out, workbook.Change{Record: s.Record, Field: s.Field, After: s.Answer})
		}
	}
	return out
}

// stands gives an answer as it will be once all is saved, without what this window shows
// beside it.
func (d *DocumentOf[W]) stands(record workbook.Key, name string) json.RawMessage {
	out, own := d.answer(&d.disk.Workbook, record, name), storage.SideKey(d.window, record, name)
	beside := slices.ContainsFunc(d.disk.Sides, func(s storage.Side) bool { return s.Key() == own })
	for _, c := range d.sent {
		switch {
		case c.Record == own:
			beside = c.After != nil
		case c.Record == record && c.Field == name && !beside:
			out = c.After
		}
	}
	return out
}

// own tells a side whose text this window shows.
func (d *DocumentOf[W]) own(s storage.Side) bool {
	return s.Window == d.window && d.schema.Has(&d.disk.Workbook, s.Record)
}

func (d *DocumentOf[W]) answer(w *W, record workbook.Key, name string) json.RawMessage {
	raw, _ := d.schema.Answer(record, d.schema.Encode(w, record), name) // it was encoded just now
	return raw
}
