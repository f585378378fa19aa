package screen

import (
	"cmp"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
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
		return s.told(c)
	case *Notes:
		s.see(c)
		return asked(c, s.Place(c).Record, s.Place(c).Field)
	case *Side:
		return s.asked(c)
	case *Questions:
		s.see(c)
		one := s.question(c, s.current(c))
		return one.label, one.help
	case *Details:
		return asked(c, s.form().Record, s.form().Focused(c.Book))
	case *Rehearsal:
		return s.asked(c)
	case *After:
		return s.asked(c)
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

// recordName is what a person calls a record of a list.
func recordName(c *Context, record workbook.Key) string { return c.Book.NameOf(record, c.Day) }

// NameOf is what a person calls a record.
func (c *Context) NameOf(k workbook.Key) string { return recordName(c, k) }

// pageOf is the page that asks a field, or that of the record where none is named.
func pageOf(k workbook.Key, fieldName string) string {
	of := workbook.Schema.Collection(k.Collection())
	if f := of.Field(fieldName); f != nil {
		return cmp.Or(f.Page, DetailsScreen)
	}
	return cmp.Or(of.Page, DetailsScreen)
}

// Follow goes to a record, on the page of its collection; one that says nothing yet is
// open to type into.
func (c *Context) Follow(k workbook.Key) {
	rec := workbook.Schema.Record(&c.Book, k)
	if rec == nil {
		return
	}
	of := workbook.Schema.Collection(k.Collection())
	to := Place{Screen: cmp.Or(of.Page, DetailsScreen), Record: k}
	first := slices.IndexFunc(of.Fields, func(f *schema.Field) bool { return f.Page == of.Page && f.InForm() })
	if said := slices.ContainsFunc(of.Fields, func(f *schema.Field) bool { return !f.Blank(rec) }); !said && first >= 0 {
		to.Field = of.Fields[first].Name
	}
	c.Go(to)
}

// focusedCell is the score that has the focus in the table.
func (r *returns) focusedCell(c *Context) (workbook.Key, string) { return r.current(c), scores[r.cell] }

// focusedCell is the part of the sentence that has the focus.
func (l *deals) focusedCell(c *Context) (workbook.Key, string) { return l.current(c), l.stop(c) }

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
