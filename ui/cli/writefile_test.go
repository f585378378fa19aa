package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"firstmile/storage"
)

// Of many that write one name at once, one succeeds, and its file is whole.
func TestWriteFileNeverReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan.md")
	const writers = 16
	errs := make([]error, writers)
	var group sync.WaitGroup
	for i := range writers {
		group.Go(func() { _, errs[i] = writeFile(path, bytes.Repeat([]byte{byte('a' + i)}, 1<<16), false) })
	}
	group.Wait()
	won := -1
	for i, err := range errs {
		switch {
		case err == nil && won >= 0:
			t.Fatal("two writers succeeded")
		case err == nil:
			won = i
		case !errors.Is(err, fs.ErrExist):
			t.Error(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || won < 0 || string(got) != strings.Repeat(string(rune('a'+won)), 1<<16) {
		t.Errorf("writer %d won, and the file is not its: %v", won, err)
	}
	onlyFile(t, path)
	if full, err := writeFile(path, []byte("new"), true); err != nil || full != path {
		t.Errorf("replacing gives %q, %v", full, err)
	}
	if got, _ := os.ReadFile(path); string(got) != "new" {
		t.Errorf("after replacing: %q", got)
	}
	onlyFile(t, path)
}

func onlyFile(t *testing.T, path string) {
	t.Helper()
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(all) != 1 || all[0].Name() != filepath.Base(path) {
		t.Errorf("in the folder: %v, %v", all, err)
	}
}

// What was written may be the only copy, so its name is on disk before it is called
// written: the folder is flushed once the name is there.
func TestWriteFileFlushesTheFolder(t *testing.T) {
	real := syncRoot
	defer func() { syncRoot = real }()
	full := filepath.Join(t.TempDir(), "plan.md")
	for _, replace := range []bool{false, true} {
		flushed := false
		syncRoot = func(root *os.Root) error {
			b, err := root.ReadFile("plan.md")
			flushed = err == nil && string(b) == "a plan"
			return real(root)
		}
		if _, err := writeFile(full, []byte("a plan"), replace); err != nil || !flushed {
			t.Errorf("written with %v, flushed %v", err, flushed)
		}
	}
	syncRoot = func(*os.Root) error { return syscall.EIO }
	if _, err := writeFile(full, []byte("a plan"), true); !errors.Is(err, storage.ErrIO) {
		t.Errorf("a flush that fails gives %v", err)
	}
}

// What kills left half written goes at the next export, and nothing else does.
func TestWriteFileSweeps(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * halfAge)
	left, live := halfPrefix+string(newID()), halfPrefix+string(newID())
	folder, mine := halfPrefix+string(newID()), halfPrefix+"notes"
	for _, name := range []string{left, live, mine} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("a plan"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, folder), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{left, mine, folder} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := writeFile(filepath.Join(dir, "plan.md"), []byte("a plan"), false); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{left: false, live: true, mine: true, folder: true, "plan.md": true} {
		if _, err := os.Lstat(filepath.Join(dir, name)); (err == nil) != want {
			t.Errorf("%s is there: %v", name, err == nil)
		}
	}
}
