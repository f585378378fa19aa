package share

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// Decision is an answer that was changed on both sides to different values. Mine stays until
// a person chooses.
type Decision struct {
	Record workbook.Key
	Field  string // as in a workbook.Change
	// JSON as in a change: what it was when both last knew the same, nil for blank.
	Was, Mine, Theirs json.RawMessage
}

// Merged is what comes of a merge.
type Merged struct {
	Changes []workbook.Change // to make in mine, in their order
	Decide  []Decision
}

// Merge brings a file together with mine, over base, the state that both last knew; the
// blank workbook where there is none: then what one lacks is added, and what differs is to
// decide. It goes by record, field and part; of a file that is another workbook's, ids count
// as mine. What was written into beats a deletion that had not seen it, also of an answer
// that was made blank. What a file in part goes without is no deletion, except for what it
// calls withdrawn.
func Merge(base, mine workbook.Workbook, theirs File) Merged {
	is := theirs.Workbook.Clone()
	base, is.ID = base.Clone(), mine.ID
	base.ID = mine.ID
	if !theirs.About.Whole {
		base, _ = reduced(base, nil)
	}
	m := merging{mine: mine, theirs: is, out: mine.Clone()}
	m.known(&base)
	m.base = base
	m.carry()
	m.hold()
	m.inOrder()
	for _, w := range theirs.Withdrawn {
		m.withdraw(w)
	}
	_, _, _ = workbook.Schema.Apply(&m.out, nil, nil) // lets go of marks about what is gone
	return Merged{workbook.Diff(mine, m.out), m.decide}
}

// merging is a merge while it is made.
type merging struct {
	base, mine, theirs, out workbook.Workbook
	decide                  []Decision
}

// known has base know the records that both have, which then meet field by field.
func (m *merging) known(base *workbook.Workbook) {
	for k := range recordsOf(&m.mine) {
		if workbook.Schema.Has(&m.theirs, k) && !workbook.Schema.Has(base, k) {
			workbook.Schema.Add(base, k)
		}
	}
}

// carry makes their changes in out, but for those that meet mine.
func (m *merging) carry() {
	own := map[place]workbook.Change{}
	touched := map[workbook.Key]bool{}
	for _, c := range workbook.Diff(m.base, m.mine) {
		own[place{c.Record, c.Field}], touched[c.Record] = c, true
	}
	for _, c := range workbook.Diff(m.base, m.theirs) {
		here := workbook.Schema.Has(&m.mine, c.Record)
		me, both := own[place{c.Record, c.Field}]
		switch {
		case c.Field == "" && c.After == nil:
			if here && !touched[c.Record] {
				m.make(workbook.Change{Record: c.Record, Before: workbook.Schema.Encode(&m.out, c.Record)})
			}
		case !here: // added there, or deleted here and written into there
			m.bring(c.Record, &m.theirs)
		case !both || me.After == nil:
			m.make(c)
		case c.After == nil || same(c, me):
		default:
			m.decide = append(m.decide, Decision{c.Record, c.Field, c.Before, me.After, c.After})
		}
	}
}

// make makes a change in out. What it is about is there, and it fits the schema, since it
// was read from a workbook.
func (m *merging) make(c workbook.Change) { _ = workbook.Schema.Replay(&m.out, []workbook.Change{c}) }

// bring puts a record into out as one side has it; false where that has none.
func (m *merging) bring(k workbook.Key, from *workbook.Workbook) bool {
	raw := workbook.Schema.Encode(from, k)
	if raw != nil && !workbook.Schema.Has(&m.out, k) {
		m.make(workbook.Change{Record: k, After: raw})
	}
	return raw != nil
}

// hold keeps the records that others in out point at, though one side deleted them: what
// points at them was written into on the other.
func (m *merging) hold() {
	var asked []workbook.Key // what links that are to decide point at
	for _, d := range m.decide {
		if f := workbook.Schema.Field(d.Record.Collection(), d.Field); f != nil && f.Kind == schema.RefKind {
			for _, raw := range []json.RawMessage{d.Mine, d.Theirs} {
				var id workbook.ID
				if json.Unmarshal(raw, &id) == nil {
					asked = append(asked, workbook.RecordKey(f.Target, id))
				}
			}
		}
	}
	for again := true; again; {
		again = false
		for _, l := range append(linksOf(&m.out), asked...) {
			if !workbook.Schema.Has(&m.out, l) && (m.bring(l, &m.mine) || m.bring(l, &m.theirs)) {
				again = true
			}
		}
	}
}

