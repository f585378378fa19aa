package plan

import (
	"strings"

	"firstmile/workbook"
)

func init() { sections["after"] = planner.after }

// after is what came of the talk and what was said in it. A manager never reads it.
func (p planner) after() []Block {
	var out []Block
	t := Table{Header: []string{"Ask", "What came", "What exactly", "In writing", "By when"}, Align: []Align{Left, Left, Left, Left, Right}}
	for _, r := range p.w.Results {
		name := "an ask that is gone" // two windows wrote at once, or a file was made by hand
		if a := p.w.Ask(r.Ask); a != nil {
			name = p.askName(*a)
		}
		t.Rows = append(t.Rows, cells(named(name), r.Came.String(), r.What, r.Writing.String(), r.By.Short(p.today)))
	}
	if len(t.Rows) > 0 {
		out = append(out, used(t))
	}
	if far := p.said.HowFar(); len(far) > 0 {
		out = append(out, Paragraph{Text: strings.Join(far, " ")})
	}
	r := p.w.Recap
	facts := answered(Fact{"What was said", r.Said}, Fact{"They will", r.Theirs}, Fact{"I will", r.Mine}, Fact{"Open", r.Open}, Fact{"What it takes", p.takes(true)})
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	return out
}

// takes is what it takes after a no: once something came of the talk it stands there, and
// before it with the replies to a no.
func (p planner) takes(after bool) string {
	if came := len(p.w.Results) > 0 || p.w.Recap != (workbook.Recap{}); came != after {
		return ""
	}
	return p.w.Talk.Criteria
}
