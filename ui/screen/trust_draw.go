package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func (l *ledger) draw(c *Context, width, room int) field.Drawing {
	switch {
	case l.picking && width < writeBeside:
		return l.drawIdeas(c, width, room)
	case l.typing():
		form := func(width int) field.Drawing {
			if l.picking {
				return l.drawIdeas(c, width, room)
			}
			return l.drawForm(c, min(width, measure))
		}
		return l.layout(c, width, room, true, func(width int) field.Drawing { return l.drawList(c, width, room) }, form, nil)
	case l.current(c) == "":
		return l.drawEmpty(c, width)
	case width >= writeBeside:
		table := min(scoreTable, width-gutter-33)
		right := l.aside.window(c, l.current(c), l.drawOpen(c, width-table-gutter), width, room)
		return field.Beside(l.drawList(c, table, room).Window(room, c.Style), table, gutter, right, l.among && l.over(c))
	}
	below := l.aside.window(c, l.current(c), l.drawAbout(c, width), narrow, room)
	if l.aside.alone {
		return below
	}
	// What is said of the row stays in sight as far as some rows of the list do.
	d := l.drawList(c, width, room)
	d = d.Window(max(min(len(d.Lines), 4), room-1-len(below.Lines)), c.Style)
	if len(d.Lines)+len(below.Lines) < room {
		d.Blank()
	}
	d.Add(below, 0, l.among && l.over(c))
	return d
}

func (l *ledger) drawEmpty(c *Context, width int) field.Drawing {
	var d field.Drawing
	d.Text(c.Pack.Lesson(workbook.LessonTrust).Empty, min(width, measure), c.Style.Plain)
	y := len(d.Lines)
	d.Line(c.Style.Accent.Render(field.Cut("▸ Add a piece of extra work (a)", width)))
	d.Focus = y
	d.Click(y, width, func() { l.addExtra(c) })
	return d
}

// ledgerRow is what the list says of an entry.
type ledgerRow struct {
	key                     workbook.Key
	what, whom, told, shows string
	warn                    bool // what is told is a thing to see to
}

func (l *ledger) entries(c *Context) []ledgerRow {
	var out []ledgerRow
	for _, k := range l.keys(c) {
		if e := c.Book.Extra(k.ID()); e != nil && k.Collection() == workbook.ExtraRecords {
			row := ledgerRow{key: k, what: recordName(c, k), whom: cmp.Or(e.Whom, "–"), told: e.Told, shows: cmp.Or(e.Leg.String(), "–")}
			if row.told == "" {
				row.told, row.warn = "! nobody yet", true
			}
			row.what = mineName(row.what, e.Private)
			out = append(out, row)
			continue
		}
		p := c.Book.Promise(k.ID())
		row := ledgerRow{key: k, what: "Promise: " + lowerFirstWord(recordName(c, k)), whom: cmp.Or(p.To, "–"), shows: "–"}
		row.told, row.warn = kept(c, *p)
		if p.Kept == value.Yes {
			row.shows = workbook.WordKept.String()
		}
		row.what = mineName(row.what, p.Private)
		out = append(out, row)
	}
	return out
}

// mineName marks what the coach's copy leaves out; the mark stands first, where it is not cut.
func mineName(name string, private bool) string {
	if private {
		return "(mine) " + name
	}
	return name
}

// lowerFirstWord has an article begin small inside a line; all else stays as it was typed.
func lowerFirstWord(s string) string {
	for _, article := range []string{"The ", "A ", "An ", "My ", "Our "} {
		if strings.HasPrefix(s, article) {
			return lowerFirst(s)
		}
	}
	return s
}

// kept says what has become of a promise, and whether that is a thing to see to.
func kept(c *Context, p workbook.Promise) (said string, warn bool) {
	day := ""
	if p.By.OK() {
		day = " " + p.By.Short(c.Day)
	}
	passed := p.By.OK() && p.By.Before(c.Day)
	switch {
	case p.Kept == value.Yes:
		return "kept" + day, false
	case p.Kept == value.No && passed:
		return "! late:" + day, true
	case p.Kept == value.No:
		return "not kept", false
	case passed && p.Kept == value.Unanswered:
		return "! kept?" + day, true
	case day != "":
		return "by" + day, false
	}
	return "–", false
}

// The columns beside the names: as wide as their longest value, up to these.
const (
	whomWide  = 18
	toldWide  = 16
	showsWide = len("word kept")
	ledgerGap = 2
)

// ledgerColumns are how many cells the columns have; 0 where there is none.
type ledgerColumns struct{ what, whom, told, shows int }

