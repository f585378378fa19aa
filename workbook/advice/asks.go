package advice

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// enoughFigures and enoughKinds are the market figures that make a case: three
// points of two kinds.
const (
	enoughFigures = 3
	enoughKinds   = 2
)

func init() {
	teach(chapter{
		lesson: workbook.LessonAsks,
		rules: []rule{
			{id: "ask-no-minimum", severity: Blocks, missing: true, check: askWithout("minimum", "minimum.",
				"Write the least that you would accept, before someone names a number for you.", inWords)},
			{id: "ask-target-below-minimum", severity: Blocks, check: eachAsk(askTargetBelowMinimum)},
			{id: "ask-opening-below-target", severity: Blocks, check: eachAsk(askOpeningBelowTarget)},
			{id: "ask-opening-below-minimum", severity: Blocks, check: eachAsk(askOpeningBelowMinimum)},
			{id: "ask-words-minimum", severity: Blocks, check: eachAsk(askWordsMinimum)},
			{id: "asks-many", severity: Blocks, check: asksMany},
			{id: "ask-return-gone", severity: Blocks, check: askReturnGone},
			{id: "asks-same-return", severity: Blocks, check: eachAsk(asksSameReturn)},
			{id: "meeting-past", severity: Warns, check: meetingPast},
			{id: "asks-none", severity: Warns, missing: true, check: asksNone},
			{id: "ask-no-target", severity: Warns, missing: true, check: askWithout("target", "target.",
				"Write what you would be glad to get, your minimum or better.", inWords)},
			{id: "ask-no-opening", severity: Warns, missing: true, check: askWithout("opening", "opening.",
				"Write the number that you will say first, your target or better.", inWords)},
			{id: "ask-no-words", severity: Warns, missing: true, check: askWithout("term", "exact words yet.",
				"Write the sentence as you will say it.", nil)},
			{id: "ask-no-reason", severity: Warns, missing: true, check: askWithout("reason", "reason in the employer's terms.",
				"Write what they gain, or what it would cost them to do without.", saysExact)}, // of which ask-exact-no-reason tells
			{id: "ask-no-proof", severity: Warns, missing: true, check: askWithout("proofs", "proof beside it.",
				"Name a result that others can check.", func(a workbook.Ask) bool { return len(a.KPIs)+len(a.Extras) > 0 })},
			{id: "ask-exact-no-reason", severity: Warns, missing: true, check: eachAsk(askExactNoReason)},
			{id: "ask-below-must", severity: Warns, check: eachAsk(askBelowMust)},
			{id: "ask-below-today", severity: Warns, check: eachAsk(askBelowToday)},
			{id: "ask-below-alternative", severity: Warns, check: eachAsk(askBelowAlternative)},
			{id: "ask-words-differ", severity: Warns, check: eachAsk(askWordsDiffer)},
			{id: "asks-open-gap", severity: Warns, check: asksOpenGap},
			{id: "ask-hints-leaving", severity: Warns, check: eachAsk(askHintsLeaving)},
			{id: "ask-reason-own", severity: Warns, check: eachAsk(askReasonOwn)},
			{id: "ask-no-room", severity: Warns, check: eachAsk(askNoRoom)},
			{id: "ask-minimum-today", severity: Warns, check: eachAsk(askMinimumToday)},
			{id: "ask-in-words-only", severity: Warns, check: eachAsk(askInWordsOnly)},
			{id: "ask-units-differ", severity: Warns, check: eachAsk(askUnitsDiffer)},
			{id: "ask-must-units", severity: Warns, check: eachAsk(askMustUnits)},
			{id: "job-units-differ", severity: Warns, check: jobUnitsDiffer},
			{id: "currency-unknown", severity: Warns, check: currencyUnknown},
			{id: "pay-doubt", severity: Blocks, check: payDoubt},
			{id: "pay-hours", severity: Warns, missing: true, check: payHours},
			{id: "currency-none", severity: Hints, missing: true, check: currencyNone},
			{id: "figure-order", severity: Warns, check: eachFigure(figureOrder)},
			{id: "figures-mixed", severity: Warns, check: eachAsk(figuresMixed)},
			{id: "meeting-none", severity: Hints, missing: true, check: meetingNone},
			{id: "ask-range-flat", severity: Hints, check: eachAsk(askRangeFlat)},
			{id: "ask-above-market", severity: Hints, check: eachAsk(askAboveMarket)},
			{id: "figures-few", severity: Hints, missing: true, check: eachAsk(figuresFew)},
			{id: "figure-no-amount", severity: Hints, missing: true, check: eachFigure(figureNoAmount)},
			{id: "figure-no-source", severity: Hints, missing: true, check: eachFigure(figureNoSource)},
			{id: "figure-hours", severity: Hints, check: eachFigure(figureHours)},
			{id: "figure-old", severity: Hints, check: eachFigure(figureOld)},
			{id: "figure-other-role", severity: Hints, check: eachFigure(figureOtherRole)},
			{id: "figure-names-peer", severity: Warns, check: eachFigure(figureNamesPeer)},
			{id: "figures-other-basis", severity: Hints, check: eachAsk(figuresOtherBasis)},
		},
		insight: insightAsks,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			return len(w.Asks)+len(w.Figures) > 0, asksDone(w), fmt.Sprintf("%d of %d", len(w.Asks), workbook.MaxAsks)
		},
	})
}

