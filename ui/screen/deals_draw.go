package screen

import (
	"fmt"
	"strings"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
)

// roomy is how many lines leave room for blank ones between the parts of a deal.
const roomy = 10

// drawDeals is the list, a line each, with the focused deal open in its place; while one
// writes, that one alone.
func (l *deals) drawDeals(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	keys := l.keys(c)
	at := l.focus.in(keys)
	for i, k := range keys {
		switch deal := *c.Settled.Deal(k.ID()); {
		case i == at:
			if i > 0 && room >= roomy && !l.inForm {
				d.Blank()
			}
			d.Add(l.drawOpen(c, deal, fmt.Sprintf("Deal %d of %d", i+1, len(keys)), width, room-len(keys)+1), 0, true)
			if i < len(keys)-1 && room >= roomy {
				d.Blank()
			}
		case !l.inForm:
			stands, name := standing(c, deal), recordName(c, k)
			y := len(d.Lines)
			d.Line("  " + c.Style.Plain.Render(field.Pad(name, max(8, width-4-ansi.StringWidth(stands)))) + "  " + c.Style.Dim.Render(stands))
			d.Click(y, width, func() { l.focus.to(k) })
		}
	}
	return d
}

// standing is how far a deal is, in a word and its day.
func standing(c *Context, d workbook.Deal) string {
	s := d.Status.Or().String()
	if d.Outcome != "" {
		s = string(d.Outcome)
	} else if d.Status.Or() != workbook.DealIdea && d.Since.OK() {
		s += " " + d.Since.Short(c.Day)
	}
	if d.Private {
		s += ", mine"
	}
	return s
}

// drawOpen is one deal: what it is for and how far it is, its sentence, and below that the
// field that is typed in, or what else is asked.
func (l *deals) drawOpen(c *Context, deal workbook.Deal, head string, width, room int) field.Drawing {
	var d field.Drawing
	at := l.stop(c)
	rest := l.inForm && !l.form.Alone
	l.drawHead(c, &d, deal, head, width)
	blank := func() {
		if room >= roomy {
			d.Blank()
		}
	}
	if rest {
		blank()
		d.Add(l.form.Draw(c, min(width, measure), true), 0, true)
		return d
	}
	blank()
	for _, clause := range c.Settled.DealSentence(deal, c.Day) {
		var runs []run
		for _, p := range clause {
			runs = append(runs, l.runOf(c, p))
		}
		l.write(c, &d, runs, at, min(width, measure))
	}
	blank()
	if l.inForm {
		d.Add(l.form.Draw(c, min(width, measure), true), 0, true)
		return d
	}
	if deal.Outcome != "" || deal.Due.Before(c.Day) {
		l.drawOutcome(c, &d, deal, width)
	}
	l.drawRest(c, &d, deal, at, width, room)
	return d
}

// drawHead says which deal it is, for which return, and how far it has come.
func (l *deals) drawHead(c *Context, d *field.Drawing, deal workbook.Deal, head string, width int) {
	st, at := c.Style, l.stop(c)
	name := workbook.DealPart{Text: "which return?", Field: "return", Gap: true}
	if r := c.Settled.Return(deal.Return); r != nil {
		name = workbook.DealPart{Text: nameOf(*r), Field: "return"}
	}
	runs := []run{{text: head + ", ", style: st.Bold}, l.runOf(c, name)}
	if deal.Private {
		runs = append(runs, run{text: ", mine", style: st.Dim})
	}
	var far []run
	for _, s := range workbook.DealStatuses() {
		one := run{text: st.Sign.Off + nbsps(" "+s.String()), style: st.Dim, do: func() { l.setStatus(c, s) }}
		if s == deal.Status.Or() {
			one = run{text: st.Sign.On + nbsps(" "+s.String()), style: st.Plain}
			if since := deal.Since.Short(c.Day); s != workbook.DealIdea {
				one.stop, one.text = "since", one.text+nbsps(" "+since)
				one.text = strings.TrimRight(one.text, string(nbsp))
			}
			if deal.Since.Unread() != "" {
				one.style = st.Warn
			}
		} else if width < narrow {
			continue
		}
		if len(far) > 0 {
			far = append(far, run{text: "   "})
		}
		far = append(far, one)
	}
	if n := width - 2 - widthOf(runs) - widthOf(far); n >= 3 {
		l.write(c, d, append(append(runs, run{text: spaces(n)}), far...), at, width)
		return
	}
	l.write(c, d, runs, at, width)
	l.write(c, d, far, at, width)
}

func (l *deals) drawOutcome(c *Context, d *field.Drawing, deal workbook.Deal, width int) {
	st := c.Style
	runs := []run{{text: "How it ended", style: st.Plain}}
	for _, o := range workbook.Outcomes() {
		one := run{text: st.Sign.Off + nbsps(" "+string(o)), style: st.Dim, do: func() { l.setOutcome(c, o) }}
		if o == deal.Outcome {
			one.text, one.style = st.Sign.On+nbsps(" "+string(o)), st.Plain
		}
		runs = append(runs, run{text: "   "}, one)
	}
	l.write(c, d, runs, "", width)
}

