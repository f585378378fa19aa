package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/content"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// objections is the page of the answers that one fears: a list with the four moves of
// the focused one, and the catalog to pick from.
type objections struct {
	roster
	picking bool // the catalog has the keys
	pick    objectionCatalog
}

func newObjections() *objections {
	o := &objections{}
	o.rows = objectionKeys
	o.hints = objectionHints
	return o
}

// objectionKeys are the objections, those against one ask together.
func objectionKeys(c *Context) []workbook.Key {
	all := keysOf(workbook.ObjectionRecords)(c)
	slices.SortStableFunc(all, func(a, b workbook.Key) int { return against(c, a) - against(c, b) })
	return all
}

// against is the place of the ask that an objection is about; behind all where it is none.
func against(c *Context, k workbook.Key) int {
	to := c.Book.Objection(k.ID()).Ask
	if i := slices.IndexFunc(c.Book.Asks, func(a workbook.Ask) bool { return a.ID == to }); i >= 0 {
		return i
	}
	return len(c.Book.Asks)
}

// kindred is the objection of the catalog that one's own means.
func kindred(c *Context, hear string) (content.Objection, bool) {
	if strings.TrimSpace(hear) == "" {
		return content.Objection{}, false
	}
	found := c.Pack.FindObjections(hear)
	if len(found) == 0 {
		return content.Objection{}, false
	}
	if i := slices.IndexFunc(found, func(o content.Objection) bool { return strings.EqualFold(o.Hear, strings.TrimSpace(hear)) }); i >= 0 {
		return found[i], true
	}
	return found[0], true
}

// objectionHints say beside the fields what to look for.
func objectionHints(c *Context, k workbook.Key) map[string]field.Hint {
	o := c.Book.Objection(k.ID())
	if o == nil {
		return nil
	}
	like, ok := kindred(c, o.Hear)
	if !ok {
		return nil
	}
	tip := func(text string) string { return "Such as: " + lowerFirst(text) + "." }
	return map[string]field.Hint{"answer": {Eg: like.Answer}, "proof": {Eg: like.Proof}, "trade": {Tip: tip(like.Trade)}, "date": {Tip: tip(like.Date)}}
}

func (o *objections) focused(c *Context) *workbook.Objection {
	return c.Book.Objection(o.current(c).ID())
}

func (o *objections) browse(c *Context) {
	o.inForm, o.picking = false, true
	o.pick = objectionCatalog{catalog{typed: o.pick.typed}}
	o.pick.hold(c)
}

func (o *objections) commands(c *Context) command.List {
	switch {
	case o.inForm:
		return o.formCommands(c)
	case o.picking:
		return o.catalogCommands(c)
	}
	k, cur := c.Key, o.focused(c)
	catalog := command.Command{ID: "objections.catalog", Key: k.Catalog, Words: "catalog", Do: func() { o.browse(c) }}
	add := command.Command{ID: "objections.add", Key: k.Add, Words: "your own", Do: func() { o.addOwn(c, "") }}
	if cur == nil {
		catalog.Key = command.Also(k.Catalog, k.Open)
		return command.List{catalog, add}
	}
	rows := command.List{
		o.editRow(c, "objections", "edit", command.Also(k.Open, k.Right), func() { o.edit(c, "") }),
		catalog, add,
		o.removeRow(c, "objections", "delete", "", func() { o.remove(c, o.current(c)) }),
		o.privateRow(c, "objections", ""),
	}
	return o.aside.moves(c, rows, func(by int) { o.move(c, by) })
}

// edit opens the form of the focused objection, where it is the reply by default.
func (o *objections) edit(c *Context, fieldName string) {
	o.picking = false
	if cur := o.focused(c); cur != nil && fieldName == "" {
		fieldName = "answer"
		if cur.Hear == "" {
			fieldName = "hear"
		}
	}
	o.roster.edit(c, fieldName)
}

// addOwn adds an objection in one's own words.
func (o *objections) addOwn(c *Context, hear string) {
	to := o.about(c)
	next := "hear"
	if hear != "" {
		next = "answer"
	}
	o.picking = false
	o.add(c, workbook.ObjectionRecords, next, func(_ *workbook.Workbook, rec any) {
		added := rec.(*workbook.Objection)
		added.Ask, added.Hear = to, hear
	})
	o.editKey(c, o.form.Record, next) // with the hints that its words bring
}

// about is the ask that a new objection is against: the first that has none, or that
// of the focused one.
func (o *objections) about(c *Context) workbook.ID {
	if to := unprepared(c); to != "" {
		return to
	}
	if cur := o.focused(c); cur != nil {
		return cur.Ask
	}
	return ""
}

// unprepared is the first ask that no objection is against.
func unprepared(c *Context) workbook.ID {
	for _, a := range c.Book.Asks {
		if !slices.ContainsFunc(c.Book.Objections, func(x workbook.Objection) bool { return x.Ask == a.ID }) {
			return a.ID
		}
	}
	return ""
}

