// Package share is what travels between the two machines of a person, and between a person
// and a coach: the file, what it leaves out, how it is merged, and what lies beside a
// workbook that has travelled. It does no input or output.
package share

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/plan"
	"firstmile/workbook/reply"
	"firstmile/workbook/schema"
)

// File is a workbook as it travels.
type File struct {
	Sender    reply.Sender
	About     About
	Withdrawn []Withdrawn
	Workbook  workbook.Workbook
}

// About says whose workbook it is and what the file goes without.
type About struct {
	Owner workbook.ID // the data folder of whose the workbook is
	Whole bool        // nothing is left out: for one's own other machine
	// Private tells where something is kept private or left out, never how much.
	Private Pages
}

// pages are where something may be kept private: the lessons, and the pages beside them.
var pages = [...]workbook.Lesson{
	workbook.LessonReturns, workbook.LessonNeeds, workbook.LessonAsks, workbook.LessonOffers, workbook.LessonPrenegotiate, workbook.LessonReviews,
	workbook.LessonFirstMile, workbook.LessonTrust, workbook.LessonStrategy, workbook.AfterPage, workbook.NotesPage,
}

// Pages marks some of the lessons and the pages beside them.
type Pages [len(pages)]bool

// Has tells whether a page is marked.
func (p Pages) Has(page workbook.Lesson) bool {
	i := slices.Index(pages[:], page)
	return i >= 0 && p[i]
}

func (p *Pages) mark(page string) {
	if i := slices.Index(pages[:], workbook.Lesson(page)); i >= 0 {
		p[i] = true
	}
}

func pageRows() []schema.Rows[Pages] {
	var out []schema.Rows[Pages]
	for i, page := range pages {
		out = append(out, schema.Switch(string(page), "Something that is asked there is kept private or left out.", "something", "nothing",
			func(p *Pages) *bool { return &p[i] }))
	}
	return out
}

// Withdrawn is what was shared once and is private now.
type Withdrawn struct {
	ID     workbook.ID
	Record workbook.Key
	Field  string // "" for the record as a whole; as in a workbook.Change
}

// withdraw names a place; its id is the same wherever it is withdrawn.
func withdraw(record workbook.Key, field string) Withdrawn {
	return Withdrawn{schema.DerivedID(workbook.ID("withdrawn "+string(record)+"#"+field), 0), record, field}
}

// Schema is the collections of the file: what it says of itself, and those of a workbook.
var Schema = schema.New("share", func(f *File) *workbook.ID { return &f.Workbook.ID }, slices.Concat(
	[]*schema.Collection{
		schema.One("sender", "", "Who sent it.", func(f *File) *reply.Sender { return &f.Sender },
			reply.SenderRows(func(s *reply.Sender) *reply.Sender { return s })),
		schema.One("about", "", "Whose workbook it is, and what the file goes without.", func(f *File) *About { return &f.About },
			schema.Line("owner", "The id of the data folder of whose the workbook is.", func(a *About) *string { return (*string)(&a.Owner) }),
			schema.Switch("whole", "Nothing is left out: the file is for a machine of the same person.", "whole", "in part", func(a *About) *bool { return &a.Whole }),
			schema.Group("private", func(a *About) *Pages { return &a.Private }, pageRows()...)),
		schema.Many("withdrawn", "withdrawn answer", "", "What was shared once and is private now.",
			func(f *File) *[]Withdrawn { return &f.Withdrawn }, func(w *Withdrawn) *workbook.ID { return &w.ID },
			schema.Line("record", "The record.", func(w *Withdrawn) *string { return (*string)(&w.Record) }),
			schema.Line("field", "The answer in it; left out for the record as a whole.", func(w *Withdrawn) *string { return &w.Field })),
	},
	schema.Part(func(f *File) *workbook.Workbook { return &f.Workbook }, workbook.Schema.Collections...),
)...)

// Format is the file; docs/share.md describes it. Its version is that of the workbook in it.
var Format = schema.Format{Name: "firstmile-share", Version: workbook.Format.Version}

// Export writes a file that travels.
func Export(f File) ([]byte, error) { return Schema.Export(f, Format) }

// Import reads what Export writes, strictly. Errors are *schema.Error.
func Import(data []byte) (File, error) { return Schema.Import(data, Format) }

