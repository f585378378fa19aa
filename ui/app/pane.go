package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// pane is one open workbook with all that belongs to it on screen.
type pane struct {
	base    storage.Snapshot  // what is on disk, as far as is known here
	book    workbook.Workbook // what is on screen
	screen  screen.Screen
	lessons map[workbook.Lesson]*screen.Lesson // they keep their focus while the map is shown
	undo    []step
	redo    []step
	unsaved bool

	rescued    workbook.Workbook // as it was written to rescuePath
	rescuePath string            // "" while it was written nowhere
	failure    error             // why the last save failed, nil when it did not
	savedAt    time.Time         // when the answers on screen were last known to be on disk
	findings   []advice.Finding
	visited    string     // the place that was last noted
	checked    value.Date // the day the findings are of; blank when they are stale
}

// step is one change that can be undone. It is undone record by record, so that
// what another window wrote in the meantime stays.
type step struct {
	name          string
	before, after workbook.Workbook
}

// maxSteps bounds the undo list; what falls off is still in the history on disk.
const maxSteps = 500

// context is what the pane's screen may see and do during one message.
func (a *App) context(p *pane) *screen.Context {
	c := &screen.Context{
		Book: p.book, Day: a.o.Today(), Pack: a.pack, Style: a.style, Key: a.key, Ed: a.ed,
		NewID: a.o.NewID, Findings: a.findings(p),
		Say: func(s string) { a.note = s },
	}
	c.Change = func(name string, change func(*workbook.Workbook)) {
		a.edit(p, name, change)
		c.Book, c.Findings = p.book, a.findings(p)
	}
	c.Go = func(to screen.Place) { a.goTo(p, to) }
	return c
}

// findings checks the answers against each other, once a change.
func (a *App) findings(p *pane) []advice.Finding {
	if today := a.o.Today(); p.checked != today || !today.OK() {
		p.findings, p.checked = advice.Findings(p.book, today), today
	}
	return p.findings
}

// set puts a workbook on screen.
func (p *pane) set(w workbook.Workbook) {
	p.book = w
	p.checked = value.Date{}
}

// edit changes the workbook on a copy, remembers how to undo it, and hands it
// to the saver. Edits of one name in a row are undone together.
func (a *App) edit(p *pane, name string, change func(*workbook.Workbook)) {
	next := p.book.Clone()
	change(&next)
	if same(p.book, next) {
		return
	}
	if n := len(p.undo); n > 0 && p.undo[n-1].name == name && len(p.redo) == 0 {
		p.undo[n-1].after = next
		if same(p.undo[n-1].before, next) {
			p.undo = p.undo[:n-1] // taken back by hand: nothing is left to undo
		}
	} else {
		p.undo = append(p.undo, step{name, p.book, next})
		if len(p.undo) > maxSteps {
			p.undo = p.undo[1:]
		}
	}
	p.redo = nil
	p.set(next)
	a.save(p)
}

func same(a, b workbook.Workbook) bool {
	changes, err := workbook.Diff(a, b)
	return err == nil && len(changes) == 0
}

// inFile tells whether what is on screen is what was written to a rescue file.
func (p *pane) inFile() bool { return p.rescuePath != "" && same(p.rescued, p.book) }

func (a *App) save(p *pane) {
	p.unsaved = true
	a.o.Saver.Save(p.base, p.book)
}

func (a *App) undo(p *pane) { a.unwind(p, &p.undo, &p.redo, "Undone.", "Nothing to undo.") }

func (a *App) redo(p *pane) { a.unwind(p, &p.redo, &p.undo, "Done again.", "Nothing to do again.") }

