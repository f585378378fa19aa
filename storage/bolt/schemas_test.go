package bolt

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
	"firstmile/workbook/schema"
)

// The golden files are of every schema that was ever released. They are never
// written anew: what this test loads today it must load for good.
func TestGoldenSchemas(t *testing.T) {
	w := storetest.Sample(storetest.IDs())
	for i := range w.Returns {
		w.Returns[i].Why = w.Returns[i].Why[:min(len(w.Returns[i].Why), 60)]
	}
	// The file is from before entries bore ids, and from before there was what other collections hold.
	w.Asks = w.Asks[:1]
	w.Asks[0].Proofs = []workbook.Entry{{ID: schema.DerivedID(w.Asks[0].ID, 0), Text: "proof"}}
	records := w.Records()
	maps.DeleteFunc(records, func(k workbook.Key, _ []byte) bool {
		return !slices.Contains([]string{"profile", "returns", "job", "asks", "figures", "offers"}, k.Collection())
	})
	w = must(workbook.FromRecords(w.ID, records))(t)
	next := returnNamed(w, "01J00000000000000000000NEW", "from the second save")
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	place := storage.Visit{Place: "asks", Opened: at.Add(time.Minute)}

	golden := filepath.Join("testdata", "schema1.db")
	if _, err := os.Stat(golden); *update && errors.Is(err, os.ErrNotExist) {
		s := must(Open(t.TempDir(), Options{Now: func() time.Time { return at }}))(t)
		base := must(s.Create(ctx, w))(t)
		must(storetest.SaveAs(ctx, s, base, next))(t)
		ok(t, s.Visit(ctx, w.ID, place))
		ok(t, os.MkdirAll("testdata", 0o755))
		ok(t, os.WriteFile(golden, must(os.ReadFile(filepath.Join(s.book(w.ID), fileName)))(t), 0o644))
	}
	s := open(t, t.TempDir())
	ok(t, os.Mkdir(s.book(w.ID), folderMode))
	ok(t, os.WriteFile(filepath.Join(s.book(w.ID), fileName), must(os.ReadFile(golden))(t), fileMode))
	got := must(s.Load(ctx, w.ID))(t)
	storetest.Equal(t, got.Workbook, next)
	if got.Revision != 2 || got.Visit != place || !got.Saved.Equal(at) {
		t.Errorf("loaded %d, %v, %v", got.Revision, got.Visit, got.Saved)
	}
	if log := must(s.History(ctx, w.ID))(t); len(log) != 2 || len(log[1].Changes) != 1 {
		t.Errorf("history %+v", log)
	}
	must(storetest.SaveAs(ctx, s, got, returnNamed(next, "01J00000000000000000000NEW", "and a third")))(t)
	if entries := must(s.List(ctx))(t); len(entries) != 1 || entries[0].Problem != nil {
		t.Errorf("listed %+v", entries)
	}
}

// What the program stored before entries bore ids opens, and is what that program
// exported; what is saved into it is there beside the rest.
func TestGoldenExample(t *testing.T) {
	want := must(workbook.Import(must(os.ReadFile(filepath.Join("testdata", "example1.json")))(t)))(t)
	s := open(t, t.TempDir())
	ok(t, os.Mkdir(s.book(want.ID), folderMode))
	ok(t, os.WriteFile(filepath.Join(s.book(want.ID), fileName), must(os.ReadFile(filepath.Join("testdata", "example1.db")))(t), fileMode))
	got := must(s.Load(ctx, want.ID))(t)
	storetest.Equal(t, got.Workbook, want)
	if len(want.Asks) != 2 || len(want.Asks[0].Proofs) == 0 || want.Asks[0].Proofs[0].ID == "" {
		t.Fatalf("the example has no proofs: %+v", want.Asks)
	}
	next := want.Clone()
	next.Asks[0].Proofs[0].Text += ", and more"
	next.Asks[0].Proofs = append(next.Asks[0].Proofs, workbook.Entry{ID: "01J00000000000000000000NEW", Text: "one more"})
	r := must(s.Save(ctx, want.ID, workbook.Diff(want, next)))(t)
	if r.Before != got.Revision || r.Revision != got.Revision+1 || len(r.Gone) > 0 {
		t.Errorf("the receipt is %+v", r)
	}
	storetest.Equal(t, must(s.Load(ctx, want.ID))(t).Workbook, next)
}

