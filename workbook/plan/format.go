package plan

import (
	"path/filepath"
	"strings"
)

// Format is how a plan is written to a file; it is the ending of the file's name.
type Format string

// The formats.
const (
	AsMarkdown Format = "md"
	AsHTML     Format = "html"
	AsCalendar Format = "ics" // the days of it alone, see Calendar
)

// FormatOf is the one that a file's name asks for: Markdown unless it ends as a page does.
func FormatOf(name string) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm":
		return AsHTML
	case ".ics":
		return AsCalendar
	}
	return AsMarkdown
}

// Write writes a Document in this format, which is not that of a calendar.
func (f Format) Write(d Document) string {
	if f == AsHTML {
		return HTML(d)
	}
	return Markdown(d)
}
