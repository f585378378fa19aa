package share_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
	"firstmile/workbook/share"
	"firstmile/workbook/workbooktest"
)

// edited gives a workbook that was worked on: answers given anew, entries written into, added
// and taken out, records added and deleted. Ids are from those after first.
func edited(t *rapid.T, w workbook.Workbook, first int, among []string) workbook.Workbook {
	w = w.Clone()
	newID := func() workbook.ID { first++; return workbooktest.ID(first) }
	for range rapid.IntRange(0, 6).Draw(t, "edits") {
		c := workbook.Schema.Collection(rapid.SampledFrom(among).Draw(t, "collection"))
		var all []workbook.ID
		for id := range c.Each(&w) {
			all = append(all, id)
		}
		kind := rapid.IntRange(0, 5).Draw(t, "kind")
		if kind == 0 && !c.One || len(all) == 0 {
			k := workbook.RecordKey(c.Name, newID())
			rec := workbook.Schema.Add(&w, k)
			for _, f := range c.Fields {
				workbooktest.Fill(t, workbook.Schema, &w, f, rec, newID)
			}
			continue
		}
		k := workbook.RecordKey(c.Name, rapid.SampledFrom(all).Draw(t, "id"))
		rec := workbook.Schema.Record(&w, k)
		if kind == 1 && !c.One {
			w.Delete(k)
			continue
		}
		f := rapid.SampledFrom(c.Fields).Draw(t, "field")
		list, entries := f.At(rec).(*[]workbook.Entry)
		if !entries || kind == 2 {
			workbooktest.Fill(t, workbook.Schema, &w, f, rec, newID)
			continue
		}
		i := rapid.IntRange(0, len(*list)).Draw(t, "entry")
		switch text := fmt.Sprint("text ", rapid.IntRange(0, 9).Draw(t, "text")); {
		case i == len(*list) || kind == 3:
			*list = slices.Insert(*list, i, workbook.Entry{ID: newID(), Text: text})
		case kind == 4:
			*list = slices.Delete(*list, i, i+1)
		default:
			(*list)[i].Text = text
		}
		if len(*list) == 0 {
			*list = nil
		}
	}
	return w
}

// few are some collections, so that both sides often write into the same records.
func few(t *rapid.T) []string {
	var names []string
	for _, c := range workbook.Schema.Collections {
		names = append(names, c.Name)
	}
	return append(rapid.SliceOfN(rapid.SampledFrom(names), 1, 2).Draw(t, "collections"), "asks", "returns")
}

func whole(w workbook.Workbook) share.File { return share.Whole(w, reply.Sender{}, "") }

func applied(t *rapid.T, w workbook.Workbook, changes []workbook.Change) workbook.Workbook {
	out := w.Clone()
	if _, _, err := workbook.Schema.Apply(&out, changes, nil); err != nil {
		t.Fatal(err)
	}
	return out
}

