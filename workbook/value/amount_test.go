package value

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// input gives the sentence or the question that a parser refused with.
func input(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var e *InputError
	if !errors.As(err, &e) {
		t.Fatalf("error is %T, want *InputError: %v", err, err)
	}
	if e.Problem == "" || e.Try == "" || !strings.HasSuffix(e.Try, ".") || !strings.HasSuffix(e.Problem, ".") && !strings.HasSuffix(e.Problem, "?") {
		t.Errorf("not two sentences: %q %q", e.Problem, e.Try)
	}
	return e.Error()
}

func TestParseMoney(t *testing.T) {
	tests := []struct {
		in, code string
		want     string // the stored form
		err      string
	}{
		{"", "EUR", "", ""},
		{" \t", "EUR", "", ""},
		{"0", "EUR", "0 EUR", ""},
		{"0.5", "EUR", "0.5 EUR", ""},
		{".5", "EUR", "", "“.5” is not an amount that can be read. Type it such as 92k, 92,000 or 8,200 a month."},
		{"92", "EUR", "92 EUR", ""},
		{"92k", "EUR", "92000 EUR", ""},
		{"92K", "EUR", "92000 EUR", ""},
		{"92 k", "EUR", "92000 EUR", ""},
		{"92,5k", "EUR", "92500 EUR", ""},
		{"92.5k", "EUR", "92500 EUR", ""},
		{"1.2m", "USD", "1200000 USD", ""},
		{"$1.2m", "EUR", "", "“$” is used by several countries: which one? Type the code instead, such as USD 1,200,000."},
		{"1.2 million", "USD", "1200000 USD", ""},
		{"92 thousand dollars", "USD", "92000 USD", ""},
		{"90 grand", "GBP", "90000 GBP", ""},
		{"12 LPA", "INR", "1200000 INR/year", ""},
		{"12.5 lakhs", "INR", "1250000 INR", ""},
		{"1.2 crore", "INR", "12000000 INR", ""},
		{"1.2bn VND", "USD", "1200000000 VND", ""},
		{"92,000", "USD", "92000 USD", ""},
		{"92.000", "EUR", "92000 EUR", ""},
		{"92 000 CHF", "EUR", "92000 CHF", ""},
		{"92\u00a0000\u00a0CHF", "EUR", "92000 CHF", ""},
		{"92\u202f000 €", "USD", "92000 EUR", ""},
		{"\u200e92,000\ufeff", "USD", "92000 USD", ""},
		{"€92000", "USD", "92000 EUR", ""},
		{"€ 92.000,–", "USD", "92000 EUR", ""},
		{"92'000.-", "CHF", "92000 CHF", ""},
		{"1.234,56 €", "USD", "1234.56 EUR", ""},
		{"1,234.56", "USD", "1234.56 USD", ""},
		{"1,234,567.89", "USD", "1234567.89 USD", ""},
		{"1.234.567,89", "EUR", "1234567.89 EUR", ""},
		{"1'234'567", "CHF", "1234567 CHF", ""},
		{"1’234’567.50", "CHF", "1234567.5 CHF", ""},
		{"1,20,000", "INR", "120000 INR", ""},
		{"₹12,34,567", "USD", "1234567 INR", ""},
		{"1234.567", "USD", "1234.567 USD", ""},
		{"0.125", "USD", "0.125 USD", ""},
		{"USD 92k", "EUR", "92000 USD", ""},
		{"92k usd", "EUR", "92000 USD", ""},
		{"92kusd", "EUR", "92000 USD", ""},
		{"usd92k", "EUR", "92000 USD", ""},
		{"$92,000 CAD", "USD", "92000 CAD", ""},
		{"CAD $92,000", "USD", "92000 CAD", ""},
		{"CA$92k", "USD", "92000 CAD", ""},
		{"US$92k", "CAD", "92000 USD", ""},
		{"$92k", "CAD", "92000 CAD", ""},
		{"$92k", "EUR", "", "“$” is used by several countries: which one? Type the code instead, such as USD 92,000."},
		{"92k$", "USD", "92000 USD", ""},
		{"¥900,000", "CNY", "900000 CNY", ""},
		{"¥900,000", "USD", "", "“¥” is used by several countries: which one? Type the code instead, such as JPY 900,000."},
		{"12 000 zł", "EUR", "12000 PLN", ""},
		{"Fr. 92'000", "EUR", "92000 CHF", ""},
		{"€92k USD", "EUR", "", "“€92k USD” names two currencies. Type one of them."},
		{"500 000 kr", "SEK", "500000 SEK", ""},
		{"kr. 500.000", "DKK", "500000 DKK", ""},
		{"500 000 kr", "EUR", "", "“kr” is used by several countries: which one? Type the code instead, such as SEK 500,000."},
		{"Rs. 12,00,000", "INR", "1200000 INR", ""},
		{"Rs 12,00,000", "USD", "", "“Rs” is used by several countries: which one? Type the code instead, such as ₹1,200,000."},
		// A year's amount may say so.
		{"92k/yr", "USD", "92000 USD/year", ""},
		{"£45,000 pa", "USD", "45000 GBP/year", ""},
		{"45k p.a.", "GBP", "45000 GBP/year", ""},
		{"$92,000 per year", "EUR", "", "“$” is used by several countries: which one? Type the code instead, such as USD 92,000 a year."},
		{"92k a year", "USD", "92000 USD/year", ""},
		{"92k USD/year", "EUR", "92000 USD/year", ""},
		{"92,000 EUR per annum", "USD", "92000 EUR/year", ""},
		{"92k annually", "USD", "92000 USD/year", ""},
		{"92k yearly", "USD", "92000 USD/year", ""},
		{"€92k annual", "USD", "92000 EUR/year", ""},
		// A shorter period is never taken for a year's.
		{"4k a month", "USD", "4000 USD/month", ""},
		{"€4.000/mo", "USD", "4000 EUR/month", ""},
		{"4k pm", "USD", "4000 USD/month", ""},
		{"4,000 monthly", "USD", "4000 USD/month", ""},
		{"$45/h", "USD", "45 USD/hour", ""},
		{"45 an hour", "USD", "45 USD/hour", ""},
		{"€600 per day", "USD", "600 EUR/day", ""},
		{"800 weekly", "USD", "800 USD/week", ""},
		{"$3k biweekly", "USD", "3000 USD/two weeks", ""},
		{"12k a quarter", "USD", "12000 USD/quarter", ""},
		{"2 days a week", "USD", "", "The words “days” after the number are no money. Type the amount alone or with a currency code, such as 92,000 EUR."},
		{"92k base", "USD", "92000 USD (base)", ""},
		{"2k MAD", "USD", "2000 MAD", ""},
		{"try 92k", "USD", "", "What does “try” mean in “try 92k”? Type the amount in full, such as 94,000 a year, with the word in parentheses."},
		{"92k (try)", "USD", "92000 USD (try)", ""},
		{"TRY 92k", "USD", "92000 TRY", ""},
		{"1.234k", "USD", "", "Does the mark in “1.234k” stand for thousands or decimals? Type the amount in full, without k or m."},
		{"1,234k", "USD", "", "Does the mark in “1,234k” stand for thousands or decimals? Type the amount in full, without k or m."},
		{"1.2.3", "USD", "", "The digits and marks in “1.2.3” do not make one amount. Type it such as 92,000 or 92000."},
		{"92,00,0", "USD", "", "The digits and marks in “92,00,0” do not make one amount. Type it such as 92,000 or 92000."},
		{"92.", "USD", "92 USD", ""},
		{"1.234.56", "USD", "", "The digits and marks in “1.234.56” do not make one amount. Type it such as 92,000 or 92000."},
		{"about 90k", "USD", "", "“about 90k” is not one exact number. Type your best single number, such as 90k."},
		{"~90k", "USD", "", "“~90k” is not one exact number. Type your best single number, such as 90k."},
		{"90k+", "USD", "", "“90k+” is not one exact number. Type your best single number, such as 90k."},
		{"90k or so", "USD", "", "“90k or so” is not one exact number. Type your best single number, such as 90k."},
		{"90-95k", "USD", "", "There is room for one amount, and “90-95k” has two. Type one of them."},
		{"90k to 95k", "USD", "", "There is room for one amount, and “90k to 95k” has two. Type one of them."},
		{"12.5%", "USD", "", "This needs the amount itself, not a percentage. Type it such as 92k or 92,000."},
		{"-5", "USD", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"−€5k", "USD", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"€-5k", "USD", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"💰92k", "USD", "", "“💰92k” is not an amount that can be read. Type it such as 92k, 92,000 or 8,200 a month."},
		{"a lot", "USD", "", "“a lot” is not an amount yet. Type it such as 92k or €92,000 once you know it."},
		{"k", "USD", "", "“k” is not an amount yet. Type it such as 92k or €92,000 once you know it."},
		{"€", "USD", "", "“€” is not an amount yet. Type it such as 92k or €92,000 once you know it."},
		{"1000000000000", "USD", "1000000000000 USD", ""},
		{"1000000000001", "USD", "", "That is more than an amount can be here. Check the zeros."},
		{"9999999999999999", "USD", "", "That is more than an amount can be here. Check the zeros."},
		{"2000000m", "USD", "", "That is more than an amount can be here. Check the zeros."},
		{"1.123456", "USD", "1.123456 USD", ""},
		{"1.1234567", "USD", "", "That has more decimals than an amount keeps. Round it to six at most."},
		{strings.Repeat("9", 300), "USD", "", "That is too long for an amount. Type the number alone."},
		{"92k", "euros", "92000 ¤", ""},
		{"92k EUR", "euros", "92000 EUR", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			a, err := ParseMoney(tt.in, tt.code)
			a = a.Named(tt.code)
			if got := input(t, err); got != tt.err {
				t.Errorf("error\n got %s\nwant %s", got, tt.err)
			}
			if got, _ := a.MarshalText(); string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if a.OK() && !a.Money() {
				t.Errorf("%v is not money", a)
			}
		})
	}
}

