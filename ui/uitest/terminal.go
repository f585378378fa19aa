//go:build unix

package uitest

import (
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
	"github.com/charmbracelet/x/xpty"
	"golang.org/x/sys/unix"
)

// Patience is how long a Terminal waits for what must come. It only passes when
// a test fails, so it is long enough for a busy machine and the race detector.
const Patience = 20 * time.Second

// Race is the GORACE of the programs that Build built: without it each would
// sleep for a second before it ends.
const Race = "atexit_sleep_ms=0"

// Size is a terminal's size in cells.
type Size struct{ Width, Height int }

func (s Size) String() string { return fmt.Sprintf("%dx%d", s.Width, s.Height) }

// Terminal is a terminal with one program in it: a person's window, for tests
// that go the whole way through the real program. The program runs on a real
// pty; what it writes is drawn by an emulator (x/vt) that answers its questions
// as a terminal does, and keys, pastes and clicks reach it as the bytes that a
// terminal sends. The pty changes nothing on the way: line ends are the
// program's own business, as they are at home.
//
// Set the fields, then Start. Nothing here sleeps: what waits is woken by the
// program's output and fails the test after Patience, with the screen as it was.
// A Terminal whose test ends kills its program.
type Terminal struct {
	Size  Size                 // 80x24 when zero
	Light bool                 // answers with a light background
	Mute  bool                 // answers no question, as a poor terminal does
	Apart bool                 // does not say that it joins characters (mode 2027)
	Plain bool                 // sends esc as the one byte that older terminals send
	Env   []string             // added to a small environment of its own
	Dir   string               // where the program starts, the test's folder when ""
	Attr  *syscall.SysProcAttr // for a program that runs as another account
	Seen  func(screen string)  // gets each whole screen as it is drawn, the last one of a killed program too

	tb     testing.TB
	cmd    *exec.Cmd
	pty    xpty.Pty
	line   *os.File // to the program and back
	hangup sync.Once
	ended  chan struct{} // closed when the program is gone and all it wrote is drawn

	mu      sync.Mutex
	screen  *vt.Emulator
	frame   bool // the program is in the middle of drawing (mode 2026)
	raw     []byte
	changed chan struct{} // closed and replaced when something was drawn
	status  int
}

// Start runs a program in the terminal.
func (t *Terminal) Start(tb testing.TB, argv ...string) *Terminal {
	tb.Helper()
	if t.Size == (Size{}) {
		t.Size = Size{80, 24}
	}
	t.tb, t.changed, t.ended = tb, make(chan struct{}), make(chan struct{})
	t.screen = newScreen(t)
	pty, err := xpty.NewPty(t.Size.Width, t.Size.Height)
	if err != nil {
		tb.Fatalf("no pty: %v", err)
	}
	t.pty = pty
	t.cmd = exec.Command(argv[0], argv[1:]...)
	t.cmd.Dir = t.Dir
	t.cmd.Env = append([]string{
		"TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "TZ=UTC",
		"GORACE=" + Race, "PATH=" + os.Getenv("PATH"), "HOME=" + os.TempDir(), "TMPDIR=" + os.TempDir(),
	}, t.Env...)
	attr := syscall.SysProcAttr{}
	if t.Attr != nil {
		attr = *t.Attr
	}
	attr.Setsid, attr.Setctty = true, true // so that closing the window sends SIGHUP
	t.cmd.SysProcAttr = &attr
	if err := pty.Start(t.cmd); err != nil {
		tb.Fatalf("start %s: %v", argv[0], err)
	}
	u := pty.(*xpty.UnixPty)
	_ = u.Slave().Close() // or reading would never end after the program
	// The pty's own file blocks, and closing a file that is being read does not
	// close it then. A second one, read through the poller, does close.
	fd, err := unix.FcntlInt(u.Master().Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err == nil {
		err = unix.SetNonblock(fd, true)
	}
	if err != nil {
		tb.Fatalf("the pty: %v", err)
	}
	t.line = os.NewFile(uintptr(fd), "pty")
	drawn := make(chan struct{})
	go func() { defer close(drawn); t.draw() }()
	go t.answer()
	go func() {
		err := t.cmd.Wait()
		<-drawn
		t.mu.Lock()
		t.status = statusOf(t.cmd, err)
		t.mu.Unlock()
		_ = t.screen.InputPipe().(io.Closer).Close()
		close(t.ended)
	}()
	tb.Cleanup(func() {
		// Its children too: under nohup they would outlive it, and hold the pty open.
		_ = syscall.Kill(-t.Pid(), syscall.SIGKILL)
		<-t.ended
		t.CloseWindow()
	})
	return t
}

func newScreen(t *Terminal) *vt.Emulator {
	e := vt.NewEmulator(t.Size.Width, t.Size.Height)
	if t.Light {
		e.SetDefaultBackgroundColor(color.White)
		e.SetDefaultForegroundColor(color.Black)
	}
	// The emulator does not know the mode that holds a frame together, but keeps
	// it; we answer for it, so that no half drawn screen is ever looked at.
	e.RegisterCsiHandler(ansi.Command('?', '$', 'p'), func(p ansi.Params) bool {
		n, _, _ := p.Param(0, 0)
		mode, is := ansi.DECMode(n), ansi.ModeReset
		switch {
		case mode == ansi.ModeUnicodeCore && t.Apart:
			is = ansi.ModeNotRecognized
		case mode != ansi.ModeSynchronizedOutput && mode != ansi.ModeUnicodeCore:
			return false
		}
		_, _ = io.WriteString(e.InputPipe(), ansi.ReportMode(mode, is))
		return true
	})
	e.SetCallbacks(vt.Callbacks{
		EnableMode:  func(m ansi.Mode) { t.frame = t.frame || m == ansi.ModeSynchronizedOutput },
		DisableMode: func(m ansi.Mode) { t.frame = t.frame && m != ansi.ModeSynchronizedOutput },
	})
	return e
}

func statusOf(cmd *exec.Cmd, err error) int {
	if ws, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return 128 + int(ws.Signal())
	}
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		return -1
	}
	return cmd.ProcessState.ExitCode()
}