func exported(t *rapid.T, w workbook.Workbook) string {
	raw, err := workbook.Export(w)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// answers gives what every answer says, by its place; an entry says its text wherever it stands.
func answers(w workbook.Workbook) map[string]string {
	blank := workbook.Workbook{ID: w.ID}
	for k := range w.Records() {
		workbook.Schema.Add(&blank, k)
	}
	out := map[string]string{}
	for _, c := range workbook.Diff(blank, w) {
		var e struct{ Text string }
		said := string(c.After)
		if strings.Contains(c.Field, "/") && json.Unmarshal(c.After, &e) == nil {
			said = e.Text
		}
		out[string(c.Record)+"#"+c.Field] = said
	}
	return out
}

// link tells whether a place is a mark about a record, or a link of a set: these go with it.
func link(place string) bool {
	record, field, _ := strings.Cut(place, "#")
	field, _, _ = strings.Cut(field, "/")
	f := workbook.Schema.Field(workbook.Key(record).Collection(), field)
	return f.Kind == schema.MarksKind || f.Kind == schema.RefsKind
}

func TestMergeComesTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := workbooktest.Any().Draw(t, "base")
		among := few(t)
		mine, theirs := edited(t, base, 100_000, among), edited(t, base, 200_000, among)
		if rapid.IntRange(0, 9).Draw(t, "without a base") == 0 {
			base = workbook.Workbook{ID: base.ID}
		}
		here, there := share.Merge(base, mine, whole(theirs)), share.Merge(base, theirs, whole(mine))
		a, b := applied(t, mine, here.Changes), applied(t, theirs, there.Changes)
		if err := a.Validate(); err != nil {
			t.Fatal(err)
		}
		was, my, their := answers(base), answers(mine), answers(theirs)

		var decide []string
		for _, d := range here.Decide {
			decide = append(decide, string(d.Record)+"#"+d.Field)
		}
		slices.Sort(decide)
		var want []string
		for place, m := range my {
			if s := their[place]; s != "" && s != m && m != was[place] && s != was[place] {
				want = append(want, place)
			}
		}
		slices.Sort(want)
		if !slices.Equal(decide, want) {
			t.Fatalf("to decide %q, and what differs is %q", decide, want)
		}

		is := answers(a)
		for place, m := range my {
			if m != was[place] && is[place] != m && !link(place) {
				t.Fatalf("%s said %q here and says %q", place, m, is[place])
			}
		}
		for place, s := range their {
			if s != was[place] && is[place] != s && !link(place) && !slices.Contains(decide, place) {
				t.Fatalf("%s said %q there and says %q", place, s, is[place])
			}
		}

		var chosen []workbook.Change
		for _, d := range here.Decide {
			chosen = append(chosen, workbook.Change{Record: d.Record, Field: d.Field, Before: d.Mine, After: d.Theirs})
		}
		same := applied(t, a, chosen)
		if one, two := exported(t, same), exported(t, b); one != two { // the order of entries too
			t.Fatalf("the two differ: %s\n%s", workbooktest.Diff(same, b), one)
		}

		if again := share.Merge(theirs, a, whole(theirs)); len(again.Changes)+len(again.Decide) > 0 {
			t.Fatalf("once more changes %v and asks %v", again.Changes, again.Decide)
		}
		if again := share.Merge(base, a, whole(theirs)); len(again.Changes) > 0 || len(again.Decide) != len(decide) {
			t.Fatalf("without the state exchanged, once more changes %v and asks %v", again.Changes, again.Decide)
		}
	})
}

func TestWhatIsLeftOutIsNoDeletion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := workbooktest.Any().Draw(t, "workbook")
		blank := workbook.Workbook{ID: w.ID}
		f, left := share.Of(w, blank, reply.Sender{}, "", nil)
		file, err := share.Export(f)
		if err != nil {
			t.Fatal(err)
		}
		for k := range w.Records() {
			if !workbook.Schema.Has(&f.Workbook, k) && strings.Contains(string(file), string(k.ID())) {
				t.Fatalf("%s was left out, and the file names it: %s", k, file)
			}
		}
		base := rapid.SampledFrom([]workbook.Workbook{f.Workbook, w, blank}).Draw(t, "base")
		if m := share.Merge(base, w, f); len(m.Changes)+len(m.Decide) > 0 {
			t.Fatalf("coming back, it changes %v and asks %v", m.Changes, m.Decide)
		}
		back := f
		back.Workbook = edited(t, f.Workbook, 100_000, few(t))
		out := applied(t, w, share.Merge(f.Workbook, w, back).Changes)
		for k := range w.Records() {
			if !workbook.Schema.Has(&f.Workbook, k) && !workbook.Schema.Has(&out, k) {
				t.Fatalf("%s was left out, and is gone", k)
			}
		}
		is, was := answers(out), answers(w)
		theirs := answers(back.Workbook)
		for _, l := range left {
			if place := string(l.Record) + "#" + l.Field; theirs[place] == "" && is[place] != was[place] && workbook.Schema.Has(&back.Workbook, l.Record) {
				t.Fatalf("%s was left out; it said %q and says %q", place, was[place], is[place])
			}
		}
	})
}

