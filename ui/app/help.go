package app

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/screen"
)

// helpPage tells of what had the focus and its keys, then of the commands of the page
// below, of those that work everywhere, and of how to type amounts and days.
type helpPage struct {
	name, says string // what had the focus, and what is asked of it; "" for nothing
	here, own  command.List
	under      overlay // what the help was asked for on, nil for the screen
	scroll     field.Scroll
}

// toggleHelp opens the help, or goes back to where it was opened.
func (a *App) toggleHelp() {
	if h, open := a.over.(*helpPage); open {
		h.close(a)
		return
	}
	here, _ := a.commands()
	h := &helpPage{here: here, own: a.own(), under: a.over}
	switch over := a.over.(type) {
	case nil:
		if v := a.window.view(); v != nil {
			h.name, h.says = screen.Asked(a.context(v), v.screen)
		}
	case *prompt:
		h.name = over.ask
		if over.example != "" {
			h.says = "For example: " + over.example
		}
	case *exportForm:
		h.name, h.says = "Which file?", fileHelp
	}
	a.over = h
}

func (h *helpPage) close(a *App) {
	if h.under == nil {
		a.hide()
		return
	}
	a.over = h.under // the editor still has its text
}

func (h *helpPage) title(*App) string { return "Help" }

func (h *helpPage) commands(a *App) command.List {
	rows := command.List{}.Moves(a.key, h.scroll.Move, h.scroll.Page)
	if !h.scroll.Whole() {
		rows.Say("move.down", "scroll")
	}
	return append(rows, command.Command{ID: "back", Key: a.key.Back, Words: "back", Do: func() { h.close(a) }})
}

func (h *helpPage) press(a *App, _ tea.KeyPressMsg) { h.close(a) }

func (h *helpPage) paste(*App, string) {}
func (h *helpPage) wheel(lines int)    { h.scroll.Move(lines) }
func (h *helpPage) typing() bool       { return false }

// keys are the rows that are shown of a page: those of what has the focus, and those
// that belong to the page around it.
func (h *helpPage) keys() (focused, page [][2]string) {
	for _, row := range h.here {
		if !row.Shown() {
			continue
		}
		_, program := h.own.Get(row.ID)
		written := [2]string{row.Written(), row.Words}
		if program || strings.HasPrefix(row.ID, "lesson.") {
			page = append(page, written)
		} else {
			focused = append(focused, written)
		}
	}
	return focused, page
}

// everywhere are the program's own keys, but for those that the page shows.
func (h *helpPage) everywhere() (keys [][2]string) {
	for _, row := range h.own {
		here, _ := h.here.Get(row.ID)
		if row.Words == "" || row.Off != "" {
			continue
		}
		if here.Shown() && row.InText.Help().Key == "" {
			continue
		}
		keys = append(keys, [2]string{row.Written(), row.Words})
		if inText := row.InText.Help().Key; row.Written() != inText && inText != "" {
			keys = append(keys, [2]string{inText, row.Words + " in a text"})
		}
	}
	return keys
}

func (h *helpPage) draw(a *App, width, height int) field.Drawing {
	var d field.Drawing
	w, sign := min(width, 76), a.style.Sign
	focused, page := h.keys()
	if h.name == "" {
		focused, page = nil, slices.Concat(focused, page)
	} else {
		d.Text(h.name, w, a.style.Accent)
		d.Text(h.says, w, a.style.Plain)
		h.list(a, &d, "", focused, width)
	}
	h.list(a, &d, "On this page", page, width)
	h.list(a, &d, "Everywhere", h.everywhere(), width)
	h.list(a, &d, "In lists, tables and texts", [][2]string{
		{sign.Up + " " + sign.Down + ", k j", "up, down"}, {sign.Left + " " + sign.Right + ", h l", "left, right"}, {"g G", "first, last"}, {"pgup pgdn", "a page up, down"},
		{"tab", "next part or field"}, {"shift+tab", "previous"}, {"alt+enter", "a new line in a text"},
	}, width)
	for _, part := range [][2]string{
		{"Your answers", a.keptAndSeen()},
		{"Typing amounts and days", "Amounts: 92k, 92,000, 92.000 or €92000; $19.40 an hour, 8 200 PLN a month. Days: 12 mar, 2027-03-12 or +6w. What is read is said below the field."},
		{"Texts", "Letters belong to a text while you type in one; the keys above then need esc first. F1 works everywhere, ctrl+p on every page. Every answer is saved as you type it: “Saved” is only shown when it is on disk."},
		{"Signs", "✓ yes or done, ✗ no or blocking, ! worth a look, ? not known, · not yet answered."},
	} {
		d.Blank()
		d.Line(a.style.Accent.Render(part[0]))
		d.Text(part[1], w, a.style.Plain)
	}
	return h.scroll.Window(d, height, a.style)
}

// list adds keys below with what they do, in as many columns as there is room for.
func (h *helpPage) list(a *App, d *field.Drawing, title string, keys [][2]string, width int) {
	if len(keys) == 0 {
		return
	}
	if title != "" {
		d.Blank()
		d.Line(a.style.Accent.Render(title))
	}
	written := 9
	for _, k := range keys {
		written = max(written, ansi.StringWidth(k[0]))
	}
	written += 2
	columns := max(1, min(3, width/32))
	w := width / columns
	for row := range slices.Chunk(keys, columns) {
		line := ""
		for _, k := range row {
			line += a.style.Key.Render(field.Pad(k[0], written)) + field.Pad(k[1], w-written)
		}
		d.Line(strings.TrimRight(line, " "))
	}
}
