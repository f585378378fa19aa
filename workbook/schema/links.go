package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"firstmile/workbook/value"
)

// Links to other records.

var ref = &kind[ID]{
	same: func(a, b ID) bool { return a == b },
	zero: func(id ID) bool { return id == "" },
	put:  func(w *writer, id ID) { w.text(string(id)) },
	get: func(_ *reading, _ *Field, n *node, path string) (ID, error) {
		return ID(n.text), n.need('"', path)
	},
	cleaned: func(_ *Field, id ID) ID { return ID(value.CleanLine(string(id))) },
	words:   func(id ID, _ string) string { return string(id) },
	parse:   func(_ *Field, _ ID, text string, _ Typing) (ID, error) { return ID(text), nil },
	refs: func(id ID) []ID {
		if id == "" {
			return nil
		}
		return []ID{id}
	},
	without: func(id ID, gone func(ID) bool) ID {
		if id != "" && gone(id) {
			return ""
		}
		return id
	},
	renamed: func(id ID, to func(ID) ID) ID {
		if id == "" {
			return ""
		}
		return to(id)
	},
}

// Ref is a link to a record of another collection.
func Ref[R any](name, what, target string, gone Gone, at func(*R) *ID, traits ...Trait) Rows[R] {
	rows := row(Field{Name: name, What: what, Kind: RefKind, Target: target}, at, ref, traits)
	rows[0].gone = gone
	return rows
}

// refs is a set of links. It is kept in the order of the ids, each once, so that two
// that hold the same are the same.
var refs = &kind[[]ID]{
	same: slices.Equal[[]ID],
	zero: func(all []ID) bool { return len(all) == 0 },
	put: func(w *writer, all []ID) {
		w.open('[')
		for _, id := range all {
			w.text(string(id))
		}
		w.close(']')
	},
	get: func(_ *reading, _ *Field, n *node, path string) ([]ID, error) {
		if err := n.need('[', path); err != nil {
			return nil, err
		}
		var out []ID
		for i, item := range n.items {
			if err := item.need('"', fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return nil, err
			}
			out = append(out, ID(item.text))
		}
		slices.Sort(out)
		return out, checkSet(out, path)
	},
	checked: func(_ *Field, all []ID, path string) error {
		if !slices.IsSorted(all) {
			return fail(path, "The ids do not stand in their order.")
		}
		return checkSet(all, path)
	},
	cleaned: func(_ *Field, all []ID) []ID {
		for i := range all {
			all[i] = ID(value.CleanLine(string(all[i])))
		}
		return asSet(all)
	},
	copied: slices.Clone[[]ID],
	tidied: asSet,
	words: func(all []ID, _ string) string {
		texts := make([]string, len(all))
		for i, id := range all {
			texts[i] = string(id)
		}
		return strings.Join(texts, "\n")
	},
	parse: func(_ *Field, _ []ID, text string, _ Typing) ([]ID, error) {
		var out []ID
		for line := range strings.FieldsSeq(text) {
			out = append(out, ID(line))
		}
		return asSet(out), nil
	},
	refs:    func(all []ID) []ID { return all },
	without: without,
	renamed: func(all []ID, to func(ID) ID) []ID {
		out := make([]ID, len(all))
		for i, id := range all {
			out[i] = to(id)
		}
		return asSet(out)
	},
	several: set{},
}

// asSet puts ids in their order, each once; a blank one is none.
func asSet(all []ID) []ID {
	slices.Sort(all)
	return without(slices.Compact(all), func(id ID) bool { return id == "" })
}

func without(all []ID, gone func(ID) bool) []ID {
	if all = slices.DeleteFunc(all, gone); len(all) == 0 {
		return nil
	}
	return all
}

// checkSet refuses a sorted list that is no set, or is too long.
func checkSet(all []ID, path string) error {
	if len(all) > MaxRecords {
		return tooMany(path, len(all), MaxRecords)
	}
	for i, id := range all {
		if i > 0 && all[i-1] == id {
			return fail(path, "The id %q stands twice in this list.", value.Shorten(value.CleanLine(string(id)), value.MaxQuote))
		}
	}
	return nil
}

// Refs is a set of links to records of another collection. A link goes when the record
// that it points at is deleted; the record that bears it stays.
func Refs[R any](name, what, target string, at func(*R) *[]ID, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: RefsKind, Target: target}, at, refs, traits)
}

// Linked gives a set of links with one more, or without one.
func Linked(all []ID, id ID, on bool) []ID {
	out := without(slices.Clone(all), func(has ID) bool { return has == id })
	if on {
		out = append(out, id)
	}
	return asSet(out)
}

