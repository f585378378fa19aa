package screen

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/ui/theme"
	"firstmile/workbook/plan"
	"firstmile/workbook/value"
)

// Plan shows the plan as it would be exported, for one of three audiences.
type Plan struct {
	For    plan.Audience
	at     [2]int // which part is shown of one's own plan and the coach's, and of the manager's copy
	scroll field.Scroll
	body   field.Drawing // the whole document: scrolling does not make it anew
	made   made          // what body was made for
	copy   releases      // the manager's
	mail   letters       // one's own
	from   Place         // the page that led to a letter, else the map
}

// made is all that a drawn plan depends on.
type made struct {
	who     plan.Audience
	part    int
	version int // of the answers
	width   int
	day     value.Date
	style   *theme.Styles
}

// part is what is looked at by itself.
type part struct{ id, title, short string }

var (
	// The card that one takes along, what one does not show, all of it, and what one sends.
	ownParts = []part{{"card", "Card", "Card"}, {"bag", "Stays in your bag", "Bag"}, {"", "Everything", "All"}, {LettersPart, "Letters", "Letters"}}
	// The texts that could be released, and the copy as the manager will read it.
	copyParts = []part{{"texts", "Your texts", "Texts"}, {"", "As it will be read", "Copy"}}
)

// LettersPart is the part of the plan to go to by its name.
const LettersPart = "letters"

// emptyParts say what will stand where there is nothing yet.
var emptyParts = map[string]string{
	"card": "Nothing is on the card yet. When you meet and with whom, and your asks in the words you will say, come here from lesson 3 and from the meeting (e on the map).",
	"bag":  "Nothing is in your bag yet. Your minimums, your way out and what you could trade come here from lessons 2 to 4: what you know and do not show.",
	"":     "Nothing is in the plan yet. It grows from the first answer in lesson 1.",
}

// parts are what there is of the plan on screen, and which of them is shown.
func (p *Plan) parts() ([]part, *int) {
	if p.For == plan.Manager {
		return copyParts, &p.at[1]
	}
	return ownParts, &p.at[0]
}

// shows tells whether a part is on screen.
func (p *Plan) shows(id string) bool {
	all, at := p.parts()
	return all[*at].id == id
}

// releasing tells whether the texts of the manager's copy are listed.
func (p *Plan) releasing() bool { return p.shows(copyParts[0].id) }

// NewPlan shows one's own plan first.
func NewPlan() *Plan { return &Plan{For: plan.Mine} }

// Title names the audience, so that no plan is taken for another's.
func (p *Plan) Title(_ *Context, width int) string {
	if width < 40 {
		return "For " + AudienceName(p.For)
	}
	return "The plan, for " + AudienceName(p.For)
}

// AudienceName says for whom a plan is, behind "for".
func AudienceName(a plan.Audience) string {
	switch a {
	case plan.Coach:
		return "your coach"
	case plan.Manager:
		return "your manager"
	}
	return "yourself"
}

