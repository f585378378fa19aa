package workbook

import (
	"firstmile/workbook/value"
	"fmt"
)

// ManyMusts is the number of must-haves above which they stop being that.
const ManyMusts = 4

var needRules = []Rule{
	{"must-uncovered", Blocks, LessonNeeds, mustUncovered},
	{"must-unasked", Warns, LessonNeeds, mustUnasked},
	{"must-no-threshold", Warns, LessonNeeds, mustNoThreshold},
	{"must-not-checked", Warns, LessonNeeds, mustNotChecked},
	{"threshold-unread", Blocks, LessonNeeds, thresholdUnread},
	{"must-hesitates", Warns, LessonNeeds, mustHesitates},
	{"must-met-contradicts", Warns, LessonNeeds, mustMetContradicts},
	{"musts-none", Warns, LessonNeeds, mustsNone},
	{"musts-many", Warns, LessonNeeds, mustsMany},
	{"must-untested", Hints, LessonNeeds, mustUntested},
	{"nice-shares", Hints, LessonNeeds, niceShares},
	{"returns-unsorted", Hints, LessonNeeds, returnsUnsorted},
}

// mustUncovered is the contradiction across lessons 2, 3 and 4: one cannot
// both be unable to stay without it and have no plan to get it.
func mustUncovered(w Workbook, today value.Date) []Finding {
	return eachUnmet(w, func(r Return) *Finding {
		if w.AskFor(r.ID) != nil || w.offered(r, today) {
			return nil
		}
		return &Finding{Text: start(quote(r.Name)) + " is a must-have that today's job does not meet, and no ask and no offer covers it.",
			Do: "Ask for it in lesson 3, find an offer that has it, or move it to the nice-to-haves."}
	})
}

func mustUnasked(w Workbook, today value.Date) []Finding {
	return eachUnmet(w, func(r Return) *Finding {
		if w.AskFor(r.ID) != nil || !w.offered(r, today) {
			return nil
		}
		return &Finding{Text: start(quote(r.Name)) + " is a must-have that today's job does not meet, and no ask covers it; only an offer elsewhere does.",
			Do: "Ask for it here first, or be clear with yourself that you would leave over it."}
	})
}

// offered tells whether an offer that is still open covers the must-have.
func (w Workbook) offered(r Return, today value.Date) bool {
	for _, o := range w.Offers {
		if o.Live(today) && o.Take != value.No && w.MustCovered(o, r) == value.Yes {
			return true
		}
	}
	return false
}

func mustNoThreshold(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		if !r.Need.Threshold.IsZero() {
			return nil
		}
		return &Finding{Field: "threshold", Text: start(quote(r.Name)) + " is a must-have without a threshold.",
			Do: "Write what can be checked: a number, or a statement that is true or not."}
	})
}

func mustNotChecked(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		if a := w.MustMet(r); a == value.Yes || a == value.No {
			return nil
		}
		return &Finding{Field: "met", Text: "You have not said whether today's job meets " + quote(r.Name) + ".",
			Do: "Answer yes or no, and find out first if you need to."}
	})
}

// mustHesitates is the hesitation test of lesson 2.
func mustHesitates(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		if r.Need.Leave != value.No {
			return nil
		}
		return &Finding{Field: "leave", Text: "You would not leave over " + quote(r.Name) + " at 95% of it.",
			Do: "Then it is a nice-to-have: move it, and let it be traded."}
	})
}

// mustUntested asks for the hesitation test once there is something to test.
func mustUntested(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		if r.Need.Leave != value.Unanswered || r.Need.Threshold.IsZero() {
			return nil
		}
		return &Finding{Field: "leave", Text: "You have not put " + quote(r.Name) + " to the hesitation test.",
			Do: "Imagine 95% of it, and answer whether you would really leave."}
	})
}

func thresholdUnread(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		text := r.Need.Threshold.Unread()
		if text == "" {
			return nil
		}
		f := unread("threshold", text, "the threshold of "+quote(r.Name), exampleAmount)
		return &f
	})
}

