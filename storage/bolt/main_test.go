package bolt

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"firstmile/storage/storetest"
	"firstmile/workbook"
)

var ctx = context.Background()

// childEnv names what a child process of the tests is to do; its arguments are
// in childArgs, one a line. Killing or limiting a process needs one.
const (
	childEnv  = "FIRSTMILE_TEST_CHILD"
	childArgs = "FIRSTMILE_TEST_ARGS"
)

// children are what a child process can do. Each prints what it has done and
// returns an error when it could not.
var children = map[string]func(args []string) error{
	"save forever": saveForever,
	"damage":       damageChild,
	"load":         loadChild,
}

func TestMain(m *testing.M) {
	recommended = cost
	cost.Passes, cost.Memory = 1, 8*1024 // most of the time would go there else
	name := os.Getenv(childEnv)
	if name == "" {
		os.Exit(m.Run())
	}
	if err := children[name](strings.Split(os.Getenv(childArgs), "\n")); err != nil {
		fmt.Println("child failed:", err)
		os.Exit(1)
	}
}

// recommended is what the program stretches a passphrase with.
var recommended stretch

// What a passphrase is stretched with is what RFC 9106 recommends for little memory.
func TestStretch(t *testing.T) {
	less := cost
	less.Salt = make([]byte, 16)
	if recommended.Passes != 3 || recommended.Memory != 64*1024 || recommended.Lanes != 4 || !less.sane() {
		t.Errorf("it is %+v", recommended)
	}
}

func child(name string, attr *syscall.SysProcAttr, args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+name, childArgs+"="+strings.Join(args, "\n"))
	cmd.SysProcAttr = attr
	return cmd
}

// runChild runs a child to its end and gives what it printed as its result;
// what Go itself reports, on standard error, is shown when it fails.
func runChild(t *testing.T, name string, attr *syscall.SysProcAttr, args ...string) string {
	t.Helper()
	var reported bytes.Buffer
	cmd := child(name, attr, args...)
	cmd.Stderr = &reported
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("child %q: %v\n%s%s", name, err, tail(out), tail(reported.Bytes()))
	}
	return string(out)
}

func tail(b []byte) []byte { return b[max(0, len(b)-3000):] }

