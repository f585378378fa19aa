package advice

import (
	"fmt"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	teach(chapter{
		lesson: workbook.LessonOffers,
		rules: []rule{
			{id: "offers-none-qualifies", severity: Warns, check: offersNoneQualifies},
			{id: "offer-expires-before-meeting", severity: Warns, check: eachOffer(offerExpiresBeforeMeeting)},
			{id: "offer-expired-counted", severity: Warns, check: eachOffer(offerExpiredCounted)},
			{id: "offer-units-differ", severity: Warns, check: eachOffer(offerUnitsDiffer)},
			{id: "offer-contradicts-threshold", severity: Warns, check: eachOffer(offerContradictsThreshold)},
			{id: "offer-take-fails", severity: Warns, check: eachOffer(offerTakeFails)},
			{id: "offer-no-take", severity: Hints, missing: true, check: eachOffer(offerNoTake)},
			{id: "offer-other-currency", severity: Hints, check: eachOffer(offerOtherCurrency)},
			{id: "offer-unknown", severity: Hints, check: eachOffer(offerUnknown)},
			{id: "offer-no-deadline", severity: Hints, missing: true, check: eachOffer(offerNoDeadline)},
			{id: "offer-nothing-to-say", severity: Hints, missing: true, check: eachOffer(offerNothingToSay)},
			{id: "offer-no-employer", severity: Hints, missing: true, check: eachOffer(offerNoEmployer)},
			{id: "fallback-no-plan", severity: Hints, missing: true, check: fallbackNoPlan},
			{id: "offers-open", severity: Hints, missing: true, check: offersOpen},
		},
		insight: insightOffers,
		progress: func(w workbook.Workbook) (started, done bool, count string) {
			count = fmt.Sprint(len(w.Offers))
			if w.WithoutOffer() {
				count = "none"
			}
			return offersBegun(w), offersDone(w), count
		},
	})
}

// offersNoneQualifies never implies that leaving is safe (Sebenius 2017).
func offersNoneQualifies(w *dated) []Finding {
	if len(w.Offers) == 0 || len(w.Sorted(workbook.Must)) == 0 || len(w.Alternatives(w.today)) > 0 || stays(w) {
		return nil
	}
	do := "Look further"
	switch best, lack, _ := nearest(w); {
	case lack == 1:
		do = lastStep(w, *best)
	case best != nil:
		do = "Fill the missing answers, or look further"
	}
	return one(Finding{Text: "No walk-away covers your must-haves yet.", Do: do + "; until then do not speak of leaving."})
}

// stays tells whether today's job meets every must-have, so that staying is the
// alternative to beat.
func stays(w *dated) bool {
	met, open := mustsMet(w)
	return met > 0 && open == 0 && met == len(w.Sorted(workbook.Must))
}

func offerExpiresBeforeMeeting(w *dated, o workbook.Offer, name string) *Finding {
	if !o.Live(w.today) || !o.Deadline.Before(w.Profile.Meeting) || o.Take == value.No || len(w.Fails(o)) > 0 {
		return nil
	}
	return &Finding{Field: "deadline",
		Text: fmt.Sprintf("The offer of %s runs out on %s, before your meeting on %s.", name, o.Deadline.Short(w.today), w.Profile.Meeting.Short(w.today)),
		Do:   "Ask them for more time, or ask for an earlier meeting."}
}

func offerExpiredCounted(w *dated, o workbook.Offer, name string) *Finding {
	if !o.Deadline.Before(w.today) || o.Status == workbook.Expired || o.Status == workbook.Declined || o.Take == value.No {
		return nil
	}
	return &Finding{Field: "status", Text: fmt.Sprintf("The offer of %s ran out on %s, and it is not marked as expired.", name, o.Deadline.Short(w.today)),
		Do: "Ask whether it still stands, or mark it; until then do not count on it."}
}

func offerContradictsThreshold(w *dated, o workbook.Offer, name string) *Finding {
	for _, r := range w.Sorted(workbook.Must) {
		said, reckoned := o.Covers[r.ID], w.Reckoned(o, *r)
		if said != value.Yes && said != value.No || reckoned == value.Unanswered || said == reckoned {
			continue
		}
		return &Finding{Field: "covers", Text: fmt.Sprintf("You marked %s as “%s” for %s, but its %s beside your threshold (%s) says otherwise.",
			quote(r.Name), said, name, o.Of(r.Kind), r.Need.Threshold),
			Do: "Correct the mark or the amount."}
	}
	return nil
}

