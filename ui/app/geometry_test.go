package app_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/app"
	"firstmile/ui/uitest"
)

// fits fails the test when what is drawn does not fit the terminal.
func fits(t *testing.T, s state, d *uitest.Driver, width, height int) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf(format+"\n%s", append(args, d.Screen())...)
	}
	lines := strings.Split(d.Styled(), "\n")
	if len(lines) > height {
		fail("%d×%d: %d lines", width, height, len(lines))
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n > width {
			fail("%d×%d: line %d is %d wide: %q", width, height, i, n, ansi.Strip(l))
		}
		if strings.ContainsAny(ansi.Strip(l), "\r\t\x1b\x00") {
			fail("%d×%d: line %d has a control character: %q", width, height, i, l)
		}
	}
	x, y, shown := d.Cursor()
	if shown && (x < 0 || x >= width || y < 0 || y >= height) {
		fail("%d×%d: the cursor is at %d,%d", width, height, x, y)
	}
	if width < app.MinWidth || height < app.MinHeight {
		if !strings.HasPrefix("Please", strings.TrimSpace(lines[0])[:min(6, len(strings.TrimSpace(lines[0])))]) {
			fail("%d×%d: it does not ask for more room", width, height)
		}
		return
	}
	if s.text && !shown {
		fail("%d×%d: a text is typed without a cursor", width, height)
	}
	if len(lines) != height {
		fail("%d×%d: %d lines", width, height, len(lines))
	}
	plain := d.Lines()
	title := d.App().AsDrawn(d.App().Title())
	if n := min(len([]rune(title)), 10); !strings.Contains(plain[0], string([]rune(title)[:n])) {
		fail("%d×%d: the first line is without the title %q: %q", width, height, title, plain[0])
	}
	last := plain[len(plain)-1]
	if helps := regexp.MustCompile(`(^| )(\?|F1)( help)?$`); !helps.MatchString(last) && s.name != "panes/menu" || // where all that is there is listed
		width >= 60 && helps.MatchString(last) && !strings.HasSuffix(last, " help") {
		fail("%d×%d: the last line is without the help: %q", width, height, last)
	}
	for i, row := range d.App().Shown() { // the way out has room everywhere, the first key in most windows
		if row.ID == "back" || i == 0 && width >= 60 {
			text := d.App().AsDrawn(row.Written() + " " + row.Words)
			if width < 60 { // where its word may make room for a key
				text = d.App().AsDrawn(row.Written())
			}
			if !strings.Contains(last, text) {
				fail("%d×%d: the last line is without %q: %q", width, height, text, last)
			}
		}
	}
	if body, room := d.App().Body(); len(body.Lines) > room {
		fail("%d×%d: %d lines in room for %d are cut without a mark", width, height, len(body.Lines), room)
	}
}

func span(from, to int) (out []int) {
	for i := from; i <= to; i++ {
		out = append(out, i)
	}
	return out
}

func TestEveryPageFitsEverySize(t *testing.T) {
	widths := []int{40, 41, 42, 58, 59, 60, 61, 62, 68, 69, 70, 71, 72, 78, 79, 80, 81, 82, 98, 99, 100, 101, 102, 120, 130}
	heights := []int{12, 13, 14, 15, 16, 17, 18, 20, 24, 30, 40, 50}
	each(t, 80, 24, func(t *testing.T, s state, d *uitest.Driver) {
		size := func(w, h int) {
			d.Resize(w, h)
			fits(t, s, d, w, h)
		}
		for _, w := range widths {
			for _, h := range []int{12, 24} {
				size(w, h)
			}
		}
		for _, h := range heights {
			for _, w := range []int{40, 72, 130} {
				size(w, h)
			}
		}
		for _, wh := range [][2]int{{1, 1}, {130, 50}, {39, 50}, {130, 11}, {40, 12}, {0, 0}} { // jumps
			if wh[0] > 0 {
				size(wh[0], wh[1])
			} else {
				d.Resize(0, 0) // some terminals say so while they start
			}
		}
	})
}

func TestTooSmallIsSaid(t *testing.T) {
	for _, s := range []state{at("map", filled), typed(at("form", filled, "1", "enter")), typed(at("first", none))} {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := s.new(t, 80, 24)
			before := d.Screen()
			for _, w := range append(span(1, 12), 25, 38, 39, 40, 80) {
				for _, h := range append(span(1, 12), 24) {
					d.Resize(w, h)
					fits(t, s, d, w, h)
				}
			}
			d.Resize(80, 24)
			if d.Screen() != before {
				t.Errorf("after the sizes it is\n%s\nand was\n%s", d.Screen(), before)
			}
		})
	}
}

func TestATextSurvivesAnySize(t *testing.T) {
	d := uitest.New(t, uitest.Options{Example: true})
	d.Key("1", "enter")
	d.Type(" Half a sent")
	for _, wh := range [][2]int{{1, 1}, {1, 50}, {130, 1}, {39, 12}, {40, 11}, {40, 12}, {2, 2}, {80, 24}} {
		d.Resize(wh[0], wh[1])
	}
	d.Type("ence.")
	want := "Rent went up twice, and the work has grown since I was hired. Half a sentence."
	if got := d.Workbook().Returns[0].Why; got != want {
		t.Errorf("it is %q, want %q", got, want)
	}
	d.Resize(1, 1)
	d.Key("ctrl+c")
	if !d.Quit() {
		t.Error("ctrl+c does not quit a window that is too small")
	}
}