// drawRest counts the other questions, and shows them where there is room.
func (l *deals) drawRest(c *Context, d *field.Drawing, deal workbook.Deal, at string, width, room int) {
	others := otherQuestions(c, deal)
	form := field.Form{Record: workbook.RecordKey(workbook.DealRecords, deal.ID), Page: string(workbook.LessonPrenegotiate), Fields: others}
	drawn := form.Draw(c, min(width-2, measure), false)
	said, asked := 0, 0
	for _, name := range others {
		if name == "status" || name == "private" || name == "outcome" { // which have keys
			continue
		}
		f := workbook.Schema.Field(workbook.DealRecords, name)
		if book := c.Book; !f.Asked(&book, &deal) {
			continue
		}
		if asked++; !f.Blank(&deal) {
			said++
		}
	}
	text := fmt.Sprintf("The other questions: %d of %d answered", said, asked)
	l.write(c, d, []run{{text: text, style: c.Style.Dim, stop: dealRest, ends: true}}, at, width)
	if len(d.Lines)+len(drawn.Lines) >= room || width < narrow {
		return
	}
	for i, z := range drawn.Zones {
		drawn.Zones[i].Do = func() {
			z.Do()
			l.edit(c, form.Focused(c.Book))
		}
	}
	d.Add(drawn, 2, false)
}

// run is a stretch of a line in one style, which may be a stop.
type run struct {
	text  string
	style lipgloss.Style
	stop  string
	ends  bool   // it is the stop behind the sentence, whose name is blank
	do    func() // what a click does, of one that is no stop
}

func (r run) isStop() bool { return r.stop != "" || r.ends }

// runOf is a part of the sentence; a gap stands in marks.
func (l *deals) runOf(c *Context, p workbook.DealPart) run {
	r := run{text: p.Text, style: c.Style.Plain, stop: p.Field}
	switch {
	case p.Gap:
		r.text = "‹" + p.Text + "›"
	case p.Unread:
		r.text, r.style = nbsps("! ")+p.Text, c.Style.Warn
	}
	return r
}

func widthOf(runs []run) (n int) {
	for _, r := range runs {
		n += ansi.StringWidth(r.text)
	}
	return n
}

// nbsps keeps words on one line.
func nbsps(s string) string { return strings.ReplaceAll(s, " ", string(nbsp)) }

// same tells whether two letters are one, a space that keeps words together being one.
func same(a, b rune) bool { return a == b || unicode.IsSpace(a) && unicode.IsSpace(b) }

// write adds the runs below, wrapped together: the arrow stands before the line on which
// the focused stop begins, and the cursor on its first letter.
func (l *deals) write(c *Context, d *field.Drawing, runs []run, at string, width int) {
	flat, of := "", []int(nil) // the run of each character
	for i, r := range runs {
		for range r.text {
			of = append(of, i)
		}
		flat += r.text
	}
	letters, next := []rune(flat), 0
	seen := false // the focused stop has begun
	for _, text := range field.Wrap(flat, max(1, width-2)) {
		y, x := len(d.Lines), 2
		out, mark := "", false
		for text := []rune(text); len(text) > 0; {
			for next < len(letters)-1 && !same(letters[next], text[0]) { // spaces at which the line was broken
				next++
			}
			i, from := of[next], next
			for len(text) > 0 && next < len(letters) && same(letters[next], text[0]) && of[next] == i {
				text, next = text[1:], next+1
			}
			if next == from {
				break
			}
			piece := string(letters[from:next])
			r := runs[i]
			style := r.style
			if r.isStop() && r.stop == at {
				style = c.Style.Accent
				if !seen && !l.inForm { // else the field below has them
					seen, mark = true, true
					first := strings.IndexFunc(piece, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
					d.Focus, d.Cursor = y, &field.Point{X: x + ansi.StringWidth(piece[:max(0, first)]), Y: y}
				}
			}
			w := ansi.StringWidth(piece)
			if do := l.clicked(c, r); do != nil {
				d.Zones = append(d.Zones, field.Zone{X: x, Y: y, W: w, H: 1, Do: do})
			}
			out, x = out+style.Render(piece), x+w
		}
		d.Line(marker(c.Style, mark) + strings.ReplaceAll(out, string(nbsp), " "))
	}
}

// clicked is what a click on a run does: it puts the focus there, and opens what has it.
func (l *deals) clicked(c *Context, r run) func() {
	if !r.isStop() {
		return r.do
	}
	k := l.current(c)
	return func() {
		again := l.stop(c) == r.stop && !l.inForm
		if l.inForm {
			l.form.Leave(c)
			l.inForm = false
			again = true
		}
		if l.of, l.part = k, r.stop; again {
			l.edit(c, r.stop)
		}
	}
}
