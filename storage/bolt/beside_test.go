package bolt

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// side is a schema that is no workbook's.
type side struct {
	ID    workbook.ID
	Of    client
	Notes []note
}

type client struct{ Alias string }

type note struct {
	ID   workbook.ID
	Text string
}

var sides = schema.New("side", func(s *side) *workbook.ID { return &s.ID },
	schema.One("client", "", "Whom it is about.", func(s *side) *client { return &s.Of },
		schema.Line("alias", "A name.", func(c *client) *string { return &c.Alias })),
	schema.Many("notes", "note", "", "What was noted.", func(s *side) *[]note { return &s.Notes }, func(n *note) *workbook.ID { return &n.ID },
		schema.Lines("text", "The note.", func(n *note) *string { return &n.Text })))

// openBoth opens a data folder with what stands beside the workbooks.
func openBoth(t testing.TB, dir string) (*Store, *StoreOf[side]) {
	t.Helper()
	s, beside, err := openBothNow(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return s, beside
}

func openBothNow(dir string, now func() time.Time) (*Store, *StoreOf[side], error) {
	s, err := Open(dir, Options{Now: now, Program: "test", Parts: []Part{
		{Name: "coach", Called: "your side of this workbook", Schema: sides},
		{Name: "exchanged", Called: "what was exchanged about this workbook", Schema: sides},
	}})
	if err != nil {
		return nil, nil, err
	}
	return s, Beside(s, "coach", sides), nil
}

const secretNote = "Hochseilakt"

// bothIn makes a workbook with a side beside it, saved into once.
func bothIn(t testing.TB, dir string) (w workbook.Workbook, want side) {
	t.Helper()
	s, beside := openBoth(t, dir)
	w = storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	want = side{ID: w.ID, Of: client{"Lee Example"}}
	snap := must(beside.Create(ctx, want))(t)
	want.Notes = []note{{ID: "01J00000000000000000000N01", Text: secretNote}}
	must(beside.Save(ctx, w.ID, sides.Diff(&snap.Workbook, &want)))(t)
	return w, want
}

// hasSide fails the test unless what stands beside a workbook is so.
func hasSide(t testing.TB, beside *StoreOf[side], want side) {
	t.Helper()
	got := must(beside.Load(ctx, want.ID))(t)
	if diff := sides.Diff(&want, &got.Workbook); len(diff) > 0 {
		t.Fatalf("beside it differs: %s", diff)
	}
}

// A data folder that has what a program does not know, or a schema of another, is no mistake of
// a person's.
func TestBesideTakesWhatTheOptionsHave(t *testing.T) {
	s, _ := openBoth(t, t.TempDir())
	other := schema.New("side", func(s *side) *workbook.ID { return &s.ID })
	for name, of := range map[string]*schema.Schema[side]{"notes": sides, "coach": other} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s is taken", name)
				}
			}()
			Beside(s, name, of)
		}()
	}
}

// What stands beside a workbook is made and read only while the workbook is there.
func TestBesideFollowsItsWorkbook(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	_, err := beside.Create(ctx, side{ID: "01J00000000000000000000XYZ"})
	fails(t, err, storage.ErrNotFound)
	if _, err := os.Stat(filepath.Join(dir, "coach", "01J00000000000000000000XYZ")); err == nil {
		t.Error("something was made beside no workbook")
	}
	_, err = beside.Create(ctx, side{ID: w.ID})
	fails(t, err, storage.ErrExists)
	ok(t, s.Delete(ctx, w.ID))
	_, err = beside.Load(ctx, w.ID)
	fails(t, err, storage.ErrDeleted)
	_, err = beside.Save(ctx, w.ID, []workbook.Change{{Record: "client/" + workbook.Key(w.ID), Field: "alias", After: []byte(`"x"`)}})
	fails(t, err, storage.ErrDeleted)
	fails(t, beside.Erase(ctx, w.ID), storage.ErrDeleted)
	ok(t, s.Undelete(ctx, w.ID))
	hasSide(t, beside, want)
	ok(t, s.Forget(ctx, w.ID)) // the workbook's history, and no other
	if log := must(beside.History(ctx, w.ID))(t); len(log) != 2 {
		t.Errorf("its history has %d entries", len(log))
	}
	ok(t, s.Delete(ctx, w.ID))
	ok(t, s.Erase(ctx, w.ID))
	if left := must(os.ReadDir(filepath.Join(dir, "coach")))(t); len(left) > 0 {
		t.Errorf("erased, and there is %v", left)
	}
	must(s.Create(ctx, w))(t)
	must(beside.Create(ctx, side{ID: w.ID}))(t)
	ok(t, beside.Erase(ctx, w.ID))
	_, err = beside.Load(ctx, w.ID)
	fails(t, err, storage.ErrNotFound)
	storetest.Equal(t, must(s.Load(ctx, w.ID))(t).Workbook, w)
}

