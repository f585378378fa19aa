package workbook

import (
	"github.com/shopspring/decimal"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

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
	ID      ID
	Name    string
	Kind    Kind
	Why     string       // why it matters to the person
	Today   value.Points // how much of it there is now, 0 to 10
	Wanted  value.Points // how much of it is wanted, 0 to 10
	Weight  value.Points // how much it matters, 0 to 10
	Need    Need         // lesson 2
	Private bool         // left out of the coach's plan
}

// ReturnRecords are the returns.
const ReturnRecords = "returns"

var returns = schema.Many(ReturnRecords, "return", string(LessonReturns), "What the person gets, or wants, from work (lessons 1 and 2).",
	func(w *Workbook) *[]Return { return &w.Returns }, func(r *Return) *ID { return &r.ID },
	schema.Line("name", "What it is called.", func(r *Return) *string { return &r.Name }),
	schema.Choice("kind", "What sort of thing it is.", Kinds(), func(r *Return) *Kind { return &r.Kind }),
	schema.Lines("why", "Why it matters to the person.", func(r *Return) *string { return &r.Why }),
	schema.Score("today", "How much of it there is now.", MaxScore, func(r *Return) *value.Points { return &r.Today }),
	schema.Score("wanted", "How much of it is wanted.", MaxScore, func(r *Return) *value.Points { return &r.Wanted }),
	schema.Score("weight", "How much it matters.", MaxScore, func(r *Return) *value.Points { return &r.Weight }),
	schema.Group("need", func(r *Return) *Need { return &r.Need }, needRows),
	schema.Private("Left out of the coach's plan and the manager's, with the asks about it.", func(r *Return) *bool { return &r.Private }),
)

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

// Sort is the group of lesson 2 in which a return stands.
type Sort string

// The three groups.
const (
	NotYet Sort = ""
	Must   Sort = "must"
	Nice   Sort = "nice"
)

// Sorts lists the groups, the one first in which every return begins.
func Sorts() []Sort { return []Sort{NotYet, Must, Nice} }

// Need is what lesson 2 adds to a return.
type Need struct {
	Sort      Sort
	Threshold value.Bound  // must-have: what can be checked
	Basis     Basis        // must-have about pay: base, total or a part
	Met       value.Answer // must-have: does today's job meet it
	Leave     value.Answer // hesitation test: at 95% of this, would you really leave?
	Share     value.Points // nice-to-have: its part of 100, by the swing from worst to best
	Worst     string       // nice-to-have: the least of it that one could really get
	Best      string       // nice-to-have: the most of it that one could really get
}

// Nearly is 95% of a threshold in money: what the hesitation test asks about. False
// for a statement and for a count, of which it asks for one exception in twenty.
func (n Need) Nearly() (value.Amount, bool) {
	a := n.Threshold.Amount
	if !a.Money() || !a.Value().IsPositive() || n.Threshold.AtMost {
		return a, false
	}
	return a.Times(decimal.New(95, -2)), true
}

