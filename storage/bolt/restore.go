package bolt

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"firstmile/storage"
	"firstmile/workbook"
)

// stageName is the folder in which a backup is unpacked and verified, and stageLock is held
// meanwhile, so that what an interrupted program left can be told.
const (
	stageName = ".restoring"
	stageLock = "restore.lock"
)

func (s *Store) stage() string { return filepath.Join(s.dir, stageName) }

// sweepStage removes what a restore left that was cut off.
func (s *Store) sweepStage() {
	if vacant(s.stage()) == nil {
		return
	}
	if unlock, err := s.lock(context.Background(), filepath.Join(s.dir, stageLock), false, indexPatience); err == nil {
		_ = os.RemoveAll(s.stage())
		unlock()
	}
}

// Restoring is a backup that was unpacked beside the workbooks and verified. Close removes
// what was not put in its place.
type Restoring struct {
	s      *Store
	unlock func()
	books  map[workbook.ID]unpacked
}

// unpacked is a workbook of a backup.
type unpacked struct {
	state *held // nil for one that a later program wrote; without records for one that is locked
	read  bool  // it has its records
}

// Stage unpacks a backup and verifies all of it. Nothing is put in its place yet.
func (s *Store) Stage(ctx context.Context, b *Backup) (_ *Restoring, err error) {
	unlock, err := s.lock(ctx, filepath.Join(s.dir, stageLock), false, s.limit)
	if err != nil {
		return nil, explain("", managing, err)
	}
	r := &Restoring{s, unlock, map[workbook.ID]unpacked{}}
	if err := errors.Join(os.RemoveAll(s.stage()), createFolder(s.stage())); err != nil {
		r.Close()
		return nil, explain("", managing, err)
	}
	for _, id := range slices.Sorted(maps.Keys(b.books)) {
		if err := ctx.Err(); err != nil {
			r.Close()
			return nil, explain("", managing, err)
		}
		if r.books[id], err = s.unpackBook(id, b.books[id]); err != nil {
			r.Close()
			if classify(err) == storage.ErrDamaged {
				return nil, noBackup("the backup is damaged at workbooks/" + string(id) + ".")
			}
			return nil, explain(id, managing, err)
		}
	}
	return r, nil
}

// unpackBook puts the files of one workbook into its folder beside the others, verified.
func (s *Store) unpackBook(id workbook.ID, files map[string]packed) (u unpacked, err error) {
	folder := s.staged(id)
	if err := errors.Join(os.Mkdir(folder, folderMode), os.Chmod(folder, folderMode), createFile(filepath.Join(folder, lockName))); err != nil {
		return u, err
	}
	for name, f := range files {
		data, err := f.whole()
		if err != nil {
			return u, err
		}
		path := filepath.Join(folder, name)
		if err := errors.Join(createFile(path), os.WriteFile(path, data, fileMode)); err != nil { // flushed once it is to be placed
			return u, err
		}
	}
	u, err = s.place(folder, id).asItStands()
	if errors.Is(err, errBehind) {
		err = errChecks
	}
	return u, err
}

func (s *Store) staged(id workbook.ID) string { return filepath.Join(s.stage(), string(id)) }

// Close removes what is left of it.
func (r *Restoring) Close() {
	_ = os.RemoveAll(r.s.stage())
	r.unlock()
}

// Entries lists what the backup has, as List would.
func (r *Restoring) Entries() []storage.Entry {
	var out []storage.Entry
	for _, id := range slices.Sorted(maps.Keys(r.books)) {
		e := storage.Entry{ID: id}
		u := r.books[id]
		if u.state != nil {
			e.Saved = u.state.mark.Saved
		}
		if u.read {
			if snap, err := u.state.snapshot(); err == nil {
				e.Name = snap.Workbook.Profile.Name
			}
		}
		out = append(out, e)
	}
	return out
}

// Placed says what became of one workbook of a backup.
type Placed int

