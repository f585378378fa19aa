package plan

import (
	"cmp"
	"strings"

	"firstmile/workbook"
)

func init() {
	sections["deals"] = planner.deals
	onCard["agreed"] = planner.agreed
}

// deals tells each deal in its sentence, how far it is and what is open, and then what
// the sentence has no place for.
func (p planner) deals() []Block {
	var out []Block
	for _, d := range p.w.Deals {
		out = append(out, Paragraph{Text: p.dealName(d), Lead: true})
		says, told := p.w.DealSays(d, p.today), p.said.OfDeal(d.ID)
		stands := says != "" && d.Outcome == "" && !d.Due.Before(p.today)
		if stands { // without the days that are left: a plan is read on another day
			told[0] = d.Stands(p.today)
		}
		out = append(out, paragraphs(says, strings.Join(told, " "))...)
		if facts := p.ofDeal(d, says, stands); len(facts) > 0 {
			out = append(out, Facts{facts})
		}
	}
	return out
}

func paragraphs(texts ...string) (out []Block) {
	for _, s := range texts {
		if s != "" {
			out = append(out, Paragraph{Text: s})
		}
	}
	return out
}

// dealName is what a deal is called above its sentence: the return that it brings.
func (p planner) dealName(d workbook.Deal) string {
	name := cmp.Or(d.Deliver, d.Target.Statement)
	if r := p.w.Return(d.Return); r != nil && !blank(r.Name) {
		name = r.Name
	}
	return named(name)
}

// ofDeal has the answers of a deal that its sentence has not; stands tells that what is
// said behind it has how far the deal is, and since when.
func (p planner) ofDeal(d workbook.Deal, says string, stands bool) []Fact {
	unless := func(in, label, text string) Fact {
		if strings.Contains(in, text) {
			text = ""
		}
		return Fact{label, text}
	}
	now, target := d.Numbers()
	today := d.Today.String()
	if says != "" && now.OK() && target.Amount.OK() {
		today = "" // the sentence has it, and says the unit once
	}
	kpi, of := "", ""
	if k := p.w.KPI(d.KPI); k != nil {
		kpi = named(k.What)
	}
	if r := p.w.Return(d.Return); r != nil {
		of = named(r.Name)
	}
	facts := []Fact{
		unless(says, "You deliver", d.Deliver), {"Today", today}, unless(says, "Promised", target.String()),
		unless(says, "Deliver by", d.Due.Short(p.today)), {"Read from", d.Source}, {"Which target", kpi},
		unless(p.dealName(d), "You get", of), unless(says, "How much", d.Get), unless(says, "From when", d.Effective.Short(p.today)),
		unless(says, "Approved by", d.Approver), {"Half a result", d.Partial}, {"Out of my hands", d.Outside}, {"New manager", d.Successor},
	}
	if idea := d.Status.Or() == workbook.DealIdea; !stands && !idea || !d.Since.IsZero() && (idea || !d.Since.OK()) {
		facts = append(facts, Fact{"How far it is", joined(d.Status.Or().String(), d.Since.Short(p.today))})
	}
	return answered(append(facts, Fact{"How it ended", string(d.Outcome)})...)
}

// agreed is what the other side has said yes to, and what of it is delivered: it stands on
// the card before what is asked. What ended otherwise, or should have, is no ground to stand on.
func (p planner) agreed() []Block {
	var out []Block
	for _, d := range p.w.Deals {
		says := p.w.DealSays(d, p.today)
		if says == "" || d.Status != workbook.DealConfirmed || p.w.Doubtful(d) {
			continue
		}
		agreed, from := "Agreed", ""
		if d.Since.OK() {
			agreed += " on " + d.Since.Short(p.today)
		}
		if d.Effective.OK() {
			from = " from " + d.Effective.Short(p.today)
		}
		switch {
		case d.Outcome == workbook.OutcomeMet:
			out = append(out, Paragraph{Text: agreed + ", and delivered: " + p.w.DealReward(d) + from + "."})
		case d.Outcome == "" && !d.Due.Before(p.today):
			out = append(out, Paragraph{Text: agreed + ": " + says})
		}
	}
	return out
}
