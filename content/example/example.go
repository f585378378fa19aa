// Package example holds the workbook that shows what a filled one looks like.
// Its people, firms and figures are invented and say so.
package example

import (
	_ "embed" // the example travels inside the program
	"fmt"
	"time"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

//go:embed workbook.json
var file []byte

// written is the day for which the example's dates were chosen.
var written = value.NewDate(2027, time.January, 30)

// Workbook gives the example as a workbook of its own, with its dates moved so
// that the meeting lies 41 days ahead of today. Its records keep their ids.
func Workbook(today value.Date, ids workbook.IDs) (workbook.Workbook, error) {
	w, err := workbook.Import(file)
	if err != nil {
		return workbook.Workbook{}, fmt.Errorf("the example that comes with the program: %w", err)
	}
	w.ID = ids()
	days := written.DaysTo(today)
	for _, d := range dates(&w) {
		*d = d.AddDays(days)
	}
	return w, nil
}

// dates lists every date of a workbook.
func dates(w *workbook.Workbook) []*value.Date {
	var out []*value.Date
	for _, c := range workbook.Schema.Collections {
		for _, rec := range c.Each(w) {
			for _, f := range c.Fields {
				if d, is := f.At(rec).(*value.Date); is {
					out = append(out, d)
				}
			}
		}
	}
	return out
}
