package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/advice"
)

// board shows the pieces of the talk, each ready or with what it is missing. It keeps no
// score.
type board struct {
	open  func(c *Context, page string, record workbook.Key, fieldName string)
	focus focus[string] // by the piece's id
	list  memo[[]advice.Piece]
	flat  bool // one column of text: what is missing stands first
}

func newBoard(open func(*Context, string, workbook.Key, string)) *board {
	return &board{open: open}
}

// pieces are in the order in which the arrows go through them.
func (b *board) pieces(c *Context) []advice.Piece {
	all := b.list.of(c, func(c *Context) []advice.Piece { return c.Advice.Board() })
	if b.flat {
		all = slices.Clone(all)
		slices.SortStableFunc(all, func(x, y advice.Piece) int { return urgency(x) - urgency(y) })
	}
	return all
}

// urgency puts what is missing first, then what one can do without.
func urgency(p advice.Piece) int {
	switch {
	case p.Missing != "":
		return 0
	case !p.Ready:
		return 1
	}
	return 2
}

func pieceIDs(all []advice.Piece) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.ID
	}
	return out
}

// row is the focused one: until another one is, the first that misses a link and is made
// here, or else the first sentence.
func (b *board) row(c *Context) int {
	all := b.pieces(c)
	if b.focus.key != "" {
		return b.focus.in(pieceIDs(all))
	}
	if i := slices.IndexFunc(all, func(p advice.Piece) bool { return p.Missing != "" && p.Lesson == workbook.LessonStrategy }); i >= 0 {
		return i
	}
	return max(0, slices.Index(pieceIDs(all), openingPage))
}

func (b *board) current(c *Context) advice.Piece { return b.pieces(c)[b.row(c)] }

func (b *board) commands(c *Context) command.List {
	k, cur := c.Key, b.current(c)
	words := "go there"
	if cur.Lesson == workbook.LessonStrategy {
		words = "write"
	}
	rows := command.List{
		{ID: "board.open", Key: k.Open, Words: words, Do: func() { b.goTo(c, cur) }},
		{ID: "board.packages", Key: k.Must, Words: "packages", Do: func() { b.open(c, packagesPage, "", "") }},
	}
	rows = append(append(rows, talkRows(c)...), command.Command{ID: "plan", Words: "plan"})
	if !b.flat {
		rows = append(rows,
			command.Command{ID: "board.right", Key: command.Also(k.Right, k.Next), Quiet: true, Do: func() { b.across(c, 1) }},
			command.Command{ID: "board.left", Key: command.Also(k.Left, k.Previous), Quiet: true, Do: func() { b.across(c, -1) }})
	}
	return rows.Moves(k, func(by int) { b.move(c, by) }, nil)
}

// goTo opens the page of a piece, or the lesson in which it is made, at what is missing.
func (b *board) goTo(c *Context, p advice.Piece) {
	fieldName := ""
	if p.Missing != "" {
		fieldName = p.Field
	}
	if p.Lesson != workbook.LessonStrategy {
		c.Go(FindingPlace(advice.Finding{Lesson: p.Lesson, Record: p.Record, Field: fieldName}))
		return
	}
	if p.ID != noesPage && p.ID != pausePage { // those are forms
		fieldName = ""
	}
	b.open(c, p.ID, p.Record, fieldName)
}

func (b *board) move(c *Context, by int) {
	b.focus.to(b.current(c).ID)
	b.focus.move(by, pieceIDs(b.pieces(c)))
}

// across goes to the other column.
func (b *board) across(c *Context, by int) {
	all := pieceIDs(b.pieces(c))
	half := (len(all) + 1) / 2
	if at := b.row(c) + by*half; at >= 0 && at < len(all) {
		b.focus.to(all[at])
	}
}

func (b *board) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	b.flat = width < narrow
	all := b.pieces(c)
	at := b.row(c)
	if c.Advice.Progresses()[workbook.LessonStrategy.Number()-1].State == advice.Untouched && room > minBoth {
		d.Text(c.Pack.Lesson(workbook.LessonStrategy).Empty, min(width, measure), c.Style.Plain)
		d.Blank()
	}
	wide := 0
	for _, p := range all {
		wide = max(wide, ansi.StringWidth(p.Name))
	}
	piece := func(i, width int) (out field.Drawing) {
		p := all[i]
		out = b.drawPiece(c, p, i == at, wide, width)
		out.Click(0, width, func() {
			again := b.current(c).ID == p.ID
			if b.focus.to(p.ID); again {
				b.goTo(c, p)
			}
		})
		return out
	}
	if b.flat {
		for i := range all {
			d.Add(piece(i, width), 0, i == at)
		}
		return d
	}
	half := (len(all) + 1) / 2
	column := min((width-gutter)/2, boardColumn)
	for i := range half {
		var right field.Drawing
		if i+half < len(all) {
			right = piece(i+half, column)
		}
		here := i == at || i+half == at
		d.Add(field.Beside(piece(i, column), column, gutter, right, i+half == at), 0, here)
	}
	if text := field.Text(said(all[at]), min(width, measure), c.Style.Dim); len(d.Lines)+1+len(text.Lines) <= room {
		d.Blank()
		d.Add(text, 0, false)
	}
	return d
}

// boardColumn is as wide as a column of pieces gets.
const boardColumn = 56

// drawPiece is a row: its sign, its name, and what it comes to or what it is missing; where
// two stand side by side, that is whole.
func (b *board) drawPiece(c *Context, p advice.Piece, here bool, wide, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	mark := st.Dim.Render("· ")
	switch {
	case p.Ready:
		mark = st.Plain.Render("✓ ")
	case p.Missing != "":
		mark = st.Warn.Render("! ")
	}
	style := st.Plain
	if here {
		style = st.Accent
	}
	head, room := marker(st, here)+mark+style.Render(field.Pad(p.Name, wide))+"  ", max(1, width-wide-6)
	if b.flat {
		d.Line(head + field.Cut(p.Says, room))
		return d
	}
	hanging(&d, head, wide+6, p.Says, width, st.Plain.Render)
	return d
}

// said tells of the focused piece what its row has no room for.
func said(p advice.Piece) string {
	if p.Missing != "" {
		return "Missing: " + p.Missing + "."
	}
	return p.Name + ": " + p.Says + "."
}

func (b *board) press(*Context, tea.KeyPressMsg) bool           { return false }
func (b *board) paste(*Context, string)                         {}
func (b *board) typing() bool                                   { return false }
func (b *board) asking() bool                                   { return false }
func (b *board) enter(*Context, workbook.Key, string)           {}
func (b *board) at(*Context) (record workbook.Key, name string) { return "", "" }
func (b *board) see(*Context)                                   {}
func (b *board) start(*Context)                                 {}