// draw feeds the emulator until the program's side of the pty is closed.
func (t *Terminal) draw() {
	buf := make([]byte, 1<<16)
	for {
		n, err := t.line.Read(buf)
		if n > 0 {
			t.mu.Lock()
			t.raw = append(t.raw, buf[:n]...)
			_, _ = t.screen.Write(buf[:n])
			if t.Seen != nil && !t.frame {
				t.Seen(t.text())
			}
			close(t.changed)
			t.changed = make(chan struct{})
			t.mu.Unlock()
		}
		if err != nil {
			return
		}
	}
}

// answer sends the emulator's answers to the program.
func (t *Terminal) answer() {
	buf := make([]byte, 1<<12)
	for {
		n, err := t.screen.Read(buf)
		if err != nil {
			return
		}
		if !t.Mute {
			_, _ = t.line.Write(buf[:n])
		}
	}
}

// Wait looks at the screen until ok, whole frames only. what says in a failure
// what was waited for.
func (t *Terminal) Wait(what string, ok func(screen string) bool) {
	t.tb.Helper()
	late := time.NewTimer(Patience)
	defer late.Stop()
	for over := false; ; {
		t.mu.Lock()
		changed, whole := t.changed, !t.frame
		screen := t.text()
		t.mu.Unlock()
		if (whole || over) && ok(screen) {
			return
		}
		if over {
			t.tb.Fatalf("waited for %s, and the program ended (%d):\n%s", what, t.exit(), frameOf(screen))
		}
		select {
		case <-changed:
		case <-t.ended:
			over = true
		case <-late.C:
			t.tb.Fatalf("waited for %s:\n%s", what, frameOf(screen))
		}
	}
}

// WaitFor waits until each of the texts is on the screen, within one line each.
func (t *Terminal) WaitFor(texts ...string) {
	t.tb.Helper()
	for _, text := range texts {
		t.Wait(fmt.Sprintf("%q", text), func(s string) bool { return strings.Contains(s, text) })
	}
}

// WaitForAny waits until one of the texts is on the screen, and tells which.
func (t *Terminal) WaitForAny(texts ...string) (found string) {
	t.tb.Helper()
	t.Wait(fmt.Sprintf("any of %q", texts), func(s string) bool {
		for _, text := range texts {
			if strings.Contains(s, text) {
				found = text
				return true
			}
		}
		return false
	})
	return found
}

