package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// asks is the activity of lesson 3: two slots, the returns as cards below them,
// then the market figures and today's job. A third ask is refused with the
// reason, and offered as a swap.
type asks struct {
	roster
	lines memo[[]askRow]
	swap  workbook.ID // the return that was refused for want of a slot, "" for none
}

func init() { activities[workbook.LessonAsks] = func() activity { return newAsks() } }

func newAsks() *asks {
	a := &asks{}
	a.rows = func(c *Context) []workbook.Key { return records(c, a.all(c)) }
	a.hints = askHints
	return a
}

// askRow is one row that can be focused; exactly one of the first four is set.
type askRow struct {
	ask    *workbook.Ask
	card   *workbook.Return
	figure *workbook.Figure
	job    bool
	add    bool // the row that adds a market figure
}

// all lists what can be focused.
func (a *asks) all(c *Context) []askRow { return a.lines.of(c, askRows) }

// askRows are the asks, the returns not asked for, the market figures, today's job.
func askRows(c *Context) []askRow {
	var out []askRow
	for i := range c.Settled.Asks {
		out = append(out, askRow{ask: &c.Settled.Asks[i]})
	}
	var trades []askRow // behind the others, once both asks are chosen
	for _, r := range c.Settled.Candidates() {
		switch {
		case c.Settled.AskFor(r.ID) != nil:
		case full(c) && r.Need.Sort == workbook.Nice:
			trades = append(trades, askRow{card: r})
		default:
			out = append(out, askRow{card: r})
		}
	}
	out = append(out, trades...)
	for i := range c.Settled.Figures {
		out = append(out, askRow{figure: &c.Settled.Figures[i]})
	}
	return append(out, askRow{add: true}, askRow{job: true})
}

// full tells whether both slots are taken.
func full(c *Context) bool { return len(c.Settled.Asks) >= workbook.MaxAsks }

// row is the focused one.
func (a *asks) row(c *Context) askRow {
	return a.all(c)[a.focus.in(a.keys(c))]
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
		return workbook.RecordKey(workbook.AskRecords, r.ask.ID)
	case r.figure != nil:
		return workbook.RecordKey(workbook.FigureRecords, r.figure.ID)
	case r.card != nil:
		return workbook.RecordKey(workbook.ReturnRecords, r.card.ID)
	case r.job:
		return workbook.RecordKey(workbook.JobRecords, c.Settled.ID)
	}
	return workbook.RecordKey(workbook.FigureRecords, "")
}

