// Package contenttest makes packs for tests.
package contenttest

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// Mark writes a text as a translation would have it that is told at sight: with other
// letters, and as many.
var Mark = strings.NewReplacer("a", "ä", "e", "ë", "i", "ï", "o", "ö", "u", "ü", "y", "ÿ").Replace

// said are the keys that hold what people read.
var said = []string{"title", "short", "mistake", "task", "empty", "label", "help", "example", "name", "also", "why", "threshold", "claim", "source", "caution",
	"hear", "answer", "proof", "trade", "date", "words", "note", "from"}

// Translated gives a pack that has every word of the built-in's files, each marked.
func Translated(t testing.TB, builtin fs.FS) fstest.MapFS {
	t.Helper()
	m := fstest.MapFS{"pack.toml": {Data: []byte("id = \"marked\"\nname = \"" + Mark("All of it") + "\"\nversion = 1\nlanguage = \"en\"\n")}}
	for _, pattern := range []string{"lessons/*.md", "catalog/*.toml", "profile.toml"} {
		names, err := fs.Glob(builtin, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no %s: %v", pattern, err)
		}
		for _, name := range names {
			b, err := fs.ReadFile(builtin, name)
			if err != nil {
				t.Fatal(err)
			}
			m[name] = &fstest.MapFile{Data: []byte(translated(string(b), strings.HasSuffix(name, ".md")))}
		}
	}
	return m
}

// translated marks the words of one file; one with front matter has its reading behind it.
func translated(text string, front bool) string {
	lines, fences := strings.Split(text, "\n"), 0
	for i, line := range lines {
		key, words, is := strings.Cut(line, " = ")
		switch {
		case line == "+++":
			fences++
		case front && fences == 2:
			lines[i] = Mark(line)
		case is && slices.Contains(said, key):
			lines[i] = key + " = " + Mark(words)
		}
	}
	return strings.Join(lines, "\n")
}
