package app_test

import (
	"slices"
	"strings"
	"testing"

	"firstmile/ui/uitest"
	"firstmile/workbook"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

// The library's find knows a client by their own name, without accents, and by the day of the
// talk; who begins so stands before whose name has it inside.
func TestFindInTheLibrary(t *testing.T) {
	book := func(n int, name, person, meeting string) workbook.Workbook {
		w := workbook.Workbook{ID: workbooktest.ID(n)}
		w.Profile = workbook.Profile{Name: name, Person: person, Meeting: valuetest.Day(meeting), Employer: "Northwind (example)"}
		return w
	}
	d := uitest.New(t, uitest.Options{Width: 100, Books: []workbook.Workbook{
		book(1, "Promotion", "Zoë Albrecht", ""), book(2, "First", "Hana Haas", "2027-03-12"), book(3, "Second", "Jana Haas", "2026-11-27"),
		book(4, "Third", "Ana Haas", "2027-04-01"),
	}})
	d.Key("/")
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"zoe", []string{"Promotion"}},
		{"ana haas", []string{"Third", "First", "Second"}},
		{"2027-03", []string{"First"}},
		{"27 nov", []string{"Second"}},
		{"apr", []string{"Third"}},
		{"northwind haas 12 mar", []string{"First"}},
		{"nobody", nil},
	} {
		d.Key("ctrl+u")
		d.Type(c.typed)
		var got []string
		for _, l := range d.Lines() {
			for _, name := range []string{"Promotion", "First", "Second", "Third"} {
				if strings.Contains(l, name+"  ") {
					got = append(got, name)
				}
			}
		}
		if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] || !slices.Equal(ordered(got), ordered(c.want)) {
			t.Errorf("%q finds %v, want %v:\n%s", c.typed, got, c.want, d.Screen())
		}
	}
	d.Key("ctrl+u")
	d.Type("27 nov")
	d.Want("27 Nov 2026 · Northwind")
	d.Key("enter")
	d.Want("Jana Haas · Second")
}

func ordered(names []string) []string {
	names = slices.Clone(names)
	slices.Sort(names)
	return names
}
