package screen

import (
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

// returns is the activity of lesson 1: a list with the catalog beside it, the
// ratings as sliders, and the ranking redrawn as one types.
type returns struct {
	roster
	ranking memo[[]*workbook.Return]
	picking bool // the catalog has the keys
	pick    catalog
}

func init() { activities[workbook.LessonReturns] = func() activity { return newReturns() } }

func newReturns() *returns { return &returns{roster: roster{rows: keysOf(workbook.ReturnRecords)}} }

func (r *returns) start(c *Context) {
	if len(c.Book.Returns) == 0 {
		r.browse(c)
	}
}

func (r *returns) browse(c *Context) {
	r.inForm, r.picking = false, true
	r.pick = catalog{typed: r.pick.typed} // what was typed and not taken is still there
	r.pick.hold(c)
}

// focused is the return that has the focus, nil when there is none.
func (r *returns) focused(c *Context) *workbook.Return { return c.Book.Return(r.current(c).ID()) }

func (r *returns) edit(c *Context, fieldName string) {
	if r.current(c) == "" {
		r.browse(c)
		return
	}
	r.picking = false
	r.roster.edit(c, fieldName)
}

func (r *returns) commands(c *Context) command.List {
	switch {
	case r.inForm:
		return r.formCommands(c)
	case r.picking:
		return r.catalogCommands(c)
	}
	k, cur := c.Key, r.focused(c)
	browse := func() { r.browse(c) }
	rows := command.List{
		{ID: "returns.add", Key: k.Add, Words: "add", Do: browse},
		r.editRow(c, "returns", "rate", command.Also(k.Open, k.Right), func() { r.edit(c, "why") }),
		r.removeRow(c, "returns", "delete", "", func() { r.delete(c, cur) }),
		{ID: "lesson.reading", Words: "reading"},
		r.privateRow(c, "returns", ""),
		{ID: "returns.catalog", Key: k.Catalog, Words: "catalog", Do: browse},
	}
	if cur == nil {
		const none = "There is no return yet: a adds one."
		rows[0].Key, rows[0].Words = command.Also(k.Add, k.Catalog, k.Open, k.Right), "add a return"
		rows = command.List{rows[0], r.removeRow(c, "returns", "", none, nil), r.privateRow(c, "returns", none)}
	}
	return r.aside.moves(c, rows, func(by int) { r.move(c, by) })
}

func (r *returns) move(c *Context, by int) {
	if r.picking { // it is a list, though one types in it
		r.pick.at.Move(by)
		return
	}
	r.roster.move(c, by)
}

func (r *returns) delete(c *Context, cur *workbook.Return) {
	r.remove(c, r.current(c), fmt.Sprintf("Deleted “%s”. u brings it back.", field.Cut(cur.Name, 30)))
}

func (r *returns) catalogCommands(c *Context) command.List {
	k, found := c.Key, r.pick.rows(c)
	take := func() { r.take(c, found[clamp(r.pick.at.At(), len(found))].Return) }
	next := command.Command{ID: "returns.edit", Key: k.Next, Quiet: true, Do: func() {
		if r.pick.text(c) != "" && len(found) > 0 {
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
	r.pick.text(c)
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
			r.focus.to(workbook.RecordKey(workbook.ReturnRecords, have.ID))
			r.pick = catalog{}
			r.pick.hold(c)
			c.Say(fmt.Sprintf("You have “%s” already; tab leads to it.", field.Cut(row.Name, 30)))
			return
		}
	}
	k := workbook.RecordKey(workbook.ReturnRecords, c.NewID())
	c.Change("add/"+string(k), func(w *workbook.Workbook) {
		added := workbook.Schema.Add(w, k).(*workbook.Return)
		added.Name, added.Kind = row.Name, workbook.Kind(row.Kind)
	})
	r.focus.to(k)
	typed := r.pick.text(c) != ""
	r.pick.typed = ""
	r.pick.hold(c)
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
	r.pick.text(c)
	c.Ed.Paste(text)
	r.pick.retyped(c)
}

func (r *returns) typing() bool { return r.inForm || r.picking }

func (r *returns) enter(c *Context, record workbook.Key, fieldName string) {
	r.picking = false
	r.roster.enter(c, record, fieldName)
	if fieldName != "" && r.current(c) == "" {
		r.browse(c)
	}
}

func (r *returns) draw(c *Context, width, room int) field.Drawing {
	list := func(width int) field.Drawing { return r.drawList(c, width, room) }
	form := func(width int) field.Drawing {
		if r.picking {
			return r.pick.draw(c, width, room, func(row content.Return) { r.take(c, row) })
		}
		return r.form.Draw(c, width, true)
	}
	return r.layout(c, width, room, r.typing(), list, form, func(width int) field.Drawing { return r.drawRanking(c, width, room) })
}

// bar is the width of the strongest pull; from ranksFrom on each row has its
// place in the ranking too, which so moves while the numbers are typed.
const (
	bar       = 8
	ranksFrom = 40
)

func (r *returns) drawList(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st := c.Style
	if len(c.Book.Returns) == 0 {
		d.Text(c.Pack.Lesson(workbook.LessonReturns).Empty, width, st.Plain)
		return d
	}
	ranked := r.ranking.of(c, ranking)
	strongest := 1
	if len(ranked) > 0 {
		strongest = max(1, pullOf(*ranked[0]))
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
	rows := make([]rosterRow, len(c.Book.Returns))
	for i, k := range r.keys(c) {
		ret := &c.Book.Returns[i]
		rows[i] = rosterRow{key: k, click: func(bool) { r.picking = false }, text: func(here bool, width int) string {
			return drawReturn(c, *ret, here, width, numbers, strongest, rank[ret.ID])
		}}
	}
	r.list(c, &d, rows, width, room)
	return d
}

// drawReturn is one row: the name, how strong its pull is beside the strongest, and
// where the width allows it its place in the ranking; numbers is what these take.
func drawReturn(c *Context, ret workbook.Return, here bool, width, numbers, strongest, rank int) string {
	st := c.Style
	name := nameOf(ret)
	if ret.Private {
		name = field.Cut(name, width-numbers-8) + " (mine)"
	}
	style := st.Plain
	if here {
		style = st.Accent
	}
	line := style.Render(field.Pad(name, width-numbers-1)) + " "
	pull, ok := ret.Pull()
	if !ok {
		return line + st.Dim.Render(field.PadLeft("not rated", numbers))
	}
	n := (pull*bar + strongest - 1) / strongest
	line += st.Plain.Render(field.Pad(strings.Repeat("█", n), bar)) + field.PadLeft(fmt.Sprint(pull), 4)
	if numbers > 4+bar {
		line += st.Dim.Render(field.PadLeft(fmt.Sprintf("#%d", rank), 3))
	}
	return line
}

func ranking(c *Context) []*workbook.Return { return c.Book.Ranking() }

func pullOf(r workbook.Return) int { p, _ := r.Pull(); return p }

func (r *returns) drawRanking(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st := c.Style
	cur := r.focused(c)
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
	ranked := r.ranking.of(c, ranking)
	if len(ranked) > 1 {
		d.Blank()
		d.Line(st.Dim.Render("Ranking"))
		for i, ret := range ranked {
			line := fmt.Sprintf("%2d  %s", i+1, nameOf(*ret))
			d.Line(field.Pad(line, width-5) + field.PadLeft(fmt.Sprint(pullOf(*ret)), 4))
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
	turn  int          // the editor's, when it was handed to this
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

// rows are the returns of the catalog that fit what is typed, the nearest first, and
// what is typed as a name of one's own behind those that it names.
func (p *catalog) rows(c *Context) []content.Match {
	typed := strings.TrimSpace(p.text(c))
	found := c.Pack.FindReturns(typed)
	if typed == "" || slices.ContainsFunc(found, func(m content.Match) bool { return strings.EqualFold(m.Name, typed) }) {
		return found
	}
	at := slices.IndexFunc(found, func(m content.Match) bool { return m.Synonym != "" })
	if at < 0 {
		at = len(found)
	}
	if len(found) > 0 && at == 0 {
		at = min(len(found), 3) // the words that people use for it stand first
	}
	return slices.Insert(found, at, content.Match{Return: content.Return{Name: typed}})
}

func (p *catalog) draw(c *Context, width, room int, take func(content.Return)) field.Drawing {
	var top, d field.Drawing
	st := c.Style
	p.text(c)
	rows := p.rows(c)
	count := fmt.Sprintf("%d of %d", len(rows), len(c.Pack.Returns()))
	find := c.Ed.DrawBehind("Find: ", width-len(count)-2, st)
	find.Lines[0] = field.Pad(find.Lines[0], width-len(count)) + st.Dim.Render(count)
	top.Add(find, 0, true)
	room -= len(top.Lines)
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
	names := 20 // a name has so many cells before anything else gets any
	for _, r := range rows {
		names = max(names, ansi.StringWidth(r.Name)+2)
	}
	names = min(names, max(20, width-17))
	for i, r := range rows {
		have := slices.ContainsFunc(c.Book.Returns, func(x workbook.Return) bool { return strings.EqualFold(x.Name, r.Name) })
		name, kind := r.Name, string(r.Kind)
		if kind == "" {
			name, kind = "“"+name+"”", "your own"
		}
		if also := r.Also; len(also) > 0 && strings.TrimSpace(p.typed) != "" {
			kind = kind + "  also: " + strings.Join(also[:min(3, len(also))], ", ")
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
		d.Line(marker(st, i == at) + style.Render(field.Pad(name, names)) + "  " + st.Dim.Render(field.Cut(kind, max(0, width-names-4))))
		d.Click(y, width, func() { p.at.To(i); take(r.Return) })
		if i == at {
			d.Add(why(i), 0, false)
		}
	}
	top.Add(d.Window(room, st), 0, false)
	return top
}
