package uitest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The film is the ten minutes of the README, from the first key to the plan, as one
// animated picture: a strip of frames that is moved behind a window.
const (
	filmWidth, filmHeight = 80, 24
	cellWidth, cellHeight = 8.4, 17 // of a monospaced font of 14 pixels
	filmMargin            = 12
	mostFilm              = 100_000 // bytes; a README should load at once
)

var filmFile = filepath.Join(screensDir, "ten-minutes.svg")

// shot is something that the person does, and how long its last frame stays.
type shot struct {
	keys    string // split at spaces
	typed   string // letter by letter; a frame for some of them
	seconds float64
}

// The person of the film is an example, and so are the figures.
var screenplay = []shot{
	{"", "A raise at Northwind", 1}, {"enter", "", 3}, {"enter", "", 1},
	{"", "raise", 1}, {"enter", "", 0.8}, {"", "wfh", 1}, {"enter", "", 0.8}, {"", "course", 1}, {"enter", "", 1}, {"esc g", "", 1},
	{"5 tab 8 tab 8", "", 1}, {"tab 2 tab 8 tab 9", "", 1}, {"tab 2 tab 6 tab 5", "", 3},
	{"esc 2 enter", "", 1.2}, {"g m", "", 0.7}, {"m", "", 0.7}, {"n", "", 1.6},
	{"g enter", "", 0.6}, {"", "at least €88k", 1.6}, {"esc", "", 1.6},
	{"esc 3 enter", "", 1}, {"down enter", "", 0.8}, {"", "I would like a base of €96,000 from May on.", 1.2}, {"tab tab tab", "", 0.5}, {"", "88k", 0.6},
	{"tab", "", 0.3}, {"", "92k", 0.6}, {"tab", "", 0.3}, {"", "96k", 2.4}, {"esc", "", 2.4},
	{"esc 7 enter a", "", 0.8}, {"", "Orders shipped on the day", 0.6}, {"tab", "", 0.3}, {"", "Sam, in January", 0.6}, {"tab", "", 0.3}, {"", "at least 97%", 0.6},
	{"tab", "", 0.3}, {"", "98.1%", 0.8}, {"esc", "", 3},
	{"esc 9 enter", "", 2.4}, {"enter", "", 2.4}, {"esc esc", "", 3},
	{"p", "", 5},
}

// frame is one picture and how long it is shown.
type frame struct {
	lines   []string // with their styles
	seconds float64
}

func shoot(t testing.TB) []frame {
	d := New(t, Options{Width: filmWidth, Height: filmHeight})
	var out []frame
	keep := func(seconds float64) {
		out = append(out, frame{strings.Split(d.Styled(), "\n"), seconds})
	}
	keep(1.5)
	for _, s := range screenplay {
		d.Key(strings.Fields(s.keys)...)
		const letters = 6
		for typed := range slices.Chunk([]rune(s.typed), letters) {
			d.Type(string(typed))
			keep(0.25)
		}
		if s.typed != "" {
			out = out[:len(out)-1]
		}
		keep(s.seconds)
	}
	return out
}

// film draws the frames one below the other, each distinct line once.
func film(frames []frame) []byte {
	var w, h float64 = filmWidth*cellWidth + 2*filmMargin, filmHeight*cellHeight + 2*filmMargin
	total := 0.0
	for _, f := range frames {
		total += f.seconds
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" role="img" aria-label="firstmile, from the first key to the plan">`+"\n", w, h, w, h)
	b.WriteString(`<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#d8dee9;white-space:pre}` +
		`.a{fill:#7dcfff}.w{fill:#ff9e64}.d{fill:#a0a6b8}.b{font-weight:bold}`)
	fmt.Fprintf(&b, `.s{animation:s %gs step-end infinite}@keyframes s{`, total)
	at := 0.0
	for i, f := range frames {
		fmt.Fprintf(&b, "%.2f%%{transform:translateY(-%gpx)}", 100*at/total, float64(i)*h)
		at += f.seconds
	}
	fmt.Fprintf(&b, `}@media(prefers-reduced-motion){.s{animation:none;transform:translateY(-%gpx)}}</style>`+"\n", float64(len(frames)-1)*h)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" rx="8" fill="#1a1b26"/><g class="s">`+"\n", w, h)
	known := map[string]int{}
	for i, f := range frames {
		for y, line := range f.lines {
			spans := spansOf(line)
			if spans == "" {
				continue
			}
			top := float64(i)*h + filmMargin + float64(y+1)*cellHeight - 4
			n, seen := known[spans]
			if !seen {
				n = len(known)
				known[spans] = n
			}
			fmt.Fprintf(&b, `<use href="#l%d" y="%g"/>`+"\n", n, top)
		}
	}
	b.WriteString("</g><defs>\n")
	for _, spans := range sortedByNumber(known) {
		fmt.Fprintf(&b, `<text id="l%d" x="%d" xml:space="preserve">%s</text>`+"\n", known[spans], filmMargin, spans)
	}
	b.WriteString("</defs></svg>\n")
	return b.Bytes()
}

func sortedByNumber(known map[string]int) []string {
	out := make([]string, len(known))
	for spans, n := range known {
		out[n] = spans
	}
	return out
}

// spansOf turns a styled line into SVG, "" for a blank one.
func spansOf(line string) string {
	if strings.TrimSpace(ansi.Strip(line)) == "" {
		return ""
	}
	var b strings.Builder
	class, text := "", ""
	flush := func() {
		switch {
		case text == "":
		case class == "" || strings.TrimSpace(text) == "":
			b.WriteString(html.EscapeString(text))
		default:
			fmt.Fprintf(&b, `<tspan class="%s">%s</tspan>`, class, html.EscapeString(text))
		}
		text = ""
	}
	var state byte
	for line != "" {
		seq, width, n, next := ansi.DecodeSequence(line, state, nil)
		line, state = line[n:], next
		if width > 0 {
			text += seq
			continue
		}
		if now := classOf(seq, class); now != class {
			flush()
			class = now
		}
	}
	text = strings.TrimRight(text, " ")
	flush()
	return b.String()
}

// classOf is how text looks behind a sequence: the program has an accent, a warning, a
// dim and a bold style.
func classOf(seq, before string) string {
	if !strings.HasSuffix(seq, "m") {
		return before
	}
	switch {
	case strings.Contains(seq, "125;207;255"):
		return "a"
	case strings.Contains(seq, "255;158;100"):
		return "w"
	case strings.Contains(seq, "160;166;184"):
		return "d"
	case seq == "\x1b[1m":
		return "b"
	case seq == "\x1b[m" || seq == "\x1b[0m":
		return ""
	}
	return before
}

// The film is what the program shows, is small, and loads nothing.
func TestFilm(t *testing.T) {
	got := film(shoot(t))
	if *update {
		if err := os.WriteFile(filmFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(filmFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/screens/ten-minutes.svg is not what the program shows any more (go test ./ui/uitest -run Film -update writes it)")
	}
	if len(got) >= mostFilm {
		t.Errorf("the film has %d bytes; %d is the limit", len(got), mostFilm)
	}
	for d := xml.NewDecoder(bytes.NewReader(got)); ; {
		if _, err := d.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Error(err)
			}
			break
		}
	}
	if text := string(got); strings.Count(text, "http") != 1 || strings.Contains(text, "<script") || strings.Contains(text, "<image") {
		t.Error("the film loads something")
	}
}
