package bolt

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/workbook"
)

// names is a digest of what bothIn makes: a name in the workbook and a text beside it.
type names struct {
	Alias, Note string
	Sealed      bool
}

// counted is a digest that counts what it reads.
func counted(s *Store, beside *StoreOf[side], reads *int, stale *bool) Digest[names] {
	return Digest[names]{
		Store: s, Name: "names",
		Tell: func(ctx context.Context, e storage.Entry, was *names) (names, error) {
			*reads++
			if e.Locked() {
				if was == nil {
					return names{Sealed: true}, nil
				}
				return *was, nil
			}
			snap, err := beside.Load(ctx, e.ID)
			if err != nil {
				return names{}, err
			}
			return names{snap.Workbook.Of.Alias, snap.Workbook.Notes[0].Text, false}, nil
		},
		Keep:  func(n names) names { return names{n.Alias, "", true} },
		Stale: func(names) bool { return *stale },
	}
}

// aged makes the files of a workbook so old that the index takes them.
func aged(t testing.TB, s *Store, id workbook.ID) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	for _, folder := range []string{s.book(id), s.parts[0].book(id)} {
		ok(t, os.Chtimes(filepath.Join(folder, fileName), then, then))
	}
}

func TestDigest(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	reads, stale := 0, false
	d := counted(s, beside, &reads, &stale)
	tells := func(why string, note string, more int) {
		t.Helper()
		reads = 0
		all := d.All(ctx, must(s.List(ctx))(t))
		if len(all) != 1 || all[0].Err != nil || all[0].Of.Note != note {
			t.Fatalf("%s: it tells %+v", why, all)
		}
		if reads != more {
			t.Errorf("%s: %d were read, want %d", why, reads, more)
		}
	}
	tells("as young as it is, it is not kept", secretNote, 1)
	tells("as young as it is, it is not kept", secretNote, 1)
	aged(t, s, w.ID)
	tells("the first time", secretNote, 1)
	tells("kept", secretNote, 0)
	stale = true
	tells("on another day", secretNote, 1)
	stale = false

	next := want
	next.Notes = []note{{want.Notes[0].ID, "Trapeze"}}
	must(beside.Save(ctx, w.ID, sides.Diff(&want, &next)))(t)
	tells("what stands beside it was changed", "Trapeze", 1)
	aged(t, s, w.ID)
	tells("it is older by now", "Trapeze", 1)
	tells("kept again", "Trapeze", 0)

	// What is forgotten of one workbook leaves the lines of the others.
	ok(t, s.forget(ctx, "01J00000000000000000000XYZ"))
	tells("another one is forgotten", "Trapeze", 0)
	ok(t, beside.Forget(ctx, w.ID))
	if b := must(os.ReadFile(s.indexPath()))(t); bytes.Contains(b, []byte(secretNote)) || bytes.Contains(b, []byte("Trapeze")) {
		t.Error("the index has what was forgotten beside it")
	}
	aged(t, s, w.ID)
	tells("forgotten", "Trapeze", 1)

	ok(t, s.Delete(ctx, w.ID))
	d.All(ctx, must(s.List(ctx))(t))
	if known, _ := s.readDigest(ctx, d.Name); len(known) != 0 {
		t.Errorf("a deleted one is kept: %v", known)
	}
}

// What was told in this process is not read again, in the index neither, until it changes.
func TestDigestHeld(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	reads, stale := 0, false
	d := counted(s, beside, &reads, &stale)
	d.Held = &Held[names]{}
	tells := func(why string, more int) string {
		t.Helper()
		reads = 0
		all := d.All(ctx, must(s.List(ctx))(t))
		if len(all) != 1 || all[0].Err != nil || reads != more {
			t.Fatalf("%s: it tells %+v and reads %d, want %d", why, all, reads, more)
		}
		return all[0].Of.Note
	}
	tells("young", 1)
	tells("young still", 1)
	aged(t, s, w.ID)
	tells("the first time", 1)
	ok(t, os.Remove(s.indexPath()))
	tells("held", 0)
	stale = true
	tells("on another day", 1)
	stale = false
	next := want
	next.Notes = []note{{want.Notes[0].ID, "Trapeze"}}
	must(beside.Save(ctx, w.ID, sides.Diff(&want, &next)))(t)
	if got := tells("changed", 1); got != "Trapeze" {
		t.Errorf("it tells %q", got)
	}
}

// Of what has a passphrase only what may be kept stands in the index, whoever has it open.
func TestDigestOfWhatHasAPassphrase(t *testing.T) {
	dir := t.TempDir()
	w, _ := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	reads, stale := 0, false
	d := counted(s, beside, &reads, &stale)
	aged(t, s, w.ID)
	before := must(s.List(ctx))(t)
	d.All(ctx, before)
	if known, _ := s.readDigest(ctx, d.Name); len(known) != 1 {
		t.Fatalf("it keeps %v", known)
	}
	must(s.Protect(ctx, w.ID, "", passphrase))(t)
	clear := func(why string) {
		t.Helper()
		if b := must(os.ReadFile(s.indexPath()))(t); bytes.Contains(b, []byte(secretNote)) {
			t.Errorf("%s: the index has what is sealed", why)
		}
	}
	clear("once it is sealed")
	aged(t, s, w.ID)
	d.All(ctx, before) // as it was listed before
	clear("listed before it was sealed")
	all := d.All(ctx, must(s.List(ctx))(t))
	if all[0].Of.Note != secretNote || all[0].Of.Sealed {
		t.Errorf("unlocked it tells %+v", all[0])
	}
	clear("unlocked")

	s, beside = openBoth(t, dir)
	d = counted(s, beside, &reads, &stale)
	for range 2 {
		reads = 0
		all = d.All(ctx, must(s.List(ctx))(t))
		if all[0].Err != nil || all[0].Of != (names{"Lee Example", "", true}) || reads != 0 {
			t.Errorf("locked it tells %+v after %d readings", all[0], reads)
		}
	}
}

// An index that is lost or damaged costs time.
func TestDigestOfALostIndex(t *testing.T) {
	dir := t.TempDir()
	w, _ := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	reads, stale := 0, false
	d := counted(s, beside, &reads, &stale)
	aged(t, s, w.ID)
	entries := must(s.List(ctx))(t)
	for name, harm := range map[string]func() error{
		"lost":  func() error { return os.Remove(s.indexPath()) },
		"empty": func() error { return os.WriteFile(s.indexPath(), nil, fileMode) },
	} {
		d.All(ctx, entries)
		ok(t, harm())
		if all := d.All(ctx, entries); all[0].Err != nil || all[0].Of.Note != secretNote {
			t.Errorf("%s: it tells %+v", name, all)
		}
		entries = must(s.List(ctx))(t) // makes it anew
		d.All(ctx, entries)
		if reads = 0; d.All(ctx, entries)[0].Err != nil || reads != 0 {
			t.Errorf("%s: it is not kept again", name)
		}
	}
}
