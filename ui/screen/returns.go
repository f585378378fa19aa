package screen

import (
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

// returns is the activity of lesson 1: a list with the catalog beside it, the
// ratings as sliders, and the ranking redrawn as one types.
type returns struct {
	focus focus[workbook.ID]
	editing
	aside   aside
	picking bool // the catalog has the keys
	pick    catalog
}

func newReturns() *returns { return &returns{} }

func (r *returns) start(c *Context) {
	if len(c.Book.Returns) == 0 {
		r.browse(c)
	}
}

func (r *returns) browse(c *Context) {
	r.inForm, r.picking = false, true
	r.pick = catalog{typed: r.pick.typed} // what was typed and not taken is still there
	c.Ed.Edit(r.pick.typed, false)
}

func (r *returns) current(c *Context) *workbook.Return {
	if len(c.Book.Returns) == 0 {
		return nil
	}
	return &c.Book.Returns[r.focus.in(ids(c))]
}

func ids(c *Context) []workbook.ID {
	out := make([]workbook.ID, len(c.Book.Returns))
	for i, r := range c.Book.Returns {
		out[i] = r.ID
	}
	return out
}

func (r *returns) edit(c *Context, fieldName string) {
	cur := r.current(c)
	if cur == nil {
		r.browse(c)
		return
	}
	id := cur.ID
	at := func(w *workbook.Workbook) *workbook.Return { return w.Return(id) }
	r.picking = false
	r.show(workbook.ReturnRecords+"/"+string(id), "returns."+fieldName, []field.Field{
		field.LineOf("returns.name", part(at, func(r *workbook.Return) *string { return &r.Name })),
		field.PickOf("returns.kind", workbook.Kinds(), part(at, func(r *workbook.Return) *workbook.Kind { return &r.Kind })),
		field.ParagraphOf("returns.why", part(at, func(r *workbook.Return) *string { return &r.Why })),
		field.ScoreOf("returns.today", workbook.MaxScore, part(at, func(r *workbook.Return) *value.Points { return &r.Today })),
		field.ScoreOf("returns.wanted", workbook.MaxScore, part(at, func(r *workbook.Return) *value.Points { return &r.Wanted })),
		field.ScoreOf("returns.weight", workbook.MaxScore, part(at, func(r *workbook.Return) *value.Points { return &r.Weight })),
		field.SwitchOf("returns.private", "mine only", "coach may see it", part(at, func(r *workbook.Return) *bool { return &r.Private })),
	})
}

func (r *returns) commands(c *Context) command.List {
	switch {
	case r.inForm:
		return r.formCommands(c)
	case r.picking:
		return r.catalogCommands(c)
	}
	k, cur := c.Key, r.current(c)
	browse := func() { r.browse(c) }
	rows := command.List{
		{ID: "returns.add", Key: k.Add, Words: "add", Do: browse},
		{ID: "returns.edit", Key: command.Also(k.Open, k.Right), Words: "rate", Do: func() { r.edit(c, "why") }},
		{ID: "returns.delete", Key: k.Delete, Words: "delete", Do: func() { r.delete(c, cur) }},
		{ID: "lesson.reading", Words: "reading"},
		{ID: "returns.private", Key: k.Private, Words: "mine only", Do: func() { r.private(c, cur) }},
		{ID: "returns.catalog", Key: k.Catalog, Words: "catalog", Do: browse},
	}
	if cur == nil {
		const none = "There is no return yet: a adds one."
		rows[0].Key, rows[0].Words = command.Also(k.Add, k.Catalog, k.Open, k.Right), "add a return"
		rows = command.List{rows[0], {ID: "returns.delete", Key: k.Delete, Off: none}, {ID: "returns.private", Key: k.Private, Off: none}}
	}
	return r.aside.moves(c, rows, func(by int) { r.move(c, by) })
}

func (r *returns) move(c *Context, by int) {
	switch {
	case r.picking: // it is a list, though one types in it
		r.pick.at.Move(by)
	case r.inForm:
		r.form.Move(c, by)
	default:
		r.focus.move(by, ids(c))
	}
}

func (r *returns) private(c *Context, cur *workbook.Return) {
	id := cur.ID
	c.Change("private/"+string(id), func(w *workbook.Workbook) { r := w.Return(id); r.Private = !r.Private })
	sayPrivate(c, !cur.Private)
}

func (r *returns) delete(c *Context, cur *workbook.Return) {
	id, name := cur.ID, cur.Name
	c.Change("delete/"+string(id), func(w *workbook.Workbook) { w.DeleteReturn(id) })
	c.Say(fmt.Sprintf("Deleted “%s”. u brings it back.", field.Cut(name, 30)))
}

func (r *returns) catalogCommands(c *Context) command.List {
	k, found := c.Key, r.pick.rows(c)
	take := func() { r.take(c, found[clamp(r.pick.at.At(), len(found))]) }
	next := command.Command{ID: "returns.edit", Key: k.Next, Quiet: true, Do: func() {
		if c.Ed.Text() != "" && len(found) > 0 {
			take()
		}
		r.picking = false
		r.edit(c, "why") // not the kind: a sentence typed there would choose one
	}}
	if len(c.Book.Returns) > 0 {
		next.Words = "why and how much"
	}
	add := command.Command{ID: "returns.add", Key: k.Open, Words: "add it", Do: take}
	if len(found) == 0 {
		add.Off = "Type the name of a return first."
	}
	rows := command.List{add}.Steps(k, r.pick.at.Move, r.pick.at.Page).Say("move.down", "choose")
	return append(rows, next, command.Command{ID: "back", Key: k.Back, Words: "back", Quiet: true, Do: func() { r.picking = false }})
}

// press types into the catalog, whose list has the keys that move.
func (r *returns) press(c *Context, k tea.KeyPressMsg) bool {
	if r.inForm {
		return r.editing.press(c, k)
	}
	if _, moves := r.catalogCommands(c).Press(k); moves && k.Text == "" || !c.Ed.Key(k) {
		return false
	}
	r.pick.retyped(c)
	return true
}

// take adds a row of the catalog, or what was typed, to the returns.
func (r *returns) take(c *Context, row content.Return) {
	for _, have := range c.Book.Returns {
		if strings.EqualFold(have.Name, row.Name) {
			r.focus.to(have.ID)
			c.Ed.Edit("", false)
			r.pick = catalog{}
			c.Say(fmt.Sprintf("You have “%s” already; tab leads to it.", field.Cut(row.Name, 30)))
			return
		}
	}
	id := c.NewID()
	c.Change("add/"+string(id), func(w *workbook.Workbook) {
		w.Returns = append(w.Returns, workbook.Return{ID: id, Name: row.Name, Kind: workbook.Kind(row.Kind)})
	})
	r.focus.to(id)
	typed := c.Ed.Text() != ""
	c.Ed.Edit("", false)
	r.pick.typed = ""
	r.pick.at.Move(1)
	if typed {
		r.pick.at.To(0)
	}
	c.Say(fmt.Sprintf("Added “%s”. enter adds another; tab says why, and rates it.", field.Cut(row.Name, 24)))
}

func (r *returns) paste(c *Context, text string) {
	if !r.picking {
		r.editing.paste(c, text)
		return
	}
	c.Ed.Paste(text)
	r.pick.retyped(c)
}

func (r *returns) typing() bool { return r.inForm || r.picking }

func (r *returns) enter(c *Context, record workbook.Key, fieldName string) {
	if c.Book.Return(record.ID()) != nil {
		r.focus.to(record.ID())
	}
	r.inForm, r.picking = false, false
	if fieldName != "" {
		r.edit(c, fieldName)
	}
}

func (r *returns) at(c *Context) (workbook.Key, string) {
	cur := r.current(c)
	if cur == nil {
		return "", ""
	}
	return r.place(workbook.ReturnRecords, cur.ID)
}

func (r *returns) reload(c *Context) {
	r.form.Reload()
	if c.Book.Return(r.focus.key) == nil { // gone, in another window or by an undo
		r.inForm = false
	}
	if r.picking && (c.Ed.Text() != r.pick.typed || c.Ed.Multiline()) { // the commands or find had the editor
		c.Ed.Edit(r.pick.typed, false)
	}
}

func (r *returns) draw(c *Context, width, room int) field.Drawing {
	left := r.drawList(c, leftWidth(width, r.typing()))
	var right field.Drawing
	switch {
	case r.inForm:
		right = r.form.Draw(c, rightWidth(width, r.typing()), true)
	case r.picking:
		right = r.pick.draw(c, rightWidth(width, r.typing()), room, func(row content.Return) { r.take(c, row) })
	default:
		of := workbook.Key("")
		if cur := r.current(c); cur != nil {
			of = workbook.Key(cur.ID)
		}
		right = r.aside.window(c, of, r.drawRanking(c, rightWidth(width, r.typing())), width, room)
	}
	return panes(c, left, right, width, room, r.typing() || r.aside.alone && width < wide)
}

// bar is the width of the strongest pull; from ranksFrom on each row has its
// place in the ranking too, which so moves while the numbers are typed.
const (
	bar       = 8
	ranksFrom = 40
)

func (r *returns) drawList(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	if len(c.Book.Returns) == 0 {
		d.Text(c.Pack.Lesson(workbook.LessonReturns).Empty, width, st.Plain)
		return d
	}
	ranked := c.Book.Ranking()
	strongest := 1
	if len(ranked) > 0 {
		strongest = max(1, pullOf(ranked[0]))
	}
	numbers := 4 + bar
	if width >= ranksFrom {
		numbers += len(" #1")
	}
	rank := map[workbook.ID]int{}
	for i, ret := range ranked {
		rank[ret.ID] = i + 1
	}
	d.Line(st.Dim.Render(field.Pad("  Your returns", width-numbers-1) + field.PadLeft("weight × gap", numbers+1)))
	at := r.focus.in(ids(c))
	for i, ret := range c.Book.Returns {
		here := i == at
		name := nameOf(ret)
		if ret.Private {
			name = field.Cut(name, width-numbers-10) + " (mine)"
		}
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		line := marker(st, here) + style.Render(field.Pad(name, width-numbers-3)) + " "
		if pull, ok := ret.Pull(); ok {
			n := (pull*bar + strongest - 1) / strongest
			line += st.Good.Render(field.Pad(strings.Repeat("█", n), bar)) + field.PadLeft(fmt.Sprint(pull), 4)
			if width >= ranksFrom {
				line += st.Dim.Render(field.PadLeft(fmt.Sprintf("#%d", rank[ret.ID]), 3))
			}
		} else {
			line += st.Dim.Render(field.PadLeft("not rated", numbers))
		}
		y := len(d.Lines)
		d.Line(line)
		d.Click(y, width, func() {
			r.focus.to(ret.ID)
			r.inForm, r.picking = false, false
		})
	}
	return d
}

func pullOf(r workbook.Return) int { p, _ := r.Pull(); return p }

func (r *returns) drawRanking(c *Context, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	cur := r.current(c)
	if cur == nil {
		y := len(d.Lines)
		d.Line(st.Accent.Render(field.Cut("▸ Add a return (a)", width)))
		d.Click(y, width, func() { r.browse(c) })
		return d
	}
	d.Line(st.Bold.Render(field.Cut(nameOf(*cur), width)))
	if cur.Why != "" {
		d.Text(field.Cut(strings.Join(strings.Fields(cur.Why), " "), width*2), width, st.Plain)
	}
	d.Line(field.Cut(fmt.Sprintf("today %s   wanted %s   weight %s", orDash(cur.Today), orDash(cur.Wanted), orDash(cur.Weight)), width))
	d.Click(0, width, func() { r.edit(c, "today") })
	ranked := c.Book.Ranking()
	if len(ranked) > 1 {
		d.Blank()
		d.Line(st.Dim.Render("Ranking"))
		for i, ret := range ranked {
			line := fmt.Sprintf("%2d  %s", i+1, nameOf(ret))
			d.Line(field.Pad(line, width-5) + field.PadLeft(fmt.Sprint(pullOf(ret)), 4))
		}
	}
	return d
}

func orDash(p value.Points) string {
	if p.IsZero() {
		return "–"
	}
	return p.String()
}

// catalog is the list of common returns to pick from; what is typed narrows it
// and can be added as one's own.
type catalog struct {
	at    field.Scroll // the row in focus
	typed string       // kept, since the editor is lent to other pages
}

// retyped begins at the first row that fits what is typed now.
func (p *catalog) retyped(c *Context) {
	p.at.To(0)
	p.typed = c.Ed.Text()
}

func (p *catalog) rows(c *Context) []content.Return {
	typed := strings.TrimSpace(c.Ed.Text())
	words := strings.Fields(strings.ToLower(typed))
	has := func(text string) bool {
		text = strings.ToLower(text)
		return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
	}
	// Those whose name has what was typed, then one's own, then those about it.
	var named, about []content.Return
	exact := false
	for _, r := range c.Pack.Returns() {
		if has(r.Name) {
			named = append(named, r)
		} else if has(r.Name + " " + string(r.Kind) + " " + r.Why) {
			about = append(about, r)
		}
		exact = exact || strings.EqualFold(r.Name, typed)
	}
	if typed != "" && !exact {
		named = append(named, content.Return{Name: typed})
	}
	return append(named, about...)
}

func (p *catalog) draw(c *Context, width, room int, take func(content.Return)) field.Drawing {
	var top, d field.Drawing
	st := c.Style
	top.Add(c.Ed.DrawBehind("Find: ", width, st), 0, true)
	room -= len(top.Lines)
	rows := p.rows(c)
	why := func(at int) (d field.Drawing) {
		if at < len(rows) && rows[at].Why != "" {
			hanging(&d, spaces(4), 4, rows[at].Why, width, st.Dim.Render)
		}
		return d
	}
	// Two lines may be marks, and the focused row has its reason below it.
	at := p.at.Settle(len(rows), room-2-len(why(clamp(p.at.At(), len(rows))).Lines))
	if len(rows) == 0 {
		d.Text("Nothing in the catalog: type a name of your own.", width, st.Dim)
	}
	for i, r := range rows {
		have := slices.ContainsFunc(c.Book.Returns, func(x workbook.Return) bool { return strings.EqualFold(x.Name, r.Name) })
		name, kind := r.Name, string(r.Kind)
		if kind == "" {
			name, kind = "“"+name+"”", "your own"
		}
		if have {
			kind = "✓ yours"
		}
		style := st.Plain
		if i == at {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		y := len(d.Lines)
		d.Line(marker(st, i == at) + style.Render(field.Pad(name, width-17)) + " " + st.Dim.Render(field.Pad(kind, 13)))
		d.Click(y, width, func() { p.at.To(i); take(r) })
		if i == at {
			d.Add(why(i), 0, false)
		}
	}
	top.Add(d.Window(room, st), 0, false)
	return top
}
