package schema_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
	"firstmile/workbook/workbooktest"
)

var how = schema.Typing{Currency: "EUR", Today: value.NewDate(2027, 1, 30), NewID: newIDs()}

// The garden has every kind there is; what has none of the two below is asked of
// it by the laws.
func TestTheGardenHasEveryKind(t *testing.T) {
	seen := map[schema.Kind]bool{}
	for _, c := range planned().Collections {
		for _, f := range c.Fields {
			seen[f.Kind] = true
		}
	}
	for _, k := range []schema.Kind{schema.LineKind, schema.LinesKind, schema.CodeKind, schema.TokenKind, schema.EntriesKind, schema.AmountKind, schema.BoundKind,
		schema.DayKind, schema.ScoreKind, schema.ChoiceKind, schema.SwitchKind, schema.RefKind, schema.RefsKind, schema.MarksKind} {
		if !seen[k] {
			t.Errorf("no field of the garden is a %s", k)
		}
	}
}

// A row tells what forms, files and descriptions need to know.
func TestFields(t *testing.T) {
	s := planned()
	describe := func(f *schema.Field) string {
		return fmt.Sprintf("%s %s page=%s group=%s highest=%d target=%s typed=%t lines=%t leaves=%t",
			f.Label, f.Kind, f.Page, f.Group, f.Highest, f.Target, f.Typed(), f.Lines(), f.Leaves())
	}
	for _, want := range []string{
		"owner.name line page= group= highest=0 target= typed=true lines=false leaves=false",
		"owner.rules entries page= group= highest=0 target= typed=true lines=true leaves=false",
		"keepers.private switch page=people group= highest=0 target= typed=false lines=false leaves=false",
		"plots.notes lines page=plots group= highest=0 target= typed=true lines=true leaves=false",
		"plots.depth score page=plots group= highest=7 target= typed=false lines=false leaves=false",
		"plots.beside ref page=plots group= highest=0 target=plots typed=false lines=false leaves=false",
		"plots.guests refs page=plots group= highest=0 target=keepers typed=false lines=false leaves=false",
		"plots.tools marks page=plots group= highest=0 target=tools typed=false lines=false leaves=false",
		"plots.most bound page=care group=care highest=0 target= typed=true lines=false leaves=true",
		"plots.long amount page=plots group= highest=0 target= typed=true lines=false leaves=false",
	} {
		label, _, _ := strings.Cut(want, " ")
		collection, name, _ := strings.Cut(label, ".")
		f := s.Field(collection, name)
		if f == nil {
			t.Fatal("no field", label)
		}
		if got := describe(f); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if s.Field("plots", "none") != nil || s.Field("none", "title") != nil || s.Collection("none") != nil {
		t.Error("what is not there is found")
	}
	got := fmt.Sprint(s.Field("plots", "soil").Options,
		s.Field("plots", "wet").Options, s.Field("plots", "fenced").Options, s.Field("plots", "tools").Options)
	const answers = "[{yes yes} {no no} {unknown don't know}]"
	if want := "[{sand sand soil} {clay clay soil}] " + answers + " [{off no} {on yes}] " + answers; got != want {
		t.Errorf("options %s", got)
	}
}

// Traits of a field inside a group are about the whole record.
func TestTraitsInsideAGroup(t *testing.T) {
	s := planned()
	g := garden{ID: workbooktest.ID(1), Plots: []plot{{ID: workbooktest.ID(2), Title: "CHF"}}}
	p := &g.Plots[0]
	most := s.Field("plots", "most")
	if most.Asked(&g, p) {
		t.Error("a plot without a fence is asked")
	}
	p.Fenced = true
	if !most.Asked(&g, p) {
		t.Error("a plot with a fence is not asked")
	}
	if err := most.Type(&g, p, "at most 3", how); err != nil || p.Care.Limit.String() != "at most 3" {
		t.Errorf("%v, %s", err, p.Care.Limit)
	}
	if err := most.Type(&g, p, "blunt", how); err != errBlunt || p.Care.Limit.Unread() != "blunt" || most.Problem(&g, p, how) != errBlunt {
		t.Errorf("%v, %s", err, p.Care.Limit)
	}
	if got := s.Unread(&g); len(got) != 1 || got[0].Label != "plots.most" || got[0].Page != "care" || got[0].Text != "blunt" {
		t.Errorf("unread %v", got)
	}
	most.Leave(&g, p)
	s.Field("plots", "title").Leave(&g, p) // which nothing does
	if p.Care.How != "left" {
		t.Error("leaving did nothing")
	}
}

func TestTypeOfWhatIsChosen(t *testing.T) {
	s := planned()
	g := garden{ID: workbooktest.ID(1), Plots: []plot{{ID: workbooktest.ID(2)}}}
	p := &g.Plots[0]
	for name, v := range map[string]string{"soil": "clay", "wet": "unknown", "fenced": "on", "beside": "X", "guests": "X\nY"} {
		f := s.Field("plots", name)
		if !f.Blank(p) {
			t.Errorf("%s is not blank", name)
		}
		if err := f.Type(&g, p, v, how); err != nil || f.Show(p, "") != v || f.Blank(p) {
			t.Errorf("%s is %q: %v", name, f.Show(p, ""), err)
		}
	}
	if p.Soil != "clay" || p.Wet != value.Unknown || !p.Fenced || p.Beside != "X" {
		t.Errorf("%+v", p)
	}
}

// A line that is typed anew leaves its neighbors who they were.
func TestEntriesKeepTheirIDs(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"a\nb\nc", "A=a B=b C=c"},
		{"a\nbb\nc", "A=a B=bb C=c"},
		{"a\nb\nc\nd", "A=a B=b C=c new=d"},
		{"z\na\nb\nc", "new=z A=a B=b C=c"},
		{"a\nz\nb\nc", "A=a new=z B=b C=c"},
		{"a\nc", "A=a C=c"},
		{"b\nc", "B=b C=c"},
		{"a\nb\n\n c", "A=a B=b C= c"},
		{"a\n \nb\n\t\nc\n", "A=a B=b C=c"},
		{"", ""},
		{"x\ny\nz", "A=x B=y C=z"},
		{"a\na\nb\nc", "A=a new=a B=b C=c"},
	} {
		o := owner{Rules: []schema.Entry{{ID: "A", Text: "a"}, {ID: "B", Text: "b"}, {ID: "C", Text: "c"}}}
		was := slices.Clone(o.Rules)
		kept := o.Rules
		f := planned().Field("owner", "rules")
		if err := f.Type(&garden{}, &o, tt.text, schema.Typing{NewID: func() schema.ID { return "new" }}); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range o.Rules {
			got = append(got, string(e.ID)+"="+e.Text)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%q: %q, want %q", tt.text, got, tt.want)
		}
		if d := cmp.Diff(was, kept); d != "" {
			t.Errorf("%q changed the list before: %s", tt.text, d)
		}
	}
}

