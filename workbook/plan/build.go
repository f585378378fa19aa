package plan

import (
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
		w = workbook.Schema.Shared(w) // before anything is worked out: what is not there cannot be named
	}
	p := planner{w.Settled(), w, a, today} // a copy: whatever the sections sort, the caller's stays
	d := Document{Title: w.Profile.Name, Audience: a}
	if d.Title == "" {
		d.Title = "A raise conversation"
	}
	for _, of := range order {
		blocks := unanswered()
		if fill := sections[of.id]; fill != nil {
			blocks = fill(p)
		}
		d.Sections = append(d.Sections, Section{of.id, of.title, blocks})
	}
	return d
}

// order is that of the plan: what a section is called, and its title.
var order = []struct{ id, title string }{
	{"card", "Meeting card"},
	{"returns", "Returns"},
	{"walkaway", "Walk-away line"},
	{"asks", "Asks with reasons"},
	{"market", "Market figures"},
	{"alternatives", "Alternatives"},
	{"deals", "Deals"},
	{"timeline", "Timeline"},
	{"kpis", "KPI scorecard"},
	{"extramile", "Extra-mile notes"},
	{"objections", "Objections"},
	{"ladder", "Concession ladder"},
	{"noes", "The three noes"},
	{"gaps", "Open gaps"},
	{"emails", "E-mails"},
}

// sections fill the parts of the plan; each lesson's file adds its own when the
// program starts. A part that nothing fills is not answered yet.
var sections = map[string]func(planner) []Block{
	"card": planner.card,
	"gaps": planner.gaps,
}

func unanswered() []Block { return []Block{Note{NotAnswered}} }

type planner struct {
	w      workbook.Workbook // settled
	typed  workbook.Workbook // as the person typed it
	reader Audience
	today  value.Date
}

// card is one page to hold in the meeting. It bears no minimum: a card lies on
// the table.
func (p planner) card() []Block {
	pr := p.w.Profile
	facts := []Fact{fact("Date", pr.Meeting.String()), fact("With", pr.With), fact("From", joined(pr.Person, pr.Role)), fact("Employer", pr.Employer)}
	out := append([]Block{Facts{append(facts, p.offerOnCard()...)}}, p.asksOnCard()...)
	// One line while none of them can be answered: five would fill the page.
	return append(out, Paragraph{Text: "In the room", Lead: true},
		Paragraph{Text: "Opening sentence, two questions, three if-thens, pause line, what happens next by when:"}, Note{NotAnswered})
}

func (p planner) gaps() []Block {
	found := advice.Findings(p.typed, p.today)
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
	if all := advice.Insight(p.typed, l, p.today); len(all) > 0 {
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
