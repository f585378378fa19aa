package advice

import (
	"slices"

	"firstmile/workbook/value"
)

// quote sets the name of a return off inside a sentence; what it gives for a
// blank name begins small.
func quote(s string) string { return called(s, "a return without a name") }

// called is quote for what is called otherwise while it has no name.
func called(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return "“" + value.Shorten(value.CleanLine(s), value.MaxQuote) + "”"
}

// percent is part of whole, rounded to the nearest.
func percent(part, whole int) int { return (part*200 + whole) / (2 * whole) }

// filled leaves out what is blank.
func filled(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
