package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/workbook"
)

// Several workbooks side by side. Keys reach only the one whose name stands before the
// line of keys, and no pane gets them inside a text: who comes back to one presses enter
// first, so that a letter that was meant for a command never lands in an answer.

// MaxPanes is how many workbooks stand beside each other at most.
const MaxPanes = 3

// left is the text that one went away from to another pane.
type left struct {
	page string       // the page as it was left, as visits name it; "" for none
	to   screen.Place // the open text
	text string
	at   int // letters before the cursor
}

// name is whose workbook a view shows: the person, or else what is prepared. Of two with
// one name the employer stands behind it.
func (a *App) name(v *View) string {
	if v == nil {
		if a.coaching() {
			return "Clients"
		}
		return "Library"
	}
	name := nameOf(v)
	for _, p := range a.window.panes {
		if o := p.view; o != nil && o.doc != v.doc && nameOf(o) == name {
			if at := v.doc.Book().Profile.Employer; at != "" {
				return name + ", " + at
			}
		}
	}
	return name
}

func nameOf(v *View) string {
	p := v.doc.Book().Profile
	return cmp.Or(p.Person, p.Name, "(no name)")
}

// short is the first name, where no other pane has it.
func (a *App) short(v *View) string {
	if v == nil {
		return a.name(v)
	}
	first := func(v *View) string { s, _, _ := strings.Cut(nameOf(v), " "); return s }
	for _, p := range a.window.panes {
		if o := p.view; o != nil && o.doc != v.doc && strings.EqualFold(first(o), first(v)) {
			return field.Cut(a.name(v), 24)
		}
	}
	if v.doc.Book().Profile.Person == "" { // what is prepared: "A" tells nothing
		return field.Cut(nameOf(v), 24)
	}
	return field.Cut(first(v), 24)
}

// say says something about a workbook; among several, with its name.
func (a *App) say(v *View, what string) {
	if a.note = what; what != "" && a.window.several() {
		a.note = a.short(v) + ": " + what
	}
}

// focus gives the keys to another pane.
func (a *App) focus(i int) {
	if i == a.window.active || i < 0 || i >= len(a.window.panes) {
		return
	}
	a.leaveText()
	a.window.before, a.window.active = a.window.pane(), i
	a.arrive()
}

// arrive says where the keys go now, and asks for what has to be known first.
func (a *App) arrive() {
	v := a.window.view()
	a.note = "Now " + a.where(v) + "."
	if v != nil && v.left.page != "" && v.left.page == a.pageOf(v) {
		a.note = "Now " + a.where(v) + "; enter goes on in the text."
	}
	if id := a.window.pane().waits; id != "" {
		a.askToOpen(id)
	}
}

// where is a pane in words: whose it is, and which page.
func (a *App) where(v *View) string {
	if v == nil {
		if a.coaching() {
			return "the board"
		}
		return "the library"
	}
	place := v.screen.Place(a.context(v)).Screen
	if n := workbook.Lesson(place).Number(); n > 0 {
		return fmt.Sprintf("%s, lesson %d", a.name(v), n)
	}
	if onMap(v) {
		return a.name(v) + ", the map"
	}
	return a.name(v) + ", " + strings.ToLower(v.screen.Title(a.context(v), MinWidth))
}

func (a *App) pageOf(v *View) string { return formatPlace(v.screen.Place(a.context(v))) }

// leaveText closes the text that is open in the pane that has the keys. It is saved, as it
// was with each letter; enter opens it again at the same one.
func (a *App) leaveText() {
	v := a.window.view()
	if v == nil || !v.screen.Typing(a.context(v)) {
		return
	}
	c := a.context(v)
	if s, on := onSide(v); on { // which is left as it is, with its form closed
		s.Leave(c)
		return
	}
	was := left{to: v.screen.Place(c), text: v.ed.Text(), at: v.ed.At()}
	same := a.window.same
	a.window.same = false // the others stay where they are
	a.goTo(v, atStart(was.to))
	if v.screen.Typing(a.context(v)) {
		a.goTo(v, screen.Place{Screen: screen.MapScreen})
	}
	a.window.same = same
	was.page = a.pageOf(v)
	v.left = was
}

// resume opens the text that was left, where nothing else was done in the pane since.
func (a *App) resume(v *View) bool {
	was := v.left
	v.left = left{}
	if was.page == "" || was.page != a.pageOf(v) {
		return false
	}
	a.goTo(v, was.to)
	a.draw() // which hands the text to the editor
	if v.ed.Text() == was.text {
		v.ed.To(was.at)
	}
	return true
}

// alike has the other panes show the same lesson, map or plan as one, where that is
// asked for; their rows stay their own.
func (a *App) alike(v *View) {
	if !a.window.same || v != a.window.view() {
		return
	}
	to := v.screen.Place(a.context(v)).Screen
	if to != screen.MapScreen && to != screen.PlanScreen && workbook.Lesson(to).Number() == 0 {
		return
	}
	for _, p := range a.window.panes {
		if o := p.view; o != nil && o != v && o.screen.Place(a.context(o)).Screen != to {
			a.goTo(o, screen.Place{Screen: to})
		}
	}
}

// beside shows a workbook in a pane of its own.
func (a *App) beside(id workbook.ID) {
	a.leaveText()
	a.window.add()
	a.load(id)
}

// besidePage asks which workbook.
func (a *App) besidePage() overlay {
	a.list("")
	var of []storage.Entry
	var narrow func(string) []item
	return a.newPicker("Another workbook beside", noWorkbook, func(typed string) []item {
		if now := a.shelf.entries; narrow == nil || len(of) != len(now) || len(now) > 0 && &of[0] != &now[0] { // the list was read again
			of, narrow = now, narrowed(a.shelfItems(a.beside))
		}
		return narrow(typed)
	})
}

