package screen

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"firstmile/ui/command"
	"firstmile/ui/field"
	"firstmile/workbook"
	"firstmile/workbook/value"
)

// needs is the activity of lesson 2: a board with three columns. A card moves
// with one key; what a must-have needs is asked below the board.
type needs struct {
	card workbook.ID // the focused card; it keeps the focus when it moves
	editing
}

func init() { activities[workbook.LessonNeeds] = func() activity { return newNeeds() } }

func newNeeds() *needs { return &needs{} }

func (n *needs) start(*Context) {}

var columnNames = map[workbook.Sort]string{workbook.NotYet: "Not yet", workbook.Must: "Must-have", workbook.Nice: "Nice-to-have"}

// focus gives the focused card; the first one while there is none.
func (n *needs) focus(c *Context) *workbook.Return {
	if r := c.Book.Return(n.card); r != nil {
		return r
	}
	for _, s := range workbook.Sorts() {
		if col := c.Book.Sorted(s); len(col) > 0 {
			n.card = col[0].ID
			return c.Book.Return(n.card)
		}
	}
	return nil
}

func (n *needs) commands(c *Context) command.List {
	if n.inForm {
		return n.formCommands(c)
	}
	k, cur := c.Key, n.focus(c)
	if cur == nil {
		toReturns := func() { c.Go(Place{Screen: string(workbook.LessonReturns)}) }
		return command.List{{ID: "needs.returns", Key: command.Also(k.Open, k.Add), Words: "lesson 1", Do: toReturns}}
	}
	sorted := func(id string, b key.Binding, words string, to workbook.Sort) command.Command {
		row := command.Command{ID: id, Key: b, Words: words, Do: func() { n.sort(c, cur, to) }}
		if cur.Need.Sort == to {
			row.Off = fmt.Sprintf("It stands under “%s” already.", columnNames[to])
		}
		return row
	}
	shifted := func(id string, b key.Binding, words string, by int) command.Command {
		sorts := workbook.Sorts()
		to := slices.Index(sorts, cur.Need.Sort) + by
		if to < 0 || to == len(sorts) {
			return command.Command{ID: id, Key: b, Off: "There is no column on that side."}
		}
		return command.Command{ID: id, Key: b, Words: words, Do: func() { n.sort(c, cur, sorts[to]) }}
	}
	must := sorted("needs.must", k.Must, "must-have", workbook.Must)
	nice := sorted("needs.nice", k.Nice, "nice-to-have", workbook.Nice)
	notYet := sorted("needs.notyet", k.NotYet, "back to not yet", workbook.NotYet)
	edit := command.Command{ID: "needs.edit", Key: k.Open, Words: "say more", Do: func() { n.edit(c, "") }}
	scale := command.Command{ID: "needs.scale", Key: k.Scale, Words: "weights to 100", Do: func() {
		c.Change("scale", func(w *workbook.Workbook) { w.ScaleShares() })
		c.Say("The weights of the nice-to-haves now sum to 100.")
	}}
	var rows command.List
	switch cur.Need.Sort {
	case workbook.Must:
		rows = command.List{edit, nice, notYet, scale, must}
	case workbook.Nice:
		edit.Words = "weigh"
		rows = command.List{edit, scale, must, notYet, nice}
	default:
		rows = command.List{must, nice, edit, scale, notYet}
	}
	stay := command.Command{ID: "needs.stay", Key: k.Fallback, Words: "would leave over none", Do: func() { n.stay(c, true) }}
	if c.Book.Fallback.Stay {
		stay.Words, stay.Do = "would leave after all", func() { n.stay(c, false) }
	}
	return append(rows, stay,
		command.Command{ID: "needs.right", Key: k.Right, Words: "column", Quiet: true, Do: func() { n.step(c, cur, 1) }},
		command.Command{ID: "needs.left", Key: k.Left, Quiet: true, Do: func() { n.step(c, cur, -1) }},
		shifted("needs.moveleft", k.MoveLeft, "move left", -1),
		shifted("needs.moveright", k.MoveRight, "move right", 1),
	).Moves(k, func(by int) { n.move(c, by) }, nil)
}

// stay says that one would leave over none of it, or takes that back.
func (n *needs) stay(c *Context, stay bool) {
	c.Change("stay", func(w *workbook.Workbook) { w.Fallback.Stay = stay })
	if stay {
		c.Say("You would leave over none of it. That is an answer; o takes it back.")
	} else {
		c.Say("Then find the one thing over which you would leave.")
	}
}

