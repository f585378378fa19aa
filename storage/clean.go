package storage

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Cleaned gives the store with every text that comes out of it as a boundary
// would have let it in: a file that something else wrote must not reach the
// terminal with escapes in it.
func Cleaned(s Store) Store {
	return cleanedLibrary{CleanedOf(s, workbook.Schema), s, s}
}

// CleanedOf is Cleaned for the records of a schema.
func CleanedOf[W any](s StoreOf[W], of *schema.Schema[W]) StoreOf[W] { return cleaned[W]{s, of} }

type cleanedLibrary struct {
	StoreOf[workbook.Workbook]
	Library
	Here
}

func (c cleanedLibrary) List(ctx context.Context) ([]Entry, error) {
	return cleanEntries(c.Library.List(ctx))
}

func (c cleanedLibrary) Deleted(ctx context.Context) ([]Entry, error) {
	return cleanEntries(c.Library.Deleted(ctx))
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

type cleaned[W any] struct {
	StoreOf[W]
	of *schema.Schema[W]
}

func (c cleaned[W]) Create(ctx context.Context, w W) (SnapshotOf[W], error) {
	return c.clean(c.StoreOf.Create(ctx, w))
}

func (c cleaned[W]) Load(ctx context.Context, id workbook.ID) (SnapshotOf[W], error) {
	return c.clean(c.StoreOf.Load(ctx, id))
}

func (c cleaned[W]) clean(s SnapshotOf[W], err error) (SnapshotOf[W], error) {
	s.Workbook, s.Mended = c.copied(s.Workbook), value.Clean(s.Mended)
	s.Sides = cleanSides(c.of, s.Sides)
	if s.Older != nil {
		s.Older.Workbook = c.copied(s.Older.Workbook)
	}
	return s, err
}

// copied gives a clean copy: a store may keep what it gave.
func (c cleaned[W]) copied(w W) W {
	w = c.of.Clone(w)
	c.of.Clean(&w)
	return w
}

func (c cleaned[W]) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (Receipt, error) {
	r, err := c.StoreOf.Save(ctx, id, changes)
	r.Done, r.Sides = cleanChanges(c.of, r.Done), cleanSides(c.of, r.Sides)
	return r, err
}

func (c cleaned[W]) History(ctx context.Context, id workbook.ID) ([]Revision, error) {
	log, err := c.StoreOf.History(ctx, id)
	for i := range log {
		log[i].Changes, log[i].Sides = cleanChanges(c.of, log[i].Changes), slices.Clone(log[i].Sides)
		for j, s := range log[i].Sides {
			log[i].Sides[j].Before, log[i].Sides[j].After = cleanSide(c.of, s.Before), cleanSide(c.of, s.After)
		}
	}
	return log, err
}

// Changes and sides are cleaned in lists of their own: a store may keep those that it gave.

func cleanChanges(of schema.Stored, changes []workbook.Change) []workbook.Change {
	changes = slices.Clone(changes)
	for i := range changes {
		changes[i] = of.CleanChange(changes[i])
	}
	return changes
}

func cleanSides(of schema.Stored, sides []Side) []Side {
	sides = slices.Clone(sides)
	for i := range sides {
		sides[i] = sides[i].clean(of)
	}
	return sides
}

func (s Side) clean(of schema.Stored) Side {
	s.Answer = of.CleanAnswer(s.Record, s.Field, s.Answer)
	return s
}

// cleanSide is Side.clean for one as it is stored; what is none stays.
func cleanSide(of schema.Stored, stored json.RawMessage) json.RawMessage {
	var s Side
	if json.Unmarshal(stored, &s) != nil {
		return stored
	}
	raw, _ := json.Marshal(s.clean(of)) // of texts and an answer that was read, which always can be
	return raw
}

// stillSide tells whether what is stored is the side that somebody saw, clean.
func stillSide(of schema.Stored, seen, stored []byte) bool {
	return bytes.Equal(seen, stored) || stored != nil && bytes.Equal(seen, cleanSide(of, stored))
}
