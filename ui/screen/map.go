package screen

import (
	"cmp"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// Map shows the nine lessons, what outweighs all else, and what is still open.
type Map struct {
	row    int // the focused lesson, or the notes behind the last one
	open   int // the focused line of what is open, while that is focused
	gaps   bool
	all    bool // what is smaller is shown too
	digest memo[[]advice.Line]
}

// lines are what is open, one line a rule, the most important first.
func (m *Map) lines(c *Context) []advice.Line {
	return m.digest.of(c, func(c *Context) []advice.Line {
		states := c.Advice.Progresses()
		return slices.DeleteFunc(advice.Digest(c.Findings), func(l advice.Line) bool { // a lesson that was not begun lacks nothing yet
			return l.Missing && states[l.Lesson.Number()-1].State == advice.Untouched
		})
	})
}

// shown is how many of the lines are shown: hints wait until they are asked for,
// but where there is nothing else.
func (m *Map) shown(c *Context) int {
	lines := m.lines(c)
	n := slices.IndexFunc(lines, func(l advice.Line) bool { return l.Severity < advice.Warns })
	if n < 0 || m.all {
		return len(lines)
	}
	return max(n, min(1, len(lines)))
}

// rest tells whether there is more to show; it has a row of its own.
func (m *Map) rest(c *Context) int { return len(m.lines(c)) - m.shown(c) }

// rows is how many rows of what is open can be focused.
func (m *Map) rows(c *Context) int {
	if m.rest(c) > 0 {
		return m.shown(c) + 1
	}
	return m.shown(c)
}

// NewMap makes the map with the next lesson in focus.
func NewMap(c *Context) *Map { return &Map{row: c.Advice.Next().Number() - 1} }

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
			{ID: "map.mend", Key: k.Open, Words: "mend it", Do: func() { m.mend(c, m.open) }},
			{ID: "map.lessons", Key: command.Also(k.Left, k.Next, k.Previous), Words: "lessons", Quiet: true, Do: toLessons},
			{ID: "back", Key: k.Back, Do: toLessons},
			details,
		}
	} else {
		lesson = "open a lesson"
		export := command.Command{ID: "export", Words: "export"}
		gaps := command.Command{ID: "map.gaps", Key: command.Also(k.Next, k.Right, k.Previous), Words: "gaps", Quiet: true, Do: func() { m.gaps, m.open = true, 0 }}
		if len(m.lines(c)) == 0 {
			gaps.Off = "Nothing is open here."
		}
		rows = command.List{{ID: "map.open", Key: k.Open, Words: "open", Do: func() { m.openRow(c) }}, {ID: "plan", Words: "plan"}}
		rows = append(append(rows, talkRows(c)...), gaps)
		if details.Words = "the conversation"; c.Book.Profile.Meeting.IsZero() {
			details.Words = "meeting" // which has its place in the line, whatever else is open
			rows = append(slices.Insert(rows, 2, details), export)
		} else {
			rows = append(rows, export, details)
		}
		rows = append(rows, command.Command{ID: "map.note", Key: k.Note, Words: "note", Name: "add a note", Do: func() { m.addNote(c) }},
			command.Command{ID: "map.quit", Words: "quit"}, command.Command{ID: "back", Words: "library"})
	}
	for i, l := range workbook.Lessons() {
		b := k.Lesson
		b.SetKeys(k.Lesson.Keys()[i])
		rows = append(rows, command.Command{ID: LessonCommand(l), Key: b, Words: lesson})
		lesson = "" // one stands for all of them
	}
	return rows.Moves(k, func(by int) { m.move(c, by) }, nil)
}

// toCome says that the talk is still to come; "" once its day is there, and where nobody
// said which day it is.
func toCome(c *Context) string {
	if talk := c.Book.Profile.Meeting; c.Day.Before(talk) {
		return "The talk is on " + talk.Short(c.Day) + "."
	}
	return ""
}

// LessonCommand is the id of the program's command that opens a lesson.
func LessonCommand(l workbook.Lesson) string { return "lesson." + string(l) }

// move goes through the lessons, and step by step on through the findings.
func (m *Map) move(c *Context, by int) {
	m.keep(c)
	left := len(workbook.Lessons())
	if m.notes(c) != "" {
		left++
	}
	switch {
	case m.gaps && m.open == 0 && by == -1:
		m.gaps = false
	case m.gaps:
		m.open = clamp(m.open+by, m.rows(c))
	case m.row == left-1 && by == 1 && len(m.lines(c)) > 0:
		m.gaps, m.open = true, 0
	default:
		m.row = clamp(m.row+by, left)
	}
}

// notes says how many notes wait, "" where none does.
func (m *Map) notes(c *Context) string {
	if n := len(c.Book.Notes); n > 0 {
		return value.Counted(n, "note") + " to place"
	}
	return ""
}

// addNote makes a note of today, and goes where it is typed.
func (m *Map) addNote(c *Context) {
	k := workbook.RecordKey(workbook.NoteRecords, c.NewID())
	c.Change("add/"+string(k), func(w *workbook.Workbook) { w.KeepNote(k.ID(), c.Day, "") })
	c.Go(Place{Screen: workbook.NotesPage, Record: k, Field: "text"})
}

