package cli

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// refuseCoreDumps keeps a crash from writing the memory, answers included. A system that
// hands dumps to a program of its own heeds no limit; there the process says that it is
// not to be dumped, which keeps other programs of the account from reading its memory, too.
func refuseCoreDumps() {
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
