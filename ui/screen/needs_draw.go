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

func (n *needs) draw(c *Context, width, room int) field.Drawing {
	if n.focused(c) == nil {
		var d field.Drawing
		d.Text(c.Pack.Lesson(workbook.LessonNeeds).Empty, width, c.Style.Plain)
		y := len(d.Lines)
		d.Line(c.Style.Accent.Render(field.Cut("▸ Go to lesson 1 (enter)", width)))
		d.Click(y, width, func() { c.Go(Place{Screen: string(workbook.LessonReturns)}) })
		return d
	}
	switch {
	case n.inForm:
		list := func(width int) field.Drawing { return n.drawList(c, width, room) }
		return n.layout(c, width, room, true, list, func(width int) field.Drawing { return n.drawForm(c, width) }, nil)
	case width >= writeBeside:
		table := min(scoreTable, width-gutter-33)
		right := n.drawOpen(c, width-table-gutter).Window(room, c.Style)
		return field.Beside(n.drawList(c, table, room), table, gutter, right, false)
	}
	return n.drawList(c, width, room)
}

// drawForm is the open form, and which return of its group it is about.
func (n *needs) drawForm(c *Context, width int) field.Drawing {
	var d field.Drawing
	cur := n.focused(c)
	all := c.Book.Sorted(cur.Need.Sort)
	at := slices.IndexFunc(all, func(r *workbook.Return) bool { return r.ID == cur.ID })
	count := fmt.Sprintf("  %d of %d", at+1, len(all))
	d.Line(c.Style.Bold.Render(field.Cut(nameOf(*cur), width-len(count))) + c.Style.Dim.Render(count))
	d.Add(n.form.Draw(c, min(width, measure), true), 0, true)
	return d
}

// drawOpen is the focused return with its answers, beside the list.
func (n *needs) drawOpen(c *Context, width int) field.Drawing {
	var d field.Drawing
	cur := n.focused(c)
	d.Text(nameOf(*cur), width, c.Style.Bold)
	form := field.Form{Record: needKey(cur), Page: string(workbook.LessonNeeds), Hints: n.hints(c, needKey(cur)), Beside: true}
	drawn := form.Draw(c, width, false)
	for i, z := range drawn.Zones {
		drawn.Zones[i].Do = func() {
			z.Do()
			n.edit(c, form.Focused(c.Book))
		}
	}
	d.Add(drawn, 0, false)
	return d
}

// The columns of the lists: names have so many cells before anything else gets any,
// and a line has at least so many, or its column leaves.
const (
	nameFrom  = 20
	lineFrom  = 16
	stateWide = len("today's job")
	lineGap   = 3
	stateGap  = 2
	lowRoom   = 8 // fewer lines than these
)

// needColumns are how many cells the columns have; line is 0 where there is none.
type needColumns struct{ width, name, line, state int }

// needLists is what one drawing of the lists goes by.
type needLists struct {
	width   int                                  // without the mark of the focus
	name    int                                  // the longest name
	fixed   int                                  // the longest line that may not be cut: an amount
	unsure  bool                                 // today's job may meet one of them or not
	low     bool                                 // there is no room for lines but below the focus
	returns map[workbook.Sort][]*workbook.Return // settled
}

func (n *needs) lists(c *Context, width, room int) needLists {
	l := needLists{width: width - 2, low: room < lowRoom, returns: map[workbook.Sort][]*workbook.Return{}}
	for _, s := range groups {
		l.returns[s] = c.Settled.Sorted(s)
		for _, r := range l.returns[s] {
			l.name = max(l.name, ansi.StringWidth(nameOf(*r)))
		}
	}
	for _, r := range l.returns[workbook.Must] {
		if r.Need.Threshold.Amount.OK() {
			l.fixed = max(l.fixed, ansi.StringWidth(r.Need.Threshold.String()))
		}
		met := c.Settled.MustMet(*r)
		l.unsure = l.unsure || met != value.Yes && met != value.No
	}
	return l
}

// columns of a group. Names begin the line at the same cell in all of them.
func (l needLists) columns(s workbook.Sort) needColumns {
	least := max(l.fixed, lineFrom)
	room := l.width - lineGap - stateGap - stateWide
	name := min(max(l.name, nameFrom), max(nameFrom, room-least))
	state := map[workbook.Sort]int{workbook.Must: stateWide, workbook.Nice: len("points")}[s]
	if room-name >= least && !l.low {
		if s == workbook.NotYet {
			return needColumns{width: l.width, name: l.width}
		}
		return needColumns{width: l.width, name: name, line: l.width - name - lineGap - stateGap - state, state: state}
	}
	switch {
	case s == workbook.Nice:
		state = len("100")
	case s == workbook.Must && !l.unsure:
		state = len("x not met")
	case s == workbook.NotYet:
		return needColumns{width: l.width, name: l.width}
	}
	return needColumns{width: l.width, name: l.width - stateGap - state, state: state}
}

// roominess is how much room the lists take.
type roominess int

const (
	spaced roominess = iota // blank lines between the groups
	dense                   // none
	bare                    // nothing about a return but what a must-have is asked
	around                  // a window around the focus, in which all that belongs to it stands right below it
)

