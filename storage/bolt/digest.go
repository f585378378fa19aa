package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	// Held has what was told in this process; nil to read the index each time.
	Held *Held[D]
}

// Held is what was told, as of files that stand as they did then.
type Held[D any] struct {
	mu  sync.Mutex
	all map[workbook.ID]lineOf[D]
}

// lineOf is a line of a digest, as it is read.
type lineOf[D any] struct {
	Files  files `json:"files"`
	Sealed bool  `json:"sealed"`
	Of     D     `json:"of"`
}

func (h *Held[D]) get(id workbook.ID) (t lineOf[D], ok bool) {
	if h == nil {
		return t, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	t, ok = h.all[id]
	return t, ok
}

// has tells whether so many are held, so that none is gone.
func (h *Held[D]) has(n int) bool {
	if h == nil {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.all) == n
}

// keep holds what was told of these workbooks, and of no others.
func (h *Held[D]) keep(all []Told[D]) {
	if h == nil {
		return
	}
	next := make(map[workbook.ID]lineOf[D], len(all))
	for _, t := range all {
		if t.Err == nil && t.files != nil {
			next[t.ID] = lineOf[D]{t.files, false, t.Of}
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = next
}

// Told is what is told of an entry, or why it cannot be.
type Told[D any] struct {
	storage.Entry
	Of  D
	Err error

	files files // as they stood; nil where they may have changed since
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
	out := make([]Told[D], len(entries))
	held := make([]bool, len(entries))
	inParts(len(entries), func(i int) { out[i], held[i] = d.again(entries[i]) })
	if !slices.Contains(held, false) && d.Held.has(len(entries)) {
		d.Held.keep(out)
		return out
	}
	known, whole := s.readDigest(ctx, d.Name)
	fresh := map[workbook.ID]digested{}
	var mu sync.Mutex // of known and fresh
	inParts(len(entries), func(i int) {
		e := entries[i]
		mu.Lock()
		line := known[e.ID]
		delete(known, e.ID)
		mu.Unlock()
		if held[i] {
			return
		}
		t, now := d.one(ctx, e, line)
		out[i] = t
		if now != nil {
			mu.Lock()
			fresh[e.ID] = *now
			mu.Unlock()
		}
	})
	d.Held.keep(out)
	maps.DeleteFunc(known, func(id workbook.ID, _ []byte) bool { return s.nowhere(id) }) // as the list does
	if ctx.Err() == nil && whole && len(fresh)+len(known) > 0 {
		s.writeDigest(ctx, d.Name, fresh, known)
	}
	return out
}

// again gives what was told of an entry in this process, where that still holds.
func (d Digest[D]) again(e storage.Entry) (Told[D], bool) {
	was, ok := d.Held.get(e.ID)
	if !ok || e.Protected || d.Stale(was.Of) || !was.Files.same(d.Store.filesOf(e.ID)) {
		return Told[D]{}, false
	}
	return Told[D]{Entry: e, Of: was.Of, files: was.Files}, true
}

// one tells of one entry, and gives the line to be kept; nil where that stays as it is.
func (d Digest[D]) one(ctx context.Context, e storage.Entry, read []byte) (Told[D], *digested) {
	t, files := Told[D]{Entry: e}, d.Store.filesOf(e.ID)
	var was *D
	var line lineOf[D]
	if read != nil && json.Unmarshal(read, &line) == nil { // else it is of another kind
		was = &line.Of
	}
	known := was != nil && line.Files.same(files) && !d.Stale(*was)
	if known && (!e.Protected || e.Locked()) { // of one that is unlocked more can be told than is kept
		t.Of, t.files = *was, files
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
	if err != nil || !d.Store.filesOf(e.ID).same(files) {
		return t, nil
	}
	if files.settledBy(d.Store.now()) {
		t.files = files
	}
	if known {
		if as, err := json.Marshal(*was); err == nil && string(as) == string(of) {
			return t, nil
		}
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
func (s *Store) readDigest(ctx context.Context, name string) (known map[workbook.ID][]byte, whole bool) {
	return readLinesOf(ctx, s, func(tx *bbolt.Tx, known map[workbook.ID][]byte) error {
		if tx.Bucket(s.digestBucket(name)) == nil {
			return nil
		}
		return each(tx, s.digestBucket(name), func(key string, payload []byte) error {
			known[workbook.ID(key)] = bytes.Clone(payload)
			return nil
		})
	})
}

// writeDigest puts the fresh lines in and takes the gone ones out, in silence as writeIndex.
// Under the index's lock it looks once more at the files: one that was given a passphrase
// meanwhile is not told of in the clear.
func (s *Store) writeDigest(ctx context.Context, name string, fresh map[workbook.ID]digested, gone map[workbook.ID][]byte) {
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
