package bolt

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// exposedIn lists what below a folder others may open, the folder too.
func exposedIn(folder string) (out []string) {
	_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && isExposed(path) {
			out = append(out, path)
		}
		return nil
	})
	return out
}

// exposedTop is exposedIn for the data folder without the workbooks in it. It may hold what
// is not ours, which is left alone.
func (s *Store) exposedTop() (out []string) {
	paths := []string{s.dir, s.books(), s.deleted(), s.stage(), s.indexPath()}
	for _, part := range s.parts {
		paths = append(paths, part.home())
	}
	for _, name := range []string{"index.lock", "folders.lock", stageLock} {
		paths = append(paths, filepath.Join(s.dir, name))
	}
	for _, path := range paths {
		if isExposed(path) {
			out = append(out, path)
		}
	}
	return out
}

// isExposed tells whether others may open a file or enter a folder.
func isExposed(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 && info.Mode()&fs.ModeSymlink == 0
}

// shutOut takes from others what they may do.
func shutOut(paths []string) error {
	var errs []error
	for _, path := range paths {
		info, err := os.Lstat(path)
		if err == nil {
			err = os.Chmod(path, info.Mode().Perm()&folderMode)
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
