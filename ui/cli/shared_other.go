//go:build !(linux || darwin || freebsd || dragonfly)

package cli

import "strings"

// onNetwork tells a share by its name; mounted drives are not told apart here.
func onNetwork(dir string) bool { return strings.HasPrefix(dir, `\\`) }