func (n *needs) move(c *Context, by int) {
	if n.inForm {
		n.form.Move(c, by)
	} else if cur := n.focus(c); cur != nil {
		col, row := placeOf(c, cur)
		n.card = col[clamp(row+by, len(col))].ID
	}
}

// placeOf gives a card's column, and where in it the card stands.
func placeOf(c *Context, cur *workbook.Return) (col []*workbook.Return, row int) {
	col = c.Book.Sorted(cur.Need.Sort)
	return col, slices.IndexFunc(col, func(r *workbook.Return) bool { return r.ID == cur.ID })
}

func (n *needs) sort(c *Context, cur *workbook.Return, to workbook.Sort) {
	id, from, name := cur.ID, cur.Need.Sort, nameOf(*cur)
	n.card = id
	c.Change("sort/"+string(id), func(w *workbook.Workbook) { w.Return(id).Need.Sort = to })
	c.Say(fmt.Sprintf("“%s”: %s.", field.Cut(name, 30), strings.ToLower(columnNames[to])))
	// Sorting goes on with the next card; one that was sorted before is followed.
	if rest := c.Book.Sorted(workbook.NotYet); from == workbook.NotYet && len(rest) > 0 {
		n.card = rest[0].ID
	} else if to == workbook.Must {
		c.Say("enter says what would count as having it.")
	}
}

// step moves the focus to the nearest column that has a card.
func (n *needs) step(c *Context, cur *workbook.Return, by int) {
	sorts := workbook.Sorts()
	_, row := placeOf(c, cur)
	for i := slices.Index(sorts, cur.Need.Sort) + by; i >= 0 && i < len(sorts); i += by {
		if col := c.Book.Sorted(sorts[i]); len(col) > 0 {
			n.card = col[clamp(row, len(col))].ID
			return
		}
	}
}

func (n *needs) edit(c *Context, fieldName string) {
	cur := n.focus(c)
	if cur == nil {
		return
	}
	if fieldName == "" {
		fieldName = map[workbook.Sort]string{workbook.Must: "threshold", workbook.Nice: "share"}[cur.Need.Sort]
	}
	column := field.Hint{Choice: func(s string) string { return columnNames[workbook.Sort(s)] }}
	n.show(workbook.RecordKey(workbook.ReturnRecords, cur.ID), string(workbook.LessonNeeds), fieldName, map[string]field.Hint{"sort": column})
}

func (n *needs) enter(c *Context, record workbook.Key, fieldName string) {
	if record != "" {
		n.card = record.ID()
	}
	n.inForm = false
	if fieldName != "" && fieldName != "sort" {
		n.edit(c, fieldName)
	}
}

func (n *needs) at(c *Context) (record workbook.Key, fieldName string) {
	cur := n.focus(c)
	if cur == nil {
		return "", ""
	}
	record = workbook.RecordKey(workbook.ReturnRecords, cur.ID)
	if n.inForm {
		fieldName = n.form.Focused(c.Book)
	}
	return record, fieldName
}

func (n *needs) draw(c *Context, width, room int) field.Drawing {
	var d field.Drawing
	cur := n.focus(c)
	if cur == nil {
		d.Text(c.Pack.Lesson(workbook.LessonNeeds).Empty, width, c.Style.Plain)
		y := len(d.Lines)
		d.Line(c.Style.Accent.Render(field.Cut("▸ Go to lesson 1 (enter)", width)))
		d.Click(y, width, func() { c.Go(Place{Screen: string(workbook.LessonReturns)}) })
		return d
	}
	d.Add(n.board(c, cur, width, room), 0, !n.inForm)
	d.Blank()
	if n.inForm {
		d.Line(c.Style.Bold.Render(field.Cut(nameOf(*cur), width)))
		d.Add(n.form.Draw(c, min(width, measure), true), 0, true)
		return d
	}
	d.Add(n.details(c, cur, width), 0, false)
	return d
}

// threeColumns is the width from which the columns stand beside each other.
const threeColumns = 60

func (n *needs) board(c *Context, cur *workbook.Return, width, room int) field.Drawing {
	var out field.Drawing
	seen := n.inSight(c, cur, width, room)
	for i, s := range workbook.Sorts() {
		w := width
		if width >= threeColumns {
			w = (width - 2*gutter) / 3
		}
		col := n.column(c, s, cur, w, seen)
		here := s == cur.Need.Sort
		switch {
		case width < threeColumns:
			out.Add(col, 0, here)
		case i == 0:
			out = col
		default:
			out = field.Beside(out, i*(w+gutter)-gutter, gutter, col, here)
		}
	}
	return out
}

