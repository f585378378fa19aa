package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Notes shows the lines that were kept from the shell, and puts each where it counts.
type Notes struct {
	roster
	placing bool         // the places have the focus
	to      int          // which of them
	whose   workbook.Key // they are
}

// notePlace is one place that a note can go to.
type notePlace struct {
	lesson workbook.Lesson
	words  string
	off    string // why it cannot go there, "" where it can
	keep   func(w *workbook.Workbook) workbook.Key
	field  string // at which it opens there
	other  bool   // it is another result than the one that they have counted
}

// NewNotes makes the page with the newest note in focus.
func NewNotes() *Notes { return &Notes{roster: roster{rows: newestNotes}} }

func newestNotes(c *Context) []workbook.Key {
	all := slices.Clone(c.Book.Notes)
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b workbook.Note) int {
		switch {
		case a.Day.Before(b.Day):
			return 1
		case b.Day.Before(a.Day):
			return -1
		}
		return 0
	})
	var out []workbook.Key
	for _, n := range all {
		out = append(out, workbook.RecordKey(workbook.NoteRecords, n.ID))
	}
	return out
}

// note is the one in focus, nil where there is none.
func (n *Notes) note(c *Context) *workbook.Note {
	book := c.Book
	note, _ := workbook.Schema.Record(&book, n.current(c)).(*workbook.Note)
	return note
}

// places lists where the note in focus can go, in the order of the lessons.
func (n *Notes) places(c *Context) []notePlace {
	note := n.note(c)
	if note == nil {
		return nil
	}
	text := strings.TrimSpace(note.Text)
	day := value.Date{}
	if note.Day.OK() {
		day = note.Day
	}
	var out []notePlace
	for _, a := range c.Book.Asks {
		k := workbook.RecordKey(workbook.AskRecords, a.ID)
		out = append(out, notePlace{workbook.LessonAsks, "Proof of “" + recordName(c, k) + "”", "",
			func(w *workbook.Workbook) workbook.Key { w.KeepProof(a.ID, c.NewID(), text); return k }, "proofs", false})
	}
	if len(out) == 0 {
		out = append(out, notePlace{lesson: workbook.LessonAsks, words: "Proof of an ask", off: "There is no ask yet: lesson 3 has them."})
	}
	words := "Check-in"
	if day.OK() {
		words += " of " + day.Short(c.Day)
	}
	out = append(out, notePlace{workbook.LessonReviews, words, "",
		func(w *workbook.Workbook) workbook.Key { return w.KeepCheckIn(c.NewID(), day, text) }, "showed", false})
	out = append(out, n.results(c, text, day)...)
	out = append(out,
		notePlace{workbook.LessonTrust, "Extra work", "", func(w *workbook.Workbook) workbook.Key { return w.KeepExtra(c.NewID(), text) }, "what", false},
		notePlace{workbook.LessonTrust, "A promise", "", func(w *workbook.Workbook) workbook.Key {
			by := day
			if by.Before(c.Day) {
				by = value.Date{} // the day on which it was made
			}
			return w.KeepPromise(c.NewID(), by, text)
		}, "what", false})
	for i := range out {
		if text == "" {
			out[i].off = "This note says nothing yet: e edits it."
		}
	}
	return out
}

// results are the targets whose result the text holds.
func (n *Notes) results(c *Context, text string, day value.Date) []notePlace {
	var out []notePlace
	for _, t := range c.Book.KPIs {
		result, ok := c.Book.ResultIn(t.ID, text, c.Day)
		if !ok {
			continue
		}
		k := workbook.RecordKey(workbook.KPIRecords, t.ID)
		p := notePlace{workbook.LessonFirstMile, "Result of “" + recordName(c, k) + "”: " + result.String(), "",
			func(w *workbook.Workbook) workbook.Key { w.KeepResult(t.ID, result, day); return k }, "actual", t.Confirmed != value.Unanswered && !t.Actual.Equal(result)}
		if t.ReadLater(day) {
			p.off = fmt.Sprintf("It has a later result, of %s: %s.", t.AsOf.Short(c.Day), t.Actual)
		}
		out = append(out, p)
	}
	switch {
	case len(out) > 0:
	case len(c.Book.KPIs) == 0:
		out = append(out, notePlace{lesson: workbook.LessonFirstMile, words: "Result of a target", off: "There is no target yet: lesson 7 has them."})
	default:
		out = append(out, notePlace{lesson: workbook.LessonFirstMile, words: "Result of a target", off: "This note has no amount that can stand beside a target."})
	}
	return out
}

