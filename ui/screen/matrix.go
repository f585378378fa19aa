package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// matrixColumn is one column of the matrix.
type matrixColumn struct {
	head   string
	width  int                  // of the column, the brackets of the focus included
	mark   *workbook.Return     // what its cells answer, nil for the others
	field  string               // of an offer, where enter goes; "" for its first
	points bool                 // counts the marks of the nice-to-haves
	stays  bool                 // it is shown whichever column has the focus
	cell   func(row int) string // row 0 is today's job
}

const (
	mustWidth = 8
	takeWidth = 6
)

// right tells whether its cells are right-aligned.
func (m matrixColumn) right() bool { return m.mark == nil && m.field != "take" }

// columns are a must-have each, what an offer comes to, and then a nice-to-have each,
// whose points are counted before.
func (o *offers) columns(c *Context) []matrixColumn {
	var out []matrixColumn
	for _, m := range o.musts(c) {
		out = append(out, o.marks(c, m))
	}
	out = append(out,
		matrixColumn{head: "would take", width: takeWidth, field: "take", cell: func(row int) string {
			if row == 0 {
				return " " // the brackets of the focus stand around one cell
			}
			return signOf(c, c.Settled.Offers[row-1].Take)
		}},
		stays(o.amounts(c, "in all a year", "", func(off *workbook.Offer) (value.Amount, bool) {
			if off == nil {
				return c.Settled.Total(c.Settled.Job.Pay)
			}
			return c.Settled.Steady(*off)
		})))
	// A column that would say what the one before it says is left out.
	if o.any(c, func(off workbook.Offer) bool { return !off.SignOn.IsZero() }) {
		out = append(out, o.amounts(c, "once", "signon", func(off *workbook.Offer) (value.Amount, bool) {
			if off == nil {
				return value.Amount{}, true
			}
			return off.SignOn, true
		}))
	}
	if o.any(c, func(off workbook.Offer) bool { return !off.Cost.IsZero() }) {
		out = append(out, stays(o.amounts(c, "after its costs", "cost", func(off *workbook.Offer) (value.Amount, bool) {
			if off == nil {
				return c.Settled.Total(c.Settled.Job.Pay)
			}
			return c.Settled.AfterCosts(*off)
		})))
	}
	nices := slices.DeleteFunc(c.Settled.Sorted(workbook.Nice), func(r *workbook.Return) bool { return r.Need.Share.Or(0) == 0 })
	if len(nices) > 0 {
		points := o.right("nice-to-haves of 100", "", o.texts(c, func(off *workbook.Offer) string {
			n, whole := c.Settled.Points(off)
			switch {
			case whole:
				return fmt.Sprint(n)
			case n > 0:
				return fmt.Sprintf("%d+", n)
			}
			return "–"
		}))
		points.points = true
		out = append(out, points)
	}
	if o.any(c, func(off workbook.Offer) bool { return !off.Deadline.IsZero() }) {
		out = append(out, o.right("answer by", "deadline", o.texts(c, func(off *workbook.Offer) string {
			if off == nil || off.Deadline.IsZero() {
				return "–"
			}
			return off.Deadline.Short(c.Day)
		})))
	}
	for _, n := range nices {
		out = append(out, o.marks(c, n))
	}
	return out
}

func (o *offers) any(c *Context, of func(workbook.Offer) bool) bool {
	return slices.ContainsFunc(c.Settled.Offers, of)
}

// stays gives a column that is always in sight, as the names are.
func stays(m matrixColumn) matrixColumn {
	m.stays = true
	return m
}

// marks is a column of answers to whether a job brings a return.
func (o *offers) marks(c *Context, r *workbook.Return) matrixColumn {
	name := nameOf(*r)
	return matrixColumn{head: name, width: min(max(mustWidth, longestWord(name)+2), 18), mark: r, cell: func(row int) string {
		return signOf(c, answerTo(c, o.offerAt(c, row), r))
	}}
}

