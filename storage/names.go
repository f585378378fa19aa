package storage

import (
	"fmt"
	"slices"
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

// minID is how much of an id means it: the ten letters that say when it was made. Ids of one
// year begin with the same three, and those of a week with the same four; the beginning of one
// that is gone must not mean another.
const minID = 10

// Meant gives the workbooks that a typed text may mean: those whose name it is, without regard
// to case; else the one whose id it is; else those whose name, or whose person's, it is without
// regard to accents; else those of which one begins with it; else those whose id does, where it
// is minID letters or more. A name that begins like an id is meant as a name.
func Meant(all []Entry, text string) []Entry {
	typed := FoldName(text)
	if typed == "" {
		return nil
	}
	plain := unaccented(text)
	id := func(e Entry) string { return strings.ToLower(string(e.ID)) }
	for _, means := range []func(Entry) bool{
		func(e Entry) bool { return FoldName(e.Name) == typed },
		func(e Entry) bool { return id(e) == typed },
		func(e Entry) bool {
			return plain != "" && (unaccented(e.Name) == plain || unaccented(e.Person) == plain)
		},
		func(e Entry) bool { return plain != "" && (Begins(e.Name, text) || Begins(e.Person, text)) },
		func(e Entry) bool { return len(typed) >= minID && strings.HasPrefix(id(e), typed) },
	} {
		found := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return !means(e) })
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// Begins tells whether a name begins with what was typed, without regard to case and accents.
func Begins(name, typed string) bool { return strings.HasPrefix(unaccented(name), unaccented(typed)) }

// unaccented makes names equal that are typed alike by who has no accents at hand.
func unaccented(s string) string { return value.Fold(FoldName(s)) }

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
