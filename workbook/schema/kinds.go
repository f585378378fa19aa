package schema

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/value"
)

// operations is what a kind of field can do with an answer, given a pointer to it.
type operations interface {
	equal(a, b any) bool
	blank(a any) bool
	write(w *writer, a any)
	read(r *reading, f *Field, n *node, into any, path string) error
	clean(f *Field, a any)
	check(f *Field, a any, path string) error
	shares() bool                       // whether a copy shares memory with what it was copied from
	clone(a any)                        // ends that
	tidy(a any)                         // takes out what says nothing
	texts(f *Field, a any) []string     // what find looks through
	unread(a any) string                // what could not be read, "" for none
	unreadable(a any, text string)      // keeps it
	reset(a any)                        // makes it blank
	blankOne() any                      // a pointer to a blank answer of its own
	show(a any, currency string) string // the text in a field that is typed into
	typed(f *Field, a any, text string, t Typing) error
	links(a any) []ID
	unlink(a any, gone func(ID) bool)
	rename(a any, to func(ID) ID) // the ids that it holds
	parts() multiple              // nil for an answer that is one part
}

// reading is what reading a record needs to know.
type reading struct {
	id    ID   // of the record
	texts bool // entries may be bare texts, as in version 1 and in what it stored
}

// kind is operations for answers of a Go type. What is nil is nothing to do.
type kind[T any] struct {
	same    func(a, b T) bool
	zero    func(T) bool
	put     func(w *writer, v T)
	get     func(r *reading, f *Field, n *node, path string) (T, error)
	cleaned func(f *Field, v T) T
	checked func(f *Field, v T, path string) error
	copied  func(T) T
	tidied  func(T) T
	words   func(v T, currency string) string
	found   func(f *Field, v T) []string
	unsaid  func(T) string
	as      func(unread string) T
	parse   func(f *Field, old T, text string, t Typing) (T, error)
	refs    func(T) []ID
	without func(v T, gone func(ID) bool) T
	renamed func(v T, to func(ID) ID) T
	several multiple
}

func of[T any](a any) T { return *a.(*T) }

func (k *kind[T]) equal(a, b any) bool    { return k.same(of[T](a), of[T](b)) }
func (k *kind[T]) blank(a any) bool       { return k.zero(of[T](a)) }
func (k *kind[T]) write(w *writer, a any) { k.put(w, of[T](a)) }
func (k *kind[T]) shares() bool           { return k.copied != nil }
func (k *kind[T]) parts() multiple        { return k.several }

func (k *kind[T]) read(r *reading, f *Field, n *node, into any, path string) error {
	v, err := k.get(r, f, n, path)
	if err == nil {
		*into.(*T) = v
	}
	return err
}

func (k *kind[T]) clean(f *Field, a any) {
	if k.cleaned != nil {
		p := a.(*T)
		*p = k.cleaned(f, *p)
	}
}

func (k *kind[T]) check(f *Field, a any, path string) error {
	if k.checked == nil {
		return nil
	}
	return k.checked(f, of[T](a), path)
}

func (k *kind[T]) clone(a any) { p := a.(*T); *p = k.copied(*p) }

func (k *kind[T]) tidy(a any) {
	if k.tidied != nil {
		p := a.(*T)
		*p = k.tidied(*p)
	}
}

func (k *kind[T]) texts(f *Field, a any) []string {
	if k.found == nil {
		return nil
	}
	return k.found(f, of[T](a))
}

func (k *kind[T]) unread(a any) string {
	if k.unsaid == nil {
		return ""
	}
	return k.unsaid(of[T](a))
}

func (k *kind[T]) unreadable(a any, text string) { *a.(*T) = k.as(text) }

func (k *kind[T]) reset(a any) {
	var blank T
	*a.(*T) = blank
}

func (k *kind[T]) blankOne() any { return new(T) }

func (k *kind[T]) show(a any, currency string) string {
	if k.words == nil {
		return ""
	}
	return k.words(of[T](a), currency)
}

func (k *kind[T]) typed(f *Field, a any, text string, t Typing) error {
	if k.parse == nil {
		return nil
	}
	p := a.(*T)
	v, err := k.parse(f, *p, text, t)
	if err != nil && k.as != nil {
		v = k.as(text)
	}
	*p = v
	return err
}

func (k *kind[T]) links(a any) []ID {
	if k.refs == nil {
		return nil
	}
	return k.refs(of[T](a))
}

