package app

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"firstmile/content"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
	"firstmile/workbook/search"
)

// commands are the rows of what is on screen, which stand in its line of keys,
// and the program's own behind them.
func (a *App) commands() (page, own command.List) {
	own = a.own()
	switch v := a.window.view(); {
	case a.over != nil:
		page = a.over.commands(a)
		help, _ := own.Get("help")
		quit, _ := own.Get("quit")
		hide, _ := own.Get("amounts")
		own = command.List{help, hide, a.next(), quit}
	case a.following != nil:
		if v != nil {
			page = a.followCommands(v)
		}
		var rest command.List
		for _, id := range []string{"help", "amounts", "quit"} {
			row, _ := own.Get(id)
			rest = append(rest, row)
		}
		own = rest
	case a.menu: // nothing else does anything
		page = a.paneMenu()
		var rest command.List
		for _, id := range []string{"commands", "help", "amounts", "quit"} {
			row, _ := own.Get(id)
			rest = append(rest, row)
		}
		own = rest
	case v != nil:
		page = v.screen.Commands(a.context(v))
	default:
		page = a.shelfCommands()
	}
	return page.With(own)[:len(page)], own
}

// own are the program's commands on a page, whichever it is.
func (a *App) own() command.List {
	k, v := a.key, a.window.view()
	hides := "hide amounts"
	if a.hidden {
		hides = "show amounts"
	}
	back := command.Command{ID: "back", Key: k.Back, Quiet: true, Off: "This is the first page: q quits."}
	if v == nil && a.shelf.board.partly() {
		back.Off, back.Do = "", a.wholeBoard
	}
	rows := command.List{{ID: "commands", InText: k.Commands, Words: "commands", Quiet: true, Do: func() { a.over = a.commandList() }}}
	if a.failing() != nil {
		rows = append(rows, command.Command{ID: "unsaved", InText: k.Unsaved, Words: "what is not saved", Do: func() { a.over = &unsavedPage{} }})
	}
	if v != nil {
		choose := command.Command{ID: "choose", InText: k.Choose, Off: "No answer has two texts to choose from."}
		if page := a.choosing(v); len(page.doc.Conflicts()) > 0 {
			choose.Words, choose.Off, choose.Do = "choose between two", "", func() { a.over = page }
			if a.hidden && keepsOut(v.doc.Book()) {
				choose.Words, choose.Off = "", "Show amounts again first: one of the texts may be kept private."
			}
		}
		rows = append(rows, choose)
	}
	if v != nil {
		_, onPlan := v.screen.(*screen.Plan)
		goTo := func(to string) func() { return func() { a.goTo(v, screen.Place{Screen: to}) } }
		back.Words, back.Off, back.Do = "back", "", func() { a.back(v) }
		plan := command.Command{ID: "plan", Key: k.Plan, Words: "plan", Name: "Plan: look at it", Do: goTo(screen.PlanScreen)}
		if onPlan {
			plan.Off = "This is the plan." // it would turn from the manager's copy to one's own
		}
		quit := command.Command{ID: "map.quit", Key: k.Quit, Words: "quit", Quiet: true, Do: a.quit}
		if !onMap(v) {
			quit.Off = "q quits from the map: esc goes there. ctrl+c quits from anywhere."
		}
		rows = append(rows, command.Command{ID: "map", Key: elsewhere("esc"), Name: "Map", Do: goTo(screen.MapScreen)})
		for _, row := range v.words.lessons {
			row.Do = goTo(strings.TrimPrefix(row.ID, screen.LessonCommand("")))
			rows = append(rows, row)
		}
		rows = append(rows,
			command.Command{ID: "conversation", Key: elsewhere("e on the map"), Name: "The conversation: name, people, date", Do: goTo(screen.DetailsScreen)},
			command.Command{ID: "notes", Key: elsewhere("on the map"), Name: "Notes to place", Do: goTo(workbook.NotesPage)},
			plan,
			command.Command{ID: "rehearse", Key: elsewhere("t on the map"), Name: "Rehearse the talk", Do: goTo(screen.RehearsalScreen)},
			command.Command{ID: "after", Key: elsewhere("t on the map, from the talk on"), Name: "After the talk: what came of it", Do: goTo(workbook.AfterPage)},
			command.Command{ID: "export", Key: k.Export, Words: "export", Name: "Export the plan", Do: func() { a.over = a.exportPage(v) }},
			command.Command{ID: "export.calendar", Key: elsewhere("x in lesson 6"), Name: "Export the days as a calendar", Do: func() { a.over = a.calendarPage(v) }},
			command.Command{ID: "find", Key: k.Find, Words: "find", Name: "Find in the answers", Do: func() { a.over = a.finder(v) }},
			command.Command{ID: "undo", Key: k.Undo, InText: k.UndoInText, Words: "undo", Name: "Undo", Do: func() { a.undo(v) }},
			command.Command{ID: "redo", Key: k.Redo, InText: k.RedoInText, Words: "redo", Name: "Redo", Do: func() { a.redo(v) }},
			command.Command{ID: "library", Key: elsewhere("esc on the map"), Name: "All workbooks", Do: func() { a.toLibrary(v) }},
			quit)
		rows = append(rows, a.sideRows(v)...)
		rows = append(rows, a.protectRows(v.doc.ID(), v.doc.Protected())...)
		if before := v.doc.Book().Profile.Before; before != "" {
			rows = append(rows, command.Command{ID: "before", Name: "The round before this one: open it", Do: func() { a.load(before) }})
		}
	}
	rows = append(rows, command.Command{ID: "panes", Key: k.Panes, Words: "side by side", Quiet: true, Do: func() { a.menu = true }}, a.next())
	for _, row := range a.paneMenu() {
		if row.Listed() && row.ID != "back" && row.Off == "" {
			row.Key, row.Words = elsewhere("w, then "+row.Written()), ""
			rows = append(rows, row)
		}
	}
	return append(append(command.List{back}, rows...),
		command.Command{ID: "new", Key: elsewhere("n in the library"), Name: "New workbook", Do: func() { a.over = a.newPage() }},
		command.Command{ID: "example", Name: "Create the filled example", Do: a.createExample},
		command.Command{ID: "amounts", Key: k.Hide, InText: k.HideInText, Words: hides, Name: "Amounts: hide them, or show them again", Do: a.toggleAmounts},
		command.Command{ID: "help", Key: k.Help, InText: k.HelpInText, Name: "Help", Do: a.toggleHelp},
		command.Command{ID: "quit", InText: k.QuitInText, Words: "quit from anywhere", Name: "Quit", Do: a.quit})
}

