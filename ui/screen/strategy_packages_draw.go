package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/shopspring/decimal"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

func (p *packages) draw(c *Context, width, room int) field.Drawing {
	p.paged = width < narrow
	switch {
	case p.inForm:
		return p.drawForm(c, width, room)
	case len(c.Book.Packages) == 0:
		return p.drawEmpty(c, min(width, measure), room)
	case p.paged:
		return p.drawPage(c, width, room)
	}
	worth := c.Settled.Worth()
	head, rows := p.table(c, width)
	words := p.words(c, min(width, 100), room-len(head.Lines)-len(rows.Lines)-3, worth)
	foot := p.total(c, width, worth)
	head.Add(rows.Window(max(1, room-len(head.Lines)-len(foot.Lines)-len(words.Lines)-1), c.Style), 0, true)
	head.Add(foot, 0, false)
	head.Blank()
	at := words.At()
	at.Y += len(head.Lines)
	head.Add(words, 0, false)
	head.Cursor = &at // the row stays in sight, and the sentence is what is read
	return head
}

func (p *packages) drawEmpty(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	d.Line(c.Style.Bold.Render("Packages"))
	d.Text("Make two or three that are worth the same to you, and let them choose. For example: more pay and two days at home, or less pay and three.", width, c.Style.Plain)
	if note := field.Text(packagesNote(c), width, c.Style.Dim); len(d.Lines)+len(note.Lines) < room {
		d.Add(note, 0, false)
	}
	d.Focus = len(d.Lines)
	d.Line(c.Style.Accent.Render("▸ Add a package (a)"))
	d.Click(d.Focus, width, func() { p.addPackage(c) })
	return d
}

// packagesNote is where packages come from, and how far that goes.
func packagesNote(c *Context) string {
	card, ok := c.Pack.Evidence("packages")
	if !ok {
		return ""
	}
	return "After Leonardelli et al. 2019. " + card.Caution + " The points are ours."
}

// drawForm keeps what the packages come to in sight while a cell is typed.
func (p *packages) drawForm(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	title := "Package " + c.Book.PackageName(p.current(c).ID())
	if r := c.Book.Return(p.row(c)); r != nil {
		title += ": " + nameOf(*r)
	}
	worth := c.Settled.Worth()
	if width >= writeBeside {
		head, rows := p.table(c, width)
		d.Add(head, 0, false)
		d.Add(rows, 0, false)
		d.Add(p.total(c, width, worth), 0, false)
		d.Blank()
	}
	d.Line(c.Style.Bold.Render(field.Cut(title, width)))
	d.Add(p.form.Draw(c, min(width, measure), true), 0, true)
	if width < writeBeside && room >= minBoth {
		d.Blank()
		d.Text(strings.Join(filled(p.worthInWords(c, worth), worth.Even(c.Settled)), "; "), width, c.Style.Dim)
	}
	return d
}