var answers = &kind[map[ID]value.Answer]{
	same: maps.Equal[map[ID]value.Answer, map[ID]value.Answer],
	zero: func(m map[ID]value.Answer) bool { return len(m) == 0 },
	put: func(w *writer, m map[ID]value.Answer) {
		w.open('{')
		for _, id := range slices.Sorted(maps.Keys(m)) {
			w.name(string(id))
			w.text(string(m[id]))
		}
		w.close('}')
	},
	get: func(_ *reading, f *Field, n *node, path string) (map[ID]value.Answer, error) {
		if err := n.need('{', path); err != nil {
			return nil, err
		}
		if len(n.members) > MaxRecords {
			return nil, tooMany(path, len(n.members), MaxRecords)
		}
		var out map[ID]value.Answer
		for _, m := range n.members {
			if err := m.value.need('"', below(path, m.key)); err != nil {
				return nil, err
			}
			if out == nil {
				out = map[ID]value.Answer{}
			}
			out[ID(m.key)] = value.Answer(m.value.text)
		}
		return out, nil
	},
	checked: func(f *Field, m map[ID]value.Answer, path string) error {
		for _, id := range slices.Sorted(maps.Keys(m)) {
			if err := f.chosen(string(m[id]), below(path, string(id))); err != nil {
				return err
			}
		}
		return nil
	},
	cleaned: func(_ *Field, m map[ID]value.Answer) map[ID]value.Answer {
		for id, a := range m {
			if clean := ID(value.CleanLine(string(id))); clean != id {
				delete(m, id)
				id = clean
			}
			if clean := value.Answer(value.CleanLine(string(a))); clean != m[id] {
				m[id] = clean
			}
		}
		return m
	},
	copied: maps.Clone[map[ID]value.Answer],
	refs:   func(m map[ID]value.Answer) []ID { return slices.Sorted(maps.Keys(m)) },
	without: func(m map[ID]value.Answer, gone func(ID) bool) map[ID]value.Answer {
		maps.DeleteFunc(m, func(id ID, _ value.Answer) bool { return gone(id) })
		if len(m) == 0 {
			return nil
		}
		return m
	},
	renamed: func(m map[ID]value.Answer, to func(ID) ID) map[ID]value.Answer {
		if m == nil {
			return nil
		}
		out := map[ID]value.Answer{}
		for _, id := range slices.Sorted(maps.Keys(m)) {
			out[to(id)] = m[id]
		}
		return out
	},
	several: marks{},
}

// AnswersBy is an answer for each of some records of another collection.
func AnswersBy[R any](name, what, target string, at func(*R) *map[ID]value.Answer, traits ...Trait) Rows[R] {
	f := Field{Name: name, What: what, Kind: MarksKind, Target: target}
	for _, a := range value.Answers() {
		f.Options = append(f.Options, Option{string(a), a.String()})
	}
	return row(f, at, answers, traits)
}

// marks are the parts of answers by the id of a record.
type marks struct{}

func (marks) list(a any) []part {
	var out []part
	m := of[map[ID]value.Answer](a)
	for _, id := range slices.Sorted(maps.Keys(m)) {
		raw, _ := json.Marshal(string(m[id]))
		out = append(out, part{string(id), raw, string(m[id])})
	}
	return out
}

func (marks) set(a any, id string, raw []byte) error {
	m := a.(*map[ID]value.Answer)
	if raw == nil {
		delete(*m, ID(id))
		return nil
	}
	var v string
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	if *m == nil {
		*m = map[ID]value.Answer{}
	}
	(*m)[ID(id)] = value.Answer(v)
	return nil
}

// set is the parts of a set of links: each is there or is not.
type set struct{}

const linked = "true" // as a change holds a link that is there

func (set) list(a any) []part {
	var out []part
	for _, id := range of[[]ID](a) {
		out = append(out, part{string(id), []byte(linked), linked})
	}
	return out
}

func (set) set(a any, id string, raw []byte) error {
	if raw != nil && string(raw) != linked {
		return fmt.Errorf("a link is %s or gone, not %s", linked, raw)
	}
	all := a.(*[]ID)
	*all = Linked(*all, ID(id), raw != nil)
	return nil
}

// Renew gives w another id, and each of its records and entries one of its own, in their
// order; the links go along. Link to nothing that is gone: see Tidy.
func (s *Schema[W]) Renew(w *W, id ID, newID IDs) {
	now := map[ID]ID{}
	to := func(old ID) ID {
		if now[old] == "" {
			now[old] = newID()
		}
		return now[old]
	}
	*s.id(w) = id
	for _, c := range s.Collections {
		if !c.One {
			c.rename(w, to)
		}
	}
	for f := range s.answers(w) {
		f.ops.rename(f.at(f.record), to)
	}
}

// Elsewhere marks a link that a page has a way of its own to make: no form asks for it.
func Elsewhere(f *Field) { f.Elsewhere = true }

// Among says which records a link may be picked from, in the order in which they are
// offered.
func Among[W, R any](pick func(w *W, r *R) []ID) Trait {
	return func(f *Field) { f.among = func(root, rec any) []ID { return pick(root.(*W), rec.(*R)) } }
}

// Pickable lists what a link of a record of w may be picked from: what Among gives, or
// every record of the collection pointed at but the one that bears the link. What is
// picked already stands at the end where it is none of those, so that it can be seen and
// let go of.
func (s *Schema[W]) Pickable(w *W, f *Field, rec any) []ID {
	var out []ID
	add := func(id ID) {
		if to := s.Record(w, KeyOf(f.Target, id)); to != nil && to != rec && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	if f.among != nil {
		for _, id := range f.among(w, rec) {
			add(id)
		}
	} else if of := s.byName[f.Target]; of != nil {
		for id := range of.Each(w) {
			add(id)
		}
	}
	for _, id := range f.ops.links(f.at(rec)) {
		add(id)
	}
	return out
}
