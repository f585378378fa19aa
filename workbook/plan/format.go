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
)

// FormatOf is the one that a file's name asks for: Markdown unless it ends as a page does.
func FormatOf(name string) Format {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html", ".htm":
		return AsHTML
	}
	return AsMarkdown
}

// Write writes a Document in this format.
func (f Format) Write(d Document) string {
	if f == AsHTML {
		return HTML(d)
	}
	return Markdown(d)
}
