// Package theme holds the one set of styles and the one key map that all
// screens use.
package theme

import (
	"image/color"

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
	Good   lipgloss.Style // what is settled
	Key    lipgloss.Style // a key in the line of keys
}

// New gives the styles for a dark or a light background and what colors there are.
// Of sixteen the nearest to a gray may be a dark blue, and the dark gray is no better
// on black, so those are named. Without
// color what is dim is faint instead, or a field's help could not be told from its
// answer.
func New(dark bool, colors colorprofile.Profile) *Styles {
	pick := func(light, night string, lightOf16, darkOf16 color.Color) color.Color {
		if colors == colorprofile.ANSI {
			return lipgloss.LightDark(dark)(lightOf16, darkOf16)
		}
		return lipgloss.LightDark(dark)(lipgloss.Color(light), lipgloss.Color(night))
	}
	accent := pick("#0B6E8A", "#7DCFFF", lipgloss.Blue, lipgloss.BrightCyan)
	warn := pick("#A63C06", "#FF9E64", lipgloss.Red, lipgloss.BrightYellow)
	dim := pick("#6A6F78", "#8A90A2", lipgloss.BrightBlack, lipgloss.Cyan)
	plain := lipgloss.NewStyle()
	return &Styles{
		Plain:  plain,
		Dim:    plain.Foreground(dim).Faint(colors <= colorprofile.ASCII),
		Bold:   plain.Bold(true),
		Accent: plain.Foreground(accent).Bold(true),
		Warn:   plain.Foreground(warn),
		Good:   plain.Foreground(accent),
		Key:    plain.Bold(true),
	}
}
