package field

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
)

// Option is one of several to choose from.
type Option struct{ Value, Label string }

// Options makes options whose label is their value.
func Options[T ~string](values []T) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{string(v), label(v)}
	}
	return out
}

func label[T ~string](v T) string {
	if s, ok := any(v).(interface{ String() string }); ok {
		return s.String()
	}
	return string(v)
}

// Step gives the option beside a value, before it when by is negative.
func Step(value string, by int, options []Option) string {
	at, n := slices.IndexFunc(options, func(o Option) bool { return o.Value == value }), len(options)
	if by < 0 {
		at = max(at, 0)
	}
	return options[(at+by+n)%n].Value
}

// ChoiceKey gives what a key makes of a choice: a letter jumps to the next option
// that begins with it, Backspace clears. A space changes nothing.
func ChoiceKey(k tea.KeyPressMsg, value string, options []Option) (string, bool) {
	switch k.String() {
	case "backspace", "delete":
		return "", true
	}
	if strings.TrimSpace(k.Text) == "" {
		return value, false
	}
	at, n := slices.IndexFunc(options, func(o Option) bool { return o.Value == value }), len(options)
	for i := range n {
		o := options[(at+1+i)%n]
		if strings.HasPrefix(strings.ToLower(o.Label), strings.ToLower(k.Text)) {
			return o.Value, true
		}
	}
	return value, false
}

// Choice draws all options, the chosen one marked, with the cursor on it; each answers
// to a click.
func Choice(value string, options []Option, focused bool, width int, st *theme.Styles, choose func(string)) Drawing {
	var d Drawing
	line, used := "", 0
	for _, o := range options {
		mark, style := st.Sign.Off+" ", st.Dim
		if o.Value == value {
			mark, style = st.Sign.On+" ", st.Plain
			if focused {
				style = st.Accent
			}
		}
		word := Cut(mark+o.Label, width)
		w := ansi.StringWidth(word)
		if used > 0 && used+2+w > width {
			d.Line(line)
			line, used = "", 0
		}
		if used > 0 {
			line, used = line+"  ", used+2
		}
		if o.Value == value || d.Cursor == nil { // the first one while none is chosen
			d.Cursor = &Point{X: used + ansi.StringWidth(mark), Y: len(d.Lines)}
			d.Focus = len(d.Lines)
		}
		d.Zones = append(d.Zones, Zone{X: used, Y: len(d.Lines), W: w, H: 1, Do: func() { choose(o.Value) }})
		line, used = line+style.Render(word), used+w
	}
	d.Line(line)
	return d
}
