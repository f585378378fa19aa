package bolt

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// What was taken back is in no file afterwards, wherever it stood before.
func TestForgottenIsNowhere(t *testing.T) {
	const secret = "an answer that was taken back"
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, "01J00000000000000000000NEW", secret)))(t)
	w := snap.Workbook.Clone()
	w.Profile.Name = secret
	snap = must(storetest.SaveAs(ctx, s, snap, w))(t)
	ok(t, s.Checkpoint(ctx, id))
	age(t, s, id)
	must(s.List(ctx))(t) // makes the index
	for _, name := range []string{firstName, s.damagedName(fileName), snapshotName(1), "snapshot-x.db" + tmpSuffix} {
		ok(t, os.WriteFile(filepath.Join(s.book(id), name), []byte(secret), fileMode))
	}
	w = snap.Workbook.Clone()
	w.Profile.Name = "A name"
	w.Delete(workbook.RecordKey(workbook.ReturnRecords, "01J00000000000000000000NEW"))
	snap = must(storetest.SaveAs(ctx, s, snap, w))(t)
	if before := readable(t, s.dir, secret); len(before) < 8 {
		t.Fatalf("only these files hold the text: %v", before)
	}
	ok(t, s.Forget(ctx, id))
	if after := readable(t, s.dir, secret); len(after) > 0 {
		t.Errorf("these files still hold the text: %v", after)
	}
	storetest.Equal(t, must(open(t, s.dir).Load(ctx, id))(t).Workbook, snap.Workbook)
	names := map[string]bool{}
	for name := range copies(t, s.book(id)) {
		names[name] = true
	}
	for _, name := range []string{lockName, fileName, logName, snapshotName(snap.Revision)} {
		if !names[name] || len(names) != 4 {
			t.Errorf("the folder has %v", names)
		}
	}
	// Each of the files alone still brings all answers back.
	files := copies(t, s.book(id))
	for _, name := range []string{fileName, logName, snapshotName(snap.Revision)} {
		ok(t, restore(s.book(id), map[string][]byte{name: files[name]}))
		storetest.Equal(t, must(open(t, s.dir).Load(ctx, id))(t).Workbook, snap.Workbook)
	}
}

// What has a passphrase is forgotten as everything else, and stays sealed.
func TestForgottenIsNowhereInWhatIsSealed(t *testing.T) {
	s, snap, code := sealed(t, t.TempDir())
	id := snap.Workbook.ID
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, snap.Workbook.Returns[0].ID, "the last")))(t)
	ok(t, os.WriteFile(filepath.Join(s.book(id), logName+damagedMark+"1"), []byte("Wandergeselle"), fileMode))
	ok(t, s.Forget(ctx, id))
	for _, found := range readable(t, s.dir, append(said(snap), "the last", passphrase, code)...) {
		t.Error(found)
	}
	other := open(t, s.dir)
	fails(t, other.Forget(ctx, id), storage.ErrLocked)
	ok(t, errOf(other.Unlock(ctx, id, passphrase)))
	if log := must(other.History(ctx, id))(t); len(log) != 0 {
		t.Errorf("the history has %d entries", len(log))
	}
	storetest.Equal(t, must(other.Load(ctx, id))(t).Workbook, snap.Workbook)
}

// A file that was mended just now may hold the only copy of an answer: it stays until the
// person knows.
func TestForgetsNothingThatWasJustMended(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	path := filepath.Join(s.book(id), fileName)
	ok(t, os.Truncate(path, 100))
	err := s.Forget(ctx, id)
	if err == nil {
		t.Fatal("forgotten")
	}
	readableSentence(t, err.Error())
	if kept := must(filepath.Glob(path + damagedMark + "*"))(t); len(kept) != 1 {
		t.Fatalf("kept: %v", kept)
	}
	if got := must(s.Load(ctx, id))(t); got.Mended == "" {
		t.Error("not told")
	}
	ok(t, s.Forget(ctx, id))
	if kept := must(filepath.Glob(path + damagedMark + "*"))(t); len(kept) != 0 {
		t.Errorf("kept: %v", kept)
	}
}

// The end of a session leaves a copy where there is something new, and only then.
func TestCheckpoint(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, oneReturn()))(t)
	id := snap.Workbook.ID
	ok(t, s.Checkpoint(ctx, id))
	for range 2 {
		snap = type1(t, s, snap, int(snap.Revision)+1)
		ok(t, open(t, s.dir).Checkpoint(ctx, id)) // another window's
		ok(t, os.WriteFile(filepath.Join(s.book(id), snapshotName(9)+tmpSuffix), []byte("half"), fileMode))
		before := must(os.Stat(filepath.Join(s.book(id), snapshotName(snap.Revision))))(t)
		ok(t, s.Checkpoint(ctx, id))
		if after := must(os.Stat(filepath.Join(s.book(id), snapshotName(snap.Revision))))(t); !os.SameFile(before, after) {
			t.Error("copied although nothing is new")
		}
	}
	if all := snapshots(s.book(id)); !slices.Equal(all, []uint64{3, 2}) {
		t.Errorf("copies of the revisions %d", all)
	}
	if half := must(filepath.Glob(filepath.Join(s.book(id), "*"+tmpSuffix)))(t); len(half) != 0 {
		t.Errorf("left: %v", half)
	}
	ok(t, os.Truncate(filepath.Join(s.book(id), fileName), 100))
	if err := s.Checkpoint(ctx, id); err == nil {
		t.Error("a damaged file was copied")
	}
}
