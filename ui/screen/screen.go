// Package screen holds the pages of the program: the library, the map, one
// file a lesson's activity, and the plan. A screen keeps what is
// focused, nothing that it could work out, and no sizes.
package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"firstmile/content"
	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Place says where in a workbook a person is: a screen, and inside a lesson
// the record and the field. It is what is found again at the next start.
type Place struct {
	Screen string // a lesson's id, or one of the names below
	Record workbook.Key
	Field  string
}

// The screens of a workbook that are not lessons.
const (
	MapScreen  = "map"
	PlanScreen = "plan"
)

// Context is what a screen sees of the workbook that it stands on, and what it
// may do. It is made anew for each message.
type Context struct {
	Book     workbook.Workbook
	Advice   *advice.Advice    // what the answers show
	Settled  workbook.Workbook // Advice's: Book to reckon with and to show; see workbook.Settled
	Moved    int               // goes up whenever Book has changed
	Day      value.Date
	Pack     *content.Pack
	Style    *theme.Styles
	Key      *theme.KeyMap
	Ed       *field.Editor
	Findings []advice.Finding // Advice's
	Plan     func(plan.Audience) plan.Document
	Letters  func() []plan.Letter
	NewID    workbook.IDs
	Change   func(step string, change func(*workbook.Workbook))
	Go       func(Place)
	Say      func(string) // one sentence on the status line
	Round    func()       // makes the workbook of the next round and opens it
	Copy     func(string) // to the clipboard of the terminal
	Since    Since
	Beside   *Beside // a coach's own part, nil where there is none to show
}

// Workbook gives the answers as they are now.
func (c *Context) Workbook() workbook.Workbook { return c.Book }

// Named gives the answers with bare amounts in the currency that they count in.
func (c *Context) Named() workbook.Workbook { return c.Book.Named() }

// Edit changes the workbook and saves it; edits of one step are undone together.
func (c *Context) Edit(step string, change func(*workbook.Workbook)) { c.Change(step, change) }

// Words gives a field's label, help and example.
func (c *Context) Words(key string) (label, help, example string) {
	f := c.Pack.Field(key)
	return f.Label, f.Help, f.Example
}

// Version goes up whenever the answers have changed.
func (c *Context) Version() int { return c.Moved }

// Typing is what typed text is read by.
func (c *Context) Typing() schema.Typing { return c.Book.Typing(c.Day, c.NewID) }

// Editor is the one place where text is typed.
func (c *Context) Editor() *field.Editor { return c.Ed }

// Styles is how the program looks.
func (c *Context) Styles() *theme.Styles { return c.Style }

// Keys is the program's key map.
func (c *Context) Keys() *theme.KeyMap { return c.Key }

// Screen is one page. It keeps what it knows of the answers by their version, and
// looks again when that has moved on.
type Screen interface {
	// Commands are what can be done now, the most useful first. A row without Do
	// names one of the program's own.
	Commands(c *Context) command.List
	// Type hands the text that is typed in a key; false when it has no use for it.
	Type(c *Context, k tea.KeyPressMsg) bool
	// Paste hands it pasted text.
	Paste(c *Context, text string)
	// Wheel scrolls by lines, down when positive.
	Wheel(c *Context, lines int)
	// Draw shows it in width × height cells.
	Draw(c *Context, width, height int) field.Drawing
	// Title is what stands in the first line, short where width is scarce.
	Title(c *Context, width int) string
	// Typing tells whether letters belong to a text.
	Typing(c *Context) bool
	// Enter goes to a place on this screen.
	Enter(c *Context, p Place)
	// Place is where the focus is.
	Place(c *Context) Place
}

// memo keeps what was worked out from the answers until they change.
type memo[T any] struct {
	version int // of the answers, and one
	v       T
}

func (m *memo[T]) of(c *Context, work func(*Context) T) T {
	if m.version != c.Version()+1 {
		m.version, m.v = c.Version()+1, work(c)
	}
	return m.v
}

// clamp keeps a focus inside a list of n.
func clamp(at, n int) int { return max(0, min(at, n-1)) }

// focus is which record of a list has the focus. It is kept by what the record
// is called, since an undo or another window may move it; where the record is
// gone, the one that stands in its row has the focus.
type focus[K comparable] struct {
	key K
	row int
}

// in gives the row that has the focus among the keys of a list.
func (f *focus[K]) in(keys []K) int {
	if i := slices.Index(keys, f.key); i >= 0 {
		f.row = i
	} else if f.row = clamp(f.row, len(keys)); f.row < len(keys) {
		f.key = keys[f.row]
	}
	return f.row
}

// to moves the focus to a record.
func (f *focus[K]) to(key K) { f.key = key }

// move moves the focus through a list.
func (f *focus[K]) move(by int, keys []K) {
	if at := clamp(f.in(keys)+by, len(keys)); at < len(keys) {
		f.to(keys[at])
	}
}

// marker is what stands before a row: an arrow beside the focused one.
func marker(st *theme.Styles, here bool) string {
	if here {
		return st.Accent.Render("▸ ")
	}
	return "  "
}

// sign is how a severity looks; the words beside it carry the meaning.
func sign(st *theme.Styles, s advice.Severity) string {
	switch s {
	case advice.Blocks:
		return st.Warn.Render("✗ ")
	case advice.Warns:
		return st.Warn.Render("! ")
	}
	return st.Dim.Render("· ")
}

// hanging adds text below, its later lines indented under the first.
func hanging(d *field.Drawing, mark string, indent int, text string, width int, render func(...string) string) {
	for i, l := range field.Wrap(text, max(4, width-indent)) {
		if i == 0 {
			d.Line(mark + render(l))
		} else {
			d.Line(spaces(indent) + render(l))
		}
	}
}

func spaces(n int) string { return field.Pad("", n) }
