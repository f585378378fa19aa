//go:build unix

package cli

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Whatever was read before the end is applied and saved, whichever comes first: the end of
// the input, or the signal that says so.
func TestKeysBeforeTheEnd(t *testing.T) {
	letters := strings.Repeat("keys", 50)
	keys := strings.Join(strings.Split(letters, ""), "\x1b[C") // one by one: letters in a row are a paste
	closed := func(_ *exec.Cmd, in *os.File) error { return in.Close() }
	signal := func(s os.Signal) func(*exec.Cmd, *os.File) error {
		return func(cmd *exec.Cmd, _ *os.File) error { return cmd.Process.Signal(s) }
	}
	for _, c := range []struct {
		name, typed, want string
		ends              []func(*exec.Cmd, *os.File) error
	}{
		{"closed", keys, letters, []func(*exec.Cmd, *os.File) error{closed}},
		{"closed and SIGHUP", keys, letters, []func(*exec.Cmd, *os.File) error{closed, signal(syscall.SIGHUP)}},
		{"SIGHUP and closed", keys, letters, []func(*exec.Cmd, *os.File) error{signal(syscall.SIGHUP), closed}},
		{"SIGTERM", keys, letters, []func(*exec.Cmd, *os.File) error{signal(syscall.SIGTERM)}},
		{"SIGQUIT", keys, letters, []func(*exec.Cmd, *os.File) error{signal(syscall.SIGQUIT)}},
		{"a paste that is cut off", "a\x1b[200~ text and no end", "a text and no end", []func(*exec.Cmd, *os.File) error{closed}},
		{"an escape that stands alone", "ab\x1b", "ab", []func(*exec.Cmd, *os.File) error{closed}},
		{"a letter that is cut off", "ab\xc3", "ab", []func(*exec.Cmd, *os.File) error{closed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := &terminal{t: t, data: filepath.Join(t.TempDir(), "data")}
			x.create()
			path, err := exec.LookPath("firstmile")
			must(t, err)
			out, in, err := os.Pipe()
			must(t, err)
			defer in.Close()
			cmd := exec.Command(path)
			cmd.Env = append(os.Environ(), "FIRSTMILE_DATA="+x.data, "TERM=xterm-256color", "GORACE="+quickRace, childMode+"=type")
			cmd.Stdin = out
			drawn, err := cmd.StdoutPipe()
			must(t, err)
			must(t, cmd.Start())
			defer time.AfterFunc(patience, func() { _ = cmd.Process.Kill() }).Stop()
			_ = out.Close()
			reader := bufio.NewReader(drawn)
			_, err = reader.ReadString('J') // the screen is cleared: it has begun
			must(t, err)
			_, err = in.WriteString(c.typed)
			must(t, err)
			for _, end := range c.ends {
				must(t, end(cmd, in))
			}
			_, err = reader.WriteTo(io.Discard) // until it ends
			must(t, err)
			must(t, cmd.Wait())
			x.wantAnswer(c.want)
		})
	}
}

// The window is closed: the kernel sends SIGHUP, and nothing can be drawn or read.
func TestHangup(t *testing.T) {
	t.Parallel()
	x := probed(t, "run")
	if err := x.tty.Close(); err != nil {
		t.Fatal(err)
	}
	x.open()
	_ = x.ends(0)
	x.wantAnswer(answer)
}

// A terminal that is closed while letters of one reading are still being dealt with: the
// first of them is on the screen, and all of them on disk.
func TestClosedWhileTyping(t *testing.T) {
	t.Parallel()
	x := start(t, []string{childMode + "=type"})
	x.see(drawnReady)
	x.press("abcdefghijklmnopqrstuvwx")
	x.see("typed a")
	must(t, x.tty.Close())
	_ = x.ends(0)
	x.wantAnswer("abcdefghijklmnopqrstuvwx")
}

// Signals that stand for a crash, sent by another program, leave the terminal as it was and
// the answer on disk, also where Go is told to dump all it has.
func TestCrashSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGABRT, syscall.SIGSEGV, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGILL} {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			x := probed(t, "run", "GOTRACEBACK=crash")
			x.signal(s)
			x.see(altOff)
			x.open()
			contains(t, x.ends(0), "farewell")
			x.wantAnswer(answer)
		})
	}
}
