package app

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/document"
	"firstmile/ui/screen"
	"firstmile/workbook"
)

// Window lays out the views that are open. One of them is shown, or the library.
type Window struct {
	views  []*View
	active int // the view that is shown and has the keys; -1 for the library
}

// view gives the view that is shown, nil in the library.
func (w *Window) view() *View {
	if w.active < 0 || w.active >= len(w.views) {
		return nil
	}
	return w.views[w.active]
}

// of gives the first view of a workbook, nil when it is not open.
func (w *Window) of(id workbook.ID) *View {
	if i := slices.IndexFunc(w.views, func(v *View) bool { return v.doc.ID() == id }); i >= 0 {
		return w.views[i]
	}
	return nil
}

// show adds a view where it is not among them yet, and shows it.
func (w *Window) show(v *View) {
	if w.active = slices.Index(w.views, v); w.active < 0 {
		w.views = append(w.views, v)
		w.active = len(w.views) - 1
	}
}

// close takes the views of a workbook that is gone out.
func (w *Window) close(id workbook.ID) {
	shown := w.view()
	w.views = slices.DeleteFunc(w.views, func(v *View) bool { return v.doc.ID() == id })
	w.active = slices.Index(w.views, shown)
}

// documents lists the open workbooks, that of the view that is shown first.
func (w *Window) documents() []*document.Document {
	var out []*document.Document
	if v := w.view(); v != nil {
		out = append(out, v.doc)
	}
	for _, v := range w.views {
		if !slices.Contains(out, v.doc) {
			out = append(out, v.doc)
		}
	}
	return out
}

// document gives an open workbook, nil when it is not open.
func (w *Window) document(id workbook.ID) *document.Document {
	if v := w.of(id); v != nil {
		return v.doc
	}
	return nil
}

// open shows a workbook: where it was left, unless a place is given.
func (a *App) open(snap storage.Snapshot, to screen.Place) {
	v := a.window.of(snap.Workbook.ID)
	if v == nil {
		v = a.newView(document.New(snap, a.o.Store.Window(), a.save))
		v.seen = seen{snap.Visit.Opened, snap.Visit.Window}
		a.o.Follow(snap.Workbook.ID)
		a.recall(v)
		if snap.ReadOnly {
			a.note = "Nothing can be saved: the data folder is read only. You can look at all of it, and export it."
		}
		if to == (screen.Place{}) {
			to = atStart(parsePlace(snap.Visit.Place))
		}
	}
	v.doc.Disk(snap)
	if snap.Mended != "" {
		a.note, a.stays = snap.Mended, true
	}
	a.askOlder(v, snap.Older)
	a.window.show(v)
	if v.screen == nil || to != (screen.Place{}) {
		a.goTo(v, to)
		return
	}
	a.visit(v)
}

func (a *App) save(id workbook.ID, changes []workbook.Change) uint64 {
	return a.o.Saver.Save(id, changes)
}

// saved takes the saver's word on what is on disk.
func (a *App) saved(r storage.Report) {
	if doc := a.window.document(r.ID); doc != nil {
		before := len(doc.Conflicts())
		if doc.Report(r, a.o.Now()) {
			a.reread(doc)
		}
		a.tell(doc, before)
		if isLocked(r.Err) {
			a.lockedOut(r.ID)
		}
	}
}

// tell says what came of another window's writing, where the person has to know.
func (a *App) tell(doc *document.Document, before int) {
	if now := len(doc.Conflicts()); now > before {
		a.note = "Another window wrote this answer too. Both are kept: " + a.key.Choose.Help().Key + " shows them, to choose from."
	}
	if doc.Stays() {
		a.note = "Another window had written into it in the meantime, so it stays."
	}
}

// refreshed carries what is on disk now.
type refreshed struct {
	snap storage.Snapshot
	err  error
}

// refresh reads the workbook on screen again, so that another window's answers show; or the
// list, where it could not be read.
func (a *App) refresh() {
	if v := a.window.view(); v != nil {
		a.reread(v.doc)
	} else if e, some := a.shelf.current(); some && a.over == nil {
		a.list(e.ID)
	} else if a.shelf.err != nil {
		a.list("")
	}
}

func (a *App) reread(doc *document.Document) {
	id := doc.ID()
	a.run(func() tea.Msg {
		snap, err := a.o.Store.Load(context.Background(), id)
		if isLocked(err) {
			return lockedOut{id}
		}
		return refreshed{snap, err}
	})
}

func (a *App) refreshed(msg refreshed) {
	if errors.Is(msg.err, storage.ErrDeleted) && a.failing() == nil {
		a.note = msg.err.Error()
	}
	doc := a.window.document(msg.snap.Workbook.ID)
	if msg.err != nil || doc == nil {
		return // what is on screen stays; saving will tell what is wrong
	}
	before, version := len(doc.Conflicts()), doc.Version()
	doc.Disk(msg.snap)
	if msg.snap.Mended != "" {
		a.note, a.stays = msg.snap.Mended, true
	}
	a.askOlder(a.window.of(doc.ID()), msg.snap.Older)
	a.tell(doc, before)
	if doc.Version() == version {
		return
	}
	for _, v := range a.window.views {
		if v.doc == doc && onMap(v) {
			a.recall(v)
		} else if v.doc == doc {
			v.moved = true
		}
	}
}

// Touched is sent to the program when a workbook may have been saved by another window;
// see Options.Follow.
type Touched struct{ ID workbook.ID }

func (a *App) touched(msg Touched) {
	if doc := a.window.document(msg.ID); doc != nil {
		a.reread(doc)
	}
}
