package schema_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"firstmile/workbook"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

// What holds of any schema is held against two: that of the workbook, and a
// garden's.
func TestLaws(t *testing.T) {
	t.Run("workbook", laws[workbook.Workbook]{workbook.Schema}.run)
	t.Run("garden", laws[garden]{planned()}.run)
}

type laws[W any] struct{ s *schema.Schema[W] }

func (l laws[W]) run(t *testing.T) {
	for _, law := range []struct {
		name  string
		holds func(*rapid.T)
	}{
		{"records and file round trip", l.roundTrip},
		{"a clone is independent", l.clone},
		{"changes lead from one state to the other", l.apply},
		{"a step is taken back", l.revert},
		{"taking back leaves what was changed since", l.revertSome},
		{"disjoint edits do not care who comes first", l.merge},
		{"two steps are one", l.join},
		{"a deletion leaves no link", l.deletion},
		{"what is private is not shared", l.shared},
		{"find looks through all that is typed", l.texts},
		{"what is shown can be typed", l.typing},
		{"every text is cleaned", l.cleaning},
	} {
		t.Run(law.name, func(t *testing.T) { rapid.Check(t, law.holds) })
	}
}

// any draws a state.
func (l laws[W]) any(t *rapid.T, name string) W { return workbooktest.AnyOf(l.s).Draw(t, name) }

// ids are those of what is made after a state was drawn.
func newIDs() schema.IDs {
	n := 1000
	return func() schema.ID { n++; return workbooktest.ID(n) }
}

// step draws a state that follows another: some answers are changed, a record is
// deleted, another is made.
func (l laws[W]) step(t *rapid.T, from W, id schema.IDs) W {
	w := l.s.Clone(from)
	if all := l.keys(&w); len(all) > 0 && rapid.IntRange(0, 2).Draw(t, "delete") == 0 {
		l.s.Delete(&w, rapid.SampledFrom(all).Draw(t, "deleted"))
	}
	if rapid.IntRange(0, 2).Draw(t, "add") == 0 {
		c := l.s.Collections[rapid.IntRange(0, len(l.s.Collections)-1).Draw(t, "to")]
		if !c.One {
			rec := l.s.Add(&w, schema.KeyOf(c.Name, id()))
			for _, f := range c.Fields {
				workbooktest.Fill(t, l.s, &w, f, rec, id)
			}
		}
	}
	for _, c := range l.s.Collections {
		for _, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				if rapid.IntRange(0, 4).Draw(t, "change") == 0 {
					l.edit(t, &w, f, rec, id)
				}
			}
		}
	}
	return w
}

// edit changes an answer as a person does; a list keeps some of its entries.
func (l laws[W]) edit(t *rapid.T, w *W, f *schema.Field, rec any, id schema.IDs) {
	list, is := f.At(rec).(*[]schema.Entry)
	if !is {
		workbooktest.Fill(t, l.s, w, f, rec, id)
		return
	}
	var out []schema.Entry
	for _, e := range *list {
		what := rapid.SampledFrom([]string{"keep", "keep", "change", "delete", "put before"}).Draw(t, "entry")
		switch what {
		case "change":
			e.Text += "x"
		case "delete":
			continue
		case "put before":
			out = append(out, schema.Entry{ID: id(), Text: "new"})
		}
		out = append(out, e)
	}
	for range rapid.IntRange(0, 2).Draw(t, "more") {
		out = append(out, schema.Entry{ID: id(), Text: "more"})
	}
	*list = out
}

// keys lists the records of lists.
func (l laws[W]) keys(w *W) []schema.Key {
	var out []schema.Key
	for _, c := range l.s.Collections {
		for id := range c.Each(w) {
			if !c.One {
				out = append(out, schema.KeyOf(c.Name, id))
			}
		}
	}
	return out
}

// id is that of the whole.
func (l laws[W]) id(w *W) schema.ID {
	for _, c := range l.s.Collections {
		for id := range c.Each(w) {
			if c.One {
				return id
			}
		}
	}
	panic("no schema is without a record that there is one of")
}

