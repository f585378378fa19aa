package bolt

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"firstmile/storage"
	"firstmile/workbook"
)

// told is a line that a child prints before it does something, and again once it was
// acknowledged. What these lines come to is what must be on a disk.
type told struct {
	What   string // save, create, delete, undelete, erase
	Done   bool
	Window string      `json:",omitzero"`
	Book   workbook.ID `json:",omitzero"`
	Return workbook.ID `json:",omitzero"`
	Text   string      `json:",omitzero"`
}

// tell prints what is about to be done, does it, and prints it again where that went well.
func (o told) tell(do func() error) error {
	print := func() {
		b, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		os.Stdout.Write(append(b, '\n')) // in one piece
	}
	print()
	err := do()
	if o.Done = err == nil; o.Done {
		print()
	}
	return err
}

// book is what is known of one workbook.
type book struct {
	places []string // where it may be: "workbooks", "deleted" or "" for nowhere
	first  workbook.Workbook
	texts  map[writer]*typed
}

type writer struct {
	window string
	id     workbook.ID // of a return
}

// typed is what a window wrote into one place.
type typed struct {
	saved string // the last that was acknowledged
	since []string
	all   []string
}

// ledger is what must be on a disk.
type ledger map[workbook.ID]*book

// ledgerOf gives what the lines come to, that were said by programs which began with these workbooks.
func ledgerOf(before []workbook.Workbook, lines []string) (ledger, error) {
	out := ledger{}
	for _, w := range before {
		out[w.ID] = &book{[]string{"workbooks"}, w, map[writer]*typed{}}
	}
	for _, line := range lines {
		var o told
		if !strings.HasPrefix(line, "{") { // for whoever meddles with the disk
			continue
		}
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		b := out[o.Book]
		if b == nil {
			b = &book{[]string{""}, newBook(o.Book), map[writer]*typed{}}
			out[o.Book] = b
		}
		move := func(to string) {
			if o.Done {
				b.places = nil
			}
			b.places = append(b.places, to)
		}
		switch o.What {
		case "create", "undelete":
			move("workbooks")
		case "delete":
			move("deleted")
		case "erase":
			move("")
		case "save":
			k := writer{o.Window, o.Return}
			t := b.texts[k]
			if t == nil {
				t = &typed{}
				b.texts[k] = t
			}
			if o.Done {
				t.saved, t.since = o.Text, nil
				b.places = []string{"workbooks"}
			} else {
				t.since, t.all = append(t.since, o.Text), append(t.all, o.Text)
			}
		}
	}
	return out, nil
}

// newBook is the workbook that children create.
func newBook(id workbook.ID) workbook.Workbook {
	return workbook.Workbook{ID: id, Profile: workbook.Profile{Name: "the new one " + string(id)}, Returns: []workbook.Return{{ID: id, Name: "first"}}}
}

// check compares the ledger with a data folder, and gives what was mended. With more, it also saves into it.
func (l ledger) check(dir string, more bool) (mended string, err error) {
	s, err := openNow(dir)
	if err != nil {
		return "", err
	}
	listed, err := s.List(ctx)
	if err != nil {
		return "", err
	}
	deleted, err := s.Deleted(ctx)
	if err != nil {
		return "", err
	}
	for id, b := range l {
		var places []string
		for name, entries := range map[string][]storage.Entry{"workbooks": listed, "deleted": deleted} {
			for _, e := range entries {
				if e.ID == id {
					places = append(places, name)
				}
				if e.ID == id && e.Problem != nil && !errors.Is(e.Problem, storage.ErrBusy) { // a list has little patience
					return "", fmt.Errorf("%s lists it with %w", name, e.Problem)
				}
			}
		}
		if len(places) == 0 {
			places = []string{""}
		}
		if !slices.ContainsFunc(places, func(p string) bool { return slices.Contains(b.places, p) }) {
			return "", fmt.Errorf("a workbook is in %q, not in %q", places, b.places)
		}
		if !slices.Contains(places, "workbooks") {
			if !slices.Contains(places, "deleted") {
				continue
			}
			if err := s.Undelete(ctx, id); err != nil {
				return "", err
			}
		}
		told, err := b.check(s, id, more)
		if err != nil {
			return "", err
		}
		mended += told
	}
	return mended, nil
}

func (b *book) check(s *Store, id workbook.ID, more bool) (mended string, err error) {
	got, err := s.Load(ctx, id)
	if err != nil {
		return "", err
	}
	if err := b.compare(got); err != nil {
		return "", err
	}
	log, err := s.History(ctx, id)
	if err != nil {
		return "", err
	}
	if n := len(log); n > 0 && log[n-1].Number > got.Revision {
		return "", fmt.Errorf("the log is at %d, the workbook at %d", log[n-1].Number, got.Revision)
	}
	if !more {
		return got.Mended, nil
	}
	next := returnNamed(got.Workbook, "01J00000000000000000000NEW", "saved afterwards")
	if _, err := s.Save(ctx, id, workbook.Diff(got.Workbook, next)); err != nil {
		return "", err
	}
	again, err := openNow(s.dir)
	if err != nil {
		return "", err
	}
	return got.Mended, same(again, next)
}

// compare tells what of the ledger a workbook lacks, and what it has that nobody wrote.
func (b *book) compare(got storage.Snapshot) error {
	rest := got.Workbook.Clone()
	written := map[workbook.ID][]string{}
	for k, t := range b.texts {
		written[k.id] = append(written[k.id], t.all...)
	}
	for k, t := range b.texts {
		first, name := b.first.Return(k.id), ""
		if first != nil {
			name = first.Name
		}
		var there []string
		if r := got.Workbook.Return(k.id); r != nil {
			there = append(there, r.Name)
		}
		for _, side := range got.Sides {
			var text string
			if side.Record.ID() == k.id && json.Unmarshal(side.Answer, &text) == nil {
				there = append(there, text)
			}
		}
		right := append([]string{t.saved}, t.since...)
		if t.saved == "" {
			right = append(right, name)
			if first == nil && len(there) == 0 {
				there = []string{name}
			}
		}
		if len(t.since) < len(t.all) && !slices.ContainsFunc(there, func(s string) bool { return slices.Contains(right, s) }) {
			return fmt.Errorf("%.20q stands where %.20q was saved", there, right)
		}
		for _, text := range there {
			if text != name && !slices.Contains(written[k.id], text) {
				return fmt.Errorf("nobody wrote %.20q", text)
			}
		}
		switch r := rest.Return(k.id); {
		case first == nil:
			rest.Delete(workbook.RecordKey(workbook.ReturnRecords, k.id))
		case r != nil:
			r.Name = name
		}
	}
	if diff := workbook.Diff(b.first, rest); len(diff) > 0 {
		return fmt.Errorf("%d other answers differ, the first %s#%s", len(diff), diff[0].Record, diff[0].Field)
	}
	return nil
}
