package screen

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

const (
	elevatorTitle = "Elevator: three minutes for the opening and what you ask"
	nothingToSay  = "Nothing to say yet: lesson 3 has what you ask, lesson 9 the first sentence."
)

// inQuotes is what somebody says, as a sentence.
func inQuotes(text string) string {
	if r, _ := utf8.DecodeLastRuneInString(text); unicode.IsLetter(r) || unicode.IsDigit(r) {
		text += "."
	}
	return "“" + text + "”"
}

// Draw shows the open card with its two sides, the elevator, or what was said.
func (r *Rehearsal) Draw(c *Context, width, height int) field.Drawing {
	r.see(c)
	var d field.Drawing
	o := r.open()
	switch {
	case r.elevator != nil:
		d = r.drawElevator(c, width)
	case o == nil:
		return r.drawCount(c, width).Window(height, c.Style)
	default:
		r.drawHead(c, &d, o, width, height)
		d.Add(r.drawSides(c, o, width), 0, true)
	}
	r.drawMarks(c, &d, width)
	if r.Typing(c) {
		return d.Window(height, c.Style)
	}
	return r.scroll.Window(d, height, c.Style)
}

// drawHead says which card it is, and what the other side says.
func (r *Rehearsal) drawHead(c *Context, d *field.Drawing, o *card, width, height int) {
	st, w := c.Style, min(width, measure)
	which := fmt.Sprintf("Card %d of %d", r.at+1, len(r.pass))
	switch {
	case r.passes > 0:
		which += ", once more"
	case width >= narrow && len(r.pass) > 1:
		which += ", in random order"
	}
	if which += ". They say:"; o.key == "" {
		if height >= minBoth {
			d.Text("You have no objection of your own yet. Here are "+value.Spell(len(c.Pack.Objections()))+" common ones to practice.", w, st.Dim)
			d.Blank()
		} else {
			d.Text("None of your own yet; this is for practice.", w, st.Dim)
		}
	}
	quote := inQuotes(o.hear)
	if ansi.StringWidth(which)+1+ansi.StringWidth(quote) <= w {
		d.Line(st.Dim.Render(which) + " " + st.Bold.Render(quote))
	} else {
		d.Text(which, w, st.Dim)
		d.Text(quote, w, st.Bold)
	}
	if height >= minBoth {
		d.Blank()
	}
}

// drawSides shows what one says beside what one had prepared; where there is one column,
// the one that has the keys.
func (r *Rehearsal) drawSides(c *Context, o *card, width int) field.Drawing {
	typed := func(width, indent int) field.Drawing {
		return side(c, "aloud, or typed", !o.shown, width, indent, r.drawTyped(c, o, width-indent), func() {
			if o.shown {
				r.write()
			}
		})
	}
	prepared := func(width, indent int) field.Drawing {
		return side(c, "what you had prepared", o.shown, width, indent, r.drawPrepared(c, o, width-indent), func() { o.shown = true })
	}
	switch {
	case width >= narrow:
		const indent = 2 // for the mark of the side that has the keys
		column := min((width-indent-gutter)/2, boardColumn) + indent
		return field.Beside(typed(column, indent), column, gutter-indent, prepared(column, indent), o.shown)
	case o.shown:
		return prepared(width, 0)
	}
	return typed(width, 0)
}

// side puts a side of the card below its title, which says whether it has the keys.
func side(c *Context, title string, here bool, width, indent int, body field.Drawing, click func()) field.Drawing {
	var d field.Drawing
	style := c.Style.Dim
	if here {
		style = c.Style.Accent
	}
	d.Line(marker(c.Style, here) + style.Render(title))
	d.Add(body, indent, here)
	d.Click(0, width, click)
	return d
}

// drawTyped is the left side: what is said, where it is typed.
func (r *Rehearsal) drawTyped(c *Context, o *card, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	switch {
	case !o.shown:
		r.hold(c)
		d.Add(c.Ed.Draw(width, st.Plain), 0, true)
	case strings.TrimSpace(o.typed) == "":
		d.Line(st.Dim.Render("– nothing typed"))
	default:
		d.Text(o.typed, width, st.Plain)
	}
	return d
}

// drawPrepared is the right side, which is empty until it is asked for.
func (r *Rehearsal) drawPrepared(c *Context, o *card, width int) field.Drawing {
	var d field.Drawing
	st, own := c.Style, r.objection(c)
	switch {
	case !o.shown:
	case own == nil && o.key != "" && !o.common:
		d.Text("This objection was deleted in the meantime.", width, st.Plain)
	case own == nil || strings.TrimSpace(own.Answer) == "":
		d.Text("Nothing yet.", width, st.Plain)
	default:
		d.Text(own.Answer, width, st.Plain)
	}
	if o.shown {
		if keep, _ := r.Commands(c).Get("rehearsal.keep"); keep.Off == "" {
			does := "puts what you typed here; else it is not kept."
			if own == nil {
				does = "makes it an objection of yours, with what you typed; else that is not kept."
			}
			hanging(&d, st.Key.Render(keep.Written()+" "), 2, does, width, st.Dim.Render)
		}
		r.drawRest(c, &d, o, own, width)
	}
	return d
}