func same[W any](t *rapid.T, what string, want, got W) {
	t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%s (-want +got):\n%s", what, d)
	}
}

// applied makes changes in a copy.
func (l laws[W]) applied(t *rapid.T, w W, changes []schema.Change) (W, []schema.Change) {
	t.Helper()
	w = l.s.Clone(w)
	done, gone, err := l.s.Apply(&w, changes, nil)
	if err != nil || len(gone) > 0 {
		t.Fatalf("gone %v, error %v", gone, err)
	}
	return w, done
}

func (l laws[W]) reverted(t *rapid.T, w W, changes []schema.Change) W {
	t.Helper()
	w = l.s.Clone(w)
	if _, err := l.s.Revert(&w, changes); err != nil {
		t.Fatal(err)
	}
	return w
}

func (l laws[W]) roundTrip(t *rapid.T) {
	w := l.any(t, "w")
	back, err := l.s.FromRecords(l.id(&w), l.s.Records(&w))
	if err != nil {
		t.Fatal(err)
	}
	same(t, "by records", w, back)
	format := schema.Format{Name: "test", Version: 2}
	file, err := l.s.Export(w, format)
	if err != nil {
		t.Fatal(err)
	}
	if back, err = l.s.Import(file, format); err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	same(t, "by a file", w, back)
}

// clone changes every answer of a copy in its place.
func (l laws[W]) clone(t *rapid.T) {
	w := l.any(t, "w")
	before, err := l.s.FromRecords(l.id(&w), l.s.Records(&w))
	if err != nil {
		t.Fatal(err)
	}
	c := l.s.Clone(w)
	same(t, "the clone", w, c)
	want := map[string]bool{}
	for _, of := range l.s.Collections {
		for id, rec := range of.Each(&c) {
			for _, f := range of.Fields {
				several := f.Kind == schema.EntriesKind || f.Kind == schema.MarksKind || f.Kind == schema.RefsKind
				if !several || !f.Blank(rec) {
					want[string(schema.KeyOf(of.Name, id))+" "+f.Name] = true
				}
				spoilt(f, rec)
			}
		}
	}
	got := map[string]bool{}
	for _, ch := range l.s.Diff(&w, &c) {
		name, _, _ := strings.Cut(ch.Field, "/")
		got[string(ch.Record)+" "+name] = true
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatalf("not every change is seen (-made +seen): %s", d)
	}
	for _, k := range l.keys(&c) {
		l.s.Delete(&c, k)
	}
	same(t, "changing a clone changes the original", before, w)
}

// spoilt changes an answer in place, whatever it is.
func spoilt(f *schema.Field, rec any) {
	switch at := f.At(rec).(type) {
	case *string:
		*at += "x"
	case *schema.ID:
		*at += "x"
	case *bool:
		*at = !*at
	case *value.Amount:
		*at = value.UnreadAmount(at.Unread() + "spoiled")
	case *value.Bound:
		*at = value.UnreadBound(at.Unread() + "spoiled")
	case *value.Date:
		*at = value.UnreadDate(at.Unread() + "spoiled")
	case *value.Points:
		*at++
	case *map[schema.ID]value.Answer:
		for id := range *at {
			(*at)[id] += "x"
		}
	case *[]schema.Entry:
		for i := range *at {
			(*at)[i].Text += "x"
		}
	case *[]schema.ID:
		for i := range *at {
			(*at)[i] += "x"
		}
	default: // a choice
		if err := f.Type(nil, rec, f.Show(rec, "")+"x", schema.Typing{}); err != nil {
			panic(err)
		}
	}
}

// pair draws two states of one whole: one that follows the other, or any two.
func (l laws[W]) pair(t *rapid.T) (a, b W) {
	a = l.any(t, "a")
	if rapid.Bool().Draw(t, "a step") {
		return a, l.step(t, a, newIDs())
	}
	return a, l.any(t, "b")
}

