package bolt

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Snapshots are copies of workbook.db, of which two are kept.

const (
	snapshotPrefix = "snapshot-"
	snapshotSuffix = ".db"
)

func snapshotName(revision uint64) string {
	return fmt.Sprintf("%s%016x%s", snapshotPrefix, revision, snapshotSuffix)
}

// snapshots lists the revisions of a folder's copies, the newest first.
func snapshots(folder string) []uint64 {
	var out []uint64
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		name, is := strings.CutPrefix(e.Name(), snapshotPrefix)
		if name, ends := strings.CutSuffix(name, snapshotSuffix); is && ends && len(name) == 16 {
			if n, err := strconv.ParseUint(name, 16, 64); err == nil {
				out = append(out, n)
			}
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return out
}

// newestSnapshot gives the revision of the newest copy, 0 where there is none.
func newestSnapshot(folder string) uint64 {
	if all := snapshots(folder); len(all) > 0 {
		return all[0]
	}
	return 0
}

// snapshot copies workbook.db, which holds h and is not open, and verifies the copy.
func snapshot(p place, h *held) error {
	name := snapshotName(h.mark.Revision)
	tmp := p.path(name + tmpSuffix)
	if err := copyFile(p.path(fileName), tmp); err != nil {
		return err
	}
	copied, err := readFile(p, name+tmpSuffix)
	if err != nil || copied.mark.Revision != h.mark.Revision || copied.mark.Set != h.mark.Set {
		_ = os.Remove(tmp)
		return errors.Join(errChecks, err)
	}
	if err := putInPlace(tmp, p.path(name)); err != nil {
		return err
	}
	h.copied = h.mark.Revision
	for _, old := range snapshots(p.folder)[min(2, len(snapshots(p.folder))):] {
		_ = os.Remove(p.path(snapshotName(old)))
	}
	return nil
}
