package field

import (
	"slices"
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
	"firstmile/workbook/value"
)

// Editor is the one place where text is typed. Each view has one, and what lies
// over the views another; it is handed from field to field by setting its text.
// It is a textarea even for one line, because the cursor of bubbles' textinput
// is wrong beside wide characters.
type Editor struct {
	area   textarea.Model
	pauses int
	made   bool // area is there; the first screen does not need it
	lines  bool // Enter and pasted line breaks make lines
	full   bool // the last input did not fit
	turn   int  // counts the fields that it was handed to
}

// NewEditor gives an editor; it must be handed to a field (Edit) before it is used.
func NewEditor() *Editor { return &Editor{} }

func newArea() textarea.Model {
	a := textarea.New()
	a.Prompt = ""
	a.ShowLineNumbers = false
	a.SetVirtualCursor(false) // the virtual one repaints twice a second
	a.CharLimit = 0           // it counts cells; see insert
	a.DynamicHeight = true
	a.MinHeight = 1
	a.MaxHeight = maxRows
	a.MaxContentHeight = value.MaxText // MaxHeight alone would block Enter in silence
	a.MaxWidth = 0
	plain := textarea.StyleState{}
	a.SetStyles(textarea.Styles{Focused: plain, Blurred: plain})
	k := textarea.DefaultKeyMap()
	k.Paste = key.NewBinding() // the host's clipboard is not ours to read
	k.CopySelection = key.NewBinding()
	a.KeyMap = k
	return a
}

// maxRows is how many rows of a text are in sight at once.
const maxRows = 6

// Edit hands the editor to a field: its text, and whether it has several lines.
func (e *Editor) Edit(text string, lines bool) {
	if !e.made {
		e.area, e.made = newArea(), true
	}
	e.lines, e.full = lines, false
	e.turn++
	e.empty()
	e.area.InsertString(text)
	e.area.MoveToEnd()
	e.area.Focus() // its command only blinks the virtual cursor, which is off
}

// Follow puts a text in the place of the one that is typed in, as something else made it
// of that; the cursor stays beside the letters that it stood beside.
func (e *Editor) Follow(text string) {
	was, is := []rune(e.area.Value()), []rune(e.clean(text))
	at := e.offset(was)
	head, tail := 0, 0
	for head < min(len(was), len(is)) && was[head] == is[head] {
		head++
	}
	for tail < min(len(was), len(is))-head && was[len(was)-1-tail] == is[len(is)-1-tail] {
		tail++
	}
	switch {
	case at == len(was) && head == at && at > 0 && head < len(is) && is[head] == '\n': // a line of its own behind this one
	case at == len(was): // at the end it stays there
		at = len(is)
	case at <= head:
	case at >= len(was)-tail:
		at += len(is) - len(was)
	default:
		at = head
	}
	e.full = false
	e.empty()
	e.area.InsertString(string(is))
	e.to(is, at)
}

// At is how many letters stand before the cursor.
func (e *Editor) At() int { return e.offset([]rune(e.area.Value())) }

// To puts the cursor behind so many letters.
func (e *Editor) To(at int) {
	text := []rune(e.area.Value())
	e.to(text, max(0, min(at, len(text))))
}

func (e *Editor) to(is []rune, at int) {
	e.area.MoveToBegin()
	before := is[:at]
	row := 0
	for i, r := range before {
		if r == '\n' {
			row, before = row+1, is[i+1:at]
		}
	}
	for range is { // it goes down by rows of the screen, and is not relied on to get there
		if e.area.Line() == row {
			e.area.SetCursorColumn(len(before))
			return
		}
		e.area.CursorDown()
	}
	e.area.MoveToEnd()
}

// offset is how many letters stand before the cursor.
func (e *Editor) offset(text []rune) int {
	at := 0
	for range e.area.Line() {
		at += slices.Index(text[at:], '\n') + 1
	}
	return min(len(text), at+e.area.Column())
}

