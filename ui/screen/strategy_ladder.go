package screen

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/charmbracelet/x/ansi"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// ladder is the page of the concessions: those of one ask, drawn to scale from its
// opening down to its minimum.
type ladder struct {
	roster
	ask focus[workbook.ID] // whose it is
}

func newLadder() *ladder {
	l := &ladder{}
	l.roster.asks = func(*Context, workbook.Key, string) ([]string, bool) {
		return []string{"offer", "for", "private"}, false
	}
	l.rows = func(c *Context) (out []workbook.Key) {
		for _, s := range l.steps(c) {
			out = append(out, workbook.RecordKey(workbook.StepRecords, s.Step.ID))
		}
		return out
	}
	l.hints = l.stepHints
	return l
}

// whose is the ask that is shown; nil while there is none.
func (l *ladder) whose(c *Context) *workbook.Ask {
	if len(c.Settled.Asks) == 0 {
		return nil
	}
	return &c.Settled.Asks[l.ask.in(askIDs(c))]
}

func askIDs(c *Context) []workbook.ID {
	out := make([]workbook.ID, len(c.Settled.Asks))
	for i, a := range c.Settled.Asks {
		out[i] = a.ID
	}
	return out
}

// scale is how the opening and the minimum of an ask lie; not ok where nothing can be
// drawn between them.
type scale struct {
	ask             workbook.Ask
	opening, lowest value.Amount
	ok              bool
}

func (l *ladder) scale(c *Context) (s scale) {
	a := l.whose(c)
	if a == nil {
		return s
	}
	return scale{ask: *a, opening: a.Opening, lowest: a.Minimum, ok: c.Settled.Worse(*a, a.Minimum, a.Opening)}
}

// at is how far down an amount lies, from 0 at the opening to 1 at the minimum; false
// where it cannot be set beside them.
func (s scale) at(a value.Amount) (float64, bool) {
	if !s.ok || !a.Comparable(s.opening) {
		return 0, false
	}
	down, _ := s.opening.Value().Sub(a.Value()).Div(s.opening.Value().Sub(s.lowest.Value())).Float64() // a place on the screen, not money
	return down, true
}

// steps are those of the ask, from its opening down; what has no place on the scale stands
// last, as it was written.
func (l *ladder) steps(c *Context) []workbook.Rung {
	a := l.whose(c)
	if a == nil {
		return nil
	}
	on, all := l.scale(c), c.Settled.Ladder(*a)
	slices.SortStableFunc(all, func(x, y workbook.Rung) int {
		p, placed := on.at(x.At)
		q, other := on.at(y.At)
		switch {
		case placed && other:
			return cmp.Compare(p, q)
		case placed:
			return -1
		case other:
			return 1
		}
		return 0
	})
	return all
}

func (l *ladder) commands(c *Context) command.List {
	if l.inForm {
		return l.formCommands(c)
	}
	k, a := c.Key, l.whose(c)
	if a == nil {
		return command.List{{ID: "ladder.asks", Key: command.Also(k.Open, k.Add), Words: "lesson 3", Do: func() { c.Go(Place{Screen: string(workbook.LessonAsks)}) }}}
	}
	add := command.Command{ID: "ladder.add", Key: k.Add, Words: "add a step", Do: func() { l.addStep(c) }}
	propose := command.Command{ID: "ladder.propose", Key: k.Cycle, Words: "propose steps", Do: func() { l.propose(c) }}
	other := command.Command{ID: "ladder.turn", Key: command.Also(k.Next, k.NextRecord), Words: "other ask", Do: func() { l.turn(c) }}
	numbers := command.Command{ID: "ladder.ask", Key: k.Follow, Words: "its numbers", Do: func() { c.Follow(workbook.RecordKey(workbook.AskRecords, a.ID)) }}
	edit := l.editRow(c, "ladder", "edit", command.Also(k.Open, k.Right), func() { l.edit(c, "") })
	remove := l.removeRow(c, "ladder", "delete", "", func() { l.remove(c, l.current(c)) })
	private := l.privateRow(c, "ladder", "")
	if len(c.Settled.Asks) < 2 {
		other.Off = "There is one ask: lesson 3 has room for another."
	}
	rows := l.steps(c)
	switch {
	case len(rows) > 0:
		propose.Off = "There are steps already: d takes one out."
	case len(l.proposed(c)) == 0:
		propose.Off = "Steps are proposed between an opening and a minimum in numbers."
	}
	if len(rows) == 0 {
		const none = "There is no step yet: a adds one."
		remove.Off, private.Off = none, none
		add.Key = command.Also(k.Add, k.Open, k.Right)
		edit = propose
		if propose.Off == "" {
			add.Key, edit.Key = k.Add, command.Also(k.Cycle, k.Open)
		}
		return append(command.List{edit, add, other, numbers, remove, private}, command.List{}.Moves(k, func(by int) { l.move(c, by) }, nil)...)
	}
	return append(command.List{edit, add, remove, other, private, propose, numbers}, command.List{propose}.Moves(k, func(by int) { l.move(c, by) }, nil)[1:]...)
}

