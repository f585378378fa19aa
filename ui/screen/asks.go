package screen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// asks is the activity of lesson 3: two slots, the returns as cards below them,
// then the market figures and today's job. A third ask is refused with the
// reason, and offered as a swap.
type asks struct {
	focus focus[workbook.Key] // a row's record
	editing
	aside aside
	swap  workbook.ID // the return that was refused for want of a slot, "" for none
}

func newAsks() *asks { return &asks{} }

func (a *asks) start(*Context) {}

// askRow is one row that can be focused; exactly one of the first four is set.
type askRow struct {
	ask    *workbook.Ask
	card   *workbook.Return
	figure *workbook.Figure
	job    bool
	add    bool // the row that adds a market figure
}

// rows lists what can be focused: the asks, the returns not asked for, the
// market figures, today's job.
func (a *asks) rows(c *Context) []askRow {
	var out []askRow
	for i := range c.Book.Asks {
		out = append(out, askRow{ask: &c.Book.Asks[i]})
	}
	var trades []askRow // behind the others, once both asks are chosen
	for _, r := range c.Book.Candidates() {
		switch {
		case c.Book.AskFor(r.ID) != nil:
		case full(c) && r.Need.Sort == workbook.Nice:
			trades = append(trades, askRow{card: &r})
		default:
			out = append(out, askRow{card: &r})
		}
	}
	out = append(out, trades...)
	for i := range c.Book.Figures {
		out = append(out, askRow{figure: &c.Book.Figures[i]})
	}
	return append(out, askRow{add: true}, askRow{job: true})
}

// full tells whether both slots are taken.
func full(c *Context) bool { return len(c.Book.Asks) >= workbook.MaxAsks }

func (a *asks) current(c *Context) askRow {
	rows := a.rows(c)
	return rows[a.focus.in(records(c, rows))]
}

func records(c *Context, rows []askRow) []workbook.Key {
	out := make([]workbook.Key, len(rows))
	for i, r := range rows {
		out[i] = r.record(c)
	}
	return out
}

// record is what a row stands for; one without an id for the row that adds a figure.
func (r askRow) record(c *Context) workbook.Key {
	switch {
	case r.ask != nil:
		return workbook.Key(workbook.AskRecords + "/" + string(r.ask.ID))
	case r.figure != nil:
		return workbook.Key(workbook.FigureRecords + "/" + string(r.figure.ID))
	case r.card != nil:
		return workbook.Key(workbook.ReturnRecords + "/" + string(r.card.ID))
	case r.job:
		return workbook.Key(workbook.JobRecords + "/" + string(c.Book.ID))
	}
	return workbook.FigureRecords + "/"
}

func (a *asks) commands(c *Context) command.List {
	switch {
	case a.inForm:
		return a.formCommands(c)
	case a.swap != "":
		return a.swapCommands(c)
	}
	k, cur := c.Key, a.current(c)
	edit := command.Command{ID: "asks.edit", Key: command.Also(k.Open, k.Right), Words: "edit", Do: func() { a.open(c, "") }}
	remove := command.Command{ID: "asks.delete", Key: k.Delete, Words: "delete", Do: func() { a.delete(c, cur) }}
	private := command.Command{ID: "asks.private", Key: k.Private, Words: "mine only", Do: func() { a.private(c, cur) }}
	figure := command.Command{ID: "asks.figure", Key: k.Figure, Words: "add a market figure", Do: func() { a.addFigure(c) }}
	job := command.Command{ID: "asks.job", Key: k.Job, Words: "today's job", Do: func() { a.editJob(c, "base") }}
	switch {
	case cur.ask != nil:
		remove.Words = "take it back"
	case cur.card != nil:
		edit = command.Command{ID: "asks.ask", Key: command.Also(k.Open, k.Cycle, k.Add), Words: "ask for it", Do: func() { a.ask(c, cur.card.ID) }}
	case cur.figure != nil:
		figure.Key = command.Also(k.Figure, k.Add)
	case cur.add:
		edit = command.Command{ID: "asks.add", Key: command.Also(k.Open, k.Add), Words: "add a figure", Do: figure.Do}
	}
	if cur.ask == nil && cur.figure == nil {
		remove.Off = "Only asks and market figures are deleted here; returns in lesson 1."
		private.Off = "Only asks and market figures are marked as yours here; returns in lesson 1."
	}
	return a.aside.moves(c, command.List{edit, remove, private, figure, job}, func(by int) { a.move(c, by) })
}

