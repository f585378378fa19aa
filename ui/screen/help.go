package screen

import (
	"strings"

	"firstmile/workbook"
)

// Asked names what has the focus on a page, and gives what is asked or said of it; ""
// where there is nothing to say.
func Asked(c *Context, s Screen) (name, help string) {
	switch s := s.(type) {
	case *Map:
		s.keep(c)
		if s.gaps && s.open < s.shown(c) {
			line := s.lines(c)[s.open]
			return line.Text, line.Do
		}
		text := c.Pack.Lesson(workbook.Lessons()[s.row])
		return text.Title, "Prevents: " + lowerFirst(text.Mistake)
	case *Details:
		return asked(c, s.form().Record, s.form().Focused(c.Book))
	case *Lesson:
		s.see(c)
		if s.reading || s.said || s.doing == nil {
			return "", ""
		}
		record, fieldName := s.doing.at(c)
		if table, ok := s.doing.(interface {
			focusedCell(*Context) (workbook.Key, string)
		}); ok && !s.doing.typing() {
			record, fieldName = table.focusedCell(c)
		}
		if name, help = asked(c, record, fieldName); help == "" {
			help = c.Pack.Lesson(s.id).Task
		}
	}
	return name, help
}

// asked names a field of a record, and gives its help.
func asked(c *Context, record workbook.Key, fieldName string) (name, help string) {
	name = recordName(c, record)
	f := workbook.Schema.Field(record.Collection(), fieldName)
	if f == nil {
		return name, ""
	}
	text := c.Pack.Field(f.Label)
	if name == "" {
		name = text.Label
	} else {
		name += ", " + lowerFirst(text.Label)
	}
	help = text.Help
	if text.Example != "" {
		help = strings.TrimSpace(help + " For example: " + text.Example)
	}
	return name, help
}

// recordName is what a person calls a record of a list; "" for one without a name.
func recordName(c *Context, record workbook.Key) string {
	book := c.Book
	switch rec := workbook.Schema.Record(&book, record).(type) {
	case *workbook.Return:
		return nameOf(*rec)
	case *workbook.Ask:
		if ret := c.Book.Return(rec.Return); ret != nil {
			return nameOf(*ret)
		}
	case *workbook.Offer:
		return employerOf(*rec)
	}
	return ""
}

// focusedCell is the score that has the focus in the table.
func (r *returns) focusedCell(c *Context) (workbook.Key, string) { return r.current(c), scores[r.cell] }

// focusedCell is the mark that has the focus in the table; no field where it is reckoned.
func (o *offers) focusedCell(c *Context) (workbook.Key, string) {
	switch mark := o.column(c).mark; {
	case mark != nil && o.offer(c) == nil:
		return workbook.RecordKey(workbook.ReturnRecords, mark.ID), "met"
	case mark != nil:
		return o.current(c), "covers"
	case o.asks(c):
		return o.current(c), "take"
	}
	return o.current(c), ""
}