// Erasing that was cut off is gone through with at the next start, and the fold's time, too,
// runs for both.
func TestErasingBesideIsCutOff(t *testing.T) {
	dir := t.TempDir()
	w, _ := bothIn(t, dir)
	s, _ := openBoth(t, dir)
	ok(t, s.Delete(ctx, w.ID))
	ok(t, os.Rename(s.trash(w.ID), s.trash(w.ID)+goneSuffix))
	openBoth(t, dir)
	for _, folder := range []string{"coach", "deleted"} {
		if left := must(os.ReadDir(filepath.Join(dir, folder)))(t); len(left) > 0 {
			t.Errorf("in %s there is %v", folder, left)
		}
	}
	w, _ = bothIn(t, dir)
	now := time.Now()
	at := func() (*Store, *StoreOf[side]) {
		s, beside, err := openBothNow(dir, func() time.Time { return now })
		ok(t, err)
		return s, beside
	}
	s, _ = at()
	ok(t, s.Delete(ctx, w.ID))
	for range 2 { // it is marked, and then it is due
		now = now.Add(storage.KeepDeleted)
		at()
	}
	for _, folder := range []string{"coach", "deleted"} {
		if left := must(os.ReadDir(filepath.Join(dir, folder)))(t); len(left) > 0 {
			t.Errorf("due, and in %s there is %v", folder, left)
		}
	}
	ok(t, os.Mkdir(filepath.Join(dir, "coach", newPrefix+string(w.ID)), folderMode))
	at()
	if left := must(os.ReadDir(filepath.Join(dir, "coach")))(t); len(left) > 0 {
		t.Errorf("half made, and there is %v", left)
	}
}

// sealedIn lists the files below a folder in which a text can be read.
func sealedIn(t testing.TB, folder, text string) (out []string) {
	t.Helper()
	ok(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(text)) {
			out = append(out, path)
		}
		return err
	}))
	return out
}

// A workbook's passphrase is that of what stands beside it, also of what is made later.
func TestPassphraseBeside(t *testing.T) {
	const other = "other words of mine"
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	code := must(s.Protect(ctx, w.ID, "", passphrase))(t)
	hasSide(t, beside, want)
	later := Beside(s, "exchanged", sides)
	must(later.Create(ctx, want))(t)
	if found := sealedIn(t, dir, secretNote); len(found) > 0 {
		t.Errorf("it can be read in %v", found)
	}
	reopened := func(secret string) {
		t.Helper()
		s, beside := openBoth(t, dir)
		for _, part := range []*StoreOf[side]{beside, Beside(s, "exchanged", sides)} {
			_, err := part.Load(ctx, w.ID)
			fails(t, err, storage.ErrLocked)
			_, err = part.Create(ctx, want)
			fails(t, err, storage.ErrLocked)
		}
		ok(t, errOf(s.Unlock(ctx, w.ID, secret)))
		hasSide(t, beside, want)
		hasSide(t, Beside(s, "exchanged", sides), want)
	}
	reopened(passphrase)
	reopened(code)
	first := copied(t, beside.book(w.ID))
	must(beside.Protect(ctx, w.ID, passphrase, other))(t) // asked of the part, it is the workbook's
	hasSide(t, beside, want)
	reopened(other)
	for _, name := range keyNames { // the key before opens nothing more
		if bytes.Equal(first[name], must(os.ReadFile(filepath.Join(beside.book(w.ID), name)))(t)) {
			t.Errorf("%s is as it was", name)
		}
	}
	third, old := openBoth(t, dir)
	ok(t, errOf(third.Unlock(ctx, w.ID, other)))
	must(s.Protect(ctx, w.ID, other, passphrase))(t)
	_, err := old.Load(ctx, w.ID) // which another window changed since
	fails(t, err, storage.ErrLocked)
	ok(t, errOf(third.Unlock(ctx, w.ID, passphrase)))
	hasSide(t, old, want)
	must(s.Protect(ctx, w.ID, passphrase, ""))(t)
	s, beside = openBoth(t, dir)
	hasSide(t, beside, want)
	hasSide(t, Beside(s, "exchanged", sides), want)
	hasSide(t, old, want)
	if left := must(filepath.Glob(filepath.Join(dir, "*", string(w.ID), "*.key*")))(t); len(left) > 0 {
		t.Errorf("keys are left: %v", left)
	}
}