func (a *asks) move(c *Context, by int) {
	if a.inForm {
		a.form.Move(c, by)
	} else if a.swap == "" {
		a.focus.move(by, records(c, a.rows(c)))
	}
}

// ask puts a return into a free slot, or offers to swap.
func (a *asks) ask(c *Context, id workbook.ID) {
	if full(c) {
		a.swap = id
		return
	}
	a.choose(c, id, "")
}

// choose makes an ask for a return, in place of another ask when out is given,
// and opens its form.
func (a *asks) choose(c *Context, id, out workbook.ID) {
	askID := c.NewID()
	c.Change("ask/"+string(askID), func(w *workbook.Workbook) {
		if out != "" {
			w.DeleteAsk(out)
		}
		w.Asks = append(w.Asks, workbook.Ask{ID: askID, Return: id})
	})
	a.focus.to(workbook.Key(workbook.AskRecords + "/" + string(askID)))
	a.open(c, "term")
}

// swapCommands answer which ask is to go; the rest works as elsewhere.
func (a *asks) swapCommands(c *Context) command.List {
	k := c.Key
	return command.List{
		{ID: "asks.swap.first", Key: k.First, Words: "swap first", Do: func() { a.swapWith(c, c.Book.Asks[0].ID) }},
		{ID: "asks.swap.second", Key: k.Second, Words: "swap second", Do: func() { a.swapWith(c, c.Book.Asks[1].ID) }},
		{ID: "asks.swap", Key: k.Open, Off: "1 or 2 says which ask is to go; esc keeps them both."},
		{ID: "back", Key: k.Back, Words: "back", Do: func() { a.swap = "" }},
	}
}

func (a *asks) swapWith(c *Context, out workbook.ID) {
	id := a.swap
	a.swap = ""
	a.choose(c, id, out)
}

func (a *asks) addFigure(c *Context) {
	id := c.NewID()
	c.Change("figure/"+string(id), func(w *workbook.Workbook) {
		w.Figures = append(w.Figures, workbook.Figure{ID: id, Role: w.Profile.Role})
	})
	a.enter(c, workbook.Key(workbook.FigureRecords+"/"+string(id)), "source")
}

func (a *asks) delete(c *Context, cur askRow) {
	if cur.ask != nil {
		id := cur.ask.ID
		c.Change("delete/"+string(id), func(w *workbook.Workbook) { w.DeleteAsk(id) })
		c.Say("The ask is back among the cards. u brings it back.")
		return
	}
	id := cur.figure.ID
	c.Change("delete/"+string(id), func(w *workbook.Workbook) { w.DeleteFigure(id) })
	c.Say(fmt.Sprintf("Deleted the figure from “%s”. u brings it back.", field.Cut(cur.figure.Source, 24)))
}

func (a *asks) private(c *Context, cur askRow) {
	if cur.ask != nil {
		id := cur.ask.ID
		c.Change("private/"+string(id), func(w *workbook.Workbook) { x := w.Ask(id); x.Private = !x.Private })
		sayPrivate(c, !cur.ask.Private)
		return
	}
	id := cur.figure.ID
	c.Change("private/"+string(id), func(w *workbook.Workbook) { x := w.Figure(id); x.Private = !x.Private })
	sayPrivate(c, !cur.figure.Private)
}

// open opens the form of the focused row.
func (a *asks) open(c *Context, fieldName string) {
	cur := a.current(c)
	switch {
	case cur.ask != nil:
		a.editAsk(c, cur.ask.ID, fieldName)
	case cur.figure != nil:
		a.editFigure(c, cur.figure.ID, fieldName)
	case cur.job:
		a.editJob(c, fieldName)
	}
}

