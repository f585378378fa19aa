package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// passOver is how many revisions are left out where an older state goes on, so that no
// number means two states.
const passOver = 1000

// snapEvery is after how many saves a copy of workbook.db is made.
const snapEvery = 500

// Save makes changes in what is stored; see storage.Store.
func (s *store) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	r, err := s.save(ctx, id, changes)
	return r, s.explain(id, saving, err)
}

func (s *store) save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	folder, err := s.existing(id)
	if err != nil {
		return storage.Receipt{}, err
	}
	if len(changes) == 0 { // no window has to wait for it
		h, err := s.load(ctx, id)
		if err != nil {
			return storage.Receipt{}, err
		}
		sides, err := storage.Sides(h.sides)
		return storage.Receipt{Before: h.mark.Revision, Revision: h.mark.Revision, Saved: h.mark.Saved, Sides: sides}, err
	}
	unlock, err := s.lockInTurn(ctx, folder)
	if err != nil {
		return storage.Receipt{}, err
	}
	defer unlock()
	for again := true; ; again = false {
		h, err := s.current(folder, id)
		if err != nil {
			return storage.Receipt{}, err
		}
		r, err := s.saveOn(folder, h, changes)
		if err == nil || !again {
			return r, err
		}
		switch {
		case errors.Is(err, errMoved): // a file was renamed over it while it was written
			s.drop(id)
		case classify(err) == storage.ErrDamaged:
			if h, err = s.rebuild(s.place(folder, id), h); err != nil {
				return r, err
			}
			s.hold(h)
		default:
			return r, err
		}
	}
}

// current gives what the files hold, read anew where they are not as this window left
// them. The lock is held.
func (s *store) current(folder string, id workbook.ID) (*held, error) {
	was, p := s.holding(id), s.place(folder, id)
	s.keepKey(p)
	if was != nil && was.unchanged(folder) {
		return was, nil
	}
	h, err := s.read(p)
	if mendable(err) {
		h, err = s.mend(p)
	}
	if errors.Is(err, errLocked) {
		return nil, err
	}
	if err != nil {
		return h, err
	}
	if !h.follows(was) {
		if h, err = s.comeBack(p, was, h); err != nil {
			return h, err
		}
	}
	if !h.sure {
		if err := s.secure(s.plain(folder, id).with(h.keys), h); err != nil {
			return h, err
		}
	}
	return s.hold(h), nil
}

// unchanged tells whether workbook.db is the file that was read or written last. Two
// saves within one tick of the file system's clock look alike: saveOn compares the state.
func (h *held) unchanged(folder string) bool {
	info, err := os.Stat(filepath.Join(folder, fileName))
	return err == nil && h.file != nil && sameFile(info, h.file)
}

