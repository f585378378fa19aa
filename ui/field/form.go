package field

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"firstmile/ui/command"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Form asks the fields of a record of a workbook.
type Form = FormOf[workbook.Workbook]

// FormOf asks the fields of one record that belong to a page, one below the other,
// and hands keys to the focused one. Problems stand beside their field and never
// trap the focus.
type FormOf[W Book[W]] struct {
	Record workbook.Key
	Page   string          // see schema.Field.Page
	Hints  map[string]Hint // by the fields' names
	Past   func(by int)    // goes beyond the first and the last field; nil where they meet
	Labels int             // the cells that labels take at least, so that two forms line up
	Beside bool            // labels stand beside their values in a narrow column too: they are only looked at
	Goes   bool            // enter in the last field goes there too
	Fields []string        // the fields that it asks, in this order; nil for all of the page
	Alone  bool            // the focused field stands alone: the page shows the others

	focus   string // the name of the focused field; the first one while it is not asked
	loaded  bool   // the editor holds the text of the focused field
	wrote   bool   // a text was typed in it
	slider  bool   // digits typed now continue the number in a slider
	pause   int    // counts the words typed, so that undo goes word by word
	turn    int    // the editor's, when it was handed to this form
	over    bool   // a digit was typed that the number in a slider has no room for
	typed   string // the letters of an option that were typed in a row
	row     string // which record of a set of links space ticks; the first one while it is none
	prose   bool   // a text is being typed where there is only something to choose
	asking  bool   // what the focused text may mean is asked; a digit answers
	named   W      // as it was last drawn, with bare amounts in their currency
	stored  string // the focused field's answer, as this form knows it
	handed  string // the field that the editor was last handed to
	version int    // the workbook's, when it was
}

func (f *FormOf[W]) schema() *schema.Schema[W] {
	var of W
	return of.Schema()
}

// Focus goes to a field by its name, to the first one when there is none of it.
func (f *FormOf[W]) Focus(name string) {
	f.focus, f.loaded, f.asking, f.over, f.row = name, false, false, false, ""
	f.anew()
}

// FocusFirst goes to the first field.
func (f *FormOf[W]) FocusFirst() { f.Focus("") }

// FocusLast goes to the last field that is asked as the answers stand.
func (f *FormOf[W]) FocusLast(w W) {
	if all := f.asked(&w); len(all) > 0 {
		f.Focus(all[len(all)-1].Name)
	}
}

// anew forgets what was typed at a choice: the next letter begins another word.
func (f *FormOf[W]) anew() { f.typed, f.prose = "", false }

// Focused is the name of the focused field, "" when nothing is asked.
func (f *FormOf[W]) Focused(w W) string {
	all := f.asked(&w)
	if len(all) == 0 {
		return ""
	}
	return all[f.at(all)].Name
}

// Gone tells whether the record is not there any more.
func (f *FormOf[W]) Gone(w W) bool { return !f.schema().Has(&w, f.Record) }

func (f *FormOf[W]) at(all []question) int {
	return max(0, slices.IndexFunc(all, func(q question) bool { return q.Name == f.focus }))
}

// load hands the editor the text of the focused field; again when the answer is
// another one now, after an undo or what was written elsewhere. Else the text
// stays as it is typed, and the cursor where it was. It answers false when there
// is nothing to ask.
func (f *FormOf[W]) load(h HostOf[W]) (question, bool) {
	w := h.Workbook()
	all := f.asked(&w)
	if len(all) == 0 {
		return question{}, false
	}
	q := all[f.at(all)]
	if q.Name != f.focus || q.Typed() && h.Editor().turn != f.turn { // a list or a page of its own had it
		f.loaded = false
	}
	text := f.text(w, q)
	if h.Version() != f.version && text != f.stored {
		f.loaded = false
	}
	f.version = h.Version()
	if f.loaded {
		return q, true
	}
	switch same := q.Name == f.handed && h.Editor().turn == f.turn; {
	case q.Typed() && same:
		h.Editor().Follow(text) // another window wrote into it, or undo did
	case q.Typed():
		h.Editor().Edit(text, q.Lines())
	}
	f.focus, f.loaded, f.wrote, f.slider = q.Name, true, false, false
	f.turn, f.stored, f.handed = h.Editor().turn, text, ""
	if q.Typed() {
		f.handed = q.Name
	}
	f.pause = h.Editor().pause()
	return q, true
}

