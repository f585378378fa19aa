package workbook_test

import (
	"testing"

	"firstmile/workbook"
)

// Who sits across is named in a sentence without what they are, and without an article
// where a letter begins with it.
func TestAcross(t *testing.T) {
	for _, c := range []struct{ with, across, addressed string }{
		{"Bea Lang, head of engineering", "Bea Lang", "Bea Lang"},
		{"Mr. Adler, owner", "Mr. Adler", "Mr. Adler"},
		{" The director ", "the director", "director"},
		{"My boss, Lee", "my boss", "boss"},
		{"Theo", "Theo", "Theo"},
		{"An", "An", "An"},
		{" ", "", ""},
	} {
		p := workbook.Profile{With: c.with}
		if p.Across() != c.across || p.Addressed() != c.addressed {
			t.Errorf("%q is %q, addressed %q", c.with, p.Across(), p.Addressed())
		}
	}
}
