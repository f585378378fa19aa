package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// Plan shows the plan as it would be exported, for one of three audiences.
type Plan struct {
	For    plan.Audience
	scroll int
	body   field.Drawing // the whole document: scrolling does not make it anew
	made   made          // what body was made for
}

// made is all that a drawn plan depends on, but for the answers: they do not
// change on this page without a Reload.
type made struct {
	who   plan.Audience
	width int
	day   workbook.Date
	style *theme.Styles
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

// Press scrolls and changes the audience.
func (p *Plan) Press(c *Context, k tea.KeyPressMsg) bool {
	switch {
	case key.Matches(k, c.Key.Down):
		p.scroll++
	case key.Matches(k, c.Key.Up):
		p.scroll--
	case key.Matches(k, c.Key.PageDown):
		p.scroll += page
	case key.Matches(k, c.Key.PageUp):
		p.scroll -= page
	case key.Matches(k, c.Key.Manager):
		p.show(plan.Manager)
	case key.Matches(k, c.Key.Top):
		p.scroll = 0
	case key.Matches(k, c.Key.Bottom):
		p.scroll = 1 << 20 // Scroll brings it back to the last line
	case key.Matches(k, c.Key.Mine):
		p.show(plan.Mine)
	case key.Matches(k, c.Key.Coach):
		p.show(plan.Coach)
	case key.Matches(k, c.Key.Next):
		p.turn(1)
	case key.Matches(k, c.Key.Previous):
		p.turn(-1)
	default:
		return false
	}
	p.scroll = max(0, p.scroll)
	return true
}

func (p *Plan) show(a plan.Audience) { p.For, p.scroll = a, 0 }

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
func (p *Plan) Wheel(_ *Context, lines int) { p.scroll = max(0, p.scroll+lines) }

// Typing is never so.
func (p *Plan) Typing() bool { return false }

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

// Reload makes the plan anew.
func (p *Plan) Reload(*Context) { p.made = made{} }

// Bindings are the keys of the preview.
func (p *Plan) Bindings(c *Context) []key.Binding {
	k := c.Key
	return []key.Binding{k.Export, k.Mine, k.Coach, k.Manager, As(k.Down, "scroll"), k.PageDown, As(k.Back, "map")}
}

// Draw shows the document.
func (p *Plan) Draw(c *Context, width, height int) field.Drawing {
	var d field.Drawing
	d.Add(p.tabs(c, width), 0, false)
	if is := (made{p.For, width, c.Day, c.Style}); p.made != is {
		p.made, p.body = is, drawPlan(c, p.For, min(width, 110))
	}
	var shown field.Drawing
	shown, p.scroll = p.body.Scroll(p.scroll, height-len(d.Lines), c.Style)
	d.Add(shown, 0, false)
	return d
}

func drawPlan(c *Context, who plan.Audience, width int) field.Drawing {
	var body field.Drawing
	if n := len(plan.Leaks(c.Book)); n > 0 && who == plan.Manager {
		hanging(&body, c.Style.Warn.Render("! "), 2, fmt.Sprintf("Left out of this copy: %s of your own that a manager must not read. The export (x) says which.", counted(n, "text")), width, c.Style.Warn.Render)
		body.Blank()
	}
	for _, s := range plan.Build(c.Book, who, c.Day).Sections {
		body.Blank()
		body.Text(s.Title, width, c.Style.Accent)
		for i, b := range s.Blocks {
			if _, words := b.(plan.Quote); words && i > 0 {
				body.Blank()
			}
			drawBlock(c, &body, b, width)
		}
	}
	return body
}

func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func (p *Plan) tabs(c *Context, width int) field.Drawing {
	var d field.Drawing
	line, x := "", 0
	for _, a := range plan.Audiences() {
		word, style := "○ "+string(a), c.Style.Dim
		if a == p.For {
			word, style = "● "+string(a), c.Style.Accent
		}
		n := lipgloss.Width(word)
		d.Zones = append(d.Zones, field.Zone{X: x, Y: 0, W: n, H: 1, Do: func() { p.show(a) }})
		line += style.Render(word) + "   "
		x += n + 3
	}
	d.Line(field.Cut(line, width))
	d.Blank()
	return d
}

func drawBlock(c *Context, d *field.Drawing, b plan.Block, width int) {
	st := c.Style
	switch b := b.(type) {
	case plan.Paragraph:
		style := st.Plain
		if b.Lead {
			d.Blank()
			style = st.Bold
		}
		d.Text(b.Text, width, style)
	case plan.Note:
		d.Text(b.Text, width, st.Dim)
	case plan.Quote:
		hanging(d, st.Accent.Render("│ "), 2, b.Text, width, st.Plain.Render)
	case plan.List:
		for i, item := range b.Items {
			mark := "· "
			if b.Numbered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			hanging(d, mark, len([]rune(mark)), item, width, st.Plain.Render)
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
			hanging(d, st.Dim.Render(field.Pad(f.Label, labels))+"  ", labels+2, f.Value, width, style.Render)
		}
	case plan.Table:
		drawTable(c, d, b, width)
	}
}

// tight tells whether a word would break inside a cell: then a table is shown
// row by row.
func tight(t plan.Table, width int) bool {
	need := 0
	for i := range t.Header {
		longest := 0
		for _, row := range append([][]string{t.Header}, t.Rows...) {
			for _, word := range strings.Fields(row[i]) {
				longest = max(longest, lipgloss.Width(word))
			}
		}
		need += longest + 2 // what stands between two columns
	}
	return need > width
}

func drawTable(c *Context, d *field.Drawing, t plan.Table, width int) {
	if len(t.Header) == 0 {
		return
	}
	if tight(t, width) {
		for _, row := range t.Rows {
			var facts plan.Facts
			for i, cell := range row {
				facts.Items = append(facts.Items, plan.Fact{Label: t.Header[i], Value: cell})
			}
			d.Blank()
			drawBlock(c, d, facts, width)
		}
		return
	}
	drawn := table.New().Headers(t.Header...).Rows(t.Rows...).Width(width).
		Border(lipgloss.HiddenBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderHeader(false).
		StyleFunc(func(row, col int) lipgloss.Style {
			style := c.Style.Plain
			if row == table.HeaderRow {
				style = c.Style.Dim
			}
			if col < len(t.Align) && t.Align[col] == plan.Right {
				style = style.Align(lipgloss.Right)
			}
			return style.PaddingRight(1)
		})
	for _, l := range strings.Split(drawn.String(), "\n") {
		d.Line(l)
	}
}
