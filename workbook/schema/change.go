package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"firstmile/workbook/value"
)

// Change is one answer that differs between two states: what an edit makes, what
// undo takes back, what is saved, and what another window reads.
type Change struct {
	Record Key
	// Field is the field's name, with the id of the part behind a slash where an
	// answer has several ("proofs/01J…", "covers/01J…"). It is "" for the record as
	// a whole, which came (Before is nil) or went (After is nil).
	Field  string
	Before json.RawMessage // compact JSON; nil for blank
	After  json.RawMessage
}

// Diff lists what differs between two states, in the order of the records' keys.
// Only records that differ are encoded.
func (s *Schema[W]) Diff(a, b *W) []Change {
	var out []Change
	for _, c := range s.Collections {
		out = c.diff(out, a, b)
	}
	slices.SortStableFunc(out, func(x, y Change) int { return strings.Compare(string(x.Record), string(y.Record)) })
	return out
}

// Same tells whether two states are the same answers.
func (s *Schema[W]) Same(a, b *W) bool { return len(s.Diff(a, b)) == 0 }

func (c *Collection) diff(out []Change, a, b any) []Change {
	seen := 0
	for id, is := range c.Each(b) {
		was := c.find(a, id)
		if was == nil {
			out = append(out, Change{Record: KeyOf(c.Name, id), After: c.encode(id, is)})
			continue
		}
		seen++
		if !c.same(was, is) {
			out = c.diffRecord(out, KeyOf(c.Name, id), was, is)
		}
	}
	if seen == c.count(a) {
		return out // none of them is gone
	}
	for id, was := range c.Each(a) {
		if c.find(b, id) == nil {
			out = append(out, Change{Record: KeyOf(c.Name, id), Before: c.encode(id, was)})
		}
	}
	return out
}

func (c *Collection) same(a, b any) bool {
	return !slices.ContainsFunc(c.Fields, func(f *Field) bool { return !f.ops.equal(f.at(a), f.at(b)) })
}

func (c *Collection) count(root any) int {
	n := 0
	for range c.Each(root) {
		n++
	}
	return n
}

func (c *Collection) diffRecord(out []Change, k Key, was, is any) []Change {
	for _, f := range c.Fields {
		a, b := f.at(was), f.at(is)
		if f.ops.equal(a, b) {
			continue
		}
		parts := f.ops.parts()
		if parts == nil {
			out = append(out, Change{k, f.Name, f.raw(a), f.raw(b)})
			continue
		}
		old, now := parts.list(a), parts.list(b)
		had, has := byID(old), byID(now)
		for _, p := range slices.Backward(old) { // so that each finds what it stood behind, taken back
			if _, there := has[p.id]; !there {
				out = append(out, Change{k, f.Name + "/" + p.id, p.raw, nil})
			}
		}
		for _, p := range now {
			if was, there := had[p.id]; !there {
				out = append(out, Change{k, f.Name + "/" + p.id, nil, p.raw})
			} else if was.is != p.is {
				out = append(out, Change{k, f.Name + "/" + p.id, was.raw, p.raw})
			}
		}
	}
	return out
}

func byID(parts []part) map[string]part {
	out := make(map[string]part, len(parts))
	for _, p := range parts {
		out[p.id] = p
	}
	return out
}

// raw is an answer as a change holds it, nil when it is blank.
func (f *Field) raw(at any) []byte {
	if f.ops.blank(at) {
		return nil
	}
	w := writer{html: true}
	f.ops.write(&w, at)
	return w.b
}

// Apply makes changes in w and gives those that were not there already, each with
// what it really replaced; of an answer that was changed since, the change's is
// kept, except that an entry of a list which was changed since does not go. Where
// the record of an answer is gone, whole gives it as the person who answered had
// it, and it comes back; with no whole, it is listed in gone and the change is
// left out. A change that does not fit the schema is an error.
func (s *Schema[W]) Apply(w *W, changes []Change, whole func(Key) []byte) (done []Change, gone []Key, err error) {
	m := making{how: replay}
	if err = applyAll(s, &m, w, changes, whole); err == nil {
		s.unmark(w)
	}
	return m.done, m.gone, err
}

