package value

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/lazy"
)

// Mention is an amount that stands in a sentence.
type Mention struct {
	Amount Amount
	More   bool // it comes on top of what there is
	Asked  bool // it is surely what is asked for: a wish stands before it, and nothing that makes it another amount
}

// What stands in the exact words of an ask is read to find a slip, and a slip
// that is passed over costs less than a false alarm.
var (
	numberInWords = lazy.New(`(?:(?:\b[A-Z]{1,3})?\p{Sc}\s?|\b[A-Z]{3}\s?)?(?:\d{1,3}(?:[ ']\d{3})+\b|\d(?:[\d.,]*\d)?)` +
		`(?i:\s?(?:` + scaleWords() + `))?(?:\s?(?:\p{Sc}|(?i:euros?|dollars?|pounds?)\b|zł|kr\b|円|元|원|[A-Z]{3}\b))?`)
	likeMoney   = lazy.New(`[^\d.,' ]|\d[.,' ]\d{3}(?:\D|$)|^\d{5}`)
	percentWord = lazy.New(`(?i)\s?(?:%|\b(?:percent|per cent|pct)\b)`)
	periodAfter = lazy.New(`(?i)^\s*(?:/|an?\s|per\s|each\s|every\s)\s*(hour|day|week|month|year|annum)\b`)

	// askedFor ends where the amount begins: a wish, or nothing at all, and then
	// no word that could make it another amount than the one wished for.
	askedFor = lazy.New(`(?i)(?:^|[、。]|(?:希望|想要|请求)[,，]?|\b(?:(?:would|'d) like|want|propose|suggest|expect|(?:ask|asking|hope|hoping|looking|aim|aiming) for)\b|` +
		`(?:^|\s)(?:quiero|quisiera|pido|me gustaría|propongo|je voudrais|je souhaite|je demande|j'aimerais|ich möchte|ich hätte gerne?|ich bitte um|` +
		`ik wil(?: graag)?|ik zou graag|vorrei|chiedo|propongo|gostaria(?: de)?|queria|peço|chciał[a]?bym|proszę o|oczekuję|jag vill(?: ha)?|jag önskar|` +
		`jeg vil(?: gerne| gjerne)?(?: ha(?:ve)?)?|jeg ønsker|хочу|прошу|istiyorum)\s)` +
		`(?:\s*\b(?:an?|the|my|our|new|base|basic|fixed|gross|total|annual|yearly|hourly|monthly|salary|pay|rate|wage|` +
		`bonus|budget|allowance|to|should|be|paid|of|at|for|from|about|around|earn|get|receive|have|work|you to|raise (?:my|to)|rise to|increase to|(?:go|move|come|rise|grow|get|be (?:raised|moved|brought))(?: up)? to|at least|no less than|at most|no more than|only|just|up to|` +
		`ganar|cobrar|un|una|de|mi|salario|sueldo|gagner|toucher|un|une|mon|salaire|gehalt|auf|ein|von|brutto|salaris|naar|een|van|guadagnare|uno|stipendio|ganhar|` +
		`do|en)\b|(?:zarabiać|pensję|podwyżkę|tjäna|lön|på|lønn?|зарплату|оклад)\s|年収|月給|基本給|給与|月薪|年薪|工资|연봉|월급|[をはでに: ：])*\s*$`)
	// askedToDo ends where a quantity begins that one asks to do something with: "I would
	// like to hand over 25 accounts", with no number and no full stop before.
	askedToDo = lazy.New(`(?i)(?:(?:would|'d) like|want|propose|suggest|ask|asking)(?: for| you)? to(?: \pL+){1,3}(?: (?:only|just|at most|no more than|up to))?\s*$`)
	// ofThem stands between a number and what it counts: two of the accounts.
	ofThem = lazy.New(`(?i)^\s*of (?:the|my|our|your|these|those)\b`)
	// What comes on top of what there is: "€6,000 more", "a raise of €6,000".
	moreBehind  = lazy.New(`(?i)^\s*(?:more|extra|on top|higher|additional(?:ly)?|mehr|de plus|en plus|más|in più|więcej|meer|mer|above (?:what|my))(?:\s|[.,;!?]|$)`)
	moreFor     = lazy.New(`(?i)^\s*(?:more|extra|on top|higher)(\s*(?:/|an?\s|per\s|each\s|every\s)\s*(?:hour|day|week|month|year|annum)\b)`)
	raiseBefore = lazy.New(`(?i)\b(?:(?:raise|rise|increase) of|an? (?:extra|additional|further)|another)\s*$`)
	raiseAsked  = lazy.New(`(?i)(?:^|(?:(?:would|'d) like|want|propose|suggest|(?:ask|asking|hope|hoping|looking) for)\b)(?:\s*\b(?:an?|to|earn|get|have|receive|pay|raise|rise|increase|of|about|around|extra|additional|further|another)\b)*\s*$`)
	scaleBehind = lazy.New(`(?i)\s?(?:k|thousand|grand|tsd)\b`)
	spanned     = lazy.New(`(?i)^\s*(?:and|to|or|-|–)\s*$`)
	// otherAmount begins behind an amount that is added to what there is.
	otherAmount = lazy.New(`(?i)^\s*(?:more|extra|on top|higher|above|less|fewer)\b`)
)

