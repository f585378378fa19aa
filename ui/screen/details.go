package screen

import (
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// DetailsScreen is the place of the questions about the conversation itself.
const DetailsScreen = "conversation"

// Details asks what is prepared, with whom and when, and when the money is decided.
type Details struct {
	forms []*field.Form
	at    int // the form that is typed in
}

// NewDetails makes the forms, one below the other.
func NewDetails(c *Context) *Details {
	d := &Details{}
	for _, collection := range []string{workbook.ProfileRecords, workbook.ReviewRecords} {
		d.forms = append(d.forms, &field.Form{Record: workbook.RecordKey(collection, c.Book.ID), Past: func(by int) { d.turn(c.Book, by) }})
	}
	d.forms[0].Goes = true
	return d
}

// turn goes on to the other form, to its first field or to its last.
func (d *Details) turn(w workbook.Workbook, by int) {
	d.at = (d.at + by + len(d.forms)) % len(d.forms)
	if by > 0 {
		d.form().FocusFirst()
	} else {
		d.form().FocusLast(w)
	}
}

func (d *Details) form() *field.Form { return d.forms[d.at] }

// Title names the form.
func (d *Details) Title(*Context, int) string { return "The conversation" }

// Commands are those of a form; leaving it leads to the map.
func (d *Details) Commands(c *Context) command.List {
	return d.form().Commands(c, func() { c.Go(Place{Screen: MapScreen}) }).Say("back", "map")
}

// Type hands a key to the focused field.
func (d *Details) Type(c *Context, k tea.KeyPressMsg) bool { return d.form().Type(c, k) }

// Paste puts text into the focused field.
func (d *Details) Paste(c *Context, text string) { d.form().Paste(c, text) }

// Wheel does nothing: the form follows its focus.
func (d *Details) Wheel(*Context, int) {}

// Draw shows the forms.
func (d *Details) Draw(c *Context, width, height int) field.Drawing {
	var out field.Drawing
	labels := 0
	for _, f := range d.forms {
		labels = max(labels, f.LabelWidth(c))
	}
	for i, f := range d.forms {
		f.Labels = labels
		here := i == d.at
		drawn := f.Draw(c, min(width, measure), here)
		for k, z := range drawn.Zones { // a click takes the keys along
			drawn.Zones[k].Do = func() { d.at = i; z.Do() }
		}
		out.Add(drawn, 0, here)
	}
	if c.Book.Profile.Before != "" {
		out.Blank()
		out.Text("A further round: among the commands (ctrl+p), “the round before” opens the one that it follows.", min(width, measure), c.Style.Dim)
	}
	return out.Window(height, c.Style)
}

// Typing is always so.
func (d *Details) Typing(*Context) bool { return true }

// Enter focuses a field.
func (d *Details) Enter(_ *Context, p Place) {
	for i, f := range d.forms {
		if p.Field != "" && workbook.Schema.Field(f.Record.Collection(), p.Field) != nil {
			d.at = i
			f.Focus(p.Field)
			return
		}
	}
}

// Place is the focused field.
func (d *Details) Place(c *Context) Place {
	return Place{Screen: DetailsScreen, Field: d.form().Focused(c.Book)}
}
