package coach

import (
	"cmp"
	"fmt"

	"firstmile/workbook/value"
)

// Reason is why a client waits for the coach: what one rule found.
type Reason struct {
	Rule string     // its id; "" where nothing waits
	Rank int        // its place among the rules, from 1; 0 where nothing waits
	Day  value.Date // the day that it is about; blank where it is about none
	Days int        // how far off that day is, or how long past: never below zero
	N    int        // how many there are
	What string     // the coach's own words for it, or the name of a part

	says string
}

// urgent is the last rank that needs the coach.
const urgent = 6

// NeedsYou tells a reason that the board shows with a mark, and the report lists.
func (r Reason) NeedsYou() bool { return r.Rank > 0 && r.Rank <= urgent }

// Nothing is said where no rule holds.
const Nothing = "Nothing waits for you."

// Sentence says why, in one sentence.
func (r Reason) Sentence() string {
	if r.Rank == 0 {
		return cmp.Or(r.says, Nothing)
	}
	return rules[r.Rank-1].sentence(r)
}

// rule is one thing that a coach would see at a glance. Its rank is its place in the table.
type rule struct {
	id       string
	check    func(f *Facts, today value.Date) (Reason, bool)
	sentence func(r Reason) string
}

// Bounds in days; those marked so are ours, from practice.
const (
	near       = 7  // the talk or an offer's last day
	untold     = 30 // the talk is past
	budgetNear = 14
	between    = 21 // sessions (ours)
)

// rules are in the order in which they are told: the first that holds is the reason.
var rules = []rule{
	{"talk-blocked",
		func(f *Facts, today value.Date) (Reason, bool) {
			n, ok := ahead(f.Talk, today, near)
			return Reason{Day: f.Talk, Days: n, N: f.Blocks}, ok && f.Blocks > 0
		},
		func(r Reason) string { return "The talk is " + in(r.Days) + "; " + things(r.N) + " it." }},
	{"card-unfinished",
		func(f *Facts, today value.Date) (Reason, bool) {
			n, ok := ahead(f.Talk, today, near)
			return Reason{Day: f.Talk, Days: n, What: f.Lacks.String()}, ok && f.Lacks != ""
		},
		func(r Reason) string { return "The talk is " + in(r.Days) + "; the card lacks " + r.What + "." }},
	{"talk-untold",
		func(f *Facts, today value.Date) (Reason, bool) {
			n := f.Talk.DaysTo(today)
			return Reason{Day: f.Talk, Days: n}, n >= 1 && n <= untold && !f.Told
		},
		func(r Reason) string { return "The talk was " + ago(r.Days) + "; how did it go?" }},
	{"to-decide",
		func(f *Facts, _ value.Date) (Reason, bool) { return Reason{N: f.Decide}, f.Decide > 0 },
		func(r Reason) string {
			if r.N == 1 {
				return "One answer has two versions."
			}
			return fmt.Sprintf("%d answers have two versions.", r.N)
		}},
	{"offer-ends",
		func(f *Facts, today value.Date) (Reason, bool) {
			for _, d := range f.Offers { // in order
				if n, ok := ahead(d, today, near); ok {
					return Reason{Day: d, Days: n}, true
				}
			}
			return Reason{}, false
		},
		func(r Reason) string { return "An offer ends " + in(r.Days) + "." }},
	{"homework-late", homeworkThat(LateHomework),
		func(r Reason) string {
			late := fmt.Sprintf("%d days late", r.Days)
			if r.Days == 1 {
				late = "one day late"
			}
			if r.What == "" {
				return "Homework is " + late + "."
			}
			return "Homework is " + late + ": " + quote(r.What) + "."
		}},
	{"homework-back", homeworkThat(CameBack),
		func(r Reason) string {
			what := "Homework"
			if r.What != "" {
				what = quote(r.What)
			}
			if !r.Day.OK() {
				return what + " came back."
			}
			return what + " came back " + ago(r.Days) + "."
		}},
	{"budget-first",
		func(f *Facts, today value.Date) (Reason, bool) {
			n, ok := ahead(f.Budget, today, budgetNear)
			return Reason{Day: f.Budget, Days: n}, ok && (!f.Talk.OK() || f.Budget.Before(f.Talk))
		},
		func(r Reason) string { return "The budget is set " + in(r.Days) + ", before any talk." }},
	{"silent",
		func(f *Facts, today value.Date) (Reason, bool) {
			last := f.LastNews(today)
			return Reason{Day: last, Days: last.DaysTo(today)}, f.silent(today) && !f.Talk.Before(today)
		},
		func(r Reason) string { return "No news for " + forDays(r.Days) + "." }},
	{"no-session",
		func(f *Facts, today value.Date) (Reason, bool) {
			last, _ := f.LastSession(today)
			n := last.DaysTo(today)
			return Reason{Day: last, Days: n}, n > between && !f.NextSession(today).OK()
		},
		func(r Reason) string { return "No session for " + forDays(r.Days) + ", and none is booked." }},
	{"no-talk",
		func(f *Facts, today value.Date) (Reason, bool) {
			_, held := f.LastSession(today)
			return Reason{N: held}, held >= 2 && !f.Talk.OK()
		},
		func(r Reason) string { return fmt.Sprintf("After %d sessions the talk has no day.", r.N) }},
}

