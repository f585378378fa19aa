package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// offers is the activity of lesson 4: the matrix of offers and must-haves, with
// today's job in its first row.
type offers struct {
	roster
	col   int  // the focused column
	first int  // the first of those that are shown, of those that leave
	paged bool // one column of text: an offer is a page of its own, its columns are the rows
}

func init() { activities[workbook.LessonOffers] = func() activity { return newOffers() } }

func newOffers() *offers { return &offers{roster: roster{rows: offerKeys}} }

// offerKeys are the rows: today's job first.
func offerKeys(c *Context) []workbook.Key {
	return append([]workbook.Key{jobKey(c)}, keysOf(workbook.OfferRecords)(c)...)
}

func jobKey(c *Context) workbook.Key { return workbook.RecordKey(workbook.JobRecords, c.Book.ID) }

func (o *offers) musts(c *Context) []*workbook.Return { return c.Settled.Sorted(workbook.Must) }

// offer gives the focused offer, nil on today's job.
func (o *offers) offer(c *Context) *workbook.Offer {
	if row := o.row(c); row > 0 {
		return &c.Settled.Offers[row-1]
	}
	return nil
}

// row is the focused row; 0 is today's job.
func (o *offers) row(c *Context) int { return o.focus.in(o.keys(c)) }

// column gives the focused column.
func (o *offers) column(c *Context) matrixColumn {
	cols := o.columns(c)
	o.col = clamp(o.col, len(cols))
	return cols[o.col]
}

func (o *offers) commands(c *Context) command.List {
	if o.inForm {
		return o.formCommands(c)
	}
	k, cur := c.Key, o.offer(c)
	answer := func(id string, b key.Binding, words string, do func()) command.Command {
		row := command.Command{ID: "offers." + id, Key: b, Words: words, Do: do}
		if !o.asks(c) {
			row.Off = reckoned
		}
		return row
	}
	to := func(a value.Answer) func() { return func() { o.mark(c, a) } }
	fallback := command.Command{ID: "offers.fallback", Key: k.Fallback, Words: "no offer", Do: func() { o.withoutOffer(c) }}
	if c.Book.WithoutOffer() {
		fallback.Words = "after a no"
	}
	beside := "cell"
	if o.paged {
		beside = "next offer"
	}
	remove := o.removeRow(c, "offers", "delete", "", func() { o.remove(c, o.current(c)) })
	private := o.privateRow(c, "offers", "")
	if cur == nil {
		remove.Off = "Staying stays in the table: it is what an offer is measured against."
		private.Off = "Only offers are marked as yours here."
	}
	rows := command.List{{ID: "offers.add", Key: k.Add, Words: "add an offer", Do: func() { o.addOffer(c) }}}
	if len(c.Book.Offers) == 0 {
		rows = append(rows, fallback)
	}
	rows = append(rows,
		o.editRow(c, "offers", "edit", k.Open, func() { o.edit(c, o.column(c).field) }),
		answer("yes", k.Yes, "yes", to(value.Yes)),
		answer("no", k.No, "no", to(value.No)),
		answer("unknown", k.Unknown, "I don't know", to(value.Unknown)),
		command.Command{ID: "offers.right", Key: k.Right, Words: beside, Quiet: !o.paged, Do: func() { o.across(c, 1) }},
		command.Command{ID: "offers.left", Key: k.Left, Quiet: true, Do: func() { o.across(c, -1) }},
		remove, private)
	if len(c.Book.Offers) > 0 {
		fallback.Words = "after a no"
		rows = append(rows, fallback)
	}
	return append(rows,
		answer("next", k.Cycle, "next answer", func() { o.cycle(c) }),
		command.Command{ID: "offers.job", Key: k.Job, Words: "today's job", Do: func() { o.editKey(c, jobKey(c), "") }},
	).Moves(k, func(by int) { o.down(c, by) }, nil)
}

// across goes to the column beside, down to the offer below; on a page of one offer
// its columns stand below each other.
func (o *offers) across(c *Context, by int) {
	if o.paged {
		o.move(c, by)
		return
	}
	o.col = clamp(o.col+by, len(o.columns(c)))
}

func (o *offers) down(c *Context, by int) {
	if o.paged && !o.inForm {
		o.col = clamp(o.col+by, len(o.columns(c)))
		return
	}
	o.move(c, by)
}

// reckoned says why the columns of a year take no answer.
const reckoned = "This cell is reckoned from the amounts: enter opens them."

// asks tells whether the focused cell is answered by hand.
func (o *offers) asks(c *Context) bool {
	col := o.column(c)
	return col.mark != nil || o.offer(c) != nil && col.field == "take"
}

// answerTo is what an offer, or today's job where it is nil, brings of a return.
func answerTo(c *Context, off *workbook.Offer, r *workbook.Return) value.Answer {
	if off == nil {
		return c.Settled.MustMet(*r)
	}
	return c.Settled.MustCovered(*off, *r)
}

func (o *offers) answer(c *Context) value.Answer {
	cur, col := o.offer(c), o.column(c)
	switch {
	case col.mark != nil:
		return answerTo(c, cur, col.mark)
	case cur != nil:
		return cur.Take
	}
	return value.Unanswered
}

