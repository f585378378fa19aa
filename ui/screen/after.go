package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/workbook"
	"firstmile/workbook/plan"
)

// After is what came of the talk: each ask, and what was said.
type After struct {
	editing
	focus focus[afterRow]
}

// afterRow is a row: an ask, or an answer about the talk as a whole.
type afterRow struct {
	record workbook.Key
	field  string // "" of an ask
}

// ask is the id of the row's ask, "" of what is said of the talk as a whole.
func (r afterRow) ask() workbook.ID {
	if r.field == "" {
		return r.record.ID()
	}
	return ""
}

// NewAfter begins at the first ask.
func NewAfter() *After { return &After{} }

// rows are the asks, what was said, and what it takes once something is "not yet".
func (a *After) rows(c *Context) []afterRow {
	var out []afterRow
	for _, ask := range c.Book.Asks {
		out = append(out, afterRow{workbook.RecordKey(workbook.AskRecords, ask.ID), ""})
	}
	for _, f := range workbook.Schema.Collection(workbook.RecapRecords).Fields {
		out = append(out, afterRow{recapKey(c), f.Name})
	}
	if c.Book.Ended() == workbook.EndedReset || c.Book.Talk.Criteria != "" {
		out = append(out, afterRow{talkKey(c), "criteria"})
	}
	return out
}

func recapKey(c *Context) workbook.Key { return workbook.RecordKey(workbook.RecapRecords, c.Book.ID) }

func (a *After) current(c *Context) afterRow {
	rows := a.rows(c)
	return rows[a.focus.in(rows)]
}

// result is what came of the focused ask, nil where that is not said, or no ask is focused.
func (a *After) result(c *Context) *workbook.AskResult {
	return c.Book.ResultOf(a.current(c).ask())
}

// Title names the page.
func (a *After) Title(*Context, int) string { return "After the talk" }

// Commands say what came of the focused ask, open its form, and go on from there.
func (a *After) Commands(c *Context) command.List {
	a.see(c)
	if a.inForm {
		return a.formRows(c)
	}
	k, cur, res := c.Key, a.current(c), a.result(c)
	const noAsk, unsaid = "Go to an ask first: 1 to 4 say what came of it.", "Say first what came of it: 1 to 4."
	var rows command.List
	var said command.Command // the one that holds, which stands for all of them in the line of keys
	var all []string
	for i, came := range workbook.AllCame() {
		all = append(all, fmt.Sprint(i+1, " ", came))
		row := command.Command{ID: "after." + string(came), Key: numbered(k.Score, i+1), Words: came.String(), Name: "What came: " + came.String(),
			Do: func() { a.say(c, cur.ask(), came) }}
		switch {
		case cur.ask() == "":
			row.Off = noAsk
		case res != nil && res.Came == came:
			said = row
			continue
		case res != nil && res.Came != "":
			row.Words = ""
		}
		rows = append(rows, row)
	}
	if said.ID != "" {
		said.Key.SetHelp(fmt.Sprint("1–", len(all)), "")
		said.Words, said.Do = "another answer", func() { c.Say("You have said so already: " + strings.Join(all, ", ") + "; d takes it back.") }
		rows = append(command.List{said}, rows...)
	}
	open := command.Command{ID: "after.open", Key: command.Also(k.Open, k.Right), Words: "write", Do: func() { a.open(c, cur, "") }}
	remove := command.Command{ID: "after.delete", Key: k.Delete, Words: "take back", Name: "take back what came of it", Do: func() { a.takeBack(c, *res) }}
	private := command.Command{ID: "after.private", Key: k.Private, Words: "mine only", Do: func() { a.private(c, *res) }}
	if res == nil {
		off := noAsk
		if cur.ask() != "" {
			off, open.Off = unsaid, unsaid
		}
		remove.Off, private.Off = off, off
	}
	on := command.List{open,
		{ID: "after.recap", Key: k.Recap, Words: "recap", Name: "the recap e-mail", Do: func() { c.Go(Place{Screen: PlanScreen, Field: LettersPart, Record: recapKey(c)}) }},
		{ID: "after.round", Key: k.Round, Words: "next round", Name: "start the next round", Off: a.noRound(c), Do: c.Round}}
	if res == nil {
		rows = append(rows, on...)
	} else { // what came is said: the rest is the next thing to do
		rows = append(on, rows...)
	}
	export := command.Command{ID: "export", Words: "export"}
	if a.Letter(c).Body != "" {
		export.Words = "recap as a file"
	}
	rows = append(rows, export, remove, private, command.Command{ID: "back", Words: "map"})
	return rows.Moves(k, func(by int) { a.focus.move(by, a.rows(c)) }, nil)
}

// Letter is the recap, which is exported from here once there is something to recap.
func (a *After) Letter(c *Context) plan.Letter {
	all := c.Letters()
	return all[slices.IndexFunc(all, func(l plan.Letter) bool { return l.Record == recapKey(c) })]
}

