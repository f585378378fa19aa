package screen

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// releases is the manager's copy: the texts of the person's own that it could hold,
// each released or not.
type releases struct {
	focus  focus[workbook.Where]
	found  memo[[]plan.OwnText]
	whole  bool         // the focused text is shown alone
	scroll field.Scroll // in it
}

// narrowCopy is the width below which one text is shown at a time.
const narrowCopy = 60

func (r *releases) texts(c *Context) []plan.OwnText {
	return r.found.of(c, func(c *Context) []plan.OwnText { return plan.OwnTexts(c.Book) })
}

// current is the text that has the focus; nil where there is none.
func (r *releases) current(c *Context) *plan.OwnText {
	all := r.texts(c)
	keys := make([]workbook.Where, len(all))
	for i, t := range all {
		keys[i] = t.Where
	}
	if at := r.focus.in(keys); at < len(all) {
		return &all[at]
	}
	return nil
}

func (r *releases) move(c *Context, by int) {
	all := r.texts(c)
	if r.whole {
		r.scroll.Move(by)
	} else if t := r.current(c); t != nil {
		r.focus.to(all[clamp(r.focus.row+by, len(all))].Where)
	}
}

// commands release, take back and show.
func (r *releases) commands(c *Context) command.List {
	one := command.Command{ID: "plan.release", Key: c.Key.Cycle, Words: "release", Do: func() { r.toggle(c) }}
	all := command.Command{ID: "plan.releaseall", Key: c.Key.ReleaseAll, Words: "all unmarked", Do: func() { r.releaseAll(c) }}
	read := command.Command{ID: "plan.read", Key: c.Key.Open, Words: "read whole", Do: func() { r.open(!r.whole) }}
	switch t := r.current(c); {
	case t == nil:
		one.Off = "There is nothing to release yet: lesson 3 has the asks."
		read.Off = one.Off
	case t.Released:
		one.Words = "take back"
	}
	if len(r.unmarked(c)) == 0 {
		all.Off = "Nothing is left that bears no mark: space releases one text."
	}
	if r.whole {
		read.Words, all.Quiet = "the list", true
		return command.List{one, read, all}
	}
	return command.List{one, all, read}
}

// open shows the focused text alone, or the list again.
func (r *releases) open(whole bool) {
	r.whole = whole
	r.scroll.To(0)
}

// unmarked are the texts that are released together.
func (r *releases) unmarked(c *Context) []plan.OwnText {
	var out []plan.OwnText
	for _, t := range r.texts(c) {
		if !t.Released && t.Why == "" {
			out = append(out, t)
		}
	}
	return out
}

func (r *releases) toggle(c *Context) {
	t := *r.current(c)
	c.Change("release/"+t.Label, func(w *workbook.Workbook) {
		if t.Released {
			w.TakeBack(t.Where)
		} else {
			w.Release(t.Where, t.Text)
		}
	})
}

func (r *releases) releaseAll(c *Context) {
	all := r.unmarked(c)
	c.Change("release", func(w *workbook.Workbook) {
		for _, t := range all {
			w.Release(t.Where, t.Text)
		}
	})
}

// draw shows what is released and what is not, with why to look twice, and below
// what the copy goes without.
func (r *releases) draw(c *Context, width, height int) field.Drawing {
	var d, body field.Drawing
	all, st := r.texts(c), c.Style
	released := 0
	for _, t := range all {
		if t.Released {
			released++
		}
	}
	reader := cmp.Or(c.Book.Profile.Across(), "your manager")
	left := field.Text(plan.LeftOut(c.Book, all), min(width, 110), st.Dim)
	t := r.current(c)
	one := t != nil && (r.whole || width < narrowCopy)
	head, count := "For "+reader+", only what you released", fmt.Sprintf("%d of %d", released, len(all))
	if one {
		head, count = fmt.Sprintf("Text %d of %d", r.focus.row+1, len(all)), fmt.Sprint(released, " released")
	}
	d.Line(st.Bold.Render(field.Pad(head, width-len(count)-1)) + " " + count)
	room := max(1, height-len(d.Lines)-len(left.Lines))
	switch {
	case t == nil:
		body.Text("Nothing of your own could stand in it yet. Lesson 3 has the asks.", width, st.Dim)
	case one:
		body.Line(r.sign(c, *t) + st.Bold.Render(field.Cut(t.Label, width-2)))
		if t.Why != "" {
			hanging(&body, st.Dim.Render("– "), 2, t.Why, width, st.Dim.Render)
		}
		body.Text(t.Whole(), width, st.Plain)
	default:
		r.list(c, &body, all, width, max(3, room/2))
	}
	if r.whole {
		body = r.scroll.Window(body, room, st)
	}
	d.Add(body.Window(room, st), 0, true)
	d.Add(left, 0, false)
	return d
}

// list gives each text a row, and the focused one as many as it takes to have it whole, up
// to most.
func (r *releases) list(c *Context, d *field.Drawing, all []plan.OwnText, width, most int) {
	labels := 0
	for _, t := range all {
		labels = max(labels, ansi.StringWidth(t.Label))
	}
	labels = min(labels, width*2/5)
	for i, t := range all {
		here := i == r.focus.row
		if here {
			d.Focus = len(d.Lines)
		}
		y, indent := len(d.Lines), 4+labels+2
		rows := func(text string) []string {
			if !here || text == "" {
				return []string{field.Cut(text, width-indent)}
			}
			lines := field.Wrap(text, width-indent)
			if len(lines) > most {
				lines = append(lines[:most-1], field.Cut(strings.Join(lines[most-1:], " "), width-indent))
			}
			return lines
		}
		head := marker(c.Style, here) + r.sign(c, t) + field.Pad(t.Label, labels) + "  "
		for _, l := range rows(t.Line()) {
			d.Line(head + c.Style.Dim.Render(l))
			head = spaces(indent)
		}
		if t.Why != "" {
			for _, l := range rows("– " + t.Why) {
				d.Line(spaces(indent) + c.Style.Dim.Render(l))
			}
		}
		if here {
			d.Block = field.Block{From: y, To: len(d.Lines)}
		}
		d.Click(y, width, func() {
			if r.focus.key == t.Where {
				r.open(true)
			}
			r.focus.to(t.Where)
		})
	}
}

func (r *releases) sign(c *Context, t plan.OwnText) string {
	switch {
	case t.Released:
		return c.Style.Plain.Render("✓ ")
	case t.Why != "" && t.Why != plan.Changed:
		return c.Style.Warn.Render("! ")
	}
	return c.Style.Dim.Render("○ ")
}
