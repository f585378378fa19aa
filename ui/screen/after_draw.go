package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
)

// Draw shows what came of each ask, how far that is from its numbers, and what was said;
// one ask at a time where width is scarce, and the form alone while one types.
func (a *After) Draw(c *Context, width, height int) field.Drawing {
	a.see(c)
	rows := a.rows(c)
	at := a.focus.in(rows)
	asks := slices.DeleteFunc(slices.Clone(rows), func(r afterRow) bool { return r.ask() == "" })
	said := field.Text(strings.Join(a.says(c), " "), min(width, measure), c.Style.Plain)
	var d field.Drawing
	switch {
	case a.inForm:
		d.Line(c.Style.Bold.Render(field.Cut(a.heading(c, rows[at], at, len(asks)), width)))
		d.Add(a.form.Draw(c, min(width, measure), true), 0, true)
		if rows[at].ask() != "" {
			d.Blank()
			d.Add(said, 0, false)
		}
	case width < narrow:
		d.Add(a.drawAlone(c, rows[at], at, len(asks), width), 0, true)
		if rows[at].ask() != "" || toCome(c) != "" {
			d.Add(said, 0, false)
		}
	default:
		d.Add(a.drawAsks(c, asks, at, width), 0, at < len(asks))
		if len(said.Lines) > 0 {
			d.Blank()
			d.Add(said, 0, false)
		}
		d.Blank()
		d.Add(a.drawSaid(c, rows[len(asks):], at-len(asks), width), 0, at >= len(asks))
	}
	return d.Window(height, c.Style)
}

// says is what the page has to say of it all.
func (a *After) says(c *Context) []string {
	if to := toCome(c); to != "" {
		return []string{to, "What came of it goes here."}
	}
	if out := c.Advice.After(); c.Book.Ended() != "" {
		return out
	}
	if len(c.Book.Asks) == 0 {
		return []string{"There is no ask in lesson 3 of which something could have come."}
	}
	return []string{"What came of your asks? 1 to 4 say it, one ask at a time."}
}

// talkOn names the talk: its day, and with whom it was.
func talkOn(c *Context) string {
	p := c.Book.Profile
	with, _, _ := strings.Cut(p.With, ",")
	out := p.Meeting.Short(c.Day)
	if with = strings.TrimSpace(with); with != "" {
		out = strings.TrimPrefix(out+", with "+with, ", ")
	}
	return cmp.Or(out, "The talk")
}

// heading says what a form is about.
func (a *After) heading(c *Context, row afterRow, at, asks int) string {
	switch {
	case row.ask() != "" && asks > 1:
		return fmt.Sprintf("%s  %d of %d", recordName(c, row.record), at+1, asks)
	case row.ask() != "":
		return recordName(c, row.record)
	case row.record == talkKey(c):
		return "After a no"
	}
	return "What was said"
}

// The columns beside the name of an ask.
const (
	writingHead, byHead = "in writing", "by when"
	dayGap              = "‹day›"
)

// came is what came of an ask, as far as it is said.
func (a *After) came(c *Context, ask workbook.ID) string {
	r := c.Book.ResultOf(ask)
	if r == nil || r.Came == "" {
		return c.Style.Sign.Off + " ‹what came?›"
	}
	what := strings.TrimSpace(r.What)
	if what == "" && r.Came == workbook.CameNotYet {
		what = cmp.Or(strings.Join(linesOf(c.Book.Talk.Criteria), "; "), "‹what would it take?›")
	}
	if what == "" && r.Came != workbook.CameNo {
		what = "‹what exactly?›"
	}
	out := c.Style.Sign.On + " " + r.Came.String()
	if what != "" {
		out += ": " + what
	}
	return out
}

// settledBy is whether it is in writing, and by when.
func (a *After) settledBy(c *Context, ask workbook.ID) (writing, by string) {
	writing, by = "–", "–"
	if r := c.Book.ResultOf(ask); r != nil && r.Came != "" {
		writing = cmp.Or(r.Writing.String(), "–")
		if by = r.By.Short(c.Day); by == "" && r.Came != workbook.CameNo {
			by = dayGap
		}
		by = cmp.Or(by, "–")
	}
	return writing, by
}

