package schema

import (
	"bytes"
	"encoding/json"
	"strings"

	"firstmile/workbook/value"
)

// Clean makes every text of w as its boundary would have let it in; see value.Clean.
func (s *Schema[W]) Clean(w *W) {
	for f := range s.answers(w) {
		f.ops.clean(f.Field, f.at(f.record))
	}
}

// CleanChange gives a change whose texts are as a boundary would have let them in. What
// cannot be read stays: nothing can be made of it either.
func (s *Schema[W]) CleanChange(c Change) Change {
	c.Before, c.After = s.CleanAnswer(c.Record, c.Field, c.Before), s.CleanAnswer(c.Record, c.Field, c.After)
	return c
}

// CleanAnswer is CleanChange for one side of a change.
func (s *Schema[W]) CleanAnswer(record Key, field string, raw json.RawMessage) json.RawMessage {
	of := s.byName[record.Collection()]
	if of == nil || !bytes.ContainsRune(raw, '\\') && string(raw) == value.Clean(string(raw)) { // most are
		return raw
	}
	clean, err := of.cleanAnswer(record.ID(), field, raw)
	if err != nil {
		return raw
	}
	return clean
}

func (c *Collection) cleanAnswer(id ID, field string, raw []byte) ([]byte, error) {
	if field == "" {
		rec := c.fresh()
		if err := c.decode(raw, rec, id); err != nil {
			return nil, err
		}
		for _, f := range c.Fields {
			f.ops.clean(f, f.at(rec))
		}
		return c.encode(id, rec), nil
	}
	name, _, _ := strings.Cut(field, "/")
	f := c.Field(name)
	switch {
	case f == nil:
		return nil, unknownField(c.Name, name)
	case f.ops.parts() != nil:
		return f.cleanPart(raw)
	}
	n, err := parse(raw)
	if err != nil {
		return nil, err
	}
	at := f.ops.blankOne()
	if err := f.ops.read(&reading{id: id, texts: true}, f, n, at, field); err != nil {
		return nil, err
	}
	f.ops.clean(f, at)
	return f.raw(at), nil
}

// cleanPart cleans a line of a list, which stays behind those that it stood behind, or a
// mark.
func (f *Field) cleanPart(raw []byte) ([]byte, error) {
	if f.Kind == EntriesKind {
		var l line
		if err := json.Unmarshal(raw, &l); err != nil {
			return nil, err
		}
		l.Text = value.CleanLine(l.Text)
		return json.Marshal(l)
	}
	var mark string
	if err := json.Unmarshal(raw, &mark); err != nil {
		return nil, err
	}
	return json.Marshal(value.CleanLine(mark))
}
