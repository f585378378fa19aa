package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

func init() {
	sections["asks"] = planner.asks
	sections["market"] = planner.market
	onCard["asks"] = planner.asksOnCard
	inBag["trades"] = planner.trades
}

// asksShown are the asks that the card has room for.
func (p planner) asksShown() []workbook.Ask {
	return p.w.Asks[:min(len(p.w.Asks), workbook.MaxAsks)]
}

// asksOnCard is the part of the card that is said: for each ask its words, why it is
// worth it to them, and what shows it.
func (p planner) asksOnCard() []Block {
	asks := p.asksShown()
	var out []Block
	proofs := p.proofsOnCard()
	for i, a := range asks {
		out = append(out, Paragraph{Text: p.askName(a), Lead: true})
		if !blank(a.Term) {
			out = append(out, Quote{a.Term})
		}
		var words, reason []Block
		for _, f := range p.said.Findings() {
			if said := against[f.Rule]; said == "" || f.Record != workbook.RecordKey(workbook.AskRecords, a.ID) {
				continue
			} else if note := (Note{signOf(f.Severity) + " " + said}); f.Field == "reason" {
				reason = append(reason, note)
			} else {
				words = append(words, note)
			}
		}
		out = append(out, words...)
		out = append(out, facts(Fact{"In numbers", p.saidAs(a)}, Fact{"Why", cut(a.Reason, 2)})...)
		out = added(append(out, reason...), facts(Fact{"Proof", cut(proofs[i].text, 2)})...)
		if proofs[i].text == "" {
			out = append(out, Note{proofs[i].none})
		}
		out = added(out, facts(p.repliesOnCard(func(o workbook.Objection) bool { return o.Ask == a.ID })...)...)
	}
	if n := len(p.w.Asks) - len(asks); n > 0 {
		out = append(out, Note{fmt.Sprintf("%s more under “Asks with reasons”; two is the limit.", value.Sentence(value.Count(n, "ask")))})
	}
	var from workbook.Assumptions
	for _, a := range asks {
		from = from.With(p.w.Assumed(spoken(a)...))
	}
	return append(out, rests(from)...)
}

// cardProof is the one proof of an ask that stands on the card, or why there is none.
type cardProof struct{ text, none string }

// proofsOnCard has one proof of each ask on the card, the first that is not told of
// another. What is missed proves nothing, and extra work nothing while a target is missed.
func (p planner) proofsOnCard() []cardProof {
	shut := p.w.Gate(p.today).Shut()
	told := map[string]bool{} // a result is told once, and the other ask says that it is above
	var out []cardProof
	for _, a := range p.w.Asks[:min(len(p.w.Asks), workbook.MaxAsks)] {
		proof, above, waits := "", "", ""
		for _, e := range p.w.Proofs(a) {
			switch k := p.w.KPI(e.Record.ID()); {
			case blank(e.Text), proof != "":
			case k != nil && k.Result() == workbook.KPIMissed:
				waits = "Its proof is a target that is missed."
			case shut && e.Record.Collection() == workbook.ExtraRecords:
				waits = "Its proof is extra work, which waits until the target is met."
			case told[e.Text]:
				above = "Proof: the result above."
			default:
				proof = e.Text
			}
		}
		told[proof] = true
		out = append(out, cardProof{proof, cmp.Or(above, waits, "No proof yet.")})
	}
	return out
}

// cut is a text as far as a page has room for it, a few lines; all of it stands in
// the section on the asks.
func cut(s string, rows int) string {
	const row = 70
	if utf8.RuneCountInString(s) <= rows*row && strings.Count(s, "\n") < rows {
		return s
	}
	s = value.Shorten(oneLine(s), rows*row)
	if i := strings.LastIndexByte(s, ' '); strings.HasSuffix(s, "…") && i > len(s)/2 {
		return s[:i] + " …" // at the end of a word
	}
	return s
}

// against is what the card says of words that stand against the numbers, without one,
// and of what does not help at the table.
var against = map[string]string{
	"ask-words-minimum": "These words give away the least you would take.",
	"ask-words-differ":  "These words and your numbers do not agree.",
	"ask-hints-leaving": "This hints at leaving.",
	"ask-reason-own":    "This reason is your own; say what they gain.",
	"talk-threat":       "This speaks of leaving or of an offer.",
}

