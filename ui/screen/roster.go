package screen

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// roster is what activities have in common that list records: one row has the
// focus, its form opens beside the list or the list makes room for it, and what
// belongs to the row stands there while no form is open. The lesson shows its
// insight below.
type roster struct {
	editing
	aside aside
	focus focus[workbook.Key]
	rows  func(*Context) []workbook.Key // the records that can have the focus
	found memo[[]workbook.Key]
	gone  []deleted                                          // here, in their order
	hints func(*Context, workbook.Key) map[string]field.Hint // for the form of a record; nil for none
	page  string                                             // whose fields the forms ask, see schema.Field.Page; "" for the collection's
	alike func(c *Context, a, b workbook.Key) bool           // tells which records are asked the same; nil for all of a collection
	// asks says which fields the form that is opened at a field asks, and whether one at a
	// time; nil where it asks all of them.
	asks func(c *Context, k workbook.Key, fieldName string) (fields []string, alone bool)
}

// rosterRow is one row of the list. It is drawn only where it can be seen.
type rosterRow struct {
	key     workbook.Key                      // "" for a row that cannot have the focus
	section string                            // the heading above the rows that share it
	text    func(here bool, width int) string // without the mark of the focus
	click   func(again bool)                  // what a click does besides moving the focus, which was here again; nil opens the form then
}

// keys are the records that can have the focus.
func (r *roster) keys(c *Context) []workbook.Key { return r.found.of(c, r.rows) }

func keysOf(collection string) func(*Context) []workbook.Key {
	return func(c *Context) []workbook.Key {
		var out []workbook.Key
		for id := range workbook.Schema.Collection(collection).Each(&c.Book) {
			out = append(out, workbook.RecordKey(collection, id))
		}
		return out
	}
}

// current is the record of the focused row, "" when there is none.
func (r *roster) current(c *Context) workbook.Key {
	keys := r.keys(c)
	if len(keys) == 0 {
		return ""
	}
	return keys[r.focus.in(keys)]
}

// edit opens the form of the focused record at a field, or at its first.
func (r *roster) edit(c *Context, fieldName string) { r.editKey(c, r.current(c), fieldName) }

func (r *roster) editKey(c *Context, k workbook.Key, fieldName string) {
	var hints map[string]field.Hint
	if r.hints != nil {
		hints = r.hints(c, k)
	}
	r.focus.to(k)
	r.show(k, cmp.Or(r.page, workbook.Schema.Collection(k.Collection()).Page), fieldName, hints)
	if r.asks != nil {
		r.form.Fields, r.form.Alone = r.asks(c, k, fieldName)
	}
}

// add makes a record, has it filled, and opens its form at a field.
func (r *roster) add(c *Context, collection, fieldName string, fill func(*workbook.Workbook, any)) {
	k := workbook.RecordKey(collection, c.NewID())
	before := c.Book
	c.Change("add/"+string(k), func(w *workbook.Workbook) { fill(w, workbook.Schema.Add(w, k)) })
	added := c.Book
	r.editKey(c, k, fieldName)
	r.left = func(c *Context) {
		if r.left = nil; k == r.form.Record {
			r.untouched(c, k, before, added)
		}
	}
}

// untouched takes back a record that was added and in which nothing was written: it is
// none. One that came with its name stays, from a catalog or a return that is asked for.
func (r *roster) untouched(c *Context, k workbook.Key, before, added workbook.Workbook) {
	rec := workbook.Schema.Record(&c.Book, k)
	if rec == nil || k.Collection() == workbook.AskRecords ||
		slices.ContainsFunc(workbook.Diff(added, c.Book), func(ch workbook.Change) bool { return ch.Record == k }) {
		return
	}
	for _, f := range workbook.Schema.Collection(k.Collection()).Fields {
		if text, is := f.At(rec).(*string); is {
			if strings.TrimSpace(*text) != "" {
				return
			}
			break
		}
	}
	c.Change("add/"+string(k), func(w *workbook.Workbook) { _ = workbook.Schema.Replay(w, workbook.Diff(added, before)) }) // what it changed beside, too
	c.Say("Nothing was written in it, so it is not kept.")
}

// private marks the focused record as the person's own, or takes the mark back.
func (r *roster) private(c *Context) {
	k := r.current(c)
	f := workbook.Schema.Field(k.Collection(), "private")
	mine := false
	c.Change("private/"+string(k), func(w *workbook.Workbook) {
		at := f.At(workbook.Schema.Record(w, k)).(*bool)
		*at = !*at
		mine = *at
	})
	if mine {
		c.Say("Marked as yours only: the coach's copy leaves it out.")
	} else {
		c.Say("The coach's copy shows it again.")
	}
}

