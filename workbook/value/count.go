package value

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

// ParseQuantity reads money, a percentage, or a number with words for a unit: 2
// days a week, two weeks a month, none. Money needs its currency typed; known
// decides only what a shared sign means. See ParseMoney for the rest.
func ParseQuantity(text string, known ...string) (Amount, error) {
	a, err := parseQuantity(text, known)
	if err != nil || !a.OK() || a.Money() && a.note == "" {
		return a, err
	}
	// Words that would be read otherwise once they are shown are no unit and no note.
	if again, err := parseQuantity(a.In(""), known); err != nil || !again.Equal(a) {
		return Amount{}, notCount(text, typedLine(text))
	}
	return a, nil
}

func parseQuantity(text string, known []string) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	if nothing(s) {
		s = "0"
	}
	if n, rest, ok := cutSpelled(s); ok {
		s = strings.TrimSpace(fmt.Sprint(n, " ", rest))
	}
	if m := percentShape.FindStringSubmatch(s); m != nil {
		return parseCount(text, m[1], "%")
	}
	if m := percentOf.FindStringSubmatch(s); m != nil {
		return parseCount(text, m[1], "% "+m[2])
	}
	body := s
	if at := strings.LastIndex(s, " ("); at > 0 && strings.HasSuffix(s, ")") {
		body = s[:at] // a note
	}
	if rest, _, _ := cutPeriod(Cents(body)); rest != "" {
		if m, ok := cutCurrency(rest, known); ok && isNumber(m.rest) {
			a, err := parseMoney(text, s, known)
			return a, offers(err, known)
		}
	}
	return parseCount(text, s, "")
}

// parseCount reads a number, with the words behind it for a unit where none is given.
func parseCount(text, s, unit string) (Amount, error) {
	s = strings.TrimRight(s, " .,;")
	if minus.MatchString(s) {
		return Amount{}, question(text, "An amount here cannot be below zero.", "Type it without the minus sign.")
	}
	if m := twoNumbers.FindStringSubmatch(s); m != nil && strings.ContainsFunc(m[1], unicode.IsDigit) && plainDigits.MatchString(strings.TrimSpace(m[1])) {
		words := strings.TrimLeft(m[2], "0123456789")
		if unit != "" {
			words = unit
		}
		return Amount{}, ask(text, fmt.Sprintf("There is room for one number, and %s has two.", Echo(s)), "Type one of them.",
			Reading{strings.TrimSpace(m[1] + words), strings.TrimSpace(m[1] + words)}, Reading{strings.TrimSuffix(m[2], words) + words, strings.TrimSuffix(m[2], words) + words})
	}
	body, words := s, ""
	if m := numberFirst.FindStringSubmatch(s); m != nil {
		spaced := strings.HasPrefix(s[len(m[1]):], " ")
		w, rest, _ := strings.Cut(m[2], " ")
		by, isScale := scaleOf(w)
		switch {
		case unit != "":
		case isScale && by > 0 && rest == "" && strings.EqualFold(w, "m"):
			return Amount{}, ask(text, fmt.Sprintf("Does the m in %s mean millions, meters or minutes?", Echo(s)), "Write the word out, such as 30 minutes.",
				Reading{m[1] + " minutes", m[1] + " minutes"}, Reading{m[1] + " million", m[1] + " million"}, Reading{m[1] + " meters", m[1] + " meters"})
		case isScale && by > 0 && len(w) > 1, strings.EqualFold(w, "k"):
			if rest != "" && number(m[1]) == 401 {
				return Amount{}, BadInput(text, "Does “401k” mean the plan or an amount?", "Put the plan's name after the number, such as 4% match.")
			}
			body, words = m[1]+" "+w, rest
		case spaced || glued.MatchString(m[2]):
			body, words = m[1], m[2]
		}
		if utf8.RuneCountInString(words) > maxUnit {
			return Amount{}, BadInput(text, "The words after the number are too long for a unit.", "Shorten them, such as 2 days a week.")
		}
	}
	digits, word, scale, ok := cutScale(body)
	first, _, _ := strings.Cut(words, " ")
	if by, _ := scaleOf(first); !ok || percentWords[strings.ToLower(first)] || by > 0 || words != "" && !letter1(words) {
		return Amount{}, notCount(text, s)
	}
	v, marks := readDigits(digits, word != "", strings.HasPrefix(unit, "%"))
	if marks != nil {
		if len(marks) == 0 {
			return Amount{}, unreadable(text)
		}
		e := InputError{Text: text, Problem: fmt.Sprintf("Does the mark in %s stand for thousands or decimals?", Echo(s)), Try: "Type it in full, or with a point, such as 2.125%.", asks: true}
		for _, v := range marks {
			n := NewAmount(v.Shift(scale), cmp.Or(unit, words)).String()
			e.Readings = append(e.Readings, Reading{n, n})
		}
		return Amount{}, &e
	}
	v = v.Shift(scale)
	if err := fits(text, v); err != nil {
		return Amount{}, err
	}
	return NewAmount(v, cmp.Or(unit, words)), nil
}

func letter1(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

func notCount(text, s string) error {
	if roughly.MatchString(s) {
		return question(text, Echo(s)+" is not one exact number.", "Type your best single number.")
	}
	return BadInput(text, Echo(s)+" is not a number that can be read.", "Type it with what it counts, such as 2 days a week.")
}

// ParseWeekly reads how many hours a week has, or days where no more than seven are
// allowed: 38, 37.5 hours a week.
func ParseWeekly(text string, most int) (Amount, error) {
	s, err := tooLong(text)
	if err != nil || s == "" {
		return Amount{}, err
	}
	of := Hour
	if most <= 7 {
		of = Day
	}
	rest, per, _ := cutPeriod(s)
	if n, words, ok := cutSpelled(rest); ok {
		rest = strings.TrimSpace(fmt.Sprint(n, " ", words))
	}
	rest = oneHalf.ReplaceAllString(rest, "$1.5")
	if m := numberFirst.FindStringSubmatch(rest); m != nil && of.named(m[2]) {
		rest = m[1]
	}
	a, err := parseCount(text, rest, "")
	var input *InputError
	switch {
	case errors.As(err, &input) && input.asks:
		return Amount{}, err
	case err != nil, !per.IsZero() && per != Week, a.unit != "", !a.value.IsPositive(), a.value.GreaterThan(decimal.NewFromInt(int64(most))):
		return Amount{}, BadInput(text, fmt.Sprintf("This needs a number for a week, %d at most.", most), "Type it alone, such as "+fmt.Sprint(min(most, 38))+".")
	}
	return a, nil
}

var (
	numberFirst = lazy.New(`^(` + digits + `)\s*(\pL.*)$`)
	glued       = lazy.New(`(?i)^(?:h|hrs?|hours?|mins?|minutes?|d|days?|w|weeks?|months?)(?:\s|$)`)
)
