package plan

import (
	"fmt"

	"firstmile/workbook"
)

func init() { sections["returns"] = planner.returns }

func (p planner) returns() []Block {
	if len(p.w.Returns) == 0 {
		return nil
	}
	out := p.insight(workbook.LessonReturns)
	t := Table{
		Header: []string{"#", "Return", "Kind", "Today", "Wanted", "Weight", "Weight × gap", "Why"},
		Align:  []Align{Right, Left, Left, Right, Right, Right, Right, Left},
	}
	ranked := p.w.Ranking()
	place := workbook.Places(ranked)
	for _, r := range ranked {
		pull, _ := r.Pull()
		t.Rows = append(t.Rows, returnRow(fmt.Sprint(place[r.ID]), *r, fmt.Sprint(pull)))
	}
	for _, r := range p.w.Returns {
		if _, rated := r.Pull(); !rated {
			t.Rows = append(t.Rows, returnRow("", r, ""))
		}
	}
	note := "Today, wanted and weight run from 0 to 10. Weight × gap tells how much is missing of what matters"
	switch len(ranked) {
	case 0:
		return append(out, used(t)) // nothing is rated
	case len(p.w.Returns):
		return append(out, used(t), Note{note + "."})
	}
	return append(out, used(t), Note{note + "; what is not rated yet stands last."})
}

func returnRow(place string, r workbook.Return, pull string) []string {
	return cells(place, r.Name, string(r.Kind), r.Today.String(), r.Wanted.String(), r.Weight.String(), pull, r.Why)
}
