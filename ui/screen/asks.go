package screen

import (
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
	remove := a.removeRow(c, "asks", "delete", "", func() { a.remove(c, cur.record(c)) })
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
	a.roster.see(c)
	if a.swap != "" && (c.Settled.Return(a.swap) == nil || !full(c)) {
		a.swap = ""
	}
}

func (a *asks) asking() bool { return a.swap != "" }