func (k *kind[T]) unlink(a any, gone func(ID) bool) {
	if k.without != nil {
		p := a.(*T)
		*p = k.without(*p, gone)
	}
}

func (k *kind[T]) rename(a any, to func(ID) ID) {
	if k.renamed != nil {
		p := a.(*T)
		*p = k.renamed(*p, to)
	}
}

func row[R, T any](f Field, at func(*R) *T, k *kind[T], traits []Trait) Rows[R] {
	f.at = func(rec any) any { return at(rec.(*R)) }
	f.ops = k
	for _, t := range traits {
		t(&f)
	}
	return Rows[R]{&f}
}

// Group puts fields into an object of their own inside the record.
func Group[R, G any](name string, at func(*R) *G, rows ...Rows[G]) Rows[R] {
	var out Rows[R]
	for _, f := range Inside(at, rows...) {
		f.Group = name
		out = append(out, f)
	}
	return out
}

// Inside takes fields of a part of the record, a struct inside it.
func Inside[R, G any](at func(*R) *G, rows ...Rows[G]) Rows[R] {
	var out Rows[R]
	for _, f := range slices.Concat(rows...) {
		inner := *f
		part := f.at
		inner.at = func(rec any) any { return part(at(rec.(*R))) }
		out = append(out, &inner)
	}
	return out
}

// Texts of one line and of several, and codes.

var text = &kind[string]{
	same: func(a, b string) bool { return a == b },
	zero: func(s string) bool { return s == "" },
	put:  func(w *writer, s string) { w.text(s) },
	get: func(_ *reading, _ *Field, n *node, path string) (string, error) {
		return n.text, n.need('"', path)
	},
	cleaned: func(f *Field, s string) string { return cleanText(f.Kind, s) },
	checked: func(f *Field, s, path string) error {
		switch {
		case utf8.RuneCountInString(s) > value.MaxText:
			return tooLong(path)
		case s != cleanText(f.Kind, s):
			return fail(path, "The text holds characters that cannot be stored.")
		}
		return nil
	},
	words: func(s, _ string) string { return s },
	found: func(_ *Field, s string) []string { return []string{s} },
	parse: func(_ *Field, _, s string, _ Typing) (string, error) { return s, nil },
}

// cleanText cleans a text as its kind may be. One line in which nothing can be seen is
// blank: it may be a name.
func cleanText(k Kind, s string) string {
	if k == LinesKind {
		return value.Clean(s)
	}
	if s = value.CleanLine(s); value.Unseen(s) {
		return ""
	}
	return s
}

func tooLong(path string) error {
	return fail(path, "The text is longer than %d characters.", value.MaxText)
}

// Line is one line of text.
func Line[R any](name, what string, at func(*R) *string, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: LineKind}, at, text, traits)
}

// Lines is text that may have several lines.
func Lines[R any](name, what string, at func(*R) *string, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: LinesKind}, at, text, traits)
}

var code = func() *kind[string] {
	k := *text
	k.found = nil
	k.as = func(s string) string { return s }
	k.parse = func(_ *Field, _, s string, _ Typing) (string, error) {
		if s == "" {
			return "", nil
		}
		return value.ValidCurrency(s)
	}
	return &k
}()

// Currency is the code of a currency; text that is none is kept as it was typed.
func Currency[R any](name, what string, at func(*R) *string, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: CodeKind}, at, code, traits)
}

// Amounts, bounds and days: values that are stored as one text.

// stored is what values that are stored as one text have in common.
func stored[T interface {
	IsZero() bool
	Unread() string
	Clean() T
	json.Marshaler
}, P interface {
	*T
	json.Unmarshaler
}](equal func(a, b T) bool, as func(string) T, long func(T) string) *kind[T] {
	return &kind[T]{
		same: equal,
		zero: T.IsZero,
		put: func(w *writer, v T) {
			raw, _ := v.MarshalJSON() // of plain texts, which always can be
			var s string
			_ = json.Unmarshal(raw, &s)
			w.text(s)
		},
		get: func(_ *reading, _ *Field, n *node, path string) (v T, err error) {
			if err := n.need('"', path); err != nil {
				return v, err
			}
			return v, readText(n.text, P(&v), path)
		},
		cleaned: func(_ *Field, v T) T { return v.Clean() },
		checked: func(_ *Field, v T, path string) error {
			if utf8.RuneCountInString(long(v)) > value.MaxText {
				return tooLong(path)
			}
			var back T
			raw, err := v.MarshalJSON()
			if err == nil {
				err = P(&back).UnmarshalJSON(raw)
			}
			if err != nil || !equal(v, back) || !equal(v, v.Clean()) {
				return fail(path, "%s cannot be stored as it stands.", value.Shorten(value.CleanLine(fmt.Sprintf("“%v”", v)), value.MaxQuote))
			}
			return nil
		},
		found:  func(_ *Field, v T) []string { return []string{fmt.Sprint(v)} },
		unsaid: T.Unread,
		as:     as,
	}
}

