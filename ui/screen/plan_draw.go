package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

	"firstmile/ui/field"
	"firstmile/workbook/plan"
)

// labelsMost is up to where the labels of a section are as wide as its widest; one that is
// wider has its block to itself.
const labelsMost = 20

// labelsOf is how wide the labels of a section are, so that its values stand in one column.
func labelsOf(blocks []plan.Block) int {
	labels := 0
	for _, b := range blocks {
		facts, _ := b.(plan.Facts)
		for _, f := range facts.Items {
			if w := lipgloss.Width(f.Label); w <= labelsMost {
				labels = max(labels, w)
			}
		}
	}
	return labels
}

func drawBlock(c *Context, d *field.Drawing, b plan.Block, labels, width int) {
	st := c.Style
	switch b := b.(type) {
	case plan.Paragraph:
		style := st.Plain
		if b.Lead {
			style = st.Bold
		}
		d.Text(b.Text, width, style)
	case plan.Note:
		d.Text(b.Text, width, st.Dim)
	case plan.Quote:
		hanging(d, st.Dim.Render("│ "), 2, b.Text, width, st.Plain.Render)
	case plan.List:
		for i, item := range b.Items {
			mark := "· "
			if b.Numbered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			if sign, rest, ok := strings.Cut(item, " "); b.Signed && ok {
				if mark, item = sign+" ", rest; sign != "·" {
					mark = st.Warn.Render(mark)
				}
			}
			hanging(d, mark, lipgloss.Width(mark), item, width, st.Plain.Render)
		}
	case plan.Facts:
		for _, f := range b.Items {
			labels = max(labels, lipgloss.Width(f.Label))
		}
		labels = min(labels, width/2)
		for _, f := range b.Items {
			style := st.Plain
			if f.Value == plan.NotAnswered {
				style = st.Dim
			}
			if width < 50 {
				d.Text(f.Label, width, st.Dim)
				d.Add(field.Text(f.Value, width-2, style), 2, false)
				continue
			}
			hanging(d, st.Dim.Render(field.Pad(f.Label, labels))+"  ", labels+2, f.Value, width, style.Render)
		}
	case plan.Table:
		drawTable(c, d, b, width)
	}
}

// The columns of a table that is fitted into a width.
const (
	columnGap  = 2
	proseWidth = 24 // a column of sentences is no narrower
	shortCell  = 30 // what is longer is read as a sentence
)

func isNumber(t plan.Table, col int) bool { return col < len(t.Align) && t.Align[col] == plan.Right }

// columnWidths fits the columns of a table into a width, so that no word and no
// number breaks; false when that cannot be. cells is how wide the longest cell
// of each column is.
func columnWidths(t plan.Table, width int) (widths, cells []int, fits bool) {
	n := len(t.Header)
	widths, cells, whole := make([]int, n), make([]int, n), make([]int, n)
	room := width - columnGap*(n-1)
	for i, head := range t.Header {
		word := longestWord(head)
		for _, row := range t.Rows {
			cells[i] = max(cells[i], lipgloss.Width(row[i]))
			word = max(word, longestWord(row[i]))
		}
		whole[i] = max(cells[i], lipgloss.Width(head))
		widths[i] = max(word, min(whole[i]/2, proseWidth))
		if isNumber(t, i) {
			widths[i] = max(widths[i], cells[i])
		}
		room -= widths[i]
	}
	// What is left goes to the cells, then to the headings, and first to the
	// narrowest, so that most of it comes to the sentences.
	for _, wish := range [][]int{cells, whole} {
		for ; room > 0; room-- {
			least := -1
			for i := range widths {
				if widths[i] < wish[i] && (least < 0 || widths[i] < widths[least]) {
					least = i
				}
			}
			if least < 0 {
				break
			}
			widths[least]++
		}
	}
	return widths, cells, room >= 0
}

// longestWord is how wide a text's longest word is; a hard space does not part two.
func longestWord(s string) int {
	longest := 0
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r != nbsp && unicode.IsSpace(r) }) {
		longest = max(longest, lipgloss.Width(word))
	}
	return longest
}

const nbsp = '\u00a0'

// drawTable shows a table; where its columns do not fit, row by row.
func drawTable(c *Context, d *field.Drawing, t plan.Table, width int) {
	if len(t.Header) == 0 {
		return
	}
	widths, cells, fits := columnWidths(t, width)
	if !fits {
		for _, row := range t.Rows {
			d.Blank()
			drawRow(c, d, t, row, cells, width)
		}
		d.Blank()
		return
	}
	style := func(row, col int) lipgloss.Style {
		s, gap := c.Style.Plain, columnGap
		if row == 0 {
			s = c.Style.Dim.AlignVertical(lipgloss.Bottom)
		}
		if isNumber(t, col) {
			s = s.Align(lipgloss.Right)
		}
		if col == len(widths)-1 {
			gap = 0
		}
		return s.PaddingRight(gap).Width(widths[col] + gap)
	}
	// The headings are a row like the others: the table would cut its own.
	drawn := table.New().Row(t.Header...).Rows(t.Rows...).StyleFunc(style).
		BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false)
	for _, l := range strings.Split(drawn.String(), "\n") {
		d.Line(l)
	}
}

// drawRow shows one row of a table as a block: what it is called, its short
// cells one behind the other, and its sentences.
func drawRow(c *Context, d *field.Drawing, t plan.Table, row []string, cells []int, width int) {
	named := 1
	if isNumber(t, 0) && len(row) > 1 {
		named = 2 // a number is no name
	}
	name := slices.DeleteFunc(slices.Clone(row[:named]), func(s string) bool { return s == plan.Nothing })
	d.Text(cmp.Or(strings.Join(name, "  "), plan.Nothing), width, c.Style.Bold)
	const indent = 2
	var short, long []string
	for i := named; i < len(row); i++ {
		said := t.Header[i] + ": " + row[i]
		switch {
		case row[i] == plan.Nothing:
		case cells[i] > shortCell || strings.Contains(said, "\n"):
			long = append(long, said)
		case lipgloss.Width(said+" ·") <= width-indent:
			short = append(short, strings.ReplaceAll(said, " ", string(nbsp))) // a line ends behind it, not inside
		default:
			short = append(short, said)
		}
	}
	for _, said := range append([]string{strings.Join(short, string(nbsp)+"· ")}, long...) {
		d.Add(field.Text(said, width-indent, c.Style.Plain), indent, false)
	}
}
