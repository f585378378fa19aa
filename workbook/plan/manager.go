package plan

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// managerView is all that the manager's plan is made of. It has no place for a
// minimum, an offer, a must-have, a score or a reason of the person's own, so
// that a slip in the writing of sections cannot show one; and what it holds of
// the person's own was released.
type managerView struct {
	title, person, employer, role, with, meeting string
	agenda                                       []string
	deals                                        []spokenDeal
	targets                                      []openTarget
	extras                                       []toldExtra
	asks                                         []spokenAsk
	figures                                      []openFigure
	asksRest, figuresRest                        string // what they were converted by, "at 36 hours a week"
	next, by, after                              string // the next step, and the meeting after the talk
}

// spokenAsk is an ask as it is said.
type spokenAsk struct {
	heading                          string
	term, number, basis, today, rise string
	reason, cost                     string
	proofs                           []string
}

// openFigure is a market figure that may be shown.
type openFigure struct {
	source, kind, role, place, low, middle, high, basis, date string
}

// spokenBy reduces a workbook to what was released, and lists all that could be:
// what is not released is as if it had not been written. It is the only door
// between the workbook and the manager's plan.
func spokenBy(w workbook.Workbook) (managerView, []OwnText) {
	w = open(w)
	c := consent{w: w}
	p := w.Profile
	own := func(field, label, text string) string { return c.text(workbook.Where{Field: field}, label, text) }
	v := managerView{
		title:    own("name", "Title", p.Name),
		person:   own("person", "Your name", p.Person),
		employer: own("employer", "Your employer", p.Employer),
		role:     own("role", "Your role", p.Role),
		with:     own("with", "Whom you meet", p.With),
	}
	if p.Meeting.OK() {
		v.meeting = p.Meeting.String()
	}
	v.agenda, v.deals, v.targets, v.extras = c.agenda(), c.deals(), c.targets(), c.extras()
	v.asks = c.asks()
	v.asksRest, c.from = c.from.Plainly(), nil
	for i, f := range w.Figures {
		if o, ok := c.figure(f, fmt.Sprintf("Market figure %d", i+1)); ok {
			v.figures = append(v.figures, o)
			c.from = c.from.With(w.Assumed(f.Low, f.Middle, f.High))
		}
	}
	v.figuresRest = c.from.Plainly()
	v.next, v.by, v.after = c.step()
	return v, c.texts
}

// open is what of a workbook may be spoken of at all, settled by itself: which period
// pay is shown in, and what it is in doubt beside, is not taken from anything else.
func open(w workbook.Workbook) workbook.Workbook {
	shared := workbook.Schema.Shared(w)
	w = workbook.Workbook{ID: w.ID, Profile: w.Profile, Job: w.Job, Returns: w.Returns, Asks: w.Asks, Figures: shared.Figures,
		Deals: shared.Deals, KPIs: shared.KPIs, Extras: shared.Extras, Released: w.Released,
		Review: workbook.Review{Agenda: w.Review.Agenda, After: w.Review.After}, Talk: workbook.Talk{Next: w.Talk.Next, NextBy: w.Talk.NextBy}}.Clone()
	w.Asks = slices.DeleteFunc(w.Asks, func(a workbook.Ask) bool { return !heard(w, a) })
	w.Deals = slices.DeleteFunc(w.Deals, func(d workbook.Deal) bool { return !written(d) })
	w.Returns = slices.DeleteFunc(w.Returns, func(r workbook.Return) bool {
		return w.AskFor(r.ID) == nil && !slices.ContainsFunc(w.Deals, func(d workbook.Deal) bool { return d.Return == r.ID })
	})
	for i := range w.Asks {
		a := &w.Asks[i]
		if a.Minimum = (value.Amount{}); a.Say != workbook.SayRange {
			a.Target = value.Amount{}
		}
		if a.Say == workbook.SayWords {
			a.Opening, a.Today = value.Amount{}, value.Amount{}
		}
	}
	for i := range w.Returns {
		w.Returns[i].Need = workbook.Need{}
	}
	return w.Settled()
}

