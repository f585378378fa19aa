package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// shelf is the library: the workbooks in this data folder.
type shelf struct {
	entries []storage.Entry
	shown   []storage.Entry // as they stand on the page
	board   board           // of a coach
	row     int
	deleted []storage.Entry // the last one first
	undo    []storage.Entry // deleted in this session; u brings the last one back
	err     error           // why there is nothing to list, nil where that is all there is
}

func (s *shelf) move(by int) { s.row = max(0, min(s.row+by, len(s.shown)-1)) }

func (s *shelf) current() (storage.Entry, bool) {
	s.move(0)
	if len(s.shown) == 0 {
		return storage.Entry{}, false
	}
	return s.shown[s.row], true
}

// to puts the focus on a workbook, where it is shown.
func (s *shelf) to(id workbook.ID) {
	for i, e := range s.shown {
		if e.ID == id {
			s.row = i
		}
	}
	s.move(0)
}

// shelved carries the library as it is after something was done to it.
type shelved struct {
	entries []storage.Entry
	gone    []storage.Entry // what can be brought back
	focus   workbook.ID
	note    string
	deleted *storage.Entry // it was just deleted
	back    workbook.ID    // it was brought back
	err     error
}

// list reads the library again, with a workbook in focus.
func (a *App) list(focus workbook.ID) {
	a.onShelf(func(context.Context) (shelved, error) { return shelved{focus: focus}, nil })
}

// onShelf does something to a workbook in the store, off the program's goroutine
// and after its saves, and shows the library as it is then. With none named it
// waits for all saves, but one that fails holds nothing up.
func (a *App) onShelf(do func(context.Context) (shelved, error), of ...workbook.ID) {
	a.run(func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), flushLimit)
		defer cancel()
		if err := a.o.Saver.Flush(ctx, of...); err != nil && len(of) > 0 {
			return shelved{err: err}
		}
		ctx = context.Background()
		msg, err := do(ctx)
		msg.err = err
		entries, listErr := a.o.Store.List(ctx)
		if listErr != nil && msg.err == nil {
			msg.err = listErr
		}
		msg.entries = entries
		if msg.gone, listErr = a.o.Store.Deleted(ctx); listErr != nil && msg.err == nil {
			msg.err = listErr
		}
		return msg
	})
}

func (a *App) shelved(msg shelved) {
	if msg.err != nil {
		a.note = msg.err.Error()
		if msg.entries == nil {
			a.unlisted(msg.err)
			return
		}
	} else if msg.note != "" {
		a.note = msg.note
	}
	a.shelf.deleted, a.shelf.err = msg.gone, nil
	a.listed(msg.entries)
	if msg.deleted != nil {
		a.shelf.undo = append(a.shelf.undo, *msg.deleted)
		a.window.close(msg.deleted.ID)
	}
	a.shelf.undo = slices.DeleteFunc(a.shelf.undo, func(e storage.Entry) bool {
		return e.ID == msg.back || !slices.ContainsFunc(msg.gone, func(g storage.Entry) bool { return g.ID == e.ID })
	})
	a.shelf.to(msg.focus)
	if len(msg.entries)+len(msg.gone) == 0 && a.window.view() == nil && a.over == nil {
		a.over = a.newFirst()
	}
}

// unlisted keeps why the workbooks cannot be listed, where none are known: it is not that
// there are none.
func (a *App) unlisted(err error) {
	if len(a.shelf.entries) == 0 {
		a.shelf.err, a.note = err, ""
	}
}

func (a *App) shelfCommands() command.List {
	k := a.key
	e, some := a.shelf.current()
	none := "There is no workbook yet: n starts one."
	if len(a.shelf.entries) > 0 {
		none = "No client is here: esc shows all."
	}
	of := func(id string, b key.Binding, words string, do func()) command.Command {
		row := command.Command{ID: "library." + id, Key: b, Words: words, Do: do}
		if !some {
			row.Off = none
		}
		return row
	}
	unlocked := func(row command.Command) command.Command { // of a locked one not even the name is known
		if some && e.Locked() {
			row.Off = "This workbook has a passphrase: open it with that first (enter)."
		}
		return row
	}
	rows := command.List{
		of("open", command.Also(k.Open, k.Right), "open", func() { a.openRow(e) }),
		{ID: "new", Key: command.Also(k.New, k.Add), Words: "new"},
		unlocked(of("rename", k.Rename, "rename", func() { a.over = a.renamePage(e) })),
		unlocked(of("copy", k.Duplicate, "copy", func() { a.duplicate(e) })),
		of("delete", k.Delete, "delete", func() { a.delete(e) }),
		{ID: "library.quit", Key: k.Quit, Words: "quit", Quiet: true, Do: a.quit},
		{ID: "library.undo", Key: k.Undo, Words: "undo", Name: "Bring back the workbook deleted last", Do: a.undoDelete},
		{ID: "library.deleted", Key: k.Deleted, Words: "deleted", Name: "Deleted workbooks: bring back, or erase", Quiet: len(a.shelf.deleted) == 0, Do: a.deletedPage},
		of("find", k.Find, "find", func() { a.over = a.shelfFinder() }),
	}
	if a.coaching() {
		off := ""
		if !some {
			off = none
		}
		rows[len(rows)-1] = command.Command{ID: "board.narrow", Key: k.Find, Words: "narrow", Name: "Narrow the board as you type", Do: func() { a.over = a.narrowPage() }}
		rows = slices.Insert(rows, 1, a.boardCommands(e, off)...)
	}
	if some {
		rows = append(rows, a.protectRows(e.ID, e.Protected)...)
	}
	return rows.Moves(k, a.shelf.move, func(pages int) { a.shelf.move(10 * pages) })
}

