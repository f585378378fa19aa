package screen

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// reviews is the activity of lesson 6: all days of the preparation by date, each of
// which opens where it was given, and a form for what has no day.
type reviews struct {
	roster // of the check-ins
	days   focus[dayKey]
	lines  memo[[]dayRow]
	on     value.Date // the day that lines is of
}

// dayKey tells one row from another: a planned check-in by its day, all else by the
// answer that it shows, so that the focus stays on it when the day is changed.
type dayKey struct {
	record workbook.Key
	field  string
	day    string
}

// dayRow is one row: a day, or what stands between two.
type dayRow struct {
	workbook.Moment
	day     bool // it can have the focus
	unknown bool // nobody has said which day it is
	warn    bool // the talk comes after the budget
}

func (r dayRow) key() dayKey {
	k := dayKey{record: r.Record, field: r.Field}
	if r.Kind == workbook.CheckInMoment && r.Record.Collection() == workbook.ReviewRecords {
		k.day = r.Date.ISO()
	}
	return k
}

func init() { activities[workbook.LessonReviews] = func() activity { return newReviews() } }

func newReviews() *reviews {
	return &reviews{roster: roster{rows: keysOf(workbook.CheckInRecords), page: string(workbook.LessonReviews)}}
}

// gapWeeks is from how many weeks on a time without a check-in is a row.
const gapWeeks = 3

// table lists the rows; the next day has the focus when one comes.
func (r *reviews) table(c *Context) []dayRow {
	if !r.on.Equal(c.Day) { // midnight has passed
		r.on, r.lines = c.Day, memo[[]dayRow]{}
	}
	rows := r.lines.of(c, dayRows)
	if r.days.key == (dayKey{}) {
		if i := slices.IndexFunc(rows, func(row dayRow) bool { return row.day && !row.Date.Before(c.Day) && !row.unknown }); i >= 0 {
			r.days.to(rows[i].key())
		}
	}
	return rows
}

func dayRows(c *Context) []dayRow {
	w := c.Settled
	late := w.Review.Budget.Before(w.Profile.Meeting)
	var out []dayRow
	for _, m := range w.Days(c.Day) {
		if m.Kind == workbook.TalkMoment && m.Date.Time() != "" {
			m.Says += "; at " + m.Date.Time()
		}
		out = append(out, dayRow{Moment: m, day: true, warn: late && (m.Kind == workbook.TalkMoment || m.Kind == workbook.BudgetMoment)})
	}
	if w.Review.Next.OK() || w.Review.Cadence == workbook.NoCadence { // else nobody said when they meet
		out = withGaps(c.Day, out)
	}
	if len(out) > 0 {
		out = withToday(c.Day, out)
	}
	if budget := w.Review.Budget; !budget.OK() {
		says := "the day on which the budget is set"
		if budget.Unread() != "" {
			says = "budget is set “" + budget.Unread() + "”"
		}
		at := slices.IndexFunc(out, func(r dayRow) bool { return c.Day.Before(r.Date) })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, dayRow{day: true, unknown: true, Moment: workbook.Moment{Kind: workbook.BudgetMoment, Says: says,
			Record: workbook.RecordKey(workbook.ReviewRecords, c.Book.ID), Field: "budget"}})
	}
	for _, ci := range w.CheckIns {
		if !ci.Day.OK() {
			says := "check-in"
			if ci.Showed != "" {
				says += ": " + value.CleanLine(ci.Showed)
			}
			out = append(out, dayRow{day: true, unknown: true, Moment: workbook.Moment{Kind: workbook.HeldMoment, Says: says,
				Record: workbook.RecordKey(workbook.CheckInRecords, ci.ID), Field: "day"}})
		}
	}
	return out
}

// withToday marks today between the days, where it is none of them.
func withToday(today value.Date, rows []dayRow) []dayRow {
	at := slices.IndexFunc(rows, func(r dayRow) bool { return !r.Date.Before(today) })
	if at < 0 {
		at = len(rows)
	} else if rows[at].Date.DaysTo(today) == 0 && rows[at].day {
		return rows
	}
	return slices.Insert(rows, at, dayRow{Moment: workbook.Moment{Date: today}})
}

// withGaps tells of weeks that pass without a check-in, from today on and up to the
// last check-in or the talk, which is one more time that the two meet.
func withGaps(today value.Date, rows []dayRow) []dayRow {
	out := slices.Clone(rows)
	last := today
	for _, r := range rows {
		if !slices.Contains([]workbook.MomentKind{workbook.CheckInMoment, workbook.TalkMoment, workbook.HeldMoment}, r.Kind) || !last.Before(r.Date) {
			continue
		}
		if weeks := last.DaysTo(r.Date) / 7; weeks >= gapWeeks {
			at := slices.IndexFunc(out, func(o dayRow) bool { return last.Before(o.Date) })
			out = slices.Insert(out, at, dayRow{Moment: workbook.Moment{Date: last, Says: value.Counted(weeks, "week") + " without a check-in"}})
		}
		last = r.Date
	}
	return out
}