// take adds a row of the catalog, with its reply to begin with.
func (o *objections) take(c *Context, row content.Objection) {
	o.pick.typed = ""
	if row.ID == "" {
		o.addOwn(c, row.Hear)
		return
	}
	to := o.about(c)
	for _, have := range c.Book.Objections {
		if strings.EqualFold(have.Hear, row.Hear) && have.Ask == to {
			o.focus.to(workbook.RecordKey(workbook.ObjectionRecords, have.ID))
			o.edit(c, "")
			c.Say("You have this one already.")
			return
		}
	}
	o.picking = false
	o.add(c, workbook.ObjectionRecords, "answer", func(_ *workbook.Workbook, rec any) {
		added := rec.(*workbook.Objection)
		added.Ask, added.Hear, added.Answer = to, row.Hear, row.Answer
	})
	o.editKey(c, o.form.Record, "answer")
	c.Say("Make the reply your own; tab goes on to proof, trade and day.")
}

func (o *objections) catalogCommands(c *Context) command.List {
	k, found := c.Key, o.pick.rows(c)
	add := command.Command{ID: "objections.add", Key: k.Open, Words: "take it", Do: func() { o.take(c, found[clamp(o.pick.at.At(), len(found))]) }}
	rows := command.List{add}.Steps(k, o.pick.at.Move, o.pick.at.Page).Say("move.down", "choose")
	return append(rows, command.Command{ID: "back", Key: k.Back, Words: "back", Quiet: true, Do: func() { o.picking = false }})
}

func (o *objections) press(c *Context, k tea.KeyPressMsg) bool {
	if o.inForm {
		return o.editing.press(c, k)
	}
	o.pick.text(c)
	if _, moves := o.catalogCommands(c).Press(k); moves && k.Text == "" || !c.Ed.Key(k) {
		return false
	}
	o.pick.retyped(c)
	return true
}

func (o *objections) paste(c *Context, text string) {
	if !o.picking {
		o.editing.paste(c, text)
		return
	}
	o.pick.text(c)
	c.Ed.Paste(text)
	o.pick.retyped(c)
}

func (o *objections) move(c *Context, by int) {
	if o.picking {
		o.pick.at.Move(by)
		return
	}
	o.roster.move(c, by)
}

func (o *objections) typing() bool { return o.inForm || o.picking }

// enter goes to an objection; where there is none yet, a field asks for one.
func (o *objections) enter(c *Context, record workbook.Key, fieldName string) {
	o.picking = false
	o.roster.enter(c, record, fieldName)
	if fieldName != "" && !o.inForm {
		o.browse(c)
	}
}

func (o *objections) draw(c *Context, width, room int) field.Drawing {
	if !o.typing() && o.focused(c) == nil {
		return o.drawList(c, min(width, measure), room)
	}
	form := func(width int) field.Drawing {
		if o.picking {
			return o.pick.draw(c, width, room, func(row content.Objection) { o.take(c, row) })
		}
		return o.form.Draw(c, min(width, measure), true)
	}
	list := func(width int) field.Drawing { return o.drawList(c, width, room) }
	return o.layout(c, width, room, o.typing(), list, form, func(width int) field.Drawing { return o.drawMoves(c, width) })
}

func (o *objections) drawList(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	if o.focused(c) == nil {
		d.Line(c.Style.Bold.Render("If I hear"))
		d.Text(fmt.Sprintf("Choose the answer that you fear most. For example: %s.", c.Pack.Objections()[0].Hear), width, c.Style.Plain)
		d.Focus = len(d.Lines)
		d.Line(c.Style.Accent.Render(field.Cut(fmt.Sprintf("▸ Look through %d of them (c)", len(c.Pack.Objections())), width)))
		d.Click(d.Focus, width, func() { o.browse(c) })
		return d
	}
	var rows []rosterRow
	for _, k := range o.keys(c) {
		x := c.Book.Objection(k.ID())
		section := "If I hear, against no ask yet"
		if a := c.Book.Ask(x.Ask); a != nil {
			section = "If I hear, against “" + recordName(c, workbook.RecordKey(workbook.AskRecords, a.ID)) + "”"
		}
		tail := x.Date.Short(c.Day)
		switch {
		case x.Answer == "":
			tail = "! no answer"
		case x.Date.IsZero():
			tail = "no day"
		}
		rows = append(rows, rosterRow{key: k, section: section, click: func(again bool) {
			if o.picking = false; again {
				o.edit(c, "")
			}
		}, text: func(here bool, width int) string {
			return rowText(c, cmp.Or(x.Hear, "(no words yet)"), mine(x.Private, tail), here, width)
		}})
	}
	o.list(c, &d, rows, width, room)
	return d
}

// movesLabel is how wide the names of the moves are.
const movesLabel = len("Next date") + 3

