package bolt

import (
	"os"
	"syscall"
)

// fullErrors mean that no more bytes fit: ERROR_DISK_FULL,
// ERROR_HANDLE_DISK_FULL and ERROR_FILE_TOO_LARGE.
var fullErrors = []error{syscall.Errno(112), syscall.Errno(39), syscall.Errno(223)}

// brokenErrors mean that the disk failed, or went away without a word: ERROR_NOT_READY,
// ERROR_CRC, ERROR_IO_DEVICE and ERROR_DEVICE_NOT_CONNECTED.
var brokenErrors = []error{syscall.Errno(21), syscall.Errno(23), syscall.Errno(1117), syscall.Errno(1167)}

// renameLocked tells whether a folder can be renamed while a file in it is open.
const renameLocked = false

// syncDir does nothing: Windows has no flush of folders, NTFS journals names.
func syncDir(string) error { return nil }

// dropLock does nothing: Windows ends a lock with the handle.
func dropLock(*os.File) {}

// mayWrite would take more than a look; a save that fails says so.
func mayWrite(string) bool { return true }
