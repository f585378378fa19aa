package bolt

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

var update = flag.Bool("update", false, "write the golden file of the present schema, if there is none")

// tamper changes a workbook's file behind the store's back.
func tamper(t *testing.T, path string, fn func(*bbolt.Tx) error) {
	t.Helper()
	db := must(bbolt.Open(path, fileMode, nil))(t)
	ok(t, db.Update(fn))
	ok(t, db.Close())
}

func TestOpen(t *testing.T) {
	if _, err := Open(t.TempDir(), Options{}); err == nil {
		t.Error("opened without a clock")
	}
	// A file where a folder is needed.
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	ok(t, os.WriteFile(file, nil, 0o600))
	for _, path := range []string{file, filepath.Join(file, "firstmile")} {
		_, err := Open(path, Options{Now: time.Now})
		fails(t, err, storage.ErrReadOnly)
	}
	ok(t, os.WriteFile(filepath.Join(dir, "workbooks"), nil, 0o600))
	_, err := Open(dir, Options{Now: time.Now})
	fails(t, err, storage.ErrReadOnly)

	// A relative folder stays where it was.
	ok(t, os.Remove(filepath.Join(dir, "workbooks")))
	t.Chdir(dir)
	s := open(t, "data")
	t.Chdir(t.TempDir())
	must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	if _, err := os.Stat(filepath.Join(dir, "data", "workbooks")); err != nil {
		t.Error(err)
	}
}

func TestRefusesWhatIsNoWorkbook(t *testing.T) {
	s := open(t, t.TempDir())
	for _, id := range []workbook.ID{"", "w1", "../../../../../tmp/abcdefgh", "81J00000000000000000000001", "01j00000000000000000000001"} {
		if _, err := s.Create(ctx, workbook.Workbook{ID: id}); err == nil {
			t.Errorf("created %q", id)
		}
	}
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	if _, err := storetest.SaveAs(ctx, s, base, workbook.Workbook{ID: "01J00000000000000000000XYZ"}); err == nil {
		t.Error("saved onto another workbook's base")
	}
}

func TestUnchangedSaveWritesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	next := returnNamed(base.Workbook, "01J00000000000000000000NEW", "x")
	saved := must(storetest.SaveAs(ctx, s, base, next))(t)
	path := filepath.Join(s.book(next.ID), fileName)
	whole := must(os.ReadFile(path))(t)
	must(storetest.SaveAs(ctx, s, saved, next))(t)
	must(s.Load(ctx, next.ID))(t)
	must(s.History(ctx, next.ID))(t)
	must(s.List(ctx))(t)
	if !bytes.Equal(whole, must(os.ReadFile(path))(t)) {
		t.Error("the file changed")
	}
}

func TestInterruptedCreation(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	w := storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	// Each is what a power cut at some step leaves.
	for i, files := range [][]string{{}, {lockName}, {lockName, fileName}} {
		folder := filepath.Join(s.books(), newPrefix+fmt.Sprintf("01J00000000000000000000XY%d", i))
		ok(t, os.Mkdir(folder, folderMode))
		for _, f := range files {
			ok(t, os.WriteFile(filepath.Join(folder, f), []byte("half"), fileMode))
		}
	}
	ok(t, os.Mkdir(s.trash("01J00000000000000000000XYZ")+goneSuffix, folderMode))
	if entries := must(s.List(ctx))(t); len(entries) != 1 {
		t.Errorf("listed %+v", entries)
	}
	must(s.Create(ctx, workbook.Workbook{ID: "01J00000000000000000000XY2"}))(t) // the same one, tried again
	open(t, dir)
	if left := must(os.ReadDir(s.books()))(t); len(left) != 2 {
		t.Errorf("left: %v", left)
	}
	if left := must(os.ReadDir(s.deleted()))(t); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestErasedIsGone(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	for _, listed := range []bool{false, true} { // while it was deleted
		w := storetest.Sample(ids)
		w.Profile.Name = "Unmistakable"
		must(s.Create(ctx, w))(t)
		age(t, s, w.ID)
		must(s.List(ctx))(t) // into the index
		ok(t, s.Delete(ctx, w.ID))
		if listed {
			must(s.List(ctx))(t)
		}
		ok(t, s.Erase(ctx, w.ID))
		ok(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if b := must(os.ReadFile(path))(t); bytes.Contains(b, []byte("Unmistakable")) || strings.Contains(path, string(w.ID)) {
				t.Errorf("%s still has it", path)
			}
			return nil
		}))
	}
}

