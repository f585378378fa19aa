//go:build unix

package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"firstmile/storage/bolt"
	"firstmile/workbook"
)

const (
	patience = 15 * time.Second // a deadline, never a wait
	altOff   = "\x1b[?1049l"
)

// terminal is a program on a terminal of its own.
type terminal struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	gate *os.File
	data string

	mu      sync.Mutex
	out     bytes.Buffer
	changed chan struct{}
	eof     bool
}

// start runs the test binary on a terminal: the probe in a mode, or firstmile.
func start(t *testing.T, env []string, args ...string) *terminal {
	t.Helper()
	x := &terminal{t: t, data: filepath.Join(t.TempDir(), "data"), changed: make(chan struct{})}
	x.create()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x.gate = write
	path, err := exec.LookPath("firstmile") // testscript.Main put it there
	if err != nil {
		t.Fatal(err)
	}
	x.cmd = exec.Command(path, args...)
	x.cmd.Dir = t.TempDir()
	x.cmd.Env = append([]string{"FIRSTMILE_DATA=" + x.data, "TERM=xterm-256color", "PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(),
		"TEA_TRACE=trace", "TEA_DEBUG=1", "GORACE=" + quickRace}, env...)
	x.cmd.ExtraFiles = []*os.File{read}
	master, err := pty.StartWithSize(x.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	if x.tty, err = closable(master); err != nil {
		t.Fatal(err)
	}
	_ = read.Close()
	t.Cleanup(func() {
		_ = x.cmd.Process.Kill()
		_ = x.tty.Close()
		_ = write.Close()
	})
	go x.read()
	return x
}

// closable gives the terminal as a file that Close really closes while another
// goroutine reads from it.
func closable(master *os.File) (*os.File, error) {
	defer master.Close()
	syscall.ForkLock.RLock() // or a child of another test would keep the terminal open
	fd, err := syscall.Dup(int(master.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, err
	}
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "terminal"), nil
}

func probed(t *testing.T, mode string, env ...string) *terminal {
	t.Helper()
	if strings.Contains(mode, "panic") || mode == "hang" {
		// tea v2.1.1 closes its reader while it reads when it is killed, which the
		// race detector would rightly tell on the screen.
		env = append(env, "GORACE="+quickRace+" exitcode=0 log_path="+filepath.Join(t.TempDir(), "race"))
	}
	x := start(t, append(env, childMode+"="+mode))
	x.see(drawnReady)
	x.press("s")
	x.see(drawnTyped)
	return x
}

// create stores the workbook of the test.
func (x *terminal) create() {
	x.t.Helper()
	w := workbook.Workbook{ID: newID(), Profile: workbook.Profile{Name: "Probe"}}
	if _, err := x.store().Create(context.Background(), w); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) store() *bolt.Store {
	x.t.Helper()
	store, err := bolt.Open(x.data, bolt.Options{Now: time.Now, Program: Version})
	if err != nil {
		x.t.Fatal(err)
	}
	return store
}

func (x *terminal) read() {
	buf := make([]byte, 4096)
	for {
		n, err := x.tty.Read(buf)
		x.mu.Lock()
		x.out.Write(buf[:n])
		x.eof = err != nil
		close(x.changed)
		x.changed = make(chan struct{})
		x.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// see waits until the terminal has been sent a text.
func (x *terminal) see(text string) {
	x.t.Helper()
	deadline := time.After(patience)
	for {
		x.mu.Lock()
		out, changed, eof := x.out.String(), x.changed, x.eof
		x.mu.Unlock()
		if strings.Contains(out, text) {
			return
		}
		if eof {
			x.t.Fatalf("ended before %q was seen: %q", text, out)
		}
		select {
		case <-changed:
		case <-deadline:
			x.t.Fatalf("%q was not seen: %q", text, out)
		}
	}
}

func (x *terminal) press(keys string) {
	x.t.Helper()
	if _, err := x.tty.WriteString(keys); err != nil {
		x.t.Fatal(err)
	}
}

func (x *terminal) signal(s os.Signal) {
	x.t.Helper()
	if err := x.cmd.Process.Signal(s); err != nil {
		x.t.Fatal(err)
	}
}

// open lets the held save go through.
func (x *terminal) open() {
	x.t.Helper()
	if _, err := x.gate.Write([]byte{1}); err != nil {
		x.t.Fatal(err)
	}
}

// ends waits for the exit status and gives all that was written.
func (x *terminal) ends(want int) string {
	x.t.Helper()
	done := make(chan error, 1)
	go func() { done <- x.cmd.Wait() }()
	select {
	case err := <-done:
		code := 0
		if e, ok := errors.AsType[*exec.ExitError](err); ok {
			code = e.ExitCode()
		}
		if code != want {
			x.t.Errorf("exit status %d (%v), want %d", code, err, want)
		}
	case <-time.After(patience):
		x.t.Fatal("it does not end")
	}
	deadline := time.After(patience)
	for { // what it wrote last may still be on its way
		x.mu.Lock()
		out, changed, eof := x.out.String(), x.changed, x.eof
		x.mu.Unlock()
		if eof {
			return x.discreet(out)
		}
		select {
		case <-changed:
		case <-deadline:
			x.t.Fatalf("the terminal stays open: %q", out)
		}
	}
}

// discreet checks that nothing was told that should not be.
func (x *terminal) discreet(out string) string {
	x.t.Helper()
	for _, no := range []string{"goroutine ", "panic", ".go:", secret} {
		if strings.Contains(out, no) {
			x.t.Errorf("%q was written: %q", no, out)
		}
	}
	left, err := os.ReadDir(x.cmd.Dir)
	if err != nil || len(left) > 0 {
		x.t.Errorf("files were left in the current folder: %v %v", left, err)
	}
	return out
}

// stored is what is on disk.
func (x *terminal) stored() workbook.Workbook {
	x.t.Helper()
	store := x.store()
	all, err := store.List(context.Background())
	if err != nil || len(all) != 1 {
		x.t.Fatal(all, err)
	}
	snap, err := store.Load(context.Background(), all[0].ID)
	if err != nil {
		x.t.Fatal(err)
	}
	return snap.Workbook
}

func (x *terminal) wantAnswer(want string) {
	x.t.Helper()
	if got := x.stored().Profile.Role; got != want {
		x.t.Errorf("on disk is %q, want %q", got, want)
	}
}

func contains(t *testing.T, out string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(out, part) {
			t.Errorf("%q was not written: %q", part, out)
		}
	}
}

// Every way out leaves the answer on disk that was still being saved.
func TestWaysOut(t *testing.T) {
	const fault = "firstmile stopped because of a fault of its own; the answer being typed may be missing. Every answer before is saved; start it again to go on."
	for _, c := range []struct {
		name string
		mode string
		out  func(*terminal)
		code int
		say  string
	}{
		{"ctrl+c", "run", func(x *terminal) { x.press("\x03") }, 0, "farewell"},
		{"SIGTERM", "run", func(x *terminal) { x.signal(syscall.SIGTERM) }, 0, "farewell"},
		{"SIGINT", "run", func(x *terminal) { x.signal(os.Interrupt) }, 0, "farewell"},
		{"SIGHUP", "run", func(x *terminal) { x.signal(syscall.SIGHUP) }, 0, "farewell"},
		{"SIGHUP twice", "run", func(x *terminal) { x.signal(syscall.SIGHUP); x.see(altOff); x.signal(syscall.SIGHUP) }, 0, "farewell"},
		{"panic in Update", "panic", func(x *terminal) { x.press("u") }, 2, fault},
		{"panic in View", "panic", func(x *terminal) { x.press("v") }, 2, fault},
		{"panic in a command", "panic", func(x *terminal) { x.press("k") }, 2, fault},
		{"panic in a batch", "panic", func(x *terminal) { x.press("b") }, 2, fault},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := probed(t, c.mode)
			c.out(x)
			x.see(altOff) // the terminal is given back before the disk is waited for
			x.open()
			contains(t, x.ends(c.code), c.say)
			x.wantAnswer(answer)
		})
	}
}