// askWithout finds asks that leave a field blank, but for those that need not
// answer it; nil when all do.
func askWithout(field, lacks, do string, spared func(workbook.Ask) bool) check {
	f := workbook.Schema.Field(workbook.AskRecords, field)
	return eachAsk(func(_ *dated, a workbook.Ask, name string) *Finding {
		if !f.Blank(&a) || spared != nil && spared(a) {
			return nil
		}
		return &Finding{Field: field, Text: "Your ask for " + name + " has no " + lacks, Do: do}
	})
}

// inWords tells an ask that is made without a number.
func inWords(a workbook.Ask) bool { return a.Say == workbook.SayWords }

// direction gives the words for worse and better, which turn around where less
// is more.
func direction(w *dated, a workbook.Ask) (below, raise, lower string) {
	if w.LessIsMore(a) {
		return "above", "Lower", "raise"
	}
	return "below", "Raise", "lower"
}

func askTargetBelowMinimum(w *dated, a workbook.Ask, name string) *Finding {
	if !w.Worse(a, a.Target, a.Minimum) {
		return nil
	}
	below, raise, lower := direction(w, a)
	return &Finding{Field: "target", Text: fmt.Sprintf("Your ask for %s aims for %s, %s its own minimum of %s.", name, a.Target, below, a.Minimum),
		Do: raise + " the target, or " + lower + " the minimum if you would accept less."}
}

func askOpeningBelowTarget(w *dated, a workbook.Ask, name string) *Finding {
	if !w.Worse(a, a.Opening, a.Target) {
		return nil
	}
	below, _, _ := direction(w, a)
	return &Finding{Field: "opening", Text: fmt.Sprintf("Your ask for %s opens at %s, %s its target of %s.", name, a.Opening, below, a.Target),
		Do: "Open at the target or better, since talks seldom move in your favor from there."}
}

// askOpeningBelowMinimum covers the ask whose target is still to come.
func askOpeningBelowMinimum(w *dated, a workbook.Ask, name string) *Finding {
	if a.Target.OK() || !w.Worse(a, a.Opening, a.Minimum) {
		return nil
	}
	below, raise, _ := direction(w, a)
	return &Finding{Field: "opening", Text: fmt.Sprintf("Your ask for %s opens at %s, %s its own minimum of %s.", name, a.Opening, below, a.Minimum),
		Do: raise + " the opening: you would be asking for what you would refuse."}
}

func asksMany(w *dated) []Finding {
	if len(w.Asks) <= workbook.MaxAsks {
		return nil
	}
	return one(Finding{Record: workbook.RecordKey(workbook.AskRecords, w.Asks[workbook.MaxAsks].ID),
		Text: fmt.Sprintf("You have %s asks, and two is the limit.", value.Spell(len(w.Asks))),
		Do:   "Keep the two that matter most; the rest can be traded inside a package."})
}

// askReturnGone finds what is left when another window deleted the return.
func askReturnGone(w *dated) []Finding {
	return each(workbook.AskRecords, w.Asks, func(a *workbook.Ask) (workbook.ID, *Finding) {
		if w.Return(a.Return) != nil {
			return "", nil
		}
		return a.ID, &Finding{Field: "return", Text: "An ask points at a return that is gone.", Do: "Delete it, and ask for a return that you have."}
	})
}

func asksSameReturn(w *dated, a workbook.Ask, name string) *Finding {
	if w.AskFor(a.Return).ID == a.ID {
		return nil
	}
	return &Finding{Field: "return", Text: "Two asks are about " + name + ".", Do: "Keep the better of the two and delete the other."}
}

// meetingPast is silent where the meeting after it is in the calendar.
func meetingPast(w *dated) []Finding {
	if !w.talkPast() || w.nextBooked() {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ProfileRecords), Field: "meeting",
		Text: fmt.Sprintf("The meeting on %s is past.", w.Profile.Meeting.Short(w.today)),
		Do:   "Write down the next one; deadlines are measured against it."})
}

