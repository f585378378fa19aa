package field_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook/value"
)

var (
	plain = lipgloss.NewStyle()
	style = theme.New(theme.Terminal{Ground: theme.Dark, Colors: colorprofile.TrueColor})
)

func lines(from, to int) (out []string) {
	for i := from; i <= to; i++ {
		out = append(out, fmt.Sprint("line ", i))
	}
	return out
}

func stripped(d field.Drawing) (out []string) {
	for _, l := range d.Lines {
		out = append(out, ansi.Strip(l))
	}
	return out
}

func TestCutPadAndWrap(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{field.Cut("hello", 5), "hello"}, {field.Cut("hello", 4), "hel…"}, {field.Cut("hello", 1), "…"}, {field.Cut("hello", 0), ""},
		{field.Cut("", 3), ""}, {field.Cut("x", -1), ""},
		{field.Cut("給料と", 6), "給料と"}, {field.Cut("給料と", 5), "給料…"}, {field.Cut("給料と", 4), "給…"},
		{field.Cut("👩🏽‍💼👩🏽‍💼", 3), "👩🏽‍💼…"},
		{field.Pad("ab", 4), "ab  "}, {field.Pad("給", 4), "給  "}, {field.Pad("給料", 3), "給…"}, {field.Pad("給料と", 4), "給… "},
		{field.Pad("abc", 2), "a…"}, {field.Pad("", 2), "  "}, {field.Pad("a", 0), ""}, {field.Pad("a", -3), ""},
		{field.PadLeft("ab", 4), "  ab"}, {field.PadLeft("給", 4), "  給"}, {field.PadLeft("abc", 2), "a…"},
		{strings.Join(field.Wrap("one two three", 7), "|"), "one two|three"}, {strings.Join(field.Wrap("", 7), "|"), ""},
		{strings.Join(field.Wrap("a\nb", 7), "|"), "a|b"},
		{strings.Join(field.Wrap("choose one with --data, well-made", 20), "|"), "choose one with|--data, well-made"},
		{strings.Join(field.Wrap("abcdef", 4), "|"), "abcd|ef"}, {strings.Join(field.Wrap("給料と住宅", 4), "|"), "給料|と住|宅"},
	} {
		if c.got != c.want {
			t.Errorf("it is %q, want %q", c.got, c.want)
		}
	}
}

func TestWidthsHoldForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "b", " ", "…", "語", "給", "👩🏽\u200d💼", "🇩🇪", "e\u0301", "\u05e9", "─",
			"▸", "\u00a0"})).Draw(t, "text"), "")
		w := rapid.IntRange(2, 40).Draw(t, "width")
		if n := ansi.StringWidth(field.Cut(s, w)); n > w {
			t.Errorf("Cut is %d wide", n)
		}
		if n := ansi.StringWidth(field.Pad(s, w)); n != w {
			t.Errorf("Pad is %d wide", n)
		}
		if n := ansi.StringWidth(field.PadLeft(s, w)); n != w {
			t.Errorf("PadLeft is %d wide", n)
		}
		for _, l := range field.Wrap(s, w) {
			if n := ansi.StringWidth(l); n > w {
				t.Errorf("Wrap at %d gives a line %d wide: %q", w, n, l)
			}
		}
		if got, want := keep(strings.Join(field.Wrap(s, w), "")), keep(s); got != want {
			t.Errorf("Wrap loses letters: %q of %q", got, want)
		}
	})
}

// keep is a text without what wrapping may take away.
func keep(s string) string { return strings.NewReplacer(" ", "", "\u00a0", "").Replace(s) }

func TestWindowIsAroundTheFocusWithMarks(t *testing.T) {
	for _, c := range []struct {
		focus, height int
		want          []string
	}{
		{0, 5, []string{"line 1", "line 2", "line 3", "line 4", "↓ 6 more lines"}},
		{2, 5, []string{"line 1", "line 2", "line 3", "line 4", "↓ 6 more lines"}},
		{5, 5, []string{"↑ 4 more lines", "line 5", "line 6", "line 7", "↓ 3 more lines"}},
		{9, 5, []string{"↑ 6 more lines", "line 7", "line 8", "line 9", "line 10"}},
		{5, 10, lines(1, 10)}, {5, 12, lines(1, 10)}, {5, 2, []string{"line 5", "line 6"}}, {5, 1, []string{"line 6"}}, {5, 0, nil},
		{99, 3, []string{"↑ 8 more lines", "line 9", "line 10"}},
	} {
		d := field.Drawing{Lines: lines(1, 10), Focus: c.focus}.Window(c.height, style)
		if !slices.Equal(stripped(d), c.want) {
			t.Errorf("focus %d in %d lines: %q, want %q", c.focus, c.height, stripped(d), c.want)
		}
	}
}