// turn shows the ladder of the other ask.
func (l *ladder) turn(c *Context) {
	all := askIDs(c)
	l.ask.to(all[(l.ask.in(all)+1)%len(all)])
	l.found = memo[[]workbook.Key]{}
}

func (l *ladder) addStep(c *Context) {
	to := l.whose(c).ID
	l.add(c, workbook.StepRecords, "offer", func(_ *workbook.Workbook, rec any) { rec.(*workbook.Step).Ask = to })
}

// proposed are the steps that the numbers of the ask lead to.
func (l *ladder) proposed(c *Context) []value.Amount { return c.Settled.ProposedSteps(*l.whose(c)) }

// propose writes them down.
func (l *ladder) propose(c *Context) {
	to, offers := l.whose(c).ID, l.proposed(c)
	keys := make([]workbook.Key, len(offers))
	for i := range offers {
		keys[i] = workbook.RecordKey(workbook.StepRecords, c.NewID())
	}
	c.Change("propose/"+string(to), func(w *workbook.Workbook) {
		for i, offer := range offers {
			step := workbook.Schema.Add(w, keys[i]).(*workbook.Step)
			step.Ask, step.Offer = to, offer
		}
	})
	l.focus.to(keys[0])
	c.Say("Each is smaller than the one before. Name what comes back for each (enter).")
}

// stepHints give an example that can be typed, and say how far one may go.
func (l *ladder) stepHints(c *Context, k workbook.Key) map[string]field.Hint {
	on := l.scale(c)
	step := c.Settled.Step(k.ID())
	if step == nil || !on.ok {
		return nil
	}
	hint := field.Hint{Tip: fmt.Sprintf("Between %s and %s.", on.opening, on.lowest), Eg: on.ask.Target.String()}
	return map[string]field.Hint{"offer": hint}
}

func (l *ladder) enter(c *Context, record workbook.Key, fieldName string) {
	switch s := c.Book.Step(record.ID()); {
	case record.Collection() == workbook.AskRecords:
		l.ask.to(record.ID())
	case s != nil && s.Ask != "":
		l.ask.to(s.Ask)
	}
	l.found = memo[[]workbook.Key]{}
	l.roster.enter(c, record, fieldName)
}

func (l *ladder) draw(c *Context, width, room int) field.Drawing {
	a := l.whose(c)
	if a == nil {
		return l.drawNoAsk(c, min(width, measure))
	}
	var d field.Drawing
	st := c.Style
	title := "Ladder: " + recordName(c, workbook.RecordKey(workbook.AskRecords, a.ID))
	count := ""
	if n := len(c.Settled.Asks); n > 1 {
		count = fmt.Sprintf("%d of %d", l.ask.in(askIDs(c))+1, n)
	}
	if l.inForm {
		if width >= writeBeside {
			left := leftWidth(width, true)
			d.Line(st.Bold.Render(field.Cut(title, width)))
			d.Add(field.Beside(l.drawSteps(c, left, room-1), left, gutter, l.form.Draw(c, rightWidth(width, true), true), true), 0, true)
			return d
		}
		d.Line(st.Bold.Render(field.Cut(title, width)))
		d.Add(l.form.Draw(c, min(width, measure), true), 0, true)
		return d
	}
	d.Line(st.Bold.Render(field.Pad(title, width-len(count)-1)) + " " + st.Dim.Render(count))
	d.Add(l.drawSteps(c, width, room-1), 0, true)
	return d
}