// offerAt is the offer of a row, nil for today's job.
func (o *offers) offerAt(c *Context, row int) *workbook.Offer {
	if row == 0 {
		return nil
	}
	return &c.Settled.Offers[row-1]
}

// texts is what a column says of each row, today's job first.
func (o *offers) texts(c *Context, of func(*workbook.Offer) string) []string {
	out := make([]string, len(c.Settled.Offers)+1)
	for row := range out {
		out[row] = of(o.offerAt(c, row))
	}
	return out
}

// right is a right-aligned column, as wide as its longest text and heading word: an
// amount is never cut.
func (o *offers) right(head, fieldName string, texts []string) matrixColumn {
	width := max(9, longestWord(head)) // “after its”, too
	for _, t := range texts {
		width = max(width, ansi.StringWidth(t))
	}
	return matrixColumn{head: head, width: width + 2, field: fieldName, cell: func(row int) string { return field.PadLeft(texts[row], width) }}
}

func (o *offers) amounts(c *Context, head, fieldName string, of func(*workbook.Offer) (value.Amount, bool)) matrixColumn {
	return o.right(head, fieldName, o.texts(c, func(off *workbook.Offer) string {
		a, whole := of(off)
		switch {
		case !a.OK():
			return "–"
		case !whole:
			return a.String() + "+"
		}
		return a.String()
	}))
}

// signOf is how an answer looks in a cell.
func signOf(c *Context, a value.Answer) string {
	switch a {
	case value.Yes:
		return c.Style.Plain.Render("✓")
	case value.No:
		return c.Style.Warn.Render("✗")
	case value.Unknown:
		return "?"
	}
	return c.Style.Dim.Render("·")
}

// maxHead is how many lines the headings of the matrix take at most.
const maxHead = 3

// statusWidth is the longest status; namesLeast is what a name gets before a column does.
const (
	statusWidth = len("exploring")
	namesLeast  = 20
)

// rowName is whose row it is, and how far that has come.
func (o *offers) rowName(c *Context, row int) (name, status string) {
	off := o.offerAt(c, row)
	if off == nil {
		return "Staying", ""
	}
	name, status = employerOf(*off), string(off.Status)
	if off.Expired(c.Day) {
		status = string(workbook.Expired)
	}
	switch {
	case off.Private && status == "":
		status = "mine"
	case off.Private:
		status += ", mine"
	}
	return name, status
}

// matrix draws the table, its headings in no more than tallest lines; where the
// columns do not fit, the totals and those around the focused one are shown, and marks
// say how many more there are.
func (o *offers) matrix(c *Context, width, tallest int) (head, d field.Drawing) {
	cols := o.columns(c)
	o.col = clamp(o.col, len(cols))
	names, beside := 0, 0 // of the names, and of what stands beside them
	for row := range len(c.Settled.Offers) + 1 {
		name, status := o.rowName(c, row)
		names = max(names, ansi.StringWidth(name))
		if status != "" {
			beside = max(beside, ansi.StringWidth(status)+1)
		}
	}
	sum := 0
	for i := range cols {
		sum += cols[i].width
	}
	least := min(names, namesLeast) + beside
	if width < wide { // the status has the words below
		least, beside = min(names, namesLeast), 0
	}
	nameWidth := min(max(least+3, width-sum), names+beside+3, width/2)
	widen(cols, width-nameWidth-sum)
	var seen view
	seen, o.first = visible(cols, o.first, o.col, width-nameWidth)
	o.headings(c, &head, cols, seen, nameWidth, tallest)
	for r, id := range o.keys(c) {
		o.matrixRow(c, &d, cols, seen.shown, r, id, nameWidth, beside > 0)
	}
	return head, d
}

