package plan

import (
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func init() {
	sections["extramile"] = planner.extraMile
	onCard["extra"] = planner.extraOnCard
}

// extraOnCard is the one piece of extra work that is told in the talk: one of which
// somebody has heard and something came, and which proves no ask already. While a target
// is missed there is none, since it would look like a way around it.
func (p planner) extraOnCard() []Block {
	if _, missed, _ := p.w.Scorecard(); len(missed) > 0 {
		return nil
	}
	proofs := p.proofsOnCard()
	fit := func(e workbook.Extra) bool {
		return !blank(e.What) && !blank(e.Result) && !blank(e.Told) &&
			!slices.ContainsFunc(proofs, func(proof cardProof) bool { return proof.text == e.Says() })
	}
	at := slices.IndexFunc(p.w.Extras, func(e workbook.Extra) bool { return fit(e) && advice.WellTold(e) })
	if at < 0 {
		at = slices.IndexFunc(p.w.Extras, fit)
	}
	if at < 0 {
		return nil
	}
	e := p.w.Extras[at]
	facts := answered(Fact{"Beyond the job", cut(e.Says(), 2)}, Fact{"In words", cut(e.Words, 3)})
	return []Block{Facts{facts}}
}

// extraMile is what was done beyond the job, in which words it is told and who shines in
// them, and what was promised.
func (p planner) extraMile() []Block {
	var out []Block
	for _, e := range p.w.Extras {
		out = append(out, Paragraph{Text: named(e.What), Lead: true})
		credit := make([]string, len(e.Credit))
		for i, c := range e.Credit {
			credit[i] = c.Text
		}
		facts := answered(Fact{"For whom", e.Whom}, Fact{"What changed", e.Result}, Fact{"Who else", joined(credit...)}, Fact{"Told to", e.Told},
			Fact{"It shows", e.Leg.String()}, Fact{"Routine now", e.Habit.String()}, Fact{"Over a head", overHead(e)})
		if len(facts) > 0 {
			out = append(out, Facts{facts})
		}
		if !blank(e.Words) {
			out = append(out, Quote{e.Words})
		}
		if told := p.said.Told(workbook.RecordKey(workbook.ExtraRecords, e.ID)); len(told) > 0 {
			out = append(out, Note{strings.Join(told, " ")})
		}
	}
	if len(p.w.Promises) > 0 {
		t := Table{Header: []string{"Promise", "To", "By", "Kept"}, Align: []Align{Left, Left, Right, Left}}
		for _, pr := range p.w.Promises {
			t.Rows = append(t.Rows, cells(named(pr.What), pr.To, pr.By.Short(p.today), pr.Kept.String()))
		}
		out = append(out, used(t))
	}
	var shown []string
	for _, l := range p.w.Shown() {
		shown = append(shown, l.String())
	}
	if len(out) > 0 && len(shown) > 0 {
		out = append(out, Note{"Examples so far of: " + value.List(shown) + "."})
	}
	return out
}

// overHead says whether a piece of work went over a head, and what was done then.
func overHead(e workbook.Extra) string {
	if e.Over != value.Yes {
		return e.Over.String()
	}
	var done []string
	for _, t := range []struct {
		done bool
		what string
	}{
		{e.Knew, "they knew first"}, {e.Agreement, "it was about the agreement"}, {e.Showed, "I showed up"},
		{e.News, "I passed on news"}, {e.Announced, "they announced it"}, {e.Thanked, "I thanked them by name"},
	} {
		if t.done {
			done = append(done, t.what)
		}
	}
	if len(done) == 0 {
		return e.Over.String()
	}
	return e.Over.String() + ": " + value.List(done)
}
