package screen

import (
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
	left   func(*Context) // is told that the form was left; nil where nothing follows
}

// show opens the form of a record at a field, or at its first.
func (e *editing) show(record workbook.Key, page, focus string, hints map[string]field.Hint) {
	e.form = field.Form{Record: record, Page: page, Hints: hints}
	e.form.Focus(focus)
	e.inForm = true
}

func (e *editing) formCommands(c *Context) command.List {
	return e.form.Commands(c, func() {
		if e.inForm = false; e.left != nil {
			e.left(c)
		}
	})
}

func (e *editing) press(c *Context, k tea.KeyPressMsg) bool { return e.form.Type(c, k) }

func (e *editing) paste(c *Context, text string) {
	if e.inForm {
		e.form.Paste(c, text)
	}
}

// see closes the form of a record that is gone, in another window or by an undo.
func (e *editing) see(c *Context) { e.inForm = e.inForm && !e.form.Gone(c.Book) }

func (e *editing) typing() bool { return e.inForm }

func (e *editing) asking() bool { return false }