// Replay makes changes that ApplyTo has made, as it made them.
func (s *Schema[W]) Replay(w *W, done []Change) error {
	return applyAll(s, &making{how: replay}, w, done, nil)
}

// way is how changes are made where something else has changed since.
type way int

const (
	replay  way = iota // they were made here already, and are made again
	meeting            // they meet what somebody else wrote: an edit beats a deletion that had not seen it, and no answer another
	back               // they are taken back: whatever was changed since stays
)

// making is what comes of changes while they are made.
type making struct {
	how    way
	done   []Change
	gone   []Key    // the records of answers that are not there any more
	beside []Change // answers that somebody else wrote otherwise; Before is theirs
}

func applyAll[W any](s *Schema[W], m *making, w *W, changes []Change, whole func(Key) []byte) error {
	for _, c := range changes {
		if c.Field != "" && s.byName[c.Record.Collection()] != nil && !s.Has(w, c.Record) {
			if whole == nil || whole(c.Record) == nil {
				if !slices.Contains(m.gone, c.Record) {
					m.gone = append(m.gone, c.Record)
				}
				continue
			}
			c = Change{Record: c.Record, After: whole(c.Record)}
		}
		if err := s.apply(m, w, c); err != nil {
			return err
		}
	}
	return nil
}

// Revert takes changes back, the last first, and gives what that changed. What
// was changed since stays.
func (s *Schema[W]) Revert(w *W, changes []Change) (done []Change, err error) {
	m := making{how: back}
	for _, c := range slices.Backward(changes) {
		if err := s.apply(&m, w, Change{c.Record, c.Field, c.After, c.Before}); err != nil {
			return m.done, err
		}
	}
	s.unmark(w)
	return m.done, nil
}

func (s *Schema[W]) apply(m *making, w *W, c Change) error {
	of := s.byName[c.Record.Collection()]
	if of == nil {
		return fmt.Errorf("record %s: unknown collection", c.Record)
	}
	id := c.Record.ID()
	rec := of.find(w, id)
	switch {
	case c.Field != "":
		if rec == nil {
			return nil
		}
		return of.set(m, rec, c)
	case c.After == nil:
		if rec == nil || m.how != replay && !of.unchanged(id, rec, c.Before) {
			return nil
		}
		m.done = append(m.done, Change{Record: c.Record, Before: of.encode(id, rec)})
		of.remove(w, id)
		return nil
	case rec == nil:
		if m.how == back && c.Before != nil {
			return nil
		}
		if err := of.decode(c.After, of.insert(w, id), id); err != nil {
			of.remove(w, id)
			return fmt.Errorf("record %s: %w", c.Record, err)
		}
		m.done = append(m.done, Change{Record: c.Record, After: c.After})
		return nil
	}
	// It is there already, or it was replaced as a whole, as histories of earlier
	// programs have it: then what differs is what was changed.
	was, is := of.fresh(), of.fresh()
	if c.Before != nil {
		if err := of.decode(c.Before, was, id); err != nil {
			return fmt.Errorf("record %s: %w", c.Record, err)
		}
	}
	if err := of.decode(c.After, is, id); err != nil {
		return fmt.Errorf("record %s: %w", c.Record, err)
	}
	if m.how == meeting && c.Before == nil && !of.One {
		return nil // it did not go, or somebody has brought it back
	}
	for _, c := range of.diffRecord(nil, c.Record, was, is) {
		if err := of.set(m, rec, c); err != nil {
			return err
		}
	}
	return nil
}

// unchanged tells whether a record still says what it said before a change, as far
// as it is shown: a store gives texts clean.
func (c *Collection) unchanged(id ID, rec any, before []byte) bool {
	is := c.encode(id, rec)
	if bytes.Equal(is, before) {
		return true
	}
	clean := func(raw []byte) any {
		rec := c.fresh()
		if c.decode(raw, rec, id) != nil {
			return nil
		}
		for _, f := range c.Fields {
			f.ops.clean(f, f.at(rec))
		}
		return rec
	}
	a, b := clean(is), clean(before)
	return a != nil && b != nil && c.same(a, b)
}

