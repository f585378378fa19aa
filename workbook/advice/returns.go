package advice

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// minReturns is how many returns lesson 1 asks for.
const minReturns = 3

func init() {
	teach(chapter{
		lesson: workbook.LessonReturns,
		rules: []rule{
			{id: "returns-few", severity: Warns, missing: true, check: returnsFew},
			{id: "returns-only-money", severity: Warns, check: returnsOnlyMoney},
			{id: "return-no-why", severity: Hints, missing: true, check: eachReturn(returnNoWhy)},
			{id: "return-no-kind", severity: Hints, missing: true, check: eachReturn(returnNoKind)},
			{id: "return-no-name", severity: Warns, missing: true, check: eachReturn(returnNoName)},
			{id: "return-unrated", severity: Hints, missing: true, check: eachReturn(returnUnrated)},
			{id: "return-wants-less", severity: Hints, check: eachReturn(returnWantsLess)},
			{id: "returns-content", severity: Hints, check: returnsNoGap},
		},
		insight: insightReturns,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			return len(w.Returns) > 0, returnsDone(w), fmt.Sprint(len(w.Returns))
		},
	})
}

func returnsFew(w *dated) []Finding {
	n := len(w.Returns)
	if n >= minReturns {
		return nil
	}
	text := fmt.Sprintf("You have named %s; three is where a comparison starts.", value.Count(n, "return"))
	if n == 0 {
		text = "You have not named a return yet."
	}
	return one(Finding{Text: text, Do: "Add what you get, or want to get, from work; the catalog helps."})
}

func returnsOnlyMoney(w *dated) []Finding {
	// Below that returns-few is enough to say; the next one may be another kind.
	if len(w.Returns) < minReturns || slices.ContainsFunc(w.Returns, func(r workbook.Return) bool { return !r.Kind.Money() }) {
		return nil
	}
	return one(Finding{Text: "Every return you named is money.", Do: "Add at least one that is not: time, place, growth, recognition."})
}

func returnNoWhy(_ *dated, r workbook.Return) *Finding {
	if hasWhy(r) {
		return nil
	}
	text := value.Sentence(quote(r.Name)) + " has no reason beside it."
	if r.Why != "" {
		text = fmt.Sprintf("%s is no reason why %s matters.", value.Sentence(quote(r.Why)), quote(r.Name))
	}
	return &Finding{Field: "why", Text: text, Do: "Write in a line why it matters to you."}
}

// hasWhy: a number there is a rating that went into the wrong field.
func hasWhy(r workbook.Return) bool { return strings.ContainsFunc(r.Why, unicode.IsLetter) }

func returnNoKind(_ *dated, r workbook.Return) *Finding {
	if r.Kind != "" || r.Name == "" {
		return nil
	}
	return &Finding{Field: "kind", Text: value.Sentence(quote(r.Name)) + " has no kind yet.",
		Do: "Choose one, so that pay can be told from what no payroll pays."}
}

func returnNoName(_ *dated, r workbook.Return) *Finding {
	if r.Name != "" {
		return nil
	}
	return &Finding{Field: "name", Text: "A return has no name.", Do: "Name it, or delete it."}
}

func returnUnrated(_ *dated, r workbook.Return) *Finding {
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
	return &Finding{Field: field, Text: value.Sentence(quote(r.Name)) + " is not in the ranking yet.",
		Do: "Rate how much of it you have, how much you want and how much it matters, 0 to 10 each."}
}

// returnWantsLess: a gap is never below nothing, so what has more than is wanted of it
// is a slip of the fingers, or is named for what one wants less of.
func returnWantsLess(_ *dated, r workbook.Return) *Finding {
	today, rated := r.Today.Int()
	wanted, both := r.Wanted.Int()
	if !rated || !both || wanted >= today {
		return nil
	}
	return &Finding{Field: "wanted", Text: fmt.Sprintf("You have %d of %s and want %d.", today, quote(r.Name), wanted),
		Do: "Look at the two scores again; if less of it is what you want, name what you want more of instead."}
}

func returnsNoGap(w *dated) []Finding {
	for _, r := range w.Returns {
		if pull, rated := r.Pull(); !rated || pull > 0 {
			return nil
		}
	}
	if len(w.Returns) < minReturns {
		return nil
	}
	return one(Finding{Record: workbook.RecordKey(workbook.ReturnRecords, w.Returns[0].ID), Field: "wanted",
		Text: "By your own numbers there is nothing left to want.", Do: "Look again at today and wanted, and find where more would change your week."})
}

func eachReturn(look func(w *dated, r workbook.Return) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.ReturnRecords, w.Returns, func(r *workbook.Return) (workbook.ID, *Finding) { return r.ID, look(w, *r) })
	}
}

func insightReturns(w *dated) []string {
	ranked := w.Ranking()
	if len(ranked) < 2 {
		return []string{"Rate two returns or more, and the ranking will show which gap is the largest."}
	}
	top, second := ranked[0], ranked[1]
	pull, _ := top.Pull()
	if pull == 0 {
		return []string{"By your own numbers you have all that you want of each; ask yourself whether that is so."}
	}
	next, _ := second.Pull()
	money := slices.IndexFunc(ranked, func(r *workbook.Return) bool { return r.Kind.Money() })
	var out []string
	switch tied := slices.IndexFunc(ranked, func(r *workbook.Return) bool { p, _ := r.Pull(); return p < pull }); {
	case next == pull:
		var names []string
		if tied < 0 {
			tied = len(ranked)
		}
		for _, r := range ranked[:tied] {
			names = append(names, quote(r.Name))
		}
		out = append(out, fmt.Sprintf("%s pull equally hard: a tie is a tie, so look which of them you would miss first.", value.Sentence(value.List(names))))
	case money > 0:
		out = append(out, fmt.Sprintf("%s is %s; your largest gap is %s.",
			value.Sentence(quote(ranked[money].Name)), value.Ordinal(workbook.Places(ranked)[ranked[money].ID]), quote(top.Name)))
	default:
		total := 0
		for _, r := range ranked {
			p, _ := r.Pull()
			total += p
		}
		out = append(out, fmt.Sprintf("Your largest gap is %s: %d%% of all that you miss.", quote(top.Name), percent(pull, total)))
	}
	var enough []string
	for _, r := range ranked {
		if r.Keeps() {
			enough = append(enough, quote(r.Name))
		}
	}
	if len(enough) > 0 {
		of := "it"
		if len(enough) > 1 {
			of = "each"
		}
		out = append(out, fmt.Sprintf("Keep %s: you have enough of %s, so do not trade it away.", value.List(enough), of))
	}
	if to, ok := w.LeadsTo(); ok && next > 0 {
		if weight, _ := top.Weight.Int(); to == weight {
			out = append(out, fmt.Sprintf("How firm: one point less of weight, and %s is no longer first.", quote(top.Name)))
		} else {
			out = append(out, fmt.Sprintf("How firm: %s leads down to a weight of %d.", quote(top.Name), to))
		}
		if above, below, level := w.NextTie(); above != nil {
			would := "put it behind"
			if level {
				would = "draw it level with"
			}
			out = append(out, fmt.Sprintf("Wanting one point less of %s would %s %s.", quote(above.Name), would, quote(below.Name)))
		}
	}
	return out
}

func returnsDone(w workbook.Workbook) bool {
	beyond := false
	for _, r := range w.Returns {
		if _, rated := r.Pull(); !rated || !hasWhy(r) || r.Name == "" {
			return false
		}
		beyond = beyond || !r.Kind.Money()
	}
	return beyond && len(w.Returns) >= minReturns
}
