package storage

import (
	"context"
	"errors"

	"firstmile/workbook"
)

// Made gives the saves of a store in which the first one makes what it is about: what stands
// beside a workbook is there once something is written.
func Made[W any](s StoreOf[W], blank func(workbook.ID) W) Saves { return made[W]{s, blank} }

type made[W any] struct {
	StoreOf[W]
	blank func(workbook.ID) W
}

func (m made[W]) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (Receipt, error) {
	r, err := m.StoreOf.Save(ctx, id, changes)
	if !errors.Is(err, ErrNotFound) || errors.Is(err, ErrDeleted) {
		return r, err
	}
	if _, err = m.Create(ctx, m.blank(id)); err != nil && !errors.Is(err, ErrExists) { // another window may have made it
		return Receipt{}, err
	}
	return m.StoreOf.Save(ctx, id, changes)
}
