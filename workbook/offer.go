package workbook

import "firstmile/workbook/value"

// Offer is a job elsewhere (lesson 4). Amounts are a year's worth, but for the
// sign-on, which is paid once.
type Offer struct {
	ID       ID                  `json:"id"`
	Employer string              `json:"employer,omitempty"`
	Role     string              `json:"role,omitempty"`
	Base     value.Amount        `json:"base,omitzero"`
	Bonus    value.Amount        `json:"bonus,omitzero"`
	Equity   value.Amount        `json:"equity,omitzero"`
	Benefits value.Amount        `json:"benefits,omitzero"`
	SignOn   value.Amount        `json:"signon,omitzero"`
	Place    string              `json:"place,omitempty"`
	Start    value.Date          `json:"start,omitzero"`
	Deadline value.Date          `json:"deadline,omitzero"` // the last day on which it can be accepted
	Status   Status              `json:"status,omitempty"`
	Take     value.Answer        `json:"take,omitempty"`    // would the person take it as it stands
	WillSay  string              `json:"willsay,omitempty"` // what the person would say about it openly
	Covers   map[ID]value.Answer `json:"covers,omitempty"`  // by the id of the must-have's return
	Private  bool                `json:"private,omitempty"` // left out of the coach's plan
}

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
	NoOffer bool   `json:"nooffer,omitempty"` // says that there is none; see WithoutOffer
	Plan    string `json:"plan,omitempty"`    // what they will do if the talk ends with a no
}

// WithoutOffer tells whether the person has said that there is no offer, which
// is an answer, unlike a table that was left empty.
func (w Workbook) WithoutOffer() bool { return w.Fallback.NoOffer && len(w.Offers) == 0 }

// Cover answers whether the offer covers the must-have of a return; a blank
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
