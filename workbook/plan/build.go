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

// Build makes the plan for one audience. Today decides what has run out and how
// far off the meeting is.
func Build(w workbook.Workbook, a Audience, today value.Date) Document {
	switch a {
	case Manager:
		view, _ := spokenBy(w)
		return managerDocument(view)
	case Coach:
		w = forCoach(w)
	}
	w = w.Clone() // whatever the sections sort, the caller's stays
	p := planner{w, a, today}
	d := Document{Title: w.Profile.Name, Audience: a}
	if d.Title == "" {
		d.Title = "A raise conversation"
	}
	d.Sections = []Section{
		{"card", "Meeting card", p.card()},
		{"returns", "Returns", p.returns()},
		{"walkaway", "Walk-away line", p.walkaway()},
		{"asks", "Asks with reasons", p.asks()},
		{"market", "Market figures", p.market()},
		{"alternatives", "Alternatives", p.alternatives()},
		later("deals", "Deals"),
		later("timeline", "Timeline"),
		later("kpis", "KPI scorecard"),
		later("extramile", "Extra-mile notes"),
		later("objections", "Objections"),
		later("ladder", "Concession ladder"),
		later("noes", "The three noes"),
		{"gaps", "Open gaps", p.gaps()},
		later("emails", "E-mails"),
	}
	return d
}

// later is a section whose lesson is not built yet.
func later(id, title string) Section { return Section{id, title, unanswered()} }

func unanswered() []Block { return []Block{Note{NotAnswered}} }

// forCoach takes out what is marked private, with all that hangs on it, before
// anything is worked out: what is not there cannot be named by a table, an
// insight or a finding.
func forCoach(w workbook.Workbook) workbook.Workbook {
	w = w.Clone()
	for _, r := range slices.Clone(w.Returns) {
		if r.Private {
			w.DeleteReturn(r.ID)
		}
	}
	w.Asks = slices.DeleteFunc(w.Asks, func(a workbook.Ask) bool { return a.Private })
	w.Figures = slices.DeleteFunc(w.Figures, func(f workbook.Figure) bool { return f.Private })
	w.Offers = slices.DeleteFunc(w.Offers, func(o workbook.Offer) bool { return o.Private })
	return w
}

type planner struct {
	w      workbook.Workbook
	reader Audience
	today  value.Date
}

// maxProofs is how many proofs the card has room for.
const maxProofs = 3

// card is one page to hold in the meeting. It bears no minimum: a card lies on
// the table. A weak alternative stays off it too (Schaerer et al. 2015).
func (p planner) card() []Block {
	pr := p.w.Profile
	facts := []Fact{fact("Date", pr.Meeting.String()), fact("With", pr.With), fact("From", joined(pr.Person, pr.Role)), fact("Employer", pr.Employer)}
	if ways := p.w.Alternatives(p.w.AtTheTable(p.today)); len(ways) > 0 && ways[0].Firm() {
		facts = append(facts, fact("If you cannot agree", alternative(ways[0], p.today)))
	}
	out := []Block{Facts{facts}, Paragraph{Text: "What to ask for, in these words", Lead: true}}
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
		out = append(out, List{Items: proofs})
	} else {
		out = append(out, unanswered()...)
	}
	// One line while none of them can be answered: five would fill the page.
	return append(out, Paragraph{Text: "In the room", Lead: true},
		Paragraph{Text: "Opening sentence, two questions, three if-thens, pause line, what happens next by when:"}, Note{NotAnswered})
}

func alternative(o workbook.Offer, today value.Date) string {
	s := named(o.Employer) + ", in writing"
	if o.Deadline.OK() {
		s += ", until " + o.Deadline.Short(today)
	}
	return s
}

func words(a workbook.Ask) Block {
	if blank(a.Term) {
		return Note{NotAnswered}
	}
	return Quote{a.Term}
}

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
			if !slices.Contains(out, a.Proofs[i]) && !blank(a.Proofs[i]) && len(out) < maxProofs {
				out = append(out, a.Proofs[i])
			}
		}
		if !more || len(out) == maxProofs {
			return out
		}
	}
}

