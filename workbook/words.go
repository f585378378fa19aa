package workbook

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"firstmile/workbook/lazy"
)

// Numbers are read in the exact words of an ask to set them beside the number
// said. A slip that is passed over costs less than a false alarm: a number
// counts as another than the one said only when it is surely in the ask's unit
// and surely asked for, while the number said counts wherever it stands.

// wordNumber is one number in the words.
type wordNumber struct {
	start, end int // where it stands, its scale included
	digits     string
	scale      string
	value      decimal.Decimal
	unit       string // what is counted, as it is written; only of counted units
	read       bool   // it is a number, and no date, and in no other unit as far as is known
	sure       bool   // it is in the ask's unit, and asked for
}

// numbersBySize are the number words that are read, from one on.
var numbersBySize = []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

const (
	maxWords = 2000 // bytes above which words are not what is said in a breath

	nearby = 40 // bytes beside a number that are looked at
	clause = 90 // bytes before a number in which its clause is looked for
	months = `(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b`
)

var (
	numberInWords = lazy.New(`(?i)(\d{1,3}(?:[ ']\d{3})+\b(?:[.,]\d{1,2}\b)?|\d(?:[\d.,]*\d)?)(?:\s?(` + scaleWords + `)\b)?|\b(?:` + strings.Join(numbersBySize, "|") + `)\b`)
	// joins stands between the ends of a range, or between two choices.
	joins = lazy.New(`(?i)^\s?(?:-|–|—|/|to|and|or)\s?(?:\p{Sc}|[a-z]{1,3}\p{Sc}|[A-Z]{3}\s)?$`)

	markBefore   = lazy.New(`(?:\b\pL{1,3}\p{Sc}|\p{Sc}|\b\pL{2,3}\.?)\s?$`)
	markBehind   = lazy.New(`^\s?(?:\p{Sc}|\pL{2,7}\b\.?)`)
	touches      = lazy.New(`[\pL#_]$`)
	percentSign  = lazy.New(`(?i)^(?:\s?%|\s?-?(?:percent|per cent|pct)\b)`)
	shorterTime  = lazy.New(`(?i)^\s?(?:\p{Sc}|\pL{2,7})?\s*(?:/|\b(?:per|an?|each|every)\s)\s*(?:month|mo\b|mth|week|wk|day|hour|hr|h\b|quarter|fortnight)`)
	yearShape    = lazy.New(`^(?:19|20)\d\d$`)
	dateBehind   = lazy.New(`(?i)^(?:st|nd|rd|th)?\s?(?:of\s)?` + months + `|^/\d|^-\d\d-|^:\d`)
	dateBefore   = lazy.New(`(?i)(?:\b` + months + `\.?\s|\d/|\d{4}-(?:\d\d-)?|\d:)$`)
	compoundWord = lazy.New(`(?i)(?:ty|hundred|hundred and|thousand|thousand and|point|half)[ -]$`)

	// isRise stands before what is added to today's and is not the whole.
	isRise = lazy.New(`(?i)\b(?:by|another|extra|additional|further|(?:raise|rise|increase|difference|gap) of)\s(?:\p{Sc}\s?)?$`)
	// riseBehind stands behind it.
	riseBehind = lazy.New(`(?i)^\s?(?:\p{Sc}|euros?|dollars?|pounds?|[A-Z]{3})?\s(?:more|extra|on top|less|fewer|higher|above)\b`)
	// otherMoney stands in a clause about money that is not asked for.
	otherMoney = lazy.New(`(?i)\b(?:sav(?:e|ed|es|ing|ings)|cut|costs?|budgets?|revenues?|sales|sold|won|brought|deals?|contracts?|profits?|customers?|market|median|average|survey|earn(?:s|ed)?|today|currently|so far|until now)\b`)
	clauseEnd  = lazy.New(`(?i)^.*(?:[.,;:!?–—]\s|\bbut\b|\binstead of\b)`)
	// afterBare may follow a number without a currency for it to be money: "95,000
	// from May" is, "95,000 customers" is not.
	afterBare = lazy.New(`(?i)^(?:\.-|\s?[-–—]*\s*(?:$|[.,;:!?)…"”]|/\s?y|(?:from|per|an?|as|for|to|and|or|at|by|before|base|basic|gross|fixed|salary|pay|total|yearly|annual|annually|p\.?a|starting|effective|instead|because|since|given|when|rather|is|would|with|plus|if)\b))`)

	// otherCount stands before a number of days and the like that is a time limit
	// or a span, and otherCountBehind behind it.
	otherCount       = lazy.New(`(?i)\b(?:in|within|after|every|last|past|next|previous|first|for|of|before|until|than|those|these|took|takes)\s$`)
	otherCountBehind = lazy.New(`(?i)^(?:['’]|\s*(?:/|(?:an?|per|each|every|of|ago|before|later|earlier|after|off|notice|until|more|less|fewer)\b))`)
)

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