// drawRest shows the other moves that one has prepared, and an answer to begin with where
// there is none.
func (r *Rehearsal) drawRest(c *Context, d *field.Drawing, o *card, own *workbook.Objection, width int) {
	if like, ok := kindred(c, o.hear); ok && (own == nil || strings.TrimSpace(own.Answer) == "") {
		d.Text("– for example: "+like.Answer, width, c.Style.Dim)
	}
	if own == nil {
		return
	}
	moves := [][2]string{{"Proof", strings.Join(proofsOf(c, *own), " · ")}, {"Trade", tradeOf(c, *own)}, {"Next date", own.Date.String()}}
	first := true
	for _, m := range moves {
		if m[1] == "" {
			continue
		}
		if first {
			d.Blank()
			first = false
		}
		hanging(d, c.Style.Dim.Render(field.Pad(m[0], movesLabel)), movesLabel, m[1], width, c.Style.Plain.Render)
	}
}

// drawMarks adds a mark for each half minute that has passed.
func (r *Rehearsal) drawMarks(c *Context, d *field.Drawing, width int) {
	o := r.timed()
	if o == nil || o.marks == 0 {
		return
	}
	var marks []string
	for i := range o.marks {
		at := HalfMinute * time.Duration(i+1)
		marks = append(marks, fmt.Sprintf("%d:%02d", int(at.Minutes()), int(at.Seconds())%60))
	}
	d.Blank()
	d.Line(c.Style.Dim.Render(field.Cut(strings.Join(marks, "   "), width)))
}

// tally says how many of the cards were said: "You said four of six; two come again."
func tally(said, all int) string {
	switch rest := all - said; {
	case rest == 0 && all == 1:
		return "You said it."
	case rest == 0 && all == 2:
		return "You said both."
	case rest == 0:
		return "You said all " + value.Spell(all) + "."
	case all == 1:
		return "You did not say it yet; it comes again."
	case said == 0 && all == 2:
		return "You said neither; both come again."
	case said == 0:
		return "You said none of " + value.Spell(all) + "; all come again."
	case rest == 1:
		return "You said " + value.Spell(said) + " of " + value.Spell(all) + "; one comes again."
	default:
		return "You said " + value.Spell(said) + " of " + value.Spell(all) + "; " + value.Spell(rest) + " come again."
	}
}

// drawCount tells what was said, and where to go on.
func (r *Rehearsal) drawCount(c *Context, width int) field.Drawing {
	w, said, all := min(width, measure), r.said(), len(r.cards)
	d := field.Text(tally(said, all), w, c.Style.Bold)
	d.Text("This is not stored; what you kept (k) is.", w, c.Style.Dim)
	d.Blank()
	d.Focus = len(d.Lines)
	next := "▸ What comes again (enter)"
	switch {
	case all == 1:
		next = "▸ Once more (enter)"
	case said == all:
		next = "▸ Once more, in another order (enter)"
	}
	d.Line(c.Style.Accent.Render(next))
	d.Click(d.Focus, w, func() { r.goOn(c) })
	return d
}

// cue is what one says in the elevator: a cue, and the words behind it.
type cue struct{ name, words string }

// cues are the first sentence and the asks, as far as there are any.
func cues(c *Context) []cue {
	var out []cue
	if text := strings.TrimSpace(c.Book.Talk.Opening); text != "" {
		out = append(out, cue{"First sentence", inQuotes(text)})
	}
	for _, a := range c.Book.Asks {
		name, said := recordName(c, workbook.RecordKey(workbook.AskRecords, a.ID)), strings.TrimSpace(a.Term)
		if said != "" {
			said = inQuotes(said)
		}
		words := strings.Join(filled(said, strings.TrimSpace(a.Reason)), "\n")
		if words == "" {
			words = "– no words yet: lesson 3 has them."
		}
		out = append(out, cue{name, words})
	}
	return out
}

// drawElevator shows the cues, or all the words.
func (r *Rehearsal) drawElevator(c *Context, width int) field.Drawing {
	var d field.Drawing
	st, w := c.Style, min(width, measure)
	d.Text(elevatorTitle+".", w, st.Bold)
	all := cues(c)
	if len(all) == 0 {
		d.Focus = len(d.Lines)
		d.Text(nothingToSay, w, st.Plain)
		return d
	}
	label := 0
	for _, q := range all {
		label = max(label, ansi.StringWidth(q.name)+3)
	}
	label = min(label, 24)
	d.Blank()
	first := len(d.Lines)
	for _, q := range all {
		y := len(d.Lines)
		switch {
		case !r.elevator.shown:
			hanging(&d, spaces(2), 2, q.name, w, st.Plain.Render)
		case width < narrow:
			d.Text(q.name, w, st.Dim)
			hanging(&d, spaces(2), 2, q.words, w, st.Plain.Render)
		default:
			rows := field.Wrap(q.name, label-2)
			for i, l := range field.Wrap(q.words, w-label-2) {
				name := ""
				if i < len(rows) {
					name = rows[i]
				}
				d.Line(spaces(2) + st.Dim.Render(field.Pad(name, label)) + l)
			}
			for _, l := range rows[min(len(rows), len(d.Lines)-y):] {
				d.Line(spaces(2) + st.Dim.Render(l))
			}
		}
		d.Click(y, w, func() { r.elevator.shown = true })
	}
	d.Focus = first
	return d
}
