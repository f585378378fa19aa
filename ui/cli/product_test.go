package cli

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const initOnly = "FIRSTMILE_TEST_INIT"

// The only clock is here, so that --today is the whole truth everywhere else.
func TestOneClock(t *testing.T) {
	top := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, path)
		rel = filepath.ToSlash(rel)
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && rel != "." || d.Name() == "testdata" || rel == "ui/cli") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		seen++
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if file == nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && sel.Sel.Name == "Now" {
					t.Errorf("%s names time.Now: today and now are arguments outside ui/cli", rel)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 20 {
		t.Fatalf("%d files looked at: %v", seen, err)
	}
}

var initLine = regexp.MustCompile(`(?m)^init (\S+) @[0-9.]+ ms, ([0-9.]+) ms clock, (\d+) bytes, (\d+) allocs`)

// bubbles asks for a go-runewidth that builds a table of 2 MB at every start;
// go.mod requires one that does not.
func TestInitCost(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1", initOnly+"=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	found := false
	lines := initLine.FindAllStringSubmatch(stderr.String(), -1)
	for _, m := range lines {
		if m[1] != "github.com/mattn/go-runewidth" {
			continue
		}
		found = true
		ms, _ := strconv.ParseFloat(m[2], 64)
		size, _ := strconv.Atoi(m[3])
		if ms >= 5 || size >= 1<<20 {
			t.Errorf("go-runewidth takes %s ms and %d bytes to initialize: see the replacement in go.mod", m[2], size)
		}
	}
	if len(lines) < 10 || !found {
		t.Errorf("the trace of %d packages does not show go-runewidth:\n%s", len(lines), stderr.String())
	}
}

// No command but those that need them touches a workbook or makes a folder.
func TestVersionIsFree(t *testing.T) {
	path, err := exec.LookPath("firstmile")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{{"--version"}, {"--help"}, {"export", "--help"}, {"help", "new"}, {"completion", "bash"}, {"list"},
		{"__complete", "show", ""}} {
		cmd := exec.Command(path, args...)
		cmd.Env = append(os.Environ(), "FIRSTMILE_DATA="+dir, "GORACE="+quickRace)
		if out, err := cmd.CombinedOutput(); err != nil && args[0] != "list" { // a folder that was named and is not there is no empty one
			t.Errorf("%v: %v\n%s", args, err, out)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%v made the data folder", args)
		}
	}
}
