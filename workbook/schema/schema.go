// Package schema makes everything that is done with the records of a workbook
// from one description of them: rows beside plain structs, one for each field.
// Reading and writing, copying, cleaning, checking, links and what a deletion
// does to them, what find looks through, what another person may see, what
// changed between two states and how that is carried over to a third: each is a
// loop over the rows. It knows nothing of a raise; a schema is a value.
package schema

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// ID names a record for its whole life: a ULID, 26 characters of Crockford
// base 32, so that ids sort by age. The program that creates a record makes it.
type ID string

// IDs makes a new id at each call; later ids sort after earlier ones.
type IDs func() ID

var validID = lazy.New(`^[0-7][0-9A-HJKMNP-TV-Z]{25}$`)

// Key names a record: "<collection>/<id>", such as "returns/01J…". What there is
// one of bears the id of the whole.
type Key string

// KeyOf names a record of a collection.
func KeyOf(collection string, id ID) Key { return Key(collection + "/" + string(id)) }

// Collection is the part before the slash.
func (k Key) Collection() string { c, _, _ := strings.Cut(string(k), "/"); return c }

// ID is the part behind the slash.
func (k Key) ID() ID { _, id, _ := strings.Cut(string(k), "/"); return ID(id) }

// Schema describes the records of a W.
type Schema[W any] struct {
	Name        string        // what paths begin with: "workbook"
	Collections []*Collection // in the order of a file

	id     func(*W) *ID
	byName map[string]*Collection
}

// New puts a schema together; it panics where two collections or two fields of
// one share a name, or a link points at no collection.
func New[W any](name string, id func(*W) *ID, all ...*Collection) *Schema[W] {
	s := &Schema[W]{Name: name, Collections: all, id: id, byName: map[string]*Collection{}}
	for _, c := range all {
		if s.byName[c.Name] != nil {
			panic("schema: two collections " + c.Name)
		}
		s.byName[c.Name] = c
		c.whole = func(root any) ID { return *id(root.(*W)) }
	}
	for _, c := range all {
		for _, f := range c.Fields {
			if f.Target != "" && s.byName[f.Target] == nil {
				panic("schema: " + c.Name + "." + f.Name + " points at no collection")
			}
		}
	}
	return s
}

// ID is the id of the whole.
func (s *Schema[W]) ID(w *W) ID { return *s.id(w) }

// Collection finds a collection by its name, nil when there is none.
func (s *Schema[W]) Collection(name string) *Collection { return s.byName[name] }

// Field finds a field by its collection and its name, nil when there is none.
func (s *Schema[W]) Field(collection, name string) *Field {
	if c := s.byName[collection]; c != nil {
		return c.Field(name)
	}
	return nil
}

// Record finds a record of w: a pointer into it, nil when there is none.
func (s *Schema[W]) Record(w *W, k Key) any {
	if c := s.byName[k.Collection()]; c != nil {
		return c.find(w, k.ID())
	}
	return nil
}

// Has tells whether w has a record.
func (s *Schema[W]) Has(w *W, k Key) bool { return s.Record(w, k) != nil }

// Add puts a blank record into w, in the order of the ids, and gives a pointer to
// it; to the one that is there already, where there is one.
func (s *Schema[W]) Add(w *W, k Key) any { return s.byName[k.Collection()].insert(w, k.ID()) }

// Clone copies w so deeply that changing the copy leaves w as it was.
func (s *Schema[W]) Clone(w W) W {
	for _, c := range s.Collections {
		c.unshare(&w)
	}
	return w
}

// Tidy lets go of what points nowhere and of entries without a text.
func (s *Schema[W]) Tidy(w *W) {
	for f := range s.answers(w) {
		f.ops.tidy(f.at(f.record))
		if f.Target != "" {
			f.ops.unlink(f.at(f.record), func(id ID) bool { return !s.Has(w, KeyOf(f.Target, id)) })
		}
	}
}

