//go:build unix

package bolt

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"firstmile/storage/storetest"
)

// A pipe in the place of a file keeps nobody waiting, and the answers come back.
func TestPipeInPlaceOfAFile(t *testing.T) {
	for name, want := range map[string]string{
		fileName:    "What stands in the place of its file is no file; its copies have all answers.",
		logName:     "Its log cannot be opened. All answers are there.",
		keyNames[1]: "One of the two files of its key is damaged or missing.",
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
			id := snap.Workbook.ID
			if name == keyNames[1] {
				must(s.Protect(ctx, id, "", passphrase))(t)
			}
			path := filepath.Join(s.book(id), name)
			ok(t, errors.Join(os.Remove(path), syscall.Mkfifo(path, uint32(fileMode))))
			fresh := open(t, s.dir)
			if h := fresh.Examine(ctx, id); len(h.Wrong) != 1 || h.Wrong[0].Text != want {
				t.Errorf("wrong: %+v", h.Wrong)
			}
			must(fresh.Repair(ctx, id))(t)
			if h := fresh.Examine(ctx, id); len(h.Wrong) > 0 {
				t.Errorf("after repair: %+v", h.Wrong)
			}
			if name == keyNames[1] {
				return
			}
			if kept := must(filepath.Glob(path + damagedMark + "*"))(t); len(kept) != 1 {
				t.Errorf("kept: %v", kept)
			}
			got := must(fresh.Load(ctx, id))(t)
			storetest.Equal(t, got.Workbook, snap.Workbook)
			type1(t, fresh, got, 4)
			if h := fresh.Examine(ctx, id); len(h.Wrong) > 0 || strings.Contains(strings.Join(h.Notes, " "), "Not from firstmile") {
				t.Errorf("after a save: %+v", h)
			}
		})
	}
}
