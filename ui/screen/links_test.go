package screen_test

import (
	"slices"
	"testing"

	"firstmile/ui/screen"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// A form has from its page what records are called, and the way to them.
func TestRecordsHaveNamesAndPlaces(t *testing.T) {
	b := newBench(t, uitest.Empty("Test"))
	b.book.Returns = []workbook.Return{{ID: uitest.NewID(), Name: "Base pay"}, {ID: uitest.NewID()}}
	b.book.Asks = []workbook.Ask{{ID: uitest.NewID(), Return: b.book.Returns[0].ID}, {ID: uitest.NewID(), Term: "Two days\nfrom home"}}
	b.book.Figures = []workbook.Figure{{ID: uitest.NewID(), Source: "Union survey"}, {ID: uitest.NewID()}}
	b.book.Offers = []workbook.Offer{{ID: uitest.NewID(), Employer: "Globex"}}
	c := b.context()
	key := workbook.RecordKey
	for _, tt := range []struct {
		record workbook.Key
		name   string
		to     screen.Place // without its record
	}{
		{key(workbook.ReturnRecords, b.book.Returns[0].ID), "Base pay", screen.Place{Screen: string(workbook.LessonReturns)}},
		{key(workbook.ReturnRecords, b.book.Returns[1].ID), "(no name)", screen.Place{Screen: string(workbook.LessonReturns), Field: "name"}},
		{key(workbook.AskRecords, b.book.Asks[0].ID), "Base pay", screen.Place{Screen: string(workbook.LessonAsks)}},
		{key(workbook.AskRecords, b.book.Asks[1].ID), "Two days", screen.Place{Screen: string(workbook.LessonAsks)}},
		{key(workbook.FigureRecords, b.book.Figures[0].ID), "Union survey", screen.Place{Screen: string(workbook.LessonAsks)}},
		{key(workbook.FigureRecords, b.book.Figures[1].ID), "(no name)", screen.Place{Screen: string(workbook.LessonAsks), Field: "source"}},
		{key(workbook.OfferRecords, b.book.Offers[0].ID), "Globex", screen.Place{Screen: string(workbook.LessonOffers)}},
		{key(workbook.ProfileRecords, b.book.ID), "", screen.Place{Screen: screen.DetailsScreen}},
	} {
		if got := c.NameOf(tt.record); got != tt.name {
			t.Errorf("%s is called %q, want %q", tt.record, got, tt.name)
		}
		tt.to.Record = tt.record
		b.went = nil
		if c.Follow(tt.record); !slices.Equal(b.went, []screen.Place{tt.to}) {
			t.Errorf("it goes to %v, want %v", b.went, tt.to)
		}
	}
	b.went = nil
	if c.Follow(key(workbook.ReturnRecords, uitest.NewID())); len(b.went) > 0 || c.NameOf(key(workbook.OfferRecords, "none")) != "" {
		t.Errorf("it goes to %v, which is gone", b.went)
	}
}
