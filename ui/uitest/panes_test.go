//go:build unix

package uitest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Two clients side by side in a real terminal, typed into in turn with the window resized,
// then killed: each text is its client's, and the panes come back with no text open.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	firstmile(t, data, "new", "Dana")
	firstmile(t, data, "new", "Priya")
	term := run(t, &Terminal{Size: Size{120, 30}}, data, "open", "Dana", "Priya")
	term.WaitFor("▸ Dana · map", "Priya · map")
	want := map[string]string{}
	for turn, size := range []Size{{200, 50}, {80, 24}, {120, 30}} {
		for _, name := range []string{"Dana", "Priya"} {
			if turn == 0 {
				term.Keys("e", "tab", "tab", "tab") // the role
			} else {
				term.WaitFor("enter goes on in the text")
				term.Keys("enter")
			}
			term.WaitFor(name + "   tab next field")
			word := strings.ToLower(name) + string(rune('0'+turn))
			want[name] += word
			term.Type(word)
			term.WaitFor(want[name])
			if name == "Dana" {
				term.Resize(size)
			}
			term.Keys("ctrl+r")
		}
	}
	term.WaitFor("▸ Dana · map")
	window := filepath.Join(data, "window.json")
	kept := func() bool {
		b, err := os.ReadFile(window)
		return err == nil && strings.Contains(string(b), `"focus":0`) && strings.Count(string(b), `"map`) == 2
	}
	for tries := 0; !kept(); tries++ { // nothing of it is on the screen
		if tries == 200 {
			t.Fatal("the arrangement is not kept")
		}
		term.Changes(100 * time.Millisecond)
	}
	term.Kill()
	for name, text := range want {
		if got := onDisk(t, data, name).Profile; got.Role != text || got.Name != name {
			t.Errorf("%s has %q, typed %q", name, got.Role, text)
		}
	}
	term = run(t, &Terminal{Size: Size{120, 30}}, data)
	term.WaitFor("▸ Dana · map", "Priya · map")
	term.Keys("ctrl+r")
	term.WaitFor("▸ Priya · map")
	term.Keys("q")
	if code := term.Exit(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}
