package app

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/document"
	"firstmile/ui/field"
)

// kept says what becomes of the answers that could not be saved, for each kind of
// failure, and what the page behind ctrl+r offers, "" where waiting is all.
var kept = []struct {
	kind         error
	says, offers string
}{
	{storage.ErrDeleted, "Your answers are kept here", "bring it back"},
	{storage.ErrNotFound, "Your answers are kept here", "keep it as a new one"},
	{storage.ErrGone, "Your answers are kept here and saved as soon as it is back", ""},
	{storage.ErrFull, "Your answers are kept here and saved as soon as there is room", ""},
	{storage.ErrBusy, "Your answers are kept here and saved as soon as it is done", ""},
	{storage.ErrReadOnly, "Your answers are kept here", "write them to a file"},
	{storage.ErrIO, "Your answers are kept here", "write them to another disk"},
	{storage.ErrDamaged, "Your answers are kept here", "write them to a file"},
	{storage.ErrNewer, "Your answers are kept here", "write a file that it reads"},
	{storage.ErrLocked, "Your answers are kept here", "enter the passphrase"},
	{nil, "Your answers are kept here, and saving is tried again", ""},
}

// unsaved tells of a save that failed: why, in the store's words, and what was kept; and
// what can be done, where that is not to wait.
func (a *App) unsaved(d *document.Document) (says, offers string) {
	why := d.Failure()
	for _, k := range kept {
		if k.kind == nil || errors.Is(why, k.kind) {
			return a.homely(why.Error()) + " " + k.says + ".", k.offers
		}
	}
	return "", "" // not reached: the last one is of every kind
}

// homely writes ~ for the person's own folder.
func (a *App) homely(said string) string {
	const sep = string(filepath.Separator)
	if a.o.Home == "" {
		return said
	}
	return strings.ReplaceAll(said, " "+a.o.Home+sep, " ~"+sep)
}

// failing gives a workbook whose last save failed, the one on screen first; nil
// when there is none.
func (a *App) failing() *document.Document {
	all := a.window.documents()
	if i := slices.IndexFunc(all, func(d *document.Document) bool { return d.Failure() != nil }); i >= 0 {
		return all[i]
	}
	return nil
}

// toRescue gives a workbook with answers that are neither saved nor in a file
// yet; nil when there is none.
func (a *App) toRescue() *document.Document {
	for _, d := range a.window.documents() {
		if d.Unsaved() && d.InFile() == "" {
			return d
		}
	}
	return nil
}

// unsavedPage says what can be done with answers that cannot be saved. Asked for before
// leaving, it leads out; else it closes once they are saved.
type unsavedPage struct {
	leaving error // why the answers could not be waited for; nil where it is looked at
}

func (p *unsavedPage) title(*App) string { return "Not saved" }

func (p *unsavedPage) commands(a *App) command.List {
	k := a.key
	rows := command.List{{ID: "unsaved.retry", Key: k.Retry, Words: "try again", Do: func() { p.again(a, func() error { return nil }) }}}
	if d := a.failing(); d != nil && errors.Is(d.Failure(), storage.ErrDeleted) {
		rows = append(rows, command.Command{ID: "unsaved.undelete", Key: k.BringBack, Words: "bring the workbook back", Do: func() {
			p.again(a, func() error { return a.o.Store.Undelete(context.Background(), d.ID()) })
		}})
	} else if d != nil && errors.Is(d.Failure(), storage.ErrNotFound) {
		rows = append(rows, command.Command{ID: "unsaved.anew", Key: k.New, Words: "keep it as a new workbook", Do: func() { p.anew(a, d) }})
	}
	if d := a.failing(); d != nil && isLocked(d.Failure()) {
		rows = append(rows, command.Command{ID: "unsaved.unlock", Key: k.Passphrase, Words: "enter the passphrase", Do: func() { a.unlockOpen(d.ID()) }})
	}
	if d := a.toRescue(); d != nil {
		rows = append(rows, command.Command{ID: "unsaved.rescue", Key: k.Export, Words: "write them to a file", Do: func() { a.over = a.rescuePage(d, p) }})
	}
	rows = append(rows, command.Command{ID: "back", Key: k.Back, Words: "stay", Do: a.hide})
	if p.leaving != nil {
		rows = append(rows, command.Command{ID: "quit", Words: "quit without saving"})
	}
	return rows
}

