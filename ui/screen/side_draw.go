package screen

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/coach"
)

// Draw shows the lists' names, the one that is shown, and all of the row in focus; or the
// form, or what would travel.
func (s *Side) Draw(c *Context, width, height int) field.Drawing {
	s.see(c)
	var d field.Drawing
	s.drawTabs(c, &d, width)
	room := height - len(d.Lines)
	switch {
	case s.inForm:
		d.Add(s.form.Draw(besideHost{c}, min(width, measure), true).Window(room, c.Style), 0, true)
	case s.releasing:
		d.Add(s.drawRelease(c, s.current(c), min(width, measure)).Window(room, c.Style), 0, true)
	default:
		d.Add(s.drawList(c, width, room), 0, true)
	}
	return d
}

// drawTabs shows the names of the lists, the one that is shown between brackets.
func (s *Side) drawTabs(c *Context, d *field.Drawing, width int) {
	st := c.Style
	before, between, total := "── ", " ── ", 3
	for _, tab := range sideTabs {
		total += ansi.StringWidth(tab.name) + 4
	}
	if total+2 > width {
		before, between = "", " "
	}
	line, x := st.Dim.Render(before), ansi.StringWidth(before)
	for i, tab := range sideTabs {
		if i > 0 {
			line += st.Dim.Render(between)
			x += ansi.StringWidth(between)
		}
		name := tab.name
		if i == s.tab {
			name = "[" + name + "]"
			line += st.Accent.Render(name)
		} else {
			line += name
		}
		w := ansi.StringWidth(name)
		d.Zones = append(d.Zones, field.Zone{X: x, Y: len(d.Lines), W: w, H: 1, Do: func() { s.Leave(c); s.tab, s.releasing = i, false }})
		x += w
	}
	if before != "" && x < width {
		line += st.Dim.Render(" " + strings.Repeat("─", width-x-1))
	}
	d.Line(field.Cut(line, width))
}

// sideColumn is one column of a list; those that a narrow page has no room for are left out.
type sideColumn struct {
	head        string
	width, from int // from which width of the page on
}

var sideColumns = [...][]sideColumn{
	nextTab:     nil,
	sessionsTab: {{"Day", 13, 0}, {"Over", 7, 60}},
	homeworkTab: {{"Due", 12, 58}, {"State", 16, 0}, {"Sent", 12, 68}},
	notesTab:    {{"Made", 13, 0}, {"", 9, 60}},
	sendTab:     {{"State", 13, 0}},
}

var sideHeads = [...]string{sessionsTab: "Agreed", homeworkTab: "Task", notesTab: "Note", sendTab: "What"}

// cells are the columns of a row, and the words that have the rest of its width.
func (s *Side) cells(c *Context, k workbook.Key) (text string, cells []string) {
	switch rec := coach.Schema.Record(&c.Beside.Part, k).(type) {
	case *coach.Session:
		return rec.Agreed, []string{rec.Day.Short(c.Day), string(rec.Over)}
	case *coach.Homework:
		sent := rec.Told.Short(c.Day)
		switch {
		case rec.Told.OK():
		case c.Beside.Part.MayTravel(k):
			sent = "released"
		default:
			sent = "not yet"
		}
		task := rec.Task
		if task == "" {
			task = "(no task yet)"
		}
		return task, []string{rec.Due.Short(c.Day), c.Beside.Part.Known(*rec).Says(c.Day), sent}
	case *coach.Note:
		bring := ""
		if rec.Bring {
			bring = "bring up"
		}
		return rec.Text, []string{rec.Made.Short(c.Day), bring}
	case *coach.Words:
		state := string(rec.State)
		switch {
		case rec.State != "" && rec.State != coach.Draft:
		case c.Beside.Part.MayTravel(k):
			state = "released"
		default:
			state = "not released"
		}
		return sideSaid(c, rec), []string{state}
	}
	return "", nil
}

