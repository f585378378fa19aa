package screen

import (
	"cmp"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
)

// Map shows the nine lessons, which is next, and what is still open.
type Map struct {
	row  int // the focused lesson
	open int // the focused finding, while findings are focused
	gaps bool
}

// NewMap makes the map with the next lesson in focus.
func NewMap(c *Context) *Map { return &Map{row: advice.Next(c.Book).Number() - 1} }

// Title is the workbook's name.
func (m *Map) Title(c *Context, _ int) string { return titleOf(c.Book) }

func titleOf(w workbook.Workbook) string {
	name := w.Profile.Name
	if name == "" {
		name = "(no name)"
	}
	if w.Profile.Person != "" {
		return w.Profile.Person + " · " + name
	}
	return name
}

// Commands move between lessons and findings and open them.
func (m *Map) Commands(c *Context) command.List {
	m.keep(c)
	k := c.Key
	details := command.Command{ID: "conversation", Key: k.Details}
	lesson := ""
	var rows command.List
	if m.gaps {
		toLessons := func() { m.gaps = false }
		rows = command.List{
			{ID: "map.mend", Key: k.Open, Words: "mend it", Do: func() { m.openFinding(c, m.open) }},
			{ID: "map.lessons", Key: command.Also(k.Left, k.Next, k.Previous), Words: "lessons", Quiet: true, Do: toLessons},
			{ID: "back", Key: k.Back, Do: toLessons},
			details,
		}
	} else {
		lesson = "open a lesson"
		export := command.Command{ID: "export", Words: "export"}
		gaps := command.Command{ID: "map.gaps", Key: command.Also(k.Next, k.Right, k.Previous), Words: "gaps", Quiet: true, Do: func() { m.gaps, m.open = true, 0 }}
		if len(c.Findings) == 0 {
			gaps.Off = "Nothing is open here."
		}
		rows = command.List{{ID: "map.open", Key: k.Open, Words: "open", Do: func() { m.openLesson(c, m.row) }}, {ID: "plan", Words: "plan"}, gaps}
		if details.Words = "the conversation"; c.Book.Profile.Meeting.IsZero() {
			details.Words = "meeting"
			rows = append(rows, details, export)
		} else {
			rows = append(rows, export, details)
		}
		rows = append(rows, command.Command{ID: "map.quit", Words: "quit"}, command.Command{ID: "back", Words: "library"})
	}
	for i, l := range workbook.Lessons() {
		b := k.Lesson
		b.SetKeys(k.Lesson.Keys()[i])
		rows = append(rows, command.Command{ID: LessonCommand(l), Key: b, Words: lesson})
		lesson = "" // one stands for all of them
	}
	return rows.Moves(k, func(by int) { m.move(c, by) }, nil)
}

// LessonCommand is the id of the program's command that opens a lesson.
func LessonCommand(l workbook.Lesson) string { return "lesson." + string(l) }

// move goes through the lessons, and step by step on through the findings.
func (m *Map) move(c *Context, by int) {
	m.keep(c)
	lessons := len(workbook.Lessons())
	switch {
	case m.gaps && m.open == 0 && by == -1:
		m.gaps = false
	case m.gaps:
		m.open = clamp(m.open+by, len(c.Findings))
	case m.row == lessons-1 && by == 1 && len(c.Findings) > 0:
		m.gaps, m.open = true, 0
	default:
		m.row = clamp(m.row+by, lessons)
	}
}

func (m *Map) openLesson(c *Context, row int) {
	c.Go(Place{Screen: string(workbook.Lessons()[row])})
}

func (m *Map) openFinding(c *Context, i int) {
	f := c.Findings[clamp(i, len(c.Findings))]
	c.Go(FindingPlace(f))
}

// FindingPlace is where a finding is mended.
func FindingPlace(f advice.Finding) Place {
	if f.Record.Collection() == workbook.ProfileRecords {
		return Place{Screen: DetailsScreen, Record: f.Record, Field: f.Field}
	}
	return Place{Screen: string(f.Lesson), Record: f.Record, Field: f.Field}
}

// Paste has nowhere to go.
func (m *Map) Paste(*Context, string) {}

