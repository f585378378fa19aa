package screen

import (
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// DetailsScreen is the place of the questions about the conversation itself.
const DetailsScreen = "conversation"

// Details asks what is prepared, with whom and when.
type Details struct{ form field.Form }

// NewDetails makes the form.
func NewDetails() *Details {
	at := func(of func(*workbook.Profile) *string) field.At[string] {
		return func(w *workbook.Workbook) *string { return of(&w.Profile) }
	}
	return &Details{form: field.Form{ID: "profile", Fields: []field.Field{
		field.LineOf("profile.name", at(func(p *workbook.Profile) *string { return &p.Name })),
		field.LineOf("profile.person", at(func(p *workbook.Profile) *string { return &p.Person })),
		field.LineOf("profile.employer", at(func(p *workbook.Profile) *string { return &p.Employer })),
		field.LineOf("profile.role", at(func(p *workbook.Profile) *string { return &p.Role })),
		field.DateOf("profile.meeting", value.Ahead, func(w *workbook.Workbook) *value.Date { return &w.Profile.Meeting }),
		field.LineOf("profile.with", at(func(p *workbook.Profile) *string { return &p.With })),
		field.CurrencyOf("profile.currency", at(func(p *workbook.Profile) *string { return &p.Currency })),
	}}}
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
func (d *Details) Typing() bool { return true }

// Enter focuses a field.
func (d *Details) Enter(_ *Context, p Place) {
	if p.Field != "" {
		d.form.Focus("profile." + p.Field)
	}
}

// Place is the focused field.
func (d *Details) Place(*Context) Place {
	return Place{Screen: DetailsScreen, Field: d.form.Focused()[len("profile."):]}
}

// Reload takes the answers anew.
func (d *Details) Reload(*Context) { d.form.Reload() }
