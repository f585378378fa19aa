package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"firstmile/storage"
)

// writeFile writes an export, mode 0600, and gives its full path. The file
// appears whole or not at all, and never in place of another (fs.ErrExist)
// unless told to. All is done through the folder that was opened first, so that
// nothing can be moved under it.
func writeFile(to string, data []byte, replace bool) (string, error) {
	full, err := filepath.Abs(to)
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
	tmp := ".firstmile-" + string(newID())
	if err := writeWhole(root, tmp, data); err != nil {
		return "", notWritten(full, errors.Join(err, root.Remove(tmp)))
	}
	if err := place(root, tmp, name, replace); err != nil {
		_ = root.Remove(tmp)
		if errors.Is(err, fs.ErrExist) {
			return "", exists(full)
		}
		return "", notWritten(full, err)
	}
	return full, nil
}

// plainFile tells a file, or a link to one or to nothing, from a device or a pipe.
func plainFile(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

// writeWhole makes a new file and has it on disk when it returns nil.
func writeWhole(root *os.Root, name string, data []byte) error {
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Chmod(0o600), f.Sync(), f.Close()) // Chmod: a umask may have taken a bit
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
	why, kind := "the disk or the system refused. Try another folder with -o.", err
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "its folder does not exist. Make the folder, or name another file with -o."
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		why = "its folder cannot be written. Name a file in another folder with -o."
	case errors.Is(err, syscall.ENOTDIR):
		why = "what should be its folder is a file. Name another file with -o."
	case errors.Is(err, syscall.ENOSPC):
		why, kind = "the disk is full. Make room, or name a file on another disk with -o.", storage.ErrFull
	}
	return &failure{text: fmt.Sprintf("%s was not written: %s", path(name), why), cause: kind}
}
