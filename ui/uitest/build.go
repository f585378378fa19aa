//go:build unix

package uitest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"firstmile/storage/storetest"
)

// Build builds a package of this module once for a test run, with the race
// detector where the tests have it, and gives the program's path.
func Build(tb testing.TB, pkg string, faults ...storetest.Fault) string {
	tb.Helper()
	builds.Lock()
	defer builds.Unlock()
	key := fmt.Sprint(pkg, faults)
	if path := builds.paths[key]; path != "" {
		return path
	}
	if builds.dir == "" {
		dir, err := os.MkdirTemp("", "firstmile-uitest-")
		if err != nil {
			tb.Fatal(err)
		}
		_ = os.Chmod(dir, 0o755) // other accounts run it too
		builds.dir, builds.paths = dir, map[string]string{}
	}
	path := filepath.Join(builds.dir, fmt.Sprintf("firstmile%d", len(builds.paths)))
	args := []string{"build", "-o", path}
	if storetest.Race {
		args = append(args, "-race")
	}
	if len(faults) > 0 {
		args = append(args, "-overlay", storetest.Overlay(tb, faults))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", append(args, pkg)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		tb.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	builds.paths[key] = path
	return path
}

// RemoveBuilds removes what Build built; call it from TestMain.
func RemoveBuilds() {
	builds.Lock()
	defer builds.Unlock()
	if builds.dir != "" {
		_ = os.RemoveAll(builds.dir)
	}
	builds.dir, builds.paths = "", nil
}

var builds struct {
	sync.Mutex
	dir   string
	paths map[string]string
}
