package screen

import (
	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// firstMile is the activity of lesson 7: the scorecard, a target of the job in each
// row, and below it whether the gate is open.
type firstMile struct{ roster }

func init() {
	activities[workbook.LessonFirstMile] = func() activity { return &firstMile{roster{rows: keysOf(workbook.KPIRecords)}} }
}

// focused is the target that has the focus, nil when there is none.
func (m *firstMile) focused(c *Context) *workbook.KPI { return c.Settled.KPI(m.current(c).ID()) }

func (m *firstMile) commands(c *Context) command.List {
	if m.inForm {
		return m.formCommands(c)
	}
	k, cur := c.Key, m.focused(c)
	add := command.Command{ID: "kpis.add", Key: k.Add, Words: "add", Name: "add a target", Do: func() { m.addTarget(c) }}
	if cur == nil {
		const none = "There is no target yet: a adds one."
		add.Key, add.Words = command.Also(k.Add, k.Open, k.Right), "add a target"
		if c.Book.WithoutKPI() {
			add.Words = "propose one"
		}
		return command.List{add, m.noTargetRow(c), m.removeRow(c, "kpis", "", none, nil), m.privateRow(c, "kpis", none)}.
			Moves(k, func(by int) { m.move(c, by) }, nil)
	}
	confirm := func(id string, b key.Binding, words, name string, a value.Answer) command.Command {
		row := command.Command{ID: "kpis." + id, Key: b, Words: words, Name: name, Do: func() { m.confirm(c, cur.ID, a) }}
		if cur.Confirmed == a {
			row.Off = "You have said so already."
		}
		return row
	}
	return command.List{
		confirm("yes", k.Yes, "they agree", "they agree", value.Yes),
		confirm("no", k.No, "they do not", "they do not agree", value.No),
		m.editRow(c, "kpis", "edit", command.Also(k.Open, k.Right), func() { m.edit(c, "") }),
		add,
		m.removeRow(c, "kpis", "delete", "", func() { m.remove(c, m.current(c)) }),
		m.privateRow(c, "kpis", ""),
		confirm("unknown", k.Unknown, "don't know", "I don't know whether they agree", value.Unknown),
		m.noTargetRow(c),
		{ID: "kpis.next", Key: k.NextRecord, Quiet: true, Do: func() { m.move(c, 1) }},
	}.Moves(k, func(by int) { m.move(c, by) }, func(pages int) { m.move(c, pages*pageRows) })
}

// confirm says whether the other side counts the same.
func (m *firstMile) confirm(c *Context, id workbook.ID, a value.Answer) {
	c.Change("confirmed/"+string(id), func(w *workbook.Workbook) { w.KPI(id).Confirmed = a })
}

func (m *firstMile) addTarget(c *Context) {
	m.add(c, workbook.KPIRecords, "what", func(w *workbook.Workbook, _ any) { w.FirstMile.NoKPI = false })
}

// noTargetRow says that nobody set a target, or takes that back.
func (m *firstMile) noTargetRow(c *Context) command.Command {
	without := !c.Book.WithoutKPI()
	row := command.Command{ID: "kpis.none", Key: c.Key.NoTarget, Words: "no target set", Name: "nobody set me a target", Do: func() {
		c.Change("nokpi", func(w *workbook.Workbook) { w.FirstMile.NoKPI = without })
		if without {
			c.Say("Nobody set you a target. That is an answer; 0 takes it back.")
		} else {
			c.Say("Taken back: there is a target to write down.")
		}
	}}
	switch {
	case len(c.Book.KPIs) > 0:
		row.Off = "There are targets here, so somebody set one; d deletes one that was not set."
	case !without:
		row.Words, row.Name = "take it back", "somebody set me a target"
	}
	return row
}

// enter goes to a target; that nobody set one is said by a key, not in a form.
func (m *firstMile) enter(c *Context, record workbook.Key, fieldName string) {
	if record.Collection() != workbook.KPIRecords {
		fieldName = ""
	}
	m.roster.enter(c, record, fieldName)
}

func jobOf(k workbook.KPI) string {
	if k.What == "" {
		return "(no name)"
	}
	return k.What
}
