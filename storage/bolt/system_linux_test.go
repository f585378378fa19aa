package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"firstmile/storage"
	"firstmile/storage/storetest"
	"firstmile/workbook"
)

func init() {
	children["umask"] = umaskChild
	children["read-only"] = readOnlyChild
	children["file limit"] = fileLimitChild
	children["small disk"] = smallDiskChild
}

// unprivileged runs a child for which permissions count even where the tests
// run as root: as a common user of a namespace of its own.
func unprivileged() *syscall.SysProcAttr {
	if os.Getuid() != 0 {
		return nil
	}
	return &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 1000, HostID: 0, Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 1000, HostID: 0, Size: 1}},
	}
}

// mounter runs a child that may mount, where only it sees what is mounted.
func mounter() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	return attr
}

// umaskChild (dir, umask) does everything that makes files.
func umaskChild(args []string) error {
	var mask int
	fmt.Sscanf(args[1], "%o", &mask)
	// Restored at the end: what the coverage writes at exit must be readable.
	defer syscall.Umask(syscall.Umask(mask))
	s, err := openNow(args[0])
	if err != nil {
		return err
	}
	ids := storetest.IDs()
	for range 2 {
		w := storetest.Sample(ids)
		base, err := s.Create(ctx, w)
		if err != nil {
			return err
		}
		if _, err := storetest.SaveAs(ctx, s, base, returnNamed(w, "01J00000000000000000000NEW", "new")); err != nil {
			return err
		}
		if _, err := s.List(ctx); err != nil {
			return err
		}
		if err := s.Delete(ctx, w.ID); err != nil {
			return err
		}
	}
	if err := s.Undelete(ctx, "01J00000000000000000000001"); err != nil {
		return err
	}
	entries, err := s.List(ctx)
	if err == nil && (len(entries) != 1 || entries[0].Problem != nil) {
		err = fmt.Errorf("listed %+v", entries)
	}
	return err
}

func TestModesUnderAnyUmask(t *testing.T) {
	for _, mask := range []string{"0", "022", "077", "0777"} {
		t.Run(mask, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "deep", "firstmile")
			runChild(t, "umask", unprivileged(), dir, mask)
			files := 0
			ok(t, filepath.WalkDir(filepath.Dir(dir), func(path string, e fs.DirEntry, err error) error {
				if err != nil {
					return err
				}
				files++
				want := fileMode
				if e.IsDir() {
					want = folderMode
				}
				if info, err := e.Info(); err != nil || info.Mode().Perm() != want {
					t.Errorf("%s: mode %v, want %v (%v)", path, info.Mode(), want, err)
				}
				return nil
			}))
			if files < 12 {
				t.Errorf("only %d files and folders", files)
			}
		})
	}
}

// readOnlyChild (dir, workbook) finds the folder without permission to write,
// after it has been readable, and prints what each call said.
func readOnlyChild(args []string) error {
	dir, id := args[0], workbook.ID(args[1])
	s, err := openNow(dir)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	base, err := s.Load(ctx, id)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if !base.ReadOnly {
		return errors.New("the snapshot does not say that nothing can be saved")
	}
	entries, err := s.List(ctx)
	if err != nil || len(entries) != 1 || entries[0].Problem != nil {
		return fmt.Errorf("list: %+v %w", entries, err)
	}
	// Doctor needs no more than to read.
	d, err := Look(dir, Options{Now: s.now, Program: "test"})
	if err != nil {
		return fmt.Errorf("look: %w", err)
	}
	if h, f := d.Examine(ctx, id), d.ExamineFolder(); len(h.Wrong) > 0 || len(f.Wrong) != 1 {
		return fmt.Errorf("examined: %v %v", h, f)
	}
	for name, call := range map[string]func() error{
		"save": func() error {
			_, err := storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, "01J00000000000000000000NEW", "x"))
			return err
		},
		"create": func() error {
			_, err := s.Create(ctx, workbook.Workbook{ID: "01J00000000000000000000XYZ"})
			return err
		},
		"visit":  func() error { return s.Visit(ctx, id, storage.Visit{Place: "x"}) },
		"delete": func() error { return s.Delete(ctx, id) },
	} {
		if err := call(); !errors.Is(err, storage.ErrReadOnly) {
			return fmt.Errorf("%s: %w", name, err)
		} else {
			fmt.Println(err)
		}
	}
	if _, err := Open(filepath.Join(dir, "inside"), Options{Now: s.now}); !errors.Is(err, storage.ErrReadOnly) {
		return fmt.Errorf("open inside: %w", err)
	}
	return nil
}