// WaitGone waits until a text is not on the screen.
func (t *Terminal) WaitGone(text string) {
	t.tb.Helper()
	t.Wait(fmt.Sprintf("%q to go", text), func(s string) bool { return !strings.Contains(s, text) })
}

// WaitLine waits until one line holds all of the parts, in this order.
func (t *Terminal) WaitLine(parts ...string) {
	t.tb.Helper()
	t.Wait(fmt.Sprintf("a line with %q", parts), func(s string) bool {
		for line := range strings.Lines(s) {
			if inOrder(line, parts) {
				return true
			}
		}
		return false
	})
}

func inOrder(line string, parts []string) bool {
	for _, p := range parts {
		i := strings.Index(line, p)
		if i < 0 {
			return false
		}
		line = line[i+len(p):]
	}
	return true
}

// Screen is what a person reads now, one line a row, without trailing spaces.
func (t *Terminal) Screen() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text()
}

func (t *Terminal) text() string {
	lines := strings.Split(strings.ReplaceAll(t.screen.String(), "\r\n", "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Cursor is the cell that the cursor stands on, from the upper left corner.
func (t *Terminal) Cursor() (x, y int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.screen.CursorPosition()
	return p.X, p.Y
}

// WaitCursor waits until the cursor stands on a cell.
func (t *Terminal) WaitCursor(x, y int) {
	t.tb.Helper()
	t.Wait(fmt.Sprintf("the cursor at %d,%d", x, y), func(string) bool {
		atX, atY := t.Cursor()
		return atX == x && atY == y
	})
}

// Raw is every byte that the program wrote so far.
func (t *Terminal) Raw() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]byte(nil), t.raw...)
}

// Style is the escape sequences that a text on the screen is drawn with: "" for
// the terminal's own colors.
func (t *Terminal) Style(text string) string {
	t.tb.Helper()
	x, y := t.find(text)
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.screen.CellAt(x, y); c != nil {
		return c.Style.String()
	}
	return ""
}

// Send writes bytes to the program as they are.
func (t *Terminal) Send(s string) {
	t.tb.Helper()
	if _, err := io.WriteString(t.line, s); err != nil {
		t.tb.Fatalf("send %q: %v", s, err)
	}
}

var keys = map[string]string{
	"enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
	"home": "\x1b[H", "end": "\x1b[F", "delete": "\x1b[3~", "pgup": "\x1b[5~", "pgdown": "\x1b[6~",
	"shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C", "f1": "\x1bOP", "alt+enter": "\x1b\r",
}

// Keys presses keys by name ("enter", "shift+tab", "ctrl+c") or, for a single
// character, by itself. A terminal in Plain mode sends esc as the byte that also
// begins alt+key, so wait for what it does before the next key.
func (t *Terminal) Keys(names ...string) {
	t.tb.Helper()
	for _, name := range names {
		seq, ok := keys[name]
		switch {
		case ok:
		case name == "esc" && t.Plain:
			seq = "\x1b"
		case name == "esc":
			seq = "\x1b[27u" // Bubble Tea asks for this form; terminals that know it send it
		case strings.HasPrefix(name, "ctrl+") && len(name) == 6:
			seq = string(rune(name[5] & 0x1f))
		case len([]rune(name)) == 1:
			seq = name
		default:
			t.tb.Fatalf("no key is called %q", name)
		}
		t.Send(seq)
	}
}

// Type types a text, character by character as fast as the pty takes it.
func (t *Terminal) Type(text string) {
	t.tb.Helper()
	t.Send(text)
}

// Paste pastes a text in brackets, as terminals do for programs that asked.
func (t *Terminal) Paste(text string) {
	t.tb.Helper()
	t.Send(ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd)
}

// Focus tells the program that its window has the focus, or lost it.
func (t *Terminal) Focus(on bool) {
	t.tb.Helper()
	if on {
		t.Send(ansi.Focus)
	} else {
		t.Send(ansi.Blur)
	}
}

// Click presses and releases the left button on a cell.
func (t *Terminal) Click(x, y int) {
	t.tb.Helper()
	t.Send(ansi.MouseSgr(0, x, y, false) + ansi.MouseSgr(0, x, y, true))
}

// ClickOn waits for a text and clicks in its middle; of several the first.
func (t *Terminal) ClickOn(text string) {
	t.tb.Helper()
	t.WaitFor(text)
	x, y := t.find(text)
	t.Click(x+ansi.StringWidth(text)/2, y)
}

