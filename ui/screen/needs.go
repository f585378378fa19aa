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

// needs is the activity of lesson 2: the returns in three groups, one below the
// other. A return moves with one key, and the focus goes on to the next that is not
// sorted; the points of the nice-to-haves are typed in their rows.
type needs struct {
	roster
	typed  number
	behind workbook.Key // what stood behind the return that was sorted last: the next to sort
}

func init() { activities[workbook.LessonNeeds] = func() activity { return newNeeds() } }

// groups are what the returns are sorted into, from the top of the list.
var groups = []workbook.Sort{workbook.Must, workbook.Nice, workbook.NotYet}

var groupNames = map[workbook.Sort]string{workbook.NotYet: "Not yet", workbook.Must: "Must-have", workbook.Nice: "Nice-to-have"}

// allPoints is what the points of the nice-to-haves make together.
const allPoints = 100

func newNeeds() *needs {
	n := &needs{}
	n.page = string(workbook.LessonNeeds)
	n.rows = func(c *Context) (out []workbook.Key) {
		for _, s := range groups {
			for _, r := range c.Book.Sorted(s) {
				out = append(out, needKey(r))
			}
		}
		return out
	}
	n.hints = func(*Context, workbook.Key) map[string]field.Hint {
		return map[string]field.Hint{"sort": {Choice: func(s string) string { return groupNames[workbook.Sort(s)] }}}
	}
	n.alike = func(c *Context, a, b workbook.Key) bool {
		return c.Book.Return(a.ID()).Need.Sort == c.Book.Return(b.ID()).Need.Sort
	}
	return n
}

func needKey(r *workbook.Return) workbook.Key {
	return workbook.RecordKey(workbook.ReturnRecords, r.ID)
}

// focused is the return that has the focus, nil when there is none.
func (n *needs) focused(c *Context) *workbook.Return { return c.Book.Return(n.current(c).ID()) }

func (n *needs) commands(c *Context) command.List {
	if n.inForm {
		return n.formCommands(c)
	}
	k, cur := c.Key, n.focused(c)
	if cur == nil {
		toReturns := func() { c.Go(Place{Screen: string(workbook.LessonReturns)}) }
		return command.List{{ID: "needs.returns", Key: command.Also(k.Open, k.Add), Words: "lesson 1", Do: toReturns}}
	}
	sorted := func(id string, b key.Binding, words, name string, to workbook.Sort) command.Command {
		row := command.Command{ID: id, Key: b, Words: words, Name: name, Do: func() { n.sort(c, cur, to) }}
		if cur.Need.Sort == to {
			row.Off = fmt.Sprintf("It stands under “%s” already.", groupNames[to])
		}
		return row
	}
	must, nice := sorted("needs.must", k.Must, "must", "must-have", workbook.Must), sorted("needs.nice", k.Nice, "nice", "nice-to-have", workbook.Nice)
	notYet := sorted("needs.notyet", k.NotYet, "not yet", "back to not yet", workbook.NotYet)
	edit := n.editRow(c, "needs", "edit", k.Open, func() { n.edit(c, "") })
	points, scale, stay := n.pointRows(c, cur), n.scaleRow(c), n.stayRow(c)
	var rows command.List
	switch cur.Need.Sort {
	case workbook.Must:
		rows = append(command.List{edit, nice, notYet, stay, scale, must}, points...)
	case workbook.Nice:
		rows = append(points, scale, must, notYet, edit, stay, nice)
	default:
		edit.Words = "" // all that is asked of it is where it belongs
		rows = append(command.List{must, nice, stay, scale, edit, notYet}, points...)
	}
	if q := n.asked(c); q.text != "" {
		rows = n.questioned(c, cur, q, rows)
	} else {
		rows = append(rows, n.leaveRow(c, cur))
	}
	turn := func(id string, b key.Binding, by int) command.Command {
		return command.Command{ID: id, Key: b, Quiet: true, Do: func() { n.turn(c, by) }}
	}
	return append(rows,
		turn("needs.group", command.Also(k.Next, k.Right), 1), turn("needs.groupback", command.Also(k.Previous, k.Left), -1),
		command.Command{ID: "needs.next", Key: k.NextRecord, Quiet: true, Do: func() { n.next(c) }},
	).Moves(k, func(by int) { n.move(c, by) }, func(pages int) { n.move(c, pages*pageRows) })
}

// pointRows type the points of a nice-to-have.
func (n *needs) pointRows(c *Context, cur *workbook.Return) command.List {
	off := ""
	if cur.Need.Sort != workbook.Nice {
		off = "Points are for nice-to-haves: n makes it one."
	}
	at := n.current(c)
	give := func(to value.Points) {
		c.Change("share/"+string(at), func(w *workbook.Workbook) { w.Return(at.ID()).Need.Share = to })
	}
	return digitRows(c.Key, "needs.points", "points", off, func(digit int) {
		to, full := n.typed.digit(at, cur.Need.Share, digit, allPoints)
		if full {
			c.Say("Points end at 100.")
		}
		give(to)
	}, func() { give(n.typed.erase(at, cur.Need.Share)) })
}

