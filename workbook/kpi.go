package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// KPI is one target of the job that the person was hired for (lesson 7).
type KPI struct {
	ID        ID
	What      string       // the job
	Agreed    string       // with whom, and when
	Target    value.Bound  // a number with a side, or a statement
	Actual    value.Amount // the result; of a statement Met answers
	Met       value.Answer // whether a statement is true
	Period    string       // what it was counted over
	AsOf      value.Date   // the day it was last read
	Source    string       // where it is read
	Confirmed value.Answer // whether the other side counts the same
	Outside   string       // what was out of the person's hands
	By        value.Date   // of one that was missed: on target by
	Private   bool         // left out of the coach's plan
}

// KPIRecords are the targets of the job.
const KPIRecords = "kpis"

var kpis = schema.Many(KPIRecords, "target", string(LessonFirstMile), "Targets of the job that the person was hired for (lesson 7).",
	func(w *Workbook) *[]KPI { return &w.KPIs }, func(k *KPI) *ID { return &k.ID },
	schema.Line("what", "The job that the target is about.", func(k *KPI) *string { return &k.What }),
	schema.Line("agreed", "With whom it was agreed, and when.", func(k *KPI) *string { return &k.Agreed }),
	schema.Bound("target", "What was agreed.", func(k *KPI) *value.Bound { return &k.Target }, suchBound(func(k *KPI) value.Amount { return k.Actual })),
	schema.Quantity("actual", "The result; zero is one.", func(k *KPI) *value.Amount { return &k.Actual },
		schema.When(func(_ *Workbook, k *KPI) bool { return k.Target.Statement == "" || !k.Actual.IsZero() }),
		besideBound(func(k *KPI) *value.Amount { return &k.Actual }, func(k *KPI) value.Bound { return k.Target })),
	schema.Answer("met", "Of a statement: whether it is true.", func(k *KPI) *value.Answer { return &k.Met },
		schema.When(func(_ *Workbook, k *KPI) bool { return k.Target.Statement != "" })),
	schema.Line("period", "What it was counted over.", func(k *KPI) *string { return &k.Period }),
	schema.Day("asof", "The day it was last read.", value.Behind, func(k *KPI) *value.Date { return &k.AsOf }),
	schema.Line("source", "Where it is read.", func(k *KPI) *string { return &k.Source }),
	schema.Answer("confirmed", "Whether the other side counts the same.", func(k *KPI) *value.Answer { return &k.Confirmed }),
	schema.Lines("outside", "What was out of the person's hands.", func(k *KPI) *string { return &k.Outside }),
	schema.Day("by", "Of one that was missed: the day by which it is on target.", value.Ahead, func(k *KPI) *value.Date { return &k.By },
		schema.When(func(_ *Workbook, k *KPI) bool { return !k.By.IsZero() || k.Result() == KPIMissed })),
	schema.Private("Left out of the coach's plan and the manager's.", func(k *KPI) *bool { return &k.Private }),
)

// Result is what a target and its actual come to.
type Result int

// A result that was not given is not known, never missed.
const (
	KPIUnknown Result = iota
	KPIHit
	KPIMissed
)

// Result tells whether the target was hit, by the side of its number: at most 0 with 0
// is a hit. A bare number is of the other's unit; what cannot be compared is not known.
func (k KPI) Result() Result {
	actual, target := beside(k.Actual, k.Target.Amount), k.Target
	target.Amount = beside(target.Amount, actual)
	met, known := target.Meets(actual)
	if k.Target.Statement != "" {
		met, known = k.Met == value.Yes, k.Met == value.Yes || k.Met == value.No
	}
	switch {
	case !known:
		return KPIUnknown
	case met:
		return KPIHit
	}
	return KPIMissed
}

// FirstMile has what lesson 7 asks beside the targets.
type FirstMile struct {
	NoKPI bool // says that nobody set a target; it counts only while there is none
}

// FirstMileRecords has the one answer about having no target.
const FirstMileRecords = "firstmile"

var firstMile = schema.One(FirstMileRecords, string(LessonFirstMile), "Whether anybody set a target (lesson 7).", func(w *Workbook) *FirstMile { return &w.FirstMile },
	schema.Switch("nokpi", "Whether the person has said that nobody set them a target. It counts only while `kpis` is empty.", "nobody set me a target", "not answered",
		func(f *FirstMile) *bool { return &f.NoKPI }, schema.When(func(w *Workbook, _ *FirstMile) bool { return len(w.KPIs) == 0 })),
)

// WithoutKPI tells whether the person has said that nobody set them a target, which is
// an answer, unlike a scorecard that was left empty.
func (w Workbook) WithoutKPI() bool { return w.FirstMile.NoKPI && len(w.KPIs) == 0 }

// KPI finds a target by id, as Return does.
func (w Workbook) KPI(id ID) *KPI { return find(w.KPIs, id, func(k *KPI) ID { return k.ID }) }

// besideBound reads a quantity beside a bound: a bare number is of the bound's unit.
func besideBound[R any](at func(*R) *value.Amount, bound func(*R) value.Bound) schema.Trait {
	return func(f *schema.Field) {
		schema.Such(func(_ *Workbook, r *R) string { return suchCount(bound(r).Amount, "97% or 4 incidents") })(f)
		schema.Left(func(_ *Workbook, r *R) { *at(r) = beside(*at(r), bound(r).Amount) })(f)
	}
}

// suchBound gives an example of a bound that stands beside a quantity.
func suchBound[R any](beside func(*R) value.Amount) schema.Trait {
	return schema.Such(func(_ *Workbook, r *R) string {
		if such := suchCount(beside(r), "97% or at most 4 incidents"); such != "" {
			return "at least " + such
		}
		return ""
	})
}

// suchCount is an example of a number that stands beside another; "" where that is money,
// otherwise where it tells nothing.
func suchCount(beside value.Amount, otherwise string) string {
	switch {
	case beside.Money():
		return ""
	case beside.Counted():
		return "4 " + beside.Unit()
	case beside.Unit() == "%":
		return "97%"
	}
	return otherwise
}

// beside gives a bare number the unit of what it stands beside, and money its period.
func beside(n, other value.Amount) value.Amount {
	switch bare := n.OK() && n.Unit() == ""; {
	case !n.OK() || !other.OK():
	case bare && other.Counted():
		return n.Counting(other.Unit())
	case bare && other.Unit() == "%", bare && other.Money():
		return value.NewAmount(n.Value(), other.Unit()).For(other.Per())
	case n.Money() && n.Unit() == other.Unit() && n.Per().IsZero():
		return n.For(other.Per())
	}
	return n
}
