package app

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/document"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// What a coach keeps of their own stands beside each workbook, in a store of its own. It is
// read when the workbook is opened and saved as it is typed. Where nobody coaches, nothing of
// it is shown; where amounts are hidden, it is as if nobody did.

// Side is where a coach's own parts are kept.
type Side struct {
	Store interface {
		Load(ctx context.Context, id workbook.ID) (storage.SnapshotOf[coach.Part], error)
		Window() string
	}
	Saver interface {
		Save(id workbook.ID, changes []workbook.Change) (upto uint64)
		Flush(ctx context.Context, ids ...workbook.ID) error
		Retry()
	}
	// Follow has SideTouched sent whenever another window may have saved a part.
	Follow func(workbook.ID)
}

// SideSaved is sent to the program for each report of the saver of the parts.
type SideSaved struct{ storage.Report }

// SideTouched is sent to the program when a part may have been saved by another window.
type SideTouched struct{ ID workbook.ID }

// side is the coach's part of an open workbook, or why it could not be read.
type side struct {
	doc *document.DocumentOf[coach.Part]
	err error
}

// sideRead carries a part as it is on disk.
type sideRead struct {
	id    workbook.ID
	snap  storage.SnapshotOf[coach.Part]
	err   error
	first bool // keys wait for it
}

// updateSide takes a message about the parts; false for one that changes nothing.
func (a *App) updateSide(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case SideSaved:
		a.sideSaved(msg.Report)
		a.settled()
	case sideRead:
		a.sideRead(msg)
		a.replay()
	case SideTouched:
		if a.sides[msg.ID].doc != nil {
			a.readPart(msg.ID, false)
		}
		return false
	default:
		return false
	}
	return true
}

// waits tells that keys have to wait for what is being read.
func (a *App) waits() bool { return !a.ready || a.loading || a.reading > 0 }

// readSide reads the part of a workbook that was just opened; what is typed until then waits
// for it.
func (a *App) readSide(id workbook.ID) {
	if a.o.Side == nil || a.following != nil || a.sides[id].doc != nil {
		return
	}
	a.reading++
	a.readPart(id, true)
}

func (a *App) readPart(id workbook.ID, first bool) {
	a.run(func() tea.Msg {
		ctx := context.Background()
		if first {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, flushLimit)
			defer cancel()
		}
		snap, err := a.o.Side.Store.Load(ctx, id)
		if errors.Is(err, storage.ErrNotFound) && !errors.Is(err, storage.ErrDeleted) {
			snap, err = storage.SnapshotOf[coach.Part]{Workbook: coach.Part{ID: id}}, nil // nothing was written yet
		}
		return sideRead{id, snap, err, first}
	})
}

func (a *App) sideRead(msg sideRead) {
	if msg.first {
		a.reading--
	}
	s := a.sides[msg.id]
	switch {
	case msg.err != nil && s.doc != nil: // what is on screen stays; saving will tell what is wrong
	case msg.err != nil:
		a.sides[msg.id] = side{err: msg.err}
	case s.doc != nil:
		before := len(s.doc.Conflicts())
		s.doc.Disk(msg.snap)
		a.tellSide(s.doc, before)
	default:
		a.sides[msg.id] = side{doc: document.NewOf(coach.Schema, msg.snap, a.o.Side.Store.Window(), a.o.Side.Saver.Save)}
		a.o.Side.Follow(msg.id)
	}
	if msg.snap.Mended != "" {
		a.note, a.stays = msg.snap.Mended, true
	}
}

// tellSide says that another window wrote what was written here too.
func (a *App) tellSide(doc *document.DocumentOf[coach.Part], before int) {
	if v := a.window.view(); len(doc.Conflicts()) > before && a.sideOf(v) == doc {
		a.say(v, "Another window wrote this on your side too. Both are kept: "+a.key.Choose.Help().Key+" shows them there, to choose from.")
	}
}

// refreshSides reads the parts of what is on screen again.
func (a *App) refreshSides() {
	for _, p := range a.window.panes {
		if p.view != nil && a.sideOf(p.view) != nil {
			a.readPart(p.view.doc.ID(), false)
		}
	}
}

// sideOf is the part of the workbook that a view shows, nil where there is none to show.
func (a *App) sideOf(v *View) *document.DocumentOf[coach.Part] {
	if v == nil || a.o.Side == nil || a.hidden || a.following != nil {
		return nil
	}
	return a.sides[v.doc.ID()].doc
}

// sideSaved takes the saver's word on what is on disk.
func (a *App) sideSaved(r storage.Report) {
	s := a.sides[r.ID]
	if s.doc == nil {
		return
	}
	before := len(s.doc.Conflicts())
	if s.doc.Report(r, a.o.Now()) {
		a.readPart(r.ID, false)
	}
	a.tellSide(s.doc, before)
	if isLocked(r.Err) {
		a.lockedOut(r.ID)
	}
}

// sideFor is the part as a page may see and change it; nil where there is none to show.
func (a *App) sideFor(v *View, c *screen.Context) *screen.Beside {
	doc := a.sideOf(v)
	if doc == nil {
		return nil
	}
	b := &screen.Beside{Part: doc.Book(), Version: doc.Version(), Back: func() { a.closeSide(v) }}
	b.Change = func(step string, change func(*coach.Part)) {
		v.active = a.o.Now().Truncate(grain)
		doc.Edit(v.id, step, change)
		b.Part, b.Version = doc.Book(), doc.Version()
	}
	b.Facts = func() coach.Facts {
		return coach.Source{Workbook: c.Book, Part: b.Part, Changed: value.DateOf(v.doc.Saved().Local()), Decide: len(v.doc.Conflicts())}.Facts(c.Day)
	}
	return b
}

