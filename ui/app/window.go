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

// Window lays out panes, each of which shows a view or the library. One has the keys.
type Window struct {
	views  []*View // of all that was opened: they keep their place and undo while they are not shown
	panes  []*pane // one at least
	active int     // the pane that has the keys
	before *pane   // the one that had them before
	whole  bool    // it is shown alone
	same   bool    // all show the same lesson, map or plan; see App.alike
}

// pane is one of the places for a workbook beside each other.
type pane struct {
	view  *View       // nil for the library
	waits workbook.ID // its passphrase is asked for when the pane gets the keys
}

func newWindow() Window { return Window{panes: []*pane{{}}} }

// pane gives the one that has the keys.
func (w *Window) pane() *pane { return w.panes[w.active] }

// view gives the view that has the keys, nil in the library.
func (w *Window) view() *View { return w.pane().view }

// several tells whether there is more than one pane.
func (w *Window) several() bool { return len(w.panes) > 1 }

// shows tells whether a view is in a pane.
func (w *Window) shows(v *View) bool {
	return slices.ContainsFunc(w.panes, func(p *pane) bool { return p.view == v })
}

// of gives the first view of a workbook, nil when it is not open.
func (w *Window) of(id workbook.ID) *View {
	if i := slices.IndexFunc(w.views, func(v *View) bool { return v.doc.ID() == id }); i >= 0 {
		return w.views[i]
	}
	return nil
}

// unseen gives a view of a workbook that no other pane shows, nil when there is none.
func (w *Window) unseen(id workbook.ID) *View {
	i := slices.IndexFunc(w.views, func(v *View) bool { return v.doc.ID() == id && (v == w.view() || !w.shows(v)) })
	if i < 0 {
		return nil
	}
	return w.views[i]
}

// show adds a view where it is not among them yet, and shows it in a pane.
func (w *Window) show(p *pane, v *View) {
	if !slices.Contains(w.views, v) {
		w.views = append(w.views, v)
	}
	p.view, p.waits = v, ""
}

// add puts a pane behind the one that has the keys, and gives them to it.
func (w *Window) add() {
	w.before = w.pane()
	w.panes = slices.Insert(w.panes, w.active+1, &pane{})
	w.active++
	w.whole = false
}

// remove takes a pane out. Where it had the keys, the one before has them again.
func (w *Window) remove(p *pane) {
	has := w.pane()
	w.panes = slices.DeleteFunc(w.panes, func(o *pane) bool { return o == p })
	if has == p {
		has = w.before
	}
	w.active = max(0, slices.Index(w.panes, has))
	w.before, w.whole = nil, w.whole && w.several()
}

// close takes the views of a workbook that is gone out, and their panes but the last.
func (w *Window) close(id workbook.ID) {
	of := func(v *View) bool { return v != nil && v.doc.ID() == id }
	for _, p := range slices.Clone(w.panes) {
		if !of(p.view) {
			continue
		}
		if p.view = nil; w.several() {
			w.remove(p)
		}
	}
	w.views = slices.DeleteFunc(w.views, of)
}

// documents lists the open workbooks: that of the view that has the keys first, then those
// that are shown.
func (w *Window) documents() []*document.Document {
	var out []*document.Document
	add := func(v *View) {
		if v != nil && !slices.Contains(out, v.doc) {
			out = append(out, v.doc)
		}
	}
	add(w.view())
	for _, p := range w.panes {
		add(p.view)
	}
	for _, v := range w.views {
		add(v)
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

// open shows a workbook in the pane that has the keys: where it was left, unless a place
// is given.
func (a *App) open(snap storage.Snapshot, to screen.Place, w words) {
	a.openIn(a.window.pane(), snap, to, w)
}

func (a *App) openIn(p *pane, snap storage.Snapshot, to screen.Place, w words) {
	snap = a.seenBy(snap)
	v := a.window.unseen(snap.Workbook.ID)
	if other := a.window.of(snap.Workbook.ID); v == nil && other != nil {
		v = a.another(other)
	}
	if v == nil {
		v = a.newView(document.New(snap, a.o.Store.Window(), a.save))
		v.active = a.o.Now().Truncate(grain)
		v.seen = seen{snap.Visit.Opened, snap.Visit.Window}
		a.o.Follow(snap.Workbook.ID)
		a.readSide(snap.Workbook.ID)
		a.recall(v)
		if snap.ReadOnly && a.following == nil {
			a.note = "Nothing can be saved: the data folder is read only. You can look at all of it, and export it."
		}
		if to == (screen.Place{}) {
			to = atStart(parsePlace(snap.Visit.Place))
		}
	}
	a.speak(v, w)
	v.doc.Disk(snap)
	if snap.Mended != "" {
		a.note, a.stays = snap.Mended, true
	}
	a.askOlder(v, snap.Older)
	a.window.show(p, v)
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
	two := "Another window wrote this answer too. Both are kept: " + a.key.Choose.Help().Key + " shows them, to choose from."
	switch now := len(doc.Conflicts()); {
	case now > before:
		a.note = two
	case now == 0 && a.note == two: // it was chosen elsewhere
		a.note = ""
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
	for _, p := range a.window.panes {
		if p.view != nil {
			a.reread(p.view.doc)
		}
	}
	if a.window.view() != nil {
		return
	}
	if e, some := a.shelf.current(); some && a.over == nil {
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
	book, v, record := doc.Book(), a.window.view(), a.typedIn(doc)
	msg.snap = a.seenBy(msg.snap)
	doc.Disk(msg.snap)
	if doc.Keep(book, record) {
		a.say(v, "Another window had deleted this. It stays, since you are writing in it.")
	}
	if msg.snap.Mended != "" {
		a.note, a.stays = msg.snap.Mended, true
	}
	a.askOlder(a.window.of(doc.ID()), msg.snap.Older)
	a.tell(doc, before)
	if doc.Version() == version {
		return
	}
	for _, v := range a.window.views {
		if v.doc == doc && v.screen != nil && onMap(v) {
			a.recall(v)
		} else if v.doc == doc {
			v.moved = true
		}
	}
}

// typedIn gives the record of a workbook of which a text is open, "" for none.
func (a *App) typedIn(doc *document.Document) workbook.Key {
	if _, own := onSide(a.window.view()); own {
		return "" // of none of the client's
	}
	if v := a.window.view(); v != nil && v.doc == doc && a.following == nil && v.screen.Typing(a.context(v)) {
		return v.screen.Place(a.context(v)).Record
	}
	return ""
}

// Touched is sent to the program when a workbook may have been saved by another window;
// see Options.Follow.
type Touched struct{ ID workbook.ID }

func (a *App) touched(msg Touched) {
	if doc := a.window.document(msg.ID); doc != nil {
		a.reread(doc)
	}
}
