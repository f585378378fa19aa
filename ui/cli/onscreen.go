package cli

import (
	"context"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// onScreen is the coach's side as the screens need it.
type onScreen struct{ side }

// Facts gives what the board shows of each entry; of one that cannot be read, what the list
// knows of it, which says why.
func (s onScreen) Facts(ctx context.Context, entries []storage.Entry, today value.Date) []coach.Facts {
	out := make([]coach.Facts, 0, len(entries))
	for _, told := range s.facts(ctx, entries, today) {
		f := told.Of.Facts
		if e := told.Entry; told.Err != nil {
			f = coach.Facts{ID: e.ID, Name: e.Name, Person: e.Person, Employer: e.Employer}
		}
		out = append(out, f)
	}
	return out
}

// Edit changes what the coach keeps beside a workbook.
func (s onScreen) Edit(ctx context.Context, id workbook.ID, change func(*coach.Part)) error {
	return s.edit(ctx, id, change)
}

// Brief is what to know before a session, without amounts.
func (s onScreen) Brief(ctx context.Context, id workbook.ID, today value.Date) ([]string, error) {
	snap, err := s.books.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	b, err := s.brief(ctx, snap, false, today)
	return b.Lines(), err
}