// sideSaid is what a question asks, or what a suggestion suggests, in words.
func sideSaid(c *Context, w *coach.Words) string {
	if w.Kind != coach.Suggestion {
		return w.Value
	}
	what := c.Book.Words(workbook.Change{Record: w.On.Record, Field: w.On.Field, After: []byte(w.Value)}, c.Day)
	if place := placeWords(c, w.On, ""); place != "" {
		return place + ": " + what
	}
	return what
}

// placeWords name the place of a note, a task or words, "" for none.
func placeWords(c *Context, on coach.Place, about string) string {
	if on.Record != "" {
		if of := (coach.Note{On: on, About: about}).Of(c.Book, c.Day); of != "" {
			return of
		}
	}
	if on.Lesson != "" {
		return "lesson " + string(rune('0'+on.Lesson.Number())) + ", " + c.Pack.Lesson(on.Lesson).Title
	}
	return ""
}

// drawList shows the rows, and below them all of the one in focus.
func (s *Side) drawList(c *Context, width, room int) field.Drawing {
	var list field.Drawing
	st, cur := c.Style, s.current(c)
	columns := s.columns(width)
	if s.tab == nextTab {
		s.drawNext(c, &list, width)
	} else if cur != "" {
		list.Line(st.Dim.Render("  " + s.line(sideHeads[s.tab], heads(columns), columns, width-2)))
	}
	for _, k := range s.keys(c) {
		if k.Collection() == coach.ClientRecords {
			continue // drawNext has it
		}
		text, cells := s.cells(c, k)
		if s.tab == nextTab {
			cells = nil
		}
		here, y := k == cur, len(list.Lines)
		style := st.Plain
		if here {
			style, list.Focus = st.Accent, y
		}
		list.Line(marker(st, here) + style.Render(s.line(text, cells, columns, width-2)))
		list.Click(y, width, func() {
			if again := s.focus[s.tab].key == k; again {
				s.open(c, k, "")
			}
			s.focus[s.tab].to(k)
		})
	}
	if cur == "" {
		list.Text(sideTabs[s.tab].empty, min(width, measure), st.Plain)
		list.Blank()
		list.Focus = len(list.Lines)
		list.Line(st.Accent.Render("▸ Add " + sideTabs[s.tab].adds + " (a)"))
		list.Click(list.Focus, width, func() { s.add(c) })
		return list.Window(room, st)
	}
	whole := s.drawWhole(c, cur, min(width, measure))
	if len(whole.Lines) == 0 {
		return list.Window(room, st)
	}
	if left := room - len(whole.Lines) - 1; left >= minActivity {
		list = list.Window(left, st)
	}
	focus := list.Focus
	list.Blank()
	list.Add(whole, 0, false)
	list.Focus = focus
	return list.Window(room, st)
}

func (s *Side) columns(width int) (out []sideColumn) {
	for _, col := range sideColumns[s.tab] {
		if width >= col.from {
			out = append(out, col)
		} else {
			out = append(out, sideColumn{})
		}
	}
	return out
}

func heads(columns []sideColumn) (out []string) {
	for _, col := range columns {
		out = append(out, col.head)
	}
	return out
}

// line is a row: words with the width that its columns leave. Days of sessions and notes stand
// before them, since that is what they are looked for by.
func (s *Side) line(text string, cells []string, columns []sideColumn, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	first := s.tab == sessionsTab || s.tab == notesTab
	before, behind, left := "", "", width
	for i, col := range columns {
		if col.width == 0 || i >= len(cells) {
			continue
		}
		cell := field.Pad(cells[i], col.width-1) + " "
		if left -= col.width; first && i == 0 {
			before = cell
		} else {
			behind += " " + strings.TrimSuffix(cell, " ")
		}
	}
	if behind == "" {
		return before + field.Cut(text, left)
	}
	return strings.TrimRight(before+field.Pad(text, left)+behind, " ")
}

