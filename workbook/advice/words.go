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

// past tells an English word, in small letters, for what was done: "wrote", "rewrote", "trained".
func past(verb string) bool {
	if slices.Contains(irregular, verb) || slices.Contains(irregular, strings.TrimPrefix(verb, "re")) {
		return true
	}
	return len(verb) > 4 && strings.HasSuffix(verb, "ed") &&
		(!strings.HasSuffix(verb, "eed") || slices.Contains([]string{"agreed", "freed", "guaranteed"}, verb))
}

// irregular are the verbs that do not end in -ed once they are done.
var irregular = strings.Fields("became began bought broke brought built caught chose cut dealt did dug drew drove fed fought found gave got grew heard held hit " +
	"kept knew laid led left lent let lit made met oversaw overcame paid put ran read rode said sat saw sent set sold spent split spoke spread stood " +
	"sought stuck swept swam taught threw told took understood undertook used won wrote")

// percent is part of whole, rounded to the nearest.
func percent(part, whole int) int { return (part*200 + whole) / (2 * whole) }

// filled leaves out what is blank.
func filled(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
