package theme_test

import (
	"image/color"
	"math"
	"reflect"
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"
	"charm.land/lipgloss/v2"

	"firstmile/ui/theme"
)

func TestEveryKeyHasAHelp(t *testing.T) {
	keys := reflect.ValueOf(theme.Keys()).Elem()
	for i := range keys.NumField() {
		name, b := keys.Type().Field(i).Name, keys.Field(i).Interface().(key.Binding)
		if len(b.Keys()) == 0 || b.Help().Key == "" || b.Help().Desc == "" || !b.Enabled() {
			t.Errorf("%s is %v, %v", name, b.Keys(), b.Help())
		}
	}
}

// TestKeysOfOnePlaceDiffer: two commands that work in one place must not share a key.
func TestKeysOfOnePlaceDiffer(t *testing.T) {
	k := theme.Keys()
	everywhere := []key.Binding{k.Back, k.Help, k.Commands, k.Find, k.Undo, k.Redo, k.TextUndo, k.TextRedo}
	for name, place := range map[string][]key.Binding{
		"map":     {k.Quit, k.Plan, k.Export, k.Details, k.Lesson, k.Open, k.Up, k.Down, k.Left, k.Right, k.Next, k.Previous, k.Top, k.Bottom},
		"library": {k.Quit, k.New, k.Rename, k.Duplicate, k.Delete, k.Open, k.Add, k.Up, k.Down, k.Right, k.Top, k.Bottom},
		"returns": {k.Reading, k.Plan, k.Export, k.Add, k.Catalog, k.Delete, k.Private, k.Open, k.Up, k.Down, k.Right, k.Top, k.Bottom},
		"needs":   {k.Reading, k.Plan, k.Export, k.Must, k.Nice, k.NotYet, k.MoveLeft, k.MoveRight, k.Scale, k.Open, k.Up, k.Down, k.Left, k.Right, k.Top, k.Bottom},
		"asks":    {k.Reading, k.Plan, k.Export, k.Ask, k.Add, k.Figure, k.Job, k.Delete, k.Private, k.Up, k.Down, k.Right, k.Top, k.Bottom},
		"offers":  {k.Reading, k.Plan, k.Export, k.Yes, k.No, k.Unknown, k.Cycle, k.Add, k.Job, k.Open, k.Delete, k.Private, k.Up, k.Down, k.Left, k.Right, k.Top, k.Bottom},
		"quit":    {k.Retry, k.Export, k.QuitAnyway},
		"swap":    {k.First, k.Second},
	} {
		owner := map[string]string{}
		for _, b := range append(slices.Clone(everywhere), place...) {
			for _, s := range b.Keys() {
				if owner[s] != "" {
					t.Errorf("%s: %s is both %q and %q", name, s, owner[s], b.Help().Desc)
				}
				owner[s] = b.Help().Desc
			}
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
		st := theme.New(c.dark, true)
		for name, s := range map[string]lipgloss.Style{"dim": st.Dim, "accent": st.Accent, "warn": st.Warn, "good": st.Good} {
			if n := contrast(s.GetForeground(), c.background); n < 4.5 {
				t.Errorf("%s on %v, dark %t: contrast %.1f, want 4.5", name, c.background, c.dark, n)
			}
		}
	}
}
