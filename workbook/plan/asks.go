package plan

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	sections["asks"] = planner.asks
	sections["market"] = planner.market
}

// asksOnCard is the part of the card that is said: the words, and what shows
// that they are earned.
func (p planner) asksOnCard() []Block {
	out := []Block{Paragraph{Text: "What to ask for, in these words", Lead: true}}
	asks := p.w.Asks[:min(len(p.w.Asks), workbook.MaxAsks)]
	if len(asks) == 0 {
		out = append(out, unanswered()...)
	}
	for _, a := range asks {
		out = append(out, words(a))
		if s := saidAs(a); s != "" {
			out = append(out, Facts{[]Fact{{"In numbers", s}}})
		}
	}
	if n := len(p.w.Asks) - len(asks); n > 0 {
		out = append(out, Note{fmt.Sprintf("%s more below; two is the limit.", value.Counted(n, "ask"))})
	}
	out = append(out, Paragraph{Text: "Proofs", Lead: true})
	if proofs := firstProofs(asks); len(proofs) > 0 {
		return append(out, List{Items: proofs})
	}
	return append(out, unanswered()...)
}

func words(a workbook.Ask) Block {
	if blank(a.Term) {
		return Note{NotAnswered}
	}
	return Quote{a.Term}
}

// maxProofs is how many proofs the card has room for.
const maxProofs = 3

// firstProofs takes one of each ask in turn, so that each is seen to be earned.
func firstProofs(asks []workbook.Ask) []string {
	var out []string
	for i := 0; ; i++ {
		more := false
		for _, a := range asks {
			if i >= len(a.Proofs) {
				continue
			}
			more = true
			if text := a.Proofs[i].Text; !slices.Contains(out, text) && !blank(text) && len(out) < maxProofs {
				out = append(out, text)
			}
		}
		if !more || len(out) == maxProofs {
			return out
		}
	}
}

func (p planner) asks() []Block {
	if len(p.w.Asks) == 0 {
		return unanswered()
	}
	out := p.insight(workbook.LessonAsks)
	for i, a := range p.w.Asks {
		out = append(out, p.ask(i, a)...)
	}
	out = append(out, Paragraph{Text: "What can be traded inside the package", Lead: true})
	var trades []string
	for _, r := range p.w.Trades() {
		s := named(r.Name)
		if share, ok := r.Need.Share.Int(); ok {
			s += fmt.Sprintf(" (%d of 100)", share)
		}
		if n := r.Need; n.Worst != "" && n.Best != "" {
			s += ": " + n.Worst + " → " + n.Best
		}
		trades = append(trades, s)
	}
	if len(trades) > 0 {
		out = append(out, List{Items: trades})
	} else {
		out = append(out, unanswered()...)
	}
	return append(out, Paragraph{Text: "One or two asks is the rule of the course. " +
		"Others advise raising all issues together, with their priorities (Malhotra). " +
		"So at most two lead here, and the rest can be traded inside the package."})
}

func (p planner) ask(i int, a workbook.Ask) []Block {
	name, kind := "about a return that is gone", workbook.Kind("")
	if r := p.w.Return(a.Return); r != nil {
		name, kind = named(r.Name), r.Kind
	}
	out := []Block{Paragraph{Text: fmt.Sprintf("Ask %d: %s", i+1, name), Lead: true}, words(a)}
	now := p.w.AskToday(a)
	var facts []Fact
	for _, f := range []Fact{{"Today", now.String()}, {"Minimum", a.Minimum.String()}, {"Target", a.Target.String()}, {"Opening", a.Opening.String()}} {
		if a.Say != workbook.SayWords || f.Value != "" { // an ask in words needs no number
			facts = append(facts, fact(f.Label, f.Value))
		}
	}
	if a.Say == workbook.SayRange || a.Say == workbook.SayWords { // else it is the opening, which stands above
		facts = append(facts, fact("Said as", howSaid(a)))
	}
	if kind == workbook.KindPay {
		facts = append(facts, fact("Basis", basisName(a.Basis)))
	}
	target := p.w.AskAmount(a, a.Target)
	if target.Money() {
		if rise, ok := value.Rise(now, target); ok {
			facts = append(facts, fact("Rise to the target", value.SignedPercent(rise)))
		}
		if rise, ok := value.RealRise(now, target, p.w.Job.Inflation); ok {
			facts = append(facts, fact("Rise after inflation",
				fmt.Sprintf("%s, at the %s a year that you wrote down", value.SignedPercent(rise), p.w.Job.Inflation)))
		}
	}
	if kind == workbook.KindPay {
		if ratio, ok := p.w.CompaRatio(target, a.Basis.Or()); ok {
			mid, n := p.w.MarketMiddle(a.Basis.Or(), target)
			facts = append(facts, fact("Compa-ratio",
				fmt.Sprintf("%s of %s, the middle of %s", ratio.StringFixed(2), mid, value.Counted(n, "market figure"))))
		}
	}
	facts = append(facts, fact("Reason, in the employer's terms", a.Reason), fact("What it costs them", a.Cost))
	if a.Outweighs != "" {
		facts = append(facts, fact("Makes up for a way out that pays more", a.Outweighs))
	}
	if len(a.Proofs) == 0 {
		return append(out, Facts{append(facts, fact("Proofs", ""))})
	}
	return append(out, Facts{facts}, Paragraph{Text: "Proofs", Lead: true}, List{Items: a.ProofTexts()})
}