// TestTheFocusIsNeverUnderAMark: in a window of three lines or more, the line in
// focus can always be read.
func TestTheFocusIsNeverUnderAMark(t *testing.T) {
	for n := range 15 {
		for focus := range max(1, n) {
			for height := 3; height < 16; height++ {
				d := field.Drawing{Lines: lines(0, n-1), Focus: focus, Cursor: &field.Point{X: 1, Y: focus}}
				w := d.Window(height, style)
				if n == 0 {
					continue
				}
				if !slices.Contains(stripped(w), fmt.Sprint("line ", focus)) {
					t.Fatalf("line %d of %d in %d is not in %q", focus, n, height, stripped(w))
				}
				if w.Cursor == nil || stripped(w)[w.Cursor.Y] != fmt.Sprint("line ", focus) || w.Focus != w.Cursor.Y {
					t.Fatalf("line %d of %d in %d: the cursor is at %v", focus, n, height, w.Cursor)
				}
				seen := 0
				for _, l := range stripped(w) {
					k := 1
					if _, err := fmt.Sscanf(l, "↑ %d more lines", &k); err != nil {
						fmt.Sscanf(l, "↓ %d more lines", &k)
					}
					seen += k
				}
				if seen != n {
					t.Fatalf("line %d of %d in %d: the marks and lines make %d: %q", focus, n, height, seen, stripped(w))
				}
			}
		}
	}
}

func TestScroll(t *testing.T) {
	for _, c := range []struct {
		from, height, at int
		first            string
	}{{0, 5, 0, "line 1"}, {3, 5, 3, "↑ 4 more lines"}, {100, 5, 5, "↑ 6 more lines"}, {-3, 5, 0, "line 1"}, {3, 10, 0, "line 1"}, {3, 20, 0, "line 1"}} {
		var s field.Scroll
		s.To(c.from)
		d := s.Window(field.Drawing{Lines: lines(1, 10)}, c.height, style)
		if s.At() != c.at || stripped(d)[0] != c.first {
			t.Errorf("from %d in %d: at %d with %q, want %d with %q", c.from, c.height, s.At(), stripped(d)[0], c.at, c.first)
		}
	}
}

func TestScrollKeys(t *testing.T) {
	var s field.Scroll
	for _, c := range []struct {
		key    string
		height int
		at     int
		used   bool
	}{
		{"down", 12, 1, true}, {"j", 12, 2, true}, {"up", 12, 1, true}, {"k", 12, 0, true}, {"up", 12, 0, true},
		{"pgdown", 12, 9, true}, {"space", 7, 13, true}, {"pgup", 12, 4, true}, {"pgup", 12, 0, true},
		{"G", 12, 88, true}, {"pgup", 22, 69, true}, {"pgdown", 22, 78, true}, {"home", 22, 0, true}, {"pgdown", 3, 1, true},
		{"pgdown", 2, 2, true}, {"pgdown", 1, 3, true},
		{"x", 12, 3, false}, {"enter", 12, 3, false},
	} {
		row, used := command.List{}.Moves(theme.Keys(theme.New(theme.Terminal{}).Sign), s.Move, s.Page).Press(k(t, c.key))
		if used != c.used {
			t.Errorf("%s is used: %t", c.key, used)
		}
		if used {
			row.Do()
		}
		if s.Window(field.Drawing{Lines: lines(1, 100)}, c.height, style); s.At() != c.at {
			t.Errorf("%s in %d lines leads to %d, want %d", c.key, c.height, s.At(), c.at)
		}
	}
}

// TestAPageLeavesOneLineInSight: whatever the height, paging shows every line,
// and the last one of a page again on the next.
func TestAPageLeavesOneLineInSight(t *testing.T) {
	for n := 1; n < 60; n++ {
		for height := 1; height < 50; height++ {
			for _, by := range []int{1, -1} {
				var s field.Scroll
				if by < 0 {
					s.To(n)
				}
				look := func() (out []string) {
					for _, l := range stripped(s.Window(field.Drawing{Lines: lines(1, n)}, height, style)) {
						if strings.HasPrefix(l, "line") {
							out = append(out, l)
						}
					}
					return out
				}
				page := look()
				seen := map[string]bool{}
				for at := -1; at != s.At(); {
					at = s.At()
					for _, l := range page {
						seen[l] = true
					}
					s.Page(by)
					next := look()
					shared := 0
					for _, l := range next {
						if slices.Contains(page, l) {
							shared++
						}
					}
					full := s.At() > 0 && s.At() < n-height
					if height > 3 && (shared == 0 || full && shared > 1) {
						t.Fatalf("%d lines in %d, by %d: after %q comes %q", n, height, by, page, next)
					}
					page = next
				}
				if len(seen) != n {
					t.Fatalf("%d lines in %d, by %d: %d are seen", n, height, by, len(seen))
				}
			}
		}
	}
}