// screen is the page of the focused row.
func (m *Map) screen() string {
	if all := workbook.Lessons(); m.row < len(all) {
		return string(all[m.row])
	}
	return workbook.NotesPage
}

func (m *Map) openRow(c *Context) { c.Go(Place{Screen: m.screen()}) }

// mend goes where a line of what is open is mended, or shows what is smaller.
func (m *Map) mend(c *Context, i int) {
	if i = clamp(i, m.rows(c)); i >= m.shown(c) {
		m.all = true
		return
	}
	c.Go(FindingPlace(m.lines(c)[i].Finding))
}

// FindingPlace is where a finding is mended.
func FindingPlace(f advice.Finding) Place {
	page := string(f.Lesson)
	switch f.Record.Collection() {
	case workbook.ProfileRecords, workbook.ReviewRecords, workbook.NoteRecords, workbook.ResultRecords, workbook.RecapRecords:
		page = pageOf(f.Record, f.Field)
	}
	return Place{Screen: page, Record: f.Record, Field: f.Field}
}

// Paste has nowhere to go.
func (m *Map) Paste(*Context, string) {}

// Wheel moves the focus.
func (m *Map) Wheel(c *Context, lines int) { m.move(c, cmp.Compare(lines, 0)) }

// Typing is never so on the map.
func (m *Map) Typing(*Context) bool { return false }

// Type has nowhere to go.
func (m *Map) Type(*Context, tea.KeyPressMsg) bool { return false }

// Enter focuses a lesson, or the notes.
func (m *Map) Enter(c *Context, p Place) {
	if p.Field == workbook.NotesPage && m.notes(c) != "" {
		m.row = len(workbook.Lessons())
	} else if n := workbook.Lesson(p.Field).Number(); n > 0 {
		m.row = n - 1
	}
}

// Place is the map itself, with the page of the focused row as its field.
func (m *Map) Place(c *Context) Place {
	m.keep(c)
	return Place{Screen: MapScreen, Field: m.screen()}
}

func (m *Map) keep(c *Context) {
	m.gaps = m.gaps && len(m.lines(c)) > 0
	m.open = clamp(m.open, m.rows(c))
	if last := len(workbook.Lessons()) - 1; m.row > last && m.notes(c) == "" {
		m.row = last // they were placed
	}
}

// mapLessons is how wide the lessons are where what is open stands beside them.
const mapLessons = 34

// Draw shows the lessons, beside them or below what is open; and in the last row what was
// changed elsewhere, while there is such.
func (m *Map) Draw(c *Context, width, height int) field.Drawing {
	m.keep(c)
	since := c.Since.line(c, width)
	if since == "" {
		return m.draw(c, width, height)
	}
	d := m.draw(c, width, height-1)
	for len(d.Lines) < height-1 {
		d.Line("")
	}
	d.Line(c.Style.Dim.Render(since))
	return d
}

func (m *Map) draw(c *Context, width, height int) field.Drawing {
	if width >= wide {
		w := max(mapLessons, leftWidth(width, false))
		if width < 100 {
			w = mapLessons
		}
		left := m.lessons(c, w)
		right := m.then(c, width-w-gutter)
		if len(m.lines(c)) > 0 || len(right.Lines) == 0 {
			if len(right.Lines) > 0 {
				right.Blank()
			}
			right.Add(m.stillOpen(c, width-w-gutter, 0, len(m.lines(c))), 0, m.gaps)
		}
		right.Blank()
		right.Add(m.about(c, width-w-gutter), 0, false)
		if !m.gaps {
			right.Focus = 0
		}
		return field.Beside(left.Window(height, c.Style), w, gutter, right.Window(height, c.Style), m.gaps)
	}
	d, from := m.then(c, width), 0
	if len(d.Lines) == 0 {
		d, from = m.stillOpen(c, width, 0, 1), 1
	}
	if !m.gaps && len(d.Lines) > 2 { // the lessons have to be seen
		d.Lines = append(d.Lines[:1], field.Cut(ansi.Strip(d.Lines[1]), width-1)+"…")
	}
	lessons := m.lessons(c, width)
	d.Add(lessons, 0, !m.gaps)
	if len(m.lines(c)) > from {
		d.Blank()
		d.Add(m.stillOpen(c, width, from, len(m.lines(c))), 0, m.gaps && m.open >= from)
	}
	if m.gaps && m.open < from {
		d.Focus = 0
	}
	return d.Window(height, c.Style)
}

