package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func (m *firstMile) draw(c *Context, width, room int) field.Drawing {
	list := func(width int) field.Drawing { return m.scorecard(c, width, room, false) }
	switch {
	case m.inForm:
		return m.layout(c, width, room, true, list, func(width int) field.Drawing { return m.drawForm(c, width) }, nil)
	case m.focused(c) == nil:
		return m.drawEmpty(c, width)
	case width >= writeBeside:
		most := width - gutter - 33
		table := min(max(scoreTable, m.table(c, most, nameMost).width()), most)
		return field.Beside(list(table), table, gutter, m.drawOpen(c, width-table-gutter).Window(room, c.Style), false)
	}
	return m.scorecard(c, width, room, true)
}

// drawEmpty says what to do while there is no target, or what has been said of that.
func (m *firstMile) drawEmpty(c *Context, width int) field.Drawing {
	var d field.Drawing
	if c.Book.WithoutKPI() {
		d.Text("You say that nobody set you a target.", min(width, measure), c.Style.Plain)
	} else {
		d.Text(c.Pack.Lesson(workbook.LessonFirstMile).Empty, min(width, measure), c.Style.Plain)
	}
	rows := m.commands(c)
	for i, id := range []string{"kpis.add", "kpis.none"} {
		row, _ := rows.Get(id)
		y, words := len(d.Lines), row.Name
		if i == 0 {
			words, d.Focus = row.Words, y
		}
		d.Line(marker(c.Style, i == 0) + c.Style.Key.Render(row.Written()) + field.Cut("  "+words, width-3))
		d.Click(y, width, row.Do)
	}
	return d
}

// drawForm is the open form, and which of the targets it is about.
func (m *firstMile) drawForm(c *Context, width int) field.Drawing {
	var d field.Drawing
	keys := m.keys(c)
	count := fmt.Sprintf("  %d of %d", slices.Index(keys, m.form.Record)+1, len(keys))
	d.Line(c.Style.Bold.Render(field.Cut(jobOf(*m.focused(c)), width-len(count))) + c.Style.Dim.Render(count))
	d.Add(m.form.Draw(c, min(width, measure), true), 0, true)
	return d
}

// drawOpen is the focused target with its answers, beside the scorecard.
func (m *firstMile) drawOpen(c *Context, width int) field.Drawing {
	var d field.Drawing
	k := m.current(c)
	d.Text(jobOf(*m.focused(c)), width, c.Style.Bold)
	form := field.Form{Record: k, Page: string(workbook.LessonFirstMile), Beside: true}
	drawn := form.Draw(c, width, false)
	for i, z := range drawn.Zones {
		drawn.Zones[i].Do = func() {
			z.Do()
			m.edit(c, form.Focused(c.Book))
		}
	}
	d.Add(drawn, 0, false)
	return d
}

// kpiColumn is one column of the scorecard.
type kpiColumn struct {
	head  string
	right bool
	cell  func(workbook.KPI) string
}

// The columns as they stand, and the order in which they leave where there is no room
// for all: the result stays, as the name does.
func (m *firstMile) columns(c *Context) (all []kpiColumn, leave []int) {
	return []kpiColumn{
		{"target", false, func(k workbook.KPI) string { return dashed(targetCell(k)) }},
		{"actual", true, func(k workbook.KPI) string {
			actual, _ := k.Stands()
			return dashed(cmp.Or(actual, k.Actual.String()))
		}},
		{"result", false, resultCell},
		{"as of", true, func(k workbook.KPI) string { return dashed(k.AsOf.Short(c.Day)) }},
		{"they agree", true, func(k workbook.KPI) string { return dashed(k.Confirmed.String()) }},
	}, []int{3, 4, 0, 1}
}

// statementWidth is how much of a target in words the scorecard shows.
const statementWidth = 24

func targetCell(k workbook.KPI) string {
	switch unread := k.Target.Unread(); {
	case unread != "":
		return field.Cut("! "+unread, statementWidth)
	case k.Target.Statement != "":
		return field.Cut(k.Target.Statement, statementWidth)
	}
	return k.Target.String()
}

func resultCell(k workbook.KPI) string {
	switch k.Result() {
	case workbook.KPIHit:
		return "✓ hit"
	case workbook.KPIMissed:
		return "✗ missed"
	}
	return "– unknown"
}

func dashed(s string) string { return cmp.Or(s, "–") }

// kpiTable is what one drawing of the scorecard goes by.
type kpiTable struct {
	columns []kpiColumn
	widths  []int // 0 of a column that left
	names   int
}

// nameMost is how long the names may be for which columns leave, where what leaves stands
// in the pane beside.
const nameMost = 40

// table reckons the columns; one after the other leaves until the names have so many
// cells, or as many as they need.
func (m *firstMile) table(c *Context, width, least int) kpiTable {
	cols, leave := m.columns(c)
	t := kpiTable{columns: cols, widths: make([]int, len(cols))}
	longest := 0
	for _, k := range c.Settled.KPIs {
		longest = max(longest, ansi.StringWidth(jobOf(k)))
		for i, col := range cols {
			t.widths[i] = max(t.widths[i], ansi.StringWidth(col.head), ansi.StringWidth(col.cell(k)))
		}
	}
	room := func() int {
		n := width - 2 // the mark of the focus
		for _, w := range t.widths {
			if w > 0 {
				n -= columnGap + w
			}
		}
		return n
	}
	for _, i := range leave {
		if room() >= min(max(longest, len("The job")), least) {
			break
		}
		t.widths[i] = 0
	}
	t.names = min(max(longest, nameFrom), room())
	return t
}

