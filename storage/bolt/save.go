package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// Save makes changes in what is stored. Of an answer that another window changed,
// the change's is kept.
func (s *Store) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	var r storage.Receipt
	found := func(st state) {
		r = storage.Receipt{Before: st.set.Revision, Revision: st.set.Revision, Saved: st.saved}
	}
	if len(changes) == 0 { // no window has to wait for it
		err := s.read(ctx, id, func(tx *bbolt.Tx) error {
			st, err := readState(tx, id)
			found(st)
			return err
		})
		return r, explain(id, reading, err)
	}
	err := s.write(ctx, id, func(tx *bbolt.Tx, st state) error {
		found(st)
		done, gone, err := workbook.Schema.ApplyTo(id, st.records, changes)
		switch {
		case errors.Is(err, schema.ErrStored):
			return errSchema // its checksum is right, so a program wrote it that knows more than this one
		case err != nil:
			return &problem{"Not saved: an answer cannot be stored. Your answers are kept here; take back the last change.", nil, nil}
		}
		if r.Gone = gone; len(done) == 0 {
			return errSame
		}
		st.set = newManifest(st.set.Revision+1, st.records)
		st.saved = s.time()
		r.Revision, r.Saved, r.Done = st.set.Revision, st.saved, done
		return put(tx, st, s.window, done)
	})
	if err != nil && !errors.Is(err, errSame) {
		return storage.Receipt{}, explain(id, saving, err)
	}
	return r, nil
}

// errSame ends a save that has nothing to write.
var errSame = errors.New("all is so already")

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

// put writes the changed records with all that must agree with them.
func put(tx *bbolt.Tx, st state, window string, changes []workbook.Change) error {
	records := tx.Bucket(recordsBucket)
	for _, c := range changes {
		key := []byte(c.Record)
		var err error
		if now := st.records[c.Record]; now == nil {
			err = records.Delete(key)
		} else {
			err = records.Put(key, seal(string(c.Record), now))
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
			putValue(tx, metaBucket, schemaKey, schemaVersion),
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
		out = append(out, workbook.Change{Record: k, After: v})
	}
	slices.SortFunc(out, func(a, b workbook.Change) int { return strings.Compare(string(a.Record), string(b.Record)) })
	return out
}

// time is the clock without what a stored time cannot hold.
func (s *Store) time() time.Time { return s.now().UTC().Round(0) }
