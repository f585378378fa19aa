package uitest

import (
	"context"
	"sync"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// Coach is a coach's own side in memory.
type Coach struct {
	Store storage.Store
	Read  int // how many workbooks were read for the board

	mu    sync.Mutex
	parts map[workbook.ID]coach.Part
}

// NewCoach gives a side with some parts.
func NewCoach(parts ...coach.Part) *Coach {
	c := &Coach{parts: map[workbook.ID]coach.Part{}}
	for _, p := range parts {
		c.parts[p.ID] = p
	}
	return c
}

// Part gives what is kept beside a workbook.
func (c *Coach) Part(id workbook.ID) coach.Part {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, there := c.parts[id]
	if !there {
		p.ID = id
	}
	return p.Clone()
}

func (c *Coach) source(ctx context.Context, id workbook.ID) (coach.Source, error) {
	snap, err := c.Store.Load(ctx, id)
	return coach.Source{Workbook: snap.Workbook, Part: c.Part(id), Changed: value.DateOf(snap.Saved.Local()), Decide: len(snap.Sides)}, err
}

// Facts is app.Coach's.
func (c *Coach) Facts(ctx context.Context, entries []storage.Entry, today value.Date) []coach.Facts {
	out := make([]coach.Facts, 0, len(entries))
	for _, e := range entries {
		c.mu.Lock()
		c.Read++
		c.mu.Unlock()
		s, err := c.source(ctx, e.ID)
		if err != nil {
			out = append(out, coach.Facts{ID: e.ID, Name: e.Name, Person: e.Person, Locked: e.Locked()})
			continue
		}
		out = append(out, s.Facts(today))
	}
	return out
}

// Edit is app.Coach's.
func (c *Coach) Edit(_ context.Context, id workbook.ID, change func(*coach.Part)) error {
	p := c.Part(id)
	change(&p)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.parts[id] = p
	return nil
}

// Brief is app.Coach's.
func (c *Coach) Brief(ctx context.Context, id workbook.ID, today value.Date) ([]string, error) {
	s, err := c.source(ctx, id)
	if err != nil {
		return nil, err
	}
	return coach.Briefed{Source: s}.Brief(today).Lines(), nil
}
