package app

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/workbook"
)

// Arrangement is which workbooks stand side by side, and where in each one is: what is
// found again at the next start. It bears ids and places, and no answer.
type Arrangement struct {
	Panes []PanePlace `json:"panes"`
	Focus int         `json:"focus"`           // from 0
	Same  bool        `json:"same,omitempty"`  // all show the same lesson
	Whole bool        `json:"whole,omitempty"` // the one in focus is shown alone
}

// PanePlace is what one pane shows.
type PanePlace struct {
	ID    workbook.ID `json:"id"` // "" for the library
	Place string      `json:"place,omitempty"`
}

// settles is how long an arrangement stays as it is before it is kept.
const settles = time.Second

// arrangement is how the window is now. With one pane there is none: the workbook itself
// knows where one was.
func (a *App) arrangement() Arrangement {
	w := &a.window
	if !w.several() {
		return Arrangement{}
	}
	out := Arrangement{Focus: w.active, Same: w.same, Whole: w.whole}
	for _, p := range w.panes {
		at := PanePlace{ID: p.waits}
		if p.view != nil {
			at = PanePlace{p.view.doc.ID(), p.view.visited}
		}
		out.Panes = append(out.Panes, at)
	}
	return out
}

func (x Arrangement) same(y Arrangement) bool {
	return slices.Equal(x.Panes, y.Panes) && x.Focus == y.Focus && x.Same == y.Same && x.Whole == y.Whole
}

// arranged comes a while after the arrangement changed.
type arranged struct{ Arrangement }

// arrange has the arrangement kept once it stays as it is.
func (a *App) arrange() {
	if !a.ready || a.loading || a.o.Keep == nil {
		return
	}
	if now := a.arrangement(); !now.same(a.arranged) {
		a.arranged = now
		a.run(a.o.Wait(settles, arranged{now}))
	}
}

// keep keeps an arrangement, where it is still the one.
func (a *App) keep(msg arranged) {
	if msg.same(a.arranged) {
		a.run(func() tea.Msg {
			a.o.Keep(msg.Arrangement)
			return nil
		})
	}
}

// restored is what one pane shows at the start.
type restored struct {
	place  PanePlace
	opened *storage.Snapshot
	words  words // of opened
	err    error
}

// restore puts the panes as they were. A workbook that is gone closes its pane, and one that
// is locked is asked for when its pane gets the keys.
func (a *App) restore(panes []restored, as Arrangement) {
	a.window.panes, a.window.active = nil, 0
	gone := 0
	for i, r := range panes {
		p := &pane{}
		switch {
		case r.opened != nil:
			a.window.panes = append(a.window.panes, p)
			a.openIn(p, *r.opened, atStart(parsePlace(r.place.Place)), r.words)
		case isLocked(r.err):
			p.waits = r.place.ID
			a.window.panes = append(a.window.panes, p)
		case r.place.ID != "":
			if a.note = r.err.Error(); errors.Is(r.err, context.DeadlineExceeded) {
				a.note = "Another window or program has a workbook in use."
			}
			gone++
			continue
		default:
			a.window.panes = append(a.window.panes, p)
		}
		if i == as.Focus {
			a.window.active = len(a.window.panes) - 1
		}
	}
	if len(a.window.panes) == 0 {
		a.window.panes = []*pane{{}}
	}
	a.window.same, a.window.whole = as.Same && a.window.several(), as.Whole && a.window.several()
	if gone > 0 {
		a.note += " Its pane is closed."
	}
	if v := a.window.view(); v != nil && a.note == "" {
		a.note = "Now " + a.where(v) + "."
	}
	if id := a.window.pane().waits; id != "" {
		a.askToOpen(id)
	}
}

// places are what is to be opened at the start, side by side.
func (a *App) places(entries []storage.Entry) Arrangement {
	var out Arrangement
	switch {
	case len(a.o.Open) > 0:
		for _, id := range a.o.Open {
			out.Panes = append(out.Panes, PanePlace{ID: id})
		}
	case len(a.o.Arrangement.Panes) > 1:
		out = a.o.Arrangement
		out.Panes = out.Panes[:min(len(out.Panes), MaxPanes)]
	case len(entries) == 1:
		out.Panes = []PanePlace{{ID: entries[0].ID}}
	}
	return out
}
