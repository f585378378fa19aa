package screen

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/schema"
)

// Beside is a coach's own part of the workbook, for a page to show and to change.
type Beside struct {
	Part    coach.Part
	Version int // goes up whenever Part has changed
	Facts   func() coach.Facts
	Change  func(step string, change func(*coach.Part))
	Back    func() // to the page on which it was asked for
}

// besideHost is a page as the form of a coach's record has it.
type besideHost struct{ *Context }

func (h besideHost) Workbook() coach.Part                           { return h.Beside.Part }
func (h besideHost) Named() coach.Part                              { return h.Beside.Part }
func (h besideHost) Version() int                                   { return h.Beside.Version }
func (h besideHost) Edit(step string, change func(*coach.Part))     { h.Beside.Change(step, change) }
func (h besideHost) Words(key string) (label, help, example string) { return h.sideWords(key) }
func (h besideHost) Typing() schema.Typing                          { return schema.Typing{Today: h.Day, NewID: h.NewID} }

// Side is what only the coach sees of a client: what is next, the sessions, the homework, the
// notes, and what is to be sent.
type Side struct {
	Under Screen // the page on which it was asked for

	tab       int
	focus     [5]focus[workbook.Key]
	inForm    bool
	form      field.FormOf[coach.Part]
	added     workbook.Key // the record that was just added, "" for none
	releasing bool         // what would travel is shown
}

// NewSide begins with the homework.
func NewSide() *Side { return &Side{tab: homeworkTab} }

func (s *Side) keys(c *Context) []workbook.Key { return sideTabs[s.tab].rows(c) }

func (s *Side) current(c *Context) workbook.Key {
	keys := s.keys(c)
	if len(keys) == 0 {
		return ""
	}
	return keys[s.focus[s.tab].in(keys)]
}

// see looks again: another window, or an undo, may have taken a record.
func (s *Side) see(c *Context) {
	s.inForm = s.inForm && !s.form.Gone(c.Beside.Part)
	s.releasing = s.releasing && !s.inForm && canRelease(s.current(c))
}

func canRelease(k workbook.Key) bool {
	return k.Collection() == coach.HomeworkRecords || k.Collection() == coach.WordsRecords
}

// turn goes to another list.
func (s *Side) turn(by int) {
	s.tab = (s.tab + by + len(sideTabs)) % len(sideTabs)
	s.releasing = false
}

func (s *Side) move(c *Context, by int) {
	if s.inForm {
		s.form.Move(besideHost{c}, by)
		return
	}
	s.releasing = false
	s.focus[s.tab].move(by, s.keys(c))
}

// open opens the form of a record at a field.
func (s *Side) open(c *Context, k workbook.Key, name string) {
	if k == "" {
		return
	}
	s.focus[s.tab].to(k)
	s.form = field.FormOf[coach.Part]{Record: k, Page: coach.Schema.Collection(k.Collection()).Page, Fields: sideFields(c, k)}
	s.form.Focus(name)
	s.inForm, s.releasing = true, false
}

// sideFields are what the form of a record asks: a suggestion is made where it belongs, and
// only its reason is told here.
func sideFields(c *Context, k workbook.Key) []string {
	switch rec := coach.Schema.Record(&c.Beside.Part, k).(type) {
	case *coach.Client:
		return []string{"next", "alias", "tags", "rest", "quiet", "clock", "archived"}
	case *coach.Note:
		return []string{"text", "bring"}
	case *coach.Session:
		out := []string{"day", "agreed", "seen", "over"}
		for _, l := range workbook.Lessons() {
			out = append(out, string(l))
		}
		return out
	case *coach.Homework:
		return []string{"task", "due", "why", "own", "told", "done", "state"}
	case *coach.Words:
		if rec.Kind == coach.Suggestion {
			return []string{"why"}
		}
		return []string{"value", "why"}
	}
	return nil
}

