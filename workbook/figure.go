package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Figure is a market figure that the person found; the program supplies none.
type Figure struct {
	ID      ID
	Source  string // who published or said it
	Kind    FigureKind
	Role    string
	Place   string
	Low     value.Amount
	Middle  value.Amount
	High    value.Amount
	Basis   Basis
	Date    value.Date // the day the figure is from
	Private bool       // left out of the coach's plan
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

// FigureRecords are the market figures.
const FigureRecords = "figures"

var figures = schema.Many(FigureRecords, "market figure", string(LessonAsks), "Market figures that the person found.",
	func(w *Workbook) *[]Figure { return &w.Figures }, func(f *Figure) *ID { return &f.ID },
	schema.Line("source", "Who published or said it.", func(f *Figure) *string { return &f.Source }),
	schema.Choice("kind", "What kind of source it comes from.", FigureKinds(), func(f *Figure) *FigureKind { return &f.Kind }),
	schema.Line("role", "The job it is for.", func(f *Figure) *string { return &f.Role }),
	schema.Line("place", "The place it is for.", func(f *Figure) *string { return &f.Place }),
	schema.Money("low", "The low end.", func(f *Figure) *value.Amount { return &f.Low }, figurePays, adopts[Figure](),
		readsPay(func(f *Figure) *value.Amount { return &f.Low }, figureSpan)),
	schema.Money("middle", "The middle.", func(f *Figure) *value.Amount { return &f.Middle }, figurePays, adopts[Figure](),
		readsPay(func(f *Figure) *value.Amount { return &f.Middle }, figureSpan)),
	schema.Money("high", "The high end.", func(f *Figure) *value.Amount { return &f.High }, figurePays, adopts[Figure](),
		readsPay(func(f *Figure) *value.Amount { return &f.High }, figureSpan)),
	schema.Choice("basis", "Base or total pay; left out it counts as `base`.", Bases()[:2], func(f *Figure) *Basis { return &f.Basis }),
	schema.Day("date", "The day it is from.", value.Behind, func(f *Figure) *value.Date { return &f.Date }),
	schema.Private("Left out of the coach's plan and the manager's.", func(f *Figure) *bool { return &f.Private }),
)

var figurePays = schema.PaidAs(figureSpan)

// figureSpan: a figure of base pay is spoken of as pay is, one of the total is for a year.
func figureSpan(_ *Workbook, f *Figure) schema.Span {
	if f.Basis.Or() == TotalBasis {
		return schema.Yearly
	}
	return schema.Own
}

// Figure finds a market figure by id, as Return does.
func (w Workbook) Figure(id ID) *Figure {
	return find(w.Figures, id, func(f *Figure) ID { return f.ID })
}
