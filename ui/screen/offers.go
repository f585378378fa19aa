package screen

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// offers is the activity of lesson 4: the matrix of offers and must-haves, with
// today's job in its first row.
type offers struct {
	roster
	col int // a must-have, then "would take", then the totals
}

func init() { activities[workbook.LessonOffers] = func() activity { return newOffers() } }

func newOffers() *offers { return &offers{roster: roster{rows: offerKeys}} }

// offerKeys are the rows: today's job first.
func offerKeys(c *Context) []workbook.Key {
	return append([]workbook.Key{jobKey(c)}, keysOf(workbook.OfferRecords)(c)...)
}

func jobKey(c *Context) workbook.Key { return workbook.RecordKey(workbook.JobRecords, c.Book.ID) }

// The columns behind the must-haves.
const (
	takeColumn = iota
	yearColumn
	onceColumn
	afterColumn
	tailColumns
)

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

// must gives the focused must-have, nil in the columns behind them.
func (o *offers) must(c *Context) *workbook.Return {
	musts := o.musts(c)
	o.col = clamp(o.col, len(musts)+tailColumns)
	if o.col < len(musts) {
		return musts[o.col]
	}
	return nil
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
	remove := o.removeRow(c, "offers", "delete", "", func() { o.delete(c, cur) })
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
		o.editRow(c, "offers", "edit", k.Open, func() { o.edit(c, "") }),
		answer("yes", k.Yes, "yes", to(value.Yes)),
		answer("no", k.No, "no", to(value.No)),
		answer("unknown", k.Unknown, "I don't know", to(value.Unknown)),
		command.Command{ID: "offers.right", Key: k.Right, Words: "cell", Quiet: true, Do: func() { o.step(c, 1) }},
		command.Command{ID: "offers.left", Key: k.Left, Quiet: true, Do: func() { o.step(c, -1) }},
		remove, private)
	if len(c.Book.Offers) > 0 {
		fallback.Words = "after a no"
		rows = append(rows, fallback)
	}
	return append(rows,
		answer("next", k.Cycle, "next answer", func() { o.cycle(c) }),
		command.Command{ID: "offers.job", Key: k.Job, Words: "today's job", Do: func() { o.editKey(c, jobKey(c), "") }},
	).Moves(k, func(by int) { o.move(c, by) }, nil)
}

// step goes to the column beside.
func (o *offers) step(c *Context, by int) { o.col = clamp(o.col+by, len(o.musts(c))+tailColumns) }

// reckoned says why the columns of a year take no answer.
const reckoned = "This cell is reckoned from the amounts: enter opens them."

// asks tells whether the focused cell is answered by hand.
func (o *offers) asks(c *Context) bool {
	return o.must(c) != nil || o.offer(c) != nil && o.col == len(o.musts(c))+takeColumn
}

