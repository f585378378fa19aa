// Package field holds the widgets that screens are made of. A widget does not
// know its size: width is an argument of drawing it.
package field

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
)

// Drawing is what a widget shows: lines no wider than it was given, the line that one
// is on, where in it the cursor stands, and what a click does where.
type Drawing struct {
	Lines  []string
	Cursor *Point // where one types or chooses; nil for the first word of the line in focus
	Focus  int    // the line that one is on, which stays in sight
	Block  Block  // the lines around it that stay in sight with it where there is room for them
	Zones  []Zone
}

// Block is lines of a drawing, from one to before another; none by default.
type Block struct{ From, To int }

// Point is a place in a drawing, in cells from its upper left corner.
type Point struct{ X, Y int }

// Zone is a rectangle that does something when it is clicked.
type Zone struct {
	X, Y, W, H int
	Do         func()
}

// Text gives s, wrapped to width, as a drawing in one style.
func Text(s string, width int, style lipgloss.Style) Drawing {
	var d Drawing
	d.Text(s, width, style)
	return d
}

// Text adds s below, wrapped to width.
func (d *Drawing) Text(s string, width int, style lipgloss.Style) {
	for _, l := range Wrap(s, width) {
		d.Lines = append(d.Lines, style.Render(l))
	}
}

// Line adds one line below, as it is.
func (d *Drawing) Line(s string) { d.Lines = append(d.Lines, s) }

// Blank adds an empty line below, unless the drawing is empty or ends in one.
func (d *Drawing) Blank() {
	if n := len(d.Lines); n > 0 && d.Lines[n-1] != "" {
		d.Lines = append(d.Lines, "")
	}
}

// At is the cell of the terminal's cursor, which a screen reader reads from: where one
// types or chooses, else the first word of the line in focus, behind its signs.
func (d Drawing) At() Point {
	if d.Cursor != nil {
		return *d.Cursor
	}
	if len(d.Lines) == 0 {
		return Point{}
	}
	y := max(0, min(d.Focus, len(d.Lines)-1))
	line := ansi.Strip(d.Lines[y])
	at := strings.IndexFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	return Point{X: ansi.StringWidth(line[:max(at, 0)]), Y: y}
}

// Add puts o below, indented by x cells; o's focus and cursor count when focused.
func (d *Drawing) Add(o Drawing, x int, focused bool) {
	y := len(d.Lines)
	for _, l := range o.Lines {
		if x > 0 && l != "" {
			l = strings.Repeat(" ", x) + l
		}
		d.Lines = append(d.Lines, l)
	}
	d.take(o, x, y, focused)
}

func (d *Drawing) take(o Drawing, x, y int, focused bool) {
	if focused {
		d.Focus, d.Cursor, d.Block = o.Focus+y, nil, Block{}
		if o.Block.To > 0 {
			d.Block = Block{o.Block.From + y, o.Block.To + y}
		}
		if o.Cursor != nil {
			d.Cursor = &Point{o.Cursor.X + x, o.Cursor.Y + y}
		}
	}
	for _, z := range o.Zones {
		z.X, z.Y = z.X+x, z.Y+y
		d.Zones = append(d.Zones, z)
	}
}

// Click makes the lines from y on answer to a click.
func (d *Drawing) Click(y, width int, do func()) {
	d.Zones = append(d.Zones, Zone{X: 0, Y: y, W: width, H: max(1, len(d.Lines)-y), Do: do})
}

// Beside puts right next to left, gap cells apart; left is padded to width.
func Beside(left Drawing, width, gap int, right Drawing, rightFocused bool) Drawing {
	out := Drawing{Focus: left.Focus}
	for i := range max(len(left.Lines), len(right.Lines)) {
		l, r := "", ""
		if i < len(left.Lines) {
			l = left.Lines[i]
		}
		if i < len(right.Lines) {
			r = right.Lines[i]
		}
		if r != "" {
			l = Pad(l, width+gap) + r
		}
		out.Lines = append(out.Lines, l)
	}
	// Two panes share a line, so that its first word may be the other's.
	here := &left
	if rightFocused {
		here = &right
	}
	at := here.At()
	here.Cursor = &at
	out.take(left, 0, 0, !rightFocused)
	out.take(right, width+gap, 0, rightFocused)
	return out
}