// proposed is the place that a note most likely belongs to: the target whose result it
// holds, else the first ask.
func proposed(all []notePlace) int {
	can := func(p notePlace) bool { return p.off == "" }
	if i := slices.IndexFunc(all, func(p notePlace) bool { return p.lesson == workbook.LessonFirstMile && can(p) }); i >= 0 {
		return i
	}
	return max(0, slices.IndexFunc(all, can))
}

// place is the row of the places that has the focus.
func (n *Notes) place(c *Context) int {
	all := n.places(c)
	if k := n.current(c); n.whose != k {
		n.whose, n.to = k, proposed(all)
	}
	n.to = clamp(n.to, len(all))
	return n.to
}

// put takes the note away and keeps it where it belongs, as one step, and goes there.
func (n *Notes) put(c *Context, p notePlace) {
	from := n.current(c)
	if p.off != "" {
		c.Say(p.off)
		return
	}
	var to workbook.Key
	c.Change("place/"+string(from), func(w *workbook.Workbook) {
		to = p.keep(w)
		w.Delete(from)
	})
	n.placing = false
	c.Go(Place{Screen: string(p.lesson), Record: to, Field: p.field})
	if p.other {
		c.Say("Placed. They have not counted it yet. Undo brings the note back.")
		return
	}
	c.Say("Placed. Undo brings the note back.")
}

// putIn places the note in a lesson, or asks where in it.
func (n *Notes) putIn(c *Context, l workbook.Lesson) {
	all := n.places(c)
	first := slices.IndexFunc(all, func(p notePlace) bool { return p.lesson == l })
	if next := first + 1; next < len(all) && all[next].lesson == l {
		if n.placing && all[n.place(c)].lesson == l { // it was asked already: on to the next one
			if at := n.place(c) + 1; at < len(all) && all[at].lesson == l {
				first = at
			}
		}
		n.place(c)
		n.placing, n.to = true, first
		return
	}
	n.put(c, all[first])
}

// Title names the page.
func (n *Notes) Title(*Context, int) string { return "Notes to place" }

// Commands place, edit and delete the note in focus.
func (n *Notes) Commands(c *Context) command.List {
	n.see(c)
	k := c.Key
	if n.inForm {
		return n.formCommands(c)
	}
	add := command.Command{ID: "notes.add", Key: k.Add, Words: "add", Name: "add a note", Do: func() {
		n.add(c, workbook.NoteRecords, "text", func(_ *workbook.Workbook, rec any) { rec.(*workbook.Note).Day = c.Day })
	}}
	back := command.Command{ID: "back", Words: "map"}
	if n.note(c) == nil {
		return command.List{add, back}
	}
	open := command.Command{ID: "notes.place", Key: command.Also(k.Open, k.Right, k.Next), Words: "place", Do: func() { n.place(c); n.placing = true }}
	if n.placing {
		all := n.places(c)
		open = command.Command{ID: "notes.place", Key: k.Open, Words: "place it", Do: func() { n.put(c, all[n.place(c)]) }}
		back = command.Command{ID: "back", Key: command.Also(k.Back, k.Left, k.Previous, k.Next), Words: "back", Do: func() { n.placing = false }}
	}
	rows := command.List{open}
	for _, to := range []struct {
		lesson    workbook.Lesson
		id, words string
	}{
		{workbook.LessonAsks, "proof", "proof"}, {workbook.LessonReviews, "checkin", "check-in"},
		{workbook.LessonFirstMile, "result", "result"}, {workbook.LessonTrust, "extra", "extra work, promise"},
	} {
		b, digit := k.Lesson, fmt.Sprint(to.lesson.Number())
		b.SetKeys(digit)
		b.SetHelp(digit, "")
		row := command.Command{ID: "notes." + to.id, Key: b, Words: to.words, Name: "place the note: " + to.words, Do: func() { n.putIn(c, to.lesson) }}
		can := func(p notePlace) bool { return p.lesson == to.lesson && p.off == "" }
		if all := n.places(c); !slices.ContainsFunc(all, can) {
			row.Off = all[slices.IndexFunc(all, func(p notePlace) bool { return p.lesson == to.lesson })].off
		}
		rows = append(rows, row)
	}
	if !n.placing {
		rows = append(rows, n.editRow(c, "notes", "edit", k.Details, func() { n.edit(c, "text") }),
			n.removeRow(c, "notes", "delete", "", func() { n.remove(c, n.current(c)) }), add)
	}
	return append(rows, back).Moves(k, func(by int) { n.move(c, by) }, nil)
}

// move goes through the notes, or through the places of one.
func (n *Notes) move(c *Context, by int) {
	if n.placing {
		n.to = clamp(n.place(c)+by, len(n.places(c)))
		return
	}
	n.roster.move(c, by)
}

