package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func TestCover(t *testing.T) {
	var o workbook.Offer
	(*workbook.Offer)(nil).Cover("R1", value.Yes)
	o.Cover("R1", value.Unanswered)
	o.Cover("R1", value.Yes)
	o.Cover("R2", value.No)
	o.Cover("R1", value.Unanswered)
	if len(o.Covers) != 1 || o.Covers["R2"] != value.No {
		t.Errorf("%v", o.Covers)
	}
}

// The switch counts while there is no offer, and only then is it asked.
func TestNoOffer(t *testing.T) {
	w := workbook.Workbook{Fallback: workbook.Fallback{NoOffer: true}}
	f := workbook.Schema.Field(workbook.FallbackRecords, "nooffer")
	if !w.WithoutOffer() || !f.Asked(&w, &w.Fallback) {
		t.Error("there is an offer")
	}
	w.Offers = []workbook.Offer{{ID: "O1"}}
	if w.WithoutOffer() || f.Asked(&w, &w.Fallback) {
		t.Error("there is no offer")
	}
}