func (a *asks) editAsk(c *Context, id workbook.ID, fieldName string) {
	at := func(w *workbook.Workbook) *workbook.Ask { return w.Ask(id) }
	r := c.Book.Return(c.Book.Ask(id).Return)
	money := r != nil && r.Kind.Money()
	amount := func(key string, of func(*workbook.Ask) *value.Amount) field.Field {
		f := field.AskAmountOf(key, id, part(at, of))
		if money {
			return f.Eg("92k, or +5% of what you have today")
		}
		return f
	}
	term := field.ParagraphOf("asks.term", part(at, func(a *workbook.Ask) *string { return &a.Term }))
	if money {
		term = term.Eg("I would like my base pay to be 92,000 from the first of May.")
	}
	fields := []field.Field{term}
	if r != nil && r.Kind == workbook.KindPay {
		fields = append(fields, field.PickOf("asks.basis", workbook.Bases(), part(at, func(a *workbook.Ask) *workbook.Basis { return &a.Basis })))
	}
	fields = append(fields,
		amount("asks.today", func(a *workbook.Ask) *value.Amount { return &a.Today }).Else(func(w workbook.Workbook) string {
			if ask := w.Ask(id); ask != nil && w.AskToday(*ask).OK() {
				return w.AskToday(*ask).String() + ", from today's job"
			}
			return ""
		}),
		amount("asks.minimum", func(a *workbook.Ask) *value.Amount { return &a.Minimum }),
		amount("asks.target", func(a *workbook.Ask) *value.Amount { return &a.Target }),
		amount("asks.opening", func(a *workbook.Ask) *value.Amount { return &a.Opening }),
		field.PickOf("asks.say", workbook.Says(), part(at, func(a *workbook.Ask) *workbook.Say { return &a.Say })),
		field.ParagraphOf("asks.reason", part(at, func(a *workbook.Ask) *string { return &a.Reason })),
		field.ParagraphOf("asks.cost", part(at, func(a *workbook.Ask) *string { return &a.Cost })),
		field.LinesOf("asks.proofs", part(at, func(a *workbook.Ask) *[]string { return &a.Proofs })),
		field.SwitchOf("asks.private", "mine only", "coach may see it", part(at, func(a *workbook.Ask) *bool { return &a.Private })))
	a.show(workbook.AskRecords+"/"+string(id), "asks."+fieldName, fields)
}

func (a *asks) editFigure(_ *Context, id workbook.ID, fieldName string) {
	at := func(w *workbook.Workbook) *workbook.Figure { return w.Figure(id) }
	a.show(workbook.FigureRecords+"/"+string(id), "figures."+fieldName, []field.Field{
		field.LineOf("figures.source", part(at, func(f *workbook.Figure) *string { return &f.Source })),
		field.PickOf("figures.kind", workbook.FigureKinds(), part(at, func(f *workbook.Figure) *workbook.FigureKind { return &f.Kind })),
		field.LineOf("figures.role", part(at, func(f *workbook.Figure) *string { return &f.Role })),
		field.LineOf("figures.place", part(at, func(f *workbook.Figure) *string { return &f.Place })),
		field.MoneyOf("figures.low", part(at, func(f *workbook.Figure) *value.Amount { return &f.Low })),
		field.MoneyOf("figures.middle", part(at, func(f *workbook.Figure) *value.Amount { return &f.Middle })),
		field.MoneyOf("figures.high", part(at, func(f *workbook.Figure) *value.Amount { return &f.High })),
		field.PickOf("figures.basis", workbook.Bases(), part(at, func(f *workbook.Figure) *workbook.Basis { return &f.Basis })),
		field.DateOf("figures.date", value.Behind, part(at, func(f *workbook.Figure) *value.Date { return &f.Date })),
		field.SwitchOf("figures.private", "mine only", "coach may see it", part(at, func(f *workbook.Figure) *bool { return &f.Private })),
	})
}

func (a *asks) editJob(c *Context, fieldName string) {
	a.focus.to(workbook.Key(workbook.JobRecords + "/" + string(c.Book.ID)))
	a.show(workbook.JobRecords+"/"+string(c.Book.ID), "job."+fieldName, jobFields())
}

