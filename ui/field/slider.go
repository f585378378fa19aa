package field

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/theme"
	"firstmile/workbook/value"
)

// Slide moves a value from 0 to most; one that is not answered begins at 0.
func Slide(p value.Points, by, most int) value.Points {
	n, _ := p.Int()
	return value.NewPoints(max(0, min(most, n+by)))
}

// SliderKey gives what a key makes of a value from 0 to most: digits are typed,
// Backspace clears. False when the key is none of these.
func SliderKey(k tea.KeyPressMsg, p value.Points, most int) (value.Points, bool) {
	n, answered := p.Int()
	switch k.String() {
	case "backspace", "delete":
		if n >= 10 && k.String() == "backspace" {
			return value.NewPoints(n / 10), true
		}
		return 0, true
	}
	if len(k.Text) != 1 || k.Text[0] < '0' || k.Text[0] > '9' {
		return p, false
	}
	digit := int(k.Text[0] - '0')
	if answered && n*10+digit <= most && n > 0 {
		return value.NewPoints(n*10 + digit), true
	}
	return value.NewPoints(digit), true
}

// SliderDots is how many dots a slider has, each a tenth of the most.
const SliderDots = 10

// Slider draws a value from 0 to most as its dots and its number.
func Slider(p value.Points, most int, focused bool, st *theme.Styles) string {
	n, answered := p.Int()
	if !answered {
		return st.Dim.Render(strings.Repeat("·", SliderDots) + "   –")
	}
	filled := (n*SliderDots + most/2) / most
	style := st.Plain
	if focused {
		style = st.Accent
	}
	return style.Render(strings.Repeat("●", filled)) + st.Dim.Render(strings.Repeat("○", SliderDots-filled)) + " " + PadLeft(p.String(), 3)
}
