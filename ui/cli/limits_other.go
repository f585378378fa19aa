//go:build !unix

package cli

// refuseCoreDumps has nothing to do where there are none by default.
func refuseCoreDumps() {}
