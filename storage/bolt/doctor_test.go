package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// tree is everything that can be told of what is below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	ok(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		out[path] = fmt.Sprint(info.Mode(), info.ModTime().UnixNano())
		if d.Type().IsRegular() {
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			out[path] += string(b)
		}
		return nil
	}))
	return out
}

// What strangers do to a workbook's files, what is said of it, and whether all answers are
// there afterwards.
func TestDoctor(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "data"))
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	snap = type1(t, s, snap, 3)
	ok(t, s.Checkpoint(ctx, id))
	old := copies(t, s.book(id))
	snap = type1(t, s, snap, 5)
	whole := copies(t, s.book(id))
	copied := snapshotName(snap.Revision - 1)
	random := make([]byte, 30000)
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		random[i] = byte(rnd.Uint32())
	}
	cleared := func(b []byte, from, to int) []byte { b = bytes.Clone(b); clear(b[from:to]); return b }
	flipped := bytes.Replace(whole[logName], []byte("rev"), []byte("rew"), 1) // in its first line
	cut := whole[logName][:len(whole[logName])-9]
	const damaged, missing, noFile = "Its file is damaged", "Its file is missing", "What stands in the place of its file is no file"
	const all = "; its copies have all answers."
	for name, c := range map[string]struct {
		files map[string][]byte // nil for one that is removed
		wrong []string
		lost  bool // not all answers are there afterwards
	}{
		"nothing":           {},
		"first page zeroed": {map[string][]byte{fileName: cleared(whole[fileName], 0, 4096)}, []string{damaged + all}, false},
		"the other page":    {map[string][]byte{fileName: cleared(whole[fileName], page, 2*page)}, []string{"One of the two first pages"}, false},
		"both metas zeroed": {map[string][]byte{fileName: cleared(whole[fileName], 0, 2*page)}, []string{damaged + all}, false},
		"truncated":         {map[string][]byte{fileName: whole[fileName][:3*page]}, []string{damaged + all}, false},
		"empty":             {map[string][]byte{fileName: {}}, []string{damaged + all}, false},
		"a text":            {map[string][]byte{fileName: []byte("Dear diary")}, []string{damaged + all}, false},
		"a folder":          {map[string][]byte{fileName: []byte("a folder")}, []string{noFile + all}, false},
		"random":            {map[string][]byte{fileName: random}, []string{damaged + all}, false},
		"lost":              {map[string][]byte{fileName: nil}, []string{missing + all}, false},
		"older":             {map[string][]byte{fileName: old[fileName]}, []string{"Its file is older than its copies"}, false},
		"only the log":      {map[string][]byte{fileName: nil, copied: nil, lockName: nil}, []string{missing + all}, false},
		"only a copy":       {map[string][]byte{fileName: nil, logName: nil, lockName: nil}, []string{missing + ". What can be read comes back as of "}, true},
		"only the file":     {map[string][]byte{logName: nil, copied: nil, lockName: nil}, []string{"Its log is missing"}, false},
		"a line of the log": {map[string][]byte{logName: flipped}, []string{"One line of its log cannot be read"}, false},
		"a line is cut off": {map[string][]byte{logName: cut}, []string{"One line of its log cannot", "Its log ends before the last save"}, false},
		"the log is older":  {map[string][]byte{logName: old[logName]}, []string{"Its log ends before the last save"}, false},
		"a folder for log":  {map[string][]byte{logName: []byte("a folder")}, []string{"Its log cannot be opened. All answers are there."}, false},
		"a copy":            {map[string][]byte{copied: random}, []string{"One of its copies cannot be read. The file itself is whole."}, false},
		"half written":      {map[string][]byte{fileName + tmpSuffix: random}, []string{"One file half written was left"}, false},
		"kept":              {map[string][]byte{firstName: random, fileName + ".damaged-1795781165887": random, "mine.txt": random}, nil, false},
		"everything": {map[string][]byte{fileName: random, logName: random, copied: random},
			[]string{"Its file is damaged, and its log and copies give nothing."}, true},
	} {
		t.Run(name, func(t *testing.T) {
			ok(t, restore(s.book(id), whole))
			for file, b := range c.files {
				if path := filepath.Join(s.book(id), file); b == nil {
					ok(t, os.Remove(path))
				} else if string(b) == "a folder" {
					ok(t, errors.Join(os.Remove(path), os.Mkdir(path, folderMode)))
				} else {
					ok(t, os.WriteFile(path, b, fileMode))
				}
			}
			before := tree(t, s.dir)
			d := must(Look(s.dir, Options{Now: s.now, Program: "test"}))(t)
			h := d.Examine(ctx, id)
			if all := must(d.Shelf(ctx))(t); len(all) != 1 || all[0].Name != snap.Workbook.Profile.Name && name != "everything" {
				t.Errorf("on the shelf: %+v", all)
			}
			if f := d.ExamineFolder(); len(f.Wrong) > 0 {
				t.Errorf("of the data folder: %v", f.Wrong)
			}
			if !reflect.DeepEqual(tree(t, s.dir), before) {
				t.Fatal("looking changed something")
			}
			if len(h.Wrong) != len(c.wrong) {
				t.Errorf("wrong: %v", h.Wrong)
			}
			for i, want := range c.wrong {
				if i < len(h.Wrong) && !strings.HasPrefix(h.Wrong[i].Text, want) {
					t.Errorf("said %q, want %q", h.Wrong[i].Text, want)
				}
			}
			if name == "kept" && (len(h.Notes) != 3 || !strings.Contains(h.Notes[0]+h.Notes[1], "on 27 November 2026")) {
				t.Errorf("notes: %q", h.Notes)
			}
			did, err := d.Repair(ctx, id)
			if name == "everything" {
				fails(t, err, storage.ErrDamaged)
				return
			}
			ok(t, err)
			if (len(did) > 0) != (len(c.wrong) > 0) {
				t.Errorf("did %q", did)
			}
			after := d.Examine(ctx, id)
			if len(after.Wrong) > 0 || after.Revision == 0 {
				t.Errorf("after repair: %+v", after)
			}
			got := must(open(t, s.dir).Load(ctx, id))(t)
			if diff := workbook.Diff(got.Workbook, snap.Workbook); (len(diff) > 0) != c.lost {
				t.Errorf("afterwards %s differs", diff)
			}
			if got.Mended != "" {
				t.Errorf("told again %q", got.Mended)
			}
		})
	}
}

