package app

import (
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// protecting is a workbook on its way to a passphrase, to another one, or to none.
type protecting struct {
	id     workbook.ID
	remove bool
	was    string // the present passphrase, or the recovery code; "" for none
	next   string
}

// protectRows are the commands that give a workbook a passphrase, or change it or take it away.
func (a *App) protectRows(id workbook.ID, has bool) command.List {
	row := func(of, name string, remove bool) command.Command {
		return command.Command{ID: "passphrase." + of, Name: name, Do: func() {
			if p := (protecting{id: id, remove: remove}); has {
				a.askPresent(p)
			} else {
				a.askNext(p, "")
			}
		}}
	}
	if !has {
		return command.List{row("set", "Passphrase: protect this workbook (lock, secret)", false)}
	}
	return command.List{
		row("change", "Passphrase: change it (protect, lock, secret)", false),
		row("remove", "Passphrase: take it away (unlock, protect, secret)", true),
	}
}

// oneMoment is why a page cannot be left while the files are written anew.
const oneMoment = "One moment: the files are being written."

// errNotFlushed is why nothing was begun.
var errNotFlushed = errors.New("Your last answers are not saved yet, so nothing was changed. Try it again once they are.")

// secretPage asks for one line that is not shown; esc changes nothing, and says so.
func (a *App) secretPage(about, ask string, accept func(p *prompt, secret string)) *prompt {
	p := a.newPrompt(prompt{name: "Passphrase", about: []string{about}, ask: ask, esc: true, secret: true, left: "Nothing was changed."}, "")
	p.accept = func(secret string) { accept(p, secret) }
	a.over = p
	return p
}

// askPresent asks for what opens the workbook now.
func (a *App) askPresent(of protecting) {
	a.secretPage("First the present one; the recovery code will do.", "What is its passphrase now?", func(p *prompt, secret string) {
		p.busy, p.warning, a.note = true, "", "Trying it."
		a.run(func() tea.Msg {
			_, err := a.o.Store.Unlock(context.Background(), of.id, secret)
			return unlocked{page: p, err: err, then: func() {
				if of.was = secret; of.remove {
					a.askToRemove(of)
				} else {
					a.askNext(of, "")
				}
			}}
		})
	})
}

// askNext asks for the new passphrase, and then for the same again.
func (a *App) askNext(of protecting, warning string) {
	p := a.secretPage(fmt.Sprintf("Take at least %d characters: a few words that only you would put together. ", storage.MinPassphrase)+
		"With a passphrase nobody can read the workbook's files without it. Files that were exported stay as they are.",
		"What is to be its passphrase?", func(p *prompt, secret string) {
			if err := storage.CheckPassphrase(secret); err != nil {
				a.ed.Edit("", false)
				p.warning = err.Error()
				return
			}
			of.next = secret
			a.askAgain(of)
		})
	p.warning = warning
}

func (a *App) askAgain(of protecting) {
	a.secretPage("Nobody can see it while you type, so type it once more.", "The same again?", func(p *prompt, secret string) {
		if err := storage.CheckAgain(of.next, secret); err != nil {
			a.askNext(of, err.Error())
			return
		}
		a.protect(of, p)
	})
}

// askToRemove asks before the files can be read again.
func (a *App) askToRemove(of protecting) {
	a.over = &removePage{of: of}
}

// protected tells how giving a workbook a passphrase ended.
type protected struct {
	of   protecting
	page overlay
	code string
	err  error
}

// protect does it once all answers are on disk, off the program's goroutine.
func (a *App) protect(of protecting, page overlay) {
	if p, is := page.(*prompt); is {
		p.busy, p.warning = true, ""
	}
	a.note = "One moment."
	a.run(func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), flushLimit)
		defer cancel()
		if a.o.Saver.Flush(ctx, of.id) != nil {
			return protected{of: of, page: page, err: errNotFlushed}
		}
		code, err := a.o.Store.Protect(context.Background(), of.id, of.was, of.next)
		return protected{of, page, code, err}
	})
}

func (a *App) protected(msg protected) {
	a.note = ""
	switch page, asked := msg.page.(*prompt); {
	case msg.err != nil && msg.code != "": // it is sealed, and the code counts
		a.over = &codePage{msg.code, msg.err.Error()}
	case msg.err != nil && asked && a.over == msg.page:
		page.busy = false
		a.ed.Edit("", false)
		page.warning = msg.err.Error()
		return
	case msg.err != nil:
		if a.over == msg.page {
			a.hide()
		}
		a.note = msg.err.Error()
		return
	case msg.of.remove:
		a.hide()
		a.note = storage.PassphraseGone
	default:
		a.over = &codePage{msg.code, storage.PassphraseSet}
	}
	if doc := a.window.document(msg.of.id); doc != nil {
		a.reread(doc)
	}
	a.list(msg.of.id)
}

// removePage asks whether a passphrase is to be taken away.
type removePage struct {
	of   protecting
	busy bool
}

func (p *removePage) title(*App) string { return "Passphrase" }

func (p *removePage) commands(a *App) command.List {
	take := command.Command{ID: "passphrase.take", Key: a.key.Open, Words: "take it away", Do: func() {
		p.busy = true
		a.protect(p.of, p)
	}}
	back := command.Command{ID: "back", Key: a.key.Back, Words: "keep it", Do: func() {
		a.hide()
		a.note = "Nothing was changed."
	}}
	if p.busy {
		take.Off, back.Off = oneMoment, oneMoment
	}
	return command.List{take, back}
}

func (p *removePage) press(*App, tea.KeyPressMsg) {}
func (p *removePage) paste(*App, string)          {}
func (p *removePage) wheel(int)                   {}
func (p *removePage) typing() bool                { return false }

func (p *removePage) draw(a *App, width, height int) field.Drawing {
	d := field.Text("Take the passphrase away? Then whoever can read the data folder can read this workbook. Its recovery code ends with it.", min(width, 72), a.style.Plain)
	return d.Window(height, a.style)
}

// codePage shows a recovery code until the person goes on.
type codePage struct {
	code string
	says string // how it ended
}

func (p *codePage) title(*App) string { return "Recovery code" }

func (p *codePage) commands(a *App) command.List {
	done := func() {
		a.hide()
		a.note = p.says
	}
	return command.List{{ID: "passphrase.done", Key: a.key.Open, Words: "it is written down", Do: done},
		{ID: "back", Key: a.key.Back, Words: "go on", Do: done}}
}

func (p *codePage) press(*App, tea.KeyPressMsg) {}
func (p *codePage) paste(*App, string)          {}
func (p *codePage) wheel(int)                   {}
func (p *codePage) typing() bool                { return false }

func (p *codePage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	d.Line(a.style.Accent.Render(p.code))
	d.Cursor = &field.Point{}
	d.Blank()
	d.Text(p.says+" "+storage.AboutRecovery, min(width, 72), a.style.Plain)
	return d.Window(height, a.style)
}