func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	base := must(s.Create(ctx, storetest.Sample(storetest.IDs())))(t)
	must(s.List(ctx))(t)
	modes := map[string]fs.FileMode{}
	ok(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		modes[path] = e.Type()
		return nil
	}))
	set := func(folder, file fs.FileMode) {
		for path, kind := range modes {
			mode := file
			if kind.IsDir() {
				mode = folder
			}
			ok(t, os.Chmod(path, mode))
		}
	}
	set(0o500, 0o400)
	defer set(folderMode, fileMode) // or the folder cannot be removed
	for line := range strings.Lines(runChild(t, "read-only", unprivileged(), dir, string(base.Workbook.ID))) {
		readableSentence(t, strings.TrimSuffix(line, "\n"))
	}
	// Not even readable.
	set(0o700, 0)
	out, err := child("read-only", unprivileged(), dir, string(base.Workbook.ID)).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "cannot be opened") {
		t.Errorf("an unreadable file: %v %s", err, tail(out))
	}
	set(folderMode, fileMode)
	storetest.Equal(t, must(s.Load(ctx, base.Workbook.ID))(t).Workbook, base.Workbook)
}

// A folder as the first program left it, without what came later, can be read where nothing
// can be written.
func TestReadOnlyFirstSchema(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	id := storetest.Sample(storetest.IDs()).ID
	folder := filepath.Join(dir, "workbooks", string(id))
	ok(t, os.MkdirAll(folder, folderMode))
	file := must(os.ReadFile(filepath.Join("testdata", "schema1.db")))(t)
	ok(t, os.WriteFile(filepath.Join(folder, fileName), file, 0o400))
	folders := []string{folder, filepath.Dir(folder), dir}
	for _, f := range folders {
		ok(t, os.Chmod(f, 0o500))
	}
	defer func() {
		for _, f := range folders {
			ok(t, os.Chmod(f, folderMode)) // or it cannot be removed
		}
	}()
	for line := range strings.Lines(runChild(t, "read-only", unprivileged(), dir, string(id))) {
		readableSentence(t, strings.TrimSuffix(line, "\n"))
	}
}

// A disk that fails under a mapping looks like damage, and is told from it by reading.
func TestUnreadable(t *testing.T) {
	f := must(os.Open("/proc/self/mem"))(t) // nothing is at its beginning: EIO
	defer f.Close()
	if err := unreadable(f); classify(fmt.Errorf("%w: %w", err, errChecks)) != storage.ErrIO {
		t.Errorf("classified as %v: %v", classify(err), err)
	}
	whole := must(os.Open(os.Args[0]))(t)
	defer whole.Close()
	ok(t, unreadable(whole))
}

// fillUp saves ever more text until the disk is full, and gives the last
// snapshot that was acknowledged and what could not be saved.
func fillUp(s *Store, base storage.Snapshot) (last storage.Snapshot, next workbook.Workbook, err error) {
	last = base
	for range 200 {
		next = last.Workbook.Clone()
		next.Returns = append(next.Returns, workbook.Return{
			ID: workbook.ID(fmt.Sprintf("01K%023d", len(next.Returns))), Why: strings.Repeat("much to say ", 600),
		})
		snap, err := storetest.SaveAs(ctx, s, last, next)
		if err != nil {
			return last, next, err
		}
		last = snap
	}
	return last, next, errors.New("the disk never filled up")
}