// widen gives what room is left to the columns of marks whose headings take several lines,
// to all of them in two lines before any has one.
func widen(cols []matrixColumn, left int) {
	for _, lines := range []int{2, 1} {
		for i := range cols {
			col := &cols[i]
			for more := 0; !col.right() && more <= left; more++ {
				if len(field.Wrap(col.head, col.width+more-1)) <= lines {
					col.width += more
					left -= more
					break
				}
			}
		}
	}
}

// headings stand over the columns, wrapped between words; over the names stands how many
// more columns there are.
func (o *offers) headings(c *Context, head *field.Drawing, cols []matrixColumn, seen view, nameWidth, tallest int) {
	st := c.Style
	heads := map[int][]string{}
	tall := 1
	for _, i := range seen.shown {
		over := cols[i].width - 1
		if cols[i].right() {
			over--
		}
		heads[i] = field.Wrap(cols[i].head, over)
		if end := tallest - 1; len(heads[i]) > tallest {
			heads[i] = append(heads[i][:end], field.Cut(heads[i][end]+"…", cols[i].width-1))
		}
		tall = max(tall, len(heads[i]))
	}
	more := moreColumns(seen, tall, nameWidth-1)
	for line := range tall {
		row := field.Pad("", nameWidth)
		if more[line] != "" {
			row = st.Dim.Render(field.PadLeft(more[line], nameWidth-1)) + " "
		}
		for _, i := range seen.shown {
			text := ""
			if at := line - (tall - len(heads[i])); at >= 0 {
				text = heads[i][at]
			}
			style := st.Dim
			if i == o.col && !o.inForm {
				style = st.Accent
			}
			if cols[i].right() {
				text = field.PadLeft(text, cols[i].width-2)
			}
			row += style.Render(field.Pad(" "+text, cols[i].width))
		}
		head.Line(row)
	}
}

// moreColumns say how many columns are out of sight, in the last of so many lines.
func moreColumns(seen view, lines, width int) []string {
	out := make([]string, lines)
	last := lines - 1
	left, right := fmt.Sprintf("‹ %d more", seen.before), fmt.Sprintf("%d more ›", seen.behind)
	switch {
	case seen.before == 0 && seen.behind == 0:
	case seen.before == 0:
		out[last] = right
	case seen.behind == 0:
		out[last] = left
	case lines > 1:
		out[last-1], out[last] = left, right
	case ansi.StringWidth(left+"  "+right) <= width:
		out[last] = left + "  " + right
	default:
		out[last] = fmt.Sprintf("‹ %d  %d ›", seen.before, seen.behind)
	}
	return out
}

// matrixRow is an offer, or today's job, with the columns that are shown.
func (o *offers) matrixRow(c *Context, d *field.Drawing, cols []matrixColumn, shown []int, r int, id workbook.Key, nameWidth int, status bool) {
	st, here := c.Style, r == o.row(c)
	name, far := o.rowName(c, r)
	style := st.Plain
	if here {
		style = st.Accent
		d.Focus = len(d.Lines)
	}
	label := style.Render(field.Pad(name, nameWidth-3))
	if far != "" && status {
		n := max(0, nameWidth-4-ansi.StringWidth(far))
		label = style.Render(field.Pad(name, n)) + " " + st.Dim.Render(far)
	}
	row := marker(st, here) + field.Pad(label, nameWidth-3) + " "
	y, x := len(d.Lines), nameWidth
	d.Zones = append(d.Zones, field.Zone{X: 0, Y: y, W: nameWidth, H: 1, Do: func() {
		if o.focus.key == id && !o.inForm {
			o.edit(c, "")
			return
		}
		o.focus.to(id)
		o.inForm = false
	}})
	for _, i := range shown {
		col := cols[i]
		row += field.Pad(o.bracketed(st.Accent, col.cell(r), here && i == o.col), col.width)
		d.Zones = append(d.Zones, field.Zone{X: x, Y: y, W: col.width, H: 1, Do: func() {
			again := o.focus.key == id && o.col == i
			o.focus.to(id)
			o.col, o.inForm = i, false
			if again {
				o.cycle(c)
			}
		}})
		x += col.width
	}
	d.Line(row)
}

