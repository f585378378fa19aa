package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
)

// strategy is the activity of lesson 9: the board, and behind it the pages of the pieces
// that are made here. One of them is shown.
type strategy struct {
	board *board
	pages map[string]activity
	on    string // the page that is shown, "" for the board
}

// The pages behind the board.
const (
	openingPage    = "opening"
	objectionsPage = "objections"
	ladderPage     = "ladder"
	noesPage       = "noes"
	pausePage      = "pause"
	packagesPage   = "packages"
)

func init() { activities[workbook.LessonStrategy] = func() activity { return newStrategy() } }

func newStrategy() *strategy {
	s := &strategy{}
	toBoard := func() { s.on = "" }
	s.board = newBoard(s.open)
	s.pages = map[string]activity{
		openingPage: &opening{}, objectionsPage: newObjections(), ladderPage: newLadder(), packagesPage: newPackages(),
		noesPage:  &talkForm{title: "The three noes", fields: []string{"tactical", "reset", "final", "criteria"}, done: toBoard},
		pausePage: &talkForm{title: "When to pause, and what comes next", fields: []string{"pausewhen", "pause", "next", "nextby"}, done: toBoard},
	}
	return s
}

// page is the activity that is shown.
func (s *strategy) page() activity {
	if p := s.pages[s.on]; p != nil {
		return p
	}
	return s.board
}

// open shows a page, and goes to a record and a field of it.
func (s *strategy) open(c *Context, page string, record workbook.Key, fieldName string) {
	s.on = page
	s.page().see(c)
	s.page().enter(c, record, fieldName)
}

func (s *strategy) commands(c *Context) command.List {
	rows := s.page().commands(c)
	if _, own := rows.Get("back"); s.on == "" || own || s.typing() {
		return rows
	}
	return append(rows, command.Command{ID: "back", Key: c.Key.Back, Words: "board", Do: func() { s.on = "" }})
}

// pageOf is the page on which a record is made, or a field of the talk.
func (s *strategy) pageOf(record workbook.Key, fieldName string) string {
	switch record.Collection() {
	case workbook.ObjectionRecords:
		return objectionsPage
	case workbook.StepRecords:
		return ladderPage
	case workbook.PackageRecords, workbook.PortionRecords:
		return packagesPage
	case workbook.TalkRecords:
		for name, p := range s.pages {
			if asks, ok := p.(interface{ asks() []string }); ok && slices.Contains(asks.asks(), fieldName) {
				return name
			}
		}
	}
	return ""
}

func (s *strategy) enter(c *Context, record workbook.Key, fieldName string) {
	s.open(c, s.pageOf(record, fieldName), record, fieldName)
}

func (s *strategy) see(c *Context) {
	for _, p := range s.pages {
		p.see(c)
	}
	if form, ok := s.page().(*talkForm); ok && !form.inForm {
		s.on = ""
	}
}

func (s *strategy) press(c *Context, k tea.KeyPressMsg) bool { return s.page().press(c, k) }

func (s *strategy) move(c *Context, by int) { s.page().move(c, by) }

func (s *strategy) paste(c *Context, text string) { s.page().paste(c, text) }

func (s *strategy) draw(c *Context, width, room int) field.Drawing {
	return s.page().draw(c, width, room)
}

func (s *strategy) typing() bool { return s.page().typing() }

func (s *strategy) asking() bool { return s.page().asking() }

func (s *strategy) at(c *Context) (workbook.Key, string) { return s.page().at(c) }

func (s *strategy) start(*Context) {}

// talkForm asks some answers of the talk; whoever leaves it is done with it.
type talkForm struct {
	editing
	title  string
	fields []string
	done   func()
}

func talkKey(c *Context) workbook.Key { return workbook.RecordKey(workbook.TalkRecords, c.Book.ID) }

func (f *talkForm) asks() []string { return f.fields }

func (f *talkForm) enter(c *Context, _ workbook.Key, fieldName string) {
	f.show(talkKey(c), string(workbook.LessonStrategy), fieldName, nil)
	f.form.Fields = f.fields
}

func (f *talkForm) commands(c *Context) command.List {
	return f.form.Commands(c, func() {
		f.inForm = false
		f.done()
	})
}

func (f *talkForm) move(c *Context, by int) { f.form.Move(c, by) }

func (f *talkForm) draw(c *Context, width, room int) field.Drawing {
	d := field.Text(f.title, width, c.Style.Bold)
	d.Add(f.form.Draw(c, min(width, measure), true), 0, true)
	return d
}

func (f *talkForm) at(c *Context) (workbook.Key, string) {
	return talkKey(c), f.form.Focused(c.Book)
}

func (f *talkForm) start(*Context) {}