// width is how wide a row is with its mark.
func (t kpiTable) width() int {
	return 2 + t.names + ansi.StringWidth(t.cells(func(col kpiColumn) string { return "" }))
}

// cells is a row of the table behind its name.
func (t kpiTable) cells(of func(kpiColumn) string) string {
	out := ""
	for i, w := range t.widths {
		if w == 0 {
			continue
		}
		out += spaces(columnGap)
		if t.columns[i].right {
			out += field.PadLeft(of(t.columns[i]), w)
		} else {
			out += field.Pad(of(t.columns[i]), w)
		}
	}
	return out
}

// has tells whether a column is shown.
func (t kpiTable) has(head string) bool {
	i := slices.IndexFunc(t.columns, func(col kpiColumn) bool { return col.head == head })
	return t.widths[i] > 0
}

// scorecard is the table, what the focused row has no room for where that is not open
// beside it, and the gate.
func (m *firstMile) scorecard(c *Context, width, room int, said bool) field.Drawing {
	var d, rows, low field.Drawing
	least := nameFrom
	if !said {
		least = nameMost
	}
	t := m.table(c, width, least)
	d.Line(c.Style.Dim.Render("  " + field.Pad("The job", t.names) + t.cells(func(col kpiColumn) string { return col.head })))
	var list []rosterRow
	for _, k := range m.keys(c) {
		kpi := c.Settled.KPI(k.ID())
		list = append(list, rosterRow{key: k, text: func(here bool, _ int) string { return t.row(c, *kpi, here) }})
	}
	at := m.focus.in(m.keys(c))
	for i, row := range list {
		m.row(c, &rows, row, i, at, width, room)
		if i == at {
			for _, more := range field.Wrap(jobOf(*m.focused(c)), t.names)[1:] { // the focused name is whole
				rows.Line("  " + c.Style.Accent.Render(more))
			}
		}
	}
	shown := min(len(rows.Lines), 3)
	gate := gateLine(c)
	if said {
		low.Text(m.words(c, t), width, c.Style.Plain)
		if most := max(1, room-1-shown); len(low.Lines) > most { // no key would show the rest here
			low.Lines = append(low.Lines[:most-1], field.Cut(low.Lines[most-1]+" "+low.Lines[most], width))
		}
		low.Click(0, width, func() { m.edit(c, "") })
	}
	free := room - 1 - shown - len(low.Lines)
	if gate != "" && free > 0 {
		low.Line(gate)
	}
	if free > 1 && len(rows.Lines)+1+len(low.Lines) < room {
		rows.Blank()
	}
	d.Add(rows.Window(max(shown, room-1-len(low.Lines)), c.Style), 0, true)
	d.Add(low, 0, false)
	return d
}

// row is one target behind the mark of the focus.
func (t kpiTable) row(c *Context, k workbook.KPI, here bool) string {
	name, style := jobOf(k), c.Style.Plain
	if here {
		name, style = field.Wrap(name, t.names)[0], c.Style.Accent
	}
	if mine := " (mine)"; k.Private && t.names > nameFrom/2+len(mine) {
		name = field.Cut(name, t.names-len(mine)) + mine
	}
	return style.Render(field.Pad(name, t.names)) + t.cells(func(col kpiColumn) string {
		s := col.cell(k)
		if strings.HasPrefix(s, "✗") || strings.HasPrefix(s, "! ") {
			return c.Style.Warn.Render(s)
		}
		return s
	})
}

// words say of the focused target what its row has no room for.
func (m *firstMile) words(c *Context, t kpiTable) string {
	k := *m.focused(c)
	var said []string
	actual, target := k.Stands()
	switch numbers := t.has("target") && t.has("actual"); {
	case k.Target.Statement != "" && (!numbers || targetCell(k) != k.Target.Statement):
		said = append(said, "“"+k.Target.Statement+"”")
	case numbers:
	case actual != "" && target != "":
		said = append(said, actual+" against "+target)
	default:
		said = append(said, filled(actual, target)...)
	}
	if by := k.OnTargetBy(c.Day); by.OK() && k.Result() == workbook.KPIMissed {
		said = append(said, "on target by "+by.Short(c.Day))
	}
	if !t.has("they agree") {
		said = append(said, agreement(k.Confirmed))
	}
	if !t.has("as of") && !k.AsOf.IsZero() {
		said = append(said, "as of "+k.AsOf.Short(c.Day))
	}
	if k.Agreed == "" {
		said = append(said, "agreed with nobody yet")
	} else {
		said = append(said, "agreed with "+k.Agreed)
	}
	if k.Source != "" {
		said = append(said, "source: "+k.Source)
	}
	return jobOf(k) + ": " + strings.TrimRight(strings.Join(said, "; "), ". ") + "."
}

// agreement says whether the other side counts the same.
func agreement(a value.Answer) string {
	switch a {
	case value.Yes:
		return "they agree"
	case value.No:
		return "they do not agree"
	}
	return "not known whether they agree"
}

// gateLine says whether one may go on to what is beyond the job; nothing while there is
// no target.
func gateLine(c *Context) string {
	g := c.Settled.Gate(c.Day)
	switch {
	case g.State == workbook.GateEmpty, g.State == workbook.GateNoTarget:
		return ""
	case g.Open():
		return c.Style.Plain.Render("✓ The gate is open.")
	case g.Shut():
		return c.Style.Warn.Render("✗") + c.Style.Plain.Render(" The gate is shut.")
	}
	return c.Style.Plain.Render("– The gate is not open yet.")
}