func (o *offers) cycle(c *Context) {
	all := append(value.Answers(), value.Unanswered)
	o.mark(c, all[(slices.Index(all, o.answer(c))+1)%len(all)])
}

// mark answers the focused cell.
func (o *offers) mark(c *Context, a value.Answer) {
	cur, to := o.offer(c), o.column(c).mark
	switch {
	case to != nil && cur == nil:
		id := to.ID
		c.Change("met/"+string(id), func(w *workbook.Workbook) { w.Return(id).Need.Met = a })
	case to != nil:
		offer, id := cur.ID, to.ID
		c.Change("covers/"+string(offer)+string(id), func(w *workbook.Workbook) { w.Offer(offer).Cover(id, a) })
	case o.asks(c):
		id := cur.ID
		c.Change("take/"+string(id), func(w *workbook.Workbook) { w.Offer(id).Take = a })
	default:
		c.Say(reckoned)
	}
}

func (o *offers) addOffer(c *Context) {
	o.add(c, workbook.OfferRecords, "employer", func(w *workbook.Workbook, rec any) {
		rec.(*workbook.Offer).Status = workbook.Exploring
		w.Fallback.NoOffer = false
	})
}

// withoutOffer says that there is no offer, and asks what happens after a no.
func (o *offers) withoutOffer(c *Context) {
	if len(c.Book.Offers) == 0 && !c.Book.Fallback.NoOffer {
		c.Change("fallback", func(w *workbook.Workbook) { w.Fallback.NoOffer = true })
	}
	o.editFallback(c, "plan")
}

func (o *offers) editFallback(c *Context, fieldName string) {
	o.show(workbook.RecordKey(workbook.FallbackRecords, c.Book.ID), string(workbook.LessonOffers), fieldName, nil)
}

// inFallback tells whether the open form asks what happens without an offer.
func (o *offers) inFallback() bool {
	return o.inForm && o.form.Record.Collection() == workbook.FallbackRecords
}

func (o *offers) enter(c *Context, record workbook.Key, fieldName string) {
	switch {
	case record.Collection() == workbook.FallbackRecords:
		o.editFallback(c, fieldName)
	case fieldName == "covers": // a mark in the table, not a field of the form
		o.roster.enter(c, record, "")
		if cur := o.offer(c); cur != nil {
			o.col = max(0, slices.IndexFunc(o.columns(c), func(col matrixColumn) bool {
				a := value.Yes
				if col.mark != nil {
					a = answerTo(c, cur, col.mark)
				}
				return a != value.Yes && a != value.No
			}))
		}
	default:
		o.roster.enter(c, record, fieldName)
	}
}

func (o *offers) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	o.paged = width < narrow
	if o.inForm {
		if width >= writeBeside {
			head, rows := o.matrix(c, width, maxHead)
			d.Add(head, 0, false)
			d.Add(rows, 0, false)
			d.Blank()
		}
		name := "What today's job pays"
		if cur := o.offer(c); cur != nil {
			name = employerOf(*cur)
		}
		if o.inFallback() {
			name = "If the talk ends with a no"
		}
		d.Line(c.Style.Bold.Render(field.Cut(name, width)))
		d.Add(o.form.Draw(c, min(width, measure), true), 0, true)
		return d
	}
	none := len(c.Book.Offers) == 0
	switch {
	case o.paged && none:
		o.drawEmpty(c, &d, width)
		d.Add(o.page(c, width, max(0, room-len(d.Lines))), 0, true)
		return d
	case o.paged:
		return o.page(c, width, room)
	}
	least := min(1+len(c.Book.Offers), 3) // rows; three can say that there are more
	if none {
		least += 2 // the marks above the headings and below the row
	}
	head, rows := o.matrix(c, width, max(1, min(maxHead, room-least)))
	words := o.words(c, width, max(1, room-len(head.Lines)-1-least))
	if none {
		o.drawEmpty(c, &d, width)
		d.Blank()
		var from field.Scroll
		from.To(len(d.Lines) - 1) // where not all has room, the matrix has it
		d.Add(head, 0, false)
		d.Add(rows, 0, true)
		d.Blank()
		d.Add(words, 0, true)
		return from.Window(d, room, c.Style)
	}
	// What a cell says is known by its heading, so that stays above the rows.
	d.Add(head, 0, false)
	room -= len(head.Lines)
	if left := room - 1 - len(words.Lines); left >= least {
		d.Add(rows.Window(left, c.Style), 0, true)
		d.Blank()
		d.Add(words, 0, true)
		return d
	}
	d.Add(rows.Window(room, c.Style), 0, true)
	return d
}

