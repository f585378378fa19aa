// Package storage says what a store of records promises, and feeds one from a
// goroutine of its own (Saver), so that a screen never waits for a disk. The records
// are a workbook's, or those of another schema that stand beside it. What
// the bytes look like is the concern of the store: see storage/bolt.
package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Store keeps workbooks, in a library that lists them.
type Store interface {
	StoreOf[workbook.Workbook]
	Library
	Here
}

// Library is what only workbooks have: they are listed, and go through a fold of deleted
// ones before they are erased.
type Library interface {
	// List gives one entry a workbook, the last opened first. A workbook that
	// cannot be read is listed with Problem set, never left out.
	List(ctx context.Context) ([]Entry, error)
	// Delete takes a workbook off the list, and what stands beside it out of sight; Undelete
	// brings it back, for at least KeepDeleted, until Erase removes its files.
	Delete(ctx context.Context, id workbook.ID) error
	Undelete(ctx context.Context, id workbook.ID) error
	// Deleted lists what Undelete can bring back, the last deleted first.
	Deleted(ctx context.Context) ([]Entry, error)
}

// StoreOf keeps records of one schema, which are put together in a W. What stands beside a
// workbook bears the workbook's id, and is there as long as the workbook is. All methods may
// be called from several goroutines, and several processes may use one data folder at once.
type StoreOf[W any] interface {
	// Create stores what is new; its ID must not exist yet.
	Create(ctx context.Context, w W) (SnapshotOf[W], error)
	// Load reads what bears an id. It returns ErrNotFound, ErrDamaged, ErrNewer, ErrBusy or
	// ErrGone, wrapped in a sentence that says what happened.
	Load(ctx context.Context, id workbook.ID) (SnapshotOf[W], error)
	// Save makes changes in what is stored: what another window saved in the
	// meantime stays, and an answer that both wrote is kept on both sides (Side). Its
	// error says why not; what was kept, and what to do, only its caller knows.
	// When Save returns without an error, the answers survive the loss of the
	// process and of power.
	Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (Receipt, error)
	// Visit notes where the person was and when, without a new revision.
	Visit(ctx context.Context, id workbook.ID, v Visit) error
	// History lists what the saves changed, oldest first. A store may make one
	// entry of saves of one window that follow each other within HistoryGrain
	// and change the same answers, as typing does; it bears the last one's
	// revision. Replayed, the entries give what is on disk.
	History(ctx context.Context, id workbook.ID) ([]Revision, error)
	// Forget removes all that is stored of what the answers were before, the history
	// first. It cannot be taken back; the answers stay as they are.
	Forget(ctx context.Context, id workbook.ID) error
	// Checkpoint makes a second copy of what is stored, where it has moved on since the
	// last one. It is for the end of a session; nothing that was saved depends on it.
	Checkpoint(ctx context.Context, id workbook.ID) error
	// Watch sends whenever the records may have been saved by another window, until
	// ctx ends, and closes then. It may send for nothing; what is sent while nobody
	// listens is one.
	Watch(ctx context.Context, id workbook.ID) <-chan struct{}
	// Window is how the saves of this process are told from others' in Side and
	// Revision.
	Window() string
	// What stands beside a workbook has the passphrase of the workbook: to unlock one is to
	// unlock the other, and Protect is about both.

	// Unlock opens what has a passphrase, with that or with its recovery code,
	// for as long as the process lasts, and tells whether it was the code. ErrPassphrase when
	// it is neither. Until then what reads or saves its answers gives ErrLocked.
	Unlock(ctx context.Context, id workbook.ID, secret string) (byCode bool, err error)
	// Protect gives it a passphrase, another one, or none where passphrase is "",
	// and a new recovery code with it. was is the present one, or the present recovery code.
	// A recovery code that comes with an error counts: the workbook is sealed, and something
	// beside it is not.
	// Nothing stays readable without it, but what other programs copied, and what the file
	// system has not written over.
	Protect(ctx context.Context, id workbook.ID, was, passphrase string) (recovery string, err error)
	// Erase removes the files for good. It answers ErrNotFound for a workbook that is not
	// deleted: one that another window brought back stays.
	Erase(ctx context.Context, id workbook.ID) error
}