// empty takes the text away. SetValue and Reset would reserve 10,000 rows, a quarter
// of a megabyte, for each field that is opened; deleting several lines leaves one.
func (e *Editor) empty() {
	e.area.InsertString("\n")
	e.area.SelectAll()
	e.area.DeleteSelection()
	e.area.InsertString("") // it scrolls to the top and takes its height anew
}

// Text is what is typed so far, clean.
func (e *Editor) Text() string { return e.clean(e.area.Value()) }

// Turn counts the fields that the editor was handed to: a field that finds
// another number than its own hands itself its text again.
func (e *Editor) Turn() int { return e.turn }

// pause numbers the stretches of typing, across all forms: what is typed in one
// stretch is undone together.
func (e *Editor) pause() int {
	e.pauses++
	return e.pauses
}

// Full tells whether the last key or paste did not fit any more.
func (e *Editor) Full() bool { return e.full }

// Key hands a key to the text; false when the text has no use for it.
func (e *Editor) Key(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "enter", "alt+enter", "ctrl+j", "shift+enter":
		if !e.lines {
			return false
		}
		e.insert("\n")
		return true
	case "up":
		if e.area.Line() == 0 && e.area.LineInfo().RowOffset == 0 {
			return false
		}
	case "down":
		if info := e.area.LineInfo(); e.area.Line() == e.area.LineCount()-1 && info.RowOffset == info.Height-1 {
			return false
		}
	case "tab", "shift+tab", "esc":
		return false
	}
	if k.Text != "" {
		e.insert(k.Text)
		return true
	}
	before := e.area.Value()
	row, col := e.area.Line(), e.area.LineInfo()
	e.area, _ = e.area.Update(k)
	e.full = false
	return e.area.Value() != before || e.area.Line() != row || e.area.LineInfo() != col || edits(k)
}

// edits tells keys that belong to the text even when they change nothing, so
// that Backspace at the beginning of a field does not delete a record.
func edits(k tea.KeyPressMsg) bool {
	switch k.Code {
	case tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd:
		return true
	}
	return false
}

// Paste puts pasted text in, without escape sequences and control characters.
func (e *Editor) Paste(text string) { e.insert(ansi.Strip(text)) }

func (e *Editor) insert(s string) {
	s = e.clean(s)
	room := max(0, value.MaxText-utf8.RuneCountInString(e.area.Value()))
	if e.full = utf8.RuneCountInString(s) > room; e.full {
		s = string([]rune(s)[:room])
	}
	e.area.InsertString(s)
}

func (e *Editor) clean(s string) string {
	if e.lines {
		return value.Clean(s)
	}
	return value.CleanLine(s)
}

// Draw shows the text at a width, with the cursor.
func (e *Editor) Draw(width int, style lipgloss.Style) Drawing {
	e.area.SetWidth(max(2, width))
	view, from := e.area.View(), e.area.ScrollYOffset()
	// The area scrolls to its cursor only now that it has the text's lines.
	if e.area.SetHeight(e.area.Height()); e.area.ScrollYOffset() != from {
		view = e.area.View()
	}
	var d Drawing
	for _, l := range strings.Split(view, "\n") {
		d.Lines = append(d.Lines, style.Render(Cut(strings.TrimRight(ansi.Strip(l), " "), max(2, width))))
	}
	if c := e.area.Cursor(); c != nil {
		d.Cursor = &Point{X: min(c.X, max(0, width-1)), Y: c.Y}
		d.Focus = c.Y
	}
	return d
}

// DrawBehind is Draw with a mark before the first line, all within width.
func (e *Editor) DrawBehind(mark string, width int, st *theme.Styles) Drawing {
	n := ansi.StringWidth(mark)
	d := e.Draw(width-n, st.Plain)
	for i, l := range d.Lines {
		if i == 0 {
			d.Lines[i] = st.Accent.Render(mark) + l
		} else {
			d.Lines[i] = Pad("", n) + l
		}
	}
	if d.Cursor != nil {
		d.Cursor.X += n
	}
	return d
}
