package field

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Host is what a form needs of the screen that it stands on.
type Host interface {
	Workbook() workbook.Workbook
	// Edit changes the workbook and saves it; edits of one step are undone together.
	Edit(step string, change func(*workbook.Workbook))
	// Words gives a field's label, help and example.
	Words(key string) (label, help, example string)
	Today() value.Date
	Editor() *Editor
	Styles() *theme.Styles
	Keys() *theme.KeyMap
}

// Form shows fields one below the other and hands keys to the focused one.
// Problems stand beside their field and never trap the focus.
type Form struct {
	ID     string  // sets apart the undo steps of one form from another's
	Fields []Field // what is asked, in order
	at     int
	loaded bool // the editor holds the text of the focused field
	slider bool // digits typed now continue the number in a slider
	pause  int  // counts the words typed, so that undo goes word by word

	turn   int    // the editor's, when it was handed to this form
	stored string // the focused field's answer, as this form knows it
	stale  bool   // the answer may have changed from outside
}

// Focus goes to the field with a key such as "asks.minimum", or to the first.
func (f *Form) Focus(key string) {
	f.at, f.loaded = 0, false
	for i, fl := range f.Fields {
		if fl.Key == key {
			f.at = i
		}
	}
}

// Reload takes the focused field's text from the workbook again when it is
// another one now, after an undo or another window's save. Else the text stays
// as it is typed, and the cursor where it was.
func (f *Form) Reload() { f.stale = true }

// Focused gives the key of the focused field.
func (f *Form) Focused() string {
	if f.at >= len(f.Fields) {
		return ""
	}
	return f.Fields[f.at].Key
}

func (f *Form) current() *Field { return &f.Fields[min(f.at, len(f.Fields)-1)] }

func (f *Form) load(h Host) {
	fl := f.current()
	if fl.typed() && h.Editor().turn != f.turn { // a list or a page of its own had it
		f.loaded = false
	}
	if f.stale && fl.text(h.Workbook()) != f.stored {
		f.loaded = false
	}
	f.stale = false
	if f.loaded {
		return
	}
	if fl.typed() {
		h.Editor().Edit(fl.text(h.Workbook()), fl.Kind == Paragraph || fl.Kind == Lines)
	}
	f.loaded, f.slider = true, false
	f.turn, f.stored = h.Editor().turn, fl.text(h.Workbook())
	f.pause = h.Editor().pause()
}

// Type hands a key to the focused field; false when it has no use for it. A
// letter is always taken: beside a text it is no command.
func (f *Form) Type(h Host, k tea.KeyPressMsg) bool {
	f.load(h)
	fl := f.current()
	switch {
	case fl.Kind == Score:
		if p := fl.Points(h.Workbook()); p != nil {
			start := *p
			if !f.slider && k.Text != "" {
				start = 0 // the first digit replaces what stood there, the next ones go on
			}
			if v, ok := SliderKey(k, start, fl.Most); ok {
				f.slider = k.Text != ""
				f.setPoints(h, fl, v)
				return true
			}
		}
	case fl.Kind == Pick:
		if v, ok := ChoiceKey(k, fl.get(h.Workbook()), fl.Options); ok {
			f.set(h, fl, v)
			return true
		}
	case fl.typed():
		ed := h.Editor()
		before := ed.Text()
		newline := fl.Kind == Lines && k.String() == "enter"
		if (newline || k.String() != "enter") && ed.Key(k) {
			f.changed(h, fl, before, k.Text == " " || newline)
			return true
		}
	}
	return k.Text != ""
}