// set changes one answer of a record, or one part of it.
func (c *Collection) set(m *making, rec any, ch Change) error {
	name, id, _ := strings.Cut(ch.Field, "/")
	f := c.Field(name)
	if f == nil {
		return fmt.Errorf("record %s: unknown field %s", ch.Record, name)
	}
	at := f.at(rec)
	if parts := f.ops.parts(); parts != nil {
		return f.setPart(m, parts, at, id, ch)
	}
	read := func(into any, raw []byte) error {
		if raw == nil {
			f.ops.reset(into)
			return nil
		}
		n, err := parse(raw)
		if err == nil {
			err = f.ops.read(&reading{id: ch.Record.ID(), texts: true}, f, n, into, f.in(string(ch.Record)))
		}
		return err
	}
	now := f.raw(at)
	if bytes.Equal(now, ch.After) {
		return nil
	}
	if m.how != replay && !bytes.Equal(now, ch.Before) {
		seen, was := f.ops.blankOne(), f.ops.blankOne()
		same := read(seen, now) == nil && read(was, ch.Before) == nil
		f.ops.clean(f, seen) // a store gives texts clean
		f.ops.clean(f, was)
		if !same || !f.ops.equal(seen, was) {
			return m.meets(Change{ch.Record, ch.Field, now, ch.After}, func() error { return read(was, ch.After) })
		}
	}
	if err := read(at, ch.After); err != nil {
		return err
	}
	m.done = append(m.done, Change{ch.Record, ch.Field, now, ch.After})
	return nil
}

// meets leaves an answer that somebody else wrote as it is; where both are to be kept, the
// change stands beside it, once it was made sure that it could be stored.
func (m *making) meets(c Change, readable func() error) error {
	if m.how != meeting {
		return nil
	}
	m.beside = append(m.beside, c)
	return readable()
}

func (f *Field) setPart(m *making, parts multiple, at any, id string, ch Change) error {
	find := func(raw []byte) (string, error) { // what a part is, whatever it stands behind
		if raw == nil {
			return "", nil
		}
		alone := f.ops.blankOne()
		if err := parts.set(alone, id, raw); err != nil {
			return "", fmt.Errorf("record %s, %s: %w", ch.Record, ch.Field, err)
		}
		return parts.list(alone)[0].is, nil
	}
	var now part
	for _, p := range parts.list(at) {
		if p.id == id {
			now = p
		}
	}
	was, err := find(ch.Before)
	if err != nil {
		return err
	}
	is, err := find(ch.After)
	if err != nil {
		return err
	}
	gone := now.raw == nil
	changed := gone != (ch.Before == nil) || now.is != was
	switch {
	case gone == (ch.After == nil) && now.is == is: // it is so already
		return nil
	case m.how == back && changed:
		return nil
	case f.Kind == EntriesKind && ch.After == nil && now.is != was: // deleted here, written into there
		return nil
	case m.how == meeting && changed && !gone && ch.After != nil: // an entry that is gone comes back with what was written into it
		return m.meets(Change{ch.Record, ch.Field, now.raw, ch.After}, func() error { return nil })
	}
	if err := parts.set(at, id, ch.After); err != nil {
		return err
	}
	m.done = append(m.done, Change{ch.Record, ch.Field, now.raw, ch.After})
	return nil
}

// GoesOn tells whether a change of one answer goes on from another of it, so that
// the two are one.
func (c Change) GoesOn(from Change) bool {
	part := strings.Contains(c.Field, "/") && (from.After == nil || c.After == nil)
	return c.Record == from.Record && c.Field == from.Field && c.Field != "" && !part
}

// ErrStored is what ApplyTo answers when it cannot read what is stored, which then
// is not its to replace.
var ErrStored = errors.New("what is stored cannot be read")

