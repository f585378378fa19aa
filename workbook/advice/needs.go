package advice

import (
	"fmt"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// manyMusts is the number of must-haves above which they stop being that.
const manyMusts = 4

func init() {
	teach(chapter{
		lesson: workbook.LessonNeeds,
		rules: []rule{
			{id: "musts-many-fail", severity: Blocks, check: mustsManyFail},
			{id: "must-uncovered", severity: Blocks, also: []workbook.Lesson{workbook.LessonAsks}, check: eachUnmet(mustUncovered)},
			{id: "must-unasked", severity: Warns, also: []workbook.Lesson{workbook.LessonAsks}, check: eachUnmet(mustUnasked)},
			{id: "must-no-threshold", severity: Warns, missing: true, check: eachMust(mustNoThreshold)},
			{id: "must-not-checked", severity: Warns, missing: true, check: eachMust(mustNotChecked)},
			{id: "must-hesitates", severity: Warns, check: eachMust(mustHesitates)},
			{id: "must-met-contradicts", severity: Warns, check: eachMust(mustMetContradicts)},
			{id: "musts-none", severity: Warns, missing: true, check: mustsNone},
			{id: "musts-many", severity: Warns, check: mustsMany},
			{id: "stays-with-musts", severity: Warns, check: staysWithMusts},
			{id: "must-untested", severity: Hints, missing: true, check: eachMust(mustUntested)},
			{id: "nice-shares", severity: Hints, check: niceShares},
			{id: "returns-unsorted", severity: Hints, missing: true, check: eachReturn(returnUnsorted), together: returnsUnsorted},
		},
		insight: insightNeeds,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			must, nice := len(w.Sorted(workbook.Must)), len(w.Sorted(workbook.Nice))
			return must+nice > 0 || w.Fallback.Stay, needsDone(w), fmt.Sprintf("%d · %d", must, nice)
		},
	})
}

// mustUncovered is the contradiction across lessons 2, 3 and 4: one cannot
// both be unable to stay without it and have no plan to get it.
func mustUncovered(w *dated, r workbook.Return) *Finding {
	if w.AskFor(r.ID) != nil || offered(w, r) || manyFail(w) > 0 || w.Fallback.Stay {
		return nil
	}
	return &Finding{Text: value.Sentence(quote(r.Name)) + " is a must-have that today's job does not meet, and no ask and no offer covers it.",
		Do: "Ask for it in lesson 3, find an offer that has it, or move it to the nice-to-haves."}
}

func mustUnasked(w *dated, r workbook.Return) *Finding {
	if w.AskFor(r.ID) != nil || !offered(w, r) || manyFail(w) > 0 || w.Fallback.Stay {
		return nil
	}
	return &Finding{Text: value.Sentence(quote(r.Name)) + " is a must-have that today's job does not meet, and no ask covers it; only an offer elsewhere does.",
		Do: "Ask for it here first, or be clear with yourself that you would leave over it."}
}

// offered tells whether an offer that is still open covers the must-have.
func offered(w *dated, r workbook.Return) bool {
	return slices.ContainsFunc(w.Offers, func(o workbook.Offer) bool {
		return o.Live(w.today) && o.Take != value.No && w.MustCovered(o, r) == value.Yes
	})
}

func mustNoThreshold(_ *dated, r workbook.Return) *Finding {
	if !r.Need.Threshold.IsZero() {
		return nil
	}
	return &Finding{Field: "threshold", Text: value.Sentence(quote(r.Name)) + " is a must-have without a threshold.",
		Do: "Write what can be checked: a number, or a statement that is true or not."}
}

func mustNotChecked(w *dated, r workbook.Return) *Finding {
	if a := w.MustMet(r); a == value.Yes || a == value.No {
		return nil
	}
	return &Finding{Field: "met", Text: "You have not said whether today's job meets " + quote(r.Name) + ".",
		Do: "Answer yes or no, and find out first if you need to."}
}

// mustHesitates is the hesitation test of lesson 2.
func mustHesitates(_ *dated, r workbook.Return) *Finding {
	if r.Need.Leave != value.No {
		return nil
	}
	text := fmt.Sprintf("One exception in twenty to %s would not make you leave.", quote(r.Name))
	if n, ok := r.Need.Nearly(); ok {
		text = fmt.Sprintf("You would not leave over %s at 95%% of it, %s.", quote(r.Name), n)
	}
	return &Finding{Field: "leave", Text: text, Do: "Move it to the nice-to-haves, where it can be traded; or say that you would leave."}
}

