package bolt

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

// indexPatience is how long the list waits for a lock before it does without:
// an index is a convenience.
const indexPatience = 250 * time.Millisecond

// settled is how old a file must be for its time to tell every later change:
// two saves within one tick of the file system's clock look alike (2 s on FAT).
const settled = 2 * time.Second

// indexed is the line of one workbook, as index.db keeps it.
type indexed struct {
	Modified int64      `json:"modified"` // of workbook.db, ns since 1970
	Size     int64      `json:"size"`     // of workbook.db, bytes
	Name     string     `json:"name,omitempty"`
	Person   string     `json:"person,omitempty"`
	Employer string     `json:"employer,omitempty"`
	Meeting  value.Date `json:"meeting,omitzero"`
	Done     int        `json:"done,omitempty"`
	Built    int        `json:"built,omitempty"`
	Opened   time.Time  `json:"opened,omitzero"`
	Saved    time.Time  `json:"saved,omitzero"`

	// Protected is set for a workbook that has a passphrase, of which nothing else stands here but when it was saved.
	Protected bool `json:"protected,omitempty"`
}

func (x indexed) entry(id workbook.ID) storage.Entry {
	return storage.Entry{
		ID: id, Name: x.Name, Person: x.Person, Employer: x.Employer, Meeting: x.Meeting,
		Done: x.Done, Built: x.Built, Opened: x.Opened, Saved: x.Saved, Protected: x.Protected,
	}
}

func (x indexed) same(info fs.FileInfo) bool {
	return x.Modified == info.ModTime().UnixNano() && x.Size == info.Size()
}

// List gives one entry a workbook, last opened first, then last saved, then by
// name. It opens only the workbooks that changed since the index saw them; an
// index that is lost, damaged or locked costs time and is never an error.
func (s *Store) List(ctx context.Context) ([]storage.Entry, error) {
	folders, err := os.ReadDir(s.books())
	if err != nil {
		return nil, s.explain("", reading, err)
	}
	known, whole := s.readIndex(ctx)
	fresh, before := map[workbook.ID]indexed{}, map[workbook.ID]indexed{} // to be written, and what stands there
	entries := make([]storage.Entry, 0, len(folders))
	for _, folder := range folders {
		if err := ctx.Err(); err != nil {
			return nil, s.explain("", reading, err)
		}
		id := workbook.ID(folder.Name())
		if !validID(string(id)) {
			continue
		}
		old, there := known[id]
		delete(known, id)
		info, err := os.Stat(filepath.Join(s.book(id), fileName))
		if err == nil && there && old.same(info) {
			entries = append(entries, old.entry(id))
			continue
		}
		now, err := s.readEntry(ctx, id)
		switch {
		case err == nil:
			if now.Opened.IsZero() {
				now.Opened = old.Opened // its file was lost, with where the person was
			}
			fresh[id], before[id] = now, old
			entries = append(entries, now.entry(id))
		case errors.Is(err, storage.ErrNotFound): // deleted while the list was made
		default:
			e := old.entry(id) // what was known of it helps to recognize it
			if !there {
				e.Name, e.Person = nameInLog(s.plain(s.book(id), id))
			}
			e.Problem = err
			entries = append(entries, e)
		}
	}
	maps.DeleteFunc(known, func(id workbook.ID, _ indexed) bool { return s.nowhere(id) }) // see Missing
	s.unlocked(entries)
	slices.SortFunc(entries, func(a, b storage.Entry) int {
		return cmp.Or(
			b.Opened.Compare(a.Opened), b.Saved.Compare(a.Saved),
			strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID),
		)
	})
	if !whole || len(fresh) > 0 || len(known) > 0 {
		s.writeIndex(ctx, whole, fresh, before, known)
	}
	return entries, nil
}

// nameInLog gives the name of a workbook, and of its person, as its log has them, which is
// read without a lock: lines that are not whole are passed over. "" where it has none.
func nameInLog(p place) (name, person string) {
	entries, _, err := readLog(p)
	h := first(p, entries)
	if err != nil || h == nil {
		return "", ""
	}
	follow(p, h, entries)
	snap, err := snapshotOf(workbook.Schema, h)
	if err != nil {
		return "", ""
	}
	return snap.Workbook.Profile.Name, snap.Workbook.Profile.Person
}

// readEntry reads one workbook's line from the workbook itself.
func (s *Store) readEntry(ctx context.Context, id workbook.ID) (indexed, error) {
	folder, err := s.existing(id)
	if err != nil {
		return indexed{}, s.explain(id, reading, err)
	}
	x, err := s.entryIn(ctx, folder, id)
	if err != nil && !errors.Is(err, errFirst) && mendable(err) {
		x, err = s.entryGathered(ctx, folder, id)
	}
	return x, s.explain(id, reading, err)
}