// jobFields asks for today's pay; lessons 3 and 4 both need it.
func jobFields() []field.Field {
	at := func(of func(*workbook.Job) *value.Amount) field.At[value.Amount] {
		return func(w *workbook.Workbook) *value.Amount { return of(&w.Job) }
	}
	return []field.Field{
		field.MoneyOf("job.base", at(func(j *workbook.Job) *value.Amount { return &j.Base })),
		field.MoneyOf("job.bonus", at(func(j *workbook.Job) *value.Amount { return &j.Bonus })),
		field.MoneyOf("job.equity", at(func(j *workbook.Job) *value.Amount { return &j.Equity })),
		field.MoneyOf("job.benefits", at(func(j *workbook.Job) *value.Amount { return &j.Benefits })),
		field.PercentOf("job.inflation", at(func(j *workbook.Job) *value.Amount { return &j.Inflation })),
	}
}

func (a *asks) enter(c *Context, record workbook.Key, fieldName string) {
	if slices.Contains(records(c, a.rows(c)), record) {
		a.focus.to(record)
	}
	a.inForm, a.swap = false, ""
	if fieldName != "" {
		a.open(c, fieldName)
	}
}

func (a *asks) at(c *Context) (workbook.Key, string) {
	record := a.current(c).record(c)
	return a.place(record.Collection(), record.ID())
}

func (a *asks) reload(c *Context) {
	a.form.Reload()
	if !slices.Contains(records(c, a.rows(c)), a.focus.key) { // gone, in another window or by an undo
		a.inForm = false
	}
	if a.swap != "" && (c.Book.Return(a.swap) == nil || !full(c)) {
		a.swap = ""
	}
}

func (a *asks) asking() bool { return a.swap != "" }

func (a *asks) draw(c *Context, width, room int) field.Drawing {
	if a.swap != "" {
		return a.drawSwap(c, width)
	}
	left := a.drawList(c, leftWidth(width, a.inForm))
	var right field.Drawing
	if a.inForm {
		right = a.drawForm(c, rightWidth(width, a.inForm), room)
	} else {
		right = a.aside.window(c, a.current(c).record(c), a.drawDetails(c, rightWidth(width, a.inForm)), width, room)
	}
	return panes(c, left, right, width, room, a.inForm || a.aside.alone && width < wide)
}

func (a *asks) drawSwap(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	r := c.Book.Return(a.swap)
	d.Text(fmt.Sprintf("“%s” would be a third ask, and two is the limit here.", nameOf(*r)), min(width, measure), st.Warn)
	for i, ask := range c.Book.Asks {
		y := len(d.Lines)
		hanging(&d, st.Key.Render(fmt.Sprintf("%d", i+1))+"  ", 3, "Swap with “"+a.askName(c, ask)+"” (u brings it back).", min(width, measure), st.Plain.Render)
		d.Click(y, width, func() { a.swapWith(c, ask.ID) })
	}
	y := len(d.Lines)
	d.Line(st.Key.Render("esc") + "  Keep the two as they are.")
	d.Click(y, width, func() { a.swap = "" })
	d.Blank()
	d.Text("Every ask you add makes the others weaker: the easiest one is granted, and the talk is over. That is this course's rule; others advise raising all at once, with priorities (Malhotra). What is not an ask can still be traded inside a package.", min(width, measure), st.Dim)
	return d
}

func (a *asks) askName(c *Context, ask workbook.Ask) string {
	if r := c.Book.Return(ask.Return); r != nil {
		return nameOf(*r)
	}
	return "(a return that is gone)"
}

