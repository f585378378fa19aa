package cli

import (
	"os"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// noName stands for a name that was never given.
const noName = "(no name)"

// columns aligns cells, two spaces apart. Columns without a word are left out,
// the last one is not filled up.
func columns(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			if widths[i] > 0 {
				line += cell + strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+2)
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// width is how many cells a line of a file may have; 0 for any where it is no terminal.
func width(f *os.File) int {
	if !term.IsTerminal(f.Fd()) {
		return 0
	}
	width, _, err := term.GetSize(f.Fd())
	if err != nil || width == 0 {
		return 80
	}
	return max(width, 40)
}

// wrapped breaks the lines of a text between words, so that they have at most width cells, 0
// for any; ansi.Wordwrap would break at hyphens, and so within --data. A line that is
// indented is a row of a table and stays.
func wrapped(text string, width int) string {
	if width == 0 {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "  ") {
			b.WriteString(line)
			continue
		}
		used := 0
		for i, word := range strings.Split(line, " ") {
			n := ansi.StringWidth(strings.TrimSuffix(word, "\n"))
			switch {
			case i == 0:
			case used+1+n > width:
				b.WriteString("\n")
				used = 0
			default:
				b.WriteString(" ")
				used++
			}
			b.WriteString(word)
			used += n
		}
	}
	return b.String()
}

// indented is wrapped for a text that stands behind a margin.
func indented(margin, text string, width int) string {
	n := ansi.StringWidth(margin)
	if width > 0 {
		width -= n
	}
	return margin + strings.ReplaceAll(wrapped(text, width), "\n", "\n"+strings.Repeat(" ", n))
}