// drawList is the question, if there is one, and the groups, as roomy as they can be
// in so many lines.
func (n *needs) drawList(c *Context, width, room int) field.Drawing {
	top := n.drawQuestion(c, width, room)
	room -= len(top.Lines)
	l := n.lists(c, width, room)
	cur := c.Settled.Return(n.current(c).ID())
	spare := 0
	if cur.Need.Sort != workbook.Must && len(n.about(c, cur, l.columns(cur.Need.Sort), true).Lines) == 0 {
		spare = 1 // what a must-have is asked has a line: the lists do not move with the focus
	}
	for how := spaced; how < around; how++ {
		if d := n.drawGroups(c, l, room, how); len(d.Lines)+spare <= room {
			top.Add(d, 0, true)
			return top
		}
		if how == dense {
			spare = 0
		}
	}
	top.Add(n.drawGroups(c, l, room, around).Window(room, c.Style), 0, true)
	return top
}

func (n *needs) drawQuestion(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	q := n.asked(c)
	if n.inForm || q.text == "" {
		return d
	}
	var keys field.Drawing
	line, x, rows := "", 0, n.commands(c)
	for _, id := range q.ids {
		row, _ := rows.Get(id)
		if row.Off != "" {
			continue
		}
		w := ansi.StringWidth(row.Written() + " " + row.Words)
		keys.Zones = append(keys.Zones, field.Zone{X: x, W: w, H: 1, Do: row.Do})
		line += c.Style.Key.Render(row.Written()) + " " + c.Style.Plain.Render(row.Words) + "  "
		x += w + 2
	}
	keys.Line(line)
	switch text := ansi.StringWidth(q.text) + 2; {
	case text+x-2 <= width:
		d = field.Beside(field.Text(q.text, text, c.Style.Bold), text-2, 2, keys, false)
	case room >= lowRoom:
		d.Text(q.text, width, c.Style.Bold)
		d.Add(keys, 0, false)
	default:
		d = keys // the insight below says what is asked
	}
	if room > 3*minActivity {
		d.Blank()
	}
	return d
}

func (n *needs) drawGroups(c *Context, l needLists, room int, how roominess) field.Drawing {
	var d field.Drawing
	cur, at, i := n.focused(c), n.roster.focus.in(n.keys(c)), 0
	for _, s := range groups {
		if how == spaced {
			d.Blank()
		}
		cols := l.columns(s)
		n.drawHeading(c, &d, s, cols, len(l.returns[s]))
		for _, r := range l.returns[s] {
			row := rosterRow{key: needKey(r), text: func(here bool, _ int) string { return n.drawReturn(c, r, here, cols) }, click: func(again bool) {
				n.behind, n.typed = "", number{}
				if again {
					n.edit(c, "")
				}
			}}
			y := len(d.Lines)
			n.row(c, &d, row, i, at, l.width+2, room)
			if i == at {
				n.drawRest(c, &d, r, cols, how, room)
				d.Focus = y + max(0, min((len(d.Lines)-1-y)/2, room/2-1)) // in a window its first line is in sight
			}
			i++
		}
		if cur.Need.Sort == s && (how < bare || how == bare && s == workbook.Must) {
			d.Add(n.about(c, c.Settled.Return(cur.ID), cols, true), 0, false)
		}
		if s == workbook.Nice && len(l.returns[s]) > 0 && (how < around || cur.Need.Sort != s) {
			d.Line(total(c, cols))
		}
	}
	return d
}

// drawRest is what stands below the focused row: the rest of a long name, and in a
// window all that is said about it.
func (n *needs) drawRest(c *Context, d *field.Drawing, r *workbook.Return, cols needColumns, how roominess, room int) {
	name := field.Wrap(nameOf(*r), cols.name)
	for k, line := range name[1:] {
		if k+1 > max(1, room/2) {
			break
		}
		d.Line("  " + c.Style.Accent.Render(line))
	}
	if how < around {
		return
	}
	if r.Need.Sort == workbook.Nice { // what follows each digit stays in sight
		d.Line(total(c, cols))
	}
	d.Add(n.about(c, r, cols, false), 0, false)
}

// drawHeading names a group, its size and its columns.
func (n *needs) drawHeading(c *Context, d *field.Drawing, s workbook.Sort, cols needColumns, size int) {
	st := c.Style
	head := fmt.Sprintf("%s  %d", groupNames[s], size)
	if s == workbook.Must && size == 0 && c.Book.Fallback.Stay {
		head += "  You would leave over none of it."
	}
	line, state := "", ""
	if size > 0 {
		line = map[workbook.Sort]string{workbook.Must: "line that can be checked", workbook.Nice: "worst → best"}[s]
		state = map[workbook.Sort]string{workbook.Must: "today's job", workbook.Nice: "points"}[s]
	}
	if ansi.StringWidth(line) > cols.line && s == workbook.Must {
		line = "its line"
	}
	if cols.line == 0 || line == "" {
		room := cols.width - len(state)
		d.Line("  " + st.Bold.Render(field.Pad(head, room)) + st.Dim.Render(state))
		return
	}
	d.Line("  " + st.Bold.Render(field.Pad(head, cols.name)) + spaces(lineGap) + st.Dim.Render(field.Pad(line, cols.line)+spaces(stateGap)+field.PadLeft(state, cols.state)))
}

