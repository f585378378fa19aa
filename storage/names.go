package storage

import (
	"fmt"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// FoldName makes names equal that a person would call the same: without regard
// to case, to blanks at the ends or several in a row, or to how accents are
// encoded.
func FoldName(s string) string {
	return norm.NFC.String(cases.Fold().String(strings.Join(strings.Fields(value.CleanLine(s)), " ")))
}

var numbered = lazy.New(` \([0-9]{1,2}\)$`)

// UnusedName gives the name, or "name (2)" and so on while it is taken.
func UnusedName(all []Entry, name string) string {
	taken := map[string]bool{}
	for _, e := range all {
		taken[FoldName(e.Name)] = true
	}
	base := numbered.ReplaceAllString(name, "")
	if !taken[FoldName(name)] || base == "" {
		return name
	}
	for n := 2; ; n++ {
		if next := fmt.Sprintf("%s (%d)", base, n); !taken[FoldName(next)] {
			return next
		}
	}
}
