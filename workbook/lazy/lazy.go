// Package lazy has regular expressions that are compiled at their first use.
package lazy

import (
	"regexp"
	"sync"
)

// Regexp is a regexp.Regexp that is compiled at its first use: compiled at start,
// those that read typed text would cost every start over a millisecond and most
// of a megabyte before the first screen. Its methods are those of regexp.Regexp.
type Regexp struct {
	text     string
	once     sync.Once
	compiled *regexp.Regexp
}

// New gives an expression in the syntax of package regexp; it panics at its first
// use when it is not one.
func New(text string) *Regexp { return &Regexp{text: text} }

func (e *Regexp) get() *regexp.Regexp {
	e.once.Do(func() { e.compiled = regexp.MustCompile(e.text) })
	return e.compiled
}

func (e *Regexp) MatchString(s string) bool { return e.get().MatchString(s) }

func (e *Regexp) FindString(s string) string { return e.get().FindString(s) }

func (e *Regexp) FindStringSubmatch(s string) []string { return e.get().FindStringSubmatch(s) }

func (e *Regexp) FindStringIndex(s string) []int { return e.get().FindStringIndex(s) }

func (e *Regexp) ReplaceAllString(s, with string) string { return e.get().ReplaceAllString(s, with) }

func (e *Regexp) FindAllStringIndex(s string, n int) [][]int { return e.get().FindAllStringIndex(s, n) }

func (e *Regexp) Split(s string, n int) []string { return e.get().Split(s, n) }

func (e *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	return e.get().ReplaceAllStringFunc(s, by)
}
