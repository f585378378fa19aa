package bolt

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"firstmile/storage/disktest"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

func init() { children["disk"] = diskChild }

// diskChild (name, dir) goes through a scenario.
func diskChild(args []string) error {
	if err := disktest.Watched(); err != nil {
		return err
	}
	for _, sc := range slices.Concat(scenarios, afterErrors, []scenario{goingOn}) {
		if sc.name == args[0] {
			s, err := openNow(args[1])
			if err != nil {
				return err
			}
			return sc.do(s)
		}
	}
	return fmt.Errorf("no scenario %q", args[0])
}

// scenario is something that people do, in which the power may fail.
type scenario struct {
	name   string
	before func(t *testing.T, dir string) []workbook.Workbook // makes what is there at first, and gives it
	do     func(s *Store) error
	mends  bool // it finds something to mend
}

// The ids in scenarios: of a workbook, of a second one and of returns.
const (
	oneBook   = workbook.ID("01J00000000000000000000001")
	otherBook = workbook.ID("01J0000000000000000000000B")
	returnA   = workbook.ID("01J000000000000000000000RA")
	returnB   = workbook.ID("01J000000000000000000000RB")
	returnC   = workbook.ID("01J000000000000000000000RC")
)

// window is a person at a workbook, who types.
type window struct {
	s     *Store
	name  string
	book  workbook.ID
	shown workbook.Workbook
	tried workbook.Workbook // what it tried to save last
}

func look(s *Store, name string, book workbook.ID) (*window, error) {
	snap, err := s.Load(ctx, book)
	return &window{s, name, book, snap.Workbook, snap.Workbook}, err
}

// write saves n texts in a return, of different lengths.
func (w *window) write(id workbook.ID, from, n int) error {
	for i := from; i < from+n; i++ {
		text := fmt.Sprintf("%s %d %s", w.name, i, strings.Repeat("words ", i%5*60))
		if err := w.save(id, text); err != nil {
			return err
		}
	}
	return nil
}

func (w *window) save(id workbook.ID, text string) error {
	next := returnNamed(w.shown, id, text)
	w.tried = next
	return told{What: "save", Window: w.name, Book: w.book, Return: id, Text: text}.tell(func() error {
		_, err := w.s.Save(ctx, w.book, workbook.Diff(w.shown, next))
		if err == nil {
			w.shown = next
		}
		return err
	})
}

// sampled makes a workbook with something of everything, a few times saved.
func sampled(t *testing.T, dir string) []workbook.Workbook {
	s, w := open(t, dir), sample(storetest.IDs())
	snap := must(s.Create(ctx, w))(t)
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(w, returnA, "as it was")))(t)
	return []workbook.Workbook{snap.Workbook}
}

// sample is a workbook with something of everything, as long as people write.
func sample(ids workbook.IDs) workbook.Workbook {
	w := storetest.Sample(ids)
	for i := range w.Returns {
		w.Returns[i].Why = w.Returns[i].Why[:min(len(w.Returns[i].Why), 400)]
	}
	w.Asks[0].Proofs, w.Extras[0].Credit = nil, nil
	return w
}

// longLog makes a workbook whose next saves make a copy of the file and fold the log.
func longLog(t *testing.T, dir string) []workbook.Workbook {
	before := sampled(t, dir)
	s := open(t, dir)
	folder := s.book(oneBook)
	h := must(s.load(ctx, oneBook))(t)
	h = h.clone()
	h.mark.Revision = snapEvery - 2
	ok(t, os.Remove(filepath.Join(folder, fileName)))
	ok(t, newFile(filepath.Join(folder, fileName), h))
	var entries []entry
	for n := range 90 {
		k := workbook.RecordKey(workbook.ReturnRecords, returnB)
		entries = append(entries, entry{Revision: uint64(n + 3), At: h.mark.Saved, Changes: changesOf([]workbook.Change{
			{Record: k, Field: "why", After: []byte(`"` + strings.Repeat("long ", (logMost-1000)/90/5) + `"`)},
		})})
	}
	must(appendLog(s.place(folder, oneBook), append(entries, bridge("", entries, h))...))(t)
	return before
}

// firstProgrammed puts a file of the first programs there.
func firstProgrammed(t *testing.T, dir string) []workbook.Workbook {
	put := func(dir string) *Store {
		s := open(t, dir)
		ok(t, os.Mkdir(s.book(oneBook), folderMode))
		ok(t, os.WriteFile(filepath.Join(s.book(oneBook), fileName), must(os.ReadFile(filepath.Join("testdata", "schema1.db")))(t), fileMode))
		return s
	}
	put(dir)
	return []workbook.Workbook{must(put(t.TempDir()).Load(ctx, oneBook))(t).Workbook}
}

// damaged makes a workbook whose file cannot be read; a copy and the log are whole.
func damaged(t *testing.T, dir string) []workbook.Workbook {
	before := sampled(t, dir)
	s := open(t, dir)
	folder := s.book(oneBook)
	ok(t, snapshot(s.place(folder, oneBook), must(s.load(ctx, oneBook))(t)))
	path := filepath.Join(folder, fileName)
	whole := must(os.ReadFile(path))(t)
	clear(whole[:2*page])
	ok(t, os.WriteFile(path, whole, fileMode))
	return before
}

