package field

import (
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Kind says how a field is answered.
type Kind int

// The kinds of field.
const (
	Line      Kind = iota // one line of text
	Paragraph             // text that may have several lines
	Lines                 // a list, one entry a line
	Read                  // text that is read as an amount, a date or a threshold
	Score                 // a number on a slider
	Pick                  // one of several options
)

// Field is one question of a form, bound to its place in the workbook. The
// functions give nothing, and change nothing, once the record is gone.
type Field struct {
	Key     string // "asks.minimum": where content finds its words
	Kind    Kind
	Most    int      // Score: the highest value
	Options []Option // Pick
	get     func(workbook.Workbook) string
	show    func(workbook.Workbook) string // how it reads when it is not edited
	Set     func(*workbook.Workbook, string, value.Date)
	example string                         // instead of the one in content
	leave   func(*workbook.Workbook)       // what is put in order once the field is left; may be nil
	blank   func(workbook.Workbook) string // what stands there while it is not answered
	check   func(workbook.Workbook, string, value.Date) error
	points  func(*workbook.Workbook) *value.Points
}

// Else gives the field words to show, dim, while it is not answered.
func (f Field) Else(words func(workbook.Workbook) string) Field {
	f.blank = words
	return f
}

// Eg gives the field an example of its own, where the one in content does not fit.
func (f Field) Eg(example string) Field {
	f.example = example
	return f
}

// Problem tells why what stands in the field cannot be read, nil when it can.
func (f *Field) Problem(w workbook.Workbook, today value.Date) error {
	if f.check == nil {
		return nil
	}
	return f.check(w, f.get(w), today)
}

// Points gives the number behind a Score; nil when the record is gone.
func (f *Field) Points(w workbook.Workbook) *value.Points {
	if f.points == nil {
		return nil
	}
	return f.points(&w)
}

func (f *Field) typed() bool { return f.Kind != Score && f.Kind != Pick }

// text is what the editor starts from.
func (f *Field) text(w workbook.Workbook) string {
	if f.get == nil {
		return ""
	}
	return f.get(w)
}

// At finds the place of an answer in a workbook; nil when the record is gone.
type At[T any] func(*workbook.Workbook) *T

func deref[T any](at At[T], w workbook.Workbook) (v T) {
	if p := at(&w); p != nil {
		v = *p
	}
	return v
}

func store[T any](at At[T], w *workbook.Workbook, v T) {
	if p := at(w); p != nil {
		*p = v
	}
}

// LineOf asks for one line of text.
func LineOf(key string, at At[string]) Field { return textField(key, Line, at) }

// ParagraphOf asks for text that may have several lines.
func ParagraphOf(key string, at At[string]) Field { return textField(key, Paragraph, at) }

func textField(key string, kind Kind, at At[string]) Field {
	get := func(w workbook.Workbook) string { return deref(at, w) }
	return Field{Key: key, Kind: kind, get: get, show: get,
		Set: func(w *workbook.Workbook, s string, _ value.Date) { store(at, w, s) }}
}

// LinesOf asks for a list, one entry a line; a blank line is no entry.
func LinesOf(key string, at At[[]string]) Field {
	get := func(w workbook.Workbook) string { return strings.Join(deref(at, w), "\n") }
	return Field{Key: key, Kind: Lines, get: get, show: get,
		Set: func(w *workbook.Workbook, s string, _ value.Date) {
			var entries []string
			for line := range strings.SplitSeq(s, "\n") {
				if strings.TrimSpace(line) != "" {
					entries = append(entries, line)
				}
			}
			store(at, w, entries)
		}}
}

// MoneyOf asks for a part of pay.
func MoneyOf(key string, at At[value.Amount]) Field {
	return amountField(key, at, func(w workbook.Workbook, s string) (value.Amount, error) {
		return value.ParsePay(s, w.Currency())
	})
}

// PercentOf asks for a percentage.
func PercentOf(key string, at At[value.Amount]) Field {
	return amountField(key, at, func(_ workbook.Workbook, s string) (value.Amount, error) {
		return value.ParsePercent(s)
	})
}

func amountField(key string, at At[value.Amount], parse func(workbook.Workbook, string) (value.Amount, error)) Field {
	// A foreign amount bears its code while it is edited: a bare $ would be read
	// as the workbook's own.
	show := func(w workbook.Workbook, a value.Amount) string { return a.In(w.Currency()) }
	return readField(key, at, show, value.UnreadAmount, func(w workbook.Workbook, s string, _ value.Date) (value.Amount, error) {
		return parse(w, s)
	})
}

// DateOf asks for a day; way tells the year of one typed without.
func DateOf(key string, way value.Direction, at At[value.Date]) Field {
	show := func(_ workbook.Workbook, d value.Date) string { return d.String() }
	return readField(key, at, show, value.UnreadDate, func(_ workbook.Workbook, s string, today value.Date) (value.Date, error) {
		return value.ParseDate(s, today, way)
	})
}

// ThresholdOf asks for what makes a must-have something that can be checked;
// unit is what a bare number counts in.
func ThresholdOf(key string, unit func(workbook.Workbook) string, at At[value.Bound]) Field {
	show := func(w workbook.Workbook, t value.Bound) string { return t.In(w.Currency()) }
	return readField(key, at, show, value.UnreadBound, func(w workbook.Workbook, s string, _ value.Date) (value.Bound, error) {
		return value.ParseBound(s, unit(w), w.Currency())
	})
}

// readField asks for text that is read as a value; what cannot be read is kept
// as it was typed, and the problem with it is told from there.
func readField[T interface{ Unread() string }](key string, at At[T], show func(workbook.Workbook, T) string, unread func(string) T,
	parse func(workbook.Workbook, string, value.Date) (T, error)) Field {
	get := func(w workbook.Workbook) string { return show(w, deref(at, w)) }
	return Field{Key: key, Kind: Read, get: get, show: get,
		Set: func(w *workbook.Workbook, s string, today value.Date) {
			v, err := parse(*w, s, today)
			if err != nil {
				v = unread(s)
			}
			store(at, w, v)
		},
		check: func(w workbook.Workbook, _ string, today value.Date) error {
			text := deref(at, w).Unread()
			if text == "" {
				return nil
			}
			_, err := parse(w, text, today)
			return err
		}}
}

// CurrencyOf asks for a currency code.
func CurrencyOf(key string, at At[string]) Field {
	f := LineOf(key, at)
	f.Set = func(w *workbook.Workbook, s string, _ value.Date) {
		if code, err := value.ValidCurrency(s); err == nil {
			s = code
		}
		store(at, w, s)
	}
	f.check = func(_ workbook.Workbook, s string, _ value.Date) error {
		if s == "" {
			return nil
		}
		_, err := value.ValidCurrency(s)
		return err
	}
	return f
}

// ScoreOf asks for a number from 0 to most, on a slider.
func ScoreOf(key string, most int, at At[value.Points]) Field {
	return Field{Key: key, Kind: Score, Most: most, points: at,
		get: func(w workbook.Workbook) string { return deref(at, w).String() }}
}

// PickOf asks for one of several options.
func PickOf[T ~string](key string, values []T, at At[T]) Field {
	get := func(w workbook.Workbook) string { return string(deref(at, w)) }
	return Field{Key: key, Kind: Pick, Options: Options(values), get: get, show: get,
		Set: func(w *workbook.Workbook, s string, _ value.Date) { store(at, w, T(s)) }}
}

// SwitchOf asks for a yes or a no, no being the start.
func SwitchOf(key string, on, off string, at At[bool]) Field {
	get := func(w workbook.Workbook) string {
		if deref(at, w) {
			return "on"
		}
		return "off"
	}
	return Field{Key: key, Kind: Pick, Options: []Option{{"off", off}, {"on", on}}, get: get, show: get,
		Set: func(w *workbook.Workbook, s string, _ value.Date) { store(at, w, s == "on") }}
}

// AskAmountOf asks for one of an ask's numbers. Behind a number that is known
// today, "+5%" is read as that much more.
func AskAmountOf(key string, ask workbook.ID, at At[value.Amount]) Field {
	f := amountField(key, at, func(w workbook.Workbook, s string) (value.Amount, error) {
		return w.ParseAskAmount(ask, s)
	})
	f.leave = func(w *workbook.Workbook) { w.ShareUnit(ask) } // not while half of a unit is typed
	return f
}
