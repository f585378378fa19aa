package bolt

import (
	"context"
	"errors"
	"os"

	"firstmile/storage"
	"firstmile/workbook"
)

// Unlock reads the key of a workbook with its passphrase or its recovery code. Then this
// process can read it, until it ends.
func (s *store) Unlock(ctx context.Context, id workbook.ID, secret string) (byCode bool, err error) {
	byCode, err = s.unlock(ctx, id, secret)
	return byCode, s.explain(id, reading, err)
}

func (s *store) unlock(ctx context.Context, id workbook.ID, secret string) (byCode bool, err error) {
	if s.whose != nil { // the workbook's passphrase is its passphrase
		if _, err := s.existing(id); err != nil {
			return false, err
		}
		return s.whose.Unlock(ctx, id, secret)
	}
	folder, free, err := s.enter(ctx, id, false)
	if err != nil {
		return false, err
	}
	defer free()
	k, err := keyIn(folder, id, secret)
	if err != nil {
		return false, err
	}
	sweepFolder(folder) // what was cut off may not be sealed
	s.remember(id, k)
	for _, part := range s.list.parts {
		part.remember(id, nil) // it may have another by now
	}
	_ = s.list.sealBeside(ctx, id, k, nil) // what was cut off; where it cannot be done, doctor says so
	return k.byCode, nil
}

// Protect gives a workbook a passphrase, another one, or none where it is "": see
// storage.Store.
func (s *store) Protect(ctx context.Context, id workbook.ID, was, passphrase string) (recovery string, err error) {
	recovery, err = s.protect(ctx, id, was, passphrase)
	return recovery, s.explain(id, managing, err)
}

func (s *store) protect(ctx context.Context, id workbook.ID, was, passphrase string) (recovery string, err error) {
	if s.whose != nil {
		if _, err := s.existing(id); err != nil {
			return "", err
		}
		return s.whose.Protect(ctx, id, was, passphrase)
	}
	if passphrase != "" {
		if err := storage.CheckPassphrase(passphrase); err != nil {
			return "", err
		}
	}
	if _, err := s.load(ctx, id); err != nil && !errors.Is(err, errLocked) { // mended and carried over first
		return "", err
	}
	folder, free, err := s.enter(ctx, id, false)
	if err != nil {
		return "", err
	}
	defer free()
	p := s.place(folder, id)
	h, err := whole(p)
	if errors.Is(err, errLocked) || err == nil && h.keys != nil {
		k, err := keyIn(folder, id, was)
		if err != nil {
			return "", err
		}
		p.keys = k
		h, err = whole(p)
		if err != nil {
			return "", err
		}
	} else if err != nil {
		return "", err
	}
	p.keys = h.keys
	next := h.clone()
	switch {
	case passphrase == "" && h.keys == nil:
		return "", nil
	case passphrase == "":
		// What stands beside it comes first, while the workbook still opens it. Cut off, that
		// is sealed again when the workbook is unlocked.
		if err := s.list.sealBeside(ctx, id, nil, h.keys); err != nil {
			return "", err
		}
		next.keys = nil
		return "", s.reseal(ctx, p, next)
	}
	if next.keys, err = freshKeys(); err != nil {
		return "", err
	}
	// The workbook comes first, so that what opens it opens all there is, whenever it is cut
	// off: what stands beside it is opened by both keys meanwhile.
	if err := s.list.letBeside(ctx, id, h.keys, next.keys); err != nil {
		return "", err
	}
	file, recovery, err := next.keys.wrap(id, passphrase)
	if err == nil {
		err = s.rekey(ctx, p, next, file)
	}
	if err != nil && recovery != "" && sealedWith(folder, id) == next.keys.id { // opening it goes on where this ended
		return recovery, &problem{sealedHalf, classify(err), err}
	}
	if err != nil {
		return "", err
	}
	if err := s.list.sealBeside(ctx, id, next.keys, h.keys); err != nil {
		return recovery, &problem{sealedHalf, classify(err), err}
	}
	return recovery, nil
}

// sealedHalf says that a workbook is sealed, and something behind or beside it is not.
const sealedHalf = "The passphrase is set, but not all that stands beside this workbook is sealed with it yet. " +
	"Unlock it once more, and that is done."

// rekey seals a workbook with a new key, of which file is the file. A change of the passphrase
// is another key too: a copy of the old key file opens nothing that is written from then on.
func (s *store) rekey(ctx context.Context, p place, next *held, file []byte) error {
	old, _ := os.ReadFile(p.path(keyNames[1]))
	names := keyNames
	if p.keys != nil {
		names = keyNames[:1] // the other one opens what is there until it is sealed anew
	}
	if err := writeKeyFiles(p.folder, file, names...); err != nil {
		return err
	}
	if err := s.reseal(ctx, p, next); err != nil {
		if p.keys != nil && sealedWith(p.folder, p.id) == p.keys.id {
			_ = writeKeyFiles(p.folder, old)
		}
		return err
	}
	s.wrapIs(p.id, next.keys, file)
	return writeKeyFiles(p.folder, file)
}

// reseal writes a workbook anew with other keys, or without: first the answers, then what
// stands behind them. Nothing is left that is sealed as it was.
func (s *store) reseal(ctx context.Context, p place, next *held) error {
	path := p.path(fileName)
	next.mark.Revision++ // no number means two states
	next.mark.Set = next.keys.setOf(next.records.all(), next.sides)
	if err := errors.Join(removeFile(path+tmpSuffix), newFile(path+tmpSuffix, next)); err != nil {
		_ = os.Remove(path + tmpSuffix)
		return err
	}
	made := p
	made.keys = next.keys
	if h, err := readFile(made, fileName+tmpSuffix); err != nil || h.mark.Set != next.mark.Set {
		return errors.Join(errChecks, err)
	}
	entries, _, _ := readLog(p)
	if err := putInPlace(path+tmpSuffix, path); err != nil {
		return err
	}
	s.mu.Lock()
	s.keys[p.id] = next.keys
	s.mu.Unlock()
	if s.list != nil {
		_ = s.list.forget(ctx, p.id) // the index has its name
	}
	h, err := readFile(made, fileName)
	if err != nil {
		return err
	}
	if err := s.settle(made, h, entries); err != nil {
		return err
	}
	s.hold(h)
	return nil
}

// settle makes what stands behind workbook.db sealed as that is, with the history as far as
// it can be read. Interrupted, it is begun again when the workbook is opened.
func (s *store) settle(p place, h *held, history []entry) error {
	for _, revision := range snapshots(p.folder) {
		if err := removeFile(p.path(snapshotName(revision))); err != nil {
			return err
		}
	}
	if err := removeKept(p.folder); err != nil {
		return err
	}
	for i := range history { // they lead to no state of these keys
		history[i].Prev, history[i].Set = set{}, set{}
	}
	if err := writeLog(p, append(history, bridge(s.window, nil, h))); err != nil {
		return err
	}
	if h.keys == nil {
		if err := dropKeyFiles(p.folder); err != nil {
			return err
		}
	}
	_, h.log = logEnd(p.folder)
	return snapshot(p, h)
}
