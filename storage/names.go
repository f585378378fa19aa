package storage

import (
	"fmt"
	"strings"
	"unicode/utf8"

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

// MaxName is the most characters that a workbook is called by: it has to be typed, and to be
// told from others in a list.
const MaxName = 200

// CheckName tells what is wrong with a new name, in a sentence for the person.
func CheckName(name string) error {
	if n := utf8.RuneCountInString(name); n > MaxName {
		return fmt.Errorf("A name has at most %d characters, and this one %d. Choose a shorter one.", MaxName, n)
	}
	return nil
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
