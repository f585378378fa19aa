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
	cell    int            // the score that digits go to: today, wanted or weight
	typed   number         // the score that is typed
	order   []workbook.Key // as they were sorted last; while scoring rows keep their places
}

// scores are the fields of the table's cells.
var scores = []string{"today", "wanted", "weight"}

func init() { activities[workbook.LessonReturns] = func() activity { return newReturns() } }

func newReturns() *returns {
	r := &returns{}
	r.rows = func(c *Context) []workbook.Key {
		all := keysOf(workbook.ReturnRecords)(c)
		slices.SortStableFunc(all, func(a, b workbook.Key) int { return place(r.order, a) - place(r.order, b) })
		return all
	}
	return r
}

// place is where a record stands in an order; what is new stands last.
func place(order []workbook.Key, k workbook.Key) int {
	if i := slices.Index(order, k); i >= 0 {
		return i
	}
	return len(order)
}

// sort puts the strongest pull first, until the next time.
func (r *returns) sort(c *Context) {
	r.order = nil
	for _, ret := range c.Book.Ranking() {
		r.order = append(r.order, workbook.RecordKey(workbook.ReturnRecords, ret.ID))
	}
	r.found = memo[[]workbook.Key]{}
	c.Say("Sorted by weight × gap.")
}

// scored is the score in the focused cell.
func (r *returns) scored(ret *workbook.Return) *value.Points {
	return workbook.Schema.Field(workbook.ReturnRecords, scores[r.cell]).At(ret).(*value.Points)
}

// cellAt is where the focused cell stands, by its path.
func (r *returns) cellAt(c *Context) workbook.Key {
	return r.current(c) + workbook.Key("/"+scores[r.cell])
}

// score types a digit into the focused cell.
func (r *returns) score(c *Context, ret *workbook.Return, digit int) {
	to, full := r.typed.digit(r.cellAt(c), *r.scored(ret), digit, workbook.MaxScore)
	if full {
		c.Say("A score ends at 10.")
	}
	r.rate(c, ret, to)
}

func (r *returns) rate(c *Context, ret *workbook.Return, to value.Points) {
	c.Change("score/"+string(r.cellAt(c)), func(w *workbook.Workbook) { *r.scored(w.Return(ret.ID)) = to })
}

// turn goes to the next cell, or back: behind a row's last one comes the next row's first,
// and behind the table's last one its first.
func (r *returns) turn(c *Context, by int) {
	keys := r.keys(c)
	n := len(keys) * len(scores)
	if n == 0 {
		return
	}
	at := (r.focus.in(keys)*len(scores) + r.cell + by + n) % n
	r.focus.to(keys[at/len(scores)])
	r.cell, r.typed = at%len(scores), number{}
}

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
		{ID: "returns.cell", Key: command.Also(k.Next, k.Right), Words: "next cell", Do: func() { r.turn(c, 1) }},
		r.editRow(c, "returns", "why", k.Open, func() { r.edit(c, "why") }),
		{ID: "returns.cellback", Key: command.Also(k.Previous, k.Left), Quiet: true, Do: func() { r.turn(c, -1) }},
		{ID: "returns.next", Key: k.NextRecord, Quiet: true, Do: func() { r.move(c, 1) }},
		{ID: "returns.sort", Key: k.Sort, Words: "sort", Do: func() { r.sort(c) }},
		r.removeRow(c, "returns", "delete", "", func() { r.remove(c, r.current(c)) }),
		{ID: "lesson.reading", Words: "reading"},
		r.privateRow(c, "returns", ""),
		{ID: "returns.catalog", Key: k.Catalog, Words: "catalog", Do: browse},
	}
	if cur != nil {
		rows = slices.Insert(rows, 1, digitRows(k, "returns.score", "score", "", func(i int) { r.score(c, cur, i) },
			func() { r.rate(c, cur, r.typed.erase(r.cellAt(c), *r.scored(cur))) })...)
	}
	if cur == nil {
		const none = "There is no return yet: a adds one."
		rows[0].Key, rows[0].Words = command.Also(k.Add, k.Catalog, k.Open, k.Right), "add a return"
		rows = command.List{rows[0], r.removeRow(c, "returns", "", none, nil), r.privateRow(c, "returns", none)}
	}
	return rows.Moves(k, func(by int) { r.move(c, by) }, func(pages int) { r.move(c, pages*pageRows) })
}

