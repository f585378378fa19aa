// Package bolt keeps workbooks in go.etcd.io/bbolt: one folder for each, its
// file opened for one operation at a time under a lock of ours, so that any
// number of windows can work side by side. Records of other schemas stand beside
// the workbooks in the same way (Beside).
//
//	<dir>/workbooks/<ulid>/lock          never renamed on its own, never deleted
//	                      /workbook.db   the answers: what is committed there is saved
//	                      /workbook.key, .copy   of one that has a passphrase
//	                      /workbook.log  every change again, a line each; never flushed
//	                      /snapshot-<revision>.db  two copies
//	                      /workbook.db.damaged-…   what was mended, as it was found
//	                      /workbook.db.first       as the first programs wrote it
//	<dir>/<part>/<ulid>/…                the same, of what stands beside the workbook with this id
//	<dir>/deleted/<ulid>/…               what Delete took off the list
//	<dir>/index.db, index.lock           what List shows; derived
//	<dir>/folders.lock                   held while folders are made or moved
//	<dir>/restore.lock, .restoring/      while a backup is unpacked
package bolt

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

const (
	lockName = "lock"
	fileName = "workbook.db"

	booksName = "workbooks"

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

	// Parts are what may stand beside each workbook. What becomes of a workbook becomes of
	// them, also where nobody asks for them.
	Parts []Part
}

// Store keeps workbooks in one data folder, with the list of them. It holds nothing open
// between calls, so it needs no Close.
type Store struct {
	StoreOf[workbook.Workbook]
	parts []*store // what stands beside the workbooks

	hereMu sync.Mutex
	here   map[workbook.ID]*ownSpot // where this window stands
}

// StoreOf keeps records of one schema in one data folder.
type StoreOf[W any] struct {
	*store
	schema *schema.Schema[W]
}

// base is what all stores of one data folder have together.
type base struct {
	dir     string
	now     func() time.Time
	program string
	limit   time.Duration
	window  string   // tells this window's saves from another's
	waiting sync.Map // by the path of a lock file: chan struct{}, see lock
}

// store keeps records, whatever struct they are put together in: all that is done with
// files is done here.
type store struct {
	*base
	name   string        // of the folder that has a folder for each
	called string        // what it keeps, in a sentence: "this workbook"
	of     schema.Stored // what the records are
	list   *Store        // the list that tells of them; nil for what stands beside workbooks
	whose  *store        // what it stands beside; nil for the workbooks themselves

	mu    sync.Mutex
	holds map[workbook.ID]*held         // what the files were when last read or written here
	keys  map[workbook.ID]*keys         // of those whose passphrase was given here
	wraps map[workbook.ID]wrap          // the files of those keys
	wrote map[workbook.ID]storage.Wrote // by this window; changed under the workbook's lock
	rest  map[string]time.Time          // by folder: see lockInTurn
}

var _ storage.Store = (*Store)(nil)

func newStore(b *base, name, called string, of schema.Stored) *store {
	return &store{
		base: b, name: name, called: called, of: of,
		holds: map[workbook.ID]*held{}, keys: map[workbook.ID]*keys{}, wraps: map[workbook.ID]wrap{},
		wrote: map[workbook.ID]storage.Wrote{}, rest: map[string]time.Time{},
	}
}

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
	b := &base{dir: dir, now: opt.Now, program: opt.Program, limit: opt.LockTimeout, window: rand.Text()}
	s := &Store{StoreOf: StoreOf[workbook.Workbook]{newStore(b, booksName, "this workbook", workbook.Schema), workbook.Schema}, here: map[workbook.ID]*ownSpot{}}
	s.list = s
	for _, p := range opt.Parts {
		part := newStore(b, p.Name, p.Called, p.Schema)
		part.whose = s.store
		s.parts = append(s.parts, part)
	}
	return s, nil
}

// Window is how the saves of this process are told from others'.
func (b *base) Window() string { return b.window }

// time is the clock without what a stored time cannot hold.
func (b *base) time() time.Time { return b.now().UTC().Round(0) }

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
	s.sweepHere()
	homes := []string{s.books(), s.deleted()}
	for _, part := range s.parts {
		homes = append(homes, part.home())
	}
	left := func() (out []string) {
		for _, home := range homes {
			out = append(out, half(home)...)
		}
		return append(out, s.erasable()...)
	}
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
	for _, home := range homes {
		if err := syncDir(home); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return
		}
	}
	known, _ := s.indexNames()
	for _, path := range left() {
		if s.eraseBeside(path) != nil {
			continue // the next start does it
		}
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

func (b *base) books() string   { return filepath.Join(b.dir, booksName) }
func (b *base) deleted() string { return filepath.Join(b.dir, "deleted") }

// home is the folder that has a folder for each.
func (s *store) home() string { return filepath.Join(s.dir, s.name) }

func (s *store) book(id workbook.ID) string { return filepath.Join(s.home(), string(id)) }

// existing gives the folder of a workbook that is there, or of what stands beside one.
func (s *store) existing(id workbook.ID) (string, error) {
	if !validID(string(id)) {
		return "", storage.ErrNotFound
	}
	folder := s.book(id)
	_, err := os.Stat(folder)
	if err == nil && s.list == nil {
		_, err = os.Stat(filepath.Join(s.books(), string(id)))
	}
	return folder, err
}

// validID admits the 26 characters of a ULID and nothing else: ids become the
// names of folders.
func validID(id string) bool {
	return len(id) == 26 && id[0] <= '7' && strings.Trim(id, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ""
}
