package workbooktest

import (
	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value/valuetest"
)

// Hostile gives a workbook in which every text has valuetest.Hostile behind it, as a
// program that knows of no boundary would have stored it.
func Hostile(w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	var typing schema.Typing
	typing.NewID = func() schema.ID { return "01J0000000000000000000000H" }
	for _, c := range workbook.Schema.Collections {
		for _, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				switch f.Kind {
				case schema.LineKind, schema.LinesKind, schema.EntriesKind:
					_ = f.Type(&w, rec, f.Show(rec, "")+valuetest.Hostile, typing) // a text can be anything
				}
			}
		}
	}
	return w
}
