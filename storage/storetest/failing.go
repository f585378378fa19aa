package storetest

import (
	"context"
	"sync"

	"firstmile/storage"
	"firstmile/workbook"
)

// Hang is a store whose Save waits until it is let go, as a disk that does not
// answer. Everything else goes through.
type Hang struct {
	storage.Store

	// Begun gets the id of each save that has begun to hang, in order.
	Begun chan workbook.ID

	only map[workbook.ID]bool // nil means every workbook
	next chan struct{}        // one token lets one save go on
	free chan struct{}
	once sync.Once
}

// NewHang hangs the saves of the given workbooks, or of all when none is given.
func NewHang(store storage.Store, only ...workbook.ID) *Hang {
	h := &Hang{Store: store, Begun: make(chan workbook.ID, 1000), next: make(chan struct{}), free: make(chan struct{})}
	for _, id := range only {
		if h.only == nil {
			h.only = map[workbook.ID]bool{}
		}
		h.only[id] = true
	}
	return h
}

// Save waits for Release or Step, or until ctx ends, whose error it then returns.
func (h *Hang) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	if h.only == nil || h.only[id] {
		h.Begun <- id
		select {
		case <-h.next:
		case <-h.free:
		case <-ctx.Done():
			return storage.Receipt{}, ctx.Err()
		}
	}
	return h.Store.Save(ctx, id, changes)
}

// Step lets one hanging save go on, waiting for one when there is none.
func (h *Hang) Step() {
	select {
	case h.next <- struct{}{}:
	case <-h.free:
	}
}

// Release ends the hanging for good.
func (h *Hang) Release() { h.once.Do(func() { close(h.free) }) }

// Fail is a store whose Save fails until it is told otherwise. Everything else
// goes through.
type Fail struct {
	storage.Store

	mu    sync.Mutex
	err   error
	tries int
}

// NewFail makes every Save return err.
func NewFail(store storage.Store, err error) *Fail { return &Fail{Store: store, err: err} }

// With makes every Save from now on return err, or go through when it is nil.
func (f *Fail) With(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.err = err
}

// Tries is how many saves have been tried so far.
func (f *Fail) Tries() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tries
}

// Save fails, or goes through.
func (f *Fail) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	f.mu.Lock()
	f.tries++
	err := f.err
	f.mu.Unlock()
	if err != nil {
		return storage.Receipt{}, err
	}
	return f.Store.Save(ctx, id, changes)
}
