package storetest

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Memory is a store that forgets everything with the process. It takes any id,
// where a store on disk asks for a ULID.
type Memory struct{ *MemoryOf[workbook.Workbook] }

// MemoryOf is such a store of records of another schema, which stands beside nothing.
type MemoryOf[W any] struct {
	*memory[W]
	window string
	wrote  map[workbook.ID]storage.Wrote
	opened map[workbook.ID]*secret // what was unlocked here
}

type memory[W any] struct {
	now func() time.Time
	of  *schema.Schema[W]

	mu      sync.Mutex
	books   map[workbook.ID]*book[W]
	windows int
}

type book[W any] struct {
	deleted  time.Time // zero for one that is not
	revision uint64
	saved    time.Time
	visit    storage.Visit
	records  map[workbook.Key][]byte
	sides    map[workbook.Key][]byte
	history  []storage.Revision
	watchers []watcher
	here     map[string]storage.Spot // by window
	near     []watcher               // of those
	secret   *secret                 // nil for one without a passphrase
	read     *W                      // its records, as they were read at a revision
	readAt   uint64
}

// secret is what opens a workbook.
type secret struct{ passphrase, recovery string }

var _ storage.Store = (*Memory)(nil)

// errNotIt is ErrPassphrase as a store on disk says it.
var errNotIt = sentence{"This is not the passphrase. Nothing was changed; try it again, or enter the recovery code.", storage.ErrPassphrase}

type sentence struct {
	text string
	kind error
}

func (s sentence) Error() string { return s.text }
func (s sentence) Unwrap() error { return s.kind }

// NewMemory gives an empty store with a clock.
func NewMemory(now func() time.Time) *Memory {
	return &Memory{NewMemoryOf(now, workbook.Schema)}
}

// NewMemoryOf gives an empty store of the records of a schema.
func NewMemoryOf[W any](now func() time.Time, of *schema.Schema[W]) *MemoryOf[W] {
	return (&MemoryOf[W]{memory: &memory[W]{now: now, of: of, books: map[workbook.ID]*book[W]{}}}).Another()
}

// Another gives another window on the same store.
func (m *Memory) Another() *Memory { return &Memory{m.MemoryOf.Another()} }

// Another gives another window on the same store.
func (m *MemoryOf[W]) Another() *MemoryOf[W] {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.windows++
	return &MemoryOf[W]{m.memory, fmt.Sprint("window ", m.windows), map[workbook.ID]storage.Wrote{}, map[workbook.ID]*secret{}}
}

// Window is how the saves of this window are told from others'.
func (m *MemoryOf[W]) Window() string { return m.window }

// Watch sends whenever a workbook was saved.
func (m *MemoryOf[W]) Watch(ctx context.Context, id workbook.ID) <-chan struct{} {
	return m.watch(ctx, id, func(b *book[W]) *[]watcher { return &b.watchers })
}

func (m *MemoryOf[W]) watch(ctx context.Context, id workbook.ID, of func(*book[W]) *[]watcher) chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make(chan struct{}, 1)
	if b := m.books[id]; b != nil {
		all := of(b)
		*all = append(*all, watcher{m.window, out})
		context.AfterFunc(ctx, func() {
			m.mu.Lock()
			defer m.mu.Unlock()
			*all = slices.DeleteFunc(*all, func(w watcher) bool { return w.out == out })
			close(out)
		})
	}
	return out
}

// Stand tells other windows of the same process.
func (m *MemoryOf[W]) Stand(id workbook.ID, s storage.Spot) error {
	m.stand(id, func(b *book[W]) {
		if b.here == nil {
			b.here = map[string]storage.Spot{}
		}
		s.Window = m.window
		b.here[m.window] = s
	})
	return nil
}

// Leave tells them that this one has closed these workbooks, or all.
func (m *MemoryOf[W]) Leave(ids ...workbook.ID) {
	if len(ids) == 0 {
		m.mu.Lock()
		ids = slices.Collect(maps.Keys(m.books))
		m.mu.Unlock()
	}
	for _, id := range ids {
		m.stand(id, func(b *book[W]) { delete(b.here, m.window) })
	}
}

func (m *MemoryOf[W]) stand(id workbook.ID, change func(*book[W])) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b := m.books[id]
	if b == nil {
		return
	}
	before := maps.Clone(b.here)
	if change(b); !maps.Equal(before, b.here) {
		tell(b.near, m.window)
	}
}

// Others lists where the other windows stand.
func (m *MemoryOf[W]) Others(id workbook.ID) []storage.Spot {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []storage.Spot
	if b := m.books[id]; b != nil {
		for window, s := range b.here {
			if window != m.window {
				out = append(out, s)
			}
		}
	}
	slices.SortFunc(out, func(a, b storage.Spot) int {
		return cmp.Or(b.Active.Compare(a.Active), cmp.Compare(a.Window, b.Window))
	})
	return out
}

