package workbook

import "firstmile/workbook/value"

// Kind says what sort of thing a return is. The kinds beyond money follow the
// six work values of O*NET (achievement, independence, recognition,
// relationships, support, working conditions).
type Kind string

// The kinds of return.
const (
	KindPay           Kind = "pay"
	KindBonus         Kind = "bonus"
	KindEquity        Kind = "equity"
	KindBenefits      Kind = "benefits"
	KindTime          Kind = "time"
	KindPlace         Kind = "place"
	KindGrowth        Kind = "growth"
	KindRecognition   Kind = "recognition"
	KindRelationships Kind = "relationships"
	KindSupport       Kind = "support"
	KindAchievement   Kind = "achievement"
	KindIndependence  Kind = "independence"
)

// Kinds lists every kind of return, money first.
func Kinds() []Kind {
	return []Kind{
		KindPay, KindBonus, KindEquity, KindBenefits, KindTime, KindPlace, KindGrowth,
		KindRecognition, KindRelationships, KindSupport, KindAchievement, KindIndependence,
	}
}

// Money tells whether a return of this kind is paid in money.
func (k Kind) Money() bool {
	return k == KindPay || k == KindBonus || k == KindEquity || k == KindBenefits
}

// Return is anything a person gets from work (lesson 1), with how it was
// sorted in lesson 2.
type Return struct {
	ID      ID           `json:"id"`
	Name    string       `json:"name,omitempty"`
	Kind    Kind         `json:"kind,omitempty"`
	Why     string       `json:"why,omitempty"`     // why it matters to the person
	Today   value.Points `json:"today,omitzero"`    // how much of it there is now, 0 to 10
	Wanted  value.Points `json:"wanted,omitzero"`   // how much of it is wanted, 0 to 10
	Weight  value.Points `json:"weight,omitzero"`   // how much it matters, 0 to 10
	Need    Need         `json:"need,omitzero"`     // lesson 2
	Private bool         `json:"private,omitempty"` // left out of the coach's plan
}

// MaxScore is the highest value of today, wanted and weight.
const MaxScore = 10

// Gap is how much more is wanted than there is, 0 to 10; false while either
// end is unanswered. A return of which there is enough has a gap of 0.
func (r Return) Gap() (int, bool) {
	today, ok1 := r.Today.Int()
	wanted, ok2 := r.Wanted.Int()
	if !ok1 || !ok2 {
		return 0, false
	}
	return max(0, wanted-today), true
}

// Pull is weight × gap, 0 to 100: what ranks the returns against each other.
// False while any of the three numbers is unanswered.
func (r Return) Pull() (int, bool) {
	gap, ok1 := r.Gap()
	weight, ok2 := r.Weight.Int()
	if !ok1 || !ok2 {
		return 0, false
	}
	return gap * weight, true
}

// Sort is the column of the board in lesson 2 in which a return stands.
type Sort string

// The three columns.
const (
	NotYet Sort = ""
	Must   Sort = "must"
	Nice   Sort = "nice"
)

// Sorts lists the columns from left to right.
func Sorts() []Sort { return []Sort{NotYet, Must, Nice} }

// Need is what lesson 2 adds to a return.
type Need struct {
	Sort      Sort         `json:"sort,omitempty"`
	Threshold value.Bound  `json:"threshold,omitzero"` // must-have: what can be checked
	Met       value.Answer `json:"met,omitempty"`      // must-have: does today's job meet it
	Leave     value.Answer `json:"leave,omitempty"`    // hesitation test: at 95% of this, would you really leave?
	Share     value.Points `json:"share,omitzero"`     // nice-to-have: its part of 100, by the swing from worst to best
	Worst     string       `json:"worst,omitempty"`    // nice-to-have: the least of it that one could really get
	Best      string       `json:"best,omitempty"`     // nice-to-have: the most of it that one could really get
}
