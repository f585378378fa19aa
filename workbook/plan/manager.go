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
// that a slip in the writing of sections cannot show one.
type managerView struct {
	title, person, employer, role, with, meeting string
	asks                                         []spokenAsk
	figures                                      []openFigure
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

// spokenBy reduces a workbook to what is said openly, and tells which texts it
// withheld: what is withheld is as if it had not been written. It is the only
// door between the workbook and the manager's plan.
func spokenBy(w workbook.Workbook) (managerView, []Leak) {
	open := func(a workbook.Ask) bool {
		r := w.Return(a.Return)
		return !a.Private && (r == nil || !r.Private)
	}
	g := newGuard(w, slices.DeleteFunc(slices.Clone(w.Asks), func(a workbook.Ask) bool { return !open(a) }))
	profile := workbook.Key(workbook.ProfileRecords + "/" + string(w.ID))
	p := w.Profile
	v := managerView{
		title:    g.text(profile, "name", label{name: "The workbook's name"}, p.Name),
		person:   g.text(profile, "person", label{name: "Your name"}, p.Person),
		employer: g.text(profile, "employer", label{name: "Your employer's name"}, p.Employer),
		role:     g.text(profile, "role", label{name: "Your role"}, p.Role),
		with:     g.text(profile, "with", label{name: "The name of whom you meet"}, p.With),
	}
	if p.Meeting.OK() {
		v.meeting = p.Meeting.String()
	}
	v.asks = g.asks(w, open)
	for i, f := range w.Figures {
		if !f.Private {
			v.figures = append(v.figures, g.figure(f, fmt.Sprintf("In market figure %d, the ", i+1)))
		}
	}
	return v, g.leaks
}

// asks gives what is said of each ask. Where there are several, or one without
// its words, each stands under the name of its return.
func (g *guard) asks(w workbook.Workbook, open func(workbook.Ask) bool) []spokenAsk {
	var out []spokenAsk
	var from []int // the places in w.Asks, which the person knows them by
	proofs := map[string]bool{}
	for i, a := range w.Asks {
		if !open(a) {
			continue
		}
		s := g.ask(w, a, inAsk(i))
		s.proofs = slices.DeleteFunc(s.proofs, func(p string) bool { return proofs[p] })
		for _, p := range s.proofs {
			proofs[p] = true
		}
		// What was written and is withheld leaves the ask; what was not, does not.
		if s.blank() && (!begun(a) || blank(g.heading(w, a, inAsk(i)))) {
			continue
		}
		out, from = append(out, s), append(from, i)
	}
	for k, i := range from {
		if len(out) == 1 && !blank(out[k].term) {
			continue
		}
		out[k].heading = g.heading(w, w.Asks[i], inAsk(i))
		if blank(out[k].heading) && len(out) > 1 {
			out[k].heading = value.Sentence(value.Ordinal(k + 1))
		}
	}
	return out
}

func inAsk(i int) string { return fmt.Sprintf("In ask %d, ", i+1) }

// begun tells whether an ask has anything for the manager's ear.
func begun(a workbook.Ask) bool {
	return !blank(a.Term) || !blank(a.Reason) || !blank(a.Cost) || len(a.Proofs) > 0 || len(spoken(a)) > 0
}

func (s spokenAsk) blank() bool {
	return blank(s.term) && s.number == "" && blank(s.reason) && blank(s.cost) && len(s.proofs) == 0
}

// heading is the name of the return that an ask is about.
func (g *guard) heading(w workbook.Workbook, a workbook.Ask, in string) string {
	r := w.Return(a.Return)
	if r == nil {
		return ""
	}
	return g.text(workbook.Key(workbook.ReturnRecords+"/"+string(r.ID)), "name", label{name: in + "the name of the return"}, r.Name)
}

func (g *guard) ask(w workbook.Workbook, a workbook.Ask, in string) spokenAsk {
	key := workbook.Key(workbook.AskRecords + "/" + string(a.ID))
	s := spokenAsk{
		term:   g.text(key, "term", label{in + "the exact words", true}, a.Term),
		reason: g.text(key, "reason", label{name: in + "the reason"}, a.Reason),
		cost:   g.text(key, "cost", label{name: in + "what it costs"}, a.Cost),
	}
	for i, e := range a.Proofs {
		if p := g.text(key, "proofs", label{name: fmt.Sprintf("%sproof %d", in, i+1)}, e.Text); !blank(p) {
			s.proofs = append(s.proofs, p)
		}
	}
	said := spoken(a)
	if len(said) == 0 {
		return s
	}
	var numbers []string
	for _, n := range said {
		if text := g.amount(key, "opening", label{name: in + "the unit"}, n); text != "" {
			numbers = append(numbers, text)
		}
	}
	if len(numbers) == len(said) { // half a range says something else
		s.number = strings.Join(numbers, " to ")
	}
	s.today = g.amount(key, "today", label{name: in + "the unit of today"}, w.AskToday(a))
	s.rise = rises(w, a)
	if r := w.Return(a.Return); r != nil && r.Kind == workbook.KindPay && w.AskAmount(a, said[0]).Money() {
		s.basis = basisName(a.Basis)
	}
	return s
}

func (g *guard) figure(f workbook.Figure, in string) openFigure {
	key := workbook.Key(workbook.FigureRecords + "/" + string(f.ID))
	amount := func(field string, a value.Amount) string {
		return g.amount(key, field, label{name: in + "unit of the " + field + " number"}, a)
	}
	o := openFigure{
		source: g.text(key, "source", label{name: in + "source"}, f.Source),
		kind:   string(f.Kind),
		role:   g.text(key, "role", label{name: in + "role"}, f.Role),
		place:  g.text(key, "place", label{name: in + "place"}, f.Place),
		low:    amount("low", f.Low),
		middle: amount("middle", f.Middle),
		high:   amount("high", f.High),
		basis:  string(f.Basis.Or()),
	}
	if f.Date.OK() {
		o.date = f.Date.String()
	}
	return o
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

// openNumbers lists every number that is said for an ask or is what there is
// today, and the steps from today to what is said.
func openNumbers(w workbook.Workbook, asks []workbook.Ask) (numbers, steps []value.Amount) {
	for _, a := range asks {
		now := w.AskToday(a)
		numbers = append(numbers, now)
		for _, n := range spoken(a) {
			numbers = append(numbers, n, w.AskAmount(a, n))
			steps = append(steps, above(now, w.AskAmount(a, n)))
		}
	}
	return numbers, steps
}

const mixed = " Base pay and total pay are not to be compared with each other."

// managerDocument has the sections that a manager is meant to read.
func managerDocument(v managerView) Document {
	d := Document{Title: v.title, Audience: Manager}
	if blank(d.Title) {
		d.Title = "A conversation about my work"
	}
	d.Sections = append(d.Sections, Section{"talk", "Our conversation", []Block{Facts{answered(
		Fact{"Date", v.meeting},
		Fact{"With", v.with},
		Fact{"From", joined(v.person, v.role)},
		Fact{"Employer", v.employer},
	)}}})
	asks := Section{ID: "asks", Title: "What I would like to talk about"}
	for _, a := range v.asks {
		asks.Blocks = append(asks.Blocks, managerAsk(a)...)
	}
	if len(v.asks) == 0 {
		asks.Blocks = []Block{Note{NotAnswered}}
	}
	d.Sections = append(d.Sections, asks)
	if len(v.figures) > 0 {
		t := Table{Header: figureHeader, Align: figureAlign}
		about := "I collected these figures; each stands with its source and its date."
		for _, f := range v.figures {
			if f.basis != v.figures[0].basis && !strings.HasSuffix(about, mixed) {
				about += mixed
			}
			t.Rows = append(t.Rows, cells(f.source, f.kind, f.role, f.place, f.low, f.middle, f.high, f.basis, f.date))
		}
		d.Sections = append(d.Sections, Section{"market", "Market figures", []Block{
			Paragraph{Text: about}, t,
		}})
	}
	d.Sections = append(d.Sections, Section{"next", "Next step", []Block{
		Paragraph{Text: "Before we part, I would like us to agree on what happens next, and by when."},
	}})
	return d
}

func managerAsk(a spokenAsk) []Block {
	var out []Block
	if a.heading != "" {
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