// A record that cannot be read is named by what it is, and the others are there.
func TestDoctorNamesWhatIsMissing(t *testing.T) {
	s := open(t, t.TempDir())
	w := storetest.Sample(storetest.IDs())
	snap := must(s.Create(ctx, w))(t)
	path := filepath.Join(s.book(w.ID), fileName)
	b := must(os.ReadFile(path))(t)
	key := workbook.RecordKey(workbook.ReturnRecords, w.Returns[1].ID)
	at := bytes.LastIndex(b, append([]byte(key), formatPlain))
	for ; at >= 0; at = bytes.LastIndex(b[:at], append([]byte(key), formatPlain)) {
		b[at+len(key)+12] ^= 0x10
	}
	ok(t, restore(s.book(w.ID), map[string][]byte{fileName: b, lockName: nil}))
	h := s.Examine(ctx, w.ID)
	if len(h.Wrong) != 1 || !strings.HasSuffix(h.Wrong[0].Text, ", without 1 return.") {
		t.Errorf("wrong: %v", h.Wrong)
	}
	got := must(open(t, s.dir).Load(ctx, w.ID))(t)
	readableSentence(t, got.Mended)
	when := snap.Saved.Local().Format("15:04 on 2 January 2006")
	if want := "What could be read is back, as of " + when + ", without 1 return."; !strings.Contains(got.Mended, want) {
		t.Errorf("told %q", got.Mended)
	}
	want := w.Clone()
	want.Returns = append(want.Returns[:1:1], want.Returns[2:]...)
	if len(got.Workbook.Returns) != len(want.Returns) || len(got.Workbook.Asks) != len(want.Asks) {
		t.Errorf("%d returns and %d asks", len(got.Workbook.Returns), len(got.Workbook.Asks))
	}
}

// A file that can be read and not written is found, and written anew.
func TestDoctorFindsFreePagesInUse(t *testing.T) {
	s := open(t, t.TempDir())
	snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := snap.Workbook.ID
	for n := range 4 {
		snap = type1(t, s, snap, n+2)
	}
	path := filepath.Join(s.book(id), fileName)
	b := must(os.ReadFile(path))(t)
	for at := 0; at < len(b); at += page {
		if native.Uint16(b[at+8:]) == freelistPage {
			native.PutUint64(b[at+pageHeader:], uint64(at/page))
		}
	}
	ok(t, os.WriteFile(path, b, fileMode))
	h := s.Examine(ctx, id)
	if len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, "Its file can be read but not written") {
		t.Fatalf("wrong: %v", h.Wrong)
	}
	must(s.Repair(ctx, id))(t)
	if h := s.Examine(ctx, id); len(h.Wrong) > 0 {
		t.Errorf("after repair: %v", h.Wrong)
	}
	storetest.Equal(t, must(open(t, s.dir).Load(ctx, id))(t).Workbook, snap.Workbook)
}

