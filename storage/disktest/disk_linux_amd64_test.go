package disktest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

const childEnv = "FIRSTMILE_TEST_CHILD"

func TestMain(m *testing.M) {
	name := os.Getenv(childEnv)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := errors.Join(Watched(), programs[name]()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// programs work in the current folder.
var programs = map[string]func() error{
	"write": func() error {
		f, err := os.OpenFile("new.tmp", os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		_, err = f.Write([]byte("synced "))
		if err := errors.Join(err, f.Sync()); err != nil {
			return err
		}
		_, err = f.Write([]byte("and not"))
		err = errors.Join(err, f.Close(), os.Rename("new.tmp", "new"))
		fmt.Println("renamed")
		return err
	},
	"everything": func() error {
		err := errors.Join(os.MkdirAll("folder/inside", 0o700), os.WriteFile("folder/a", []byte("some text"), 0o600), os.Link("folder/a", "folder/b"))
		f, opened := os.OpenFile("folder/a", os.O_RDWR, 0)
		if err := errors.Join(err, opened); err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteAt([]byte("more"), 20)
		src, opened := os.Open("old")
		if err := errors.Join(err, opened, f.Truncate(22)); err != nil {
			return err
		}
		defer src.Close()
		to, err := os.Create("copied")
		if err != nil {
			return err
		}
		_, err = to.ReadFrom(src)
		appended, opened := os.OpenFile("old", os.O_APPEND|os.O_WRONLY, 0)
		if err := errors.Join(err, opened, to.Close()); err != nil {
			return err
		}
		_, err = appended.WriteString(" and new")
		return errors.Join(err, appended.Close(), os.WriteFile("copied", nil, 0o600), os.Remove("folder/inside"),
			os.Rename("folder", "moved"), syncFolder("."), os.Remove("moved/b"))
	},
	"unseen": func() error { return os.Truncate("old", 1) },
	"flush": func() error {
		f, err := os.OpenFile("old", os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteAt([]byte("OLD"), 0)
		first := f.Sync()
		fmt.Println("first", first)
		return errors.Join(err, f.Sync(), f.Close())
	},
}

func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func record(t *testing.T, program string, meddle func(Call) Answer) (*Recording, error) {
	t.Helper()
	disk := t.TempDir()
	if err := os.WriteFile(filepath.Join(disk, "old"), []byte("old text"), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Dir, cmd.Env = disk, append(os.Environ(), childEnv+"="+program)
	rec, err := Run{Disk: disk, Programs: []*exec.Cmd{cmd}, Meddle: meddle}.Record()
	if Refused(err) {
		t.Skipf("NOT RUN: %v", err)
	}
	return rec, err
}

// ends gives what the folder holds in the images after the last line of a recording.
func ends(t *testing.T, rec *Recording) (out []string) {
	t.Helper()
	for i := range rec.Images(1, 1000) {
		if len(i.Said) < rec.Said() {
			continue
		}
		dir := filepath.Join(t.TempDir(), "image")
		if err := i.Lay(dir); err != nil {
			t.Fatal(err)
		}
		var files []string
		err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			name, _ := filepath.Rel(dir, path)
			files = append(files, fmt.Sprintf("%s=%q", name, b))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.Join(files, " "))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A file that was flushed and renamed in a folder that was not may be there under either name
// or none, with what was flushed and any of the rest.
func TestImages(t *testing.T) {
	rec, err := record(t, "write", nil)
	if err != nil {
		t.Fatal(err)
	}
	if rec.Said() != 1 {
		t.Errorf("%d lines", rec.Said())
	}
	got := strings.Join(ends(t, rec), "\n")
	for _, want := range []string{
		`old="old text"`, `new="synced and not" old="old text"`, `new="synced " old="old text"`, `new.tmp="synced " old="old text"`,
		`new="synced \x00\x00\x00\x00\x00\x00\x00" old="old text"`,
	} {
		if !slices.Contains(strings.Split(got, "\n"), want) {
			t.Errorf("no image is %s", want)
		}
	}
	if strings.Contains(got, `=""`) || strings.Contains(got, "\n\n") {
		t.Errorf("what was flushed is lost:\n%s", got)
	}
	if got := strings.Join(ends(t, rec.Without(func(Event) bool { return true })), "\n"); !strings.Contains(got, `new=""`) {
		t.Errorf("without the flush:\n%s", got)
	}
}

// Every call that changes a disk is recorded: at the end the disk is compared, and one that
// went unseen is told.
func TestRecord(t *testing.T) {
	rec, err := record(t, "everything", nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := "copied=\"\" moved/a=\"some text\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00mo\" old=\"old text and new\""
	if got := ends(t, rec); !slices.Contains(got, whole) {
		t.Errorf("no image is %s:\n%s", whole, strings.Join(got, "\n"))
	}
	if _, err := record(t, "unseen", nil); err == nil || !strings.Contains(err.Error(), "old is not what was recorded") {
		t.Errorf("unseen: %v", err)
	}
}

// A flush that fails puts nothing on disk, and neither does the next one: the system takes
// the pages for written.
func TestFailedFlush(t *testing.T) {
	failed := false
	rec, err := record(t, "flush", func(c Call) (a Answer) {
		if c.Kind == Sync && !failed {
			failed, a.Err = true, syscall.EIO
		}
		return a
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := ends(t, rec); !slices.Contains(got, `old="old text"`) || !slices.Contains(got, `old="OLD text"`) {
		t.Errorf("after a failure: %s", got)
	}
	if rec, err = record(t, "flush", nil); err != nil {
		t.Fatal(err)
	}
	if got := ends(t, rec); len(got) != 1 || got[0] != `old="OLD text"` {
		t.Errorf("without one: %s", got)
	}
	always := func(c Call) (a Answer) {
		if c.Kind == Sync {
			a.Err = syscall.EIO
		}
		return a
	}
	if _, err = record(t, "flush", always); err == nil || !strings.Contains(err.Error(), "input/output error") {
		t.Errorf("all fails: %v", err)
	}
}