// add makes a record of the list that is shown, and opens its form.
func (s *Side) add(c *Context) {
	tab := sideTabs[s.tab]
	k := workbook.RecordKey(tab.collection, c.NewID())
	on := s.about(c)
	c.Beside.Change("add/"+string(k), func(p *coach.Part) {
		switch rec := coach.Schema.Add(p, k).(type) {
		case *coach.Session:
			rec.Day = c.Day
		case *coach.Note:
			rec.Made, rec.On.Lesson = c.Day, on
		case *coach.Homework:
			rec.On.Lesson = on
		case *coach.Words:
			rec.Kind, rec.On.Lesson = coach.Question, on
		}
	})
	s.open(c, k, tab.first)
	s.added = k
}

// about is the lesson that is shown below, "" for none.
func (s *Side) about(c *Context) workbook.Lesson {
	if l := workbook.Lesson(s.Under.Place(c).Screen); l.Number() > 0 {
		return l
	}
	return ""
}

// closed takes back a record that was added and in which nothing was written.
func (s *Side) closed(c *Context) {
	k := s.added
	s.inForm, s.added = false, ""
	if k == "" {
		return
	}
	rec := coach.Schema.Record(&c.Beside.Part, k)
	if rec == nil {
		return
	}
	for _, f := range coach.Schema.Collection(k.Collection()).Fields {
		if text, is := f.At(rec).(*string); is && !f.Elsewhere && strings.TrimSpace(*text) != "" {
			return
		}
	}
	c.Beside.Change("add/"+string(k), func(p *coach.Part) { coach.Schema.Delete(p, k) })
	c.Say("Nothing was written in it, so it is not kept.")
}

// Leave closes what is open, as for another page.
func (s *Side) Leave(c *Context) {
	if s.see(c); s.inForm {
		s.form.Leave(besideHost{c})
		s.closed(c)
	}
	s.releasing = false
}

// looked says that homework was looked at, and takes that back.
func (s *Side) looked(c *Context, k workbook.Key) {
	h, _ := coach.Schema.Record(&c.Beside.Part, k).(*coach.Homework)
	if h == nil {
		return
	}
	again := h.State == coach.Looked
	c.Beside.Change("looked/"+string(k), func(p *coach.Part) {
		h := coach.Schema.Record(p, k).(*coach.Homework)
		if again {
			h.State = coach.Done
			return
		}
		if h.State = coach.Looked; !h.Done.OK() {
			h.Done = c.Day
		}
	})
	if again {
		c.Say("It waits to be looked at again.")
	} else {
		c.Say("Looked at; u takes it back.")
	}
}

// release shows what would travel, and lets it travel when it was seen.
func (s *Side) release(c *Context, k workbook.Key) {
	p := c.Beside.Part
	switch {
	case p.MayTravel(k):
		c.Beside.Change("release/"+string(k), func(p *coach.Part) { p.TakeBack(k) })
		s.releasing = false
		c.Say("Taken back: it is not released any more.")
	case !s.releasing:
		s.releasing = true
	default:
		c.Beside.Change("release/"+string(k), func(p *coach.Part) { p.Release(k) })
		s.releasing = false
		if c.Beside.Part.MayTravel(k) {
			c.Say("Released as it stands. Changed, it asks again.")
		} else {
			c.Say("It is too long to be released. Shorten it first.")
		}
	}
}

// ticked says that a note was brought up.
func (s *Side) ticked(c *Context, k workbook.Key) {
	bring := false
	c.Beside.Change("bring/"+string(k), func(p *coach.Part) {
		n := coach.Schema.Record(p, k).(*coach.Note)
		n.Bring = !n.Bring
		bring = n.Bring
	})
	if bring {
		c.Say("To be brought up: it stands under Next until it is ticked.")
	} else {
		c.Say("Ticked: the note stays among the notes.")
	}
}

// blankText tells a task or words that say nothing yet.
func blankText(c *Context, k workbook.Key) bool {
	switch rec := coach.Schema.Record(&c.Beside.Part, k).(type) {
	case *coach.Homework:
		return strings.TrimSpace(rec.Task) == ""
	case *coach.Words:
		return strings.TrimSpace(rec.Value) == ""
	}
	return false
}

// Title names the page.
func (s *Side) Title(*Context, int) string { return "Your side" }

