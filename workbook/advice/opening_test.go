package advice

import (
	"os"
	"strings"
	"testing"

	"firstmile/workbook"
)

// What a first sentence is found to hold: of those with a label at least so many per cent
// are found, and of all others at most so many.
func TestOpenings(t *testing.T) {
	data, err := os.ReadFile("testdata/openings.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		label       string
		words       func(OpeningCheck) string
		least, most int
	}{
		{"threat", OpeningCheck.Threat, 80, 2},
		{"sorry", func(c OpeningCheck) string { return c.Apology }, 90, 2},
		{"rent", func(c OpeningCheck) string { return c.Rent }, 75, 8}, // read as reasons are, which they are not
	} {
		for _, part := range []string{"held", "later"} {
			count, found := map[bool]int{}, map[bool]int{} // by whether it has the label
			for line := range strings.Lines(string(data)) {
				row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
				if row[0] != part {
					continue
				}
				labeled, words := row[1] == tt.label, tt.words(CheckOpening(workbook.Workbook{}, row[2]))
				count[labeled]++
				if words != "" {
					found[labeled]++
				}
				if (words != "") != labeled {
					t.Logf("%s, %s: %q (%s)", tt.label, part, row[2], words)
				}
			}
			recall, alarms := 100*found[true]/count[true], 100*found[false]/count[false]
			t.Logf("%s, %s: found %d of %d, and %d of %d others", tt.label, part, found[true], count[true], found[false], count[false])
			if recall < tt.least || alarms > tt.most {
				t.Errorf("%s, %s: that is worse than %d%% and %d%%", tt.label, part, tt.least, tt.most)
			}
		}
	}
}

// The employer of an offer is named as an offer is, one's own is not.
func TestOpeningNamesEmployer(t *testing.T) {
	w := workbook.Workbook{Profile: workbook.Profile{Employer: "Northwind"}, Offers: []workbook.Offer{{ID: "O1", Employer: "Contoso (example)"}, {ID: "O2", Employer: "Northwind"}, {ID: "O3"}}}
	for text, want := range map[string]string{
		"Contoso's planners do it in a day.":       "Contoso",
		"(Contoso) was here.":                      "Contoso",
		"Contosos are many.":                       "",
		"At Northwind we have closed all of them.": "",
		"": "",
		"I would like to talk about the Contoso order.": "Contoso",
	} {
		if got := CheckOpening(w, text); got.Offer != want || got.Threat() != want {
			t.Errorf("%q: %q, want %q", text, got.Offer, want)
		}
	}
}

func TestOpeningCheck(t *testing.T) {
	c := CheckOpening(workbook.Workbook{}, "Sorry – my rent went up, I have another offer and will quit. "+strings.Repeat("Word ", 30))
	if got := strings.Join(c.Found(), "; "); got != "an apology; a need of your own; leaving; an offer" || c.Words != 42 || !c.Long() {
		t.Errorf("%q, %d words, long: %v", got, c.Words, c.Long())
	}
	if c := CheckOpening(workbook.Workbook{}, "Thank you for the time."); c.Found() != nil || c.Long() || c.Words != 5 {
		t.Errorf("%+v", c)
	}
}