func sameFile(a, b os.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// saveOn makes changes in h and writes what that changed.
func (s *store) saveOn(folder string, h *held, changes []workbook.Change) (storage.Receipt, error) {
	next := h.clone()
	about := map[workbook.Key][]byte{} // a save costs what it changes
	for _, c := range changes {
		if r := h.records.get(c.Record); r != nil {
			about[c.Record] = r
		}
	}
	met, err := storage.Meet(s.of, h.id, s.window, s.time(), about, next.sides, s.wroteIn(h.id), changes)
	changed := map[workbook.Key][]byte{}
	for _, c := range met.Done {
		changed[c.Record] = about[c.Record]
	}
	next.records = h.records.with(changed)
	switch {
	case errors.Is(err, schema.ErrStored):
		return storage.Receipt{}, errSchema // its checksum is right, so a program wrote it that knows more than this one
	case err != nil:
		return storage.Receipt{}, &problem{"Not saved: an answer cannot be stored. Take back the last change.", nil, nil}
	}
	r := storage.Receipt{Before: h.mark.Revision, Revision: h.mark.Revision, Saved: h.mark.Saved, Gone: met.Gone, Done: met.Done}
	if len(met.Done)+len(met.Sides) > 0 {
		e := entry{
			Revision: h.mark.Revision + 1, At: s.time(), Window: s.window, Prev: h.mark.Set,
			Changes: changesOf(slices.Concat(met.Done, met.Sides)),
		}
		if err := s.write(folder, h, next, &e); err != nil {
			return storage.Receipt{}, err
		}
		r.Revision, r.Saved = next.mark.Revision, next.mark.Saved
		s.behind(folder, h, next, e)
		s.hold(next)
		maps.Copy(s.wroteIn(h.id), met.Wrote)
	}
	r.Sides, err = storage.Sides(next.sides)
	if err != nil {
		err = errSchema
	}
	return r, err
}

// write commits what differs between h and next, and makes next what the file holds then.
func (s *store) write(folder string, h, next *held, e *entry) error {
	path := filepath.Join(folder, fileName)
	why := toWrite
	if h.sound && h.unchanged(folder) {
		why = toGoOn
	}
	f, err := openFile(path, why)
	if err != nil {
		return s.place(folder, h.id).missing(err)
	}
	defer f.close()
	next.mark.Revision, next.mark.Saved = e.Revision, e.At
	err = f.update(func(tx *bbolt.Tx) error {
		var now mark
		if err := get(tx, metaBucket, stateKey, &now); err != nil {
			return err
		}
		if now.Revision != h.mark.Revision || now.Set != h.mark.Set {
			return errMoved
		}
		seen := map[workbook.Key]bool{}
		for _, c := range e.Changes {
			record, _, _ := strings.Cut(c.Key, "#")
			k := workbook.Key(record)
			if seen[k] {
				continue
			}
			seen[k] = true
			if err := putRecord(tx, h, next, k); err != nil {
				return err
			}
		}
		e.Set = next.mark.Set
		return putValue(tx, metaBucket, stateKey, next.mark)
	})
	if err != nil {
		s.unsettle(h)
		return err
	}
	if next.file, err = f.fd.Stat(); err != nil {
		return err
	}
	next.sound = true
	if now, err := os.Stat(path); err != nil || !os.SameFile(now, next.file) {
		return errMoved
	}
	return nil
}

// putRecord writes a record of next over that of h, which is verified first: nothing is
// built on what has changed under us.
func putRecord(tx *bbolt.Tx, h, next *held, k workbook.Key) error {
	name, was, is := recordsBucket, h.records.get(k), next.records.get(k)
	if k.Collection() == storage.SideRecords {
		name, was, is = sidesBucket, h.sides[k], next.sides[k]
	}
	b := tx.Bucket(name)
	if b == nil {
		return fmt.Errorf("%w: no bucket %s", errChecks, name)
	}
	var stored []byte
	if at := h.keys.name(k); b.Get([]byte(at)) != nil {
		var err error
		if _, _, stored, err = h.keys.record(h.id, at, b.Get([]byte(at))); err != nil {
			return err
		}
	}
	if string(stored) != string(was) {
		return fmt.Errorf("%w: a record is not what was read", errChecks)
	}
	h.keys.toggle(&next.mark.Set, k, was)
	h.keys.toggle(&next.mark.Set, k, is)
	return h.keys.putRecord(b, h.id, k, next.mark.Revision, is)
}

func putValue(tx *bbolt.Tx, bucket []byte, key string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return tx.Bucket(bucket).Put([]byte(key), seal(key, b))
}

// behind writes what stands behind a commit: the line of the log and, where it is time,
// a copy of the file. None of it is needed for what was saved, so nothing of it fails.
func (s *store) behind(folder string, h, next *held, e entry) {
	p, end, more := s.plain(folder, h.id).with(h.keys), h.mark.Set, []entry{e}
	if info, err := os.Stat(filepath.Join(folder, logName)); err != nil || info.Size() != h.log {
		if last, _ := logEnd(folder); last.Set != h.mark.Set { // a line is missing there, as after a full disk
			l, _ := readLines(p)
			_ = s.setAside(gathered{place: p, lines: l}, h)
			last, _ = logEnd(folder)
			end, more = last.Set, []entry{bridge(s.window, []entry{last}, h), e}
		}
	}
	var err error
	if next.log, err = appendLog(p, more...); err != nil {
		next.log = -1 // the next save looks where it ends
	}
	full := next.log > logMost
	if end != h.mark.Set || next.mark.Revision >= h.copied+snapEvery || full {
		if snapshot(p, next) == nil && full && foldLog(p) == nil {
			_, next.log = logEnd(folder)
		}
	}
}

// Visit notes where the person was and when.
func (s *store) Visit(ctx context.Context, id workbook.ID, v storage.Visit) error {
	return s.explain(id, managing, s.note(ctx, id, v))
}

func (s *store) note(ctx context.Context, id workbook.ID, v storage.Visit) error {
	folder, unlock, err := s.enter(ctx, id, false)
	if err != nil {
		return err
	}
	defer unlock()
	h, err := s.current(folder, id)
	if err != nil {
		return err
	}
	f, err := openFile(filepath.Join(folder, fileName), toWrite)
	if err != nil {
		return s.place(folder, h.id).missing(err)
	}
	defer f.close()
	next := *h
	next.visit, next.sound = v, true
	if err := f.update(next.putVisit); err != nil {
		s.unsettle(h)
		doubt(folder) // the state is the same, so the log would prove it
		return err
	}
	if next.file, err = f.fd.Stat(); err == nil {
		s.hold(&next)
	}
	return err
}

// newFile writes a workbook into an empty file.
func newFile(path string, h *held) error {
	if err := createFile(path); err != nil {
		return err
	}
	f, err := openFile(path, toFill)
	if err != nil {
		return err
	}
	defer f.close()
	return f.update(func(tx *bbolt.Tx) error {
		for _, b := range [][]byte{metaBucket, recordsBucket, sidesBucket} {
			if _, err := tx.CreateBucket(b); err != nil {
				return err
			}
		}
		for bucket, records := range map[string]map[workbook.Key][]byte{string(recordsBucket): h.records.all(), string(sidesBucket): h.sides} {
			for k, r := range records {
				if err := h.keys.putRecord(tx.Bucket([]byte(bucket)), h.id, k, h.mark.Revision, r); err != nil {
					return err
				}
			}
		}
		if h.keys != nil {
			if err := putValue(tx, metaBucket, secretKey, h.keys.id); err != nil {
				return err
			}
		}
		return errors.Join(
			putValue(tx, metaBucket, schemaKey, schemaVersion),
			putValue(tx, metaBucket, idKey, h.id),
			putValue(tx, metaBucket, createdKey, h.created),
			h.putVisit(tx),
			putValue(tx, metaBucket, stateKey, h.mark),
		)
	})
}

// all gives the change that adds every record, in the order of the keys.
func all(records map[workbook.Key][]byte) []workbook.Change {
	var out []workbook.Change
	for k, v := range records {
		out = append(out, workbook.Change{Record: k, After: v})
	}
	slices.SortFunc(out, func(a, b workbook.Change) int { return strings.Compare(string(a.Record), string(b.Record)) })
	return out
}