// openNow is open without a test.
func openNow(dir string) (*Store, error) {
	return Open(dir, Options{Now: time.Now, Program: "test"})
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fails checks the kind of an error and that its words fit the status line.
func fails(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error is %v (%#v), want %v", err, err, want)
	}
	readableSentence(t, err.Error())
}

func readableSentence(t testing.TB, s string) {
	t.Helper()
	if len(s) > 140 || strings.ContainsAny(s, "!\n") || !strings.HasSuffix(s, ".") {
		t.Errorf("not fit for the status line (%d): %q", len(s), s)
	}
}

// returnNamed gives a copy of w in which the return has that name.
func returnNamed(w workbook.Workbook, id workbook.ID, name string) workbook.Workbook {
	w = w.Clone()
	if r := w.Return(id); r != nil {
		r.Name = name
	} else {
		w.Returns = append(w.Returns, workbook.Return{ID: id, Name: name})
	}
	return w
}

// saveForever (dir, workbook, return) counts up in one return and prints each
// number once its save is acknowledged.
func saveForever(args []string) error {
	s, err := openNow(args[0])
	if err != nil {
		return err
	}
	base, err := s.Load(ctx, workbook.ID(args[1]))
	if err != nil {
		return err
	}
	id := workbook.ID(args[2])
	for n := 1; ; n++ {
		snap, err := storetest.SaveAs(ctx, s, base, returnNamed(base.Workbook, id, fmt.Sprintf("%d %s", n, strings.Repeat("x", n%7*300))))
		if err != nil {
			return err
		}
		if got := snap.Workbook.Return(id); got == nil || !strings.HasPrefix(got.Name, fmt.Sprint(n, " ")) {
			return errors.New("the snapshot lacks what was saved")
		}
		base = snap
		if _, err := fmt.Println(n); err != nil {
			return err
		}
	}
}

// saver is a child that saves forever.
type saver struct {
	id    workbook.ID // of the return that it counts up in
	cmd   *exec.Cmd
	out   *bufio.Reader
	acked int
}

func startSaver(t *testing.T, dir string, book, id workbook.ID) *saver {
	t.Helper()
	cmd := child("save forever", nil, dir, string(book), string(id))
	cmd.Stderr = os.Stderr
	pipe := must(cmd.StdoutPipe())(t)
	ok(t, cmd.Start())
	return &saver{id: id, cmd: cmd, out: bufio.NewReader(pipe)}
}

// read takes in acknowledgements until there are n more.
func (s *saver) read(t *testing.T, n int) {
	t.Helper()
	for range n {
		line, err := s.out.ReadString('\n')
		if err != nil || !s.note(line) {
			t.Fatalf("a child that saves stopped: %q %v", line, err)
		}
	}
}

func (s *saver) note(line string) bool {
	var n int
	if _, err := fmt.Sscanf(line, "%d\n", &n); err != nil {
		return false
	}
	s.acked = n
	return true
}

// kill ends the child as a power cut ends a program, and takes in what it
// acknowledged until then.
func (s *saver) kill(t *testing.T) {
	t.Helper()
	ok(t, s.cmd.Process.Kill())
	rest := must(io.ReadAll(s.out))(t)
	for line := range bytes.Lines(rest) {
		if bytes.HasSuffix(line, []byte("\n")) && !s.note(string(line)) {
			t.Fatalf("a child that saves said %q", line)
		}
	}
	_ = s.cmd.Wait()
}

// check compares the count on disk with the acknowledged one: at most one save
// may have reached the disk without its acknowledgement reaching the parent.
func (s *saver) check(t *testing.T, w workbook.Workbook) {
	t.Helper()
	var n int
	if r := w.Return(s.id); r != nil {
		fmt.Sscan(r.Name, &n)
	}
	if n != s.acked && n != s.acked+1 {
		t.Fatalf("acknowledged %d, on disk %d", s.acked, n)
	}
}

func TestKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	base := must(s.Create(ctx, storetest.Sample(ids)))(t)
	id := ids()
	for round := range 30 {
		ch := startSaver(t, dir, base.Workbook.ID, id)
		ch.read(t, 1+round%5)
		ch.kill(t)
		got := must(s.Load(ctx, base.Workbook.ID))(t)
		ch.check(t, got.Workbook)
		storetest.Equal(t, returnNamed(got.Workbook, id, ""), returnNamed(base.Workbook, id, ""))
	}
	log := must(s.History(ctx, base.Workbook.ID))(t)
	if got := must(s.Load(ctx, base.Workbook.ID))(t); log[len(log)-1].Number != got.Revision {
		t.Errorf("the history ends at %d, the workbook at %d", log[len(log)-1].Number, got.Revision)
	}
}

func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := storetest.IDs()
	base := must(s.Create(ctx, workbook.Workbook{ID: ids()}))(t)
	var savers []*saver
	for range 2 {
		savers = append(savers, startSaver(t, dir, base.Workbook.ID, ids()))
	}
	for range 10 { // both go on, neither starves
		for _, ch := range savers {
			ch.read(t, 5)
		}
	}
	savers[0].kill(t)
	savers[1].read(t, 5) // the killed one's lock went with it
	savers[1].kill(t)
	got := must(s.Load(ctx, base.Workbook.ID))(t)
	for _, ch := range savers {
		ch.check(t, got.Workbook)
	}
	if least := uint64(1 + savers[0].acked + savers[1].acked); got.Revision < least || got.Revision > least+2 {
		t.Errorf("revision %d after %d saves", got.Revision, least-1)
	}
}

// open opens a data folder as the tests' program does.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(dir, Options{Now: time.Now, Program: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// errOf is the error of what also gives a value.
func errOf[T any](_ T, err error) error { return err }
