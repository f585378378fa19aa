package uitest

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Nobody types, and the program sleeps: frames are written on demand, and no clock
// of Bubble Tea's runs. It would wake up hundreds of times.
func TestSleeps(t *testing.T) {
	t.Parallel()
	term := NewPerson(run(t, &Terminal{}, t.TempDir())).Example().Terminal
	term.Settle(time.Second) // memory goes back to the system half a second after the last message
	// On a machine that is busy the runtime goes on with what the start left for some seconds:
	// one quiet second shows that nothing of the program's own wakes it.
	least := math.MaxInt
	for tries := 0; tries < 8 && least > 20; tries++ {
		before := switches(t, term.Pid())
		term.Changes(time.Second)
		least = min(least, switches(t, term.Pid())-before)
	}
	if least > 20 {
		t.Errorf("in its quietest second it woke up %d times", least)
	}
}

// switches counts how often a process's threads have gone to sleep.
func switches(t *testing.T, pid int) (n int) {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil || len(threads) == 0 {
		t.Fatal(threads, err)
	}
	for _, name := range threads {
		status, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
		var of int
		if _, err := fmt.Sscan(after, &of); err != nil {
			t.Fatal(err)
		}
		n += of
	}
	return n
}

// A disk that is full while one types, and has room again later. What stands in
// for it is a limit on how far the program may write into a file, which only
// Linux can change while a program runs.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "A raise")
	term := run(t, &Terminal{}, data)
	room := func(bytes uint64) {
		limit := unix.Rlimit{Cur: bytes, Max: unix.RLIM_INFINITY}
		if err := unix.Prlimit(term.Pid(), unix.RLIMIT_FSIZE, &limit, nil); err != nil {
			t.Fatal(err)
		}
	}
	form := onRole(t, term)
	form.Type("it begins with room")
	form.Saved("it begins with room")

	room(512)
	form.Go("profile.with")
	text := strings.Repeat("a text that needs room ", 400)
	form.Paste(text)
	term.WaitFor("! Not saved", "the disk is full")
	if got := onDisk(t, data, "A raise").Profile.Role; got != "it begins with room" {
		t.Errorf("what was saved before the disk was full is now %q", got)
	}
	term.Keys("ctrl+c")
	term.WaitFor("Your last answers are not on disk yet", "the disk is full", "try again")
	term.Keys("esc") // stay
	form.Type("the end!")
	term.WaitFor("the end!", "! Not saved")
	term.Keys("ctrl+c")
	term.WaitFor("Your last answers are not on disk yet")

	room(unix.RLIM_INFINITY)
	term.Keys("r") // try again, and leave
	if status := term.Exit(); status != 0 {
		t.Errorf("it ended with %d:\n%s", status, term.Screen())
	}
	if got := onDisk(t, data, "A raise").Profile.With; got != text+"the end!" {
		t.Errorf("on disk are %d characters that end in %q", len(got), got[max(0, len(got)-20):])
	}
}