// meetingNone waits for the first ask: before that the date matters little.
func meetingNone(w *dated) []Finding {
	if len(w.Asks) == 0 || !w.Profile.Meeting.IsZero() {
		return nil
	}
	return one(Finding{Record: w.at(workbook.ProfileRecords), Field: "meeting", Text: "The conversation has no date yet.",
		Do: "Ask for one, and write it down: deadlines are measured against it."})
}

func asksNone(w *dated) []Finding {
	if len(w.Asks) > 0 || len(w.Returns) == 0 {
		return nil
	}
	return one(Finding{Text: "You have not chosen an ask yet.", Do: "Choose the one or two returns that would change the most."})
}

// askExactNoReason: an exact figure wants a written reason (Loschelder et al. 2016).
func askExactNoReason(_ *dated, a workbook.Ask, name string) *Finding {
	if !saysExact(a) || a.Reason != "" {
		return nil
	}
	return &Finding{Field: "reason", Text: fmt.Sprintf("Your ask for %s opens at the exact figure %s without a reason for it.", name, a.Opening),
		Do: "Write how you arrived at it, or round it (Loschelder et al. 2016)."}
}

// saysExact tells whether the opening is said as one exact figure.
func saysExact(a workbook.Ask) bool {
	return a.Say != workbook.SayRange && a.Say != workbook.SayWords && a.Opening.Exact()
}

func askBelowMust(w *dated, a workbook.Ask, name string) *Finding {
	r := w.Return(a.Return)
	if r.Need.Sort != workbook.Must || r.Kind == workbook.KindPay && w.BasisOf(r) != w.AskBasis(a) { // base is never set beside total
		return nil
	}
	if met, ok := w.BoundBeside(*r, a.Minimum).Meets(w.AskAmount(a, a.Minimum)); !ok || met {
		return nil
	}
	return &Finding{Field: "minimum", Text: fmt.Sprintf("You would accept %s for %s, but your must-have is %s.", a.Minimum, name, r.Need.Threshold),
		Do: "Only one of the two can hold: change the minimum, or change the must-have."}
}

func askBelowToday(w *dated, a workbook.Ask, name string) *Finding {
	now := w.AskToday(a)
	field, amount := "target", a.Target
	if !w.Worse(a, w.AskAmount(a, a.Target), now) {
		if field, amount = "minimum", a.Minimum; !w.Worse(a, w.AskAmount(a, a.Minimum), now) {
			return nil
		}
	}
	below, _, _ := direction(w, a)
	do := "Check both numbers."
	if now.Money() {
		do = "Check both numbers, and that both mean the same: base or total."
	}
	return &Finding{Field: field, Text: fmt.Sprintf("The %s of your ask for %s is %s, %s the %s you have today.", field, name, amount, below, now), Do: do}
}

// askBelowAlternative: the minimum is where one would rather walk away, so the
// way out is what it is measured by: total beside total where both are known, else
// base beside base.
func askBelowAlternative(w *dated, a workbook.Ask, name string) *Finding {
	if !paid(w, a) || !a.Minimum.Money() || a.Outweighs != "" {
		return nil
	}
	ways := w.Alternatives(w.today)
	if len(ways) == 0 {
		return nil
	}
	const do = "Raise the minimum, or write down what makes up for the difference."
	least, ok := inAll(w, a)
	pays, whole := w.AfterCosts(ways[0])
	total := w.AskBasis(a) == workbook.TotalBasis
	switch {
	case ok && whole && least.Comparable(pays) && (total || len(w.Uncounted(ways[0])) == 0 && !pays.Equal(ways[0].Base)):
		if !least.Less(pays) || lessPerHour(w, least, pays, ways[0]) {
			return nil
		}
		in := ""
		if !total {
			in = ", " + least.String() + " in all"
		}
		return &Finding{Field: "minimum", Text: fmt.Sprintf("You would accept %s for %s%s, but %s would pay %s in all.", a.Minimum, name, in, employer(ways[0]), pays), Do: do}
	case total || !a.Minimum.Less(ways[0].Base), a.Minimum.Per() != value.Hour && lessPerHour(w, a.Minimum, ways[0].Base, ways[0]):
		return nil
	}
	return &Finding{Field: "minimum", Text: fmt.Sprintf("You would accept %s for %s, but %s would pay %s.", a.Minimum, name, employer(ways[0]), ways[0].Base), Do: do}
}

