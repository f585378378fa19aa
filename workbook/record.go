package workbook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"firstmile/workbook/value"
)

// Key names a record in a store: "<collection>/<id>", such as
// "returns/01J…". The profile and the job, of which there is one each, bear the
// workbook's own id.
type Key string

// RecordKey names a record of a collection.
func RecordKey(collection string, id ID) Key { return Key(collection + "/" + string(id)) }

// Collection is the part before the slash.
func (k Key) Collection() string { c, _, _ := strings.Cut(string(k), "/"); return c }

// ID is the part behind the slash.
func (k Key) ID() ID { _, id, _ := strings.Cut(string(k), "/"); return ID(id) }

// The collections that make up a workbook.
const (
	ProfileRecords  = "profile"
	JobRecords      = "job"
	ReturnRecords   = "returns"
	AskRecords      = "asks"
	FigureRecords   = "figures"
	OfferRecords    = "offers"
	FallbackRecords = "fallback"
)

// collection tells how one field of Workbook becomes records and back; a new
// kind of answer is one more row in collections.
type collection struct {
	name   string
	encode func(w *Workbook, put func(ID, any))
	decode func(w *Workbook, id ID, raw []byte) error
}

var collections = []collection{
	single(ProfileRecords, func(w *Workbook) *Profile { return &w.Profile }),
	single(JobRecords, func(w *Workbook) *Job { return &w.Job }),
	many(ReturnRecords, func(w *Workbook) *[]Return { return &w.Returns }, func(r *Return) *ID { return &r.ID }),
	many(AskRecords, func(w *Workbook) *[]Ask { return &w.Asks }, func(a *Ask) *ID { return &a.ID }),
	many(FigureRecords, func(w *Workbook) *[]Figure { return &w.Figures }, func(f *Figure) *ID { return &f.ID }),
	many(OfferRecords, func(w *Workbook) *[]Offer { return &w.Offers }, func(o *Offer) *ID { return &o.ID }),
	single(FallbackRecords, func(w *Workbook) *Fallback { return &w.Fallback }),
}

func single[T any](name string, at func(*Workbook) *T) collection {
	return collection{
		name:   name,
		encode: func(w *Workbook, put func(ID, any)) { put(w.ID, *at(w)) },
		decode: func(w *Workbook, id ID, raw []byte) error {
			if id != w.ID { // a second one would silently replace the first
				return fmt.Errorf("the workbook bears the id %q", w.ID)
			}
			return decodeStrict(raw, at(w))
		},
	}
}

func many[T any](name string, at func(*Workbook) *[]T, idOf func(*T) *ID) collection {
	return collection{
		name: name,
		encode: func(w *Workbook, put func(ID, any)) {
			for _, v := range *at(w) {
				put(*idOf(&v), v)
			}
		},
		decode: func(w *Workbook, id ID, raw []byte) error {
			var v T
			if err := decodeStrict(raw, &v); err != nil {
				return err
			}
			if *idOf(&v) != id {
				return fmt.Errorf("the record bears the id %q", *idOf(&v))
			}
			*at(w) = append(*at(w), v)
			return nil
		},
	}
}

func decodeStrict(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("there is more behind the record")
	}
	return nil
}