// A workbook that was listed and is nowhere is missed, and a folder under another name noted.
func TestDoctorMissesWorkbooks(t *testing.T) {
	s, snaps := shelf(t, filepath.Join(t.TempDir(), "data"), 4)
	must(s.List(ctx))(t)
	renamed, removed, erased, deleted := snaps[0].Workbook.ID, snaps[1].Workbook.ID, snaps[2].Workbook.ID, snaps[3].Workbook.ID
	copied := filepath.Join(s.books(), "my-copy")
	ok(t, os.Rename(s.book(renamed), copied))
	ok(t, os.RemoveAll(s.book(removed)))
	ok(t, errors.Join(s.Delete(ctx, erased), s.Erase(ctx, erased), s.Delete(ctx, deleted)))
	must(open(t, s.dir).List(ctx))(t)
	h := s.ExamineFolder()
	first := "“book 0” was listed, and its folder workbooks/" + string(renamed)
	if len(h.Wrong) != 2 || !strings.HasPrefix(h.Wrong[0].Text, first) || !strings.HasPrefix(h.Wrong[1].Text, "“book 1” was listed") {
		t.Errorf("wrong: %v", h.Wrong)
	}
	if len(h.Notes) != 1 || !strings.Contains(h.Notes[0], copied) || !strings.Contains(h.Notes[0], "Rename the folder to "+string(renamed)) {
		t.Errorf("notes: %q", h.Notes)
	}
	ok(t, os.Rename(copied, s.book(renamed)))
	if all := must(s.List(ctx))(t); len(all) != 1 || all[0].ID != renamed {
		t.Errorf("listed: %+v", all)
	}
	ok(t, os.CopyFS(copied, os.DirFS(s.book(renamed))))
	if h := s.ExamineFolder(); len(h.Wrong) != 1 || len(h.Notes) != 1 || !strings.Contains(h.Notes[0], "a copy of the workbook in "+string(renamed)) {
		t.Errorf("examined: %+v", h)
	}
	must(s.RepairFolder(ctx))(t)
	if h := s.ExamineFolder(); len(h.Wrong) > 0 {
		t.Errorf("after repair: %v", h.Wrong)
	}
	ok(t, os.RemoveAll(s.books()))
	if h := s.ExamineFolder(); len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, "“book 0” was listed") {
		t.Errorf("without the folder wrong: %v", h.Wrong)
	}
}

