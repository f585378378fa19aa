package storetest_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/coach"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// kit is what the tests of every store need of a schema: one record that there is one of,
// with two texts and a day, and a list of records with a text each. A schema that has these
// goes through all tests.
type kit[W any] struct {
	schema *schema.Schema[W]
	sample func(workbook.IDs) W // at least seven items, and every kind of text
	one    string               // the collection of the one record
	field  string               // the name of a text of it
	first  func(*W) *string     // that text
	second func(*W) *string     // another text of it
	day    func(*W) *value.Date
	many   string // the collection of the list
	text   func(item any) *string
	random func(t *rapid.T, w *W, ids workbook.IDs) // one edit
}

// books is the kit of workbooks.
var books = kit[workbook.Workbook]{
	schema: workbook.Schema,
	sample: storetest.Sample,
	one:    workbook.ProfileRecords,
	field:  "name",
	first:  func(w *workbook.Workbook) *string { return &w.Profile.Name },
	second: func(w *workbook.Workbook) *string { return &w.Profile.Role },
	day:    func(w *workbook.Workbook) *value.Date { return &w.Profile.Meeting },
	many:   workbook.ReturnRecords,
	text:   func(item any) *string { return &item.(*workbook.Return).Why },
	random: randomEdit,
}

// diary is a schema that is no workbook's: what stands beside one.
type diary struct {
	ID    workbook.ID
	Owner owner
	Pages []page
}

type owner struct {
	Name, Motto string
	Since       value.Date
}

type page struct {
	ID   workbook.ID
	Text string
	Next workbook.ID // another page
}

var diaries = kit[diary]{
	schema: schema.New("diary", func(d *diary) *workbook.ID { return &d.ID },
		schema.One("owner", "", "Whose it is.", func(d *diary) *owner { return &d.Owner }, schema.All(
			schema.Line("name", "The name.", func(o *owner) *string { return &o.Name }),
			schema.Lines("motto", "A motto.", func(o *owner) *string { return &o.Motto }),
			schema.Day("since", "Since when.", value.Behind, func(o *owner) *value.Date { return &o.Since }))),
		schema.Many("pages", "page", "", "What was written.", func(d *diary) *[]page { return &d.Pages }, func(p *page) *workbook.ID { return &p.ID },
			schema.Lines("text", "The text.", func(p *page) *string { return &p.Text }),
			schema.Ref("next", "What it goes on with.", "pages", schema.Loosens, func(p *page) *workbook.ID { return &p.Next }))),
	sample: func(ids workbook.IDs) diary {
		d := diary{ID: ids(), Owner: owner{"Lee Example", "“<&>”\n🧮", value.NewDate(2026, 3, 12)}}
		for _, text := range storetest.Texts() {
			d.Pages = append(d.Pages, page{ID: ids(), Text: text})
		}
		d.Pages[0].Next = d.Pages[1].ID
		return d
	},
	one:    "owner",
	field:  "name",
	first:  func(d *diary) *string { return &d.Owner.Name },
	second: func(d *diary) *string { return &d.Owner.Motto },
	day:    func(d *diary) *value.Date { return &d.Owner.Since },
	many:   "pages",
	text:   func(item any) *string { return &item.(*page).Text },
	random: func(t *rapid.T, d *diary, ids workbook.IDs) {
		text := anyLine(t)
		kind := rapid.IntRange(0, 3).Draw(t, "edit")
		if len(d.Pages) == 0 && kind > 1 {
			kind = 1
		}
		pick := func() *page { return &d.Pages[rapid.IntRange(0, len(d.Pages)-1).Draw(t, "which")] }
		switch kind {
		case 0:
			d.Owner.Name = text
		case 1:
			d.Pages = append(d.Pages, page{ID: ids(), Text: text})
		case 2:
			gone := pick().ID
			d.Pages = slices.DeleteFunc(d.Pages, func(p page) bool { return p.ID == gone })
		case 3:
			pick().Text = text
		}
	},
}