// onSide gives the page of the coach's side, where a view shows it.
func onSide(v *View) (*screen.Side, bool) {
	if v == nil {
		return nil, false
	}
	s, is := v.screen.(*screen.Side)
	return s, is
}

// openSide shows the coach's side of a workbook. Where one stands in it is still the page
// below: that is what is noted, and what a window that follows shows.
func (a *App) openSide(v *View) {
	if v.side == nil {
		v.side = screen.NewSide()
	}
	v.side.Under, v.screen = v.screen, v.side
	a.readPart(v.doc.ID(), false) // another window may have been at it
}

// closeSide goes back to the page below.
func (a *App) closeSide(v *View) {
	if s, on := onSide(v); on {
		s.Leave(a.context(v))
		v.screen = s.Under
	}
}

// closeSides has no coach's side in sight.
func (a *App) closeSides() {
	for _, v := range a.window.views {
		a.closeSide(v)
	}
	switch over := a.over.(type) {
	case *prompt:
		if over.own {
			over.keep(a)
			a.hide()
		}
	case *choosePage:
		if over.part != nil {
			a.hide()
		}
	}
}

// sideRows are the keys of a coach's side, on every page of a workbook.
func (a *App) sideRows(v *View) command.List {
	if a.o.Side == nil || a.hidden || v == nil {
		return nil
	}
	show := command.Command{ID: "side", Key: a.key.Side, Words: "your side",
		Name: "Your side: sessions, homework, notes; only you see it", Do: func() { a.openSide(v) }}
	note := command.Command{ID: "side.note", Key: a.key.SideNote, Words: "note of yours",
		Name: "Your side: a note about this page and row", Do: func() { a.over = a.sideNote(v) }}
	if a.sideOf(v) == nil {
		again := func() {
			a.say(v, a.sideUnread(v))
			a.readSide(v.doc.ID())
		}
		show.Do, note.Do = again, again
	}
	if _, on := onSide(v); on {
		return command.List{note}
	}
	return command.List{show, note}
}

// sideUnread says why there is no part to show.
func (a *App) sideUnread(v *View) string {
	switch err := a.sides[v.doc.ID()].err; {
	case err == nil, errors.Is(err, context.DeadlineExceeded), errors.Is(err, storage.ErrBusy):
		return "Your side of it is being read: press the key again in a moment."
	default:
		return a.homely(err.Error())
	}
}

// sideNote asks for a line about the row in focus.
func (a *App) sideNote(v *View) overlay {
	c := a.context(v)
	at := v.screen
	if s, on := onSide(v); on {
		at = s.Under
	}
	on, about := c.NoteOn(at)
	p := a.newPrompt(prompt{
		name: "A note of yours", about: []string{"Only you see this."}, ask: screen.NoteAsks(on, about),
		example: "Whose reason is it?", esc: true, own: true, draft: "side " + string(v.doc.ID()),
	}, "")
	p.accept = func(text string) {
		a.hide()
		c := a.context(v)
		if c.Beside == nil {
			return
		}
		n := coach.Note{ID: a.o.NewID(), On: on, About: about, Text: text, Made: c.Day}
		c.Beside.Change("note/"+string(n.ID), func(p *coach.Part) {
			*coach.Schema.Add(p, workbook.RecordKey(coach.NoteRecords, n.ID)).(*coach.Note) = n
		})
		a.say(v, "Kept, and only you see it: "+a.key.Side.Help().Key+" shows your side.")
	}
	return p
}

// unwindSide takes a step on the coach's side back or makes it again; the client's answers have
// an undo of their own.
func (a *App) unwindSide(v *View, do func(document.View) error, did, nothing string) {
	switch err := do(v.id); {
	case err == nil:
		a.say(v, did)
	case errors.Is(err, document.ErrNothing):
		a.say(v, nothing)
	default:
		a.say(v, "Another window changed this since; what it wrote stays.")
	}
}

// counted puts how many notes a coach has here before what is saved, where that has room.
func (a *App) counted(v *View, saved string, room int) string {
	if _, on := onSide(v); on || a.sideOf(v) == nil {
		return saved
	}
	n := a.context(v).NotesOn(v.screen)
	if says := value.Counted(n, "note") + "   " + saved; n > 0 && ansi.StringWidth(says) <= room {
		return says
	}
	return saved
}

// sideFailing gives a workbook whose part could not be saved the last time, that of the view
// that has the keys first; nil for none.
func (a *App) sideFailing() (of *document.Document) {
	if a.o.Side == nil || a.hidden { // the header says that something is not saved
		return nil
	}
	for _, d := range a.window.documents() {
		if s := a.sides[d.ID()]; s.doc != nil && s.doc.Failure() != nil {
			return d
		}
	}
	return nil
}

// sideUnsaved tells whether something of a coach's own is not on disk yet.
func (a *App) sideUnsaved() bool {
	for _, s := range a.sides {
		if s.doc != nil && s.doc.Unsaved() {
			return true
		}
	}
	return false
}

// sideFailure is what stands there for as long as a part cannot be saved.
func (a *App) sideFailure(of *document.Document) string {
	return "! " + a.name(a.window.of(of.ID())) + ": " + a.homely(a.sides[of.ID()].doc.Failure().Error()) +
		" What you wrote on your side is kept here, and saving is tried again."
}