// elsewhere is how the key is written of what is done from another page.
func elsewhere(written string) key.Binding { return key.NewBinding(key.WithHelp(written, "")) }

// lessonRows are the commands that open the lessons, but for what they do.
func lessonRows(pack *content.Pack) (rows command.List) {
	for _, l := range workbook.Lessons() {
		rows = append(rows, command.Command{ID: screen.LessonCommand(l), Key: elsewhere(fmt.Sprintf("%d on the map", l.Number())),
			Name: fmt.Sprintf("Lesson %d: %s", l.Number(), pack.Lesson(l).Title)})
	}
	return rows
}

// commandList is every command by name, whatever key it has.
func (a *App) commandList() overlay {
	page, own := a.commands()
	var all []item
	add := func(rows command.List) {
		for _, row := range rows {
			if row.Listed() {
				note := row.AllWritten()
				if row.Off != "" {
					note = "off: " + row.Off // whole when it is chosen
				}
				all = append(all, item{text: row.Label(), note: note, do: func() { a.doByID(row.ID) }})
			}
		}
	}
	add(slices.DeleteFunc(slices.Clone(page), func(row command.Command) bool { _, is := own.Get(row.ID); return is }))
	add(own)
	return a.newPicker("Commands", "No command has these letters.", narrowed(all))
}

// narrowed gives what is left of a list as it is typed: the items in which every word occurs,
// those first in which one begins.
func narrowed(all []item) func(typed string) []item {
	type found struct {
		item
		by search.Thing
	}
	things := make([]found, len(all))
	for i, it := range all {
		things[i] = found{it, search.Of([]string{it.text, it.note}, it.day)}
	}
	return func(typed string) []item {
		var out []item
		for _, f := range search.Narrow(things, typed, func(f found) search.Thing { return f.by }) {
			out = append(out, f.item)
		}
		return out
	}
}

// finder looks through the answers in words of a workbook, and the lessons' titles.
func (a *App) finder(v *View) overlay { return a.finderIn([]*View{v}) }

// finderIn looks through several; each place begins with whose it is then.
func (a *App) finderIn(views []*View) overlay {
	var all []item
	title, none := "Find", "Nothing in this workbook has these letters."
	if len(views) > 1 {
		title, none = "Find in all", "Nothing in these workbooks has these letters."
	}
	for _, v := range views {
		whose := ""
		if len(views) > 1 {
			whose = a.short(v) + ": "
		}
		visit := func(to screen.Place) func() {
			return func() {
				a.focus(a.window.indexOf(v))
				a.note = ""
				a.goTo(v, to)
			}
		}
		book := a.context(v).Book
		for _, f := range workbook.Schema.Texts(&book) {
			if f.Record.Collection() == workbook.PackAnswerRecords && f.Field != "answer" && f.Field != "asked" {
				continue // ids of the pack
			}
			to := screen.Place{Screen: f.Page, Record: f.Record, Field: f.Field}
			if f.Page == "" {
				to.Screen = screen.DetailsScreen
			}
			all = append(all, item{text: whose + strings.Join(strings.Fields(f.Text), " "), note: v.words.pack.Field(f.Label).Label, do: visit(to)})
		}
		for _, l := range workbook.Lessons() {
			to := screen.Place{Screen: string(l)}
			all = append(all, item{text: whose + v.words.pack.Lesson(l).Title, note: fmt.Sprintf("lesson %d", l.Number()), do: visit(to)})
		}
	}
	p := a.newPicker(title, none, narrowed(all))
	p.answers = true
	return p
}

func (a *App) shelfFinder() overlay {
	return a.newPicker("Find a workbook", noWorkbook, narrowed(a.shelfItems(a.load)))
}

const noWorkbook = "No workbook has these letters."

// shelfItems are the workbooks of the library, to be found by name, person, employer and day.
func (a *App) shelfItems(do func(workbook.ID)) []item {
	var all []item
	for _, e := range a.shelf.entries {
		note := field.Cut(e.Employer, 28)
		if e.Meeting.OK() {
			note = strings.TrimRight(e.Meeting.Short(a.o.Today())+" · "+note, " ·")
		}
		all = append(all, item{text: strings.TrimSpace(e.Name + "  " + e.Person), note: note, day: e.Meeting, do: func() { do(e.ID) }})
	}
	return all
}