// However many lines were taken out, they come back where they stood.
func TestLinesComeBackInOrder(t *testing.T) {
	s := planned()
	before := garden{ID: workbooktest.ID(1), Owner: owner{Rules: []schema.Entry{{ID: "first", Text: "first"}}}}
	for i := range 40 {
		before.Owner.Rules = append(before.Owner.Rules, schema.Entry{ID: workbooktest.ID(i), Text: fmt.Sprint(i)})
	}
	before.Owner.Rules = append(before.Owner.Rules, schema.Entry{ID: "last", Text: "last"})
	after := s.Clone(before)
	after.Owner.Rules = []schema.Entry{before.Owner.Rules[0], before.Owner.Rules[41]}
	got := s.Clone(after)
	if _, err := s.Revert(&got, s.Diff(&before, &after)); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, got); d != "" {
		t.Error(d)
	}
	if got, _, err := s.Apply(&after, s.Diff(&after, &before), nil); err != nil || len(got) != 40 {
		t.Error(got, err)
	}
	if d := cmp.Diff(before, after); d != "" {
		t.Error(d)
	}
}

func TestDerivedIDs(t *testing.T) {
	seen := map[schema.ID]bool{}
	for _, record := range []schema.ID{workbooktest.ID(1), workbooktest.ID(2), ""} {
		for n := range 200 {
			id := schema.DerivedID(record, n)
			if seen[id] || id != schema.DerivedID(record, n) {
				t.Fatalf("%s is not the id of one entry", id)
			}
			seen[id] = true
			g := garden{ID: workbooktest.ID(9), Owner: owner{Rules: []schema.Entry{{ID: id, Text: "x"}}}}
			if err := planned().Validate(&g); err != nil {
				t.Fatal(err)
			}
		}
	}
	// It stands in stored workbooks, so it never changes.
	if got := schema.DerivedID("01JABCDEFG0000000000000001", 2); got != "05GPVF1A1ENPJXNMW6G524AGF7" {
		t.Errorf("the id is now %s", got)
	}
}

