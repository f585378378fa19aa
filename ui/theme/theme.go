// Package theme holds the one set of styles and the one key map that all
// screens use.
package theme

import "charm.land/lipgloss/v2"

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

// New gives the styles for a dark or a light background. Without color what is
// dim is faint instead, or a field's help could not be told from its answer.
func New(dark, color bool) *Styles {
	pick := lipgloss.LightDark(dark)
	accent := pick(lipgloss.Color("#0B6E8A"), lipgloss.Color("#7DCFFF"))
	warn := pick(lipgloss.Color("#A63C06"), lipgloss.Color("#FF9E64"))
	dim := pick(lipgloss.Color("#6A6F78"), lipgloss.Color("#8A90A2"))
	plain := lipgloss.NewStyle()
	return &Styles{
		Plain:  plain,
		Dim:    plain.Foreground(dim).Faint(!color),
		Bold:   plain.Bold(true),
		Accent: plain.Foreground(accent).Bold(true),
		Warn:   plain.Foreground(warn),
		Good:   plain.Foreground(accent),
		Key:    plain.Bold(true),
	}
}
