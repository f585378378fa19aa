package bolt

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
)

// Digest keeps in the index what is told from each workbook and what stands beside it, until
// one of the two changes. It stands there in the clear, so of what has a passphrase Keep
// leaves out what is sealed. Like the list, it is derived: lost, it costs time.
type Digest[D any] struct {
	Store *Store
	Name  string // of what is told; another one's lines are not read
	// Tell reads what is to be told of an entry. was is what was told before, nil for nothing;
	// of a workbook that is locked it is all that is known.
	Tell func(ctx context.Context, e storage.Entry, was *D) (D, error)
	// Keep gives what may be kept of a workbook that has a passphrase.
	Keep func(D) D
	// Stale tells what is to be told anew though nothing was saved, as on another day.
	Stale func(D) bool
}

// Told is what is told of an entry, or why it cannot be.
type Told[D any] struct {
	storage.Entry
	Of  D
	Err error
}

// digested is a line of a digest.
type digested struct {
	Files  files           `json:"files"`
	Sealed bool            `json:"sealed,omitempty"` // it has a passphrase: this is what may be kept
	Of     json.RawMessage `json:"of"`
}

// files tells states of a workbook and of what stands beside it apart: time and size of each,
// zero where there is none.
type files [][2]int64

func (s *Store) filesOf(id workbook.ID) files {
	var out files
	for _, of := range append([]*store{s.store}, s.parts...) {
		var now [2]int64
		if info, err := os.Stat(filepath.Join(of.book(id), fileName)); err == nil {
			now = [2]int64{info.ModTime().UnixNano(), info.Size()}
		}
		out = append(out, now)
	}
	return out
}

func (f files) same(g files) bool {
	if len(f) != len(g) {
		return false
	}
	for i := range f {
		if f[i] != g[i] {
			return false
		}
	}
	return true
}

// settledBy tells whether the files are so old that their times tell every later change.
func (f files) settledBy(now time.Time) bool {
	for _, at := range f {
		if now.Sub(time.Unix(0, at[0])) < settled {
			return false
		}
	}
	return true
}

// All tells of each entry, in their order. It reads only what changed since it was told.
func (d Digest[D]) All(ctx context.Context, entries []storage.Entry) []Told[D] {
	s := d.Store
	known, whole := s.readDigest(ctx, d.Name)
	out := make([]Told[D], len(entries))
	fresh := map[workbook.ID]digested{}
	var mu sync.Mutex // of known and fresh
	inParts(len(entries), func(i int) {
		e := entries[i]
		mu.Lock()
		line, there := known[e.ID]
		delete(known, e.ID)
		mu.Unlock()
		t, now := d.one(ctx, e, line, there)
		out[i] = t
		if now != nil {
			mu.Lock()
			fresh[e.ID] = *now
			mu.Unlock()
		}
	})
	maps.DeleteFunc(known, func(id workbook.ID, _ digested) bool { return s.nowhere(id) }) // as the list does
	if ctx.Err() == nil && whole && len(fresh)+len(known) > 0 {
		s.writeDigest(ctx, d.Name, fresh, known)
	}
	return out
}

// one tells of one entry, and gives the line to be kept; nil where that stays as it is.
func (d Digest[D]) one(ctx context.Context, e storage.Entry, line digested, there bool) (Told[D], *digested) {
	t, files := Told[D]{Entry: e}, d.Store.filesOf(e.ID)
	var was *D
	if there {
		was = new(D)
		if json.Unmarshal(line.Of, was) != nil {
			was = nil // a line of another kind
		}
	}
	known := was != nil && line.Files.same(files) && !d.Stale(*was)
	if known && (!e.Protected || e.Locked()) { // of one that is unlocked more can be told than is kept
		t.Of = *was
		return t, nil
	}
	if t.Err = ctx.Err(); t.Err != nil {
		return t, nil
	}
	if t.Of, t.Err = d.Tell(ctx, e, was); t.Err != nil {
		return t, nil
	}
	kept := t.Of
	if e.Protected {
		kept = d.Keep(kept)
	}
	of, err := json.Marshal(kept)
	if err != nil || !d.Store.filesOf(e.ID).same(files) || known && string(of) == string(line.Of) {
		return t, nil
	}
	return t, &digested{files, e.Protected, of}
}

// inParts calls do for each number below n, on all processors.
func inParts(n int, do func(i int)) {
	var wait sync.WaitGroup
	parts := min(n, runtime.GOMAXPROCS(0))
	for p := range parts {
		wait.Go(func() {
			for i := p * n / parts; i < (p+1)*n/parts; i++ {
				do(i)
			}
		})
	}
	wait.Wait()
}

// digestBucket holds the lines of a digest that this version of the program made.
func (s *Store) digestBucket(name string) []byte { return []byte("2 " + name + " " + s.program) }

// readDigest gives the lines of a digest, and whether the index is in order.
func (s *Store) readDigest(ctx context.Context, name string) (known map[workbook.ID]digested, whole bool) {
	known = map[workbook.ID]digested{}
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
	err = f.view(func(tx *bbolt.Tx) error {
		if tx.Bucket(s.digestBucket(name)) == nil {
			return nil
		}
		return each(tx, s.digestBucket(name), func(key string, payload []byte) error {
			var x digested
			if err := decode(payload, &x); err != nil {
				return err
			}
			known[workbook.ID(key)] = x
			return nil
		})
	})
	if err != nil {
		return map[workbook.ID]digested{}, false
	}
	return known, true
}

// writeDigest puts the fresh lines in and takes the gone ones out, in silence as writeIndex.
// Under the index's lock it looks once more at the files: one that was given a passphrase
// meanwhile is not told of in the clear.
func (s *Store) writeDigest(ctx context.Context, name string, fresh, gone map[workbook.ID]digested) {
	unlock, err := s.lockIndex(ctx, false)
	if err != nil {
		return
	}
	defer unlock()
	now, err := s.diskTime()
	if err != nil {
		return
	}
	maps.DeleteFunc(fresh, func(id workbook.ID, x digested) bool {
		_, err := os.Stat(filepath.Join(s.book(id), keyNames[0]))
		return !x.Files.settledBy(now) || !s.filesOf(id).same(x.Files) || err == nil && !x.Sealed
	})
	if len(fresh)+len(gone) == 0 {
		return
	}
	f, err := openFile(s.indexPath(), toWrite)
	if err != nil {
		return
	}
	defer f.close()
	_ = f.update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(s.digestBucket(name))
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

// digests gives the lines of all digests in the index, by their buckets, but for those of one
// workbook. It is called under the index's lock.
func (s *Store) digests(but workbook.ID) map[string]map[string][]byte {
	out := map[string]map[string][]byte{}
	f, err := openFile(s.indexPath(), toRead)
	if err != nil {
		return out
	}
	defer f.close()
	err = f.view(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			if len(name) == 0 || name[0] != '2' {
				return nil
			}
			lines := map[string][]byte{}
			out[string(name)] = lines
			return b.ForEach(func(k, v []byte) error {
				if string(k) != string(but) {
					lines[string(k)] = append([]byte(nil), v...)
				}
				return nil
			})
		})
	})
	if err != nil {
		return nil // they are told anew
	}
	return out
}
