package workbook

import (
	"firstmile/workbook/value"
	"strings"

	"github.com/shopspring/decimal"
)

// MaxAsks is the most asks a workbook has. "One or two" is the course's rule;
// other authors raise all issues together with priorities (Malhotra), so the
// remaining nice-to-haves are kept as trades inside a package.
const MaxAsks = 2

// Ask is one of the one or two things the person will ask for (lesson 3).
type Ask struct {
	ID      ID           `json:"id"`
	Return  ID           `json:"return"`            // which return it is about
	Term    string       `json:"term,omitempty"`    // the exact words asked for
	Basis   Basis        `json:"basis,omitempty"`   // money only: base pay or total
	Today   value.Amount `json:"today,omitzero"`    // what there is now; blank on base pay means the job's base
	Minimum value.Amount `json:"minimum,omitzero"`  // the reservation point; never leaves "mine" and "coach"
	Target  value.Amount `json:"target,omitzero"`   // what the person aims for
	Opening value.Amount `json:"opening,omitzero"`  // what is said first
	Say     Say          `json:"say,omitempty"`     // one figure, a range or words
	Reason  string       `json:"reason,omitempty"`  // why, in the employer's terms
	Cost    string       `json:"cost,omitempty"`    // what it costs the employer
	Proofs  []string     `json:"proofs,omitempty"`  // what shows that it is earned, one each
	Private bool         `json:"private,omitempty"` // left out of the coach's plan
}

// Basis tells base pay from total pay; the two are never mixed.
type Basis string

// The bases. Blank counts as base.
const (
	BaseBasis  Basis = "base"
	TotalBasis Basis = "total"
)

// Bases lists what can be chosen.
func Bases() []Basis { return []Basis{BaseBasis, TotalBasis} }

// Or gives b, or base where b is blank.
func (b Basis) Or() Basis {
	if b == "" {
		return BaseBasis
	}
	return b
}

// Say is how an ask is put into words.
type Say string

// The ways to say an ask. Blank counts as a figure.
const (
	SayFigure Say = "figure" // the opening, as one number
	SayRange  Say = "range"  // from the target up to the opening (Ames & Mason 2015)
	SayWords  Say = "words"  // the term alone, without a number
)

// Says lists what can be chosen.
func Says() []Say { return []Say{SayFigure, SayRange, SayWords} }

// Figure is a market figure that the person found; the program supplies none.
type Figure struct {
	ID      ID           `json:"id"`
	Source  string       `json:"source,omitempty"` // who published or said it
	Kind    FigureKind   `json:"kind,omitempty"`
	Role    string       `json:"role,omitempty"`
	Place   string       `json:"place,omitempty"`
	Low     value.Amount `json:"low,omitzero"`
	Middle  value.Amount `json:"middle,omitzero"`
	High    value.Amount `json:"high,omitzero"`
	Basis   Basis        `json:"basis,omitempty"`
	Date    value.Date   `json:"date,omitzero"`     // the day the figure is from
	Private bool         `json:"private,omitempty"` // left out of the coach's plan
}

// FigureKind is the kind of source a market figure comes from.
type FigureKind string

// The kinds of market figure.
const (
	FigureSurvey    FigureKind = "survey"
	FigurePosting   FigureKind = "posting"
	FigureOfficial  FigureKind = "official"
	FigurePeer      FigureKind = "peer"
	FigureRecruiter FigureKind = "recruiter"
	FigureUnion     FigureKind = "union"
)

// FigureKinds lists what can be chosen.
func FigureKinds() []FigureKind {
	return []FigureKind{FigureSurvey, FigurePosting, FigureOfficial, FigurePeer, FigureRecruiter, FigureUnion}
}

// ShareUnit gives the bare numbers of an ask the unit that its other numbers
// are in: behind "2 days a week" a 3 means days too.
func (w *Workbook) ShareUnit(id ID) {
	a := w.Ask(id)
	if a == nil {
		return
	}
	all := []*value.Amount{&a.Minimum, &a.Target, &a.Opening, &a.Today}
	unit := ""
	for _, n := range all {
		if n.OK() && n.Unit() != "" && !n.Money() && n.Unit() != "%" {
			unit = n.Unit()
			break
		}
	}
	for _, n := range all {
		if unit != "" && n.OK() && n.Unit() == "" {
			*n = value.NewAmount(n.Value(), unit)
		}
	}
}

// ParseAskAmount reads one of an ask's numbers. An ask about money takes money
// in the workbook's currency, and a percentage as a rise over what there is
// today; other asks take any quantity. Errors are InputErrors.
func (w Workbook) ParseAskAmount(id ID, text string) (value.Amount, error) {
	ask := w.Ask(id)
	if ask == nil {
		return value.ParseQuantity(text, w.Currency())
	}
	r := w.Return(ask.Return)
	if r == nil || !r.Kind.Money() {
		return value.ParseQuantity(text, w.Currency())
	}
	trimmed := strings.TrimSpace(text)
	if !strings.HasSuffix(trimmed, "%") {
		return value.ParseMoney(text, w.Currency())
	}
	rise, err := value.ParsePercent(strings.TrimPrefix(trimmed, "+"))
	if err != nil {
		return value.Amount{}, err
	}
	today := w.AskToday(*ask)
	if !today.Money() {
		return value.Amount{}, value.BadInput(text, "A percentage needs to know what you have today.", "Fill in today first, or type the amount.")
	}
	places := int32(0)
	if today.Value().LessThan(decimal.NewFromInt(1000)) {
		places = 2
	}
	raised := today.Raised(rise, places)
	if raised.Value().GreaterThan(value.MaxAmount) {
		return value.Amount{}, value.BadInput(text, "That is larger than an amount can be.", "Type a smaller percentage, or the amount.")
	}
	return raised, nil
}
