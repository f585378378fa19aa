package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// held is what one workbook's files hold, verified. It does not change once it is made, so
// that goroutines may share it.
type held struct {
	id      workbook.ID
	keys    *keys  // nil for one without a passphrase
	sealed  string // the id of the keys that are missing
	mark    mark
	created time.Time
	visit   storage.Visit
	records records
	sides   map[workbook.Key][]byte

	file   os.FileInfo // workbook.db as it was when this was read or written
	sound  bool        // written by this window, which looked at the list of free pages too
	log    int64       // how long the log was then
	copied uint64      // the revision of the newest copy then
	sure   bool        // it is known to be on disk
	mended string      // what was done to the files, for the person
	older  *held       // what was put in its place, where that is to be asked about
}

// readHeld reads and verifies everything in a file. The error is errSchema for a file of
// a later program, errFirst for one of the first, errLocked where the keys are missing
// (then the state is given as far as it is not sealed with them), and errChecks for
// anything that does not add up.
func readHeld(tx *bbolt.Tx, p place) (*held, error) {
	h := &held{id: p.id}
	version, err := versionOf(tx)
	switch {
	case err != nil:
		return nil, err
	case version > schemaVersion:
		return nil, errSchema
	case version < schemaVersion:
		return nil, errFirst
	}
	var stored workbook.ID
	for key, into := range map[string]any{idKey: &stored, stateKey: &h.mark, createdKey: &h.created} {
		if err := get(tx, metaBucket, key, into); err != nil {
			return nil, err
		}
	}
	if stored != p.id {
		return nil, errForeign
	}
	if tx.Bucket(metaBucket).Get([]byte(secretKey)) != nil {
		var of string
		if err := get(tx, metaBucket, secretKey, &of); err != nil {
			return nil, err
		}
		if p.keys == nil || p.keys.id != of {
			h.sealed = of
			if err := valuesWhole(tx); err != nil {
				return nil, err
			}
			if !hasKeyFile(p.folder) {
				return h, errKeyless
			}
			return h, errLocked
		}
		h.keys = p.keys
	}
	if h.visit, err = h.visitIn(tx); err != nil {
		return nil, err
	}
	if h.records.base, err = h.numberedIn(tx, recordsBucket); err != nil {
		return nil, err
	}
	if h.sides, err = h.numberedIn(tx, sidesBucket); err != nil {
		return nil, err
	}
	if h.keys.setOf(h.records.base, h.sides) != h.mark.Set {
		return nil, fmt.Errorf("%w: the records are not those of the state", errChecks)
	}
	return h, nil
}