// Commands are what can be done besides typing; leave is called when the form is
// done with.
func (f *Form) Commands(h Host, leave func()) command.List {
	k := h.Keys()
	done := func() {
		f.depart(h)
		f.loaded = false
		leave()
	}
	row := func(id string, b key.Binding, do func()) command.Command {
		return command.Command{ID: "form." + id, Key: b, Quiet: true, Do: do}
	}
	rows := command.List{
		row("next", command.Also(k.Next, k.Down), func() { f.Move(h, 1) }),
		row("more", k.Right, func() { f.nudge(h, 1) }),
		row("less", k.Left, func() { f.nudge(h, -1) }),
		row("previous", command.Also(k.Previous, k.Up), func() { f.Move(h, -1) }),
		row("enter", k.Open, func() {
			if f.at == len(f.Fields)-1 {
				done()
			} else {
				f.Move(h, 1)
			}
		}),
		{ID: "back", Key: k.Back, Words: "back", Quiet: true, Do: done},
	}
	several := len(f.Fields) > 1
	if several {
		rows.Say("form.next", "next field")
	}
	switch fl := f.current(); {
	case fl.Kind == Score:
		rows.Say("form.more", "more").Say("form.less", "less")
	case fl.Kind == Pick:
		rows.Say("form.more", "choose")
	case several:
		rows.Say("form.previous", "previous")
	}
	return rows
}

// nudge goes one step through a slider or a choice.
func (f *Form) nudge(h Host, by int) {
	f.load(h)
	fl := f.current()
	switch {
	case fl.Kind == Pick:
		f.set(h, fl, Step(fl.get(h.Workbook()), by, fl.Options))
	case fl.Kind == Score && fl.Points(h.Workbook()) != nil:
		f.slider = false
		f.setPoints(h, fl, Slide(*fl.Points(h.Workbook()), by, fl.Most))
	}
}

// depart puts in order what the field that is left asks for.
func (f *Form) depart(h Host) {
	if fl := f.current(); fl.leave != nil {
		h.Edit(f.step(fl), fl.leave)
	}
}

// Move goes to the next field, to the one before when by is negative.
func (f *Form) Move(h Host, by int) {
	f.load(h)
	f.depart(h)
	n := len(f.Fields)
	f.at, f.loaded = (f.at+by+n)%n, false
	f.load(h)
}

// Paste puts text into the focused field.
func (f *Form) Paste(h Host, text string) {
	f.load(h)
	fl := f.current()
	if !fl.typed() {
		return
	}
	before := h.Editor().Text()
	h.Editor().Paste(text)
	f.changed(h, fl, before, true)
}

func (f *Form) changed(h Host, fl *Field, before string, boundary bool) {
	text := h.Editor().Text()
	if text == before {
		return
	}
	f.set(h, fl, text)
	f.stored = fl.text(h.Workbook())
	if boundary {
		f.pause = h.Editor().pause()
	}
}

func (f *Form) set(h Host, fl *Field, text string) {
	today := h.Today()
	h.Edit(f.step(fl), func(w *workbook.Workbook) { fl.Set(w, text, today) })
}

func (f *Form) setPoints(h Host, fl *Field, v value.Points) {
	h.Edit(f.step(fl), func(w *workbook.Workbook) {
		if p := fl.Points(*w); p != nil {
			*p = v
		}
	})
}

func (f *Form) step(fl *Field) string {
	return fmt.Sprint(f.ID, "/", fl.Key, "/", f.pause)
}

// minBeside is the width from which labels stand beside their values.
const minBeside = 36

