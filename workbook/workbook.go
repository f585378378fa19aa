// Package workbook is the domain: the answers of one person preparing one raise
// conversation, and the rules that read them. It does no input or output, has
// no clock (today is always an argument) and knows nothing of a terminal.
package workbook

import (
	"firstmile/workbook/value"
	"maps"
	"slices"
)

// ID names a record for its whole life: a ULID, 26 characters of Crockford
// base 32, so that ids sort by age. The program that creates a record makes it.
type ID string

// IDs makes a new id at each call; later ids sort after earlier ones.
type IDs func() ID

// Workbook is one preparation. Its slices are in the order of their ids. It is
// passed by value and changed on a Clone, so that what a screen, the saver and
// the undo list hold never changes under them.
type Workbook struct {
	ID       ID       `json:"id"`
	Profile  Profile  `json:"profile"`
	Job      Job      `json:"job,omitzero"`
	Returns  []Return `json:"returns,omitempty"`
	Asks     []Ask    `json:"asks,omitempty"`
	Figures  []Figure `json:"figures,omitempty"`
	Offers   []Offer  `json:"offers,omitempty"`
	Fallback Fallback `json:"fallback,omitzero"`
}

// Profile says whose conversation it is, with whom and when.
type Profile struct {
	Name     string     `json:"name"`             // what is being prepared: "A raise at Northwind"
	Person   string     `json:"person,omitempty"` // whose it is, for coaches with several clients
	Employer string     `json:"employer,omitempty"`
	Role     string     `json:"role,omitempty"`
	With     string     `json:"with,omitempty"` // who sits across the table
	Meeting  value.Date `json:"meeting,omitzero"`
	Currency string     `json:"currency,omitempty"` // ISO 4217, for amounts typed without one
}

// Job is today's pay, a year's worth each, beside which asks and offers stand.
type Job struct {
	Base      value.Amount `json:"base,omitzero"`
	Bonus     value.Amount `json:"bonus,omitzero"`
	Equity    value.Amount `json:"equity,omitzero"`
	Benefits  value.Amount `json:"benefits,omitzero"`
	Inflation value.Amount `json:"inflation,omitzero"` // per cent a year, as the person gives it
}

// IsZero tells whether nothing about today's job has been answered.
func (j Job) IsZero() bool {
	return j.Base.IsZero() && j.Bonus.IsZero() && j.Equity.IsZero() && j.Benefits.IsZero() && j.Inflation.IsZero()
}

// IsZero tells whether lesson 2 has not touched the return.
func (n Need) IsZero() bool {
	return n.Sort == NotYet && n.Threshold.IsZero() && n.Met == value.Unanswered && n.Leave == value.Unanswered && n.Share.IsZero() && n.Worst == "" && n.Best == ""
}

// DefaultCurrency is used until the person names one.
const DefaultCurrency = "USD"

// Currency is the ISO 4217 code for amounts typed without one.
func (w Workbook) Currency() string {
	if w.Profile.Currency == "" {
		return DefaultCurrency
	}
	return w.Profile.Currency
}

// Clone copies the workbook so deeply that changing the copy leaves w as it was.
func (w Workbook) Clone() Workbook {
	w.Returns = slices.Clone(w.Returns)
	w.Asks = slices.Clone(w.Asks)
	for i := range w.Asks {
		w.Asks[i].Proofs = slices.Clone(w.Asks[i].Proofs)
	}
	w.Figures = slices.Clone(w.Figures)
	w.Offers = slices.Clone(w.Offers)
	for i := range w.Offers {
		w.Offers[i].Covers = maps.Clone(w.Offers[i].Covers)
	}
	return w
}

// Return finds a return by id; nil when there is none. The pointer is into w's
// slice: change it only on a Clone.
func (w Workbook) Return(id ID) *Return {
	return find(w.Returns, id, func(r *Return) ID { return r.ID })
}

// Ask finds an ask by id, as Return does.
func (w Workbook) Ask(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.ID }) }

// AskFor finds the ask about a return, as Return does.
func (w Workbook) AskFor(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.Return }) }

// Figure finds a market figure by id, as Return does.
func (w Workbook) Figure(id ID) *Figure {
	return find(w.Figures, id, func(f *Figure) ID { return f.ID })
}

// Offer finds an offer by id, as Return does.
func (w Workbook) Offer(id ID) *Offer { return find(w.Offers, id, func(o *Offer) ID { return o.ID }) }

func find[T any](all []T, id ID, of func(*T) ID) *T {
	for i := range all {
		if of(&all[i]) == id {
			return &all[i]
		}
	}
	return nil
}

// Sorted gives the returns in one column of the board.
func (w Workbook) Sorted(s Sort) []Return {
	var out []Return
	for _, r := range w.Returns {
		if r.Need.Sort == s {
			out = append(out, r)
		}
	}
	return out
}

// DeleteReturn takes a return out, with the ask about it and every offer's
// answer to it, so that nothing points at what is gone.
func (w *Workbook) DeleteReturn(id ID) {
	w.Returns = slices.DeleteFunc(w.Returns, func(r Return) bool { return r.ID == id })
	w.Asks = slices.DeleteFunc(w.Asks, func(a Ask) bool { return a.Return == id })
	for i := range w.Offers {
		delete(w.Offers[i].Covers, id)
	}
}

// DeleteAsk takes an ask out.
func (w *Workbook) DeleteAsk(id ID) {
	w.Asks = slices.DeleteFunc(w.Asks, func(a Ask) bool { return a.ID == id })
}

// DeleteFigure takes a market figure out.
func (w *Workbook) DeleteFigure(id ID) {
	w.Figures = slices.DeleteFunc(w.Figures, func(f Figure) bool { return f.ID == id })
}

// DeleteOffer takes an offer out.
func (w *Workbook) DeleteOffer(id ID) {
	w.Offers = slices.DeleteFunc(w.Offers, func(o Offer) bool { return o.ID == id })
}
