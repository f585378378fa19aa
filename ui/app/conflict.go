package app

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/document"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// twoTexts stands where "Saved" would: all of it is on disk, and one is to be chosen.
const twoTexts = "! Two answers: ctrl+t"

// choosePage shows an answer that was written in two windows, to choose from.
type choosePage struct {
	v    *View
	doc  chosen
	part *document.DocumentOf[coach.Part] // doc, where that is a coach's part
	row  int
}

// chosen is what is open and has answers to choose from.
type chosen interface {
	Conflicts() []document.Conflict
	Choose(by document.View, c document.Conflict, answer json.RawMessage)
	Unsaved() bool
}

// choosing is the page for what a view shows: a workbook, or a coach's part of it.
func (a *App) choosing(v *View) *choosePage {
	if _, on := onSide(v); on {
		return &choosePage{v: v, doc: a.sideOf(v), part: a.sideOf(v)}
	}
	return &choosePage{v: v, doc: v.doc}
}

// both puts two answers one behind the other, where they are texts.
func (p *choosePage) both(c document.Conflict, one, other json.RawMessage) (json.RawMessage, bool) {
	if p.part != nil {
		return coach.Schema.Both(c.Record, c.Field, one, other)
	}
	return workbook.Schema.Both(c.Record, c.Field, one, other)
}

// words are an answer as it is read.
func (p *choosePage) words(a *App, c document.Conflict, answer json.RawMessage) string {
	change := workbook.Change{Record: c.Record, Field: c.Field, After: answer}
	if p.part != nil {
		w := p.part.Book()
		return coach.Schema.Words(&w, change, "")
	}
	return p.v.doc.Book().Words(change, a.o.Today())
}

// about names the answer.
func (p *choosePage) about(a *App, c document.Conflict) string {
	if p.part != nil {
		return a.context(p.v).SideLabel(c.Record, c.Field)
	}
	return a.about(p.v, []workbook.Change{{Record: c.Record, Field: c.Field}})
}

func (p *choosePage) title(*App) string { return "Written in two windows" }

// conflict is the first one; false when all have been chosen.
func (p *choosePage) conflict() (document.Conflict, bool) {
	if all := p.doc.Conflicts(); len(all) > 0 {
		return all[0], true
	}
	return document.Conflict{}, false
}

// answers are what can be chosen, the one that is shown first, and both together last.
func (p *choosePage) answers(a *App, c document.Conflict) (out []choice) {
	here := "In this window"
	if !c.Mine {
		here = a.writtenAt(c.Here, "As it stands")
	}
	out = append(out, choice{here, c.Here.Answer})
	for i, there := range c.There {
		name := "In the other window"
		if len(c.There) > 1 {
			name = fmt.Sprintf("In another window, %d of %d", i+1, len(c.There))
		}
		out = append(out, choice{a.writtenAt(there, name), there.Answer})
	}
	if len(c.There) == 1 {
		if both, ok := p.both(c, c.Here.Answer, c.There[0].Answer); ok && !tooLong(both) {
			out = append(out, choice{"Both, one behind the other", both})
		}
	}
	return out
}

// writtenAt names a text that another window wrote by its time, where that is known.
func (a *App) writtenAt(t document.Text, unknown string) string {
	at, now := t.At.Local(), a.o.Now().Local()
	switch {
	case t.At.IsZero():
		return unknown
	case at.YearDay() != now.YearDay() || at.Year() != now.Year():
		return at.Format("2 Jan 15:04") + ", another window"
	}
	return at.Format("15:04") + ", another window"
}

// tooLong tells a text that no field takes in.
func tooLong(answer json.RawMessage) bool {
	var text string
	return json.Unmarshal(answer, &text) == nil && utf8.RuneCountInString(text) > value.MaxText
}

// waits tells that what is on screen is not on disk yet: only then is what this window
// stored earlier none of the texts to choose from.
func (p *choosePage) waits() bool { return p.doc.Unsaved() }

// waitsText says so.
const waitsText = "Your last words are being saved; choose in a moment."

type choice struct {
	name   string
	answer json.RawMessage
}

func (p *choosePage) commands(a *App) command.List {
	var rows command.List
	c, open := p.conflict()
	if open && p.waits() {
		rows = command.List{{ID: "choose.take", Key: a.key.Open, Words: "choose it", Off: waitsText}}
	} else if open {
		all := p.answers(a, c)
		p.row = min(p.row, len(all)-1)
		rows = command.List{{ID: "choose.take", Key: a.key.Open, Words: "choose it", Do: func() { p.choose(a, c, all[p.row].answer) }}}
		for i, one := range all {
			b := key.NewBinding(key.WithKeys(fmt.Sprint(i+1)), key.WithHelp(fmt.Sprint(i+1), ""))
			words := []string{"this window's", "the other's", "both"}
			if !c.Mine {
				words = []string{"the first", "the second", "both"}
			}
			row := command.Command{ID: "choose." + string(rune('a'+i)), Key: b, Words: "another's", Do: func() { p.choose(a, c, one.answer) }}
			if i < len(words) {
				row.Words = words[i]
			}
			if i == len(all)-1 && len(c.There) > 1 {
				row.Words = "the last"
			}
			rows = append(rows, row)
		}
		rows = rows.Steps(a.key, func(by int) { p.row = max(0, min(p.row+by, len(all)-1)) }, nil)
	}
	return append(rows, command.Command{ID: "back", Key: a.key.Back, Words: "later", Do: a.hide})
}

func (p *choosePage) choose(a *App, c document.Conflict, answer json.RawMessage) {
	p.doc.Choose(p.v.id, c, answer)
	p.row = 0
	if _, more := p.conflict(); !more {
		a.hide()
		undo := a.key.Undo
		if a.typing() { // where a letter is typed
			undo = a.key.UndoInText
		}
		a.note = "Chosen. " + undo.Help().Key + " takes it back, and both are to choose from again."
	}
}

func (p *choosePage) press(*App, tea.KeyPressMsg) {}
func (p *choosePage) paste(*App, string)          {}
func (p *choosePage) wheel(int)                   {}
func (p *choosePage) typing() bool                { return false }

func (p *choosePage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 76)
	c, open := p.conflict()
	if !open {
		d.Text("Nothing is left to choose: another window did. esc goes back.", w, a.style.Plain)
		return d
	}
	if p.waits() {
		d.Text(waitsText, w, a.style.Plain)
		return d
	}
	d.Line(a.style.Bold.Render(field.Cut(p.about(a, c), width)))
	d.Text("Two windows wrote this answer, and neither had seen the other's. Both are kept until you choose.", w, a.style.Dim)
	for i, one := range p.answers(a, c) {
		d.Blank()
		mark, style := "  ", a.style.Plain
		here := i == p.row
		if here {
			mark, style = a.style.Accent.Render("▸ "), a.style.Accent
		}
		y := len(d.Lines)
		d.Line(mark + style.Render(field.Cut(fmt.Sprintf("%d  %s", i+1, one.name), width-2)))
		if here {
			d.Focus, d.Cursor = y, &field.Point{X: 2, Y: y}
		}
		words := p.words(a, c, one.answer)
		if words == "" {
			words = "(blank)"
		}
		for _, l := range field.Wrap(words, w-5) {
			d.Line("     " + l)
		}
		d.Click(y, width, func() { p.choose(a, c, one.answer) })
	}
	return d.Window(height, a.style)
}
