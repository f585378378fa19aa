package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

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
		text, tail = cmp.Or(row.figure.Source, "(no source yet)"), mine(row.figure.Private, pays(*row.figure))
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
		for _, p := range c.Settled.Proofs(*cur.ask) {
			hanging(&d, "✓ ", 2, p.Text, width, st.Plain.Render)
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

// pays is the middle of a market figure, or else its range, or the end that it has.
func pays(f workbook.Figure) string {
	if !f.Middle.IsZero() {
		return f.Middle.String()
	}
	return strings.Join(slices.DeleteFunc([]string{f.Low.String(), f.High.String()}, func(s string) bool { return s == "" }), "–")
}