// drawNext shows what needs the coach, when the next session is, and what is to be brought up.
func (s *Side) drawNext(c *Context, d *field.Drawing, width int) {
	st := c.Style
	facts := c.Beside.Facts()
	reasons := facts.Reasons(c.Day)
	for _, r := range reasons {
		mark := "· "
		if r.NeedsYou() {
			mark = "! "
		}
		hanging(d, st.Warn.Render(mark), 2, r.Sentence(), min(width, measure), st.Plain.Render)
	}
	if len(reasons) == 0 {
		d.Text(facts.Attention(c.Day).Sentence(), min(width, measure), st.Plain)
	}
	d.Blank()
	k := workbook.RecordKey(coach.ClientRecords, c.Beside.Part.ID)
	here, y, style := s.current(c) == k, len(d.Lines), st.Plain
	if here {
		style, d.Focus = st.Accent, y
	}
	next := "No session is booked"
	if day := c.Beside.Part.Client.Next; day.OK() {
		next = "Next session: " + day.Short(c.Day)
		if at := day.Time(); at != "" {
			next += " " + at
		}
	}
	d.Line(marker(st, here) + style.Render(field.Cut(next, width-2)))
	d.Click(y, width, func() {
		if s.focus[s.tab].key == k {
			s.open(c, k, "")
		}
		s.focus[s.tab].to(k)
	})
	if len(s.keys(c)) > 1 {
		d.Blank()
		d.Line(st.Dim.Render("  To bring up"))
	}
}

// drawWhole shows all that is kept of a row.
func (s *Side) drawWhole(c *Context, k workbook.Key, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	say := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" {
			for i, line := range strings.Split(text, "\n") {
				mark := st.Dim.Render(field.Pad(name, 9) + " ")
				if i > 0 {
					mark = spaces(10)
				}
				hanging(&d, mark, 10, line, width, st.Plain.Render)
			}
		}
	}
	switch rec := coach.Schema.Record(&c.Beside.Part, k).(type) {
	case *coach.Session:
		var spoken []string
		for _, l := range rec.Covered.Lessons() {
			spoken = append(spoken, c.Pack.Lesson(l).Title)
		}
		say("Agreed", rec.Agreed)
		say("Seen", rec.Seen)
		say("Spoken of", strings.Join(spoken, ", "))
	case *coach.Homework:
		say("Task", rec.Task)
		say("Why", rec.Why)
		say("On", placeWords(c, rec.On, ""))
		say("Only you", rec.Own)
	case *coach.Note:
		d.Text(rec.Text, width, st.Plain)
		d.Text(placeWords(c, rec.On, rec.About), width, st.Dim)
	case *coach.Words:
		s.sayWords(c, rec, say)
	}
	return d
}

// sayWords tells all of words that travels.
func (s *Side) sayWords(c *Context, w *coach.Words, say func(name, text string)) {
	say("On", placeWords(c, w.On, ""))
	if w.Kind == coach.Suggestion {
		say("Stood", c.Book.Words(workbook.Change{Record: w.On.Record, Field: w.On.Field, After: []byte(w.Read)}, c.Day))
		say("Suggested", c.Book.Words(workbook.Change{Record: w.On.Record, Field: w.On.Field, After: []byte(w.Value)}, c.Day))
	} else {
		say("Read", w.Read)
		say("Question", w.Value)
	}
	say("Why", w.Why)
}

// drawRelease shows all that would travel.
func (s *Side) drawRelease(c *Context, k workbook.Key, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	d.Focus = 0
	hanging(&d, marker(st, true), 2, "This is all of it that the client would get:", width, st.Bold.Render)
	d.Blank()
	say := func(name, text string) {
		if text = strings.TrimSpace(text); text != "" {
			hanging(&d, "  "+st.Dim.Render(field.Pad(name, 9)+" "), 12, text, width, st.Plain.Render)
		}
	}
	switch rec := coach.Schema.Record(&c.Beside.Part, k).(type) {
	case *coach.Homework:
		say("Task", rec.Task)
		say("Why", rec.Why)
		due := rec.Due.String()
		if due == "" {
			due = "no day"
		}
		say("Due", due)
	case *coach.Words:
		s.sayWords(c, rec, say)
	}
	d.Blank()
	d.Text("Changed afterward, it asks again.", width, st.Dim)
	return d
}
