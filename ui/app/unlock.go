package app

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// unlockPage asks for the passphrase of a workbook, and does what needed it.
func (a *App) unlockPage(id workbook.ID, about string, then func()) {
	p := a.newPrompt(prompt{
		name: "Passphrase", about: []string{about}, ask: "What is its passphrase?", esc: true, secret: true,
		first: len(a.shelf.entries) == 0 && a.window.view() == nil,
	}, "")
	p.accept = func(secret string) {
		p.busy, p.warning, a.note = true, "", "Trying it."
		a.run(func() tea.Msg {
			byCode, err := a.o.Store.Unlock(context.Background(), id, secret)
			return unlocked{p, then, byCode, err}
		})
	}
	a.over = p
}

// askToOpen asks for the passphrase of a workbook, and opens it.
func (a *App) askToOpen(id workbook.ID) {
	a.unlockPage(id, "This workbook has a passphrase. Without it nobody can read it; the recovery code that came with it opens it too.", func() { a.load(id) })
}

// unlocked tells how trying a passphrase ended.
type unlocked struct {
	page   *prompt
	then   func()
	byCode bool // it is open, by its recovery code
	err    error
}

func (a *App) unlocked(msg unlocked) {
	msg.page.busy, a.note = false, ""
	if a.over != overlay(msg.page) {
		return // it was left in the meantime
	}
	a.ed.Edit("", false)
	if msg.err != nil {
		msg.page.warning = msg.err.Error()
		return
	}
	a.hide()
	msg.then()
	if msg.byCode {
		a.note, a.recovered = openedByCode, a.loading
	}
}

// openedByCode is said once, where a passphrase was forgotten.
const openedByCode = storage.OpenedByCode + " “Passphrase: change it”, in the commands (ctrl+p), gives it a new passphrase."

// lockedOut is sent when a workbook that is open here turns out to be locked.
type lockedOut struct{ id workbook.ID }

// lockedOut asks for the passphrase that another window gave a workbook that is open here.
func (a *App) lockedOut(id workbook.ID) {
	if a.locked[id] {
		return // esc has put it off: the command brings it back
	}
	a.locked[id] = true
	a.unlockOpen(id)
}

// unlockOpen asks for the passphrase of a workbook that is open here.
func (a *App) unlockOpen(id workbook.ID) {
	a.unlockPage(id, "This workbook was given a passphrase in another window. With it your last answers here are saved.", func() {
		delete(a.locked, id)
		a.retry()
		a.refresh()
	})
}

// isLocked tells whether all that is missing is a passphrase.
func isLocked(err error) bool { return errors.Is(err, storage.ErrLocked) }

// dots draws what is typed without showing it.
func (a *App) dots(width int) field.Drawing {
	sign := "•"
	if a.term.ASCII {
		sign = "*"
	}
	n := min(utf8.RuneCountInString(a.ed.Text()), width-3)
	d := field.Text("▸ "+strings.Repeat(sign, n), width, a.style.Plain)
	d.Cursor = &field.Point{X: 2 + n}
	return d
}
