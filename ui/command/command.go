// Package command says what can be done on a page: a row for each thing, with its
// key, its words, and what it does. Keys, clicks on the line of keys, the help and
// the list of commands all go by the rows.
package command

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/theme"
)

// Command is one thing that can be done. A row without Do names one of the
// program's own, which List.With fills in.
type Command struct {
	ID     string      // stays the same, such as "asks.delete"; it does without a key
	Key    key.Binding // does it where no text is typed, or the text has no use for the key
	InText key.Binding // does it everywhere, before a text has the key
	Words  string      // in the line of keys and the help; "" leaves it out of both
	Name   string      // in the list of commands; "" for Words
	Quiet  bool        // not in the list of commands: moving about
	Off    string      // why it does nothing just now, a sentence; "" when it does
	Do     func()
}

// Shown tells whether it stands in the line of keys of its page.
func (c Command) Shown() bool { return c.Words != "" && c.Off == "" }

// Listed tells whether it stands in the list of commands, with why it is off.
func (c Command) Listed() bool { return !c.Quiet && c.Label() != "" }

// Label is what the list of commands calls it.
func (c Command) Label() string {
	if c.Name != "" {
		return c.Name
	}
	return c.Words
}

// Written is how its key is written in the line of keys.
func (c Command) Written() string {
	if s := c.Key.Help().Key; s != "" {
		return s
	}
	return c.InText.Help().Key
}

// AllWritten is how all its keys are written.
func (c Command) AllWritten() string {
	one, other := c.Written(), c.InText.Help().Key
	if other == "" || other == one {
		return one
	}
	return one + ", " + other
}

// Also gives a binding that is written as before and takes the keys of others too.
func Also(b key.Binding, others ...key.Binding) key.Binding {
	keys := slices.Clone(b.Keys())
	for _, o := range others {
		keys = append(keys, o.Keys()...)
	}
	b.SetKeys(keys...)
	return b
}

// List is the rows of a page, the most useful first.
type List []Command

// Press finds what a key does where no text is typed: of two with one key, the
// one that does something.
func (l List) Press(k fmt.Stringer) (Command, bool) {
	found := -1
	for i, c := range l {
		if key.Matches(k, c.Key) && (found < 0 || l[found].Off != "" && c.Off == "") {
			found = i
		}
	}
	if found < 0 {
		return Command{}, false
	}
	return l[found], true
}

// PressInText finds what a key does wherever it is pressed.
func (l List) PressInText(k fmt.Stringer) (Command, bool) {
	return l.first(func(c Command) bool { return key.Matches(k, c.InText) })
}

// Get finds a row by its id.
func (l List) Get(id string) (Command, bool) {
	return l.first(func(c Command) bool { return c.ID == id })
}

func (l List) first(is func(Command) bool) (Command, bool) {
	if i := slices.IndexFunc(l, is); i >= 0 {
		return l[i], true
	}
	return Command{}, false
}

// Say gives a row other words.
func (l List) Say(id, words string) List {
	for i := range l {
		if l[i].ID == id {
			l[i].Words = words
		}
	}
	return l
}

// With adds rows from further out. One that is in the list by its id already
// stays in its place, with its words, and gets what it leaves out.
func (l List) With(outer List) List {
	out := slices.Clone(l)
	for _, o := range outer {
		i := slices.IndexFunc(out, func(c Command) bool { return c.ID == o.ID })
		if i < 0 {
			out = append(out, o)
			continue
		}
		c := &out[i]
		if c.Do == nil {
			c.Do, c.Off, c.InText = o.Do, o.Off, o.InText
		}
		c.Quiet = c.Quiet || o.Quiet
		if c.Name == "" {
			c.Name = o.Name
		}
		if c.Key.Help().Key == "" {
			c.Key = o.Key
		}
	}
	return out
}

// end is further than any list or text goes.
const end = 1 << 20

// Steps adds moving line by line and page by page, with what keys are not taken.
func (l List) Steps(k *theme.KeyMap, by, page func(int)) List {
	l = l.moving("move.down", k.Down, by, 1).moving("move.up", k.Up, by, -1)
	if page == nil {
		return l
	}
	return l.moving("move.pagedown", k.PageDown, page, 1).moving("move.pageup", k.PageUp, page, -1)
}

// Moves is Steps, and moving to both ends.
func (l List) Moves(k *theme.KeyMap, by, page func(int)) List {
	return l.Steps(k, by, page).moving("move.first", k.Top, by, -end).moving("move.last", k.Bottom, by, end)
}

func (l List) moving(id string, b key.Binding, move func(int), by int) List {
	free := slices.DeleteFunc(slices.Clone(b.Keys()), func(k string) bool {
		return slices.ContainsFunc(l, func(c Command) bool { return slices.Contains(c.Key.Keys(), k) })
	})
	b.SetKeys(free...)
	return append(l, Command{ID: id, Key: b, Quiet: true, Do: func() { move(by) }})
}
