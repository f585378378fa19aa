package app

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/document"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// View is a place in a document, with its own focus, its own text editor and its
// own undo. Two views may show one document; what one writes, the other shows when
// it is drawn next.
type View struct {
	words     words
	doc       *document.Document
	id        document.View
	ed        *field.Editor
	screen    screen.Screen
	lessons   map[workbook.Lesson]*screen.Lesson // they keep their focus while the map is shown
	side      *screen.Side                       // it keeps its list and focus, nil until it is shown
	kept      keptOut                            // what is shown while amounts are hidden
	rehearsal *screen.Rehearsal                  // and it keeps its order, nil until it is begun
	visited   string                             // the place that was last noted
	since     screen.Since                       // what was changed elsewhere, as the map tells
	seen      seen                               // from when on
	moved     bool                               // another window's answers came in while the map was not shown
	left      left                               // the text that one went away from to another pane
	active    time.Time                          // when it was last typed in, or opened
}

func (a *App) newView(doc *document.Document) *View {
	a.views++
	return &View{words: a.wordsIn(doc), doc: doc, id: document.View(a.views), ed: field.NewEditor(), lessons: map[workbook.Lesson]*screen.Lesson{}}
}

// another gives a second view of an open workbook, for a pane of its own; what one has
// done the other takes back.
func (a *App) another(v *View) *View {
	next := a.newView(v.doc)
	next.id, next.seen = v.id, v.seen
	return next
}

// context is what the view's screen may see and do during one message.
func (a *App) context(v *View) *screen.Context {
	today := a.o.Today()
	c := &screen.Context{
		Day: today, Pack: v.words.pack, Style: a.style, Key: a.key, Ed: v.ed, NewID: a.o.NewID,
		Say:     func(s string) { a.say(v, s) },
		Copy:    func(s string) { a.run(tea.SetClipboard(s)) },
		Go:      func(to screen.Place) { a.goTo(v, to) },
		Round:   func() { a.nextRound(v.doc.ID()) },
		Since:   v.since,
		Plan:    func(who plan.Audience) plan.Document { return v.doc.Plan(who, today) },
		Letters: func() []plan.Letter { return v.doc.Letters(today) },
	}
	look := func() {
		c.Book, c.Moved, c.Advice = v.doc.Book(), v.doc.Version(), v.doc.Advice(today)
		c.Moved *= 2 // so that a page looks again when amounts are hidden or shown
		if a.hidden {
			k := v.without(today)
			c.Book, c.Advice, c.Plan, c.Letters = k.book, k.advice, k.plan, k.letters
			c.Moved++
		}
		c.Settled, c.Findings = c.Advice.Settled(), c.Advice.Findings()
	}
	c.Change = func(name string, change func(*workbook.Workbook)) {
		if a.following != nil { // whose program changes nothing
			return
		}
		if a.hidden && v.without(today).unseen(v.doc.Book(), change) {
			c.Say(staysPrivate)
			return
		}
		before := c.Book
		v.active = a.o.Now().Truncate(grain)
		v.doc.Edit(v.id, name, change)
		look()
		if said := adopted(before, c.Book); said != "" {
			c.Say(said)
		}
	}
	look()
	c.Beside = a.sideFor(v, c)
	return c
}

// adopted says what a workbook took from the first amount that was typed with it.
func adopted(before, now workbook.Workbook) string {
	var out []string
	if code := now.Profile.Currency; before.Profile.Currency == "" && value.IsCurrency(code) {
		out = append(out, "amounts are in "+code)
	}
	if p := now.Job.Period; before.Job.Period == "" && p != "" && len(before.Returns) == len(now.Returns) {
		out = append(out, "pay is by the "+string(p))
	}
	if len(out) == 0 {
		return ""
	}
	return "From here on " + value.List(out) + "; undo takes it back."
}

func (a *App) undo(v *View) {
	if _, on := onSide(v); on {
		a.unwindSide(v, a.sideOf(v).Undo, "Undone.", "Nothing to undo on your side.")
		return
	}
	a.unwind(v, v.doc.Undo, "Undone", "Nothing to undo.")
}

func (a *App) redo(v *View) {
	if _, on := onSide(v); on {
		a.unwindSide(v, a.sideOf(v).Redo, "Done again.", "Nothing to do again on your side.")
		return
	}
	a.unwind(v, v.doc.Redo, "Done again", "Nothing to do again. What was undone before this start, u takes back.")
}

// unwind takes a step back or makes it again, and says what became of it.
func (a *App) unwind(v *View, do func(document.View) error, did, nothing string) {
	before := len(v.doc.Conflicts())
	err := do(v.id)
	if follows, is := v.screen.(*screen.Lesson); is && err == nil {
		follows.Unwound(a.context(v), v.doc.Unwound())
	}
	switch {
	case err == nil && len(v.doc.Conflicts()) > before:
		a.say(v, did+": "+a.about(v, v.doc.Unwound())+". Both texts are there again: "+a.key.Choose.Help().Key+" shows them.")
	case err == nil:
		a.say(v, did+": "+a.about(v, v.doc.Unwound())+".")
	case errors.Is(err, document.ErrNothing):
		a.say(v, nothing)
	default:
		a.say(v, "Another window changed this since; its answer stays.")
	}
}