// turnTo gives the keys to the next pane.
func (a *App) turnTo() { a.focus((a.window.active + 1) % len(a.window.panes)) }

// next is the row of the key that goes to the next workbook, from a text too.
func (a *App) next() command.Command {
	row := command.Command{ID: "panes.next", InText: a.key.NextPane, Name: "The next workbook beside this one", Quiet: !a.window.several(), Do: a.turnTo}
	switch {
	case !a.window.several():
		row.Off = "One workbook is open here: w, then a, puts another beside it."
	case a.over != nil:
		row.Off = "Close this first (esc)."
	default:
		row.Words = a.short(a.window.panes[(a.window.active+1)%len(a.window.panes)].view)
	}
	return row
}

// paneMenu is what can be done with panes: the line of keys lists it after w, and waits.
func (a *App) paneMenu() command.List {
	w, k := &a.window, a.key
	done := func(do func()) func() {
		return func() {
			a.menu = false
			do()
		}
	}
	bind := func(s string) key.Binding { return key.NewBinding(key.WithKeys(s), key.WithHelp(s, "")) }
	alone := ""
	if !w.several() {
		alone = "Only one workbook is open here: a puts another beside it."
	}
	full := ""
	if len(w.panes) == MaxPanes {
		full = fmt.Sprintf("There are %d already: c closes one.", MaxPanes)
	}
	alike, whole := "same", "whole"
	if w.same {
		alike = "apart"
	}
	if w.whole {
		whole = "side by side"
	}
	rows := command.List{
		{ID: "panes.add", Key: bind("a"), Words: "another", Name: "Another workbook beside this one", Off: full, Do: done(func() { a.over = a.besidePage() })},
		{ID: "panes.turn", Key: bind("w"), Words: "next", Quiet: true, Off: alone, Do: done(a.turnTo)},
		{ID: "panes.same", Key: bind("l"), Words: alike, Name: "The same lesson in all, or each its own", Off: alone, Do: done(a.toggleSame)},
		{ID: "panes.swap", Key: bind("s"), Words: "swap", Name: "Change places with the next workbook", Off: alone, Do: done(a.swap)},
		{ID: "panes.whole", Key: bind("z"), Words: whole, Name: "This workbook alone, and back", Off: alone, Do: done(func() { w.whole = !w.whole })},
		{ID: "panes.close", Key: bind("c"), Words: "close", Name: "Close this workbook", Off: alone, Do: done(func() { a.closePane(w.pane()) })},
		{ID: "panes.find", Key: bind("/"), Words: "find", Name: "Find in all workbooks that are open here", Off: alone, Do: done(func() { a.over = a.finderIn(a.inPanes()) })},
	}
	for i := range MaxPanes {
		row := command.Command{ID: "panes.to." + string(rune('a'+i)), Key: bind(fmt.Sprint(i + 1)), Quiet: true, Do: done(func() { a.focus(i) })}
		if i >= len(w.panes) {
			row.Off = fmt.Sprintf("There is no workbook %d here.", i+1)
		}
		rows = append(rows, row)
	}
	return append(rows, command.Command{ID: "back", Key: k.Back, Words: "back", Do: done(func() {})})
}

// menuWidth is how wide the line of keys is at least that has all of the menu.
const menuWidth = 76

// menuInWords is the menu where the line of keys is too narrow for it.
func (a *App) menuInWords() string {
	var out []string
	for _, row := range a.paneMenu() {
		if row.Shown() && row.ID != "back" {
			out = append(out, row.Written()+" "+row.Words)
		}
	}
	return strings.Join(out, ", ")
}

func (a *App) toggleSame() {
	if a.window.same = !a.window.same; !a.window.same {
		a.note = "Each goes its own way again."
		return
	}
	a.note = "All show the same lesson, map or plan from here on."
	if v := a.window.view(); v != nil {
		a.alike(v)
	}
}

func (a *App) swap() {
	w := &a.window
	i, j := w.active, (w.active+1)%len(w.panes)
	w.panes[i], w.panes[j] = w.panes[j], w.panes[i]
	w.active = j
}

// closePane takes a pane out. Its workbook stays open, with its undo.
func (a *App) closePane(p *pane) {
	if p.view != nil {
		a.visit(p.view)
	}
	name := a.name(p.view)
	a.window.remove(p)
	a.note = fmt.Sprintf("Closed %s. Now %s.", name, a.where(a.window.view()))
}

// inPanes lists the views in panes, the one that has the keys first.
func (a *App) inPanes() (out []*View) {
	for i := range a.window.panes {
		if v := a.window.panes[(a.window.active+i)%len(a.window.panes)].view; v != nil {
			out = append(out, v)
		}
	}
	return out
}

// under gives the pane at a place of the terminal, where several stand beside each other.
func (a *App) under(x, y int) int {
	widths := a.widths()
	above, height, _ := a.rows(a.width - 2*margin)
	if a.over != nil || len(widths) < 2 || y >= above+height { // the note and the keys are of the one in focus
		return a.window.active
	}
	at := margin
	for i, w := range widths {
		if at += w + ansi.StringWidth(between); x < at-1 {
			return i
		}
	}
	return len(widths) - 1
}

// wheelAt scrolls what is under a column.
func (a *App) wheelAt(m tea.MouseWheelMsg, lines int) {
	p := a.window.panes[a.under(m.X, m.Y)]
	if p.view != nil {
		p.view.screen.Wheel(a.context(p.view), lines)
		return
	}
	a.shelf.move(lines / 3)
}

// indexOf is where a view's pane stands.
func (w *Window) indexOf(v *View) int {
	return slices.IndexFunc(w.panes, func(p *pane) bool { return p.view == v })
}
