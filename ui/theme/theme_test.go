package theme_test

import (
	"image/color"
	"math"
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
)

func TestEveryKeyIsWritten(t *testing.T) {
	keys := reflect.ValueOf(theme.Keys()).Elem()
	for i := range keys.NumField() {
		name, b := keys.Type().Field(i).Name, keys.Field(i).Interface().(key.Binding)
		if len(b.Keys()) == 0 || b.Help().Key == "" || !b.Enabled() {
			t.Errorf("%s is %v, %v", name, b.Keys(), b.Help())
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.Color) float64 {
	light := func(c color.Color) float64 {
		r, g, bl, _ := c.RGBA()
		part := func(v uint32) float64 {
			x := float64(v) / 0xffff
			if x <= 0.04045 {
				return x / 12.92
			}
			return math.Pow((x+0.055)/1.055, 2.4)
		}
		return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(bl)
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestColorsCanBeRead(t *testing.T) {
	for _, c := range []struct {
		dark       bool
		background color.Color
	}{{true, color.Black}, {true, lipgloss.Color("#1E1E1E")}, {false, color.White}, {false, lipgloss.Color("#FAFAFA")}} {
		// The sixteen are the terminal's own; here they are as in xterm, the weakest.
		for colors, want := range map[colorprofile.Profile]float64{colorprofile.TrueColor: 4.5, colorprofile.ANSI: 3.4} {
			st := theme.New(c.dark, colors)
			for name, s := range map[string]lipgloss.Style{"dim": st.Dim, "accent": st.Accent, "warn": st.Warn, "good": st.Good} {
				if n := contrast(s.GetForeground(), c.background); n < want {
					t.Errorf("%s of %v on %v, dark %t: contrast %.1f, want %.1f", name, colors, c.background, c.dark, n, want)
				}
				if _, basic := s.GetForeground().(ansi.BasicColor); basic != (colors == colorprofile.ANSI) {
					t.Errorf("%s of %v is %v", name, colors, s.GetForeground())
				}
			}
		}
	}
}
