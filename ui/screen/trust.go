package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/content"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// ledger is the activity of lesson 8: extra work and promises in one list, and below it
// how the focused one is told, counted anew after each letter.
type ledger struct {
	roster
	tick    int  // the one of the six that space makes
	among   bool // the cursor stands on it, and not on the row
	picking bool // the ideas have the keys
	pick    catalog
}

func init() { activities[workbook.LessonTrust] = func() activity { return newLedger() } }

func newLedger() *ledger {
	l := &ledger{}
	l.rows = func(c *Context) []workbook.Key {
		return append(keysOf(workbook.ExtraRecords)(c), keysOf(workbook.PromiseRecords)(c)...)
	}
	l.hints = func(_ *Context, k workbook.Key) map[string]field.Hint {
		return map[string]field.Hint{"words": {Echo: func(w workbook.Workbook) string {
			if e := w.Extra(k.ID()); e != nil {
				return breakable(counted(*e))
			}
			return ""
		}}}
	}
	return l
}

// ticks are the fields of what one does who goes over a head.
var ticks = []string{"knew", "agreement", "showed", "news", "announced", "thanked"}

// extra is the focused piece of extra work, nil on a promise.
func (l *ledger) extra(c *Context) *workbook.Extra {
	if k := l.current(c); k.Collection() == workbook.ExtraRecords {
		return c.Book.Extra(k.ID())
	}
	return nil
}

// over tells whether the focused one has ticks to make.
func (l *ledger) over(c *Context) bool {
	e := l.extra(c)
	return e != nil && e.Over == value.Yes
}

func ticked(e *workbook.Extra, i int) *bool {
	return workbook.Schema.Field(workbook.ExtraRecords, ticks[i]).At(e).(*bool)
}

func (l *ledger) commands(c *Context) command.List {
	switch {
	case l.inForm:
		return l.formCommands(c)
	case l.picking:
		return l.ideaCommands(c)
	}
	k, cur := c.Key, l.current(c)
	add := command.Command{ID: "trust.add", Key: k.Add, Words: "add", Do: func() { l.addExtra(c) }}
	promise := command.Command{ID: "trust.promise", Key: k.Promise, Words: "promise", Do: func() {
		l.add(c, workbook.PromiseRecords, "what", func(*workbook.Workbook, any) {})
	}}
	ideas := command.Command{ID: "trust.ideas", Key: k.Ideas, Words: "ideas", Do: func() { l.browse(c) }}
	remove := l.removeRow(c, "trust", "delete", "", func() { l.remove(c, cur) })
	private := l.privateRow(c, "trust", "")
	if cur == "" {
		const none = "There is nothing in the ledger yet: a adds a piece of extra work."
		add.Key = command.Also(k.Add, k.Open, k.Right)
		remove.Off, private.Off = none, none
		return l.aside.moves(c, command.List{add, promise, ideas, remove, private}, func(by int) { l.move(c, by) })
	}
	edit := l.editRow(c, "trust", "edit", k.Open, func() { l.edit(c, "") })
	mark := command.Command{ID: "trust.tick", Key: k.Cycle, Words: "tick", Do: func() { l.mark(c, l.tick) }}
	next := command.Command{ID: "trust.right", Key: command.Also(k.Next, k.Right), Quiet: true, Do: func() { l.turn(c, 1) }}
	back := command.Command{ID: "trust.left", Key: command.Also(k.Previous, k.Left), Quiet: true, Do: func() { l.turn(c, -1) }}
	if !l.over(c) {
		const off = "There are six ticks to make where “Over a head” is a yes: enter asks it."
		mark.Off, next.Off, back.Off = off, off, off
	}
	return l.aside.moves(c, command.List{edit, add, promise, ideas, mark, next, back, remove, private}, func(by int) { l.move(c, by) })
}

func (l *ledger) addExtra(c *Context) {
	l.add(c, workbook.ExtraRecords, "what", func(*workbook.Workbook, any) {})
}

// edit opens a form, which the ideas give way to.
func (l *ledger) edit(c *Context, fieldName string) {
	l.picking = false
	l.roster.edit(c, fieldName)
}

// move goes to another row, whose ticks begin at the first.
func (l *ledger) move(c *Context, by int) {
	switch {
	case l.picking:
		l.pick.at.Move(by)
		return
	case !l.inForm:
		l.tick, l.among = 0, false
	}
	l.roster.move(c, by)
}

// turn goes to the next tick, or back; the first time to the one that is marked.
func (l *ledger) turn(_ *Context, by int) {
	if l.among || by < 0 {
		l.tick = (l.tick + by + len(ticks)) % len(ticks)
	}
	l.among = true
}

