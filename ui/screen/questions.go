package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Questions asks the open questions of a coach's own in one lesson, and shows what was
// answered to those that are not asked any more.
type Questions struct {
	roster
	lesson workbook.Lesson
}

// packQuestion is a question with the place of its answer, which may not be there yet.
type packQuestion struct {
	key         workbook.Key
	id          string // in its pack
	label, help string
	section     string // the heading that it stands under
}

// asked is the question as a workbook keeps it.
func (q packQuestion) asked() string { return q.label + ": " + q.help }

// NewQuestions makes the page of the lesson that asks a question.
func NewQuestions(c *Context, question workbook.Key) *Questions {
	q := &Questions{lesson: lessonAsking(c, question)}
	q.rows = func(c *Context) (out []workbook.Key) {
		for _, one := range q.all(c) {
			out = append(out, one.key)
		}
		return out
	}
	q.hints = func(c *Context, k workbook.Key) map[string]field.Hint {
		one := q.question(c, k)
		return map[string]field.Hint{"answer": {Label: one.label, Help: one.help}}
	}
	q.asks = func(*Context, workbook.Key, string) ([]string, bool) { return []string{"answer", "private"}, false }
	return q
}

// lessonAsking finds the lesson of a question, answered or not.
func lessonAsking(c *Context, question workbook.Key) workbook.Lesson {
	if a := c.Book.PackAnswer(question.ID()); a != nil {
		return a.In()
	}
	for _, l := range workbook.Lessons() {
		if slices.ContainsFunc(questionsOf(c, l), func(q packQuestion) bool { return q.key == question }) {
			return l
		}
	}
	return workbook.LessonReturns
}

// questionsOf lists a lesson's questions: those of the pack first, in its order, then those
// that were answered and that it does not ask.
func questionsOf(c *Context, l workbook.Lesson) []packQuestion {
	in := c.Pack.Info
	var out []packQuestion
	for _, q := range c.Pack.QuestionsIn(l) {
		out = append(out, packQuestion{workbook.PackAnswerKey(in.ID, q.ID), q.ID, q.Label, q.Help, in.Name})
	}
	for _, a := range c.Book.PackAnswers {
		k := workbook.RecordKey(workbook.PackAnswerRecords, a.ID)
		if a.In() != l || slices.ContainsFunc(out, func(q packQuestion) bool { return q.key == k }) {
			continue
		}
		q := packQuestion{key: k, id: a.Question}
		q.label, q.help, _ = strings.Cut(a.Asked, ": ")
		switch {
		case in.ID != "" && a.Pack == in.ID:
			q.section = "Not asked any more."
		case a.Pack == "":
			q.section = "Asked by a pack that is not here."
		default:
			q.section = "Asked by a pack that is not here (" + value.Shorten(a.Pack, value.MaxQuote) + ")."
		}
		out = append(out, q)
	}
	return out
}

func (q *Questions) all(c *Context) []packQuestion { return questionsOf(c, q.lesson) }

func (q *Questions) question(c *Context, k workbook.Key) packQuestion {
	for _, one := range q.all(c) {
		if one.key == k {
			return one
		}
	}
	return packQuestion{}
}

// openQuestions counts the pack's questions of a lesson that have no answer.
func openQuestions(c *Context, l workbook.Lesson) (n int) {
	for _, q := range c.Pack.QuestionsIn(l) {
		if a := c.Book.PackAnswer(workbook.PackAnswerKey(c.Pack.Info.ID, q.ID).ID()); a == nil || strings.TrimSpace(a.Answer) == "" {
			n++
		}
	}
	return n
}

// questionsRow opens the page of a lesson's questions, where there are any.
func questionsRow(c *Context, l workbook.Lesson) command.List {
	all := questionsOf(c, l)
	if len(all) == 0 {
		return nil
	}
	name := "Your coach's questions"
	if in := c.Pack.Info.Name; in != "" {
		name += " (" + in + ")"
	}
	return command.List{{ID: "lesson.questions", Key: c.Key.Questions, Words: "coach's questions", Name: name, Do: func() {
		c.Go(Place{Screen: workbook.QuestionsPage, Record: all[0].key})
	}}}
}

// questionsLine says in a line how many of a lesson's questions are open; none where none is.
func questionsLine(c *Context, l workbook.Lesson, width int) (d field.Drawing) {
	if n := openQuestions(c, l); n > 0 {
		d.Line(c.Style.Dim.Render(field.Cut(fmt.Sprintf("Your coach asks %s here: %s.", value.Count(n, "question"), c.Key.Questions.Help().Key), width)))
		d.Click(0, width, questionsRow(c, l)[0].Do)
	}
	return d
}

// open opens the answer to a question, which is made where there is none; one in which
// nothing was written is none.
func (q *Questions) open(c *Context, k workbook.Key) {
	one := q.question(c, k)
	if one.key == "" {
		return
	}
	step := "add/" + string(k)
	if !workbook.Schema.Has(&c.Book, k) {
		c.Change(step, func(w *workbook.Workbook) {
			*workbook.Schema.Add(w, k).(*workbook.PackAnswer) = workbook.PackAnswer{
				ID: k.ID(), Asked: one.asked(), Lesson: q.lesson, Pack: c.Pack.Info.ID, Question: one.id}
		})
	}
	q.editKey(c, k, "answer")
	q.left = func(c *Context) {
		q.left = nil
		if a := c.Book.PackAnswer(k.ID()); a != nil && strings.TrimSpace(a.Answer) == "" && !a.Private {
			c.Change(step, func(w *workbook.Workbook) { w.Delete(k) })
		}
	}
}