// mustUntested asks for the hesitation test once there is something to test.
func mustUntested(_ *dated, r workbook.Return) *Finding {
	if r.Need.Leave != value.Unanswered || r.Need.Threshold.IsZero() {
		return nil
	}
	do := "Imagine one exception in twenty, and answer whether you would really leave."
	if n, ok := r.Need.Nearly(); ok {
		do = fmt.Sprintf("Imagine 95%% of it, %s, and answer whether you would really leave.", n)
	}
	return &Finding{Field: "leave", Text: "You have not put " + quote(r.Name) + " to the hesitation test.", Do: do}
}

func mustMetContradicts(w *dated, r workbook.Return) *Finding {
	reckoned := w.Reckoned(workbook.Offer{Pay: w.Job.Pay}, r)
	but := fmt.Sprintf("today's pay beside the threshold (%s) says otherwise", r.Need.Threshold)
	if byAsk := w.MetByAsk(r); reckoned == value.Unanswered && byAsk != value.Unanswered {
		reckoned = byAsk
		but = fmt.Sprintf("the ask about it says %s today, and the threshold is %s", w.AskFor(r.ID).Today, r.Need.Threshold)
	}
	if reckoned == value.Unanswered || r.Need.Met != value.Yes && r.Need.Met != value.No || reckoned == r.Need.Met {
		return nil
	}
	verb := "meets"
	if r.Need.Met == value.No {
		verb = "does not meet"
	}
	return &Finding{Field: "met",
		Text: fmt.Sprintf("You say that today's job %s %s, but %s.", verb, quote(r.Name), but),
		Do:   "Correct the answer, the threshold or what there is today."}
}

func mustsNone(w *dated) []Finding {
	if len(w.Returns) == 0 || len(w.Sorted(workbook.Must)) > 0 || w.Fallback.Stay {
		return nil
	}
	return one(Finding{Text: "You have no must-have yet.",
		Do: "Find the one thing without which you would leave, or say that there is none."})
}

func mustsMany(w *dated) []Finding {
	n := len(w.Sorted(workbook.Must))
	if n <= manyMusts || manyFail(w) > 0 {
		return nil
	}
	return one(Finding{Text: fmt.Sprintf("You have %s must-haves; hardly any job meets so many.", value.Spell(n)),
		Do: "Put each to the hesitation test, and keep those over which you would really leave."})
}

// manyFail is how many must-haves today's job does not meet, where there are more of
// them than anybody leaves over; 0 where there are not.
func manyFail(w *dated) int {
	if len(w.Sorted(workbook.Must)) <= manyMusts || w.Fallback.Stay {
		return 0
	}
	return len(w.UnmetMusts())
}

// mustsManyFail asks the one question that matters before eight times the same remedy.
func mustsManyFail(w *dated) []Finding {
	fail := manyFail(w)
	if fail == 0 {
		return nil
	}
	fails := value.Spell(fail) + " fail"
	if fail == 1 {
		fails = "one fails"
	}
	return one(Finding{Text: fmt.Sprintf("%s must-haves; %s today and you are still here: which one would make you resign?",
		value.Sentence(value.Spell(len(w.Sorted(workbook.Must)))), fails),
		Do: "Keep that one, and make the others nice-to-haves; or say that you would leave over none."})
}

// staysWithMusts: who would leave over nothing has nothing that they must have.
func staysWithMusts(w *dated) []Finding {
	n := len(w.Sorted(workbook.Must))
	if n == 0 || !w.Fallback.Stay {
		return nil
	}
	return one(Finding{Record: w.at(workbook.FallbackRecords), Field: "stay",
		Text: fmt.Sprintf("You would leave over nothing, and you have %s.", value.Count(n, "must-have")), Do: "Make them nice-to-haves, or take that back."})
}

func niceShares(w *dated) []Finding {
	nice := w.Sorted(workbook.Nice)
	blank := slices.IndexFunc(nice, func(r *workbook.Return) bool { return r.Need.Share.IsZero() })
	sum, some := 0, false
	for _, r := range nice {
		sum += r.Need.Share.Or(0)
		some = some || !r.Need.Share.IsZero()
	}
	switch {
	case len(nice) < 2 || sum == 100 && blank < 0:
		return nil
	case sum == 100: // a blank is not a 0
		return one(Finding{Record: workbook.RecordKey(workbook.ReturnRecords, nice[blank].ID), Field: "share",
			Text: value.Sentence(quote(nice[blank].Name)) + " has no weight yet, while the others already sum to 100.",
			Do:   "Give it a part of the 100, or a 0 if its swing is worth nothing to you."})
	}
	text := fmt.Sprintf("The weights of your nice-to-haves sum to %d, not 100.", sum)
	if !some {
		text = "Your nice-to-haves have no weights yet."
	}
	return one(Finding{Record: workbook.RecordKey(workbook.ReturnRecords, nice[0].ID), Field: "share", Text: text,
		Do: "Weigh each by the swing from its worst to its best, so that all together make 100."})
}