// scaleWords matches the words for thousands and millions behind a number.
func scaleWords() string {
	var out []string
	for w, by := range scales {
		switch ascii := w[0] < utf8.RuneSelf && w[len(w)-1] < utf8.RuneSelf; {
		case by == 0 || w == "l":
		case ascii:
			out = append(out, regexp.QuoteMeta(w)+`\b`)
		case unspaced(w) || utf8.RuneCountInString(w) > 2:
			out = append(out, regexp.QuoteMeta(w))
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	return strings.Join(out, "|")
}

// Mentions lists the amounts that words name, in digits or spelled, and that can be
// set beside like: money of any currency beside money, percentages beside
// percentages, and else what counts the same. known is as for ParseMoney.
func Mentions(words string, like Amount, known ...string) []Mention {
	if words == "" || !like.set || like.unit == "" {
		return nil
	}
	if like.unit == clock {
		return mentionedTimes(typedLine(words))
	}
	s := percentWord.ReplaceAllString(InDigits(typedLine(words)), " %")
	unit := len(strings.Fields(unitKey(like.unit)))
	var out []Mention
	all := numberInWords.FindAllStringIndex(s, -1)
	for i, at := range all {
		typed, after := s[at[0]:at[1]], s[at[1]:]
		var a Amount
		span := false // the lower end of one, which is not all that is asked for
		switch {
		case like.Money():
			if i+1 < len(all) { // between 88 and 96 thousand
				next := s[all[i+1][0]:all[i+1][1]]
				if w := scaleBehind.FindString(next); w != "" && scaleBehind.FindString(typed) == "" && spanned.MatchString(s[at[1]:all[i+1][0]]) {
					typed, span = typed+w, true
				}
			}
			if strings.HasPrefix(strings.TrimSpace(after), "%") || !likeMoney.MatchString(typed) && !sameSize(typed, like) {
				continue
			}
			if p := periodAfter.FindString(after); p != "" {
				typed, after = typed+p, after[len(p):]
			}
			var ok bool
			if a, ok = mentioned(typed, like, known); !ok {
				continue
			}
		case strings.HasPrefix(like.unit, "%"):
			rest, ok := strings.CutPrefix(strings.TrimSpace(after), "%")
			v, may := readDigits(typed, false, true)
			if !ok || may != nil {
				continue
			}
			a, after = NewAmount(v, "%"+strings.TrimPrefix(like.unit, "%")), strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), strings.TrimSpace(like.unit[1:])))
		default:
			behind := strings.Fields(strings.ReplaceAll(ofThem.ReplaceAllString(after, ""), "/", " per "))
			n := min(unit, len(behind))
			v, may := readDigits(typed, false, false)
			a = NewAmount(v, strings.TrimRight(strings.Join(behind[:n], " "), ".,;:!?)"))
			if n = len(behind[:n]); !a.Comparable(like) { // nights, of night shifts
				short := strings.Fields(strings.Replace(unitKey(like.unit), " shift", "", 1))
				if n = min(len(short), len(behind)); len(short) < unit && unitKey(strings.TrimRight(strings.Join(behind[:n], " "), ".,;:!?)")) == strings.Join(short, " ") {
					a = NewAmount(v, like.unit)
				}
			}
			if after = strings.Join(behind[n:], " "); may != nil || !a.Comparable(like) {
				continue
			}
		}
		asked := askedFor.MatchString(s[:at[0]])
		if !like.Money() && !strings.HasPrefix(like.unit, "%") {
			asked = asked || askedToDo.MatchString(s[:at[0]])
		}
		if m := moreFor.FindStringSubmatch(after); m != nil && like.Money() && a.per.IsZero() { // $500 more a month
			if b, err := ParseMoney(a.In("")+m[1], known...); err == nil {
				a = b
			}
		}
		more := moreBehind.MatchString(after) || raiseBefore.MatchString(s[:at[0]])
		asked = asked || more && raiseAsked.MatchString(s[:at[0]])
		out = append(out, Mention{a, more, asked && !span && (more || !otherAmount.MatchString(after))})
	}
	return out
}

