package uitest

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/screens anew, and the screens in the README")

var screensDir = filepath.Join("..", "..", "docs", "screens")

// pictures are the screens that the README shows: the first one, and those of
// the example workbook on the day that its dates are chosen for.
var pictures = map[string]func(testing.TB) *Driver{
	"first":   func(t testing.TB) *Driver { return New(t, Options{}) },
	"map":     func(t testing.TB) *Driver { return exampleAt(t, 80, 24) },
	"map-120": func(t testing.TB) *Driver { return exampleAt(t, 120, 40) },
	"returns": func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "1") },
	"needs":   func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "2") },
	"asks":    func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "3") },
	"offers":  func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "4") },
	"deals":   func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "5") },
	"board":   func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "9") },
	"plan":    func(t testing.TB) *Driver { return pressed(exampleAt(t, 80, 24), "p") },
}

// exampleAt is the filled example on its map, with all of it saved.
func exampleAt(t testing.TB, width, height int) *Driver {
	t.Helper()
	d := New(t, Options{Example: true, Width: width, Height: height})
	d.Want("Saved ")
	return d
}

func pressed(d *Driver, keys ...string) *Driver {
	d.Key(keys...)
	return d
}

// picture is a screen as a file.
func picture(d *Driver) string { return d.Screen() + "\n" }

func TestPictures(t *testing.T) {
	for name, open := range pictures {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(screensDir, name+".txt")
			got := picture(open(t))
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("docs/screens/%s.txt is not the screen any more (go test ./ui/uitest -run Pictures -update writes it):\n%s\nin the file:\n%s", name, got, want)
			}
		})
	}
	files, err := filepath.Glob(filepath.Join(screensDir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".txt"); pictures[name] == nil {
			t.Errorf("nothing draws docs/screens/%s.txt", name)
		}
	}
}

// shown finds a screen in the README: a comment that names it, then the block,
// both as far to the right as the list that they stand in.
var shown = regexp.MustCompile("(?m)^([ ]*)<!-- screen: ([a-z0-9-]+) -->\n+[ ]*```text\n((?:[^\n]*\n)*?)[ ]*```$")

// What the README shows is what the program shows.
func TestREADMEShowsTheScreens(t *testing.T) {
	path := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("the README is read for its screens: %v", err)
	}
	if *update {
		text = shown.ReplaceAllFunc(text, func(block []byte) []byte {
			m := shown.FindSubmatch(block)
			screen, err := os.ReadFile(filepath.Join(screensDir, string(m[2])+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			in := string(m[1])
			return []byte(in + "<!-- screen: " + string(m[2]) + " -->\n" + in + "```text\n" + indented(string(screen), in) + in + "```")
		})
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	found := shown.FindAllStringSubmatch(string(text), -1)
	if comments := strings.Count(string(text), "<!-- screen:"); comments != len(found) || comments == 0 {
		t.Errorf("%d comments name a screen, and %d stand before a text block; there must be at least one", comments, len(found))
	}
	for _, block := range found {
		screen, err := os.ReadFile(filepath.Join(screensDir, block[2]+".txt"))
		if err != nil {
			t.Errorf("the README shows the screen %q: %v", block[2], err)
			continue
		}
		if want := indented(string(screen), block[1]); block[3] != want {
			t.Errorf("the README's screen %q is not docs/screens/%s.txt (-update writes it):\n%s\nwant:\n%s", block[2], block[2], block[3], want)
		}
	}
}

func indented(text, by string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			line = by + line
		}
		b.WriteString(line)
	}
	return b.String()
}
