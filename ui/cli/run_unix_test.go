//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"firstmile/workbook"
)

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