// KeepDeleted is how long a deleted workbook can at least be brought back.
const KeepDeleted = 30 * 24 * time.Hour

// Snapshot is a workbook as it was on disk at one revision.
type Snapshot = SnapshotOf[workbook.Workbook]

// SnapshotOf is what was on disk at one revision.
type SnapshotOf[W any] struct {
	Revision uint64
	Workbook W // or what stands beside one
	Visit    Visit
	Saved    time.Time // when the revision was written
	Sides    []Side    // what was written beside an answer, the oldest first
	// Mended is what was found wrong with the files and done about it, in whole
	// sentences; "" when all was well.
	Mended string
	// Older is what something else put in its place while it was open here, for the person
	// to choose; nil mostly, and given once.
	Older     *OlderOf[W]
	Protected bool // it has a passphrase
	// ReadOnly tells that nothing can be saved as it is: the file may be read only.
	ReadOnly bool
}

// Older is a workbook as older files had it.
type Older = OlderOf[workbook.Workbook]

// OlderOf is what older files had.
type OlderOf[W any] struct {
	Workbook W
	Saved    time.Time
}

// Receipt is what a save did.
type Receipt struct {
	Before   uint64 // the revision that it found
	Revision uint64 // the one that it left: the same where all was so already
	Saved    time.Time
	// Gone lists the records that changes are about and that another window
	// deleted; these changes are not made.
	Gone []workbook.Key
	// Done is what the save changed, which may be less than it was asked to:
	// applied to what was on disk before, it gives what is there now.
	Done []workbook.Change
	// Sides is what stands beside answers now, the oldest first.
	Sides []Side
}

// Visit is where a person last was in a workbook.
type Visit struct {
	Place  string    `json:"place,omitempty"` // as the screens name it; opaque here
	Opened time.Time `json:"opened,omitzero"`
	Window string    `json:"window,omitempty"` // which one it was; see Store.Window
}

// Entry is one line of the library.
type Entry struct {
	ID        workbook.ID
	Name      string
	Person    string
	Employer  string
	Meeting   value.Date
	Done      int       // lessons that are answered
	Built     int       // lessons that have an activity
	Opened    time.Time // zero when never
	Saved     time.Time
	Deleted   time.Time // zero for one that is not
	Protected bool      // it has a passphrase; while it is locked, the entry has its ID, Saved and Deleted
	Problem   error     // why it cannot be opened, nil when it can
}

// Locked tells whether all that is known of a workbook is that it has a passphrase.
func (e Entry) Locked() bool { return e.Protected && e.Name == "" && e.Built == 0 }

// HistoryGrain is the longest time of which the history may keep only the
// beginning and the end. Without it an answer of n letters, saved as it is
// typed, would take room for n copies of itself.
const HistoryGrain = 2 * time.Minute

// Revision is what one save changed, or several; see Store.History.
type Revision struct {
	Number  uint64
	At      time.Time
	Window  string
	Changes []workbook.Change
	Sides   []workbook.Change // of sides; see SideRecords
}

// What a store answers when it cannot do what it was asked. Test with errors.Is.
var (
	ErrNotFound   = errors.New("no such workbook")
	ErrDeleted    = fmt.Errorf("%w: it was deleted, and Undelete brings it back", ErrNotFound)
	ErrGone       = errors.New("the data folder is not there")
	ErrExists     = errors.New("a workbook with this id exists")
	ErrDamaged    = errors.New("the workbook's file is damaged")
	ErrNewer      = errors.New("written by a newer firstmile")
	ErrBusy       = errors.New("another window is saving")
	ErrReadOnly   = errors.New("the data folder cannot be written")
	ErrFull       = errors.New("the disk is full")
	ErrIO         = errors.New("the disk reports an error")
	ErrLocked     = errors.New("the workbook has a passphrase that was not given")
	ErrPassphrase = errors.New("not the passphrase")
)
