package value

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"firstmile/workbook/lazy"
)

// Bound is what makes a must-have something one can check: a number with a
// unit and a side, or a statement that is true or not. Text that surely meant a
// number but could not be read is kept in the amount (UnreadBound).
type Bound struct {
	Amount    Amount // set when it is a number
	AtMost    bool   // the number is an upper bound
	Statement string // set when it is a statement
}

// UnreadBound keeps text that ParseBound refused, as it was typed.
func UnreadBound(text string) Bound { return Bound{Amount: UnreadAmount(text)} }

// Unread is the text that could not be read as a threshold, "" when there is none.
func (t Bound) Unread() string { return t.Amount.Unread() }

// IsZero tells whether it is not yet answered.
func (t Bound) IsZero() bool { return t.Amount.IsZero() && t.Statement == "" }

// Equal tells whether both are the same answer.
func (t Bound) Equal(u Bound) bool {
	return t.AtMost == u.AtMost && t.Statement == u.Statement && t.Amount.Equal(u.Amount)
}

// Clean makes its texts safe to store and to show; see Amount.Clean.
func (t Bound) Clean() Bound {
	t.Amount, t.Statement = t.Amount.Clean(), CleanLine(t.Statement)
	return t
}

// Meets tells whether an amount is on the right side of the number; ok is
// false when the threshold is a statement or the units differ.
func (t Bound) Meets(a Amount) (met, ok bool) {
	if !t.Amount.Comparable(a) {
		return false, false
	}
	if t.AtMost {
		return !t.Amount.Less(a), true
	}
	return !a.Less(t.Amount), true
}

// String gives "at least €92,000", "at most 2 days a week", the statement, or
// unread text as it was typed. In a field that is typed into, use In.
func (t Bound) String() string {
	if !t.Amount.OK() {
		return t.Statement + t.Amount.Unread()
	}
	return t.side() + " " + t.Amount.String()
}

// In is String for a field of a workbook in the currency home; see Amount.In.
func (t Bound) In(home string) string {
	if !t.Amount.OK() {
		return t.String()
	}
	return t.side() + " " + t.Amount.In(home)
}

func (t Bound) side() string {
	if t.AtMost {
		return "at most"
	}
	return "at least"
}

// The words for a side stand before or behind the number, as words of their
// own: "up to date tools" and "minutes for each meeting" are statements.
var (
	atLeast = lazy.New(`(?i)^(?:(?:at ?least|no less than|not less than|minimum(?: of)?|min\.?|mindestens|mind\.?|au moins|al menos|por lo menos|como mínimo|pelo menos|almeno|minstens|minst|co najmniej|przynajmniej|alespoň|legalább|vähintään)\s|>=|≥)\s*`)
	atMost  = lazy.New(`(?i)^(?:(?:at ?most|no more than|not more than|up to|maximum(?: of)?|max\.?|höchstens|maximal|au plus|como máximo|no máximo|al massimo|hoogstens|maximaal|högst|høyst|højst|co najwyżej|najwyżej|nejvýše|legfeljebb|enintään)\s|<=|≤)\s*`)
	orMore  = lazy.New(`(?i)\s*(?:\+|\b(?:or more|or above|and up|and above|at least|(?:at (?:a )?)?minimum))$`)
	orLess  = lazy.New(`(?i)\s*\b(?:or less|or fewer|or below|at most|maximum|max\.?|tops)$`)
	nearly  = lazy.New(`(?i)^(?:(?:about|around|roughly|circa|ca\.?|approx\.?|approximately|` +
		`nearly|almost|over|under|above|below|more than|less than)\s+|[~≈><+(])\s*`)
	// A side may stand inside as well: 1 coupure maximum par semaine, 29.5万円以上.
	mostInside  = lazy.New(`(?i),?\s+(?:(?:tout )?au plus|(?:au |als |como |al |no )?(?:max(?:imum|imal|\.)?|máximo|massimo)|at (?:the )?most|or (?:less|fewer)|tops|höchstens|maximaal|hoogstens|pas plus|nicht mehr|(?:and )?no more|not more)(?:$|[\s,.])|(?:以下|以内|まで)$`)
	leastInside = lazy.New(`(?i),?\s+(?:(?:au |als |como |al |no )?minimum|au moins|mindestens|al menos|almeno|co najmniej|minstens|at (?:the )?least|or more)(?:$|[\s,.])|以上$`)
	orMin       = lazy.New(`(?i)[\s,]+min\.?$`) // behind what is surely money; else they are minutes
	bareMarks   = lazy.New(`^\p{Sc}?[\d.,' ]+\p{Sc}?$`)
	limitFirst  = lazy.New(`^(?:\pL{1,3}\.?\s?)?\p{Sc}?\s?\d`)
	limitSign   = lazy.New(`\p{Sc}`)
	rate        = lazy.New(`(?i)^\pL+(?: \pL+){0,2} (?:a|per|each|every) (?:day|week|month|quarter|year)$`)
	spelledUnit = lazy.New(`(?i)^(?:hours|days|nights|shifts|weekends|weeks|months|evenings)?$`)
	digitFirst  = lazy.New(`^\p{Sc}?\s?\d`)
)

