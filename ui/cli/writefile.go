package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/oklog/ulid/v2"

	"firstmile/storage"
)

// writeFile writes an export, mode 0600, and gives its full path.
func writeFile(to string, data []byte, replace bool) (string, error) {
	return writeTo(to, func(w io.Writer) error { _, err := w.Write(data); return err }, replace)
}

// writeTo writes a file, mode 0600, and gives its full path. The file appears whole or not at all, and never in
// place of another (fs.ErrExist) unless told to. All is done through the folder that was
// opened first, so that nothing can be moved under it.
func writeTo(to string, fill func(io.Writer) error, replace bool) (string, error) {
	full, err := filepath.Abs(homed(to))
	if err != nil {
		return "", wrong("The current folder is gone. Nothing was written; name the file in full.")
	}
	if os.IsPathSeparator(to[len(to)-1]) {
		return "", wrong("%s is a folder's name. Nothing was written; name a file in it.", path(to))
	}
	folder, name := filepath.Split(full)
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", notWritten(full, err)
	}
	defer root.Close()
	if info, err := root.Lstat(name); err == nil {
		switch {
		case info.IsDir():
			return "", wrong("%s is a folder. Nothing was written; name a file in it.", path(full))
		case !replace:
			return "", exists(full)
		case !plainFile(full): // a pipe, a device, or a link to one
			return "", wrong("%s is no plain file, and it was left as it is. Name another one.", path(full))
		}
	}
	sweepHalf(root)
	tmp := halfPrefix + string(newID())
	if err := writeWhole(root, tmp, fill); err != nil {
		_ = root.Remove(tmp) // which may not have come to be, and says nothing of why
		return "", notWritten(full, err)
	}
	if err := place(root, tmp, name, replace); err != nil {
		_ = root.Remove(tmp)
		if errors.Is(err, fs.ErrExist) {
			return "", exists(full)
		}
		return "", notWritten(full, err)
	}
	if err := syncRoot(root); err != nil {
		return "", notWritten(full, err)
	}
	return full, nil
}

const (
	// halfPrefix begins the name of a file that is being written.
	halfPrefix = ".firstmile-"
	// halfAge is when such a file is none any more: a kill left it.
	halfAge = time.Hour
)

// sweepHalf removes what kills left half written in a folder; it may hold a whole plan.
func sweepHalf(root *os.Root) {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		id, ours := strings.CutPrefix(e.Name(), halfPrefix)
		if _, err := ulid.ParseStrict(id); !ours || err != nil || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > halfAge {
			_ = root.Remove(e.Name())
		}
	}
}

// syncRoot has the names in a folder survive the loss of power: what was just written may
// be the only copy. It is a variable for the test that makes sure.
var syncRoot = func(root *os.Root) error {
	if runtime.GOOS == "windows" { // it has no flush of folders
		return nil
	}
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) { // no file system must do it
		return err
	}
	return nil
}

// plainFile tells a file, or a link to one or to nothing, from a device or a pipe.
func plainFile(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

// writeWhole makes a new file and has it on disk when it returns nil.
func writeWhole(root *os.Root, name string, fill func(io.Writer) error) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Chmod(0o600), f.Sync(), f.Close()) // Chmod: a umask may have taken a bit
}

// place gives the file its name.
func place(root *os.Root, tmp, name string, replace bool) error {
	if !replace {
		// Unlike a rename, a link never replaces what another program put there.
		err := root.Link(tmp, name)
		if err == nil {
			return root.Remove(tmp)
		}
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		// A file system without links: look once more, then rename.
		if _, err := root.Lstat(name); err == nil {
			return fs.ErrExist
		}
	}
	return root.Rename(tmp, name)
}

func exists(name string) error {
	return &failure{text: fmt.Sprintf("There is a file %s already, and it was left as it is.", path(name)), cause: fs.ErrExist}
}

// notWritten says why a file could not be written.
func notWritten(name string, err error) error {
	why, kind := "the disk or the system refused. Try another folder.", err
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "its folder does not exist. Make the folder, or name another file."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		why = "its folder cannot be written. Name a file in another folder."
	case errors.Is(err, syscall.ENOTDIR):
		why = "what should be its folder is a file. Name another file."
	case errors.Is(err, syscall.EIO):
		why, kind = "the disk reports an error. Name a file on another disk.", storage.ErrIO
	case errors.Is(err, syscall.ENOSPC):
		why, kind = "the disk is full. Make room, or name a file on another disk.", storage.ErrFull
	}
	return &failure{text: fmt.Sprintf("%s was not written: %s", path(name), why), cause: kind}
}