// removeRow and privateRow are the commands on the focused row; off says why they
// do nothing on it, "" when they do.
func (r *roster) removeRow(c *Context, id, words, off string, remove func()) command.Command {
	return command.Command{ID: id + ".delete", Key: c.Key.Delete, Words: words, Off: off, Do: remove}
}

func (r *roster) privateRow(c *Context, id, off string) command.Command {
	return command.Command{ID: id + ".private", Key: c.Key.Private, Words: "mine only", Off: off, Do: func() { r.private(c) }}
}

func (r *roster) editRow(c *Context, id, words string, b key.Binding, open func()) command.Command {
	return command.Command{ID: id + ".edit", Key: b, Words: words, Do: open}
}

// formCommands are those of the open form, and the way to where the next record of its
// kind goes on.
func (r *roster) formCommands(c *Context) command.List {
	rows := r.editing.formCommands(c)
	var same []workbook.Key
	for _, k := range r.keys(c) {
		if k.ID() != "" && k.Collection() == r.form.Record.Collection() && (r.alike == nil || r.alike(c, k, r.form.Record)) {
			same = append(same, k)
		}
	}
	if len(same) < 2 {
		return rows
	}
	at := slices.Index(same, r.form.Record)
	next := same[(at+1)%len(same)]
	noun := workbook.Schema.Collection(next.Collection()).Noun
	return append(rows, command.Command{ID: "form.record", Key: c.Key.NextRecord, Words: "next " + noun, Do: func() {
		r.form.Leave(c)
		if r.left != nil {
			r.left(c)
		}
		r.editKey(c, next, r.form.Onward(c.Book, next))
	}})
}

func (r *roster) start(*Context) {}

func (r *roster) move(c *Context, by int) {
	if r.inForm {
		r.form.Move(c, by)
	} else {
		r.focus.move(by, r.keys(c))
	}
}

// enter goes to a record, and opens its form where a field is named.
func (r *roster) enter(c *Context, record workbook.Key, fieldName string) {
	for _, k := range r.keys(c) {
		if k == record {
			r.focus.to(record)
		}
	}
	r.inForm = false
	if fieldName != "" && r.current(c) != "" {
		r.edit(c, fieldName)
	}
}

// at is the focused record, and the field that is typed in.
func (r *roster) at(c *Context) (workbook.Key, string) {
	k := r.current(c)
	if r.inForm {
		return r.form.Record, r.form.Focused(c.Book)
	}
	return k, ""
}

// list draws the rows with their headings; of those that a window of room lines
// around the focus cannot show, only the place.
func (r *roster) list(c *Context, d *field.Drawing, rows []rosterRow, width, room int) {
	at := r.focus.in(r.keys(c))
	section, i := "", -1 // the row's place among those that can have the focus
	for _, row := range rows {
		if row.section != section {
			section = row.section
			d.Blank()
			d.Line(c.Style.Dim.Render(field.Cut("  "+section, width)))
		}
		if row.key == "" {
			d.Line("  " + row.text(false, width-2))
			continue
		}
		i++
		r.row(c, d, row, i, at, width, room)
	}
}

// row draws the i-th row that can have the focus, which is on the row at.
func (r *roster) row(c *Context, d *field.Drawing, row rosterRow, i, at, width, room int) {
	here := i == at
	if here {
		d.Focus = len(d.Lines)
	}
	if i < at-room || i > at+room {
		d.Line(" ") // no blank line, which headings would not repeat
		return
	}
	y := len(d.Lines)
	d.Line(marker(c.Style, here) + row.text(here, width-2))
	d.Click(y, width, func() {
		again := r.focus.key == row.key
		r.focus.to(row.key)
		r.inForm = false
		switch {
		case row.click != nil:
			row.click(again)
		case again:
			r.edit(c, "")
		}
	})
}

// layout sets the list beside what belongs to its focused row: its form while one
// types, else the words about it. Both get a width.
func (r *roster) layout(c *Context, width, room int, typing bool, list, form, about func(width int) field.Drawing) field.Drawing {
	left := list(leftWidth(width, typing))
	if typing {
		return panes(c, left, form(rightWidth(width, true)), width, room, true)
	}
	right := r.aside.window(c, r.current(c), about(rightWidth(width, false)), width, room)
	return panes(c, left, right, width, room, r.aside.alone && width < wide)
}
