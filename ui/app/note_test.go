package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/uitest"
)

// Where a file was written is said with its name whole, however long its path is.
func TestTheNoteHasTheWholeFileName(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {80, 24}, {40, 12}} {
		d := uitest.New(t, uitest.Options{Example: true, Width: size[0], Height: size[1]})
		d.Key("p", "x", "ctrl+u")
		d.Type("/home/test/a folder with a long name/of plans for the spring of next year/and more/raise-at-northwind-2027.md")
		d.Key("enter")
		if s := d.Screen(); !strings.Contains(s, "Written to") || !strings.Contains(s, "/home/") || !strings.Contains(s, "~/raise-at-northwind-2027.md") {
			t.Errorf("%v: the name is not whole:\n%s", size, s)
		}
		if n := len(d.Lines()); n != size[1] {
			t.Errorf("%v: %d rows", size, n)
		}
	}
}
