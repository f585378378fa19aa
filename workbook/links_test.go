package workbook_test

import (
	"fmt"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// What becomes of a link when its target is deleted.
const (
	goesToo = "the record goes too"
	letGo   = "the link is blank"
	noMark  = "the mark is gone"
	fewer   = "the link is gone from the set"
)

// What a person loses with a record is a decision: each link stands here.
var fates = map[string]string{
	"asks.return":      goesToo,
	"offers.covers":    noMark,
	"released.return":  goesToo, // what is deleted is not permitted
	"released.ask":     goesToo,
	"released.figure":  goesToo,
	"released.deal":    goesToo,
	"released.kpi":     goesToo,
	"released.extra":   goesToo,
	"asks.kpis":        fewer,
	"asks.extras":      fewer,
	"deals.kpi":        letGo,
	"deals.return":     letGo, // what is delivered still stands
	"objections.ask":   letGo, // the reply serves another ask too
	"objections.kpi":   letGo,
	"objections.extra": letGo,
	"objections.trade": letGo,
	"steps.ask":        goesToo,
	"portions.package": goesToo,
	"portions.return":  goesToo,
	"results.ask":      goesToo,
}

func TestWhatADeletionDoesToALink(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range workbook.Schema.Collections {
		for _, f := range c.Fields {
			if f.Target == "" {
				continue
			}
			seen[f.Label] = true
			want, known := fates[f.Label]
			got := fateOf(t, c, f)
			switch {
			case !known:
				t.Errorf("%s points at %s, and when one of those is deleted, %s: add the link to the table here if that is meant",
					f.Label, f.Target, got)
			case got != want:
				t.Errorf("%s: when one of the %s is deleted, %s; it should be that %s", f.Label, f.Target, got, want)
			}
		}
	}
	for label := range fates {
		if !seen[label] {
			t.Errorf("%s is in the table and is no link of the schema", label)
		}
	}
}

// fateOf deletes what a record points at and looks what is left of the record; one
// that points elsewhere has to stay as it is.
func fateOf(t *testing.T, c *schema.Collection, f *schema.Field) string {
	t.Helper()
	w := workbook.Workbook{ID: workbooktest.ID(0)}
	target, other := workbook.RecordKey(f.Target, workbooktest.ID(1)), workbook.RecordKey(f.Target, workbooktest.ID(2))
	bearer, bystander := workbook.RecordKey(c.Name, workbooktest.ID(3)), workbook.RecordKey(c.Name, workbooktest.ID(4))
	if c.One || workbook.Schema.Collection(f.Target).One {
		t.Fatalf("%s: this test knows no links from or to what there is one of", f.Label)
	}
	for _, k := range []workbook.Key{target, other, bearer, bystander} {
		workbook.Schema.Add(&w, k)
	}
	point := func(from workbook.Key, at ...workbook.Key) {
		switch link := f.At(workbook.Schema.Record(&w, from)).(type) {
		case *workbook.ID:
			*link = at[0].ID()
		case *[]workbook.ID:
			for _, k := range at {
				*link = schema.Linked(*link, k.ID(), true)
			}
		case *map[workbook.ID]value.Answer:
			*link = map[workbook.ID]value.Answer{}
			for _, k := range at {
				(*link)[k.ID()] = value.Yes
			}
		}
	}
	point(bearer, target, other)
	point(bystander, other)
	before := string(w.Records()[bystander])
	w.Delete(target)
	if workbook.Schema.Has(&w, target) || !workbook.Schema.Has(&w, other) || string(w.Records()[bystander]) != before {
		t.Errorf("%s: deleting %s leaves %v", f.Label, target, asText(w.Records()))
	}
	rec := workbook.Schema.Record(&w, bearer)
	if rec == nil {
		return goesToo
	}
	switch link := f.At(rec).(type) {
	case *workbook.ID:
		if *link == "" {
			return letGo
		}
	case *[]workbook.ID:
		if fmt.Sprint(*link) == fmt.Sprint([]workbook.ID{other.ID()}) {
			return fewer
		}
	case *map[workbook.ID]value.Answer:
		if fmt.Sprint(*link) == fmt.Sprint(map[workbook.ID]value.Answer{other.ID(): value.Yes}) {
			return noMark
		}
	}
	return "it points nowhere"
}