func (l laws[W]) apply(t *rapid.T) {
	a, b := l.pair(t)
	if c := l.s.Clone(a); len(l.s.Diff(&a, &c)) > 0 {
		t.Fatal("a state differs from itself")
	}
	changes := l.s.Diff(&a, &b)
	if !slices.IsSortedFunc(changes, func(x, y schema.Change) int { return strings.Compare(string(x.Record), string(y.Record)) }) {
		t.Fatal("the changes are not in the order of the records")
	}
	got, done := l.applied(t, a, changes)
	same(t, "a with the changes to b", b, got)
	if d := cmp.Diff(changes, done, cmpopts.IgnoreFields(schema.Change{}, "Before")); d != "" { // behind what an entry stands, changes on the way
		t.Fatalf("what was done is not what was to do: %s", d)
	}
	again, done := l.applied(t, got, changes)
	same(t, "the changes once more", b, again)
	if len(done) > 0 {
		t.Fatalf("once more did %v", done)
	}
	// On records, as a store has them.
	records := l.s.Records(&a)
	if _, _, _, err := l.s.ApplyTo(l.id(&a), records, changes); err != nil {
		t.Fatal(err)
	}
	want := l.s.Records(&b)
	if !maps.EqualFunc(records, want, bytes.Equal) {
		t.Fatalf("on records:\n%s\n%s", records, want)
	}
}

func (l laws[W]) revert(t *rapid.T) {
	a, b := l.pair(t)
	changes := l.s.Diff(&a, &b)
	same(t, "b without the changes from a", a, l.reverted(t, b, changes))
	_, done := l.applied(t, a, changes)
	same(t, "what was done, taken back", a, l.reverted(t, b, done))
	same(t, "taken back twice", a, l.reverted(t, a, changes))
}

func (l laws[W]) revertSome(t *rapid.T) {
	a, b := l.pair(t)
	now := l.s.Clone(b)
	since := newIDs()
	for range 2000 {
		since() // not those of the step
	}
	touched := map[schema.Key]bool{}
	for _, c := range l.s.Collections {
		for id, rec := range c.Each(&now) {
			for _, f := range c.Fields {
				if rapid.IntRange(0, 7).Draw(t, "since") == 0 {
					l.edit(t, &now, f, rec, since)
					touched[schema.KeyOf(c.Name, id)] = true
				}
			}
		}
	}
	later := map[string]bool{}
	for _, c := range l.s.Diff(&b, &now) {
		later[string(c.Record)+" "+c.Field] = true
	}
	got := l.reverted(t, now, l.s.Diff(&a, &b))
	for _, c := range l.s.Diff(&now, &got) {
		if later[string(c.Record)+" "+c.Field] && !l.mark(c) {
			t.Fatalf("taking back undid what came later: %s %s", c.Record, c.Field)
		}
	}
	for _, c := range l.s.Diff(&got, &a) {
		added := touched[c.Record] && !l.s.Has(&a, c.Record)
		if !added && !later[string(c.Record)+" "+c.Field] && !l.mark(c) {
			t.Fatalf("%s %s was not taken back: %s, not %s", c.Record, c.Field, c.Before, c.After)
		}
	}
}

// mark tells a mark about another record, or a link of a set, which goes when that one is
// gone.
func (l laws[W]) mark(c schema.Change) bool {
	name, _, _ := strings.Cut(c.Field, "/")
	f := l.s.Field(c.Record.Collection(), name)
	return f != nil && (f.Kind == schema.MarksKind || f.Kind == schema.RefsKind)
}

