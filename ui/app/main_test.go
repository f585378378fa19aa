package app_test

import (
	"os"
	"runtime/debug"
	"testing"
)

// The sweeps draw some hundred thousand frames and keep few: collected less often, they
// take a fifth less time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
