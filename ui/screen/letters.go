package screen

import (
	"fmt"
	"strings"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// letters are the e-mails of the plan, one at a time, to be copied.
type letters struct {
	focus  focus[string]
	scroll field.Scroll // in the one that is shown
}

func (l *letters) all(c *Context) ([]plan.Letter, []string) {
	all := c.Letters()
	ids := make([]string, len(all))
	for i, letter := range all {
		ids[i] = letter.ID
	}
	return all, ids
}

// current is the letter that is shown.
func (l *letters) current(c *Context) plan.Letter {
	all, ids := l.all(c)
	return all[l.focus.in(ids)]
}

// find shows the letter about a record, or the first.
func (l *letters) find(c *Context, about workbook.Key) {
	all, ids := l.all(c)
	l.focus.to(ids[0])
	for _, letter := range all {
		if about != "" && letter.Record == about {
			l.focus.to(letter.ID)
		}
	}
	l.scroll.To(0)
}

// turn goes to the next letter, and behind the last to the first.
func (l *letters) turn(c *Context, by int) {
	_, ids := l.all(c)
	n := len(ids)
	l.focus.to(ids[((l.focus.in(ids)+by)%n+n)%n])
	l.scroll.To(0)
}

// commands copy the letter and turn to the next.
func (l *letters) commands(c *Context) command.List {
	letter := l.current(c)
	return command.List{
		{ID: "copy", Key: c.Key.Copy, Words: "copy", Off: letter.Needs, Do: func() {
			c.Copy(letter.Text())
			says := "Copied: “" + letter.Subject + "”"
			if len(letter.Beware) > 0 {
				says += ". Read what stands above it before you send it."
			}
			c.Say(says)
		}},
		{ID: "plan.letter", Key: c.Key.Next, Words: "next letter", Do: func() { l.turn(c, 1) }},
		{ID: "plan.letterback", Key: c.Key.Previous, Quiet: true, Do: func() { l.turn(c, -1) }},
	}
}

// moves adds turning by the arrows and paging through a long letter.
func (l *letters) moves(c *Context, rows command.List) command.List {
	rows = rows.Steps(c.Key, func(by int) { l.turn(c, by) }, l.scroll.Page)
	if !l.scroll.Whole() {
		rows = rows.Say("move.pagedown", "page down")
	}
	return rows
}

// notSent stands under a letter.
const notSent = "Nothing is sent from here: firstmile opens no connection."

func (l *letters) draw(c *Context, width, height int) field.Drawing {
	var d, body field.Drawing
	all, ids := l.all(c)
	at, st := l.focus.in(ids), c.Style
	letter, count := all[at], fmt.Sprint(at+1, " of ", len(all))
	d.Line(st.Bold.Render(field.Pad(field.Cut(letter.Name, width-len(count)-1), width-len(count)-1)) + " " + st.Dim.Render(count))
	w := min(width, 76)
	for _, beware := range letter.Beware {
		hanging(&body, st.Warn.Render("! "), 2, beware, w, st.Plain.Render)
	}
	if len(letter.Beware) > 0 {
		body.Blank()
	}
	body.Text("Subject: "+letter.Subject, w, st.Plain)
	body.Blank()
	if letter.Needs != "" {
		body.Text(letter.Needs, w, st.Dim)
	} else {
		body.Text(letter.Body, w, st.Plain)
		body.Blank()
		body.Text(strings.TrimSpace(letter.Only+" "+notSent), w, st.Dim)
	}
	d.Add(l.scroll.Window(body, height-len(d.Lines), st), 0, false)
	return d
}