// putBack makes a workbook, and puts an older file in its place.
func putBack(t *testing.T, dir string) []workbook.Workbook {
	before := sampled(t, dir)
	s := open(t, dir)
	path := filepath.Join(s.book(oneBook), fileName)
	old := must(os.ReadFile(path))(t)
	snap := must(s.Load(ctx, oneBook))(t)
	before[0] = returnNamed(snap.Workbook, returnA, "newer")
	must(storetest.SaveAs(ctx, s, snap, before[0]))(t)
	ok(t, os.WriteFile(path, old, fileMode))
	return before
}

func one(do func(w *window) error) func(s *Store) error {
	return func(s *Store) error {
		w, err := look(s, "one", oneBook)
		if err != nil {
			return err
		}
		return do(w)
	}
}

func another(s *Store) (*window, error) {
	other, err := openNow(s.dir)
	if err != nil {
		return nil, err
	}
	return look(other, "other", oneBook)
}

var scenarios = []scenario{
	{"saves", sampled, one(func(w *window) error { return w.write(returnA, 0, many(12)) }), false},
	{"two windows", sampled, one(func(w *window) error {
		other, err := another(w.s)
		if err != nil {
			return err
		}
		ended := make(chan error)
		go func() { ended <- other.write(returnB, 0, many(8)) }()
		return errors.Join(w.write(returnA, 0, many(8)), <-ended)
	}), false},
	{"conflict", sampled, one(func(w *window) error {
		other, err := another(w.s)
		if err != nil {
			return err
		}
		for i := range many(3) {
			if err := errors.Join(w.write(returnA, 10*i, 2), other.write(returnA, 10*i, 2), other.write(returnB, i, 1)); err != nil {
				return err
			}
		}
		return nil
	}), false},
	{"copy and fold", longLog, one(func(w *window) error { return w.write(returnA, 0, 6) }), false},
	{"creation", sampled, func(s *Store) error {
		return told{What: "create", Book: otherBook}.tell(func() error {
			_, err := s.Create(ctx, newBook(otherBook))
			return err
		})
	}, false},
	{"first start", func(t *testing.T, dir string) []workbook.Workbook { return nil }, func(s *Store) error {
		err := told{What: "create", Book: oneBook}.tell(func() error {
			_, err := s.Create(ctx, newBook(oneBook))
			return err
		})
		return errors.Join(err, one(func(w *window) error { return w.write(returnA, 0, 3) })(s))
	}, false},
	{"deleting", sampled, func(s *Store) error {
		step := func(what string, do func() error) error { return told{What: what, Book: oneBook}.tell(do) }
		if err := step("delete", func() error { return s.Delete(ctx, oneBook) }); err != nil {
			return err
		}
		if err := step("undelete", func() error { return s.Undelete(ctx, oneBook) }); err != nil {
			return err
		}
		if err := one(func(w *window) error { return w.write(returnA, 0, 2) })(s); err != nil {
			return err
		}
		if err := step("delete", func() error { return s.Delete(ctx, oneBook) }); err != nil {
			return err
		}
		return step("erase", func() error { return s.Erase(ctx, oneBook) })
	}, false},
	{"carrying over", firstProgrammed, one(func(w *window) error { return w.write(returnA, 0, 3) }), false},
	{"mending", damaged, one(func(w *window) error { return w.write(returnA, 0, 3) }), true},
	{"older file", putBack, one(func(w *window) error { return w.write(returnA, 0, 3) }), true},
}

// recorded runs a scenario in a folder and records it.
func (sc scenario) recorded(t *testing.T, meddle func(disktest.Call) disktest.Answer) (*disktest.Recording, []workbook.Workbook) {
	t.Helper()
	parent := fastFolder(t)
	before := sc.before(t, filepath.Join(parent, "data"))
	return sc.run(t, disktest.Run{Disk: parent, Meddle: meddle}), before
}

// run runs a scenario on a disk; where that is refused, it says so.
func (sc scenario) run(t *testing.T, r disktest.Run) *disktest.Recording {
	t.Helper()
	r.Programs = []*exec.Cmd{child("disk", nil, sc.name, filepath.Join(r.Disk, "data"))}
	rec, err := r.Record()
	if disktest.Refused(err) {
		t.Skipf("NOT RUN: %v", err)
	}
	ok(t, err)
	return rec
}

// found is what the images of a recording hold.
type found struct {
	images   int
	lost     []string // answers that are not there, or are not what was saved
	needless []string // where the person is told of damage, and nobody did any
}

