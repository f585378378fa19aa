package app

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/content"
	"firstmile/storage"
	"firstmile/ui/screen"
	"firstmile/ui/theme"
)

// started carries what the first load found.
type started struct {
	pack    *content.Pack
	entries []storage.Entry
	deleted []storage.Entry
	panes   []restored // what was to be opened, side by side
	as      Arrangement
	err     error
}

// patience is how long the first frame waits for a workbook that another window is saving.
const patience = 100 * time.Millisecond

// start loads the list, and the workbook to open when it is known or the only one.
func (a *App) start() tea.Msg {
	defer close(a.found)
	ctx := context.Background()
	var msg started
	var broken error
	words := make(chan struct{})
	go func() {
		defer close(words)
		msg.pack, broken = a.o.Pack()
	}()
	msg.entries, msg.err = a.o.Store.List(ctx)
	msg.deleted, _ = a.o.Store.Deleted(ctx) // what cannot be listed is told where it is looked for
	msg.as = a.places(msg.entries)
	for _, p := range msg.as.Panes {
		msg.panes = append(msg.panes, a.restored(ctx, p))
	}
	<-words
	if broken != nil {
		return broke{broken}
	}
	for i, r := range msg.panes {
		if r.opened != nil {
			msg.panes[i].words = a.wordsOf(*r.opened, msg.pack)
		}
	}
	return msg
}

// restored loads what a pane is to show.
func (a *App) restored(ctx context.Context, p PanePlace) restored {
	r := restored{place: p}
	if p.ID == "" {
		return r
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	snap, err := a.o.Store.Load(ctx, p.ID)
	if err == nil {
		r.opened = &snap
	}
	r.err = err
	return r
}

// broke ends the program: without words there is nothing to show.
type broke struct{ err error }

func (a *App) begin(msg started) {
	a.ready, a.pack = true, msg.pack
	a.shelf.deleted = msg.deleted
	a.listed(msg.entries)
	a.notices = []string{a.o.Notice, a.o.Exposed}
	if msg.err != nil {
		a.note = msg.err.Error()
		a.early = nil // meant for another page than this
		if msg.entries == nil {
			a.unlisted(msg.err)
		}
	}
	switch {
	case len(msg.panes) > 1:
		a.restore(msg.panes, msg.as)
	case len(msg.panes) == 1 && msg.panes[0].opened != nil:
		a.open(*msg.panes[0].opened, screen.Place{}, msg.panes[0].words)
	case len(msg.panes) == 1:
		a.notOpened(msg.panes[0])
	case len(msg.entries)+len(msg.deleted) == 0 && msg.err == nil:
		a.over, a.notices = a.newFirst(), []string{a.o.Notice} // what else there is stands on the page
	}
}

// notOpened says why the workbook that was to be opened is not, or asks for what is missing.
func (a *App) notOpened(r restored) {
	switch {
	case isLocked(r.err):
		a.askToOpen(r.place.ID)
	case errors.Is(r.err, context.DeadlineExceeded):
		a.note = inUse
		a.load(r.place.ID)
	default:
		a.note = r.err.Error()
		a.early = nil // meant for another page than this
	}
}

// replay takes what was typed while a workbook was being loaded.
func (a *App) replay() {
	early := a.early
	a.early = nil
	for _, msg := range early {
		a.update(msg) // one that loads again keeps those behind it
	}
}

// learn takes what the terminal tells of itself; false when that is nothing new.
func (a *App) learn(msg tea.Msg) bool {
	was := a.term
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		if a.term.Ground = theme.Light; msg.IsDark() {
			a.term.Ground = theme.Dark
		}
	case tea.ColorProfileMsg:
		a.term.Colors = msg.Profile
	case tea.ModeReportMsg: // where it joins characters, Bubble Tea has it do so
		if msg.Mode == ansi.ModeUnicodeCore {
			a.term.Joined = msg.Value == ansi.ModeSet || msg.Value == ansi.ModeReset || msg.Value == ansi.ModePermanentlySet
		}
	}
	if a.term == was {
		return false
	}
	a.style = theme.New(a.term)
	return true
}