// dayKeys are the rows that can have the focus; there is always one.
func (r *reviews) dayKeys(c *Context) []dayKey {
	var out []dayKey
	for _, row := range r.table(c) {
		if row.day {
			out = append(out, row.key())
		}
	}
	return out
}

// day is the row that has the focus.
func (r *reviews) day(c *Context) dayRow {
	keys, rows := r.dayKeys(c), r.table(c)
	k := keys[r.days.in(keys)]
	return rows[slices.IndexFunc(rows, func(row dayRow) bool { return row.day && row.key() == k })]
}

func (r *reviews) commands(c *Context) command.List {
	if r.inForm {
		r.follow(c)
		return r.formCommands(c)
	}
	k := c.Key
	cur := r.day(c)
	held := cur.Record.Collection() == workbook.CheckInRecords
	remove := r.removeRow(c, "reviews", "delete", "", func() { r.remove(c, cur.Record) })
	private := r.privateRow(c, "reviews", "")
	if held {
		r.focus.to(cur.Record)
	} else {
		remove.Off = "Only check-ins that were written down are deleted here."
		private.Off = "Only check-ins that were written down are marked as yours here."
	}
	edit := r.editRow(c, "reviews", "edit", command.Also(k.Open, k.Right), func() { r.open(c, cur.Record, cur.Field) })
	rows := command.List{edit,
		{ID: "reviews.add", Key: k.Add, Words: "check-in", Name: "add a check-in", Do: func() { r.addCheckIn(c) }},
		{ID: "reviews.agenda", Key: k.Details, Words: "agenda", Name: "the agenda and the other questions", Do: func() { r.open(c, reviewKey(c), "agenda") }},
		{ID: "export.calendar", Key: k.Export, Words: "calendar"},
		{ID: "export", Key: key.NewBinding(key.WithHelp("x on other pages", ""))}, // its key is the calendar's here
		remove, private,
	}
	return rows.Moves(k, func(by int) { r.move(c, by) }, func(pages int) { r.move(c, pages*pageRows) })
}

func reviewKey(c *Context) workbook.Key {
	return workbook.RecordKey(workbook.ReviewRecords, c.Book.ID)
}

// open goes where a day was given: to a form here, or to another page.
func (r *reviews) open(c *Context, record workbook.Key, fieldName string) {
	if page := pageOf(record, fieldName); page != string(workbook.LessonReviews) {
		c.Go(Place{Screen: page, Record: record, Field: fieldName})
		return
	}
	r.editKey(c, record, fieldName)
}

// addCheckIn writes down one that was held today.
func (r *reviews) addCheckIn(c *Context) {
	r.add(c, workbook.CheckInRecords, "showed", func(_ *workbook.Workbook, rec any) { rec.(*workbook.CheckIn).Day = c.Day })
	r.follow(c)
}

// follow keeps the focus on the row of what the form asks.
func (r *reviews) follow(c *Context) {
	keys := r.dayKeys(c)
	name := r.form.Focused(c.Book)
	if r.form.Record.Collection() == workbook.CheckInRecords {
		name = "day"
	}
	if i := slices.IndexFunc(keys, func(k dayKey) bool { return k.record == r.form.Record && k.field == name && k.day == "" }); i >= 0 {
		r.days.to(keys[i])
	}
}

func (r *reviews) move(c *Context, by int) {
	if r.inForm {
		r.form.Move(c, by)
		return
	}
	r.days.move(by, r.dayKeys(c))
}

// see goes to the row of a check-in that an undo brought back.
func (r *reviews) see(c *Context) {
	r.editing.see(c)
	if k := r.back(c); k != "" {
		r.days.to(dayKey{record: k, field: "day"})
	}
}

// enter goes to the row of a record, and opens its form where a field is named.
func (r *reviews) enter(c *Context, record workbook.Key, fieldName string) {
	r.inForm = false
	for _, k := range r.dayKeys(c) {
		if k.record == record && (fieldName == "" || k.field == fieldName || record.Collection() == workbook.CheckInRecords) {
			r.days.to(k)
			break
		}
	}
	if fieldName != "" && pageOf(record, fieldName) == string(workbook.LessonReviews) && workbook.Schema.Has(&c.Book, record) {
		r.editKey(c, record, fieldName)
	}
}

// at is the record of the focused row, and the field that is typed in.
func (r *reviews) at(c *Context) (workbook.Key, string) {
	if r.inForm {
		return r.form.Record, r.form.Focused(c.Book)
	}
	cur := r.day(c)
	return cur.Record, ""
}

// focusedCell is the answer that the focused row shows.
func (r *reviews) focusedCell(c *Context) (workbook.Key, string) {
	cur := r.day(c)
	return cur.Record, cur.Field
}

// openForm is what the focused row opens, to look at: the talk has the questions of
// this lesson beside it, which is where its agenda is.
func (r *reviews) openForm(c *Context, cur dayRow) *field.Form {
	record, page := cur.Record, pageOf(cur.Record, cur.Field)
	switch {
	case cur.Kind == workbook.TalkMoment:
		record, page = reviewKey(c), string(workbook.LessonReviews)
	case page == DetailsScreen:
		page = ""
	}
	return &field.Form{Record: record, Page: page, Beside: true}
}
