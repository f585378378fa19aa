package theme

import "charm.land/bubbles/v2/key"

// KeyMap names every key of the program once. What a screen answers to, the
// line of keys and the help are all made from it.
type KeyMap struct {
	// Everywhere.
	Quit, Back, Help, Commands, Find, Undo, Redo, TextUndo, TextRedo key.Binding
	// In lists, tables and forms.
	Up, Down, Left, Right, Open, Add, Delete, Next, Previous, Top, Bottom, PageUp, PageDown key.Binding
	// The map and the library.
	Lesson, Plan, Export, Details, Library, New, Rename, Duplicate, LeaveMap key.Binding
	// Lessons.
	Reading, Said, Catalog, Must, Nice, NotYet, MoveLeft, MoveRight, Scale, Figure, Job, Fallback, Yes, No, Unknown, Cycle, Private, Ask key.Binding
	// The plan.
	Mine, Coach, Manager key.Binding
	// Asking back.
	Cancel, Retry, Overwrite, QuitAnyway, First, Second key.Binding
}

// Keys gives the program's keys.
func Keys() *KeyMap {
	bind := func(help, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, does))
	}
	return &KeyMap{
		Quit:     bind("q", "quit", "q"),
		Back:     bind("esc", "back", "esc"),
		Help:     bind("?", "help", "?", "f1"),
		Commands: bind("ctrl+p", "commands", "ctrl+p"),
		Find:     bind("/", "find", "/"),
		Undo:     bind("u", "undo", "u"),
		Redo:     bind("U", "redo", "U"),
		TextUndo: bind("ctrl+z", "undo in a text", "ctrl+z"),
		TextRedo: bind("ctrl+y", "redo in a text", "ctrl+y"),

		Up:       bind("↑", "up", "up", "k"),
		Down:     bind("↓", "down", "down", "j"),
		Left:     bind("←", "left", "left", "h"),
		Right:    bind("→", "right", "right", "l"),
		Open:     bind("enter", "open", "enter"),
		Add:      bind("a", "add", "a"),
		Delete:   bind("d", "delete", "d", "delete"),
		Next:     bind("tab", "next part", "tab"),
		Previous: bind("shift+tab", "previous", "shift+tab"),
		Top:      bind("g", "first", "g", "home"),
		Bottom:   bind("G", "last", "G", "end"),
		PageUp:   bind("pgup", "page up", "pgup"),
		PageDown: bind("pgdn", "page down", "pgdown", "space"),

		Lesson:    bind("1–9", "open a lesson", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Plan:      bind("p", "plan", "p"),
		Export:    bind("x", "export", "x"),
		Details:   bind("e", "the conversation", "e"),
		Library:   bind("esc", "library", "esc"),
		New:       bind("n", "new", "n"),
		Rename:    bind("r", "rename", "r"),
		Duplicate: bind("c", "copy", "c"),
		LeaveMap:  bind("esc", "map", "esc"),

		Reading:   bind("r", "reading", "r"),
		Said:      bind("v", "what it says", "v"),
		Catalog:   bind("c", "catalog", "c"),
		Must:      bind("m", "must-have", "m"),
		Nice:      bind("n", "nice-to-have", "n"),
		NotYet:    bind("b", "back to not yet", "b"),
		MoveLeft:  bind("<", "move left", "<", "shift+left", "H"),
		MoveRight: bind(">", "move right", ">", "shift+right", "L"),
		Scale:     bind("=", "weights to 100", "="),
		Figure:    bind("f", "add a market figure", "f"),
		Job:       bind("t", "today's job", "t"),
		Fallback:  bind("o", "no offer", "o"),
		Yes:       bind("y", "yes", "y"),
		No:        bind("n", "no", "n"),
		Unknown:   bind("i", "I don't know", "i"),
		Cycle:     bind("space", "next answer", "space"),
		Private:   bind("P", "mine only", "P"),
		Ask:       bind("enter", "ask for it", "enter", "space"),

		Mine:    bind("m", "mine", "m"),
		Coach:   bind("c", "coach", "c"),
		Manager: bind("g", "manager", "g"),

		Cancel:     bind("esc", "no", "esc"),
		Retry:      bind("r", "try again", "r"),
		Overwrite:  bind("ctrl+o", "replace the file", "ctrl+o"),
		QuitAnyway: bind("ctrl+c", "quit without saving", "ctrl+c"),
		First:      bind("1", "swap first", "1"),
		Second:     bind("2", "swap second", "2"),
	}
}