func (m *Map) lessons(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	worst := map[workbook.Lesson]advice.Severity{}
	for _, l := range m.lines(c) {
		worst[l.Lesson] = max(worst[l.Lesson], l.Severity)
	}
	for i, p := range c.Advice.Progresses() {
		here := i == m.row && !m.gaps
		mark, style := "  ", st.Plain
		switch {
		case worst[p.Lesson] >= advice.Warns:
			mark = sign(st, worst[p.Lesson])
		case p.State == advice.Done:
			mark = "✓ "
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
		title := field.Pad(fmt.Sprintf("%d  %s", p.Lesson.Number(), name), width-13)
		d.Line(marker(st, here) + mark + style.Render(title) + " " + st.Dim.Render(field.PadLeft(p.Count, 8)))
		d.Click(y, width, func() {
			again := m.row == i && !m.gaps
			m.row, m.gaps = i, false
			if again {
				m.openRow(c)
			}
		})
	}
	if notes := m.notes(c); notes != "" {
		m.drawNotes(c, &d, notes, width)
	}
	return d
}

// drawNotes says below the lessons what waits to be placed.
func (m *Map) drawNotes(c *Context, d *field.Drawing, notes string, width int) {
	here, style := m.row == len(workbook.Lessons()) && !m.gaps, c.Style.Plain
	if d.Blank(); here {
		style = c.Style.Accent
		d.Focus = len(d.Lines)
	}
	y := len(d.Lines)
	d.Line(marker(c.Style, here) + "  " + style.Render(field.Cut(notes, width-4)))
	d.Click(y, width, func() {
		if m.row, m.gaps = len(workbook.Lessons()), false; here {
			m.openRow(c)
		}
	})
}

// told names the focused row, and says what it is for.
func (m *Map) told(c *Context) (title, about string) {
	if all := workbook.Lessons(); m.row < len(all) {
		text := c.Pack.Lesson(all[m.row])
		return text.Title, "Prevents: " + lowerFirst(text.Mistake)
	}
	return m.notes(c), "Each is a proof, a check-in, a result or extra work."
}

func (m *Map) about(c *Context, width int) field.Drawing {
	var d field.Drawing
	title, about := m.told(c)
	d.Text(title, width, c.Style.Bold)
	d.Text(about, width, c.Style.Plain)
	if p := c.Book.Profile; p.Meeting.IsZero() || p.With == "" {
		d.Blank()
		y := len(d.Lines)
		hanging(&d, c.Style.Key.Render("e "), 2, "asks when you meet, with whom, and where you work.", width, c.Style.Dim.Render)
		d.Click(y, width, func() { c.Go(Place{Screen: DetailsScreen}) })
	}
	return d
}

// then says what there is to do once the lessons are answered or the talk is there, with
// its key; nothing while what is open comes first.
func (m *Map) then(c *Context, width int) field.Drawing {
	var d field.Drawing
	says, doing := c.Advice.Then()
	lines := m.lines(c)
	if doing == advice.GoOn || doing == advice.Rehearse && len(lines) > 0 && lines[0].Severity >= advice.Warns {
		return d
	}
	key, to := c.Key.Rehearse, Place{Screen: RehearsalScreen}
	switch doing {
	case advice.TakeCard:
		key, to = c.Key.Plan, Place{Screen: PlanScreen}
	case advice.WriteDown:
		to = Place{Screen: workbook.AfterPage}
	}
	hanging(&d, c.Style.Key.Render(key.Help().Key+" "), 2, says, width, c.Style.Plain.Render)
	d.Click(0, width, func() { c.Go(to) })
	return d
}

// stillOpen shows lines of what is open, from and up to: the one that outweighs the
// rest whatever its lesson, and then the others, each with the number of its lesson.
func (m *Map) stillOpen(c *Context, width, from, to int) field.Drawing {
	var d field.Drawing
	st, lines := c.Style, m.lines(c)
	if len(lines) == 0 {
		switch next := c.Advice.Next(); {
		case len(c.Book.Returns) == 0:
			d.Text("Start with lesson 1: name what you want from work.", width, st.Plain)
		case next.Built():
			d.Text(fmt.Sprintf("So far nothing stands against each other. Go on with lesson %d.", next.Number()), width, st.Plain)
		default:
			d.Text("Nothing is open. Look at the plan (p).", width, st.Plain)
		}
		return d
	}
	for i := from; i < min(to, m.shown(c)); i++ {
		l, here := lines[i], m.gaps && i == m.open
		switch {
		case i == 0 && to > 1:
			d.Line(st.Bold.Render("First"))
		case i == 1:
			if len(d.Lines) > 0 {
				d.Blank()
			}
			d.Line(st.Bold.Render("Then"))
		}
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		y, number := len(d.Lines), fmt.Sprint(l.Lesson.Number())
		text := width - len(number) - 1
		hanging(&d, marker(st, here)+sign(st, l.Severity), 4, l.Text, text, style.Render)
		d.Lines[y] = field.Pad(d.Lines[y], text) + " " + st.Dim.Render(number)
		if here || i == 0 && to > 1 || width >= 60 {
			hanging(&d, spaces(4), 4, l.Do, text, st.Dim.Render)
		}
		d.Click(y, width, func() { m.mend(c, i) })
	}
	if n := m.rest(c); n > 0 && to > m.shown(c) {
		here := m.gaps && m.open == m.shown(c)
		style := st.Dim
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		y := len(d.Lines)
		d.Line(marker(st, here) + sign(st, advice.Hints) + style.Render(fmt.Sprintf("%d smaller", n)))
		d.Click(y, width, func() { m.all = true })
	}
	return d
}
