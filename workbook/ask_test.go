package workbook_test

import (
	"errors"
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
		{"A1", "92k", "92000 ¤", ""},
		{"A1", "10%", "10 %", ""},
		{"A1", "+2.5 %", "2.5 %", ""},
		{"A1", "", "", ""},
		{"A1", "-5%", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"A1", "8k a month", "8000 ¤/month", ""},
		{"A1", "4k", "", "$85,000 stands beside $4,000: what is it for? Type it with its period, such as 4,000 a month."},
		{"A2", "2 days a week", "2 days a week", ""},
		{"A2", "5%", "5 %", ""},
		{"A2", "two weeks a month", "2 weeks a month", ""},
		{"A2", "none", "0", ""},
		{"A2", "17:45", "17:45", ""},
		{"A2", "at most 2 Saturdays a month", "2 Saturdays a month", ""},
		{"A2", "half past six", "", "Is “half past six” in the morning or in the evening? Type it such as 18:30."},
		{"A2", "by October", "2027-10-31", ""},
		{"A2", "Principal", "=Principal", ""},
		{"A2", "“4 to the floor”", "=4 to the floor", ""},
		{"A2", "every 2nd Friday", "=every 2nd Friday", ""},
		{"A2", "4-day week", "", "“4-day week” is not a number that can be read. Type a number with what it counts, such as 2 days a week; or say it in words, in quotes."},
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
}

// A percentage stays one, and is the rise that it comes to once today is known.
func TestAskRises(t *testing.T) {
	for base, want := range map[string]string{"20 USD": "$20.50", "85000 USD": "$87,125", "": "2.5%"} {
		w := workbooktest.Full()
		w.Job.Base, w.Asks[0].Minimum = valuetest.Amount(base), valuetest.Amount("2.5 %")
		if got := w.Settled().Asks[0].Minimum; got.String() != want {
			t.Errorf("of %q: %s, want %s", base, got, want)
		}
	}
}

// An ask's numbers share the unit that one of them has, once the field is left.
func TestShareUnit(t *testing.T) {
	w := workbooktest.Full()
	a := workbook.Ask{Return: "R2", Today: valuetest.Amount("1"), Minimum: valuetest.Amount("2 days"), Target: valuetest.Amount("3"),
		Opening: value.UnreadAmount("4?")}
	workbook.Schema.Field(workbook.AskRecords, "target").Leave(&w, &a)
	if a.Today.String() != "1 day" || a.Target.String() != "3 days" || a.Opening.Unread() != "4?" {
		t.Errorf("%+v", a)
	}
	before := w.Asks[0]
	workbook.Schema.Field(workbook.AskRecords, "target").Leave(&w, &w.Asks[0])
	if got := w.Asks[0]; !got.Minimum.Equal(before.Minimum) || !got.Opening.Equal(before.Opening) {
		t.Errorf("money became %+v", got)
	}
	a = workbook.Ask{Today: valuetest.Amount("5 %"), Target: valuetest.Amount("3")}
	workbook.Schema.Field(workbook.AskRecords, "target").Leave(&workbook.Workbook{}, &a)
	if got := a.Target.String(); got != "3" {
		t.Errorf("a percentage gave its sign: %s", got)
	}
}