func (o *offers) bracketed(accent lipgloss.Style, cell string, here bool) string {
	if here && !o.inForm {
		return accent.Render("[") + cell + accent.Render("]")
	}
	return " " + cell
}

// page shows one offer where there is one column of text, or today's job: the columns
// of the matrix are its rows.
func (o *offers) page(c *Context, width, room int) field.Drawing {
	var d, rows field.Drawing
	st, r := c.Style, o.row(c)
	name, status := o.rowName(c, r)
	place := fmt.Sprintf("%d of %d", r+1, len(c.Settled.Offers)+1)
	if status != "" {
		name = field.Cut(name, width-len(place)-len(status)-3) + ", " + status
	}
	d.Line(st.Bold.Render(field.Pad(name, width-len(place)-1)) + " " + st.Dim.Render(place))
	cols := o.columns(c)
	o.col = clamp(o.col, len(cols))
	for i, col := range cols {
		here, style := i == o.col, st.Plain
		if here {
			style, rows.Focus = st.Accent, len(rows.Lines)
		}
		y := len(rows.Lines)
		cell := strings.TrimSpace(col.cell(r))
		if cell == "" {
			cell = "–"
		}
		cell = o.bracketed(st.Accent, cell, here)
		if !here {
			cell += " "
		}
		rows.Line(marker(st, here) + style.Render(field.Pad(col.head, width-3-ansi.StringWidth(cell))) + " " + cell)
		rows.Click(y, width, func() {
			again := o.col == i
			if o.col = i; again {
				o.cycle(c)
			}
		})
	}
	words := o.words(c, width, room-1-minActivity)
	if left := room - 1 - len(words.Lines); left >= minActivity {
		d.Add(rows.Window(left, st), 0, true)
		d.Add(words, 0, false)
		return d
	}
	d.Add(rows.Window(room-1, st), 0, true)
	return d
}

// view is which columns are shown, and how many more there are on either side.
type view struct {
	shown          []int
	before, behind int
}

// visible gives the columns that fit into room: those that stay, and of the others a
// window with the focused one, from first as long as it can be, so that a column stays
// where it was clicked. Where that has no room, what stays leaves as well, the last first.
func visible(cols []matrixColumn, first, focus, room int) (view, int) {
	var stay, others []int
	for i, col := range cols {
		if col.stays {
			stay = append(stay, i)
		} else {
			others = append(others, i)
		}
	}
	left := func() int {
		n := room
		for _, i := range stay {
			n -= cols[i].width
		}
		return n
	}
	needed := func() int {
		if len(others) == 0 || cols[focus].stays {
			return 0
		}
		return cols[focus].width
	}
	for len(stay) > 0 && left() < needed() {
		end := len(stay) - 1
		if stay[end] == focus && end > 0 {
			stay[end], stay[end-1] = stay[end-1], stay[end]
		}
		if stay[end] == focus {
			break
		}
		stay = stay[:end]
	}
	sum := func(from, to int) int {
		n := 0
		for _, i := range others[from : to+1] {
			n += cols[i].width
		}
		return n
	}
	var seen view
	first = clamp(first, len(others))
	last := first - 1
	if at := slices.Index(others, focus); at >= 0 {
		first, last = min(first, at), at
		for first < at && sum(first, last) > left() {
			first++
		}
	}
	for last+1 < len(others) && sum(first, last+1) <= left() {
		last++
	}
	for first > 0 && last >= 0 && sum(first-1, last) <= left() {
		first--
	}
	if len(others) > 0 {
		seen.shown = append(seen.shown, others[first:last+1]...)
	}
	seen.shown = append(seen.shown, stay...)
	slices.Sort(seen.shown)
	seen.before, seen.behind = first, len(cols)-len(seen.shown)-first
	return seen, first
}
