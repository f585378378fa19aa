package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// NextRound gives a workbook for the talk after this one, which stays as it is. What is
// still so comes along: the returns with what they are worth, dated figures, today's pay,
// the targets, the ledger, and what is promised or offered and still open. What was said
// becomes a deal or a promise: see takeOver. What was made for the talk that is over does
// not, its asks with their minimums included. No id is kept.
func (w Workbook) NextRound(id ID, newID IDs, today value.Date) Workbook {
	out := w.Clone()
	p := out.Profile
	out.Profile = Profile{Name: nextName(p.Name), Person: p.Person, Employer: p.Employer, Role: p.Role, With: p.With, Currency: p.Currency, Before: w.ID}

	out.Figures = slices.DeleteFunc(out.Figures, func(f Figure) bool { return !f.Date.OK() })
	out.Offers = slices.DeleteFunc(out.Offers, func(o Offer) bool {
		return o.Status == Declined || o.Status == Expired || o.Deadline.Before(today)
	})
	out.Fallback = Fallback{Stay: w.Fallback.Stay}
	out.Deals = slices.DeleteFunc(out.Deals, func(d Deal) bool { return d.Outcome != "" })
	out.Promises = slices.DeleteFunc(out.Promises, func(p Promise) bool { return p.Kept == value.Yes })

	ahead := func(d value.Date) value.Date {
		if d.Before(today) {
			return value.Date{}
		}
		return d
	}
	r := w.Review
	out.Review = Review{Decider: r.Decider, Theirs: r.Theirs, Cadence: r.Cadence, Budget: ahead(r.Budget), Date: ahead(r.Date), Next: ahead(r.Next), After: ahead(r.After)}
	if !out.Review.Budget.IsZero() {
		out.Review.BudgetFrom = r.BudgetFrom
	}
	out.Talk = Talk{}
	if by := ahead(w.Talk.NextBy); !by.IsZero() {
		out.Talk.Next, out.Talk.NextBy = w.Talk.Next, by
	}
	out.Asks, out.CheckIns, out.Objections, out.Steps, out.Packages, out.Portions = nil, nil, nil, nil, nil, nil
	out.Results, out.Recap, out.Notes, out.Released = nil, Recap{}, nil, nil

	out.takeOver(w, newID, today)
	Schema.Tidy(&out)
	Schema.Renew(&out, id, newID)
	return out
}

// takeOver makes a deal of each "not yet" of the round before, which a person can work
// toward, and a promise of each line that they said they would do.
func (w *Workbook) takeOver(before Workbook, newID IDs, today value.Date) {
	settled := before.Settled()
	for _, r := range before.Results {
		if a := settled.Ask(r.Ask); a != nil && r.Came == CameNotYet {
			w.Deals = append(w.Deals, before.dealOf(newID(), *a, r, today))
		}
	}
	for line := range strings.Lines(before.Recap.Mine) {
		what := value.CleanLine(strings.TrimSpace(line))
		said := func(p Promise) bool { return strings.EqualFold(strings.TrimSpace(p.What), what) }
		if what == "" || slices.ContainsFunc(w.Promises, said) {
			continue
		}
		w.Promises = append(w.Promises, Promise{ID: newID(), What: what, To: before.Profile.Across()})
	}
}

// dealOf says what it takes, and what comes back for it: what was aimed for, or else the
// words. It is e-mailed where it is in writing, else it was said in the talk; with nothing
// that it takes it is an idea, since there was nothing yet to say yes to.
func (w Workbook) dealOf(id ID, a Ask, r AskResult, today value.Date) Deal {
	d := Deal{ID: id, Return: a.Return, Due: r.By, Private: a.Private || r.Private}
	d.Get = cmp.Or(firstOf(a.Target.String()), firstOf(a.Opening.String()), shortened(firstOf(a.Term)))
	d.Target.Statement = shortened(firstOf(inOneLine(w.Talk.Criteria), r.What))
	switch held := w.Profile.Meeting; {
	case d.Target.Statement == "":
	case r.Writing == value.Yes:
		d.Status = DealEmailed // since when is not told
	default:
		d.Status = DealSaid
		if held.OK() && !today.Before(held) {
			d.Since = held.WholeDay()
		}
	}
	return d
}

// inOneLine puts lines behind each other.
func inOneLine(s string) string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "; ")
}

// shortened keeps to what one answer holds.
func shortened(s string) string {
	if utf8.RuneCountInString(s) <= value.MaxText {
		return s
	}
	return string([]rune(s)[:value.MaxText])
}

var roundNumber = lazy.New(`(?i)^(.*?)[\s,:–-]*\bround (\d{1,6})$`)

// nextName is the name of a workbook with the number of its next round.
func nextName(name string) string {
	n := 1
	if m := roundNumber.FindStringSubmatch(strings.TrimSpace(name)); m != nil {
		name = m[1]
		n, _ = strconv.Atoi(m[2])
	}
	round := fmt.Sprint("round ", n+1)
	if name = strings.TrimSpace(name); name == "" {
		return value.Sentence(round)
	}
	if most := value.MaxText - len(", "+round); utf8.RuneCountInString(name) > most {
		name = strings.TrimSpace(string([]rune(name)[:most]))
	}
	return name + ", " + round
}
