package cli

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestMarks(t *testing.T) {
	const begin, end = ansi.BracketedPasteStart, ansi.BracketedPasteEnd
	many := strings.Repeat("ab é", burst/4)
	for _, c := range []struct {
		name        string
		typed, want []string
	}{
		{"a letter", []string{"a"}, []string{"a"}},
		{"a word", []string{"budget"}, []string{"budget"}},
		{"one letter less than a burst", []string{many[1:]}, []string{many[1:]}},
		{"a burst", []string{many}, []string{begin + many + end}},
		{"keys around it", []string{"\r" + many + "\x1b[B" + "ab"}, []string{"\r" + begin + many + end + "\x1b[Bab"}},
		{"lines", []string{many + "\r" + many}, []string{begin + many + end + "\r" + begin + many + end}},
		{"wide runes", []string{strings.Repeat("分👩‍👩‍👧‍👦", 16)}, []string{begin + strings.Repeat("分👩‍👩‍👧‍👦", 16) + end}},
		{"marked by the terminal", []string{begin + many + end}, []string{begin + many + end}},
		{"marked, in parts", []string{begin[:3], begin[3:] + many, many, many + end[:4], end[4:] + many},
			[]string{begin[:3], begin[3:] + many, many, many + end[:4], end[4:] + begin + many + end}},
		{"a rune in two parts", []string{many + "\xe5", "\x88\x86" + many}, []string{begin + many + end + "\xe5", "\x88\x86" + begin + many + end}},
		{"an answer of the terminal, in parts", []string{"\x1b]11;rgb:", many, many + "\a" + many}, []string{"\x1b]11;rgb:", many, many + "\a" + begin + many + end}},
		{"not UTF-8", []string{strings.Repeat("\xe9a", 40)}, []string{strings.Repeat("\xe9a", 40)}},
	} {
		var m marks
		for i, typed := range c.typed {
			if got := string(m.add([]byte(typed))); got != c.want[i] {
				t.Errorf("%s: part %d, %q, is read as %q, want %q", c.name, i, typed, got, c.want[i])
			}
		}
	}
}

// Whatever is typed, in whatever parts: every byte arrives in its order, marks
// stand around text alone, and there is room for them.
func TestMarksLoseNothing(t *testing.T) {
	piece := rapid.OneOf(
		rapid.StringN(0, 80, 200),
		rapid.SampledFrom([]string{"\x1b[A", "\x1b[<0;12;3M", "\x1b]11;rgb:ffff/ffff/ffff\a", "\x1b", "\r", "\x1b[27u", "\x1bP>|term\x1b\\"}),
		rapid.StringMatching("[a-z é分]{30,60}"),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 8), func(b []byte) string { return string(b) }),
	)
	rapid.Check(t, func(t *rapid.T) {
		all := strings.Join(rapid.SliceOf(piece).Draw(t, "typed"), "")
		var m marks
		var got []byte
		for rest := all; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "part")
			read := m.add([]byte(rest[:n]))
			if len(read) > 2*n {
				t.Fatalf("%q became %d bytes", rest[:n], len(read))
			}
			got, rest = append(got, read...), rest[n:]
		}
		var plain []byte
		for rest := got; len(rest) > 0; {
			before, after, found := bytes.Cut(rest, []byte(ansi.BracketedPasteStart))
			plain = append(plain, before...)
			if rest = nil; found {
				text, after, ended := bytes.Cut(after, []byte(ansi.BracketedPasteEnd))
				if !ended || !utf8.Valid(text) || bytes.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) || utf8.RuneCount(text) < burst {
					t.Fatalf("marked as pasted: %q", text)
				}
				plain, rest = append(plain, text...), after
			}
		}
		if string(plain) != all {
			t.Fatalf("typed %q, read %q", all, plain)
		}
	})
}

// Escape, and then a text whose first letter would begin a sequence behind it.
func TestEscapeIsAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		defer in.Close()
		k, text := &keyboard{File: out}, strings.Repeat("Pay is what I want, ", 10)
		var p [4096]byte
		for _, c := range []struct {
			after time.Duration
			want  string
		}{{0, text}, {time.Second, ansi.BracketedPasteStart + text + ansi.BracketedPasteEnd}} {
			for _, typed := range []string{"\x1b", text} {
				if _, err := in.WriteString(typed); err != nil {
					t.Fatal(err)
				}
				n, err := k.Read(p[:])
				if got := string(p[:n]); err != nil || typed == text && got != c.want {
					t.Errorf("after %v: %q, %v", c.after, got, err)
				}
				time.Sleep(c.after) // in the bubble of synctest, where none passes
			}
			time.Sleep(time.Second)
		}
	})
}