// The real screens: what was answered a moment ago, and is still being saved, is
// on disk whichever way they end.
func TestAppKeepsAnswers(t *testing.T) {
	words, err := pack()
	if err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]func(*terminal){
		"ctrl+c":  func(x *terminal) { x.press("\x03") },
		"SIGTERM": func(x *terminal) { x.signal(syscall.SIGTERM) },
		"SIGHUP":  func(x *terminal) { x.signal(syscall.SIGHUP) },
		"closed": func(x *terminal) {
			if err := x.tty.Close(); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := start(t, nil, "open", "probe")
			x.see("Probe")
			x.press("1")
			x.see(words.Lesson(workbook.LessonReturns).Title)
			x.press("\r") // from the reading to the catalog
			x.see(words.Returns()[0].Name)
			x.press("\x1b[200~Quiet mornings\x1b[201~") // pasted, so that it is drawn at once
			x.see("Quiet mornings")
			x.press("\r")
			x.see("enter adds another")
			out(x)
			_ = x.ends(0)
			w := x.stored()
			if len(w.Returns) != 1 || w.Returns[0].Name != "Quiet mornings" {
				t.Errorf("on disk: %+v", w.Returns)
			}
			copies, err := filepath.Glob(filepath.Join(x.data, "workbooks", string(w.ID), "snapshot-*.db"))
			if left := name == "ctrl+c"; err != nil || left != (len(copies) == 1) { // a signal leaves no time for one
				t.Errorf("copies: %v, %v", copies, err)
			}
		})
	}
}

