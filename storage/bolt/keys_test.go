package bolt

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

func init() { children["damage sealed"] = damageSealedChild }

const passphrase = "four words of mine"

// sealed makes a workbook with a history, a copy and a passphrase.
func sealed(t *testing.T, dir string) (s *Store, snap storage.Snapshot, code string) {
	t.Helper()
	s = open(t, dir)
	w := storetest.Sample(storetest.IDs())
	w.Asks[0].Proofs = nil
	snap = must(s.Create(ctx, w))(t)
	for _, name := range []string{"Wandergeselle", "Tiefstapler", "Hochseilakt"} {
		snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, w.Returns[0].ID, name)))(t)
	}
	ok(t, snapshot(s.place(s.book(w.ID), w.ID), s.holding(w.ID)))
	ok(t, os.WriteFile(filepath.Join(s.book(w.ID), fileName+".damaged-1"), []byte("Wandergeselle"), fileMode))
	must(s.List(ctx))(t)
	code = must(s.Protect(ctx, w.ID, "", passphrase))(t)
	return s, must(s.Load(ctx, w.ID))(t), code
}

// readable gives the files under dir in which a text stands.
func readable(t *testing.T, dir string, texts ...string) (out []string) {
	t.Helper()
	ok(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(b, []byte(text)) {
				out = append(out, filepath.Base(path)+" has "+text)
			}
		}
		return err
	}))
	return out
}

// said is what the sample says and what it said.
func said(snap storage.Snapshot) []string {
	return []string{
		"Wandergeselle", "Tiefstapler", "Hochseilakt", snap.Workbook.Profile.Name, snap.Workbook.Profile.Person,
		"asks/", "returns/", "somewhere",
	}
}

func TestNothingReadable(t *testing.T) {
	dir := t.TempDir()
	s, snap, code := sealed(t, dir)
	id := snap.Workbook.ID
	none := func() {
		t.Helper()
		for _, found := range readable(t, dir, append(said(snap), passphrase, code)...) {
			t.Error(found)
		}
	}
	none()
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, snap.Workbook.Returns[0].ID, "Hochseilakt again")))(t)
	ok(t, s.Visit(ctx, id, storage.Visit{Place: "somewhere"}))
	must(s.List(ctx))(t)
	ok(t, snapshot(s.place(s.book(id), id), s.holding(id)))
	ok(t, foldLog(s.place(s.book(id), id)))
	none()
	ok(t, s.Delete(ctx, id))
	if e := must(s.Deleted(ctx))(t)[0]; e.Name != "" || !e.Protected {
		t.Errorf("among the deleted it is %+v", e)
	}
	ok(t, s.Undelete(ctx, id))
	none()
	must(s.Protect(ctx, id, passphrase, ""))(t)
	if hasKeyFile(s.book(id)) || len(readable(t, dir, "Hochseilakt again")) < 3 {
		t.Error("without a passphrase there are keys, or the answers are not there")
	}
	storetest.Equal(t, must(open(t, dir).Load(ctx, id))(t).Workbook, snap.Workbook)
	if n := len(must(s.History(ctx, id))(t)); n < 3 {
		t.Errorf("of the history %d entries are left", n)
	}
}

// A key that is gone takes everything with it: erasing begins there.
func TestEraseDropsTheKey(t *testing.T) {
	dir := t.TempDir()
	s, snap, _ := sealed(t, dir)
	id := snap.Workbook.ID
	ok(t, s.Delete(ctx, id))
	ok(t, dropKeyFiles(s.trash(id)))
	ok(t, s.Undelete(ctx, id))
	fails(t, errOf(open(t, dir).Unlock(ctx, id, passphrase)), storage.ErrDamaged)
}

// copied gives the files of a folder.
func copied(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, e := range must(os.ReadDir(folder))(t) {
		files[e.Name()] = must(os.ReadFile(filepath.Join(folder, e.Name())))(t)
	}
	return files
}

