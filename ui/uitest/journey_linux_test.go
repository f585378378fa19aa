package uitest

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

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
