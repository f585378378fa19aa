package plan

import (
	_ "embed" // the style sheet travels inside the program
	"fmt"
	"html"
	"strings"
)

//go:embed html.css
var style string

// The first line ends with the title: by it an export tells another workbook's file.
const htmlHead = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style>
%s</style>
</head>
<body>
`

// HTML writes a Document as a page of one file, for the screen and for paper: it links
// to nothing, loads nothing and runs nothing. Whatever a person typed shows as text.
// It is not made by html/template, which has the linker keep all methods of the
// program: a fifth more of it to load at every start.
func HTML(d Document) string {
	var p pageWriter
	title := htmlLine(d.Title)
	fmt.Fprintf(&p.b, htmlHead, title, style)
	p.line(`<h1 dir="auto">`, title, "</h1>")
	p.some(`<p class="note">`, htmlLine(d.About()), "</p>")
	for _, s := range d.Sections {
		attributes := ""
		if s.ID != "" {
			attributes = ` id="` + html.EscapeString(s.ID) + `"`
		}
		if s.ID == "card" || s.ID == "bag" { // what lies on the table and what stays in the bag part on paper
			attributes += ` class="sheet"`
		}
		p.line("<section", attributes, ">")
		p.line("<h2>", htmlLine(s.Title), "</h2>")
		for _, b := range s.Blocks {
			p.block(b)
		}
		p.line("</section>")
	}
	p.line("</body></html>")
	return p.b.String()
}

// htmlText is a text within an element, each line of it on a line of its own.
func htmlText(s string) string {
	out := split(s)
	for i := range out {
		out[i] = html.EscapeString(out[i])
	}
	return strings.Join(out, "<br>")
}

// htmlLine is a text whose lines are joined.
func htmlLine(s string) string { return html.EscapeString(oneLine(s)) }

// pageWriter writes markup as it is given: what a person typed has to go through
// htmlText or htmlLine first.
type pageWriter struct{ b strings.Builder }

func (p *pageWriter) line(markup ...string) {
	for _, s := range markup {
		p.b.WriteString(s)
	}
	p.b.WriteByte('\n')
}

// some writes an element where there is something in it.
func (p *pageWriter) some(open, within, end string) {
	if within != "" {
		p.line(open, within, end)
	}
}

func (p *pageWriter) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		if b.Lead {
			p.some(`<h3 dir="auto">`, htmlLine(b.Text), "</h3>")
			return
		}
		p.some(`<p dir="auto">`, htmlText(b.Text), "</p>")
	case Note:
		p.some(`<p class="note" dir="auto">`, htmlLine(b.Text), "</p>")
	case Quote:
		p.some(`<blockquote dir="auto">`, htmlText(b.Text), "</blockquote>")
	case List:
		p.list(b)
	case Facts:
		if len(b.Items) == 0 {
			return
		}
		p.line("<dl>")
		for _, f := range b.Items {
			p.line(`<div><dt dir="auto">`, htmlLine(f.Label), `</dt><dd dir="auto">`, htmlText(f.Value), "</dd></div>")
		}
		p.line("</dl>")
	case Table:
		p.table(b)
	default:
		panic(fmt.Sprintf("plan: a %T has no HTML", b))
	}
}

func (p *pageWriter) list(l List) {
	open, end := "<ul>", "</ul>"
	switch {
	case len(l.Items) == 0:
		return
	case l.Numbered:
		open, end = "<ol>", "</ol>"
	case l.Signed:
		open = `<ul class="signed">`
	}
	p.line(open)
	for _, item := range l.Items {
		p.line(`<li dir="auto">`, htmlText(item), "</li>")
	}
	p.line(end)
}

// table gives every row as many cells as the header has. The first column of words
// names its row.
func (p *pageWriter) table(t Table) {
	if len(t.Header) == 0 {
		return
	}
	class, names := make([]string, len(t.Header)), -1
	for i := range class {
		if i < len(t.Align) && t.Align[i] == Right {
			class[i] = ` class="number"`
		} else if names < 0 {
			names = i
		}
	}
	p.line(`<div class="wide"><table>`)
	p.b.WriteString("<thead><tr>")
	for i, head := range t.Header {
		p.b.WriteString(`<th scope="col" dir="auto"` + class[i] + ">" + htmlLine(head) + "</th>")
	}
	p.line("</tr></thead>")
	p.line("<tbody>")
	for _, row := range t.Rows {
		p.b.WriteString("<tr>")
		for i := range t.Header {
			text := ""
			if i < len(row) {
				text = htmlText(row[i])
			}
			if i == names {
				p.b.WriteString(`<th scope="row" dir="auto">` + text + "</th>")
			} else {
				p.b.WriteString(`<td dir="auto"` + class[i] + ">" + text + "</td>")
			}
		}
		p.line("</tr>")
	}
	p.line("</tbody>")
	p.line("</table></div>")
}
