package cli

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"

	"firstmile/storage"
	"firstmile/storage/bolt"
	"firstmile/storage/storetest"
	"firstmile/ui/theme"
	"firstmile/ui/uitest"
	"firstmile/workbook"
)

// texts gives every text that stands in the program's sources, with where.
func texts(t *testing.T, visit func(where, text string)) {
	t.Helper()
	top := filepath.Join("..", "..")
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != top) {
			return skipped(err)
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					visit(set.Position(lit.Pos()).String(), text)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func skipped(err error) error {
	if err != nil {
		return err
	}
	return fs.SkipDir
}

// No sentence names a command or a key that there is not.
func TestWhatIsNamedExists(t *testing.T) {
	commands := []string{"help", "completion"}
	p := &program{stdin: os.Stdin, stdout: &output{file: os.Stdout}, stderr: os.Stderr}
	for _, c := range p.root().Commands() {
		commands = append(commands, c.Name())
	}
	var keys []string
	all := reflect.ValueOf(*theme.Keys(theme.Signs{}))
	for i := range all.NumField() {
		keys = append(keys, all.Field(i).Interface().(key.Binding).Keys()...)
	}
	command := regexp.MustCompile(`firstmile ([a-z]+)`)
	ctrl := regexp.MustCompile(`ctrl\+[a-z]`)
	verbs := []string{"a", "again", "cannot", "changed", "in", "is", "once", "opens", "prepares", "stopped", "supplies", "that",
		"to", "was", "wrote"} // what firstmile does, in sentences
	named := 0
	texts(t, func(where, text string) {
		for _, m := range command.FindAllStringSubmatch(text, -1) {
			if named++; !slices.Contains(commands, m[1]) && !slices.Contains(verbs, m[1]) {
				t.Errorf("%s: there is no command %q: %q", where, m[1], text)
			}
		}
		for _, k := range ctrl.FindAllString(text, -1) {
			if named++; !slices.Contains(keys, k) && !strings.Contains(where, "field/editor.go") && !strings.Contains(where, "/uitest/") {
				t.Errorf("%s: there is no key %s: %q", where, k, text)
			}
		}
	})
	if named < 40 {
		t.Errorf("only %d commands and keys were seen", named)
	}
}

// What a command could not keep is told with what to do, and nothing of "here".
func TestNoteThatCannotBeSaved(t *testing.T) {
	store := storetest.NewFail(storetest.NewMemory(time.Now), storage.ErrFull)
	w := workbook.Workbook{ID: newID(), Profile: workbook.Profile{Name: "Probe"}}
	if _, err := store.Create(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	err := (&keeping{}).save(context.Background(), store, storage.Entry{ID: w.ID}, []string{"a line"})
	if err == nil || err.Error() != "the disk is full Nothing was kept; try again once that is mended." {
		t.Error(err)
	}
}

// The screens on real files: each failure is told whole at 80 columns, and once it is over
// saving goes on with all that was typed in the meantime.
func TestFailuresOnTheScreens(t *testing.T) {
	away := func(path string) (back func()) {
		must(t, os.Rename(path, path+".away"))
		return func() { must(t, os.Rename(path+".away", path)) }
	}
	for _, c := range []struct {
		name string
		fail func(store *bolt.Store, data string, id workbook.ID) (mend func())
		says string
	}{
		{"a stick pulled out", func(_ *bolt.Store, data string, _ workbook.ID) func() { return away(data) },
			"! Not saved: the folder DATA is not there any more (a stick pulled out?). Your answers are kept here and saved as soon as it is back."},
		{"the workbook's folder moved", func(_ *bolt.Store, data string, id workbook.ID) func() {
			return away(filepath.Join(data, "workbooks", string(id)))
		}, "! Not saved: this workbook is not in the data folder any more. Your answers are kept here; ctrl+s offers to keep it as a new one."},
		{"deleted", func(other *bolt.Store, _ string, id workbook.ID) func() {
			must(t, other.Delete(context.Background(), id))
			return func() { must(t, other.Undelete(context.Background(), id)) }
		}, "! Not saved: this workbook was deleted in another window. Your answers are kept here; ctrl+s offers to bring it back."},
		{"a file for a folder", func(_ *bolt.Store, data string, id workbook.ID) func() {
			folder := filepath.Join(data, "workbooks", string(id))
			back := away(folder)
			must(t, os.WriteFile(folder, nil, 0o600))
			return func() { must(t, os.Remove(folder)); back() }
		}, "! Not saved: the data folder cannot be written. Your answers are kept here; ctrl+s offers to write them to a file."},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			store := func() *bolt.Store {
				s, err := bolt.Open(data, bolt.Options{Now: time.Now, Program: Version})
				must(t, err)
				return s
			}
			d := uitest.New(t, uitest.Options{Store: store(), Example: true})
			d.Key("1", "enter", "ctrl+u")
			d.Type("So")
			mend := c.fail(store(), data, d.Entries()[0].ID)
			d.Type(" that")
			bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if !strings.Contains(bare(d.Screen()), bare(strings.ReplaceAll(c.says, "DATA", data))) {
				t.Errorf("it is not told:\n%s", d.Screen())
			}
			mend()
			d.Type(" the rent")
			d.Absent("Not saved")
			if got := d.Workbook().Returns[0].Why; got != "So that the rent" {
				t.Errorf("stored is %q", got)
			}
		})
	}
}

