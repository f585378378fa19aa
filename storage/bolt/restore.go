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

func (s *base) stage() string { return filepath.Join(s.dir, stageName) }

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
	beside map[string]map[workbook.ID]unpacked // by the name of the part
	hurt   []storage.Entry                     // see Damaged
}

// unpacked is a workbook of a backup.
type unpacked struct {
	state *held // nil for one that a later program wrote; without records for one that is locked
	read  bool  // it has its records
}

// Stage unpacks a backup and verifies all of it. Nothing is put in its place yet. A workbook that
// is damaged there keeps no other from being restored; where nothing is whole, that is an error.
func (s *Store) Stage(ctx context.Context, b *Backup) (_ *Restoring, err error) {
	unlock, err := s.lock(ctx, filepath.Join(s.dir, stageLock), false, s.limit)
	if err != nil {
		return nil, explain("", managing, err)
	}
	r := &Restoring{s: s, unlock: unlock, books: map[workbook.ID]unpacked{}, beside: map[string]map[workbook.ID]unpacked{}}
	if err := errors.Join(os.RemoveAll(s.stage()), createFolder(s.stage())); err != nil {
		r.Close()
		return nil, explain("", managing, err)
	}
	known := 0
	for _, of := range s.all() {
		if of.whose == nil {
			r.beside[of.name] = r.books
		} else {
			r.beside[of.name] = map[workbook.ID]unpacked{}
		}
		if b.in[of.name] != nil {
			known++
			if err := createFolder(filepath.Join(s.stage(), of.name)); err != nil {
				r.Close()
				return nil, explain("", managing, err)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(b.in[of.name])) {
			if err := ctx.Err(); err != nil {
				r.Close()
				return nil, explain("", managing, err)
			}
			u, err := of.unpackBook(id, b.in[of.name][id])
			if classify(err) == storage.ErrDamaged {
				err = r.leaveOut(of, id)
			} else if err == nil {
				r.beside[of.name][id] = u
			}
			if err != nil {
				r.Close()
				return nil, explain(id, managing, err)
			}
		}
	}
	if known < len(b.in) {
		r.Close()
		return nil, noBackup("a newer firstmile wrote this backup. Restore it with that version.")
	}
	if len(r.books) == 0 && len(r.hurt) > 0 {
		r.Close()
		return nil, noBackup("the backup is damaged at " + booksName + "/" + string(r.hurt[0].ID) + ".")
	}
	return r, nil
}

// leaveOut removes what was unpacked of a workbook, or of what stands beside one, and is damaged.
func (r *Restoring) leaveOut(of *store, id workbook.ID) error {
	e := storage.Entry{ID: id}
	e.Name, e.Person = nameInLog(r.s.plain(r.s.staged(id), id))
	text := "It is damaged in the backup, and was not put back."
	if of.whose != nil {
		text = "Of what stands beside it, a part is damaged in the backup, and was not put back."
	}
	e.Problem = &problem{text, storage.ErrDamaged, nil}
	r.hurt = append(r.hurt, e)
	return os.RemoveAll(of.staged(id))
}

// Damaged lists what is damaged in the backup, as Entries does, with Problem set. A workbook of
// which it is only something that stands beside it is among Entries too.
func (r *Restoring) Damaged() []storage.Entry { return r.hurt }

// unpackBook puts the files of one workbook into its folder beside the others, verified.
func (s *store) unpackBook(id workbook.ID, files map[string]packed) (u unpacked, err error) {
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
	p := s.place(folder, id)
	if s.whose != nil { // of the backup's own, whatever this window has of what is there
		p = s.plain(folder, id).with(s.keyBeside(folder, id))
	}
	u, err = p.asItStands()
	if errors.Is(err, errBehind) {
		err = errChecks
	}
	return u, err
}

func (s *store) staged(id workbook.ID) string { return filepath.Join(s.stage(), s.name, string(id)) }

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
			if snap, err := snapshotOf(workbook.Schema, u.state); err == nil {
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
	if err == nil && how != Differs && how != Deleted && how != Unread {
		err = r.placeBeside(ctx, id, replace)
	}
	return how, explain(id, managing, err)
}

// placeBeside puts what the backup has beside a workbook in its place there. What is there with
// other records is left alone without replace, and so is what cannot be read.
func (r *Restoring) placeBeside(ctx context.Context, id workbook.ID, replace bool) error {
	for _, part := range r.s.parts {
		back, there := r.beside[part.name][id]
		if !there {
			continue
		}
		if err := r.placePart(ctx, part, id, back, replace); err != nil {
			return part.explain(id, managing, err)
		}
	}
	return nil
}

func (r *Restoring) placePart(ctx context.Context, part *store, id workbook.ID, back unpacked, replace bool) error {
	sealed := sealedWith(r.s.book(id), id)
	fits := sealed == "" && !hasKeyFile(part.staged(id)) || sealed != "" && part.opens(part.staged(id), sealed)
	if !part.stands(id) {
		switch {
		case fits:
			return r.moveIn(ctx, part, id)
		case back.read:
			return part.create(ctx, id, back.state.records.all(), r.s.time())
		}
		return errLocked
	}
	now, err := part.load(ctx, id)
	if unreadable := classify(err) == storage.ErrDamaged || errors.Is(err, errLocked) && !part.opens(part.book(id), sealed); unreadable && fits {
		return r.putOver(ctx, part, id)
	}
	if err != nil || !back.read || !replace || now.mark.Set == back.state.mark.Set {
		return nil // the workbook is back, and says so itself
	}
	changes, err := part.of.Between(id, now.records.all(), back.state.records.all())
	if err == nil {
		_, err = part.save(ctx, id, changes)
	}
	return err
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
		return PutBack, r.moveIn(ctx, s.store, id)
	}
	now, err := s.load(ctx, id)
	if errors.Is(err, errLocked) { // the state is not sealed
		now, _ = whole(s.plain(s.book(id), id))
	}
	switch {
	case classify(err) == storage.ErrDamaged, errors.Is(err, errKeyless):
		return OverLost, r.putOver(ctx, s.store, id)
	case back.state != nil && now != nil && now.mark.Set == back.state.mark.Set:
		return Same, nil
	case err != nil:
		return Differs, err
	case !back.read:
		return Unread, nil
	case !replace:
		return Differs, nil
	}
	changes, err := s.of.Between(id, now.records.all(), back.state.records.all())
	if err != nil {
		return Differs, errSchema
	}
	if len(changes) == 0 { // only in what stands beside answers
		return Same, nil
	}
	_, err = s.save(ctx, id, changes)
	return Replaced, err
}

// flush has what was unpacked of a workbook on disk.
func (s *store) flush(id workbook.ID) error {
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

// moveIn gives a workbook, or what stands beside one, its place among the others.
func (r *Restoring) moveIn(ctx context.Context, of *store, id workbook.ID) error {
	if err := of.flush(id); err != nil {
		return err
	}
	unlock, err := of.lockFolders(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := errors.Join(of.mayStand(id), vacant(of.trash(id))); err != nil {
		return err
	}
	if err := os.Rename(of.staged(id), of.book(id)); err != nil {
		return err
	}
	if of.whose != nil {
		of.remember(id, nil) // what is there now has its own key
	}
	return syncDir(of.home())
}

// putOver puts a workbook, or what stands beside one, in the place of what cannot be read, whose
// files are kept.
func (r *Restoring) putOver(ctx context.Context, s *store, id workbook.ID) error {
	folder := s.book(id)
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
