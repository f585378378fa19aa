// Package bolt keeps workbooks in go.etcd.io/bbolt: one folder for each, its
// file opened for one operation at a time under a lock of ours, so that any
// number of windows can work side by side.
//
//	<dir>/workbooks/<ulid>/lock          never renamed on its own, never deleted
//	                      /workbook.db   the answers: what is committed there is saved
//	                      /workbook.key, .copy   of one that has a passphrase
//	                      /workbook.log  every change again, a line each; never flushed
//	                      /snapshot-<revision>.db  two copies
//	                      /workbook.db.damaged-…   what was mended, as it was found
//	                      /workbook.db.first       as the first programs wrote it
//	<dir>/deleted/<ulid>/…               what Delete took off the list
//	<dir>/index.db, index.lock           what List shows; derived
//	<dir>/folders.lock                   held while folders are made or moved
//	<dir>/restore.lock, .restoring/      while a backup is unpacked
package bolt

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

const (
	lockName = "lock"
	fileName = "workbook.db"

	// newPrefix and goneSuffix mark folders that are being made or erased. List
	// shows neither, and Open removes what an interrupted program left.
	newPrefix  = ".new-"
	goneSuffix = ".erased"
)

// Options are what a store needs from the program.
type Options struct {
	Now     func() time.Time // the clock; required
	Program string           // the program's version: another one's index is rebuilt

	// LockTimeout is how long to wait for another window, 5 s when 0. Then the
	// error is storage.ErrBusy.
	LockTimeout time.Duration
}

// Store keeps workbooks in one data folder. It holds nothing open between calls,
// so it needs no Close.
type Store struct {
	dir     string
	now     func() time.Time
	program string
	limit   time.Duration
	window  string   // tells this window's saves from another's
	waiting sync.Map // by the path of a lock file: chan struct{}, see lock

	mu    sync.Mutex
	holds map[workbook.ID]*held         // what the files of workbooks were when last read or written here
	keys  map[workbook.ID]*keys         // of workbooks whose passphrase was given here
	wraps map[workbook.ID][]byte        // the files of those keys
	wrote map[workbook.ID]storage.Wrote // by this window; changed under the workbook's lock
	rest  map[string]time.Time          // by folder: see lockInTurn
}

var _ storage.Store = (*Store)(nil)

// Open gives the store in a data folder, which it makes when needed. The error
// is storage.ErrReadOnly or storage.ErrFull where the folder cannot be made; a
// folder that is there but cannot be written opens all the same.
func Open(dir string, opt Options) (*Store, error) {
	s, err := Look(dir, opt)
	if err != nil {
		return nil, err
	}
	if err := s.makeFolders(); err != nil {
		return nil, explain("", managing, s.filed(err))
	}
	s.sweep()
	return s, nil
}

// Look gives the store in a data folder as it is: nothing in it is made or swept.
func Look(dir string, opt Options) (*Store, error) {
	if opt.Now == nil {
		return nil, errors.New("bolt.Open needs a clock")
	}
	if opt.LockTimeout == 0 {
		opt.LockTimeout = 5 * time.Second
	}
	dir, err := filepath.Abs(dir) // a later chdir must not move the answers
	if err != nil {
		return nil, explain("", managing, err)
	}
	return &Store{
		dir: dir, now: opt.Now, program: opt.Program, limit: opt.LockTimeout, window: rand.Text(),
		holds: map[workbook.ID]*held{}, keys: map[workbook.ID]*keys{}, wraps: map[workbook.ID][]byte{},
		wrote: map[workbook.ID]storage.Wrote{}, rest: map[string]time.Time{},
	}, nil
}

// Window is how the saves of this process are told from others'.
func (s *Store) Window() string { return s.window }

// time is the clock without what a stored time cannot hold.
func (s *Store) time() time.Time { return s.now().UTC().Round(0) }