// ahead tells how far off a day is, and whether it is today or one of the next few.
func ahead(d, today value.Date, most int) (days int, ok bool) {
	n := today.DaysTo(d)
	return n, d.OK() && n >= 0 && n <= most
}

func things(n int) string {
	if n == 1 {
		return "one thing blocks"
	}
	return fmt.Sprintf("%d things block", n)
}

func forDays(n int) string {
	if n == 1 {
		return "one day"
	}
	return fmt.Sprintf("%d days", n)
}

// homeworkThat finds the piece of homework that has stood so for longest.
func homeworkThat(stands Shown) func(f *Facts, today value.Date) (Reason, bool) {
	return func(f *Facts, today value.Date) (Reason, bool) {
		var found *Task
		for i := range f.Homework {
			t := &f.Homework[i]
			if t.Shown(today) == stands && (found == nil || t.day().OK() && (!found.day().OK() || t.day().Before(found.day()))) {
				found = t
			}
		}
		if found == nil {
			return Reason{}, false
		}
		return Reason{Day: found.day(), Days: max(0, found.day().DaysTo(today)), What: found.Task}, true
	}
}

// silent tells whether nothing was heard for longer than the coach has patience.
func (f *Facts) silent(today value.Date) bool {
	last := f.LastNews(today)
	return f.Quiet > 0 && last.OK() && last.DaysTo(today) >= f.Quiet
}

// Attention is why a client waits on a day: the first rule that holds. Who is archived,
// locked or at rest waits for nothing.
func (f *Facts) Attention(today value.Date) Reason {
	if r := f.stilled(today); r != "" {
		return Reason{says: r}
	}
	for i := range rules {
		if r, holds := rules[i].found(i, f, today); holds {
			return r
		}
	}
	return Reason{}
}

// Reasons are all rules that hold, in order.
func (f *Facts) Reasons(today value.Date) []Reason {
	var out []Reason
	if f.stilled(today) != "" {
		return nil
	}
	for i := range rules {
		if r, holds := rules[i].found(i, f, today); holds {
			out = append(out, r)
		}
	}
	return out
}

func (u *rule) found(i int, f *Facts, today value.Date) (Reason, bool) {
	r, holds := u.check(f, today)
	r.Rule, r.Rank = u.id, i+1
	return r, holds
}

// stilled says why no rule is asked, "" where they are.
func (f *Facts) stilled(today value.Date) string {
	switch {
	case f.Locked:
		return "It is locked; its passphrase opens it."
	case f.Archived:
		return "Archived."
	case today.Before(f.Rest):
		return "At rest until " + f.Rest.Short(today) + "."
	}
	return ""
}
