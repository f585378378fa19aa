package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/value"
)

func init() {
	sections["objections"] = planner.objections
	sections["ladder"] = planner.ladder
	sections["noes"] = planner.noes
	onCard["opening"] = planner.openingOnCard
	onCard["questions"] = planner.questionsOnCard
	onCard["objections"] = planner.objectionsOnCard
	onCard["pause"] = planner.pauseOnCard
	onCard["next"] = planner.nextOnCard
	inBag["noes"] = planner.noes
	inBag["packages"] = planner.packages
}

func (p planner) openingOnCard() []Block {
	t := p.w.Talk
	if blank(t.Opening) {
		return nil
	}
	out := []Block{Paragraph{Text: "First sentence", Lead: true}, Quote{t.Opening}}
	for _, f := range p.said.Findings() {
		if said := against[f.Rule]; said != "" && f.Record.Collection() == workbook.TalkRecords {
			out = append(out, Note{signOf(f.Severity) + " " + said})
		}
	}
	return out
}

func (p planner) questionsOnCard() []Block {
	return facts(Fact{"Ask", p.w.Talk.Question1}, Fact{"Then ask", p.w.Talk.Question2})
}

// maxObjections is how many objections the card has room for: who expects three has seen
// most of them (ours).
const maxObjections = 3

// objectionsOnCard has the replies that belong to none of the asks on the card.
func (p planner) objectionsOnCard() []Block {
	return facts(p.repliesOnCard(func(o workbook.Objection) bool {
		return !slices.ContainsFunc(p.asksShown(), func(a workbook.Ask) bool { return a.ID == o.Ask })
	})...)
}

// repliesOnCard are those to some objections, in a line each; the other moves stand in the
// section, since a card lies on the table. One that names the employer of an offer stays in
// the bag.
func (p planner) repliesOnCard(to func(workbook.Objection) bool) []Fact {
	var out []Fact
	n := 0 // on the whole card
	for _, o := range p.byAsk() {
		hear, answer := oneLine(o.Hear), oneLine(o.Answer)
		if answer == "" || n == maxObjections || advice.CheckOpening(p.w, hear+". "+answer).Offer != "" {
			continue
		}
		if n++; to(o) {
			out = append(out, Fact{"If I hear", cmp.Or(cut(hear, 1), "no") + " → " + cut(answer, 4)})
		}
	}
	return out
}

func (p planner) pauseOnCard() []Block {
	return facts(Fact{"Pause", p.w.Talk.Pause}, Fact{"Pause when", p.w.Talk.PauseWhen})
}

func (p planner) nextOnCard() []Block {
	t := p.w.Talk
	next := t.Next
	if by := t.NextBy.String(); by != "" {
		next = joined(next, "by "+by)
	}
	return facts(Fact{"Next step", next})
}

// facts are those that are answered.
func facts(all ...Fact) []Block {
	if all = answered(all...); len(all) == 0 {
		return nil
	}
	return []Block{Facts{all}}
}

// byAsk are the objections as the asks stand, then those that are against none of them.
func (p planner) byAsk() []workbook.Objection {
	place := func(o workbook.Objection) int {
		if i := slices.IndexFunc(p.w.Asks, func(a workbook.Ask) bool { return a.ID == o.Ask }); i >= 0 {
			return i
		}
		return len(p.w.Asks)
	}
	return slices.SortedStableFunc(slices.Values(p.w.Objections), func(a, b workbook.Objection) int { return place(a) - place(b) })
}

func (p planner) objections() []Block {
	var out []Block
	of := ""
	for _, o := range p.byAsk() {
		about := "To any of them"
		if a := p.w.Ask(o.Ask); a != nil {
			about = "To the ask for " + p.askName(*a)
		}
		moves := []Fact{{"If I hear", o.Hear}, {"Then I say", o.Answer}, {"Proof", o.Proof}}
		if k := p.w.KPI(o.KPI); k != nil {
			moves = append(moves, Fact{"The target that shows it", k.Says()})
		}
		if e := p.w.Extra(o.Extra); e != nil {
			moves = append(moves, Fact{"The extra work that shows it", e.Says()})
		}
		if r := p.w.Return(o.Trade); r != nil {
			moves = append(moves, Fact{"Trade", named(r.Name)})
		}
		if moves = answered(append(moves, Fact{"Next date", o.Date.String()})...); len(moves) == 0 {
			continue
		}
		if about != of {
			out, of = append(out, Paragraph{Text: about, Lead: true}), about
		}
		out = append(out, Facts{moves})
	}
	if len(out) > 0 {
		out = append(out, Note{"If-then plans work better than bare intentions, more so when rehearsed (Gollwitzer & Sheeran 2006; Sheeran et al. 2024)."})
	}
	return out
}