func offerUnitsDiffer(_ *dated, o workbook.Offer, name string) *Finding {
	if o.Base.InAll() { // nothing is added to it
		return nil
	}
	first, other := otherUnit(anyPeriod(append(o.Parts(), workbook.Part{Field: "signon", Amount: o.SignOn}))...)
	if other.Field == "" {
		return nil
	}
	return &Finding{Field: other.Field, Text: fmt.Sprintf("The offer of %s mixes %s and %s, so its total is not whole.", name, first, other.Amount),
		Do: "Write all of it in one currency; no rate is known here."}
}

// offerOtherCurrency says why an offer stands beside today's pay uncompared.
func offerOtherCurrency(w *dated, o workbook.Offer, name string) *Finding {
	now := w.Job.Base
	if !now.Money() || !o.Base.Money() || now.Unit() == o.Base.Unit() {
		return nil
	}
	return &Finding{Field: "base",
		Text: fmt.Sprintf("The offer of %s is in %s and today's pay in %s, so the two are not compared.", name, o.Base.Unit(), now.Unit()),
		Do:   "Convert it yourself, at a rate that you can name."}
}

// offerTakeFails: who would take an offer that fails a must-have has drawn the line elsewhere.
func offerTakeFails(w *dated, o workbook.Offer, name string) *Finding {
	fails := w.Fails(o)
	if o.Take != value.Yes || len(fails) == 0 {
		return nil
	}
	return &Finding{Field: "take", Text: fmt.Sprintf("You would take the offer of %s, though it does not bring %s, a must-have.", name, quote(fails[0].Name)),
		Do: "Only one of the two can hold: say no to the offer, or make it a nice-to-have."}
}

// offerNoTake: an offer counts only when the person would take it.
func offerNoTake(w *dated, o workbook.Offer, name string) *Finding {
	if o.Take == value.Yes || o.Take == value.No || !o.Live(w.today) || o.Status != workbook.Verbal && o.Status != workbook.Written || len(w.Fails(o)) > 0 {
		return nil
	}
	return &Finding{Field: "take", Text: "You have not said whether you would take the offer of " + name + ".",
		Do: "Decide as if they called tonight; an offer that you would not take does not count."}
}

func offerUnknown(w *dated, o workbook.Offer, name string) *Finding {
	missing := w.Missing(o)
	if len(missing) == 0 || !o.Live(w.today) || o.Take == value.No || len(w.Fails(o)) > 0 {
		return nil
	}
	text := fmt.Sprintf("You do not know whether %s covers %s.", name, quote(missing[0].Name))
	if n := len(missing); n > 1 {
		text = fmt.Sprintf("You do not know whether %s covers %s and %s.", name, quote(missing[0].Name), value.Others(n-1))
	}
	return &Finding{Field: "covers", Text: text, Do: "Ask them; it is a fair question at any stage."}
}

func offerNoDeadline(w *dated, o workbook.Offer, name string) *Finding {
	if !o.Deadline.IsZero() || o.Status != workbook.Written || o.Take == value.No || len(w.Fails(o)) > 0 {
		return nil
	}
	return &Finding{Field: "deadline", Text: "The written offer of " + name + " has no deadline here.",
		Do: "Write the last day on which you can accept it, and ask if the letter does not say."}
}

// offerNothingToSay: not behind the boss's back. What one counts on, one can speak of.
func offerNothingToSay(w *dated, o workbook.Offer, name string) *Finding {
	if o.WillSay != "" || !w.Qualifies(o, w.today) {
		return nil
	}
	return &Finding{Field: "willsay", Text: "You count on " + name + " but have not written what you would say of it openly.",
		Do: "Write the sentence that you would say if your manager asked."}
}

func offerNoEmployer(_ *dated, o workbook.Offer, _ string) *Finding {
	if o.Employer != "" {
		return nil
	}
	return &Finding{Field: "employer", Text: "An offer has no employer's name.", Do: "Name it, or delete it."}
}

// fallbackNoPlan: without an offer, what one does after a no is the alternative.
func fallbackNoPlan(w *dated) []Finding {
	if !w.WithoutOffer() || w.Fallback.Plan != "" {
		return nil
	}
	return one(Finding{Record: w.at(workbook.FallbackRecords), Field: "plan", Text: "You have no offer, and have not written what you will do after a no.",
		Do: "Write one step that is in your own hands, with a day."})
}