// sides is the kit of what a coach keeps beside a workbook.
var sides = kit[coach.Part]{
	schema: coach.Schema,
	sample: func(ids workbook.IDs) coach.Part {
		p := coach.Part{ID: ids(), Client: coach.Client{Alias: "Lee Example", Rest: value.NewDate(2027, 1, 4)}}
		for _, text := range storetest.Texts() {
			p.Notes = append(p.Notes, coach.Note{ID: ids(), Text: text})
		}
		p.Homework = []coach.Homework{{ID: ids(), Task: "Three market figures"}}
		return p
	},
	one:    coach.ClientRecords,
	field:  "alias",
	first:  func(p *coach.Part) *string { return &p.Client.Alias },
	second: func(p *coach.Part) *string { return &p.Client.Clock },
	day:    func(p *coach.Part) *value.Date { return &p.Client.Rest },
	many:   coach.NoteRecords,
	text:   func(item any) *string { return &item.(*coach.Note).Text },
	random: func(t *rapid.T, p *coach.Part, ids workbook.IDs) {
		text := anyLine(t)
		switch rapid.IntRange(0, 2).Draw(t, "edit") {
		case 0:
			p.Client.Alias = text
		case 1:
			p.Notes = append(p.Notes, coach.Note{ID: ids(), Text: text})
		case 2:
			if len(p.Notes) > 0 {
				p.Notes = p.Notes[1:]
			}
		}
	},
}

// anyLine is some text, or blank: one in which nothing can be seen counts as blank where two
// windows meet.
func anyLine(t *rapid.T) string {
	text := value.CleanLine(rapid.StringN(0, 8, -1).Draw(t, "text"))
	if value.Unseen(text) {
		return ""
	}
	return text
}

func (k kit[W]) id(w W) workbook.ID { return k.schema.ID(&w) }

// blank gives one with nothing in it.
func (k kit[W]) blank(id workbook.ID) W {
	w, err := k.schema.FromRecords(id, nil)
	if err != nil {
		panic(err)
	}
	return w
}

// edit gives a changed copy.
func (k kit[W]) edit(w W, change func(*W)) W {
	w = k.schema.Clone(w)
	change(&w)
	return w
}

func (k kit[W]) named(w W, name string) W {
	return k.edit(w, func(w *W) { *k.first(w) = name })
}

// items are the ids of the list.
func (k kit[W]) items(w W) (out []workbook.ID) {
	for id := range k.schema.Collection(k.many).Each(&w) {
		out = append(out, id)
	}
	return out
}

func (k kit[W]) item(id workbook.ID) workbook.Key { return workbook.RecordKey(k.many, id) }

// of is the text of an item, "" where it is not there.
func (k kit[W]) of(w W, id workbook.ID) string {
	if rec := k.schema.Record(&w, k.item(id)); rec != nil {
		return *k.text(rec)
	}
	return ""
}

func (k kit[W]) with(w W, id workbook.ID, text string) W {
	return k.edit(w, func(w *W) { *k.text(k.schema.Add(w, k.item(id))) = text })
}

func (k kit[W]) without(w W, id workbook.ID) W {
	return k.edit(w, func(w *W) { k.schema.Delete(w, k.item(id)) })
}

func (k kit[W]) diff(a, b W) []workbook.Change { return k.schema.Diff(&a, &b) }

// saveAs saves what differs between a snapshot and next, and gives what is on disk then.
func (k kit[W]) saveAs(s storage.StoreOf[W], base storage.SnapshotOf[W], next W) (storage.SnapshotOf[W], error) {
	if _, err := s.Save(ctx, k.id(next), k.diff(base.Workbook, next)); err != nil {
		return storage.SnapshotOf[W]{}, err
	}
	return s.Load(ctx, k.id(next))
}

func (k kit[W]) load(t rapid.TB, s storage.StoreOf[W], id workbook.ID) storage.SnapshotOf[W] {
	t.Helper()
	return must(s.Load(ctx, id))(t)
}

func (k kit[W]) equal(t rapid.TB, got, want W) {
	t.Helper()
	if k.id(got) != k.id(want) {
		t.Fatalf("%s %s, want %s", k.schema.Name, k.id(got), k.id(want))
	}
	if diff := k.diff(want, got); len(diff) > 0 {
		t.Fatalf("differs: %.400s", fmt.Sprintf("%s", diff))
	}
}