func (r *returns) move(c *Context, by int) {
	if r.picking { // it is a list, though one types in it
		r.pick.at.Move(by)
		return
	}
	r.roster.move(c, by)
}

func (r *returns) catalogCommands(c *Context) command.List {
	found, words := r.fitting(c), ""
	if len(c.Book.Returns) > 0 {
		words = "why and how much"
	}
	take := func() { r.take(c, found[clamp(r.pick.at.At(), len(found))].Return) }
	edit := func() {
		if r.pick.text(c) != "" && len(found) > 0 {
			take()
		}
		r.picking = false
		r.edit(c, "why") // not the kind: a sentence typed there would choose one
	}
	rows := r.pick.commands(c, "returns", take, command.Command{Words: words, Do: edit}, func() { r.picking = false })
	if len(found) == 0 {
		rows[0].Off = "Type the name of a return first."
	}
	return rows
}

// press types into the catalog, whose list has the keys that move.
func (r *returns) press(c *Context, k tea.KeyPressMsg) bool {
	if r.inForm {
		return r.editing.press(c, k)
	}
	return r.pick.press(c, k, r.catalogCommands(c))
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
		added.Name, added.Kind, added.Need.Basis = row.Name, row.Kind, row.Basis
	})
	r.focus.to(k)
	r.pick.taken(c)
	c.Say(fmt.Sprintf("Added “%s”. enter adds another; tab says why, and rates it.", field.Cut(row.Name, 24)))
}

func (r *returns) paste(c *Context, text string) {
	if !r.picking {
		r.editing.paste(c, text)
		return
	}
	r.pick.paste(c, text)
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
	if !r.typing() { // the table is whole, and the sentence stands below or beside it
		if width < writeBeside {
			said := r.drawFocused(c, width, 3, width >= tableFrom)
			d := r.drawList(c, width, room).Window(max(3, room-len(said.Lines)), c.Style)
			if most := max(1, room-3); len(said.Lines) > most { // no key would show the rest here
				said.Lines = append(said.Lines[:most-1], field.Cut(said.Lines[most-1], width-1)+"…")
			}
			at := said.At()
			at.Y += len(d.Lines)
			d.Add(said, 0, false)
			d.Cursor = &at // the row stays in sight, and the sentence is what is read
			return d
		}
		table := min(scoreTable, width-gutter-33)
		right := r.drawFocused(c, width-table-gutter, room, true).Window(room, c.Style)
		return field.Beside(r.drawList(c, table, room).Window(room, c.Style), table, gutter, right, true)
	}
	list := func(width int) field.Drawing { return r.drawList(c, width, room) }
	form := func(width int) field.Drawing {
		if r.picking {
			return r.drawCatalog(c, width, room)
		}
		return r.form.Draw(c, width, true)
	}
	return r.layout(c, width, room, r.typing(), list, form, func(width int) field.Drawing { return r.drawFocused(c, width, room, true) })
}

// pageRows is how many rows a page key goes on.
const pageRows = 8

// The columns of the table of scores; below tableFrom there is room for the product
// and the rank alone, and the sentence below says the scores.
const (
	tableFrom  = 56
	scoreTable = 74
	scoreWide  = 7
)

func (r *returns) drawList(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st := c.Style
	if len(c.Book.Returns) == 0 {
		d.Text(c.Pack.Lesson(workbook.LessonReturns).Empty, width, st.Plain)
		return d
	}
	rank := workbook.Places(r.ranking.of(c, ranking))
	numbers := len("weight × gap") - 1 + len("  rank")
	head := field.PadLeft("weight × gap", len("weight × gap")-1) + "  rank"
	if width >= tableFrom {
		head = field.PadLeft("today", scoreWide) + field.PadLeft("wanted", scoreWide) + field.PadLeft("weight", scoreWide) + "  " + head
		numbers += 3*scoreWide + 2
	}
	d.Line(st.Dim.Render(field.Pad("  Your returns", width-numbers) + head))
	rows := make([]rosterRow, 0, len(c.Book.Returns))
	for _, k := range r.keys(c) {
		ret := c.Book.Return(k.ID())
		rows = append(rows, rosterRow{key: k, click: func(bool) { r.picking = false }, text: func(here bool, width int) string {
			return r.drawReturn(c, *ret, here, width, numbers, rank[ret.ID])
		}})
	}
	r.list(c, &d, rows, width, room)
	return d
}

