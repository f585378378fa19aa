package app

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// Somebody walks past: one key hides every number that may be an amount, or tell one, on
// whatever page. It is done to the finished frame and denies by default, so that no page
// can forget it: days, times, lessons and small counts are known by how they are written.

var (
	// goesOn is a line in which a part begins as the rest of a number does: 8 in the one
	// above, 200 in this one.
	goesOn = lazy.New(`(?:^|  )\p{Nd}{3}\b`)
	// cells are the parts of a line that wide gaps set apart.
	cells = lazy.New(`[^ ]+(?: [^ ]+)*`)
)

const bullets = "•••" // for every amount, whatever it comes to

// amountsIn gives the parts of a line that are to be hidden; below is the one under it.
func amountsIn(line, below string) [][]int {
	return value.AmountsIn(line, goesOn.MatchString(below))
}

// hiding is how amounts are taken out of the lines of one frame.
type hiding struct {
	plain []string     // the lines without styles
	parts [][][2]int   // the cells from and to which their parts stand
	right map[int]bool // where parts end that begin at different cells, as numbers do
}

func newHiding(lines []string) *hiding {
	h := &hiding{right: map[int]bool{}, parts: make([][][2]int, len(lines))}
	begin := map[int]int{}
	for y, l := range lines {
		l = ansi.Strip(l)
		h.plain = append(h.plain, l)
		for _, c := range cells.FindAllStringIndex(l, -1) {
			from, to := ansi.StringWidth(l[:c[0]]), ansi.StringWidth(l[:c[1]])
			if was, there := begin[to]; there && was != from {
				h.right[to] = true
			}
			begin[to] = from
			h.parts[y] = append(h.parts[y], [2]int{from, to})
		}
	}
	return h
}

// atRight tells whether a part of a line stands in a column that is aligned at its right
// end: by the parts above and below it, else by all that end there.
func (h *hiding) atRight(y, from, to int) bool {
	for _, near := range []int{y - 1, y + 1} {
		if near < 0 || near >= len(h.parts) {
			continue
		}
		for _, p := range h.parts[near] {
			if begins, ends := p[0] == from, p[1] == to; begins != ends {
				return ends
			}
		}
	}
	return h.right[to]
}

// line writes a line of the frame without its amounts, and gives the cell in which what
// was in cell x stands. A cell of a table keeps its place; a sentence closes up, and what
// stands behind it in another column stays there. In a line that is typed into each
// character has a dot of its own, which says that it is there.
func (h *hiding) line(y int, line string, x int, typed bool) (string, int) {
	plain, below := h.plain[y], ""
	if y+1 < len(h.plain) {
		below = h.plain[y+1]
	}
	spans := amountsIn(plain, below)
	if len(spans) == 0 {
		return line, x
	}
	var out strings.Builder
	at, cell, shift, moved := 0, 0, 0, x // the byte of plain, its cell, how far what follows moves left, and where x is
	for len(line) > 0 {
		seq, width, n, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
		line = line[n:]
		if !strings.HasPrefix(plain[at:], seq) || seq == "" { // a style
			out.WriteString(seq)
			continue
		}
		if shift > 0 && (strings.HasPrefix(plain[at:], "  ") || strings.HasPrefix(plain[at:], "│")) {
			out.WriteString(spaces(shift))
			shift = 0
		}
		if cell <= x {
			moved = x - shift
		}
		i := slices.IndexFunc(spans, func(s []int) bool { return s[0] <= at && at < s[1] })
		switch {
		case i < 0:
			out.WriteString(seq)
		case at == spans[i][0]:
			text := h.dots(y, spans[i], typed)
			out.WriteString(text)
			shift += ansi.StringWidth(plain[spans[i][0]:spans[i][1]]) - ansi.StringWidth(text)
		}
		at, cell = at+len(seq), cell+width
	}
	return out.String(), max(0, moved)
}

// dots stand for an amount in a line: three, which fill a cell of a table.
func (h *hiding) dots(y int, span []int, typed bool) string {
	line := h.plain[y]
	width := ansi.StringWidth(line[span[0]:span[1]])
	before, after := line[:span[0]], line[span[1]:]
	next, _ := utf8.DecodeRuneInString(after)
	text := bullets[:len("•")*min(width, 3)]
	switch {
	case typed, next >= '─' && next <= '╿':
		return strings.Repeat("•", width)
	case !strings.HasSuffix("  "+before, "  ") || !strings.HasPrefix(after+"  ", "  "):
		return text
	case h.atRight(y, ansi.StringWidth(before), ansi.StringWidth(before)+width):
		return field.PadLeft(text, width)
	}
	return field.Pad(text, width)
}

func spaces(n int) string { return strings.Repeat(" ", max(0, n)) }

// hideIn takes the amounts out of a frame but for its last line, the keys.
func (a *App) hideIn(d *field.Drawing) {
	if _, own := a.over.(*helpPage); !a.hidden || own || a.tooSmall() {
		return
	}
	at, h := d.At(), newHiding(d.Lines)
	for i := range d.Lines[:len(d.Lines)-1] {
		if i != at.Y {
			d.Lines[i], _ = h.line(i, d.Lines[i], 0, false)
			continue
		}
		d.Lines[i], at.X = h.line(i, d.Lines[i], at.X, a.typing())
	}
	d.Cursor = &at
}

// toggleAmounts hides amounts, or shows them again.
func (a *App) toggleAmounts() {
	if a.hidden {
		a.hidden, a.note = false, "Amounts are shown again."
	} else {
		a.closeSides() // while a page may still see them
		a.hidden = true
		a.keepOut()
	}
	a.arrangeShelf() // a board shows others only while nothing is hidden
}

// withHidden says, before what is saved, that amounts are hidden and what shows them, in
// as many words as a title leaves room for. In a text a letter shows nothing.
func (a *App) withHidden(right string, title, width int) string {
	if !a.hidden {
		return right
	}
	k := a.key.Hide.Help().Key
	if a.typing() {
		k = a.key.HideInText.Help().Key
	}
	says := []string{"amounts hidden: " + k + " shows them", "amounts hidden: " + k, "hidden: " + k, "hidden"}
	for len(says) > 1 && title+2+ansi.StringWidth(says[0]+"   "+right) > width {
		says = says[1:]
	}
	return strings.TrimRight(says[0]+"   "+right, " ")
}