// Modes are tightened, deleted workbooks are looked after too, and stay as long as they do.
func TestDoctorOnWhatIsDeletedAndOpen(t *testing.T) {
	s, snaps := shelf(t, t.TempDir(), 2)
	id := snaps[0].Workbook.ID
	must(s.List(ctx))(t)
	ok(t, s.Delete(ctx, id))
	deleted := must(s.Deleted(ctx))(t)[0].Deleted
	ok(t, os.Chmod(filepath.Join(s.trash(id), fileName), 0o644))
	ok(t, os.Chmod(s.books(), 0o755))
	ok(t, os.Truncate(filepath.Join(s.trash(id), fileName), 50))
	ok(t, os.Truncate(s.indexPath(), 50))
	ok(t, os.Mkdir(filepath.Join(s.books(), newPrefix+string(id)), folderMode))
	if h := s.ExamineFolder(); len(h.Wrong) != 3 {
		t.Errorf("of the data folder: %v", h.Wrong)
	}
	if h := s.Examine(ctx, id); len(h.Wrong) != 2 {
		t.Errorf("of the workbook: %v", h.Wrong)
	}
	must(s.Repair(ctx, id))(t)
	must(open(t, s.dir).RepairFolder(ctx))(t)
	if a, b := s.ExamineFolder(), s.Examine(ctx, id); len(a.Wrong)+len(b.Wrong) > 0 {
		t.Errorf("after repair: %v %v", a.Wrong, b.Wrong)
	}
	if again := must(s.Deleted(ctx))(t)[0].Deleted; !again.Equal(deleted) {
		t.Errorf("deleted at %v, want %v", again, deleted)
	}
	gone := s.Examine(ctx, "01J00000000000000000000XYZ")
	if len(gone.Wrong) != 1 || gone.Wrong[0].Mended {
		t.Errorf("of what is not there: %+v", gone)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Shelf(done); err == nil {
		t.Error("listed although it was canceled")
	}
}

// Of what has a passphrase everything is looked at but the answers.
func TestDoctorOnWhatIsSealed(t *testing.T) {
	s, snap, _ := sealed(t, filepath.Join(t.TempDir(), "data"))
	id := snap.Workbook.ID
	d := must(Look(s.dir, Options{Now: s.now, Program: "test"}))(t)
	h := d.Examine(ctx, id)
	if len(h.Wrong) > 0 || h.Revision != snap.Revision || h.Copies != 1 || len(h.Notes) != 1 || h.Since.IsZero() {
		t.Errorf("examined: %+v", h)
	}
	if all := must(d.Shelf(ctx))(t); len(all) != 1 || all[0].Name != "" {
		t.Errorf("on the shelf: %+v", all)
	}
	whole := copies(t, s.book(id))
	for name, want := range map[string]string{keyNames[0]: "One of the two files of its key", keyNames[1]: "One of the two files of its key"} {
		ok(t, os.Truncate(filepath.Join(s.book(id), name), 9))
		if h := d.Examine(ctx, id); len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, want) {
			t.Errorf("without %s wrong: %v", name, h.Wrong)
		}
		must(d.Repair(ctx, id))(t)
		if h := d.Examine(ctx, id); len(h.Wrong) > 0 {
			t.Errorf("after repair: %v", h.Wrong)
		}
		if now := copies(t, s.book(id)); string(now[name]) != string(whole[name]) {
			t.Errorf("%s is another one", name)
		}
	}
	ok(t, os.Truncate(filepath.Join(s.book(id), fileName), 100))
	if h := d.Examine(ctx, id); len(h.Wrong) != 1 || h.Wrong[0].Mended || !strings.Contains(h.Wrong[0].Text, "open it with that") {
		t.Errorf("damaged: %v", h.Wrong)
	}
	must(d.Repair(ctx, id))(t)
	ok(t, errOf(d.Unlock(ctx, id, passphrase)))
	got := must(d.Load(ctx, id))(t)
	storetest.Equal(t, got.Workbook, snap.Workbook)
	if !strings.Contains(got.Mended, "All your answers") {
		t.Errorf("told %q", got.Mended)
	}
}

// A line that was not written to its end, as on a full disk, is nothing that is wrong: the
// next save leads on from the line before it.
func TestDoctorOnALineThatWasCutOff(t *testing.T) {
	for _, fresh := range []bool{false, true} {
		s := open(t, t.TempDir())
		snap := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
		id := snap.Workbook.ID
		snap = type1(t, s, type1(t, s, snap, 3), 5)
		log := filepath.Join(s.book(id), logName)
		ok(t, os.Truncate(log, int64(len(must(os.ReadFile(log))(t))-9)))
		if h := s.Examine(ctx, id); len(h.Wrong) != 2 {
			t.Errorf("before the next save wrong: %v", h.Wrong)
		}
		if fresh {
			s = open(t, s.dir)
		}
		type1(t, s, snap, 7)
		if h := s.Examine(ctx, id); len(h.Wrong) > 0 || len(h.Notes) != 1 || !strings.HasPrefix(h.Notes[0], "One line of its log was not written to its end") {
			t.Errorf("wrong: %v, notes %q", h.Wrong, h.Notes)
		}
	}
}

// A sealed value bears a checksum that needs no key.
func TestDoctorOnASealedValue(t *testing.T) {
	s, snap, _ := sealed(t, t.TempDir())
	id := snap.Workbook.ID
	path := filepath.Join(s.book(id), fileName)
	f := must(openFile(path, toRead))(t)
	var value []byte
	ok(t, f.view(func(tx *bbolt.Tx) error {
		_, v := tx.Bucket(recordsBucket).Cursor().First()
		value = bytes.Clone(v)
		return nil
	}))
	f.close()
	b := must(os.ReadFile(path))(t)
	for at := bytes.Index(b, value); at >= 0; at = bytes.Index(b, value) {
		b[at+len(value)/2] ^= 1
	}
	ok(t, os.WriteFile(path, b, fileMode))
	d := must(Look(s.dir, Options{Now: s.now, Program: "test"}))(t)
	if h := d.Examine(ctx, id); len(h.Wrong) != 1 || !strings.Contains(h.Wrong[0].Text, "open it with that") {
		t.Errorf("wrong: %v", h.Wrong)
	}
	fails(t, d.Sound(ctx, id), storage.ErrDamaged)
	ok(t, errOf(d.Unlock(ctx, id, passphrase)))
	storetest.Equal(t, must(d.Load(ctx, id))(t).Workbook, snap.Workbook)
}