// Wherever giving a passphrase, or taking it away, is cut off, the answers are there, and
// once the workbook is open all of its files are sealed as workbook.db is.
func TestProtectCutOff(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	base = must(storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, base.Workbook.Returns[0].ID, "Hochseilakt")))(t)
	plain := copied(t, s.book(id))
	must(s.Protect(ctx, id, "", passphrase))(t)
	protected := copied(t, s.book(id))

	// The order in which the files become others.
	giving := []string{keyNames[0], keyNames[1], fileName, "snapshots", logName}
	taking := []string{fileName, "snapshots", logName, keyNames[1], keyNames[0]}
	for way, steps := range map[string][]string{"giving": giving, "taking": taking} {
		from, to := plain, protected
		if way == "taking" {
			from, to = protected, plain
		}
		for n := range len(steps) + 1 {
			files := maps.Clone(from)
			for _, name := range steps[:n] {
				if name == "snapshots" {
					maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, snapshotPrefix) })
				} else if delete(files, name); to[name] != nil {
					files[name] = to[name]
				}
			}
			ok(t, restore(s.book(id), files))
			fresh := open(t, dir)
			_, err := fresh.Load(ctx, id)
			isSealed := errors.Is(err, storage.ErrLocked)
			if isSealed {
				ok(t, errOf(fresh.Unlock(ctx, id, passphrase)))
			} else {
				ok(t, err)
			}
			got := must(fresh.Load(ctx, id))(t)
			storetest.Equal(t, got.Workbook, base.Workbook)
			if !isSealed && hasKeyFile(s.book(id)) {
				t.Errorf("%s, cut off after %d: there is a key and nothing is sealed", way, n)
			}
			if isSealed {
				for _, found := range readable(t, s.book(id), "Hochseilakt") {
					t.Errorf("%s, cut off after %d: %s", way, n, found)
				}
			}
			must(storetest.SaveAs(ctx, fresh, got, returnNamed(got.Workbook, got.Workbook.Returns[0].ID, "more")))(t)
			storetest.Equal(t, must(fresh.Load(ctx, id))(t).Workbook, returnNamed(got.Workbook, got.Workbook.Returns[0].ID, "more"))
		}
	}
}

// A change of the passphrase is another key, so the file of the old one opens nothing that
// is written from then on; wherever it is cut off, one of the two opens the workbook.
func TestChangeCutOff(t *testing.T) {
	const other = "other words of mine"
	dir := t.TempDir()
	s, snap, _ := sealed(t, dir)
	id := snap.Workbook.ID
	from := copied(t, s.book(id))
	must(s.Protect(ctx, id, passphrase, other))(t)
	to := copied(t, s.book(id))
	steps := []string{keyNames[0], fileName, "snapshots", logName, keyNames[1]}
	for n := range len(steps) + 1 {
		files := maps.Clone(from)
		for _, name := range steps[:n] {
			if name == "snapshots" {
				maps.DeleteFunc(files, func(name string, _ []byte) bool { return strings.HasPrefix(name, snapshotPrefix) })
			} else {
				files[name] = to[name]
			}
		}
		ok(t, restore(s.book(id), files))
		right, wrong := passphrase, other
		if n >= 2 { // the answers are sealed anew
			right, wrong = other, passphrase
		}
		fails(t, errOf(open(t, dir).Unlock(ctx, id, wrong)), storage.ErrPassphrase)
		fresh := open(t, dir)
		ok(t, errOf(fresh.Unlock(ctx, id, right)))
		got := must(fresh.Load(ctx, id))(t)
		storetest.Equal(t, got.Workbook, snap.Workbook)
		must(storetest.SaveAs(ctx, fresh, got, returnNamed(got.Workbook, got.Workbook.Returns[0].ID, "more")))(t)
		a, b := must(os.ReadFile(filepath.Join(s.book(id), keyNames[0])))(t), must(os.ReadFile(filepath.Join(s.book(id), keyNames[1])))(t)
		if !bytes.Equal(a, b) {
			t.Errorf("cut off after %d: the files of the key differ once it was opened", n)
		}
	}
	for _, name := range keyNames { // an old file of the key, from a backup
		ok(t, os.WriteFile(filepath.Join(s.book(id), name), from[name], fileMode))
	}
	fails(t, errOf(open(t, dir).Unlock(ctx, id, passphrase)), storage.ErrPassphrase)
}

func TestKeyDamaged(t *testing.T) {
	dir := t.TempDir()
	s, snap, code := sealed(t, dir)
	id := snap.Workbook.ID
	whole := copied(t, s.book(id))
	for i, secret := range []string{passphrase, code} {
		for _, name := range keyNames {
			ok(t, restore(s.book(id), whole))
			b := bytes.Clone(whole[name])
			b[len(b)/2+i] ^= 4
			ok(t, os.WriteFile(filepath.Join(s.book(id), name), b, fileMode))
			ok(t, errOf(open(t, dir).Unlock(ctx, id, secret)))
			if got := must(os.ReadFile(filepath.Join(s.book(id), name)))(t); !bytes.Equal(got, whole[name]) {
				t.Errorf("%s stays damaged", name)
			}
		}
	}
	for _, name := range keyNames { // both
		ok(t, os.WriteFile(filepath.Join(s.book(id), name), []byte("?"), fileMode))
	}
	fails(t, errOf(open(t, dir).Unlock(ctx, id, passphrase)), storage.ErrDamaged)
	// A file that asks for more memory than there is asks in vain.
	w := wrapped{Stretch: stretch{make([]byte, 16), 1, 1 << 31, 4}}
	greedy := seal(keyNames[0], must(json.Marshal(w))(t))
	if _, err := unwrap(id, greedy, passphrase); !errors.Is(err, errChecks) {
		t.Errorf("it is tried: %v", err)
	}
}

