package field

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/theme"
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// minBeside is how many cells a value has at least beside its label; where there are
// fewer, labels stand above, and value and help have the width.
const minBeside = 32

// narrowest is the width below which they stand above in any case.
const narrowest = 36

// LabelWidth is how wide its longest label is.
func (f *FormOf[W]) LabelWidth(h HostOf[W]) int {
	w, labels := h.Workbook(), 0
	for _, q := range f.asked(&w) {
		l, _, _ := q.words(h)
		labels = max(labels, ansi.StringWidth(l))
	}
	return labels
}

// Draw shows the form; focused tells whether keys go to it.
func (f *FormOf[W]) Draw(h HostOf[W], width int, focused bool) Drawing {
	var d Drawing
	if focused {
		f.load(h)
	}
	w := h.Workbook()
	all := f.asked(&w)
	f.named = h.Named()
	f.spoken(all, focused)
	labels := max(f.Labels, f.LabelWidth(h))
	for i, q := range all {
		if f.Alone && i != f.at(all) {
			continue
		} else if f.Alone {
			name, _, _ := q.words(h)
			labels = ansi.StringWidth(name)
		}
		f.draw(h, &d, w, q, width, labels, focused && i == f.at(all))
	}
	return d
}

// spoken gives bare pay in what is shown the period that it is for: in the field that is
// typed in always, in the others unless all that pay is spoken of in is a year.
func (f *FormOf[W]) spoken(all []question, focused bool) {
	named, is := any(&f.named).(*workbook.Workbook)
	if !is { // nobody is paid there
		return
	}
	rec := f.schema().Record(&f.named, f.Record)
	if rec == nil {
		return
	}
	own := named.OwnPeriod()
	for i, q := range all {
		a := q.Amount(rec)
		if a == nil || !a.Money() || !a.Per().IsZero() {
			continue
		}
		if here := focused && i == f.at(all); here || !own.IsZero() && own != value.Year {
			*a = a.For(named.PeriodAt(q.Field, rec))
		}
	}
}

// draw adds one field below; labels is the width of the longest label.
func (f *FormOf[W]) draw(h HostOf[W], d *Drawing, w W, q question, width, labels int, here bool) {
	st := h.Styles()
	name, help, example := q.words(h)
	mark, style := "  ", st.Dim
	if here {
		mark, style = "▸ ", st.Accent
	}
	top := len(d.Lines)
	indent := labels + 4
	var head string
	if width-indent < minBeside && !f.Beside || width < narrowest {
		indent = 4
		d.Line(style.Render(Cut(mark+name, width)))
	} else {
		head = style.Render(Pad(mark+name, indent))
	}
	below := len(d.Lines) // the label, where it stands above
	answer := f.value(h, q, w, max(4, width-indent), here)
	if len(answer.Lines) == 0 {
		answer.Lines = []string{""}
	}
	if head != "" {
		d.beside(head, answer, indent, here)
	} else {
		d.Add(answer, indent, here)
	}
	text := f.text(w, q)
	asked := here && f.asking && len(f.readings(h, q)) > 0
	switch {
	case asked: // the question has the room of the help
		d.Block.From = len(d.Lines)
	case here && f.prose: // as has what is said of letters
		d.Block.From = below
		d.indented("! There is nothing to type here"+f.keys(h, q, ": ")+".", indent, width, st.Warn.Render)
	case here:
		d.Block.From = top
		help = strings.TrimSpace(help + " " + q.Tip)
		switch example = cmp.Or(q.Eg, example); {
		case q.ticked():
			if keys := f.keys(h, q, " "); keys != "" {
				help += keys + "."
			}
		case q.picked() && len(f.options(h, q)) > 0:
			help += " Choose with " + st.Sign.Left + "\u00a0" + st.Sign.Right + "."
		case q.Kind == schema.ScoreKind:
			help += " Type it, or use " + st.Sign.Left + "\u00a0" + st.Sign.Right + "."
		case example != "" && text == "":
			help = strings.TrimSpace(help + " For example: " + example)
		}
		d.indented(help, indent, width, st.Dim.Render)
		if q.Typed() && h.Editor().Full() {
			d.indented("! This field is full: what no longer fits was left out.", indent, width, st.Warn.Render)
		}
	}
	if here && f.over {
		d.indented(fmt.Sprintf("! It ends at %d: the last digit begins anew.", q.Highest), indent, width, st.Warn.Render)
	}
	// While one types, an answer is half of itself; the problem shows once the field is left.
	rec := f.schema().Record(&w, f.Record)
	switch problem := q.Problem(&w, rec, h.Typing()); {
	case asked:
		f.drawReadings(h, d, q, problem, indent, width)
	case problem != nil && !here:
		d.indented("! "+problem.Error()+" Your text is kept.", indent, width, st.Warn.Render)
	case here && (q.read() || q.Echo != nil) && problem == nil && text != "":
		if echo := f.echo(w, q); echo != "" && echo != h.Editor().Text() {
			d.indented("– "+echo, indent, width, st.Dim.Render)
		}
	}
	if here {
		d.Block.To = len(d.Lines)
	}
	d.Zones = append(d.Zones, Zone{})
	copy(d.Zones[1:], d.Zones) // under the zones of the options inside
	d.Zones[0] = Zone{X: 0, Y: top, W: width, H: len(d.Lines) - top, Do: func() {
		f.depart(h)
		f.Focus(q.Name)
		f.load(h)
	}}
}

