package bolt

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// tmpSuffix marks a file that is being written; nobody reads one.
	tmpSuffix = ".tmp"

	fileMode   os.FileMode = 0o600
	folderMode os.FileMode = 0o700
)

// createFile makes an empty file that only the person may read, under any umask.
func createFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(fileMode), f.Close())
}

// replaceFile writes a file beside the one at path and renames it over that, so that
// there is the old one or the new one whatever happens.
func replaceFile(path string, fill func(*os.File) error) error {
	tmp := path + tmpSuffix
	if err := removeFile(tmp); err != nil {
		return err
	}
	if err := createFile(tmp); err != nil {
		return err
	}
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(fill(f), f.Sync(), f.Close()); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	return putInPlace(tmp, path)
}

// putInPlace renames a file that is on disk and puts its name there.
func putInPlace(tmp, path string) error {
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// errNoFile is what stands in the place of a file and is none, such as a pipe: to open it
// could wait for ever.
var errNoFile = fmt.Errorf("not a file: %w", errChecks)

// openPlain opens a file, and nothing else.
func openPlain(path string, flag int) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "open", Path: path, Err: errNoFile}
	}
	return os.OpenFile(path, flag, fileMode)
}

// readPlain reads a file, and nothing else.
func readPlain(path string) ([]byte, error) {
	f, err := openPlain(path, os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func removeFile(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// createFolder makes a folder that only the person may enter, and those above
// it, under any umask, and puts their names on disk. One that exists is left as
// it is.
func createFolder(path string) error {
	info, err := os.Stat(path)
	if err == nil {
		if !info.IsDir() {
			return &os.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
		}
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := createFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, folderMode); err != nil {
		if errors.Is(err, os.ErrExist) { // another window was quicker
			return nil
		}
		return err
	}
	return errors.Join(os.Chmod(path, folderMode), syncDir(parent))
}

// file is an open bbolt file. A damaged one makes bbolt panic or fault, so
// everything done with it goes through guard.
type file struct {
	db   *bbolt.DB
	why  purpose
	fd   *os.File // bbolt's own; a panicking Open would leak it with its lock
	dead bool     // a panic went through bbolt, whose locks may be held for good
}

// purpose is what a file is opened for.
type purpose int

const (
	toRead purpose = iota
	toWrite
	toGoOn // to write into a file that is as this window wrote it: its pages were checked
	toFill // a new file, which is empty
)

// openFile opens an existing bbolt file. It never creates one, nor makes one of
// an existing file that is empty, other than toFill.
func openFile(path string, why purpose) (f *file, err error) {
	f = &file{why: why}
	err = f.guard(func() error {
		var err error
		f.db, err = bbolt.Open(path, fileMode, &bbolt.Options{
			Timeout:      time.Second, // never needed under our own lock
			FreelistType: bbolt.FreelistMapType,
			ReadOnly:     why == toRead,
			NoStatistics: true,
			OpenFile: func(name string, flag int, _ os.FileMode) (_ *os.File, err error) {
				if f.fd, err = openPlain(name, flag&^os.O_CREATE); err != nil {
					return nil, err
				}
				if info, err := f.fd.Stat(); err != nil || info.Size() == 0 && why != toFill {
					return nil, errors.Join(err, fmt.Errorf("%w: the file is empty", errChecks))
				}
				return f.fd, nil
			},
		})
		// bbolt has no error of its own for a file cut short.
		if err != nil && strings.HasPrefix(err.Error(), "file size too small") {
			return fmt.Errorf("%w: %w", errChecks, err)
		}
		return err
	})
	if err != nil {
		f.abandon()
		return nil, err
	}
	return f, nil
}

// guard runs fn and turns a panic or a memory fault, which a damaged or
// truncated file causes, into errChecks.
func (f *file) guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			f.dead = true
			err = fmt.Errorf("%w: bbolt gave up (%T)", errors.Join(unreadable(f.fd), errChecks), r)
		}
	}()
	return fn()
}

// unreadable is why a file cannot be read to its end, nil where it can: a disk that fails
// shows in a mapping as a fault, as damage does.
func unreadable(f *os.File) error {
	if f == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, io.NewSectionReader(f, 0, math.MaxInt64))
	return err
}

// view runs fn in a read transaction. Nothing that fn is given may outlive it.
func (f *file) view(fn func(*bbolt.Tx) error) error {
	return f.guard(func() error { return f.db.View(f.checked(fn)) })
}

// update runs fn in a write transaction, which is on disk when it returns nil.
func (f *file) update(fn func(*bbolt.Tx) error) error {
	return f.guard(func() error { return f.db.Update(f.checked(fn)) })
}

// soundToWrite tells whether a file that was opened to read could be written into.
func (f *file) soundToWrite() error {
	return f.guard(func() error { return f.db.View(func(tx *bbolt.Tx) error { return checkTrees(f, tx, true) }) })
}

func (f *file) checked(fn func(*bbolt.Tx) error) func(*bbolt.Tx) error {
	return func(tx *bbolt.Tx) error {
		if f.why != toGoOn {
			if err := checkTrees(f, tx, tx.Writable()); err != nil {
				return err
			}
		}
		return fn(tx)
	}
}

// close closes the file; what was committed is on disk whatever it meets.
func (f *file) close() {
	if !f.dead {
		_ = f.guard(f.db.Close)
	}
	if f.dead {
		f.abandon()
	}
}

// abandon lets go of the descriptor and the lock of a file that bbolt cannot
// close, and lets bbolt try to unmap it where nothing waits for that.
func (f *file) abandon() {
	if f.fd != nil {
		dropLock(f.fd)
		_ = f.fd.Close()
	}
	if db := f.db; db != nil {
		go func() { _ = new(file).guard(db.Close) }()
	}
}
