package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
)

// In the smallest terminal the line of keys has what one would look for first, and the help;
// words of what everybody knows make room for it.
func TestTheLineOfKeysInTheSmallestTerminal(t *testing.T) {
	last := func(d *uitest.Driver) string {
		lines := d.Lines()
		return strings.TrimSpace(lines[len(lines)-1])
	}
	one := uitest.New(t, uitest.Options{Example: true, Width: 40, Height: 12})
	two := panes("maps", 2).new(t, 40, 12)
	for _, c := range []struct {
		name string
		d    *uitest.Driver
		want string
	}{
		{"the map", one, "enter open  p plan  t rehearse  esc  ?"},
		{"the map beside another", two, "ctrl+r Alex  esc  ?"},
	} {
		if got := last(c.d); !strings.HasSuffix(got, c.want) {
			t.Errorf("%s: the last line is %q, want %q", c.name, got, c.want)
		}
	}
	one.ClickOn("?")
	one.Want("Help")
	one.Key("esc")
	one.ClickOn("t rehearse")
	one.Absent("p plan")
	wide := uitest.New(t, uitest.Options{Example: true})
	if got := last(wide); !strings.HasSuffix(got, "esc library   ? help") {
		t.Errorf("where there is room the words go: %q", got)
	}
}
