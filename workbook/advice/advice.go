// Package advice tells what the answers of a workbook show: what does not agree
// or is missing (findings), what follows from it (insights), and how far each
// lesson has come. One file a lesson has all that is known about it.
package advice

import (
	"cmp"
	"fmt"
	"slices"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// Severity says how much a finding matters.
type Severity int

// A hint can wait, a warning weakens the conversation, a block means that the
// plan does not hold: `check` exits 1 on it.
const (
	Hints Severity = iota
	Warns
	Blocks
)

// String gives hint, warns or blocks.
func (s Severity) String() string {
	switch s {
	case Hints:
		return "hint"
	case Warns:
		return "warns"
	}
	return "blocks"
}

// Finding is one thing that the answers, checked against each other, show.
type Finding struct {
	Rule     string            // the id of the rule, "ask-no-minimum"
	Severity Severity          // how much it matters
	Lesson   workbook.Lesson   // where it is mended
	Also     []workbook.Lesson // the other lessons that show it
	Missing  bool              // it is about an answer that is not given yet: no news to someone who is just giving the answers
	Record   workbook.Key      // the record that it points to; "" for the lesson as a whole
	Field    string            // the field to fill or change, as in the record's JSON, a return's need included; may be ""
	Text     string            // one sentence: what is so
	Do       string            // one sentence: what to do about it
}

// About tells whether the finding belongs to what a lesson asks.
func (f Finding) About(l workbook.Lesson) bool { return f.Lesson == l || slices.Contains(f.Also, l) }

// dated is a workbook on a day: all that advice is made from, settled, so that
// amounts can be compared. Rules read it, and change nothing.
type dated struct {
	workbook.Workbook
	typed workbook.Workbook // as the person typed it
	today value.Date
	said  map[workbook.ID][]value.Mention // of each ask, once it was read
}

// Advice is what the answers of a workbook show on a day. Each part is worked out when
// it is first asked for, and the amounts are settled once for all of them. It is used
// by pointer, from one goroutine; what it gives is not to be changed.
type Advice struct {
	on     dated
	found  []Finding
	came   []Progress
	partly bool // see Partly
}

// Of looks at a workbook on a day. What asks for no day (Progresses, Next, Summary)
// is the same on all of them.
func Of(w workbook.Workbook, today value.Date) *Advice {
	return &Advice{on: dated{w.Settled(), w, today, map[workbook.ID][]value.Mention{}}}
}

// Shared is Of for what a coach may read of a workbook: what is private is taken out before
// anything is worked out, since what is not there cannot be named. kept tells that a return
// was kept back before the workbook came here.
func Shared(w workbook.Workbook, kept bool, today value.Date) *Advice {
	a := Of(workbook.Schema.Shared(w), today)
	a.partly = kept || slices.ContainsFunc(w.Returns, func(r workbook.Return) bool { return r.Private }) // of which sort is private too
	return a
}

// Partly tells that a return is kept from the reader, maybe a must-have: what follows from
// all of them would be wrong, and is not among the findings.
func (a *Advice) Partly() bool { return a.partly }

// ofAll are the rules that are wrong then: an offer is no way out where it fails a must-have
// that is private.
var ofAll = []string{"ask-below-alternative", "returns-few", "musts-none", "offer-nothing-to-say"}

// Settled is the workbook with its amounts made ready to reckon with and to show.
func (a *Advice) Settled() workbook.Workbook { return a.on.Workbook }

// at is the key of a record that there is once in a workbook, such as the profile.
func (w *dated) at(collection string) workbook.Key { return workbook.RecordKey(collection, w.ID) }

// check names what it found, with Record, Field, Text and Do; the rest of a
// Finding is in the row of its rule, but for a Severity above that of the row.
type check func(w *dated) []Finding

// rule is one check across the workbook.
type rule struct {
	id       string
	severity Severity
	missing  bool              // see Finding.Missing
	leads    bool              // it comes before all that matters as much: it is said before anything is asked for
	also     []workbook.Lesson // see Finding.Also
	under    string            // the rule that has told the same by itself: where it found something, Digest leaves this one out
	check    check
	together func(w *dated, all []Finding) Finding // tells several findings of this rule as one; nil where each is told
}

// chapter is all that advice knows of one lesson.
type chapter struct {
	lesson   workbook.Lesson
	rules    []rule
	insight  func(w *dated) []string
	progress func(w workbook.Workbook) (started, done bool, count string)
}

// chapters are in the order of the lessons.
var chapters []chapter

// teach adds what is known of a lesson; its file does so when the program starts.
func teach(c chapter) {
	chapters = append(chapters, c)
	slices.SortFunc(chapters, func(a, b chapter) int { return a.lesson.Number() - b.lesson.Number() })
}

// Findings runs every rule: what blocks comes first, of what matters as much what leads, then by lesson.
func (a *Advice) Findings() []Finding {
	if a.found == nil {
		a.found = findings(&a.on)
		if a.partly {
			a.found = slices.DeleteFunc(a.found, func(f Finding) bool { return slices.Contains(ofAll, f.Rule) })
		}
	}
	return a.found
}

func findings(d *dated) []Finding {
	out := []Finding{}
	for _, c := range chapters {
		for _, r := range c.rules {
			found := r.check(d)
			if r.together != nil && len(found) > 1 {
				found = one(r.together(d, found))
			}
			for _, f := range found {
				f.Rule, f.Severity, f.Lesson, f.Also, f.Missing = r.id, max(f.Severity, r.severity), c.lesson, r.also, r.missing
				if r.missing && len(d.Returns) == 0 { // who has not begun lacks nothing yet
					f.Severity = Hints
				}
				out = append(out, f)
			}
		}
	}
	out = append(out, unread(d)...)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(number(leads(b.Rule)), number(leads(a.Rule))), cmp.Compare(a.Lesson.Number(), b.Lesson.Number()))
	})
	return out
}