// inSight tells which rows a window of room lines can show: those around the
// focused card, or the last ones above the form.
func (n *needs) inSight(c *Context, cur *workbook.Return, width, room int) func(row int) bool {
	if width < threeColumns {
		return func(int) bool { return true } // the columns stand one below the other
	}
	_, at := placeOf(c, cur)
	if n.inForm {
		at = 0
		for _, s := range workbook.Sorts() {
			at = max(at, len(c.Book.Sorted(s)))
		}
	}
	return func(row int) bool { return row >= at-room && row <= at+room }
}

func (n *needs) column(c *Context, s workbook.Sort, cur *workbook.Return, width int, seen func(row int) bool) field.Drawing {
	var d field.Drawing
	st := c.Style
	cards := c.Book.Sorted(s)
	head := fmt.Sprintf("%s  %d", columnNames[s], len(cards))
	if sum := 0; s == workbook.Nice {
		for _, r := range cards {
			sum += r.Need.Share.Or(0)
		}
		if sum > 0 && sum != 100 {
			head = fmt.Sprintf("%s %d, sum %d", columnNames[s], len(cards), sum)
		}
	}
	d.Text(head, width, st.Bold)
	if len(cards) == 0 {
		d.Line(st.Dim.Render("  –"))
	}
	for i, r := range cards {
		here := r.ID == cur.ID
		if !here && !seen(i) {
			d.Line(" ")
			continue
		}
		style := st.Plain
		if here {
			style = st.Accent
			d.Focus = len(d.Lines)
		}
		tail, tailWidth := n.tail(c, *r)
		y := len(d.Lines)
		d.Line(marker(st, here) + style.Render(field.Pad(nameOf(*r), width-3-tailWidth)) + " " + tail)
		d.Click(y, width, func() {
			if n.card == r.ID && !n.inForm {
				n.edit(c, "")
				return
			}
			n.card, n.inForm = r.ID, false
		})
	}
	return d
}

func nameOf(r workbook.Return) string {
	if r.Name == "" {
		return "(no name)"
	}
	return r.Name
}

// tail is what a card tells at its right end, and how wide that is.
func (n *needs) tail(c *Context, r workbook.Return) (string, int) {
	st := c.Style
	switch r.Need.Sort {
	case workbook.Must:
		switch c.Settled.MustMet(*c.Settled.Return(r.ID)) {
		case value.Yes:
			return st.Plain.Render("✓ met"), 9
		case value.No:
			return st.Warn.Render("✗ not met"), 9
		}
		return st.Dim.Render("? met"), 9
	case workbook.Nice:
		return field.PadLeft(orDash(r.Need.Share), 3), 3
	}
	return "", 0
}

// details says in words what is known of the focused card.
func (n *needs) details(c *Context, r *workbook.Return, width int) field.Drawing {
	var d field.Drawing
	st := c.Style
	d.Line(st.Bold.Render(field.Cut(nameOf(*r), width)))
	switch r.Need.Sort {
	case workbook.NotYet:
		d.Text("Would you leave over it? Then it is a must-have (m). If not, it is a nice-to-have (n).", width, st.Plain)
	case workbook.Must:
		threshold := "no threshold yet: what would count as having it?"
		if !r.Need.Threshold.IsZero() {
			threshold = c.Settled.Return(r.ID).Need.Threshold.String()
		}
		d.Text("Threshold: "+threshold, width, st.Plain)
		d.Text("Today's job meets it: "+answerOr(c.Settled.MustMet(*c.Settled.Return(r.ID)))+". A must-have is passed or failed, never traded for points (Kepner-Tregoe).", width, st.Plain)
		ask := "One exception in twenty: would you really leave?"
		if nearly, ok := c.Settled.Return(r.ID).Need.Nearly(); ok {
			ask = fmt.Sprintf("At 95%% of it, %s: would you really leave?", nearly)
		}
		d.Text(ask+" "+answerOr(r.Need.Leave), width, st.Plain)
	case workbook.Nice:
		d.Text("Weight: "+orDash(r.Need.Share)+" of 100, by the swing from its worst to its best (Keeney & Raiffa).", width, st.Plain)
		if n := r.Need; n.Worst != "" || n.Best != "" {
			d.Text(cmp.Or(n.Worst, "not yet answered")+" → "+cmp.Or(n.Best, "not yet answered"), width, st.Plain)
		}
	}
	d.Click(0, width, func() { n.edit(c, "") })
	return d
}

func answerOr(a value.Answer) string {
	if a == value.Unanswered {
		return "not yet answered"
	}
	return a.String()
}
