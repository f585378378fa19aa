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

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

// damageChild (dir, workbook) damages the file in every way, one after the
// other, and prints how each ended. A crash ends it early.
func damageChild(args []string) error {
	s, err := openNow(args[0])
	if err != nil {
		return err
	}
	id := workbook.ID(args[1])
	path := filepath.Join(s.book(id), fileName)
	whole, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	right, err := s.Load(ctx, id)
	if err != nil {
		return err
	}
	log, err := s.History(ctx, id)
	if err != nil {
		return err
	}
	n := 0
	for name, image := range damages(whole) {
		fmt.Print(name, ": ")
		if err := os.WriteFile(path, image, fileMode); err != nil {
			return err
		}
		n++
		fmt.Println(judge(s, id, right, log, n%2 == 0))
	}
	return nil
}

// page is the size of a page in the files that these tests make.
var page = os.Getpagesize()

// damages gives copies of a file with flipped bits, zeroed or random sectors,
// stale pages, and cut at every page.
func damages(whole []byte) func(yield func(string, []byte) bool) {
	return func(yield func(string, []byte) bool) {
		rnd := rand.New(rand.NewPCG(1, 2))
		copyOf := func() []byte { return append([]byte(nil), whole...) }
		for range 240 {
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
		for n := range 60 {
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
		for range 60 {
			image := copyOf()
			to, from := rnd.IntN(len(image)/page)*page, rnd.IntN(len(image)/page)*page
			copy(image[to:to+page], whole[from:])
			if !yield(fmt.Sprintf("page %d over %d", from/page, to/page), image) {
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

// judge says how reading a damaged file ends and, with more, saving into it and
// reading its history.
func judge(s *Store, id workbook.ID, right storage.Snapshot, log []storage.Revision, more bool) string {
	kind := func(err error) string {
		for _, k := range []error{storage.ErrDamaged, storage.ErrNewer} {
			if errors.Is(err, k) {
				return "error"
			}
		}
		return fmt.Sprintf("WRONG error %v", err)
	}
	got, err := s.Load(ctx, id)
	var verdict string
	switch {
	case err != nil:
		verdict = kind(err)
	case got.Revision == right.Revision:
		verdict = "right"
		if len(workbook.Diff(got.Workbook, right.Workbook)) > 0 || got.Visit != right.Visit || !got.Saved.Equal(right.Saved) {
			verdict = "WRONG workbook"
		}
	case got.Revision == right.Revision-1 || got.Visit != right.Visit:
		// bbolt went back to its other meta page; the journal will see it.
		verdict = "previous"
	default:
		verdict = fmt.Sprintf("WRONG revision %d", got.Revision)
	}
	if !more {
		return verdict
	}
	if h, err := s.History(ctx, id); err != nil {
		verdict += ", history " + kind(err)
	} else if len(h) != len(log) && verdict != "previous" {
		verdict += ", history WRONG"
	}
	if verdict[:5] == "error" {
		next := returnNamed(right.Workbook, "01J00000000000000000000NEW", "x")
		if _, err := s.Save(ctx, id, workbook.Diff(right.Workbook, next)); err == nil {
			verdict += ", WRONG saved all the same"
		}
		return verdict
	}
	next := returnNamed(got.Workbook, "01J00000000000000000000NEW", "x")
	saved, err := s.Save(ctx, id, workbook.Diff(got.Workbook, next))
	switch {
	case err != nil:
		verdict += ", save " + kind(err)
	default:
		verdict += ", saved"
		again, err := s.Load(ctx, id)
		if err != nil {
			verdict += " WRONG, unreadable"
		} else if len(workbook.Diff(again.Workbook, next)) > 0 || again.Revision != saved.Revision {
			verdict += " WRONG afterwards"
		}
	}
	return verdict
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
	}
	ok(t, s.Visit(ctx, w.ID, storage.Visit{Place: "here"}))
	snap = must(storetest.SaveAs(ctx, s, snap, returnNamed(snap.Workbook, w.Returns[3].ID, "the last")))(t)

	out := runChild(t, "damage", nil, dir, string(w.ID))
	count := map[string]int{}
	for line := range strings.Lines(out) {
		_, verdict, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found {
			t.Fatalf("the child said %q", line)
		}
		count[verdict]++
		if strings.Contains(verdict, "WRONG") {
			t.Errorf("%s", line)
		}
	}
	for verdict, n := range count {
		t.Logf("%4d %s", n, verdict)
	}
	if len(count) < 4 {
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
			if !strings.HasPrefix(out, "This workbook's file is damaged") {
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
	_, err = s.Load(ctx, workbook.ID(args[1]))
	fmt.Println(err)
	return nil
}

func TestNoDescriptorOrLockLeaks(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	id := base.Workbook.ID
	path := filepath.Join(s.book(id), fileName)
	whole := must(os.ReadFile(path))(t)
	fds := func() int { return len(must(os.ReadDir("/dev/fd"))(t)) }
	before := fds()
	for range 50 {
		// Cut, the pages behind the end fault on being read; the metas are fine.
		ok(t, os.WriteFile(path, whole[:2*page], fileMode))
		_, err := s.Load(ctx, id)
		fails(t, err, storage.ErrDamaged)
		_, err = storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x"))
		fails(t, err, storage.ErrDamaged)
		fails(t, s.Visit(ctx, id, storage.Visit{}), storage.ErrDamaged)
	}
	if after := fds(); after > before+2 {
		t.Errorf("%d descriptors open, %d before", after, before)
	}
	ok(t, os.WriteFile(path, whole, fileMode))
	saved := must(storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x")))(t)
	storetest.Equal(t, must(s.Load(ctx, id))(t).Workbook, saved.Workbook)

	// A damaged workbook stays on the list, with what the index knew of it.
	ok(t, os.WriteFile(path, whole[:page+900], fileMode))
	entries := must(s.List(ctx))(t)
	if len(entries) != 1 || !errors.Is(entries[0].Problem, storage.ErrDamaged) {
		t.Errorf("listed as %+v", entries)
	}
	ok(t, os.Remove(path))
	_, err := s.Load(ctx, id)
	fails(t, err, storage.ErrDamaged)
	_, err = storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "y"))
	fails(t, err, storage.ErrDamaged)
	if _, err := os.Stat(path); err == nil {
		t.Error("a lost file was replaced by an empty one")
	}
}