// askNoRoom: between what is asked for and what would be taken there has to be
// something to give.
func askNoRoom(w *dated, a workbook.Ask, name string) *Finding {
	switch {
	case same(a.Target, a.Opening) && same(a.Minimum, a.Target):
		return &Finding{Field: "opening", Text: fmt.Sprintf("Minimum, target and opening of your ask for %s are all %s.", name, a.Target),
			Do: "Open above what you aim for, or decide that this one is not up for a talk, and say so."}
	case same(a.Target, a.Opening) && a.Say != workbook.SayRange:
		return &Finding{Field: "opening", Text: fmt.Sprintf("Your ask for %s opens at its target, %s.", name, a.Target),
			Do: "Open a little beyond it, so that you can give something and still arrive."}
	}
	return nil
}

// askMinimumToday: a least that one has already is no reason for a talk.
func askMinimumToday(w *dated, a workbook.Ask, name string) *Finding {
	now := w.AskToday(a)
	if !same(a.Minimum, now) {
		return nil
	}
	return &Finding{Field: "minimum", Text: fmt.Sprintf("Your minimum for %s is what you have today, %s.", name, now),
		Do: "Write the least that would be worth the talk, or accept that a no costs you nothing."}
}

func same(x, y value.Amount) bool { return x.Comparable(y) && x.Value().Equal(y.Value()) }

// askInWordsOnly: a must-have with a number wants a number asked for.
func askInWordsOnly(w *dated, a workbook.Ask, name string) *Finding {
	r := w.Return(a.Return)
	if r.Need.Sort != workbook.Must || !r.Need.Threshold.Amount.OK() || a.Minimum.OK() || a.Target.OK() || a.Opening.OK() {
		return nil
	}
	if a.Say != workbook.SayWords && a.Minimum.InWords() == "" && a.Target.InWords() == "" && a.Opening.InWords() == "" {
		return nil // the numbers are still to come
	}
	return &Finding{Field: "opening", Text: fmt.Sprintf("%s has to be %s, and you ask for it in words alone.", value.Sentence(name), r.Need.Threshold),
		Do: "Write its numbers, so that you will know whether you got it."}
}

// asksOpenGap: what is asked for should be what is missed most.
func asksOpenGap(w *dated) []Finding {
	ranked := w.Ranking()
	if len(w.Asks) == 0 || len(ranked) == 0 {
		return nil
	}
	pull, _ := ranked[0].Pull()
	for _, r := range ranked {
		if p, _ := r.Pull(); p == pull && w.AskFor(r.ID) != nil {
			return nil
		}
	}
	if top := ranked[0]; pull == 0 || top.Need.Sort == workbook.Must && w.MustMet(*top) == value.No {
		return nil // must-uncovered tells of that
	}
	do := "Ask for it in place of one of them"
	if len(w.Asks) < workbook.MaxAsks {
		do = "Ask for it too"
	}
	return one(Finding{Text: fmt.Sprintf("Your asks leave your largest gap open: %s.", quote(ranked[0].Name)),
		Do: do + ", or say in lesson 1 that it matters less than you wrote."})
}

// askRangeFlat: a range starts at the target and stretches upward (Ames & Mason 2015).
func askRangeFlat(_ *dated, a workbook.Ask, name string) *Finding {
	if a.Say != workbook.SayRange || !a.Opening.Comparable(a.Target) || !a.Opening.Value().Equal(a.Target.Value()) {
		return nil
	}
	return &Finding{Field: "opening", Text: fmt.Sprintf("Your ask for %s is to be said as a range, but both ends are %s.", name, a.Target),
		Do: "Let the range start at your target and reach beyond it (Ames & Mason 2015), or say one figure."}
}

// eachAsk passes over an ask whose return is gone: ask-return-gone has said
// all that there is to say of it.
func eachAsk(look func(w *dated, a workbook.Ask, name string) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.AskRecords, w.Asks, func(a *workbook.Ask) (workbook.ID, *Finding) {
			r := w.Return(a.Return)
			if r == nil {
				return "", nil
			}
			return a.ID, look(w, *a, quote(r.Name))
		})
	}
}

// paid tells whether an ask is about pay, which base, total and the market are about.
func paid(w *dated, a workbook.Ask) bool { return w.ForPay(a) }

// askName is what sentences call an ask: the return that it is about.
func askName(w *dated, a workbook.Ask) string {
	if r := w.Return(a.Return); r != nil {
		return quote(r.Name)
	}
	return "a return that is gone"
}

