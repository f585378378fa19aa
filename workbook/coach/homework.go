package coach

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Homework is something that a client does between two sessions. Task, why and due travel
// once they are released; the rest never does.
type Homework struct {
	ID    workbook.ID
	Task  string
	On    Place
	Why   string
	Due   value.Date
	Told  value.Date // the day it was sent or said
	Done  value.Date // the day the client said that it is done
	State State
	Own   string // what only the coach sees
}

// HomeworkRecords are the pieces of homework.
const HomeworkRecords = "homework"

var homework = schema.Many(HomeworkRecords, "piece of homework", HomeworkRecords, "What the client does between two sessions.",
	func(p *Part) *[]Homework { return &p.Homework }, func(h *Homework) *workbook.ID { return &h.ID },
	schema.Line("task", "What is to be done.", func(h *Homework) *string { return &h.Task }),
	placeRows(func(h *Homework) *Place { return &h.On }),
	schema.Line("why", "What it is for.", func(h *Homework) *string { return &h.Why }),
	schema.Day("due", "The day by which it is to be done.", value.Ahead, func(h *Homework) *value.Date { return &h.Due }),
	schema.Day("told", "The day it was sent or said.", value.Behind, func(h *Homework) *value.Date { return &h.Told }),
	schema.Day("done", "The day the client said that it is done.", value.Behind, func(h *Homework) *value.Date { return &h.Done }),
	schema.Choice("state", "How far it is; left out it is `open`, or `done` where it has such a day.", States(), func(h *Homework) *State { return &h.State }),
	schema.Lines("own", "What only the coach sees.", func(h *Homework) *string { return &h.Own }),
)

// State is how far a piece of homework is.
type State string

// The states. What is done waits for the coach to look at it.
const (
	Open    State = "open"
	Done    State = "done"
	Looked  State = "looked"
	Dropped State = "dropped"
)

// States lists what can be chosen.
func States() []State { return []State{Open, Done, Looked, Dropped} }

// Shown is how a piece of homework stands on a day, which the board and the coach's pages
// show.
type Shown string

// How homework stands; NoHomework where there is none that waits.
const (
	NoHomework   Shown = "none"
	OpenHomework Shown = "open"
	DueHomework  Shown = "due" // today or in the next two days
	LateHomework Shown = "late"
	CameBack     Shown = "came back" // done, and not looked at
	LookedAt     Shown = "looked at"
	NotAsked     Shown = "dropped"
)

// soonDays is how many days before its day homework is due.
const soonDays = 2

// Task is what a board knows of a piece of homework.
type Task struct {
	Task  string     `json:"task,omitempty"` // blank where the client does not know it yet
	Due   value.Date `json:"due,omitzero"`
	Done  value.Date `json:"done,omitzero"`
	State State      `json:"state"` // never blank
}

// Known is what a board knows of a piece of homework. The task itself is only told where the
// client has been told, or where it was released to them: a board may be seen, and a report is.
func (p *Part) Known(h Homework) Task {
	t := Task{"", h.Due.WholeDay(), h.Done.WholeDay(), h.State}
	if h.Told.OK() || p.MayTravel(workbook.RecordKey(HomeworkRecords, h.ID)) {
		t.Task = oneLine(h.Task)
	}
	switch {
	case t.State != "":
	case t.Done.OK():
		t.State = Done
	default:
		t.State = Open
	}
	return t
}

// Shown is how a piece of homework stands on a day.
func (t Task) Shown(today value.Date) Shown {
	switch t.State {
	case Done:
		return CameBack
	case Looked:
		return LookedAt
	case Dropped:
		return NotAsked
	}
	switch n := today.DaysTo(t.Due); {
	case !t.Due.OK() || n > soonDays:
		return OpenHomework
	case n < 0:
		return LateHomework
	}
	return DueHomework
}

// Says is how a piece of homework stands on a day, in a few words: "3 days late", "due
// Friday", "due 5 Dec", "came back"; open where it has no day.
func (t Task) Says(today value.Date) string {
	switch s, n := t.Shown(today), today.DaysTo(t.Due); {
	case s == LateHomework:
		return value.Counted(-n, "day") + " late"
	case s != DueHomework && s != OpenHomework || !t.Due.OK():
		return string(s)
	case n > 6:
		return "due " + t.Due.Short(today)
	case n > 1:
		return "due " + t.Due.Weekday().String()
	default:
		return "due " + in(n)
	}
}

// in says how far off a day is that is not past: "today", "tomorrow", "in 5 days".
func in(days int) string {
	switch days {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	}
	return fmt.Sprintf("in %d days", days)
}

// ago says how long a day is past: "today", "yesterday", "5 days ago".
func ago(days int) string {
	switch days {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return fmt.Sprintf("%d days ago", days)
}

// Waiting is the piece of homework to show for a client: one that is late before one that
// came back, one that is due and one that is open, of those the nearest day; a Task of no
// homework where none waits.
func Waiting(all []Task, today value.Date) (Task, Shown) {
	var out Task
	best := NoHomework
	for _, t := range all {
		s := t.Shown(today)
		if s.waits() == 0 {
			continue
		}
		if s.waits() > best.waits() || s == best && t.day().OK() && (!out.day().OK() || t.day().Before(out.day())) {
			out, best = t, s
		}
	}
	return out, best
}

// waits is how much a piece of homework waits; 0 where it does not.
func (s Shown) waits() int {
	switch s {
	case LateHomework:
		return 4
	case CameBack:
		return 3
	case DueHomework:
		return 2
	case OpenHomework:
		return 1
	}
	return 0
}

// day is the one that counts: when it came back, or when it is due.
func (t Task) day() value.Date {
	if t.State == Done {
		return t.Done
	}
	return t.Due
}