func (a *asks) commands(c *Context) command.List {
	switch {
	case a.inForm:
		return a.formCommands(c)
	case a.swap != "":
		return a.swapCommands(c)
	}
	k, cur := c.Key, a.row(c)
	edit := a.editRow(c, "asks", "edit", command.Also(k.Open, k.Right), func() { a.edit(c, "") })
	remove := a.removeRow(c, "asks", "delete", "", func() { a.delete(c, cur) })
	private := a.privateRow(c, "asks", "")
	figure := command.Command{ID: "asks.figure", Key: k.Figure, Words: "add a market figure", Do: func() { a.addFigure(c) }}
	job := command.Command{ID: "asks.job", Key: k.Job, Words: "today's job"}
	job.Do = func() { a.editKey(c, workbook.RecordKey(workbook.JobRecords, c.Settled.ID), "base") }
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
	if a.swap == "" {
		a.roster.move(c, by)
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
	a.add(c, workbook.AskRecords, "term", func(w *workbook.Workbook, rec any) {
		ask := rec.(*workbook.Ask)
		ask.Return = id
		if r := w.Return(id); r != nil && r.Kind == workbook.KindPay { // said once, in lesson 2 or by the catalog
			ask.Basis = r.Need.Basis
		}
		if out != "" {
			w.Delete(workbook.RecordKey(workbook.AskRecords, out))
		}
	})
}

// swapCommands answer which ask is to go; the rest works as elsewhere.
func (a *asks) swapCommands(c *Context) command.List {
	k := c.Key
	return command.List{
		{ID: "asks.swap.first", Key: k.First, Words: "swap first", Do: func() { a.swapWith(c, c.Settled.Asks[0].ID) }},
		{ID: "asks.swap.second", Key: k.Second, Words: "swap second", Do: func() { a.swapWith(c, c.Settled.Asks[1].ID) }},
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
	a.add(c, workbook.FigureRecords, "source", func(w *workbook.Workbook, rec any) { rec.(*workbook.Figure).Role = w.Profile.Role })
}

func (a *asks) delete(c *Context, cur askRow) {
	said := "The ask is back among the cards. u brings it back."
	if cur.figure != nil {
		said = fmt.Sprintf("Deleted the figure from “%s”. u brings it back.", field.Cut(cur.figure.Source, 24))
	}
	a.remove(c, cur.record(c), said)
}

// edit opens the form of the focused row; a card and the row that adds have none.
func (a *asks) edit(c *Context, fieldName string) {
	if cur := a.row(c); cur.card == nil && !cur.add {
		a.roster.edit(c, fieldName)
	}
}

func askHints(c *Context, k workbook.Key) map[string]field.Hint {
	ask := c.Book.Ask(k.ID())
	if k.Collection() != workbook.AskRecords || ask == nil {
		return nil
	}
	today := field.Hint{Blank: func(typed workbook.Workbook) string {
		w := typed.Settled()
		if ask := w.Ask(k.ID()); ask != nil && w.AskToday(*ask).OK() {
			return w.AskToday(*ask).String() + ", from today's job"
		}
		return ""
	}}
	r := c.Settled.Return(ask.Return)
	if r == nil || !r.Kind.Money() {
		return map[string]field.Hint{"today": today}
	}
	eg := payExample(c, r)
	today.Eg, today.Echo = eg, echoOf("today", k)
	hints := map[string]field.Hint{"today": today, "term": {Eg: "I would like my base pay to be " + payInWords(c, r) + " from the first of May."}}
	for _, name := range []string{"minimum", "target", "opening"} {
		hints[name] = field.Hint{Eg: eg + ", or +5% of what you have today", Echo: echoOf(name, k)}
	}
	return hints
}

// payExample is what could be typed for pay as this person has it.
func payExample(c *Context, r *workbook.Return) string {
	switch {
	case r.Kind != workbook.KindPay: // for a year, as its parts are
		return "4,500"
	case c.Settled.BasisOf(r) == workbook.PartBasis:
		return "4.50 an hour"
	}
	switch c.Settled.OwnPeriod() {
	case value.Hour:
		return "22.50"
	case value.Day:
		return "240"
	case value.Week:
		return "1,150"
	case value.Month:
		return "8,500"
	case value.Year:
		return "92k"
	}
	return "92k, or 22.50 an hour"
}

// payInWords is payExample in a sentence.
func payInWords(c *Context, r *workbook.Return) string {
	if own := c.Settled.OwnPeriod(); !own.IsZero() && own != value.Year && r.Kind == workbook.KindPay {
		return payExample(c, r) + " " + own.String()
	}
	return "92,000"
}

// echoOf says what one of an ask's numbers is understood as: for what it is spoken
// of, by the hour too where the hours are known, and how far it is above today.
func echoOf(name string, k workbook.Key) func(workbook.Workbook) string {
	at := workbook.Schema.Field(workbook.AskRecords, name)
	return func(typed workbook.Workbook) string {
		w := typed.Settled()
		ask := w.Ask(k.ID())
		if ask == nil {
			return ""
		}
		n := *at.Amount(ask)
		if !n.Money() {
			return ""
		}
		own := w.OwnPeriod()
		if n.Per().IsZero() && own == value.Year && w.ForPay(*ask) {
			n = n.For(value.Year)
		}
		out := n.String()
		if hourly, ok := n.To(value.Hour, w.WorkYear()); ok && n.Per() != value.Hour {
			out += ", " + hourly.String() + " " + w.Assumed(hourly).String()
		}
		if rise, ok := value.Rise(w.AskToday(*ask), *at.Amount(ask)); ok && name != "today" {
			out += "; " + riseInWords(rise)
		}
		return out
	}
}

// riseInWords says how far a number is from today.
func riseInWords(rise decimal.Decimal) string {
	switch rise.Sign() {
	case 1:
		return rise.Round(1).String() + "% above today"
	case -1:
		return rise.Round(1).Abs().String() + "% below today"
	}
	return "what you have today"
}

func (a *asks) enter(c *Context, record workbook.Key, fieldName string) {
	a.swap = ""
	a.roster.enter(c, record, "")
	if fieldName != "" {
		a.edit(c, fieldName)
	}
}

func (a *asks) see(c *Context) {
	a.editing.see(c)
	if a.swap != "" && (c.Settled.Return(a.swap) == nil || !full(c)) {
		a.swap = ""
	}
}

func (a *asks) asking() bool { return a.swap != "" }

func (a *asks) draw(c *Context, width, room int) field.Drawing {
	if a.swap != "" {
		return a.drawSwap(c, width)
	}
	list := func(width int) field.Drawing { return a.drawList(c, width, room) }
	form := func(width int) field.Drawing { return a.drawForm(c, width, room) }
	return a.layout(c, width, room, a.inForm, list, form, func(width int) field.Drawing { return a.drawDetails(c, width) })
}

func (a *asks) drawSwap(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	r := c.Settled.Return(a.swap)
	d.Text(fmt.Sprintf("“%s” would be a third ask, and two is the limit here.", nameOf(*r)), min(width, measure), st.Warn)
	for i, ask := range c.Settled.Asks {
		y := len(d.Lines)
		hanging(&d, st.Key.Render(fmt.Sprintf("%d", i+1))+"  ", 3, "Swap with “"+a.askName(c, ask)+"” (u brings it back).", min(width, measure), st.Plain.Render)
		d.Click(y, width, func() { a.swapWith(c, ask.ID) })
	}
	y := len(d.Lines)
	d.Line(st.Key.Render("esc") + "  Keep the two as they are.")
	d.Click(y, width, func() { a.swap = "" })
	d.Blank()
	d.Text("Every ask you add makes the others weaker: the easiest one is granted, and the talk is over. That is this "+
		"course's rule; others advise raising all at once, with priorities (Malhotra). "+
		"What is not an ask can still be traded inside a package.", min(width, measure), st.Dim)
	return d
}

func (a *asks) askName(c *Context, ask workbook.Ask) string {
	if r := c.Settled.Return(ask.Return); r != nil {
		return nameOf(*r)
	}
	return "(a return that is gone)"
}

func (a *asks) drawList(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	d.Line(c.Style.Bold.Render(field.Cut(fmt.Sprintf("  Your asks  %d of %d", len(c.Settled.Asks), workbook.MaxAsks), width)))
	var rows []rosterRow
	for i, row := range a.all(c) {
		if i == len(c.Settled.Asks) { // behind the last ask
			for slot := i + 1; slot <= workbook.MaxAsks; slot++ {
				rows = append(rows, rosterRow{text: func(_ bool, width int) string {
					return c.Style.Dim.Render(field.Cut(fmt.Sprintf("%d  –", slot), width))
				}})
			}
		}
		rows = append(rows, a.listed(c, row, i+1))
	}
	a.list(c, &d, rows, width, room)
	return d
}

// listed is a row in the list; slot is the number of an ask.
func (a *asks) listed(c *Context, row askRow, slot int) rosterRow {
	var text, tail string
	out := rosterRow{key: row.record(c)}
	switch {
	case row.ask != nil:
		text, tail = fmt.Sprintf("%d  %s", slot, a.askName(c, *row.ask)), mine(row.ask.Private, row.ask.Target.String())
	case row.card != nil:
		switch {
		case !full(c):
			out.section = "Cards: choose one or two"
		case row.card.Need.Sort == workbook.Nice:
			out.section = "To trade in a package"
		default:
			out.section = "Not asked for"
		}
		out.click = func(again bool) {
			if again {
				a.ask(c, row.card.ID)
			}
		}
		text = nameOf(*row.card)
		if row.card.Need.Sort == workbook.Must && c.Settled.MustMet(*row.card) == value.No {
			tail = "✗ unmet"
		} else if pull, ok := row.card.Pull(); ok {
			tail = fmt.Sprint(pull)
		}
	case row.figure != nil:
		out.section = "Market figures, your own"
		text, tail = cmp.Or(row.figure.Source, "(no source yet)"), mine(row.figure.Private, row.figure.Middle.String())
	case row.add:
		out.section = "Market figures, your own"
		out.click = func(again bool) {
			if again {
				a.addFigure(c)
			}
		}
		text = "+ add a figure"
	case row.job:
		out.section = "Today"
		text, tail = "Today's job", c.Settled.Job.Base.String()
	}
	out.text = func(here bool, width int) string { return rowText(c, text, tail, here, width) }
	return out
}

// leastName is what a name keeps beside an amount.
const leastName = 13

func rowText(c *Context, text, tail string, here bool, width int) string {
	style := c.Style.Plain
	if here {
		style = c.Style.Accent
	}
	switch n := ansi.StringWidth(tail); {
	case n <= max(width/2, width-leastName): // an amount is never cut
	case strings.ContainsFunc(tail, unicode.IsDigit):
		tail = ""
	default:
		tail = field.Cut(tail, max(0, width/2))
	}
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

// marks are the lines of a window that say how much there is above and below.
const marks = 2

// drawForm keeps the number line above the form in sight, since it moves as one
// types the numbers.
func (a *asks) drawForm(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	cur := a.row(c)
	switch {
	case cur.ask != nil:
		d.Line(c.Style.Bold.Render(field.Cut("Ask: "+a.askName(c, *cur.ask), width)))
		d.Add(numberLine(c, *cur.ask, width), 0, false)
	case cur.figure != nil:
		d.Line(c.Style.Bold.Render(field.Cut("Market figure", width)))
	case cur.job:
		d.Line(c.Style.Bold.Render(field.Cut("What today's job pays", width)))
	}
	form := a.form.Draw(c, width, true)
	if form.Block.To-form.Block.From > room-len(d.Lines)-marks { // the field and its help, or its question, come first
		d = field.Drawing{}
	}
	if left := room - len(d.Lines); left >= minActivity {
		form = form.Window(left, c.Style)
	}
	d.Add(form, 0, true)
	return d
}

func (a *asks) drawDetails(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	switch cur := a.row(c); {
	case cur.ask != nil:
		d.Line(st.Bold.Render(field.Cut(a.askName(c, *cur.ask), width)))
		if cur.ask.Term != "" {
			d.Text("“"+cur.ask.Term+"”", width, st.Plain)
		}
		numbers := numberLine(c, *cur.ask, width)
		lined := len(numbers.Lines) > 0
		if !lined {
			numbers.Text(strings.Join(answersOf(c, *cur.ask), " · "), width, st.Plain)
		}
		d.Add(numbers, 0, false)
		if note := numbersNote(c, *cur.ask, lined); note != "" {
			d.Text(note, width, st.Dim)
		}
		if cur.ask.Reason != "" {
			d.Blank()
			d.Text(cur.ask.Reason, width, st.Plain)
		}
		for _, p := range cur.ask.ProofTexts() {
			hanging(&d, "✓ ", 2, p, width, st.Plain.Render)
		}
		d.Click(0, width, func() { a.edit(c, "") })
	case cur.card != nil:
		r := cur.card
		d.Line(st.Bold.Render(field.Cut(nameOf(*r), width)))
		if r.Need.Sort == workbook.Must && c.Settled.MustMet(*r) == value.No {
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
		if note := c.Settled.Assumed(f.Low, f.Middle, f.High).Note(); note != "" {
			d.Text(note, width, st.Dim)
		}
	case cur.add:
		d.Text("Figures that you found yourself: a survey, a posting, official statistics, a peer. "+
			"Three points of two kinds are enough; firstmile supplies none.", width, st.Dim)
	case cur.job:
		d.Text("What you have today: asks and offers are measured against it.", width, st.Dim)
		rests := c.Settled.Assumed(c.Settled.Job.Base)
		if total, ok := c.Settled.Total(c.Settled.Job.Pay); total.OK() && ok {
			d.Text("Together "+total.String()+" a year.", width, st.Plain)
			rests = rests.With(c.Settled.AssumedInAll())
		}
		if note := rests.Note(); note != "" {
			d.Text(note, width, st.Dim)
		}
	}
	if len(c.Settled.Returns) == 0 {
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

// numbersNote says below the numbers of an ask what they rest on, and what they are for
// where they are on a line, which has digits alone.
func numbersNote(c *Context, ask workbook.Ask, lined bool) string {
	now := c.Settled.AskToday(ask)
	for _, n := range []value.Amount{ask.Target, ask.Minimum, ask.Opening, now} {
		if !n.Money() {
			continue
		}
		rests := c.Settled.AssumedAsk(ask)
		if c.Settled.ForPay(ask) {
			rests = rests.With(c.Settled.AssumedMarket(c.Settled.AskBasis(ask), n))
		}
		if !lined || n.Per().IsZero() {
			return rests.Note()
		}
		said := "Pay by the " + n.Per().Name()
		if value.IsCurrency(n.Unit()) {
			said += ", in " + n.Unit()
		}
		if len(rests) > 0 {
			said += "; reckoned " + rests.String()
		}
		return said + "."
	}
	return ""
}

// answersOf are the four answers of an ask as they are, where no line can be drawn of them.
func answersOf(c *Context, a workbook.Ask) []string {
	var out []string
	for _, n := range []struct {
		name   string
		amount value.Amount
	}{{"today", c.Settled.AskToday(a)}, {"minimum", a.Minimum}, {"target", a.Target}, {"opening", a.Opening}} {
		if said := n.amount.String(); said != "" && n.amount.Unread() == "" {
			out = append(out, n.name+" "+said)
		}
	}
	return out
}

// numberLine draws the numbers of an ask on one line, to scale, with the middle of the
// market among them, and says above it which is which; where that does not fit, below.
func numberLine(c *Context, ask workbook.Ask, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	type point struct {
		name   string
		amount value.Amount
	}
	points := []point{{"today", c.Settled.AskToday(ask)}, {"minimum", ask.Minimum}, {"target", ask.Target}, {"opening", ask.Opening}}
	if c.Settled.ForPay(ask) {
		mid, _ := c.Settled.MarketMiddle(c.Settled.AskBasis(ask), ask.Target)
		points = append(points, point{"market", mid})
	}
	var known []point
	for _, p := range points {
		if p.amount.OK() && (len(known) == 0 || known[0].amount.Comparable(p.amount)) {
			known = append(known, p)
		}
	}
	if len(known) < 2 {
		return d
	}
	slices.SortStableFunc(known, func(a, b point) int { return a.amount.Value().Cmp(b.amount.Value()) })
	low, span := known[0].amount.Value(), known[len(known)-1].amount.Value().Sub(known[0].amount.Value())
	shown := func(p point) string {
		if p.amount.Money() {
			return p.amount.Number()
		}
		return p.amount.String()
	}
	last := ansi.StringWidth(shown(known[len(known)-1]))
	n := min(width, measure) - max(last, len("opening")) - 1
	names, numbers, line := "", "", ""
	fits := n > 0
	for i, p := range known {
		share := 0.0
		if span.IsPositive() {
			share, _ = p.amount.Value().Sub(low).Div(span).Float64() // a place on the screen, not money
		}
		x := max(int(share*float64(n)+0.5), ansi.StringWidth(names), ansi.StringWidth(numbers))
		if i > 0 {
			x = max(x, max(ansi.StringWidth(names), ansi.StringWidth(numbers))+1)
		}
		names, numbers = field.Pad(names, x)+p.name, field.Pad(numbers, x)+shown(p)
		mark := "┼"
		switch i {
		case 0:
			mark = "├"
		case len(known) - 1:
			mark = "┤"
		}
		if p.name == "market" && mark == "┼" {
			mark = "┴"
		}
		line += strings.Repeat("─", max(0, x-ansi.StringWidth(line))) + mark
		fits = fits && max(ansi.StringWidth(names), ansi.StringWidth(numbers)) <= width
	}
	if fits {
		d.Line(st.Dim.Render(names))
		d.Line(st.Plain.Render(numbers))
		d.Line(st.Dim.Render(line))
		return d
	}
	words := make([]string, len(known))
	for i, p := range known {
		words[i] = strings.ReplaceAll(p.name+" "+p.amount.String(), " ", "\u00a0")
	}
	d.Text(strings.Join(words, " · "), width, st.Dim)
	return d
}
