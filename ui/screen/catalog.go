package screen

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
)

// catalog is a list of common things to pick from; what is typed narrows it and can be
// added as one's own.
type catalog struct {
	at    field.Scroll // the row in focus
	typed string       // kept, since the editor is lent to other pages
	turn  int          // the editor's, when it was handed to this
}

// pickRow is one row of a catalog.
type pickRow struct {
	name   string
	beside string // what is said behind the name
	below  string // and below it, while it has the focus
	own    bool   // it is what was typed
	take   func()
}

// shown is the name as it stands in the list.
func (r pickRow) shown() string {
	if r.own {
		return "“" + r.name + "”"
	}
	return r.name
}

// adder is an activity with a catalog.
type adder interface {
	// untaken tells whether a name is typed in it that is not added yet: no answer has it.
	untaken() bool
}

// Untaken tells whether a name is typed in the lesson's catalog that is not added yet.
func (l *Lesson) Untaken() bool {
	a, is := l.doing.(adder)
	return is && !l.reading && a.untaken()
}

func (r *returns) untaken() bool { return r.picking && r.pick.typed != "" }

func (l *ledger) untaken() bool { return l.picking && l.pick.typed != "" }

func (o *objections) untaken() bool { return o.picking && o.pick.typed != "" }

func (s *strategy) untaken() bool {
	a, is := s.page().(adder)
	return is && a.untaken()
}

// hold hands the editor to the catalog.
func (p *catalog) hold(c *Context) {
	c.Ed.Edit(p.typed, false)
	p.turn = c.Ed.Turn()
}

// text is what is typed so far, wherever the editor was in the meantime.
func (p *catalog) text(c *Context) string {
	if c.Ed.Turn() != p.turn {
		p.hold(c)
	}
	return p.typed
}

// retyped begins at the first row that fits what is typed now.
func (p *catalog) retyped(c *Context) {
	p.at.To(0)
	p.typed = c.Ed.Text()
}

// taken goes on to the next row, or to the first of all where one was looked for.
func (p *catalog) taken(c *Context) {
	typed := p.text(c) != ""
	p.typed = ""
	p.hold(c)
	p.at.Move(1)
	if typed {
		p.at.To(0)
	}
}

// press types a key, but where it is a command that has no letter.
func (p *catalog) press(c *Context, k tea.KeyPressMsg, rows command.List) bool {
	p.text(c)
	if _, moves := rows.Press(k); moves && k.Text == "" || !c.Ed.Key(k) {
		return false
	}
	p.retyped(c)
	return true
}

func (p *catalog) paste(c *Context, text string) {
	p.text(c)
	c.Ed.Paste(text)
	p.retyped(c)
}

// commands take the focused row, lead from it to its form, and close the catalog.
func (p *catalog) commands(c *Context, id string, take func(), edit command.Command, leave func()) command.List {
	edit.ID, edit.Key, edit.Quiet = id+".edit", c.Key.Next, true
	rows := command.List{{ID: id + ".add", Key: c.Key.Open, Words: "add it", Do: take}}.Steps(c.Key, p.at.Move, p.at.Page).Say("move.down", "choose")
	return append(rows, edit, command.Command{ID: "back", Key: c.Key.Back, Words: "back", Quiet: true, Do: leave})
}

// What stands behind the names has so many cells, and up to so many it is never cut.
const (
	besideLeast = 13
	besideWide  = 16
)

// draw shows the rows that fit what is typed, out of so many.
func (p *catalog) draw(c *Context, width, room int, rows []pickRow, all int) field.Drawing {
	var top, d field.Drawing
	st := c.Style
	p.text(c)
	found := len(rows)
	if slices.ContainsFunc(rows, func(r pickRow) bool { return r.own }) {
		found--
	}
	count := fmt.Sprintf("%d of %d", found, all)
	find := c.Ed.DrawBehind("Find: ", width-len(count)-2, st)
	find.Lines[0] = field.Pad(find.Lines[0], width-len(count)) + st.Dim.Render(count)
	top.Add(find, 0, true)
	room -= len(top.Lines)
	names, beside := 20, 0 // a name has so many cells before anything else gets any
	for _, r := range rows {
		names = max(names, ansi.StringWidth(r.name)+2)
		if n := ansi.StringWidth(r.beside); n > 0 && n <= besideWide { // more is a preview
			beside = max(beside, n, besideLeast)
		}
	}
	names = min(names, max(20, width-beside-4))
	below := func(at int) (d field.Drawing) {
		if at >= len(rows) {
			return d
		}
		for _, rest := range field.Wrap(rows[at].shown(), names)[1:] {
			d.Line(spaces(2) + st.Accent.Render(rest))
		}
		if rows[at].below != "" {
			hanging(&d, spaces(4), 4, rows[at].below, width, st.Dim.Render)
		}
		return d
	}
	// Two lines may be marks, and the focused row has more below it.
	at := p.at.Settle(len(rows), room-2-len(below(clamp(p.at.At(), len(rows))).Lines))
	if len(rows) == 0 {
		d.Text("Nothing in the catalog: type a name of your own.", width, st.Dim)
	}
	for i, r := range rows {
		name, style := r.shown(), st.Plain
		if i == at {
			name, style = field.Wrap(name, names)[0], st.Accent
			d.Focus = len(d.Lines)
		}
		y := len(d.Lines)
		d.Line(marker(st, i == at) + style.Render(field.Pad(name, names)) + "  " + st.Dim.Render(field.Cut(r.beside, max(0, width-names-4))))
		d.Click(y, width, func() { p.at.To(i); r.take() })
		if i == at {
			d.Add(below(i), 0, false)
		}
	}
	top.Add(d.Window(room, st), 0, false)
	return top
}