// loaded carries a workbook to show.
type loaded struct {
	id    workbook.ID // what was to be loaded
	snap  storage.Snapshot
	to    screen.Place
	note  string
	err   error
	words words // of the workbook; none until they are read
}

// inUse is said while something else holds a workbook that is to be opened.
const inUse = "Another window or program has this workbook in use. It opens as soon as that is done."

// inUseOf comes when such a workbook is to be tried again.
type inUseOf struct{ id workbook.ID }

// freed opens a workbook that was in use, where the person still waits for it.
func (a *App) freed(id workbook.ID) {
	if a.window.view() == nil && a.over == nil && !a.loading {
		a.load(id)
	}
}

func (a *App) load(id workbook.ID) {
	a.loading = true
	a.run(func() tea.Msg {
		snap, err := a.o.Store.Load(context.Background(), id)
		return loaded{id: id, snap: snap, err: err}
	})
}

func (a *App) loaded(msg loaded) {
	a.loading = false
	if isLocked(msg.err) && msg.id != "" {
		a.askToOpen(msg.id)
		return
	}
	if msg.err != nil {
		a.note = msg.err.Error()
		a.early = nil // meant for the workbook: here a d would delete one
		if errors.Is(msg.err, storage.ErrBusy) && msg.id != "" {
			a.note = inUse
			a.run(a.o.Wait(time.Second, inUseOf{msg.id}))
		}
		if errors.Is(msg.err, storage.ErrNotFound) {
			a.list("") // it went in another window, and others may have
		}
		return
	}
	if msg.snap.Workbook.Profile.Pack == "" {
		msg.words.pack = a.pack
	}
	if msg.words.pack == nil { // they are read before it is shown
		a.loading = true
		a.run(func() tea.Msg {
			msg.words = a.wordsOf(msg.snap, a.pack)
			return msg
		})
		return
	}
	a.over, a.note = nil, msg.note
	if a.recovered {
		a.note, a.recovered = openedByCode, false
	}
	a.open(msg.snap, msg.to, msg.words)
}

// create stores a new workbook and opens it at its first lesson.
func (a *App) create(w workbook.Workbook, to screen.Place) {
	a.loading = true
	a.run(func() tea.Msg {
		var msg loaded
		ctx := context.Background()
		msg.snap, msg.note, msg.err = a.store(ctx, w)
		msg.to = to
		return msg
	})
}

// store adds a workbook under a name that is not taken, since commands tell
// workbooks apart by it; note says so where it is another than was asked for.
func (a *App) store(ctx context.Context, w workbook.Workbook) (snap storage.Snapshot, note string, err error) {
	entries, err := a.o.Store.List(ctx)
	if err != nil {
		return snap, "", err
	}
	name := w.Profile.Name
	if w.Profile.Name = storage.UnusedName(entries, name); w.Profile.Name != name {
		note = fmt.Sprintf("There is one called “%s” already; this one is “%s”.", field.Cut(name, 30), field.Cut(w.Profile.Name, 30))
	}
	snap, err = a.o.Store.Create(ctx, w)
	return snap, note, err
}

func (a *App) createNamed(name string) {
	if err := storage.CheckName(name); err != nil {
		a.note = err.Error()
		return
	}
	w := workbook.Workbook{ID: a.o.NewID()}
	w.Profile.Name = name
	a.create(w, screen.Place{Screen: string(workbook.LessonReturns)})
}

func (a *App) createExample() {
	w, err := a.o.Example()
	if err != nil {
		a.note = err.Error()
		return
	}
	a.create(w, screen.Place{Screen: screen.MapScreen})
}

