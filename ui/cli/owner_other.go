//go:build !unix

package cli

import "os"

// ofAnother is not told here.
func ofAnother(os.FileInfo) bool { return false }
