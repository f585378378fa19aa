package app

import (
	"context"
	"errors"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/field"
	"firstmile/ui/screen"
	"firstmile/ui/theme"
)

// overlay lies over the screen and takes all keys until it is closed; the
// screen below keeps its place.
type overlay interface {
	title(a *App) string
	press(a *App, k tea.KeyPressMsg) tea.Cmd
	paste(a *App, text string)
	wheel(lines int)
	draw(a *App, width, height int) field.Drawing
	bindings(a *App) []key.Binding
	typing() bool
}

// prompt asks for one line.
type prompt struct {
	name    string
	about   []string // paragraphs above the question
	ask     string
	example string
	accept  func(text string) tea.Cmd // "" is not accepted
	other   *key.Binding              // a second way on
	doOther func() tea.Cmd
	esc     bool   // esc closes it
	draft   string // under which name esc keeps what was typed for the next time
	begun   string // the text that it began with
}

// newDraft is where the name of a new workbook is kept while it is not taken.
const newDraft = "new"

// newPrompt begins with what was typed the last time, else with text.
func (a *App) newPrompt(p prompt, text string) *prompt {
	if kept, ok := a.drafts[p.draft]; ok {
		text = kept
	}
	a.ed.Edit(text, false)
	p.begun = text
	return &p
}

// newFirst is the first page of a new person: one question, and the example.
func (a *App) newFirst() overlay {
	example := key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "look at a filled example"))
	return a.newPrompt(prompt{
		name: "firstmile",
		about: []string{
			"Prepare a raise conversation, one short lesson at a time. Your answers are checked against each other and become a plan.",
			"They stay on this computer, in a folder only your account can read.",
		},
		ask: "What are you preparing for?", example: "A raise at Northwind",
		accept: a.createNamed, other: &example, doOther: a.createExample, draft: newDraft,
	}, "")
}

func (a *App) newPage() overlay {
	return a.newPrompt(prompt{name: "A new workbook", ask: "What are you preparing for?", example: "A raise at Northwind",
		accept: a.createNamed, esc: true, draft: newDraft}, "")
}

func (a *App) renamePage(e storage.Entry) overlay {
	return a.newPrompt(prompt{name: "Rename", ask: "What is its new name?", esc: true, draft: string(e.ID), accept: func(name string) tea.Cmd {
		a.hide()
		return a.rename(e, name)
	}}, e.Name)
}

// instead takes the second way on; what was typed is kept for the next time.
func (p *prompt) instead(a *App) tea.Cmd {
	if text := a.ed.Text(); text != p.begun {
		a.drafts[p.draft] = text
	}
	return p.doOther()
}

func (p *prompt) title(*App) string { return p.name }

func (p *prompt) press(a *App, k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, a.key.Back):
		if p.esc {
			if text := a.ed.Text(); text != p.begun {
				a.drafts[p.draft] = text
			}
			a.hide()
			return nil
		}
		a.note = "ctrl+c quits."
	case p.other != nil && key.Matches(k, *p.other):
		return p.instead(a)
	case k.String() == "enter":
		text := strings.TrimSpace(a.ed.Text())
		if text == "" {
			a.note = "Type a few words first, such as " + p.example + "."
			if p.example == "" {
				a.note = "Type a few words first."
			}
			return nil
		}
		delete(a.drafts, p.draft)
		return p.accept(text)
	default:
		a.ed.Key(k)
	}
	return nil
}

func (p *prompt) paste(a *App, text string) { a.ed.Paste(text) }
func (p *prompt) wheel(int)                 {}
func (p *prompt) typing() bool              { return true }

func (p *prompt) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 72)
	for _, s := range p.about {
		if height < 14 {
			break // the question comes first
		}
		d.Text(s, w, a.style.Plain)
		d.Blank()
	}
	d.Line(a.style.Bold.Render(field.Cut(p.ask, width)))
	d.Add(a.ed.DrawBehind("▸ ", w, a.style), 0, true)
	if p.example != "" && a.ed.Text() == "" {
		d.Line(a.style.Dim.Render(field.Cut("  For example: "+p.example, width)))
	}
	if a.ed.Full() {
		d.Text("! This field is full: what no longer fits was left out.", width, a.style.Warn)
	}
	if p.other != nil {
		d.Blank()
		y := len(d.Lines)
		d.Line(a.style.Dim.Render(field.Cut("  Or "+p.other.Help().Desc+" ("+p.other.Help().Key+").", width)))
		d.Click(y, width, func() { a.pending = p.instead(a) })
	}
	return d.Window(height, a.style)
}

