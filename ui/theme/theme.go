// Package theme holds the one set of styles and the one key map that all
// screens use.
package theme

import (
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Styles is how the program looks: one accent, one warning color, everything
// else plain or dim. No meaning is carried by color alone: every sign stands
// beside a word.
type Styles struct {
	Plain  lipgloss.Style
	Dim    lipgloss.Style // what can be skipped
	Bold   lipgloss.Style
	Accent lipgloss.Style // where one is
	Warn   lipgloss.Style // what is wrong
	Key    lipgloss.Style // a key in the line of keys
	Sign   Signs
}

// Terminal is what is known of the terminal that the program is drawn on.
type Terminal struct {
	Ground Ground
	Colors colorprofile.Profile
	ASCII  bool // its font or encoding may have none of our signs
	Joined bool // it draws joined characters as one (mode 2027)
}

// Ground is what is known of a terminal's background.
type Ground int

// The backgrounds. Until a terminal tells, it is not known.
const (
	Unknown Ground = iota
	Dark
	Light
)

// New gives the styles for a terminal's background and colors. The 256 have the
// entries given: the nearest to a gray would be purple. Of sixteen only cyan can be
// read on every dark palette (bright black falls to a contrast of 1, blue to 1.6), and
// on light or unknown ground none, so that bold alone tells; what is dim shows by its
// form.
func New(t Terminal) *Styles {
	plain := lipgloss.NewStyle()
	st := &Styles{Plain: plain, Dim: plain, Bold: plain.Bold(true), Accent: plain.Bold(true), Warn: plain.Bold(true), Key: plain.Bold(true), Sign: signs(t.ASCII)}
	accent, warn, dim := [2]string{"#7DCFFF", "117"}, [2]string{"#FF9E64", "215"}, [2]string{"#A0A6B8", "248"}
	if t.Ground == Light {
		accent, warn, dim = [2]string{"#0B6E8A", "24"}, [2]string{"#A63C06", "124"}, [2]string{"#5B6068", "240"}
	}
	i := 0
	switch t.Colors {
	case colorprofile.TrueColor:
	case colorprofile.ANSI256:
		i = 1
	case colorprofile.ANSI:
		if t.Ground == Dark {
			st.Accent = st.Accent.Foreground(lipgloss.Cyan)
		}
		return st
	default:
		return st
	}
	st.Accent = st.Accent.Foreground(lipgloss.Color(accent[i]))
	st.Warn = plain.Foreground(lipgloss.Color(warn[i]))
	st.Dim = plain.Foreground(lipgloss.Color(dim[i]))
	return st
}