var (
	figureHeader = []string{"Source", "Kind", "Role", "Place", "Low", "Middle", "High", "Basis", "Date"}
	figureAlign  = []Align{Left, Left, Left, Left, Right, Right, Right, Left, Left}
)

func (p planner) market() []Block {
	if len(p.w.Figures) == 0 {
		return unanswered()
	}
	t := Table{Header: figureHeader, Align: figureAlign}
	type group struct {
		basis workbook.Basis
		like  value.Amount
	}
	var groups []group
	for _, f := range p.w.Figures {
		t.Rows = append(t.Rows, cells(f.Source, string(f.Kind), f.Role, f.Place,
			f.Low.String(), f.Middle.String(), f.High.String(), string(f.Basis.Or()), f.Date.String()))
		g := group{f.Basis.Or(), f.Mid()}
		if g.like.OK() && !slices.ContainsFunc(groups, func(h group) bool { return h.basis == g.basis && h.like.Comparable(g.like) }) {
			groups = append(groups, g)
		}
	}
	out := []Block{t}
	var facts []Fact
	for _, g := range groups {
		mid, n := p.w.MarketMiddle(g.basis, g.like)
		facts = append(facts, Fact{"Middle, " + basisName(g.basis), fmt.Sprintf("%s, of %s", mid, value.Counted(n, "figure"))})
		pay, whole := p.w.Job.Base, true
		if g.basis == workbook.TotalBasis {
			pay, whole = p.w.Total(p.w.Job.Pay)
		}
		if ratio, ok := p.w.CompaRatio(pay, g.basis); ok && whole {
			facts = append(facts, Fact{"Today beside it, " + basisName(g.basis), fmt.Sprintf("%s, a compa-ratio of %s", pay, ratio.StringFixed(2))})
		}
	}
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	return append(out, Note{"These are the figures that you found; the program supplies none. Base and total are never mixed."})
}

func basisName(b workbook.Basis) string {
	if b.Or() == workbook.TotalBasis {
		return "total pay"
	}
	return "base pay"
}

func howSaid(a workbook.Ask) string {
	switch s := saidAs(a); {
	case a.Say == workbook.SayWords:
		return "words alone, no number"
	case s == "":
		return ""
	case a.Say == workbook.SayRange:
		return s + ", a range that starts at the target (Ames & Mason 2015)"
	default:
		return s
	}
}

func saidAs(a workbook.Ask) string {
	var out []string
	for _, n := range spoken(a) {
		out = append(out, n.String())
	}
	return strings.Join(out, " to ")
}

// rises tells what is said in per cent of what there is today. Only money has
// one: a second day at home is not a rise of 100%.
func rises(w workbook.Workbook, a workbook.Ask) string {
	var out []string
	for _, n := range spoken(a) {
		n = w.AskAmount(a, n)
		if rise, ok := value.Rise(w.AskToday(a), n); ok && n.Money() {
			out = append(out, value.SignedPercent(rise))
		}
	}
	return strings.Join(out, " to ")
}
