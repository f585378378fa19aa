package bolt

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// damageChild (dir, workbook, name) damages one of a workbook's files in every way, one
// after the other, and prints how each ended. A crash ends it early.
func damageChild(args []string) error {
	dir, id, name := args[0], workbook.ID(args[1]), args[2]
	s, err := openNow(dir)
	if err != nil {
		return err
	}
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
	older, err := os.ReadFile(filepath.Join(dir, olderName))
	if err != nil {
		return err
	}
	for what, image := range damages(files[name], older, name == logName) {
		fmt.Print(name, " ", what, ": ")
		if err := restore(s.book(id), files); err != nil {
			return err
		}
		window, err := openNow(dir)
		if err != nil {
			return err
		}
		n++
		if n%3 == 0 { // it was at it when the damage came
			if _, err := window.Load(ctx, id); err != nil {
				return err
			}
		}
		if err := os.WriteFile(filepath.Join(s.book(id), name), image, fileMode); err != nil {
			return err
		}
		verdict, err := judge(window, right, n%3 != 1)
		if err != nil {
			verdict = fmt.Sprintf("WRONG error %v", err)
		}
		fmt.Println(verdict)
	}
	return restore(s.book(id), files)
}

// olderName is workbook.db as it was some saves ago.
const olderName = "older"

// restore makes a folder hold these files and no other.
func restore(folder string, files map[string][]byte) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(folder, name), b, fileMode); err != nil {
			return err
		}
	}
	return nil
}

// page is the size of a page in the files that these tests make.
var page = os.Getpagesize()

// damages gives copies of a file with flipped bits, zeroed or random sectors, pages in
// other pages' places, pages as they were in an older copy, and cut at every page.
func damages(whole, older []byte, lines bool) func(yield func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		rnd := rand.New(rand.NewPCG(1, 2))
		of := func(n int) int {
			if storetest.Long() {
				return n * 13 // more than 9,000 damages in all
			}
			return storetest.Part(n / 3)
		}
		if lines { // no pages: what stands where counts less
			whole = append(whole, make([]byte, page-len(whole)%page)...)
		}
		copyOf := func() []byte { return append([]byte(nil), whole...) }
		for range of(160) {
			image := copyOf()
			// Half of them where pages begin, which is where the structure is.
			at := rnd.IntN(len(image))
			if rnd.IntN(2) == 0 {
				at = at/page*page + rnd.IntN(160)
			}
			bit := byte(1) << rnd.IntN(8)
			image[at] ^= bit
			if !yield(fmt.Sprintf("flip %d/%#02x", at, bit), image) {
				return
			}
		}
		for n := range of(40) {
			image := copyOf()
			at := rnd.IntN(len(image)/512) * 512
			what := "zero"
			for i := at; i < at+512; i++ {
				image[i] = 0
				if n%2 == 0 {
					what = "random"
					image[i] = byte(rnd.Uint32())
				}
			}
			if !yield(fmt.Sprintf("%s %d", what, at), image) {
				return
			}
		}
		for range of(40) {
			image := copyOf()
			to, from := rnd.IntN(len(image)/page)*page, rnd.IntN(len(image)/page)*page
			copy(image[to:to+page], whole[from:])
			if !yield(fmt.Sprintf("page %d over %d", from/page, to/page), image) {
				return
			}
		}
		for at := 0; at < min(len(whole), len(older)) && !lines; at += page {
			if image := copyOf(); copy(image[at:at+page], older[at:]) > 0 && !yield(fmt.Sprintf("older %d", at), image) {
				return
			}
		}
		for at := 0; at < len(whole); at += page {
			if !yield(fmt.Sprintf("cut %d", at), whole[:at]) || !yield(fmt.Sprintf("cut %d", at+100), whole[:at+100]) {
				return
			}
		}
	}
}