// see looks at the answers again: a note that is gone is not placed.
func (n *Notes) see(c *Context) {
	n.roster.see(c)
	n.placing = n.placing && n.note(c) != nil
}

// Type hands a key to the form.
func (n *Notes) Type(c *Context, k tea.KeyPressMsg) bool { return n.press(c, k) }

// Paste puts text into the form.
func (n *Notes) Paste(c *Context, text string) { n.see(c); n.paste(c, text) }

// Wheel moves the focus.
func (n *Notes) Wheel(c *Context, lines int) { n.see(c); n.move(c, cmp.Compare(lines, 0)) }

// Typing tells whether the form is open.
func (n *Notes) Typing(c *Context) bool { n.see(c); return n.inForm }

// Enter goes to a note.
func (n *Notes) Enter(c *Context, p Place) { n.enter(c, p.Record, p.Field) }

// Place is the note in focus.
func (n *Notes) Place(c *Context) Place {
	n.see(c)
	record, name := n.roster.at(c)
	return Place{Screen: workbook.NotesPage, Record: record, Field: name}
}

// Draw shows the notes, and below them where the one in focus can go.
func (n *Notes) Draw(c *Context, width, height int) field.Drawing {
	n.see(c)
	switch {
	case n.note(c) == nil:
		return n.drawNone(c, width).Window(height, c.Style)
	case n.inForm:
		return n.form.Draw(c, min(width, measure), true).Window(height, c.Style)
	}
	d, places := n.drawList(c, width), n.drawPlaces(c, width)
	if room := height - len(places.Lines) - 1; room >= minActivity {
		d = d.Window(room, c.Style)
	}
	focus := d.Focus
	d.Blank()
	d.Add(places, 0, n.placing)
	if !n.placing {
		d.Focus = focus
	}
	return d.Window(height, c.Style)
}

func (n *Notes) drawNone(c *Context, width int) field.Drawing {
	var d field.Drawing
	w := min(width, measure)
	d.Text("Keep what happens as it happens: a line is enough.", w, c.Style.Plain)
	d.Text("– For example: firstmile note northwind \"No planning error in week 4\"", w, c.Style.Dim)
	d.Blank()
	d.Focus = len(d.Lines)
	y := len(d.Lines)
	d.Line(c.Style.Accent.Render("▸ Add a note here (a)"))
	d.Click(y, w, func() {
		if row, ok := n.Commands(c).Get("notes.add"); ok {
			row.Do()
		}
	})
	return d
}

// drawList shows a note a line, and the whole of the one in focus.
func (n *Notes) drawList(c *Context, width int) field.Drawing {
	var d field.Drawing
	book, days := c.Book, 0
	for _, note := range book.Notes {
		days = max(days, min(ansi.StringWidth(note.Day.Short(c.Day)), maxDay))
	}
	for _, k := range n.keys(c) {
		day := field.PadLeft(workbook.Schema.Record(&book, k).(*workbook.Note).Day.Short(c.Day), days)
		here, y := k == n.current(c), len(d.Lines)
		mark, text := marker(c.Style, here && !n.placing)+c.Style.Dim.Render(day)+"  ", recordName(c, k)
		switch in := days + 4; {
		case here && !n.placing:
			d.Focus = y
			hanging(&d, mark, in, text, width, c.Style.Accent.Render)
			d.Block = field.Block{From: y, To: len(d.Lines)}
		case here:
			hanging(&d, mark, in, text, width, c.Style.Bold.Render)
		default:
			d.Line(mark + field.Cut(text, width-in))
		}
		d.Click(y, width, func() {
			n.placing = here
			n.focus.to(k)
		})
	}
	return d
}

// maxDay is how wide a day with its year is.
const maxDay = len("30 Jan 2027")

// drawPlaces shows the whole note, and where it can go.
func (n *Notes) drawPlaces(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	d.Line(st.Bold.Render("Where does it go?"))
	at := n.place(c)
	for i, p := range n.places(c) {
		here := n.placing && i == at
		style := st.Plain
		switch {
		case here:
			style = st.Accent
			d.Focus = len(d.Lines)
		case p.off != "":
			style = st.Dim
		}
		y := len(d.Lines)
		hanging(&d, marker(st, here)+st.Key.Render(fmt.Sprint(p.lesson.Number()))+"  ", 5, p.words, width, style.Render)
		if p.off != "" && here {
			hanging(&d, spaces(5), 5, p.off, width, st.Dim.Render)
		}
		d.Click(y, width, func() { n.place(c); n.to = i; n.put(c, p) })
	}
	return d
}
