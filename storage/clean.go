package storage

import (
	"context"

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
		for _, s := range []*string{&entries[i].Name, &entries[i].Person, &entries[i].Employer} {
			*s = value.CleanLine(*s)
		}
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
	s.Workbook = s.Workbook.Cleaned()
	return s, err
}