// entryGathered is the line of a workbook whose file is damaged, from what its files give
// together. It is mended when it is opened, where a person is told.
func (s *Store) entryGathered(ctx context.Context, folder string, id workbook.ID) (x indexed, err error) {
	unlock, err := s.lock(ctx, filepath.Join(folder, lockName), true, min(s.limit, indexPatience))
	if err != nil {
		return x, err
	}
	defer unlock()
	g, err := s.gather(s.plain(folder, id)) // without keys, as entryIn
	if err != nil {
		return x, err
	}
	if g.file != nil {
		return g.file.indexed() // mended in the meantime
	}
	return g.best.state.indexed()
}

// unlocked fills in what this window knows of workbooks whose passphrase it was given.
func (s *Store) unlocked(entries []storage.Entry) {
	for i, e := range entries {
		h := s.holding(e.ID)
		if !e.Protected || h == nil || h.keys == nil {
			continue
		}
		if x, err := h.indexed(); err == nil {
			entries[i] = x.entry(e.ID)
			entries[i].Protected = true
		}
	}
}

// entryIn reads the line of the workbook in a folder.
func (s *Store) entryIn(ctx context.Context, folder string, id workbook.ID) (indexed, error) {
	unlock, err := s.lock(ctx, filepath.Join(folder, lockName), true, min(s.limit, indexPatience))
	if err != nil {
		return indexed{}, err
	}
	defer unlock()
	// Under the lock, so that what is read is what has this time and size.
	info, err := os.Stat(filepath.Join(folder, fileName))
	if err != nil {
		return indexed{}, s.plain(folder, id).missing(err)
	}
	p := s.plain(folder, id) // without keys: nothing that is sealed with them comes into the index
	h, err := readFile(p, fileName)
	switch {
	case errors.Is(err, errFirst):
		h, _, err = readFirstFile(folder, id)
	case errors.Is(err, errKeyless):
		return indexed{}, err
	case errors.Is(err, errLocked):
		return indexed{Modified: info.ModTime().UnixNano(), Size: info.Size(), Saved: h.mark.Saved, Protected: true}, nil
	}
	if err != nil {
		return indexed{}, p.missing(err)
	}
	x, err := h.indexed()
	x.Modified, x.Size = info.ModTime().UnixNano(), info.Size()
	return x, err
}

// indexed is the line of a workbook, without what its file is known by.
func (h *held) indexed() (indexed, error) {
	snap, err := snapshotOf(workbook.Schema, h)
	if err != nil {
		return indexed{}, err
	}
	w, sum := snap.Workbook, advice.Of(snap.Workbook, value.Date{}).Summary()
	return indexed{
		Name: w.Profile.Name, Person: w.Profile.Person, Employer: w.Profile.Employer, Meeting: w.Profile.Meeting,
		Done: sum.Done, Built: sum.Built, Opened: snap.Visit.Opened, Saved: snap.Saved,
	}, nil
}

func (s *Store) indexPath() string { return filepath.Join(s.dir, "index.db") }

// indexBucket holds the lines that this version of the program made: another
// one may count lessons otherwise.
func (s *Store) indexBucket() []byte { return []byte("1 " + s.program) }

func (s *Store) lockIndex(ctx context.Context, shared bool) (unlock func(), err error) {
	return s.lock(ctx, filepath.Join(s.dir, "index.lock"), shared, min(s.limit, indexPatience))
}

// readIndex gives what the index knows, and whether it is in order; one that is
// not is made anew by writeIndex.
func (s *Store) readIndex(ctx context.Context) (known map[workbook.ID]indexed, whole bool) {
	return readLinesOf(ctx, s, func(tx *bbolt.Tx, known map[workbook.ID]indexed) error {
		return each(tx, s.indexBucket(), func(key string, payload []byte) error {
			var x indexed
			if err := decode(payload, &x); err != nil {
				return err
			}
			known[workbook.ID(key)] = x
			return nil
		})
	})
}

// readLinesOf reads lines of the index under its lock; whole is false where that is not in
// order.
func readLinesOf[L any](ctx context.Context, s *Store, read func(*bbolt.Tx, map[workbook.ID]L) error) (known map[workbook.ID]L, whole bool) {
	known = map[workbook.ID]L{}
	unlock, err := s.lockIndex(ctx, true)
	if err != nil {
		return known, true // in use, which is not damaged
	}
	defer unlock()
	f, err := openFile(s.indexPath(), toRead)
	if err != nil {
		return known, false
	}
	defer f.close()
	if f.view(func(tx *bbolt.Tx) error { return read(tx, known) }) != nil {
		return map[workbook.ID]L{}, false
	}
	return known, true
}

