package advice

import "firstmile/workbook/value"

// quote sets a person's own words off inside a sentence. What it gives for a
// blank name begins small: see start.
func quote(s string) string {
	if s == "" {
		return "a return without a name"
	}
	return "“" + value.Shorten(value.CleanLine(s), value.MaxQuote) + "”"
}

// percent is part of whole, rounded to the nearest.
func percent(part, whole int) int { return (part*200 + whole) / (2 * whole) }

// name is a person's own words where they need no quotes; see start.
func name(s string) string {
	if s == "" {
		return "a return without a name"
	}
	return value.Shorten(value.CleanLine(s), value.MaxQuote)
}
