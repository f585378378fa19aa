package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
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
