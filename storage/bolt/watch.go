package bolt

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"firstmile/workbook"
)

// lookEvery is how often a watched workbook is looked at where the system does not tell.
const lookEvery = time.Second

// Watch sends whenever a workbook's files have changed, until ctx ends.
func (s *store) Watch(ctx context.Context, id workbook.ID) <-chan struct{} {
	out := make(chan struct{}, 1)
	if !validID(string(id)) {
		close(out)
		return out
	}
	seen := stamp(s.book(id)) // before anybody saves who was told that it is watched
	go func() {
		defer close(out)
		s.watch(ctx, id, seen, out)
	}()
	return out
}

// settle is how long a change is left alone before it is looked at: a save of this window
// is known by then.
const settle = 10 * time.Millisecond

func (s *store) watch(ctx context.Context, id workbook.ID, seen stamped, out chan<- struct{}) {
	folder := s.book(id)
	look := func() {
		if now := stamp(folder); now != seen {
			seen = now
			if h := s.holding(id); h != nil && h.unchanged(folder) {
				return // this window did it, or has read it
			}
			select {
			case out <- struct{}{}:
			default: // it is on its way already
			}
		}
	}
	var told <-chan fsnotify.Event
	if w, err := fsnotify.NewWatcher(); err == nil { // no more of them may be left; then looking must do
		defer w.Close()
		if w.Add(folder) == nil {
			told = w.Events
		}
	}
	every := time.NewTicker(lookEvery)
	defer every.Stop()
	soon := time.NewTimer(0)
	defer soon.Stop()
	for {
		select {
		case <-told:
			soon.Reset(settle)
		case <-soon.C:
			look()
		case <-every.C:
			look()
		case <-ctx.Done():
			return
		}
	}
}

// stamped tells states of a folder's files apart.
type stamped struct {
	db, log   int64 // sizes
	dbAt      int64 // ns
	dbThere   bool
	logInTime int64
}

func stamp(folder string) (out stamped) {
	if info, err := os.Stat(filepath.Join(folder, fileName)); err == nil {
		out.db, out.dbAt, out.dbThere = info.Size(), info.ModTime().UnixNano(), true
	}
	if info, err := os.Stat(filepath.Join(folder, logName)); err == nil {
		out.log, out.logInTime = info.Size(), info.ModTime().UnixNano()
	}
	return out
}