// heard tells whether an ask is one that the manager may hear of.
func heard(w workbook.Workbook, a workbook.Ask) bool {
	r := w.Return(a.Return)
	return !a.Private && (r == nil || !r.Private)
}

// asks gives what is said of each ask. Where there are several, or one without
// its words, each stands under the name of its return.
func (c *consent) asks() []spokenAsk {
	all := c.w.Asks
	var out []spokenAsk
	proofs := map[string]bool{}
	for i, a := range all {
		label := "Ask " + fmt.Sprint(i+1)
		var s spokenAsk
		if r := c.w.Return(a.Return); r != nil && !blank(r.Name) {
			label = oneLine(r.Name)
			if len(all) > 1 || blank(a.Term) {
				s.heading = c.text(workbook.Where{Return: r.ID, Field: "name"}, label+", its name", r.Name)
			}
		}
		c.ask(&s, a, label)
		s.proofs = slices.DeleteFunc(s.proofs, func(p string) bool { return proofs[p] })
		for _, p := range s.proofs {
			proofs[p] = true
		}
		if !blank(s.heading) || !s.blank() {
			out = append(out, s)
		}
	}
	for i := range out {
		if blank(out[i].heading) && len(out) > 1 {
			out[i].heading = value.Sentence(value.Ordinal(i + 1))
		}
	}
	return out
}

func (s spokenAsk) blank() bool {
	return blank(s.term) && s.number == "" && blank(s.reason) && blank(s.cost) && len(s.proofs) == 0
}

// ask fills in what was released of an ask. Its numbers are released as one:
// what is said, on which basis, and what there is today.
func (c *consent) ask(s *spokenAsk, a workbook.Ask, label string) {
	at := func(field string) workbook.Where { return workbook.Where{Ask: a.ID, Field: field} }
	s.term = c.text(at("term"), label+", words", a.Term)
	if said := spoken(a); len(said) > 0 {
		var numbers []string
		for _, n := range said {
			numbers = append(numbers, n.AsTyped(c.w.WorkYear()).String())
		}
		number, basis, today := strings.Join(numbers, " to "), "", ""
		if r := c.w.Return(a.Return); r != nil && c.w.ForPay(a) && c.w.AskAmount(a, said[0]).Money() {
			basis = basisName(a.Basis)
		}
		if now := c.w.AskToday(a); now.OK() {
			today = now.String()
		}
		rise := rises(c.w, a)
		says := joined(number, basis, before("today ", today), rise)
		if c.parts(at("opening"), label+", numbers", says, number, basis, today) {
			s.number, s.basis, s.today, s.rise = number, basis, today, rise
			c.from = c.from.With(c.w.AssumedAsk(a))
		}
	}
	s.reason = c.text(at("reason"), label+", reason", a.Reason)
	s.cost = c.text(at("cost"), label+", cost", a.Cost)
	for i, e := range c.w.Proofs(a) {
		p := at("proofs")
		p.Entry = string(e.Entry)
		switch e.Record.Collection() {
		case workbook.KPIRecords:
			p.Field, p.KPI = "kpis", e.Record.ID()
		case workbook.ExtraRecords:
			p.Field, p.Extra = "extras", e.Record.ID()
		}
		if text := c.text(p, fmt.Sprintf("%s, proof %d", label, i+1), e.Text); !blank(text) {
			s.proofs = append(s.proofs, text)
		}
	}
}

// figure is released as a whole.
func (c *consent) figure(f workbook.Figure, label string) (openFigure, bool) {
	number := func(a value.Amount) string {
		if !a.OK() {
			return "" // what could not be read is no number yet
		}
		return a.AsTyped(c.w.WorkYear()).String() // as the source gives it
	}
	o := openFigure{source: f.Source, kind: string(f.Kind), role: f.Role, place: f.Place,
		low: number(f.Low), middle: number(f.Middle), high: number(f.High), basis: string(f.Basis.Or())}
	if f.Date.OK() {
		o.date = f.Date.String()
	}
	all := []string{o.source, o.kind, o.role, o.place, o.low, o.middle, o.high, o.basis, o.date}
	return o, c.parts(workbook.Where{Figure: f.ID}, label, joined(all...), all...)
}

