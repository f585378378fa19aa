package workbook

import (
	"strings"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// MaxAsks is the most asks a workbook has. "One or two" is the course's rule;
// other authors raise all issues together with priorities (Malhotra), so the
// remaining nice-to-haves are kept as trades inside a package.
const MaxAsks = 2

// Ask is one of the one or two things the person will ask for (lesson 3).
type Ask struct {
	ID      ID
	Return  ID           // which return it is about
	Term    string       // the exact words asked for
	Basis   Basis        // money only: base pay or total
	Today   value.Amount // what there is now; blank on base pay means the job's base
	Minimum value.Amount // the reservation point; never leaves "mine" and "coach"
	Target  value.Amount // what the person aims for
	Opening value.Amount // what is said first
	Say     Say          // one figure, a range or words
	Reason  string       // why, in the employer's terms
	Cost    string       // what it costs the employer
	Proofs  []Entry      // what shows that it is earned, one each
	KPIs    []ID         // and which targets show it
	Extras  []ID         // and which extra work
	// Outweighs is what makes up for a way out that pays more than the minimum.
	Outweighs string
	Private   bool // left out of the coach's plan
}

// AskRecords are the asks.
const AskRecords = "asks"

var asks = schema.AtMost(MaxAsks, schema.Many(AskRecords, "ask", string(LessonAsks),
	"What is asked for (lesson 3). Two at most is the rule of the course; a file with more is read, and the rule is then shown as broken.",
	func(w *Workbook) *[]Ask { return &w.Asks }, func(a *Ask) *ID { return &a.ID },
	schema.Ref("return", "Which of the returns it is about; left out while none is chosen.", ReturnRecords, schema.GoesToo, func(a *Ask) *ID { return &a.Return },
		schema.Elsewhere), // an ask is made from its card
	schema.Lines("term", "The exact words.", func(a *Ask) *string { return &a.Term }),
	schema.Choice("basis", "Base or total pay, or a part on its own; left out it is as the must-have has it, or `base`.", Bases(), func(a *Ask) *Basis { return &a.Basis },
		schema.When(func(w *Workbook, a *Ask) bool { r := w.Return(a.Return); return r != nil && r.Kind == KindPay })),
	schema.Quantity("today", "What there is now; left out it is taken from the job.", func(a *Ask) *value.Amount { return &a.Today }, askPays, askLeft, reads(func(a *Ask) *value.Amount { return &a.Today })),
	schema.Quantity("minimum", "The least that would be accepted.", func(a *Ask) *value.Amount { return &a.Minimum }, askPays, askLeft, reads(func(a *Ask) *value.Amount { return &a.Minimum })),
	schema.Quantity("target", "What is aimed for.", func(a *Ask) *value.Amount { return &a.Target }, askPays, askLeft, reads(func(a *Ask) *value.Amount { return &a.Target })),
	schema.Quantity("opening", "What is said first.", func(a *Ask) *value.Amount { return &a.Opening }, askPays, askLeft, reads(func(a *Ask) *value.Amount { return &a.Opening })),
	schema.Choice("say", "How it is said; left out it counts as `figure`.", Says(), func(a *Ask) *Say { return &a.Say }),
	schema.Lines("reason", "Why, in the employer's terms.", func(a *Ask) *string { return &a.Reason }),
	schema.Lines("cost", "What it costs the employer.", func(a *Ask) *string { return &a.Cost }),
	schema.Entries("proofs", "What shows that it is earned.", func(a *Ask) *[]Entry { return &a.Proofs }),
	schema.Refs("kpis", "Targets of lesson 7 that show it.", KPIRecords, func(a *Ask) *[]ID { return &a.KPIs },
		schema.When(func(w *Workbook, a *Ask) bool { return len(a.KPIs) > 0 || len(w.KPIs) > 0 })),
	schema.Refs("extras", "Extra work of lesson 8 that shows it.", ExtraRecords, func(a *Ask) *[]ID { return &a.Extras },
		schema.When(func(w *Workbook, a *Ask) bool { return len(a.Extras) > 0 || len(w.Extras) > 0 })),
	schema.Lines("outweighs", "What makes up for a way out that pays more than the minimum.", func(a *Ask) *string { return &a.Outweighs },
		schema.When(func(w *Workbook, a *Ask) bool {
			r := w.Return(a.Return)
			return a.Outweighs != "" || len(w.Offers) > 0 && r != nil && r.Kind == KindPay
		})),
	schema.Private("Left out of the coach's plan and the manager's.", func(a *Ask) *bool { return &a.Private }),
))

var (
	askPays = schema.PaidAs(askSpan)
	askLeft = schema.Left(func(w *Workbook, a *Ask) { // not while half of a unit is typed
		w.shareUnit(a)
		w.Adopt()
	})
)

// askSpan: an ask about base pay is spoken of as pay is, one about any other part of
// it, or about all, is for a year.
func askSpan(w *Workbook, a *Ask) schema.Span {
	r := w.Return(a.Return)
	switch {
	case r == nil || !r.Kind.Money():
		return schema.Itself
	case r.Kind == KindPay && w.AskBasis(*a) == BaseBasis:
		return schema.Own
	case r.Kind == KindPay && w.AskBasis(*a) == PartBasis:
		return schema.Itself
	}
	return schema.Yearly
}

// Basis tells base pay from total pay; the two are never mixed.
type Basis string

// The bases. Blank counts as base.
const (
	BaseBasis  Basis = "base"
	TotalBasis Basis = "total"
	PartBasis  Basis = "part" // a part on its own, such as a premium: nothing of a job's pay is set beside it
)

// Bases lists what can be chosen.
func Bases() []Basis { return []Basis{BaseBasis, TotalBasis, PartBasis} }

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

// shareUnit gives the bare numbers of an ask the unit that its other numbers are in, or
// else its must-have: behind "2 days a week" a 3 means days too.
func (w Workbook) shareUnit(a *Ask) {
	unit := w.counts(a, nil)
	for _, n := range []*value.Amount{&a.Minimum, &a.Target, &a.Opening, &a.Today} {
		if unit != "" && n.OK() && n.Unit() == "" {
			*n = n.Counting(unit)
		}
	}
}

// counts is the unit in words of an ask's numbers but for one, or else of its must-have;
// "" where none has one.
func (w Workbook) counts(a *Ask, but *value.Amount) string {
	for _, n := range []*value.Amount{&a.Minimum, &a.Target, &a.Opening, &a.Today} {
		if n != but && n.Counted() {
			return n.Unit()
		}
	}
	if r := w.Return(a.Return); r != nil && r.Need.Sort == Must && r.Need.Threshold.Amount.Counted() {
		return r.Need.Threshold.Amount.Unit()
	}
	return ""
}

// reads reads one of an ask's numbers; see readTerm.
func reads(at func(*Ask) *value.Amount) schema.Trait {
	return func(f *schema.Field) {
		schema.Such(func(w *Workbook, a *Ask) string { return w.suchTerm(a, at(a)) })(f)
		schema.Read(func(w *Workbook, a *Ask, text string, t schema.Typing) (value.Amount, error) {
			return w.readTerm(a, at(a), text, t)
		})(f)
	}
}

// suchTerm is an example of one of an ask's numbers, which is to stand at a place; "" for
// an ask about money, and for one whose return is not known.
func (w *Workbook) suchTerm(a *Ask, at *value.Amount) string {
	if r := w.Return(a.Return); r == nil || r.Kind.Money() {
		return ""
	}
	unit := w.counts(a, at)
	if unit == "" {
		unit = "days a week"
	}
	return "2 " + unit + ", or words in quotes"
}

// besideAsk reads an amount that stands beside an ask's numbers, as one of these.
func besideAsk[R any](of func(*Workbook, *R) *Ask, at func(*R) *value.Amount) schema.Trait {
	return func(f *schema.Field) {
		schema.Such(func(w *Workbook, r *R) string { return w.suchTerm(of(w, r), at(r)) })(f)
		schema.PaidAs(func(w *Workbook, r *R) schema.Span { return askSpan(w, of(w, r)) })(f)
		schema.Read(func(w *Workbook, r *R, text string, t schema.Typing) (value.Amount, error) {
			return w.readTerm(of(w, r), at(r), text, t)
		})(f)
		schema.Left(func(w *Workbook, r *R) {
			if unit, n := w.counts(of(w, r), nil), at(r); unit != "" && n.OK() && n.Unit() == "" {
				*n = n.Counting(unit)
			}
			w.Adopt()
		})(f)
	}
}

// readTerm reads one of an ask's numbers, which is to stand at a place. An ask about
// money takes money, and a percentage as a rise over what there is today; other asks take
// any quantity, a time, a day or words. Errors are InputErrors.
func (w *Workbook) readTerm(a *Ask, at *value.Amount, text string, t schema.Typing) (value.Amount, error) {
	r := w.Return(a.Return)
	if r == nil || !r.Kind.Money() {
		n, err := value.ParseTerm(text, t.Today, t.Known...)
		unit := w.counts(a, at)
		if input, ok := err.(*value.InputError); ok && len(input.Readings) == 0 && unit != "" {
			input.Try = "Type a number of " + unit + ", or say it in words, in quotes."
		}
		if as := n.Counting(unit); err == nil && n.Counted() && value.IsSpelled(text) && unit != "" && !n.Comparable(as) {
			return value.Amount{}, value.Choose(text, "What does "+value.Echo(text)+" count?", "Say which.", "", []value.Amount{as, n})
		}
		return n, err
	}
	read := value.ParsePay
	switch percent := value.IsPercent(text); {
	case r.Kind == KindBonus:
		read = value.ParseShare
	case percent:
		return value.ParsePercent(strings.TrimPrefix(strings.TrimSpace(text), "+"))
	}
	typed, more := value.CutMore(text)
	n, err := read(typed, t.Known...)
	if err == nil && more && n.Money() {
		return value.Amount{}, w.asksWhole(a, at, n, text)
	}
	if span := askSpan(w, a); err == nil && (span == schema.Own || r.Kind == KindPay && span == schema.Yearly) {
		err = w.asksPeriod(n, at, text, span)
	}
	if err != nil {
		return value.Amount{}, err
	}
	return n, nil
}

// asksWhole asks whether money that is typed as more is to be added to what there is.
func (w *Workbook) asksWhole(a *Ask, at *value.Amount, n value.Amount, text string) error {
	code := w.Currency()
	own := value.Year
	if p := w.OwnPeriod(); askSpan(w, a) == schema.Own && !p.IsZero() {
		own = p
	}
	said := func(x value.Amount) value.Amount {
		if x = x.Named(code); x.Per().IsZero() {
			x = x.For(own)
		}
		return x
	}
	n = said(n)
	may := []value.Amount{n}
	if now := said(w.AskToday(*a)); at != &a.Today {
		if plus, ok := n.To(now.Per(), w.WorkYear()); ok {
			if sum, ok := now.Add(plus); ok {
				may = []value.Amount{sum, n}
			}
		}
	}
	return value.Choose(text, "Is "+value.Echo(text)+" on top of what there is today?", "Type what it comes to in all.", code, may)
}

// Ask finds an ask by id, as Return does.
func (w Workbook) Ask(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.ID }) }

// AskFor finds the ask about a return, as Return does.
func (w Workbook) AskFor(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.Return }) }