func (p *prompt) bindings(a *App) []key.Binding {
	out := []key.Binding{screen.As(a.key.Open, "go on")}
	if p.other != nil {
		out = append(out, *p.other)
	}
	if p.esc {
		out = append(out, a.key.Back)
	} else {
		out = append(out, screen.As(a.key.QuitAnyway, "quit"))
	}
	return out
}

// item is one row of a picker.
type item struct {
	text, note string
	do         func() tea.Cmd
}

// picker is a list narrowed by typing: the commands, and find.
type picker struct {
	name  string
	items func(typed string) []item
	none  string // said when nothing fits
	row   int
}

func (a *App) newPicker(name, none string, items func(string) []item) *picker {
	a.ed.Edit("", false)
	return &picker{name: name, none: none, items: items}
}

func (p *picker) title(*App) string { return p.name }

func (p *picker) press(a *App, k tea.KeyPressMsg) tea.Cmd {
	items := p.items(a.ed.Text())
	switch {
	case key.Matches(k, a.key.Back), key.Matches(k, a.key.Commands):
		a.hide()
	case k.String() == "up":
		p.row--
	case k.String() == "down":
		p.row++
	case k.String() == "pgup":
		p.row -= 10
	case k.String() == "pgdown":
		p.row += 10
	case k.String() == "enter":
		if len(items) == 0 {
			return nil
		}
		do := items[max(0, min(p.row, len(items)-1))].do
		a.hide()
		return do()
	default:
		a.ed.Key(k)
		p.row = 0
	}
	p.row = max(0, min(p.row, len(items)-1))
	return nil
}

func (p *picker) paste(a *App, text string) { a.ed.Paste(text); p.row = 0 }
func (p *picker) wheel(lines int)           { p.row = max(0, p.row+lines/3) }
func (p *picker) typing() bool              { return true }

func (p *picker) draw(a *App, width, height int) field.Drawing {
	var top, d field.Drawing
	typed := a.ed.DrawBehind("/ ", width, a.style)
	typed.Lines = typed.Lines[:1]
	if typed.Cursor != nil {
		typed.Cursor.Y = 0
	}
	top.Add(typed, 0, true)
	top.Line("")
	items := p.items(a.ed.Text())
	p.row = max(0, min(p.row, len(items)-1))
	if len(items) == 0 {
		d.Text(p.none, width, a.style.Dim)
	}
	for i, it := range items {
		here := i == p.row
		mark, style := "  ", a.style.Plain
		if here {
			mark, style = a.style.Accent.Render("▸ "), a.style.Accent
			d.Focus = len(d.Lines)
		}
		note := min(28, width/3)
		y := len(d.Lines)
		d.Line(mark + style.Render(field.Pad(it.text, width-note-3)) + " " + a.style.Dim.Render(field.PadLeft(it.note, note)))
		d.Click(y, width, func() { a.hide(); a.pending = it.do() })
	}
	top.Add(d.Window(height-2, a.style), 0, false)
	return top
}

func (p *picker) bindings(a *App) []key.Binding {
	if len(p.items(a.ed.Text())) == 0 {
		return []key.Binding{a.key.Back}
	}
	return []key.Binding{screen.As(a.key.Open, "go"), screen.As(a.key.Down, "choose"), a.key.Back}
}

// helpPage lists every key of the screen below, then those that work everywhere.
type helpPage struct {
	here   []key.Binding
	under  overlay // what the help was asked for on, nil for the screen
	scroll field.Scroll
}

func (a *App) helpPage() overlay {
	h := &helpPage{here: a.shelfBindings(), under: a.over}
	if p := a.pane(); p != nil {
		h.here = p.screen.Bindings(a.context(p, nil))
	}
	if h.under != nil {
		h.here = h.under.bindings(a)
	}
	return h
}

func (h *helpPage) title(*App) string { return "Help" }

func (h *helpPage) press(a *App, k tea.KeyPressMsg) tea.Cmd {
	switch {
	case h.scroll.Press(k, a.key):
	case h.under == nil:
		a.hide()
	default:
		a.over = h.under // the editor still has its text
	}
	return nil
}

func (h *helpPage) paste(*App, string) {}
func (h *helpPage) wheel(lines int)    { h.scroll.Move(lines) }
func (h *helpPage) typing() bool       { return false }