func head(s string, n int) string { return s[:min(len(s), n)] }

// otherInWords gives the number that the exact words name in place of said; of
// several the nearest to it. also and today may be named beside it.
func otherInWords(words string, said, also, today Amount) (Amount, bool) {
	if !said.OK() || said.unit == "" || len(words) > maxWords {
		return Amount{}, false
	}
	s := typedLine(words)
	counts := !said.Money()
	if !counts && (saysPlainly(s, said.Number()) || saysPlainly(s, said.value.String())) {
		return Amount{}, false // as most people write it; the reading below is dear
	}
	numbers := numbersIn(s, counts)
	sum := decimal.Zero
	for i := len(numbers) - 1; i >= 0; i-- {
		n := &numbers[i]
		if i+1 < len(numbers) {
			n.join(s, numbers[i+1])
		}
		if counts {
			n.readCount(s, said.unit)
		} else {
			n.readMoney(s, said.unit)
		}
		if i+1 < len(numbers) && !n.sure && joins.MatchString(head(s[n.end:numbers[i+1].start], nearby)) {
			n.sure, n.unit = numbers[i+1].sure, numbers[i+1].unit
		}
		if n.sure {
			sum = sum.Add(n.value)
		}
	}
	near, found := wordNumber{}, false
	for _, n := range numbers {
		switch {
		case !n.read:
		case n.value.Equal(said.value), also.Comparable(said) && n.value.Equal(also.value):
			return Amount{}, false
		case !n.sure, today.Comparable(said) && n.value.Equal(today.value):
		case (!counts || strings.HasPrefix(said.unit, "%")) && !within2(n.value, said.value):
		case !found || n.value.Sub(said.value).Abs().LessThan(near.value.Sub(said.value).Abs()):
			near, found = n, true
		}
	}
	if !found || !counts && sum.Equal(said.value) { // "80,000 and 16,000 of bonus"
		return Amount{}, false
	}
	return NewAmount(near.value, near.inUnit(said)), true
}

// saysPlainly tells whether a text has a number as it stands, not as a part of a
// longer one.
func saysPlainly(text, number string) bool {
	part := func(b byte) bool { return b >= '0' && b <= '9' }
	for from := 0; ; {
		i := strings.Index(text[from:], number)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(number)
		before := start > 0 && (part(text[start-1]) || start > 1 && strings.ContainsRune(".,'", rune(text[start-1])) && part(text[start-2]))
		behind := end < len(text) && (part(text[end]) || end+1 < len(text) && strings.ContainsRune(".,'", rune(text[end])) && part(text[end+1]))
		if !before && !behind {
			return true
		}
		from = end
	}
}

// within2 tells whether two values are within a factor of two of each other.
func within2(a, b decimal.Decimal) bool {
	return !a.Add(a).LessThan(b) && !b.Add(b).LessThan(a)
}

func numbersIn(s string, words bool) []wordNumber {
	var out []wordNumber
	for _, m := range numberInWords.FindAllStringSubmatchIndex(s, -1) {
		n := wordNumber{start: m[0], end: m[1]}
		switch {
		case m[2] >= 0:
			n.digits = s[m[2]:m[3]]
			if m[4] >= 0 {
				n.scale = s[m[4]:m[5]]
			}
		case !words || compoundWord.MatchString(tail(s[:m[0]], nearby)):
			continue
		}
		out = append(out, n)
	}
	return out
}

