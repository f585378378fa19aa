package screen

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// packages is the page of the packages: a column each, a row for each return, and what
// they are worth to the person below. The roster's rows are the packages.
type packages struct {
	roster
	line  focus[workbook.ID] // the row: a return, or headRow
	first int                // the first column that is shown
	typed number
	paged bool // one column of text: a package is a page of its own
}

// headRow is the row of the packages' names.
const headRow workbook.ID = "name"

func newPackages() *packages {
	p := &packages{line: focus[workbook.ID]{row: 1}}
	p.rows = keysOf(workbook.PackageRecords)
	return p
}

// returns are what the packages may be made of.
func (p *packages) returns(c *Context) []*workbook.Return { return c.Settled.Packable() }

// lines are the rows: the names, then the returns.
func (p *packages) lines(c *Context) []workbook.ID {
	out := []workbook.ID{headRow}
	for _, r := range p.returns(c) {
		out = append(out, r.ID)
	}
	return out
}

// row is the focused row, headRow for that of the names.
func (p *packages) row(c *Context) workbook.ID {
	all := p.lines(c)
	return all[p.line.in(all)]
}

// portion is what the focused package brings of the focused return; nil where it is none.
func (p *packages) portion(c *Context) *workbook.Portion {
	return c.Book.PortionOf(p.current(c).ID(), p.row(c))
}

func (p *packages) commands(c *Context) command.List {
	if p.inForm {
		return p.cellCommands(c)
	}
	k := c.Key
	add := command.Command{ID: "packages.add", Key: k.Add, Words: "add a package", Do: func() { p.addPackage(c) }}
	switch n := len(c.Book.Packages); {
	case n >= workbook.MaxPackages:
		add.Off = "Four is as many as anybody keeps in mind: d takes one out."
	case n == 0:
		add.Key = command.Also(k.Add, k.Open)
		return command.List{add}
	}
	edit := p.editRow(c, "packages", "how much", k.Open, func() { p.openCell(c) })
	if p.row(c) == headRow {
		edit.Words = "name"
	}
	turn := func(id string, b key.Binding, words string, by int) command.Command {
		row := command.Command{ID: "packages." + id, Key: b, Words: words, Quiet: words == "", Do: func() { p.across(c, by) }}
		if len(c.Book.Packages) == 1 {
			row.Off = "There is one package: a adds another."
		}
		return row
	}
	rows := command.List{edit, turn("right", command.Also(k.Right, k.Next), "next package", 1), turn("left", command.Also(k.Left, k.Previous), "", -1), add}
	rows = append(rows, p.scoreRows(c)...)
	rows = append(rows,
		p.removeRow(c, "packages", "delete", "", func() { p.remove(c, p.current(c)) }),
		p.privateRow(c, "packages", ""))
	return rows.Moves(k, func(by int) { p.move(c, by) }, nil)
}

// across goes to another package, behind the last one to the first.
func (p *packages) across(c *Context, by int) {
	all := p.keys(c)
	p.focus.to(all[(p.focus.in(all)+by+len(all))%len(all)])
	p.typed = number{}
}

// move goes to another row.
func (p *packages) move(c *Context, by int) {
	if p.inForm {
		p.form.Move(c, by)
		return
	}
	p.typed = number{}
	p.line.move(by, p.lines(c))
}

func (p *packages) addPackage(c *Context) {
	k := workbook.RecordKey(workbook.PackageRecords, c.NewID())
	c.Change("add/"+string(k), func(w *workbook.Workbook) { workbook.Schema.Add(w, k) })
	p.focus.to(k)
	said := fmt.Sprintf("Added the package %s.", c.Book.PackageName(k.ID()))
	if left := workbook.UsualPackages - len(c.Book.Packages); left > 0 {
		said += fmt.Sprintf(" %s more make a choice: three is the usual number.", value.Sentence(value.Spell(left)))
	}
	c.Say(strings.Replace(said, "One more make", "One more makes", 1))
}