// merge: two windows change different answers, and make and delete different
// records.
func (l laws[W]) merge(t *rapid.T) {
	base := l.any(t, "base")
	mine, theirs := l.s.Clone(base), l.s.Clone(base)
	id := newIDs()
	sides := []*W{&mine, &theirs, nil}
	deleted := map[schema.Key]bool{}
	for _, k := range l.keys(&base) {
		if len(l.s.Dependents(&base, k)) == 0 && rapid.IntRange(0, 5).Draw(t, "delete") == 0 {
			l.s.Delete(sides[rapid.IntRange(0, 1).Draw(t, "who deletes")], k)
			deleted[k] = true
		}
	}
	for _, c := range l.s.Collections {
		for id0 := range c.Each(&base) {
			k := schema.KeyOf(c.Name, id0)
			for _, f := range c.Fields {
				w := sides[rapid.IntRange(0, 2).Draw(t, "whose")]
				if w == nil || deleted[k] || f.Target != "" && len(deleted) > 0 {
					continue
				}
				l.edit(t, w, f, l.s.Record(w, k), id)
			}
		}
	}
	for _, w := range sides[:2] {
		if c := l.s.Collections[rapid.IntRange(0, len(l.s.Collections)-1).Draw(t, "add")]; !c.One {
			l.s.Add(w, schema.KeyOf(c.Name, id()))
		}
	}
	my, their := l.s.Diff(&base, &mine), l.s.Diff(&base, &theirs)
	first, _ := l.applied(t, theirs, my)
	second, _ := l.applied(t, mine, their)
	same(t, "mine over theirs, and theirs over mine", first, second)
	for _, c := range slices.Concat(my, their) {
		if done, _, err := l.s.Apply(&first, []schema.Change{c}, nil); err != nil || len(done) > 0 {
			t.Fatalf("%s %s is lost: %v", c.Record, c.Field, err)
		}
	}
}

func (l laws[W]) join(t *rapid.T) {
	id := newIDs()
	a := l.any(t, "a")
	b := l.step(t, a, id)
	c := l.step(t, b, id)
	first, second := l.s.Diff(&a, &b), l.s.Diff(&b, &c)
	before := fmt.Sprint(first, second)
	joined := schema.Join(first, second)
	if fmt.Sprint(first, second) != before {
		t.Fatal("joining changed what was joined")
	}
	got, _ := l.applied(t, a, joined)
	same(t, "two steps as one", c, got)
	same(t, "two steps as one, taken back", a, l.reverted(t, c, joined))
}

func (l laws[W]) deletion(t *rapid.T) {
	w := l.any(t, "w")
	all := l.keys(&w)
	if len(all) == 0 {
		return
	}
	k := rapid.SampledFrom(all).Draw(t, "deleted")
	got := l.s.Clone(w)
	l.s.Delete(&got, k)
	if l.s.Has(&got, k) || len(l.s.Dependents(&got, k)) > 0 {
		t.Fatalf("%s is there, or pointed at", k)
	}
	if err := l.s.Validate(&got); err != nil { // no link of any record points nowhere
		t.Fatal(err)
	}
	if len(l.keys(&got)) < len(all)-1 {
		for _, gone := range all {
			if gone != k && !l.s.Has(&got, gone) && !l.points(&w, gone) {
				t.Fatalf("%s went with %s", gone, k)
			}
		}
	}
	same(t, "taken back", w, l.reverted(t, got, l.s.Diff(&w, &got)))
}

// points tells whether a record bears a link.
func (l laws[W]) points(w *W, k schema.Key) bool {
	return slices.ContainsFunc(l.s.Collection(k.Collection()).Fields, func(f *schema.Field) bool {
		return f.Kind == schema.RefKind && !f.Blank(l.s.Record(w, k))
	})
}

