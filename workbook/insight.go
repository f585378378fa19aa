package workbook

import (
	"firstmile/workbook/value"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Insight is what a lesson tells back: one or two sentences reckoned from the
// answers. While too little is answered it says what is missing, never a guess.
func Insight(w Workbook, l Lesson, today value.Date) []string {
	switch l {
	case LessonReturns:
		return insightReturns(w)
	case LessonNeeds:
		return insightNeeds(w)
	case LessonAsks:
		return insightAsks(w)
	case LessonOffers:
		return insightOffers(w, today)
	}
	return nil
}

func insightReturns(w Workbook) []string {
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
	money := slices.IndexFunc(ranked, func(r Return) bool { return r.Kind.Money() })
	var out []string
	switch {
	case next == pull:
		out = append(out, fmt.Sprintf("%s and %s pull equally hard.", start(name(top.Name)), name(second.Name)))
	case money > 0:
		out = append(out, fmt.Sprintf("%s is %s; your largest gap is %s.", start(name(ranked[money].Name)), ordinal(money+1), name(top.Name)))
	default:
		total := 0
		for _, r := range ranked {
			p, _ := r.Pull()
			total += p
		}
		out = append(out, fmt.Sprintf("Your largest gap is %s: %d%% of all that you miss.", name(top.Name), percent(pull, total)))
	}
	var enough []string
	for _, r := range ranked {
		if gap, _ := r.Gap(); gap == 0 && r.Weight.Or(0) >= 5 {
			enough = append(enough, name(r.Name))
		}
	}
	if len(enough) > 0 {
		out = append(out, fmt.Sprintf("You already have enough of %s: do not trade it away.", list(enough)))
	}
	return out
}

func insightNeeds(w Workbook) []string {
	musts := w.Sorted(Must)
	if len(musts) == 0 {
		return []string{"Move the one thing over which you would leave to the must-haves, and this will tell you whether your job meets it."}
	}
	met, open := w.mustsMet()
	first := fmt.Sprintf("Your job meets %d of your %d must-haves", met, len(musts))
	switch {
	case len(musts) == 1 && open == 1:
		first = "You have not said yet whether your job meets your only must-have"
	case len(musts) == 1 && met == 1:
		first = "Your job meets your only must-have"
	case len(musts) == 1:
		first = "Your job does not meet your only must-have"
	case met == len(musts):
		first = fmt.Sprintf("Your job meets all %d of your must-haves", len(musts))
	case open == len(musts):
		first = fmt.Sprintf("You have not said yet which of your %d must-haves your job meets", len(musts))
	case met == 0:
		first = fmt.Sprintf("Your job meets none of your %d must-haves", len(musts))
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
		first += fmt.Sprintf("; %s are still to be checked.", spell(open))
	}
	out := []string{first}
	var unasked []string
	for _, r := range w.UnmetMusts() {
		if w.AskFor(r.ID) == nil {
			unasked = append(unasked, name(r.Name))
		}
	}
	switch {
	case len(unasked) > 0 && len(w.Asks) == 0:
		out = append(out, fmt.Sprintf("No ask is about %s yet; lesson 3 is the place.", list(unasked)))
	case len(unasked) > 0:
		out = append(out, fmt.Sprintf("No ask is about %s: a must-have that you neither have nor ask for is a contradiction.", list(unasked)))
	}
	return out
}

func insightAsks(w Workbook) []string {
	asks := slices.DeleteFunc(slices.Clone(w.Asks), func(a Ask) bool { return w.Return(a.Return) == nil })
	if len(asks) == 0 {
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
	if len(asks) > 1 {
		subject = fmt.Sprintf("Your %s asks", spell(len(asks)))
	}
	switch {
	case total == 0:
		out = append(out, "Rate your returns in lesson 1, and this will tell you how much of the gap your asks would close.")
	case closed == 0:
		out = append(out, fmt.Sprintf("%s would close nothing of the weighted gap of lesson 1; the largest part of it is %s.", subject, name(w.Ranking()[0].Name)))
	default:
		out = append(out, fmt.Sprintf("%s would close %d%% of the weighted gap of lesson 1.", subject, percent(closed, total)))
	}
	for _, a := range asks {
		if s := w.askInsight(a); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// mustsMet counts the must-haves that today's job meets, and those of which the
// person has not said whether it does.
func (w Workbook) mustsMet() (met, open int) {
	for _, r := range w.Sorted(Must) {
		switch w.MustMet(r) {
		case value.Yes:
			met++
		case value.No:
		default:
			open++
		}
	}
	return met, open
}

// percent is part of whole, rounded to the nearest.
func percent(part, whole int) int { return (part*200 + whole) / (2 * whole) }

// askInsight sets the target beside today, inflation and the market.
func (w Workbook) askInsight(a Ask) string {
	r, now, target := w.Return(a.Return), w.AskToday(a), w.AskAmount(a, a.Target)
	var parts []string
	if rise, ok := value.Rise(now, target); ok && target.Money() {
		parts = append(parts, aboveBelow(rise))
		if real, ok := value.RealRise(now, target, w.Job.Inflation); ok {
			parts = append(parts, signed(real)+" after inflation")
		}
	}
	mid, n := w.MarketMiddle(a.Basis.Or(), target.Unit())
	if ratio, ok := compaRatio(target, mid); ok && r.Kind == KindPay {
		today := ""
		if r, ok := compaRatio(now, mid); ok {
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
	return start(name(r.Name)) + ": the target is " + list(parts) + "."
}

// besideMarket says where pay stands by the middle of the market, with the
// compa-ratio that the field reckons with, and today's behind it.
func besideMarket(ratio decimal.Decimal, figures int, today string) string {
	middle := "the middle of " + count(figures, "market figure")
	switch one := decimal.NewFromInt(1); {
	case ratio.Equal(one):
		return fmt.Sprintf("at %s (compa-ratio 1.00%s)", middle, today)
	case ratio.LessThan(one):
		return fmt.Sprintf("%s%% below %s (compa-ratio %s%s)", one.Sub(ratio).Shift(2), middle, ratio.StringFixed(2), today)
	default:
		return fmt.Sprintf("%s%% above %s (compa-ratio %s%s)", ratio.Sub(one).Shift(2), middle, ratio.StringFixed(2), today)
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

func signed(d decimal.Decimal) string {
	if d.Sign() > 0 {
		return "+" + d.String() + "%"
	}
	return strings.Replace(d.String(), "-", "−", 1) + "%"
}

func insightOffers(w Workbook, today value.Date) []string {
	musts := w.Sorted(Must)
	switch {
	case len(musts) == 0:
		return []string{"Without a must-have there is nothing to measure an offer by: sort your returns in lesson 2 first."}
	case w.WithoutOffer():
		return w.withoutOffer(len(musts))
	case len(w.Offers) == 0:
		return []string{"No walk-away covers your must-haves yet.", "You can still ask; just do not speak of leaving."}
	}
	var out []string
	ways := w.Alternatives(w.AtTheTable(today))
	switch early := w.Alternatives(today); {
	case len(ways) == 0 && len(early) > 0:
		out = append(out, fmt.Sprintf("%s covers every must-have, but only until %s, before you meet: ask them for more time, or no walk-away covers your must-haves at the table.",
			early[0].begins(), early[0].Deadline.Short(today)))
	case len(ways) == 0:
		out = append(out, "No walk-away covers your must-haves yet.")
	case ways[0].Firm():
		s := ways[0].begins() + " covers every must-have, in writing"
		if ways[0].Deadline.OK() {
			s += ", until " + ways[0].Deadline.Short(today)
		}
		out = append(out, s+": that is your alternative if you cannot agree.")
	default:
		out = append(out, ways[0].begins()+" covers every must-have, but only by word of mouth: ask for it in writing before you rely on it.")
	}
	if s := w.missingCell(len(ways), today); s != "" {
		out = append(out, s)
	}
	return out
}

// withoutOffer sets today's job in the place of the offer that there is not.
func (w Workbook) withoutOffer(musts int) []string {
	met, open := w.mustsMet()
	const back = "Without an offer you fall back on today's job"
	const ask = "You can still ask; just do not speak of leaving."
	meets := fmt.Sprintf("which meets %d of your %d must-haves", met, musts)
	switch {
	case met == musts && musts == 1:
		return []string{back + ", which meets your only must-have: you can ask calmly.", ask}
	case met == musts:
		return []string{fmt.Sprintf("%s, which meets all %d of your must-haves: you can ask calmly.", back, musts), ask}
	case open > 0:
		return []string{"No walk-away covers your must-haves yet. " + back + "; say in lesson 2 which of them it meets.", ask}
	case musts == 1:
		meets = "which does not meet your only must-have"
	case met == 0:
		meets = fmt.Sprintf("which meets none of your %d must-haves", musts)
	}
	return []string{"No walk-away covers your must-haves yet. " + back + ", " + meets + ".", ask}
}

// missingCell names the one answer that would change the verdict: the offer
// that lacks the fewest answers, and what it lacks. Where every open offer fails
// a must-have, it names the one that fails the fewest.
func (w Workbook) missingCell(ways int, today value.Date) string {
	best, lack, worst, fails := -1, 0, -1, 0
	for i, o := range w.Offers {
		if w.Qualifies(o, today) || !o.Live(today) || o.Take == value.No || o.Employer == "" {
			continue // one that is only just being written down comes near nothing yet
		}
		if n := len(w.Fails(o)); n > 0 {
			if worst < 0 || n < fails {
				worst, fails = i, n
			}
			continue
		}
		n := len(w.Missing(o))
		if o.Take != value.Yes {
			n++
		}
		if o.Status != Verbal && o.Status != Written {
			n++
		}
		if best < 0 || n < lack {
			best, lack = i, n
		}
	}
	an := "an alternative"
	if ways > 0 {
		an = "a " + ordinal(ways+1) + " alternative"
	}
	switch {
	case best >= 0:
		return w.lacking(w.Offers[best], lack, an)
	case worst >= 0 && ways == 0:
		var names []string
		for _, r := range w.Fails(w.Offers[worst]) {
			names = append(names, name(r.Name))
		}
		return fmt.Sprintf("%s comes nearest, but does not cover %s.", w.Offers[worst].begins(), list(names))
	}
	return ""
}

func (w Workbook) lacking(o Offer, lack int, an string) string {
	missing := w.Missing(o)
	switch {
	case lack > 1:
		return fmt.Sprintf("%s comes nearest to being %s: %s are missing.", o.begins(), an, count(lack, "answer"))
	case len(missing) == 1:
		return fmt.Sprintf("Ask %s about %s: a yes would give you %s.", o.name(), name(missing[0].Name), an)
	case o.Take != value.Yes:
		return fmt.Sprintf("Decide whether you would take the offer of %s: a yes would give you %s.", o.name(), an)
	}
	return fmt.Sprintf("Get a clear word from %s that this is an offer: that would give you %s.", o.name(), an)
}

// name is a person's own words where they need no quotes; see start.
func name(s string) string {
	if s == "" {
		return "a return without a name"
	}
	return value.Shorten(value.CleanLine(s), maxQuote)
}

func list(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