// numbered is the one key of a row of digits that bears a number.
func numbered(b key.Binding, n int) key.Binding {
	b.SetKeys(fmt.Sprint(n))
	b.SetHelp(fmt.Sprint(n), "")
	return b
}

// noRound says why no next round begins yet.
func (a *After) noRound(c *Context) string {
	if to := toCome(c); to != "" {
		return to
	}
	if len(c.Book.Asks) > 0 && c.Book.Ended() == "" {
		return "Say first what came of your asks: the next round begins with it."
	}
	return ""
}

func (a *After) say(c *Context, ask workbook.ID, came workbook.Came) {
	c.Change(fmt.Sprintf("came/%s/%s", ask, came), func(w *workbook.Workbook) { w.SayCame(ask, came) })
}

func (a *After) takeBack(c *Context, r workbook.AskResult) {
	k := workbook.RecordKey(workbook.ResultRecords, r.ID)
	c.Change("delete/"+string(k), func(w *workbook.Workbook) { w.Delete(k) })
	c.Say("Taken back. u brings it back.")
}

// private marks what came of an ask as the person's own, or takes the mark back.
func (a *After) private(c *Context, r workbook.AskResult) {
	mine := !r.Private
	c.Change("private/"+string(r.ID), func(w *workbook.Workbook) { w.ResultOf(r.Ask).Private = mine })
	if mine {
		c.Say("Marked as yours only: the coach's copy leaves it out.")
	} else {
		c.Say("The coach's copy shows it again.")
	}
}

// open shows the form of a row at a field, or at what it has to say.
func (a *After) open(c *Context, row afterRow, fieldName string) {
	a.focus.to(row)
	if row.ask() == "" {
		a.show(row.record, pageOf(row.record, row.field), row.field, nil)
		if row.record == talkKey(c) {
			a.form.Fields = []string{row.field}
		}
		return
	}
	r := c.Book.ResultOf(row.ask())
	if fieldName == "" {
		fieldName = "what"
	}
	a.show(workbook.RecordKey(workbook.ResultRecords, r.ID), workbook.AfterPage, fieldName, nil)
}

// formRows are those of the open form, and the way to the same question about the next
// ask of which something came.
func (a *After) formRows(c *Context) command.List {
	rows := a.formCommands(c)
	if a.form.Record.Collection() != workbook.ResultRecords {
		return rows
	}
	var said []afterRow
	for _, row := range a.rows(c) {
		if c.Book.ResultOf(row.ask()) != nil {
			said = append(said, row)
		}
	}
	if len(said) < 2 {
		return rows
	}
	next := said[(slices.Index(said, a.current(c))+1)%len(said)]
	return append(rows, command.Command{ID: "form.record", Key: c.Key.NextRecord, Words: "next ask", Do: func() {
		name := a.form.Focused(c.Book)
		a.form.Leave(c)
		a.open(c, next, name)
	}})
}

// Type hands a key to the form.
func (a *After) Type(c *Context, k tea.KeyPressMsg) bool {
	a.see(c)
	return a.inForm && a.press(c, k)
}

// Paste puts text into the form.
func (a *After) Paste(c *Context, text string) { a.paste(c, text) }

// Wheel moves the focus.
func (a *After) Wheel(c *Context, lines int) {
	if !a.inForm {
		a.focus.move(lines, a.rows(c))
	}
}

// Typing tells whether the form is open.
func (a *After) Typing(c *Context) bool {
	a.see(c)
	return a.inForm
}

// Enter goes to the row of a record, and opens its form where a field is named.
func (a *After) Enter(c *Context, p Place) {
	a.inForm = false
	record := p.Record
	if r := workbook.Schema.Record(&c.Book, record); r != nil && record.Collection() == workbook.ResultRecords {
		record = workbook.RecordKey(workbook.AskRecords, r.(*workbook.AskResult).Ask)
	}
	for _, row := range a.rows(c) {
		if row.record != record || row.field != "" && p.Field != "" && row.field != p.Field {
			continue
		}
		a.focus.to(row)
		if p.Field != "" && (row.ask() == "" || c.Book.ResultOf(row.ask()) != nil) {
			a.open(c, row, p.Field)
		}
		return
	}
}

// Place is the focused row, and the field that is typed in.
func (a *After) Place(c *Context) Place {
	a.see(c)
	p := Place{Screen: workbook.AfterPage, Record: a.current(c).record}
	if a.inForm {
		p.Record, p.Field = a.form.Record, a.form.Focused(c.Book)
	}
	return p
}

// asked is what the focused row asks, or the field that is typed in.
func (a *After) asked(c *Context) (name, help string) {
	a.see(c)
	row := a.current(c)
	switch {
	case a.inForm:
		return asked(c, a.form.Record, a.form.Focused(c.Book))
	case row.ask() == "":
		return asked(c, row.record, row.field)
	}
	return recordName(c, row.record), c.Pack.Field(workbook.Schema.Field(workbook.ResultRecords, "came").Label).Help
}