// drawReturn is one row: the name, what is known of it, and where it stands.
func (n *needs) drawReturn(c *Context, r *workbook.Return, here bool, cols needColumns) string {
	st := c.Style
	name, style := nameOf(*r), st.Plain
	if here {
		name, style = field.Wrap(name, cols.name)[0], st.Accent
	}
	out := style.Render(field.Pad(name, cols.name))
	if cols.line > 0 {
		text := lineOf(r)
		render := st.Plain.Render
		if r.Need.Threshold.Unread() != "" {
			render = st.Warn.Render
		} else if blankLine(r) {
			render = st.Dim.Render
		}
		out += spaces(lineGap) + render(field.Pad(text, cols.line))
	}
	if cols.state > 0 {
		out += spaces(stateGap) + n.state(c, r, cols.state)
	}
	return out
}

// state is what stands at the right end of a row.
func (n *needs) state(c *Context, r *workbook.Return, width int) string {
	st := c.Style
	if r.Need.Sort == workbook.Nice {
		return st.Plain.Render(field.PadLeft(orDash(r.Need.Share), width))
	}
	switch c.Settled.MustMet(*r) {
	case value.Yes:
		return st.Plain.Render(field.PadLeft("✓ met", width))
	case value.No:
		return st.Warn.Render(field.PadLeft("✗ not met", width))
	}
	return st.Dim.Render(field.PadLeft("– not known", width))
}

// lineOf is the line of a must-have, or the way of a nice-to-have.
func lineOf(r *workbook.Return) string {
	switch n := r.Need; {
	case n.Sort == workbook.Must && n.Threshold.Unread() != "":
		return "! " + n.Threshold.Unread()
	case n.Sort == workbook.Must:
		return cmp.Or(n.Threshold.String(), "no line yet")
	case blankLine(r):
		return "–"
	default:
		return cmp.Or(n.Worst, "–") + " → " + cmp.Or(n.Best, "–")
	}
}

func blankLine(r *workbook.Return) bool {
	n := r.Need
	return n.Sort == workbook.Must && n.Threshold.IsZero() || n.Sort == workbook.Nice && n.Worst == "" && n.Best == ""
}

// total is the sum of the points under their column, and what is left of 100.
func total(c *Context, cols needColumns) string {
	sum, style := points(c.Book), c.Style.Plain
	said := fmt.Sprintf("%d of %d", sum, allPoints)
	switch {
	case sum > allPoints:
		said, style = fmt.Sprintf("%s: take %d away", said, sum-allPoints), c.Style.Bold
	case sum < allPoints:
		said = fmt.Sprintf("%s: %d left", said, allPoints-sum)
	}
	return "  " + style.Render(field.PadLeft(said, cols.width))
}

// about says what the row of the focused return has no room for: its line, where that
// is not whole there, and the hesitation test with the keys that answer it.
func (n *needs) about(c *Context, r *workbook.Return, cols needColumns, named bool) field.Drawing {
	var d field.Drawing
	if n.inForm {
		return d // all of it stands there
	}
	var said []string
	line := lineOf(r)
	cut := cols.line == 0 && !blankLine(r) || cols.line > 0 && ansi.StringWidth(line) > cols.line
	switch r.Need.Sort {
	case workbook.Must:
		if cut {
			said = append(said, line)
		}
		if n.asked(c).text == "" { // one question at a time
			said = append(said, hesitation(r, cols.line > 0))
		}
	case workbook.Nice:
		if cut {
			said = append(said, line)
		}
	default:
		said = append(said, "Would you leave over it? m yes, n no")
	}
	for i, text := range said {
		if named && i == 0 && r.Need.Sort != workbook.NotYet {
			text = field.Cut(nameOf(*r), 30) + ": " + text
		}
		y := len(d.Lines)
		hanging(&d, "  ", 2, strings.TrimSpace(text), cols.width+2, c.Style.Dim.Render)
		d.Click(y, cols.width+2, func() { n.edit(c, "") })
	}
	return d
}

// hesitation asks whether one would leave over a must-have that is nearly there, and
// says what was answered, or which keys answer it.
func hesitation(r *workbook.Return, long bool) string {
	if r.Need.Threshold.IsZero() {
		return "what would count as having it? (enter)"
	}
	ask := "one exception in twenty: leave?"
	switch nearly, ok := r.Need.Nearly(); {
	case ok && long:
		ask = fmt.Sprintf("at 95%% of it, %s, would you leave?", nearly)
	case ok:
		ask = fmt.Sprintf("at %s, would you leave?", nearly)
	case long:
		ask = "at one exception in twenty, would you leave?"
	}
	switch r.Need.Leave {
	case value.Yes:
		return ask + " yes"
	case value.No:
		return ask + " no: n makes it nice"
	}
	return ask + " y yes, n no"
}