// ApplyTo is Apply on stored records, which others write too: what was changed since
// is not deleted, and a record that was brought back leaves what it finds. id is the
// whole's. Only the records that the changes are about are read and written. beside has
// the answers that somebody else wrote otherwise since: these stay as they are, and the
// change's Before is theirs.
func (s *Schema[W]) ApplyTo(id ID, records map[Key][]byte, changes []Change) (done []Change, gone []Key, beside []Change, err error) {
	for k := range records {
		if s.byName[k.Collection()] == nil {
			return nil, nil, nil, fmt.Errorf("%w: record %s: unknown collection", ErrStored, k)
		}
	}
	about := map[Key][]byte{}
	for _, c := range changes {
		if raw, there := records[c.Record]; there {
			about[c.Record] = raw
		}
	}
	w, err := s.FromRecords(id, about)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%w: %w", ErrStored, err)
	}
	m := making{how: meeting}
	if err := applyAll(s, &m, &w, changes, nil); err != nil {
		return nil, nil, nil, err
	}
	for _, c := range m.done {
		about[c.Record] = nil
	}
	for _, k := range slices.Sorted(maps.Keys(about)) {
		if rec := s.Record(&w, k); rec != nil {
			records[k] = s.byName[k.Collection()].encode(k.ID(), rec)
		} else {
			delete(records, k)
		}
	}
	return m.done, m.gone, m.beside, nil
}

// Answer gives what a stored record says in a field, as a change of it does; nil for blank,
// and where the record is not there.
func (s *Schema[W]) Answer(record Key, stored []byte, field string) (json.RawMessage, error) {
	c := s.byName[record.Collection()]
	if c == nil || stored == nil {
		return nil, nil
	}
	rec := c.fresh()
	if err := c.decode(stored, rec, record.ID()); err != nil {
		return nil, fmt.Errorf("record %s: %w", record, err)
	}
	for _, ch := range c.diffRecord(nil, record, c.fresh(), rec) {
		if ch.Field == field {
			return ch.After, nil
		}
	}
	return nil, nil
}

// Join gives the changes of two steps, the first one's first, as one: of an answer
// that both change, what was before the first and is after the second. A part that
// came or went stays a change of its own: it is told from one that was written into.
func Join(first, second []Change) []Change {
	out := slices.Clone(first)
	for _, c := range second {
		i := len(out) - 1
		for ; i >= 0; i-- {
			if out[i].Record == c.Record && (out[i].Field == c.Field || out[i].Field == "" || c.Field == "") {
				break
			}
		}
		if i < 0 || !c.GoesOn(out[i]) {
			out = append(out, c)
			continue
		}
		whole := slices.ContainsFunc(out, func(o Change) bool { return o.Record == c.Record && o.Field == "" })
		if out[i].After = c.After; bytes.Equal(out[i].Before, c.After) && !whole {
			out = slices.Delete(out, i, i+1) // taken back by hand
		}
	}
	return out
}

// Words gives an answer of a change as a person reads it: what a field shows, of a part its
// text; "" for blank. w has the record.
func (s *Schema[W]) Words(w *W, c Change, currency string) string {
	of := s.byName[c.Record.Collection()]
	name, _, part := strings.Cut(c.Field, "/")
	if c.After == nil || of == nil || of.Field(name) == nil || !s.Has(w, c.Record) {
		return ""
	}
	f := of.Field(name)
	if part && f.Kind == EntriesKind {
		var l line
		_ = json.Unmarshal(c.After, &l)
		return value.Clean(l.Text)
	}
	next := s.Clone(*w)
	if _, _, err := s.Apply(&next, []Change{c}, nil); err == nil && !part {
		if words := f.Show(s.Record(&next, c.Record), currency); words != "" {
			return value.Clean(words)
		}
	}
	return value.Clean(strings.Trim(string(c.After), `"`))
}

// Both gives an answer that has the text of two; false where it is not one of text.
func (s *Schema[W]) Both(record Key, field string, a, b json.RawMessage) (json.RawMessage, bool) {
	of := s.byName[record.Collection()]
	name, _, part := strings.Cut(field, "/")
	if of == nil || of.Field(name) == nil || a == nil || b == nil {
		return nil, false
	}
	var both any
	switch f := of.Field(name); {
	case part && f.Kind == EntriesKind:
		var one, two line
		if json.Unmarshal(a, &one) != nil || json.Unmarshal(b, &two) != nil {
			return nil, false
		}
		one.Text += "; " + two.Text
		both = one
	case f.Kind == LineKind, f.Kind == LinesKind:
		var one, two string
		if json.Unmarshal(a, &one) != nil || json.Unmarshal(b, &two) != nil {
			return nil, false
		}
		between := "; "
		if f.Kind == LinesKind {
			between = "\n"
		}
		both = one + between + two
	default:
		return nil, false
	}
	raw, err := json.Marshal(both)
	return raw, err == nil
}