// unmark takes out marks about records that are gone, and links of a set to them: one
// side of a merge may have answered about what the other deleted.
func (s *Schema[W]) unmark(w *W) {
	for f := range s.answers(w) {
		if f.Kind == MarksKind || f.Kind == RefsKind {
			f.ops.unlink(f.at(f.record), func(id ID) bool { return !s.Has(w, KeyOf(f.Target, id)) })
		}
	}
}

// Delete takes a record out, with what the links to it say: those that loosen are
// let go of, marks about it go, and so does what goes with it.
func (s *Schema[W]) Delete(w *W, k Key) {
	if c := s.byName[k.Collection()]; c != nil && s.Has(w, k) {
		c.remove(w, k.ID())
	}
	for _, d := range s.Dependents(w, k) {
		rec := s.Record(w, d.Record)
		switch f := d.Field; {
		case rec == nil: // it went by another of its links
		case f.gone == GoesToo:
			s.Delete(w, d.Record)
		default:
			f.ops.unlink(f.at(rec), func(id ID) bool { return id == k.ID() })
		}
	}
}

// Dependent is a link to a record.
type Dependent struct {
	Record Key    // the record that bears the link
	Field  *Field // the link
}

// Dependents lists the links to a record.
func (s *Schema[W]) Dependents(w *W, k Key) []Dependent {
	var out []Dependent
	for _, c := range s.Collections {
		for _, f := range c.Fields {
			if f.Target != k.Collection() {
				continue
			}
			for id, rec := range c.Each(w) {
				if slices.Contains(f.ops.links(f.at(rec)), k.ID()) {
					out = append(out, Dependent{KeyOf(c.Name, id), f})
				}
			}
		}
	}
	return out
}

// Shared gives a copy without what is marked private, and without the records that
// point at it, whatever becomes of them when it is deleted: what they say is about
// it. One that lists it among others says more than that, and loses the link alone.
// Marks about it go too, and so do records that would have gone with one that is
// not there any more: nobody knows whether it was private.
func (s *Schema[W]) Shared(w W) W {
	hidden := map[Key]bool{}
	for f := range s.answers(&w) {
		orphan := f.Kind == RefKind && f.gone == GoesToo && slices.ContainsFunc(f.ops.links(f.at(f.record)), func(id ID) bool {
			return !s.Has(&w, KeyOf(f.Target, id))
		})
		if orphan || f.private && *f.at(f.record).(*bool) {
			s.hide(&w, KeyOf(f.of.Name, f.id), hidden)
		}
	}
	w = s.Clone(w)
	for k := range hidden {
		s.Delete(&w, k)
	}
	return w
}

// hide adds a record, and those that point at it, to those that are hidden.
func (s *Schema[W]) hide(w *W, k Key, hidden map[Key]bool) {
	if hidden[k] {
		return
	}
	hidden[k] = true
	for _, d := range s.Dependents(w, k) {
		if d.Field.Kind == RefKind {
			s.hide(w, d.Record, hidden)
		}
	}
}

// Text is one answer as it is written, with where it stands.
type Text struct {
	Text   string
	Page   string // where it is asked; see Field.Page
	Record Key
	Field  string // the field's name
	Label  string // the field's key in content, "asks.minimum"
}

// Texts lists every answer that is typed: what find looks through. An entry of a
// list is a text of its own.
func (s *Schema[W]) Texts(w *W) []Text {
	var out []Text
	for f := range s.answers(w) {
		if f.of.Kept {
			continue
		}
		for _, text := range f.ops.texts(f.Field, f.at(f.record)) {
			if text != "" {
				out = append(out, f.as(text))
			}
		}
	}
	return out
}

// Unread lists what was typed but could not be read as an amount, a date or a
// bound, and is kept as it was typed, of the fields that are asked.
func (s *Schema[W]) Unread(w *W) []Text {
	var out []Text
	for f := range s.answers(w) {
		if text := f.ops.unread(f.at(f.record)); text != "" && f.Asked(w, f.record) {
			out = append(out, f.as(text))
		}
	}
	return out
}