// columns gives names their room before the others, which leave whole.
func (l *ledger) columns(rows []ledgerRow, width int) ledgerColumns {
	var longest ledgerColumns
	longest.told = len("told")
	longest.whom = len("for whom")
	for _, r := range rows {
		longest.what = max(longest.what, ansi.StringWidth(r.what))
		longest.whom = max(longest.whom, ansi.StringWidth(r.whom))
		longest.told = max(longest.told, ansi.StringWidth(r.told))
	}
	least := min(longest.what, nameFrom)
	cols := ledgerColumns{told: min(longest.told, toldWide, width/2)}
	left := width - least - cols.told - ledgerGap
	if width >= narrow-2 && left >= showsWide+ledgerGap {
		cols.shows = showsWide
		left -= showsWide + ledgerGap
	}
	if whom := min(longest.whom, whomWide); width >= narrow-2 && left >= whom+ledgerGap {
		cols.whom = whom
		left -= whom + ledgerGap
	}
	cols.what = least + left
	return cols
}

func (l *ledger) drawList(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st := c.Style
	all := l.entries(c)
	cols := l.columns(all, width-2)
	head := ledgerRow{what: "What you did", whom: "for whom", told: "told", shows: "it shows"}
	d.Line("  " + st.Dim.Render(strings.Join(cols.cells(head), spacesOf(ledgerGap))))
	var rows []rosterRow
	for _, row := range all {
		rows = append(rows, rosterRow{key: row.key, click: func(again bool) {
			l.tick, l.among, l.picking = 0, false, false
			if again {
				l.edit(c, "")
			}
		}, text: func(here bool, _ int) string {
			cells := cols.cells(row)
			if here {
				cells[0] = st.Accent.Render(cells[0])
			}
			if at := slices.Index(cols.names(), "told"); row.warn {
				cells[at] = st.Warn.Render(cells[at])
			}
			return strings.Join(cells, spacesOf(ledgerGap))
		}})
	}
	l.list(c, &d, rows, width, room)
	return d
}

func spacesOf(n int) string { return strings.Repeat(" ", n) }

// names are the columns that are shown.
func (w ledgerColumns) names() []string {
	out := []string{"what"}
	if w.whom > 0 {
		out = append(out, "whom")
	}
	out = append(out, "told")
	if w.shows > 0 {
		out = append(out, "shows")
	}
	return out
}

func (w ledgerColumns) cells(r ledgerRow) []string {
	var out []string
	for _, name := range w.names() {
		switch name {
		case "what":
			out = append(out, field.Pad(r.what, w.what))
		case "whom":
			out = append(out, field.Pad(r.whom, w.whom))
		case "told":
			out = append(out, field.Pad(r.told, w.told))
		case "shows":
			out = append(out, field.Pad(r.shows, w.shows))
		}
	}
	return out
}

// drawForm is the open form, and which of the ledger it is about.
func (l *ledger) drawForm(c *Context, width int) field.Drawing {
	var d field.Drawing
	keys := l.keys(c)
	count := fmt.Sprintf("  %d of %d", l.focus.in(keys)+1, len(keys))
	d.Line(c.Style.Bold.Render(field.Cut(recordName(c, l.current(c)), width-len(count))) + c.Style.Dim.Render(count))
	d.Add(l.form.Draw(c, width, true), 0, true)
	return d
}

// beside are the fields that stand open beside the list; the words have their own place.
var beside = map[string][]string{
	workbook.ExtraRecords:   {"whom", "result", "credit", "told", "habit"},
	workbook.PromiseRecords: {"to", "by", "kept"},
}

// drawOpen is the focused entry with its answers, beside the list.
func (l *ledger) drawOpen(c *Context, width int) field.Drawing {
	var d field.Drawing
	k := l.current(c)
	d.Text(recordName(c, k), width, c.Style.Bold)
	labels := 0
	for _, name := range beside[k.Collection()] {
		label, _, _ := c.Words(k.Collection() + "." + name)
		labels = max(labels, ansi.StringWidth(label)+2)
	}
	for _, name := range beside[k.Collection()] {
		label, _, _ := c.Words(k.Collection() + "." + name)
		answer := workbook.Schema.Field(k.Collection(), name).Show(workbook.Schema.Record(&c.Book, k), "")
		y := len(d.Lines)
		hanging(&d, c.Style.Dim.Render(field.Pad(label, labels)), labels, cmp.Or(strings.Join(strings.Fields(answer), " "), "–"), width, c.Style.Plain.Render)
		d.Click(y, width, func() { l.edit(c, name) })
	}
	d.Blank()
	l.drawWords(c, &d, width)
	d.Add(l.drawVerdict(c, width), 0, l.among)
	return d
}

// drawAbout is what belongs to the focused entry, below the list.
func (l *ledger) drawAbout(c *Context, width int) field.Drawing {
	var d field.Drawing
	st, w := c.Style, min(width, measure)
	rows := l.entries(c)
	at := slices.IndexFunc(rows, func(r ledgerRow) bool { return r.key == l.current(c) })
	cols := l.columns(rows, width-2) // what they cut is whole somewhere
	if ansi.StringWidth(rows[at].what) > cols.what {
		d.Text(rows[at].what, w, st.Bold)
	}
	if cols.whom > 0 && ansi.StringWidth(rows[at].whom) > cols.whom {
		d.Text("For "+rows[at].whom, w, st.Dim)
	}
	l.drawWords(c, &d, w)
	d.Add(l.drawVerdict(c, width), 0, l.among)
	return d
}