// Type hands a key to the focused field; false when it has no use for it. A
// letter is always taken: beside a text it is no command.
func (f *FormOf[W]) Type(h HostOf[W], k tea.KeyPressMsg) bool {
	q, ok := f.load(h)
	if !ok {
		return false
	}
	w := h.Workbook()
	if f.asking {
		may := f.readings(h, q)
		if digit := len(k.Text) == 1 && k.Text[0] >= '0' && k.Text[0] <= '9'; digit && k.Text[0] > '0' && int(k.Text[0]-'1') < len(may) {
			f.choose(h, q, may[k.Text[0]-'1'])
			return true
		} else if digit { // the next answer, by who has not seen the question: it stays open
			f.depart(h)
			f.step(h, 1)
			return f.Type(h, k)
		}
	}
	switch {
	case q.Kind == schema.ScoreKind:
		start := f.score(&w, q)
		if !f.slider && k.Text != "" {
			start = 0 // the first digit replaces what stood there, the next ones go on
		}
		n, _ := start.Int()
		f.over = len(k.Text) == 1 && n > 0 && k.Text[0] >= '0' && k.Text[0] <= '9' && n*10+int(k.Text[0]-'0') > q.Highest
		if v, ok := SliderKey(k, start, q.Highest); ok {
			f.slider = k.Text != ""
			f.slide(h, q, v)
			return true
		}
	case q.ticked():
		if f.typeTicks(h, q, k) {
			return true
		}
		f.prose = f.prose || strings.TrimSpace(k.Text) != ""
	case q.picked():
		typed, v, ok := ChoiceKey(k, f.typed, f.text(w, q), f.options(h, q))
		switch {
		case ok && f.prose && v == "": // it takes back what was typed, and not the choice
			f.anew()
			return true
		case ok && !f.prose:
			f.typed = typed
			f.answer(h, q, v)
			return true
		}
		f.prose = f.prose || strings.TrimSpace(k.Text) != "" // "19.40 an hour" is not to choose what begins with an h
	case q.Typed():
		ed := h.Editor()
		before := ed.Text()
		newline := q.Kind == schema.EntriesKind && k.String() == "enter"
		if (newline || k.String() != "enter") && ed.Key(k) {
			f.asking = false
			f.changed(h, q, before, k.Text == " " && !q.read() || newline) // half an amount is no answer to go back to
			return true
		}
	}
	return k.Text != ""
}

// Commands are what can be done besides typing; leave is called when the form is
// done with.
func (f *FormOf[W]) Commands(h HostOf[W], leave func()) command.List {
	k := h.Keys()
	w := h.Workbook()
	all := f.asked(&w)
	done := func() {
		if f.asks(h) {
			return
		}
		f.depart(h)
		f.loaded, f.asking = false, false
		leave()
	}
	back := func() {
		if f.asking {
			f.asking = false // back to the text
			return
		}
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
			if f.at(all) == len(all)-1 && !f.Goes {
				done()
			} else {
				f.Move(h, 1)
			}
		}),
		{ID: "back", Key: k.Back, Words: "back", Quiet: true, Do: back},
	}
	if len(all) == 0 {
		return rows
	}
	if f.asking {
		return append(f.choices(h, all[f.at(all)]), rows.Say("form.enter", "keep it as it is").Say("back", "to the text")...)
	}
	if len(all) > 1 {
		rows.Say("form.next", "next field")
	}
	switch q := all[f.at(all)]; {
	case q.Kind == schema.ScoreKind:
		rows.Say("form.more", "more").Say("form.less", "less")
	case q.linked():
		if len(f.options(h, q)) > 0 {
			rows.Say("form.more", "choose")
		}
		rows = append(f.linkCommands(h, q), rows...)
	case q.picked():
		rows.Say("form.more", "choose")
	case len(all) > 1:
		rows.Say("form.previous", "previous")
	}
	return rows
}

