package schema

import (
	"firstmile/workbook/value"
)

// Kind says what sort of answer a field holds.
type Kind string

// The kinds of field; what each can do stands in kinds.go. They bear the names
// that the description of the format has for them.
const (
	LineKind    Kind = "line"     // one line of text
	LinesKind   Kind = "lines"    // text that may have several lines
	CodeKind    Kind = "currency" // an ISO 4217 code, or what was typed for one
	TokenKind   Kind = "token"    // a word of the program's own
	EntriesKind Kind = "entries"  // lines of text, each with an id of its own
	AmountKind  Kind = "amount"   // money, a percentage or a quantity
	BoundKind   Kind = "bound"    // a number with a side, or a statement
	DayKind     Kind = "date"     // a day
	ScoreKind   Kind = "score"    // a whole number
	ChoiceKind  Kind = "choice"   // one of several values
	SwitchKind  Kind = "switch"   // true or false
	RefKind     Kind = "ref"      // the id of another record
	RefsKind    Kind = "refs"     // the ids of other records, each once
	MarksKind   Kind = "marks"    // an answer by the id of another record
)

// Field is one answer of a record.
type Field struct {
	Name    string   // as it stands in a file: "minimum"
	Group   string   // the object inside the record that holds it in a file, "" for none
	Label   string   // "<collection>.<name>": where content finds its words
	What    string   // one sentence for the description of the format
	Example string   // what could be typed, for who typed what cannot be read; see ExampleFor
	Kind    Kind     // what sort of answer it is
	Page    string   // where it is asked: a lesson, or "" for the conversation itself
	Highest int      // ScoreKind: the highest value
	Options []Option // ChoiceKind, SwitchKind: what can be chosen; blank is one more of a choice
	Target  string   // RefKind, RefsKind, MarksKind: the collection pointed at
	// Elsewhere marks a link that a page makes, so that no form asks for it.
	Elsewhere bool

	at      func(rec any) any // a pointer to the answer in a record
	aside   func(rec any) any // a copy of a record, to try things on
	ops     operations
	gone    Gone
	private bool
	span    func(root, rec any) Span   // nil for Itself
	such    func(root, rec any) string // nil where Example holds for all
	asked   func(root, rec any) bool   // whether it is asked; nil for always
	typed   func(f *Field, root, rec any, text string, t Typing) error
	left    func(root, rec any)
	among   func(root, rec any) []ID // what a link may be picked from; nil for every record
}

// Option is one value to choose, with the words shown for it.
type Option struct{ Value, Label string }

// Gone says what becomes of a link when what it points at is deleted.
type Gone int

// A link that loosens becomes blank; a record may go with what it is about.
const (
	Loosens Gone = iota
	GoesToo
)

// in gives the field's place below that of its record: "workbook.returns[0].need.sort".
func (f *Field) in(path string) string {
	if f.Group != "" {
		path += "." + f.Group
	}
	return path + "." + f.Name
}

// At gives a pointer to the answer in a record (a pointer to the struct), typed
// as the struct has it.
func (f *Field) At(rec any) any { return f.at(rec) }

// Blank tells whether the answer is not yet given.
func (f *Field) Blank(rec any) bool { return f.ops.blank(f.at(rec)) }

// Asked tells whether the field is asked of a record as the answers stand.
func (f *Field) Asked(root, rec any) bool { return f.asked == nil || f.asked(root, rec) }

// InForm tells whether a form asks the field: marks and some links are made on pages of
// their own.
func (f *Field) InForm() bool { return f.Kind != MarksKind && !f.Elsewhere }

// ExampleFor is what could be typed into the field, as the answers stand beside it.
func (f *Field) ExampleFor(root, rec any) string {
	if f.such != nil {
		if text := f.such(root, rec); text != "" {
			return text
		}
	}
	return f.Example
}

// Span is what a bare amount of a field is for.
type Span int

// An amount of pay that is typed bare is for what pay is spoken of in (Own), or for a
// year; of all else it is for what it says itself.
const (
	Itself Span = iota
	Own
	Yearly
)