func TestZonesMoveWithTheirLines(t *testing.T) {
	hit := ""
	inner := field.Drawing{Lines: lines(1, 10)}
	for i := range 10 {
		inner.Zones = append(inner.Zones, field.Zone{X: 0, Y: i, W: 6, H: 1, Do: func() { hit = fmt.Sprint("line ", i+1) }})
	}
	inner.Focus = 5
	var d field.Drawing
	d.Line("head")
	d.Add(inner.Window(6, style), 3, true)
	for y, l := range stripped(d) {
		hit = ""
		if do := d.Hit(4, y); do != nil {
			do()
		}
		if strings.HasPrefix(strings.TrimSpace(l), "line") && hit != strings.TrimSpace(l) {
			t.Errorf("a click on %q does %q", l, hit)
		}
	}
	if d.Hit(2, 3) != nil || d.Hit(9, 3) != nil || d.Hit(4, 0) != nil || d.Hit(4, 99) != nil {
		t.Error("a click beside a zone does something")
	}
}

func TestOfNestedZonesTheInnerOneCounts(t *testing.T) {
	hit := ""
	var d field.Drawing
	d.Line("a row")
	d.Click(0, 20, func() { hit = "row" })
	d.Zones = append(d.Zones, field.Zone{X: 2, Y: 0, W: 3, H: 1, Do: func() { hit = "word" }})
	d.Hit(3, 0)()
	if hit != "word" {
		t.Errorf("it is the %s", hit)
	}
	d.Hit(0, 0)()
	if hit != "row" {
		t.Errorf("it is the %s", hit)
	}
}

func TestAZoneHalfOutOfAWindow(t *testing.T) {
	d := field.Drawing{Lines: lines(1, 10), Focus: 9}
	d.Zones = []field.Zone{{X: 0, Y: 3, W: 5, H: 4, Do: func() {}}} // lines 4 to 7, shown are 6 to 10
	w := d.Window(5, style)
	if w.Hit(0, 0) == nil || w.Hit(0, 1) == nil || w.Hit(0, 2) != nil {
		t.Errorf("its zones are %+v", w.Zones)
	}
}

func TestBeside(t *testing.T) {
	left := field.Drawing{Lines: []string{"a", "語"}, Focus: 1, Zones: []field.Zone{{W: 1, H: 1, Do: func() {}}}}
	right := field.Drawing{Lines: []string{"1", "", "3"}, Focus: 2, Cursor: &field.Point{X: 1, Y: 2}, Zones: []field.Zone{{W: 1, H: 1, Do: func() {}}}}
	d := field.Beside(left, 4, 2, right, true)
	if want := []string{"a     1", "語", "      3"}; !slices.Equal(d.Lines, want) {
		t.Errorf("it is %q, want %q", d.Lines, want)
	}
	if d.Focus != 2 || *d.Cursor != (field.Point{X: 7, Y: 2}) || d.Zones[1].X != 6 {
		t.Errorf("the focus is %d, the cursor %v, the zones %v", d.Focus, d.Cursor, d.Zones)
	}
	if d := field.Beside(left, 4, 2, right, false); d.Focus != 1 {
		t.Errorf("the focus is %d", d.Focus)
	}
	if d := field.Beside(field.Drawing{Lines: []string{"far too long"}}, 4, 2, right, false); d.Lines[0] != "far t…1" {
		t.Errorf("it is %q", d.Lines[0])
	}
}

func TestBlankAndText(t *testing.T) {
	var d field.Drawing
	d.Blank()
	d.Text("one two", 4, plain)
	d.Blank()
	d.Blank()
	d.Text("", 4, plain)
	if want := []string{"one", "two", ""}; !slices.Equal(d.Lines, want) {
		t.Errorf("it is %q", d.Lines)
	}
}

