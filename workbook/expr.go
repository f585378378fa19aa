package workbook

import (
	"regexp"
	"sync"
)

// expr is a regular expression that is compiled at its first use: compiled at
// start, those that read typed text would cost every start over a millisecond
// and most of a megabyte before the first screen.
type expr struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// lazily gives an expression in the syntax of package regexp; it panics at its
// first use when it is not one, and a test uses them all.
func lazily(text string) *expr { return &expr{text: text} }

func (e *expr) get() *regexp.Regexp {
	e.once.Do(func() { e.compiled = regexp.MustCompile(e.text) })
	return e.compiled
}

func (e *expr) MatchString(s string) bool              { return e.get().MatchString(s) }
func (e *expr) FindString(s string) string             { return e.get().FindString(s) }
func (e *expr) FindStringSubmatch(s string) []string   { return e.get().FindStringSubmatch(s) }
func (e *expr) FindStringIndex(s string) []int         { return e.get().FindStringIndex(s) }
func (e *expr) ReplaceAllString(s, with string) string { return e.get().ReplaceAllString(s, with) }
func (e *expr) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.get().FindAllStringSubmatchIndex(s, n)
}