// shared holds when what is private is gone with all that points at it, near or
// far, when nothing names it, and when all else is there.
func (l laws[W]) shared(t *rapid.T) {
	w := l.any(t, "w")
	before := l.s.Clone(w)
	got := l.s.Shared(w)
	same(t, "sharing changed what was shared", before, w)
	hidden := map[schema.Key]bool{}
	var hide func(k schema.Key)
	hide = func(k schema.Key) {
		if hidden[k] {
			return
		}
		hidden[k] = true
		for _, d := range l.s.Dependents(&w, k) {
			if d.Field.Kind == schema.RefKind {
				hide(d.Record)
			}
		}
	}
	for _, k := range l.keys(&w) {
		if f := l.s.Field(k.Collection(), "private"); f != nil && f.Show(l.s.Record(&w, k), "") == schema.SwitchedOn {
			hide(k)
		}
	}
	var seen strings.Builder
	for _, raw := range l.s.Records(&got) {
		seen.Write(raw)
	}
	for _, k := range l.keys(&w) {
		switch {
		case hidden[k] && strings.Contains(seen.String(), string(k.ID())):
			t.Fatalf("%s is there, or named", k)
		case !hidden[k] && !l.s.Has(&got, k):
			t.Fatalf("%s is kept back", k)
		}
	}
	if err := l.s.Validate(&got); err != nil {
		t.Fatal(err)
	}
}

func (l laws[W]) texts(t *rapid.T) {
	w := l.any(t, "w")
	var want, unread []schema.Text
	for _, c := range l.s.Collections {
		if c.Kept {
			continue
		}
		for id, rec := range c.Each(&w) {
			for _, f := range c.Fields {
				at := schema.Text{Page: f.Page, Record: schema.KeyOf(c.Name, id), Field: f.Name, Label: c.Name + "." + f.Name}
				add := func(text string) { at.Text = text; want = append(want, at) }
				said := ""
				switch v := f.At(rec).(type) {
				case *string:
					if f.Kind != schema.CodeKind && f.Kind != schema.TokenKind && *v != "" {
						add(*v)
					}
				case *[]schema.Entry:
					for _, e := range *v {
						add(e.Text)
					}
				case *value.Amount:
					said = v.Unread()
					if !v.IsZero() {
						add(v.String())
					}
				case *value.Bound:
					said = v.Unread()
					if !v.IsZero() {
						add(v.String())
					}
				case *value.Date:
					said = v.Unread()
					if !v.IsZero() {
						add(v.String())
					}
				}
				if said != "" && f.Asked(&w, rec) {
					at.Text = said
					unread = append(unread, at)
				}
			}
		}
	}
	if d := cmp.Diff(want, l.s.Texts(&w)); d != "" {
		t.Fatal("texts", d)
	}
	if d := cmp.Diff(unread, l.s.Unread(&w)); d != "" {
		t.Fatal("unread", d)
	}
}

// typed are texts that people type, beside any.
var typed = rapid.OneOf(
	rapid.SampledFrom([]string{"", "92k", "€1,200.50", "$5", "USD 5", "CHF 7", "5%", "+2.5 %", "2 days a week", "3", "4k a month", "at least 90k",
		"no more than 2 days",
		"No calls on weekends", "12 mar", "2027-03-12", "+6w", "next friday", "EUR", "chf", "XYZ", "one\ntwo\n\nthree", " spaced ", "?", "blunt"}),
	workbooktest.Lines())

func (l laws[W]) typing(t *rapid.T) {
	w := l.any(t, "w")
	id := newIDs()
	how := schema.Typing{Currency: rapid.SampledFrom([]string{"EUR", "CAD"}).Draw(t, "home"), Today: value.NewDate(2027, 1, 30), NewID: id}
	c := l.s.Collections[rapid.IntRange(0, len(l.s.Collections)-1).Draw(t, "collection")]
	for key, rec := range c.Each(&w) {
		for _, f := range c.Fields {
			if !f.Typed() {
				continue
			}
			text := typed.Draw(t, f.Label)
			if f.Kind != schema.LinesKind && f.Kind != schema.EntriesKind {
				text = value.CleanLine(text)
			}
			first := f.Type(&w, rec, text, how)
			once := l.s.Records(&w)[schema.KeyOf(c.Name, key)]
			problem := f.Problem(&w, rec, how)
			if after := l.s.Records(&w)[schema.KeyOf(c.Name, key)]; !bytes.Equal(once, after) {
				t.Fatalf("%s: asking for the problem changed the answer:\n%s\n%s", f.Label, once, after)
			}
			shown := f.Show(rec, how.Currency)
			second := f.Type(&w, rec, shown, how)
			if twice := l.s.Records(&w)[schema.KeyOf(c.Name, key)]; !bytes.Equal(once, twice) {
				t.Fatalf("%s: %q is shown as %q, which is another answer:\n%s\n%s", f.Label, text, shown, once, twice)
			}
			if fmt.Sprint(first) != fmt.Sprint(second) {
				t.Fatalf("%s: %q: %v, then %q: %v", f.Label, text, first, shown, second)
			}
			if fmt.Sprint(first) != fmt.Sprint(problem) {
				t.Fatalf("%s: %q: %v, and the problem is %v", f.Label, text, first, problem)
			}
		}
	}
}

