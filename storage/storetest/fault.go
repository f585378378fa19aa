package storetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Fault is a bug that a build of the program has and its source has not: a text that
// stands once in a file of this module, and what the compiler reads there instead. A
// proof that does not catch it proves nothing.
type Fault struct{ File, Text, Instead string }

// Overlay gives the file for go build -overlay that puts faults into a build.
func Overlay(tb testing.TB, faults []Fault) string {
	tb.Helper()
	root, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		tb.Fatal(err)
	}
	dir, replace := tb.TempDir(), map[string]string{}
	for n, f := range faults {
		file := filepath.Join(string(bytes.TrimSpace(root)), f.File)
		source, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		if found := strings.Count(string(source), f.Text); found != 1 || replace[file] != "" {
			tb.Fatalf("the fault no longer fits: in %s, %q stands %d times", f.File, f.Text, found)
		}
		replace[file] = filepath.Join(dir, fmt.Sprintf("%d.go", n))
		if err := os.WriteFile(replace[file], []byte(strings.Replace(string(source), f.Text, f.Instead, 1)), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(path, list, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}
