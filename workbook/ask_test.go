package workbook_test

import (
	"testing"

	"firstmile/workbook"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// typedAsk types one of an ask's numbers.
func typedAsk(w workbook.Workbook, ask workbook.Ask, text string) (value.Amount, error) {
	err := workbook.Schema.Field(workbook.AskRecords, "minimum").Type(&w, &ask, text, w.Typing(value.NewDate(2027, 3, 12), nil))
	return ask.Minimum, err
}

func TestAskNumbers(t *testing.T) {
	w := workbooktest.Full()
	asks := map[string]workbook.Ask{"A1": w.Asks[0], "A2": {Return: "R2"}, "A3": {Return: "gone"}, "none": {}}
	for _, tt := range []struct {
		id, in, want, fail string
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
		got, err := typedAsk(w, asks[tt.id], tt.in)
		if e := said(err); e != tt.fail {
			t.Errorf("%s %q: error %s, want %s", tt.id, tt.in, e, tt.fail)
		}
		if tt.fail != "" { // kept as it was typed
			tt.want = "?" + tt.in
		}
		if b, _ := got.MarshalText(); string(b) != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.id, tt.in, b, tt.want)
		}
	}
	w.Job.Base = valuetest.Amount("20 USD")
	if got, err := typedAsk(w, asks["A1"], "2.5%"); err != nil || got.String() != "$20.50" {
		t.Errorf("of a small amount: %v, %v", got, err)
	}
	w.Job = workbook.Job{}
	if _, err := typedAsk(w, asks["A1"], "10%"); said(err) != "A percentage needs to know what you have today. Fill in today first, or type the amount." {
		t.Error(err)
	}
}

// A rise that no amount can hold is refused as it is typed: stored, it would
// keep the whole workbook from being saved.
func TestARiseIsBounded(t *testing.T) {
	w := workbooktest.Full()
	w.Job.Base = valuetest.Amount("900000000000 USD")
	_, err := typedAsk(w, w.Asks[0], "+50%")
	if got := said(err); got != "That is larger than an amount can be. Type a smaller percentage, or the amount." {
		t.Error(got)
	}
}

// An ask's numbers share the unit that one of them has, once the field is left.
func TestShareUnit(t *testing.T) {
	w := workbooktest.Full()
	a := workbook.Ask{Return: "R2", Today: valuetest.Amount("1"), Minimum: valuetest.Amount("2 days"), Target: valuetest.Amount("3"),
		Opening: value.UnreadAmount("4?")}
	workbook.Schema.Field(workbook.AskRecords, "target").Leave(&w, &a)
	if a.Today.String() != "1 days" || a.Target.String() != "3 days" || a.Opening.Unread() != "4?" {
		t.Errorf("%+v", a)
	}
	before := w.Asks[0]
	w.Asks[0].ShareUnit()
	if got := w.Asks[0]; !got.Minimum.Equal(before.Minimum) || !got.Opening.Equal(before.Opening) {
		t.Errorf("money became %+v", got)
	}
	a = workbook.Ask{Today: valuetest.Amount("5 %"), Target: valuetest.Amount("3")}
	a.ShareUnit()
	if got := a.Target.String(); got != "3" {
		t.Errorf("a percentage gave its sign: %s", got)
	}
}

// said is an error's text, "" for none.
func said(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