// judge says how reading a workbook with a damaged file ends in a window and, with more,
// saving into it, which is what somebody does who is at it.
func judge(s *Store, right storage.Snapshot, more bool) (string, error) {
	id, want, verdict := right.Workbook.ID, right.Workbook, "saved"
	if more {
		want = returnNamed(want, "01J00000000000000000000NEW", "x")
		if _, err := s.Save(ctx, id, workbook.Diff(right.Workbook, want)); err != nil {
			return "", err
		}
		var err error
		if s, err = openNow(s.dir); err != nil {
			return "", err
		}
	}
	got, err := s.Load(ctx, id)
	switch {
	case err != nil:
		return "", err
	case len(workbook.Diff(got.Workbook, want)) > 0:
		return "WRONG workbook", nil
	case !more:
		if verdict = "as it was"; got.Mended != "" {
			verdict = got.Mended
		}
		if got.Revision != right.Revision || !got.Saved.Equal(right.Saved) {
			return fmt.Sprintf("WRONG revision %d of %v", got.Revision, got.Saved), nil
		}
	}
	if _, err := s.History(ctx, id); err != nil {
		return "", err
	}
	return verdict, nil
}

func TestDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	w := storetest.Sample(ids)
	for i := range w.Returns {
		w.Returns[i].Why = w.Returns[i].Why[:min(len(w.Returns[i].Why), 400)]
	}
	w.Asks[0].Proofs = nil
	for range 40 { // so that there are branch pages
		w.Returns = append(w.Returns, workbook.Return{ID: ids(), Name: "a return", Why: strings.Repeat("words ", 20)})
	}
	snap := must(s.Create(ctx, w))(t)
	for n := range 12 {
		snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, w.Returns[n*3].ID, strings.Repeat(fmt.Sprint(n), 100*n))))(t)
		if n == 6 { // so that a copy is older than what is mended from it
			ok(t, snapshot(s.place(s.book(w.ID), w.ID), s.holding(w.ID)))
		}
		if n == 9 {
			ok(t, os.WriteFile(filepath.Join(dir, olderName), must(os.ReadFile(filepath.Join(s.book(w.ID), fileName)))(t), fileMode))
		}
	}
	ok(t, s.Visit(ctx, w.ID, storage.Visit{Place: "here"}))
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, w.Returns[3].ID, "the last")))(t)

	names := []string{fileName, logName}
	for _, revision := range snapshots(s.book(w.ID)) {
		names = append(names, snapshotName(revision))
	}
	count, all, wrong := map[string]int{}, 0, 0
	for _, name := range names {
		for line := range strings.Lines(runChild(t, "damage", nil, dir, string(w.ID), name)) {
			_, verdict, found := strings.Cut(strings.TrimSpace(line), ": ")
			if !found {
				t.Fatalf("the child said %q", line)
			}
			count[verdict]++
			all++
			if strings.Contains(verdict, "WRONG") {
				t.Errorf("%s", line)
				wrong++
			}
		}
	}
	t.Logf("%d damages to one of %d files; %d times an answer was missing or wrong", all, len(names), wrong)
	for verdict, n := range count {
		t.Logf("%4d %s", n, verdict)
	}
	if len(count) < 3 {
		t.Error("the damages hit nothing")
	}
}

// A branch that leads back to itself would make bbolt run until the memory is
// used up, so the child gives up after some seconds.
func TestBranchesThatLeadBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	w := workbook.Workbook{ID: ids()}
	for range 100 {
		w.Returns = append(w.Returns, workbook.Return{ID: ids(), Why: strings.Repeat("words ", 30)})
	}
	must(s.Create(ctx, w))(t)
	path := filepath.Join(s.book(w.ID), fileName)
	whole := must(os.ReadFile(path))(t)
	branches := 0
	for at := 2 * page; at < len(whole); at += page {
		if native.Uint16(whole[at+8:]) != branchPage {
			continue
		}
		branches++
		for _, to := range []uint64{uint64(at / page), 1 << 60} {
			image := append([]byte(nil), whole...)
			native.PutUint64(image[at+pageHeader+8:], to)
			ok(t, os.WriteFile(path, image, fileMode))
			out := runChild(t, "load", nil, dir, string(w.ID))
			if !strings.HasPrefix(out, "The workbook's file was damaged. All your answers") {
				t.Errorf("page %d leads to %d: %s", at/page, to, out)
			}
		}
	}
	if branches == 0 {
		t.Error("there are no branches to damage")
	}
}

// loadChild (dir, workbook) prints how a Load ends.
func loadChild(args []string) error {
	time.AfterFunc(20*time.Second, func() { os.Exit(3) })
	s, err := openNow(args[0])
	if err != nil {
		return err
	}
	snap, err := s.Load(ctx, workbook.ID(args[1]))
	fmt.Println(snap.Mended)
	return err
}

