package theme

import "charm.land/bubbles/v2/key"

// KeyMap names every key of the program once, with how it is written. What a key
// does on a page is told by the page's commands.
type KeyMap struct {
	// Everywhere.
	Quit, QuitInText, Back, Panes, NextPane, Help, HelpInText, Commands, Find, Undo, Redo, UndoInText, RedoInText, Hide, HideInText key.Binding
	// In lists, tables and forms.
	Up, Down, Left, Right, Open, Add, Delete, Next, Previous, Top, Bottom, PageUp, PageDown key.Binding
	// The map and the library.
	Lesson, Plan, Export, Note, Details, New, Rename, Duplicate, Deleted, EraseForGood, Empty key.Binding
	// The clients' board.
	Mark, Filter, Why, Brief, Rest, Archive key.Binding
	// Lessons.
	NextRecord, Sort, Score, Erase, Reading, Said, Catalog, Must, Nice, NotYet, Scale, Figure, Job, Fallback, NoTarget, Yes, No, Unknown, Cycle, Private key.Binding
	// A coach's own questions, and a coach's own side.
	Questions, Side, SideNote key.Binding
	// The ledger.
	Promise, Ideas key.Binding
	// Deals.
	Status, Recap, Outcome key.Binding
	// The talk.
	Rehearse, Keep key.Binding
	// Links to other records.
	Follow, Make key.Binding
	// Another window that is followed.
	FollowAgain key.Binding
	// The plan.
	Mine, Coach, Manager, ReleaseAll, Copy key.Binding
	// The talk itself, and the next one.
	Talk, Round key.Binding
	// Asking back.
	Retry, Overwrite, File, First, Second, Choose, Unsaved, BringBack, Passphrase key.Binding
}

// Keys gives the program's keys, written with a terminal's signs.
func Keys(sign Signs) *KeyMap {
	bind := func(written string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(written, ""))
	}
	return &KeyMap{
		Quit:       bind("q", "q"),
		QuitInText: bind("ctrl+c", "ctrl+c"),
		Back:       bind("esc", "esc"),
		Panes:      bind("w", "w"),
		NextPane:   bind("ctrl+r", "ctrl+r"),
		Help:       bind("?", "?"),
		HelpInText: bind("F1", "f1"),
		Commands:   bind("ctrl+p", "ctrl+p"),
		Find:       bind("/", "/"),
		Undo:       bind("u", "u"),
		Redo:       bind("U", "U"),
		UndoInText: bind("ctrl+z", "ctrl+z"),
		RedoInText: bind("ctrl+y", "ctrl+y"),
		Hide:       bind("M", "M"),
		HideInText: bind("ctrl+l", "ctrl+l"), // "look away": no text has a use for it

		Up:       bind(sign.Up, "up", "k"),
		Down:     bind(sign.Down, "down", "j"),
		Left:     bind(sign.Left, "left", "h"),
		Right:    bind(sign.Right, "right", "l"),
		Open:     bind("enter", "enter"),
		Add:      bind("a", "a"),
		Delete:   bind("d", "d", "delete"),
		Next:     bind("tab", "tab"),
		Previous: bind("shift+tab", "shift+tab"),
		Top:      bind("g", "g", "home"),
		Bottom:   bind("G", "G", "end"),
		PageUp:   bind("pgup", "pgup"),
		PageDown: bind("pgdn", "pgdown", "space"),

		Lesson:    bind("1–9", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Plan:      bind("p", "p"),
		Export:    bind("x", "x"),
		Note:      bind("N", "N"),
		Details:   bind("e", "e"),
		New:       bind("n", "n"),
		Rename:    bind("r", "r"),
		Duplicate: bind("c", "c"),
		Deleted:   bind("D", "D"),

		EraseForGood: bind("E", "E"),
		Empty:        bind("A", "A"),

		Mark:    bind("m", "m"),
		Filter:  bind("f", "f"),
		Why:     bind("v", "v"),
		Brief:   bind("b", "b"),
		Rest:    bind("z", "z"),
		Archive: bind("A", "A"),

		NextRecord: bind("ctrl+n", "ctrl+n"),
		Sort:       bind("s", "s"),
		Score:      bind("0–9", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Erase:      bind("backspace", "backspace"),

		Reading:  bind("r", "r"),
		Said:     bind("v", "v"),
		Catalog:  bind("c", "c"),
		Must:     bind("m", "m"),
		Nice:     bind("n", "n"),
		NotYet:   bind("b", "b"),
		Scale:    bind("=", "="),
		Figure:   bind("f", "f"),
		Job:      bind("t", "t"),
		Fallback: bind("o", "o"),
		NoTarget: bind("0", "0"),
		Yes:      bind("y", "y"),
		No:       bind("n", "n"),
		Unknown:  bind("i", "i"),
		Cycle:    bind("space", "space"),
		Private:  bind("P", "P"),

		Questions: bind("Q", "Q"),
		Side:      bind("C", "C"),
		SideNote:  bind("K", "K"),

		Promise: bind("m", "m"),
		Ideas:   bind("i", "i"),
		Status:  bind("s", "s"),
		Recap:   bind("e", "e"),
		Outcome: bind("o", "o"),

		Rehearse: bind("t", "t"),
		Keep:     bind("k", "k"),

		FollowAgain: bind("space", "space"),

		Follow: bind("ctrl+g", "ctrl+g"),
		Make:   bind("ctrl+a", "ctrl+a"),

		Mine:       bind("m", "m"),
		Coach:      bind("c", "c"),
		Manager:    bind("g", "g"),
		ReleaseAll: bind("A", "A"),
		Copy:       bind("Y", "Y"),

		Talk:  bind("T", "T"),
		Round: bind("n", "n"),

		Retry:      bind("r", "r"),
		Overwrite:  bind("ctrl+o", "ctrl+o"),
		File:       bind("ctrl+o", "ctrl+o"),
		First:      bind("1", "1"),
		Second:     bind("2", "2"),
		Choose:     bind("ctrl+t", "ctrl+t"),
		Unsaved:    bind("ctrl+s", "ctrl+s"),
		BringBack:  bind("b", "b"),
		Passphrase: bind("p", "p"),
	}
}
