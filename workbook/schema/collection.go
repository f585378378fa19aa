package schema

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
)

// Collection is a list of records of one kind, or the one record of a kind.
type Collection struct {
	Name   string // as it stands in a file: "asks"
	Noun   string // one of them in a sentence: "ask"
	Page   string // where it is asked; see Field.Page
	What   string // one sentence for the description of the format
	One    bool   // there is one, which bears the id of the whole
	Kept   bool   // the program keeps it: nothing asks for it, and find passes it over
	Most   int    // how many there should be; 0 for as many as one likes
	Fields []*Field

	amounts []*Field          // those that hold one
	whole   func(root any) ID // the id of the whole
	each    func(root any) iter.Seq2[ID, any]
	find    func(root any, id ID) any
	insert  func(root any, id ID) any
	remove  func(root any, id ID)
	rename  func(root any, to func(ID) ID) // nil for what there is one of
	unshare func(root any)
	fresh   func() any
}

// Rows are the fields of an R.
type Rows[R any] []*Field

// One describes the one record of a kind in a W.
func One[W, R any](name, page, what string, at func(*W) *R, rows ...Rows[R]) *Collection {
	c := newCollection(name, name, page, what, rows)
	c.One = true
	c.each = func(root any) iter.Seq2[ID, any] {
		return func(yield func(ID, any) bool) { yield(c.whole(root), at(root.(*W))) }
	}
	c.find = func(root any, id ID) any {
		if id != c.whole(root) {
			return nil
		}
		return at(root.(*W))
	}
	c.insert = func(root any, _ ID) any { return at(root.(*W)) }
	c.remove = func(root any, _ ID) { var blank R; *at(root.(*W)) = blank }
	c.unshare = func(root any) { c.cloneFields(at(root.(*W))) }
	return c
}

// Many describes a list of records of a W, which stands in the order of their ids.
func Many[W, R any](name, noun, page, what string, at func(*W) *[]R, id func(*R) *ID, rows ...Rows[R]) *Collection {
	c := newCollection(name, noun, page, what, rows)
	of := func(root any) *[]R { return at(root.(*W)) }
	index := func(all []R, key ID) (int, bool) {
		at := sort.Search(len(all), func(i int) bool { return *id(&all[i]) >= key })
		if at < len(all) && *id(&all[at]) == key {
			return at, true
		}
		for i := range all { // a list that was put together by hand may be in another order
			if *id(&all[i]) == key {
				return i, true
			}
		}
		return at, false
	}
	c.each = func(root any) iter.Seq2[ID, any] {
		return func(yield func(ID, any) bool) {
			all := *of(root)
			for i := range all {
				if !yield(*id(&all[i]), &all[i]) {
					return
				}
			}
		}
	}
	c.find = func(root any, key ID) any {
		if i, there := index(*of(root), key); there {
			return &(*of(root))[i]
		}
		return nil
	}
	c.insert = func(root any, key ID) any {
		all := of(root)
		i, there := index(*all, key)
		if !there {
			var blank R
			*id(&blank) = key
			*all = slices.Insert(*all, i, blank)
		}
		return &(*all)[i]
	}
	c.remove = func(root any, key ID) {
		*of(root) = slices.DeleteFunc(*of(root), func(r R) bool { return *id(&r) == key })
	}
	c.rename = func(root any, to func(ID) ID) {
		all := *of(root)
		for i := range all {
			*id(&all[i]) = to(*id(&all[i]))
		}
		slices.SortStableFunc(all, func(a, b R) int { return cmp.Compare(*id(&a), *id(&b)) })
	}
	c.unshare = func(root any) {
		all := of(root)
		*all = slices.Clone(*all)
		for i := range *all {
			c.cloneFields(&(*all)[i])
		}
	}
	return c
}

// Kept marks a collection that the program keeps by itself.
func Kept(c *Collection) *Collection {
	c.Kept = true
	return c
}

// AtMost says how many records of a collection there should be. It keeps nothing out: a
// page that makes them says so.
func AtMost(n int, c *Collection) *Collection {
	c.Most = n
	return c
}

