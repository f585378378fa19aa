package advice

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// HowFar tells how far what came of each ask is from its minimum and its target, where it
// names a number. Each is a sentence.
func (a *Advice) HowFar() []string {
	var out []string
	for _, r := range a.on.Results {
		out = append(out, howFar(&a.on, r)...)
	}
	return out
}

// After is HowFar, and what comes next.
func (a *Advice) After() []string {
	w, out := &a.on, a.HowFar()
	if slices.ContainsFunc(w.Results, func(r workbook.AskResult) bool { return r.Came == workbook.CameNo }) {
		out = append(out, "The no is to the ask, and not to you.")
	}
	if recapOpen(w) {
		out = append(out, "Send the recap today.")
	}
	switch w.Ended() {
	case workbook.EndedReset:
		out = append(out, afterReset(w))
	case workbook.EndedFinal:
		if plan := inside(w.Fallback.Plan); plan != "" {
			out = append(out, "What you wanted to do after a no: “"+plan+"”.")
		}
	}
	if next := inside(w.Talk.Next); next != "" {
		if by := w.Talk.NextBy; by.OK() {
			next += ", by " + by.Short(w.today)
		}
		out = append(out, "Next: "+next+".")
	}
	return out
}

// recapOpen tells whether something was agreed to that is not in writing.
func recapOpen(w *dated) bool {
	return slices.ContainsFunc(w.Results, func(r workbook.AskResult) bool {
		return (r.Came == workbook.CameAgreed || r.Came == workbook.CamePart) && r.Writing != value.Yes
	})
}

// howFar sets the number in what came beside those of its ask, nothing where there is
// none, or more than one, or it cannot be set beside them.
func howFar(w *dated, r workbook.AskResult) []string {
	a := w.Ask(r.Ask)
	if a == nil || r.Came == "" || r.Came == workbook.CameNo {
		return nil
	}
	at := amountIn(w, *a, r.What)
	if !at.OK() {
		return nil
	}
	better, worse := "above", "below"
	if w.LessIsMore(*a) {
		better, worse = worse, better
	}
	least, target := a.Minimum, a.Target
	hasLeast, hasTarget := at.Comparable(least), at.Comparable(target)
	var said []string
	switch {
	case hasLeast && w.Worse(*a, at, least): // which outweighs how far the target is
		said = []string{apart(at, least) + worse + " your minimum"}
	case hasTarget && w.Worse(*a, target, at):
		said = []string{apart(at, target) + better + " the target"}
	case hasTarget && !w.Worse(*a, at, target):
		said = []string{"the target itself"}
	default:
		if hasLeast && w.Worse(*a, least, at) {
			said = append(said, better+" your minimum")
		} else if hasLeast {
			said = append(said, "your minimum")
		}
		if hasTarget {
			said = append(said, apart(at, target)+worse+" the target")
		}
	}
	return []string{at.String() + " is " + strings.Join(said, ", ") + "."}
}

// apart says how far two numbers are from each other, with a space behind it.
func apart(a, b value.Amount) string {
	if by := a.Apart(b); by.OK() {
		return by.String() + " "
	}
	return ""
}

// amountIn is the one number that words about an ask name, as it compares with the ask's;
// blank where there is none, or several.
func amountIn(w *dated, a workbook.Ask, words string) value.Amount {
	var found []value.Amount
	for _, m := range readAmounts(w, a, words) {
		n := w.AskAmount(a, m.Amount)
		switch {
		case m.More && !m.Asked: // on top of what is not known
			return value.Amount{}
		case !n.Comparable(a.Minimum) && !n.Comparable(a.Target):
		case m.Amount.Unit() == "%" && len(found) > 0: // the rise that the number is
		case !slices.ContainsFunc(found, n.Equal):
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		return value.Amount{}
	}
	return found[0]
}
