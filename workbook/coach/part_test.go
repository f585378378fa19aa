package coach_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func day(iso string) value.Date { return valuetest.Day(iso) }

// today is a Wednesday.
var today = day("2026-11-25")

// parts are random parts, of which every field may be filled.
func parts() *rapid.Generator[coach.Part] { return workbooktest.AnyOf(coach.Schema) }

// What is stored of a part comes back as it was, and a copy shares nothing with it.
func TestPartsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := parts().Draw(t, "part")
		if err := p.Validate(); err != nil {
			t.Fatal(err)
		}
		recs := coach.Schema.Records(&p)
		back, err := coach.Schema.FromRecords(p.ID, recs)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(coach.Schema.Records(&back), recs); diff != "" {
			t.Fatal(diff)
		}
		c := p.Clone()
		if c.Client.Tags = append(c.Client.Tags[:0:0], c.Client.Tags...); len(c.Client.Tags) > 0 {
			c.Client.Tags[0].Text = "another"
		}
		for i := range c.Homework {
			c.Homework[i].Task += "!"
		}
		if diff := cmp.Diff(coach.Schema.Records(&p), recs); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The collections and their fields are those of the design, in files too.
func TestSchema(t *testing.T) {
	var got []string
	for _, c := range coach.Schema.Collections {
		line := c.Name + ":"
		for _, f := range c.Fields {
			name := f.Name
			if f.Group != "" {
				name = f.Group + "." + name
			}
			line += fmt.Sprintf(" %s %s", name, f.Kind)
			if !f.InForm() {
				line += "*"
			}
		}
		got = append(got, line)
	}
	const on = "on.lesson choice* on.record token* on.field token* "
	want := []string{
		"client: alias line tags entries rest date archived switch quiet amount next date clock line",
		"notes: " + on + "about line* text lines bring switch made date*",
		"sessions: day date over choice covered.returns switch covered.needs switch covered.asks switch covered.offers switch covered.prenegotiate switch " +
			"covered.reviews switch covered.firstmile switch covered.trust switch covered.strategy switch agreed lines seen lines",
		"homework: task line " + on + "why line due date told date done date state choice own lines",
		"words: " + on + "kind choice read lines* value lines why line sent date state choice",
		"released: homework ref words ref text lines",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, c := range coach.Schema.Collections {
		if c.Kept != (c.Name == coach.ReleasedRecords) {
			t.Errorf("%s is kept by the program: %t", c.Name, c.Kept)
		}
	}
}

// Find looks through what a coach wrote, and not through the program's own names.
func TestFindPassesOverPlaces(t *testing.T) {
	p := coach.Part{ID: "P", Notes: []coach.Note{{ID: "N", On: coach.Place{Lesson: workbook.LessonAsks, Record: "asks/A1", Field: "minimum"}, Text: "Rent again"}}}
	var got []string
	for _, text := range coach.Schema.Texts(&p) {
		got = append(got, text.Label+" "+text.Text)
	}
	if diff := cmp.Diff([]string{"notes.text Rent again"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestCovered(t *testing.T) {
	var s coach.Session
	f := coach.Schema.Field(coach.SessionRecords, "asks")
	if err := f.Type(&coach.Part{}, &s, schema.SwitchedOn, schema.Typing{}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(s.Covered.Lessons()); got != "[asks]" {
		t.Error(got)
	}
}

func TestPatience(t *testing.T) {
	for stored, want := range map[string]int{"": 14, "0": 0, "21": 21, "10 days": 10, "1 day": 1, "3 weeks": 21, "1 week": 7,
		"1.5": 14, "5 EUR": 14, "10 %": 14, "?ages": 14, "999999999": 14} {
		if got := (coach.Client{Quiet: valuetest.Amount(stored)}).Patience(); got != want {
			t.Errorf("%q is %d days, want %d", stored, got, want)
		}
	}
}

// A note keeps the name of what it is about.
func TestNoteOf(t *testing.T) {
	w := workbooktest.Full()
	long := strings.Repeat("long ", 20)
	for _, c := range []struct {
		note coach.Note
		want string
	}{
		{coach.Note{}, ""},
		{coach.Note{On: coach.Place{Lesson: workbook.LessonAsks}, About: "kept"}, ""},
		{coach.Note{On: coach.Place{Record: "asks/A1", Field: "minimum"}, About: "Old name"}, "about “Base pay”"},
		{coach.Note{On: coach.Place{Record: "asks/A9"}, About: "Base pay"}, "about “Base pay”, which is gone"},
		{coach.Note{On: coach.Place{Record: "asks/A9"}, About: long}, "about “" + value.Shorten(strings.TrimSpace(long), value.MaxQuote) + "”, which is gone"},
		{coach.Note{On: coach.Place{Record: "asks/A9"}}, "about something that is gone"},
		{coach.Note{On: coach.Place{Record: "talk/W"}}, ""}, // there is one, which has no name
	} {
		if got := c.note.Of(w, today); got != c.want {
			t.Errorf("%+v is %q, want %q", c.note, got, c.want)
		}
	}
}

// How homework stands follows from its state and its days.
func TestHomeworkStands(t *testing.T) {
	for _, c := range []struct {
		state               coach.State
		due, told, done, on string
		want                coach.Shown
		says                string
	}{
		{"", "", "", "", "2026-11-25", coach.OpenHomework, "open"},
		{"", "?soon", "", "", "2026-11-25", coach.OpenHomework, "open"},
		{"", "2026-12-05", "", "", "2026-11-25", coach.OpenHomework, "due 5 Dec"},
		{"", "2027-01-05", "", "", "2026-11-25", coach.OpenHomework, "due 5 Jan 2027"},
		{coach.Open, "2026-11-28", "2026-11-12", "", "2026-11-25", coach.OpenHomework, "due Saturday"},
		{coach.Open, "2026-11-27", "2026-11-12", "", "2026-11-25", coach.DueHomework, "due Friday"},
		{coach.Open, "2026-11-26", "", "", "2026-11-25", coach.DueHomework, "due tomorrow"},
		{coach.Open, "2026-11-25", "", "", "2026-11-25", coach.DueHomework, "due today"},
		{coach.Open, "2026-11-24", "", "", "2026-11-25", coach.LateHomework, "1 day late"},
		{coach.Open, "2026-11-22", "", "", "2026-11-25", coach.LateHomework, "3 days late"},
		{coach.Open, "2026-11-22", "", "2026-11-21", "2026-11-25", coach.LateHomework, "3 days late"}, // opened again
		{"", "2026-11-22", "", "2026-11-21", "2026-11-25", coach.CameBack, "came back"},
		{coach.Done, "2026-11-22", "", "", "2026-11-25", coach.CameBack, "came back"},
		{coach.Looked, "2026-11-22", "", "", "2026-11-25", coach.LookedAt, "looked at"},
		{coach.Dropped, "2026-11-22", "", "", "2026-11-25", coach.NotAsked, "dropped"},
	} {
		task := new(coach.Part).Known(coach.Homework{State: c.state, Due: day(c.due), Told: day(c.told), Done: day(c.done)})
		if got := task.Shown(day(c.on)); got != c.want {
			t.Errorf("%+v is %s, want %s", c, got, c.want)
		}
		if got := task.Says(day(c.on)); got != c.says {
			t.Errorf("%+v says %s", c, got)
		}
	}
}

func TestWaitingHomework(t *testing.T) {
	task := func(name string, state coach.State, due string) coach.Task {
		return new(coach.Part).Known(coach.Homework{Task: name, State: state, Due: day(due), Done: day(due), Told: day("2026-11-12")})
	}
	late1, late2 := task("late 1", coach.Open, "2026-11-24"), task("late 2", coach.Open, "2026-11-20")
	back, due := task("back", coach.Done, "2026-11-24"), task("due", coach.Open, "2026-11-26")
	open, undated := task("open", coach.Open, "2026-12-24"), task("undated", coach.Open, "")
	looked := task("looked", coach.Looked, "2026-11-20")
	for _, c := range []struct {
		all   []coach.Task
		want  string
		shown coach.Shown
	}{
		{nil, "", coach.NoHomework},
		{[]coach.Task{looked}, "", coach.NoHomework},
		{[]coach.Task{undated, open}, "open", coach.OpenHomework},
		{[]coach.Task{undated}, "undated", coach.OpenHomework},
		{[]coach.Task{open, due}, "due", coach.DueHomework},
		{[]coach.Task{due, back}, "back", coach.CameBack},
		{[]coach.Task{back, late1, late2, looked}, "late 2", coach.LateHomework},
		{[]coach.Task{late2, late1, back}, "late 2", coach.LateHomework},
	} {
		if got, shown := coach.Waiting(c.all, today); got.Task != c.want || shown != c.shown {
			t.Errorf("of %v waits %q, %s; want %q, %s", c.all, got.Task, shown, c.want, c.shown)
		}
	}
}

// A board names a task that the client knows: one they were told, or one that was released.
func TestTasksAreNamedOnceTheyAreKnown(t *testing.T) {
	p := coach.Part{ID: workbooktest.ID(9), Homework: []coach.Homework{{ID: workbooktest.ID(1), Task: "Three\tfigures"}}}
	named := func() string { return p.Known(p.Homework[0]).Task }
	if named() != "" {
		t.Error("a task that nobody was told is named")
	}
	if p.Release(workbook.RecordKey(coach.HomeworkRecords, workbooktest.ID(1))); named() != "Three figures" {
		t.Error("a released task has no name")
	}
	if p.Homework[0].Task = "Four"; named() != "" {
		t.Error("a task that was changed since is named")
	}
	if p.Homework[0].Told = today; named() != "Four" {
		t.Error("a task that was told has no name")
	}
}

// What was released travels as it was shown; what is changed in it asks again, and what the
// coach alone sees may be changed.
func TestRelease(t *testing.T) {
	task, asked := workbook.RecordKey(coach.HomeworkRecords, workbooktest.ID(1)), workbook.RecordKey(coach.WordsRecords, workbooktest.ID(2))
	fresh := func() *coach.Part {
		return &coach.Part{ID: workbooktest.ID(9), Homework: []coach.Homework{{ID: task.ID(), Task: "Three figures", Why: "They ask", Due: day("2026-12-01")}},
			Words: []coach.Words{{ID: asked.ID(), Kind: coach.Question, Value: "What is at stake?"}}}
	}
	p := fresh()
	if p.MayTravel(task) || p.MayTravel(asked) || p.MayTravel("homework/gone") || p.MayTravel("") {
		t.Error("something travels that was never released")
	}
	p.Release("homework/gone")
	p.Release("notes/gone")
	if len(p.Released) > 0 {
		t.Errorf("%v", p.Released)
	}
	for _, c := range []struct {
		k       workbook.Key
		name    string
		change  func(*coach.Part)
		travels bool
	}{
		{task, "nothing", func(*coach.Part) {}, true},
		{task, "own", func(p *coach.Part) { p.Homework[0].Own = "He will not" }, true},
		{task, "state", func(p *coach.Part) { p.Homework[0].State, p.Homework[0].Told = coach.Open, today }, true},
		{task, "task", func(p *coach.Part) { p.Homework[0].Task += "." }, false},
		{task, "why", func(p *coach.Part) { p.Homework[0].Why = "" }, false},
		{task, "due", func(p *coach.Part) { p.Homework[0].Due = today }, false},
		{asked, "nothing", func(*coach.Part) {}, true},
		{asked, "sent", func(p *coach.Part) { p.Words[0].Sent, p.Words[0].State = today, coach.Sent }, true},
		{asked, "value", func(p *coach.Part) { p.Words[0].Value += "." }, false},
		{asked, "why", func(p *coach.Part) { p.Words[0].Why = "." }, false},
		{asked, "place", func(p *coach.Part) { p.Words[0].On.Lesson = workbook.LessonAsks }, false},
		{asked, "kind", func(p *coach.Part) { p.Words[0].Kind = coach.Suggestion }, false},
		{asked, "read", func(p *coach.Part) { p.Words[0].Read = "." }, false},
	} {
		p := fresh()
		p.Release(c.k)
		p.Release(c.k)
		if len(p.Released) != 1 || p.Validate() != nil {
			t.Fatalf("%v: %v", p.Released, p.Validate())
		}
		if c.change(p); p.MayTravel(c.k) != c.travels {
			t.Errorf("%s of %s changed: it travels: %t", c.name, c.k, !c.travels)
		}
		p.Release(c.k)
		if !p.MayTravel(c.k) {
			t.Errorf("%s of %s changed and released", c.name, c.k)
		}
		if p.TakeBack(c.k); p.MayTravel(c.k) || len(p.Released) > 0 {
			t.Error("what was taken back travels")
		}
		p.Release(c.k)
		if coach.Schema.Delete(p, c.k); len(p.Released) > 0 || p.MayTravel(c.k) {
			t.Error("what was released of a record outlives it")
		}
	}
	p.Homework[0].Task = strings.Repeat("a", value.MaxText)
	if p.Release(task); p.MayTravel(task) || p.Validate() != nil {
		t.Errorf("a text that cannot be kept: %v", p.Validate())
	}
}
