package advice

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonPrenegotiate,
		rules: []rule{
			{id: "deal-flat", severity: Blocks, check: eachOpenDeal(dealFlat)},
			{id: "deal-units-differ", severity: Warns, check: eachOpenDeal(dealUnitsDiffer)},
			{id: "deal-reward-early", severity: Warns, check: eachOpenDeal(dealRewardEarly)},
			{id: "deal-unconfirmed", severity: Warns, also: []workbook.Lesson{workbook.LessonAsks}, check: eachDeal(dealUnconfirmed)},
			{id: "deal-after-budget", severity: Warns, also: []workbook.Lesson{workbook.LessonReviews}, check: eachOpenDeal(dealAfterBudget)},
			{id: "deal-no-outcome", severity: Warns, missing: true, check: eachOpenDeal(dealNoOutcome)},
			{id: "deal-no-number", severity: Warns, missing: true, check: eachOpenDeal(dealNoNumber)},
			{id: "deal-no-date", severity: Warns, missing: true, check: eachOpenDeal(dealNoDate)},
			{id: "deal-no-reward", severity: Warns, missing: true, check: eachOpenDeal(dealNoReward)},
			{id: "deal-no-approver", severity: Warns, missing: true, check: eachDeal(dealNoApprover)},
			{id: "deal-no-source", severity: Hints, missing: true, check: eachOpenDeal(dealNoSource)},
			{id: "deal-no-partial", severity: Hints, missing: true, check: eachOpenDeal(dealNoPartial)},
			{id: "deal-beside-job", severity: Hints, also: []workbook.Lesson{workbook.LessonFirstMile}, check: eachOpenDeal(dealBesideJob)},
		},
		insight: insightDeals,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			n := len(w.Deals)
			whole := slices.ContainsFunc(w.Deals, func(d workbook.Deal) bool {
				return d.Gives() && d.Brings() || d.Outcome != "" && (d.Gives() || d.Brings()) // what has ended asks no more
			})
			return n > 0, whole, value.Counted(n, "deal")
		},
	})
}

func eachDeal(look func(w *dated, d workbook.Deal) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.DealRecords, w.Deals, func(d *workbook.Deal) (workbook.ID, *Finding) { return d.ID, look(w, *d) })
	}
}

// eachOpenDeal leaves out those of which it is known how they ended: what they lack
// comes too late.
func eachOpenDeal(look func(w *dated, d workbook.Deal) *Finding) check {
	return eachDeal(func(w *dated, d workbook.Deal) *Finding {
		if d.Outcome != "" {
			return nil
		}
		return look(w, d)
	})
}

func dealNoNumber(w *dated, d workbook.Deal) *Finding {
	if !d.Target.IsZero() {
		return nil
	}
	return &Finding{Field: "target", Text: "Your deal" + dealAbout(w, d) + " has no number on your side.",
		Do: "Write how much, so that nobody has to judge whether it was enough."}
}

func dealNoDate(w *dated, d workbook.Deal) *Finding {
	if !d.Due.IsZero() {
		return nil
	}
	return &Finding{Field: "due", Text: "Your deal" + dealAbout(w, d) + " has no day by which you deliver.",
		Do: "Agree on one that falls before the budget."}
}

func dealNoReward(_ *dated, d workbook.Deal) *Finding {
	deal := strings.TrimSpace("Your deal " + dealName(d, ""))
	switch much, from := d.Get != "", !d.Effective.IsZero(); {
	case !much && !from:
		return &Finding{Field: "get", Text: deal + " does not say how much you get, or from when.", Do: "Write both."}
	case !much:
		return &Finding{Field: "get", Text: deal + " does not say how much you get.", Do: "Write it so that both of you would recognize it."}
	case !from:
		return &Finding{Field: "effective", Text: deal + " does not say from when you get it.", Do: "Write the first day on which you have it."}
	}
	return nil
}

// dealNoApprover holds for a deal that was kept, too: its reward is still to be approved.
func dealNoApprover(w *dated, d workbook.Deal) *Finding {
	if d.ApprovedBy() != "" || d.Outcome == workbook.OutcomeMissed {
		return nil
	}
	return &Finding{Field: "approver", Text: "Nobody is named who can say yes to " + dealReward(w, d) + ".", Do: "Ask your manager whose signature it needs."}
}

func dealNoSource(_ *dated, d workbook.Deal) *Finding {
	if d.Source != "" {
		return nil
	}
	return &Finding{Field: "source", Text: "It is open where " + dealName(d, "your result") + " will be read.", Do: "Name a report that both of you can open."}
}

