package value

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

func TestParseBound(t *testing.T) {
	tests := []struct {
		in, unit, code string
		want           string // the stored form
		shown          string
		err            string
	}{
		{"", "", "USD", "", "", ""},
		{"92k", "USD", "USD", "at least 92000 USD", "at least $92,000", ""},
		{"92k", "", "USD", "at least 92000", "at least 92,000", ""},
		{"at least 92k", "EUR", "EUR", "at least 92000 EUR", "at least €92,000", ""},
		{"at least $120,000 total", "", "USD", "at least 120000 USD (total)", "at least $120,000 (total)", ""}, // money that says so, of a wish of one's own
		{"base of at least 88k", "EUR", "EUR", "at least 88000 EUR (base)", "at least €88,000 (base)", ""},
		{"a base salary of €88,000", "EUR", "EUR", "at least 88000 EUR (base)", "at least €88,000 (base)", ""},
		{"at least a base of 88k", "EUR", "EUR", "at least 88000 EUR (base)", "at least €88,000 (base)", ""},
		{"Base pay: 88k or more", "EUR", "EUR", "at least 88000 EUR (base)", "at least €88,000 (base)", ""},
		{"total of at least 110k", "EUR", "EUR", "at least 110000 EUR (total)", "at least €110,000 (total)", ""},
		{"base of 88k gross", "EUR", "EUR", "at least 88000 EUR (base)", "at least €88,000 (base)", ""},
		{"base of at least 88k", "", "EUR", "=base of at least 88k", "base of at least 88k", ""}, // nothing says money
		{"base camp is 12 km away", "EUR", "EUR", "=base camp is 12 km away", "base camp is 12 km away", ""},
		{"total of 3 offices", "EUR", "EUR", "=total of 3 offices", "total of 3 offices", ""},
		{"base pay on the first", "EUR", "EUR", "=base pay on the first", "base pay on the first", ""},
		{"92k or more", "EUR", "EUR", "at least 92000 EUR", "at least €92,000", ""},
		{"92k+", "EUR", "EUR", "at least 92000 EUR", "at least €92,000", ""},
		{"92k a year", "EUR", "EUR", "at least 92000 EUR/year", "at least €92,000 a year", ""},
		{"min. 92k", "EUR", "EUR", "at least 92000 EUR", "at least €92,000", ""},
		{">= $92k", "CAD", "CAD", "at least 92000 CAD", "at least CA$92,000", ""},
		{"≥92k", "USD", "USD", "at least 92000 USD", "at least $92,000", ""},
		{"usd 92k", "EUR", "EUR", "at least 92000 USD", "at least $92,000", ""},
		{"at most 2 days a week", "", "USD", "at most 2 days a week", "at most 2 days a week", ""},
		{"2 days a week at most", "", "USD", "at most 2 days a week", "at most 2 days a week", ""},
		{"2 days a week", "USD", "USD", "at least 2 days a week", "at least 2 days a week", ""},
		{"45 min max", "", "USD", "at most 45 min", "at most 45 min", ""},
		{"45 min", "GBP", "GBP", "at least 45 min", "at least 45 min", ""}, // minutes, where nothing says money
		{"45 min max", "GBP", "GBP", "at most 45 min", "at most 45 min", ""},
		{"45 min a day", "GBP", "GBP", "at least 45 min a day", "at least 45 min a day", ""},
		{"2 nights min", "GBP", "GBP", "at least 2 nights min", "at least 2 nights min", ""},
		{"13.50 quid an hr min", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"13.50 quid an hr min", "", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"£13.50 an hr min", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"£13.50/hr, min.", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"13.50 an hr min", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"92k min", "EUR", "EUR", "at least 92000 EUR", "at least €92,000", ""},
		{"£13.50 an hour at minimum", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"13 pound 50 an hour", "GBP", "GBP", "at least 13.5 GBP/hour", "at least £13.50 an hour", ""},
		{"13 quid 50 an hr max", "GBP", "GBP", "at most 13.5 GBP/hour", "at most £13.50 an hour", ""},
		{"13 quid 50", "", "GBP", "at least 13.5 GBP", "at least £13.50", ""},
		{"13 pound 5 an hour", "GBP", "GBP", "", "", "“13 pound 5 an hour” is not an amount that can be read. Type it such as 92k, 92,000 or 8,200 a month."},
		{"13 quid 5 min", "GBP", "GBP", "", "", "“13 quid 5” is not an amount that can be read. Type it such as 92k, 92,000 or 8,200 a month."},
		{"£13 50", "GBP", "GBP", "", "", "The digits and marks in “£13 50” do not make one amount. Type it such as 92,000 or 92000."},
		{"up to 45 minutes", "", "USD", "at most 45 minutes", "at most 45 minutes", ""},
		{"no more than 5%", "", "USD", "at most 5 %", "at most 5%", ""},
		{"<=40 h", "", "USD", "at most 40 h", "at most 40 h", ""},
		// Statements.
		{"no weekend calls", "", "USD", "=no weekend calls", "no weekend calls", ""},
		{"No weekend calls", "USD", "USD", "=No weekend calls", "No weekend calls", ""},
		{"4-day week", "", "USD", "=4-day week", "4-day week", ""},
		{"24/7 on call is over", "", "USD", "=24/7 on call is over", "24/7 on call is over", ""},
		{"401k match of 4%", "USD", "USD", "=401k match of 4%", "401k match of 4%", ""},
		{"minutes for each meeting", "", "USD", "=minutes for each meeting", "minutes for each meeting", ""},
		{"Maxine stays", "", "USD", "=Maxine stays", "Maxine stays", ""},
		{"up to date tools", "", "USD", "=up to date tools", "up to date tools", ""},
		{"at least a thank-you", "", "USD", "=at least a thank-you", "at least a thank-you", ""},
		{"at least", "", "USD", "=at least", "at least", ""},
		{"more than 92k", "USD", "USD", "", "", "Which number is the line in “more than 92k”? Type it alone, such as 88k or at least 88k."},
		{"base over 88k", "EUR", "EUR", "", "", "Which number is the line in “over 88k”? Type it alone, such as 88k or at least 88k."},
		{"about 88k", "EUR", "EUR", "", "", "Which number is the line in “about 88k”? Type it alone, such as 88k or at least 88k."},
		{">88k", "EUR", "EUR", "", "", "Which number is the line in “>88k”? Type it alone, such as 88k or at least 88k."},
		{"~ €88,000", "EUR", "EUR", "", "", "Which number is the line in “~ €88,000”? Type it alone, such as 88k or at least 88k."},
		{"about the team", "EUR", "EUR", "=about the team", "about the team", ""},
		{"over 2 days", "", "EUR", "=over 2 days", "over 2 days", ""},
		{"88k gross", "EUR", "EUR", "at least 88000 EUR", "at least €88,000", ""},
		{"€88,000 a year, before tax", "EUR", "EUR", "at least 88000 EUR/year", "at least €88,000 a year", ""},
		{"Q3 bonus is paid", "USD", "USD", "=Q3 bonus is paid", "Q3 bonus is paid", ""},
		{"=x", "", "USD", "==x", "=x", ""},
		// Surely a number, but not which.
		{"4k a month", "USD", "USD", "at least 4000 USD/month", "at least $4,000 a month", ""},
		{"1.234k", "USD", "USD", "", "", "Does the mark in “1.234k” stand for thousands or decimals? Type the amount in full, without k or m."},
		{"500 000 kr", "USD", "USD", "", "", "“kr” is used by several countries: which one? Type the code instead, such as SEK 500,000."},
		{"1.2.3", "USD", "USD", "", "", "The digits and marks in “1.2.3” do not make one amount. Type it such as 92,000 or 92000."},
		{"at least 1,2,3 days", "", "USD", "", "", "The digits and marks in “1,2,3 days” do not make one amount. Type it such as 92,000 or 92000."},
		{"at least 4-day week", "", "USD", "", "", "“4-day week” is not a number that can be read. Type it with what it counts, such as 2 days a week."},
	}
	for _, tt := range tests {
		t.Run(tt.in+"|"+tt.unit, func(t *testing.T) {
			got, err := ParseBound(tt.in, tt.unit != "", tt.code)
			got.Amount = got.Amount.Named(tt.code)
			if e := input(t, err); e != tt.err {
				t.Errorf("error\n got %s\nwant %s", e, tt.err)
			}
			var stored string
			b, err := json.Marshal(got)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &stored); err != nil {
				t.Fatal(err)
			}
			if stored != tt.want || got.String() != tt.shown {
				t.Errorf("got %q shown as %q, want %q shown as %q", stored, got, tt.want, tt.shown)
			}
		})
	}
}