func offersBegun(w workbook.Workbook) bool {
	return len(w.Offers) > 0 || w.Fallback.NoOffer || w.Fallback.Plan != ""
}

// offersOpen names what keeps the lesson open where nothing else does.
func offersOpen(w *dated) []Finding {
	said := len(eachOffer(offerNoTake)(w)) + len(eachOffer(offerUnknown)(w)) + len(fallbackNoPlan(w))
	if !offersBegun(w.Workbook) || offersDone(w.Workbook) || said > 0 {
		return nil
	}
	for _, o := range w.Offers {
		f := Finding{Record: workbook.RecordKey(workbook.OfferRecords, o.ID)}
		switch missing := w.Missing(o); {
		case o.Status == workbook.Declined || o.Status == workbook.Expired:
		case o.Take == value.Unanswered:
			f.Field, f.Text, f.Do = "take", "You have not said whether you would go to "+employer(o)+".", "Decide as if they called tonight; a no is an answer, too."
			return one(f)
		case len(missing) > 0:
			f.Field, f.Text, f.Do = "covers", fmt.Sprintf("It is open whether %s covers %s.", employer(o), quote(missing[0].Name)), "Mark it, or decline the offer."
			return one(f)
		}
	}
	if len(w.Offers) > 0 {
		return nil
	}
	return one(Finding{Record: w.at(workbook.FallbackRecords), Field: "nooffer", Text: "You have named no offer, and have not said that there is none.",
		Do: "Write down the one that you have, or say that there is none."})
}

func eachOffer(look func(w *dated, o workbook.Offer, name string) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.OfferRecords, w.Offers, func(o *workbook.Offer) (workbook.ID, *Finding) { return o.ID, look(w, *o, employer(*o)) })
	}
}

// employer is what sentences call who made an offer; it begins small where there is no name.
func employer(o workbook.Offer) string {
	if o.Employer == "" {
		return "an unnamed employer"
	}
	return value.Shorten(value.CleanLine(o.Employer), value.MaxQuote)
}

// employerBegins is employer at the start of a sentence; an own spelling stays.
func employerBegins(o workbook.Offer) string {
	if o.Employer == "" {
		return value.Sentence(employer(o))
	}
	return employer(o)
}

func insightOffers(w *dated) []string {
	musts := w.Sorted(workbook.Must)
	switch {
	case len(musts) == 0:
		return []string{"Without a must-have there is nothing to measure an offer by: sort your returns in lesson 2 first."}
	case w.WithoutOffer(), len(w.Offers) == 0 && stays(w):
		return withoutOffer(w, len(musts))
	case len(w.Offers) == 0:
		return []string{"No walk-away covers your must-haves yet.", "You can still ask; just do not speak of leaving."}
	}
	out := []string{staying(w, len(musts))}
	ways := w.Alternatives(w.AtTheTable(w.today))
	switch early := w.Alternatives(w.today); {
	case len(ways) == 0 && len(early) > 0:
		out = append(out, fmt.Sprintf("%s covers every must-have, but only until %s, before you meet: "+
			"ask them for more time, or no walk-away covers your must-haves at the table.",
			employerBegins(early[0]), early[0].Deadline.Short(w.today)))
	case len(ways) > 0:
		if out = append(out, wayOut(w, ways[0])); compares(w, ways[0]) {
			out = append(out, restsOn(w, ways[0])...)
		}
	case !stays(w):
		out = append(out, "No walk-away covers your must-haves yet.")
	}
	if s := missingCell(w, len(ways)); s != "" {
		out = append(out, s)
	}
	if len(ways) > 0 {
		beside := minimumBeside(w, ways[0])
		out = append(out, beside...)
		if len(beside) > 0 && !compares(w, ways[0]) {
			out = append(out, restsOn(w, ways[0])...)
		}
	}
	return out
}

// restsOn says what the totals of staying and of the way out rest on.
func restsOn(w *dated, way workbook.Offer) []string {
	return filled(w.AssumedInAll().With(w.AssumedOf(way)).Note())
}

// compares tells whether what an offer pays is set beside what staying pays.
func compares(w *dated, o workbook.Offer) bool {
	now, _ := w.Total(w.Job.Pay)
	pays, _ := w.AfterCosts(o)
	return o.Firm() && now.Comparable(pays) && !now.Equal(pays)
}

