//go:build unix

package uitest

import (
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func sh(t *testing.T, term *Terminal, script string) *Terminal {
	t.Helper()
	return term.Start(t, "/bin/sh", "-c", script)
}

func TestTerminalDrawsAndClicks(t *testing.T) {
	t.Parallel()
	term := sh(t, &Terminal{Size: Size{120, 10}}, `stty raw -echo; printf '分析 here'; cat -v`)
	term.ClickOn("here")
	term.WaitFor("^[[<0;8;1M^[[<0;8;1m") // two wide characters and a space before it
	term.Wheel(-1)
	term.WaitFor("^[[<64;61;6M")
	term.Keys("esc", "shift+tab", "ctrl+p", "é")
	term.WaitFor("^[[27u^[[Z^PM-CM-)")
	term.Paste("two")
	term.WaitFor("^[[200~two^[[201~")
}

func TestTerminalAnswers(t *testing.T) {
	t.Parallel()
	const ask = `stty raw -echo; printf '\033]11;?\a\033[c\033[?2026$pasked '; cat -v`
	for name, c := range map[string]struct {
		term *Terminal
		want string
	}{
		"dark":  {&Terminal{}, "]11;rgb:0000/0000/0000"},
		"light": {&Terminal{Light: true}, "]11;rgb:ffff/ffff/ffff"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sh(t, c.term, ask).WaitFor("asked", c.want, "^[[?62;", "^[[?2026;2$y")
		})
	}
	mute := sh(t, &Terminal{Mute: true}, ask)
	mute.WaitFor("asked")
	mute.Type("only this")
	mute.WaitFor("asked only this")
}

func TestTerminalShowsWholeFramesOnly(t *testing.T) {
	t.Parallel()
	term := sh(t, &Terminal{}, `printf '\033[?2026hhalf'; read x; printf ' and half\033[?2026l'; cat`)
	term.Settle(50 * time.Millisecond)
	term.Send("\n")
	term.Wait("a whole frame", func(s string) bool {
		if strings.Contains(s, "half") && !strings.Contains(s, "and half") {
			t.Errorf("half a frame was shown:\n%s", s)
		}
		return strings.Contains(s, "and half")
	})
}

func TestTerminalEnds(t *testing.T) {
	t.Parallel()
	if got := sh(t, &Terminal{}, `exit 3`).Exit(); got != 3 {
		t.Errorf("exit 3 gave %d", got)
	}
	ready := func(script string) *Terminal {
		term := sh(t, &Terminal{}, script)
		term.WaitFor("ready")
		return term
	}
	ready(`echo ready; cat`).Kill()
	term := ready(`echo ready; exec cat`)
	term.Signal(syscall.SIGTERM)
	if got := term.Exit(); got != 143 {
		t.Errorf("SIGTERM gave %d", got)
	}
	term = ready(`trap 'exit 7' HUP; sleep 1000 & echo ready; wait`)
	term.CloseWindow()
	if got := term.Exit(); got != 7 {
		t.Errorf("closing the window gave %d", got)
	}
	term = ready(`trap 'stty size' WINCH; echo ready; while :; do read x; done`)
	term.Resize(Size{33, 11})
	term.WaitFor("11 33")
}

// failing is a test that is meant to fail.
type failing struct {
	testing.TB
	said string
}

func (f *failing) Helper()        {}
func (f *failing) Cleanup(func()) {}
func (f *failing) Fatalf(format string, args ...any) {
	f.said = fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func TestTerminalSaysWhatItWaitedFor(t *testing.T) {
	t.Parallel()
	f := &failing{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		term := (&Terminal{}).Start(f, "/bin/sh", "-c", "echo something else; exit 4")
		term.WaitFor("this")
	}()
	<-done
	for _, want := range []string{`"this"`, "ended (4)", "something else"} {
		if !strings.Contains(f.said, want) {
			t.Errorf("%q is not in %q", want, f.said)
		}
	}
}
