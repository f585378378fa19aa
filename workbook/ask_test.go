package workbook_test

import (
	"slices"
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func TestParseAskAmount(t *testing.T) {
	w := workbooktest.Full()
	w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2"}, workbook.Ask{ID: "A3", Return: "gone"})
	for _, tt := range []struct {
		id             workbook.ID
		in, want, fail string
	}{
		{"A1", "92k", "92000 USD", ""},
		{"A1", "10%", "93500 USD", ""},
		{"A1", "+2.5 %", "87125 USD", ""},
		{"A1", "", "", ""},
		{"A1", "-5%", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"A1", "4k a month", "", "That is an amount for a month; amounts here are for a year. Type what it comes to in a year."},
		{"A2", "2 days a week", "2 days a week", ""},
		{"A2", "5%", "5 %", ""},
		{"A3", "2 days", "2 days", ""},
		{"none", "$5k", "5000 USD", ""},
	} {
		got, err := w.ParseAskAmount(tt.id, tt.in)
		if e := said(err); e != tt.fail {
			t.Errorf("%s %q: error %s, want %s", tt.id, tt.in, e, tt.fail)
		}
		if b, _ := got.MarshalText(); string(b) != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.id, tt.in, b, tt.want)
		}
	}
	w.Job.Base = valuetest.Amount("20 USD")
	if got, err := w.ParseAskAmount("A1", "2.5%"); err != nil || got.String() != "$20.50" {
		t.Errorf("of a small amount: %v, %v", got, err)
	}
	w.Job = workbook.Job{}
	if _, err := w.ParseAskAmount("A1", "10%"); said(err) != "A percentage needs to know what you have today. Fill in today first, or type the amount." {
		t.Error(err)
	}
}

// A rise that no amount can hold is refused as it is typed: stored, it would
// keep the whole workbook from being saved.
func TestARiseIsBounded(t *testing.T) {
	w := workbooktest.Full()
	w.Job.Base = valuetest.Amount("900000000000 USD")
	_, err := w.ParseAskAmount("A1", "+50%")
	if got := said(err); got != "That is larger than an amount can be. Type a smaller percentage, or the amount." {
		t.Error(got)
	}
}

func TestShareUnit(t *testing.T) {
	w := workbooktest.Full()
	w.Asks = append(w.Asks, workbook.Ask{ID: "A2", Return: "R2", Today: valuetest.Amount("1"), Minimum: valuetest.Amount("2 days"), Target: valuetest.Amount("3"), Opening: value.UnreadAmount("4?")})
	w.ShareUnit("A2")
	a := w.Ask("A2")
	if a.Today.String() != "1 days" || a.Target.String() != "3 days" || a.Opening.Unread() != "4?" {
		t.Errorf("%+v", a)
	}
	before := *w.Ask("A1")
	w.ShareUnit("A1")
	w.ShareUnit("gone")
	if got := *w.Ask("A1"); !got.Minimum.Equal(before.Minimum) || !got.Opening.Equal(before.Opening) {
		t.Errorf("money became %+v", got)
	}
	w.Asks[1] = workbook.Ask{ID: "A2", Today: valuetest.Amount("5 %"), Target: valuetest.Amount("3")}
	w.ShareUnit("A2")
	if got := w.Asks[1].Target.String(); got != "3" {
		t.Errorf("a percentage gave its sign: %s", got)
	}
}

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

func TestTexts(t *testing.T) {
	w := workbooktest.Full()
	w.Figures[0].Place = "Berlin"
	for _, want := range []workbook.Text{
		{"A raise", "", "profile/W", "name", "profile.name"},
		{"The commute", workbook.LessonReturns, "returns/R2", "why", "returns.why"},
		{"at least $90,000", workbook.LessonNeeds, "returns/R1", "threshold", "needs.threshold"},
		{"The migration", workbook.LessonAsks, "asks/A1", "proofs", "asks.proofs"},
		{"Berlin", workbook.LessonAsks, "figures/F1", "place", "figures.place"},
		{"Globex", workbook.LessonOffers, "offers/O1", "employer", "offers.employer"},
	} {
		if !slices.Contains(w.Texts(), want) {
			t.Errorf("%+v is not among the texts", want)
		}
	}
	for _, text := range w.Texts() {
		if !slices.Contains(workbooktest.Fields[text.Record.Collection()], text.Field) || text.Text == "" {
			t.Errorf("%+v", text)
		}
	}
}

// said is an error's text, "" for none.
func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