// ParseBound reads "92k", "at least 92k", "92k or more", "88k base", "at most 2 days
// a week", "two days a week" as numbers and anything else as a statement; a number
// without a side is a lower bound. money tells whether a bare number is money; for
// known see ParseMoney. Text that surely means a number, but not which, is refused
// with a question (InputError). Blank text is a blank threshold.
func ParseBound(text string, money bool, known ...string) (Bound, error) {
	s := strings.TrimSpace(CleanLine(text))
	if len(s) > maxTyped {
		return Bound{Statement: s}, nil
	}
	if m := nearly.FindString(s); m != "" && money {
		if a, err := parseLimit(s[len(m):], money, known); err == nil {
			number := a.In("")
			return Bound{}, ask(text, fmt.Sprintf("Which number is the line in %s?", Echo(text)), "Type it alone, such as 88k or at least 88k.",
				Reading{"at least " + number, "at least " + number}, Reading{"at most " + number, "at most " + number})
		}
	}
	if b, ok, err := boundOfPart(s, money, known); ok {
		return b, err
	}
	rest, most, sided := cutSide(s)
	if m := orMin.FindStringIndex(s); m != nil && !sided && limitFirst.MatchString(s) && paid(s[:m[0]], money, known) {
		rest, sided = s[:m[0]], true
	}
	if plain := typedLine(rest); !limitFirst.MatchString(plain) {
		n, counts, ok := cutSpelled(plain)
		switch {
		case nothing(plain):
			rest = "0"
		case ok && (sided || rate.MatchString(counts) || spelledUnit.MatchString(counts)): // two days a week, but not "one good chair"
			rest = fmt.Sprint(n, " ", counts)
		default:
			return Bound{Statement: s}, nil
		}
	}
	a, err := parseLimit(rest, money, known)
	if err == nil && !a.Money() {
		// Words that would be read otherwise once they are shown are a statement.
		if again, err := parseLimit(a.In(""), money, known); err != nil || !again.Equal(a) {
			return Bound{Statement: s}, nil
		}
	}
	if err == nil {
		return Bound{Amount: a, AtMost: most}, nil
	}
	// "24/7 on call", "4-day week" and "17:30" begin with a digit and are statements still.
	var input *InputError
	_, aClock := parseClock(rest)
	oneWord := digitFirst.MatchString(rest) && !strings.ContainsRune(rest, ' ') && (money || !aClock) ||
		money && (bareMarks.MatchString(rest) || digitFirst.MatchString(rest) && namesMoney(rest)) // 13 pounds 5 an hour
	if errors.As(err, &input) && (input.asks && len(input.Readings) > 0 || sided || oneWord) {
		for i := range input.Readings {
			if r := &input.Readings[i]; sided {
				side := Bound{AtMost: most}.side() + " "
				r.Text, r.Says = side+r.Text, side+r.Says
			}
		}
		return Bound{}, err
	}
	return Bound{Statement: s}, nil
}

// partFirst is the part of pay that stands before its number: base of at least 88k.
var partFirst = lazy.New(`(?i)^(?:an? |my |the )?(base|basic|total|ote)(?: (?:pay|salary|wages?|comp|compensation|package))?(?: of|:| is)?\s+(.+)$`)

// boundOfPart reads a number that has the part of pay it is about before it, which is kept as
// a note as behind one; false where there is no such number.
func boundOfPart(s string, money bool, known []string) (Bound, bool, error) {
	side := atLeast.FindString(s)
	if side == "" {
		side = atMost.FindString(s)
	}
	m := partFirst.FindStringSubmatch(s[len(side):])
	if m == nil || !money {
		return Bound{}, false, nil
	}
	b, err := ParseBound(side+m[2], money, known...)
	if err != nil && nearly.MatchString(m[2]) { // base over 88k: which number is the line
		return Bound{}, true, err
	}
	if err != nil || !b.Amount.Money() {
		return Bound{}, false, nil
	}
	if b.Amount.note == "" {
		b.Amount.note = strings.ToLower(m[1])
	}
	return b, true, nil
}

