package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Cleaned gives the store with every text that comes out of it as a boundary
// would have let it in: a file that something else wrote must not reach the
// terminal with escapes in it.
func Cleaned(s Store) Store { return cleaned{s} }

type cleaned struct{ Store }

func (c cleaned) List(ctx context.Context) ([]Entry, error) { return cleanEntries(c.Store.List(ctx)) }

func (c cleaned) Deleted(ctx context.Context) ([]Entry, error) {
	return cleanEntries(c.Store.Deleted(ctx))
}

func cleanEntries(entries []Entry, err error) ([]Entry, error) {
	for i := range entries {
		e := &entries[i]
		for _, s := range []*string{&e.Name, &e.Person, &e.Employer} {
			*s = value.Name(*s)
		}
		e.Meeting = e.Meeting.Clean()
	}
	return entries, err
}

func (c cleaned) Create(ctx context.Context, w workbook.Workbook) (Snapshot, error) {
	return clean(c.Store.Create(ctx, w))
}

func (c cleaned) Load(ctx context.Context, id workbook.ID) (Snapshot, error) {
	return clean(c.Store.Load(ctx, id))
}

func clean(s Snapshot, err error) (Snapshot, error) {
	s.Workbook, s.Mended = s.Workbook.Cleaned(), value.Clean(s.Mended)
	s.Sides = cleanSides(s.Sides)
	if s.Older != nil {
		s.Older.Workbook = s.Older.Workbook.Cleaned()
	}
	return s, err
}

func (c cleaned) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (Receipt, error) {
	r, err := c.Store.Save(ctx, id, changes)
	r.Done, r.Sides = cleanChanges(r.Done), cleanSides(r.Sides)
	return r, err
}

func (c cleaned) History(ctx context.Context, id workbook.ID) ([]Revision, error) {
	log, err := c.Store.History(ctx, id)
	for i := range log {
		log[i].Changes, log[i].Sides = cleanChanges(log[i].Changes), slices.Clone(log[i].Sides)
		for j, s := range log[i].Sides {
			log[i].Sides[j].Before, log[i].Sides[j].After = cleanSide(s.Before), cleanSide(s.After)
		}
	}
	return log, err
}

// Changes and sides are cleaned in lists of their own: a store may keep those that it gave.

func cleanChanges(changes []workbook.Change) []workbook.Change {
	changes = slices.Clone(changes)
	for i := range changes {
		changes[i] = workbook.Schema.CleanChange(changes[i])
	}
	return changes
}

func cleanSides(sides []Side) []Side {
	sides = slices.Clone(sides)
	for i := range sides {
		sides[i] = sides[i].clean()
	}
	return sides
}

func (s Side) clean() Side {
	s.Answer = workbook.Schema.CleanAnswer(s.Record, s.Field, s.Answer)
	return s
}

// cleanSide is Side.clean for one as it is stored; what is none stays.
func cleanSide(stored json.RawMessage) json.RawMessage {
	var s Side
	if json.Unmarshal(stored, &s) != nil {
		return stored
	}
	raw, _ := json.Marshal(s.clean()) // of texts and an answer that was read, which always can be
	return raw
}

// stillSide tells whether what is stored is the side that somebody saw, clean.
func stillSide(seen, stored []byte) bool {
	return bytes.Equal(seen, stored) || stored != nil && bytes.Equal(seen, cleanSide(stored))
}