func TestNoDescriptorOrLockLeaks(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	path := filepath.Join(s.book(id), fileName)
	fds := func() int { return len(must(os.ReadDir("/dev/fd"))(t)) }
	before := fds()
	for range 30 {
		// Cut, the pages behind the end fault on being read; the metas are fine.
		ok(t, os.Truncate(path, int64(2*page)))
		storetest.Equal(t, must(s.Load(ctx, id))(t).Workbook, base.Workbook)
		ok(t, os.Truncate(path, int64(2*page)))
		ok(t, s.Visit(ctx, id, storage.Visit{}))
	}
	if after := fds(); after > before+2 {
		t.Errorf("%d descriptors open, %d before", after, before)
	}
	saved := must(storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x")))(t)
	storetest.Equal(t, must(s.Load(ctx, id))(t).Workbook, saved.Workbook)
}

// Where no copy is left either, nothing is made up and nothing is written.
func TestNothingLeft(t *testing.T) {
	s := open(t, t.TempDir())
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	must(s.List(ctx))(t)
	files := must(os.ReadDir(s.book(id)))(t)
	for _, gone := range []bool{false, true} {
		for _, e := range files {
			if path := filepath.Join(s.book(id), e.Name()); gone {
				ok(t, os.Remove(path))
			} else {
				ok(t, os.WriteFile(path, make([]byte, 3*page), fileMode))
			}
		}
		_, err := s.Load(ctx, id)
		fails(t, err, storage.ErrDamaged)
		_, err = storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x"))
		fails(t, err, storage.ErrDamaged)
		fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrDamaged)
		// It stays on the list, with what the index knew of it.
		if entries := must(s.List(ctx))(t); len(entries) != 1 || !errors.Is(entries[0].Problem, storage.ErrDamaged) {
			t.Errorf("listed as %+v", entries)
		}
		if _, err := os.Stat(filepath.Join(s.book(id), fileName)); gone && err == nil {
			t.Error("a lost file was replaced by an empty one")
		}
	}
}

// The list of free pages bears no checksum, and reading does not need it: it is looked at
// before the first save into a file that this window has only read.
func TestDamagedFreeList(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	snap := must(s.Create(ctx, storetest.Sample(ids)))(t)
	for n := range 6 {
		snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, snap.Workbook.Returns[n].ID, strings.Repeat("x", 3000))))(t)
	}
	id := snap.Workbook.ID
	path := filepath.Join(s.book(id), fileName)
	whole := must(os.ReadFile(path))(t)
	log := must(os.ReadFile(filepath.Join(s.book(id), logName)))(t)
	db := must(bbolt.Open(path, fileMode, &bbolt.Options{ReadOnly: true}))(t)
	version := uint64(0)
	ok(t, db.View(func(tx *bbolt.Tx) error { version = uint64(tx.ID()); return nil }))
	ok(t, db.Close())
	meta := whole[int(version%2)*page+pageHeader:]
	at := int(native.Uint64(meta[32:])) * page
	if native.Uint16(whole[at+8:]) != freelistPage || native.Uint16(whole[at+10:]) < 2 {
		t.Fatal("there is no list to damage")
	}
	step := 3
	switch {
	case storetest.Long():
		step = 1
	case storetest.Brief():
		step = 31
	}
	for bit := 1; bit < 8*(pageHeader+8*2); bit += step {
		image := append([]byte(nil), whole...)
		image[at+bit/8] ^= 1 << (bit % 8)
		ok(t, restore(s.book(id), map[string][]byte{fileName: image, logName: log, lockName: nil}))
		next := returnNamed(snap.Workbook, "01J00000000000000000000NEW", "x")
		_, err := open(t, dir).Save(ctx, id, workbook.Diff(snap.Workbook, next))
		if info := must(os.Stat(path))(t); err != nil || info.Size() > 10*int64(len(whole)) { // what goes on from there takes all memory
			t.Fatalf("bit %d of the list: the file has %d bytes, %v", bit, info.Size(), err)
		}
		storetest.Equal(t, must(open(t, dir).Load(ctx, id))(t).Workbook, next)
	}
}