// drawMoves shows the focused objection as the sentence that one learns, with what to look
// for where a move is missing.
func (o *objections) drawMoves(c *Context, width int) field.Drawing {
	var d field.Drawing
	cur := o.focused(c)
	if cur == nil {
		return d
	}
	st := c.Style
	like, ok := kindred(c, cur.Hear)
	move := func(label, text, hint string) {
		y, render := len(d.Lines), st.Plain.Render
		if text == "" {
			text, render = "–", st.Dim.Render
			if ok && hint != "" {
				text = "– such as: " + lowerFirst(hint)
			}
		}
		hanging(&d, st.Dim.Render(field.Pad(label, movesLabel)), movesLabel, text, width, render)
		d.Click(y, width, func() {
			o.edit(c, map[string]string{"If I hear": "hear", "Proof": "proof", "Trade": "trade", "Next date": "date"}[label])
		})
	}
	move("If I hear", cur.Hear, "")
	move("then I say", cur.Answer, like.Answer)
	move("Proof", strings.Join(proofsOf(c, *cur), " · "), like.Proof)
	move("Trade", tradeOf(c, *cur), like.Trade)
	move("Next date", cur.Date.String(), like.Date)
	return d
}

// proofsOf is what shows an objection to be none: words, a target, extra work.
func proofsOf(c *Context, o workbook.Objection) []string {
	out := []string{o.Proof}
	if k := c.Settled.KPI(o.KPI); k != nil {
		out = append(out, k.Says())
	}
	if e := c.Settled.Extra(o.Extra); e != nil {
		out = append(out, e.Says())
	}
	return filled(out...)
}

func tradeOf(c *Context, o workbook.Objection) string {
	r := c.Book.Return(o.Trade)
	if r == nil {
		return ""
	}
	if n, ok := r.Need.Share.Int(); ok && r.Need.Sort == workbook.Nice {
		return nameOf(*r) + ", " + value.Counted(n, "point")
	}
	return nameOf(*r)
}

// missedTarget is the objection that a missed target brings up.
const missedTarget = "missed-target"

// objectionCatalog is the list of what the other side may say; what is typed narrows it,
// and can be taken as one's own.
type objectionCatalog struct{ catalog }

func (p *objectionCatalog) rows(c *Context) []content.Objection {
	typed := strings.TrimSpace(p.text(c))
	found := c.Pack.FindObjections(typed)
	if typed == "" && c.Settled.Gate(c.Day).Shut() { // what they will say first
		missed := func(o content.Objection) bool { return o.ID == missedTarget }
		at := max(0, slices.IndexFunc(found, missed))
		found = slices.Concat(found[at:at+1], found[:at], found[at+1:])
	}
	if typed == "" || slices.ContainsFunc(found, func(o content.Objection) bool { return strings.EqualFold(o.Hear, typed) }) {
		return found
	}
	return append(slices.Clone(found), content.Objection{Hear: typed})
}

func (p *objectionCatalog) draw(c *Context, width, room int, take func(content.Objection)) field.Drawing {
	var top, d field.Drawing
	st := c.Style
	rows := p.rows(c)
	all := len(c.Pack.Objections())
	count := fmt.Sprintf("%d of %d", min(len(slices.DeleteFunc(slices.Clone(rows), func(o content.Objection) bool { return o.ID == "" })), all), all)
	find := c.Ed.DrawBehind("Find: ", width-len(count)-2, st)
	find.Lines[0] = field.Pad(find.Lines[0], width-len(count)) + st.Dim.Render(count)
	top.Add(find, 0, true)
	room -= len(top.Lines)
	reply := func(at int) (d field.Drawing) {
		if at < len(rows) && rows[at].Answer != "" {
			hanging(&d, spaces(4), 4, rows[at].Answer, width, st.Dim.Render)
		}
		if most := max(1, room/2); len(d.Lines) > most {
			d.Lines = append(d.Lines[:most-1], field.Cut(d.Lines[most-1], width-2)+" …")
		}
		return d
	}
	at := p.at.Settle(len(rows), room-marks-len(reply(clamp(p.at.At(), len(rows))).Lines))
	for i, row := range rows {
		style, text := st.Plain, row.Hear
		if row.ID == "" {
			text = "“" + text + "”, your own"
		}
		have := slices.ContainsFunc(c.Book.Objections, func(x workbook.Objection) bool { return strings.EqualFold(x.Hear, row.Hear) })
		if have {
			text = field.Cut(text, width-2-ansi.StringWidth("  ✓ yours")) + "  ✓ yours"
		}
		if i == at {
			style, d.Focus = st.Accent, len(d.Lines)
		}
		y := len(d.Lines)
		d.Line(marker(st, i == at) + style.Render(field.Cut(text, width-2)))
		d.Click(y, width, func() { p.at.To(i); take(row) })
		if i == at {
			d.Add(reply(i), 0, false)
		}
	}
	top.Add(d.Window(room, st), 0, false)
	return top
}
