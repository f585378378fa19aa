package bolt

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// Create stores a new workbook, or what stands beside one. It appears whole or not at all: its
// folder is written beside the others, flushed, and renamed into place.
func (s *StoreOf[W]) Create(ctx context.Context, w W) (storage.SnapshotOf[W], error) {
	id := s.schema.ID(&w)
	now := s.time()
	if err := s.create(ctx, id, s.schema.Records(&w), now); err != nil {
		return storage.SnapshotOf[W]{}, s.explain(id, managing, err)
	}
	return storage.SnapshotOf[W]{Revision: 1, Workbook: s.schema.Clone(w), Saved: now}, nil
}

func (s *store) create(ctx context.Context, id workbook.ID, stored map[workbook.Key][]byte, now time.Time) error {
	if !validID(string(id)) {
		return &problem{"A workbook's id must be a ULID. Nothing was changed; give it one.", nil, nil}
	}
	// One that could be written but never read again would shut the person out.
	if s.of.Readable(id, stored) != nil {
		return &problem{"Not saved: an answer cannot be stored. Nothing was changed; take back the last change.", nil, nil}
	}
	if _, err := os.Stat(s.books()); err != nil {
		return err // it was there when the store was opened: nothing is made in its place
	}
	var k *keys
	var key []byte
	if s.whose != nil { // nobody may give the workbook a passphrase meanwhile
		_, free, err := s.whose.enter(ctx, id, true)
		if err != nil {
			return err
		}
		defer free()
		if k, key, err = s.keyToCreate(id); err != nil {
			return err
		}
	}
	h := &held{id: id, keys: k, created: now, mark: mark{1, k.setOf(stored), now}, records: records{base: stored}}

	unlock, err := s.lockFolders(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.mayStand(id); err != nil {
		return err
	}
	tmp := filepath.Join(s.home(), newPrefix+string(id))
	if err := errors.Join(os.RemoveAll(tmp), s.fill(tmp, h, key)); err != nil {
		_ = os.RemoveAll(tmp)
		return err
	}
	if err := rename(tmp, s.book(id)); err != nil {
		_ = os.RemoveAll(tmp)
		return err
	}
	if k != nil {
		s.remember(id, k)
	}
	return nil
}

// mayStand tells why nothing may be made with an id, nil where it may. A workbook must not be
// there, deleted or not; what stands beside one needs it.
func (s *store) mayStand(id workbook.ID) error {
	if s.whose == nil {
		return cmp.Or(vacant(s.book(id)), vacant(s.trash(id)))
	}
	return cmp.Or(vacant(s.book(id)), createFolder(s.home()))
}

// fill makes a workbook's folder, with everything in it on disk. key is the file of its key,
// nil for one without.
func (s *store) fill(folder string, h *held, key []byte) error {
	if err := createFolder(folder); err != nil {
		return err
	}
	if err := createFile(filepath.Join(folder, lockName)); err != nil {
		return err
	}
	if key != nil {
		if err := writeKeyFiles(folder, key); err != nil {
			return err
		}
	}
	if err := newFile(filepath.Join(folder, fileName), h); err != nil {
		return err
	}
	if _, err := appendLog(s.plain(folder, h.id).with(h.keys), created(h)); err != nil {
		return err
	}
	return syncDir(folder)
}

// created is the entry that a workbook begins with.
func created(h *held) entry {
	e := bridge("", nil, h)
	e.Copy = false
	return e
}

// trash is where a deleted workbook's folder stands.
func (b *base) trash(id workbook.ID) string { return filepath.Join(b.deleted(), string(id)) }

// Delete takes a workbook off the list. A save under way is waited for.
func (s *Store) Delete(ctx context.Context, id workbook.ID) error {
	if !validID(string(id)) {
		return s.explain(id, managing, storage.ErrNotFound)
	}
	// From when on it counts as deleted; before it is, or another window's sweep
	// would take the day it was made for that.
	if err := os.Chtimes(s.book(id), s.now(), s.now()); err != nil {
		return s.explain(id, managing, err)
	}
	if err := createFolder(s.deleted()); err != nil { // it may have been read only at the start
		return s.explain(id, managing, err)
	}
	return s.explain(id, managing, s.move(ctx, s.book(id), s.trash(id)))
}

// Undelete brings a deleted workbook back.
func (s *Store) Undelete(ctx context.Context, id workbook.ID) error {
	if !validID(string(id)) {
		return s.explain(id, managing, storage.ErrNotFound)
	}
	if err := removeFile(filepath.Join(s.trash(id), dueName)); err != nil {
		return s.explain(id, managing, err)
	}
	return s.explain(id, managing, s.move(ctx, s.trash(id), s.book(id)))
}

// Deleted lists what can be brought back, the last deleted first.
func (s *Store) Deleted(ctx context.Context) ([]storage.Entry, error) {
	folders, err := os.ReadDir(s.deleted())
	if _, there := os.Stat(s.books()); there == nil && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, s.explain("", reading, err)
	}
	var out []storage.Entry
	for _, folder := range folders {
		id := workbook.ID(folder.Name())
		info, err := folder.Info()
		if !validID(string(id)) || err != nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, s.explain("", reading, err)
		}
		now, err := s.entryIn(ctx, s.trash(id), id)
		e := now.entry(id)
		e.Deleted = info.ModTime()
		if err != nil {
			e.Problem = s.explain(id, reading, err)
		}
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b storage.Entry) int { return cmp.Or(b.Deleted.Compare(a.Deleted), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// Erase removes a deleted workbook's folder for good. The file system may keep
// the bytes until it writes over them.
func (s *Store) Erase(ctx context.Context, id workbook.ID) error {
	if !validID(string(id)) {
		return s.explain(id, managing, storage.ErrNotFound)
	}
	return s.explain(id, managing, s.eraseFolder(ctx, id, s.trash(id)))
}

// vacant is nil where nothing stands at path, storage.ErrExists where
// something does.
func vacant(path string) error {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		return storage.ErrExists
	}
	return err
}

// move renames a workbook's folder while nobody is writing in it.
func (s *store) move(ctx context.Context, from, to string) error {
	if _, err := os.Stat(from); err != nil {
		return err
	}
	free, err := s.lockBook(ctx, from, false)
	if err != nil {
		return err
	}
	if !renameLocked {
		free() // a save that slips in between makes the rename fail
		free = func() {}
	}
	defer free()
	unlock, err := s.lockFolders(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := vacant(to); err != nil {
		return err
	}
	return rename(from, to)
}

// rename renames a folder and puts that on disk. Where it cannot, the folder is where it was:
// the person is told that nothing was changed.
func rename(from, to string) error {
	if err := os.Rename(from, to); err != nil {
		return err
	}
	err := syncDir(filepath.Dir(to)) // first, or a power cut could leave it in neither
	if filepath.Dir(from) != filepath.Dir(to) {
		err = errors.Join(err, syncDir(filepath.Dir(from)))
	}
	if err != nil {
		return errors.Join(err, os.Rename(to, from))
	}
	return nil
}
