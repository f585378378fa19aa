package plan

import (
	"fmt"
	"slices"
	"strings"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/lazy"
	"firstmile/workbook/value"
)

// Build makes the plan for one audience. Today decides what has run out and how
// far off the meeting is.
func Build(w workbook.Workbook, a Audience, today value.Date) Document {
	return BuildPart(w, a, today, "")
}

// Parts lists what a plan for this audience can have, in order: sections with their
// ids and titles, and nothing in them.
func Parts(a Audience) []Section {
	if a == Manager {
		return slices.Clone(managerOrder)
	}
	return slices.Clone(order)
}

// BuildPart makes the one section of a plan that has this id, or all of it where the id
// is blank. A part with nothing in it yet gives a Document without a section.
func BuildPart(w workbook.Workbook, a Audience, today value.Date, id string) Document {
	switch a {
	case Manager:
		view, _ := spokenBy(w)
		d := managerDocument(view)
		d.keep(id)
		if slug := Slug(d.Title); slug == noSlug || blank(view.title) {
			d.Key = key(w.ID)
		}
		return d
	case Coach:
		d := sharedBy(w, today).document(id)
		d.mark(d.Repeats(w))
		return d
	}
	return planned(w, a, today).document(id)
}

// keep leaves out all sections but one, where an id names it.
func (d *Document) keep(id string) {
	if d.Part = id; id != "" {
		d.Sections = slices.DeleteFunc(d.Sections, func(s Section) bool { return s.ID != id })
	}
}

func planned(w workbook.Workbook, a Audience, today value.Date) planner {
	return plannedOn(advice.Of(w, today), a, today)
}

func plannedOn(said *advice.Advice, a Audience, today value.Date) planner {
	return planner{w: said.Settled(), said: said, reader: a, today: today}
}

// sharedBy has what a coach may read.
func sharedBy(w workbook.Workbook, today value.Date) planner {
	return plannedOn(advice.Shared(w, false, today), Coach, today)
}

// document has the sections that the lessons fill, in their order, or the one that is
// named: that one says nothing of the others.
func (p planner) document(part string) Document {
	pr := p.w.Profile
	d := Document{Title: pr.Name, Person: pr.Person, Key: key(p.w.ID), Audience: p.reader}
	if blank(d.Title) {
		d.Title = "A raise conversation"
	}
	var without []string
	for _, of := range p.order() {
		if fill := sections[of.ID]; fill == nil {
			continue // its lesson has no activity yet
		} else if blocks := append(fill(p), p.asked(of.ID)...); len(blocks) > 0 {
			d.Sections = append(d.Sections, Section{of.ID, of.Title, blocks})
		} else if !slices.Contains([]string{"card", "bag", "gaps", "notes", "after"}, of.ID) {
			without = append(without, strings.ReplaceAll(strings.ToLower(of.Title), "kpi", "KPI"))
		}
	}
	if d.keep(part); part != "" {
		return d
	}
	if len(d.Sections) == 0 { // a plan of nothing says so
		d.Sections = append(d.Sections, order[0])
	}
	if len(without) > 0 {
		last := &d.Sections[len(d.Sections)-1]
		last.Blocks = append(last.Blocks, Note{"Nothing yet on " + value.List(without) + "."})
	}
	return d
}

// order is that of the plan; once something came of the talk, it begins with that.
func (p planner) order() []Section {
	if p.w.Ended() == "" || p.today.Before(p.w.Profile.Meeting) {
		return order
	}
	is := func(s Section) bool { return s.ID == "after" }
	after := order[slices.IndexFunc(order, is)]
	return append([]Section{after}, slices.DeleteFunc(slices.Clone(order), is)...)
}

// order is that of the plan before the talk: what a section is called, and its title. What is in
// hand during the talk stands first.
var order = []Section{
	{ID: "card", Title: "Card"},
	{ID: "bag", Title: "Stays in your bag"},
	{ID: "gaps", Title: "Still open"},
	{ID: "returns", Title: "Returns"},
	{ID: "walkaway", Title: "Walk-away line"},
	{ID: "asks", Title: "Asks with reasons"},
	{ID: "market", Title: "Market figures"},
	{ID: "alternatives", Title: "Alternatives"},
	{ID: "deals", Title: "Deals"},
	{ID: "timeline", Title: "Timeline"},
	{ID: "kpis", Title: "KPI scorecard"},
	{ID: "extramile", Title: "Extra-mile notes"},
	{ID: "notes", Title: "Notes to place"},
	{ID: "objections", Title: "Objections"},
	{ID: "ladder", Title: "Concession ladder"},
	{ID: "noes", Title: "The three noes"},
	{ID: "after", Title: "After the talk"},
	{ID: "emails", Title: "E-mails"},
}

// sections fill the parts of the plan; each lesson's file adds its own when the
// program starts. A part with nothing in it is left out, and named in one line at
// the end where its lesson has an activity.
var sections = map[string]func(planner) []Block{
	"card": planner.card,
	"bag":  planner.bag,
	"gaps": planner.gaps,
}

type planner struct {
	w      workbook.Workbook // settled
	said   *advice.Advice    // what it shows
	reader Audience
	today  value.Date
}

