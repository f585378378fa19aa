package value

import (
	"fmt"
	"strings"
)

// InputError says why typed text could not be read and what to type instead.
// What was typed is kept by whoever asked.
type InputError struct {
	Text    string // what was typed
	Problem string // what is wrong, or the question to the person
	Try     string // what to type

	// Readings are what the text may mean, the likelier first: typing one of them
	// in its place answers the question. None where nothing can be offered.
	Readings []Reading

	which bool // it asks whose sign it is, and nothing else
	asks  bool // an amount was surely meant: the text must not pass for a statement
}

// Reading is one thing that typed text may mean.
type Reading struct {
	Text string // what to type for it, which is read without a question
	Says string // what it is understood as: "€92,500 a year"
}

// Error gives the problem and what to type, two sentences.
func (e *InputError) Error() string { return e.Problem + " " + e.Try }

func BadInput(text, problem, try string) error {
	return &InputError{Text: text, Problem: problem, Try: try}
}

// question is badInput for text that surely means an amount, but not which.
func question(text, problem, try string) error {
	return &InputError{Text: text, Problem: problem, Try: try, asks: true}
}

// echo repeats what was typed inside a sentence.
func Echo(s string) string { return "“" + Shorten(strings.TrimSpace(CleanLine(s)), 30) + "”" }

// Shorten cuts s to n characters, the last an ellipsis.
func Shorten(s string, n int) string {
	if len(s) <= n {
		return s // no more characters than bytes
	}
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

func ask(text, problem, try string, readings ...Reading) error {
	return &InputError{Text: text, Problem: problem, Try: try, Readings: readings, asks: true}
}

func unreadable(text string) error {
	return question(text, fmt.Sprintf("The digits and marks in %s do not make one amount.", Echo(text)), "Type it such as 92,000 or 92000.")
}

// Choose asks which of several amounts text means; bare ones are said in the currency home.
func Choose(text, problem, try, home string, may []Amount) error {
	e := InputError{Text: text, Problem: problem, Try: try, asks: true}
	for _, a := range may {
		e.Readings = append(e.Readings, Reading{a.In(home), a.Named(home).String()})
	}
	return &e
}
