package plan

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug leaves room for an ending within what every file system takes.
const maxSlug = 60

// noSlug names a file whose title has no letter that a slug can keep.
const noSlug = "workbook"

var folded = strings.NewReplacer("ß", "ss", "æ", "ae", "ø", "o", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// Slug makes a file name of a title: a-z, 0-9 and single hyphens, 1 to 60 of
// them, and never a name that Windows keeps for itself.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range folded.Replace(strings.ToLower(norm.NFKD.String(name))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’': // an accent, or a word's own apostrophe
		default:
			gap = true
		}
	}
	s := b.String()
	if len(s) > maxSlug {
		s = s[:maxSlug]
		if i := strings.LastIndexByte(s, '-'); i > maxSlug/2 {
			s = s[:i] // at the end of a word where there is one
		}
		s = strings.TrimRight(s, "-")
	}
	if s == "" || reserved(s) {
		s = strings.TrimPrefix(s+"-"+noSlug, "-")
	}
	return s
}

// FileName is what the Markdown of a document is called unless the person says
// otherwise. The manager's is made of the title that the manager reads, and does
// not say that there are other copies.
func FileName(d Document) string {
	slug := Slug(d.Title)
	switch d.Audience {
	case Manager:
		return slug + "-our-talk.md"
	}
	return slug + "-plan-" + string(d.Audience) + ".md"
}

// reserved tells whether Windows takes the name for a device.
func reserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul", "clock":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}