// Whole makes a file of a workbook from which nothing is left out.
func Whole(w workbook.Workbook, sender reply.Sender, owner workbook.ID) File {
	return File{Sender: sender, About: About{Owner: owner, Whole: true}, Workbook: w}
}

// LeftOut is a text that repeats what is kept private, so that the file goes without it
// unless it is released.
type LeftOut struct {
	Record workbook.Key
	Field  string // as in a workbook.Change
	Text   string
	Why    string // a sentence, which never says what is kept private
}

// Of makes the file for somebody else: without what is private and what hangs on that,
// without what is for the manager alone, and without the texts that repeat what is private,
// but those that release lets go; nil releases none. It lists the texts left out. last is
// what they had before, the blank workbook for nothing.
func Of(w, last workbook.Workbook, sender reply.Sender, owner workbook.ID, release func(LeftOut) bool) (File, []LeftOut) {
	shared, left := reduced(w, release)
	f := File{Sender: sender, About: About{Owner: owner}, Workbook: shared}
	for _, c := range workbook.Schema.Collections {
		for id := range c.Each(&w) {
			if k := workbook.RecordKey(c.Name, id); !c.Kept && !workbook.Schema.Has(&shared, k) {
				f.About.Private.mark(c.Page)
			}
		}
	}
	for _, l := range left {
		name, _, _ := strings.Cut(l.Field, "/")
		f.About.Private.mark(workbook.Schema.Field(l.Record.Collection(), name).Page)
	}
	f.Withdrawn = withdrawn(last, w, shared, left)
	return f, left
}

// withdrawn lists what the last file had, and this one goes without though it is there.
func withdrawn(last, w, shared workbook.Workbook, left []LeftOut) []Withdrawn {
	var out []Withdrawn
	last.ID = w.ID
	had := answersOf(last)
	for _, c := range workbook.Schema.Collections {
		for id := range c.Each(&last) {
			k := workbook.RecordKey(c.Name, id)
			if workbook.Schema.Has(&w, k) && !workbook.Schema.Has(&shared, k) && !c.Kept {
				out = append(out, withdraw(k, ""))
			}
		}
	}
	for _, l := range left {
		if had[place{l.Record, l.Field}] != nil {
			out = append(out, withdraw(l.Record, l.Field))
		}
	}
	slices.SortFunc(out, func(a, b Withdrawn) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return slices.Compact(out)
}

// reduced is a workbook as somebody else may have it, with the texts that it goes without.
func reduced(w workbook.Workbook, release func(LeftOut) bool) (workbook.Workbook, []LeftOut) {
	repeats := plan.Repeating(w)
	out := workbook.Schema.Shared(w)
	workbook.Schema.Tidy(&out)
	out.Released = nil // they are about the manager's copy, and repeat texts
	var left []LeftOut
	for _, r := range repeats {
		for _, l := range placesOf(out, r) {
			known := slices.ContainsFunc(left, func(o LeftOut) bool { return o.Record == l.Record && o.Field == l.Field })
			if known || release != nil && release(l) {
				continue
			}
			left = append(left, l)
		}
	}
	var changes []workbook.Change
	said := answersOf(out)
	for _, l := range left {
		changes = append(changes, workbook.Change{Record: l.Record, Field: l.Field, Before: said[place{l.Record, l.Field}]})
	}
	_ = workbook.Schema.Replay(&out, changes) // blank fits every field
	return out, left
}

// Shown is what somebody sees who looks on: a workbook as it would be shared.
func Shown(w workbook.Workbook) workbook.Workbook {
	shown, _ := reduced(w, nil)
	return shown
}

// placesOf gives the answers that a text stands in: of a list, the entries that say it.
func placesOf(w workbook.Workbook, r plan.Repeat) []LeftOut {
	rec := workbook.Schema.Record(&w, r.Said.Record)
	if rec == nil {
		return nil
	}
	l := LeftOut{r.Said.Record, r.Said.Field, r.Said.Text, r.Why}
	entries, several := workbook.Schema.Field(r.Said.Record.Collection(), r.Said.Field).At(rec).(*[]workbook.Entry)
	if !several {
		return []LeftOut{l}
	}
	var out []LeftOut
	for _, e := range *entries {
		if e.Text == r.Said.Text {
			l.Field = r.Said.Field + "/" + string(e.ID)
			out = append(out, l)
		}
	}
	return out
}
