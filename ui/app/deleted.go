package app

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook/value"
)

// deletedPage lists the workbooks that can be brought back.
type deletedPage struct{ row int }

// deletedPage opens it, with what the store has now.
func (a *App) deletedPage() {
	a.over = &deletedPage{}
	a.list("")
}

func (p *deletedPage) title(*App) string { return "Deleted workbooks" }

func (p *deletedPage) commands(a *App) command.List {
	k, all := a.key, a.shelf.deleted
	p.row = max(0, min(p.row, len(all)-1))
	back := command.Command{ID: "back", Key: k.Back, Words: "back", Do: a.hide}
	if len(all) == 0 {
		return command.List{back}
	}
	e := all[p.row]
	rows := command.List{
		{ID: "deleted.undelete", Key: command.Also(k.Open, k.Undo), Words: "bring back", Do: func() { a.undelete(e) }},
		{ID: "deleted.erase", Key: k.EraseForGood, Words: "erase", Do: func() { a.over = &erasePage{of: []storage.Entry{e}, below: p} }},
		{ID: "deleted.empty", Key: k.Empty, Words: "erase all", Do: func() { a.over = &erasePage{of: all, below: p} }},
	}
	return append(rows.Steps(k, func(by int) { p.row = max(0, min(p.row+by, len(all)-1)) }, nil), back)
}

func (p *deletedPage) press(*App, tea.KeyPressMsg) {}
func (p *deletedPage) paste(*App, string)          {}
func (p *deletedPage) wheel(lines int)             { p.row = max(0, p.row+lines/3) }
func (p *deletedPage) typing() bool                { return false }

func (p *deletedPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	all := a.shelf.deleted
	if len(all) == 0 {
		d.Text("No workbook is deleted.", width, a.style.Plain)
		return d
	}
	d.Text("Each can be brought back for 30 days. What is erased is gone.", min(width, 76), a.style.Dim)
	d.Blank()
	p.row = min(p.row, len(all)-1)
	for i, e := range all {
		mark, style := "  ", a.style.Plain
		if i == p.row {
			mark, style = a.style.Accent.Render("▸ "), a.style.Accent
			d.Focus = len(d.Lines)
		}
		when := value.DateOf(e.Deleted.Local()).Short(a.o.Today())
		y := len(d.Lines)
		d.Line(mark + style.Render(field.Pad(whoseBook(e), max(0, width-4-len(when)))) + "  " + a.style.Dim.Render(when))
		d.Click(y, width, func() { p.row = i })
	}
	return d.Window(height, a.style)
}

// whoseBook names a workbook with its person.
func whoseBook(e storage.Entry) string {
	name := e.Name
	switch {
	case e.Locked():
		name = "one with a passphrase, saved " + e.Saved.Local().Format("2 Jan 15:04")
	case name == "":
		name = string(e.ID)
	}
	if e.Person != "" {
		name = e.Person + " · " + name
	}
	return name
}

// erasePage asks before workbooks are removed for good.
type erasePage struct {
	of    []storage.Entry
	below *deletedPage
}

func (p *erasePage) title(*App) string { return "Erase for good" }

func (p *erasePage) commands(a *App) command.List {
	return command.List{
		{ID: "erase.yes", Key: a.key.Yes, Words: "erase", Do: func() { a.over = p.below; a.erase(p.of) }},
		{ID: "back", Key: a.key.Back, Words: "keep", Do: func() { a.over = p.below }},
	}
}

func (p *erasePage) press(*App, tea.KeyPressMsg) {}
func (p *erasePage) paste(*App, string)          {}
func (p *erasePage) wheel(int)                   {}
func (p *erasePage) typing() bool                { return false }

func (p *erasePage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 76)
	d.Text("Erase for good, with all answers and the history? Nothing brings it back.", w, a.style.Warn)
	d.Blank()
	for _, e := range p.of {
		d.Line("  " + field.Cut(whoseBook(e), width-2))
	}
	d.Blank()
	d.Cursor = &field.Point{Y: len(d.Lines)} // on the first of the choices
	rows, _ := a.commands()
	for _, row := range rows {
		d.Line(a.style.Key.Render(field.Pad(row.Written(), 8)) + row.Words)
	}
	d.Focus = len(d.Lines) - 1
	return d.Window(height, a.style)
}

func (a *App) erase(all []storage.Entry) {
	a.onShelf(func(ctx context.Context) (shelved, error) {
		for _, e := range all {
			if err := a.o.Store.Erase(ctx, e.ID); err != nil {
				return shelved{}, err
			}
		}
		if len(all) == 1 {
			return shelved{note: fmt.Sprintf("Erased “%s”.", field.Cut(whoseBook(all[0]), 40))}, nil
		}
		return shelved{note: fmt.Sprintf("Erased %s.", value.Count(len(all), "workbook"))}, nil
	})
}
