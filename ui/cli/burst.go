package cli

import (
	"errors"
	"io"
	"os"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// burst is how many letters that arrive at once are a paste: more than fingers
// and a slow line put together, and too many to be commands.
const burst = 32

// keyboard reads what is typed, and marks long runs of letters as the paste that
// they are. A terminal that does not mark them itself would have each letter laid
// out and drawn on its own, and a text pasted beside a field would be a hundred
// commands.
type keyboard struct {
	*os.File
	marks marks
	last  time.Time    // something was read
	moves atomic.Int64 // goes up with all that is read, and all that is dealt with
	end   error        // nothing more can be read: the terminal was closed
}

// apart is how long the parts of one sequence are at most apart: longer than Bubble
// Tea waits for the next one. An escape that stands alone for so long is a key.
const apart = 100 * time.Millisecond

// Read reads like the file. It reads half of what there is room for, since marks
// take room too. Where the terminal is closed it gives the end as something typed, so that
// all before it is dealt with first.
func (k *keyboard) Read(p []byte) (int, error) {
	if k.end != nil {
		return 0, k.end
	}
	n, err := k.File.Read(p[:(len(p)+1)/2])
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, syscall.EIO): // as a terminal that was closed has it
		k.end = err
		return copy(p, k.closed()), nil
	case err != nil:
		return n, err
	}
	now := time.Now()
	if now.Sub(k.last) > apart {
		k.marks.open = nil
	}
	k.last = now
	k.moves.Add(1)
	return copy(p, k.marks.add(p[:n])), nil
}

// endMode is a mode that no terminal has; its report is the end of what is typed.
const endMode = ansi.DECMode(9999)

// closed gives what stands for the end: a paste that was cut off ends first, and a sequence
// gets the time in which it counts as typed.
func (k *keyboard) closed() string {
	if k.marks.open != nil {
		time.Sleep(apart)
	}
	end := ansi.ReportMode(endMode, ansi.ModeNotRecognized)
	if k.marks.pasted {
		return ansi.BracketedPasteEnd + end
	}
	return end
}

// isEnd tells whether a message is the end of what was typed.
func isEnd(msg tea.Msg) bool {
	report, is := msg.(tea.ModeReportMsg)
	return is && report.Mode == endMode
}

// rest waits until what was typed before a signal has been dealt with: nothing is read for
// a moment, and pass comes back, which goes behind what waits, without anything before it.
func (k *keyboard) rest(pass func()) {
	const moment, calm, most = 10 * time.Millisecond, 3, 80
	quiet := 0
	for range most {
		before := k.moves.Load()
		time.Sleep(moment)
		pass()
		if quiet++; k.moves.Load() != before {
			quiet = 0
		}
		if quiet == calm {
			return
		}
	}
}

// marks puts the marks of a bracketed paste around long runs of letters.
type marks struct {
	open   []byte // a sequence that has begun and has been passed on so far
	pasted bool   // the terminal has marked the beginning of a paste, not its end
}

// longest bounds a sequence: what goes on for longer was no sequence.
const longest = 1024

// add gives what is to be read for what was typed next. What has been passed on
// stays as it is, so that a sequence or a letter that comes in two parts is whole.
func (m *marks) add(typed []byte) (out []byte) {
	passed, rest := len(m.open), append(m.open, typed...)
	m.open = nil
	var run []byte
	letters := 0
	end := func() {
		if letters >= burst {
			run = slices.Concat([]byte(ansi.BracketedPasteStart), run, []byte(ansi.BracketedPasteEnd))
		}
		out, run, letters = append(out, run...), nil, 0
	}
	for len(rest) > 0 {
		seq, _, n, state := ansi.DecodeSequence(rest, ansi.NormalState, nil)
		if r, size := utf8.DecodeRune(rest); r != utf8.RuneError && size > 1 {
			seq, n = rest[:size], size // of a cluster that may not be whole
		} else if state != ansi.NormalState || !utf8.FullRune(rest) {
			if seq, n = rest, len(rest); n <= longest {
				m.open = slices.Clone(rest)
			}
		}
		if passed == 0 && m.open == nil && m.letters(seq) {
			run, letters = append(run, seq...), letters+utf8.RuneCount(seq)
			rest = rest[n:]
			continue
		}
		end()
		out = append(out, seq[min(passed, n):]...)
		passed, rest = max(0, passed-n), rest[n:]
		switch string(seq) {
		case ansi.BracketedPasteStart:
			m.pasted = true
		case ansi.BracketedPasteEnd:
			m.pasted = false
		}
	}
	end()
	return out
}

// letters tells text that is not in a marked paste from all other input.
func (m *marks) letters(seq []byte) bool {
	return !m.pasted && seq[0] >= ' ' && seq[0] != 0x7f && utf8.Valid(seq)
}
