package plan

import (
	"firstmile/workbook"
	"firstmile/workbook/advice"
)

func init() {
	sections["kpis"] = planner.scorecard
	onCard["firstmile"] = planner.firstMileOnCard
}

// scorecard is the targets of the job, what was missed too, each with its day.
func (p planner) scorecard() []Block {
	if len(p.w.KPIs) == 0 && !p.w.WithoutKPI() {
		return nil
	}
	out := p.insight(workbook.LessonFirstMile)
	if p.reader == Coach && len(out) > 0 {
		out = append(out, Note{"What is kept private is not counted here."})
	}
	if len(p.w.KPIs) == 0 {
		return out
	}
	results := Table{
		Header: []string{"The job", "Target", "Actual", "Result", "As of", "They agree", "On target by"},
		Align:  []Align{Left, Left, Right, Left, Right, Left, Right},
	}
	about := Table{Header: []string{"The job", "Agreed with", "Period", "Read from", "Out of my hands"}}
	for _, k := range p.w.KPIs {
		results.Rows = append(results.Rows, cells(k.What, k.Target.String(), k.Actual.String(), resultOf(k), k.AsOf.String(), k.Confirmed.String(), k.By.String()))
		about.Rows = append(about.Rows, cells(k.What, k.Agreed, k.Period, k.Source, k.Outside))
	}
	out = append(out, used(results))
	if about = used(about); len(about.Header) > 1 {
		out = append(out, about)
	}
	return append(out, Note{"In one firm, which rewarded measured results, people who gave more time to extras, at equal time on the work they were hired for, " +
		"had smaller raises and advanced more slowly (Bergeron et al. 2013). Elsewhere extra work may count for more."})
}

func resultOf(k workbook.KPI) string {
	switch k.Result() {
	case workbook.KPIHit:
		return "hit"
	case workbook.KPIMissed:
		return "missed"
	}
	return "not known"
}

// firstMileOnCard is what one can say where the gate is open, else how the targets stand,
// first of all those that were missed.
func (p planner) firstMileOnCard() []Block {
	g := p.w.Gate(p.today)
	if g.Open() {
		return []Block{Quote{advice.FirstMileWords(g)}}
	}
	sign, all := "✗ ", g.Missed
	if !g.Shut() {
		sign, all = "✓ ", g.Hit
	}
	var items []string
	for _, k := range all {
		s := sign + stands(*k)
		if by := k.OnTargetBy(p.today); by.OK() && g.Shut() {
			s += ", on target by " + by.Short(p.today)
		}
		items = append(items, s)
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{List{Items: items, Signed: true}}
}

// stands tells a target in a line, as the card has it.
func stands(k workbook.KPI) string {
	if actual, _ := k.Stands(); actual != "" {
		return k.Says()
	}
	s := k.Target.Statement + " (" + resultOf(k) + ")"
	if blank(k.What) {
		return s
	}
	return k.What + ": " + s
}
