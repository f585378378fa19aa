package workbook

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

const unnamed = "(no name)"

// Called is the name of a return, or what stands for it.
func (r Return) Called() string { return cmp.Or(r.Name, unnamed) }

// Called is the employer of an offer, or what stands for it.
func (o Offer) Called() string { return cmp.Or(o.Employer, "(no employer yet)") }

// NameOf is what a person calls a record of a list; "" for what there is one of, and for
// one that is gone. It is what stands in its first line of text, where nothing better is
// known.
func (w Workbook) NameOf(record Key, today value.Date) string {
	rec := Schema.Record(&w, record)
	if rec == nil || Schema.Collection(record.Collection()).One {
		return ""
	}
	switch rec := rec.(type) {
	case *Return:
		return rec.Called()
	case *Ask:
		if ret := w.Return(rec.Return); ret != nil {
			return ret.Called()
		}
	case *AskResult:
		return w.NameOf(RecordKey(AskRecords, rec.Ask), today)
	case *Offer:
		return rec.Called()
	case *Deal:
		return cmp.Or(rec.Deliver, rec.Target.Statement, w.nameOf(rec.Return), unnamed)
	case *CheckIn:
		return rec.Day.Short(today)
	case *Package:
		return w.PackageName(rec.ID)
	case *Portion:
		if ret := w.Return(rec.Return); ret != nil {
			return w.PackageName(rec.Package) + ", " + ret.Called()
		}
	case *Step:
		return rec.Offer.String()
	case *Released:
		return firstLine(rec.Text)
	case *PackAnswer:
		return firstLine(rec.Asked)
	}
	for _, f := range Schema.Collection(record.Collection()).Fields {
		if f.Kind == schema.LineKind || f.Kind == schema.LinesKind {
			return firstLine(f.Show(rec, ""))
		}
	}
	return unnamed
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return cmp.Or(line, unnamed)
}

// Words gives an answer of a change as a person reads it, a link by the name of what it
// points at; "" for blank. w has the record.
func (w Workbook) Words(c Change, today value.Date) string {
	name, _, part := strings.Cut(c.Field, "/")
	f := Schema.Field(c.Record.Collection(), name)
	words := Schema.Words(&w, c, w.Profile.Currency)
	var id ID
	switch {
	case words == "" || f == nil:
		return words
	case f.Kind == schema.RefsKind && part:
		return "yes"
	case f.Kind == schema.RefKind && json.Unmarshal(c.After, &id) == nil:
		return cmp.Or(w.NameOf(RecordKey(f.Target, id), today), "one that is gone")
	}
	if i := slices.IndexFunc(f.Options, func(o schema.Option) bool { return o.Value == words }); i >= 0 {
		return cmp.Or(f.Options[i].Label, words)
	}
	return words
}