// points sums up what the nice-to-haves have.
func points(w workbook.Workbook) (sum int) {
	for _, r := range w.Sorted(workbook.Nice) {
		sum += r.Need.Share.Or(0)
	}
	return sum
}

func (n *needs) scaleRow(c *Context) command.Command {
	row := command.Command{ID: "needs.scale", Key: c.Key.Scale, Words: "make it 100", Do: func() {
		c.Change("scale", func(w *workbook.Workbook) { w.ScaleShares() })
		c.Say("The points of the nice-to-haves now make 100.")
	}}
	switch {
	case len(c.Book.Sorted(workbook.Nice)) == 0:
		row.Off = "There is no nice-to-have yet: n makes one."
	case points(c.Book) == allPoints:
		row.Off = "The points make 100 already."
	}
	return row
}

// stayRow says that one would leave over none of it, or takes that back.
func (n *needs) stayRow(c *Context) command.Command {
	stay := !c.Book.Fallback.Stay
	row := command.Command{ID: "needs.stay", Key: c.Key.Fallback, Words: "leave over none", Do: func() {
		c.Change("stay", func(w *workbook.Workbook) { w.Fallback.Stay = stay })
		if stay {
			c.Say("You would leave over none of it. That is an answer; o takes it back.")
		} else {
			c.Say("Then find the one thing over which you would leave.")
		}
	}}
	if !stay {
		row.Words = "I would leave"
	}
	return row
}

// leaveRow answers the hesitation test with yes; that a nice-to-have is made of it is
// the other answer.
func (n *needs) leaveRow(c *Context, cur *workbook.Return) command.Command {
	row := command.Command{ID: "needs.leave", Key: c.Key.Yes, Name: "I would leave over it", Do: func() {
		c.Change("leave/"+string(cur.ID), func(w *workbook.Workbook) { w.Return(cur.ID).Need.Leave = value.Yes })
		c.Say(fmt.Sprintf("You would leave over “%s”.", field.Cut(nameOf(*cur), 30)))
	}}
	switch {
	case cur.Need.Sort != workbook.Must:
		row.Off = "Only over a must-have would you leave: m makes it one."
	case cur.Need.Leave == value.Yes:
		row.Off = "You have said so already."
	}
	return row
}

// question is what the answers ask before all else, and the commands that answer it.
type question struct {
	text string
	ids  []string
}

// asked is the question that stands above the list, "" when there is none.
func (n *needs) asked(c *Context) question {
	for _, f := range c.Findings {
		switch f.Rule {
		case "musts-many-fail":
			return question{"Which one would make you resign?", []string{"needs.only", "needs.nice", "needs.stay"}}
		case "stays-with-musts":
			return question{"You would leave over none, and you have must-haves.", []string{"needs.allnice", "needs.stay"}}
		}
	}
	return question{}
}

// questioned puts the commands that answer the question before the others, in the
// words of an answer.
func (n *needs) questioned(c *Context, cur *workbook.Return, q question, rows command.List) command.List {
	only := command.Command{ID: "needs.only", Key: c.Key.Yes, Words: "only this", Name: "keep only this must-have", Do: func() { n.demote(c, cur) }}
	if cur.Need.Sort != workbook.Must {
		only.Off = "It is no must-have: m makes it one."
	}
	all := command.Command{ID: "needs.allnice", Key: c.Key.Yes, Words: "make them nice", Name: "make all must-haves nice-to-haves", Do: func() { n.demote(c, nil) }}
	rows = append(rows, only, all)
	if slices.Contains(q.ids, "needs.only") {
		rows.Say("needs.nice", "not this").Say("needs.stay", "none")
	}
	var first command.List
	for _, id := range q.ids {
		row, _ := rows.Get(id)
		first = append(first, row)
	}
	rest := slices.DeleteFunc(rows, func(row command.Command) bool {
		return slices.Contains(q.ids, row.ID) || row.ID == "needs.only" || row.ID == "needs.allnice"
	})
	return append(first, rest...)
}

// demote makes every must-have a nice-to-have, but the one to keep.
func (n *needs) demote(c *Context, keep *workbook.Return) {
	moved := 0
	c.Change("demote", func(w *workbook.Workbook) {
		moved = 0
		for _, r := range w.Sorted(workbook.Must) {
			if keep == nil || r.ID != keep.ID {
				r.Need.Sort = workbook.Nice
				moved++
			}
		}
	})
	said := fmt.Sprintf("%s went to the nice-to-haves. u takes it back.", value.Sentence(value.Count(moved, "must-have")))
	if keep != nil {
		said = fmt.Sprintf("“%s” is your must-have. u takes it back.", field.Cut(nameOf(*keep), 30))
	}
	c.Say(said)
}