// unwind takes the last step of one list back and puts it on the other.
func (a *App) unwind(p *pane, from, to *[]step, did, nothing string) {
	n := len(*from)
	if n == 0 {
		a.note = nothing
		return
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	w, err := workbook.Revert(s.after, s.before, p.book)
	if err != nil {
		a.note = "This step cannot be undone any more; your answers are as they were."
		return
	}
	if a.note = did; same(w, p.book) {
		a.note = "Another window changed this since; its answer stays."
		return
	}
	*to = append(*to, step{s.name, p.book, w})
	p.set(w)
	a.save(p)
	a.reload(p)
}

// saved takes the saver's word on what is on disk.
func (a *App) saved(r storage.Report) {
	for _, p := range a.panes {
		if p.book.ID != r.ID {
			continue
		}
		if r.Err != nil {
			p.failure = r.Err
			continue
		}
		p.failure = nil
		p.savedAt = a.o.Now()
		a.take(p, r.Snapshot)
		p.unsaved = !same(p.base.Workbook, p.book)
	}
}

// take goes on with what is on disk: what changed here since stays, what
// another window changed comes in.
func (a *App) take(p *pane, disk storage.Snapshot) {
	base, book, err := a.o.Saver.Take(p.base, p.book, disk)
	if err != nil {
		return // the answers on screen stay; the next save tells what is wrong
	}
	p.base = base
	if same(book, p.book) {
		return
	}
	p.set(book)
	if n := len(p.undo); n > 0 {
		p.undo[n-1].name = "" // nothing is added to this step: it would undo the other window's answers too
	}
	a.reload(p)
}

// reload lets a screen take its answers anew. What lies over it, or another
// workbook on screen, has the editor: then it does so when it is in front again.
func (a *App) reload(p *pane) {
	if p == a.pane() && a.over == nil {
		p.screen.Reload(a.context(p))
	}
}

// open shows a workbook: where it was left, unless a place is given.
func (a *App) open(snap storage.Snapshot, to screen.Place) {
	at := -1
	for i, p := range a.panes {
		if p.book.ID == snap.Workbook.ID {
			at = i
			a.take(p, snap)
		}
	}
	if at < 0 {
		p := &pane{base: snap, lessons: map[workbook.Lesson]*screen.Lesson{}, savedAt: snap.Saved}
		p.set(snap.Workbook)
		a.panes = append(a.panes, p)
		at = len(a.panes) - 1
		if to == (screen.Place{}) {
			to = parsePlace(snap.Visit.Place)
		}
	}
	a.active = at
	p := a.panes[at]
	if p.screen == nil || to != (screen.Place{}) {
		a.goTo(p, to)
		return
	}
	a.reload(p)
	a.visit(p)
}

// goTo shows a place of a workbook, and looks whether another window changed it.
func (a *App) goTo(p *pane, to screen.Place) {
	c := a.context(p)
	from := p.screen
	switch {
	case to.Screen == screen.PlanScreen:
		p.screen = screen.NewPlan()
	case to.Screen == screen.DetailsScreen:
		p.screen = screen.NewDetails()
	case workbook.Lesson(to.Screen).Number() > 0:
		id := workbook.Lesson(to.Screen)
		if p.lessons[id] == nil {
			p.lessons[id] = screen.NewLesson(c, id)
		}
		p.screen = p.lessons[id]
	default:
		p.screen = screen.NewMap(c)
		if l, ok := from.(*screen.Lesson); ok && l.Finished(c) {
			a.note = fmt.Sprintf("That lesson is answered. enter goes on with lesson %d.", advice.Next(p.book).Number())
		} else if from != nil {
			to.Field = from.Place(c).Screen // the lesson one comes from stays in focus
		}
	}
	p.screen.Enter(c, to)
	p.screen.Reload(c) // other pages had the editor, and may have deleted what it shows
	a.visit(p)
	if from != nil { // else it has just been loaded
		a.refresh()
	}
}

// visit notes where the person is.
func (a *App) visit(p *pane) {
	if p.screen == nil {
		return
	}
	p.visited = formatPlace(p.screen.Place(a.context(p)))
	a.o.Saver.Visit(p.book.ID, storage.Visit{Place: p.visited, Opened: a.o.Now()})
}

// follow notes the place when a form went on to another field or was closed, so
// that a program that is killed starts there again.
func (a *App) follow(p *pane) {
	if formatPlace(p.screen.Place(a.context(p))) != p.visited {
		a.visit(p)
	}
}

func formatPlace(p screen.Place) string {
	return strings.TrimRight(p.Screen+" "+string(p.Record)+" "+p.Field, " ")
}

func parsePlace(s string) screen.Place {
	parts := strings.SplitN(s, " ", 3)
	var p screen.Place
	p.Screen = parts[0]
	if len(parts) > 1 {
		p.Record = workbook.Key(parts[1])
	}
	if len(parts) > 2 {
		p.Field = parts[2]
	}
	return p
}

// refreshed carries what is on disk now.
type refreshed struct{ snap storage.Snapshot }

// refresh reads the workbook on screen again, so that another window's answers show.
func (a *App) refresh() {
	p := a.pane()
	if p == nil {
		return
	}
	id := p.book.ID
	a.run(func() tea.Msg {
		snap, err := a.o.Store.Load(context.Background(), id)
		if err != nil {
			return nil // what is on screen stays; saving will tell what is wrong
		}
		return refreshed{snap}
	})
}

func (a *App) refreshed(msg refreshed) {
	for _, p := range a.panes {
		if p.book.ID == msg.snap.Workbook.ID && msg.snap.Revision != p.base.Revision {
			a.take(p, msg.snap)
		}
	}
}
