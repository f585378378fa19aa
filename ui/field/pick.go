package field

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
)

// inOneRow is how many names are read across; more read better one below the other.
const inOneRow = 4

// pickRows is how many rows of a list of names are seen at once.
const pickRows = 6

// noneLabel is the row of a link that says nothing.
const noneLabel = "none"

// withNone puts what lets go of a link before what can be picked.
func withNone(options []Option) []Option { return slices.Concat([]Option{{"", noneLabel}}, options) }

// Pick draws what a link can be picked from, and none: in a row as a choice has it, or
// where they are many or long one below the other, those around the picked one.
func Pick(value string, options []Option, width int, st *theme.Styles, choose func(string)) Drawing {
	all := withNone(options)
	across := 0
	for _, o := range all {
		across += ansi.StringWidth(st.Sign.Off+" "+o.Label) + 2
	}
	if len(options) <= inOneRow && across-2 <= width {
		return Choice(value, all, true, width, st, choose)
	}
	at := max(0, slices.IndexFunc(all, func(o Option) bool { return o.Value == value }))
	return listed(all, at, width, st, func(i int) (string, lipgloss.Style) {
		if i == at {
			return st.Sign.On + " ", st.Accent
		}
		return st.Sign.Off + " ", st.Dim
	}, choose)
}

// Ticks draws what several links can be picked from, one below the other, those around
// the one at: an arrow is beside it, and a tick beside what is picked.
func Ticks(at int, picked func(value string) bool, options []Option, width int, st *theme.Styles, choose func(string)) Drawing {
	return listed(options, at, width, st, func(i int) (string, lipgloss.Style) {
		mark, sign, style := "  ", "○ ", st.Dim
		if picked(options[i].Value) {
			sign, style = "✓ ", st.Plain
		}
		if i == at {
			mark, style = "› ", st.Accent
		}
		return mark + sign, style
	}, choose)
}

// listed draws options one below the other, with what mark puts before each.
func listed(options []Option, at, width int, st *theme.Styles, mark func(i int) (string, lipgloss.Style), choose func(string)) Drawing {
	var d Drawing
	for i, o := range options {
		before, style := mark(i)
		if i == at {
			d.Focus = len(d.Lines)
			d.Cursor = &Point{X: min(ansi.StringWidth(before), width-1), Y: d.Focus}
		}
		d.Zones = append(d.Zones, Zone{Y: len(d.Lines), W: width, H: 1, Do: func() { choose(o.Value) }})
		d.Line(style.Render(Cut(before+oneLine(o.Label), width)))
	}
	return d.Window(pickRows, st)
}

// names gives what is picked, each name whole and on lines of its own.
func names(picked func(value string) bool, options []Option, width int, st *theme.Styles) Drawing {
	var d Drawing
	for _, o := range options {
		if picked(o.Value) {
			d.Text(oneLine(o.Label), width, st.Plain)
		}
	}
	return d
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
