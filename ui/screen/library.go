package screen

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// openedFrom is the width from which "last opened" has a column; below, it is
// told of the focused workbook.
const openedFrom = 90

// libraryColumn is one column behind the names.
type libraryColumn struct {
	head  string
	width int
	right bool
	least int // shown from this width of the screen on
	cell  func(storage.Entry) string
}

func libraryColumns(entries []storage.Entry, today value.Date, width int) []libraryColumn {
	employers := len("employer")
	for _, e := range entries {
		employers = max(employers, ansi.StringWidth(e.Employer))
	}
	all := []libraryColumn{
		{"employer", min(employers, max(16, width/4)), false, wide, func(e storage.Entry) string { return e.Employer }},
		{"meeting", 13, false, 60, func(e storage.Entry) string { return e.Meeting.Short(today) }},
		{"opened", 13, false, openedFrom, func(e storage.Entry) string {
			if e.Opened.IsZero() {
				return "–"
			}
			return value.DateOf(e.Opened.Local()).Short(today)
		}},
		{"done", 7, true, 0, func(e storage.Entry) string {
			if e.Locked() {
				return "locked"
			}
			return fmt.Sprintf("%d of %d", e.Done, e.Built)
		}},
	}
	return slices.DeleteFunc(all, func(c libraryColumn) bool { return width < c.least })
}

// DrawLibrary shows the workbooks, one a row; open is called with the row that
// was clicked.
func DrawLibrary(entries []storage.Entry, row int, today value.Date, width, height int, st *theme.Styles, open func(int)) field.Drawing {
	var d field.Drawing
	columns := libraryColumns(entries, today, width)
	names := width - 2
	for _, c := range columns {
		names -= c.width + 1
	}
	line := func(name string, cell func(libraryColumn) string) string {
		out := field.Pad(name, names)
		for _, c := range columns {
			pad := field.Pad
			if c.right {
				pad = field.PadLeft
			}
			out += " " + pad(cell(c), c.width)
		}
		return out
	}
	d.Line(st.Dim.Render("  " + line("Preparing for", func(c libraryColumn) string { return c.head })))
	for i, e := range entries {
		here := i == row
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		name := e.Name
		switch {
		case e.Locked():
			name = "Locked · saved " + value.DateOf(e.Saved.Local()).Short(today) + " " + e.Saved.Local().Format("15:04")
		case name == "":
			name = "(no name)"
		}
		if e.Person != "" {
			name = e.Person + " · " + name
		}
		y := len(d.Lines)
		if e.Problem == nil {
			d.Line(marker(st, here) + style.Render(line(name, func(c libraryColumn) string { return c.cell(e) })))
			if here && width < openedFrom && !e.Opened.IsZero() {
				d.Line(st.Dim.Render(field.Cut("    last opened "+value.DateOf(e.Opened.Local()).Short(today), width)))
			}
		} else {
			says, why := " ✗ cannot be read", st.Warn
			if errors.Is(e.Problem, storage.ErrBusy) {
				says, why = " – being saved", st.Dim
			}
			d.Line(marker(st, here) + style.Render(field.Pad(nameOr(name, e.ID), width-22)) + why.Render(says))
			if here {
				hanging(&d, spaces(4), 4, e.Problem.Error(), width, why.Render)
			}
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