// drawReturn is one row: the name, its scores, what they come to and its place among
// the others; numbers is what these take.
func (r *returns) drawReturn(c *Context, ret workbook.Return, here bool, width, numbers, rank int) string {
	st := c.Style
	name := nameOf(ret)
	if ret.Private {
		name = field.Cut(name, width-numbers-8) + " (mine)"
	}
	style := st.Plain
	if here {
		style = st.Accent
	}
	line := style.Render(field.Pad(name, width-numbers))
	if width+2 >= tableFrom {
		for i, p := range []value.Points{ret.Today, ret.Wanted, ret.Weight} {
			cell := orDash(p)
			if here && i == r.cell && !r.typing() {
				line += field.PadLeft("", scoreWide-len("[]")-ansi.StringWidth(cell)) + st.Accent.Render("["+cell+"]")
				continue
			}
			line += field.PadLeft(cell, scoreWide-1) + " "
		}
		line += "  "
	}
	pull, ok := ret.Pull()
	if !ok {
		return line + st.Dim.Render(field.PadLeft("–", len("weight × gap")-1)+field.PadLeft("–", 6))
	}
	return line + field.PadLeft(fmt.Sprint(pull), len("weight × gap")-1) + field.PadLeft(fmt.Sprint(rank), 6)
}

func ranking(c *Context) []*workbook.Return { return c.Book.Ranking() }

// drawFocused says the focused cell in a sentence, with why it matters.
func (r *returns) drawFocused(c *Context, width, lines int, table bool) field.Drawing {
	var d field.Drawing
	st := c.Style
	cur := r.focused(c)
	if cur == nil {
		y := len(d.Lines)
		d.Line(st.Accent.Render(field.Cut("▸ Add a return (a)", width)))
		d.Click(y, width, func() { r.browse(c) })
		return d
	}
	said := fmt.Sprintf("%s, %s: %s.", nameOf(*cur), scores[r.cell], orDash(*r.scored(cur)))
	if !table { // the sentence says what the table has no room for
		var all []string
		for i, p := range []value.Points{cur.Today, cur.Wanted, cur.Weight} {
			cell := orDash(p)
			if i == r.cell {
				cell = "[" + cell + "]"
			}
			all = append(all, scores[i]+" "+cell)
		}
		said = nameOf(*cur) + ": " + strings.Join(all, ", ") + "."
	}
	if why := strings.Join(strings.Fields(cur.Why), " "); why != "" {
		said += " " + why
	}
	d.Text(field.Cut(said, width*max(1, lines)), width, st.Plain)
	d.Click(0, width, func() { r.edit(c, "today") })
	return d
}

func orDash(p value.Points) string {
	if p.IsZero() {
		return "–"
	}
	return p.String()
}

// fitting are the returns of the catalog that fit what is typed, the nearest first, and
// what is typed as a name of one's own behind those that it names.
func (r *returns) fitting(c *Context) []content.Match {
	typed := strings.TrimSpace(r.pick.text(c))
	found := c.Pack.FindReturns(typed)
	if typed == "" || slices.ContainsFunc(found, func(m content.Match) bool { return strings.EqualFold(m.Name, typed) }) {
		return found
	}
	at := slices.IndexFunc(found, func(m content.Match) bool { return m.Synonym != "" })
	if at < 0 {
		at = len(found)
	}
	if len(found) > 0 && found[0].Near() {
		at = 0
	} else if len(found) > 0 && at == 0 {
		at = min(len(found), 3) // the words that people use for it stand first
	}
	return slices.Insert(found, at, content.Match{Return: content.Return{Name: typed}})
}

// drawCatalog shows the returns that fit what is typed.
func (r *returns) drawCatalog(c *Context, width, room int) field.Drawing {
	var rows []pickRow
	for _, m := range r.fitting(c) {
		row := pickRow{name: m.Name, beside: string(m.Kind), below: m.Why, own: m.Kind == "", take: func() { r.take(c, m.Return) }}
		if row.own {
			row.beside = "your own"
		}
		if also := m.Also; len(also) > 0 && strings.TrimSpace(r.pick.typed) != "" {
			row.beside += "  also: " + strings.Join(also[:min(3, len(also))], ", ")
		}
		if slices.ContainsFunc(c.Book.Returns, func(x workbook.Return) bool { return strings.EqualFold(x.Name, m.Name) }) {
			row.beside = "✓ yours"
		}
		rows = append(rows, row)
	}
	return r.pick.draw(c, width, room, rows, len(c.Pack.Returns()))
}
