package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

const otherID = workbook.ID("01J00000000000000000000BBB")

// anotherBook makes a second workbook in s with some saves, with a passphrase or without.
func anotherBook(t *testing.T, s *Store, isSealed bool) storage.Snapshot {
	t.Helper()
	w := storetest.Sample(storetest.IDs())
	w.ID, w.Profile.Name = otherID, "Another"
	snap := must(s.Create(ctx, w))(t)
	for n := range 6 {
		snap = type1(t, s, snap, n+2)
	}
	if isSealed {
		must(s.Protect(ctx, otherID, "", passphrase))(t)
	}
	return snap
}

// lay writes another workbook's files over those of one, as cp does.
func lay(t *testing.T, s *Store, over workbook.ID, names ...string) {
	t.Helper()
	for name, b := range copies(t, s.book(otherID)) {
		for _, want := range names {
			if strings.HasPrefix(name, want) {
				ok(t, os.WriteFile(filepath.Join(s.book(over), name), b, fileMode))
			}
		}
	}
}

// Another workbook's files are laid over those of one that is open. What the window holds
// is there again, it is told, and the other's files are kept.
func TestAnotherUnderAnOpenWindow(t *testing.T) {
	t.Parallel()
	for i, names := range [][]string{{"workbook."}, {fileName}, {logName}, {"workbook.", snapshotPrefix}} {
		for what := range 8 {
			if storetest.Brief() && what%4 != i {
				continue
			}
			mine, theirs, copied := what&1 != 0, what&2 != 0, what&4 != 0
			t.Run(fmt.Sprint(names, mine, theirs, copied), func(t *testing.T) {
				s := open(t, t.TempDir())
				snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
				id := snap.Workbook.ID
				if mine {
					must(s.Protect(ctx, id, "", passphrase))(t)
					snap = must(s.Load(ctx, id))(t)
				}
				if copied {
					ok(t, s.Checkpoint(ctx, id))
				}
				snap = type1(t, s, snap, 3)
				other := anotherBook(t, open(t, s.dir), theirs)
				lay(t, s, id, names...)
				want := returnNamed(snap.Workbook, "01J00000000000000000000NEW", "next")
				ok(t, saveNext(s, snap, want))
				got := must(s.Load(ctx, id))(t)
				storetest.Equal(t, got.Workbook, want)
				if names[0] != logName {
					readableSentence(t, got.Mended)
					if !strings.HasPrefix(got.Mended, "Another workbook's files") {
						t.Errorf("told %q", got.Mended)
					}
				}
				for _, r := range must(s.History(ctx, id))(t) {
					for _, c := range r.Changes {
						if strings.Contains(string(c.Record), string(otherID)) || strings.Contains(string(c.After), "Another") {
							t.Errorf("the history has %s", c.Record)
						}
					}
				}
				fresh := open(t, s.dir)
				if mine {
					ok(t, errOf(fresh.Unlock(ctx, id, passphrase)))
				}
				storetest.Equal(t, must(fresh.Load(ctx, id))(t).Workbook, want)
				if h := fresh.Examine(ctx, id); len(h.Wrong) > 0 {
					t.Errorf("wrong: %v", h.Wrong)
				}
				kept := must(filepath.Glob(filepath.Join(s.book(id), fileName+damagedMark+"*")))(t)
				if names[0] != logName && len(kept) != 1 {
					t.Errorf("kept %v", kept)
				}
				if theirs {
					ok(t, errOf(fresh.Unlock(ctx, otherID, passphrase)))
				}
				storetest.Equal(t, must(fresh.Load(ctx, otherID))(t).Workbook, other.Workbook)
			})
		}
	}
}

