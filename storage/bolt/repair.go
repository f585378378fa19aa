package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Repair mends what Examine finds in a workbook's folder, deleted or not, and in those beside
// it, and says in whole sentences what it did. A damaged file is kept beside the new one.
func (s *Store) Repair(ctx context.Context, id workbook.ID) (did []string, err error) {
	did, err = s.repairOne(ctx, id)
	for _, part := range s.parts {
		if !part.stands(id) {
			continue
		}
		more, other := part.repairOne(ctx, id)
		for _, text := range more {
			did = append(did, part.inDoctors(text))
		}
		if err == nil {
			err = other
		}
	}
	return did, err
}

func (s *store) repairOne(ctx context.Context, id workbook.ID) (did []string, err error) {
	folder, err := s.folderOf(id)
	if err != nil {
		return nil, s.explain(id, managing, err)
	}
	if info, err := os.Stat(folder); err == nil && filepath.Dir(folder) == s.deleted() {
		defer func() { _ = os.Chtimes(folder, info.ModTime(), info.ModTime()) }() // from when on it counts as deleted
	}
	if all := exposedIn(folder); len(all) > 0 {
		if err := shutOut(all); err != nil {
			return nil, s.explain(id, managing, err)
		}
		did = append(did, "Its folder and its files are open to your account only now.")
	}
	unlock, err := s.lockBook(ctx, folder, false)
	if err != nil {
		return did, s.explain(id, managing, err)
	}
	defer unlock()
	more, err := s.repair(folder, id)
	return append(did, more...), s.explain(id, managing, err)
}

func (s *store) repair(folder string, id workbook.ID) (did []string, err error) {
	if n := len(halfWritten(folder)); n > 0 {
		sweepFolder(folder)
		did = append(did, value.Sentence(value.Count(n, "file"))+" half written went.")
	}
	if given, err := ownModes(folder); err != nil {
		return did, err
	} else if given {
		did = append(did, "You may read and write its files again.")
	}
	if mended, err := repairKey(folder); err != nil {
		return did, err
	} else if mended {
		did = append(did, "The second file of its key was made anew from the first that is whole.")
	}
	p := s.place(folder, id)
	if aside, err := s.asideFolder(p.path(logName)); err != nil {
		return did, err
	} else if aside {
		did = append(did, "The folder in the place of its log is kept beside it.")
	}
	h, err := whole(p)
	if headsOf(p) == 1 && (err == nil || errors.Is(err, errLocked) && h != nil) {
		if err := repairHead(p); err != nil {
			return did, err
		}
		did = append(did, "The first page of its file that was damaged was written anew.")
		h, err = whole(p)
	}
	switch {
	case errors.Is(err, errLocked): // the rest takes the passphrase
		return did, nil
	case errors.Is(err, errFirst):
		if h, err = s.mend(p); err == nil {
			did = append(did, "It was carried over; the file as the first firstmile wrote it is kept.")
		}
	case mendable(err):
		h, err = s.mend(p)
	case err == nil && !writes(p):
		h, err = s.rebuild(p, h)
	}
	if errors.Is(err, errForeign) {
		return did, nil // it is not ours to mend; Examine says so
	}
	if err != nil {
		return did, err
	}
	if h.mended != "" {
		did = append(did, h.mended)
	}
	if said, err := s.repairLog(p, h); err != nil {
		return did, err
	} else if said != "" {
		did = append(did, said)
	}
	if dropped := dropCopies(p); dropped > 0 {
		if err := snapshot(p, h.clone()); err != nil {
			return did, err
		}
		did = append(did, "A copy that could not be read was made anew.")
	}
	return did, nil
}

// halfWritten lists what was being written when a program was cut off.
func halfWritten(folder string) (out []string) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), tmpSuffix) {
			out = append(out, e.Name())
		}
	}
	return out
}