func TestSlider(t *testing.T) {
	for _, c := range []struct {
		p    value.Points
		most int
		want string
	}{
		{0, 10, "··········   –"}, {value.NewPoints(0), 10, "○○○○○○○○○○   0"},
		{value.NewPoints(3), 10, "●●●○○○○○○○   3"},
		{value.NewPoints(10), 10, "●●●●●●●●●●  10"},
		{value.NewPoints(100), 100, "●●●●●●●●●● 100"}, {value.NewPoints(44), 100, "●●●●○○○○○○  44"},
		{value.NewPoints(1), 100, "○○○○○○○○○○   1"},
	} {
		for _, focused := range []bool{false, true} {
			if got := ansi.Strip(field.Slider(c.p, c.most, focused, style)); got != c.want {
				t.Errorf("%s of %d is %q, want %q", c.p, c.most, got, c.want)
			}
		}
	}
}

func TestSliderKeys(t *testing.T) {
	none := value.Points(0)
	n := value.NewPoints
	for _, c := range []struct {
		key  string
		from value.Points
		most int
		want value.Points
		used bool
	}{
		{"7", none, 10, n(7), true}, {"0", n(1), 10, n(10), true}, {"5", n(1), 10, n(5), true}, {"5", n(4), 100, n(45), true},
		{"0", n(10), 100, n(100), true}, {"1", n(10), 100, n(1), true}, {"0", n(0), 10, n(0), true},
		{"backspace", n(45), 100, n(4), true}, {"backspace", n(4), 100, none, true}, {"delete", n(45), 100, none, true}, {"backspace", none, 10, none, true},
		{"x", n(4), 10, n(4), false}, {"up", n(4), 10, n(4), false}, {"tab", n(4), 10, n(4), false}, {"enter", n(4), 10, n(4), false}, {"語", n(4), 10, n(4), false},
	} {
		got, used := field.SliderKey(k(t, c.key), c.from, c.most)
		if got != c.want || used != c.used {
			t.Errorf("%s at %s of %d: %s, used %t; want %s, %t", c.key, c.from, c.most, got, used, c.want, c.used)
		}
	}
}

func TestStepsOfASlider(t *testing.T) {
	none := value.Points(0)
	n := value.NewPoints
	for _, c := range []struct {
		from value.Points
		by   int
		want value.Points
	}{{none, 1, n(1)}, {n(0), 1, n(1)}, {n(10), 1, n(10)}, {n(1), -1, n(0)}, {n(0), -1, n(0)}, {none, -1, n(0)}} {
		if got := field.Slide(c.from, c.by, 10); got != c.want {
			t.Errorf("%d from %s: %s, want %s", c.by, c.from, got, c.want)
		}
	}
}

func TestStepsOfAChoice(t *testing.T) {
	options := []field.Option{{"yes", "yes"}, {"no", "no"}, {"unknown", "don't know"}}
	for _, c := range []struct {
		from string
		by   int
		want string
	}{{"", 1, "yes"}, {"yes", 1, "no"}, {"unknown", 1, "yes"}, {"", -1, "unknown"}, {"yes", -1, "unknown"}, {"no", -1, "yes"}, {"gone", 1, "yes"}} {
		if got := field.Step(c.from, c.by, options); got != c.want {
			t.Errorf("%d from %q: %q, want %q", c.by, c.from, got, c.want)
		}
	}
}

func TestChoiceKeys(t *testing.T) {
	options := []field.Option{{"yes", "yes"}, {"no", "no"}, {"never", "Never"}, {"unknown", "don't know"}, {"two", "two weeks"}}
	for _, c := range []struct {
		key, typed, from string
		now, want        string
		used             bool
	}{
		{"space", "", "", "", "", false}, {"space", "n", "no", "n", "no", false},
		{"y", "", "", "y", "yes", true}, {"n", "", "", "n", "no", true}, {"n", "", "no", "n", "never", true}, {"N", "", "never", "n", "no", true}, {"d", "", "yes", "d", "unknown", true},
		{"y", "", "yes", "y", "yes", true}, {"1", "", "", "", "", false}, {"-", "", "no", "", "no", false},
		{"n", "n", "no", "n", "never", true}, {"n", "n", "never", "n", "no", true}, // the same letter again
		{"e", "n", "no", "ne", "never", true}, {"o", "n", "never", "no", "no", true}, {"o", "n", "no", "no", "no", true},
		{"t", "n", "no", "n", "no", false}, {"y", "no", "no", "no", "no", false}, // no option begins with them
		{"'", "don", "unknown", "don", "unknown", true}, {"t", "don", "unknown", "dont", "unknown", true},
		{"w", "two", "two", "twow", "two", true},
		{"backspace", "n", "no", "", "", true}, {"delete", "", "no", "", "", true}, {"x", "", "no", "", "no", false}, {"tab", "", "no", "", "no", false},
		{"up", "", "no", "", "no", false}, {"enter", "", "no", "", "no", false},
	} {
		now, got, used := field.ChoiceKey(k(t, c.key), c.typed, c.from, options)
		if now != c.now || got != c.want || used != c.used {
			t.Errorf("%s behind %q at %q: %q, %q, used %t; want %q, %q, %t", c.key, c.typed, c.from, now, got, used, c.now, c.want, c.used)
		}
	}
}

