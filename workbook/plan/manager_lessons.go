package plan

import (
	"fmt"

	"firstmile/workbook"
	"firstmile/workbook/value"
)

// spokenDeal is a deal as it was written down.
type spokenDeal struct{ sentence, status string }

// openTarget is a target of the job with what it came to.
type openTarget struct {
	what, period, target, actual, result, asof, source, agreed, confirmed, by string
}

// toldExtra is a piece of extra work in the words in which it was told.
type toldExtra struct{ what, words, credit string }

// written tells whether a deal is one that the manager has read.
func written(d workbook.Deal) bool {
	return d.Status == workbook.DealEmailed || d.Status == workbook.DealConfirmed
}

// wholly gives a day that could be read, with its year: the copy is read on another day
// than it is made.
func wholly(d value.Date) string {
	if !d.OK() {
		return ""
	}
	return d.String()
}

// deals are those that are in writing, each released as a whole. Their days are whole,
// as on no day.
func (c *consent) deals() []spokenDeal {
	var out []spokenDeal
	for i, d := range c.w.Deals {
		s := spokenDeal{oneLine(c.w.DealSays(d, value.Date{})), standing(d)}
		if s.sentence != "" && c.parts(workbook.Where{Deal: d.ID}, fmt.Sprintf("Deal %d", i+1), s.sentence+" "+s.status, s.sentence, s.status) {
			out = append(out, s)
		}
	}
	return out
}

// standing says how far a deal is that is in writing.
func standing(d workbook.Deal) string {
	on := wholly(d.Since)
	if on != "" {
		on = " on " + on
	}
	if d.Status == workbook.DealConfirmed {
		return "Confirmed" + on + "."
	}
	return "As I wrote it down" + on + "; a yes is still missing."
}

// before puts words before what was answered.
func before(words, answer string) string {
	if blank(answer) {
		return ""
	}
	return words + answer
}

// number is an amount as the person gave it; what could not be read is none yet.
func (c *consent) number(a value.Amount) string {
	if a.Unread() != "" {
		return ""
	}
	return oneLine(a.AsTyped(c.w.WorkYear()).String())
}

// bound is a number with its side, or a statement.
func (c *consent) bound(b value.Bound) string {
	if b.Amount.OK() {
		b.Amount = b.Amount.AsTyped(c.w.WorkYear())
		return oneLine(b.String())
	}
	return oneLine(b.Statement)
}

// targets are those of the job, misses too, each released as a whole.
func (c *consent) targets() []openTarget {
	var out []openTarget
	for i, k := range c.w.KPIs {
		t := openTarget{what: oneLine(k.What), period: oneLine(k.Period), target: c.bound(k.Target), actual: c.number(k.Actual),
			asof: wholly(k.AsOf), source: oneLine(k.Source), agreed: oneLine(k.Agreed), confirmed: k.Confirmed.String()}
		if !blank(k.Target.Statement) && !k.Target.Amount.OK() {
			t.actual = "" // a statement is true or not
		}
		if k.Result() != workbook.KPIUnknown {
			t.result = resultOf(k)
		}
		if k.Result() == workbook.KPIMissed {
			t.by = wholly(k.By)
		}
		if says := t.says(); says != "" && c.parts(workbook.Where{KPI: k.ID}, fmt.Sprintf("Target %d", i+1), says,
			t.what, t.period, t.target, t.actual, t.result, t.asof, t.source, t.agreed, t.confirmed, t.by) {
			out = append(out, t)
		}
	}
	return out
}

// says is a row in one line.
func (t openTarget) says() string {
	against := t.target
	if !blank(t.actual) {
		against = t.actual + before(" against ", t.target)
	}
	head := t.what
	if !blank(head) && !blank(against) {
		head += ": "
	}
	return joined(head+against, t.result, before("on target by ", t.by), t.period, before("as of ", t.asof), before("read from ", t.source), before("agreed with ", t.agreed), before("they agree: ", t.confirmed))
}

