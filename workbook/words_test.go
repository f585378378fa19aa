package workbook

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestOtherInWords(t *testing.T) {
	for _, tt := range []struct{ words, said, also, today, want string }{
		// Another number than the one said.
		{"I would like a base of €95,000.", "96000 EUR", "", "", "€95,000"},
		{"A base of 95k from May", "96000 EUR", "", "", "€95,000"},
		{"95 k, please", "96000 EUR", "", "", "€95,000"},
		{"I ask for 95.000 a year", "96000 EUR", "", "", "€95,000"},
		{"95 000 EUR gross", "96000 EUR", "", "", "€95,000"},
		{"EUR 95'000.–", "96000 EUR", "", "", "€95,000"},
		{"A base of ninety-six, which is 96.5k", "96000 EUR", "", "", "€96,500"},
		{"from €82,000 to €95,000", "96000 EUR", "", "82000 EUR", "€95,000"},
		{"from €82,000 to €95,000", "96000 EUR", "", "", "€95,000"},
		{"between 90 and 94k", "96000 EUR", "", "", "€94,000"},
		{"€90-94k", "97000 EUR", "96000 EUR", "", "€94,000"},
		{"A base of 96,0000", "96000 EUR", "", "", ""},
		{"The new base is 69,000.", "96000 EUR", "", "", "€69,000"},
		{"$95,000", "96000 CAD", "", "", "CAD 95,000"},
		{"95,000 dollars", "96000 USD", "", "", "$95,000"},
		{"A sign-on of $1.2m", "1000000 USD", "", "", "$1,200,000"},
		{"₹9,50,000", "1000000 INR", "", "", "₹950,000"},
		{"It saved two contractors; I would like €95,000", "96000 EUR", "", "", "€95,000"},
		{"Two days a week", "3 days a week", "", "", "2 days a week"},
		{"two days from home", "3 days a week", "", "1 days a week", "2 days a week"},
		{"I would like 2 days per week at home, from 3 May", "3 days a week", "", "", "2 days a week"},
		{"Two days a week from May 3", "3 days a week", "", "", "2 days a week"},
		{"One day a week", "3 days a week", "", "", "1 day a week"},
		{"Two days a week", "1 day a week", "", "", "2 days a week"},
		{"A four-day week", "3 days", "", "", "4 days"},
		{"two or four days a week", "3 days a week", "", "", "2 days a week"},
		{"30h a week", "32 h a week", "", "", "30 h a week"},
		{"2.5 days/week", "3 days a week", "", "", "2.5 days a week"},
		{"25 days of leave", "30 days of leave", "", "", "25 days of leave"},
		{"15% of my time", "20 % of my time", "", "", "15% of my time"},
		{"a rise of ten percent or 8 %", "9 %", "", "", "8%"},

		// The number said is there.
		{"I would like my base pay to be €96,000 from the first of May.", "96000 EUR", "", "82000 EUR", ""},
		{"from €82,000 to €96,000", "96000 EUR", "", "82000 EUR", ""},
		{"from €82,000 to €96,000", "96000 EUR", "", "", ""},
		{"96k, or 95k", "96000 EUR", "", "", ""},
		{"between 92 and 97k", "96000 EUR", "92000 EUR", "", ""},
		{"€92–96k", "96000 EUR", "92000 EUR", "", ""},
		{"a range from €92,000 up", "96000 EUR", "92000 EUR", "", ""},
		{"from 1500 to 2000", "2000 EUR", "", "", ""},
		{"80,000 and 16,000 as bonus", "96000 EUR", "", "", ""},
		{"Three days a week", "3 days a week", "", "2 days a week", ""},
		{"two or three days a week", "3 days a week", "", "", ""},
		{"two or three days a week", "2 days a week", "", "", ""},
		{"from two days a week to three", "3 days a week", "", "", ""},
		{"32 hours in four days", "32 hours a week", "", "", ""},

		// Nothing that is surely a number asked for.
		{"", "96000 EUR", "", "", ""},
		{"More than today", "96000 EUR", "", "", ""},
		{"ninety-five thousand", "96000 EUR", "", "", ""},
		{"up from €82,000", "96000 EUR", "", "82000 EUR", ""},
		{"€14,000 more", "96000 EUR", "", "", ""},
		{"a raise of €40,000", "60000 EUR", "", "", ""},
		{"€40,000 more", "60000 EUR", "", "", ""},
		{"€8,000 a month", "12000 EUR", "", "", ""},
		{"8k/month", "12000 EUR", "", "", ""},
		{"8,000 pm", "12000 EUR", "", "", ""},
		{"I serve 95,000 customers", "96000 EUR", "", "", ""},
		{"I saved us €120,000 last year", "96000 EUR", "", "", ""},
		{"The market pays €94,000", "96000 EUR", "", "", ""},
		{"$95,000", "96000 EUR", "", "", ""},
		{"95,000 kr", "96000 EUR", "", "", ""},
		{"from May 2027", "2500 EUR", "", "", ""},
		{"on 12.05.2027, or 2027-05-12", "2500 EUR", "", "", ""},
		{"from 20 May, 20/5", "25 EUR", "", "", ""},
		{"20% more, or 20 per cent", "25 EUR", "", "", ""},
		{"as in plan FY95000", "96000 EUR", "", "", ""},
		{"my 401k", "400000 USD", "", "", ""},
		{"1.234k", "1500 EUR", "", "", ""},
		{"95,000.00.1", "96000 EUR", "", "", ""},
		{"96", "96000 EUR", "", "", ""},
		{"€95,000", "", "", "", ""},
		{"€95,000" + strings.Repeat(" and so on", 200), "96000 EUR", "", "", ""},
		{"95", "96", "", "", ""},
		{"Please tell me within five days", "3 days a week", "", "", ""},
		{"with five days' notice", "3 days a week", "", "", ""},
		{"two days a month", "3 days a week", "", "", ""},
		{"two more days a week", "3 days a week", "", "1 days a week", ""},
		{"another two days a week", "3 days a week", "", "1 days a week", ""},
		{"two days a week as before", "3 days a week", "", "2 days a week", ""},
		{"twenty-two days of leave", "30 days of leave", "", "", ""},
		{"two and a half days a week", "2.5 days a week", "", "", ""},
		{"by 2 May, 5/5, in 50%", "3 days a week", "", "", ""},
		{"1.2.3 days a week", "3 days a week", "", "", ""},
		{"no one on call", "3 days a week", "", "", ""},
		{"inflation is 3%", "12 %", "", "", ""},
	} {
		got, ok := otherInWords(tt.words, stored(tt.said), stored(tt.also), stored(tt.today))
		if ok != (tt.want != "") || got.String() != tt.want {
			t.Errorf("%q beside %s: %q, want %q", tt.words, tt.said, got, tt.want)
		}
	}
}