// linksOf lists what the records of a workbook point at, each by one link.
func linksOf(w *workbook.Workbook) []workbook.Key {
	var out []workbook.Key
	for k, rec := range recordsOf(w) {
		for _, f := range workbook.Schema.Collection(k.Collection()).Fields {
			if id, is := f.At(rec).(*workbook.ID); is && f.Kind == schema.RefKind && *id != "" {
				out = append(out, workbook.RecordKey(f.Target, *id))
			}
		}
	}
	return out
}

// withdraw takes out what the file's owner keeps private by now.
func (m *merging) withdraw(w Withdrawn) {
	m.decide = slices.DeleteFunc(m.decide, func(d Decision) bool { return d.Record == w.Record && (d.Field == w.Field || w.Field == "") })
	if w.Field == "" {
		if of := workbook.Schema.Collection(w.Record.Collection()); of != nil && !of.One {
			m.out.Delete(w.Record)
		}
		return
	}
	if was := answersOf(m.out)[place{w.Record, w.Field}]; was != nil {
		m.make(workbook.Change{Record: w.Record, Field: w.Field, Before: was})
	}
}

// inOrder puts the entries of each list in an order that both sides come to.
func (m *merging) inOrder() {
	for k, rec := range recordsOf(&m.out) {
		a, b := workbook.Schema.Record(&m.mine, k), workbook.Schema.Record(&m.theirs, k)
		if a == nil || b == nil {
			continue
		}
		for _, f := range workbook.Schema.Collection(k.Collection()).Fields {
			if all, is := f.At(rec).(*[]workbook.Entry); is && len(*all) > 1 {
				*all = ordered(*all, *f.At(a).(*[]workbook.Entry), *f.At(b).(*[]workbook.Entry))
			}
		}
	}
}

// ordered puts entries in the order of two lists at once, where that leaves a choice by id;
// entries stay as they are where the lists contradict each other.
func ordered(all []workbook.Entry, lists ...[]workbook.Entry) []workbook.Entry {
	left, before := map[workbook.ID]workbook.Entry{}, map[workbook.ID]map[workbook.ID]bool{}
	for _, e := range all {
		left[e.ID], before[e.ID] = e, map[workbook.ID]bool{}
	}
	for _, list := range lists {
		last := workbook.ID("")
		for _, e := range list {
			if _, there := left[e.ID]; !there {
				continue
			}
			if last != "" {
				before[e.ID][last] = true
			}
			last = e.ID
		}
	}
	var out []workbook.Entry
	for len(left) > 0 {
		free := workbook.ID("")
		for _, id := range slices.Sorted(maps.Keys(left)) {
			waits := false
			for first := range before[id] {
				_, still := left[first]
				waits = waits || still
			}
			if !waits {
				free = id
				break
			}
		}
		if free == "" {
			return all
		}
		out = append(out, left[free])
		delete(left, free)
	}
	return out
}

// place is where an answer stands.
type place struct {
	record workbook.Key
	field  string
}

// answersOf gives every answer of a workbook, as a change of it has it.
func answersOf(w workbook.Workbook) map[place]json.RawMessage {
	blank := workbook.Workbook{ID: w.ID}
	for k := range recordsOf(&w) {
		workbook.Schema.Add(&blank, k)
	}
	out := map[place]json.RawMessage{}
	for _, c := range workbook.Diff(blank, w) {
		out[place{c.Record, c.Field}] = c.After
	}
	return out
}

// recordsOf gives every record of a workbook, by its key.
func recordsOf(w *workbook.Workbook) map[workbook.Key]any {
	out := map[workbook.Key]any{}
	for _, c := range workbook.Schema.Collections {
		for id, rec := range c.Each(w) {
			out[workbook.RecordKey(c.Name, id)] = rec
		}
	}
	return out
}

// same tells whether two changes of one answer come to the same: of an entry, its text,
// wherever it stands.
func same(a, b workbook.Change) bool {
	name, _, part := strings.Cut(a.Field, "/")
	if f := workbook.Schema.Field(a.Record.Collection(), name); part && f.Kind == schema.EntriesKind {
		return entry(a.After) == entry(b.After)
	}
	return bytes.Equal(a.After, b.After)
}

// entry is the text of an entry as a change has it.
func entry(raw json.RawMessage) string {
	var e struct{ Text string }
	_ = json.Unmarshal(raw, &e) // which the schema wrote
	return e.Text
}
