package screen

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Since is what was changed elsewhere since a person last saw all of a workbook: in other
// windows, and by commands.
type Since struct {
	At      time.Time
	Changes []workbook.Change
}

// parts are the pages that were changed, in the order of the map, each with what was
// changed on it, as far as it has a name.
func (s Since) parts(c *Context) (pages []string, names map[string][]string) {
	names = map[string][]string{}
	for _, change := range s.Changes {
		of := workbook.Schema.Collection(change.Record.Collection())
		if of == nil || of.Kept {
			continue
		}
		page := pageOf(change.Record, change.Field)
		if !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
		if name := recordName(c, change.Record); name != "" && name[0] != '(' && !slices.Contains(names[page], name) {
			names[page] = append(names[page], name)
		}
	}
	order := func(page string) int {
		if n := workbook.Lesson(page).Number(); n > 0 {
			return n
		}
		return 100 + strings.Index(DetailsScreen+workbook.AfterPage+workbook.QuestionsPage+workbook.NotesPage, page)
	}
	slices.SortStableFunc(pages, func(a, b string) int { return order(a) - order(b) })
	return pages, names
}

// line says it in one row: what was changed by name, else where, as much as fits.
func (s Since) line(c *Context, width int) string {
	pages, names := s.parts(c)
	if len(pages) == 0 {
		return ""
	}
	at := s.At.Local()
	when := value.DateOf(at).Short(c.Day)
	if value.DateOf(at) == c.Day {
		when = at.Format("15:04")
	}
	var named, bare, short []string
	for _, page := range pages {
		title, brief := pageName(c, page)
		bare, short = append(bare, title), append(short, brief)
		if all := names[page]; len(all) > 0 && page != workbook.NotesPage {
			title += " (" + value.List(quotedNames(all)) + ")"
		}
		named = append(named, title)
	}
	said := ""
	for _, what := range []string{value.List(named), value.List(bare), strings.Join(short, ", ")} {
		if said = fmt.Sprintf("Since %s, elsewhere: %s.", when, what); ansi.StringWidth(said) <= width {
			break
		}
	}
	return field.Cut(said, width)
}

func quotedNames(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = "“" + field.Cut(name, 24) + "”"
	}
	return out
}

// pageName is how the map calls a page, in full and in short.
func pageName(c *Context, page string) (title, brief string) {
	switch l := workbook.Lesson(page); {
	case l.Number() > 0:
		return fmt.Sprintf("%d %s", l.Number(), c.Pack.Lesson(l).Short), fmt.Sprint(l.Number())
	case page == workbook.NotesPage:
		return "the notes", "notes"
	case page == workbook.QuestionsPage:
		return "your coach's questions", "questions"
	case page == workbook.AfterPage:
		return "what came of it", "after"
	}
	return "the conversation", "details"
}
