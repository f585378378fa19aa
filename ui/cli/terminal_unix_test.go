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

	"firstmile/storage"
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
	x := &terminal{t: t, data: filepath.Join(t.TempDir(), "data")}
	x.create()
	return x.run(env, args...)
}

// again runs another command on the same data folder, on a terminal of its own.
func (x *terminal) again(args ...string) *terminal {
	return (&terminal{t: x.t, data: x.data}).run(nil, args...)
}

func (x *terminal) run(env []string, args ...string) *terminal {
	t := x.t
	t.Helper()
	x.changed = make(chan struct{})
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

// forget drops what was written so far, so that see waits for what comes.
func (x *terminal) forget() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.out.Reset()
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

// only is what the list has of the one workbook.
func (x *terminal) only() storage.Entry {
	x.t.Helper()
	all, err := x.store().List(context.Background())
	if err != nil || len(all) != 1 {
		x.t.Fatal(all, err)
	}
	return all[0]
}

// stored is what is on disk.
func (x *terminal) stored() workbook.Workbook {
	x.t.Helper()
	snap, err := x.store().Load(context.Background(), x.only().ID)
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

// flow is what was written to a terminal without the breaks between words.
func flow(out string) string { return strings.Join(strings.Fields(out), " ") }

func contains(t *testing.T, out string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(flow(out), part) {
			t.Errorf("%q was not written: %q", part, out)
		}
	}
}