// scoreRows type the score of what no number tells.
func (p *packages) scoreRows(c *Context) command.List {
	cur := p.portion(c)
	off := "A score is for what you have written in words: enter writes it."
	if cur != nil && workbook.Schema.Field(workbook.PortionRecords, "score").Asked(&c.Book, cur) {
		off = ""
	} else if cur != nil && cur.Offer.OK() {
		off = "A number of an ask is worth how far it lies between its least and its best."
	} else if cur != nil && !cur.Offer.IsZero() {
		off = "It is word for word the least or the best of it, and counted so."
	}
	var now value.Points
	id := workbook.ID("")
	if cur != nil {
		now, id = cur.Score, cur.ID
	}
	key := workbook.RecordKey(workbook.PortionRecords, id)
	rate := func(to value.Points) {
		c.Change("score/"+string(key), func(w *workbook.Workbook) { w.Portion(id).Score = to })
	}
	return digitRows(c.Key, "packages.score", "worth to you", off, func(digit int) {
		to, full := p.typed.digit(key, now, digit, workbook.MaxScore)
		if full {
			c.Say("A score ends at 10.")
		}
		rate(to)
	}, func() { rate(p.typed.erase(key, now)) })
}

// openCell opens the form of the focused cell; a blank one has a record while it is open.
func (p *packages) openCell(c *Context) {
	p.typed = number{}
	if p.row(c) == headRow {
		p.edit(c, "name")
		return
	}
	cur, of, ret := p.portion(c), p.current(c).ID(), p.row(c)
	key := workbook.RecordKey(workbook.PortionRecords, c.NewID())
	if cur != nil {
		key = workbook.RecordKey(workbook.PortionRecords, cur.ID)
	} else {
		c.Change(cellStep(key), func(w *workbook.Workbook) {
			added := workbook.Schema.Add(w, key).(*workbook.Portion)
			added.Package, added.Return = of, ret
		})
	}
	p.show(key, workbook.Schema.Collection(workbook.PortionRecords).Page, "offer", portionHints(c, ret))
	p.form.Fields = []string{"offer", "score"}
}

func cellStep(k workbook.Key) string { return "cell/" + string(k) }

// portionHints give an example that can be typed.
func portionHints(c *Context, ret workbook.ID) map[string]field.Hint {
	r := c.Settled.Return(ret)
	a := c.Settled.AskFor(ret)
	switch {
	case r == nil:
	case a != nil && a.Target.OK():
		return map[string]field.Hint{"offer": {Eg: a.Target.String(), Tip: "Left blank, the package has none of it."}}
	case r.Need.Best != "":
		return map[string]field.Hint{"offer": {Eg: r.Need.Best, Tip: "Left blank, the package has none of it."}}
	}
	return map[string]field.Hint{"offer": {Tip: "Left blank, the package has none of it."}}
}

// cellCommands are those of the open form; what is left blank is no part of the package.
func (p *packages) cellCommands(c *Context) command.List {
	return p.form.Commands(c, func() {
		p.inForm = false
		k := p.form.Record
		if cur := c.Book.Portion(k.ID()); cur != nil && cur.Offer.IsZero() {
			c.Change(cellStep(k), func(w *workbook.Workbook) { w.Delete(k) })
		}
	})
}

func (p *packages) enter(c *Context, record workbook.Key, fieldName string) {
	p.inForm = false
	switch record.Collection() {
	case workbook.PackageRecords:
		p.line.to(headRow)
		p.focus.to(record)
		if fieldName != "" && p.current(c) == record {
			p.openCell(c)
		}
	case workbook.PortionRecords:
		cur := c.Book.Portion(record.ID())
		if cur == nil {
			return
		}
		p.focus.to(workbook.RecordKey(workbook.PackageRecords, cur.Package))
		p.line.to(cur.Return)
		if fieldName != "" && p.portion(c) != nil {
			p.openCell(c)
			p.form.Focus(fieldName)
		}
	}
}

// at is the focused cell's record.
func (p *packages) at(c *Context) (workbook.Key, string) {
	if p.inForm {
		return p.form.Record, p.form.Focused(c.Book)
	}
	if len(c.Book.Packages) == 0 {
		return "", ""
	}
	if cur := p.portion(c); cur != nil {
		return workbook.RecordKey(workbook.PortionRecords, cur.ID), ""
	}
	return p.current(c), ""
}
