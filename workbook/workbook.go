// Package workbook is the domain: the answers of one person preparing one raise
// conversation, and the rules that read them. It does no input or output, has
// no clock (today is always an argument) and knows nothing of a terminal.
package workbook

// Workbook is one preparation. Its slices are in the order of their ids. It is
// passed by value and changed on a Clone, so that what a screen, the saver and
// the undo list hold never changes under them.
type Workbook struct {
	ID       ID
	Profile  Profile
	Job      Job
	Returns  []Return
	Asks     []Ask
	Figures  []Figure
	Offers   []Offer
	Fallback Fallback
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
func (w Workbook) Sorted(s Sort) []*Return {
	return w.where(func(r *Return) bool { return r.Need.Sort == s })
}