func TestChoiceIsMarkedAndClicked(t *testing.T) {
	chosen := ""
	options := []field.Option{{"a", "one"}, {"b", "給料"}, {"c", "three"}}
	d := field.Choice("b", options, true, 14, style, func(s string) { chosen = s })
	if want := []string{"○ one  ● 給料", "○ three"}; !slices.Equal(stripped(d), want) {
		t.Fatalf("it is %q, want %q", stripped(d), want)
	}
	for _, c := range []struct {
		x, y int
		want string
	}{{0, 0, "a"}, {7, 0, "b"}, {12, 0, "b"}, {3, 1, "c"}} {
		chosen = ""
		if do := d.Hit(c.x, c.y); do != nil {
			do()
		}
		if chosen != c.want {
			t.Errorf("a click at %d,%d chooses %q, want %q", c.x, c.y, chosen, c.want)
		}
	}
	if d.Hit(5, 0) != nil {
		t.Error("a click between two chooses one")
	}
	for w := 1; w < 20; w++ {
		for _, l := range stripped(field.Choice("b", options, false, w, style, nil)) {
			if ansi.StringWidth(l) > w {
				t.Errorf("at %d it is %q", w, l)
			}
		}
	}
}

// The lines that belong to the focus are in its window with it, from the first on.
func TestAWindowKeepsTheBlock(t *testing.T) {
	for _, c := range []struct {
		n, focus   int
		block      field.Block
		height     int
		from, last int // the lines that must be in sight
	}{
		{30, 10, field.Block{10, 17}, 9, 10, 16}, {30, 0, field.Block{0, 7}, 9, 0, 6}, {30, 29, field.Block{23, 30}, 9, 23, 29}, {30, 12, field.Block{5, 12}, 9, 5, 11},
		{30, 10, field.Block{10, 30}, 9, 10, 16}, {30, 25, field.Block{10, 30}, 9, 25, 25}, {30, 10, field.Block{}, 9, 8, 12}, {9, 3, field.Block{0, 9}, 9, 0, 8},
	} {
		d := field.Drawing{Focus: c.focus, Block: c.block}
		for i := range c.n {
			d.Line(fmt.Sprintf("line %d.", i))
		}
		w := d.Window(c.height, style)
		text := strings.Join(stripped(w), "\n")
		for i := c.from; i <= c.last; i++ {
			if !strings.Contains(text, fmt.Sprintf("line %d.", i)) {
				t.Errorf("%+v: line %d is not in\n%s", c, i, text)
			}
		}
		if again := w.Window(c.height-1, style); c.block.To > 0 && again.Block.To <= again.Block.From {
			t.Errorf("%+v: in a window of the window the block is %v", c, again.Block)
		}
	}
}

// A tab takes four cells, as styles draw it.
// TestWrapKeepsDates breaks a line before a day of a month, never behind it.
func TestWrapKeepsDates(t *testing.T) {
	for width, want := range map[int][]string{
		22: {"the page goes out on", "5 March, to Marcus"},
		24: {"the page goes out on", "5 March, to Marcus"},
	} {
		if got := field.Wrap("the page goes out on 5 March, to Marcus", width); !slices.Equal(got, want) {
			t.Errorf("%d wide: %q", width, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-z]{1,9} |[1-9] |[1-3][0-9] (Jan|May|December),? ){1,20}`).Draw(t, "text")
		width := rapid.IntRange(15, 60).Draw(t, "width")
		lines := field.Wrap(text, width)
		for i, l := range lines[1:] {
			if month := regexp.MustCompile(`^(Jan|May|Dec)`); month.MatchString(l) && regexp.MustCompile(`\d *$`).MatchString(lines[i]) {
				t.Fatalf("a date is broken: %q, %q", lines[i], l)
			}
		}
		if plain := strings.Join(strings.Fields(strings.Join(lines, " ")), " "); plain != strings.Join(strings.Fields(text), " ") {
			t.Fatalf("%q became %q", text, plain)
		}
	})
}

func TestWrapCountsTabs(t *testing.T) {
	for _, l := range field.Wrap("one\ttwo three", 10) {
		if n := ansi.StringWidth(plain.Render(l)); n > 10 {
			t.Errorf("%q is %d wide", l, n)
		}
	}
}
