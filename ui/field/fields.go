package field

import (
	"cmp"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// question is one field of the schema in a form, of the form's record.
type question struct {
	*schema.Field
	Hint
}

// Hint is what a form says of a field beside the words in content.
type Hint struct {
	Label   string                         // instead of the label in content
	Help    string                         // instead of the help in content
	Eg      string                         // an example instead of the one in content
	Blank   func(workbook.Workbook) string // what stands there, dim, while it is not answered
	Choice  func(value string) string      // the words for an option
	Echo    func(workbook.Workbook) string // what a typed answer is understood as, where the answer alone does not say it all
	Nothing string                         // what a link says while there is no record to pick
	Tip     string                         // a sentence behind the help, of this record alone
}

// blank is what stands there while it is not answered; "" for nothing of its own.
func (h Hint) blank(w any) string {
	if book, is := w.(workbook.Workbook); is && h.Blank != nil {
		return h.Blank(book)
	}
	return ""
}

// echo is what a typed answer is understood as; "" where the answer alone says it.
func (h Hint) echo(w any) string {
	if book, is := w.(workbook.Workbook); is && h.Echo != nil {
		return h.Echo(book)
	}
	return ""
}

// words are the label, the help and the example of the field.
func (q question) words(h interface {
	Words(key string) (label, help, example string)
}) (label, help, example string) {
	label, help, example = h.Words(q.Field.Label)
	return cmp.Or(q.Hint.Label, label), cmp.Or(q.Hint.Help, help), example
}

// options are what can be chosen, with their words.
func (q question) options() []Option {
	out := make([]Option, len(q.Options))
	for i, o := range q.Options {
		out[i] = Option(o)
		if q.Choice != nil {
			out[i].Label = q.Choice(o.Value)
		}
	}
	return out
}

// picked tells whether it is answered by choosing one of its options.
func (q question) picked() bool {
	return q.Kind == schema.ChoiceKind || q.Kind == schema.SwitchKind || q.Kind == schema.RefKind
}

// read tells whether what is typed is read as something else, which is said back.
func (q question) read() bool {
	return q.Kind == schema.AmountKind || q.Kind == schema.BoundKind || q.Kind == schema.DayKind
}

// asked lists what the form asks as the answers stand; nothing once its record is
// gone.
func (f *FormOf[W]) asked(w *W) []question {
	rec := f.schema().Record(w, f.Record)
	if rec == nil {
		return nil
	}
	var out []question
	for _, fl := range f.schema().Collection(f.Record.Collection()).Fields {
		here := f.loaded && f.wrote && fl.Name == f.focus // it does not vanish under the cursor
		if fl.Page == f.Page && fl.InForm() && (here || fl.Asked(w, rec)) && (f.Fields == nil || slices.Contains(f.Fields, fl.Name)) {
			out = append(out, question{fl, f.Hints[fl.Name]})
		}
	}
	if f.Fields != nil {
		slices.SortFunc(out, func(a, b question) int { return slices.Index(f.Fields, a.Name) - slices.Index(f.Fields, b.Name) })
	}
	return out
}

// text is what the answer reads as where it is typed or chosen; "" once the record
// is gone.
func (f *FormOf[W]) text(w W, q question) string {
	if rec := f.schema().Record(&w, f.Record); rec != nil {
		return q.Show(rec, w.Currency())
	}
	return ""
}

// score is the number of a slider.
func (f *FormOf[W]) score(w *W, q question) (p value.Points) {
	if rec := f.schema().Record(w, f.Record); rec != nil {
		p = *q.At(rec).(*value.Points)
	}
	return p
}

// Onward is the field at which the next record of a list goes on: the same, as long as it is
// blank there and this one is not filled in, else the first blank one. Where nothing is
// blank it is the same.
func (f *FormOf[W]) Onward(w W, next workbook.Key) string {
	there := FormOf[W]{Record: next, Page: f.Page, Fields: f.Fields}
	name, blank := f.Focused(w), there.blank(w)
	if len(blank) == 0 || slices.Contains(blank, name) && len(f.blank(w)) > 0 {
		return name
	}
	return blank[0]
}

// blank are the fields without an answer, in their order; what is only chosen stands behind.
func (f *FormOf[W]) blank(w W) []string {
	var out, chosen []string
	for _, q := range f.asked(&w) {
		switch {
		case q.Kind == schema.SwitchKind, q.Kind == schema.ScoreKind && f.score(&w, q) != 0, q.Kind != schema.ScoreKind && f.text(w, q) != "":
		case q.picked():
			chosen = append(chosen, q.Name)
		default:
			out = append(out, q.Name)
		}
	}
	return append(out, chosen...)
}
