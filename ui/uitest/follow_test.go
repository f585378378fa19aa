//go:build unix

package uitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One window follows another in two real terminals: page and text, until the other is
// killed; the file is as the first wrote it.
func TestOneFollowsTheOther(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	if err := os.Chmod(data, 0o700); err != nil { // else that comes first
		t.Fatal(err)
	}
	firstmile(t, data, "new", "Dana")
	lead := run(t, &Terminal{Size: Size{100, 30}}, data, "open", "Dana")
	lead.WaitFor("Dana")
	look := run(t, &Terminal{Size: Size{80, 24}}, data, "open", "Dana", "--follow")
	look.WaitFor("Following Dana", "You see what they type.")
	lead.WaitFor("1 follows")
	lead.Keys("e", "tab", "tab", "tab") // the role
	look.WaitFor("Following Dana", "Role")
	for _, word := range []string{"nurse ", "of the ", "night 夜"} {
		lead.Type(word)
		look.WaitFor(strings.TrimSpace(word))
	}
	look.Type("x")
	look.WaitFor("You are following. esc, then enter, opens it to type.")
	lead.Saved("nurse of the night 夜")
	lead.Kill()
	look.WaitFor("Nobody has it open. You see it as of ")
	look.Keys("q")
	look.WaitFor("You are following.")
	look.Keys("ctrl+c")
	if code := look.Exit(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	if got := onDisk(t, data, "Dana").Profile.Role; got != "nurse of the night 夜" {
		t.Errorf("on disk is %q", got)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "here", "*", "*")); len(left) > 2 {
		t.Errorf("left are %v, want those of the one that was killed at most", left)
	}
}
