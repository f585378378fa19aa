package workbook

import (
	"slices"

	"firstmile/workbook/value"
)

// Moment is one day of a preparation, with what it is the day of.
type Moment struct {
	Date   value.Date // with its time where that is known
	Kind   MomentKind
	Says   string // in a few words, which begin small but for a person's own
	Record Key    // the record that has the day
	Field  string // and its field
	Mine   bool   // neither for the manager nor for a calendar that is seen at work
}

// MomentKind is what a day is, as a program may ask for it.
type MomentKind string

// The kinds, in the order in which those of one day stand.
const (
	HeldMoment      MomentKind = "held"        // a check-in that was held
	CheckInMoment   MomentKind = "checkin"     // one that is to come
	PageMoment      MomentKind = "page"        // the page goes out
	TalkMoment      MomentKind = "talk"        // the talk itself
	ReviewMoment    MomentKind = "review"      // the official review
	BudgetMoment    MomentKind = "budget"      // the money is decided
	DeliveryMoment  MomentKind = "delivery"    // what a deal promises is due
	RewardMoment    MomentKind = "reward"      // what a deal brings begins
	OnTargetMoment  MomentKind = "ontarget"    // a missed target is met
	OfferMoment     MomentKind = "offer"       // an offer runs out
	StepMoment      MomentKind = "step"        // the step after the talk is due
	ObjectionMoment MomentKind = "objection"   // the date asked for after an objection
	ResultMoment    MomentKind = "result"      // what came of an ask is due
	PromiseMoment   MomentKind = "promise"     // a promise is due
	AfterMoment     MomentKind = "nextmeeting" // the meeting after the talk
)

// maxCheckIns is how many check-ins are counted ahead: two years of weekly ones.
const maxCheckIns = 104

// CheckInsLeft lists the check-ins from today on: from the next one by the cadence,
// strictly before the budget. Where no budget is ahead, they go up to the last meeting
// that is, and where none is, it is the next one alone.
func (w Workbook) CheckInsLeft(today value.Date) []value.Date {
	r := w.Review
	if today.Before(r.Budget) {
		return r.checkIns(today, r.Budget)
	}
	end := latest(w.Profile.Meeting, r.After)
	if end.Before(today) {
		end = value.Date{}
	}
	return r.checkIns(today, end.AddDays(1))
}

// NextCheckIn is the first one from today on, by the cadence.
func (r Review) NextCheckIn(today value.Date) value.Date {
	for _, d := range r.checkIns(today, value.Date{}) {
		return d
	}
	return value.Date{}
}

// planned are the check-ins to show among the days: up to the last day of the
// conversation, for a quarter where none is ahead, and the next one in any case.
func (w Workbook) planned(today value.Date) []value.Date {
	r := w.Review
	end := latest(latest(r.Budget, w.Profile.Meeting), r.After)
	if !end.OK() || end.Before(today) {
		end = today.AddMonths(3)
	}
	if next := r.NextCheckIn(today); end.Before(next) {
		end = next
	}
	return r.checkIns(today, end.AddDays(1))
}

// checkIns lists those from today on and before a day; where there is none, the next
// one alone.
func (r Review) checkIns(today, end value.Date) []value.Date {
	var out []value.Date
	for n := 0; len(out) < maxCheckIns && n < 10*maxCheckIns; n++ {
		d, more := r.Cadence.after(r.Next, n)
		if !d.OK() || end.OK() && !d.Before(end) {
			break
		}
		if !d.Before(today) {
			out = append(out, d)
		}
		if !more || !end.OK() && len(out) > 0 {
			break
		}
	}
	return out
}

// latest gives the later of two days, or the one that is known.
func latest(a, b value.Date) value.Date {
	if !a.OK() || a.Before(b) {
		return b
	}
	return a
}

// after gives the day n check-ins later, and whether there are more.
func (c Cadence) after(next value.Date, n int) (d value.Date, more bool) {
	switch c {
	case Weekly:
		return next.AddDays(7 * n), true
	case Fortnightly:
		return next.AddDays(14 * n), true
	case Monthly:
		return next.AddMonths(n), true
	case Quarterly:
		return next.AddMonths(3 * n), true
	}
	return next, false
}

