package app

import (
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// briefPage is the brief of a client, to be read.
type briefPage struct {
	id     workbook.ID
	called string
	from   int
}

func (p *briefPage) title(*App) string { return "Brief · " + p.called }

func (p *briefPage) commands(a *App) command.List {
	rows := command.List{}.Steps(a.key, p.wheel, func(pages int) { p.wheel(10 * pages) })
	return append(rows, command.Command{ID: "back", Key: command.Also(a.key.Back, a.key.Brief), Words: "back", Do: a.hide})
}

func (p *briefPage) press(*App, tea.KeyPressMsg) {}
func (p *briefPage) paste(*App, string)          {}
func (p *briefPage) wheel(lines int)             { p.from = max(0, p.from+lines) }
func (p *briefPage) typing() bool                { return false }

func (p *briefPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	if a.hidden {
		return field.Text("A brief is for you alone: it is hidden while amounts are.", width, a.style.Plain)
	}
	for _, l := range a.shelf.board.brief.lines {
		d.Text(l, min(width, 100), a.style.Plain)
	}
	p.from = max(0, min(p.from, len(d.Lines)-1))
	d.Focus = p.from
	return d.Window(height, a.style)
}

// narrowPage narrows the board as one types.
type narrowPage struct{ was string }

func (a *App) narrowPage() overlay {
	was := a.shelf.board.typed
	a.ed.Edit(was, false)
	return &narrowPage{was}
}

func (p *narrowPage) title(a *App) string {
	title, _ := a.boardTitle(MinWidth)
	return title
}

func (p *narrowPage) commands(a *App) command.List {
	rows := command.List{{ID: "narrow.done", Key: a.key.Open, Words: "go on", Do: a.hide}}.Steps(a.key, a.shelf.move, func(pages int) { a.shelf.move(10 * pages) })
	return append(rows, command.Command{ID: "back", Key: a.key.Back, Words: "all", Name: "All clients", Do: func() {
		a.hide()
		p.narrow(a, "")
	}})
}

func (p *narrowPage) narrow(a *App, typed string) {
	if b := &a.shelf.board; b.typed != typed {
		b.typed = typed
		a.arrangeShelf()
		a.shelf.row = 0
	}
}

func (p *narrowPage) press(a *App, k tea.KeyPressMsg) {
	a.ed.Key(k)
	p.narrow(a, a.ed.Text())
}

func (p *narrowPage) paste(a *App, text string) {
	a.ed.Paste(text)
	p.narrow(a, a.ed.Text())
}

func (p *narrowPage) wheel(int)    {}
func (p *narrowPage) typing() bool { return true }

func (p *narrowPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	typed := a.ed.DrawBehind("/ ", width, a.style)
	typed.Lines = typed.Lines[:1]
	if typed.Cursor != nil {
		typed.Cursor.Y = 0
	}
	d.Add(typed, 0, true)
	d.Add(a.drawBoard(width, height-1), 0, false)
	return d
}