// Draw shows the form; focused tells whether keys go to it.
func (f *Form) Draw(h Host, width int, focused bool) Drawing {
	var d Drawing
	st := h.Styles()
	w := h.Workbook()
	if focused {
		f.load(h)
	}
	labels := 0
	for _, fl := range f.Fields {
		l, _, _ := h.Words(fl.Key)
		labels = max(labels, ansi.StringWidth(l))
	}
	for i := range f.Fields {
		fl := &f.Fields[i]
		here := focused && i == f.at
		name, help, example := h.Words(fl.Key)
		mark, style := "  ", st.Dim
		if here {
			mark, style = "▸ ", st.Accent
		}
		top := len(d.Lines)
		indent := labels + 4
		var head string
		if width < minBeside {
			indent = 4
			d.Line(style.Render(Cut(mark+name, width)))
		} else {
			head = style.Render(Pad(mark+name, indent))
		}
		value := f.value(h, fl, w, max(4, width-indent), here)
		if len(value.Lines) == 0 {
			value.Lines = []string{""}
		}
		if head != "" {
			d.beside(head, value, indent, here)
		} else {
			d.Add(value, indent, here)
		}
		if here {
			hint := help
			if fl.example != "" {
				example = fl.example
			}
			switch {
			case fl.Kind == Pick:
				hint += " Choose with ←\u00a0→."
			case fl.Kind == Score:
				hint += " Type it, or use ←\u00a0→."
			case example != "" && fl.text(w) == "":
				hint = strings.TrimSpace(hint + " For example: " + example)
			}
			d.indented(hint, indent, width, st.Dim.Render)
			if fl.typed() && h.Editor().Full() {
				d.indented("! This field is full: what no longer fits was left out.", indent, width, st.Warn.Render)
			}
		}
		// While one types, an answer is half of itself; the problem shows once the field is left.
		if problem := fl.Problem(w, h.Today()); problem != nil && !here {
			d.indented("! "+problem.Error()+" Your text is kept.", indent, width, st.Warn.Render)
		} else if here && fl.Kind == Read && problem == nil && fl.text(w) != "" && fl.text(w) != h.Editor().Text() {
			d.indented("= "+fl.text(w), indent, width, st.Good.Render)
		}
		d.Zones = append(d.Zones, Zone{})
		copy(d.Zones[1:], d.Zones) // under the zones of the options inside
		d.Zones[0] = Zone{X: 0, Y: top, W: width, H: len(d.Lines) - top, Do: func() {
			f.depart(h)
			f.at, f.loaded = i, false
			f.load(h)
		}}
	}
	return d
}

// beside puts a value's first line behind its label.
func (d *Drawing) beside(head string, value Drawing, indent int, focused bool) {
	y := len(d.Lines)
	for i, l := range value.Lines {
		if i == 0 {
			d.Line(head + l)
		} else {
			d.Line(strings.Repeat(" ", indent) + l)
		}
	}
	d.take(value, indent, y, focused)
}

func (d *Drawing) indented(text string, indent, width int, render func(...string) string) {
	for _, l := range Wrap(text, max(4, width-indent)) {
		d.Line(strings.Repeat(" ", indent) + render(l))
	}
}

// shown is how many lines of a long text stand in a form that is not edited.
const shown = 3

func (f *Form) value(h Host, fl *Field, w workbook.Workbook, width int, here bool) Drawing {
	st := h.Styles()
	switch {
	case fl.Kind == Score:
		var p value.Points
		if at := fl.Points(w); at != nil {
			p = *at
		}
		d := Drawing{Lines: []string{Cut(Slider(p, fl.Most, here, st), width)}}
		for dot := range min(SliderDots, width) {
			d.Zones = append(d.Zones, Zone{X: dot, W: 1, H: 1, Do: func() {
				f.setPoints(h, fl, value.NewPoints((dot+1)*fl.Most/SliderDots))
				f.Focus(fl.Key)
			}})
		}
		return d
	case fl.Kind == Pick:
		if !here {
			return Drawing{Lines: []string{optionLabel(fl, w, st, width)}}
		}
		return Choice(fl.get(w), fl.Options, here, width, st, func(v string) { f.set(h, fl, v) })
	case here:
		return h.Editor().Draw(width, st.Plain)
	}
	s := fl.show(w)
	if s == "" {
		if fl.blank != nil {
			s = fl.blank(w)
		}
		if s == "" {
			s = "–"
		}
		return Text(s, width, st.Dim)
	}
	d := Text(s, width, st.Plain)
	if len(d.Lines) > shown {
		d.Lines = append(d.Lines[:shown-1], st.Plain.Render(Cut(ansi.Strip(d.Lines[shown-1])+" …", width)))
		if !strings.HasSuffix(ansi.Strip(d.Lines[shown-1]), "…") {
			d.Lines[shown-1] = Cut(d.Lines[shown-1], width-1) + "…"
		}
	}
	return d
}

func optionLabel(fl *Field, w workbook.Workbook, st *theme.Styles, width int) string {
	v := fl.get(w)
	for _, o := range fl.Options {
		if o.Value == v && v != "" {
			return Cut(o.Label, width)
		}
	}
	return st.Dim.Render("–")
}
