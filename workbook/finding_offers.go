package workbook

import (
	"firstmile/workbook/value"
	"fmt"
)

var offerRules = []Rule{
	{"offers-none-qualifies", Warns, LessonOffers, offersNoneQualifies},
	{"offer-expires-before-meeting", Warns, LessonOffers, offerExpiresBeforeMeeting},
	{"offer-expired-counted", Warns, LessonOffers, offerExpiredCounted},
	{"offer-unread", Blocks, LessonOffers, offerUnread},
	{"offer-units-differ", Warns, LessonOffers, offerUnitsDiffer},
	{"offer-contradicts-threshold", Warns, LessonOffers, offerContradictsThreshold},
	{"offer-no-take", Hints, LessonOffers, offerNoTake},
	{"offer-other-currency", Hints, LessonOffers, offerOtherCurrency},
	{"offer-unknown", Hints, LessonOffers, offerUnknown},
	{"offer-no-deadline", Hints, LessonOffers, offerNoDeadline},
	{"offer-nothing-to-say", Hints, LessonOffers, offerNothingToSay},
	{"offer-no-employer", Hints, LessonOffers, offerNoEmployer},
	{"fallback-no-plan", Hints, LessonOffers, fallbackNoPlan},
}

// offersNoneQualifies never implies that leaving is safe (Sebenius 2017).
func offersNoneQualifies(w Workbook, today value.Date) []Finding {
	if len(w.Offers) == 0 || len(w.Sorted(Must)) == 0 || len(w.Alternatives(today)) > 0 {
		return nil
	}
	return one(Finding{Text: "No walk-away covers your must-haves yet.", Do: "Fill the missing answers, or look further; until then do not speak of leaving."})
}

func offerExpiresBeforeMeeting(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		if !o.Live(today) || !o.Deadline.Before(w.Profile.Meeting) || o.Take == value.No {
			return nil
		}
		return &Finding{Field: "deadline", Text: fmt.Sprintf("The offer of %s runs out on %s, before your meeting on %s.", name, o.Deadline.Short(today), w.Profile.Meeting.Short(today)), Do: "Ask them for more time, or ask for an earlier meeting."}
	})
}

func offerExpiredCounted(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		if !o.Deadline.Before(today) || o.Status == Expired || o.Status == Declined || o.Take == value.No {
			return nil
		}
		return &Finding{Field: "status", Text: fmt.Sprintf("The offer of %s ran out on %s, and it is not marked as expired.", name, o.Deadline.Short(today)), Do: "Ask whether it still stands, or mark it; until then do not count on it."}
	})
}

func offerContradictsThreshold(w Workbook, _ value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		for i := range w.Returns {
			r := w.Returns[i]
			if r.Need.Sort != Must {
				continue
			}
			said, reckoned := o.Covers[r.ID], meets(r, o.Base, o.Bonus, o.Equity, o.Benefits)
			if said != value.Yes && said != value.No || reckoned == value.Unanswered || said == reckoned {
				continue
			}
			return &Finding{Field: "covers", Text: fmt.Sprintf("You marked %s as “%s” for %s, but its %s beside your threshold (%s) says otherwise.",
				quote(r.Name), said, name, ofKind(r.Kind, o.Base, o.Bonus, o.Equity, o.Benefits), r.Need.Threshold), Do: "Correct the mark or the amount."}
		}
		return nil
	})
}

// offerUnread finds what was typed into an offer but could not be read.
func offerUnread(w Workbook, _ value.Date) []Finding {
	var out []Finding
	for _, o := range w.Offers {
		where, at := "the offer of "+o.name(), recordKey(OfferRecords, o.ID)
		out = unreadAmounts(out, at, where, typedAmount{"base", o.Base}, typedAmount{"bonus", o.Bonus}, typedAmount{"equity", o.Equity},
			typedAmount{"benefits", o.Benefits}, typedAmount{"signon", o.SignOn})
		out = unreadDates(out, at, where, typedDate{"start", o.Start}, typedDate{"deadline", o.Deadline})
	}
	return out
}

