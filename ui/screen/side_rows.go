package screen

import (
	"cmp"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/value"
)

// sideTab is one of the lists of a coach's side.
type sideTab struct {
	name       string
	collection string // what it adds; "" where that is nothing
	first      string // the field at which a new one opens
	adds       string // what it adds, in words
	empty      string
	rows       func(c *Context) []workbook.Key
}

const (
	nextTab = iota
	sessionsTab
	homeworkTab
	notesTab
	sendTab
)

var sideTabs = []sideTab{
	{"Next", "", "", "", "", nextRows},
	{"Sessions", coach.SessionRecords, "agreed", "a session", "No session yet. a adds one: what the two of you agreed, and what you saw.", sessionRows},
	{"Homework", coach.HomeworkRecords, "task", "a task", "No homework yet. a adds what is to be done until the next session.", homeworkRows},
	{"Notes", coach.NoteRecords, "text", "a note", "No notes yet. a adds one here; K adds one on any page, about the row in focus.", noteRows},
	{"To send", coach.WordsRecords, "value", "a question", "Nothing to send yet. a adds a question. Only what you release may go to the client.", wordsRows},
}

// nextRows are how the client is kept, and what is to be brought up.
func nextRows(c *Context) []workbook.Key {
	out := []workbook.Key{workbook.RecordKey(coach.ClientRecords, c.Beside.Part.ID)}
	for _, n := range c.Beside.Part.Notes {
		if n.Bring {
			out = append(out, workbook.RecordKey(coach.NoteRecords, n.ID))
		}
	}
	return out
}

// byDay gives the keys of records by a day, the last day first, those without a day at the top.
func byDay[R any](collection string, all []R, of func(R) (workbook.ID, value.Date)) []workbook.Key {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b R) int {
		one, x := of(a)
		two, y := of(b)
		switch {
		case x.OK() && !y.OK():
			return 1
		case y.OK() && !x.OK():
			return -1
		}
		return cmp.Or(x.DaysTo(y), cmp.Compare(two, one))
	})
	var out []workbook.Key
	for _, r := range all {
		id, _ := of(r)
		out = append(out, workbook.RecordKey(collection, id))
	}
	return out
}

func sessionRows(c *Context) []workbook.Key {
	return byDay(coach.SessionRecords, c.Beside.Part.Sessions, func(s coach.Session) (workbook.ID, value.Date) { return s.ID, s.Day })
}

func noteRows(c *Context) []workbook.Key {
	return byDay(coach.NoteRecords, c.Beside.Part.Notes, func(n coach.Note) (workbook.ID, value.Date) { return n.ID, n.Made })
}

// homeworkRows are the tasks: what waits first, by its day, what is over behind it.
func homeworkRows(c *Context) []workbook.Key {
	all := slices.Clone(c.Beside.Part.Homework)
	group := func(h coach.Homework) int {
		switch {
		case h.State == coach.Looked || h.State == coach.Dropped:
			return 2
		case !h.Due.OK():
			return 1
		}
		return 0
	}
	slices.SortStableFunc(all, func(a, b coach.Homework) int { return cmp.Or(group(a)-group(b), b.Due.DaysTo(a.Due)) })
	var out []workbook.Key
	for _, h := range all {
		out = append(out, workbook.RecordKey(coach.HomeworkRecords, h.ID))
	}
	return out
}

func wordsRows(c *Context) (out []workbook.Key) {
	for _, w := range slices.Backward(c.Beside.Part.Words) {
		out = append(out, workbook.RecordKey(coach.WordsRecords, w.ID))
	}
	return out
}
