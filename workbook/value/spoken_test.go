package value

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// asked gives the amounts that are surely asked for, in the order of the words.
func asked(words string, like Amount) string {
	var out []string
	for _, m := range Mentions(words, like, like.unit) {
		if m.Asked && !m.More {
			out = append(out, m.Amount.Named(like.unit).String())
		}
	}
	return strings.Join(out, ", ")
}

func TestMentions(t *testing.T) {
	for _, tt := range []struct{ said, words, want string }{
		{"96000 EUR", "I would like my base pay to be €69,000", "€69,000"},
		{"96000 EUR", "I would like my base pay to be €96,000 from the first of May.", "€96,000"},
		{"96000 EUR", "I would like a base of 95k from May 2027", "€95,000"},
		{"96000 EUR", "I'd like to earn 95 000 EUR gross.", "€95,000"},
		{"96000 EUR", "It has been a good year; I am asking for EUR 95'000.– a year", "€95,000"},
		{"96000 EUR", "Please raise my base pay, I propose 95.000", "€95,000"},
		{"96000 EUR", "95000, please", "€95,000"},
		{"96000 EUR", "I'd like my base to go to 95,000 from the first of March", "€95,000"},
		{"96000 EUR", "I would like my pay to move up to 95,000 on 1 March", "€95,000"},
		{"96000 EUR", "I would like to talk about how it came to 95,000", ""},
		{"3 mid-size accounts", "Two of the mid-size accounts on the north side", "2 mid-size accounts"},
		{"3 mid-size accounts", "Of the mid-size accounts, I run two of the largest", ""},
		{"96000 EUR", "I’d like you to raise my pay to 95,000", "€95,000"},
		{"96000 USD", "I want 95,000 dollars, 12% above today", "$95,000"},
		{"1000000 USD", "A bonus of $1.2m", "$1,200,000"},
		{"9 %", "I would like a raise to 10 percent", "10%"},
		{"20 % of my time", "I ask for 15% of my time", "15% of my time"},
		{"3 days a week", "I would like to work 1 day per week from home, from 3 May", "1 day per week"},
		{"3 days a week", "2 days/week", "2 days per week"},

		// In the languages and scales that amounts are typed in.
		{"8700000 JPY", "850万", "¥8,500,000"},
		{"8700000 JPY", "年収850万円をお願いします", "¥8,500,000"},
		{"300000 CNY", "我希望，年薪28万", "CN¥280,000"},
		{"1200000 INR", "I would like 11.5 lakhs", "₹1,150,000"},
		{"1200000 INR", "I am asking for 11 LPA", "₹1,100,000 a year"},
		{"48000 EUR", "Quiero ganar 45.000 €", "€45,000"},
		{"48000 EUR", "Ich möchte ein Gehalt von 45 Tsd. €", "€45,000"},
		{"9500 PLN", "Proszę o podwyżkę do 9 300 zł", "PLN 9,300"},
		{"48000 EUR", "Le marché paie 50.000 €", ""},

		{"35 accounts", "I would like to hand over 25 accounts.", "25 accounts"},
		{"3 evening shifts a week", "I want to work no more than 4 evening shifts a week", "4 evening shifts a week"},
		{"35 accounts", "I would like to talk. I have 25 accounts.", ""},

		// On top of what there is, which is no amount of its own.
		{"60000 EUR", "I would like an extra €40,000", ""},
		{"60000 EUR", "Ich hätte gerne 40.000 € mehr", ""},

		// Times of day.
		{"15:30", "I would like to leave at 4.30 pm on Fridays", "16:30"},
		{"15:30", "Leaving by 16:30, please", "16:30"},
		{"15:30", "16h30 at the latest", "16:30"},
		{"15:30", "I have 30 pupils in 2 rooms", ""},

		// More than one amount, or one that is spelled; the first that is asked for counts.
		{"96000 EUR", "I would like ninety-six thousand euros; you pay 88,500 to new hires.", "€96,000"},
		{"96000 EUR", "I would like ninety-five thousand euros", "€95,000"},
		{"96000 EUR", "The band runs from 80,000 to 110,000, and I would like to be in its upper half.", ""},
		{"96000 EUR", "I would like between €90-94k", ""},
		{"96000 EUR", "I would like 90 to 94k", ""},
		{"96000 EUR", "I would like €80,000 and €14,000 as a bonus", "€80,000"},
		{"96000 EUR", "I would like €94,000. So I ask for €95,000", "€94,000, €95,000"},
		{"96000 EUR", "It is 95,000 MAX. So I ask for €95,000", "€95,000"},
		{"3 days a week", "I would like 2 days a week in May and 4 days a week from June", "2 days a week"},
		{"3 days a week", "I would like two days a week", "2 days a week"},

		// Amounts that are not asked for.
		{"96000 EUR", "I was hired at 70,000 euros and would now like to talk about the senior band.", ""},
		{"96000 EUR", "I would like to talk about my pay, as the market pays €94,000.", ""},
		{"96000 EUR", "I would like to lead the project of €120,000", ""},
		{"96000 EUR", "You pay 88,500 to new hires, and I would like the same rule.", ""},
		{"96000 EUR", "I saved us €120,000 last year and would like a raise", ""},
		{"96000 EUR", "I would like to go beyond 95,000", ""},
		{"60000 EUR", "I would like a raise of €40,000", ""},
		{"60000 EUR", "I would like €40,000 more", ""},
		{"12000 EUR", "I would like €8,000 a month", "€8,000 a month"},
		{"12000 EUR", "I would like 8k/month", "€8,000 a month"},
		{"3 days a week", "Please tell me within 5 days", ""},
		{"3 days a week", "I would like 2 days a month", ""},
		{"3 days a week", "I would like 2 days a week more", ""},
		{"12 %", "Inflation is at 3%", ""},

		// Nothing that is surely an amount in the same unit.
		{"96000 EUR", "", ""},
		{"96000 EUR", "I would like 96", ""},
		{"96000 EUR", "I would like to talk on 12.05.2027", ""},
		{"96000 EUR", "I would like 12% more", ""},
		{"96000 EUR", "I would like $95,000", "$95,000"},
		{"96000 EUR", "I would like 95,000 MAX", "€95,000 (MAX)"},
		{"1500 EUR", "I would like 1.234k", ""},
		{"96", "I would like 95", ""},
		{"", "I would like €95,000", ""},
		{"3 days a week", "I would like 1.2.3 days a week", ""},
	} {
		if got := asked(tt.words, stored(tt.said)); got != tt.want {
			t.Errorf("%q beside %s: %q, want %q", tt.words, tt.said, got, tt.want)
		}
	}
}

// What an amount is shown as is read in words as that amount.
func TestMentionsReadAmounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]string{"EUR", "USD", "CAD", "CHF", "days a week", "hours", "%"}).Draw(t, "unit")
		n := NewAmount(decimal.NewFromInt(int64(rapid.IntRange(1000, 999_999).Draw(t, "n"))), unit)
		words := rapid.SampledFrom([]string{"#", "I would like # from May.", "We agree. I ask for #, as before"}).Draw(t, "words")
		words = strings.ReplaceAll(words, "#", n.String())
		got := Mentions(words, n, n.unit)
		if len(got) != 1 || !got[0].Asked || !got[0].Amount.Named(n.unit).Comparable(n) || !got[0].Amount.value.Equal(n.value) {
			t.Fatalf("%q: %v", words, got)
		}
	})
}

func TestMentionsAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringMatching(`(I want |[0-9.,' k€$%-]|two|days|May|a |\n|日|é){0,60}`).Draw(t, "words")
		said := anyAmount.Draw(t, "said")
		for _, m := range Mentions(words, said, "EUR") {
			if !m.Amount.OK() || m.Amount.Money() != said.Money() {
				t.Fatalf("%q beside %s: %v", words, said, m)
			}
		}
	})
}