// readText hands a value its own stored form.
func readText(text string, into json.Unmarshaler, path string) error {
	if utf8.RuneCountInString(text) > value.MaxText+1 { // one for the mark before what was kept as typed
		return tooLong(path)
	}
	raw, err := json.Marshal(text)
	if err == nil {
		err = into.UnmarshalJSON(raw)
	}
	if err == nil {
		return nil
	}
	problem := strings.ReplaceAll(err.Error(), fmt.Sprintf("%q", text), fmt.Sprintf("%q", value.Shorten(value.CleanLine(text), value.MaxQuote)))
	if !strings.HasSuffix(problem, ".") {
		problem += "."
	}
	return fail(path, "%s", value.Sentence(problem))
}

// amounts are kept apart by how they are typed.
func amounts(parse func(text string, t Typing) (value.Amount, error)) *kind[value.Amount] {
	k := stored[value.Amount](value.Amount.Equal, value.UnreadAmount, value.Amount.Unread)
	// A foreign amount bears its code while it is edited: a bare $ would be read
	// as the workbook's own.
	k.words = value.Amount.In
	k.parse = func(_ *Field, _ value.Amount, text string, t Typing) (value.Amount, error) { return parse(text, t) }
	return k
}

var (
	money    = amounts(func(text string, t Typing) (value.Amount, error) { return value.ParsePay(text, t.Known...) })
	quantity = amounts(func(text string, t Typing) (value.Amount, error) { return value.ParseQuantity(text, t.Known...) })
	percent  = amounts(func(text string, _ Typing) (value.Amount, error) { return value.ParsePercent(text) })
)

const exampleAmount = "92k or 92,000"

// Money is a part of pay.
func Money[R any](name, what string, at func(*R) *value.Amount, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: AmountKind, Example: exampleAmount}, at, money, traits)
}

// Quantity is money, a percentage, or a number with words for a unit.
func Quantity[R any](name, what string, at func(*R) *value.Amount, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: AmountKind, Example: exampleAmount}, at, quantity, traits)
}

// Percent is a percentage.
func Percent[R any](name, what string, at func(*R) *value.Amount, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: AmountKind, Example: "2.5%"}, at, percent, traits)
}

var bound = func() *kind[value.Bound] {
	k := stored[value.Bound](value.Bound.Equal, value.UnreadBound, func(b value.Bound) string { return b.Statement + b.Unread() })
	k.words = value.Bound.In
	k.parse = func(_ *Field, _ value.Bound, text string, t Typing) (value.Bound, error) {
		return value.ParseBound(text, false, t.Known...)
	}
	return k
}()

// Bound is a number with a side, or a statement that is true or not.
func Bound[R any](name, what string, at func(*R) *value.Bound, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: BoundKind, Example: exampleAmount}, at, bound, traits)
}

func days(way value.Direction) *kind[value.Date] {
	k := stored[value.Date](value.Date.Equal, value.UnreadDate, value.Date.Unread)
	k.words = func(d value.Date, _ string) string { return d.String() }
	k.parse = func(_ *Field, _ value.Date, text string, t Typing) (value.Date, error) {
		return value.ParseDate(text, t.Today, way)
	}
	return k
}

var ahead, behind = days(value.Ahead), days(value.Behind)

// Moment is a day that may have a time.
func Moment[R any](name, what string, way value.Direction, at func(*R) *value.Date, traits ...Trait) Rows[R] {
	k := *days(way)
	k.parse = func(_ *Field, _ value.Date, text string, t Typing) (value.Date, error) {
		return value.ParseMoment(text, t.Today, way)
	}
	return row(Field{Name: name, What: what, Kind: DayKind, Example: "12 mar, 10:30"}, at, &k, traits)
}