// indexNames gives what the index knows of the workbooks, without waiting for its lock or
// making anything.
func (s *Store) indexNames() (map[workbook.ID]storage.Entry, error) {
	out := map[workbook.ID]storage.Entry{}
	f, err := openFile(s.indexPath(), toRead)
	if err != nil {
		return out, err
	}
	defer f.close()
	err = f.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(s.indexBucket()) == nil {
			return nil // another version's
		}
		return each(tx, s.indexBucket(), func(key string, payload []byte) error {
			var x indexed
			if err := decode(payload, &x); err != nil {
				return err
			}
			out[workbook.ID(key)] = x.entry(workbook.ID(key))
			return nil
		})
	})
	return out, err
}

// writeIndex puts the fresh lines in, which stand there as before, and takes the gone ones
// out, in one transaction. The line of a file that is not settled bears no time: it is read
// anew, and missed all the same where it goes. It fails in silence: the next List does it again.
func (s *Store) writeIndex(ctx context.Context, whole bool, fresh, before, gone map[workbook.ID]indexed) {
	unlock, err := s.lockIndex(ctx, false)
	if err != nil {
		return
	}
	defer unlock()
	now, err := s.diskTime()
	if err != nil {
		return
	}
	for id, x := range fresh {
		if now.Sub(time.Unix(0, x.Modified)) < settled {
			x.Modified = 0
			fresh[id] = x
		}
		if whole && fresh[id] == before[id] {
			delete(fresh, id)
		}
	}
	if whole && len(fresh)+len(gone) == 0 {
		return
	}
	if !whole || errors.Is(s.updateIndex(fresh, gone), errChecks) {
		_ = s.renewIndex(fresh, nil)
	}
}

func (s *Store) updateIndex(fresh, gone map[workbook.ID]indexed) error {
	f, err := openFile(s.indexPath(), toWrite)
	if err != nil {
		return err
	}
	defer f.close()
	return f.update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(s.indexBucket())
		if err != nil {
			return err
		}
		for id := range gone {
			if err := b.Delete([]byte(id)); err != nil {
				return err
			}
		}
		return putLines(b, fresh)
	})
}

func putLines[L any](b *bbolt.Bucket, lines map[workbook.ID]L) error {
	for id, x := range lines {
		value, err := json.Marshal(x)
		if err != nil {
			return err
		}
		if err := b.Put([]byte(id), seal(string(id), value)); err != nil {
			return err
		}
	}
	return nil
}

// renewIndex puts an index with these lines, and those of digests by their buckets, in the
// place of the one that is there. It is called under the index's lock, so nobody has the old
// one open.
func (s *Store) renewIndex(lines map[workbook.ID]indexed, digests map[string]map[string][]byte) error {
	tmp := s.indexPath() + ".new"
	if err := errors.Join(removeFile(tmp), createFile(tmp)); err != nil {
		return err
	}
	f, err := openFile(tmp, toFill)
	if err != nil {
		return err
	}
	err = f.update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket(s.indexBucket())
		if err != nil {
			return err
		}
		if err := putLines(b, lines); err != nil {
			return err
		}
		for name, lines := range digests {
			b, err := tx.CreateBucket([]byte(name))
			if err != nil {
				return err
			}
			for k, v := range lines {
				if err := b.Put([]byte(k), v); err != nil {
					return err
				}
			}
		}
		return nil
	})
	f.close()
	if err != nil {
		return err
	}
	return os.Rename(tmp, s.indexPath())
}

// forget writes the index anew without the lines of a workbook: they bear names, and bbolt
// would leave them in a free page.
func (s *Store) forget(ctx context.Context, id workbook.ID) error {
	known, whole := s.readIndex(ctx)
	unlock, err := s.lockIndex(ctx, false)
	if err != nil {
		return err
	}
	defer unlock()
	delete(known, id)
	if !whole || s.renewIndex(known, s.digests(id)) != nil { // List makes it anew
		return removeFile(s.indexPath())
	}
	return nil
}

// diskTime is the time by the file system's clock, which is what files bear.
func (s *Store) diskTime() (time.Time, error) {
	path := filepath.Join(s.dir, "index.time")
	if err := errors.Join(removeFile(path), createFile(path)); err != nil {
		return time.Time{}, err
	}
	info, err := os.Stat(path)
	if err := errors.Join(err, removeFile(path)); err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}