// What is made beside a workbook whose passphrase was changed in another window would be sealed
// for nobody.
func TestBesideIsMadeForTheKeyThatCounts(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	must(s.Protect(ctx, w.ID, "", passphrase))(t)
	other, _ := openBoth(t, dir)
	must(other.Protect(ctx, w.ID, passphrase, "other words of mine"))(t)
	ok(t, beside.Erase(ctx, w.ID))
	_, err := beside.Create(ctx, want)
	fails(t, err, storage.ErrLocked)
	ok(t, errOf(s.Unlock(ctx, w.ID, "other words of mine")))
	must(beside.Create(ctx, want))(t)
	s, beside = openBoth(t, dir)
	ok(t, errOf(s.Unlock(ctx, w.ID, "other words of mine")))
	hasSide(t, beside, want)
}

// A key that was left where giving a passphrase was cut off, before anything was sealed with it,
// keeps nobody from giving one.
func TestPassphraseBesideALeftKey(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	left, err := beside.wrapBy(w.ID, must(freshKeys())(t), must(freshKeys())(t))
	ok(t, err)
	ok(t, writeKeyFiles(beside.book(w.ID), left))
	must(s.Protect(ctx, w.ID, "", passphrase))(t)
	s, beside = openBoth(t, dir)
	ok(t, errOf(s.Unlock(ctx, w.ID, passphrase)))
	hasSide(t, beside, want)
	if found := sealedIn(t, dir, secretNote); len(found) > 0 {
		t.Errorf("it can be read in %v", found)
	}
}

// A workbook that was made anew with an id, and deleted, keeps what stands beside it, where the
// one before was not erased to the end.
func TestErasingSparesTheNextOne(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, _ := openBoth(t, dir)
	ok(t, s.Delete(ctx, w.ID))
	ok(t, os.CopyFS(s.trash(w.ID)+goneSuffix, os.DirFS(s.trash(w.ID))))
	s, beside := openBoth(t, dir)
	ok(t, s.Undelete(ctx, w.ID))
	hasSide(t, beside, want)
}

// Where what stands beside a workbook cannot be sealed, nothing is changed.
func TestPassphraseBesideDamage(t *testing.T) {
	dir := t.TempDir()
	w, _ := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	must(s.Protect(ctx, w.ID, "", passphrase))(t)
	for _, name := range keyNames {
		ok(t, os.WriteFile(filepath.Join(beside.book(w.ID), name), []byte("?"), fileMode))
	}
	s, _ = openBoth(t, dir)
	for _, next := range []string{"other words of mine", ""} {
		_, err := s.Protect(ctx, w.ID, passphrase, next)
		if err == nil || !strings.Contains(err.Error(), "your side of this workbook") && !strings.Contains(err.Error(), "Your side of this workbook") {
			t.Errorf("to %q: %v", next, err)
		}
	}
	s, _ = openBoth(t, dir)
	ok(t, errOf(s.Unlock(ctx, w.ID, passphrase)))
	storetest.Equal(t, must(s.Load(ctx, w.ID))(t).Workbook, w)
	if h := s.Examine(ctx, w.ID); len(h.Wrong) == 0 || !strings.HasPrefix(h.Wrong[0].Text, "Your side of this workbook: ") {
		t.Errorf("doctor says %+v", h)
	}
}

// The golden folders are a workbook with its side, in the clear and sealed. They are never
// written anew: what this test opens today it must open for good.
func TestGoldenBeside(t *testing.T) {
	id := storetest.Sample(storetest.IDs()).ID
	want := side{ID: id, Of: client{"Lee Example"}, Notes: []note{{ID: "01J00000000000000000000N01", Text: secretNote}}}
	for name, secret := range map[string]string{"beside": "", "beside-sealed": passphrase} {
		t.Run(name, func(t *testing.T) {
			golden := filepath.Join("testdata", name)
			if _, err := os.Stat(golden); *update && errors.Is(err, fs.ErrNotExist) {
				dir := t.TempDir()
				s, beside := openBoth(t, dir)
				must(s.Create(ctx, workbook.Workbook{ID: id, Profile: workbook.Profile{Name: "Golden"}}))(t)
				must(beside.Create(ctx, want))(t)
				must(s.Protect(ctx, id, "", secret))(t)
				for _, folder := range []string{"workbooks", "coach"} {
					ok(t, os.CopyFS(filepath.Join(golden, folder), os.DirFS(filepath.Join(dir, folder))))
				}
			}
			dir := t.TempDir()
			ok(t, os.CopyFS(dir, os.DirFS(golden)))
			s, beside := openBoth(t, dir)
			if secret != "" {
				_, err := beside.Load(ctx, id)
				fails(t, err, storage.ErrLocked)
				ok(t, errOf(s.Unlock(ctx, id, secret)))
			}
			hasSide(t, beside, want)
			if got := must(s.Load(ctx, id))(t); got.Workbook.Profile.Name != "Golden" || got.Mended != "" {
				t.Errorf("the workbook is %+v", got)
			}
		})
	}
}