// Update never returns: a signal ends the program all the same.
func TestScreensThatHang(t *testing.T) {
	t.Parallel()
	x := probed(t, "hang")
	x.press("h")
	x.signal(syscall.SIGTERM)
	x.open()
	_ = x.ends(0)
	x.wantAnswer(answer)
}

// What cannot be saved is told, with the reason.
func TestUnsaved(t *testing.T) {
	for _, c := range []struct{ mode, keys, say string }{
		{"full", "\x03", "The last answers in 1 workbook could not be saved: the disk is full."},
		{"full-panic", "u", "firstmile stopped because of a fault of its own; the answer being typed may be missing. " +
			"The last answers in 1 workbook could not be saved: the disk is full."},
		{"stuck", "\x03", "The last answers in 1 workbook could not be saved: the disk did not answer in time."},
	} {
		t.Run(c.mode, func(t *testing.T) {
			t.Parallel()
			x := probed(t, c.mode)
			x.press(c.keys)
			contains(t, x.ends(2), c.say, altOff)
			x.wantAnswer("")
		})
	}
}

const esc = "\x1b"

// NO_COLOR counts whatever its value; colorprofile alone would take only 1 and true.
func TestColors(t *testing.T) {
	const red = "\x1b[31m"
	for _, c := range []struct {
		env     string
		colored bool
	}{{"NO_COLOR=", true}, {"NO_COLOR=yes", false}, {"NO_COLOR=0", false}, {"NO_COLOR=1", false}} {
		t.Run(c.env, func(t *testing.T) {
			t.Parallel()
			x := start(t, []string{c.env, childMode + "=run"})
			x.see(drawnReady)
			x.press("\x03")
			if out := x.ends(0); strings.Contains(out, red) != c.colored {
				t.Errorf("the screens: colored %v, want %v: %q", !c.colored, c.colored, out)
			}
			x = start(t, []string{c.env}, "--help")
			if out := x.ends(0); strings.Contains(out, esc) != c.colored || !strings.Contains(out, "Exit status") {
				t.Errorf("the help: want colors %v: %q", c.colored, out)
			}
		})
	}
}

// The terminal is never asked for its background: the answer could take
// seconds, and what was typed ahead would be eaten.
func TestTerminalIsNotAsked(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"--nope"}, {"show", "nothing"}} {
		x := start(t, nil, args...)
		code := 2
		if args[0] == "--help" {
			code = 0
		}
		if out := x.ends(code); strings.Contains(out, "\x1b]") || strings.Contains(out, "\x1b[c") {
			t.Errorf("%v asks the terminal: %q", args, out)
		}
	}
}

// A terminal that can only print gets text only.
func TestDumbTerminal(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{nil, 2, "TERM says this one cannot"},
		{[]string{"open", "probe"}, 2, "TERM says this one cannot"},
		{[]string{"--help"}, 0, "Exit status"},
		{[]string{"--nope"}, 2, "no flag"},
		{[]string{"list"}, 0, "Probe"},
	} {
		x := start(t, []string{"TERM=dumb"}, c.args...)
		out := x.ends(c.code)
		contains(t, out, c.say)
		if strings.Contains(out, esc) {
			t.Errorf("%v: escape codes: %q", c.args, out)
		}
	}
}

// A crash must not write the memory to disk.
func TestNoCoreDumps(t *testing.T) {
	refuseCoreDumps()
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 || limit.Max != 0 {
		t.Errorf("core dumps up to %d, %d bytes: %v", limit.Cur, limit.Max, err)
	}
}

// A data folder that others can enter is said on the first page, with the command that
// closes it; the page does not say that only this account can read it.
func TestAnOpenDataFolderIsSaid(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	x := start(t, []string{"FIRSTMILE_DATA=" + dir})
	x.see("chmod -R go-rwx")
	x.press("\x03")
	if out := x.ends(0); strings.Contains(out, "only your account") {
		t.Errorf("it says that nobody else can read it: %q", out)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o777 {
		t.Errorf("it was closed unasked: %v, %v", info.Mode(), err)
	}
}

func TestHideAtTheStart(t *testing.T) {
	for _, args := range [][]string{{"--hide"}, {"open", "Probe", "--hide"}} {
		x := start(t, nil, args...)
		x.see("amounts hidden: M")
		x.press("\x03")
		x.ends(0)
	}
}