// age makes a workbook's file old enough for the index.
func age(t testing.TB, s *Store, id workbook.ID) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	ok(t, os.Chtimes(filepath.Join(s.book(id), fileName), then, then))
}

func TestNewerSchema(t *testing.T) {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	for name, change := range map[string]func(*bbolt.Tx, workbook.ID) error{
		"schema": func(tx *bbolt.Tx, id workbook.ID) error { return putValue(tx, metaBucket, schemaKey, schemaVersion+1) },
		"format of a value": func(tx *bbolt.Tx, id workbook.ID) error {
			key := string(workbook.JobRecords) + "/" + string(id)
			v := seal(key, []byte("sealed"))
			v[0] = formatKeys + 1
			sum := checksum(key, v[:len(v)-4])
			v[len(v)-4], v[len(v)-3], v[len(v)-2], v[len(v)-1] = byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum)
			return tx.Bucket(recordsBucket).Put([]byte(key), v)
		},
		"collection": func(tx *bbolt.Tx, id workbook.ID) error { return addRecord(tx, id, "moods/"+string(id), `{}`) },
		"field": func(tx *bbolt.Tx, id workbook.ID) error {
			return addRecord(tx, id, "returns/01J00000000000000000000NEW", `{"id":"01J00000000000000000000NEW","mood":"secret"}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			base := must(s.Create(ctx, storetest.Sample(ids)))(t)
			id := base.Workbook.ID
			path := filepath.Join(s.book(id), fileName)
			tamper(t, path, func(tx *bbolt.Tx) error { return change(tx, id) })
			whole := must(os.ReadFile(path))(t)
			_, err := s.Load(ctx, id)
			fails(t, err, storage.ErrNewer)
			if strings.Contains(fmt.Sprintf("%+v", err), "secret") {
				t.Error("the error quotes an answer")
			}
			_, err = storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x"))
			fails(t, err, storage.ErrNewer)
			for _, e := range must(s.List(ctx))(t) {
				if e.ID == id {
					fails(t, e.Problem, storage.ErrNewer)
				}
			}
			if !bytes.Equal(whole, must(os.ReadFile(path))(t)) {
				t.Error("a newer program's file was written")
			}
		})
	}
}

// addRecord writes a record with a state to match, as a later program would.
func addRecord(tx *bbolt.Tx, id workbook.ID, key, payload string) error {
	h, err := readHeld(tx, place{id: id})
	if err != nil {
		return err
	}
	h.mark.Revision++
	h.keys.toggle(&h.mark.Set, workbook.Key(key), []byte(payload))
	return errors.Join(
		tx.Bucket(recordsBucket).Put([]byte(key), seal(key, numbered(h.mark.Revision, []byte(payload)))),
		putValue(tx, metaBucket, stateKey, h.mark),
	)
}

// Every way in which the parts of a file may disagree: all of it comes back from the
// copies, the file that was found stays beside it, and the person is told.
func TestDisagreement(t *testing.T) {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	for name, change := range map[string]func(*bbolt.Tx, workbook.ID) error{
		"a record is gone": func(tx *bbolt.Tx, id workbook.ID) error {
			return tx.Bucket(recordsBucket).Delete([]byte(workbook.JobRecords + "/" + string(id)))
		},
		"a record is another's": func(tx *bbolt.Tx, id workbook.ID) error {
			b := tx.Bucket(recordsBucket)
			return b.Put([]byte(workbook.JobRecords+"/"+string(id)), bytes.Clone(b.Get([]byte(workbook.ProfileRecords+"/"+string(id)))))
		},
		"an older record": func(tx *bbolt.Tx, id workbook.ID) error {
			key := workbook.ProfileRecords + "/" + string(id)
			return tx.Bucket(recordsBucket).Put([]byte(key), seal(key, numbered(1, []byte(`{"name":"older"}`))))
		},
		"a record without a number": func(tx *bbolt.Tx, id workbook.ID) error {
			key := workbook.ProfileRecords + "/" + string(id)
			return tx.Bucket(recordsBucket).Put([]byte(key), seal(key, []byte(`{}`)))
		},
		"no value":   func(tx *bbolt.Tx, id workbook.ID) error { return tx.Bucket(metaBucket).Delete([]byte(createdKey)) },
		"no schema":  func(tx *bbolt.Tx, id workbook.ID) error { return tx.Bucket(metaBucket).Delete([]byte(schemaKey)) },
		"no records": func(tx *bbolt.Tx, id workbook.ID) error { return tx.DeleteBucket(recordsBucket) },
		"no sides":   func(tx *bbolt.Tx, id workbook.ID) error { return tx.DeleteBucket(sidesBucket) },
		"no state":   func(tx *bbolt.Tx, id workbook.ID) error { return tx.Bucket(metaBucket).Delete([]byte(stateKey)) },
		"another's": func(tx *bbolt.Tx, id workbook.ID) error {
			return putValue(tx, metaBucket, idKey, "01J00000000000000000000XYZ")
		},
		"a wrong type": func(tx *bbolt.Tx, id workbook.ID) error { return putValue(tx, metaBucket, visitKey, "secret") },
		"a short value": func(tx *bbolt.Tx, id workbook.ID) error {
			return tx.Bucket(metaBucket).Put([]byte(idKey), []byte{1, 2})
		},
		"a wrong set": func(tx *bbolt.Tx, id workbook.ID) error {
			return putValue(tx, metaBucket, stateKey, mark{Revision: 2})
		},
	} {
		for _, way := range []string{"load", "save", "history", "another window"} {
			t.Run(name+"/"+way, func(t *testing.T) {
				base := must(s.Create(ctx, storetest.Sample(ids)))(t)
				id := base.Workbook.ID
				base = must(storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000SEC", "second")))(t)
				path := filepath.Join(s.book(id), fileName)
				tamper(t, path, func(tx *bbolt.Tx) error { return change(tx, id) })
				found := must(os.ReadFile(path))(t)
				want := base.Workbook
				switch way {
				case "load":
					if snap := must(s.Load(ctx, id))(t); snap.Mended == "" || strings.Contains(snap.Mended, "missing") {
						t.Errorf("told: %q", snap.Mended)
					}
				case "save":
					want = returnNamed(want, "01J00000000000000000000NEW", "x")
					must(s.Save(ctx, id, workbook.Diff(base.Workbook, want)))(t)
				case "history":
					if log := must(s.History(ctx, id))(t); len(log) != 2 {
						t.Errorf("history %+v", log)
					}
				case "another window":
					if snap := must(open(t, s.dir).Load(ctx, id))(t); snap.Mended == "" {
						t.Error("the other window is told nothing")
					}
				}
				got := must(s.Load(ctx, id))(t)
				storetest.Equal(t, got.Workbook, want)
				kept := must(filepath.Glob(path + ".damaged-*"))(t)
				if len(kept) != 1 || !bytes.Equal(must(os.ReadFile(kept[0]))(t), found) {
					t.Errorf("kept: %v", kept)
				}
			})
		}
	}
}

// A system error becomes one plain sentence, whatever is being done.
func TestSentences(t *testing.T) {
	const id = "01J00000000000000000000XYZ"
	wrapped := func(err error) error { return &os.PathError{Op: "write", Path: "/home/x", Err: err} }
	for cause, want := range map[error]error{
		wrapped(syscall.ENOSPC): storage.ErrFull,
		wrapped(syscall.EDQUOT): storage.ErrFull,
		fmt.Errorf("file resize error: %s", wrapped(syscall.ENOSPC)): storage.ErrFull, // as bbolt has it
		wrapped(syscall.EACCES): storage.ErrReadOnly,
		wrapped(syscall.EPERM):  storage.ErrReadOnly,
		wrapped(syscall.EROFS):  storage.ErrReadOnly,
		wrapped(syscall.ENOENT): storage.ErrNotFound,
		berrors.ErrTimeout:      storage.ErrBusy,
		berrors.ErrChecksum:     storage.ErrDamaged,
		berrors.ErrInvalid:      storage.ErrDamaged,
		errSchema:               storage.ErrNewer,
		storage.ErrExists:       storage.ErrExists,
		wrapped(syscall.EIO):    storage.ErrIO,
		// What cannot be read for it is no damage.
		errors.Join(wrapped(syscall.EIO), errChecks): storage.ErrIO,
		wrapped(syscall.ESTALE):                      storage.ErrIO,
		wrapped(syscall.ELOOP):                       syscall.ELOOP,
	} {
		for _, doing := range []action{reading, saving, managing} {
			err := explain(id, doing, fmt.Errorf("outer: %w", cause))
			fails(t, err, want)
			if n := len(err.Error()); doing == saving && n > 66 {
				t.Errorf("%d letters leave no room for what was kept: %q", n, err)
			}
			if strings.Contains(err.Error(), "/home") || explain(id, doing, err) != err {
				t.Errorf("%q", err)
			}
		}
	}
	if explain(id, reading, nil) != nil {
		t.Error("no error became one")
	}
}

func TestFormatIsExact(t *testing.T) {
	// These bytes are on people's disks.
	if got := fmt.Sprintf("%x", seal("returns/x", []byte("{}"))); got != "017b7d8ce86e86" {
		t.Errorf("sealed as %s", got)
	}
	if got := fmt.Sprintf("%x", numbered(3, []byte("{}"))); got != "00000000000000037b7d" {
		t.Errorf("numbered as %s", got)
	}
	m := mark{3, (*keys)(nil).setOf(map[workbook.Key][]byte{"b": []byte("2"), "a": []byte("1")}), time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)}
	if got := string(must(json.Marshal(m))(t)); got != `{"revision":3,"set":"42b8eee9dbf791841c7deb065886cbd3","saved":"2027-01-30T09:00:00Z"}` {
		t.Errorf("state %s", got)
	}
	e := entry{Revision: 4, At: m.Saved, Window: "w", Prev: m.Set, Set: m.Set}
	e.Changes = changesOf([]workbook.Change{{Record: "returns/x", Field: "why", After: []byte(`"<a> & b"`)}})
	want := `2c454bbd {"rev":4,"at":"2027-01-30T09:00:00Z","window":"w","prev":"42b8eee9dbf791841c7deb065886cbd3",` +
		`"set":"42b8eee9dbf791841c7deb065886cbd3","changes":[{"key":"returns/x#why","is":"<a> & b"}]}` + "\n"
	if got := string(must(e.line(place{}))(t)); got != want {
		t.Errorf("line %s", got)
	}
	if a, b := (*keys)(nil).setOf(map[workbook.Key][]byte{"a": []byte("bc")}), (*keys)(nil).setOf(map[workbook.Key][]byte{"ab": []byte("c")}); a == b {
		t.Error("the set does not tell where a key ends")
	}
}

// A data folder may have been somebody's before: what is not named as this
// program names things is not its to remove.
func TestOnlyWhatIsOursIsSwept(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)
	at := func() *Store { return must(Open(dir, Options{Now: func() time.Time { return now }}))(t) }
	s := at()
	foreign := []string{"deleted/photos", "deleted/tax.txt", "deleted/my.erased", "workbooks/.new-plans", "workbooks/old.erased"}
	ours := []string{"deleted/01J00000000000000000000001", "deleted/01J00000000000000000000002.erased", "workbooks/.new-01J00000000000000000000003"}
	for _, name := range append(foreign, ours...) {
		path := filepath.Join(s.dir, filepath.FromSlash(name))
		ok(t, os.Mkdir(path, folderMode))
		ok(t, os.Chtimes(path, now, now))
	}
	now = now.Add(storage.KeepDeleted + time.Minute)
	at()
	now = now.Add(dueFor + time.Minute)
	at()
	for _, name := range foreign {
		must(os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))))(t)
	}
	for _, name := range ours {
		if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is still there: %v", name, err)
		}
	}
}

// What was deleted can be brought back for thirty days, whatever became of the program
// that deleted it. A clock that jumps erases nothing: it has to be late for a week.
func TestOldDeletionsAreSwept(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2027, 1, 30, 9, 0, 0, 0, time.UTC)
	at := func(later time.Duration) *Store {
		now = now.Add(later)
		return must(Open(dir, Options{Now: func() time.Time { return now }}))(t)
	}
	w := storetest.Sample(storetest.IDs())
	must(at(0).Create(ctx, w))(t)
	for range 2 {
		ok(t, at(0).Delete(ctx, w.ID))
		ok(t, at(storage.KeepDeleted-time.Minute).Undelete(ctx, w.ID))
		ok(t, at(0).Delete(ctx, w.ID))
		at(10 * 365 * 24 * time.Hour) // a jump, and back
		at(-10 * 365 * 24 * time.Hour)
		at(storage.KeepDeleted + time.Minute)
		ok(t, at(dueFor-time.Minute).Undelete(ctx, w.ID))
	}
	ok(t, at(0).Delete(ctx, w.ID))
	at(storage.KeepDeleted + time.Minute)
	if err := at(dueFor+time.Minute).Undelete(ctx, w.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a month and a week later: %v", err)
	}
}
