package bolt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
)

// overlay puts some of a workbook's older files over the present ones.
func overlay(t *testing.T, folder string, older map[string][]byte, names ...string) {
	t.Helper()
	for name, b := range older {
		for _, wanted := range names {
			if strings.HasPrefix(name, wanted) {
				ok(t, os.WriteFile(filepath.Join(folder, name), b, fileMode))
			}
		}
	}
}

// Older files that are sealed otherwise than the newest ones take no answer with them: files
// from before a passphrase was given, from before it was changed, and from before it was
// taken away, alone and with what else stood there then; found by a new window and by one
// that was open.
func TestOlderFilesSealedOtherwise(t *testing.T) {
	const other = "other words of mine"
	for change, c := range map[string]struct {
		first string // the passphrase before
		next  string
	}{
		"given": {"", passphrase}, "changed": {passphrase, other}, "taken away": {passphrase, ""},
	} {
		for what, names := range map[string][]string{
			"the file": {fileName}, "file and key": {fileName, keyNames[0]}, "file and log": {fileName, logName},
		} {
			for _, opened := range []bool{false, true} {
				name := change + "/" + what
				if opened {
					name += "/under an open window"
				}
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					dir := t.TempDir()
					s := open(t, dir)
					snap := must(s.Create(ctx, oneReturn()))(t)
					id := snap.Workbook.ID
					if c.first != "" {
						must(s.Protect(ctx, id, "", c.first))(t)
						snap = must(s.Load(ctx, id))(t)
					}
					snap = type1(t, s, snap, 3)
					older, then := copied(t, s.book(id)), snap
					must(s.Protect(ctx, id, c.first, c.next))(t)
					snap = must(s.Load(ctx, id))(t)
					for n := range 4 {
						snap = type1(t, s, snap, 10+n)
					}
					overlay(t, s.book(id), older, names...)
					keyLost := change == "changed" && what == "file and key" && !opened
					want, fresh := snap.Workbook, s
					if what == "file and log" && !opened { // the copy that the change made is the latest that is left
						want = then.Workbook
					}
					var got storage.Snapshot
					var err error
					if !opened {
						fresh = open(t, dir)
						if got, err = fresh.Load(ctx, id); err != nil {
							fails(t, err, storage.ErrLocked)
							secret := c.next
							if keyLost {
								secret = c.first
							} else if secret == "" {
								secret = c.first
							}
							ok(t, errOf(fresh.Unlock(ctx, id, secret)))
						}
					}
					if opened || err != nil {
						got, err = fresh.Load(ctx, id)
						ok(t, err)
					}
					readableSentence(t, got.Mended)
					if keyLost { // nothing opens what is later: it is kept, and told
						if !strings.Contains(got.Mended, "needs a key that is not here") {
							t.Errorf("told %q", got.Mended)
						}
						if kept := must(filepath.Glob(filepath.Join(s.book(id), logName+damagedMark+"*")))(t); len(kept) != 1 {
							t.Errorf("kept %v", kept)
						}
						return
					}
					storetest.Equal(t, got.Workbook, want)
					if sealedNow := got.Protected; sealedNow != (c.next != "") {
						t.Errorf("protected: %v", sealedNow)
					}
					if got.Mended == "" {
						t.Error("nothing was told")
					}
					next := returnNamed(got.Workbook, got.Workbook.Returns[0].ID, "Wandergeselle")
					must(storetest.SaveAs(ctx, fresh, got, next))(t)
					if c.next != "" {
						if found := readable(t, dir, "Wandergeselle", strings.Repeat("a", 10)); len(found) > 0 {
							t.Errorf("in the clear: %v", found)
						}
					}
					last := open(t, dir)
					if c.next != "" {
						fails(t, errOf(last.Unlock(ctx, id, "none of these words")), storage.ErrPassphrase)
						ok(t, errOf(last.Unlock(ctx, id, c.next)))
					}
					again := must(last.Load(ctx, id))(t)
					storetest.Equal(t, again.Workbook, next)
					if again.Mended != "" {
						t.Errorf("told again: %q", again.Mended)
					}
					if h := last.Examine(ctx, id); len(h.Wrong) > 0 {
						t.Errorf("wrong: %v", h.Wrong)
					}
				})
			}
		}
	}
}

// An older key alone opens nothing; that is said by Unlock and by doctor, and not that the
// passphrase is wrong.
func TestAnOlderKeyIsTold(t *testing.T) {
	dir := t.TempDir()
	s, snap, _ := sealed(t, dir)
	id := snap.Workbook.ID
	older := copied(t, s.book(id))
	must(s.Protect(ctx, id, passphrase, "other words of mine"))(t)
	overlay(t, s.book(id), older, keyNames[0])
	for _, secret := range []string{passphrase, "other words of mine"} {
		_, err := open(t, dir).Unlock(ctx, id, secret)
		fails(t, err, storage.ErrPassphrase)
		if err == nil || !strings.Contains(err.Error(), "key is an older one") {
			t.Errorf("told %v", err)
		}
	}
	if h := open(t, dir).Examine(ctx, id); len(h.Wrong) != 1 || !strings.Contains(fmt.Sprint(h.Wrong[0]), "key is an older one") {
		t.Errorf("doctor says %v", h.Wrong)
	}
}

// Where the file is lost and a line in the middle of the log, what was written behind the gap
// is there all the same, and it is told that something may be missing.
func TestOverAGapInTheLog(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	for _, r := range snap.Workbook.Returns[:3] { // a save each
		snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, r.ID, "new "+string(r.ID[20:]))))(t)
	}
	path := filepath.Join(s.book(id), logName)
	lines := strings.SplitAfter(string(must(os.ReadFile(path))(t)), "\n")
	lines[2] = "x" + lines[2][1:] // the second of the three
	ok(t, os.WriteFile(path, []byte(strings.Join(lines, "")), fileMode))
	ok(t, os.Remove(filepath.Join(s.book(id), fileName)))
	for _, name := range copiesOf(s.book(id)) {
		ok(t, os.Remove(filepath.Join(s.book(id), name)))
	}
	got := must(open(t, s.dir).Load(ctx, id))(t)
	for i, want := range []bool{true, false, true} {
		if is := strings.HasPrefix(got.Workbook.Returns[i].Name, "new "); is != want {
			t.Errorf("return %d is %q", i, got.Workbook.Returns[i].Name)
		}
	}
	if !strings.Contains(got.Mended, "answers may be missing") {
		t.Errorf("told %q", got.Mended)
	}
	readableSentence(t, got.Mended)
}