func mustMetContradicts(w Workbook, _ value.Date) []Finding {
	return eachMust(w, func(r Return) *Finding {
		reckoned := meets(r, w.Job.Base, w.Job.Bonus, w.Job.Equity, w.Job.Benefits)
		if reckoned == value.Unanswered || r.Need.Met != value.Yes && r.Need.Met != value.No || reckoned == r.Need.Met {
			return nil
		}
		verb := "meets"
		if r.Need.Met == value.No {
			verb = "does not meet"
		}
		return &Finding{Field: "met", Text: fmt.Sprintf("You say that today's job %s %s, but today's pay beside the threshold (%s) says otherwise.", verb, quote(r.Name), r.Need.Threshold),
			Do: "Correct the answer, the threshold or today's pay."}
	})
}

func mustsNone(w Workbook, _ value.Date) []Finding {
	if len(w.Returns) == 0 || len(w.Sorted(Must)) > 0 {
		return nil
	}
	return one(Finding{Text: "You have no must-have yet.", Do: "Find the one thing without which you would leave, and write down what would count as having it."})
}

func mustsMany(w Workbook, _ value.Date) []Finding {
	n := len(w.Sorted(Must))
	if n <= ManyMusts {
		return nil
	}
	return one(Finding{Text: fmt.Sprintf("You have %s must-haves; hardly any job meets so many.", spell(n)),
		Do: "Put each to the hesitation test, and keep those over which you would really leave."})
}

func niceShares(w Workbook, _ value.Date) []Finding {
	sum, some, blank := 0, false, -1
	nice := w.Sorted(Nice)
	for i, r := range nice {
		sum += r.Need.Share.Or(0)
		some = some || !r.Need.Share.IsZero()
		if blank < 0 && r.Need.Share.IsZero() {
			blank = i
		}
	}
	switch {
	case len(nice) < 2 || sum == 100 && blank < 0:
		return nil
	case sum == 100: // a blank is not a 0
		return one(Finding{Record: recordKey(ReturnRecords, nice[blank].ID), Field: "share", Text: start(quote(nice[blank].Name)) + " has no weight yet, while the others already sum to 100.",
			Do: "Give it a part of the 100, or a 0 if its swing is worth nothing to you."})
	}
	text := fmt.Sprintf("The weights of your nice-to-haves sum to %d, not 100.", sum)
	if !some {
		text = "Your nice-to-haves have no weights yet."
	}
	return one(Finding{Record: recordKey(ReturnRecords, nice[0].ID), Field: "share", Text: text,
		Do: "Weigh each by the swing from its worst to its best, so that all together make 100."})
}

func returnsUnsorted(w Workbook, _ value.Date) []Finding {
	unsorted := w.Sorted(NotYet)
	if len(unsorted) == 0 {
		return nil
	}
	text := start(quote(unsorted[0].Name)) + " is not sorted yet."
	if n := len(unsorted); n > 1 {
		text = fmt.Sprintf("%s and %s are not sorted yet.", start(quote(unsorted[0].Name)), others(n-1))
	}
	return one(Finding{Record: recordKey(ReturnRecords, unsorted[0].ID), Field: "sort", Text: text, Do: "Decide whether you would leave over it, a must-have, or not, a nice-to-have."})
}

func others(n int) string {
	if n == 1 {
		return "one other"
	}
	return spell(n) + " others"
}

func eachMust(w Workbook, check func(Return) *Finding) []Finding {
	return eachReturn(w, func(r Return) *Finding {
		if r.Need.Sort != Must {
			return nil
		}
		return check(r)
	})
}

func eachUnmet(w Workbook, check func(Return) *Finding) []Finding {
	return eachMust(w, func(r Return) *Finding {
		if w.MustMet(r) != value.No {
			return nil
		}
		return check(r)
	})
}
