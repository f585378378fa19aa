package value_test

import (
	"testing"

	"firstmile/workbook/value"
)

// Without amounts a line keeps its days, times, lessons and small counts, and nothing that
// tells an amount.
func TestWithoutAmounts(t *testing.T) {
	for line, want := range map[string]string{
		"":                                  "",
		"No amount, two things.":            "No amount, two things.",
		"Opens at €86,000, below €92,000.":  "Opens at •••, below •••.",
		"Would take 84k":                    "Would take •••",
		"19.40/h or 8 200 zł":               "•••/h or ••• zł",
		"A rise of 12.5 % by 27 Nov":        "A rise of ••• by 27 Nov",
		"On 12 Mar 2027, 10:30, lesson 3":   "On 12 Mar 2027, 10:30, lesson 3",
		"2027-03-12":                        "2027-03-12",
		"in 24 days; 2 of 9; 3 words":       "in 24 days; 2 of 9; 3 words",
		"He has 7 of them and 10 more":      "He has 7 of them and 10 more",
		"8 k for 3 people":                  "••• k for 3 people",
		"Ask for 8 euros":                   "Ask for ••• euros",
		"９２０００円":                            "•••円",
		"room 101":                          "room •••",
		"–5 and +5%":                        "••• and •••",
		"Between 80,000–90,000 in all then": "Between •••••• in all then",
	} {
		if got := value.WithoutAmounts(line); got != want {
			t.Errorf("%q is %q, want %q", line, got, want)
		}
	}
}

// Names are the same however they are spelled.
func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "ASCII 12": "ascii 12", "Zoë": "zoe", "ZOE\u0308": "zoe", "Łukasz Żółty": "lukasz zolty", "STRASSE": "strasse", "Straße": "strasse",
		"Þór Guðrún": "thor gudrun", "IŞIL ışık": "isil isik", "Œuvre": "oeuvre", "O’Neil": "o'neil", "Søren Ærø": "soren aero", "Καφές": "καφες", "東京": "東京",
	} {
		if got := value.Fold(s); got != want {
			t.Errorf("%q is folded to %q, want %q", s, got, want)
		}
	}
}
