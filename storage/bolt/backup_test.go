package bolt

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// backedUpNow gives the bytes of a backup.
func backedUpNow(t *testing.T, s *Store, ids ...workbook.ID) []byte {
	t.Helper()
	var b bytes.Buffer
	ok(t, s.BackUp(ctx, &b, ids))
	return b.Bytes()
}

func staged(t *testing.T, s *Store, data []byte) *Restoring {
	t.Helper()
	r := must(s.Stage(ctx, must(ReadBackup(bytes.NewReader(data), int64(len(data))))(t)))(t)
	t.Cleanup(r.Close)
	return r
}

func placed(t *testing.T, s *Store, data []byte, id workbook.ID, replace bool) Placed {
	t.Helper()
	r := must(s.Stage(ctx, must(ReadBackup(bytes.NewReader(data), int64(len(data))))(t)))(t)
	defer r.Close()
	return must(r.Place(ctx, id, replace))(t)
}

// What a backup has comes back as it was, with its history, and what is there is only
// replaced when that is asked for; then it is in the history.
func TestRestore(t *testing.T) {
	s := open(t, t.TempDir())
	first := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := first.Workbook.ID
	first = type1(t, s, first, 3)
	history := must(s.History(ctx, id))(t)
	data := backedUpNow(t, s, id)
	is := func(how, want Placed, book workbook.Workbook) {
		t.Helper()
		if how != want {
			t.Errorf("placed as %d, want %d", how, want)
		}
		for _, s := range []*Store{s, open(t, s.dir)} {
			got := must(s.Load(ctx, id))(t)
			storetest.Equal(t, got.Workbook, book)
			if got.Mended != "" {
				t.Errorf("told %q", got.Mended)
			}
		}
		if h := s.Examine(ctx, id); len(h.Wrong) > 0 {
			t.Errorf("then wrong: %v", h.Wrong)
		}
	}

	is(placed(t, s, data, id, false), Same, first.Workbook)
	next := type1(t, s, first, 9)
	is(placed(t, s, data, id, false), Differs, next.Workbook)
	is(placed(t, s, data, id, true), Replaced, first.Workbook)
	if log := must(s.History(ctx, id))(t); log[len(log)-1].Number != next.Revision+1 {
		t.Errorf("the history ends at %d", log[len(log)-1].Number)
	}

	ok(t, s.Delete(ctx, id))
	if how := placed(t, s, data, id, false); how != Deleted {
		t.Errorf("placed as %d over a deleted one", how)
	}
	if len(must(s.List(ctx))(t)) != 0 {
		t.Error("a deleted workbook came back unasked")
	}
	is(placed(t, s, data, id, true), Same, first.Workbook)

	other := open(t, t.TempDir())
	if how := placed(t, other, data, id, false); how != PutBack {
		t.Errorf("placed as %d where there was none", how)
	}
	storetest.Equal(t, must(other.Load(ctx, id))(t).Workbook, first.Workbook)
	if log := must(other.History(ctx, id))(t); fmt.Sprint(log) != fmt.Sprint(history) {
		t.Error("the history did not come along")
	}

	s = open(t, s.dir) // a window that had it open would put it back itself
	// Nothing of it can be read any more: the backup's takes its place, what was found is kept.
	ok(t, restore(s.book(id), map[string][]byte{fileName: []byte("gone"), logName: []byte("gone too"), snapshotName(9): []byte("and this")}))
	s = open(t, s.dir) // a window that has it open would bring it back
	is(placed(t, s, data, id, false), OverLost, first.Workbook)
	if kept := must(filepath.Glob(filepath.Join(s.book(id), "*"+damagedMark+"*")))(t); len(kept) != 3 {
		t.Errorf("kept: %v", kept)
	}
	if b := must(os.ReadFile(must(filepath.Glob(filepath.Join(s.book(id), logName+damagedMark+"*")))(t)[0]))(t); string(b) != "gone too" {
		t.Errorf("kept %q", b)
	}
	if left := must(os.ReadDir(s.dir))(t); slices.ContainsFunc(left, func(e fs.DirEntry) bool { return e.Name() == stageName }) {
		t.Error("what was unpacked is left")
	}
}

