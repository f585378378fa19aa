package plan

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
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
	term, number, basis, today, rise string
	reason, cost                     string
	proofs                           []string
}

// openFigure is a market figure that may be shown.
type openFigure struct {
	source, kind, role, place, low, middle, high, basis, date string
}

// spokenBy reduces a workbook to what is said openly, and tells which texts it
// withheld. It is the only door between the workbook and the manager's plan.
func spokenBy(w workbook.Workbook) (managerView, []Leak) {
	var asks []workbook.Ask
	for _, a := range w.Asks {
		if r := w.Return(a.Return); !a.Private && (r == nil || !r.Private) {
			asks = append(asks, a)
		}
	}
	g := newGuard(w, asks, openNumbers(w, asks))
	profile := workbook.Key(workbook.ProfileRecords + "/" + string(w.ID))
	p := w.Profile
	v := managerView{
		title:    g.text(profile, "name", "The workbook's name", p.Name),
		person:   g.text(profile, "person", "Your name", p.Person),
		employer: g.text(profile, "employer", "Your employer's name", p.Employer),
		role:     g.text(profile, "role", "Your role", p.Role),
		with:     g.text(profile, "with", "The name of whom you meet", p.With),
	}
	if p.Meeting.OK() {
		v.meeting = p.Meeting.String()
	}
	for i, a := range asks {
		if s := g.ask(w, a, ordinalAsk(i)); !s.blank() {
			v.asks = append(v.asks, s)
		}
	}
	for _, f := range w.Figures {
		if !f.Private {
			v.figures = append(v.figures, g.figure(f))
		}
	}
	return v, g.leaks
}

func ordinalAsk(i int) string { return fmt.Sprintf("ask %d", i+1) }

func (s spokenAsk) blank() bool {
	return s.term == "" && s.number == "" && s.reason == "" && s.cost == "" && len(s.proofs) == 0
}

func (g *guard) ask(w workbook.Workbook, a workbook.Ask, name string) spokenAsk {
	key := workbook.Key(workbook.AskRecords + "/" + string(a.ID))
	s := spokenAsk{
		term:   g.text(key, "term", "The exact words of "+name, a.Term),
		reason: g.text(key, "reason", "The reason of "+name, a.Reason),
		cost:   g.text(key, "cost", "What "+name+" costs", a.Cost),
	}
	for _, p := range a.Proofs {
		s.proofs = append(s.proofs, g.text(key, "proofs", "A proof of "+name, p))
	}
	said := spoken(a)
	if len(said) == 0 {
		return s
	}
	for i, n := range said {
		text := g.amount(key, "opening", "The unit of "+name, n)
		if i > 0 {
			text = s.number + " to " + text
		}
		s.number = text
	}
	now := w.AskToday(a)
	if now.OK() {
		s.today = g.amount(key, "today", "The unit of "+name, now)
	}
	s.rise = rises(w, a)
	if r := w.Return(a.Return); r != nil && r.Kind == workbook.KindPay && w.AskAmount(a, said[0]).Money() {
		s.basis = basisName(a.Basis)
	}
	return s
}

func (g *guard) figure(f workbook.Figure) openFigure {
	key := workbook.Key(workbook.FigureRecords + "/" + string(f.ID))
	amount := func(field string, a workbook.Amount) string {
		if !a.OK() {
			return "" // what could not be read is nobody's figure yet
		}
		return g.amount(key, field, "The unit of a market figure", a)
	}
	o := openFigure{
		source: g.text(key, "source", "The source of a market figure", f.Source),
		kind:   string(f.Kind),
		role:   g.text(key, "role", "The role of a market figure", f.Role),
		place:  g.text(key, "place", "The place of a market figure", f.Place),
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
func spoken(a workbook.Ask) []workbook.Amount {
	var out []workbook.Amount
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

// openNumbers lists every number that the manager's plan shows on its own.
func openNumbers(w workbook.Workbook, asks []workbook.Ask) []workbook.Amount {
	var out []workbook.Amount
	for _, a := range asks {
		for _, n := range spoken(a) {
			out = append(out, n, w.AskAmount(a, n), w.AskToday(a))
		}
	}
	for _, f := range w.Figures {
		if !f.Private {
			out = append(out, f.Low, f.Middle, f.High)
		}
	}
	return out
}

const mixed = " Base pay and total pay are not to be compared with each other."

// managerDocument has the sections that a manager is meant to read.
func managerDocument(v managerView) Document {
	d := Document{Title: v.title, Audience: Manager}
	if d.Title == "" || d.Title == Withheld {
		d.Title = "A conversation about my work"
	}
	d.Sections = append(d.Sections, Section{"talk", "Our conversation", []Block{Facts{append([]Fact{fact("Date", v.meeting)}, answered(
		Fact{"With", v.with},
		Fact{"From", joined(v.person, v.role)},
		Fact{"Employer", v.employer},
	)...)}}})
	asks := Section{ID: "asks", Title: "What I would like to talk about"}
	for i, a := range v.asks {
		asks.Blocks = append(asks.Blocks, managerAsk(a, i, len(v.asks))...)
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

func managerAsk(a spokenAsk, i, n int) []Block {
	var out []Block
	if n > 1 {
		out = append(out, Paragraph{Text: fmt.Sprintf("%d of %d", i+1, n), Lead: true})
	}
	if a.term == "" {
		out = append(out, Note{NotAnswered})
	} else {
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