// drawEmpty says what to do while there is no offer, or what has been said of it.
func (o *offers) drawEmpty(c *Context, d *field.Drawing, width int) {
	act := func(key, does string, do func()) {
		y := len(d.Lines)
		d.Line(c.Style.Key.Render(key) + field.Cut("  "+does, width-1))
		d.Click(y, width, do)
	}
	if c.Book.WithoutOffer() {
		said := "You have no offer now."
		if plan := c.Book.Fallback.Plan; plan != "" {
			said += " After a no: " + plan
		}
		d.Text(said, min(width, measure), c.Style.Plain)
		act("o", "change it", func() { o.withoutOffer(c) })
	} else {
		d.Text(c.Pack.Lesson(workbook.LessonOffers).Empty, min(width, measure), c.Style.Plain)
		act("o", "I have no offer", func() { o.withoutOffer(c) })
	}
	act("a", "add an offer", func() { o.addOffer(c) })
}

func employerOf(o workbook.Offer) string { return o.Called() }

// words say below the table what the focused cell means, what the totals rest on and what
// is not counted in its row, as far as that fits into room lines.
func (o *offers) words(c *Context, width, room int) field.Drawing {
	said, rests, blank := o.cellInWords(c), o.rests(c), o.uncounted(c)
	for _, more := range [][]string{{rests, blank}, {blank}, {rests}} {
		if all := field.Text(strings.Join(filled(append([]string{said}, more...)...), " "), width, c.Style.Plain); len(all.Lines) <= room {
			return all
		}
	}
	return field.Text(said, width, c.Style.Plain)
}

// rests says what the totals of the table rest on, but where the focused cell or the
// insight says so.
func (o *offers) rests(c *Context) string {
	col := o.column(c)
	amounts := col.right() && !col.points && col.field != "deadline" || o.offer(c) == nil && col.mark == nil
	if amounts || slices.ContainsFunc(c.Advice.Insight(workbook.LessonOffers), func(s string) bool { return strings.HasPrefix(s, workbook.Reckoned) }) {
		return ""
	}
	all := c.Settled.AssumedInAll()
	for _, off := range c.Settled.Offers {
		all = all.With(c.Settled.AssumedOf(off))
	}
	if len(all) == 0 {
		return ""
	}
	return "The totals are reckoned " + all.String() + "."
}

// uncounted names what is blank in the focused row and paid in another, so that its total
// is not all of it.
func (o *offers) uncounted(c *Context) string {
	cur, of, blank := o.offer(c), "today's", c.Settled.UncountedToday()
	total, _ := c.Settled.Total(c.Settled.Job.Pay)
	if cur != nil {
		of, blank = employerOf(*cur)+"'s", c.Settled.Uncounted(*cur)
		total, _ = c.Settled.Steady(*cur)
	}
	if len(blank) == 0 || !total.OK() {
		return ""
	}
	return "Not counted, because blank: " + of + " " + value.List(blank) + "."
}

// behind is a sentence with what its amounts rest on at its end.
func behind(sentence string, rests workbook.Assumptions) string {
	if s := rests.String(); s != "" {
		return sentence + ", " + s + "."
	}
	return sentence + "."
}

// cellInWords says what the focused cell means.
func (o *offers) cellInWords(c *Context) string {
	cur, col := o.offer(c), o.column(c)
	who := "Staying"
	if cur != nil {
		who = employerOf(*cur)
	}
	switch {
	case col.mark != nil:
		s := who + ": " + nameOf(*col.mark)
		if line := heldTo(col.mark); line != "" {
			s += " (" + line + ")"
		}
		return s + " – " + answerOr(o.answer(c)) + "."
	case cur == nil:
		total, _ := c.Settled.Total(c.Settled.Job.Pay)
		return behind("Staying: "+amountOr(total)+" a year in all", c.Settled.AssumedInAll()) + " enter opens the amounts."
	case col.field == "take":
		return who + ": would you take it as it stands? " + answerOr(cur.Take) + ". An offer you would not take does not count."
	case col.field == "signon":
		if cur.SignOn.IsZero() {
			return who + " pays nothing once, at the start, as far as you have written."
		}
		return fmt.Sprintf("%s pays %s once, at the start.", who, cur.SignOn)
	case col.field == "deadline":
		if cur.Deadline.IsZero() {
			return who + ": by when it wants an answer is not known. enter asks."
		}
		return who + " wants an answer by " + cur.Deadline.String() + "."
	case col.points:
		if n, whole := c.Settled.Points(cur); whole {
			return fmt.Sprintf("%s brings %d of the 100 points of your nice-to-haves.", who, n)
		}
		return who + ": say in the columns to the right which nice-to-haves it brings."
	}
	settled := *c.Settled.Offer(cur.ID)
	first, _ := c.Settled.FirstYear(settled)
	steady, _ := c.Settled.Steady(settled)
	said := behind(fmt.Sprintf("%s: %s in the first year, %s in a steady one", who, amountOr(first), amountOr(steady)), c.Settled.AssumedOf(settled))
	if hourly, ok := c.Settled.ByTheHour(settled); ok {
		said += " By the hour that is " + hourly.String() + "."
	}
	return said
}

// heldTo is the line that a return is held to: a must-have's threshold, a
// nice-to-have's best.
func heldTo(r *workbook.Return) string {
	if r.Need.Sort == workbook.Nice {
		return r.Need.Best
	}
	return r.Need.Threshold.String()
}

func answerOr(a value.Answer) string {
	if a == value.Unanswered {
		return "not yet answered"
	}
	return a.String()
}
