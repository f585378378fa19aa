package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// oldFigure is the age in days above which a market figure is called old.
const oldFigure = 2 * 365

func figureOrder(_ *dated, f workbook.Figure) *Finding {
	if !f.Middle.Less(f.Low) && !f.High.Less(f.Middle) && !f.High.Less(f.Low) {
		return nil
	}
	field := "middle"
	if f.High.Less(f.Low) {
		field = "high"
	}
	return &Finding{Field: field, Text: value.Sentence(figureName(f)) + " does not run from low to high.", Do: "Put low, middle and high in order."}
}

// figuresMixed: base is compared with base and total with total, never mixed.
func figuresMixed(w *dated, a workbook.Ask, name string) *Finding {
	target := w.AskAmount(a, a.Target)
	if !paid(w, a) || !target.Money() || !slices.ContainsFunc(w.Figures, func(f workbook.Figure) bool { return f.Mid().OK() }) {
		return nil
	}
	if _, n := w.MarketMiddle(w.AskBasis(a), target); n > 0 {
		return nil
	}
	for _, f := range w.Figures { // for another period, which hours a week would bring together
		if mid := f.Mid(); f.Basis.Or() == w.AskBasis(a) && mid.For(value.Period{}).Comparable(target.For(value.Period{})) {
			return nil
		}
	}
	return &Finding{Field: "basis",
		Text: fmt.Sprintf("Your ask for %s is about %s pay in %s, and none of your market figures is.", name, w.AskBasis(a), target.Unit()),
		Do:   "Find figures on the same basis and in the same currency, since base and total are never mixed."}
}

func figuresFew(w *dated, a workbook.Ask, name string) *Finding {
	if !paid(w, a) {
		return nil
	}
	target := w.AskAmount(a, a.Target)
	n, kinds := 0, map[workbook.FigureKind]bool{}
	for _, f := range w.Figures {
		mid := f.Mid()
		if !mid.OK() || f.Basis.Or() != w.AskBasis(a) || target.Money() && !mid.Comparable(target) {
			continue
		}
		n++
		kinds[f.Kind] = true
	}
	if n >= enoughFigures && len(kinds) >= enoughKinds {
		return nil
	}
	text := fmt.Sprintf("Your ask for %s stands on %s.", name, value.Count(n, "market figure"))
	if n >= enoughFigures {
		text = "Your ask for " + name + " stands on market figures of one kind only."
	}
	return &Finding{Text: text, Do: "Find three figures of two kinds, say a survey and two postings: that is enough."}
}

// askAboveMarket measures by the high end of a figure, or by its middle where it
// has none.
func askAboveMarket(w *dated, a workbook.Ask, name string) *Finding {
	opening := w.AskAmount(a, a.Opening)
	if !paid(w, a) || !opening.Money() {
		return nil
	}
	above := false
	for _, f := range w.Figures {
		top := f.High
		if !top.OK() {
			top = f.Mid()
		}
		if f.Basis.Or() != w.AskBasis(a) || !top.Comparable(opening) {
			continue
		}
		if above = top.Less(opening); !above {
			return nil
		}
	}
	if !above {
		return nil
	}
	return &Finding{Field: "opening", Text: fmt.Sprintf("Your opening of %s for %s is above every market figure you found.", opening, name),
		Do: "Have a reason ready for it, or look for a typing slip."}
}

func figureNoAmount(_ *dated, f workbook.Figure) *Finding {
	if !f.Mid().IsZero() {
		return nil
	}
	return &Finding{Field: "middle", Text: value.Sentence(figureName(f)) + " has no middle to compare with.",
		Do: "Write its middle, or its low and its high."}
}

func figureNoSource(_ *dated, f workbook.Figure) *Finding {
	switch {
	case f.Source == "":
		return &Finding{Field: "source", Text: "A market figure has no source.", Do: "Write where it is from, or it will not convince anyone."}
	case f.Date.IsZero():
		return &Finding{Field: "date", Text: value.Sentence(figureName(f)) + " has no date.",
			Do: "Write of when it is, or it will not convince anyone."}
	}
	return nil
}