// A tool goes with one plot and lies on it too: it is found by both of its links.
func TestDeletionFollowsEveryLink(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	g := garden{ID: id(1), Keepers: []keeper{{ID: id(2)}, {ID: id(3)}},
		Plots: []plot{{ID: id(4), Keeper: id(2), Care: care{By: id(3)}},
			{ID: id(5), Keeper: id(3), Beside: id(4), Tools: map[schema.ID]value.Answer{id(6): "yes"}}},
		Tools:  []tool{{ID: id(6), With: id(4), Kept: id(4)}, {ID: id(7), Kept: id(4)}},
		Visits: []visit{{ID: id(8), Plot: id(4)}, {ID: id(9), Plot: id(5)}, {ID: id(10)}}}
	want := s.Clone(g)
	want.Keepers, want.Plots, want.Tools, want.Visits = want.Keepers[1:], want.Plots[1:], want.Tools[1:], want.Visits[1:]
	want.Plots[0].Beside, want.Plots[0].Tools, want.Tools[0].Kept = "", nil, ""
	s.Delete(&g, schema.KeyOf("keepers", id(2)))
	if d := cmp.Diff(want, g); d != "" {
		t.Error(d)
	}
	s.Delete(&g, "keepers/none")
	s.Delete(&g, "none/none")
	if d := cmp.Diff(want, g); d != "" {
		t.Error(d)
	}
}

// An answer to a record that is gone brings it back where somebody has it, and is
// told where nobody has.
func TestApplyToWhatIsGone(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	base := garden{ID: id(1), Keepers: []keeper{{ID: id(2), Name: "Ada"}}}
	mine := s.Clone(base)
	mine.Keepers[0].Secret = true
	changes := s.Diff(&base, &mine)
	theirs := garden{ID: id(1)}
	done, gone, err := s.Apply(&theirs, changes, nil)
	if len(done) > 0 || !slices.Equal(gone, []schema.Key{schema.KeyOf("keepers", id(2))}) || err != nil || len(theirs.Keepers) > 0 {
		t.Errorf("%v %v %v", done, gone, err)
	}
	whole := func(k schema.Key) []byte { return s.Records(&mine)[k] }
	if _, gone, err = s.Apply(&theirs, changes, whole); err != nil || len(gone) > 0 {
		t.Error(gone, err)
	}
	if d := cmp.Diff(mine, theirs); d != "" {
		t.Error(d)
	}
}

