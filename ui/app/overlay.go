package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/storage"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook/value"
)

// overlay lies over the screen and takes all keys until it is closed; the
// screen below keeps its place.
type overlay interface {
	title(a *App) string
	commands(a *App) command.List
	press(a *App, k tea.KeyPressMsg) // a key that stands for no command
	paste(a *App, text string)
	wheel(lines int)
	draw(a *App, width, height int) field.Drawing
	typing() bool
}

// prompt asks for one line.
type prompt struct {
	name    string
	about   []string // paragraphs above the question
	ask     string
	example string
	accept  func(text string) // "" is not accepted
	others  []command.Command // other ways on
	warning string            // below the question, "" for none
	esc     bool              // esc closes it
	first   bool              // esc leads back to the first page
	draft   string            // under which name esc keeps what was typed for the next time
	begun   string            // the text that it began with
	secret  bool              // it is drawn as dots, and not kept
	own     bool              // it is a coach's own, and goes where amounts are hidden
	busy    bool              // what was accepted is being tried
	left    string            // said when esc closes it
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

// newFirst is the first page of a new person: one question, where the answers are kept,
// and other ways on.
func (a *App) newFirst() overlay {
	return a.newPrompt(prompt{
		name:  "firstmile",
		about: []string{"Prepare a raise conversation, one short lesson at a time. Your answers are checked against each other and become a plan. They stay in " + a.kept()},
		ask:   "What are you preparing for?", example: "A raise at Northwind", warning: a.o.Exposed,
		accept: a.createNamed, draft: newDraft,
		others: []command.Command{
			{ID: "example", Key: a.key.Next, Words: "a filled example", Do: a.createExample},
			{ID: "import", Key: a.key.File, Words: "a file", Do: func() { a.over = a.importPage() }},
		},
	}, "")
}

// importPage asks for a file to take in.
func (a *App) importPage() overlay {
	return a.newPrompt(prompt{name: "A file", about: []string{"A workbook that was exported as JSON. It becomes one of your own here; the file stays as it is."},
		ask: "Which file?", example: "~/raise-at-northwind.json", esc: true, first: len(a.shelf.entries) == 0, draft: "import",
		accept: a.takeIn}, "")
}

func (a *App) newPage() overlay {
	return a.newPrompt(prompt{name: "A new workbook", ask: "What are you preparing for?", example: "A raise at Northwind",
		accept: a.createNamed, esc: true, draft: newDraft}, "")
}

func (a *App) renamePage(e storage.Entry) overlay {
	return a.newPrompt(prompt{name: "Rename", ask: "What is its new name?", esc: true, draft: string(e.ID), accept: func(name string) {
		if err := storage.CheckName(name); err != nil {
			a.note = err.Error()
			return
		}
		a.hide()
		a.rename(e, name)
	}}, e.Name)
}

// keep keeps what was typed for the next time.
func (p *prompt) keep(a *App) {
	if text := a.ed.Text(); text != p.begun && !p.secret {
		a.drafts[p.draft] = text
	}
}

// instead takes another way on.
func (p *prompt) instead(a *App, other command.Command) {
	p.keep(a)
	other.Do()
}

func (p *prompt) next(a *App) {
	text := a.ed.Text()
	if !p.secret {
		text = value.Name(text)
	}
	switch {
	case p.busy:
		return
	case text == "":
		a.note = "Type a few words first, such as " + p.example + "."
		switch {
		case p.secret:
			a.note = "Type the passphrase first."
		case p.example == "":
			a.note = "Type a few words first."
		}
		return
	}
	delete(a.drafts, p.draft)
	p.accept(text)
}

func (p *prompt) title(*App) string { return p.name }

func (p *prompt) commands(a *App) command.List {
	rows := command.List{{ID: "prompt.next", Key: a.key.Open, Words: "go on", Do: func() { p.next(a) }}}
	for _, other := range p.others {
		row := other
		row.Do = func() { p.instead(a, other) }
		rows = append(rows, row)
	}
	if !p.esc {
		return append(rows, command.Command{ID: "back", Key: a.key.Back, Off: "ctrl+c quits."}, command.Command{ID: "quit", Words: "quit"})
	}
	back := command.Command{ID: "back", Key: a.key.Back, Words: "back", Do: func() {
		p.keep(a)
		if a.hide(); p.first {
			a.over = a.newFirst()
		}
		a.note = p.left
	}}
	if p.busy && p.left != "" { // it may be done by then
		back.Off = oneMoment
	}
	return append(rows, back)
}

func (p *prompt) press(a *App, k tea.KeyPressMsg) {
	if !p.secret || k.Text != "" || key.Matches(k, a.key.Erase) { // among dots nobody finds a place
		a.ed.Key(k)
	}
}

func (p *prompt) paste(a *App, text string) { a.ed.Paste(text) }
func (p *prompt) wheel(int)                 {}
func (p *prompt) typing() bool              { return true }

func (p *prompt) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w := min(width, 72)
	low := height < 14 // the question comes first, and the rest below as far as it fits
	for _, s := range p.about {
		if !low {
			d.Text(s, w, a.style.Plain)
			d.Blank()
		}
	}
	d.Line(a.style.Bold.Render(field.Cut(p.ask, width)))
	if p.secret {
		d.Add(a.dots(w), 0, true)
	} else {
		d.Add(a.ed.DrawBehind("▸ ", w, a.style), 0, true)
	}
	if p.example != "" && a.ed.Text() == "" {
		d.Line(a.style.Dim.Render(field.Cut("  – For example: "+p.example, width)))
	}
	if a.ed.Full() {
		d.Text("! This field is full: what no longer fits was left out.", width, a.style.Warn)
	}
	if p.warning != "" {
		d.Text("! "+p.warning, w, a.style.Warn)
	}
	for _, s := range p.about {
		if low {
			d.Text(s, w, a.style.Plain)
		}
	}
	return d.Window(height, a.style)
}

// item is one row of a picker.
type item struct {
	text, note string
	day        value.Date // by which it is found too
	do         func()
}

// picker is a list narrowed by typing: the commands, and find.
type picker struct {
	name  string
	items func(typed string) []item
	none  string // said when nothing fits
	row   int
	// answers tells that the rows are of a workbook's answers, as they were when it was opened.
	answers bool
}

func (a *App) newPicker(name, none string, items func(string) []item) *picker {
	a.ed.Edit("", false)
	return &picker{name: name, none: none, items: items}
}

func (p *picker) title(*App) string { return p.name }

func (p *picker) commands(a *App) command.List {
	k, items := a.key, p.items(a.ed.Text())
	choose := command.Command{ID: "picker.choose", Key: k.Open, Words: "go", Off: p.none}
	rows := command.List{choose}.Steps(k, p.move, func(pages int) { p.move(10 * pages) })
	if len(items) > 0 {
		rows[0].Off, rows[0].Do = "", func() { a.hide(); items[max(0, min(p.row, len(items)-1))].do() }
		rows.Say("move.down", "choose")
	}
	return append(rows, command.Command{ID: "back", Key: command.Also(k.Back, k.Commands), Words: "back", Do: a.hide})
}

func (p *picker) move(by int) { p.row = max(0, p.row+by) }

func (p *picker) press(a *App, k tea.KeyPressMsg) {
	a.ed.Key(k)
	p.row = 0
}

func (p *picker) paste(a *App, text string) { a.ed.Paste(text); p.row = 0 }
func (p *picker) wheel(lines int)           { p.move(lines / 3) }
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
		d.Click(y, width, func() { a.hide(); it.do() })
	}
	top.Add(d.Window(height-2, a.style), 0, false)
	return top
}
