package bolt

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"firstmile/storage"
	"firstmile/workbook"
)

// What stands beside a workbook is mended from its log as a workbook is, and told of.
func TestMendingBeside(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	_, beside := openBoth(t, dir)
	ok(t, os.Remove(filepath.Join(beside.book(w.ID), fileName)))
	snap := must(beside.Load(ctx, w.ID))(t)
	if told := "The file of your side of this workbook was missing. All your answers were in its copies and are back."; snap.Mended != told {
		t.Errorf("it tells %q", snap.Mended)
	}
	hasSide(t, beside, want)
}

// What goes wrong with what stands beside a workbook is said of that, in a line.
func TestSentencesBeside(t *testing.T) {
	_, beside := openBoth(t, t.TempDir())
	const id = workbook.ID("01J00000000000000000000001")
	all := slices.Concat(foreignText[:], keylessText[:], []string{damagedText(id, reading), damagedText(id, saving)})
	for _, texts := range sentences {
		all = append(all, texts[:]...)
	}
	for _, text := range all {
		if text == "" {
			continue
		}
		said := beside.inWords(text)
		readableSentence(t, said)
		of := strings.Contains(strings.ToLower(text), "this workbook") || strings.Contains(text, "he workbook's")
		if of && !strings.Contains(said, "our side of this workbook") || beside.inWords(said) != said {
			t.Errorf("%q is said as %q", text, said)
		}
	}
}

// What is half sealed, or sealed for nobody, doctor tells, and unlocking the workbook mends
// what can be.
func TestDoctorOnSealsBeside(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	plain := copied(t, beside.book(w.ID))
	must(s.Protect(ctx, w.ID, "", passphrase))(t)
	sealed := copied(t, beside.book(w.ID))
	for name, c := range map[string]struct {
		files map[string][]byte
		cut   func()
		says  string
		lost  bool
	}{
		"giving":   {plain, func() {}, "It has no passphrase yet, though the workbook has: giving it was cut off.", false},
		"changing": {sealed, func() { ok(t, beside.letIn(ctx, w.ID, s.keys[w.ID], must(freshKeys())(t))) }, "Changing its passphrase was cut off.", false},
		"another's key": {sealed, func() {
			ok(t, writeKeyFiles(beside.book(w.ID), must(beside.wrapBy(w.ID, must(freshKeys())(t), must(freshKeys())(t)))(t)))
		}, "It is sealed with a key that the workbook does not have,", true},
	} {
		ok(t, restore(beside.book(w.ID), c.files))
		c.cut()
		fresh, again := openBoth(t, dir)
		h := fresh.Examine(ctx, w.ID)
		says := beside.inDoctors(c.says)
		if len(h.Wrong) != 1 || !strings.HasPrefix(h.Wrong[0].Text, says) || !h.Locked || len(h.Notes) != 1 {
			t.Errorf("%s: doctor says %+v", name, h)
		}
		ok(t, errOf(fresh.Unlock(ctx, w.ID, passphrase)))
		if h := fresh.Examine(ctx, w.ID); (len(h.Wrong) > 0) != c.lost {
			t.Errorf("%s, unlocked: doctor says %+v", name, h.Wrong)
		}
		if !c.lost {
			hasSide(t, again, want)
		}
	}
}

// doctor looks at what stands beside a workbook, says what it is, and repairs it.
func TestDoctorBeside(t *testing.T) {
	dir := t.TempDir()
	w, want := bothIn(t, dir)
	s, beside := openBoth(t, dir)
	if h := s.Examine(ctx, w.ID); len(h.Wrong)+len(h.Notes) > 0 {
		t.Errorf("all well: %+v", h)
	}
	ok(t, beside.Checkpoint(ctx, w.ID))
	path := filepath.Join(beside.book(w.ID), fileName)
	whole := must(os.ReadFile(path))(t)
	clear(whole[:2*4096])
	ok(t, os.WriteFile(path, whole, fileMode))
	s, _ = openBoth(t, dir)
	h := s.Examine(ctx, w.ID)
	if len(h.Wrong) != 1 || h.Wrong[0] != (Fault{"Your side of this workbook: its file is damaged; its copies have all answers.", true}) {
		t.Errorf("damaged: %+v", h)
	}
	did := must(s.Repair(ctx, w.ID))(t)
	if len(did) != 1 || !strings.HasPrefix(did[0], "The file of your side of this workbook was damaged.") {
		t.Errorf("it did %q", did)
	}
	s, beside = openBoth(t, dir)
	if h := s.Examine(ctx, w.ID); len(h.Wrong) > 0 || len(h.Notes) != 1 || !strings.HasPrefix(h.Notes[0], "Your side of this workbook: kept beside it") {
		t.Errorf("repaired: %+v", h)
	}
	hasSide(t, beside, want)
	ok(t, os.WriteFile(path, whole, fileMode))
	_, beside = openBoth(t, dir)
	if told := must(beside.Load(ctx, w.ID))(t).Mended; !strings.HasPrefix(told, "The file of your side of this workbook was damaged.") {
		t.Errorf("opened, it tells %q", told)
	}

	// Without its workbook it is told of, and stays.
	ok(t, os.RemoveAll(s.book(w.ID)))
	s, beside = openBoth(t, dir)
	texts := func() (out []string) {
		for _, f := range s.ExamineFolder().Wrong {
			out = append(out, f.Text)
		}
		return out
	}
	if got, want := texts(), "Your side of a workbook that is not there any more stands in coach/"+string(w.ID)+". Get the workbook from a backup: "+
		"firstmile restore. Or remove the folder."; !slices.Contains(got, want) {
		t.Errorf("it says %q", got)
	}
	_, err := beside.Load(ctx, w.ID)
	if !errors.Is(err, storage.ErrNotFound) {
		t.Error("it is shown:", err)
	}
	if !beside.stands(w.ID) {
		t.Error("it is gone")
	}
}
