package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
)

// Save writes the records in which next differs from base onto what is stored.
// Where another window changed the same record, next's is kept.
func (s *Store) Save(ctx context.Context, base storage.Snapshot, next workbook.Workbook) (storage.Snapshot, error) {
	id := next.ID
	if base.Workbook.ID != id {
		return storage.Snapshot{}, &problem{"Not saved: the base is another workbook's. Your answers are kept here; open the workbook again.", nil, nil}
	}
	changes, err := workbook.Diff(base.Workbook, next)
	if err != nil {
		return storage.Snapshot{}, &problem{"Not saved: an answer cannot be stored. Your answers are kept here; take back the last change.", nil, nil}
	}
	if len(changes) == 0 {
		return s.Load(ctx, id)
	}
	if err := readable(id, changes); err != nil {
		return storage.Snapshot{}, err
	}
	var snap storage.Snapshot
	err = s.write(ctx, id, func(tx *bbolt.Tx, st state) error {
		// At base's revision what is stored is base, which has been read, and
		// what results is next. Otherwise both have to be put together, and a
		// record that this program cannot read is not its to replace.
		moved := st.set.Revision != base.Revision
		if moved {
			if _, err := st.snapshot(); err != nil {
				return err
			}
		}
		if changes = workbook.Apply(st.records, changes); len(changes) > 0 {
			st.set = newManifest(st.set.Revision+1, st.records)
			st.saved = s.time()
			if err := put(tx, st, s.window, changes); err != nil {
				return err
			}
		}
		if moved {
			snap, err = st.snapshot()
			return err
		}
		snap = storage.Snapshot{Revision: st.set.Revision, Workbook: next.Clone(), Visit: st.visit, Saved: st.saved}
		return nil
	})
	if err != nil {
		return storage.Snapshot{}, explain(id, saving, err)
	}
	return snap, nil
}

// Visit notes where the person was and when.
func (s *Store) Visit(ctx context.Context, id workbook.ID, v storage.Visit) error {
	err := s.write(ctx, id, func(tx *bbolt.Tx, st state) error {
		return putValue(tx, metaBucket, visitKey, v)
	})
	return explain(id, managing, err)
}

// write runs fn in one transaction on a workbook that has been verified, under
// its lock. When it returns nil, what fn wrote is on disk.
func (s *Store) write(ctx context.Context, id workbook.ID, fn func(*bbolt.Tx, state) error) error {
	folder, err := s.existing(id)
	if err != nil {
		return err
	}
	unlock, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return err
	}
	defer unlock()
	f, err := openFile(filepath.Join(folder, fileName), toWrite)
	if err != nil {
		return missing(folder, err)
	}
	defer f.close()
	return f.update(func(tx *bbolt.Tx) error {
		st, err := readState(tx, id)
		if err != nil {
			return err
		}
		return fn(tx, st)
	})
}

// readable refuses a record that could be written but never read again: one
// such would shut the person out of the whole workbook.
func readable(id workbook.ID, changes []workbook.Change) error {
	after := map[workbook.Key][]byte{}
	for _, c := range changes {
		if c.After != nil {
			after[c.Key] = c.After
		}
	}
	if _, err := workbook.FromRecords(id, after); err != nil {
		return &problem{"Not saved: an answer cannot be stored. Your answers are kept here; take back the last change.", nil, nil}
	}
	return nil
}

// put writes the changed records with all that must agree with them.
func put(tx *bbolt.Tx, st state, window string, changes []workbook.Change) error {
	records := tx.Bucket(recordsBucket)
	for _, c := range changes {
		key := []byte(c.Key)
		var err error
		if c.After == nil {
			err = records.Delete(key)
		} else {
			err = records.Put(key, seal(string(c.Key), c.After))
		}
		if err != nil {
			return err
		}
	}
	return errors.Join(
		putValue(tx, metaBucket, savedKey, st.saved),
		note(tx, st.set.Revision, newEvent(st.saved, window, changes)),
		putValue(tx, manifestBucket, setKey, st.set),
	)
}

// note writes an event into the history, in the place of the last one where the
// two are one stretch of typing.
func note(tx *bbolt.Tx, revision uint64, e event) error {
	key, sealed := tx.Bucket(historyBucket).Cursor().Last()
	// One that is damaged is left as it is: it must not keep answers from being saved.
	if payload, err := unseal(string(key), sealed); err == nil {
		var before event
		if decode(payload, &before) == nil && e.join(before) {
			if err := tx.Bucket(historyBucket).Delete(key); err != nil {
				return err
			}
		}
	}
	return putValue(tx, historyBucket, revisionKey(revision), e)
}

func putValue(tx *bbolt.Tx, bucket []byte, key string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return tx.Bucket(bucket).Put([]byte(key), seal(key, b))
}

// newFile writes the first revision of a workbook into an empty file.
func newFile(path string, st state) error {
	if err := createFile(path); err != nil {
		return err
	}
	f, err := openFile(path, toFill)
	if err != nil {
		return err
	}
	defer f.close()
	return f.update(func(tx *bbolt.Tx) error {
		for _, b := range [][]byte{metaBucket, recordsBucket, historyBucket, manifestBucket} {
			if _, err := tx.CreateBucket(b); err != nil {
				return err
			}
		}
		return errors.Join(
			putValue(tx, metaBucket, schemaKey, schema),
			putValue(tx, metaBucket, idKey, st.id),
			putValue(tx, metaBucket, createdKey, st.saved),
			putValue(tx, metaBucket, visitKey, st.visit),
			put(tx, st, "", all(st.records)),
		)
	})
}

// all gives the change that adds every record, in the order of the keys.
func all(records map[workbook.Key][]byte) []workbook.Change {
	var out []workbook.Change
	for k, v := range records {
		out = append(out, workbook.Change{Key: k, After: v})
	}
	slices.SortFunc(out, func(a, b workbook.Change) int { return bytes.Compare([]byte(a.Key), []byte(b.Key)) })
	return out
}

// time is the clock without what a stored time cannot hold.
func (s *Store) time() time.Time { return s.now().UTC().Round(0) }
