package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/uitest"
)

// inSight gives the lines of a page without its marks; of the catalog, the
// returns, since their line is another one when it has the focus.
func inSight(d *uitest.Driver, catalog bool) (out []string) {
	body, _ := d.App().Body()
	for _, l := range body.Lines {
		l = strings.TrimSpace(ansi.Strip(l))
		if !catalog && !strings.Contains(l, " more line") {
			out = append(out, l)
		}
	}
	for _, r := range uitest.Pack().Returns() {
		if name := r.Name[:min(len(r.Name), 12)]; catalog && strings.Contains(d.Screen(), "  "+name) || strings.Contains(d.Screen(), "▸ "+name) {
			out = append(out, name)
		}
	}
	return out
}

// TestPagingSkipsNothing: all that line after line comes into sight comes into
// sight page after page, in few pages where the window is high.
func TestPagingSkipsNothing(t *testing.T) {
	for _, name := range []string{"filled/plan mine", "empty/reading 1", "filled/help", "empty/returns catalog"} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				walk := func(key string, most int) (seen map[string]bool, presses int) {
					d := byName(t, name).new(t, size[0], size[1])
					seen = map[string]bool{}
					for before := ""; before != d.Screen(); presses++ {
						if before = d.Screen(); presses > most {
							t.Fatalf("after %d times %s there is still more:\n%s", presses, key, before)
						}
						for _, l := range inSight(d, strings.HasSuffix(name, "catalog")) {
							seen[l] = true
						}
						d.Key(key)
					}
					return seen, presses
				}
				all, lines := walk("down", 1000)
				paged, pages := walk("pgdown", 1000)
				for l := range all {
					if !paged[l] {
						t.Errorf("paging does not show %q", l)
					}
				}
				if len(all) < 15 {
					t.Errorf("only %d lines are seen", len(all))
				}
				if room := size[1] - 4; room > 12 && pages > lines/(room-10)+3 {
					t.Errorf("it takes %d pages for %d lines", pages, lines)
				}
			})
		}
	}
}