// Title names the page.
func (q *Questions) Title(c *Context, width int) string {
	if width < 60 {
		return fmt.Sprintf("%d  Questions", q.lesson.Number())
	}
	return fmt.Sprintf("%d  Your coach's questions", q.lesson.Number())
}

// Commands open, delete and mark the answer in focus.
func (q *Questions) Commands(c *Context) command.List {
	q.see(c)
	k, cur := c.Key, q.current(c)
	if q.inForm {
		rows := q.editing.formCommands(c)
		if all := q.keys(c); len(all) > 1 {
			next := all[(slices.Index(all, q.form.Record)+1)%len(all)]
			rows = append(rows, command.Command{ID: "form.record", Key: k.NextRecord, Words: "next question", Do: func() {
				q.form.Leave(c)
				if q.left != nil {
					q.left(c)
				}
				q.open(c, next)
			}})
		}
		return rows
	}
	back := command.Command{ID: "back", Key: k.Back, Words: "lesson", Do: func() { c.Go(Place{Screen: string(q.lesson)}) }}
	if cur == "" {
		return command.List{back}
	}
	off := ""
	if !workbook.Schema.Has(&c.Book, cur) {
		off = "It has no answer yet: enter opens it."
	}
	return command.List{
		q.editRow(c, "questions", "answer", command.Also(k.Open, k.Right), func() { q.open(c, cur) }),
		q.removeRow(c, "questions", "delete", off, func() { q.remove(c, cur) }),
		q.privateRow(c, "questions", off),
		{ID: "questions.next", Key: command.Also(k.NextRecord, k.Next), Quiet: true, Do: func() { q.move(c, 1) }},
		back,
	}.Moves(k, func(by int) { q.move(c, by) }, func(pages int) { q.move(c, pages*pageRows) })
}

// Type hands a key to the form.
func (q *Questions) Type(c *Context, k tea.KeyPressMsg) bool { return q.press(c, k) }

// Paste puts text into the form.
func (q *Questions) Paste(c *Context, text string) { q.see(c); q.paste(c, text) }

// Wheel moves the focus.
func (q *Questions) Wheel(c *Context, lines int) { q.see(c); q.move(c, cmp.Compare(lines, 0)) }

// Typing tells whether the form is open.
func (q *Questions) Typing(c *Context) bool { q.see(c); return q.inForm }

// Enter goes to a question, and opens its answer where a field is named.
func (q *Questions) Enter(c *Context, p Place) {
	q.enter(c, p.Record, "")
	if p.Field != "" && q.current(c) == p.Record {
		q.open(c, p.Record)
		q.form.Focus(p.Field)
	}
}

// Place is the question in focus.
func (q *Questions) Place(c *Context) Place {
	q.see(c)
	record, name := q.at(c)
	return Place{Screen: workbook.QuestionsPage, Record: record, Field: name}
}

// Draw shows the questions, each with what was answered, or the form of one.
func (q *Questions) Draw(c *Context, width, height int) field.Drawing {
	q.see(c)
	w := min(width, measure)
	if q.inForm {
		return q.form.Draw(c, w, true).Window(height, c.Style)
	}
	var d field.Drawing
	cur, section := q.current(c), ""
	for _, one := range q.all(c) {
		if one.section != section {
			if section = one.section; len(d.Lines) > 0 {
				d.Blank()
			}
			d.Text(section, w, c.Style.Dim)
		}
		q.draw(c, &d, one, one.key == cur, w)
	}
	if len(d.Lines) == 0 {
		d.Text("Your coach asks nothing in this lesson.", w, c.Style.Plain)
	}
	return d.Window(height, c.Style)
}

// answerLines is how many lines of an answer stand in the list.
const answerLines = 3

// draw adds a question, what it asks and its answer.
func (q *Questions) draw(c *Context, d *field.Drawing, one packQuestion, here bool, width int) {
	st, y := c.Style, len(d.Lines)
	if here {
		d.Focus = y
	}
	style := st.Bold
	if here {
		style = st.Accent
	}
	hanging(d, marker(st, here), 2, one.label, width, style.Render)
	hanging(d, spaces(2), 2, one.help, width, st.Dim.Render)
	a := c.Book.PackAnswer(one.key.ID())
	if a == nil || strings.TrimSpace(a.Answer) == "" {
		d.Line(spaces(2) + st.Dim.Render("–"))
	} else {
		lines := field.Wrap(strings.Join(strings.Fields(a.Answer), " "), max(4, width-4))
		if len(lines) > answerLines {
			lines = append(lines[:answerLines-1], field.Cut(lines[answerLines-1]+" "+lines[answerLines], width-4))
		}
		for _, line := range lines {
			d.Line(spaces(4) + st.Plain.Render(line))
		}
	}
	if a != nil && a.Private {
		d.Line(spaces(4) + st.Dim.Render("mine only"))
	}
	if here {
		d.Block = field.Block{From: y, To: len(d.Lines)}
	}
	d.Zones = append(d.Zones, field.Zone{Y: y, W: width, H: len(d.Lines) - y, Do: func() {
		again := q.focus.key == one.key
		if q.focus.to(one.key); again {
			q.open(c, one.key)
		}
	}})
}