func insightAsks(w *dated) []string {
	chosen := slices.DeleteFunc(slices.Clone(w.Asks), func(a workbook.Ask) bool { return w.Return(a.Return) == nil })
	if len(chosen) == 0 {
		return []string{"Choose an ask, and this will tell you how much of what you miss it would close."}
	}
	var out []string
	total, closed := 0, 0
	for _, r := range w.Ranking() {
		p, _ := r.Pull()
		total += p
		if w.AskFor(r.ID) != nil {
			closed += p
		}
	}
	subject := "Your ask"
	if len(chosen) > 1 {
		subject = fmt.Sprintf("Your %s asks", value.Spell(len(chosen)))
	}
	switch {
	case total == 0:
		out = append(out, "Rate your returns in lesson 1, and this will tell you how much of the gap your asks would close.")
	case closed == 0:
		out = append(out, fmt.Sprintf("%s would close nothing of the weighted gap of lesson 1; the largest part of it is %s.",
			subject, quote(w.Ranking()[0].Name)))
	default:
		out = append(out, fmt.Sprintf("%s would close %d%% of the weighted gap of lesson 1.", subject, percent(closed, total)))
	}
	var rests workbook.Assumptions
	for _, a := range chosen {
		if s := askInsight(w, a); s != "" {
			out = append(out, s)
			rests = rests.With(w.AssumedAsk(a))
			if w.ForPay(a) {
				rests = rests.With(w.AssumedMarket(w.AskBasis(a), w.AskAmount(a, a.Target)))
			}
		}
	}
	return append(out, filled(rests.Note())...)
}

// askInsight sets the target beside today, inflation and the market.
func askInsight(w *dated, a workbook.Ask) string {
	r, now, target := w.Return(a.Return), w.AskToday(a), w.AskAmount(a, a.Target)
	var parts []string
	if rise, ok := value.Rise(now, target); ok && target.Money() {
		parts = append(parts, aboveBelow(rise))
		if real, ok := value.RealRise(now, target, w.Job.Inflation); ok {
			parts = append(parts, value.SignedPercent(real)+" after inflation")
		}
	}
	mid, n := w.MarketMiddle(w.AskBasis(a), target)
	if ratio, ok := value.CompaRatio(target, mid); ok && w.ForPay(a) {
		today := ""
		if r, ok := value.CompaRatio(now, mid); ok {
			today = ", today " + r.StringFixed(2)
		}
		parts = append(parts, besideMarket(ratio, n, today))
	}
	if !target.Money() && now.Comparable(target) && !now.Equal(target) { // 1 day to 3 is no rise of 200%
		parts = append(parts, fmt.Sprintf("%s, from %s today", target, now))
	}
	if len(parts) == 0 {
		return ""
	}
	return value.Sentence(quote(r.Name)) + ": the target is " + value.List(parts) + "."
}

// besideMarket says where pay stands by the middle of the market, as a part of it too, which
// the field calls the compa-ratio, and today's behind it.
func besideMarket(ratio decimal.Decimal, figures int, today string) string {
	middle := "the middle of " + value.Count(figures, "market figure")
	switch one := decimal.NewFromInt(1); {
	case ratio.Equal(one):
		return fmt.Sprintf("at %s (1.00 of it%s: the compa-ratio)", middle, today)
	case ratio.LessThan(one):
		return fmt.Sprintf("%s%% below %s (%s of it%s: the compa-ratio)", one.Sub(ratio).Shift(2), middle, ratio.StringFixed(2), today)
	default:
		return fmt.Sprintf("%s%% above %s (%s of it%s: the compa-ratio)", ratio.Sub(one).Shift(2), middle, ratio.StringFixed(2), today)
	}
}

func aboveBelow(rise decimal.Decimal) string {
	switch rise.Sign() {
	case 0:
		return "what you have today"
	case -1:
		return rise.Abs().String() + "% below today"
	}
	return rise.String() + "% above today"
}

func asksDone(w workbook.Workbook) bool {
	return len(w.Asks) > 0 && !slices.ContainsFunc(w.Asks, func(a workbook.Ask) bool {
		return w.Return(a.Return) == nil || a.Reason == "" || !ready(a) || w.Worse(a, a.Target, a.Minimum) || w.Worse(a, a.Opening, a.Target)
	})
}

// ready tells whether the numbers, or for an ask in words the words, are there. A title
// stands in the place of a number.
func ready(a workbook.Ask) bool {
	if a.Say == workbook.SayWords {
		return a.Term != ""
	}
	return !slices.ContainsFunc([]value.Amount{a.Minimum, a.Target, a.Opening}, func(n value.Amount) bool { return !n.OK() && n.InWords() == "" })
}