// choices are the keys that answer the question of a field, in the line of keys as one;
// pressed they come to Type, as all text does.
func (f *FormOf[W]) choices(h HostOf[W], q question) command.List {
	var rows command.List
	may := f.readings(h, q)
	for i, r := range may {
		b := h.Keys().Score
		b.SetKeys(fmt.Sprint(i + 1))
		if b.SetHelp("1", ""); len(may) > 1 {
			b.SetHelp(fmt.Sprint("1–", len(may)), "")
		}
		row := command.Command{ID: fmt.Sprint("form.reading", i+1), Key: b, Quiet: i > 0, Do: func() { f.choose(h, q, r) }}
		if i == 0 {
			if row.Words = "which one"; len(may) == 1 {
				row.Words = "yes, that"
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// nudge goes one step through a slider or a choice.
func (f *FormOf[W]) nudge(h HostOf[W], by int) {
	q, ok := f.load(h)
	w := h.Workbook()
	switch {
	case !ok:
	case q.ticked():
		f.anew()
		if all := f.options(h, q); len(all) > 0 {
			f.row = Step(all[f.rowIn(all)].Value, by, all)
		}
	case q.linked():
		f.anew()
		f.answer(h, q, Step(f.text(w, q), by, withNone(f.options(h, q))))
	case q.picked():
		f.anew()
		f.answer(h, q, Step(f.text(w, q), by, q.options()))
	case q.Kind == schema.ScoreKind:
		f.slider = false
		f.slide(h, q, Slide(f.score(&w, q), by, q.Highest))
	}
}

// Leave puts in order what the focused field asks for, for who goes on elsewhere.
func (f *FormOf[W]) Leave(h HostOf[W]) { f.depart(h) }

// depart puts in order what the field that is left asks for, and reads again what stands
// elsewhere and could not be read without it.
func (f *FormOf[W]) depart(h HostOf[W]) {
	f.anew()
	f.order(h)
	w, t := h.Workbook(), h.Typing()
	if !f.schema().Reread(&w, t, false) {
		return
	}
	h.Edit(f.undoStep(f.focus), func(w *W) { f.schema().Reread(w, t, true) })
	f.loaded = false
}

func (f *FormOf[W]) order(h HostOf[W]) {
	w := h.Workbook()
	all := f.asked(&w)
	if len(all) == 0 || !all[f.at(all)].Leaves() {
		return
	}
	q := all[f.at(all)]
	f.edit(h, q, func(w *W, rec any) { q.Leave(w, rec) })
}

// readings are what the text of a field may mean; nil where it is no question.
func (f *FormOf[W]) readings(h HostOf[W], q question) []value.Reading {
	w := h.Workbook()
	rec := f.schema().Record(&w, f.Record)
	if rec == nil {
		return nil
	}
	var input *value.InputError
	if errors.As(q.Problem(&w, rec, h.Typing()), &input) {
		return input.Readings
	}
	return nil
}

// asks puts the question of the field that is to be left, once: who leaves it again
// keeps the text as it is.
func (f *FormOf[W]) asks(h HostOf[W]) bool {
	q, ok := f.load(h)
	if !ok || f.asking || len(f.readings(h, q)) == 0 {
		f.asking = false
		return false
	}
	f.asking = true
	return true
}

// choose types one of the readings in place of the text. The focus stays: who types on
// without having seen the question spoils this answer where it is seen, and not the next.
func (f *FormOf[W]) choose(h HostOf[W], q question, r value.Reading) {
	f.asking = false
	f.pause = h.Editor().pause() // a step of its own
	f.answer(h, q, r.Text)
	if len(f.readings(h, q)) > 0 { // which currency is told, and what it is for is not
		f.asking = true
	}
	step := f.pause // with what follows from the answer once the field is left
	f.loaded = false
	f.load(h)
	f.pause = step
}

// Move goes to the next field, to the one before when by is negative.
func (f *FormOf[W]) Move(h HostOf[W], by int) {
	if _, ok := f.load(h); !ok || f.asks(h) {
		return
	}
	f.depart(h)
	w := h.Workbook()
	if at, n := f.at(f.asked(&w))+by, len(f.asked(&w)); (at < 0 || at >= n) && f.Past != nil {
		f.loaded = false
		f.Past(by)
		return
	}
	f.step(h, by)
}

// step puts the focus on another field.
func (f *FormOf[W]) step(h HostOf[W], by int) {
	w := h.Workbook()
	all := f.asked(&w)
	f.Focus(all[(f.at(all)+by+len(all))%len(all)].Name)
	f.load(h)
}

// Paste puts text into the focused field.
func (f *FormOf[W]) Paste(h HostOf[W], text string) {
	q, ok := f.load(h)
	if !ok || !q.Typed() {
		return
	}
	before := h.Editor().Text()
	h.Editor().Paste(text)
	f.changed(h, q, before, true)
}

func (f *FormOf[W]) changed(h HostOf[W], q question, before string, boundary bool) {
	f.wrote = true
	text := h.Editor().Text()
	if text == before {
		return
	}
	f.answer(h, q, text)
	if boundary {
		f.pause = h.Editor().pause()
	}
}

// answer answers a field with typed text, or with the value of an option. What
// cannot be read is kept, and the problem is told from there.
func (f *FormOf[W]) answer(h HostOf[W], q question, text string) {
	t := h.Typing()
	f.edit(h, q, func(w *W, rec any) { _ = q.Type(w, rec, text, t) })
}

func (f *FormOf[W]) slide(h HostOf[W], q question, v value.Points) {
	f.edit(h, q, func(_ *W, rec any) { *q.At(rec).(*value.Points) = v })
}

// undoStep names what is undone together in a field.
func (f *FormOf[W]) undoStep(name string) string {
	return fmt.Sprint(f.Page, " ", f.Record, "/", name, "/", f.pause)
}

func (f *FormOf[W]) edit(h HostOf[W], q question, change func(w *W, rec any)) {
	h.Edit(f.undoStep(q.Name), func(w *W) {
		if rec := f.schema().Record(w, f.Record); rec != nil {
			change(w, rec)
		}
	})
	f.stored, f.version = f.text(h.Workbook(), q), h.Version() // as this form left it
}
