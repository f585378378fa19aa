package storage

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// ErrClosed is reported for what is enqueued after Close.
var ErrClosed = errors.New("not saved: the program is closing")

var errFault = errors.New("Not saved because of a fault in firstmile.")

// Report says how one save ended.
type Report struct {
	ID      workbook.ID
	Receipt        // zero when Err is set
	Upto    uint64 // the number of the last change that it was about; see Saver.Save
	Err     error  // nil when they are on disk
	Pending int    // workbooks with answers that are not on disk yet, this one included
}

// Saves is what a Saver asks of a store, whatever the records are put together in.
type Saves interface {
	Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (Receipt, error)
	Visit(ctx context.Context, id workbook.ID, v Visit) error
	Checkpoint(ctx context.Context, id workbook.ID) error
}

// Saver feeds a store from goroutines of its own, one for each workbook that
// has work, so that no method but Flush and Close ever waits for a disk and a
// workbook that cannot be saved holds up no other.
//
// What waits for one workbook is saved together, in the order in which it came.
type Saver struct {
	// Backoff is how long to wait after the attempt-th failure in a row,
	// counted from 1, before a save is tried again. Set it before the first
	// Save; nil means 1, 2, then 5 seconds.
	Backoff func(attempt int) time.Duration

	store  Saves
	report func(Report)
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	queues  map[workbook.ID]*queue
	changed chan struct{} // closed and replaced whenever a queue moves
	closed  bool
}

// queue is the work of one workbook.
type queue struct {
	running bool          // a worker serves it
	wake    chan struct{} // cuts the wait after a failure short; one slot

	waiting []workbook.Change // what is to be saved next
	flying  []workbook.Change // what is being saved
	upto    uint64            // how many changes came so far
	done    uint64            // how many of them are on disk; some take each other back
	visit   *visit

	begun  uint64 // attempts begun; an attempt bears the number it made this
	saved  uint64 // number of the last attempt that succeeded
	failed uint64 // number of the last attempt that failed
	streak int    // failures in a row
	err    error  // of the last attempt; nil after a success
}

type visit struct{ Visit }

// NewSaver gives a Saver for the store. report is called after every attempt to
// save, from a goroutine of the Saver's, with no lock held; while it runs, only
// the workbook that it is about waits.
func NewSaver(store Saves, report func(Report)) *Saver {
	ctx, cancel := context.WithCancel(context.Background())
	return &Saver{
		store: store, report: report, ctx: ctx, cancel: cancel,
		queues: map[workbook.ID]*queue{}, changed: make(chan struct{}),
	}
}

// Save enqueues changes and returns at once, with the number of the last of them,
// which the report of the save that they are in reaches or exceeds.
func (s *Saver) Save(id workbook.ID, changes []workbook.Change) (upto uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := s.queue(id)
	q.waiting = schema.Join(q.waiting, changes)
	q.upto += uint64(len(changes))
	if s.closed {
		go s.report(Report{ID: id, Upto: q.upto, Err: ErrClosed, Pending: s.pending()})
		return q.upto
	}
	s.start(id, q)
	return q.upto
}

// busy tells whether answers are not on disk yet.
func (q *queue) busy() bool { return q.upto > q.done }

// Visit enqueues where the person is. It is tried once, behind the waiting
// save, and is never reported: losing one loses no answer.
func (s *Saver) Visit(id workbook.ID, v Visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	q := s.queue(id)
	q.visit = &visit{v}
	if !q.running {
		s.start(id, q)
	}
}

// Retry tries every failed save again at once.
func (s *Saver) Retry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kick()
}

// Pending is how many workbooks have answers that are not on disk yet.
func (s *Saver) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pending()
}

// Flush waits until everything enqueued before it for these workbooks, or for
// all when none is named, is on disk, trying failed saves again at once. It
// gives up when each of those left has failed once
// more, and returns their errors; they stay enqueued and are retried. When ctx
// ends first it returns ctx's error joined with those known so far.
func (s *Saver) Flush(ctx context.Context, ids ...workbook.ID) error {
	s.mu.Lock()
	since := map[workbook.ID]uint64{} // attempts begun before this call
	for id, q := range s.queues {
		if (q.busy() || q.visit != nil) && (len(ids) == 0 || slices.Contains(ids, id)) {
			since[id] = q.begun
			if q.running {
				q.hurry()
			}
		}
	}
	for {
		var errs []error
		busy := false
		for _, id := range slices.Sorted(maps.Keys(since)) {
			q := s.queues[id]
			switch {
			case q.visit == nil && (!q.busy() || q.saved > since[id]):
				delete(since, id) // what was enqueued later is not waited for
			case q.failed > since[id]:
				errs = append(errs, q.err)
			default:
				busy = true
				if q.err != nil {
					errs = append(errs, q.err)
				}
			}
		}
		changed := s.changed
		s.mu.Unlock()
		if !busy {
			return errors.Join(errs...)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return errors.Join(append([]error{ctx.Err()}, errs...)...)
		}
		s.mu.Lock()
	}
}