// cleaning writes into every answer what must not reach a terminal or a line.
func (l laws[W]) cleaning(t *rapid.T) {
	w := l.any(t, "w")
	clean := l.s.Clone(w)
	l.s.Clean(&w)
	same(t, "what was clean already", clean, w)
	each := func(look func(f *schema.Field, rec any)) {
		for _, c := range l.s.Collections {
			for _, rec := range c.Each(&w) {
				for _, f := range c.Fields {
					look(f, rec)
				}
			}
		}
	}
	dirt := rapid.SampledFrom([]string{"\x1b[31m", "\x07", "\x00", "\u202e", "\u2066", "\xff", "\n", "\r\n", "\t", "\u2028", "\u0085"})
	each(func(f *schema.Field, rec any) {
		dirty(f, rec, workbooktest.Lines().Draw(t, f.Label)+dirt.Draw(t, "dirt")+"end")
	})
	l.s.Clean(&w)
	each(func(f *schema.Field, rec any) {
		for _, text := range written(f, rec) {
			want := value.CleanLine(text)
			if f.Kind == schema.LinesKind {
				want = value.Clean(text)
			}
			if text != want || !strings.HasSuffix(text, "end") {
				t.Fatalf("%s is cleaned to %q", f.Label, text)
			}
		}
	})
}

// dirty puts a text into an answer wherever it has one, past all that reads texts.
func dirty(f *schema.Field, rec any, text string) {
	switch at := f.At(rec).(type) {
	case *string:
		*at = text
	case *schema.ID:
		*at = schema.ID(text)
	case *value.Amount:
		*at = value.NewAmount(decimal.New(1, 0), text)
	case *value.Bound:
		*at = value.Bound{Statement: text, Amount: value.NewAmount(decimal.New(1, 0), text)}
	case *[]schema.Entry:
		*at = append(*at, schema.Entry{ID: workbooktest.ID(3000), Text: text})
		for i := range *at {
			(*at)[i].Text = text
		}
	case *map[schema.ID]value.Answer:
		*at = map[schema.ID]value.Answer{schema.ID(text): value.Answer(text)}
	case *[]schema.ID:
		*at = []schema.ID{schema.ID(text)}
	default:
		if f.Kind == schema.ChoiceKind { // each has a type of its own
			_ = f.Type(nil, rec, text, schema.Typing{})
		}
	}
}

// written gives the texts that dirty writes. What is kept unread, as a date may be,
// is clean from the start.
func written(f *schema.Field, rec any) (out []string) {
	switch at := f.At(rec).(type) {
	case *string:
		return []string{*at}
	case *schema.ID:
		return []string{string(*at)}
	case *value.Amount:
		return []string{at.Unit()}
	case *value.Bound:
		return []string{at.Statement, at.Amount.Unit()}
	case *[]schema.Entry:
		for _, e := range *at {
			out = append(out, e.Text)
		}
	case *map[schema.ID]value.Answer:
		for id, a := range *at {
			out = append(out, string(id), string(a))
		}
	case *[]schema.ID:
		for _, id := range *at {
			out = append(out, string(id))
		}
	default:
		if f.Kind == schema.ChoiceKind {
			out = append(out, f.Show(rec, ""))
		}
	}
	return out
}