// staying sets today's job among the alternatives: it is the usual one.
func staying(w *dated, musts int) string {
	met, open := mustsMet(w)
	switch {
	case open == musts:
		return "Say in lesson 2 which of your must-haves today's job meets: staying is an alternative too."
	case met == musts:
		return "Staying meets " + value.All(musts, "must-have") + ": it is the one to beat."
	case musts == 1:
		return "Staying does not meet your only must-have."
	}
	return "Staying meets " + value.Some(met, musts, "must-have") + "."
}

// wayOut says what the best alternative is worth beside staying, total beside total.
func wayOut(w *dated, o workbook.Offer) string {
	s := employerBegins(o) + " covers every must-have, "
	if !o.Firm() {
		return s + "but only by word of mouth: ask for it in writing before you rely on it."
	}
	s += "in writing"
	if o.Deadline.OK() {
		s += ", until " + o.Deadline.Short(w.today)
	}
	now, ok1 := w.Total(w.Job.Pay)
	pays, ok2 := w.AfterCosts(o)
	in := "after its costs"
	if o.Cost.IsZero() {
		in = "in all"
	}
	switch {
	case !ok1 || !ok2 || !now.Comparable(pays):
		s += ": your way out if you cannot agree"
	case pays.Less(now) && stays(w):
		return fmt.Sprintf("%s, and pays %s a year less than staying %s: staying is worth more.", s, less(now, pays), in)
	case pays.Less(now):
		s += fmt.Sprintf(": your way out, though it pays %s a year less than staying %s", less(now, pays), in)
	case now.Less(pays):
		s += fmt.Sprintf(": your way out, %s a year ahead of staying %s", less(pays, now), in)
		if o.Variable.OK() && !o.Earned.OK() && w.Job.Earned.OK() { // a promise beside what came
			s += ", if its variable pay comes to what it is at target"
		}
	default:
		s += ": your way out, and it pays what staying pays " + in
	}
	if blank := w.Uncounted(o); len(blank) > 0 && ok1 && ok2 {
		s += ", not counting its " + value.List(blank) + ", which you left blank"
	}
	var longer []string
	if there, here := o.Hours, w.Job.Hours; there.OK() && here.OK() && there.Value().GreaterThan(here.Value()) {
		longer = append(longer, moreHours(there.Value().Sub(here.Value()))+" of work")
	}
	if o.Travel.OK() && o.Travel.Value().IsPositive() {
		longer = append(longer, moreHours(o.Travel.Value())+" on the way")
	}
	if len(longer) > 0 {
		s += ", for " + value.List(longer)
	}
	return s + "."
}

// moreHours are so many more a week.
func moreHours(n decimal.Decimal) string {
	if n.String() == "1" {
		return "1 more hour a week"
	}
	return n.String() + " more hours a week"
}

// less is how much smaller b is than a.
func less(a, b value.Amount) value.Amount { return value.NewAmount(a.Value().Sub(b.Value()), a.Unit()) }

// minimumBeside sets the least that would be accepted beside the way out, in all; it
// asks what makes up for the difference where that is less.
func minimumBeside(w *dated, way workbook.Offer) []string {
	for _, a := range w.Asks {
		r := w.Return(a.Return)
		if r == nil || !w.ForPay(a) || !a.Minimum.Money() {
			continue
		}
		least, ok := inAll(w, a)
		pays, whole := w.AfterCosts(way)
		if !ok || !whole || !least.Less(pays) {
			return nil
		}
		if lessPerHour(w, least, pays, way) {
			return []string{fmt.Sprintf("Your minimum comes to %s in all, %s below it, but for fewer hours: by the hour it is the better pay.", least, less(pays, least))}
		}
		s := fmt.Sprintf("Your minimum comes to %s in all, %s below it.", least, less(pays, least))
		if a.Outweighs == "" {
			s += " Write in lesson 3 what makes up for that."
		}
		return []string{s}
	}
	return nil
}

// lessPerHour tells whether an offer that pays more in all than a least pays less by the
// hour, since it asks for more hours a week than today's job.
func lessPerHour(w *dated, least, pays value.Amount, way workbook.Offer) bool {
	mine, theirs := w.Job.Hours, way.Hours
	return mine.OK() && theirs.OK() && mine.Value().IsPositive() && theirs.Value().IsPositive() && mine.Less(theirs) &&
		!least.Value().Mul(theirs.Value()).LessThan(pays.Value().Mul(mine.Value()))
}

