package storage_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/workbook"
)

// three are workbooks with names and, behind a slash, whose they are. Their ids are of one week.
func three(names ...string) (out []storage.Entry) {
	for i, id := range []string{idA, idB, idC}[:len(names)] {
		name, person, _ := strings.Cut(names[i], "/")
		out = append(out, storage.Entry{ID: workbook.ID(id), Name: name, Person: person})
	}
	return out
}

const (
	idA = "01M800WTXKKM6RVXCKDTSVQW2J"
	idB = "01M800WTWKT8QV72P5XZQXH2CJ"
	idC = "01N900WTWKT8QV72P5XZQXH2CJ"
)

func TestMeant(t *testing.T) {
	plain := three("A raise", "A raise at Northwind", "Été à Genève")
	clients := three("Promotion/Zoë Albrecht", "Zoe's raise", "A raise/Ana Haas")
	two := three("First round/Zoë Albrecht", "Second round/Zoë Albrecht", "Zoe/Zack")
	spelled := three("Été", "Ete", "ete 2")
	for _, c := range []struct {
		all   []storage.Entry
		typed string
		want  []string
	}{
		{plain, "A raise", []string{idA}}, // exact wins over being a beginning
		{plain, "a RAISE", []string{idA}},
		{plain, "  a   raise ", []string{idA}},
		{plain, "a raise a", []string{idB}},
		{plain, "a r", []string{idA, idB}},
		{plain, "A", []string{idA, idB}},
		{plain, "northwind", nil}, // a beginning, not any part
		{plain, idA, []string{idA}},
		{plain, strings.ToLower(idA), []string{idA}},
		{plain, "01M800WTXK", []string{idA}},
		{plain, "01m800wtxk", []string{idA}},
		{plain, "01M800WTX", nil}, // too little: ids made about the same time begin alike
		{plain, "01n", nil},
		{plain, "été", []string{idC}},
		{plain, "ÉTÉ", []string{idC}},
		{plain, "e\u0301te\u0301 a\u0300", []string{idC}}, // decomposed, as macOS types it
		{plain, "ete a gen", []string{idC}},
		{plain, "", nil},
		{plain, " ", nil},
		{plain, "\x1b", nil},
		{plain, "\u0301", nil}, // an accent alone is no name, and nobody's
		{three("Twin", "twin"), "TWIN", []string{idA, idB}},
		{three("", ""), "", nil},

		{clients, "Zoë Albrecht", []string{idA}},
		{clients, "zoe albrecht", []string{idA}},
		{clients, "zoë a", []string{idA}},
		{clients, "zoe", []string{idA, idB}}, // the beginning of a client's name and of a workbook's
		{clients, "zoe'", []string{idB}},
		{clients, "albrecht", nil},
		{clients, "ANA", []string{idC}},
		{clients, "a", []string{idC}}, // one workbook, whose name and whose client begin so
		{two, "zoe", []string{idC}},   // a name that is all of it
		{two, "zoe a", []string{idA, idB}},
		{two, "ZOË ALBRECHT", []string{idA, idB}},
		{spelled, "été", []string{idA}},
		{spelled, "ete", []string{idB}},
		{spelled, "ète", []string{idA, idB}},
		{spelled, "et", []string{idA, idB, idC}},
		{three("Strasse/Łukasz Żółty"), "lukasz zolty", []string{idA}},
		{three("Straße"), "strasse", []string{idA}},
	} {
		var got []string
		for _, e := range storage.Meant(c.all, c.typed) {
			got = append(got, string(e.ID))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Meant(%q) of %v gives %v, want %v", c.typed, c.all, got, c.want)
		}
	}
}

// Whatever the names: a full name, a client's or an id is found, so is every beginning, in
// either case, and nothing else comes with it.
func TestMeantProperties(t *testing.T) {
	name := rapid.StringMatching(`[a-dA-DéÈ ]{0,6}/[a-dA-DéÈ ]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		all := three(name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c"))
		e := rapid.SampledFrom(all).Draw(t, "entry")
		has := func(found []storage.Entry) bool {
			return slices.ContainsFunc(found, func(f storage.Entry) bool { return f.ID == e.ID })
		}
		if found := storage.Meant(all, string(e.ID)); len(found) != 1 || !has(found) {
			t.Fatalf("id %s gives %v", e.ID, found)
		}
		full := []rune(storage.FoldName(rapid.SampledFrom([]string{e.Name, e.Person}).Draw(t, "of")))
		if len(full) == 0 {
			return
		}
		typed := strings.TrimSpace(string(full[:rapid.IntRange(1, len(full)).Draw(t, "cut")]))
		if rapid.Bool().Draw(t, "upper") {
			typed = strings.ToUpper(typed)
		}
		if rapid.Bool().Draw(t, "without accents") {
			typed = strings.NewReplacer("é", "e", "è", "e", "É", "E", "È", "E").Replace(typed)
		}
		same := func(a, b string) bool { return storage.Begins(a, b) && storage.Begins(b, a) }
		is := func(f storage.Entry) bool { return same(f.Name, typed) || same(f.Person, typed) }
		found := storage.Meant(all, typed)
		if !slices.ContainsFunc(all, is) && !has(found) {
			t.Fatalf("beginning %q of %v gives %v", typed, e, found)
		}
		for _, f := range found {
			if !storage.Begins(f.Name, typed) && !storage.Begins(f.Person, typed) || slices.ContainsFunc(all, is) && !is(f) {
				t.Fatalf("%q gives %v", typed, f)
			}
		}
	})
}