// Commands change the audience and scroll.
func (p *Plan) Commands(c *Context) command.List {
	k := c.Key
	rows := command.List{{ID: "export", Words: "export"}}
	for i, key := range []key.Binding{k.Mine, k.Coach, k.Manager} {
		a, off := plan.Audiences()[i], ""
		if a == p.For {
			off = "This copy is on screen."
		}
		rows = append(rows, command.Command{ID: "plan." + string(a), Key: key, Words: string(a), Off: off, Do: func() { p.show(a) }})
	}
	if p.shows(LettersPart) {
		rows = slices.Concat(p.mail.commands(c), rows)
	} else {
		rows = append(rows, p.copying(c),
			command.Command{ID: "plan.next", Key: k.Next, Quiet: true, Do: func() { p.turn(1) }},
			command.Command{ID: "plan.previous", Key: k.Previous, Quiet: true, Do: func() { p.turn(-1) }})
	}
	back := command.Command{ID: "back", Words: "map"}
	if p.from.Screen != "" {
		back = command.Command{ID: "back", Key: k.Back, Words: "back", Do: func() { c.Go(p.from) }}
	}
	all, at := p.parts()
	part := func(by int) func() { return func() { p.turnTo((*at + by + len(all)) % len(all)) } }
	turn := command.List{{ID: "plan.part", Key: k.Right, Words: "next part", Do: part(1)}, {ID: "plan.back", Key: k.Left, Quiet: true, Do: part(-1)}}
	for i := range all {
		b := k.Lesson
		b.SetKeys(k.Lesson.Keys()[i])
		turn = append(turn, command.Command{ID: "plan." + strings.ToLower(all[i].short), Key: b, Quiet: true, Do: func() { p.turnTo(i) }})
	}
	if p.For == plan.Manager {
		turn[0].Words = []string{"the copy", "your texts"}[*at]
	}
	if p.releasing() {
		own := p.copy.commands(c)
		rows = slices.Concat(own[:1], rows[:1], own[1:2], turn, own[2:], rows[1:]).Moves(k, func(by int) { p.copy.move(c, by) }, func(pages int) { p.copy.move(c, 8*pages) })
		return append(rows, back)
	}
	rows = append(rows, turn...)
	if p.shows(LettersPart) {
		return append(p.mail.moves(c, rows), back)
	}
	if p.scroll.Whole() {
		return append(rows, back)
	}
	rows = rows.Moves(k, p.scroll.Move, p.scroll.Page).Say("move.down", "scroll").Say("move.pagedown", "page down")
	return append(rows, back)
}

// copying puts the card on the clipboard, as it is drawn.
func (p *Plan) copying(c *Context) command.Command {
	row := command.Command{ID: "copy", Key: c.Key.Copy, Words: "copy"}
	switch {
	case !p.shows("card"):
		row.Off = "The card and the letters can be copied; x writes a file."
	case !slices.ContainsFunc(c.Plan(p.For).Sections, func(s plan.Section) bool { return s.ID == "card" }):
		row.Off = "Nothing is on the card yet."
	}
	row.Do = func() {
		const width = 76 // to which sentences run
		c.Copy(ansi.Strip(strings.Join(drawPlan(c, p.For, "card", width).Lines, "\n")) + "\n")
		c.Say("Copied: the card.")
	}
	return row
}

// From says where the way back leads, where that is not the map.
func (p *Plan) From(at Place) { p.from = at }

// Type has nowhere to go.
func (p *Plan) Type(*Context, tea.KeyPressMsg) bool { return false }

func (p *Plan) show(a plan.Audience) {
	p.For = a
	p.scroll.To(0)
}

func (p *Plan) turnTo(part int) {
	_, at := p.parts()
	*at = part
	p.scroll.To(0)
}

func (p *Plan) turn(by int) {
	all := plan.Audiences()
	for i, a := range all {
		if a == p.For {
			p.show(all[(i+by+len(all))%len(all)])
			return
		}
	}
}

// Paste has nowhere to go.
func (p *Plan) Paste(*Context, string) {}

// Wheel scrolls.
func (p *Plan) Wheel(c *Context, lines int) {
	switch {
	case p.releasing():
		p.copy.move(c, lines)
	case p.shows(LettersPart):
		p.mail.scroll.Move(lines)
	default:
		p.scroll.Move(lines)
	}
}

// Typing is never so.
func (p *Plan) Typing(*Context) bool { return false }

// Enter shows the plan for an audience, or the letters, and of those the one about a
// record where that is named.
func (p *Plan) Enter(c *Context, to Place) {
	if to.Field == LettersPart {
		p.show(plan.Mine)
		p.turnTo(slices.IndexFunc(ownParts, func(part part) bool { return part.id == LettersPart }))
		p.mail.find(c, to.Record)
	}
	for _, a := range plan.Audiences() {
		if string(a) == to.Field {
			p.show(a)
		}
	}
}

// Letter is the one on screen, a blank one where none is.
func (p *Plan) Letter(c *Context) plan.Letter {
	if p.For != plan.Mine || !p.shows(LettersPart) {
		return plan.Letter{}
	}
	return p.mail.current(c)
}

// Place is the audience, or the letter.
func (p *Plan) Place(c *Context) Place {
	if p.For == plan.Mine && p.shows(LettersPart) {
		return Place{Screen: PlanScreen, Field: LettersPart, Record: p.mail.current(c).Record}
	}
	return Place{Screen: PlanScreen, Field: string(p.For)}
}