// Reread reads once more what could not be read, and tells whether any of it can be now:
// what an amount is for may have been answered in another field. Nothing is changed where
// w is not to be.
func (s *Schema[W]) Reread(w *W, t Typing, change bool) (read bool) {
	for f := range s.answers(w) {
		text := f.ops.unread(f.at(f.record))
		if text == "" || !f.Asked(w, f.record) || f.Problem(w, f.record, t) != nil {
			continue
		}
		if read = true; change {
			_ = f.Type(w, f.record, text, t)
		}
	}
	return read
}

// Place is an amount with where it stands.
type Place struct {
	Of     *Collection
	ID     ID
	Field  *Field
	Rec    any // a pointer to the record
	Amount *value.Amount
}

// Record is the key of the record.
func (p Place) Record() Key { return KeyOf(p.Of.Name, p.ID) }

// Amounts gives every amount of w that is answered, those of bounds among them, in
// the order of a file; whoever changes one changes w.
func (s *Schema[W]) Amounts(w *W) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for _, c := range s.Collections {
			if len(c.amounts) == 0 {
				continue
			}
			for id, rec := range c.Each(w) {
				for _, f := range c.amounts {
					if a := f.Amount(rec); !a.IsZero() && !yield(Place{c, id, f, rec, a}) {
						return
					}
				}
			}
		}
	}
}

// answer is one field of one record of a W.
type answer struct {
	*Field
	of     *Collection
	id     ID
	record any
}

// as gives a text of the answer with where it stands.
func (a answer) as(text string) Text {
	return Text{text, a.Page, KeyOf(a.of.Name, a.id), a.Name, a.Label}
}

// path is the place of the i-th record of a collection in a file.
func (s *Schema[W]) path(c *Collection, i int) string {
	if c.One {
		return s.Name + "." + c.Name
	}
	return fmt.Sprintf("%s.%s[%d]", s.Name, c.Name, i)
}

// answers gives every field of every record, in the order of a file.
func (s *Schema[W]) answers(w *W) iter.Seq[answer] {
	return func(yield func(answer) bool) {
		for _, c := range s.Collections {
			for id, rec := range c.Each(w) {
				for _, f := range c.Fields {
					if !yield(answer{f, c, id, rec}) {
						return
					}
				}
			}
		}
	}
}

// Records gives every record of w as JSON, by key.
func (s *Schema[W]) Records(w *W) map[Key][]byte {
	out := map[Key][]byte{}
	for _, c := range s.Collections {
		for id, rec := range c.Each(w) {
			out[KeyOf(c.Name, id)] = c.encode(id, rec)
		}
	}
	return out
}

// Encode gives one record of w as JSON, nil when there is none.
func (s *Schema[W]) Encode(w *W, k Key) []byte {
	rec := s.Record(w, k)
	if rec == nil {
		return nil
	}
	return s.byName[k.Collection()].encode(k.ID(), rec)
}

// FromRecords puts a W together from its records, strictly: an unknown collection
// or field is an error, since leaving it out would lose an answer at the next save.
func (s *Schema[W]) FromRecords(id ID, records map[Key][]byte) (W, error) {
	var w, none W
	*s.id(&w) = id
	for _, k := range slices.Sorted(maps.Keys(records)) {
		c := s.byName[k.Collection()]
		if c == nil {
			return none, fmt.Errorf("record %s: unknown collection", k)
		}
		if c.One && k.ID() != id { // a second one would silently replace the first
			return none, fmt.Errorf("record %s: the whole bears the id %q", k, id)
		}
		if err := c.decode(records[k], c.insert(&w, k.ID()), k.ID()); err != nil {
			return none, fmt.Errorf("record %s: %w", k, err)
		}
	}
	return w, nil
}