// Day is a day; way tells the year of one that is typed without.
func Day[R any](name, what string, way value.Direction, at func(*R) *value.Date, traits ...Trait) Rows[R] {
	k := ahead
	if way == value.Behind {
		k = behind
	}
	return row(Field{Name: name, What: what, Kind: DayKind, Example: "12 mar or 2027-03-12"}, at, k, traits)
}

// What is chosen.

var score = &kind[value.Points]{
	same: func(a, b value.Points) bool { return a == b },
	zero: value.Points.IsZero,
	put:  func(w *writer, p value.Points) { w.raw([]byte(p.String())) },
	get: func(_ *reading, f *Field, n *node, path string) (p value.Points, err error) {
		if err := n.need('0', path); err != nil {
			return p, err
		}
		if json.Unmarshal([]byte(n.text), &p) != nil {
			return p, outside(path, value.Shorten(n.text, 20), f.Highest)
		}
		return p, nil
	},
	checked: func(f *Field, p value.Points, path string) error {
		if n, ok := p.Int(); ok && n > f.Highest {
			return outside(path, fmt.Sprint(n), f.Highest)
		}
		return nil
	},
	words: func(p value.Points, _ string) string { return p.String() },
}

func outside(path, number string, highest int) error {
	return fail(path, "%s is not a whole number from 0 to %d.", number, highest)
}

// Score is a whole number from 0 to highest.
func Score[R any](name, what string, highest int, at func(*R) *value.Points, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: ScoreKind, Highest: highest}, at, score, traits)
}

// Choice is one of several values, or blank. Its words are those of the values'
// String method, where they have one.
func Choice[R any, T ~string](name, what string, all []T, at func(*R) *T, traits ...Trait) Rows[R] {
	f := Field{Name: name, What: what, Kind: ChoiceKind}
	for _, v := range all {
		f.Options = append(f.Options, Option{string(v), fmt.Sprint(v)})
	}
	return row(f, at, &kind[T]{
		same: func(a, b T) bool { return a == b },
		zero: func(v T) bool { return v == "" },
		put:  func(w *writer, v T) { w.text(string(v)) },
		get: func(_ *reading, _ *Field, n *node, path string) (T, error) {
			return T(n.text), n.need('"', path)
		},
		cleaned: func(_ *Field, v T) T { return T(value.CleanLine(string(v))) },
		checked: func(f *Field, v T, path string) error { return f.chosen(string(v), path) },
		words:   func(v T, _ string) string { return string(v) },
		parse:   func(_ *Field, _ T, text string, _ Typing) (T, error) { return T(text), nil },
	}, traits)
}

func (f *Field) chosen(v, path string) error {
	var all []string
	for _, o := range f.Options {
		if o.Value == v {
			return nil
		}
		if o.Value != "" {
			all = append(all, o.Value)
		}
	}
	if v == "" {
		return nil
	}
	return fail(path, "%q is none of %s.", value.Shorten(value.CleanLine(v), value.MaxQuote), strings.Join(all, ", "))
}

// Answer is a yes, a no or an admitted "I don't know".
func Answer[R any](name, what string, at func(*R) *value.Answer, traits ...Trait) Rows[R] {
	return Choice(name, what, value.Answers(), at, traits...)
}

// The values of a switch, as Show gives them and Type takes them.
const (
	SwitchedOn  = "on"
	SwitchedOff = "off"
)

var switches = &kind[bool]{
	same: func(a, b bool) bool { return a == b },
	zero: func(v bool) bool { return !v },
	put:  func(w *writer, v bool) { w.raw(fmt.Append(nil, v)) },
	get: func(_ *reading, _ *Field, n *node, path string) (bool, error) {
		return n.text == "true", n.need('t', path)
	},
	words: func(v bool, _ string) string {
		if v {
			return SwitchedOn
		}
		return SwitchedOff
	},
	parse: func(_ *Field, _ bool, text string, _ Typing) (bool, error) { return text == SwitchedOn, nil },
}

// Switch is a yes or a no, no being the start; on and off are the words for them.
func Switch[R any](name, what, on, off string, at func(*R) *bool, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: SwitchKind, Options: []Option{{SwitchedOff, off}, {SwitchedOn, on}}}, at, switches, traits)
}

// Private is the switch by which a person keeps a record to themselves; see
// Schema.Shared.
func Private[R any](what string, at func(*R) *bool) Rows[R] {
	rows := Switch("private", what, "mine only", "coach may see it", at)
	rows[0].private = true
	return rows
}