// Two windows link into one set: both links are there, and one to what the other window
// deleted is not.
func TestSetsMergeLinkByLink(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	base := garden{ID: id(1), Keepers: []keeper{{ID: id(2)}, {ID: id(3)}, {ID: id(4)}, {ID: id(5)}},
		Plots: []plot{{ID: id(6), Guests: []schema.ID{id(3)}}}}
	mine, theirs := s.Clone(base), s.Clone(base)
	mine.Plots[0].Guests = schema.Linked(mine.Plots[0].Guests, id(2), true)
	mine.Plots[0].Guests = schema.Linked(mine.Plots[0].Guests, id(5), true)
	theirs.Plots[0].Guests = schema.Linked(schema.Linked(theirs.Plots[0].Guests, id(4), true), id(3), false)
	s.Delete(&theirs, schema.KeyOf("keepers", id(5)))
	changes := s.Diff(&base, &mine)
	if len(changes) != 2 || changes[0].Field != "guests/"+string(id(2)) || string(changes[0].After) != "true" || changes[0].Before != nil {
		t.Fatalf("%s", changes)
	}
	done, _, err := s.Apply(&theirs, changes, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := theirs.Plots[0].Guests; !slices.Equal(got, []schema.ID{id(2), id(4)}) {
		t.Errorf("%v", got)
	}
	if _, err := s.Revert(&theirs, done); err != nil || !slices.Equal(theirs.Plots[0].Guests, []schema.ID{id(4)}) {
		t.Errorf("taken back, it is %v, %v", theirs.Plots[0].Guests, err)
	}
	if !slices.Equal(base.Plots[0].Guests, []schema.ID{id(3)}) {
		t.Errorf("the base became %v", base.Plots[0].Guests)
	}
}

// A plot that lists a private keeper among its guests is no secret itself; one that such
// a keeper keeps is.
func TestASetIsNotASecret(t *testing.T) {
	id := workbooktest.ID
	got := planned().Shared(garden{ID: id(1), Keepers: []keeper{{ID: id(2), Secret: true}, {ID: id(3)}},
		Plots: []plot{{ID: id(4), Guests: []schema.ID{id(2), id(3)}}, {ID: id(5), Keeper: id(2), Guests: []schema.ID{id(3)}}}})
	if d := cmp.Diff([]plot{{ID: id(4), Guests: []schema.ID{id(3)}}}, got.Plots, cmp.Comparer(value.Amount.Equal)); d != "" {
		t.Error(d)
	}
}

// What can be picked is what the field says, else every record but its own; what is
// picked already is always among it.
func TestPickable(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	g := garden{ID: id(1), Keepers: []keeper{{ID: id(2)}, {ID: id(3)}, {ID: id(4)}},
		Plots: []plot{{ID: id(5), Keeper: id(3), Near: []schema.ID{id(9)}}, {ID: id(6), Keeper: id(3), Guests: []schema.ID{id(2), id(3)}}, {ID: id(7)}}}
	for _, tt := range []struct {
		field string
		plot  int
		want  []schema.ID
	}{
		{"keeper", 0, []schema.ID{id(2), id(3), id(4)}},
		{"beside", 1, []schema.ID{id(5), id(7)}},
		{"near", 0, []schema.ID{id(6), id(7)}}, // the link points nowhere
		{"guests", 0, []schema.ID{id(4), id(2)}},
		{"guests", 1, []schema.ID{id(4), id(2), id(3)}},
		{"guests", 2, []schema.ID{id(4), id(3), id(2)}},
		{"title", 0, nil},
	} {
		if got := s.Pickable(&g, s.Field("plots", tt.field), &g.Plots[tt.plot]); !slices.Equal(got, tt.want) {
			t.Errorf("%s of plot %d: %v, want %v", tt.field, tt.plot, got, tt.want)
		}
	}
	if !s.Field("plots", "near").Elsewhere || s.Field("plots", "guests").Elsewhere {
		t.Error("which link a page makes is not told")
	}
}

// A set is read in any order, and written in one.
func TestSetsOfAFile(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	format := schema.Format{Name: "test", Version: 2}
	file := func(guests string) []byte {
		return fmt.Appendf(nil, `{"format":"test","version":2,"garden":{"id":"%s","keepers":[{"id":"%s"},{"id":"%s"}],"plots":[{"id":"%s","guests":%s}]}}`,
			id(1), id(2), id(3), id(4), guests)
	}
	g, err := s.Import(file(fmt.Sprintf(`["%s","%s"]`, id(3), id(2))), format)
	if err != nil || !slices.Equal(g.Plots[0].Guests, []schema.ID{id(2), id(3)}) {
		t.Errorf("%v, %v", g.Plots, err)
	}
	for guests, want := range map[string]string{
		`"x"`:                                   `garden.plots[0].guests: A list is needed here, not text.`,
		`["x",7]`:                               `garden.plots[0].guests[1]: Text is needed here, not a number.`,
		`["x"]`:                                 `garden.plots[0].guests: No keeper has the id "x".`,
		fmt.Sprintf(`["%[1]s","%[1]s"]`, id(2)): fmt.Sprintf(`garden.plots[0].guests: The id "%s" stands twice in this list.`, id(2)),
		`["` + strings.Repeat(`x","`, schema.MaxRecords) + `x"]`: `garden.plots[0].guests: There are 1001 entries; 1000 is the limit.`,
	} {
		if _, err := s.Import(file(guests), format); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// A mark about what the other window deleted goes; so does nothing else.
func TestApplyUnmarks(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	base := garden{ID: id(1), Tools: []tool{{ID: id(2)}, {ID: id(3)}}, Plots: []plot{{ID: id(4)}}}
	mine, theirs := s.Clone(base), s.Clone(base)
	mine.Plots[0].Tools = map[schema.ID]value.Answer{id(2): value.Yes, id(3): value.No}
	s.Delete(&theirs, schema.KeyOf("tools", id(2)))
	if _, _, err := s.Apply(&theirs, s.Diff(&base, &mine), nil); err != nil {
		t.Fatal(err)
	}
	if got := theirs.Plots[0].Tools; len(got) != 1 || got[id(3)] != value.No {
		t.Errorf("%v", got)
	}
}

func TestApplyRefuses(t *testing.T) {
	s := planned()
	id := workbooktest.ID
	plotKey := schema.KeyOf("plots", id(2))
	for _, tt := range []struct {
		change schema.Change
		want   string
	}{
		{schema.Change{Record: "none/x", After: []byte("{}")}, "record none/x: unknown collection"},
		{schema.Change{Record: "none/x", Field: "y", After: []byte(`"z"`)}, "record none/x: unknown collection"},
		{schema.Change{Record: plotKey, Field: "mood", After: []byte(`"z"`)}, "unknown field mood"},
		{schema.Change{Record: plotKey, Field: "title", After: []byte(`7`)}, "Text is needed here, not a number."},
		{schema.Change{Record: plotKey, Field: "title", After: []byte(`{`)}, "not JSON"},
		{schema.Change{Record: plotKey, Field: "price", After: []byte(`"lots"`)}, `"lots" is not an amount`},
		{schema.Change{Record: plotKey, Field: "steps/X", After: []byte(`{"txt":"z"}`)}, "unknown field"},
		{schema.Change{Record: plotKey, Field: "tools/X", After: []byte(`7`)}, "cannot unmarshal"},
		{schema.Change{Record: plotKey, Field: "guests/X", After: []byte(`"yes"`)}, `a link is true or gone, not "yes"`},
		{schema.Change{Record: "keepers/X", After: []byte(`{"id":"Y"}`)}, `bears the id "Y"`},
		{schema.Change{Record: plotKey, After: []byte(`{`)}, "not JSON"},
		{schema.Change{Record: plotKey, Before: []byte(`{`), After: []byte(`{}`)}, "not JSON"},
	} {
		g := garden{ID: id(1), Plots: []plot{{ID: id(2)}}}
		if _, _, err := s.Apply(&g, []schema.Change{tt.change}, nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%+v: %v", tt.change, err)
		}
		if len(g.Keepers) > 0 {
			t.Errorf("%+v left half a record", tt.change)
		}
		records := s.Records(&g)
		if _, _, _, err := s.ApplyTo(id(1), records, []schema.Change{tt.change}); err == nil || errors.Is(err, schema.ErrStored) {
			t.Errorf("on records, %+v: %v", tt.change, err)
		}
	}
	// What is stored and cannot be read is not replaced.
	records := map[schema.Key][]byte{plotKey: []byte(`{"id":"` + string(id(2)) + `","mood":1}`)}
	change := schema.Change{Record: plotKey, Field: "title", After: []byte(`"z"`)}
	if _, _, _, err := s.ApplyTo(id(1), records, []schema.Change{change}); !errors.Is(err, schema.ErrStored) {
		t.Error(err)
	}
	// Other records are none of its business.
	records["plots/other"] = []byte("?")
	change.Record = schema.KeyOf("plots", id(7))
	if _, gone, _, err := s.ApplyTo(id(1), records, []schema.Change{change}); err != nil || len(gone) != 1 {
		t.Error(gone, err)
	}
}

// A record that was stored or logged as a whole before this counts as what differs in it.
func TestApplyOfWholeRecords(t *testing.T) {
	s := planned()
	k := schema.KeyOf("keepers", "K")
	g := garden{Keepers: []keeper{{ID: "K", Name: "theirs", Secret: true}}}
	change := []schema.Change{{Record: k, Before: []byte(`{"id":"K","name":"was"}`), After: []byte(`{"id":"K","name":"mine"}`)}}
	done, _, err := s.Apply(&g, change, nil)
	if err != nil || g.Keepers[0] != (keeper{"K", "mine", true}) || len(done) != 1 || done[0].Field != "name" || string(done[0].Before) != `"theirs"` {
		t.Errorf("%+v, %v, %v", g, done, err)
	}
	if _, err := s.Revert(&g, change); err != nil || g.Keepers[0].Name != "was" {
		t.Errorf("%+v, %v", g, err)
	}
}

func TestJoin(t *testing.T) {
	c := func(field, before, after string) schema.Change {
		out := schema.Change{Record: "plots/P", Field: field}
		if before != "" {
			out.Before = []byte(before)
		}
		if after != "" {
			out.After = []byte(after)
		}
		return out
	}
	for _, tt := range []struct {
		name                string
		first, second, want []schema.Change
	}{
		{"another field", []schema.Change{c("title", "", `"a"`)}, []schema.Change{c("notes", "", `"b"`)},
			[]schema.Change{c("title", "", `"a"`), c("notes", "", `"b"`)}},
		{"one field", []schema.Change{c("title", "", `"a"`)}, []schema.Change{c("title", `"a"`, `"ab"`)}, []schema.Change{c("title", "", `"ab"`)}},
		{"taken back by hand", []schema.Change{c("title", "", `"a"`)}, []schema.Change{c("title", `"a"`, "")}, nil},
		{"made, then written into", []schema.Change{c("", "", `{}`)}, []schema.Change{c("title", "", `"a"`)},
			[]schema.Change{c("", "", `{}`), c("title", "", `"a"`)}},
		{"written into, then deleted", []schema.Change{c("title", "", `"a"`)}, []schema.Change{c("", `{}`, "")},
			[]schema.Change{c("title", "", `"a"`), c("", `{}`, "")}},
		{"over one that went and came", []schema.Change{c("title", "", `"a"`), c("", `{}`, ""), c("", "", `{}`)}, []schema.Change{c("title", "", `"b"`)},
			[]schema.Change{c("title", "", `"a"`), c("", `{}`, ""), c("", "", `{}`), c("title", "", `"b"`)}},
	} {
		if d := cmp.Diff(tt.want, schema.Join(tt.first, tt.second)); d != "" && len(tt.want) > 0 || len(tt.want) != len(schema.Join(tt.first, tt.second)) {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}

// Faults of a schema show at once.
func TestNewRefuses(t *testing.T) {
	line := func(name string) schema.Rows[keeper] {
		return schema.Line(name, "", func(k *keeper) *string { return &k.Name })
	}
	keepers := func(name string, rows ...schema.Rows[keeper]) *schema.Collection {
		return schema.Many(name, "keeper", "", "", func(g *garden) *[]keeper { return &g.Keepers }, func(k *keeper) *schema.ID { return &k.ID }, rows...)
	}
	for want, build := range map[string]func() []*schema.Collection{
		"schema: two collections keepers": func() []*schema.Collection { return []*schema.Collection{keepers("keepers"), keepers("keepers")} },
		"schema: two fields keepers.name": func() []*schema.Collection {
			return []*schema.Collection{keepers("keepers", line("name"), line("name"))}
		},
		"schema: the fields of keepers.part do not stand together": func() []*schema.Collection {
			part := func(name string) schema.Rows[keeper] {
				return schema.Group("part", func(k *keeper) *keeper { return k }, line(name))
			}
			return []*schema.Collection{keepers("keepers", part("a"), line("b"), part("c"))}
		},
		"schema: keepers.at points at no collection": func() []*schema.Collection {
			return []*schema.Collection{keepers("keepers", schema.Ref("at", "", "nowhere", schema.Loosens, func(k *keeper) *schema.ID { return &k.ID }))}
		},
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("got %v, want %s", got, want)
				}
			}()
			schema.New("garden", func(g *garden) *schema.ID { return &g.ID }, build()...)
		}()
	}
}

// What a file holds beside what Clean would let in is taken out, and told where
// it cannot be.
func TestCleanAndValidate(t *testing.T) {
	s := planned()
	dirty := func() garden {
		return garden{ID: workbooktest.ID(1), Owner: owner{Name: "a\nb\x1b", Coin: "E\nUR", Rules: []schema.Entry{{ID: workbooktest.ID(5), Text: "x\ty"}}},
			Plots: []plot{{ID: workbooktest.ID(2), Notes: "two\nlines\x07", Price: value.UnreadAmount("a\x1b"), Care: care{How: "\u202e"}}}}
	}
	g := dirty()
	if err := s.Validate(&g); err == nil || err.Error() != "garden.owner.name: The text holds characters that cannot be stored." {
		t.Error(err)
	}
	s.Clean(&g)
	if err := s.Validate(&g); err != nil {
		t.Error(err)
	}
	if g.Owner.Name != "a b" || g.Plots[0].Notes != "two\nlines" || g.Owner.Rules[0].Text != "x y" || g.Plots[0].Care.How != "" {
		t.Errorf("%+v", g)
	}
	for want, spoil := range map[string]func(*garden){
		`garden.id: The id is missing.`: func(g *garden) { g.ID = "" },
		`garden.owner.rules[1].id: The id "` + string(workbooktest.ID(5)) + `" stands twice in this list.`: func(g *garden) {
			g.Owner.Rules = append(g.Owner.Rules, g.Owner.Rules[0])
		},
		`garden.owner.rules[0].id: The id is missing.`:                    func(g *garden) { g.Owner.Rules[0].ID = "" },
		`garden.owner.rules[0]: An entry of this list is blank.`:          func(g *garden) { g.Owner.Rules[0].Text = "" },
		`garden.plots[0].depth: 8 is not a whole number from 0 to 7.`:     func(g *garden) { g.Plots[0].Depth = value.NewPoints(8) },
		`garden.plots[0].soil: "mud" is none of sand, clay.`:              func(g *garden) { g.Plots[0].Soil = "mud" },
		`garden.plots[0].beside: No plot has the id "x".`:                 func(g *garden) { g.Plots[0].Beside = "x" },
		`garden.plots[0].tools: No tool has the id "x".`:                  func(g *garden) { g.Plots[0].Tools = map[schema.ID]value.Answer{"x": "yes"} },
		`garden.plots[0].guests: The ids do not stand in their order.`:    func(g *garden) { g.Plots[0].Guests = []schema.ID{"y", "x"} },
		`garden.plots[0].care.by: No keeper has the id "x".`:              func(g *garden) { g.Plots[0].Care.By = "x" },
		`garden.plots[0].tools.x: "perhaps" is none of yes, no, unknown.`: func(g *garden) { g.Plots[0].Tools = map[schema.ID]value.Answer{"x": "perhaps"} },
	} {
		g := dirty()
		s.Clean(&g)
		spoil(&g)
		if err := s.Validate(&g); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