// Line is what one rule found, told once.
type Line struct {
	Finding           // the first of them
	All     []Finding // all of them
}

// Digest tells findings one line a rule, the most important first, whatever their
// lesson: what blocks before what weakens, a missed target before all that matters as much, answers that contradict each other before
// answers that are not given yet, and then as the lessons and their tables go. What follows
// from another line is left to that one.
func Digest(all []Finding) []Line {
	var out []Line
	for _, f := range all {
		if under := ruled(f.Rule).under; under != "" && slices.ContainsFunc(all, func(o Finding) bool { return o.Rule == under }) {
			continue
		}
		if i := slices.IndexFunc(out, func(l Line) bool { return l.Rule == f.Rule && l.Missing == f.Missing }); i >= 0 {
			out[i].All = append(out[i].All, f)
			continue
		}
		out = append(out, Line{f, []Finding{f}})
	}
	slices.SortStableFunc(out, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(number(leads(b.Rule)), number(leads(a.Rule))), cmp.Compare(number(a.Missing), number(b.Missing)))
	})
	for i, l := range out {
		if n := len(l.All) - 1; n > 0 {
			out[i].Text = fmt.Sprintf("%s The same goes for %s more.", l.Text, value.Spell(n))
		}
	}
	return out
}

// ruled is the row of a rule.
func ruled(id string) rule {
	for _, c := range chapters {
		if i := slices.IndexFunc(c.rules, func(r rule) bool { return r.id == id }); i >= 0 {
			return c.rules[i]
		}
	}
	return rule{id: id}
}

// leads tells whether a rule comes before all that matter as much.
func leads(id string) bool { return ruled(id).leads }

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func one(f Finding) []Finding { return []Finding{f} }

// each looks at the records of a collection one by one.
func each[T any](collection string, all []T, look func(*T) (workbook.ID, *Finding)) []Finding {
	var out []Finding
	for i := range all {
		if id, f := look(&all[i]); f != nil {
			f.Record = workbook.RecordKey(collection, id)
			out = append(out, *f)
		}
	}
	return out
}

// Insight is what a lesson tells back: one or two sentences reckoned from the
// answers. While too little is answered it says what is missing, never a guess.
func (a *Advice) Insight(l workbook.Lesson) []string {
	for _, c := range chapters {
		if c.lesson == l {
			return c.insight(&a.on)
		}
	}
	return nil
}

// State is how far a lesson has come.
type State int

// A lesson is done when what it asks for is answered; findings may remain.
const (
	Untouched State = iota
	Started
	Done
)

// Progress is one line of the map.
type Progress struct {
	Lesson workbook.Lesson
	State  State
	Count  string // what there is so far, such as "3 · 4"; "–" for nothing
}

// Progresses gives the nine lines of the map.
func (a *Advice) Progresses() []Progress {
	if a.came == nil {
		a.came = progresses(a.on.Workbook)
	}
	return a.came
}

func progresses(w workbook.Workbook) []Progress {
	var out []Progress
	for _, l := range workbook.Lessons() {
		out = append(out, Progress{Lesson: l, Count: "–"})
	}
	for _, c := range chapters {
		p := &out[c.lesson.Number()-1]
		switch started, done, count := c.progress(w); {
		case started && done:
			p.State, p.Count = Done, count
		case started:
			p.State, p.Count = Started, count
		}
	}
	return out
}

// Next is the lesson to go on with: the first that is not done, but for one that was begun
// and left for a later lesson, which comes when the rest is done. One that asks nothing
// yet comes last.
func (a *Advice) Next() workbook.Lesson {
	all := a.Progresses()
	last := -1 // the last lesson that is done
	for i, p := range all {
		if p.State == Done {
			last = i
		}
	}
	var left, unbuilt workbook.Lesson
	for i, p := range all {
		switch {
		case p.State == Done:
		case !p.Lesson.Built():
			unbuilt = cmp.Or(unbuilt, p.Lesson)
		case p.State == Untouched || i > last:
			return p.Lesson
		default:
			left = cmp.Or(left, p.Lesson)
		}
	}
	return cmp.Or(left, unbuilt, workbook.LessonStrategy)
}

// Summary is a workbook's line in the library.
type Summary struct {
	Done  int // lessons that are done
	Built int // lessons that have an activity
}

// Summary counts the lessons that are done.
func (a *Advice) Summary() Summary {
	s := Summary{Built: len(chapters)}
	for _, p := range a.Progresses() {
		if p.State == Done {
			s.Done++
		}
	}
	return s
}