// ownModes gives back what the person may do with a workbook's own files, and tells whether
// any lacked it.
func ownModes(folder string) (given bool, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && info.Mode().Perm() != fileMode {
			given, err = true, os.Chmod(filepath.Join(folder, e.Name()), fileMode)
		}
		if err != nil {
			return given, err
		}
	}
	return given, nil
}

// writes tells whether a workbook's file could be written into.
func writes(p place) bool {
	f, err := openFile(p.path(fileName), toRead)
	if err != nil {
		return false
	}
	defer f.close()
	return f.soundToWrite() == nil
}

// headsOf tells how many of the two first pages of workbook.db are whole.
func headsOf(p place) int {
	f, err := openFile(p.path(fileName), toRead)
	if err != nil {
		return 0
	}
	defer f.close()
	return heads(f)
}

// repairHead writes the first page anew that is not whole: the next save would, too.
func repairHead(p place) error {
	f, err := openFile(p.path(fileName), toWrite)
	if err != nil {
		return err
	}
	defer f.close()
	return f.update(func(*bbolt.Tx) error { return nil })
}

// repairKey makes both files of a key the one that is whole, where only one is.
func repairKey(folder string) (mended bool, err error) {
	whole := wholeKeys(folder)
	if len(whole) != 1 {
		return false, nil
	}
	return true, writeKeyFiles(folder, whole[0])
}

// asideFolder gives a folder that stands in the place of a file the name of what is kept as it
// was found: nothing can be written there.
func (s *store) asideFolder(path string) (aside bool, err error) {
	if info, err := os.Lstat(path); err != nil || !info.IsDir() {
		return false, nil
	}
	return true, os.Rename(path, s.damagedName(path))
}

// repairLog makes a log whole again that has lines which are not, or does not lead up to
// what the file holds.
func (s *store) repairLog(p place, h *held) (said string, err error) {
	var found Health
	if found.examineLog(p, h.mark); len(found.Wrong) == 0 {
		return "", nil
	}
	l, err := readLines(p)
	if errors.Is(err, errNoFile) {
		err = os.Rename(p.path(logName), s.damagedName(p.path(logName)))
	} else if l.mixed {
		err = keepAside(p.path(logName), s.damagedName(p.path(logName)))
	}
	if err != nil {
		return "", err
	}
	entries := l.entries
	if n := len(entries); n == 0 || entries[n-1].Set != h.mark.Set || entries[n-1].Revision != h.mark.Revision {
		entries = append(entries, bridge("", entries, h))
	}
	return "Its log leads up to its answers again; what could not be read of it is gone.", writeLog(p, entries)
}

// dropCopies removes the copies that do not verify.
func dropCopies(p place) (dropped int) {
	for _, revision := range snapshots(p.folder) {
		copied, err := readFile(p, snapshotName(revision))
		if err == nil && copied.mark.Revision == revision {
			continue
		}
		if classify(err) == storage.ErrDamaged || err == nil {
			_ = os.Remove(p.path(snapshotName(revision)))
			dropped++
		}
	}
	return dropped
}

// RepairFolder mends what ExamineFolder finds, and says what it did. Open has removed what
// was half made.
func (s *Store) RepairFolder(ctx context.Context) (did []string, err error) {
	if all := s.exposedTop(); len(all) > 0 {
		if err := shutOut(all); err != nil {
			return nil, explain("", managing, err)
		}
		did = append(did, "The data folder is open to your account only now.")
	}
	if _, err := s.indexNames(); err != nil && !errors.Is(err, os.ErrNotExist) {
		unlock, err := s.lockIndex(ctx, false)
		if err != nil {
			return did, explain("", managing, err)
		}
		err = removeFile(s.indexPath())
		unlock()
		if err != nil {
			return did, explain("", managing, err)
		}
		did = append(did, "The list's index went; the next list makes it anew.")
	}
	n, err := s.unlist(ctx)
	if n > 0 {
		did = append(did, "Taken off the list: "+value.Count(n, "workbook")+".")
	}
	return did, explain("", managing, err)
}