// What an amount is shown as is read in words as that amount: nothing differs
// from itself, and another amount is seen.
func TestOtherInWordsProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]string{"EUR", "USD", "CAD", "CHF", "days a week", "hours"}).Draw(t, "unit")
		n := rapid.IntRange(2, 900)
		amount := func(name string) Amount {
			v := n.Draw(t, name)
			if isCurrency(unit) {
				v = 50_000 + v*50
			}
			return NewAmount(decimal.NewFromInt(int64(v)), unit)
		}
		a, b := amount("a"), amount("b")
		sentence := rapid.SampledFrom([]string{"%", "I would like % from May.", "My ask: %, as agreed", "% "}).Draw(t, "sentence")
		words := strings.ReplaceAll(sentence, "%", b.String())
		got, ok := otherInWords(words, a, Amount{}, Amount{})
		if ok == a.Equal(b) || ok && !got.Equal(b) {
			t.Fatalf("%q beside %s: %q, %v", words, a, got, ok)
		}
		if _, ok := otherInWords(words, a, b, Amount{}); ok {
			t.Fatalf("%q: the other end of the range counts as another number", words)
		}
	})
}

func TestOtherInWordsAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`([0-9.,' k€$%-]|two|days|May|a |\n|日|é){0,60}`).Draw(t, "words")
		said := anyAmount.Draw(t, "said")
		if got, ok := otherInWords(words, said, Amount{}, Amount{}); ok && (got.value.Equal(said.value) || !got.Comparable(said)) {
			t.Fatalf("%q beside %s: %s", words, said, got)
		}
	})
}