func (n *needs) move(c *Context, by int) {
	n.behind, n.typed = "", number{}
	n.roster.move(c, by)
}

// turn goes to the first return of the next group that has one.
func (n *needs) turn(c *Context, by int) {
	at := slices.Index(groups, n.focused(c).Need.Sort)
	for range groups {
		at = (at + by + len(groups)) % len(groups)
		if all := c.Book.Sorted(groups[at]); len(all) > 0 {
			n.behind, n.typed = "", number{}
			n.focus.to(needKey(all[0]))
			return
		}
	}
}

// follower is what stands behind a return in its group, the first behind the last;
// "" where it stands alone.
func follower(c *Context, r *workbook.Return) workbook.Key {
	all := c.Book.Sorted(r.Need.Sort)
	if len(all) < 2 {
		return ""
	}
	at := slices.IndexFunc(all, func(o *workbook.Return) bool { return o.ID == r.ID })
	return needKey(all[(at+1)%len(all)])
}

// next goes to the next return that the same is asked of: behind one that was just
// sorted, the next to sort.
func (n *needs) next(c *Context) {
	to, cur := n.behind, n.focused(c)
	if c.Book.Return(to.ID()) == nil {
		to = cmp.Or(follower(c, cur), toSort(c, cur))
	}
	n.behind, n.typed = "", number{}
	if to == "" {
		c.Say(fmt.Sprintf("“%s” stands alone in its group, and all are sorted: the arrows lead to the others.", field.Cut(nameOf(*cur), 24)))
		return
	}
	n.focus.to(to)
}

// toSort is the first return beside this one that is not sorted yet, "" where there is none.
func toSort(c *Context, cur *workbook.Return) workbook.Key {
	for _, r := range c.Book.Sorted(workbook.NotYet) {
		if r.ID != cur.ID {
			return needKey(r)
		}
	}
	return ""
}

// sort puts a return into a group. Out of those that are not sorted yet the focus goes on
// to what stood behind it there; else it stays, and one key leads on.
func (n *needs) sort(c *Context, cur *workbook.Return, to workbook.Sort) {
	id, next := cur.ID, toSort(c, cur)
	said := fmt.Sprintf("“%s”: %s.", field.Cut(nameOf(*cur), 30), strings.ToLower(groupNames[to]))
	fresh := cur.Need.Sort == workbook.NotYet
	if fresh || next == "" && n.asked(c).text != "" { // it is asked of a group
		next = follower(c, cur)
	}
	n.focus.to(needKey(cur))
	n.behind, n.typed = next, number{}
	if fresh && next != "" {
		n.focus.to(next)
		n.behind = ""
	}
	c.Change("sort/"+string(id), func(w *workbook.Workbook) { w.Return(id).Need.Sort = to })
	switch {
	case next == "" && fresh:
		said += " All are sorted."
	case fresh:
		said += fmt.Sprintf(" Next is “%s”.", field.Cut(nameOf(*c.Book.Return(next.ID())), 24))
	case next != "":
		said += fmt.Sprintf(" %s goes on with “%s”.", c.Key.NextRecord.Help().Key, field.Cut(nameOf(*c.Book.Return(next.ID())), 24))
	}
	c.Say(said)
}

// unwound brings the focus back to the return whose sorting was undone, or done again.
func (n *needs) unwound(c *Context, changes []workbook.Change) {
	at := slices.IndexFunc(changes, func(ch workbook.Change) bool { return ch.Field == "sort" && c.Book.Return(ch.Record.ID()) != nil })
	if at >= 0 && !n.inForm {
		n.focus.to(changes[at].Record)
		n.behind, n.typed = "", number{}
	}
}

func (n *needs) edit(c *Context, fieldName string) {
	cur := n.focused(c)
	if cur == nil {
		return
	}
	if fieldName == "" {
		fieldName = map[workbook.Sort]string{workbook.Must: "threshold", workbook.Nice: "share"}[cur.Need.Sort]
	}
	n.behind, n.typed = "", number{}
	n.roster.edit(c, fieldName)
}

func (n *needs) enter(c *Context, record workbook.Key, fieldName string) {
	n.roster.enter(c, record, "")
	// How it is sorted is asked by the list, and so is what concerns no return.
	if record.Collection() == workbook.ReturnRecords && fieldName != "" && fieldName != "sort" {
		n.edit(c, fieldName)
	}
}

func nameOf(r workbook.Return) string { return r.Called() }
