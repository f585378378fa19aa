//go:build unix && !linux

package cli

import "syscall"

// refuseCoreDumps keeps a crash from writing the memory, answers included.
func refuseCoreDumps() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
