package screen

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

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

// Press hands the key to the form; leaving it leads to the map.
func (d *Details) Press(c *Context, k tea.KeyPressMsg) bool {
	switch d.form.Key(c, k) {
	case field.Left:
		c.Go(Place{Screen: MapScreen})
		return true
	case field.Handled:
		return true
	}
	return false
}

// Paste puts text into the focused field.
func (d *Details) Paste(c *Context, text string) { d.form.Paste(c, text) }

// Wheel does nothing: the form follows its focus.
func (d *Details) Wheel(*Context, int) {}

// Draw shows the form.
func (d *Details) Draw(c *Context, width, height int) field.Drawing {
	return d.form.Draw(c, min(width, measure), true).Window(height, c.Style)
}

// Bindings are the keys of a form.
func (d *Details) Bindings(c *Context) []key.Binding {
	return append(formKeys(c.Key, &d.form), As(c.Key.Back, "map"))
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
