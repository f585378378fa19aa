package app

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"
)

// quit waits for what is being saved, notes where the person was, and ends.
func (a *App) quit() {
	if a.quitting {
		return
	}
	if p, asking := a.over.(*unsavedPage); asking && p.leaving != nil {
		a.leave()
		return
	}
	for _, v := range a.window.views {
		a.visit(v)
	}
	a.quitting = true
	if now := a.arrangement(); a.o.Keep != nil && a.ready && !a.loading {
		a.run(func() tea.Msg { // the last window to leave wins
			a.o.Keep(now)
			return nil
		})
	}
	a.note = "Saving before leaving."
	a.run(a.flush)
}

// flushed tells how waiting for the saves ended.
type flushed struct{ err error }

// flushLimit is how long quitting waits for a disk before it asks.
const flushLimit = 3 * time.Second

func (a *App) flush() tea.Msg {
	ctx, cancel := context.WithTimeout(context.Background(), flushLimit)
	defer cancel()
	err := a.o.Saver.Flush(ctx)
	if a.o.Side != nil {
		err = errors.Join(err, a.o.Side.Saver.Flush(ctx))
	}
	return flushed{err}
}

func (a *App) flushed(msg flushed) {
	a.quitting = false
	if msg.err != nil {
		a.note = ""
		a.over = &unsavedPage{leaving: msg.err}
		return
	}
	a.leave()
}

// leave ends the program.
func (a *App) leave() {
	if a.done {
		return
	}
	a.done = true
	a.run(tea.Quit)
}
