package bolt

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"firstmile/storage"
	"firstmile/workbook"
)

// Create stores a new workbook. It appears whole or not at all: its folder is
// written beside the others, flushed, and renamed into place.
func (s *Store) Create(ctx context.Context, w workbook.Workbook) (storage.Snapshot, error) {
	snap, err := s.create(ctx, w)
	if err != nil {
		return storage.Snapshot{}, s.explain(w.ID, managing, err)
	}
	return snap, nil
}

func (s *Store) create(ctx context.Context, w workbook.Workbook) (storage.Snapshot, error) {
	if !validID(string(w.ID)) {
		return storage.Snapshot{}, &problem{"A workbook's id must be a ULID. Nothing was changed; give it one.", nil, nil}
	}
	stored := w.Records()
	// One that could be written but never read again would shut the person out.
	if _, err := workbook.FromRecords(w.ID, stored); err != nil {
		return storage.Snapshot{}, &problem{"Not saved: an answer cannot be stored. Nothing was changed; take back the last change.", nil, nil}
	}
	if _, err := os.Stat(s.books()); err != nil {
		return storage.Snapshot{}, err // it was there when the store was opened: nothing is made in its place
	}
	now := s.time()
	h := &held{id: w.ID, created: now, mark: mark{1, (*keys)(nil).setOf(stored), now}, records: records{base: stored}}

	unlock, err := s.lockFolders(ctx)
	if err != nil {
		return storage.Snapshot{}, err
	}
	defer unlock()
	for _, folder := range []string{s.book(w.ID), s.trash(w.ID)} {
		if err := vacant(folder); err != nil {
			return storage.Snapshot{}, err
		}
	}
	tmp := filepath.Join(s.books(), newPrefix+string(w.ID))
	if err := errors.Join(os.RemoveAll(tmp), fill(tmp, h)); err != nil {
		_ = os.RemoveAll(tmp)
		return storage.Snapshot{}, err
	}
	if err := rename(tmp, s.book(w.ID)); err != nil {
		_ = os.RemoveAll(tmp)
		return storage.Snapshot{}, err
	}
	return storage.Snapshot{Revision: 1, Workbook: w.Clone(), Saved: now}, nil
}

// fill makes a workbook's folder, with everything in it on disk.
func fill(folder string, h *held) error {
	if err := createFolder(folder); err != nil {
		return err
	}
	if err := createFile(filepath.Join(folder, lockName)); err != nil {
		return err
	}
	if err := newFile(filepath.Join(folder, fileName), h); err != nil {
		return err
	}
	if _, err := appendLog(place{folder: folder, id: h.id}, created(h)); err != nil {
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
func (s *Store) trash(id workbook.ID) string { return filepath.Join(s.deleted(), string(id)) }

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
	return s.explain(id, managing, s.erase(ctx, id))
}

func (s *Store) erase(ctx context.Context, id workbook.ID) error {
	// Renamed first, so that an interruption leaves no half of a workbook that
	// could be undeleted; Open removes what is left.
	gone := s.trash(id) + goneSuffix
	if err := errors.Join(os.RemoveAll(gone), s.move(ctx, s.trash(id), gone)); err != nil {
		return err
	}
	_ = s.forget(ctx, id) // List does it again: the workbook is not there any more
	return errors.Join(dropKeyFiles(gone), os.RemoveAll(gone), syncDir(s.deleted()))
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
func (s *Store) move(ctx context.Context, from, to string) error {
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