func (l *ladder) drawNoAsk(c *Context, width int) field.Drawing {
	var d field.Drawing
	d.Text("A ladder leads from the opening of an ask down to its minimum, and there is no ask yet.", width, c.Style.Plain)
	d.Focus = len(d.Lines)
	d.Line(c.Style.Accent.Render("▸ Go to lesson 3 (enter)"))
	d.Click(d.Focus, width, func() { c.Go(Place{Screen: string(workbook.LessonAsks)}) })
	return d
}

// why says why there is no scale; "" where there is one.
func (s scale) why() string {
	a := s.ask
	switch {
	case s.ok:
		return ""
	case a.Minimum.Equal(a.Opening) && a.Opening.OK():
		return fmt.Sprintf("There is no room between your opening and your minimum: both are %s. A higher opening makes some.", a.Opening)
	case a.Opening.Comparable(a.Minimum):
		return fmt.Sprintf("Your opening, %s, asks for less than your minimum, %s: lesson 3 puts them in order.", a.Opening, a.Minimum)
	case a.Opening.OK() && a.Minimum.OK():
		return fmt.Sprintf("Your opening, %s, and your minimum, %s, cannot be set beside each other.", a.Opening, a.Minimum)
	case a.Opening.IsZero() && a.Minimum.IsZero(), a.Opening.InWords() != "", a.Minimum.InWords() != "":
		return "This ask is in words: its steps are a list, from the first to the last."
	case a.Opening.IsZero():
		return "The opening of this ask is not known yet: lesson 3 asks it."
	}
	return "The minimum of this ask is not known yet: lesson 3 asks it."
}

// rung is one line of the ladder with a place of its own.
type rung struct {
	amount string
	sign   string
	text   string // behind the sign
	down   float64
	step   *workbook.Step // nil for the opening and the minimum
	wrong  bool           // below the minimum, or above the opening
}

// gapText is what stands in place of what comes back.
const gapText = "‹what comes back?›"

// drawSteps draws the ladder to scale, or the steps as a list.
func (l *ladder) drawSteps(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	st, on, all := c.Style, l.scale(c), l.steps(c)
	if why := on.why(); why != "" {
		d.Text(why, min(width, measure), st.Plain)
		d.Blank()
	}
	rungs, loose := l.rungs(c, on, all)
	amounts := 0
	for _, r := range append(slices.Clone(rungs), loose...) {
		amounts = max(amounts, ansi.StringWidth(r.amount))
	}
	amounts = min(amounts, max(8, width/3))
	about := l.drawAbout(c, all, amounts, width)
	free := room - len(d.Lines) - len(loose) - len(about.Lines) - min(1, len(about.Lines))
	tall := max(len(rungs), min(free, 3*len(rungs), tallest))
	at := 0
	for i, y := range places(rungs, tall) {
		for ; at < y; at++ {
			d.Line(st.Dim.Render(spaces(amounts+4) + "│"))
		}
		l.rung(c, &d, rungs[i], amounts, width)
		at++
	}
	for _, r := range loose {
		l.rung(c, &d, r, amounts, width)
	}
	if len(about.Lines) > 0 {
		d.Blank()
		d.Add(about, 0, len(all) == 0)
	}
	return d
}

// tallest is how many lines a ladder takes at most, where its steps do not need more.
const tallest = 14

// drawAbout is what stands below the steps: what comes back for the focused one, where its
// line has no room for it, or what can be done while there is no step.
func (l *ladder) drawAbout(c *Context, all []workbook.Rung, amounts, width int) field.Drawing {
	var d field.Drawing
	if len(all) == 0 {
		l.drawPropose(c, &d, width)
		return d
	}
	s := c.Settled.Step(l.current(c).ID())
	if room := width - amounts - reasonAt; s != nil && !l.inForm && (room < len(gapText) || ansi.StringWidth(s.For) > room) {
		d.Text("In return for: "+cmp.Or(s.For, gapText), width, c.Style.Plain)
	}
	return d
}

// drawPropose says what can be done while there is no step.
func (l *ladder) drawPropose(c *Context, d *field.Drawing, width int) {
	d.Focus = len(d.Lines)
	if len(l.proposed(c)) == 0 {
		d.Line(c.Style.Accent.Render("▸ Add a step (a)"))
		d.Click(d.Focus, width, func() { l.addStep(c) })
		return
	}
	d.Line(c.Style.Accent.Render(field.Cut("▸ Propose steps, each smaller than the one before (space)", width)))
	d.Click(d.Focus, width, func() { l.propose(c) })
}