// find gives the cell where a text begins.
func (t *Terminal) find(text string) (x, y int) {
	t.tb.Helper()
	screen := t.Screen()
	for y, line := range strings.Split(screen, "\n") {
		if i := strings.Index(line, text); i >= 0 {
			return ansi.StringWidth(line[:i]), y
		}
	}
	t.tb.Fatalf("no %q on the screen:\n%s", text, frameOf(screen))
	return 0, 0
}

// findLast finds a text where it stands lowest.
func (t *Terminal) findLast(text string) (x, y int) {
	t.tb.Helper()
	lines := strings.Split(t.Screen(), "\n")
	for y := len(lines) - 1; y >= 0; y-- {
		if i := strings.LastIndex(lines[y], text); i >= 0 {
			return ansi.StringWidth(lines[y][:i]), y
		}
	}
	t.tb.Fatalf("no %q on the screen:\n%s", text, frameOf(strings.Join(lines, "\n")))
	return 0, 0
}

// Wheel turns the wheel over the middle of the screen, down when positive.
func (t *Terminal) Wheel(steps int) {
	t.tb.Helper()
	button := byte(65)
	if steps < 0 {
		button, steps = 64, -steps
	}
	for range steps {
		t.Send(ansi.MouseSgr(button, t.Size.Width/2, t.Size.Height/2, false))
	}
}

// Resize changes the size of the window.
func (t *Terminal) Resize(s Size) {
	t.tb.Helper()
	t.mu.Lock()
	t.Size = s
	t.screen.Resize(s.Width, s.Height)
	t.mu.Unlock()
	if err := t.pty.Resize(s.Width, s.Height); err != nil {
		t.tb.Fatalf("resize: %v", err)
	}
}

// Signal sends the program a signal.
func (t *Terminal) Signal(sig os.Signal) {
	t.tb.Helper()
	if err := t.cmd.Process.Signal(sig); err != nil {
		t.tb.Fatalf("signal %v: %v", sig, err)
	}
}

// Kill ends the program as a power cut would: it gets no word in.
func (t *Terminal) Kill() {
	t.tb.Helper()
	t.Signal(syscall.SIGKILL)
	if got := t.Exit(); got != 128+int(syscall.SIGKILL) {
		t.tb.Fatalf("killed, and it ended with %d", got)
	}
}

// CloseWindow closes the window around the program, which gets SIGHUP.
func (t *Terminal) CloseWindow() {
	t.tb.Helper()
	t.hangup.Do(func() {
		if err := errors.Join(t.line.Close(), t.pty.Close()); err != nil && !errors.Is(err, os.ErrClosed) {
			t.tb.Errorf("close the window: %v", err)
		}
	})
}

// Exit waits until the program has ended and gives its exit status, 128 and
// more for a signal, as a shell does.
func (t *Terminal) Exit() int {
	t.tb.Helper()
	late := time.NewTimer(Patience)
	defer late.Stop()
	select {
	case <-t.ended:
	case <-late.C:
		t.tb.Fatalf("waited for the program to end:\n%s", frameOf(t.Screen()))
	}
	return t.exit()
}

// Pid is the program's process.
func (t *Terminal) Pid() int { return t.cmd.Process.Pid }

func (t *Terminal) exit() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.status
}

// Changes counts the bytes that the program writes during d, while nobody does
// anything. It is the one thing here that takes time to succeed.
func (t *Terminal) Changes(d time.Duration) int {
	before := len(t.Raw())
	<-time.After(d)
	return len(t.Raw()) - before
}

// Settle waits until the program has written nothing for d: between two keys
// nobody knows which frame is the last.
func (t *Terminal) Settle(d time.Duration) {
	t.tb.Helper()
	late := time.NewTimer(Patience)
	defer late.Stop()
	for {
		t.mu.Lock()
		changed := t.changed
		t.mu.Unlock()
		select {
		case <-changed:
		case <-time.After(d):
			return
		case <-late.C:
			t.tb.Fatalf("the screen never came to rest:\n%s", frameOf(t.Screen()))
		}
	}
}

func frameOf(screen string) string {
	rule := strings.Repeat("·", 60)
	return rule + "\n" + screen + "\n" + rule
}
