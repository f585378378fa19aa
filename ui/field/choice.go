package field

import (
	"slices"
	"strings"
	"unicode"

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

// ChoiceKey gives what a key makes of a choice. Letters that are typed in a row are the
// beginning of an option's words, and typed has those so far: "gro" is growth. A letter
// again goes to the next option that begins with it, Backspace clears, and a space
// changes nothing. False for a key that is no use here, which leaves the choice as it is.
func ChoiceKey(k tea.KeyPressMsg, typed, value string, options []Option) (now, to string, ok bool) {
	switch k.String() {
	case "backspace", "delete":
		return "", "", true
	}
	letter := plainLetters(k.Text)
	if strings.TrimSpace(k.Text) == "" || letter == "" && typed == "" {
		return typed, value, false
	}
	at, n := max(-1, slices.IndexFunc(options, func(o Option) bool { return o.Value == value })), len(options)
	find := func(word string, from int) bool {
		for i := range n {
			o := options[(from+i+n)%n]
			if strings.HasPrefix(plainLetters(o.Label), word) {
				now, to = word, o.Value
				return true
			}
		}
		return false
	}
	if typed == "" {
		ok = find(letter, at+1)
	} else if ok = find(typed+letter, max(at, 0)); !ok && letter == typed {
		ok = find(letter, at+1)
	}
	if !ok {
		return typed, value, false
	}
	return now, to, true
}

// plainLetters are the letters and digits of a text, in small letters: whoever types "dont
// know" means "don't know".
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
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