func dealNoPartial(w *dated, d workbook.Deal) *Finding {
	if d.Partial != "" {
		return nil
	}
	which := ""
	if len(w.Deals) > 1 {
		which = dealAbout(w, d)
	}
	return &Finding{Field: "partial", Text: "Your deal" + which + " does not say what half a result earns.", Do: "Settle it now, while nobody has an interest in the answer."}
}

func dealFlat(_ *dated, d workbook.Deal) *Finding {
	now, target := d.Numbers()
	if met, known := target.Meets(now); !known || !met {
		return nil
	}
	return &Finding{Field: "target", Text: fmt.Sprintf("You promise %s, and today is %s already.", target, now), Do: "Promise more, or deliver it now and ask."}
}

func dealUnitsDiffer(_ *dated, d workbook.Deal) *Finding {
	now, target := d.Numbers()
	if !now.OK() || !target.Amount.OK() || now.Like(target.Amount) || shares(now, target.Amount) {
		return nil
	}
	return &Finding{Field: "today", Text: fmt.Sprintf("%s stands at %s, and you promise %s.", value.Sentence(dealName(d, "your result")), now, target),
		Do: "Write both in one unit, so that they can be compared."}
}

// shares tells whether both are percentages, and one of them does not say of what.
func shares(a, b value.Amount) bool {
	return strings.HasPrefix(a.Unit(), "%") && strings.HasPrefix(b.Unit(), "%") && (a.Unit() == "%" || b.Unit() == "%")
}

func dealRewardEarly(w *dated, d workbook.Deal) *Finding {
	if !d.Effective.Before(d.Due) {
		return nil
	}
	return &Finding{Field: "effective",
		Text: fmt.Sprintf("%s would come on %s, before you deliver on %s.", value.Sentence(dealReward(w, d)), d.Effective.Short(w.today), d.Due.Short(w.today)),
		Do:   "Move it behind the result, or call it an advance and say what a miss would mean."}
}

// dealUnconfirmed: an ask leans on the deal about its return, but where another one
// about it is confirmed.
func dealUnconfirmed(w *dated, d workbook.Deal) *Finding {
	r, ask := w.Return(d.Return), w.AskFor(d.Return)
	if r == nil || ask == nil || !d.Gives() || d.Status == workbook.DealConfirmed || d.Outcome == workbook.OutcomeMissed ||
		slices.ContainsFunc(w.Deals, func(o workbook.Deal) bool { return o.Return == d.Return && o.Status == workbook.DealConfirmed }) {
		return nil
	}
	return &Finding{Field: "status", Text: "Your ask for " + quote(r.Name) + " leans on a deal that nobody has confirmed.",
		Do: "Send the recap and wait for a yes, or ask without it."}
}

// dealAfterBudget waits until a deal has both sides: before that there is nothing to confirm.
func dealAfterBudget(w *dated, d workbook.Deal) *Finding {
	budget := w.Review.Budget
	if !d.Gives() || !d.Brings() || d.Status == workbook.DealConfirmed || !budget.OK() || budget.Before(w.today) {
		return nil
	}
	return &Finding{Field: "status", Text: "The deal" + dealAbout(w, d) + " is not confirmed, and the budget is set on " + budget.Short(w.today) + ".",
		Do: "Get a yes before that day."}
}

func dealNoOutcome(w *dated, d workbook.Deal) *Finding {
	if !d.Due.Before(w.today) {
		return nil
	}
	return &Finding{Field: "outcome", Text: d.Due.Short(w.today) + " has passed, and it is open how " + dealName(d, "your deal") + " ended.",
		Do: "Report it, good or not."}
}

// dealBesideJob: a deal names its target, or is called like one, such as “Quota reached” beside “Sales quota”.
func dealBesideJob(w *dated, d workbook.Deal) *Finding {
	names := filled(alike(d.Deliver), alike(d.Target.Statement))
	if len(w.KPIs) == 0 || len(names) == 0 || w.KPI(d.KPI) != nil ||
		slices.ContainsFunc(w.KPIs, func(k workbook.KPI) bool {
			return mentions(d.Deliver, k.What) || slices.Contains(names, alike(k.What)) || slices.Contains(names, alike(k.Target.Statement))
		}) {
		return nil
	}
	return &Finding{Field: "kpi", Text: value.Sentence(dealName(d, "your deal")) + " is none of your targets in lesson 7.",
		Do: "Make sure that it comes on top of them."}
}