// shown is the screens on real files, in the first field of the first return, and another
// window's store beside them.
func shown(t *testing.T) (d *uitest.Driver, other *bolt.Store, book string) {
	t.Helper()
	data := filepath.Join(t.TempDir(), "data")
	var stores []*bolt.Store
	for range 2 {
		s, err := bolt.Open(data, bolt.Options{Now: time.Now, Program: Version})
		must(t, err)
		stores = append(stores, s)
	}
	d = uitest.New(t, uitest.Options{Store: stores[0], Example: true})
	d.Key("1", "enter", "ctrl+u")
	d.Type("So")
	return d, stores[1], filepath.Join(data, "workbooks", string(d.Entries()[0].ID))
}

// A workbook that was erased under a window is kept anew as it stands there.
func TestErasedIsKeptAnew(t *testing.T) {
	d, other, book := shown(t)
	id := workbook.ID(filepath.Base(book))
	must(t, other.Delete(context.Background(), id))
	must(t, other.Erase(context.Background(), id))
	d.Type(" that")
	d.WantWrapped("ctrl+s offers to keep it as a new one.")
	d.Key("ctrl+s", "n")
	d.Type(" the rent")
	d.Absent("Not saved")
	snap, err := other.Load(context.Background(), id)
	must(t, err)
	if snap.Workbook.Returns[0].Why != "So that the rent" || len(snap.Workbook.Deals) == 0 {
		t.Errorf("stored is %q", snap.Workbook.Returns[0].Why)
	}
}

// Another program's files put back under a window, and a file damaged there, are told whole
// at 80 columns, and nothing that was saved is lost.
func TestWhatIsMendedIsTold(t *testing.T) {
	for _, c := range []struct {
		name string
		harm func(t *testing.T, book string, old map[string][]byte)
		says string
	}{
		{"an older file", func(t *testing.T, book string, old map[string][]byte) {
			must(t, os.WriteFile(filepath.Join(book, "workbook.db"), old["workbook.db"], 0o600))
		}, "The workbook's file was older than its copies. Your answers are the newest again; the older file is kept beside it."},
		{"older files", func(t *testing.T, book string, old map[string][]byte) {
			for name, b := range old {
				must(t, os.WriteFile(filepath.Join(book, name), b, 0o600))
			}
		}, "Older files were put in this workbook's place while it was open. Your answers are the newest again; the older file is kept."},
		{"damage", func(t *testing.T, book string, _ map[string][]byte) {
			must(t, os.WriteFile(filepath.Join(book, "workbook.db"), make([]byte, 40_000), 0o600))
		}, "The workbook's file was damaged. All your answers were in its copies and are back; the damaged file is kept beside it."},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, other, book := shown(t)
			old := map[string][]byte{}
			files, err := os.ReadDir(book)
			must(t, err)
			for _, f := range files {
				if old[f.Name()], err = os.ReadFile(filepath.Join(book, f.Name())); err != nil {
					t.Fatal(err)
				}
			}
			d.Type(" that")
			c.harm(t, book, old)
			d.Type(" the rent")
			d.Absent("Not saved")
			if !strings.Contains(strings.Join(strings.Fields(d.Screen()), " "), c.says) { // it stays while one types on
				d.Key("esc", "esc")
				d.WantWrapped(c.says)
			} else { // and what the older ones say is asked about behind it
				d.Key("esc")
				d.Want("take the older answers")
			}
			snap, err := other.Load(context.Background(), workbook.ID(filepath.Base(book)))
			must(t, err)
			if got := snap.Workbook.Returns[0].Why; got != "So that the rent" {
				t.Errorf("stored is %q", got)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