// WatchOthers sends whenever one stands elsewhere.
func (m *MemoryOf[W]) WatchOthers(ctx context.Context, id workbook.ID) <-chan struct{} {
	out := m.watch(ctx, id, func(b *book[W]) *[]watcher { return &b.near })
	select {
	case out <- struct{}{}:
	default:
	}
	return out
}

// tell wakes the watchers of other windows.
func tell(watchers []watcher, window string) {
	for _, w := range watchers {
		if w.window == window {
			continue
		}
		select {
		case w.out <- struct{}{}:
		default:
		}
	}
}

// watcher is who is told of the saves of other windows.
type watcher struct {
	window string
	out    chan struct{}
}

func (b *book[W]) snapshot(of *schema.Schema[W], id workbook.ID) (storage.SnapshotOf[W], error) {
	if b.read == nil || b.readAt != b.revision { // reading it again is a third of what a test of the screens costs
		w, err := of.FromRecords(id, b.records)
		if err != nil {
			return storage.SnapshotOf[W]{}, err
		}
		b.read, b.readAt = &w, b.revision
	}
	w := of.Clone(*b.read)
	sides, err := storage.Sides(b.sides)
	return storage.SnapshotOf[W]{Revision: b.revision, Workbook: w, Visit: b.visit, Saved: b.saved, Sides: sides, Protected: b.secret != nil}, err
}

func (m *MemoryOf[W]) find(ctx context.Context, id workbook.ID, deleted bool) (*book[W], error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch b := m.books[id]; {
	case b == nil, b.deleted.IsZero() && deleted:
		return nil, storage.ErrNotFound
	case !b.deleted.IsZero() == deleted:
		return b, nil
	}
	return nil, storage.ErrDeleted
}

// unlocked is find for what reads or saves answers.
func (m *MemoryOf[W]) unlocked(ctx context.Context, id workbook.ID) (*book[W], error) {
	b, err := m.find(ctx, id, false)
	if err == nil && b.secret != nil && b.secret != m.opened[id] {
		return nil, storage.ErrLocked
	}
	return b, err
}

// Unlock opens a workbook that has a passphrase.
func (m *MemoryOf[W]) Unlock(ctx context.Context, id workbook.ID, secret string) (byCode bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.find(ctx, id, false)
	if err != nil {
		return false, err
	}
	return b.secret != nil && secret != b.secret.passphrase, m.unlock(b, id, secret)
}

func (m *MemoryOf[W]) unlock(b *book[W], id workbook.ID, secret string) error {
	if b.secret != nil && secret != b.secret.passphrase && !slices.Contains(storage.RecoveryCodes(secret), strings.ReplaceAll(b.secret.recovery, "-", "")) {
		return errNotIt
	}
	m.opened[id] = b.secret
	return nil
}

// Protect gives a workbook a passphrase, another one, or none.
func (m *MemoryOf[W]) Protect(ctx context.Context, id workbook.ID, was, passphrase string) (recovery string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.find(ctx, id, false)
	if err != nil {
		return "", err
	}
	if err := m.unlock(b, id, was); err != nil {
		return "", err
	}
	if passphrase == "" {
		b.secret, m.opened[id] = nil, nil
		return "", nil
	}
	if err := storage.CheckPassphrase(passphrase); err != nil {
		return "", err
	}
	number := strings.Map(func(r rune) rune { return 'A' + r - '0' }, fmt.Sprintf("%05d", b.revision))
	b.secret = &secret{passphrase, "RECOV-ERYCO-DEFOR-TRIAL-" + number}
	m.opened[id] = b.secret
	return b.secret.recovery, nil
}

// entry is the line of a workbook; of one that is locked it says nothing.
func (m *Memory) entry(id workbook.ID, b *book[workbook.Workbook]) storage.Entry {
	e := storage.Entry{ID: id, Saved: b.saved, Deleted: b.deleted, Protected: b.secret != nil}
	if b.secret != nil && b.secret != m.opened[id] {
		return e
	}
	snap, err := b.snapshot(workbook.Schema, id)
	p, sum := snap.Workbook.Profile, advice.Of(snap.Workbook, value.Date{}).Summary()
	e.Name, e.Person, e.Employer, e.Meeting = p.Name, p.Person, p.Employer, p.Meeting
	e.Done, e.Built, e.Opened, e.Problem = sum.Done, sum.Built, b.visit.Opened, err
	return e
}