// timeInWords is a time of day in a sentence: 16:30, 4.30 pm, 16h30, 5 o'clock.
var timeInWords = lazy.New(`(?i)\b\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\b\.?|o'clock|uhr\b)|\b\d{1,2}[:h]\d\d\b`)

// mentionedTimes lists the times of day that words name; one in the words of an ask is
// what is asked for.
func mentionedTimes(s string) []Mention {
	var out []Mention
	for _, at := range timeInWords.FindAllStringIndex(s, -1) {
		if a, ok := parseClock(strings.TrimRight(s[at[0]:at[1]], ".")); ok {
			out = append(out, Mention{Amount: a, Asked: true})
		}
	}
	return out
}

// mentioned reads one amount of money; where its sign is one that several currencies
// share and none of them is like's, it is of another one.
func mentioned(typed string, like Amount, known []string) (Amount, bool) {
	a, err := ParseMoney(typed, known...)
	var input *InputError
	if err == nil || !errors.As(err, &input) || !IsCurrency(like.unit) {
		return a, err == nil
	}
	var other Amount
	for _, r := range input.Readings {
		b, err := ParseMoney(r.Text, known...)
		if err != nil || !IsCurrency(b.unit) || b.unit == like.unit {
			return Amount{}, false
		}
		if !other.OK() {
			other = b
		}
	}
	return other, other.OK()
}

// sameSize tells whether a bare number could be money of the size of like: 42
// beside $41 an hour, but not the 3 of "3 May" beside a year's pay.
func sameSize(typed string, like Amount) bool {
	v, may := readDigits(typed, false, false)
	return may == nil && v.Mul(two).GreaterThan(like.value) && like.value.Mul(two).GreaterThan(v)
}

// InDigits writes the numbers that a sentence spells in digits, so that "ninety-six
// thousand euros" and "two days a week" are read as they would be typed.
func InDigits(s string) string {
	words := strings.Fields(s)
	for i := 0; i < len(words); i++ {
		w := strings.TrimRight(words[i], ".,;:!?)")
		n, ok := spelled(w)
		if !ok || w == "" || w[0] >= '0' && w[0] <= '9' {
			continue
		}
		tail := words[i][len(w):]
		if tail == "" && n >= 20 && n%10 == 0 && i+1 < len(words) { // ninety six
			next := strings.TrimRight(words[i+1], ".,;:!?)")
			if unit, ok := spelled(next); ok && unit < 10 && next[0] > '9' {
				n, tail = n+unit, words[i+1][len(next):]
				words = append(words[:i], words[i+1:]...)
			}
		}
		words[i] = strconv.Itoa(n) + tail
	}
	return strings.Join(words, " ")
}
