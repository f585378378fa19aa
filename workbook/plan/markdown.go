package plan

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// Markdown writes a Document as CommonMark with GFM tables. Whatever a person
// typed shows as text: it cannot become a heading, a link, a table or HTML.
func Markdown(d Document) string {
	var m writer
	m.para("# " + heading(d.Title))
	if about := d.About(); about != "" {
		m.para("*" + inline(about) + "*")
	}
	for _, s := range d.Sections {
		m.para("## " + heading(s.Title))
		for _, b := range s.Blocks {
			m.block(b)
		}
	}
	return m.b.String()
}

// writer sets blocks apart with one blank line.
type writer struct {
	b      strings.Builder
	bullet byte // of the list that was just written, 0 after anything else
}

// list writes a list whose items are behind a hyphen. Right behind another one
// it takes a star, or Markdown would make one list of both.
func (m *writer) list(items []string) {
	bullet := byte('-')
	if m.bullet == '-' {
		bullet = '*'
	}
	for i := range items {
		items[i] = string(bullet) + items[i][1:]
	}
	m.para(strings.Join(items, "\n"))
	if len(items) > 0 {
		m.bullet = bullet
	}
}

func (m *writer) para(text string) {
	if text == "" {
		return
	}
	if m.b.Len() > 0 {
		m.b.WriteByte('\n')
	}
	m.b.WriteString(text + "\n")
	m.bullet = 0
}

func (m *writer) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		if text := oneLine(b.Text); b.Lead && text != "" {
			m.para("**" + strings.TrimSpace(inline(text)) + "**")
			return
		}
		m.para(lines(b.Text, ""))
	case Note:
		if text := oneLine(b.Text); text != "" {
			m.para("*" + inline(text) + "*")
		}
	case Quote:
		if text := lines(b.Text, "> "); text != "" {
			m.para("> " + text)
		}
	case List:
		var items []string
		for i, item := range b.Items {
			mark := "- "
			if b.Numbered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			items = append(items, strings.TrimRight(mark+lines(item, strings.Repeat(" ", len(mark))), " "))
		}
		if b.Numbered {
			m.para(strings.Join(items, "\n"))
		} else {
			m.list(items)
		}
	case Facts:
		var items []string
		for _, f := range b.Items {
			// The value begins mid-line, so its first line needs no care for blocks.
			value := continued(f.Value, "  ")
			items = append(items, strings.TrimRight("- **"+inline(oneLine(f.Label))+":** "+value, " "))
		}
		m.list(items)
	case Table:
		m.para(table(b))
	default:
		panic(fmt.Sprintf("plan: a %T has no Markdown", b))
	}
}

// table gives every row as many cells as the header has: GFM drops the rest.
func table(t Table) string {
	if len(t.Header) == 0 {
		return ""
	}
	row := func(cells []string) string {
		out := make([]string, len(t.Header))
		for i := range out {
			if i < len(cells) {
				out[i] = cell(cells[i])
			}
		}
		return "| " + strings.Join(out, " | ") + " |"
	}
	rule := make([]string, len(t.Header))
	for i := range rule {
		rule[i] = "---"
		if i < len(t.Align) && t.Align[i] == Right {
			rule[i] = "---:"
		}
	}
	out := []string{row(t.Header), "| " + strings.Join(rule, " | ") + " |"}
	for _, r := range t.Rows {
		out = append(out, row(r))
	}
	return strings.Join(out, "\n")
}

func cell(s string) string {
	s = inline(oneLine(s))
	var b strings.Builder
	for i := range len(s) {
		switch {
		case s[i] != '|':
			b.WriteByte(s[i])
		case i > 0 && s[i-1] == '\\':
			b.WriteString("&#124;") // parsers count backslashes before a pipe differently
		default:
			b.WriteString(`\|`)
		}
	}
	return b.String()
}

// heading also keeps a trailing # from being taken for the heading's end, and
// {#id} from being taken for an attribute, as Hugo and Pandoc would.
func heading(s string) string {
	s = strings.ReplaceAll(inline(oneLine(s)), "{", `\{`)
	body := strings.TrimRight(s, "#")
	if body == s {
		return s
	}
	return body + `\` + s[len(body):]
}

// oneLine joins the lines of a text and takes double spaces out.
func oneLine(s string) string { return strings.Join(strings.Fields(value.CleanLine(s)), " ") }

// lines writes text whose lines each begin a line of the file, behind indent.
func lines(s, indent string) string { return broken(split(s), indent, 0) }

// continued is lines for text that begins in the middle of a line.
func continued(s, indent string) string { return broken(split(s), indent, 1) }

// broken joins lines with hard breaks; those before from begin no line of the file.
func broken(out []string, indent string, from int) string {
	for i := range out {
		out[i] = inline(out[i])
		if i >= from {
			out[i] = start(out[i])
		}
		// Parsers differ on three backslashes at the end of a line.
		if head, ok := strings.CutSuffix(out[i], `\\`); ok && i < len(out)-1 {
			out[i] = head + "&#92;"
		}
	}
	return strings.Join(out, "\\\n"+indent)
}

// split gives the lines that say something, without the spaces around them:
// four in front would make code of them.
func split(s string) []string {
	var out []string
	for line := range strings.Lines(value.Clean(s)) {
		if line = oneLine(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

var (
	numbered = lazy.New(`^(\d{1,9})([.)])(\s|$)`)
	bullet   = lazy.New(`^[-+:](\s|$)`)
	ruler    = lazy.New(`^[-=:|\\\s]+$`) // a thematic break, a setext line or a table's second row
)

// start keeps the beginning of a line from making a block of it.
func start(s string) string {
	switch {
	case strings.HasPrefix(s, "#"), strings.HasPrefix(s, ">"), bullet.MatchString(s):
		return `\` + s
	case s != "" && s[0] != '\\' && ruler.MatchString(s):
		return `\` + s
	case numbered.MatchString(s):
		return numbered.ReplaceAllString(s, `$1\$2$3`)
	}
	return s
}

var (
	entity = lazy.New(`^&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);`)
	www    = lazy.New(`(?i)^www\.`)
)

// inline escapes what would be markup within a line, and only that: a full
// stop, a bracket or a dash in ordinary text stays as it is.
func inline(s string) string {
	var b strings.Builder
	before := ' ' // the character in front, as the parser sees it
	for i, r := range s {
		rest := s[i+utf8.RuneLen(r):]
		after := ' '
		if rest != "" {
			after, _ = utf8.DecodeRuneInString(rest)
		}
		escape := false
		switch r {
		case '\\', '*', '`', '[', '$': // two amounts in dollars would be a formula
			escape = true
		case '_': // inside a word it is no emphasis
			escape = !alnum(before) || !alnum(after)
		case '~': // "~5" means about; behind a space it opens and never closes
			escape = before != ' ' || after < '0' || after > '9'
		case '<':
			escape = after != ' '
		case '&':
			escape = entity.MatchString(s[i:])
		case ':':
			escape = strings.HasPrefix(rest, "//")
		case '@':
			escape = !unicode.IsSpace(before) && !unicode.IsSpace(after)
		case '.':
			escape = i >= 3 && www.MatchString(s[i-3:])
		}
		if escape {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
