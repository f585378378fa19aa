package bolt

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A backup has what stands beside a workbook, and restoring brings it back.
func TestBackupBeside(t *testing.T) {
	for _, secret := range []string{"", passphrase} {
		dir := t.TempDir()
		w, want := bothIn(t, dir)
		s, beside := openBoth(t, dir)
		if secret != "" {
			must(s.Protect(ctx, w.ID, "", secret))(t)
		}
		ok(t, s.Sound(ctx, w.ID))
		data := backedUpNow(t, s, w.ID)
		back := func(dir string, unlock, replace bool, how Placed) (*Store, *StoreOf[side]) {
			t.Helper()
			s, beside := openBoth(t, dir)
			if unlock && secret != "" {
				ok(t, errOf(s.Unlock(ctx, w.ID, secret)))
			}
			if got := placed(t, s, data, w.ID, replace); got != how {
				t.Errorf("with %q it is placed as %d, want %d", secret, got, how)
			}
			if !unlock && secret != "" {
				ok(t, errOf(s.Unlock(ctx, w.ID, secret)))
			}
			return s, beside
		}
		_, there := back(t.TempDir(), false, false, PutBack)
		hasSide(t, there, want)
		_, there = back(dir, true, false, Same)
		hasSide(t, there, want)

		ok(t, os.RemoveAll(beside.book(w.ID))) // only what stands beside it is lost
		s, there = back(dir, true, false, Same)
		hasSide(t, there, want)
		ok(t, os.WriteFile(filepath.Join(there.book(w.ID), fileName), []byte("?"), fileMode))
		ok(t, os.Remove(filepath.Join(there.book(w.ID), logName)))
		for _, copied := range snapshots(there.book(w.ID)) {
			ok(t, os.Remove(filepath.Join(there.book(w.ID), snapshotName(copied))))
		}
		if err := s.Sound(ctx, w.ID); err == nil || !strings.Contains(err.Error(), "our side of this workbook") {
			t.Errorf("a damaged side is sound: %v", err)
		}
		_, there = back(dir, true, false, Same)
		hasSide(t, there, want)

		newer := side{ID: w.ID, Of: client{"Another"}}
		must(there.Save(ctx, w.ID, sides.Diff(&want, &newer)))(t)
		_, there = back(dir, true, false, Same)
		hasSide(t, there, newer) // as it is
		_, there = back(dir, true, true, Same)
		hasSide(t, there, want)
	}
}

// A program that does not know what is in a backup restores nothing.
func TestRestoreRefusesUnknownParts(t *testing.T) {
	dir := t.TempDir()
	w, _ := bothIn(t, dir)
	s, _ := openBoth(t, dir)
	data := backedUpNow(t, s, w.ID)
	b := must(ReadBackup(bytes.NewReader(data), int64(len(data))))(t)
	other := open(t, t.TempDir())
	if _, err := other.Stage(ctx, b); err == nil || !strings.Contains(err.Error(), "newer firstmile") {
		t.Errorf("it is staged: %v", err)
	}
	if vacant(other.stage()) != nil {
		t.Error("something is left")
	}
}