// ladder has the steps of each ask, from its opening to its minimum.
func (p planner) ladder() []Block {
	var out []Block
	var from workbook.Assumptions
	for _, a := range p.laddered() {
		rungs := p.w.Ladder(a)
		if len(rungs) == 0 {
			continue
		}
		t := Table{Header: []string{"Step", "Said", "Gives", "In return for"}, Align: []Align{Left, Right, Right, Left}}
		ends := func(name string, n value.Amount) {
			if !n.IsZero() {
				t.Rows = append(t.Rows, cells(name, p.typed(n), "", ""))
				from = from.With(p.w.Assumed(n))
			}
		}
		ends("Opening", a.Opening)
		for i, r := range rungs {
			t.Rows = append(t.Rows, cells(value.Sentence(value.Ordinal(i+1)), p.typed(r.Step.Offer), p.typed(r.Given), r.Step.For))
			from = from.With(p.w.Assumed(r.Step.Offer))
		}
		ends("Minimum", a.Minimum)
		out = append(out, Paragraph{Text: p.askName(a), Lead: true}, used(t))
	}
	if len(out) == 0 {
		return nil
	}
	return append(append(out, rests(from)...), Note{"Give in steps that shrink, and each for something: " +
		"in experiments on price, shrinking concessions led the other side to ask for less (Tey et al. 2021)."})
}

// laddered are the asks, and those that steps name and that are gone.
func (p planner) laddered() []workbook.Ask {
	out := slices.Clone(p.w.Asks)
	for _, s := range p.w.Steps {
		if !slices.ContainsFunc(out, func(a workbook.Ask) bool { return a.ID == s.Ask }) {
			out = append(out, workbook.Ask{ID: s.Ask})
		}
	}
	return out
}

// laddersInBag are the ladders in a line each, from the opening down.
func (p planner) laddersInBag() []Fact {
	var out []Fact
	for _, a := range p.w.Asks {
		var said []string
		for _, r := range p.w.Ladder(a) {
			if !r.Step.Offer.IsZero() {
				said = append(said, p.typed(r.Step.Offer))
			}
		}
		if len(said) > 0 {
			out = append(out, Fact{"Ladder for " + p.askName(a), strings.Join(slices.DeleteFunc(append([]string{p.typed(a.Opening)}, said...), blank), " → ")})
		}
	}
	return out
}

// noes are the replies to each kind of no (Sebenius 2017), and what it takes after one
// that wants something first.
func (p planner) noes() []Block {
	t := p.w.Talk
	return facts(Fact{"Tactical no", t.Tactical}, Fact{"Reset no", t.Reset}, Fact{"Final no", t.Final}, Fact{"What it takes", p.takes(false)})
}

// packages stand side by side, with what each is worth to the person.
func (p planner) packages() []Block {
	t := Table{Header: []string{"Package"}, Align: []Align{Left}}
	for _, g := range p.w.Packages {
		t.Header, t.Align = append(t.Header, p.w.PackageName(g.ID)), append(t.Align, Right)
	}
	var from workbook.Assumptions
	for _, r := range p.w.Packed() {
		row := []string{named(r.Name)}
		for _, g := range p.w.Packages {
			part := ""
			for _, of := range p.w.Portions {
				if of.Package == g.ID && of.Return == r.ID {
					part = joined(part, p.typed(of.Offer), outOfTen(of.Score))
					from = from.With(p.w.Assumed(of.Offer))
				}
			}
			row = append(row, part)
		}
		t.Rows = append(t.Rows, cells(row...))
	}
	loose := p.loose()
	worth := p.w.Worth()
	if len(worth.Points) > 0 {
		row := []string{"Worth to you, of 100"}
		if len(worth.Uncounted) > 0 {
			row[0] += ", as far as counted"
		}
		for _, g := range p.w.Packages {
			row = append(row, fmt.Sprint(worth.Points[g.ID]))
		}
		t.Rows = append(t.Rows, row)
	}
	lead := Paragraph{Text: "Packages to offer together", Lead: true}
	if len(t.Rows) == 0 { // so far they have a name at most
		if names := append(t.Header[1:], loose...); len(names) > 0 {
			return []Block{lead, List{Items: names}}
		}
		return nil
	}
	out := append([]Block{lead, t}, rests(from)...)
	if s := worth.NotCounted(p.w); s != "" {
		out = append(out, Note{s})
	}
	if s := worth.Even(p.w); s != "" {
		out = append(out, Note{value.Sentence(s) + "."})
	}
	if len(loose) > 0 {
		out = append(out, Paragraph{Text: "In none of them", Lead: true}, List{Items: loose})
	}
	return out
}

// loose are the parts whose package or return is gone.
func (p planner) loose() []string {
	var out []string
	for _, of := range p.w.Portions {
		if p.w.Package(of.Package) == nil || p.w.Return(of.Return) == nil {
			if s := joined(p.typed(of.Offer), outOfTen(of.Score)); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// outOfTen is how far words lie from the least to the best, "" where that is not said.
func outOfTen(score value.Points) string {
	n, ok := score.Int()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d of %d", n, workbook.MaxScore)
}