func (a *asks) drawList(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	rows := a.rows(c)
	at := a.focus.in(records(c, rows))
	head := func(title string) {
		d.Blank()
		d.Line(st.Dim.Render(field.Cut("  "+title, width)))
	}
	d.Line(st.Bold.Render(field.Cut(fmt.Sprintf("  Your asks  %d of %d", len(c.Book.Asks), workbook.MaxAsks), width)))
	slot := 0
	section := ""
	for i, row := range rows {
		here := i == at
		var text, tail string
		next := ""
		switch {
		case row.ask != nil:
			slot++
			text, tail = fmt.Sprintf("%d  %s", slot, a.askName(c, *row.ask)), mine(row.ask.Private, row.ask.Target.String())
		case row.card != nil:
			switch {
			case !full(c):
				next = "Cards: choose one or two"
			case row.card.Need.Sort == workbook.Nice:
				next = "To trade in a package"
			default:
				next = "Not asked for"
			}
			text = nameOf(*row.card)
			if row.card.Need.Sort == workbook.Must && c.Book.MustMet(*row.card) == value.No {
				tail = "✗ unmet"
			} else if pull, ok := row.card.Pull(); ok {
				tail = fmt.Sprint(pull)
			}
		case row.figure != nil:
			next = "Market figures, your own"
			text, tail = row.figure.Source, mine(row.figure.Private, row.figure.Middle.String())
			if text == "" {
				text = "(no source yet)"
			}
		case row.add:
			next = "Market figures, your own"
			text = "+ add a figure"
		case row.job:
			next = "Today"
			text, tail = "Today's job", c.Book.Job.Base.String()
		}
		if next != section {
			if section == "" {
				a.emptySlots(c, &d, slot, width)
			}
			head(next)
			section = next
		}
		if here {
			d.Focus = len(d.Lines)
		}
		y := len(d.Lines)
		d.Line(marker(st, here) + a.rowText(c, text, tail, here, width-2))
		d.Click(y, width, func() {
			again := a.focus.key == row.record(c)
			a.focus.to(row.record(c))
			a.inForm = false
			if again && row.add {
				a.addFigure(c)
			} else if again && row.card != nil {
				a.ask(c, row.card.ID)
			} else if again {
				a.open(c, "")
			}
		})
	}
	return d
}

func (a *asks) rowText(c *Context, text, tail string, here bool, width int) string {
	style := c.Style.Plain
	if here {
		style = c.Style.Accent
	}
	tail = field.Cut(tail, max(0, width/2))
	if tail == "" {
		return style.Render(field.Cut(text, width))
	}
	n := ansi.StringWidth(tail)
	return style.Render(field.Pad(text, width-n-1)) + " " + c.Style.Dim.Render(tail)
}

// mine puts the mark of what the coach's plan leaves out before what stands at
// a row's right end, where it is not cut off.
func mine(private bool, tail string) string {
	if private {
		return strings.TrimSpace("(mine) " + tail)
	}
	return tail
}

func (a *asks) emptySlots(c *Context, d *field.Drawing, used, width int) {
	for i := used + 1; i <= workbook.MaxAsks; i++ {
		d.Line(c.Style.Dim.Render(field.Cut(fmt.Sprintf("  %d  –", i), width)))
	}
}

// drawForm keeps the number line above the form in sight, since it moves as one
// types the numbers.
func (a *asks) drawForm(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	cur := a.current(c)
	switch {
	case cur.ask != nil:
		d.Line(c.Style.Bold.Render(field.Cut("Ask: "+a.askName(c, *cur.ask), width)))
		d.Add(numberLine(c, *cur.ask, width), 0, false)
	case cur.figure != nil:
		d.Line(c.Style.Bold.Render(field.Cut("Market figure", width)))
	case cur.job:
		d.Line(c.Style.Bold.Render(field.Cut("Today's job, a year's worth each", width)))
	}
	form := a.form.Draw(c, width, true)
	if left := room - len(d.Lines); left >= minActivity {
		form = form.Window(left, c.Style)
	}
	d.Add(form, 0, true)
	return d
}

