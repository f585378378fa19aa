package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Package is one of several proposals that are worth the same to the person, to be
// offered together (lesson 9; Leonardelli et al. 2019).
type Package struct {
	ID      ID
	Name    string
	Private bool // left out of the coach's plan
}

// PackageRecords are the packages.
const PackageRecords = "packages"

var packages = schema.Many(PackageRecords, "package", string(LessonStrategy), "Proposals that are worth the same to the person, to be offered together (lesson 9).",
	func(w *Workbook) *[]Package { return &w.Packages }, func(p *Package) *ID { return &p.ID },
	schema.Line("name", "What the person calls it; left out it goes by a letter.", func(p *Package) *string { return &p.Name }),
	schema.Private("Left out of the coach's plan. The manager's plan has no packages.", func(p *Package) *bool { return &p.Private }),
)

// Package finds a package by id, as Return does.
func (w Workbook) Package(id ID) *Package {
	return find(w.Packages, id, func(p *Package) ID { return p.ID })
}

// Portion is what a package brings of one return.
type Portion struct {
	ID      ID
	Package ID
	Return  ID
	Offer   value.Amount // how much of it: a number, or words
	Score   value.Points // of words: how far they lie from the least to the best, 0 to 10
}

// PortionRecords are what the packages bring.
const PortionRecords = "portions"

var portions = schema.Many(PortionRecords, "part of a package", string(LessonStrategy), "What a package brings of one return (lesson 9).",
	func(w *Workbook) *[]Portion { return &w.Portions }, func(p *Portion) *ID { return &p.ID },
	schema.Ref("package", "The package.", PackageRecords, schema.GoesToo, func(p *Portion) *ID { return &p.Package }),
	schema.Ref("return", "The return.", ReturnRecords, schema.GoesToo, func(p *Portion) *ID { return &p.Return }),
	schema.Quantity("offer", "How much of it.", func(p *Portion) *value.Amount { return &p.Offer },
		besideAsk((*Workbook).askOfPortion, func(p *Portion) *value.Amount { return &p.Offer })),
	schema.Score("score", "Of what has no number between the minimum and the opening of its ask: how far it lies from the least to the best.", MaxScore, func(p *Portion) *value.Points { return &p.Score },
		schema.When((*Workbook).scored)),
)

// Portion finds a part of a package by id, as Return does.
func (w Workbook) Portion(id ID) *Portion {
	return find(w.Portions, id, func(p *Portion) ID { return p.ID })
}

// askOfPortion is the ask about the return of a part of a package, or one that asks
// nothing yet.
func (w *Workbook) askOfPortion(p *Portion) *Ask {
	if a := w.AskFor(p.Return); a != nil {
		return a
	}
	return &Ask{Return: p.Return}
}
