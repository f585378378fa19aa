package workbook

import (
	"strings"

	"firstmile/workbook/schema"
	"firstmile/workbook/value"

	"github.com/shopspring/decimal"
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
	Private bool         // left out of the coach's plan
}

// AskRecords are the asks.
const AskRecords = "asks"

var asks = schema.Many(AskRecords, "ask", string(LessonAsks),
	"What is asked for (lesson 3). Two at most is the rule of the course; a file with more is read, and the rule is then shown as broken.",
	func(w *Workbook) *[]Ask { return &w.Asks }, func(a *Ask) *ID { return &a.ID },
	schema.Ref("return", "Which of the returns it is about; left out while none is chosen.", ReturnRecords, schema.GoesToo, func(a *Ask) *ID { return &a.Return }),
	schema.Lines("term", "The exact words.", func(a *Ask) *string { return &a.Term }),
	schema.Choice("basis", "Base or total pay; left out it counts as `base`.", Bases(), func(a *Ask) *Basis { return &a.Basis },
		schema.When(func(w *Workbook, a *Ask) bool { r := w.Return(a.Return); return r != nil && r.Kind == KindPay })),
	schema.Quantity("today", "What there is now; left out it is taken from the job.", func(a *Ask) *value.Amount { return &a.Today }, askNumber, askUnit),
	schema.Quantity("minimum", "The least that would be accepted.", func(a *Ask) *value.Amount { return &a.Minimum }, askNumber, askUnit),
	schema.Quantity("target", "What is aimed for.", func(a *Ask) *value.Amount { return &a.Target }, askNumber, askUnit),
	schema.Quantity("opening", "What is said first.", func(a *Ask) *value.Amount { return &a.Opening }, askNumber, askUnit),
	schema.Choice("say", "How it is said; left out it counts as `figure`.", Says(), func(a *Ask) *Say { return &a.Say }),
	schema.Lines("reason", "Why, in the employer's terms.", func(a *Ask) *string { return &a.Reason }),
	schema.Lines("cost", "What it costs the employer.", func(a *Ask) *string { return &a.Cost }),
	schema.Entries("proofs", "What shows that it is earned.", func(a *Ask) *[]Entry { return &a.Proofs }),
	schema.Private("Left out of the coach's plan and the manager's.", func(a *Ask) *bool { return &a.Private }),
)

var (
	askNumber = schema.Read(readAskAmount)
	askUnit   = schema.Left(func(_ *Workbook, a *Ask) { a.ShareUnit() }) // not while half of a unit is typed
)

// ProofTexts gives the words of the proofs.
func (a Ask) ProofTexts() []string {
	out := make([]string, len(a.Proofs))
	for i, e := range a.Proofs {
		out[i] = e.Text
	}
	return out
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

// ShareUnit gives the bare numbers of an ask the unit that its other numbers
// are in: behind "2 days a week" a 3 means days too.
func (a *Ask) ShareUnit() {
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

// readAskAmount reads one of an ask's numbers. An ask about money takes money in
// the workbook's currency, and a percentage as a rise over what there is today;
// other asks take any quantity. Errors are InputErrors.
func readAskAmount(w *Workbook, a *Ask, text string, t schema.Typing) (value.Amount, error) {
	r := w.Return(a.Return)
	if r == nil || !r.Kind.Money() {
		return value.ParseQuantity(text, t.Currency)
	}
	trimmed := strings.TrimSpace(text)
	if !strings.HasSuffix(trimmed, "%") {
		return value.ParseMoney(text, t.Currency)
	}
	rise, err := value.ParsePercent(strings.TrimPrefix(trimmed, "+"))
	if err != nil {
		return value.Amount{}, err
	}
	today := w.AskToday(*a)
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

// Ask finds an ask by id, as Return does.
func (w Workbook) Ask(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.ID }) }

// AskFor finds the ask about a return, as Return does.
func (w Workbook) AskFor(id ID) *Ask { return find(w.Asks, id, func(a *Ask) ID { return a.Return }) }