// extras are the pieces of extra work that somebody was told of, in the words told, each
// released with its credit.
func (c *consent) extras() []toldExtra {
	var out []toldExtra
	n := 0
	for _, e := range c.w.Extras {
		if blank(e.Told) || blank(e.Words) {
			continue
		}
		n++
		var with []string
		for _, credit := range e.Credit {
			if !blank(credit.Text) {
				with = append(with, oneLine(credit.Text))
			}
		}
		t := toldExtra{what: oneLine(e.What), words: e.Words, credit: value.List(with)}
		head := t.what
		if !blank(head) {
			head += ": "
		}
		if c.parts(workbook.Where{Extra: e.ID}, fmt.Sprintf("Extra work %d", n), head+oneLine(t.words)+before(" With ", t.credit), t.what, t.words, t.credit) {
			out = append(out, t)
		}
	}
	return out
}

// agenda is the person's own, entry by entry.
func (c *consent) agenda() []string {
	var out []string
	for i, e := range c.w.Review.Agenda {
		at := workbook.Where{Of: workbook.ReviewRecords, Field: "agenda", Entry: string(e.ID)}
		if text := c.text(at, fmt.Sprintf("Agenda, point %d", i+1), e.Text); !blank(text) {
			out = append(out, text)
		}
	}
	return out
}

// step is what happens next and by when, released as one, and the next meeting.
func (c *consent) step() (next, by, after string) {
	t := c.w.Talk
	next, by = oneLine(t.Next), wholly(t.NextBy)
	if blank(next) || !c.parts(workbook.Where{Of: workbook.TalkRecords, Field: "next"}, "Next step", joined(next, before("by ", by)), next, by) {
		next, by = "", ""
	}
	after = c.text(workbook.Where{Of: workbook.ReviewRecords, Field: "after"}, "Next meeting", wholly(c.w.Review.After))
	return next, by, after
}

var (
	targetHeader = []string{"The job", "Period", "Target", "Actual", "Result", "As of", "Read from", "Agreed with", "You agree", "On target by"}
	targetAlign  = []Align{Left, Left, Right, Right, Left, Right, Left, Left, Left, Right}
)

// managerWork has what the manager may read of lessons 5 to 8.
func managerWork(v managerView, fill map[string][]Block) {
	for _, d := range v.deals {
		fill["deals"] = append(fill["deals"], Quote{d.sentence}, Paragraph{Text: d.status})
	}
	if len(v.targets) > 0 {
		t := Table{Header: targetHeader, Align: targetAlign}
		for _, k := range v.targets {
			t.Rows = append(t.Rows, cells(k.what, k.period, k.target, k.actual, k.result, k.asof, k.source, k.agreed, k.confirmed, k.by))
		}
		fill["kpis"] = []Block{used(t)}
	}
	for _, e := range v.extras {
		if !blank(e.what) {
			fill["extramile"] = append(fill["extramile"], Paragraph{Text: e.what, Lead: true})
		}
		fill["extramile"] = append(fill["extramile"], Quote{e.words})
		if !blank(e.credit) {
			fill["extramile"] = append(fill["extramile"], Facts{[]Fact{{"With", e.credit}}})
		}
	}
	if len(v.agenda) > 0 {
		fill["agenda"] = []Block{List{Items: v.agenda, Numbered: true}}
	}
}

// managerNext is how the copy ends: with the next step, or with the wish for one.
func managerNext(v managerView) []Block {
	var out []Block
	if blank(v.next) {
		out = append(out, Paragraph{Text: "Before we part, I would like us to agree on what happens next, and by when."})
	}
	if facts := answered(Fact{"Next step", joined(v.next, before("by ", v.by))}, Fact{"Next meeting", v.after}); len(facts) > 0 {
		out = append(out, Facts{facts})
	}
	return out
}
