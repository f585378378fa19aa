package bolt

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"firstmile/storage"
	"firstmile/workbook"
)

// lock takes the flock on the file at path and gives the function that lets go
// of it. It waits in the kernel's queue, which is what keeps windows from
// starving each other (bbolt's own lock polls), until the limit or ctx ends.
// The error is storage.ErrBusy then, ctx's, or the system's.
func (s *base) lock(ctx context.Context, path string, shared bool, limit time.Duration) (unlock func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		switch err := createFile(path); {
		case err == nil, errors.Is(err, fs.ErrExist):
		case classify(err) == storage.ErrReadOnly:
			return func() {}, nil // nothing is written here, so there is nobody to wait for
		default:
			return nil, err
		}
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	// A waiting flock keeps a thread, so one at a time waits for each file: a
	// window that hangs with the lock costs this program one and no more.
	waiting, _ := s.waiting.LoadOrStore(path, make(chan struct{}, 1))
	queue := waiting.(chan struct{})
	select {
	case queue <- struct{}{}:
	case <-timer.C:
		return nil, storage.ErrBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	// Never O_CREATE: umask could leave a file that no other window may open.
	f := flock.New(path, flock.SetFlag(os.O_RDONLY))
	take := f.Lock
	if shared {
		take = f.RLock
	}
	try := f.TryLock
	if shared {
		try = f.TryRLock
	}
	if free, err := try(); err != nil || free { // mostly nobody has it, and no thread has to wait
		<-queue
		return func() { _ = f.Unlock() }, err
	}
	got := make(chan error, 1)
	go func() {
		err := take()
		<-queue
		got <- err
	}()
	select {
	case err := <-got:
		return func() { _ = f.Unlock() }, err
	case <-timer.C:
		err = storage.ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	go func() { // nobody waits for it any more, so it must not be kept
		if <-got == nil {
			_ = f.Unlock()
		}
	}()
	return nil, err
}

// lockBook takes a workbook's lock. The lock file is made anew in a folder that
// came back from a backup without it.
func (s *base) lockBook(ctx context.Context, folder string, shared bool) (unlock func(), err error) {
	return s.lock(ctx, filepath.Join(folder, lockName), shared, s.limit)
}

// enter gives the folder of a workbook that is there, with its lock.
func (s *store) enter(ctx context.Context, id workbook.ID, shared bool) (folder string, unlock func(), err error) {
	if folder, err = s.existing(id); err == nil {
		unlock, err = s.lockBook(ctx, folder, shared)
	}
	return folder, unlock, err
}

// lockInTurn is lockBook for a save. A window that had to wait rests before it saves again
// for as long as its save took: flock is not fair, and where several windows type on a slow
// disk one of them could wait for seconds.
func (s *store) lockInTurn(ctx context.Context, folder string) (unlock func(), err error) {
	s.mu.Lock()
	rest := s.rest[folder].Sub(s.now())
	s.mu.Unlock()
	if rest > 0 {
		select {
		case <-time.After(rest):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	asked := s.now()
	free, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return nil, err
	}
	got := s.now()
	return func() {
		free()
		s.mu.Lock()
		defer s.mu.Unlock()
		if delete(s.rest, folder); got.Sub(asked) > contended {
			now := s.now()
			s.rest[folder] = now.Add(min(now.Sub(got), mostRest))
		}
	}, nil
}

const (
	contended = 2 * time.Millisecond
	mostRest  = 100 * time.Millisecond
)

// lockFolders takes the lock under which folders are made and moved. It is
// taken after a workbook's lock, never before, and held for a moment only.
func (s *base) lockFolders(ctx context.Context) (unlock func(), err error) {
	return s.lock(ctx, filepath.Join(s.dir, "folders.lock"), false, s.limit)
}