func offerUnitsDiffer(w Workbook, _ value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		first, other := otherUnit(o.Base, typedAmount{"bonus", o.Bonus}, typedAmount{"equity", o.Equity}, typedAmount{"benefits", o.Benefits}, typedAmount{"signon", o.SignOn})
		if other.field == "" {
			return nil
		}
		return &Finding{Field: other.field, Text: fmt.Sprintf("The offer of %s mixes %s and %s, so its total is not whole.", name, first, other.amount),
			Do: "Write all of it in one currency; no rate is known here."}
	})
}

// offerOtherCurrency says why an offer stands beside today's pay uncompared.
func offerOtherCurrency(w Workbook, _ value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		now := w.Job.Base
		if !now.Money() || !o.Base.Money() || now.Unit() == o.Base.Unit() {
			return nil
		}
		return &Finding{Field: "base", Text: fmt.Sprintf("The offer of %s is in %s and today's pay in %s, so the two are not compared.", name, o.Base.Unit(), now.Unit()),
			Do: "Convert it yourself, at a rate that you can name."}
	})
}

// offerNoTake: an offer counts only when the person would take it.
func offerNoTake(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		if o.Take == value.Yes || o.Take == value.No || !o.Live(today) || o.Status != Verbal && o.Status != Written || len(w.Fails(o)) > 0 {
			return nil
		}
		return &Finding{Field: "take", Text: "You have not said whether you would take the offer of " + name + ".", Do: "Decide as if they called tonight; an offer that you would not take does not count."}
	})
}

func offerUnknown(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		missing := w.Missing(o)
		if len(missing) == 0 || !o.Live(today) || o.Take == value.No || len(w.Fails(o)) > 0 {
			return nil
		}
		text := fmt.Sprintf("You do not know whether %s covers %s.", name, quote(missing[0].Name))
		if n := len(missing); n > 1 {
			text = fmt.Sprintf("You do not know whether %s covers %s and %s.", name, quote(missing[0].Name), others(n-1))
		}
		return &Finding{Field: "covers", Text: text, Do: "Ask them; it is a fair question at any stage."}
	})
}

func offerNoDeadline(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		if !o.Deadline.IsZero() || o.Status != Written || o.Take == value.No {
			return nil
		}
		return &Finding{Field: "deadline", Text: "The written offer of " + name + " has no deadline here.", Do: "Write the last day on which you can accept it, and ask if the letter does not say."}
	})
}

// offerNothingToSay: not behind the boss's back. What one counts on, one can speak of.
func offerNothingToSay(w Workbook, today value.Date) []Finding {
	return eachOffer(w, func(o Offer, name string) *Finding {
		if o.WillSay != "" || !w.Qualifies(o, today) {
			return nil
		}
		return &Finding{Field: "willsay", Text: "You count on " + name + " but have not written what you would say of it openly.", Do: "Write the sentence that you would say if your manager asked."}
	})
}

func offerNoEmployer(w Workbook, _ value.Date) []Finding {
	return eachOffer(w, func(o Offer, _ string) *Finding {
		if o.Employer != "" {
			return nil
		}
		return &Finding{Field: "employer", Text: "An offer has no employer's name.", Do: "Name it, or delete it."}
	})
}

// fallbackNoPlan: without an offer, what one does after a no is the alternative.
func fallbackNoPlan(w Workbook, _ value.Date) []Finding {
	if !w.WithoutOffer() || w.Fallback.Plan != "" {
		return nil
	}
	return one(Finding{Record: recordKey(FallbackRecords, w.ID), Field: "plan", Text: "You have no offer, and have not written what you will do after a no.",
		Do: "Write one step that is in your own hands, with a day."})
}

func eachOffer(w Workbook, check func(o Offer, name string) *Finding) []Finding {
	var out []Finding
	for _, o := range w.Offers {
		if f := check(o, o.name()); f != nil {
			f.Record = recordKey(OfferRecords, o.ID)
			out = append(out, *f)
		}
	}
	return out
}

// name is what sentences call an offer's employer; see start.
func (o Offer) name() string {
	if o.Employer == "" {
		return "an unnamed employer"
	}
	return value.Shorten(value.CleanLine(o.Employer), maxQuote)
}

// begins is name at the start of a sentence; an employer's own spelling stays.
func (o Offer) begins() string {
	if o.Employer == "" {
		return start(o.name())
	}
	return o.name()
}