// drawWords quotes the words of the focused piece of extra work, or asks for them.
func (l *ledger) drawWords(c *Context, d *field.Drawing, width int) {
	e := l.extra(c)
	if e == nil {
		return
	}
	said, style := "“"+strings.Join(strings.Fields(e.Words), " ")+"”", c.Style.Plain
	if e.Words == "" {
		said, style = "No words yet: what would you say of it?", c.Style.Dim
	}
	y := len(d.Lines)
	d.Text(said, width, style)
	d.Click(y, width, func() { l.edit(c, "words") })
}

// drawVerdict counts the words of the focused entry, says what they come to, which parts
// of trust have an example, and what was done over a head.
func (l *ledger) drawVerdict(c *Context, width int) field.Drawing {
	var d field.Drawing
	e := l.extra(c)
	if e != nil {
		d.Add(l.drawShares(c, e, width), 0, false)
	} else {
		l.drawTold(c, &d, width)
	}
	inParts(c, &d, legs(c), width)
	if l.over(c) {
		d.Blank()
		d.Add(l.drawTicks(c, e, width), 0, l.among)
	}
	return d
}

// drawShares is the line that counts I, we and names, and what follows from it.
func (l *ledger) drawShares(c *Context, e *workbook.Extra, width int) field.Drawing {
	var d field.Drawing
	if said := counted(*e); said != "" {
		inParts(c, &d, said, width)
	}
	l.drawTold(c, &d, width)
	return d
}

// inParts adds a line whose parts stay whole where it wraps: their blanks do not break.
func inParts(c *Context, d *field.Drawing, text string, width int) {
	for _, line := range field.Wrap(text, width) {
		d.Line(c.Style.Plain.Render(breakable(line)))
	}
}

func breakable(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// counted says how often the words say I and we, and whom they name; "" of words that
// are not English.
func counted(e workbook.Extra) string {
	s := e.Shares()
	if !s.English {
		return ""
	}
	said := "I " + times(s.I) + " · we " + times(s.We) + " · named: " + cmp.Or(value.List(s.Named), "nobody")
	if advice.WellTold(e) {
		said += "  ✓\u00a0well\u00a0told"
	}
	return said
}

// drawTold says what weighs first of the focused entry, but for what the lesson says below.
func (l *ledger) drawTold(c *Context, d *field.Drawing, width int) {
	below := c.Advice.Insight(workbook.LessonTrust)
	told := c.Advice.Told(l.current(c))
	if e := l.extra(c); len(told) == 0 || slices.Contains(below, told[0]) || e != nil && advice.WellTold(*e) {
		return
	}
	hanging(d, c.Style.Warn.Render("! "), 2, told[0], min(width, measure), c.Style.Plain.Render)
}

func times(n int) string {
	if n == 0 {
		return "never"
	}
	return value.Times(n)
}

// legs says which parts of trust have an example.
func legs(c *Context) string {
	shown := c.Settled.Shown()
	var out []string
	for _, leg := range workbook.Legs() {
		sign := "\u00a0–"
		if slices.Contains(shown, leg) {
			sign = "\u00a0✓"
		}
		out = append(out, strings.ReplaceAll(leg.String(), " ", "\u00a0")+sign)
	}
	return "Legs: " + strings.Join(out, " · ")
}

// tickWide is how many cells a tick takes, with its brackets.
const tickWide = 23

// drawTicks are the six of what went over a head, in as many columns as there is room for.
func (l *ledger) drawTicks(c *Context, e *workbook.Extra, width int) field.Drawing {
	var d field.Drawing
	d.Line(c.Style.Plain.Render("Over a head: yes"))
	columns := min(3, max(1, width/tickWide))
	for from := 0; from < len(ticks); from += columns {
		line, y := "", len(d.Lines)
		for i := from; i < min(from+columns, len(ticks)); i++ {
			sign := "–"
			if *ticked(e, i) {
				sign = "✓"
			}
			cell := " " + sign + "  " + tickName(c, i)
			if i == l.tick {
				cell = c.Style.Accent.Render("[") + sign + c.Style.Accent.Render("]") + " " + tickName(c, i)
				if l.among {
					d.Focus = y
					d.Cursor = &field.Point{X: (i-from)*tickWide + 4, Y: y}
				}
			}
			d.Zones = append(d.Zones, field.Zone{X: (i - from) * tickWide, Y: y, W: tickWide, H: 1, Do: func() { l.among = true; l.mark(c, i) }})
			line += field.Pad(cell, tickWide)
		}
		d.Line(strings.TrimRight(line, " "))
	}
	return d
}
