package bolt

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
)

// state is what one workbook.db holds, verified.
type state struct {
	id      workbook.ID
	set     manifest
	saved   time.Time
	visit   storage.Visit
	records map[workbook.Key][]byte
}

// readState reads and verifies all but the history. The error is errSchema for
// a file of a later program and errChecks for anything that does not add up.
func readState(tx *bbolt.Tx, id workbook.ID) (state, error) {
	st := state{id: id, records: map[workbook.Key][]byte{}}
	var version int
	if err := get(tx, metaBucket, schemaKey, &version); err != nil {
		return st, err
	}
	if version > schemaVersion {
		return st, errSchema
	}
	var stored workbook.ID
	for key, into := range map[string]any{idKey: &stored, savedKey: &st.saved, createdKey: new(time.Time), visitKey: &st.visit} {
		if err := get(tx, metaBucket, key, into); err != nil {
			return st, err
		}
	}
	if stored != id {
		return st, fmt.Errorf("%w: the file is another workbook's", errChecks)
	}
	if err := get(tx, manifestBucket, setKey, &st.set); err != nil {
		return st, err
	}
	err := each(tx, recordsBucket, func(key string, payload []byte) error {
		st.records[workbook.Key(key)] = payload
		return nil
	})
	if err != nil {
		return st, err
	}
	if newManifest(st.set.Revision, st.records) != st.set {
		return st, fmt.Errorf("%w: the records are not those of the manifest", errChecks)
	}
	return st, nil
}

// get reads one sealed value into a pointer.
func get(tx *bbolt.Tx, bucket []byte, key string, into any) error {
	b := tx.Bucket(bucket)
	if b == nil {
		return fmt.Errorf("%w: no bucket %s", errChecks, bucket)
	}
	payload, err := unseal(key, b.Get([]byte(key)))
	if err != nil {
		return fmt.Errorf("%s/%s: %w", bucket, key, err)
	}
	return decode(payload, into)
}

// each gives every key of a bucket with its payload, in order.
func each(tx *bbolt.Tx, bucket []byte, fn func(key string, payload []byte) error) error {
	b := tx.Bucket(bucket)
	if b == nil {
		return fmt.Errorf("%w: no bucket %s", errChecks, bucket)
	}
	return b.ForEach(func(k, v []byte) error {
		payload, err := unseal(string(k), v)
		if err != nil {
			return fmt.Errorf("%s: %w", bucket, err)
		}
		return fn(string(k), payload)
	})
}

// snapshot puts the workbook together.
func (st state) snapshot() (storage.Snapshot, error) {
	w, err := workbook.FromRecords(st.id, st.records)
	if err != nil {
		// Its checksum is right, so a program wrote it that knows more than this
		// one. err is dropped: it may quote the answer.
		return storage.Snapshot{}, errSchema
	}
	return storage.Snapshot{Revision: st.set.Revision, Workbook: w, Visit: st.visit, Saved: st.saved}, nil
}

// Load reads one workbook and verifies every checksum in it.
func (s *Store) Load(ctx context.Context, id workbook.ID) (storage.Snapshot, error) {
	var st state
	err := s.read(ctx, id, func(tx *bbolt.Tx) (err error) {
		st, err = readState(tx, id)
		return err
	})
	if err != nil {
		return storage.Snapshot{}, explain(id, reading, err)
	}
	snap, err := st.snapshot()
	return snap, explain(id, reading, err)
}

// History lists what each save changed, oldest first.
func (s *Store) History(ctx context.Context, id workbook.ID) ([]storage.Revision, error) {
	var out []storage.Revision
	err := s.read(ctx, id, func(tx *bbolt.Tx) error {
		if _, err := readState(tx, id); err != nil {
			return err
		}
		return each(tx, historyBucket, func(key string, payload []byte) error {
			var e event
			if err := decode(payload, &e); err != nil {
				return err
			}
			if len(key) != 8 {
				return fmt.Errorf("%w: a revision without a number", errChecks)
			}
			out = append(out, e.revision(binary.BigEndian.Uint64([]byte(key))))
			return nil
		})
	})
	if err != nil {
		return nil, explain(id, reading, err)
	}
	return out, nil
}

// read runs fn on a workbook under a shared lock.
func (s *Store) read(ctx context.Context, id workbook.ID, fn func(*bbolt.Tx) error) error {
	folder, err := s.existing(id)
	if err != nil {
		return err
	}
	unlock, err := s.lockBook(ctx, folder, true)
	if err != nil {
		return err
	}
	defer unlock()
	return readFile(folder, fn)
}

// readFile runs fn on the workbook in a folder whose lock is held.
func readFile(folder string, fn func(*bbolt.Tx) error) error {
	f, err := openFile(filepath.Join(folder, fileName), toRead)
	if err != nil {
		return missing(folder, err)
	}
	defer f.close()
	return f.view(fn)
}

// missing tells a deleted workbook from a folder that lost its file.
func missing(folder string, err error) error {
	if os.IsNotExist(err) {
		if _, gone := os.Stat(folder); gone == nil {
			return fmt.Errorf("%w: %w", errChecks, err)
		}
	}
	return err
}
