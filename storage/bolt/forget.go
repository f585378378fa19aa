package bolt

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"firstmile/workbook"
)

// Forget makes a workbook's files hold its answers as they stand and nothing else: what
// they were before stands in the log, in copies, in free pages and in files that were kept.
func (s *store) Forget(ctx context.Context, id workbook.ID) error {
	return s.explain(id, managing, s.forgetPast(ctx, id))
}

func (s *store) forgetPast(ctx context.Context, id workbook.ID) error {
	folder, unlock, err := s.enter(ctx, id, false)
	if err != nil {
		return err
	}
	defer unlock()
	h, err := s.current(folder, id)
	if err != nil {
		return err
	}
	if h.mended != "" { // the files that would go may hold what could not be read
		return &problem{"This workbook's file was just mended. Nothing was forgotten; look whether all is there, then try again.", nil, nil}
	}
	next, p := h.clone(), s.plain(folder, id).with(h.keys)
	if err := writeAnew(p, next); err != nil {
		return err
	}
	if err := writeLog(p, []entry{bridge(s.window, nil, next)}); err != nil {
		return err
	}
	_, next.log = logEnd(folder)
	if err := snapshot(p, next); err != nil { // over one of the same revision, too
		return err
	}
	if err := removePast(folder, next); err != nil {
		return err
	}
	s.hold(next)
	list := s.list
	if s.whose != nil {
		list = s.whose.list
	}
	return list.forget(ctx, id) // the index may hold names that the workbook had
}

// writeAnew puts a file that was just filled in the place of workbook.db: bbolt leaves what
// was written over in free pages.
func writeAnew(p place, h *held) error {
	path := p.path(fileName)
	if err := errors.Join(removeFile(path+tmpSuffix), newFile(path+tmpSuffix, h)); err != nil {
		_ = os.Remove(path + tmpSuffix)
		return err
	}
	made, err := readFile(p, fileName+tmpSuffix)
	if err != nil || made.mark.Revision != h.mark.Revision || made.mark.Set != h.mark.Set {
		_ = os.Remove(path + tmpSuffix)
		return errors.Join(errChecks, err)
	}
	if err := putInPlace(path+tmpSuffix, path); err != nil {
		return err
	}
	h.file, err = os.Stat(path)
	return err
}

// removePast removes what stands beside a workbook's file from before a state.
func removePast(folder string, h *held) error {
	for _, revision := range snapshots(folder) {
		if revision != h.mark.Revision {
			if err := removeFile(filepath.Join(folder, snapshotName(revision))); err != nil {
				return err
			}
		}
	}
	sweepFolder(folder)
	return errors.Join(removeKept(folder), syncDir(folder))
}

// removeKept removes the files that were kept as they were found.
func removeKept(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if isKept(e.Name()) {
			if err := os.RemoveAll(filepath.Join(folder, e.Name())); err != nil { // a folder may have stood in its place
				return err
			}
		}
	}
	return nil
}

// isKept tells a file that was kept as it was found.
func isKept(name string) bool { return name == firstName || strings.Contains(name, damagedMark) }

// Checkpoint copies a workbook's file where it has moved on since the last copy.
func (s *store) Checkpoint(ctx context.Context, id workbook.ID) error {
	return s.explain(id, managing, s.checkpoint(ctx, id))
}

func (s *store) checkpoint(ctx context.Context, id workbook.ID) error {
	folder, unlock, err := s.enter(ctx, id, false)
	if err != nil {
		return err
	}
	defer unlock()
	sweepFolder(folder) // such as what a checkpoint left whose program did not wait
	h := s.holding(id)
	if h == nil || !h.unchanged(folder) {
		if h, err = whole(s.place(folder, id)); err != nil {
			return err // to be mended when it is opened, and told
		}
	}
	if slices.Contains(snapshots(folder), h.mark.Revision) {
		return nil
	}
	return snapshot(s.plain(folder, id).with(h.keys), h.clone())
}