func (s *Store) makeFolders() error {
	for _, folder := range []string{s.dir, s.books()} {
		if err := createFolder(folder); err != nil {
			return err
		}
	}
	if err := createFolder(s.deleted()); classify(err) != storage.ErrReadOnly {
		return err
	}
	return nil // what an earlier program wrote, where nothing can be written: it can be read
}

// dueName marks the folder of a deleted workbook that was found to be old, and is erased
// once the mark is old too: a clock that jumped must not erase anything at once.
const dueName = "due"

// dueFor is how long the mark stands.
const dueFor = 7 * 24 * time.Hour

// due tells whether a deleted workbook is to be erased.
func (s *Store) due(folder string, deleted time.Time) bool {
	path := filepath.Join(folder, dueName)
	marked, err := os.Stat(path)
	switch {
	case s.now().Sub(deleted) < storage.KeepDeleted:
		_ = removeFile(path) // the clock was wrong when it was marked
		return false
	case err != nil:
		if createFile(path) == nil {
			_ = os.Chtimes(path, s.now(), s.now())
			_ = os.Chtimes(folder, deleted, deleted) // from when on it counts as deleted
		}
		return false
	}
	return s.now().Sub(marked.ModTime()) >= dueFor
}

// sweep removes what interrupted programs left half made, half erased or
// deleted and not erased. Under the folders' lock nobody is at it. A data folder
// may have been somebody's before: only names that this program gives count.
func (s *Store) sweep() {
	s.sweepStage()
	left := func() []string { return slices.Concat(half(s.books()), half(s.deleted()), s.erasable()) }
	if len(left()) == 0 {
		return
	}
	unlock, err := s.lockFolders(context.Background())
	if err != nil {
		return
	}
	defer unlock()
	// The names they bear now are put on disk first: a power cut must not bring half of a
	// workbook back under the one it had before.
	if errors.Join(syncDir(s.books()), syncDir(s.deleted())) != nil {
		return
	}
	known, _ := s.indexNames()
	for _, path := range left() {
		_ = os.RemoveAll(path)
		if id := workbook.ID(strings.TrimSuffix(filepath.Base(path), goneSuffix)); known[id].ID == id && s.nowhere(id) {
			_ = s.forget(context.Background(), id) // or it would count as missing
		}
	}
}

// half lists the workbooks in a folder that are half made or half erased.
func half(parent string) (out []string) {
	entries, _ := os.ReadDir(parent)
	for _, e := range entries {
		made, isMade := strings.CutPrefix(e.Name(), newPrefix)
		gone, isGone := strings.CutSuffix(e.Name(), goneSuffix)
		if isMade && validID(made) || isGone && validID(gone) {
			out = append(out, filepath.Join(parent, e.Name()))
		}
	}
	return out
}

// erasable lists the deleted workbooks whose time is over.
func (s *Store) erasable() (out []string) {
	entries, _ := os.ReadDir(s.deleted())
	for _, e := range entries {
		path := filepath.Join(s.deleted(), e.Name())
		if info, err := e.Info(); err == nil && validID(e.Name()) && s.due(path, info.ModTime()) {
			out = append(out, path)
		}
	}
	return out
}

func (s *Store) books() string   { return filepath.Join(s.dir, "workbooks") }
func (s *Store) deleted() string { return filepath.Join(s.dir, "deleted") }

func (s *Store) book(id workbook.ID) string { return filepath.Join(s.books(), string(id)) }

// existing gives the folder of a workbook that is there.
func (s *Store) existing(id workbook.ID) (string, error) {
	if !validID(string(id)) {
		return "", storage.ErrNotFound
	}
	folder := s.book(id)
	_, err := os.Stat(folder)
	return folder, err
}

// validID admits the 26 characters of a ULID and nothing else: ids become the
// names of folders.
func validID(id string) bool {
	return len(id) == 26 && id[0] <= '7' && strings.Trim(id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ""
}