func (a *asks) drawDetails(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	switch cur := a.current(c); {
	case cur.ask != nil:
		d.Line(st.Bold.Render(field.Cut(a.askName(c, *cur.ask), width)))
		if cur.ask.Term != "" {
			d.Text("“"+cur.ask.Term+"”", width, st.Plain)
		}
		d.Add(numberLine(c, *cur.ask, width), 0, false)
		if cur.ask.Reason != "" {
			d.Blank()
			d.Text(cur.ask.Reason, width, st.Plain)
		}
		for _, p := range cur.ask.Proofs {
			hanging(&d, "✓ ", 2, p, width, st.Plain.Render)
		}
		d.Click(0, width, func() { a.open(c, "") })
	case cur.card != nil:
		r := cur.card
		d.Line(st.Bold.Render(field.Cut(nameOf(*r), width)))
		if r.Need.Sort == workbook.Must && c.Book.MustMet(*r) == value.No {
			d.Text("A must-have that today's job does not meet: "+r.Need.Threshold.String(), width, st.Warn)
		}
		if r.Why != "" {
			d.Text(r.Why, width, st.Plain)
		}
		y := len(d.Lines)
		d.Line(st.Accent.Render(field.Cut("▸ Ask for it (enter)", width)))
		d.Click(y, width, func() { a.ask(c, r.ID) })
	case cur.figure != nil:
		f := cur.figure
		d.Line(st.Bold.Render(field.Cut(f.Source, width)))
		d.Text(strings.Join(filled(string(f.Kind), f.Role, f.Place, string(f.Basis.Or()), f.Date.String()), " · "), width, st.Plain)
		d.Text(fmt.Sprintf("low %s · middle %s · high %s", amountOr(f.Low), amountOr(f.Middle), amountOr(f.High)), width, st.Plain)
	case cur.add:
		d.Text("Figures that you found yourself: a survey, a posting, official statistics, a peer. Three points of two kinds are enough; firstmile supplies none.", width, st.Dim)
	case cur.job:
		d.Text("What you have today: asks and offers are measured against it.", width, st.Dim)
		if total, ok := c.Book.Job.Total(); total.OK() && ok {
			d.Text("Together "+total.String()+" a year.", width, st.Plain)
		}
	}
	if len(c.Book.Returns) == 0 {
		d.Blank()
		d.Text(c.Pack.Lesson(workbook.LessonAsks).Empty, width, st.Plain)
	}
	return d
}

func filled(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

func amountOr(a value.Amount) string {
	if a.IsZero() {
		return "–"
	}
	return a.String()
}

// numberLine draws the four numbers of an ask on one line, to scale, and says
// below in words which is which.
func numberLine(c *Context, ask workbook.Ask, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	type point struct {
		letter, name string
		amount       value.Amount
	}
	points := []point{{"t", "today", c.Book.AskToday(ask)}, {"m", "minimum", ask.Minimum}, {"T", "target", ask.Target}, {"O", "opening", ask.Opening}}
	var known []point
	for _, p := range points {
		if p.amount.OK() && (len(known) == 0 || known[0].amount.Comparable(p.amount)) {
			known = append(known, p)
		}
	}
	if len(known) < 2 || width < 20 {
		return d
	}
	low, high := known[0].amount.Value(), known[0].amount.Value()
	for _, p := range known {
		if v := p.amount.Value(); v.LessThan(low) {
			low = v
		} else if v.GreaterThan(high) {
			high = v
		}
	}
	n := min(width, 60) - 1
	cells := []rune(strings.Repeat("─", n+1))
	span := high.Sub(low)
	rising := slices.SortedStableFunc(slices.Values(known), func(a, b point) int { return a.amount.Value().Cmp(b.amount.Value()) })
	last := n + 1 - len(rising)
	x := -1
	for i, p := range rising { // two at one place stand side by side, in order
		share := 0.0
		if span.IsPositive() {
			share, _ = p.amount.Value().Sub(low).Div(span).Float64() // a place on the screen, not money
		}
		x = min(max(x+1, int(share*float64(n)+0.5)), last+i)
		cells[x] = []rune(p.letter)[0]
	}
	d.Line(st.Good.Render(string(cells)))
	var words []string
	for _, p := range known {
		words = append(words, strings.ReplaceAll(p.letter+" "+p.name+" "+p.amount.String(), " ", "\u00a0"))
	}
	d.Text(strings.Join(words, " · "), width, st.Dim)
	return d
}
