package theme

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Signs are those whose stand-in in a terminal without them takes more cells than
// they do, so that whoever lays out a line has to know. All others keep their cells
// and are replaced in the finished frame; see Shown. As keys, up and down are words
// there: "v" is a key of its own.
type Signs struct {
	On, Off               string // the chosen one of several, another one
	Left, Right, Up, Down string // the keys
}

func signs(ascii bool) Signs {
	if ascii {
		return Signs{On: "(*)", Off: "( )", Left: "<-", Right: "->", Up: "up", Down: "down"}
	}
	return Signs{On: "●", Off: "○", Left: "←", Right: "→", Up: "↑", Down: "↓"}
}

// plainSigns stand for a sign in as many cells.
var plainSigns = map[rune]byte{
	'✓': '+', '✗': 'x', '·': '-', '━': '=', '═': '=', '┼': '+', '┤': '+', '├': '+', '┬': '+', '┴': '+', '•': '*', '–': '-', '—': '-',
	'↑': '^', '↓': 'v', '←': '<', '→': '>', '▸': '>', '●': '*', '○': 'o', '…': '.', '×': 'x', '─': '-', '│': '|', '█': '#', '▏': '|',
	'‹': '<', '›': '>', '“': '"', '”': '"', '‘': '\'', '’': '\'', '\u00a0': ' ',
}

// Shown gives a line of a frame as the terminal can draw it, in the same cells. A
// person's own words go through it as well: a sign in them is drawn by its stand-in. A
// terminal that does not join characters draws them one behind the other, and one that
// joins them without saying so does not: of joined emoji only the first is drawn, which
// has the same cells in both. Letters stay whole; what they take more than they were
// counted for is taken from the spaces behind them.
func (t Terminal) Shown(line string) string {
	if !strings.ContainsFunc(line, t.differs) {
		return line
	}
	var out []byte
	letters := 0 // so many bytes at the end of out are letters of one cell
	owed := 0
	for len(line) > 0 {
		seq, width, n, _ := ansi.DecodeSequence(line, ansi.NormalState, nil)
		line = line[n:]
		first, size := utf8.DecodeRuneInString(seq)
		sign, replaced := plainSigns[first]
		switch {
		case t.ASCII && first == '…' && letters >= 2: // what is cut ends two letters earlier
			out = append(out[:len(out)-2], "..."...)
		case t.ASCII && replaced:
			out = append(out, sign)
		case t.Joined:
			out = append(out, seq...)
		case joins(first): // behind a digit, as keys are drawn: it makes two cells of one
			if len(out) > 0 && out[len(out)-1] < utf8.RuneSelf {
				out = append(out, strings.Repeat(" ", ansi.StringWidth("1"+seq)-1)...)
			}
		case !unicode.IsLetter(first) && strings.ContainsFunc(seq, joins):
			out = append(append(out, seq[:size]...), strings.Repeat(" ", max(0, width-ansi.StringWidthWc(seq[:size])))...)
		case seq == " " && owed > 0 && strings.HasPrefix(line, " "):
			owed--
		default:
			if out = append(out, seq...); len(seq) == 1 && first > ' ' {
				letters++
				continue
			}
			if owed += ansi.StringWidthWc(seq) - width; owed < 0 {
				out, owed = append(out, ' '), owed+1
			}
		}
		letters = 0
	}
	return string(out)
}

// differs tells what may be drawn in other cells than it was counted for, or not at all.
func (t Terminal) differs(r rune) bool {
	return t.ASCII && r >= utf8.RuneSelf || !t.Joined && r >= '\u0300' && (r < '\u2010' || r > '\u2bff')
}

// joins tells what makes one character of several: the joiner, the selector of the
// colored form, the frame of a key, and the tones of skin.
func joins(r rune) bool {
	return r == '\u200d' || r == '\ufe0f' || r == '\u20e3' || r >= '\U0001F3FB' && r <= '\U0001F3FF'
}
