package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"firstmile/workbook/value/valuetest"
)

func TestLeaves(t *testing.T) {
	for dir, by := range map[string]string{
		"/home/dana/.local/share/firstmile":                              "",
		"/home/dana/Dropbox/firstmile":                                   "Dropbox",
		"/home/dana/dropbox":                                             "Dropbox",
		"/home/dana/Dropbox (Northwind)/x":                               "Dropbox",
		"/Users/d/OneDrive - Northwind/x":                                "OneDrive",
		"/Users/d/Library/Mobile Documents/x":                            "iCloud Drive",
		"/Users/d/Library/CloudStorage/GoogleDrive-d@example.com/My Drv": "GoogleDrive",
		"/home/dana/Dropbox-notes/firstmile":                             "",
		"/home/dana/toolbox/boxes":                                       "",
	} {
		want := ""
		if by != "" {
			want = by + " copies your answers to other computers: choose another folder with --data or FIRSTMILE_DATA."
		}
		if got := leaves(dir); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
}

// A folder that is copied under another name is known by what lies in it or above it, and
// by where a link leads.
func TestLeavesByWhatLiesThere(t *testing.T) {
	for mark, by := range map[string]string{
		".stfolder": "Syncthing", ".dropbox.cache": "Dropbox", ".nextcloudsync.log": "Nextcloud", filepath.Join(".sync", "ID"): "Resilio Sync",
	} {
		top := t.TempDir()
		data := filepath.Join(top, "my", "answers")
		if got := leaves(data); got != "" {
			t.Fatalf("without a mark: %q", got)
		}
		if err := os.MkdirAll(filepath.Join(top, mark), 0o700); err != nil {
			t.Fatal(err)
		}
		if got := leaves(data); !strings.HasPrefix(got, by+" copies") {
			t.Errorf("%s: %q", mark, got)
		}
	}
	top := t.TempDir()
	if err := os.MkdirAll(filepath.Join(top, "Dropbox", "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(top, "share")
	if err := os.Symlink(filepath.Join(top, "Dropbox", "x"), link); err != nil {
		t.Skip(err)
	}
	if got := leaves(filepath.Join(link, "firstmile")); !strings.HasPrefix(got, "Dropbox copies") {
		t.Errorf("through a link: %q", got)
	}
}

func TestAFolderThatOthersCanEnter(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its folders tell it otherwise")
	}
	dir := filepath.Join(t.TempDir(), "it's $(mine)\n! \x1b[31m")
	book := filepath.Join(dir, "book")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(book, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for mode, open := range map[os.FileMode]bool{0o700: false, 0o750: true, 0o701: true, 0o777: true} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		said := exposed(dir)
		if (said != "") != open || strings.ContainsFunc(said, valuetest.Forbidden) {
			t.Errorf("%o: %q", mode, said)
		}
		if !open {
			continue
		}
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%o became %v unasked", mode, info.Mode())
		}
		_, command, _ := strings.Cut(said, ":\n") // a shell does what it says
		if bash, err := exec.LookPath("bash"); err == nil && mode == 0o777 {
			if out, err := exec.Command(bash, "-c", command).CombinedOutput(); err != nil {
				t.Errorf("%s: %s", command, out)
			}
			info, err := os.Stat(book)
			if err != nil || exposed(dir) != "" || info.Mode().Perm() != 0o600 {
				t.Errorf("%s leaves it open: %q", command, exposed(dir))
			}
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
