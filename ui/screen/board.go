package screen

import (
	"cmp"
	"fmt"

	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// BoardRow is one client on the board.
type BoardRow struct {
	Entry  storage.Entry
	Line   coach.Line
	Marked bool // to be opened beside others
}

// Board is what the clients' board shows.
type Board struct {
	Rows    []BoardRow
	Row     int  // the one in focus
	Reasons bool // all of them, not the first two
	Brief   []string
}

// BriefFrom is the width of a page from which the board has the brief of the row in focus
// beside it, which is as wide as that.
const (
	BriefFrom  = 198
	briefWidth = 56
)

// FewReasons is how many reasons are told of a client unless all are asked for.
const FewReasons = 2

// countDays is how many days are counted; what is further is a date.
const countDays = 30

// dayCell writes a day in a cell: how far off it is, or how long past where back says so, and
// its date where that is more than a month, or does not fit.
func dayCell(d, today value.Date, width int, back bool) string {
	n := today.DaysTo(d)
	var out string
	switch {
	case !d.OK():
		return "–"
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n > 1 && n <= countDays:
		out = fmt.Sprintf("in %d days", n)
	case n == -1 && back:
		return "yesterday"
	case n < 0 && n >= -countDays && back:
		out = fmt.Sprintf("%d days ago", -n)
	}
	if out == "" || len(out) > width {
		out = d.Short(today)
	}
	return out
}

func boardColumns(today value.Date) []column[BoardRow] {
	const talk, homework, session = 11, 12, 10
	unlocked := func(r BoardRow, says string) string {
		if r.Line.Locked {
			return "–"
		}
		return says
	}
	return []column[BoardRow]{
		{"Employer", 20, false, BriefFrom, func(r BoardRow) string { return cmp.Or(r.Line.Employer, "–") }},
		{"Talk", talk, false, 0, func(r BoardRow) string { return dayCell(r.Line.Talk, today, talk, true) }},
		{"Lessons", 7, false, 78, func(r BoardRow) string {
			if r.Line.Locked {
				return "locked"
			}
			return fmt.Sprintf("%d of %d", r.Line.Done, r.Line.Built)
		}},
		{"Blocks", 6, true, 78, func(r BoardRow) string {
			if r.Line.Blocks == 0 {
				return "–"
			}
			return unlocked(r, fmt.Sprint(r.Line.Blocks))
		}},
		{"Homework", homework, false, 78, func(r BoardRow) string {
			task, stands := coach.Waiting(r.Line.Homework, today)
			if stands == coach.NoHomework {
				return "–"
			}
			if says := task.Says(today); len(says) <= homework || !task.Due.OK() {
				return says
			}
			if says := "due " + task.Due.Short(today); len(says) <= homework {
				return says
			}
			return task.Due.Short(today)
		}},
		{"Session", session, false, 78, func(r BoardRow) string {
			if next := r.Line.NextSession(today); next.OK() {
				return dayCell(next, today, session, false)
			}
			last, _ := r.Line.LastSession(today)
			return dayCell(last, today, session, false)
		}},
		{"Why first", 41, false, 118, func(r BoardRow) string { return r.Line.Reason.Sentence() }},
	}
}

// sign stands before a client: a mark, what needs the coach, what waits.
func (r BoardRow) sign() string {
	switch {
	case r.Marked:
		return "✓"
	case r.Line.Reason.NeedsYou():
		return "!"
	case r.Line.Reason.Rank > 0:
		return "·"
	}
	return " "
}

// why is why a client waits, in sentences.
func (r BoardRow) why(today value.Date, all bool) string {
	reasons := r.Line.Reasons(today)
	if len(reasons) == 0 {
		return r.Line.First() + ": " + r.Line.Reason.Sentence()
	}
	if !all {
		reasons = reasons[:min(FewReasons, len(reasons))]
	}
	out := r.Line.First() + ":"
	for _, why := range reasons {
		out += " " + why.Sentence()
	}
	return out
}

// Draw shows the clients, one a row, and why the one in focus waits; open is called with the
// row that was clicked.
func (b Board) Draw(today value.Date, width, height int, st *theme.Styles, open func(int)) field.Drawing {
	if width >= BriefFrom {
		left := width - briefWidth - 3
		d := b.list(today, left, BriefFrom, height, st, open)
		var right field.Drawing
		for _, l := range b.Brief {
			right.Text(l, briefWidth, st.Plain)
		}
		right.Lines = right.Lines[:min(len(right.Lines), height)]
		for len(d.Lines) < height {
			d.Line("")
		}
		for i := range d.Lines {
			line := st.Dim.Render(" │ ")
			if i < len(right.Lines) {
				line += right.Lines[i]
			}
			d.Lines[i] = field.Pad(d.Lines[i], left) + line
		}
		return d
	}
	return b.list(today, width, width, height, st, open)
}

// list draws the rows in a width; of is the width that the columns go by.
func (b Board) list(today value.Date, width, of, height int, st *theme.Styles, open func(int)) field.Drawing {
	var foot field.Drawing
	if b.Row < len(b.Rows) {
		if height >= 12 {
			foot.Line("")
		}
		foot.Text(b.Rows[b.Row].why(today, b.Reasons), width, st.Plain)
		foot.Lines = foot.Lines[:min(len(foot.Lines), max(2, height/2))]
	}
	columns := boardColumns(today)
	for i := len(columns) - 1; i >= 0; i-- {
		if columns[i].least > of {
			columns = append(columns[:i], columns[i+1:]...)
		} else {
			columns[i].least = 0
		}
	}
	d := listing[BoardRow]{
		head: "Client", signs: 2, columns: columns, sign: BoardRow.sign,
		name:   func(r BoardRow) string { return r.Line.Called() },
		broken: func(r BoardRow) error { return r.Entry.Problem }, id: func(r BoardRow) workbook.ID { return r.Entry.ID },
	}.draw(b.Rows, b.Row, width, height-len(foot.Lines), st, open)
	d.Add(foot, 0, false)
	return d
}