func (p planner) returns() []Block {
	if len(p.w.Returns) == 0 {
		return unanswered()
	}
	out := p.insight(workbook.LessonReturns)
	t := Table{
		Header: []string{"#", "Return", "Kind", "Today", "Wanted", "Weight", "Weight × gap", "Why"},
		Align:  []Align{Right, Left, Left, Right, Right, Right, Right, Left},
	}
	ranked := p.w.Ranking()
	for i, r := range ranked {
		pull, _ := r.Pull()
		t.Rows = append(t.Rows, returnRow(fmt.Sprint(i+1), r, fmt.Sprint(pull)))
	}
	for _, r := range p.w.Returns {
		if _, rated := r.Pull(); !rated {
			t.Rows = append(t.Rows, returnRow("", r, ""))
		}
	}
	return append(out, t, Note{"Today, wanted and weight run from 0 to 10. Weight × gap tells how much is missing of what matters; what is not rated yet stands last."})
}

func returnRow(place string, r workbook.Return, pull string) []string {
	return cells(place, r.Name, string(r.Kind), r.Today.String(), r.Wanted.String(), r.Weight.String(), pull, r.Why)
}

func (p planner) walkaway() []Block {
	if len(p.w.Returns) == 0 {
		return unanswered()
	}
	out := p.insight(workbook.LessonNeeds)
	if musts := p.w.Sorted(workbook.Must); len(musts) > 0 {
		out = append(out, Paragraph{Text: "Below any of these lines you would rather leave than agree."})
		t := Table{Header: []string{"Must-have", "Threshold", "Met today", "Would leave at 95% of it"}}
		for _, r := range musts {
			t.Rows = append(t.Rows, cells(r.Name, r.Need.Threshold.String(), p.w.MustMet(r).String(), r.Need.Leave.String()))
		}
		out = append(out, t, Note{"A must-have is pass or fail; it is never traded for points (Kepner-Tregoe)."})
	}
	if nice := p.w.Sorted(workbook.Nice); len(nice) > 0 {
		slices.SortStableFunc(nice, func(a, b workbook.Return) int { return cmp.Compare(b.Need.Share.Or(-1), a.Need.Share.Or(-1)) })
		t := Table{Header: []string{"Nice-to-have", "At its worst", "At its best", "Weight of 100"}, Align: []Align{Left, Left, Left, Right}}
		for _, r := range nice {
			t.Rows = append(t.Rows, cells(r.Name, r.Need.Worst, r.Need.Best, r.Need.Share.String()))
		}
		out = append(out, t, Note{"Each is weighed by the swing from its worst to its best (Keeney & Raiffa)."})
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
	return append(out, Paragraph{Text: "One or two asks is the rule of the course. Others advise raising all issues together, with their priorities (Malhotra). So at most two lead here, and the rest can be traded inside the package."})
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
			facts = append(facts, fact("Rise after inflation", fmt.Sprintf("%s, at the %s a year that you wrote down", value.SignedPercent(rise), p.w.Job.Inflation)))
		}
	}
	if kind == workbook.KindPay {
		if ratio, ok := p.w.CompaRatio(target, a.Basis.Or()); ok {
			mid, n := p.w.MarketMiddle(a.Basis.Or(), target.Unit())
			facts = append(facts, fact("Compa-ratio", fmt.Sprintf("%s of %s, the middle of %s", ratio.StringFixed(2), mid, value.Counted(n, "market figure"))))
		}
	}
	facts = append(facts, fact("Reason, in the employer's terms", a.Reason), fact("What it costs them", a.Cost))
	if len(a.Proofs) == 0 {
		return append(out, Facts{append(facts, fact("Proofs", ""))})
	}
	return append(out, Facts{facts}, Paragraph{Text: "Proofs", Lead: true}, List{Items: a.Proofs})
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
		unit  string
	}
	var groups []group
	for _, f := range p.w.Figures {
		t.Rows = append(t.Rows, cells(f.Source, string(f.Kind), f.Role, f.Place, f.Low.String(), f.Middle.String(), f.High.String(), string(f.Basis.Or()), f.Date.String()))
		if g := (group{f.Basis.Or(), f.Mid().Unit()}); f.Mid().OK() && !slices.Contains(groups, g) {
			groups = append(groups, g)
		}
	}
	out := []Block{t}
	var facts []Fact
	for _, g := range groups {
		mid, n := p.w.MarketMiddle(g.basis, g.unit)
		facts = append(facts, Fact{"Middle, " + basisName(g.basis), fmt.Sprintf("%s, of %s", mid, value.Counted(n, "figure"))})
		pay, whole := p.w.Job.Base, true
		if g.basis == workbook.TotalBasis {
			pay, whole = p.w.Job.Total()
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

func (p planner) alternatives() []Block {
	musts := p.w.Sorted(workbook.Must)
	if len(p.w.Offers) == 0 && len(musts) == 0 && p.w.Job.IsZero() && p.w.Fallback == (workbook.Fallback{}) {
		return unanswered()
	}
	out := p.insight(workbook.LessonOffers)
	if p.reader == Coach {
		// An offer could fail a must-have that is kept private.
		out = append(out, Note{"This counts only what is shared in this copy."})
	}
	if p.w.Fallback.Plan != "" {
		out = append(out, Facts{[]Fact{fact("After a no", p.w.Fallback.Plan)}})
	}
	t := Table{Header: []string{"Job", "Status"}, Align: []Align{Left, Left}}
	for _, r := range musts {
		t.Header, t.Align = append(t.Header, named(r.Name)), append(t.Align, Left)
	}
	t.Header, t.Align = append(t.Header, "Would take", "First year", "Steady year"), append(t.Align, Left, Right, Right)
	row := []string{"Today's job", ""}
	for _, r := range musts {
		row = append(row, p.w.MustMet(r).String())
	}
	now := sum(p.w.Job.Total())
	t.Rows = append(t.Rows, cells(append(row, "", now, now)...))
	for _, o := range p.w.Offers {
		row := []string{named(o.Employer), p.status(o)}
		for _, r := range musts {
			row = append(row, p.w.MustCovered(o, r).String())
		}
		t.Rows = append(t.Rows, cells(append(row, o.Take.String(), sum(o.FirstYear()), sum(o.Steady()))...))
	}
	out = append(out, t)
	terms := Table{
		Header: []string{"Job", "Role", "Place", "Start", "Decide by", "Base", "Bonus", "Equity", "Benefits", "Sign-on"},
		Align:  []Align{Left, Left, Left, Left, Left, Right, Right, Right, Right, Right},
	}
	j := p.w.Job
	terms.Rows = append(terms.Rows, cells("Today's job", p.w.Profile.Role, "", "", "",
		j.Base.String(), j.Bonus.String(), j.Equity.String(), j.Benefits.String(), ""))
	openly := make([]Fact, 0, len(p.w.Offers))
	for _, o := range p.w.Offers {
		terms.Rows = append(terms.Rows, cells(named(o.Employer), o.Role, o.Place, o.Start.String(), o.Deadline.String(),
			o.Base.String(), o.Bonus.String(), o.Equity.String(), o.Benefits.String(), o.SignOn.String()))
		if o.Take != value.No || o.WillSay != "" {
			openly = append(openly, fact(named(o.Employer), o.WillSay))
		}
	}
	out = append(out, terms)
	if len(openly) == 0 {
		return out
	}
	return append(out, Paragraph{Text: "What you would say of it openly", Lead: true}, Facts{openly},
		Note{"An offer counts when every must-have is a yes, it has not run out, and you would take it. None of this says that leaving is safe (Sebenius 2017)."})
}

func (p planner) status(o workbook.Offer) string {
	if o.Status != workbook.Expired && o.Expired(p.today) {
		return joined(string(o.Status), "has run out")
	}
	return string(o.Status)
}

func (p planner) gaps() []Block {
	found := advice.Findings(p.w, p.today)
	var out []Block
	if p.reader == Coach {
		out = append(out, Note{"What is kept private was left out before this list was made, so something here may be answered there."})
	}
	if len(found) == 0 {
		return append(out, Paragraph{Text: "Nothing is open in the lessons so far."})
	}
	for _, g := range []struct {
		severity advice.Severity
		title    string
	}{{advice.Blocks, "Before anything else"}, {advice.Warns, "What weakens the conversation"}, {advice.Hints, "When there is time"}} {
		var items []string
		for _, f := range found {
			if f.Severity == g.severity {
				items = append(items, fmt.Sprintf("%s %s", f.Text, f.Do))
			}
		}
		if len(items) > 0 {
			out = append(out, Paragraph{Text: g.title, Lead: true}, List{Items: items})
		}
	}
	return out
}

func (p planner) insight(l workbook.Lesson) []Block {
	var out []Block
	if all := advice.Insight(p.w, l, p.today); len(all) > 0 {
		out = append(out, Paragraph{Text: strings.Join(all, " ")})
	}
	return out
}

func fact(label, value string) Fact {
	if blank(value) {
		value = NotAnswered
	}
	return Fact{label, value}
}

func cells(values ...string) []string {
	for i, v := range values {
		if blank(v) {
			values[i] = Nothing
		}
	}
	return values
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, blank), ", ")
}

func named(s string) string {
	if blank(s) {
		return "without a name"
	}
	return s
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

// sum shows a total; amounts in another currency cannot be added to it.
func sum(total value.Amount, whole bool) string {
	if total.OK() && !whole {
		return total.String() + " and more"
	}
	return total.String()
}