// Commands are those of the list that is shown, or of the open form.
func (s *Side) Commands(c *Context) command.List {
	s.see(c)
	k, cur := c.Key, s.current(c)
	if s.inForm {
		return s.form.Commands(besideHost{c}, func() { s.closed(c) })
	}
	if s.releasing {
		return command.List{
			{ID: "side.release", Key: command.Also(k.Open, k.Cycle), Words: "release it", Do: func() { s.release(c, cur) }},
			{ID: "back", Key: k.Back, Words: "not now", Do: func() { s.releasing = false }},
		}
	}
	var rows command.List
	add := command.Command{ID: "side.add", Key: k.Add, Words: "add", Name: "Your side: add " + sideTabs[s.tab].adds, Do: func() { s.add(c) }}
	if s.tab == nextTab {
		add.Words, add.Name, add.Off = "", "", "Go to a list first (tab): what is added there stands here."
	}
	none := ""
	if cur == "" {
		none = "There is nothing here yet: a adds " + sideTabs[s.tab].adds + "."
	}
	edit := command.Command{ID: "side.edit", Key: k.Open, Words: "edit", Off: none, Do: func() { s.open(c, cur, "") }}
	remove := command.Command{ID: "side.delete", Key: k.Delete, Words: "delete", Off: none, Do: func() {
		c.Beside.Change("delete/"+string(cur), func(p *coach.Part) { coach.Schema.Delete(p, cur) })
		c.Say("Deleted. u brings it back.")
	}}
	if cur != "" && cur.Collection() == coach.ClientRecords {
		remove.Words, remove.Off = "", "This is how you keep the client: there is one."
	}
	rows = append(rows, add, edit)
	if s.tab == homeworkTab {
		rows = append(rows, command.Command{ID: "side.looked", Key: k.Yes, Words: "looked at", Off: none, Do: func() { s.looked(c, cur) }})
	}
	if s.tab == homeworkTab || s.tab == sendTab {
		release := command.Command{ID: "side.release", Key: k.Cycle, Words: "release", Off: none, Do: func() { s.release(c, cur) }}
		switch {
		case cur != "" && blankText(c, cur):
			release.Off = "It says nothing yet: enter opens it."
		case cur != "" && c.Beside.Part.MayTravel(cur):
			release.Words = "take back"
		}
		rows = append(rows, release)
	}
	if cur != "" && cur.Collection() == coach.NoteRecords {
		words := "bring up"
		if coach.Schema.Record(&c.Beside.Part, cur).(*coach.Note).Bring {
			words = "tick"
		}
		rows = append(rows, command.Command{ID: "side.bring", Key: k.Cycle, Words: words, Do: func() { s.ticked(c, cur) }})
	}
	rows = append(rows, remove,
		command.Command{ID: "side.next", Key: command.Also(k.Next, k.Right), Words: "next", Quiet: true, Do: func() { s.turn(1) }},
		command.Command{ID: "side.previous", Key: command.Also(k.Previous, k.Left), Quiet: true, Do: func() { s.turn(-1) }},
		command.Command{ID: "back", Key: command.Also(k.Back, k.Side), Words: "back", Do: func() { c.Beside.Back() }})
	return rows.Moves(k, func(by int) { s.move(c, by) }, func(pages int) { s.move(c, pages*pageRows) })
}

// Type hands a key to the form.
func (s *Side) Type(c *Context, k tea.KeyPressMsg) bool { return s.form.Type(besideHost{c}, k) }

// Paste puts text into the form.
func (s *Side) Paste(c *Context, text string) {
	if s.see(c); s.inForm {
		s.form.Paste(besideHost{c}, text)
	}
}

// Wheel moves the focus.
func (s *Side) Wheel(c *Context, lines int) {
	if s.see(c); !s.inForm {
		s.move(c, cmp.Compare(lines, 0))
	}
}

// Typing tells whether a form is open.
func (s *Side) Typing(c *Context) bool { s.see(c); return s.inForm }

// Enter does nothing: no place leads here.
func (s *Side) Enter(*Context, Place) {}

// Place is that of the page below: nobody who follows, and no file, is told that this one
// is open.
func (s *Side) Place(c *Context) Place { return s.Under.Place(c) }