// mark makes a tick of the focused piece of extra work, or takes it back.
func (l *ledger) mark(c *Context, i int) {
	id := l.current(c).ID()
	l.tick = i
	made := false
	c.Change("tick/"+string(id)+"/"+ticks[i], func(w *workbook.Workbook) {
		at := ticked(w.Extra(id), i)
		*at = !*at
		made = *at
	})
	said := "%s: no longer ticked."
	if made {
		said = "%s: ticked."
	}
	c.Say(fmt.Sprintf(said, tickName(c, i)))
}

func tickName(c *Context, i int) string {
	name, _, _ := c.Words(workbook.ExtraRecords + "." + ticks[i])
	return name
}

// focusedCell is the tick that has the cursor, for its help.
func (l *ledger) focusedCell(c *Context) (workbook.Key, string) {
	if l.over(c) && l.among {
		return l.current(c), ticks[l.tick]
	}
	return l.current(c), ""
}

func (l *ledger) enter(c *Context, record workbook.Key, fieldName string) {
	l.picking, l.among = false, false
	if i := slices.Index(ticks, fieldName); i >= 0 { // made where it stands
		l.roster.enter(c, record, "")
		l.tick, l.among = i, l.over(c)
		return
	}
	l.roster.enter(c, record, fieldName)
}

func (l *ledger) browse(c *Context) {
	l.picking = true
	l.pick = catalog{typed: l.pick.typed} // what was typed and not taken is still there
	l.pick.hold(c)
}

// ideas are those that fit what is typed, and behind them what is typed itself.
func (l *ledger) ideas(c *Context) []content.Idea {
	typed := strings.TrimSpace(l.pick.text(c))
	found := c.Pack.FindIdeas(typed)
	if typed != "" && !slices.ContainsFunc(found, func(i content.Idea) bool { return strings.EqualFold(i.Name, typed) }) {
		found = append(found, content.Idea{Name: typed})
	}
	return found
}

func (l *ledger) ideaCommands(c *Context) command.List {
	found, words := l.ideas(c), ""
	if len(c.Book.Extras) > 0 {
		words = "say more of it"
	}
	take := func() { l.take(c, found[clamp(l.pick.at.At(), len(found))]) }
	edit := func() {
		if l.pick.text(c) != "" && len(found) > 0 {
			take()
		}
		if l.picking = false; l.extra(c) != nil {
			l.edit(c, "whom")
		}
	}
	return l.pick.commands(c, "trust.ideas", take, command.Command{Words: words, Do: edit}, func() { l.picking = false })
}

// take adds an idea to the ledger.
func (l *ledger) take(c *Context, idea content.Idea) {
	name := field.Cut(idea.Name, 24)
	if i := slices.IndexFunc(c.Book.Extras, func(e workbook.Extra) bool { return strings.EqualFold(e.What, idea.Name) }); i >= 0 {
		l.focus.to(workbook.RecordKey(workbook.ExtraRecords, c.Book.Extras[i].ID))
		l.pick.taken(c)
		c.Say(fmt.Sprintf("You have “%s” already; tab leads to it.", name))
		return
	}
	k := workbook.RecordKey(workbook.ExtraRecords, c.NewID())
	c.Change("add/"+string(k), func(w *workbook.Workbook) { workbook.Schema.Add(w, k).(*workbook.Extra).What = idea.Name })
	l.focus.to(k)
	l.pick.taken(c)
	c.Say(fmt.Sprintf("Added “%s”. enter adds another; tab says for whom.", name))
}

// drawIdeas shows the ideas, each with where it comes from and, while it has the focus,
// what has been found about it.
func (l *ledger) drawIdeas(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	if room >= minBoth {
		d.Text(c.Pack.IdeasNote(), min(width, measure), c.Style.Dim)
	}
	var rows []pickRow
	for _, i := range l.ideas(c) {
		row := pickRow{name: i.Name, beside: cmp.Or(i.From, "your own"), own: i.From == "", take: func() { l.take(c, i) }}
		if card, ok := c.Pack.Evidence(i.Card); ok {
			row.below = card.Source
		}
		if width < narrow { // the names have the row
			row.beside, row.below = "", strings.Join(filled(row.beside, row.below), ": ")
		}
		if slices.ContainsFunc(c.Book.Extras, func(e workbook.Extra) bool { return strings.EqualFold(e.What, i.Name) }) {
			row.beside = "✓ yours"
		}
		rows = append(rows, row)
	}
	d.Add(l.pick.draw(c, width, room-len(d.Lines), rows, len(c.Pack.Ideas())), 0, true)
	return d
}

func (l *ledger) press(c *Context, k tea.KeyPressMsg) bool {
	if l.picking {
		return l.pick.press(c, k, l.ideaCommands(c))
	}
	return l.roster.press(c, k)
}

func (l *ledger) paste(c *Context, text string) {
	if l.picking {
		l.pick.paste(c, text)
		return
	}
	l.roster.paste(c, text)
}

func (l *ledger) typing() bool { return l.inForm || l.picking }