// What a number in words counts is asked where it is not what the others count.
func TestSpelledUnitIsAsked(t *testing.T) {
	w := workbooktest.Full()
	w.Returns[1].Need = workbook.Need{Sort: workbook.Must, Threshold: valuetest.Bound("at most 2 nights a month")}
	a := workbook.Ask{Return: w.Returns[1].ID, Today: valuetest.Amount("4")}
	workbook.Schema.Field(workbook.AskRecords, "today").Leave(&w, &a)
	if got := a.Today.String(); got != "4 nights a month" {
		t.Errorf("a bare number counts %q", got)
	}
	for typed, want := range map[string]string{"two weeks": "2 nights a month, 2 weeks", "two nights a month": "", "2 weeks": "", "one": ""} {
		_, err := typedAsk(w, a, typed)
		got, input := "", (*value.InputError)(nil)
		if errors.As(err, &input) {
			for i, r := range input.Readings {
				got += []string{"", ", "}[min(i, 1)] + r.Says
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
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

// What a bare amount is for is asked where today's pay makes it a question, and only there.
func TestBareAmountsBesideToday(t *testing.T) {
	for _, tt := range []struct {
		period, base, basis, typed string
		asks                       bool
	}{
		{"hour", "19.4 USD", "", "22", false},
		{"hour", "19.4 USD/hour", "", "22", false},
		{"hour", "19.4 USD/hour", "", "45,000", true},
		{"hour", "19.4 USD/hour", "total", "22", true},
		{"hour", "19.4 USD/hour", "total", "45,000", false},
		{"month", "3200 USD", "", "3400", false},
		{"month", "3200 USD/month", "total", "3400", true},
		{"year", "41000 USD", "total", "52k", false},
	} {
		w := workbooktest.Full()
		w.Job = workbook.Job{Period: workbook.PayPeriod(tt.period), Pay: workbook.Pay{Base: valuetest.Amount(tt.base)}}
		w.Asks, w.Offers, w.Figures, w.Returns[0].Need = nil, nil, nil, workbook.Need{}
		_, err := typedAsk(w, workbook.Ask{Return: w.Returns[0].ID, Basis: workbook.Basis(tt.basis)}, tt.typed)
		if asks := err != nil; asks != tt.asks {
			t.Errorf("%+v: %v", tt, err)
		}
	}
}

// A unit stands behind one as behind one, and behind others as behind others.
func TestSharedUnitsAgreeInNumber(t *testing.T) {
	w := workbooktest.Full()
	a := workbook.Ask{Return: "R2", Today: valuetest.Amount("0"), Minimum: valuetest.Amount("1 day a week"), Target: valuetest.Amount("2")}
	workbook.Schema.Field(workbook.AskRecords, "target").Leave(&w, &a)
	if got := a.Today.String() + ", " + a.Target.String(); got != "0 days a week, 2 days a week" {
		t.Error(got)
	}
}

// An offer's base is read as pay is spoken of, too.
func TestBareOfferBesideToday(t *testing.T) {
	for typed, want := range map[string]string{"1.850 €": "1850 EUR", "€1,850": "1850 EUR", "25.350 €": "?25.350 €", "1.950 € x 13": "1950 EUR/month, 13 a year",
		"1.950 € every month for 13 months": "1950 EUR/month, 13 a year", "1,950 € a month, 13 months": "1950 EUR/month, 13 a year", "1950 13 times a year": "1950 ¤/month, 13 a year"} {
		w := workbook.Workbook{Profile: workbook.Profile{Currency: "EUR"}, Job: workbook.Job{Period: "month", Pay: workbook.Pay{Base: valuetest.Amount("1900 EUR")}}}
		var o workbook.Offer
		err := workbook.Schema.Field(workbook.OfferRecords, "base").Type(&w, &o, typed, w.Typing(value.NewDate(2027, 3, 12), nil))
		if b, _ := o.Base.MarshalText(); string(b) != want {
			t.Errorf("%q: %s, want %s (%v)", typed, b, want, err)
		}
	}
}

// A premium is a part of pay: neither a job's base nor its total is set beside it.
func TestAPartOfPayStandsByItself(t *testing.T) {
	w := workbooktest.Full()
	w.Returns[0].Need = workbook.Need{Sort: workbook.Must, Basis: workbook.PartBasis, Threshold: valuetest.Bound("at least 4.50 USD/hour")}
	a := workbook.Ask{Return: w.Returns[0].ID, Minimum: valuetest.Amount("4.50 USD/hour"), Target: valuetest.Amount("5 USD/hour")}
	if now := w.AskToday(a); now.OK() || w.ForPay(a) {
		t.Errorf("%s of today is set beside a premium", now)
	}
	if got := w.MustMet(w.Returns[0]); got != value.Unanswered {
		t.Errorf("today's pay meets it: %q", got)
	}
	if got := w.MustCovered(workbook.Offer{Pay: workbook.Pay{Base: valuetest.Amount("41 USD/hour")}}, w.Returns[0]); got != value.Unanswered {
		t.Errorf("an offer's base meets it: %q", got)
	}
	w.Asks = []workbook.Ask{a}
	if _, doubted := w.Doubt(); doubted {
		t.Error("a premium is in doubt beside base pay")
	}
}
