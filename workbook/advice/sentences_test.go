package advice

import (
	"os"
	"strings"
	"testing"

	"firstmile/workbook"
)

// readings are what the rules that read words have to find. What they found at the first
// run of each part stands on top of the files, and that is what to expect of new sentences:
// what they missed then was mended by its kind. Of the sentences with the label at least
// so many per cent are found, of all others of the files named at most so many.
var readings = []struct {
	rule, label string
	files       []string
	look        func(text string) *Finding
	least       map[string]int
	most        int
}{
	{"ask-reason-own", "own", []string{"reasons"},
		func(text string) *Finding { return askReasonOwn(nil, workbook.Ask{Reason: text}, "") },
		map[string]int{"tuned": 95, "held": 90, "later": 85, "last": 80, "clear": 95}, 2},
	{"ask-hints-leaving", "hint", []string{"leaving", "reasons"}, // reasons are read by it, too
		func(text string) *Finding { return askHintsLeaving(nil, workbook.Ask{Term: text}, "") },
		map[string]int{"tuned": 95, "held": 90, "later": 70, "last": 70}, 2},
}

func TestSentences(t *testing.T) {
	for _, r := range readings {
		for _, part := range []string{"tuned", "held", "later", "last", "clear"} {
			if _, asked := r.least[part]; !asked {
				continue
			}
			count, found := map[bool]int{}, map[bool]int{} // by whether it has the label
			for _, file := range r.files {
				data, err := os.ReadFile("testdata/" + file + ".tsv")
				if err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(string(data)) {
					row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
					if row[0] != part || r.label == "hint" && row[1] == "own" {
						continue
					}
					labeled, f := row[1] == r.label, r.look(row[3])
					count[labeled]++
					if f != nil {
						found[labeled]++
					}
					if (f != nil) != labeled {
						t.Logf("%s, %s, %s: %q %v", r.rule, part, row[2], row[3], f)
					}
				}
			}
			recall, alarms := 100*found[true]/count[true], 100*found[false]/count[false]
			t.Logf("%s, %s: found %d of %d (%d%%), and %d of %d others (%d%%)", r.rule, part, found[true], count[true], recall, found[false], count[false], alarms)
			if recall < r.least[part] || alarms > r.most {
				t.Errorf("%s, %s: that is worse than %d%% and %d%%", r.rule, part, r.least[part], r.most)
			}
		}
	}
}
