package app_test

import (
	"strings"
	"testing"

	"firstmile/ui/app"
	"firstmile/ui/uitest"
)

// Where a file was written is said with its name whole, however long its path is.
func TestTheNoteHasTheWholeFileName(t *testing.T) {
	for _, c := range []struct {
		width, height int
		ascii         bool
		folder, want  string
	}{
		{120, 40, false, "/home/test/a folder with a long name/of plans for the spring of next year/and more", "Written to ~/a folder with a long name/of plans for the spring of next year/and more/raise-at-northwind-2027.md"},
		{80, 24, false, "/home/test/a folder with a long name/of plans for the spring of next year/and more", "Written to ~/a folder with a long name/…/and more/raise-at-northwind-2027.md"},
		{40, 12, false, "/home/test/a folder with a long name/of plans for the spring of next year/and more", "…/and more/raise-at-northwind-2027.md"},
		{80, 24, false, "/home/test/some plans of this year and of the last one and of more", "Written to ~/…/raise-at-northwind-2027.md"},
		{80, 24, false, "/home/test/some plans of this year and next", "Written to ~/some plans of this year and next/raise-at-northwind-2027.md"},
		{80, 24, false, "/srv/a folder with a long name/of plans for the spring of next year", "Written to …/of plans for the spring of next year/raise-at-northwind-2027.md"},
		{40, 12, false, "/a folder with a long name/of plans for the spring of next year", "…/raise-at-northwind-2027.md"},
		{80, 24, true, "/srv/a folder with a long name/of plans for the spring of next year", "Written to .../of plans for the spring of next year/raise-at-northwind-2027.md"},
		{80, 24, false, "/srv", "Written to /srv/raise-at-northwind-2027.md"},
	} {
		d := uitest.New(t, uitest.Options{Example: true, Width: c.width, Height: c.height})
		if c.ascii {
			d.App().InASCII()
		}
		d.Key("p", "x", "ctrl+u")
		d.Type(c.folder + "/raise-at-northwind-2027.md")
		d.Key("enter")
		if s := d.Screen(); !strings.Contains(s, "Written to") || !strings.Contains(s, c.want) || strings.Contains(s, "/~") || strings.Contains(s, " /…") {
			t.Errorf("%d×%d: no %q on\n%s", c.width, c.height, c.want, s)
		}
		if n := len(d.Lines()); n != c.height {
			t.Errorf("%d×%d: %d rows", c.width, c.height, n)
		}
	}
	const long = "Written to /home/test/plans/of the spring/raise-at-northwind-2027.md"
	if got := app.ShortPath(long, "", "…", 80); got != long {
		t.Errorf("what has room becomes %q", got)
	}
}
