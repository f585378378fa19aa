package bolt

import (
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

	"github.com/fsnotify/fsnotify"
	"github.com/gofrs/flock"

	"firstmile/storage"
	"firstmile/workbook"
)

// hereName is the folder with one for each open workbook, in which each window that has it
// open keeps a file that says where it stands. Beside that lies one of which it has the
// flock: the system lets go of it when the process ends, so that nothing has to tell that
// it is alive. They are two because some systems let nobody read a locked file, and not in
// the workbook's own folder because some move no folder with an open file.
const (
	hereName   = "here"
	aliveName  = ".alive"
	mostOfSpot = 4 << 10 // bytes of a file that says where a window stands
)

var errNoID = errors.New("not an id")

// ownSpot is this window's own.
type ownSpot struct {
	file  string
	alive *flock.Flock
}

// Stand writes where this window stands; see storage.Here.
func (s *Store) Stand(id workbook.ID, spot storage.Spot) error {
	if !validID(string(id)) {
		return errNoID
	}
	s.hereMu.Lock()
	defer s.hereMu.Unlock()
	at := s.here[id]
	if at == nil {
		var err error
		if at, err = standIn(s.hereOf(id), s.window); err != nil {
			return err
		}
		s.here[id] = at
	}
	spot.Window = s.window
	raw, err := json.Marshal(spot)
	if err != nil {
		return err
	}
	return os.WriteFile(at.file, raw, fileMode)
}

// standIn makes the files of a window that is not there yet, and takes its lock.
func standIn(here, window string) (*ownSpot, error) {
	if err := createFolder(here); err != nil {
		return nil, err
	}
	file := filepath.Join(here, window)
	if err := createFile(file + aliveName); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	alive := flock.New(file+aliveName, flock.SetFlag(os.O_RDONLY))
	if got, err := alive.TryLock(); err != nil {
		return nil, err
	} else if !got {
		return nil, storage.ErrBusy
	}
	return &ownSpot{file, alive}, nil
}

func (s *Store) hereOf(id workbook.ID) string { return filepath.Join(s.dir, hereName, string(id)) }

// Leave removes it. The folder stays: another window may be about to stand there.
func (s *Store) Leave(ids ...workbook.ID) {
	s.hereMu.Lock()
	defer s.hereMu.Unlock()
	if len(ids) == 0 {
		ids = slices.Collect(maps.Keys(s.here))
	}
	for _, id := range ids {
		if at := s.here[id]; at != nil {
			delete(s.here, id)
			_ = os.Remove(at.file)
			_ = at.alive.Unlock()
			_ = os.Remove(at.file + aliveName)
		}
	}
}

// Others reads where the other windows stand.
func (s *Store) Others(id workbook.ID) []storage.Spot {
	if !validID(string(id)) {
		return nil
	}
	return othersIn(s.hereOf(id), s.window)
}

func othersIn(here, window string) []storage.Spot {
	entries, err := os.ReadDir(here)
	if err != nil {
		return nil
	}
	var out []storage.Spot
	for _, e := range entries {
		name := e.Name()
		if name == window || strings.HasSuffix(name, aliveName) || !lives(filepath.Join(here, name)) {
			continue
		}
		var spot storage.Spot
		if info, err := e.Info(); err != nil || info.Size() > mostOfSpot {
			continue
		}
		raw, err := readPlain(filepath.Join(here, name))
		if err != nil || json.Unmarshal(raw, &spot) != nil {
			continue // it is being written: the end of that is told
		}
		spot.Window = name
		out = append(out, spot)
	}
	slices.SortFunc(out, func(a, b storage.Spot) int { return b.Active.Compare(a.Active) })
	return out
}

// lives tells whether the process that wrote a file is still there.
func lives(file string) bool {
	if info, err := os.Stat(file + aliveName); err != nil || !info.Mode().IsRegular() {
		return false
	}
	alive := flock.New(file+aliveName, flock.SetFlag(os.O_RDONLY))
	free, err := alive.TryRLock()
	if free {
		_ = alive.Unlock()
	}
	return err == nil && !free
}

// sweepHere removes what processes left that were killed.
func (s *Store) sweepHere() {
	books, _ := os.ReadDir(filepath.Join(s.dir, hereName))
	for _, book := range books {
		here := filepath.Join(s.dir, hereName, book.Name())
		entries, _ := os.ReadDir(here)
		for _, e := range entries {
			path := filepath.Join(here, e.Name())
			info, err := e.Info()
			if err == nil && s.now().Sub(info.ModTime()) > settled && !lives(strings.TrimSuffix(path, aliveName)) { // a new one may be about to be locked
				_ = os.Remove(path)
			}
		}
		if s.nowhere(workbook.ID(book.Name())) {
			_ = os.Remove(here) // where nothing lives in it
		}
	}
}

// WatchOthers looks whenever the system tells of a change, and each second, since nobody
// tells of a process that ended.
func (s *Store) WatchOthers(ctx context.Context, id workbook.ID) <-chan struct{} {
	out := make(chan struct{}, 1)
	if !validID(string(id)) {
		close(out)
		return out
	}
	go func() {
		defer close(out)
		s.watchOthers(ctx, id, out)
	}()
	return out
}

func (s *Store) watchOthers(ctx context.Context, id workbook.ID, out chan<- struct{}) {
	here := s.hereOf(id)
	seen, first := []storage.Spot(nil), true
	look := func() {
		now := s.Others(id)
		if !first && slices.Equal(now, seen) {
			return
		}
		seen, first = now, false
		select {
		case out <- struct{}{}:
		default: // it is on its way already
		}
	}
	var told <-chan fsnotify.Event
	w, err := fsnotify.NewWatcher() // no more of them may be left; then looking must do
	if err == nil {
		defer w.Close()
		told = w.Events
	}
	watched := false
	every := time.NewTicker(lookEvery)
	defer every.Stop()
	for {
		if w != nil && !watched { // the folder may come later
			watched = w.Add(here) == nil
		}
		look()
		select {
		case <-told:
		case <-every.C:
		case <-ctx.Done():
			return
		}
	}
}