// drawAsks is the table of the asks.
func (a *After) drawAsks(c *Context, asks []afterRow, at, width int) field.Drawing {
	var d field.Drawing
	st, head := c.Style, talkOn(c)
	names, writes, bys := ansi.StringWidth(head), len(writingHead), len(byHead)
	for _, row := range asks {
		names = max(names, 2+ansi.StringWidth(recordName(c, row.record)))
		writing, by := a.settledBy(c, row.ask())
		writes, bys = max(writes, ansi.StringWidth(writing)), max(bys, ansi.StringWidth(by))
	}
	bys = min(bys, width/6)
	names = min(names, max(2+nameFrom, width*3/10))
	what := width - names - writes - bys - 3*columnGap
	gap := spaces(columnGap)
	if len(asks) == 0 {
		d.Line(st.Bold.Render(field.Cut(head, width)))
		return d
	}
	d.Line(st.Bold.Render(field.Pad(field.Cut(head, names), names)) + gap + st.Dim.Render(field.Pad("what came", what)+gap+field.PadLeft(writingHead, writes)+gap+field.PadLeft(byHead, bys)))
	for i, row := range asks {
		here, y := i == at, len(d.Lines)
		writing, by := a.settledBy(c, row.ask())
		name, says, style := field.Wrap(recordName(c, row.record), names-2), field.Wrap(a.came(c, row.ask()), what), st.Plain
		if here {
			style = st.Accent
		}
		for l := range max(len(name), len(says)) {
			mark, rest := spaces(2), ""
			if l == 0 {
				mark, rest = marker(st, here), gap+field.PadLeft(writing, writes)+gap+field.PadLeft(field.Cut(by, bys), bys)
			}
			d.Line(strings.TrimRight(mark+style.Render(field.Pad(at0(name, l), names-2))+gap+field.Pad(at0(says, l), what)+rest, " "))
		}
		if here {
			d.Focus, d.Block = y, field.Block{From: y, To: len(d.Lines)}
		}
		a.click(c, &d, row, y, width)
	}
	return d
}

// at0 is the l-th line, "" behind the last.
func at0(lines []string, l int) string {
	if l < len(lines) {
		return lines[l]
	}
	return ""
}

// click gives a row the focus, and opens it where it has that.
func (a *After) click(c *Context, d *field.Drawing, row afterRow, y, width int) {
	d.Click(y, width, func() {
		again := a.current(c) == row
		a.focus.to(row)
		if again && (row.ask() == "" || c.Book.ResultOf(row.ask()) != nil) {
			a.open(c, row, "")
		}
	})
}

// linesOf are the lines of a text, without blank ones.
func linesOf(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// answerOf is the label of a row about the whole talk, and what was answered.
func (a *After) answerOf(c *Context, row afterRow) (label, text string) {
	f := workbook.Schema.Field(row.record.Collection(), row.field)
	label, _, _ = c.Words(f.Label)
	book := c.Book
	return label, strings.Join(linesOf(f.Show(workbook.Schema.Record(&book, row.record), "")), "; ")
}

// drawSaid is what was said, an answer in each row.
func (a *After) drawSaid(c *Context, rows []afterRow, at, width int) field.Drawing {
	var d field.Drawing
	labels := 0
	for _, row := range rows {
		label, _ := a.answerOf(c, row)
		labels = max(labels, ansi.StringWidth(label))
	}
	for i, row := range rows {
		label, text := a.answerOf(c, row)
		here, y, style, room := i == at, len(d.Lines), c.Style.Plain, min(width, measure)-labels-4
		lines := field.Wrap(cmp.Or(text, "–"), room)
		if here {
			style, d.Focus = c.Style.Accent, y
		}
		for l, line := range lines {
			mark, name := spaces(2), ""
			if l == 0 {
				mark, name = marker(c.Style, here), label
			}
			d.Line(mark + style.Render(field.Pad(name, labels)) + "  " + line)
		}
		if here {
			d.Block = field.Block{From: y, To: len(d.Lines)}
		}
		a.click(c, &d, row, y, width)
	}
	return d
}

// drawAlone is the focused row by itself.
func (a *After) drawAlone(c *Context, row afterRow, at, asks, width int) field.Drawing {
	var d field.Drawing
	st, count := c.Style, ""
	if row.ask() != "" {
		count = fmt.Sprintf("%d of %d", at+1, asks)
	}
	head := width - len(count) - 1
	d.Line(strings.TrimRight(st.Bold.Render(field.Pad(field.Cut(talkOn(c), head), head))+" "+st.Dim.Render(count), " "))
	name, says := "", ""
	if row.ask() != "" {
		name, says = recordName(c, row.record), a.came(c, row.ask())
	} else {
		name, says = a.answerOf(c, row)
		says = cmp.Or(says, "–")
	}
	d.Focus = len(d.Lines)
	hanging(&d, marker(st, true), 2, name, width, st.Accent.Render)
	hanging(&d, spaces(2), 2, says, width, st.Plain.Render)
	if row.ask() != "" {
		writing, by := a.settledBy(c, row.ask())
		hanging(&d, spaces(2), 2, writingHead+": "+writing+", "+byHead+": "+by, width, st.Dim.Render)
	}
	d.Block = field.Block{From: d.Focus, To: len(d.Lines)}
	a.click(c, &d, row, d.Focus, width)
	return d
}