// Wheel moves the focus.
func (m *Map) Wheel(c *Context, lines int) { m.move(c, cmp.Compare(lines, 0)) }

// Typing is never so on the map.
func (m *Map) Typing(*Context) bool { return false }

// Type has nowhere to go.
func (m *Map) Type(*Context, tea.KeyPressMsg) bool { return false }

// Enter focuses a lesson.
func (m *Map) Enter(c *Context, p Place) {
	if n := workbook.Lesson(p.Field).Number(); n > 0 {
		m.row = n - 1
	}
}

// Place is the map itself, with the focused lesson as its field.
func (m *Map) Place(*Context) Place {
	return Place{Screen: MapScreen, Field: string(workbook.Lessons()[m.row])}
}

func (m *Map) keep(c *Context) {
	m.gaps = m.gaps && len(c.Findings) > 0
	m.open = clamp(m.open, len(c.Findings))
}

// Draw shows the lessons beside what is next and what is still open.
func (m *Map) Draw(c *Context, width, height int) field.Drawing {
	m.keep(c)
	if width >= wide {
		left := m.lessons(c, leftWidth(width, false))
		right := m.about(c, rightWidth(width, false))
		right.Blank()
		right.Add(m.stillOpen(c, rightWidth(width, false)), 0, m.gaps)
		if m.gaps {
			right = right.Window(height, c.Style)
		} else {
			right.Focus = 0
			right = right.Window(height, c.Style)
		}
		return field.Beside(left.Window(height, c.Style), leftWidth(width, false), gutter, right, m.gaps)
	}
	d := m.lessons(c, width)
	d.Blank()
	d.Add(m.stillOpen(c, width), 0, m.gaps)
	return d.Window(height, c.Style)
}

func (m *Map) lessons(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	for i, p := range advice.Progresses(c.Book) {
		here := i == m.row && !m.gaps
		mark, style := "  ", st.Plain
		switch {
		case p.State == advice.Done:
			mark = st.Good.Render("✓ ")
		case p.State == advice.Started:
			mark = st.Dim.Render("· ")
		case !p.Lesson.Built():
			style = st.Dim
		}
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		name := c.Pack.Lesson(p.Lesson).Short
		if !p.Lesson.Built() {
			p.Count = "reading"
		}
		y := len(d.Lines)
		title := field.Pad(fmt.Sprintf("%d  %s", p.Lesson.Number(), name), width-12)
		d.Line(marker(st, here) + mark + style.Render(title) + " " + st.Dim.Render(field.PadLeft(p.Count, 7)))
		d.Click(y, width, func() {
			again := m.row == i && !m.gaps
			m.row, m.gaps = i, false
			if again {
				m.openLesson(c, m.row)
			}
		})
	}
	return d
}

func (m *Map) about(c *Context, width int) field.Drawing {
	var d field.Drawing
	text := c.Pack.Lesson(workbook.Lessons()[m.row])
	d.Text(text.Title, width, c.Style.Bold)
	d.Text("Prevents: "+lowerFirst(text.Mistake), width, c.Style.Plain)
	if p := c.Book.Profile; p.Meeting.IsZero() || p.With == "" {
		d.Blank()
		y := len(d.Lines)
		hanging(&d, c.Style.Key.Render("e "), 2, "asks when you meet, with whom, and where you work.", width, c.Style.Dim.Render)
		d.Click(y, width, func() { c.Go(Place{Screen: DetailsScreen}) })
	}
	return d
}

func (m *Map) stillOpen(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	if len(c.Findings) == 0 {
		if len(c.Book.Returns) > 0 {
			d.Text("Nothing is open. Look at the plan (p).", width, st.Good)
		} else {
			d.Text("Start with lesson 1: name what you want from work.", width, st.Good)
		}
		return d
	}
	d.Line(st.Dim.Render("Still open"))
	for i, f := range c.Findings {
		here := m.gaps && i == m.open
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		y := len(d.Lines)
		hanging(&d, marker(st, here)+sign(st, f.Severity), 4, f.Text, width, style.Render)
		if here {
			hanging(&d, spaces(4), 4, f.Do, width, st.Dim.Render)
		}
		d.Click(y, width, func() { m.openFinding(c, i) })
	}
	return d
}