// Close flushes and then refuses more. After it no attempt is begun, and one
// that hangs is told to stop, even when answers are left unsaved: the error
// says so, as Flush's does. To ask the person first, Flush first.
func (s *Saver) Close(ctx context.Context) error {
	for {
		err := s.Flush(ctx)
		s.mu.Lock()
		if err == nil && s.pending() > 0 { // enqueued after Flush had looked
			s.mu.Unlock()
			continue
		}
		s.closed = true
		s.kick() // workers that wait for a retry see closed and end
		s.mu.Unlock()
		s.cancel()
		return err
	}
}

// Checkpoint has the store copy each workbook that was saved, at the end of a session. It
// returns when that is done or ctx ends, whichever is first.
func (s *Saver) Checkpoint(ctx context.Context) {
	s.mu.Lock()
	var saved []workbook.ID
	for id, q := range s.queues {
		if q.saved > 0 {
			saved = append(saved, id)
		}
	}
	s.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, id := range saved {
			_ = s.store.Checkpoint(ctx, id) // nothing depends on it
		}
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

func (s *Saver) pending() int {
	n := 0
	for _, q := range s.queues {
		if q.busy() {
			n++
		}
	}
	return n
}

func (s *Saver) queue(id workbook.ID) *queue {
	q := s.queues[id]
	if q == nil {
		q = &queue{wake: make(chan struct{}, 1)}
		s.queues[id] = q
	}
	return q
}

// start sees to it that what was just enqueued is tried at once.
func (s *Saver) start(id workbook.ID, q *queue) {
	if q.running {
		q.hurry()
		return
	}
	q.running = true
	go s.work(id, q)
}

func (s *Saver) kick() {
	for _, q := range s.queues {
		if q.running {
			q.hurry()
		}
	}
}

func (q *queue) hurry() {
	select {
	case q.wake <- struct{}{}:
	default: // it is on its way already
	}
}

// moved tells Flush to look again.
func (s *Saver) moved() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// work serves one queue until there is nothing left to do.
func (s *Saver) work(id workbook.ID, q *queue) {
	for {
		s.mu.Lock()
		if s.closed || !q.busy() && q.visit == nil {
			q.running = false
			s.moved()
			s.mu.Unlock()
			return
		}
		if !q.busy() {
			s.visitOne(id, q)
			continue
		}
		if report := s.saveOne(id, q); report.Err != nil {
			streak := q.streak
			s.mu.Unlock()
			s.report(report)
			s.pause(q, streak)
		} else {
			s.mu.Unlock()
			s.report(report)
		}
	}
}

// saveOne makes one attempt. It is called with the lock held, lets go of it
// while the store works, and returns with it held.
func (s *Saver) saveOne(id workbook.ID, q *queue) Report {
	upto := q.upto
	q.flying, q.waiting = q.waiting, nil
	q.begun++
	select {
	case <-q.wake: // whatever it asked for, this attempt is it
	default:
	}
	s.mu.Unlock()

	receipt, err := s.storeSave(id, q.flying)

	s.mu.Lock()
	if err != nil {
		q.failed = q.begun
		q.streak++
		q.waiting = schema.Join(q.flying, q.waiting) // what came meanwhile comes behind it
	} else {
		q.saved, q.done = q.begun, upto
		q.streak = 0
	}
	q.err, q.flying = err, nil
	s.moved()
	return Report{ID: id, Receipt: receipt, Upto: upto, Err: err, Pending: s.pending()}
}

// storeSave turns a panic into a failed save: it must not take the answers that
// are still waiting with it.
func (s *Saver) storeSave(id workbook.ID, changes []workbook.Change) (r Receipt, err error) {
	defer func() {
		if recover() != nil {
			err = errFault
		}
	}()
	return s.store.Save(s.ctx, id, changes)
}

// visitOne is called with the lock held and returns without it.
func (s *Saver) visitOne(id workbook.ID, q *queue) {
	v := q.visit
	s.mu.Unlock()
	s.storeVisit(id, v.Visit)
	s.mu.Lock()
	defer s.mu.Unlock()
	if q.visit == v {
		q.visit = nil
	}
	s.moved()
}

func (s *Saver) storeVisit(id workbook.ID, v Visit) {
	defer func() { _ = recover() }() // as for storeSave; a visit is worth no word
	_ = s.store.Visit(s.ctx, id, v)
}

// pause waits before the next attempt.
func (s *Saver) pause(q *queue, streak int) {
	backoff := s.Backoff
	if backoff == nil {
		backoff = defaultBackoff
	}
	t := time.NewTimer(backoff(streak))
	defer t.Stop()
	select {
	case <-t.C:
	case <-q.wake:
	case <-s.ctx.Done():
	}
}

func defaultBackoff(attempt int) time.Duration {
	switch attempt {
	case 1:
		return time.Second
	case 2:
		return 2 * time.Second
	}
	return 5 * time.Second
}