// card is one page to hold in the meeting, in the order of the talk. It bears no
// minimum and no way out: a card lies on the table.
func (p planner) card() []Block {
	var out []Block
	open := slices.DeleteFunc(advice.Digest(p.said.Findings()), func(l advice.Line) bool { return l.Severity < advice.Warns })
	held := p.w.Profile.Meeting.Before(p.today) // then nothing can be mended before it
	if n := len(open); n > 0 && !held {         // which, stands below: it may be of a minimum
		out = append(out, Note{fmt.Sprintf("%s %s to mend before the talk, under “Still open”.", signOf(open[0].Severity), value.Sentence(value.Count(n, "thing")))})
	}
	pr := p.w.Profile
	money := "Money is set"
	if p.w.Review.Budget.IsZero() {
		money = "Who decides"
	}
	out = append(out, facts(Fact{"When", pr.Meeting.String()}, Fact{"With", pr.With}, Fact{"From", joined(pr.Person, pr.Role, pr.Employer)},
		Fact{money, joined(p.w.Review.Budget.String(), p.w.Review.Decider)}, Fact{"Away", p.w.Review.Away})...)
	return p.parts(out, cardOrder, onCard)
}

// parts adds those that are answered, in their order.
func (p planner) parts(out []Block, order []string, parts map[string]func(planner) []Block) []Block {
	for _, part := range order {
		if fill := parts[part]; fill != nil {
			out = added(out, fill(p)...)
		}
	}
	return out
}

// added puts blocks behind others; facts that meet become one list.
func added(out []Block, more ...Block) []Block {
	for _, b := range more {
		next, is := b.(Facts)
		if last, was := lastOf(out).(Facts); is && was {
			out[len(out)-1] = Facts{slices.Concat(last.Items, next.Items)}
		} else {
			out = append(out, b)
		}
	}
	return out
}

func lastOf(blocks []Block) Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[len(blocks)-1]
}

// cardOrder is that of the talk.
var cardOrder = []string{"days", "opening", "agreed", "firstmile", "asks", "extra", "questions", "objections", "pause", "next"}

// onCard fill the parts of the card, and inBag those of what one does not show; each
// lesson's file adds its own when the program starts. A part without an answer is left out.
var (
	onCard = map[string]func(planner) []Block{}
	inBag  = map[string]func(planner) []Block{}
)

// bagOrder is that of what one does not show, behind the minimums, the ladders and the way out.
var bagOrder = []string{"noes", "trades", "packages"}

// bag is what one knows and does not show.
func (p planner) bag() []Block {
	least, from := p.minimums()
	way, of := p.wayOut()
	out := facts(append(slices.Concat(least, p.laddersInBag(), way), Fact{"After a no", p.w.Fallback.Plan})...)
	return p.parts(append(out, rests(from.With(of))...), bagOrder, inBag)
}

// gaps lists what is still open, the most important first, one line a rule.
func (p planner) gaps() []Block {
	var items []string
	for _, l := range advice.Digest(p.said.Findings()) {
		items = append(items, fmt.Sprintf("%s %s %s", signOf(l.Severity), offPage(l.Text), offPage(l.Do)))
	}
	if len(items) == 0 {
		return nil
	}
	out := []Block{List{Items: items, Signed: true}}
	if p.reader == Coach {
		out = append(out, Note{"What is kept private was left out before this list was made, so something here may be answered there."})
	}
	return out
}

// where is what a finding says of the program's pages, which nobody reads a plan with.
var where = lazy.New(` (?:in|of) (?:lesson \d|today's pay)|; the catalog helps|, or look for a typing slip`)

func offPage(s string) string { return where.ReplaceAllString(s, "") }

// signOf is how a severity looks in a plan; the words beside it carry the meaning.
func signOf(s advice.Severity) string {
	switch s {
	case advice.Blocks:
		return "✗"
	case advice.Warns:
		return "!"
	}
	return "·"
}

// insight is what a lesson tells back, but for what it says of its own pages.
func (p planner) insight(l workbook.Lesson) []Block {
	var out []string
	for _, s := range p.said.Insight(l) {
		for _, one := range strings.SplitAfter(s, ". ") {
			if !strings.Contains(one, "lesson") && !strings.Contains(one, "this will tell you") && !strings.Contains(one, "the ranking will") &&
				!strings.HasPrefix(one, workbook.Reckoned+" ") { // a section says that itself, of all its amounts
				out = append(out, strings.TrimSpace(one))
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []Block{Paragraph{Text: strings.Join(out, " ")}}
}

// rests is the note on what the amounts of a section are reckoned by, where they were
// converted.
func rests(all ...workbook.Assumptions) []Block {
	if s := workbook.Assumptions(nil).With(all...).Note(); s != "" {
		return []Block{Note{s}}
	}
	return nil
}

func cells(values ...string) []string {
	for i, v := range values {
		if blank(v) {
			values[i] = Nothing
		}
	}
	return values
}

// used takes out the columns in which nothing stands.
func used(t Table) Table {
	out := Table{Rows: make([][]string, len(t.Rows))}
	for i, head := range t.Header {
		if i > 0 && !slices.ContainsFunc(t.Rows, func(row []string) bool { return row[i] != Nothing }) {
			continue
		}
		out.Header = append(out.Header, head)
		align := Left
		if i < len(t.Align) {
			align = t.Align[i]
		}
		out.Align = append(out.Align, align)
		for k, row := range t.Rows {
			out.Rows[k] = append(out.Rows[k], row[i])
		}
	}
	return out
}

// blank is the one place that says what counts as not answered: spaces alone are no answer.
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