// Draw shows the document.
func (p *Plan) Draw(c *Context, width, height int) field.Drawing {
	var d field.Drawing
	d.Add(p.tabs(c, width), 0, !p.releasing() && !p.shows(LettersPart))
	all, at := p.parts()
	switch {
	case p.releasing():
		d.Add(p.copy.draw(c, width, height-len(d.Lines)), 0, true)
		return d
	case p.shows(LettersPart):
		d.Add(p.mail.draw(c, width, height-len(d.Lines)), 0, true)
		return d
	}
	if is := (made{p.For, *at, c.Version(), width, c.Day, c.Style}); p.made != is {
		p.made, p.body = is, drawPlan(c, p.For, all[*at].id, min(width, 110))
	}
	d.Add(p.scroll.Window(p.body, height-len(d.Lines), c.Style), 0, false)
	return d
}

func drawPlan(c *Context, who plan.Audience, part string, width int) field.Drawing {
	var body field.Drawing
	doc := c.Plan(who)
	if who == plan.Manager { // whose title has to be released too
		body.Text(doc.Title, width, c.Style.Bold)
	}
	if who == plan.Coach {
		for _, t := range plan.Repeats(c.Book) {
			hanging(&body, c.Style.Warn.Render("! "), 2, t.Says(), width, c.Style.Warn.Render)
		}
	}
	for _, s := range doc.Sections {
		if part != "" && s.ID != part {
			continue
		}
		if len(body.Lines) > 0 {
			body.Blank()
		}
		body.Text(s.Title, width, c.Style.Bold)
		labels := labelsOf(s.Blocks)
		for i, b := range s.Blocks {
			para, _ := b.(plan.Paragraph)
			switch b.(type) {
			case plan.Quote, plan.Table:
				para.Lead = true
			}
			if i > 0 && !para.Lead && para.Text != "" { // words of one's own are not read on into it
				_, para.Lead = s.Blocks[i-1].(plan.Quote)
			}
			if para.Lead && i > 0 {
				body.Blank()
			}
			drawBlock(c, &body, b, labels, width)
		}
	}
	if len(body.Lines) == 0 {
		body.Text(emptyParts[part], width, c.Style.Plain)
	}
	return body
}

// tabs name the parts and for whom the plan is; where both do not fit into a row, by
// short names, and then in two rows.
func (p *Plan) tabs(c *Context, width int) field.Drawing {
	var d field.Drawing
	const gap = 3
	line, x := "", 0
	tab := func(word string, on bool, do func()) {
		style := c.Style.Dim
		if on {
			style = c.Style.Accent
		}
		n := lipgloss.Width(word)
		d.Zones = append(d.Zones, field.Zone{X: x, Y: len(d.Lines), W: n, H: 1, Do: do})
		line += style.Render(word) + spaces(gap)
		x += n + gap
	}
	parts, at := p.parts()
	audiences, long, short := 0, 0, 0
	for _, a := range plan.Audiences() {
		audiences += lipgloss.Width(c.Style.Sign.Off+" "+string(a)) + gap
	}
	audiences -= gap
	for _, part := range parts {
		long, short = long+lipgloss.Width("1 "+part.title)+gap, short+lipgloss.Width("1 "+part.short)+gap
	}
	for i, part := range parts {
		title := part.title
		if long+audiences > width {
			title = part.short
		}
		if i == *at {
			d.Cursor = &field.Point{X: x, Y: len(d.Lines)}
		}
		tab(fmt.Sprint(i+1, " ", title), i == *at, func() { p.turnTo(i) })
	}
	if short+audiences > width {
		d.Line(field.Cut(strings.TrimRight(line, " "), width))
		line, x = "", 0
	} else {
		line, x = line+spaces(width-x-audiences), width-audiences
	}
	for _, a := range plan.Audiences() {
		mark := c.Style.Sign.Off + " "
		if a == p.For {
			mark = c.Style.Sign.On + " "
		}
		tab(mark+string(a), a == p.For, func() { p.show(a) })
	}
	d.Line(field.Cut(strings.TrimRight(line, " "), width))
	d.Blank()
	return d
}
