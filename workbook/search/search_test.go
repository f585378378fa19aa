package search_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook/search"
	"firstmile/workbook/value"
	"firstmile/workbook/value/valuetest"
	"firstmile/workbook/workbooktest"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		names, days, typed string
		want               search.Fit
	}{
		{"Zoë Albrecht", "", "zoe", search.Whole},
		{"Zoe Albrecht", "", "ZOË", search.Whole},
		{"Zoë Albrecht", "", "zo", search.Begins},
		{"Zoë Albrecht", "", "albr zoe", search.Begins},
		{"Zoë Albrecht", "", "oe", search.Inside},
		{"Zoë Albrecht", "", "zoe x", search.None},
		{"Łukasz Żółty", "", "lukasz zolty", search.Whole},
		{"STRASSE", "", "straße", search.Whole},
		{"IŞIL", "", "isil", search.Whole},
		{"Ana Haas", "", "ana haas", search.Whole},
		{"Hana Haas", "", "ana haas", search.Inside},
		{"Anabel Haasen", "", "ana haas", search.Begins},
		{"Holt & Sons", "", "&", search.Whole},
		{"Mary O'Neil-Holt", "", "holt", search.Whole},
		{"Mary O’Neil-Holt", "", "o'neil", search.Whole},
		{"Banana ana", "", "ana", search.Whole}, // the best of its words
		{"株式会社", "", "式会", search.Inside},
		{"A raise", "", "  ", search.Whole},
		{"A raise", "", "", search.Whole},
		{"A raise", "2027-03-12", "2027-03", search.Whole},
		{"A raise", "2027-03-12", "2027-03-1", search.Whole},
		{"A raise", "2027-03-12", "2027", search.Whole},
		{"A raise", "2027-03-12", "2027-04", search.None},
		{"A raise", "2027-03-12", "202", search.None},
		{"A raise", "2027-03-12", "12 mar", search.Whole},
		{"A raise", "2027-03-12", "March 12", search.Whole},
		{"A raise", "2027-03-12", "1 march 2027", search.Begins},
		{"A raise", "2027-03-12", "2 mar", search.None}, // what stands inside a number is none of it
		{"A raise", "2027-03-12", "raise mar", search.Whole},
		{"A raise", "2027-03-12", "rai mar", search.Begins},
		{"A raise", "2026-11-27", "27 nov", search.Whole},
		{"A raise", "2026-11-27 2027-03-12", "27 mar", search.None}, // the day of one, the month of the other
		{"A raise", "2026-11-27 2027-03-12", "12 mar", search.Whole},
		{"Day 27", "2026-11-01", "27 nov", search.Whole},
		{"A raise", "?soon", "soon", search.None},
	} {
		var days []value.Date
		for iso := range strings.FieldsSeq(c.days) {
			days = append(days, valuetest.Day(iso))
		}
		thing := search.Of([]string{c.names}, days...)
		if got := search.For(c.typed).Fit(thing); got != c.want {
			t.Errorf("%q of %q, %s: %d, want %d", c.typed, c.names, c.days, got, c.want)
		}
	}
}

func TestNarrow(t *testing.T) {
	all := []string{"Hana Haas", "Jana Haas", "Ana Haas", "Anabel Haas", "Ana Hass"}
	of := func(s string) search.Thing { return search.Of([]string{s}) }
	if got := search.Narrow(all, "ana haas", of); !slices.Equal(got, []string{"Ana Haas", "Anabel Haas", "Hana Haas", "Jana Haas"}) {
		t.Errorf("%q", got)
	}
	got := search.Narrow(all, " ", of)
	if !slices.Equal(got, all) {
		t.Errorf("nothing typed gives %q", got)
	}
	if got[0] = "x"; all[0] == "x" {
		t.Error("the list itself was given")
	}
}

// What fits alike stays in its order, however long the list is.
func TestNarrowIsStable(t *testing.T) {
	var all, want, inside []int
	names := []string{"Hana", "Ana", "Eve"}
	for i := range 300 {
		all = append(all, i)
		switch i % len(names) {
		case 0:
			inside = append(inside, i)
		case 1:
			want = append(want, i)
		}
	}
	want = append(want, inside...)
	got := search.Narrow(all, "ana", func(i int) search.Thing { return search.Of(names[i%len(names) : i%len(names)+1]) })
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// Whatever the names: what is typed of one finds it, from the first letter to the last, and
// typing more never finds more.
func TestTypingNarrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(workbooktest.Line(), 1, 6).Draw(t, "names")
		of := func(s string) search.Thing { return search.Of([]string{s}) }
		name := []rune(rapid.SampledFrom(all).Draw(t, "name"))
		last := len(all)
		for n := range name {
			typed := string(name[:n+1])
			got := search.Narrow(all, typed, of)
			if !slices.Contains(got, string(name)) {
				t.Fatalf("%q does not find %q", typed, string(name))
			}
			if strings.Contains(typed, " ") { // which begins another word
				last = len(all)
			}
			if len(got) > last {
				t.Fatalf("%q finds more than the letter before", typed)
			}
			last = len(got)
		}
	})
}
