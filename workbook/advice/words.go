package advice

import (
	"slices"
	"strings"

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

// inside puts who was typed inside a sentence: an article there begins small.
func inside(s string) string {
	s = strings.TrimRight(value.Shorten(value.CleanLine(strings.TrimSpace(s)), value.MaxQuote), " .,;:!?")
	for _, article := range []string{"The ", "A ", "An ", "My ", "Our ", "All ", "Everybody", "Everyone"} {
		if strings.HasPrefix(s, article) {
			return strings.ToLower(article) + s[len(article):]
		}
	}
	return s
}

// percent is part of whole, rounded to the nearest.
func percent(part, whole int) int { return (part*200 + whole) / (2 * whole) }

// filled leaves out what is blank.
func filled(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