func (h *helpPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	h.list(a, &d, "On this page", h.here, width)
	d.Blank()
	h.list(a, &d, "In lists, tables and texts", []key.Binding{
		keyed("↑ ↓, k j", "up, down"), keyed("← →, h l", "left, right"), keyed("g G", "first, last"), keyed("pgup pgdn", "a page up, down"),
		keyed("tab", "next part or field"), keyed("shift+tab", "previous"), keyed("alt+enter", "a new line in a text"),
	}, width)
	d.Blank()
	h.list(a, &d, "Everywhere", everywhere(a.key), width)
	d.Blank()
	for _, s := range []string{
		"Letters belong to a text while you type in one; the keys above then need esc first. F1 works everywhere, ctrl+p on every page.",
		"Amounts: 92k, 92,000, 92.000 or €92000. Dates: 12 mar, 2027-03-12 or +6w.",
		"Signs: ✓ yes or done, ✗ no or blocking, ! worth a look, ? not known, · not yet answered.",
		"Every answer is saved as you type it. “Saved” is only shown when it is on disk.",
	} {
		d.Text(s, min(width, 76), a.style.Plain)
	}
	return h.scroll.Window(d, height, a.style)
}

func everywhere(k *theme.KeyMap) []key.Binding {
	return []key.Binding{k.Back, k.Commands, k.Find, k.Undo, k.Redo, k.TextUndo, k.TextRedo, k.Plan, k.Export, k.Next, k.Quit,
		keyed("ctrl+c", "quit from anywhere")}
}

// keyed names keys that the help tells of.
func keyed(keys, does string) key.Binding {
	return key.NewBinding(key.WithKeys(keys), key.WithHelp(keys, does))
}

func (h *helpPage) list(a *App, d *field.Drawing, title string, keys []key.Binding, width int) {
	d.Line(a.style.Accent.Render(title))
	columns := max(1, min(3, width/32))
	w := width / columns
	line := ""
	n := 0
	for _, b := range keys {
		if b.Help().Key == "" {
			continue
		}
		line += a.style.Key.Render(field.Pad(b.Help().Key, 11)) + field.Pad(b.Help().Desc, w-11)
		if n++; n%columns == 0 {
			d.Line(strings.TrimRight(line, " "))
			line = ""
		}
	}
	if line != "" {
		d.Line(strings.TrimRight(line, " "))
	}
}

func (h *helpPage) bindings(a *App) []key.Binding {
	return []key.Binding{screen.As(a.key.Down, "scroll"), a.key.Back}
}

// quitPage asks what to do when the answers cannot be saved.
type quitPage struct{ err error }

func (q *quitPage) title(*App) string { return "Not saved" }

func (q *quitPage) press(a *App, k tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(k, a.key.Retry):
		a.quitting = true
		a.note = "Trying again."
		a.o.Saver.Retry()
		return a.flush
	case key.Matches(k, a.key.Export):
		if p := a.toRescue(); p != nil {
			return a.show(a.rescuePage(p, q))
		}
	case key.Matches(k, a.key.Back):
		a.hide()
	}
	return nil
}

// toRescue gives a workbook with answers that are neither saved nor in a file
// yet; nil when there is none.
func (a *App) toRescue() *pane {
	for _, p := range a.panes {
		if p.unsaved && !p.inFile() {
			return p
		}
	}
	return nil
}

func (q *quitPage) leave(a *App) tea.Cmd { return a.leave() }

func (q *quitPage) paste(*App, string) {}
func (q *quitPage) wheel(int)          {}
func (q *quitPage) typing() bool       { return false }

func (q *quitPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 76)
	d.Text("Your last answers are not on disk yet.", w, a.style.Warn)
	if errors.Is(q.err, context.DeadlineExceeded) {
		d.Text("The disk does not answer.", w, a.style.Plain)
	} else {
		d.Text(q.err.Error(), w, a.style.Plain)
	}
	d.Blank()
	for _, p := range a.panes {
		if p.unsaved && p.inFile() {
			d.Text("“"+p.book.Profile.Name+"” is in "+p.rescuePath, w, a.style.Good)
		}
	}
	if a.toRescue() == nil {
		d.Text("All of them are in files, which firstmile import reads back. What now?", w, a.style.Plain)
	} else {
		d.Text("They are still here. What now?", w, a.style.Plain)
	}
	for _, b := range q.bindings(a) {
		d.Line(a.style.Key.Render(field.Pad(b.Help().Key, 8)) + b.Help().Desc)
	}
	d.Focus = len(d.Lines) - 1 // where there is no room for all, the choices are in sight
	return d.Window(height, a.style)
}

func (q *quitPage) bindings(a *App) []key.Binding {
	out := []key.Binding{a.key.Retry}
	if a.toRescue() != nil {
		out = append(out, screen.As(a.key.Export, "write them to a file"))
	}
	return append(out, screen.As(a.key.Cancel, "stay"), a.key.QuitAnyway)
}
