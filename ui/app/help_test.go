package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
)

// The help begins with what has the focus: what is asked, what helps to answer it, its keys.
func TestTheHelpBeginsWithTheFocus(t *testing.T) {
	for _, c := range []struct {
		state string
		want  []string
	}{
		{"filled/returns", []string{"Base pay, today", "How much of it you have now", "0–9", "On this page"}},
		{"filled/returns form slider", []string{"Base pay, today", "How much of it you have now", "tab", "Everywhere"}},
		{"filled/offers take", []string{"Contoso (example), would you take it", "enter"}},
		{"filled/offers", []string{"Base pay, met today", "enter"}},
		{"filled/asks form", []string{"Base pay, in your words"}},
		{"filled/map gaps", []string{"“Plans out by Friday” is at 96%", "mend it"}},
		{"filled/conversation", []string{"Preparing for", "What this workbook is about"}},
		{"first/start", []string{"What are you preparing for?", "A raise at Northwind", "enter"}},
		{"filled/export coach", []string{"Which file?"}},
	} {
		d := byName(t, c.state).new(t, 80, 24)
		d.Key("f1")
		page := strings.Join(d.Lines()[2:], "\n")
		if i := strings.Index(page, c.want[0]); i < 0 || i > 80 {
			t.Errorf("%s: the help does not begin with %q:\n%s", c.state, c.want[0], d.Screen())
		}
		for _, want := range c.want[1:] {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the help is without %q:\n%s", c.state, want, d.Screen())
			}
		}
	}
}

func TestAKeyOfAnotherPageSaysSo(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	for _, key := range []string{"й", "P", "y"} {
		if d.Key(key); !strings.Contains(d.Screen(), key+" does nothing here: ? lists the keys.") {
			t.Errorf("%s says nothing:\n%s", key, d.Screen())
		}
	}
}

// A hint names a key that works where it stands: beside a text v is a letter, and what
// is whole does not scroll.
func TestHintsAreTrue(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 24}, {120, 40}, {130, 18}, {40, 12}} {
		each(t, size[0], size[1], func(t *testing.T, s state, d *uitest.Driver) {
			screen := d.Screen()
			if d.App().Typing() && strings.Contains(screen, " (v)") {
				t.Errorf("v is a letter here:\n%s", screen)
			}
			if !strings.Contains(screen, "more line") && strings.Contains(d.Lines()[size[1]-1], "scroll") {
				t.Errorf("there is nothing to scroll:\n%s", screen)
			}
		})
	}
}