// Records gives every record of the workbook as JSON, by key.
func (w Workbook) Records() (map[Key][]byte, error) {
	out := map[Key][]byte{}
	for _, c := range collections {
		var err error
		c.encode(&w, func(id ID, v any) {
			b, e := json.Marshal(v)
			if e != nil && err == nil {
				err = fmt.Errorf("encode %s/%s: %w", c.name, id, e)
			}
			out[Key(c.name+"/"+string(id))] = b
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// FromRecords puts a workbook together from its records, strictly: an unknown
// collection or field is an error, since leaving it out would lose an answer at
// the next save.
func FromRecords(id ID, records map[Key][]byte) (Workbook, error) {
	w := Workbook{ID: id}
	for _, k := range slices.Sorted(maps.Keys(records)) {
		i := slices.IndexFunc(collections, func(c collection) bool { return c.name == k.Collection() })
		if i < 0 {
			return Workbook{}, fmt.Errorf("record %s: unknown collection", k)
		}
		if err := collections[i].decode(&w, k.ID(), records[k]); err != nil {
			return Workbook{}, fmt.Errorf("record %s: %w", k, err)
		}
	}
	return w, nil
}

// Change is one record that differs between two states of a workbook. Before
// is nil for a record that is new, After for one that is gone.
type Change struct {
	Key    Key
	Before []byte
	After  []byte
}

// Diff lists the records that differ, in the order of their keys.
func Diff(base, next Workbook) ([]Change, error) {
	a, err := base.Records()
	if err != nil {
		return nil, err
	}
	b, err := next.Records()
	if err != nil {
		return nil, err
	}
	return diffRecords(a, b), nil
}

func diffRecords(a, b map[Key][]byte) []Change {
	var out []Change
	for k, before := range a {
		if after, ok := b[k]; !ok || !bytes.Equal(before, after) {
			out = append(out, Change{Key: k, Before: before, After: after})
		}
	}
	for k, after := range b {
		if _, ok := a[k]; !ok {
			out = append(out, Change{Key: k, After: after})
		}
	}
	slices.SortFunc(out, func(x, y Change) int { return strings.Compare(string(x.Key), string(y.Key)) })
	return out
}

// Apply makes changes in records and gives those that were not there already,
// each with what it really replaced. A record that was changed on both sides
// since the change's Before is put together field by field; of a field that was
// changed on both sides, the change's own is kept.
func Apply(records map[Key][]byte, changes []Change) []Change {
	return apply(records, changes, keepMine)
}

// side says whose answer is kept of a field that both changed.
type side int

const (
	keepMine side = iota
	keepTheirs
)

func apply(records map[Key][]byte, changes []Change, keep side) []Change {
	var done []Change
	for _, c := range changes {
		before, there := records[c.Key]
		after := c.After
		switch {
		case bytes.Equal(before, c.Before):
		case there && c.Before != nil && after != nil:
			after = mergeRecord(c.Key, c.Before, after, before, keep)
		case keep == keepTheirs: // there it came, went, or was changed
			after = before
		}
		if there == (after != nil) && bytes.Equal(before, after) {
			continue
		}
		if after == nil {
			delete(records, c.Key)
		} else {
			records[c.Key] = after
		}
		done = append(done, Change{Key: c.Key, Before: before, After: after})
	}
	return done
}

// mergeRecord puts a record together that both sides changed; mine where that
// cannot be done.
func mergeRecord(k Key, base, mine, theirs []byte, keep side) []byte {
	merged, err := mergeFields(base, mine, theirs, keep)
	if err != nil {
		return mine
	}
	// Through the typed record, so that it is encoded as every other is.
	w, err := FromRecords(k.ID(), map[Key][]byte{k: merged})
	if err != nil {
		return mine
	}
	records, err := w.Records()
	if err != nil || records[k] == nil {
		return mine
	}
	return records[k]
}

// mergeFields merges JSON objects three ways, and the objects inside them, and
// lists of texts entry by entry; anything else counts as one value.
func mergeFields(base, mine, theirs []byte, keep side) ([]byte, error) {
	var b, m, t map[string]json.RawMessage
	for _, part := range []struct {
		raw  []byte
		into *map[string]json.RawMessage
	}{{base, &b}, {mine, &m}, {theirs, &t}} {
		if len(part.raw) == 0 {
			continue // the object was not there on this side
		}
		if err := json.Unmarshal(part.raw, part.into); err != nil {
			return nil, err
		}
	}
	out := maps.Clone(t)
	if out == nil {
		out = map[string]json.RawMessage{}
	}
	names := maps.Clone(b)
	if names == nil {
		names = map[string]json.RawMessage{}
	}
	maps.Copy(names, m)
	for name := range names {
		switch was, is, other := b[name], m[name], t[name]; {
		case bytes.Equal(was, is): // not changed here
		case object(was) || object(is) || object(other): // a blank one is left out on its side
			merged, err := mergeFields(was, is, other, keep)
			if err != nil {
				return nil, err
			}
			if out[name] = merged; string(merged) == "{}" {
				delete(out, name)
			}
		case listed(was) || listed(is) || listed(other):
			merged, err := mergeLists(was, is, other)
			if err != nil {
				return nil, err
			}
			if out[name] = merged; string(merged) == "[]" {
				delete(out, name)
			}
		case keep == keepTheirs && !bytes.Equal(was, other):
		case is == nil:
			delete(out, name)
		default:
			out[name] = is
		}
	}
	return json.Marshal(out)
}

func object(raw []byte) bool { return len(raw) > 0 && raw[0] == '{' }

func listed(raw []byte) bool { return len(raw) > 0 && raw[0] == '[' }

// mergeLists carries what changed between base and mine over to theirs: entries
// that mine took out go, and those that it added stand behind the entry that
// they stand behind in mine.
func mergeLists(base, mine, theirs []byte) ([]byte, error) {
	var b, m, t []string
	for _, part := range []struct {
		raw  []byte
		into *[]string
	}{{base, &b}, {mine, &m}, {theirs, &t}} {
		if len(part.raw) == 0 {
			continue // the list was not there on this side
		}
		if err := json.Unmarshal(part.raw, part.into); err != nil {
			return nil, err
		}
	}
	out := slices.DeleteFunc(slices.Clone(t), func(s string) bool { return slices.Contains(b, s) && !slices.Contains(m, s) })
	at := 0
	for _, s := range m {
		if i := slices.Index(out, s); i >= 0 {
			at = i + 1
		} else if !slices.Contains(b, s) { // else theirs took it out
			out = slices.Insert(out, min(at, len(out)), s)
			at++
		}
	}
	return json.Marshal(append([]string{}, out...))
}

// Rebase carries what changed between base and mine over to theirs, record by
// record and field by field: two windows on one workbook never undo each other.
// Where both changed the same field, mine is kept.
func Rebase(base, mine, theirs Workbook) (Workbook, error) {
	return rebase(base, mine, theirs, keepMine)
}

// Revert takes a step back that led from before to after, in a workbook that has
// changed since: what another window wrote into the same field, or a record that
// it wrote into, stays.
func Revert(after, before, now Workbook) (Workbook, error) {
	return rebase(after, before, now, keepTheirs)
}

func rebase(base, mine, theirs Workbook, keep side) (Workbook, error) {
	changes, err := Diff(base, mine)
	if err != nil {
		return mine, err
	}
	records, err := theirs.Records()
	if err != nil {
		return mine, err
	}
	apply(records, changes, keep)
	w, err := FromRecords(theirs.ID, records)
	// One side may have answered about a return that the other deleted.
	for i := range w.Offers {
		maps.DeleteFunc(w.Offers[i].Covers, func(id ID, _ value.Answer) bool { return w.Return(id) == nil })
	}
	return w, err
}
