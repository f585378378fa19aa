package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"firstmile/workbook"

	"golang.org/x/text/unicode/norm"
)

// maxSlug leaves room for an ending within what every file system takes.
const maxSlug = 60

// noSlug names a file whose title has no letter that a slug can keep.
const noSlug = "workbook"

var folded = strings.NewReplacer("ß", "ss", "æ", "ae", "ø", "o", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// Slug makes a file name of a title: small letters and digits of any script, and
// single hyphens, 1 to 60 of them; never a name that Windows keeps for itself. A
// title without a letter has none of its own: it gives noSlug.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(folded.Replace(strings.ToLower(norm.NFKD.String(name)))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteString(plainLatin(r))
		case unicode.Is(unicode.M, r): // an accent of a letter of another script belongs to it
			if b.Len() > 0 && !gap {
				b.WriteRune(r)
			}
		case r == '\'' || r == '’': // a word's own apostrophe
		default:
			gap = true
		}
	}
	s := b.String()
	if r := []rune(s); len(r) > maxSlug {
		s = string(r[:maxSlug])
		if i := strings.LastIndexByte(s, '-'); i > len(s)/2 {
			s = s[:i] // at the end of a word where there is one
		}
		s = strings.TrimRight(s, "-")
	}
	if s == "" || reserved(s) {
		s = strings.TrimPrefix(s+"-"+noSlug, "-")
	}
	return s
}

// plainLatin takes the accents off a Latin letter; other letters stay as they are.
func plainLatin(r rune) string {
	if !unicode.Is(unicode.Latin, r) {
		return string(r)
	}
	first, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return string(first)
}

// FileName is what the file of a document is called unless the person says otherwise:
// their name, so that a coach tells clients apart, and the title. A title without a
// letter gets the workbook's key. The manager's is made of what the manager reads, and
// does not say that there are other copies; with no title of its own it gets the key too.
func FileName(d Document, f Format) string {
	end := "." + string(f)
	if d.Part != "" {
		end = "-" + d.Part + end
	}
	slug := Slug(d.Title)
	if (slug == noSlug || d.Audience == Manager) && d.Key != "" {
		slug += "-" + d.Key
	}
	if d.Audience == Manager {
		return slug + "-our-talk" + end
	}
	if !blank(d.Person) {
		slug = Slug(d.Person) + "-" + slug
	}
	return slug + "-plan-" + string(d.Audience) + end
}

// key is the part of an id that differs most: its end, in small letters.
func key(id workbook.ID) string {
	s := strings.ToLower(string(id))
	return s[max(0, len(s)-6):]
}

// reserved tells whether Windows takes the name for a device.
func reserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul", "clock":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && s[3] >= '0' && s[3] <= '9'
}
