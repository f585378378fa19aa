package storage

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// Side is what a window wrote into an answer that another had written otherwise in the
// meantime. The answer stays as the other left it, and both are kept until a person
// chooses. What the window writes into the answer from then on goes into the side.
type Side struct {
	Record workbook.Key    `json:"record"`
	Field  string          `json:"field"` // as in a change
	Window string          `json:"window"`
	At     time.Time       `json:"at"`
	Answer json.RawMessage `json:"answer,omitempty"` // as in a change; nil for blank
}

// SideRecords is the collection that the keys of sides are in. A change of such a key
// without After drops the side, where it still is what Before says; one with it brings back
// a side that was dropped.
const SideRecords = "sides"

// SideKey names the side of a window beside an answer.
func SideKey(window string, record workbook.Key, field string) workbook.Key {
	return workbook.RecordKey(SideRecords, schema.DerivedID(workbook.ID(fmt.Sprintf("%s %s#%s", window, record, field)), 0))
}

// Key names the side.
func (s Side) Key() workbook.Key { return SideKey(s.Window, s.Record, s.Field) }

// Met is what came of changes that met what other windows wrote.
type Met struct {
	Done  []workbook.Change // of answers, as far as they were not so already
	Sides []workbook.Change // of sides: what was before and what is now, as JSON
	Gone  []workbook.Key    // see Receipt
	Wrote Wrote             // what is to be added to that of the window, once it is stored
}

// Wrote has what a window wrote into answers, by SideKey: meeting that again, as after a
// save of which nobody knows how it ended, it meets nobody else.
type Wrote map[workbook.Key]json.RawMessage

// Meet makes the changes of a window in stored records of a schema and in sides, which it
// changes: at least those must be there that the changes are about. The window's wrote stays
// as it is.
func Meet(of schema.Stored, id workbook.ID, window string, at time.Time,
	records, sides map[workbook.Key][]byte, wrote Wrote, changes []workbook.Change) (Met, error) {
	before := maps.Clone(sides)
	put := func(record workbook.Key, field string, answer json.RawMessage) error {
		s := Side{record, field, window, at, answer}
		raw, err := json.Marshal(s)
		sides[s.Key()] = raw
		return err
	}
	var direct []workbook.Change
	for _, c := range changes {
		own := SideKey(window, c.Record, c.Field)
		switch _, beside := sides[own]; {
		case c.Record.Collection() == SideRecords:
			switch there := sides[c.Record]; {
			case c.After == nil && stillSide(of, c.Before, there): // else it was written into since
				delete(sides, c.Record)
			case c.After != nil && there == nil && isSide(c.Record, c.After):
				sides[c.Record] = c.After
			}
		case beside && records[c.Record] != nil:
			theirs, err := of.Answer(c.Record, records[c.Record], c.Field)
			if err != nil {
				return Met{}, err
			}
			if bytes.Equal(theirs, c.After) { // both say the same by now
				delete(sides, own)
			} else if err := put(c.Record, c.Field, c.After); err != nil {
				return Met{}, err
			}
		default:
			direct = append(direct, c)
		}
	}
	done, gone, beside, err := of.ApplyTo(id, records, direct)
	if err != nil {
		return Met{}, err
	}
	for _, c := range beside {
		if mine, there := wrote[SideKey(window, c.Record, c.Field)]; there && bytes.Equal(mine, c.Before) {
			more, _, _, err := of.ApplyTo(id, records, []workbook.Change{c})
			if err != nil {
				return Met{}, err
			}
			done = append(done, more...)
		} else if err := put(c.Record, c.Field, c.After); err != nil {
			return Met{}, err
		}
	}
	m := Met{Done: done, Gone: gone, Wrote: Wrote{}}
	for _, c := range done {
		if c.Field != "" {
			m.Wrote[SideKey(window, c.Record, c.Field)] = c.After
		}
	}
	for _, k := range slices.SortedFunc(maps.Keys(union(before, sides)), cmp.Compare) {
		if !bytes.Equal(before[k], sides[k]) {
			m.Sides = append(m.Sides, workbook.Change{Record: k, Before: before[k], After: sides[k]})
		}
	}
	return m, nil
}

// isSide tells whether bytes are the side that a key names.
func isSide(k workbook.Key, raw []byte) bool {
	var s Side
	return json.Unmarshal(raw, &s) == nil && s.Key() == k
}

func union[V any](a, b map[workbook.Key]V) map[workbook.Key]V {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// Sides reads what is stored of them, the oldest first.
func Sides(stored map[workbook.Key][]byte) ([]Side, error) {
	var out []Side
	for k, raw := range stored {
		if !isSide(k, raw) {
			return nil, fmt.Errorf("%w: side %s", schema.ErrStored, k)
		}
		var s Side
		_ = json.Unmarshal(raw, &s) // it is one
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Side) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Key(), b.Key())) })
	return out, nil
}