func (o *offers) answer(c *Context) value.Answer {
	cur, must := o.offer(c), o.must(c)
	switch {
	case cur == nil && must != nil:
		return c.Settled.MustMet(*must)
	case cur != nil && must != nil:
		return c.Settled.MustCovered(*cur, *must)
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
	cur, must := o.offer(c), o.must(c)
	switch {
	case must != nil && cur == nil:
		id := must.ID
		c.Change("met/"+string(id), func(w *workbook.Workbook) { w.Return(id).Need.Met = a })
	case must != nil:
		offer, id := cur.ID, must.ID
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

func (o *offers) delete(c *Context, cur *workbook.Offer) {
	o.remove(c, o.current(c), fmt.Sprintf("Deleted the offer of “%s”. u brings it back.", field.Cut(employerOf(*cur), 24)))
}

func (o *offers) enter(c *Context, record workbook.Key, fieldName string) {
	switch {
	case record.Collection() == workbook.FallbackRecords:
		o.editFallback(c, fieldName)
	case fieldName == "covers": // a mark in the table, not a field of the form
		o.roster.enter(c, record, "")
		if cur := o.offer(c); cur != nil {
			o.col = max(0, slices.IndexFunc(o.musts(c), func(m *workbook.Return) bool {
				a := c.Settled.MustCovered(*cur, *m)
				return a != value.Yes && a != value.No
			}))
		}
	default:
		o.roster.enter(c, record, fieldName)
	}
}

func (o *offers) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	if o.inForm {
		head, rows := o.matrix(c, width, maxHead)
		d.Add(head, 0, false)
		d.Add(rows, 0, false)
		d.Blank()
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
	least := min(1+len(c.Book.Offers), 3) // rows; three can say that there are more
	if none {
		least += 2 // the marks above the headings and below the row
	}
	head, rows := o.matrix(c, width, max(1, min(maxHead, room-least)))
	words := field.Text(o.cellInWords(c), width, c.Style.Plain)
	if none {
		o.drawEmpty(c, &d, width)
		d.Blank()
		var from field.Scroll
		from.To(len(d.Lines) - 1) // where not all has room, the matrix has it
		d.Add(head, 0, false)
		d.Add(rows, 0, true)
		d.Blank()
		d.Add(words, 0, false)
		return from.Window(d, room, c.Style)
	}
	// What a cell says is known by its heading, so that stays above the rows.
	d.Add(head, 0, false)
	room -= len(head.Lines)
	if left := room - 1 - len(words.Lines); left >= least {
		d.Add(rows.Window(left, c.Style), 0, true)
		d.Blank()
		d.Add(words, 0, false)
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

func employerOf(o workbook.Offer) string {
	if o.Employer == "" {
		return "(no employer yet)"
	}
	return o.Employer
}

// matrixColumn is one column of the matrix.
type matrixColumn struct {
	head  string
	width int
	cell  func(row int) string // row 0 is today's job
}

// signOf is how an answer looks in a cell.
func signOf(c *Context, a value.Answer) string {
	switch a {
	case value.Yes:
		return c.Style.Plain.Render("✓")
	case value.No:
		return c.Style.Warn.Render("✗")
	case value.Unknown:
		return "?"
	}
	return c.Style.Dim.Render("·")
}

const (
	mustWidth = 10
	takeWidth = 6
)

func (o *offers) columns(c *Context) []matrixColumn {
	var out []matrixColumn
	for _, m := range o.musts(c) {
		out = append(out, matrixColumn{head: nameOf(*m), width: min(max(mustWidth, longestWord(nameOf(*m))+2), 18), cell: func(row int) string {
			if row == 0 {
				return signOf(c, c.Settled.MustMet(*m))
			}
			return signOf(c, c.Settled.MustCovered(c.Settled.Offers[row-1], *m))
		}})
	}
	return append(out,
		matrixColumn{head: "would take", width: takeWidth, cell: func(row int) string {
			if row == 0 {
				return " " // the brackets of the focus stand around one cell
			}
			return signOf(c, c.Settled.Offers[row-1].Take)
		}},
		o.amounts(c, "in all a year", func(row int) (value.Amount, bool) {
			if row == 0 {
				return c.Settled.Total(c.Settled.Job.Pay)
			}
			return c.Settled.Steady(c.Settled.Offers[row-1])
		}),
		o.amounts(c, "once", func(row int) (value.Amount, bool) {
			if row == 0 {
				return value.Amount{}, true
			}
			return c.Settled.Offers[row-1].SignOn, true
		}),
		o.amounts(c, "after its costs", func(row int) (value.Amount, bool) {
			if row == 0 {
				return c.Settled.Total(c.Settled.Job.Pay)
			}
			return c.Settled.AfterCosts(c.Settled.Offers[row-1])
		}))
}

// amounts is a column of money, right-aligned and as wide as its longest: an amount
// is never cut.
func (o *offers) amounts(c *Context, head string, of func(row int) (value.Amount, bool)) matrixColumn {
	text := func(row int) string {
		a, whole := of(row)
		switch {
		case !a.OK():
			return "–"
		case !whole:
			return a.String() + "+"
		}
		return a.String()
	}
	width := 8
	for row := range len(c.Settled.Offers) + 1 {
		width = max(width, ansi.StringWidth(text(row)))
	}
	return matrixColumn{head: head, width: width + 2, cell: func(row int) string { return field.PadLeft(text(row), width) }}
}

// maxHead is how many lines the headings of the matrix take at most.
const maxHead = 3

// matrix draws the table, its headings in no more than tallest lines; where the
// columns do not fit, those around the focused one are shown, and marks say how
// many are beside them.
func (o *offers) matrix(c *Context, width, tallest int) (head, d field.Drawing) {
	st := c.Style
	cols := o.columns(c)
	o.col = clamp(o.col, len(cols))
	names := ansi.StringWidth("Staying")
	for _, off := range c.Settled.Offers {
		n := ansi.StringWidth(employerOf(off))
		if off.Private {
			n += len(" (mine)")
		}
		names = max(names, n+1+statusWidth)
	}
	sum := 0
	for i := range cols {
		sum += cols[i].width
	}
	// The names get what the columns leave, but no less than a readable part; for
	// them the last column may go out of sight.
	nameWidth := min(names+4, max(width-sum, width-(sum-cols[len(cols)-1].width)-markWidth, 12, width*3/10))
	room := width - nameWidth
	if sum > room {
		room -= markWidth
	}
	first, last := visible(cols, o.col, room)

	heads := make([][]string, len(cols))
	tall := 1
	for i := first; i <= last; i++ {
		heads[i] = field.Wrap(cols[i].head, cols[i].width-1)
		if last := tallest - 1; len(heads[i]) > tallest {
			heads[i] = append(heads[i][:last], field.Cut(heads[i][last]+"…", cols[i].width-1))
		}
		tall = max(tall, len(heads[i]))
	}
	for line := range tall {
		row := field.Pad("", nameWidth)
		if line == tall-1 && first > 0 {
			row = field.Pad("", nameWidth-3) + st.Dim.Render(field.PadLeft(fmt.Sprintf("‹%d", first), 3))
		}
		for i := first; i <= last; i++ {
			text := ""
			if at := line - (tall - len(heads[i])); at >= 0 {
				text = heads[i][at]
			}
			style := st.Dim
			if i == o.col && !o.inForm {
				style = st.Accent
			}
			row += style.Render(field.Pad(" "+text, cols[i].width))
		}
		if line == tall-1 && last < len(cols)-1 {
			row += st.Dim.Render(field.PadLeft(fmt.Sprintf("%d›", len(cols)-1-last), markWidth))
		}
		head.Line(row)
	}
	at := o.row(c)
	for r, id := range o.keys(c) {
		here := r == at
		name, status := "Staying", ""
		if r > 0 {
			off := c.Settled.Offers[r-1]
			name, status = employerOf(off), string(off.Status)
			if off.Expired(c.Day) {
				status = string(workbook.Expired)
			}
			if off.Private {
				name = field.Cut(name, max(4, nameWidth-10-ansi.StringWidth(status))) + " (mine)"
			}
		}
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		label := style.Render(field.Pad(name, nameWidth-3))
		if status != "" && nameWidth >= 20 {
			n := max(0, nameWidth-4-ansi.StringWidth(status))
			label = style.Render(field.Pad(name, n)) + " " + st.Dim.Render(status)
		}
		row := marker(st, here) + field.Pad(label, nameWidth-3) + " "
		y := len(d.Lines)
		x := nameWidth
		for i := first; i <= last; i++ {
			cell := cols[i].cell(r)
			if here && i == o.col && !o.inForm {
				cell = st.Accent.Render("[") + cell + st.Accent.Render("]")
			} else {
				cell = " " + cell
			}
			row += field.Pad(cell, cols[i].width)
			x += cols[i].width
		}
		d.Line(row)
		d.Zones = append(d.Zones, field.Zone{X: 0, Y: y, W: nameWidth, H: 1, Do: func() {
			if o.focus.key == id && !o.inForm {
				o.edit(c, "")
				return
			}
			o.focus.to(id)
			o.inForm = false
		}})
		x = nameWidth
		for i := first; i <= last; i++ {
			d.Zones = append(d.Zones, field.Zone{X: x, Y: y, W: cols[i].width, H: 1, Do: func() {
				again := o.focus.key == id && o.col == i
				o.focus.to(id)
				o.col, o.inForm = i, false
				if again {
					o.cycle(c)
				}
			}})
			x += cols[i].width
		}
	}
	return head, d
}

// statusWidth is the longest status; markWidth is what the count of columns
// out of sight takes at the right.
const (
	statusWidth = len("exploring")
	markWidth   = 3
)

// visible gives the first and last column that fit into room, the focused one among them.
func visible(cols []matrixColumn, focus, room int) (first, last int) {
	sum := 0
	for i := range cols {
		sum += cols[i].width
	}
	if sum <= room {
		return 0, len(cols) - 1
	}
	first, last = focus, focus
	used := cols[focus].width
	for {
		switch {
		case last+1 < len(cols) && used+cols[last+1].width <= room:
			last++
			used += cols[last].width
		case first > 0 && used+cols[first-1].width <= room:
			first--
			used += cols[first].width
		default:
			return first, last
		}
	}
}

// cellInWords says what the focused cell means.
func (o *offers) cellInWords(c *Context) string {
	cur, must := o.offer(c), o.must(c)
	who := "Staying"
	if cur != nil {
		who = employerOf(*cur)
	}
	switch {
	case must != nil:
		s := who + ": " + nameOf(*must)
		if !must.Need.Threshold.IsZero() {
			s += " (" + must.Need.Threshold.String() + ")"
		}
		return s + " – " + answerOr(o.answer(c)) + "."
	case cur == nil:
		total, _ := c.Settled.Total(c.Settled.Job.Pay)
		return "Staying: " + amountOr(total) + " a year in all. enter opens the amounts."
	case o.col == len(o.musts(c))+takeColumn:
		return who + ": would you take it as it stands? " + answerOr(cur.Take) + ". An offer you would not take does not count."
	}
	settled := *c.Settled.Offer(cur.ID)
	first, _ := c.Settled.FirstYear(settled)
	steady, _ := c.Settled.Steady(settled)
	return fmt.Sprintf("%s: %s in the first year, %s in a steady one.", who, amountOr(first), amountOr(steady))
}

func answerOr(a value.Answer) string {
	if a == value.Unanswered {
		return "not yet answered"
	}
	return a.String()
}