// valuesWhole verifies the checksum of every value, for which nobody needs a key.
func valuesWhole(tx *bbolt.Tx) error {
	for _, bucket := range [][]byte{metaBucket, recordsBucket, sidesBucket} {
		b := tx.Bucket(bucket)
		if b == nil {
			return fmt.Errorf("%w: no bucket %s", errChecks, bucket)
		}
		err := b.ForEach(func(k, v []byte) error {
			if _, _, err := unsealAny(string(k), v); err != nil {
				return fmt.Errorf("%s: %w", bucket, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func versionOf(tx *bbolt.Tx) (version int, err error) {
	err = get(tx, metaBucket, schemaKey, &version)
	return version, err
}

// numberedIn gives the records of a bucket, without those that were deleted.
func (h *held) numberedIn(tx *bbolt.Tx, bucket []byte) (map[workbook.Key][]byte, error) {
	out := map[workbook.Key][]byte{}
	b := tx.Bucket(bucket)
	if b == nil {
		return nil, fmt.Errorf("%w: no bucket %s", errChecks, bucket)
	}
	err := b.ForEach(func(k, v []byte) error {
		key, _, record, err := h.keys.record(h.id, string(k), v)
		if err != nil {
			return fmt.Errorf("%s: %w", bucket, err)
		}
		if len(record) > 0 {
			out[key] = record
		}
		return nil
	})
	return out, err
}

// visitIn reads where the person was, which is sealed as the records are.
func (h *held) visitIn(tx *bbolt.Tx) (v storage.Visit, err error) {
	if h.keys == nil {
		return v, get(tx, metaBucket, visitKey, &v)
	}
	_, payload, err := h.keys.unsealAt(h.id, visitKey, tx.Bucket(metaBucket).Get([]byte(visitKey)))
	if err != nil {
		return v, fmt.Errorf("%s/%s: %w", metaBucket, visitKey, err)
	}
	return v, decode(payload, &v)
}

// putVisit is its inverse.
func (h *held) putVisit(tx *bbolt.Tx) error {
	if h.keys == nil {
		return putValue(tx, metaBucket, visitKey, h.visit)
	}
	raw, err := json.Marshal(h.visit)
	if err != nil {
		return err
	}
	return tx.Bucket(metaBucket).Put([]byte(visitKey), h.keys.sealAt(h.id, visitKey, 0, raw))
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

// snapshotOf puts together what is held.
func snapshotOf[W any](of *schema.Schema[W], h *held) (storage.SnapshotOf[W], error) {
	var none storage.SnapshotOf[W]
	w, err := of.FromRecords(h.id, h.records.all())
	if err != nil {
		// Its checksum is right, so a program wrote it that knows more than this
		// one. err is dropped: it may quote the answer.
		return none, errSchema
	}
	sides, err := storage.Sides(h.sides)
	if err != nil {
		return none, errSchema
	}
	snap := storage.SnapshotOf[W]{Revision: h.mark.Revision, Workbook: w, Visit: h.visit, Saved: h.mark.Saved, Sides: sides,
		Mended: h.mended, Protected: h.keys != nil}
	if h.older != nil {
		if w, err := of.FromRecords(h.id, h.older.records.all()); err == nil {
			snap.Older = &storage.OlderOf[W]{Workbook: w, Saved: h.older.mark.Saved}
		}
	}
	return snap, nil
}

// clone gives a copy to be changed before anybody sees it.
func (h *held) clone() *held {
	next := *h
	next.sides = maps.Clone(h.sides)
	return &next
}

// Load reads one workbook and verifies every checksum in it. What does not add up is
// mended from the copies, and the snapshot says so.
func (s *StoreOf[W]) Load(ctx context.Context, id workbook.ID) (storage.SnapshotOf[W], error) {
	h, err := s.load(ctx, id)
	if err != nil {
		return storage.SnapshotOf[W]{}, s.explain(id, reading, err)
	}
	snap, err := snapshotOf(s.schema, h)
	snap.Mended = s.inWords(snap.Mended)
	snap.ReadOnly = !writable(filepath.Join(s.book(id), fileName))
	s.told(id)
	return snap, s.explain(id, reading, err)
}

func (s *store) load(ctx context.Context, id workbook.ID) (*held, error) {
	folder, err := s.existing(id)
	if err != nil {
		return nil, err
	}
	h, err := func() (*held, error) {
		unlock, err := s.lockBook(ctx, folder, true)
		if err != nil {
			return nil, err
		}
		defer unlock()
		return s.read(s.place(folder, id))
	}()
	keyed := err != nil || h.keys == nil || s.seeKey(s.place(folder, id))
	if was := s.holding(id); err == nil && h.follows(was) && h.sure && keyed {
		return s.hold(h), nil
	}
	if err != nil && !mendable(err) {
		return nil, err
	}
	unlock, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return nil, err
	}
	defer unlock()
	h, err = s.current(folder, id)
	if h != nil && !errors.Is(err, errLocked) { // what was put together, or could not be flushed, can be read
		if err != nil && h.mended != "" {
			next := *h
			h, next.mended = &next, "This workbook's file cannot be read, and it cannot be written anew now. What you see is from its copies and its log."
		}
		return h, nil
	}
	return nil, err
}

// writable tells whether a file may be written. It is not touched.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		_ = f.Close()
	}
	return classify(err) != storage.ErrReadOnly
}

// hold remembers what a workbook's files hold.
func (s *store) hold(h *held) *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.holds[h.id]
	if was != nil && h.mended == "" {
		h.mended, h.older = was.mended, was.older // not told yet
	}
	s.holds[h.id] = h
	return h
}

// told forgets what was mended, once a person has it.
func (s *store) told(id workbook.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h := s.holds[id]; h != nil && h.mended != "" {
		next := *h
		next.mended, next.older = "", nil
		s.holds[id] = &next
	}
}

// follows tells whether a state may come behind one that was known: it is none that is
// older, or another of its number. One that was created anew follows nothing.
func (h *held) follows(was *held) bool {
	if was == nil || !h.created.Equal(was.created) {
		return true
	}
	return h.mark.Revision > was.mark.Revision || h.mark.Revision == was.mark.Revision && h.mark.Set == was.mark.Set
}

// wroteIn is what this window wrote into the answers of a workbook, whose lock is held.
func (s *store) wroteIn(id workbook.ID) storage.Wrote {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wrote[id] == nil {
		s.wrote[id] = storage.Wrote{}
	}
	return s.wrote[id]
}

func (s *store) drop(id workbook.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.holds, id)
}

func (s *store) holding(id workbook.ID) *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.holds[id]
}

// whole reads a workbook's files; errChecks, errFirst or errBehind tell that they are to
// be mended.
func whole(p place) (*held, error) {
	h, err := readFile(p, fileName)
	if errors.Is(err, errLocked) && h != nil && later(p, h.mark.Revision) {
		return nil, errBehind
	}
	if errors.Is(err, errLocked) {
		return h, err
	}
	if err != nil {
		return nil, p.missing(err)
	}
	for k := range h.records.base {
		if p.of.Collection(k.Collection()) == nil {
			return nil, errSchema // nothing is written into what a later program wrote
		}
	}
	if h.keys == nil && hasKeyFile(p.folder) {
		return nil, errBehind // giving a passphrase, or taking it away, was cut off
	}
	end, size := logEnd(p.folder)
	behind := end.Revision > h.mark.Revision || end.Revision == h.mark.Revision && end.Set != h.mark.Set
	if behind || h.unsettled(end) {
		return nil, errBehind
	}
	if h.copied = newestSnapshot(p.folder); h.copied > h.mark.Revision {
		return nil, errBehind
	}
	h.log = size
	h.sure = end.Revision == h.mark.Revision && !doubted(p.folder, size)
	return h, nil
}

// unsettled tells from the end of the log whether it is still sealed otherwise than
// workbook.db: with nothing, or with the key before this one.
func (h *held) unsettled(end entry) bool {
	_, opens := end.opened(place{id: h.id, keys: h.keys})
	return end.Revision > 0 && !opens
}

// mendable tells whether mend has to do with an error.
func mendable(err error) bool {
	return errors.Is(err, errFirst) || errors.Is(err, errBehind) || classify(err) == storage.ErrDamaged
}

// readFile reads a file of a workbook whose lock is held.
func readFile(p place, name string) (h *held, err error) {
	f, err := openFile(p.path(name), toRead)
	if err != nil {
		return nil, err
	}
	defer f.close()
	if err := f.view(func(tx *bbolt.Tx) error { h, err = readHeld(tx, p); return err }); err != nil {
		return h, err
	}
	h.file, err = f.fd.Stat()
	return h, err
}

// missing tells a deleted workbook from a folder that lost its file, and what needs its
// key before anybody can tell what is in it.
func (p place) missing(err error) error {
	if os.IsNotExist(err) {
		if _, gone := os.Stat(p.folder); gone == nil {
			err = fmt.Errorf("%w: %w", errChecks, err)
		}
	}
	if p.keys == nil && classify(err) == storage.ErrDamaged && !errors.Is(err, errForeign) && hasKeyFile(p.folder) {
		return errLocked
	}
	return err
}

// History lists what each save changed, oldest first, as far as the log reaches back.
func (s *store) History(ctx context.Context, id workbook.ID) ([]storage.Revision, error) {
	h, err := s.load(ctx, id)
	if err != nil {
		return nil, s.explain(id, reading, err)
	}
	folder, unlock, err := s.enter(ctx, id, true)
	if err != nil {
		return nil, s.explain(id, reading, err)
	}
	defer unlock()
	entries, _, err := readLog(s.plain(folder, id).with(h.keys))
	if err != nil {
		return nil, s.explain(id, reading, err)
	}
	var out []storage.Revision
	for _, e := range fold(entries) {
		if !e.Copy {
			out = append(out, e.revision())
		}
	}
	return out, nil
}