func TestParsePercent(t *testing.T) {
	tests := []struct{ in, want, err string }{
		{"", "", ""},
		{"5", "5 %", ""},
		{"12.5%", "12.5 %", ""},
		{"12,5 %", "12.5 %", ""},
		{"2.125%", "2.125 %", ""},
		{"1000%", "1000 %", ""},
		{"3 percent", "3 %", ""},
		{"3 per cent", "3 %", ""},
		{"2,125%", "", "Does the mark in “2,125” stand for thousands or decimals? Type it in full, or with a point, such as 2.125%."},
		{"92k", "", "That is more than a percentage can be here. Type it such as 2.5%."},
		{"5 EUR", "", "This needs a percentage. Type it such as 2.5%."},
		{"3 points", "", "This needs a percentage. Type it such as 2.5%."},
		{"-2%", "", "An amount here cannot be below zero. Type it without the minus sign."},
		{"2-3%", "", "There is room for one number, and “2-3” has two. Type one of them."},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			a, err := ParsePercent(tt.in)
			if got := input(t, err); got != tt.err {
				t.Errorf("error\n got %s\nwant %s", got, tt.err)
			}
			if got, _ := a.MarshalText(); string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestParseQuantity(t *testing.T) {
	tests := []struct{ in, code, want, err string }{
		{"", "USD", "", ""},
		{"5", "USD", "5", ""},
		{"92k", "USD", "92000", ""},
		{"2 days a week", "USD", "2 days a week", ""},
		{"2  days\ta week", "USD", "2 days a week", ""},
		{"35h", "USD", "35 h", ""},
		{"30 min", "USD", "30 min", ""},
		{"30min", "USD", "30 min", ""},
		{"2 a month", "USD", "2 a month", ""},
		{"1.5 days/week", "USD", "1.5 days/week", ""},
		{"12.5%", "USD", "12.5 %", ""},
		{"15% of base", "USD", "15 % of base", ""},
		{"$92k", "CAD", "92000 CAD", ""},
		{"$92k", "EUR", "", "“$” is used by several countries: which one? Type the code instead, such as USD 92,000."},
		{"$92k a year", "USD", "92000 USD/year", ""},
		{"$500 a month", "USD", "500 USD/month", ""},
		{"92k EUR", "USD", "92000 EUR", ""},
		{"10 days in kraków", "USD", "10 days in kraków", ""},
		{"10 trips to ROM", "USD", "10 trips to ROM", ""},
		{"10 meals at the TOP", "USD", "10 meals at the TOP", ""},
		{"5 thousand steps", "USD", "5000 steps", ""},
		{"30m", "USD", "", "Does the m in “30m” mean millions, meters or minutes? Write the word out, such as 30 minutes."},
		{"401k match", "USD", "", "Does “401k” mean the plan or an amount? Put the plan's name after the number, such as 4% match."},
		{"5 " + strings.Repeat("long ", 10), "USD", "", "The words after the number are too long for a unit. Shorten them, such as 2 days a week."},
		{"two days", "USD", "2 days", ""},
		{"2-3 days", "USD", "", "There is room for one number, and “2-3 days” has two. Type one of them."},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			a, err := ParseQuantity(tt.in, tt.code)
			if got := input(t, err); got != tt.err {
				t.Errorf("error\n got %s\nwant %s", got, tt.err)
			}
			if got, _ := a.MarshalText(); string(got) != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func amount(t testing.TB, stored string) Amount {
	t.Helper()
	var a Amount
	if err := a.UnmarshalText([]byte(stored)); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAmountString(t *testing.T) {
	for stored, want := range map[string]string{
		"":                   "",
		"92000 EUR":          "€92,000",
		"92000.5 EUR":        "€92,000.50",
		"92000.55 USD":       "$92,000.55",
		"1234567 CHF":        "CHF 1,234,567",
		"12.345 KWD":         "KWD 12.34500",
		"0.345 KWD":          "KWD 0.345",
		"0 EUR":              "€0",
		"5 %":                "5%",
		"1000 %":             "1000%",
		"2.125 %":            "2.125%",
		"15 % of base":       "15% of base",
		"2 days a week":      "2 days a week",
		"1000000 rows":       "1,000,000 rows",
		"7":                  "7",
		"?about 90k":         "about 90k",
		"1000000000000 IDR":  "IDR 1,000,000,000,000",
		"999.999999 bananas": "999.999999 bananas",
	} {
		if got := amount(t, stored).String(); got != want {
			t.Errorf("%q is shown as %q, want %q", stored, got, want)
		}
	}
	if got := (Amount{}).Number(); got != "" {
		t.Errorf("a blank amount has the number %q", got)
	}
}

func TestAmountInField(t *testing.T) {
	for _, tt := range []struct{ stored, home, want string }{
		{"92000 USD", "USD", "$92,000"},
		{"92000 USD", "EUR", "USD 92,000"},
		{"92000 USD", "CAD", "USD 92,000"},
		{"92000 CAD", "CAD", "CA$92,000"},
		{"92000 JPY", "CNY", "JPY 92,000"},
		{"92000 EUR", "CAD", "€92,000"},
		{"5 %", "CAD", "5%"},
		{"?x", "CAD", "x"},
		{"", "CAD", ""},
	} {
		if got := amount(t, tt.stored).In(tt.home); got != tt.want {
			t.Errorf("%q in a field in %s: %q, want %q", tt.stored, tt.home, got, tt.want)
		}
	}
}

func TestAmountRelations(t *testing.T) {
	eur, usd, day, days := amount(t, "1 EUR"), amount(t, "2 USD"), amount(t, "1 day a week"), amount(t, "2 Days per week")
	if eur.Comparable(usd) || eur.Less(usd) || usd.Less(eur) {
		t.Error("two currencies are compared")
	}
	if _, ok := eur.Add(usd); ok {
		t.Error("two currencies are summed")
	}
	if sum, ok := eur.Add(amount(t, "2.50 EUR")); !ok || sum.String() != "€3.50" {
		t.Errorf("the sum is %v", sum)
	}
	if !day.Less(days) || !days.Comparable(amount(t, "3 days/week")) {
		t.Error("one unit in two spellings is not compared")
	}
	if day.Comparable(amount(t, "1")) || day.Comparable(amount(t, "1 day a month")) || amount(t, "1 %").Comparable(amount(t, "1 % of base")) {
		t.Error("two units are compared")
	}
	if (Amount{}).Comparable(Amount{}) || UnreadAmount("x").OK() || UnreadAmount("x").IsZero() || !UnreadAmount("\x00").IsZero() {
		t.Error("blank and unread amounts are not told apart")
	}
	if !amount(t, "1.0 EUR").Equal(eur) || eur.Equal(usd) || eur.Equal(Amount{}) {
		t.Error("Equal is wrong")
	}
	if a := amount(t, "5 %"); a.Money() || a.Unit() != "%" || !a.Value().Equal(decimal.NewFromInt(5)) {
		t.Errorf("%v", a)
	}
}

func TestAmountStoredStrictly(t *testing.T) {
	keep := amount(t, "1 EUR")
	for _, bad := range []string{
		`5`, `null1`, `"EUR 5"`, `"-5 EUR"`, `"1e5 EUR"`, `"5  "`, `" 5"`, `"5 EUR "`, `"1.1234567 EUR"`, `"9999999999999 EUR"`,
		`"5 \u001b[31mred"`, `"5 a\u202eb"`, `"5 ` + strings.Repeat("x", 41) + `"`, `["5 EUR"]`,
	} {
		a := keep
		if err := json.Unmarshal([]byte(bad), &a); err == nil {
			t.Errorf("%s was read as %v", bad, a)
		}
		if !a.Equal(keep) {
			t.Errorf("%s changed the amount to %v", bad, a)
		}
	}
}

func TestParsePay(t *testing.T) {
	for typed, want := range map[string]string{"none": "€0", "Nothing ": "€0", "n/a": "€0", "–": "€0", "": "", "5k": "€5,000"} {
		if got, err := ParsePay(typed, "EUR"); got.Named("EUR").String() != want || err != nil {
			t.Errorf("%q is %s, %v", typed, got, err)
		}
	}
	if _, err := ParsePay("none of your business", "EUR"); err == nil {
		t.Error("words are an amount")
	}
}

func TestValidCurrency(t *testing.T) {
	if got, err := ValidCurrency(" eur "); got != "EUR" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for typed, want := range map[string]string{"£": "GBP", "pounds": "GBP", "Euro": "EUR", "ca$": "CAD"} {
		if got, err := ValidCurrency(typed); got != want || err != nil {
			t.Errorf("%s is %q, %v", typed, got, err)
		}
	}
	if got, err := ValidCurrency("$"); err == nil {
		t.Errorf("$ is %s, of ten", got)
	}
	if got, err := ValidCurrency("kr"); err == nil {
		t.Errorf("kr is %s, of four", got)
	}
	_, err := ValidCurrency("eurro")
	if got := input(t, err); got != "“eurro” is not a currency code. Type three letters, such as USD, EUR or GBP." {
		t.Error(got)
	}
}

// typed makes what people type, and what they do not.
func typed() *rapid.Generator[string] {
	bits := []string{"9", "2", "0", "1", ",", ".", " ", "'", "k", "K", "m", "€", "$", "kr", "EUR", "usd", "%", "-", "a year", "/mo", "days", "per", "week",
		"at least ", "at most ", "min ", "or more", "million", "mar", "12", "2027", "feb", "29", "/", "+", "w", "fri", "percent", " of base",
		"Rs.", "\u00a0", "\u202e", "\x1b[31m", "é", "k ", "h", "401k", "=", "?", "top", " all"}
	return rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(bits), 0, 8), func(s []string) string { return strings.Join(s, "") }),
		rapid.Map(rapid.SliceOfN(rapid.SampledFrom(bits), 0, 6), func(s []string) string { return strings.Join(s, " ") }),
	)
}

var codes = rapid.SampledFrom([]string{"USD", "EUR", "SEK", "CAD", "", "x"})

// Whatever is typed, a parser answers or refuses; what it answers is shown in a
// form that means the same, and is stored and loaded unchanged.
func TestAmountProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { amountHolds(t, typed().Draw(t, "text"), codes.Draw(t, "code")) })
}