// Days lists all days of a preparation, by date. What was not read as a date is not
// among them, and neither is an offer that is closed, or a target that is met.
func (w Workbook) Days(today value.Date) []Moment {
	shared := Schema.Shared(w)
	var out []Moment
	add := func(kind MomentKind, d value.Date, collection string, id ID, field, says string, mine bool) {
		if k := RecordKey(collection, id); d.OK() {
			out = append(out, Moment{d, kind, says, k, field, mine || !Schema.Has(&shared, k)})
		}
	}
	once := func(kind MomentKind, d value.Date, collection, field, says string) {
		add(kind, d, collection, w.ID, field, says, false)
	}
	r := w.Review
	known := map[string]bool{} // days that have a check-in of their own
	for _, c := range w.CheckIns {
		kind := HeldMoment
		if known[c.Day.ISO()] = true; today.Before(c.Day) {
			kind = CheckInMoment
		}
		add(kind, c.Day, CheckInRecords, c.ID, "day", with("check-in", c.Showed), false)
	}
	for _, d := range w.planned(today) {
		if !known[d.ISO()] {
			once(CheckInMoment, d, ReviewRecords, "next", "check-in")
		}
	}
	page := "page goes out"
	if r.Sent.Before(today) {
		page = "page went out"
	}
	once(PageMoment, r.Sent, ReviewRecords, "sent", page)
	once(TalkMoment, w.Profile.Meeting, ProfileRecords, "meeting", w.talkSays())
	once(ReviewMoment, r.Date, ReviewRecords, "date", "official review")
	budget := "budget is set"
	if r.Budget.Before(today) {
		budget = "budget was set"
	}
	once(BudgetMoment, r.Budget, ReviewRecords, "budget", behind(budget, ", says ", r.BudgetFrom))
	for _, d := range w.Deals {
		open := d.Status.Or() == DealIdea || d.Status == DealSaid // so far it is the person's alone
		add(DeliveryMoment, d.Due, DealRecords, d.ID, "due", with(d.delivers(), firstOf(d.Deliver, d.Target.Statement)), open)
		if d.Outcome != OutcomeMissed {
			get := "you get"
			if d.Outcome == OutcomeMet && d.Effective.Before(today) {
				get = "you got"
			}
			doubtful := w.Doubtful(d)
			if doubtful {
				get = "in doubt since the talk"
			}
			add(RewardMoment, d.Effective, DealRecords, d.ID, "effective", with(get, firstOf(d.Get, w.nameOf(d.Return))), open || doubtful)
		}
	}
	for _, k := range w.KPIs {
		if k.Result() != KPIHit {
			add(OnTargetMoment, k.By, KPIRecords, k.ID, "by", with("on target", k.What), false)
		}
	}
	for _, o := range w.Offers {
		if o.Status != Declined && o.Status != Expired {
			add(OfferMoment, o.Deadline, OfferRecords, o.ID, "deadline", firstOf(o.Employer, "an offer")+" wants an answer", true)
		}
	}
	once(StepMoment, w.Talk.NextBy, TalkRecords, "nextby", with("next step", w.Talk.Next))
	for _, o := range w.Objections {
		add(ObjectionMoment, o.Date, ObjectionRecords, o.ID, "date", with("to come back to", o.Hear), true)
	}
	for _, res := range w.Results {
		about := ""
		if a := w.Ask(res.Ask); a != nil {
			about = w.nameOf(a.Return)
		}
		says := "they said by this day"
		if res.Came == CameNo || res.Came == CameNotYet {
			says = "to look at again"
		}
		add(ResultMoment, res.By, ResultRecords, res.ID, "by", with(says, firstOf(res.What, about)), true)
	}
	for _, p := range w.Promises {
		says := behind("you promised", " ", p.To)
		if p.Kept == value.Yes {
			says = behind("promise kept", " to ", p.To)
		}
		add(PromiseMoment, p.By, PromiseRecords, p.ID, "by", with(says, p.What), true)
	}
	once(AfterMoment, r.After, ReviewRecords, "after", "next meeting")
	slices.SortStableFunc(out, func(a, b Moment) int { return b.Date.DaysTo(a.Date) })
	return out
}

// delivers says in words how a delivery stands.
func (d Deal) delivers() string {
	switch d.Outcome {
	case OutcomeMet:
		return "you delivered"
	case OutcomePartly:
		return "you delivered in part"
	}
	return "you deliver"
}

// talkSays names who sits across the table, without what they are.
func (w Workbook) talkSays() string {
	s := behind("the talk", ", with ", w.Profile.Across())
	if n := len(w.AgendaPoints()); n > 0 {
		s += "; agenda of " + value.Counted(n, "point")
	}
	return s
}

// AgendaPoints are the person's points for the talk, without blank ones.
func (w Workbook) AgendaPoints() []string {
	var out []string
	for _, e := range w.Review.Agenda {
		if s := firstOf(e.Text); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (w Workbook) nameOf(id ID) string {
	if r := w.Return(id); r != nil {
		return r.Name
	}
	return ""
}

// with puts what a day is about behind what it is.
func with(what, about string) string { return behind(what, ": ", about) }

// behind leaves a blank out.
func behind(s, between, text string) string {
	if text = firstOf(text); text != "" {
		s += between + text
	}
	return s
}

// firstOf gives the first text that is not blank, on one line.
func firstOf(texts ...string) string {
	for _, s := range texts {
		if s = value.Name(s); s != "" { // nothing that nobody can see
			return s
		}
	}
	return ""
}