func cutSide(s string) (rest string, most, sided bool) {
	if m := atMost.FindString(s); m != "" {
		return s[len(m):], true, true
	}
	if m := atLeast.FindString(s); m != "" {
		return s[len(m):], false, true
	}
	if m := orMore.FindStringIndex(s); m != nil && limitFirst.MatchString(s) {
		return s[:m[0]], false, true
	}
	if m := orLess.FindStringIndex(s); m != nil && limitFirst.MatchString(s) {
		return s[:m[0]], true, true
	}
	for _, side := range []*lazy.Regexp{mostInside, leastInside} {
		if m := side.FindStringIndex(s); m != nil && limitFirst.MatchString(typedLine(s)) {
			return strings.TrimSpace(strings.TrimRight(s[:m[0]], " ,") + " " + strings.TrimLeft(s[m[1]:], " ,.")), side == mostInside, true
		}
	}
	return s, false, false
}

// parseLimit reads the number as money where money is meant, and else with the
// words that follow: a must-have about pay may still be "2 days a week".
func parseLimit(s string, money bool, known []string) (Amount, error) {
	if !money {
		q, err := ParseQuantity(s, known...)
		if err != nil { // a wish of one's own may be money that says so: $120,000 total
			if a, e := ParseMoney(s, known...); e == nil && limitSign.MatchString(s) {
				return a, nil
			}
		}
		return q, err
	}
	a, err := ParseMoney(s, known...)
	var input *InputError
	if err == nil || errors.As(err, &input) && input.asks {
		return a, err
	}
	if q, e := ParseQuantity(s, known...); e == nil && !namesMoney(q.unit) {
		return q, nil
	}
	return Amount{}, err
}

// paid tells whether a text is surely money: by a currency, or where money is meant by a
// number alone that is for a period or of thousands.
func paid(s string, money bool, known []string) bool {
	rest, _, period := cutPeriod(Cents(s))
	if m, ok := cutCurrency(rest, known); ok && isNumber(m.rest) {
		return true
	}
	a, err := ParseMoney(s, known...)
	return money && (namesMoney(rest) || period && isNumber(rest) || err == nil && a.value.GreaterThanOrEqual(thousand))
}

// namesMoney tells whether a currency stands among words that count something.
func namesMoney(words string) bool {
	for _, w := range strings.Fields(words) {
		if m, ok := cutCurrency("1 "+w, nil); ok && m.rest == "1" && (len(w) > 3 || hasSign(w) || capitals.MatchString(w)) {
			return true
		}
	}
	return false
}

// MarshalJSON writes "at least 92000 EUR", "at most 2 days a week", the
// statement after an equals sign, or "?" before text that could not be read.
func (t Bound) MarshalJSON() ([]byte, error) {
	if text := t.Unread(); text != "" {
		return json.Marshal(unreadMark + text)
	}
	if !t.Amount.OK() {
		if t.Statement == "" {
			return []byte(`""`), nil
		}
		return json.Marshal("=" + t.Statement)
	}
	b, err := t.Amount.MarshalText()
	if err != nil {
		return nil, err
	}
	return json.Marshal(t.side() + " " + string(b))
}

// UnmarshalJSON reads what MarshalJSON writes, strictly; t is left as it was on
// an error.
func (t *Bound) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("a threshold is a string such as \"at least 92000 EUR\", not %s", b)
	}
	if s == "" {
		*t = Bound{}
		return nil
	}
	if text, ok := strings.CutPrefix(s, unreadMark); ok {
		*t = UnreadBound(text)
		return nil
	}
	if st, ok := strings.CutPrefix(s, "="); ok {
		*t = Bound{Statement: CleanLine(st)}
		return nil
	}
	for _, side := range []string{"at least ", "at most "} {
		rest, ok := strings.CutPrefix(s, side)
		if !ok {
			continue
		}
		u := Bound{AtMost: side == "at most "}
		if err := u.Amount.UnmarshalText([]byte(rest)); err != nil {
			return err
		}
		if !u.Amount.OK() {
			break
		}
		*t = u
		return nil
	}
	return fmt.Errorf("%q is not a threshold such as \"at least 92000 EUR\" or \"=no weekend calls\"", Shorten(s, 60))
}
