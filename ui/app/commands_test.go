package app_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/uitest"
)

// keysOf are all keys of a row.
func keysOf(row command.Command) []string {
	return slices.Concat(row.Key.Keys(), row.InText.Keys())
}

// TestTheRowsOfEveryPage: each says what it does or why it does nothing, and no
// two of them have one id or one key.
func TestTheRowsOfEveryPage(t *testing.T) {
	each(t, 120, 40, func(t *testing.T, _ state, d *uitest.Driver) {
		page, own := d.App().Commands()
		ids, keys := map[string]bool{}, map[string]string{}
		for i, row := range append(slices.Clone(page), own...) {
			if _, again := page.Get(row.ID); i >= len(page) && again {
				continue // the page shows this one of the program's own
			}
			if row.ID == "" || ids[row.ID] || strings.Trim(row.ID, "abcdefghijklmnopqrstuvwxyz.") != "" {
				t.Errorf("the id %q is there twice, or is none", row.ID)
			}
			ids[row.ID] = true
			if row.Off != "" {
				if !strings.HasSuffix(row.Off, ".") || ansi.StringWidth(row.Off) > 78 || len(keysOf(row)) == 0 {
					t.Errorf("%s: %q is no sentence of one line, or no key leads to it", row.ID, row.Off)
				}
				continue
			}
			if row.Do == nil {
				t.Errorf("%s does nothing", row.ID)
			}
			if row.Shown() && (row.Written() == "" || len(keysOf(row)) == 0) {
				t.Errorf("%s is shown without a key", row.ID)
			}
			for _, k := range keysOf(row) {
				if keys[k] != "" {
					t.Errorf("%s is the key of %s and of %s", k, keys[k], row.ID)
				}
				keys[k] = row.ID
			}
		}
	})
}

// TestAClickAndTheIdDoWhatTheKeyDoes, for every row that is shown.
func TestAClickAndTheIdDoWhatTheKeyDoes(t *testing.T) {
	for _, s := range third(t, states()) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for _, row := range s.new(t, 130, 24).App().Shown() {
				byKey, byID, byClick := s.new(t, 130, 24), s.new(t, 130, 24), s.new(t, 130, 24)
				if k := keysOf(row)[0]; len(k) == 1 && byKey.App().Typing() {
					t.Errorf("%s is shown with the letter %s beside a text", row.ID, k)
				}
				byKey.Key(keysOf(row)[0])
				want := look(byKey)
				byID.App().Do(row.ID)
				byID.Resize(130, 24) // what it started is done with the next message
				if got := look(byID); !reflect.DeepEqual(got, want) {
					t.Errorf("%s: by its id it does\n%s\nand by its key\n%s", row.ID, got.screen, want.screen)
				}
				lines := strings.Split(byClick.Screen(), "\n")
				if before, _, seen := strings.Cut(lines[len(lines)-1], row.Written()+" "+row.Words); seen {
					byClick.Click(len([]rune(before))+1, len(lines)-1)
					if got := look(byClick); !reflect.DeepEqual(got, want) {
						t.Errorf("%s: a click does\n%s\nand its key\n%s", row.ID, got.screen, want.screen)
					}
				}
			}
		})
	}
}

// TestARowThatIsOffSaysWhy when its key is pressed.
func TestARowThatIsOffSaysWhy(t *testing.T) {
	each(t, 130, 24, func(t *testing.T, _ state, d *uitest.Driver) {
		page, own := d.App().Commands()
		for _, row := range append(page, own...) {
			if row.Off == "" || d.App().Typing() && len(keysOf(row)[0]) == 1 {
				continue
			}
			if d.Key(keysOf(row)[0]); !strings.Contains(d.Screen(), row.Off) {
				t.Errorf("%s does not say %q:\n%s", keysOf(row)[0], row.Off, d.Screen())
			}
		}
	})
}

// TestTheListOfCommandsIsWhole: every row that is a command has its name there,
// and nothing else is there.
func TestTheListOfCommandsIsWhole(t *testing.T) {
	each(t, 130, 80, func(t *testing.T, _ state, d *uitest.Driver) {
		if d.App().Over() {
			return
		}
		page, own := d.App().Commands()
		var want []string
		for i, row := range append(slices.Clone(page), own...) {
			if _, is := own.Get(row.ID); row.Listed() && (i >= len(page) || !is) {
				want = append(want, row.Label())
			}
		}
		d.Key("ctrl+p")
		var got []string
		for _, l := range d.Lines()[4:] {
			if name, _, ok := strings.Cut(strings.TrimLeft(l, " ▸")+"  ", "  "); ok && name != "" && !strings.HasPrefix(name, "enter go") {
				got = append(got, name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("it lists %q, want %q", got, want)
		}
	})
}