// keys says which keys choose, behind a text; nothing where there is nothing to choose.
func (f *FormOf[W]) keys(h HostOf[W], q question, before string) string {
	sign := h.Styles().Sign
	arrows := before + sign.Left + "\u00a0" + sign.Right
	switch {
	case len(f.options(h, q)) == 0:
		return ""
	case q.ticked():
		return arrows + " go through them, " + h.Keys().Cycle.Help().Key + " ticks"
	}
	return arrows + " choose"
}

// drawReadings asks what the text means: a digit or a click answers.
func (f *FormOf[W]) drawReadings(h HostOf[W], d *Drawing, q question, problem error, indent, width int) {
	var input *value.InputError
	if !errors.As(problem, &input) {
		return
	}
	d.Focus = len(d.Lines)
	d.Cursor = &Point{X: indent + len("? "), Y: d.Focus} // which reads the question, until one types on
	d.indented("? "+input.Problem, indent, width, h.Styles().Warn.Render)
	for i, r := range input.Readings {
		y := len(d.Lines)
		d.indented(fmt.Sprint(i+1, "  ", r.Says), indent+2, width, h.Styles().Plain.Render)
		d.Zones = append(d.Zones, Zone{X: indent, Y: y, W: width - indent, H: len(d.Lines) - y, Do: func() { f.choose(h, q, r) }})
	}
}

// echo is what a typed answer is understood as.
func (f *FormOf[W]) echo(w W, q question) string {
	if s := q.echo(w); s != "" {
		return s
	}
	return f.text(f.named, q)
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

// shown is how many lines of a long text stand in a form that is not edited, and linesOfList
// how many of a list.
const (
	shown       = 3
	linesOfList = 6
)

func (f *FormOf[W]) value(h HostOf[W], q question, w W, width int, here bool) Drawing {
	st := h.Styles()
	text := f.text(w, q)
	switch {
	case q.Kind == schema.ScoreKind:
		d := Drawing{Lines: []string{Cut(Slider(f.score(&w, q), q.Highest, here, st), width)}}
		d.Cursor = &Point{X: min(SliderDots, width-1)} // before the number
		for dot := range min(SliderDots, width) {
			d.Zones = append(d.Zones, Zone{X: dot, W: 1, H: 1, Do: func() {
				f.slide(h, q, value.NewPoints((dot+1)*q.Highest/SliderDots))
				f.Focus(q.Name)
			}})
		}
		return d
	case q.linked():
		return f.drawLinks(h, q, w, width, here)
	case q.picked() && here:
		return Choice(text, q.options(), here, width, st, func(v string) {
			f.anew()
			f.answer(h, q, v)
		})
	case q.picked():
		return Drawing{Lines: []string{optionLabel(q, text, st, width)}}
	case here:
		return h.Editor().Draw(width, st.Plain)
	}
	text = f.text(f.named, q) // a bare amount shows the currency, and the period, that it counts in
	if text == "" {
		return Text(cmp.Or(q.blank(w), "–"), width, st.Dim)
	}
	d := Text(text, width, st.Plain)
	most := shown
	if q.Kind == schema.EntriesKind {
		most = linesOfList
	}
	if len(d.Lines) > most {
		d.Lines = append(d.Lines[:most-1], st.Plain.Render(Cut(ansi.Strip(d.Lines[most-1])+" …", width)))
		if !strings.HasSuffix(ansi.Strip(d.Lines[most-1]), "…") {
			d.Lines[most-1] = Cut(d.Lines[most-1], width-1) + "…"
		}
	}
	return d
}

func optionLabel(q question, chosen string, st *theme.Styles, width int) string {
	for _, o := range q.options() {
		if o.Value == chosen && chosen != "" {
			return Cut(o.Label, width)
		}
	}
	return st.Dim.Render("–")
}