// While others type, a backup has a state that was there.
func TestBackUpWhileSaving(t *testing.T) {
	s := open(t, t.TempDir())
	base := must(s.Create(ctx, oneReturn()))(t)
	id := base.Workbook.ID
	other := open(t, s.dir)
	stop := make(chan struct{})
	var typing sync.WaitGroup
	typing.Go(func() {
		snap := base
		for n := 1; ; n++ {
			select {
			case <-stop:
				return
			default:
				snap = type1(t, other, snap, n%30+1)
			}
		}
	})
	for range 10 {
		data := backedUpNow(t, s, id)
		fresh := open(t, t.TempDir())
		if how := placed(t, fresh, data, id, false); how != PutBack {
			t.Errorf("placed as %d", how)
		}
		if got := must(fresh.Load(ctx, id))(t); got.Mended != "" {
			t.Errorf("told %q", got.Mended)
		}
	}
	close(stop)
	typing.Wait()
}

// What is newer than this program, or of a first one, comes back as it is.
func TestRestoreWhatThisProgramDoesNotWrite(t *testing.T) {
	s := open(t, t.TempDir())
	w := storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	tamper(t, filepath.Join(s.book(w.ID), fileName), func(tx *bbolt.Tx) error {
		return tx.Bucket(metaBucket).Put([]byte(schemaKey), seal(schemaKey, []byte("999")))
	})
	data := backedUpNow(t, s, w.ID)
	other := open(t, t.TempDir())
	if how := placed(t, other, data, w.ID, false); how != PutBack {
		t.Errorf("placed as %d", how)
	}
	_, err := other.Load(ctx, w.ID)
	fails(t, err, storage.ErrNewer)
	third := open(t, t.TempDir())
	must(third.Create(ctx, w))(t)
	if how := placed(t, third, data, w.ID, true); how != Unread {
		t.Errorf("placed as %d", how)
	}
}

// What has a passphrase is backed up and comes back without it, and stays sealed.
func TestRestoreWhatIsSealed(t *testing.T) {
	s, snap, code := sealed(t, t.TempDir())
	id := snap.Workbook.ID
	locked := open(t, s.dir) // nobody gave it the passphrase
	ok(t, locked.Sound(ctx, id))
	data := backedUpNow(t, locked, id)
	unpacked := t.TempDir()
	other := open(t, unpacked)
	if how := placed(t, other, data, id, false); how != PutBack {
		t.Errorf("placed as %d", how)
	}
	for _, found := range readable(t, unpacked, append(said(snap), passphrase, code)...) {
		t.Error(found)
	}
	_, err := other.Load(ctx, id)
	fails(t, err, storage.ErrLocked)
	ok(t, errOf(other.Unlock(ctx, id, passphrase)))
	storetest.Equal(t, must(other.Load(ctx, id))(t).Workbook, snap.Workbook)
	for _, s := range []*Store{locked, s} {
		if how := placed(t, s, data, id, true); how != Same {
			t.Errorf("placed as %d over the same", how)
		}
	}
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, snap.Workbook.Returns[0].ID, "the last")))(t)
	if how := placed(t, s, data, id, true); how != Replaced { // this window has the key
		t.Errorf("placed as %d", how)
	}
	if got := must(s.Load(ctx, id))(t); got.Workbook.Returns[0].Name != "Hochseilakt" || len(got.Workbook.Asks) != len(snap.Workbook.Asks) {
		t.Errorf("the answers are not the backup's: %+v", got.Workbook.Returns[0])
	}
	plain := open(t, t.TempDir())
	w := snap.Workbook.Clone()
	w.Profile.Name = "without a passphrase"
	must(plain.Create(ctx, w))(t)
	if how := placed(t, plain, data, id, true); how != Unread {
		t.Errorf("placed as %d", how)
	}
	storetest.Equal(t, must(plain.Load(ctx, id))(t).Workbook, w)

	// Damaged, it is not taken along: one bad workbook must not spoil a backup.
	ok(t, os.Truncate(filepath.Join(s.book(id), fileName), 100))
	fails(t, open(t, s.dir).Sound(ctx, id), storage.ErrDamaged)
}