// figureHours: a year's pay that is published is for the hours that its source counts,
// most often 40 a week, and not for those of a person who works fewer.
func figureHours(w *dated, f workbook.Figure) *Finding {
	mid, hours := f.Mid(), w.Job.Hours
	if mid.Per() != value.Hour || mid.From() != value.Year && mid.From() != value.Month || !hours.OK() || hours.Value().Equal(fullTime) {
		return nil
	}
	y := w.WorkYear()
	typed := mid.AsTyped(y)
	y.Hours = fullTime
	full, ok := typed.To(value.Hour, y)
	if !ok {
		return nil
	}
	return &Finding{Field: "middle", Text: fmt.Sprintf("%s gives %s, which counts as %s at your %s hours a week; at %s it is %s.",
		value.Sentence(figureName(f)), typed, mid, hours.Number(), fullTime, full),
		Do: "See for how many hours a week the source counts, and type the figure by the hour."}
}

// fullTime is the hours a week that a published year's pay is most often for.
var fullTime = decimal.NewFromInt(40)

func figureOld(w *dated, f workbook.Figure) *Finding {
	if f.Date.DaysTo(w.today) <= oldFigure {
		return nil
	}
	return &Finding{Field: "date", Text: value.Sentence(figureName(f)) + " is more than two years old.", Do: "Look for a newer one."}
}

// figureOtherRole: what others are paid for other work says little.
func figureOtherRole(w *dated, f workbook.Figure) *Finding {
	mine := strings.Fields(strings.ToLower(w.Profile.Role))
	if len(mine) == 0 || f.Role == "" || slices.ContainsFunc(strings.Fields(strings.ToLower(f.Role)), func(word string) bool { return slices.Contains(mine, word) }) {
		return nil
	}
	return &Finding{Field: "role", Text: fmt.Sprintf("%s is for %s, and you are %s.", value.Sentence(figureName(f)), quote(f.Role), quote(w.Profile.Role)),
		Do: "Be ready to say why the two compare, or find a figure for your own role."}
}

// named is a source that begins with somebody's name: "Maria in billing told me".
var named = lazy.New(`^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}*\.?)?(?:$| (?:in|from|at|of|told|said|says|who)\b|,)`)

// nobody begins a source that names no one.
var nobody = lazy.New(`(?i)^(?:an? |the |two |three |four |some|peers?\b|colleagues?\b|co-?workers?\b|friends?\b|former|someone|people|talk|team|anonymous|online|forum|chat|survey|poll|my )`)

// figureNamesPeer: who told what they earn did not agree to be quoted.
func figureNamesPeer(_ *dated, f workbook.Figure) *Finding {
	if f.Kind != workbook.FigurePeer || !named.MatchString(f.Source) || nobody.MatchString(f.Source) {
		return nil
	}
	return &Finding{Field: "source", Text: fmt.Sprintf("%s names a colleague.", value.Sentence(figureName(f))),
		Do: "Write it without the name, such as “a colleague in the same role”, or leave it at home."}
}

// figuresOtherBasis says what is not counted, and why.
func figuresOtherBasis(w *dated, a workbook.Ask, name string) *Finding {
	if !paid(w, a) {
		return nil
	}
	n, other := 0, 0
	for _, f := range w.Figures {
		switch {
		case !f.Mid().OK():
		case f.Basis.Or() == w.AskBasis(a):
			n++
		default:
			other++
		}
	}
	if n == 0 || other == 0 { // figures-mixed tells of none
		return nil
	}
	basis := workbook.TotalBasis
	if w.AskBasis(a) == workbook.TotalBasis {
		basis = workbook.BaseBasis
	}
	return &Finding{Field: "basis", Text: fmt.Sprintf("Your ask for %s is about %s pay, so %s not counted.", name, w.AskBasis(a), areFigures(other, basis)),
		Do: "Find figures on the same basis, since base and total are never mixed."}
}

func areFigures(n int, basis workbook.Basis) string {
	if n == 1 {
		return fmt.Sprintf("one figure of %s pay is", basis)
	}
	return fmt.Sprintf("%s of %s pay are", value.Count(n, "figure"), basis)
}

func eachFigure(look func(w *dated, f workbook.Figure) *Finding) check {
	return func(w *dated) []Finding {
		return each(workbook.FigureRecords, w.Figures, func(f *workbook.Figure) (workbook.ID, *Finding) { return f.ID, look(w, *f) })
	}
}

// figureName is what sentences call a market figure; it begins small.
func figureName(f workbook.Figure) string {
	if f.Source == "" {
		return "a market figure without a source"
	}
	return "the figure from " + quote(f.Source)
}