// takeIn adds the workbook of a file. It gets an id of its own where that one is here
// already, which stays as it is.
func (a *App) takeIn(path string) {
	a.loading = true
	a.run(func() tea.Msg {
		w, err := a.o.Import(path)
		if err != nil {
			return loaded{err: err}
		}
		w.Profile.Name = cmp.Or(value.Name(w.Profile.Name), "Imported workbook")
		msg := loaded{to: screen.Place{Screen: screen.MapScreen}}
		ctx := context.Background()
		if msg.snap, msg.note, msg.err = a.store(ctx, w); errors.Is(msg.err, storage.ErrExists) {
			w.ID = a.o.NewID()
			msg.snap, msg.note, msg.err = a.store(ctx, w)
		}
		return msg
	})
}

func (a *App) rename(e storage.Entry, name string) {
	a.onShelf(func(ctx context.Context) (shelved, error) {
		snap, err := a.o.Store.Load(ctx, e.ID)
		if err != nil {
			return shelved{}, err
		}
		next := snap.Workbook.Clone()
		next.Profile.Name = name
		_, err = a.o.Store.Save(ctx, e.ID, workbook.Diff(snap.Workbook, next))
		return shelved{focus: e.ID, note: "Renamed."}, err
	}, e.ID)
}

func (a *App) duplicate(e storage.Entry) {
	id := a.o.NewID()
	a.onShelf(func(ctx context.Context) (shelved, error) {
		snap, err := a.o.Store.Load(ctx, e.ID)
		if err != nil {
			return shelved{}, err
		}
		w := snap.Workbook.Clone()
		w.ID = id
		w.Profile.Name = strings.TrimSpace(w.Profile.Name + " (copy)")
		_, _, err = a.store(ctx, w)
		return shelved{focus: id, note: "Copied."}, err
	}, e.ID)
}

// nextRound makes the workbook of the round after one, from what of it is on disk, and
// opens it.
func (a *App) nextRound(of workbook.ID) {
	id, today := a.o.NewID(), a.o.Today()
	a.loading = true
	a.run(func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), flushLimit)
		defer cancel()
		if err := a.o.Saver.Flush(ctx, of); err != nil {
			return loaded{err: err}
		}
		ctx = context.Background()
		last, err := a.o.Store.Load(ctx, of)
		if err != nil {
			return loaded{err: err}
		}
		msg := loaded{to: screen.Place{Screen: screen.MapScreen}}
		msg.snap, msg.note, msg.err = a.store(ctx, last.Workbook.NextRound(id, a.o.NewID, today))
		if msg.err == nil && msg.note == "" {
			msg.note = "The next round begins here. The one before stays as it is, in the library."
		}
		return msg
	})
}

func (a *App) delete(e storage.Entry) {
	a.onShelf(func(ctx context.Context) (shelved, error) {
		if err := a.o.Store.Delete(ctx, e.ID); err != nil {
			return shelved{}, err
		}
		return shelved{deleted: &e, note: fmt.Sprintf("Deleted “%s”. u brings it back; for 30 days D does too.", field.Cut(whoseBook(e), 48))}, nil
	}, e.ID)
}

func (a *App) undoDelete() {
	if n := len(a.shelf.undo); n > 0 {
		a.undelete(a.shelf.undo[n-1])
		return
	}
	if a.note = "Nothing to undo."; len(a.shelf.deleted) > 0 {
		a.note = "Nothing was deleted since you began. D lists what was before."
	}
}

func (a *App) undelete(e storage.Entry) {
	a.onShelf(func(ctx context.Context) (shelved, error) {
		if err := a.o.Store.Undelete(ctx, e.ID); err != nil {
			return shelved{}, err
		}
		return shelved{focus: e.ID, back: e.ID, note: fmt.Sprintf("Brought back “%s”.", field.Cut(whoseBook(e), 48))}, nil
	}, e.ID)
}

func (a *App) drawShelf(width, height int) field.Drawing {
	if a.shelf.err != nil {
		return field.Text(a.homely(a.shelf.err.Error()), width, a.style.Warn)
	}
	if len(a.shelf.entries) == 0 {
		text := "No workbook yet. n starts a new one; the commands (ctrl+p) offer a filled example."
		if n := len(a.shelf.deleted); n > 0 {
			text += fmt.Sprintf(" D brings back what was deleted: %s.", value.Count(n, "workbook"))
		}
		return field.Text(text, width, a.style.Plain)
	}
	if a.coaching() {
		return a.drawBoard(width, height)
	}
	return screen.DrawLibrary(a.shelf.shown, a.shelf.row, a.o.Today(), width, height, a.style, a.clickRow)
}

// clickRow puts the focus on a row, and opens it where it has it.
func (a *App) clickRow(i int) {
	if a.shelf.row == i {
		a.load(a.shelf.shown[i].ID)
	}
	a.shelf.row = i
}