// spoken gives the numbers that are said: one, the two ends of a range, or none.
func spoken(a workbook.Ask) []value.Amount {
	var out []value.Amount
	switch a.Say {
	case workbook.SayWords:
		return nil
	case workbook.SayRange:
		if a.Target.OK() {
			out = append(out, a.Target)
		}
	}
	if a.Opening.OK() && (len(out) == 0 || !out[0].Equal(a.Opening)) {
		out = append(out, a.Opening)
	}
	return out
}

const mixed = " Base pay and total pay are not to be compared with each other."

// managerOrder is that of the manager's plan.
var managerOrder = []Section{
	{ID: "talk", Title: "Our conversation"},
	{ID: "agenda", Title: "What I would like to go through"},
	{ID: "deals", Title: "What I deliver, and for what"},
	{ID: "kpis", Title: "My targets"},
	{ID: "extramile", Title: "Beyond the job"},
	{ID: "asks", Title: "What I would like to talk about"},
	{ID: "market", Title: "Market figures"},
	{ID: "next", Title: "Next step"},
}

// managerDocument has the sections that a manager is meant to read.
func managerDocument(v managerView) Document {
	d := Document{Title: v.title, Audience: Manager}
	if blank(d.Title) {
		d.Title = "A conversation about my work"
	}
	fill := map[string][]Block{}
	if facts := answered(
		Fact{"Date", v.meeting},
		Fact{"With", v.with},
		Fact{"From", joined(v.person, v.role)},
		Fact{"Employer", v.employer},
	); len(facts) > 0 {
		fill["talk"] = []Block{Facts{facts}}
	}
	for _, a := range v.asks {
		fill["asks"] = append(fill["asks"], managerAsk(a)...)
	}
	if len(v.asks) > 0 {
		fill["asks"] = append(fill["asks"], converted(v.asksRest)...)
	}
	if len(v.figures) > 0 {
		t := Table{Header: figureHeader, Align: figureAlign}
		about := "I collected these figures; each stands with its source and its date."
		for _, f := range v.figures {
			if f.basis != v.figures[0].basis && !strings.HasSuffix(about, mixed) {
				about += mixed
			}
			t.Rows = append(t.Rows, cells(f.source, f.kind, f.role, f.place, f.low, f.middle, f.high, f.basis, f.date))
		}
		fill["market"] = append([]Block{Paragraph{Text: about}, used(t)}, converted(v.figuresRest)...)
	}
	managerWork(v, fill)
	fill["next"] = managerNext(v)
	for _, s := range managerOrder {
		if s.Blocks = fill[s.ID]; len(s.Blocks) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	return d
}

// converted is the note on amounts that are not shown for the period they were given for.
func converted(rest string) []Block {
	if rest == "" {
		return nil
	}
	return []Block{Note{workbook.Reckoned + " " + rest + "."}}
}

func managerAsk(a spokenAsk) []Block {
	var out []Block
	if !blank(a.heading) {
		out = append(out, Paragraph{Text: a.heading, Lead: true})
	}
	if !blank(a.term) {
		out = append(out, Quote{a.term})
	}
	facts := answered(
		Fact{"In numbers", joined(a.number, a.basis)},
		Fact{"Today", a.today},
		Fact{"Rise", a.rise},
		Fact{"Why it is worth it", a.reason},
		Fact{"What it costs", a.cost},
	)
	if len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	if len(a.proofs) > 0 {
		out = append(out, Paragraph{Text: "What shows it", Lead: true}, List{Items: a.proofs})
	}
	return out
}

// answered leaves out what is blank: it is no business of the manager's what
// has not been written down.
func answered(facts ...Fact) []Fact {
	return slices.DeleteFunc(facts, func(f Fact) bool { return blank(f.Value) })
}