// Spans tells what a bare amount in the field is for, as the answers stand.
func (f *Field) Spans(root, rec any) Span {
	if f.span == nil {
		return Itself
	}
	return f.span(root, rec)
}

// Amount gives a pointer to the amount of an answer that is one or has one, nil of others.
func (f *Field) Amount(rec any) *value.Amount {
	switch at := f.at(rec).(type) {
	case *value.Amount:
		return at
	case *value.Bound:
		return &at.Amount
	}
	return nil
}

// Typing is what typed text is read by.
type Typing struct {
	Currency string   // of amounts that are shown without a code
	Known    []string // the currencies in use, the workbook's own first; they tell what a sign means that several share
	Today    value.Date
	NewID    IDs
}

// Show gives the text that stands for the answer in a field that is typed into;
// Type reads it back as the same answer. Of a choice it gives the value.
func (f *Field) Show(rec any, currency string) string { return f.ops.show(f.at(rec), currency) }

// Type answers with typed text. What cannot be read as an answer of the field's
// kind is kept as it was typed; the error says why, in two sentences.
func (f *Field) Type(root, rec any, text string, t Typing) error {
	if f.typed != nil {
		return f.typed(f, root, rec, text, t)
	}
	return f.ops.typed(f, f.at(rec), text, t)
}

// Problem tells why what stands in the field could not be read; nil when it could.
func (f *Field) Problem(root, rec any, t Typing) error {
	text := f.ops.unread(f.at(rec))
	if f.Kind == CodeKind {
		text = f.Show(rec, t.Currency)
	}
	if text == "" {
		return nil
	}
	return f.Type(root, f.aside(rec), text, t) // read once more; the answer stays as it is
}

// Leave puts in order what was typed into a field, once it is left.
func (f *Field) Leave(root, rec any) {
	if f.left != nil {
		f.left(root, rec)
	}
}

// Leaves tells whether there is anything to put in order once the field is left.
func (f *Field) Leaves() bool { return f.left != nil }

// Typed tells whether the answer is typed, rather than chosen.
func (f *Field) Typed() bool {
	switch f.Kind {
	case LineKind, LinesKind, CodeKind, EntriesKind, AmountKind, BoundKind, DayKind:
		return true
	}
	return false
}

// Lines tells whether what is typed may have several lines.
func (f *Field) Lines() bool { return f.Kind == LinesKind || f.Kind == EntriesKind }

// Trait is something that holds of one field.
type Trait func(*Field)

// On asks a field on another page than the rest of its record.
func On(page string) Trait { return func(f *Field) { f.Page = page } }

// When asks a field only where it makes sense.
func When[W, R any](asked func(w *W, r *R) bool) Trait {
	return func(f *Field) { f.asked = func(root, rec any) bool { return asked(root.(*W), rec.(*R)) } }
}

// Read reads typed text in a way of the field's own.
func Read[W, R, T any](read func(w *W, r *R, text string, t Typing) (T, error)) Trait {
	return func(f *Field) {
		f.typed = func(f *Field, root, rec any, text string, t Typing) error { // f may be inside another record since
			v, err := read(root.(*W), rec.(*R), text, t)
			if err != nil {
				f.ops.unreadable(f.at(rec), text)
				return err
			}
			*f.at(rec).(*T) = v
			return nil
		}
	}
}

// Paid says what a bare amount of a field is for.
func Paid(span Span) Trait {
	return func(f *Field) { f.span = func(any, any) Span { return span } }
}

// PaidAs is Paid for a field in which it depends on other answers.
func PaidAs[W, R any](span func(w *W, r *R) Span) Trait {
	return func(f *Field) { f.span = func(root, rec any) Span { return span(root.(*W), rec.(*R)) } }
}

// Such gives what could be typed into a field where it depends on other answers; "" stands
// for the field's own Example.
func Such[W, R any](such func(w *W, r *R) string) Trait {
	return func(f *Field) { f.such = func(root, rec any) string { return such(root.(*W), rec.(*R)) } }
}

// Left puts in order what was typed, once the field is left.
func Left[W, R any](left func(w *W, r *R)) Trait {
	return func(f *Field) { f.left = func(root, rec any) { left(root.(*W), rec.(*R)) } }
}
