package cli

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"firstmile/storage/bolt"
	"firstmile/storage/disktest"
	"firstmile/storage/storetest"
)

func init() {
	children["command"] = func() int {
		// Not Main: nobody but root may look into a process that takes no dumps.
		if err := disktest.Watched(); err != nil {
			return fail(err)
		}
		return execute(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	}
}

// writing is a command that writes a file, or none where it makes a data folder.
type writing struct {
	file string
	args []string
}

// What a command says that it wrote is there after a power cut, whole, and what was there
// before is until then.
func TestPowerLossOfFiles(t *testing.T) {
	images := 60
	if storetest.Long() {
		images = 600
	}
	parent, err := os.MkdirTemp("/dev/shm", "firstmile") // where flushes take no time
	if err != nil {
		parent = t.TempDir()
	}
	defer os.RemoveAll(parent)
	disk := filepath.Join(parent, "disk")
	command := func(args ...string) *exec.Cmd {
		cmd := exec.Command(os.Args[0], args...)
		cmd.Env = append(os.Environ(), childMode+"=command", "FIRSTMILE_DATA="+filepath.Join(disk, "data"))
		return cmd
	}
	for _, folder := range []string{"", "out", "new"} {
		if err := os.Mkdir(filepath.Join(disk, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := command("example").CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	out := func(name string) string { return filepath.Join(disk, "out", name) }
	var rec *disktest.Recording
	was := map[string]string{} // what the files held before a command
	for _, c := range []writing{
		{"plan.md", []string{"export", "A raise", "-o", out("plan.md")}},
		{"plan.md", []string{"export", "A raise", "--for", "coach", "--force", "-o", out("plan.md")}},
		{"days.ics", []string{"export", "A raise", "-o", out("days.ics")}},
		{"all.zip", []string{"backup", out("all.zip")}},
		{"", []string{"restore", out("all.zip"), "--data", filepath.Join(disk, "new", "data")}},
	} {
		name := strings.Join(c.args[:1], " ") + " " + c.file
		if rec, err = (disktest.Run{Disk: disk, Programs: []*exec.Cmd{command(c.args...)}, After: rec}).Record(); disktest.Refused(err) {
			t.Skipf("NOT RUN: %v", err)
		} else if err != nil {
			t.Fatal(name, err)
		}
		now := written(t, filepath.Join(disk, "out"))
		if c.file != "" && (now[c.file] == "" || now[c.file] == was[c.file]) {
			t.Fatalf("%s wrote nothing", name)
		}
		looked := func(rec *disktest.Recording) (n int, wrong []string) {
			for i := range rec.Images(uint64(images), images) {
				n++
				if err := c.check(t, filepath.Join(parent, "image"), i, len(i.Said) == rec.Said(), was, now); err != nil {
					wrong = append(wrong, fmt.Sprintf("%s, %s: %v", name, i.What, err))
				}
			}
			return n, wrong
		}
		n, wrong := looked(rec)
		t.Logf("%s: %d images, %d wrong", name, n, len(wrong))
		for _, w := range wrong {
			t.Error(w)
		}
		if _, caught := looked(rec.Without(disktest.Event.OfFolder)); c.file != "" && len(caught) == 0 {
			t.Errorf("%s: nothing shows that the folder was not flushed", name)
		}
		was = now
	}
}

// check tells what is wrong with an image, which it lays out in a folder for that.
func (c writing) check(t *testing.T, dir string, i disktest.Image, done bool, was, now map[string]string) error {
	if err := i.Lay(dir); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	got := written(t, filepath.Join(dir, "out"))
	for name, want := range was {
		if name != c.file && got[name] != want {
			return fmt.Errorf("%s is not what was written before", name)
		}
	}
	if got[c.file] != now[c.file] && (done || got[c.file] != was[c.file]) {
		return fmt.Errorf("%d bytes of %d are there, %d before", len(got[c.file]), len(now[c.file]), len(was[c.file]))
	}
	if c.file != "" || !done {
		return nil
	}
	store, err := bolt.Open(filepath.Join(dir, "new", "data"), bolt.Options{Now: time.Now})
	if err != nil {
		return err
	}
	all, err := store.List(context.Background())
	if err != nil || len(all) != 1 || all[0].Problem != nil {
		return fmt.Errorf("listed %+v, %w", all, err)
	}
	return nil
}

// written gives the files in a folder, but those that are being written.
func written(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), halfPrefix) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}
