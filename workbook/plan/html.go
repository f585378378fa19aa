package plan

import (
	_ "embed" // the page travels inside the program
	"fmt"
	"html/template"
	"strings"
	"sync"
)

//go:embed html.tmpl
var htmlText string

// page is read at its first use: most runs export nothing.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("plan").Funcs(template.FuncMap{
		"kind": kind, "line": oneLine, "lines": split, "row": row, "sheet": sheet,
	}).Parse(htmlText))
})

// HTML writes a Document as a page of one file, for the screen and for paper: it
// links to nothing, loads nothing and runs nothing. Whatever a person typed shows
// as text.
func HTML(d Document) (string, error) {
	var b strings.Builder
	err := page().Execute(&b, d)
	return b.String(), err
}

// sheet tells which sections are printed on paper of their own: what lies on the
// table and what stays in the bag part.
func sheet(id string) bool { return id == "card" || id == "bag" }

// kind is how the page calls a block.
func kind(b Block) (string, error) {
	switch b := b.(type) {
	case Paragraph:
		if b.Lead {
			return "lead", nil
		}
		return "paragraph", nil
	case Note:
		return "note", nil
	case Quote:
		return "quote", nil
	case List:
		if len(b.Items) == 0 {
			return "", nil
		}
		return "list", nil
	case Facts:
		if len(b.Items) == 0 {
			return "", nil
		}
		return "facts", nil
	case Table:
		if len(b.Header) == 0 {
			return "", nil
		}
		return "table", nil
	}
	return "", fmt.Errorf("plan: a %T has no HTML", b)
}

// htmlCell is a cell as the page has it.
type htmlCell struct {
	Text  string
	Right bool
	Head  bool // it names its row
}

// row gives a row as many cells as the header has. The first column of words names it.
func row(t Table, texts []string) []htmlCell {
	out, named := make([]htmlCell, len(t.Header)), false
	for i := range out {
		c := &out[i]
		if i < len(texts) {
			c.Text = texts[i]
		}
		c.Right = i < len(t.Align) && t.Align[i] == Right
		c.Head = !named && !c.Right
		named = named || c.Head
	}
	return out
}
