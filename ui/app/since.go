package app

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/document"
	"firstmile/ui/screen"
)

// seen is when a person last saw all of a workbook, and in which window; the zero value is
// never, or in a program that did not note it.
type seen struct {
	at time.Time
	in string
}

// recalled carries what was done in a workbook, here and elsewhere.
type recalled struct {
	v   *View
	log []storage.Revision
}

// recall reads the history, so that undo goes back behind this session and the map tells
// what was changed elsewhere.
func (a *App) recall(v *View) {
	id := v.doc.ID()
	v.moved = false
	a.run(func() tea.Msg {
		log, err := a.o.Store.History(context.Background(), id)
		if err != nil {
			return nil // undo begins with this session then
		}
		return recalled{v, log}
	})
}

// recalled takes the history; false where nothing of it is drawn.
func (a *App) recalled(msg recalled) bool {
	msg.v.doc.Past(msg.v.id, msg.log)
	was := len(msg.v.since.Changes)
	msg.v.since = screen.Since{At: msg.v.seen.at}
	if last := msg.v.seen; last.in != "" {
		msg.v.since.Changes = document.Elsewhere(msg.log, last.at, last.in, a.o.Store.Window())
	}
	return was+len(msg.v.since.Changes) > 0
}
