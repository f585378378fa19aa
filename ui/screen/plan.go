package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// Plan shows the plan as it would be exported, for one of three audiences.
type Plan struct {
	For    plan.Audience
	at     [2]int // which part is shown of one's own plan and the coach's, and of the manager's copy
	scroll field.Scroll
	body   field.Drawing // the whole document: scrolling does not make it anew
	made   made          // what body was made for
	copy   releases      // the manager's
}

// made is all that a drawn plan depends on.
type made struct {
	who     plan.Audience
	part    int
	version int // of the answers
	width   int
	day     value.Date
	style   *theme.Styles
}

// part is what is looked at by itself.
type part struct{ id, title, short string }

var (
	// The card that one takes along, what one does not show, and all of it.
	ownParts = []part{{"card", "Card", "Card"}, {"bag", "Stays in your bag", "Bag"}, {"", "Everything", "All"}}
	// The texts that could be released, and the copy as the manager will read it.
	copyParts = []part{{"texts", "Your texts", "Texts"}, {"", "As it will be read", "Copy"}}
)

// emptyParts say what will stand where there is nothing yet.
var emptyParts = map[string]string{
	"card": "Nothing is on the card yet. When you meet and with whom, and your asks in the words you will say, come here from lesson 3 and from the meeting (e on the map).",
	"bag":  "Nothing is in your bag yet. Your minimums, your way out and what you could trade come here from lessons 2 to 4: what you know and do not show.",
	"":     "Nothing is in the plan yet. It grows from the first answer in lesson 1.",
}

// parts are what there is of the plan on screen, and which of them is shown.
func (p *Plan) parts() ([]part, *int) {
	if p.For == plan.Manager {
		return copyParts, &p.at[1]
	}
	return ownParts, &p.at[0]
}

// releasing tells whether the texts of the manager's copy are listed.
func (p *Plan) releasing() bool {
	all, at := p.parts()
	return all[*at].id == copyParts[0].id
}

// NewPlan shows one's own plan first.
func NewPlan() *Plan { return &Plan{For: plan.Mine} }

// Title names the audience, so that no plan is taken for another's.
func (p *Plan) Title(_ *Context, width int) string {
	if width < 40 {
		return "For " + AudienceName(p.For)
	}
	return "The plan, for " + AudienceName(p.For)
}

// AudienceName says for whom a plan is, behind "for".
func AudienceName(a plan.Audience) string {
	switch a {
	case plan.Coach:
		return "your coach"
	case plan.Manager:
		return "your manager"
	}
	return "yourself"
}

// Commands change the audience and scroll.
func (p *Plan) Commands(c *Context) command.List {
	k := c.Key
	rows := command.List{{ID: "export", Words: "export"}}
	for i, key := range []key.Binding{k.Mine, k.Coach, k.Manager} {
		a, off := plan.Audiences()[i], ""
		if a == p.For {
			off = "This copy is on screen."
		}
		rows = append(rows, command.Command{ID: "plan." + string(a), Key: key, Words: string(a), Off: off, Do: func() { p.show(a) }})
	}
	rows = append(rows,
		command.Command{ID: "plan.next", Key: k.Next, Quiet: true, Do: func() { p.turn(1) }},
		command.Command{ID: "plan.previous", Key: k.Previous, Quiet: true, Do: func() { p.turn(-1) }})
	back := command.Command{ID: "back", Words: "map"}
	all, at := p.parts()
	part := func(by int) func() { return func() { p.turnTo((*at + by + len(all)) % len(all)) } }
	turn := command.List{{ID: "plan.part", Key: k.Right, Words: "next part", Do: part(1)}, {ID: "plan.back", Key: k.Left, Quiet: true, Do: part(-1)}}
	for i := range all {
		b := k.Lesson
		b.SetKeys(k.Lesson.Keys()[i])
		turn = append(turn, command.Command{ID: "plan." + strings.ToLower(all[i].short), Key: b, Quiet: true, Do: func() { p.turnTo(i) }})
	}
	if p.For == plan.Manager {
		turn[0].Words = []string{"the copy", "your texts"}[*at]
	}
	if p.releasing() {
		own := p.copy.commands(c)
		rows = slices.Concat(own[:1], rows[:1], own[1:2], turn, own[2:], rows[1:]).Moves(k, func(by int) { p.copy.move(c, by) }, func(pages int) { p.copy.move(c, 8*pages) })
		return append(rows, back)
	}
	rows = append(rows, turn...)
	if p.scroll.Whole() {
		return append(rows, back)
	}
	rows = rows.Moves(k, p.scroll.Move, p.scroll.Page).Say("move.down", "scroll").Say("move.pagedown", "page down")
	return append(rows, back)
}

// Type has nowhere to go.
func (p *Plan) Type(*Context, tea.KeyPressMsg) bool { return false }

func (p *Plan) show(a plan.Audience) {
	p.For = a
	p.scroll.To(0)
}

func (p *Plan) turnTo(part int) {
	_, at := p.parts()
	*at = part
	p.scroll.To(0)
}

