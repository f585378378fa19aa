package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestLeaves(t *testing.T) {
	for dir, want := range map[string]string{
		"/home/dana/.local/share/firstmile":   "",
		"/home/dana/Dropbox/firstmile":        "In Dropbox, answers leave this computer: choose a folder with --data.",
		"/home/dana/dropbox":                  "In Dropbox, answers leave this computer: choose a folder with --data.",
		"/Users/d/OneDrive - Northwind/x":     "In OneDrive, answers leave this computer: choose a folder with --data.",
		"/Users/d/Library/Mobile Documents/x": "In Mobile Documents, answers leave this computer: choose a folder with --data.",
		"/home/dana/Dropbox-notes/firstmile":  "",
		"/home/dana/toolbox/boxes":            "",
	} {
		if got := leaves(dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
}

func TestAFolderThatOthersCanEnter(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its folders tell it otherwise")
	}
	dir := t.TempDir()
	for mode, open := range map[os.FileMode]bool{0o700: false, 0o750: true, 0o701: true, 0o777: true} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if said := exposed(dir); (said != "") != open || open && !strings.Contains(said, "chmod 700 "+dir) {
			t.Errorf("%o: %q", mode, said)
		}
	}
	if said := exposed(filepath.Join(dir, "none")); said != "" {
		t.Errorf("a folder that is not there yet: %q", said)
	}
	t.Setenv("HOME", dir)
	if got := tilde(filepath.Join(dir, "a", "b")); got != filepath.Join("~", "a", "b") {
		t.Errorf("it is written %q", got)
	}
	if got := tilde(dir + "x"); got != dir+"x" {
		t.Errorf("it is written %q", got)
	}
}
