package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Released is a text that the person released for the manager's copy, as it was
// then: a text that was changed since is not released.
type Released struct {
	ID ID
	Where
	Text string // the very text; its parts, where it has several, are lines
}

// Where is where a text of the person's own stands: in the record that it names,
// or in the profile where it names none.
type Where struct {
	Return, Ask, Figure, Deal, KPI, Extra ID

	Of    string // the collection of what there is one of; "" is the profile
	Field string // "" for a record that is released as a whole
	Entry string // the id of an entry of a list
}

// ReleasedRecords are the texts that were released.
const ReleasedRecords = "released"

var released = schema.Kept(schema.Many(ReleasedRecords, "released text", "",
	"Texts that were released for the manager's copy; what was changed since is not released.",
	func(w *Workbook) *[]Released { return &w.Released }, func(r *Released) *ID { return &r.ID },
	schema.Ref("return", "The return whose text it is.", ReturnRecords, schema.GoesToo, func(r *Released) *ID { return &r.Return }),
	schema.Ref("ask", "The ask whose text it is.", AskRecords, schema.GoesToo, func(r *Released) *ID { return &r.Ask }),
	schema.Ref("figure", "The market figure whose text it is.", FigureRecords, schema.GoesToo, func(r *Released) *ID { return &r.Figure }),
	schema.Ref("deal", "The deal whose text it is.", DealRecords, schema.GoesToo, func(r *Released) *ID { return &r.Deal }),
	schema.Ref("kpi", "The target whose text it is.", KPIRecords, schema.GoesToo, func(r *Released) *ID { return &r.KPI }),
	schema.Ref("extra", "The extra work whose text it is.", ExtraRecords, schema.GoesToo, func(r *Released) *ID { return &r.Extra }),
	schema.Line("of", "The collection of what there is one of, such as `review`; left out for the profile.", func(r *Released) *string { return &r.Of }),
	schema.Line("field", "The name of the field; left out for a market figure, which is released as a whole.", func(r *Released) *string { return &r.Field }),
	schema.Line("entry", "The id of the entry, of a field that lists entries.", func(r *Released) *string { return &r.Entry }),
	schema.Lines("text", "The text as it was released.", func(r *Released) *string { return &r.Text }),
))

// id is the same for a place wherever it is released, so that two windows that
// release one text make one record.
func (p Where) id() ID {
	name := fmt.Sprintf("released %q %q %q %q %q", p.Return, p.Ask, p.Figure, p.Field, p.Entry)
	if more := fmt.Sprintf(" %q %q %q %q", p.Deal, p.KPI, p.Extra, p.Of); more != ` "" "" "" ""` { // the others keep the ids that they are stored with
		name += more
	}
	return schema.DerivedID(ID(name), 0)
}

// Key names the record that the text stands in.
func (p Where) Key(w Workbook) Key {
	switch {
	case p.Return != "":
		return RecordKey(ReturnRecords, p.Return)
	case p.Ask != "":
		return RecordKey(AskRecords, p.Ask)
	case p.Figure != "":
		return RecordKey(FigureRecords, p.Figure)
	case p.Deal != "":
		return RecordKey(DealRecords, p.Deal)
	case p.KPI != "":
		return RecordKey(KPIRecords, p.KPI)
	case p.Extra != "":
		return RecordKey(ExtraRecords, p.Extra)
	}
	return RecordKey(cmp.Or(p.Of, ProfileRecords), w.ID)
}

// Release lets the manager read a text, as long as it stays as it is. A text of
// more than value.MaxText characters cannot be kept, so it is not released.
func (w *Workbook) Release(p Where, text string) {
	if utf8.RuneCountInString(text) > value.MaxText {
		return
	}
	r := Schema.Add(w, RecordKey(ReleasedRecords, p.id())).(*Released)
	r.Where, r.Text = p, text
}

// TakeBack undoes what was released at a place.
func (w *Workbook) TakeBack(p Where) {
	for _, r := range slices.Clone(w.Released) {
		if r.Where == p {
			w.Delete(RecordKey(ReleasedRecords, r.ID))
		}
	}
}

// MayRead tells whether the text at a place was released as it is now, and
// whether another text was that stood there.
func (w Workbook) MayRead(p Where, text string) (now, before bool) {
	for _, r := range w.Released {
		if r.Where == p {
			now, before = now || r.Text == text, true
		}
	}
	return now, before && !now
}
