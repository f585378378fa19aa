package coach_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/schema"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// Whatever stands in the texts, what is told of a client is safe to show, each in one line.
func TestNastyClients(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := coach.Briefed{Source: sources().Draw(t, "client"), Amounts: rapid.Bool().Draw(t, "amounts")}
		b.Workbook = workbooktest.Hostile(b.Workbook)
		b.Part = b.Part.Clone()
		typing := schema.Typing{NewID: func() schema.ID { return workbooktest.ID(7000) }}
		for _, c := range coach.Schema.Collections {
			for _, rec := range c.Each(&b.Part) {
				for _, f := range c.Fields {
					if f.Kind == schema.LineKind || f.Kind == schema.LinesKind || f.Kind == schema.EntriesKind {
						_ = f.Type(&b.Part, rec, f.Show(rec, "")+valuetest.Hostile, typing) // a text can be anything
					}
				}
			}
		}
		then := workbook.Workbook{ID: b.Workbook.ID}
		b.Then = &then
		today := day(workbooktest.TodayISO)
		f := b.Facts(today)
		texts := append(b.Brief(today).Lines(), f.Called(), f.First(), f.Attention(today).Sentence())
		for _, r := range f.Reasons(today) {
			texts = append(texts, r.Sentence())
		}
		for _, initials := range []bool{false, true} {
			r := coach.ReportOn([]coach.Facts{f}, initials, today)
			head, rows, foot := r.Text()
			texts = append(texts, head, foot)
			for _, row := range rows {
				texts = append(texts, row...)
			}
		}
		for _, s := range texts {
			if strings.ContainsFunc(s, valuetest.Forbidden) || strings.Contains(s, "\n") {
				t.Fatalf("%q", s)
			}
		}
		if raw, err := json.Marshal(f); err != nil || strings.Contains(string(raw), `\u001b`) {
			t.Fatalf("%s, %v", raw, err)
		}
		line := coach.Board([]coach.Facts{f}, today)
		if got := coach.Narrow(line, f.Called()); len(got) != 1 {
			t.Fatalf("%q does not find itself", f.Called())
		}
	})
}
