package theme_test

import (
	"image/color"
	"math"
	"reflect"
	"testing"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"

	"firstmile/ui/theme"
)

func TestEveryKeyIsWritten(t *testing.T) {
	keys := reflect.ValueOf(theme.Keys(theme.New(theme.Terminal{}).Sign)).Elem()
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

// Every palette in which the sixteen are drawn that people have.
var cyan = map[string]string{"VGA": "#00AAAA", "xterm": "#00CDCD", "PuTTY": "#00BBBB", "Campbell": "#3A96DD", "Solarized": "#2AA198"}

func TestColorsCanBeRead(t *testing.T) {
	for _, c := range []struct {
		ground      theme.Ground
		backgrounds []string
	}{{theme.Dark, []string{"#000000", "#1E1E1E", "#002B36"}}, {theme.Light, []string{"#FFFFFF", "#FAFAFA"}}} {
		for _, colors := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			st := theme.New(theme.Terminal{Ground: c.ground, Colors: colors})
			for name, s := range map[string]lipgloss.Style{"dim": st.Dim, "accent": st.Accent, "warn": st.Warn} {
				for _, on := range c.backgrounds {
					if n := contrast(s.GetForeground(), lipgloss.Color(on)); n < 4.5 {
						t.Errorf("%s of %v on %v: contrast %.1f", name, colors, on, n)
					}
				}
			}
		}
	}
	accent := theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.ANSI}).Accent
	if accent.GetForeground() != lipgloss.Cyan || !accent.GetBold() {
		t.Errorf("of sixteen the accent is %v", accent.GetForeground())
	}
	for palette, is := range cyan {
		if n := contrast(lipgloss.Color(is), color.Black); n < 4.5 {
			t.Errorf("cyan of %s on black: contrast %.1f", palette, n)
		}
	}
}

// Where no color can be relied on, bold alone tells, and nothing is faint.
func TestBoldAloneTells(t *testing.T) {
	for name, st := range map[string]*theme.Styles{
		"16 on light": theme.New(theme.Terminal{Ground: theme.Light, Colors: colorprofile.ANSI}), "16 on unknown": theme.New(theme.Terminal{Ground: theme.Unknown, Colors: colorprofile.ANSI}),
		"NO_COLOR": theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.ASCII}), "no terminal": theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.NoTTY}),
	} {
		for _, s := range []lipgloss.Style{st.Plain, st.Dim, st.Bold, st.Accent, st.Warn, st.Key} {
			if _, none := s.GetForeground().(lipgloss.NoColor); !none || s.GetFaint() {
				t.Errorf("%s: a style has the color %v", name, s.GetForeground())
			}
		}
		if !st.Accent.GetBold() || !st.Warn.GetBold() || st.Dim.GetBold() {
			t.Errorf("%s: bold does not tell", name)
		}
	}
}
