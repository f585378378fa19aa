package workbook

import (
	"firstmile/workbook/schema"
	"firstmile/workbook/value"
)

// Deal is an agreement made before the work begins (lesson 5): what the person
// delivers by when, and what they get for it.
type Deal struct {
	ID        ID
	Deliver   string       // what the person delivers
	Today     value.Amount // where it stands now
	Target    value.Bound  // what is promised: a number with a side, or a statement
	Due       value.Date   // the day by which it is delivered
	Source    string       // where both can read it
	KPI       ID           // the target of lesson 7 that it is about, where there is one
	Return    ID           // what the person gets is some of this return
	Get       string       // how much of it
	Effective value.Date   // from when
	Approver  string       // who says yes to it
	Partial   string       // what half a result earns
	Outside   string       // what is out of the person's hands
	Successor string       // what happens if the manager moves on
	Status    DealStatus
	Since     value.Date // since when the status holds
	Outcome   Outcome    // how it ended
	Private   bool       // left out of the coach's plan
}

// DealRecords are the deals.
const DealRecords = "deals"

var deals = schema.Many(DealRecords, "deal", string(LessonPrenegotiate), "Agreements made before the work begins (lesson 5).",
	func(w *Workbook) *[]Deal { return &w.Deals }, func(d *Deal) *ID { return &d.ID },
	schema.Line("deliver", "What the person delivers.", func(d *Deal) *string { return &d.Deliver }),
	schema.Quantity("today", "Where it stands now.", func(d *Deal) *value.Amount { return &d.Today },
		schema.When(func(_ *Workbook, d *Deal) bool { return d.Target.Statement == "" || !d.Today.IsZero() }),
		besideBound(func(d *Deal) *value.Amount { return &d.Today }, func(d *Deal) value.Bound { return d.Target })),
	schema.Bound("target", "What is promised.", func(d *Deal) *value.Bound { return &d.Target }, suchBound(func(d *Deal) value.Amount { return d.Today })),
	schema.Day("due", "The day by which it is delivered.", value.Ahead, func(d *Deal) *value.Date { return &d.Due }),
	schema.Line("source", "Where both can read it.", func(d *Deal) *string { return &d.Source }),
	schema.Ref("kpi", "The target of lesson 7 that it is about.", KPIRecords, schema.Loosens, func(d *Deal) *ID { return &d.KPI },
		schema.When(func(w *Workbook, d *Deal) bool { return d.KPI != "" || len(w.KPIs) > 0 })),
	schema.Ref("return", "The return of which the person gets more.", ReturnRecords, schema.Loosens, func(d *Deal) *ID { return &d.Return },
		schema.Among(func(w *Workbook, _ *Deal) (out []ID) { // what is asked for, first
			for _, a := range w.Asks {
				out = append(out, a.Return)
			}
			for _, r := range w.Candidates() {
				out = append(out, r.ID)
			}
			return out
		})),
	schema.Line("get", "How much of it the person gets.", func(d *Deal) *string { return &d.Get }),
	schema.Day("effective", "From when.", value.Ahead, func(d *Deal) *value.Date { return &d.Effective }),
	schema.Line("approver", "Who says yes to it.", func(d *Deal) *string { return &d.Approver }),
	schema.Lines("partial", "What half a result earns.", func(d *Deal) *string { return &d.Partial }),
	schema.Lines("outside", "What is out of the person's hands.", func(d *Deal) *string { return &d.Outside }),
	schema.Line("successor", "What happens if the manager moves on.", func(d *Deal) *string { return &d.Successor }),
	schema.Choice("status", "How far it is; left out it is an idea.", DealStatuses(), func(d *Deal) *DealStatus { return &d.Status }),
	schema.Day("since", "Since when it is.", value.Behind, func(d *Deal) *value.Date { return &d.Since },
		schema.When(func(_ *Workbook, d *Deal) bool { return d.Status.Or() != DealIdea || !d.Since.IsZero() })),
	schema.Choice("outcome", "How it ended.", Outcomes(), func(d *Deal) *Outcome { return &d.Outcome }),
	schema.Private("Left out of the coach's plan and the manager's.", func(d *Deal) *bool { return &d.Private }),
)

// DealStatus is how far a deal has come.
type DealStatus string

// The statuses. Blank counts as an idea; only a confirmed deal is an agreement.
const (
	DealIdea      DealStatus = "idea"
	DealSaid      DealStatus = "said"
	DealEmailed   DealStatus = "emailed"
	DealConfirmed DealStatus = "confirmed"
)

// DealStatuses lists what can be chosen.
func DealStatuses() []DealStatus {
	return []DealStatus{DealIdea, DealSaid, DealEmailed, DealConfirmed}
}

// Or gives s, or an idea where s is blank.
func (s DealStatus) Or() DealStatus {
	if s == "" {
		return DealIdea
	}
	return s
}

// String gives the words shown for the status.
func (s DealStatus) String() string {
	if s == DealEmailed {
		return "e-mailed"
	}
	return string(s)
}

// Outcome is how a deal ended.
type Outcome string

// The outcomes; blank is open.
const (
	OutcomeMet    Outcome = "met"
	OutcomePartly Outcome = "partly"
	OutcomeMissed Outcome = "missed"
)

// Outcomes lists what can be chosen.
func Outcomes() []Outcome { return []Outcome{OutcomeMet, OutcomePartly, OutcomeMissed} }

// Deal finds a deal by id, as Return does.
func (w Workbook) Deal(id ID) *Deal { return find(w.Deals, id, func(d *Deal) ID { return d.ID }) }