// inAll is what today's job would pay in a year with the minimum of an ask about
// pay; false where that cannot be reckoned.
func inAll(w *dated, a workbook.Ask) (value.Amount, bool) {
	if w.AskBasis(a) == workbook.TotalBasis {
		return a.Minimum.For(value.Period{}), a.Minimum.Money() && (a.Minimum.Per().IsZero() || a.Minimum.Per() == value.Year) // as totals are
	}
	pay := w.Job.Pay
	pay.Base = a.Minimum
	return w.Total(pay)
}

// withoutOffer sets today's job in the place of the offer that there is not.
func withoutOffer(w *dated, musts int) []string {
	met, open := mustsMet(w)
	const back = "Without an offer you fall back on today's job"
	const ask = "You can still ask; just do not speak of leaving."
	const none = "No walk-away covers your must-haves yet. "
	switch {
	case met == musts:
		return []string{back + ", which meets " + value.All(musts, "must-have") + ": you can ask calmly, and there is no need to speak of leaving."}
	case open > 0:
		return []string{none + back + "; say in lesson 2 which of them it meets.", ask}
	case musts == 1:
		return []string{none + back + ", which does not meet your only must-have.", ask}
	}
	return []string{none + back + ", which meets " + value.Some(met, musts, "must-have") + ".", ask}
}

// missingCell names the one answer that would change the verdict: the offer
// that lacks the fewest answers, and what it lacks. Where every open offer fails
// a must-have, it names the one that fails the fewest.
func missingCell(w *dated, ways int) string {
	best, lack, worst := nearest(w)
	an := "an alternative"
	if ways > 0 {
		an = "a " + value.Ordinal(ways+1) + " alternative"
	}
	switch {
	case lack > 1:
		return fmt.Sprintf("%s comes nearest to being %s: %s are missing.", employerBegins(*best), an, value.Count(lack, "answer"))
	case best != nil && len(w.Missing(*best)) == 0 && best.Take == value.Yes:
		return lastStep(w, *best) + ": that would give you " + an + "."
	case best != nil:
		return lastStep(w, *best) + ": a yes would give you " + an + "."
	case worst != nil && ways == 0 && !stays(w):
		var names []string
		for _, r := range w.Fails(*worst) {
			names = append(names, quote(r.Name))
		}
		return fmt.Sprintf("%s comes nearest, but does not cover %s.", employerBegins(*worst), value.List(names))
	}
	return ""
}

// nearest is the open offer that lacks the fewest answers, and how many; else the one that
// fails the fewest must-haves.
func nearest(w *dated) (best *workbook.Offer, lack int, worst *workbook.Offer) {
	fails := 0
	for i := range w.Offers {
		o := w.Offers[i]
		if w.Qualifies(o, w.today) || !o.Live(w.today) || o.Take == value.No || o.Employer == "" {
			continue // one that is only just being written down comes near nothing yet
		}
		if n := len(w.Fails(o)); n > 0 {
			if worst == nil || n < fails {
				worst, fails = &w.Offers[i], n
			}
			continue
		}
		n := len(w.Missing(o))
		if o.Take != value.Yes {
			n++
		}
		if o.Status != workbook.Verbal && o.Status != workbook.Written {
			n++
		}
		if best == nil || n < lack {
			best, lack = &w.Offers[i], n
		}
	}
	return best, lack, worst
}

// lastStep is what is to be done where one answer is missing.
func lastStep(w *dated, o workbook.Offer) string {
	switch missing := w.Missing(o); {
	case len(missing) > 0:
		return fmt.Sprintf("Ask %s about %s", employer(o), quote(missing[0].Name))
	case o.Take != value.Yes:
		return "Decide whether you would take the offer of " + employer(o)
	}
	return fmt.Sprintf("Get a clear word from %s that this is an offer", employer(o))
}

func offersDone(w workbook.Workbook) bool {
	for _, o := range w.Offers {
		if o.Status == workbook.Declined || o.Status == workbook.Expired {
			continue
		}
		if o.Take == value.Unanswered {
			return false
		}
		for _, r := range w.Sorted(workbook.Must) {
			if w.MustCovered(o, *r) == value.Unanswered {
				return false
			}
		}
	}
	return len(w.Offers) > 0 || w.WithoutOffer() && w.Fallback.Plan != ""
}
