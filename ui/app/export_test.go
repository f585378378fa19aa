package app

import (
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/ui/theme"
)

// What only tests look at.

// Commands are the rows of what is on screen now, and the program's own.
func (a *App) Commands() (page, own command.List) { return a.commands() }

// Shown are the rows whose keys are named for what is on screen now.
func (a *App) Shown() (out command.List) {
	page, _ := a.commands()
	for _, row := range page {
		if row.Shown() {
			out = append(out, row)
		}
	}
	return out
}

// Do does a command of what is on screen by its id.
func (a *App) Do(id string) {
	a.note, a.stale = "", true
	a.doByID(id)
}

// Typing tells whether letters belong to a text now.
func (a *App) Typing() bool { return a.typing() }

// Title is what the first line should have.
func (a *App) Title() string { return a.titleAt(a.width - 2*margin) }

// LongTitle is the same where there is room for all of it.
func (a *App) LongTitle() string { return a.titleAt(200) }

func (a *App) titleAt(width int) string {
	switch v := a.window.view(); {
	case a.over != nil:
		return a.over.title(a)
	case a.window.several(): // tabs, or a header for each
		return ""
	case v != nil:
		return v.screen.Title(a.context(v), width)
	}
	if a.coaching() {
		title, _ := a.boardTitle(width)
		return title
	}
	return "firstmile"
}

// Place is where the person is in the workbook on screen.
func (a *App) Place() screen.Place {
	v := a.window.view()
	if v == nil {
		return screen.Place{}
	}
	return v.screen.Place(a.context(v))
}

// Body is what stands between the first line and the note, before it is cut to the height.
func (a *App) Body() (d field.Drawing, height int) {
	width := a.width - 2*margin
	_, height, _ = a.rows(width)
	switch v := a.window.view(); {
	case a.over != nil:
		return a.over.draw(a, width, height), height
	case v != nil:
		return v.screen.Draw(a.context(v), width, height), height
	}
	return a.drawShelf(width, height), height
}

// Over tells whether something lies over the screen.
func (a *App) Over() bool { return a.over != nil }

// Failing tells whether the last save of the workbook on screen failed.
func (a *App) Failing() bool { v := a.window.view(); return v != nil && v.doc.Failure() != nil }

// SetSaver puts another saver in place.
func (a *App) SetSaver(s Saver) { a.o.Saver = s }

// Panes is how many workbooks are side by side, and which one has the keys.
func (a *App) Panes() (n, active int) { return len(a.window.panes), a.window.active }

// Redrawn is what View gives when a message may have changed anything.
func (a *App) Redrawn() tea.View { return a.page() }

// InASCII draws on as in a terminal without our signs.
func (a *App) InASCII() {
	a.term.ASCII = true
	a.style = theme.New(a.term)
	a.key, a.stale = theme.Keys(a.style.Sign), true
}

// AsDrawn is a text as the terminal shows it.
func (a *App) AsDrawn(text string) string { return a.term.Shown(text) }

// ShortPath is how a note shortens the path that it ends in.
var ShortPath = shortPath

// Hidden gives the lines of a frame without their amounts.
func Hidden(lines ...string) []string {
	h := newHiding(lines)
	for i := range lines {
		lines[i], _ = h.line(i, lines[i], 0, false)
	}
	return lines
}
