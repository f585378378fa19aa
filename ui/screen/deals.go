package screen

import (
	"slices"
	"strings"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// deals is the activity of lesson 5: each deal is a sentence, of which every answer is a
// stop and every gap asks for one. What the sentence has no place for is asked behind it.
type deals struct {
	roster
	part string       // the stop that has the focus: a field, or dealRest
	of   workbook.Key // whose it is; another deal begins at its first gap
}

func init() { activities[workbook.LessonPrenegotiate] = func() activity { return newDeals() } }

// dealRest is the stop behind the sentence, where the other questions are.
const dealRest = ""

func newDeals() *deals {
	l := &deals{}
	l.rows = keysOf(workbook.DealRecords)
	l.asks = func(c *Context, k workbook.Key, fieldName string) ([]string, bool) {
		d := c.Book.Deal(k.ID())
		if d == nil {
			return nil, false
		}
		if stops := dealStops(c, *d); fieldName != dealRest && slices.Contains(stops, fieldName) {
			return stops, true
		}
		return otherQuestions(c, *d), false
	}
	return l
}

// dealStops are the fields that one goes through on the page, in their order.
func dealStops(c *Context, d workbook.Deal) []string {
	out := []string{"return"}
	if d.Status.Or() != workbook.DealIdea {
		out = append(out, "since")
	}
	for _, clause := range c.Book.DealSentence(d, c.Day) {
		for _, p := range clause {
			if p.Field != "" {
				out = append(out, p.Field)
			}
		}
	}
	return out
}

// otherQuestions are the fields that have no stop.
func otherQuestions(c *Context, d workbook.Deal) []string {
	stops := dealStops(c, d)
	var out []string
	for _, f := range workbook.Schema.Collection(workbook.DealRecords).Fields {
		if !slices.Contains(stops, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

// deal is the focused one, nil while there is none.
func (l *deals) deal(c *Context) *workbook.Deal { return c.Book.Deal(l.current(c).ID()) }

// stop is the focused stop of the focused deal: its first gap until one goes on.
func (l *deals) stop(c *Context) string {
	d := l.deal(c)
	if d == nil {
		return dealRest
	}
	if l.inForm && l.form.Alone {
		l.of, l.part = l.form.Record, l.form.Focused(c.Book)
	}
	if k := l.current(c); l.of != k || l.part != dealRest && !slices.Contains(dealStops(c, *d), l.part) {
		l.of, l.part = k, dealRest
		for _, clause := range c.Book.DealSentence(*d, c.Day) {
			if i := slices.IndexFunc(clause, func(p workbook.DealPart) bool { return p.Gap }); i >= 0 {
				l.part = clause[i].Field
				break
			}
		}
	}
	return l.part
}

// turn goes on through the stops, or back.
func (l *deals) turn(c *Context, by int) {
	stops := append(dealStops(c, *l.deal(c)), dealRest)
	n := len(stops)
	l.part = stops[(slices.Index(stops, l.stop(c))+by+n)%n]
}

func (l *deals) commands(c *Context) command.List {
	if l.inForm {
		rows := l.formCommands(c)
		if l.form.Alone {
			rows = rows.Say("form.next", "next gap")
		}
		return rows
	}
	k := c.Key
	add := command.Command{ID: "deals.add", Key: k.Add, Words: "add a deal", Do: func() { l.addDeal(c) }}
	d := l.deal(c)
	if d == nil {
		add.Key = command.Also(k.Add, k.Open)
		return command.List{add}
	}
	add.Words = "add"
	recap := command.Command{ID: "deals.recap", Key: k.Recap, Words: "recap e-mail",
		Do: func() { c.Go(Place{Screen: PlanScreen, Field: LettersPart, Record: l.current(c)}) }}
	switch {
	case c.Book.DealSays(*d, c.Day) == "":
		recap.Off = "A recap has both sides: say what you deliver and what you get."
	case d.Private:
		recap.Off = "You keep it private: no letter tells of it."
	case d.Outcome != "":
		recap.Off = "It has ended: there is no yes to wait for."
	case d.Status.Or() == workbook.DealIdea:
		recap.Off = "Say it first: so far only you know it."
	case d.Status == workbook.DealConfirmed:
		recap.Off = "It is confirmed: there is no yes to wait for."
	}
	rows := command.List{
		l.editRow(c, "deals", "write", k.Open, func() { l.edit(c, l.stop(c)) }),
		{ID: "deals.next", Key: command.Also(k.Next, k.Right), Words: "next gap", Quiet: true, Do: func() { l.turn(c, 1) }},
		{ID: "deals.previous", Key: command.Also(k.Previous, k.Left), Quiet: true, Do: func() { l.turn(c, -1) }},
		{ID: "deals.status", Key: k.Status, Words: "status", Do: func() { l.step(c) }},
		recap,
	}
	keys := l.keys(c)
	last := l.current(c) == keys[len(keys)-1]
	if last { // below it there is nothing else
		rows = append(rows, command.Command{ID: "deals.rest", Key: k.Down, Words: "the other questions", Do: func() { l.edit(c, dealRest) }})
	}
	rows = append(rows, add,
		command.Command{ID: "deals.outcome", Key: k.Outcome, Words: "how it ended", Do: func() { l.end(c) }},
		l.removeRow(c, "deals", "delete", "", func() { l.remove(c, l.current(c)) }),
		l.privateRow(c, "deals", "")).Moves(k, func(by int) { l.move(c, by) }, nil)
	if !last {
		rows.Say("move.down", "next deal")
	}
	return rows
}

// addDeal makes a deal, and asks first which return it brings, where there is one.
func (l *deals) addDeal(c *Context) {
	first := "return"
	if len(c.Book.Returns) == 0 {
		first = "deliver"
	}
	l.add(c, workbook.DealRecords, first, func(*workbook.Workbook, any) {})
}

// step goes to the next status; it holds since today, until another day is written.
func (l *deals) step(c *Context) {
	all := workbook.DealStatuses()
	l.setStatus(c, all[(slices.Index(all, l.deal(c).Status.Or())+1)%len(all)])
}

func (l *deals) setStatus(c *Context, s workbook.DealStatus) {
	id := l.deal(c).ID
	c.Change("status/"+string(id)+"/"+string(s), func(w *workbook.Workbook) {
		d := w.Deal(id)
		if d.Status, d.Since = s, c.Day; s == workbook.DealIdea {
			d.Since = value.Date{}
		}
	})
	if s == workbook.DealIdea {
		c.Say("An idea, which only you know.")
		return
	}
	l.of, l.part = l.current(c), "since"
	c.Say(value.Sentence(s.String()) + " since today. If it was another day, enter asks for it.")
}

// end goes to the next way in which it may have ended, and back to none.
func (l *deals) end(c *Context) {
	all := append([]workbook.Outcome{""}, workbook.Outcomes()...)
	l.setOutcome(c, all[(slices.Index(all, l.deal(c).Outcome)+1)%len(all)])
}

func (l *deals) setOutcome(c *Context, o workbook.Outcome) {
	id := l.deal(c).ID
	c.Change("outcome/"+string(id)+"/"+string(o), func(w *workbook.Workbook) { w.Deal(id).Outcome = o })
	if o == "" {
		c.Say("How it ended is open again.")
		return
	}
	c.Say("How it ended: " + string(o) + ".")
}

// told is what the focused deal comes to; the sentence that tells it stands above.
func (l *deals) told(c *Context) string {
	return strings.Join(c.Advice.OfDeal(l.current(c).ID()), " ")
}

func (l *deals) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	if l.deal(c) == nil {
		d.Text(c.Pack.Lesson(workbook.LessonPrenegotiate).Empty, min(width, measure), c.Style.Plain)
		d.Blank()
		y := len(d.Lines)
		d.Focus = y
		d.Line(c.Style.Accent.Render(field.Cut("▸ Add a deal (a)", width)))
		d.Click(y, width, func() { l.addDeal(c) })
		return d
	}
	return l.drawDeals(c, width, room)
}