// worthInWords tells the points of all packages in a line.
func (p *packages) worthInWords(c *Context, worth workbook.Worth) string {
	var out []string
	for _, x := range c.Settled.Packages {
		if n, ok := worth.Points[x.ID]; ok {
			out = append(out, fmt.Sprintf("%s %d", c.Settled.PackageName(x.ID), n))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "Worth to you: " + strings.Join(out, ", ")
}

// The widest column of words where there is no room for more, and how many lines a cell
// has at most; the sentence below is whole.
const (
	packageWide = 16
	packageTall = 4
)

// columns are a package each: as wide as their words, as far as room allows for all.
func (p *packages) columns(c *Context, room int) []matrixColumn {
	most := packageWide
	out := p.columnsOf(c, most)
	for ; most < measure; most++ {
		next, sum := p.columnsOf(c, most+1), 0
		for _, col := range next {
			sum += col.width
		}
		if sum > room {
			break
		}
		out = next
	}
	return out
}

// columnsOf are the columns with words of at most so many cells beside each other.
func (p *packages) columnsOf(c *Context, most int) []matrixColumn {
	out := make([]matrixColumn, len(c.Settled.Packages))
	for i, x := range c.Settled.Packages {
		head := mine(x.Private, c.Settled.PackageName(x.ID))
		texts := []string{head}
		width := min(longestWord(head), most)
		for _, r := range p.returns(c) {
			text := cellOf(c, x.ID, r.ID)
			if wide := ansi.StringWidth(text); hasNumber(c, x.ID, r.ID) {
				width = max(width, wide)
			} else {
				width = max(width, min(wide, most))
			}
			texts = append(texts, text)
		}
		width = max(width, 7)
		out[i] = matrixColumn{head: head, width: width + 3, cell: func(row int) string { return texts[row] }}
	}
	return out
}

func cellOf(c *Context, of, ret workbook.ID) string {
	if q := c.Settled.PortionOf(of, ret); q != nil && q.Offer.String() != "" {
		return q.Offer.String()
	}
	return "–"
}

func hasNumber(c *Context, of, ret workbook.ID) bool {
	q := c.Settled.PortionOf(of, ret)
	return q != nil && q.Offer.OK()
}

// totalName stands before the points.
const totalName = "worth to you"

// names is how wide the names of the rows are.
func (p *packages) names(c *Context, width int) int {
	n := max(namesLeast, len(totalName))
	for _, r := range p.returns(c) {
		n = max(n, ansi.StringWidth(nameOf(*r)))
	}
	return min(n+2, max(namesLeast+2, width*2/5))
}

func (p *packages) table(c *Context, width int) (head, d field.Drawing) {
	st, names := c.Style, p.names(c, width)
	cols := p.columns(c, width-names)
	at := p.focus.in(p.keys(c))
	var seen view
	seen, p.first = visible(cols, p.first, at, width-names)
	shown := map[int][]string{}
	tall := 1
	for _, i := range seen.shown {
		shown[i] = field.Wrap(cols[i].head, cols[i].width-3)
		if len(shown[i]) > 2 {
			shown[i] = []string{shown[i][0], field.Cut(shown[i][1]+"…", cols[i].width-3)}
		}
		tall = max(tall, len(shown[i]))
	}
	row := p.row(c)
	more := moreColumns(seen, tall, names-1)
	for line := range tall {
		text := field.Pad(st.Dim.Render(field.PadLeft(more[line], names-1)), names)
		if row == headRow && line == tall-1 && !p.inForm && more[line] == "" {
			text = field.Pad(marker(st, true)+st.Accent.Render("names"), names)
		}
		x := names
		for _, i := range seen.shown {
			part := ""
			if k := line - (tall - len(shown[i])); k >= 0 {
				part = shown[i][k]
			}
			style := st.Dim
			if i == at {
				style = st.Accent
			}
			text += p.cell(c, part, style, row == headRow && i == at && line == tall-1, cols[i].width)
			head.Zones = append(head.Zones, p.zone(c, x, line, cols[i].width, i, headRow))
			x += cols[i].width
		}
		if row == headRow {
			head.Focus = len(head.Lines)
		}
		head.Line(text)
	}
	for n, r := range p.returns(c) {
		here, style := r.ID == row, st.Plain
		if here {
			style, d.Focus = st.Accent, len(d.Lines)
		}
		cells, high := map[int][]string{}, 1
		for _, i := range seen.shown {
			cells[i] = inCell(cols[i].cell(n+1), cols[i].width-3)
			high = max(high, len(cells[i]))
		}
		y := len(d.Lines)
		for line := range high {
			text := spaces(names)
			if line == 0 {
				text = marker(st, here && !p.inForm) + style.Render(field.Pad(nameOf(*r), names-2))
			}
			for _, i := range seen.shown {
				part := ""
				if line < len(cells[i]) {
					part = cells[i][line]
				}
				text += p.cell(c, part, st.Plain, here && i == at && line < len(cells[i]), cols[i].width)
			}
			d.Line(text)
		}
		x := names
		for _, i := range seen.shown {
			zone := p.zone(c, x, y, cols[i].width, i, r.ID)
			zone.H = high
			d.Zones = append(d.Zones, zone)
			x += cols[i].width
		}
		d.Zones = append(d.Zones, field.Zone{Y: y, W: names, H: high, Do: func() { p.inForm = false; p.line.to(r.ID) }})
		if here {
			d.Block = field.Block{From: y, To: len(d.Lines)}
		}
	}
	return head, d
}

// inCell are the lines of a cell, of one width so that the focus stands around all.
func inCell(text string, width int) []string {
	lines := field.Wrap(text, width)
	if len(lines) > packageTall {
		lines = append(lines[:packageTall-1], field.Cut(strings.Join(lines[packageTall-1:], " "), width))
	}
	wide := 0
	for _, l := range lines {
		wide = max(wide, ansi.StringWidth(l))
	}
	for i, l := range lines {
		lines[i] = field.PadLeft(l, wide)
	}
	return lines
}

// cell is a right-aligned cell of the table, in the brackets of the focus.
func (p *packages) cell(c *Context, text string, style lipgloss.Style, here bool, width int) string {
	text = field.Cut(text, width-3)
	if here && !p.inForm {
		accent := c.Style.Accent.Render
		return spaces(width-2-ansi.StringWidth(text)) + accent("[") + style.Render(text) + accent("]")
	}
	return spaces(width-1-ansi.StringWidth(text)) + style.Render(text) + " "
}

// zone goes to a cell by a click, and opens it by another.
func (p *packages) zone(c *Context, x, y, width, col int, row workbook.ID) field.Zone {
	return field.Zone{X: x, Y: y, W: width, H: 1, Do: func() {
		keys := p.keys(c)
		if p.inForm || col >= len(keys) {
			return
		}
		again := p.focus.in(keys) == col && p.row(c) == row
		p.focus.to(keys[col])
		p.line.to(row)
		if again {
			p.openCell(c)
		}
	}}
}

// total is the row of the points, and how the packages stand to each other.
func (p *packages) total(c *Context, width int, worth workbook.Worth) field.Drawing {
	var d field.Drawing
	st, names := c.Style, p.names(c, width)
	cols := p.columns(c, width-names)
	seen, _ := visible(cols, p.first, p.focus.in(p.keys(c)), width-names)
	line := "  " + st.Bold.Render(field.Pad(totalName, names-2))
	for _, i := range seen.shown {
		line += p.cell(c, pointsOf(worth, c.Settled.Packages[i].ID), st.Bold, false, cols[i].width)
	}
	even := worth.Even(c.Settled)
	if n := ansi.StringWidth(line); even != "" && n+3+ansi.StringWidth(even) <= width {
		d.Line(line + "  " + even)
		return d
	}
	d.Line(line)
	if even != "" {
		d.Text("  "+value.Sentence(even)+".", width, st.Plain)
	}
	return d
}

func pointsOf(worth workbook.Worth, id workbook.ID) string {
	if n, ok := worth.Points[id]; ok {
		return fmt.Sprint(n)
	}
	return "–"
}

// words say the focused cell in a sentence, what is not counted and where it comes from,
// as far as that fits into room lines.
func (p *packages) words(c *Context, width, room int, worth workbook.Worth) field.Drawing {
	said, not := p.cellInWords(c), worth.NotCounted(c.Settled)
	d := field.Text(said, width, c.Style.Plain)
	for _, more := range []string{not, packagesNote(c)} {
		if text := field.Text(more, width, c.Style.Dim); len(d.Lines)+len(text.Lines) <= room {
			d.Add(text, 0, false)
		}
	}
	return d
}

// cellInWords says what the focused package brings of the focused return.
func (p *packages) cellInWords(c *Context) string {
	of := p.current(c).ID()
	name := "Package " + c.Settled.PackageName(of)
	r := c.Settled.Return(p.row(c))
	switch {
	case len(p.returns(c)) == 0:
		return "There is nothing to put into it yet: choose an ask in lesson 3, or a nice-to-have in lesson 2."
	case r == nil:
		return name + ": enter gives it a name, such as what it is strong on."
	}
	q := c.Settled.PortionOf(of, r.ID)
	if q == nil || q.Offer.IsZero() {
		return fmt.Sprintf("%s has nothing of “%s” yet.", name, nameOf(*r))
	}
	said := fmt.Sprintf("%s, %s: %s", name, nameOf(*r), q.Offer)
	share, ok := c.Settled.ShareOf(*q)
	switch score, scored := q.Score.Int(); {
	case !ok:
		return said + ". Type how much it is worth to you, 0 to 10."
	case scored && share.Equal(decimal.New(int64(score), -1)):
		return fmt.Sprintf("%s, worth %d of 10 to you.", said, score)
	}
	switch {
	case q.Offer.InWords() == "":
	case share.IsZero():
		return said + ", the least of it, and counted so."
	default:
		return said + ", the best of it, and counted so."
	}
	return fmt.Sprintf("%s, %s%% of the way from your minimum to your opening.", said, share.Mul(decimal.NewFromInt(100)).Round(0))
}

// drawPage shows one package where there is one column of text.
func (p *packages) drawPage(c *Context, width, room int) field.Drawing {
	var d, rows field.Drawing
	st, worth := c.Style, c.Settled.Worth()
	id := p.current(c).ID()
	place := fmt.Sprintf("%d of %d", slices.Index(p.keys(c), p.current(c))+1, len(c.Settled.Packages))
	title := "Package " + mine(c.Settled.Package(id).Private, c.Settled.PackageName(id))
	head, mark := st.Bold, ""
	if p.row(c) == headRow {
		head, mark = st.Accent, "▸ "
	}
	d.Line(head.Render(field.Pad(mark+title, width-len(place)-1)) + " " + st.Dim.Render(place))
	d.Click(0, width, func() {
		p.line.to(headRow)
		p.openCell(c)
	})
	for _, r := range p.returns(c) {
		here := r.ID == p.row(c)
		if here {
			rows.Focus = len(rows.Lines)
		}
		y := len(rows.Lines)
		rows.Line(marker(st, here) + rowText(c, nameOf(*r), cellOf(c, id, r.ID), here, width-2))
		rows.Click(y, width, func() {
			again := p.row(c) == r.ID
			if p.line.to(r.ID); again {
				p.openCell(c)
			}
		})
	}
	total := strings.Join(filled(totalName+" "+pointsOf(worth, id), worth.Even(c.Settled)), "; ")
	foot := field.Text(total, width, st.Bold)
	words := p.words(c, width, room-1-len(rows.Lines)-len(foot.Lines), worth)
	if room-1-len(foot.Lines)-len(words.Lines) < min(minActivity, len(rows.Lines)) {
		words = field.Drawing{}
	}
	d.Add(rows.Window(max(1, room-1-len(foot.Lines)-len(words.Lines)), st), 0, p.row(c) != headRow)
	d.Add(foot, 0, false)
	d.Add(words, 0, false)
	return d
}