// join gives the first end of a range the scale of the last: "92 to 96k".
func (n *wordNumber) join(s string, next wordNumber) {
	if n.scale == "" && len(n.digits) <= 3 && n.digits != "" && joins.MatchString(head(s[n.end:next.start], nearby)) {
		n.scale = next.scale
	}
}

// readMoney reads an amount in the currency home. What stands beside the digits
// is left to the parser of typed amounts: the widest reading that is one counts.
func (n *wordNumber) readMoney(s, home string) {
	before, behind := tail(s[:n.start], nearby), head(s[n.end:], nearby)
	if percentSign.MatchString(behind) || n.digits == "401" && n.scale != "" || dateBehind.MatchString(behind) {
		return
	}
	number := n.digits + n.scale
	left, right := markBefore.FindString(before), markBehind.FindString(behind)
	for _, typed := range []string{left + number + right, left + number, number + right, number} {
		a, err := parseAmount(typed, "", home, true)
		var input *InputError
		if errors.As(err, &input) && input.asks || err == nil && a.unit != "" && a.unit != home {
			return // an amount, but not one to compare
		}
		if err != nil {
			continue
		}
		n.value, n.read = a.value, true
		bare := a.unit == ""
		at := clauseEnd.ReplaceAllString(tail(s[:n.start], clause), "")
		n.sure = !shorterTime.MatchString(behind) && !isRise.MatchString(before) && !riseBehind.MatchString(behind) && !otherMoney.MatchString(at) &&
			(!bare || afterBare.MatchString(behind) && !touches.MatchString(before) && !(n.scale == "" && yearShape.MatchString(n.digits)))
		return
	}
}

// readCount reads a number of what unit counts: "3 days a week". The words
// behind the number must be the whole unit, or its first word in a place where
// it is no other time.
func (n *wordNumber) readCount(s, unit string) {
	before, behind := tail(s[:n.start], nearby), head(s[n.end:], 2*nearby)
	key := strings.Fields(unitKey(unit))
	percent := percentSign.FindString(behind)
	if (percent != "") != (key[0] == "%") || dateBehind.MatchString(behind) || dateBefore.MatchString(before) {
		return
	}
	n.value = decimal.NewFromInt(int64(slices.Index(numbersBySize, strings.ToLower(s[n.start:n.end])) + 1))
	if n.digits != "" {
		v, err := parseNumber(s, n.digits, n.scale != "", percent != "")
		if err != nil {
			return
		}
		n.value = v.Shift(scaleOf(n.scale))
	}
	n.read = true
	word := percent
	if word == "" {
		word = countedWord.FindString(behind)
		n.unit = strings.ToLower(strings.TrimLeft(word, " -"))
		if n.unit == "" || unitKey(n.unit) != key[0] {
			return
		}
	}
	rest := strings.Fields(strings.ReplaceAll(behind[len(word):], "/", " per "))
	rest = rest[:min(len(rest), len(key)-1)]
	whole := len(key) > 1 && unitKey(strings.TrimRight(strings.Join(rest, " "), ".,;:!?)")) == strings.Join(key[1:], " ")
	n.sure = !isRise.MatchString(before) && !touches.MatchString(before) && (whole || !otherCount.MatchString(before) && !otherCountBehind.MatchString(behind[len(word):]))
}

var countedWord = lazy.New(`^[ -]?\pL+`)

// inUnit is the unit of said as it goes with the number: "1 day a week" beside
// "3 days a week".
func (n wordNumber) inUnit(said Amount) string {
	first, rest, _ := strings.Cut(said.unit, " ")
	one := decimal.NewFromInt(1)
	if n.unit == "" || n.value.Equal(one) == said.value.Equal(one) || strings.Contains(first, "/") {
		return said.unit
	}
	return strings.TrimSpace(n.unit + " " + rest)
}