// repacked makes a zip file of parts, with a manifest that fits unless one is among them.
func repacked(t *testing.T, parts map[string][]byte, headers ...zip.FileHeader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	m := backupManifest{Format: backupFormat, Version: backupVersion}
	for name, data := range parts {
		if name != manifestName {
			m.Files = append(m.Files, backupFile{name, int64(len(data)), hashOf(data)})
		}
		ok(t, addFile(z, name, m.Made, data))
	}
	for _, h := range headers {
		must(z.CreateHeader(&h))(t)
	}
	if _, there := parts[manifestName]; !there {
		ok(t, addFile(z, manifestName, m.Made, must(json.Marshal(m))(t)))
	}
	ok(t, z.Close())
	return b.Bytes()
}

// A file that is not exactly what BackUp writes is refused as a whole, and nothing is made
// of it anywhere.
func TestRestoreRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	w := storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	files := must(s.files(s.book(w.ID), w.ID))(t)
	at := func(name string) string { return booksName + "/" + string(w.ID) + "/" + name }
	whole := map[string][]byte{at(fileName): files[fileName], at(logName): files[logName]}
	with := func(name string, data []byte) map[string][]byte {
		out := map[string][]byte{name: data}
		for n, b := range whole {
			if n != name {
				out[n] = b
			}
		}
		return out
	}
	manifest := func(change func(*backupManifest)) []byte {
		m := backupManifest{Format: backupFormat, Version: backupVersion}
		for name, b := range whole {
			m.Files = append(m.Files, backupFile{name, int64(len(b)), hashOf(b)})
		}
		change(&m)
		return must(json.Marshal(m))(t)
	}
	flipped := bytes.Clone(files[fileName])
	flipped[len(flipped)/2+1] ^= 1
	flipped[2*page+40] ^= 1
	good := repacked(t, whole)
	for name, data := range map[string][]byte{
		"a text":            []byte("Dear diary"),
		"nothing":           {},
		"cut short":         good[:len(good)-100],
		"no manifest":       repacked(t, map[string][]byte{manifestName: []byte("{}")}),
		"newer":             repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Version++ }))),
		"path traversal":    repacked(t, with(booksName+"/"+"../../x/"+fileName, []byte("x"))),
		"up from a book":    repacked(t, with(at("../"+fileName), []byte("x"))),
		"absolute":          repacked(t, with("/etc/passwd", []byte("x"))),
		"backslashes":       repacked(t, with(`workbooks\`+string(w.ID)+`\`+fileName, []byte("x"))),
		"another file":      repacked(t, with(at("lock"), nil)),
		"no id":             repacked(t, with(booksName+"/"+"me/"+fileName, []byte("x"))),
		"not listed":        repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files = m.Files[:1] }))),
		"listed, not there": repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files = append(m.Files, backupFile{Path: at("workbook.key")}) }))),
		"listed twice":      repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files = append(m.Files, m.Files[0]) }))),
		"too large":         repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files[0].Size = maxStored + 1 }))),
		"larger than told":  repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files[0].Size-- }))),
		"another content":   repacked(t, with(manifestName, manifest(func(m *backupManifest) { m.Files[0].SHA256 = hashOf([]byte("x")) }))),
		"damaged before":    repacked(t, with(at(fileName), flipped)),
		"another's file":    repacked(t, map[string][]byte{booksName + "/" + "01J00000000000000000000XYZ/" + fileName: files[fileName]}),
		"no file":           repacked(t, map[string][]byte{at(logName): files[logName]}),
		"a folder":          repacked(t, whole, zip.FileHeader{Name: booksName + "/"}),
		"a name twice":      repacked(t, whole, zip.FileHeader{Name: at(fileName)}),
		"a link":            repacked(t, whole, zip.FileHeader{Name: "link", ExternalAttrs: 0o120777 << 16, CreatorVersion: 3 << 8}),
	} {
		t.Run(name, func(t *testing.T) {
			other := open(t, t.TempDir())
			b, err := ReadBackup(bytes.NewReader(data), int64(len(data)))
			if err == nil {
				_, err = other.Stage(ctx, b)
			}
			if err == nil {
				t.Fatal("taken in")
			}
			readableSentence(t, err.Error())
			if !strings.HasPrefix(err.Error(), "Nothing was restored: ") {
				t.Errorf("said %q", err)
			}
			if left := must(os.ReadDir(other.books()))(t); len(left) > 0 {
				t.Errorf("made %v", left)
			}
			if vacant(other.stage()) != nil {
				t.Error("what was unpacked is left")
			}
		})
	}
	r := staged(t, open(t, t.TempDir()), good)
	if e := r.Entries(); len(e) != 1 || e[0].Name != w.Profile.Name {
		t.Errorf("has %+v", e)
	}
}

// One workbook that is damaged in a backup is named and left out; the others are put back.
func TestRestoreLeavesOutDamaged(t *testing.T) {
	s := open(t, t.TempDir())
	ids := storetest.IDs()
	hurt, sound := storetest.Sample(ids), storetest.Sample(ids)
	parts := map[string][]byte{}
	for _, w := range []workbook.Workbook{hurt, sound} {
		must(s.Create(ctx, w))(t)
		for name, data := range must(s.files(s.book(w.ID), w.ID))(t) {
			parts[booksName+"/"+string(w.ID)+"/"+name] = data
		}
	}
	parts[booksName+"/"+string(hurt.ID)+"/"+fileName] = []byte("nothing of it")
	other := open(t, t.TempDir())
	r := staged(t, other, repacked(t, parts))
	if e := r.Entries(); len(e) != 1 || e[0].ID != sound.ID {
		t.Errorf("whole are %+v", e)
	}
	damaged := r.Damaged()
	if len(damaged) != 1 || damaged[0].ID != hurt.ID || damaged[0].Name != hurt.Profile.Name || damaged[0].Problem == nil {
		t.Fatalf("damaged are %+v", damaged)
	}
	readableSentence(t, damaged[0].Problem.Error())
	if how := must(r.Place(ctx, sound.ID, false))(t); how != PutBack {
		t.Errorf("placed as %d", how)
	}
	storetest.Equal(t, must(other.Load(ctx, sound.ID))(t).Workbook, sound)
	if vacant(other.book(hurt.ID)) != nil || vacant(other.staged(hurt.ID)) != nil {
		t.Error("the damaged one is there")
	}
}

// What a restore leaves that was cut off goes at the next start, unless one is at it.
func TestRestoreCutOff(t *testing.T) {
	s := open(t, t.TempDir())
	w := storetest.Sample(storetest.IDs())
	must(s.Create(ctx, w))(t)
	r := staged(t, s, backedUpNow(t, s, w.ID))
	open(t, s.dir)
	if vacant(s.stage()) == nil {
		t.Fatal("taken away from under a restore")
	}
	if h := s.ExamineFolder(); !slices.ContainsFunc(h.Wrong, func(f Fault) bool { return strings.HasPrefix(f.Text, "A restore is under way") }) {
		t.Errorf("wrong: %v", h.Wrong)
	}
	r.unlock()
	open(t, s.dir)
	if vacant(s.stage()) != nil {
		t.Error("left")
	}
}
