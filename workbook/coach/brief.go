package coach

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"firstmile/workbook"
	"firstmile/workbook/advice"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// Brief is what a coach reads before a session: for the coach alone, and at most MaxBrief
// lines.
type Brief struct {
	Title string      `json:"title"` // "For you only: Jonas Weber, Promotion at Holt & Sons, 25 Nov 2026"
	Days  string      `json:"days"`  // when the talk and the next session are, in sentences
	Parts []BriefPart `json:"parts"`
	AsOf  string      `json:"asof,omitempty"` // what it was made from, and where something is kept private
}

// BriefPart is one part of a brief: what it is called, and a line for each thing.
type BriefPart struct {
	Name  string      `json:"name"`
	Lines []BriefLine `json:"lines"`
}

// BriefLine is one thing to know, and how it stands, or the day that it is of.
type BriefLine struct {
	When string `json:"when,omitempty"`
	Text string `json:"text"`
}

// MaxBrief bounds the lines of a brief, as Lines gives them.
const MaxBrief = 60

// Bounds of the parts, so that all of them together stay below MaxBrief.
const (
	maxListed = 9   // lines of one part; one more counts the rest
	maxEntry  = 240 // characters of a line
)

// Briefed is what a brief is made of beside facts.
type Briefed struct {
	Source
	// Then is the client's workbook as it was after the last session, or at the file before;
	// nil where that is not known. Since is the day.
	Then  *workbook.Workbook
	Since value.Date
	// Amounts tells that they may be shown. Otherwise three dots stand for each.
	Amounts bool
}

// Brief is what a coach reads before a session on a day. What the client keeps private is not
// in it, nor is how much that is.
func (b Briefed) Brief(today value.Date) Brief {
	f, said := b.look(today)
	title := cmp.Or(f.Person, f.Alias)
	if name := b.show(f.Name); title == "" {
		title = cmp.Or(name, f.Called())
	} else if name != "" {
		title += ", " + name
	}
	out := Brief{Title: "For you only: " + title + ", " + today.String(), Days: b.days(f, today), AsOf: b.asOf(f, today), Parts: []BriefPart{}}
	add := func(name string, lines ...BriefLine) {
		if n := len(lines) - maxListed; n > 1 {
			lines = append(lines[:maxListed], BriefLine{Text: fmt.Sprintf("and %d more", n)})
		}
		if len(lines) > 0 {
			out.Parts = append(out.Parts, BriefPart{name, lines})
		}
	}
	add("First", BriefLine{Text: b.show(f.Attention(today).Sentence())})
	add("Changed", b.changed(today)...)
	var blocks []BriefLine
	for _, l := range advice.Digest(blocking(said)) {
		blocks = append(blocks, BriefLine{Text: "✗ " + b.show(l.Text)})
	}
	add("Blocks", blocks...)
	add("Homework", b.homework(today)...)
	add("Bring up", b.bring(said.Settled(), today)...)
	add("Agreed", b.agreed(today)...)
	return out
}

// show is a text as a line of a brief has it.
func (b Briefed) show(s string) string {
	if s = value.Shorten(oneLine(s), maxEntry); !b.Amounts {
		s = value.WithoutAmounts(s)
	}
	return s
}

// days says when the talk is, and the next session.
func (b Briefed) days(f Facts, today value.Date) string {
	out := "The talk has no day yet."
	switch n := today.DaysTo(f.Talk); {
	case f.Talk.OK() && n >= 0:
		out = "The talk is on " + f.Talk.Short(today) + ", " + in(n) + "."
	case f.Talk.OK():
		out = "The talk was on " + f.Talk.Short(today) + ", " + ago(-n) + "."
	}
	if next := f.NextSession(today); next.OK() {
		if n := today.DaysTo(next); n > 1 {
			return out + " The next session is on " + next.Short(today) + ", " + in(n) + "."
		} else {
			return out + " The next session is " + in(n) + "."
		}
	}
	return out + " No session is booked."
}