func amountHolds(t rapid.TB, text, code string) {
	for name, parse := range map[string]func(string) (Amount, error){
		"money":    func(s string) (Amount, error) { return ParseMoney(s, code) },
		"percent":  ParsePercent,
		"quantity": func(s string) (Amount, error) { return ParseQuantity(s, code) },
	} {
		a, err := parse(text)
		if err != nil {
			if !a.IsZero() {
				t.Fatalf("%s: %q is refused and read as %v", name, text, a)
			}
			a = UnreadAmount(text)
		} else if again, err := parse(a.In(code)); err != nil || !again.Equal(a) {
			t.Fatalf("%s: %q is read as %#v, shown as %q, which is read as %#v, %v", name, text, a, a.In(code), again, err)
		}
		stored, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var loaded Amount
		if err := json.Unmarshal(stored, &loaded); err != nil || !loaded.Equal(a) {
			t.Fatalf("%s: %q is stored as %s and loaded as %v, %v", name, text, stored, loaded, err)
		}
		if shown := a.String(); shown != CleanLine(shown) {
			t.Fatalf("%s: %q is shown as %q", name, text, shown)
		}
	}
}

func TestMoneyShownAndReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := decimal.New(rapid.Int64Range(0, 1e15).Draw(t, "v"), rapid.Int32Range(-6, -3).Draw(t, "exp"))
		a := NewAmount(v, rapid.SampledFrom([]string{"USD", "EUR", "SEK", "INR", "KWD", "JPY", "CHF", "ALL"}).Draw(t, "unit"))
		got, err := ParseMoney(a.In("GBP"), "GBP")
		if err != nil || !got.Equal(a) {
			t.Fatalf("%s is shown as %s and read as %s, %v", a.Value(), a, got, err)
		}
	})
}