func (p *Plan) turn(by int) {
	all := plan.Audiences()
	for i, a := range all {
		if a == p.For {
			p.show(all[(i+by+len(all))%len(all)])
			return
		}
	}
}

// Paste has nowhere to go.
func (p *Plan) Paste(*Context, string) {}

// Wheel scrolls.
func (p *Plan) Wheel(c *Context, lines int) {
	if p.releasing() {
		p.copy.move(c, lines)
		return
	}
	p.scroll.Move(lines)
}

// Typing is never so.
func (p *Plan) Typing(*Context) bool { return false }

// Enter shows the plan for an audience.
func (p *Plan) Enter(_ *Context, to Place) {
	for _, a := range plan.Audiences() {
		if string(a) == to.Field {
			p.show(a)
		}
	}
}

// Place is the audience.
func (p *Plan) Place(*Context) Place { return Place{Screen: PlanScreen, Field: string(p.For)} }

// Draw shows the document.
func (p *Plan) Draw(c *Context, width, height int) field.Drawing {
	var d field.Drawing
	d.Add(p.tabs(c, width), 0, !p.releasing())
	all, at := p.parts()
	if p.releasing() {
		d.Add(p.copy.draw(c, width, height-len(d.Lines)), 0, true)
		return d
	}
	if is := (made{p.For, *at, c.Version(), width, c.Day, c.Style}); p.made != is {
		p.made, p.body = is, drawPlan(c, p.For, all[*at].id, min(width, 110))
	}
	d.Add(p.scroll.Window(p.body, height-len(d.Lines), c.Style), 0, false)
	return d
}

func drawPlan(c *Context, who plan.Audience, part string, width int) field.Drawing {
	var body field.Drawing
	doc := plan.Build(c.Book, who, c.Day)
	if who == plan.Manager { // whose title has to be released too
		body.Text(doc.Title, width, c.Style.Bold)
	}
	if who == plan.Coach {
		for _, t := range plan.Repeats(c.Book) {
			hanging(&body, c.Style.Warn.Render("! "), 2, t.Says(), width, c.Style.Warn.Render)
		}
	}
	for _, s := range doc.Sections {
		if part != "" && s.ID != part {
			continue
		}
		if len(body.Lines) > 0 {
			body.Blank()
		}
		body.Text(s.Title, width, c.Style.Bold)
		for i, b := range s.Blocks {
			para, _ := b.(plan.Paragraph)
			switch b.(type) {
			case plan.Quote, plan.Table:
				para.Lead = true
			}
			if para.Lead && i > 0 {
				body.Blank()
			}
			drawBlock(c, &body, b, width)
		}
	}
	if len(body.Lines) == 0 {
		body.Text(emptyParts[part], width, c.Style.Plain)
	}
	return body
}

// tabs name the parts and for whom the plan is; below a width for both in two rows.
func (p *Plan) tabs(c *Context, width int) field.Drawing {
	var d field.Drawing
	line, x := "", 0
	tab := func(word string, on bool, do func()) {
		style := c.Style.Dim
		if on {
			style = c.Style.Accent
		}
		n := lipgloss.Width(word)
		d.Zones = append(d.Zones, field.Zone{X: x, Y: len(d.Lines), W: n, H: 1, Do: do})
		line += style.Render(word) + "   "
		x += n + 3
	}
	audiences := len("mine   coach   manager") + 3*lipgloss.Width(c.Style.Sign.Off+" ")
	wrap := width < 46+audiences
	parts, at := p.parts()
	for i, part := range parts {
		title := part.title
		if width < 60 {
			title = part.short
		}
		if i == *at {
			d.Cursor = &field.Point{X: x, Y: len(d.Lines)}
		}
		tab(fmt.Sprint(i+1, " ", title), i == *at, func() { p.turnTo(i) })
	}
	if wrap {
		d.Line(field.Cut(line, width))
		line, x = "", 0
	}
	if gap := width - x - audiences; !wrap && gap > 0 {
		line, x = line+spaces(gap), x+gap
	}
	for _, a := range plan.Audiences() {
		mark := c.Style.Sign.Off + " "
		if a == p.For {
			mark = c.Style.Sign.On + " "
		}
		tab(mark+string(a), a == p.For, func() { p.show(a) })
	}
	d.Line(field.Cut(strings.TrimRight(line, " "), width))
	d.Blank()
	return d
}

