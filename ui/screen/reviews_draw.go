package screen

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func (r *reviews) draw(c *Context, width, room int) field.Drawing {
	switch {
	case r.inForm:
		var form field.Drawing
		form.Line(c.Style.Bold.Render(field.Cut(r.heading(c, &r.form), rightWidth(width, true))))
		form.Add(r.form.Draw(c, min(rightWidth(width, true), measure), true), 0, true)
		return panes(c, r.drawDays(c, leftWidth(width, true), true), form, width, room, true)
	case r.blank(c):
		return r.drawEmpty(c, width)
	case width >= writeBeside:
		left := min(timeline, width-gutter-openFrom)
		right := r.drawOpen(c, width-left-gutter).Window(room, c.Style)
		return field.Beside(r.drawDays(c, left, true).Window(room, c.Style), left, gutter, right, false)
	}
	return r.drawDays(c, width, width >= narrow)
}

// timeline is as wide as a row of it reads well, openFrom the least that what the
// focused row opens gets beside it.
const (
	timeline = 80
	openFrom = 36
	aloneGap = 3
	notShown = "not for the manager"
)

// blank tells whether nothing is dated or answered here.
func (r *reviews) blank(c *Context) bool {
	return len(r.table(c)) == 1 && c.Advice.Progresses()[workbook.LessonReviews.Number()-1].State == advice.Untouched
}

// drawEmpty says what to look for first.
func (r *reviews) drawEmpty(c *Context, width int) field.Drawing {
	var d field.Drawing
	d.Text(c.Pack.Lesson(workbook.LessonReviews).Empty, min(width, measure), c.Style.Plain)
	d.Focus = len(d.Lines)
	row := r.day(c)
	d.Line(c.Style.Accent.Render(field.Cut("▸ Say when the budget is set (enter)", width)))
	d.Click(d.Focus, width, func() { r.open(c, row.Record, row.Field) })
	return d
}

// dayColumns are how many cells the columns of the timeline have.
type dayColumns struct {
	date, off, gap int
	side           bool // what is not for the manager says so
	days           bool // how far a day is says that it counts days
}

// drawDays draws the timeline, without what has passed where it is not to have the
// whole of it, as long as the focus is not there.
func (r *reviews) drawDays(c *Context, width int, whole bool) field.Drawing {
	var d field.Drawing
	rows := r.table(c)
	cur := r.day(c)
	cols := dayColumns{gap: aloneGap, side: width >= narrow, days: width >= narrow}
	if width < narrow {
		cols.gap = 2
	}
	if !whole && !cur.Date.Before(c.Day) {
		rows = ahead(c.Day, rows)
	}
	for _, row := range rows {
		cols.date, cols.off = max(cols.date, len(row.date(c))), max(cols.off, len(row.off(c, cols.days)))
	}
	for _, row := range rows {
		r.drawDay(c, &d, row, row.day && row.key() == cur.key(), cols, width)
	}
	return d
}

// ahead leaves out what has passed, where rows are few.
func ahead(today value.Date, rows []dayRow) []dayRow {
	var out []dayRow
	for _, r := range rows {
		if r.unknown || r.day && !r.Date.Before(today) || !r.day && r.Says != "" {
			out = append(out, r)
		}
	}
	return out
}

// drawDay draws one row; the focused one says all that it has to say.
func (r *reviews) drawDay(c *Context, d *field.Drawing, row dayRow, here bool, cols dayColumns, width int) {
	st, y := c.Style, len(d.Lines)
	head := field.PadLeft(row.date(c), cols.date) + spaces(cols.gap) + field.PadLeft(row.off(c, cols.days), cols.off) + spaces(cols.gap)
	if !row.day {
		if row.Says != "" {
			head = spaces(ansi.StringWidth(head))
		}
		d.Line("  " + st.Dim.Render(field.Cut(head+row.Says, width-2)))
		return
	}
	indent := 2 + ansi.StringWidth(head)
	room := max(1, width-indent)
	side := ""
	if cols.side && row.Mine {
		side = notShown
		room -= len(side) + 2
	}
	mark := ""
	if row.warn {
		mark = st.Warn.Render("! ")
		room -= len("! ")
	}
	style := st.Plain
	if here {
		style = st.Accent
	}
	lines := []string{field.Cut(row.Says, room)}
	if here {
		lines = field.Wrap(row.Says, room)
	}
	first := marker(st, here) + style.Render(head) + mark + style.Render(lines[0])
	if side != "" {
		first += spaces(room-ansi.StringWidth(lines[0])+2) + st.Dim.Render(side)
	}
	d.Line(first)
	for _, l := range lines[1:] {
		d.Line(spaces(indent+ansi.StringWidth(mark)) + style.Render(l))
	}
	if here {
		d.Focus, d.Block = y, field.Block{From: y, To: len(d.Lines)}
	}
	k := row.key()
	d.Click(y, width, func() {
		again := r.days.key == k
		r.days.to(k)
		if r.inForm = false; again {
			r.open(c, row.Record, row.Field)
		}
	})
}

// date is the day as the column shows it.
func (r dayRow) date(c *Context) string {
	if r.unknown {
		return "?"
	}
	return r.Date.Short(c.Day)
}

// off is how far the day is from today; days says so where there is room.
func (r dayRow) off(c *Context, days bool) string {
	if r.unknown {
		return ""
	}
	n := c.Day.DaysTo(r.Date)
	count := fmt.Sprint(max(n, -n))
	if days {
		count = value.Counted(max(n, -n), "day")
	}
	switch {
	case n == 0:
		return "today"
	case n < 0:
		return count + " ago"
	}
	return "in " + count
}

// drawOpen is what the focused row opens, to look at beside the days.
func (r *reviews) drawOpen(c *Context, width int) field.Drawing {
	var d field.Drawing
	cur := r.day(c)
	form := r.openForm(c, cur)
	d.Text(r.heading(c, form), width, c.Style.Bold)
	if cur.Mine {
		d.Text(value.Sentence(notShown)+".", width, c.Style.Dim)
	}
	drawn := form.Draw(c, width, false)
	for i, z := range drawn.Zones {
		drawn.Zones[i].Do = func() {
			z.Do()
			r.open(c, form.Record, form.Focused(c.Book))
		}
	}
	d.Add(drawn, 0, false)
	return d
}

// heading says what a form is about.
func (r *reviews) heading(c *Context, form *field.Form) string {
	name := recordName(c, form.Record)
	switch at := form.Record.Collection(); {
	case at == workbook.CheckInRecords:
		return strings.TrimSpace("Check-in " + name)
	case at == workbook.ReviewRecords && form.Page == "":
		return "When the money is decided"
	case at == workbook.ReviewRecords:
		return "Your reviews"
	case name == "":
		return c.Pack.Lesson(workbook.Lesson(form.Page)).Title
	}
	return name
}