// askName is what the plan calls an ask: the return that it is about.
func (p planner) askName(a workbook.Ask) string {
	if r := p.w.Return(a.Return); r != nil {
		return named(r.Name)
	}
	return "About a return that is gone"
}

// minimums is the least that would be accepted, ask by ask, and in all where it is pay.
func (p planner) minimums() ([]Fact, workbook.Assumptions) {
	var out []Fact
	var from workbook.Assumptions
	for _, a := range p.w.Asks {
		if a.Minimum.IsZero() {
			continue
		}
		s := a.Minimum.String()
		from = from.With(p.w.Assumed(a.Minimum))
		if p.w.ForPay(a) && p.w.AskBasis(a) == workbook.BaseBasis {
			pay := p.w.Job.Pay
			pay.Base = a.Minimum
			if all, whole := p.w.Total(pay); whole && !all.Equal(a.Minimum) {
				s += " base, " + all.String() + " a year in all"
				job := p.w
				job.Job.Pay = pay
				if n := p.w.WorkYear().Payments; n > 0 { // as today's base says, which the minimum stands for
					job.Job.Payments = workbook.Payments(fmt.Sprint(n))
				}
				from = from.With(job.AssumedInAll())
			}
		}
		out = append(out, Fact{"Minimum for " + p.askName(a), s})
	}
	return out, from
}

