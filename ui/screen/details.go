package screen

import (
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// DetailsScreen is the place of the questions about the conversation itself.
const DetailsScreen = "conversation"

// Details asks what is prepared, with whom and when.
type Details struct{ form field.Form }

// NewDetails makes the form.
func NewDetails(c *Context) *Details {
	return &Details{form: field.Form{Record: workbook.RecordKey(workbook.ProfileRecords, c.Book.ID)}}
}

// Title names the form.
func (d *Details) Title(*Context, int) string { return "The conversation" }

// Commands are those of a form; leaving it leads to the map.
func (d *Details) Commands(c *Context) command.List {
	return d.form.Commands(c, func() { c.Go(Place{Screen: MapScreen}) }).Say("back", "map")
}

// Type hands a key to the focused field.
func (d *Details) Type(c *Context, k tea.KeyPressMsg) bool { return d.form.Type(c, k) }

// Paste puts text into the focused field.
func (d *Details) Paste(c *Context, text string) { d.form.Paste(c, text) }

// Wheel does nothing: the form follows its focus.
func (d *Details) Wheel(*Context, int) {}

// Draw shows the form.
func (d *Details) Draw(c *Context, width, height int) field.Drawing {
	return d.form.Draw(c, min(width, measure), true).Window(height, c.Style)
}

// Typing is always so.
func (d *Details) Typing(*Context) bool { return true }

// Enter focuses a field.
func (d *Details) Enter(_ *Context, p Place) {
	if p.Field != "" {
		d.form.Focus(p.Field)
	}
}

// Place is the focused field.
func (d *Details) Place(c *Context) Place {
	return Place{Screen: DetailsScreen, Field: d.form.Focused(c.Book)}
}