func drawBlock(c *Context, d *field.Drawing, b plan.Block, width int) {
	st := c.Style
	switch b := b.(type) {
	case plan.Paragraph:
		style := st.Plain
		if b.Lead {
			style = st.Bold
		}
		d.Text(b.Text, width, style)
	case plan.Note:
		d.Text(b.Text, width, st.Dim)
	case plan.Quote:
		hanging(d, st.Dim.Render("│ "), 2, b.Text, width, st.Plain.Render)
	case plan.List:
		for i, item := range b.Items {
			mark := "· "
			if b.Numbered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			if sign, rest, ok := strings.Cut(item, " "); b.Signed && ok {
				if mark, item = sign+" ", rest; sign != "·" {
					mark = st.Warn.Render(mark)
				}
			}
			hanging(d, mark, lipgloss.Width(mark), item, width, st.Plain.Render)
		}
	case plan.Facts:
		labels := 0
		for _, f := range b.Items {
			labels = max(labels, lipgloss.Width(f.Label))
		}
		labels = min(labels, width/2)
		for _, f := range b.Items {
			style := st.Plain
			if f.Value == plan.NotAnswered {
				style = st.Dim
			}
			if width < 50 {
				d.Text(f.Label, width, st.Dim)
				d.Add(field.Text(f.Value, width-2, style), 2, false)
				continue
			}
			hanging(d, st.Dim.Render(field.Pad(f.Label, labels))+"  ", labels+2, f.Value, width, style.Render)
		}
	case plan.Table:
		drawTable(c, d, b, width)
	}
}

// The columns of a table that is fitted into a width.
const (
	columnGap  = 2
	proseWidth = 24 // a column of sentences is no narrower
	shortCell  = 30 // what is longer is read as a sentence
)

func isNumber(t plan.Table, col int) bool { return col < len(t.Align) && t.Align[col] == plan.Right }

// columnWidths fits the columns of a table into a width, so that no word and no
// number breaks; false when that cannot be. cells is how wide the longest cell
// of each column is.
func columnWidths(t plan.Table, width int) (widths, cells []int, fits bool) {
	n := len(t.Header)
	widths, cells, whole := make([]int, n), make([]int, n), make([]int, n)
	room := width - columnGap*(n-1)
	for i, head := range t.Header {
		word := longestWord(head)
		for _, row := range t.Rows {
			cells[i] = max(cells[i], lipgloss.Width(row[i]))
			word = max(word, longestWord(row[i]))
		}
		whole[i] = max(cells[i], lipgloss.Width(head))
		widths[i] = max(word, min(whole[i]/2, proseWidth))
		if isNumber(t, i) {
			widths[i] = max(widths[i], cells[i])
		}
		room -= widths[i]
	}
	// What is left goes to the cells, then to the headings, and first to the
	// narrowest, so that most of it comes to the sentences.
	for _, wish := range [][]int{cells, whole} {
		for ; room > 0; room-- {
			least := -1
			for i := range widths {
				if widths[i] < wish[i] && (least < 0 || widths[i] < widths[least]) {
					least = i
				}
			}
			if least < 0 {
				break
			}
			widths[least]++
		}
	}
	return widths, cells, room >= 0
}

// longestWord is how wide a text's longest word is; a hard space does not part two.
func longestWord(s string) int {
	longest := 0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r != nbsp && unicode.IsSpace(r) }) {
		longest = max(longest, lipgloss.Width(word))
	}
	return longest
}

const nbsp = '\u00a0'

// drawTable shows a table; where its columns do not fit, row by row.
func drawTable(c *Context, d *field.Drawing, t plan.Table, width int) {
	if len(t.Header) == 0 {
		return
	}
	widths, cells, fits := columnWidths(t, width)
	if !fits {
		for _, row := range t.Rows {
			d.Blank()
			drawRow(c, d, t, row, cells, width)
		}
		d.Blank()
		return
	}
	style := func(row, col int) lipgloss.Style {
		s, gap := c.Style.Plain, columnGap
		if row == 0 {
			s = c.Style.Dim.AlignVertical(lipgloss.Bottom)
		}
		if isNumber(t, col) {
			s = s.Align(lipgloss.Right)
		}
		if col == len(widths)-1 {
			gap = 0
		}
		return s.PaddingRight(gap).Width(widths[col] + gap)
	}
	// The headings are a row like the others: the table would cut its own.
	drawn := table.New().Row(t.Header...).Rows(t.Rows...).StyleFunc(style).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false)
	for _, l := range strings.Split(drawn.String(), "\n") {
		d.Line(l)
	}
}

// drawRow shows one row of a table as a block: what it is called, its short
// cells one behind the other, and its sentences.
func drawRow(c *Context, d *field.Drawing, t plan.Table, row []string, cells []int, width int) {
	named := 1
	if isNumber(t, 0) && len(row) > 1 {
		named = 2 // a number is no name
	}
	name := slices.DeleteFunc(slices.Clone(row[:named]), func(s string) bool { return s == plan.Nothing })
	d.Text(cmp.Or(strings.Join(name, "  "), plan.Nothing), width, c.Style.Bold)
	const indent = 2
	var short, long []string
	for i := named; i < len(row); i++ {
		said := t.Header[i] + ": " + row[i]
		switch {
		case row[i] == plan.Nothing:
		case cells[i] > shortCell || strings.Contains(said, "\n"):
			long = append(long, said)
		case lipgloss.Width(said+" ·") <= width-indent:
			short = append(short, strings.ReplaceAll(said, " ", string(nbsp))) // a line ends behind it, not inside
		default:
			short = append(short, said)
		}
	}
	for _, said := range append([]string{strings.Join(short, string(nbsp)+"· ")}, long...) {
		d.Add(field.Text(said, width-indent, c.Style.Plain), indent, false)
	}
}