// List gives one entry a workbook, last opened first.
func (m *Memory) List(ctx context.Context) ([]storage.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []storage.Entry
	for id, b := range m.books {
		if !b.deleted.IsZero() {
			continue
		}
		out = append(out, m.entry(id, b))
	}
	slices.SortFunc(out, func(a, b storage.Entry) int {
		return cmp.Or(b.Opened.Compare(a.Opened), b.Saved.Compare(a.Saved), strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, ctx.Err()
}

// Create stores a new workbook.
func (m *MemoryOf[W]) Create(ctx context.Context, w W) (storage.SnapshotOf[W], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return storage.SnapshotOf[W]{}, err
	}
	id := m.of.ID(&w)
	if m.books[id] != nil {
		return storage.SnapshotOf[W]{}, storage.ErrExists
	}
	records := m.of.Records(&w)
	var changes []workbook.Change
	for _, k := range slices.Sorted(maps.Keys(records)) {
		changes = append(changes, workbook.Change{Record: k, After: records[k]})
	}
	now := m.now()
	b := &book[W]{revision: 1, saved: now, records: records, sides: map[workbook.Key][]byte{}, history: []storage.Revision{{Number: 1, At: now, Changes: changes}}}
	snap, err := b.snapshot(m.of, id)
	if err == nil {
		m.books[id] = b
	}
	return snap, err
}

// Load reads one workbook.
func (m *MemoryOf[W]) Load(ctx context.Context, id workbook.ID) (storage.SnapshotOf[W], error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.unlocked(ctx, id)
	if err != nil {
		return storage.SnapshotOf[W]{}, err
	}
	return b.snapshot(m.of, id)
}

// Save makes changes in what is stored.
func (m *MemoryOf[W]) Save(ctx context.Context, id workbook.ID, changes []workbook.Change) (storage.Receipt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.unlocked(ctx, id)
	if err != nil {
		return storage.Receipt{}, err
	}
	r := storage.Receipt{Before: b.revision}
	if m.wrote[id] == nil {
		m.wrote[id] = storage.Wrote{}
	}
	met, err := b.write(m.of, m.now(), m.window, m.wrote[id], id, changes)
	if err != nil {
		return storage.Receipt{}, err
	}
	maps.Copy(m.wrote[id], met.Wrote)
	r.Done, r.Gone, r.Revision, r.Saved = met.Done, met.Gone, b.revision, b.saved
	r.Sides, err = storage.Sides(b.sides)
	return r, err
}

// write makes the changes that are not there already, all of them or none.
func (b *book[W]) write(of schema.Stored, now time.Time, window string, wrote storage.Wrote, id workbook.ID, changes []workbook.Change) (storage.Met, error) {
	records, sides := maps.Clone(b.records), maps.Clone(b.sides)
	met, err := storage.Meet(of, id, window, now, records, sides, wrote, changes)
	if err == nil && len(met.Done)+len(met.Sides) > 0 {
		r := storage.Revision{Number: b.revision + 1, At: now, Window: window, Changes: met.Done, Sides: met.Sides}
		b.revision, b.saved, b.records, b.sides, b.history = r.Number, now, records, sides, append(b.history, r)
		tell(b.watchers, window)
	}
	return met, err
}

// Visit notes where the person was.
func (m *MemoryOf[W]) Visit(ctx context.Context, id workbook.ID, v storage.Visit) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.unlocked(ctx, id)
	if err == nil {
		b.visit = v
	}
	return err
}

// History lists what each save changed, oldest first.
func (m *MemoryOf[W]) History(ctx context.Context, id workbook.ID) ([]storage.Revision, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.unlocked(ctx, id)
	if err != nil {
		return nil, err
	}
	return slices.Clone(b.history), nil
}

// Forget removes the history.
func (m *MemoryOf[W]) Forget(ctx context.Context, id workbook.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.find(ctx, id, false)
	if err == nil {
		b.history = nil
	}
	return err
}

// Checkpoint has nothing to copy.
func (m *MemoryOf[W]) Checkpoint(ctx context.Context, id workbook.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, err := m.find(ctx, id, false)
	return err
}

// Erase removes what bears an id for good.
func (m *MemoryOf[W]) Erase(ctx context.Context, id workbook.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, err := m.find(ctx, id, false)
	if err == nil {
		delete(m.books, id)
	}
	return err
}

// Delete takes a workbook off the list.
func (m *Memory) Delete(ctx context.Context, id workbook.ID) error { return m.mark(ctx, id, true) }

// Undelete brings it back.
func (m *Memory) Undelete(ctx context.Context, id workbook.ID) error { return m.mark(ctx, id, false) }

func (m *Memory) mark(ctx context.Context, id workbook.ID, deleted bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, err := m.find(ctx, id, !deleted)
	if err == nil {
		if b.deleted = (time.Time{}); deleted {
			b.deleted = m.now()
		}
	}
	return err
}

// Deleted lists what can be brought back, the last deleted first.
func (m *Memory) Deleted(ctx context.Context) ([]storage.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []storage.Entry
	for id, b := range m.books {
		if b.deleted.IsZero() {
			continue
		}
		out = append(out, m.entry(id, b))
	}
	slices.SortFunc(out, func(a, b storage.Entry) int { return cmp.Or(b.Deleted.Compare(a.Deleted), cmp.Compare(a.ID, b.ID)) })
	return out, ctx.Err()
}

// Erase removes a deleted workbook for good.
func (m *Memory) Erase(ctx context.Context, id workbook.ID) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.find(ctx, id, true); err != nil {
		return err
	}
	delete(m.books, id)
	return nil
}