// about names what changes are about: the first one's answer, and its record.
func (a *App) about(v *View, changes []workbook.Change) string {
	c := changes[0]
	name, _, _ := strings.Cut(c.Field, "/") // it may be a part of an answer
	record := a.context(v).NameOf(c.Record)
	if record != "" {
		record = "“" + field.Cut(record, 40) + "”"
	}
	if name == "" {
		return cmp.Or(record, "a record")
	}
	label := v.words.pack.Field(workbook.Schema.Field(c.Record.Collection(), name).Label).Label
	if record == "" {
		return label
	}
	return label + ", " + record
}

// goTo shows a place of a workbook, and looks whether another window changed it.
func (a *App) goTo(v *View, to screen.Place) {
	c := a.context(v)
	from := v.screen
	if onMap(v) {
		v.since, v.seen = screen.Since{}, seen{a.o.Now(), a.o.Store.Window()}
	}
	switch {
	case to.Screen == screen.PlanScreen:
		shown := screen.NewPlan()
		if from != nil && to.Field == screen.LettersPart { // a page that led to its letter
			shown.From(from.Place(c))
		}
		v.screen = shown
	case to.Screen == screen.DetailsScreen:
		v.screen = screen.NewDetails(c)
	case to.Screen == screen.RehearsalScreen:
		if v.rehearsal == nil {
			v.rehearsal = screen.NewRehearsal(c, rand.New(rand.NewPCG(a.o.Seed, uint64(v.id))))
		}
		if from != nil && from != screen.Screen(v.rehearsal) {
			v.rehearsal.From(from.Place(c))
		}
		v.screen = v.rehearsal
	case to.Screen == workbook.AfterPage:
		v.screen = screen.NewAfter()
	case to.Screen == workbook.NotesPage:
		v.screen = screen.NewNotes()
	case to.Screen == workbook.QuestionsPage:
		v.screen = screen.NewQuestions(c, to.Record)
	case workbook.Lesson(to.Screen).Number() > 0:
		id := workbook.Lesson(to.Screen)
		if v.lessons[id] == nil {
			v.lessons[id] = screen.NewLesson(c, id)
		}
		v.screen = v.lessons[id]
	default:
		v.screen = screen.NewMap(c)
		if l, ok := from.(*screen.Lesson); ok && l.Finished(c) {
			if c.Advice.Answered() {
				a.say(v, "That lesson is answered, and so are the others.")
			} else {
				a.say(v, fmt.Sprintf("That lesson is answered; enter opens lesson %d.", c.Advice.Next().Number()))
			}
		} else if from != nil && to.Field == "" {
			to.Field = from.Place(c).Screen // the lesson one comes from stays in focus
		}
	}
	v.screen.Enter(c, to)
	a.visit(v)
	if v.moved && onMap(v) {
		a.recall(v)
	}
	if from != nil { // else it has just been loaded
		a.refresh()
	}
	a.alike(v)
}

func onMap(v *View) bool {
	_, is := v.screen.(*screen.Map)
	return is
}

// visit notes where the person is.
func (a *App) visit(v *View) {
	if v.screen == nil || a.following != nil {
		return
	}
	v.visited = formatPlace(v.screen.Place(a.context(v)))
	a.o.Saver.Visit(v.doc.ID(), storage.Visit{Place: v.visited, Opened: a.o.Now(), Window: a.o.Store.Window()})
}

// follow notes the place when a form went on to another field or was closed, so
// that a program that is killed starts there again.
func (a *App) follow(v *View) {
	if formatPlace(v.screen.Place(a.context(v))) != v.visited {
		a.visit(v)
	}
}

func formatPlace(p screen.Place) string {
	return strings.TrimRight(p.Screen+" "+string(p.Record)+" "+p.Field, " ")
}

// atStart is a noted place as one comes back to it: never inside an open text, where the
// first key would be typed into an answer.
func atStart(p screen.Place) screen.Place {
	switch {
	case p.Screen == screen.DetailsScreen, p.Screen == screen.RehearsalScreen, p.Record.Collection() == workbook.FallbackRecords:
		return screen.Place{Screen: screen.MapScreen}
	case p.Record != "":
		p.Field = ""
	}
	return p
}

func parsePlace(s string) screen.Place {
	parts := strings.SplitN(s, " ", 3)
	var p screen.Place
	p.Screen = parts[0]
	if len(parts) > 1 {
		p.Record = workbook.Key(parts[1])
	}
	if len(parts) > 2 {
		p.Field = parts[2]
	}
	return p
}
