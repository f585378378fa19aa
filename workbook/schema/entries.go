package schema

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/value"
)

// Entry is one line of a list. Its id lets two windows write into one list
// without losing a line of either.
type Entry struct {
	ID   ID
	Text string
}

// Entries are lines of text, typed into one field, each of which merges as a
// record of its own does.
func Entries[R any](name, what string, at func(*R) *[]Entry, traits ...Trait) Rows[R] {
	return row(Field{Name: name, What: what, Kind: EntriesKind}, at, entries, traits)
}

var entries = &kind[[]Entry]{
	same: slices.Equal[[]Entry],
	zero: func(all []Entry) bool { return len(all) == 0 },
	put: func(w *writer, all []Entry) {
		w.open('[')
		for _, e := range all {
			w.open('{')
			w.name("id")
			w.text(string(e.ID))
			w.name("text")
			w.text(e.Text)
			w.close('}')
		}
		w.close(']')
	},
	get: readEntries,
	cleaned: func(_ *Field, all []Entry) []Entry {
		for i := range all {
			all[i].Text = value.CleanLine(all[i].Text)
		}
		return all
	},
	checked: checkEntries,
	copied:  slices.Clone[[]Entry],
	tidied: func(all []Entry) []Entry {
		return slices.DeleteFunc(all, func(e Entry) bool { return e.Text == "" })
	},
	words: func(all []Entry, _ string) string { return strings.Join(textsOf(all), "\n") },
	found: func(_ *Field, all []Entry) []string { return textsOf(all) },
	parse: func(_ *Field, old []Entry, text string, t Typing) ([]Entry, error) {
		return retyped(old, text, t.NewID), nil
	},
	renamed: func(all []Entry, to func(ID) ID) []Entry {
		out := slices.Clone(all)
		for i := range out {
			out[i].ID = to(out[i].ID)
		}
		return out
	},
	several: lines{},
}

func textsOf(all []Entry) []string {
	out := make([]string, len(all))
	for i, e := range all {
		out[i] = e.Text
	}
	return out
}

func readEntries(r *reading, _ *Field, n *node, path string) ([]Entry, error) {
	if err := n.need('[', path); err != nil {
		return nil, err
	}
	if len(n.items) > value.MaxText {
		return nil, tooMany(path, len(n.items), value.MaxText)
	}
	var out []Entry
	for i, item := range n.items {
		at := fmt.Sprintf("%s[%d]", path, i)
		if r.texts && item.kind == '"' {
			out = append(out, Entry{DerivedID(r.id, i), item.text})
			continue
		}
		if err := item.need('{', at); err != nil {
			return nil, err
		}
		var e Entry
		for _, m := range item.members {
			if m.key != "id" && m.key != "text" {
				return nil, unknownField(at, m.key)
			}
			if err := m.value.need('"', at+"."+m.key); err != nil {
				return nil, err
			}
			if m.key == "id" {
				e.ID = ID(m.value.text)
			} else {
				e.Text = m.value.text
			}
		}
		out = append(out, e)
	}
	return out, nil
}

// DerivedID gives the n-th entry of a record an id that every reader of the same
// list derives alike: before version 2 entries bore none.
func DerivedID(record ID, n int) ID {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", record, n))
	sum[0] &= 0x3F // not needed any more, but every reader derives the same
	return ID("0" + crockford.EncodeToString(sum[:16])[:25])
}

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

func checkEntries(_ *Field, all []Entry, path string) error {
	if len(all) > value.MaxText { // typed into one field, which has as many lines as it has characters
		return tooMany(path, len(all), value.MaxText)
	}
	seen := map[ID]bool{}
	for i, e := range all {
		at := fmt.Sprintf("%s[%d]", path, i)
		switch {
		case e.Text == "":
			return fail(at, "An entry of this list is blank.")
		case utf8.RuneCountInString(e.Text) > value.MaxText:
			return tooLong(at)
		case e.Text != value.CleanLine(e.Text):
			return fail(at, "The text holds characters that cannot be stored.")
		}
		if err := checkID(e.ID, at+".id", seen); err != nil {
			return err
		}
	}
	return nil
}

func tooMany(path string, n, most int) error {
	return fail(path, "There are %d entries; %d is the limit.", n, most)
}

// retyped gives the entries of a list that was typed anew, a line each; a blank
// line is none. A line that is still there keeps its id, and so does one that was
// changed in its place.
func retyped(old []Entry, text string, newID IDs) []Entry {
	var typed []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			typed = append(typed, line)
		}
	}
	// What is the same at both ends is left; typing changes what is between.
	head := 0
	for head < min(len(old), len(typed)) && old[head].Text == typed[head] {
		head++
	}
	tail := 0
	for tail < min(len(old), len(typed))-head && old[len(old)-1-tail].Text == typed[len(typed)-1-tail] {
		tail++
	}
	between := old[head : len(old)-tail]
	out := slices.Clone(old[:head])
	for i, line := range typed[head : len(typed)-tail] {
		e := Entry{Text: line}
		if i < len(between) {
			e.ID = between[i].ID
		} else {
			e.ID = newID()
		}
		out = append(out, e)
	}
	return append(out, old[len(old)-tail:]...)
}

// multiple is an answer of several parts, each of which changes on its own.
type multiple interface {
	list(a any) []part
	// set puts a part in, changes it, or takes it out when raw is nil.
	set(a any, id string, raw []byte) error
}

// part is one part of an answer.
type part struct {
	id  string
	raw []byte // as a change holds it
	is  string // what two parts that are the same answer have in common
}

// lines are the parts of entries. A change says behind which entries one stands,
// the nearest first: where that one is gone, or is yet to come, the next serves.
type lines struct{}

type line struct {
	Behind []ID   `json:"behind,omitempty"`
	Text   string `json:"text"`
}

const maxBehind = 8 // entries; lists are short, and so are the changes of long ones

func (lines) list(a any) []part {
	var out []part
	var behind []ID
	for _, e := range of[[]Entry](a) {
		raw, _ := json.Marshal(line{behind, e.Text}) // strings always can be
		out = append(out, part{string(e.ID), raw, e.Text})
		behind = append([]ID{e.ID}, behind[:min(len(behind), maxBehind-1)]...)
	}
	return out
}

func (lines) set(a any, id string, raw []byte) error {
	all := a.(*[]Entry)
	at := slices.IndexFunc(*all, func(e Entry) bool { return e.ID == ID(id) })
	if raw == nil {
		if at >= 0 {
			*all = slices.Delete(*all, at, at+1)
		}
		return nil
	}
	var l line
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return err
	}
	if at >= 0 {
		(*all)[at].Text = l.Text
		return nil
	}
	place := 0
	for _, near := range l.Behind {
		if i := slices.IndexFunc(*all, func(e Entry) bool { return e.ID == near }); i >= 0 {
			place = i + 1
			break
		}
	}
	*all = slices.Insert(*all, place, Entry{ID(id), l.Text})
	return nil
}