var needRows = schema.All(
	schema.Choice("sort", "How it was sorted; left out while it is not.", Sorts(), func(n *Need) *Sort { return &n.Sort }, onNeeds),
	schema.Bound("threshold", "Must-have: what can be checked.", func(n *Need) *value.Bound { return &n.Threshold }, onNeeds, isMust,
		schema.PaidAs(thresholdSpan), adopts[Return](),
		schema.Read(func(w *Workbook, r *Return, text string, t schema.Typing) (value.Bound, error) {
			b, err := value.ParseBound(text, r.Kind.Money(), t.Known...)
			if span := thresholdSpan(w, r); err == nil && (span == schema.Own || r.Kind == KindPay && span == schema.Yearly) {
				err = w.asksPeriod(b.Amount, &r.Need.Threshold.Amount, text, span)
			}
			if err != nil {
				return value.Bound{}, err
			}
			return b, nil
		}),
		schema.Such(func(_ *Workbook, r *Return) string {
			if r.Kind.Money() {
				return ""
			}
			return "at least 2 days a week, or words that are true or not"
		})),
	schema.Choice("basis", "Must-have about pay: base or total, or a part on its own; left out it is as the threshold says (88k base), as the ask about it has it, or base.", Bases(), func(n *Need) *Basis { return &n.Basis },
		onNeeds, schema.When(func(_ *Workbook, r *Return) bool { return r.Need.Sort == Must && r.Kind == KindPay })),
	schema.Answer("met", "Whether today's job meets the must-have, or brings the nice-to-have.", func(n *Need) *value.Answer { return &n.Met }, onNeeds, isMust),
	schema.Answer("leave", "Must-have: whether the person would leave over a little less of it: at 95% of a number, at one exception in twenty of a statement.", func(n *Need) *value.Answer { return &n.Leave }, onNeeds, isMust),
	schema.Score("share", "Nice-to-have: its part of 100, by the swing from worst to best.", 100,
		func(n *Need) *value.Points { return &n.Share }, onNeeds, isNice),
	schema.Line("worst", "Nice-to-have: the least of it that one could really get.", func(n *Need) *string { return &n.Worst }, onNeeds, isNice),
	schema.Line("best", "Nice-to-have: the most of it that one could really get.", func(n *Need) *string { return &n.Best }, onNeeds, isNice),
)

// thresholdSpan: a line about base pay is spoken of as pay is, one about any other
// part of it, or about all, is for a year.
func thresholdSpan(w *Workbook, r *Return) schema.Span {
	basis := r.Need.Basis.Or() // as chosen: a word typed beside a number must not turn a month's into a year's
	if a := w.AskFor(r.ID); a != nil && r.Need.Basis == "" {
		basis = a.Basis.Or()
	}
	switch {
	case r.Kind == KindPay && basis == BaseBasis:
		return schema.Own
	case r.Kind == KindPay && basis == PartBasis:
		return schema.Itself
	case r.Kind.Money():
		return schema.Yearly
	}
	return schema.Itself
}

// said is whether a must-have is about base or total, as far as the person said so: by
// choosing it, or in the threshold, such as "base of at least 88k".
func (n Need) said() Basis {
	switch a := n.Threshold.Amount; {
	case n.Basis != "":
		return n.Basis
	case a.OfBase():
		return BaseBasis
	case a.InAll():
		return TotalBasis
	}
	return ""
}

// BasisOf tells whether a must-have about pay is about base or total: as the person
// said, else as the ask about it is.
func (w *Workbook) BasisOf(r *Return) Basis {
	if a := w.AskFor(r.ID); a != nil && r.Need.said() == "" {
		return a.Basis.Or()
	}
	return r.Need.said().Or()
}

// AskBasis tells whether an ask about pay is about base, total or a part: as the person
// said, else as the must-have that it is about is.
func (w *Workbook) AskBasis(a Ask) Basis {
	if r := w.Return(a.Return); r != nil && a.Basis == "" {
		return r.Need.Basis.Or()
	}
	return a.Basis.Or()
}

// ForPay tells whether an ask is about base or total pay, which offers and market
// figures are set beside.
func (w *Workbook) ForPay(a Ask) bool {
	r := w.Return(a.Return)
	return r != nil && r.Kind == KindPay && w.AskBasis(a) != PartBasis
}

// What lesson 2 asks of a return depends on how it is sorted.
var (
	onNeeds = schema.On(string(LessonNeeds))
	isMust  = schema.When(func(_ *Workbook, r *Return) bool { return r.Need.Sort == Must })
	isNice  = schema.When(func(_ *Workbook, r *Return) bool { return r.Need.Sort == Nice })
)

// Return finds a return by id; nil when there is none. The pointer is into w's
// slice: change it only on a Clone.
func (w Workbook) Return(id ID) *Return {
	return find(w.Returns, id, func(r *Return) ID { return r.ID })
}

// Sorted gives the returns in one group of lesson 2.
func (w Workbook) Sorted(s Sort) []*Return {
	return w.where(func(r *Return) bool { return r.Need.Sort == s })
}