func returnUnsorted(_ *dated, r workbook.Return) *Finding {
	if r.Need.Sort != workbook.NotYet {
		return nil
	}
	return &Finding{Field: "sort", Text: value.Sentence(quote(r.Name)) + " is not sorted yet.",
		Do: "Decide whether you would leave over it, a must-have, or not, a nice-to-have."}
}

func returnsUnsorted(w *dated, all []Finding) Finding {
	f := all[0]
	f.Text = fmt.Sprintf("%s and %s are not sorted yet.", value.Sentence(quote(w.Return(f.Record.ID()).Name)), value.Others(len(all)-1))
	return f
}

func eachMust(look func(w *dated, r workbook.Return) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.ReturnRecords, w.Returns, func(r *workbook.Return) (workbook.ID, *Finding) {
			if r.Need.Sort != workbook.Must {
				return "", nil
			}
			return r.ID, look(w, *r)
		})
	}
}

func eachUnmet(look func(w *dated, r workbook.Return) *Finding) check {
	return eachMust(func(w *dated, r workbook.Return) *Finding {
		if w.MustMet(r) != value.No {
			return nil
		}
		return look(w, r)
	})
}

func insightNeeds(w *dated) []string {
	musts := w.Sorted(workbook.Must)
	switch {
	case len(musts) == 0 && w.Fallback.Stay:
		return []string{"You would leave over none of it: you can ask calmly, and there is no need to speak of leaving."}
	case len(musts) == 0:
		return []string{"Move the one thing over which you would leave to the must-haves, and this will tell you whether your job meets it."}
	}
	met, open := mustsMet(w)
	first := "Your job meets " + value.Some(met, len(musts), "must-have")
	switch {
	case open == len(musts):
		first = "You have not said yet which of your " + value.Count(len(musts), "must-have") + " your job meets"
		if len(musts) == 1 {
			first = "You have not said yet whether your job meets your only must-have"
		}
	case met == len(musts):
		first = "Your job meets " + value.All(met, "must-have")
	case len(musts) == 1:
		first = "Your job does not meet your only must-have"
	}
	if open > 0 && open < len(musts) {
		first = "So far y" + first[1:]
	}
	switch {
	case open == 0 || open == len(musts):
		first += "."
	case open == 1:
		first += "; one is still to be checked."
	default:
		first += fmt.Sprintf("; %s are still to be checked.", value.Spell(open))
	}
	if manyFail(w) > 0 {
		return []string{first, "Nobody leaves over so many: which one would make you resign?"}
	}
	out := []string{first}
	var unasked []string
	for _, r := range w.UnmetMusts() {
		if w.AskFor(r.ID) == nil {
			unasked = append(unasked, quote(r.Name))
		}
	}
	switch {
	case len(unasked) > 0 && len(w.Asks) == 0:
		out = append(out, fmt.Sprintf("No ask is about %s yet; lesson 3 is the place.", value.List(unasked)))
	case len(unasked) > 0:
		out = append(out, fmt.Sprintf("No ask is about %s: a must-have that you neither have nor ask for is a contradiction.", value.List(unasked)))
	}
	return out
}

// mustsMet counts the must-haves that today's job meets, and those of which the
// person has not said whether it does.
func mustsMet(w *dated) (met, open int) {
	for _, r := range w.Sorted(workbook.Must) {
		switch w.MustMet(*r) {
		case value.Yes:
			met++
		case value.No:
		default:
			open++
		}
	}
	return met, open
}

func needsDone(w workbook.Workbook) bool {
	musts := w.Sorted(workbook.Must)
	return (len(musts) > 0 || w.Fallback.Stay) && len(w.Sorted(workbook.NotYet)) == 0 && !slices.ContainsFunc(musts, func(r *workbook.Return) bool {
		return r.Need.Threshold.IsZero() || r.Need.Threshold.Unread() != "" || w.MustMet(*r) == value.Unanswered
	})
}