func newCollection[R any](name, noun, page, what string, rows []Rows[R]) *Collection {
	c := &Collection{Name: name, Noun: noun, Page: page, What: what, fresh: func() any { return new(R) }}
	for _, f := range slices.Concat(rows...) {
		if n := len(c.Fields); f.Group != "" && c.grouped(f.Group) && c.Fields[n-1].Group != f.Group {
			panic("schema: the fields of " + name + "." + f.Group + " do not stand together")
		}
		if c.Field(f.Name) != nil {
			panic("schema: two fields " + name + "." + f.Name)
		}
		if f.Page == "" {
			f.Page = page
		}
		f.Label = name + "." + f.Name
		f.aside = func(rec any) any { c := *rec.(*R); return &c }
		c.Fields = append(c.Fields, f)
		if f.Kind == AmountKind || f.Kind == BoundKind {
			c.amounts = append(c.amounts, f)
		}
	}
	return c
}

// Field finds a field by its name, nil when there is none.
func (c *Collection) Field(name string) *Field {
	for _, f := range c.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Each gives the records of a root (a *W) in order.
func (c *Collection) Each(root any) iter.Seq2[ID, any] { return c.each(root) }

func (c *Collection) cloneFields(rec any) {
	for _, f := range c.Fields {
		if f.ops.shares() {
			f.ops.clone(f.at(rec))
		}
	}
}

// encode writes a record as it is stored; a blank answer is left out.
func (c *Collection) encode(id ID, rec any) []byte {
	w := writer{html: true}
	c.write(&w, id, rec)
	return w.b
}

func (c *Collection) write(w *writer, id ID, rec any) {
	w.open('{')
	if !c.One {
		w.name("id")
		w.text(string(id))
	}
	group := ""
	for _, f := range c.Fields {
		at := f.at(rec)
		if f.ops.blank(at) {
			continue
		}
		if f.Group != group {
			if group != "" {
				w.close('}')
			}
			if group = f.Group; group != "" {
				w.name(group)
				w.open('{')
			}
		}
		w.name(f.Name)
		f.ops.write(w, at)
	}
	if group != "" {
		w.close('}')
	}
	w.close('}')
}

// decode reads what encode writes, and what earlier programs stored, into a blank
// record that bears the id.
func (c *Collection) decode(raw []byte, rec any, id ID) error {
	n, err := parse(raw)
	if err != nil {
		return err
	}
	r := reading{id: id, texts: true}
	if !c.One {
		if own := n.member("id"); own == nil || own.text != string(id) {
			return fmt.Errorf("the record bears the id %q", own.said())
		}
	}
	return c.read(&r, n, rec, c.Name)
}

// read fills a record from an object.
func (c *Collection) read(r *reading, n *node, rec any, path string) error {
	if err := n.need('{', path); err != nil {
		return err
	}
	for _, m := range n.members {
		if m.key == "id" && !c.One {
			if err := m.value.need('"', path+".id"); err != nil {
				return err
			}
			continue
		}
		if c.grouped(m.key) {
			if err := m.value.need('{', path+"."+m.key); err != nil {
				return err
			}
			for _, in := range m.value.members {
				if err := c.readField(r, m.key, in, rec, path+"."+m.key); err != nil {
					return err
				}
			}
			continue
		}
		if err := c.readField(r, "", m, rec, path); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collection) grouped(name string) bool {
	return name != "" && slices.ContainsFunc(c.Fields, func(f *Field) bool { return f.Group == name })
}

func (c *Collection) readField(r *reading, group string, m member, rec any, path string) error {
	f := c.Field(m.key)
	if f == nil || f.Group != group {
		return unknownField(path, m.key)
	}
	at := path + "." + m.key
	if m.value.kind == 'n' {
		return fail(at, "null is not an answer; leave the field out instead.")
	}
	return f.ops.read(r, f, m.value, f.at(rec), at)
}

// All puts rows together.
func All[R any](rows ...Rows[R]) Rows[R] { return slices.Concat(rows...) }
