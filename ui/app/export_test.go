package app

import (
	"charm.land/bubbles/v2/key"

	"firstmile/ui/field"
	"firstmile/ui/screen"
)

// What only tests look at.

// Bindings are the keys shown for what is on screen now.
func (a *App) Bindings() []key.Binding {
	switch p := a.pane(); {
	case a.over != nil:
		return a.over.bindings(a)
	case p != nil:
		return p.screen.Bindings(a.context(p, nil))
	}
	return a.shelfBindings()
}

// Typing tells whether letters belong to a text now.
func (a *App) Typing() bool { return a.typing() }

// Title is what the first line should have.
func (a *App) Title() string { return a.titleAt(a.width - 2*margin) }

// LongTitle is the same where there is room for all of it.
func (a *App) LongTitle() string { return a.titleAt(200) }

func (a *App) titleAt(width int) string {
	switch p := a.pane(); {
	case a.over != nil:
		return a.over.title(a)
	case p != nil:
		return p.screen.Title(a.context(p, nil), width)
	}
	return "firstmile"
}

// Place is where the person is in the workbook on screen.
func (a *App) Place() screen.Place {
	p := a.pane()
	if p == nil {
		return screen.Place{}
	}
	return p.screen.Place(a.context(p, nil))
}

// Body is what stands between the rule and the note, before it is cut to the height.
func (a *App) Body() (d field.Drawing, height int) {
	width, height := a.width-2*margin, a.height-above-below
	switch p := a.pane(); {
	case a.over != nil:
		return a.over.draw(a, width, height), height
	case p != nil:
		return p.screen.Draw(a.context(p, nil), width, height), height
	}
	return a.drawShelf(width, height), height
}

// Over tells whether something lies over the screen.
func (a *App) Over() bool { return a.over != nil }

// Failing tells whether the last save of the workbook on screen failed.
func (a *App) Failing() bool { p := a.pane(); return p != nil && p.failure != nil }

// SetSaver puts another saver in place.
func (a *App) SetSaver(s Saver) { a.o.Saver = s }
