package cli

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"firstmile/workbook"

	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"
)

// TestMain lets the test binary be firstmile, whole or with a model that a
// test needs.
func TestMain(m *testing.M) {
	if os.Getenv(initOnly) != "" {
		os.Exit(0) // everything is initialized by now: see TestInitCost
	}
	if mode := os.Getenv(childMode); mode != "" {
		os.Exit(child(mode))
	}
	testscript.Main(m, map[string]func(){
		"firstmile": func() { os.Exit(Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// quickRace keeps the race detector from sleeping a second at each exit.
const quickRace = "atexit_sleep_ms=0"

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("FIRSTMILE_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("GORACE", quickRace)
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			built := 0
			for _, l := range workbook.Lessons() { // what the scripts expect of the lessons that may not be built yet
				state := "to read"
				if l.Built() {
					built++
					state = "open"
				}
				env.Setenv(fmt.Sprint("LESSON", l.Number()), state)
			}
			env.Setenv("BUILT", fmt.Sprint(built))
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Getuid() == 0, nil
			}
			return false, fmt.Errorf("no condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "id": idOf, "mode": mode, "damage": damage, "newer": newer, "large": large, "plain": plainText,
		},
	})
}

// exits N COMMAND runs a command that must end with status N.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command [args]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		e, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = e.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit status %d, want %d", code, want)
	}
	if stderr := ts.ReadFile("stderr"); strings.Contains(stderr, "goroutine ") {
		ts.Fatalf("a stack was printed")
	}
}

// id VAR NAME puts a workbook's id into a variable, from what list --json printed.
func idOf(ts *testscript.TestScript, _ bool, args []string) {
	var all []listed
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &all))
	for _, l := range all {
		if l.Name == args[1] {
			ts.Setenv(args[0], string(l.ID))
			return
		}
	}
	ts.Fatalf("no workbook %q in the list", args[1])
}

// mode FOLDER checks that nobody else may look into it.
func mode(ts *testscript.TestScript, _ bool, args []string) {
	if runtime.GOOS == "windows" {
		return // it has no such modes
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if got := info.Mode().Perm(); got != want {
			return fmt.Errorf("%s has mode %v, want %v", path, got, want)
		}
		return nil
	}))
}

func bookFiles(ts *testscript.TestScript, args []string) []string {
	files, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "workbooks", args[1], "workbook.db"))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no workbook in %s", args[0])
	}
	return files
}

// damage FOLDER ID writes over the middle of a workbook's file.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	for _, file := range bookFiles(ts, args) {
		b, err := os.ReadFile(file)
		ts.Check(err)
		for i := range b {
			b[i] ^= 0x55
		}
		ts.Check(os.WriteFile(file, b, 0o600))
	}
}

// newer FOLDER ID makes a workbook one of a later program.
func newer(ts *testscript.TestScript, _ bool, args []string) {
	for _, file := range bookFiles(ts, args) {
		db, err := bbolt.Open(file, 0o600, nil)
		ts.Check(err)
		ts.Check(db.Update(func(tx *bbolt.Tx) error {
			table := crc32.MakeTable(crc32.Castagnoli)
			value := append([]byte{1}, "999"...)
			sum := crc32.Update(crc32.Checksum([]byte("schema"), table), table, value)
			return tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint32(value, sum))
		}))
		ts.Check(db.Close())
	}
}

// large FILE makes a file of one byte more than an import may have.
func large(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), make([]byte, 8<<20+1), 0o600))
}

// plain checks that neither stream of the last command holds a control
// character but newline and tab.
func plainText(ts *testscript.TestScript, _ bool, _ []string) {
	for _, name := range []string{"stdout", "stderr"} {
		if i := strings.IndexFunc(ts.ReadFile(name), func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 }); i >= 0 {
			ts.Fatalf("%s holds a control character at %d: %q", name, i, ts.ReadFile(name))
		}
	}
}
