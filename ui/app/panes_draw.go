package app

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
)

// leastPane is how wide a pane is at least, with its margins and a line: two stand side by
// side from 100 columns on, three from 150. Below that they are tabs.
const leastPane = 50

// between stands between two panes.
const between = " │ "

// leastName is how much of a name is never cut.
const leastName = 16

// widths are those of the panes, one where they do not stand beside each other.
func (a *App) widths() []int {
	n := len(a.window.panes)
	if n < 2 || a.window.whole || a.width < n*leastPane {
		return []int{a.width - 2*margin}
	}
	all := a.width - 2*margin - ansi.StringWidth(between)*(n-1)
	out := make([]int, n)
	for i := range out {
		out[i] = all / n
		if i < all%n {
			out[i]++
		}
	}
	return out
}

// drawPanes draws the panes beside each other. Without any color the one that has the keys
// is told by its mark, its heavy rule and the marks of its rows.
func (a *App) drawPanes(widths []int, above, height int) field.Drawing {
	var out field.Drawing
	for i, p := range a.window.panes {
		here := i == a.window.active
		var d field.Drawing
		d.Line(a.paneHeader(p, widths[i], here))
		if above > 1 {
			d.Line(a.paneRule(widths[i], here))
		}
		d.Add(a.drawPane(p, widths[i], height), 0, true)
		if d = cutTo(d, above+height); !here {
			a.withoutFocus(&d)
		}
		if i == 0 {
			out = d
			continue
		}
		gap := field.Drawing{Lines: make([]string, above+height)}
		for y := range gap.Lines {
			gap.Lines[y] = a.style.Dim.Render(between)
		}
		before := 0
		for _, w := range widths[:i] {
			before += w + ansi.StringWidth(between)
		}
		out = field.Beside(out, before-ansi.StringWidth(between), 0, gap, false)
		out = field.Beside(out, before, 0, d, here)
	}
	return out
}

// withoutFocus has the marks of a pane's rows say that its keys are elsewhere, and takes
// what would happen to a click.
func (a *App) withoutFocus(d *field.Drawing) {
	d.Zones = nil
	for y, l := range d.Lines {
		if strings.HasPrefix(strings.TrimLeft(ansi.Strip(l), " "), "▸") {
			d.Lines[y] = strings.Replace(l, "▸", "·", 1)
		}
	}
}

// paneHeader says whose workbook a pane shows, which page, and what is saved.
func (a *App) paneHeader(p *pane, width int, here bool) string {
	mark := "  "
	if here {
		mark = "▸ "
	}
	right := ""
	if p.view != nil {
		right = a.counted(p.view, a.state(p.view), width-leastName-len("▸  · 3  "))
		if a.hidden {
			right = strings.TrimRight("hidden   "+right, " ")
		}
	}
	title := mark + a.paneTitle(p.view, width-ansi.StringWidth(mark)-ansi.StringWidth(right)-2)
	style := a.style.Plain
	if here {
		style = a.style.Bold
	}
	return a.headerLine(style, title, right, width)
}

// paneTitle is a name and a page in so much room: the page gives way before the name.
func (a *App) paneTitle(v *View, room int) string {
	name := a.name(v)
	if v == nil {
		return field.Cut(name, room)
	}
	pages := []string{v.screen.Title(a.context(v), 200), v.screen.Title(a.context(v), MinWidth)}
	if onMap(v) {
		pages = []string{"map"}
	}
	if n := workbook.Lesson(v.screen.Place(a.context(v)).Screen).Number(); n > 0 {
		pages = append(pages, fmt.Sprint(n))
	}
	for _, page := range pages {
		if page = strings.Join(strings.Fields(page), " "); ansi.StringWidth(name+" · "+page) <= room {
			return name + " · " + page
		}
	}
	last := " · " + strings.Join(strings.Fields(pages[len(pages)-1]), " ")
	return field.Cut(field.Cut(name, max(leastName, room-ansi.StringWidth(last)))+last, room)
}

// paneRule is the line below a header, heavy where the keys are.
func (a *App) paneRule(width int, here bool) string {
	line := "─"
	if here {
		line = "━"
	}
	if !a.window.same {
		return a.ruled(line, "", width)
	}
	return a.ruled(line, "same lesson", width)
}

// ruled is a rule with words near its end.
func (a *App) ruled(line, words string, width int) string {
	if words == "" {
		return a.style.Dim.Render(strings.Repeat(line, width))
	}
	end := " " + words + " " + line + line
	return a.style.Dim.Render(strings.Repeat(line, max(0, width-ansi.StringWidth(end))) + end)
}

// tabs are the panes where only one of them is shown: their names, and below them the page
// that is, in the rows that a header and its rule have elsewhere.
func (a *App) tabs(width, above int) field.Drawing {
	var d field.Drawing
	v := a.window.view()
	right := ""
	if v != nil {
		right = a.counted(v, saveState(v.doc.DocumentOf), width/2)
		if _, on := onSide(v); on {
			right = saveState(a.sideOf(v))
		}
	}
	right = a.withHidden(right, width/2, width)
	room := width - ansi.StringWidth(right) - 2
	page := "library"
	if v != nil {
		page = v.screen.Title(a.context(v), width)
		if onMap(v) {
			page = "map"
		}
	}
	if above == 1 { // no room for a rule
		page = strings.Join(strings.Fields(page), " ")
		short := fmt.Sprintf("%d/%d %s · ", a.window.active+1, len(a.window.panes), a.short(v))
		d.Line(a.headerLine(a.style.Bold, field.Cut(short+page, room), right, width))
		return d
	}
	line, x := "", 0
	names := make([]string, len(a.window.panes))
	for _, most := range []int{width, 24, leastName, 8} {
		total := 0
		for i, p := range a.window.panes {
			names[i] = fmt.Sprintf("%d %s", i+1, field.Cut(a.name(p.view), most))
			if p.view != nil && (p.view.doc.Failure() != nil || len(p.view.doc.Conflicts()) > 0) && i != a.window.active {
				names[i] = "! " + names[i]
			}
			total += ansi.StringWidth(names[i]) + 3
		}
		if total <= room {
			break
		}
	}
	for i, name := range names {
		if i == a.window.active {
			name = "[" + name + "]"
		} else {
			name = " " + name + " "
		}
		d.Zones = append(d.Zones, field.Zone{X: x, Y: 0, W: ansi.StringWidth(name), H: 1, Do: func() { a.focus(i) }})
		line += name + " "
		x += ansi.StringWidth(name) + 1
	}
	d.Line(a.headerLine(a.style.Bold, field.Cut(strings.TrimRight(line, " "), room), right, width))
	rule := "── " + page + " "
	words := ""
	if a.window.same {
		words = "same lesson"
	}
	d.Line(a.style.Dim.Render("── ") + a.style.Bold.Render(field.Cut(page, width-20)) + " " +
		a.ruled("─", words, width-min(ansi.StringWidth(rule), width-20+4)))
	return d
}

// headerLine is a title, and at the right what is saved.
func (a *App) headerLine(style lipgloss.Style, title, right string, width int) string {
	line := style.Render(field.Pad(title, max(0, width-ansi.StringWidth(right)-2))) + "  "
	if strings.HasSuffix(right, notSaved) || strings.HasSuffix(right, twoTexts) {
		return line + a.style.Warn.Render(right)
	}
	return line + a.style.Dim.Render(right)
}