// full fills the disk, checks that nothing acknowledged is lost, makes room and
// saves what could not be saved.
func full(s *Store, base storage.Snapshot, makeRoom func() error) error {
	last, next, err := fillUp(s, base)
	fmt.Println(err)
	for range 3 { // again and again, as the saver does; where one fits after all, on it goes
		if !errors.Is(err, storage.ErrFull) {
			return fmt.Errorf("full: %w", err)
		}
		var snap storage.Snapshot
		if snap, err = storetest.SaveAs(ctx, s, last, next); err == nil {
			last, next, err = fillUp(s, snap)
		}
	}
	if err := same(s, last.Workbook); err != nil {
		return fmt.Errorf("while full: %w", err)
	}
	if err := makeRoom(); err != nil {
		return err
	}
	if _, err := storetest.SaveAs(ctx, s, last, next); err != nil {
		return fmt.Errorf("with room: %w", err)
	}
	return same(s, next)
}

func same(s *Store, want workbook.Workbook) error {
	got, err := s.Load(ctx, want.ID)
	if err != nil {
		return err
	}
	if diff := workbook.Diff(got.Workbook, want); len(diff) > 0 {
		return fmt.Errorf("%d answers differ", len(diff))
	}
	return nil
}

// fileLimitChild (dir, workbook) may not let a file grow.
func fileLimitChild(args []string) error {
	s, err := openNow(args[0])
	if err != nil {
		return err
	}
	base, err := s.Load(ctx, workbook.ID(args[1]))
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	var free syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &free); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 256 << 10, Max: free.Max}); err != nil {
		return err
	}
	return full(s, base, func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &free) })
}

// smallDiskChild (folder) mounts a disk of 512 KiB.
func smallDiskChild(args []string) error {
	if err := syscall.Mount("none", args[0], "tmpfs", 0, "size=512k"); err != nil {
		fmt.Println("mount refused:", err)
		return nil
	}
	ballast := filepath.Join(args[0], "ballast")
	if err := os.WriteFile(ballast, make([]byte, 128<<10), 0o600); err != nil {
		return err
	}
	s, err := openNow(filepath.Join(args[0], "firstmile"))
	if err != nil {
		return err
	}
	base, err := s.Create(ctx, workbook.Workbook{ID: "01J00000000000000000000001"})
	if err != nil {
		return err
	}
	if err := full(s, base, func() error { return os.Remove(ballast) }); err != nil {
		return err
	}
	// Full again: a new workbook is refused and leaves nothing.
	if err := os.WriteFile(ballast, make([]byte, 512<<10), 0o600); !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("the ballast fits: %w", err)
	}
	_, err = s.Create(ctx, workbook.Workbook{ID: "01J00000000000000000000002"})
	if !errors.Is(err, storage.ErrFull) {
		return fmt.Errorf("create: %w", err)
	}
	fmt.Println(err)
	left, err := os.ReadDir(s.books())
	if err != nil || len(left) != 1 {
		return fmt.Errorf("left over: %v %w", left, err)
	}
	if entries, err := s.List(ctx); err != nil || len(entries) != 1 || entries[0].Problem != nil {
		return fmt.Errorf("list on a full disk: %+v %w", entries, err)
	}
	return nil
}

func TestDiskFull(t *testing.T) {
	t.Run("file limit", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		base := must(open(t, dir).Create(ctx, workbook.Workbook{ID: "01J00000000000000000000001"}))(t)
		readableSentence(t, strings.TrimSpace(runChild(t, "file limit", nil, dir, string(base.Workbook.ID))))
	})
	t.Run("small disk", func(t *testing.T) {
		t.Parallel()
		// Said aloud where it is refused: the limit above goes the same way
		// through the store.
		probe := exec.Command("true")
		probe.SysProcAttr = mounter()
		if err := probe.Run(); err != nil {
			t.Logf("NOT RUN on a real full disk, a namespace is refused: %v", err)
			return
		}
		out := runChild(t, "small disk", mounter(), t.TempDir())
		if strings.Contains(out, "refused") {
			t.Logf("NOT RUN on a real full disk: %s", out)
			return
		}
		for line := range strings.Lines(out) {
			readableSentence(t, strings.TrimSuffix(line, "\n"))
		}
	})
}
