//go:build darwin || freebsd || dragonfly

package cli

import "golang.org/x/sys/unix"

// onNetwork tells whether a folder that is there is on another machine: the system calls local what is not.
func onNetwork(dir string) bool {
	var st unix.Statfs_t
	return unix.Statfs(dir, &st) == nil && uint64(st.Flags)&unix.MNT_LOCAL == 0
}