// again tries to save once what stood in the way has been seen to.
func (p *unsavedPage) again(a *App, mend func() error) {
	a.note = "Trying again."
	a.quitting = p.leaving != nil
	a.run(func() tea.Msg {
		err := mend()
		a.retry() // whatever came of it: another window may have done it
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return retried{err}
		}
		if p.leaving != nil {
			return a.flush()
		}
		return nil
	})
}

// retry has all that could not be saved tried again at once.
func (a *App) retry() {
	a.o.Saver.Retry()
	if a.o.Side != nil {
		a.o.Side.Saver.Retry()
	}
}

// retried tells that what stood in the way of a save is still there.
type retried struct{ err error }

// anew stores a workbook that was erased once more, as it is on screen: what is on its
// way is saved into it.
func (p *unsavedPage) anew(a *App, d *document.Document) {
	book := d.Book()
	a.note = "Trying again."
	a.run(func() tea.Msg {
		snap, err := a.o.Store.Create(context.Background(), book)
		return renewed{snap, err}
	})
}

// renewed carries a workbook that was stored anew.
type renewed struct {
	snap storage.Snapshot
	err  error
}

func (a *App) renewed(msg renewed) {
	doc := a.window.document(msg.snap.Workbook.ID)
	switch {
	case errors.Is(msg.err, storage.ErrExists): // it came back in the meantime
	case msg.err != nil:
		a.note = msg.err.Error()
		return
	case doc != nil:
		doc.Renewed(msg.snap)
	}
	if p, open := a.over.(*unsavedPage); open {
		p.again(a, func() error { return nil })
	}
}

// settled ends the page once all answers are saved: there is nothing more to ask.
func (a *App) settled() {
	p, open := a.over.(*unsavedPage)
	switch {
	case !open:
	case p.leaving == nil:
		if a.note = ""; a.failing() == nil {
			a.hide()
		}
	case !slices.ContainsFunc(a.window.documents(), (*document.Document).Unsaved) && !a.sideUnsaved():
		a.leave()
	}
}

func (p *unsavedPage) press(*App, tea.KeyPressMsg) {}
func (p *unsavedPage) paste(*App, string)          {}
func (p *unsavedPage) wheel(int)                   {}
func (p *unsavedPage) typing() bool                { return false }

func (p *unsavedPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 76)
	d.Text("Your last answers are not on disk yet.", w, a.style.Warn)
	p.why(a, &d, w)
	if height >= few {
		d.Blank()
	}
	for _, doc := range a.window.documents() {
		if path := doc.InFile(); doc.Unsaved() && path != "" {
			d.Text("“"+doc.Book().Profile.Name+"” is in "+path, w, a.style.Plain)
		}
	}
	switch {
	case a.sideUnsaved() && a.toRescue() == nil:
		d.Text("Something that you wrote on your side as a coach is not saved. It is still here. What now?", w, a.style.Plain)
	case a.toRescue() == nil:
		d.Text("All of them are in files, which firstmile import reads back. What now?", w, a.style.Plain)
	case height < few:
		d.Text("They are still here. What now?", w, a.style.Plain)
	default:
		d.Text("They are still here, and saving is tried again every few seconds. What now?", w, a.style.Plain)
	}
	d.Cursor = &field.Point{Y: len(d.Lines)} // on the first of the choices
	rows, _ := a.commands()
	for _, row := range rows {
		d.Line(a.style.Key.Render(field.Pad(row.Written(), 8)) + row.Words)
	}
	d.Focus = len(d.Lines) - 1 // where there is no room for all, the choices are in sight
	return d.Window(height, a.style)
}

// why says of each workbook what keeps it from being saved.
func (p *unsavedPage) why(a *App, d *field.Drawing, width int) {
	var failed []*document.Document
	for _, doc := range a.window.documents() {
		if doc.Failure() != nil {
			failed = append(failed, doc)
		}
	}
	for _, doc := range failed {
		says := a.homely(doc.Failure().Error())
		if len(failed) > 1 {
			says = "“" + field.Cut(doc.Book().Profile.Name, 24) + "”: " + says
		}
		d.Text(says, width, a.style.Plain)
	}
	switch {
	case errors.Is(p.leaving, context.DeadlineExceeded):
		d.Text("The disk does not answer.", width, a.style.Plain)
	case p.leaving != nil && len(failed) == 0:
		d.Text(p.leaving.Error(), width, a.style.Plain)
	}
}
