// Package workbook is the domain: the answers of one person preparing one raise
// conversation, their schema, and what follows from them by arithmetic. It does no
// input or output, has no clock (today is always an argument) and knows nothing of a terminal.
package workbook

// Workbook is one preparation. Its slices are in the order of their ids. It is
// passed by value and changed on a Clone, so that what a screen, the saver and
// the undo list hold never changes under them.
type Workbook struct {
	ID          ID
	Profile     Profile
	Job         Job
	Returns     []Return
	Asks        []Ask
	Figures     []Figure
	Offers      []Offer
	Fallback    Fallback
	Deals       []Deal
	Review      Review
	CheckIns    []CheckIn
	FirstMile   FirstMile
	KPIs        []KPI
	Extras      []Extra
	Promises    []Promise
	Talk        Talk
	Objections  []Objection
	Steps       []Step
	Packages    []Package
	Portions    []Portion
	Results     []AskResult
	Recap       Recap
	Notes       []Note
	PackAnswers []PackAnswer
	Released    []Released
}

func find[T any](all []T, id ID, of func(*T) ID) *T {
	for i := range all {
		if of(&all[i]) == id {
			return &all[i]
		}
	}
	return nil
}
