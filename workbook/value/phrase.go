package value

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Direction tells which year a day without one belongs to.
type Direction int

// Ahead is the next such day, today included; Behind is the last one.
const (
	Ahead Direction = iota
	Behind
)

const dateHelp = "Type it such as 12 mar, 2027-03-12 or +6w."

// ParseDate reads a day as people type it in the languages of languages.txt: 12 mar,
// March 12, 2027, 12.3., 2027-W10, friday, in two weeks, end of march, dans 3 semaines,
// 3月12日. What could be several days, or is no certain day (3/12, next friday, mid
// march), is refused with a question and its readings (InputError). way tells the
// year, or the week, of a day without one; today must be answered. Behind, where a
// source is dated, a month or a year is its first day. Blank text is a blank date, and so is “none”.
// Dates lie in 1900 to 2200.
func ParseDate(text string, today Date, way Direction) (Date, error) {
	return parse(text, today, way, false)
}

// ParseMoment is ParseDate for a day that may have a time: 12 mar 10:30, friday 3pm.
func ParseMoment(text string, today Date, way Direction) (Date, error) {
	return parse(text, today, way, true)
}

func parse(text string, today Date, way Direction, timed bool) (Date, error) {
	if len(text) > maxTyped {
		return Date{}, BadInput(text, "That is too long for a date.", dateHelp)
	}
	p := newPhrase(text, today, way, timed)
	if len(p.tokens) == 0 && strings.TrimSpace(CleanLine(text)) == "" {
		return Date{}, nil
	}
	best := p.best("moment")
	if len(best) == 0 && nothing(typedLine(text)) { // there is none
		return Date{}, nil
	}
	if len(best) == 0 || p.steps > maxSteps { // what was not followed might be meant
		return Date{}, p.unread()
	}
	return p.answer(best)
}

func newPhrase(text string, today Date, way Direction, timed bool) *phrase {
	p := &phrase{text: text, today: today, way: way, timed: timed, found: map[place][]match{}}
	if p.tokens = lex(Fold(typedLine(text))); len(p.tokens) > maxTokens {
		p.tokens = nil
	}
	return p
}

// isSpan tells a text that is a span, such as two days or within two weeks, and that
// is no day where a quantity may be meant.
func isSpan(text string) bool {
	return len(newPhrase(text, Date{}, Ahead, false).best("length")) > 0
}

// best gives the least far-fetched ways to read all of the phrase.
func (p *phrase) best(name string) []node {
	var out []node
	for _, m := range p.all(name, 0) {
		switch {
		case m.end < len(p.tokens) || len(out) > 0 && m.cost > out[0].cost:
			continue
		case len(out) > 0 && m.cost < out[0].cost:
			out = out[:0]
		}
		out = append(out, m.node)
	}
	return out
}

// answer is the one day that all readings come to, or the question which is meant.
func (p *phrase) answer(best []node) (Date, error) {
	var (
		meant []Date
		ask   string
		bad   error
	)
	for _, n := range best {
		if n.err != nil {
			bad = cmp.Or(bad, n.err)
			continue
		}
		ask = cmp.Or(ask, n.ask)
		for _, d := range n.days {
			if inBounds(d.year()) && d.OK() && !slices.Contains(meant, d) {
				meant = append(meant, d)
			}
		}
	}
	if len(meant) == 0 {
		return Date{}, cmp.Or(bad, tooFar(p.text))
	}
	if !p.timed && slices.ContainsFunc(meant, func(d Date) bool { return d.clock > 0 }) {
		for i := range meant {
			meant[i].clock = 0
		}
		ask = cmp.Or(ask, "This needs a day alone, without a time.")
	}
	if len(meant) > 1 || ask != "" {
		slices.SortStableFunc(meant, func(a, b Date) int { return p.far(a) - p.far(b) })
		if !slices.ContainsFunc(meant, func(d Date) bool { return d.day != meant[0].day || d.clock == 0 }) && ask == "" {
			ask = "Which time is meant by " + Echo(p.text) + "?"
		}
		return Date{}, askDay(p.text, cmp.Or(ask, p.which()), meant)
	}
	return meant[0], nil
}

// far tells how unlikely a day is: a time that was typed is rather meant than none, and
// any day than one on the other side of today.
func (p *phrase) far(d Date) int {
	switch {
	case !p.side(d):
		return 2
	case d.clock == 0:
		return 1
	}
	return 0
}

func (p *phrase) which() string { return "Which day is meant by " + Echo(p.text) + "?" }

// askDay asks which of several days a text means.
func askDay(text, problem string, meant []Date) error {
	e := InputError{Text: text, Problem: problem, Try: dateHelp, asks: true}
	for _, d := range meant {
		if len(e.Readings) < maxReadings && !slices.ContainsFunc(e.Readings, func(r Reading) bool { return r.Text == d.String() }) {
			e.Readings = append(e.Readings, Reading{d.String(), d.time().Format("Monday, 2 January 2006") + d.at()})
		}
	}
	return &e
}

// unread says why a text is no day.
func (p *phrase) unread() error {
	s := Echo(p.text)
	switch {
	case len(p.best("nomonth")) > 0:
		return BadInput(p.text, s+" names no month.", dateHelp)
	case !strings.ContainsFunc(p.text, unicode.IsDigit):
		return BadInput(p.text, s+" is not a day yet.", "Type it such as 12 mar or +6w once you know it.")
	case p.way == Behind:
		return BadInput(p.text, s+" is not a date that can be read.", "Type it such as 12 mar, oct 2026 or 2026.")
	}
	return BadInput(p.text, s+" is not a date that can be read.", dateHelp)
}

func tooFar(text string) error { return BadInput(text, "That is too far away.", dateHelp) }

// noDay says why there is no such day; year is 0 where none is said.
func (p *phrase) noDay(day, month, year int) error {
	why := "."
	name := time.Month(month).String()
	switch {
	case month < 1 || month > 12:
		return BadInput(p.text, Echo(p.text)+" names no month.", dateHelp)
	case day > 31:
		why = ": no month has more than 31 days."
	case month == 2 && day == 29:
		why = fmt.Sprintf(": %s %d has 28 days.", name, year)
	case month == 2 && day > 29:
		why = ": " + name + " has 29 days at most."
	case day > 30:
		why = ": " + name + " has 30 days."
	}
	return BadInput(p.text, "There is no day "+Echo(p.text)+why, dateHelp)
}
