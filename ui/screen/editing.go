package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// editing is the part of an activity in which a form may be open. While it is,
// every key and all commands are the form's.
type editing struct {
	inForm bool
	form   field.Form
}

// show opens a form at a field such as "asks.target", or at its first.
func (e *editing) show(id, focus string, fields []field.Field) {
	e.form = field.Form{ID: id, Fields: fields}
	e.form.Focus(focus)
	e.inForm = true
}

func (e *editing) formCommands(c *Context) command.List {
	return e.form.Commands(c, func() { e.inForm = false })
}

func (e *editing) press(c *Context, k tea.KeyPressMsg) bool { return e.form.Type(c, k) }

func (e *editing) paste(c *Context, text string) {
	if e.inForm {
		e.form.Paste(c, text)
	}
}

func (e *editing) typing() bool { return e.inForm }

func (e *editing) asking() bool { return false }

// place is the record in focus with the field that is typed in, "" for none.
func (e *editing) place(collection string, id workbook.ID) (workbook.Key, string) {
	record := workbook.Key("")
	if id != "" {
		record = workbook.Key(collection + "/" + string(id))
	}
	if !e.inForm {
		return record, ""
	}
	_, name, _ := strings.Cut(e.form.Focused(), ".")
	return record, name
}

// part finds a field of a record; nil when the record is gone.
func part[R, T any](at func(*workbook.Workbook) *R, of func(*R) *T) field.At[T] {
	return func(w *workbook.Workbook) *T {
		if rec := at(w); rec != nil {
			return of(rec)
		}
		return nil
	}
}
