package bolt

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// What is of another workbook, as after a folder was copied by hand, is never read as this
// one's: a file bears the id of its workbook, and so do the records of which there is one.

// errForeign is damage to a workbook, though nothing may be wrong with the file itself.
var errForeign = fmt.Errorf("the file is another workbook's: %w", errChecks)

// foreignText says it.
var foreignText = [...]string{
	reading:  "This workbook's files are another one's, as in a folder that was copied. Nothing was changed; workbooks are copied by: firstmile backup.",
	saving:   "Not saved: another workbook's files stand in the place of this one's.",
	managing: "This workbook's files are another one's, as in a folder that was copied. Nothing was changed; workbooks are copied by: firstmile backup.",
}

// owner tells whose a record is, "" where its key does not tell.
func owner(all schema.Stored, k workbook.Key) workbook.ID {
	if of := all.Collection(k.Collection()); of == nil || !of.One {
		return ""
	}
	return k.ID()
}

// foreign tells whether an entry changes a record of another workbook.
func (e entry) foreign(p place) bool {
	return slices.ContainsFunc(e.Changes, func(c change) bool {
		record, _, _ := strings.Cut(c.Key, "#")
		of := owner(p.of, workbook.Key(record))
		return of != "" && of != p.id
	})
}

// own leaves out the lines of other workbooks, and tells whether there are any. Lines that
// lead on from one another are one workbook's.
func own(p place, entries []entry) (mine []entry, foreign bool) {
	from := 0
	for i, e := range entries {
		if next := i + 1; next < len(entries) && !entries[next].Copy && e.Set != (set{}) && entries[next].Prev == e.Set {
			continue
		}
		if run := entries[from : i+1]; slices.ContainsFunc(run, func(e entry) bool { return e.foreign(p) }) {
			foreign = true
		} else {
			mine = append(mine, run...)
		}
		from = i + 1
	}
	return mine, foreign
}

// setAside keeps what is of another workbook and would be taken for this one's, where a state
// is to stand that has these keys. The lock is held.
func (s *store) setAside(g gathered, next *held) error {
	p := g.place
	if g.mixed {
		if err := errors.Join(keepAside(p.path(logName), s.damagedName(p.path(logName))), writeLog(p, g.entries)); err != nil {
			return err
		}
	}
	if !g.foreign {
		return nil
	}
	for _, revision := range snapshots(p.folder) {
		path := p.path(snapshotName(revision))
		if _, err := readFile(p, snapshotName(revision)); !errors.Is(err, errForeign) {
			continue
		}
		if err := os.Rename(path, s.damagedName(path)); err != nil {
			return err
		}
	}
	if next.keys == nil {
		return s.keysAside(p)
	}
	return s.keyInPlace(p, next)
}

// keysAside keeps the files of a key that is not this workbook's.
func (s *store) keysAside(p place) error {
	for _, name := range keyNames {
		path := p.path(name)
		if err := os.Rename(path, s.damagedName(path)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// fromWindow puts what this window holds in the place of files that give less. It is nil
// where the window has nothing, or the files give as much.
func (s *store) fromWindow(g gathered, err error) *held {
	was := s.holding(g.place.id)
	switch {
	case was == nil || g.file != nil || err != nil && classify(err) != storage.ErrDamaged:
		return nil
	case err == nil && (g.best.whole || g.best.state.mark.Revision >= was.mark.Revision):
		return nil
	}
	next := was.clone()
	next.mark.Revision += passOver // another window may have gone on from there
	next.mended = "The workbook's file was damaged. What this window had is back" + g.andKept("damaged") + "."
	if g.foreign {
		next.mended = "Another workbook's files were put in this one's place. What this window had is back; the other files are kept beside it."
	}
	return next
}

// hasForeignCopy tells whether a copy in a workbook's folder is another one's.
func (s *store) hasForeignCopy(p place) bool {
	return slices.ContainsFunc(snapshots(p.folder), func(revision uint64) bool {
		_, err := readFile(p, snapshotName(revision))
		return errors.Is(err, errForeign)
	})
}
