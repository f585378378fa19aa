package value

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

// ParseTerm is ParseQuantity for an ask that is not about money: what is wanted
// may be a time of day, a day ("by October"), or plain words. Words in quotes stay
// words, as does what begins with a word ("Level 5"). Of other text with digits it asks.
func ParseTerm(text string, today Date, known ...string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if words := spokenWords(s); words != s && words != "" {
		return Words(words), nil
	}
	if a, ok := parseClock(s); ok {
		return a, nil
	}
	if m := spokenClock.FindStringSubmatch(InDigits(s)); m != nil {
		return Amount{}, asksHalf(text, m)
	}
	if d, ok := parseBy(s, today); ok {
		return OnDay(d), nil
	}
	if rest, _, sided := cutSide(s); sided { // at most 2 a month: which side is better the numbers tell
		if a, err := ParseQuantity(rest, known...); err == nil {
			return a, nil
		}
	}
	a, err := ParseQuantity(text, known...)
	if err == nil {
		return a, nil
	}
	if !strings.ContainsFunc(s, unicode.IsDigit) {
		return Words(s), nil
	}
	if e, ok := err.(*InputError); ok && !e.asks {
		if _, _, sided := cutSide(s); letter1(s) && !sided && !roughly.MatchString(s) { // Level 5, L5
			return Words(s), nil
		}
		return Amount{}, ask(text, e.Problem, "Type a number with what it counts, such as 2 days a week; or say it in words, in quotes.",
			Reading{"“" + s + "”", "the words “" + s + "”"})
	}
	return Amount{}, err
}

// IsSpelled tells text that begins with a number in words: "two weeks".
func IsSpelled(text string) bool {
	first, _, _ := strings.Cut(typedLine(text), " ")
	_, ok := spelled(first)
	return ok && first != "" && !unicode.IsDigit([]rune(first)[0])
}

// spokenWords takes the quotes off an answer that is to stay words.
func spokenWords(s string) string {
	for _, q := range []string{`""`, "“”", "„“", "«»", "''"} {
		open, size := utf8.DecodeRuneInString(q)
		if body, ok := strings.CutPrefix(s, string(open)); ok {
			if body, ok = strings.CutSuffix(body, q[size:]); ok {
				return strings.TrimSpace(body)
			}
		}
	}
	if strings.ContainsFunc(s, unicode.IsDigit) || nothing(s) {
		return ""
	}
	if _, _, ok := cutSpelled(s); ok {
		return ""
	}
	return s
}

var clockShape = lazy.New(`(?i)^(?:at |by |until |from |before |after |kl\.? ?|um |à |a las )?(\d{1,2})(?:[:h.](\d\d))?\s*([ap]\.?m\.?|uhr|h|o'clock)?$`)

// spokenClock is a time as it is said, of which the half of the day is not.
var spokenClock = lazy.New(`(?i)^(?:at |by |until |from |before |after )?(half past|quarter past|quarter to) (\d{1,2})$`)

func asksHalf(text string, m []string) error {
	at := number(m[2])*60 + map[string]int{"half past": 30, "quarter past": 15, "quarter to": -15}[strings.ToLower(m[1])]
	var may []Amount
	for _, t := range []int{at, at + 12*60} {
		if t >= 0 && t < 24*60 {
			may = append(may, Clock(t/60, t%60))
		}
	}
	return Choose(text, "Is "+Echo(text)+" in the morning or in the evening?", "Type it such as 18:30.", "", may)
}

// parseClock reads a time of day: 17:45, 5:45 pm, 4.30 pm, 17h45.
func parseClock(s string) (Amount, bool) {
	m := clockShape.FindStringSubmatch(s)
	hours := m != nil && strings.EqualFold(m[3], "h")
	switch {
	case m == nil, m[2] == "" && (m[3] == "" || hours), strings.Contains(m[0], ".") && (m[3] == "" || hours): // 4.30 is a number
		return Amount{}, false
	}
	hour, minute := number(m[1]), number(cmp.Or(m[2], "0"))
	switch strings.ToLower(strings.ReplaceAll(m[3], ".", "")) {
	case "pm":
		if hour < 12 {
			hour += 12
		}
	case "am":
		hour %= 12
	}
	return Clock(hour, minute), hour < 24 && minute < 60
}

var (
	dayLong = decimal.NewFromInt(24 * 60)
	byDay   = lazy.New(`(?i)^(?:by|until|till|from|before|not later than|no later than|on|as of|starting|bis|ab)\s+(.+)$`)
)

// parseBy reads a day up to or from which something holds: by October is its last
// day. A bare number is no day here, nor is what could be two days.
func parseBy(s string, today Date) (Date, bool) {
	m := byDay.FindStringSubmatch(s)
	typed := s
	if m != nil {
		typed = m[1]
	} else if !strings.ContainsFunc(s, unicode.IsDigit) || plainDigits.MatchString(s) {
		return Date{}, false
	}
	if isSpan(typed) {
		return Date{}, false // two days are a number
	}
	for _, t := range []string{typed, "end of " + typed} {
		if d, err := ParseDate(t, today, Ahead); err == nil && d.OK() {
			return d, true
		}
	}
	return Date{}, false
}
