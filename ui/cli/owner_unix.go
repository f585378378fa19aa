//go:build unix

package cli

import (
	"os"
	"syscall"
)

// ofAnother tells a file of another account. Root's own folder is nobody else's, and to
// root no folder is.
func ofAnother(info os.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && os.Geteuid() != 0 && int(st.Uid) != os.Geteuid()
}
