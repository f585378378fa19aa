package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Offer is a job elsewhere (lesson 4). A bare base is for what pay is spoken of in,
// the other parts are for a year, but for the sign-on, which is paid once.
type Offer struct {
	ID       ID
	Employer string
	Role     string
	Pay
	SignOn   value.Amount
	Hours    value.Amount // worked in a week there; blank counts as today's
	Payments Payments     // months that are paid in a year there; blank counts as today's
	Cost     value.Amount // what taking it costs: travel, a second flat
	Travel   value.Amount // hours a week on the way, more than today
	Place    string
	Start    value.Date
	Deadline value.Date // the last day on which it can be accepted
	Status   Status
	Take     value.Answer        // would the person take it as it stands
	WillSay  string              // what the person would say about it openly
	Covers   map[ID]value.Answer // by the id of the return
	Private  bool                // left out of the coach's plan
}

// OfferRecords are the offers.
const OfferRecords = "offers"

var offers = schema.Many(OfferRecords, "offer", string(LessonOffers), "Jobs elsewhere (lesson 4).",
	func(w *Workbook) *[]Offer { return &w.Offers }, func(o *Offer) *ID { return &o.ID },
	schema.Line("employer", "Whose offer it is.", func(o *Offer) *string { return &o.Employer }),
	schema.Line("role", "The role.", func(o *Offer) *string { return &o.Role }),
	schema.Choice("status", "How far it has come.", Statuses(), func(o *Offer) *Status { return &o.Status }),
	schema.Day("deadline", "The last day on which it can be accepted.", value.Ahead, func(o *Offer) *value.Date { return &o.Deadline }),
	payRows(func(o *Offer) *Pay { return &o.Pay },
		schema.Quantity("hours", "Hours worked in a week there; left out they are today's.", func(o *Offer) *value.Amount { return &o.Hours },
			perWeek[Offer](100)),
		schema.Choice("payments", "Months that are paid in a year there; left out they are today's.", PaymentsAYear(), func(o *Offer) *Payments { return &o.Payments },
			schema.When(func(w *Workbook, o *Offer) bool {
				return o.Payments != "" || w.OwnPeriod() == value.Month || o.Base.Per() == value.Month || w.Job.Base.Per() == value.Month
			}))),
	schema.Money("signon", "Paid once.", func(o *Offer) *value.Amount { return &o.SignOn }, adopts[Offer]()),
	schema.Money("cost", "What taking it costs; bare it is for a year.", func(o *Offer) *value.Amount { return &o.Cost }, schema.Paid(schema.Yearly), adopts[Offer]()),
	schema.Quantity("travel", "Hours a week on the way, more than today.", func(o *Offer) *value.Amount { return &o.Travel }, perWeek[Offer](100)),
	schema.Line("place", "Where.", func(o *Offer) *string { return &o.Place }),
	schema.Day("start", "The first day.", value.Ahead, func(o *Offer) *value.Date { return &o.Start }),
	schema.Answer("take", "Whether the person would take it as it stands.", func(o *Offer) *value.Answer { return &o.Take }),
	schema.Lines("willsay", "What the person would say of it openly.", func(o *Offer) *string { return &o.WillSay }),
	schema.AnswersBy("covers", "By the id of a return: whether the offer covers that must-have, or brings that nice-to-have.", ReturnRecords,
		func(o *Offer) *map[ID]value.Answer { return &o.Covers }),
	schema.Private("Left out of the coach's plan. The manager's plan has no offers at all.", func(o *Offer) *bool { return &o.Private }),
)

// Status is how far an offer has come.
type Status string

// The statuses. Only verbal and written offers can be counted on.
const (
	Exploring Status = "exploring"
	Verbal    Status = "verbal"
	Written   Status = "written"
	Expired   Status = "expired"
	Declined  Status = "declined"
)

// Statuses lists what can be chosen.
func Statuses() []Status { return []Status{Exploring, Verbal, Written, Expired, Declined} }

// Fallback is what the person falls back on where no offer qualifies (lesson 4).
type Fallback struct {
	NoOffer bool   // says that there is none; see WithoutOffer
	Plan    string // what they will do if the talk ends with a no
	Stay    bool   // says that they would leave over nothing (lesson 2)
}

// FallbackRecords has the one fallback.
const FallbackRecords = "fallback"

var fallback = schema.One(FallbackRecords, string(LessonOffers), "What the person falls back on where no offer qualifies (lesson 4).",
	func(w *Workbook) *Fallback { return &w.Fallback },
	schema.Lines("plan", "What the person will do if the talk ends with a no.", func(f *Fallback) *string { return &f.Plan }),
	schema.Switch("stay", "Whether the person has said that they would leave over none of the returns (lesson 2).", "over none of it", "not answered",
		func(f *Fallback) *bool { return &f.Stay }, schema.On(string(LessonNeeds))),
	schema.Switch("nooffer", "Whether the person has said that there is no offer. It counts only while `offers` is empty.", "no offer now", "not answered",
		func(f *Fallback) *bool { return &f.NoOffer }, schema.When(func(w *Workbook, _ *Fallback) bool { return len(w.Offers) == 0 })),
)

// WithoutOffer tells whether the person has said that there is no offer, which
// is an answer, unlike a table that was left empty.
func (w Workbook) WithoutOffer() bool { return w.Fallback.NoOffer && len(w.Offers) == 0 }

// Cover answers whether the offer brings a return, at least as far as it is a must-have; a blank
// answer takes the mark away.
func (o *Offer) Cover(id ID, a value.Answer) {
	if o == nil {
		return
	}
	if a == value.Unanswered {
		delete(o.Covers, id)
		return
	}
	if o.Covers == nil {
		o.Covers = map[ID]value.Answer{}
	}
	o.Covers[id] = a
}

// Offer finds an offer by id, as Return does.
func (w Workbook) Offer(id ID) *Offer { return find(w.Offers, id, func(o *Offer) ID { return o.ID }) }
