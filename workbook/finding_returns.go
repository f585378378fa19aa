package workbook

import (
	"firstmile/workbook/value"
	"fmt"
	"strings"
	"unicode"
)

// MinReturns is how many returns lesson 1 asks for.
const MinReturns = 3

var returnRules = []Rule{
	{"returns-few", Warns, LessonReturns, returnsFew},
	{"returns-only-money", Warns, LessonReturns, returnsOnlyMoney},
	{"return-no-why", Hints, LessonReturns, returnNoWhy},
	{"return-no-kind", Hints, LessonReturns, returnNoKind},
	{"return-no-name", Warns, LessonReturns, returnNoName},
	{"return-unrated", Hints, LessonReturns, returnUnrated},
	{"returns-content", Hints, LessonReturns, returnsNoGap},
}

func returnsFew(w Workbook, _ value.Date) []Finding {
	n := len(w.Returns)
	if n >= MinReturns {
		return nil
	}
	text := fmt.Sprintf("You have named %s; three is where a comparison starts.", count(n, "return"))
	if n == 0 {
		text = "You have not named a return yet."
	}
	return one(Finding{Text: text, Do: "Add what you get, or want to get, from work; the catalog helps."})
}

func returnsOnlyMoney(w Workbook, _ value.Date) []Finding {
	if len(w.Returns) < MinReturns {
		return nil // returns-few is enough to say; the next one may be another kind
	}
	for _, r := range w.Returns {
		if !r.Kind.Money() {
			return nil
		}
	}
	return one(Finding{Text: "Every return you named is money.", Do: "Add at least one that is not: time, place, growth, recognition."})
}

func returnNoWhy(w Workbook, _ value.Date) []Finding {
	return eachReturn(w, func(r Return) *Finding {
		if r.hasWhy() {
			return nil
		}
		text := start(quote(r.Name)) + " has no reason beside it."
		if r.Why != "" {
			text = fmt.Sprintf("%s is no reason why %s matters.", start(quote(r.Why)), quote(r.Name))
		}
		return &Finding{Field: "why", Text: text, Do: "Write in a line why it matters to you."}
	})
}

// hasWhy: a number there is a rating that went into the wrong field.
func (r Return) hasWhy() bool { return strings.ContainsFunc(r.Why, unicode.IsLetter) }

func returnNoKind(w Workbook, _ value.Date) []Finding {
	return eachReturn(w, func(r Return) *Finding {
		if r.Kind != "" || r.Name == "" {
			return nil
		}
		return &Finding{Field: "kind", Text: start(quote(r.Name)) + " has no kind yet.", Do: "Choose one, so that pay can be told from what no payroll pays."}
	})
}

func returnNoName(w Workbook, _ value.Date) []Finding {
	return eachReturn(w, func(r Return) *Finding {
		if r.Name != "" {
			return nil
		}
		return &Finding{Field: "name", Text: "A return has no name.", Do: "Name it, or delete it."}
	})
}

func returnUnrated(w Workbook, _ value.Date) []Finding {
	return eachReturn(w, func(r Return) *Finding {
		if _, ok := r.Pull(); ok {
			return nil
		}
		field := "today"
		switch {
		case r.Today.IsZero():
		case r.Wanted.IsZero():
			field = "wanted"
		default:
			field = "weight"
		}
		return &Finding{Field: field, Text: start(quote(r.Name)) + " is not in the ranking yet.", Do: "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each."}
	})
}

func returnsNoGap(w Workbook, _ value.Date) []Finding {
	ranked := w.Ranking()
	if len(ranked) < MinReturns || len(ranked) < len(w.Returns) {
		return nil
	}
	if pull, _ := ranked[0].Pull(); pull > 0 {
		return nil
	}
	return one(Finding{Record: recordKey(ReturnRecords, ranked[0].ID), Field: "wanted",
		Text: "By your own numbers there is nothing left to want.", Do: "Look again at today and wanted, and find where more would change your week."})
}

func eachReturn(w Workbook, check func(Return) *Finding) []Finding {
	var out []Finding
	for _, r := range w.Returns {
		if f := check(r); f != nil {
			f.Record = recordKey(ReturnRecords, r.ID)
			out = append(out, *f)
		}
	}
	return out
}

func recordKey(collection string, id ID) Key { return Key(collection + "/" + string(id)) }

func one(f Finding) []Finding { return []Finding{f} }

// maxQuote is how many characters of a person's own words a sentence repeats.
const maxQuote = 40

// quote sets a person's own words off inside a sentence. What it gives for a
// blank name begins small: see start.
func quote(s string) string {
	if s == "" {
		return "a return without a name"
	}
	return "“" + value.Shorten(value.CleanLine(s), maxQuote) + "”"
}

// start begins a sentence with s. A person's own words stand in quotes and stay
// as they were written.
func start(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

func count(n int, thing string) string {
	if n == 1 {
		return "one " + thing
	}
	return fmt.Sprintf("%s %ss", spell(n), thing)
}

// spell writes small numbers as words, as a sentence wants them.
func spell(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	if n >= 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprint(n)
}

func ordinal(n int) string {
	words := [...]string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	if n > 0 && n < len(words) {
		return words[n]
	}
	return fmt.Sprintf("number %d", n)
}