// rungs are the opening, the steps and the minimum from the top, and the steps that have
// no place among them.
func (l *ladder) rungs(c *Context, on scale, all []workbook.Rung) (rungs, loose []rung) {
	word := "less"
	if on.ok && on.opening.Less(on.lowest) { // less is more
		word = "more"
	}
	for i, s := range all {
		down, placed := on.at(s.At)
		r := rung{amount: cmp.Or(s.At.String(), "–"), sign: "├", down: down, step: s.Step, wrong: s.BelowMinimum || s.AboveOpening}
		switch {
		case !placed:
			r.sign = fmt.Sprint(i + 1)
			loose = append(loose, r)
			continue
		case s.BelowMinimum:
			r.text = "past your minimum"
		case s.AboveOpening:
			r.text = "more than you said first"
		case s.TakesBack:
			r.text = "asks for more again"
		case !s.Given.OK():
			r.text = "the same"
		default:
			r.text = s.Given.Number() + " " + word
		}
		rungs = append(rungs, r)
	}
	if !on.ok {
		return nil, loose
	}
	rungs = append(rungs, rung{amount: on.opening.String(), sign: "○", text: "opening"}, rung{amount: on.lowest.String(), sign: "═", text: "minimum", down: 1})
	slices.SortStableFunc(rungs, func(x, y rung) int {
		if c := cmp.Compare(x.down, y.down); c != 0 {
			return c
		}
		return level(x) - level(y)
	})
	return rungs, loose
}

// level puts the opening before the steps that are level with it, and the minimum behind.
func level(r rung) int {
	switch {
	case r.step != nil:
		return 1
	case r.down == 0:
		return 0
	}
	return 2
}

// places gives each rung its line of so many, to scale as far as each has one of its own.
func places(rungs []rung, tall int) []int {
	n := len(rungs)
	out := make([]int, n)
	if n == 0 {
		return out
	}
	top, span := rungs[0].down, rungs[n-1].down-rungs[0].down
	for i, r := range rungs {
		share := 0.0
		if span > 0 {
			share = (r.down - top) / span
		}
		out[i] = int(share*float64(tall-1) + 0.5)
		if i > 0 {
			out[i] = max(out[i], out[i-1]+1)
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = min(out[i], tall-n+i)
	}
	return out
}

// rung draws one line: the amount, the sign on the scale, how much less it is, and what
// comes back for it.
func (l *ladder) rung(c *Context, d *field.Drawing, r rung, amounts, width int) {
	st := c.Style
	var key workbook.Key
	here := false
	if r.step != nil {
		key = workbook.RecordKey(workbook.StepRecords, r.step.ID)
		here = key == l.current(c) && !l.inForm || l.inForm && key == l.form.Record
	}
	style := st.Plain
	if here {
		style, d.Focus = st.Accent, len(d.Lines)
	}
	y := len(d.Lines)
	line := marker(st, here) + style.Render(field.Pad(r.amount, amounts)) + "  " + r.sign + " "
	text := r.text
	if r.step != nil && r.step.Private {
		text = mine(true, text)
	}
	if r.wrong {
		line += st.Warn.Render("✗ " + text)
	} else {
		line += text
	}
	if r.step != nil {
		back := r.step.For
		render := st.Plain.Render
		if back == "" {
			back, render = gapText, st.Dim.Render
		}
		at := amounts + reasonAt
		if left := width - at; left >= len(gapText) {
			line = field.Pad(line, max(at, ansi.StringWidth(line)+2))
			line += render(field.Cut(back, width-ansi.StringWidth(line)))
		}
	}
	d.Line(field.Cut(line, width))
	if r.step == nil {
		d.Click(y, width, func() { c.Follow(workbook.RecordKey(workbook.AskRecords, l.whose(c).ID)) })
		return
	}
	d.Click(y, width, func() {
		again := l.current(c) == key
		l.focus.to(key)
		if l.inForm = false; again {
			l.edit(c, "")
		}
	})
}

// reasonAt is how many cells behind the amounts what comes back begins.
const reasonAt = 24
