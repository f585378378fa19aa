package app

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// olderPage asks which answers count, where older files were put in the place of a
// workbook while it was open.
type olderPage struct {
	v     *View
	older storage.Older
}

// askOlder asks, where the older files say anything else.
func (a *App) askOlder(v *View, older *storage.Older) {
	if older == nil || v == nil || len(workbook.Diff(v.doc.Book(), older.Workbook)) == 0 {
		return
	}
	a.older = &olderPage{v, *older}
}

// ask opens the question once nobody types and nothing else is open: it must not take the
// letters of an answer.
func (a *App) ask() {
	if a.older == nil || a.over != nil || a.window.view() != a.older.v || a.typing() {
		return
	}
	a.over, a.older, a.note = a.older, nil, "" // the page says it
}

func (p *olderPage) title(*App) string { return "Older files were put in its place" }

func (p *olderPage) commands(a *App) command.List {
	keep := func() {
		a.hide()
		a.note = "Kept. The older file stays in the workbook's folder."
	}
	return command.List{
		{ID: "older.keep", Key: command.Also(a.key.First, a.key.Open), Words: "keep newest", Name: "Keep the newest answers", Do: keep},
		{ID: "older.take", Key: a.key.Second, Words: "take older", Name: "Take the older answers", Do: func() { p.take(a) }},
		{ID: "back", Key: a.key.Back, Words: "keep", Do: keep},
	}
}

// take makes the older answers those of the workbook, as an edit that can be undone.
func (p *olderPage) take(a *App) {
	a.hide()
	p.v.doc.Edit(p.v.id, "", func(w *workbook.Workbook) { *w = p.older.Workbook.Clone() })
	a.note = "These are the older answers. u brings the newest back."
	a.follow(p.v)
}

func (p *olderPage) press(*App, tea.KeyPressMsg) {}
func (p *olderPage) paste(*App, string)          {}
func (p *olderPage) wheel(int)                   {}
func (p *olderPage) typing() bool                { return false }

func (p *olderPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 76)
	at := p.older.Saved.Local()
	d.Text(fmt.Sprintf("While this workbook was open here, files of %s, %s, were put in its place, as a backup or a program that keeps folders alike does.",
		value.DateOf(at).Short(a.o.Today()), at.Format("15:04")), w, a.style.Plain)
	n := len(workbook.Diff(p.v.doc.Book(), p.older.Workbook))
	d.Text(fmt.Sprintf("Your newest answers are in place again. The older ones differ from them in %s. Which count?", value.Count(n, "answer")), w, a.style.Plain)
	if height >= few {
		d.Blank()
	}
	d.Cursor = &field.Point{Y: len(d.Lines)} // on the first of the choices
	rows, _ := a.commands()
	for _, row := range rows[:2] {
		d.Line(a.style.Key.Render(field.Pad(row.Written(), 8)) + strings.ToLower(row.Name[:1]) + row.Name[1:])
	}
	d.Focus = len(d.Lines) - 1
	return d.Window(height, a.style)
}