// open opens the images of a recording.
func (sc scenario) open(t *testing.T, rec *disktest.Recording, before []workbook.Workbook, n int) (out found) {
	t.Helper()
	parent := fastFolder(t)
	for i := range rec.Images(imageSeed, n) {
		out.images++
		dir := filepath.Join(parent, "disk")
		ok(t, i.Lay(dir))
		l := must(ledgerOf(before, i.Said))(t)
		switch mended, err := l.check(filepath.Join(dir, "data"), out.images%4 == 0); {
		case err != nil:
			out.lost = append(out.lost, fmt.Sprintf("%s: %v", i.What, err))
		case mended != "" && !sc.mends:
			out.needless = append(out.needless, fmt.Sprintf("%s: %s", i.What, mended))
		}
		ok(t, os.RemoveAll(dir))
	}
	return out
}

// fastFolder gives a folder in memory, where there is one: what is in it now is no proof of anything.
func fastFolder(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "firstmile")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

const imageSeed = 8

// many is how often something is done, which is more in the long run.
func many(n int) int {
	if storetest.Long() {
		return 4 * n
	}
	return n
}

// imagesOf is how many images of a scenario are looked at.
func imagesOf() int {
	if storetest.Long() {
		return 4000
	}
	return storetest.Part(100)
}

// What was acknowledged is there after a power cut, wherever it comes and whatever the
// file system makes of what was not flushed.
func TestPowerLoss(t *testing.T) {
	for _, sc := range scenarios {
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			rec, before := sc.recorded(t, nil)
			began := time.Now()
			found := sc.open(t, rec, before, imagesOf())
			t.Logf("%d images, %d lost, %v", found.images, len(found.lost), time.Since(began))
			for _, w := range slices.Concat(found.lost, found.needless) {
				t.Error(w)
			}
		})
	}
}

// goingOn is a program that starts again, and says of what it shows that it is saved.
var goingOn = scenario{name: "going on", do: func(s *Store) error {
	all, err := s.List(ctx)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Problem != nil {
			return e.Problem
		}
		w, err := look(s, "one", e.ID)
		if err != nil {
			return err
		}
		if r := w.shown.Return(returnA); r != nil {
			if err := w.showing(returnA).tell(func() error { return nil }); err != nil {
				return err
			}
		}
		w.name = "again"
		if err := w.write(returnC, 0, 2); err != nil {
			return err
		}
	}
	return nil
}}

// showing is the line for an answer that is on screen and called saved.
func (w *window) showing(id workbook.ID) told {
	return told{What: "save", Window: w.name, Book: w.book, Return: id, Text: w.shown.Return(id).Name}
}

// A program is killed at any call, the next one goes on from what it left, and then the power
// fails: what was shown as saved is there.
func TestPowerLossAfterKill(t *testing.T) {
	kill := disktest.Answer{Kill: true}
	at, most := func(c disktest.Call) (a disktest.Answer) { // a short run has where names are made and moved
		if c.Kind == disktest.Sync && filepath.Base(c.Path) != fileName {
			return kill
		}
		return a
	}, storetest.Part(12)
	if storetest.Long() {
		at, most = func(disktest.Call) disktest.Answer { return kill }, 60
	}
	for _, sc := range scenarios {
		if sc.name == "two windows" { // calls come in no order there
			continue
		}
		if !storetest.Long() && !slices.Contains([]string{"creation", "deleting", "mending"}, sc.name) {
			continue
		}
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			kills, looked := 0, 0
			for kills < most {
				disk := fastFolder(t)
				before := sc.before(t, filepath.Join(disk, "data"))
				m := &meddler{on: true, round: kills, fails: at}
				rec := sc.run(t, disktest.Run{Disk: disk, Meddle: m.meddle})
				if len(m.hit) == 0 {
					break
				}
				found := sc.open(t, goingOn.run(t, disktest.Run{Disk: disk, After: rec}), before, 40)
				looked += found.images
				for _, w := range found.lost {
					t.Errorf("killed at call %d, %s", kills, w)
				}
				kills++
				ok(t, os.RemoveAll(disk))
			}
			t.Logf("%d kills, %d images", kills, looked)
		})
	}
}

// A program that leaves out a flush is caught.
func TestPowerLossFindsMissingFlushes(t *testing.T) {
	for name, bug := range map[string]struct {
		scenarios []string
		flush     func(disktest.Event) bool
	}{
		"of the file": {[]string{"saves", "two windows", "conflict"}, func(e disktest.Event) bool {
			return filepath.Base(e.Path) == fileName
		}},
		"of folders": {[]string{"first start", "creation", "deleting"}, disktest.Event.OfFolder},
		"before a rename": {[]string{"creation", "carrying over"}, func(e disktest.Event) bool {
			return !e.OfFolder() && (strings.Contains(e.Path, tmpSuffix) || strings.Contains(e.Path, newPrefix))
		}},
	} {
		for _, sc := range scenarios {
			if !slices.Contains(bug.scenarios, sc.name) {
				continue
			}
			t.Run(name+"/"+sc.name, func(t *testing.T) {
				t.Parallel()
				rec, before := sc.recorded(t, nil)
				found := sc.open(t, rec.Without(bug.flush), before, 100)
				if len(found.lost) == 0 {
					t.Fatalf("%d images, and none of them shows that a flush is missing", found.images)
				}
				t.Logf("%d images, %d lost; %s", found.images, len(found.lost), found.lost[0])
			})
		}
	}
}