// alike is what two ways to write one name have in common.
func alike(s string) string {
	return strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(s), " "), "."))
}

// dealName is what is delivered, in a word or a statement.
func dealName(d workbook.Deal, otherwise string) string {
	if d.Deliver == "" {
		return called(d.Target.Statement, otherwise)
	}
	return called(d.Deliver, otherwise)
}

// dealAbout goes on behind "deal": with the return that it brings, or what is delivered.
func dealAbout(w *dated, d workbook.Deal) string {
	name := dealName(d, "")
	if r := w.Return(d.Return); r != nil {
		name = quote(r.Name)
	}
	if name == "" {
		return ""
	}
	return " about " + name
}

// dealReward is what the deal brings, as a finding has room for it.
func dealReward(w *dated, d workbook.Deal) string {
	if !d.Brings() {
		return "your deal"
	}
	return value.Shorten(w.DealReward(d), value.MaxQuote)
}

func insightDeals(w *dated) []string {
	if !slices.ContainsFunc(w.Deals, func(d workbook.Deal) bool { return d.Gives() || d.Brings() }) {
		return []string{"No deal yet. Think of the next piece of work that your manager would miss."}
	}
	var out []string
	for _, d := range w.Deals {
		says, told := dealTold(w, d)
		if len(told) > 0 {
			told[0] = strings.TrimSpace(says + " " + told[0])
		}
		out = append(out, told...)
	}
	return out
}

// OfDeal is what one deal comes to, without the sentence that tells the deal itself,
// which stands on its page.
func (a *Advice) OfDeal(id workbook.ID) []string {
	d := a.on.Deal(id)
	if d == nil {
		return nil
	}
	if !d.Gives() && !d.Brings() {
		return []string{"Think of the next piece of work that your manager would miss."}
	}
	_, told := dealTold(&a.on, *d)
	return told
}

// dealTold is what a deal comes to; says is the sentence that tells the deal itself,
// where that belongs before it.
func dealTold(w *dated, d workbook.Deal) (says string, told []string) {
	switch {
	case d.Outcome == workbook.OutcomeMet:
		return "", []string{dealMet(w, d)}
	case d.Outcome == workbook.OutcomePartly && d.Partial != "":
		return "", []string{"You delivered a part of it: ask for what you settled for half a result."}
	case d.Outcome == workbook.OutcomePartly:
		return "", []string{"You delivered a part of it, and what half a result earns was never settled: bring it up before anybody asks."}
	case d.Outcome == workbook.OutcomeMissed:
		return "", []string{"You missed it: say so first, with the reason and a new day."}
	case d.Due.Before(w.today):
		return "", []string{d.Due.Short(w.today) + " has passed: report the result, good or not, before you are asked."}
	case !d.Gives() && !d.Brings():
		return "", nil
	case !d.Brings():
		return "", []string{"You say what you deliver and not what you get: that is a promise, not a deal."}
	case !d.Gives():
		return "", []string{"You say what you get and not for what: that is a wish."}
	}
	told = []string{dealStands(w, d)}
	var open []string
	if d.Partial == "" {
		open = append(open, "what half a result earns")
	}
	if d.Successor == "" {
		open = append(open, "what happens if your manager moves on")
	}
	if len(open) > 0 {
		told = append(told, "Still open: "+strings.Join(open, ", and ")+".")
	}
	return w.DealSays(d, w.today), told
}

// dealStands tells how far a deal has come, and how long there is to keep it.
func dealStands(w *dated, d workbook.Deal) string {
	s := d.Stands(w.today)
	if d.Status != workbook.DealConfirmed || !d.Due.OK() {
		return s
	}
	if n := w.today.DaysTo(d.Due); n > 0 {
		return strings.TrimSuffix(s, ".") + "; " + value.Counted(n, "day") + " left to deliver."
	}
	return strings.TrimSuffix(s, ".") + "; today is the day to deliver."
}

func dealMet(w *dated, d workbook.Deal) string {
	s := "You delivered. Ask "
	if who := workbook.ShortName(d.ApprovedBy()); who != "" {
		s += who + " "
	}
	if s += "for "; d.Brings() {
		s += w.DealReward(d)
	} else {
		s += "what you were promised"
	}
	if s += " in writing"; d.Effective.OK() {
		s += ", from " + d.Effective.Short(w.today)
	}
	return s + "."
}