func threshold(t testing.TB, stored string) Bound {
	t.Helper()
	b, _ := json.Marshal(stored)
	var out Bound
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBoundMeets(t *testing.T) {
	tests := []struct {
		threshold, amount string
		met, ok           bool
	}{
		{"at least 92000 EUR", "92000 EUR", true, true},
		{"at least 92000 EUR", "91999.99 EUR", false, true},
		{"at most 2 days a week", "2 days a week", true, true},
		{"at most 1 day a week", "2 days a week", false, true},
		{"at least 92000 EUR", "92000 USD", false, false},
		{"at least 92000 EUR", "", false, false},
		{"at least 92000 EUR", "?92k", false, false},
		{"=no calls", "92000 EUR", false, false},
		{"", "", false, false},
	}
	for _, tt := range tests {
		met, ok := threshold(t, tt.threshold).Meets(amount(t, tt.amount))
		if met != tt.met || ok != tt.ok {
			t.Errorf("%s of %s: %v, %v", tt.amount, tt.threshold, met, ok)
		}
	}
}

func TestBoundStoredStrictly(t *testing.T) {
	keep := threshold(t, "at most 1 EUR")
	for _, bad := range []string{`5`, `"92000 EUR"`, `"at least "`, `"at least ?x"`, `"at least EUR 5"`, `"At least 5"`, `"at least 5 \u0007"`} {
		got := keep
		if err := json.Unmarshal([]byte(bad), &got); err == nil {
			t.Errorf("%s was read as %v", bad, got)
		}
		if !got.Equal(keep) {
			t.Errorf("%s changed the threshold to %v", bad, got)
		}
	}
}

func TestBoundUnread(t *testing.T) {
	u := UnreadBound("4k a month")
	if u.IsZero() || u.Unread() != "4k a month" || u.String() != "4k a month" {
		t.Errorf("%#v", u)
	}
	if !(Bound{}).IsZero() || !(Bound{AtMost: true}).IsZero() || threshold(t, "=x").IsZero() {
		t.Error("IsZero is wrong")
	}
}

func TestBoundProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		boundHolds(t, typed().Draw(t, "text"), codes.Draw(t, "unit") != "", codes.Draw(t, "code"))
	})
}

func boundHolds(t rapid.TB, text string, money bool, code string) {
	got, err := ParseBound(text, money, code)
	if err != nil {
		if !got.IsZero() {
			t.Fatalf("%q is refused and read as %v", text, got)
		}
		got = UnreadBound(text)
	} else if again, err := ParseBound(got.In(code), money, code); err != nil || !again.Equal(got) {
		t.Fatalf("%q is read as %#v, shown as %q, which is read as %#v, %v", text, got, got.In(code), again, err)
	}
	stored, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	var loaded Bound
	if err := json.Unmarshal(stored, &loaded); err != nil || !loaded.Equal(got) {
		t.Fatalf("%q is stored as %s and loaded as %#v, %v", text, stored, loaded, err)
	}
	if shown := got.String(); shown != CleanLine(shown) {
		t.Fatalf("%q is shown as %q", text, shown)
	}
}