// A folder that was copied by hand, or written over, is told as that and left as it is.
func TestAnotherWhileClosed(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	ok(t, os.Remove(filepath.Join(s.book(id), lockName)))
	anotherBook(t, s, false)
	ok(t, s.Checkpoint(ctx, otherID))
	for name, lost := range map[string][]string{"whole": nil, "no file": {fileName}, "no log": {logName}, "only the log": {fileName, snapshotPrefix}} {
		t.Run(name, func(t *testing.T) {
			ok(t, restore(s.book(id), copies(t, s.book(otherID))))
			for _, prefix := range lost {
				for _, path := range must(filepath.Glob(filepath.Join(s.book(id), prefix+"*")))(t) {
					ok(t, os.Remove(path))
				}
			}
			before := copies(t, s.book(id))
			fresh := open(t, s.dir)
			_, err := fresh.Load(ctx, id)
			fails(t, err, storage.ErrDamaged)
			if errors.Is(err, storage.ErrNewer) || !strings.Contains(err.Error(), "files are another one's") {
				t.Errorf("told %q", err)
			}
			readableSentence(t, err.Error())
			h := fresh.Examine(ctx, id)
			if len(h.Wrong) != 1 || h.Wrong[0].Mended || !strings.HasPrefix(h.Wrong[0].Text, "Its files are another workbook's") {
				t.Errorf("wrong: %+v", h.Wrong)
			}
			if did := must(fresh.Repair(ctx, id))(t); len(did) > 0 {
				t.Errorf("did %q", did)
			}
			if fails := fresh.BackUp(ctx, new(strings.Builder), []workbook.ID{id}); fails == nil {
				t.Error("it is backed up")
			}
			after := copies(t, s.book(id))
			delete(after, lockName)
			delete(before, lockName)
			if fmt.Sprint(after) != fmt.Sprint(before) {
				t.Error("it was changed")
			}
		})
	}
}

// What is left of a workbook beside another's files comes back, and no more is said of it.
func TestAnotherBesideACopy(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	snap = type1(t, s, snap, 3)
	ok(t, s.Checkpoint(ctx, id))
	anotherBook(t, s, false)
	lay(t, s, id, "workbook.")
	if h := open(t, s.dir).Examine(ctx, id); len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, "Its file is another workbook's. What can be read") {
		t.Errorf("wrong: %+v", h.Wrong)
	}
	got := must(open(t, s.dir).Load(ctx, id))(t)
	storetest.Equal(t, got.Workbook, snap.Workbook)
	if !strings.HasPrefix(got.Mended, "Another workbook's files stood") || !strings.Contains(got.Mended, "later answers may be missing") {
		t.Errorf("told %q", got.Mended)
	}
	if h := open(t, s.dir).Examine(ctx, id); len(h.Wrong) > 0 {
		t.Errorf("wrong: %+v", h.Wrong)
	}
}

// Both files of a key that went from under an open window are there again.
func TestKeyWentUnderAnOpenWindow(t *testing.T) {
	for _, way := range []string{"saved", "loaded", "closed"} {
		s, snap, _ := sealed(t, t.TempDir())
		id := snap.Workbook.ID
		data := backedUpNow(t, s, id)
		for _, name := range keyNames {
			ok(t, os.Remove(filepath.Join(s.book(id), name)))
		}
		fresh := open(t, s.dir)
		switch way {
		case "saved":
			snap = type1(t, s, snap, 7)
		case "loaded":
			must(s.Load(ctx, id))(t)
		case "closed":
			_, err := fresh.Load(ctx, id)
			fails(t, err, storage.ErrDamaged)
			readableSentence(t, err.Error())
			if h := fresh.Examine(ctx, id); len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, "Both files of its key are missing.") {
				t.Errorf("wrong: %+v", h.Wrong)
			}
			if all := must(fresh.List(ctx))(t); len(all) != 1 || all[0].Problem == nil {
				t.Errorf("listed: %+v", all)
			}
			fails(t, fresh.Sound(ctx, id), storage.ErrDamaged)
			if how := placed(t, fresh, data, id, false); how != OverLost {
				t.Errorf("a backup is placed as %d", how)
			}
		}
		ok(t, errOf(fresh.Unlock(ctx, id, passphrase)))
		storetest.Equal(t, must(fresh.Load(ctx, id))(t).Workbook, snap.Workbook)
	}
}

// A passphrase that was taken away elsewhere stays away.
func TestKeyTakenAwayStaysAway(t *testing.T) {
	s, snap, _ := sealed(t, t.TempDir())
	id := snap.Workbook.ID
	must(open(t, s.dir).Protect(ctx, id, passphrase, ""))(t)
	must(s.Load(ctx, id))(t)
	if hasKeyFile(s.book(id)) {
		t.Error("the key is there again")
	}
}
