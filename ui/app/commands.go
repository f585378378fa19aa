package app

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
)

// commandList is every command by name, whatever key it has.
func (a *App) commandList() overlay {
	p := a.pane()
	var all []item
	add := func(text, note string, do func() tea.Cmd) { all = append(all, item{text, note, do}) }
	for _, b := range a.pageCommands() {
		add(b.Help().Desc, b.Help().Key, func() tea.Cmd { return a.press(pressOf(b)) })
	}
	if p != nil {
		goTo := func(place screen.Place) func() tea.Cmd { return func() tea.Cmd { return a.goTo(p, place) } }
		add("Map", "esc", goTo(screen.Place{Screen: screen.MapScreen}))
		for _, l := range workbook.Lessons() {
			add("Lesson "+fmt.Sprint(l.Number())+": "+a.pack.Lesson(l).Title, fmt.Sprintf("%d on the map", l.Number()), goTo(screen.Place{Screen: string(l)}))
		}
		add("The conversation: name, people, date", "e on the map", goTo(screen.Place{Screen: screen.DetailsScreen}))
		add("Plan: look at it", "p", goTo(screen.Place{Screen: screen.PlanScreen}))
		add("Export the plan", "x", func() tea.Cmd { return a.show(a.exportPage(p)) })
		add("Find in the answers", "/", func() tea.Cmd { return a.show(a.finder(p)) })
		add("Undo", "u, ctrl+z", func() tea.Cmd { a.undo(p); return nil })
		add("Redo", "U, ctrl+y", func() tea.Cmd { a.redo(p); return nil })
		add("All workbooks", "esc on the map", func() tea.Cmd {
			a.visit(p)
			a.active = -1
			return a.list(p.book.ID)
		})
	}
	add("New workbook", "n in the library", func() tea.Cmd { return a.show(a.newPage()) })
	add("Create the filled example", "", a.createExample)
	add("Help", "? or F1", func() tea.Cmd { return a.show(a.helpPage()) })
	add("Quit", "ctrl+c", a.quit)
	return a.newPicker("Commands", "No command has these letters.", func(typed string) []item { return narrow(all, typed) })
}

// pageCommands are the keys of the page in sight that stand for a command, but
// for those that the list has by a name of their own.
func (a *App) pageCommands() []key.Binding {
	bindings, k := a.shelfBindings(), a.key
	if p := a.pane(); p != nil {
		bindings = p.screen.Bindings(a.context(p, nil))
	}
	own := []key.Binding{k.Up, k.Down, k.Left, k.Right, k.PageUp, k.PageDown, k.Next, k.Previous, k.Back, k.LeaveMap, k.Library, k.Lesson, k.Plan, k.Details, k.Export, k.Find, k.Undo, k.Quit}
	return slices.DeleteFunc(slices.Clone(bindings), func(b key.Binding) bool {
		return !b.Enabled() || b.Help() == k.New.Help() || b.Help().Key == "" || slices.ContainsFunc(own, func(o key.Binding) bool { return o.Help().Key == b.Help().Key })
	})
}

// narrow keeps the items in which every typed word occurs.
func narrow(all []item, typed string) []item {
	words := strings.Fields(strings.ToLower(typed))
	var out []item
	for _, it := range all {
		text := strings.ToLower(it.text + " " + it.note)
		fits := true
		for _, w := range words {
			fits = fits && strings.Contains(text, w)
		}
		if fits {
			out = append(out, it)
		}
	}
	return out
}

// finder looks through the answers in words of a workbook, and the lessons' titles.
func (a *App) finder(p *pane) overlay {
	var all []item
	for _, f := range p.book.Texts() {
		to := screen.Place{Screen: string(f.Lesson), Record: f.Record, Field: f.Field}
		if f.Lesson == "" {
			to.Screen = screen.DetailsScreen
		}
		label := a.pack.Field(f.Label).Label
		all = append(all, item{strings.Join(strings.Fields(f.Text), " "), label, func() tea.Cmd { return a.goTo(p, to) }})
	}
	for _, l := range workbook.Lessons() {
		all = append(all, item{a.pack.Lesson(l).Title, fmt.Sprintf("lesson %d", l.Number()), func() tea.Cmd { return a.goTo(p, screen.Place{Screen: string(l)}) }})
	}
	return a.newPicker("Find", "Nothing in this workbook has these letters.", func(typed string) []item { return narrow(all, typed) })
}

func (a *App) shelfFinder() overlay {
	var all []item
	for _, e := range a.shelf.entries {
		all = append(all, item{strings.TrimSpace(e.Name + "  " + e.Person), field.Cut(e.Employer, 28), func() tea.Cmd { return a.load(e.ID) }})
	}
	return a.newPicker("Find a workbook", "No workbook has these letters.", func(typed string) []item { return narrow(all, typed) })
}
