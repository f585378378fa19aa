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
// becomes a deal, an objection, a promise or a note: see takeOver. What was made for the
// talk that is over does not, its asks with their minimums included. No id is kept.
func (w Workbook) NextRound(id ID, newID IDs, today value.Date) Workbook {
	out := w.Clone()
	p := out.Profile
	out.Profile = Profile{Name: nextName(p.Name), Person: p.Person, Employer: p.Employer, Role: p.Role, With: p.With, Currency: p.Currency, Before: w.ID,
		Pack: p.Pack}

	out.Figures = slices.DeleteFunc(out.Figures, func(f Figure) bool { return !f.Date.OK() })
	out.Offers = slices.DeleteFunc(out.Offers, func(o Offer) bool {
		return o.Status == Declined || o.Status == Expired || o.Deadline.Before(today)
	})
	out.Fallback = Fallback{Stay: w.Fallback.Stay}
	for i := range out.Deals {
		if d := &out.Deals[i]; w.Doubtful(*d) {
			d.Effective = value.Date{} // it is open again
		}
	}
	out.Deals = slices.DeleteFunc(out.Deals, func(d Deal) bool { // one that has ended waits for its reward at most
		return d.Outcome != "" && (d.Outcome == OutcomeMissed || !d.Effective.OK() || d.Effective.Before(today))
	})
	out.Promises = slices.DeleteFunc(out.Promises, func(p Promise) bool { return p.Kept == value.Yes })

	ahead := func(d value.Date) value.Date {
		if d.Before(today) {
			return value.Date{}
		}
		return d
	}
	r := w.Review
	out.Review = Review{Decider: r.Decider, Theirs: r.Theirs, Cadence: r.Cadence, Budget: ahead(r.Budget), Date: ahead(r.Date), Next: ahead(r.Next), After: ahead(r.After)}
	if slices.ContainsFunc(w.Results, func(r AskResult) bool { return budgetClosed.MatchString(r.What) }) {
		out.Review.Budget = value.Date{} // so that its next day is asked for
	}
	if !out.Review.Budget.IsZero() {
		out.Review.BudgetFrom = r.BudgetFrom
	}
	out.Talk = Talk{}
	if by := ahead(w.Talk.NextBy); !by.IsZero() && !SpeaksOfRecap(w.Talk.Next) {
		out.Talk.Next, out.Talk.NextBy = w.Talk.Next, by
	}
	out.Asks, out.CheckIns, out.Objections, out.Steps, out.Packages, out.Portions = nil, nil, nil, nil, nil, nil
	out.Results, out.Recap, out.Notes, out.Released, out.PackAnswers = nil, Recap{}, nil, nil, nil

	out.takeOver(w, newID, today)
	Schema.Tidy(&out)
	Schema.Renew(&out, id, newID)
	return out
}

var budgetClosed = lazy.New(`(?i)\b(budgets?|money|pot|funds?)\b[^.;!?]{0,40}\b(closed|gone|spent|frozen|exhausted|used up|divided|distributed)\b|\bno (more )?(budget|money|funds?)\b`)

// takeOver has what came of the talk: a deal of each "not yet", which a person can work
// toward, and of each yes whose day is to come; what to come back to after a no; a promise
// of each line that they said they would do, and a note of each that the others would.
func (w *Workbook) takeOver(before Workbook, newID IDs, today value.Date) {
	settled := before.Settled()
	ahead := func(d value.Date) bool { return d.OK() && !d.Before(today) }
	for _, r := range before.Results {
		a := settled.Ask(r.Ask)
		switch {
		case a == nil || r.Came == "":
		case r.Came == CameNotYet:
			w.Deals = append(w.Deals, before.dealOf(newID(), *a, r, today))
		case !ahead(r.By):
		case r.Came == CameNo:
			hear := shortened(firstOf(r.What, behind("No", " to ", before.nameOf(a.Return))))
			w.Objections = append(w.Objections, Objection{ID: newID(), Hear: hear, Date: r.By, Private: a.Private || r.Private})
		default:
			w.Deals = append(w.Deals, before.grantOf(newID(), *a, r, today))
		}
	}
	for line := range strings.Lines(before.Recap.Theirs) {
		if what := value.Name(line); what != "" {
			w.Notes = append(w.Notes, Note{ID: newID(), Text: shortened(firstOf(before.Profile.Across(), "They") + " will: " + what)})
		}
	}
	for line := range strings.Lines(before.Recap.Mine) {
		what := value.Name(line)
		said := func(p Promise) bool { return strings.EqualFold(strings.TrimSpace(p.What), what) }
		if what == "" || SpeaksOfRecap(what) || slices.ContainsFunc(w.Promises, said) {
			continue
		}
		w.Promises = append(w.Promises, Promise{ID: newID(), What: what, To: before.Profile.Across()})
	}
}

// grantOf is what was agreed to and has not begun: a deal of which the person's side is done.
func (w Workbook) grantOf(id ID, a Ask, r AskResult, today value.Date) Deal {
	d := w.reached(Deal{ID: id, Return: a.Return, Effective: r.By, Approver: w.Profile.Across(), Outcome: OutcomeMet, Private: a.Private || r.Private}, r, today)
	d.Get = shortened(firstOf(r.What, a.Target.String(), a.Opening.String(), a.Term))
	return d
}

// reached says how far a deal is that was made in the talk: it is e-mailed where it is in
// writing, else it was said there.
func (w Workbook) reached(d Deal, r AskResult, today value.Date) Deal {
	if d.Status = DealSaid; r.Writing == value.Yes {
		d.Status = DealEmailed // since when is not told
	} else if held := w.Profile.Meeting; held.OK() && !today.Before(held) {
		d.Since = held.WholeDay()
	}
	return d
}

// dealOf says what it takes, and what comes back for it: what was aimed for, or else the
// words. With nothing
// that it takes it is an idea, since there was nothing yet to say yes to.
func (w Workbook) dealOf(id ID, a Ask, r AskResult, today value.Date) Deal {
	d := Deal{ID: id, Return: a.Return, Due: r.By, Private: a.Private || r.Private}
	d.Get = cmp.Or(firstOf(a.Target.String()), firstOf(a.Opening.String()), shortened(firstOf(a.Term)))
	d.Target.Statement = shortened(firstOf(inOneLine(w.Talk.Criteria), r.What))
	if d.Target.Statement == "" {
		return d
	}
	return w.reached(d, r, today)
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
