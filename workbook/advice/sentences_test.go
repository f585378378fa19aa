package advice

import (
	"os"
	"strings"
	"testing"

	"firstmile/workbook"
)

// readings are what the rules that read words have to find. The sentences of a file were
// written before its rule and split at random; only the failures of the tuned half were
// looked at. Of the sentences with the label at least so many per cent are found, of all
// others of the files named at most so many.
var readings = []struct {
	rule, label string
	files       []string
	look        func(text string) *Finding
	least, most map[string]int
}{
	{"ask-reason-own", "own", []string{"reasons"},
		func(text string) *Finding { return askReasonOwn(nil, workbook.Ask{Reason: text}, "") },
		map[string]int{"tuned": 0, "held": 0, "later": 0}, map[string]int{"tuned": 100, "held": 100, "later": 100}},
	{"ask-hints-leaving", "hint", []string{"leaving", "reasons"}, // reasons are read by it, too
		func(text string) *Finding { return askHintsLeaving(nil, workbook.Ask{Term: text}, "") },
		map[string]int{"tuned": 0, "held": 0, "later": 0}, map[string]int{"tuned": 100, "held": 100, "later": 100}},
}

func TestSentences(t *testing.T) {
	for _, r := range readings {
		for _, half := range []string{"tuned", "held", "later"} {
			count, found := map[bool]int{}, map[bool]int{} // by whether it has the label
			for _, file := range r.files {
				data, err := os.ReadFile("testdata/" + file + ".tsv")
				if err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(string(data)) {
					row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
					if row[0] != half || r.label == "hint" && row[1] == "own" {
						continue
					}
					labeled, f := row[1] == r.label, r.look(row[3])
					count[labeled]++
					if f != nil {
						found[labeled]++
					}
					if (f != nil) != labeled && half == os.Getenv("HALF") {
						t.Logf("%s, %s, %s: %q %v", r.rule, half, row[2], row[3], f)
					}
				}
			}
			recall, alarms := 100*found[true]/count[true], 100*found[false]/count[false]
			t.Logf("%s, %s: found %d of %d (%d%%), and %d of %d others (%d%%)", r.rule, half, found[true], count[true], recall, found[false], count[false], alarms)
			if recall < r.least[half] || alarms > r.most[half] {
				t.Errorf("%s, %s: that is worse than %d%% and %d%%", r.rule, half, r.least[half], r.most[half])
			}
		}
	}
}