// What becomes of each pair of edits, one made here and one there.
func TestMerge(t *testing.T) {
	type edit = func(*workbook.Workbook)
	reason := func(s string) edit { return func(w *workbook.Workbook) { w.Asks[0].Reason = s } }
	noAsk := func(w *workbook.Workbook) { w.Delete(workbook.RecordKey("asks", id(5))) }
	noReturn := func(w *workbook.Workbook) { w.Delete(workbook.RecordKey("returns", id(2))) }
	proof := func(n int, text string) edit {
		return func(w *workbook.Workbook) {
			w.Asks[0].Proofs = append(w.Asks[0].Proofs, workbook.Entry{ID: id(n), Text: text})
		}
	}
	rewrite := func(text string) edit { return func(w *workbook.Workbook) { w.Asks[0].Proofs[0].Text = text } }
	noProof := func(w *workbook.Workbook) { w.Asks[0].Proofs = w.Asks[0].Proofs[1:] }
	deal := func(w *workbook.Workbook) { w.Deals = append(w.Deals, workbook.Deal{ID: id(9), Return: id(2)}) }
	about := func(n int) edit { return func(w *workbook.Workbook) { w.Asks[0].Return = id(n) } }
	and := func(n int, then edit) edit { return func(w *workbook.Workbook) { about(n)(w); then(w) } }
	drop := func(n int) edit {
		return func(w *workbook.Workbook) { w.Delete(workbook.RecordKey("returns", id(n))) }
	}
	none := func(*workbook.Workbook) {}
	for name, c := range map[string]struct {
		mine, theirs edit
		want         string // reason, proofs, number of returns, of deals
		decide       string
	}{
		"nothing":                         {none, none, "why [a b] 4 0", ""},
		"mine alone":                      {reason("x"), none, "x [a b] 4 0", ""},
		"theirs alone":                    {none, reason("x"), "x [a b] 4 0", ""},
		"the same":                        {reason("x"), reason("x"), "x [a b] 4 0", ""},
		"two values":                      {reason("x"), reason("y"), "x [a b] 4 0", "reason why x y"},
		"blank here, written there":       {reason(""), reason("y"), "y [a b] 4 0", ""},
		"written here, blank there":       {reason("x"), reason(""), "x [a b] 4 0", ""},
		"deleted here, written there":     {noAsk, reason("y"), "y [a b] 4 0", ""},
		"written here, deleted there":     {reason("x"), noAsk, "x [a b] 4 0", ""},
		"deleted there":                   {none, noAsk, "no ask 4 0", ""},
		"an entry each":                   {proof(20, "c"), proof(21, "d"), "why [a b c d] 4 0", ""},
		"an entry each, the later here":   {proof(21, "d"), proof(20, "c"), "why [a b c d] 4 0", ""},
		"an entry twice":                  {rewrite("x"), rewrite("y"), "why [x b] 4 0", "proofs/" + string(id(6)) + " a x y"},
		"an entry written, deleted":       {rewrite("x"), noProof, "why [x b] 4 0", ""},
		"an entry deleted, written":       {noProof, rewrite("y"), "why [y b] 4 0", ""},
		"a deal about what went there":    {deal, noReturn, "no ask 4 1", ""},
		"what went here, a deal there":    {noReturn, deal, "no ask 4 1", ""},
		"two links, each its own":         {about(3), about(4), "why [a b] 4 0", "return " + string(id(2)) + " " + string(id(3)) + " " + string(id(4))},
		"two links, the one deleted":      {about(3), and(4, drop(3)), "why [a b] 4 0", "return " + string(id(2)) + " " + string(id(3)) + " " + string(id(4))},
		"two links, the other's deleted":  {and(3, drop(4)), about(4), "why [a b] 4 0", "return " + string(id(2)) + " " + string(id(3)) + " " + string(id(4))},
		"the return of a changed ask":     {reason("x"), noReturn, "x [a b] 4 0", ""},
		"a return that nothing points at": {none, drop(8), "why [a b] 3 0", ""},
	} {
		base := workbook.Workbook{ID: id(1), Returns: []workbook.Return{{ID: id(2)}, {ID: id(3)}, {ID: id(4)}, {ID: id(8)}},
			Asks: []workbook.Ask{{ID: id(5), Return: id(2), Reason: "why", Proofs: []workbook.Entry{{ID: id(6), Text: "a"}, {ID: id(7), Text: "b"}}}}}
		mine, theirs := base.Clone(), base.Clone()
		c.mine(&mine)
		c.theirs(&theirs)
		m := share.Merge(base, mine, whole(theirs))
		if _, _, err := workbook.Schema.Apply(&mine, m.Changes, nil); err != nil {
			t.Fatal(err)
		}
		got := fmt.Sprint("no ask ", len(mine.Returns), " ", len(mine.Deals))
		if len(mine.Asks) > 0 {
			var texts []string
			for _, e := range mine.Asks[0].Proofs {
				texts = append(texts, e.Text)
			}
			got = fmt.Sprint(mine.Asks[0].Reason, " ", texts, " ", len(mine.Returns), " ", len(mine.Deals))
		}
		decide := ""
		for _, d := range m.Decide {
			decide += d.Field
			for _, raw := range []json.RawMessage{d.Was, d.Mine, d.Theirs} {
				var e struct{ Text string }
				if json.Unmarshal(raw, &e) != nil {
					_ = json.Unmarshal(raw, &e.Text)
				}
				decide += " " + e.Text
			}
		}
		if got != c.want || decide != c.decide {
			t.Errorf("%s: %q, to decide %q; not %q, %q", name, got, decide, c.want, c.decide)
		}
	}
}