// A program that is killed while it carries a workbook over leaves one of these; the next
// one begins again, and all is there.
func TestCarryingOverIsInterrupted(t *testing.T) {
	want := must(workbook.Import(must(os.ReadFile(filepath.Join("testdata", "example1.json")))(t)))(t)
	old := must(os.ReadFile(filepath.Join("testdata", "example1.db")))(t)
	whole := open(t, t.TempDir())
	put := func(s *Store, name string, b []byte) {
		ok(t, os.MkdirAll(s.book(want.ID), folderMode))
		ok(t, os.WriteFile(filepath.Join(s.book(want.ID), name), b, fileMode))
	}
	put(whole, fileName, old)
	must(whole.Load(ctx, want.ID))(t)
	log := must(os.ReadFile(filepath.Join(whole.book(want.ID), logName)))(t)
	made := must(os.ReadFile(filepath.Join(whole.book(want.ID), fileName)))(t)
	for name, left := range map[string]map[string][]byte{
		"half a log":                 {logName + tmpSuffix: log[:len(log)/2]},
		"a log":                      {logName: log},
		"a log and half a file":      {logName: log, fileName + tmpSuffix: made[:len(made)/2]},
		"a log and a file":           {logName: log, fileName + tmpSuffix: made},
		"all but the last name":      {logName: log, fileName + tmpSuffix: made, firstName: old},
		"a log of nothing":           {logName: nil},
		"a file that is kept, alone": {firstName: old},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			put(s, fileName, old)
			for file, b := range left {
				put(s, file, b)
			}
			for range 2 {
				got := must(open(t, s.dir).Load(ctx, want.ID))(t)
				storetest.Equal(t, got.Workbook, want)
				if got.Mended != "" {
					t.Errorf("told %q", got.Mended)
				}
			}
			if kept := must(os.ReadFile(filepath.Join(s.book(want.ID), firstName)))(t); !bytes.Equal(kept, old) {
				t.Error("the old file was not kept as it was")
			}
			rest := must(filepath.Glob(filepath.Join(s.book(want.ID), "*"+tmpSuffix)))(t)
			if len(rest) > 0 {
				t.Errorf("left over: %v", rest)
			}
		})
	}
}

// schema2 is what the second schema's golden folders hold: a workbook with a record that
// was deleted, an answer that two windows wrote, and a copy that is older.
func schema2(t *testing.T, dir string) {
	s, other := open(t, dir), open(t, dir)
	w := must(workbook.Import(must(os.ReadFile(filepath.Join("testdata", "example1.json")))(t)))(t)
	snap := must(s.Create(ctx, w))(t)
	ok(t, snapshot(s.place(s.book(w.ID), w.ID), must(s.load(ctx, w.ID))(t)))
	next := returnNamed(w, "01J00000000000000000000NEW", "comes and goes")
	snap = must(storetest.SaveAs(ctx, s, snap, next))(t)
	snap = must(storetest.SaveAs(ctx, s, snap, w))(t)
	_ = must(storetest.SaveAs(ctx, other, snap, returnNamed(w, w.Returns[0].ID, "theirs")))(t)
	_ = must(s.Save(ctx, w.ID, workbook.Diff(w, returnNamed(w, w.Returns[0].ID, "mine"))))(t)
	ok(t, s.Visit(ctx, w.ID, storage.Visit{Place: "asks"}))
}

func TestGoldenSchema2(t *testing.T) {
	want := filepath.Join("testdata", "schema2.json")
	if _, err := os.Stat(want); *update && errors.Is(err, os.ErrNotExist) {
		for _, name := range []string{"schema2", "schema2-sealed"} {
			dir := t.TempDir()
			schema2(t, dir)
			s := open(t, dir)
			e := must(s.List(ctx))(t)[0]
			if name == "schema2-sealed" {
				must(s.Protect(ctx, e.ID, "", passphrase))(t)
			}
			ok(t, os.WriteFile(want, must(workbook.Export(must(s.Load(ctx, e.ID))(t).Workbook))(t), 0o644))
			ok(t, os.CopyFS(filepath.Join("testdata", name), os.DirFS(s.book(e.ID))))
		}
	}
	w := must(workbook.Import(must(os.ReadFile(want))(t)))(t)
	for name, lines := range map[string]int{"schema2": 5, "schema2-sealed": 5} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			ok(t, os.CopyFS(s.book(w.ID), os.DirFS(filepath.Join("testdata", name))))
			if name == "schema2-sealed" {
				_, err := s.Load(ctx, w.ID)
				fails(t, err, storage.ErrLocked)
				ok(t, errOf(s.Unlock(ctx, w.ID, passphrase)))
			}
			got := must(s.Load(ctx, w.ID))(t)
			storetest.Equal(t, got.Workbook, w)
			if got.Mended != "" || got.Visit.Place != "asks" || len(got.Sides) != 1 || string(got.Sides[0].Answer) != `"mine"` {
				t.Errorf("mended %q, visit %+v, sides %+v", got.Mended, got.Visit, got.Sides)
			}
			if log := must(s.History(ctx, w.ID))(t); len(log) != lines {
				t.Errorf("of the history there are %d entries", len(log))
			}
			ok(t, os.Remove(filepath.Join(s.book(w.ID), fileName))) // the copies and the log give the same
			got = must(s.Load(ctx, w.ID))(t)
			storetest.Equal(t, got.Workbook, w)
			if got.Mended == "" || len(got.Sides) != 1 {
				t.Errorf("from the copies: mended %q, sides %+v", got.Mended, got.Sides)
			}
			must(storetest.SaveAs(ctx, s, got, returnNamed(w, "01J00000000000000000000NEW", "and more")))(t)
		})
	}
}