// Window gives the height lines around the focus and its block, with marks where there is
// more above or below. The offset follows from the focus alone, so that no
// resize can leave it stale.
func (d Drawing) Window(height int, st *theme.Styles) Drawing {
	if len(d.Lines) <= height {
		return d
	}
	if height < 1 {
		return Drawing{}
	}
	from := d.Focus - height/2
	if b := d.Block; b.To > 0 && height > unmarked(height) {
		if b.To-b.From <= unmarked(height) {
			from = max(from, b.To-height+1)
			from = min(from, max(b.From-1, 0))
		} else {
			from = max(from, b.From-1) // from its beginning on, as far as the focus is in sight
		}
	}
	from = min(max(from, 0), len(d.Lines)-height)
	return d.from(from, height, st)
}

func (d Drawing) from(from, height int, st *theme.Styles) Drawing {
	out := Drawing{Lines: append([]string(nil), d.Lines[from:from+height]...)}
	first, last := 0, height-1
	if unmarked(height) < height {
		if from > 0 {
			out.Lines[0], first = st.Dim.Render(more("↑", from+1)), 1
		}
		if below := len(d.Lines) - from - height; below > 0 {
			out.Lines[height-1], last = st.Dim.Render(more("↓", below+1)), height-2
		}
	}
	out.Focus = max(first, min(d.Focus-from, last)) // what is scrolled is read from its first line on
	if d.Block.To > from {
		out.Block = Block{max(d.Block.From-from, 0), min(d.Block.To-from, height)}
	}
	if d.Cursor != nil && d.Cursor.Y >= from+first && d.Cursor.Y <= from+last {
		out.Cursor = &Point{d.Cursor.X, d.Cursor.Y - from}
	}
	for _, z := range d.Zones {
		z.Y -= from
		if z.Y < 0 {
			z.H, z.Y = z.H+z.Y, 0
		}
		if z.Y < height && z.H > 0 {
			out.Zones = append(out.Zones, z)
		}
	}
	return out
}

// unmarked is how many lines of a window are left between its marks; one that is
// too low has none.
func unmarked(height int) int {
	if height < 3 {
		return height
	}
	return height - 2
}

func more(arrow string, lines int) string {
	if lines == 1 {
		return arrow + " 1 more line"
	}
	return fmt.Sprintf("%s %d more lines", arrow, lines)
}

// Hit gives what a click at a place does, nil for nothing. Of nested zones the
// last one counts, since inner ones are added after outer ones.
func (d Drawing) Hit(x, y int) func() {
	for i := len(d.Zones) - 1; i >= 0; i-- {
		if z := d.Zones[i]; x >= z.X && x < z.X+z.W && y >= z.Y && y < z.Y+z.H {
			return z.Do
		}
	}
	return nil
}

// A day and its month stay on one line.
var inDate = regexp.MustCompile(`(\d)[ \x{a0}](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`)

// Wrap breaks text into lines no wider than width; a word that is wider breaks
// inside, and a date before its day. Line breaks in the text stay.
func Wrap(s string, width int) []string {
	if s == "" {
		return nil
	}
	width = max(1, width)
	s = strings.ReplaceAll(s, "\t", "    ") // as styles draw it
	dates := width > len("30 September") && inDate.MatchString(s)
	if dates {
		s = inDate.ReplaceAllString(s, "${1}\u00a0$2")
	}
	flags := strings.Contains(s, " --") // a line breaks behind a hyphen, but not within a flag
	if flags {
		s = strings.ReplaceAll(s, " --", " \u2011\u2011")
	}
	s = ansi.Wrap(s, width, "")
	if flags {
		s = strings.ReplaceAll(s, "\u2011\u2011", "--")
	}
	if dates {
		s = inDate.ReplaceAllString(s, "$1 $2")
	}
	var out []string
	for _, l := range strings.Split(s, "\n") {
		if len(l) > width && ansi.StringWidth(l) > width { // a word behind spaces can stand out
			out = append(out, strings.Split(ansi.Hardwrap(l, width, true), "\n")...)
			continue
		}
		out = append(out, l)
	}
	return out
}

// Cut shortens a line to width, with a mark where something is missing.
func Cut(s string, width int) string {
	if width < 1 {
		return ""
	}
	return ansi.Truncate(s, width, "…")
}

// Pad fills a line with spaces to width, or cuts it to it.
func Pad(s string, width int) string {
	n := ansi.StringWidth(s)
	if n > width {
		s = Cut(s, width)
		n = ansi.StringWidth(s)
	}
	return s + strings.Repeat(" ", max(0, width-n))
}

// PadLeft is Pad with the text at the right end.
func PadLeft(s string, width int) string {
	n := ansi.StringWidth(s)
	if n > width {
		s = Cut(s, width)
		n = ansi.StringWidth(s)
	}
	return strings.Repeat(" ", max(0, width-n)) + s
}
