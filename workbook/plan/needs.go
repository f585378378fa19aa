package plan

import (
	"cmp"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() { sections["walkaway"] = planner.walkaway }

func (p planner) walkaway() []Block {
	if len(p.w.Returns) == 0 {
		return nil
	}
	var out []Block
	if !p.said.Partly() { // else it is about some of the must-haves alone
		out = p.insight(workbook.LessonNeeds) // which says so where one would leave over nothing
	}
	if musts := p.w.Sorted(workbook.Must); len(musts) > 0 {
		line := "Below any of these lines you would rather leave than agree."
		if slices.ContainsFunc(musts, func(r *workbook.Return) bool { return r.Need.Leave != value.Yes }) {
			line = "These are the lines that you drew; the last column says over which of them you would leave."
		}
		out = append(out, Paragraph{Text: line})
		t := Table{Header: []string{"Must-have", "Threshold", "Met today", "Would leave over it"}}
		var from workbook.Assumptions
		for _, r := range musts {
			from = from.With(p.w.Assumed(r.Need.Threshold.Amount))
			line := r.Need.Threshold.String()
			if r.Kind == workbook.KindPay && r.Need.Basis != "" && r.Need.Basis != workbook.PartBasis {
				line += ", " + string(r.Need.Basis) + " pay"
			}
			t.Rows = append(t.Rows, cells(r.Name, line, p.w.MustMet(*r).String(), r.Need.Leave.String()))
		}
		out = append(append(out, used(t)), rests(from)...)
		out = append(out, Note{"A must-have is pass or fail; it is never traded for points (Kepner-Tregoe)."})
	}
	if nice := p.w.Sorted(workbook.Nice); len(nice) > 0 {
		slices.SortStableFunc(nice, func(a, b *workbook.Return) int { return cmp.Compare(b.Need.Share.Or(-1), a.Need.Share.Or(-1)) })
		t := Table{Header: []string{"Nice-to-have", "At its worst", "At its best", "Weight of 100"}, Align: []Align{Left, Left, Left, Right}}
		for _, r := range nice {
			t.Rows = append(t.Rows, cells(r.Name, r.Need.Worst, r.Need.Best, r.Need.Share.String()))
		}
		out = append(out, used(t))
		if slices.ContainsFunc(nice, func(r *workbook.Return) bool { return !blank(r.Need.Worst) || !blank(r.Need.Best) }) {
			out = append(out, Note{"Each is weighed by the swing from its worst to its best (Keeney & Raiffa)."})
		}
	}
	if open := p.w.Sorted(workbook.NotYet); len(open) > 0 {
		names := make([]string, len(open))
		for i, r := range open {
			names[i] = named(r.Name)
		}
		out = append(out, Paragraph{Text: "Not sorted yet", Lead: true}, List{Items: names})
	}
	return out
}