// changed counts what changed since then, of what the coach may read.
func (b Briefed) changed(today value.Date) []BriefLine {
	if b.Then == nil {
		return nil
	}
	var all, more, less int
	for _, c := range workbook.Diff(workbook.Schema.Shared(*b.Then), workbook.Schema.Shared(b.Workbook)) {
		if workbook.Schema.Collection(c.Record.Collection()).Kept {
			continue
		}
		switch all++; {
		case c.Before == nil:
			more++
		case c.After == nil:
			less++
		}
	}
	said := "nothing"
	if all > 0 {
		said = value.Counted(all, "answer")
		if more > 0 {
			said += fmt.Sprintf(", %d new", more)
		}
		if less > 0 {
			said += fmt.Sprintf(", %d taken back", less)
		}
	}
	if b.Since.OK() {
		said = "since " + b.Since.Short(today) + ": " + said
	}
	return []BriefLine{{Text: said}}
}

// homework lists what waits, what is late first.
func (b Briefed) homework(today value.Date) []BriefLine {
	var out []BriefLine
	for _, stands := range []Shown{LateHomework, CameBack, DueHomework, OpenHomework} {
		for _, h := range b.Part.Homework {
			if t := b.Part.Known(h); t.Shown(today) == stands {
				out = append(out, BriefLine{t.Says(today), b.show(h.Task)})
			}
		}
	}
	return out
}

// bring lists the notes to be brought up, and what they are about.
func (b Briefed) bring(w workbook.Workbook, today value.Date) []BriefLine {
	var out []BriefLine
	for _, n := range b.Part.Notes {
		if text := oneLine(n.Text); n.Bring && text != "" {
			if of := n.Of(w, today); of != "" {
				text += " (" + of + ")"
			}
			out = append(out, BriefLine{n.Made.Short(today), b.show(text)})
		}
	}
	return out
}

// agreed lists what was agreed in the last session of which anything is written down.
func (b Briefed) agreed(today value.Date) []BriefLine {
	var last *Session
	for i := range b.Part.Sessions {
		s := &b.Part.Sessions[i]
		if oneLine(s.Agreed) != "" && !today.Before(s.Day) && (last == nil || !s.Day.Before(last.Day)) {
			last = s
		}
	}
	if last == nil {
		return nil
	}
	var out []BriefLine
	for line := range strings.Lines(last.Agreed) {
		if line = oneLine(line); line != "" {
			out = append(out, BriefLine{last.Day.Short(today), b.show(line)})
		}
	}
	return out
}

// asOf says what a brief was made from.
func (b Briefed) asOf(f Facts, today value.Date) string {
	var out []string
	if b.TakenIn.OK() {
		out = append(out, "As of "+f.First()+"'s file of "+b.TakenIn.Short(today)+".")
	}
	if kept := b.KeptIn(); len(kept) > 0 {
		var numbers []string
		for _, l := range kept {
			numbers = append(numbers, fmt.Sprint(l.Number()))
		}
		out = append(out, value.Plural(len(kept), "Lesson")+" "+value.List(numbers)+": something is kept private.")
	}
	return strings.Join(out, " ")
}

// Lines is the brief as lines of text; a line is as long as it is.
func (b Brief) Lines() []string {
	out := []string{b.Title, b.Days, ""}
	for _, p := range b.Parts {
		name, when := p.Name, 0
		for _, line := range p.Lines {
			when = max(when, utf8.RuneCountInString(line.When)+2)
		}
		for _, line := range p.Lines {
			if line.When == "" {
				out = append(out, fmt.Sprintf("%-12s%s", name, line.Text))
			} else {
				out = append(out, fmt.Sprintf("%-12s%-*s%s", name, when, line.When, line.Text))
			}
			name = ""
		}
	}
	if b.AsOf != "" {
		out = append(out, b.AsOf)
	}
	return out
}

// Markdown is the brief as a file to print.
func (b Brief) Markdown() string {
	doc := plan.Document{Title: b.Title, Sections: []plan.Section{{Title: "Days", Blocks: []plan.Block{plan.Paragraph{Text: b.Days}}}}}
	for _, p := range b.Parts {
		var items []string
		for _, line := range p.Lines {
			if line.When != "" {
				line.Text = line.When + ": " + line.Text
			}
			items = append(items, line.Text)
		}
		doc.Sections = append(doc.Sections, plan.Section{Title: p.Name, Blocks: []plan.Block{plan.List{Items: items}}})
	}
	if b.AsOf != "" {
		last := &doc.Sections[len(doc.Sections)-1]
		last.Blocks = append(last.Blocks, plan.Note{Text: b.AsOf})
	}
	return plan.Markdown(doc)
}
