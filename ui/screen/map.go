package screen

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

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

// Press moves between lessons and findings and opens them.
func (m *Map) Press(c *Context, k tea.KeyPressMsg) bool {
	m.keep(c)
	if key.Matches(k, c.Key.Lesson) && len(k.Text) == 1 {
		m.row, m.gaps = int(k.Text[0]-'1'), false
		m.openLesson(c)
		return true
	}
	if m.gaps {
		if at, ok := move(k, c.Key, m.open, len(c.Findings)); ok {
			if m.open == 0 && key.Matches(k, c.Key.Up) {
				m.gaps = false
			}
			m.open = at
			return true
		}
		switch {
		case key.Matches(k, c.Key.Left), key.Matches(k, c.Key.Next), key.Matches(k, c.Key.Previous), key.Matches(k, c.Key.Back):
			m.gaps = false
		case key.Matches(k, c.Key.Open):
			m.openFinding(c, m.open)
		default:
			return m.other(c, k)
		}
		return true
	}
	lessons := len(workbook.Lessons())
	if m.row == lessons-1 && key.Matches(k, c.Key.Down) && len(c.Findings) > 0 {
		m.gaps, m.open = true, 0
		return true
	}
	if at, ok := move(k, c.Key, m.row, lessons); ok {
		m.row = at
		return true
	}
	switch {
	case key.Matches(k, c.Key.Right), key.Matches(k, c.Key.Next), key.Matches(k, c.Key.Previous):
		m.gaps, m.open = len(c.Findings) > 0, 0
	case key.Matches(k, c.Key.Open):
		m.openLesson(c)
	default:
		return m.other(c, k)
	}
	return true
}

func (m *Map) other(c *Context, k tea.KeyPressMsg) bool {
	switch {
	case key.Matches(k, c.Key.Plan):
		c.Go(Place{Screen: PlanScreen})
	case key.Matches(k, c.Key.Details):
		c.Go(Place{Screen: DetailsScreen})
	default:
		return false
	}
	return true
}

func (m *Map) openLesson(c *Context) { c.Go(Place{Screen: string(workbook.Lessons()[m.row])}) }

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
func (m *Map) Wheel(c *Context, lines int) {
	code := tea.KeyDown
	if lines < 0 {
		code = tea.KeyUp
	}
	m.Press(c, tea.KeyPressMsg{Code: code})
}

// Typing is never so on the map.
func (m *Map) Typing() bool { return false }

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

// Reload keeps the focus inside what there is.
func (m *Map) Reload(c *Context) { m.keep(c) }

func (m *Map) keep(c *Context) {
	m.gaps = m.gaps && len(c.Findings) > 0
	m.open = clamp(m.open, len(c.Findings))
}

// Bindings are the keys of the map.
func (m *Map) Bindings(c *Context) []key.Binding {
	k := c.Key
	out := []key.Binding{k.Open, k.Plan}
	if m.gaps {
		return append([]key.Binding{As(k.Open, "mend it")}, As(k.Left, "lessons"))
	}
	if len(c.Findings) > 0 {
		out = append(out, As(k.Next, "gaps"))
	}
	if c.Book.Profile.Meeting.IsZero() {
		out = append(out, As(k.Details, "meeting"), k.Export)
	} else {
		out = append(out, k.Export, k.Details)
	}
	return append(out, k.Quit, k.Library, k.Lesson)
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
		d.Line(marker(st, here) + mark + style.Render(field.Pad(fmt.Sprintf("%d  %s", p.Lesson.Number(), name), width-12)) + " " + st.Dim.Render(field.PadLeft(p.Count, 7)))
		d.Click(y, width, func() {
			again := m.row == i && !m.gaps
			m.row, m.gaps = i, false
			if again {
				m.openLesson(c)
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