// trades are the nice-to-haves that can be given and taken inside a package.
func (p planner) trades() []Block {
	var items []string
	for _, r := range p.w.Trades() {
		s := named(r.Name)
		if share, ok := r.Need.Share.Int(); ok {
			s += fmt.Sprintf(" (%d of 100)", share)
		}
		if n := r.Need; !blank(n.Worst) && !blank(n.Best) {
			s += ": " + n.Worst + " → " + n.Best
		}
		items = append(items, s)
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{Paragraph{Text: "To trade inside the package", Lead: true}, List{Items: items}}
}

func textsOf(proofs []workbook.Proof) []string {
	out := make([]string, len(proofs))
	for i, p := range proofs {
		out[i] = p.Text
	}
	return out
}

func (p planner) asks() []Block {
	if len(p.w.Asks) == 0 {
		return nil
	}
	out := p.insight(workbook.LessonAsks)
	var from workbook.Assumptions
	for i, a := range p.w.Asks {
		out = append(out, p.ask(i, a)...)
		from = from.With(p.w.AssumedAsk(a))
		if p.w.ForPay(a) {
			from = from.With(p.w.AssumedMarket(p.w.AskBasis(a), p.w.AskAmount(a, a.Target)))
		}
	}
	out = append(out, rests(from)...)
	return append(out, Note{"One or two asks is the rule of the course. " +
		"Others advise raising all issues together, with their priorities (Malhotra). " +
		"So at most two lead here, and the rest can be traded inside the package."})
}

func (p planner) ask(i int, a workbook.Ask) []Block {
	out := []Block{Paragraph{Text: fmt.Sprintf("Ask %d: %s", i+1, p.askName(a)), Lead: true}}
	if !blank(a.Term) {
		out = append(out, Quote{a.Term})
	}
	now := p.w.AskToday(a)
	today := now.String()
	if !a.Today.IsZero() && a.Today.Unit() != now.Unit() { // a share of base, reckoned as money: both are told
		today = a.Today.String() + ", " + today
	}
	facts := answered(Fact{"Today", today}, Fact{"Minimum", p.typed(a.Minimum)}, Fact{"Target", p.typed(a.Target)}, Fact{"Opening", p.typed(a.Opening)})
	if a.Say == workbook.SayRange || a.Say == workbook.SayWords { // else it is the opening, which stands above
		facts = append(facts, answered(Fact{"Said as", p.howSaid(a)})...)
	}
	if p.w.ForPay(a) {
		facts = append(facts, Fact{"Basis", basisName(p.w.AskBasis(a))})
	}
	target := p.w.AskAmount(a, a.Target)
	if target.Money() {
		if rise, ok := value.Rise(now, target); ok {
			facts = append(facts, Fact{"Rise to the target", value.SignedPercent(rise)})
		}
		if rise, ok := value.RealRise(now, target, p.w.Job.Inflation); ok {
			facts = append(facts, Fact{"Rise after inflation",
				fmt.Sprintf("%s, at the %s a year that you wrote down", value.SignedPercent(rise), p.w.Job.Inflation)})
		}
	}
	if p.w.ForPay(a) {
		if ratio, ok := p.w.CompaRatio(target, p.w.AskBasis(a)); ok {
			mid, n := p.w.MarketMiddle(p.w.AskBasis(a), target)
			facts = append(facts, Fact{"Compa-ratio", fmt.Sprintf("%s of %s, the middle of %s", ratio.StringFixed(2), mid, value.Count(n, "market figure"))})
		}
	}
	facts = append(facts, answered(Fact{"Reason, in the employer's terms", a.Reason}, Fact{"What it costs them", a.Cost},
		Fact{"Makes up for a way out that pays more", a.Outweighs})...)
	out = append(out, Facts{facts})
	if proofs := p.w.Proofs(a); len(proofs) > 0 {
		out = append(out, Paragraph{Text: "Proofs", Lead: true}, List{Items: textsOf(proofs)})
	}
	return out
}

var (
	figureHeader = []string{"Source", "Kind", "Role", "Place", "Low", "Middle", "High", "Basis", "Date"}
	figureAlign  = []Align{Left, Left, Left, Left, Right, Right, Right, Left, Left}
)

func (p planner) market() []Block {
	if len(p.w.Figures) == 0 {
		return nil
	}
	t := Table{Header: figureHeader, Align: figureAlign}
	type group struct {
		basis workbook.Basis
		like  value.Amount
	}
	var groups []group
	var from workbook.Assumptions
	for _, f := range p.w.Figures {
		from = from.With(p.w.Assumed(f.Low, f.Middle, f.High))
		t.Rows = append(t.Rows, cells(f.Source, string(f.Kind), f.Role, f.Place,
			p.typed(f.Low), p.typed(f.Middle), p.typed(f.High), string(f.Basis.Or()), f.Date.String()))
		g := group{f.Basis.Or(), f.Mid()}
		if g.like.OK() && !slices.ContainsFunc(groups, func(h group) bool { return h.basis == g.basis && h.like.Comparable(g.like) }) {
			groups = append(groups, g)
		}
	}
	out := []Block{used(t)}
	var facts []Fact
	for _, g := range groups {
		mid, n := p.w.MarketMiddle(g.basis, g.like)
		if n == 0 {
			continue
		}
		facts = append(facts, Fact{"Middle, " + basisName(g.basis), fmt.Sprintf("%s, of %s", mid, value.Count(n, "figure"))})
		pay, whole := p.w.Job.Base, true
		if g.basis == workbook.TotalBasis {
			pay, whole = p.w.Total(p.w.Job.Pay)
		}
		if ratio, ok := value.CompaRatio(pay, mid); ok && whole {
			if from = from.With(p.w.Assumed(pay)); g.basis == workbook.TotalBasis {
				from = from.With(p.w.AssumedInAll())
			}
			facts = append(facts, Fact{"Today beside it, " + basisName(g.basis), fmt.Sprintf("%s, a compa-ratio of %s", pay, ratio.StringFixed(2))})
		}
	}
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	out = append(out, rests(from)...)
	return append(out, Note{"These are the figures that you found; the program supplies none. Base and total are never mixed."})
}

// typed is an amount as the person gave it.
func (p planner) typed(a value.Amount) string { return a.AsTyped(p.w.WorkYear()).String() }

func basisName(b workbook.Basis) string {
	if b.Or() == workbook.TotalBasis {
		return "total pay"
	}
	return "base pay"
}

func (p planner) howSaid(a workbook.Ask) string {
	switch s := p.saidAs(a); {
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

func (p planner) saidAs(a workbook.Ask) string {
	var out []string
	for _, n := range spoken(a) {
		out = append(out, p.typed(n))
	}
	return strings.Join(out, " to ")
}

// Beyond these two figures differ more than five times: 39 beside 82,000 is by the hour.
var leastRise, mostRise = decimal.NewFromInt(-80), decimal.NewFromInt(400)

// rises tells what is said in per cent of what there is today. Only money has
// one: a second day at home is not a rise of 100%.
func rises(w workbook.Workbook, a workbook.Ask) string {
	var out []string
	for _, n := range spoken(a) {
		n = w.AskAmount(a, n)
		if rise, ok := value.Rise(w.AskToday(a), n); ok && n.Money() && !rise.LessThan(leastRise) && !rise.GreaterThan(mostRise) {
			out = append(out, value.SignedPercent(rise))
		}
	}
	return strings.Join(out, " to ")
}
