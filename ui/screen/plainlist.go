package screen

import (
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// plainList is an activity that lists records and opens their forms.
type plainList struct {
	roster
	collection string   // what is added
	also       []string // what there is one of, below
}

func newPlainList(collection string, also ...string) func() activity {
	return func() activity {
		l := &plainList{collection: collection, also: also}
		l.rows = func(c *Context) []workbook.Key {
			out := keysOf(collection)(c)
			for _, one := range also {
				out = append(out, keysOf(one)(c)...)
			}
			return out
		}
		return l
	}
}

func init() {
	activities[workbook.LessonPrenegotiate] = newPlainList(workbook.DealRecords)
	activities[workbook.LessonFirstMile] = newPlainList(workbook.KPIRecords, workbook.FirstMileRecords)
	activities[workbook.LessonTrust] = newPlainList(workbook.ExtraRecords, workbook.PromiseRecords)
	activities[workbook.LessonStrategy] = newPlainList(workbook.ObjectionRecords, workbook.StepRecords, workbook.TalkRecords)
}

func (l *plainList) commands(c *Context) command.List {
	if l.inForm {
		return l.formCommands(c)
	}
	k := l.current(c)
	rows := command.List{
		{ID: l.collection + ".add", Key: c.Key.Add, Words: "add", Do: func() {
			l.add(c, l.collection, "", func(*workbook.Workbook, any) {})
		}},
		l.editRow(c, l.collection, "edit", command.Also(c.Key.Open, c.Key.Right), func() { l.edit(c, "") }),
		l.removeRow(c, l.collection, "delete", "", func() { l.remove(c, k, "Deleted. u brings it back.") }),
	}
	if k == "" {
		rows = rows[:1]
	}
	return l.aside.moves(c, rows, func(by int) { l.move(c, by) })
}

func (l *plainList) draw(c *Context, width, room int) field.Drawing {
	list := func(width int) field.Drawing {
		var d field.Drawing
		var rows []rosterRow
		for _, k := range l.keys(c) {
			rows = append(rows, rosterRow{key: k, text: func(_ bool, width int) string { return field.Cut(recordName(c, k), width) }})
		}
		l.list(c, &d, rows, width, room)
		if len(rows) == 0 {
			d.Text("a adds one.", width, c.Style.Dim)
		}
		return d
	}
	form := func(width int) field.Drawing { return l.form.Draw(c, width, true) }
	return l.layout(c, width, room, l.inForm, list, form, func(int) field.Drawing { return field.Drawing{} })
}
