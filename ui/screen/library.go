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

// column is one column of a list behind the names.
type column[R any] struct {
	head  string
	width int
	right bool
	least int // shown from this width of the page on
	cell  func(R) string
}

// listing is how the rows of a list are drawn: a name and columns.
type listing[R any] struct {
	head    string // of the names
	signs   int    // how wide the sign before a name is, 0 for none
	columns []column[R]
	sign    func(R) string
	name    func(R) string
	broken  func(R) error // why there is nothing to show of it, nil where there is
	id      func(R) workbook.ID
	below   func(d *field.Drawing, r R) // what stands below the row in focus, nil for nothing
}

// draw shows the rows around one, a line each; open is called with the row that was clicked.
func (l listing[R]) draw(rows []R, row, width, height int, st *theme.Styles, open func(int)) field.Drawing {
	var d field.Drawing
	columns := slices.DeleteFunc(slices.Clone(l.columns), func(c column[R]) bool { return width < c.least })
	names := width - 2 - l.signs
	for _, c := range columns {
		names -= c.width + 1
	}
	line := func(name string, cell func(column[R]) string) string {
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
	d.Line(st.Dim.Render(spaces(2+l.signs) + line(l.head, func(c column[R]) string { return c.head })))
	for i, r := range rows {
		here := i == row
		if here {
			d.Focus = len(d.Lines)
		}
		if i < row-height || i > row+height { // out of sight
			d.Line(" ")
			continue
		}
		style := st.Plain
		if here {
			style = st.Accent
		}
		y := len(d.Lines)
		mark := marker(st, here)
		if l.signs > 0 {
			mark += field.Pad(l.sign(r), l.signs)
		}
		if problem := l.broken(r); problem != nil {
			says, why := " ✗ cannot be read", st.Warn
			if errors.Is(problem, storage.ErrBusy) {
				says, why = " – being saved", st.Dim
			}
			d.Line(mark + style.Render(field.Pad(nameOr(l.name(r), l.id(r)), width-22-l.signs)) + why.Render(says))
			if here {
				hanging(&d, spaces(4), 4, problem.Error(), width, why.Render)
			}
		} else {
			d.Line(mark + style.Render(line(l.name(r), func(c column[R]) string { return c.cell(r) })))
			if here && l.below != nil {
				l.below(&d, r)
			}
		}
		d.Click(y, width, func() { open(i) })
	}
	return d.Window(height, st)
}

func libraryColumns(entries []storage.Entry, today value.Date, width int) []column[storage.Entry] {
	employers := len("employer")
	for _, e := range entries {
		employers = max(employers, ansi.StringWidth(e.Employer))
	}
	return []column[storage.Entry]{
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
}

// DrawLibrary shows the workbooks, one a row; open is called with the row that
// was clicked.
func DrawLibrary(entries []storage.Entry, row int, today value.Date, width, height int, st *theme.Styles, open func(int)) field.Drawing {
	return listing[storage.Entry]{
		head: "Preparing for", columns: libraryColumns(entries, today, width), name: func(e storage.Entry) string { return entryName(e, today) },
		broken: func(e storage.Entry) error { return e.Problem }, id: func(e storage.Entry) workbook.ID { return e.ID },
		below: func(d *field.Drawing, e storage.Entry) {
			if width < openedFrom && !e.Opened.IsZero() {
				d.Line(st.Dim.Render(field.Cut("    last opened "+value.DateOf(e.Opened.Local()).Short(today), width)))
			}
		},
	}.draw(entries, row, width, height, st, open)
}

// entryName is what a list calls a workbook.
func entryName(e storage.Entry, today value.Date) string {
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
	return name
}

func nameOr(name string, id workbook.ID) string {
	if strings.Trim(name, "()") == "no name" {
		return string(id)
	}
	return name
}
