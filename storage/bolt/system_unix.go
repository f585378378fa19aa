//go:build !windows

package bolt

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// fullErrors mean that no more bytes fit: the disk, the quota or the size a
// file may have.
var fullErrors = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// brokenErrors mean that the disk failed, or went away without a word.
var brokenErrors = []error{syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE}

// renameLocked tells whether a folder can be renamed while a file in it is open.
const renameLocked = true

// syncDir makes the names in a folder survive the loss of power.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) { // no file system must do it
		return err
	}
	return nil
}

// dropLock releases bbolt's lock on a file whose mapping was never unmapped:
// closing the descriptor alone does not.
func dropLock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }

// mayWrite tells whether something can be made in a folder.
func mayWrite(folder string) bool { return unix.Access(folder, unix.W_OK) == nil }