// What stood elsewhere, or earlier, does not open here.
func TestSealedStaysWhereItIs(t *testing.T) {
	k := must(newKeys(bytes.Repeat([]byte{1}, 32)))(t)
	const id, key = "01J00000000000000000000001", "returns/01J00000000000000000000002"
	v := k.sealAt(id, key, 7, []byte("text"))
	if revision, text, err := k.unsealAt(id, key, v); err != nil || revision != 7 || string(text) != "text" {
		t.Fatal(revision, string(text), err)
	}
	earlier := bytes.Clone(v[1 : len(v)-4])
	earlier[7] = 6
	other := must(newKeys(bytes.Repeat([]byte{2}, 32)))(t)
	for name, try := range map[string]func() (uint64, []byte, error){
		"another workbook": func() (uint64, []byte, error) { return k.unsealAt("01J00000000000000000000003", key, v) },
		"an earlier one":   func() (uint64, []byte, error) { return k.unsealAt(id, key, sealAs(formatKeys, key, earlier)) },
		"other keys":       func() (uint64, []byte, error) { return other.unsealAt(id, key, v) },
		"plain":            func() (uint64, []byte, error) { return k.unsealAt(id, key, seal(key, numbered(7, []byte("text")))) },
		"another record": func() (uint64, []byte, error) {
			const key = "returns/01J00000000000000000000009"
			return k.unsealAt(id, key, sealAs(formatKeys, key, v[1:len(v)-4]))
		},
	} {
		if _, text, err := try(); !errors.Is(err, errChecks) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
	if _, _, err := (*keys)(nil).unsealAt(id, key, v); !errors.Is(err, errLocked) {
		t.Error("without keys:", err)
	}
	if (*keys)(nil).setOf(map[workbook.Key][]byte{key: []byte("x")}) == k.setOf(map[workbook.Key][]byte{key: []byte("x")}) {
		t.Error("what is in a set can be told without the keys")
	}
}

// damageSealedChild (dir, workbook, name) is damageChild for one that has a passphrase,
// with some of the damages.
func damageSealedChild(args []string) error {
	dir, id, name := args[0], workbook.ID(args[1]), args[2]
	s, err := openNow(dir)
	if err != nil {
		return err
	}
	if _, err := s.Unlock(ctx, id, passphrase); err != nil {
		return err
	}
	k := s.keys[id]
	right, err := s.Load(ctx, id)
	if err != nil {
		return err
	}
	files := map[string][]byte{}
	entries, err := os.ReadDir(s.book(id))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(s.book(id), e.Name())); err != nil {
			return err
		}
	}
	n := 0
	for what, image := range damages(files[name], nil, name == logName) {
		if n++; n%6 != 0 {
			continue
		}
		fmt.Print(name, " ", what, ": ")
		if err := restore(s.book(id), files); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(s.book(id), name), image, fileMode); err != nil {
			return err
		}
		fresh, err := openNow(dir)
		if err != nil {
			return err
		}
		fresh.keys[id] = k
		switch got, err := fresh.Load(ctx, id); {
		case err != nil:
			fmt.Println("WRONG error", err)
		case len(workbook.Diff(got.Workbook, right.Workbook)) > 0:
			fmt.Println("WRONG workbook")
		default:
			fmt.Println("all there")
		}
	}
	return nil
}

func TestSealedDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, snap, _ := sealed(t, dir)
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, snap.Workbook.Returns[0].ID, "after it was sealed")))(t)
	id, n := snap.Workbook.ID, 0
	for _, name := range []string{fileName, logName, snapshotName(newestSnapshot(s.book(id)))} {
		for line := range strings.Lines(runChild(t, "damage sealed", nil, dir, string(id), name)) {
			if n++; strings.Contains(line, "WRONG") || !strings.Contains(line, ": ") {
				t.Errorf("%s", line)
			}
		}
	}
	if n < storetest.Part(100) {
		t.Errorf("only %d damages", n)
	}
}

// A recovery code counts from when the answers are sealed: what fails behind that keeps
// nobody from having it.
func TestRecoveryCodeOfHalfSealed(t *testing.T) {
	s := open(t, t.TempDir())
	w := storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	stuck := filepath.Join(s.book(w.ID), snapshotName(0))
	ok(t, os.MkdirAll(filepath.Join(stuck, "x"), folderMode)) // a copy that cannot be removed
	code, err := s.Protect(ctx, w.ID, "", passphrase)
	if err == nil || code == "" || err.Error() != sealedHalf {
		t.Fatalf("code %q, %v", code, err)
	}
	ok(t, os.RemoveAll(stuck))
	again := open(t, s.dir)
	if byCode, err := again.Unlock(ctx, w.ID, code); err != nil || !byCode {
		t.Errorf("by the code: %v, %v", byCode, err)
	}
	storetest.Equal(t, must(again.Load(ctx, w.ID))(t).Workbook, w)
}
