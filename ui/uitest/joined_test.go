//go:build unix

package uitest

import (
	"strings"
	"testing"
)

// Whatever is joined in a name, what stands at the right edge stays there, in terminals
// that say that they join characters and in those that do not. The emulator joins them
// in any case; ui/theme tests the cells of a terminal that does not.
func TestJoinedCharactersMoveNothing(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	names := []string{"plain", "👩‍💻 coder", "❤️ work", "👍🏽 tone", "🇩🇪 flag", "1️⃣ key", "👨‍👩‍👧‍👦🏳️‍🌈 both", "語"}
	for _, name := range names {
		firstmile(t, data, "new", name)
	}
	for name, term := range map[string]*Terminal{"joined": {}, "apart": {Apart: true}, "mute": {Mute: true, Apart: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run(t, term, data).WaitFor("plain", "flag", "0 of")
			if name == "joined" {
				term.WaitFor("👩‍💻 coder") // its word may come after the first frame
			}
			rows := 0
			for y, line := range strings.Split(term.Screen(), "\n") {
				if !strings.Contains(line, "0 of") {
					continue
				}
				rows++
				if got := term.lastCell(y); got != term.Size.Width-2 {
					t.Errorf("%q ends in cell %d, not %d", line, got, term.Size.Width-2)
				}
			}
			if rows != len(names) {
				t.Errorf("%d rows are seen:\n%s", rows, term.Screen())
			}
		})
	}
}

// lastCell is the last cell of a row in which something is drawn.
func (t *Terminal) lastCell(y int) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	for x := t.Size.Width - 1; x >= 0; x-- {
		if c := t.screen.CellAt(x, y); c != nil && strings.TrimSpace(c.Content) != "" {
			return x
		}
	}
	return -1
}
