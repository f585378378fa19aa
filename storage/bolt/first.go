package bolt

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/workbook"
)

// What the first programs wrote: schema 1. Records bear no number, the history is in the
// file, and a manifest says what the records together must be.
var (
	firstHistory  = []byte("history")  // big-endian revision
	firstManifest = []byte("manifest") // set
)

const (
	firstSaved = "saved"
	firstSet   = "set"

	// firstName is under which the file of a first program is kept.
	firstName = fileName + ".first"
)

type manifest struct {
	Revision uint64 `json:"revision"`
	Count    int    `json:"count"`
	Hash     string `json:"hash"` // of every key and value, in the order of the keys
}

func newManifest(revision uint64, records map[workbook.Key][]byte) manifest {
	h := sha256.New()
	part := func(b []byte) {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b))))
		h.Write(b)
	}
	for _, k := range slices.Sorted(maps.Keys(records)) {
		part([]byte(k))
		part(records[k])
	}
	return manifest{Revision: revision, Count: len(records), Hash: hex.EncodeToString(h.Sum(nil))}
}

// firstEvent is one entry of the history.
type firstEvent struct {
	Since   time.Time     `json:"since,omitzero"`
	At      time.Time     `json:"at"`
	Window  string        `json:"window,omitempty"`
	Changes []firstChange `json:"changes"`
}

// firstChange has no field where a record was replaced as a whole.
type firstChange struct {
	Key    workbook.Key    `json:"key"`
	Field  string          `json:"field,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// readFirst reads a file of schema 1, with its history as entries of a log.
func readFirst(tx *bbolt.Tx, id workbook.ID) (*held, []entry, error) {
	h := &held{id: id, records: records{base: map[workbook.Key][]byte{}}, sides: map[workbook.Key][]byte{}}
	var stored workbook.ID
	for key, into := range map[string]any{idKey: &stored, firstSaved: &h.mark.Saved, createdKey: &h.created, visitKey: &h.visit} {
		if err := get(tx, metaBucket, key, into); err != nil {
			return nil, nil, err
		}
	}
	if stored != id {
		return nil, nil, errForeign
	}
	err := each(tx, recordsBucket, func(key string, payload []byte) error {
		h.records.base[workbook.Key(key)] = payload
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var m manifest
	if err := get(tx, firstManifest, firstSet, &m); err != nil {
		return nil, nil, err
	}
	if newManifest(m.Revision, h.records.base) != m {
		return nil, nil, fmt.Errorf("%w: the records are not those of the manifest", errChecks)
	}
	h.mark.Revision, h.mark.Set = m.Revision, h.keys.setOf(h.records.base)
	return h, firstEntries(tx), nil
}

// firstEntries gives the history as far as it can be read: none of it may keep the answers
// from being carried over.
func firstEntries(tx *bbolt.Tx) (out []entry) {
	b := tx.Bucket(firstHistory)
	if b == nil {
		return nil
	}
	_ = b.ForEach(func(k, v []byte) error {
		payload, err := unseal(string(k), v)
		var e firstEvent
		if err != nil || len(k) != 8 || json.Unmarshal(payload, &e) != nil {
			return nil
		}
		made := entry{Revision: binary.BigEndian.Uint64(k), At: e.At, Window: e.Window}
		for _, c := range e.Changes {
			made.Changes = append(made.Changes, changesOf([]workbook.Change{{Record: c.Key, Field: c.Field, Before: c.Before, After: c.After}})...)
		}
		out = append(out, made)
		return nil
	})
	return out
}

// firstLive gives the records of a damaged file of a first program that are whole and in
// use: in its free pages stand earlier ones, which bear no number to tell them by.
func firstLive(folder string) map[workbook.Key][]byte {
	out := map[workbook.Key][]byte{}
	f, err := openFile(filepath.Join(folder, fileName), toRead)
	if err != nil {
		return out
	}
	defer f.close()
	_ = f.view(func(tx *bbolt.Tx) error {
		b := tx.Bucket(recordsBucket)
		if version, err := versionOf(tx); err != nil || version != 1 || b == nil {
			return nil
		}
		return b.ForEach(func(k, v []byte) error {
			if payload, err := unseal(string(k), v); err == nil {
				out[workbook.Key(k)] = payload
			}
			return nil
		})
	})
	return out
}

// readFirstFile reads the file of a first program in a folder.
func readFirstFile(folder string, id workbook.ID) (h *held, history []entry, err error) {
	f, err := openFile(filepath.Join(folder, fileName), toRead)
	if err != nil {
		return nil, nil, err
	}
	defer f.close()
	err = f.view(func(tx *bbolt.Tx) error { h, history, err = readFirst(tx, id); return err })
	return h, history, err
}

// carryOver writes a workbook of a first program as this one does, into a new file that
// takes the old one's place once it is on disk and was read back. The old one is kept. The
// lock is held; interrupted, it begins again.
func (s *store) carryOver(p place) (*held, error) {
	first, history, err := readFirstFile(p.folder, p.id)
	if err != nil {
		return nil, err
	}
	h, err := s.rewrite(p, first, history)
	if err != nil {
		return first, err
	}
	return h, nil
}

func (s *store) rewrite(p place, h *held, history []entry) (*held, error) {
	path := p.path(fileName)
	// The log comes first: it is not read before the file is there that it belongs to.
	if err := writeLog(p, append(history, bridge("", nil, h))); err != nil {
		return nil, err
	}
	if err := errors.Join(removeFile(path+tmpSuffix), newFile(path+tmpSuffix, h)); err != nil {
		_ = os.Remove(path + tmpSuffix)
		return nil, err
	}
	made, err := readFile(p, fileName+tmpSuffix)
	if err != nil || made.mark.Set != h.mark.Set {
		return nil, errors.Join(errChecks, err)
	}
	kept := p.path(firstName)
	if err := errors.Join(removeFile(kept), keepAside(path, kept)); err != nil {
		return nil, err // nothing is replaced before it is kept
	}
	if err := putInPlace(path+tmpSuffix, path); err != nil {
		return nil, err
	}
	if h, err = readFile(p, fileName); err != nil {
		return nil, err
	}
	_, h.log = logEnd(p.folder)
	h.sure = true
	_ = snapshot(p, h)
	return h, nil
}
