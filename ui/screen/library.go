package screen

import (
	"fmt"
	"strings"

	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook"
)

// DrawLibrary shows the workbooks, one a row, with what pick and open do on a click.
func DrawLibrary(entries []storage.Entry, row int, today workbook.Date, width, height int, st *theme.Styles, open func(int)) field.Drawing {
	var d field.Drawing
	const progress, met = 8, 13
	names := width - 2 - progress
	person, employer := 0, 0
	if width >= 60 {
		names -= met
	}
	if width >= wide {
		employer = names * 2 / 5
		names -= employer
	}
	head := field.Pad("  Preparing for", names+2) + field.Pad("employer", employer)
	if width >= 60 {
		head += field.Pad("meeting", met)
	}
	d.Line(st.Dim.Render(field.Cut(head+field.PadLeft("done", progress), width)))
	_ = person
	for i, e := range entries {
		here := i == row
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		name := e.Name
		if e.Person != "" {
			name = e.Person + " · " + name
		}
		if name == "" {
			name = "(no name)"
		}
		line := marker(st, here) + style.Render(field.Pad(name, names-1)) + " "
		if employer > 0 {
			line += field.Pad(e.Employer, employer-1) + " "
		}
		if width >= 60 {
			line += st.Dim.Render(field.Pad(e.Meeting.Short(today), met))
		}
		line += field.PadLeft(fmt.Sprintf("%d of %d", e.Done, e.Built), progress)
		y := len(d.Lines)
		if e.Problem != nil {
			line = marker(st, here) + style.Render(field.Pad(nameOr(name, e.ID), names-1)) + st.Warn.Render(field.Cut(" ✗ cannot be opened", width-names-1))
		}
		d.Line(line)
		if here && e.Problem != nil {
			hanging(&d, spaces(4), 4, e.Problem.Error(), width, st.Warn.Render)
		} else if here && !e.Opened.IsZero() && width >= wide {
			d.Line(st.Dim.Render(field.Cut("    last opened "+e.Opened.Local().Format("2 Jan 2006 15:04"), width)))
		}
		d.Click(y, width, func() { open(i) })
	}
	return d.Window(height, st)
}

func nameOr(name string, id workbook.ID) string {
	if strings.Trim(name, "()") == "no name" {
		return string(id)
	}
	return name
}