// What may become of it. Differs, Deleted and Unread leave what is there as it is.
const (
	PutBack  Placed = iota // it was not there, and is
	Same                   // it is there as the backup has it
	Replaced               // it was there with other answers, and these are its newest now
	OverLost               // what was there could not be read; it is kept beside it
	Differs                // it is there with other answers
	Deleted                // it is there, deleted
	Unread                 // it is there, and the backup's cannot be read: it is locked, or of a later program
)

// Place puts one workbook in its place. One that is there with other answers, or deleted,
// is left alone without replace; with it, the backup's answers become its newest revision.
func (r *Restoring) Place(ctx context.Context, id workbook.ID, replace bool) (Placed, error) {
	how, err := r.place(ctx, id, replace)
	return how, explain(id, managing, err)
}

func (r *Restoring) place(ctx context.Context, id workbook.ID, replace bool) (Placed, error) {
	s, back := r.s, r.books[id]
	if vacant(s.trash(id)) != nil {
		if !replace || !back.read {
			return Deleted, nil
		}
		if err := s.Undelete(ctx, id); err != nil {
			return Deleted, err
		}
	}
	if vacant(s.book(id)) == nil {
		return PutBack, r.moveIn(ctx, id)
	}
	now, err := s.load(ctx, id)
	if errors.Is(err, errLocked) { // the state is not sealed
		now, _ = whole(place{folder: s.book(id), id: id})
	}
	switch {
	case classify(err) == storage.ErrDamaged, errors.Is(err, errKeyless):
		return OverLost, r.putOver(ctx, id)
	case back.state != nil && now != nil && now.mark.Set == back.state.mark.Set:
		return Same, nil
	case err != nil:
		return Differs, err
	case !back.read:
		return Unread, nil
	case !replace:
		return Differs, nil
	}
	is, err := now.snapshot()
	if err != nil {
		return Differs, err
	}
	want, err := back.state.snapshot()
	if err != nil {
		return Differs, err
	}
	changes := workbook.Diff(is.Workbook, want.Workbook)
	if len(changes) == 0 { // only in what stands beside answers
		return Same, nil
	}
	_, err = s.save(ctx, id, changes)
	return Replaced, err
}

// flush has what was unpacked of a workbook on disk.
func (s *Store) flush(id workbook.ID) error {
	folder := s.staged(id)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		f, err := os.OpenFile(filepath.Join(folder, e.Name()), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return syncDir(folder)
}

// moveIn gives a workbook its place among the others.
func (r *Restoring) moveIn(ctx context.Context, id workbook.ID) error {
	if err := r.s.flush(id); err != nil {
		return err
	}
	unlock, err := r.s.lockFolders(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := errors.Join(vacant(r.s.book(id)), vacant(r.s.trash(id))); err != nil {
		return err
	}
	if err := os.Rename(r.s.staged(id), r.s.book(id)); err != nil {
		return err
	}
	return syncDir(r.s.books())
}

// putOver puts a workbook in the place of one that cannot be read, whose files are kept.
func (r *Restoring) putOver(ctx context.Context, id workbook.ID) error {
	s, folder := r.s, r.s.book(id)
	if err := s.flush(id); err != nil {
		return err
	}
	unlock, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return err
	}
	defer unlock()
	for _, revision := range snapshots(folder) {
		path := filepath.Join(folder, snapshotName(revision))
		if err := os.Rename(path, s.damagedName(path)); err != nil {
			return err
		}
	}
	for _, name := range backedUp {
		path := filepath.Join(folder, name)
		if err := keepAside(path, s.damagedName(path)); err != nil {
			return err
		}
		if from := filepath.Join(s.staged(id), name); vacant(from) == nil {
			err = removeFile(path)
		} else {
			err = putInPlace(from, path)
		}
		if err != nil {
			return err
		}
	}
	s.drop(id)
	return syncDir(folder)
}
