package plan

import (
	"fmt"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func init() { sections["alternatives"] = planner.alternatives }

// wayOut is the alternative that stands at the table: one in writing, or staying
// where today's job meets everything. A weak one stays out of hand (Schaerer et al.
// 2015), and nothing is said of it where the reader does not see every must-have.
func (p planner) wayOut() ([]Fact, workbook.Assumptions) {
	musts := p.w.Sorted(workbook.Must)
	if p.said.Partly() || len(musts) == 0 {
		return nil, nil
	}
	var out []Fact
	doubted := func(rule string, record workbook.Key) bool { // an answer that the numbers contradict is no ground to stand on
		return slices.ContainsFunc(p.said.Findings(), func(f advice.Finding) bool { return f.Rule == rule && (record == "" || f.Record == record) })
	}
	if !doubted("must-met-contradicts", "") && !slices.ContainsFunc(musts, func(r *workbook.Return) bool { return p.w.MustMet(*r) != value.Yes }) {
		out = append(out, Fact{"Staying", "meets " + value.All(len(musts), "must-have")})
	}
	ways := p.w.Alternatives(p.w.AtTheTable(p.today))
	if len(ways) == 0 || !ways[0].Firm() || doubted("offer-contradicts-threshold", workbook.RecordKey(workbook.OfferRecords, ways[0].ID)) {
		return out, nil
	}
	s := named(ways[0].Employer) + ", in writing"
	if d := ways[0].Deadline; d.OK() {
		s += ", until " + d.Short(p.today)
	}
	var from workbook.Assumptions
	if all, whole := p.w.AfterCosts(ways[0]); whole && all.OK() {
		from = p.w.AssumedOf(ways[0])
		in := "in all"
		if !ways[0].Cost.IsZero() {
			in = "after its costs"
		}
		s += "; " + all.String() + " a year " + in
	}
	return append(out, Fact{"Way out", s}), from
}

func (p planner) alternatives() []Block {
	musts := p.w.Sorted(workbook.Must)
	if len(p.w.Offers) == 0 && p.w.Job == (workbook.Job{}) && p.w.Fallback == (workbook.Fallback{}) {
		return nil
	}
	var out []Block
	if p.said.Partly() {
		out = append(out, Note{"Something is kept private here, so nothing says which of these would do."})
	} else {
		out = append(out, p.insight(workbook.LessonOffers)...)
		if p.reader == Coach && len(out) > 0 {
			out = append(out, Note{"What is kept private is not counted here."})
		}
	}
	if len(p.w.Offers) == 0 {
		return append(append(out, p.terms()...), rests(p.w.Assumed(payAmounts(p.w.Job.Pay)...))...)
	}
	t := Table{Header: []string{"Job", "Status"}, Align: []Align{Left, Left}}
	for _, r := range musts {
		t.Header, t.Align = append(t.Header, named(r.Name)), append(t.Align, Left)
	}
	// A column that would say the same as the one before it is left out.
	once := slices.ContainsFunc(p.w.Offers, func(o workbook.Offer) bool { return !o.SignOn.IsZero() })
	costs := slices.ContainsFunc(p.w.Offers, func(o workbook.Offer) bool { return !o.Cost.IsZero() })
	sums := func(first, steady, after string) (out []string) {
		if once {
			out = append(out, first)
		}
		if out = append(out, steady); costs {
			out = append(out, after)
		}
		return out
	}
	t.Header = append(append(t.Header, "Would take"), sums("First year", "In all a year", "After its costs")...)
	t.Align = append(t.Align, Left, Right, Right, Right)
	row := []string{"Staying", ""}
	for _, r := range musts {
		row = append(row, p.w.MustMet(*r).String())
	}
	now := sum(p.w.Total(p.w.Job.Pay))
	t.Rows = append(t.Rows, cells(append(append(row, ""), sums(now, now, now)...)...))
	for _, o := range p.w.Offers {
		row := []string{named(o.Employer), p.status(o)}
		for _, r := range musts {
			row = append(row, p.w.MustCovered(o, *r).String())
		}
		t.Rows = append(t.Rows, cells(append(append(row, o.Take.String()), sums(sum(p.w.FirstYear(o)), sum(p.w.Steady(o)), sum(p.w.AfterCosts(o)))...)...))
	}
	out = append(out, used(t))
	from := p.w.Assumed(payAmounts(p.w.Job.Pay)...).With(p.w.AssumedInAll()) // the terms below, too
	for _, o := range p.w.Offers {
		from = from.With(p.w.AssumedOf(o), p.w.AssumedBase(o))
	}
	out = append(out, rests(from)...)
	out = append(out, Note{"An offer counts when every must-have is a yes, it has not run out, and you would take it. None of this says that leaving is safe."})
	if blank := p.w.UncountedToday(); len(blank) > 0 && now != "" {
		out = append(out, Note{fmt.Sprintf("Not counted, because blank: the %s of today's job.", value.List(blank))})
	}
	for _, o := range p.w.Offers {
		if blank := p.w.Uncounted(o); len(blank) > 0 {
			out = append(out, Note{fmt.Sprintf("Not counted, because blank: the %s of %s.", value.List(blank), named(o.Employer))})
		}
	}
	return append(out, p.terms()...)
}

// terms are the offers as they were given, and what would be said of them openly.
func (p planner) terms() []Block {
	terms := Table{
		Header: []string{"Job", "Role", "Place", "Start", "Decide by", "Hours", "Payments", "Base", "Bonus", "Variable", "Last year", "Equity", "Benefits", "Sign-on", "Cost", "Way there"},
		Align:  []Align{Left, Left, Left, Left, Left, Right, Right, Right, Right, Right, Right, Right, Right, Right, Right, Right},
	}
	j := p.w.Job
	terms.Rows = append(terms.Rows, cells(slices.Concat([]string{"Staying", p.w.Profile.Role, "", "", "", j.Hours.String(), string(j.Payments)}, payCells(j.Pay, p.w.WorkYear()), []string{"", "", ""})...))
	openly := make([]Fact, 0, len(p.w.Offers))
	for _, o := range p.w.Offers {
		terms.Rows = append(terms.Rows, cells(slices.Concat([]string{named(o.Employer), o.Role, o.Place, o.Start.String(), o.Deadline.String(), o.Hours.String(), string(o.Payments)},
			payCells(o.Pay, p.w.YearOf(o)), []string{o.SignOn.String(), o.Cost.String(), o.Travel.String()})...))
		openly = append(openly, answered(Fact{named(o.Employer), o.WillSay})...)
	}
	out := []Block{used(terms)}
	if len(openly) > 0 {
		out = append(out, Paragraph{Text: "What you would say of it openly", Lead: true}, Facts{openly})
	}
	return out
}

func payAmounts(p workbook.Pay) []value.Amount {
	return []value.Amount{p.Base, p.Bonus, p.Variable, p.Earned, p.Equity, p.Benefits}
}

func payCells(p workbook.Pay, y value.WorkYear) []string {
	var out []string
	for _, a := range payAmounts(p) {
		out = append(out, a.AsTyped(y).String())
	}
	return out
}

func (p planner) status(o workbook.Offer) string {
	if o.Status != workbook.Expired && o.Expired(p.today) {
		return joined(string(o.Status), "has run out")
	}
	return string(o.Status)
}

// sum shows a total; amounts in another currency cannot be added to it.
func sum(total value.Amount, whole bool) string {
	if total.OK() && !whole {
		return total.String() + " and more"
	}
	return total.String()
}
