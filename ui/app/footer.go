package app

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
)

// keyLine is what the line of keys lists: what is done here, the way to the next pane, the
// way back and the help, and before them the name of whose keys they are.
type keyLine struct {
	whose            string
	keys, next, back command.List
	ends             command.List
	width, gap       int
}

// terse is the width without margins below which words of the line of keys make room for
// keys: where there is one column.
const terse = 58

// footer lists as many keys as fit: the main one first, the way back and the
// help last, which always have their place. A click on one does what it says.
func (a *App) footer(width int) field.Drawing {
	keys, own := a.commands()
	help, _ := own.Get("help")
	if help.Words = "help"; a.typing() {
		help.Key = help.InText
	}
	l := keyLine{width: width, gap: 3}
	l.keys = slices.DeleteFunc(keys, func(row command.Command) bool { return !row.Shown() })
	if row := a.next(); row.Shown() && !a.menu {
		l.next = command.List{row}
	}
	if i := slices.IndexFunc(l.keys, func(row command.Command) bool { return row.ID == "back" }); i >= 0 {
		l.back = command.List{l.keys[i]}
		l.keys = slices.Delete(l.keys, i, i+1)
	}
	if a.window.several() && a.over == nil && !a.menu {
		l.whose = a.short(a.window.view())
	}
	if !a.menu { // all that it lists is to be in sight
		l.ends = command.List{help}
	}
	return l.fit().draw(a)
}

// fit leaves out what there is no room for. In a narrow window blanks and the words of the
// help and the way back go first, where another key comes in for them.
func (l keyLine) fit() keyLine {
	best := l.spelled()
	if l.width >= terse {
		return best
	}
	for _, shorter := range []func(){
		func() { l.gap = 2 },
		func() { l.ends = silent(l.ends) },
		func() { l.back = silent(l.back) },
	} {
		shorter()
		if tried := l.spelled(); tried.holds() > best.holds() {
			best = tried
		}
	}
	return best
}

// holds counts the keys; the way to the next pane counts twice, since nothing else on the page
// tells of it.
func (l keyLine) holds() int { return len(l.keys) + 2*len(l.next) + len(l.back) + len(l.ends) }

// silent gives rows without their words: esc and ? are known.
func silent(rows command.List) command.List {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Words = ""
	}
	return rows
}

func said(row command.Command) string { return strings.TrimRight(row.Written()+" "+row.Words, " ") }

func (l keyLine) size(row command.Command) int { return ansi.StringWidth(said(row)) + l.gap }

// spelled leaves out what has no room as the words are: whose keys they are first, which the
// header says too, then the way to the next pane and the way back, and of the keys the last
// ones.
func (l keyLine) spelled() keyLine {
	room := func() int {
		left := l.width + l.gap
		if l.whose != "" {
			left -= ansi.StringWidth(l.whose) + l.gap
		}
		for _, row := range slices.Concat(l.next, l.back, l.ends) {
			left -= l.size(row)
		}
		return left
	}
	least := 0 // what one does here comes before all
	if len(l.keys) > 0 {
		least = l.size(l.keys[0])
	}
	for _, giveWay := range []func(){func() { l.whose = "" }, func() { l.next = nil }, func() { l.back = nil }} {
		if room() < least {
			giveWay()
		}
	}
	left, shown := room(), command.List{}
	for i, row := range l.keys {
		if l.size(row) > left && i > 0 {
			break
		}
		left -= l.size(row)
		shown = append(shown, row)
	}
	l.keys = shown
	return l
}

func (l keyLine) draw(a *App) field.Drawing {
	var d field.Drawing
	line, x := "", 0
	if l.whose != "" {
		line = a.style.Bold.Render(l.whose)
		x = ansi.StringWidth(l.whose) + l.gap
	}
	for _, row := range slices.Concat(l.keys, l.next, l.back, l.ends) {
		if x > 0 {
			line += strings.Repeat(" ", l.gap)
		}
		d.Zones = append(d.Zones, field.Zone{X: x, Y: 0, W: l.size(row) - l.gap, H: 1, Do: func() { a.doByID(row.ID) }})
		line += a.style.Key.Render(row.Written())
		if row.Words != "" {
			line += " " + a.style.Dim.Render(row.Words)
		}
		x += l.size(row)
	}
	d.Line(field.Cut(line, l.width))
	return d
}
